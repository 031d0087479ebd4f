"""Of cards of the same form the words tell which one a reader can use, in a note that is long enough to choose from."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from cards.asking.word_weights import SPEAKS_AGAINST, SPEAKS_FOR, Words, by_words, score, weights, words_of
from cards.card import Card, Kind
from cards.markdown import read
from tests.cards import training_words

LONG = read("\n\n".join(f"The tide rises at hour {n}." for n in range(40)))
SHORT = read("\n\n".join(f"The tide rises at hour {n}." for n in range(9)))
ARROWS = read("\n\n".join(f"moon -> tide {n} -> harbour" for n in range(40)))


def card(question: str, answer: str, worth: float = 0.8) -> Card:
    return Card(Kind.DEFINITION, question, answer, (), 1, worth=worth)


TOLD = card("**LZW** — what does it stand for?", "Lempel Ziv Welch")
POINTS = card("**This example** — what is it?", "these are the above steps")
KOREAN = card("**해시 테이블** — 무엇인가?", "키를 해시 함수로 바꾸어 값을 저장하는 자료구조")


def test_words_pairs_and_endings() -> None:
    assert words_of("Use 12 of it.") == {"use", "0", "of", "it", ".", "^ use", "use 0", "0 of", "of it", "it .", ". $"}
    assert words_of("값을") == {"값을", "~을", "^ 값을", "값을 $"}
    assert words_of("") == {"^ $"}


def test_a_score_is_the_mean_of_what_is_known_by_the_root() -> None:
    chosen = Words(1.0, {"this": -3.0, "is": 1.0}, {"called": 2.0}, 0.0, 1.0)
    assert score("this is", "so called", chosen) == pytest.approx(1.0 - 2 / math.sqrt(2) + 2)
    assert score("nothing known", "at all", chosen) == 1.0


def test_the_words_that_come_with_the_program_part_good_from_bad() -> None:
    english, korean = weights(False), weights(True)
    assert score(TOLD.question, TOLD.answer, english) > english.middle + 1
    assert score(POINTS.question, POINTS.answer, english) < english.middle - 3
    assert score(KOREAN.question, KOREAN.answer, korean) > score("**예시** — 무엇인가?", "이것", korean) + 0.5


def test_words_move_the_worth_in_a_long_note_and_say_so() -> None:
    (told, points, doubted, marked), why = by_words(
        LONG,
        [TOLD, POINTS, replace(POINTS, worth=0.4), replace(POINTS, worth=1.0)],
        [("+ a form",)] * 4,
        [False] * 4,
    )
    assert points.worth < 0.5 < 0.8 <= told.worth
    assert (doubted.worth, marked.worth) == (0.4, 1.0)
    assert why == (("+ a form", SPEAKS_FOR), ("+ a form", SPEAKS_AGAINST), *[("+ a form",)] * 2)


def test_what_its_form_alone_asks_stays_where_its_words_speak_for_it() -> None:
    (backed, bare), why = by_words(LONG, [TOLD, POINTS], [("+ a form",)] * 2, [True, True])
    assert backed.worth == 0.8
    assert bare.worth < 0.5
    assert why == (("+ a form",), ("+ a form", SPEAKS_AGAINST))


def test_the_rows_of_a_column_are_moved_together() -> None:
    rows = [
        replace(card("**LZW** — purpose?", "used to store sequences of bytes"), rule="table"),
        replace(card("**This example** — purpose?", "these are the above steps"), rule="table"),
    ]
    (one, other), _ = by_words(LONG, rows, [(), ()], [False, False])
    assert one.worth == other.worth < 0.8
    (one, other), _ = by_words(LONG, [replace(row, rule="list") for row in rows], [(), ()], [False, False])
    assert one.worth > other.worth


def test_a_longer_meaning_is_worth_more() -> None:
    brief = replace(card("**LZW** — what is it?", "a set of words"), shape="sentence/what/meaning")
    told = replace(brief, answer="a way to pack bytes that writes a number for each row of them that was seen before")
    other = [replace(one, shape="sentence/gap/marked") for one in (brief, told)]
    (short, long, *rest), _ = by_words(LONG, [brief, told, *other], [()] * 4, [False] * 4)
    english = weights(False)
    words = [math.log(len(one.answer.split()) / english.usual) * english.length for one in (brief, told)]
    assert words[0] < 0 < words[1]
    for moved, plain, by in zip((short, long), rest, words, strict=True):
        assert odds(moved.worth) - odds(plain.worth) == pytest.approx(by, abs=0.01)


def odds(worth: float) -> float:
    return math.log(worth / (1 - worth))


def test_in_a_short_note_they_do_not_count() -> None:
    assert by_words(SHORT, [TOLD, POINTS], [(), ()], [False, False]) == ([TOLD, POINTS], ((), ()))


def test_in_a_note_of_arrows_they_count_for_english_cards_alone() -> None:
    korean = card("**예시** — 무엇인가?", "이것")
    (points, same), _ = by_words(ARROWS, [POINTS, korean], [(), ()], [False, False])
    assert points.worth < 0.5
    assert same.worth == 0.8


def test_learning_finds_the_words_that_part_the_cards(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    with file.open("w", encoding="utf-8") as rows:
        for n in range(60):
            writer = f"writer {n % 12}"
            for question, answer, told in (("what is a tide", "a wave", 2.0), ("what is this", "a wave", -2.0)):
                row = {"question": question, "answer": answer, "writer": writer, "score": told}
                rows.write(json.dumps(row) + "\n")
    found = training_words.fit(training_words.rows_of(file))
    assert found.question["tide"] > 0.5 > -0.5 > found.question["this"]
    assert "wave" not in found.answer  # it stands in both, and tells nothing
    assert score("what is a tide", "a wave", found) > 1 > -1 > score("what is this", "a wave", found)
