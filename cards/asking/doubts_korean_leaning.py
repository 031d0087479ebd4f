"""When a Korean card leans on what it does not show: a step that comes later, one example, half of a sentence, a number
of a list, a label that is no name."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask

_OF_TERM = frozenset({Ask.WHAT, Ask.DOES, Ask.HOW})
_LATER = re.compile(r"(?:이후|그 ?후|이어서|다음으로|그다음|그런 다음|그리고 나서)\s(?=\S+\s)")
# "B라는 사공의 경우, 지금 배가 하나인 상태": one case, from which the meaning is still to come
_ONE_CASE = re.compile(
    r"(?:[A-Z가-힣][^\s,]{0,8}(?:라는|이라는)\s\S{1,8}|(?:위|다음|이)\s\S{1,8})의\s경우|예를\s들어|가령\s"
)
_NOT_SO = re.compile(r"(?:\s|존재\s)[XO]$")  # "확인하는 과정 존재 X": what is not there has no name
_ENDS_OPEN = re.compile(
    r"[가-힣](?:ㄴ|은|한|된|낸|린|운|둔)\s(?:후|뒤|다음)[,.]?$|[가-힣]기\s전[,.]?$|[가-힣](?:면서|으며)[,.]?$"
)
_STEP_OF = re.compile(r"[A-Za-z]{0,3}\d{0,2}\s?[-.]?\s?\(\d{1,2}\)")
_ANY_NUMBER = re.compile(r"몇\s?\S{1,3}?(?:이라도|라도|이든|든)\s")
_NAMES_ANOTHER = re.compile(r"[^\s:()-][^:()-]{0,24}(?:\([^()]*\))?(?::|\s?-)\s\S.*[가-힣]")
_BELOW_IT = re.compile(r"(?:아래|다음|위)(?:의|와\s?같은)?\s(?:명령|코드|방법)")
_VAGUE_HEAD = re.compile(r"(?:세부|상세)\s?(?:정보|사항|내용)?|기타|비고|메모")
_ONE_LETTER = re.compile(r"[A-E](?:,\s[A-E])*")
_OF_LETTER = frozenset({Ask.WHAT, Ask.DOES, Ask.OWN, Ask.GAP})
_SUMS_UP = re.compile(r"(?:최종 |핵심 )?(?:결론|요약|정리)|한 ?줄 ?(?:평|요약|정리)")
_BY_WHAT = re.compile(r"무엇(?:으)?로\s")
_MEASURE = re.compile(r"(?:주기|간격|속도|차례|비율|빈도)$")
_OF_ME = re.compile(r"(?:내게|나에게|나의|내가|나를)\s")
_A_WORK = re.compile(r"\S\s(?:책|도서|서적|강의|영상|논문|칼럼)(?:이다)?\.?$")
_RHETORIC = re.compile(r"(?:아니겠|않겠|않을까|대답할까|어떨까|뭘까)\S*\??$|(?:^|\s)(?:뭐라고|어쩌면)\s")
_POINTS = re.compile(r"(?:^|\s)(?:이렇게|그렇게|이러한|그러한|이런|그런|이것|그것)(?:\s|은|는|이|을|를)")
_UNSPACED = re.compile(r"[가-힣]{22,}")
_BY_ITS_NAME = re.compile(r"(?:이름|말|글자|단어)\s?(?:그대로|처럼|에서\s?알\s?수\s?있)")


def doubt_of_korean_leaning(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean card says less than its note did; "" where it stands by itself."""
    if fact.ask in _OF_TERM and _LATER.match(answer):
        return "it is a step, not what its term is"
    if fact.ask in _OF_TERM and _ONE_CASE.match(answer):
        return "it asks for one example of many"
    if fact.ask is Ask.CALLED and _NOT_SO.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and _ENDS_OPEN.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.about and _STEP_OF.fullmatch(fact.about):
        return "its term is one of several, not a name"
    if fact.ask is Ask.OWN and _ANY_NUMBER.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.WHAT and fact.sort == "opening" and _NAMES_ANOTHER.match(answer):
        return "it says something of another thing than its term"  # "RPM(…): 꾸러미를 다루는 명령" below a heading
    if answer.startswith("등 ") or (fact.ask is Ask.COMMAND and _BELOW_IT.search(fact.said)):
        return "it was cut in the middle of a sentence"
    if fact.ask in {Ask.WHAT, Ask.DOES} and re.fullmatch(r"주어진\s\S+", answer):
        return "its answer says little"
    if fact.ask is Ask.CELL and _VAGUE_HEAD.fullmatch(fact.said):
        return "its column is told, not named"
    if _ONE_LETTER.fullmatch(fact.about or "") and "언어" not in answer and fact.ask in _OF_LETTER:
        return "of which one it tells is not said"  # "D: 정보가 사라지는 문제" of the choices of a question
    if fact.ask in _OF_TERM and re.search(r"\S\s대신\s\S|\s자체$", fact.about or scope.name):
        return "its heading names no thing"  # "class 대신 className", "방식 자체"
    if fact.ask in {Ask.OWN, Ask.GAP, Ask.CALLED} and answer.endswith(" 자체"):
        return "its answer says little"
    if fact.ask is Ask.IF and fact.said.endswith("아니면"):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.ASPECT and _SUMS_UP.fullmatch(fact.said):
        return "its term is a label, not a name"
    if fact.about.startswith("O(") and (fact.ask is Ask.ASPECT or fact.about in answer or fact.ask is Ask.DOES):
        return "it says something of another thing than its term"  # "O(n): 반복문 하나로 돌므로 O(n)"
    if fact.ask is Ask.CALLED and re.search(r"[가-힣]하$", answer):
        return "it was cut in the middle of a sentence"  # "닻을 사용하라고 하는데"
    if fact.ask is Ask.OWN and _BY_WHAT.search(fact.said) and _MEASURE.search(answer):
        return "its answer says again what it asks"  # "일정 주기로 갈라진다": how often, not into what
    if fact.ask in {Ask.WHAT, Ask.DOES} and _OF_ME.match(answer):
        return "it tells of one person"
    if fact.ask is Ask.WHAT and _A_WORK.search(answer):
        return "it stands in a list of people or works"
    if fact.sort == "question" and (_RHETORIC.search(fact.said) or _POINTS.search(fact.said)):
        return "its question is asked only to go on, and its answer points elsewhere"
    if _UNSPACED.search(answer) or _UNSPACED.search(fact.said):
        return "it was cut in the middle of a sentence"  # letters of a picture or a slide, read without their spaces
    if fact.ask in {Ask.OWN, Ask.GAP} and _BY_ITS_NAME.search(fact.said):
        return "everybody knows it"
    return ""
