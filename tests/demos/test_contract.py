"""Every entry of the catalog keeps the contract of a demo: this file needs no change when a concept is added."""

from __future__ import annotations

import ast
import json
import math
import sys
from functools import cache
from typing import Any

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demos.catalog import BY_ID, ENTRIES
from demos.child import demo
from demos.demo import (
    Check,
    Flops,
    Guess,
    Picture,
    Piece,
    Remark,
    Report,
    Step,
    Timing,
    Unfit,
    from_json,
    to_json,
)
from demos.kit.timing import allowed
from demos.source import folded, source
from tests.demos.drawn import BRIEF, fitting

IDS = [entry.id for entry in ENTRIES]


def run(demo_id: str, values: dict[str, Any]) -> list[Piece]:
    """All pieces of a run whose sweep is cut to one short length."""
    chosen = demo(demo_id)
    with allowed(0.0, 64):
        return list(chosen.run(dict(chosen.values(values))))


@cache
def default(demo_id: str) -> tuple[Piece, ...]:
    """A run at the defaults, with the shortest training: whole ones are what the tests of those concepts run."""
    return tuple(run(demo_id, BRIEF.get(demo_id, {})))


def of(pieces: Any, kind: type) -> list[Any]:
    return [piece for piece in pieces if isinstance(piece, kind)]


@pytest.mark.parametrize("demo_id", IDS)
def test_a_run_shows_shapes_pictures_and_checks_that_hold(demo_id: str) -> None:
    pieces = default(demo_id)
    assert of(pieces, Step), "no steps"
    assert of(pieces, Picture), "no picture"
    assert len(of(pieces, Check)) >= 2, "an invariant is missing"
    assert [check for check in of(pieces, Check) if not check.ok] == []
    assert of(pieces, Remark) or any(picture.remark for picture in of(pieces, Picture)), (
        "nothing is said to the learner"
    )


@pytest.mark.parametrize("demo_id", IDS)
def test_what_is_quick_comes_first(demo_id: str) -> None:
    kinds = [type(piece) for piece in default(demo_id) if not isinstance(piece, Guess)]  # drawn before anything is seen
    assert kinds[0] is Step
    first = kinds.index(Timing)
    assert Check not in kinds[first:], "a check comes after the timings"
    assert Step not in kinds[first:], "a step comes after the timings"


@pytest.mark.parametrize("demo_id", IDS)
def test_every_demo_is_timed_in_more_than_one_form(demo_id: str) -> None:
    timings = of(default(demo_id), Timing)
    assert len({timing.form for timing in timings}) >= 2
    assert all(len(timing.rounds) >= 3 for timing in timings)
    assert len({timing.over for timing in timings}) == 1


@pytest.mark.parametrize("demo_id", IDS)
def test_steps_are_what_ran_and_have_letters(demo_id: str) -> None:
    steps = of(default(demo_id), Step)
    assert all(step.op and step.times >= 1 for step in steps)
    assert any(any(c.isalpha() for c in step.letters) for step in steps)
    assert all(len(step.letters.split()) == len(step.output) for step in steps if step.letters)
    file = sys.modules[BY_ID[demo_id].module].__file__
    assert file is not None
    with open(file, encoding="utf-8") as opened:
        lines = opened.read().splitlines()
    for step in steps:
        if step.code:
            assert step.code in lines[step.line - 1] or step.code == lines[step.line - 1].strip()


@pytest.mark.parametrize("demo_id", IDS)
def test_pictures_are_well_formed(demo_id: str) -> None:
    for picture in of(default(demo_id), Picture):
        assert picture.title
        assert all(picture.axes), picture.title
        assert picture.legend, picture.title
        assert picture.values, picture.title
        if picture.kind in {"mask", "heat"}:
            assert len({len(row) for row in picture.values}) == 1, picture.title
            assert max(len(picture.values), len(picture.values[0])) <= 1100, picture.title
        match picture.kind:
            case "mask":
                assert all(isinstance(x, int) and 0 <= x < len(picture.legend) for row in picture.values for x in row)
            case "heat":
                assert all(isinstance(x, (int, float)) for row in picture.values for x in row), picture.title
            case "curves":
                assert len(picture.values) == len(picture.legend), picture.title
                assert all(len(point) == 2 for line in picture.values for point in line), picture.title
            case "bars":
                assert len(picture.values) == len(picture.legend), picture.title
                assert all(len(row) == len(picture.ticks) for row in picture.values), picture.title
            case "queues":
                assert picture.limit is not None, picture.title
                assert len(picture.rows) == len(picture.values), picture.title
                assert all(0 <= x < len(picture.ticks) for row in picture.values for x in row), picture.title
            case "arcs":
                assert len(picture.values[0]) == len(picture.ticks), picture.title
                assert all(-1 <= x < len(picture.ticks) for x in picture.values[0]), picture.title
            case "text":
                lines = len(picture.values)
                assert len(picture.rows) == lines, picture.title
                assert {len(row) for row in picture.values} <= {len(picture.ticks), len(picture.ticks) / lines}
            case other:
                pytest.fail(f"{picture.title} is of kind {other}")
        if picture.ticks and picture.kind == "heat":
            assert len(picture.ticks) in {len(picture.values), len(picture.values[0])}, picture.title


@pytest.mark.parametrize("demo_id", IDS)
def test_counted_operations_stand_beside_the_formula(demo_id: str) -> None:
    for flops in of(default(demo_id), Flops):
        assert flops.counted >= 0
        assert flops.formula >= 0
        assert flops.expression


@pytest.mark.parametrize("demo_id", IDS)
def test_pieces_survive_the_pipe(demo_id: str) -> None:
    report = Report(demo_id, "", {})
    for piece in default(demo_id):
        assert from_json(json.loads(json.dumps(to_json(piece)))) == piece
        report.add(piece)
    document = json.loads(json.dumps(report.as_json(), allow_nan=False))
    assert {"demo", "title", "params", "steps", "pictures", "timings", "flops", "checks"} <= set(document)


@pytest.mark.parametrize("demo_id", IDS)
def test_parameters_have_bounds_and_defaults_inside_them(demo_id: str) -> None:
    chosen = demo(demo_id)
    assert len({param.name for param in chosen.params}) == len(chosen.params)
    for param in chosen.params:
        assert param.parse(param.default) == param.default
        if not param.choices:
            assert param.minimum is not None
            assert param.maximum is not None
            for outside in (param.minimum - 1, param.maximum + 1, math.nan, math.inf):
                with pytest.raises(Unfit) as refused:
                    param.parse(outside)
                assert param.name in str(refused.value)
        assert param.help, f"{param.name} has no help"
    for name, preset in chosen.presets.items():
        assert name
        chosen.values(preset)


@pytest.mark.parametrize("demo_id", IDS)
def test_the_source_tells_the_paper_and_shows_functions_that_parse(demo_id: str) -> None:
    tree, behind = ast.parse(source(demo_id)), ast.parse(folded(demo_id))
    docstring = ast.get_docstring(tree)
    assert docstring
    for part, functions in ((tree, demo(demo_id).source), (behind, demo(demo_id).folded)):
        found = {node.name for node in part.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        assert found == {function.__name__ for function in functions}
    for node in (*tree.body, *behind.body):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_a_run_does_not_wait_for_torchs_compiler() -> None:
    import subprocess

    code = f"""
import sys, torch
from demos.catalog import ENTRIES
from demos.child import demo
from demos.kit.timing import allowed
torch.set_num_threads(1)
for entry in ENTRIES:
    chosen = demo(entry.id)
    with allowed(0.0, 64):
        for piece in chosen.run(dict(chosen.values({BRIEF}.get(entry.id, {{}})))):
            pass
    if "torch._dynamo" in sys.modules:
        sys.exit(entry.id)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=6000)
    assert done.returncode == 0, f"torch._dynamo (a second of imports) was needed by {done.stderr.splitlines()[-1]}"


@pytest.mark.parametrize("demo_id", IDS)
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_the_checks_hold_for_any_parameters(demo_id: str, data: st.DataObject) -> None:
    chosen = demo(demo_id)
    values = data.draw(fitting(chosen))
    refused = ""
    try:
        chosen.values(values)
    except Unfit as refusal:
        refused = str(refusal)
    if refused:
        assert refused.endswith(".")
        return
    pieces = run(demo_id, values)
    assert [check for check in of(pieces, Check) if not check.ok] == [], values


def test_importing_the_demos_runs_no_operation() -> None:
    """The parent of the worker imports them all and then forks: an operation before that could hang its children."""
    import subprocess

    code = """
import sys
from torch.utils._python_dispatch import TorchDispatchMode
from demos.catalog import ENTRIES
class Refuse(TorchDispatchMode):
    @classmethod
    def _should_skip_dynamo(cls): return False
    def __torch_dispatch__(self, func, types, args=(), kwargs=None): raise SystemExit(f"{current}: {func}")
with Refuse():
    from demos.child import demo
    for entry in ENTRIES:
        current = entry.id
        demo(entry.id)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-500:]


def test_threads_are_left_as_they_were() -> None:
    before = torch.get_num_threads()
    with allowed(0.0, 64, threads=2):
        chosen = demo("band")
        list(chosen.run(dict(chosen.values({"T": 16, "w": 2, "H": 1, "d": 4}))))
    assert torch.get_num_threads() == before
