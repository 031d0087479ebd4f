"""Attention whose logits get something added: what the priors (and relative positions) have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Piece
from demos.kit.forms import gap, over_lengths
from demos.kit.timing import LENGTHS, sweep
from demos.kit.trace import Traced

# Beyond this T the (H, T, T) matrices of the explicit form no longer fit in two gigabytes.
LONGEST = 2048


def biased_weights(q: Tensor, k: Tensor, bias: Tensor) -> Tensor:
    """softmax(QKᵀ/√d + bias): q, k (B, H, T, d), bias broadcast to (B, H, T, T); −∞ in the bias blocks a pair."""
    scores: Tensor = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    return torch.softmax(scores + bias, -1)


def biased_attention(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """softmax(QKᵀ/√d + bias)V: (B, H, T, d)."""
    return biased_weights(q, k, bias) @ v


def against_torch(run: Traced, q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Iterator[Piece]:
    """The invariants that every bias shares: torch's own attention agrees, and rows sum to 1."""
    theirs = scaled_dot_product_attention(q, k, v, attn_mask=bias.expand(*q.shape[:2], *bias.shape[-2:]))
    yield Check.of("= torch's own with the same bias", gap(run.result, theirs))
    yield Check.of("rows sum to 1", gap(biased_weights(q, k, bias).sum(-1), torch.ones(())))


def timings(values: dict[str, Any], bias: Callable[[int], Tensor], longest: int = LONGEST) -> Iterator[Piece]:
    """The explicit form and torch's own with the bias, beside torch's own without one; all are O(T²D)."""

    def explicit(T: int) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
        b = bias(T)
        return lambda q, k, v: biased_attention(q, k, v, b)

    def own(T: int) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
        b = bias(T)
        return lambda q, k, v: scaled_dot_product_attention(q, k, v, attn_mask=b)

    def plain(T: int) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
        return lambda q, k, v: scaled_dot_product_attention(q, k, v)

    forms = over_lengths(values, {"torch": own, "dense": explicit, "torch without bias": plain})
    lengths = [T for T in LENGTHS if longest >= T]
    yield from sweep(forms, lengths, here=int(values["T"]))
