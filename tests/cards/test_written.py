"""Notes whose cards are taken letter for letter."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cards.extract import extract
from cards.markdown import read
from cards.written import spelled

FRONT = "---\nstudy: as written\n---\n"
LINES = st.sampled_from(
    [
        "**굵게** _x_",
        "1. one",
        "3) three",
        "  - below",
        "",
        "Q: asks?",
        "A: tells",
        "# head",
        "\\# held",
        "\\\\Q: twice",
        "```python",
        "```",
        "~~~~",
        "   ```",
        "a ``` b",
        "> quote",
        "| a | b |",
        "$$",
        "x = 1",
        "---",
        "Q:",
        "질문: 왜?",
        "<!-- study: skip -->",
        "{{c1::x}}",
        "==y==",
    ]
)
TEXTS = st.lists(LINES, min_size=1, max_size=7).map("\n".join).map(str.strip).filter(bool)


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(card.question, card.answer, card.context) for card in extract(read(text)).cards]


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
@example([("```\nA: in code\n```", "# a\n```yaml\nA: 1\n```\nQ: b")])
@settings(max_examples=60)
def test_whatever_a_card_says_comes_back(cards: list[tuple[str, str]]) -> None:
    blocks = [f"{spelled('Q', question)}\n{spelled('A', answer)}\n" for question, answer in cards]
    text = FRONT + "\n# 통계\n\n## *Mean*\n\n" + "\n".join(blocks)
    assert told(text) == [(question, answer, ("통계", "*Mean*")) for question, answer in dict.fromkeys(cards)]
    assert not extract(read(text)).unused


def test_what_is_no_card_is_named_with_a_reason() -> None:
    found = extract(read(FRONT + "a line\n# T\nQ: alone?\n\nQ: b?\nA: c\n"))
    assert [(card.question, card.answer) for card in found.cards] == [("b?", "c")]
    assert [(unused.line, unused.text) for unused in found.unused] == [(4, "a line"), (6, "Q: alone?")]
    assert read(FRONT + "# T\nQ: a\nA: b\n", name="x").title == "T"
    assert read(FRONT + "Q: a\nA: b\n", name="x").title == "x"


def test_other_notes_are_read_as_before() -> None:
    assert told("# T\nQ: **a**?\nA:\n3. *b*\n4. c\n") == [("a?", "1. b\n2. c", ("T",))]
