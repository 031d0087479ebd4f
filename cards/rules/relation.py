"""`cause → effect`, `condition: what happens`, and lines that lean on what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended, shortened
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact, own
from cards.asking.follows import followed, of_name
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import accepted_for
from cards.language.korean.endings import as_condition, closed, josa
from cards.language.reader import reader_of
from cards.language.text import has_hangul, plain

FORMS = frozenset({Form.ARROW, Form.CONDITION})

EXAMPLES = (
    ("## Band\n- Band를 L층 쌓음 → 더 멀리 닿음\n", (("Band를 L층 쌓으면 어떻게 되나?", "더 멀리 닿음"),)),
    ("## 반죽\n- 수분 부족 → 글루텐 약화\n", (("**반죽** — 수분이 부족하면 어떻게 되나?", "글루텐 약화"),)),
    ("## 반죽\n- 반죽에 넣는 물의 무게의 비율 → 70 %\n", (("반죽에 넣는 물의 무게의 비율은?", "70 %"),)),
    ("## 체\n- 전부 거르기(X) → 굵은 것만 거름\n", (("**체** — 전부 거르기 대신 어떻게 하나?", "굵은 것만 거름"),)),
    (
        "## Paint\n- If gloss = 0 - the wall looks flat.\n",
        (("**Paint** — what happens if gloss = 0?", "the wall looks flat"),),
    ),
    (
        "## 수도꼭지\n- **밸브 = 0**: 물이 나오지 않음\n",
        (("**수도꼭지** — 밸브 = 0이면 어떻게 되나?", "물이 나오지 않음"),),
    ),
)
_AT_A_VALUE = re.compile(
    r"(?:if |when )?(?:[\w-]+\s){1,3}(?:=|<|>|≤|≥|→)\s(?:-?[\d.,]+\s?\w{0,6}|[A-Za-z가-힣∞]{1,16}(?:\s[가-힣]{1,8})?)"
    r"(?:이?면|일 때)?$",
    re.I,
)
_SUPPOSES = re.compile(r"[가-힣](?:면|수록|\s때|\s경우)(?:에?[는만]|에)?$")
_TENDS = re.compile(r"(?P<name>[^→]{1,20}?)\s?→\s?(?P<value>-?\d[\d.]*)$")
_SO = re.compile(r"^(?:그래서|따라서|그러므로|즉|so|thus|hence|therefore),?\s", re.I)
_REASON = re.compile(
    r"^(?:so (?:that )?|because |since |otherwise,? |or else,? |그래야\s|(?:안 그러면|그렇지 않으면|그러지 않으면),?\s)"
    r"|(?:위해서?|때문(?:에|이다)?|려고)\.?$",
    re.I,
)
_WHEN = re.compile(r"^(?:if|when|unless|once)\s", re.I)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What follows from what, and why."""
    for claim in claims:
        yield from _told(claim, scope)


def _told(claim: Claim, scope: Scope) -> Iterator[Fact]:
    part, line, uses = claim.part, claim.entry.line.number, own(claim.entry.line)
    body = shortened(part.body)
    if not body:
        return
    if claim.form is Form.CONDITION:
        one = _fact(Ask.IF, _condition(part.term, has_hangul(body)), body, line, uses, scope)
        # "active = 2: 일하는 스레드" may be what a run printed: signs alone make no condition of a Korean sentence.
        in_one = has_hangul(part.term) or not has_hangul(body)
        supposed = _AT_A_VALUE.match(part.term) or (has_hangul(part.term) and _SUPPOSES.search(part.term))
        yield one._replace(sort="at a value") if in_one and supposed and is_told(body) else one
    elif part.sign == "→":
        if _REASON.search(body):
            yield _fact(Ask.WHY, part.term, re.sub(r"^so (?:that )?", "so that ", body, flags=re.I), line, uses, scope)
        elif condition := _as_condition(part.term):
            yield followed(_fact(Ask.IF, condition, body, line, uses, scope), part.term)
        else:
            one = _fact(Ask.FOLLOWS, ended(part.term), _without_so(body), line, uses, scope)
            named = _is_named(claim, scope) and not part.effects
            yield from of_name(scope.name, part.term, body, one) if named else (followed(one, part.term),)
    before = ended(part.body) if part.sign == "→" else f"{part.term}: {ended(part.body)}"
    if claim.form is Form.CONDITION:
        asked = _condition(part.term, has_hangul(body))
        before = f"{asked}{' ' if has_hangul(asked) else ', '}{ended(part.body)}"
    for effect in part.effects:
        one = _fact(Ask.FOLLOWS, before, shortened(_without_so(effect)), line, uses, scope)
        yield followed(one, before) if part.sign == "→" else one
        before = ended(effect)
    yield from _below(claim, scope)


def is_told(body: str) -> bool:
    """Whether what is so at a value is said in words ("전류가 흐르지 않음"), and is no formula or bare name."""
    return len(body.split()) >= 2 and re.search(r"[=<>`$(){}]", body) is None


def _is_named(claim: Claim, scope: Scope) -> bool:
    """Whether a line stands alone below a line that names something, and says what that is or does."""
    alone = not scope.section and len(scope.entries) == 1
    return alone and bool(scope.name) and scope.meant and not scope.aspect and not scope.told


def _below(claim: Claim, scope: Scope) -> Iterator[Fact]:
    """What one line below an arrow says of what follows: "→ 일부만 선택" over "계산 효율 향상"."""
    below, part = claim.entry.below, claim.part
    if below is None or len(below.entries) != 1 or part.sign != "→" or not has_hangul(part.body):
        return
    entry = below.entries[0]
    if len(entry.parts) != 1 or entry.parts[0].sign or entry.below is not None or len(entry.line.text) > 80:
        return
    last = ended((*part.effects, part.body)[0])
    one = _fact(Ask.FOLLOWS, last, shortened(entry.line.text), entry.line.number, own(entry.line), scope)
    asked = followed(one, last)
    if asked.sort == "if":
        yield asked._replace(rank=1)


def _fact(ask: Ask, said: str, answer: str, line: int, uses: frozenset[int], scope: Scope) -> Fact:
    return Fact(
        ask,
        Kind.RELATION,
        "",
        answer,
        line,
        uses,
        said,
        "arrow",
        subject=plain(scope.name),
        accepted=accepted_for(answer),
        rank=4,
    )


def _without_so(text: str) -> str:
    return _SO.sub("", text)


def _condition(term: str, korean: bool = False) -> str:
    """A condition as the question repeats it: "gloss = 0" is "if gloss = 0", "밸브 = 0" is "밸브 = 0이면".

    So is "pH = 7" where what follows is told in Korean.
    """
    korean = has_hangul(term) or (korean and not _WHEN.match(term))
    if tends := _TENDS.match(term):
        name, value = tends["name"].strip(), tends["value"]
        if korean:
            return f"{name}{josa(name, '이가')} {value}에 가까워지면"
        return f"as {_small(name)} goes to {value}"
    if korean:
        if re.search(r"(?:면|때|경우|시|수록|[때우]에?[는만])$", term):
            return term
        joins = term[-1].isdigit() or (not term[-1].isascii() and closed(term))
        return f"{term}{'이' if joins else ''}면"
    return _small(term) if _WHEN.match(term) else f"if {term}"


def _as_condition(term: str) -> str:
    if has_hangul(term):
        return as_condition(term) if not re.search(r"(?:[없않](?:음|다)|안 [됨된]|불가|금지)$", term) else ""
    if _WHEN.match(term):
        return _small(term)
    return f"when {_small(term)}" if reader_of(term).has_verb(term) else ""


def _small(term: str) -> str:
    """A clause inside a question: its first letter small, unless it is of a name in capitals ("QUIC")."""
    return term if term[1:2].isupper() else term[:1].lower() + term[1:]
