"""What is asked about the cost of a layer."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.bias.complexity import _inputs, ffn, mix, project
from demos.kit.asked import Counts, bars, counted, times
from demos.kit.trace import operations
from demos.question import CHOICE, Drawn, Misconception, Question


def _counts(
    T: int, D: int, r: int, keys: int | None = None, mixing: bool = False, features: bool = False
) -> dict[str, int]:
    """Operations of scores and A V, of the FFN and of the projections, counted while they run.

    With `keys` every query has so many; with `mixing` the FFN runs along the text instead of the width; with
    `features` the scores compare features instead of tokens.
    """
    x, matrices = _inputs(T, D, r, 0)
    q, k, v = project(x, matrices)
    k, v = (k, v) if keys is None else (k[:keys], v[:keys])
    feed = ffn if not mixing else _along
    return {
        "scores and A V": operations(_features if features else mix, q, k, v),
        "FFN": operations(feed, x, *matrices[4:]),
        "projections": operations(project, x, matrices) // 3 * 4,
    }


def _features(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Wrong scores that compare each feature with each feature, (D, D), and their product with the values."""
    return v @ torch.softmax(q.T @ k, -1)


def _along(x: Tensor, W1: Tensor, W2: Tensor) -> Tensor:
    """A wrong FFN whose width is that of the text: every token meets every other."""
    r = W1.shape[0] // W1.shape[1]
    wide = torch.zeros(r * x.shape[0], x.shape[0])
    return (wide.T @ (wide @ x))[: x.shape[0]]


def _growth(v: Drawn, how: str = "") -> Counts:
    """How scores and FFN grow when T or D is doubled; as it is, or with other parts."""
    T, D = (64, 16) if v.what == "T" else (32, 16)
    more = {"window": {"keys": T}, "mixing": {"mixing": True}, "features": {"features": True}}.get(how, {})
    few = _counts(T, D, v.r, **more)  # type: ignore[arg-type]
    many = _counts(*((2 * T, D) if v.what == "T" else (T, 2 * D)), v.r, **more)  # type: ignore[arg-type]
    scores, feed = (many[name] / few[name] for name in ("scores and A V", "FFN"))
    if how == "swapped":
        scores, feed = feed, scores
    shown = {
        f"{name}, {when}": found[name]
        for name in ("scores and A V", "FFN")
        for when, found in (("before", few), ("after", many))
    }
    return Counts(shown, f"scores {times(scores)}, FFN {times(feed)}")


def _meeting(v: Drawn, ours: tuple[str, ...], theirs: str) -> Counts:
    """The T at which some parts cost as much as another, found by counting at ever closer T."""
    low, high = 8, 2 * v.r * v.D
    while low < high:  # all widths are multiples of 8, and so is where they meet
        T = (low + high) // 16 * 8
        found = _counts(T, v.D, v.r)
        if sum(found[name] for name in ours) < found[theirs]:
            low = T + 8
        else:
            high = T
    return Counts(_counts(low, v.D, v.r), low)


QUESTIONS = (
    Question(
        "growth",
        ask={
            "en": "A Transformer layer with d_ff = {r}·D: {what} is doubled, all else stays. How many times as many operations do the scores (with A·V) and the FFN take?",
            "ko": "d_ff = {r}·D인 Transformer 층에서 다른 것은 그대로이고 {what} 값만 두 배가 된다. score(A·V 포함)와 FFN의 연산은 각각 몇 배가 되는가?",
        },
        vary={"what": ("T", "D"), "r": (2, 3, 4, 8)},
        words={
            "what": {
                "T": {"en": "the text length T", "ko": "글의 길이 T"},
                "D": {"en": "the width D", "ko": "폭 D"},
            }
        },
        kind=CHOICE,
        run=_growth,
        korean={"scores": "score"},
        read=counted,
        show=bars,
        opens=lambda v: {"T": 64, "D": 16, "r": v.r},
        wrong=(
            Misconception(
                "attention is quadratic in T",
                {
                    "en": "So the scores would grow if every query kept as many keys as before. Twice the text makes four times the pairs.",
                    "ko": "query마다 key의 수가 그대로라면 그렇다. 글이 두 배면 쌍은 네 배이다.",
                },
                run=lambda v: _growth(v, "window") if v.what == "T" else None,
            ),
            Misconception(
                "attention is linear in d",
                {
                    "en": "So the scores would grow if features were compared with features. Each of the T × T scores is one product of length D.",
                    "ko": "feature끼리 비교한다면 그렇다. T × T개의 score 하나하나는 길이 D인 곱 하나이다.",
                },
                run=lambda v: _growth(v, "features") if v.what == "D" else None,
            ),
            Misconception(
                "the FFN meets each token alone",
                {
                    "en": "So the FFN would grow if it mixed tokens along the text. It meets each token by itself, with matrices of D × d_ff: linear in T, quadratic in D.",
                    "ko": "FFN이 글을 따라 토큰을 섞는다면 그렇다. FFN은 토큰마다 따로 D × d_ff 행렬을 곱한다. T에는 비례하고 D에는 제곱이다.",
                },
                run=lambda v: _growth(v, "mixing"),
            ),
            Misconception(
                "scores go with T², the FFN with D²",
                {
                    "en": "You swapped them. Scores: T² · D. FFN: T · D².",
                    "ko": "둘을 바꾸었다. score는 T² · D, FFN은 T · D²이다.",
                },
                run=lambda v: _growth(v, "swapped"),
            ),
        ),
    ),
    Question(
        "where they meet",
        ask={
            "en": "Width D = {D}, d_ff = {r}·D. At which text length T do the scores and A·V cost exactly as many operations as the FFN?",
            "ko": "폭 D = {D}, d_ff = {r}·D. 글의 길이 T가 얼마일 때 score와 A·V의 연산이 FFN과 똑같아지는가?",
        },
        vary={"D": (16, 24, 32), "r": (3, 4, 5)},
        run=lambda v: _meeting(v, ("scores and A V",), "FFN"),
        read=counted,
        show=bars,
        opens=lambda v: {"T": v.r * v.D, "D": v.D, "r": v.r},
        wrong=(
            Misconception(
                "the projections are not the scores",
                {
                    "en": "There the whole of attention, projections included, meets the FFN. Without Q, K, V and O the scores alone need longer.",
                    "ko": "그것은 Q, K, V, O projection까지 합친 attention이 FFN과 만나는 곳이다. score만으로는 더 길어야 한다.",
                },
                run=lambda v: _meeting(v, ("scores and A V", "projections"), "FFN"),
            ),
            Misconception(
                "the FFN is r times as wide",
                {
                    "en": "There the scores meet the four projections, not the FFN.",
                    "ko": "그것은 score가 FFN이 아니라 projection 넷과 만나는 곳이다.",
                },
                run=lambda v: _meeting(v, ("scores and A V",), "projections"),
            ),
        ),
    ),
    Question(
        "what costs more",
        ask={
            "en": "T = {T} tokens, width D = {D}, d_ff = 4·D. Which part of the layer takes more operations: the scores with A·V, or the FFN?",
            "ko": "토큰 T = {T}개, 폭 D = {D}, d_ff = 4·D. 연산이 더 많은 쪽은 score(A·V 포함)인가, FFN인가?",
        },
        vary={"D": (16, 32, 64), "T": lambda v: (v.D, 2 * v.D, 3 * v.D, 6 * v.D, 8 * v.D)},
        kind=CHOICE,
        say={
            "scores and A V": {"en": "the scores with A·V", "ko": "score와 A·V"},
            "FFN": {"en": "the FFN", "ko": "FFN"},
        },
        run=lambda v: Counts(_counts(v.T, v.D, 4)),
        read=lambda result, v: max(("scores and A V", "FFN"), key=lambda name: float(result.numbers[name])),
        show=bars,
        opens=lambda v: {"T": v.T, "D": v.D, "r": 4},
        wrong=(
            Misconception(
                "the square of T needs a long text",
                {
                    "en": "T² is large only against 4·D·T: as long as T < 4·D, here {T} against 4 · {D}, the FFN costs more.",
                    "ko": "T²은 4·D·T보다 커야 크다. T < 4·D인 동안, 곧 여기서 {T} 대 4 · {D}, FFN의 연산이 더 많다.",
                },
                run=lambda v: Counts(_counts(8 * v.D, v.D, 4)) if v.T < 4 * v.D else None,
            ),
            Misconception(
                "the FFN grows only in step with T",
                {
                    "en": "For a short text, yes. But the scores grow with T², and from T = 4·D on they cost more; here T = {T} and 4 · {D}.",
                    "ko": "글이 짧으면 그렇다. 그러나 score는 T²으로 자라서 T = 4·D부터는 더 많다. 여기서는 T = {T}, 4 · {D}이다.",
                },
                run=lambda v: Counts(_counts(v.D, v.D, 4)) if v.T > 4 * v.D else None,
            ),
        ),
    ),
)
