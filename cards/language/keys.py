"""Keys and chords of a keyboard: a note lists them beside what they do, and it is the key that must be recalled."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMED = (
    r"(?:ctrl|control|alt|option|opt|cmd|command|shift|super|win|windows|meta|fn|leader|prefix|esc(?:ape)?|tab|enter"
    r"|return|space|backspace|del(?:ete)?|home|end|page ?up|page ?down|up|down|left|right|arrow|F\d{1,2}|[⌘⌥⇧⌃⏎⌫])"
)
_CHORD = re.compile(
    rf"<?(?:{_NAMED}|[CMSAD](?=-))>?(?:\s?[+\-]\s?|\s|(?<=[⌘⌥⇧⌃>]))(?:{_NAMED}|\S{{1,2}}|<\S{{1,8}}>)"
    rf"(?:(?:\s?[+\-]\s?|,?\s)(?:{_NAMED}|\S{{1,2}}))*>?|F\d{{1,2}}|[⌘⌥⇧⌃]{{1,3}}\S",
    re.I,
)
_OF_KEYS = re.compile(
    r"\bkeys?\b|\bkey ?(?:map|board|binding|stroke)s?\b|\bshort ?cuts?\b|\bhot ?keys?\b|\bmotions?\b|\bn?vim?\b", re.I
)


def pressed(term: str) -> str:
    """A term without the marks of code."""
    return term.replace("`", "").strip() if term != "`" else term


def is_key(term: str, heads: Sequence[str]) -> bool:
    """Whether a term is what one presses: a chord, or a few letters as code under a heading of keys.

    >>> is_key("`Ctrl+b %`", ()), is_key("⌘K", ()), is_key("`dd`", ("Vim motions",)), is_key("`dd`", ("Unix",))
    (True, True, True, False)
    >>> is_key("Command line", ("Shortcuts",)), is_key("Tab", ()), is_key("Space complexity", ())
    (False, False, False)
    """
    bare = pressed(term)
    if not bare or len(bare) > 40:
        return False
    if _CHORD.fullmatch(bare):
        return True
    told = any(_OF_KEYS.search(head) for head in heads)
    return told and term.startswith("`") and " " not in bare and (len(bare) <= 3 or bare.startswith(("<", "[")))
