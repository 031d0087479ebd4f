"""What is asked about the Gaussian prior."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Maps, answer, maps
from demos.kit.inputs import qkv
from demos.prior.biased import biased_weights
from demos.prior.gaussian import gaussian_attention, gaussian_bias
from demos.question import CHOICE, Drawn, Misconception, Question


def _equal(v: Drawn, bias: Tensor | None = None) -> Tensor:
    """Weights of the middle row where all scores are equal, (T, T): read off the layer with one-hot values."""
    T = 33
    nothing = torch.zeros(1, 1, T, 4)
    if bias is None:
        return gaussian_attention(nothing, nothing, torch.eye(T)[None, None], torch.arange(T).float(), v.sigma)[0, 0]
    return biased_weights(nothing, nothing, bias)[0, 0]


def _ratio(v: Drawn, bias: Tensor | None = None) -> Maps:
    """Weight of the key n·σ away, over that of the key at the centre."""
    A, far = _equal(v, bias), int(v.n * v.sigma)
    return Maps({"weights": A}, float(A[16, 16 + far] / A[16, 16]), lit=16)


def _far(v: Drawn, scale: float, power: int = 2) -> Tensor:
    """−(distance/σ)^power · scale: the prior as it might be remembered."""
    distance = (torch.arange(33) - torch.arange(33)[:, None]).abs()
    bias: Tensor = -scale * (distance / v.sigma) ** power
    return bias


def _joined(v: Drawn, how: str = "") -> Maps:
    """Plain weights joined with G in one of four ways, beside the layer's own; the one that agrees with it."""
    q, k, _ = qkv(v.T, 16, seed=v.seed)
    bias = gaussian_bias(torch.arange(v.T).float(), v.T, v.sigma)
    plain = biased_weights(q, k, torch.zeros(v.T, v.T))[0, 0]
    real = biased_weights(q, k, bias if v.what == "log" else bias.exp())[0, 0]
    product, further = plain * bias.exp(), plain * bias.exp().exp()
    tried = {
        "renormalised": product / product.sum(-1, keepdim=True),
        "exp": further / further.sum(-1, keepdim=True),
        "multiplied": product,
        "added": plain + bias.exp(),
    }
    same = how or next(name for name, weights in tried.items() if torch.allclose(weights, real, atol=1e-5))
    return Maps({same: tried[same], "the layer": real}, same)


SIGMA = {"large": 1e5, "small": 1e-2}

QUESTIONS = (
    Question(
        "one sigma away",
        ask={
            "en": "All scores are equal, a Gaussian prior of width σ = {sigma:g} is centred on the query. How large is the weight of the key {far} places away ({n:g} times σ), compared with the key at the centre? (Two decimals are enough.)",
            "ko": "score가 모두 같고, 폭 σ = {sigma:g}인 Gaussian prior의 중심은 query 자신이다. {far}칸 떨어진(σ의 {n:g}배) key의 weight는 중심에 있는 key의 몇 배인가? (소수 둘째 자리까지)",
        },
        vary={"n": (0.5, 1, 1.5, 2), "sigma": (2.0, 4.0, 6.0, 8.0)},
        told={"far": lambda v: f"{v.n * v.sigma:g}"},
        tolerance=0.04,
        fits=lambda v: v.n * v.sigma == int(v.n * v.sigma),
        run=_ratio,
        read=answer,
        show=maps,
        opens=lambda v: {"T": 33, "sigma": v.sigma, "H": 1},
        wrong=(
            Misconception(
                "a Gaussian has 2σ² below",
                {
                    "en": "You forgot the 2 in −(j − i)²/2σ².",
                    "ko": "−(j − i)²/2σ² 에서 2를 빠뜨렸다.",
                },
                run=lambda v: _ratio(v, _far(v, 1.0)),
            ),
            Misconception(
                "a Gaussian falls with the square",
                {
                    "en": "You let the weight fall with the distance itself. A Gaussian falls with its square.",
                    "ko": "거리 자체에 따라 줄어든다고 보았다. Gaussian은 거리의 제곱에 따라 줄어든다.",
                },
                run=lambda v: _ratio(v, _far(v, 0.5, 1)) if v.n == 1.5 else None,
            ),
        ),
    ),
    Question(
        "before or after the softmax",
        ask={
            "en": "A Gaussian G = exp(−(j − i)²/2σ²) with σ = {sigma:g}, T = {T}. {what} is added to the logits, before the softmax. What has to be done with the weights of the softmax without it, to get the same?",
            "ko": "σ = {sigma:g}인 Gaussian G = exp(−(j − i)²/2σ²), T = {T}. softmax 앞에서 logit에 {what} 더한다. 더하지 않고 구한 softmax weight로 같은 결과를 얻으려면 어떻게 해야 하는가?",
        },
        vary={"what": ("log", "itself"), "T": range(8, 25), "sigma": (1.0, 2.0, 4.0), "seed": range(1000)},
        words={
            "what": {
                "log": {"en": "Its logarithm, log G,", "ko": "그 로그인 log G를"},
                "itself": {"en": "G itself (not its logarithm)", "ko": "(로그가 아니라) G 자체를"},
            }
        },
        kind=CHOICE,
        say={
            "renormalised": {
                "en": "multiply by G, then divide each row by its sum",
                "ko": "G를 곱하고 행마다 합으로 나눈다",
            },
            "exp": {
                "en": "multiply by exp(G), then divide each row by its sum",
                "ko": "exp(G)를 곱하고 행마다 합으로 나눈다",
            },
            "multiplied": {"en": "multiply by G", "ko": "G를 곱한다"},
            "added": {"en": "add G", "ko": "G를 더한다"},
        },
        run=_joined,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "after multiplying, rows no longer sum to 1",
                {
                    "en": "After multiplying alone the rows no longer sum to 1. A softmax divides them by their sum.",
                    "ko": "곱하기만 하면 행의 합이 1이 아니다. softmax는 행을 그 합으로 나눈다.",
                },
                run=lambda v: _joined(v, "multiplied"),
            ),
            Misconception(
                "adding logits multiplies weights",
                {
                    "en": "A sum in the exponent is a product outside of it: exp(s + b) = exp(s)·exp(b). So the weights are multiplied.",
                    "ko": "지수의 합은 밖에서 곱이 된다. exp(s + b) = exp(s)·exp(b). 그래서 weight에는 곱해진다.",
                },
                run=lambda v: _joined(v, "added"),
            ),
            Misconception(
                "what is added to a logit is an exponent",
                {
                    "en": "What is added to the logits goes through exp: adding log G multiplies by G, adding G multiplies by exp(G).",
                    "ko": "logit에 더한 것은 exp를 지난다. log G를 더하면 G가 곱해지고, G를 더하면 exp(G)가 곱해진다.",
                },
                run=lambda v: _joined(v, "exp" if v.what == "log" else "renormalised"),
            ),
        ),
    ),
    Question(
        "the limit of a wide prior",
        ask={
            "en": "Attention with a Gaussian prior centred on the query, over T = {T} tokens. σ becomes {end}. What do the weights become?",
            "ko": "query 자신을 중심으로 한 Gaussian prior가 있는 attention, 토큰 T = {T}개. σ가 {end} weight는 무엇이 되는가?",
        },
        vary={"T": range(8, 25), "end": ("large", "small"), "seed": range(1000)},
        words={
            "end": {
                "large": {"en": "very large", "ko": "아주 커지면"},
                "small": {"en": "very small", "ko": "0에 가까워지면"},
            }
        },
        kind=CHOICE,
        say={
            "plain": {"en": "those of plain attention", "ko": "보통 attention의 weight"},
            "even": {"en": "all equal, 1/T", "ko": "모두 1/T로 같다"},
            "own": {"en": "1 for the token itself, 0 for all others", "ko": "자기 자신은 1, 나머지는 모두 0"},
        },
        run=lambda v: _limit(v, SIGMA[v.end]),
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "sigma": 1024.0 if v.end == "large" else 0.25, "seed": v.seed},
        wrong=(
            Misconception(
                "a prior does not replace the scores",
                {
                    "en": "A flat prior says nothing, but the scores still do: 1/T it would be only without them.",
                    "ko": "평평한 prior는 아무 말도 하지 않지만 score는 남아 있다. score가 없어야 1/T이다.",
                },
                run=lambda v: _limit(v, 1e5, scores=False),
            ),
            Misconception(
                "large σ is wide, not narrow",
                {
                    "en": "That is the other end: a large σ is a wide, flat prior, a σ near 0 leaves the centre alone.",
                    "ko": "그것은 반대쪽 끝이다. σ가 크면 prior는 넓고 평평하고, 0에 가까우면 중심만 남는다.",
                },
                run=lambda v: _limit(v, SIGMA["small" if v.end == "large" else "large"]),
            ),
        ),
    ),
)


def _limit(v: Drawn, sigma: float, scores: bool = True) -> Maps:
    """The weights at a σ, and which well-known weights they are."""
    q, k, _ = qkv(v.T, 16, seed=v.seed)
    q = q if scores else 0 * q
    A = biased_weights(q, k, gaussian_bias(torch.arange(v.T).float(), v.T, sigma))[0, 0]
    known = {
        "even": torch.full_like(A, 1 / v.T),
        "own": torch.eye(v.T),
        "plain": biased_weights(*qkv(v.T, 16, seed=v.seed)[:2], torch.zeros(v.T, v.T))[0, 0],
    }
    return Maps({"weights": A}, min(known, key=lambda name: float((A - known[name]).abs().max())))
