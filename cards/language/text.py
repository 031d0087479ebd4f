"""Text as it stands: its words, its letters, what in it is code or a quotation and is not read as words."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.standins import stand_in


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


EDGE = " \t:：-–—·.,;*#|_~!"


HANGUL = re.compile(r"[가-힣]")


SENTINEL = "\x01"


_SLASH = stand_in("\\")  # of a path whose writer escaped it (C:\\Users)
_HIDE = re.compile(
    r"``(?!`)[^\n]{1,300}?(?<!`)``(?!`)|`[^`\n]{1,300}`|\$[^$\n]{1,300}\$|(?:https?|ftp)://[^\s)>]{1,1000}"
    r"|[A-Za-z]:[\\/" + _SLASH + r"](?=\S)|\w::\w|\d(?::\d+)+|::+|[“][^”\n]{1,200}[”]|\"[^\"\n]{1,200}\""
    r"|‘[^’\n]{1,200}’|『[^』\n]{1,200}』|「[^」\n]{1,200}」|(?<![\w가-힣])'[^'\n]{1,120}'"
)


CODE = re.compile(r"(?<!`)(?P<ticks>`{1,2})(?!`)[^\n]{0,300}?(?<!`)(?P=ticks)(?!`)")  # "`` a`b ``" is one span


_QUOTED = re.compile(r"[`$\"'“‘『「]")


_COLONS = re.compile(r"://|::|\d(?::\d+)+|[A-Za-z]:[\\/" + _SLASH + "]")


OPENING = {"(": ")", "[": "]", "{": "}", "（": "）", "〈": "〉", "《": "》", "【": "】"}


_BRACKETS = re.compile(r"[()\[\]{}（）〈〉《》【】]")


@lru_cache(4096)
def mask(text: str) -> str:
    """A string of the same length in which what is one thing is hidden: parentheses, code, quotes …

    >>> mask("총 차원 유지 (예: 512 = 64 × 8)").count("=")
    0
    """
    full = _QUOTED.search(text) or (":" in text and _COLONS.search(text))
    hidden = _HIDE.sub(lambda m: SENTINEL * len(m.group()), text) if full else text
    if not _BRACKETS.search(hidden):
        return hidden
    out = list(hidden)
    stack: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(hidden):
        char, at = match.group(), match.start()
        if char in OPENING:
            stack.append((OPENING[char], at))
        elif stack and stack[-1][0] == char:
            start = stack.pop()[1]
            if not stack:
                spans.append((start, at + 1))
    for start, end in spans:
        out[start:end] = SENTINEL * (end - start)
    return "".join(out)


@lru_cache(4096)
def has_hangul(text: str) -> bool:
    """Whether the text holds a Korean syllable."""
    return HANGUL.search(text) is not None


@lru_cache(4096)
def plain(text: str) -> str:
    """The text without code and math marks: what a person would type or a name would match."""
    return text.replace("`", "").replace("$", "")


@lru_cache(4096)
def key(text: str) -> str:
    """Letters and digits alone, case folded: how texts are compared.

    >>> key("Multi-head **Attention**")
    'multiheadattention'
    """
    return "".join(filter(str.isalnum, text.casefold()))


_RATIO = re.compile(r"(?<![\w`$:])\d{1,3}:\d{1,3}(?![\w`$:])")


def with_ratios(text: str, hidden: str) -> str:
    """A masked text with its ratios ("1:2") shown again: a colon between digits parts nothing, but is a number here."""
    for match in _RATIO.finditer(text):
        hidden = hidden[: match.start()] + match.group() + hidden[match.end() :]
    return hidden
