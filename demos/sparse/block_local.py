"""Block-local attention: the text is cut into blocks of b tokens, and a token sees its own block alone.

    y_i = Σ_{⌊j/b⌋ = ⌊i/b⌋} softmax_j(q_i · k_j / √d) v_j          q, k, v, y: (B, H, T, d)

Cost: 4·T·b·D (the last block may be shorter). The quickest of the patterns: blocks are a reshape, nothing is masked.

What it gives up: nothing ever crosses a border, however many layers there are. The gradient of a token with respect to
another block is exactly 0. So blocks are shifted in every other layer (Swin), sorted (Sinkhorn), or joined by others.

Paper: Qiu et al., "Blockwise Self-Attention for Long Document Understanding", arXiv:1911.02972 (some heads there read
another block). Elsewhere: local-attention with look_backward=0, look_forward=0 is this; by default it
also sees the block before and, unless causal, the one after.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit.masked import Cost, params, show
from demos.kit.pictures import curves
from demos.kit.words import TEXT
from demos.sparse.blocks import attend, attend_blocks
from demos.sparse.masks import counted_once, pairs, same_block, square
from demos.sparse.reach import shares, spread


def block_local_attention(q: Tensor, k: Tensor, v: Tensor, b: int) -> Tensor:
    """Plain attention block by block: whole blocks as a further axis, then what is left over at the end."""
    T = q.shape[2]
    full = T // b * b
    parts = []
    if full:
        queries, keys, values = (_blocks(t[:, :, :full], b) for t in (q, k, v))  # B H T/b b d
        weights = torch.softmax(queries @ keys.mT * q.shape[-1] ** -0.5, -1)
        parts.append((weights @ values).flatten(2, 3))
    if full < T:
        queries, keys, values = (t[:, :, full:] for t in (q, k, v))
        weights = torch.softmax(queries @ keys.mT * q.shape[-1] ** -0.5, -1)
        parts.append(weights @ values)
    return torch.cat(parts, 2)


def _blocks(t: Tensor, b: int) -> Tensor:
    return t.reshape(*t.shape[:2], -1, b, t.shape[-1])


def block_local_attention_fast(q: Tensor, k: Tensor, v: Tensor, b: int) -> Tensor:
    """The same through one buffer that stays in the cache; what is left over at the end through torch's own."""
    B, H, T, _ = q.shape
    full = T // b * b
    parts = []
    if full:
        queries, keys, values = (_blocks(t[:, :, :full], b).flatten(0, 1) for t in (q, k, v))
        parts.append(attend_blocks(queries, keys, values, q.new_zeros(1, 1, 1)).view(B, H, full, -1))
    if full < T:
        parts.append(scaled_dot_product_attention(q[:, :, full:], k[:, :, full:], v[:, :, full:]))
    return torch.cat(parts, 2) if len(parts) > 1 else parts[0]


def fit(values: dict[str, Any]) -> None:
    """A block must be shorter than the text."""
    if values["b"] >= values["T"]:
        raise Unfit(f"b is {values['b']} and T is {values['T']}: one block holds everything, so b < T.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The block diagonal, what crosses a border (nothing), checks and timings."""
    T, H, d, b = (values[name] for name in ("T", "H", "d", "b"))
    rest = T % b
    whole = Cost(4 * T * b * H * d, "4·T·b·D")
    yield from show(
        values,
        plain=lambda q, k, v: block_local_attention(q, k, v, b),
        forms={"in blocks": lambda q, k, v: block_local_attention_fast(q, k, v, b)},
        causes=lambda T: square(T, same_block(b)),
        legend=("blocked", "own block"),
        cost=Cost(4 * (T // b * b * b + rest * rest) * H * d, "4·(⌊T/b⌋·b² + (T mod b)²)·D") if rest else whole,
        letters={"b": b, "T/b": T // b, "T mod b": rest},
        remark="Blocks on the diagonal: neighbours across a border are strangers.",
        more=_more(values),
    )


def _more(values: dict[str, Any]) -> Iterator[Piece]:
    """Reach, and the gradient across borders after two layers."""
    T, H, d, b, seed = (values[name] for name in ("T", "H", "d", "b", "seed"))
    mask = square(T, same_block(b))
    line = shares([mask])
    yield curves("reach", {"pairs connected": [*line, (4.0, line[-1][1])]}, ("layers", "% of pairs"))
    yield Check.of("pairs that met across a border", float((spread(mask)[1] & ~mask).sum()), 0.0)
    x = torch.randn(1, H, T, d, generator=torch.Generator().manual_seed(seed)).requires_grad_()
    y = block_local_attention_fast(x, x, x, b)
    y = block_local_attention_fast(y, y, y, b)
    (gradient,) = torch.autograd.grad(y[:, :, :b].square().sum(), x)
    yield Check.of(
        "gradient of the first block at the others, after two layers", float(gradient[:, :, b:].abs().max()), 0.0
    )
    yield pairs(mask, T // b * b * b + (T % b) ** 2, "⌊T/b⌋·b² + (T mod b)²")
    yield counted_once(lambda q, k, v: block_local_attention_fast(q, k, v, b), mask, H)
    yield Remark(f"However many layers: {line[-1][1]:.0f} % of the pairs are ever connected. Depth does not help here.")


DEMO = Demo(
    params=params(Param("b", 4, 1, 256, 1, "tokens in a block", doubling=True), TEXT),
    run=run,
    fit=fit,
    source=(same_block, block_local_attention, _blocks),
    folded=(block_local_attention_fast, attend_blocks, attend),
    presets={"a block left over": {"T": 100, "b": 16}, "large blocks": {"T": 256, "b": 64}},
)
