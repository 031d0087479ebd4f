"""How Korean words end: which particle fits, whether something is named or happens, what "is" and "means" add."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.tagging import is_noun


def endings(text: str) -> tuple[str, ...]:
    """The words of a text, for `str.endswith`; `_` stands for a space inside one."""
    return tuple(word.replace("_", " ") for word in text.split())


_ROUND = " `*_\"'”’)]}.,?!$"
_GLOSSED = re.compile(r"\s*\([^()]*\)\s*$")
# A short vowel before b, p or t ends in that consonant in Korean ("맵", "커밋"); a long one takes 으 ("루프", "루트").
_SHORT = re.compile(r"(?:[^aeiou\W_](?:[aeiou]|ou)|ee)[bp]$|[^aeiou\W_][aeiou]t$|ut$", re.I)
_OPEN_WORDS = re.compile(r"(?:^|[^A-Za-z])(?:bit|hub|byte)$", re.I)
_RIEUL_E = re.compile(r"[a-z]{2}le$")  # Oracle, Table, File: the last sound is ㄹ
_STOPS = ".!?。 "
_CLAUSE = endings(
    """
    다 어요 아요 에요 예요 해요 세요 네요 나요 돼요 와요 워요 져요 여요 면 지만 는데 하고 되고 하여 해서 않음
    없음 있음 함 됨 임 까 때 경우
    """
)
_NOUNS = endings(
    """
    바다 게임 타임 프레임 책임 모임 쓰임 움직임 임베딩임 화면 측면 정면 표면 장면 평면 단면 내면 외면 수면
    바닥면 전면 후면 옆면 양면 도면
    """
)
_NOUNS_IN_M = endings(
    "과금 요금 세금 현금 자금 지금 처음 다음 마음 이름 그림 사람 구름 프로그램 알고리즘 시스템 스트림 아이템"
    " 메커니즘 팀 힘 램 폼"
)
_CONDITION_NOUNS = frozenset(
    endings(
        "반면 화면 측면 정면 표면 장면 이면서 평면 단면 한편 내면 외면 수면 바닥면 대면 가면 전면 후면 지면 "
        "국면 초면 밑면 옆면 양면"
    )
)
_BY_THE_WAY = endings(
    """
    예를_들면 예로_들면 말하면 말하자면 보자면 정리하면 요약하면 비유하면 따지면 생각하면 살펴보면 따르면 생각해보면
    어찌_보면 놓고_보면 빌리자면
    """
)
_LINKED = endings("면 지만 므로 때문에 이고 하고 되고 으며 하며 이며 되며 아서 어서 해서")
_LINKED_NOUNS = endings("화면 측면 표면 장면 정면 평면 단면 한면 반면")
_BREAKS_OFF = endings(
    """
    면 하고 되고 이고 하며 으며 면서 지만 는데 에서는 려고 그리고 하지만 ,
    """
)
_SAYS_WHAT = tuple(
    f"{object_}{gap}{verb}"
    for object_ in ("을", "를")
    for gap in (" ", "")
    for verb in endings(
        """
    말한다 의미한다 뜻한다 가리킨다 일컫는다 말합니다 의미합니다 뜻합니다 가리킵니다 말함 의미함 뜻함 가리킴
    말해요 의미해요 뜻해요 의미 뜻
    """
    )
)
_CALLS = tuple(
    f"{so}{gap}{verb}"
    for so in ("이라고", "라고")
    for gap in (" ", "")
    for verb in endings(
        """
    한다 합니다 함 부른다 부릅니다 부름 할_수_있다 할_수_있습니다 볼_수_있다
    """
    )
)
_IS = ("이다", "입니다", "이에요", "예요")
_IN_I = tuple(
    f"{stem}{end}"
    for stem in endings("줄 보 쓰 높 움직 섞 붙 들 놓 쌓 모 늘 끓 먹 기울 속 숨")
    for end in ("이다", "입니다", "이에요")
)  # verbs that end as "is" does
_DEFINING = (
    *_SAYS_WHAT,
    *_CALLS,
    *_IS,
    *endings(
        """
    로_볼_수_있다 임 이었다 인_것이다 에_해당한다 의_약자 의_약자다 의_약자이다
    """
    ),
)
_THINGS = endings(
    """
    것 방법 방식 기법 기술 구조 단위 과정 프로그램 함수 알고리즘 모델 시스템 프로토콜 언어 도구 개념 상태 현상
    작업 공간 영역 객체 데이터 집합 장치 규칙 규약 약속 제약 명령 명령어 연산 값 테이블 행위 행동 기능 역할
    능력 성질 속성 특성 형태 이름 주소 지표 문제 오류 기준 수단 절차 전략 원칙 패턴 환경 계층 네트워크 서버
    라이브러리 프레임워크 인터페이스 클래스 변수 타입 파일 키 식별자 확률 분포 비율 정도 수 양 시간 거리 벡터
    행렬 층 가정 가설 검정 추정 학습 트리 그래프 리스트 배열 큐 스택 포인터 참조 서비스 모음 묶음 번호 경로
    방향 흐름 신호 요청 응답 조건 순서 크기 길이 차이 오차 경우 지점 위치 곳 때 자리 버전 바이트 비트 상황
    메커니즘 가이드 표준 형식 문법 구문 쿼리 조합 절 문 쌍 칸 열 행 점 선 면 일 법 축 코드 장소 저장소 컴포넌트
    모듈 플랫폼 엔진 템플릿 문서 권한
    """
)
_VERBAL = re.compile(r"(?:[다요음함됨임냄짐침킴림김룸눔춤움뺌씀줌둠옴감]|[가-힣][지기])$")
_ACTING = re.compile(r"(?:을|를|로|으로|에|이|가|게|만|도)\s.{0,30}$")
_TO_BE_DONE = re.compile(r"[할둘말볼쓸줄] 것$")
_LATIN_IS = re.compile(r"[A-Za-z0-9)`]다$")
_DONE = endings(
    """
    함 됨 음 임 짐 킴 침 줌 옴 감 남 봄 씀 가능 불가 발생 필요 증가 감소 사용 금지
    """
)
_UO = "쉽렵볍겁깝덥춥맵껍둡롭럽답"  # syllables whose ㅂ becomes 우 before ㅁ


def final(syllable: str) -> int:
    """The number of a syllable's final consonant, 0 for none, -1 for what is no Hangul syllable."""
    return (ord(syllable) - 0xAC00) % 28 if "가" <= syllable <= "힣" else -1


@lru_cache(4096)
def closed(word: str) -> bool:
    """Whether the last sound of a word is a consonant, so that 은, 이, 을, 과 follow it.

    >>> closed("인덱스"), closed("장점"), closed("DOM"), closed("HTTP 1"), closed("Pooling")
    (False, True, True, True, True)
    >>> closed("Oracle"), closed("Table"), closed("Cache")
    (True, True, False)
    >>> [word for word in ("Rollback", "Bit", "Loop", "Map", "Group", "Hook", "Network") if closed(word)]
    ['Rollback', 'Map', 'Group', 'Hook']
    """
    text = (_GLOSSED.sub("", word) if ")" in word else word).rstrip(_ROUND)
    if not text:
        return False
    last = text[-1]
    if (end := final(last)) >= 0:
        return end != 0
    if last.isdigit():
        return last in "013678"
    if text.isascii() and len(text) > 1 and _OPEN_WORDS.search(text):
        return False
    return (
        text.endswith(("ng", "ck", "ook"))
        or _RIEUL_E.search(text) is not None
        or last in "LMNRlmn"
        or _SHORT.search(text) is not None
    )


def chosen(head: str) -> str:
    """What asks for a cell under the noun of a verb ("고르기" → "무엇을 고르나"); "" where it is another noun.

    >>> chosen("고르기"), chosen("사용"), chosen("크기"), chosen("무기")
    ('무엇을 고르나', '무엇을 쓰나', '', '')
    """
    if head in {"사용", "선택"}:
        return "무엇을 쓰나" if head == "사용" else "무엇을 고르나"
    if not head.endswith("기") or " " in head or not 2 <= len(head) <= 4 or head not in _VERBS_IN_GI:
        return ""
    return f"무엇을 {head[:-1]}나"


_VERBS_IN_GI = frozenset(["고르기", "쓰기", "넣기", "뽑기", "택하기", "만들기", "보기", "읽기", "정하기"])


def josa(word: str, pair: str) -> str:
    """The particle of a pair ("은는", "이가", "을를", "과와") that fits behind a word."""
    return pair[0] if closed(word) else pair[1]


_RIEUL = 8  # behind this final consonant stands 로, not 으로


def direction(word: str) -> str:
    """로 or 으로, as it stands behind a word.

    >>> direction("서버"), direction("더운물"), direction("큰 값")
    ('로', '로', '으로')
    """
    last = word.rstrip(_ROUND)[-1:] or " "
    return "으로" if closed(word) and final(last) != _RIEUL else "로"


def without_gloss(text: str) -> str:
    """Words without the parentheses and stops at their end."""
    text = text.rstrip(_STOPS)
    return _GLOSSED.sub("", text) if text.endswith(")") else text


@lru_cache(4096)
def ends_clause(text: str) -> bool:
    """Whether words end as a sentence or a half of one ends.

    >>> ends_clause("데이터를 지운다"), ends_clause("화면"), ends_clause("필요")
    (True, False, False)
    """
    bare = text.rstrip(_STOPS)
    return len(bare) > 1 and bare.endswith(_CLAUSE) and not bare.endswith(_NOUNS) and not is_noun(bare)


@lru_cache(4096)
def is_clause(text: str) -> bool:
    """Whether words say that something happens, rather than name something.

    >>> is_clause("내적 값 커지면 softmax 치우침"), is_clause("값을 나눔"), is_clause("알고리즘")
    (True, True, False)
    """
    if ends_clause(text):
        return True
    linked = [w for w in text.split(" ")[:-1] if w.endswith(_LINKED) and not w.endswith(_LINKED_NOUNS)]
    if not all(map(is_noun, linked)):  # "냉면 육수"
        return True
    last = text.rstrip(".!")[-1:]
    return bool(last) and final(last) == 16 and _ACTING.search(text) is not None


def is_condition(words: str) -> bool:
    """Whether words that end in 면 are an if, not a face ("화면")."""
    return words.rsplit(" ", 1)[-1] not in _CONDITION_NOUNS and not words.endswith(_BY_THE_WAY)


def happens(text: str) -> bool:
    """Whether the second half of a sentence says that something happens."""
    bare = without_gloss(text)
    return bool(bare) and (ends_clause(bare) or bare.endswith(_DONE))


@lru_cache(4096)
def is_unfinished(text: str) -> bool:
    """Whether a line breaks off in mid-sentence ("… 세어 2로 치면").

    >>> is_unfinished("둘로 치면 (d = 4)"), is_unfinished("둘로 친다"), is_unfinished("화면")
    (True, False, False)
    """
    bare = _GLOSSED.sub("", text.strip()) if text.rstrip().endswith(")") else text.strip()
    return bare.endswith(_BREAKS_OFF) and not bare.endswith(_NOUNS)


def is_copula(text: str) -> bool:
    """Whether a sentence ends in "is"."""
    bare = text.rstrip(_STOPS)
    return bare.endswith(_IS) and not bare.endswith(_IN_I)


@lru_cache(4096)
def is_defining(text: str) -> bool:
    """Whether words without a subject read like a meaning ("… 하는 방법", "… 를 말한다")."""
    bare = text.rstrip(_STOPS)
    return (bare.endswith(_DEFINING) and not bare.endswith(_IN_I)) or (len(text) > 6 and names_thing(bare))


def says_what(text: str) -> bool:
    """Whether a predicate says what its subject is."""
    bare = text.rstrip(_STOPS)
    if _TO_BE_DONE.search(bare):
        return False  # "MFA를 걸어둘 것"
    if (bare.endswith(_DEFINING) and not bare.endswith(_IN_I)) or (names_thing(bare) and not _VERBAL.search(bare)):
        return True
    if _LATIN_IS.search(bare):
        return True  # "기본값은 READ COMMITTED다"
    return bare.endswith("다") and final(bare[-2:-1] or " ") == 0 and names_thing(bare[:-1])


def names_thing(text: str) -> bool:
    """Whether words end in a noun that definitions end in ("방법", "단위", "것")."""
    return without_gloss(text).endswith(_THINGS)


@lru_cache(4096)
def trimmed(predicate: str) -> str:
    """A predicate without the words that only say "is" or "means".

    >>> trimmed("작업의 단위를 말한다."), trimmed("자료구조이다"), trimmed("값을 바꾼다")
    ('작업의 단위', '자료구조', '값을 바꾼다')
    """
    text = predicate.strip()
    bare = text.rstrip(".!")
    if bare.endswith(_IN_I):
        return text.rstrip(".")
    if _LATIN_IS.search(bare):
        return bare[:-1]
    for end in (*_SAYS_WHAT, *_CALLS, *_IS):
        if bare.endswith(end) and len(bare) > len(end) + 1:
            return bare[: -len(end)].strip()
    if bare.endswith("다") and final(bare[-2:-1] or " ") == 0 and names_thing(bare[:-1]):
        return bare[:-1]
    return bare[:-1] if bare.endswith("것임") else text.rstrip(".")


def nominal(clause: str) -> str:
    """A clause that goes on with 고 or 며, ended as a note ends it.

    >>> nominal("값을 쓰고"), nominal("속도가 빠르고"), nominal("길이가 짧으며"), nominal("쉽고")
    ('값을 씀', '속도가 빠름', '길이가 짧음', '쉬움')
    """
    stem = clause[:-1]
    if clause.endswith("으며"):
        return stem[:-1] + "음"
    end = final(stem[-1:] or " ")
    if end < 0:
        return clause
    if end == 0:
        return stem[:-1] + chr(ord(stem[-1]) + 16)
    if end == 8:
        return stem[:-1] + chr(ord(stem[-1]) + 2)
    if end == 17 and stem[-1] in _UO:
        return stem[:-1] + chr(ord(stem[-1]) - 17) + "움"
    return stem + "음"


def as_deed(sentence: str) -> str:
    """A sentence as what is done in it, for the question what that is called; as it is where its form is not known.

    >>> as_deed("하지만 모든 포트에 프레임을 보냄"), as_deed("값을 둘로 나눈다."), as_deed("아주 빠름")
    ('모든 포트에 프레임을 보내는 것', '값을 둘로 나누는 것', '아주 빠름')
    """
    text = _LEADS_IN.sub("", sentence.strip().rstrip(_STOPS))
    if not _ACTING.search(text) or text.endswith(_NOUNS_IN_M):
        return text
    if text.endswith("는다"):
        return f"{text[:-1]} 것"
    if text.endswith(("지 않습니다", "지 못합니다")):
        return f"{text[:-3]}{'하' if text.endswith('합니다') else ''}는 것"
    stem = text[:-3] + "하" if text.endswith("합니다") else text[:-3] + "되" if text.endswith("됩니다") else ""
    if text.endswith("다") and final(text[-2]) == _NIEUN:
        stem = text[:-2] + chr(ord(text[-2]) - _NIEUN)
    elif final(text[-1]) == _MIEUM and text[-1] not in "음듦":
        stem = text[:-1] + chr(ord(text[-1]) - _MIEUM)
    return f"{stem}는 것" if stem else text


_NIEUN, _MIEUM = 4, 16
_LEADS_IN = re.compile(r"^(?:(?:하지만|만약|또한|이렇게|즉|그리고|그러나|그래서|따라서|이때|그러면)[\s,]+){1,2}")


def as_condition(clause: str) -> str:
    """A clause as an if: "쌓음" → "쌓으면"; "" where its form is not known.

    >>> as_condition("Band를 L층 쌓음"), as_condition("표본 수 n을 늘림"), as_condition("값이 커지면")
    ('Band를 L층 쌓으면', '표본 수 n을 늘리면', '값이 커지면')
    """
    text = clause.strip().rstrip(".")
    if text.endswith("면") and not text.endswith(_NOUNS):
        return text
    last = text[-1:]
    if not last or final(last) != 16 or not _ACTING.search(text) or text.endswith(_NOUNS_IN_M):
        return ""
    if last == "음":
        return text[:-1] + "으면"
    if last == "듦":
        return text[:-1] + "들면"
    return text[:-1] + chr(ord(last) - 16) + "면"
