"""Cards of ours as a collection of Anki, with their history, memories and due days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cards.card import Kind
from cards.memory import DEFAULT_DECAY
from cards.schedule import Settings, State, day_start, study_day
from db.packages.tables import AnswerRow, CardRow, Collection, NoteRow, NoteType, Template
from db.records import COLLECTION, Event, Review, is_collection
from db.schema import micros
from studytui.anki.fields import FIELDS, OURS
from studytui.anki.history import LEARNING, NEW, RELEARNING, REVIEW, SUSPENDED
from studytui.anki.incoming import MARKED, PREFIX
from studytui.anki.tohtml import html
from studytui.plaintext import harmless

if TYPE_CHECKING:
    from db.exporting import Exported
    from db.records import Known

DECK = 1_700_000_000_001  # the number of our deck and of our type of notes: the same in every file
TYPE = 1_700_000_000_002
TYPES = {State.NEW: NEW, State.LEARNING: LEARNING, State.REVIEW: REVIEW, State.RELEARNING: RELEARNING}
EASE = 2500  # what Anki shows as 250 %, its default; FSRS does not look at it
LONGEST_ANSWER_MS = 60_000  # Anki counts no more than this
CSS = """\
.card { font-family: sans-serif; font-size: 20px; line-height: 1.5; text-align: left; }
.card { max-width: 40em; margin: 1em auto; }
.headings { color: #888; font-size: 14px; }
pre { background: rgba(128, 128, 128, .12); padding: .5em .7em; overflow-x: auto; }
code { font-size: .9em; }
table { border-collapse: collapse; }
td, th { border: 1px solid rgba(128, 128, 128, .5); padding: .2em .6em; }
"""
FRONT = '{{#Headings}}<div class="headings">{{Headings}}</div>{{/Headings}}\n<div class="question">{{Question}}</div>'
BACK = "{{FrontSide}}\n\n<hr id=answer>\n\n{{Answer}}"


def collection(found: Iterable[Exported], now: datetime, settings: Settings) -> Collection:
    """A collection with these cards; questions of demos, whose numbers are drawn when they are asked, stay out."""
    kept = [one for one in found if one.card.card.kind is not Kind.RUN]
    today = study_day(now, settings.rollover_hour)
    first_day = min((day for one in kept for day in _days(one.card)), default=today)
    start = day_start(first_day, now.tzinfo, settings.rollover_hour)
    west = start.utcoffset()
    working = _Making(first_day, now, settings)
    for place, one in enumerate(kept, start=1):
        working.add(one, place)
    kind = NoteType(TYPE, OURS, False, FIELDS, [Template("Card 1", FRONT, BACK)], CSS)
    offset = None if west is None else -int(west.total_seconds() // 60)
    conf = {"nextPos": len(kept) + 1, "curModel": TYPE}
    return Collection(
        int(start.timestamp()), offset, settings.rollover_hour, [kind], working.decks, working.notes, working.cards,
        sorted(working.answers), conf,
    )  # fmt: skip


def _days(one: Known) -> list[int]:
    """The days a card's schedule speaks of; none where it is new."""
    return [day for day in (one.schedule.due_day, one.schedule.last_day) if day is not None]


class _Making:
    """The rows of a collection being made. Numbers are moments in milliseconds, each given once, as Anki has them."""

    def __init__(self, first_day: int, now: datetime, settings: Settings) -> None:
        self.first_day = first_day
        self.now = now
        self.settings = settings
        self.decks = {1: "Default", DECK: OURS}
        self.notes: list[NoteRow] = []
        self.cards: list[CardRow] = []
        self.answers: list[AnswerRow] = []
        self._numbered: dict[str, int] = {}
        self._taken = Free()
        self._moments = Free()

    def add(self, one: Exported, place: int) -> None:
        """Add a card: one note with one card, and its answers."""
        number = self._taken.next(micros(one.created_at) // 1000)
        card = one.card.card
        fields = (html(card.question), html(card.answer), _headings(card.context))
        changed = int(one.changed_at.timestamp())
        words = " ".join(dict.fromkeys(tags(one)))
        self.notes.append(NoteRow(number, one.guid, TYPE, changed, f" {words} ", fields))
        self.cards.append(self._card(one, number, place))
        before = 0
        for line in standing_answers(one.log):
            interval = _interval(line)
            kind = {State.REVIEW: 1, State.RELEARNING: 2}.get(line.was or State.NEW, 0)
            moment = self._moments.next(micros(line.at) // 1000)
            spent = min(line.duration_ms, LONGEST_ANSWER_MS)
            self.answers.append(
                AnswerRow(moment, number, line.rating or 3, interval, before, EASE if kind else 0, spent, kind)
            )
            before = interval

    def _deck(self, path: str) -> int:
        """Notes lie in our deck, collections in decks below it."""
        if not is_collection(path):
            return DECK
        name = PREFIX + path.removeprefix(COLLECTION)
        if name not in self._numbered:
            self._numbered[name] = DECK + 10 + len(self._numbered)
            self.decks[self._numbered[name]] = name
        return self._numbered[name]

    def _card(self, one: Exported, number: int, place: int) -> CardRow:
        known, schedule = one.card, one.card.schedule
        kind = TYPES[schedule.state]
        due, queue, interval, left = place, NEW, 0, 0
        if schedule.due_day is not None and kind == REVIEW:
            due, queue = schedule.due_day - self.first_day, REVIEW
            interval = max(1, schedule.due_day - (schedule.last_day or schedule.due_day))
        elif schedule.due_at is not None:
            day = study_day(schedule.due_at.astimezone(self.now.tzinfo), self.settings.rollover_hour)
            today = study_day(self.now, self.settings.rollover_hour)
            # Within a day Anki counts seconds, beyond it days.
            due, queue = (int(schedule.due_at.timestamp()), LEARNING) if day <= today else (day - self.first_day, 3)
            steps = self.settings.learning_steps if kind == LEARNING else self.settings.relearning_steps
            left = max(1, len(steps) - schedule.step)
            interval = int(kind == RELEARNING)
        if known.suspended or known.rejected or known.retired or known.card.held:
            queue = SUSPENDED
        changed = max([one.changed_at, *(line.at for line in one.log)])
        return CardRow(
            number, number, self._deck(known.path), 0, int(changed.timestamp()), kind, queue, due, interval,
            EASE if kind in (REVIEW, RELEARNING) else 0, schedule.reps, schedule.lapses, left, 0, 0, 0,
            json.dumps(self._memory(one, place)),
        )  # fmt: skip

    def _memory(self, one: Exported, place: int) -> dict[str, Any]:
        """What FSRS knows of a card, by the names Anki keeps it under."""
        schedule, parameters = one.card.schedule, self.settings.parameters
        if schedule.stability is None or schedule.difficulty is None:
            return {}
        last = max((line.at for line in standing_answers(one.log)), default=None)
        known = {
            "pos": place,
            "s": round(schedule.stability, 4),
            "d": round(schedule.difficulty, 3),
            "dr": self.settings.desired_retention,
            "decay": round(parameters[-1] if len(parameters) == 21 else DEFAULT_DECAY, 3),
        }
        return known if last is None else known | {"lrt": int(last.timestamp())}


def standing_answers(log: Iterable[Review]) -> list[Review]:
    """The answers of a log that were not taken back, in the order of their moments."""
    lines = list(log)
    undone = {line.undoes for line in lines}
    rated = [line for line in lines if line.event is Event.RATING and line.id not in undone]
    return sorted(rated, key=lambda line: line.at)


def _interval(line: Review) -> int:
    """The interval an answer led to: days, or seconds below zero."""
    if line.due_day is not None:
        return max(1, line.due_day - line.study_day)
    if line.due_at is not None:
        return -max(1, int((line.due_at - line.at).total_seconds()))
    return 0


class Free:
    """Numbers of which each is given once: the wanted one, or the next that is free."""

    def __init__(self) -> None:
        self._after: dict[int, int] = {}  # a number that was given → one behind it that may be free

    def next(self, wanted: int) -> int:
        """The first free number from `wanted` on."""
        passed = []
        while wanted in self._after:
            passed.append(wanted)
            wanted = self._after[wanted]
        for number in (*passed, wanted):
            self._after[number] = wanted + 1
        return wanted


@lru_cache(maxsize=1024)
def _headings(context: tuple[str, ...]) -> str:
    """The headings above a card, in one line of HTML."""
    return " › ".join(map(html, context))


def tags(one: Exported) -> Iterator[str]:
    """The program, the kind of card, its own and its note's tags, its headings as one tag with levels, and its star."""
    known = one.card
    yield "studytui"
    yield known.card.kind.value
    yield from (_tag(tag.replace("/", "::")) for tag in one.tags)
    headings = [_tag(heading.replace("::", ":")) for heading in known.card.context]
    if headings := [heading for heading in headings if heading]:
        yield "::".join(headings)
    if known.starred:
        yield MARKED
    for name, holds in (("held", known.card.held), ("rejected", known.rejected), ("retired", known.retired)):
        if holds:
            yield name


@lru_cache(maxsize=4096)
def _tag(text: str) -> str:
    return "_".join(harmless(text).split())
