"""The settings screen on a real database: arrows, typing, what does not fit, and what the day does with it."""

from __future__ import annotations

from typing import Any

import pytest
from waiting import until

from cards.schedule import Settings
from db import settings
from studytui.options import OPTIONS, Unfit, parsed, shown, spelled, stepped


def to(name: str) -> list[str]:
    """The keys from the first setting to this one."""
    return ["down"] * [option.name for option in OPTIONS].index(name)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_arrows_change_a_setting_and_it_is_kept(world: Any, see: Any, size: tuple[int, int]) -> None:
    app = world.app()
    async with app.run_test(size=size) as pilot:
        await see(pilot, "4 cards")
        await pilot.press("comma")
        await see(pilot, "new cards a day")
        await pilot.press(*["left"] * 17)
        await see(pilot, "3")
        await pilot.press(*to("desired_retention"), "right")
        await see(pilot, "0.91")
        if size == (120, 40):
            await see(pilot, "▸ 0.91 now")
            assert "0.9 before" in await see(pilot, "known after a year")
            table = await see(pilot, "  3\n")  # of the four cards those three that are known after a year
            assert "0.95" in table
        await pilot.press("escape")  # at once: what was changed is kept all the same
        await see(pilot, "3 cards")
    chosen = world.ask(settings.load)
    assert (chosen.new_per_day, chosen.desired_retention) == (3, 0.91)


async def test_a_value_is_typed_and_what_does_not_fit_is_refused_with_the_bounds(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await see(pilot, "4 cards")
        await pilot.press("7")
        await see(pilot, "new cards a day")
        await pilot.press(*to("desired_retention"), "enter", "ctrl+u", *"2", "enter")
        await see(pilot, "desired retention is '2'; it is a number from 0.7 to 0.99")
        await pilot.press("ctrl+u", *"0.85", "enter")
        await see(pilot, "0.85")
        await pilot.press("down", "right", "ctrl+u", *"5, 20", "enter")
        await see(pilot, "5, 20")
        await pilot.press("home", *to("fuzz"), "space")
        await see(pilot, "off")
        await pilot.press("delete")
        await see(pilot, "spread due days       on")
        await pilot.press("enter", "escape")
        await see(pilot, "spread due days")
        await pilot.press("escape")
        await see(pilot, "4 cards")
        chosen = Settings(desired_retention=0.85, learning_steps=(5.0, 20.0))
        await until(lambda: world.ask(settings.load) == chosen)


@pytest.mark.parametrize("name", list(Settings.__dataclass_fields__))
def test_what_is_spelled_is_read_as_the_same(name: str) -> None:
    value = getattr(Settings(), name)
    assert parsed(name, value, spelled(name, value)) == value


def test_every_setting_is_in_the_table_and_its_default_is_within_its_bounds() -> None:
    # The scheduler's parameters are fitted, not chosen.
    assert {option.name for option in OPTIONS} == set(Settings.__dataclass_fields__) - {"parameters"}
    for option in OPTIONS:
        value = getattr(Settings(), option.name)
        if option.words:
            assert value in option.words
            continue
        numbers = value if isinstance(value, tuple) else () if isinstance(value, bool) else (value,)
        assert all(option.low <= number <= option.high for number in numbers)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("rollover_hour", 4, "04:00"),
        ("new_per_day", 1, "1 card"),
        ("learning_steps", (1.0, 10.0), "1, 10 minutes"),
        ("learning_steps", (), "none"),
        ("fuzz", False, "off"),
        ("desired_retention", 0.9, "0.9"),
        ("questions_per_note", "few", "few"),
    ],
)
def test_a_value_is_shown_with_its_unit(name: str, value: Any, said: str) -> None:
    assert shown(name, value) == said


def test_steps_stay_within_bounds_and_lists_may_be_empty() -> None:
    assert stepped("desired_retention", 0.99, 1) == 0.99
    assert stepped("new_per_day", 0, -1) == 0
    assert stepped("fuzz", True, 1) is False
    assert stepped("questions_per_note", "few", 1) == "normal"
    assert stepped("questions_per_note", "many", 1) == "many"
    assert parsed("learning_steps", (1.0,), "none") == ()
    for text in ("a", "1,x", "0", "1e9", "nan"):
        with pytest.raises(Unfit, match="minutes"):
            parsed("learning_steps", (1.0,), text)
    with pytest.raises(Unfit, match="a whole number from 0 to 9999"):
        parsed("new_per_day", 20, "inf")


async def test_a_theme_is_chosen_on_today_and_in_the_settings_and_kept(world: Any, see: Any) -> None:
    kept: list[str] = []
    app = world.app(look="light", keep_look=kept.append)
    async with app.run_test(size=(80, 30)) as pilot:
        await see(pilot, "4 cards")
        assert app.theme == "study-light"
        await pilot.press("t")
        await until(lambda: kept == ["dark"])
        assert app.theme == "study-dark"
        await pilot.press("comma")
        await see(pilot, "new cards a day")
        await pilot.press("end")
        await see(pilot, "theme                 dark")
        await pilot.press("left")
        await see(pilot, "theme                 auto")
        assert kept == ["dark", "auto"]
