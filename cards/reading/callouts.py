"""Callouts: `> [!type] Title` over a quote. A type that no program knows is a title itself (`> [!Kelp]`), and so is one
that says that an example follows."""

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


_EXAMPLE = re.compile(r"(?:an? |the )?examples?\b|예(?:시|제)?(?![가-힣])", re.I)


def callout(raw: str) -> str | None:
    """The title of a callout that this line begins, "" where it has none, None where the line begins no callout.

    >>> callout("[!answer]- Show Answer"), callout("[!faq]- 정답 보기")
    ('', '')
    >>> callout("[!note] Version"), callout("[!TIP]-"), callout("[!Kelp]"), callout("[!sea-otter]+"), callout("[link]")
    ('Version', '', 'Kelp', 'sea otter', None)
    >>> callout("[!example] Two kelps"), callout("[!example]"), callout("[!example] Example 2"), callout("[!예시] 미역")
    ('Example: Two kelps', 'Example', 'Example 2', '예시: 미역')
    """
    match = _HEAD.match(raw)
    if match is None:
        return None
    kind, title = match["type"].strip(), match["title"].strip()
    if _TO_OPEN.fullmatch(title):
        return ""
    if _EXAMPLE.fullmatch(kind):
        kind = kind[:1].upper() + kind[1:]
        return title if _EXAMPLE.match(title) else f"{kind}: {title}" if title else kind
    return title or ("" if kind.lower() in _TYPES else re.sub(r"(?<=\w)[-_](?=\w)", " ", kind))
