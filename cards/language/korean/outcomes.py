"""What a Korean question asks of a condition: what becomes of it, what is done, what can be done, what is needed.

The question takes its verb from what is told, so that what can be done is not asked with "what becomes of it?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.endings import final, josa
from cards.language.korean.grammar import tagged
from cards.language.text import words as words_of
from cards.language.word import Word

_WANTED = re.compile(r"(?:싶다면|싶으면|싶을 때|려면|[려하]고 할 때|위해서는|[할을]\s?게 있다면|[가-힣]도록|[않있]게)$")
_NEEDS = re.compile(r"[이가도]\s(?:\S+\s)?필요(?:하다|함|합니다)?$")
_WILL_DO = re.compile(r"[가-힣]면\s(?:된다|됨|됩니다)$")
_BIDDEN = re.compile(r"(?:세요|십시오|말 것|지 말라|지 마라|[가-힣]하라)$")
_TO_DO = re.compile(r"[가-힣]야\s?(?:한다|함|합니다|된다|됨|됩니다)$")
_ADVISED = re.compile(
    r"(?:는|은|한)\s(?:것이|게|편이)\s(?:(?:더|가장|훨씬)\s)?(?:좋|바람직|권장|낫|나을|안전|유리|효율|추천)\S*$"
)
_CUSTOM = ("것이 관례이다", "것이 관례", "것이 관례입니다", "것이 일반적이다", "것이 일반적입니다")
_CONSIDERED = re.compile(r"[을를]\s고려(?:해야|하여야)\s?(?:한다|함|합니다|된다|됨|됩니다)$")
_IS_POSSIBLE = re.compile(r"[가-힣A-Za-z)][이가]\s?(?P<how>불?가능)(?:하다|합니다|함|해요)?$")
_IS_CALLED = re.compile(r"이?라고\s?(?:도\s)?(?:한다|합니다|함|부른다|부릅니다|부름|불린다|불립니다)$")


def asked_if(condition: str, then: str) -> str:
    """What a question asks of a condition.

    >>> asked_if("값이 크면", "넘친다"), asked_if("바꾸려면", "다시 쓴다"), asked_if("없을 때", "기본값을 쓴다")
    ('어떻게 되나', '어떻게 하나', '어떻게 하나')
    >>> asked_if("체를 쓰면", "고운 가루를 고를 수 있다"), asked_if("체를 쓰면", "돌을 막을 수 있다")
    ('무엇을 할 수 있나', '무엇을 막을 수 있나')
    >>> asked_if("덮개가 얇으면", "천을 덧대는 것이 좋다"), asked_if("덮개를 고를 때", "두께를 고려해야 한다")
    ('어떻게 하는 것이 좋은가', '무엇을 고려해야 하나')
    """
    bare = then.rstrip(". ")
    tokens = tagged(bare) or ()
    if _CONSIDERED.search(bare):
        return "무엇을 고려해야 하나"
    if _TO_DO.search(bare):
        return "어떻게 되어야 하나" if _becomes(tokens) else "어떻게 해야 하나"
    if _BIDDEN.search(bare):
        return "어떻게 해야 하나"
    if _ADVISED.search(bare):
        return "어떻게 하는 것이 좋은가"
    if bare.endswith(_CUSTOM):
        return "어떻게 하나"
    if _NEEDS.search(bare):
        return "무엇이 필요한가"
    if _IS_CALLED.search(bare):
        return "무엇이라고 하나"
    if _WANTED.search(condition) or _WILL_DO.search(bare):
        return "어떻게 하나"
    if not condition.endswith("수록") and (can := _can(tokens)):
        return can
    if (possible := _IS_POSSIBLE.search(bare)) is not None:
        return f"무엇이 {possible['how']}한가"
    if _does_then(condition, tokens):
        return "어떻게 하나"
    when = condition.endswith(
        ("때", "때는", "때만", "때마다", "때에는", "땐", "경우", "경우에는", "경우에", " 시", " 시에는")
    )
    return "어떻게 하나" if when and _is_deed(bare, tokens) else "어떻게 되나"


def in_front(said: str) -> str:
    """A condition in front of its question: a case as an if ("값이 없는 경우" → "값이 없으면"), a time with its 는.

    >>> [in_front(said) for said in ("값이 없는 경우", "참인 경우에는", "길이를 잴 때에도", "불이 꺼진 뒤")]
    ['값이 없으면', '참이면', '길이를 잴 때에는', '불이 꺼진 뒤는']
    """
    said = re.sub(r"(?<=[가-힣]\s[때])에?도$|(?<=경우)에?도$", "에는", said)
    bare = re.sub(r"(?<=경우)(?:에는|에|는|엔)$", "", said)
    if bare.endswith("경우") and (case := _of_case(bare)):
        return case
    return f"{said}{josa(said, '은는')}" if re.search(r"(?:때|경우|뒤|후)$", said) else said


def _of_case(said: str) -> str:
    """ "…는 경우" as "…면"; "" where nothing describes the case, or a wish or a habit does."""
    tokens = [t for t in tagged(said) or () if t.tag != "SP"]
    if len(tokens) < 4 or tokens[-1].text != "경우" or tokens[-2].tag != "ETM":
        return ""
    stem, ending = tokens[-3], tokens[-2]
    if ending.text not in {"ᆫ", "은", "는", "ᆯ", "을"} or not stem.tag.startswith(("V", "XS")) or stem.text == "같":
        return ""
    body = said[: stem.start] + stem.text
    if stem.text == "하" and tokens[-4].text in {"어야", "아야", "여야"}:
        return f"{body[:-1]}한다면"
    if not body or not "가" <= body[-1] <= "힣":
        return ""
    if stem.tag.endswith("-I"):
        return f"{body[:-1]}{chr(ord(body[-1]) - 17)}우면" if final(body[-1]) == 17 else ""
    return body + ("면" if final(body[-1]) in {0, 8} else "으면")


_SUFFERS = words_of("있 없 되 지 받 얻 잃 겪 당하 갖 가지 보이 늘 줄 남 생기 나타나 나오 일어나 걸리")
_HARMS = words_of("발생 일으키 야기 초래 유발 미치 낳 끼치 불러오 가져오 주 발생시키 의미 뜻하")
# What is told with these says what of it: "무엇을 막을 수 있나".
_TELLING = words_of("막 방지 예방 해결 줄이 높이 낮추 얻 확인 알 보 파악 보장 유지 피하 절약 예측 구하 찾")


def _can(then: Sequence[Word]) -> str:
    """What asks for what can or cannot be done; "" where something happens by itself, or who does it is told."""
    end = len(then) - 1
    while end > 2 and then[end].tag in {"EF", "ETN", "SF", "VX", "EC"}:
        end -= 1
    if end < 3 or then[end].text not in {"있", "없"} or then[end - 1].text != "수" or then[end - 2].tag != "ETM":
        return ""
    verb = then[end - 3]
    stem = then[end - 4].text if verb.tag == "XSV" and end > 3 else verb.text
    takes = next((i for i in range(end - 3, -1, -1) if then[i].tag == "JKO"), -1)
    if takes < 0 or verb.text in {"되", "지"} or not verb.tag.startswith(("VV", "XSV")):
        return ""
    if (stem in _SUFFERS and stem != "얻") or stem in _HARMS:
        return ""
    if any(t.tag == "JX" and t.text in {"은", "는"} for t in then) or any(
        t.tag == "JKS" and not any(one.tag == "ETM" for one in then[i:takes]) for i, t in enumerate(then[: end - 2])
    ):
        return ""
    may = "있나" if then[end].text == "있" else "없나"
    if stem not in _TELLING:
        return f"무엇을 할 수 {may}"
    if verb.tag == "XSV":
        return f"무엇을 {stem}할 수 {may}"
    last = stem[-1]
    stem = stem[:-1] + chr(ord(last) + 8) if final(last) == 0 else stem if final(last) == 8 else f"{stem}을"
    return f"무엇을 {stem} 수 {may}"


def _is_deed(bare: str, then: Sequence[Word]) -> bool:
    """Whether what is told is done by somebody whom nothing names: it has an object and no subject."""
    verb = next((i for i in range(len(then) - 1, 0, -1) if then[i].tag.startswith(("VV", "XSV"))), 0)
    stem = then[verb - 1].text if verb and then[verb].tag == "XSV" else then[verb].text if verb else ""
    if not verb and then and then[-1].tag == "NNG":
        stem = then[-1].text  # "노를 젓기 시작"
    takes = any(t.tag == "JKO" for t in then) or _SET_TO.search(bare) is not None
    named = any(t.tag == "JKS" or (t.tag == "JX" and t.text in {"은", "는"}) for t in then)
    return takes and not named and stem not in _HARMS and stem not in _SUFFERS and (not verb or then[verb].text != "되")


_SET_TO = re.compile(
    r"(?:[가-힣A-Za-z`]로\s(?:설정|지정|표기|표시|처리|정의|작성|선언)|부터\s(?:시작|확인|실시))(?:한다|함|합니다)?$"
)


def _does_then(condition: str, then: Sequence[Word]) -> bool:
    """Whether somebody acts under a condition of something else ("측정이 끝나면": "관리자에게 알림")."""
    first = tagged(condition) or ()
    topic = next((i for i, t in enumerate(first) if t.tag == "JX" and t.text in {"은", "는"}), -1)
    own = condition.startswith("`") or any(t.tag == "JKS" for t in first[topic + 1 :])
    own = own and not any(t.tag == "ETM" for t in first[topic + 1 :])
    may = any(t.tag == "EC" or t.text == "수" for t in then)
    if not own or may or not condition.endswith("면") or any(t.tag in {"JKS", "JX"} for t in then):
        return False
    verb = next((t for t in reversed(then) if t.tag.startswith(("VV", "XSV"))), None)
    acts = verb is not None and verb.text not in _SUFFERS and then[-1].tag in {"EF", "ETN"}
    return acts and any(t.tag == "JKO" or t.text in {"에게", "한테"} for t in then)


def _becomes(then: Sequence[Word]) -> bool:
    """Whether what must be so is none that somebody does ("차이가 커야 한다", "결과도 변하지 않아야 한다")."""
    must = next((i for i in range(len(then) - 1, 0, -1) if then[i].text in {"어야", "아야", "여야"}), 0)
    stem = then[must - 1] if must else None
    if stem is None or any(t.tag == "JKO" for t in then):
        return False
    state = stem.tag.startswith(("VA", "XSA")) or stem.text in {"지", "되"}
    own = any(t.tag == "JX" and t.text in {"은", "는", "도"} for t in then)
    return (state and any(t.tag == "JKS" for t in then)) or (own and stem.tag.startswith(("VX", "VA", "XSA")))
