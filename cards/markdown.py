"""Text → Note: markdown-it-py finds the blocks, and what a writer meant by them becomes sections and lines.

Inline markup is read by cards.inline, on each source line by itself: soft line breaks carry structure in real notes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cards.language.english.titles import sums_up
from cards.language.headings import heading_text, is_question
from cards.language.korean.endings import is_defining
from cards.language.standins import shown
from cards.note import AS_WRITTEN, Form, Note, Section
from cards.reading.asides import aside, is_tags
from cards.reading.blocks import tokens_of
from cards.reading.callouts import callout
from cards.reading.cells import parted
from cards.reading.fences import fenced, prose_lines
from cards.reading.htmltables import blocks_of, rows_of
from cards.reading.inline import clean
from cards.reading.labels import heads_answer, without_answer_label
from cards.reading.marks import is_block_id
from cards.reading.metadata import of_the_note
from cards.reading.outline import Node, Part, freeze, is_headline
from cards.reading.paragraphs import spread
from cards.reading.preamble import Source, prepare
from cards.reading.tags import tags_of
from cards.reading.wrapping import begins_anew
from cards.translation import N_

if TYPE_CHECKING:
    from markdown_it.token import Token

_TITLE_MARK = re.compile(r"^\s*[-*+]|^\s*\d+[.)]")
_MARK_AT_MARGIN = re.compile(r"^(?:[-*+]|\d{1,2}[.)])\s+\S")
_SUMMARY = re.compile(r"<summary[^>]{0,200}>(.*?)(?:</summary>|$)", re.I)
_TIGHT_HEADING = re.compile(r"^(#{2,6}|#(?=[^#]*$))([^#\s!\d].*)$")
_SENTENCE_END = re.compile(r"(?:[.!。]|[다요음함됨임])\s*$")


def read(text: str, *, name: str = "") -> Note:
    """The note that a text is; never fails, whatever the text. `name` titles a note that has no title of its own."""
    if not text.isascii() or "\r" in text or "\0" in text or "\b" in text:
        from cards.files import tidy

        text = tidy(text)
    source = prepare(text)
    front = source.front
    if written := front.get("study", "").lower() == AS_WRITTEN:
        source.lines = [line for line in source.lines if line.startswith("#")]  # for a title; nothing else is read
    reader = _Reader(source)
    told = of_the_note(source.lines)
    reader.aside |= told
    try:
        tokens, reader.tables = blocks_of(["" if i in told else line for i, line in enumerate(source.lines)])
        reader.take(tokens, 0)
    except RecursionError:
        reader.nested = True
    reader.entitle()
    root = reader.finish()
    return Note(
        title=shown(clean(front.get("title", "")).text or reader.title) or name,
        root=root,
        source=tuple(text.split("\n")),
        tags=tags_of(source),
        study=front.get("study", "").lower() not in {"false", "no", "off", "skip"},
        written=written,
        quiet=frozenset(i + 1 for i in source.quiet),
        aside={i + 1: why for i, why in reader.aside.items()},
    )


class _Reader:
    """Walks the tokens of a note and builds its parts."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root = Part("", 0, 0)
        self.parts = [self.root]
        self.items: list[list[Node]] = []  # where what stands in each open item goes, the innermost last
        self.open_items: list[Node] = []  # the items that a deeper mark would nest in
        self.aside: dict[int, str] = dict.fromkeys(source.long, N_("it is too long to be a sentence"))
        self.aside |= dict.fromkeys(source.hidden, N_("a %% above hides it; write another %% where its text ends"))
        # What was open where each open quote begins: parts, items, and the items that a deeper mark would nest in.
        self.quotes: list[tuple[list[Part], list[list[Node]], list[Node]]] = []
        self.nested = False
        self.title = ""
        self.tables: dict[int, tuple[list[int], int]] = {}  # tables in HTML: the lines of their rows, and their last

    @property
    def nodes(self) -> list[Node]:
        """Where the next node goes: the item that is open, or the part."""
        return self.items[-1] if self.items else self.parts[-1].nodes

    def open(self, heading: str, level: int, line: int) -> None:
        """Begin a part under the nearest one of a lower level."""
        while self.parts[-1].level >= level:
            self.parts.pop()
        part = Part(heading, level, line)
        self.parts[-1].parts.append(part)
        self.parts.append(part)

    def entitle(self) -> None:
        """Take a short line alone at the top of a note without headings for its title.

        So is a deeper heading with nothing under it above several of the first level ("###### Sleep", "# Causes").
        """
        nodes, parts = self.root.nodes, self.root.parts
        if self.title:
            return
        if len(parts) > 2 and not nodes and parts[1].level == 1 < parts[0].level < 7:
            self.title = "" if parts[0].nodes or parts[0].parts else parts[0].heading
        if not nodes or any(part.level < 7 for part in parts):
            return
        first = nodes[0]
        alone = first.form is Form.TEXT and not first.children and first.number <= 3
        if not alone or len(nodes) < 2 or nodes[1].number <= first.number + 1 or not is_headline(first.text):
            return
        self.title = first.text
        nodes.pop(0)
        top = Part(heading_text(first.text), 1, first.number, nodes, parts)
        self.root.nodes, self.root.parts = [], [top]

    def finish(self) -> Section:
        """Hand each directive to the part it stands in, and freeze the tree."""
        every = sorted(self.root.every(), key=lambda p: p.number)
        for line, kind, value in self.source.directives:
            # A directive above the first line of a note speaks for all of it.
            part = next((p for p in reversed(every) if p.number <= line + 1), self.root)
            if kind == "demo":
                part.demo = value or None
            elif value.lower().startswith("skip"):
                part.skip = True
            elif value.lower().startswith("only"):
                part.only = tuple(w.strip().lower() for w in re.split(r"[\s,]+", value[4:]) if w.strip())
        front = self.source.front
        if front.get("demo"):
            self.root.demo = front["demo"]
        return freeze(self.root)

    def take(self, tokens: list[Token], offset: int) -> None:
        """Read a run of tokens whose line 0 is source line `offset`."""
        i, n = 0, len(tokens)
        while i < n:
            token = tokens[i]
            kind = token.type
            line = (token.map[0] if token.map else 0) + offset
            if kind == "inline":
                self._paragraph(token.content, line)
            elif kind == "heading_open":
                i += 1
                self._heading(token, tokens[i].content, line)
            elif kind == "list_item_open":
                self._item(token, line)
            elif kind == "blockquote_open" and self._is_title(tokens[i : i + 5]):
                self._heading(tokens[i + 1], tokens[i + 2].content, line)
                i += 4
            elif kind == "blockquote_open":
                self.quotes.append((self.parts[:], self.items[:], self.open_items))
                self.open_items = []
            elif kind == "blockquote_close":
                self._close_quote()
            elif kind == "list_item_close":
                self._close_item()
            elif kind == "fence":
                self._fence(token, line)
            elif kind == "code_block":
                self._indented(token, line)
            elif kind == "math_block":
                self._math(
                    token.content, token.info, line, line + token.map[1] - token.map[0] - 1 if token.map else line
                )
            elif kind == "table_open":
                i = self._table(tokens, i, offset)
            elif kind == "hr":
                self._rule(line)
            i += 1

    def _is_title(self, tokens: list[Token]) -> bool:
        """Whether a quote holds a heading and nothing else: it was drawn around what stands below ("> ### Knots")."""
        kinds = ["blockquote_open", "heading_open", "inline", "heading_close", "blockquote_close"]
        if [token.type for token in tokens] != kinds or self.items or self.quotes:
            return False
        text = clean(tokens[2].content).text
        return not (len(text.split()) > 3 and is_defining(text))

    def _close_quote(self) -> None:
        """End what a quote began: what stands below it belongs to the heading above it."""
        parts, self.items, self.open_items = self.quotes.pop()
        # A title in a quote, above all other headings, is the title of the note.
        if not (len(parts) == 1 and len(self.parts) > 1 and self.parts[1].level == 1):
            self.parts = parts

    def _heading(self, token: Token, content: str, line: int) -> None:
        rows = content.split("\n")
        underlined = token.markup in {"-", "="}
        meant = not underlined or (len(rows) == 1 and (token.markup == "=" or self._entitles(rows[0], line)))
        if not meant:
            # "text" above "---" is a paragraph above a rule in nearly every note.
            self._paragraph(content, line)
            self._rule(line + len(rows))
            return
        if underlined:
            self.source.quiet.add(line + 1)
        text = clean(rows[0]).text
        if self.quotes and len(text.split()) > 3 and is_defining(text):
            self._paragraph(
                content, line
            )  # "> #### 작업의 단위를 …" under a heading says what that is, in large letters
            return
        if not self.items:
            self.open_items.clear()
        if self.items or not text:
            if text:
                node = Node(text, line + 1, form=Form.TEXT, bold=True, strong=(text,), raw=content)
                if self.items and self._fresh is not None:
                    self._fresh.become(node)  # "- ### name" over its paragraphs
                    self._fresh = None
                else:
                    self.nodes.append(node)
            else:
                self.source.quiet.add(line)
            return
        level = int(token.tag[1])
        if heads_answer(text) and level > self.parts[-1].level and self._asks():
            self.source.quiet.add(line)
            return
        if level == 1 and not self.title and len(self.parts) == 1 and not sums_up(text):
            self.title = text
        self.open(heading_text(text), level, line + 1)

    def _entitles(self, text: str, line: int) -> bool:
        """Whether a line above dashes is a heading: named as one, as long as what underlines it, or worded as one."""
        bare = _NAMED_HEADING.sub("", text)
        under = self.source.lines[line + 1].strip() if line + 1 < len(self.source.lines) else ""
        drawn = len(under) >= 8 and abs(len(under) - len(bare)) <= 2 and not _SENTENCE_END.search(bare)
        return bare != text or drawn or _headingish(text)

    def _asks(self) -> bool:
        """Whether the heading that lines stand under now asks something."""
        return is_question(self.parts[-1].heading)

    def _rule(self, line: int) -> None:
        self.source.quiet.add(line)
        self.parts[-1].rules.append(line + 1)

    def _item(self, token: Token, line: int) -> None:
        node = Node(
            "",
            line + 1,
            form=Form.ITEM,
            ordered=bool(token.info),
            indent=self._indent(line),
            mark=token.markup,
            quoted=len(self.quotes),
        )
        # What counts is where the mark stands: two spaces under "1. " are meant as nesting, whatever the standard.
        while self.open_items and self.open_items[-1].indent + 2 > node.indent:
            self.open_items.pop()
        # A list in a quote stands in the item that the quote stands in.
        around = self.nodes if self.quotes else self.parts[-1].nodes
        (self.open_items[-1].children if self.open_items else around).append(node)
        self.open_items.append(node)
        self.items.append(node.children)
        self._fresh = node

    def _indent(self, line: int) -> int:
        """The column where a source line begins, quote marks aside."""
        raw = self.source.lines[line] if line < len(self.source.lines) else ""
        lead = raw[: len(raw) - len(raw.lstrip(" \t>"))]
        return len(lead) + 3 * lead.count("\t")

    _fresh: Node | None = None

    def _close_item(self) -> None:
        self._fresh = None
        self.items.pop()

    def _paragraph(self, content: str, line: int) -> None:
        fresh, self._fresh = self._fresh, None
        rows = content.split("\n")
        if not self.items:
            self.open_items.clear()
        kept: list[tuple[int, str]] = []
        for k, raw in enumerate(rows):
            lazy = k and self.open_items and self._indent(line + k) == 0
            if lazy and (self.open_items[-1].indent > 0 or begins_anew(rows[k - 1], raw, self._stands_over(line + k))):
                # CommonMark goes on with the item; at the margin below nested items a line begins anew, as `A:` does.
                self._flush(kept, fresh)
                fresh, kept = None, []
                self.open_items.clear()
                self.items = [self.parts[-1].nodes for _ in self.items]
            if self._special(raw, line + k):
                continue
            if "<" in raw:
                if "<summary" in raw.lower():
                    self._flush(kept, fresh)
                    fresh, kept = None, []
                    raw = self._summary(raw, line + k)
                if "</details>" in raw.lower():
                    self._flush(kept, fresh)
                    fresh, kept = None, []
                    if any(part.folded for part in self.parts):
                        while not self.parts.pop().folded:
                            pass
            kept += [(line + k, piece) for piece in parted(raw) if piece.strip()]
        self._flush(kept, fresh)

    def _stands_over(self, line: int) -> bool:
        """Whether the next source line begins an item at the margin."""
        return line + 1 < len(self.source.lines) and _MARK_AT_MARGIN.match(self.source.lines[line + 1]) is not None

    def _hung(self, rows: list[tuple[int, str]]) -> frozenset[int]:
        """The lines of a paragraph, all but its first, that are indented below the mark of the item they stand in."""
        if not self.items or not self.open_items:
            return frozenset()
        return frozenset(line for line, _ in rows[1:] if self._indent(line) > self.open_items[-1].indent)

    def _flush(self, rows: list[tuple[int, str]], fresh: Node | None) -> None:
        """Turn the raw lines of a paragraph into nodes, the first into the item `fresh` if one has just begun."""
        if not rows:
            return
        for node in spread(rows, self.aside, self.source.quiet, fresh is not None, self._hung(rows)):
            node.quoted = len(self.quotes)
            if (told := without_answer_label(node.text)) != node.text and self._asks():
                node.text, node.anew = told, True
            if fresh is not None:
                fresh.become(node)
                fresh = None
            elif node.bold and not self.items and heads_answer(node.text) and self._asks():
                self.source.quiet.add(node.number - 1)
            elif node.bold and (not self.items or not self.open_items):
                self.open(heading_text(node.text), 7 + len(self.quotes), node.number)
                self.parts[-1].origin = node
            else:
                if not self.items and self.parts[-1].ends_before(node):
                    self.parts.pop()
                self.nodes.append(node)

    def _special(self, raw: str, line: int) -> bool:
        """Lines that are no sentences: headings without a space, hashtags, link lines, references, callout heads."""
        if line in self.source.quiet:
            return not raw.strip()
        if raw.startswith("#") and not self.items and not is_tags(raw) and (match := _TIGHT_HEADING.match(raw)):
            self.open(heading_text(clean(match.group(2)).text), len(match.group(1)), line + 1)
            return True
        if raw.startswith("[!") and (title := callout(raw)) is not None:
            title = clean(title).text
            if title and _SENTENCE_END.search(title):
                self.nodes.append(Node(title, line + 1, raw=title))  # a sentence is no name, and says something itself
            elif title and not self.items:
                self.open(heading_text(title), 6 + max(1, len(self.quotes)), line + 1)
                self.parts[-1].origin = Node(title, line + 1)
            elif title:
                # Inside an item it is a line over those that stand in it.
                self.nodes.append(Node(title, line + 1, bold=True))
                self.items.append(self.nodes[-1].children)
            else:
                self.source.quiet.add(line)
            return True
        if is_block_id(raw):
            self.source.quiet.add(line)
            return True
        if why := aside(raw):
            self.aside[line] = why
            return True
        if raw.strip().upper() in {"[TOC]", "[[TOC]]", "[[_TOC_]]", "{:TOC}"}:
            self.source.quiet.add(line)
            return True
        return False

    def _summary(self, raw: str, line: int) -> str:
        match = _SUMMARY.search(raw)
        title = clean(match.group(1)).text if match else ""
        if title and not self.items and heads_answer(title) and self._asks():
            self.source.quiet.add(line)
        elif title and not self.items:
            self.open(heading_text(title), 7, line + 1)
            self.parts[-1].folded = True
            self.parts[-1].origin = Node(title, line + 1)
        return raw[match.end() :] if match else raw

    def _math(self, content: str, rest: str, line: int, last: int) -> None:
        if content:
            info = clean(rest).text
            self.nodes.append(Node(content, line + 1, last + 1, form=Form.MATH, info=info, quoted=len(self.quotes)))
        else:
            self.source.quiet.update(range(line, last + 1))

    def _fence(self, token: Token, line: int) -> None:
        self._fresh = None
        last = line + (token.map[1] - token.map[0]) - 1 if token.map else line
        body = token.content.split("\n")
        info = token.info.strip().split()[0].lower().strip("{}.") if token.info.strip() else ""
        closed = last < len(self.source.lines) and self.source.lines[last].strip(" >\t").startswith(token.markup)
        if not closed and last + 2 >= len(self.source.lines):
            cut = next(
                (k for k in range(1, len(body)) if re.match(r"#{1,6} \S", body[k]) and not body[k - 1].strip()), None
            )
            if cut is not None:
                # A fence that is never closed holds what stands before the next heading.
                rest, body = "\n".join(body[cut:]), body[:cut]
                self._code(info, body, line, line + cut)
                self.take(tokens_of(rest), line + 1 + cut)
                return
        self.source.quiet.add(line)
        if closed and last > line:
            self.source.quiet.add(last)
        self._code(info, body, line, last)

    def _code(self, info: str, body: list[str], line: int, last: int) -> None:
        for node in fenced(info, body, line, last, self.aside, self.source.quiet):
            node.quoted = len(self.quotes)
            self.nodes.append(node)

    def _indented(self, token: Token, line: int) -> None:
        body = token.content.split("\n")
        # What four spaces made code is prose in a note, more often than not.
        if prose_lines(body) and not self.nested:
            self.nested = True
            self.take(tokens_of("\n".join(row.lstrip() if not _TITLE_MARK.match(row) else row for row in body)), line)
            self.nested = False
        else:
            self._code("", body, line - 1, line + len(body) - 2)

    def _table(self, tokens: list[Token], i: int, offset: int) -> int:
        begin = tokens[i].map
        rows, numbers, i = rows_of(tokens, i, offset)
        if begin:
            first, last = begin[0] + offset + 1, begin[1] + offset
            quiet = frozenset({first})
            if first in self.tables:
                numbers, last = self.tables[first]
                quiet = frozenset(range(first - 1, last)) - {number - 1 for number in numbers}
            self.source.quiet |= quiet
            table = Node("", first, last, form=Form.TABLE, rows=rows, numbers=tuple(numbers), quoted=len(self.quotes))
            self.nodes.append(table)
        return i


_NAMED_HEADING = re.compile(r"\s*\{[#.][\w.:#=\s-]+\}$")  # pandoc's "Paging {#sec:paging}"


def _headingish(text: str) -> bool:
    return len(text) <= 50 and not _SENTENCE_END.search(text) and ":" not in text and "|" not in text
