"""Marks an answer to a drawn question: reads what was written, and compares it with what the run gave. No torch.

What cannot be read as an answer is not wrong: it is told (`Marked.understood`), and the person writes again.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from demos.demo import Shape, shape_text
from demos.question import CELLS, CHOICE, NUMBER, PICTURE, ROWS, SHAPE, Asked
from demos.words import _

NOTHING = ("none", "nothing", "no", "no row", "no rows", "∅", "{}", "없음", "없다", "아무것도")
EVERYTHING = ("all", "every", "every row", "all rows", "전부", "모두", "모든 행", "다")


@dataclass(frozen=True)
class Marked:
    """What came of an answer.

    `shown` is the answer as it was read ("(2, 4, 8, 16)"), or a sentence about what cannot be read where `understood`
    is False (then nothing is marked). `option` is the option it equals, "" where it is none of them; `misconception` is
    the name of the idea that gives it. `missing` and `extra` are the rows or cells left out and those too many.
    """

    right: bool
    misconception: str | None
    shown: str
    understood: bool = True
    option: str = ""
    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()


def mark(asked: Asked, given: str) -> Marked:
    """What an answer is worth, as it was written."""
    text = " ".join(unicodedata.normalize("NFKC", given).split())
    if not text:
        return _unread(_("Write an answer first."))
    if asked.kind in (CHOICE, PICTURE):
        return _chosen(asked, text)
    if asked.kind == NUMBER:
        return _number(asked, text)
    if asked.kind == SHAPE:
        shape = read_shape(text)
        if shape is None:
            return _unread(_("“{text}” is not a shape; write its sizes, like 2 4 8 16 or (2, 4, 8, 16).", text=text))
        return _found(asked, shape_text(shape), asked.answer)
    assert asked.kind in (ROWS, CELLS)
    return _rows(asked, text)


def read_number(text: str) -> float | None:
    """`1,024`, `0.61`, `.5`, `3/4`, `1e6`, `2^10`, `-1`, `50 %`; None for anything else."""
    bare = re.sub(r"(?<=\d)[,_ '](?=\d{3}(?!\d))", "", text.strip()).replace("−", "-").lstrip("=≈~약 ")
    percent = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    digits = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
    if re.fullmatch(digits, bare):
        value = float(bare)
    elif found := re.fullmatch(rf"({digits}) ?(/|\^|\*\*|\*|×|x) ?({digits})", bare):
        a, sign, b = float(found[1]), found[2], float(found[3])
        if sign == "/":
            if b == 0:
                return None
            value = a / b
        elif sign in "*×x":
            value = a * b
        else:
            if abs(a) > 1e6 or not 0 <= b <= 64:
                return None
            value = a**b
    else:
        return None
    return value / 100 if percent and value > 1 else value


def read_shape(text: str) -> Shape | None:
    """`(2, 4, 8, 16)`, `2 4 8 16`, `2x4x8x16`, `[2,4]`, `()`; None for anything else."""
    bare = re.sub(r"^(torch\.Size)? ?[(\[]*|[)\]]*$", "", text.strip())
    sizes = [size for size in re.split(r"[\s,;x×*]+", bare) if size]
    if not sizes:
        return () if re.search(r"[(\[] ?[)\]]", text) else None
    return tuple(int(size) for size in sizes) if all(size.isdecimal() for size in sizes) else None


def read_rows(text: str, most: int = 0) -> frozenset[int] | None:
    """`3-7, 9`, `3…7 9`, `3~7`, `none`, and `all` where there are `most` rows; None for anything else."""
    bare = text.strip().strip("{}[]()").strip().lower()
    if bare in NOTHING or (not bare and text.strip()):
        return frozenset()
    if bare in EVERYTHING:
        return frozenset(range(most)) if most else None
    bare = re.sub(
        r" ?(?:-|–|—|…|\.\.+|~|부터|to) ?", "-", re.sub(r"\b(rows?|tokens?|keys?|and)\b|행|토큰|까지|번", " ", bare)
    )
    found: set[int] = set()
    for part in re.split(r"[\s,;]+", bare.strip()):
        if part and not re.fullmatch(r"\d{1,6}(-\d{1,6})?", part):
            return None
        if part:
            first, _, last = part.partition("-")
            found.update(range(int(first), int(last or first) + 1))
    return frozenset(found) if found else None


def rows_text(rows: frozenset[int]) -> str:
    """`3-7, 9` for {3, 4, 5, 6, 7, 9}; "none" for no row. `read_rows` is its inverse."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs) or "none"


def _chosen(asked: Asked, text: str) -> Marked:
    """An option by its number, or by its text in any language."""
    key = text.casefold().strip(" .)")
    for option in asked.options:
        texts = {option, *asked.shown.get(option, {}).values()}
        if key in {" ".join(unicodedata.normalize("NFKC", t).split()).casefold().strip(" .)") for t in texts}:
            return _found(asked, option, asked.answer)
    if key.isdecimal() and 1 <= int(key) <= len(asked.options):
        return _found(asked, asked.options[int(key) - 1], asked.answer)
    return _unread(
        _(
            "“{text}” is none of the options; choose one by its number, 1 to {options}.",
            text=text,
            options=len(asked.options),
        )
    )


def _number(asked: Asked, text: str) -> Marked:
    value = read_number(text)
    if value is None:
        return _unread(_("“{text}” is not a number; write one, like 54 or 0.61 or 3/4.", text=text))

    def near(option: str) -> bool:
        want = read_number(option)
        assert want is not None
        return abs(value - want) <= max(asked.tolerance * abs(want), 1e-9 * abs(want))

    # The truth first: options differ by more than the tolerance, but it counts on both sides.
    for option in (asked.answer, *asked.options):
        if near(option):
            return _found(asked, option, asked.answer)
    return Marked(False, None, f"{value:,.10g}")


def _rows(asked: Asked, text: str) -> Marked:
    rows = read_rows(text, asked.most)
    if rows is None:
        return _unread(_("“{text}” names no rows; write numbers and ranges, like 3-7, 9, or none.", text=text))
    if asked.most and rows and max(rows) >= asked.most:
        return _unread(_("There is no {max} here; they go from 0 to {value}.", max=max(rows), value=asked.most - 1))
    right = read_rows(asked.answer) or frozenset()
    found = _found(asked, rows_text(rows), asked.answer)
    missing, extra = tuple(sorted(right - rows)), tuple(sorted(rows - right))
    return Marked(found.right, found.misconception, found.shown, True, found.option, missing, extra)


def _found(asked: Asked, option: str, answer: str) -> Marked:
    known = option if option in asked.options else ""
    return Marked(option == answer, asked.misconceptions.get(option), option, option=known)


def _unread(why: str) -> Marked:
    return Marked(False, None, why, understood=False)
