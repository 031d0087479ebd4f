"""Lines that are no sentences, and ask nothing: pictures, links, dates, tags, references."""

from __future__ import annotations

import re

_HASHTAGS = re.compile(r"^\s*(?:#[\w가-힣/-]+\s*)+$")
_LINKED = re.compile(
    r"!?\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}(?:\([^()\n]{0,300}\)[^()\n]{0,300})?\)"
    r"|!?\[\[[^\[\]\n]{0,300}\]\]|<?(?:https?|ftp)://[^\s<>]{1,1000}>?"
)
_WORD = re.compile(r"\w")
_REFERENCE = re.compile(r"^\s*\[[^\]\n]{1,200}\]:\s*\S")
_DATE = re.compile(
    r"^(?:\d{2,4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}일?"
    r"|\d{6,8})[.\s]*(?:\(?[월화수목금토일]\)?(?:요일)?)?[.\s]*(?:\d{1,2}:\d{2})?$"
)


_SOURCE = re.compile(
    r"^(?:출처|자료 출처|이미지 출처|원문|참고 ?(?:자료|문헌|링크|도서|서적)"
    r"|sources?|references?|refs?|credits?|via)\s*[:：]\s*\S",
    re.I,
)
_MAYBE_SOURCE = re.compile(r"^(?:참고|참조|see(?: also)?|cf\.?)\s*[:：]\s*(?P<what>\S.*)$", re.I)
_WORK = re.compile(r"://|www\.|책|강의|도서|문서|블로그|교재|\d+\s?(?:장|강|쪽|p)\b|docs?$|book|paper|^\S+$", re.I)
_TO_DO = re.compile(
    r"^(?:TODO|FIXME|to-?do|(?:still )?unclear|open questions?|questions? to ask|to read|read later|next time|next week"
    r"|tomorrow|내일|다음 ?(?:주|시간|글|번)|할 ?일|더 ?(?:알아볼|공부할|찾아볼|볼) ?(?:것|점|내용)"
    r"|찾아볼 것|궁금한 ?(?:것|점)"
    r"|모르겠는 ?(?:것|점)|의문점?)\s*(?:[:：]\s*\S|$)",
    re.I,
)


_BEGINNINGS = frozenset("출자이원참srcvfwtoqnuSRCVFWTOQNU내다할더찾궁모의오느소회후감총한기")  # of all of these
_DIARY = re.compile(r"^(?:오늘\s?)?(?:느낀 ?점|소감|회고|후기|감상|총평|한 줄 ?평|기분)\s*[:：]\s*\S", re.I)


def unasked(text: str) -> str:
    """Why a clean line holds no fact, whatever it looks like: a source, or something still to do. "" where it may.

    >>> unasked("출처: 운영체제 강의 3강"), unasked("TODO: read RFC 9111")
    ('it says where this comes from', 'it is a task, not a fact')
    >>> unasked("참고: 이 값은 커널마다 다르다")
    ''
    """
    if text[:1] not in _BEGINNINGS:
        return ""
    if _SOURCE.match(text):
        return "it says where this comes from"
    if (match := _MAYBE_SOURCE.match(text)) and _WORK.search(match.group("what")) and not text.endswith("다"):
        return "it says where this comes from"
    if _DIARY.match(text):
        return "it tells what was done or comes next, not what was learned"
    return "it is a task, not a fact" if _TO_DO.match(text) else ""


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

    >>> aside("- [글](https://a.b)"), aside("[힙](h.md): 트리")
    ('it is a link and nothing else', '')
    """
    if is_tags(raw):
        return "it is a line of tags"
    if ("](" in raw or "://" in raw or "[[" in raw) and not _WORD.search(_LINKED.sub("", raw)):
        return "it is a picture; write beside it what it shows" if "![" in raw else "it is a link and nothing else"
    if raw[:1].isdigit() and _DATE.match(raw.strip()):
        return "it is a date"
    if raw.startswith("[") and _REFERENCE.match(raw):
        return "it is a footnote or a reference"
    return ""
