"""Statistics: days studied as a calendar, retention, the cards by state, and the forecast."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cards.translation import N_, _
from studytui.keys import key
from studytui.plaintext import harmless, idea_of, plural, short
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.calendar import calendar
from studytui.widgets.text import bar, laid, padded, weekday

if TYPE_CHECKING:
    from db.engine import Database

SORTS = (
    (N_("new"), "$success"),
    (N_("learning"), "$accent"),
    (N_("young"), "$primary 70%"),
    (N_("mature"), "$primary"),
    (N_("suspended"), "$muted"),
    (N_("rejected"), "$muted"),
    (N_("held"), "$muted"),
    (N_("leeches"), "$error"),
)
SAID = 5  # misconceptions that are told
BOXES = (
    *(("calendar", N_("Days")), ("kept", N_("Remembered")), ("sorts", N_("Cards")), ("ahead", N_("Next days"))),
    ("ideas", N_("Met again in your answers to demos")),
)
EIGHTHS = " ▁▂▃▄▅▆▇█"
STACKED = 76  # cells below which the tables stand under one another
# From so many cells on: how long the bars of the table of cards are, and how many days are looked ahead.
SIZES = ((100, 12, 14), (STACKED, 2, 11), (0, 14, 14))


class StatsScreen(StudyScreen[None]):
    """What was done, and how well."""

    CSS_PATH = "stats.tcss"
    BINDINGS = [
        key("escape,q,enter,space", "back", "back", shown="esc", help="Back to where you were"),
        key("r", "load", "read again", hint=False, help="Read the numbers again"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.summary: dict[str, Any] | None = None

    def compose(self) -> ComposeResult:
        """The misconceptions that were met again, where there are any; the calendar; three small tables below."""
        yield TopBar(Content.styled(_("Stats"), "bold $primary"))
        with VerticalScroll(id="body"):
            yield Static(id="ideas", classes="box", markup=False)
            yield Static(id="calendar", classes="box")
            with Horizontal(id="tables"):
                yield Static(id="kept", classes="box")
                yield Static(id="sorts", classes="box")
                yield Static(id="ahead", classes="box")
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Read the numbers."""
        for name, title in BOXES:
            self.query_one(f"#{name}").border_title = _(title)
        self.query_one("#ideas").display = False
        self.query_one("#body").focus()
        self.action_load()

    def action_load(self) -> None:
        """Read the numbers again."""
        self.job(self._load(), "stats")

    async def _load(self) -> None:
        def work(db: Database) -> dict[str, Any]:
            from db import stats

            return stats.summary(db, self.study.clock())

        self.summary = await self.ask(work)
        self.draw()

    def on_resize(self) -> None:
        """As many weeks as fit."""
        self.draw()

    def draw(self) -> None:
        """Put the numbers on the screen."""
        if self.summary is None:
            return
        summary = self.summary
        today = date.fromisoformat(summary["day"]).toordinal()
        counts = {date.fromisoformat(day).toordinal(): count for day, count in summary["history"].items()}
        self.query_one("#tables").set_class(self.size.width < STACKED, "-stacked")
        weeks = max(min((self.size.width - 16) // 2, 53), 4)
        streak, done = summary["streak"], summary["today"]
        minutes = _("{minutes} min", minutes=f"{done['minutes']:.0f}")
        today_said = _("{count:,} today", count=done["ratings"])
        if done["minutes"] >= 1:
            today_said = _("{count:,} today in {minutes}", count=done["ratings"], minutes=minutes)
        said = _("{answers} in all", answers=plural(summary["ratings"], "answer")) + " · " + today_said
        said += " · " + _("{streak} days in a row", streak=streak) if streak > 1 else ""
        self.query_one(TopBar).show(Content.styled(_("Stats"), "bold $primary"), Content.styled(said, "$muted"))
        self.query_one("#calendar", Static).update(calendar(counts, today, weeks))
        room, days = next((bar, days) for least, bar, days in SIZES if self.size.width >= least)
        self.query_one("#kept", Static).update(kept(summary["retention"]))
        self.query_one("#sorts", Static).update(sorts(summary["cards"], room))
        self.query_one("#ahead", Static).update(columns(summary["forecast"][:days], 5))
        met = summary["misconceptions"]
        ideas = self.query_one("#ideas", Static)
        ideas.display = bool(met)
        ideas.update(misconceptions(met))


def misconceptions(met: list[dict[str, Any]]) -> Content:
    """The misconceptions that wrong answers betrayed three times or more, each with its own sentence."""
    lines = []
    for each in met[:SAID]:
        said = idea_of(each)
        lines.append(
            Content.assemble((f"{each['times']}× ", "bold $error"), (f"{each['demo']}  ", "$primary"), harmless(said))
        )
    return Content("\n").join(lines)


def kept(retention: dict[str, dict[str, Any]]) -> Content:
    """The share of reviews that were known, over some spans of days; learning steps do not count."""
    lines = []
    for span, found in retention.items():
        share = found["share"]
        name = _("{days} d", days=f"{span.partition('_')[0]:>3}") + "  "
        if share is None:
            lines.append(Content.styled(f"{name}   –", "$muted"))
            continue
        lines.append(
            Content.assemble(
                (name, "$muted"),
                (f"{share:>4.0%}", "bold $success"),
                (" " + _("of {count}", count=short(found["asked"])), "$muted"),
            )
        )
    lines.append(Content.styled("\n" + _("of reviews (not\nlearning steps)"), "$muted"))
    return Content("\n").join(lines)


def sorts(cards: dict[str, int], room: int) -> Content:
    """How many cards there are of each sort, with a bar of at most `room` cells."""
    most = max((cards.get(name, 0) for name, _ in SORTS), default=0)
    lines = []
    for name, colour in SORTS:
        count = cards.get(name, 0)
        if count or name in ("new", "learning", "young", "mature"):
            share = bar(count / most if most else 0, room)
            lines.append(
                Content.assemble(
                    (padded(_(name), 9), "$muted"), (f"{short(count):>6} ", "$foreground"), (share, colour)
                )
            )
    return Content("\n").join(lines)


def columns(ahead: list[dict[str, Any]], height: int) -> Content:
    """A column a day, `height` rows high; the numbers of the first, the busiest and the last day below."""
    counts = [each["due"] for each in ahead]
    most = max(counts, default=0)
    eighths = (
        [max(round(count / most * height * 8), 1) if count else 0 for count in counts] if most else [0] * len(counts)
    )
    lines = []
    for row in range(height - 1, -1, -1):
        cells = "".join(EIGHTHS[min(max(each - row * 8, 0), 8)] + " " for each in eighths)
        lines.append(Content.styled(cells, "$primary"))
    days = "".join(padded(weekday(date.fromisoformat(each["day"]))[0], 2) for each in ahead)
    lines.append(Content.styled(days, "$muted"))
    today = short(counts[0] if counts else 0)
    counted = laid(_("today {count}"), "$muted", count=(today, "$foreground"))
    lines.append(Content.assemble(counted, (f" · {_('most {count}', count=short(most))}", "$muted")))
    return Content("\n").join(lines)
