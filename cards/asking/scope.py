"""What a rule sees: the lines that stand together under one heading or one line, and the name they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from cards.asking.bare import glossed, is_alone, is_letter, is_whole
from cards.asking.cases import set_off
from cards.asking.choices import choice_of
from cards.asking.names_over_deeds import with_deeds
from cards.asking.quizzes import ANSWERS, ASKS, answering, is_quiz, joined, may_be_marked
from cards.asking.shared import shared_labels
from cards.asking.terms_in_bold import adopted, parted
from cards.asking.titles import title_beside, titled_by_callout
from cards.language.aspects import STRONG, is_aspect, is_label
from cards.language.english import labels as english
from cards.language.english.deeds import is_bidden
from cards.language.english.titles import sums_up
from cards.language.glosses import without_gloss
from cards.language.headings import Topic, heading_text, is_question, topic_of, wanted
from cards.language.korean import labels as korean
from cards.language.korean.announcing import announcement
from cards.language.korean.grammar import without_topic
from cards.language.refused import is_example, is_exercise, skipped, unasked
from cards.language.statement import Statement, pairs
from cards.language.terms import is_container, is_name, is_title, same_name
from cards.language.text import has_hangul, key
from cards.language.tongues import is_korean
from cards.note import Form, Line, Note, Section

_SO_MANY = re.compile(r"^(?!아래|다음|위)[가-힣A-Za-z][^.,]{0,28}?\s?(?:\d|[두세네])\s?(?:가지|개|종류|단계)$")
_WHEN = re.compile(r"[가-힣]\s때$|(?:[한할된될인]|는)\s경우$|[가-힣](?:하려|려|으)면$")
MOSTLY = 0.5  # share of the lines of a section that make it Korean in an English note
# What stands below one of these tells how it shows, and not what it is ("Militarism" below "Causes").
_OF_POINTS = re.compile(
    r"(?:원인|결과|영향|성질|특징|특성|장점|단점|이점|효과|이유|한계|문제점|배경|계기|의의)$"
    r"|\b(?:causes|effects|reasons|consequences|results|advantages|disadvantages|benefits|drawbacks|pros|cons|features|properties"
    r"|characteristics|limitations)$",
    re.I,
)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_LITERAL = re.compile(r"`?[\[{(]\s*[\"'\d\[{(-](?:[^\]})가-힣]|(?<=[\"'])[가-힣])*[\]})]`?")
_MARKED = re.compile(r"\s:::?\s")
_DECLARED = re.compile(r"`?(?:let|const|var|val|final|auto|int|double|float|char|boolean|bool|String)\s\w+$")


class Entry(NamedTuple):
    """A line with the statements it makes, and the scope of what stands below it (None where nothing does)."""

    line: Line
    parts: tuple[Statement, ...]
    below: Scope | None


@dataclass(frozen=True)
class Scope:
    """Lines that stand together. What is asked for each of them but is true of all is found out once.

    name       what they are about
    aspect     what is told of it ("장점")
    label      both, as a reader would say it
    heads      the headings above them, outermost first
    number     the source line they hang from
    lead       the sentence they say more about, or the title they have together, where they stand under a line
    question   the heading or line that asks what they answer
    section    whether they stand right under a heading
    heading    that heading, or the words of that line
    meant      whether it names something, so that a question can be about it
    members    the headings right below theirs, with their lines
    told       whether the line they hang from says already what the name means
    above      the name that the line they hang from stands under
    is_example whether the heading or the line above says that they are an example
    shared     what its lines label as the lines beside it do ("Class:" under each medicine)
    asked      how the line over them would be asked for them ("구들은 어떤 세 가지로 나뉘나")
    glossed    whether the heading or the bare name they hang from has one line below it, which may be its meaning
    stepped    whether the headings right below theirs are numbered as steps
    skipped    why nothing is guessed from them ("it stands among exercises"), "" where it is
    point      whether the line they hang from is one of the causes or properties that stand above it
    in_boxes   whether formulas stand in boxes or below names in bold under their heading
    """

    name: str
    aspect: str
    label: str
    heads: tuple[str, ...]
    korean: bool
    number: int
    lead: str = ""
    question: str = ""
    section: bool = False
    entries: tuple[Entry, ...] = ()
    heading: str = ""
    meant: bool = True
    members: tuple[tuple[str, int], ...] = ()
    told: bool = False
    above: str = ""
    is_example: bool = False
    skipped: str = ""
    shared: frozenset[str] = frozenset()
    asked: str = ""
    glossed: bool = False
    stepped: bool = False
    point: bool = False
    in_boxes: bool = False

    def walk(self) -> Iterator[Scope]:
        """This scope and those below its lines."""
        yield self
        for entry in self.entries:
            if entry.below is not None:
                yield from entry.below.walk()

    def lines(self) -> frozenset[int]:
        """The source lines of its own entries."""
        return frozenset(n for entry in self.entries for n in range(entry.line.number, entry.line.last + 1))

    def without(self, lines: frozenset[int]) -> Scope:
        """The same scope without the entries, and the rows of tables, that stand on these source lines."""
        kept = []
        for entry in self.entries:
            if entry.line.form is Form.TABLE:
                rows = [(r, n) for r, n in zip(entry.line.rows, entry.line.numbers, strict=False) if n not in lines]
                line = replace(entry.line, rows=tuple(r for r, _ in rows), numbers=tuple(n for _, n in rows))
                kept.append(entry._replace(line=line))
            elif entry.line.number not in lines:
                kept.append(entry._replace(below=entry.below.without(lines) if entry.below is not None else None))
        return replace(self, entries=tuple(kept))

    def after_question(self, marked: frozenset[int]) -> Scope:
        """The same scope, about the name above where its heading is a question that a marked card among these asks."""
        if not (self.section and self.question and self.number in marked):
            return self
        above = self.above
        return replace(
            self, name=above, label=above, heads=self.heads[:-1], heading="", question="", aspect="", lead=""
        )

    def is_aspect(self, term: str) -> bool:
        """Whether a term tells of the name above it, not names a thing as "역할" does beside "사용자" and "그룹"."""
        if not is_aspect(term):
            return False
        if re.sub(r"\s+", "", term).lower() in STRONG:
            return True
        terms, aspects = self._terms
        others = len(terms) - (term in terms)
        labels = sum(other != term and is_label(other) for other in terms)  # "Metric" beside "Motivation"
        return not others or len(aspects) > (term in aspects) or 2 * labels >= others

    def labels(self, term: str) -> bool:
        """Whether a term labels what is told of several things in a row, and is none of those that headings name."""
        return key(term) in self.shared and not any(key(term) in key(head) for head in self.heads)

    @cached_property
    def ends(self) -> dict[int, int]:
        """The last source line of each of its lines, by the first."""
        return {entry.line.number: entry.line.last for entry in self.entries}

    @cached_property
    def texts(self) -> dict[int, str]:
        """The text of each of its lines, by every source line it stands on."""
        return {n: e.line.text for e in self.entries for n in range(e.line.number, e.line.last + 1)}

    @cached_property
    def _terms(self) -> tuple[frozenset[str], frozenset[str]]:
        """What the lines of one statement tell of, and which of that is an aspect."""
        terms = frozenset(e.parts[0].term for e in self.entries if len(e.parts) == 1 and e.parts[0].sign)
        return terms, frozenset(term for term in terms if is_aspect(term) or _tells_of(term, self.name))

    @cached_property
    def lists_arrows(self) -> bool:
        """Whether two of its lines or more have a name before their arrow."""
        named = (e for e in self.entries if len(e.parts) == 1 and e.parts[0].sign == "→" and is_name(e.parts[0].term))
        return len(list(islice(named, 2))) == 2

    @cached_property
    def answered(self) -> bool:
        """Whether two of its lines or more end in the name that they describe."""
        return is_quiz([entry.line for entry in self.entries])

    @cached_property
    def is_sheet(self) -> bool:
        """Whether all that stands below a name are labels with what is told of it, three or more."""
        told = [entry.parts[0] if len(entry.parts) == 1 else None for entry in self.entries]
        labels = [part.term for part in told if part is not None and part.sign == ":" and part.body]
        named = bool(self.name) and self.meant and not self.lead and not self.aspect
        return named and 3 <= len(told) == len(set(labels)) and all(is_label(t) or is_aspect(t) for t in labels)

    @cached_property
    def tells_deeds(self) -> bool:
        """Whether two of its lines or more say behind a name what that does ("Bridge: joins nets")."""
        told = (e.parts[0].body for e in self.entries if len(e.parts) == 1 and e.parts[0].sign in {":", "-", "→"})
        return len(list(islice((body for body in told if not has_hangul(body) and is_bidden(body)), 2))) == 2

    @cached_property
    def strong(self) -> frozenset[str]:
        """What the writer set in bold."""
        return frozenset(words for entry in self.entries for words in entry.line.strong)

    @property
    def titled(self) -> bool:
        """Whether `lead` is what its lines are called together, rather than a sentence they say more about."""
        return bool(self.lead) and self.lead == self.label

    @property
    def promise(self) -> str:
        """The words over its lines that say what each of them is."""
        return self.aspect or (self.lead if self.titled else self.name)

    @cached_property
    def traces(self) -> bool:
        """Whether a numbered list walks through the data of an example: two lines or more hold literal values."""
        numbered = [e for e in self.entries if e.line.ordered]
        return sum(1 for e in numbered if _LITERAL.search(e.line.text)) >= 2


def of_section(
    section: Section,
    parent: Scope | None,
    note: Note,
    korean_note: bool,
    shared: frozenset[str] = frozenset(),
    skipped: str = "",
    recurs: bool = False,
) -> Scope:
    """The scope of a section's own lines; `skipped` says why nothing is guessed from them.

    `recurs` says that its heading stands under the headings beside its parent's too, and so tells an aspect of each.
    """
    heading = section.heading
    up = parent or Scope("", "", "", (), korean_note, 0)
    topic = topic_of(heading)
    if recurs and up.name and up.meant and topic == Topic(topic.name):
        topic = Topic("", topic.name)
    heads = (*up.heads, heading) if heading else up.heads
    name, aspect, label, question, meant, lead = up.name, "", up.label, "", True, ""
    if not heading and section.level == 0:
        name = label = titled_by_callout(section) or title_beside(note)
    elif (sums_up(heading) and len(up.heads) < 2) or _NUMBER.fullmatch(heading):
        meant = bool(name)  # "Abstract" and "6.2" are no things, and what they say is said of the one above
    elif not heading or is_container(heading) or is_letter(heading, f"{up.heading} {note.title}"):
        meant = False
    elif topic.question and not topic.name:
        question = heading
        name = wanted(heading) or name
    elif topic.aspect and not topic.name:
        aspect = topic.aspect
        label = said(without_gloss(name), aspect, korean_note) if name else ""
    elif not is_name(topic.name):
        # "어디까지 닿나" is a title, not a name: what stands under it is still about the name above.
        meant = False
        label = label if name else ""
        if _WHEN.search(heading) and section.lines and section.lines[0].form is Form.ITEM:
            question = f"{heading}{'' if heading.endswith('면') else '는'}?"  # "디스크가 꽉 찼을 때"
        elif is_title(heading):
            label = lead = heading
    else:
        name, aspect = without_topic(topic.name), topic.aspect
        label = heading if topic.aspect and not topic.question else name
        if topic.aspect and topic.question:
            label = said(without_gloss(name), aspect, korean_note)
        question = heading if topic.question else ""
    ko = korean_note or is_korean("\n".join(line.text for line in section.lines), MOSTLY)
    base = Scope(
        name,
        aspect,
        label,
        heads,
        ko,
        section.number,
        lead,
        question,
        True,
        (),
        heading,
        meant,
        above=up.name,
        is_example=is_example(heading) or up.is_example,
        skipped=skipped,
        shared=shared,
        glossed=section.level > 1 and not (section.sections or lead or question) and is_alone(section.lines),
        in_boxes=any(_has_formula(box) for box in section.sections),
    )
    return _filled(base, section.lines)


def _has_formula(box: Section) -> bool:
    inner = any(line.form is Form.MATH for above in box.lines for line in above.walk())
    return box.level > 6 and (inner or any(map(_has_formula, box.sections)))


def _filled(base: Scope, lines: tuple[Line, ...]) -> Scope:
    asked = bool(base.question) or (base.section and is_question(base.heading))
    if asked and lines and ANSWERS.match(lines[0].text) and choice_of(lines) is None:
        lines = (replace(lines[0], text=ANSWERS.sub("", lines[0].text)), *lines[1:])
    if not any(ASKS.match(line.text) for line in lines):
        lines = tuple(answering(lines))
    lines = with_deeds(adopted(joined(lines)))
    terms = parted(lines)
    alone = glossed(lines)
    entries = tuple(
        Entry(
            line,
            () if line.form in (Form.CODE, Form.MATH, Form.TABLE) else terms.get(line.number) or pairs(line.text),
            _below(line, base, shared, line.number in alone),
        )
        for line, shared in zip(lines, shared_labels(line.children for line in lines), strict=True)
        if not ((line.task and not line.children) or unasked(line.text)) or any(map(may_be_marked, line.walk()))
    )
    return replace(base, entries=entries)


def _below(line: Line, scope: Scope, shared: frozenset[str], meant_below: bool) -> Scope | None:
    children = tuple(c for c in line.children if c.form is not Form.LEAN)
    if not children or line.form in (Form.CODE, Form.MATH, Form.TABLE):
        return None
    # What is marked as a card ("Topic :: a named log") is about what stands before the mark.
    text = _MARKED.split(line.text.strip().rstrip(":： "))[0]
    name, aspect, label, lead, question, meant, asked = scope.name, scope.aspect, scope.label, "", "", True, ""
    parts = pairs(text)
    first = parts[0]
    head = first.term if first.sign else text
    if len(head) > 60 and not has_hangul(head):
        head = without_gloss(head)  # "Lecture words (the whole path, with all that is told in between)" over a table
    topic = topic_of(heading_text(head)) if len(head) <= 60 else None
    if topic and topic.aspect and not topic.name and not scope.is_aspect(head):
        topic = Topic(head)
    found = announcement(text) if line.form is Form.TEXT or text.endswith((".", "다")) else None
    said_of = found.title if found is not None else None
    if said_of is None and not has_hangul(text):
        said_of = english.announced(text)
    if said_of is not None and not first.sign:
        # "다음 네 가지를 만족해야 한다": the list below says of the name above what this line only announces.
        if not said_of and _SO_MANY.match(text):
            said_of = text  # "게이트 3개" says itself what they are
        asked = found.asked if found is not None else ""
        side = topic_of(said_of)
        if has_hangul(said_of) and side.aspect and (side.name or name) and not asked:
            name, aspect = side.name or name, side.aspect  # "장점은 다음과 같다"
            label = said(without_gloss(name), aspect, scope.korean)
        elif asked or (said_of and is_title(said_of) and not same_name(said_of, name)):
            label = lead = said_of
            meant = False
        else:
            meant = scope.meant
    elif len(parts) > 1:
        lead = text
    elif (is_question(text) or is_exercise(text)) and (not (topic and topic.name) or is_whole(text)):
        question = text
    elif topic and topic.question and not topic.name and not first.sign:
        question = text  # "솔트를 쓰는 이유"
    elif topic and topic.aspect and not topic.name:
        aspect, label = topic.aspect, said(without_gloss(name), topic.aspect, scope.korean) if name else ""
    elif not first.sign and is_container(head):
        meant = scope.meant  # "그 외" over the rest of a list
    elif (
        topic
        and topic.name
        and is_name(topic.name)
        and (first.sign in {":", "-", "", "=", "→"})
        and not (first.sign == "" and (_about(text) or english.is_opened(text)))
    ):
        name, aspect = topic.name, topic.aspect
        label = head if topic.aspect else topic.name
        if first.sign == "=" and _DECLARED.match(head):
            name = label = first.body  # "let box = Object.create(null)" is about what makes the box
        if (case := set_off(head, first.body if first.sign else "")) and not aspect:
            name = label = case  # "Run 1: no dropout"
        if first.sign and first.effects:
            lead = first.effects[-1]
    else:
        lead = first.effects[-1] if first.effects else (first.body if first.sign == "→" else text)
        meant = False
        if is_title(lead) and not first.effects and first.sign != "→" and not english.is_opened(lead):
            label = lead
    told = bool(first.sign and first.body)
    base = Scope(
        name,
        aspect,
        label,
        scope.heads,
        scope.korean,
        line.number,
        lead,
        question,
        False,
        (),
        head,
        meant,
        (),
        told,
        scope.name,
        is_example(head),
        scope.skipped or skipped(head) or unasked(line.text),
        shared,
        asked,
        meant_below,
        point=_OF_POINTS.search(scope.aspect) is not None and not (aspect or first.sign),
        in_boxes=scope.in_boxes,
    )
    return _filled(base, children)


def _about(text: str) -> bool:
    """Whether a line under a heading is a sentence about it, not a name of its own."""
    found = (korean if has_hangul(text) else english).analyse(text)
    return found.form != "" and bool(found.subject)


def _tells_of(term: str, name: str) -> bool:
    """Whether a label says the name above it and a side of that ("보일러의 점검 주기" under "보일러")."""
    return bool(name) and has_hangul(term) and term.startswith(without_gloss(name)) and bool(topic_of(term).aspect)


def said(name: str, aspect: str, ko: bool) -> str:
    """A name and an aspect of it, as one says it.

    >>> said("TCP", "장점", True), said("TCP", "advantages", False)
    ('TCP의 장점', 'TCP, advantages')
    """
    return f"{name}의 {aspect}" if ko else f"{name}, {aspect}"
