"""What is taken from the surroundings: odd editors, clocks and data folders are sentences, never a crash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from db.engine import open_database
from studytui import config


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("   ", "only spaces"),
        ("vi 'open", "a quote is left open"),
        ('"', "a quote is left open"),
        ("nowhere-ed", "PATH"),
    ],
)
def test_an_editor_that_is_none_is_a_sentence(editor: str, said: str) -> None:
    with pytest.raises(config.Misfit, match=re.escape(said)):
        config.editor({"EDITOR": editor}, "note.md", 3)


def test_an_editor_may_have_words_and_a_path_with_spaces(tmp_path: Path) -> None:
    program = tmp_path / "my editors" / "vim"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o700)
    assert config.editor({"EDITOR": f"'{program}' -u NONE"}, "note.md", 3) == [
        str(program),
        "-u",
        "NONE",
        "+3",
        "note.md",
    ]


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00"])
def test_a_clock_outside_all_reckoning_is_a_sentence(now: str) -> None:
    with pytest.raises(config.Misfit, match="between the years"):
        config.clock({"STUDYTUI_NOW": now})


@pytest.mark.parametrize("name", ["100%41", "a?mode=ro", "b#c", "한글 폴더", "c:d"])
def test_the_data_folder_is_a_path_and_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(config, "data_folder", lambda: tmp_path / name)
    place = config.place(None, {})
    assert not place.named
    open_database(place.url).close()
    assert (tmp_path / name / "study.sqlite").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
