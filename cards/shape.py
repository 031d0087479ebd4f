"""The lines of a paragraph and the blocks of a section, put into the shape their writer had in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cards.endings import is_defining
from cards.inline import clean, mask
from cards.korean import announced
from cards.note import Form, Line, Section
from cards.statement import sentences

_ORDINAL = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}[.)](?!\d)|[①-⑳❶-❿⑴-⒇]|[가나다라마바사아자차카타파하][.)](?=\s)|[a-z][.)](?=\s))\s*(?=\S)"
)
_BULLET = re.compile(r"^(?:[•▶►▪■□◾◽○●◦‣⁃∙※☞☛◆◇▷▸✔✓✅]\s*|[-–—·*+](?=[^\s\-\d>*+.])|[-–—·*+]\s+)(?=\S)")
_BELOW = re.compile(r"^(?:ㄴ|└[─>]*|↳|⤷)\s*(?=\S)")
_TODO = re.compile(r"^(?:[-*]\s*)?(?:TODO|FIXME|to-?do)\b", re.I)
_NUMBERED = re.compile(r"^\d{1,2}(?:[-.]\d{1,2})+\.?\s+\S")
_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3\s*")
_GLYPHS = re.compile(r"^[┌├└╭╰┣┗][─━]*\s*(?=\S)")
_TASK = re.compile(r"^\[([ xX])\]\s+")
_BOLD_LINE = re.compile(
    r"^(?:\d{1,2}[.)]\s*|[①-⑳]\s*|[^\w\s*<(]{1,4}\s*)?(?:\*\*|__|<b>|<strong>)(?P<inner>(?:(?!\*\*"
    r"|__).){1,80}?)(?:\*\*|__|</b>|</strong>)\s*[:：]?\s*$"
)
_SENTENCE = re.compile(r"(?:[.!。]|[가-힣]다|[가-힣][요음함됨])$")
_COLON_ALONE = re.compile(
    r"[:：]\s*$|(?:다음과 같다|다음과 같습니다|아래와 같다|아래와 같습니다|다음과 같음|아래와 같음|as "
    r"follows)\s*[.:]?\s*$"
)
_GOES_ON = re.compile(
    r"(?:[을를은는의에와과며면]|에서|으로|하고|하여|해서|지만|는데|거나|또는|혹은|및|,|[a-z],|\b(?:a|an"
    r"|the|of|to|in|on|for|and|or|with"
    r"|by|that|which|is|are|as|from|at|into|its?|this|not|be|than))$"
)
_VERBAL_END = re.compile(r"(?:[.!?。,;]|[가-힣]다|[가-힣][요음함됨임]|[가-힣]지|[가-힣]면)$")
_HANGING = re.compile(r"(?:지만|는데|으며|하며|이며|하고|되고|이고|면서|해서|하여|므로|기 때문에)$")
_STRUCTURE = re.compile(r"[:：=]\s|\s[:=–—-]\s|→|←")


@dataclass(slots=True)
class Node:
    """A Line in the making."""

    text: str
    number: int
    last: int = 0
    form: Form = Form.TEXT
    children: list[Node] = field(default_factory=list)
    ordered: bool = False
    indent: int = 0
    info: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    strong: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    raw: str = ""
    task: bool = False
    bold: bool = False
    below: bool = False

    def become(self, other: Node) -> None:
        """Take over what a paragraph line says: an item and its first line are one."""
        self.text, self.strong, self.high, self.raw = other.text, other.strong, other.high, other.raw
        self.last, self.task, self.bold = max(other.last, other.number), other.task, other.bold
        self.ordered = self.ordered or other.ordered
        if other.form is Form.LEAN:
            self.form = Form.LEAN
        self.children.extend(other.children)

    def freeze(self) -> Line:
        """The finished line."""
        return Line(
            self.text,
            self.number,
            max(self.last, self.number),
            self.form,
            tuple(n.freeze() for n in gathered(self.children)),
            self.ordered,
            self.info,
            self.rows,
            self.numbers,
            self.strong,
            self.high,
            self.raw,
            self.task,
        )


@dataclass(slots=True)
class Part:
    """A Section in the making. `origin` is the line it was, where it was no real heading."""

    heading: str
    level: int
    number: int
    nodes: list[Node] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    skip: bool = False
    only: tuple[str, ...] = ()
    demo: str | None = None
    folded: bool = False
    origin: Node | None = None

    def every(self) -> Iterator[Part]:
        """This part and all below it."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(part.parts)


def freeze(part: Part) -> Section:
    """The finished section. A bold line over nothing was no heading, only a line in bold."""
    parts = []
    back = []
    for below in part.parts:
        if below.origin is not None and not below.nodes and not below.parts and not below.folded:
            back.append(below.origin)
        else:
            parts.append(below)
    nodes = part.nodes
    if back:
        nodes = sorted([*nodes, *back], key=lambda n: n.number)
    return Section(
        part.heading,
        part.level,
        part.number,
        tuple(n.freeze() for n in gathered(nodes)),
        tuple(freeze(p) for p in parts),
        part.skip,
        part.only,
        part.demo,
    )


def gathered(nodes: list[Node]) -> list[Node]:
    """Siblings, with what leans on a line put under it, and what a label announces put under the label."""
    if not nodes:
        return nodes
    out: list[Node] = []
    label: Node | None = None
    label_form: Form | None = None
    for node in _announcing(nodes):
        if node.form is Form.LEAN and out and out[-1].form is not Form.LEAN:
            # After a label's lines it leans on the last of them, otherwise on the line before it.
            (out[-1] if label is None or not label.children else label.children[-1]).children.append(node)
            continue
        if node.below and out:
            node.below = False
            out[-1].children.append(node)
            continue
        if len(node.children) == 1 and node.form is not Form.LEAN and _HANGING.search(node.text):
            # "… 없지만" over one line below it: a sentence over two lines.
            child = node.children[0]
            if not child.children and child.form in (Form.TEXT, Form.ITEM) and not _STRUCTURE.search(mask(child.text)):
                node.text, node.last, node.children = f"{node.text} {child.text}", max(child.last, child.number), []
        if out and label is None and _heads(out[-1], node) and not _means(out):
            label, label_form = out[-1], None
        if label is not None:
            follows = node.number <= _end(label) + 2
            if follows and (label_form is None or label_form is node.form) and not _COLON_ALONE.search(node.text):
                label_form = node.form
                label.children.append(node)
                if node.form is not Form.ITEM and node.form is not Form.TEXT:
                    label = None
                continue
            label = None
        out.append(node)
        if node.form in (Form.TEXT, Form.ITEM) and not node.children and _COLON_ALONE.search(node.text):
            label, label_form = node, None
    return out


def is_headline(text: str) -> bool:
    """Whether a line could stand as a title: short, without a verb, a label or a stop.

    >>> is_headline("자료구조 2주차"), is_headline("큐: 먼저 넣은 것이 먼저 나옴"), is_headline("큐는 빠르다")
    (True, False, False)
    """
    if "::" in text or "{{" in text or "|" in text:
        return False
    return len(text) <= 40 and not _VERBAL_END.search(text) and not _STRUCTURE.search(mask(text)) and "?" not in text


def _announcing(nodes: list[Node]) -> Iterator[Node]:
    """The nodes, a paragraph whose last sentence announces a list parted from that sentence."""
    for node in nodes:
        told = sentences(node.text) if node.form is Form.TEXT and not node.children and node.text.endswith(":") else []
        if len(told) > 1:
            before = Node(" ".join(told[:-1]), node.number, node.last, strong=node.strong, high=node.high, raw=node.raw)
            yield before
            node = Node(told[-1], node.number, node.last, raw=node.raw)
        yield node


def _means(out: list[Node]) -> bool:
    """Whether the first line of a section says what its heading is; then it is no title of what follows."""
    return len(out) == 1 and len(out[0].text) >= 12 and is_defining(out[0].text)


def _heads(line: Node, node: Node) -> bool:
    """Whether a short line without a verb is the title of what follows it at once: a list, an equation, code."""
    if line.children or line.form not in (Form.TEXT, Form.ITEM) or line.task or len(line.text) > 80:
        return False
    close = line.form is Form.TEXT and node.form is Form.ITEM and not node.task and node.number - _end(line) <= 2
    if close and (announced(line.text) is not None or line.text.endswith("?")):
        return True
    if len(line.text) > 50:
        return False
    if _VERBAL_END.search(line.text) or _STRUCTURE.search(mask(line.text)):
        return False
    near = node.number - _end(line)
    if node.form is Form.ITEM and not node.task:
        numbered = line.form is Form.ITEM and line.ordered and not node.ordered
        return near == 1 and (line.form is Form.TEXT or (numbered and node.indent <= line.indent + 3))
    if line.form is Form.ITEM:
        # "1️⃣ static" over a line that says what it is.
        return line.ordered and near == 1 and node.form is Form.TEXT and not _STRUCTURE.search(mask(node.text))
    return near <= 2 and node.form in (Form.MATH, Form.TABLE) and len(line.text) <= 30


def _end(node: Node) -> int:
    return (
        max(node.last, node.number, *(_end(c) for c in node.children[-1:]))
        if node.children
        else max(node.last, node.number)
    )


def spread(rows: list[tuple[int, str]], aside: dict[int, str], quiet: set[int]) -> list[Node]:
    """The lines of one paragraph as nodes: structure apart, wrapped sentences together. Lines are 0-based here."""
    out: list[Node] = []
    wrap = _wrapped([raw for _, raw in rows])
    for line, raw in rows:
        node = _node(line, raw)
        if node is None:
            if "<img" in raw or "![" in raw:
                aside[line] = "it is a picture; write beside it what it shows"
            else:
                quiet.add(line)
            continue
        if len(rows) == 1 and node.form is Form.TEXT and _NUMBERED.match(raw.strip()):
            node.bold = len(node.text) <= 50 and not _SENTENCE.search(node.text)
        deeper = out and len(raw) - len(raw.lstrip()) >= 2 and not rows[0][1].startswith("  ")
        if out and _joins(out[-1], node, wrap):
            last = out[-1]
            last.text = f"{last.text} {node.text}" if not node.text.startswith(":") else f"{last.text}{node.text}"
            last.raw = f"{last.raw} {raw.strip()}"
            last.last = line + 1
            last.strong += node.strong
            last.high += node.high
            last.bold = False
        else:
            if deeper and out and node.form is Form.TEXT:
                node.below = _STRUCTURE.search(mask(node.text)) is not None or is_headline(out[-1].text)
            out.append(node)
    return out


def _node(line: int, raw: str) -> Node | None:
    raw = raw.strip()
    if "\u20e3" in raw:
        raw = _KEYCAP.sub(r"\1. ", raw)
    node = Node("", line + 1, line + 1, raw=raw)
    if _TODO.match(raw):
        node.task = True
    if match := _TASK.match(raw):
        node.task = True
        raw = raw[match.end() :]
    first = raw[:1]
    if (
        first
        and first in "-–—·*+•▶►▪■□◾◽○●◦‣⁃∙※☞☛◆◇▷▸✔✓✅"
        and (match := _BULLET.match(raw))
        and not raw.startswith(("**", "->", "-->"))
    ):
        # An italic line begins with a star too.
        if not (first == "*" and raw.count("*") % 2 == 0):
            node.form = Form.ITEM
            raw = raw[match.end() :]
    elif (
        first
        and (first.isdigit() or first in "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺(가나다라마바사abcdefgh")
        and (match := _ORDINAL.match(raw))
    ):
        node.form, node.ordered = Form.ITEM, True
        raw = raw[match.end() :]
    elif first and first in "┌├└╭╰┣┗" and (match := _GLYPHS.match(raw)):
        node.form = Form.ITEM
        raw = raw[match.end() :]
    elif first and first in "ㄴ└↳⤷" and (match := _BELOW.match(raw)):
        node.form, node.below = Form.ITEM, True
        raw = raw[match.end() :]
    if "*" in raw or "__" in raw or "<" in raw:
        match = _BOLD_LINE.match(raw)
        if match and not (_SENTENCE.search(match.group("inner").strip()) and len(match.group("inner")) > 12):
            node.bold = node.form is Form.TEXT or node.ordered
    cleaned = clean(raw)
    node.text, node.strong, node.high = cleaned.text, cleaned.strong, cleaned.high
    if node.text.startswith("→"):
        node.text = node.text[1:].strip()
        node.form = Form.LEAN
        node.below = False
    if not node.text or not any(c.isalnum() for c in node.text):
        return None
    return node


def _wrapped(rows: list[str]) -> bool:
    """Whether a paragraph was wrapped at a width: its lines, all but the last, are long and of about one length."""
    if len(rows) < 2:
        return False
    widths = [sum(2 if c >= "\u1100" else 1 for c in row.strip()) for row in rows[:-1]]
    return min(widths) >= (55 if len(rows) > 2 else 72) and max(widths) - min(widths) <= 25


def _joins(last: Node, node: Node, wrap: bool) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if node.form is not Form.TEXT or node.bold or (last.bold and not node.text.startswith(":")):
        return False
    if node.text.startswith(("(예:", "(e.g.", "예:", "예시:", "ex:")) and not last.bold:
        return len(last.text) + len(node.text) < 300
    if node.text.startswith(":"):
        return len(last.text) <= 60 and ":" not in last.text
    before = last.text
    if len(before) > 1500:
        return False
    if before.count("(") > before.count(")"):
        return True
    if last.form is Form.LEAN and not wrap:
        return False
    if _STRUCTURE.search(mask(node.text)[:40]):
        # "큐: …" under "스택: …" begins anew, however long the line before it is.
        return False
    if before.endswith((".", "!", "?", ":", "。", "다", "음", "함", "됨", "요")) and not wrap:
        return False
    if before.endswith((".", "!", "?", ":")):
        return wrap and not _STRUCTURE.search(mask(node.text[:30]))
    if _STRUCTURE.search(mask(node.text)) and not wrap:
        return False
    if wrap:
        return True
    if len(before) >= 40 and node.text[:1].islower() and not _STRUCTURE.search(mask(before)):
        return True
    return len(before) >= 12 and not _STRUCTURE.search(mask(before)) and _GOES_ON.search(before) is not None
