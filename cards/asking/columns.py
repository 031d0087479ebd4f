"""How a table is to be read: which cells name its rows, what its columns are, and whether it holds facts at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cards.asking.scope import Scope
from cards.asking.turned import Row, is_key, key_first, name_first
from cards.language.aspects import is_aspect
from cards.language.glosses import without_gloss
from cards.language.korean.endings import josa
from cards.language.reader import reader_for
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, words
from cards.note import Line

MEANING = re.compile(
    r"^(?:설명|의미|뜻|내용|정의|개념|풀이|description|meaning|definition|explanation|summary|details?"
    r"|what (?:it|this) (?:does|is|means)|what\??)$",
    re.I,
)


_EXPLAINS = re.compile(r"(?:\S+ )*\S+ ?설명|(?:\S+ ){1,2}(?:explanation|description|meaning|definition)", re.I)


def means(head: str) -> bool:
    """Whether a column tells what the names beside it mean ("뜻", "간단한 설명")."""
    return MEANING.match(head) is not None or _EXPLAINS.fullmatch(head.strip()) is not None


INDEX = re.compile(r"^(?:#|no\.?|번호|순번|순서|idx|index|날짜|date)$", re.I)


def rows_of(line: Line) -> tuple[list[str], list[Row], int] | None:
    """The header of a table, its rows that hold something, and the line of its header; None where it has none."""
    rows = [Row(cells, n) for cells, n in zip(line.rows, line.numbers, strict=False)]
    if len(rows) > 2 and not any(cell.strip() for cell in rows[0].cells) and begins_below(rows):
        rows = rows[1:]  # a table whose writer left the header empty begins with it below
    if len(rows) < 2 or len(rows[0].cells) < 2 or len(rows) > 60:
        return None
    header = [cell.strip() for cell in rows[0].cells]
    if is_told(header):
        return [""] * len(header), rows, rows[0].number
    return header, [row for row in rows[1:] if any(cell.strip() for cell in row.cells)], rows[0].number


def is_told(header: Sequence[str]) -> bool:
    """Whether a Korean table begins with its first row, as its writer had no heads for it.

    >>> is_told(("돛", "바람, 물살 등 밖의 힘으로 배를 미는 천")), is_told(("이름", "재료, 크기, 값"))
    (True, False)
    """
    told = [cell.strip() for cell in header[1:]]
    return has_hangul(header[0]) and any(has_hangul(cell) and _TOLD_AS_ROW.search(cell) for cell in told)


_TOLD_AS_ROW = re.compile(r"^[-•]\s+\S|,\s.*\s등(?:의)?\s|[가-힣](?:한다|된다|있다|없다|니다|이다)\.?$")


def named(header: list[str], body: list[Row]) -> tuple[list[str], list[Row]]:
    """A table with what names its rows in the first column."""
    if INDEX.match(header[0]) and len(header) > 2:
        header, body = header[1:], [Row(row.cells[1:], row.number) for row in body]
    header, body = name_first(*key_first(header, filled(ticked(body))))
    header, body = of_examples(header, body)
    if is_grouped(header, body):
        header, body = header[1:], [Row(row.cells[1:], row.number) for row in body]
    if len(header) == 2 and _KEYWORDS.fullmatch(header[0].strip()) and _ANSWERS.fullmatch(header[1].strip()):
        header = [header[0], "설명" if has_hangul(header[1]) else "meaning"]  # "Keyword | Answer" says what each is
    return header, body


def of_examples(header: list[str], body: list[Row]) -> tuple[list[str], list[Row]]:
    """A table with the examples in front whose meaning it gives ("Selector | Example | Example description").

    >>> of_examples(["Rule", "Example", "Example description"], [Row((".x", ".mast", "takes the mast"), 3)])
    (['Rule', 'Example description'], [Row(cells=('.mast', 'takes the mast'), number=3)])
    """
    example = next((at for at, head in enumerate(header) if at and SHOWS.fullmatch(head.strip())), 0)
    if not example or not any(_OF_EXAMPLE.match(head.strip()) for head in header):
        return header, body
    kept = [at for at in range(1, len(header)) if at != example]
    rows = [r for r in body if len(r.cells) == len(header) and r.cells[example].strip()]
    return [header[0], *(header[at] for at in kept)], [
        Row((row.cells[example], *(row.cells[at] for at in kept)), row.number) for row in rows
    ]


SHOWS = re.compile(r"ex(?:am|ma)ples?|ex|예시?|예제", re.I)
_OF_EXAMPLE = re.compile(
    r"examples? (?:description|meaning|explanation|explained)|예(?:시|제)?\s?(?:설명|의미|뜻)", re.I
)
_KEYWORDS = re.compile(r"(?:key ?words?|terms?|concepts?|topics?|키워드|용어|개념|주제)", re.I)
_ANSWERS = re.compile(r"(?:answers?|정답|답|답안)", re.I)
FIGURE = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?")
_CODES = re.compile(
    r"(?:(?:http|status|exit|error|return|response|reply)\s)*(?:code|status)s?"
    r"|(?:(?:tcp|udp|default)\s)?ports?(?: number)?|errno|signals?"
    r"|(?:상태|응답|에러|오류|종료|반환)?\s?코드|포트(?:\s?번호)?",
    re.I,
)


def are_codes(header: list[str], body: list[Row]) -> bool:
    """Whether codes or ports name the rows ("404" below "Code"), and not all else is figures."""
    numbers = [row.cells[0].strip("` ") for row in body]
    if not _CODES.fullmatch(header[0].strip()):
        return False
    told = any(not FIGURE.fullmatch(cell.strip()) for row in body for cell in row.cells[1:])
    return told and all(re.fullmatch(r"\d{1,5}(?:/(?:tcp|udp))?|\dxx", number, re.I) for number in numbers)


def are_of_a_kind(header: list[str]) -> bool:
    """Whether all columns are called alike ("외배엽 | 중배엽 | 내배엽"), so that each is a list of its own."""
    if len(header) == 2 and all(map(has_hangul, header)):
        return _are_opposed(*map(key, header))
    if len(header) < 3 or len({key(h) for h in header}) < len(header):
        return False
    if all(map(has_hangul, header)):
        return len({key(h)[-2:] for h in header}) == 1 and all(len(key(h)) > 2 for h in header)
    last = {h.split()[-1].lower() for h in header if len(h.split()) > 1}
    return len(last) == 1 and all(len(h.split()) > 1 for h in header) and not has_hangul("".join(header))


# What parts one kind in two ("그람 양성균 | 그람 음성균"), so that a row of the two is no pair.
_OPPOSITES = (("양성", "음성"), ("지용성", "수용성"), ("급성", "만성"), ("유기", "무기"))


def _are_opposed(one: str, other: str) -> bool:
    """Whether two heads say the same but for a word and its opposite."""
    return any(
        a in one and one.replace(a, b) == other and one != a for pair in _OPPOSITES for a, b in (pair, pair[::-1])
    )


_OF_NAMES = words(
    "term terms name names command commands syntax type types value values version versions word words form"
)


def are_pairs(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether an English table sets two things against each other ("Inner tubes | Solid tubes"; "SQL | NoSQL" under
    "SQL vs NoSQL"), a row each for what is said of both, and no column says of what."""
    if len(header) != 2 or has_hangul("".join(header)) or any(len(row.cells) < 2 for row in body):
        return False
    last = [head.split()[-1].lower() if len(head.split()) > 1 else "" for head in header]
    told = sum(len(without_gloss(row.cells[0]).split()) > 2 for row in body)
    of_a_kind = last[0] == last[1] != "" and last[0] not in _OF_NAMES
    above = key(" ".join(scope.heads[-2:]))
    compared = all(len(key(head)) > 1 and key(head) in above for head in header)
    if compared:
        told = sum(_is_told(row.cells[0]) for row in body)
    return (of_a_kind or compared) and key(header[0]) != key(header[1]) and told * 2 > len(body)


def _is_told(cell: str) -> bool:
    """Whether a cell says how something is or what it does ("Fast and cheap", "Requires a key"), and names nothing."""
    tokens = reader_for(False).tagged(cell) or ()
    return len(without_gloss(cell).split()) > 2 or (bool(tokens) and tokens[0].tag.startswith(("AJ", "VV", "VB", "AV")))


def ticked(body: list[Row]) -> list[Row]:
    """Rows in which "x" beside empty cells alone means that it is so: a cross that nothing stands against is a tick."""
    signs = {cell.strip().lower() for row in body for cell in row.cells[1:]}
    if signs != {"x", ""}:
        return body
    return [Row((row.cells[0], *("✓" if cell.strip() else "" for cell in row.cells[1:])), row.number) for row in body]


_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+(?=\D)|(?<=\w)\s?:$")


def filled(body: list[Row]) -> list[Row]:
    """Rows whose empty first cell means "as above", their names without number and colon ("1. Object:")."""
    first, out = "", []
    for row in body:
        first = _NUMBERED.sub("", row.cells[0].strip()).strip() or first
        out.append(Row((first, *row.cells[1:]), row.number))
    return out


def is_grouped(header: list[str], body: list[Row]) -> bool:
    """Whether the first column only groups the rows ("연산자" over AND, OR, NOT) and the second names them."""
    if len(header) < 3 or any(len(row.cells) < 3 for row in body):
        return False
    groups, names = [row.cells[0].strip() for row in body], [row.cells[1].strip() for row in body]
    several = 1 < len(set(groups)) < len(groups) or (len(set(groups)) == 1 and len(groups) > 2)
    alone = len(set(names)) == len(names) and all(is_name(name) and not is_aspect(name) for name in names)
    return several and alone and not any(MEANING.match(h) or (is_key(h) and h.strip()) for h in header[1:2])


_SIDES = re.compile(
    r"(?:비교 ?)?항목|속성|특성|특징|기준|측면|구분|propert(?:y|ies)|attributes?|aspects?|features?", re.I
)
_DEFINES = re.compile(r"[가-힣](?:는|은|던|인|[한된할될본쓴])\s(?:\S+\s)?\S+$")
_TOLD = re.compile(r"내용|값|상세|세부 ?내용|values?|details?|content", re.I)


def repeats(cell: str, row: str, head: str) -> bool:
    """Whether a cell only says again what names its row or its column, or the number its column has.

    >>> repeats("3", "G", "3음"), repeats("b3", "Gm", "3음"), repeats("`GET`", "GET", "메서드"), repeats("3", "G", "줄")
    (True, False, True, False)
    """
    if key(cell) and key(cell) in (key(row), key(head)):
        return not _SIGN.search(cell + row + head)
    if key(_OF_A_SITE.sub("", cell.strip())) == key(row) != "":
        return True
    numbered = _OF_A_NUMBER.fullmatch(head.strip())
    return numbered is not None and cell.strip() == numbered["number"]


def told_anew(cell: str, row: str, head: str) -> str:
    """The other names in a cell of names, without the one that its row bears.

    >>> told_anew("Stay; shroud (at the side)", "Stay", "Standard term"), told_anew("red, blue", "red", "goes with")
    ('shroud (at the side)', 'red, blue')
    """
    parted = _PARTED.search(cell) if _ARE_NAMES.search(head) else None
    names = [name.strip() for name in cell.split(parted[0])] if parted else []
    others = [name for name in names if key(name) != key(row)]
    return parted[0].join(others) if parted and 0 < len(others) < len(names) else cell


def reason_asked(header: Sequence[str], cells: Sequence[str], column: int) -> str:
    """What asks for a cell below "이유": of what is chosen in the same row ("권장이 참나무인 이유"), or the bare head.

    >>> reason_asked(("쓰임", "권장", "이유"), ("들보", "참나무 (생나무)", "단단함"), 2)
    '권장이 참나무인 이유'
    """
    head = header[column].strip()
    if not _REASON.fullmatch(head):
        return head
    chosen = [at for at in range(1, column) if _CHOSEN.search(header[at].strip())]
    at = chosen[0] if chosen else 1 if column == 2 else 0
    cell = without_gloss(cells[at].strip()) if at else ""
    if not cell or len(cell) > 60 or re.search(r"[가-힣](?:다|요)\.?$|\n", cell):
        return head
    return f"{header[at].strip()}{josa(header[at].strip(), '이가')} {cell}인 {head}"


_REASON = re.compile(r"(?:그 ?)?(?:이유|까닭|근거)")
_CHOSEN = re.compile(r"(?:권장|추천|선택|결정|정답|사용|채택|해답|답|선호|도구|방법|방식)$")
_ARE_NAMES = re.compile(
    r"\b(?:terms?|names?|equivalents?|alias(?:es)?|synonyms?|(?:also )?(?:called|known as)|aka)$", re.I
)
_PARTED = re.compile(r"; |, | / ")
_SIGN = re.compile(r"[^\w\s`*.,:()\"'/-]")  # "C♯" is not "C", nor "a++" "a"
_OF_A_SITE = re.compile(r"(?:\.(?:io|com|org|net|dev)|,? (?:Inc|Ltd|LLC|Corp)\.?)$")  # the maker "Mast.io" of "Mast"
_OF_A_NUMBER = re.compile(r"(?:제\s?)?(?P<number>\d{1,2})\s?(?:음|도|번|호|차|층|열|행|급|단계)")


def tells_side(name: str, told: str, value: str) -> bool:
    """Whether a row tells one side of what its heading names ("항목 | 내용": "금리 | 연 4.5%"), and defines no term."""
    if not _SIDES.fullmatch(name.strip()) or not _TOLD.fullmatch(told.strip()):
        return False
    return not (_DEFINES.search(value) if has_hangul(value) else re.match(r"an?\s", value) is not None)


_WRONG = re.compile(r"(?:\S+[지하] ?않은|잘못된|틀린|나쁜|부적절한|비추천)\s(?P<what>.+)")


def are_rights_and_wrongs(header: list[str]) -> bool:
    """Whether a column of wrong ones stands beside one of right ones ("바람직하지 않은 이름 | 바람직한 이름").

    Its rows are no pairs: each column is a list of examples.
    """
    if len(header) != 2 or not (match := _WRONG.fullmatch(header[0].strip()) or _WRONG.fullmatch(header[1].strip())):
        return False
    return all(head.strip().endswith(match["what"]) for head in header)


class Cell(NamedTuple):
    """A table with the place of one of its cells in it, as it stands in the note."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row: tuple[str, ...]
    column: int  # -1 where none has this head


def cell_at(line: int, said: str, scope: Scope) -> Cell | None:
    """The table that a source line is a row of, and the column with this head; None where the line is none."""
    for entry in scope.entries:
        if not entry.line.rows or line not in entry.line.numbers:
            continue
        header, *rows = entry.line.rows
        heads = [head.strip() for head in header]
        at = entry.line.numbers.index(line)
        return Cell(header, tuple(rows), entry.line.rows[at], heads.index(said) if said in heads else -1)
    return None


_NAMED_IN_CODE = re.compile(
    r"`[^`]+`|(?:Ctrl|Cmd|Command|Alt|Shift|Option|Meta|Super)\s?[+-]\s?\S|<[\w-]+>|--?\w", re.I
)


def begins_below(rows: list[Row]) -> bool:
    """Whether the row below an empty header holds the heads of the columns, rather than a name and what that is."""
    if all(_NAMED_IN_CODE.match(row.cells[0].strip()) for row in rows[1:] if row.cells[0].strip()):
        return False  # a key or a command begins each row, the first one too
    if len(rows[0].cells) != 2 or not has_hangul("".join(rows[1].cells)):
        return True
    first, second = (cell.strip() for cell in rows[1].cells[:2])
    return MEANING.match(second) is not None or is_key(first) or len({len(row.cells[1].split()) for row in rows}) == 1


_UNIT = (
    r"k?V|m?A|[kM]?W|[kMG]?Hz|Ω|km|c?m|mm|km/h|m/s|[km]?g|t|m?[lL]|℃|°C|K|%|bits?|bytes?|[KMGT]?B|[kMG]bps|ms|s|sec|min|h"
    r"|[kM]?Pa|N|J|e?V|px|pt|dB|ppm|kcal|개|명|원|분|초|시간|일|년|회|번|장|살|세|도|점|위|권|대|건|배|줄"
)
_WITH_UNIT = re.compile(rf"^(?P<name>.*?[^\s\[(])\s?(?:\[(?P<unit>{_UNIT})\]|\((?P<other>{_UNIT})\))$")
_COUNTED = re.compile(r"(?:수|차|나이|온도|길이|크기|거리|무게|높이|깊이)$")
_TEX = re.compile(r"\\(?:textsf|textrm|text|mathrm|mathsf|rm|;|,)|[${}]")
_QUANTITY = re.compile(r"(?:약 ?|~ ?|[<>≤≥] ?)?-?\d[\d,.]*(?:\s?[~–-]\s?-?\d[\d,.]*)?")


def measured(header: list[str], body: list[Row]) -> tuple[list[str], list[Row]]:
    """A table whose units stand in the heads, with each figure and its unit in the rows; a row that is named by a
    figure alone is named by what it is a figure of too ("66" under "전압[kV]": "전압 66kV").
    """
    heads = [_unit_of(head) for head in header]
    named = bool(heads[0][1]) or _COUNTED.search(heads[0][0]) is not None
    if not named and not any(unit for _, unit in heads):
        return header, body
    out = []
    for row in body:
        cells = [
            f"{cell.strip()}{heads[at][1]}" if at < len(heads) and _QUANTITY.fullmatch(cell.strip()) else cell
            for at, cell in enumerate(row.cells)
        ]
        if named and _QUANTITY.fullmatch(row.cells[0].strip()):
            cells[0] = f"{heads[0][0]} {cells[0]}"
        out.append(Row(tuple(cells), row.number))
    return [name for name, _ in heads], out


def _unit_of(head: str) -> tuple[str, str]:
    """The head of a column without its unit, and the unit; "" where it has none."""
    bare = _TEX.sub("", head).strip() if "$" in head else head.strip()
    match = _WITH_UNIT.match(bare)
    return (match["name"].strip(), match["unit"] or match["other"]) if match else (head.strip(), "")


def are_in_order(rows: Sequence[tuple[str, ...]], over: str) -> bool:
    """Whether the rows of a table are numbered from 1, below words that promise steps ("장 담그기 3단계")."""
    promised = re.search(r"[가-힣]\s?(?:\d\s?)?(?:단계|과정|절차|순서)$", over)
    return promised is not None and all(re.match(rf"\W*{at}[.)]\s", row[0]) for at, row in enumerate(rows, 1) if row)
