"""Lines that are no sentences and ask nothing: pictures, links, dates, tags, references."""

from __future__ import annotations

import re

from cards.translation import N_

_HASHTAGS = re.compile(r"^\s*(?:#[\w가-힣/-]+\s*)+$")


_LINKED = re.compile(
    r"!?\[[^\[\]\n]{0,300}(?:\[[^\[\]\n]{0,80}\][^\[\]\n]{0,300})?\]\([^()\n]{0,1000}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?\)"
    r"|!?\[\[[^\[\]\n]{0,300}\]\]|<?(?:https?|ftp)://[^\s<>]{1,1000}>?"
)


_LINK_OF = re.compile(
    r"^\W*(?:영상|동영상|강의|링크|참고(?: ?자료)?|출처|원문|videos?|links?|sources?|ref(?:erence)?s?|slides?)"
    r"\s*[:：]\s*",
    re.I,
)


_WORD = re.compile(r"\w")


_REFERENCE = re.compile(r"^\s*\[[^\]\n]{1,200}\]:\s*\S")


# "(그림 5-2)", "[Figure 2]", "(cf. page 12)", "p.45 ~ p.60"
_POINTER = re.compile(
    r"^\s*(?:[-*+•]\s+)?(?:[\[(](?:그림|표|사진|도표|fig(?:ure)?\.?|table|cf\.?|pp?\.|page|see)"
    r"\s?[\w가-힣 .~–-]{1,30}[\])]"
    r"|pp?\.\s?\d+(?:\s?[~–-]\s?(?:pp?\.\s?)?\d+)?)\.?\s*$",
    re.I,
)
_DATE = re.compile(
    r"^(?:\d{2,4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}일?"
    r"|\d{6,8})[.\s]*(?:\(?[월화수목금토일]\)?(?:요일)?)?[.\s]*(?:\d{1,2}:\d{2})?$"
)


def is_tags(raw: str) -> bool:
    """Whether a line holds hash tags alone; one heading without a space behind its sign is no tag.

    >>> is_tags("#TIL #OS"), is_tags("#TIL"), is_tags("##제목"), is_tags("#제목 하나")
    (True, True, False, False)
    """
    if not raw.startswith("#") or raw.startswith("##"):
        return False
    return _HASHTAGS.match(raw) is not None and (raw.count("#") > 1 or " " not in raw.strip())


def aside(raw: str) -> str:
    """Why a line asks nothing, "" where it may.

    >>> aside("- [글](https://a.b)"), aside("[힙](h.md): 트리"), aside("영상 : [[1강] 힙](https://a.b)")
    ('it is a link and nothing else', '', 'it is a link and nothing else')
    """
    if is_tags(raw):
        return N_("it is a line of tags")
    if ("](" in raw or "://" in raw or "[[" in raw) and not _WORD.search(_LINKED.sub("", _LINK_OF.sub("", raw))):
        return (
            N_("it is a picture; write beside it what it shows") if "![" in raw else N_("it is a link and nothing else")
        )
    if _POINTER.match(raw):
        return N_("it is a footnote or a reference")
    if raw[:1].isdigit() and _DATE.match(raw.strip()):
        return N_("it is a date")
    if raw.startswith("[") and _REFERENCE.match(raw):
        return N_("it is a footnote or a reference")
    return ""
