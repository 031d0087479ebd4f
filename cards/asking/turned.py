"""Which side of a table names its things: most tables hold one a row, a comparison holds one a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cards.asking.scope import Scope
from cards.language.aspects import is_aspect
from cards.language.glosses import without_gloss
from cards.language.text import has_hangul, key, words


class Row(NamedTuple):
    """The cells of a row and the source line they stand on."""

    cells: tuple[str, ...]
    number: int


_KEYS = words(
    """
    구분 항목 비교 비교항목 비교대상 비교기준 기준 특징 특성 속성 분류 측면 관점 요소 내용 차이 차이점 category
    categories feature features aspect property criterion criteria item items attribute comparison difference
    topic vs
    """
)


def named_above(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether the headings name what stands over the columns, as a comparison does, and not what begins the rows."""
    above = {key(word) for head in scope.heads for word in re.split(r"[\s,/&·]+|\bvs\b", head)}
    return all(key(name) in above for name in header[1:]) and not any(key(row.cells[0]) in above for row in body)


def rows_are_things(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether a table whose corner says nothing ("구분") holds one thing a row and not one a column.

    The things of a comparison are alike in name ("지구형 행성", "목성형 행성"), or the heading names them.
    """
    rows, columns = [row.cells[0].strip() for row in body], header[1:]
    above = key(" ".join(scope.heads[-1:]))

    def named(names: list[str]) -> int:
        alike = len({key(name)[-2:] for name in names}) == 1 and len(names) > 1
        return (2 if alike else 0) + (1 if all(key(name) and key(name) in above for name in names) else 0)

    aspects = sum(map(is_aspect, columns)) - sum(map(is_aspect, rows))
    return named(rows) > named(columns) or (named(rows) == named(columns) and aspects > 0)


_IN_THE_MIDDLE = re.compile(r"(?:항목|구분|기준)$|^비교$|^(?:aspect|criteri(?:on|a)|category|vs\.?)$", re.I)


_OF_TYPE = re.compile(
    r"^(?:(?:리턴|반환) ?(?:타입|형|값)?|(?:자료|데이터) ?(?:타입|형)|타입|(?:return |data )?types?|returns?)$", re.I
)
_OF_NAME = re.compile(
    r"^(?:메[소서]드|함수|필드|속성|변수|매개변수|파라미터|옵션|method|function|field|attribute|property|variable"
    r"|parameter|option)s? ?(?:명|이름|names?)?$|^(?:이름|names?)$",
    re.I,
)


def name_first(header: list[str], body: list[Row]) -> tuple[list[str], list[Row]]:
    """A table that begins with the type of what a later column names ("리턴 타입 | 메소드 | 설명"), with the names in
    front."""
    at = next((i for i, head in enumerate(header) if _OF_NAME.match(head.strip("`* "))), 0)
    if not at or not _OF_TYPE.match(header[0].strip("`* ")) or any(len(row.cells) <= at for row in body):
        return header, body

    def moved(cells: Sequence[str]) -> list[str]:
        return [cells[at], *cells[:at], *cells[at + 1 :]]

    return moved(header), [Row(tuple(moved(row.cells)), row.number) for row in body]


def key_first(header: list[str], body: list[Row]) -> tuple[list[str], list[Row]]:
    """A table whose middle column names the rows ("TCP | 항목 | UDP"), with that column in front."""
    if len(header) != 3 or is_key(header[0]) or not _IN_THE_MIDDLE.search(header[1]):
        return header, body
    if header[1].strip().endswith("구분") and not _are_beside(header[0], header[2]):
        return header, body
    if any(len(row.cells) < 3 for row in body):
        return header, body
    return ["", header[0], header[2]], [Row((r.cells[1], r.cells[0], r.cells[2]), r.number) for r in body]


def _are_beside(one: str, other: str) -> bool:
    """Whether the heads left and right of a column are two things of a kind, and not a kind and what is told of it."""
    alike = key(one)[-2:] == key(other)[-2:] or _is_proper(one) == _is_proper(other)
    return alike and len(one.split()) == len(other.split())


def _is_proper(name: str) -> bool:
    """Whether a name is written in Latin letters, apart from what stands in parentheses behind it.

    >>> _is_proper("SSD (FTL 내장)"), _is_proper("메모리(VRAM) 대역")
    (True, False)
    """
    bare = without_gloss(name).strip("`* ")
    return re.search(r"[A-Za-z]{2}", bare) is not None and not has_hangul(bare)


def _is_name(name: str, above: str) -> bool:
    """Whether a head of a column is the name of one thing: a heading names it, or its capitals and digits do."""
    bare = without_gloss(name).strip("`* ")
    named = len(key(bare)) > 1 and key(bare) in above
    return named or (_is_proper(name) and re.search(r"[A-Z].*[A-Z]|[A-Za-z].*\d", bare) is not None)


def without_remarks(header: list[str], body: list[Row], scope: Scope) -> tuple[list[str], list[Row]]:
    """A Korean comparison without the columns behind its things that remark on the whole row ("HDD | SSD | 차이").

    A remark answers nothing about one thing, and its head is none.
    """
    above = key(" ".join(scope.heads[-2:]))
    named = [_is_name(head, above) and not is_aspect(head) for head in header[1:]]
    many = sum(named)
    if not scope.korean or many < 2 or not all(named[:many]) or many == len(named):
        return header, body
    if any(map(_is_proper, header[many + 1 :])) or any(_is_proper(row.cells[0]) for row in body):
        return header, body
    return header[: many + 1], [Row(row.cells[: many + 1], row.number) for row in body]


def _named_by_letters(header: list[str], body: list[Row], scope: Scope) -> int:
    """1 where the columns of a Korean table are names in Latin letters and its rows are Korean words, -1 where the rows
    are such names and the columns are not, 0 elsewhere: who writes Korean names the sides of things in Korean.
    """
    if not scope.korean or len(header) < 3:
        return 0
    above = key(" ".join(scope.heads[-2:]))
    columns, rows = header[1:], [row.cells[0].strip() for row in body]
    if all(map(_is_proper, columns)) and not any(map(is_aspect, columns)) and not any(map(_is_proper, rows)):
        return 1 if sum(_is_name(head, above) for head in columns) * 2 > len(columns) else 0
    if all(_is_proper(row) for row in rows) and not any(map(_is_proper, columns)):
        return -1
    return 0


def is_turned(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether each column is a thing and each row one side of it, as in most comparisons."""
    if lettered := _named_by_letters(header, body, scope):
        return lettered > 0
    if all(_TOLD.search(without_gloss(head).strip("`* ")) for head in header[1:]):
        return False  # "특징 | 핵심 내용 | 유의점": each row is a thing, and the columns tell of it
    keyed = is_key(header[0]) or named_above(header, body, scope) or rows_are_sides(header, body)
    return keyed and not rows_are_things(header, body, scope)


def rows_are_sides(header: list[str], body: list[Row]) -> bool:
    """Whether the rows of a Korean table are sides, and its columns kinds of what the corner names ("배의 종류").

    >>> rows_are_sides(["종류", "돛배", "거룻배"], [Row(("용도", "물길", "강"), 1), Row(("이동 방향", "앞", "옆"), 2)])
    True
    """
    if len(header) < 3 or not _OF_KINDS.search(header[0].strip()) or any(map(_is_side, header[1:])):
        return False
    return len(body) > 1 and sum(_is_side(row.cells[0]) for row in body) * 2 >= len(body)


def _is_side(name: str) -> bool:
    return is_aspect(name) or _SIDE.search(without_gloss(name).strip("`* ")) is not None


_TOLD = re.compile(r"(?:내용|유의점|주의점|주의 ?사항|유의 ?사항|설명|의미|포인트|요점|예시|정의|메모|비고)$")
_OF_KINDS = re.compile(r"(?:^|\s)(?:종류|대상|이름|유형|방식|방법)$")
_SIDE = re.compile(
    r"(?:여부|시기|시점|단위|방향|범위|방식|속도|용량|크기|위치|용도|목적|특징|역할|비용|성능|수준|길이|시간|횟수)$"
)


def is_key(text: str) -> bool:
    """Whether the head of a first column names no kind of thing: "구분", "항목", or nothing."""
    bare = re.sub(r"\s+", "", text).lower()
    return bare in _KEYS or not bare or bare.rstrip("들별") in _KEYS
