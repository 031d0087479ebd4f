"""Seeded inputs: the same seed and sizes give the same numbers in every demo, so that two demos can be compared."""

from __future__ import annotations

import torch
from torch import Tensor


def generator(seed: int) -> torch.Generator:
    """A random generator of its own; the global one is left alone."""
    return torch.Generator().manual_seed(int(seed))


def normal(*shape: int, seed: int) -> Tensor:
    """Standard normal numbers of a shape."""
    return torch.randn(*shape, generator=generator(seed))


def qkv(
    T: int, d: int, *, H: int = 1, B: int = 1, seed: int = 0, T_k: int | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Queries (B, H, T, d), keys and values (B, H, T_k or T, d), standard normal, each from a stream of its own."""
    keys = T if T_k is None else T_k
    q, k, v = (normal(B, H, n, d, seed=3 * seed + i) for i, n in enumerate((T, keys, keys)))
    return q, k, v


def tokens(T: int, D: int, *, B: int = 1, seed: int = 0) -> Tensor:
    """Token vectors (B, T, D), standard normal."""
    return normal(B, T, D, seed=seed)


def weights(*shape: int, seed: int) -> Tensor:
    """A weight matrix (…, out, in) scaled by 1/√in, so that a product keeps the variance of its input."""
    return normal(*shape, seed=seed).mul_(shape[-1] ** -0.5)
