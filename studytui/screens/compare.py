"""Two demos, or two settings of one, side by side on the same inputs, with the difference of what they give."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from demos.demo import Picture, Values
from studytui.demo.compare import SHARED, Comparison, Difference, difference, side, twin
from studytui.demo.gallery import first_picture, own_pictures
from studytui.demo.heatmap import HeatMap
from studytui.demo.legend import number
from studytui.demo.params import value_text
from studytui.demo.progress import progress
from studytui.demo.retelling import sentence
from studytui.demo.run import Knobs
from studytui.demo.side import Beside, Frame
from studytui.keys import key
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.put import put, stands


class CompareScreen(StudyScreen[None]):
    """A demo, and beside it the same demo (or another, chosen with o) with other settings."""

    CSS_PATH = "compare.tcss"
    BINDINGS = [
        key("tab,1", "side", "side", shown="tab", help="The keys act on the other side"),
        key("up", "choose(-1)", "choose", shown="↑↓", help="Choose a parameter", name="previous-parameter"),
        key("down", "choose(1)", "next parameter", hint=False, help="The next parameter", name="next-parameter"),
        key(
            "left",
            "change(-1)",
            "change",
            shown="←→",
            help="Change it; what makes the inputs changes on both sides",
            name="less",
        ),
        key("right", "change(1)", "more", hint=False, help="More of it", name="more"),
        key("o,2", "other", "other", help="Another demo on this side"),
        key("v,3", "difference", "difference", help="The picture of the difference, or the two pictures"),
        key("escape,q", "back", "back", shown="esc", help="Back to the demo"),
        key(
            "left_square_bracket,comma",
            "turn(-1)",
            "previous picture",
            hint=False,
            help="Compare the picture before",
            name="previous-picture",
        ),
        key(
            "right_square_bracket,full_stop",
            "turn(1)",
            "picture",
            shown="[ ]",
            help="Compare the next picture",
            name="next-picture",
        ),
        key("z,space", "look", "look closer", hint=False, help="The arrows move a cursor; esc gives them back"),
        key("plus,equals_sign", "zoom(1)", "nearer", hint=False, help="Zoom in on all pictures", name="nearer"),
        key("minus", "zoom(-1)", "farther", hint=False, help="Zoom out", name="farther"),
        key("p", "preset", "preset", hint=False, help="The next of the settings worth seeing"),
        key("s", "seed", "seed", hint=False, help="Another random seed on both sides"),
        key("r", "reset", "reset", hint=False, help="This side back to its defaults"),
        key("x", "stop", "stop", hint=False, help="End both runs and keep what they gave"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self, demo_id: str, given: Values, other: str = "", other_given: Values | None = None) -> None:
        super().__init__()
        self.wanted = ((demo_id, dict(given)), (other or demo_id, dict(given) | dict(other_given or {})))
        self.pair = Comparison()
        self.title_shown = ""  # the picture chosen by hand
        self.failed = ""
        self._due = False

    def compose(self) -> ComposeResult:
        """Two sides, the difference, and a line that says it in a number."""
        yield TopBar(Content.styled(_("Compare"), "bold $primary"))
        with Horizontal(id="sides"):
            yield Beside(id="left")
            yield Beside(id="right")
            with Vertical(id="third"):
                yield Frame(id="difference")
        yield Static(id="says", markup=False)
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Run both."""
        if not stands(self):
            return
        self.query_one("#third").border_title = "difference"
        self.set_interval(0.1, self._tick)
        self.job(self._begin(), "compare")

    async def _begin(self) -> None:
        from demos.runner import Failed

        runner = self.study.runner
        try:
            if runner is None:
                raise Failed(_("Demos are not available here."))
            for demo_id, given in self.wanted:
                self.pair.sides.append(await side(runner, demo_id, given, self._changed))
        except Failed as failed:
            self.failed = str(failed)
        self.pair.rerun()
        self._changed()

    async def on_unmount(self) -> None:
        """End both runs."""
        for one in self.pair.sides:
            await one.run.close()

    @property
    def ready(self) -> bool:
        """Whether both sides are there."""
        return len(self.pair.sides) == 2

    # -- what the keys do ------------------------------------------------------------------------------------------

    def _turn_knobs(self, act: object) -> None:
        assert callable(act)
        if self.ready and self.pair.change(act):
            self.pair.rerun()
        self._changed()

    def action_side(self) -> None:
        """The other side."""
        self.pair.active = 1 - self.pair.active
        self._changed()

    def action_choose(self, step: int) -> None:
        """Another parameter of this side."""
        if self.ready:
            self.pair.here.knobs.choose(step)
            self._changed()

    def action_change(self, direction: int) -> None:
        """Turn it."""
        self._turn_knobs(lambda knobs: knobs.change(direction))

    def action_preset(self) -> None:
        """The next named setting."""
        self._turn_knobs(Knobs.next_preset)

    def action_reset(self) -> None:
        """Defaults."""
        self._turn_knobs(Knobs.reset)

    def action_seed(self) -> None:
        """Another seed, on both."""
        self._turn_knobs(Knobs.reseed)

    def action_stop(self) -> None:
        """End both runs."""
        for one in self.pair.sides:
            one.run.stop()

    def action_other(self) -> None:
        """Choose another demo for this side."""
        if self.ready:
            self.study.open("demos", choosing=True, then=self._take)

    def _take(self, demo_id: str | None) -> None:
        if demo_id is not None:
            self.job(self._replace(demo_id), "compare")

    async def _replace(self, demo_id: str) -> None:
        from demos.runner import Failed

        runner, place = self.study.runner, self.pair.active
        if runner is None:
            return
        try:
            new = await side(runner, demo_id, self.pair.there.knobs.values, self._changed)
        except Failed as failed:
            self.study.notice(str(failed), wrong=True)
            return
        old, self.pair.sides[place] = self.pair.sides[place], new
        await old.run.close()
        self.pair.rerun()
        self._changed()

    def action_turn(self, step: int) -> None:
        """Another picture."""
        if not self.ready:
            return
        titles = [picture.title for picture in own_pictures(self.pair.sides[0].run.report)]
        shown = self._picture()
        if titles and shown is not None:
            place = titles.index(shown.title) if shown.title in titles else 0
            self.title_shown = titles[(place + step) % len(titles)]
            self._changed()

    def action_difference(self) -> None:
        """The picture of the difference in place of the two, where there is no room for three."""
        self.toggle_class("-difference")
        self.call_after_refresh(self._changed)

    def action_look(self) -> None:
        """The keyboard goes from picture to picture, then back."""
        maps = [m for m in self.query(HeatMap) if m.region.area]
        at = next((n for n, m in enumerate(maps) if m.has_focus), -1)
        self.set_focus(maps[at + 1] if at + 1 < len(maps) else None)

    def action_zoom(self, direction: int) -> None:
        """Nearer or farther on all."""
        for found in self.query(HeatMap):
            found.action_zoom(direction)

    def on_heat_map_moved(self, message: HeatMap.Moved) -> None:
        """One cursor for all pictures."""
        for found in self.query(HeatMap):
            if not found.has_focus:
                found.follow(message.spot.i, message.spot.j)

    def action_back(self) -> None:
        """Give the arrows back, or leave."""
        if self.focused is not None:
            self.set_focus(None)
            return
        self.dismiss()

    # -- drawing ---------------------------------------------------------------------------------------------------

    def _tick(self) -> None:
        if not self.ready or any(one.run.busy for one in self.pair.sides):
            self._changed()

    def on_resize(self) -> None:
        """Texts follow the window."""
        self.call_after_refresh(self._changed)

    def _changed(self) -> None:
        if not self._due:
            self._due = True
            self.call_later(self._draw)

    def _picture(self) -> Picture | None:
        report = self.pair.sides[0].run.report
        chosen = [p for p in report.pictures if p.title == self.title_shown]
        return chosen[0] if chosen else first_picture(report)

    async def _draw(self) -> None:
        self._due = False
        if not stands(self):
            return
        says = self.query_one("#says", Static)
        if not self.ready:
            put(says, Content.styled(self.failed, "$error"))
            return
        left, right = self.pair.sides
        picture = self._picture()
        await self.query_one("#left", Beside).show(left, picture, self.pair.active == 0)
        await self.query_one("#right", Beside).show(right, twin(picture, right.run.report), self.pair.active == 1)
        told = difference(left.run.report, right.run.report)
        title = picture.title if picture is not None and picture.kind == "heat" else ""
        shown = difference(left.run.report, right.run.report, title)
        third = shown if isinstance(shown, Difference) else told
        await self.query_one("#difference", Frame).show(third.picture if isinstance(third, Difference) else None)
        if not stands(self):
            return
        self.query_one("#third").border_title = third.picture.title if isinstance(third, Difference) else "difference"
        put(says, self._says(told))
        self.query_one(TopBar).show(
            Content.assemble(
                (_("Compare"), "bold $primary"), (f"   {sentence(picture.title)}" if picture else "", "$muted")
            ),
            self._inputs(),
        )

    def _says(self, told: Difference | str) -> Content:
        if isinstance(told, str):
            return Content.styled(told, "$muted")
        if told.largest == 0:
            alike = self.pair.sides[0].demo_id == self.pair.sides[1].demo_id
            hint = "   " + _("←→ changes a side, {other} its demo", other=self.key_of("other")) if alike else ""
            return Content.assemble((_("The outputs are the same, to the last bit."), "$success"), (hint, "$muted"))
        return Content.assemble(
            (_("outputs") + "   ", "$muted"),
            (_("max") + " |Δ| ", "$muted"),
            (number(told.largest), "bold $accent"),
            (f"   {_('mean')} |Δ| ", "$muted"),
            (number(told.mean), "$foreground"),
        )

    def _inputs(self) -> Content:
        left, right = self.pair.sides
        busy = next((one.run for one in self.pair.sides if one.run.busy), None)
        if busy is not None:
            return progress(busy.state, busy.seconds, measuring=bool(busy.report.timings))
        same = [name for name in left.knobs.values if name in right.knobs.values and name in SHARED]
        if all(left.knobs.values[name] == right.knobs.values[name] for name in same):
            words = "  ".join(f"{name} {value_text(left.knobs.values[name])}" for name in same)
            return Content.styled(_("same inputs: {words}", words=words) if words else "", "$muted")
        return Content.styled(_("the inputs differ"), "$accent")
