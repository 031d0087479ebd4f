"""Every Python we start, started in a folder of hostile modules: nothing in the folder is run."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import open_database
from studytui.interpreter import python

OURS = ("cards", "db", "demos", "studytui")
INSTALLED = ("torch", "numpy", "sqlalchemy", "textual", "rich", "markdown_it", "fsrs_rs_python", "platformdirs")
STARTUP = ("sitecustomize", "usercustomize", "encodings")
MODES = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A current folder with a file for every module there is; the function names those that were run."""
    folder, ran = tmp_path / "notes", tmp_path / "ran"
    folder.mkdir()
    ran.mkdir()
    for name in {*sys.stdlib_module_names, *INSTALLED, *STARTUP, *OURS}:
        (folder / f"{name}.py").write_text(f"open({str(ran / name)!r}, 'w').close()\n")
    monkeypatch.chdir(folder)
    return lambda: sorted(path.name for path in ran.iterdir())


@pytest.fixture(params=[None, "", os.pathsep, "."], ids=["unset", "empty", "separator", "dot"])
def pythonpath(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONPATH as shells leave it behind: `PYTHONPATH=$PYTHONPATH:…` names the current folder without meaning to."""
    if request.param is None:
        monkeypatch.delenv("PYTHONPATH", raising=False)
    else:
        monkeypatch.setenv("PYTHONPATH", request.param)


def test_the_folder_is_hostile(hostile: Callable[[], list[str]]) -> None:
    """A Python started as usual runs files of it; which come first is told apart by its version."""
    subprocess.run([sys.executable, "-c", "import random, torch"], check=False, capture_output=True)
    assert {"random", "linecache"} & set(hostile())


@pytest.mark.usefixtures("pythonpath")
@pytest.mark.parametrize("mode", MODES)
def test_the_demo_worker_runs_nothing_of_it(
    hostile: Callable[[], list[str]], mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from demos.runner import run_once

    monkeypatch.setenv("STUDYTUI_WORKER", mode)
    report = run_once("band", {"T": 16, "w": 2}, command=python("demos.worker"), sweep=0.0, longest=32)
    assert report.checks
    assert hostile() == []


@pytest.mark.usefixtures("pythonpath")
def test_the_readers_of_notes_run_nothing_of_it(hostile: Callable[[], list[str]], tmp_path: Path) -> None:
    from cards.asking.taste import Taste
    from db.records import Source
    from studytui.notes.readers import Readers
    from studytui.notes.reading import Wanted

    note = tmp_path / "note.md"
    note.write_text("# Set\n- Set: a group of things, each once\n", encoding="utf-8")
    with closing(Readers()) as readers:
        ((_, read),) = readers.read([Wanted(str(note))], Taste())
    assert isinstance(read, Source)
    assert hostile() == []


@pytest.mark.usefixtures("pythonpath")
def test_fitting_runs_nothing_of_it(hostile: Callable[[], list[str]]) -> None:
    request = json.dumps({"histories": [[[3, 0], [3, 4]]], "parameters": []})
    done = subprocess.run(python("cards.fitting"), input=request, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert hostile() == []


@pytest.mark.parametrize("command", ["due", "review --plain", "cards ../note.md", "demo --list", "export"])
@pytest.mark.parametrize("how", ["script", "-P -m studytui", "-m studytui"])
def test_the_program_itself_runs_nothing_of_it(
    hostile: Callable[[], list[str]], tmp_path: Path, command: str, how: str
) -> None:
    (tmp_path / "note.md").write_text("# Set\n- Set: a group of things, each once\n", encoding="utf-8")
    open_database(str(tmp_path / "study.sqlite")).close()
    script = tmp_path / "bin" / "studytui"  # as an installer writes it
    script.parent.mkdir()
    script.write_text("import sys\nfrom studytui.cli import main\nsys.exit(main())\n")
    if how == "-m studytui":  # what Python itself takes from the current folder then, before we have a say
        loaded = "import runpy, pkgutil, sys; print(*sys.modules, 'studytui')"
        its_own = subprocess.run([sys.executable, "-I", "-c", loaded], capture_output=True, text=True, check=True)
        for name in its_own.stdout.split():
            Path(f"{name}.py").unlink(missing_ok=True)
    env = {**os.environ, "STUDYTUI_DB": f"sqlite:///{tmp_path / 'study.sqlite'}"}
    words = [sys.executable, *(str(script) if how == "script" else how).split(), *command.split()]
    done = subprocess.run(words, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    assert hostile() == []


def test_a_clone_that_is_not_installed_finds_its_packages(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `python -m studytui` in the clone: our packages are found through the current folder alone."""
    monkeypatch.chdir(root)
    bare = [path for path in sys.path if path and Path(path).resolve() != root]
    monkeypatch.setattr(sys, "path", [str(root), *bare])
    command = python("cards.fitting")
    paths = command[4].split(os.pathsep)
    assert paths.index(os.path.dirname(os.__file__)) < paths.index(str(root))
    assert not any("site-packages" in path for path in paths[: paths.index(str(root))])
    # As it comes from a clone elsewhere, whose folder no site-packages knows.
    elsewhere = tmp_path / "clone"
    (elsewhere / "probe").mkdir(parents=True)
    (elsewhere / "probe" / "__main__.py").write_text("import sys; print(sys.argv[1:], sys.path[-1])\n")
    words = [*command[:4], os.pathsep.join((*bare, str(elsewhere))), "probe", "a", "b"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"['a', 'b'] {elsewhere}"


def test_a_current_folder_that_is_gone_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    request = json.dumps({"histories": [], "parameters": []})
    done = subprocess.run(python("cards.fitting"), input=request, capture_output=True, text=True)
    assert json.loads(done.stdout)["ratings"] == 0


def test_python_is_started_in_one_place(root: Path) -> None:
    found = {
        path.relative_to(root).as_posix()
        for package in OURS
        for path in (root / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "executable"
    }
    assert found == {"studytui/interpreter.py"}
