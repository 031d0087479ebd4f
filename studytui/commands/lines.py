"""The plain review (`review --plain`), for pipes, screen readers and ssh: it prints lines and reads lines.

An empty line reveals, 1–4 rate, u undoes, s suspends, b buries until tomorrow, d runs the card's demo, q or the end of
the input stops. Any longer line is taken as a typed answer and compared. A rating is on disk before the next card.
Where a demo asks, a line is the answer: it is marked, and an empty line then rates as the mark suggests.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from cards.grading import grade
from cards.schedule import Rating
from cards.translation import N_, _
from db import looking
from db.records import Known, Stale
from studytui import actions
from studytui.commands.context import say
from studytui.commands.runs import PlainRuns, Questions
from studytui.plaintext import clock_time, plural, set_aside, unmarked
from studytui.session import Session
from studytui.summary import first_cards

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.asking import Given

HELP = N_("Enter shows the answer, 1 again, 2 hard, 3 good, 4 easy, u undo, s suspend, b bury, d demo, q stop.")


class PlainReview:
    """One sitting in lines. `lines` is read, `out` is written; `demo` gives the lines of a demo's run."""

    def __init__(
        self,
        session: Session,
        lines: TextIO,
        out: TextIO,
        demo: Callable[[Known, Given | None], list[str]],
        questions: Callable[[], Questions],
    ) -> None:
        self.session = session
        self.lines = lines
        self.out = out
        self.demo = demo
        self.runs = PlainRuns(session, self.say, self.ask, questions)

    def say(self, *lines: str) -> None:
        """Print lines without control characters, and flush."""
        say(*lines, to=self.out)
        self.out.flush()

    def run(self) -> None:
        """Ask until nothing is left or the reader stops."""
        session = self.session
        if session.begin() is None:
            self.say(*self.nothing())
            if self.lines.isatty() and self.read() == "u" and session.undo():
                self.ask()
            else:
                return
        else:
            self.say(f"{_('{cards} today.', cards=plural(session.left, 'card'))} {_(HELP)}")
            if doubt := session.clock_doubt():
                self.say(doubt)
            self.ask()
        while session.current is not None:
            line = self.read()
            if line is None or line == "q":
                break
            self.take(line)
        self.say("", *self.ending())

    def read(self) -> str | None:
        """The next line without its end and outer spaces; None at the end of the input."""
        line = self.lines.readline()
        return line.strip() if line else None

    def take(self, line: str) -> None:
        """Do what one line says. Where the card is no longer what was shown, say so and show what waits now."""
        try:
            self._take(line)
        except Stale as stale:
            self.say(str(stale))
            self.ask()

    def _take(self, line: str) -> None:
        session = self.session
        assert session.current is not None
        if self.runs.here and self.runs.take(line):
            return
        match line.lower():
            case "":
                self.reveal()
            case "1" | "2" | "3" | "4":
                if not session.revealed:
                    self.reveal(with_ratings=False)
                session.rate(Rating(int(line)))
                if session.set_aside is not None:
                    self.say(set_aside(session.set_aside))
                self.ask()
            case "u" | "ㅕ":
                if said := session.undo():
                    self.say(said)
                    self.ask()
                else:
                    self.say(_("There is nothing to take back."))
            case "s" | "ㄴ":
                session.suspend()
                self.say(_("Suspended: it is not asked again until you resume it."))
                self.ask()
            case "b" | "ㅠ":
                session.bury()
                self.say(_("Put off until tomorrow."))
                self.ask()
            case "d" | "ㅇ" | "5":
                self.say(*self.demo(session.current, session.given))
            case "?" | "h" | "ㅗ":
                self.say(_(HELP))
            case single if len(single) == 1 and single.isascii() and single.isalnum() and session.revealed:
                self.say(f"{_('{line} means nothing here.', line=line)} {_(HELP)}")
            case _:
                self.typed(line)

    def ask(self) -> None:
        """Print the present card's headings and question."""
        session = self.session
        self.runs.draw()
        if session.current is None:
            return
        card = session.current.card
        self.say("", f"[{session.done + 1}/{session.done + session.left}] {actions.headings(card)}")
        if self.runs.here:
            self.runs.ask()
        else:
            self.say(f"Q: {unmarked(card.question)}")

    def reveal(self, *, with_ratings: bool = True) -> None:
        """Print the answer, and what each rating would do."""
        session = self.session
        assert session.current is not None
        card = session.current.card
        if not session.revealed:
            session.reveal()
            more = card.also
            also = f"  ({_('also: {answers}', answers=', '.join(more))})" if more else ""
            self.say(f"A: {unmarked(card.answer)}{also}")
        if with_ratings:
            shown = (f"{o.rating.value} {_(o.rating.word)} {o.interval}" for o in session.outcomes())
            self.say("   " + "   ".join(shown) + (f"   d {_('demo')}" if actions.demo_of(card) else ""))

    def typed(self, line: str) -> None:
        """Compare a typed answer, then reveal."""
        assert self.session.current is not None
        graded = grade(line, self.session.current.card)
        self.say(graded.verdict)
        self.reveal()

    def nothing(self) -> list[str]:
        """What to say where no card is due."""
        coming = self.session.coming(self.session.summary())
        return [f"{self.session.nothing()} {coming or first_cards(looking.count(self.session.db))}"]

    def ending(self) -> list[str]:
        """What was done, and when the next card comes."""
        summary = self.session.summary()
        rated = ", ".join(f"{count} {_(rating.word)}" for rating, count in sorted(summary.ratings.items()))
        done = _("{cards} in {time}", cards=plural(summary.done, "card"), time=clock_time(summary.seconds))
        lines = [done + (f": {rated}." if rated else ".")]
        if self.session.current is not None and self.session.left:
            lines.append(_("{cards} left for today.", cards=plural(self.session.left, "card")))
        elif coming := self.session.coming(summary):
            lines.append(coming)
        return lines


def run_demo(known: Known, given: Given | None = None) -> list[str]:
    """The lines of the demo behind a card, or the sentence why there is none; after a mark, of the numbers drawn."""
    from demos.runner import Failed, Refused, run_once
    from studytui.commands.report import lines
    from studytui.interpreter import python

    found = actions.demo_of(known.card)
    if found is None:
        return [_("This card has no demo. `studytui demo --list` names all of them.")]
    params = found.params if given is None else given.asked.opens
    try:
        return lines(run_once(found.demo, dict(params), command=python("demos.worker")))
    except (Failed, Refused) as failure:
        return [str(failure)]


def review(
    db: Database,
    clock: Callable[[], datetime],
    lines: TextIO,
    out: TextIO,
    *,
    filter: str = "",
    limit: int | None = None,
    everything: bool = False,
) -> None:
    """Review today's cards in lines."""
    from studytui.asking import attend

    attend(db, clock(), thorough=True)
    session = Session(db, clock, filter=filter, limit=limit, everything=everything)
    sitting = PlainReview(session, lines, out, run_demo, questions)
    try:
        sitting.run()
    finally:
        sitting.runs.close()


def questions() -> Questions:
    """What draws the questions that demos ask."""
    from studytui.interpreter import python

    return Questions(python("demos.worker"))
