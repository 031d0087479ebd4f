"""A demo in a box beside the card: shapes, picture, timing and checks at one glance, its knobs under the arrow keys."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from cards.translation import _
from demos.demo import Guess, Picture, Value, Values
from studytui.demo import frame
from studytui.demo.axes import panel_widths
from studytui.demo.compare import SHARED
from studytui.demo.gallery import MAPS, Page, first_page, pages, remarks_text, widget_for
from studytui.demo.glance import numbers, one_line_of
from studytui.demo.guess import Guessed, GuessPlot
from studytui.demo.progress import progress
from studytui.demo.run import DemoRun, Knobs, State, knobs_of
from studytui.demo.shades import shades_of
from studytui.demo.steps import costs_brief, steps_brief
from studytui.keys import key
from studytui.widgets.put import put, stands

if TYPE_CHECKING:
    from studytui.ports import Study

BROAD = ("queues", "text")  # kinds of pictures that take the whole width
TALL = 18  # rows from which the parts stand below one another
SIDE = 22  # cells of the right column
WIDE = 26  # cells of the picture: one a key, up to 24 of them and a little air


class InlineDemo(Widget, can_focus=True):
    """One demo under or beside a card. `start` runs it; `close` ends it, and whoever mounted the box takes it away.

    `demo_id` and `values` say what is on the screen, so that the whole of the demo can be opened as it stands here.
    """

    DEFAULT_CSS = """
    InlineDemo { height: 14; border: round $faint; padding: 0 1; }
    InlineDemo:focus { border: round $primary; }
    InlineDemo #parts { layout: horizontal; height: 1fr; width: 1fr; }
    InlineDemo #steps { width: 1fr; height: 1fr; }
    InlineDemo #picture { width: 26; height: 1fr; margin: 0 2 0 1; }
    InlineDemo #picture > * { width: 1fr; height: 1fr; }
    InlineDemo #side { width: 22; height: 1fr; }
    InlineDemo #said { display: none; height: auto; }
    InlineDemo.-slim #steps, InlineDemo.-drawn #steps, InlineDemo.-panels #steps { display: none; }
    InlineDemo.-drawn #picture { width: 1fr; margin: 0 2 0 0; }
    InlineDemo.-panels #picture { width: 1fr; height: 1fr; margin: 0; layout: horizontal; }
    InlineDemo.-panels #picture > * { margin: 0 2 0 0; }
    InlineDemo.-panels #picture > *:last-child { margin: 0; }
    InlineDemo.-panels #parts { layout: vertical; }
    InlineDemo.-panels #side { width: 1fr; height: 2; }
    InlineDemo.-tall #parts { layout: vertical; }
    InlineDemo.-tall #steps { width: 1fr; height: auto; max-height: 9; display: block; }
    InlineDemo.-tall #picture { width: 1fr; height: 1fr; margin: 1 0 0 0; }
    InlineDemo.-tall #side { width: 1fr; height: auto; max-height: 8; }
    InlineDemo.-waiting #picture, InlineDemo.-waiting #side, InlineDemo.-asked #side { display: none; }
    InlineDemo.-wrong #parts { display: none; }
    InlineDemo.-wrong #said { display: block; color: $error; }
    .-wide InlineDemo { height: 1fr; max-height: 34; }
    """
    BINDINGS = [
        key("left", "change(-1)", "less", hint=False),
        key("right", "change(1)", "more", hint=False),
        key("up", "choose(-1)", "previous parameter", hint=False),
        key("down", "choose(1)", "next parameter", hint=False),
        key("left_square_bracket", "turn(-1)", "previous picture", hint=False),
        key("right_square_bracket", "turn(1)", "next picture", hint=False),
        key("r", "reset", "reset", hint=False),
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.demo_id = ""
        self.running = False
        self.knobs: Knobs | None = None
        self.run: DemoRun | None = None
        self.wrong = ""
        self._place: int | None = None  # the picture chosen by hand
        self._drawn: tuple[object, ...] = ()
        self._due = False
        self._clock: Timer | None = None
        self._began = 0.0
        self._ending: asyncio.Task[None] | None = None

    @property
    def values(self) -> dict[str, Value]:
        """The parameters as they stand now."""
        return dict(self.knobs.values) if self.knobs is not None else {}

    def compose(self) -> ComposeResult:
        """Shapes, picture, numbers."""
        with Container(id="parts"):
            yield Static(id="steps", markup=False)
            yield Container(id="picture")
            yield Static(id="side", markup=False)
        yield Static(id="said", markup=False)

    def start(self, demo_id: str, params: Values) -> None:
        """Run a demo with these parameters (text is understood; what does not fit is said and left at its default)."""
        self.demo_id, self.running, self.wrong = demo_id, True, ""
        self._began = asyncio.get_running_loop().time()
        self.focus()
        self._tick()
        if self._clock is None:
            self._clock = self.set_interval(0.1, self._tick)
        self.run_worker(self._begin(demo_id, dict(params)), group="demo", exclusive=True, exit_on_error=False)

    async def _begin(self, demo_id: str, params: dict[str, Value]) -> None:
        from demos.runner import Failed

        runner = self.study.runner
        if self.run is not None:
            await self.run.close()
            self.run = None
        try:
            if runner is None:
                raise Failed(_("Demos are not available here."))
            self.knobs = await knobs_of(runner, demo_id, params)
        except Failed as failed:
            self.wrong = str(failed)
            self._changed()
            return
        own = next((param.name for param in self.knobs.params if param.name not in SHARED), "")
        self.knobs.focus(own)  # the concept's own parameter is the one to turn first
        self.run = DemoRun(runner, demo_id, self._changed)
        self.run.request(self.knobs.values)

    def close(self) -> None:
        """End what runs; nothing is drawn any more."""
        self.running = False
        self.workers.cancel_node(self)
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
        if self.run is not None:
            self._ending = asyncio.create_task(self.run.close())
            self.run = None

    def on_unmount(self) -> None:
        """A box that is taken away ends its run."""
        self.close()

    # -- what the keys do ------------------------------------------------------------------------------------------

    def action_change(self, direction: int) -> None:
        """Turn the focused knob; the demo runs again."""
        if self.knobs is not None and self.run is not None and self.knobs.change(direction):
            self.knobs.problems.clear()
            self.run.request(self.knobs.values)
            self._changed()

    def action_choose(self, step: int) -> None:
        """Go to another knob."""
        if self.knobs is not None:
            self.knobs.choose(step)
            self._changed()

    def action_reset(self) -> None:
        """Every knob back to its default."""
        if self.knobs is not None and self.run is not None and self.knobs.reset():
            self.run.request(self.knobs.values)

    def action_turn(self, step: int) -> None:
        """Another picture."""
        if self.run is not None and (every := self._pages()):
            shown = self.page
            here = next((n for n, page in enumerate(every) if shown is not None and page.title == shown.title), 0)
            self._place = (here + step) % len(every)
            self._changed()

    def _pages(self) -> list[Page]:
        """All pictures, those of a group on one page, the times over T last."""
        if self.run is None:
            return []
        report = replace(self.run.report)
        report.pictures = [self.study.expected.laid_over(report, picture) for picture in report.pictures]
        return [*pages(report), *(Page(p.title, (p,)) for p in report.pictures if p.role == "sweep")]

    @property
    def page(self) -> Page | None:
        """The picture that is shown, with those of its group."""
        if self.run is None:
            return None
        every = self._pages()
        if self._place is not None and self._place < len(every):
            return every[self._place]
        first = first_page(self.run.report)
        return next((page for page in every if first is not None and page.title == first.title), first)

    @property
    def study(self) -> Study:
        """The app, with its type."""
        return cast("Study", self.app)

    @property
    def asked(self) -> Guess | None:
        """The line that is to be drawn before the run is seen."""
        return self.study.expected.wanted(self.run.report) if self.run is not None else None

    def on_guessed(self, message: Guessed) -> None:
        """The line is drawn, or passed over: the arrows turn the knobs again."""
        self.study.expected.keep(self.demo_id, message.guess, message.line)
        self.focus()
        self._changed()

    @property
    def picture(self) -> Picture | None:
        """The picture that is shown, the first of its group."""
        return self.page.pictures[0] if self.page is not None else None

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if not self._due and self.running:
            self._due = True
            self.call_later(self._draw)

    def _tick(self) -> None:
        if self.running and (self.run is None or self.run.busy):
            self._changed()

    def on_resize(self) -> None:
        """Below one another where there is room for it."""
        self.set_class(self.size.height >= TALL, "-tall")
        self.set_class(self.size.width < 56 and self.size.height < TALL, "-slim")
        self._changed()

    async def _draw(self) -> None:
        self._due = False
        if not stands(self) or not self.running:
            return
        self.border_title = frame.title(self.demo_id, self.knobs, self.run)
        self.border_subtitle = Content("") if self.asked is not None else frame.keys(self.knobs)
        run = self.run
        wrong = self.wrong or (run.sentence if run is not None and run.state is State.FAILED else "")
        empty = run is None or not (run.report.steps or run.report.pictures)
        self.set_class(bool(wrong) and empty, "-wrong")
        self.set_class(empty, "-waiting")
        self.set_class(self.asked is not None, "-asked")
        put(self.query_one("#said", Static), wrong, layout=True)
        if run is None:
            waited = asyncio.get_running_loop().time() - self._began
            put(self.query_one("#steps", Static), "" if wrong else progress(State.LOADING, waited))
            return
        self._lay_out()
        self._draw_steps(run)
        self._draw_side(run, wrong)
        await self._draw_picture()

    def _draw_steps(self, run: DemoRun) -> None:
        steps = self.query_one("#steps", Static)
        if not run.report.steps:
            put(steps, progress(run.state, run.seconds) if run.busy else "")
            return
        tall = self.has_class("-tall")
        room = self.size.width if tall else max(self.size.width - SIDE - WIDE - 3, 10)
        height = 8 if tall else max(self.size.height, 4)
        text = steps_brief(run.report, room, height)
        below = costs_brief(run.report)[: max(height - 1 - text.plain.count("\n") - 1, 0)]
        put(steps, Content("\n").join([text, *([Content("")] if below else []), *below]), layout=tall)

    def _draw_side(self, run: DemoRun, wrong: str) -> None:
        tall, panels = self.has_class("-tall"), self.has_class("-panels")
        width = self.size.width if tall or panels else SIDE
        height = 8 if tall else 2 if panels else max(self.size.height, 4)
        lines: list[Content] = []
        for sentence in [wrong, *(self.knobs.problems if self.knobs is not None else [])]:
            if sentence:
                lines += Content.styled(sentence, "$error").wrap(width)
        if panels and not tall:
            lines.append(one_line_of(run, width))
        else:
            lines += numbers(run, self.picture, shades_of(self.app), width, height - len(lines), legend=not tall)
        said = [r.text for r in run.report.remarks]
        if self.page is not None:
            said = list(dict.fromkeys([*(p.remark for p in self.page.pictures if p.remark), *said]))
        if said and len(lines) < height:
            lines.append(remarks_text(said, width, height - len(lines)))
        put(self.query_one("#side", Static), Content("\n").join(lines), layout=tall)

    async def _draw_picture(self) -> None:
        place = self.query_one("#picture", Container)
        page = self.page
        if (guess := self.asked) is not None:
            if not place.query(GuessPlot):
                self._drawn = ()
                await place.remove_children()
                await place.mount(plot := GuessPlot(guess))
                plot.focus()
            return
        if page is None:
            return
        tall, several = self.has_class("-tall"), len(page.pictures) > 1
        drawn = (tall, *((picture.title, picture.kind) for picture in page.pictures))
        if drawn != self._drawn or len(place.children) != len(page.pictures):
            self._drawn = drawn
            await place.remove_children()
            for picture in page.pictures:
                widget = widget_for(picture, compact=not tall or several, title=several)
                widget.can_focus = False  # the arrows turn the knobs
                await place.mount(widget)
        else:
            for widget, picture in zip(place.children, page.pictures, strict=True):
                widget.picture = picture  # type: ignore[attr-defined]
        self._share()

    def _share(self) -> None:
        """The cells that each of several pictures gets."""
        place, page = self.query_one("#picture", Container), self.page
        if page is not None and len(page.pictures) > 1:
            for widget, cells in zip(place.children, panel_widths(page.pictures, self.size.width), strict=False):
                widget.styles.width = cells

    def _lay_out(self) -> None:
        """Pictures side by side take the whole width, a drawing all but the numbers; a map leaves the steps room."""
        page = self.page
        kinds = {picture.kind for picture in page.pictures} if page is not None else set()
        kinds = {"curves"} if self.asked is not None else kinds
        wide = self.asked is None and page is not None and (len(page.pictures) > 1 or bool(kinds & set(BROAD)))
        self.set_class(wide, "-panels")
        self.set_class(not wide and bool(kinds) and not kinds & set(MAPS), "-drawn")
