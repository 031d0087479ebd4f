"""How well a kernel φ(q)·φ(k) stands in for exp(q·k/√d): the error over r and over the inputs' norm, and the rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from demos.demo import Picture, Piece, Remark
from demos.kit.pictures import curves
from demos.linear.features import maps

COUNTS = (4, 8, 16, 32, 64, 128, 256, 512)
SCALES = (0.125, 0.25, 0.5, 1.0, 1.5, 2.0)
DRAWS = 3


def attention_weights(q: Tensor, k: Tensor, causal: bool) -> Tensor:
    """softmax(QKᵀ/√d), (B, H, T, T), causal or not."""
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    if causal:
        T = scores.shape[-1]
        scores = scores.masked_fill(torch.ones(T, T, dtype=torch.bool).triu(1), float("-inf"))
    return torch.softmax(scores, -1)


def off(q: Tensor, k: Tensor, kind: str, r: int, causal: bool, seed: int) -> float:
    """Mean over rows of ½Σ|linear − softmax|: 0 when the weights agree, 1 when they look at different keys."""
    phi_q, phi_k, _ = maps(kind, q.shape[-1], r, seed=seed)
    weights = phi_q(q) @ phi_k(k).transpose(-2, -1)
    weights = weights.tril() if causal else weights
    weights = weights / weights.sum(-1, keepdim=True)
    return float((weights - attention_weights(q, k, causal)).abs().sum(-1).mean() / 2)


def uniform(q: Tensor, k: Tensor, causal: bool) -> float:
    """The same measure for equal weights on all keys in sight: what knowing nothing would misplace."""
    T = k.shape[-2]
    weights = torch.ones(T, T).tril() if causal else torch.ones(T, T)
    weights = weights / weights.sum(-1, keepdim=True)
    return float((weights - attention_weights(q, k, causal)).abs().sum(-1).mean() / 2)


def error_curves(q: Tensor, k: Tensor, kind: str, r: int, causal: bool, seed: int) -> Iterator[Piece]:
    """Error against the number of features, and against the norm of q and k; both means over three draws of Ω."""

    def drawn(q: Tensor, k: Tensor, r: int) -> float:
        return sum(off(q, k, "random features", r, causal, seed + 17 * i) for i in range(DRAWS)) / DRAWS

    plain, nothing = off(q, k, "elu+1", r, causal, seed), uniform(q, k, causal)
    ends = (float(COUNTS[0]), float(COUNTS[-1]))
    random = [(float(n), drawn(q, k, n)) for n in COUNTS]
    yield curves(
        "error against r",
        {
            "random features": random,
            "elu+1": [(n, plain) for n in ends],
            "equal weights": [(n, nothing) for n in ends],
        },
        ("features r", "share of weight misplaced"),
        f"From r = {COUNTS[0]} to {COUNTS[-1]} the misplaced share goes from {random[0][1]:.0%} to "
        f"{random[-1][1]:.0%}; elu+1 has no r to raise.",
        log=True,
    )
    yield scale_picture(q, k, r, causal, seed)
    if kind == "elu+1":
        yield Remark(
            f"elu+1 does not approximate softmax, it replaces it: {plain:.0%} of the weight sits elsewhere, and with "
            f"equal weights on all keys it would be {nothing:.0%}."
        )
    else:
        here, smaller = drawn(q, k, r), drawn(q / 2, k / 2, r)
        told = [f"With {r} random features {here:.0%} of the weight is misplaced."]
        told += [f"With q and k half as large it is {smaller:.0%}."] if smaller < here - 0.005 else []
        told += [f"Equal weights on all keys would misplace {nothing:.0%}."]
        yield Remark(" ".join(told))


def scale_picture(q: Tensor, k: Tensor, r: int, causal: bool, seed: int) -> Picture:
    """Error against a factor on q and k at r features; the factor on the inputs as they are is 1."""
    lines: dict[str, Sequence[tuple[float, float]]] = {
        kind: [(s, off(s * q, s * k, kind, r, causal, seed)) for s in SCALES] for kind in ("random features", "elu+1")
    }
    lines["equal weights"] = [(s, uniform(s * q, s * k, causal)) for s in SCALES]
    ends = [lines["random features"][i][1] for i in (0, -1)]
    return curves(
        "error against the norm of q and k",
        lines,
        ("factor on q and k", "share of weight misplaced"),
        f"Random features misplace {ends[0]:.0%} at a factor of {SCALES[0]:g} and {ends[1]:.0%} at {SCALES[-1]:g}: "
        "their variance grows exponentially with the norms.",
    )


def singular_values(weights: Tensor) -> list[float]:
    """Singular values of a matrix (T, T), each divided by the largest, computed in float64."""
    values = torch.linalg.svdvals(weights.double())
    return [float(x) for x in values / values[0]]


def spectrum(linear: list[float], softmax: list[float], r: int) -> Picture:
    """The singular values of linear and of softmax attention's weights, on logarithmic axes."""
    lines = {
        name: [(i + 1.0, max(x, 1e-9)) for i, x in enumerate(values)]
        for name, values in (("linear", linear), ("softmax", softmax))
    }
    return curves(
        "rank spectrum",
        lines,
        ("singular value number", "size / largest"),
        f"φ(Q)φ(K)ᵀ is a product through r = {r}: nothing is left after singular value {r}. Softmax has no such bound.",
        log=True,
    )
