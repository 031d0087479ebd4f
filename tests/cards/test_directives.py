"""A note steers its cards: comments for a section, front matter for the whole."""

from __future__ import annotations

from cards.extract import extract
from cards.markdown import read

BODY = """# 3주차 정리
## 스택
나중에 넣은 것이 먼저 나오는 자료구조
- push: O(1)
## 큐
- enqueue: O(1)
### 덱
- 양쪽: 넣고 뺄 수 있는 곳
"""


def headings(text: str) -> set[str]:
    return {card.context[-1] for card in extract(read(text)).cards}


def test_skip_holds_for_its_section_and_those_below() -> None:
    assert headings(BODY) == {"스택", "큐", "덱"}
    assert headings(BODY.replace("## 큐\n", "## 큐\n<!-- study: skip -->\n")) == {"스택"}
    assert headings("<!-- study: skip -->\n" + BODY) == set()
    unused = extract(read(BODY.replace("## 큐\n", "## 큐\n<!-- study: skip -->\n"))).unused
    assert {"enqueue" in u.text and "skip" in u.why for u in unused} >= {True}


def test_only_leaves_the_kinds_it_names() -> None:
    text = BODY.replace("## 스택\n", "## 스택\n<!-- study: only definition -->\n")
    kinds = {card.kind for card in extract(read(text)).cards if card.context[-1] == "스택"}
    assert kinds == {"definition"}
    text = BODY.replace("## 스택\n", "## 스택\n<!-- study: only cloze -->\n")
    assert "스택" not in headings(text)


def test_a_demo_is_asked_for_by_its_section() -> None:
    text = BODY.replace("## 큐\n", "## 큐\n<!-- demo: bigbird T=64 -->\n")
    asked = {card.context[-1]: card.directive for card in extract(read(text)).cards}
    assert asked == {"스택": None, "큐": "bigbird T=64", "덱": "bigbird T=64"}


def test_front_matter_speaks_for_the_note() -> None:
    assert extract(read("---\nstudy: false\n---\n" + BODY)).cards == ()
    note = read("---\ntags: [cs, 자료구조]\ntitle: 노트\ndemo: band\n---\n" + BODY)
    assert note.tags == ("cs", "자료구조")
    assert note.title == "노트"
    assert {card.directive for card in extract(note).cards} == {"band"}
    assert read("---\ntags:\n  - a\n  - b\n---\nx").tags == ("a", "b")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert headings("---\n\n" + BODY) == {"스택", "큐", "덱"}


def test_a_directive_in_a_fence_is_an_example_of_one() -> None:
    assert headings("```\n<!-- study: skip -->\n```\n" + BODY) == {"스택", "큐", "덱"}
