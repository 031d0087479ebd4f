"""What form a line has: a step, a message between two, a member, a part, a point of the line above it."""

from __future__ import annotations

import re
from itertools import pairwise

from cards.asking.answers import ended
from cards.asking.scope import Entry, Scope
from cards.asking.wording import is_clause
from cards.language import endings, korean
from cards.language.aspects import is_collective
from cards.language.endings import happens
from cards.language.glosses import accepted_for, without_gloss
from cards.language.statement import Statement
from cards.language.terms import is_described, is_name
from cards.language.text import has_hangul, key, mask
from cards.note import Form

_FORMULA = re.compile(r"[\d^_*/\\(){}²³√Σ∑·×]|\b[a-z]\b")


def parts_of(part: Statement) -> list[str]:
    """The parts that a statement says its term is made of; [] where it says no such thing."""
    if part.sign != "=" or not is_name(part.term):
        return []
    hidden = mask(part.body)
    at, out, start = [m.start() for m in re.finditer(r"(?<=\s)[+＋](?=\s)", hidden)], [], 0
    for stop in at:
        out.append(part.body[start:stop].strip())
        start = stop + 1
    out.append(part.body[start:].strip())
    # Sums of symbols are equations, not things put together.
    return out if len(out) > 1 and all(out) and not all(len(o) <= 2 or _FORMULA.search(o) for o in out) else []


def partly(scope: Scope) -> list[tuple[Entry, str]]:
    """The names of a list under a collective aspect ("장점") where some say more and others are names alone."""
    if not (scope.aspect and scope.name and is_collective(scope.aspect)) or scope.lead:
        return []
    found = []
    for entry in scope.entries:
        if entry.line.form is not Form.ITEM or len(entry.parts) != 1:
            return []
        term = member(entry)
        if not term and not entry.parts[0].sign and len(entry.line.text) <= 60 and entry.below is None:
            term = ended(entry.line.text)
        if not term:
            return []
        found.append((entry, term))
    return found if 0 < sum(1 for e, _ in found if e.parts[0].sign) < len(found) else []


def member(entry: Entry) -> str:
    """The name that a line of a list stands for, "" where it is a sentence."""
    if len(entry.parts) != 1 or entry.line.form not in (Form.ITEM, Form.TEXT):
        return ""
    part = entry.parts[0]
    term = part.term if part.sign else (entry.line.text.rstrip(":： ") if entry.below else "")
    if not term or len(term) > 45 or not is_name(term) or is_clause(term):
        return ""
    return term


IN_CODE = re.compile(r"^`[^`=]{1,40} = (?=[^`]*[+*/\-(])[^`]{3,120}`$")


POINTS_BACK = re.compile(
    r"^(?:that's|that is|that means|this|these|those|which"
    r"|(?:이는|이것은|이건|그것은|이를|이로써?|이로 인해|이런|이러한|이렇게|이때|이 때|그때"
    r"|이 경우|그 결과|왜냐하면))[\s,]",
    re.I,
)


_GIVES_REASON = re.compile(r"때문(?:이다|입니다|임|에)?[.!]?$")


def points_back(sentence: str) -> bool:
    """Whether a sentence says something only beside the one before it ("This means …", "… 때문이다")."""
    return POINTS_BACK.match(sentence) is not None or _GIVES_REASON.search(sentence) is not None


def same(subject: str, scope: Scope) -> bool:
    """Whether a sentence's subject is what its heading names."""
    if not scope.name:
        return False
    # "Access Token / Refresh Token" are two things, and neither is both.
    others = () if " / " in scope.name else accepted_for(scope.name)
    names = {key(scope.name), key(without_gloss(scope.name)), *map(key, others)}
    said = {key(subject), key(without_gloss(subject))}
    if not has_hangul(subject):
        # "A hook is …" under "Hooks" is about it.
        names |= {name.removesuffix("s") for name in names if len(name) > 4}
        said |= {name.removesuffix("s") for name in said if len(name) > 4}
    return bool(names & said) or initials(subject) in names


def initials(words: str) -> str:
    """The first letters of three words or more, as an abbreviation has them; "" of fewer.

    >>> initials("translation lookaside buffer")
    'tlb'
    """
    parts = re.findall(r"[A-Za-z]+", words)
    return "".join(p[0] for p in parts).lower() if len(parts) > 2 else ""


_ORDER = re.compile(
    r"순서|과정|흐름|단계|절차|우선순위|order|steps?|flow|path|pipeline|sequence|priority|lifecycle", re.I
)


def is_sequence(part: Statement) -> bool:
    """Whether arrows lead from one short name to the next, three or more of them."""
    if not part.effects:
        return False
    if part.sign in {":", "-", "="}:
        # "찾는 순서: Local → Enclosing → Global"
        row = (part.body, *part.effects)
        return len(row) >= 3 and _ORDER.search(part.term) is not None and all(len(n) <= 30 for n in row)
    names = (part.term, part.body, *part.effects)
    return part.sign == "→" and len(names) >= 3 and all(len(n) <= 25 and not is_clause(n) for n in names)


def steps_of(entry: Entry) -> list[str]:
    """The steps that a line and what leans on it walk through; [] where they are none."""
    line = entry.line
    if len(entry.parts) != 1 or line.form not in (Form.TEXT, Form.ITEM):
        return []
    part = entry.parts[0]
    if not part.effects and not line.children:
        return []
    if is_sequence(part):
        return [*([part.term] if part.sign == "→" else []), part.body, *part.effects]
    leaning = [c.text for c in line.children if c.form is Form.LEAN]
    plain = not part.sign and len(leaning) >= 2 and len(leaning) == len(line.children)
    return [part.body, *leaning] if plain and not any("→" in s or ":" in s for s in leaning) else []


_PROCESS = re.compile(
    r"(?:면|때는|경우는)\s?\?|과정|순서|절차|단계|동작|작동|흐름|어떻게|원리"
    r"|생명 ?주기|handshake|how\b|steps?\b|process$|procedure|flow|lifecycle|algorithm",
    re.I,
)


_ACTS = re.compile(
    r"(?:[을를에로서지]|먼저|다시|다음|통해)\s(?:\S+\s)?(?:조회|저장|전송|반환|실행|호출|생성|삭제|추가|제거|확인|이동|할당|갱신|적재|처리|전달|요청"
    r"|응답|수신|송신|반복|교체|선택|비교|변환|계산|등록|검사|해제|종료|시작|설정|복사|반영|수행|대기|검색|탐색|정렬|연결|입력|출력|분할|병합)"
    r"(?:\s?\([^()]*\))?\.?$"
)


_BIDS = re.compile(
    r"^(?:set|take|repeat|relax|add|remove|find|create|send|check|run|start|stop|compute|calculate|update|choose|pick|split|merge"
    r"|swap|compare|move|copy|insert|delete|return|call|read|write|open|close|build|install|go|get|put|make|push|pop|visit|mark"
    r"|initiali[sz]e|select|apply|train|click|connect|wait|divide|sort|enqueue|dequeue|assign|continue)\s",
    re.I,
)


_WAITS = re.compile(r"[가-힣]면\s|\s(?:후|뒤|때)(?:에|마다)?\s|\b(?:when|after|then|once)\b", re.I)


_IS_PROCESS = re.compile(r"(?:과정|절차|순서)(?:이다|입니다|임)?\.?$")


def ordered_steps(scope: Scope) -> tuple[Entry, ...]:
    """The numbered lines that say what is done one after another; () where they are facts, names or advantages.

    Under a heading that promises a process two are enough; under a name each must say what is done.
    """
    steps = tuple(e for e in scope.entries if e.line.ordered and e.line.form is Form.ITEM)
    if len(steps) < 2 or any(
        len(e.parts) != 1 or e.parts[0].sign not in {"", "="} or e.below or e.line.children for e in steps
    ):
        return ()
    texts = [e.line.text for e in steps]
    first = scope.entries[0].line
    means = first.text if first.form is Form.TEXT and _IS_PROCESS.search(first.text) else ""
    if means or _PROCESS.search(" ".join((scope.question, scope.aspect, scope.lead, scope.heading))):
        return steps
    if scope.aspect or scope.question or len(steps) < 3 or not scope.name:
        return ()
    acts = sum(
        1
        for t in texts
        if has_hangul(t) and (happens(t) or _ACTS.search(t)) and korean.analyse(t).form not in {"topic", "definition"}
    )
    acts += sum(1 for t in texts if _BIDS.match(t))
    if acts * 2 > len(texts):
        return steps
    # What one line ends with the next begins with, and one waits for something: a process too.
    stems = [{w[:2] for w in re.findall(r"[가-힣]{2,}|[A-Za-z]{3,}", t)} for t in texts]
    linked = sum(1 for one, other in pairwise(stems) if one & other)
    return steps if linked * 2 > len(texts) - 1 and any(_WAITS.search(t) for t in texts) else ()


def is_message(part: Statement) -> bool:
    """Whether an arrow says who sends to whom what ("클라이언트 → 서버 : SYN")."""
    return part.sign == "→" and not part.effects and _SENT.match(part.body) is not None


_SENT = re.compile(r"^(?P<to>[^:()]{1,24}?)\s*:\s+(?P<what>\S.*)$")


def is_point(part: Statement, scope: Scope) -> bool:
    """Whether "A → B" tells of the name above it what A is, and what comes of it, rather than what A is.

    So it is where it stands alone under a name, or where A says what the name does.
    """
    if part.sign != "→" or not scope.name or not scope.meant or scope.aspect or scope.lead or scope.question:
        return False
    if (
        endings.as_condition(part.term)
        or re.search(r"(?:면|때|경우)$", part.term)
        or re.search(r"[가-힣]면\s", part.term)
    ):
        return False
    if len(scope.entries) == 1 and not scope.section:
        return len(part.term) >= 6
    return (
        has_hangul(part.term)
        and not is_name(part.term)
        and not endings.is_clause(part.term)
        and not is_described(part.term)
    )
