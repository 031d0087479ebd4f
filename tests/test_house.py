"""The house rules that no single package can hold: what an import drags in, what a wheel carries, what files say."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

PACKAGES = ("studytui", "cards", "demos", "db")
SUFFIXES = {".py", ".md", ".tcss", ".mako", ".po"}

# Assembled, so that this file does not name what no file may name.
HOSTS = ("py" + "pi.org", "python" + "hosted", "download." + "pytorch", "/simple/" + "torch")
MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/opt/" + "wheels", ".lib" + "rary/")


def tracked(root: Path) -> list[Path]:
    """Every file that is committed or about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return [root / name for name in names.split("\0") if name and (root / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a file, empty for a picture or another binary."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def fresh(code: str, root: Path, **env: str) -> Any:
    """What `code` prints last, as JSON, in an interpreter that has imported nothing else."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("STUDYTUI", "PYTEST", "COV"))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env={**clean, **env}, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_reading_notes_needs_neither_sql_nor_screen_nor_torch(root: Path, samples: list[Path]) -> None:
    code = f"""
import json, sys
from pathlib import Path
from cards.extract import extract
from cards.markdown import read
found = len(extract(read(Path({str(samples[0])!r}).read_text("utf-8"))).cards)
heavy = {{"torch", "textual", "rich", "sqlalchemy", "alembic", "sqlite3", "db", "demos", "studytui"}}
heavy = sorted(heavy & set(sys.modules))
print(json.dumps([found, heavy]))
"""
    found, heavy = fresh(code, root)
    assert found > 5
    assert heavy == []


def test_the_catalog_is_torch_free_and_every_entry_of_it_can_be_imported(root: Path) -> None:
    code = """
import importlib, json, sys
from demos.catalog import ENTRIES
from demos.demo import Demo
early = "torch" in sys.modules
wrong = [e.id for e in ENTRIES if not isinstance(getattr(importlib.import_module(e.module), "DEMO", None), Demo)]
print(json.dumps([early, wrong, len(ENTRIES), len({e.id for e in ENTRIES}), "torch" in sys.modules]))
"""
    early, wrong, entries, ids, late = fresh(code, root)
    assert not early
    assert wrong == []
    assert entries == ids >= 4
    assert late, "a concept file imports torch; if it did not, the check above would show nothing"


def test_a_database_at_hand_opens_without_alembic_or_the_orm(root: Path, tmp_path: Path) -> None:
    code = """
import json, os, sys
from db.engine import open_database
open_database(os.environ["DATABASE"]).close()
print(json.dumps(["alembic" in sys.modules, sorted(m for m in sys.modules if m.startswith("sqlalchemy.orm"))]))
"""
    url = f"sqlite:///{tmp_path / 'study.sqlite'}"
    fresh(code, root, DATABASE=url)
    assert fresh(code, root, DATABASE=url) == [False, []]


def test_due_opens_no_screen(root: Path, tmp_path: Path) -> None:
    code = """
import contextlib, io, json, sys
from studytui.cli import main
with contextlib.redirect_stdout(io.StringIO()) as out:
    status = main(["due", "--json"])
print(json.dumps([status or 0, json.loads(out.getvalue()),
                  sorted({"torch", "textual", "rich", "alembic", "sqlalchemy.orm"} & set(sys.modules)),
                  sorted({"kiwipiepy", "HanTa", "numpy", "cards.extract"} & set(sys.modules))]))
"""
    url = f"sqlite:///{tmp_path / 'study.sqlite'}"
    command = [sys.executable, "-m", "studytui", "settings", "new_per_day", "5", "--db", url]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    status, due, heavy, reading = fresh(code, root, STUDYTUI_DB=url)
    assert status == 0
    assert due["due"] == 0
    assert heavy == []
    assert reading == []


def test_a_note_saved_while_the_app_is_open_loads_no_tagger_into_it(root: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(
        "# 캐시\n\n## 교체 정책\n- LRU: 오래 쓰이지 않은 것을 내보낸다\n- LFU는 무엇을 내보내나?::가장 적게 쓰인 것\n"
    )
    code = f"""
import asyncio, json, sys
from datetime import datetime
from db.engine import open_database
from studytui.app import StudyApp
from studytui.notes.editing import pick_up
from studytui.notes.readers import Readers
clock = lambda: datetime.now().astimezone()
async def work():
    app = StudyApp(opener=lambda: open_database({str(tmp_path / "study.sqlite")!r}), clock=clock, readers=Readers)
    async with app.run_test():
        return await app.ask(pick_up, {str(note)!r}, clock(), app.reading)
said = asyncio.run(work())
print(json.dumps([said, sorted({{"kiwipiepy", "HanTa", "numpy", "cards.extract", "torch"}} & set(sys.modules))]))
"""
    said, heavy = fresh(code, root)
    assert "new" in said
    assert heavy == []


def test_nothing_names_a_registry_or_the_machine_it_was_written_on(root: Path) -> None:
    found = [
        (path.relative_to(root).as_posix(), word)
        for path in tracked(root)
        for word in HOSTS + MACHINE
        if word in text_of(path)
    ]
    assert found == []


def test_only_db_knows_sql_and_it_does_without_the_orm(root: Path) -> None:
    wrong = []
    compiler = "sqlalchemy.ext.compiler"  # an element that each engine writes in its own way: it needs no ORM
    for path in tracked(root):
        place = path.relative_to(root)
        if path.suffix != ".py" or place.parts[0] not in PACKAGES:
            continue
        for node in ast.walk(ast.parse(text_of(path))):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                modules = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            orm = [m for m in modules if m.startswith(("sqlalchemy.orm", "sqlalchemy.ext"))]
            wrong += [f"{place}: {m}" for m in orm if not m.startswith(compiler)]
    assert wrong == []


def test_the_project_copies_no_sentence_of_the_founding_note(root: Path, founding_note: Path) -> None:
    def plain(text: str) -> str:
        return " ".join(re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFC", text)).split())

    # Short lines are names and formulas, which belong to nobody.
    lines = [plain(line) for line in founding_note.read_text("utf-8").splitlines()]
    sentences = {line for line in lines if len(line) >= 24 and line.count(" ") >= 4}
    assert len(sentences) > 15
    copied = []
    for path in tracked(root):
        text = plain(text_of(path))
        copied += [(path.relative_to(root).as_posix(), s) for s in sentences if s in text]
    assert copied == []


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names inside the wheel that the project builds."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(target.glob("*.whl"))).namelist()


def test_the_wheel_carries_every_file_of_the_packages(root: Path, wheel: list[str]) -> None:
    wanted = {
        place.as_posix()
        for path in tracked(root)
        if (place := path.relative_to(root)).parts[0] in PACKAGES and path.suffix in SUFFIXES
    }
    assert any(name.endswith(".tcss") for name in wanted)
    assert any(name.startswith("cards/samples/") for name in wanted)
    assert "cards/translation/ko.po" in wanted
    assert any(name.startswith("db/migrations/versions/") for name in wanted)
    assert wanted - set(wheel) == set()


def test_the_wheel_carries_nothing_else(wheel: list[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith((".dist-info", ".data"))} == set(PACKAGES)
    assert [Path(name).name for name in wheel if ".data/" in name] == ["studytui.1"]  # the manual page


def test_each_dependency_says_what_it_is_for(root: Path) -> None:
    text = (root / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        line = next(line for line in text.splitlines() if f'"{wanted}"' in line)
        assert "# " in line, f"{wanted} has no word on what it is for"
        assert re.search(r"[=<]", wanted), f"{wanted} has no bound"
