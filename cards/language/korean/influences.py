"""What something is influenced by: "발효는 온도와 염도에 영향을 받는다", "크기, 두께에 영향을 받음" below a name."""

from __future__ import annotations

import re

from cards.language.finding import Ask, Finding
from cards.language.korean.grammar import is_pointing
from cards.language.korean.sentence import Sentence

_BY = re.compile(
    r"(?P<what>[^.]{4,120}?)(?:에|의)\s(?:의해\s)?(?:큰\s|많은\s)?영향을\s(?:(?:크게|많이)\s)?"
    r"(?:받는다|받음|받습니다|받게 된다|받는 편이다)$"
)
_TURNS = frozenset({"지만", "는데", "면", "으면", "고", "며", "므로"})


def influenced(one: Sentence) -> Finding | None:
    """By what a thing is influenced, whether its sentence names it or leaves it to the heading above.

    >>> from cards.language.korean.sentence import read
    >>> found = influenced(read("발효는 온도와 염도에 영향을 받는다"))
    >>> (found.said, found.answer) if found else None
    ('발효는 무엇에 영향을 받나', '온도와 염도')
    """
    match = _BY.fullmatch(one.text[one.lead :].strip(" ,"))
    if match is None or is_pointing(match["what"]) or (one.topic is not None and not one.about):
        return None
    end = one.text.index(match["what"], one.lead) + len(match["what"])
    inside = [t for t in one.tokens if one.lead <= t.start < end]
    described = max((i for i, t in enumerate(inside) if t.tag == "ETM"), default=-1)
    if any(t.tag == "EC" and t.text in _TURNS for t in inside[described + 1 :]):
        return None
    if any(t.tag in {"JKS", "JX"} for t in inside[described + 1 :]):
        return None
    return Finding(Ask.OWN, "", f"{one.text[: one.lead].strip()} 무엇에 영향을 받나".strip(), match["what"], "depends")
