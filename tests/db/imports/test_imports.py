"""Importing into a database: plan and apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cards.card import Change
from cards.schedule import Rating
from db import library, queue, reviews
from db.engine import Database
from db.imports import decisions
from db.records import Problem
from tests.db.imports.bringing import BAND, GLOBAL, NOW, bring, changes, everything, known, note


def test_new_cards_are_planned_without_a_trace_and_then_applied(db: Database) -> None:
    plan = library.plan(db, [note("/a.md", GLOBAL, BAND)])
    assert changes(plan) == [("new", "Global"), ("new", "Band")]
    assert everything(db) == []
    assert library.apply(db, plan, NOW) == 1
    assert [k.card for k in library.cards_of(db, 1)] == [GLOBAL, BAND]
    assert queue.counts(db, NOW).new == 2


def test_importing_again_changes_nothing(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    before = everything(db)
    plan = library.plan(db, [note("/a.md", GLOBAL, BAND)])
    assert plan.empty
    assert plan.count(Change.KEPT) == 2
    assert library.apply(db, plan, NOW) == 0
    assert everything(db) == before


def test_a_card_that_moved_down_is_kept_with_its_new_line(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    plan = bring(db, note("/a.md", BAND, replace(GLOBAL, line=9)))
    assert plan.empty
    assert known(db, "Global").card.line == 9
    assert [k.card.subject for k in library.cards_of(db, 1)] == ["Band", "Global"]


def test_history_follows_through_a_rewording_and_a_number_is_asked_again(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    for one in (1, 2):
        reviews.record(db, one, Rating.EASY, NOW, 900)
    other = replace(GLOBAL, answer="특정 토큰 몇 개가 모든 토큰과 연결된다")
    plan = bring(db, note("/a.md", other, replace(BAND, answer="이웃한 토큰 8개와 연결된다")))
    assert changes(plan) == [("reworded", "Global"), ("reworded", "Band")]
    assert known(db, "Global").schedule.reps == known(db, "Band").schedule.reps == 1
    assert known(db, "Global").flag is None
    flag = known(db, "Band").flag
    assert flag is not None
    assert "4개" in flag
    assert queue.today(db, NOW + timedelta(days=1)) == [2], "it is not due, but its meaning changed"
    reviews.record(db, 2, Rating.GOOD, NOW + timedelta(days=1), 900)
    assert known(db, "Band").flag is None


def test_a_card_never_answered_needs_no_flag(db: Database) -> None:
    bring(db, note("/a.md", BAND))
    bring(db, note("/a.md", replace(BAND, answer="이웃한 토큰 8개와 연결된다")))
    assert known(db, "Band").flag is None


def test_what_is_gone_is_retired_and_returns_with_its_history(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    reviews.record(db, 1, Rating.GOOD, NOW, 900)
    assert changes(bring(db, note("/a.md", BAND))) == [("kept", "Band"), ("gone", "Global")]
    gone = known(db, "Global", retired=True)
    assert gone.id == 1
    assert 1 not in queue.today(db, NOW + timedelta(days=9))
    assert changes(bring(db, note("/b.md", GLOBAL))) == [("returned", "Global")]
    back = known(db, "Global")
    assert (back.id, back.path, back.schedule.reps) == (1, "/b.md", 1)


def test_a_note_that_vanished_is_missing_and_comes_back_whole(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    reviews.record(db, 1, Rating.GOOD, NOW, 900)
    plan = bring(db, missing=("/a.md",))
    assert changes(plan) == [("gone", "Global"), ("gone", "Band")]
    (summary,) = library.notes(db, NOW)
    assert (summary.missing, summary.cards) == (True, 0)
    assert library.fingerprints(db) == {}, "so that it is read when it is back"
    bring(db, note("/a.md", GLOBAL, BAND))
    (summary,) = library.notes(db, NOW)
    assert (summary.missing, summary.cards) == (False, 2)
    assert known(db, "Global").schedule.reps == 1


def test_rejected_and_suspended_cards_stay_so_through_edits(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    reviews.reject(db, 1, NOW)
    reviews.suspend(db, 2, NOW)
    bring(db, note("/a.md", replace(GLOBAL, answer="몇몇 토큰이 모든 토큰과 연결된다"), replace(BAND, answer="8개")))
    assert known(db, "Global").rejected
    assert known(db, "Band").suspended
    bring(db, note("/a.md"))
    bring(db, note("/c.md", GLOBAL, replace(BAND, answer="8개")))
    assert known(db, "Global").rejected
    assert known(db, "Band").suspended
    reviews.accept(db, 1, NOW)
    assert not known(db, "Global").rejected


def test_a_rejected_row_is_remembered_and_never_asked(db: Database) -> None:
    plan = library.plan(db, [note("/a.md", GLOBAL, BAND)])
    library.apply(db, decisions.reject(plan, 0), NOW)
    assert queue.today(db, NOW) == [2]
    assert bring(db, note("/a.md", GLOBAL, BAND)).empty
    assert queue.today(db, NOW) == [2]
    assert not decisions.reject(decisions.reject(plan, 0), 0, rejected=False).rows[0].rejected


def test_a_plan_that_is_out_of_date_is_not_applied(db: Database) -> None:
    plan = library.plan(db, [note("/a.md", BAND)])
    bring(db, note("/b.md", GLOBAL))
    before = everything(db)
    with pytest.raises(Problem, match="again"):
        library.apply(db, plan, NOW)
    assert everything(db) == before


def test_a_failure_while_applying_leaves_everything_as_it_was(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(db, note("/a.md", BAND))
    before = everything(db)
    monkeypatch.setattr("db.imports.apply.Writing.record", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(db, note("/a.md", GLOBAL), note("/b.md", BAND))
    assert everything(db) == before
