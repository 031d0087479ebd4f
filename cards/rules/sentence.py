"""Sentences: "X는 Y이다", "X is …", what happens if, why, and what else a thing is called."""

from __future__ import annotations

from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.claims import ordered_steps, points_back, same
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Scope
from cards.asking.subjects import carried
from cards.asking.wording import about, backwards, bold, reversible, what
from cards.card import Kind
from cards.language import english, korean
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul, key
from cards.note import Form

EXAMPLES = (
    ("## OS\n프로세스는 실행 중인 프로그램이다.\n", (("**프로세스** (OS) — 무엇인가?", "실행 중인 프로그램"),)),
    (
        "## SQL\n인덱스를 많이 만들면 쓰기가 느려진다.\n",
        (("**SQL** — 인덱스를 많이 만들면 어떻게 되나?", "쓰기가 느려진다"),),
    ),
    ("## OS\nA process is a program in execution.\n", (("**process** (OS) — what is it?", "a program in execution"),)),
)


def cards(scope: Scope) -> Iterator[Draft]:
    """A card for each sentence with a subject, a condition or a cause of its own."""
    inherited = carried(scope)
    steps = {step.line.number for step in ordered_steps(scope)}
    for entry in scope.entries:
        line = entry.line
        if line.form not in (Form.TEXT, Form.ITEM) or len(entry.parts) != 1 or entry.parts[0].sign or line.task:
            continue
        if entry.below is not None and not entry.below.lead:
            continue
        made: list[Draft] = []
        for k, sentence in enumerate(sentences(entry.parts[0].body)):
            if k and points_back(sentence):
                # "This means …" stands with the sentence before it, or nowhere.
                if made and len(made[0].answer) + len(sentence) < ANSWER:
                    made[0] = made[0]._replace(answer=f"{made[0].answer.rstrip('.')}. {sentence}", accepted=())
                continue
            yield from made
            made = []
            subject = inherited.get((line.number, k), "")
            if subject and not same(subject, scope):
                made.append(_more(sentence, subject, line.number, own(line), scope))
            for text in korean.clauses(sentence) if has_hangul(sentence) else english.clauses(sentence):
                if not is_question(text):
                    made += _cards(text, line.number, own(line), scope)
            if line.number in steps:
                # One step of several is no feature of what it begins with.
                made = [d for d in made if d.kind is Kind.RELATION]
        yield from made


def _more(text: str, subject: str, line: int, uses: frozenset[int], scope: Scope) -> Draft:
    """What else is said of the subject of the sentence before."""
    tail = "어떤 특징이 있나?" if has_hangul(text) else "what is true of it?"
    text = english.without_pronoun(text)
    question = f"{about(subject, scope, named=True)} — {tail}"
    return Draft(Kind.DEFINITION, question, shortened(text), line, without_gloss(subject), uses, merge=True, rank=4)


def _cards(text: str, line: int, uses: frozenset[int], scope: Scope) -> Iterator[Draft]:
    ko = has_hangul(text)
    found = (korean if ko else english).analyse(text)
    if found.form == "alias":
        name = found.subject or scope.name
        if name:
            question = f"{about(name, scope)} — {'다른 이름은?' if ko else 'what else is it called?'}"
            yield Draft(
                Kind.DEFINITION,
                question,
                found.predicate,
                line,
                without_gloss(name),
                uses,
                accepted_for(found.predicate),
                rank=4,
            )
    elif found.form in {"definition", "topic"}:
        if same(found.subject, scope) and not scope.aspect:
            return  # a point about the heading: the points rule has it
        if not is_name(found.subject) and (ko or found.form != "topic"):
            return
        answer = shortened(found.predicate)
        if ko and scope.is_aspect(found.subject) and scope.name and not scope.aspect:
            question = what(found.subject, scope)  # "해결책은 …": that of the name above
        elif found.form == "definition":
            question = f"{about(found.subject, scope, named=True)} — {'무엇인가?' if ko else 'what is it?'}"
        else:
            question = (
                f"{about(found.subject, scope, named=True)} — {'어떤 특징이 있나?' if ko else 'what is true of it?'}"
            )
        kind = Kind.DEFINITION
        yield Draft(
            kind,
            question,
            answer,
            line,
            without_gloss(found.subject),
            uses,
            accepted_for(answer),
            merge=found.form == "topic",
            rank=3,
        )
        if found.form == "definition" and reversible(found.subject, answer):
            yield Draft(
                kind,
                backwards(answer, scope),
                found.subject,
                line,
                without_gloss(found.subject),
                uses,
                accepted_for(found.subject),
                reverse=True,
                rank=6,
            )
    elif found.form == "adverb":
        yield Draft(
            Kind.RELATION,
            f"{_topic(found.subject, scope)}{found.subject}?",
            shortened(found.predicate),
            line,
            scope.name,
            uses,
            rank=4,
        )
    elif found.form == "condition":
        tail = "어떻게 되나?" if ko else "what happens?"
        join = " " if ko else " — "
        yield Draft(
            Kind.RELATION,
            f"{_topic(found.subject, scope)}{found.subject}{join}{tail}",
            shortened(found.predicate),
            line,
            scope.name,
            uses,
            rank=4,
        )
    elif found.form == "so":
        question = f"{_topic(found.subject, scope)}{found.subject}: what follows?"
        yield Draft(Kind.RELATION, question, shortened(found.predicate), line, scope.name, uses, rank=4)
    elif found.form == "when":
        answer = shortened(found.predicate)
        yield Draft(
            Kind.RELATION,
            f"{_topic(found.subject, scope)}{found.subject} — when?",
            answer,
            line,
            scope.name,
            uses,
            rank=4,
        )
    elif found.form == "cause":
        tail = "왜 그런가?" if ko else "why?"
        yield Draft(
            Kind.RELATION,
            f"{_topic(found.predicate, scope)}{ended(found.predicate)} — {tail}",
            shortened(found.subject),
            line,
            scope.name,
            uses,
            rank=4,
        )


def _topic(text: str, scope: Scope) -> str:
    return "" if not scope.name or key(scope.name) in key(text) else f"{bold(scope.name)} — "
