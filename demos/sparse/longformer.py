"""Longformer = band + dilated + internal global: near words, some far ones through gaps, the rest over globals.

    head h:  j ∈ N(i) where |i − j| ≤ wδ_h and δ_h divides i − j        δ_h = 1: a band
    pairs:   j ∈ N(i), or i < g, or j < g                                the first g tokens are global, in every head

Shapes: q, k, v, y (B, H, T, d). Cost: 4·T·(2w+1+2g)·D: the window and g keys a row, and T keys for each global row.
One softmax over both groups; a global key inside the window is counted once, as a global one.

"Internal": the global tokens are tokens of the text itself ([CLS], the words of the question).

Paper: Beltagy, Peters, Cohan, "Longformer: The Long-Document Transformer", arXiv:2004.05150.
Elsewhere: transformers' LongformerSelfAttention counts `attention_window` over both sides (2w), wants T to be a
multiple of it, gives global tokens projections of their own, and has no dilation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad, scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit import words
from demos.kit.inputs import qkv
from demos.kit.masked import Cost, gradient_gap, params, show
from demos.kit.pictures import mask as picture
from demos.kit.words import TEXT
from demos.sparse.blocks import attend_windows
from demos.sparse.masks import counted_once, dilated, first, pairs, square, union
from demos.sparse.reach import histogram

LEGEND = ("blocked", "global", "band", "dilated")


def longformer_attention(q: Tensor, k: Tensor, v: Tensor, w: int, deltas: Sequence[int], g: int) -> Tensor:
    """Head by head: g global and 2w+1 near scores a row, one softmax; then the global rows over everything."""
    one = [slice(h, h + 1) for h in range(q.shape[1])]
    return torch.cat([_head(q[:, h], k[:, h], v[:, h], delta, w, g) for h, delta in zip(one, deltas, strict=False)], 1)


def _head(q: Tensor, k: Tensor, v: Tensor, delta: int, w: int, g: int) -> Tensor:
    scale, far = q.shape[-1] ** -0.5, w * delta
    place = pad(torch.arange(q.shape[2]), (far, far), value=-1).unfold(0, 2 * far + 1, 1)[:, ::delta]  # −1: no token
    keys = pad(k, (0, 0, far, far)).unfold(2, 2 * far + 1, 1)[..., ::delta]
    values = pad(v, (0, 0, far, far)).unfold(2, 2 * far + 1, 1)[..., ::delta]
    near = (q[..., None, :] @ keys)[..., 0, :].masked_fill(place < g, float("-inf"))  # what is global counts there
    scores = torch.cat((q @ k[:, :, :g].mT, near), -1) * scale
    weights = torch.softmax(scores, -1)
    y = weights[..., :g] @ v[:, :, :g] + (values @ weights[..., g:, None])[..., 0]
    hub = torch.softmax(q[:, :, :g] @ k.mT * scale, -1) @ v
    return torch.cat((hub, y[:, :, g:]), 2)


def longformer_attention_fast(q: Tensor, k: Tensor, v: Tensor, w: int, deltas: Sequence[int], g: int) -> Tensor:
    """Windows of each remainder modulo δ, with the global keys beside them; heads of one δ together."""
    y, start = torch.empty_like(v), 0
    for delta, same in groupby(deltas[: q.shape[1]]):
        heads = slice(start, start := start + len(list(same)))
        hub = (k[:, heads, :g], v[:, heads, :g])
        for rest in range(min(delta, q.shape[2])):
            at = (slice(None), heads, slice(rest, None, delta))
            # Of this remainder the n-th token is token n·δ + rest of the text; the first g are seen through `hub`.
            y[at] = attend_windows(q[at], k[at], v[at], w, w, hub, since=-(-max(g - rest, 0) // delta))
    y[:, :, :g] = scaled_dot_product_attention(q[:, :, :g], k, v)
    return y


def causes(T: int, w: int, deltas: Sequence[int], g: int) -> Tensor:
    """For each head the cause of every pair, an index into the legend: (H, T, T)."""
    hub, nothing = square(T, first(g)), torch.zeros(T, T, dtype=torch.bool)
    near = {delta: square(T, dilated(w, delta)) for delta in set(deltas)}
    return torch.stack(
        [union(hub, near[delta], nothing) if delta == 1 else union(hub, nothing, near[delta]) for delta in deltas]
    )


def deltas_of(values: dict[str, Any]) -> list[int]:
    """δ of each head: the last `gapped` heads have gaps, the others a band."""
    bands = values["H"] - values["gapped"]
    return [1] * bands + [values["delta"]] * values["gapped"]


def fit(values: dict[str, Any]) -> None:
    """Windows inside the text, gaps in no more heads than there are, and fewer globals than tokens."""
    T, H, w, delta, gapped, g = (values[name] for name in ("T", "H", "w", "delta", "gapped", "g"))
    if w * (delta if gapped else 1) >= T:
        raise Unfit(
            f"w is {w} and delta is {delta}: the furthest key is {w * delta} away, and T is {T}; w · delta < T."
        )
    if gapped > H:
        raise Unfit(f"gapped is {gapped}: so many heads with gaps there cannot be, H is {H}.")
    if g >= T:
        raise Unfit(f"g is {g} and T is {T}: with T global tokens this is full attention, so g < T.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The union of three patterns coloured by cause, hops, checks and timings."""
    T, H, d, w, g = (values[name] for name in ("T", "H", "d", "w", "g"))
    deltas = deltas_of(values)
    every = causes(T, w, deltas, g)
    mixed = union(*((every == cause).any(0) for cause in (1, 2, 3)))
    yield from show(
        values,
        plain=lambda q, k, v: longformer_attention(q, k, v, w, deltas, g),
        forms={"in blocks": lambda q, k, v: longformer_attention_fast(q, k, v, w, deltas, g)},
        causes=lambda T: causes(T, w, deltas, g),
        drawn=mixed,
        legend=LEGEND,
        cost=Cost(4 * T * (2 * w + 1 + 2 * g) * H * d, "4·T·(2w+1+2g)·D"),
        letters={"g": g, "2w+1": 2 * w + 1, "2w+1+g": 2 * w + 1 + g},
        remark=f"All heads together: {deltas.count(1)} have the band, {H - deltas.count(1)} the gaps, all the globals.",
        more=_more(values, deltas, every, mixed),
    )


def _more(values: dict[str, Any], deltas: list[int], every: Tensor, mixed: Tensor) -> Iterator[Piece]:
    """A mask for each kind of head, hops, and that nothing is counted twice in any of them."""
    T, H, d, w, g, seed = (values[name] for name in ("T", "H", "d", "w", "g", "seed"))
    names = words.labels(values)
    for head in sorted({0, H - 1}):
        name = "band" if deltas[head] == 1 else f"gaps, δ = {deltas[head]}"
        yield picture(
            f"mask of head {head}: {name}",
            every[head],
            LEGEND,
            group="head by head",
            rows=names,
            columns=names,
            lit=T // 2,
        )
    found, most = histogram(mixed > 0)
    yield found
    yield Check.of("hops between the furthest pair − 2, over the globals", max(most - 2, 0), 0.0)
    near = sum(max(T - g - abs(m) * deltas[0], 0) for m in range(-w, w + 1))
    yield pairs(every[0] > 0, g * (2 * T - g) + near, "g·(2T − g) + Σ_m (T − g − |m|δ), head 0,")
    yield counted_once(lambda q, k, v: longformer_attention_fast(q, k, v, w, deltas, g), every > 0, H)
    q, k, v = (t[:, -1:] for t in qkv(T, d, H=H, seed=seed))

    def last(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        return longformer_attention_fast(q, k, v, w, deltas[-1:], g)

    yield Check.of("gradients of the last head equal to the dense form's", gradient_gap(last, q, k, v, every[-1:] > 0))
    yield Remark(
        "Longformer had gaps in the upper layers of its character model alone, in two heads; else plain bands."
    )


DEMO = Demo(
    params=params(
        Param("w", 2, 1, 128, 1, "neighbours on each side"),
        Param("delta", 3, 1, 32, 1, "δ of the heads with gaps"),
        Param("gapped", 2, 0, 16, 1, "heads with gaps; the others have a band"),
        Param("g", 2, 1, 64, 1, "global tokens, at the start"),
        TEXT,
    ),
    run=run,
    fit=fit,
    source=(longformer_attention, _head),
    folded=(longformer_attention_fast, attend_windows, causes),
    presets={"without gaps": {"gapped": 0}, "a question of 8 tokens": {"T": 256, "w": 8, "g": 8}},
)
