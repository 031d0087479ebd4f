"""Keys of one's own: what the settings file may say, and what is said of the rest of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from studytui import keymap


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_keys_are_taken_by_name_also_where_two_change_places(file: Path) -> None:
    review = 'good = "4, g"\neasy = ["3", "ctrl+g"]\nundo = "?"\nhelp = "f1"'
    file.write_text(f'[keys.review]\n{review}\n[keys.list]\nup = "comma"\n')
    chosen = keymap.read(file)
    assert chosen.wrong == ()
    assert chosen.keymap == {
        "review.good": "4,g", "review.easy": "3,ctrl+g", "review.undo": "question_mark", "review.help": "f1",
        "list.up": "comma",
    }  # fmt: skip
    assert keymap.read(file.with_name("none.toml")) == keymap.Chosen({})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('[keys.review]\nundo = "e"', "e is the key of undo and of edit"),
        ('[keys.review]\nundo = "ㄷ"', "ㄷ is the key of undo and of edit"),
        ('[keys.review]\nundo = "z"\nbury = "z"', "z is the key of undo and of bury"),
        ('[keys.review]\nundo = "wheel"', "undo = 'wheel' is no key"),
        ('[keys.review]\nundo = ""', "is no key"),
        ('[keys.review]\nfly = "f"', "there is no fly; there are reveal, again"),
        ('[keys.kitchen]\nundo = "z"', "there is no screen kitchen; there are today"),
        ('theme = "dark"', "nothing is set by theme"),
        ("keys = 3", "written in sections"),
        ("[keys", "cannot be read"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_the_rest_holds(file: Path, said: str, told: str) -> None:
    more = '\n[keys.stats]\nload = "z"\n' if said.startswith("[keys.") else ""
    file.write_text(said + more, "utf-8")
    chosen = keymap.read(file)
    assert told in " ".join(chosen.wrong)
    assert "review.undo" not in chosen.keymap
    assert ("stats.load" in chosen.keymap) == bool(more)


def test_every_action_of_a_screen_has_a_name_of_its_own() -> None:
    for section in keymap.sections_known():
        here = keymap.bindings_of(section)
        assert here, section
        for name, bindings in here.items():
            assert len({binding.action for binding in bindings}) == 1, name
            assert re.fullmatch(rf"{section}\.[a-z]+(-[a-z]+)*(-[1-4])?", name), "a name that one would type"
            assert not re.search(r"app-|-back|tab-\d|taken|dropped", name)


def test_the_file_that_is_printed_says_what_holds(command: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYTUI_SETTINGS", str(file))
    file.write_text('[keys.review]\nundo = "z"\nedit = "fly"\n')
    ran = command("keys")
    assert ran.status == 1
    assert "edit = 'fly' is no key" in ran.err
    assert '\nundo = "z"  # Take back' in ran.out
    assert tomllib.loads(ran.out)["keys"]["review"] == {"undo": "z"}
    lines = [line.removeprefix("# ") for line in ran.out.split("\n")[2:]]  # all of it, as it comes
    file.write_text("\n".join(lines), "utf-8")
    assert keymap.read(file).wrong == ()
