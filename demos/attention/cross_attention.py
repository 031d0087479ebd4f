"""Cross-attention: one text asks, another answers: queries from y (the decoder), keys and values from x (the encoder).

    z = softmax(Q Kᵀ / √d) V        Q = y W_Qᵀ: (B, H, T_q, d)        K, V = x W_Kᵀ, x W_Vᵀ: (B, H, T_k, d)

Cost: 4·T_q·T_k·D operations for the mixing, 2·T_q·D² + 4·T_k·D² for the projections. The weights are a rectangle
(T_q, T_k); the output has as many rows as there are questions.

Keys and values travel in pairs: shuffle x, and nothing changes for y. K and V depend on x alone, so a decoder computes
them once for a whole translation.

Paper: Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, section 3.2.3 (encoder-decoder attention).
Elsewhere: in nn.MultiheadAttention it is layer(y, x, x). A causal mask makes no sense here, and torch's is_causal=True
would align it to the top left of the rectangle.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
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
from demos.kit.pictures import heat, mask, text
from demos.kit.timing import sweep
from demos.kit.trace import trace

Weights = tuple[Tensor, Tensor, Tensor]


def cross_attention(y: Tensor, x: Tensor, matrices: Weights, H: int) -> tuple[Tensor, Tensor]:
    """y (B, T_q, D) asks x (B, T_k, D): z (B, H, T_q, d) and the weights (B, H, T_q, T_k)."""
    W_Q, W_K, W_V = matrices
    q = split(linear(y, W_Q), H)
    k = split(linear(x, W_K), H)
    v = split(linear(x, W_V), H)
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    A = torch.softmax(scores, -1)
    z = A @ v
    return z, A


def keys_and_values(x: Tensor, matrices: Weights, H: int) -> tuple[Tensor, Tensor]:
    """K and V of x, one product for both: what a decoder keeps while it writes."""
    k, v = torch.chunk(linear(x, torch.cat(matrices[1:])), 2, -1)
    return split(k, H), split(v, H)


def cross_attention_kept(y: Tensor, k: Tensor, v: Tensor, matrices: Weights, H: int) -> Tensor:
    """The same with K and V at hand, and torch's attention."""
    return scaled_dot_product_attention(split(linear(y, matrices[0]), H), k, v)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Shapes of the rectangle, and which order matters."""
    T_q, T_k, D, H, seed = (values[name] for name in ("T_q", "T_k", "D", "H", "seed"))
    y, x, matrices = _texts(values)
    with torch.no_grad():
        sizes = {"B": 1, "H": H, "T_q": T_q, "T_k": T_k, "D": D, "d": D // H}
        run = trace(
            cross_attention,
            y,
            x,
            matrices,
            H,
            letters=sizes,
            spelt=[(y, "B T_q D"), (x, "B T_k D"), *((W, "D D") for W in matrices)],
        )
    z, A = run.result
    yield from run.steps
    axes = ("query i of y", "key j of x")
    asked, answered = _labels(values)
    named: dict[str, Any] = {"rows": asked, "columns": answered, "lit": min(2, T_q - 1), "role": "idea"}
    named["group"] = "y asks x"
    told = "A rectangle: T_q questions, T_k answers."
    if asked:
        most, best = A[0, 0, named["lit"]].max(-1)
        asking, answer = asked[named["lit"]], answered[int(best)]
        told += " " + f"“{asking}” gives “{answer}” the most weight, {float(most):.2f}."
    if asked and len(answered) <= words.READ:
        named["role"] = ""
        yield _translated(A[0, 0], asked, answered, told)
    yield heat("who asks whom", A[0, 0], axes, remark=told, **named)
    yield from _kept_between_steps(values, y, x, matrices, named)
    formula = 4 * T_q * T_k * D + 2 * T_q * D * D + 4 * T_k * D * D
    written = "4·T_q·T_k·D + 2·T_q·D² + 4·T_k·D²"
    yield from account(run, lambda: cross_attention(y, x, matrices, H), formula, written)
    with torch.no_grad():
        yield Check.of("rows of A sum to 1", gap(A.sum(-1), torch.ones(1, H, T_q)))
        kept = keys_and_values(x, matrices, H)
        yield Check.of(
            "with kept keys and values, torch's own: equal", gap(cross_attention_kept(y, *kept, matrices, H), z)
        )
        yield Check.of("one row for each query", z.shape[2] - T_q, 0.0)
        yield by_hand()
        order = torch.randperm(T_k, generator=generator(seed + 11))
        yield Check.of("x shuffled: nothing changes", gap(cross_attention(y, x[:, order], matrices, H)[0], z))
        only_keys = scaled_dot_product_attention(split(linear(y, matrices[0]), H), kept[0][:, :, order], kept[1])
        turn = torch.randperm(T_q, generator=generator(seed + 12))
        yield Check.of(
            "y shuffled: the rows of z follow", gap(cross_attention(y[:, turn], x, matrices, H)[0], z[:, :, turn])
        )
    moved = gap(only_keys, z)
    if moved > 1e-2:
        yield Remark(
            f"Keys and values are pairs: with x shuffled z stays; with the keys alone it moves by {moved:.2f}."
        )
    yield from _timings(values)


def _translated(A: Tensor, asked: tuple[str, ...], answered: tuple[str, ...], told: str) -> Picture:
    """A line for each word of y, unless it gives all words of x nearly the same: x, lit as that word sees it."""
    lines = [(name, row.tolist()) for name, row in zip(asked, A, strict=True)]
    telling = [(name, row) for name, row in lines if max(row) > 3 / len(row)] or lines
    return text("who asks whom, in words", telling[:7], answered, remark=told, role="idea")


def by_hand() -> Check:
    """One query, two keys, D = 4, one head: y·x/√4 is ln 3 and 0, so z = ¾·V(x₀) + ¼·V(x₁), with V doubling x."""
    y, one = torch.tensor([[[2.0, 0, 0, 0]]]), torch.eye(4)
    x = torch.tensor([[[math.log(3), 8, 0, 0], [0, 4, 0, 0]]])
    z, A = cross_attention(y, x, (one, one, 2 * one), 1)
    got, want = torch.cat((A[0, 0, 0], z[0, 0, 0, 1:2])), torch.tensor([3 / 4, 1 / 4, 14])
    return Check.of("scores 2·ln 3 and 0 at d = 4: weights ¾ and ¼, values 16 and 8 mix to 14", gap(got, want))


def _inputs(T_q: int, T_k: int, D: int, seed: int) -> tuple[Tensor, Tensor, Weights]:
    """Noise."""
    W_Q, W_K, W_V = (weights(D, D, seed=1000 + 4 * seed + i) for i in range(3))
    return tokens(T_q, D, seed=seed), tokens(T_k, D, seed=seed + 10_000), (W_Q, W_K, W_V)


def _texts(values: dict[str, Any], T_k: int | None = None) -> tuple[Tensor, Tensor, Weights]:
    """A sentence y and its translation x, compared by their words; or noise and random projections."""
    T_q, D, H, seed = (values[name] for name in ("T_q", "D", "H", "seed"))
    lengths = T_q, values["T_k"] if T_k is None else T_k
    noise = _inputs(*lengths, D, seed)
    if values["text"] == "noise":
        return noise
    y, x = (words.embedded({**values, "text": text}, T, D) for text, T in zip(_pair(values), lengths, strict=True))
    same = torch.eye(D) * (words.MATCH * (D // H) ** -0.5) ** 0.5
    return y, x, (same, same, noise[2][2])


def _pair(values: dict[str, Any]) -> tuple[str, str]:
    """The languages of y and x."""
    return ("ko", "en") if values["text"] == "ko" else ("en", "ko")


def _labels(values: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of y and of x; () for noise."""
    if values["text"] == "noise":
        return (), ()
    asked, answered = (
        words.labels({"text": language}, T)
        for language, T in zip(_pair(values), (values["T_q"], values["T_k"]), strict=True)
    )
    return asked, answered


def _kept_between_steps(
    values: dict[str, Any], y: Tensor, x: Tensor, matrices: Weights, named: dict[str, Any]
) -> Iterator[Piece]:
    """A decoder that writes y word by word: K and V of x are computed at its first step, and read at every other."""
    kept: list[tuple[Tensor, Tensor]] = []
    computed = torch.zeros(y.shape[1], x.shape[1], dtype=torch.int64)
    rows = []
    with torch.no_grad():
        for step in range(y.shape[1]):
            computed[step] = 2 if kept else 1
            if not kept:
                kept.append(keys_and_values(x, matrices, values["H"]))
            rows.append(cross_attention_kept(y[:, step : step + 1], *kept[0], matrices, values["H"]))
        whole = cross_attention(y, x, matrices, values["H"])[0]
    yield mask(
        "K and V of x",
        computed,
        ("not there", "computed", "kept"),
        ("step of y", "key j of x"),
        "Computed once, at the first step; every later step reads what is kept.",
        **{**named, "lit": None},
    )
    yield Check.of("word by word with kept K and V: the same", gap(torch.cat(rows, 2), whole))


def _timings(values: dict[str, Any]) -> Iterator[Piece]:
    """T_q questions to texts of growing length: with K and V kept, with K and V computed, and by the formula."""
    H = values["H"]

    def inputs(T: int) -> tuple[Any, ...]:
        y, x, matrices = _texts(values, T)
        return y, x, matrices, keys_and_values(x, matrices, H)

    def computed(y: Tensor, x: Tensor, matrices: Weights, kept: object) -> Tensor:
        k, v = keys_and_values(x, matrices, H)
        return cross_attention_kept(y, k, v, matrices, H)

    forms: dict[str, Callable[..., object]] = {
        "K and V kept": lambda y, x, matrices, kept: cross_attention_kept(y, kept[0], kept[1], matrices, H),
        "torch in the middle": computed,
        "dense": lambda y, x, matrices, kept: cross_attention(y, x, matrices, H),
    }
    yield from sweep(each(inputs, forms), (128, 256, 512, 1024, 2048))


DEMO = Demo(
    params=(
        Param("T_q", 15, 1, 512, 8, "tokens that ask (decoder)", doubling=True),
        Param("T_k", 10, 1, 512, 8, "tokens that answer (encoder)", doubling=True),
        Param("D", 256, 16, 1024, 16, "model width", doubling=True),
        Param("H", 4, 1, 16, 1, "heads"),
        Param("text", "en", choices=words.TEXT.choices, help="English asks Korean, Korean asks English, or noise"),
        SEED,
    ),
    run=run,
    fit=heads_fit,
    source=(cross_attention, split),
    folded=(keys_and_values, cross_attention_kept),
    presets={"one new token": {"T_q": 1, "T_k": 256}, "long answer, short question": {"T_q": 8, "T_k": 512}},
)
