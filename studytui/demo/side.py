"""One side of a comparison: which demo with which values, a picture of it, and what it costs."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from demos.demo import Picture
from studytui.demo.compare import Side
from studytui.demo.gallery import widget_for
from studytui.demo.legend import number
from studytui.demo.params import value_text
from studytui.demo.progress import progress
from studytui.demo.run import State
from studytui.demo.steps import big
from studytui.widgets.put import put


class Frame(Container):
    """A place for one picture, drawn by the widget of its kind."""

    DEFAULT_CSS = """
    Frame { height: 1fr; }
    Frame > * { width: 1fr; height: 1fr; }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._kind = ""

    async def show(self, picture: Picture | None) -> None:
        """Draw a picture; a widget that fits stays and only takes it in."""
        if picture is None:
            self._kind = ""
            await self.remove_children()
        elif self._kind == picture.kind and self.children:
            self.children[0].picture = picture  # type: ignore[attr-defined]
        else:
            self._kind = picture.kind
            await self.remove_children()
            await self.mount(widget_for(picture))


class Beside(Vertical):
    """One side. `show` draws it."""

    DEFAULT_CSS = """
    Beside { width: 1fr; height: 1fr; border: round $faint; padding: 0 1; }
    Beside.-active { border: round $primary; }
    Beside #values { height: auto; max-height: 3; margin: 0 0 1 0; }
    Beside #costs { height: auto; max-height: 3; }
    """

    def compose(self) -> ComposeResult:
        """Values, picture, costs."""
        yield Static(id="values", markup=False)
        yield Frame(id="frame")
        yield Static(id="costs", markup=False)

    async def show(self, side: Side, picture: Picture | None, active: bool) -> None:
        """Draw a side with the picture that is compared."""
        self.set_class(active, "-active")
        self.border_title = Content.styled(side.demo_id, "bold $ink" if active else "$muted")
        put(self.query_one("#values", Static), self._values(side, active), layout=True)
        await self.query_one(Frame).show(picture)
        put(self.query_one("#costs", Static), self._costs(side), layout=True)

    def _values(self, side: Side, active: bool) -> Content:
        """All values in rows; a name never parts from its value."""
        room = max(self.size.width, 12)
        rows: list[list[tuple[str, str]]] = [[]]
        used = 0
        for place, (name, value) in enumerate(side.knobs.values.items()):
            here = active and place == side.knobs.place
            text = f"◂{value_text(value)}▸" if here else value_text(value)
            cells = cell_len(f"{name} {text}")
            if used and used + 2 + cells > room:
                rows.append([])
                used = 0
            rows[-1] += [("  ", "")] if used else []
            rows[-1] += [(f"{name} ", "bold $ink" if here else "$muted")]
            rows[-1] += [(text, "bold $primary" if here else "$foreground")]
            used += cells + (2 if used else 0)
        return Content("\n").join(Content.assemble(*row) for row in rows)

    def _costs(self, side: Side) -> Content:
        run = side.run
        if run.state is State.FAILED:
            return Content.styled(run.sentence, "$error")
        if side.said:
            return Content.styled(side.said, "$accent")
        if run.busy and not run.report.pictures:
            return progress(run.state, run.seconds)
        lines: list[Content] = []
        if run.report.flops is not None:
            lines.append(Content.styled(f"{big(run.report.flops.counted)} FLOPs", "$muted"))
        memory = run.report.stat("memory")
        if memory is not None:
            lines.append(Content.styled(f"{_('peak memory')} {number(memory.value)} {memory.unit}", "$muted"))
        checks = run.report.checks
        if checks:
            held = sum(check.ok for check in checks)
            lines.append(
                Content.styled(
                    _("{held} of {checks} checks hold", held=held, checks=len(checks)),
                    "$success" if held == len(checks) else "$error",
                )
            )
        return Content("\n").join(lines)
