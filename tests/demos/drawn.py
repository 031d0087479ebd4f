"""Parameters for random runs of a demo: inside its bounds, small, and refused by its `fit` only now and then."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from demos.demo import Demo, Param

# The smallest training that goes through every line, where a whole one is not what is judged.
BRIEF = {
    "data-hunger": {"n": 8, "seeds": 1, "steps": 1},
    "adaptation": {"n": 8, "base": 1, "steps": 1},
    "layer-norm": {"L": 1, "steps": 1},
    "rezero": {"L": 1, "steps": 1},
}

# What a parameter may be in a random run, so that hundreds of runs stay quick. Bounds of the demo still hold.
SMALL = {"T": 48, "D": 64, "d": 16, "H": 4, "L": 6, "E": 6, "n": 64, "T_q": 40, "T_k": 40}


@st.composite
def fitting(draw: st.DrawFn, chosen: Demo) -> dict[str, Any]:
    """A value for each parameter."""
    return {param.name: draw(_value(param)) for param in chosen.params}


def _value(param: Param) -> st.SearchStrategy[Any]:
    if param.choices:
        return st.sampled_from(param.choices)
    assert param.minimum is not None
    assert param.maximum is not None
    most = min(param.maximum, max(SMALL.get(param.name, 8), param.minimum))
    if isinstance(param.default, int):
        return st.integers(int(param.minimum), int(most))
    steps = int((param.maximum - param.minimum) / (param.step or 1))
    return st.integers(0, min(steps, 40)).map(lambda n: round(param.minimum + n * (param.step or 1), 10))
