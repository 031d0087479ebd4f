"""Importing into a database: plan, apply, take back; and what the library tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cards.card import Card, Change, Kind
from cards.schedule import Rating
from db import library, queue, reviews, schema
from db.doctor import examine
from db.engine import Database
from db.imports import decisions
from db.imports import doubts as waiting
from db.records import Doubt, Known, Plan, Problem, Source, Stale

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def card(term: str, meaning: str, *headings: str, line: int = 1) -> Card:
    context = headings or ("TIL", "Patterns")
    return Card(Kind.DEFINITION, f"**{term}** — 무엇인가?", meaning, context, line, subject=term, rule="definition")


def note(path: str, *cards: Card) -> Source:
    return Source(path, path.rpartition("/")[2], format(hash(cards), "x"), hash(cards), len(cards), cards)


GLOBAL = card("Global", "특정 토큰이 모든 토큰과 연결된다", line=3)
BAND = card("Band", "이웃한 토큰 4개와 연결된다", line=4)
SWISH = card("Swish", "x에 sigmoid를 곱한 부드러운 함수", "TIL", "FFN", line=7)


def bring(db: Database, *sources: Source, missing: tuple[str, ...] = (), now: datetime = NOW) -> Plan:
    """Import these notes, with the choices a script makes."""
    plan = library.plan(db, sources, missing=missing)
    library.apply(db, plan, now)
    return plan


def known(db: Database, term: str, *, retired: bool = False) -> Known:
    (one,) = [k for k in library.search(db, "", NOW, retired=True) if k.card.subject == term and k.retired is retired]
    return one


def everything(db: Database) -> list[tuple[object, ...]]:
    """All rows of cards, notes, folders and the log."""
    with db.read() as connection:
        tables = (schema.cards, schema.notes, schema.folders, schema.reviews)
        return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(table.c[0]))]


def changes(plan: Plan) -> list[tuple[str, str]]:
    return [(row.change.value, (row.card or row.known.card).subject) for row in plan.rows]  # type: ignore[union-attr]


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


def test_an_import_taken_back_leaves_the_file_as_it_was(db: Database) -> None:
    def dump() -> list[str]:
        with db.read() as connection:
            raw: Any = connection.connection.driver_connection
            skipped = ('"imports"', '"sqlite_sequence"', '"settings"', '"identities"', '"versions"')
            return [line for line in raw.iterdump() if not any(f"INSERT INTO {name}" in line for name in skipped)]

    bring(db, note("/a.md", GLOBAL, card("Merge sort", "O(n log n)")), note("/b.md", SWISH))
    reviews.record(db, 1, Rating.GOOD, NOW)
    reviews.suspend(db, 2, NOW)
    before = dump()
    touched = replace(note("/b.md", SWISH), mtime_ns=5, size=6)
    plan = library.plan(db, [note("/a.md", card("Heap sort", "O(n log n)")), note("/c.md", GLOBAL)], touched=[touched])
    done = library.apply(db, plan, NOW + timedelta(days=1))
    assert waiting.count(db) == 1
    library.undo_import(db, done, NOW)
    assert dump() == before


def test_a_match_can_be_taken_apart_by_hand_and_put_together_again(db: Database) -> None:
    bring(db, note("/a.md", BAND))
    plan = library.plan(db, [note("/a.md", replace(BAND, answer="8개"))])
    apart = decisions.separate(plan, 0)
    assert changes(apart) == [("new", "Band"), ("gone", "Band")]
    assert changes(decisions.link(apart, 0)) == changes(decisions.link(apart, 0, 1)) == [("reworded", "Band")]
    with pytest.raises(Problem, match="new card"):
        decisions.link(plan, 0)


def test_a_rejected_row_is_remembered_and_never_asked(db: Database) -> None:
    plan = library.plan(db, [note("/a.md", GLOBAL, BAND)])
    library.apply(db, decisions.reject(plan, 0), NOW)
    assert queue.today(db, NOW) == [2]
    assert bring(db, note("/a.md", GLOBAL, BAND)).empty
    assert queue.today(db, NOW) == [2]
    assert not decisions.reject(decisions.reject(plan, 0), 0, rejected=False).rows[0].rejected


def test_a_whole_import_can_be_taken_back(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND), note("/b.md", SWISH))
    for one in (1, 2, 3):
        reviews.record(db, one, Rating.GOOD, NOW, 900)
    before = everything(db)
    plan = library.plan(
        db,
        [note("/a.md", replace(BAND, answer="이웃한 토큰 8개와 연결된다"), card("New", "새로 온 것"))],
        missing=["/b.md"],
        folders=["/notes"],
    )
    assert {change for change, _ in changes(plan)} == {"new", "gone", "reworded"}
    import_id = library.apply(db, plan, NOW)
    assert library.folders(db) == ["/notes"]
    library.undo_import(db, import_id, NOW)
    assert everything(db) == before
    with pytest.raises(Problem, match="already"):
        library.undo_import(db, import_id, NOW)
    with pytest.raises(Problem, match="no import"):
        library.undo_import(db, 99, NOW)
    assert [(one.id, one.undone) for one in library.history(db)] == [(2, True), (1, False)]


def test_reviews_made_after_an_import_outlive_its_undoing(db: Database) -> None:
    bring(db, note("/a.md", BAND))
    reviews.record(db, 1, Rating.GOOD, NOW, 900)
    import_id = library.apply(db, library.plan(db, [note("/a.md", replace(BAND, answer="8개"), GLOBAL, SWISH)]), NOW)
    later = NOW + timedelta(hours=1)
    assert known(db, "Band").flag
    reviews.record(db, 1, Rating.GOOD, later, 900)
    reviews.record(db, 2, Rating.GOOD, later, 900)
    library.undo_import(db, import_id, later)
    assert known(db, "Band").card.answer == BAND.answer
    assert (known(db, "Band").schedule.reps, known(db, "Band").flag) == (2, None)
    assert known(db, "Global", retired=True).schedule.reps == 1
    assert [k.card.subject for k in library.search(db, "", NOW, retired=True)] == ["Band", "Global"]
    assert all(finding.ok for finding in examine(db))


def test_an_import_that_others_built_upon_is_taken_back_after_them(db: Database) -> None:
    first = library.apply(db, library.plan(db, [note("/a.md", BAND)]), NOW)
    second = library.apply(db, library.plan(db, [note("/a.md", replace(BAND, answer="8개"))]), NOW)
    with pytest.raises(Problem, match="number 2"):
        library.undo_import(db, first, NOW)
    library.undo_import(db, second, NOW)
    library.undo_import(db, first, NOW)
    assert everything(db) == []


def test_what_was_taken_back_is_refused_until_it_changes_or_is_wanted(db: Database) -> None:
    source = note("/a.md", BAND)
    import_id = library.apply(db, library.plan(db, [source]), NOW)
    assert library.refused(db) == {}
    library.undo_import(db, import_id, NOW)
    assert library.refused(db) == {"/a.md": source.digest}
    bring(db, source)
    assert library.refused(db) == {}


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
    monkeypatch.setattr("db.imports.apply._Writing.record", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(db, note("/a.md", GLOBAL), note("/b.md", BAND))
    assert everything(db) == before


def test_no_id_is_given_twice_even_when_its_import_was_taken_back(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL))
    first = known(db, "Global")
    library.undo_import(db, 1, NOW)
    bring(db, note("/b.md", BAND))
    again = known(db, "Band")
    assert again.id > first.id
    assert again.note_id > first.note_id


@pytest.mark.parametrize("act", ["rate", "suspend", "resume", "bury", "reject", "accept"])
def test_what_is_done_to_a_card_that_says_something_else_by_now_is_refused(db: Database, act: str) -> None:
    def do(seen: Known) -> object:
        if act == "rate":
            return reviews.record(db, seen.id, Rating.EASY, NOW, seen=seen)
        if act in ("reject", "accept"):
            return {"reject": reviews.reject, "accept": reviews.accept}[act](db, seen.id, NOW, seen=seen)
        return {"suspend": reviews.suspend, "resume": reviews.resume, "bury": reviews.bury}[act](
            db, seen.id, NOW, seen=seen
        )

    bring(db, note("/a.md", GLOBAL))
    seen = known(db, "Global")
    with db.begin() as connection:  # as a restore of another database would leave it
        connection.execute(schema.cards.update().values(question="**Band** — 무엇인가?", answer="이웃한 토큰"))
    before = everything(db)
    with pytest.raises(Stale, match="says something else"):
        do(seen)
    assert everything(db) == before
    with db.begin() as connection:  # other spaces are no other text
        connection.execute(schema.cards.update().values(question=f" {seen.card.question}", answer=seen.card.answer))
    do(seen)


def test_what_is_done_to_a_card_that_was_taken_out_is_refused(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL))
    seen = known(db, "Global")
    library.undo_import(db, 1, NOW)
    for act in (reviews.suspend, reviews.bury):
        with pytest.raises(Stale, match="taken out"):
            act(db, seen.id, NOW, seen=seen)
    with pytest.raises(Stale, match="taken out"):
        reviews.record(db, seen.id, Rating.EASY, NOW, seen=seen)
