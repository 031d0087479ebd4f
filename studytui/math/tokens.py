"""The TeX parser's output as tokens: single characters, and nodes for everything that has arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from studytui.math.signs import symbol


def next_is(rest: Sequence[Any], marks: str) -> bool:
    """True when one of the characters of `marks` comes next."""
    return bool(rest) and isinstance(rest[0], str) and rest[0] in marks


def tokens(nodes: Iterable[Any]) -> list[Any]:
    """Characters one by one, other nodes as they are; a run of spaces is one, and none stands after a macro."""
    out: list[Any] = []
    for node in nodes:
        kind = type(node).__name__
        if kind == "LatexCharsNode":
            for c in node.chars:
                c = " " if c.isspace() else c
                if c != " " or not (out and isinstance(out[-1], str) and out[-1] == " "):
                    out.append(c)
        elif kind == "LatexSpecialsNode":
            out += (
                ["&"]
                if node.specials_chars == "&"
                else [" "]
                if node.specials_chars == "~"
                else list(node.specials_chars)
            )
        elif node is not None and kind != "LatexCommentNode":
            out.append("\\\\" if getattr(node, "macroname", "") in ("\\", "cr", "newline") else node)
    return out


def split(tokens: Sequence[Any], mark: str) -> list[list[Any]]:
    """The tokens between one `mark` and the next."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if isinstance(token, str) and token == mark:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def mark(rest: list[Any]) -> str:
    """The bracket after `\\left` or `\\right`; "" for a dot."""
    while next_is(rest, " "):
        rest.pop(0)
    if not rest:
        return ""
    token = rest.pop(0)
    shown = token if isinstance(token, str) else symbol(getattr(token, "macroname", "")) or ""
    return "" if shown == "." else shown


def verbatim(node: Any) -> str:
    """The source of a node, without its braces and escapes."""
    text = node.latex_verbatim()
    return re.sub(r"\\([%_&#$ {}])", r"\1", text[1:-1] if text.startswith("{") else text)
