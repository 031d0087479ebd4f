"""What makes a Korean piece or condition doubtful by what it is about: a number that only names a row, an actor of an
example, what points back, what its own condition or its heading says already."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.loans import is_said
from cards.language.text import key


def doubt_of_piece(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean piece or condition may not be worth its question; "" where nothing speaks against it."""
    if fact.ask not in {Ask.OWN, Ask.GAP, Ask.IF}:
        return ""
    if _LETTER.match(fact.said) or _OF_EXAMPLE.match(fact.said):
        return "it tells of an exercise"
    if fact.ask is Ask.IF:
        if _POINTS.match(answer):
            return "it points at what is not there"
        if (needed := _NEEDS.fullmatch(answer)) is not None and key(needed["what"]) in key(scope.name):
            return "its answer stands in its heading"
        return "its answer says little" if any(r.fullmatch(answer.rstrip(". ")) for r in _BARE_RESULTS) else ""
    if _ROW.search(fact.said) and re.fullmatch(r"\d+번", answer):
        return "it tells of an exercise"  # which row was read is no quantity
    if fact.sort.endswith("amount") and _EXAMPLES.search(scope.name):
        return "it tells of an exercise"
    if _AT_LEAST_ONE.fullmatch(answer) or (_ONLY.search(fact.said) and _ONE.fullmatch(answer)):
        return "its answer says little"
    if fact.sort.endswith("depends") and _AS_IT_IS.fullmatch(answer):
        return "its answer says little"
    if _SAME.match(fact.said):
        return "of what it is so is not said"
    if _UNLIKE.match(fact.said):
        return "it tells of several things at once"
    if _ORDINAL.match(fact.said):
        return "it points at what is not there"  # "다섯째 단점은?": which one that is stands in the note alone
    if (fact.ask is Ask.OWN and re.fullmatch(r"\S+적", answer)) or _HALF_LISTED.search(fact.said):
        return "it was cut in the middle of a sentence"
    name = without_gloss(scope.name)
    if " " not in f"{answer}{name}" and is_said(answer, name):
        return "its answer stands in its heading"  # "웹팩" under "Webpack"
    return "its answer stands in its heading" if _is_name_and_kind(answer, scope) else ""


# "B 수레가 …", "b 손잡이는 …": one of the things of an example.
_LETTER = re.compile(
    r"[A-Za-z]\s?(?:class|method|thread|클래스|메[소서]드|함수|스레드|쓰레드|프로세스|객체|서버|사용자|트랜잭션|노드|테이블|모듈|사람)"
    r"(?:[은는이가을를의에]|에서|으?로)"
)
# "가마와는 다르게 화덕은 돌이기 때문에 무엇이 바삭한가": a contrast, a reason and what follows, all in one question.
_UNLIKE = re.compile(r"\S+[와과]는\s(?:다르게|달리)\s.*때문에\s")
_OF_EXAMPLE = re.compile(r"[(\[]?(?:예시?|ex|e\.g)\s?[)\].:_]", re.I)
_EXAMPLES = re.compile(r"(?:예시|예제|사례)(?:\s?\d+)?$")
_POINTS = re.compile(r"(?:이러한|그러한|이런|그런|이곳|그곳|여기|거기)(?:에|에서)?\s")
# What follows is only rated: "많은 도움이 된다", "순서가 중요하다", "문제가 생긴다".
_BARE_RESULTS = (
    re.compile(
        r"(?:\S+[은는이가]?\s)?(?:(?:많은|큰|더|매우|아주|여전히)\s)?"
        r"(?:(?:단점|장점|이점|도움|문제)(?:이|가)\s(?:된다|됩니다|됨|될 수 (?:있다|있음|있습니다))"
        r"|문제가\s(?:발생|생)\S+(?:\s수 있\S+)?)"
    ),
    re.compile(
        r"(?:[^\s,]+(?<![을를])\s){0,2}(?:중요|유용|위험|편리|순탄|유리|불편)"
        r"(?:하다|합니다|함|한 상태가 된다|하게 된다|해진다|(?:치|하지) 않다|한 방법이다)"
    ),
)
_NEEDS = re.compile(r"(?P<what>\S{2,12}?)[이가]\s필요(?:하다|합니다|함)")
_ROW = re.compile(r"몇 번(?:을|이|에|에만|의|으로|에서)\s")
_AT_LEAST_ONE = re.compile(r"(?:1\s?개|한\s개|하나)\s?이상")
_ONLY = re.compile(r"(?:^|\s)(?:오직|오로지|단|유일하게)\s몇\s")
_ONE = re.compile(r"1\s?[개명번대]|한\s[개명번대]|하나")
_AS_IT_IS = re.compile(r"(?:상황|경우|환경|필요|조건|목적|사람|시간)")
_SAME = re.compile(r"(?:동일한|같은)\s(?:문제|현상|이유|방식|방법|원리|결과|효과)[은는이가]\s")
_ORDINAL = re.compile(
    r"(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟)째\s(?:\S+\s)?\S*(?:점|이유|특징|방법|단계|조건)[은는이가]?\s?"
)
# "셋은 긴 못, 짧은 무엇으로 나뉘나": the last name of a list torn apart
_HALF_LISTED = re.compile(r",\s[가-힣]+\s무엇으로\s(?:나뉘|나누|구분|분류|구성|이루어)")
_KINDS = re.compile(r"\s?(?:메[소서]드|함수|클래스|객체|방식|알고리즘|기법|명령어?|옵션|속성|어노테이션|애노테이션)")


def _is_name_and_kind(answer: str, scope: Scope) -> bool:
    """Whether a piece is the name above it with the word for its kind behind it ("tie() 함수" below "tie()")."""
    name, bare = without_gloss(scope.name).strip("`"), without_gloss(answer).replace("`", "")
    return len(key(name)) > 2 and bare.startswith(name) and _KINDS.fullmatch(bare[len(name) :]) is not None
