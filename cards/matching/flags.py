"""What is said of a card whose meaning changed: English where it is stored, the reader's language where it is shown."""

from __future__ import annotations

import re

from translation import N_, _

ANSWER = N_("The answer changed, {how}; before, it was: {before}")
QUESTION_HOW = N_("The question changed, {how}; before, it was: {before}")
QUESTION = N_("The question changed; before, it was: {before}")
WITH_NOTE = N_("The question changed with its note; before, it was: {before}")
FLAGS = (ANSWER, QUESTION_HOW, QUESTION, WITH_NOTE)


def translated(flag: str) -> str:
    """A stored flag in the reader's language; one of another version as it is."""
    for text in FLAGS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*?)", re.escape(text)) + r"\Z"
        if found := re.match(pattern, flag, re.DOTALL):
            parts = found.groupdict()
            if "how" in parts:
                parts["how"] = _(parts["how"])
            return _(text, **parts)
    return flag
