"""What makes a Korean card doubtful by the form it was read from: a quality that is answered by a purpose, a deed that
belongs to another thing than the name above."""

from __future__ import annotations

import re

from cards.asking.doubts_korean_equations import doubt_of_equals
from cards.asking.doubts_korean_meanings import has_own_kind
from cards.asking.fact import Fact
from cards.asking.inplace import has_question
from cards.asking.named_again import LIGHT_VERBS
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.acting import tells_deed
from cards.language.korean.grammar import tokens_of
from cards.language.korean.loans import is_said
from cards.language.statement import sentences
from cards.language.text import has_hangul, key, words


def doubt_of_form(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean draft may not answer what its form asks; "" where it does."""
    if _SAYS_HOW_MANY.fullmatch(answer):
        return "it only leads to the list below it"
    if fact.ask in {Ask.LIST, Ask.ASPECT} and without_gloss(fact.about or scope.name) in _BEFORE_KINDS:
        return "its term is no name"  # "사전 조건" are no conditions of "사전"
    if _GUESSED.search(answer):
        return "it tells of one person"
    if fact.ask is Ask.EQUALS:
        return doubt_of_equals(fact, answer, scope)
    if fact.ask is Ask.ASPECT:
        return "an example cannot be guessed" if _tells_cells(answer, scope) else _of_aspect(fact, answer)
    if fact.ask in {Ask.OWN, Ask.GAP}:
        return _of_piece(fact, answer)
    if fact.ask is Ask.CALLED:
        return _of_name(fact)
    if fact.ask is Ask.IF:
        return _of_condition(fact, answer, scope)
    if fact.ask is Ask.WHY and fact.said:
        return _of_reason(fact, answer, scope)
    if fact.ask is Ask.DOES:
        return _of_value(fact, answer, scope) or _of_deed(fact, answer, scope)
    if fact.ask is Ask.WHAT:
        return _of_value(fact, answer, scope) or _of_another(fact, answer, scope)
    if fact.ask is Ask.CELL and _ANY.search(fact.about):
        return "its row is told, not named"
    return ""


# What stands before the name of a kind, and says which of them.
_BEFORE_KINDS = words("사전 주요 기본 전제 필수 추가 최소 선행 공통 핵심 세부 일반 전체 특수 대표 상세 기타 반대")
_GUESSED = re.compile(r"(?:[은는한]|할|될|인|일)\s?(?:듯|듯함|듯하다|것 같다|것 같음|거 같다)\.?$")


def _of_piece(fact: Fact, answer: str) -> str:
    """A sentence that bids to explain something, or ends without its verb; a number that is not said."""
    if fact.sort != "question" and _EXPLAIN.search(fact.said):
        return "it is an exercise"
    if _SO_MANY.fullmatch(answer.strip("`")) or (fact.ask is Ask.OWN and _ANY_KIND.search(answer)):
        return "its answer says little"
    if fact.ask is Ask.OWN and _ALSO.search(fact.said):
        return "it asks for one example of many"
    if fact.ask is Ask.OWN and _STRIVES.search(fact.said):
        return "it praises its term, and does not say what it is"
    if re.match(r"이제\s", fact.said):
        return "of what it is so is not said"  # one step of what is told before it
    if fact.ask is not Ask.GAP:
        return ""
    told = [t for t in tokens_of(fact.said) if not t.tag.startswith("S")]
    if told and told[-1].tag in _OPEN_TAGS:
        return "it was cut in the middle of a sentence"
    if fact.sort.endswith(_GUESSED_SORTS) and (_happened(fact.said) or not _LATIN.search(answer)):
        return "what is left out of it may be said in other words"
    return ""


# What a verb takes, or by what means it is done, is known only where it is a name of its own.
_GUESSED_SORTS = ("means", "contrast", "term")
_LATIN = re.compile(r"[A-Za-z`\d]")


def _happened(said: str) -> bool:
    """Whether a sentence tells what its writer did ("서버를 골랐고, 값을 옮겼다")."""
    return (
        re.search(r"[었았였했됐졌](?:다|고|으며|음|습니다|죠|지만)", said) is not None or _NOW.match(said) is not None
    )


_NOW = re.compile(r"(?:현재|지금|이내|우선|일단)[은는]?\s")


def _of_name(fact: Fact) -> str:
    """What is given a name in general terms, at a place that is not there, or as what may be so."""
    if _names_no_kind(fact.said) or _UNSAID.search(fact.said):
        return "of what it is so is not said"
    return "it was cut in the middle of a sentence" if _CUT_NAME.search(fact.said) else ""


# "위 특징", "두 번째 방식", "값과 같은 방식", "나눌 수 있는 것"
_UNSAID = re.compile(
    r"^(?:위|아래|앞|다음)(?:의|에서)?\s|^(?:(?:첫|두|세|네|다섯)\s?번째|[첫둘셋넷]째|다른)\s\S+$|[와과]\s같은\s\S+$"
    r"|(?:수 [있없]는|많은|적은|[가-힣]야 ?하는|[가-힣]야 ?되는)\s것$"
)
_CUT_NAME = re.compile(r"(?:이라|라)고?\s?(?:하는|부르는|하고|하며|부르고|부르며|불리며)|(?:또는|혹은)$")


_EXPLAIN = re.compile(r"설명(?:해|하)\s?(?:주|보|시|라)|서술(?:해|하)\s?(?:주|보|시|라)")
# "두 가지 중요한 차이점을 갖는다"
_SAYS_HOW_MANY = re.compile(
    r"(?:두|세|네|다섯|몇|여러|\d+)\s?가지\s(?:\S+\s)?\S*(?:차이|차이점|특징|장점|단점|방법|이유|종류|유형)(?:[을를이가])\s"
    r"(?:갖는다|가진다|지닌다|있다|존재한다|가지고 있다|갖습니다|가집니다|있습니다|있음|가짐)"
)
_STRIVES = re.compile(r"무엇(?:으로 유명한가|에 (?:\S+\s)?(?:전념|헌신|최선|힘쓰|주력)|을 위해 (?:힘쓰|노력))")
# "여러 가지 물건": what is said to be of many kinds is of none; "다양한 옷과 장비".
_ANY_KIND = re.compile(r"(?:^|\s)(?:다양한|여러 가지|여러(?!\s\S$)|많은|각종|갖가지)\s(?:\S+[과와]\s)?[^\s()]+$")
_ALSO = re.compile(r"[은는]\s(?:또한|또)\s(?:\S+\s)*?무엇")  # "도매상은 또한 무엇을 파나": beside what was told before
_SO_MANY = re.compile(r"다수|(?:한|두|세|네|\d+)\s?(?:곳|군데)|여러\s?(?:개|가지)?|일부|대부분|전부|모두|많은\s\S+")
_OPEN_TAGS = frozenset({"JKB", "JKO", "EC", "JKS"})


_ANY = re.compile(r"^(?:무슨|어떤|아무)\s|\s등$")  # "무슨 기능", "엔진 제어기 등": a pattern for rows, not one of them


def _of_value(fact: Fact, answer: str, scope: Scope) -> str:
    """What an example sets its term to, what is first of a row of names, praise."""
    name = without_gloss(fact.about or scope.name)
    if _SET_TO.search(answer):
        return "it says something else than what its term is"
    above = f"{scope.heading} {scope.above} {scope.name}"
    if (counted := _NUMBERED.fullmatch(name)) and any(
        word == counted["name"] or is_said(word, counted["name"]) for word in above.split()
    ):
        return "its term is one of several, not a name"
    parted = re.search(rf"{re.escape(fact.about)}\W{{0,3}}[:：]\s", scope.texts.get(fact.line, "")) is not None
    if fact.about.startswith("`") and _GOES_ON.match(answer) and not parted:
        return "its term is only the first half of its line's name"
    if _SOME.search(answer):
        return "it only leads to the list below it"
    if _COMMON.search(answer) or answer.count("무언가") > 1:
        return "it praises its term, and does not say what it is"
    return ""


# "어떠한 사실을 발견": what it is stands below.
_SOME = re.compile(
    r"(?:^|\s)(?:(?:어떠한|어떤)\s(?:사실|점|현상|문제|규칙|결론|결과|것)|무언가|무엇인가)[을를]\s(?:\S+\s)?\S+$"
)
# An address, a point in time, a value with the comment of its line.
_TIME = r"[\d월년일 \w.-]{6,24} (?:오[전후] )?\d?\d:\d\d(?::\d\d)?(?: \w+)?"
_SET_TO = re.compile(
    rf"^\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?:/\d+)?$|^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*, )?{_TIME}$|\S\s#\s\S"
)
_NUMBERED = re.compile(r"(?P<name>[A-Za-z]+|[가-힣]+)\s\d{1,2}")
_GOES_ON = re.compile(
    r"(?:값|객체|변수|함수|메서드|메소드|속성|키워드|타입|파일|명령어?|옵션|태그|클래스|필드|프로퍼티)(?:[을를은는이가]|으?로|에|에서)\s"
)
_COMMON = re.compile(
    r"(?:가장|제일)\s(?:\S+\s){1,2}(?:미치는|주는|차지하는|하는)\s(?:요소|요인|것|부분|개념|기능)$"
    r"|(?:더불어|함께)\s(?:\S+\s)?(?:사용되는|쓰이는|사용하는)\s\S+$"
)


def _of_aspect(fact: Fact, answer: str) -> str:
    """A quality whose answer sets two things side by side, or says what for."""
    if "<>" in answer:
        return "it sets two things against each other"
    if _FOR.search(answer) and not _ASKS_WHY.search(fact.said):
        return "it says something else than what its term is"
    return ""


def _tells_cells(answer: str, scope: Scope) -> bool:
    """Whether an answer puts together cells of the table above it: what comes out of that data ("결과: 민수 90")."""
    lines = (line for entry in scope.entries for line in entry.line.walk())
    cells = {cell.strip() for line in lines for row in line.rows[1:] for cell in row}
    pieces = re.split(r"[\s,]+", answer)
    return len(pieces) > 1 and sum(piece in cells for piece in pieces) * 2 >= len(pieces)


_FOR = re.compile(r"(?:위함|위해서?|위한 것)(?:이다|입니다|임)?\.?$")
_ASKS_WHY = re.compile(r"목적|이유|용도|의도|의의|배경|필요|역할|쓰임|활용|까닭|왜|목표")


def _names_no_kind(said: str) -> bool:
    """Whether what is given a name is a bare one itself ("원소 e"), so that nothing says which of many it is."""
    told = tokens_of(said)
    return len(said.split()) <= 2 and bool(told) and not any(t.tag in {"ETM", "JKG", "MM", "XSN", "JKB"} for t in told)


def _of_condition(fact: Fact, answer: str, scope: Scope) -> str:
    """What follows is that something can be done, that some points hold, or what the heading says already."""
    if re.search(r"[다라]고\s?(?:해도|하더라도)$", fact.said):
        return "of what it is so is not said"  # "조회만 한다고 해도 …를 막아 준다": what does stands in the half before
    if _POSSIBLE.fullmatch(answer) or _SO_IT_IS.fullmatch(answer):
        return "its answer says little"
    if re.match(r"(?:몇|여러|다음|아래)\s?(?:가지|의)\s", answer):
        return "it only leads to the list below it"
    about = fact.about or scope.name
    name = key(about)
    called = _CALLED.match(answer)
    said = [called["name"]] if called else re.findall(r"`([^`]+)`", answer)
    if any(len(key(without_gloss(one))) > 3 and key(without_gloss(one)) in name for one in said):
        return "its answer stands in its heading"
    return "its answer says again what it asks" if _adds_nothing(f"{fact.said} {about}", answer) else ""


_SO = frozenset({"므로", "으므로", "니까", "으니까", "어서", "아서"})


def _of_reason(fact: Fact, answer: str, scope: Scope) -> str:
    """What is so has a reason of its own beside the one that is asked for, or no subject, or only goes on."""
    told = tokens_of(fact.said)
    if any(t.tag == "EC" and t.text in _SO for t in told) or "기 때문에" in fact.said:
        return "it says two things at once"
    named = any(t.tag == "JKS" or (t.tag == "JX" and t.text in {"은", "는"}) for t in told)
    if _adds_nothing(fact.said, _REASONS.sub("", answer)):
        return "its answer says again what it asks"
    if told and not named and not fact.about and not scope.name:
        return "of what it is so is not said"
    return ""


_REASONS = re.compile(r"(?:는|은|한|된|인)?\s?(?:상태|것|경우)?(?:이기|기)?\s?때문(?:에|이다|입니다)?\.?$")


def _adds_nothing(asked: str, answer: str) -> bool:
    """Whether each noun of an answer is asked already, and its verbs are those of any sentence."""
    letters = key(asked)
    told = [t for t in tokens_of(answer) if t.tag.startswith(("NN", "SL", "XR", "SN", "VV", "VA")) and t.tag != "NNB"]
    nouns = [t.text for t in told if not t.tag.startswith(("VV", "VA"))]
    if not nouns or not all(key(noun) in letters for noun in nouns if len(noun) > 1):
        return False
    known = {t.text for t in tokens_of(asked)}
    verbs = {t.text for t in told if t.tag.startswith(("VV", "VA"))}
    return all(noun in known for noun in nouns if len(noun) == 1) and verbs <= known | LIGHT_VERBS


# "해석할 수 있다", "통신이 가능합니다": that it can be done is all that is said.
_POSSIBLE = re.compile(
    r"[가-힣]{2,4}(?:[을를이가]\s)?(?:할\s수\s?(?:있다|있습니다|있음|있게\s\S+|있도록\s한다)|\s?가능(?:하다|합니다|함|해진다|해집니다)?)\.?"
)
# "영향을 미친다", "됩니다": of which of two it is, and no more.
_SO_IT_IS = re.compile(
    r"(?:영향을\s(?:미친다|미칩니다|미침|준다|줍니다|줌|받는다|받습니다|받음)"
    r"|(?:안\s)?(?:된다|됩니다|됨|돼요)|(?:불)?가능(?:하다|합니다|함|해요)?|(?:아무\s)?(?:문제|상관|관계)[가이]?\s?(?:없다|없습니다|없음))\.?"
)
_CALLED = re.compile(r"(?P<name>.{2,40}?)(?:이?라고)\s?(?:한다|합니다|함|부른다|부릅니다|부름|표현한다|표현합니다)\.?$")


def _of_deed(fact: Fact, answer: str, scope: Scope) -> str:
    """A sentence about another thing: it has a subject of its own that is there, is needed, or is many."""
    name = key(without_gloss(fact.about or scope.name))
    if len(name) > 2 and key(answer).startswith(name):
        return "its meaning says its own name"
    if _ELSE.search(answer):
        return "it says something of another thing than its term"
    if fact.said or not has_hangul(answer):
        return _of_another(fact, answer, scope)
    if len(name) > 2 and re.search(
        rf"(?<![\w가-힣]){re.escape(without_gloss(fact.about or scope.name))}[을를]\s", answer
    ):
        return "its meaning says its own name"
    if _LEADS_ON.search(answer):
        return "it only leads to the list below it"
    if _OF_NOTE.search(answer):
        return "it tells what its note is about, not what its term does"
    if not has_question(fact.about or scope.name, answer) and not _has_deed(fact.about or scope.name, answer):
        return "it tells what is so of its term, not what the term does"
    return _of_another(fact, answer, scope)


def _has_deed(name: str, answer: str) -> bool:
    """Whether the first sentence of an answer, without what stands in brackets, tells a deed that its term may do."""
    if "=" in name or any(t.tag in {"JKS", "JKO"} for t in tokens_of(name)):
        return False  # "브라우저가 TCP 3웨이", "크기=0"
    return tells_deed(re.sub(r"\s?\[[^\[\]]*\]$", "", sentences(answer)[0]))


def _of_another(fact: Fact, answer: str, scope: Scope) -> str:
    """A sentence with a topic of its own that is not the name above."""
    told, name = tokens_of(answer), key(f"{fact.about}{scope.name}")
    at = next((i for i, t in enumerate(told) if t.tag == "JX" and t.text in {"은", "는"}), 0)
    if not at or not told[at - 1].tag.startswith(("NN", "SL", "XSN", "SSC")):
        return ""
    start = answer.rfind(" ", 0, told[at - 1].start) + 1
    own = key(without_gloss(answer[start : told[at].start]))
    if not own or own in name or _WHEN.search(answer[: told[at].start]):
        return ""
    if fact.ask is Ask.WHAT and has_own_kind(fact.about or scope.name, answer):
        return ""
    if fact.ask is Ask.WHAT and (start > 0 or len(answer.split()) < LONG or not told[-1].tag.startswith("NN")):
        return ""  # "산도 높은 와인은 …": only what begins with another name and ends in a noun defines that name
    return "it says something of another thing than its term"


_LEADS_ON = re.compile(
    r"(?:^|(?<!맨)\s)(?:다음|아래|위)(?:의|와 같은|과 같은)?\s(?:\S+\s)?\S+[을를에]\s"
    r"|(?:두|세|네|\d)\s?가지\s\S{2,4}(?:[을를]|로)\s(?:위해\s)?\S+$"
)
# "기본 문법을 정리합니다" below a heading is said of the note.
_OF_NOTE = re.compile(
    r"[을를]\s(?:\S+로\s)?(?:간단히\s|간략히\s)?(?:정리|소개|설명|요약|기술|서술|다루|다룬|다룹|다룸|공부|알아|살펴)\S*$"
)
LONG = 7  # words of an answer that defines what it begins with
_WHEN = re.compile(r"(?:현재|지금|요즘|최근|과거|이제|이때|그때|보통|평소|처음|원래|기존|경우|때|면)(?:에|에서|으로)?$")
_ELSE = re.compile(r"[가-힣)`A-Za-z][이가]\s(?:\S+\s)?(?:필요|많|적|존재)(?:하다|합니다|한다|다|습니다|함|음)\.?$")
