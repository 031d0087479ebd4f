"""Whether a Korean line stands beside the knowledge of its note: a place in a lecture, a guess, what a cell, a use or
a request tells of something else than its question asks for."""

from __future__ import annotations

import re
from itertools import takewhile

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.grammar import tagged
from cards.language.text import has_hangul

_NAMED = frozenset({Ask.WHAT, Ask.DOES, Ask.HOW, Ask.LIST})


def doubt_beside(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean draft may tell of something else than it asks for; "" where it does not."""
    name = without_gloss(fact.about or scope.name)
    if _IN_LECTURE.search(answer):
        return "it speaks of the note itself"
    if fact.ask in _NAMED and (_SO_MANY.fullmatch(name) or _THOSE.fullmatch(name)):
        return "it points at what is not there"
    if fact.ask in _NAMED and _HOW_OFTEN.fullmatch(name):
        return "its term is no name"
    if fact.ask in {Ask.STEPS, Ask.LIST} and len(_BIDS.findall(answer)) > 1:
        return "it is an exercise"
    if fact.ask is Ask.CELL and len(fact.said.split()) > LONGEST:
        return "its column is told, not named"  # a table without a header: its first row tells of another thing
    if fact.ask is Ask.WHAT and _has_next(answer) and scope.texts.get(fact.line, "").count(fact.about) == 1:
        return "it says two things at once"
    if fact.ask in _NAMED and re.match(r"~\s?[가-힣A-Za-z]", name):
        return "its term is no name"  # "~돌리고 멈춤": its writer left out what it ends
    if fact.ask in {Ask.IF, Ask.OWN, Ask.WHY} and _TELL_ME.search(answer):
        return "it is an exercise"
    if fact.ask is Ask.OWN and _THOSE.match(fact.said):
        return "it points at what is not there"
    if fact.ask is Ask.WHAT and _SEEMS.search(answer):
        return "it tells of one person"
    if fact.ask in {Ask.WHAT, Ask.DOES, Ask.ASPECT} and (_HANDED_IN.fullmatch(name) or _VERDICT.fullmatch(answer)):
        return "it is an exercise"
    if fact.ask is Ask.ASPECT and _SUMMED_UP.fullmatch(fact.said):
        return "its term is a label, not a name"  # any line of the section would answer
    if fact.ask in _NAMED and re.search(_EXAMPLE + re.escape(answer), scope.texts.get(fact.line, "")):
        return "it asks for one example of many"
    if fact.ask is Ask.DOES and (_USED_OFTEN.fullmatch(answer) or _ANY.fullmatch(name)):
        return "its answer says little"
    if fact.ask is Ask.DOES and _of_project(name, answer):
        return "it tells what its note is about, not what its term does"
    if fact.ask is Ask.CALLED and _IN_CASE.match(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.EQUALS and _of_letter(fact, answer, scope):
        return "its left side is no name"
    if fact.ask is Ask.CELL and _of_third(fact.said, answer):
        return "it says something of another thing than its term"
    if fact.ask is Ask.DOES and fact.sort == "use" and _has_object(answer):
        return "it says something of another thing than its term"
    if fact.ask is Ask.IF and (_IF_YOU_CAN.search(fact.said) or _is_granted(fact.said, answer)):
        return "its answer says little"
    if fact.ask in {Ask.WHY, Ask.IF, Ask.OWN, Ask.GAP} and re.match(r"내(?:에서|에서는|에|에는|의)\s", answer):
        return "it was cut in the middle of a sentence"  # what it is within stands before it
    ended = fact.ask in {Ask.OWN, Ask.IF, Ask.WHAT, Ask.DOES} and _BESIDE.search(answer)
    if (ended and _is_open(answer)) or (fact.ask is Ask.WHY and _SO.search(answer)):
        return "it was cut in the middle of a sentence"
    return ""


# "섹션 3 덮개 씌우기 7분 경", "2강 12분 30초쯤"
_IN_LECTURE = re.compile(
    r"(?:^|\s)(?:섹션|챕터|강의|영상|파트|\d+강)\s.*\d+\s?분(?:\s?\d+\s?초)?(?:\s?(?:경|쯤|께|부터|즈음|부근))?\W*$"
    r"|\d+\s?분(?:\s?\d+\s?초)?\s?(?:경|쯤|께|즈음|부근)\W*$"
)
LONGEST = 7  # words over a column that still name what is told in it


# What only says how often or how, in front of a colon: "주로: 곡식을 빻을 때".
_HOW_OFTEN = re.compile(
    r"주로|보통|대개|대체로|흔히|특히|가끔|자주|항상|역시|아마|거의|일단|우선|원래|일반적으로|기본적으로"
)
_BIDS = re.compile(r"(?:설명|서술|비교|말씀|이야기)해\s?(?:주세요|주십시오|보세요|보시오)")
_TELL_ME = re.compile(
    r"^(?:\S+\s)?(?:설명|서술|말씀|이야기|비교|답|말)\S{0,3}\s?(?:주세요|주십시오|보세요|보시오|하시오|하세요)\W*$"
)
_SO_MANY = re.compile(r"(?:두|세|네|다섯|여러|[2-9])\s?가지")
_THOSE = re.compile(
    r"(?:위\s|이\s)?(?:두|세|네)\s?(?:가지\s|개의\s)?(?:방식|방법|개념|경우|기술|종류|용어|기법|명령어?|함수|메서드|메소드|객체"
    r"|클래스|모델|타입|속성|연산자?|프로토콜|외래키|[가-힣]*키|값)(?:[은는이가을를의]|모두)?(?=$|\s)"
)
# "문이 안 열리는 모양", "늦게 마르는 편": it seems so to the writer, or is rather so. "둥근 모양" is a shape.
_SEEMS = re.compile(r"(?:(?:^|\s)[안못]\s\S+는|[가-힣]지\s?(?:않|못하)는|\s없는)\s?모양$|[가-힣][는은운른큰쁜은]\s편$")
_HANDED_IN = re.compile(
    r"(?:메일|이메일)\s?(?:제목|주소)|제출\s?(?:기한|방법|처|일|마감|파일|형식|양식)|과제\s?(?:내용|제출|기한)"
)
_VERDICT = re.compile(r"(?:WA|AC|TLE|MLE|RTE|맞았습니다|틀렸습니다)!*")
_SUMMED_UP = re.compile(r"(?:한\s?줄\s?)?(?:요약|정리)")


_USED_OFTEN = re.compile(
    r"(?:가장|제일)?\s?(?:많이|널리|자주|흔히|주로)\s(?:사용|이용|활용|쓰임|쓰인다|쓴다)(?:함|됨|한다|된다)?\.?"
)
_ANY = re.compile(r"숫자|문자|값|이름|내용|번호|기호|글자")
_CHANGED = re.compile(r"\s(?:수정|추가|변경|구현|작성|개선|삭제|분리|리팩토링|리팩터링|적용)$")
_ADDED = re.compile(
    r"(?:클래스|메서드|메소드|함수|생성자|테스트|필드|인터페이스|코드|기능)(?:들)?[을를]\s(?:새로\s)?(?:추가|생성|작성|수정|변경|구현|분리|삭제)\S*$"
)


def _of_project(name: str, answer: str) -> bool:
    """Whether a heading names what was changed in a class of one project, or its first line says what was added."""
    own = re.match(r"`?[A-Z][a-z]+[A-Z]\w*", name) is not None
    return own and (_CHANGED.search(name) is not None or _ADDED.search(answer) is not None)


def _of_letter(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether one letter is told in other letters where no heading says what they stand for, or a time stands there."""
    left = without_gloss(fact.about)
    if re.search(r"[가-힣]\s때$", left):
        return True
    return not scope.meant and re.fullmatch(r"[A-Za-z]", left) is not None and not has_hangul(answer)


# "소에 맬 경우 멍에": when it is called so stands in what it is called.
_IN_CASE = re.compile(r"(?:\S+\s){0,3}?[가-힣]*[가-힣]\s(?:경우|때)(?:에는|엔|에)?\s")
_EXAMPLE = r"\s(?:ex|eg|예|예시)\s?[:)]\s"


def _has_next(answer: str) -> bool:
    """Whether a meaning goes on with a second thing and what that is.

    >>> [_has_next(told) for told in ("집 안의 마당, 바깥뜰은 담 밖의 마당", "다 쓴 뒤, 남는 마당")]
    [True, False]
    """
    told = (tagged(re.sub(r"\([^()]*\)", "", answer)) if ", " in answer and has_hangul(answer) else None) or ()
    commas = [at for at, t in enumerate(told) if at and t.text == "," and told[at - 1].tag.startswith(("NN", "SL"))]
    for at in commas:
        names = list(takewhile(lambda t: t.tag.startswith(("NN", "SL", "XSN", "XPN")), told[at + 1 :]))
        behind = told[at + 1 + len(names) :]
        if names and behind and behind[0].tag == "JX" and behind[0].text in {"은", "는"}:
            return told[-1].tag.startswith(("NN", "SL"))
    return False


_SIGN = re.compile(r"\s[oOxX○×]$")


def _of_third(column: str, answer: str) -> bool:
    """Whether a cell tells, with yes or no, what a thing with a topic of its own does: "뚜껑은 손잡이를 지지 x"."""
    topic = re.match(r"\S+(?:\s\S+)?[은는이가]\s", answer)
    return topic is not None and _SIGN.search(answer) is not None and column in answer


def _has_object(answer: str) -> bool:
    """Whether something else than the term is used: an object stands there without a verb of its own.

    >>> [_has_object(told) for told in ("삽과 괭이를 오직 밭을 가는 데에 사용된다", "밭을 가는 데에 사용된다")]
    [True, False]
    """
    told = tagged(without_gloss(answer)) or ()
    objects = sum(t.tag == "JKO" for t in told)
    verbs = sum(t.tag.startswith(("VV", "XSV")) for t in told)
    passive = re.search(r"(?:사용|이용|활용)(?:된다|됩니다|됨)\.?$|쓰(?:인다|입니다|임)\.?$", answer)
    return passive is not None and objects > 1 and objects > verbs - 1


_IF_YOU_CAN = re.compile(r"(?<!불)(?:될\s?수\s?있으면|되도록이면|가능하면|가능하다면|웬만하면|괜찮다면)$")
_ASKED_FOR = re.compile(r"(?P<what>\S+)[을를]\s(?:요청|요구|부탁|신청)(?:하면|할\s때|하는\s경우|했을\s때|받으면)$")
_GIVEN = re.compile(
    r"[을를]\s(?:\S+\s){0,2}?(?:전송|전달|반환|제공|응답|발급|보내|돌려|준다|줍니다|줌)\S*(?:\s준다|\s줍니다|\s줌)?\.?$"
)


def _is_granted(condition: str, answer: str) -> bool:
    """Whether what is asked for is given, and nothing else follows: "열쇠를 요청하면": "주인은 열쇠를 보낸다"."""
    asked = _ASKED_FOR.search(condition)
    if asked is None or not _GIVEN.search(answer):
        return False
    return re.search(rf"(?<!\S){re.escape(asked['what'])}[을를]\s", answer) is not None


_BESIDE = re.compile(r"[가-힣](?:와|과)$")
_SO = re.compile(r"[,\s](?:그렇기|그러하기)\s때문$")


def _is_open(answer: str) -> bool:
    """Whether a line breaks off where a second thing was to follow, behind a clause that is whole: "…하고 흙과"."""
    told = (tagged(answer) if has_hangul(answer) else None) or ()
    return bool(told) and told[-1].tag == "JC" and any(t.tag == "EC" for t in told)
