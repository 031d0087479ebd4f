"""Things in order: a row of arrows, lines that lean on one another, numbered lines that say what is done in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cards.asking.answers import ANSWER
from cards.asking.scope import Entry, Scope
from cards.language.aspects import promises_points
from cards.language.english import labels as english
from cards.language.english.deeds import is_bidden, is_order_to_act
from cards.language.headings import is_question
from cards.language.korean import endings
from cards.language.korean import labels as korean
from cards.language.korean.endings import happens
from cards.language.reader import reader_of
from cards.language.statement import Statement
from cards.language.terms import is_name
from cards.language.text import has_hangul
from cards.note import Form
from cards.reading.labels import STEP_LABEL

_ORDER = re.compile(
    r"순서|과정|흐름|단계|절차|우선순위|order|steps?|flow|path|pipeline|sequence|priority|lifecycle", re.I
)
_PROCESS = re.compile(
    r"(?:면|때는|경우는)\s?\?|과정|순서|절차|단계|동작|작동|흐름|어떻게|원리"
    r"|생명 ?주기|handshake|how\b|steps?\b|process$|procedure|flow|lifecycle|algorithm(?!s)",
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
MANY = 4  # names in a row that are a way from one to the next
SENT = re.compile(r"^(?P<to>[^:()]{1,24}?)\s*:\s+(?P<what>\S.*)$")


def is_message(part: Statement) -> bool:
    """Whether an arrow says who sends to whom what ("클라이언트 → 서버 : SYN")."""
    return part.sign == "→" and not part.effects and SENT.match(part.body) is not None


def is_row(part: Statement) -> bool:
    """Whether arrows lead from one name to the next, three or more of them."""
    if not part.effects:
        return False
    if part.sign in {":", "-", "="}:
        # "찾는 순서: Local → Enclosing → Global"
        row = (part.body, *part.effects)
        if len(row) >= MANY and all(len(n) <= 20 and is_name(n) and not _is_clause(n) for n in row):
            return True  # "폐순환: 우심실 → 폐동맥 → 폐정맥 → 좌심방" is a way, whatever its name says
        return len(row) >= 3 and _ORDER.search(part.term) is not None and all(len(n) <= 30 for n in row)
    names = (part.term, part.body, *part.effects)
    return part.sign == "→" and len(names) >= 3 and all(len(n) <= 25 and not _is_clause(n) for n in names)


def _is_clause(text: str) -> bool:
    return endings.is_clause(text) if has_hangul(text) else english.is_clause(text)


def flow_of(entry: Entry) -> list[str]:
    """The steps that a line and what leans on it walk through; [] where they are none."""
    line = entry.line
    if len(entry.parts) != 1 or line.form not in (Form.TEXT, Form.ITEM):
        return []
    part = entry.parts[0]
    if not part.effects and not line.children:
        return []
    if is_row(part):
        return [*([part.term] if part.sign == "→" else []), part.body, *part.effects]
    leaning = [c.text for c in line.children if c.form is Form.LEAN]
    plain = not part.sign and len(leaning) >= 2 and len(leaning) == len(line.children)
    return [part.body, *leaning] if plain and not any("→" in s or ":" in s for s in leaning) else []


def ordered_steps(scope: Scope) -> tuple[Entry, ...]:
    """The numbered lines that say what is done one after another; () where they are facts, names or advantages.

    Under a heading that promises a process two are enough; under a name each must say what is done.
    """
    steps = tuple(e for e in scope.entries if e.line.ordered and e.line.form is Form.ITEM)
    if len(steps) < 2 or promises_points(scope.promise):
        return ()
    if all(STEP_LABEL.match(step.line.raw.lstrip("-*+ ")) for step in steps):
        return steps  # "1단계: …", whatever they say
    if len(steps) > 2 and is_how_to(scope.heading):
        done = [_is_done(step) for step in steps]
        if done[0] and sum(done) * 3 >= len(done) * 2:
            return steps
    if len(steps) > 2 and _IS_ORDER.search(scope.heading.rstrip(": ")) and all(map(_bids_in_bold, steps)):
        return steps
    if any(len(e.parts) != 1 or e.parts[0].sign not in {"", "="} for e in steps):
        return ()
    texts = [e.line.text.rstrip(":： ") for e in steps]
    first = scope.entries[0].line
    means = first.text if first.form is Form.TEXT and _IS_PROCESS.search(first.text) else ""
    over = " ".join((scope.question, scope.aspect, scope.lead, scope.heading))
    if means or (_PROCESS.search(over) and not _are_ways(over, texts)):
        return steps
    remarked = [e for e in steps if any(child.form is Form.TEXT for child in e.line.children)]
    children = [child for e in steps if e not in remarked for child in e.line.children]
    if any(child.form is not Form.CODE for child in children) or len(remarked) * 3 > len(steps):
        return ()
    if children and scope.name:
        return steps  # code below a number is how that step is done
    if scope.aspect or scope.question or len(steps) < 3 or not scope.name or any(map(is_question, texts)):
        return ()
    acts = sum(
        1
        for t in texts
        if has_hangul(t) and (happens(t) or _ACTS.search(t)) and korean.analyse(t).form not in {"topic", "definition"}
    )
    acts += sum(1 for t in texts if not has_hangul(t) and (_BIDS.match(t) or is_order_to_act(t)))
    if acts * 2 > len(texts):
        return steps
    if sum(map(len, texts)) > ANSWER:
        return ()  # sentences, each a fact of its own
    # What one line ends with the next begins with, and one waits for something: a process too.
    stems = [{w[:2] for w in re.findall(r"[가-힣]{2,}|[A-Za-z]{3,}", t)} for t in texts]
    linked = sum(1 for one, other in pairwise(stems) if one & other)
    return steps if linked * 2 > len(texts) - 1 and any(_WAITS.search(t) for t in texts) else ()


def is_how_to(heading: str) -> bool:
    """Whether a heading tells what is to be done, so that numbered lines below it say how.

    >>> is_how_to("Installing the driver"), is_how_to("Index"), is_how_to("인증서 등록하기"), is_how_to("크기")
    (True, False, True, False)
    """
    if not has_hangul(heading):
        return _HOW_TO.match(heading) is not None or is_bidden(heading)
    tokens = reader_of(heading).tagged(heading) or ()
    return len(tokens) > 2 and tokens[-1].tag == "ETN" and tokens[-2].tag.startswith(("VV", "XSV"))


_HOW_TO = re.compile(r"how to\s|(?!(?:string|thing|king|ring|spring|during|being)\b)[a-z]{2,}ing\s\w", re.I)


def _is_done(entry: Entry) -> bool:
    """Whether a numbered line says one thing to do, as those below "How to …" do: "API 명세 작성", "Open the lid"."""
    text = entry.line.text.rstrip(":： ")
    if any(child.form not in (Form.CODE, Form.TEXT) for child in entry.line.children):
        return False
    if not has_hangul(text):
        return _BIDS.match(text) is not None or is_bidden(text)
    return len(text.split()) > 1 and korean.analyse(text).form not in {"topic", "definition"}


def _bids_in_bold(entry: Entry) -> bool:
    """Whether a numbered line begins with what is to be done in bold ("**Choose Primes**: select two primes")."""
    term = entry.parts[0].term if len(entry.parts) == 1 else ""
    return term in entry.line.strong and not has_hangul(term) and is_bidden(term)


def _are_ways(over: str, texts: Sequence[str]) -> bool:
    """Whether names below "How to reduce it" are ways to do it, each by itself, and no steps."""
    bare = not has_hangul(over) and re.search(r"\bhow to\b", over, re.I) is not None
    return bare and all(len(text.split()) <= 4 and not _BIDS.match(text) and not _is_clause(text) for text in texts)


def promises_order(scope: Scope) -> bool:
    """Whether what stands over lines says that they are done, or happen, one after another."""
    over = " ".join((scope.question, scope.aspect, scope.lead, scope.heading))
    return is_how_to(scope.heading) or _PROCESS.search(over) is not None


_IS_ORDER = re.compile(r"(?:과정|절차|순서|원리|흐름)$|\b(?:process|procedure|workflow|handshake|steps)$", re.I)


def is_order(name: str) -> bool:
    """Whether a name is that of a process, which is nothing but its order.

    >>> is_order("TCP three-way handshake"), is_order("가입 절차"), is_order("Parts of a loom")
    (True, True, False)
    """
    return _IS_ORDER.search(name) is not None


_NO_STEP = re.compile(r"(?:경우|상태|종류|방식|때)$|[가-힣]다\. ", re.I)


def is_told_in_order(answer: str, scope: Scope) -> bool:
    """Whether three steps or more are told, each in words of its own, below a heading that promises what is done."""
    rows = [row.partition(" ")[2] for row in answer.split("\n") if row[:1].isdigit()]
    if len(rows) < 3 or not (is_how_to(scope.heading) or _IS_ORDER.search(scope.heading)):
        return False
    return all(len(row.split()) > 1 and not _NO_STEP.search(row) for row in rows)


_STEP = re.compile(r"[\s#>*\W]*(?:step|단계|stage|phase)\s*(?P<at>\d{1,2})|[\s#>*\W]*(?P<th>\d{1,2})\s?단계", re.I)
_NUMBERED = re.compile(r"[\s#>*\W]*(?P<at>\d{1,2})[.)]\s")
_IN_ORDER = re.compile(
    r"(?:단계|과정|순서|절차|흐름|생명 ?주기|라이프 ?사이클)$|\b(?:process|steps|procedure|workflow|life ?cycle)$", re.I
)


def are_steps(rows: list[str], over: str) -> bool:
    """Whether headings, as they stand in the note, are steps: "Step 1", "1단계", or 1, 2, 3 under one that says so."""
    named = all(row.rstrip().endswith("단계") for row in rows)  # "(1) 시동 단계"
    sign = _NUMBERED if named or _IN_ORDER.search(over.strip()) else _STEP
    found = [_STEP.match(row) or sign.match(row) for row in rows]
    at = [int(match["at"] or match.groupdict().get("th") or 0) for match in found if match is not None]
    return len(rows) > 2 and at == list(range(1, len(rows) + 1))
