"""Looking through what waits: in the order of the notes, decided one by one or many at once, and taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cards.card import Card, Kind
from db import library, looking, queue, reviews
from db.doctor import examine
from db.engine import Database
from db.records import Decision, Event, Source
from db.taste import taste

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def card(term: str, line: int, **fields: object) -> Card:
    return Card(Kind.QUESTION, f"{term}?", f"{term}이다", ("TIL", term[0]), line, subject=term, **fields)  # type: ignore[arg-type]


@pytest.fixture
def four(db: Database) -> Database:
    """Two notes with two cards each; of each note one is held."""
    for path in ("/a.md", "/b.md"):
        name = path[1].upper()
        said = (card(f"{name}1", 3, held=True, worth=0.2, shape="s"), card(f"{name}2", 4, worth=0.9, shape="s"))
        library.apply(db, library.plan(db, [Source(path, name, "d", 1, 1, said)]), NOW)
    return db


def ids(db: Database, filter: str = "", **among: tuple[str, ...]) -> list[int]:
    return [one.id for one in looking.waiting(db, NOW, filter, **among)]


def test_held_and_new_cards_wait_in_the_order_of_their_notes(four: Database) -> None:
    found = looking.waiting(four, NOW)
    assert [(one.id, one.title, one.context, one.held) for one in found] == [
        (1, "A", ("TIL", "A"), True),
        (2, "A", ("TIL", "A"), False),
        (3, "B", ("TIL", "B"), True),
        (4, "B", ("TIL", "B"), False),
    ]
    assert ids(four, "B") == [3, 4]
    assert ids(four, among=("/b.md",)) == [3, 4]
    assert looking.count(four) == 2


def test_each_decision_fits_what_the_card_was_and_is_taken_back(four: Database) -> None:
    taken = reviews.decide(four, [1, 2], Decision.TAKEN, NOW)
    dropped = reviews.decide(four, [3, 4], Decision.DROPPED, NOW)
    assert ids(four) == []
    assert [reviews.log(four, one)[0].event for one in (1, 2, 3, 4)] == [
        *(Event.TAKE, Event.KEEP, Event.DROP, Event.REJECT)
    ]
    assert queue.today(four, NOW) == [1, 2]
    assert reviews.undo_all(four, dropped, NOW) == 2
    assert reviews.undo_all(four, taken, NOW) == 2
    assert ids(four) == [1, 2, 3, 4]
    assert queue.today(four, NOW) == [2, 4]
    assert all(finding.ok for finding in examine(four))


def test_what_one_has_already_is_away_and_says_nothing_against_its_shape(four: Database) -> None:
    reviews.decide(four, [1, 2], Decision.HAD, NOW)
    assert (queue.today(four, NOW), ids(four)) == ([4], [3, 4])
    assert taste(four).shifts == {}
    assert queue.card(four, 2).decision is Decision.HAD
    said = (card("A1", 3, worth=0.9, shape="s"), card("A2", 4, worth=0.9, shape="s"))
    library.apply(four, library.plan(four, [Source("/a.md", "A", "e", 1, 1, said)]), NOW)
    assert queue.today(four, NOW) == [4], "it stays away when its line is read anew"
    reviews.undo(four, NOW)
    reviews.undo(four, NOW)
    assert 2 in queue.today(four, NOW)


def test_what_was_decided_meanwhile_is_left_out(four: Database) -> None:
    reviews.drop(four, 1, NOW)
    assert len(reviews.decide(four, [1, 3], Decision.TAKEN, NOW)) == 1
    assert queue.card(four, 1).decision is Decision.DROPPED
