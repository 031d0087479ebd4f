"""The dataclasses that db gives and takes; no row leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cards.card import Card, Change, Unused
from cards.schedule import Rating, Schedule, State
from cards.translation import N_, _
from db.counts import Counts

__all__ = [
    "Change",
    "Counts",
    "Doubt",
    "Event",
    "Failure",
    "Imported",
    "Known",
    "NoteSummary",
    "Own",
    "Plan",
    "PlanRow",
    "Problem",
    "Review",
    "Source",
    "no_card",
]

LONGEST_LOOK_S = 120.0  # a longer look at one card was a break: no more than this counts as study


class Problem(Exception):
    """Something a person has to know about; the message is a sentence that says where, what, and what to do."""


def no_card(card_id: int, database: str) -> str:
    """The sentence for a card that is not in the database of this name."""
    return _(
        "There is no card {card_id} in {database}. It may have been taken out in another window.",
        card_id=card_id,
        database=database,
    )


COLLECTION = "deck:"  # how the path of a collection begins: no file has such a path, for those of notes are absolute


def is_collection(path: str) -> bool:
    """Whether a note is none: a collection holds cards that came from another program, and lies in no file."""
    return path.startswith(COLLECTION)


NO_WORDS = N_("A demo asks this card, with other numbers each time; it has no words to change.")


class Absent(Problem):
    """There is no database yet, and nothing was to be made."""


class Again(Problem):
    """Somebody else wrote at the same moment, so nothing was written: the same may be tried once more."""


class Damaged(Problem):
    """A database file is not as it was written: only a repair or a backup helps."""


class Unsound(Problem):
    """A row holds a value that cannot be. Everything else goes on without it."""


class Stale(Problem):
    """What was shown has been changed by another window. Nothing was stored."""


class Decision(StrEnum):
    """What its reader said of a card that was held, or that they looked at before it was asked.

    A taken one is asked from then on, a dropped one never comes back; neither does what they `had` already, which says
    nothing against its shape.
    """

    TAKEN = "taken"
    DROPPED = "dropped"
    HAD = "had"


AWAY = (Decision.DROPPED, Decision.HAD)


@dataclass(frozen=True, slots=True)
class Own:
    """A person's own words for a card. They stand above the note's, and stay through every import.

    A side that is None is said in the note's words. `above` is the note's question and answer that the words were
    written above or kept above, `noted` what the note says now.
    """

    question: str | None
    answer: str | None
    above: tuple[str, str]
    noted: tuple[str, str]
    at: datetime

    @property
    def outdated(self) -> bool:
        """Whether the note says something else by now where these words stand."""
        sides = zip((self.question, self.answer), self.above, self.noted, strict=True)
        return any(own is not None and before != now for own, before, now in sides)


@dataclass(frozen=True, slots=True)
class Known:
    """A card as it is remembered. `card.held` says whether it waits for its reader, after all that was decided.

    `card` is in a person's `own` words where they gave it some; an import looks at it in the note's.
    """

    id: int
    card: Card
    note_id: int
    path: str
    schedule: Schedule
    suspended: bool = False
    buried_until: int | None = None  # study day
    retired: bool = False
    rejected: bool = False
    flag: str | None = None  # a sentence that says why it is asked again soon
    decision: Decision | None = None
    own: Own | None = None
    starred: bool = False

    @property
    def weight(self) -> int:
        """How much a person did with it: answered it, put it aside, reworded it, or decided about it when held."""
        done = self.suspended + self.rejected + (self.decision is not None) + (self.own is not None)
        return self.schedule.reps + done


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """A note in the list of notes. `cards` are those that are asked, `held` those that wait for their reader."""

    id: int
    path: str
    title: str
    cards: int
    due: int
    new: int
    imported_at: datetime
    missing: bool = False
    held: int = 0

    @property
    def collection(self) -> bool:
        """Whether it is a collection of cards from another program, which lies in no file."""
        return is_collection(self.path)


@dataclass(frozen=True, slots=True)
class Source:
    """A note that was read, ready to be planned: where it is, its fingerprint, and what it gave.

    `reasons` are what speaks for and against each card, `notices` sentences on what kept the note from being read in
    full, such as a tagger that is missing.
    """

    path: str
    title: str
    digest: str
    mtime_ns: int
    size: int
    cards: tuple[Card, ...]
    unused: tuple[Unused, ...] = ()
    reasons: tuple[tuple[str, ...], ...] = ()
    notices: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One card of a plan. `card` is today's form (None when gone), `known` yesterday's (None when new).

    `likeness` is 0–1; `why` says in a few words what the match rests on. `flag` is a sentence when the meaning changed:
    the card is then asked again soon, and says so. `doubtful` marks a new or gone card that may be another wording of
    `guess`; unless a person links them, both stay. `position` is the card's place in its note. `rejected` says that a
    person never wants a new card asked, `words` are their own for its question and answer. `replaces` is a double,
    never answered, that gives way to `known`.
    """

    change: Change
    path: str
    card: Card | None
    known: Known | None
    likeness: float = 1.0
    doubtful: bool = False
    why: str = ""
    flag: str | None = None
    guess: Known | None = None
    position: int = 0
    rejected: bool = False
    replaces: Known | None = None
    words: tuple[str, str] | None = None

    @property
    def held(self) -> bool:
        """Whether the card will be in no queue: not worth asking by today's reading, and nobody decided otherwise.

        What was answered, taken or put aside by hand stays as it was; what was dropped stays away.
        """
        if self.card is None:
            return False
        known = self.known
        if known is None and self.guess is not None and self.guess.decision in AWAY:
            return True  # perhaps it is the dropped card in other words
        if known is None or not known.weight:
            return self.card.held
        return known.decision is Decision.DROPPED or (known.card.held and not known.schedule.reps and self.card.held)

    @property
    def undecided(self) -> bool:
        """Whether a person is to decide if a new card is its guess. A held one asks for no decision, unless something
        was done with its guess."""
        wanted = not self.held or (self.guess is not None and self.guess.weight > 0)
        return self.doubtful and self.card is not None and wanted


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. Nothing is written until it is applied.

    `missing` are known notes that are no longer there, `touched` notes that were saved without a change, `folders` what
    is to be remembered. `still` counts the cards of unchanged notes, `still_held` the held ones among them. `basis`
    names the import the plan was made after. `told` are sentences on files that were left out, `adopted`
    notes from another machine, each with its file here.
    """

    sources: tuple[Source, ...]
    rows: tuple[PlanRow, ...]
    failed: tuple[Failure, ...] = ()
    unchanged: int = 0
    missing: tuple[str, ...] = ()
    touched: tuple[Source, ...] = ()
    folders: tuple[str, ...] = ()
    still: int = 0
    still_held: int = 0
    basis: str = ""
    adopted: tuple[tuple[int, str], ...] = ()
    told: tuple[str, ...] = ()

    def count(self, change: Change) -> int:
        """How many cards change so; the cards of notes that were not even read are kept."""
        return sum(row.change is change for row in self.rows) + (self.still if change is Change.KEPT else 0)

    @property
    def notices(self) -> tuple[str, ...]:
        """What kept notes from being read, or read in full, each sentence once."""
        return tuple(dict.fromkeys([*self.told, *(said for source in self.sources for said in source.notices)]))

    @property
    def held(self) -> int:
        """How many of the cards will wait for their reader."""
        return sum(row.held and not (row.known and row.known.decision) for row in self.rows) + self.still_held

    @property
    def empty(self) -> bool:
        """True when applying would change no card."""
        return all(row.change is Change.KEPT and row.known and row.held == row.known.card.held for row in self.rows)

    @property
    def doubts(self) -> tuple[int, ...]:
        """The numbers of the rows a person may decide: new cards that may be a rewording of a known one."""
        return tuple(number for number, row in enumerate(self.rows) if row.undecided)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A match that stayed doubtful: `card` is asked, `other` is gone; perhaps they are one. `likeness` is 0–1."""

    card: Known
    other: Known
    likeness: float


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that was applied: the paths it read, and how many cards it made and changed."""

    id: int
    at: datetime
    undone: bool
    notes: tuple[str, ...]
    made: int
    changed: int


class Event(StrEnum):
    """What the log holds. An undo names the event it takes back."""

    RATING = "rating"
    UNDO = "undo"
    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    TAKE = "take"
    DROP = "drop"
    KEEP = "keep"  # looked at, and asked on
    HAVE = "have"  # the same is had already
    REJECT = "reject"
    ACCEPT = "accept"
    LEECH = "leech"  # set aside by the answer before it, as it was forgotten too often


@dataclass(frozen=True, slots=True)
class Review:
    """One line of the append-only log.

    A rating carries the state it found and what it promised (state, step, due day or instant), a bury the day it ends,
    so that a replay does not depend on settings that have changed since.
    """

    id: int
    card_id: int
    event: Event
    rating: Rating | None
    at: datetime
    study_day: int
    duration_ms: int
    undoes: int | None = None
    was: State | None = None
    state: State | None = None
    step: int | None = None
    due_day: int | None = None
    due_at: datetime | None = None
    uid: str | None = None  # its name on every machine
