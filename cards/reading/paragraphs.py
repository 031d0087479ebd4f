"""The lines of one paragraph as nodes: soft line breaks carry structure in real notes, and sometimes only a wrap."""

from __future__ import annotations

import re

from cards.language.standins import is_signs
from cards.language.text import mask
from cards.note import Form
from cards.reading.inline import clean
from cards.reading.labels import without_label
from cards.reading.marks import without_id, without_tags
from cards.reading.metadata import written
from cards.reading.outline import STRUCTURE, Node, is_headline
from cards.reading.wrapping import Break, is_wrapped, joins, told_on, width
from cards.translation import N_

_ORDINAL = re.compile(
    r"^(?:\(\d{1,2}\)|\d{1,2}[.)](?!\d)|[①-⑳❶-❿⑴-⒇]|[가나다라마바사아자차카타파하][.)](?=\s)|[a-z][.)](?=\s))\s*(?=\S)"
)
_BULLET = re.compile(
    r"^(?:[•▶►▪■□◾◽○●◦‣⁃∙※☞☛◆◇▷▸✔✓✅]\ufe0f?\s*(?![:：=→])|(?!-(?![QA][:：])[A-Za-z](?:,\s?-|\s--|[:：]\s))[-–—·*+](?=[^\s\-\d>*+.:：=])|[-–—·*+]\s+)(?=\S)"
)
_BELOW = re.compile(r"^(?:ㄴ|└[─>]*|↳|⤷)\s*(?=\S)")
_TODO = re.compile(r"^(?:[-*]\s*)?(?:(?:TODO|FIXME|to-?do)\b|(?-i:DONE|DOING|LATER|NOW|WAITING|CANCELL?ED)\s+\S)", re.I)
_NUMBERED = re.compile(r"^\d{1,2}(?:[-.]\d{1,2})+\.?\s+\S")
_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3\s*")
_TIGHT_STAR = re.compile(r"^\*[a-z_]\w*(?:[\s:,)=]|$)")
_GLYPHS = re.compile(r"^[┌├└╭╰┣┗][─━]*\s*(?=\S)")
_FOR_EXAMPLE = re.compile(r"^(?:예|예시|ex|e\.g\.?|example)\s?[:)]\s*(?=\S)", re.I)
_APART = re.compile(r"(?<=[`A-Za-z0-9)])\s(?=[은는]\s)")
_FORMULA = re.compile(
    r"^\$(?!\$)(?P<math>[^$=]{1,80}(?<![<>!:])=(?!=)[^$]{1,240})\$\s*[.,]?\s*(?:[(（](?P<remark>[^()]{2,120})[)）])?\s*\.?$"
)
_ABBREVIATION = re.compile(r"\*\[(?P<name>[^\[\]\n]{1,40})\]:\s+(?=\S)")  # what MkDocs and PHP Markdown Extra write
_ESCAPED = re.compile(r"\\[-*+]\s+(?=[^\W\d_])")
_TASK = re.compile(r"^\[([ xX])\]\s+")
_BOLD_LINE = re.compile(
    r"^(?:\d{1,2}[.)]\s*|[①-⑳]\s*|[^\w\s*<(]{1,4}\s*)?(?:\*\*|__|<b>|<strong>)(?P<inner>(?:(?!\*\*"
    r"|__).){1,80}?)(?:\*\*|__|</b>|</strong>)\s*[:：]?\s*$"
)
# A question set in bold is the heading of its answer, whatever its length and whether it asks or tells one to explain.
_IN_BRACKETS = re.compile(r"[(（\[](?P<label>[^()（）\[\]]{1,20})[)）\]]")  # "**(단점)**" over what is bad
_ASKED_LINE = re.compile(
    r"^(?:\d{1,3}[.)]\s*)?(?:\*\*|__)\s*(?:\d{1,3}[.)]\s*)?Q\s?\d{0,3}[.:]\s[^*_]{3,200}(?:\*\*|__)\s*$"
)
_SEMICOLON = re.compile(r"^(?P<term>\*\*[^*\n]{1,40}\*\*)\s?;\s+(?=\S)")
_SENTENCE = re.compile(r"(?:[.!。]|[가-힣]다|[가-힣][요음함됨])$")


def spread(
    rows: list[tuple[int, str]],
    aside: dict[int, str],
    quiet: set[int],
    item: bool = False,
    hung: frozenset[int] = frozenset(),
) -> list[Node]:
    """The lines of one paragraph as nodes: structure apart, wrapped sentences together. Lines are 0-based here.

    `item` says that the first line is that of a list item, `hung` which lines are indented below the mark of one.
    """
    out: list[Node] = []
    rows, bold = _balanced(rows)
    wrap = is_wrapped([raw for _, raw in rows])
    widest = max(width(raw) for _, raw in rows)
    tight = sum(1 for _, raw in rows if _TIGHT_STAR.match(raw.strip())) > 1
    above, at_line = "", -1
    for line, raw in rows:
        node = _node(line, raw, first=item and raw is rows[0][1], tight=tight)
        # Tags are off the text already, and a line of them ("Tags: #os") would seem empty.
        if node is not None and (why := written(raw.strip().replace("*", "") if "#" in raw else node.text)):
            aside[line] = why
            continue
        if node is None:
            if "<img" in raw or "![" in raw:
                aside[line] = N_("it is a picture; write beside it what it shows")
            else:
                quiet.add(line)
            continue
        if len(rows) == 1 and node.form is Form.TEXT and _NUMBERED.match(raw.strip()):
            node.bold = len(node.text) <= 50 and not _SENTENCE.search(node.text)
        deeper = out and len(raw) - len(raw.lstrip()) >= 2 and not rows[0][1].startswith("  ")
        at = Break(
            above, raw, widest, wrap, line in hung, line == at_line or above.rstrip().endswith("</br>"), line in bold
        )
        above, at_line = raw, line
        behind = told_on(out[-1], node, at) if out and at.set else ""
        if out and (behind or joins(out[-1], node, at)):
            last = out[-1]
            last.text = (
                f"{last.text}{behind or ' '}{node.text}" if not node.text.startswith(":") else f"{last.text}{node.text}"
            )
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


def _balanced(rows: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], set[int]]:
    """The lines, bold that runs over a line break closed in the one and opened again in the next; and those lines."""
    out, opened, going_on = [], False, set()
    odd = [raw.count("**") % 2 for _, raw in rows]
    for k, (line, raw) in enumerate(rows):
        if opened:
            going_on.add(line)
        if odd[k] and (opened or any(odd[k + 1 : k + 4])):
            raw, opened = (f"**{raw.lstrip()}", False) if opened else (f"{raw.rstrip()}**", True)
        elif opened:
            raw = f"**{raw.strip()}**"
        out.append((line, raw))
    return out, going_on


def _node(line: int, raw: str, first: bool = False, tight: bool = False) -> Node | None:
    """The node of one line. `first` is that of a list item; `tight` says that stars without a space are marks here."""
    raw = raw.strip()
    if raw in {"?", "??"}:
        return Node(raw, line + 1, line + 1, raw=raw)
    if "\u20e3" in raw:
        raw = _KEYCAP.sub(r"\1. ", raw)
    node = Node("", line + 1, line + 1, raw=raw)
    if _TODO.match(raw):
        node.task = True
    if raw[:2] == "*[" and (match := _ABBREVIATION.match(raw)):
        raw = f"{match['name']}: {raw[match.end() :]}"
    if match := _TASK.match(raw):
        node.task = True
        raw = raw[match.end() :]
    if raw[:1] == "\\" and (match := _ESCAPED.match(raw)):
        node.form = Form.ITEM  # its writer's program wrote the mark of a point as a sign
        raw = raw[match.end() :]
    sign = raw[:1]
    if (
        sign
        and sign in "-–—·*+•▶►▪■□◾◽○●◦‣⁃∙※☞☛◆◇▷▸✔✓✅"
        and (match := _BULLET.match(raw))
        and not raw.startswith(("**", "->", "-->"))
    ):
        # An italic line begins with a star too, and so does the name "*args".
        named = sign == "*" and _TIGHT_STAR.match(raw) and (first or not tight)
        if not named and not (sign == "*" and raw.count("*") % 2 == 0):
            node.form = Form.ITEM
            raw = raw[match.end() :]
    elif (
        sign and (sign.isdigit() or sign in "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺(가나다라마바사abcdefgh") and (match := _ORDINAL.match(raw))
    ):
        node.form, node.ordered = Form.ITEM, True
        raw = raw[match.end() :]
    elif sign and sign in "┌├└╭╰┣┗" and (match := _GLYPHS.match(raw)):
        node.form = Form.ITEM
        raw = raw[match.end() :]
    elif sign and sign in "ㄴ└↳⤷" and (match := _BELOW.match(raw)):
        node.form, node.below = Form.ITEM, True
        raw = raw[match.end() :]
    if "*" in raw or "__" in raw or "<" in raw:
        match = _BOLD_LINE.match(without_tags(without_id(raw)) if "#" in raw or "^" in raw else raw)
        told = match and _SENTENCE.search(match.group("inner").strip()) and len(match.group("inner")) > 12
        if (match and not told) or _ASKED_LINE.match(raw):
            node.bold = node.form is Form.TEXT or node.ordered
    if "**;" in raw or "** ;" in raw:
        raw = _SEMICOLON.sub(r"\g<term>: ", raw)
    cleaned = clean(raw)
    node.text, node.strong, node.high = without_label(cleaned.text, cleaned.strong), cleaned.strong, cleaned.high
    if node.bold and (match := _IN_BRACKETS.fullmatch(node.text)):
        node.text = match["label"]
    node.anew = node.text is not cleaned.text
    if " 는 " in node.text or " 은 " in node.text:
        node.text = _APART.sub("", node.text)  # "`==` 는" is "`==`는"
    if node.text.startswith("→"):
        node.text = node.text[1:].strip()
        node.form = Form.LEAN
        node.below = False
    elif "→" in node.text and (match := _FOR_EXAMPLE.match(node.text)):
        node.text = node.text[match.end() :]
    elif node.text[:1] == "$" and "{{" not in node.text and (match := _FORMULA.match(node.text)):
        # A line that is one equation is an equation, whatever signs stand around it.
        node.text, node.form, node.info = match.group("math").strip(), Form.MATH, match.group("remark") or ""
    if not node.text or not ("`" in node.text or any(c.isalnum() for c in node.text)):
        return None
    if not first and node.form is Form.TEXT and is_signs(node.text):
        return None  # a row of emoji between paragraphs
    return node
