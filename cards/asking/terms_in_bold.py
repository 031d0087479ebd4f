"""Terms that only their bold type parts from what is told of them: in front of it ("**세포** 인체를 …"), or in a line
of their own over a paragraph. One such line may stress anything; a list of them is a list of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cards.language.aspects import is_aspect, is_label
from cards.language.english.grammar import FINITE, tagged
from cards.language.reader import reader_for
from cards.language.statement import KIND_OF_NAME, Statement, pairs, sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul
from cards.note import Form, Line

_LINES = (Form.ITEM, Form.TEXT)
_EXAMPLES = re.compile(r"\s\(?(?:ex|예|예시)\s?[:.)]\s")
_BEGINS = re.compile(r"[가-힣A-Za-z0-9'\"‘“(`]")


def parted(lines: tuple[Line, ...]) -> dict[int, tuple[Statement, ...]]:
    """The lines of a list of terms in bold, each as a term and its meaning, by their source line.

    Two thirds of the lines must be so, since what is bold may as well be a part of its sentence ("**동적** 링크는 …").
    A full stop within the bold parts an English term from its meaning by itself ("**Socket.** An interface …").
    """
    told = [line for line in lines if line.form in _LINES]
    if not any(line.strong for line in told):
        return {}
    labels = _labelled(told)
    stopped = {line.number: statement for line in told if (statement := _stopped(line)) is not None}
    found = {line.number: statement for line in told if (statement := _parted(line)) is not None}
    listed = len(found) > 1 and len(found) * 3 >= len(told) * 2
    return {n: (one,) for n, one in (stopped | (found if listed else {}) | labels).items()}


def _labelled(told: list[Line]) -> dict[int, Statement]:
    """The lines that begin with a label in bold ("**재료** 메주, 소금물", "**Aim.** To find out …"), by source line.

    A label in bold may be a part of its sentence ("**목적** 함수는 …"), so two known ones are needed, and no fewer
    of these than of others.
    """
    found = {line.number: one for line in told if (one := _behind_label(line)) is not None}
    known = {one.term for one in found.values() if is_aspect(one.term) or is_label(one.term)}
    listed = len(known) > 1 and len(known) * 2 >= len(found) and len(found) * 3 >= len(told) * 2
    return found if listed else {}


def _behind_label(line: Line) -> Statement | None:
    if not line.strong or line.children:
        return None
    bold = line.strong[0]
    label = bold.rstrip(". ")
    if line.text.startswith(bold):
        told = line.text[len(bold) :]
    elif line.raw.lstrip("*_ ").startswith(bold):
        told = f" {line.text}"  # "**주의** …", whose label was taken off
    else:
        return None
    match = _TOLD.match(told)
    if match is None or bold.endswith((":", "：")) or not is_name(label) or len(label.split()) > 3:
        return None
    goes_on = not has_hangul(label) and match["told"][:1].islower()  # "**Aim** of the count is …"
    return None if goes_on else Statement(match["told"], label, ":")


_TOLD = re.compile(r"\.?\s+(?P<told>[^\s:：=→(–—-].*)")


def _stopped(line: Line) -> Statement | None:
    """An English term and its meaning behind a full stop that is bold too, or stands right behind the bold."""
    if not line.strong or has_hangul(line.text):
        return None
    bold, term = line.strong[0].rstrip(". "), line.strong[0].strip(". ")
    match = _STOP.match(line.text, len(bold)) if line.text.startswith(bold) else None
    if match is None or not is_name(term) or len(term.split()) > 5 or term.isdigit() or _LABEL.fullmatch(term):
        return None
    told = line.text[match.end() :].strip()
    first = sentences(told)[0]
    tokens = tagged(first) or ()
    verbs = sum(t.tag in FINITE for t in tokens[1:])
    whole = reader_for(False).shape_of(first) == "clause" or verbs > sum(t.tag in _RELATIVE for t in tokens)
    if "," in term or (whole and not _POINTS.match(told)):
        return None  # a sentence of its own under a title in bold
    return Statement(told, term, ":")


_STOP = re.compile(r"\.\s+(?=[A-Z`(\"“])")
_RELATIVE = frozenset({"CJT", "DTQ", "PNQ", "AVQ"})
_POINTS = re.compile(r"(?:this|these|it|they)\s", re.I)
_LABEL = re.compile(
    r"(?:note|warning|important|example|remark|proof|theorem|lemma|definition|step|tip|caution|question|answer|solution"
    r"|claim|case|fact|problem|exercise|summary|conclusion|observation|corollary|proposition|result|hint|first|second"
    r"|third|finally|yes|no)s?(?:\s\d.*)?",
    re.I,
)


def _parted(line: Line) -> Statement | None:
    if not line.strong or not line.text.startswith(f"{line.strong[0]} "):
        return None
    term, told = line.strong[0].rstrip(" .:"), line.text[len(line.strong[0]) :].strip()
    if not has_hangul(told) or not _BEGINS.match(told) or len(told.split()) < 2:
        return None
    if told.startswith("(") and told.endswith(")"):
        return None  # "**강판** (생강을 갈 때)" says what it is for
    before = pairs(line.text)[0].term
    if before and len(before.split()) < len(term.split()) + 3:
        return None  # a sign parts it already, and none further on ("… 세포들이 모인 구조 ex: 상피조직")
    if not is_name(term) or len(term) > 40 or term.endswith("적"):
        return None
    told = _EXAMPLES.split(told)[0]
    if via := _VIA.match(told):
        return Statement(told[via.end() :], term, ":")
    if KIND_OF_NAME.match(told):
        return None
    reader = reader_for(True)
    tokens = reader.tagged(told) or ()
    first = next((t for t in tokens if not t.tag.startswith(("NN", "SL", "SS", "XSN", "XPN", "SP", "W"))), None)
    # "**동적** 라이브러리는 …": the words behind it are what the sentence is about, and it is a part of them.
    if first is None or (first.tag == "JX" and first.text in {"은", "는", "도", "이란", "란"}):
        return None
    return (
        None if first.tag == "JKS" and reader.shape_of(sentences(told)[0]) != "phrase" else Statement(told, term, ":")
    )


def adopted(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A paragraph, or a row of labels, below each bold name of a list as what stands below that name, where two names
    have one."""
    heads = [i for i, line in enumerate(lines) if _is_head(line)]
    behind = {i: lines[i + 1] for i in heads if i + 1 < len(lines) and i + 1 not in heads}
    for form in (Form.TEXT, Form.ITEM):
        over = [
            i for i, line in behind.items() if line.form is form and (form is Form.TEXT or _LABELS.match(line.text))
        ]
        if len(over) >= 2 and len(over) * 3 >= len(heads) * 2:
            return tuple(_nested(lines, frozenset(over), frozenset(heads), form))
    return lines


_LABELS = re.compile(r"[^\s:：][^:：]{0,20}[:：]\s\S")  # "특징: 하나씩 다 열어 본다" below "**자물쇠**"


# "**Expires** 속성을 통해 만료 시점 지정": what is done through it is what it does.
_VIA = re.compile(r"^[가-힣]{2,5}(?:[을를] (?:통해서?|통하여|이용해서?|사용해서?|활용해서?)|(?:으)?로)\s(?=\S+\s\S)")


def _is_head(line: Line) -> bool:
    """Whether a line of a list is a name in bold and nothing else."""
    return line.form is Form.ITEM and not line.children and line.strong == (line.text,) and is_name(line.text)


def _nested(lines: tuple[Line, ...], over: frozenset[int], heads: frozenset[int], form: Form) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        if at in over:
            while end < len(lines) and end not in heads and lines[end].form is form:
                end += 1
            line = replace(line, children=lines[at + 1 : end])
        yield line
        at = end
