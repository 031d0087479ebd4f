"""A check can fail: mechanisms that are wrong on purpose turn the check that names them red. See mutants/."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

import demos
from demos.catalog import BY_ID
from demos.demo import Check, Demo
from demos.kit.timing import allowed
from tests.demos.mutants import MUTANTS, Mutant

CONCEPTS = tuple({BY_ID[demo].module.rsplit(".", 1)[0] + "." for demo in BY_ID})


@contextmanager
def wrong(mutant: Mutant) -> Iterator[Demo]:
    """The demo with the change in it; modules of concepts are made anew for it, and put back afterwards."""
    path = Path(demos.__file__).parent / mutant.file
    text = path.read_text("utf-8")
    assert text.count(mutant.old) == 1, f"{mutant.old!r} stands {text.count(mutant.old)} times in {mutant.file}"
    name = "demos." + mutant.file.removesuffix(".py").replace("/", ".")
    before = {name: module for name, module in sys.modules.items() if name.startswith(CONCEPTS)}
    for loaded in before:
        del sys.modules[loaded]
    try:
        module = ModuleType(name)
        module.__file__ = str(path)
        sys.modules[name] = module
        exec(compile(text.replace(mutant.old, mutant.new), str(path), "exec"), module.__dict__)
        yield importlib.import_module(BY_ID[mutant.demo].module).DEMO
    finally:
        for loaded in [name for name in sys.modules if name.startswith(CONCEPTS)]:
            del sys.modules[loaded]
        sys.modules.update(before)


def turned_red(mutant: Mutant) -> tuple[bool, list[str]]:
    """Whether the check failed, and the names of the checks up to it."""
    names = []
    with wrong(mutant) as demo, allowed(0.0, 16):
        for piece in demo.run(dict(demo.values(mutant.values))):
            if isinstance(piece, Check):
                names.append(piece.name)
                if piece.name.startswith(mutant.red) and not piece.ok:
                    return True, names
    return False, names


def named(mutant: Mutant) -> str:
    return f"{mutant.demo}: {mutant.red}: {mutant.new}"


def test_every_concept_has_three_wrong_mechanisms() -> None:
    counts = {demo: sum(each.demo == demo for each in MUTANTS) for demo in {each.demo for each in MUTANTS}}
    assert set(counts) <= set(BY_ID)
    assert {demo: count for demo, count in counts.items() if count < 3} == {}


@pytest.mark.parametrize("mutant", [m for m in MUTANTS if m.quick], ids=named)
def test_a_wrong_mechanism_is_seen(mutant: Mutant) -> None:
    red, names = turned_red(mutant)
    assert red, names


@pytest.mark.mutants
@pytest.mark.parametrize("mutant", [m for m in MUTANTS if not m.quick], ids=named)
def test_every_wrong_mechanism_is_seen(mutant: Mutant) -> None:
    red, names = turned_red(mutant)
    assert red, names
