"""Each demo of the catalog through the real worker, and what every pane of its screen draws of that run.

The screen itself is driven on one demo of each make in tests/app/test_every_demo.py.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from waiting import PATIENCE

from demos.catalog import ENTRIES
from demos.demo import Picture, Report, Timing
from demos.runner import Limits, Runner
from demos.source import folded, source
from studytui.demo.cells import block_lines, character_lines
from studytui.demo.checks import checks_page
from studytui.demo.gallery import DRAWINGS, MAPS, first_page, pages, remarks_text
from studytui.demo.legend import legend_line
from studytui.demo.raster import Raster, fitted
from studytui.demo.source import source_page
from studytui.demo.steps import steps_page
from studytui.demo.timing import timing_page
from studytui.interpreter import python
from tests.demos.drawn import BRIEF
from tests.studytui.demo.test_pages import SHADES

SHORT = Limits(seconds=PATIENCE, sweep=0.0, longest=128)
PANES = ((52, 18), (90, 34))  # what is left for a pane in a window of 80 × 24, and of 120 × 40


async def test_every_demo_fills_every_pane() -> None:
    runner = Runner(command=python("demos.worker"), limits=SHORT)
    try:
        for entry in ENTRIES:
            report = Report(entry.id, entry.title, dict(BRIEF.get(entry.id, {})))
            async for piece in runner.run(entry.id, report.params):
                report.add(piece)
                if isinstance(piece, Timing):
                    break  # the rest is measured
            assert report.timings, entry.id
            assert [check for check in report.checks if not check.ok] == [], entry.id
            code = source_page(source(entry.id), PANES[0][0], folded(entry.id), True)
            assert "def " in code.plain, entry.id
            for width, height in PANES:
                filled(report, width, height)
    finally:
        await runner.close()


def widest(content: Content) -> int:
    """The longest line, without the blanks at its end."""
    return max(cell_len(line.rstrip()) for line in content.plain.split("\n"))


def filled(report: Report, width: int, height: int) -> None:
    """Each pane has what it is there for, and stays inside its width."""
    shapes, checks = steps_page(report, width), checks_page(report, width)
    assert "→" in shapes.plain, report.demo
    assert "allowed" in checks.plain, report.demo
    times = timing_page(report, width, height, SHADES, False, False)
    assert report.timings[0].form in times.plain, report.demo
    for text in (checks, times):  # of the shapes, the sentences below them are wrapped by their pane
        assert widest(text) <= width, report.demo
    assert first_page(report) is not None, report.demo
    for page in pages(report):
        assert remarks_text([picture.remark for picture in page.pictures if picture.remark], width, 4) is not None
        for picture in page.pictures:
            for plain in (False, True):
                drawn(picture, width, height, plain)


def drawn(picture: Picture, width: int, height: int, plain: bool) -> None:
    """A picture of any kind, in colours and in characters, has as many lines and cells as there is room for."""
    if picture.kind not in MAPS:
        text: Content = DRAWINGS[picture.kind].painter(picture, width, height, SHADES, plain)
        assert text.plain.strip(), picture.title
        assert widest(text) <= width, picture.title
        return
    raster = Raster.of(picture)
    high, wide = height - 3, width - 6
    y, x = fitted(raster.rows, raster.columns, high * (1 if plain else 2), wide, 2 if plain else 1)
    pixels = raster.pixels(y, x, y.pixels(high * (1 if plain else 2)), x.pixels(wide))
    lines = (
        character_lines(pixels, raster, picture.legend, SHADES)
        if plain
        else block_lines(pixels, raster, picture.legend, x, SHADES)
    )
    assert 0 < len(lines) <= high, picture.title
    assert all(0 < sum(cell_len(part.text) for part in line) <= wide for line in lines), picture.title
    assert legend_line(picture, raster, SHADES, plain, width).cell_length == width, picture.title
