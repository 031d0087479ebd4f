"""Tables: a term and its meaning, a question and its answer, or a cell asked by its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.draft import ANSWER, Draft
from cards.asking.scope import Scope
from cards.asking.wording import about, backwards, listed, reversible, what, with_name
from cards.card import Kind
from cards.language.aspects import is_aspect, is_collective
from cards.language.endings import josa
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, words
from cards.note import Form, Line

EXAMPLES = (
    ("## 패턴\n| 패턴 | FLOPs |\n| --- | --- |\n| Band | 4TwD |\n", (("**Band** (패턴) — FLOPs는?", "4TwD"),)),
    (
        "## 용어\n| 용어 | 설명 |\n| --- | --- |\n| PCB | 프로세스의 정보를 담은 블록 |\n",
        (("**PCB** — 무엇인가?", "프로세스의 정보를 담은 블록"),),
    ),
    (
        "## 비교\n| 구분 | TCP | UDP |\n| --- | --- | --- |\n| 연결 | 맺는다 | 없다 |\n",
        (("**TCP** — 연결은?", "맺는다"), ("**UDP** — 연결은?", "없다")),
    ),
)
_KEYS = words(
    """
    구분 항목 비교 비교항목 비교대상 비교기준 기준 특징 특성 속성 분류 측면 관점 요소 내용 차이 차이점 category
    categories feature features aspect property criterion criteria item items attribute comparison difference
    topic vs
    """
)
_MEANING = re.compile(
    r"^(?:설명|의미|뜻|내용|정의|개념|풀이|비고|description|meaning|definition|explanation|note|notes"
    r"|summary|details?|what (?:it|this) (?:does|is|means)|what\??)$",
    re.I,
)
# A last column of remarks: what it says of a row is not what the row is.
_NOTED = re.compile(r"^(?:비고|참고|참고 ?사항|기타|메모|덧붙임|notes?|remarks?|comments?|misc|etc)\.?$", re.I)
_IN_ENGLISH = re.compile(r"^(?:What|When|Where|Why|How|Who|Which|Used|Best) [a-z]")
_ASKED = re.compile(r"^(?:질문|문제|question|q|문항)$", re.I)
_INDEX = re.compile(r"^(?:#|no\.?|번호|순번|순서|idx|index|날짜|date)$", re.I)
_YES = frozenset(["O", "o", "○", "◯", "Y", "Yes", "yes", "✓"])
_NO = frozenset(["X", "x", "×", "N", "No", "no"])
_EMPTY = frozenset(["", "-", "–", "—", "?", "…", "...", "N/A", "n/a", "〃", '"'])


def cards(scope: Scope) -> Iterator[Draft]:
    """The cells of each table of a scope."""
    for entry in scope.entries:
        if entry.line.form is Form.TABLE:
            yield from _table(entry.line, scope)


def _table(line: Line, scope: Scope) -> Iterator[Draft]:
    rows, numbers = list(line.rows), list(line.numbers)
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows) > 60:
        return
    header = list(rows[0])
    body = [(row, number) for row, number in zip(rows[1:], numbers[1:], strict=False) if any(c.strip() for c in row)]
    if _INDEX.match(header[0]) and len(header) > 2:
        header, body = header[1:], [(row[1:], n) for row, n in body]
    uses_head = frozenset(numbers[:1])
    if not any(h.strip() for h in header):
        header = ["", *[""] * (len(header) - 1)]
    last: dict[int, str] = {}
    filled = []
    for row, number in body:
        # An empty first cell means "as above".
        first = row[0].strip() or last.get(0, "")
        last[0] = first
        filled.append(((first, *row[1:]), number))
    if len(header) == 2:
        yield from _two(header, filled, uses_head, scope)
    elif _is_key(header[0]):
        for row, number in filled:
            for column in range(1, min(len(header), len(row))):
                yield from _cell(header[column], row[0], row[column], number, uses_head, scope)
    else:
        for row, number in filled:
            for column in range(1, min(len(header), len(row))):
                if _NOTED.match(header[column].strip()):
                    yield from _noted(row[0], row[column], number, uses_head, scope)
                elif _MEANING.match(header[column].strip()):
                    yield from _meaning(row[0], row[column], number, uses_head, scope)
                else:
                    yield from _cell(row[0], header[column], row[column], number, uses_head, scope)
    yield from _names(header, filled, uses_head, line, scope)


def _is_key(text: str) -> bool:
    bare = re.sub(r"\s+", "", text).lower()
    return bare in _KEYS or not bare or re.sub(r"\s+", "", text).lower().rstrip("들별") in _KEYS


def _two(
    header: list[str], body: list[tuple[tuple[str, ...], int]], head: frozenset[int], scope: Scope
) -> Iterator[Draft]:
    name, told = header[0].strip(), header[1].strip()
    # A table of aspects and what is told of each ("항목 | 설명") is about the heading above it.
    aspects = sum(1 for row, _ in body if is_aspect(row[0]))
    for row, number in body:
        if len(row) < 2 or row[1].strip() in _EMPTY or not row[0].strip():
            continue
        if _ASKED.match(name) or is_question(row[0]):
            answer = shortened(row[1])
            question = with_name(row[0].rstrip("?？ "), scope) + "?"
            yield Draft(
                Kind.QUESTION, question, answer, number, scope.name, head | {number}, accepted_for(answer), rank=3
            )
        elif _MEANING.match(told) or not told or _is_key(name) or aspects * 2 > len(body) or _is_key(told):
            yield from _meaning(row[0], row[1], number, head, scope)
        else:
            yield from _cell(row[0], told, row[1], number, head, scope)


def _meaning(term: str, meaning: str, number: int, head: frozenset[int], scope: Scope) -> Iterator[Draft]:
    if meaning.strip() in _EMPTY or not term.strip():
        return
    answer = shortened(meaning)
    yield Draft(
        Kind.TABLE,
        what(term, scope),
        answer,
        number,
        without_gloss(term) if not is_aspect(term) else scope.name,
        head | {number},
        accepted_for(answer),
        rank=3,
    )
    if reversible(term, answer):
        yield Draft(
            Kind.TABLE,
            backwards(answer, scope),
            term,
            number,
            without_gloss(term),
            head | {number},
            accepted_for(term),
            reverse=True,
            rank=6,
        )


def _noted(thing: str, remark: str, number: int, head: frozenset[int], scope: Scope) -> Iterator[Draft]:
    subject = "" if remark.strip() in _EMPTY else about(thing, scope)
    if subject:
        question = f"{subject} — {'함께 기억할 점은?' if scope.korean else 'what else is noted of it?'}"
        answer = shortened(remark)
        uses = head | {number}
        yield Draft(Kind.TABLE, question, answer, number, without_gloss(thing), uses, accepted_for(answer), rank=4)


def _cell(thing: str, quality: str, value: str, number: int, head: frozenset[int], scope: Scope) -> Iterator[Draft]:
    thing, quality, value = thing.strip(), quality.strip(), value.strip()
    if value in _EMPTY or not thing or not quality:
        return
    subject = about(thing, scope)
    if not subject:
        return
    ko = scope.korean or has_hangul(quality)
    quality = quality.rstrip("?？ ") or quality
    if value in _YES or value in _NO:
        yes = value in _YES
        question = f"{subject} — {quality}: 그런가?" if ko else f"{subject} — {quality}: is it so?"
        answer = ("그렇다" if yes else "아니다") if ko else ("yes" if yes else "no")
        accepted: tuple[str, ...] = ("O", "o", "yes", "예", "네") if yes else ("X", "x", "no", "아니오", "아니요")
        yield Draft(Kind.TABLE, question, answer, number, without_gloss(thing), head | {number}, accepted, rank=3)
        return
    if _IN_ENGLISH.match(quality):
        quality = quality[0].lower() + quality[1:]  # "When to use"
    question = f"{subject} — {quality.rstrip('?')}{josa(quality, '은는') if has_hangul(quality[-1:]) or ko else ''}?"
    answer = shortened(value)
    yield Draft(
        Kind.TABLE, question, answer, number, without_gloss(thing), head | {number}, accepted_for(answer), rank=3
    )


def _names(
    header: list[str], body: list[tuple[tuple[str, ...], int]], head: frozenset[int], line: Line, scope: Scope
) -> Iterator[Draft]:
    """The rows of a table by name, where its heading stands for a collection."""
    names = list(dict.fromkeys(row[0].strip() for row, _ in body if row[0].strip()))
    if (
        not (is_collective(scope.aspect) and scope.name)
        or _is_key(header[0])
        or not 2 <= len(names) <= 9
        or not all(is_name(n) and not is_aspect(n) for n in names)
    ):
        return
    from cards.asking.wording import members

    answer = listed(names)
    if len(answer) <= ANSWER and not any(key(n) in key(scope.name) for n in names):
        yield Draft(Kind.ENUMERATION, members(scope, len(names)), ended(answer), line.number, scope.name, head, rank=1)
