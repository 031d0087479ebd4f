"""`studytui demo ID` on a terminal: the demo's screen comes up with its picture, and leaves again, for every id."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

from demos.catalog import BY_ID, ENTRIES

# What is seen of pictures of each make without a colour: a queue, arcs, a text with lit words, a curve.
SEEN = [
    ("moe --E 4", "✗ dropped"),
    ("syntax-prior --text ko", "주었다"),
    ("self-attention --T 12", "watched ⇄"),
    ("layer-norm --L 1 --steps 1", "Post-LN"),
]


def shown(home: dict[str, str], terminals: Callable[..., Any], words: str, wanted: str) -> None:
    """Open a demo, wait for what is to be seen, and leave over Today."""
    terminal = terminals(home, "demo", *words.split(), size=(80, 24))
    terminal.wait(lambda text: wanted in text)
    if "esc skip" in terminal.text:  # a line may be drawn before the run is seen
        terminal.type("\x1b")
        terminal.wait(lambda text: "esc skip" not in text)
    terminal.type("\x1b")
    terminal.wait(lambda text: "Study" in text and "esc back" not in text)
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize(("words", "wanted"), SEEN)
def test_a_demo_is_drawn_on_a_terminal(
    home: dict[str, str], terminals: Callable[..., Any], words: str, wanted: str
) -> None:
    shown(home, terminals, words, wanted)


@pytest.mark.soak
@pytest.mark.parametrize("given", ["", "--seed 3"])
@pytest.mark.parametrize("demo_id", BY_ID)
def test_every_demo_runs_on_a_terminal(
    home: dict[str, str], terminals: Callable[..., Any], demo_id: str, given: str
) -> None:
    shown(home, terminals, f"{demo_id} {given}", "Checks ✓")


def test_every_demo_has_a_title_of_its_own() -> None:
    assert len({entry.title for entry in ENTRIES}) == len(ENTRIES)
