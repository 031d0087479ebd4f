"""Any text is read without failing, and each of its lines is accounted for."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cards.extract import extract
from cards.markdown import read
from cards.note import Form, Note

ROOT = Path(__file__).resolve().parents[2]
SIGNS = (
    "# ,## ,### ,- ,  - ,    - ,1. ,2) ,① ,> ,> [!note] ,```,~~~,$$,$,`,**,*,__,_,==,::,:::,Q: ,A: "
    ",{{c1::,}},: , - , = , → ,->,=>,←"
    ",ㄴ ,├── ,└── ,│,|,|---|,===,<details>,</details>,<summary>,<!--,-->,study: skip,demo: band,[x],[ ] "
    ",[[,]],![,](,),(,[^1],\\"
    ",\\frac{,},&amp;,<br>,<T>,0,12:30,3.5,a,b ,이름,은 ,는 ,이다.,란?,하면 ,때문에 ,장점,Motivation, "
    ",\n,\n\n,\t,\r\n,\r,\0,\u200b"
    ",\u00a0,\u2028,\ufeff,🔥,e\u0301,\u1112\u1161\u11ab,\x1b[31m"
)
PIECES = st.sampled_from(SIGNS.split(","))
NOTES = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=300))


def unaccounted(note: Note) -> list[int]:
    """The lines with words in them that are neither used, context, unused with a reason, nor set apart by reading."""
    extraction = extract(note)
    named = {u.line for u in extraction.unused}
    assert all(u.why and u.text == note.source[u.line - 1][:400] for u in extraction.unused)
    stood = {n for s in note.root.walk() for line in s.lines for p in line.walk() for n in range(p.number, p.last + 1)}
    stood |= {s.number for s in note.root.walk()}
    return [
        n
        for n, text in enumerate(note.source, 1)
        if any(c.isalnum() for c in text) and n not in named and n not in stood and n not in note.quiet
    ]


@given(NOTES)
@example("<!--\n" * 3 + "a: b")
@example("```\n# a\n\n# b: c")
@example("- a\n" * 3 + "\t- b: c\n")
@example("$$\na = b\n")
@example("---\nstudy: false\n---\nA: b")
def test_any_text_is_read_and_every_line_accounted_for(text: str) -> None:
    note = read(text)
    assert unaccounted(note) == []


@given(NOTES)
def test_a_card_stands_on_a_line_of_its_note_and_is_nfc(text: str) -> None:
    note = read(text)
    for card in extract(note).cards:
        assert 1 <= card.line <= len(note.source)
        for said in (card.question, card.answer, *card.accepted, *card.context):
            assert said == unicodedata.normalize("NFC", said)
            assert "\0" not in said
        assert card.question.strip()
        assert card.answer.strip()


@given(NOTES, NOTES)
def test_questions_are_asked_once(one: str, other: str) -> None:
    questions = [card.question for card in extract(read(one + "\n\n" + other)).cards]
    assert len(questions) == len(set(questions))


def test_reading_twice_gives_the_same(samples: list[Path]) -> None:
    for path in samples:
        text = path.read_text("utf-8")
        assert extract(read(text)) == extract(read(text))


def test_the_same_note_in_nfd_gives_the_same_cards(samples: list[Path]) -> None:
    for path in samples:
        text = path.read_text("utf-8")
        assert extract(read(unicodedata.normalize("NFD", text))).cards == extract(read(text)).cards


def test_every_piece_knows_its_source_lines(samples: list[Path]) -> None:
    for path in samples:
        note = read(path.read_text("utf-8"))
        for section in note.root.walk():
            if section.heading:
                assert section.heading in note.source[section.number - 1]
            for line in section.lines:
                for piece in line.walk():
                    if piece.form in (Form.TEXT, Form.ITEM):
                        assert piece.text[:3] in note.source[piece.number - 1].replace("**", "").replace("`", "`")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{'  ' * i}- level {i}: meaning number {i}\n" for i in range(50)),
        "> " * 300 + "deep\n",
        "- " * 300 + "deep\n",
        "[" * 5000 + "]" * 5000,
        "(" * 5000,
        "*" * 9999,
        "`" * 9999,
        "$" * 9999,
        "<" * 9999,
        "#" * 9999,
        "| " * 5000 + "\n" + "|-" * 5000,
        "\n".join(" " * i + "├── a" for i in range(500)),
        "```\n" + "\n".join(" " * i + f"├── a{i}" for i in range(500)) + "\n```",
        "a: " * 3000,
        "a → " * 3000,
        "a = " * 3000,
        "A는 " * 3000,
        "A는 B이고, " * 1500,
        "하면 " * 3000,
        "![x](data:image/png;base64," + "A" * 800_000 + ")",
        "```unclosed\n" + "a: b\n" * 2000,
        "<!-- unclosed\n" + "a: b\n" * 2000,
        "Q: a\n" * 2000,
        "a::b\n" * 2000,
        "{{c1::a}} " * 2000,
        "==a== " * 2000,
        "\0" * 5000,
        "\u200b" * 5000,
        "\u1112\u1161\u11ab" * 3000,
    ],
    ids=lambda text: text[:12],
)
def test_what_is_made_to_hurt_is_read(text: str) -> None:
    assert unaccounted(read(text)) == []


def test_fifty_levels_are_read_to_the_bottom() -> None:
    text = "## 깊이\n" + "".join(f"{'  ' * i}- 단계{i}: 뜻이 {i}인 것\n" for i in range(50))
    answers = {card.answer for card in extract(read(text)).cards}
    assert "뜻이 0인 것" in answers
    assert "뜻이 49인 것" in answers


READ = """
import sys
from pathlib import Path
from cards.extract import extract
from cards.markdown import read
for path in sorted(Path(sys.argv[1]).glob("*.md"))[::12]:
    cards = extract(read(path.read_text("utf-8"), name=path.stem)).cards
    print([(c.question, c.answer, c.worth, c.held) for c in cards])
"""


def test_a_note_gives_the_same_cards_in_every_process() -> None:
    """No set's order, which differs from process to process, decides what is asked."""
    told = [
        subprocess.run(
            [sys.executable, "-c", READ, str(ROOT / "tests" / "cards" / "notes")],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(told[0]) > 1000
    assert told[0] == told[1]
