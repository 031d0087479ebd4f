"""The life of a card: every answer, how well it was known in between, and why it comes when it does.

A card that was just set aside, as it was forgotten too often, is shown so as well, with what helps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.card import Kind
from cards.schedule import Schedule, Settings, State, retrievability, study_day, why_due, words
from cards.translation import _, ngettext
from db.records import Known, Review
from studytui.demo.braille import Canvas
from studytui.keys import key
from studytui.plaintext import likely, plural
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb
from studytui.widgets.card import CardView
from studytui.widgets.own import OwnWords
from studytui.widgets.ratings import COLOURS
from studytui.widgets.text import laid, padded

if TYPE_CHECKING:
    from db.engine import Database

ROWS = 6  # of the curve
HELPS = {"r": "reword", "p": "split", "e": "edit", "s": "suspend"}  # the keys that a sentence names
FOOT = 0.8  # the chance of recall at its foot, lower where it was lower


@dataclass(frozen=True, slots=True)
class Life:
    """A card as it is now, every answer with what it led to, and the settings."""

    known: Known
    answers: tuple[tuple[Review, Schedule], ...]
    settings: Settings


def read(db: Database, card_id: int) -> Life:
    """The life of a card; runs in a thread."""
    from db import queue, reviews, settings
    from db.replay import life

    chosen = settings.load(db)
    return Life(queue.card(db, card_id), tuple(life(reviews.log(db, card_id), chosen.parameters)), chosen)


class LifeScreen(StudyScreen[bool]):
    """One card's life. It is left with True where the answer that set it aside is to be taken back."""

    CSS_PATH = "life.tcss"
    BINDINGS = [
        key("r,4", "reword", "reword", help="Put the card into your own words"),
        key("p,2", "split", "split", help="Split it into smaller cards, in the place of this one"),
        key("e,8", "edit", "edit", help="Open the note at the card's line in your editor"),
        key("d,5", "demo", "demo", help="Open the card's demo"),
        key("s,7", "suspend", "suspend", help="Suspend this card, or ask it again"),
        key("u,ctrl+z,9", "undo", "undo", help="Take the answer back that set the card aside"),
        key("escape,enter,space,q,l", "back", "back", shown="esc", help="Back to where you were"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, known: Known, *, leech: bool = False) -> None:
        super().__init__()
        self.known = known
        self.leech = leech
        self.life: Life | None = None

    def compose(self) -> ComposeResult:
        """The card, its curve, its answers."""
        yield TopBar(
            Content.styled(_("The life of a card"), "bold $primary"), breadcrumb(self.known.card.context[-1:], 40)
        )
        with VerticalScroll(id="life"):
            yield Static(id="said")
            yield CardView(id="card")
            yield OwnWords(id="own")
            yield Static(id="curve")
            yield Static(id="answers")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Read it."""
        self.query_one("#life").focus()
        self.job(self._load(), "life")

    async def _load(self) -> None:
        self.life = await self.ask(read, self.known.id)
        self.known = self.life.known
        self.draw()

    def on_resize(self) -> None:
        """The curve follows the window."""
        self.draw()

    def draw(self) -> None:
        """Put it on the screen."""
        if self.life is None:
            return
        life, now = self.life, self.study.clock()
        self.query_one("#said", Static).update(self.head(now))
        self.query_one(CardView).show(life.known.card, True, life.known.flag)
        self.query_one(OwnWords).show(life.known, True)
        width = min(self.size.width - 8, 92)
        self.query_one("#curve", Static).update(curve(life, now, width))
        self.query_one("#answers", Static).update(answers(life, now))
        self.show_hints()

    def head(self, now: datetime) -> Content:
        """Why the card comes when it does; of one that was set aside, that and what helps."""
        assert self.life is not None
        known = self.life.known
        if not known.suspended:
            return Content.styled(why_due(known.schedule, now, self.life.settings), "$accent")
        if not self.leech:
            return Content.styled(
                _("Suspended: it is not asked until you resume it with {s}.", s=self.key_of("suspend")), "$accent"
            )
        often = plural(known.schedule.lapses, "time")
        return Content.assemble(
            (_("Set aside: this card was forgotten {often}.", often=often) + "\n", "bold $accent"),
            (_("Another wording helps most: one fact, asked so that it has one answer.") + " ", "$foreground"),
            laid(
                _(
                    "{r} rewords it, {p} splits it, {e} opens its note, {s} asks it again as it is. "
                    "Until then it waits in browse: is:leech."
                ),
                "$foreground",
                **{name: (self.key_of(of), "bold $primary") for name, of in HELPS.items()},
            ),
        )

    def label(self, binding: Binding) -> str:
        """What `s` does now."""
        again = binding.action == "suspend" and self.known.suspended
        return _("ask again") if again else super().label(binding)

    def available(self, action: str) -> bool:
        """A demo where there is one; an answer to take back where one set the card aside."""
        if action == "undo":
            return self.leech
        if action == "split":
            return self.known.card.kind is not Kind.RUN and not (self.known.rejected or self.known.retired)
        if action != "demo":
            return True
        from studytui.actions import demo_of

        return demo_of(self.known.card) is not None

    def action_undo(self) -> None:
        """Leave, and take the answer back."""
        if self.leech:
            self.dismiss(True)

    def action_reword(self) -> None:
        """Put the card into one's own words."""
        self.study.open("reword", self.known, then=self._reworded)

    def _reworded(self, side: tuple[str, str] | None) -> None:
        if side is not None:
            self.job(self._reword(*side), "act")

    async def _reword(self, question: str, answer: str) -> None:
        def work(db: Database) -> None:
            from db import wordings

            wordings.reword(db, self.known.id, question, answer, self.study.clock(), seen=self.known)

        await self.ask(work)
        await self._load()

    def action_split(self) -> None:
        """Make smaller cards of it, and leave."""
        if self.available("split"):
            self.study.open("split", self.known, then=self._parted)

    def _parted(self, parts: list[tuple[str, str]] | None) -> None:
        if parts:
            self.job(self._split(parts), "act")

    async def _split(self, parts: list[tuple[str, str]]) -> None:
        def work(db: Database) -> None:
            from db import splits

            splits.split(db, self.known.id, parts, self.study.clock(), seen=self.known)

        await self.ask(work)
        self.dismiss(False)
        self.study.notice(ngettext("{count} card in place of one.", "{count} cards in place of one.", len(parts)))

    def action_suspend(self) -> None:
        """Suspend, or ask again."""
        self.job(self._suspend(), "act")

    async def _suspend(self) -> None:
        def work(db: Database) -> None:
            from db import reviews

            put = reviews.resume if self.known.suspended else reviews.suspend
            put(db, self.known.id, self.study.clock(), seen=self.known)

        await self.ask(work)
        await self._load()
        self.leech = False
        self.draw()
        self.study.notice(_("Suspended.") if self.known.suspended else _("Asked again."))

    def action_edit(self) -> None:
        """Open the note at the line."""
        self.job(self._edit(), "edit")

    async def _edit(self) -> None:
        from studytui.notes.editing import revise

        if changed := await revise(self.study, self.known.path, self.known.card.line):
            self.study.notice(changed)
        await self._load()

    def action_demo(self) -> None:
        """Open the card's demo."""
        from studytui.actions import demo_of

        if link := demo_of(self.known.card):
            self.study.open("demo", link.demo, dict(link.params))

    def action_back(self) -> None:
        """Leave."""
        self.dismiss(False)


def curve(life: Life, now: datetime, width: int) -> Content:
    """The chance of recall from the first answer to the day it is due, or today: it falls, and an answer lifts it."""
    steps = [(line.study_day, after) for line, after in life.answers if after.stability is not None]
    if not steps:
        return Content("")
    today = study_day(now, life.settings.rollover_hour)
    first, last = steps[0][0], max(today, steps[-1][0] + 1, life.known.schedule.due_day or 0)
    ends = [day for day, _ in steps[1:]] + [last]
    lowest = min(_chance(after, end, life) for (_, after), end in zip(steps, ends, strict=True))
    foot = min(FOOT, int(lowest * 10) / 10)
    canvas = Canvas(max(width - 6, 10), ROWS)
    across, down = canvas.dots

    def place(day: float, chance: float) -> tuple[int, int]:
        x = round((day - first) / max(last - first, 1) * (across - 1))
        return x, round((1 - (max(chance, foot) - foot) / (1 - foot)) * (down - 1))

    wanted = place(first, life.settings.desired_retention)[1]
    canvas.line(0, wanted, across - 1, wanted, "$faint", pattern=5)
    for number, (day, after) in enumerate(steps):
        end = ends[number]
        before: tuple[int, int] | None = None
        for part in range(25):
            at = day + (end - day) * part / 24
            here = place(at, _chance(after, at, life))
            if before is not None:
                canvas.line(*before, *here, "$primary" if at <= today else "$muted")
            before = here
    rows = []
    for row in range(ROWS):
        label = {0: "100% ", ROWS - 1: f"{foot:>4.0%} "}.get(row, "     ")
        rows.append(Content.assemble((label, "$muted"), *canvas.runs(row)))
    left, right = (f"{date.fromordinal(day):%Y-%m-%d}" for day in (first, last))
    rows.append(Content.styled(f"     {left}{right:>{max(width - 6 - len(left), 11)}}", "$muted"))
    return Content.assemble("\n", Content("\n").join(rows))


def _chance(after: Schedule, day: float, life: Life) -> float:
    from cards.memory import recall

    assert after.stability is not None
    assert after.last_day is not None
    return recall(life.settings.parameters, after.stability, day - after.last_day)


def answers(life: Life, now: datetime) -> Content:
    """Every answer, the last first: when, what, how long it took, and when the card was to come back."""
    if not life.answers:
        return Content.styled("\n" + _("It was never asked."), "$muted")
    known = life.known.schedule
    head = "\n" + plural(known.reps, "answer") + " · " + _("forgotten {times}", times=plural(known.lapses, "time"))
    if known.stability is not None:
        recalled = retrievability(known, study_day(now, life.settings.rollover_hour), life.settings) or 0.0
        head += " · " + likely(recalled, known.stability)
    parts: list[tuple[str, str]] = [(head, "$muted")]
    for line, after in reversed(life.answers):
        assert line.rating is not None
        at = line.at.astimezone(now.tzinfo)
        parts += [
            (f"\n{at:%Y-%m-%d %H:%M}  ", "$muted"),
            (padded(_(line.rating.word), 6), COLOURS[line.rating]),
            (_("{seconds} s", seconds=f"{line.duration_ms / 1000:>5.0f}"), "$muted"),
            ("   " + padded(_("then {interval}", interval=_interval(line, after)), 11), "$foreground"),
            (" " + _("forgotten") if line.was is State.REVIEW and line.rating == 1 else "", "$error"),
        ]
    return Content.assemble(*parts)


def _interval(line: Review, after: Schedule) -> str:
    if after.due_at is not None:
        return words(max((after.due_at - line.at).total_seconds() / 60, 0))
    return words(((after.due_day or line.study_day) - line.study_day) * 24 * 60)
