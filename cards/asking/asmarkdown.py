"""Lines of a note as the Markdown of an answer: paragraphs, lists, code and tables as they stood."""

from __future__ import annotations

from collections.abc import Sequence

from cards.note import Form, Line

BLOCKS = (Form.CODE, Form.MATH, Form.TABLE)


def last_line(line: Line) -> int:
    """The last source line of a line and all below it."""
    return max(line.last, *(last_line(child) for child in line.children)) if line.children else line.last


def told_by(lines: Sequence[Line]) -> str:
    """Lines as the Markdown of an answer: paragraphs, lists and code as they stood."""
    out = ""
    for before, line, number in zip([None, *lines], lines, places(lines), strict=False):
        apart = (
            before is not None
            and (line.number > last_line(before) + 1 or before.form is Form.ITEM)
            and line.form is Form.TEXT
        )
        if before is not None:
            out += "\n\n" if apart else "\n"
        out += block(line, len(lines) > 1, number=number)
    return out


def places(lines: Sequence[Line]) -> list[int]:
    """The number of each line in the list it belongs to: what stands between two numbered points begins a new list."""
    out: list[int] = []
    for line in lines:
        out.append(out[-1] + 1 if out and line.ordered else int(line.ordered))
    return out


def block(line: Line, listed: bool = True, depth: int = 0, number: int = 1) -> str:
    """A line with all below it, as Markdown; `number` is its place in a numbered list."""
    mark = (f"{number}. " if line.ordered else "- ") if line.form is Form.ITEM and (listed or depth) else ""
    lead = "  " * depth
    below = zip(line.children, places(line.children), strict=True)
    rows = [
        f"{lead}{mark}{markdown_of(line)}",
        *(block(child, True, depth + 1 if mark else depth, place) for child, place in below),
    ]
    return "\n".join(rows)


def markdown_of(line: Line) -> str:
    """A line without those below it, as Markdown."""
    if line.form is Form.CODE:
        return f"```{line.info}\n{line.text}\n```"
    if line.form is Form.MATH:
        return f"$${line.text}$$"
    if line.form is Form.TABLE:
        rows = ["| " + " | ".join(row).replace("\n", " ") + " |" for row in line.rows]
        return "\n".join((*rows[:1], "|" + " --- |" * len(line.rows[0]), *rows[1:])) if rows else ""
    return line.text
