"""What is asked about mixtures of experts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import torch
from torch import Tensor
from torch.nn.functional import gelu, linear

from demos.demo import Piece
from demos.ffn.balance import load_bars, places
from demos.ffn.moe import dispatch, kept_places, layer, mixture, route
from demos.kit.asked import Counts, Maps, answer, bars, counted, maps, times
from demos.kit.trace import operations
from demos.question import CHOICE, Drawn, Misconception, Question


@dataclass(frozen=True)
class Loads:
    """Choices of experts, and the places C that an expert has."""

    chosen: Tensor
    E: int
    C: int


def _loads(v: Drawn, C: int) -> Loads:
    x, W_r, *_ = layer(v.T, 16, v.E, 0)
    return Loads(route(x, W_r, v.k)[0], v.E, C)


def _load(result: Loads, _other: Loads | None, _v: Drawn) -> Iterator[Piece]:
    yield load_bars(result.chosen, kept_places(result.chosen, result.E, result.C), result.E, result.C)


def _doubled(v: Drawn, how: str = "") -> Counts:
    """Work of the experts for a text and their parameters, with E experts and with twice as many."""
    does, has = [], []
    what = {"other": "k" if v.what == "E" else "E", "both": "both"}.get(how, v.what)
    more = (2 * v.E if what != "k" else v.E, 2 * v.k if what != "E" else v.k)
    for E, k in ((v.E, v.k), more):
        x, W_r, W1, W2 = layer(16, 16, E, 0)
        if how == "smaller" and (E, k) == more:  # each half as wide
            W1, W2 = W1[:, ::2], W2[:, :, ::2]

        def expert(e: int, rows: Tensor, W1: Tensor = W1, W2: Tensor = W2) -> Tensor:
            return linear(gelu(linear(rows, W1[e])), W2[e])

        chosen, gates, _ = route(x, W_r, k)
        if how == "all":
            does.append(operations(mixture, x, chosen, gates, expert, E))
        else:
            does.append(operations(dispatch, x, chosen, gates, expert, E, 16 * k))
        has.append(W1.numel() + W2.numel())
    said = f"work {times(does[1] / does[0])}, parameters {times(has[1] / has[0])}"
    return Counts(
        {"work before": does[0], "work after": does[1], "parameters before": has[0], "parameters after": has[1]},
        said,
        "number",
    )


def _gate(v: Drawn, how: str = "") -> Maps:
    """The gates of one token, and that of its best expert."""
    odds = torch.tensor([[float(n) for n in v.odds.split(" : ")]])
    chosen, gates, p = route(odds.log(), torch.eye(odds.shape[1]), v.k)
    if how == "all":
        gates = p.gather(1, chosen)
    if how == "even":
        gates = torch.full_like(gates, 1 / v.k)
    full = torch.zeros_like(p).scatter(1, chosen, gates)
    return Maps({"gates": full, "probabilities": p}, float(gates[0, 0]), axes=("token", "expert"))


ODDS = tuple(" : ".join(map(str, x)) for x in permutations(range(1, 8), 4) if x[0] == max(x) or x[1] == max(x))

QUESTIONS = (
    Question(
        "capacity",
        ask={
            "en": "T = {T} tokens, E = {E} experts, k = {k} for each token, capacity factor c = {capacity:g}: each expert gets c times its even share of all k·T assignments, rounded up. How many places does one expert have?",
            "ko": "토큰 T = {T}개, expert E = {E}개, 토큰마다 expert k = {k}개, capacity factor c = {capacity:g}. expert마다 전체 배정 k·T개를 고르게 나눈 몫의 c배만큼 자리를 두고, 소수는 올림한다. expert 하나의 자리는 몇 개인가?",
        },
        vary={
            "T": range(20, 101, 4),
            "E": (2, 4, 8, 16),
            "k": lambda v: sorted({1, 2, min(v.E, 8)}),
            "capacity": (1.0, 1.25, 1.5, 2.0),
        },
        fits=lambda v: places(v.capacity, v.k * v.T, v.E) <= v.T,  # no expert meets a token twice
        run=lambda v: _loads(v, places(v.capacity, v.k * v.T, v.E)),
        read=lambda result, v: int(result.C),
        show=_load,
        wrong=(
            Misconception(
                "places are rounded up",
                {
                    "en": "You rounded down. A part of a place is given as a whole one.",
                    "ko": "내림했다. 자리는 올림한다.",
                },
                run=lambda v: (
                    _loads(v, math.floor(v.capacity * v.k * v.T / v.E)) if (v.capacity * v.k * v.T) % v.E else None
                ),
            ),
            Misconception(
                "a token takes k places",
                {
                    "en": "You forgot k: every token asks for k = {k} places.",
                    "ko": "k를 빠뜨렸다. 토큰마다 자리를 k = {k}개씩 찾는다.",
                },
                run=lambda v: _loads(v, places(v.capacity, v.T, v.E)) if v.k > 1 else None,
            ),
            Misconception(
                "experts share the tokens",
                {
                    "en": "You did not divide by the experts: E = {E} of them share the tokens.",
                    "ko": "expert 수로 나누지 않았다. E = {E}개가 토큰을 나눠 가진다.",
                },
                run=lambda v: _loads(v, places(v.capacity, v.k * v.T, 1)),
            ),
        ),
    ),
    Question(
        "twice the experts",
        ask={
            "en": "A mixture has E = {E} experts of one size, k = {k} for each token. Now {what} is doubled. No token is dropped, and the router is not counted. How many times as large are the work of the experts for a token, and their parameters?",
            "ko": "크기가 같은 expert E = {E}개, 토큰마다 k = {k}개인 mixture에서 {what} 두 배로 늘린다. 버려지는 토큰은 없고 router는 세지 않는다. 토큰 하나에 드는 expert의 연산, 그리고 expert들의 parameter는 각각 몇 배가 되는가?",
        },
        vary={"what": ("E", "k"), "E": (4, 6, 8), "k": (1, 2)},
        words={
            "what": {
                "E": {"en": "the number of experts E", "ko": "expert의 수 E를"},
                "k": {"en": "the number k of experts a token goes to", "ko": "토큰 하나가 가는 expert의 수 k를"},
            }
        },
        kind=CHOICE,
        run=_doubled,
        korean={"work": "연산", "parameters": "parameter"},
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "a token works with k experts only",
                {
                    "en": "Work goes with k, the experts a token goes to; parameters go with E, the experts there are.",
                    "ko": "연산은 토큰이 가는 expert의 수 k를 따르고, parameter는 있는 expert의 수 E를 따른다.",
                },
                run=lambda v: _doubled(v, "other"),
            ),
            Misconception(
                "parameters lie there, work is done",
                {
                    "en": "You doubled both. All E experts have parameters, but a token pays only for the k it goes to: E doubles the one, k the other.",
                    "ko": "둘 다 두 배로 보았다. parameter는 expert E개에 모두 있지만 토큰은 가는 k개의 연산만 치른다. E는 parameter를, k는 연산을 두 배로 한다.",
                },
                run=lambda v: _doubled(v, "all" if v.what == "E" else "both"),
            ),
            Misconception(
                "experts do not share one FFN's width",
                {
                    "en": "So it would be if the experts had to become half as wide. Each keeps its size.",
                    "ko": "expert의 폭이 반으로 준다면 그렇다. expert의 크기는 그대로이다.",
                },
                run=lambda v: _doubled(v, "smaller"),
            ),
        ),
    ),
    Question(
        "gates",
        ask={
            "en": "The router gives a token's experts the odds {odds} (probabilities in this proportion). k = {k}, and the gates of the chosen experts are made to sum to 1. What is the gate of its best expert? (A fraction like 2/3 will do.)",
            "ko": "router가 한 토큰의 expert들에 준 확률의 비는 {odds}이다. k = {k}이고, 고른 expert들의 gate는 합이 1이 되게 한다. 가장 좋은 expert의 gate는? (2/3 같은 분수도 된다)",
        },
        vary={
            "odds": ODDS,
            "k": (2, 3),
        },
        tolerance=0.015,
        run=_gate,
        read=answer,
        show=maps,
        opens=lambda v: {"E": 4, "k": v.k},
        wrong=(
            Misconception(
                "kept gates sum to 1",
                {
                    "en": "That is its probability among all experts. The gates are divided by the sum of the k kept ones, so that they sum to 1.",
                    "ko": "그것은 모든 expert 가운데서의 확률이다. gate는 남은 k개의 합으로 나누어 합이 1이 된다.",
                },
                run=lambda v: _gate(v, "all"),
            ),
            Misconception(
                "gates keep their proportion",
                {
                    "en": "You gave all k experts the same. The gates keep the proportion of the router's probabilities.",
                    "ko": "expert k개에 똑같이 주었다. gate는 router가 준 확률의 비를 지킨다.",
                },
                run=lambda v: _gate(v, "even"),
            ),
        ),
    ),
)
