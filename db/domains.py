"""What each column may hold. SQLite keeps whatever is written into it; a damaged file or another program writes more.

A value is looked at as it is stored or as SQLAlchemy gives it back: an instant as a number or a datetime, JSON as its
text or as what it says.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from operator import call
from typing import Any

from cards.card import Kind
from cards.schedule import Rating, State
from db.records import Decision, Event
from db.schema import cards, reviews
from db.uids import is_uid

Domain = tuple[Callable[[Any], bool], str]
LAST_DAY = date.max.toordinal()
LAST_INSTANT = 253_402_300_799_999_999  # the last microsecond of the year 9999


class Undecoded(str):
    """Text that is not UTF-8 in the file; what cannot be read of it is spelled in hexadecimal."""


def text_of(stored: bytes) -> str:
    """How SQLite's driver reads a text; one that is not UTF-8 stops nobody."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return Undecoded(stored.decode(errors="backslashreplace"))


def json_of(stored: str) -> Any:
    """How JSON is read; what is none stays the text it is."""
    try:
        return json.loads(stored)
    except (ValueError, TypeError, RecursionError):
        return stored


def as_json(value: Any) -> str:
    """JSON without \\u escapes; tuples are cached, since most cards have the same headings as the card before."""
    return _json_of_tuple(value) if isinstance(value, tuple) else _dumps(value)


@lru_cache(maxsize=256)
def _json_of_tuple(value: tuple[str, ...]) -> str:
    return _dumps(value)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _whole(low: int, high: int, words: str) -> Domain:
    return lambda value: type(value) is int and low <= value <= high, words


def _one_of(values: Any, words: str) -> Domain:
    known = frozenset(each.value for each in values)
    return lambda value: isinstance(value, str | int) and value in known, words


def _maybe(domain: Domain) -> Domain:
    holds, words = domain
    return lambda value: value is None or holds(value), f"{words}, or nothing"


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_instant(value: Any) -> bool:
    return isinstance(value, datetime) or (type(value) is int and 0 <= value <= LAST_INSTANT)


def _is_texts(value: Any) -> bool:
    said = json_of(value) if type(value) is str else value
    return isinstance(said, list | tuple) and all(type(each) is str for each in said)


def _is_changes(value: Any) -> bool:
    said = json_of(value) if type(value) is str else value
    return isinstance(said, dict) and {"made", "notes_made", "cards", "notes", "folders", "read"} <= said.keys()


def _is_json(value: Any) -> bool:
    return type(value) is not str or json_of(value) is not value


def _is_between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and math.isfinite(value) and low < value <= high


TEXT: Domain = (_is_text, "text in UTF-8")
FLAG: Domain = (lambda value: isinstance(value, int) and value in (0, 1), "0 or 1")
ID = _whole(1, 2**62, "a number from 1 on")
DAY = _whole(1, LAST_DAY, "a day")
COUNT = _whole(0, 2**31, "a number from 0 on")
SIZE = _whole(-(2**63), 2**63 - 1, "a whole number")
INSTANT: Domain = (_is_instant, "a time from 1970 to 9999")
UID: Domain = (is_uid, "the name of an event")
TEXTS: Domain = (_is_texts, "a JSON list of texts")

DOMAINS: Mapping[str, Mapping[str, Domain]] = {
    "notes": {
        **{"id": ID, "path": TEXT, "title": TEXT, "digest": TEXT, "mtime_ns": SIZE, "size": SIZE},
        **{"imported_at": INSTANT, "missing": FLAG},
    },
    "cards": {
        **{"id": ID, "note_id": ID, "position": COUNT, "kind": _one_of(Kind, "a kind of card")},
        **{"question": TEXT, "answer": TEXT, "accepted": TEXTS, "context": TEXTS, "line": COUNT, "subject": TEXT},
        **{"rule": TEXT, "directive": _maybe(TEXT), "reverse": FLAG, "fingerprint": TEXT},
        **{"worth": (_is_between(-1, 1), "a number from 0 to 1"), "held": FLAG, "shape": TEXT},
        "decision": _maybe(_one_of(Decision, "what a reader decided")),
        **{"suspended": FLAG, "rejected": FLAG, "retired": FLAG, "buried_until": _maybe(DAY), "flag": _maybe(TEXT)},
        **{"created_at": INSTANT, "state": _one_of(State, "a state of a card"), "step": COUNT},
        "stability": _maybe((_is_between(0, math.inf), "a number of days above 0")),
        "difficulty": _maybe((_is_between(0, 10), "a number from 1 to 10")),
        **{"due_day": _maybe(DAY), "due_at": _maybe(INSTANT), "first_day": _maybe(DAY), "last_day": _maybe(DAY)},
        **{"reps": COUNT, "lapses": COUNT},
    },
    "reviews": {
        **{"id": ID, "card_id": ID, "event": _one_of(Event, "a kind of event")},
        **{"rating": _maybe(_one_of(Rating, "a rating from 1 to 4")), "at": INSTANT, "study_day": DAY},
        **{"duration_ms": COUNT, "undoes": _maybe(ID), "was": _maybe(_one_of(State, "a state of a card"))},
        **{"state": _maybe(_one_of(State, "a state of a card")), "step": _maybe(COUNT), "due_day": _maybe(DAY)},
        **{"due_at": _maybe(INSTANT), "flag": _maybe(TEXT), "uid": _maybe(UID)},
    },
    "settings": {"key": TEXT, "value": (_is_json, "JSON")},
    "imports": {"id": ID, "at": INSTANT, "undone_at": _maybe(INSTANT), "changes": (_is_changes, "what an import did")},
    "folders": {"path": TEXT, "added_at": INSTANT},
    "wordings": {
        **{"card_id": ID, "question": _maybe(TEXT), "answer": _maybe(TEXT)},
        **{"note_question": TEXT, "note_answer": TEXT, "at": INSTANT},
    },
    "leads": {"card_id": ID, "demo": TEXT},
    "answers": {
        **{"id": ID, "card_id": ID, "repetition": COUNT, "at": INSTANT, "seed": SIZE, "given": TEXT, "correct": FLAG},
        **{"asked": (_is_json, "JSON"), "misconception": _maybe(TEXT), "review_id": _maybe(ID)},
    },
    "stars": {"card_id": ID, "starred": FLAG, "at": INSTANT},
    "note_tags": {"note_id": ID, "tag": TEXT},
    "card_tags": {"card_id": ID, "tag": TEXT},
    "guids": {"card_id": ID, "guid": TEXT, "at": INSTANT},
    "identities": {"key": TEXT, "card_id": ID},
    "versions": {
        **{"card_id": ID, "changed_at": INSTANT, "held": FLAG, "flag": _maybe(TEXT), "flag_at": _maybe(INSTANT)},
        **{"rejected": FLAG, "rejected_at": _maybe(INSTANT), "stamp": COUNT, "held_at": _maybe(INSTANT)},
    },
    "setting_times": {"name": TEXT, "changed_at": INSTANT},
    "clock_corrections": {"uid": UID, "days": COUNT},
    "meetings": {"id": ID, "uid": TEXT, "at": INSTANT, "review_id": COUNT, "stamp": COUNT},
    "card_texts": {"card_id": ID, "subject": TEXT, "question": TEXT, "rest": TEXT},
    "doubts": {"card_id": ID, "other_id": ID, "likeness": (_is_between(-1, 1), "a number from 0 to 1")},
}


_IN_ORDER = {
    table.name: [DOMAINS[table.name][column.name][0] for column in table.columns] for table in (cards, reviews)
}


def faults(table: str, values: Any) -> dict[str, str]:
    """Column → what it should hold, for each column of a row (a mapping by their names) that holds something else."""
    return {
        name: words
        for name, (holds, words) in DOMAINS[table].items()
        if name in values and not _safely(holds, values[name])
    }


def sound(table: str, row: Iterable[Any]) -> bool:
    """Whether every column of a row holds what it may. `row` begins with all columns of its table, in their order.

    `faults` says which does not; this is asked of every row that is read, and so it has to be quick.
    """
    try:
        return all(map(call, _IN_ORDER[table], row))
    except (TypeError, ValueError, OverflowError):
        return False


def contradiction(values: Any) -> str | None:
    """Why the schedule in a card's row cannot be, although each column may hold what it holds; None where it can."""
    state = values.get("state")
    if state == State.NEW:
        return None
    if any(values.get(name) is None for name in ("stability", "difficulty", "last_day")):
        return f"it is in state {str(state)!r} without a memory"
    if state == State.REVIEW:
        return None if values.get("due_day") is not None else "it is in review without a day it comes back on"
    return None if values.get("due_at") is not None else "it is in a learning step without a time it comes back at"


def _safely(holds: Callable[[Any], bool], value: Any) -> bool:
    try:
        return holds(value)
    except (TypeError, ValueError, OverflowError):
        return False
