"""SwiGLU: as it is written in Llama, in torch's functions, with every kind of gate."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import gelu, linear, relu, silu

from demos.ffn.swiglu import GATES, layer, swiglu, swiglu_fast
from demos.kit.inputs import tokens

THEIRS = {"swish": silu, "gelu": gelu, "σ": torch.sigmoid, "relu": relu, "none": lambda a: a}


@pytest.mark.parametrize("name", GATES)
def test_every_gate_is_that_of_torch_in_both_forms(name: str) -> None:
    x = tokens(7, 12, B=2, seed=1).double()
    W_gate, W_up, W_down = (W.double() for W in layer(12, 20, 3)[0])
    want = linear(THEIRS[name](linear(x, W_gate)) * linear(x, W_up), W_down)
    torch.testing.assert_close(swiglu(x, (W_gate, W_up, W_down), GATES[name]), want)
    torch.testing.assert_close(swiglu_fast(x, torch.cat((W_gate, W_up)), W_down, GATES[name]), want)
    changed = swiglu(x, (W_gate, 0 * W_up, W_down), GATES[name])
    assert not changed.any(), "without anything to let through a gate says nothing"
