"""Self-attention: queries, keys and values are three views of the same tokens, so that a text reads itself.

    Q = x W_Qᵀ,  K = x W_Kᵀ,  V = x W_Vᵀ        y = softmax(Q Kᵀ / √d) V        x: (B, T, D)      y: (B, H, T, d)

Cost: 6·T·D² operations for the three projections and 4·T²·D for the mixing.

Every token sees every other at the same distance, one. Nothing in the formula knows an order: shuffle the tokens and
the outputs are shuffled alike. That exact symmetry is what position embeddings, or a causal mask, break.

Paper: Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, section 3.2.3.
Elsewhere: in nn.MultiheadAttention it is the call layer(x, x, x); given the same tensor three times it makes one
product for Q, K and V.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, scaled_dot_product_attention

from demos.attention.multi_head import split
from demos.demo import Check, Demo, Param, Picture, Piece, Remark
from demos.kit import words
from demos.kit.forms import account, each, gap
from demos.kit.inputs import generator, tokens, weights
from demos.kit.masked import SEED, heads_fit
from demos.kit.pictures import heat, text
from demos.kit.timing import sweep
from demos.kit.trace import trace
from demos.words import N_

Weights = tuple[Tensor, Tensor, Tensor]


def self_attention(x: Tensor, matrices: Weights, H: int, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
    """The same x three times: y (B, H, T, d) and the weights (B, H, T, T). `mask` (T, T) is True where i may see j."""
    W_Q, W_K, W_V = matrices
    q = split(linear(x, W_Q), H)
    k = split(linear(x, W_K), H)
    v = split(linear(x, W_V), H)
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    A = torch.softmax(scores, -1)
    y = A @ v
    return y, A


def self_attention_fast(x: Tensor, matrices: Weights, H: int) -> Tensor:
    """One product for all three projections, and torch's attention, which never holds all the weights at once."""
    q, k, v = (split(part, H) for part in torch.chunk(linear(x, torch.cat(matrices)), 3, -1))
    return scaled_dot_product_attention(q, k, v)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Shapes, weights, influence, and the symmetry that a mask breaks."""
    T, D, H, seed = (values[name] for name in ("T", "D", "H", "seed"))
    x, matrices = _text(values)
    with torch.no_grad():
        sizes = {"B": 1, "H": H, "T": T, "D": D, "d": D // H}
        spelt = [(x, "B T D"), *((W, "D D") for W in matrices)]
        run = trace(self_attention, x, matrices, H, letters=sizes, spelt=spelt)
    y, A = run.result
    yield from run.steps
    yield from _swapped(values, x, matrices, y, A)
    names = words.labels(values)
    seen = "Every token sees every token, itself included."
    yield heat("weights of head 0", A[0, 0], remark=seen, rows=names, columns=names, lit=words.lit(values, T))
    formula = 6 * T * D * D + 4 * T * T * D
    yield from account(run, lambda: self_attention(x, matrices, H), formula, "6·T·D² + 4·T²·D")
    with torch.no_grad():
        yield Check.of("rows of A sum to 1", gap(A.sum(-1), torch.ones(1, H, T)))
        yield Check.of("fast form equal", gap(self_attention_fast(x, matrices, H), y))
        yield by_hand()
        order = torch.randperm(T, generator=generator(seed + 11))
        shuffled = self_attention(x[:, order], matrices, H)[0]
        yield Check.of("shuffled tokens, shuffled outputs", gap(shuffled, y[:, :, order]))
        triangle = torch.ones(T, T, dtype=torch.bool).tril()
        before, after = (self_attention(t, matrices, H, triangle)[0] for t in (x, x[:, order]))
        broken = gap(after, before[:, :, order])
    told = (
        f"Self-attention has no idea of order: outputs of shuffled tokens differ from shuffled outputs by "
        f"{gap(shuffled, y[:, :, order]):.0e}."
    )
    breaks = f"A causal mask alone breaks that: {broken:.2f}."
    yield Remark(f"{told} {breaks}" if broken > 1e-2 else told)
    yield from _timings(values)


def _swapped(values: dict[str, Any], x: Tensor, matrices: Weights, y: Tensor, A: Tensor) -> Iterator[Piece]:
    """What words look at in a text, and in the same text with two of its words swapped; and the outputs of both."""
    T, H = x.shape[1], values["H"]
    first, second = T // 4, 3 * T // 4
    order = torch.arange(T)
    order[[first, second]] = order[[second, first]]
    with torch.no_grad():
        turned, looks = self_attention(x[:, order], matrices, H)
    names = words.labels(values)
    moved = tuple(names[i] for i in order) if names else ()
    one, other = (names[first], names[second]) if names else (f"token {first}", f"token {second}")
    read = words.sentence(values)
    if read:
        yield _read(A[0, 0], looks[0, 0], order, read)
    near = [t[0, 0, :, : min(T, y.shape[-1])] for t in (y, turned)]
    told = f"{one} and {other} are swapped: their two rows swap, and no other row changes."
    for title, rows, sides in (
        (N_("the text"), near[0], names),
        (N_("two swapped"), near[1], moved),
        (N_("what changed"), near[1] - near[0], moved),
    ):
        more: dict[str, Any] = {"group": "two words swapped", "rows": sides, "lit": first}
        yield heat(title, rows, ("output i", "d"), ("value",), told, role="" if read else "idea", **more)
    yield Check.of("two tokens swapped: the same two rows swap", gap(turned, y[:, :, order]))
    alone = (turned - y).abs().amax((0, 1, 3))
    alone[[first, second]] = 0
    yield Check.of("… and no other row changes", float(alone.max()))


def _read(A: Tensor, turned: Tensor, order: Tensor, names: tuple[str, ...]) -> Picture:
    """The text as three of its words see it, each line again with two words swapped."""
    lines, written = [], []
    for i in dict.fromkeys((2, len(names) // 4, 3 * len(names) // 4)):
        now = int((order == i).nonzero())
        lines += [(names[i], A[i].tolist()), (f"{names[i]} ⇄", turned[now].tolist())]
        written += [*names, *(names[j] for j in order)]
    one, other = (names[i] for i in range(len(names)) if int(order[i]) != i)
    told = f"With {one} and {other} swapped (⇄) each word looks at the same words, wherever they stand now."
    return text("a text reads itself", lines, written, remark=told, role="idea")


def by_hand() -> Check:
    """Two tokens at right angles, W_Q = W_K = 1, W_V = 4·1: x·x/√2 = ln 3, so each keeps ¾ of itself."""
    one, length = torch.eye(2), (math.log(3) * 2**0.5) ** 0.5
    y, A = self_attention(length * one[None], (one, one, 4 * one), 1)
    got, want = torch.cat((A[0, 0], y[0, 0] / length)), torch.tensor([[3 / 4, 1 / 4], [1 / 4, 3 / 4], [3, 1], [1, 3]])
    return Check.of("two tokens with x·x/√d = ln 3: weights ¾ and ¼", gap(got, want))


def _inputs(T: int, D: int, seed: int) -> tuple[Tensor, Weights]:
    """Noise."""
    W_Q, W_K, W_V = (weights(D, D, seed=1000 + 4 * seed + i) for i in range(3))
    return tokens(T, D, seed=seed), (W_Q, W_K, W_V)


def _text(values: dict[str, Any]) -> tuple[Tensor, Weights]:
    """Words that are compared as they are (W_Q and W_K are multiples of 1), or noise and random projections."""
    T, D, H, seed = (values[name] for name in ("T", "D", "H", "seed"))
    x, matrices = _inputs(T, D, seed)
    if values["text"] == "noise":
        return x, matrices
    same = torch.eye(D) * (words.MATCH * (D // H) ** -0.5) ** 0.5
    return words.embedded(values), (same, same, matrices[2])


def _timings(values: dict[str, Any]) -> Iterator[Piece]:
    D, H, seed = values["D"], values["H"], values["seed"]
    matrices = _text(values)[1]
    forms = {
        "torch in the middle": lambda x: self_attention_fast(x, matrices, H),
        "dense": lambda x: self_attention(x, matrices, H),
        "projections alone": lambda x: [linear(x, W) for W in matrices],
    }
    over = each(lambda T: (tokens(T, D, seed=seed),), forms)
    yield from sweep(over, (64, 128, 256, 512, 1024, 2048), here=values["T"], longest={"dense": 2048})


DEMO = Demo(
    params=(
        Param("T", 12, 8, 512, 8, "tokens", doubling=True),
        Param("D", 256, 16, 1024, 16, "model width", doubling=True),
        Param("H", 4, 1, 16, 1, "heads"),
        words.TEXT,
        SEED,
    ),
    run=run,
    fit=heads_fit,
    source=(self_attention, split),
    folded=(self_attention_fast,),
    presets={"one head": {"H": 1}, "small enough to read": {"T": 16, "D": 32, "H": 1}},
)
