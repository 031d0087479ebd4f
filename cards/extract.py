"""Note → cards, in an order that teaches, and the lines that became nothing. The one place that knows the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cards.asking.draft import ANSWER, Draft
from cards.asking.faults import fault
from cards.asking.scope import Scope, of_section
from cards.asking.unused import Account
from cards.card import Card, Extraction
from cards.language.refused import may_be_topic, skipped
from cards.language.statement import pairs
from cards.language.text import has_hangul
from cards.note import Line, Note, Section
from cards.rules import (
    cloze,
    code,
    composition,
    contrast,
    definition,
    enumeration,
    equation,
    explicit,
    points,
    question,
    relation,
    sentence,
    sequence,
    table,
)


class Made(NamedTuple):
    """A draft with the rule that made it, the headings above it, the demo asked for there, and its fault or ""."""

    rule: str
    draft: Draft
    heads: tuple[str, ...]
    demo: str | None
    why: str


Rule = Callable[[Scope], Iterator[Draft]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("enumeration", enumeration.cards),
    ("sequence", sequence.cards),
    ("points", points.cards),
    ("definition", definition.cards),
    ("composition", composition.cards),
    ("equation", equation.cards),
    ("sentence", sentence.cards),
    ("question", question.cards),
    ("relation", relation.cards),
    ("table", table.cards),
    ("code", code.cards),
    ("contrast", contrast.cards),
)


def extract(note: Note) -> Extraction:
    """The cards of a note in teaching order, and each line that neither a card nor a context used, with the reason."""
    account = Account(note)
    if not note.study:
        account.refuse_all("the front matter says `study: false`")
        return Extraction((), account.unused())
    korean = has_hangul("".join(note.source))
    made: list[Made] = []
    _section(note, note.root, None, korean, account, made)
    cards = _chosen(made, account)
    return Extraction(tuple(cards), account.unused())


def _section(
    note: Note, section: Section, parent: Scope | None, korean: bool, account: Account, made: list[Made]
) -> None:
    why = "a directive says `study: skip`" if section.skip else skipped(section.heading)
    if why and not section.skip and may_be_topic(section.heading) and not _linking(note, section):
        why = ""  # "링크" in a note on file systems
    if why:
        account.refuse(section, why)
        return
    if parent is not None and not section.lines and not section.sections and pairs(section.heading)[0].sign:
        # A heading over nothing that says something itself is a line of the section above it.
        section = replace(section, heading="", lines=(Line(section.heading, section.number, section.number),))
    scope = of_section(section, parent, note, korean)
    if section.sections:
        below = tuple((s.heading, s.number) for s in section.sections if s.level < 7 and not s.skip)
        scope = replace(scope, members=below)
    if section.lines or section.sections:
        made += _drafts(scope, section)
    for inner in section.sections:
        _section(note, inherited(section, inner), scope, korean, account, made)


def _linking(note: Note, section: Section) -> bool:
    """Whether a section holds links, or nothing at all."""
    below = note.source[section.number :]
    end = next((i for i, row in enumerate(below) if row.startswith("#")), len(below))
    return any("://" in row or "](" in row or "www." in row for row in below[:end]) or not section.lines


def _drafts(scope: Scope, section: Section) -> list[Made]:
    """What the rules make of one section, in order."""
    heads = scope.heads
    scopes = [s for s in scope.walk() if s.entries or s.members]
    drafts = [Made("explicit", d, heads, section.demo, fault(d, heads)) for s in scopes for d in explicit.cards(s)]
    if drafts:
        # A marked card takes its lines: no rule makes a second card of them.
        scopes = list(scope.without(frozenset(n for made in drafts for n in made.draft.uses)).walk())
    for inner in scopes:
        for name, rule in RULES:
            drafts += [Made(name, d, heads, section.demo, fault(d, heads)) for d in rule(inner)]
    asked = frozenset(n for made in drafts if not made.why for n in made.draft.uses)
    for inner in scopes:
        drafts += [Made("cloze", d, heads, section.demo, fault(d, heads)) for d in cloze.cards(inner, asked)]
    if section.only:
        drafts = [m for m in drafts if m.draft.kind.value in section.only or m.rule in section.only]
    drafts.sort(key=lambda m: (m.draft.line, m.draft.rank))
    return drafts


def inherited(section: Section, below: Section) -> Section:
    """A section with what its parent's directives ask for, where it has none of its own."""
    if (section.demo and not below.demo) or (section.only and not below.only):
        return replace(below, demo=below.demo or section.demo, only=below.only or section.only)
    return below


def _chosen(made: list[Made], account: Account) -> list[Card]:
    """The drafts that are good cards: faults out, answers of one question together, no question twice."""
    merged = _merged(made)
    backwards = Counter(folded(m.draft.question) for m in merged if m.draft.reverse and not m.why)
    asked: dict[str, str] = {}
    cards: list[Card] = []
    for rule, draft, heads, demo, why in merged:
        if why:
            account.fail(draft.uses, why)
            continue
        question = folded(draft.question)
        if question in asked:
            if folded(asked[question]) == folded(draft.answer):
                account.use(draft.uses)
                continue
            why = "another line answers the same question"
        elif draft.reverse and backwards[question] > 1:
            why = "its meaning fits several terms"
        if why:
            account.fail(draft.uses, why)
            continue
        asked[question] = draft.answer
        account.use(draft.uses)
        cards.append(
            Card(
                draft.kind,
                draft.question,
                draft.answer,
                heads,
                draft.line,
                draft.accepted,
                draft.subject,
                rule,
                demo,
                draft.reverse,
            )
        )
    return cards


def folded(text: str) -> str:
    """A text without case, spaces and bold, for telling whether two are the same."""
    return "".join(text.replace("*", "").replace("`", "").casefold().split())


def _merged(made: list[Made]) -> list[Made]:
    """Several sentences about one subject are one card, as long as its answer stays short."""
    out: list[Made] = []
    places: dict[str, int] = {}
    for item in made:
        draft = item.draft
        if not draft.merge:
            out.append(item)
            continue
        question = folded(draft.question)
        at = places.get(question)
        if at is None:
            places[question] = len(out)
            out.append(item)
            continue
        old = out[at].draft
        lines = [part.removeprefix("- ") for part in old.answer.split("\n")]
        answer = "\n".join(f"- {part}" for part in [*lines, draft.answer])
        if len(answer) <= ANSWER and draft.answer not in lines:
            new = old._replace(answer=answer, uses=old.uses | draft.uses, accepted=())
            out[at] = out[at]._replace(draft=new, why=fault(new, item.heads))
    return out
