"""`Goal: …`, `문제: …`: an aspect of what stands above the line, and `e.g. …`, an example of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ANSWER, joined, listed, shortened
from cards.asking.claims import Claim, Form, example_of
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.asking.sentences import facts_of
from cards.asking.subjects import is_meaning, topic_of
from cards.card import Kind
from cards.language.aspects import is_aspect, is_label
from cards.language.english.heads import says_what
from cards.language.english.retold import without_term
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.korean.conditions import reason_of
from cards.language.korean.endings import direction
from cards.language.korean.rows import numbered
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul, plain
from cards.note import Form as Mark

FORMS = frozenset({Form.LABEL, Form.EXAMPLE})

EXAMPLES = (
    ("## TCP\n- 단점: 연결을 맺느라 느리다\n", (("**TCP**의 단점은?", "연결을 맺느라 느리다"),)),
    (
        "## Glaze firing\n- Goal: a glassy surface without pinholes\n",
        (("**Glaze firing** — goal?", "a glassy surface without pinholes"),),
    ),
    ("## 차단기\n- 상태: 닫힘 → 열림 → 반열림\n", (("**차단기**의 상태는?", "닫힘, 열림, 반열림"),)),
    ("## 풀\n- 밀가루로 쑨다\n- ex. 도배풀\n", (("**풀**의 예는?", "도배풀"),)),
)


_ASKED = {"해결": "해결 방법", "해결책": "해결 방법", "예방": "예방 방법"}
_TOLD_WHOLE = re.compile(
    r"(?:the )?(?:core |key |main )?(?:problem|solution|intuition|idea|mechanism|approach|analogy|how it works)s?", re.I
)
_OF_ONE = re.compile(r"(?:사용 ?)?예시?|예제|사례|(?:use |usage )?examples?|ex|e\.g\.?", re.I)
# What an arrow turns into another such thing: a state in capitals, a quantity.
_CHANGES = re.compile(r"[A-Z][A-Z_]+|.*\d\s?(?:%|[A-Za-z]{1,4}|[가-힣]{1,3})(?:\s?\([^()]*\))?")
_INTO = re.compile(r"[^\s(]+(?:\([^()]*\))?(?:으로|로)\s")
_IS_DATE = re.compile(
    r"^(?:\d{4}\s?[-./년]|\d{1,2}/\d{1,2}"
    r"|\d{1,2}\.\d{1,2}(?!\d|\s?(?:[a-z%°]|초|분|배|도|점|미터|시간))|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s\d)",
    re.I,
)


def _sort(said: str, claim: Claim, scope: Scope) -> str:
    """What kind of label it is: of an example, one that the groups beside it have too, or one alone."""
    if claim.form is Form.EXAMPLE or _OF_ONE.fullmatch(said):
        return "example"
    term = claim.part.term
    brief = term[:1].isalpha() and len(term.split()) <= 3 and not has_hangul(term)
    return "shared" if brief and scope.meant and (scope.labels(term) or scope.is_sheet) else "label"


# Sides of a thing that have causes, ways out and signs of their own.
_OWN_SIDES = re.compile(r"단점|장점|문제|한계|오류|에러|증상|결과|원인|방법|방식|과정|단계|종류|예시?$|기능")


_SETS_APART = re.compile(r"\svs\.?\s", re.I)


def _owner(claim: Claim, scope: Scope) -> str:
    """What a label under an English heading of two things tells of; "" elsewhere.

    Of two things ("Black box vs. white box") it tells of the one that the paragraph above it begins with in bold.
    """
    if not scope.section or not _SETS_APART.search(scope.heading):
        return ""
    told = [entry.line for entry in scope.entries if entry.line.number < claim.entry.line.number]
    above = next((line for line in reversed(told) if line.form is Mark.TEXT), None)
    bold = above.strong[0] if above is not None and above.strong else ""
    return bold if above is not None and bold and above.text.startswith(bold) and is_name(bold) else ""


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """Each label asks for its text, of the thing above it."""
    whole = topic_of(scope) or scope.above
    for claim in claims:
        line, uses = claim.entry.line.number, own(claim.entry.line)
        topic = _owner(claim, scope) or whole
        if claim.form is Form.EXAMPLE:
            said, told = (
                ("예" if has_hangul(claim.entry.line.text) or scope.korean else "example"),
                example_of(claim.entry.line.text),
            )
            body = [told] if len(told) <= 60 else []
        else:
            said, body = claim.part.term.strip().removeprefix("- "), joined(sentences(claim.part.body))
            brief = bool(body) and len(body[0]) <= (25 if has_hangul(body[0]) else 45)
            if (_TOLD_WHOLE.fullmatch(said) or brief) and 1 < len(body) <= 3 and sum(map(len, body)) <= ANSWER:
                body = [" ".join(body)]  # the first sentence of a problem, or a short one, is seldom the whole of it
        if not body or _IS_DATE.match(body[0]):
            continue
        if claim.form is Form.LABEL and len(parts := numbered(claim.part.body)) > 1:
            about, asked = scope.lead if scope.lead and scope.titled else topic, _ASKED.get(said, said)
            answer, many, subject = listed(list(parts)), len(parts), plain(scope.name)
            yield Fact(
                Ask.LIST, Kind.ENUMERATION, about, answer, line, uses, asked, "numbered", many, subject=subject, rank=3
            )
            continue
        effects = claim.part.effects if claim.form is Form.LABEL else ()
        changes = len(effects) == 1 and _CHANGES.fullmatch(body[-1]) is not None and has_hangul(said)
        if changes:  # "상태: OPEN → CLOSED": neither side alone is the answer
            after = effects[0] if _INTO.match(effects[0]) else f"{effects[0]}{direction(effects[0])}"
            body, effects = [*body[:-1], f"{body[-1]}에서 {after}"], ()
        if len(effects) > 1:  # "States: closed → open → half-open" is one chain, and its first link no answer
            body, effects = [", ".join((*body, *effects))], ()
        answer = shortened(body[0])
        if re.match(r"`?\$?[OΘΩ]\(", answer) and re.fullmatch(
            r"평균|최선|최악|최상|(?:average|best|worst)(?: case)?", said, re.I
        ):
            said = f"{said} 시간 복잡도" if has_hangul(said) else f"{said} time complexity"
        about = scope.lead if scope.lead and scope.titled else topic
        if scope.aspect and about == topic and is_aspect(said) and not _OWN_SIDES.search(scope.aspect):
            about = without_gloss(scope.name)  # "목적" under "분산의 역할" is that of 분산
        if is_meaning(said, about, answer):
            yield Fact(
                Ask.WHAT,
                Kind.DEFINITION,
                about,
                answer,
                line,
                uses,
                sort="label",
                subject=plain(about),
                accepted=accepted_for(answer),
                rank=3,
            )
            continue
        if says_what(said) and not has_hangul(answer):
            answer = without_term(about, answer)
        if answer.endswith("때문") and not is_label(said):
            why, thing = reason_of(said), without_gloss(scope.name)
            yield Fact(Ask.WHY, Kind.RELATION, thing, answer, line, uses, why, "reason", subject=plain(thing), rank=3)
            continue
        yield Fact(
            Ask.ASPECT,
            Kind.DEFINITION,
            about,
            answer,
            line,
            uses,
            said,
            _sort(said, claim, scope),
            subject=plain(scope.name),
            accepted=accepted_for(answer),
            rank=3,
        )
        for effect in effects:
            yield Fact(Ask.FOLLOWS, Kind.RELATION, about, shortened(effect), line, uses, said=answer, rank=5)
        for text in body[1:]:
            yield from facts_of(text, scope, claim.entry, about=topic)
