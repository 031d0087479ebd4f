"""The questions that demos ask, without a screen: which cards they are, the draw of one, its mark, what is suggested.

The draw follows from the card and how often it was rated, so that undoing, replaying and two machines show the same.
An answer is on disk before its mark is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from cards.card import Card, Kind
from cards.schedule import Rating
from db import answers
from demos.marking import Marked, mark
from demos.question import Asked, seed_of
from studytui.plaintext import HANGUL

if TYPE_CHECKING:
    from db.engine import Database
    from db.records import Known
    from db.runs import Offered
    from demos.demo import Value
    from demos.questions import Listed

SHOW = "?"  # what is typed where one does not know: the answer is shown, and counts as not known
AHEAD = 1  # so many questions are drawn before they are asked for
QUICK_S = 12.0  # a right answer in so many seconds was easy
COMPUTED = {
    "en": "Each time with other numbers; the demo **{}** computes the answer and marks yours.",
    "ko": "물을 때마다 숫자가 바뀐다. 답은 **{}** demo가 계산하고 채점한다.",
}


@dataclass(frozen=True, slots=True)
class Draw:
    """What is drawn for a card: the question of a demo, and the seed of its numbers; `like` are values of the demo that
    the numbers are to be, where they can.
    """

    demo: str
    question: str
    seed: int
    like: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that stands, with the question it was given to and its mark."""

    asked: Asked
    text: str
    marked: Marked

    @property
    def option(self) -> str:
        """The option that was answered, "" where it is none of them."""
        return self.marked.option


def draw_of(card: Known) -> Draw | None:
    """What is to be drawn for a card; None for one that a note asks."""
    if card.card.kind is not Kind.RUN:
        return None
    return _draw(card.card.subject, card.schedule.reps)


def language_of(card: Card) -> str:
    """The language a card is written in, as far as questions know it; a formula has that of its headings."""
    return "ko" if HANGUL.search(" ".join((card.question, card.answer, *card.context))) else "en"


def read(asked: Asked, text: str) -> Marked:
    """An answer marked as it was written; `understood` is False where it is none, and then it is asked again."""
    if text.strip() == SHOW:
        return Marked(False, None, SHOW)
    return mark(asked, text)


def keep(db: Database, card: Known, asked: Asked, text: str, now: datetime) -> Given:
    """Store an answer that could be read. The one that stands is returned: it may have been given in another window."""
    marked = read(asked, text)
    kept = answers.put(
        db,
        card,
        text,
        now,
        seed=asked.seed,
        asked=asked.as_json(),
        correct=marked.right,
        misconception=marked.misconception,
    )
    return _given(kept) or Given(asked, text, marked)


def kept(db: Database, card: Known) -> Given | None:
    """The answer that a card was given and that is not rated yet; None where there is none."""
    found = answers.waiting(db, card) if card.card.kind is Kind.RUN else None
    return None if found is None else _given(found)


def suggested(given: Given, seconds: float) -> Rating:
    """What Enter rates: again for what was wrong, else good, or easy where it took so many seconds only."""
    if not given.marked.right:
        return Rating.AGAIN
    return Rating.EASY if seconds <= QUICK_S else Rating.GOOD


def ahead(db: Database, now: datetime, filter: str = "", *, past: int | None = None) -> list[Draw]:
    """The next questions of demos that are due, but the card `past`: what may be drawn before it is asked for."""
    from db import queue, runs

    due = runs.every(db)
    found = [number for number in queue.today(db, now, filter) if number in due and number != past] if due else []
    return [_draw(*due[number]) for number in found[:AHEAD]]


class _Left(Exception):
    """Nobody waits for the answer any more."""


def attend(db: Database, now: datetime, *, thorough: bool = False, left: Callable[[], bool] = lambda: False) -> bool:
    """Bring the cards of demos to what the notes say; whether any of them was changed. It takes a moment, where nothing
    was imported since; a `thorough` look sees more, as `db.runs.attend` says.

    With another version of the program every card is looked at, which takes half a minute for 100,000: once `left` says
    so it is given up, and done at the next start.
    """
    from db import runs

    def lead(card: Card) -> str | None:
        if left():
            raise _Left
        return _lead(card)

    try:
        return runs.attend(db, lead, _offered, _edition(), now, thorough=thorough)
    except _Left:
        return False


def _draw(subject: str, repetition: int) -> Draw:
    demo, _, question = subject.partition("/")
    return Draw(demo, question, seed_of(subject, repetition))


def _given(kept: answers.Answer) -> Given | None:
    try:
        asked = Asked.from_json(kept.asked)
        return Given(asked, kept.given, read(asked, kept.given))
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError):
        return None  # of another version, or damaged: it is asked again


def _lead(card: Card) -> str | None:
    from studytui.actions import demo_of

    link = demo_of(card)
    return None if link is None else link.demo


@lru_cache(maxsize=1)
def _offered() -> tuple[Offered, ...]:
    from db.runs import Offered
    from demos.questions import listed

    return tuple(Offered(demo, each.id, partial(_title, each)) for demo, asks in listed().items() for each in asks)


def _title(question: Listed, leading: Card) -> tuple[str, str]:
    from demos.catalog import BY_ID

    language = language_of(leading)
    return question.text(language), COMPUTED[language].format(BY_ID[question.demo].title)


@lru_cache(maxsize=1)
def _edition() -> str:
    """Another text where other names may lead to other demos."""
    from demos.catalog import ENTRIES
    from demos.field import FIELDS
    from studytui import __version__

    return f"{__version__} {blake2b(repr((ENTRIES, FIELDS)).encode(), digest_size=8).hexdigest()}"
