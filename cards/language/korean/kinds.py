"""What a thing is where a sentence goes on behind the noun that says it: "…를 정하는 계층으로, 그 규칙은 …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import is_noun, phrase
from cards.language.word import Word

_ALWAYS = re.compile(
    r"(?:기법|기술|언어|장치|도구|구조|알고리즘|프로토콜|개념|현상|규칙|패턴|시스템|모델|플랫폼|라이브러리|프레임워크|소프트웨어"
    r"|데이터베이스|운영체제)$"
)
# "이더리움 지갑으로, …": two nouns are enough where the last names such a thing.
_SORTS = re.compile(
    r"\S\s\S*(?:플랫폼|지갑|라이브러리|프레임워크|서비스|엔진|언어|프로토콜|데이터베이스|도구|표준|운영체제|저장소|포맷)$"
)
_NEVER = frozenset(
    ["때문", "뿐", "경우", "때", "정도", "목적", "이유", "결과", "기반", "기준", "중심", "대상", "바탕", "순서"]
)
_MAY = re.compile(r"[가-힣A-Za-z)](?:로|으로|로서|으로서|로써|으로써|이며|이고)(?:,|\s)")
_SINCE = frozenset({"어서", "아서", "므로", "으므로", "니까", "으니까"})
SHORTEST = 8  # letters of what says what a thing is
LEAST = 3  # words behind it


def kind_in_front(text: str) -> str:
    """The words up to the described noun that says what a thing is; "" where the sentence says that at its end.

    >>> kind_in_front("신호를 주고받는 규칙을 정하는 계층으로, 그중 가장 흔한 규칙이 이더넷이다.")
    '신호를 주고받는 규칙을 정하는 계층'
    >>> kind_in_front("흐름을 그림으로 나타내는 도구로 그래프를 주로 쓴다."), kind_in_front("값을 세는 방식으로 쓴다.")
    ('흐름을 그림으로 나타내는 도구', '')
    """
    bare = text.strip().rstrip(". ")
    if _MAY.search(bare) is None:
        return ""  # most sentences: nothing to look for
    tokens = tagged(bare) or ()
    if any(t.tag == "JX" and t.text in {"은", "는"} for t in tokens[:4]):
        return ""
    told_at_end = ends_described(tokens)
    for i in range(3, len(tokens) - 2):
        token, head = tokens[i], tokens[i - 1]
        role = token.tag == "JKB" and token.text in {"로", "으로", "로서", "으로서", "로써", "으로써"}
        linked = token.tag == "VCP" and tokens[i + 1].tag == "EC" and tokens[i + 1].text in {"며", "고", "으며"}
        if token.tag == "EC" and token.text in _SINCE:
            break  # "날개가 없어서 …한 새로 보기 어렵다" says what is so
        if role and head.text == "것":
            continue  # "끝난 것으로 본다"
        if not (role or linked) or not is_noun(head) or head.text in _NEVER or not head.tag.startswith(("NN", "SL")):
            continue
        end = i + 2 if linked else i + 1
        comma = tokens[end].tag == "SP" and tokens[end].text == ","
        first, _ = phrase(tokens[:i], i - 1)
        described = first > 1 and tokens[first - 1].tag == "ETM" and not any(t.tag == "SP" for t in tokens[first:i])
        always = token.text in {"로", "으로"} and _ALWAYS.search(head.text) is not None
        if always and not comma and _is_manner(tokens, i):
            continue
        sure = linked or comma or (always and not told_at_end)
        named = comma and first == 0 and i > 1 and _SORTS.search(bare[: head.end]) is not None
        if (
            (described or named)
            and sure
            and head.end >= SHORTEST
            and len(bare[tokens[end - 1].end :].split()) >= (1 if linked else LEAST)
        ):
            return bare[: head.end]
    return ""


# "Spring에서 제공하는 기능으로, …": where a thing is used, or who gives it, says of no other such thing what it is not.
_SAYS_LITTLE = re.compile(
    r"(?:\S+\s){0,5}(?:\S+(?:에서|에|이|가|의해)\s)?(?:(?:널리|주로|많이|자주|함께|시)\s)*"
    r"(?:쓰이는|쓰는|사용되는|사용하는|제공하는|제공되는|제공된|지원하는|정의된|정의하는|나온|등장한|만든|구현된|추가된|도입된"
    r"|위치하는|위치한|존재하는|포함된|필요한)\s\S+"
)
_PURPOSE = re.compile(r"위해|위한|때\s|[을를]\s")
LONGEST = 130  # letters of a meaning that is recalled at once


def in_full(front: str, text: str) -> str:
    """What a thing is, with the rest of its sentence where the noun alone tells it from nothing.

    >>> in_full("방앗간에서 사용하는 도구", "방앗간에서 사용하는 도구로, 껍질을 벗기는 일을 한다.")
    '방앗간에서 사용하는 도구로, 껍질을 벗기는 일을 한다'
    >>> in_full("껍질을 벗기는 도구", "껍질을 벗기는 도구로, 무겁다."), in_full("강가에 있는 집", "강가에 있는 집이다.")
    ('껍질을 벗기는 도구', '강가에 있는 집')
    """
    whole = text.strip().rstrip(". ")
    rest = whole[len(front) :]
    if _is_behind(front, whole) or _names_it_twice(front, whole):
        return whole
    thin = _SAYS_LITTLE.fullmatch(front) is not None and _PURPOSE.search(front) is None
    if not thin or not whole.startswith(front) or _MAY.match(f"{front[-1:]}{rest}") is None or len(whole) > LONGEST:
        return front
    tokens = tagged(rest) or ()
    told = bool(tokens) and tokens[-1].tag in {"EF", "ETN", "NNG"} and any(t.tag == "JKO" for t in tokens)
    return whole if told and not _has_topic(tokens) else front


def is_rated(meaning: str, alone: bool = True) -> bool:
    """Whether the noun of a meaning is only given a quality in "-적", which many other things have.

    A quality of something ("바람 중심적인 집") says more; it counts where the noun need not stand `alone`.

    >>> is_rated("전통적인 물길 방식"), is_rated("물을 막는 기본적인 둑"), is_rated("바람 중심적인 집")
    (True, False, False)
    """
    if alone and not meaning.partition(" ")[0].endswith("적인"):
        return False
    tokens = tagged(meaning) or ()
    marks = [at for at, t in enumerate(tokens) if t.tag == "ETM"]
    return (
        bool(marks)
        and len(meaning.split()) <= MANY
        and all(at > 1 and tokens[at - 1].tag == "VCP" and tokens[at - 2].text == "적" for at in marks)
        and not any(t.tag in {"JKO", "JKS", "JKB", "JKG"} for t in tokens)
    )


MANY = 5  # words of a meaning that say no more of its noun than such a quality


def ends_described(tokens: Sequence[Word]) -> bool:
    """Whether words end in a noun that a clause before it describes ("물을 막는 시설이다")."""
    end = [t for t in tokens if t.tag not in {"VCP", "EF", "SF"}]
    return len(end) > 3 and is_noun(end[-1]) and end[phrase(end, len(end) - 1)[0] - 1].tag == "ETM"


def _has_topic(tokens: Sequence[Word]) -> bool:
    return any(t.tag == "JX" and t.text in {"은", "는"} for t in tokens)


def _is_behind(front: str, whole: str) -> bool:
    """Whether what a thing is stands behind a quality of it: "기본적인 둑으로, 논에 물을 대려고 쌓은 둑"."""
    if not is_rated(front, alone=False) or len(whole) > LONGEST:
        return False
    rest = tagged(whole[len(front) :]) or ()
    told = any(t.tag == "JKO" for t in rest) and rest[-1].tag in {"EF", "ETN", "NNG"}
    return (told or ends_described(rest)) and not _has_topic(rest)


def _names_it_twice(front: str, whole: str) -> bool:
    """Whether a short sentence ends in another noun that says what the thing is, and so the better half stands there:
    "물을 막으려고 쌓은 둑으로, 논에 물을 대는 시설"."""
    if not front or not whole.startswith(front) or len(whole) > SHORT:
        return False
    rest = tagged(whole[len(front) :]) or ()
    return ends_described(rest) and not re.search(r"\s것(?:이다|입니다)?$", whole) and not _has_topic(rest)


SHORT = 90  # letters of a meaning in two halves that is recalled at once


def _is_manner(tokens: Sequence[Word], at: int) -> bool:
    """Whether words with "로" say how another noun does something: "본을 뜨는 방법으로 판을 찍는 기법으로 …"."""
    for i in range(at + 1, len(tokens) - 1):
        token = tokens[i]
        if token.tag == "SP" or (token.tag == "EC" and token.text in {"며", "고", "으며"}):
            break
        acts = token.tag == "ETM" and tokens[i - 1].tag.startswith(("VV", "XSV"))
        if acts and is_noun(tokens[i + 1]) and tokens[i + 1].text != "것":
            last = phrase(tokens, i + 1)[1]
            after = tokens[last + 1] if last + 1 < len(tokens) else None
            if after is None or after.tag == "VCP" or (after.tag == "JKB" and after.text in {"로", "으로"}):
                return True
    return False
