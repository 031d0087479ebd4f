"""A name with a quantity: whether that is the quality the heading promises of each name, or one side of the heading."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.asking.subjects import topic_of
from cards.asking.values import value_of
from cards.card import Kind
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.statement import is_cost
from cards.language.text import has_hangul, plain

_QUANTITY = re.compile(
    r"(?:(?:about|roughly|around|nearly|approximately|up to|약|대략|평균|최대|최소)\s)?[~≈]?[$€£₩]?"
    r"(?:\d[\d,.]*\s?[A-Za-z가-힣]{1,4}당\s?)?\d[\d,.]*(?:\s?[-–~/]\s?\d[\d,.]*)?\s?"
    r"(?:[%‰℃℉Ω㎀-㏿]|°[CF]?|/?[a-zA-Zµμ]{1,7}(?:/[a-zA-Zµμ]{1,3}){0,2}|[가-힣]{1,3}(?:/[가-힣]{1,3})?)?"
    r"(?:\s(?:at|per|for|in|a|after)\s[^,;]{1,20}|\s?\([^()]{1,20}\))?"
)
_OF_EACH = re.compile(
    r"\b(?:sizes|heights|weights|lengths|speeds|temperatures|distances|prices|times|rates|costs|ages|populations|areas"
    r"|depths|widths|capacities|ports|scores|densities|limits|doses|volumes|spans|diameters|durations|voltages|frequencies"
    r"|gestations?|settings|altitudes|elevations|masses|lifespans|lifetimes|latencies|pressures|thicknesses|radii|wavelengths|thresholds"
    r"|\w+ (?:points|numbers|values|counts|years|dates))$"
    r"|(?:체온|기온|수온|수심|고도|혈압|맥박|높이|길이|크기|무게|온도|속도|거리|시간|가격|값|개수|횟수|점수|용량|비율|면적|넓이|깊이|두께|너비|연도|기간|인구|비용"
    r"|번호|포트|나이|수명|농도|압력|도수|밀도|수치|[가-힣]는점|[가-힣]{2}[량률율치])$",
    re.I,
)
_CASE = re.compile(
    r"(?:the |in )?(?:best|worst|average|expected)(?:\W.*| case)?|(?:최선|최악|평균)(?:의 경우|일 때|\W.*)?", re.I
)
BESIDE = frozenset({"quantity", "in brackets"})
_BOUND = re.compile(r"(?:이하|이상|미만|초과|이내)$")
_BY_UNIT = (
    (re.compile(r"(?:분|초|시간|일|주|개월|년)$"), "걸리는 시간"),
    (re.compile(r"(?:원|달러|엔|유로)$"), "값"),
    (re.compile(r"[가-힣]"), "값"),
    (re.compile(r"(?<![A-Za-z])(?:minutes?|mins?|seconds?|hours?|days?|weeks?|ms|s|h)$", re.I), "time"),
    (re.compile(r"(?<![A-Za-z])(?:bits?|bytes?|[kMGT]i?B)$"), "size"),
    (re.compile(r"(?<![A-Za-z])(?:mm|cm|km|m)$"), "length"),
    (re.compile(r"(?<![A-Za-z])(?:mg|kg|g)$"), "weight"),
)
_IN_KOREAN = {"time": "시간", "size": "크기", "length": "길이", "weight": "무게", "value": "값"}


def is_case(name: str) -> bool:
    """Whether a name is that of a case, which something costs so much in, and not of a way to do it.

    >>> [is_case(name) for name in ("Best (sorted)", "최악의 경우", "Best-first search", "평균값 필터")]
    [True, True, False, False]
    """
    return _CASE.fullmatch(name.strip()) is not None and not re.match(r"\w+-\w", name)


def is_quantity(text: str) -> bool:
    """Whether words are a quantity and nothing else.

    >>> is_quantity("56 °C"), is_quantity("4 h at 24 °C"), is_quantity("1,947m"), is_quantity("3 ways to go")
    (True, True, True, False)
    """
    return _QUANTITY.fullmatch(text.strip()) is not None


def is_amount(text: str) -> bool:
    """Whether words are a quantity with its unit, which a bare number or a date is not.

    >>> is_amount("56 °C"), is_amount("20 years"), is_amount("0.33%"), is_amount("14 novembre 2025"), is_amount("22")
    (True, True, False, False, False)
    """
    return is_quantity(_BOUND.sub("", text)) and re.search(r"\d\s?[^\d\s%.,–~-]", text) is not None


def is_measure(words: str) -> bool:
    """Whether words name what is told in figures.

    >>> is_measure("default port"), is_measure("decimal equivalent")
    (True, False)
    """
    return _OF_EACH.search(words if has_hangul(words) else f"{words}s") is not None


def quality_of(quantity: str, korean: bool = False) -> str:
    """What a quantity measures, by its unit, in the language of its line."""
    found = next((said for unit, said in _BY_UNIT if unit.search(quantity)), "value")
    return _IN_KOREAN.get(found, found) if korean else found


# "800 m per 100 g", "100 g당 800 m": of how much of something a quantity is told.
_PER = re.compile(r"(?P<much>\S.*?)\s(?P<per>(?:per|an?)\s(?:\d[\d.,]*\s?)?[A-Za-zµμ]{1,12})")
_PER_KO = re.compile(r"(?P<per>(?:\d[\d.,]*\s?)?[A-Za-z가-힣]{1,4}당)\s?(?P<much>\d.*)")
_TIMES = re.compile(r"(?:per|an?)\s(?:second|minute|hour|day|[smh])|(?:초|분|시간|일)당", re.I)


def _of_so_much(value: str, korean: bool) -> tuple[str, str]:
    """What a quantity told of so much of something measures, with that, and the quantity alone; "" for any other.

    >>> _of_so_much("800 m per 100 g", False), _of_so_much("100 g당 800 m", True), _of_so_much("6 km per hour", False)
    (('length per 100 g', '800 m'), ('100 g당 길이', '800 m'), ('speed', '6 km per hour'))
    """
    match = _PER_KO.fullmatch(value) or _PER.fullmatch(value)
    quality = quality_of(match["much"], korean) if match else "value"
    if match is None or quality in {"value", "값"}:
        return "", value
    if quality in {"length", "길이"} and _TIMES.fullmatch(match["per"]):
        return ("속도" if korean else "speed"), value
    told = f"{match['per']} {quality}" if match["per"].endswith("당") else f"{quality} {match['per']}"
    return told, match["much"]


def is_of_so_much(name: str, value: str) -> bool:
    """Whether a quantity says itself what it measures, and of how much of its name."""
    return bool(_of_so_much(value, has_hangul(name))[0])


def _kind(scope: Scope) -> str:
    return (scope.lead or scope.aspect or scope.heading).rstrip(":： ")


def of_each(scope: Scope) -> bool:
    """Whether the words over some lines promise a quantity of each of them ("Boiling points")."""
    return promises_each(_kind(scope))


def promises_each(kind: str) -> bool:
    """Whether words promise a quantity of each of several things.

    >>> promises_each("Boiling points"), promises_each("Oven settings for bread"), promises_each("Points of view")
    (True, True, False)
    """
    return _OF_EACH.search(_OF_WHAT.sub("", kind)) is not None and len(kind.split()) <= 5


_OF_WHAT = re.compile(r"(?<=s)\s(?:for|of|in|at)\s[a-zA-Z -]+$")  # "Oven settings for bread"


def _one(kind: str) -> str:
    """The singular of a measure ("Wing spans", "Capacities", "Masses")."""
    behind = _OF_WHAT.search(kind)
    head, tail = (kind[: behind.start()], behind.group()) if behind else (kind, "")
    return re.sub(r"(?<=[a-z])s$", "", re.sub(r"sses$", "sss", re.sub(r"(?<=[a-z])ies$", "ys", head))) + tail


def told_in_line(term: str, body: str) -> tuple[tuple[str, str], ...]:
    """Each name with its quantity, where a line tells them all behind their measure; empty elsewhere.

    >>> told_in_line("Ports", "HTTP (80), SSH (22)"), told_in_line("Ports", "two, both open")
    ((('HTTP', '80'), ('SSH', '22')), ())
    """
    pieces = re.split(r",\s+(?!\d{3}\b)|\s[/·]\s", body.rstrip(". "))
    if len(pieces) < 2 or not promises_each(term):
        return ()
    told = tuple(value_of(piece) for piece in pieces)
    return tuple((name, value) for name, value, how in told) if all(how in BESIDE for _, _, how in told) else ()


def of_measure(name: str, value: str, kind: str, line: int, uses: frozenset[int]) -> Fact:
    """What a quantity is of its name, where the words over it or in front of it say so."""
    said = kind if has_hangul(kind) else _one(kind)
    return Fact(Ask.CELL, Kind.DEFINITION, name, value, line, uses, said, "number", subject=plain(name), rank=3)


def measured(name: str, value: str, scope: Scope, line: int, uses: frozenset[int]) -> Fact | None:
    """What a quantity behind a name is of it; None where no heading says so.

    Under "Boiling points" it is the boiling point of the name, under "Bread flour" the name is a side of the flour.
    """
    kind, about = _kind(scope), topic_of(scope)
    if _BOUND.search(value) and not of_each(scope):
        return Fact(Ask.CELL, Kind.DEFINITION, name, value, line, uses, "기준", "number", subject=plain(name), rank=3)
    if not kind or kind == name or is_quantity(name):
        return None
    per, much = _of_so_much(value, has_hangul(name))
    if per and not (of_each(scope) and per in {"speed", "속도"}):
        return Fact(Ask.CELL, Kind.DEFINITION, name, much, line, uses, per, "number", subject=plain(name), rank=3)
    if of_each(scope):
        return of_measure(name, value, kind, line, uses)
    if about and (has_hangul(kind) or not plural(kind)) and not scope.lead:
        return Fact(
            Ask.ASPECT, Kind.DEFINITION, about, value, line, uses, name, "label", subject=plain(scope.name), rank=3
        )
    if quality_of(value) == "value":
        return None
    said = quality_of(value, has_hangul(name))
    return Fact(Ask.CELL, Kind.DEFINITION, name, value, line, uses, said, "number", subject=plain(name), rank=3)


_IN_CASES = re.compile(r"^(?:(?:최적|최선|평균|최악|모두|항상|전부)(?:의 경우)?[,\s]\s?)+(?=[`$]?[OΘΩ]\()")


def cost_of(meaning: str, scope: Scope) -> str:
    """What a meaning like "O(N log N)" is of its term: the time it takes, or the memory; "" where it is none."""
    if not is_cost(_IN_CASES.sub("", meaning)):
        return ""
    heads = " ".join(scope.heads[-2:])
    korean = scope.korean or has_hangul(heads)
    if re.search(r"공간|메모리|space|memory", heads, re.I):
        return "공간 복잡도" if korean else "space complexity"
    if re.search(r"시간|time", heads, re.I):
        return "시간 복잡도" if korean else "time complexity"
    return "복잡도" if korean else "complexity"
