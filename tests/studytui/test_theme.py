"""What is written can be read: the contrast of both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

import studytui
from studytui import background, config
from studytui.theme import DARK, LIGHT, chosen


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG, 1–21."""

    def light(colour: Color) -> float:
        parts = [part / 255 for part in colour.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted(light(Color.parse(colour)) for colour in (one, other))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_all_that_is_written_stands_out_from_what_it_stands_on(theme: Theme) -> None:
    named = theme.variables
    colours = ("primary", "secondary", "accent", "foreground", "success", "warning", "error")
    written = {name: getattr(theme, name) for name in colours}
    written |= {name: named[name] for name in ("muted", "ink", "block-cursor-foreground")}
    grounds = {name: getattr(theme, name) for name in ("background", "surface", "panel")}
    grounds |= {name: named[name] for name in ("tint", "block-cursor-background")}
    pale = {
        (text, ground): round(ratio, 2)
        for text, colour in written.items()
        for ground, other in grounds.items()
        if (ratio := contrast(colour, other)) < 4.5
    }
    assert not pale


def test_no_words_are_written_in_the_colour_of_lines() -> None:
    said = re.compile(r'"[^"]*[^\W_]{2}[^"]*", "\$faint"')
    folder = Path(studytui.__file__).parent
    assert not [(path.name, found) for path in folder.rglob("*.py") for found in said.findall(path.read_text("utf-8"))]


@pytest.mark.parametrize(
    ("answer", "ground"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;4c", "0;15"),
        (b"\x1b]11;rgb:1515/1919/1f1f\x07\x1b[?1;2c", "15;0"),
        (b"\x1b]11;rgb:fa/f8/f3\x07\x1b[?1;2c", "0;15"),
        (b"\x1b[?1;2c", None),
        (b"", None),
    ],
)
def test_a_terminal_says_whether_its_ground_is_light(answer: bytes, ground: str | None) -> None:
    assert background.read(answer) == ground
    assert background.ask({"TERM": "xterm", "COLORFGBG": "15;0"})() == background.Heard(), "it is known already"
    assert background.typed(b"b\n" + answer + "ㅇ\x1b[A".encode()) == "b\rㅇ\x1b[A", "keys are no answers"
    assert chosen("auto", {"COLORFGBG": ground or ""}) == (LIGHT.name if ground == "0;15" else DARK.name)


def test_a_theme_that_was_chosen_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "data_folder", lambda: tmp_path / "new")
    assert config.look() == "auto"
    config.choose_look("light")
    assert config.look() == "light"
    assert chosen("light", {"COLORFGBG": "15;0"}) == LIGHT.name
