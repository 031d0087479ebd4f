"""What is asked about scaled dot-product attention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from demos.attention.scaled_dot_product import attention, entropy
from demos.demo import Piece
from demos.kit.asked import Counts, Maps, bars, counted, maps, shape, steps, times, traced
from demos.kit.inputs import qkv
from demos.kit.pictures import histogram
from demos.kit.trace import operations
from demos.question import CHOICE, SHAPE, Drawn, Misconception, Question


@dataclass(frozen=True)
class Scores:
    """Many scores, beside those of one pair of numbers."""

    found: Tensor
    one: Tensor


def _scores(v: Drawn, scaled: bool = False, together: bool = False) -> Scores:
    """q·k of many pairs; divided by √d, or with components that all move together."""
    q, k, _ = qkv(64, v.d, H=8, seed=v.seed)
    one = q[..., :1] @ k[..., :1].mT
    if together:
        q, k = q[..., :1].expand(q.shape), k[..., :1].expand(k.shape)
    found = q @ k.mT
    return Scores(found * v.d**-0.5 if scaled else found, one)


def _variance(result: Scores, _v: Drawn) -> float:
    return float(result.found.var())


def _spread(result: Scores, _other: Scores | None, v: Drawn) -> Iterator[Piece]:
    yield histogram("scores", {f"q·k, d = {v.d}": result.found.flatten(), "d = 1": result.one.flatten()}, "score")


def _two(v: Drawn, small: float, large: float, linear: bool = False) -> Maps:
    """The weights of two scalings of the same scores, and how many bits each leaves open."""
    q, k, _ = qkv(v.T, v.d, seed=v.seed)
    raw = (q @ k.mT)[0, 0]
    if linear:  # dividing by the sum instead of a softmax: then a factor cancels
        both = [(raw * s).abs() / (raw * s).abs().sum(-1, keepdim=True) for s in (small, large)]
    else:
        both = [torch.softmax(raw * s, -1) for s in (small, large)]
    bits = [entropy(weights) for weights in both]
    sharp = "same" if abs(bits[0] - bits[1]) < 0.05 else "scaled" if bits[0] < bits[1] else "unscaled"
    titles = (f"with √d: {bits[0]:.1f} bits open", f"without: {bits[1]:.1f} bits open")
    return Maps(dict(zip(titles, both, strict=True)), sharp)


def _sharp(result: Maps, v: Drawn) -> str:
    """Which of the two is sharp, or flat, as it was asked."""
    found: str = result.answer
    if v.asks == "flat":
        found = {"scaled": "unscaled", "unscaled": "scaled"}.get(found, found)
    return found


def summed(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """The wrong form that adds the heads up before they are compared."""
    scores = q.sum(1) @ k.sum(1).mT
    return torch.softmax(scores, -1) @ v.sum(1)


def turned(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """The wrong form that compares features instead of tokens: QᵀK."""
    scores = q.mT @ k
    return v @ torch.softmax(scores, -1)


def _inputs(v: Drawn) -> tuple[Tensor, Tensor, Tensor]:
    return qkv(v.T, v.d, H=v.H, B=v.B, seed=1)


def _sizes(v: Drawn) -> dict[str, int]:
    return {"B": v.B, "H": v.H, "T": v.T, "d": v.d}


def _grown(v: Drawn, form: str = "") -> Counts:
    """Operations before and after one size is multiplied, of attention or of a wrong form of it."""
    found = []
    for f in (1, v.factor):
        T, d = (16 * f, 16) if v.what == "T" else (16, 16 * f)
        if form == "both":
            T = d = 16 * f
        q, k, x = qkv(T, d)
        if form == "window":  # every query with as many keys as before
            k, x = k[:, :, :16], x[:, :, :16]
        found.append(operations(turned if form == "features" else attention, q, k, x))
    return Counts({"before": found[0], f"{v.what} × {v.factor}": found[1]}, times(found[1] / found[0]))


QUESTIONS = (
    Question(
        "variance",
        ask={
            "en": "The d = {d} components of q and of k are independent, with mean 0 and variance 1. About how large is the variance of q·k, before any scaling? (Within a quarter is near enough.)",
            "ko": "q와 k의 성분 d = {d}개는 서로 독립이고 평균 0, 분산 1이다. 나누기 전 q·k의 분산은 대략 얼마인가? (4분의 1까지 틀려도 정답이다.)",
        },
        vary={"d": (16, 32, 64, 100, 128), "seed": range(1000)},
        tolerance=0.25,
        run=_scores,
        read=_variance,
        show=_spread,
        wrong=(
            Misconception(
                "variances add up over the components",
                {
                    "en": "You took the score as already scaled. d = {d} products of variance 1 add up; only dividing by √d brings it back to 1.",
                    "ko": "이미 나눈 score로 보았다. 분산 1인 곱 d = {d}개가 더해진다. √d로 나누어야 1이 된다.",
                },
                run=lambda v: _scores(v, scaled=True),
            ),
            Misconception(
                "variance is the square of the deviation",
                {
                    "en": "That is the standard deviation, √d. The variance is its square.",
                    "ko": "그것은 표준편차 √d이다. 분산은 그 제곱이다.",
                },
                read=lambda result, v: float(result.found.std()),
            ),
            Misconception(
                "independent components partly cancel",
                {
                    "en": "So large it would be if all components moved together. Independent ones partly cancel: the variance is d, not d².",
                    "ko": "모든 성분이 함께 움직일 때의 값이다. 독립이면 서로 상쇄되어 분산은 d²이 아니라 d이다.",
                },
                run=lambda v: _scores(v, together=True),
            ),
        ),
    ),
    Question(
        "which is sharper",
        ask={
            "en": "The d = {d} components of q and of T = {T} keys are standard normal. One softmax is taken of q·k/√d, another of q·k as it is. Which one {asks}?",
            "ko": "q와 key T = {T}개의 성분 d = {d}개는 표준정규분포를 따른다. q·k를 √d로 나눈 뒤 softmax를 하는 것과, 나누지 않고 softmax를 하는 것을 비교한다. {asks} 쪽은?",
        },
        vary={"d": (64, 100, 128), "T": (8, 16, 24, 32), "asks": ("sharp", "flat"), "seed": range(1000)},
        words={
            "asks": {
                "sharp": {"en": "puts nearly all weight on a single key", "ko": "거의 모든 weight가 key 하나에 몰리는"},
                "flat": {"en": "spreads its weight over many keys", "ko": "weight가 여러 key에 나뉘는"},
            }
        },
        kind=CHOICE,
        say={
            "unscaled": {"en": "that of q·k as it is", "ko": "나누지 않은 쪽"},
            "scaled": {"en": "that of q·k/√d", "ko": "√d로 나눈 쪽"},
            "same": {
                "en": "neither: a common factor cancels in a softmax",
                "ko": "차이가 없다. 모든 score에 곱한 수는 softmax에서 약분된다",
            },
        },
        run=lambda v: _two(v, v.d**-0.5, 1.0),
        read=_sharp,
        show=maps,
        wrong=(
            Misconception(
                "dividing flattens the softmax",
                {
                    "en": "It is the other way round: dividing by √d brings the scores together, and a softmax of close scores is flat.",
                    "ko": "반대이다. 나누면 score끼리 가까워지고, 가까운 score의 softmax는 평평하다.",
                },
                run=lambda v: _two(v, 1.0, v.d**-0.5),
            ),
            Misconception(
                "a factor does not cancel in a softmax",
                {
                    "en": "A number added to all scores cancels in a softmax, a factor does not: a large one makes the largest score stand out, a small one hides it.",
                    "ko": "softmax에서 약분되는 것은 모든 score에 더한 수이다. 곱한 수가 크면 가장 큰 score가 더 두드러지고, 작으면 덜 두드러진다.",
                },
                run=lambda v: _two(v, v.d**-0.5, 1.0, linear=True),
            ),
        ),
    ),
    Question(
        "shape of the scores",
        ask={
            "en": "q, k and v have the shape (B, H, T, d) = ({B}, {H}, {T}, {d}). What is the shape of the scores QKᵀ?",
            "ko": "q, k, v의 shape은 (B, H, T, d) = ({B}, {H}, {T}, {d})이다. score QKᵀ의 shape은?",
        },
        vary={"B": (1, 2, 3), "H": (2, 4, 8), "T": range(9, 17), "d": (4, 32, 64)},
        kind=SHAPE,
        run=lambda v: traced(attention, *_inputs(v), letters=_sizes(v)),
        read=shape("scores"),
        show=steps,
        wrong=(
            Misconception(
                "scores compare tokens with tokens",
                {
                    "en": "That is the shape of the output. The scores compare each token with each token: T × T.",
                    "ko": "그것은 출력의 shape이다. score는 토큰과 토큰을 비교하므로 T × T이다.",
                },
                read=shape("y"),
            ),
            Misconception(
                "every head has scores of its own",
                {
                    "en": "You lost the heads. Each of the H = {H} heads has its own T × T scores.",
                    "ko": "head를 빠뜨렸다. head H = {H}개마다 T × T score가 따로 있다.",
                },
                run=lambda v: traced(summed, *_inputs(v), letters=_sizes(v)),
            ),
            Misconception(
                "K is transposed, not Q",
                {
                    "en": "That is QᵀK, which compares features. Attention compares tokens: QKᵀ.",
                    "ko": "그것은 feature끼리 비교하는 QᵀK이다. attention은 토큰끼리 비교한다. QKᵀ이다.",
                },
                run=lambda v: traced(turned, *_inputs(v), letters=_sizes(v)),
            ),
        ),
    ),
    Question(
        "growth",
        ask={
            "en": "In scaled dot-product attention {what} grows to {factor} times its size, all else stays. How many times as many operations do the scores and A·V take?",
            "ko": "scaled dot-product attention에서 다른 것은 그대로이고 {what} 값만 {factor}배가 된다. score와 A·V의 연산은 몇 배가 되는가?",
        },
        vary={"what": ("T", "d"), "factor": (2, 3, 4)},
        words={
            "what": {
                "T": {"en": "the text length T", "ko": "글의 길이 T"},
                "d": {"en": "the width of a head d", "ko": "head의 폭 d"},
            }
        },
        kind=CHOICE,
        run=_grown,
        read=counted,
        show=bars,
        opens=lambda v: {"T": 16, "d": 16, "H": 1},
        wrong=(
            Misconception(
                "attention is quadratic in T",
                {
                    "en": "So it would be if every query kept as many keys as before. With T tokens there are T × T pairs.",
                    "ko": "query마다 key의 수가 그대로라면 그렇다. 토큰이 T개면 쌍은 T × T개이다.",
                },
                run=lambda v: _grown(v, "window") if v.what == "T" else None,
            ),
            Misconception(
                "attention is linear in d",
                {
                    "en": "So it would be if features were compared with features. Each of the T × T scores is one product of length d.",
                    "ko": "feature끼리 비교한다면 그렇다. score 하나하나는 길이 d인 곱 하나이다.",
                },
                run=lambda v: _grown(v, "features") if v.what == "d" else None,
            ),
            Misconception(
                "only one size grows",
                {
                    "en": "You let T and d grow together.",
                    "ko": "T와 d가 함께 커진다고 보았다.",
                },
                run=lambda v: _grown(v, "both"),
            ),
        ),
    ),
)
