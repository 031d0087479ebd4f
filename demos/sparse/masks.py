"""Sparse patterns as predicates of (i, j), and their union coloured by cause. One predicate, one line.

A predicate takes query positions i and key positions j, whole numbers that broadcast, and says which pairs there are.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from demos.demo import Check
from demos.kit.forms import gap
from demos.kit.masked import Attention

Predicate = Callable[[Tensor, Tensor], Tensor]


def band(w: int, causal: bool = False) -> Predicate:
    """|i − j| ≤ w, and with `causal` also j ≤ i."""
    if causal:
        return lambda i, j: (j <= i) & (i - j <= w)
    return lambda i, j: (i - j).abs() <= w


def dilated(w: int, step: int) -> Predicate:
    """|i − j| ≤ w·δ and δ divides i − j."""
    return lambda i, j: ((i - j).abs() <= w * step) & ((i - j) % step == 0)


def same_block(b: int) -> Predicate:
    """⌊i/b⌋ = ⌊j/b⌋."""
    return lambda i, j: i // b == j // b


def touches(places: Tensor) -> Predicate:
    """i or j is one of `places`."""
    return lambda i, j: torch.isin(i, places) | torch.isin(j, places)


def first(g: int) -> Predicate:
    """i or j is one of the first g tokens."""
    return lambda i, j: (i < g) | (j < g)


def square(T: int, predicate: Predicate) -> Tensor:
    """The predicate over all pairs of T tokens: (T, T), boolean."""
    at = torch.arange(T, dtype=torch.int32)
    return predicate(at[:, None], at)


def union(*masks: Tensor) -> Tensor:
    """For each pair the number (from 1) of the first mask that has it, 0 where none has: an index into a legend."""
    cause = torch.zeros(masks[0].shape, dtype=torch.uint8)
    for number, mask in reversed(list(enumerate(masks, 1))):
        cause.masked_fill_(mask, number)
    return cause


def pairs(allowed: Tensor, number: int, formula: str) -> Check:
    """How many pairs a mask lets through, against the number that the formula says."""
    return Check.of(f"pairs that see each other: {formula} = {number:,}", int(allowed.sum()) - number, 0.0)


def counted_once(form: Attention, allowed: Tensor, H: int) -> Check:
    """No key is counted twice: with q = 0 a row is the plain mean of its keys, so V = 1 gives 1/(number of keys)."""
    T_q, T_k = allowed.shape[-2:]
    nothing = torch.zeros(1, H, max(T_q, T_k), 4)
    with torch.no_grad():
        weights = form(nothing[:, :, :T_q], nothing[:, :, :T_k], torch.eye(T_k).expand(1, H, -1, -1))
    share = allowed / allowed.sum(-1, keepdim=True)
    return Check.of("no key counted twice", gap(weights[0], share.expand(H, -1, -1)), 1e-6)
