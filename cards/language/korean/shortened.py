"""Korean words made of syllables of longer ones, as "교기" is of "교무기획부"."""

from __future__ import annotations

import re

from cards.language.korean.grammar import tagged

_SYLLABLES = re.compile(r"[가-힣]{2,4}")
MISSING = 2  # so many syllables more, at least, has what a word is short for


def shortens(short: str, name: str) -> bool:
    """Whether a word is made of syllables of a name in their order, and begins where a word of the name does.

    A piece of the name as it stands ("서울" of "서울특별시") tells nothing that the name does not show.

    >>> shortens("교기", "교무기획부"), shortens("수능", "대학수학능력시험"), shortens("서울", "서울특별시")
    (True, True, False)
    """
    syllables = re.sub(r"[^가-힣]", "", name)
    if not _SYLLABLES.fullmatch(short) or len(syllables) < len(short) + MISSING or short in syllables:
        return False
    if not _in_order(short, syllables):
        return False
    first = "".join(token.text[0] for token in tagged(name) or ())
    return short[0] == syllables[0] or short[0] in first


def _in_order(short: str, syllables: str) -> bool:
    left = iter(syllables)
    return all(one in left for one in short)
