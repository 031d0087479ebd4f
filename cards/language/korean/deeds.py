"""What the line below a name says that its thing does: an object and what is done to it, and no subject of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.grammar import is_story, points_back, speaks_of_text, tagged, topic_of
from cards.language.korean.phrases import is_noun, last_verb
from cards.language.word import Word

SHORTEST, LONGEST = 8, 110  # letters of a line that tells a deed
_NOT_ACTIVE = frozenset(["되", "받", "당하", "지", "시키", "싶", "않", "못하", "있", "없", "같", "보", "말"])
_STATIVE = re.compile(
    r"가리[킴킨]\S*$|포함(?:한다|함|하고 있다)?$|(?:갖|가지|지니)\S*$|의미\S*$|뜻\S*$|사용(?:한다|함)?$"
)
_BECAUSE = frozenset(["때문", "때문에", "경우", "덕분"])
_JOINS = frozenset(["고", "며", "으며", "지만", "는데", "므로", "으므로", "니까", "면", "으면"])


def deed_of(text: str) -> str:
    """The deed that a line without a subject tells, as it stands; "" where it tells none.

    >>> deed_of("조건을 만족하는 레코드로 새 릴레이션을 생성"), deed_of("두 릴레이션을 합쳐 새 릴레이션을 생성한다.")
    ('조건을 만족하는 레코드로 새 릴레이션을 생성', '두 릴레이션을 합쳐 새 릴레이션을 생성한다')
    >>> deed_of("값은 스택에 저장된다."), deed_of("먼저 파일을 받는다.")
    ('', '')
    """
    bare = text.strip(" :：").rstrip(". ")
    if not SHORTEST <= len(bare) <= LONGEST or is_story(bare) or speaks_of_text(bare):
        return ""
    tokens = tagged(bare)
    if not tokens or topic_of(bare, tokens) is not None or points_back(tokens):
        return ""
    verb = last_verb(tokens)
    if verb < 2 or tokens[0].tag.startswith(("MA", "J", "E", "NP", "VC")) or not _has_object(tokens, verb):
        return ""
    behind = tokens[verb + 1 :]
    if any(t.text in _NOT_ACTIVE and t.tag.startswith(("V", "XS")) for t in behind):
        return ""
    if _STATIVE.search(bare):
        return ""
    if any(t.tag == "EP" for t in behind) or tokens[verb].text in _NOT_ACTIVE:
        return ""
    if is_noun(tokens[-1]) and verb != len(tokens) - 1:
        return ""
    subject = next((i for i, t in enumerate(tokens[:verb]) if t.tag == "JKS"), -1)
    if subject >= 0 and not any(t.tag == "ETM" for t in tokens[subject:verb]):
        return ""
    if any(
        t.text in _BECAUSE or t.tag in {"JKQ", "VCP"} or (t.tag == "EC" and t.text in {"어야", "아야", "여야"})
        for t in tokens
    ):
        return ""
    linked = any(t.tag == "EC" and (t.text in _JOINS or t.text.endswith("면")) for t in tokens[:verb])
    return "" if linked or tokens[-1].tag == "EC" else bare


def _has_object(tokens: Sequence[Word], verb: int) -> bool:
    """Whether what the last verb does it does to something."""
    before = tokens[max(0, verb - 4) : verb]
    return any(t.tag == "JKO" for t in before)
