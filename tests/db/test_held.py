"""Held cards: kept with their note and in no queue, until their reader takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cards.card import Card, Change, Kind
from cards.schedule import Rating, study_day
from db import library, queue, reviews, stats
from db.doctor import examine
from db.engine import Database
from db.imports import decisions
from db.records import Counts, Decision, Event, Known, Plan, Problem, Source
from db.schema import cards

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = study_day(NOW)
Filled = Callable[..., Database]


def card(term: str, meaning: str, line: int, **fields: Any) -> Card:
    question = f"**{term}** — 무엇인가?"
    return Card(
        Kind.DEFINITION, question, meaning, ("TIL", "Patterns"), line, subject=term, rule="definition", **fields
    )


ASKED = card("Global", "특정 토큰이 모든 토큰과 연결된다", 3, worth=0.9)
HELD = card("Band", "이웃한 토큰 4개와 연결된다", 4, worth=0.2, held=True, shape="sentence/gap/number")


def bring(db: Database, *said: Card) -> Plan:
    """Import one note that gives these cards."""
    plan = library.plan(db, [Source("/a.md", "a", format(hash(said), "x"), 1, 1, said)])
    library.apply(db, plan, NOW)
    return plan


def known(db: Database, term: str, *, retired: bool = False) -> Known:
    found = library.search(db, "", NOW, retired=True)
    (one,) = [each for each in found if each.card.subject == term and each.retired is retired]
    return one


def take(db: Database, term: str) -> Known:
    return reviews.take(db, known(db, term).id, NOW)


def drop(db: Database, term: str) -> Known:
    return reviews.drop(db, known(db, term).id, NOW)


def asked(db: Database, now: datetime = NOW) -> list[str]:
    return [queue.card(db, card_id).card.subject for card_id in queue.today(db, now)]


def sound(db: Database) -> bool:
    return all(finding.ok for finding in examine(db))


def test_a_held_card_is_kept_and_in_no_queue_and_no_count(db: Database) -> None:
    plan = bring(db, ASKED, HELD)
    assert (plan.held, plan.count(Change.NEW)) == (1, 2)
    assert known(db, "Band").card == HELD
    assert asked(db) == ["Global"]
    assert queue.counts(db, NOW) == Counts(0, 1, 0, 0, 1, None)
    (note,) = library.notes(db, NOW)
    assert (note.cards, note.new, note.due, note.held) == (1, 1, 0, 1)
    told = stats.summary(db, NOW)["cards"]
    assert (told["new"], told["held"]) == (1, 1)
    reviews.record(db, known(db, "Global").id, Rating.EASY, NOW)
    assert sum(count for _, count in queue.forecast(db, NOW, 60)) == 1
    assert queue.counts(db, NOW + timedelta(days=1)).next_due is not None


def test_a_taken_card_is_asked_and_taking_can_be_undone(db: Database) -> None:
    bring(db, ASKED, HELD)
    taken = take(db, "Band")
    assert (taken.decision, taken.card.held) == (Decision.TAKEN, False)
    assert taken == known(db, "Band")
    assert asked(db) == ["Global", "Band"]
    assert reviews.undo(db, NOW) == known(db, "Band")
    assert (known(db, "Band").decision, known(db, "Band").card.held) == (None, True)
    assert asked(db) == ["Global"]
    assert sound(db)


def test_a_dropped_card_stays_away_and_dropping_can_be_undone(db: Database) -> None:
    bring(db, ASKED, HELD)
    drop(db, "Band")
    bring(db, ASKED, replace(HELD, worth=0.99, held=False))
    assert known(db, "Band").decision is Decision.DROPPED
    assert asked(db) == ["Global"]
    assert library.notes(db, NOW)[0].held == 0, "it waits for nobody"
    reviews.undo(db, NOW)
    assert (known(db, "Band").decision, known(db, "Band").card.held) == (None, True)


def test_who_dropped_a_card_can_take_it_after_all(db: Database) -> None:
    bring(db, HELD)
    drop(db, "Band")
    assert take(db, "Band").decision is Decision.TAKEN
    assert asked(db) == ["Band"]
    reviews.undo(db, NOW)
    assert known(db, "Band").decision is Decision.DROPPED
    assert asked(db) == []
    assert sound(db)


def test_only_a_held_card_can_be_taken_or_dropped(db: Database) -> None:
    bring(db, ASKED)
    with pytest.raises(Problem, match="asked already"):
        take(db, "Global")
    with pytest.raises(Problem, match="asked already"):
        drop(db, "Global")
    assert reviews.log(db, known(db, "Global").id) == []


@pytest.mark.parametrize(
    "again",
    [
        HELD,
        replace(HELD, worth=0.1, line=9),
        replace(HELD, answer="이웃한 토큰 8개와 연결된다"),
        replace(HELD, question="Band는 토큰을 얼마나 보나?"),
    ],
)
def test_a_decision_outlives_every_import(db: Database, again: Card) -> None:
    bring(db, ASKED, HELD)
    take(db, "Band")
    plan = bring(db, ASKED, again)
    assert plan.held == 0
    assert (known(db, "Band").decision, known(db, "Band").card.held) == (Decision.TAKEN, False)
    bring(db, ASKED)
    assert asked(db) == ["Global"], "its line is gone"
    bring(db, ASKED, again)
    assert asked(db) == ["Global", "Band"]
    assert sound(db)


def test_a_dropped_card_whose_line_went_and_came_back_stays_dropped(db: Database) -> None:
    bring(db, ASKED, HELD)
    drop(db, "Band")
    bring(db, ASKED)
    bring(db, ASKED, replace(HELD, held=False))
    assert asked(db) == ["Global"]


def test_what_was_answered_stays_asked_when_its_worth_falls_below_the_line(db: Database) -> None:
    other = card("Swish", "x에 sigmoid를 곱한 부드러운 함수", 7)
    bring(db, ASKED, other)
    reviews.record(db, known(db, "Global").id, Rating.GOOD, NOW)
    plan = bring(db, replace(ASKED, worth=0.1, held=True), replace(other, worth=0.1, held=True))
    assert plan.held == 1
    assert not plan.empty
    assert not known(db, "Global").card.held
    assert known(db, "Global").card.worth == 0.1
    assert known(db, "Swish").card.held, "it was never answered"


def test_what_was_put_aside_by_hand_is_not_held_by_an_import(db: Database) -> None:
    bring(db, ASKED)
    reviews.suspend(db, known(db, "Global").id, NOW)
    bring(db, replace(ASKED, held=True))
    reviews.resume(db, known(db, "Global").id, NOW)
    assert asked(db) == ["Global"]


def test_an_answer_to_a_card_that_was_held_meanwhile_counts(db: Database) -> None:
    bring(db, ASKED)
    shown = known(db, "Global")
    bring(db, replace(ASKED, held=True))
    after = reviews.record(db, shown.id, Rating.GOOD, NOW, seen=shown)
    assert not after.card.held
    assert after == known(db, "Global")


def test_undoing_an_import_keeps_what_was_decided_since(db: Database) -> None:
    other = card("Swish", "x에 sigmoid를 곱한 부드러운 함수", 7)
    bring(db, ASKED, other)
    bring(db, replace(ASKED, held=True), replace(other, held=True))
    take(db, "Global")
    last = library.history(db)[0]
    library.undo_import(db, last.id, NOW)
    assert [known(db, term).card.held for term in ("Global", "Swish")] == [False, False]

    bring(db, ASKED, replace(other, held=True))
    drop(db, "Swish")
    library.undo_import(db, library.history(db)[0].id, NOW)
    assert known(db, "Swish").card.held
    assert asked(db) == ["Global"]


def test_a_link_made_by_hand_keeps_an_answered_card_asked(db: Database) -> None:
    bring(db, ASKED)
    reviews.record(db, known(db, "Global").id, Rating.GOOD, NOW)
    new = replace(HELD, question="왜 전체를 보는가?", answer="요약을 모으려고", subject="요약", line=40)
    plan = library.plan(db, [Source("/a.md", "a", "2", 2, 2, (new,))])
    (gone,) = [number for number, row in enumerate(plan.rows) if row.change is Change.GONE]
    number = next(number for number, row in enumerate(plan.rows) if row.card is not None)
    assert plan.rows[number].held
    linked = decisions.link(plan, number, gone)
    assert [row.held for row in linked.rows] == [False]
    assert [row.held for row in decisions.separate(linked, 0).rows] == [True, False]


def test_a_search_shows_held_cards_behind_the_others_and_alone(db: Database) -> None:
    bring(db, replace(HELD, line=1), ASKED)
    assert [each.card.subject for each in library.search(db, "연결", NOW)] == ["Global", "Band"]
    assert [each.card.subject for each in library.search(db, "is:held 연결", NOW)] == ["Band"]
    assert library.search(db, "is:held global", NOW) == []
    (note,) = library.notes(db, NOW)
    assert [each.card.subject for each in library.search(db, "is:held", NOW, note=note.id)] == ["Band"]
    assert library.search(db, "is:held", NOW, note=note.id + 1) == []
    drop(db, "Band")
    assert library.search(db, "is:held", NOW) == []
    assert [each.card.subject for each in library.search(db, "is:dropped", NOW)] == ["Band"]


def test_unchanged_notes_count_their_held_cards(db: Database) -> None:
    bring(db, ASKED, HELD)
    for known_paths in (["/a.md"], ["/a.md", "/b.md", "/c.md"]):
        plan = library.plan(db, [], unchanged=["/a.md"], known=known_paths)
        assert (plan.count(Change.KEPT), plan.held) == (2, 1)


# -- backwards ---------------------------------------------------------------------------------------------------------


def backward(db: Database, forward: dict[str, Any], **columns: Any) -> list[int]:
    """What is asked today of a forward card (1), its backward one (2) and a card of another line (3)."""
    with db.begin() as connection:
        connection.execute(cards.update().values(subject="Band"))
        connection.execute(cards.update().where(cards.c.id == 1).values(line=1, **forward))
        connection.execute(cards.update().where(cards.c.id == 2).values(reverse=True, line=1, **columns))
    return queue.today(db, NOW)


def well_known(stability: float) -> dict[str, Any]:
    """The columns of a card that comes in ten days."""
    days = {"due_day": TODAY + 10, "last_day": TODAY - 11, "first_day": TODAY - 30}
    return {"state": "review", "stability": stability, "difficulty": 5.0, "reps": 4, **days}


@pytest.mark.parametrize(
    ("forward", "columns", "comes"),
    [
        ({}, {}, False),
        (well_known(20.9), {}, False),
        (well_known(21.0), {}, True),
        (well_known(20.9), {"subject": "Window"}, True),
        (well_known(20.9), {"rule": "explicit"}, True),
        ({"suspended": True}, {}, False),
        ({"held": True}, {}, False),
        ({"held": True}, {"decision": "taken"}, True),
        (well_known(20.9), {"decision": "taken"}, False),
        ({"retired": True}, {}, True),
    ],
)
def test_a_backward_card_comes_once_its_forward_card_is_known(
    filled: Filled, forward: dict[str, Any], columns: dict[str, Any], comes: bool
) -> None:
    db = filled(3)
    assert (2 in backward(db, forward, **columns)) is comes
    assert queue.counts(db, NOW).new == len(queue.today(db, NOW))


def test_a_backward_card_that_was_asked_goes_on_whatever_becomes_of_its_forward_card(filled: Filled) -> None:
    db = filled(3)
    assert 2 in backward(db, {"suspended": True}, **well_known(3.0) | {"due_day": TODAY})


def test_a_waiting_backward_card_holds_up_no_other_card_of_its_line(filled: Filled) -> None:
    db = filled(3)
    with db.begin() as connection:
        connection.execute(cards.update().where(cards.c.id == 3).values(line=1))
    assert backward(db, well_known(3.0)) == [3]


def test_both_ways_that_a_writer_marked_come_on_two_days(filled: Filled) -> None:
    db = filled(2)
    with db.begin() as connection:
        connection.execute(cards.update().values(rule="explicit"))
    assert backward(db, {}) == [1]
    reviews.record(db, 1, Rating.EASY, NOW)
    assert queue.today(db, NOW) == []
    assert queue.counts(db, NOW).next_due is not None
    assert 2 in queue.today(db, NOW + timedelta(days=1))


def test_when_only_a_waiting_backward_card_is_left_the_next_day_is_the_forward_cards(filled: Filled) -> None:
    db = filled(2)
    assert backward(db, well_known(3.0)) == []
    counts = queue.counts(db, NOW)
    assert counts.next_due is not None
    assert study_day(counts.next_due) == TODAY + 10


def test_rejecting_is_an_event_that_can_be_undone(db: Database) -> None:
    bring(db, ASKED, HELD)
    one = known(db, "Global").id
    assert reviews.reject(db, one, NOW).rejected
    assert asked(db) == []
    undone = reviews.undo_last(db, NOW)
    assert undone is not None
    assert (undone[0].rejected, undone[1].event) == (False, Event.REJECT)
    assert asked(db) == ["Global"]
    reviews.reject(db, one, NOW)
    assert not reviews.accept(db, one, NOW).rejected
    assert asked(db) == ["Global"]
    reviews.undo(db, NOW)
    assert known(db, "Global").rejected
    assert sound(db)


def test_several_events_are_taken_back_at_once(db: Database) -> None:
    bring(db, ASKED, HELD)
    take(db, "Band")
    reviews.reject(db, known(db, "Global").id, NOW)
    events = [line.id for one in (1, 2) for line in reviews.log(db, one)]
    assert reviews.undo_all(db, events, NOW) == 2
    assert reviews.undo_all(db, events, NOW) == 0, "they are taken back already"
    assert asked(db) == ["Global"]
    assert known(db, "Band").decision is None
    assert sound(db)
