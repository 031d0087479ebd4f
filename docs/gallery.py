"""docs/demos.md and its pictures: each demo of the catalogue as it comes up under a card, from a real run.

    python docs/gallery.py [ID …]

The sentence beside a picture is the one that the run says of it.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from screenshots import KST, ROOT, until
from svgwidths import correct_widths, smaller

from db import library
from db.engine import Database, open_database
from demos.catalog import BY_ID, Entry
from demos.runner import Runner
from studytui.app import StudyApp
from studytui.demo.box import InlineDemo
from studytui.demo.guess import GuessPlot
from studytui.interpreter import python
from studytui.notes.survey import survey

FOLDER, PAGE = ROOT / "docs" / "demos", ROOT / "docs" / "demos.md"
SIZE = (80, 24)
NOW = datetime(2025, 5, 6, 21, 0, tzinfo=KST)
HEAD = """# Demos, as they look

Each demo as it comes up under a card in a terminal of 80 × 24, from a real run; `make screenshots` takes the pictures
and writes this page. The whole of a demo (`d` once more, or `studytui demo ID`) has its shapes, all its pictures, its
times over T, its checks and the source that ran.
"""


def note(entry: Entry) -> str:
    """A note whose one card leads to a demo."""
    return (
        f"# 2025-05-06 TIL\n\n## {entry.title}\n<!-- demo: {entry.id} -->\n\n"
        f"Q: {entry.id}: what does it do?\nA: Watch it run.\n"
    )


async def take(ids: list[str], folder: Path) -> dict[str, str]:
    """A picture of each demo; gives what each run says of it."""
    (folder / "til").mkdir()
    for demo_id in ids:
        (folder / "til" / f"{demo_id}.md").write_text(note(BY_ID[demo_id]), "utf-8")

    def opener() -> Database:
        return open_database(f"{folder}/study.sqlite", now=lambda: NOW)

    db = opener()
    library.apply(db, survey(db, [folder / "til"], NOW), NOW)
    db.close()
    said: dict[str, str] = {}
    app = StudyApp(opener=opener, clock=lambda: NOW, runner=lambda: Runner(command=python("demos.worker")), environ={})
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.db is not None)
        for demo_id in ids:
            said[demo_id] = await one(pilot, app, demo_id)
            print(f"docs/demos/{demo_id}.svg")
    return said


async def one(pilot: Any, app: StudyApp, demo_id: str) -> str:
    """Open the demo under its card, wait until its run is over, and keep the screen."""
    app.open("review", filter=f'"{demo_id}: what"')
    await pilot.pause(0.5)
    await pilot.press("space")
    await pilot.press("d")

    def over() -> bool:
        return any(
            box.run is not None and not box.run.busy and bool(box.run.report.steps)
            for box in app.screen.query(InlineDemo)
        )

    await until(pilot, lambda: over() or isinstance(app.focused, GuessPlot), 120)
    if isinstance(app.focused, GuessPlot):  # a line is drawn first
        await pilot.press("up", "up", "up", "right", "down", "right", *["down"] * 6, "right", *["down"] * 6, "enter")
    await until(pilot, over, 120)
    await pilot.pause(0.4)
    svg = smaller(correct_widths(app.export_screenshot(title=f"studytui · {demo_id}")))
    (FOLDER / f"{demo_id}.svg").write_text(svg, "utf-8")
    box = app.screen.query_one(InlineDemo)
    page, remarks = box.page, box.run.report.remarks if box.run is not None else []
    while len(app.screen_stack) > 2:
        await pilot.press("escape")
        await pilot.pause(0.1)
    told = (
        list(dict.fromkeys(picture.remark for picture in page.pictures if picture.remark)) if page is not None else []
    )
    return " ".join(told or [remark.text for remark in remarks if not remark.text.startswith("Measured")][:2])


def page(said: dict[str, str]) -> str:
    """The page, a row a demo, by family."""
    out = [HEAD]
    for family in dict.fromkeys(entry.family for entry in BY_ID.values()):
        out += [f"## {family.capitalize()}", "", "| | |", "| --- | --- |"]
        for entry in BY_ID.values():
            if entry.family == family:
                told = html.escape(said.get(entry.id, ""), quote=False).replace("|", "\\|")
                out.append(f"| ![{entry.title}](demos/{entry.id}.svg) | **{entry.title}** `{entry.id}`<br>{told} |")
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def kept() -> dict[str, str]:
    """What the page says now."""
    if not PAGE.exists():
        return {}
    rows = re.findall(r"`([a-z0-9-]+)`<br>(.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {demo_id: html.unescape(told).replace("\\|", "|") for demo_id, told in rows}


def main(ids: list[str]) -> None:
    """Take the demos that were named, or all of them, and write the page."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        said = asyncio.run(take(ids or list(BY_ID), Path(folder)))
    PAGE.write_text(page({**kept(), **said}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
