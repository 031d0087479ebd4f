"""Every command as a person types it, each on a terminal of its own: what comes, and the exit status."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NOW = "2025-05-07T09:00:00+09:00"
NOTE = """# 2025-05-01 TIL

## Sparse Attention
### 위치 기반 패턴
- Band :: 가까운 이웃 토큰만 봄
- Dilated :: 칸을 건너뛰며 멀리 봄
"""

# The command, a word that then stands on the screen, and the keys that leave it, the second one on Today; "" where it
# ends by itself.
TYPED = [
    ("", "begin", "q"),
    ("review", "위치 기반 패턴", "qq"),
    ("review Dilated --limit 1", "1/1", "qq"),
    ("review --plain", "Enter shows the answer", "q\r"),
    ("demo", "longformer", "qq"),
    ("demo band", "Band", "\x1bq"),
    ("demo band --T 32 --w 2", "32", "\x1bq"),
    ("demo band --T many", "not a number", "\x1bq"),
    ("import til", "Nothing changed", ""),
    ("import new", "unused", ""),
    ("import new --dry-run", "Would import", ""),
    ("import --undo --dry-run", "Would take back", ""),
    ("cards til", "Dilated", ""),
    ("search dilated", "dilated", ""),
    ("due", "cards today", ""),
    ("stats", "cards", ""),
    ("settings", "new_per_day", ""),
    ("backup", "Copied to", ""),
    ("doctor", "✓", ""),
    ("export cards.tsv --format tsv", "Wrote", ""),
    ("demo --list", "rezero", ""),
    ("demo band --plain --T 32", "checks", ""),
    ("--help", "COMMAND", ""),
    ("--version", "studytui 0.", ""),
    ("help demo", "--NAME VALUE", ""),
]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a folder of one note, the database it was imported into, and a folder "new" that was not."""
    place = tmp_path_factory.mktemp("imported")
    (place / "til").mkdir()
    (place / "new").mkdir()
    (place / "new" / "heap.md").write_text("# TIL\n\n## Heap\n- 힙 → 부모가 자식보다 작은 트리\n", "utf-8")
    (place / "til" / "배운 것.md").write_text(NOTE, "utf-8")
    env = {**os.environ, "HOME": str(place), "STUDYTUI_DB": f"sqlite:///{place / 'study.sqlite'}", "STUDYTUI_NOW": NOW}
    command = [sys.executable, "-m", "studytui", "import", str(place / "til")]
    subprocess.run(command, env=env, check=True, capture_output=True)
    return place


@pytest.fixture
def til(home: dict[str, str], tmp_path: Path, imported: Path) -> Path:
    """The folder of one note; the database of this test is a copy of the one it was imported into."""
    shutil.copy(imported / "study.sqlite", tmp_path / "study.sqlite")
    return imported / "til"


@pytest.mark.parametrize(("words", "wanted", "keys"), TYPED)
def test_a_command_on_a_terminal(
    home: dict[str, str], terminals: Callable[..., Any], til: Path, words: str, wanted: str, keys: str
) -> None:
    given = [str(til.parent / word) if word in {"til", "new", "cards.tsv"} else word for word in shlex.split(words)]
    terminal = terminals(home, *given)
    terminal.wait(lambda text: wanted.lower() in text.lower())
    over_today = keys in ("qq", "\x1bq")  # on a demo's screen q asks about it
    terminal.type(keys[0] if over_today else keys)
    if over_today:
        terminal.wait("Next days")
        terminal.type("q")
    assert terminal.ended() == 0
    assert "Traceback" not in terminal.text


def attributes(terminal: Any) -> list[Any]:
    """How the terminal treats what is typed (echo, lines, signals), as `stty` shows it."""
    import termios

    return termios.tcgetattr(terminal.fd)[:4]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_app_and_gives_the_terminal_back(
    home: dict[str, str], terminals: Callable[..., Any], number: signal.Signals
) -> None:
    app = terminals(home)
    before = attributes(app)
    app.wait("sample notes")
    assert attributes(app) != before
    app.process.send_signal(number)
    assert app.ended() == 128 + number
    assert attributes(app) == before
    for off in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1004l", b"\x1b[?2004l"):  # other screen, cursor, focus, paste
        assert app.written.rindex(off) > app.written.rindex(off[:-1] + (b"l" if off.endswith(b"h") else b"h"))


def test_a_crash_of_the_app_is_a_sentence_and_status_1(home: dict[str, str], terminals: Callable[..., Any]) -> None:
    code = """
import sys
from studytui.app import StudyApp
from studytui.screens.stats import StatsScreen

def on_mount(self):
    raise RuntimeError("a fault of ours [red]")

StatsScreen.on_mount = on_mount
from studytui.cli import main
sys.exit(main([]))
"""
    app = terminals(home, program=["-c", code])
    app.wait("sample notes")
    app.type("\x1b")
    app.wait("Next days")
    app.type("s")
    assert app.ended() == 1
    said = " ".join(app.text.split())
    assert "Something went wrong (RuntimeError('a fault of ours [red]'))" in said
    assert "Traceback" not in said
