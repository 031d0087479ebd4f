"""The lines of one paragraph as nodes: soft line breaks carry structure in real notes, and sometimes only a wrap."""

from __future__ import annotations

import re

from cards.language.text import mask
from cards.note import Form
from cards.reading.inline import clean
from cards.reading.outline import STRUCTURE, Node, is_headline

_ORDINAL = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}[.)](?!\d)|[①-⑳❶-❿⑴-⒇]|[가나다라마바사아자차카타파하][.)](?=\s)|[a-z][.)](?=\s))\s*(?=\S)"
)
_BULLET = re.compile(r"^(?:[•▶►▪■□◾◽○●◦‣⁃∙※☞☛◆◇▷▸✔✓✅]\s*|[-–—·*+](?=[^\s\-\d>*+.])|[-–—·*+]\s+)(?=\S)")
_BELOW = re.compile(r"^(?:ㄴ|└[─>]*|↳|⤷)\s*(?=\S)")
_TODO = re.compile(r"^(?:[-*]\s*)?(?:TODO|FIXME|to-?do)\b", re.I)
_NUMBERED = re.compile(r"^\d{1,2}(?:[-.]\d{1,2})+\.?\s+\S")
_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3\s*")
_GLYPHS = re.compile(r"^[┌├└╭╰┣┗][─━]*\s*(?=\S)")
_FOR_EXAMPLE = re.compile(r"^(?:예|예시|ex|e\.g\.?|example)\s?[:)]\s*(?=\S)", re.I)
_APART = re.compile(r"(?<=[`A-Za-z0-9)])\s(?=[은는]\s)")
_FORMULA = re.compile(
    r"^\$(?!\$)(?P<math>[^$=]{1,80}(?<![<>!:])=(?!=)[^$]{1,240})\$\s*[.,]?\s*(?:[(（](?P<remark>[^()]{2,120})[)）])?\s*\.?$"
)
_TASK = re.compile(r"^\[([ xX])\]\s+")
_BOLD_LINE = re.compile(
    r"^(?:\d{1,2}[.)]\s*|[①-⑳]\s*|[^\w\s*<(]{1,4}\s*)?(?:\*\*|__|<b>|<strong>)(?P<inner>(?:(?!\*\*"
    r"|__).){1,80}?)(?:\*\*|__|</b>|</strong>)\s*[:：]?\s*$"
)
_SENTENCE = re.compile(r"(?:[.!。]|[가-힣]다|[가-힣][요음함됨])$")
_GOES_ON = re.compile(
    r"(?:[을를은는의에와과며면]|에서|으로|하고|하여|해서|지만|는데|거나|또는|혹은|및|,|[a-z],|\b(?:a|an"
    r"|the|of|to|in|on|for|and|or|with"
    r"|by|that|which|is|are|as|from|at|into|its?|this|not|be|than))$"
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
                node.below = STRUCTURE.search(mask(node.text)) is not None or is_headline(out[-1].text)
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
    if " 는 " in node.text or " 은 " in node.text:
        node.text = _APART.sub("", node.text)  # "`==` 는" is "`==`는"
    if node.text.startswith("→"):
        node.text = node.text[1:].strip()
        node.form = Form.LEAN
        node.below = False
    elif "→" in node.text and (match := _FOR_EXAMPLE.match(node.text)):
        node.text = node.text[match.end() :]
    elif node.text[:1] == "$" and (match := _FORMULA.match(node.text)):
        # A line that is one equation is an equation, whatever signs stand around it.
        node.text, node.form, node.info = match.group("math").strip(), Form.MATH, match.group("remark") or ""
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
    if STRUCTURE.search(mask(node.text)[:40]):
        # "큐: …" under "스택: …" begins anew, however long the line before it is.
        return False
    if before.endswith((".", "!", "?", ":", "。", "다", "음", "함", "됨", "요")) and not wrap:
        return False
    if before.endswith((".", "!", "?", ":")):
        return wrap and not STRUCTURE.search(mask(node.text[:30]))
    if STRUCTURE.search(mask(node.text)) and not wrap:
        return False
    if wrap:
        return True
    if len(before) >= 40 and node.text[:1].islower() and not STRUCTURE.search(mask(before)):
        return True
    return len(before) >= 12 and not STRUCTURE.search(mask(before)) and _GOES_ON.search(before) is not None
