"""Two columns that are two lists ("Evergreen | Deciduous"): each holds names of its own, and a row is no pair.

Only the heads can tell: they part one kind in two. A row of "Singular | Plural" is one thing in two forms, though.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.asking.turned import Row, is_key
from cards.language.aspects import is_aspect
from cards.language.reader import reader_for
from cards.language.tagging import is_noun
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, words

COLUMN = "one of two lists"  # the sort of a list that a column is

# Heads whose row is one thing said twice, or a thing before and after.
_OF_FORMS = words(
    """
    short long full singular plural masculine feminine neuter formal informal active passive positive comparative
    superlative old new past present future original different similar next last first second third simple same
    abbreviated written spoken standard left right upper lower actual expected literal true false possible
    recommended common main general good better best bad wrong
    """
)
_OF_A_TONGUE = re.compile(r"(?:ish|[a-z]an|ese|french|german|dutch|greek|thai|welsh)$")
_OF_PAIRS = words(
    """
    term terms name names command commands syntax type types value values version versions word words form forms model
    layer level notation number unit scale case code data field key column expression symbol variable class method
    function language equation operator style score size date day week time result output input status state
    """
)
_OF_PAIRS_KO = re.compile(
    r"(?:계층|타입|방식|주소|번호|이름|함수|헤더|진수|코드|단위|기호|단어|용어|표현|국어|언어|결과|내용|시간|크기|날짜|값|말|수|명|형|법|량|률|율)$"
)
_PARTS = re.compile(
    r"(?:(?P<sign>un|in|im|non-?|not\s|without\s|never\s)(?P<rest>.+)|(?:with\s|always\s)?(?P<bare>.+))", re.I
)
_HELD_TO = re.compile(r"(?:for|against|in favou?r)", re.I)
_NEGATED = re.compile(r"\s?(?:없음|없는|[가-힣]지 않는|안 하는|못하는)(?= |$)")


def are_lists(header: Sequence[str], body: Sequence[Row], over: str) -> bool:
    """Whether each of two columns is a list; `over` is the heading above the table.

    >>> rows = [Row(("holly", "ash"), 3), Row(("yew", "larch"), 4)]
    >>> are_lists(["Evergreen", "Deciduous"], rows, ""), are_lists(["Tree", "Height"], rows, "")
    (True, False)
    >>> are_lists(["현악기", "관악기"], [Row(("아쟁", "피리"), 3)], "")
    True
    """
    if len(header) != 2 or key(header[0]) == key(header[1]) or any(is_key(head) for head in header):
        return False
    pairs = [row.cells[:2] for row in body if len(row.cells) > 1 and all(cell.strip() for cell in row.cells[:2])]
    if not pairs or sum(_are_forms(*pair) for pair in pairs) * 2 > len(pairs):
        return False
    if all(map(has_hangul, header)):
        named = are_names([cell for pair in pairs for cell in pair])
        return _part_korean(header[0].strip(), header[1].strip(), over, named)
    return not has_hangul("".join(header)) and _part_english(header[0].strip().lower(), header[1].strip().lower(), body)


def is_quality(head: str) -> bool:
    """Whether the head of an English column is one adjective or participle ("Evergreen", "Farmed")."""
    tokens = reader_for(False).tagged(f"is very {head.strip().lower()}") or ()
    return len(tokens) == 3 and tokens[2].tag.startswith(("AJ", "VVN", "VVD", "VVG")) and len(head.split()) == 1


def column_of(body: Sequence[Row], at: int) -> list[str]:
    """What stands in a column."""
    return [row.cells[at].strip() for row in body if len(row.cells) > at and row.cells[at].strip()]


def said_of(head: str, cells: Sequence[str]) -> str:
    """What asks for a column that is a list: "evergreen" is no name, so that it takes a verb or a noun.

    >>> said_of("Evergreen", ["holly", "yew"]), said_of("For", ["cheap"])
    ('are evergreen', 'point for')
    >>> said_of("Hot", ["brewed for long", "tastes bitter"])  # which no one can answer, so that it is held
    'points on hot'
    """
    lower, one = head.strip().lower(), len(cells) < 2
    if has_hangul(head) or (not (held := _HELD_TO.fullmatch(lower) is not None) and not is_quality(head)):
        return head
    if held:
        return f"{'point' if one else 'points'} {lower}"
    named = are_names(cells)
    return f"{'is' if one else 'are'} {lower}" if named else f"{'point' if one else 'points'} on {lower}"


def are_names(cells: Sequence[str]) -> bool:
    """Whether all cells name something, and none says how it is or what it does."""
    return all(is_name(cell) and len(cell.split()) < 5 and not _is_told(cell) for cell in cells)


def _is_told(cell: str) -> bool:
    reader = reader_for(has_hangul(cell))
    tokens = reader.tagged(cell) or ()
    return bool(reader.has_verb(cell)) or (bool(tokens) and tokens[0].tag.startswith(("VV", "VB", "VH", "VM")))


def _are_forms(one: str, other: str) -> bool:
    """Whether two cells of a row are one word in two forms ("po", "pods"; "go", "goes"), or figures."""
    one, other = key(one), key(other)
    return one[:2] == other[:2] or one in other or other in one or (one + other).isdigit()


def _part_english(one: str, other: str, body: Sequence[Row]) -> bool:
    if all(_HELD_TO.fullmatch(head) for head in (one, other)):
        return True
    bare, signed = sorted((one, other), key=len)
    match, plain = _PARTS.fullmatch(signed), _PARTS.fullmatch(bare)
    if match and plain and match["sign"] and match["rest"].strip() == (plain["bare"] or "").strip():
        return True
    if is_quality(one) and is_quality(other):
        return not any(head in _OF_FORMS or _OF_A_TONGUE.search(head) for head in (one, other))
    last = [head.split()[-1] for head in (one, other) if len(head.split()) > 1]
    alike = len(last) == 2 and last[0] == last[1] and last[0] not in _OF_PAIRS
    return alike and all(len(cell.split()) < 4 for row in body for cell in row.cells[:2])


def _part_korean(one: str, other: str, over: str, named: bool) -> bool:
    if _NEGATED.search(one + "|" + other) and key(one)[:2] == key(other)[:2]:
        return True  # "유약 있음 | 유약 없음"
    tagged = [reader_for(True).tagged(head) or () for head in (one, other)]
    if not all(tagged) or any(is_aspect(head) or _OF_PAIRS_KO.search(head) for head in (one, other)):
        return False
    told = all(len(tokens) > 2 and tokens[-2].tag == "ETM" for tokens in tagged)
    if told:
        return tagged[0][-1].text == tagged[1][-1].text  # "가져갈 것 | 두고 갈 것"
    if " " in one and " " in other and named:
        return one.split()[-1] == other.split()[-1]  # "여름 철새 | 겨울 철새"
    if any(" " in head or not is_noun(head) for head in (one, other)):
        return False
    kind = key(over.split()[-1]) if over.split() else ""
    of_heading = len(kind) > 1 and any(key(head).endswith(kind) and key(head) != kind for head in (one, other))
    return (one[-2:] == other[-2:] and min(len(one), len(other)) > 2) or (of_heading and kind not in (one, other))
