"""The HTML of a field of Anki as the Markdown of a card: emphasis, code, lists, tables and formulas; media by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from html.parser import HTMLParser

from cards.language.text import words
from studytui.plaintext import harmless

# What Anki reads as a formula: (pattern, whether it stands on a line of its own).
_FORMULAS = (
    (re.compile(r"\\\((.{1,3000}?)\\\)", re.S), False),
    (re.compile(r"\\\[(.{1,3000}?)\\\]", re.S), True),
    (re.compile(r"\[\$\$\](.{1,3000}?)\[/\$\$\]", re.S), True),
    (re.compile(r"\[\$\](.{1,3000}?)\[/\$\]", re.S), False),
    (re.compile(r"\[latex\](.{1,3000}?)\[/latex\]", re.S), False),
    (re.compile(r"<anki-mathjax\s[^>]*block[^>]*>(.{1,3000}?)</anki-mathjax>", re.S), True),
    (re.compile(r"<anki-mathjax[^>]*>(.{1,3000}?)</anki-mathjax>", re.S), False),
)
_SOUND = re.compile(r"\[sound:[^\]\n]*\]|\[anki:play:[^\]\n]*\]")
_BREAK = re.compile(r"<(?:br|/?div|/?p)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^<>]*>")
_DOLLARS = re.compile(r"^\s*\$+|\$+\s*$")
_PRIVATE = re.compile("[\ue000-\ue002]")
_EDGE = "\ue002"  # where a line ends, if it is not at its beginning
_KEPT = re.compile("\ue000(\\d+)\ue001")
_SIGNS = re.compile(r"([\\`*$]|(?<![^\W_])_|_(?![^\W_])|\](?=\()|~~|&(?=#?\w+;)|<(?=\w+:))")
_BEGINS = re.compile(r"^(\s*)([-+>](?=\s)|#{1,6}(?=\s)|=+$|-{2,}$)")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)")
_VOID = words("area base br col embed hr img input link meta source track wbr")
_DROPPED = words("script style head title template")
_BLOCKS = words(
    "address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
LONGEST = 60_000  # characters of a field that are looked at; a card takes far fewer
_DEEPEST = 60  # elements within elements; what lies deeper is read as text


@dataclass(slots=True)
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[_Element | str] = field(default_factory=list)


class Reading:
    """Reads fields; `media` counts the pictures and sounds that were left out of them."""

    def __init__(self) -> None:
        self.media = 0
        self._kept: list[str] = []

    def markdown(self, html: str) -> str:
        """A field as Markdown.

        >>> Reading().markdown("<b>Mean</b> is \\\\(\\\\mu\\\\)<div>of a sample</div>")
        '**Mean** is $\\\\mu$\\nof a sample'
        """
        html, sounds = _SOUND.subn("", _PRIVATE.sub("", html[:LONGEST]))
        self.media += sounds
        if "<" not in html and "&" not in html and "\\" not in html and "[" not in html:
            return harmless(_lines(_escaped(html)))
        self._kept = []
        for pattern, alone in _FORMULAS:
            html = pattern.sub(partial(self._formula_kept, alone), html)
        text = "\n\n".join(self._blocks(_parsed(html).children))
        text = _KEPT.sub(lambda match: self._kept[int(match[1])], text)
        return harmless(re.sub(r"\n{3,}", "\n\n", text).strip())

    def _formula_kept(self, alone: bool, match: re.Match[str]) -> str:
        return self._keep(_formula(match[1], alone))

    def _keep(self, markdown: str) -> str:
        """A place for what is Markdown already."""
        self._kept.append(markdown)
        return f"\ue000{len(self._kept) - 1}\ue001"

    def _blocks(self, nodes: list[_Element | str]) -> list[str]:
        """The blocks of some nodes, each Markdown of its own; lines below each other are one block."""
        blocks: list[str] = []
        running: list[_Element | str] = []

        def end() -> None:
            if text := _lines(self._inline(running)):
                blocks.append(text)
            running.clear()

        for node in nodes:
            if isinstance(node, str) or node.tag not in _BLOCKS:
                running.append(node)
                continue
            if node.tag == "div" and not any(isinstance(c, _Element) and c.tag in _BLOCKS for c in node.children):
                running += [_EDGE, *node.children, _EDGE]  # how the editor of Anki writes lines
                continue
            end()
            if text := self._block(node):
                blocks.append(text)
        end()
        return blocks

    def _block(self, node: _Element) -> str:
        match node.tag:
            case "pre":
                return self._code(node)
            case "ul" | "ol":
                return self._list(node)
            case "table":
                return self._table(node)
            case "hr":
                return "---"
            case "blockquote":
                inside = "\n\n".join(self._blocks(node.children))
                return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                text = _lines(self._inline(node.children)).replace("\n", " ")
                return f"**{text}**" if text and "*" not in text else text
            case _:
                return "\n\n".join(self._blocks(node.children))

    def _code(self, node: _Element) -> str:
        text = _KEPT.sub(lambda match: self._kept[int(match[1])], _plain(node)).strip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
        return self._keep(f"{fence}\n{text}\n{fence}") if text.strip() else ""

    def _list(self, node: _Element) -> str:
        rows = []
        for number, item in enumerate(_elements(node, "li"), start=1):
            mark = f"{number}. " if node.tag == "ol" else "- "
            text = "\n".join(self._blocks(item.children))
            rows.append(mark + text.replace("\n", "\n" + " " * len(mark)))
        return "\n".join(rows)

    def _table(self, node: _Element) -> str:
        rows = [[_cell(self._inline(cell.children)) for cell in row.children
                 if isinstance(cell, _Element) and cell.tag in ("td", "th")] for row in _rows(node)]  # fmt: skip
        rows = [row for row in rows if row]
        width = max(map(len, rows), default=0)
        if width == 0:
            return ""
        drawn = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        return "\n".join([drawn[0], "|" + " --- |" * width, *drawn[1:]])

    def _inline(self, nodes: list[_Element | str]) -> str:
        return "".join(_escaped(node) if isinstance(node, str) else self._one(node) for node in nodes)

    def _one(self, node: _Element) -> str:
        tag = node.tag
        if tag == "br":
            return "\n"
        if tag == "img":
            self.media += 1
            name = node.attributes.get("alt") or node.attributes.get("src", "").rpartition("/")[2]
            return f"[{_escaped(name.strip()) or 'image'}]"
        if tag in ("code", "kbd", "tt", "samp"):
            text = " ".join(_plain(node).split())
            fence = "`" * (1 + max(map(len, re.findall(r"`+", text)), default=0))
            pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
            return self._keep(f"{fence}{pad}{text}{pad}{fence}") if text and "\ue000" not in text else text
        if tag in ("sub", "sup"):
            text = _plain(node).strip()
            sign = "_" if tag == "sub" else "^"
            return self._keep(f"{sign}{text}") if text.isascii() and text.isdigit() else f"{sign}({_escaped(text)})"
        text = self._inline(node.children)
        if tag in _BLOCKS:
            return f"{_EDGE}{text}{_EDGE}"
        if tag in _MARKS and text.strip():
            return _marked(text, _MARKS[tag])
        if tag == "rt":
            return f"({text})"
        href = node.attributes.get("href", "")
        if tag == "a" and re.match(r"https?://[^\s()<>]+$", href) and text.strip() and "\n" not in text:
            return f"[{text.strip()}]({href})"
        return text


class _Parser(HTMLParser):
    """Elements of whatever HTML there is: what is not closed ends with what it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = _Element(tag, {name: value or "" for name, value in attrs})
        if tag in ("li", "tr", "td", "th", "p") and self.open[-1].tag == tag:
            self.open.pop()
        self.open[-1].children.append(made)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        if not any(one.tag in _DROPPED for one in self.open):
            self.open[-1].children.append(data)


def _parsed(html: str) -> _Element:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


def _formula(html: str, alone: bool) -> str:
    tex = unescape(_TAG.sub("", _BREAK.sub("\n", html))).replace("\xa0", " ")
    tex = _DOLLARS.sub("", tex.strip()).strip()
    tex = re.sub(r"\\begin\{math\}|\\end\{math\}|\\begin\{displaymath\}|\\end\{displaymath\}", "", tex).strip()
    if not tex:
        return ""
    tex = re.sub(r"\n\s*\n", "\n", tex)
    return f"$${tex}$$" if alone else f"${' '.join(tex.split())}$"


def _plain(node: _Element) -> str:
    """The text of an element as it stands, for code."""
    out = []
    for child in node.children:
        if isinstance(child, str):
            out.append(child.replace("\xa0", " "))
        elif child.tag == "br":
            out.append("\n")
        else:
            text = _plain(child)
            out.append(f"{text}\n" if child.tag in ("div", "p") and not text.endswith("\n") else text)
    return "".join(out)


def _elements(node: _Element, tag: str) -> Iterator[_Element]:
    return (child for child in node.children if isinstance(child, _Element) and child.tag == tag)


def _rows(node: _Element) -> Iterator[_Element]:
    for child in node.children:
        if isinstance(child, _Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _marked(text: str, mark: str) -> str:
    """Text between marks; the spaces around it stand outside of them, and a line break ends and begins them anew."""
    out = []
    for line in re.split(f"(\n|{_EDGE})", text):
        inner = line.strip()
        if not inner or line == _EDGE:
            out.append(line)
            continue
        lead, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
        out.append(f"{lead}{mark}{inner}{mark}{tail}")
    return "".join(out)


def _escaped(text: str) -> str:
    """Plain text as Markdown: what would be a mark stands behind a backslash."""
    return _SIGNS.sub(r"\\\1", re.sub(r"[ \t\r\n\xa0]+", " ", text))


def _lines(text: str) -> str:
    """Running text as lines, none of which begins as a list or a heading does; at most one is empty between two."""
    out = ""
    for piece in re.split(f"(\n|{_EDGE})", text):
        if piece != _EDGE:
            out += piece
        elif out and not out.endswith("\n"):
            out += "\n"
    lines = [line.strip() for line in out.strip().split("\n")]
    return re.sub(
        r"\n{3,}", "\n\n", "\n".join(_NUMBERED.sub(r"\1\\\2", _BEGINS.sub(r"\1\\\2", line)) for line in lines)
    )
