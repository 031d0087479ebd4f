"""How names decide: by rank, by the field a text speaks of, by where they stand. The names here are plain data."""

from __future__ import annotations

import pytest

from cards.card import Card, Kind
from cards.links import Called, Link, Links, Speaking

LINKS = Links(
    [
        Called("rail", ("railway", "train line"), shared=("metro",), everyday=("line", "express"), field="travel"),
        Called("bus", ("bus",), everyday=("coach",), larger=("public transport",), field="travel"),
        Called("walk", ("walking",), field="travel", general=True),
    ],
    {
        "travel": Speaking(
            ("journey", "여행"), ("travel",), ("ticket", "station", "timetable"), ("software",), ("journey of life",)
        )
    },
    beside=("service",),
)


def card(question: str, answer: str = "x", subject: str = "", directive: str | None = None, *heads: str) -> Card:
    return Card(Kind.DEFINITION, question, answer, heads, 1, subject=subject, directive=directive)


def led(question: str, answer: str = "x", subject: str = "", *heads: str) -> str:
    found = LINKS.of(card(question, answer, subject, None, *heads))
    return found.demo if found else ""


def test_a_directive_decides_and_brings_parameters() -> None:
    asked = card("**Railway** — what is it?", "x", "Railway", "bus T=64 r=3")
    assert LINKS.of(asked) == Link("bus", {"T": "64", "r": "3"})


def test_a_directive_to_an_unknown_demo_is_as_none() -> None:
    assert LINKS.of(card("what?", "x", "Railways", "nothing x=1")) == Link("rail")


@pytest.mark.parametrize(
    ("heads", "demo"),
    [
        (("Geometry",), ""),
        (("A journey",), "rail"),
        (("여행",), "rail"),
        (("Tickets",), ""),
        (("Tickets", "Timetable"), "rail"),
        (("Ticket software", "A journey"), ""),
        (("The journey of life",), ""),
        (("Buses",), "rail"),
    ],
)
def test_an_everyday_name_counts_where_the_text_speaks_of_its_field(heads: tuple[str, ...], demo: str) -> None:
    assert led("**Line** — what is it?", "x", "Line", *heads) == demo


def test_an_everyday_name_within_another_name_is_none() -> None:
    for phrase in ("line manager", "product line", "on-line", "line 관리자"):
        assert led(f"**{phrase}** — what is it?", "x", phrase, "A journey") == "", phrase
    for phrase in ("the line", "lines", "line service", "line의 길이", "Which line is it?", "2. Line"):
        assert led(phrase, "x", "", "A journey") == "rail", phrase


def test_a_shared_name_needs_the_field_alone() -> None:
    assert led("**metro station** — what is it?", "x", "metro station", "A journey") == "rail"
    assert led("**Metro** — what is it?", "x", "Metro", "Newspapers") == ""


def test_the_subject_goes_before_the_answer_and_the_inner_heading_before_the_outer() -> None:
    assert led("what?", "a bus", "Railway") == "rail"
    assert led("what?", "some", "", "Railway", "Bus") == "bus"
    assert led("what?", "a railway", "", "Bus") == "bus"


def test_of_two_names_in_one_place_the_first_is_meant() -> None:
    assert led("what?", "x", "Railway replaces the bus by") == "rail"


def test_a_larger_subject_stands_back_behind_what_is_more_precise() -> None:
    assert led("**Public transport** — what is it?", "x", "Public transport") == "bus"
    assert led("**Public transport** — line을 늘리면?", "x", "Public transport") == "rail"
    assert led("what?", "x", "Costs", "Railway", "Public transport") == "rail"


def test_a_name_in_passing_stands_back_behind_a_heading() -> None:
    assert led("**length of one line** — what?", "x", "length of one line", "Bus") == "bus"
    assert led("**Line** — what?", "x", "Line", "Bus") == "rail"


def test_an_answer_decides_where_it_names_one_demo_alone() -> None:
    assert led("what?", "a bus with seats") == "bus"
    assert led("what?", "the line is late", "", "A journey") == "", "an everyday name must be the whole answer"
    assert led("what?", "line", "", "A journey") == "rail"
    assert led("what?", "railway and bus", "", "Walking") == "walk"
    assert led("what?", "railway and bus") == "rail"


def test_any_other_name_goes_before_a_general_one() -> None:
    assert led("what?", "a bus", "Walking") == "bus"
    assert led("what?", "far", "Walking") == "walk"


def test_without_names_there_is_no_link() -> None:
    assert Links([], {}).of(card("**Band**")) is None
