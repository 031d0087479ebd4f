"""What a card is: one question, one answer, and where in the note it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The form of question a card asks."""

    DEFINITION = "definition"
    ENUMERATION = "enumeration"
    COMPOSITION = "composition"
    EQUATION = "equation"
    RELATION = "relation"
    CONTRAST = "contrast"
    CLOZE = "cloze"
    TABLE = "table"
    QUESTION = "question"
    CODE = "code"
    RUN = "run"  # asked and marked by a demo; no note says it, so no import makes or changes it


_MARKS = str.maketrans("", "", "$`*")


@dataclass(frozen=True, slots=True)
class Card:
    """A quiz card as a note says it. All texts are NFC Markdown; none of them is ever executed or read as markup.

    `line` is the 1-based source line it was made from: cards of one line are siblings. `context` holds the
    headings above it, outermost first. `accepted` holds further answers that count as right (glosses, abbreviations).
    `subject` is the name the card is about, without markup ("Dilated"). `rule` names the rule that made it.
    `directive` is the text of a `<!-- demo: … -->` in force at that line ("bigbird T=64"), or None.
    `reverse` marks the backwards form of a card (meaning → term). `worth` (0–1) is how likely a reader keeps it; a card
    that is `held` is in no queue until its reader takes it. `shape` says what was asked of what kind of line
    ("sentence/gap/number"), so that what a person takes and drops is learnt by shape.
    """

    kind: Kind
    question: str
    answer: str
    context: tuple[str, ...]
    line: int
    accepted: tuple[str, ...] = ()
    subject: str = ""
    rule: str = ""
    directive: str | None = None
    reverse: bool = False
    worth: float = 1.0
    held: bool = False
    shape: str = ""

    @property
    def asks(self) -> str:
        """What the question asks, without the subject before it: cells of one column ask the same of each row."""
        return self.question.rpartition(" — ")[2]

    @property
    def also(self) -> list[str]:
        """What else counts as right, to be shown: nothing that is the answer but for its `$`, `*` and ticks."""
        bare = self.answer.translate(_MARKS)
        return [word for word in self.accepted if word not in self.answer and word.translate(_MARKS) not in bare]


@dataclass(frozen=True, slots=True)
class Unused:
    """A line of the note that no card and no context used, with the reason a writer can act on."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one note gave: its cards in teaching order, and every line that became nothing.

    `reasons` says for each card what speaks for and against it, `notices` what kept the note from being read in full.
    """

    cards: tuple[Card, ...]
    unused: tuple[Unused, ...]
    reasons: tuple[tuple[str, ...], ...] = ()
    notices: tuple[str, ...] = ()


class Change(StrEnum):
    """What an import does to a card."""

    NEW = "new"
    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"
    RETURNED = "returned"
