"""What a field of Anki says as Markdown, and which fields are the sides of a card."""

from __future__ import annotations

import re

import pytest

from db.packages.tables import NoteType, Template
from studytui.anki.fields import FIELDS, OURS, Sides, sides
from studytui.anki.tohtml import html
from studytui.anki.tomarkdown import Reading


@pytest.mark.parametrize(
    ("field", "markdown"),
    [
        ("<b>Mean</b> is \\(\\mu\\)<div>of a sample</div>", "**Mean** is $\\mu$\nof a sample"),
        ("a<div>b</div><div>c</div><div><br></div><div>d</div>", "a\nb\nc\n\nd"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<pre><code>if a &lt; b:<br>    x</code></pre>", "```\nif a < b:\n    x\n```"),
        ("the <code>a*b</code> of ``", "the `a*b` of \\`\\`"),
        ("<table><tr><td>a</td><td>b|c</td></tr><tr><td>1</td></tr></table>", "| a | b\\|c |\n| --- | --- |\n| 1 |  |"),
        ("H<sub>2</sub>O x<sup>2</sup>", "H_2O x^2"),
        ("물은 {{c1::<b>100</b>}}도", "물은 {{c1::**100**}}도"),
        ("\\({{c1::x^2}}\\) is <i>x</i> <b> y </b>z", "${{c1::x^2}}$ is *x*  **y** z"),
        ("- a<br># b<br>1. c<br>2*3*4 $5 snake_case", "\\- a\n\\# b\n1\\. c\n2\\*3\\*4 \\$5 snake_case"),
        ("&lt;b&gt; &amp;lt; &nbsp;x", "<b> \\&lt; x"),
        ('[latex]$x$[/latex] <anki-mathjax block="true">a<br>b</anki-mathjax>', "$x$ $$a\nb$$"),
        ("x<script>alert(1)</script>y", "xy"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("<a href='https://x.org/a'>x</a> <a href='javascript:x'>y</a>", "[x](https://x.org/a) y"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢(かん)"),
    ],
)
def test_a_field_is_markdown(field: str, markdown: str) -> None:
    assert Reading().markdown(field) == markdown


def test_media_are_named_and_counted() -> None:
    reading = Reading()
    assert reading.markdown('go <img src="cat.png"> [sound:cat.mp3]') == "go [cat.png]"
    assert reading.media == 2


BOTH_WAYS = ["**x** and $a<b$", "H_2O인 m^2로", "- a\n- b", "```\nx = 1\n  y\n```", "H_2O", "2\\*3 \\_a\\_", "a\n\nb"]


def test_texts_that_need_no_parsing_become_the_same_html(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["**Mean** of $x_1$", '`"key" in x` — why?', "**a**b**c** 은", "** a**", "$ x $ y", "`a` `b``c`", "1. a",
             "**a****b**", "a<b `x<y>` <x:y> $a<b$", "- $a$",
             "**가(나)**는 `x`, $y^2$!", "$a$$b$", "a **b $c** d$ e"]  # fmt: skip
    quick = [html(text) for text in texts]
    monkeypatch.setattr("studytui.anki.tohtml._SIMPLE", re.compile("(?!)"))
    assert quick == [html(text) for text in texts]


@pytest.mark.parametrize("text", BOTH_WAYS)
def test_what_goes_to_anki_comes_back(text: str) -> None:
    assert Reading().markdown(html(text)) == text


def of(front: str, back: str, fields: tuple[str, ...] = ("Front", "Back"), cloze: bool = False) -> NoteType:
    return NoteType(1, "Any", cloze, fields, [Template("Card 1", front, back)])


BASIC = of("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")


@pytest.mark.parametrize(
    ("kind", "fields", "found"),
    [
        (BASIC, ["a", "b"], Sides("a", "b", False)),
        (BASIC, ["a", "  <br>"], None),
        (of("{{Front}} {{type:Back}}", "{{Front}}<hr>{{type:Back}}"), ["a", "b"], Sides("a", "b", False)),
        (of("{{#Hint}}{{Hint}}{{/Hint}}{{Word}}", "{{FrontSide}}{{Meaning}}", ("Word", "Hint", "Meaning")),
         ["w", "", "m"], Sides("w", "m", False)),
        (of("{{Word}}", "{{FrontSide}}", ("Word", "Meaning")), ["w", "m"], Sides("w", "m", False)),
        (of("{{cloze:Text}}", "{{cloze:Text}}", ("Text",), cloze=True), ["a {{c1::b::letter}} {{c2::c}}"],
         Sides("a [letter] c", "b", True)),
        (of("{{cloze:Text}}", "", ("Text",), cloze=True), ["a {{c2::c}}"], None),
        (NoteType(1, OURS, False, FIELDS, [Template("", "{{Headings}}{{Question}}", "{{Answer}}")]), ["q", "a", "h"],
         Sides("q", "a", False)),
    ],
)  # fmt: skip
def test_templates_say_which_fields_are_the_sides(kind: NoteType, fields: list[str], found: Sides | None) -> None:
    assert sides(kind, fields, 0, Reading()) == found
