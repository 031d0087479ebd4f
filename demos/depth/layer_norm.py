"""Where layer normalisation stands: after the residual sum (Post-LN) or in front of the sublayer (Pre-LN).

    Post-LN    x ← LN(x + F(x))            as in the first Transformer; every layer's output has standard deviation 1
    Pre-LN     x ← x + F(LN(x))            an identity path runs from the first layer to the last; one LN at the end

Shapes: x (B, T, D) in and out, F is attention, then feed-forward. Cost: the same products, O(TD) for each LN.

Pre-LN adds to a stream that grows like √l, and the last LN divides by it: that is why the last layer's gradient
shrinks with depth. Its gradients are not flat over the layers either. Post-LN's last gradient does not shrink: large
steps at the start, which a warm-up of the learning rate has to tame.

Paper: Xiong et al. 2020, "On Layer Normalization in the Transformer Architecture" (arXiv 2002.04745); Vaswani et al.
2017 (arXiv 1706.03762). Elsewhere: torch.nn.TransformerEncoderLayer(norm_first=True) is Pre-LN, and leaves the last LN
to TransformerEncoder(norm=…).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat
from demos.depth.layer_times import layer_times, torchs_layer
from demos.depth.residual import (
    BATCH,
    Block,
    Layer,
    T,
    V,
    attention,
    ffn,
    fit,
    fresh,
    layer_flops,
    norm,
    reverse_task,
    stack,
)
from demos.kit.forms import gap
from demos.kit.inputs import generator, tokens
from demos.kit.masked import SEED
from demos.kit.pictures import curves, output
from demos.kit.trace import trace
from demos.kit.training import foretold

SEEDS, DEPTHS = 3, (2, 4, 8, 16)


def post_ln(x: Tensor, w: Layer) -> Tensor:
    """One Post-LN layer: normalise what the residual sum has become."""
    x = norm(x + attention(x, w))
    return norm(x + ffn(x, w))


def pre_ln(x: Tensor, w: Layer) -> Tensor:
    """One Pre-LN layer: normalise what the sublayer reads; the stream itself is only added to."""
    x = x + attention(norm(x), w)
    return x + ffn(norm(x), w)


def finished(block: Block, x: Tensor) -> Tensor:
    """What the readout sees: Pre-LN ends with one LN, Post-LN has had its last one."""
    return norm(x) if block is pre_ln else x


def gradients(block: Block, L: int, D: int, scale: float, seed: int) -> list[float]:
    """‖∂loss/∂W‖ of the feed-forward's second matrix of each layer before training, the mean over seeds."""
    g = generator(seed)
    layers = fresh(L, D, SEEDS, g, scale)
    x = torch.randn(SEEDS, BATCH, T, D, generator=g)
    readout = torch.randn(SEEDS, D, V, generator=g) * D**-0.5
    classes = torch.randint(0, V, (SEEDS * BATCH * T,), generator=g)
    last = [w["down"].requires_grad_() for w in layers]
    wide = [{name: t[:, None] for name, t in w.items()} for w in layers]  # a batch axis for the weights
    logits = finished(block, stack(x, wide, block)[-1]) @ readout[:, None]
    loss = cross_entropy(logits.flatten(0, 2), classes) * SEEDS
    return [float(slope.flatten(1).norm(dim=1).mean()) for slope in torch.autograd.grad(loss, last)]


def torchs_own(x: Tensor, w: Layer, pre: bool) -> Tensor:
    """The same weights in torch.nn.TransformerEncoderLayer."""
    with torch.no_grad():
        result: Tensor = torchs_layer(w, pre)(x)
    return result


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Shapes, the invariants of both orders, gradients before training, and training without a warm-up."""
    L, D, scale, seed = (values[name] for name in ("L", "D", "init", "seed"))
    x = tokens(T, D, seed=seed)
    layers = [{name: t[0] for name, t in w.items()} for w in fresh(L, D, 1, generator(seed), scale)]
    blocks: dict[str, Block] = {"Post-LN": post_ln, "Pre-LN": pre_ln}
    counted, streams = {}, {}
    for name, block in blocks.items():
        traced = trace(block, x, layers[0], letters={"B": 1, "T": T, "D": D, "4D": 4 * D})
        yield from traced.steps
        counted[name], streams[name] = traced.flops, stack(x, layers, block)
    spreads = {name: [(i, float(y.std(unbiased=False))) for i, y in enumerate(s)] for name, s in streams.items()}
    yield curves("size of the stream", spreads, ("layer", "σ"), "Post-LN holds it at 1; Pre-LN only adds to it.")
    yield output(streams["Pre-LN"][-1])
    yield Flops(counted["Post-LN"], layer_flops(T, D), "24TD² + 4T²D a layer")
    yield Check.of("Pre-LN costs the same products", counted["Pre-LN"] - counted["Post-LN"], 0.0)
    yield from invariants(x, layers, streams)
    yield from before_training(values)
    yield from while_training(values, blocks)
    yield from layer_times({"Pre-LN": pre_ln, "Post-LN": post_ln}, layers[0], seed)


def invariants(x: Tensor, layers: list[dict[str, Tensor]], streams: dict[str, list[Tensor]]) -> Iterator[Piece]:
    """What each order promises for any weights."""
    for name, block, pre in (("Post-LN", post_ln, False), ("Pre-LN", pre_ln, True)):
        yield Check.of(f"{name} = torch's own layer", gap(block(x, layers[0]), torchs_own(x, layers[0], pre)))
    spread = torch.stack(streams["Post-LN"][1:]).std(-1, unbiased=False)
    yield Check.of("Post-LN: every token of every layer has σ = 1", gap(spread, torch.ones(())), 1e-4)
    silent = [{**w, "o": 0 * w["o"], "down": 0 * w["down"]} for w in layers]
    yield Check.of("Pre-LN: silent sublayers pass x on bit for bit", gap(stack(x, silent, pre_ln)[-1], x), 0.0)
    added, y = torch.zeros_like(x), x
    for w in layers:
        half = attention(norm(y), w)
        added = added + half + ffn(norm(y + half), w)
        y = pre_ln(y, w)
    yield Check.of("Pre-LN: x_L = x_0 + what all sublayers said", gap(streams["Pre-LN"][-1], x + added), 1e-4)
    row = torch.tensor([1.0, 2, 3, 4]).repeat(1, 1, len(x[0, 0]) // 4)  # mean 2.5, variance 1.25
    said = norm(row)[0, 0, :4] * 1.25**0.5
    yield Check.of("LN of 1, 2, 3, 4 = (−1.5, −0.5, 0.5, 1.5)/√1.25", gap(said, torch.tensor([-1.5, -0.5, 0.5, 1.5])))
    twice = stack(x, silent[:1], post_ln)[-1]
    yield Check.of("Post-LN: a silent layer gives LN(x)", gap(twice, norm(x)), 1e-4)
    yield Stat("Post-LN: silent sublayers change x by", gap(stack(x, silent, post_ln)[-1], x))


def before_training(values: dict[str, Any]) -> Iterator[Piece]:
    """Gradients of each layer for several L, and the last layer's gradient against L."""
    L, D, scale, seed = (values[name] for name in ("L", "D", "init", "seed"))
    every = {}
    for name, block in (("Post-LN", post_ln), ("Pre-LN", pre_ln)):
        for depth in sorted({2, max(2, L), 2 * max(2, L)}):
            every[f"{name}, L = {depth}"] = list(enumerate(gradients(block, depth, D, scale, seed), 1))
    deep = 2 * max(2, L)
    both = {name: every[f"{name}, L = {deep}"] for name in ("Post-LN", "Pre-LN")}
    yield curves("gradient by layer", both, ("layer", "‖∂loss/∂W‖"), f"Before training, {deep} layers.", role="idea")
    yield curves("gradient of each layer", every, ("layer", "‖∂loss/∂W‖"), "Before training.")
    first, *_, deepest = (y for _, y in every[f"Pre-LN, L = {2 * max(2, L)}"])
    last: dict[str, list[tuple[float, float]]] = {
        name: [(float(depth), gradients(block, depth, D, scale, seed)[-1]) for depth in DEPTHS]
        for name, block in (("Post-LN", post_ln), ("Pre-LN", pre_ln))
    }
    kept = {name: line[-1][1] / line[0][1] for name, line in last.items()}
    yield curves(
        "gradient of the last layer against L",
        last,
        ("layers L", "‖∂loss/∂W‖"),
        f"From L = {DEPTHS[0]} to {DEPTHS[-1]}: Post-LN × {kept['Post-LN']:.2f}, Pre-LN × {kept['Pre-LN']:.2f}.",
        log=True,
    )
    if scale >= 1:
        shrinks = max(0.0, kept["Pre-LN"] - kept["Post-LN"])
        yield Check.of("the last gradient shrinks with L in Pre-LN, more than in Post-LN", shrinks, 0.0)
    deep = 2 * max(2, L)
    said = (
        f"Pre-LN's gradients are almost flat: {first:.2f} in the first and {deepest:.2f} in the last of {deep} layers."
    )
    if first > 1.1 * deepest or deepest > 1.1 * first:
        said = (
            f"Pre-LN's gradients are not flat: {first:.2f} in the first and {deepest:.2f} in the last of {deep} layers."
        )
    yield Remark(" ".join([said, *(of_the_last(name, share) for name, share in kept.items())]))


def of_the_last(name: str, share: float) -> str:
    """What becomes of the last layer's gradient as layers are added."""
    if share < 0.9:
        return f"{name}: that of the last layer shrinks from L = {DEPTHS[0]} to {DEPTHS[-1]} (× {share:.2f})."
    if share > 1.1:
        return f"{name}: that of the last layer grows from L = {DEPTHS[0]} to {DEPTHS[-1]} (× {share:.2f})."
    return f"{name}: that of the last layer hardly changes from L = {DEPTHS[0]} to {DEPTHS[-1]} (× {share:.2f})."


def while_training(values: dict[str, Any], blocks: dict[str, Block]) -> Iterator[Piece]:
    """Loss of both orders on the same task at the same rate, without a warm-up."""
    L, D, steps, rate = (values[name] for name in ("L", "D", "steps", "rate"))
    lines: dict[str, list[tuple[float, float]]] = {}
    ends: dict[str, list[float]] = {}
    yield from foretold(
        *("loss without a warm-up", "Post-LN", ("step", "loss"), steps, 4.0),
        f"Post-LN learns to write letters backwards, without a warm-up, at a rate of {rate:g}. Guessing has a loss of "
        "2.08. Draw the loss that you expect.",
    )
    for name, block in blocks.items():
        layers, g = fresh(L, D, 2, generator(values["seed"]), values["init"]), generator(values["seed"] + 1)
        lines[name] = []
        finish = norm if block is pre_ln else torch.clone
        for step, losses, _ in reverse_task(block, layers, rate=rate, steps=steps, g=g, finish=finish):
            lines[name].append((float(step), float(losses.mean())))
            ends[name] = losses.tolist()
            if step % 10 == 0 or step == steps:
                yield curves("loss without a warm-up", lines, ("step", "loss"), "Letters backwards; chance is 2.08.")
    for name, losses_ in ends.items():
        yield Stat(f"{name}: loss after {steps} steps", sum(losses_) / 2)
        yield Stat(f"{name}: difference between the two seeds", abs(losses_[0] - losses_[1]))
    yield Remark("The losses hold for this depth, rate and task; a smaller rate or a warm-up can turn the picture.")


DEMO = Demo(
    params=(
        Param("L", 4, 1, 12, 1, "layers"),
        Param("D", 32, 8, 64, 8, "width", doubling=True),
        Param("init", 1.0, 0.25, 2.0, 0.25, "factor on Xavier weights"),
        Param("rate", 0.01, 0.001, 0.03, 0.001, "learning rate, from the first step on"),
        Param("steps", 120, 1, 150, 10, "training steps"),
        SEED,
    ),
    run=run,
    fit=fit,
    source=(post_ln, pre_ln, norm),
    folded=(attention, ffn, gradients),
    presets={
        "shallow": {"L": 2},
        "a gentle rate": {"rate": 0.002},
        "deep": {"L": 10, "steps": 60},
        "small weights": {"init": 0.5},
    },
)
