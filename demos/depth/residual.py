"""What the demos of depth share: the two sublayers of a Transformer layer, and a task on which stacks of them train.

Weights are plain dicts of tensors, one a layer, so that torch.vmap can train several seeds side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, layer_norm, one_hot, relu

from demos.demo import Unfit
from demos.kit.training import Adam, down, leaf

Layer = Mapping[str, Tensor]
Block = Callable[[Tensor, Layer], Tensor]

H, V, T, BATCH = 4, 8, 12, 16
MOST = 720


def fit(values: dict[str, Any]) -> None:
    """The heads share the width, and training ends within about ten seconds; raises Unfit otherwise."""
    D, L, steps = values["D"], values["L"], values["steps"]
    if D % H:
        raise Unfit(f"D is {D}: {H} heads share the width, so D is a multiple of {H}.")
    most = MOST * 64 // (32 + D)  # a step at D = 64 takes one and a half times as long as at D = 32
    if L * steps > most:
        raise Unfit(
            f"L × steps is {L} × {steps} = {L * steps}, and at D = {D} up to {most} fit into about ten seconds: "
            "take fewer layers or fewer steps."
        )


def attention(x: Tensor, w: Layer) -> Tensor:
    """Multi-head self-attention, x (…, T, D); w["q"], ["k"], ["v"], ["o"] are (D, D)."""
    q, k, v = (_heads(x @ w[name].mT) for name in "qkv")
    weights = torch.softmax(q @ k.mT * q.shape[-1] ** -0.5, -1)
    return (weights @ v).transpose(-3, -2).flatten(-2) @ w["o"].mT


def _heads(x: Tensor) -> Tensor:
    return x.reshape(*x.shape[:-1], H, x.shape[-1] // H).transpose(-3, -2)


def ffn(x: Tensor, w: Layer) -> Tensor:
    """The feed-forward sublayer, x (…, T, D); w["up"] (4D, D), w["down"] (D, 4D)."""
    return relu(x @ w["up"].mT) @ w["down"].mT


def norm(x: Tensor) -> Tensor:
    """Layer normalisation over the last axis, with gain 1 and bias 0."""
    return layer_norm(x, x.shape[-1:])


def fresh(L: int, D: int, seeds: int, g: torch.Generator, scale: float = 1.0) -> list[dict[str, Tensor]]:
    """Xavier-uniform weights times `scale` for L layers, each tensor (seeds, out, in)."""
    shapes = {**dict.fromkeys("qkvo", (D, D)), "up": (4 * D, D), "down": (D, 4 * D)}
    return [{name: _xavier(seeds, *shape, g=g) * scale for name, shape in shapes.items()} for _ in range(L)]


def _xavier(seeds: int, out: int, into: int, *, g: torch.Generator) -> Tensor:
    bound: float = (6 / (out + into)) ** 0.5
    return (torch.rand(seeds, out, into, generator=g) * 2 - 1) * bound


def layer_flops(T: int, D: int) -> int:
    """2 × multiply-adds of one layer: QKVO, scores and sums, feed-forward."""
    return 8 * T * D * D + 4 * T * T * D + 16 * T * D * D


def stack(x: Tensor, layers: Sequence[Layer], block: Block) -> list[Tensor]:
    """The residual stream before the first layer and after each one."""
    stream = [x]
    for w in layers:
        stream.append(block(stream[-1], w))
    return stream


def reverse_task(
    block: Block,
    layers: list[dict[str, Tensor]],
    *,
    rate: float,
    steps: int,
    g: torch.Generator,
    finish: Callable[[Tensor], Tensor] = lambda x: x,
) -> Iterator[tuple[int, Tensor, list[dict[str, Tensor]]]]:
    """Train to write T letters backwards, no warm-up: yields step, loss of each seed (seeds,), and the layers' weights.

    Letters are embedded, places get sines and cosines, `finish` stands before the readout. Chance is ln V = 2.08.
    """
    seeds, _, D = layers[0]["q"].shape
    embed = leaf(torch.randn(seeds, V, D, generator=g))
    out = leaf(_xavier(seeds, V, D, g=g))
    trained = [{name: leaf(t) for name, t in w.items()} for w in layers]
    adam = Adam([embed, out, *(t for w in trained for t in w.values())], rate)
    angle = torch.arange(T)[:, None] / 100 ** (torch.arange(0, D, 2) / D)
    places = torch.stack((angle.sin(), angle.cos()), -1).flatten(-2)

    def loss(embed: Tensor, out: Tensor, layers: list[dict[str, Tensor]], x: Tensor) -> Tensor:
        stream = stack(one_hot(x, V).float() @ embed + places, layers, block)
        logits = finish(stream[-1]) @ out.mT
        return cross_entropy(logits.flatten(0, 1), x.flip(-1).flatten())

    for step in range(steps + 1):
        x = torch.randint(0, V, (seeds, BATCH, T), generator=g)
        losses = torch.vmap(loss)(embed, out, trained, x)
        yield step, losses.detach(), trained
        if step < steps:
            down(losses.sum())
            adam.step()
