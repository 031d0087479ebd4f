"""What both ways to ask for a piece of an English clause share: the turned clause, and which pieces can answer."""

from __future__ import annotations

import re

from cards.language.english.asking import questioned
from cards.language.english.grammar import FINITE, tagged, without_article
from cards.language.finding import Ask, Finding
from cards.language.text import words

PIECE = "piece"  # the sort of such a finding

WHERE = words("in inside within between")

STRANDED = words("with for to from into onto against over under without across on at around towards like beyond among")

ENDS = words("if when unless because since while although so until whenever whether where which who whose but than as")

# What says nothing by itself, or belongs to its preposition: "with respect to", "in this case".
EMPTY = re.compile(
    r"(?:(?:an?|the|this|that|these|those|some|any|each|such|its|their|your|our|both|different|same|other|many|more|most"
    r"|all|certain|various|several|two|three)\s)*"
    r"(?:ways?|terms|cases?|times?|general|practice|use|places?|parts?|addition|fact|average|once|least|most|purposes?"
    r"|circumstances|conditions|situations|mind|contrast|response|accordance|behalf|account|effects?|context|respect"
    r"|process|manner|form|exception|help|regard|things?|example|instance|reasons?|others?|another|it|them|you|us"
    r"|itself|themselves|order|detail|parallel|full|need|interest|favou?r|case by case|years?|days?|months?|hours?"
    r"|minutes?|seconds?|weeks?|which|top|front|back|one|people|users?|data|information|values?)\b(?!\s\w)",
    re.I,
)

SURE = words("will must cannot")

# "the following cases", "every month", "terms of the angle", "things of interest"
_POINTS_ON = re.compile(
    r"(?:the )?(?:following|above|below|next|previous)\b|every\b"
    r"|(?:terms|care|part|advantage|top|front|behalf) of\b|(?:relation|respect) to\b"
    r"|(?:minimum|maximum|least|most)\b|(?:many|several|some) \w+$",
    re.I,
)


def is_telling(answer: str) -> bool:
    """Whether an answer says something by itself."""
    several = re.search(r",\s(?:[^,]+,\s)*(?:and|or)\s", answer) is not None
    if "," in answer and not several:
        return False
    if (
        EMPTY.match(answer)
        or re.search(r";\s|\b(?:this|these|those)\s\w+|\s(?:but|so|which|because|if|when)\s", answer)
        or len(answer.split()) > 12
    ):
        return False
    told = tagged(answer) or ()
    if not told or told[0].tag in {"PNP", "VVI", "VVB"} or _POINTS_ON.match(answer):
        return False
    relative = any(t.tag in {"CJT", "DTQ", "PNQ", "AVQ"} for t in told)
    if not relative and any(t.tag in FINITE for t in told[1:]):
        return False
    return len(answer) > 4 or re.search(r"[\d`A-Z]", answer) is not None


# "what can it be?", "where does my PC …", "what does it exist, with?"; a mark that was opened before the clause.
_UNASKED = re.compile(r",|\*\*|\b(?:my|our|your|I)\b|\s(?:be|become)$|^how (?:is|are) |^\w+ (?:is|are) \$", re.I)


def made(subject: str, asked: str, told: str) -> Finding | None:
    """The finding, where the question is one clause of its own and speaks of nobody's own things."""
    if not asked or _UNASKED.search(asked) or told.startswith("and "):
        return None
    return Finding(Ask.OWN, without_article(subject), asked, told, PIECE)


def turned(asks: str, told: str) -> str:
    """The question; a verb at the end is told from a noun by a word behind it."""
    return questioned(asks, told) or questioned(asks, f"{told} there").removesuffix(" there")
