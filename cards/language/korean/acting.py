"""Whether "무엇을 하나?" is the question that a Korean name and its meaning answer: a thing that acts, and its deed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cards.language.korean.endings import without_gloss
from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import WHETHER, is_noun, last_verb
from cards.language.korean.rows import DEEDS
from cards.language.korean.verbal import HAPPENS, may_be_done
from cards.language.text import has_hangul
from cards.language.text import words as words_of
from cards.language.word import Word

_NO_DEEDS = frozenset(
    {"되", "지", "있", "없", "않", "못하", "같", "받", "당하", "싶", "말", "이", "아니", "갖", "가지"}
)
_STANDS_FOR = words_of("나타내 가리키 뜻하 의미하 말하 일컫 포함하 지니 이루 띠 두 칭하 지칭하 부르")
_LETS = frozenset({"도록", "게"})  # "사용자가 값을 볼 수 있게 한다"
_CLOSES = _LETS | words_of("면 으면 ᆫ다면 는다면 다면 라면 라도 더라도 어도 아도 므로 으므로")
_ASKS = re.compile(r"(?:세요|십시오|시오|드립니다|바랍니다|봅시다|합시다)$")
_MUST = frozenset({"어야", "아야", "여야", "야"})
_TIMES = frozenset({"때", "경우", "후", "뒤", "전", "시", "다음", "동안", "때문"})


@lru_cache(4096)
def tells_deed(told: str) -> bool:
    """Whether words tell what somebody does to something: a verb with its object, and nobody else who does it.

    >>> [tells_deed(told) for told in ("물을 걸러 관으로 보낸다", "낡은 관 교체", "물살이 빠를 때 유리함")]
    [True, True, False]
    >>> [tells_deed(told) for told in ("관을 잠글 수 있다", "찌꺼기가 쌓인다", "물의 양을 나타낸다", "물을 거르는 판")]
    [False, False, False, False]
    """
    bare = without_gloss(told.rstrip(". ")).rstrip(". ")
    first, _, rest = bare.partition(", ")
    if rest and _is_row_of_deeds(first):
        return True  # "값을 대체, 없으면 생성"
    tokens = [t for t in tagged(bare) or () if t.tag != "SF"]
    if not tokens or not has_hangul(told):
        return len(told.split()) > 1  # nothing can tell
    if len(tokens) == 1 or _ASKS.search(bare):
        return False  # "생성": of one word alone nothing says to what it is done
    last = tokens[-1]
    at = last_verb(tokens)
    if last.tag in {"NNG", "XR"} and at != len(tokens) - 1:
        done = _takes_object(tokens, len(tokens) - 1) and tokens[-2].tag != "ETM"  # "호스트의 경로를 직접 연결"
        apart = tokens[-2].tag in {"MAG", "JKB", "JX"} or tokens[-2].text in _TIMES  # "60초 뒤 삭제"
        done = done or (apart and _is_done_to(tokens, len(tokens) - 1))
        return (done and not _has_subject(tokens, len(tokens) - 1)) or _is_row(tokens)
    if at < 1 or (last.tag not in {"EF", "ETN"} and at != len(tokens) - 1):
        return False
    behind = tokens[at + 1 :]
    stem = tokens[at].text
    made = behind[0] if behind and behind[0].tag.startswith("XS") else None
    if made is not None:
        stem += made.text
    lets = bool(behind) and behind[0].text == "게" and len(behind) > 1 and behind[1].text in {"하", "만들"}
    if (tokens[at].tag.startswith(("VA", "VC")) and not lets) or (made is not None and made.tag.startswith("XSA")):
        return False
    receives = stem == "받" and not any(t.text in _UNDERGONE for t in tokens[max(0, at - 3) : at])  # "전달받는다"
    if (
        stem in _STANDS_FOR
        or (stem in _NO_DEEDS and not receives)
        or f"{stem}하" in _STANDS_FOR
        or _happens(tokens[at], made)
    ):
        return False
    helped = any(t.tag == "EC" and (t.text == "고" or t.text in _LETS) for t in behind)  # "하고 있다"
    if any(t.text in _NO_DEEDS and t.tag.startswith(("V", "XS")) and not helped for t in behind):
        return False
    if any(t.tag == "EP" or t.text in _MUST for t in behind):
        return False
    return (_takes_object(tokens, at) or _is_done_to(tokens, at)) and not _has_subject(tokens, at)


_BY_ITSELF = words_of(
    """
    가 오 나가 나오 들어가 들어오 올라가 내려가 돌 돌아가 돌아오 살 앉 서 흐르 움직이 이르 빠지 떨어지 붙
    나 늘 줄 남 걸리 몰리 쏠리 밀리 풀리 열리 닫히 막히 끊기 생기 일어나 나타나 달라지 변하 죽 쌓이 모이 섞이
    끝나 멈추 어울리 속하 통하 따르 보이 쓰이 들
    접근 접속 동작 작동 위치 속하 존재 대응 해당 종속 의존 적합 유용 유리 불리 참여 활동 작용 기여
    """
)


_UNDERGONE = frozenset({"영향", "도움", "제약", "제한", "간섭", "방해"})


def _is_done_to(tokens: Sequence[Word], at: int) -> bool:
    """Whether a verb without an object tells what is done to something ("픽셀로 그린다")."""
    verb = tokens[at]
    known = verb.tag.startswith("VV") or may_be_done(verb.text) or verb.text in DEEDS
    return known and verb.text not in _BY_ITSELF and not verb.text.endswith(("지", "되", "히"))


def _happens(verb: Word, made: Word | None) -> bool:
    """Whether a verb tells what becomes of a thing by itself ("발생한다"; "발생시킨다" is a deed)."""
    return verb.text in HAPPENS and (made is None or made.text != "시키")


def _is_row_of_deeds(first: str) -> bool:
    """Whether the first of several parts is a deed by itself, and ends in the noun for it."""
    tokens = tagged(first) or ()
    return len(first) > 5 and bool(tokens) and tokens[-1].tag == "NNG" and tells_deed(first)


def _is_row(tokens: Sequence[Word]) -> bool:
    """Whether a noun that stands for a verb ends words, its object right before it ("로그 수집")."""
    last, before = tokens[-1].text, tokens[-2] if len(tokens) > 1 else None
    joined = before is not None and (is_noun(before) or before.tag == "SP" or before.text in {"및", "또는"})
    if not joined or last in HAPPENS or not (may_be_done(last) or last in DEEDS):
        return False
    if any(t.text == "+" for t in tokens):
        return False  # "체 + 통 조합" is what it is made of
    return not any(t.tag in {"EF", "JKS"} for t in tokens)


def _takes_object(tokens: Sequence[Word], at: int) -> bool:
    """Whether an object goes with the verb at `at`, and not with a clause that describes a noun or sets a condition."""
    for i in range(at - 1, -1, -1):
        token = tokens[i]
        if token.tag == "JKO" or (token.tag == "EC" and token.text in WHETHER):
            return True
        if token.tag == "JX" and token.text in {"만", "도"} and i and is_noun(tokens[i - 1]):
            return True
        described = token.tag == "ETM" and not tokens[i - 1].tag.startswith(("VC", "VA", "XSA"))  # not "전기 신호인"
        can = i + 1 < len(tokens) and tokens[i + 1].text == "수"
        after = i + 1 < len(tokens) and tokens[i + 1].text in {"뒤", "후", "다음"}  # "반으로 나눈 뒤 합친다"
        if (
            (described and not can and not after)
            or token.tag == "ETN"
            or (token.tag == "EC" and token.text in _CLOSES - _LETS)
        ):
            return False
    return False


def has_subject(told: str) -> bool:
    """Whether a predicate has a subject or a topic of its own ("나사가 풀릴 때 쓴다" has none)."""
    tokens = tagged(told.rstrip(". ")) or ()
    return _has_subject(tokens, max(last_verb(tokens), 0) or len(tokens))


def _closes(tokens: Sequence[Word], at: int, subject: int) -> bool:
    """Whether a clause that takes the subject ends at a morpheme, and the sentence goes on without it."""
    token = tokens[at]
    if token.tag == "ETM" and tokens[at - 1].tag.startswith(("VA", "VC")):
        return at - 2 == subject  # "크기가 큰 돌을" takes it, "물살이 둑에 많은 영향을" does not
    return token.tag in {"ETM", "ETN"} or token.text == "다른" or (token.tag == "EC" and token.text in _CLOSES)


def _has_subject(tokens: Sequence[Word], at: int) -> bool:
    """Whether something else does it: a subject or a topic that no clause inside the sentence takes."""
    for i, token in enumerate(tokens[:at]):
        topic = token.tag == "JX" and token.text in {"은", "는"} and i > 0 and is_noun(tokens[i - 1])
        if token.tag != "JKS" and not topic:
            continue
        if not any(_closes(tokens, k, i) for k in range(i + 1, at)):
            return True
    return False


_STATES = words_of(
    """
    상태 현상 문제 문제점 조건 관계 구조 이유 원인 결과 아이디어 개요 목표 목적 특징 요소 사항 상황 항목 내용
    과정 방법 순서 단계 장점 단점 한계 효과 차이 요약 정리 핵심 개념 의미 배경 예시 포인트 주의 경우 때 시 전
    후 중 뒤 이상 이하 변화 흐름 가능 불가능
    """
)
_KEYS = re.compile(r"(?:[A-Za-z]{2,9} ?\+ ?)+\S{1,9}")  # "CTRL + C"
_NO_NAME = re.compile(r"`?\d+[.)]\s|[~>→<]+\s")  # "2. 중복되는 문제", "~> Windows"
_QUALITIES = frozenset({"성", "도", "률", "율", "력", "감", "적"})


@lru_cache(4096)
def may_act(name: str) -> bool:
    """Whether a name may be that of a thing, a part, a command or an act that does something.

    >>> [may_act(name) for name in ("여과지", "DHCP 서버", "CTRL + C", "물의 양을 잴 때", "확장성", "$w = 1$")]
    [True, True, True, False, False, False]
    """
    bare = without_gloss(name).strip("*_ ")
    if _KEYS.fullmatch(bare):
        return True
    if bare.startswith("`") and not _NO_NAME.match(bare):
        return True
    several = bare.split(", ")
    if "=" in bare or " + " in bare or len(several) > 2 or _NO_NAME.match(bare):
        return False
    if len(several) > 1 and any(" " in part for part in several):
        return False  # "블로킹 해결, 우선순위 지정"
    if not has_hangul(bare):
        return True
    tokens = [t for t in tagged(bare) or () if not t.tag.startswith("SS")]
    if not tokens:
        return True
    last = tokens[-1]
    if (
        (" " in bare and not is_noun(last) and last.tag != "ETN")
        or (last.tag == "XSN" and last.text in _QUALITIES)
        or last.text in _STATES | _TIMES
    ):
        return False
    described = max((i for i, t in enumerate(tokens) if t.tag == "ETM"), default=0)
    return " " not in bare or not any(t.tag in {"JKO", "JKS", "EF", "EC"} for t in tokens[described:])


@lru_cache(4096)
def is_quality(name: str) -> bool:
    """Whether a name is that of a quality ("확장성"), which means something and does nothing."""
    bare = without_gloss(name).strip("*_` ")
    named = bare.endswith("성") and len(bare) > 2 and not bare.endswith(("가능성", "필요성", "중요성", "위험성"))
    tokens = (tagged(bare) or ()) if named else ()
    return bool(tokens) and tokens[-1].text == "성" and tokens[-1].tag == "XSN"


def is_act(name: str, told: str) -> bool:
    """Whether a name of two words or more is that of an act itself, of which it is told how it is done.

    >>> is_act("필드 이름 설정", "표에서 이름을 설정한다"), is_act("설정 파일", "이름을 설정한다")
    (True, False)
    """
    tokens = (tagged(without_gloss(name).strip("*_ ")) or ()) if has_hangul(name) else ()
    last = tokens[-1] if len(tokens) > 1 else None
    if last is not None and last.tag == "ETN":
        return True  # "쌀 씻기"
    return last is not None and last.tag == "NNG" and may_be_done(last.text) and last.text in told
