"""Output that is not UTF-8: no command is stopped by a sign, and JSON loses nothing."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studytui.cli import main

NOTE = """# 2025-05-01 TIL — é

## Sparse Attention
- Band :: 가까운 이웃 토큰만 봄 · “local”
- Dilated :: every δ-th key — so it reaches farther
"""
COMMANDS = [
    ("cards", "NOTE"),
    ("cards", "NOTE", "--why"),
    ("cards", "NOTE", "--unused"),
    ("import", "NOTE", "--force"),
    ("import", "NOTE", "--dry-run"),
    ("due",),
    ("review", "--plain"),
    ("search", "band"),
    ("search", "없는말"),
    ("stats",),
    ("settings",),
    ("export",),
    ("export", "--format", "tsv"),
    ("backup", "--list"),
    ("doctor",),
    ("demo", "없음"),
    ("restore", "없음—.sqlite"),
    ("--help",),
    ("날기",),
]


@pytest.fixture
def studied(command: Callable[..., Any], tmp_path: Path) -> Path:
    """A note that was imported."""
    note = tmp_path / "note.md"
    note.write_text(NOTE, "utf-8")
    assert command("import", note).status == 0
    return note


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command printed, as bytes, and its exit status."""

    status: int
    out: bytes
    err: bytes


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Printed]:
    """Runs a command whose streams have an encoding: `printed("cp949", "due")`."""

    def run(encoding: str, *words: object, stdin: bytes = b"") -> Printed:
        out, err = io.BytesIO(), io.BytesIO()
        for name, stream in (("stdin", io.BytesIO(stdin)), ("stdout", out), ("stderr", err)):
            monkeypatch.setattr(sys, name, io.TextIOWrapper(stream, encoding=encoding, newline="\n"))
        status = main([str(word) for word in words])
        sys.stdout.flush()
        sys.stderr.flush()
        return Printed(status, out.getvalue(), err.getvalue())

    return run


@pytest.mark.parametrize("encoding", ["cp949", "cp1252", "ascii"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_sign_stops_a_command(
    studied: Path, printed: Callable[..., Printed], words: tuple[str, ...], encoding: str
) -> None:
    given = [studied if word == "NOTE" else word for word in words]
    rich, poor = (printed(each, *given, stdin=b"a word\nq\n") for each in ("utf-8", encoding))
    assert poor.status == rich.status
    assert len(poor.out.splitlines()) == len(rich.out.splitlines())
    assert len(poor.err.splitlines()) == len(rich.err.splitlines())
    assert b"UnicodeEncodeError" not in poor.out + poor.err


def test_a_locale_that_says_nothing_is_enough_for_a_search(studied: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONIOENCODING"}
    env |= {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "studytui", "search", "가까운"]
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Band" in done.stdout


def test_what_an_encoding_lacks_is_replaced_by_what_says_most_of_it(
    studied: Path, printed: Callable[..., Printed]
) -> None:
    korean = printed("cp949", "cards", studied).out.decode("cp949")
    assert "가까운 이웃 토큰만 봄 · “local”" in korean
    assert "every δ-th key - so it reaches farther" in korean
    western = printed("cp1252", "cards", studied).out.decode("cp1252")
    assert "every ?-th key — so it reaches farther" in western


@pytest.mark.parametrize("encoding", ["cp949", "cp1252", "ascii"])
def test_json_loses_nothing_whatever_the_encoding(
    studied: Path, printed: Callable[..., Printed], encoding: str
) -> None:
    whole = json.loads(printed("utf-8", "cards", studied, "--json").out)
    assert json.loads(printed(encoding, "cards", studied, "--json").out.decode(encoding)) == whole
    assert printed(encoding, "export").out == printed("utf-8", "export").out, "a file of ours is UTF-8"


def test_an_answer_that_is_not_utf_8_is_a_wrong_answer(studied: Path, printed: Callable[..., Printed]) -> None:
    ran = printed("utf-8", "review", "--plain", stdin="이웃\n".encode("cp949") + b"q\n")
    assert ran.status == 0
    assert "Not quite." in ran.out.decode()
