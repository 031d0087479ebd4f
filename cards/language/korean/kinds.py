"""What a thing is where a sentence goes on behind the noun that says it: "…를 정하는 계층으로, 그 규칙은 …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import is_noun, phrase
from cards.language.word import Word

_ALWAYS = re.compile(r"(?:기법|기술|언어|장치|도구|구조|알고리즘|프로토콜|개념|현상|규칙|패턴|시스템|모델)$")
# "이더리움 지갑으로, …": two nouns are enough where the last names such a thing.
_SORTS = re.compile(
    r"\S\s\S*(?:플랫폼|지갑|라이브러리|프레임워크|서비스|엔진|언어|프로토콜|데이터베이스|도구|표준|운영체제|저장소|포맷)$"
)
_NEVER = frozenset(
    ["때문", "뿐", "경우", "때", "정도", "목적", "이유", "결과", "기반", "기준", "중심", "대상", "바탕", "순서"]
)
_MAY = re.compile(r"[가-힣A-Za-z)](?:로|으로|로서|으로서|로써|으로써|이며|이고)(?:,|\s)")
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
    at_end = [t for t in tokens if t.tag not in {"VCP", "EF", "SF"}]
    told_at_end = (
        len(at_end) > 3 and is_noun(at_end[-1]) and at_end[phrase(at_end, len(at_end) - 1)[0] - 1].tag == "ETM"
    )
    for i in range(3, len(tokens) - 2):
        token, head = tokens[i], tokens[i - 1]
        role = token.tag == "JKB" and token.text in {"로", "으로", "로서", "으로서", "로써", "으로써"}
        linked = token.tag == "VCP" and tokens[i + 1].tag == "EC" and tokens[i + 1].text in {"며", "고", "으며"}
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
