"""A Korean cause as one says it aloud: "메모리 부족" as "메모리가 부족하면".

Notes leave particles and endings out before an arrow. A question that repeats them as they stand reads as a riddle, so
the particle that is missing goes in, and the noun or the ending becomes a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cards.language.korean.endings import final, is_condition, josa, without_gloss
from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import is_noun
from cards.language.korean.verbal import BECOMES, HAPPENS, NO_DEED, may_be_done
from cards.language.text import words as words_of
from cards.language.word import Word

LONGEST = 60  # characters of a cause beyond which a question is not read at a glance


@lru_cache(1024)
def condition(cause: str) -> str:
    """A cause as an if; "" where it names a thing, or tells a whole story of its own.

    >>> [condition(cause) for cause in ("찰기 약함", "약한 찰기", "모든 쌍 계산", "MoE의 버전")]
    ['찰기가 약하면', '찰기가 약하면', '모든 쌍을 계산하면', '']
    >>> [condition(cause) for cause in ("밀가루를 체로 분리", "물 온도 증가", "반죽 먼저 냉각", "물이 많을 경우")]
    ['밀가루를 체로 분리하면', '물 온도가 증가하면', '반죽을 먼저 냉각하면', '물이 많을 경우']
    """
    text = without_gloss(cause.strip().rstrip("."))
    tokens = [t for t in tagged(text) or () if t.tag not in {"SF", "SE"}]
    if len(tokens) < 2 or len(text) > LONGEST:
        return ""
    last = tokens[-1]
    if last.tag == "EC" and last.text.endswith("면") and is_condition(text):
        return text
    if last.text in {"때", "경우"} and tokens[-2].tag == "ETM":
        return text
    if thing := _described(text, tokens):
        return thing
    if any(t.tag == "JX" and t.text in {"은", "는"} for t in tokens) or tokens[0].tag == "MAJ" or ". " in text:
        return ""  # it says what is so of something
    if not "가" <= text[-1] <= "힣":
        return ""
    if any(t.tag in {"EC", "EF"} and t.text not in {"게", "지", "어", "아", "고"} for t in tokens[:-1]):
        return ""  # a clause and what comes of it: more than an if
    if last.tag in {"EF", "ETN"} and last.text in {"음", "ᆷ"} and tokens[-2].tag.startswith(("V", "XS")):
        return _of_predicate(text, tokens)
    if last.tag in {"NNG", "XR"} or (last.tag == "XSN" and last.text == "화"):
        return _of_noun(text, tokens)
    return ""


def reason_of(state: str) -> str:
    """What asks for the reason of a label: "빠른 처리 속도" → "처리 속도가 빠른 이유"; else the label as it is.

    >>> reason_of("빠른 처리 속도"), reason_of("속도 저하")
    ('처리 속도가 빠른 이유', '속도 저하')
    """
    tokens = tagged(state) or ()
    described = len(tokens) > 2 and tokens[0].tag.startswith("VA") and tokens[1].tag == "ETM"
    if not described or not all(is_noun(t) for t in tokens[2:]):
        return state
    thing = state[tokens[1].end :].strip()
    return f"{thing}{josa(thing, '이가')} {state[: tokens[1].end].strip()} 이유"


def _described(text: str, tokens: Sequence[Word]) -> str:
    """ "약한 접착력" → "접착력이 약하면"."""
    rest = tokens[2:]
    if tokens[1].tag != "ETM" or not tokens[0].tag.startswith("VA") or not rest or not all(is_noun(t) for t in rest):
        return ""
    stem, thing = tokens[0].text, text[tokens[1].end :].strip()
    return f"{thing}{josa(thing, '이가')} {stem}{'으' if final(stem[-1]) not in {0, 8} else ''}면"


def _of_predicate(text: str, tokens: Sequence[Word]) -> str:
    """ "값 커짐" → "값이 커지면"."""
    stem = tokens[-2]
    if stem.tag in {"VCP"} or not stem.text:
        return ""
    body = text[: stem.start] + stem.text
    if final(body[-1]) < 0:
        return ""
    at = len(tokens) - 2
    if stem.tag.startswith("XS"):
        at -= 1
    if stem.tag.startswith(("VA", "XSA", "VX")) or _is_intransitive(stem):
        body = _with_particle(body, tokens, at, True)
    end = final(stem.text[-1])
    if stem.tag in {"VV-I", "VA-I"} and end == 17:  # 돕다, 덥다: the ㅂ becomes 우
        return body[:-1] + chr(ord(body[-1]) - 17) + "우면"
    return body + ("면" if end in {0, 8} else "으면")


def _is_intransitive(stem: Word) -> bool:
    """Whether a verb says what becomes of a thing: "커지", "치우치", "되"."""
    return stem.text.endswith(_BY_ITSELF)


_BY_ITSELF = (
    "지",
    "되",
    "치우치",
    "나",
    "걸리",
    "몰리",
    "쏠리",
    "밀리",
    "풀리",
    "열리",
    "생기",
    "늘",
    "줄",
    "남",
    "끊기",
    "막히",
)


def _of_noun(text: str, tokens: Sequence[Word]) -> str:
    """ "메모리 부족" → "메모리가 부족하면"."""
    at = len(tokens) - 1
    noun = tokens[at].text
    if tokens[at].tag == "XSN":
        at -= 1
        noun = tokens[at].text + noun
    if len(noun) < 2 or noun in NO_DEED or not may_be_done(noun):
        return ""
    if tokens[at - 1].tag in {"ETM", "JKG", "MM", "XPN"} or tokens[at - 1].text in _WHO:
        return ""  # "큰 변화" names a thing, and "사용자 로그인" is of none
    return f"{_with_particle(text, tokens, at, noun in HAPPENS)}{'되' if noun in BECOMES else '하'}면"


_WHO = words_of("사용자 유저 클라이언트 서버 브라우저 고객 회원 개발자 관리자 호스트 스레드 프로세스")


def _with_particle(text: str, tokens: Sequence[Word], at: int, subject: bool) -> str:
    """A text with the particle that its writer left out before the verb or verbal noun at `at`.

    What stands in between (먼저, 많이) stays in between.
    """
    noun = at - 1
    while noun > 0 and tokens[noun].tag in {"MAG", "NR"} and tokens[noun].text not in {"및", "또는"}:
        noun -= 1
    named = noun >= 0 and is_noun(tokens[noun]) and tokens[noun].text not in _ADVERBIAL
    if not named or tokens[noun].tag == "NNB" or (tokens[noun].tag == "XSN" and tokens[noun].text in {"끼리", "적"}):
        return text
    marked = any(t.tag in ({"JKS", "JX"} if subject else {"JKO", "JX"}) for t in tokens[:at])
    gap = text[tokens[noun].end : tokens[noun].end + 1]
    if marked or gap != " ":
        return text
    end = tokens[noun].end
    return text[:end] + josa(text[:end], "이가" if subject else "을를") + text[end:]


_ADVERBIAL = words_of("병렬 동시 직접 자동 수동 매번 각각 서로 순차 강제 일괄 즉시 전체 모두 최대 최소 무작위 임의")


def while_doing(condition: str) -> str:
    """A condition as the time of a deed: "두 평균을 비교하면" → "두 평균을 비교할 때"; "" where it is no deed.

    >>> while_doing("두 평균을 비교하면"), while_doing("값이 크면")
    ('두 평균을 비교할 때', '')
    """
    return condition.removesuffix("하면") + "할 때" if condition.endswith("하면") else ""
