"""Gaussian prior: before looking at the keys, expect that what matters stands close by.

    A_ij = softmax_j( q_i·k_j/√d − (j − p_i)² / 2σ² )             q, k, v, y: (B, H, T, d)

The prior is added to the logits, not to the weights. That is the same as multiplying the weights by
exp(−(j − p_i)²/2σ²) and dividing each row by its sum again: posterior ∝ likelihood × prior.
p_i is the centre of query i: its own place i, or a place predicted from the query.
Cost: O(T²) additions on top of 4T²D; a prior saves nothing, it teaches.

Papers: Yang et al. 2018, "Modeling Localness for Self-Attention Networks" (arXiv 1810.10182), which predicts centre and
width from the query; the predicted centre is that of Luong et al. 2015, "local-p" (arXiv 1508.04025). Where this
differs: Yang's σ is half a predicted window; here σ is a number to turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from demos.demo import Check, Demo, Param, Piece, Stat
from demos.kit import words
from demos.kit.forms import account, gap
from demos.kit.inputs import normal
from demos.kit.masked import params
from demos.kit.pictures import curves, heat
from demos.kit.trace import trace
from demos.kit.walk import walk
from demos.prior.biased import against_torch, biased_attention, biased_weights, timings
from demos.words import N_


def gaussian_bias(centres: Tensor, T: int, sigma: float) -> Tensor:
    """−(j − p_i)²/2σ²: centres p (…, T) → (…, T, T). It is log of the prior, up to a constant a row."""
    distance = torch.arange(T) - centres[..., None]
    return -distance.square() / (2 * sigma**2)


def predicted_centres(q: Tensor, w: Tensor) -> Tensor:
    """A place for every query: p_i = (T − 1)·sigmoid(q_i·w), (B, H, T, d) and (d,) → (B, H, T)."""
    return (q.shape[-2] - 1) * torch.sigmoid(q @ w)


def gaussian_attention(q: Tensor, k: Tensor, v: Tensor, centres: Tensor, sigma: float) -> Tensor:
    """Attention with a Gaussian prior of width σ around each query's centre."""
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    prior = gaussian_bias(centres, k.shape[-2], sigma)
    weights = torch.softmax(scores + prior, -1)
    return weights @ v


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Scores, prior and their product; how far a query looks as σ grows."""
    T, H, d, sigma, seed = (values[name] for name in ("T", "H", "d", "sigma", "seed"))
    q, k, v = words.qkv(values, T)
    own = values["centre"] == "own place"
    centres = torch.arange(T).float() if own else predicted_centres(q, normal(d, seed=seed + 1) * d**-0.5)
    traced = trace(gaussian_attention, q, k, v, centres, sigma, letters={"B": 1, "H": H, "T": T, "d": d})
    yield from traced.steps
    bias = gaussian_bias(centres, T, sigma)
    weights = biased_weights(q, k, bias)
    names = words.labels(values)
    sides: dict[str, Any] = {"rows": names, "columns": names, "lit": words.lit(values, T)}
    told = "The log of the prior is added to the logits, not to the weights: after softmax the two are multiplied."
    panels = {
        N_("scores alone"): torch.softmax(q[0, 0] @ k[0, 0].mT * d**-0.5, -1),
        "× prior": (bias if own else bias[0, 0]).exp(),
        "= weights": weights[0, 0],
    }
    for title, values_ in panels.items():
        yield heat(title, values_, remark=told, role="idea", group="scores × prior = weights", **sides)
    expected = {"log prior": bias if own else bias[0, 0]}
    followed = walk(q[0, 0], k[0, 0], v[0, 0], added=expected, rows=names, lit=sides["lit"])
    if followed is not None:
        yield followed
    yield from account(traced, lambda: gaussian_attention(q, k, v, centres, sigma), 4 * T * T * H * d, "4T²D")
    yield from against_torch(traced, q, k, v, bias)
    product = biased_weights(q, k, torch.zeros(T, T)) * bias.exp()
    product = product / product.sum(-1, keepdim=True)
    yield Check.of("adding to logits = multiplying and renormalising", gap(weights, product))
    yield from by_hand()
    wide = gaussian_attention(q, k, v, centres, 1e4 * T)
    yield Check.of("σ → ∞ is plain attention", gap(wide, biased_attention(q, k, v, torch.zeros(T, T))))
    if not own:
        centres = centres[:, :1]
    q, k = q[:, :1], k[:, :1]
    yield Stat("mean distance from the centre, head 0", looks(q, k, centres, sigma), "tokens")
    widths = [2.0**i for i in range(-2, 11)]
    yield curves(
        "distance against σ",
        {"mean |j − p|": [(s, looks(q, k, centres, s)) for s in widths]},
        ("σ", "tokens"),
        "σ is the knob between looking at one place and plain attention.",
        log=True,
    )
    yield from timings(values, lambda T: gaussian_bias(torch.arange(T).float(), T, sigma))


def by_hand() -> Iterator[Piece]:
    """With equal scores the weights are the prior: e^(−½) at one σ from the centre, e^(−2) at two."""
    one, T = torch.zeros(1, 1, 9, 4), 9
    A = gaussian_attention(one, one, torch.eye(T)[None, None], torch.arange(9.0), 2.0)[0, 0]
    yield Check.of("weight at i ± σ over weight at i = e^(−½)", gap(A[4, [2, 6]] / A[4, 4], torch.tensor(0.606531)))
    yield Check.of("weight at i ± 2σ over weight at i = e^(−2)", gap(A[4, [0, 8]] / A[4, 4], torch.tensor(0.135335)))
    middle = predicted_centres(one, torch.ones(4))
    yield Check.of("a query of 0 expects its key in the middle of the text", gap(middle, torch.tensor(4.0)))


def looks(q: Tensor, k: Tensor, centres: Tensor, sigma: float) -> float:
    """The mean distance between a query's centre and the keys it takes from, weighted by attention."""
    T = k.shape[-2]
    weights = biased_weights(q, k, gaussian_bias(centres, T, sigma))
    distance = (torch.arange(T) - centres[..., None]).abs()
    return float((weights * distance).sum(-1).mean())


DEMO = Demo(
    params=params(
        Param("sigma", 2.0, 0.25, 1024.0, 1, "width of the prior", doubling=True),
        Param("centre", "own place", choices=("own place", "predicted"), help="where query i expects its key"),
        words.TEXT,
        T=16,
    ),
    run=run,
    source=(gaussian_bias, predicted_centres, gaussian_attention),
    presets={
        "narrow": {"sigma": 1.0},
        "as good as none": {"sigma": 1024.0},
        "predicted centres": {"centre": "predicted"},
    },
)
