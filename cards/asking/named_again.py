"""Whether a Korean meaning says each word of its term again, and beside them only what is told of any thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.glosses import without_gloss
from cards.language.korean.loans import TRANSLATED, is_said
from cards.language.particles import bare as without_particle
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key, plain, words
from cards.language.word import Word

# What a meaning of anything in computing may hold: of itself it tells two such things not apart.
_OF_ANY = words(
    """
    데이터 작업 요청 필드 값 정보 프로그램 프로그래밍 실행 사용 이용 활용 필요 생성 설정 지정 계산 출력
    명시 표시 기반 동작 수행 처리 진행 포함 제공 지원 적용 작성 리소스 서버 시스템 그룹 특정 각 각각
    단계 종류 유형 task 구하 가져오 만들 이해 해결 구현 서비스 시간 이후 기술 관련 개발 소프트웨어 구성 분야 내용
    """
)
# What its last noun may be, and what only joins words.
_LIGHT = words(
    """
    것 때 수 위 중 대 등 곳 지 개 점 경우 여부 자체 요소 확인 반환 타입 인스턴스 객체 전체 모든 해당
    클래스 메서드 함수 방법 방식 과정 개념 기능 용어 형태 목적 명령 명령어 옵션 및 두
    """
)
# Verbs with which a meaning is told, whatever it is the meaning of.
LIGHT_VERBS = words(
    "하 되 있 없 이 아니 나타내 대하 위하 관하 얻 주 보 쓰 갖 가지 의하 통하 따르 말하 뜻하 주어지 구하 알리"
)
_ALIKE = tuple(
    words(row)
    for row in (
        "제거 삭제 지우 없애",
        "추가 삽입 등록 넣",
        "생성 만들 작성",
        "조회 검색 찾 가져오",
        "변경 수정 바꾸 전환",
        "확인 검사 검증 체크",
        "전달 전송 보내",
        "적용 활용 사용 쓰",
        "종속 독립",
    )
)
LATIN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SECOND = re.compile(r"[^고며여], ")  # a second thing, and no second deed
_SMALL = words("the of and for a an in to get is")
_RECEIVER = re.compile(r"^[\w.]+\.(?=\w+(?:\(|$))")
_FIELD = re.compile(r"[A-Z]{2,5}")
_IDENTIFIER = re.compile(r"(?=.*[_.]|.*[a-z][A-Z])[A-Za-z][\w.]*(?:\([^()]*\))?")  # "request_id", "nn.Linear(in, out)"
_ENDINGS = ("ed", "ing", "s", "er", "d")
SHORT = 4  # words of a meaning that is hardly more than its term
MOST = 3  # words that any thing may have, and still nothing is told


def says_name_again(name: str, answer: str) -> bool:
    """Whether a meaning only says its term again, in the other language or in words as near.

    >>> says_name_again("AVG", "모든 값의 평균을 계산"), says_name_again("AVG", "시험 점수의 평균을 학년마다 계산")
    (True, False)
    """
    bare = without_gloss(answer.strip(". "))
    coded = _IDENTIFIER.fullmatch(plain(name)) is not None
    if _SECOND.search(bare) or "`" in bare or re.search(r"[=≠<>\d]", answer):
        return False
    if len(answer) - len(bare) > (40 if coded else 12):
        return False
    told = reader_for(True).tagged(bare) or ()
    term = _RECEIVER.sub(
        "", re.sub(r"\([^()]*\)$", "", plain(name)) if coded else plain(name)
    )  # "shelf.isEmpty()" is named by what is called
    short = without_gloss(term)
    spelt = term[len(short) :].strip("() ")
    if coded and _says(short, told, bare, answer[len(bare) :]):
        return True
    return _says(short, told, bare) or (len(spelt.split()) > 1 and _says(spelt, told, bare))


def _says(form: str, told: Sequence[Word], answer: str, beside: str = "") -> bool:
    """Whether an answer says each word of a name.

    `beside` is a remark in parentheses behind the answer, which may say a word of the name too.
    """
    spoken = [
        *re.findall(r"[가-힣]+", beside),
        *(t.text for t in told if _is_word(t)),
        *map(without_particle, answer.split()),
        *LATIN.findall(answer),
    ]
    asked = [*_latin(form), *_korean(form)]
    missing = [word for word in asked if not _stands(word, spoken)]
    if not asked or (
        missing
        and not (len(asked) > 2 and missing == asked[:1] and _FIELD.fullmatch(asked[0].upper() if beside else asked[0]))
    ):
        return False  # "HTTP Response Code": of which field the rest is may be left out
    new = [
        (t.text, told[at + 1].tag if at + 1 < len(told) else "")
        for at, t in enumerate(told)
        if _is_weighty(t) and not _is_known(t.text, form, asked, answer)
    ]
    if len(new) == 1 and len(answer.split()) <= max(SHORT, 2 * len(asked)):
        word, behind = new[0]  # "서로 종속적이지 않은 인터페이스" says one word more, "노드로 연결된 리스트" by what
        return word in _OF_ANY or (word.isalpha() and not behind.startswith("J"))
    return len(new) <= MOST and all(word in _OF_ANY for word, _ in new)


def _latin(form: str) -> list[str]:
    """The English words of a name, also where they are joined: "isTitle", "istitle"."""
    found = [word for word in LATIN.findall(form) if len(word) > 1 and word.lower() not in _SMALL]
    return [word[2:] if len(word) > 5 and word.startswith("is") else word for word in found]


def _korean(form: str) -> list[str]:
    tokens = (reader_for(True).tagged(form) if has_hangul(form) else None) or ()
    return [t.text for t in tokens if t.tag.startswith(("NN", "XR", "VV", "VA")) and t.tag != "NNB"]


def _is_word(token: Word) -> bool:
    return token.tag != "NNB" and (token.tag == "SL" or not token.tag.startswith(("J", "E", "S")))


def _is_weighty(token: Word) -> bool:
    if token.tag.startswith(("VV", "VA")):
        return token.text not in LIGHT_VERBS | _LIGHT
    said = token.tag.startswith(("NN", "SL", "XR", "SN", "MM", "NR", "MAG")) and token.tag != "NNB"
    return said and token.text not in _LIGHT


def _is_known(word: str, form: str, asked: Sequence[str], answer: str) -> bool:
    """Whether a word of a meaning is one of its term, or a piece of one ("블로" of "블로킹")."""
    if (len(word) > 1 and key(word) in key(form)) or any(_stands(one, [word]) for one in asked):
        return True
    whole = (without_particle(one) for one in answer.split() if word in one)
    return any(_stands(one, [said]) for said in whole for one in asked if not has_hangul(one))


def _stands(word: str, spoken: Sequence[str]) -> bool:
    """Whether a word of a term is among those of a meaning: the same, by its sound, translated, or one as near."""
    if has_hangul(word):
        near = next((row for row in _ALIKE if word in row), frozenset((word,)))
        return any(one in near or (len(word) > 1 and key(word) in key(one)) for one in spoken)
    lower = word.lower()
    stems = (lower, *(lower[: -len(end)] for end in _ENDINGS if lower.endswith(end) and len(lower) - len(end) > 2))
    return any(
        key(one) == stem or is_said(one, stem) or any(_holds(one, said) for said in TRANSLATED.get(stem, ()))
        for stem in stems
        for one in spoken
    )


def _holds(word: str, said: str) -> bool:
    return said in word if len(said) > 1 else said == word


def does_its_name(name: str, answer: str) -> bool:
    """Whether what a deed does is that deed: its answer ends in its verb, and holds each noun before it.

    >>> [does_its_name("자료 전달", told) for told in ("꺼낸 자료를 목수에게 전달한다", "자료를 수레에 싣는다")]
    [True, False]
    >>> does_its_name("데이터 매핑", "받은 데이터를 표의 칸에 매핑합니다")
    True
    """
    tokens = reader_for(True).tagged(plain(without_gloss(name))) or ()
    nouns = [noun for t in tokens if t.tag.startswith(("NN", "XR")) for noun in t.text.split()]  # "데이터 매핑" is two
    told = reader_for(True).tagged(without_gloss(answer.strip(". "))) or ()
    if not nouns or not told or not has_hangul(name):
        return False
    at = next((i for i in reversed(range(len(told))) if told[i].text == nouns[-1]), -1)
    ends = at >= 0 and not any(t.tag.startswith(("NN", "VV", "VA", "MA", "XR")) for t in told[at + 1 :])
    return ends and all(key(noun) in key(answer) for noun in nouns)
