"""Completion scripts that shells take, and a manual page that names every command and option."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("set", {"settings"}),
        ("demo big", {"bigbird"}),
        ("settings new_p", {"new_per_day"}),
        ("due --p", {"--prompt"}),
        ("help comp", {"completion"}),
    ],
)
def test_bash_completes(command: Command, tmp_path: Path, words: str, wanted: set[str]) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    script = tmp_path / "studytui.bash"
    script.write_text(command("completion", "bash").out, "utf-8")
    given = ["studytui", *words.split()]
    test = f'source "$0"; COMP_WORDS=("$@"); COMP_CWORD={len(given) - 1}; _shtab_studytui; echo "${{COMPREPLY[*]}}"'
    done = subprocess.run([bash, "-c", test, str(script), *given], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == wanted


@pytest.mark.parametrize(("shell", "sign"), [("zsh", "#compdef studytui"), ("fish", "complete -c studytui")])
def test_the_other_shells_have_a_script(command: Command, shell: str, sign: str) -> None:
    done = command("completion", shell)
    assert sign in done.out
    assert "bigbird" in done.out
    assert command("completion", "tcl").status == 2


def test_the_manual_page_is_as_the_command_line_says(root: Path) -> None:
    made = runpy.run_path(str(root / "docs" / "manual.py"))["page"]()
    assert (root / "docs" / "studytui.1").read_text("utf-8") == made, "`make manual` writes it again"
    assert "\\-\\-prompt" in made
