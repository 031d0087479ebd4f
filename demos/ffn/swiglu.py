"""SwiGLU: a feed-forward layer of two halves, one of which opens and closes the other, unit by unit.

    FFN(x)    = gelu(x W₁) W₂                                       2 matrices, d_ff = 4D
    SwiGLU(x) = (swish(x W_gate) ⊙ (x W_up)) W_down                 3 matrices, d_ff = 8D/3; swish(a) = a·σ(a)

Shapes: x, y (B, T, D); W_gate, W_up (d_ff, D), W_down (D, d_ff); the gate and what it lets through (B, T, d_ff).
Cost: 6·T·D·d_ff operations and 3·D·d_ff parameters: at d_ff = 8D/3 as many as the usual 4D, 16·T·D² and 8·D².

A unit's output is a product of two numbers that both depend on x. Where the gate is near 0 the unit says nothing, and
learns nothing for that token; where it is open the unit is linear. With another function for swish this is GLU (σ),
GEGLU (gelu), ReGLU (relu) or the bilinear layer (none).

Paper: Shazeer 2020, "GLU Variants Improve Transformer" (arXiv:2002.05202); Dauphin et al. 2016, GLU (arXiv:1612.08083).
Elsewhere: torch's F.glu cuts one tensor in halves and takes σ of the second; Llama rounds d_ff up to a multiple of 256
and calls the three gate_proj, up_proj and down_proj.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, glu, linear, relu, silu

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat
from demos.ffn.activations import swish
from demos.kit import words
from demos.kit.forms import each, gap
from demos.kit.inputs import weights
from demos.kit.masked import SEED
from demos.kit.pictures import bars, heat, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import operations, trace
from demos.kit.words import TEXT
from demos.words import N_

Gate = Callable[[Tensor], Tensor]
Matrices = tuple[Tensor, Tensor, Tensor]
GATES: dict[str, Gate] = {"swish": swish, "gelu": gelu, "σ": torch.sigmoid, "relu": relu, "none": lambda a: a}
DRAWN = 32  # units of the pictures: one cell a pixel


def swiglu(x: Tensor, matrices: Matrices, gate: Gate = swish) -> Tensor:
    """The layer, with swish or another function for the gate: (B, T, D) → (B, T, D)."""
    W_gate, W_up, W_down = matrices
    opened = gate(linear(x, W_gate))
    up = linear(x, W_up)
    return linear(opened * up, W_down)


def swiglu_fast(x: Tensor, both: Tensor, W_down: Tensor, gate: Gate = silu) -> Tensor:
    """The same with W_gate and W_up as one matrix (2·d_ff, D): one product reads x once for both."""
    opened, up = linear(x, both).chunk(2, -1)
    return linear(gate(opened) * up, W_down)


def ffn(x: Tensor, W1: Tensor, W2: Tensor) -> Tensor:
    """The usual layer beside it: W1 (4D, D), W2 (D, 4D)."""
    return linear(gelu(linear(x, W1)), W2)


def layer(D: int, wide: int, seed: int) -> tuple[Matrices, tuple[Tensor, Tensor]]:
    """The three matrices of SwiGLU with d_ff = `wide`, and the two of the usual layer of 4D.

    W_gate is three times as large as usual at the start: gates that have made up their mind, as training makes them.
    """
    W_gate, W_up, W_down, W1, W2 = (
        weights(*shape, seed=seed + 700 + i)
        for i, shape in enumerate(((wide, D), (wide, D), (D, wide), (4 * D, D), (D, 4 * D)))
    )
    return (3 * W_gate, W_up, W_down), (W1, W2)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """A gate, what it is given and what it lets through; parameters and operations beside the usual layer."""
    T, D, seed = (values[name] for name in ("T", "D", "seed"))
    wide, gate = values["d_ff"], GATES[values["gate"]]
    x = words.embedded(values)
    matrices, usual = layer(D, wide, seed)
    W_gate, W_up, W_down = matrices
    sizes = {"B": 1, "T": T, "D": D, "d_ff": wide}
    spelt = [(W_gate, "d_ff D"), (W_up, "d_ff D"), (W_down, "D d_ff")]
    with torch.no_grad():
        traced = trace(swiglu, x, matrices, gate, letters=sizes, spelt=spelt)
        yield from traced.steps
        opened, up = gate(linear(x, W_gate)), linear(x, W_up)
        rows, name = words.labels(values), "x W_gate" if values["gate"] == "none" else f"{values['gate']}(x W_gate)"
        yield from unit(gate)
        order = opened[0, :, :DRAWN].abs().argsort(-1)  # of each token, so that closed gates stand on the left
        for title, shown, told in (
            (name, opened, " ".join(("Units by how far their gate is open.", closed(opened, values["gate"])))),
            ("x W_up", up, "What may pass: any number."),
            ("gate × up", opened * up, "What passes: little where the gate is near 0."),
        ):
            more: dict[str, Any] = {"group": "gate", "rows": rows}
            yield heat(title, shown[0, :, :DRAWN].gather(-1, order), ("token", "unit"), ("value",), told, **more)
        parameters = {"SwiGLU": sum(W.numel() for W in matrices), "FFN of 4D": sum(W.numel() for W in usual)}
        counted = {"SwiGLU": traced.flops, "FFN of 4D": operations(ffn, x, *usual)}
        yield bars("parameters", {"numbers": list(parameters.values())}, list(parameters), ("layer", "numbers"))
        yield output(traced.result)
        yield Flops(traced.flops, 6 * T * D * wide, "6·T·D·d_ff")
        yield ran_in(lambda: swiglu(x, matrices, gate))
        yield traced.memory
        yield Check.of("counted operations = formula", traced.flops / (6 * T * D * wide) - 1, 0.0)
        one = swiglu_fast(x, torch.cat(matrices[:2]), W_down, gate)
        yield Check.of("gate and up in one product: equal", gap(one, traced.result))
        yield from checks(x, matrices)
        yield from by_hand()
    yield Stat("operations, SwiGLU over FFN of 4D", counted["SwiGLU"] / counted["FFN of 4D"])
    yield Remark(told_of(parameters, counted, wide, D))
    yield from timings(values, wide)


def unit(gate: Gate) -> Iterator[Piece]:
    """What one unit gives for every pair of numbers, and the usual layer's, which has but one number to go by."""
    a = torch.linspace(-4, 4, 17)
    ticks = tuple(f"{n:g}" if n == int(n) else "" for n in a.tolist())
    ours, usual = gate(a)[:, None] * a, gelu(a)[:, None].expand(-1, len(a))
    shut, wide = (float(row.abs().max()) for row in (ours[0], ours[-1]))
    told = f"At x W_gate = −4 at most {shut:.2g} passes, at 4 up to {wide:.2g}."
    flat = "A unit of the usual layer has one number to go by."
    for title, values, axes, said in (
        (N_("a unit with a gate"), ours, ("x W_gate", "x W_up"), told),
        (N_("a unit of an FFN"), usual, ("x W₁", N_("nothing else")), flat),
    ):
        more: dict[str, Any] = {"role": "idea", "group": "a unit", "rows": ticks, "columns": ticks}
        yield heat(title, values, axes, ("value",), said, **more)


def closed(opened: Tensor, name: str) -> str:
    """How many gates are as good as closed in this run."""
    if name == "none":
        return "No function: nothing is ever closed."
    return f"{float((opened.abs() < 0.1).float().mean()):.0%} of the gates let less than a tenth through."


def checks(x: Tensor, matrices: Matrices) -> Iterator[Piece]:
    """Torch's functions give the same; products of degree two; a closed gate."""
    W_gate, W_up, W_down = matrices
    own = linear(silu(linear(x, W_gate)) * linear(x, W_up), W_down)
    yield Check.of("swish: equal to torch's silu in its place", gap(swiglu(x, matrices), own))
    halves = glu(torch.cat((linear(x, W_up), linear(x, W_gate)), -1), -1)
    yield Check.of("σ: equal to torch's F.glu", gap(swiglu(x, matrices, torch.sigmoid), linear(halves, W_down)))
    exact = (W_gate.double(), W_up.double(), W_down.double())
    for name in ("none", "relu"):
        once, twice = (swiglu(t.double(), exact, GATES[name]) for t in (x, 2 * x))
        yield Check.of(f"{name}: 2·x gives 4 times the output", gap(twice, 4 * once))
    shut = swiglu(x, (0 * W_gate, W_up, W_down))
    yield Check.of("a gate of 0 lets nothing through", float(shut.abs().max()), 0.0)


def by_hand() -> Iterator[Piece]:
    """One unit, x = 1, W_gate = 1, W_up = 2, W_down = 3: swish(1) = 0.731059, times 2, times 3."""
    one = torch.ones(1, 1, 1)
    found = float(swiglu(one, (one[0], 2 * one[0], 3 * one[0])))
    yield Check.of("1·σ(1) · 2 · 3 = 4.38635", found - 4.386351)
    three = layer(12, 32, 0)
    counts = [sum(W.numel() for W in part) for part in three]
    off = max(abs(n - 1152) for n in counts)
    yield Check.of("D = 12: three matrices of 12 × 32 and two of 12 × 48, 1,152 numbers each", off, 0.0)


def told_of(parameters: dict[str, int], counted: dict[str, int], wide: int, D: int) -> str:
    """How the layer compares with the usual one of 4D."""
    shares = [counts["SwiGLU"] / counts["FFN of 4D"] for counts in (parameters, counted)]
    more, work = shares
    return f"d_ff = {wide}, D = {D}: {more:.2f} times the parameters of an FFN of 4D, {work:.2f} times its operations."


def timings(values: dict[str, Any], wide: int) -> Iterator[Piece]:
    """Gate and up in one product, as written, and the usual layer of 4D."""
    D, gate = values["D"], GATES[values["gate"]]
    matrices, usual = layer(D, wide, values["seed"])
    both = torch.cat(matrices[:2])
    quick = silu if values["gate"] == "swish" else gate
    forms = {
        "one product": lambda x: swiglu_fast(x, both, matrices[2], quick),
        "as written": lambda x: swiglu(x, matrices, gate),
        "FFN of 4D": lambda x: ffn(x, *usual),
    }
    yield from sweep(each(lambda T: (words.embedded(values, T),), forms), LENGTHS, here=values["T"], memory=True)


DEMO = Demo(
    params=(
        Param("gate", "swish", choices=tuple(GATES), help="the function of the gate"),
        Param("T", 24, 8, 512, 8, "tokens", doubling=True),
        Param("D", 48, 4, 512, 4, "model width", doubling=True),
        Param("d_ff", 128, 4, 2048, 8, "units; 8D/3 of them have as many parameters as an FFN of 4D", doubling=True),
        SEED,
        TEXT,
    ),
    run=run,
    source=(swiglu, swish),
    folded=(swiglu_fast, ffn),
    presets={
        "GEGLU": {"gate": "gelu"},
        "GLU": {"gate": "σ"},
        "bilinear": {"gate": "none"},
        "as wide as an FFN of 4D": {"d_ff": 192},
    },
)
