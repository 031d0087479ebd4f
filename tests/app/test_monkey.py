"""Random keys, as fast as a hand never was: nothing goes wrong, and what is on disk is whole."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from soaking import times
from textual import events
from textual.keys import _character_to_key

from db import doctor
from demos.demo import Param, Step
from studytui.app import StudyApp

PARAMS = (Param("T", 16, 4, 64, 1, "tokens"), Param("seed", 0, 0, 9, 1, "the seed"))
# Leaving and opening often, so that screens come and go while work for them is under way.
KEYS = (
    *("enter", "space", "escape") * 6,
    *"1234567890" * 2,
    *("up", "down", "left", "right", "tab", "pagedown", "backspace", "ctrl+z"),
    *"qwertyuiopasdfghjklzxcvbnm/?,[]",
    *"ㅇㅗㅅㅁ한",
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_random_keys_find_nothing_wrong(world: Any, fake: Any, monkeypatch: Any, seed: int) -> None:
    await play(world, fake, monkeypatch, seed, 300)


async def test_a_key_that_comes_before_its_screen_has_its_widgets_does_nothing(world: Any, see: Any) -> None:
    app = world.app()
    async with app.run_test() as pilot:
        await see(pilot, "4 cards")
        app.open("notes")
        assert not app.screen.children
        assert not await app.run_action("back", app.screen)
        await see(pilot, "note.md")


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 100 + times(40)))
async def test_random_keys_find_nothing_wrong_for_long(
    world: Any, fake: Any, monkeypatch: Any, seed: int, tell: Any
) -> None:
    await play(world, fake, monkeypatch, seed, 2000)
    tell(keys=2000, wrong=0)


async def play(world: Any, fake: Any, monkeypatch: Any, seed: int, keys: int) -> None:
    """Press so many random keys, in bursts; an AssertionError with the last of them where something went wrong."""
    chance, pressed, wrong = random.Random(seed), [], []
    said = StudyApp.notice

    def notice(app: StudyApp, sentence: str, *, wrong_: bool = False, **more: Any) -> None:
        if "Something went wrong" in sentence:
            wrong.append((sentence, pressed[-12:]))
        said(app, sentence, **more)

    async def script(values: dict[str, Any]) -> Any:
        for _ in range(3):
            await asyncio.sleep(chance.random() / 50)
            yield Step("matmul", ((1, 4),), (1, 4))

    monkeypatch.setattr(StudyApp, "notice", notice)
    world.environ["EDITOR"] = "true"
    while len(pressed) < keys:
        app = world.app(runner=lambda: fake(PARAMS, script))
        async with app.run_test(size=chance.choice([(80, 24), (120, 40), (50, 14)])) as pilot:
            while len(pressed) < keys and app.is_running and not app._exit:
                for _ in range(chance.choice([1, 1, 2, 3, 6])):
                    key = chance.choice(KEYS)
                    pressed.append(key)
                    if len(app.screen_stack) > 1 or key not in {"q", "ㅂ"}:
                        press(app, key)
                await pilot.pause(chance.choice([None, 0, 0.002, 0.02, 0.1]))
                assert not wrong, wrong
    assert all(finding.ok for finding in world.ask(doctor.examine))


def press(app: StudyApp, key: str) -> None:
    """Send a key as the driver does, and wait for nothing."""
    character = key if len(key) == 1 else {"space": " ", "enter": "\r"}.get(key)
    event = events.Key(key if len(key) > 1 or key.isalnum() else _character_to_key(key), character)
    event.set_sender(app)
    app._driver.send_message(event)
