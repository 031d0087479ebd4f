"""The lines of a paragraph and the blocks of a section, put into the shape their writer had in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from cards.language.headings import topic_of
from cards.language.korean.announcing import announced
from cards.language.korean.endings import is_defining
from cards.language.statement import sentences
from cards.language.terms import is_described, is_name
from cards.language.text import has_hangul, mask
from cards.note import Form, Line, Section
from cards.reading.labels import STEP_LABEL, defines, without_closing_labels

_COLON_ALONE = re.compile(
    r"[:：]\s*$|(?:다음과 같다|다음과 같습니다|아래와 같다|아래와 같습니다|다음과 같음|아래와 같음|as "
    r"follows)\s*[.:]?\s*$"
)
_VERBAL_END = re.compile(r"(?:[.!?。,;]|[가-힣]다|[가-힣][요음함됨임]|[가-힣]지|[가-힣]면)$")
_HANGING = re.compile(r"(?:지만|는데|으며|하며|이며|하고|되고|이고|면서|해서|하여|므로|기 때문에)$")
_TICKS = frozenset("✅✔✓▶►■□◆◇●▪☞※")  # signs that people set before a title as often as before a point
_DONE = re.compile(r"(?:때|[을를에로서]) (?:사용|발생|필요|가능|증가|감소|이용|활용|적용)$")
_GATHERS = re.compile(
    r"(?:것|점|이유|원인|종류|유형|방법|방식|단계|조건|경우|특징|특성|예|예시|사례|요소|기능|명령어?|옵션|함수|순서|과정|규칙|원칙|값|용어"
    r"|문제|문제점|가지|개|들|자료형|타입|연산자|키워드|메서드|메소드|상태|모드|도구|패턴|구조|속성|전략|기법|항목|내용|목록|차이|차이점|코드)"
    r"\s*(?:정리|[:：])?$"
)
STRUCTURE = re.compile(r"[:：=]\s|\s[:=–—-]\s|→|←")


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
    mark: str = ""  # the sign of its list: "-", "*", "+"
    info: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    strong: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    raw: str = ""
    task: bool = False
    bold: bool = False
    below: bool = False
    quoted: int = 0  # how many quotes it stands in
    ruled: bool = False  # a rule stands right above it
    anew: bool = False  # its writer labelled it ("TIL: …"), so that it goes on with no line before it

    def become(self, other: Node) -> None:
        """Take over what a paragraph line says: an item and its first line are one."""
        self.text, self.strong, self.high, self.raw = other.text, other.strong, other.high, other.raw
        self.last, self.task, self.bold = max(other.last, other.number), other.task, other.bold
        self.ordered = self.ordered or other.ordered
        if other.form in (Form.LEAN, Form.MATH):
            self.form, self.info = other.form, other.info
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
            self.ruled,
            self.quoted,
        )


_LABEL_OVER = re.compile(r"\*\*[^*:]{2,30}(?::\*\*|\*\*:)")
_NAME_TOLD = re.compile(r"[^\s:][^:.!?]{0,40}:\s\S+\s\S")
_LABEL_BESIDE = re.compile(rf"{_LABEL_OVER.pattern}\s+\S")


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
    rules: list[int] = field(default_factory=list)  # the source lines of its rules

    def ends_before(self, node: Node) -> bool:
        """Whether the line in bold over this part defines one thing and the node defines the next.

        A label in bold with its text behind it ("**Used by:** boats") stands beside one with a list below it.
        """
        if self.origin is None:
            return False
        if self.nodes and _LABEL_OVER.fullmatch(self.origin.raw.strip()) and _LABEL_BESIDE.match(node.raw):
            return True
        return self.origin.anew and node.anew and defines(self.origin.raw) and defines(node.raw)

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
    told = [node for node in nodes if node.form in (Form.TEXT, Form.ITEM) and not node.children]
    for node, text in zip(told, without_closing_labels([node.text for node in told]), strict=True):
        node.text = text
    rules = sorted(part.rules, reverse=True)
    for node in nodes if rules else ():
        while rules and rules[-1] < node.number:
            node.ruled = True
            rules.pop()
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
    told = _stepped(list(_announcing(nodes)))
    numbered = _numbered_heads(told)
    for node, after in zip_longest(told, told[1:]):
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
            if not child.children and child.form in (Form.TEXT, Form.ITEM) and not STRUCTURE.search(mask(child.text)):
                node.text, node.last, node.children = f"{node.text} {child.text}", max(child.last, child.number), []
        if len(node.children) == 1 and _is_term_over(node, node.children[0]):
            child = node.children[0]
            node.text, node.last, node.children = f"{node.text} {child.text}", max(child.last, child.number), []
        if node.ordered and label is not None and label.number in numbered:
            label = None
        elif out and label is None:
            stands_over = _heads(out[-1], node) or _stands_over(out, node)
            if (out[-1].number in numbered and not out[-1].children) or (stands_over and not _means(out)):
                label, label_form = out[-1], None
        if label is not None and label_form is Form.TEXT and after is not None and _heads(node, after):
            label = None  # a label itself, of what stands below it
        if label is not None and label.quoted > node.quoted and node.form in (Form.TEXT, Form.ITEM):
            label = None  # what stands below a quote is none of its list
        if label is not None and label.children and _begins_a_list(label.children[-1], node):
            label = None
        if label is not None:
            follows = node.number <= _end(label) + (1 if node.form is Form.TEXT and label.form is Form.TEXT else 2)
            opens = _COLON_ALONE.search(node.text) and not _is_next_of(label, node, after)
            if follows and (label_form is None or label_form is node.form) and not opens:
                label_form = node.form
                label.children.append(node)
                if (
                    node.form is not Form.ITEM
                    and node.form is not Form.TEXT
                    and not (node.form is Form.MATH and node.raw)
                ):
                    label = None
                continue
            label = None
        left_empty = _is_left_empty(out, node, after)
        out.append(node)
        if node.form in (Form.TEXT, Form.ITEM) and not (node.children or left_empty) and _COLON_ALONE.search(node.text):
            label, label_form = node, None
    return out


def _stepped(nodes: list[Node]) -> list[Node]:
    """The nodes, lines with the labels of steps ("Step 1: …", "2단계: …") as a numbered list of these."""
    found = [(node, STEP_LABEL.match(node.text)) for node in nodes if node.form in (Form.TEXT, Form.ITEM)]
    steps = [(node, match) for node, match in found if match is not None]
    at = [int(match["at"] or match["th"] or match["no"]) for _, match in steps]
    if len(at) > 1 and at == list(range(1, len(at) + 1)):
        for node, match in steps:
            node.text, node.form, node.ordered = node.text[match.end() :], Form.ITEM, True
    return nodes


def _begins_a_list(last: Node, node: Node) -> bool:
    """Whether an item begins a list beside the one above it: with another mark, a blank line between them."""
    marks = {last.mark, node.mark}
    return len(marks) == 2 and marks <= {"-", "*", "+"} and node.number > _end(last) + 1


def _is_next_of(label: Node, node: Node, after: Node | None) -> bool:
    """Whether an item with a colon at its end is the next of the list below a line, and opens none beside it."""
    listed = label.form is Form.TEXT and bool(label.children) and label.children[-1].form is node.form is Form.ITEM
    if listed and node.children and label.children[-1].indent == node.indent:
        return True  # "2. Update the log:" over what that is
    return _is_left_empty(label.children, node, after)


def _is_left_empty(before: list[Node], node: Node, after: Node | None) -> bool:
    """Whether an item of a list of names with meanings has none: "Rope: a line", "Chain:", "Cable: a thick rope"."""
    if not before or after is None or node.children:
        return False
    beside = (before[-1], after)
    alike = all(one.form is node.form is Form.ITEM and one.indent == node.indent for one in beside)
    return (
        alike
        and before[-1].number < node.number < after.number <= node.number + 1
        and all(_NAME_TOLD.match(one.text) for one in beside)
    )


def _numbered_heads(nodes: list[Node]) -> frozenset[int]:
    """The lines of numbered names that each stand over a list of their own, a blank line between them.

    "1. Cradle", a list, "2. Boom", a list: CommonMark makes five lists of that, side by side.
    """
    heads = [
        node.number
        for node, below in pairwise(nodes)
        if node.ordered
        and below.form is Form.ITEM
        and not (below.ordered or below.task or node.children)
        and below.number <= _end(node) + 2
        and is_headline(node.text.split(" (")[0])
        and _names(node.text)
    ]
    return frozenset(heads if len(heads) > 1 else ())


def is_headline(text: str) -> bool:
    """Whether a line could stand as a title: short, without a verb, a label or a stop.

    >>> is_headline("자료구조 2주차"), is_headline("큐: 먼저 넣은 것이 먼저 나옴"), is_headline("큐는 빠르다")
    (True, False, False)
    """
    if "::" in text or "{{" in text or "|" in text:
        return False
    return len(text) <= 40 and not _VERBAL_END.search(text) and not STRUCTURE.search(mask(text)) and "?" not in text


def _announcing(nodes: list[Node]) -> Iterator[Node]:
    """The nodes, a paragraph whose last sentence announces a list parted from that sentence."""
    for node in nodes:
        if not node.text and node.form is Form.ITEM:
            yield from _announcing(node.children)  # an item that only holds others
            continue
        told = sentences(node.text) if node.form is Form.TEXT and not node.children and node.text.endswith(":") else []
        if len(told) > 1:
            before = Node(" ".join(told[:-1]), node.number, node.last, strong=node.strong, high=node.high, raw=node.raw)
            yield before
            node = Node(told[-1], node.number, node.last, raw=node.raw)
        yield node


def _is_term_over(node: Node, child: Node) -> bool:
    """Whether an item is a term and its colon, over the one line that says what it is ("- Habit:" / "  a shape")."""
    if node.form is not Form.ITEM or not node.text.endswith((":", "：")) or node.task or node.ordered:
        return False
    if child.form is not Form.TEXT or child.children or child.bold or child.number != node.last + 1:
        return False
    if len(node.text) > 40 or len(child.text) > 120 or child.text[:1] in "`$" or _VERBAL_END.search(child.text):
        return False
    return not STRUCTURE.search(mask(node.text[:-1])) and not STRUCTURE.search(mask(child.text))


def _means(out: list[Node]) -> bool:
    """Whether the first line of a section says what its heading is; then it is no title of what follows."""
    if len(out) != 1 or len(out[0].text) < 12 or announced(out[0].text) is not None:
        return False
    text = out[0].text
    # "Young 영역에서 일어나는 GC": one thing described is a meaning, unless it is a word for several things.
    return is_defining(text) or (
        out[0].form is Form.TEXT and has_hangul(text) and is_described(text) and not _GATHERS.search(text)
    )


def _heads(line: Node, node: Node) -> bool:
    """Whether a short line without a verb is the title of what follows it at once: a list, an equation, code."""
    if line.children or line.form not in (Form.TEXT, Form.ITEM) or line.task or line.anew or len(line.text) > 80:
        return False  # what its writer labelled ("TIL: …") says something itself
    if line.quoted > node.quoted and node.form in (Form.TEXT, Form.ITEM):
        return False  # a remark in a quote is no title of what goes on below it
    close = line.form is Form.TEXT and node.form is Form.ITEM and not node.task and node.number - _end(line) <= 2
    if close and (announced(line.text) is not None or line.text.endswith("?")):
        return True
    if len(line.text) > 50 or " > " in line.text or _DONE.search(line.text):
        return False
    if _VERBAL_END.search(line.text) or STRUCTURE.search(mask(line.text)):
        return False
    near = node.number - _end(line)
    if node.form is Form.ITEM and not node.task:
        numbered = line.form is Form.ITEM and line.ordered and not node.ordered
        ticked = line.form is Form.ITEM and line.raw[:1] in _TICKS and not node.ordered
        return (near <= 2 and ticked) or (
            near == 1 and (line.form is Form.TEXT or (numbered and node.indent <= line.indent + 3))
        )
    if line.form is Form.TEXT and node.form is Form.TEXT:
        # A line of one word over lines with labels of their own.
        return near == 1 and len(line.text) <= 20 and STRUCTURE.search(mask(node.text)) is not None
    if line.form is Form.ITEM:
        # "1️⃣ static" over a line that says what it is.
        return line.ordered and near == 1 and node.form is Form.TEXT and not STRUCTURE.search(mask(node.text))
    return near <= 2 and node.form in (Form.MATH, Form.TABLE) and len(line.text) <= 30


def _stands_over(out: list[Node], node: Node) -> bool:
    """Whether the last line is a name in a paragraph of its own, a blank line above what is told of it.

    A list stands so below a line without a mark, and a paragraph below an item that is the whole of its list.
    """
    line, before = out[-1], out[-2] if len(out) > 1 else None
    if line.children or line.task or line.anew or line.last > line.number or node.task or line.quoted != node.quoted:
        return False
    if node.number != line.number + 2 or (before is not None and _end(before) > line.number - 2):
        return False
    bare = line.text[:-1] if line.text.endswith(("지", "면")) else line.text  # a name may end so: "스타 토폴로지"
    if not is_headline(bare) or not _names(line.text):
        return False
    if line.form is Form.TEXT:
        return node.form is Form.ITEM
    alone = before is None or before.form is not Form.ITEM or bool(before.children)
    tells = _VERBAL_END.search(node.text) is not None or (len(node.text) > 20 and is_described(node.text))
    return line.form is Form.ITEM and alone and node.form is Form.TEXT and tells


def _names(text: str) -> bool:
    """Whether a line names a thing, or what is told of the thing above it ("필요성")."""
    topic = topic_of(text)
    return is_name(text) or bool(topic.aspect and not topic.name)


def _end(node: Node) -> int:
    return (
        max(node.last, node.number, *(_end(c) for c in node.children[-1:]))
        if node.children
        else max(node.last, node.number)
    )
