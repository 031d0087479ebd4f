"""TeX as text for a terminal: `\\frac{QK^\\top}{\\sqrt d}` in one line or in several, in Unicode.

What is written in Unicode already comes through as it stands. What cannot be read is shown as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rich.cells import cell_len

from studytui.math.box import EMPTY, Box, beside, fence, fraction, grid, root, scripted, spaced, stacked, word
from studytui.math.signs import (
    ACCENTS,
    ARGUMENTS,
    BIG,
    BINARY,
    BRACKETS,
    IGNORED,
    LIMITED,
    MATRIX,
    PLAIN,
    RELATIONS,
    SPACES,
    SUB,
    SUP,
    converted,
    styled,
    symbol,
)
from studytui.math.tokens import mark, next_is, split, tokens, verbatim


@lru_cache(maxsize=512)
def line(tex: str) -> str:
    """A formula in one line."""
    return _render(tex, flat=True)


@lru_cache(maxsize=512)
def block(tex: str, width: int = 0) -> str:
    """A formula that may take several lines; in one line each where it would be wider than `width` cells (0: any)."""
    shown = _render(tex, flat=False)
    if width and max((cell_len(row) for row in shown.split("\n")), default=0) > width:
        return _render(tex, flat=True)
    return shown


def is_plain(tex: str) -> bool:
    """True for what needs no reading: no TeX in it, and Unicode where TeX would have commands."""
    return "\\" not in tex and "{" not in tex and (not tex.isascii() or not re.search(r"[\^_]", tex))


def _render(tex: str, *, flat: bool) -> str:
    tex = tex.strip("\n")
    if is_plain(tex):
        return tex.strip()
    try:
        return unicodedata.normalize("NFC", _Reader(flat).formula(tex).text) or tex.strip()
    except Exception:  # a formula is somebody's data: what the parser cannot take is shown as it stands
        return tex.strip()


class _Reader:
    """Turns nodes of pylatexenc into one box. `flat` keeps everything on one line."""

    def __init__(self, flat: bool) -> None:
        self.flat = flat
        self.tight = False  # inside a script, where no spaces are set

    def formula(self, tex: str) -> Box:
        from pylatexenc.latexwalker import LatexWalker

        walker = LatexWalker(re.sub(r"(?<!\\)%", r"\\%", tex), tolerant_parsing=True)
        nodes, _, _ = walker.get_latex_nodes(parsing_state=walker.make_parsing_state(in_math_mode=True))
        return self.lines(tokens(nodes))

    def lines(self, tokens: Sequence[Any], align: str = "rl") -> Box:
        """Rows and aligned columns, where `\\\\` and `&` say so."""
        rows = [[self.row(cell) for cell in split(row, "&")] for row in split(tokens, "\\\\")]
        rows = [row for row in rows if any(cell.width for cell in row)]
        if not rows:
            return EMPTY
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        if self.flat:
            return word("; ".join(" ".join(cell.rows[0] for cell in row if cell.width) for row in rows))
        return grid(rows, align, gap=1)

    def row(self, tokens: Sequence[Any]) -> Box:
        """One line of a formula: atoms with their scripts, and spaces where a printer would put them."""
        atoms: list[tuple[str, Box]] = []
        rest = list(tokens)
        while rest:
            kind, box = self.atom(rest)
            while next_is(rest, "^_"):
                box = self.scripts(kind, box, rest)
            if kind != "nothing":
                atoms.append((kind, box))
        if self.tight:
            return beside([box for kind, box in atoms if kind != "space"])
        return beside(spaced(atoms))

    def scripts(self, kind: str, core: Box, rest: list[Any]) -> Box:
        found: dict[str, Box] = {}
        while next_is(rest, "^_") and rest[0] not in found:
            mark = rest.pop(0)
            if next_is(rest, " "):
                rest.pop(0)
            if rest:
                outer, self.tight = self.tight, True
                found[mark] = self.atom(rest)[1]
                self.tight = outer
        above, below = found.get("^"), found.get("_")
        high = converted(above.rows[0], SUP) if above and above.flat else None
        low = converted(below.rows[0], SUB) if below and below.flat else None
        if kind in ("big", "limited") and not self.flat and ((above and high is None) or (below and low is None)):
            parts = [part for part in (above, core, below) if part]
            return stacked(parts, parts.index(core))
        if core.flat and (not above or high is not None) and (not below or low is not None):
            return word(core.rows[0] + (low or "") + (high or ""))
        if below and low is None and below.flat and (self.flat or re.fullmatch(r"\w+", below.rows[0])):
            low = _marked("_", below.rows[0])
        if above and high is None and self.flat:
            high = _marked("^", above.rows[0])
        core = beside([core, word(low or "")]) if low is not None or core.flat else core
        if core.flat and high is not None:
            core = word(core.rows[0] + high)
            above = None
        return scripted(core, above, below if low is None else None) if above or (below and low is None) else core

    def atom(self, rest: list[Any]) -> tuple[str, Box]:
        """Take one atom off the front of `rest`: its kind for spacing, and its box."""
        token = rest.pop(0)
        if isinstance(token, str):
            if token == "'":
                return "close", word("′")
            if token in ("-", "−"):
                return "binary", word("−")
            kind = "relation" if token in RELATIONS else "binary" if token in BINARY else "ordinary"
            kind = {**BRACKETS, ",": "comma", " ": "space"}.get(token, kind)
            return kind, word(token)
        match type(token).__name__:
            case "LatexGroupNode":
                return "ordinary", self.row(tokens(token.nodelist))
            case "LatexMacroNode":
                return self.macro(token, rest)
            case "LatexEnvironmentNode":
                return "ordinary", self.environment(token)
            case "LatexMathNode":
                return "ordinary", self.row(tokens(token.nodelist))
            case _:
                return "nothing", EMPTY

    def macro(self, node: Any, rest: list[Any]) -> tuple[str, Box]:
        name = node.macroname
        if name in SPACES:
            return "gap", word(SPACES[name])
        if name in IGNORED:
            if name == "label" and rest:
                rest.pop(0)
            return "nothing", EMPTY
        if name == "left":
            return "ordinary", self.delimited(rest)
        if name in ("right", "middle"):
            return "close", word(mark(rest))
        if name in BIG:
            return "big", word(BIG[name])
        if name in LIMITED:
            return "limited", word({"limsup": "lim sup", "liminf": "lim inf"}.get(name, name))
        if name in ARGUMENTS:
            return self.command(name, self.arguments(node, rest), node)
        shown = symbol(name)
        if shown is None or (shown.isalpha() and shown.isascii() and len(shown) > 1):
            return ("function", word(shown)) if shown else ("ordinary", word(f"\\{name} "))
        shown = shown.strip() or " "
        kind = "relation" if shown in RELATIONS else "binary" if shown in BINARY else "ordinary"
        return BRACKETS.get(shown, kind), word(shown)

    def arguments(self, node: Any, rest: list[Any]) -> list[Any]:
        """The mandatory arguments of a macro: as parsed, or taken from what follows."""
        parsed = [a for a in (node.nodeargd.argnlist if node.nodeargd else ()) or () if a is not None]
        given = [a for a in parsed if getattr(a, "delimiters", ("{",))[0] != "["]
        while len(given) < ARGUMENTS[node.macroname]:
            while next_is(rest, " "):
                rest.pop(0)
            if not rest:
                break
            given.append(rest.pop(0))
        return given

    def command(self, name: str, given: list[Any], node: Any) -> tuple[str, Box]:
        """A macro with arguments."""
        if name in PLAIN and given:
            text = verbatim(given[0]) if name not in ("mathbf", "boldsymbol", "bm", "boxed", "mathrm") else None
            box = word(text) if text is not None else self.one(given[0])
            return ("function" if "operator" in name else "ordinary"), box
        boxes = [self.one(each) for each in given]
        if len(boxes) < ARGUMENTS[name]:
            raise ValueError(f"\\{name} lacks an argument")
        first, second = boxes[0], boxes[-1]
        match name:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                if not self.flat and (name != "tfrac"):
                    return "ordinary", fraction(first, second)
                return "ordinary", word(f"{_held(first.text)}/{_held(second.text, under=True)}")
            case "sqrt":
                optional = [a for a in node.nodeargd.argnlist[:1] if a is not None] if node.nodeargd else []
                degree = self.one(optional[0]).text.strip("[]") if optional and len(node.nodeargd.argnlist) > 1 else ""
                return "ordinary", root(first, converted(degree, SUP) or degree)
            case "binom":
                if self.flat:
                    return "ordinary", word(f"C({first.text}, {second.text})")
                return "ordinary", _held_box("()", stacked([first, second], 0))
            case "underset" | "overset" | "stackrel":
                if self.flat:
                    return "limited", word(second.text + _marked("_" if name == "underset" else "^", first.text))
                return "limited", stacked([second, first], 0) if name == "underset" else stacked([first, second], 1)
            case "mathbb" | "mathcal" | "mathfrak" | "mathscr":
                return "ordinary", word(styled(name, first.text))
            case "not":
                return "relation", word(first.text + "\u0338")
            case "tag":
                return "gap", word(f"   ({first.text})")
            case "pmod":
                return "gap", word(f" (mod {first.text})")
            case _ if name in ACCENTS and first.flat:
                return "ordinary", word(
                    "".join(c + ACCENTS[name] for c in first.text) if len(first.text) < 3 else first.text
                )
            case _:
                return "ordinary", first

    def one(self, node: Any) -> Box:
        """The box of one argument."""
        return self.lines(tokens([node] if not hasattr(node, "nodelist") else node.nodelist), "c")

    def delimited(self, rest: list[Any]) -> Box:
        """From `\\left` to its `\\right`, in brackets as tall as what is between."""
        opening, inner, depth = mark(rest), [], 1
        while rest:
            token = rest.pop(0)
            name = getattr(token, "macroname", "")
            depth += (name == "left") - (name == "right")
            if depth == 0:
                break
            inner.append(token)
        body, closing = self.lines(inner), mark(rest)
        return beside([fence(opening, body), body, fence(closing, body)])

    def environment(self, node: Any) -> Box:
        name, parts = node.environmentname.rstrip("*"), tokens(node.nodelist)
        if name == "array":
            parts = parts[1:] if parts and type(parts[0]).__name__ == "LatexGroupNode" else parts
        if name in MATRIX or name == "array" or name == "cases":
            rows = [[self.row(cell) for cell in split(row, "&")] for row in split(parts, "\\\\")]
            rows = [row for row in rows if any(cell.width for cell in row)]
            marks = MATRIX.get(name, "{" if name == "cases" else "") or ""
            opening, closing = marks[:1], marks[1:]
            if self.flat:
                inner = "; ".join(" ".join(cell.rows[0] for cell in row) for row in rows)
                return word(f"{opening}{inner}{closing}")
            return _held_box((opening, closing), grid(rows, "l" if name == "cases" else "c"))
        return self.lines(parts)


def _held_box(marks: Sequence[str], inner: Box) -> Box:
    pad = word(" " if len(inner.rows) > 1 and marks[0] else "")
    return beside([fence(marks[0], inner), pad, inner, pad, fence(marks[1], inner)])


def _marked(mark: str, text: str) -> str:
    return mark + text if re.fullmatch(r"\w+|[^\w\s]", text) else f"{mark}({text})"


def _held(text: str, *, under: bool = False) -> str:
    """In brackets, unless it needs none beside a slash."""
    loose = r"[+−=<>≤≥ ]|[·×/]" if under else r"[+−=<>≤≥ ]"
    return f"({text})" if re.search(loose, re.sub(r"\([^()]*\)", "", text)) else text
