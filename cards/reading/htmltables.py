"""The blocks of a note with its tables; those written in HTML are read as Markdown ones, where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from cards.reading.blocks import tokens_of
from cards.reading.cells import cell
from cards.reading.emoji import answered
from cards.reading.formulapictures import are_in, with_tex

if TYPE_CHECKING:
    from markdown_it.token import Token

_BEGINS = re.compile(r"<table[\s>]", re.I)
_ENDS = re.compile(r"</table\s*>", re.I)
LONGEST = 600  # lines of a table that is looked at
_HEADS = frozenset(
    ["구분", "항목", "종류", "분류", "이름", "용어", "Name", "Type", "Term", "Item"]
)  # of the first column
_INDENT = re.compile(r"^\s*")


def blocks_of(lines: list[str]) -> tuple[list[Token], dict[int, tuple[list[int], int]]]:
    """The blocks of the lines of a note, and of each table in HTML where its rows stood and where it ends.

    A table is told by its first line; source lines are counted from 1. Formulas shown as pictures are read as formulas.
    """
    text = "\n".join(lines)
    if are_in(text):
        text = "\n".join(lines := with_tex(lines))
    tokens = tokens_of(text)
    if not _BEGINS.search(text):
        return tokens, {}
    begun = [
        token.map[0] + k
        for token in tokens
        if token.type == "inline" and token.map
        for k, row in enumerate(token.content.split("\n"))
        if _BEGINS.match(row)
    ]
    lines, tables = _with_pipes(lines, begun)
    return (tokens_of("\n".join(lines)) if tables else tokens), tables


def rows_of(tokens: Sequence[Token], i: int, offset: int) -> tuple[tuple[tuple[str, ...], ...], list[int], int]:
    """The rows of the table that begins at a token, their source lines, and the token that ends it."""
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    row: list[str] = []
    while tokens[i].type != "table_close":
        token = tokens[i]
        if token.type == "tr_open":
            row = []
            numbers.append((token.map[0] if token.map else 0) + offset + 1)
        elif token.type == "inline":
            row.append(token.content.replace("\\|", "|"))
        elif token.type == "tr_close":
            rows.append(tuple(row))
        i += 1
    told = (tuple(cell(text, at == 0 or not k) for at, text in enumerate(row)) for k, row in enumerate(answered(rows)))
    return tuple(told), numbers, i


def _with_pipes(lines: Sequence[str], starts: Sequence[int]) -> tuple[list[str], dict[int, tuple[list[int], int]]]:
    """The lines with the HTML tables that begin on some of them as Markdown ones, and where each table's rows stood."""
    out = list(lines)
    tables: dict[int, tuple[list[int], int]] = {}
    done = -1
    for start in starts:
        if start <= done or not _BEGINS.match(lines[start].strip()):
            continue
        end = next((i for i in range(start, min(len(lines), start + LONGEST)) if _ENDS.search(lines[i])), -1)
        if end < 0 or lines[end].strip()[-8:].lower() != "</table>":
            continue
        done = end
        table = _Table()
        table.feed("\n".join(lines[start : end + 1]))
        rows, numbers, headed = table.rows, [start + n for n in table.numbers], table.headed
        wide = len(rows[0]) if rows else 0
        if table.odd or len(rows) < 2 or wide < 2 or any(len(row) != wide for row in rows):
            continue
        if not headed and rows[0][0].strip("* ") not in _HEADS:
            rows, numbers = [[""] * wide, *rows], [start + 1, *numbers]
        pad = _INDENT.match(lines[start])
        marks = [f"{pad[0] if pad else ''}| {' | '.join(cell or ' ' for cell in row)} |" for row in rows]
        marks.insert(1, f"{pad[0] if pad else ''}|{'---|' * wide}")
        first = start + 1 if start and lines[start - 1].strip() else start
        if len(marks) > end - first:
            continue  # so that a blank line ends it
        out[start : end + 1] = [*[""] * (first - start), *marks, *[""] * (end + 1 - first - len(marks))]
        tables[first + 1] = (numbers, end + 1)
    return out, tables


class _Table(HTMLParser):
    """The rows of one table, with what spans several of them in each; `odd` where it is no plain one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.rows: list[list[str]] = []
        self.numbers: list[int] = []
        self.headed = False
        self.odd = False
        self._depth = 0
        self._cell: list[str] | None = None
        self._wide, self._tall = 1, 1
        self._hanging: dict[int, tuple[str, int]] = {}  # what still spans further rows, by column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self.odd = self.odd or self._depth > 1
        elif tag == "tr":
            self._end_row()
            self.rows.append([])
            self.numbers.append(self.getpos()[0])
        elif tag in {"td", "th"}:
            self._end_cell()
            self.odd = self.odd or not self.rows
            if self.rows and not self.rows[-1]:
                self.numbers[-1] = self.getpos()[0]
            self.headed = self.headed or (tag == "th" and len(self.rows) == 1)
            said = dict(attrs)
            self._wide, self._tall = _count(said.get("colspan")), _count(said.get("rowspan"))
            self._cell = []
        elif self._cell is not None:
            self._cell.append(self.get_starttag_text() or "")
            self.odd = self.odd or tag in {"ul", "ol", "pre", "p"}

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
        elif self._cell is not None:
            self._cell.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _hang(self) -> None:
        """Put in what spans down into the columns that come next."""
        row = self.rows[-1]
        while len(row) in self._hanging:
            text, left = self._hanging.pop(len(row))
            if left > 1:
                self._hanging[len(row)] = (text, left - 1)
            row.append(text)

    def _end_cell(self) -> None:
        if self._cell is None or not self.rows:
            return
        text = " ".join("".join(self._cell).split()).replace("|", "\\|")
        self._cell = None
        for _ in range(self._wide):
            self._hang()
            if self._tall > 1:
                self._hanging[len(self.rows[-1])] = (text, self._tall)
                self._hang()
            else:
                self.rows[-1].append(text)

    def _end_row(self) -> None:
        self._end_cell()
        if self.rows:
            self._hang()


def _count(said: str | None) -> int:
    """How many columns or rows a cell spans."""
    return min(20, int(said)) if said and said.isdigit() and int(said) else 1
