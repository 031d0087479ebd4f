"""Note → cards, in an order that teaches, and the lines that became nothing. The one place that knows the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from cards.account import Account
from cards.card import Card, Extraction
from cards.faults import fault
from cards.inline import has_hangul
from cards.names import skipped
from cards.note import Note, Section
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
from cards.scope import ANSWER, Draft, Scope, of_section


class Made(NamedTuple):
    """A draft with the rule that made it, the headings above it, and the demo asked for there."""

    rule: str
    draft: Draft
    heads: tuple[str, ...]
    demo: str | None


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
    if why:
        account.refuse(section, why)
        return
    scope = of_section(section, parent, note, korean)
    scope = replace(scope, members=tuple((s.heading, s.number) for s in section.sections if s.level < 7 and not s.skip))
    drafts = [("explicit", draft) for inner in scope.walk() for draft in explicit.cards(inner)]
    # A marked card takes its lines: no rule makes a second card of them.
    taken = frozenset(n for _, draft in drafts for n in draft.uses)
    left = scope.without(taken) if taken else scope
    for inner in left.walk():
        for name, rule in RULES:
            drafts += [(name, draft) for draft in rule(inner)]
    asked = frozenset(n for _, draft in drafts if not fault(draft, scope.heads) for n in draft.uses)
    drafts += [
        ("cloze", draft) for inner in left.walk() for draft in cloze.cards(inner) if asked.isdisjoint(draft.uses)
    ]
    only = section.only
    if only:
        drafts = [(name, draft) for name, draft in drafts if draft.kind.value in only or name in only]
    drafts.sort(key=lambda d: (d[1].line, d[1].rank))
    made += [Made(name, draft, scope.heads, section.demo) for name, draft in drafts]
    for below in section.sections:
        _section(note, inherited(section, below), scope, korean, account, made)


def inherited(section: Section, below: Section) -> Section:
    """A section with what its parent's directives ask for, where it has none of its own."""
    if (section.demo and not below.demo) or (section.only and not below.only):
        return replace(below, demo=below.demo or section.demo, only=below.only or section.only)
    return below


def _chosen(made: list[Made], account: Account) -> list[Card]:
    """The drafts that are good cards: faults out, answers of one question together, no question twice."""
    merged = _merged(made)
    backwards: dict[str, int] = {}
    for _, draft, _, _ in merged:
        if draft.reverse:
            backwards[folded(draft.question)] = backwards.get(folded(draft.question), 0) + 1
    asked: dict[str, str] = {}
    cards: list[Card] = []
    for rule, draft, heads, demo in merged:
        why = fault(draft, heads)
        question = folded(draft.question)
        if not why and question in asked:
            why = "" if asked[question] == folded(draft.answer) else "another line answers the same question"
            if not why:
                account.use(draft.uses)
                continue
        if not why and draft.reverse and backwards[question] > 1:
            why = "its meaning fits several terms"
        if why:
            account.fail(draft.uses, why)
            continue
        asked[question] = folded(draft.answer)
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
    return "".join(text.replace("**", "").replace("`", "").casefold().split())


def _merged(
    made: list[Made],
) -> list[Made]:
    """Several sentences about one subject are one card, as long as its answer stays short."""
    out: list[Made] = []
    places: dict[str, int] = {}
    for item in made:
        rule, draft, heads, demo = item
        at = places.get(folded(draft.question)) if draft.merge else None
        if at is not None:
            old = out[at][1]
            lines = [part.removeprefix("- ") for part in old.answer.split("\n")]
            answer = "\n".join(f"- {part}" for part in [*lines, draft.answer])
            if len(answer) <= ANSWER and draft.answer not in lines:
                new = Draft(
                    old.kind,
                    old.question,
                    answer,
                    old.line,
                    old.subject,
                    old.uses | draft.uses,
                    (),
                    False,
                    True,
                    old.rank,
                )
                out[at] = Made(rule, new, heads, demo)
            continue
        if draft.merge:
            places[folded(draft.question)] = len(out)
        out.append(item)
    return out
