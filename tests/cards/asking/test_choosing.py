"""What is asked by itself: by its own worth and form; a list of written questions; no contrast that is said twice."""

from __future__ import annotations

from dataclasses import replace

from cards.asking.choosing import DOUBTED, MANY, ask_or_hold
from cards.asking.worth import model
from cards.card import Card, Kind
from cards.extract import extract
from cards.markdown import read

BASE = Card(Kind.DEFINITION, "**힙** — 무엇인가?", "완전 이진 트리", ("T",), 1, rule="table", shape="table/what")


def held(*cards: Card) -> list[bool]:
    return [card.held for card in ask_or_hold(cards)]


def test_the_last_of_many_needs_no_more_than_the_first() -> None:
    cards = [replace(BASE, question=f"**{n}** — 무엇인가?", worth=0.99) for n in range(80)]
    assert not any(held(*cards))
    assert all(held(*(replace(card, worth=0.2) for card in cards)))


def test_a_short_note_of_few_cards_is_asked_nearly_whole() -> None:
    """In a long note the same few cards must be worth as much as anywhere."""
    few = [replace(BASE, question=f"**{n}** — 무엇인가?", worth=model().line - 0.1, line=n + 1) for n in range(3)]
    assert not any(held(*few))
    assert all(held(*(replace(card, line=card.line + 40) for card in few)))


def test_a_list_of_questions_that_its_writer_answered_is_asked() -> None:
    own = replace(BASE, kind=Kind.QUESTION, rule="question", shape="question/own/question", worth=0.5)
    asked = [replace(own, question=f"{n}번째 구조를 무엇이라고 하는가?") for n in range(MANY)]
    assert not any(held(*asked))
    assert all(held(*asked[1:])), "a few may be headings that end like questions"
    assert held(*asked, replace(asked[0], worth=0.4))[-1], "a doubt about one of them holds it"
    assert held(*(replace(card, question="설치는?") for card in asked)) == [True] * MANY


def test_an_english_list_of_questions_needs_as_much_worth_as_a_korean_one() -> None:
    own = replace(BASE, kind=Kind.QUESTION, rule="question", shape="question/own/question", answer="by its own weight")
    asked = [replace(own, question=f"How does part {n} of it hold?", worth=DOUBTED + 0.01) for n in range(MANY)]
    low = replace(own, question="How does the last part of it hold?", answer="somehow", worth=DOUBTED - 0.01)
    assert held(*(replace(card, line=n * 20) for n, card in enumerate([*asked, low]))) == [False] * MANY + [True]


def test_a_person_who_wants_few_cards_gets_few_of_a_short_note() -> None:
    assert not any(held(replace(BASE, worth=model().line - 0.1)))
    few = ask_or_hold([replace(BASE, worth=model().line)], model().line + 0.05)
    assert [card.held for card in few] == [True]


def test_a_contrast_is_held_whose_sides_are_asked() -> None:
    one = replace(BASE, answer="뒤에 둔다", worth=0.99)
    two = replace(BASE, question="**큐** — 무엇인가?", answer="앞에 둔다", worth=0.99)
    contrast = replace(
        BASE, kind=Kind.CONTRAST, question="어떻게 다른가?", worth=0.99, answer="- 힙: 뒤에 둔다\n- 큐: 앞에 둔다"
    )
    assert held(one, two, contrast) == [False, False, True]
    assert held(one, contrast) == [False, False]


def test_a_sentence_that_stands_under_two_headings_is_asked_once() -> None:
    first = replace(BASE, rule="sentence", shape="sentence/own/complement", worth=0.99, answer="안개가 짙은 해안")
    first = replace(first, question="**등대의 개요** — 등대는 무엇에 적합한가?")
    again = replace(first, question="**등대의 설명** — 등대는 무엇에 적합한가?", context=("S",), line=9)
    assert held(first, again) == [False, True]
    assert held(first, replace(again, answer="좁은 물길")) == [False, False]
    assert held(first, replace(again, question="**부표의 설명** — 부표는 무엇에 적합한가?")) == [False, False]


def test_what_its_writer_marked_is_always_asked() -> None:
    assert held(replace(BASE, rule="explicit", worth=0.0)) == [False]


def test_a_note_of_few_cards_is_asked_nearly_whole_and_of_many_the_best() -> None:
    line = model().line
    cards = [replace(BASE, question=f"**{n}** — 무엇인가?", answer=f"{n}", worth=line - 0.05) for n in range(40)]
    assert not any(held(*cards[:5]))
    assert held(*cards, replace(cards[0], question="**힙** — 무엇인가?", worth=line)) == [True] * 40 + [False]
    assert all(held(*(replace(card, worth=0.4) for card in cards[:5]))), "what is in doubt is held in any note"


def test_a_question_back_to_a_term_needs_more() -> None:
    line = model().line
    cards = [replace(BASE, question=f"**{n}** — 무엇인가?", answer=f"{n}", worth=line + 0.05) for n in range(20)]
    assert not any(held(*cards))
    assert held(*cards, replace(cards[0], question="완전 이진 트리 — 무엇을 말하나?", reverse=True))[-1]


def test_a_table_asks_no_more_than_anybody_answers() -> None:
    """A long table asks its first column, and of the others what fits; short ones ask all."""

    def table(rows: int, columns: int) -> list[Card]:
        return [
            replace(BASE, question=f"**{row}** — {column}열은?", answer=f"{row}/{column}", worth=0.99)
            for row in range(rows)
            for column in range(columns)
        ]

    assert held(*table(30, 2)) == [False, True] * 30
    assert not any(held(*table(6, 4)))
    assert held(*table(10, 3)) == [False, False, True] * 10


def test_letters_are_asked_that_the_note_goes_on_to_use() -> None:
    told = "# Pods\n\nThe kubelet calls the Container Runtime Interface (CRI) to start a pod.\n"
    used = told + "\nA CRI server listens on a socket. Without the CRI each runtime needed its own patch.\n"
    assert _asked_for_letters(used)


def _asked_for_letters(text: str) -> bool:
    return any(card.rule == "letters" and not card.held for card in extract(read(text)).cards)
