"""One query followed through a head: the numbers of each stage, and only those."""

from __future__ import annotations

import math
from typing import Any

import pytest
from textual.app import App, ComposeResult

from demos.demo import Walk
from studytui import theme
from studytui.demo.walk import RowWalk, chosen, stages_of, walk_page

LOGITS = ((4.0, -2.0, 0.0), (1.0, 1.0, 1.0), (0.0, 2.0, 4.0))
MASKED = tuple(tuple(x if j <= i else -math.inf for j, x in enumerate(row)) for i, row in enumerate(LOGITS))


def weights(row: tuple[float, ...]) -> tuple[float, ...]:
    powers = [math.exp(x) for x in row]
    return tuple(x / sum(powers) for x in powers)


def made() -> Walk:
    softmax = tuple(weights(row) for row in MASKED)
    v = ((1.0, 0.0), (0.0, 1.0), (2.0, 2.0))
    y = tuple(tuple(sum(a * x[n] for a, x in zip(row, v, strict=True)) for n in (0, 1)) for row in softmax)
    scaled = tuple(tuple(x / 2 for x in row) for row in LOGITS)
    names = ("cat", "saw", "새를")
    return Walk(("q·k", "÷ √d", "mask", "softmax"), (LOGITS, scaled, MASKED, softmax), v, y, names, names, 1)


def test_a_stage_shows_its_numbers_by_the_keys_names() -> None:
    text = walk_page(made(), 0, 0, 60, 12).plain
    assert "cat 0" in text
    assert "+4.000" in text
    assert "-2.000" in text
    assert "새를 2" in text
    bars = {line.split()[0]: line.count("█") for line in text.split("\n")[2:5]}
    assert bars["cat"] > 10
    assert abs(bars["cat"] - 2 * bars["saw"]) <= 1


def test_what_is_masked_is_shown_as_blocked_and_the_weights_sum_to_one() -> None:
    masked = walk_page(made(), 1, 2, 60, 12).plain
    assert masked.count("−∞\n") == 1
    softmax = walk_page(made(), 1, 3, 60, 12).plain
    assert softmax.count("0.500") == 2
    assert "they sum to 1" in softmax


def test_the_last_stage_mixes_the_values_into_the_output() -> None:
    text = walk_page(made(), 1, 4, 80, 12).plain
    assert "y = +0.50 +0.50" in text
    assert "+1.00 +0.00" in text, "the value beside its weight"


@pytest.mark.parametrize(("width", "height"), [(30, 8), (50, 16), (120, 40)])
def test_any_pane_holds_it(width: int, height: int) -> None:
    many = tuple(tuple(float(j) for j in range(40)) for _ in range(40))
    walk = Walk(("q·k", "mask", "softmax"), (many, many, many), many, many)
    for stage in range(len(stages_of(walk))):
        assert walk_page(walk, 20, stage, width, height).plain.count("\n") < height


def test_keys_that_may_be_seen_come_before_those_that_may_not() -> None:
    row = tuple(0.0 if j in (3, 35) else -math.inf for j in range(40))
    walk = Walk(("mask", "softmax"), ((row,) * 40, (row,) * 40), (), ())
    assert {3, 35} <= set(chosen(walk, 20, 8))
    assert len(chosen(walk, 20, 8)) == 7


class Stage(App[None]):
    """The widget on an empty screen."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(theme.DARK)
        self.theme = theme.DARK.name
        self.row = RowWalk()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.DEFAULTS

    def compose(self) -> ComposeResult:
        yield self.row


async def test_the_arrows_go_through_stages_and_queries_forward_and_back() -> None:
    app = Stage()
    async with app.run_test(size=(70, 20)) as pilot:
        app.row.show(made())
        app.row.focus()
        await pilot.pause()

        def text() -> Any:
            return app.row.render().plain  # type: ignore[union-attr]

        assert "saw 1: its query times each key" in text()
        await pilot.press("right", "right", "right", "right", "right")
        assert "summed" in text()
        await pilot.press("left")
        assert "they sum to 1" in text()
        await pilot.press("down")
        assert "새를 2" in text()
        await pilot.press("down", "up")
        assert app.row.row == 2
        app.row.show(None)
        await pilot.pause()
        assert "There is no row to follow" in text()
