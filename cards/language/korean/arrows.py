"""What stands on either side of an arrow in a Korean note, and what of it is to be told: a risk, a need, a deed.

conditions.py says the cause as one says it aloud; which question an arrow answers, asking/follows.py decides.
"""

from __future__ import annotations

import re

from cards.language.korean.conditions import LONGEST
from cards.language.korean.endings import direction, without_gloss
from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import is_noun
from cards.language.korean.verbal import NO_DEED, may_be_done
from cards.language.text import has_hangul
from cards.language.text import words as words_of

_CHANGES = words_of(
    """
    증가 감소 부족 발생 상승 하락 향상 저하 개선 악화 변화 확대 축소 소멸 폭발 소실 완화 심화 집중 확보 부여 절감
    단축 유지 생략 보장 방지 가능 불가능 불가 없음 있음 위험 필요 지연 손실 낭비 종료 실패 성공 부담 안정 불안정
    """
)
# Nouns that make a verb with 하다, as notes use them. The tagger would take any noun for one.
_NOT = re.compile(r"\s?\((?:[XxＸ×]|No|NO)\)$|\s[Xx×]$")
_WAS = re.compile(r"^(?:기존|이전|원래|예전|과거)(?:에는|의|엔|에)?\s(?=\S)")
_TO = re.compile(r"\S(?:으로|로)\s")
_ENDS_RISKY = re.compile(r"(?:\s|^)(?:위험|위험성|위험 증가)$")
_BECOMES_IT = re.compile(
    r"[^\s가-힣]+(?:\s[^\s가-힣]+)?\s?(?:으로|로)\s(?:이름 )?(?:변경|변환|대체|전환|바뀜|교체)(?:됨|한다|된다)?"
)
_WHERE_USED = re.compile(
    r"(?:계열|모델|분야|시스템|서비스|등|에서|에|용)(?:에서|에)?\s(?:주로\s|많이\s)?(?:사용|활용|이용|채택|적용)$"
)


def instead_of(cause: str) -> str:
    """What is not done any more: "모든 쌍 계산(X)" says so with its sign; "" elsewhere."""
    match = _NOT.search(cause.strip())
    return cause[: match.start()].strip() if match and match.start() > 1 else ""


def was(cause: str, effect: str) -> str:
    """What something was before it changed ("기존 O(n²)" before "O(n)으로 감소"); "" where nothing says that."""
    bare = cause.strip()
    return bare if _WAS.match(bare) and _TO.search(effect) and len(bare) <= 40 else ""


def kind_of(effect: str) -> str:
    """What is to be told of an effect: a "risk", a "need", a "deed" about it, where it is of "use", what it "becomes",
    a bare "name", or the "effect" itself.

    >>> [kind_of(e) for e in ("과적합 위험", "데이터 많이 필요", "√d로 scaling", "속도 증가", "GPT 계열 사용")]
    ['risk', 'need', 'deed', 'effect', 'use']
    >>> [kind_of(e) for e in ("var로 변경", "t-test", "`copy.copy()`", "충돌이 잦아짐")]
    ['becomes', 'name', 'name', 'effect']
    """
    text = without_gloss(effect.strip().rstrip("."))
    if _ENDS_RISKY.search(text):
        return "risk"
    if not has_hangul(text):
        return "name"
    if _BECOMES_IT.fullmatch(text):
        return "becomes"
    tokens = tagged(text) or ()
    if not tokens:
        return "effect"
    if re.search(r"\s필요(?:함|하다)?$", text):
        return "need"
    if _WHERE_USED.search(text):
        return "use"
    last = tokens[-1]
    told = any(t.tag in {"JKO", "JKB"} or (t.tag == "JX" and t.text == "만") for t in tokens[:-1])
    acts = last.tag == "NNG" and last.text not in _CHANGES and last.text not in NO_DEED and may_be_done(last.text)
    if told and (acts or (last.tag == "SL" and last.text.endswith("ing"))):
        return "deed"
    return "effect"


def is_named(text: str) -> bool:
    """Whether words name a thing, as a meaning does ("MoE의 단순화 버전"), rather than say that something is done."""
    tokens = tagged(without_gloss(text)) or ()
    return (
        len(tokens) > 1
        and is_noun(tokens[-1])
        and any(t.tag in {"ETM", "JKG"} for t in tokens)
        and not any(t.tag in {"EC", "EF"} for t in tokens)
        and (tokens[-1].tag != "NNG" or tokens[-1].text in NO_DEED or not may_be_done(tokens[-1].text))
    )


_KINDS = re.compile(
    r"(?:법|방법|방식|기법|기술|언어|것|개념|장치|도구|구조|과정|단위|규칙|규약|프로토콜|알고리즘|모델|시스템)$"
)


def is_kind(text: str) -> bool:
    """Whether words describe a kind of thing, as only a meaning does ("관계를 해석식으로 정의하는 표기법")."""
    return _KINDS.search(without_gloss(text)) is not None and is_named(text)


def is_bare(effect: str) -> bool:
    """Whether words are a name of several words that nothing happens in ("트랜스포머 인코더")."""
    bare = without_gloss(effect).rstrip(". ")
    tokens = tagged(bare) or ()
    plain = bool(tokens) and all(is_noun(t) for t in tokens)
    return plain and len(tokens) > 1 and not is_change(tokens[-1].text) and tokens[-1].tag in {"NNG", "NNP", "SL"}


_QUALITY = words_of(
    """
    곳 것 수 크기 길이 법 방법 거리 값 합 곱 내적 상태 이유 원인 시점 단위 비용 제곱 개수 시간 순서 위치 조건 차이
    차이점 비율 확률 목적 역할 이름 기준 범위 분산 평균 속도 용량 복잡도 가중치 차원 어텐션 결과 모양 형태 종류
    """
)


def asks_for(text: str) -> bool:
    """Whether words name what has a value, as a question does: "점수 행렬의 크기", "σ를 더하는 곳".

    >>> asks_for("점수 행렬의 크기"), asks_for("물을 붓는 곳"), asks_for("반죽은 차가운 것"), asks_for("성운의 수축")
    (True, True, False, False)
    """
    tokens = [t for t in tagged(without_gloss(text)) or () if t.tag not in {"SF", "SP"}]
    at = max((i for i, t in enumerate(tokens) if t.tag in {"ETM", "JKG"}), default=-1)
    rest = tokens[at + 1 :]
    if at < 1 or not rest or not all(is_noun(t) or t.text in {"것", "수", "법", "곳"} for t in rest):
        return False
    if any(t.tag in {"JX", "EC", "EF"} and t.text not in {"게", "지", "어", "아", "까지", "부터"} for t in tokens):
        return False
    return rest[-1].tag == "SL" or without_gloss(text).endswith(tuple(_QUALITY))


def as_role(thing: str) -> str:
    """A thing with 로서 or 으로서 behind it.

    >>> as_role("MoE의 단순화 버전"), as_role("도구")
    ('MoE의 단순화 버전으로서', '도구로서')
    """
    return f"{thing}{direction(thing)}서"


def says_something(text: str) -> bool:
    """Whether words are more than a name: something in them happens or is done."""
    tokens = tagged(without_gloss(text)) or ()
    return any(t.tag in {"EC", "EF", "ETN", "JKS", "JKO"} for t in tokens) or (
        len(tokens) > 1 and tokens[-1].tag == "NNG" and may_be_done(tokens[-1].text)
    )


_SPOKEN = re.compile(
    r"(?:^|[\s(])(?:이것|그것|이거|그거|이런|그런|이렇게|그렇게|이게|그게|이걸|그걸|이|그|얘|걔|근데|하지만|그러나|그리고|따라서|그래서|만약"
    r"|아니|자|막|그냥|겁나|개|일단|어차피|나|내|내가|우리|너무|요렇게|저렇게|왜냐하면|즉|ex|EX)(?=[\s,)]|은|는|이|가|을|를|$)"
    r"|^(?:안|못)\s?\S+$|\s[xX]$|^(?:OK|NO)$|\d번|[~ㄱ-ㅎㅠ]|\?|//|\.\s|[:：]\s|%$|그때"
)


def is_tidy(cause: str, effect: str) -> bool:
    """Whether both sides are put as notes put them, short and without a word of talk, so that each stands for itself.

    >>> is_tidy("메모리 부족", "프로세스 종료"), is_tidy("이것을 해결", "빨라짐"), is_tidy("값이 큼", "그때 넘친다")
    (True, False, False)
    """
    return is_terse(cause) and is_terse(effect)


def is_terse(side: str) -> bool:
    """Whether words are put as notes put them: short, ending in a noun or in 음, and none of them talk."""
    bare = without_gloss(side.strip().rstrip("."))
    if len(bare) < 2 or len(side) > LONGEST or _SPOKEN.search(bare) or not (bare[0].isalnum() or bare[0] in "`$√φ"):
        return False
    if not has_hangul(bare):
        return True
    tokens = [t for t in tagged(bare) or () if t.tag not in {"SF", "SE"}]
    if not tokens:
        return False
    last = tokens[-1]
    if last.tag in {"EF", "ETN"}:
        return last.text in {"음", "ᆷ", "기"}
    if last.tag == "EC":
        return last.text.endswith("면")
    return not last.tag.startswith(("J", "V", "XSV", "XSA", "ETM", "MA", "EP"))


def is_change(word: str) -> bool:
    """Whether one word says that something becomes or is done ("증가", "빨라짐")."""
    tokens = tagged(word) or ()
    return bool(tokens) and (tokens[-1].tag in {"EF", "ETN"} or word in _CHANGES or may_be_done(word))
