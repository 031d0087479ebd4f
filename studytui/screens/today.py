"""Today: what is due, the days ahead, and the notes. The first screen, so its first paint is two lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from db.records import Counts, NoteSummary, Problem
from studytui.keys import key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.text import bar, one_line, padded, plural, when

if TYPE_CHECKING:
    from db.engine import Database


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the screen shows, read in one go."""

    counts: Counts
    minutes: float
    forecast: tuple[tuple[int, int], ...]
    notes: tuple[NoteSummary, ...]
    streak: int


def gather(db: Database, now: datetime) -> Overview:
    """Read today from the database; runs in a thread."""
    from db import library, queue, stats

    counts = queue.counts(db, now)
    return Overview(
        counts,
        stats.minutes(db, now, counts),
        tuple(queue.forecast(db, now, days=8)),
        tuple(library.notes(db, now)),
        stats.streak(db, now),
    )


class TodayScreen(StudyScreen[None]):
    """Today's numbers, and the way to everything else."""

    BINDINGS = [  # noqa: RUF012
        key("enter,space,1", "study", "study", help="Begin today's cards"),
        key("i", "import", "import", help="Make cards from a note or a folder"),
        key("n", "notes", "notes", help="The notes and folders that are known"),
        key("b", "browse", "browse", help="Search all cards"),
        key("d,5", "demos", "demos", help="All demos"),
        key("s", "stats", "stats", help="Days, retention, forecast"),
        key("t", "theme", "light/dark", hint=False, help="Switch between the light and the dark theme"),
        key("r", "refresh", "look again", hint=False, help="Read today and the folders again"),
        key("q,ctrl+c", "quit", "quit", hint=False, help="Leave; every answer is already on disk"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def compose(self) -> ComposeResult:
        """Two lines; the rest comes with the numbers."""
        yield TopBar(Content.styled("Study", "bold $primary"))
        yield KeyHints(self.hints())

    def on_mount(self) -> None:
        """Read the database once the first paint is out."""
        self.call_after_refresh(self.action_refresh)

    def on_screen_resume(self) -> None:
        """Numbers may have changed while another screen was open."""
        if self.study.db is not None:
            self.job(self.load(), "today")

    async def begin(self) -> None:
        """Show today, offer the first start where nothing is known yet, then look at the folders."""
        overview = await self.load()
        if overview is None:
            return
        if not overview.notes:
            self.study.open("first")
        else:
            self.look_at_folders()

    async def load(self) -> Overview | None:
        """Read and show today; a problem is shown in its place."""
        try:
            overview = await self.ask(gather, self.study.clock())
        except Problem as problem:
            await self.show_problem(str(problem))
            return None
        await self.show(overview)
        return overview

    def look_at_folders(self) -> None:
        """See what is new in the remembered folders, quietly."""
        from studytui.screens.folders import look

        self.job(look(self.study, self.show_looked), "folders")

    def show_looked(self, sentence: str) -> None:
        """Say in one line what the folders brought."""
        for line in self.query("#looked").results(Static):
            line.update(Content.styled(one_line(sentence, self.size.width - 6), "$muted"))

    async def show(self, overview: Overview) -> None:
        """Put an overview on the screen."""
        now = self.study.clock()
        self.query_one(TopBar).show(
            Content.styled("Study", "bold $primary"), Content.styled(_date_line(now, overview.streak), "$muted")
        )
        wide = self.size.width >= 100
        room = (self.size.width - 4) // 2 if self.size.width >= 60 else self.size.width - 4
        texts = {
            "today": today_box(overview, now),
            "ahead": ahead_box(overview.forecast, min(room - 4, 60 if wide else 40)),
            "notes": notes_list(overview.notes, min(self.size.width - 6, 110)),
        }
        if not self.query("#today"):
            today, ahead = Static(id="today", classes="box"), Static(id="ahead", classes="box")
            today.border_title, ahead.border_title = "Today", "Next days"
            from textual.containers import Horizontal, VerticalScroll

            body = VerticalScroll(
                Horizontal(today, ahead, id="boxes"),
                Static(id="notes"),
                Static(self.study.looked, id="looked", markup=False),
                id="body",
                can_focus=False,
            )
            await self.query("#problem").remove()
            await self.mount(body, self.small())
        for name, text in texts.items():
            self.query_one(f"#{name}", Static).update(text)
        self.overview = overview

    overview: Overview | None = None

    async def on_resize(self) -> None:
        """The columns follow the window."""
        if self.overview is not None:
            await self.show(self.overview)

    async def show_problem(self, sentence: str) -> None:
        """A database that cannot be opened: what, where, and what to do, with the way to try again."""
        await self.query("#body, #problem").remove()
        text = Content.assemble(
            (sentence, "$foreground"),
            "\n\n",
            ("r", "bold $primary"),
            (" try again   ", "$muted"),
            ("q", "bold $primary"),
            (" quit", "$muted"),
        )
        await self.mount(Static(text, id="problem", classes="box"))

    def action_study(self) -> None:
        """Open the review, where there is something to review."""
        if self.overview is None:
            return
        if self.overview.counts.total == 0:
            self.study.notice("Nothing is due now. Browse the cards with b, or look at a demo with d.")
            return
        self.study.open("review")

    def action_import(self) -> None:
        """Choose what to import."""
        self.study.open("notes", naming=True)

    def action_notes(self) -> None:
        """Open the notes."""
        self.study.open("notes")

    def action_browse(self) -> None:
        """Open the cards."""
        self.study.open("browse")

    def action_demos(self) -> None:
        """Open the list of demos."""
        self.study.open("demos")

    def action_stats(self) -> None:
        """Open the statistics."""
        self.study.open("stats")

    def action_theme(self) -> None:
        """The other theme."""
        self.study.switch_theme()

    def action_refresh(self) -> None:
        """Read everything again."""
        self.job(self.begin(), "today")

    def action_quit(self) -> None:
        """Leave the app."""
        self.study.exit()


def _date_line(now: datetime, streak: int) -> str:
    day = f"{now:%a} {now.day} {now:%b}"
    return day if streak < 2 else f"{day} · {streak} days in a row"


def today_box(overview: Overview, now: datetime) -> Content:
    """The numbers of today, or a friendly word where nothing is due."""
    counts = overview.counts
    if counts.total == 0:
        parts: list[tuple[str, str]] = [("Nothing is due", "bold $success")]
        if counts.next_due is not None:
            parts.append((f"\nThe next card comes {when(counts.next_due, now)}.", "$foreground"))
        parts.append(("\n\nUntil then: ", "$muted"))
        for place, (name, what) in enumerate((("b", "browse"), ("d", "demos"))):
            parts += [("" if not place else "  ", ""), (name, "bold $primary"), (f" {what}", "$muted")]
        return Content.assemble(*parts)
    minutes = max(1, round(overview.minutes))
    return Content.assemble(
        (plural(counts.total, "card"), "bold $ink"),
        (f"   about {plural(minutes, 'minute')}", "$muted"),
        "\n\n",
        (f"{counts.review}", "bold $primary"),
        (" due · ", "$muted"),
        (f"{counts.new}", "bold $success"),
        (" new · ", "$muted"),
        (f"{counts.learning}", "bold $accent"),
        (" learning", "$muted"),
        "\n\n",
        (" Enter ", "reverse bold $primary"),
        ("  begin", "$foreground"),
    )


def ahead_box(forecast: tuple[tuple[int, int], ...], width: int) -> Content:
    """A bar a day, today left out."""
    days = forecast[1:6]
    most = max((count for _, count in days), default=0)
    room = max(width - 10, 4)
    lines = []
    for day, count in days:
        share = count / most if most else 0.0
        lines.append(
            Content.assemble(
                (f"{date.fromordinal(day):%a}  ", "$muted"),
                (bar(share, room), "$primary"),
                (f" {count}" if count else "–", "$foreground" if count else "$faint"),
            )
        )
    return Content("\n").join(lines)


def notes_list(notes: tuple[NoteSummary, ...], width: int) -> Content:
    """The notes with their cards and what is due of them."""
    name_room = max(width - 22, 10)
    lines = [Content.styled(f"{padded('Notes', name_room)}{'cards':>8}{'due':>7}{'new':>7}", "$muted")]
    for note in notes:
        name = note.title or note.path.rpartition("/")[2]
        lines.append(
            Content.assemble(
                (padded(name, name_room), "$muted" if note.missing else "$foreground"),
                (f"{note.cards:>8}", "$muted"),
                (f"{note.due or '·':>7}", "bold $primary" if note.due else "$faint"),
                (f"{note.new or '·':>7}", "$success" if note.new else "$faint"),
            )
        )
    return Content("\n").join(lines)
