"""What is special to PostgreSQL: a person's schema, one writer at a time, ids, the log that nothing may change.

A person's cards lie in a schema of their own (`?schema=NAME`, or the search path that `?options=` gives), and whoever
writes there takes one lock first, as SQLite has it: nothing that is written depends on what somebody else writes at the
same moment, and the ids of the log are in the order of its commits. Readers wait for nobody and see one snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Engine, Text, create_engine, event, exc
from sqlalchemy.engine import URL

from cards.translation import _
from db.address import NAME
from db.domains import as_json, json_of
from db.postgres_errors import AGAIN, refused, state_of
from db.records import Absent, Problem

BUSY_SECONDS = 5.0
CONNECT_SECONDS = 10
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# Every statement of a writer sees what was committed before it, and nobody else commits while it holds the lock.
WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({})"
OURS = 0x57D1 << 32  # above the number of the schema, so that the lock is nobody else's
TRIES = 3
ROW = "ctid::text"  # where a row lies: it names the row inside one transaction
READS_JSON = True  # JSON comes from its driver as what it says
# The first of these that a server has lowers all letters; lower() in a database with the locale C knows A–Z alone.
LOWERING = ("pg_unicode_fast", "pg_c_utf8", "und-x-icu", "C.utf8", "C.UTF-8", "en_US.utf8", "en_US.UTF-8")


def engine_of(place: URL) -> Engine:
    """An engine for the server at `place`; it connects when it is first used. Raises Problem without the driver."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise Problem(
            _(
                "A PostgreSQL server is reached through psycopg, which is not there or does not load here "
                "({reason}). Install it: pip install 'studytui[postgres]'.",
                reason=str(error).splitlines()[0],
            )
        ) from None
    query: dict[str, Any] = dict(place.query)
    schema = query.pop("schema", None)
    if schema is not None and not (isinstance(schema, str) and NAME.fullmatch(schema)):
        raise Problem(
            _("{schema} cannot be the name of a schema. Take letters, digits and underscores.", schema=schema)
        )
    options = [str(query.pop("options", "")), "-c jit=off", f"-c lock_timeout={BUSY_SECONDS * 1000:.0f}"]
    options += [f'-c search_path="{schema}"'] if schema else []
    return create_engine(
        place.set(query={"connect_timeout": str(CONNECT_SECONDS)} | query),
        pool_size=4,
        use_native_hstore=False,
        json_serializer=as_json,
        json_deserializer=json_of,
        # We begin transactions ourselves.
        connect_args={"autocommit": True, "application_name": "studytui", "options": " ".join(options).strip()},
    )


def ready(engine: Engine, place: URL, name: str, *, make: bool) -> str | None:
    """See that the database and the schema are there; returns the revision of the tables in it, None without tables.

    What is missing is made, where `make` allows it; then the engine begins its transactions as it should. Raises
    Problem where there is no server, no right, or a schema of another program.
    """
    with closing(_connected(engine, place, name, make)) as raw:
        ask = raw.driver_connection.execute
        shows = ("server_encoding", "search_path", "synchronous_commit")
        encoding, path, waits = ask(f"SELECT {', '.join(f'current_setting({each!r})' for each in shows)}").fetchone()
        user, schema = ask("SELECT current_user, current_schema()").fetchone()
        if encoding != "UTF8":
            raise Problem(
                _(
                    "{name} keeps text as {encoding}, which has no room for every letter. Take one in UTF8.",
                    name=name,
                    encoding=encoding,
                )
            )
        if schema is None:
            schema = path.split(",")[0].strip().strip('"').replace("$user", user)
            if not make:
                raise _nothing_yet(name)
            _make_schema(ask, schema, user, name)
        (number,) = ask("SELECT oid::bigint FROM pg_namespace WHERE nspname = %s", (schema,)).fetchone()
        kinds = "SELECT relname FROM pg_class WHERE relnamespace = %s::oid AND relkind IN ('r', 'p')"
        tables = {table for (table,) in ask(kinds, (number,))}
        revision = None
        if {"alembic_version", "reviews"} <= tables:
            row = ask("SELECT version_num FROM alembic_version").fetchone()
            revision = None if row is None else str(row[0])
        elif tables:
            raise Problem(
                _(
                    "The schema {schema} of {name} holds tables of another program. It was left as it is; name a "
                    "schema of your own: add ?schema=NAME to the address.",
                    schema=schema,
                    name=name,
                )
            )
        elif not make:
            raise _nothing_yet(name)
    _begin_well(engine, OURS | int(number), durable=waits != "off")
    return revision


def _begin_well(engine: Engine, lock: int, *, durable: bool) -> None:
    """Have the transactions of an engine begin as readers or as the one writer, and end on the server's disk."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql(WRITE.format(lock) if immediate else READ)

    if not durable:

        @event.listens_for(engine, "connect")
        def connect(raw: Any, record: Any) -> None:
            raw.execute("SET synchronous_commit = on")

        engine.dispose()


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection whose transaction has begun; what the block did is committed at its end.

    The server may have been started anew since a connection was last used: then another one is taken.
    """
    connection = _begun(engine)
    with connection:
        yield connection
        connection.commit()


def _begun(engine: Engine) -> Connection:
    for left in reversed(range(TRIES)):
        connection = engine.connect()
        try:
            connection.begin()
        except exc.DBAPIError as error:
            connection.close()
            if not left or not (error.connection_invalidated or state_of(error) in AGAIN):
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError("the last try returns or raises")


def _connected(engine: Engine, place: URL, name: str, make: bool) -> Any:
    """A connection to the database, which is made where the server has none of this name."""
    try:
        return engine.raw_connection()
    except Exception as error:  # the driver's, or what it makes of an address that cannot be
        first = error
    if _has_database(place) is not False:
        raise Problem(refused(first, place, name)) from None
    if not make:
        raise _nothing_yet(name)
    try:
        with closing(_maintenance(place)) as raw:
            wanted = (place.database or place.username or "").replace('"', '""')
            raw.driver_connection.execute(f"CREATE DATABASE \"{wanted}\" ENCODING 'UTF8' TEMPLATE template0")
    except Exception as error:
        if state_of(error) not in ("42P04", "23505"):  # another process has just made it
            raise Problem(
                _(
                    "There is no database {database} on the server yet, and it could not be made ({reason}). Ask "
                    "whoever keeps the server for one, or name another in {name}.",
                    database=place.database or place.username,
                    reason=str(error).splitlines()[0],
                    name=name,
                )
            ) from None
    try:
        return engine.raw_connection()
    except Exception as error:
        raise Problem(refused(error, place, name)) from None


def _maintenance(place: URL) -> Any:
    """A connection to the database that every server has; the one of that name may not be used for cards."""
    query = {key: value for key, value in place.query.items() if key not in ("schema", "options")}
    return engine_of(place.set(database="postgres", query=query)).raw_connection()


def _has_database(place: URL) -> bool | None:
    """Whether the server has the database; None where that cannot be asked."""
    try:
        with closing(_maintenance(place)) as raw:
            query = "SELECT 1 FROM pg_database WHERE datname = coalesce(%s, current_user)"
            return raw.driver_connection.execute(query, (place.database,)).fetchone() is not None
    except Exception:  # whatever it is: the first error says more
        return None


def _make_schema(ask: Any, schema: str, user: str, name: str) -> None:
    quoted = schema.replace('"', '""')
    try:
        ask(f'CREATE SCHEMA IF NOT EXISTS "{quoted}"')
    except Exception as error:
        if state_of(error) == "42501":
            raise Problem(
                _(
                    "{user} may not make the schema {schema} in {name}. Ask whoever keeps the server for it: "
                    "{statement}.",
                    user=user,
                    schema=schema,
                    name=name,
                    statement=f'CREATE SCHEMA "{quoted}" AUTHORIZATION "{user}"',
                )
            ) from None
        if state_of(error) not in ("42P06", "23505"):  # another process has just made it
            raise


def _nothing_yet(name: str) -> Absent:
    return Absent(
        _(
            "There are no cards at {name} yet. `studytui import PATH` makes what is missing there; if they should "
            "be there, correct the address that --db or STUDYTUI_DB gives.",
            name=name,
        )
    )


# -- tables ------------------------------------------------------------------------------------------------------------


@contextmanager
def in_code_point_order() -> Iterator[None]:
    """Give every text column that is made in this block the order of SQLite: by code points, in every language alike.

    A database may have any order of its own, and one that knows Korean sorts a list other than its copy in a file.
    """

    def attach(column: Column[Any], table: Any) -> None:
        if isinstance(column.type, Text) and column.type.collation is None:
            column.type = Text(collation="C")

    event.listen(Column, "after_parent_attach", attach)
    try:
        yield
    finally:
        event.remove(Column, "after_parent_attach", attach)


def make_lowered(connection: Connection) -> None:
    """Make the function `lowered`, which writes all letters small as Python does."""
    found = connection.exec_driver_sql(
        "SELECT collname FROM pg_collation WHERE collnamespace = 'pg_catalog'::regnamespace "
        "AND collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))"
    )
    known = set(found.scalars())
    name = next((each for each in LOWERING if each in known), "default")
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION lowered(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE "
        f'AS $$ SELECT lower($1 COLLATE "{name}") $$'
    )


def take_ids(connection: Connection, table: str, highest: int, count: int) -> int:
    """The first of so many ids above `highest` that were never given; the sequence of the table goes on behind."""
    quoted = f"pg_get_serial_sequence('{table}', 'id')::regclass"
    last = connection.exec_driver_sql(f"SELECT coalesce(pg_sequence_last_value({quoted}), 0)").scalar_one()
    first = 1 + max(highest, int(last))
    connection.exec_driver_sql(f"SELECT setval({quoted}, {first + max(count, 1) - 1})")
    return first


def refuse(connection: Connection) -> None:
    """Have the server refuse a change of the log again."""
    connection.exec_driver_sql("ALTER TABLE reviews ENABLE TRIGGER USER")


def allow(connection: Connection) -> None:
    """Have the server take a change of the log."""
    connection.exec_driver_sql("ALTER TABLE reviews DISABLE TRIGGER USER")


def refusing(connection: Connection) -> set[str]:
    """The triggers that hold the log and act."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'reviews'::regclass AND tgenabled <> 'D' AND NOT tgisinternal"
    )
    return set(connection.exec_driver_sql(query).scalars())
