"""Today's numbers kept beside the database, so that a prompt, and Today at its start, need not open it for them.

They hold while the database is the same, byte for byte as far as its headers and dates tell, and until the next card in
learning comes or the study day ends. As the coming days follow from the database as well, the app keeps theirs too when
it is left. Looking them up loads neither SQLAlchemy nor a schema.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from studytui import __version__

if TYPE_CHECKING:
    from db.engine import Database

FIELDS = ("due", "new", "learning", "review", "total", "next_due")
ENDING = ".counts"  # after the name of the database file
MOST = 32  # filters that are remembered
DAYS = 4  # today and those after it whose numbers are kept when the app is left
HEADER = 100  # bytes of a database file that hold its change counter, and of its log that hold its salts


def path_of(url: str) -> str | None:
    """The file that a plain path or a simple SQLite URL names; None for any other address."""
    if "://" not in url:
        return os.path.abspath(os.path.expanduser(url))
    start = "sqlite:///"
    return os.path.abspath(url[len(start) :]) if url.startswith(start) and not set(url) & set("%?#") else None


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers, and the time in which they hold if nothing is answered."""

    since: datetime
    until: datetime
    counts: dict[str, Any]


def stamp(path: str) -> str:
    """What tells one state of the database from another; "" where there is none to look at. An empty log is as none:
    whoever opens the database makes one, and takes it away again.
    """
    told: list[Any] = [__version__]
    for ending in ("", "-wal"):
        try:
            with open(path + ending, "rb") as opened:
                at = os.fstat(opened.fileno())
                same = (at.st_ino, at.st_mtime_ns, at.st_size, opened.read(HEADER).hex())
                told += same if at.st_size else [None]
        except OSError:
            if not ending:
                return ""
            told.append(None)
    return json.dumps(told)


def recall(path: str, filter: str, now: datetime) -> dict[str, Any] | None:
    """The numbers that were kept for this filter, where they still hold at `now`."""
    kept: Any = _load(path).get(filter)
    try:
        if kept["stamp"] == stamp(path) != "" and kept["zone"] == _zone(now):
            for span in kept["spans"]:
                if span["from"] <= now.timestamp() < span["until"] and isinstance(span["counts"], dict):
                    return {name: span["counts"][name] for name in FIELDS}
    except (KeyError, TypeError):
        pass
    return None


def keep(path: str, before: str, filter: str, spans: Sequence[Span]) -> None:
    """Keep numbers that were read while the database was as `before` says, unless it has changed since."""
    if not before or stamp(path) != before:
        return
    known = {name: one for name, one in _load(path).items() if isinstance(one, dict) and one.get("stamp") == before}
    told = [{"from": one.since.timestamp(), "until": one.until.timestamp(), "counts": one.counts} for one in spans]
    zone, past = _zone(spans[0].since), known.pop(filter, {})
    if past.get("zone") == zone and isinstance(past.get("spans"), list):
        told += past["spans"][:DAYS]
    known = dict(list(known.items())[-MOST + 1 :])
    known[filter] = {"stamp": before, "zone": zone, "spans": told}
    part = f"{path}{ENDING}.{os.getpid()}.part"
    try:
        with open(part, "x", encoding="utf-8") as out:
            out.write(json.dumps(known, ensure_ascii=False))
        os.replace(part, path + ENDING)
    except OSError:  # no room, or no right to write there: the numbers are counted the next time
        with suppress(OSError):
            os.unlink(part)


def spans(db: Database, now: datetime, filter: str = "", days: int = 1) -> list[Span]:
    """The numbers of now and, with more `days` than one, of each that comes from its beginning on."""
    from cards.schedule import day_start, study_day
    from db import queue, settings

    hour = settings.load(db).rollover_hour
    day = study_day(now, hour)
    found = []
    for moment in (now, *(day_start(day + ahead, now.tzinfo, hour) for ahead in range(1, days))):
        counts, until = queue.steady(db, moment, filter)
        told: dict[str, Any] = {name: getattr(counts, name) for name in FIELDS[:-1]}
        told["next_due"] = counts.next_due.isoformat() if counts.next_due else None
        found.append(Span(moment, until, told))
    return found


def _zone(now: datetime) -> float | None:
    """The offset of the clock: where it changes, so does the study day."""
    offset = now.utcoffset()
    return offset.total_seconds() if offset is not None else None


def _load(path: str) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError), open(path + ENDING, encoding="utf-8") as opened:
        if isinstance(found := json.loads(opened.read(1 << 16)), dict):
            return found
    return {}
