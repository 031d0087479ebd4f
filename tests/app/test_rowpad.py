"""The next row of a mask is drawn with the cursor keys, and marked cell by cell."""

from __future__ import annotations

from typing import Any

from waiting import until

from demos import question
from demos.demo import Picture
from studytui.demo.rowpad import RowPad
from studytui.screens.train import TrainScreen
from studytui.widgets.typing import Typing

ROWS = ((1, 1, 0, 0, 0, 0), (1, 1, 1, 0, 0, 0), (0, 1, 1, 1, 0, 0))


def band(demo_id: str, question_id: str, seed: int) -> question.Asked:
    """Row 3 of a band of one place to each side over six tokens."""
    options = ("2-4", "1-3")
    return question.Asked(
        demo=demo_id,
        id=question_id,
        seed=seed,
        texts={"en": "Draw row 3: which keys does it keep?", "ko": "3번 행을 그려 보라."},
        kind=question.CELLS,
        options=options,
        answer="2-4",
        params={"T": 6},
        misconceptions={"1-3": "moves"},
        sentences={"moves": {"en": "You repeated the row above.", "ko": "바로 위의 행을 그대로 옮겼다."}},
        shown={option: dict.fromkeys(question.LANGUAGES, option) for option in options},
        pictures=(Picture("the rows so far", "mask", ("i", "j"), ("blocked", "seen"), ROWS),),
        most=6,
    )


async def test_a_row_is_drawn_and_marked_cell_by_cell(world: Any, see: Any, fake: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("questions.asked", band)
    app = world.app(start=lambda: TrainScreen("band"), runner=lambda: fake((), None))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        text = await see(pilot, "space draw it, then Enter")
        assert "  2 · ██████· ·" in text, "the rows so far stand above it"
        assert "  3 · · · []· ·" in text, "the pen begins at the row's own token"
        await pilot.press("enter")
        await see(pilot, "The row is empty")
        await pilot.press("left", "left", "space", "space", "space", "backspace", "right", "right", "space")
        text = await see(pilot, "  3 · ████· · ▐▌")
        await pilot.press("enter")
        text = await see(pilot, "✗ No: it is 2-4. You answered 1-2, 5. Left out: 3-4. Too many: 1, 5.")
        assert "  3 · ✗ ✓ ○ ○ ✗   as you drew it" in text
        assert "    · · ██████·   as it is" in text
        assert "✓ right   ○ left out   ✗ too many" in text
        assert not app.screen.query_one(RowPad).can_focus
        await pilot.press("enter")
        await see(pilot, "  3 · · · []")
        await pilot.press("left", "2")  # a digit is written instead
        await until(lambda: app.screen.query(Typing))
        await pilot.press("-", "4", "enter")
        text = await see(pilot, "1 of 2 right")
        assert "  3 · · ✓ ✓ ✓ ·   as you drew it" in text
        assert "██   as it is" not in text
        await pilot.press("enter")
        await see(pilot, "  3 · · · []")
        await pilot.press("question_mark", "enter")
        text = await see(pilot, "It is 2-4.")
        assert "  3 · · ██████·   as it is" in text
        await pilot.press("enter", "l")
        await see(pilot, "3번 행을 그려 보라.")
        await pilot.press("left", "left", "space", "space", "space", "enter")
        text = await see(pilot, "그린 행")
        assert "바로 위의 행을 그대로 옮겼다." in text
        assert "빠뜨림" in text
