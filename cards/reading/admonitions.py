"""Admonitions of other programs as callouts, which are read: `!!! note "Title"`, `:::tip Title`, MyST's fences.

Each is a head and a body that its writer indented, or set between two marks. It becomes a quote below `[!note] Title`,
line by line, so that a note keeps its lines. Docsify's `?> text` and `!> text` are a paragraph without a head.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.language.text import has_hangul

_LEAD = r"^(?P<lead>[ \t]*(?:>[ \t]?)*)"
# MkDocs: '!!! note "Title"', '???+ question inline end "Title"', '=== "Tab"'.
_INDENTED = re.compile(
    _LEAD + r"(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<type>[A-Za-z][\w-]*)(?:[ \t]+[A-Za-z][\w-]*){0,4}"
    r"(?:[ \t]+(?P<quote>[\"'])(?P<title>.*)(?P=quote))?|===[!+]?[ \t]+\"(?P<tab>[^\"\n]{1,120})\")[ \t]*$"
)
# Docusaurus, VuePress, Pandoc and Quarto: ":::tip Title", ":::note[Title]", '::: {.callout-note title="X"}'.
_FENCED = re.compile(
    _LEAD + r"(?P<mark>:{3,})[ \t]*(?:(?P<type>[A-Za-z가-힣][\w-]*)(?:\[(?P<bracket>[^\]\n]{1,120})\])?"
    r"(?P<title>[ \t]+[^{}\n]{1,120})?)?"
    r"[ \t]*(?:\{(?P<told>[^{}\n]{0,200})\})?[ \t]*$"
)
_MYST = re.compile(
    _LEAD + r"(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<type>note|tip|hint|important|warning|caution|attention|danger"
    r"|error|seealso|admonition|dropdown|topic|sidebar)\}[ \t]*(?P<title>.*)$"
)
# MyST's pictures and frames: what stands between their marks is their address, their size and their caption.
_PICTURE = re.compile(
    _LEAD + r"(?P<mark>:{3,})[ \t]*\{(?:figure|iframe|image|embed|video|audio|raw|mermaid|toctree|bibliography)\}.*$"
)
_OPTION = re.compile(r"^[ \t]*:[\w-]+:(?:[ \t]|$)")
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<mark>`{3,}|~{3,})[^`]*$")
_CLASS = re.compile(r"\.(?:callout-)?(?P<type>[A-Za-z][\w-]*)")
_TITLE = re.compile(r"(?:title|summary)=(?P<quote>[\"'])(?P<title>[^\"'\n]*)(?P=quote)")
_PLAIN = frozenset({"tab", "admonition", "dropdown", "topic", "details", "sidebar", "seealso"})
TIPS = ("?> ", "!> ")  # of Docsify, in front of a paragraph
LONGEST = 300  # lines within which one that is closed by a mark ends


class _Open(NamedTuple):
    """One that is open: the columns in front of its mark, what stands there, and the mark that closes it, if any."""

    indent: int
    lead: str
    close: str = ""


def with_callouts(lines: list[str]) -> set[int]:
    """Write admonitions as callouts, in place, code left as it is; gives the lines that say nothing to a reader.

    >>> rows = ['!!! tip "Nonce"', "    A number used once.", "", "- MAC: a tag"]
    >>> with_callouts(rows), rows
    (set(), ['> [!tip] Nonce', '> A number used once.', '', '- MAC: a tag'])
    """
    quiet: set[int] = set()
    waiting: list[_Open] = []
    blank: list[int] = []
    fence = picture = ""
    for i, raw in enumerate(lines):
        if not raw.strip(" \t>"):
            blank.append(i)
            continue
        line = raw.expandtabs(4) if raw[:1] == "\t" else raw
        while waiting and not waiting[-1].close and _indent(line) < waiting[-1].indent + 4:
            waiting.pop()
            fence = ""
        for at in blank if waiting else ():
            lines[at] = _quoted("", waiting).rstrip()
        blank = []
        inner = _within(line, waiting)
        if fence:
            if inner.strip(" \t>").startswith(fence) and not inner.strip(" \t>").strip(fence[0]):
                fence = ""
        elif picture:
            picture = "" if inner.strip(" \t>") == picture else picture
            lines[i] = _quoted("", waiting).rstrip()
            quiet.add(i)
            continue
        elif (match := _PICTURE.match(inner)) is not None and _closes(match["mark"], lines, i):
            picture = match["mark"]
            lines[i] = _quoted("", waiting).rstrip()
            quiet.add(i)
            continue
        elif waiting and waiting[-1].close and inner.strip(" \t>") == waiting[-1].close:
            waiting.pop()
            lines[i] = _quoted("", waiting).rstrip()
            quiet.add(i)
            continue
        elif (opened := _opened(inner, lines, i)) is not None:
            head, one = opened
            lines[i] = _quoted(f"{one.lead}> {head}", waiting)
            waiting.append(one._replace(indent=_indent(line)))
            continue
        elif match := _FENCE.match(inner):
            fence = match["mark"]
        elif inner.startswith(TIPS):
            inner = inner[3:].lstrip()
            lines[i] = _quoted(inner, waiting)
        if waiting and waiting[-1].close and _OPTION.match(inner):
            lines[i] = _quoted("", waiting).rstrip()
            quiet.add(i)
        elif waiting:
            lines[i] = _quoted(inner, waiting)
    return quiet


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t>"))


def _within(line: str, waiting: list[_Open]) -> str:
    """A line without the indent of the admonitions it stands in."""
    for one in waiting:
        line = line[len(one.lead) :] if line.startswith(one.lead) else line.lstrip()
        line = line if one.close else line[4:]
    return line


def _quoted(text: str, waiting: list[_Open]) -> str:
    """A line with a mark of quotes for each admonition it stands in."""
    return "".join(f"{one.lead}> " for one in waiting) + text


def _opened(line: str, lines: list[str], at: int) -> tuple[str, _Open] | None:
    """The head of a callout and how it ends, where a line begins an admonition."""
    stripped = line.lstrip(" \t>")
    if stripped[:3] in ("!!!", "???", "===") and (match := _INDENTED.match(line)):
        kind, title = match["type"] or "tab", match["tab"] or match["title"] or ""
        return _head(kind, title), _Open(0, match["lead"])
    if stripped[:3] not in (":::", "```", "~~~"):
        return None
    if match := _MYST.match(line):
        kind, title = match["type"], match["title"]
    elif match := _FENCED.match(line):
        told = match["told"] or ""
        named = _CLASS.search(told)
        kind = match["type"] or (named["type"] if named else "")
        given = _TITLE.search(told)
        title = match["bracket"] or match["title"] or (given["title"] if given else "")
    if match is None or not kind or not _closes(match["mark"], lines, at):
        return None
    return _head(kind, title), _Open(0, match["lead"], match["mark"])


def _closes(mark: str, lines: list[str], at: int) -> bool:
    """Whether the mark of an admonition stands alone on a line further down."""
    return any(line.strip(" \t>") == mark for line in lines[at + 1 : at + LONGEST])


def _head(kind: str, title: str) -> str:
    title = title.strip().strip("\"'")
    if has_hangul(kind):
        return "[!note]"  # "::: 증명" says what stands below, and is no name
    if title:
        return f"[!{kind}] {title}"
    return "[!note]" if kind in _PLAIN else f"[!{kind}]"
