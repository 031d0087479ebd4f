"""Doubtful matches: both cards stay, until a person joins or parts them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cards.schedule import Rating
from db import library, reviews
from db.engine import Database
from db.imports import decisions
from db.imports import doubts as waiting
from db.records import Doubt, Plan, Problem, Stale
from tests.db.imports.bringing import BAND, NOW, SWISH, bring, card, changes, everything, known, note


def doubtful(db: Database) -> Plan:
    """A plan with one doubt: another sort with the same answer stands where the first one stood."""
    bring(db, note("/a.md", card("Merge sort", "O(n log n)"), BAND))
    plan = library.plan(db, [note("/a.md", card("Heap sort", "O(n log n)"), BAND)])
    assert changes(plan) == [("new", "Heap sort"), ("kept", "Band"), ("gone", "Merge sort")]
    assert plan.doubts == (0,)
    return plan


def test_a_doubt_keeps_both_unless_a_person_links_them(db: Database) -> None:
    plan = doubtful(db)
    assert plan.rows[0].guess == plan.rows[2].known
    linked = decisions.link(plan, 0)
    assert changes(linked) == [("reworded", "Heap sort"), ("kept", "Band")]
    assert decisions.link(plan, 0, 2) == linked
    apart = decisions.separate(plan, 0)
    assert changes(apart) == changes(plan)
    assert apart.doubts == ()
    library.apply(db, linked, NOW)
    assert known(db, "Heap sort").id == 1


def test_a_new_card_is_never_put_aside_because_it_is_like_one_that_was(db: Database) -> None:
    bring(db, note("/a.md", card("Merge sort", "O(n log n)"), card("Chapter 1", "가나다라 마바사")))
    reviews.suspend(db, 1, NOW)
    reviews.reject(db, 2, NOW)
    bring(db, note("/a.md", card("Heap sort", "O(n log n)"), card("Chapter 2", "가나다라 마바사")))
    assert not known(db, "Heap sort").suspended
    assert not known(db, "Chapter 2").rejected
    assert [(doubt.card.card.subject, doubt.other.card.subject) for doubt in waiting.doubts(db)] == [
        ("Chapter 2", "Chapter 1"),
        ("Heap sort", "Merge sort"),
    ]


def with_a_doubt(db: Database, ratings: int = 1) -> Doubt:
    """A doubt about Heap sort, where Merge sort stood, that was kept apart when the note was imported."""
    bring(db, note("/a.md", card("Merge sort", "O(n log n)"), BAND))
    for _ in range(ratings):
        reviews.record(db, 1, Rating.EASY, NOW)
    bring(db, note("/a.md", card("Heap sort", "O(n log n)"), BAND))
    (doubt,) = waiting.doubts(db)
    assert waiting.count(db) == 1
    return doubt


def test_a_doubt_joined_later_gives_the_history_to_the_new_card(db: Database) -> None:
    doubt = with_a_doubt(db)
    before = everything(db)
    done = waiting.join(db, doubt, NOW)
    one = known(db, "Heap sort")
    assert (one.id, one.schedule.reps) == (1, 1)
    assert waiting.doubts(db) == []
    assert bring(db, note("/a.md", card("Heap sort", "O(n log n)"), BAND)).empty
    with pytest.raises(Stale, match="decided already"):
        waiting.join(db, doubt, NOW)
    library.undo_import(db, done, NOW)
    assert everything(db) == before
    assert waiting.doubts(db) == [doubt]


def test_a_doubt_parted_later_is_not_asked_again(db: Database) -> None:
    doubt = with_a_doubt(db)
    waiting.part(db, doubt)
    assert waiting.doubts(db) == []
    bring(db, note("/a.md", card("Heap sort", "O(n log n)"), BAND, SWISH))
    assert waiting.doubts(db) == []
    assert known(db, "Merge sort", retired=True).schedule.reps == 1


def test_of_two_cards_that_were_both_answered_the_longer_history_goes_on(db: Database) -> None:
    doubt = with_a_doubt(db)
    for _ in range(2):
        reviews.record(db, doubt.card.id, Rating.GOOD, NOW)
    assert waiting.join(db, doubt, NOW) == 0
    assert known(db, "Heap sort").schedule.reps == 2
    assert waiting.doubts(db) == []


def test_a_doubt_that_settles_itself_waits_no_more(db: Database) -> None:
    with_a_doubt(db)
    bring(db, note("/a.md", card("Merge sort", "O(n log n)"), card("Heap sort", "O(n log n)"), BAND))
    assert waiting.doubts(db) == []
    assert waiting.count(db) == 0


def test_a_match_can_be_taken_apart_by_hand_and_put_together_again(db: Database) -> None:
    bring(db, note("/a.md", BAND))
    plan = library.plan(db, [note("/a.md", replace(BAND, answer="8개"))])
    apart = decisions.separate(plan, 0)
    assert changes(apart) == [("new", "Band"), ("gone", "Band")]
    assert changes(decisions.link(apart, 0)) == changes(decisions.link(apart, 0, 1)) == [("reworded", "Band")]
    with pytest.raises(Problem, match="new card"):
        decisions.link(plan, 0)
