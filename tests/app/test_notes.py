"""From a path to cards in the app: first start, plan, deciding by hand, undoing, folders looked at and watched."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from waiting import PATIENCE, until

from cards.schedule import Rating
from db import library, queue, reviews
from db.packages.tables import CardRow, Collection, NoteRow, NoteType, Template
from db.records import Failure, Plan
from studytui.anki import package
from studytui.notes import survey
from studytui.notes.folders import sentence
from studytui.screens.notes import NotesScreen

NOTE = (
    "# 오늘 배운 것\n\n## 어텐션\n\n- Band: 가까운 이웃만 봄\n- Global: 모두를 봄\n\nhttps://example.com/더-읽을-것\n"
)


@pytest.fixture
def folder(bare: Any) -> Path:
    """A folder with one note."""
    folder: Path = bare.folder / "notes"
    folder.mkdir()
    (folder / "til.md").write_text(NOTE, "utf-8")
    return folder


async def name(pilot: Any, path: Path) -> None:
    """Put a path into the line and send it; typing it key by key is another test's business."""
    pilot.app.screen.query_one("#path").value = str(path)
    await pilot.press("enter")


def count(world: Any) -> int:
    return int(world.ask(queue.counts, world.clock()).new)


def take(world: Any, *paths: Path) -> None:
    def work(db: Any) -> None:
        library.apply(db, survey.survey(db, paths, world.clock()), world.clock())

    world.ask(work)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_first_start_offers_the_samples(bare: Any, see: Any, root: Path, size: tuple[int, int]) -> None:
    bare.samples = root / "cards" / "samples"
    app = bare.app()
    async with app.run_test(size=size) as pilot:
        text = await see(pilot, "Begin with the sample notes")
        assert "Begin with your own" in text
        await pilot.press("1")
        await see(pilot, "unused lines")
        assert count(bare) == 0, "nothing is written before the plan is applied"
        await pilot.press("enter")
        await see(pilot, "Imported")
        await pilot.press("enter")
        await see(pilot, "20 cards")
        await see(pilot, "어텐션")
    assert count(bare) > 0


async def test_the_first_start_takes_a_folder_typed_with_completion(bare: Any, see: Any, folder: Path) -> None:
    app = bare.app()
    async with app.run_test() as pilot:
        await see(pilot, "Begin with your own")
        await pilot.press("2", *f"{bare.folder}/no", "tab", "enter")
        text = await see(pilot, "unused lines")
        assert "+ Band" in text
        await pilot.press("enter")
        await see(pilot, "Imported")
        await pilot.press("enter")
        await see(pilot, "오늘 배운 것")
    assert bare.ask(library.folders) == [str(folder)]


async def test_a_path_where_nothing_is_gets_a_sentence(bare: Any, see: Any) -> None:
    app = bare.app()
    async with app.run_test() as pilot:
        await see(pilot, "Begin with your own")
        await pilot.press("2", *"/no/such/note.md", "enter")
        await see(pilot, "There is nothing at /no/such/note.md.")
        await pilot.press("escape", "escape")
        await see(pilot, "No cards yet")


async def test_importing_again_says_that_nothing_changed(bare: Any, see: Any, folder: Path) -> None:
    take(bare, folder)
    app = bare.app()
    async with app.run_test() as pilot:
        await see(pilot, "오늘 배운 것")
        await pilot.press("i")
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "Nothing changed in 1 note.")


async def test_unused_lines_are_listed_with_their_reason(bare: Any, see: Any, folder: Path) -> None:
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test() as pilot:
        await see(pilot, "Import")
        await name(pilot, folder / "til.md")
        await see(pilot, "unused lines")
        for _ in range(6):
            if app.screen.shown == "unused":
                break
            await pilot.press("right")
        text = await see(pilot, "https://example.com/더-읽을-것")
        item = app.screen.rows.chosen
        assert item.unused.why in text.replace("\n", " ")
        assert item.line == 8


async def test_cards_of_one_kind_are_shown_alone(bare: Any, see: Any, folder: Path) -> None:
    (folder / "til.md").write_text(NOTE + "\n- BigBird = Band + Global + Random\n", "utf-8")
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "BigBird")
        await pilot.press("f")
        text = await see(pilot, "only definition")
        assert "Band (어텐션)" in text
        assert "BigBird" not in text
        await pilot.press("f")
        text = await see(pilot, "only composition")
        assert "BigBird" in text
        await pilot.press("f")
        await see(pilot, "Band (어텐션)")
        assert app.screen.kind is None


async def test_an_import_can_be_taken_back_as_a_whole(bare: Any, see: Any, folder: Path) -> None:
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "unused lines")
        await pilot.press("enter")
        await see(pilot, "Imported")
        made = count(bare)
        assert made > 0
        await pilot.press("u")
        await see(pilot, "Taken back")
        assert count(bare) == 0
        await see(pilot, f"{len(app.screen.plan.rows)} new")
        await pilot.press("enter")
        await see(pilot, "Imported")
    assert count(bare) == made


async def test_a_rejected_card_is_never_asked(bare: Any, see: Any, folder: Path) -> None:
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test() as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "+ Band")
        total = len(app.screen.plan.rows)
        await pilot.press("x")
        await see(pilot, " rejected 1 ")
        assert app.screen.rows.cursor == 1, "it goes on to the next"
        await see(pilot, f"{total - 1} new")
        await pilot.press("enter")
        await until(lambda: count(bare) == total - 1)  # "Imported" stands there from before


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_what_was_reworded_and_rejected_in_the_plan_stays_so(
    bare: Any, see: Any, folder: Path, size: tuple[int, int]
) -> None:
    from db import library

    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(size=size, notifications=True) as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "+ Band")
        total = len(app.screen.plan.rows)
        await pilot.press("r")
        await see(pilot, "In your own words")
        await pilot.press("ctrl+a", "ctrl+k", *"띠는?", "ctrl+s")
        await see(pilot, "띠는?")
        await pilot.press("down", "x")
        await see(pilot, "×")
        await pilot.press("enter")
        await see(pilot, "Imported  til.md" if size[0] > 60 else "Imported")
        assert [one.card.question for one in bare.ask(library.search, "띠는?", bare.clock())] == ["띠는?"]
        await pilot.press("u")
        await see(pilot, "Taken back")
        await see(pilot, "띠는?")
        assert sum(row.rejected for row in app.screen.plan.rows) == 1
        await pilot.press("enter")
        await see(pilot, "Imported")
    assert count(bare) == total - 1
    assert [one.card.question for one in bare.ask(library.search, "띠는?", bare.clock())] == ["띠는?"]


async def test_after_two_imports_in_one_sitting_each_is_taken_back(bare: Any, see: Any, folder: Path) -> None:
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "+ Band")
        await pilot.press("enter")
        await see(pilot, "Imported  til.md")
        first = count(bare)
        await pilot.press("enter")
        await see(pilot, "undo import")
        (folder / "zwei.md").write_text("# 둘\n\n## 큐\n\n- Queue: 먼저 온 것이 먼저 나가는 줄\n", "utf-8")
        await pilot.press("i")
        await name(pilot, folder)
        await see(pilot, "Import  zwei.md")
        await pilot.press("enter")
        await see(pilot, "Imported  zwei.md")
        assert count(bare) > first
        await pilot.press("enter")
        await see(pilot, "undo import")
        await pilot.press("u")
        await see(pilot, "Taken back")
        assert count(bare) == first
        await see(pilot, "undo import")
        await pilot.press("u")
        for _ in range(500):
            if not count(bare):
                break
            await pilot.pause(0.02)
    assert count(bare) == 0


async def test_a_new_card_is_linked_by_hand_and_keeps_its_history(bare: Any, see: Any, folder: Path) -> None:
    note = folder / "til.md"
    note.write_text("# 노트\n\n## 어텐션\n\n- Band: 가까운 이웃만 봄\n", "utf-8")
    take(bare, folder)
    [first, *_] = bare.ask(library.search, "Band", bare.clock())
    bare.ask(reviews.record, first.id, Rating.GOOD, bare.clock(), 1000)
    note.write_text("# 노트\n\n## 정규화\n\n- LayerNorm: 층마다 평균과 분산을 맞춤\n", "utf-8")
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "Import")
        app._look_after = None  # the plan is made by hand here
        await name(pilot, note)
        await see(pilot, "− Band")
        plan = app.screen
        place = next(n for n, item in enumerate(plan.rows.items) if item.row.known and item.row.known.id == first.id)
        plan.rows.go(place)
        await pilot.press("l")
        await see(pilot, "it is this one")
        await pilot.press("enter")
        text = await see(pilot, "1 reworded")
        assert "가까운 이웃만 봄" in text
        await pilot.press("enter")
        await see(pilot, "Imported")
    after = bare.ask(queue.card, first.id)
    assert after.card.subject == "LayerNorm"
    assert after.schedule.reps == 1


async def test_folders_are_looked_at_on_every_start(bare: Any, see: Any, folder: Path) -> None:
    take(bare, folder)
    before = count(bare)
    (folder / "more.md").write_text("# 또\n\n## 위치\n\n- APE: 절대 위치를 더함\n", "utf-8")
    app = bare.app()
    async with app.run_test() as pilot:
        text = await see(pilot, "new card")
        assert "more" not in text or "또" in text
    assert count(bare) > before


async def test_a_saved_note_is_taken_in_while_the_app_runs_and_no_review_is_disturbed(
    bare: Any, see: Any, folder: Path
) -> None:
    take(bare, folder)
    before = count(bare)
    app = bare.app()
    async with app.run_test(notifications=True) as pilot:
        await see(pilot, "오늘 배운 것")
        await pilot.press("enter", "space")
        shown = await see(pilot, "again")
        end = time.monotonic() + PATIENCE
        while not app.looked and time.monotonic() < end:  # saved again and again: nobody knows when watching has begun
            (folder / "more.md").write_text("# 또\n\n## 위치\n\n- APE: 절대 위치를 더함\n", "utf-8")
            await pilot.pause(0.5)
        assert "new card" in app.looked
        assert await see(pilot, "again") == shown
        await pilot.press("escape")
        await see(pilot, "new card")
    assert count(bare) > before


async def test_a_note_is_edited_from_the_plan_and_planned_anew(bare: Any, see: Any, folder: Path) -> None:
    editor = bare.folder / "editor.py"
    editor.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[-1])\n"
        "p.write_text(p.read_text('utf-8') + '\\n## 위치\\n\\n- APE: 절대 위치를 더함\\n', 'utf-8')\n",
        "utf-8",
    )
    bare.environ["EDITOR"] = f"{sys.executable} {editor}"
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        text = await see(pilot, "+ Band")
        assert "APE" not in text
        await pilot.press("e")
        await see(pilot, "APE")


async def test_a_broken_note_is_told_and_the_others_come_in(bare: Any, see: Any, folder: Path) -> None:
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    app = bare.app(start=partial(NotesScreen, naming=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Import")
        await name(pilot, folder)
        await see(pilot, "not read 1")
        await pilot.press("enter")
        await see(pilot, "Imported")
    assert count(bare) > 0


async def test_a_folder_is_forgotten_and_its_cards_stay(bare: Any, see: Any, folder: Path) -> None:
    take(bare, folder)
    cards = count(bare)
    app = bare.app(start=NotesScreen)
    async with app.run_test(size=(120, 40)) as pilot:
        await see(pilot, "Folders, read again at every start")
        await pilot.press("f")
        await see(pilot, "is no longer watched")
    assert bare.ask(library.folders) == []
    assert count(bare) == cards


async def test_escape_from_the_way_to_import_goes_straight_back_where_nothing_was_typed(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test() as pilot:
        await see(pilot, "위치 기반 패턴")
        await pilot.press("i")
        await see(pilot, "Import")
        await pilot.press("escape")
        await see(pilot, "enter study")
        await pilot.press("i")
        await see(pilot, "Import")
        await pilot.press("x", "escape")  # first the keyboard leaves the line, then one leaves the screen
        await see(pilot, "x")
        assert type(app.screen).__name__ == "NotesScreen"


def test_a_note_that_was_not_read_is_named_once_with_the_reason() -> None:
    reason = "/long/way/to/bin.md could not be read: it holds bytes that are no text."
    plan = Plan((), (), failed=(Failure("/long/way/to/bin.md", reason), Failure("/b.md", "empty")))
    assert sentence(plan) == "bin.md could not be read: it holds bytes that are no text. And 1 more note."


async def test_a_package_of_anki_is_imported_from_its_path(bare: Any, see: Any, folder: Path) -> None:
    basic = NoteType(5, "Basic", False, ("Front", "Back"), [Template("Card 1", "{{Front}}", "{{Back}}")])
    note = NoteRow(1, "guid", 5, 1, "", ("가다", "to go"))
    card = CardRow(1, 1, 7, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, "{}")
    made = Collection(1_700_000_000, -540, 4, [basic], {7: "Korean::Verbs"}, [note], [card], [])
    with (folder / "verbs.apkg").open("wb") as out:
        package.write(out, made, 1_700_000_000)
    take(bare, folder / "til.md")
    app = bare.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, "new")
        await pilot.press("n")
        await see(pilot, "til.md")
        await pilot.press("i")
        await name(pilot, folder / "verbs.apkg")
        await see(pilot, "Imported verbs.apkg: 1 new.")
        text = await see(pilot, "Korean › Verbs")
        assert "not there any more" not in text
