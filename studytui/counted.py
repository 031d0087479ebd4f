"""Today's numbers kept beside the database, so that a prompt that asks again need not open it.

They hold while the database is the same, byte for byte as far as its headers and dates tell, and until the next card in
learning comes or the study day ends. Loads neither SQLAlchemy nor a schema.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from typing import Any

from studytui import __version__

FIELDS = ("due", "new", "learning", "review", "total", "next_due")
ENDING = ".counts"  # after the name of the database file
MOST = 32  # filters that are remembered
HEADER = 100  # bytes of a database file that hold its change counter, and of its log that hold its salts


def path_of(url: str) -> str | None:
    """The file that a plain path or a simple SQLite URL names; None for any other address."""
    if "://" not in url:
        return os.path.abspath(os.path.expanduser(url))
    start = "sqlite:///"
    return os.path.abspath(url[len(start) :]) if url.startswith(start) and not set(url) & set("%?#") else None


def stamp(path: str) -> str:
    """What tells one state of the database from another; "" where there is none to look at."""
    told: list[Any] = [__version__]
    for ending in ("", "-wal"):
        try:
            with open(path + ending, "rb") as opened:
                at = os.fstat(opened.fileno())
                told += [at.st_ino, at.st_mtime_ns, at.st_size, opened.read(HEADER).hex()]
        except OSError:
            if not ending:
                return ""
            told.append(None)
    return json.dumps(told)


def recall(path: str, filter: str, now: datetime) -> dict[str, Any] | None:
    """The numbers that were kept for this filter, where they still hold at `now`."""
    kept: Any = _load(path).get(filter)
    try:
        same = kept["stamp"] == stamp(path) != "" and kept["zone"] == _zone(now)
        if same and kept["from"] <= now.timestamp() < kept["until"] and isinstance(kept["counts"], dict):
            return {name: kept["counts"][name] for name in FIELDS}
    except (KeyError, TypeError):
        pass
    return None


def keep(path: str, before: str, filter: str, counts: dict[str, Any], now: datetime, until: datetime) -> None:
    """Keep numbers that were read while the database was as `before` says, unless it has changed since."""
    if not before or stamp(path) != before:
        return
    known = {name: one for name, one in _load(path).items() if isinstance(one, dict) and one.get("stamp") == before}
    known.pop(filter, None)
    known = dict(list(known.items())[-MOST + 1 :])
    told = {"from": now.timestamp(), "until": until.timestamp(), "zone": _zone(now), "counts": counts}
    known[filter] = {"stamp": before, **told}
    part = f"{path}{ENDING}.{os.getpid()}.part"
    with suppress(OSError):
        with open(part, "x", encoding="utf-8") as out:
            out.write(json.dumps(known, ensure_ascii=False))
        os.replace(part, path + ENDING)


def _zone(now: datetime) -> float | None:
    """The offset of the clock: where it changes, so does the study day."""
    offset = now.utcoffset()
    return offset.total_seconds() if offset is not None else None


def _load(path: str) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError), open(path + ENDING, encoding="utf-8") as opened:
        if isinstance(found := json.loads(opened.read(1 << 16)), dict):
            return found
    return {}
