"""Cards as lines of a table that Anki imports and a spreadsheet opens: an id, question and answer as HTML, tags."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from studytui.anki.outgoing import tags
from studytui.anki.tohtml import html

if TYPE_CHECKING:
    from db.exporting import Exported

# What Anki reads of a file before its first card.
HEADER = "#separator:{}\n#html:true\n#guid column:1\n#tags column:4\n"
NAMES = {"tsv": ("tab", "\t"), "csv": ("comma", ",")}
# A cell that begins so is a formula to a spreadsheet, and a quotation mark begins a cell of several lines.
FORMULAS = frozenset("=+-@\"'")


def write(found: Iterable[Exported], out: TextIO, form: str) -> int:
    """Write the cards; how many they were. Those that a person put aside are left out by whoever gives them."""
    name, separator = NAMES[form]
    writer = csv.writer(out, delimiter=separator, lineterminator="\n", quotechar='"')
    out.write(HEADER.format(name))
    count = 0
    for one in found:
        card = one.card.card
        cells = (one.guid, html(card.question), html(card.answer), " ".join(dict.fromkeys(tags(one))))
        row = [cell(text) for text in cells]
        if form == "tsv":
            out.write("\t".join(row) + "\n")
        else:
            writer.writerow(row)
        count += 1
    return count


def cell(text: str) -> str:
    """A cell of HTML that is read as text wherever it is opened."""
    text = text.replace("\t", "&#9;").replace("\n", "<br>")
    return f"&#{ord(text[0])};{text[1:]}" if text[:1] in FORMULAS else text
