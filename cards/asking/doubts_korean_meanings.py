"""What makes a Korean meaning doubtful: it tells a deed or a contrast, or says no more than its term."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.language.glosses import without_gloss
from cards.language.korean.formulas import is_call
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key

_SMALL = frozenset(["것", "때", "수", "위", "중", "대", "등", "곳", "한", "등등", "여러"])
_SIGN_TAGS = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SE", "SO", "SW"})


def doubt_of_korean_meaning(name: str, answer: str, fact: Fact) -> str:
    """What of a Korean meaning speaks against it: it tells a deed or a contrast, or is two bare nouns."""
    if re.match(r"[^\s:]{1,10}: ", answer):
        return "it says something else than what its term is"
    if _AMOUNT.fullmatch(answer):
        return "a quantity says of what it is only beside what it measures"
    if re.search(r"\s<>\s", answer) or (fact.sort == "meaning" and re.match(r"\S+지만[\s,]", answer)):
        return "it sets two things against each other"
    term = () if has_own_kind(name, answer) else reader_for(True).tagged(name) or ()
    if any(t.tag == "JKO" or (t.tag == "JX" and t.start > 0 and t.end < len(name)) for t in term):
        return "its term is told, not named"
    told = len(name.split()) > 1 or name.endswith(("다", "기", "음"))
    read = len(term) > 1 and term[-2].tag in {"VCP", "VX"} and term[-1].text == "지"  # "스토리지", "커버리지"
    # The tagger takes "어셈블러" for a clause.
    if told and term and term[-1].tag in {"EC", "EF", "ETN", "ETM"} and not read:
        return "its term is told, not named"
    if len(name.split()) > 3 and any(t.tag == "ETM" for t in term):
        return "its term is told, not named"
    tokens = [t for t in reader_for(True).tagged(without_gloss(answer)) or () if t.tag not in _SIGN_TAGS]
    if _POINTS_BACK.match(answer):
        return "it points at what is not there"
    if tokens and (tokens[-1].tag in {"JKB", "JX", "JKS", "JKO"} or _LEFT_OPEN.search(answer)):
        return "it says something else than what its term is"  # "패키지 안에서만"
    marks = [i for i, t in enumerate(tokens) if t.tag.startswith("J") or t.tag in {"ETM", "EC"}]
    last = marks[-1] if marks else -1
    deed = (
        last >= 0 and tokens[last].tag in {"JKO", "JKB", "EC"} and tokens[-1].tag == "NNG" and len(tokens) - last <= 3
    )
    # "PEST 분석": "… 나누어 분석", "고정 분할 기법": "… 파티션으로 분할"
    kind_of_deed = (len(name.split()) > 1 and tokens and name.endswith(tokens[-1].text)) or _DOES.search(name)
    if deed and not kind_of_deed and not fact.about.startswith("`") and not is_call(fact.about):
        return "it says what is done, not what its term is"
    plain = not any(t.tag in {"ETM", "JKG", "JKO", "JKB", "JC", "VV", "VA"} for t in tokens)
    spelt = len(name) > 2 or _SPELT.search(fact.about) is not None
    if plain and len(answer.split()) <= 3 and spelt and name[0] not in "$`0123456789":
        return "two bare nouns say little of a name"
    return ""


# "IO (Input Output)": what it stands for is told, and its Korean name is all that its meaning adds.
_SPELT = re.compile(r"\([A-Za-z]+[ -][A-Za-z][A-Za-z -]+\)$")
# "이 부분이 …의 실체", "레코드를 묶어서"
_POINTS_BACK = re.compile(r"(?:이|그|이러한|그러한)\s(?:[가-힣]+\s)?[가-힣]+(?:[이가을를와과의에은는]|에서|으로)\s")
_LEFT_OPEN = re.compile(r"[가-힣](?:[아어여]서|해서|[하되]고|[하되]며)$")
_AMOUNT = re.compile(
    r"(?:약|총|최대|최소)?\s?[~≈]?\d[\d,.]*\s?[천만억조]?"
    r"\s?(?:(?!진)[가-힣]{1,3}|[a-zA-Z%]{1,4}|(?<=\d\d))(?:\s?\d+\s?[가-힣]{1,2})?"
)

# What a thing of such a name is, is what is done by it.
_DOES = re.compile(
    r"(?:기법|방법|방식|기술|알고리즘|전략|정책|연산자?|함수|모델|패턴|법|처리|스케줄링|분석|검사|테스트|명령어?|조인|모드|다이어그램|[A-Za-z]ing)$"
)


def says_no_more(name: str, answer: str) -> bool:
    """Whether the nouns of a meaning all stand in its term already ("변수 선언: 변수를 생성하는 것")."""
    if not has_hangul(answer):
        return False
    tokens = reader_for(True).tagged(answer) or ()
    if any(t.tag == "MAG" for t in tokens) and any(t.tag in {"VV", "VA"} for t in tokens):
        return False  # "가장 자주 나타나는 값"
    nouns = [t.text for t in tokens if t.tag.startswith(("NN", "SL"))]
    told = [noun for noun in nouns if noun not in _SMALL]
    new = [noun for noun in told if key(noun) not in key(name)]
    asked = [t.text for t in reader_for(True).tagged(without_gloss(name)) or () if t.tag.startswith(("NN", "SL"))]
    if (
        len(asked) > 2
        and len(answer.split()) <= 5
        and len(new) <= 1
        and all(key(noun) in key(answer) for noun in asked)
    ):
        return True  # "테스트 추정 기법": "테스트 노력을 추정하는 기법"
    if new and len(new) < len(told) and all(noun in _TOOLS for noun in new):
        return True  # "물레 공방": "물레를 개발하기 위한 도구"
    return bool(told) and (not new or (len(new) == 1 and len(told) <= 3 and len(answer) <= 16 and new[0] in _PLAIN))


_TOOLS = frozenset(["기본", "개발", "도구", "개발도구", "툴", "프로그램", "소프트웨어", "환경", "개발환경"])
_PLAIN = frozenset(["자료형", "타입"]) | frozenset(
    ["관리", "생성", "저장", "처리", "위치", "경로", "사용", "실행", "기계", "장치", "자원", "방법", "과정"]
)


def has_own_kind(name: str, answer: str) -> bool:
    """Whether a meaning ends in the kind that its term ends in, and so says which of that kind it is.

    >>> has_own_kind("자율성 가정(Autonomy)", "사람은 스스로 행위할 수 있다는 가정")
    True
    >>> has_own_kind("주소 관리", "공유기는 장치 사이의 통신을 관리")
    False
    """
    term, told = without_gloss(name).split(), without_gloss(answer.rstrip(". ")).split()
    kind = len(term) > 1 and len(told) > 3 and len(term[-1]) > 1 and term[-1] == told[-1] and has_hangul(term[-1])
    return kind and not told[-2].endswith(("을", "를", "로", "에", "게", "여", "아", "어"))
