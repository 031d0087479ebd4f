"""Splitting a card: its parts are cards like any other, and no import takes them away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cards.card import Card, Kind
from cards.schedule import Rating
from db import library, looking, queue, reviews, splits
from db.records import Problem, Source, Stale
from db.sync import sync

if TYPE_CHECKING:
    from db.engine import Database

PARTS = [("비자를 여는 것은? (…, 나)", "가"), ("비자를 여는 것은? (가, …)", "나")]


def source(*answers: str, digest: str = "1") -> Source:
    cards = tuple(
        Card(Kind.ENUMERATION, f"질문 {n}", answer, ("노트",), n + 1, ("다른 말",), f"질문 {n}", "list", shape="list")
        for n, answer in enumerate(answers)
    )
    return Source("/notes/a.md", "노트", digest, 0, len(answers), cards, reasons=((),) * len(cards))


def imported(db: Database, given: Source) -> int:
    return library.apply(db, library.plan(db, [given]), db.now())


def test_parts_take_the_place_of_a_card_and_outlive_imports(db: Database) -> None:
    imported(db, source("가, 나", "다"))
    now = db.now()
    done = splits.split(db, 1, PARTS, now, seen=queue.card(db, 1))
    one, *parts = (queue.card(db, id) for id in (1, *done.parts))
    assert one.rejected
    assert [(part.card.question, part.card.answer) for part in parts] == PARTS
    assert all(part.path == one.path and part.card.line == 1 and not part.card.held for part in parts)
    assert set(queue.today(db, now)) & set(done.parts), "one of a line a day"
    assert not any(each.id in done.parts for each in looking.waiting(db, now, "")), "nobody has to look at them"
    reviews.record(db, done.parts[0], Rating.GOOD, now)
    imported(db, source("가, 나, 라", "다", digest="2"))
    imported(db, source("다", digest="3"))
    assert not any(queue.card(db, id).retired for id in done.parts)
    assert queue.card(db, 1).rejected
    with pytest.raises(Problem, match="nothing to split"):
        splits.split(db, 1, PARTS, now)
    with pytest.raises(Stale):
        splits.split(db, 2, PARTS, now, seen=one)


def test_a_split_is_taken_back_and_an_answered_part_stays(db: Database) -> None:
    number = imported(db, source("가, 나", "다"))
    done = splits.split(db, 1, PARTS, db.now())
    reviews.record(db, done.parts[1], Rating.GOOD, db.now())
    splits.take_back(db, done, db.now())
    assert not queue.card(db, 1).rejected
    assert [queue.card(db, id).retired for id in done.parts] == [True, False]
    library.undo_import(db, number, db.now())  # the note goes, and what was answered of it is kept
    assert queue.card(db, done.parts[1]).retired


def test_parts_travel(db: Database, path: Path) -> None:
    imported(db, source("가, 나"))
    done = splits.split(db, 1, PARTS, db.now())
    reviews.record(db, done.parts[0], Rating.EASY, db.now())
    target = path.with_name("meeting.sqlite")
    sync(db, str(target), db.now())
    from db.engine import open_database

    other = open_database(str(path.with_name("other.sqlite")), now=db.now)
    try:
        sync(other, str(target), other.now())
        there = {k.card.question: k for k in (queue.card(other, id) for id in range(1, 4))}
        assert there["질문 0"].rejected
        assert there[PARTS[0][0]].schedule == queue.card(db, done.parts[0]).schedule
        assert there[PARTS[1][0]].card.rule == "split"
    finally:
        other.close()


def test_parts_are_written_a_line_each() -> None:
    assert splits.read(" 무엇? :: 답 \n\nstd::move? :: a cast\n") == [("무엇?", "답"), ("std::move?", "a cast")]
    for text, said in (("a :: b", "two lines"), ("a :: b\nc", "is not: c"), (f"a :: {'x' * 30000}\nb :: c", "20,000")):
        with pytest.raises(Problem, match=said):
            splits.read(text)
    with pytest.raises(Problem, match="are the same"):
        splits.read("왜? :: 답\n왜? :: 답")


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("- 가\n- 나", ["Q? (…, 나) :: 가", "Q? (가, …) :: 나"]),
        ("one; two (a; b)", ["Q? (…, two (a; b)) :: one", "Q? (one, …) :: two (a; b)"]),
        ("x를 줄인다. 그래서, 빠르다.", ["Q? (1/2) :: x를 줄인다.", "Q? (2/2) :: 그래서, 빠르다."]),
        ("`f(a, b)`, e.g. $g(x, y)$", ["Q? (…, e.g. $g(x, y)$) :: `f(a, b)`", "Q? (`f(a, b)`, …) :: e.g. $g(x, y)$"]),
        ("2.5 times (a, b)", ["Q? :: 2.5 times (a, b)", ""]),
    ],
)
def test_a_split_begins_with_the_pieces_of_the_answer(answer: str, lines: list[str]) -> None:
    assert splits.draft("Q?", answer).split("\n") == lines
    if not lines[1]:
        with pytest.raises(Problem, match="two lines or more"):
            splits.read(splits.draft("Q?", answer))
