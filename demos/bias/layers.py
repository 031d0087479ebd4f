"""The three ways to mix places that the inductive-bias demos compare: convolution, recurrence and attention.

Each maps x (…, T, D) to (…, T, D) with plain weights, so that torch.vmap can run several seeds at once.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import pad


def convolution(x: Tensor, W: Tensor, circular: bool = False) -> Tensor:
    """y_i = Σ_m x_(i+m) W_m over K neighbours; W (K, D, D), K odd. Beyond the ends stand zeros, or the other end."""
    half = W.shape[0] // 2
    if circular:
        around = torch.cat((x[..., x.shape[-2] - half :, :], x, x[..., :half, :]), -2)
    else:
        around = pad(x, (0, 0, half, half))
    windows = torch.cat([around[..., m : m + x.shape[-2], :] for m in range(W.shape[0])], -1)
    return windows @ W.flatten(0, 1)


def recurrence(x: Tensor, W: Tensor, U: Tensor) -> Tensor:
    """y_i = tanh(x_i W + y_(i−1) U), one place after the other; W, U (D, D)."""
    y, outputs = torch.zeros_like(x[..., 0, :]), []
    for moved in (x @ W).unbind(-2):
        y = torch.tanh(moved + y @ U)
        outputs.append(y)
    return torch.stack(outputs, -2)


def gated(x: Tensor, W: Tensor, U: Tensor) -> Tensor:
    """A recurrence with one gate: z = σ(x_i W₀ + y U₀), y ← (1 − z)·y + z·tanh(x_i W₁ + y U₁); W, U (2, D, D)."""
    y, outputs = torch.zeros_like(x[..., 0, :]), []
    for gate, new in zip((x @ W[0]).unbind(-2), (x @ W[1]).unbind(-2), strict=True):
        z = torch.sigmoid(gate + y @ U[0])
        y = (1 - z) * y + z * torch.tanh(new + y @ U[1])
        outputs.append(y)
    return torch.stack(outputs, -2)


def attention(x: Tensor, Wq: Tensor, Wk: Tensor, Wv: Tensor, causal: bool = False) -> Tensor:
    """One head of self-attention without positions; weights (D, D)."""
    scores: Tensor = (x @ Wq) @ (x @ Wk).transpose(-2, -1) * x.shape[-1] ** -0.5
    if causal:
        T = x.shape[-2]
        scores = scores.masked_fill(torch.ones(T, T, dtype=torch.bool).triu(1), float("-inf"))
    return torch.softmax(scores, -1) @ (x @ Wv)
