"""When a table holds the data of one case (an example, a log, results that were measured) and no knowledge."""

from __future__ import annotations

import re

from cards.asking.columns import FIGURE, INDEX, are_codes, named, rows_of
from cards.asking.scope import Scope
from cards.asking.turned import Row
from cards.language.glosses import without_gloss
from cards.language.terms import is_name
from cards.note import Line

_RECORDS = re.compile(
    r"^(?:학번|사번|주문 ?번호|고객 ?번호|아이디|회원 ?(?:번호|ID)|이름|성명|학생(?: ?번호)?|고객|사원|(?:\w+_)?id"
    r"|(?:student|customer|emp(?:loyee)?)(?:[ _]?(?:id|no|name))?|(?:user|order)[ _]?(?:id|no|name))$",
    re.I,
)
_PERSONS = re.compile(r"^(?:이름|성명|학생|선수|사원|직원|고객|name|student|player|employee|user)s?$", re.I)
_MARKS = re.compile(
    r"^(?:점수|나이|키|몸무게|성적|학점|급여|연봉|부서|scores?|ages?|grades?|marks?|salary|points)$", re.I
)
_OF_DATABASE = re.compile(r"(?P<name>\S{1,12})\s?(?:테이블|릴레이션|표)")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_LITERAL = re.compile(r"""^(?:["'“].*["'”]|`?[\[{].*[\]}]`?)$""")


def holds_data(line: Line, scope: Scope) -> bool:
    """Whether a table is one of data."""
    found = rows_of(line)
    return found is not None and (is_record(*found[:2]) or is_data(*named(found[0], found[1]), scope))


def is_record(header: list[str], body: list[Row]) -> bool:
    """Whether each row is what was paid, measured or ticked off on a day: a column of days of our time says so."""
    if len(header) < 3 or not re.fullmatch(r"날짜|일자|일시|date|day", header[0].strip(), re.I):
        return False
    days = [_DAY.fullmatch(row.cells[0].strip()) for row in body]
    if len(body) >= MANY_DAYS and all(day and not day["year"] for day in days):
        return True  # what was done on "08-20", "08-21" is a diary, whatever its columns are
    return all(days) and any(
        all(len(row.cells) > c and FIGURE.fullmatch(row.cells[c].strip()) for row in body)
        for c in range(1, len(header))
    )


MANY_DAYS = 4
_DAY = re.compile(
    r"(?P<year>(?:19[89]|20)\d\d[-./년]\s?)?(?:\d{1,2}[-./월]\s?\d{1,2}일?|\d{1,2} [A-Z][a-z]{2,8})"
    r"(?:\s?\([월화수목금토일]\))?"
)


def is_data(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether a table holds the data of an example: under such a heading, or bare small numbers for made-up names."""
    if scope.is_example:
        return True
    table = _OF_DATABASE.fullmatch(without_gloss(scope.heading or scope.name).strip("* "))
    if table and header and table["name"] == header[0].strip("* "):
        return True  # "교수 테이블" over "교수 | 과목": the rows of a database
    if _lists_notes(body):
        return True
    if are_codes(header, body):
        return False
    keyed = [row.cells[0].strip() for row in body]
    if len(header) > 2 and (_RECORDS.match(header[0]) or all(re.fullmatch(r"[A-Za-z-]{0,4}\d{2,}", k) for k in keyed)):
        return True  # rows of a database, one a person or an order
    if len(header) == 2 and _PERSONS.match(header[0]) and _MARKS.match(header[1]):
        return True  # "이름 | 점수"
    numbered = INDEX.match(header[0]) or _RECORDS.match(header[0])
    if len(header) == 2 and numbered and (_PERSONS.match(header[1]) or _MARKS.match(header[1])):
        return all(re.fullmatch(r"\d{1,6}", name) for name in keyed)  # "id | name", "번호 | 점수"
    if len(header) > 2 and all(re.fullmatch(r"\d{1,3}", k) for k in keyed):
        return True  # rounds of a game, steps of a trace: rows that have a number and no name
    if not scope.korean and all(map(_POINT.fullmatch, keyed)) and any(map(_BELOW_ZERO.match, keyed)):
        return True  # the points at which a function was looked at
    if len(body) == 1 and len(header) == 2 and "\n" in body[0].cells[-1] and not is_name(body[0].cells[0].strip()):
        return True  # two lists side by side, and neither cell is the name of the other
    values = [cell.strip() for row in body for cell in row.cells[1:] if cell.strip()]
    figures = sum(1 for value in values if FIGURE.fullmatch(value))
    if scope.korean and len(header) > 3 and figures >= 9 and figures * 10 >= len(values) * 9:
        return True  # prices of a day, marks of a class: figures with no unit, whatever their columns are
    if not scope.korean and len(header) > 3 and _are_results(values):
        return True
    if scope.korean and len(header) > 2 and all(_IDENTIFIER.fullmatch(h) for h in header) and _counts(body):
        return True  # "name | dept | salary" in a Korean note: columns of a database
    if any("dots" in cell for cell in header + values):
        return True  # the sketch of a matrix
    literal = sum(1 for value in values if _LITERAL.match(value))
    if literal * 2 > len(values):
        return True
    bare = sum(1 for value in values if re.fullmatch(r"-?\d{1,4}(?:\.\d+)?", value))
    names = [row.cells[0].strip() for row in body]
    made_up = sum(1 for name in names if " / " in name or re.fullmatch(r"\d+|[a-z]\d?|[A-Z]\d?", name))
    return len(values) > 1 and bare == len(values) and made_up * 2 >= len(names)


_NOTE = re.compile(r"`?~?[\w.-]*(?:/[\w.-]+)*(?:\.md|(?<=\w)/)`?(?:[,·\s].*)?", re.S)


def _lists_notes(body: list[Row]) -> bool:
    """Whether a column says in which file each row's note lies: such a table is an index of notes."""
    width = min(len(row.cells) for row in body) if body else 0
    columns = ([row.cells[c].strip() for row in body] for c in range(1, width))
    return any(all(map(_NOTE.fullmatch, cells)) and ".md" in " ".join(cells) for cells in columns)


# A figure of a result: "0.533", "26.7%", "12/14", "± 0.2".
_RESULT = re.compile(r"[~<>≈±+-]?\s?\d[\d.,]*\s?(?:%|x|±\s?\d[\d.,]*|/\s?\d+)?")
_POINT = re.compile(r"\$?[-−]?\d+(?:\.\d+)?\$?")
_BELOW_ZERO = re.compile(r"\$?[-−]")
MANY = 9  # figures from which a table of little else is one of results


def _are_results(values: list[str]) -> bool:
    """Whether the cells of several columns are figures without a unit, as those of an experiment or a bill are."""
    told = [value.strip("*`") for value in values if value not in {"-", "–", "—"}]
    figures = sum(1 for value in told if _RESULT.fullmatch(value))
    return figures >= MANY and figures * 5 >= len(told) * 4


def _counts(body: list[Row]) -> bool:
    """Whether a column holds numbers alone."""
    width = min(len(row.cells) for row in body) if body else 0
    return any(all(re.fullmatch(r"[\d.,]+", row.cells[c].strip()) for row in body) for c in range(1, width))
