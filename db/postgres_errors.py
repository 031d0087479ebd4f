"""What a PostgreSQL server says, as sentences for a person. None of them holds a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import exc
from sqlalchemy.engine import URL

from cards.translation import _
from db.records import Again, Damaged, Problem

AGAIN = {"40001", "40P01"}  # a serialisation failure, a deadlock: nothing was written, and the next try may do


def state_of(error: BaseException) -> str:
    """The five signs by which PostgreSQL names an error; "" where it is none of its own."""
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    return str(getattr(cause, "sqlstate", None) or "")


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Turn what the server says inside the block into a sentence for a person."""
    try:
        yield
    except Exception as error:
        cause: Any = error.orig if isinstance(error, exc.DBAPIError) else error
        if not type(cause).__module__.startswith("psycopg"):
            raise
        problem = problem_of(cause, name)
        if problem is None:
            raise
        raise problem from error


def problem_of(error: Any, name: str) -> Problem | None:
    """The sentence for an error a person can do something about, or None when it is a bug of ours."""
    state, words = state_of(error), (str(error).splitlines() or [""])[0]
    kind = state[:2]
    if state in AGAIN:
        return Again(
            _("Another program wrote into {name} at the same moment, so nothing was stored. Try again.", name=name)
        )
    if state == "55P03":
        return Again(_("{name} is being written by another program. Wait for it, and try again.", name=name))
    if kind in ("08", "57") or (not state and type(error).__name__ in ("OperationalError", "InterfaceError")):
        return Problem(
            _(
                "The connection to {name} was lost ({words}). What was stored before is safe; look whether the server "
                "runs, and try again. Only of the last answer it is not known whether it was stored.",
                name=name,
                words=words,
            )
        )
    if kind == "53":
        return Problem(
            _(
                "The server of {name} has no room left ({words}). What was stored before is safe.",
                name=name,
                words=words,
            )
        )
    if state == "25006":
        return Problem(
            _("{name} is read-only: nothing can be stored there. Name the server that is written to.", name=name)
        )
    if state == "42501":
        return Problem(
            _(
                "This user may not do that in {name} ({words}). Name a schema of your own: ?schema=NAME.",
                name=name,
                words=words,
            )
        )
    if state == "22003":
        return Problem(_("A number is larger than {name} can hold ({words}).", name=name, words=words))
    if "NUL" in words and "0x00" in words:
        return Problem(_("A text holds the character NUL, which {name} cannot keep. Take it out.", name=name))
    if kind in ("22", "23", "42", "XX"):
        return Damaged(
            _(
                "{name} holds what cannot be ({words}). Run `studytui doctor`; `studytui doctor --repair` puts right "
                "what it can, and `studytui restore` goes back to a backup.",
                name=name,
                words=words[:80],
            )
        )
    return None


def refused(error: BaseException, place: URL, name: str) -> str:
    """Why there is no connection, and what to do."""
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    words = " ".join(str(cause).split())
    found = next((which for sign, which in SIGNS.items() if sign in words), "other")
    fix = _("Correct the address that --db or STUDYTUI_DB gives.")
    host, port = place.host or place.query.get("host") or "localhost", place.port or 5432
    user = place.username or _("this user")
    said = {
        "password": _(
            "The server refused {user}: the password is missing or wrong. Correct it in ~/.pgpass, in PGPASSWORD or in "
            "the address.",
            user=user,
        ),
        "user": _("The server knows no user {user}, or does not let them in from here.", user=user),
        "machine": _("There is no machine called {host}.", host=host),
        "nobody": _("No PostgreSQL server answers at {host}, port {port}. Look whether it runs.", host=host, port=port),
        "busy": _("The server of {name} takes no connections just now. Try again in a moment.", name=name),
        "option": _("{name} has a part after ? that no server knows.", name=name),
        "other": _("{name} cannot be opened: {words}.", name=name, words=words[:200].rstrip(".")),
    }[found]
    return said if found in ("password", "busy") else f"{said} {fix}"


# Signs in the words of the driver, and of the server where it speaks English.
SIGNS = {
    "password authentication failed": "password",
    "no password supplied": "password",
    "authentication failed": "user",
    "pg_hba.conf": "user",
    "role ": "user",
    "resolve host": "machine",
    "translate host": "machine",
    "refused": "nobody",
    "No such file": "nobody",
    "timeout": "nobody",
    "too many": "busy",
    "starting up": "busy",
    "shutting down": "busy",
    "invalid connection option": "option",
}
