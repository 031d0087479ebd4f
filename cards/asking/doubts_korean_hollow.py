"""When a Korean card asks for what says nothing of its term: that it counts much, a grade, a template's empty label."""

from __future__ import annotations

import re

from cards.asking.doubt_rows import Row, first_doubt, of
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.meanings import is_order
from cards.language.finding import Ask
from cards.language.korean.kinds import ends_described
from cards.language.reader import reader_for

_CUT = "it was cut in the middle of a sentence"
_NOWHERE = "it points at what is not there"
_NO_THING = "its heading names no thing"
_PRAISE = "it praises its term, and does not say what it is"
_OF_TERM = of(Ask.WHAT, Ask.DOES, Ask.HOW, Ask.LIST)
_ANY = of(*Ask)
# "우수", "동등 또는 우수", "매우 빠름": what it is measured against stands in no cell.
_GRADE = (
    r"우수|동등|안정적|양호|좋음|나쁨|높음|낮음|빠름|느림|보통|쉬움|어려움|간단|복잡|유연|제한적"
    r"|(?:부분적 )?(?:가능|불가능)|단순|강함|약함|많음|적음|확장 ?가능"
)


def _has(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_ROWS = (
    # "파이프라인을 이루는 핵심 단위", "많이 사용되는 DB"
    Row(
        of(Ask.WHAT),
        "answer",
        _has(
            r"(?:대표적인|핵심(?:적인)?|중요한|유명한|첫\s?번째"
            r"|(?:많이|널리) (?:사용되는|쓰이는|사용하는|쓰는|알려진))\s[^\s,]+$"
        ),
        _PRAISE,
    ),
    # "물길을 줄이기 위해 등장한 개념", "돛을 더 발전시킨 방식": where it comes from
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"(?:등장한|생겨난|발전한|발전시킨)\s(?:개념|방식|방법|기술|기법|모델|언어|것)$"),
        "it sets its term among others, and does not say what it is",
    ),
    Row(_OF_TERM, "name", _has(r"^(?:기타|사용할|책의|이번)\s\S|^#?\d{1,2}[.)]?$"), _NO_THING),
    Row(_ANY, "name", _has(r"^(?:(?:핵심 ?)?포인트|키워드|[Kk]eywords?)$"), "its term is a label, not a name"),
    Row(of(Ask.ASPECT), "said", _has(r"^핵심 ?포인트$"), "its term is a label, not a name"),
    # "원본 코드", "개선된 쿼리": the ones that this note shows
    Row(
        _ANY,
        "name",
        _has(
            r"^(?:원본|개선(?:된|한)?|수정(?:된|한)?|변경(?:된|한)?|리팩토링(?:된|한)?)\s?(?:코드|쿼리|함수|구현|버전|로직|SQL)$"
        ),
        "it is data of an example",
    ),
    # "밤에는 돛을 올리지 말 것: 바위가 안 보임"
    Row(
        of(Ask.CALLED, Ask.WHAT, Ask.DOES),
        "name",
        _has(r"(?:지 말|야 할|하지 않을) 것$|\s금지$"),
        "it is an advice about its term, not what the term is",
    ),
    Row(of(Ask.CALLED), "said", _has(r"(?:지 말|야 할) 것$"), "it is an advice about its term, not what the term is"),
    Row(of(Ask.ASPECT), "answer", _has(r"^(?:이|그|해당)\s\S+[은는]\s"), _NOWHERE),
    # "사공이 택배 기사라면, 돛은 …": what stands there is likened, and its half only
    Row(of(Ask.WHAT), "answer", _has(r"(?:이라면|라면),\s"), _CUT),
    Row(of(Ask.WHAT), "answer", _has(r"[았었했됐졌였]을\s것$"), _CUT),  # "가까워졌을 것이고, …"
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"(?:가리키|뜻하|의미하|말하|나타내)고,?\s\S{1,20}[은는]\s"),
        "it says two things at once",
    ),
    Row(of(Ask.WHY), "answer", _has(r"[가-힣](?:라면|다면)\s"), "it says two things at once"),
    Row(of(Ask.WHY), "said", _has(r"(?:[가-힣A-Za-z)`][은는]|다면|라면)$"), _CUT),  # its verb stands in a line below
    Row(of(Ask.OWN), "said", _has(r"^(?:이게|이건|이거|그게|그건|저게)\s|그리고 (?:무엇|어떤)"), _NOWHERE),
    Row(
        of(Ask.OWN, Ask.GAP, Ask.WHY, Ask.IF),
        "said",
        _has(r"(?:^|\s)위(?:의)?\s(?:프로그램|쿼리|함수|식|표|결과|클래스|메서드|테이블)[은는이가을를의에]"),
        "it is data of an example",
    ),
    Row(
        of(Ask.OWN),
        "answer",
        _has(r"^(?:[Kk]eywords?|키워드|[Aa]nswer|답변?|해설|풀이)\W*$"),
        "its answer is no answer to its question",
    ),
    Row(of(Ask.WHAT, Ask.CELL, Ask.DOES), "answer", _has(r"\s여부$"), "its answer says little"),
    # "눈금을 보면 물이 모자란지 알 수 있다": by what one learns it, and not what happens then
    Row(
        of(Ask.IF), "said", _has(r"[을를]\s(?:살펴|확인해|들여다)?\s?보면$"), "its answer is no answer to its question"
    ),
    Row(of(Ask.STEPS), "answer", _has(r"(?:에 따라|[한할된될는]\s(?:때|경우))(?:\n|$)"), _CUT),
    Row(of(Ask.WHAT), "answer", _has(r"[가-힣](?:이)?야\s?말로\s"), _PRAISE),
    Row(
        of(Ask.WHAT, Ask.DOES, Ask.IF, Ask.WHY, Ask.OWN, Ask.HOW),
        "answer",
        _has(r"(?:^|\s)(?:위|아래|다음|옆|이)\s?(?:그림|도표|사진|그래프|다이어그램)"),
        _NOWHERE,
    ),
    Row(_ANY, "name", _has(r"^(?:이|그|저|위|해당) (?:상황|경우|때|문제|방식|방법|과정|단계|예|코드)"), _NOWHERE),
    Row(_ANY, "name", _has(r"[가-힣A-Za-z)][와과]는$"), _CUT),
    # "왜 점선으로 표시하나": how a figure of the note is drawn
    Row(
        of(Ask.WHY, Ask.OWN),
        "said",
        _has(r"(?:점선|실선|파선|빨간|파란|회색|굵게|화살표)\S*\s(?:\S+\s)?(?:표시|그리|그린|칠하|칠한|나타내|나타낸)"),
        "it speaks of the note itself",
    ),
    # "`next()`와 `nextLine()`의 차이" over both: each has a deed, and none a difference of its own
    Row(of(Ask.CELL), "said", _has(r"^차이점?$"), "it sets two things against each other", frozenset({"definition"})),
)


_GRADED = re.compile(
    rf"(?:(?:매우|더|가장|아주|상대적으로|비교적)\s)?(?:{_GRADE})"
    rf"(?:(?:,| 또는| 및)\s(?:(?:매우|더)\s)?(?:{_GRADE}))*\W*"
)
_SO_MANY = re.compile(r"(?:^|\s)(?:하나|둘|셋|넷|한 \S{1,3}|두 \S{1,3}|\d+\s?(?:개|번|명|대)?)$")
_COST = re.compile(r"값|비용|가격")  # dear or cheap, as everybody means it


def doubt_of_hollow(fact: Fact, answer: str, rule: str, scope: Scope) -> str:
    """Why a Korean card asks for what says nothing; "" where its answer tells something."""
    if fact.ask is Ask.OWN and fact.sort == "only" and _SO_MANY.search(answer):
        return "its answer is no answer to its question"  # "무엇만 실을 수 있나": how many, and not what
    if fact.ask is Ask.WHAT and is_order(answer):
        return "it is an advice about its term, not what the term is"  # "Client: Generate a key pair"
    if fact.ask is Ask.IF and _is_thing(answer):
        return "its answer is no answer to its question"
    if fact.ask is Ask.CELL and _GRADED.fullmatch(answer) and not _COST.fullmatch(fact.said):
        return "more or less than what is not said"
    return first_doubt(_ROWS, fact, answer, fact.about or scope.name, rule)


def _is_thing(answer: str) -> bool:
    """Whether words name a thing, and tell nothing that happens ("비가 오면 저절로 닫히는 창")."""
    bare = answer.rstrip(". ")
    if re.search(r"(?:것|경우|때|적|수)(?:이다|입니다)?$", bare):
        return False
    return "이른바 " in bare or ends_described(reader_for(True).tagged(bare) or ())
