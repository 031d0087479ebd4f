"""Blocks of queries that share their keys: what makes a sparse pattern fast, be it a band, gaps, globals or blocks.

One sparse row alone is a handful of dot products, slow on any machine. b neighbouring rows together are a matrix
product, fast on all of them. So b rows take the union of their keys, and a bias of −∞ bars the pairs the pattern does
not have: some products more than the formula says, many times quicker. For a band of w, rows i … i+b−1 share the keys
i−w … i+b−1+w, which is (2w+b)/(2w+1) of the work that is needed.

The blocks of one head go through one buffer, which stays in the cache; the next head reuses it. Autograd needs every
head's weights, so where gradients are wanted nothing is done in place, and the numbers are the same.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import pad


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor, room: Tensor | None, out: Tensor | None) -> Tensor:
    """softmax(QKᵀ/√d + bias) V for n blocks at once: q (n, b, d), k and v (n, m, d), bias and room (n, b, m)."""
    scores = torch.baddbmm(bias, q, k.mT, alpha=q.shape[-1] ** -0.5, out=room)
    weights = torch.softmax(scores, -1, out=room)
    return torch.bmm(weights, v, out=out)


def attend_blocks(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """The same for h heads, one after the other: q (h, n, b, d), k and v (h, n, m, d), bias for all of them."""
    heads, n, b, _ = q.shape
    if wants_grad(q, k, v):
        return torch.stack([attend(q[h], k[h], v[h], bias, None, None) for h in range(heads)])
    room, out = q.new_empty(n, b, k.shape[2]), q.new_empty(heads, n, b, v.shape[-1])
    for h in range(heads):
        attend(q[h], k[h], v[h], bias, room, out[h])
    return out


def attend_windows(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    left: int,
    right: int,
    everywhere: tuple[Tensor, Tensor] | None = None,
    since: int = 0,
    b: int = 32,
) -> Tensor:
    """Query i over the keys i−left … i+right, but none before `since`; b queries share left+b+right keys.

    q, k, v (B, H, T, d), any T. `everywhere` are further keys and values (B, H, g, d) that every query sees, in the
    same softmax; with `since` > 0 there must be some.
    """
    B, H, T, _ = q.shape
    b = min(b, T)
    n, span = -(-T // b), left + b + right
    more = n * b - T  # rows that only fill the last block
    queries = padded(q, 0, more).reshape(B * H, n, b, -1)
    keys, values = (  # n overlapping views of the padded rows, (B·H, n, span, d): nothing is copied n times
        padded(t, left, right + more).reshape(B * H, n * b + left + right, -1).unfold(1, span, b).mT for t in (k, v)
    )
    bias = window_bias(T, n, b, left, right, since, q.dtype)
    if everywhere is None:
        y = attend_blocks(queries, keys, values, bias)
    else:
        far_k, far_v = (t.flatten(0, 1) for t in everywhere)
        y = _attend_both(queries, (keys, values), (far_k, far_v), bias)
    return y.view(B, H, n * b, -1)[:, :, :T]


def _attend_both(q: Tensor, near: tuple[Tensor, Tensor], far: tuple[Tensor, Tensor], bias: Tensor) -> Tensor:
    """One softmax over each block's own keys (h, n, m, d) and the keys of its head (h, g, d)."""
    (near_k, near_v), (far_k, far_v) = near, far
    heads, n, b, d = q.shape
    m, g, scale = near_k.shape[2], far_k.shape[1], d**-0.5
    keep = wants_grad(q, *near, *far)
    # A product straight into a part of `wide` would be slower than the copy from `room`.
    room, wide = (None, None) if keep else (q.new_empty(n, b, m), q.new_empty(n, b, m + g))
    result = None if keep else q.new_empty(heads, n, b, near_v.shape[-1])
    every = []
    for h in range(heads):
        scores = torch.baddbmm(bias, q[h], near_k[h].mT, alpha=scale, out=room)
        scores = torch.cat((scores, q[h] @ far_k[h].mT * scale), -1, out=wide)
        weights = torch.softmax(scores, -1, out=wide)
        y = torch.bmm(weights[..., :m], near_v[h], out=None if result is None else result[h])
        every.append(y.add_(weights[..., m:] @ far_v[h]))
    return torch.stack(every) if result is None else result


def window_bias(T: int, n: int, b: int, left: int, right: int, since: int, dtype: torch.dtype) -> Tensor:
    """0 where a query of a block may look at a key of its window, −∞ elsewhere: (n, b, left+b+right)."""
    i, j = torch.arange(b)[:, None], torch.arange(left + b + right)
    tile = torch.zeros(b, left + b + right, dtype=dtype).masked_fill_((j < i) | (j > i + left + right), float("-inf"))
    key = torch.arange(n)[:, None] * b - left + j  # which key of the text is key j of the window
    bias = tile.masked_fill(((key < since) | (key >= T))[:, None], float("-inf"))
    bias[-1, T - n * b + b :] = 0  # the rows that only fill up look at anything, lest they become NaN
    return bias


def padded(t: Tensor, before: int, after: int) -> Tensor:
    """(B, H, T, d) with rows of zeros before and after it; itself where there are none to add."""
    return pad(t, (0, 0, before, after)) if before or after else t


def wants_grad(*tensors: Tensor) -> bool:
    """Whether autograd will want the intermediate results."""
    return torch.is_grad_enabled() and any(t.requires_grad for t in tensors)
