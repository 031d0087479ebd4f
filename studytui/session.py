"""A study session without a screen: next card, reveal or answer, rate, undo, suspend, bury, reject, skip, reword.

The review screen and the plain review both use it, and have no logic of their own. Everything is
synchronous: a screen calls it in a thread. What was rated is on disk before the next card is taken.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import InitVar, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cards import schedule
from cards.card import Kind
from cards.schedule import Outcome, Rating, Settings
from cards.translation import _
from db import queue, reviews, settings, splits, stars, wordings
from db.load import Loads
from db.records import LONGEST_LOOK_S, Event, Known, Problem, Stale
from studytui import summary
from studytui.summary import Summary
from studytui.undoing import Acts
from studytui.upcoming import Upcoming

if TYPE_CHECKING:
    from db.engine import Database
    from demos.marking import Marked
    from demos.question import Asked
    from studytui.asking import Draw, Given


PUT_AWAY = {Event.SUSPEND: reviews.suspend, Event.BURY: reviews.bury, Event.REJECT: reviews.reject}


@dataclass(slots=True)
class Session:
    """One sitting. `filter` narrows the queue, `limit` ends it after so many ratings; `timer` gives seconds."""

    db: Database
    clock: Callable[[], datetime]
    filter: str = ""
    limit: int | None = None
    timer: Callable[[], float] = time.monotonic
    everything: InitVar[bool] = False  # after what waits, also what the filter finds and does not wait today
    or_all: InitVar[bool] = False  # the same, where nothing waits
    current: Known | None = None
    revealed: bool = False
    set_aside: Known | None = None  # the card that the last rating set aside, as it was forgotten too often
    left: int = 0
    settings: Settings = field(default_factory=Settings)
    ratings: Counter[Rating] = field(default_factory=Counter)
    spent: float = 0.0
    question: Asked | None = None  # what a demo asks, once it is drawn
    given: Given | None = None  # the answer that stands, and its mark
    _draws: dict[Draw, Asked] = field(default_factory=dict)
    _answered_s: float = 0.0
    _upcoming: Upcoming = field(init=False)
    _measure: int = field(init=False)  # the limit it was given; 0 where it has none
    _acts: Acts = field(default_factory=Acts)
    _shown_at: float = 0.0
    _loads: Loads = field(default_factory=Loads)  # what the intervals of the present card are drawn from

    def __post_init__(self, everything: bool, or_all: bool) -> None:
        self._upcoming = Upcoming(self.db, self.filter, everything, or_all)
        self._measure = self.limit or 0

    @property
    def ended(self) -> bool:
        """It has had the number of ratings it was given."""
        return self.limit is not None and self.done >= self.limit

    @property
    def done(self) -> int:
        """How many ratings of this session were not undone."""
        return sum(self.ratings.values())

    @property
    def seconds(self) -> float:
        """Time spent on cards, the present one included."""
        return self.spent + (self._look() if self.current else 0.0)

    def begin(self) -> Known | None:
        """Take the first card; what no demo could ask is tried again. Where the session had its measure, once more."""
        if self.ended and self.limit is not None:
            self.limit += self._measure
        self._upcoming.begin(self.clock())
        return self._next()

    def go_on_with_all(self) -> Known | None:
        """Go on with what the filter finds and does not wait today."""
        self._upcoming.everything = True
        return self.begin()

    def go_on_with_new(self, count: int) -> Known | None:
        """Ask for so many new cards more today, and go on with them."""
        from db import scopes

        now = self.clock()
        scopes.ask_for_more(self.db, schedule.study_day(now, settings.load(self.db).rollover_hour), count)
        return self.begin()

    def beyond(self) -> int:
        """How many cards the filter finds that do not wait today."""
        return len(self._upcoming.beyond(self.clock()))

    def clock_doubt(self) -> str:
        """What to say where the clock went back by more than a day since the last answer; "" otherwise."""
        last, now = reviews.latest(self.db), self.clock()
        if last is None or now >= last - timedelta(days=1):
            return ""
        return _(
            "The clock says {now:%Y-%m-%d %H:%M}, but an answer was stored on {day:%Y-%m-%d} "
            "already. If the clock is wrong, set it right before you answer: when a card comes back is "
            "counted by it.",
            now=now,
            day=last.astimezone(now.tzinfo),
        )

    def reveal(self) -> None:
        """Show the answer; that of a demo's question is shown by answering."""
        self.revealed = self.current is not None and (self.current.card.kind is not Kind.RUN or self.given is not None)

    # -- a card that a demo asks ---------------------------------------------------------------------------------------

    @property
    def draw(self) -> Draw | None:
        """What has to be drawn before the present card can be asked; None where nothing has."""
        if self.current is None or self.current.card.kind is not Kind.RUN or self.question is not None:
            return None
        from studytui.asking import draw_of

        return draw_of(self.current)

    def drawn(self, draw: Draw, asked: Asked) -> None:
        """Take in a draw: of the present card, which is asked then, or of one that comes later."""
        self._draws[draw] = asked
        if draw == self.draw:
            self.question, self._shown_at = asked, self.timer()

    def knows(self, draw: Draw) -> bool:
        """Whether a question is drawn already."""
        return draw in self._draws

    def digit(self, number: int) -> None:
        """What a digit does: it rates a card whose answer was seen, and chooses an option of a question that has some.

        Raises Problem where there is no such option.
        """
        if self.revealed:
            self.rate(Rating(number))
        elif self.question is not None and not self.question.typed:
            marked = self.answer(str(number))
            if not marked.understood:
                raise Problem(marked.shown)

    def answer(self, text: str) -> Marked:
        """Mark the answer to the present question, and keep it: it is on disk when this returns.

        What cannot be read as an answer (`understood` is False) is neither kept nor wrong. Raises Stale as `rate` does.
        """
        from studytui import asking

        card, asked = self._present(), self.question
        if asked is None:
            raise RuntimeError("no question is shown")
        if self.given is None:
            marked = asking.read(asked, text)
            if not marked.understood:
                return marked
            self._answered_s = self._look()
            with self._as_seen():
                self.given = asking.keep(self.db, card, asked, text, self.clock())
            self.revealed = True
        return self.given.marked

    def suggested(self) -> Rating | None:
        """What the mark of the answer suggests; None without one."""
        if self.given is None:
            return None
        from studytui.asking import suggested

        return suggested(self.given, self._answered_s)

    def cannot_ask(self, why: str) -> Known | None:
        """No demo can ask just now: all cards of demos wait until the next `begin`; take the next card."""
        self._upcoming.waits = why
        return self._next()

    def outcomes(self) -> tuple[Outcome, Outcome, Outcome, Outcome]:
        """What each rating of the present card would do; exactly what `rate` then stores."""
        card = self._present()
        with self.db.read() as connection:
            load = self._loads.of_others(connection, card.id)
            return schedule.outcomes(card.schedule, self.clock(), self.settings, seed=card.id, load=load)

    def why(self) -> str:
        """Why the present card is asked now, in a sentence."""
        return schedule.why_due(self._present().schedule, self.clock(), self.settings)

    def rate(self, rating: Rating) -> Known | None:
        """Store a rating and take the next card. When this returns the rating is on disk.

        Raises Stale where another window changed the card meanwhile; the session then shows what is due now.
        """
        card = self._present()
        look = self._look()
        with self._as_seen():
            after = reviews.record(
                *(self.db, card.id, rating, self.clock(), round(look * 1000)),
                seen=card,
                shown=self.settings,
                loads=self._loads,
            )
        self.set_aside = after if after.suspended else None
        self.spent += look
        self.ratings[rating] += 1
        self._acts.rated(rating)
        return self._next()

    def suspend(self) -> Known | None:
        """Never ask this card again until it is resumed; take the next. Raises Stale as `rate` does."""
        return self._put_away(Event.SUSPEND)

    def bury(self) -> Known | None:
        """Put this card off until tomorrow; take the next. Raises Stale as `rate` does."""
        return self._put_away(Event.BURY)

    def skip(self) -> Known | None:
        """Leave this card for later in the session, changing nothing about it."""
        self._upcoming.skip(self._present().id)
        self.spent += self._look()
        return self._next()

    def reject(self) -> Known | None:
        """Never ask this card, whatever its line becomes; take the next. Raises Stale as `rate` does."""
        return self._put_away(Event.REJECT)

    def reword(self, question: str, answer: str) -> Known:
        """Have the present card say this, above its note; an empty side is in the note's words. Raises Stale."""
        card = self._present()
        with self._as_seen():
            return self._reworded(card, wordings.reword(self.db, card.id, question, answer, self.clock(), seen=card))

    def split(self, parts: Sequence[tuple[str, str]]) -> int:
        """Make smaller cards of the present one, each a question and an answer, and take the next; how many they are.
        Raises Stale as `rate` does.
        """
        card = self._present()
        with self._as_seen():
            done = splits.split(self.db, card.id, parts, self.clock(), seen=card)
        self._acts.split(done)
        self.spent += self._look()
        self._next()
        return len(done.parts)

    def star(self) -> bool:
        """Give the present card a star, or take it away; whether it has one now."""
        card = self._present()
        stars.star(self.db, card.id, not card.starred, self.clock())
        self._show_again(queue.card(self.db, card.id))
        return not card.starred

    def keep_own(self) -> Known:
        """Keep one's own words above a note that says something else by now. Raises Stale."""
        card = self._present()
        with self._as_seen():
            return self._reworded(card, wordings.keep(self.db, card.id, self.clock(), seen=card))

    def _reworded(self, before: Known, after: Known) -> Known:
        self._acts.reworded(before)
        self._show_again(after)
        return after

    def undo(self) -> str:
        """Take back the last event, also one of an earlier session; its card is the present one again.

        Returns what was taken back in a sentence, "" where there is nothing.
        """
        back = self._acts.take_back(self.db, self.clock())
        if back is None:
            return ""
        card = back.card
        if back.rating is not None:
            self.ratings[back.rating] -= 1
        if back.event is not None:
            self._upcoming.unskip(card.id)
        if back.event is not None and (card.card.held or card.rejected or card.retired):
            self._next()  # taking it was undone: it is not asked
        elif back.reworded and self.current is not None and self.current.id == card.id:
            self._show_again(card)
        else:
            self._show(card)
        return back.said

    def refresh(self) -> Known | None:
        """Read the present card again after its note was edited; the next one where it is gone."""
        if self.current is None:
            return self._next()
        card = queue.card(self.db, self.current.id)
        if card.retired or card.suspended or card.rejected or card.card.held:
            return self._next()
        self._show_again(card)
        return self.current

    def summary(self) -> Summary:
        """What was done so far."""
        counts = queue.counts(self.db, self.clock())
        ratings = {rating: count for rating, count in self.ratings.items() if count}
        return Summary(self.done, ratings, self.spent, counts.next_due, counts.total)

    @property
    def waits(self) -> str:
        """Why no demo can ask just now; "" where one can."""
        return self._upcoming.waits

    def nothing(self) -> str:
        """What to say where the session has no card at its start."""
        return summary.nothing(self.filter)

    def coming(self, so_far: Summary) -> str:
        """What comes next, in a sentence; "" where no card will ever come."""
        return summary.coming(so_far, self.filter, self.waits, self.clock(), ended=self.ended)

    def _present(self) -> Known:
        if self.current is None:
            raise RuntimeError("no card is shown")
        return self.current

    def _look(self) -> float:
        return min(self.timer() - self._shown_at, LONGEST_LOOK_S)

    @contextmanager
    def _as_seen(self) -> Iterator[None]:
        """Where the card is no longer what was shown, show what it says now, or go on to what waits."""
        card = self._present()
        try:
            yield
        except Stale:
            waiting = queue.today(self.db, self.clock(), filter=self.filter)
            if card.id in waiting and (now := queue.card(self.db, card.id)).schedule == card.schedule:
                self._show(now, len(waiting))
            else:
                self._next()
            raise

    def _put_away(self, event: Event) -> Known | None:
        card = self._present()
        with self._as_seen():
            PUT_AWAY[event](self.db, card.id, self.clock(), seen=card)
        self._acts.put_away()
        self.spent += self._look()
        return self._next()

    def _next(self) -> Known | None:
        if self.ended:
            self._show(None)
            return None
        card, total = self._upcoming.take(
            self.clock(),
            self.current.id if self.current else None,
            rollover_hour=self.settings.rollover_hour,
            first=not self.done,
        )
        self._show(card, total)
        return card

    def _settings_of(self, card: Known | None) -> Settings:
        from db import scopes

        chosen = settings.load(self.db)
        if card is None:
            return chosen
        day = schedule.study_day(self.clock(), chosen.rollover_hour)
        with self.db.read() as connection:
            return scopes.settings_for(connection, card.id, day, chosen)

    def _show_again(self, card: Known) -> None:
        """The same card in other words; its answer stays shown."""
        revealed, since = self.revealed, self._shown_at
        self._show(card)
        self.revealed, self._shown_at = revealed or self.given is not None, since

    def _show(self, card: Known | None, total: int | None = None) -> None:
        self.current, self.revealed, self._shown_at = card, False, self.timer()
        self._loads = Loads()
        self.question = self.given = None
        if card is not None and card.card.kind is Kind.RUN:
            self._show_question(card)
        self.settings = self._settings_of(card)  # of this card's intervals, until it is rated
        if total is None:
            total = queue.counts(self.db, self.clock(), filter=self.filter).total if card is not None else 0
        left = max(total, 1) if card is not None else total
        self.left = left if self.limit is None else min(left, self.limit - self.done)

    def _show_question(self, card: Known) -> None:
        """A question that is drawn already, and an answer that was given and not rated: before a kill, say."""
        from studytui import asking

        self.given = asking.kept(self.db, card)
        if self.given is not None:
            self.question, self.revealed, self._answered_s = self.given.asked, True, LONGEST_LOOK_S
        elif (draw := asking.draw_of(card)) is not None:
            self.question = self._draws.get(draw)
