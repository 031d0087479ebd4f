"""Deeds: whether a term names something that is done, and whether a meaning says what its term does."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.tagging import words
from cards.language.text import has_hangul, mask
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
    tokens = words(mask(meaning))
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


@lru_cache(4096)
def is_deed(term: str, meaning: str) -> bool:
    """Whether a meaning says what its term does, so that a question should ask that and not what it is.

    >>> is_deed("`cd -`", "Change to the previous directory"), is_deed("HEAD", "the commit you stand on")
    (True, False)
    >>> is_deed("`MIN()`", "가장 작은 값 반환"), is_deed("최솟값", "가장 작은 값 반환")
    (True, False)
    """
    if has_hangul(meaning):
        return _CODE.search(term) is not None and _DEED_KO.search(meaning) is not None
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
