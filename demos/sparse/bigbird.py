"""BigBird = band + global + random, in blocks of b tokens: a row of blocks sees 5 + r blocks, whatever T is.

    first and last block    see everything, and are seen by all                               global
    every other block i     sees the blocks i−1, i, i+1                                       band
                            and r blocks drawn by lot, for each row of blocks and each head   random

Shapes: q, k, v, y (B, H, T, d), n = T/b blocks. Cost: 4·D·((n−2)·b²·(5+r) + 2·b·T), linear in T: O(T·b·(5+r)·D).
A block that is there for two reasons (rows 1 and n−2 have a global neighbour) is counted once.

Each part does what the others cannot: the band knows the neighbours, the globals join all pairs in two hops, and the
lots make short ways that pass through no global token. The paper proves that such a model can express what full
attention can. By lot means blocks, not tokens: a gathered block is a matrix product, a gathered token is not.

Paper: Zaheer et al., "Big Bird: Transformers for Longer Sequences", arXiv:2007.14062 (this is its ITC form).
Elsewhere: transformers' BigBirdBlockSparseAttention wants b to divide T; in eval mode it takes block 0 for each lot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit.inputs import generator
from demos.kit.masked import Cost, params, show
from demos.kit.pictures import mask as picture
from demos.kit.words import TEXT
from demos.sparse.blocks import attend, padded, wants_grad
from demos.sparse.lots import lots
from demos.sparse.masks import band, counted_once, pairs, square, union
from demos.sparse.reach import histogram

LEGEND = ("blocked", "global", "band", "random")


def bigbird_blocks(n: int, r: int, H: int, seed: int) -> tuple[Tensor, Tensor]:
    """Which blocks the rows 1 … n−2 see, (H, n−2, 5+r), and which of these count: False where one is there already."""
    row = torch.arange(1, n - 1)
    always = row > 0
    fixed = torch.stack((0 * row, row - 1, row, row + 1, 0 * row + n - 1), -1)
    counts = torch.stack((always, row > 1, always, row < n - 2, always), -1)
    chance = [torch.rand(n - 2, r, generator=generator(64 * seed + h), dtype=torch.float64) for h in range(H)]
    drawn = lots(torch.stack(chance), n - counts.sum(-1))  # numbers among the blocks that are not there yet …
    for block, new in zip(fixed.unbind(-1), counts.unbind(-1), strict=True):
        drawn = drawn + ((drawn >= block[:, None]) & new[:, None])  # … become numbers of blocks
    index = torch.cat((fixed.expand(H, -1, -1), drawn.clamp_min(0)), -1)
    return index, torch.cat((counts.expand(H, -1, -1), drawn >= 0), -1)


def bigbird_attention(q: Tensor, k: Tensor, v: Tensor, b: int, index: Tensor, counts: Tensor) -> Tensor:
    """The inner rows of blocks over their gathered blocks, the two border blocks over everything; T > 2b."""
    T, scale = q.shape[2], q.shape[-1] ** -0.5
    n = -(-T // b)
    head = torch.arange(q.shape[1])[:, None, None]
    queries, keys, values = (padded(t, 0, n * b - T).reshape(*t.shape[:2], n, b, -1) for t in (q, k, v))  # B H n b d
    keys, values = (t[:, head, index].flatten(3, 4) for t in (keys, values))  # B H n-2 (5+r)b d
    seen = (counts[..., None] & (index[..., None] * b + torch.arange(b) < T)).flatten(2)  # no block twice, none past T
    scores = queries[:, :, 1:-1] @ keys.mT * scale
    weights = torch.softmax(scores.masked_fill(~seen[:, :, None], float("-inf")), -1)
    inner = (weights @ values).flatten(2, 3)
    border = torch.cat((q[:, :, :b], q[:, :, n * b - b :]), 2)
    border = torch.softmax(border @ k.mT * scale, -1) @ v
    return torch.cat((border[:, :, :b], inner, border[:, :, b:]), 2)


def bigbird_attention_fast(q: Tensor, k: Tensor, v: Tensor, b: int, r: int, seed: int, rows: int = 512) -> Tensor:
    """The same with about 512 rows of a head at a time, so that what is gathered is used while in the cache."""
    B, H, T, _ = q.shape
    n = -(-T // b)
    if n < 3:
        return scaled_dot_product_attention(q, k, v)
    index, counts = bigbird_blocks(n, r, H, seed)
    seen = counts[..., None] & (index[..., None] * b + torch.arange(b) < T)
    bias = torch.zeros(seen.shape, dtype=q.dtype).masked_fill_(~seen, float("-inf")).view(H, n - 2, 1, -1)
    queries, keys, values = (padded(t, 0, n * b - T).reshape(B * H, n, b, -1) for t in (q, k, v))
    step = max(1, rows // b)
    keep = wants_grad(q, k, v)
    room = None if keep else q.new_empty(step, b, bias.shape[-1])
    result = None if keep else q.new_empty(B * H, n - 2, b, v.shape[-1])
    parts = []
    for h in range(B * H):
        for start in range(0, n - 2, step):
            some = slice(start, min(start + step, n - 2))
            picked = index[h % H, some]
            near_k, near_v = (t[h].index_select(0, picked.flatten()) for t in (keys, values))
            near_k, near_v = (t.view(len(picked), -1, t.shape[-1]) for t in (near_k, near_v))
            scores = None if room is None else room[: len(picked)]
            out = None if result is None else result[h, some]
            parts.append(attend(queries[h, 1:-1][some], near_k, near_v, bias[h % H, some], scores, out))
    inner = (torch.cat(parts) if result is None else result).view(B, H, (n - 2) * b, -1)
    first, last = (scaled_dot_product_attention(t, k, v) for t in (q[:, :, :b], q[:, :, n * b - b :]))
    return torch.cat((first, inner, last), 2)


def causes(n: int, r: int, H: int, seed: int) -> Tensor:
    """For each head and pair of blocks the first reason there is, an index into the legend: (H, n, n)."""
    at = torch.arange(n)
    border = (at == 0) | (at == n - 1)
    lots = torch.zeros(H, n, n, dtype=torch.bool)
    if n > 2:
        index, counts = bigbird_blocks(n, r, H, seed)
        lots[:, 1:-1].scatter_(-1, index[..., 5:], counts[..., 5:])
    return union((border[:, None] | border).expand(H, n, n), square(n, band(1)).expand(H, n, n), lots)


def of_tokens(blocks: Tensor, b: int, T: int) -> Tensor:
    """A map of blocks (H, n, n) as a map of tokens (H, T, T)."""
    return blocks.repeat_interleave(b, -1).repeat_interleave(b, -2)[..., :T, :T]


def fit(values: dict[str, Any]) -> None:
    """There must be r blocks to draw from."""
    n = -(-values["T"] // values["b"])
    if n < 5 + values["r"]:
        raise Unfit(
            f"b is {values['b']} and T is {values['T']}: that makes {n} blocks, and a row sees "
            f"5 + r = {5 + values['r']} of them. Let T be larger, or b or r smaller."
        )


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The union of three patterns coloured by cause, a second head, hops, checks and timings."""
    T, H, d, b, r, seed = (values[name] for name in ("T", "H", "d", "b", "r", "seed"))
    n = -(-T // b)
    last = T - (n - 1) * b
    index, counts = bigbird_blocks(n, r, H, seed)
    yield from show(
        values,
        plain=lambda q, k, v: bigbird_attention(q, k, v, b, index, counts),
        forms={"gathered blocks": lambda q, k, v: bigbird_attention_fast(q, k, v, b, r, seed)},
        causes=lambda T: of_tokens(causes(-(-T // b), r, H, seed), b, T),
        legend=LEGEND,
        cost=Cost(4 * H * d * ((n - 2) * b * b * (5 + r) + (b + last) * T), "4·D·((n−2)·b²·(5+r) + 2·b·T)"),
        letters={"n": n, "b": b, "n-2": n - 2, "5+r": 5 + r, "(5+r)b": (5 + r) * b, "2b": b + last},
        remark=f"Head 0. {n} blocks of {b} tokens; every inner row of blocks sees {5 + r} of them at most.",
        more=_more(T, H, b, r, seed),
    )


def _more(T: int, H: int, b: int, r: int, seed: int) -> Iterator[Piece]:
    """Blocks of two heads, hops with and without the globals, and that no block is counted twice."""
    n = -(-T // b)
    blocks = causes(n, r, H, seed)
    axes = ("query block", "key block")
    for head in sorted({0, H - 1}):
        drawn = "Drawn anew for every head and row of blocks."
        yield picture(f"blocks of head {head}", blocks[head], LEGEND, axes, drawn, group="blocks of two heads")
    found, most = histogram(blocks[0] > 0)
    yield found
    inner = blocks[0, 1:-1, 1:-1] > 0
    without = histogram(inner)[1]
    yield Check.of("hops between the furthest pair − 2, over the globals", max(most - 2, 0), 0.0)
    yield pairs(blocks[0] > 0, 2 * n + (n - 2) * (5 + r) - 2, "blocks of head 0: 2n + (n−2)·(5+r) − 2")
    yield counted_once(lambda q, k, v: bigbird_attention_fast(q, k, v, b, r, seed), of_tokens(blocks, b, T) > 0, H)
    yield Check.of("lots that differ when drawn again", float((causes(n, r, H, seed) != blocks).sum()), 0.0)
    alone = histogram(square(n - 2, band(1)))[1]
    one, every = int((blocks[0] > 0).sum()), int((blocks > 0).any(0).sum())
    told = f"Between inner blocks, without the globals: no way for some with the lots, {alone} with the band alone."
    if without:
        told = (
            f"Between inner blocks, without the globals: {without} hops at most with the lots, {alone} with the band."
        )
    yield Remark(told)
    drawn = "BigBird draws blocks, not tokens, and draws them anew for each head."
    both = f"Head 0 sees {one} pairs of blocks, all heads together {every}."
    yield Remark(f"{drawn} {both}" if every > one else drawn)


DEMO = Demo(
    params=params(
        Param("b", 2, 2, 128, 2, "tokens in a block", doubling=True),
        Param("r", 1, 0, 8, 1, "random blocks a row"),
        TEXT,
    ),
    run=run,
    fit=fit,
    source=(bigbird_attention, bigbird_blocks),
    folded=(bigbird_attention_fast, lots, attend),
    presets={"no lots": {"r": 0}, "as in the paper, in small": {"T": 256, "b": 16, "r": 3}},
)
