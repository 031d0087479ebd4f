"""The Markdown of a card as HTML in one line: escaped, formulas as Anki wants them, and nothing that is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from studytui.math.scripts import HIGH, LOW, SEVERAL
from studytui.plaintext import harmless

if TYPE_CHECKING:
    from markdown_it.token import Token

# Text in which Markdown means nothing: most sides of cards are, and parsing is what an export costs.
_MEANT = r"\\`*_$\[\]&!#|~^\n"
# The same with whole words in bold, code and formulas: what most questions are.
_BOLD = rf"(?<!\*)\*\*(?=[^\W_])([^{_MEANT}]+)(?<=[^\W_])\*\*(?!\*)"
_CODE = rf"(?<!`)`(?!\s)([^{_MEANT}]+)(?<!\s)`(?!`)"
_MATH = r"(?<!\$)\$(?!\s)([^$`\n&]+)(?<![\s\\])\$(?!\$)"
_MARKED = re.compile(f"{_BOLD}|{_CODE}|{_MATH}")
_SIMPLE = re.compile(rf"(?:[^{_MEANT}]++|{_BOLD}|{_CODE}|{_MATH})++")
_DRAWN = ("", "<strong>{}</strong>", "<code>{}</code>", "\\({}\\)")
_HIDDEN = str.maketrans('<>"', "\x01\x02\x03")  # `harmless` leaves no such sign in a text
_ENTITIES = str.maketrans({"\x01": "&lt;", "\x02": "&gt;", "\x03": "&quot;"})
_LINK = re.compile(r"<[^\s<>]*[:@]")
_LISTED = re.compile(r"\s|[-+=>]|\d+[.)]")


def html(text: str) -> str:
    """The Markdown of a card as HTML.

    >>> html("`List<String>` and $a < b$")
    '<code>List&lt;String&gt;</code> and \\\\(a &lt; b\\\\)'
    """
    text = harmless(text)
    if _SIMPLE.fullmatch(text) and not _LISTED.match(text) and not _LINK.search(text):
        # The signs first stand for themselves: what is drawn brings such signs of its own.
        text = text.rstrip().translate(_HIDDEN)
        drawn = _MARKED.sub(lambda mark: _DRAWN[mark.lastindex or 0].format(mark[mark.lastindex or 0]), text)
        return drawn.translate(_ENTITIES)
    out = _renderer()(text).replace(">\n", ">").strip().replace("\n", " ")
    alone = out.startswith("<p>") and out.endswith("</p>") and out.count("<p>") == 1
    return out[3:-4] if alone else out


@lru_cache(maxsize=1)
def _renderer() -> Callable[[str], str]:
    from studytui.widgets.markdown import parser

    made = parser()

    def rule(*names: str, draw: Callable[[str], str]) -> None:
        def render(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
            # Line breaks of code and formulas are kept; those of the HTML around them mean nothing.
            text = escape(tokens[at].content.strip("\n"), quote=False).replace('"', "&quot;")
            return draw(text).replace("\n", "<br>")

        for name in names:
            made.add_render_rule(name, render)

    rule("text", draw=_scripts)
    rule("math_inline", draw=lambda text: f"\\({text}\\)")
    rule("math_inline_double", "math_block", draw=lambda text: f"\\[{text}\\]")
    rule("code_inline", draw=lambda text: f"<code>{text}</code>")
    rule("fence", "code_block", draw=lambda text: f"<pre><code>{text}</code></pre>")
    rule("softbreak", "hardbreak", draw=lambda text: "<br>")
    rule("image", draw=lambda text: text or "image")  # a picture from elsewhere would tell that the card was shown
    return made.render


def _scripts(text: str) -> str:
    low = LOW.sub(lambda name: re.sub(r"_(\d+)", r"<sub>\1</sub>", name[0]), text)
    high = HIGH.sub(lambda power: f"<sup>{power[power.lastindex or 1]}</sup>", low)
    return SEVERAL.sub(lambda of: f"<sub>{of['low']}</sub>" if of["low"] else f"<sup>{of['high']}</sup>", high)
