"""Lists inside a Korean sentence whose kind it names, behind it or before it ("네 가지 조건(…)", "… 등의 정보")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import josa
from cards.language.korean.grammar import is_pointing
from cards.language.korean.phrases import questioned
from cards.language.korean.sentence import Sentence

_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7}
_COUNTED = re.compile(
    r"(?P<kind>(?P<count>[2-9]|[두세네]|다섯|여섯|일곱)\s?(?:가지|개|종류|단계|대)(?:의)?(?:\s[가-힣A-Za-z]+){0,2})"
    r"\s?\((?P<list>[^()]+,[^()]+)\)"
)
_OF_A_KIND = re.compile(
    r"^(?P<lead>(?:\S+(?:\s\S+){0,2}(?:은|는)\s)?)(?P<list>[^,]{1,20}(?:,\s[^,]{1,20})+?)\s등의\s"
    r"(?P<kind>[가-힣A-Za-z]+?)(?P<mark>[을를이가]?)\s(?P<rest>\S.*)$"
)
_HOLDS = re.compile(r"^(?:포함|저장|관리|제공|담|기록|가지|갖|지니|보관|확인|수행|처리|지원|전달|사용|이용)")
_IS_HELD = re.compile(r"^(?:담[기긴겨]|포함[되된됨]|저장[되된됨]|기록[되된됨]|들어 ?[있가간])")
_AND_MORE = re.compile(r"\s?등+$")


def listed_in(one: Sentence) -> Iterator[Finding]:
    """What a sentence lists of a kind that it names.

    "네 가지 조건(상호 배제, …)이 모두 만족할 때": the four; "이름, 나이 등의 정보를 담고 있다": which 정보.
    """
    if (match := _COUNTED.search(one.text)) is not None:
        parts = [_AND_MORE.sub("", part.strip()) for part in match["list"].split(",")]
        count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"]]
        if len(parts) == count and all(0 < len(part.split()) <= 4 for part in parts):
            kind = match["kind"].strip()
            yield Finding(Ask.OWN, "", f"{kind}{josa(kind, '은는')}", ", ".join(parts), "parts")
        return
    match = _OF_A_KIND.match(one.text) if " 등의 " in one.text else None
    if match is None or is_pointing(match["lead"].strip()[:-1]):
        return
    is_held = match["mark"] in {"이", "가"}
    if not (_IS_HELD if is_held else _HOLDS).match(match["rest"]):
        return
    asked = questioned(one.text, one.tokens)
    rest = asked[match.start("rest") :]
    if rest:
        kind, pair = match["kind"], "이가" if is_held else "을를"
        yield Finding(Ask.OWN, "", f"{match['lead']}어떤 {kind}{josa(kind, pair)} {rest}", match["list"], "parts")


_PARTICLE = re.compile(r"[을를이가은는의한된고게로며]$")


def are_examples(text: str) -> bool:
    """Whether words only list names and say that there are more.

    >>> are_examples("석판, 죽간, 양피지 등"), are_examples("빠르게 읽고, 쓰는 것 등"), are_examples("종이 등")
    (True, False, False)
    """
    bare = text.rstrip(". ")
    if not bare.endswith(" 등") or "," not in bare:
        return False
    names = [name.split() for name in bare[:-2].split(",")]
    return all(0 < len(name) <= 3 and not any(map(_PARTICLE.search, name)) for name in names)
