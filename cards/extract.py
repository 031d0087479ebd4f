"""Note → cards, in an order that teaches, and the lines that became nothing. The one place that knows the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cards.account import Account
from cards.card import Card, Extraction
from cards.faults import fault
from cards.inline import has_hangul
from cards.names import skipped
from cards.note import Note, Section
from cards.rules import (
    composition,
    definition,
    enumeration,
    points,
    relation,
    sentence,
)
from cards.scope import ANSWER, Draft, Scope, of_section
from cards.wording import key

Rule = Callable[[Scope], Iterator[Draft]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("enumeration", enumeration.cards),
    ("points", points.cards),
    ("definition", definition.cards),
    ("composition", composition.cards),
    ("sentence", sentence.cards),
    ("relation", relation.cards),
)


def extract(note: Note) -> Extraction:
    """The cards of a note in teaching order, and each line that neither a card nor a context used, with the reason."""
    account = Account(note)
    if not note.study:
        account.refuse_all("the front matter says `study: false`")
        return Extraction((), account.unused())
    korean = has_hangul("".join(note.source))
    made: list[tuple[str, Draft, tuple[str, ...], Section]] = []
    _section(note, note.root, None, korean, account, made)
    cards = _chosen(made, account)
    return Extraction(tuple(cards), account.unused())


def _section(
    note: Note,
    section: Section,
    parent: Scope | None,
    korean: bool,
    account: Account,
    made: list[tuple[str, Draft, tuple[str, ...], Section]],
) -> None:
    why = "a directive says `study: skip`" if section.skip else skipped(section.heading)
    if why:
        account.refuse(section, why)
        return
    scope = of_section(section, parent, note, korean)
    drafts: list[tuple[str, Draft]] = []
    for inner in scope.walk():
        for name, rule in RULES:
            drafts += [(name, draft) for draft in rule(inner)]
    drafts.sort(key=lambda d: (d[1].line, d[1].rank))
    made += [(name, draft, scope.heads, section) for name, draft in drafts]
    for below in section.sections:
        _section(note, below, scope, korean, account, made)


def _chosen(made: list[tuple[str, Draft, tuple[str, ...], Section]], account: Account) -> list[Card]:
    """The drafts that are good cards: faults out, answers of one question together, no question twice."""
    merged = _merged(made)
    backwards: dict[str, int] = {}
    for _, draft, _, _ in merged:
        if draft.reverse:
            backwards[key(draft.question)] = backwards.get(key(draft.question), 0) + 1
    asked: dict[str, str] = {}
    cards: list[Card] = []
    for rule, draft, heads, section in merged:
        why = fault(draft, heads)
        question = key(draft.question)
        if not why and question in asked:
            why = "" if asked[question] == key(draft.answer) else "another line answers the same question"
            if not why:
                account.use(draft.uses)
                continue
        if not why and draft.reverse and backwards[question] > 1:
            why = "its meaning fits several terms"
        if why:
            account.fail(draft.uses, why)
            continue
        asked[question] = key(draft.answer)
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
                section.demo,
                draft.reverse,
            )
        )
    return cards


def _merged(
    made: list[tuple[str, Draft, tuple[str, ...], Section]],
) -> list[tuple[str, Draft, tuple[str, ...], Section]]:
    """Several sentences about one subject are one card, as long as its answer stays short."""
    out: list[tuple[str, Draft, tuple[str, ...], Section]] = []
    places: dict[str, int] = {}
    for item in made:
        rule, draft, heads, section = item
        at = places.get(key(draft.question)) if draft.merge else None
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
                out[at] = (rule, new, heads, section)
            continue
        if draft.merge:
            places[key(draft.question)] = len(out)
        out.append(item)
    return out
