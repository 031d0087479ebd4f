"""ReZero: multiply every sublayer by a number that starts at zero.

    x_(l+1) = x_l + α_l·F_l(x_l),   α_l = 0 at the start          x (B, T, D); one number a layer

At the start each layer is exactly the identity, so signal and gradient cross any depth unchanged, without layer
normalisation. Then ∂loss/∂W = 0, because α multiplies it, and ∂loss/∂α ≠ 0: α moves first, and opens the door to W.
Cost: one number a layer, in place of two LNs.

Paper: Bachlechner et al. 2020, "ReZero is All You Need" (arXiv 2003.04887). Elsewhere: the authors' RZTXEncoderLayer
shares α between attention and feed-forward of a layer, as here. Fixup (arXiv 1901.09321) and SkipInit (2002.10444) are
close kin.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat
from demos.depth.layer_norm import post_ln, pre_ln
from demos.depth.layer_times import layer_times
from demos.depth.residual import Block, Layer, T, attention, ffn, fit, fresh, layer_flops, norm, reverse_task, stack
from demos.kit.forms import gap
from demos.kit.inputs import generator, normal, tokens
from demos.kit.masked import SEED
from demos.kit.pictures import curves, output
from demos.kit.trace import trace
from demos.kit.training import foretold
from demos.words import N_


def rezero(x: Tensor, w: Layer) -> Tensor:
    """One layer; w["alpha"] is its number α."""
    x = x + w["alpha"] * attention(x, w)
    return x + w["alpha"] * ffn(x, w)


def residual(x: Tensor, w: Layer) -> Tensor:
    """The same with α = 1 for ever: a residual layer without normalisation."""
    x = x + attention(x, w)
    return x + ffn(x, w)


def plain(x: Tensor, w: Layer) -> Tensor:
    """No residual at all."""
    return ffn(attention(x, w), w)


def with_alpha(layers: list[dict[str, Tensor]], alpha: float) -> list[dict[str, Tensor]]:
    """Layers with a number α each, (seeds,) like their weights' first axis."""
    return [{**w, "alpha": torch.full(w["q"].shape[:-2], alpha)} for w in layers]


def sizes(x: Tensor, layers: list[dict[str, Tensor]], block: Block) -> tuple[list[float], list[float]]:
    """Over depth: the standard deviation of the stream, and the norm of the gradient of a random readout there."""
    stream = stack(x.clone().requires_grad_(), layers, block)
    slopes = torch.autograd.grad((stream[-1] * normal(*x.shape, seed=7)).sum(), stream)
    return [float(s.detach().std()) for s in stream], [float(g.norm()) for g in slopes]


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Signal and gradient over depth, what holds at the start, and α while it learns."""
    L, D, alpha, seed = (values[name] for name in ("L", "D", "alpha", "seed"))
    x = tokens(T, D, seed=seed)
    bare = [{name: t[0] for name, t in w.items()} for w in fresh(L, D, 1, generator(seed))]
    layers = with_alpha(bare, alpha)
    traced = trace(rezero, x, layers[0], letters={"B": 1, "T": T, "D": D, "4D": 4 * D})
    yield from traced.steps
    signal, slope = {}, {}
    blocks = {f"ReZero, α = {alpha:g}": rezero, N_("residual, α = 1"): residual, N_("no residual"): plain}
    for name, block in blocks.items():
        there, back = sizes(x, layers, block)
        signal[name], slope[name] = list(enumerate(there)), list(enumerate(back))
    yield curves("signal against depth", signal, ("layer", "σ of x_l"), "Before training.", role="idea")
    yield curves("gradient against depth", slope, ("layer", "‖∂/∂x_l‖"), "Flat only where every layer is the identity.")
    yield output(stack(x, layers, rezero)[-1])
    yield Flops(traced.flops, layer_flops(T, D), "24TD² + 4T²D a layer; α adds O(TD)")
    yield from at_the_start(x, bare)
    yield from while_training(values)
    yield from layer_times({"ReZero": rezero, "Pre-LN": pre_ln, "Post-LN": post_ln}, layers[0], seed)


def at_the_start(x: Tensor, bare: list[dict[str, Tensor]]) -> Iterator[Piece]:
    """What holds exactly while every α is 0, whatever the weights are."""
    layers = [{name: t.clone().requires_grad_() for name, t in w.items()} for w in with_alpha(bare, 0.0)]
    end = stack(x, layers, rezero)[-1]
    yield Check.of("at α = 0 the stack is the identity, exactly", gap(end.detach(), x), 0.0)
    half = {**layers[0], "alpha": torch.tensor(0.5), "down": 0 * layers[0]["down"]}
    moved = (rezero(x, half) - x).detach() - 0.5 * attention(x, layers[0]).detach()
    yield Check.of("at α = ½ a sublayer adds half of what it says", float(moved.abs().max()))
    readout = normal(*x.shape, seed=7)
    inside = [t for w in layers for name, t in w.items() if name != "alpha"]
    slopes = torch.autograd.grad((end * readout).sum(), [*inside, *(w["alpha"] for w in layers)])
    of_w, of_alpha = slopes[: len(inside)], slopes[len(inside) :]
    yield Check.of("at α = 0: ∂/∂W = 0, exactly", max(float(s.abs().max()) for s in of_w), 0.0)
    smallest = min(float(s.abs()) for s in of_alpha)
    yield Check.of("at α = 0: ∂/∂α ≠ 0 in every layer (1 = it is 0)", float(smallest == 0), 0.0)
    yield Stat("smallest |∂/∂α| at the start", smallest)


def while_training(values: dict[str, Any]) -> Iterator[Piece]:
    """α of each layer and the loss as training goes on; beside them Pre-LN on the same task; two seeds each."""
    L, D, steps, rate = (values[name] for name in ("L", "D", "steps", "rate"))
    lines: dict[str, list[tuple[float, float]]] = {}
    alphas: dict[str, list[tuple[float, float]]] = {f"layer {i + 1}": [] for i in range(L)}
    ends: dict[str, list[float]] = {}
    yield from foretold(
        *("α while training", "layer 1", ("step", "α"), steps, 1.0),
        f"At the start α is {values['alpha']:g} in every layer. Draw how far you expect it to go in the first layer.",
        start=values["alpha"],
    )
    for name, block in (("ReZero", rezero), ("Pre-LN", pre_ln)):
        layers, g = fresh(L, D, 2, generator(values["seed"])), generator(values["seed"] + 1)
        layers = with_alpha(layers, values["alpha"]) if block is rezero else layers
        lines[name] = []
        finish = norm if block is pre_ln else torch.clone
        for step, losses, now in reverse_task(block, layers, rate=rate, steps=steps, g=g, finish=finish):
            lines[name].append((float(step), float(losses.mean())))
            ends[name] = losses.tolist()
            if block is rezero:
                for i, w in enumerate(now):
                    alphas[f"layer {i + 1}"].append((float(step), float(w["alpha"].detach().mean())))
            if step % 10 == 0 or step == steps:
                yield curves("loss", lines, ("step", "loss"), "Writing letters backwards; chance is 2.08.")
                yield curves("α while training", alphas, ("step", "α"), "Means of two seeds; α may become negative.")
    for name, found in ends.items():
        yield Stat(f"{name}: loss after {steps} steps", sum(found) / 2)
        yield Stat(f"{name}: difference between the two seeds", abs(found[0] - found[1]))
    most = max(abs(line[-1][1]) for line in alphas.values())
    yield Remark(f"After {steps} steps the largest |α| is {most:.2f}. The losses hold for this task and rate.")


DEMO = Demo(
    params=(
        Param("L", 6, 1, 12, 1, "layers"),
        Param("alpha", 0.0, 0.0, 1.0, 0.1, "α at the start; ReZero's is 0"),
        Param("D", 32, 8, 64, 8, "width", doubling=True),
        Param("rate", 0.01, 0.001, 0.03, 0.001, "learning rate, from the first step on"),
        Param("steps", 80, 1, 150, 10, "training steps"),
        SEED,
    ),
    run=run,
    fit=fit,
    source=(rezero, residual),
    folded=(plain, attention, ffn, sizes),
    presets={"deep": {"L": 12, "steps": 40}, "not quite zero": {"alpha": 0.3}, "a residual stack": {"alpha": 1.0}},
)
