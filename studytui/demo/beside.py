"""The truth and, after a wrong answer, what the misconception gives, side by side and drawn from two runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from cards.translation import _
from demos.demo import Picture, Report
from demos.question import Asked, Beside
from studytui.demo.gallery import first_picture, widget_for
from studytui.demo.legend import causes_brief
from studytui.demo.params import value_text
from studytui.demo.retelling import sentence
from studytui.demo.shades import shades_of
from studytui.demo.steps import steps_brief
from studytui.told import words
from studytui.widgets.put import put, stands

FRAME = 3  # rows of the box that are no picture: its border, the titles
MOST = 20  # rows of the box
BESIDE = 16  # cells beside the pictures from which the legend stands there, not below


class BesideBox(Widget):
    """Pictures in a row under a question: those it is asked with, or the two sides of an answer."""

    DEFAULT_CSS = """
    BesideBox { height: 12; border: round $faint; padding: 0 1; }
    BesideBox #frame { height: 1fr; layout: vertical; }
    BesideBox #sides { height: 1fr; width: 1fr; }
    BesideBox .side { width: 1fr; height: 1fr; padding: 0 2 0 0; }
    BesideBox .title { height: 1; }
    BesideBox .drawn { height: 1fr; width: 1fr; }
    BesideBox HeatMap, BesideBox Curves, BesideBox Bars { width: 1fr; height: 1fr; }
    BesideBox #legend { height: auto; width: 1fr; }
    BesideBox.-beside #frame { layout: horizontal; }
    BesideBox.-beside #sides { width: auto; }
    BesideBox.-beside #legend { height: 1fr; padding: 1 0 0 1; }
    """

    class Fitted(Message):
        """It takes another height."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.wanted = MOST // 2  # rows that all of it takes
        self._shown: object = None
        self._sides: Sequence[tuple[Content, Picture | None, Report | None]] = ()

    def compose(self) -> ComposeResult:
        """The sides, and what the colours mean."""
        with Container(id="frame"):
            yield Horizontal(id="sides")
            yield Static(id="legend", markup=False)

    async def pictures(self, pictures: Sequence[Picture], *, numbered: bool) -> None:
        """The pictures a question is asked with; where one is to be chosen, each with the digit that chooses it."""
        if self._shown != pictures:
            self._shown = pictures
            self.border_title = self.border_subtitle = ""
            titles = [
                f"{place} {sentence(each.title)}" if numbered else sentence(each.title)
                for place, each in enumerate(pictures, 1)
            ]
            named = zip(titles, pictures, strict=True)
            await self._draw([(Content.styled(title, "bold $primary"), each, None) for title, each in named])

    async def answered(self, asked: Asked, beside: Beside, language: str) -> None:
        """The two sides of an answer; the truth alone where it was right."""
        if self._shown is beside:
            return
        self._shown = beside
        self.border_title = Content.assemble(
            (asked.demo, "bold $primary"),
            *((f" · {name} {value_text(value)}", "$muted") for name, value in asked.opens.items()),
        )
        self.border_subtitle = Content.assemble(("d", "bold $primary"), (f" {_('full demo')}", "$muted"))
        truth = words(language, "truth", answer=asked.option(beside.answer, language))
        sides = [(Content.styled(f"✓ {truth}", "$success"), first_picture(beside.truth), beside.truth)]
        if beside.wrong is not None:
            idea = words(language, "idea", given=asked.option(beside.option, language))
            sides.append((Content.styled(f"✗ {idea}", "$error"), first_picture(beside.wrong), beside.wrong))
        self.display = any(picture is not None or (report is not None and report.steps) for _, picture, report in sides)
        await self._draw(sides if self.display else [])

    def say(self, sentence: str) -> None:
        """Say why there are no pictures."""
        self._shown = sentence
        self.query_one("#sides").display = False
        put(self.query_one("#legend", Static), Content.styled(sentence, "$muted"), layout=True)
        self._fit()

    async def _draw(self, sides: Sequence[tuple[Content, Picture | None, Report | None]]) -> None:
        self._sides = sides
        row = self.query_one("#sides", Horizontal)
        row.display = True
        await row.remove_children()
        for title, picture, report in sides:
            body: Widget
            if picture is not None:
                body = widget_for(picture, compact=True)
                body.can_focus = False
            else:
                width = max(self.size.width // max(len(sides), 1) - 4, 20)
                body = Static(steps_brief(report, width, MOST) if report is not None else "", markup=False)
            body.add_class("drawn")
            await row.mount(Container(Static(title, markup=False, classes="title"), body, classes="side"))
        self._fit()

    def on_resize(self) -> None:
        """Put the legend where there is room for it."""
        self._fit()

    def _fit(self) -> None:
        """As high as the pictures, and each as wide as its own; what the colours mean beside them, or below."""
        if not stands(self):
            return
        if not self._sides:
            said = self._shown if isinstance(self._shown, str) else ""
            self._want(2 + len(Content(said).wrap(max(self.size.width, 20))) if said else 0)
            return
        maps = [picture for _, picture, _ in self._sides if picture is not None and picture.kind in ("mask", "heat")]
        cells = [len(picture.values[0]) if picture.values else 0 for picture in maps]
        widths = [max(wide, title.cell_length, 12) + 2 for wide, (title, *_) in zip(cells, self._sides, strict=False)]
        left = self.size.width - sum(widths)
        beside = len(maps) == len(self._sides) and left >= BESIDE
        self.set_class(beside, "-beside")
        for width, side in zip(widths, self.query(".side"), strict=False):
            side.styles.width = width if beside else None
        high = max((-(-len(picture.values) // 2) for picture in maps), default=8 if self._drawn else self._steps)
        below: Sequence[Content] = ()
        masks = [picture for picture in maps if picture.kind == "mask"]
        if masks:
            present = max(masks, key=lambda mask: len({cause for line in mask.values for cause in line}))
            room = left - 1 if beside else self.size.width
            below = causes_brief(present, shades_of(self.app), max(room, 12))
        put(self.query_one("#legend", Static), Content("\n").join(below), layout=True)
        wanted = min(high + FRAME + (0 if beside else len(below)), MOST)
        self._want(wanted)

    def _want(self, rows: int) -> None:
        if rows != self.wanted:
            self.wanted = rows
            self.post_message(self.Fitted())

    @property
    def _drawn(self) -> bool:
        return any(picture is not None for _, picture, _ in self._sides)

    @property
    def _steps(self) -> int:
        return max((len(report.steps) for _, _, report in self._sides if report is not None), default=0) + 1
