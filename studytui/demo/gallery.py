"""The pictures of a run, one at a time or side by side, each drawn by the widget of its kind, with its remark."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from demos.demo import Picture, Report
from studytui.demo.arcs import Arcs
from studytui.demo.axes import in_a_row, named_once, panel_widths
from studytui.demo.bars import Bars
from studytui.demo.curves import Curves, Drawing
from studytui.demo.heatmap import HeatMap
from studytui.demo.queues import Queues
from studytui.demo.retelling import sentence
from studytui.demo.text import Text
from studytui.widgets.put import put
from studytui.widgets.text import one_line

MAPS = ("mask", "heat")
DRAWINGS: dict[str, type[Drawing]] = {"curves": Curves, "bars": Bars, "queues": Queues, "arcs": Arcs, "text": Text}


@dataclass(frozen=True, slots=True)
class Page:
    """What is seen at once: one picture, or several of a kind (one a head)."""

    title: str
    pictures: tuple[Picture, ...]


def pages(report: Report, *, apart: bool = False) -> tuple[Page, ...]:
    """The pictures of a report as pages, the idea first; those of a group share a page, unless `apart`.

    The times over T have a tab of their own and are left out.
    """
    found: dict[str, list[Picture]] = {}
    for picture in sorted(own_pictures(report), key=lambda picture: picture.role != "idea"):
        found.setdefault("" if apart else picture.group or picture.title, []).append(picture)
    if apart:
        return tuple(Page(picture.title, (picture,)) for picture in found.get("", []))
    return tuple(Page(name, tuple(pictures)) for name, pictures in found.items())


def first_picture(report: Report) -> Picture | None:
    """The picture that carries the idea; else the first mask or heat map, else the first of all."""
    own = own_pictures(report)
    order = (
        lambda picture: picture.role == "idea",
        lambda picture: picture.kind in MAPS and picture.role != "output",
        lambda picture: True,
    )
    return next((picture for fits in order for picture in own if fits(picture)), None)


def first_page(report: Report) -> Page | None:
    """The page that carries the idea: the first picture with those of its group."""
    first = first_picture(report)
    if first is None or not first.group:
        return None if first is None else Page(first.title, (first,))
    return Page(first.group, tuple(picture for picture in own_pictures(report) if picture.group == first.group))


def own_pictures(report: Report) -> list[Picture]:
    """The pictures but the times over T."""
    return [picture for picture in report.pictures if picture.role != "sweep"]


def widget_for(picture: Picture, *, compact: bool = False, title: bool = False) -> Widget:
    """A widget that draws a picture."""
    if picture.kind in MAPS:
        return HeatMap(picture, compact=compact, title=title)
    return DRAWINGS[picture.kind](picture, title=title)


def tiles(count: int, width: int, height: int) -> int:
    """How many columns give `count` square maps the most room in a pane."""
    best, most = 1, 0
    for columns in range(count, 0, -1):  # of two that give as much, the one with fewer rows
        rows = -(-count // columns)
        pixels = min(width // columns - 2, 2 * (height // rows - 2))
        if pixels > most:
            best, most = columns, pixels
    return best


class Gallery(Vertical):
    """All pictures of a report. `turn` goes to the next page, `toggle` puts numbered pictures side by side or apart."""

    DEFAULT_CSS = """
    Gallery { height: 1fr; }
    Gallery #strip { height: 1; }
    Gallery #leaf { height: 1fr; layout: horizontal; }
    Gallery #body { width: 1fr; height: 1fr; }
    Gallery #body > * { width: 1fr; height: 1fr; }
    Gallery #body.grid { layout: grid; grid-gutter: 1 2; }
    Gallery #remark { height: auto; max-height: 4; }
    Gallery #leaf.beside #side { width: 30; padding: 1 0 0 3; height: 1fr; }
    Gallery #side { width: 0; }
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pages: tuple[Page, ...] = ()
        self.place = 0
        self.apart = False
        self.report: Report | None = None
        self._drawn: tuple[tuple[str, str], ...] = ()
        self._turn = asyncio.Lock()
        self.numbers = False
        self._chosen = False  # whether a person went to a page; else it is the idea's, also where that comes late
        self._wanted = ""  # the title of a page to go to, which may still have to come

    def compose(self) -> ComposeResult:
        """The row of titles, the picture with its remarks beside or below it."""
        yield Static(id="strip", markup=False)
        with Horizontal(id="leaf"):
            yield Container(id="body")
            yield Static(id="side", markup=False)
        yield Static(id="remark", markup=False)

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        return self.pages[self.place] if self.pages else None

    @property
    def map(self) -> HeatMap | None:
        """The heat map the cursor can go to, where one stands alone."""
        found = [w for w in self.query("#body HeatMap").results(HeatMap) if w.can_focus]
        return found[0] if found else None

    async def show(self, report: Report) -> None:
        """Draw a report's pictures; widgets that fit stay and only take the new picture in."""
        before = self._wanted or (self.page.title if self.page is not None else "")
        self.report = report
        self.pages = pages(report, apart=self.apart)
        titles = [page.title for page in self.pages]
        if before in titles:
            self.place = titles.index(before)
            self._wanted = ""
        if not self._chosen:
            self.place = 0
        self.place = min(self.place, max(len(self.pages) - 1, 0))
        await self._draw()

    async def turn(self, step: int) -> None:
        """The next page, or with −1 the one before."""
        if self.pages:
            self._chosen = True
            self.place = (self.place + step) % len(self.pages)
            await self._draw()

    async def go_to(self, title: str) -> None:
        """The page of a picture, or where that is not there yet the next one drawn."""
        self._wanted, self._chosen = title, True
        if self.report is not None:
            await self.show(self.report)

    async def toggle(self) -> None:
        """Side by side, or one by one."""
        self.apart = not self.apart
        if self.report is not None:
            await self.show(self.report)

    def toggle_numbers(self) -> None:
        """Numbers in place of the words on the sides of the pictures, or words again."""
        self.numbers = not self.numbers
        self._name_sides()

    def _name_sides(self) -> None:
        for found in self.query(HeatMap):
            found.name_sides(not self.numbers)

    async def _draw(self) -> None:
        async with self._turn:  # a key that turns the page and a piece that comes in may both be at it
            await self._draw_page()

    async def _draw_page(self) -> None:
        page = self.page
        body = self.query_one("#body", Container)
        pictures = page.pictures if page is not None else ()
        drawn = tuple((p.title, p.kind) for p in pictures)
        if drawn != self._drawn:
            self._drawn = drawn
            grid = len(pictures) > 1
            await body.remove_children()
            body.set_class(grid, "grid")
            self._lay_out()
            await body.mount_all([widget_for(p, compact=grid, title=grid) for p in pictures])
        elif len(body.children) == len(pictures):  # they are fewer while the screen is being left
            for widget, picture in zip(body.children, pictures, strict=True):
                widget.picture = picture  # type: ignore[attr-defined]
        self._name_sides()
        self._write()

    def _lay_out(self) -> None:
        body = self.query_one("#body", Container)
        count = len(self._drawn)
        if count > 1:
            width, page = max(self.size.width, 20), self.page
            beside = page is not None and len(page.pictures) == count and in_a_row(page.pictures, width)
            columns = count if beside else tiles(count, width, max(self.size.height - 2, 8))
            if page is not None and named_once(page.pictures):  # a column a bar, behind the numbers of its axis
                columns = count if beside else max(width // (10 + len(page.pictures[0].ticks)), 1)
            body.styles.grid_size_columns = columns
            body.styles.grid_size_rows = -(-count // columns)
            if page is not None and len(page.pictures) == count == columns:
                body.styles.grid_columns = " ".join(map(str, panel_widths(page.pictures, width)))
            else:
                body.styles.grid_columns = "1fr"

    def _write(self) -> None:
        width = max(self.size.width, 20)
        # A map is about as high as it is wide and leaves room at its side; a drawing takes the whole width.
        page = self.page
        beside = width >= 78 and page is not None and len(page.pictures) == 1 and page.pictures[0].kind in MAPS
        frame = self.query_one("#leaf")
        if frame.has_class("beside") != beside:
            frame.set_class(beside, "beside")
            self.query_one("#remark").refresh(layout=True)  # its height may be that of another width
        put(self.query_one("#strip", Static), strip([sentence(p.title) for p in self.pages], self.place, width))
        words = self.remarks(30 - 3 if beside else width, 99 if beside else 4 if self.size.height > 24 else 3)
        put(self.query_one("#side", Static), words if beside else "")
        put(self.query_one("#remark", Static), "" if beside else words, layout=True)

    def remarks(self, width: int, height: int) -> Content:
        """What is to be said about the page, then about the whole run, as far as it fits."""
        page = self.page
        texts = [p.remark for p in page.pictures if p.remark] if page is not None else []
        texts += [remark.text for remark in self.report.remarks] if self.report is not None else []
        return remarks_text(list(dict.fromkeys(texts)), width, height)

    def on_resize(self) -> None:
        """Fit the new pane."""
        self._lay_out()
        self._write()


def remarks_text(texts: Sequence[str], width: int, height: int) -> Content:
    """Sentences for the learner, each on lines of its own; a last one that does not fit ends in an ellipsis."""
    lines: list[Content] = []
    for text in texts:
        wrapped = [line.rstrip() for line in Content.styled(text, "italic $muted").wrap(width)]
        if height > 20 and lines:
            lines.append(Content(""))
        lines += wrapped
    if len(lines) > height:
        rest = one_line(" ".join(line.plain for line in lines[height - 1 :]), width)
        lines = [*lines[: height - 1], Content.styled(rest, "italic $muted")]
    return Content("\n").join(lines)


def strip(titles: Sequence[str], place: int, width: int) -> Content:
    """The titles in a row with the present one marked, moved so that it can be seen."""
    if not titles:
        return Content("")
    shown = list(range(len(titles)))
    while sum(cell_len(titles[n]) + 3 for n in shown) > width - 6 and len(shown) > 1:
        shown.pop(-1 if shown[-1] != place and shown[-1] - place >= place - shown[0] else 0)
    parts: list[tuple[str, str]] = []
    if len(titles) > 1:
        parts.append(("[ ", "bold $primary"))
    if shown[0] > 0:
        parts.append(("… ", "$muted"))
    for count, n in enumerate(shown):
        parts += [(" · ", "$faint")] if count else []
        parts.append((one_line(titles[n], max(width - 8, 8)), "bold $ink" if n == place else "$muted"))
    if shown[-1] < len(titles) - 1:
        parts.append((" …", "$muted"))
    if len(titles) > 1:
        parts.append((" ]", "bold $primary"))
    return Content.assemble(*parts)
