"""What asks for a Korean predicate that stands below a name, by the form of that predicate: when or for what its thing
is used, what it contains, where it is, what is so of it. What has none of these forms is a deed, or asked in place."""

from __future__ import annotations

import re

from cards.language.korean.acting import is_quality
from cards.language.korean.states import asked_of_being, asked_of_state
from cards.language.korean.uses import asked_of_use

_SIDE = re.compile(
    r"[가-힣](?:의\s(?P<of>정의|의미|위치|범위|주기|과정|절차|방법|순서|구성|구조|원리|대상|차이점?)"
    r"|\S*\s(?P<side>원인|이유|기능|대책|목적|효과|특징|단점|장점|역할|영향|문제점|한계|결과|증상|필요성|기간|시기|비용|용도|배경|종류))$"
)


def is_side(about: str, answer: str) -> bool:
    """Whether a name says a side of a thing ("화재의 원인"), so that it is asked for itself and not what it is."""
    match = _SIDE.search(about)
    return match is not None and not answer.rstrip(". ").endswith((match["of"] or match["side"], "것"))


_DONE_BY = {"포함": "무엇을 포함하나?", "사용": "무엇을 쓰나?", "해당": "무엇에 해당하나?"}
_DONE = re.compile(
    r"(?<![에고며])\s(?P<used>사용)(?:한다|함|하는 방식)?\.?$"
    r"|(?:[을를]\s(?=포)|에\s(?=해))(?P<deed>포함|해당)(?:한다|함)?\.?$"
    r"|\s(?P<role>역할)[을를]?\s?(?:한다|함|합니다|수행한다|수행함|수행|담당한다|담당함|담당)?\.?$"
)
# "길잡이 역할을 하며, 나사를 포함": of two clauses the last alone is not what is asked for.
_GOES_ON = re.compile(r"[가-힣 ](?:하며|이며|되며|하고|되고|이고),\s")
_USED_AS = re.compile(
    r"^(?:.*[가-힣](?P<who>[이가])\s(?:\S+\s){0,3}?\S+[을를]\s(?:\S+\s){0,2}|(?!.*[을를]\s).*[가-힣]\s?로\s)(?:주로\s)?사용(?:한다|함)?\.?$"
)
_AIMS = re.compile(
    r"[가-힣](?:려고|려|고자|도록|\s용도로|\s목적으로)\s(?:주로\s)?(?:사용|이용|활용)(?:한다|함|합니다|된다|됨|됩니다)?\.?$"
)
# What was once found or shown, a person or an experiment does not do still.
_FOUND = re.compile(
    r"[을를임음]\s(?P<deed>발견|규명|증명|입증|발명|고안|확인|창시|제창)(?:함|했다|하였다|한 사람)?\.?$"
)
# What a thing is good for is reached by what is told of it: "속도 향상: 길을 줄인다".
_BETTER = re.compile(r"[가-힣]\s(?:향상|개선|간소화|단순화|최적화|강화|보장|절감|완화|극대화|최소화)$")
_BECOMES = re.compile(r"^(?!.*[을를]\s).*(?:되지|지지) (?:않는다|않음|못한다|못함)\.?$")


def asked_of(name: str, told: str) -> str:
    """What asks for a predicate of a form that has its own question; "" where it has none.

    >>> asked_of("체", "가루를 고르려고 사용"), asked_of("통", "마개를 포함한다"), asked_of("체", "가루를 거른다")
    ('무엇을 위해 쓰나?', '무엇을 포함하나?', '')
    """
    if _BECOMES.search(told):
        return "어떻게 되나?"
    if _BETTER.search(name):
        return "어떻게 하나?"
    if asked := asked_of_state(name, told) or asked_of_being(told) or asked_of_use(told):
        return asked
    if found := _FOUND.search(told):
        return f"무엇을 {found['deed']}했나?"
    if is_quality(name):
        return "무엇을 뜻하나?"
    if _AIMS.search(told):
        return "무엇을 위해 쓰나?"
    if used := _USED_AS.search(told):
        return "무엇을 뜻하나?" if used["who"] else "무엇으로 쓰나?"
    if (match := _DONE.search(told)) is not None and (match["role"] or not _GOES_ON.search(told[: match.start()])):
        return _DONE_BY.get(match["deed"] or match["used"] or "", "어떤 역할을 하나?")
    return ""
