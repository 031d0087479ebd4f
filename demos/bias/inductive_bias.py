"""Inductive bias: what a layer assumes before it has seen any data, read off its Jacobian.

    J_ij = ‖∂y_i/∂x_j‖         how much place i hears of place j; x, y (T, D), J (T, T)

    CNN           J = 0 where |i − j| > L(K − 1)/2      locality; circular: shifting x shifts y
    RNN           J = 0 where j > i                     order: one place after the other
    attention     J is full after one layer             no place is nearer than another

Attention's bias is weak in locality but exact in another way: without positions, permuting the tokens permutes the
outputs and changes nothing else. A causal mask alone breaks that symmetry.
Cost of a layer: CNN O(KTD²), RNN O(TD²) but T steps one after the other, attention O(T²D).

Reading: Battaglia et al. 2018, "Relational inductive biases" (arXiv 1806.01261); Vaswani et al. 2017 (arXiv 1706.03762)
has the table of costs. Where this differs: the layers are bare (no residual, no norm) so that J shows them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import torch
from torch import Tensor

from demos.bias.layers import attention, convolution, gated, recurrence
from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat, Unfit
from demos.kit.forms import each, gap
from demos.kit.inputs import generator, normal, weights
from demos.kit.masked import SEED
from demos.kit.pictures import heat, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace

Layer = Callable[[Tensor], Tensor]

COPIES = 256  # of x in one backward pass; at the largest sizes what the layers keep of them is some 150 MB


def deep(x: Tensor, layers: list[Layer]) -> Tensor:
    """The layers one after the other; tanh between them."""
    for layer in layers[:-1]:
        x = torch.tanh(layer(x))
    return layers[-1](x)


def jacobian(model: Layer, x: Tensor) -> Tensor:
    """J_ij = ‖∂y_i/∂x_j‖ over the D × D numbers of each pair: x (T, D) → (T, T).

    Every output number gets a copy of x of its own, so that one backward pass gives many rows. (torch's `jacobian` with
    vectorize=True does as much, but first imports for half a second.)
    """
    T, D = x.shape
    rows = []
    for places in torch.split(torch.arange(T), max(1, COPIES // D)):
        n = len(places) * D
        copies = x.expand(n, T, D).clone().requires_grad_()
        y = model(copies)[:, places].reshape(n, n)
        squares = torch.autograd.grad(y.trace(), copies)[0].square().sum(-1)
        rows.append(squares.view(-1, D, T).sum(1).sqrt())
    return torch.cat(rows)


def stacks(values: dict[str, Any]) -> dict[str, list[Layer]]:
    """The layers of the three models, with random weights that keep the size of their input."""
    D, K, L, seed = (values[name] for name in ("D", "kernel", "L", "seed"))

    def matrix(i: int, *shape: int) -> Tensor:
        return weights(*shape, D, D, seed=seed + 601 + i)

    def cnn(i: int) -> Layer:
        W = matrix(i, K) * K**-0.5
        return lambda x: convolution(x, W)

    def rnn(i: int) -> Layer:
        both = (2,) if values["cell"] == "gated" else ()
        W, U = matrix(i + 10, *both), matrix(i + 20, *both)
        return lambda x: gated(x, W, U) if both else recurrence(x, W, U)

    def transformer(i: int) -> Layer:
        Wq, Wk, Wv = (matrix(i + 30 + 10 * n) for n in range(3))
        return lambda x: attention(x, Wq, Wk, Wv, values["causal"] == "yes")

    makers = {"CNN": cnn, "RNN": rnn, "attention": transformer}
    return {name: [make(i) for i in range(L)] for name, make in makers.items()}


def fit(values: dict[str, Any]) -> None:
    """A kernel has a middle, and fits into the text."""
    if values["kernel"] % 2 == 0:
        raise Unfit(f"kernel is {values['kernel']}: it has a middle and as many places on each side, so it is odd.")
    if values["kernel"] > values["T"]:
        raise Unfit(f"kernel is {values['kernel']} and T is {values['T']}: the kernel must fit into the text.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Three Jacobians, and the symmetry that belongs to each."""
    T, D, K, L, seed = (values[name] for name in ("T", "D", "kernel", "L", "seed"))
    x = normal(T, D, seed=seed)
    models = stacks(values)
    flops = {
        "CNN": 2 * K * T * D * D * L,
        "RNN": 4 * T * D * D * L * (2 if values["cell"] == "gated" else 1),
        "attention": (6 * T * D * D + 4 * T * T * D) * L,
    }
    remarks = {
        "CNN": f"A band: through {L} layer{'s' * (L > 1)} of width {K} at most {L * (K // 2)} to each side are heard.",
        "RNN": "A triangle: only the past is heard, and what lies far back passes through every step between.",
        "attention": "Full after one layer: distance plays no part.",
    }
    if values["causal"] == "yes":
        remarks["attention"] = "The causal mask cuts the triangle; inside it distance plays no part."
    counted, found = 0, {}
    for name, layers in models.items():
        traced = trace(deep, x, layers, letters={"T": T, "D": D, "K": K, "KD": K * D})
        yield from traced.steps
        counted += traced.flops
        found[name] = jacobian(lambda x, layers=layers: deep(x, layers), x)  # type: ignore[misc]
        yield heat(
            f"Jacobian: {name}",
            found[name],
            ("output i", "input j"),
            ("‖∂y_i/∂x_j‖",),
            remarks[name],
            role="idea",
            group="who hears whom",
        )
        yield replace(ran_in(partial(deep, x, layers)), name=f"{name}: ran in")
    yield output(traced.result)
    yield Flops(counted, sum(flops.values()), "L·(2KTD² + 4TD² + 6TD² + 4T²D), a gated cell 8TD²")
    yield from shapes(values, found)
    yield from symmetries(values, models, x)
    shuffle = torch.randperm(T, generator=generator(seed))
    free, masked = (
        gap(deep(x[shuffle], layers), deep(x, layers)[shuffle])
        for layers in (stacks({**values, "causal": causal})["attention"] for causal in ("no", "yes"))
    )
    told = (
        "Attention's bias is weak in one way, locality, and exact in another: permute the tokens, and the outputs are "
        f"permuted alike, to within {free:.0e}."
    )
    breaks = f"A causal mask alone breaks that symmetry: {masked:.2g}."
    yield Remark(f"{told} {breaks}" if masked > 1e-3 else told)
    forms = {name: partial(deep, layers=models[name]) for name in ("CNN", "attention", "RNN")}
    yield from sweep(each(lambda T: (normal(T, D, seed=seed),), forms), LENGTHS, here=T)


def shapes(values: dict[str, Any], found: dict[str, Tensor]) -> Iterator[Piece]:
    """Where each Jacobian must be zero, exactly; and that attention's is not."""
    T, reach = values["T"], values["L"] * (values["kernel"] // 2)
    i, j = torch.arange(T)[:, None], torch.arange(T)
    yield Check.of("CNN: J = 0 off its band", float((found["CNN"] * ((i - j).abs() > reach)).max()), 0.0)
    yield Check.of("RNN: J = 0 for j > i", float((found["RNN"] * (j > i)).max()), 0.0)
    heard = sum(min(T - 1, i + reach) - max(0, i - reach) + 1 for i in range(T))
    for name, pairs in {"CNN": heard, "RNN": T * (T + 1) // 2}.items():
        excess = float((found[name] > 0).sum()) - pairs
        yield Check.of(f"{name}: no more than {pairs} pairs hear each other", max(excess, 0.0), 0.0)
    ones = torch.ones(4, 1)
    summed = convolution(ones, torch.ones(3, 1, 1))[:, 0], recurrence(ones, ones[:1], 0 * ones[:1])[:, 0]
    yield Check.of("a kernel of ones over ones: 2, 3, 3, 2", gap(summed[0], torch.tensor([2.0, 3, 3, 2])), 0.0)
    yield Check.of("a recurrence without memory: tanh(1) everywhere", gap(summed[1], torch.tensor(0.761594)))
    if values["causal"] == "yes":
        yield Check.of("attention: J = 0 for j > i", float((found["attention"] * (j > i)).max()), 0.0)
    for name, J in found.items():
        yield Stat(f"{name}: pairs that hear each other", 100 * float((J > 0).float().mean()), "%")


def symmetries(values: dict[str, Any], models: dict[str, list[Layer]], x: Tensor) -> Iterator[Piece]:
    """Who keeps a permutation, and who a shift."""
    T, K = values["T"], values["kernel"]
    shuffle = torch.randperm(T, generator=generator(values["seed"]))
    for name, layers in models.items():
        apart = gap(deep(x[shuffle], layers), deep(x, layers)[shuffle])
        yield Stat(f"{name}: change under a permutation", apart)
        if name == "attention" and values["causal"] == "no":
            yield Check.of("attention is permutation-equivariant", apart)
        elif name != "CNN" or K > 1:
            yield Check.of(f"{name} is not permutation-equivariant (1 = it is)", float(apart < 1e-4), 0.0)
    W = weights(K, values["D"], values["D"], seed=values["seed"] + 601)
    ring = gap(convolution(x.roll(3, 0), W, circular=True), convolution(x, W, circular=True).roll(3, 0))
    yield Check.of("a circular convolution is shift-equivariant", ring)


DEMO = Demo(
    params=(
        Param("T", 16, 8, 64, 8, "tokens", doubling=True),
        Param("kernel", 3, 1, 15, 2, "width of the convolution, odd"),
        Param("L", 2, 1, 4, 1, "layers"),
        Param("cell", "tanh", choices=("tanh", "gated"), help="the recurrent cell"),
        Param("causal", "no", choices=("no", "yes"), help="mask the future in attention"),
        Param("D", 16, 4, 32, 4, "width", doubling=True),
        SEED,
    ),
    run=run,
    fit=fit,
    source=(convolution, recurrence, attention),
    folded=(gated, deep, jacobian),
    presets={
        "one layer": {"L": 1},
        "deep and narrow": {"L": 4, "kernel": 3},
        "a causal mask breaks the symmetry": {"causal": "yes"},
        "a gated cell": {"cell": "gated"},
    },
)
