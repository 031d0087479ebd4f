"""What is said of a card whose meaning changed: English where it is stored, the reader's language where it is shown."""

from __future__ import annotations

from cards.translation import N_, retold

ANSWER = N_("The answer changed, {how}; before, it was: {before}")
QUESTION_HOW = N_("The question changed, {how}; before, it was: {before}")
QUESTION = N_("The question changed; before, it was: {before}")
WITH_NOTE = N_("The question changed with its note; before, it was: {before}")
FLAGS = (ANSWER, QUESTION_HOW, QUESTION, WITH_NOTE)


def translated(flag: str) -> str:
    """A stored flag in the reader's language; one of another version as it is."""
    return retold(flag, *FLAGS, inner=("how",))
