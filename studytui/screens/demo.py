"""The whole of a demo: its knobs on the left; shapes, pictures, timing, checks and source on the right."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from demos.catalog import BY_ID
from demos.demo import Values
from demos.questions import there
from studytui.demo.checks import checks_brief
from studytui.demo.guess import GuessPlot
from studytui.demo.panes import Panes
from studytui.demo.params import Params, value_text
from studytui.demo.progress import progress
from studytui.demo.run import DemoRun, State, knobs_of
from studytui.demo.tabs import TABS, Tabs
from studytui.demo.timing import ran_in, timing_brief
from studytui.keys import key
from studytui.screens.panes import PanesScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.put import put, stands


class DemoScreen(PanesScreen):
    """One demo with everything it shows. `given` sets its parameters; text is understood."""

    CSS_PATH = "demo.tcss"
    BINDINGS = [
        key("up", "choose(-1)", "choose", shown="↑↓", help="Choose a parameter", name="previous-parameter"),
        key("down", "choose(1)", "next parameter", hint=False, help="The next parameter", name="next-parameter"),
        key("left", "change(-1)", "change", shown="←→", help="Change it; the demo runs again", name="less"),
        key("right", "change(1)", "more", hint=False, help="More of it", name="more"),
        key("enter", "type", "type", shown="⏎", help="Type a value for it"),
        key("f", "follow", "follow a row", help="Follow one query through the head, stage by stage; esc goes back"),
        key("1", "tab(0)", "shapes", hint=False, help="Each step with its shapes", name="shapes"),
        key("2", "tab(1)", "picture", hint=False, help="The masks, weights and curves", name="picture"),
        key("3", "tab(2)", "timing", hint=False, help="How long each form takes, over T", name="timing"),
        key("4", "tab(3)", "checks", hint=False, help="The invariants, tried on this run", name="checks"),
        key("5", "tab(4)", "source", hint=False, help="The functions that ran", name="source"),
        key("tab", "next_tab(1)", "next", hint=False, help="The next tab", name="next-tab"),
        key("shift+tab", "next_tab(-1)", "previous", hint=False, help="The tab before", name="previous-tab"),
        key("n", "numbers", "numbers", hint=False, help="Numbers instead of words on the sides of a picture, and back"),
        key("o", "unfold", "unfold", hint=False, help="On the source tab: the fast form too, or the mechanism alone"),
        key(
            "e",
            "expect",
            "expect",
            help="Draw the line you expect, before a training or a sweep; the run is laid over it",
        ),
        key("q", "question", "question", help="Be asked about this demo; the answer is marked and schedules nothing"),
        key("c", "compare", "compare", help="Put a second demo or setting beside this one"),
        key("escape", "back", "back", shown="esc", help="Back to where you came from"),
        key("z,space", "look", "cursor", help="The arrows move a cursor on the picture; esc gives them back"),
        key(
            "left_square_bracket,comma",
            "turn(-1)",
            "previous picture",
            hint=False,
            help="The picture before",
            name="previous-picture",
        ),
        key(
            "right_square_bracket,full_stop",
            "turn(1)",
            "next picture",
            hint=False,
            help="The next picture",
            name="next-picture",
        ),
        key("g", "grid", "side by side", hint=False, help="Pictures of a kind side by side, or one by one"),
        key("plus,equals_sign", "zoom(1)", "nearer", hint=False, help="Zoom in on the picture", name="nearer"),
        key("minus", "zoom(-1)", "farther", hint=False, help="Zoom out", name="farther"),
        key("p", "preset", "preset", help="The next of the settings worth seeing"),
        key("r", "reset", "reset", hint=False, help="Every parameter back to its default, and run again"),
        key("s", "seed", "seed", help="Another random seed"),
        key("x", "stop", "stop", hint=False, help="End the run and keep what it gave"),
        key("pageup", "page(-1)", "up", hint=False, help="Scroll up", name="page-up"),
        key("pagedown", "page(1)", "down", hint=False, help="Scroll down", name="page-down"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, demo_id: str, given: Values | None = None) -> None:
        super().__init__()
        self.demo_id = demo_id
        self.given = dict(given or {})
        self.failed = ""  # why there is no demo at all
        self._began = 0.0

    def compose(self) -> ComposeResult:
        """Everything but the source, which is read when it is looked at."""
        entry = BY_ID.get(self.demo_id)
        yield TopBar(Content.styled(entry.title if entry else self.demo_id, "bold $primary"))
        with Horizontal(id="frame"):
            with Vertical(id="left"):
                yield Params(id="params")
                yield Static(id="glance", markup=False)
            with Vertical(id="right"):
                yield Tabs(id="tabs")
                yield Static(id="said", markup=False)
                yield Panes(self.demo_id)
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Ask what can be turned, then run."""
        self._began = asyncio.get_running_loop().time()
        self.set_interval(0.1, self._tick)
        self.job(self._begin(), "demo")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._changed())

    async def _begin(self) -> None:
        from demos.runner import Failed

        runner = self.study.runner
        try:
            if runner is None:
                raise Failed(_("Demos are not available here."))
            self.knobs = await knobs_of(runner, self.demo_id, self.given)
        except Failed as failed:
            self.failed = str(failed)
            self._changed()
            return
        self.wrong = " ".join(self.knobs.problems)
        self.run = DemoRun(runner, self.demo_id, self._changed)
        self._again()

    async def on_unmount(self) -> None:
        """End the run with the screen."""
        if self.run is not None:
            await self.run.close()

    def available(self, action: str) -> bool:
        """Presets, seeds and questions where there are any."""
        if action == "question":
            return there(self.demo_id)
        if action.startswith("follow"):
            return self.run is not None and self.run.report.walk is not None
        if action == "expect":
            return self.run is not None and bool(self.run.report.guesses)
        if self.knobs is None or not action.startswith(("preset", "seed")):
            return True
        return bool(self.knobs.presets) if action == "preset" else "seed" in self.knobs.values

    def action_question(self) -> None:
        """Be asked about what stands here."""
        if there(self.demo_id):
            self.study.open("train", self.demo_id, dict(self.knobs.values) if self.knobs is not None else None)
        else:
            self.study.notice(_("There are no questions about this demo."))

    def action_choose(self, step: int) -> None:
        """Another parameter; where there is only text to read, scroll it."""
        if self.tab == "source":
            self.panes.pane.scroll_relative(y=step, animate=False)
        elif self.knobs is not None:
            self.knobs.choose(step)
            self._changed()

    def action_compare(self) -> None:
        """A second demo or setting beside this one."""
        if self.knobs is not None:
            self.study.open("compare", self.demo_id, dict(self.knobs.values))

    def action_back(self) -> None:
        """Give the arrows back, or leave; the run ends with the screen."""
        if self._close_typing():
            return
        if self.tab == "row":
            self.action_tab(TABS.index("picture"))
            return
        if self.tab == "guess":
            self.query_one(GuessPlot).action_pass_over()
            return
        if self.focused is not None:
            self.set_focus(None)
            return
        self.dismiss()

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if self.run is None:
            self._changed()
        elif self.run.busy:
            self.query_one(TopBar).right = self._state(self.run)

    def on_resize(self) -> None:
        """Texts follow the window."""
        self.call_after_refresh(self._changed)

    async def _draw(self) -> None:
        self._due = False
        if not stands(self):
            return
        run, said = self.run, self.query_one("#said", Static)
        if self.knobs is not None:
            self.query_one(Params).show(self.knobs, self.wrong)
        if run is None or self.knobs is None:
            waited = asyncio.get_running_loop().time() - self._began
            self.query_one(TopBar).right = Content("") if self.failed else progress(State.LOADING, waited)
            put(said, Content.styled(self.failed, "$error"), layout=True)
            said.display = bool(self.failed)
            return
        sentence = Content.styled(run.sentence, "$error") if run.state is State.FAILED else Content("")
        put(said, sentence, layout=True)
        said.display = bool(sentence.plain)
        self.query_one(TopBar).right = self._state(run)
        self.query_one(Tabs).show(run.report, self.tab)
        self.show_hints()
        self._draw_glance(run)
        if self.tab == "picture" and (guess := self.study.expected.wanted(run.report)) is not None:
            self.panes.expect(guess)
        await self.panes.show(run.report, run.busy)

    def _state(self, run: DemoRun) -> Content:
        knobs = self.knobs
        if knobs is not None and knobs.focused is not None and self.has_class("-narrow"):
            name = knobs.focused.name  # there is no room for the panel, so the knob that is turned stands here
            return Content.assemble((f"{name} ", "$muted"), (f"◂ {value_text(knobs.values[name])} ▸", "bold $primary"))
        if run.busy:
            return progress(run.state, run.seconds, measuring=bool(run.report.timings))
        if run.state is State.STOPPED:
            return Content.styled(_("stopped; what came is kept"), "$accent")
        return Content.styled(ran_in(run.report), "$muted")

    def _draw_glance(self, run: DemoRun) -> None:
        """Where the window is large, timings and checks stand below the knobs on every tab."""
        glance = self.query_one("#glance", Static)
        size: Any = glance.size
        if glance.display and size.height > 2:
            lines = timing_brief(run.report, size.width, 4)
            lines += [Content("")] if lines else []
            lines += checks_brief(run.report, size.width, size.height - len(lines))
            put(glance, Content("\n").join(lines))
