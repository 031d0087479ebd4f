"""Note → cards, in an order that teaches, and the lines that became nothing. The one place that knows the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from cards.asking.choices import with_answer, with_choices
from cards.asking.choosing import OWN, ask_or_hold, needed
from cards.asking.claims import REASONS, Claim, Form, claims
from cards.asking.cloze import has_blanks, plain
from cards.asking.company import in_company
from cards.asking.doubles import alike
from cards.asking.doubts import doubt, doubted_worth
from cards.asking.fact import Fact
from cards.asking.faults import fault
from cards.asking.features import is_of_arrows, shape_of, text_of
from cards.asking.flow import are_steps
from cards.asking.note_words import by_note
from cards.asking.othersides import OTHER, OtherSides, other_sides
from cards.asking.questions import Draft, backwards, draft
from cards.asking.scope import Scope, of_section
from cards.asking.shared import recurring_headings, shared_labels
from cards.asking.subjects import is_meaning
from cards.asking.sure import is_sure
from cards.asking.titles import Above, titled
from cards.asking.unused import Account
from cards.asking.word_weights import by_words
from cards.asking.worth import judged
from cards.card import Card, Extraction
from cards.language import tagging
from cards.language.english.framing import states
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.owners import owners_of
from cards.language.refused import TASK, is_contents, may_be_topic, posed, skipped
from cards.language.standins import as_markdown, shown
from cards.language.statement import pairs
from cards.language.tongues import is_foreign, is_foreign_line, is_korean
from cards.note import Line, Note, Section
from cards.rules import (
    code,
    composition,
    contrast,
    definition,
    enumeration,
    equation,
    explicit,
    label,
    leaning,
    letters,
    question,
    relation,
    sentence,
    steps,
    table,
    value,
)
from cards.translation import N_
from cards.written import extraction

Rule = Callable[[Scope, Sequence[Claim]], Iterator[Fact]]

# A rule gets the lines of its forms alone, and all of one scope together.
RULES: tuple[tuple[str, frozenset[Form], Rule], ...] = (
    ("enumeration", enumeration.FORMS, enumeration.facts),
    ("steps", steps.FORMS, steps.facts),
    ("question", question.FORMS, question.facts),
    ("definition", definition.FORMS, definition.facts),
    ("label", label.FORMS, label.facts),
    ("value", value.FORMS, value.facts),
    ("composition", composition.FORMS, composition.facts),
    ("equation", equation.FORMS, equation.facts),
    ("relation", relation.FORMS, relation.facts),
    ("leaning", leaning.FORMS, leaning.facts),
    ("table", table.FORMS, table.facts),
    ("code", code.FORMS, code.facts),
    ("contrast", contrast.FORMS, contrast.facts),
    ("sentence", sentence.FORMS, sentence.facts),
    ("letters", letters.FORMS, letters.facts),
)


MARKED = (1.0, ("+ " + N_("its writer marked it as a card"),))


FOREIGN = N_("it is told in a language that is not read here")
IN_HEADING = N_("its answer stands in its heading")
AGAIN = N_("another card asks what it is")
_OF_LABELS = frozenset({Ask.ASPECT, Ask.CELL})  # "파일 시스템의 정의는?" asks what it is, too
_LETTERS = re.compile(r"\b([A-Z]{2,})s\b")
SURE = "+ " + N_("its form says plainly what it asks")


class Made(NamedTuple):
    """A draft with the rule that made it, its scope, the demo asked for there, and its fault or ""."""

    rule: str
    draft: Draft
    scope: Scope
    demo: str | None
    why: str


def extract(note: Note, line: float | None = None) -> Extraction:
    """The cards of a note in teaching order, and each line that neither a card nor a context used, with the reason.

    `line` is the worth above which a card is asked by itself; the line of the model where it is not given.
    """
    account = Account(note)
    if not note.study:
        account.refuse_all(N_("the front matter says `study: false`"))
        return Extraction((), account.unused())
    if note.written:
        return extraction(note)
    made = drafts_of(note, account)
    cards, reasons = _chosen(made, account, text_of(note), titled(note), other_sides(note))
    unused = account.unused()
    sure = [why[:1] == (SURE,) for why in reasons]
    cards, reasons = in_company(note, cards, len(unused), reasons, sure)
    cards, reasons = by_words(note, cards, reasons, sure)
    cards, reasons = by_note(note, cards, reasons)
    return Extraction(ask_or_hold(cards, line), unused, reasons, tagging.missing())


def drafts_of(note: Note, account: Account) -> list[Made]:
    """All that the rules make of a note, good and bad, in teaching order."""
    whole = _Whole(note, is_korean("\n".join(note.source)), recurring_headings(note.root), account, [])
    _section(whole, note.root, None)
    return whole.made


class _Whole(NamedTuple):
    """What all sections of a note share: whether it is Korean, which headings recur, and what is made of it."""

    note: Note
    korean: bool
    recurring: frozenset[int]
    account: Account
    made: list[Made]


def _section(
    whole: _Whole, section: Section, parent: Scope | None, shared: frozenset[str] = frozenset(), refused: str = ""
) -> None:
    note, account = whole.note, whole.account
    why = N_("a directive says `study: skip`") if section.skip else refused or skipped(section.heading)
    if why and not section.skip and may_be_topic(section.heading) and not _linking(note, section):
        why = ""  # "링크" in a note on file systems
    if why:
        account.refuse(replace(section, sections=()) if is_contents(section.heading) else section, why)
    if section.skip:
        return
    section = with_choices(with_answer(section))
    bare = parent is not None and not section.lines and not section.sections
    if bare and not _is_title(whole.note, section) and pairs(section.heading)[0].sign:
        # A heading over nothing that says something itself is a line of the section above it.
        section = replace(section, heading="", lines=(Line(section.heading, section.number, section.number),))
    blanks = tuple(s for s in section.sections if has_blanks(s.heading))
    if blanks:
        # A heading with blanks makes cards as a line of the section above, whose headings do not give them away.
        told = tuple(Line(s.heading, s.number, s.number) for s in blanks)
        filled = tuple(replace(s, heading=plain(s.heading)) if s in blanks else s for s in section.sections)
        section = replace(section, lines=(*section.lines, *told), sections=filled)
    stated = tuple(Line(s.heading, s.number, s.number) for s in section.sections if states(s.heading))
    if stated:
        # "Indexes slow down writes" over its explanation is a sentence of the section above.
        section = replace(section, lines=(*section.lines, *stated))
    above = parent.skipped if parent is not None and not is_contents(parent.heading) else ""
    recurs = section.number in whole.recurring
    scope = of_section(section, parent, note, whole.korean, shared, why or above, recurs)
    if section.sections:
        below = tuple((s.heading, s.number) for s in section.sections if s.level < 7 and not s.skip)
        scope = replace(
            scope, members=below, stepped=are_steps([note.source[n - 1] for _, n in below], section.heading)
        )
    if section.lines or section.sections:
        whole.made.extend(_drafts(scope, section, account))
    labels = shared_labels(inner.lines for inner in section.sections)
    owners = owners_of(tuple(inner.heading for inner in section.sections), scope.name)
    tasks = posed([inner.heading for inner in section.sections])
    for inner, few, owner in zip(section.sections, labels, owners, strict=True):
        under = replace(scope, name=owner, label=owner) if owner else scope
        _section(whole, inherited(section, inner), under, few, TASK if inner.heading in tasks else "")


def _is_title(note: Note, section: Section) -> bool:
    """Whether a heading opens its note and has others beside it, and so names the note, whatever signs it holds."""
    return not note.root.lines and len(note.root.sections) > 1 and note.root.sections[0].number == section.number


def _linking(note: Note, section: Section) -> bool:
    """Whether a section holds links, or nothing at all."""
    below = note.source[section.number :]
    end = next((i for i, row in enumerate(below) if row.startswith("#")), len(below))
    return any("://" in row or "](" in row or "[[" in row or "www." in row for row in below[:end]) or not section.lines


def _drafts(scope: Scope, section: Section, account: Account) -> list[Made]:
    """What the rules make of one section, in order."""
    scopes = [s for s in scope.walk() if s.entries or (s.members and not s.skipped)]
    drafts: list[Made] = []
    marked: set[int] = set()
    for inner in scopes:
        for facts, lines, why in explicit.marks(inner):
            for fact in facts:
                drafts.append(Made("explicit", draft(fact, inner), inner, section.demo, ""))
                marked.update(fact.uses)
            if why:
                account.fail(lines, why)
                marked.update(lines)
    if marked:
        # A marked card takes its lines: no rule makes a second card of them.
        scopes = [inner.without(frozenset(marked)).after_question(frozenset(marked)) for inner in scope.walk()]
    for inner in scopes:
        if inner.skipped:
            account.fail(inner.lines(), inner.skipped)  # marked cards stand in what guesses pass over, too
            continue
        found = tuple(claims(inner))
        for claim in found:
            if why := REASONS.get(claim.form, ""):
                account.fail(range(claim.entry.line.number, claim.entry.line.last + 1), why)
        before = len(drafts)
        for name, forms, rule in RULES:
            mine = tuple(c for c in found if c.form in forms)
            if not mine and not (name in {"enumeration", "steps"} and inner.members):
                continue
            for fact in rule(inner, mine):
                drafts += _made(name, fact, inner, section.demo)
        if inner.question and all(one.why for one in drafts[before:]):
            for fact in question.unanswered(inner, found):
                drafts += _made("question", fact, inner, section.demo)
    if section.only:
        drafts = [m for m in drafts if m.draft.fact.kind.value in section.only or m.rule in section.only]
    drafts.sort(key=lambda m: (m.draft.fact.line, m.draft.fact.rank))
    return drafts


def _made(rule: str, fact: Fact, scope: Scope, demo: str | None) -> Iterator[Made]:
    one = draft(fact, scope)
    why = fault(one, scope.heads)
    yield Made(rule, one, scope, demo, why)
    if fact.exact and not why:
        back = backwards(one, scope)
        yield Made(rule, back, scope, demo, fault(back, scope.heads))


def inherited(section: Section, below: Section) -> Section:
    """A section with what its parent's directives ask for, where it has none of its own."""
    if (section.demo and not below.demo) or (section.only and not below.only):
        return replace(below, demo=below.demo or section.demo, only=below.only or section.only)
    return below


def _chosen(
    made: list[Made], account: Account, text: str, above: Above, sides: OtherSides
) -> tuple[list[Card], tuple[tuple[str, ...], ...]]:
    """The drafts that are good cards, none of them twice, and what speaks for and against each."""
    backs = Counter(folded(m.draft.question) for m in made if m.draft.reverse and not m.why)
    asked: dict[str, str] = {}
    told: set[tuple[int, str]] = set()
    marked: set[tuple[tuple[str, ...], str, str]] = set()
    defined: set[str] = set()
    spelt: dict[str, str] = {}
    foreign = is_foreign(text)
    deeds: dict[tuple[str, str], list[str]] = {}
    twins: set[tuple[Ask, str, str, str, bool]] = set()
    cards: list[Card] = []
    reasons: list[tuple[str, ...]] = []
    for rule, one, scope, demo, why in made:
        fact = one.fact
        question, answer = folded(one.question), folded(one.answer)
        if not why and question in asked and asked[question] != answer and rule != "explicit":
            why = OTHER
        elif not why and one.reverse and backs[question] > 1:
            why = N_("its meaning fits several terms")
        if why:
            account.fail(fact.uses, why)
            continue
        account.use(fact.uses)
        about = "" if fact.ask is Ask.COMMAND else fact.about  # a task has its command under any heading
        twin = (fact.ask, folded(about), folded(fact.said), answer, one.reverse)
        if rule == "explicit":
            # "단점은?" may be marked under every heading, and each is a card.
            if (scope.heads, question, answer) in marked:
                continue
            marked.add((scope.heads, question, answer))
        elif (
            question in asked
            or ((fact.line, answer) in told and not one.reverse)
            or ((fact.about or fact.ask is Ask.COMMAND) and twin in twins)
        ):
            continue  # the same is said again, be it in a summary below another heading
        twins.add(twin)
        asked[question] = answer
        told.add((fact.line, answer))
        shape = shape_of(one, rule, scope, text)
        worth, why_so = MARKED if rule == "explicit" else judged(one, rule, scope, text)
        doubted = doubt(one, rule, scope, is_of_arrows(text))
        if rule != "explicit" and (foreign or is_foreign_line(f"{one.question} {one.answer}")):
            doubted = FOREIGN
        if fact.ask is Ask.EQUATION and not doubted and sides.of(fact.said, fact.line):
            doubted = OTHER
        if fact.ask is Ask.GAP and rule != "explicit" and not doubted and _is_named(one.answer, above(scope.heads)):
            doubted = IN_HEADING
        if fact.ask is Ask.STANDS and not one.reverse and spelt.setdefault(fact.about, answer) != answer:
            doubted = doubted or OTHER
        means = fact.ask is Ask.WHAT or (fact.ask in _OF_LABELS and is_meaning(fact.said, fact.about, one.answer))
        if means and fact.about and not one.reverse:
            about = _LETTERS.sub(r"\1", fact.about)  # "GANs" are what "GAN" is
            names = {folded(about), *map(folded, accepted_for(about))}
            doubted = doubted or (AGAIN if names & defined else "")
            defined |= names
        if fact.ask is Ask.DOES and fact.about.startswith("`") and not one.reverse:
            told_of = deeds.setdefault((folded(fact.about), folded(fact.said)), [])
            doubted = doubted or (AGAIN if any(alike(one.answer, other) for other in told_of) else "")
            told_of.append(one.answer)
        if rule == "question" and one.korean and not doubted:
            worth = max(worth, OWN)
        if doubted:
            worth, why_so = min(worth, doubted_worth(one, rule)), (f"− {doubted}", *why_so)
        reverse = one.reverse or (fact.ask is Ask.MARKED and fact.sort == "back")
        card = Card(
            fact.kind,
            as_markdown(one.question),
            as_markdown(one.answer),
            tuple(map(shown, above(scope.heads))),
            fact.line,
            tuple(map(shown, fact.accepted)) if not one.reverse else (),
            shown(fact.subject),
            rule,
            demo,
            reverse,
            worth,
            False,
            shape,
        )
        least = needed(card)
        # What a condition defines is asked in whatever company it stands, too.
        if not doubted and (least > worth or fact.sort == "when") and is_sure(one, rule, scope, worth, text):
            card, why_so = replace(card, worth=max(worth, least)), (SURE, *why_so)
        cards.append(card)
        reasons.append(why_so)
    return cards, tuple(reasons)


def _is_named(answer: str, heads: Sequence[str]) -> bool:
    """Whether a heading or the title of the note says a name, or its letters: "Wireless Fidelity (Wi-Fi)"."""
    names = {folded(name) for name in accepted_for(answer)} | {folded(without_gloss(answer))}
    return any(len(name) > 2 and name in folded(head) for name in names for head in heads)


def folded(text: str) -> str:
    """A text without case, spaces and bold, for telling whether two are the same."""
    return "".join(text.replace("*", "").replace("`", "").casefold().split())
