"""What the words of a whole note tell: papers of a project speak against their cards, notes of knowledge for none."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from cards.asking.note_words import DROPPED, MOST, Words, by_note, kind, weights, words_of
from cards.card import Card, Kind
from cards.extract import extract
from cards.markdown import read
from tests.cards import training_notes

NOTES = Path(__file__).parents[1] / "notes"
KNOWLEDGE = (NOTES / "k8s-en.md").read_text("utf-8")
KOREAN = (NOTES / "sql-index.md").read_text("utf-8")
PAPERS = "# Release checklist\n\n## Project structure\n\n" + "".join(
    f"- Our team should update the repository before the pull request of week {n}, see the README.\n" for n in range(48)
)
ONE = Card(Kind.DEFINITION, "**Cache** — what is it?", "a store of pages", (), 1, worth=0.8)


def test_words_of_headings_and_lines_without_front_matter_and_code() -> None:
    rows = ["---", "tags: hull", "---", "# Ropes", "Coil the rope.", "~~~sh", "rm -r tmp", "~~~", "밧줄을 감는다"]
    headings, lines = words_of(rows)
    assert headings == {"ropes"}
    assert lines == {"ropes", "coil", "the", "rope", "밧줄을", "밧줄-", "감는다", "감는-"}
    assert words_of(["Coil", "---", "ropes"])[1] == {"coil", "ropes"}  # a rule in the middle opens nothing
    assert words_of([]) == (set(), set())


def test_a_kind_is_the_mean_of_what_is_known_by_the_root_and_stays_on_its_scale() -> None:
    chosen = Words(2.0, {"plan": -1.0}, {"index": 1.0, "tree": 1.0}, 3.0, 1.0)
    assert kind(({"plan"}, {"index", "tree", "unknown"}), chosen) == pytest.approx(2.0 - 1.0 + 2 / math.sqrt(2))
    assert kind(({"plan"}, set()), chosen._replace(bias=0.5)) == 0.0
    assert kind((set(), {"index"}), chosen._replace(bias=3.5)) == 4.0


def test_the_words_that_come_with_the_program_know_papers_from_knowledge() -> None:
    english, korean = weights(False), weights(True)
    assert kind(words_of(PAPERS.splitlines()), english) < english.middle - 0.5
    assert kind(words_of(KNOWLEDGE.splitlines()), english) > english.middle + 0.5
    assert kind(words_of(KOREAN.splitlines()), korean) > korean.middle + 0.5


def test_papers_take_worth_and_say_so_and_knowledge_gives_none() -> None:
    doubted, marked = replace(ONE, worth=0.4), replace(ONE, worth=1.0)
    (one, low, high), why = by_note(read(PAPERS), [ONE, doubted, marked], [("+ a form",), (), ()])
    odds = math.log(0.8 / 0.2) - MOST
    assert 1 / (1 + math.exp(-odds)) - 1e-4 <= one.worth < 0.7
    assert (low.worth, high.worth) == (0.4, 1.0)
    assert why == (("+ a form", DROPPED), (), ())
    assert by_note(read(KNOWLEDGE), [ONE], [()]) == ([ONE], ((),))


def test_the_language_of_a_note_is_that_of_most_of_its_cards() -> None:
    korean = replace(ONE, question="**캐시** — 무엇인가?")
    (alone,), _ = by_note(read(PAPERS), [ONE], [()])
    (among, *_), _ = by_note(read(PAPERS), [ONE, ONE, korean], [(), (), ()])
    (other, *_), _ = by_note(read(PAPERS), [ONE, korean, korean], [(), (), ()])
    assert among.worth == alone.worth != other.worth


def test_a_short_note_tells_nothing() -> None:
    short = read("\n".join(PAPERS.splitlines()[:12]))
    assert by_note(short, [ONE], [()]) == ([ONE], ((),))


def test_a_card_of_papers_is_held_where_one_of_knowledge_is_asked() -> None:
    line = "\n- **Buffer pool**: pages of a table kept in memory\n"
    (asked,) = [card for card in extract(read(KNOWLEDGE + line)).cards if "Buffer pool" in card.question]
    (held,) = [card for card in extract(read(PAPERS + line)).cards if "Buffer pool" in card.question]
    assert not asked.held
    assert held.held
    assert held.worth < asked.worth


def test_learning_finds_the_words_that_part_the_notes(tmp_path: Path) -> None:
    texts, writers, kinds = [], [], []
    for n in range(40):
        for words, told in (("an index keeps pages", 4.0), ("our checklist keeps pages", 1.0)):
            texts.append(f"# Note\n{words}")
            writers.append(f"writer {n % 8}")
            kinds.append(told)
    found = training_notes.fit(texts, writers, kinds)
    assert found.lines["index"] > 0.2 > -0.2 > found.lines["checklist"]
    assert "pages" not in found.lines
    assert "note" not in found.headings
    assert kind(words_of(["an index"]), found) > 3 > 2 > kind(words_of(["our checklist"]), found)
