"""Own words: above the note's, through every import, and told when the note says something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cards.card import Card, Change, Kind
from cards.schedule import Rating
from db import library, queue, reviews, stars, wordings
from db.doctor import examine
from db.engine import Database
from db.records import Known, Plan, Problem, Source, Stale

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEADINGS = ("TIL", "Patterns")
BAND = Card(
    Kind.DEFINITION, "**Band** — 무엇인가?", "이웃한 토큰 4개와 연결", HEADINGS, 3, ("이웃",), "Band", "definition"
)
GLOBAL = Card(Kind.DEFINITION, "**Global** — 무엇인가?", "모든 토큰과 연결", HEADINGS, 4, (), "Global", "definition")


def bring(db: Database, *said: Card, path: str = "/a.md") -> Plan:
    plan = library.plan(db, [Source(path, "a", format(hash(said), "x"), 1, 1, said)])
    library.apply(db, plan, NOW)
    return plan


def band(db: Database) -> Known:
    return queue.card(db, 1)


def says(known: Known) -> tuple[str, str]:
    return known.card.question, known.card.answer


@pytest.fixture
def two(db: Database) -> Database:
    bring(db, BAND, GLOBAL)
    return db


def test_own_words_stand_above_the_notes_and_are_found(two: Database) -> None:
    after = wordings.reword(two, 1, "Band는 누구를 보나?", "양옆 네 개", NOW, seen=band(two))
    assert says(after) == says(band(two)) == ("Band는 누구를 보나?", "양옆 네 개")
    assert after.card.accepted == (), "what else counts as the note's answer says nothing about one's own"
    assert after.own is not None
    assert not after.own.outdated
    assert after.own.noted == (BAND.question, BAND.answer)
    assert [one.id for one in library.search(two, "양옆", NOW)] == [1]
    assert [one.id for one in library.search(two, "이웃한", NOW)] == [1], "the note's words still find it"
    assert all(finding.ok for finding in examine(two))


def test_one_side_alone_can_be_reworded_and_the_other_follows_the_note(two: Database) -> None:
    wordings.reword(two, 1, "Band?", BAND.answer, NOW)
    bring(two, replace(BAND, answer="이웃한 토큰 네 개와 연결"), GLOBAL)
    assert says(band(two)) == ("Band?", "이웃한 토큰 네 개와 연결")
    own = band(two).own
    assert own is not None
    assert not own.outdated, "what changed is not what the own words stand above"


def test_an_empty_wording_takes_it_back(two: Database) -> None:
    wordings.reword(two, 1, "Band?", "양옆", NOW)
    assert says(wordings.reword(two, 1, " ", "", NOW)) == (BAND.question, BAND.answer)
    assert band(two).own is None
    assert band(two).card == BAND
    assert library.search(two, "양옆", NOW) == []


def test_a_changed_line_is_told_and_either_wording_can_be_chosen(two: Database) -> None:
    wordings.reword(two, 1, "", "양옆 네 개", NOW)
    bring(two, replace(BAND, answer="이웃한 토큰 8개와 연결"), GLOBAL)
    own = band(two).own
    assert own is not None
    assert own.outdated
    assert (own.above[1], own.answer, own.noted[1]) == (BAND.answer, "양옆 네 개", "이웃한 토큰 8개와 연결")
    kept = wordings.keep(two, 1, NOW, seen=band(two))
    assert says(kept)[1] == "양옆 네 개"
    assert kept.own is not None
    assert not kept.own.outdated
    bring(two, replace(BAND, answer="이웃한 토큰 16개와 연결"), GLOBAL)
    taken = wordings.reword(two, 1, "", "", NOW)
    assert says(taken)[1] == "이웃한 토큰 16개와 연결"


def test_what_a_rewording_changed_can_be_put_back(two: Database) -> None:
    first = band(two)
    second = wordings.reword(two, 1, "Band?", "양옆", NOW)
    third = wordings.reword(two, 1, "Band??", "", NOW + timedelta(minutes=1))
    assert says(third) == ("Band??", BAND.answer)
    assert says(wordings.put_back(two, second, NOW)) == ("Band?", "양옆")
    assert says(wordings.put_back(two, first, NOW)) == (BAND.question, BAND.answer)


def test_own_words_outlive_imports_their_undoing_and_a_line_that_goes_and_comes_back(two: Database) -> None:
    wordings.reword(two, 1, "Band?", "양옆", NOW)
    bring(two, GLOBAL)
    assert band(two).retired
    assert bring(two, BAND, GLOBAL).count(Change.RETURNED) == 1
    assert says(band(two)) == ("Band?", "양옆")
    library.undo_import(two, library.history(two)[0].id, NOW)
    library.undo_import(two, library.history(two)[1].id, NOW)
    assert says(band(two)) == ("Band?", "양옆")
    bring(two, BAND, GLOBAL, path="/b.md")
    assert [one.path for one in library.search(two, "양옆", NOW)] == ["/a.md"]


def test_a_reworded_card_of_an_import_that_is_taken_back_comes_back_with_its_words(two: Database) -> None:
    wordings.reword(two, 1, "Band?", "양옆", NOW)
    library.undo_import(two, library.history(two)[0].id, NOW)
    assert [one.id for one in library.search(two, "", NOW, retired=True)] == [1], "the other one is gone for good"
    bring(two, GLOBAL, BAND)
    assert says(band(two)) == ("Band?", "양옆")
    assert not band(two).retired


def test_an_import_compares_the_notes_words(two: Database) -> None:
    wordings.reword(two, 1, GLOBAL.question, GLOBAL.answer, NOW)
    plan = library.plan(two, [Source("/a.md", "a", "d", 1, 1, (BAND, GLOBAL))])
    assert [row.change for row in plan.rows] == [Change.KEPT, Change.KEPT]


def test_a_card_that_says_something_else_by_now_is_not_rated_nor_reworded(two: Database) -> None:
    seen = band(two)
    wordings.reword(two, 1, "", "양옆", NOW)
    with pytest.raises(Stale):
        reviews.record(two, 1, Rating.GOOD, NOW, seen=seen)
    with pytest.raises(Stale):
        wordings.reword(two, 1, "", "다른 말", NOW, seen=seen)
    assert reviews.record(two, 1, Rating.GOOD, NOW, seen=band(two)).card.answer == "양옆"


def test_what_is_too_long_for_a_card_is_refused(two: Database) -> None:
    with pytest.raises(Problem, match="characters"):
        wordings.reword(two, 1, "가" * 20_001, "", NOW)
    assert band(two).own is None


def test_words_are_kept_composed(two: Database) -> None:
    assert says(wordings.reword(two, 1, "밴드", "", NOW))[0] == "밴드"


def test_a_star_outlives_the_undoing_of_the_import_that_made_its_card(two: Database) -> None:
    stars.star(two, 1, True, NOW + timedelta(minutes=1))  # what came with an import has its time
    assert [one.id for one in library.search(two, "is:starred", NOW)] == [1]
    library.undo_import(two, library.history(two)[0].id, NOW)
    bring(two, BAND)
    assert (band(two).starred, band(two).retired) == (True, False)
    stars.star(two, 1, False, NOW)
    assert library.search(two, "is:starred", NOW) == []
    assert all(finding.ok for finding in examine(two))
