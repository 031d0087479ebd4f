"""Lines that move from one note to another: their histories go with them, in whatever order the notes are imported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cards.card import Card
from cards.schedule import Rating
from db import library, reviews, wordings
from db.engine import Database
from db.imports import doubts as waiting
from tests.db.imports.bringing import BAND, GLOBAL, NOW, SWISH, bring, card, changes, everything, known, note


def test_a_renamed_note_leaves_no_empty_note_behind(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    plan = bring(db, note("/b.md", GLOBAL, BAND), missing=("/a.md",))
    assert changes(plan) == [("moved", "Global"), ("moved", "Band")]
    assert [n.path for n in library.notes(db, NOW)] == ["/b.md"]


@pytest.mark.parametrize("order", [("/a.md", "/b.md"), ("/b.md", "/a.md"), ("both",)])
def test_a_card_that_moved_to_another_note_keeps_its_history_in_whatever_order(
    db: Database, order: tuple[str, ...]
) -> None:
    bring(db, note("/a.md", GLOBAL, BAND), note("/b.md", SWISH))
    reviews.record(db, 1, Rating.GOOD, NOW, 900)
    after = {"/a.md": note("/a.md", BAND), "/b.md": note("/b.md", SWISH, GLOBAL)}
    for path in order:
        bring(db, *(after.values() if path == "both" else [after[path]]))
    one = known(db, "Global")
    assert (one.id, one.path, one.schedule.reps) == (1, "/b.md", 1)


ENGLISH = replace(GLOBAL, question="**Global** — what is it?")


@pytest.mark.parametrize("was_retired", [False, True], ids=["b is new", "b holds retired cards"])
@pytest.mark.parametrize(
    "moved",
    [
        GLOBAL,
        replace(GLOBAL, context=("Other", "Heading"), line=9),
        ENGLISH,
        replace(ENGLISH, context=("Other",)),
        replace(GLOBAL, answer="특정 토큰이 모든 토큰과 이어진다"),
    ],
    ids=["same", "another heading", "another language", "both", "a word changed"],
)
@pytest.mark.parametrize("both", [False, True], ids=["a alone", "a with b again"])
def test_a_line_that_moved_to_a_note_imported_first_keeps_its_history(
    db: Database, was_retired: bool, moved: Card, both: bool
) -> None:
    bring(db, note("/a.md", GLOBAL, BAND), note("/b.md", SWISH, card("Old", "wird nicht mehr gebraucht")))
    reviews.record(db, 1, Rating.GOOD, NOW)
    if was_retired:
        bring(db, note("/b.md", SWISH))
    bring(db, note("/b.md", SWISH, moved))
    before = everything(db)
    again = note("/b.md", SWISH, moved, card("New", "a line that came with it"))
    plan = library.plan(db, [note("/a.md", BAND), *([again] if both else [])])
    done = library.apply(db, plan, NOW)
    (one,) = [k for k in library.search(db, "", NOW) if k.card.subject == "Global"]
    assert (one.id, one.path, one.schedule.reps, one.card.question) == (1, "/b.md", 1, moved.question)
    assert bring(db, *([again] if both else [note("/b.md", SWISH, moved)])).empty
    library.undo_import(db, done, NOW)
    assert everything(db) == before


def test_a_fresh_card_that_says_something_else_is_given_no_history(db: Database) -> None:
    bring(
        db, note("/a.md", card("HTTP 401", "인증이 필요하다"), BAND), note("/b.md", card("HTTP 403", "인증이 필요하다"))
    )
    reviews.record(db, 1, Rating.GOOD, NOW)
    bring(db, note("/a.md", BAND))
    assert known(db, "HTTP 403").schedule.reps == 0
    assert known(db, "HTTP 401", retired=True).schedule.reps == 1


def test_a_fresh_card_with_words_of_a_person_gives_way_to_no_other(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    reviews.record(db, 1, Rating.GOOD, NOW)
    bring(db, note("/b.md", GLOBAL))
    fresh = next(k for k in library.search(db, "", NOW) if k.path == "/b.md")
    wordings.reword(db, fresh.id, "", "my own words", NOW)
    bring(db, note("/a.md", BAND))
    assert known(db, "Global").card.answer == "my own words"
    (doubt,) = waiting.doubts(db)
    assert (doubt.card.id, doubt.other.id) == (fresh.id, 1)


def test_a_rating_given_between_plan_and_apply_stays_with_the_card_that_was_rated(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND))
    reviews.record(db, 1, Rating.GOOD, NOW)
    bring(db, note("/b.md", GLOBAL))
    double = next(k for k in library.search(db, "", NOW) if k.path == "/b.md")
    plan = library.plan(db, [note("/a.md", replace(BAND, answer="이웃한 토큰 8개와 연결된다"))])
    reviews.record(db, double.id, Rating.EASY, NOW)
    reviews.record(db, 2, Rating.EASY, NOW)
    library.apply(db, plan, NOW)
    asked = {k.id: k for k in library.search(db, "", NOW)}
    assert asked.keys() == {2, double.id}
    assert asked[double.id].schedule.reps == 1
    assert "a number is different" in (asked[2].flag or "")
    (doubt,) = waiting.doubts(db)
    assert (doubt.card.id, doubt.other.id) == (double.id, 1)


def test_an_unanswered_copy_of_the_same_words_does_not_hide_the_card_that_was_answered(db: Database) -> None:
    later = replace(GLOBAL, answer=f"{GLOBAL.answer} (기본)")
    bring(db, note("/a.md", GLOBAL))
    bring(db, note("/a.md", SWISH))  # a copy that nobody ever answered is gone
    bring(db, note("/c.md", replace(later, subject="Whole", question="**Whole** — 무엇인가?")))
    answered = known(db, "Whole").id
    reviews.record(db, answered, Rating.GOOD, NOW)
    bring(db, note("/c.md", later))
    reviews.record(db, answered, Rating.GOOD, NOW)
    bring(db, note("/c.md"))
    bring(db, note("/b.md", GLOBAL))
    assert known(db, "Global").id == answered


def test_a_doubt_about_a_liker_card_takes_the_place_of_the_one_there_was(db: Database) -> None:
    other = card("HTTP 403", "찾는 것이 없다고 한다")
    bring(db, note("/a.md", card("HTTP 404", "흔히 말해 찾는 것이 없다 구조를 말한다")), note("/d.md", other))
    for one in (1, 2):
        reviews.record(db, one, Rating.GOOD, NOW)
    bring(db, note("/d.md"))
    bring(db, note("/c.md", card("HTTP 404", "언제나 찾는 것이 없다")))
    before = waiting.doubts(db)
    assert [doubt.other.id for doubt in before] == [2]
    done = library.apply(db, library.plan(db, [note("/a.md")]), NOW)
    assert [doubt.other.id for doubt in waiting.doubts(db)] == [1]
    library.undo_import(db, done, NOW)
    assert waiting.doubts(db) == before


def test_a_gone_card_that_is_perhaps_a_fresh_one_of_the_same_plan_is_a_doubt(db: Database) -> None:
    bring(db, note("/a.md", card("Merge sort", "O(n log n) 이 든다"), BAND))
    reviews.record(db, 1, Rating.GOOD, NOW)
    fresh = card("Heap sort", "O(n log n) 이 든다", "Other")
    bring(db, note("/b.md", SWISH, fresh))
    assert waiting.doubts(db) == []
    bring(db, note("/a.md", BAND), note("/b.md", fresh, SWISH))
    (doubt,) = waiting.doubts(db)
    assert (doubt.card.card.subject, doubt.other.id) == ("Heap sort", 1)
