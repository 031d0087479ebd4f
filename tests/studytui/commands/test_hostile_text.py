"""Text that tries to act on the terminal, through every command and every error: none of it acts, here or in a file."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attacks import HOSTILE, acting

Command = Callable[..., Any]
IN_NOTES = HOSTILE.replace("\udcff\ud83d", "").replace("\0", "")
# What a file can be called: half a surrogate pair stands for a byte that is not UTF-8.
IN_NAMES = IN_NOTES.replace("/", "") + "\udcff"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Notes that are called and say such things, one of them unreadable."""
    folder = tmp_path / IN_NOTES
    folder.mkdir()
    text = (
        f"# {IN_NOTES}\n\n## in {IN_NOTES}\n- **Set {IN_NOTES}** (group {IN_NOTES}): a group {IN_NOTES} of things\n"
        f"- Bag: a {IN_NOTES} group that holds things twice\n\n"
    )
    more = "```{}\n{}\n```\n\n| {} | what |\n| --- | --- |\n| Map | {} |\n\nunused {}\n".replace("{}", IN_NOTES)
    (folder / f"{IN_NOTES}.md").write_text(text + more, encoding="utf-8")
    (folder / f"bad{IN_NOTES}.md").write_bytes(b"\x00\x01\x02" * 900)
    (folder / f"undecodable{IN_NAMES}.md").write_text(text, encoding="utf-8")
    return folder


COMMANDS = [
    "import FOLDER", "import FOLDER --json", "import FOLDER --dry-run", "import FOLDER --force", "import FOLDER/NAME",
    "import --undo", "cards FOLDER", "cards FOLDER --json", "cards FOLDER --unused", "cards FOLDER --unused --json",
    "cards FOLDER --why", "cards FOLDER/NAME", "search Set", "search Set --json", "search TEXT", "search NAME",
    "export", "export --format tsv", "export FOLDER/out.json", "export FOLDER/out.tsv --format tsv",
    "export FOLDER/NAME/x", "export FOLDER", "due", "due TEXT", "review --plain", "review --plain TEXT",
    "review --plain NAME", "stats", "stats --json", "settings", "settings TEXT", "settings new_per_day TEXT",
    "settings TEXT TEXT --json", "demo TEXT", "demo band --T TEXT", "demo band --TEXT 3", "demo band TEXT",
    "backup FOLDER/backups", "backup FOLDER/NAME.md", "backup --list", "restore FOLDER/TEXT.md", "restore NAME",
    "doctor", "doctor --json", "optimize", "TEXT", "--TEXT", "--db FOLDER/TEXT.md due", "--db TEXT://x due",
    "--db FOLDER doctor",
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_lets_it_through(command: Command, folder: Path, words: str) -> None:
    def put_in(word: str) -> str:
        return word.replace("FOLDER", str(folder)).replace("TEXT", IN_NOTES).replace("NAME", IN_NAMES)

    command("import", folder)
    done = command(*map(put_in, words.split()), stdin=f"\n{IN_NOTES}\nd\n3\ns\nb\nu\n{IN_NOTES}\n")
    assert acting(done.out + done.err) == []
    assert done.out or done.err
    assert "went wrong" not in done.err
    for path in (folder / "out.json", folder / "out.tsv"):
        assert not path.exists() or (path.stat().st_size and acting(path.read_text("utf-8")) == [])


def test_json_loses_nothing(command: Command, folder: Path) -> None:
    command("import", folder)
    assert any("\x1b[31m" in row["card"]["answer"] for row in command("export").json)


def test_a_clock_and_a_database_from_the_environment(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STUDYTUI_DB", "STUDYTUI_NOW"):
        with monkeypatch.context() as patch:
            patch.setenv(name, IN_NAMES)
            done = command("due")
            assert acting(done.out + done.err) == []
            assert "went wrong" not in done.err
            if os.path.exists(IN_NAMES):
                os.unlink(IN_NAMES)


def test_there_is_one_door(root: Path) -> None:
    """`print` and writing to the standard streams stand in one file; a progress line holds numbers alone."""
    found = set()
    for path in (root / "studytui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (
                (isinstance(node.func, ast.Name) and node.func.id == "print")
                or ast.unparse(node.func) in {"sys.stdout.write", "sys.stderr.write", "json.dump"}
            ):
                found.add((path.relative_to(root / "studytui").as_posix(), ast.unparse(node)))
    assert {file for file, _ in found} == {"commands/context.py", "commands/importing.py"}
    (progress,) = [call for file, call in found if file == "commands/importing.py"]
    assert "\\x1b[K{line}" in progress
