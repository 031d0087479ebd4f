"""Korean answers that say no more than their question: its words again, or in Korean what an English name says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cards.asking.fact import Fact
from cards.asking.named_again import LATIN, LIGHT_VERBS, does_its_name, says_name_again
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.formulas import is_call
from cards.language.korean.loans import TRANSLATED, is_said
from cards.language.korean.verbal import may_be_done
from cards.language.particles import bare as without_particle
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key, words
from cards.language.text import plain as plain_of

# What a meaning ends in or is told with, whatever it is the meaning of.
_LIGHT = words(
    """
    것 때 수 위 중 대 등 곳 지 개 점 동안 경우 여부 자체 기업 지정 요소 확인 반환 타입 값 인스턴스 객체 모든 전체 해당
    방지 동일 동일한 저장
    지표 보고서 클래스 메서드 함수 방법 방식 기법 과정 개념 기능 종류 표 용어 단계 형태 목적 명령 명령어 옵션 주어진
    """
)
# How a term begins that names a number, and how its meaning then begins.
_SO_MANY = {
    said: re.compile(told)
    for said, told in {
        "단일": "하나|한|단일",
        "일": "하나|한|1",
        "이": "두|둘|2",
        "삼": "세|셋|3",
        "사": "네|넷|4",
        "다중": "여러|다수|둘 이상",
        "n": "n|N|여러",
    }.items()
}
_COUNTED = re.compile(r"(단일|일|이|삼|사|다중|n)(?=진|항|중|차|원|값|분|단|층|요소)")
_TELLING = frozenset({Ask.WHAT, Ask.DOES, Ask.EQUALS})
_ROLE = re.compile(r"역할|기능|설명|의미|동작|용도|하는 일")
_CALL = re.compile(r"\w\([^()]*\)`?$")


def restates(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether a meaning's words all stand in its term, above it, or in what the term says in English."""
    if fact.ask is Ask.HOW and has_hangul(answer) and says_name_again(fact.about, answer):
        return True
    if fact.ask is Ask.CELL and _ROLE.fullmatch(fact.said.strip()) and has_hangul(answer):
        return says_name_again(fact.about, answer)
    if fact.ask not in _TELLING or not has_hangul(answer) or not len(answer) < 60 or "다른" in answer:
        return False
    if answer.startswith("말 그대로"):
        return True
    name = fact.about or scope.name
    if says_name_again(name, answer) or (fact.ask is Ask.DOES and does_its_name(name, answer)):
        return True
    bare = without_gloss(answer.strip(". "))
    gloss = answer[len(bare) :]
    if len(gloss) > 14 or re.search(r"\d", gloss):
        return False  # "(0.0 <= x < 1.0)" says what the words do not
    term = key(without_gloss(plain_of(name))).replace("의", "")
    if _goes_round(plain_of(without_gloss(name)), bare):
        return True
    if has_hangul(term) and len(term) > 3 and key(bare).endswith(term) and "의 " in name:
        return True  # "정보의 수집": "다양한 정보 수집"
    if _is_own_act(plain_of(without_gloss(name)), bare) or _is_named_deed(plain_of(without_gloss(name)), bare):
        return True
    if (counted := _COUNTED.match(term)) and _SO_MANY[counted[1]].match(bare) and len(bare.split()) <= 2:
        return True  # "이진": "두 엔터티"
    english = " ".join(" ".join(TRANSLATED.get(word.lower(), ())) for word in LATIN.findall(f"{name} {scope.heading}"))
    glossed = plain_of(name)[len(without_gloss(plain_of(name))) :].strip("() ")
    over = f"{scope.heading} {scope.above} {scope.name}"
    forms = [form for form in (name, glossed) if form]
    nouns = fact.ask is not Ask.DOES or (" " in bare and re.search(r"[을를]\s", bare) is None)
    if nouns and any(_says_each_word(form, bare, over, not gloss) for form in forms):
        return True
    if not has_hangul(name) and not english.strip():
        return False
    above = (*scope.heads, scope.heading, scope.above, scope.lead) if _CALL.search(name) else (scope.above, scope.name)
    return _all_told(bare, " ".join((name, english, *above)))


def _goes_round(name: str, answer: str) -> bool:
    """Whether a brief meaning has each word of a name of several, and ends with its last one.

    >>> _goes_round("REST API", "REST 스타일을 따르는 API"), _goes_round("등대 지도", "등대의 불빛을 적어 둔 바다 지도")
    (True, False)
    """
    parts, said = name.lower().split(), answer.lower().split()
    if len(parts) < 2 or len(said) > BRIEF or not said or not said[-1].startswith(parts[-1]):
        return False
    return all(any(word.startswith(part) for word in said) for part in parts)


BRIEF = 5  # words of a meaning in which those of its name leave room for nothing else


def _is_own_act(name: str, answer: str) -> bool:
    """Whether a name of several words is that of a check, and its meaning says that what they name is checked.

    >>> [_is_own_act("문 잠금 확인", told) for told in ("문에 단 잠금이 걸렸는지 확인", "문에 단 종의 소리를 확인")]
    [True, False]
    """
    words_of, said = name.split(), answer.split()
    if len(words_of) < 2 or len(said) < 3 or not may_be_done(words_of[-1]) or said[-1] != words_of[-1]:
        return False
    if not said[-2].endswith("지"):
        return False
    return all(any(key(word) in key(one) for one in said[:-1]) for word in words_of[:-1])


_ACTS = re.compile(
    r"(?P<what>\S+?)(?:들)?[을를]\s(?P<deed>[가-힣]{2,}?)(?:한다|합니다|함|하는\s(?:것|과정|작업|단계)(?:을\s목적)?)?\.?$"
)


def _is_named_deed(name: str, answer: str) -> bool:
    """Whether an answer ends in the deed that its term names, done to the thing that stands before it there.

    >>> _is_named_deed("문패 발급", "집마다 문패를 발급한다"), _is_named_deed("문패 발급", "새 이름을 나무에 새겨 발급")
    (True, False)
    """
    found = _ACTS.search(answer)
    if found is None or not name.endswith(found["deed"]):
        return False
    before = name.removesuffix(found["deed"]).split()
    return bool(before) and (before[-1] == found["what"] or is_said(found["what"], before[-1]))


_PATH = re.compile(r"`?[\w.<>-]*/(?:[\w.<>-]*/)*([\w.<>-]+)/?`?")
_SORTS = words("서비스 시스템 모듈 기능 컴포넌트 클래스 화면 페이지 서버 담당")
_FIGURES = re.compile(r"[A-Za-z\d=+×*/<>]")
_SMALL = words("the of and for a an in to")
_INFO = re.compile(r"(?<=[a-z]{2})(?:info|stats?)$")  # "meminfo": "메모리 통계"


def _says_each_word(name: str, answer: str, above: str, whole: bool) -> bool:
    """Whether a meaning says each word of its term, in English or Korean, and hardly a word that is new.

    "관계 집합": "관계로 연결된 집합". "Memory Statistics": "메모리 통계". `whole` is no gloss behind the answer.
    """
    if is_call(name) or re.search(r"\s[×÷*/+=]\s", answer):
        return False
    term = plain_of(without_gloss(name))
    if path := _PATH.fullmatch(term):
        term = path[1]  # "/etc/hosts" is named by its last part
    said, told = [without_particle(word) for word in answer.split()], reader_for(True).tagged(answer) or ()
    latin = [_INFO.sub("", word) for word in LATIN.findall(term) if len(word) > 1 and word.lower() not in _SMALL]
    spoken = (*said, *(t.text for t in told))
    if not all(_stands(word, spoken) for word in latin):
        return False
    korean = [t.text for t in reader_for(True).tagged(term) or () if t.tag.startswith(("NN", "XR", "VV", "VA"))]
    if len(korean) > 2 and korean[-1] in _SORTS:
        korean.pop()  # "못 상자 관리 서비스": "큰 못 상자 관리"
    if not (latin or korean) or not all(_stands(word, spoken) for word in korean):
        return False
    known, english = key(f"{term} {above}"), LATIN.findall(f"{term} {above}")
    loans = [word for word in said if any(is_said(word, name) for name in english)]
    new = [
        t.text
        for t in told
        if (t.tag.startswith(("NN", "SL", "SN", "XR")) and t.tag != "NNB" and t.text not in _LIGHT)
        or (t.tag.startswith(("VV", "VA")) and t.text not in LIGHT_VERBS)
        if key(t.text) not in known and not any(t.text in word for word in loans)
        if not any(is_said(t.text, word) for word in english)
    ]
    few = (0 if latin else 1) + (len(term.split()) > 1)
    if latin and whole and name.startswith("`") and len(answer.split()) <= 5:
        few += 2  # "`/var/locks`": "시스템 내 모든 파일 락"
    return len(new) <= few and not any(map(_FIGURES.search, new))


def _stands(word: str, spoken: Sequence[str]) -> bool:
    """Whether a meaning says a word of its term."""
    if not has_hangul(word):
        return any(key(one) in {word.lower(), word.lower().removesuffix("s")} or is_said(one, word) for one in spoken)
    return any(one == word or (len(word) > 1 and word in one) for one in spoken)


def says_cell_again(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether a cell has no word of its own beside its row and its column ("많은 짐": "많은 짐 처리 지원"), or gives
    back what the name of a call says ("size()": "담긴 짐의 개수").
    """
    bare = without_gloss(answer.strip(". "))
    if not has_hangul(bare) or len(bare) > 40 or re.search(r"\d|않|[가-힣]지 못|없|안 |만$|다른|모든|전체|일부", bare):
        return False
    called = (
        _CALL.search(fact.about.rstrip("; ")) is not None
        and re.search(r"반환|결과|return", fact.said, re.I) is not None
    )
    asked = f"{fact.about} {fact.said}"
    if called:
        english = " ".join(" ".join(TRANSLATED.get(word.lower(), ())) for word in LATIN.findall(fact.about))
        asked = " ".join((asked, english, *scope.heads, scope.heading, *_OF_CALLS))
    return _all_told(bare, asked, _OF_CELLS)


_OF_CALLS = ("value", "item", "key", "element")
_OF_CELLS = words("단일 처리 지원 제공 사용 이용 가능 가능하 적용")


def _all_told(answer: str, told: str, more: frozenset[str] = frozenset()) -> bool:
    """Whether each noun and verb of an answer is told already; the second half of one compound may be new.

    `more` are words that say nothing there, either.
    """
    letters, spoken = key(told), told.split()
    latin = LATIN.findall(told)
    tokens, known, end = reader_for(True).tagged(answer) or (), 0, -1
    for token in tokens:
        if token.tag.startswith(("NN", "SL", "XR", "SN")):
            if token.text in _LIGHT or token.text in more:
                continue
            if (len(token.text) > 1 and key(token.text) in letters) or token.text in spoken or token.text in latin:
                known, end = known + 1, token.start + len(token.text)
            elif token.start == end and known == 1:
                end = -1  # "시장가치" of "시장성"
            elif len(token.text) > 1 and any(is_said(token.text, word) for word in latin):
                known, end = known + 1, token.start + len(token.text)
            else:
                return False
        elif token.tag.startswith(("VV", "VA")) and token.text not in LIGHT_VERBS | more:
            if token.text not in spoken and not (more and token.text in letters):
                return False
            known += 1
    return known > 0


_USES = words("사용 이용 활용 적용")


def echoes(fact: Fact, answer: str) -> bool:
    """Whether what follows from a condition only turns it round, or a quality begins as its thing does.

    "NULL이 들어갈 수 없다면": "NULL이 속성으로 들어가면 안 된다". "세무회계의 목적": "세무보고".
    """
    if fact.ask is Ask.ASPECT and " " in answer and has_hangul(answer) and _all_told(answer, fact.about):
        return True  # "석탑으로의 교체의 목표": "석탑 교체"
    if fact.ask is Ask.ASPECT:
        return len(answer) <= 5 and len(answer.split()) == 1 and has_hangul(answer) and answer[:2] == fact.about[:2]
    if fact.ask is not Ask.IF or not has_hangul(answer) or len(answer) > 40:
        return False
    condition, told = reader_for(True).tagged(fact.said) or (), reader_for(True).tagged(answer) or ()
    asked = {t.text for t in condition if t.tag.startswith(("NN", "SL", "VV", "VA", "XR"))}
    new = [t for t in told if t.tag.startswith(("NN", "SL", "XR")) and t.text not in asked | _LIGHT]
    verbs = {t.text for t in told if t.tag.startswith("VV")} - LIGHT_VERBS
    deed = [one.text for one, two in pairwise(told) if one.tag == "NNG" and two.tag == "XSV"][-1:]
    under = [one.text for one, two in pairwise(condition) if one.tag == "NNG" and two.tag == "XSV"][-1:]
    if deed and deed == under and deed[0] not in _USES and all(has_hangul(t.text) for t in new):
        verbs |= set(deed)  # "굴대가 파손되면": "바퀴는 파손된다"
    return bool(verbs) and verbs <= asked and len(new) <= 1
