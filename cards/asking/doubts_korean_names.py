"""What makes a Korean card doubtful by its name: that is a label, its meaning only translates it, or the line tells of
another thing."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.asking.typed import BY_HEART
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.text import has_hangul, key

_LEADS_OVER = re.compile(r"(?:즉|또한|그리고|하지만|따라서|그래서)\s")


def doubt_of_name(fact: Fact, answer: str, scope: Scope) -> str:
    """Why the name in a question is none, or not that of what the answer tells; "" where nothing speaks for that."""
    if re.match(r"(?:or|and|또는|혹은|및)\s", answer):
        return "it was cut in the middle of a sentence"  # "`물레`, or `돌림판`": a second name of its term
    if fact.ask is Ask.STANDS and has_hangul(fact.about) and not has_hangul(answer):
        return "its meaning says no more than its name"  # "HTTP Method" is the English of "HTTP 메서드"
    if fact.ask is Ask.COMMAND and len(answer) > BY_HEART:
        return "its command is too long to be typed by heart"
    if fact.ask is Ask.DIFFER and (all(map(_BARE_FIGURE.search, answer.split("\n"))) or re.search(r": \{.*\}", answer)):
        return "its answer says little"
    if _LEADS_OVER.match(fact.about) or (fact.ask is Ask.DIFFER and _LEADS_OVER.match(fact.said)):
        return "its term is no name"
    if fact.ask is Ask.OWN and re.match(r"(?:차이점?은|(?:이러한|그러한|이런|그런)\s)", fact.said):
        return "of what it is so is not said"
    if fact.ask is Ask.OWN and re.search(r"(?<!언제)[가-힣](?:던지|든지)\s", fact.said):
        return "it was cut in the middle of a sentence"  # "무엇을 이용하던지": one of two ways
    if fact.ask is Ask.IF:
        return _of_condition(fact.said, scope.texts.get(fact.line, ""))
    if fact.ask is Ask.ASPECT:
        return _of_aspect(fact, scope)
    return _of_meaning(fact, answer, scope) if fact.ask in {Ask.WHAT, Ask.DOES} else ""


def _of_condition(said: str, line: str) -> str:
    if re.search(r"(?:경우|때)이?나$", said):
        return "it was cut in the middle of a sentence"  # "… 굽는 경우나 젖은 그릇을": one of two objects
    if _SOME_CONDITION.match(said) or re.match(r"(?:이와 같이|이처럼|위와 같이|다음과 같이|이렇게|그렇게)\s", said):
        return "it points at what is not there"
    if re.search(r"(?:이해|숙지|공부|학습|연습)하면$|알아두면$|익히면$|잘 알면$", said):
        return "its answer says little"  # the last words of a text
    return "it was cut in the middle of a sentence" if _though(said, line) else ""


def _of_aspect(fact: Fact, scope: Scope) -> str:
    name = (fact.about or scope.name).strip("*` ")
    if re.fullmatch(r"(?:상황|경우|사례|케이스|시나리오|case)\s?[A-Z\d]", name, re.I):
        return "its term is a label, not a name"
    if re.search(r"[가-힣](?:은|는)\s", fact.said):
        return "its term is a label, not a name"  # "위쪽은 속도: 늦게 온 것"
    if re.search(r"[;)]\s*//", name):
        return "its term is no name"  # a line of code with what it prints
    if fact.sort == "label" and not scope.meant and _is_of_another(scope):
        return "of what it is so is not said"  # the good side of what the line above it tells of
    return ""


def _of_meaning(fact: Fact, answer: str, scope: Scope) -> str:
    about, name = fact.about.strip("*` "), without_gloss(fact.about or scope.name)
    if re.search(r"순서(?:대)?로(?:\s\S+)?$", answer) and len(answer.split()) <= 4:
        return "it sets its term among others, and does not say what it is"  # "`align` => `justify` 순서로 작성"
    if re.fullmatch(r"(?:비유로?|유래|예시|참고)\s?\d*", about):
        return "its term is a label, not a name"
    if fact.ask is Ask.DOES:
        told = len(name) > 1 and re.match(rf"{re.escape(name)}[을를]\s", answer)
        return "it says something of another thing than its term" if told else ""  # "서명을 … 만든다" below "서명"
    if _TRANSLATES.fullmatch(answer) and _IDENTIFIER.fullmatch(about):
        return "its meaning says no more than its name"  # "`registeredAt`: 등록 일시"
    if _PROPERTY.fullmatch(f"{about}:{answer}") and ": " not in scope.texts.get(fact.line, ""):
        return "it was cut in the middle of a sentence"  # "display:flex(…)"
    if fact.sort == "remark":
        return "it tells what is so, not what its term is"  # "루트 요소(단 하나밖에 없음)"
    if fact.sort == "opening" and _OF_TIMES.fullmatch(name):
        return "its term is a label, not a name"
    if fact.sort == "opening" and re.search(r"\s많은 (?:시간|비용|메모리|양)\S* \S+$", answer):
        return "it tells what is so, not what its term is"
    return ""


# A name of a program that its English words tell, and one or two Korean nouns for the same.
_IDENTIFIER = re.compile(r"[a-z][a-z]+[A-Z]\w+(?:\(\))?|[a-z]{6,}")
_TRANSLATES = re.compile(r"[가-힣]{2,6}(?: [가-힣]{2,6})?")
_PROPERTY = re.compile(r"[a-z-]+:[a-z-]+\s?\(.*", re.S)
_OF_TIMES = re.compile(r"(?:등장 ?)?(?:역사|유래|배경|기원|연혁)")
_BARE_FIGURE = re.compile(r":\s?[\d.,]+$")  # "5" and "14249": of what, and after how many runs, is not said
_SOME_CONDITION = re.compile(
    r"(?:일정|특정|어떤|다음|두|세|모든|위|이|해당)?\s?조건(?:들)?[을이] (?:모두 )?(?:만족|충족|성립)\S*$"
)
_TOPIC = re.compile(r"(?P<of>[^\s,]+(?:\s[^\s,]+){0,2}?)[은는]\s(?=\S+\s)")


def _though(said: str, line: str) -> bool:
    """Whether a condition is told as one that changes nothing ("값이 크더라도"), and asked as one that does."""
    stem = re.sub(r"(?:으)?면$|[는을은]? ?(?:경우|때)(?:에는|는)?$", "", said)
    return len(stem) > 2 and re.search(rf"{re.escape(stem[-6:])}(?:이|하)?더라도", line) is not None


def _is_of_another(scope: Scope) -> bool:
    """Whether the line over a label is a sentence about another thing than the heading names."""
    told = _TOPIC.match(scope.lead)
    of = key(without_gloss(told["of"])) if told else ""
    return bool(of) and of not in key(scope.above or scope.name) and key(scope.name) not in of
