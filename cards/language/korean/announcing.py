"""Sentences over a list that say what the list is: "구들은 다음 세 가지로 나뉜다", "장점은 다음과 같다"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cards.language.aspects import is_aspect
from cards.language.korean.endings import josa


class Announced(NamedTuple):
    """What a sentence announces: the title of the list below it, and how one would ask for that; either may be ""."""

    title: str = ""
    asked: str = ""


_NUMBER = r"(?:[두세네]|다섯|여섯|일곱|\d+)"
_MOSTLY = r"(?:크게\s|보통\s|주로\s|대표적으로\s)?"
_BELOW = r"(?:(?:아래|다음)(?:의|과|와)?\s?(?:같은|같이)?\s?)?"
_ANNOUNCES = re.compile(
    rf"(?:아래|다음)(?:의|과|와|을|를)?(?:\s(?!(?:주|시간|장|번|달|해|날|글|강|포스팅)[가-힣]{{0,2}}\s)|$)|{_NUMBER}\s?(?:가지|개|종류|단계)"
)
_THERE_ARE = re.compile(
    rf"^(?P<what>[^,.]{{2,40}}?)(?:에는|으로는|로는|은|는)\s{_MOSTLY}{_BELOW}"
    rf"(?:{_NUMBER}\s?(?:가지|개|종류|단계)|것들?이|같다|같습니다)"
)
_PARTED = re.compile(
    rf"^(?P<what>[^,.]{{2,40}}?)(?:은|는)\s(?:(?P<by>[^,.]{{2,30}}에 따라)\s)?{_MOSTLY}{_BELOW}"
    rf"(?:(?P<many>{_NUMBER})\s?(?P<unit>가지|종류|단계)(?:\s?(?:유형|종류|방식|방법|단계))?(?:로|으로)?"
    r"|(?:아래|다음)(?:과|와)\s같이)\s"
    r"(?P<how>나뉜|나누어|나눌|나눠|나뉩|나눈|구분|분류|구성|이루어)\S*(?:\s수\s?있\S*|\s\S{1,6})?$"
)
_WAYS = re.compile(
    rf"^(?P<what>[^,.]{{2,40}}?)(?:에는|은|는)\s{_MOSTLY}{_NUMBER}\s?(?:가지|개|종류)의?\s"
    r"(?P<kind>[가-힣]{2,6}?)[이가]\s있\S*$"
)
_BIDS = re.compile(
    r"^(?P<when>\S.{2,40}?(?:때는?|위해서는?|경우에는?|려면|으면))\s(?:아래|다음)(?:의|과|와|을|를)?\s"
    r"(?:같은\s)?(?:(?:것|사항|점|조건|내용)들?[을를]?\s?)?(?P<deed>\S+야)\s(?:한다|합니다|함|하며|해요)$"
)
_HAS = re.compile(
    r"^(?:아래|다음)(?:과|와) 같은 (?P<aspect>[가-힣 ]{2,12}?)(?:이|가|들이|을|를) (?:있|갖|가[지진])\S*$"
)
_KIND = re.compile(r"(?:방식|방법|종류|유형|기법|형태|분류)$")
# "학교에는 다음 부서가 있다": what is there is named, though no number counts it.
_OF_KIND = re.compile(
    rf"^(?P<what>[^,.]{{1,40}}?)(?:에는|에|은|는)\s{_MOSTLY}(?:아래|다음)(?:의|과 같은)?\s"
    r"(?P<kind>(?!것|점|사항)[가-힣]{1,8}?)들?[이가]\s(?:있|존재)\S*$"
)
_POINTING = re.compile(r"^(?:이|그|이러한|그러한|이런|그런)\s")


@lru_cache(4096)
def announcement(text: str) -> Announced | None:
    """What a sentence over a list says of it; None where it announces nothing.

    >>> announcement("구들은 다음 세 가지로 나뉜다:")
    Announced(title='구들', asked='구들은 어떤 세 가지로 나뉘나')
    >>> announcement("원두를 고를 때는 다음을 고려해야 한다.").asked
    '원두를 고를 때 고려해야 하는 것은'
    >>> announcement("학교에는 다음 부서가 있다").title, announcement("돛에는 다음과 같은 줄들이 있다").title
    ('학교의 부서', '돛의 줄')
    >>> announcement("장점은 다음과 같다").title, announcement("다음과 같은 단점이 있다.").title
    ('장점', '단점')
    """
    bare = text.strip().rstrip(".:： ")
    if not _ANNOUNCES.search(bare):
        return None
    if match := _PARTED.match(bare):
        what, by = match["what"].strip(), match["by"]
        if _KIND.search(what) and not by:
            return Announced(what)
        if not _POINTING.match(what):
            topic = f"{what}{josa(what, '은는')}{f' {by}' if by else ''}"
            many, unit = match["many"], match["unit"]
            gap = "" if many and many.isdigit() else " "
            into = f"어떤 {many}{gap}{unit}로" if many else "무엇무엇으로"
            verb = "이루어지나" if match["how"] in {"구성", "이루어"} else "나뉘나"
            return Announced(what, f"{topic} {into} {verb}")
    if match := _BIDS.match(bare):
        when = re.sub(r"(?<=[때서])는$|(?<=에)는$", "", match["when"])
        return Announced(when, f"{when} {match['deed']} 하는 것은")
    if (match := _HAS.match(bare)) and is_aspect(match["aspect"]):
        return Announced(match["aspect"])
    if (match := _WAYS.match(bare)) and is_aspect(match["kind"]) and not _POINTING.match(match["what"]):
        return Announced(f"{match['what']}의 {match['kind']}")
    if (match := _OF_KIND.match(bare)) and not _POINTING.match(match["what"]):
        return Announced(f"{match['what']}의 {match['kind']}")
    if match := _THERE_ARE.match(bare):
        return Announced(_POINTING.sub("", match["what"].strip()))
    return Announced()


def announced(text: str) -> str | None:
    """What a sentence over a list says the list is: a title, "" for "the following", None when it announces nothing.

    >>> announced("의존성 주입 방법에는 세 가지가 있다."), announced("아래 네 가지를 모두 만족해야 한다.")
    ('의존성 주입 방법', '')
    """
    found = announcement(text)
    return None if found is None else found.title


def only_announces(text: str) -> bool:
    """Whether a sentence over a list says nothing that the list does not say; one may name in it what it counts.

    >>> only_announces("구들은 다음 세 가지로 나뉜다"), only_announces("구들은 줄구들과 굽은구들 두 가지로 나뉜다")
    (True, False)
    """
    found = announcement(text)
    return found is not None and (any(found) or re.search(r"(?:아래|다음)(?:의|과|와|을|를)?\s", text) is not None)
