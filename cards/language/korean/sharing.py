"""Clauses of one Korean sentence that have one verb at its end: "봄에는 이틀이면, 가을에는 나흘이면 마른다"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cards.language.korean.endings import josa
from cards.language.korean.grammar import tagged, topic_of
from cards.language.korean.phrases import is_noun
from cards.language.korean.quantities import SPANS
from cards.language.word import Word

_AND = re.compile(r"^(?:그리고|또)\s")
_MOST = 4  # clauses beyond which a sentence is a table in words
_LONGEST_TOPIC = 25
_ONLY = frozenset({"만", "도", "까지", "부터"})
_BOUNDS = frozenset({"이상", "이하", "정도", "안팎", "이내", "미만", "가량", "쯤"})


def sharing(text: str) -> tuple[str, ...]:
    """Each clause with the verb that only the last one has; () where they are not told side by side.

    What the verb takes ends alike in all of them (a case, an amount, "이면"), so that the verb fits each.

    >>> sharing("저온에서는 흰 꽃이, 고온에서는 붉은 꽃이 핀다")
    ('저온에서는 흰 꽃이 핀다', '고온에서는 붉은 꽃이 핀다')
    >>> sharing("닻줄은 여름에는 하루면, 겨울에는 사흘이면 마른다")
    ('닻줄은 여름에는 하루면 마른다', '닻줄은 겨울에는 사흘이면 마른다')
    >>> sharing("호미는 밭을, 삽은 흙도 판다"), sharing("호미는 밭을 매고, 삽은 흙을 판다")
    (('호미는 밭을 판다', '삽은 흙도 판다'), ())
    """
    parts = [_AND.sub("", part) for part in re.split(r",\s+", text.strip())]
    if not 2 <= len(parts) <= _MOST:
        return ()
    front, parts[0] = _shared_front(parts[0])
    told = [(part, tuple(tagged(part) or ())) for part in parts]
    begins = [_begin(part, tokens, bool(front)) for part, tokens in told]
    if not all(begins) or len({part[:begin] for (part, _), begin in zip(told, begins, strict=True)}) < len(parts):
        return ()
    last, tokens = told[-1]
    takes = [t for t in tokens if t.start >= begins[-1]]
    out = []
    for (part, own), begin in zip(told[:-1], begins[:-1], strict=True):
        end = _end_as([t for t in own if t.start >= begin], takes)
        if end < 0 or not _is_verbal([t for t in tokens if t.start >= end]):
            return ()
        marked = josa(part, "을를") if own[-1].tag != "JKO" and last[end - 1 : end] in {"을", "를"} else ""
        out.append(f"{front}{part}{_fitting(part, last[end:], marked)}")
    return (*out, f"{front}{last}")


def _shared_front(part: str) -> tuple[str, str]:
    """The topic of all clauses before that of the first alone, and the rest ("닻줄은 여름에는 …"); else "" and all."""
    tokens = tagged(part) or ()
    marks = [i for i, t in enumerate(tokens) if t.tag == "JX" and t.text in {"은", "는"}]
    if len(marks) != 2 or not is_noun(tokens[marks[0] - 1]) or not part[tokens[marks[0]].end :].startswith(" "):
        return "", part
    at = tokens[marks[0]].end + 1
    return part[:at], part[at:]


def _begin(part: str, tokens: Sequence[Word], with_front: bool) -> int:
    """Where what is said of a clause's own topic begins; 0 where it has none of its own."""
    topic = topic_of(part, tokens)
    if topic is None or topic.begin or topic.rest > _LONGEST_TOPIC or topic.particle in {"란", "이란"}:
        return 0
    return 0 if with_front and topic.text and not topic.text.endswith(("때", "경우")) else topic.rest


def _end_as(own: Sequence[Word], takes: Sequence[Word]) -> int:
    """Where in the last clause ends what ends as a clause without a verb does; -1 where nothing does."""
    if len(own) < 1 or any(t.tag in {"EF", "EP"} for t in own):
        return -1
    end, before = own[-1], own[-2] if len(own) > 1 else None
    if any(t.tag == "EC" for t in own[:-1] if not _is_inside(own, t)):
        return -1
    if end.tag == "EC":
        if end.text not in {"면", "으면"} or before is None or before.tag != "VCP":
            return -1
        return next((t.end for u, t in pairwise(takes) if u.tag == "VCP" and t.tag == "EC"), -1)
    if end.tag in {"JKO", "JKS"} or (end.tag == "JX" and end.text in _ONLY):
        same = [t for t in takes if t.tag == end.tag and (t.tag != "JX" or t.text == end.text)]
        same = same or [t for t in takes if t.tag in {"JX", "JKO"} and (t.tag == "JKO" or t.text in _ONLY)]
        return same[0].end if same and not (same[0].tag == "JX" and end.tag == "JKS") else -1
    if end.tag == "JKB":
        return next((t.end for t in takes if t.tag == "JKB" and _open(t.text) == _open(end.text)), -1)
    if not is_noun(end) and end.text not in _BOUNDS:
        return -1
    if any(t.tag == "JKO" or t.tag == "JKS" for t in own):
        return -1
    if _is_amount(own):
        return _amount_end(takes, end.text)
    if not all(is_noun(t) for t in own):
        return -1
    return next((t.end for t in takes if t.tag == "JKO"), -1)


def _is_inside(own: Sequence[Word], token: Word) -> bool:
    """Whether a clause that goes on describes a noun behind it ("잘게 썰어 말린 잎을")."""
    return any(t.tag == "ETM" and t.start >= token.end for t in own)


def _open(case: str) -> str:
    return case.removeprefix("으") if case in {"로", "으로"} else {"과": "와"}.get(case, case)


def _is_amount(own: Sequence[Word]) -> bool:
    """Whether words end in a quantity ("하루 7시간", "약 1년", "사흘")."""
    near = [t for t in own if t.text not in _BOUNDS][-2:]
    counted = bool(near) and (near[0].tag in {"SN", "NR"} or near[0].text in {"한", "두", "세", "네"})
    return bool(near) and (near[-1].text in SPANS or near[-1].tag == "SN" or counted)


def _amount_end(takes: Sequence[Word], unit: str) -> int:
    """Where the first quantity of a clause ends, with its bound, one of the same unit first; -1 without any."""
    found = [i for i, t in enumerate(takes) if t.tag in {"SN", "NR", "MM"} or t.text in SPANS]
    found = [i for i in found if takes[i].tag != "MM" or takes[i].text in {"한", "두", "세", "네"}]
    at = next((i for i in found if unit in {t.text for t in takes[i + 1 : i + 2]}), found[0] if found else -1)
    if at < 0:
        return -1
    while at + 1 < len(takes) and (
        takes[at + 1].tag in {"SN", "NR", "NNB", "SW", "SL"}
        or takes[at + 1].text in _BOUNDS
        or (takes[at].tag in {"SN", "NR", "MM"} and is_noun(takes[at + 1]))
    ):
        at += 1
    return takes[at].end


def _is_verbal(rest: Sequence[Word]) -> bool:
    """Whether what is left behind holds the one verb of the sentence, and says no second thing behind it."""
    ends = [t for t in rest if t.tag not in {"SF", "SS"}]
    goes_on = any(t.tag == "SP" or (t.tag == "JX" and t.text in {"은", "는"}) for t in ends)
    if not ends or goes_on:
        return False
    return any(t.tag.startswith(("VV", "VA", "XSV", "XSA")) for t in ends) or ends[-1].tag == "NNG"


def _fitting(part: str, rest: str, marked: str) -> str:
    """The rest of the last clause as it stands behind another: its particle fits, and a word of its own has a space."""
    if marked:
        return f"{marked}{rest}"
    particle = re.match(r"([을를이가은는])(?=\s)", rest)
    if particle is not None:
        pair = next(pair for pair in ("을를", "이가", "은는") if particle[1] in pair)
        return f"{josa(part, pair)}{rest[1:]}"
    return rest
