"""Text that tries to act on the terminal it is shown on, and how to see whether it could."""

from __future__ import annotations

import re

# Colours and moves the cursor, rings, sets the title, asks the terminal for an answer, turns the reading direction,
# and the same with the one-byte controls (C1) that UTF-8 terminals obey as well.
ATTACKS = (
    "\x1b[31m\x1b[2J\x1b[H",
    "\x07\x08\x08",
    "\x1b]0;title\x07",
    "\x1b[c",
    "\x9b31m\x9d0;title\x9c",
    "\x90q\x9c",
    "\u202eabc\u2066",
    "\x7f\x00",
    "\udcff\ud83d",
)
HOSTILE = "x" + "y".join(ATTACKS) + "z"

# Half a surrogate pair could not even be encoded. Tabs and line ends are looked at where a line is looked at.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def acting(text: str) -> list[str]:
    """What in a text would act on a terminal, as Python spells it."""
    return sorted({repr(found) for found in _ACTING.findall(text)})
