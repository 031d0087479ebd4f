"""Deeds: whether a term names something that is done, and whether a meaning says what its term does."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.glosses import without_gloss
from cards.language.tagging import words_shown
from cards.language.text import has_hangul
from cards.language.text import words as words_of

_DONE = re.compile(
    r"(?:기|하기|작업|처리|연산|정리|분류|삽입|삭제|검색|조회|저장|읽기|쓰기|갱신|생성|제거|이동|복사|변환|전송|발효|가공)$"
)


def is_action(term: str, meaning: str) -> bool:
    """Whether a question should ask how it is done rather than what it is.

    >>> is_action("쓰기", "주소를 읽어 칸 번호를 정한다"), is_action("스택", "나중에 넣은 것이 먼저 나온다")
    (True, False)
    """
    if has_hangul(meaning):
        return (
            _DONE.search(term) is not None
            and re.search(r"(?:[을를]\s.*|[으]?로\s.*)[가-힣](?:다|[함됨음])\.?$", meaning) is not None
        )
    tokens = words_shown(meaning)
    return bool(tokens) and tokens is not None and tokens[0].tag == "VVB" and term.lower().endswith("ing")


_DEEDS = words_of(
    """
    add adjust allow append apply assign attach begin break build call change check checkout choose clean clear clone
    close combine commit compare compile compress compute concatenate configure connect convert copy count create cut
    declare decode decrease define delete deploy detach determine disable discard display divide download drop dump edit
    enable encode encrypt ensure evict execute exit expand export extract fetch filter find fix flush force format
    generate get give grant handle hide ignore import increase indicate initialize insert inspect install invoke join
    keep kill launch let limit list load log make manage map mark measure merge modify monitor mount move notify open
    output overwrite parse pause perform pick print process produce prevent provide prune pull push put raise read
    receive record reduce refer register reload remove rename render replace represent request reset resize resolve
    restart restore retrieve return revert revoke rewrite roll run save scan search select send separate set show
    shuffle sort specify split start stop store subtract swap switch sync take tell terminate test track transform
    truncate turn undo uninstall update upgrade upload use validate verify view wait walk watch wrap write
    downsample upsample
    """
)
_OF_A_NOUN = words_of("of for in on to between with that which and or is are was , ; :")
_CODE = re.compile(r"^`|\(\)`?$|^\$ ?\w|^-{1,2}\w")
_DEED_KO = re.compile(
    r"(?:반환|출력|생성|삭제|조회|변경|확인|이동|추가|제거|설정|저장|실행|종료|시작|복사|변환|적용|초기화|검색|설치|업데이트|수정"
    r"|(?:하기|[가-힣](?:준다|한다|된다|간다|본다|낸다|는다|킨다|[함됨줌봄]|[다]))"
    r"|보여\s?줌|가져옴|되돌림|내보냄|합침)(?:\s?\([^()]*\))?\.?$"
)


# What a thing of such a name is, is what is done by it.
IS_DONE = re.compile(
    r"(?:기법|방법|방식|기술|알고리즘|전략|정책|연산자?|모델|패턴|법|처리|스케줄링|분석|검사|테스트|조인|모드|단계|원칙|규칙|현상|복구|분할|법칙|정리|공식|원리"
    r"|[가-힣]형|[A-Za-z]ing)(?:\s?\([^()]*\))?$"
)


def is_done(term: str, meaning: str) -> bool:
    """Whether a Korean meaning without an ending tells a deed of what its term names ("대상 서버에 터널을 설정").

    >>> is_done("CONNECT", "대상 서버에 터널을 설정"), is_done("고정 분할 기법", "크기가 같은 칸으로 분할")
    (True, False)
    """
    bare = without_gloss(meaning).rstrip(". ")
    if bare.endswith(("다", "음", "함", "됨", "것", "때", "요")) or len(bare.split()) < 2 or not has_hangul(bare):
        return False
    tokens = [t for t in words_shown(bare) or () if not t.tag.startswith("S") or t.tag == "SL"]
    if len(tokens) < 3 or tokens[-1].tag not in {"NNG", "XR"} or IS_DONE.search(term):
        return False
    if _EVENT.search(term):
        return False
    if bare.endswith(" 사용") and tokens[-2].tag not in {"JKB", "ETM"} and len(bare.split()) > 2:
        return True  # "리튬염과 유기용매 사용"
    if tokens[-1].text in term or tokens[-1].text in _NO_DEEDS or _NAMED_FIRST.search(bare):
        return False
    marks = [i for i, t in enumerate(tokens) if t.tag.startswith("J") or t.tag in {"ETM", "EC"}]
    last = marks[-1] if marks else -1
    return last > 0 and tokens[last].tag in {"JKO", "JKB"} and len(tokens) - last <= 3 and tokens[last].text != "보다"


_STATES = re.compile(
    r"(?:야\s?|지 않아도 |수 |것이 )(?:한다|함|하다|된다|됨|있다|있음|없다|없음)\.?$"
    r"|[가-힣](?:된다|되지 \S+다|됨|진다|짐|있다|있음|없다|없음|높다|높음|낮다|낮음|같다|같음|크다|작다"
    r"|가능성이 높다|가능성이 높음|가능성이 크다"
    r"|않는다|않음|못한다|못함|아니다|아님)\.?$"
)
_OF_STATES = re.compile(
    r"(?:성|원칙|법칙|정리|제약|조건|대기|선점|무결성|관계|상태|수준|격리|현상|문제|이상|오류|구조|형)$"
)


def is_state(term: str, meaning: str) -> bool:
    """Whether a Korean sentence tells what must or will be so, as the meaning of a principle or a quality does.

    >>> is_state("원자성", "모두 반영되거나 전혀 반영되지 않아야 한다"), is_state("세션 계층", "연결을 맺고 끊는다")
    (True, False)
    """
    told = meaning.rstrip(". ")
    return _STATES.search(told) is not None or (is_principle(term) and not told.endswith("다"))


def is_principle(term: str) -> bool:
    """Whether a term names what must or will be so: a quality, a rule, a relation."""
    return _OF_STATES.search(without_gloss(term)) is not None


_EVENT = re.compile(r"^\d{3,4}|(?:란|전쟁|전투|대첩|사건|운동|조약|협약|선언|혁명|사화|개혁|정변|회담|쇼크|협정)$")
_NAMED_FIRST = re.compile(r"[가-힣]{2}(?<![고며서해여을를로에게]),\s")  # "지방 양반들의 기구, 수령을 보좌"
_NO_DEEDS = frozenset(
    ["가능", "불가능", "필요", "불필요", "중요", "동일", "권장", "예정", "완료", "것", "때", "경우", "기준"]
)


@lru_cache(4096)
def is_deed(term: str, meaning: str) -> bool:
    """Whether a meaning says what its term does, so that a question should ask that and not what it is.

    >>> is_deed("`cd -`", "Change to the previous directory"), is_deed("HEAD", "the commit you stand on")
    (True, False)
    >>> is_deed("`MIN()`", "가장 작은 값 반환"), is_deed("최솟값", "가장 작은 값 반환")
    (True, False)
    """
    if has_hangul(meaning):
        first = re.split(r"\s[—–-]\s", meaning)[0]  # "`/etc`": "설정 파일 — 네트워크, 서비스 설정" is a place
        return _CODE.search(term) is not None and _DEED_KO.search(first) is not None
    first, _, rest = meaning.partition(" ")
    stem = first.lower()
    forms = {stem, stem.removesuffix("s"), stem.removesuffix("es"), f"{stem.removesuffix('ies')}y"}
    if not rest or not forms & _DEEDS or first.endswith(("ing", "ed")):
        return False
    code = _CODE.search(term) is not None
    if not code and stem in _DEEDS and not term.endswith("s"):
        return False  # "Event logging: store each login": who would do it is not said
    following = rest.split(" ", 1)[0].lower()
    # "Lists all branches" against "List of branches".
    return following not in _OF_A_NOUN or (following in {"in", "to", "on", "between"} and code)
