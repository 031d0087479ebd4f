"""When a Korean card leans on what it does not show: a step that comes later, one example, half of a sentence, a number
of a list, a label that is no name."""

from __future__ import annotations

import re

from cards.asking.cases import set_off
from cards.asking.doubt_rows import Row, first_doubt, of
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.korean.formulas import is_call

_CUT = "it was cut in the middle of a sentence"
_OPEN = "it does not say of what it tells"
_LITTLE = "its answer says little"
_OTHER = "its answer is no answer to its question"
_OF_TERM = of(Ask.WHAT, Ask.DOES, Ask.HOW)
_PIECES = of(Ask.OWN, Ask.GAP)


_LABEL = r"(?:(?:좋은|나쁜) 예|예시?|설명|정의|코드)"


def _has(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_ROWS = (
    Row(
        of(Ask.OWN, Ask.WHAT, Ask.GAP),
        "answer",
        _has(
            r"가장 (?:중요한|기본적인|핵심적인|많이 (?:쓰는|쓰이는|사용하는))"
            r" (?:용어|개념|것|부분|내용|요소)(?:이다|입니다|다)?\.?$"
        ),
        _LITTLE,
    ),
    # "UNIX — 특징은?": each has many, and a column holds whatever its writer thought of.
    Row(of(Ask.CELL), "said", _has(r"^(?:특징|특성|공통점)$"), "anything might be said of what it does"),
    Row(of(Ask.OWN), "said", _has(r"^\([^()]*\)\??$|[<>=]=?\s?[\w\"']+\??$"), "it is a line of a program"),
    Row(
        of(Ask.ASPECT, Ask.LIST),
        "name",
        _has(r"\s\S+ (?:가능|불가능|불가|필요|불필요)$"),
        "its term is a deed, not a name",
    ),
    Row(of(Ask.OWN, Ask.GAP), "said", _has(r"(?:위|아래|다음)[와과]\s?같(?:이|은)"), "it points at what is not there"),
    # "가짜 객체를 사용할 경우는?": a heading, which asks nothing in particular
    Row(of(Ask.OWN), "said", _has(r"[을할될쓸볼갈올줄둘날질칠킬릴] (?:경우|때)(?:에)?[는은엔]?\??$"), _OPEN),
    # a reminder above a command: "가상환경을 켠 상태인지 꼭 확인하는 명령은?"
    Row(
        of(Ask.COMMAND),
        "said",
        _has(r"^\||(?:^|\s)(?:꼭|반드시|주의|유의|참고로)\s"),
        "it does not say of what it tells",
    ),
    # "클래스 타입일 경우, comparator로 정렬 가능": when it can be done, and not what it is
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^[^,]{2,20}(?:경우|때)(?:에|에는|엔)?,?\s.*(?:가능|불가능|필요|있음|없음|해야 함)\.?$"),
        "it tells what is so, not what its term is",
    ),
    Row(
        _OF_TERM,
        "answer",
        _has(r"^(?:이후|그 ?후|이어서|다음으로|그다음|그런 다음|그리고 나서)\s(?=\S+\s)"),
        "it is a step, not what its term is",
    ),
    # "B라는 사공의 경우, 지금 배가 하나인 상태": one case, from which the meaning is still to come
    Row(
        _OF_TERM,
        "answer",
        _has(
            r"^(?:(?:[A-Z가-힣][^\s,]{0,8}(?:라는|이라는)\s\S{1,8}|(?:위|다음|이)\s\S{1,8})의\s경우|예를\s들어|가령\s)"
        ),
        "it asks for one example of many",
    ),
    Row(of(Ask.WHAT, Ask.DOES), "answer", _has(r"^(?:내게|나에게|나의|내가|나를)\s"), "it tells of one person"),
    Row(of(Ask.WHAT, Ask.DOES), "answer", _has(r"^(?:주어진|하나의)\s\S+$"), _LITTLE),
    # "목표: 개념과 코드를 한눈에 보기": what its writer wants of the note
    Row(
        of(Ask.WHAT, Ask.ASPECT),
        "answer",
        _has(r"\s(?:한눈에 보기|(?:알아|살펴|훑어)보기|이해하기|익히기|배우기|정리하기)\.?$"),
        "it speaks of the note itself",
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"\S\s(?:책|도서|서적|강의|영상|논문|칼럼)(?:이다)?\.?$"),
        "it stands in a list of people or works",
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"\s(?:가이드|안내서|튜토리얼|정리(?:본|\s글)|회고록?|후기|소감문?|포스팅)$"),
        "it speaks of the note itself",
    ),
    Row(
        of(Ask.LIST),
        "answer",
        _has(rf"^(?:- )?{_LABEL}(?:(?:, |\n- ){_LABEL})+$"),
        _LITTLE,
    ),
    Row(
        of(Ask.COMMAND),
        "said",
        _has(r"^(?:(?:검증|실행|설치|작업) ?[후전]|(?:오류|문제|현상) 재현|정리|실행|결과)$"),
        _OPEN,
    ),
    Row(_PIECES, "said", _has(r"^(?:처음|나중|결국|마지막|이후)(?:에)?(?:는|은)?\s(?:어떻게|무엇)"), _OPEN),
    # "class 대신 className", "방식 자체"
    Row(_OF_TERM, "name", _has(r"\S\s대신\s\S|\s자체$"), "its heading names no thing"),
    Row(of(Ask.CALLED), "said", _has(r"(?:\s|존재\s)[XO]$"), _CUT),  # what is not there has no name
    Row(of(Ask.CALLED), "answer", _has(r"[가-힣]하$"), _CUT),  # "닻을 사용하라고 하는데"
    Row(
        of(Ask.GAP),
        "said",
        _has(r"[가-힣](?:은|한|된|낸|린|운|둔)\s(?:후|뒤|다음)[,.]?$|[가-힣]기\s전[,.]?$|[가-힣](?:면서|으며)[,.]?$"),
        _CUT,
    ),
    Row(
        of(Ask.OWN, Ask.GAP, Ask.WHY, Ask.IF),
        "said",
        _has(r"(?:^|\s)(?:해당|위|이|아래|다음)(?:의)?\s(?:예제|예시|코드|그림)(?:에서|[은는의를이가])"),
        "it is data of an example",
    ),
    Row(of(Ask.OWN), "said", _has(r"몇\s?\S{1,3}?(?:이라도|라도|이든|든)\s"), _CUT),
    Row(of(Ask.IF), "said", _has(r"아니면$"), _CUT),
    # "배를 찾을 때 빨리 찾게 해주는 자료구조" says what a thing is, and not what happens then.
    Row(
        of(Ask.IF),
        "answer",
        _has(r"[는운한된할]\s(?:자료\s?구조|기술|기법|도구|방식|방법|알고리즘|개념|객체|함수|명령어?)(?:이다)?\.?$"),
        _OTHER,
    ),
    Row(of(Ask.OWN), "said", _has(r"[가-힣]게\s?/\s?[가-힣]+게\s"), _OTHER),  # "많은게/적은게 좋을까?"
    Row(
        of(Ask.WHAT),
        "name",
        _has(r"^\d{1,2}[/.월]\s?\d{1,2}일?\s?\(?[월화수목금토일](?:요일)?\)?$"),
        "it tells of one person",
    ),
    Row(of(Ask.COMMAND), "said", _has(r"(?:아래|다음|위)(?:의|와\s?같은)?\s(?:명령|코드|방법)"), _CUT),
    Row(
        of(Ask.CELL),
        "said",
        _has(r"^(?:(?:세부|상세)\s?(?:정보|사항|내용)?|기타|비고|메모)$"),
        "its column is told, not named",
    ),
    Row(of(Ask.CELL), "said", _has(r"비유"), "it asks for one example of many"),
    Row(
        of(Ask.ASPECT),
        "said",
        _has(r"^(?:(?:최종 |핵심 )?(?:결론|요약|정리)|한 ?줄 ?(?:평|요약|정리))$"),
        "its term is a label, not a name",
    ),
    Row(of(Ask.OWN, Ask.GAP, Ask.CALLED), "answer", _has(r"\s자체$"), _LITTLE),
    # "우리말로 '구성요소'라는 뜻": the word in Korean, not the thing
    Row(of(Ask.WHAT), "answer", _has(r"^(?:우리말|한국[어말]|한글)로\s.{0,24}뜻$"), _LITTLE),
    Row(of(Ask.OWN), "answer", _has(r"^(?:위|아래)(?:의)?\s\S+(?:\s\S+)?$"), "it points at what is not there"),
    Row(_OF_TERM, "name", _has(r"^(?:아래|위|다음)\s\S"), "it points at what is not there"),
    Row(_PIECES, "said", _has(r"(?:이름|말|글자|단어)\s?(?:그대로|처럼|에서\s?알\s?수\s?있)"), "everybody knows it"),
)
_STEP_OF = re.compile(r"[A-Za-z]{0,3}\d{0,2}\s?[-.]?\s?\(\d{1,2}\)")
_NAMES_ANOTHER = re.compile(r"[^\s:()-][^:()-]{0,24}(?:\([^()]*\))?(?::|\s?-)\s\S.*[가-힣]")
_ONE_LETTER = re.compile(r"[A-E](?:,\s[A-E])*")
_OF_LETTER = of(Ask.WHAT, Ask.DOES, Ask.OWN, Ask.GAP)
_BY_WHAT = re.compile(r"무엇(?:으)?로\s")
_MEASURE = re.compile(r"(?:주기|간격|속도|차례|비율|빈도)$")
_RHETORIC = re.compile(
    r"(?:아니겠|않겠|않을까|대답할까|어떨까|뭘까)\S*\??$|(?:^|\s)(?:뭐라고|어쩌면)\s"
    r"|(?:^|\s)(?:이렇게|그렇게|이러한|그러한|이런|그런|이것|그것)(?:\s|은|는|이|을|를)"
)
# What stands there in a model of one's own: "회원" / "행위" / "`activate()`: 등록을 마친다".
_OF_ENTITY = re.compile(r"(?:주요\s?)?행위")
_UNSPACED = re.compile(r"[가-힣]{22,}")


def doubt_of_korean_leaning(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean card says less than its note did; "" where it stands by itself."""
    named = fact.about or scope.name
    of_case = fact.ask is Ask.ASPECT and bool(set_off(named, ""))  # the conclusion of a case is what came of it
    if not of_case and (why := first_doubt(_ROWS, fact, answer, named)):
        return why
    if any(head.endswith("비유") for head in scope.heads):
        return "it asks for one example of many"  # what a thing is likened to is not what is learnt of it
    if (is_call(fact.about) or fact.about.startswith("`")) and _OF_ENTITY.fullmatch(scope.heading.strip()):
        return "it tells of the files of one project"
    if fact.about and _STEP_OF.fullmatch(fact.about):
        return "its term is one of several, not a name"
    if _ONE_LETTER.fullmatch(fact.about or "") and "언어" not in answer and fact.ask in _OF_LETTER:
        return "of which one it tells is not said"  # "D: 정보가 사라지는 문제" of the choices of a question
    if fact.ask is Ask.WHAT and fact.sort == "opening" and _NAMES_ANOTHER.match(answer):
        return "it says something of another thing than its term"  # "RPM(…): 꾸러미를 다루는 명령" below a heading
    if fact.about.startswith("O(") and (fact.ask in {Ask.ASPECT, Ask.DOES} or fact.about in answer):
        return "it says something of another thing than its term"  # "O(n): 반복문 하나로 돌므로 O(n)"
    if fact.ask is Ask.OWN and _BY_WHAT.search(fact.said) and _MEASURE.search(answer):
        return "its answer says again what it asks"  # "일정 주기로 갈라진다": how often, not into what
    if fact.sort == "question" and _RHETORIC.search(fact.said):
        return "its question is asked only to go on, and its answer points elsewhere"
    unspaced = _UNSPACED.search(answer) or _UNSPACED.search(fact.said)  # read off a picture, without its spaces
    return _CUT if unspaced or answer.startswith("등 ") else ""
