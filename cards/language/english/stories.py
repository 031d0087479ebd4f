"""Which English sentences tell of their writer or of the text around them, rather than of the world."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.tagging import words

_STORY = re.compile(
    r"^TIL (?:how|what|about|why)\b|^My [a-z]"
    r"|^Our (?:team|teacher|class|group|company|app|project|server|code|model|accuracy|results?"
    r"|experiment|professor|plan|sprint)\b"
    r"|^(?:So )?[Nn]ow(?:,? (?:that )?(?:we|you)|,? let)\b|^[Ff]rom now on\b"
    r"|\bstrives? to\b|\b(?:is|are) (?:\w+ )?(?:committed|dedicated|devoted) to \w+ing\b"
    r"|^We (?:had|got|met|went|ate|talked|discussed|agreed|decided|spent|were)\b"
    r"|^Lets (?:define|denote|consider|assume|suppose|say|see|look|take|call|start|begin|try|go|talk|write|build)\b"
    r"|\b(?=[IMmLlTtYy])(?<!\bType )(?<!\bPart )(?<!\bClass )(?<!\bPhase )(?<!\bWar )"
    r"(?:I|I'm|I've|my|me|let's|today|yesterday|this (?:post|article|chapter|section"
    r"|lecture|course|book|week|note"
    r"|time))\b"
)


_ENDS = re.compile(r"\s*(?:$|[,.;:!?()]|[—–-]\s|(?:and|or|to|vs\.?|&)\s(?:II|III|IV)\b)")


@lru_cache(4096)
def is_story(text: str) -> bool:
    """Whether a sentence tells what its writer did or what somebody strives for, or speaks of the text itself.

    "Now that we have a key we can open the door" only leads from one part of a walk to the next.
    """
    found = _STORY.search(text)
    while found is not None and found.group() == "I" and is_of_name(text, found.start(), found.end()):
        found = _STORY.search(text, found.end())
    return found is not None


def is_of_name(text: str, start: int, end: int) -> bool:
    """Whether an "I" is a piece of a name or a numeral, not the writer: "I/O", "Photosystem I", "in meiosis I"."""
    if text[end : end + 1] == "/" or text[start - 1 : start] == "/":
        return True
    before = text[:start].split()[-1:]
    # The writer is followed by what they do; behind a noun nothing but a numeral ends its words.
    ends = _ENDS.match(text, end) is not None
    named = bool(before) and re.fullmatch(r"[A-Za-z][a-z]{3,}" if ends else r"[A-Z][a-z]{2,}", before[0]) is not None
    tokens = words(before[0].lower()) if named else None
    return bool(tokens) and (tokens or ())[0].tag.startswith(("NN", "UNC"))


_OF_TEXT = re.compile(
    r"^(?:the (?:following|top|bottom|first|second|third|left|right|above|next)\s(?:example|row|column|figure|picture"
    r"|image|diagram|code"
    r"|table|snippet|section|chapter|graph)|here(?:'s| is| are)\b|(?:figure|table|see|below|above|as shown"
    r"|in this (?:example|case|section))\b"
    r"|(?:the|our|this|today'?s) (?:lecture|lecturer|talk|workshop|(?:first|second|third|new) edition|slides?|quiz"
    r"|exam|homework|next meeting|meeting) (?:was|were|is|are|will|has|had|came|comes|went|takes|took)\b"
    r"|the (?:author|book|speaker) (?:thinks|says|recommends|works|argues|came out"
    r"|is an? (?:researcher|professor|journalist|writer)"
    r"|has \d+ (?:pages|chapters))\b"
    r"|as you can see\b|the (?:table|figure|picture|graph|plot|image|diagram) (?:above|below|shows)\b"
    r"|this (?:example|figure|picture|code|table|snippet|diagram)\b|there (?:is|are) (?:an?|some|many|two|three"
    r"|several)\b[^.]*:$)",
    re.I,
)


def speaks_of_text(text: str) -> bool:
    """Whether a sentence speaks of a figure, a table or the text around it."""
    return _OF_TEXT.match(text) is not None
