"""The sample notes: each section is asked, each line is accounted for, and each question names its subject."""

from __future__ import annotations

from pathlib import Path

from cards.extract import extract
from cards.markdown import read
from cards.note import Note


def notes(samples: list[Path]) -> dict[str, Note]:
    return {path.stem: read(path.read_text("utf-8"), name=path.stem) for path in samples}


def test_every_heading_with_lines_under_it_gives_cards_but_the_diary(samples: list[Path]) -> None:
    silent = set()
    for note in notes(samples).values():
        innermost = {card.context[-1] for card in extract(note).cards if card.context}
        silent |= {section.heading for section in note.root.walk() if section.lines} - innermost
    assert silent == {"오늘 읽은 것"}


def test_each_line_is_used_or_said_to_be_unused(samples: list[Path]) -> None:
    for name, note in notes(samples).items():
        found = extract(note)
        asked = {card.line for card in found.cards}
        assert asked.isdisjoint(unused.line for unused in found.unused), name
        assert all(unused.why for unused in found.unused)
        assert len(found.unused) <= len(found.cards) // 5, [unused.text for unused in found.unused]


def test_a_question_names_its_subject(samples: list[Path]) -> None:
    for note in notes(samples).values():
        for card in extract(note).cards:
            assert card.subject
            assert card.question.replace("*", "").strip(" ?") not in {"Motivation", "Key Idea", "장점", "단점"}
