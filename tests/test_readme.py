"""README and CONTRIBUTING: the example of a demo runs and holds, pictures are there, commands and keys exist."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from demos.demo import Check, Demo, Picture, Step


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


def test_the_example_of_a_demo_is_a_demo(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from demos.kit.timing import allowed

    code = re.findall(r"```python\n(.*?)```", (root / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    assert len(code) == 2
    path = tmp_path / "prefix.py"
    path.write_text(code[0], "utf-8")
    spec = importlib.util.spec_from_file_location("prefix", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "prefix", module)
    spec.loader.exec_module(module)
    assert isinstance(module.DEMO, Demo)
    with allowed(0.0, 64):
        pieces = list(module.DEMO.run(module.DEMO.values({"T": 48})))
    for kind in (Step, Picture, Check):
        assert any(isinstance(piece, kind) for piece in pieces)
    assert [piece for piece in pieces if isinstance(piece, Check) and not piece.ok] == []
    assert sum(bool(line.strip()) for line in code[0].splitlines()) <= 36
    typed = [node for node in ast.walk(ast.parse(code[0])) if isinstance(node, ast.FunctionDef)]
    assert all(f.returns and all(a.annotation for a in f.args.args) and ast.get_docstring(f) for f in typed)
    bare = {**os.environ, "NO_COLOR": "1"}
    for command in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", "demos/attention/prefix.py", "-"]
        done = subprocess.run(ruff, input=code[0], cwd=root, env=bare, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout


def test_the_example_of_a_question_is_a_question(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from demos import asking, catalog

    code = re.findall(r"```python\n(.*?)```", (root / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    for name, text in zip(("demos.attention.prefix", "demos.attention.asked.prefix"), code, strict=True):
        path = tmp_path / f"{name}.py"
        path.write_text(text, "utf-8")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
    entry = catalog.Entry("prefix", "Prefix attention", "attention", (), "demos.attention.prefix")
    monkeypatch.setitem(catalog.BY_ID, "prefix", entry)
    monkeypatch.setattr(asking, "there", lambda demo: True)
    for seed in range(12):
        asked = asking.ask("prefix", "who sees", seed)
        v = asked.params
        assert asked.answer == (f"0-{v['T'] - 1}" if v["j"] < v["p"] else f"{v['j']}-{v['T'] - 1}")
        for option in asked.misconceptions:
            assert asking.beside("prefix", "who sees", seed, option).wrong is not None


def test_every_picture_is_there(readme: str, root: Path) -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", readme)
    assert len(pictures) >= 6
    assert [picture for picture in pictures if not (root / picture).is_file()] == []


def test_every_command_is_known(readme: str) -> None:
    from studytui.cli import parser

    named = set(re.findall(r"studytui (?!─)([a-z]{3,})\b", readme)) - {"is"}
    listed = set(re.search(r"studytui ([a-z]+(?:\|[a-z]+)+)", readme)[1].split("|"))  # type: ignore[index]
    known = parser().format_help()
    for name in named | listed:
        assert re.search(rf"^    {name}\b", known, re.MULTILINE), f"the README names `studytui {name}`"


def test_the_cards_of_its_note_are_as_told(readme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from studytui.cli import main

    block = re.search(r"says under `(## .*?)`\n\n(.*?)\n\n`--why` prints\n\n(.*?)\n\n\S", readme, re.DOTALL)
    assert block is not None
    note = tmp_path / "note.md"
    note.write_text(f"{block[1]}\n\n{textwrap.dedent(block[2])}\n", "utf-8")
    assert main(["cards", str(note), "--why"]) == 0
    told, printed = (
        [line.strip() for line in text.splitlines() if line.strip()] for text in (block[3], capsys.readouterr().out)
    )
    assert printed == told


def test_the_keys_of_the_review_are_as_told(readme: str) -> None:
    from studytui.screens.review import ReviewScreen

    bound = {key for binding in ReviewScreen.BINDINGS for key in binding.key.split(",")}  # type: ignore[union-attr]
    table = readme.partition("| key | in the review |")[2].partition("\n\n")[0]
    named = {key.lower() for row in table.splitlines() for key in re.findall(r"`([^`]+)`", row.split(" | ")[0])}
    assert {"space", "1", "d", "u", "?"} <= named
    assert named - bound == set()


def test_make_has_the_targets(readme: str, root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    for line in re.findall(r"^    make ([a-z ]+?)(?:  |$)", readme, re.MULTILINE):
        for target in line.split():
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
