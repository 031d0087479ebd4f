"""Answers as people write them: numbers, shapes, rows and options; what is no answer is told, not marked."""

from __future__ import annotations

import pytest

from demos.marking import mark, read_number, read_rows, read_shape, rows_text
from demos.question import Asked, seed_of


def asked(kind: str, answer: str, *wrong: str, **more: object) -> Asked:
    options = (answer, *wrong)
    given = {"shown": {}, "misconceptions": {o: f"idea {o}" for o in wrong}, **more}
    return Asked("band", "q", 0, {"en": "?", "ko": "?"}, kind, options, answer, {}, sentences={}, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("54", 54),
        (" 54 ", 54),
        ("1,024", 1024),
        ("1 024", 1024),
        ("402,653,184", 402653184),
        ("0.61", 0.61),
        (".5", 0.5),
        ("3/4", 0.75),
        ("2^10", 1024),
        ("2**10", 1024),
        ("3×4", 12),
        ("1e6", 1e6),
        ("-1", -1),
        ("−1", -1),
        ("50 %", 0.5),
        ("= 7", 7),
        ("", None),
        ("1,2", None),
        ("many", None),
        ("1/0", None),
        ("9^9^9", None),
        ("9999999^64", None),
        ("nan", None),
        ("5 4", None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("(2, 4, 8, 16)", (2, 4, 8, 16)),
        ("2 4 8 16", (2, 4, 8, 16)),
        ("2x4x8x16", (2, 4, 8, 16)),
        ("2 × 4 × 8 × 16", (2, 4, 8, 16)),
        ("[2,4]", (2, 4)),
        ("torch.Size([2, 4])", (2, 4)),
        ("(7,)", (7,)),
        ("()", ()),
        ("B H T T", None),
        ("", None),
        ("2.5 4", None),
    ],
)
def test_shapes(text: str, shape: tuple[int, ...] | None) -> None:
    assert read_shape(text) == shape


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("3-7, 9", {3, 4, 5, 6, 7, 9}),
        ("3–7 9", {3, 4, 5, 6, 7, 9}),
        ("3…7", {3, 4, 5, 6, 7}),
        ("3~5", {3, 4, 5}),
        ("3부터 5까지", {3, 4, 5}),
        ("rows 3 to 5 and 7", {3, 4, 5, 7}),
        ("{1, 2}", {1, 2}),
        ("5", {5}),
        ("none", set()),
        ("없음", set()),
        ("all", set(range(10))),
        ("모두", set(range(10))),
        ("7-3", None),
        ("x", None),
        ("3-", None),
        ("1.5", None),
    ],
)
def test_rows(text: str, rows: set[int] | None) -> None:
    assert read_rows(text, 10) == rows


@pytest.mark.parametrize("rows", [set(), {0}, {0, 1}, {1, 3, 4, 5, 9}])
def test_rows_are_written_as_they_are_read(rows: set[int]) -> None:
    assert read_rows(rows_text(frozenset(rows)), 10) == rows


def test_a_right_number_and_a_misconception() -> None:
    question = asked("number", "54", "60", "42")
    assert mark(question, "54").right
    wrong = mark(question, "60")
    assert (wrong.right, wrong.misconception, wrong.option) == (False, "idea 60", "60")
    other = mark(question, "55")
    assert (other.right, other.misconception, other.option, other.shown) == (False, None, "", "55")
    unread = mark(question, "I do not know")
    assert (unread.understood, unread.right) == (False, False)


def test_a_decimal_may_be_rounded_and_a_whole_number_not() -> None:
    assert mark(asked("number", "0.6065", "0.3679", tolerance=0.01), "0.61").right
    assert not mark(asked("number", "0.6065", "0.3679", tolerance=0.01), "0.62").right
    assert not mark(asked("number", "1000000", "1"), "1000001").right


def test_rows_say_what_is_missing_and_what_is_too_many() -> None:
    marked = mark(asked("rows", "3-7", "2-7", most=10), "4-8")
    assert (marked.right, marked.missing, marked.extra) == (False, (3,), (8,))
    assert mark(asked("rows", "3-7", "2-7", most=10), "3,4,5,6,7").right
    assert not mark(asked("rows", "3-7", "2-7", most=10), "3-70").understood


def test_an_option_is_taken_by_its_number_or_its_text_in_any_language() -> None:
    shown = {
        "unchanged": {"en": "unchanged", "ko": "그대로"},
        "all change": {"en": "all change", "ko": "모두 바뀐다"},
    }
    question = asked("choice", "unchanged", "all change", shown=shown)
    for given in ("1", "unchanged", "Unchanged.", "그대로", "1)"):
        assert mark(question, given).right, given
    assert mark(question, "2").misconception == "idea all change"
    assert not mark(question, "3").understood


def test_nothing_is_no_answer() -> None:
    assert not mark(asked("number", "1", "2"), "  ").understood


def test_a_seed_is_the_same_everywhere() -> None:
    assert seed_of("card", 3) == seed_of("card", 3) != seed_of("card", 4)
    assert seed_of(12, 0) == 3082825892
