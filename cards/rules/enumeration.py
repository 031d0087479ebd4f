"""The members of a kind, asked for as one list by the name of the kind; a long one in parts, each after the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.announced import announced_list
from cards.asking.answers import ANSWER, ended, listed
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.flow import is_order
from cards.asking.members import members_of
from cards.asking.openings import names_its_kind
from cards.asking.scope import Scope
from cards.asking.subjects import is_meaning, kind_of, topic_of
from cards.asking.verb_labels import verb_of
from cards.asking.ways import is_way, told_of_way
from cards.card import Kind
from cards.language.aspects import promises_points
from cards.language.english.deeds import is_order_to_act
from cards.language.english.heads import asked_of
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.headings import is_question
from cards.language.korean.endings import happens, josa
from cards.language.korean.rows import counts
from cards.language.text import has_hangul, plain

FORMS = frozenset({Form.MEMBER, Form.TERM, Form.LEAD, Form.VALUE, Form.STEP, Form.SENTENCE, Form.FRAGMENT, Form.LABEL})

EXAMPLES = (
    ("## 어텐션의 종류\n1. Self: 자기끼리 봄\n2. Cross: 남을 봄\n", (("**어텐션**의 종류 2가지는?", "Self, Cross"),)),
    (
        "## Sorting algorithms\n- Bubble: swaps neighbours\n- Merge: halves and merges\n",
        (("**Sorting algorithms** — which 2 are there?", "Bubble, Merge"),),
    ),
)
WHOLE = 7
_ASKS_WELL = re.compile(
    r"which are the\b"
)  # a title is asked by itself as well: "Fields of a waybill — which 4 are there?"


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """One card for the whole list, or for each part of a long one; a single thing under a name answers for it."""
    members = members_of(scope)
    if (whole := announced_list(scope)) is not None and (members is None or not _ASKS_WELL.match(whole.said)):
        yield whole
        return
    line = scope.number or (claims[0].entry.line.number if claims else 0)
    if (way := told_of_way(scope)) is not None:
        yield way
        return
    if members is None:
        yield from _single(scope, claims)
        return
    about, said = _asked(scope)
    if not about:
        return
    rest = _asked_by_its_rest(scope)
    verb = "" if rest else verb_of(scope)
    names = members.names
    in_order = (counts(about, len(names)) and about.endswith("단계")) or is_order(about)
    steps = len(claims) > 2 and all(c.form is Form.STEP for c in claims)
    if steps and (in_order or all(_is_done(c.part.body) for c in claims)):
        return  # asked for in their order
    if not (scope.section or verb) and is_order_to_act(scope.name):
        return  # the points of a step stand with it
    parts = [names] if len(names) <= WHOLE and len(listed(list(names))) <= ANSWER else _parts(names)
    after = ""
    for part in parts:
        answer = listed(list(part))
        if scope.asked and len(parts) == 1:
            subject = plain(without_gloss(scope.label))
            yield Fact(
                Ask.OWN, Kind.ENUMERATION, "", answer, line, members.lines, scope.asked, "announced", many=len(names),
                subject=subject, rank=1,
            )  # fmt: skip
        elif rest and len(parts) == 1:
            sort, subject = "announced by a line", plain(without_gloss(scope.above))
            yield Fact(
                Ask.OWN, Kind.ENUMERATION, scope.above, answer, line, members.lines, rest, sort, many=len(names),
                subject=subject, rank=1,
            )  # fmt: skip
        elif verb and not after:
            yield Fact(Ask.DOES, Kind.ENUMERATION, scope.above, answer, line, members.lines, verb, "list", rank=1)
        else:
            yield Fact(
                Ask.LIST,
                Kind.ENUMERATION,
                about,
                answer,
                line,
                members.lines,
                "" if after else said,
                "kind" if _names_kind(said or about, names) else "points" if _are_points(said or about, names) else "",
                many=len(names),
                after=after,
                subject=plain(without_gloss(scope.name)),
                rank=1,
            )
        after = without_gloss(part[-1])


def _is_done(text: str) -> bool:
    """Whether a numbered line says what is done, so that it is a step and no thing of a kind."""
    return happens(text) if has_hangul(text) else is_order_to_act(text)


_KIND_KO = re.compile(
    r"(?:^|\s)(?:종류|특징|규칙|원칙|조건|구성 ?요소|구성|요소|장점|단점|옵션|계층|과정|유형|속성|원인|기법|알고리즘"
    r"|부품|재료|준비물|성분|원료|구성원|증상|대안|쓰임새|성질)$|\d가지|[두세네] 가지"
)


def _names_kind(kind: str, names: tuple[str, ...]) -> bool:
    """Whether the words over a list promise members of a kind, and its members are names of a few words."""
    told = _KIND_KO.search(without_gloss(kind)) is not None
    return told and len(names) <= 6 and all(len(name.split()) <= 4 and "|" not in name for name in names)


def _are_points(kind: str, names: tuple[str, ...]) -> bool:
    """Whether the words over a short list promise points ("장점"), which its lines tell in sentences."""
    return len(names) <= 5 and promises_points(kind) and all(map(has_hangul, names))


def _parts(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A long list in parts of nearly the same length, at most five each."""
    count = -(-len(names) // 5)
    size = -(-len(names) // count)
    return [names[i : i + size] for i in range(0, len(names), size)]


def _asked(scope: Scope) -> tuple[str, str]:
    """The name a list belongs to, and the word for its kind."""
    if scope.lead and scope.titled:
        return (scope.lead.rstrip(":： "), "")
    if scope.aspect and scope.name:
        about, kind = kind_of(scope)
        return about, _COUNT.sub("", kind)
    if _REASONS.fullmatch(scope.heading) and (above := without_gloss(scope.above)) and len(above.split()) <= 4:
        return f"{above}{josa(above, '을를')} {scope.heading}", ""  # "사용하는 이유" below "Docker Compose"
    return topic_of(scope), ""


_REASONS = re.compile(r"(?:사용|이용|활용|도입|적용|선택|채택|분리)(?:하는|해야 하는|한)\s(?:이유|까닭|목적)")
_COUNT = re.compile(
    r"^(?:the |its |\d+ |two |three |four |five |six |seven )+(?=[a-z])", re.I
)  # the question counts them


def _asked_by_its_rest(scope: Scope) -> str:
    """What a label over a list asks of the name above it, whose sentence it ends ("Used for", "Consists of")."""
    label = scope.heading.strip(":： ")
    if not scope.above or has_hangul(label + scope.above) or _ENDS_OPEN.search(label) is None:
        return ""
    return asked_of(label, plural(scope.above), "")


_ENDS_OPEN = re.compile(r"\s(?:for|by|in|on|to|with|from|of|at|as)$", re.I)


def _single(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The one thing below a name or an aspect: "약물" over "위산 억제제", "장점" over a short sentence."""
    alone = len(claims) == 1 and len(scope.entries) == 1 and not claims[0].part.sign
    told_more = bool(scope.lead) and not scope.titled and scope.korean
    if scope.aspect and scope.name and alone and not told_more and not (scope.question and has_hangul(scope.question)):
        told = claims[0].entry.line
        if scope.section and names_its_kind(told.text, scope):
            return  # "물이 찰 때 실행되는 단계" under "시동 단계" says what that is
        if len(told.text) <= 90 and claims[0].entry.below is None and not is_question(scope.aspect):
            means = is_meaning(scope.aspect, without_gloss(scope.name), told.text)
            yield Fact(
                Ask.WHAT if means else Ask.ASPECT,
                Kind.DEFINITION,
                without_gloss(scope.name),
                ended(told.text),
                told.number,
                own(told) | {scope.number},
                "" if means else scope.aspect,
                "label" if means else "aspect",
                subject=plain(without_gloss(scope.name)),
                rank=2,
            )
        return
    way = scope.section and is_way(scope)
    placed = bool(scope.above) and (way or not scope.section)
    if len(scope.entries) != 1 or not placed or scope.lead or scope.told or not claims:
        return
    claim = claims[0]
    if claim.form is not Form.MEMBER:
        return
    if verb := verb_of(scope):
        line, uses = claim.entry.line, frozenset({scope.number, claim.entry.line.number})
        yield Fact(Ask.DOES, Kind.ENUMERATION, scope.above, line.text, line.number, uses, verb, "list", rank=1)
        return
    said = scope.aspect or scope.name
    over = scope.heads[-2] if way else scope.above
    above = over if over != scope.name else ""
    if said and above:
        yield Fact(
            Ask.ASPECT,
            Kind.DEFINITION,
            without_gloss(above),
            claim.entry.line.text,
            claim.entry.line.number,
            frozenset({scope.number, claim.entry.line.number}),
            said,
            rank=3,
        )
