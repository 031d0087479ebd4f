"""All cards as one document: JSON with their whole history, or TSV that Anki imports and a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from html import escape
from typing import TYPE_CHECKING, Any, TextIO

from cards.card import Kind
from db import answers, library, reviews
from studytui.plaintext import as_json, harmless

if TYPE_CHECKING:
    from markdown_it.token import Token

    from db.engine import Database
    from db.records import Known

# What Anki reads of a file before its first card.
HEADER = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n"
# A cell that begins so is a formula to a spreadsheet, and a quotation mark begins a cell of several lines.
FORMULAS = frozenset("=+-@\"'")


def write(db: Database, out: TextIO, form: str, now: datetime) -> int:
    """Write every card to `out`; how many were written. TSV leaves out what a person is not to be asked."""
    known = (one for note in library.notes(db, now) for one in library.cards_of(db, note.id))
    return _json(db, known, out) if form == "json" else _tsv(db, known, out)


def _json(db: Database, cards: Iterator[Known], out: TextIO) -> int:
    count = 0
    out.write("[")
    for known in cards:
        row = asdict(known) | {"log": [asdict(review) for review in reviews.log(db, known.id)]}
        if known.card.kind is Kind.RUN:
            row["answers"] = [asdict(answer) for answer in answers.of_card(db, known.id)]
        out.write((",\n" if count else "\n") + as_json(row))
        count += 1
    out.write("\n]\n")
    return count


def _tsv(db: Database, cards: Iterator[Known], out: TextIO) -> int:
    """One line a card: an id that stays the same from export to export, question and answer as HTML, tags."""
    started = min((each.at.isoformat() for each in library.history(db)), default="")
    count = 0
    out.write(HEADER)
    for known in cards:
        if known.rejected or known.suspended or known.retired or known.card.held:
            continue
        if known.card.kind is Kind.RUN:  # its numbers are drawn when it is asked
            continue
        # A card keeps its number when its line is reworded. The first import tells two people's databases apart.
        guid = blake2b(f"{started} {known.id}".encode(), digest_size=10).hexdigest()
        cells = (guid, html(known.card.question), html(known.card.answer), " ".join(_tags(known)))
        out.write("\t".join(map(_cell, cells)) + "\n")
        count += 1
    return count


def _tags(known: Known) -> Iterator[str]:
    """The program, the kind of card, and the headings above it as one tag with levels; a tag holds no space."""
    yield "studytui"
    yield known.card.kind.value
    headings = ["_".join(harmless(heading).replace("::", ":").split()) for heading in known.card.context]
    if headings := [heading for heading in headings if heading]:
        yield "::".join(headings)


def _cell(text: str) -> str:
    """A cell of HTML that is read as text wherever it is opened."""
    text = text.replace("\t", "&#9;").replace("\n", "<br>")
    return f"&#{ord(text[0])};{text[1:]}" if text[:1] in FORMULAS else text


def html(text: str) -> str:
    """The Markdown of a card as HTML in one line: escaped, and formulas as Anki wants them.

    >>> html("`List<String>` and $a < b$")
    '<code>List&lt;String&gt;</code> and \\\\(a &lt; b\\\\)'
    """
    out = _renderer()(harmless(text)).replace(">\n", ">").strip().replace("\n", " ")
    alone = out.startswith("<p>") and out.endswith("</p>") and out.count("<p>") == 1
    return out[3:-4] if alone else out


@lru_cache(maxsize=1)
def _renderer() -> Callable[[str], str]:
    from studytui.widgets.markdown import parser

    made = parser()

    def rule(*names: str, draw: Callable[[str], str]) -> None:
        def render(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
            # Line breaks of code and formulas are kept; those of the HTML around them mean nothing.
            return draw(escape(tokens[at].content.strip("\n"))).replace("\n", "<br>")

        for name in names:
            made.add_render_rule(name, render)

    rule("math_inline", draw=lambda text: f"\\({text}\\)")
    rule("math_inline_double", "math_block", draw=lambda text: f"\\[{text}\\]")
    rule("code_inline", draw=lambda text: f"<code>{text}</code>")
    rule("fence", "code_block", draw=lambda text: f"<pre><code>{text}</code></pre>")
    rule("softbreak", "hardbreak", draw=lambda text: "<br>")
    rule("image", draw=lambda text: text or "image")  # a picture from elsewhere would tell that the card was shown
    return made.render
