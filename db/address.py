"""Where a database lies: the path or URL of a file, or the URL of a PostgreSQL server, told without its password."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import exc
from sqlalchemy.engine import URL, make_url

from cards.translation import _
from db.records import Problem

SERVERS = {"postgresql", "postgres"}
DRIVER = "postgresql+psycopg"
NAME = re.compile(r"\w[\w$-]{0,62}")  # of a schema
EXAMPLE = "postgresql+psycopg://USER@HOST/DATABASE"
# The password of a URL, up to the last @: one that holds an @ itself is told no more than the others.
PASSWORD = re.compile(r"(?<=://)([^:/@?]*):.*@")
IN_QUERY = re.compile(r"((?:ssl)?password=)[^&]*", re.IGNORECASE)


def parse(url: str) -> URL:
    """Parse a URL, or a path as an SQLite URL. Raises Problem when it is neither of a file nor of PostgreSQL."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser().absolute()))
    try:
        place = make_url(url)
    except (exc.ArgumentError, ValueError):  # the latter of a port that is no number
        raise Problem(
            _(
                "{url} is not the address of a database. Give a path, sqlite:///PATH, or {example}.",
                url=shown(url),
                example=EXAMPLE,
            )
        ) from None
    kind = place.get_backend_name()
    if kind == "sqlite":
        return place
    if kind not in SERVERS:
        raise Problem(
            _(
                "Study TUI keeps cards in a file or on a PostgreSQL server, not in {kind}. Give a path, or {example}.",
                kind=kind,
                example=EXAMPLE,
            )
        )
    if "@" in (place.host or ""):
        raise Problem(_("The password in {url} holds an @. Write it as %40, or leave it to ~/.pgpass.", url=shown(url)))
    return place.set(drivername=DRIVER)


def shown(url: str) -> str:
    """An address as a sentence may say it: without its password."""
    return IN_QUERY.sub(r"\1***", PASSWORD.sub(r"\1:***@", url)) if "://" in url else url


def on_server(url: str) -> bool:
    """Whether this names a database that a server keeps."""
    return parse(url).get_backend_name() != "sqlite"


def same_place(one: str, other: str) -> bool:
    """Whether two addresses of servers name one database, as far as their words tell."""
    places = []
    for url in (one, other):
        place = parse(url)
        query = place.query
        where = place.host or query.get("host") or "localhost", place.port or int(str(query.get("port", 5432)))
        places.append((where, place.database or place.username, query.get("schema"), query.get("options")))
    return places[0] == places[1]


def path_of(place: URL) -> Path | None:
    """The file behind an SQLite URL; None when the database lies in memory or on a server."""
    if place.get_backend_name() != "sqlite" or not place.database or place.database == ":memory:":
        return None
    return Path(place.database).expanduser().absolute()


def absent(url: str) -> bool:
    """Whether `url` names a file that is not there."""
    path = path_of(parse(url))
    return path is not None and not path.exists()


def expect(url: str, *, make: bool) -> None:
    """Raise Problem where there is no database at `url`; with `make` only where there is no folder to make it in.

    A server is asked when the database is opened.
    """
    path = path_of(parse(url))
    if path is None or path.exists():
        return
    if not path.parent.is_dir():
        raise Problem(
            _(
                "{path} cannot be used: there is no folder {parent}. Make the folder, or correct the path "
                "that --db or STUDYTUI_DB gives.",
                path=path,
                parent=path.parent,
            )
        )
    if not make:
        raise Problem(
            _(
                "There is no database at {path} yet. `studytui import PATH` makes it; if it should be there, "
                "correct the path that --db or STUDYTUI_DB gives.",
                path=path,
            )
        )
