"""Blocks of queries that share their keys: what makes a sparse pattern fast, be it a band, gaps, globals or blocks.

One sparse row alone is a handful of dot products, slow on any machine. b neighbouring rows together are a matrix
product, fast on all of them. So b rows take the union of their keys, and a bias of −∞ bars the pairs the pattern does
not have: some products more than the formula says, many times quicker. For a band of w, rows i … i+b−1 share the keys
i−w … i+b−1+w, which is (2w+b)/(2w+1) of the work that is needed.

The blocks of one head go through one buffer, which stays in the cache; the next head reuses it. Autograd needs every
head's weights, so where gradients are wanted nothing is done in place, and the numbers are the same.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn.functional import pad

Predicate = Callable[[Tensor, Tensor], Tensor]


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor, room: Tensor | None, out: Tensor | None) -> Tensor:
    """softmax(QKᵀ/√d + bias) V for n blocks at once: q (n, b, d), k and v (n, m, d), bias and room (n, b, m)."""
    scores = torch.baddbmm(bias, q, k.mT, alpha=q.shape[-1] ** -0.5, out=room)
    weights = torch.softmax(scores, -1, out=room)
    return torch.bmm(weights, v, out=out)


def attend_windows(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    left: int,
    right: int,
    allowed: Predicate,
    everywhere: tuple[Tensor, Tensor] | None = None,
    b: int = 32,
) -> Tensor:
    """Each block of b queries over the keys from `left` before its first to `right` behind its last, in one softmax.

    q, k, v (B, H, T, d), any T. `allowed(i, j)` says which pairs the pattern has, at least one a row. `everywhere` are
    further keys and values (B, H, g, d) that every query sees.
    """
    B, H, T, _ = q.shape
    n, span = -(-T // b), left + b + right
    more = n * b - T
    bias = window_bias(T, n, b, left, span, allowed, q.dtype)
    queries = pad(q, (0, 0, 0, more)).reshape(B * H, n, b, -1)
    keys, values = (  # n overlapping views of the padded rows, (B·H, n, span, d): nothing is copied n times
        pad(t, (0, 0, left, right + more)).reshape(B * H, left + n * b + right, -1).unfold(1, span, b).mT
        for t in (k, v)
    )
    extra = tuple(t.flatten(0, 1) for t in everywhere or ())
    keep = wants_grad(q, k, v, *extra)
    room = None if keep else q.new_empty(n, b, span)
    wide = None if keep or not extra else q.new_empty(n, b, span + extra[0].shape[1])
    result = None if keep else q.new_empty(B * H, n, b, v.shape[-1])
    heads = []
    for h in range(B * H):
        out = None if result is None else result[h]
        if not extra:
            heads.append(attend(queries[h], keys[h], values[h], bias, room, out))
            continue
        more_keys, more_values = (t[h] for t in extra)
        near = torch.baddbmm(bias, queries[h], keys[h].mT, alpha=q.shape[-1] ** -0.5, out=room)
        far = queries[h] @ more_keys.mT * q.shape[-1] ** -0.5
        weights = torch.softmax(torch.cat((near, far), -1, out=wide), -1, out=wide)
        heads.append(torch.bmm(weights[..., :span], values[h], out=out).add_(weights[..., span:] @ more_values))
    every = torch.stack(heads) if result is None else result
    return every.view(B, H, n * b, -1)[:, :, :T]


def window_bias(T: int, n: int, b: int, left: int, span: int, allowed: Predicate, dtype: torch.dtype) -> Tensor:
    """0 where query i of a block may look at key j of its window, −∞ elsewhere: (n, b, span), for every head."""
    i = torch.arange(n * b, dtype=torch.int32).clamp_(max=T - 1).view(n, b, 1)  # rows that only fill the last block
    j = torch.arange(n, dtype=torch.int32).view(n, 1, 1) * b - left + torch.arange(span, dtype=torch.int32)
    barred = ~allowed(i, j.clamp(0, T - 1))
    return torch.zeros(n, b, span, dtype=dtype).masked_fill_(barred | (j < 0) | (j >= T), float("-inf"))


def wants_grad(*tensors: Tensor) -> bool:
    """Whether autograd will want the intermediate results."""
    return torch.is_grad_enabled() and any(t.requires_grad for t in tensors)
