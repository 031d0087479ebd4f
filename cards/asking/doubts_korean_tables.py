"""What makes the cell of a Korean table doubtful: its row has no name of its own, or the table holds no knowledge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cards.asking.fact import Fact
from cards.asking.projectfiles import is_project_file
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key

Rows = Sequence[tuple[str, ...]]


def doubt_of_table(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a cell may not be asked; "" where its row is named and its column says what is told of it."""
    if fact.ask not in {Ask.CELL, Ask.WHAT, Ask.DOES} or fact.line == scope.number:
        return ""
    found = next((e.line for e in scope.entries if e.line.rows and fact.line in e.line.numbers), None)
    if found is None or len(found.rows) < 2:
        return ""
    at = found.numbers.index(fact.line)
    names = {_bare(fact.about), _bare(fact.said)}
    if _recurs(found.rows, at, names):
        return "several rows have its name"
    if fact.ask is not Ask.CELL:
        return ""
    if _SHOWN.search(fact.said.strip()):
        return "an example cannot be guessed"
    if len(found.rows[0]) == 2 and are_sides(found.rows[0], found.rows[1:]):
        return "its row is told, not named"
    first = [row[0].strip() for row in found.rows[1:]]
    if sum(is_project_file(name.strip("`* ")) for name in first) * 2 > len(first):
        return "it tells of the files of one project"
    if len(first) > 2 and {_bare(name) for name in first} == {_bare(name) for name in found.rows[0][1:]}:
        return "it asks for one example of many"  # which lock goes with which: a matrix
    if (_are_numbered(first) and _are_figures(found.rows)) or _are_places(found.rows):
        return "it is data of an example"
    if _OF_A_PLAN.fullmatch(fact.said.strip()):
        return "its heading names no thing"
    if _IN_ENGLISH.fullmatch(fact.said.strip()) and not re.search(r"[A-Z]{2}", fact.about):
        return "everybody knows it"  # "레이블 — 영문은?": the word is the English one already
    if _is_same(found.rows, fact.said.strip()):
        return "its answer says little"
    if _TYPE.fullmatch(fact.said.strip()) and _PRIMITIVE.fullmatch(answer.strip("`[]")):
        return "its answer says little"
    return ""


# What stands in a column of remarks is told of no side, and what a name was before or is on the screen, of one project.
_OF_A_PLAN = re.compile(
    r"비고|참고|참고 ?사항|메모|기타|remarks?|notes?|before|after|as-?is|to-?be|변경 ?[전후]|label|라벨|레이블", re.I
)
_IN_ENGLISH = re.compile(r"영문(?:명| 이름| 표기)?|영어(?:명| 이름| 표기)?|원어|english", re.I)
_TYPE = re.compile(r"(?:데이터 ?)?타입|type|자료형", re.I)
_PRIMITIVE = re.compile(
    r"(?:java\.lang\.)?(?:string|bool(?:ean)?|int(?:eger)?|number|float|double|object|array|list|str|dict|문자열|정수|숫자|불리언)",
    re.I,
)


def _is_same(rows: Rows, said: str) -> bool:
    """Whether all rows have one cell in a column: it tells them from nothing. What grows alike is known one by one."""
    at = next((column for column, head in enumerate(rows[0]) if head.strip() == said), 0)
    cells = [row[at].strip() for row in rows[1:] if at and len(row) > at]
    return len(cells) > 1 and len(set(cells)) == 1 and re.match(r"`?O\(", cells[0]) is None


def _are_places(rows: Rows) -> bool:
    """Whether a table counts places out: its heads are alike but for their number, and so are the names of its rows."""
    heads, names = {_without_number(head) for head in rows[0]}, {_without_number(row[0]) for row in rows[1:]}
    numbered = all(re.search(r"\d", cell) for row in rows for cell in row[:1]) and all(map(_NUMBER.search, rows[0]))
    return numbered and len(heads) == 1 and len(names) == 1


_NUMBER = re.compile(r"\d+")


def _without_number(cell: str) -> str:
    return _NUMBER.sub("", cell).strip()


# A sentence or a picture that shows how something is used.
_SHOWN = re.compile(r"^(?:예문|비유|예시? ?문장?|예제 ?문장|사용 ?예문)$")


def _recurs(rows: Rows, at: int, names: set[str]) -> bool:
    """Whether the cell that names a row stands before several rows, each of them filled on its own or left empty."""
    for column, cell in enumerate(rows[at][:2]):
        if not cell.strip() or _bare(cell) not in names:
            continue
        same = sum(len(row) > column and _bare(row[column]) == _bare(cell) for row in rows[1:])
        goes_on = at + 1 < len(rows) and not rows[at + 1][column].strip() and any(c.strip() for c in rows[at + 1])
        if same > 1 or goes_on:
            return True
    return False


def _bare(cell: str) -> str:
    return cell.strip("*` ").casefold()


def are_sides(header: Sequence[str], body: Rows) -> bool:
    """Whether two columns are two things set side by side ("익명 클래스 | 람다"), so that no cell names its row.

    >>> are_sides(("좁은 골목", "넓은 골목"), (("차가 못 들어감", "차가 들어감"), ("조용함", "시끄러움")))
    True
    >>> are_sides(("나무", "쓰임"), (("소나무", "기둥"), ("오동나무", "장롱과 가야금")))
    False
    """
    filled = [row for row in body if len(row) > 1 and row[0].strip() and row[1].strip()]
    if not filled:
        return False
    shared = sum(_share(row[0], row[1]) for row in filled)
    told = sum(_is_told(row[0]) for row in filled)
    tails = [key(without_gloss(head))[-2:] for head in header]
    alike = tails[0] == tails[1] and all(len(key(head)) > 2 for head in header)
    return (shared + told if alike else max(shared, told)) * 2 > len(filled)


def _share(one: str, other: str) -> bool:
    """Whether a cell repeats a word of the one beside it, the Korean one without its particle."""
    latin = set(re.findall(r"[A-Za-z]{2,}", one)) & set(re.findall(r"[A-Za-z]{2,}", other))
    return bool(latin) or any(word[:3] in other for word in re.findall(r"[가-힣]{2,}", one))


def _is_told(cell: str) -> bool:
    """Whether a cell says what is done or so, instead of naming something ("같은 값을 갖는 요소 많음")."""
    told = reader_for(True).tagged(cell) if has_hangul(cell) and len(cell.split()) > 1 else None
    if not told:
        return False
    ends = told[-1].tag in {"EF", "ETN"} and told[-1].text != "기"
    return ends or any(one.tag == "JKO" and other.tag.startswith(("VV", "NN")) for one, other in pairwise(told))


def _are_numbered(names: Sequence[str]) -> bool:
    """Whether rows have one made-up name and a number each ("영역1", "영역2")."""
    stems = {re.sub(r"\d+$", "", name) for name in names}
    return len(names) > 1 and len(stems) == 1 and all(re.search(r"[^\W\d]\s?\d{1,2}$", name) for name in names)


def _are_figures(rows: Rows) -> bool:
    """Whether most cells behind the names are figures, with or without a unit."""
    cells = [cell.strip() for row in rows[1:] for cell in row[1:] if cell.strip()]
    return sum(re.fullmatch(r"-?[\d.,]+\s?\S{0,3}", cell) is not None for cell in cells) * 2 > len(cells)
