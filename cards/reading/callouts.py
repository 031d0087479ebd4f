"""Callouts: `> [!type] Title` over a quote. A type that no program knows is a title itself (`> [!Kelp]`)."""

from __future__ import annotations

import re

from cards.language.text import words

_HEAD = re.compile(r"^\[!(?P<type>[^\]\[|\n]{1,60})(?:\|[^\]\n]{0,60})?\][-+]?\s*(?P<title>.*)$")
_TYPES = words(
    """
    note abstract summary tldr info todo tip hint important success check done question help faq warning caution
    attention failure fail missing danger error bug example quote cite
    """
)


# What is written on a folded callout for whoever opens it names nothing.
_TO_OPEN = re.compile(
    r"(?:click to )?(?:show|reveal|see|view|open|expand)(?: (?:the |my )?(?:answers?|solutions?|more|details|hints?))?"
    r"|(?:정답|답|해설|풀이|내용)?\s?(?:보기|펼치기|열기|확인)",
    re.I,
)


def callout(raw: str) -> str | None:
    """The title of a callout that this line begins, "" where it has none, None where the line begins no callout.

    >>> callout("[!answer]- Show Answer"), callout("[!faq]- 정답 보기")
    ('', '')
    >>> callout("[!note] Version"), callout("[!TIP]-"), callout("[!Kelp]"), callout("[!sea-otter]+"), callout("[link]")
    ('Version', '', 'Kelp', 'sea otter', None)
    """
    match = _HEAD.match(raw)
    if match is None:
        return None
    kind = match["type"].strip()
    if _TO_OPEN.fullmatch(match["title"].strip()):
        return ""
    return match["title"].strip() or ("" if kind.lower() in _TYPES else re.sub(r"(?<=\w)[-_](?=\w)", " ", kind))
