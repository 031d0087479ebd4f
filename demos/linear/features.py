"""Feature maps φ: the functions that stand in for the exponential in linear attention.

    softmax attention     weight ∝ exp(q·k/√d)              needs every pair (i, j)
    linear attention      weight ∝ φ(q)·φ(k)                factors, so the sum over j is shared by all i

Two choices, both positive, so that the weights are positive and their sum can be divided by:
    elu+1                 φ(x) = elu(x) + 1, r = d          replaces the exponential by another kernel
    random features       φ(x) = exp(Ωx̂ − ‖x̂‖²/2)/√r        E[φ(q)·φ(k)] = exp(q·k/√d), with x̂ = x/d^¼ and Ω ~ N(0, I)

Papers: Katharopoulos et al. 2020 (arXiv 2006.16236) for elu+1, Choromanski et al. 2020 (arXiv 2009.14794) for positive
random features (Performer, whose rows of Ω are orthogonal: the same mean with less variance).
Where this differs from performer-pytorch: it subtracts a maximum over all keys from their exponents and then adds 1e-4
to every feature. The maximum alone would cancel in the fraction; the 1e-4 after it does not, and lets a later token
change an earlier result in the causal form, so here keys have neither. And unless asked (qr_uniform_q=True) it takes
the signs of the orthogonal rows as the QR decomposition leaves them, which biases the estimate.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from demos.kit.inputs import generator

Phi = Callable[[Tensor], Tensor]


def elu_plus_one(x: Tensor) -> Tensor:
    """φ(x) = elu(x) + 1: (…, d) → (…, d); x + 1 for positive x, exp(x) for negative."""
    return F.elu(x).add_(1)  # in place: at large T a fresh tensor costs more than the sum


def orthogonal_rows(r: int, d: int, *, seed: int) -> Tensor:
    """Ω (r, d): rows orthogonal within each block of d, with the lengths that normal vectors have."""
    g = generator(seed)
    rows: list[Tensor] = []
    for _ in range(-(-r // d)):
        Q, R = torch.linalg.qr(torch.randn(d, d, generator=g))
        rows.append((Q * R.diagonal().sign()).T)  # without the signs Q is not uniform, and the estimate is biased
    lengths: Tensor = torch.randn(r, d, generator=g).norm(dim=1, keepdim=True)
    return torch.cat(rows)[:r] * lengths


def random_features(x: Tensor, omega: Tensor, *, query: bool = False) -> Tensor:
    """φ(x) = exp(Ωx̂ − ‖x̂‖²/2)/√r: (…, d) → (…, r).

    A query may be divided by its own largest feature: that factor stands above and below the fraction. A key may not:
    a factor per key would change its weight against the other keys.
    """
    r, d = omega.shape
    scaled = x * d**-0.25
    logits: Tensor = scaled @ omega.T - scaled.square().sum(-1, keepdim=True) / 2
    if query:
        logits = logits - logits.amax(-1, keepdim=True)
    features: Tensor = logits.exp() * r**-0.5
    return features


def maps(kind: str, d: int, r: int, *, seed: int) -> tuple[Phi, Phi, int]:
    """φ for queries, φ for keys, and the number of features, for "elu+1" or "random features"."""
    if kind == "elu+1":
        return elu_plus_one, elu_plus_one, d
    omega = orthogonal_rows(r, d, seed=seed)
    return (lambda q: random_features(q, omega, query=True)), (lambda k: random_features(k, omega)), r
