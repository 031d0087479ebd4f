"""What the line below a name says that its thing does: an object and what is done to it, and no subject of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.grammar import points_back, tagged, topic_of
from cards.language.korean.phrases import WHETHER, is_noun, last_verb
from cards.language.korean.stories import is_story, speaks_of_text
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
    if not tokens or points_back(tokens):
        return ""
    verb, topic = last_verb(tokens), topic_of(bare, tokens)
    if topic is not None and (topic.text or not any(t.tag == "ETM" for t in tokens[:verb] if t.start >= topic.rest)):
        return ""  # "r에는 있지만 …는 값을 모은다" says first where what it describes is
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
    linked = any(
        t.tag == "EC" and (t.text in _JOINS or t.text.endswith("면")) and not _is_inside(tokens, i, verb)
        for i, t in enumerate(tokens[:verb])
    )
    return "" if linked or tokens[-1].tag == "EC" else bare


_DONE_FOR_LATER = frozenset(["두", "놓", "주", "버리"])


def ends_in_deed(text: str) -> bool:
    """Whether words end in a verb that its writer made a noun of, and tell what is done to something.

    >>> ends_in_deed("작업 트리를 비움"), ends_in_deed("실을 감아 둠"), ends_in_deed("실이 늘어남")
    (True, True, False)
    """
    piece = text.rpartition(", ")[2]  # "기능을 만듦, 끝에서 나옴" ends in what becomes of it
    tokens = [t for t in tagged(piece) or () if t.tag != "SF"]
    if any(t.tag == "JKS" for t in tokens):
        return False
    if len(tokens) < 4 or tokens[-1].text not in {"음", "ᆷ"} or tokens[-1].tag not in {"EF", "ETN"}:
        return False
    verb = tokens[-2]
    if not verb.tag.startswith(("VV", "VX")) or verb.text in _NOT_ACTIVE:
        return False
    return (verb.tag.startswith("VX") and verb.text in _DONE_FOR_LATER) or any(t.tag == "JKO" for t in tokens)


def _is_inside(tokens: Sequence[Word], at: int, verb: int) -> bool:
    """Whether a clause that goes on ends up describing the object ("r에는 있지만 s에는 없는 값을 모은다")."""
    return any(t.tag == "ETM" for t in tokens[at:verb]) and not any(t.tag == "SP" for t in tokens[at:verb])


def _has_object(tokens: Sequence[Word], verb: int) -> bool:
    """Whether what the last verb does it does to something, or tells whether something is so."""
    before = tokens[max(0, verb - 4) : verb]
    return any(t.tag == "JKO" for t in before) or (verb > 1 and tokens[verb - 1].text in WHETHER)
