"""What is asked about the Switch Transformer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from demos.demo import Piece
from demos.ffn.balance import loss_of_balance, map_of_routes
from demos.ffn.moe import dispatch, kept_places
from demos.kit.asked import Counts, Maps, answer, bars, maps
from demos.kit.inputs import generator, normal
from demos.question import CHOICE, ROWS, Drawn, Misconception, Question

NAMES = "ABCD"


@dataclass(frozen=True)
class Routes:
    """Which expert each token chose, with which probability, and who found a place."""

    chosen: Tensor
    p: Tensor
    kept: Tensor


def _routes(v: Drawn, order: str = "") -> Routes:
    """First come, first served; or by probability, or the last of all tokens going without."""
    g = generator(v.seed)
    busy = int(torch.randint(0, v.E, (1,), generator=g))
    chosen = torch.randint(0, v.E, (v.T, 1), generator=g)
    chosen[torch.rand(v.T, generator=g) < 0.5] = busy
    p = (50 + torch.randperm(45, generator=g)[: v.T]) / 100
    kept = kept_places(chosen, v.E, v.C)
    if order == "likely":
        first = torch.argsort(p, descending=True)
        kept = torch.empty_like(kept).index_copy_(0, first, kept_places(chosen[first], v.E, v.C))
    if order == "last":
        lost = int((~kept).sum())
        kept = (torch.arange(v.T) < v.T - lost)[:, None]
    return Routes(chosen, p, kept)


def _dropped(result: Routes, _v: Drawn) -> frozenset[int]:
    return frozenset((~result.kept[:, 0]).nonzero()[:, 0].tolist())


def _map(result: Routes, _other: Routes | None, v: Drawn) -> Iterator[Piece]:
    yield map_of_routes(result.chosen, result.kept, v.E)


def _listed(v: Drawn) -> str:
    routes = _routes(v)
    return "  ".join(
        f"{t}→{NAMES[int(e)]} ({p:.2f})" for t, (e, p) in enumerate(zip(routes.chosen[:, 0], routes.p, strict=True))
    )


def _fate(v: Drawn, how: str = "") -> Maps:
    """What the layer gives for a token that found a place or none, and what that is."""
    x = normal(v.T, 8, seed=v.seed)
    chosen, gates = torch.zeros(v.T, 1, dtype=torch.long), torch.full((v.T, 1), 0.7)
    experts = [normal(8, 8, seed=v.seed + 1 + e) for e in range(v.E)]
    y = dispatch(x, chosen, gates, lambda e, rows: rows @ experts[e], v.E, v.T - (v.fate == "full"))
    own = x[-1] @ experts[0]
    forms = {"zero": 0 * x[-1], "x": x[-1], "gated": 0.7 * own, "whole": own}
    if how:
        y[-1] = forms[how]
    said = min(forms, key=lambda name: float((y[-1] - forms[name]).abs().max()))
    return Maps({"what the layer gives": y, "x": x}, said, lit=v.T - 1, axes=("token", "feature"))


def _loss(v: Drawn, even: bool, how: str = "") -> Counts:
    """E·Σ f·P where all tokens go to one expert with probability 1, or where all experts get the same."""
    T = 4 * v.E
    chosen = torch.arange(T)[:, None] % v.E if even else torch.zeros(T, 1, dtype=torch.long)
    p = torch.full((T, v.E), 1 / v.E) if even else torch.nn.functional.one_hot(chosen[:, 0], v.E).float()
    found = loss_of_balance(chosen, p)
    f = torch.bincount(chosen.flatten(), minlength=v.E) / T
    if how == "without E":
        found /= v.E
    return Counts({f"expert {e}": float(share) for e, share in enumerate(f)}, round(found, 6), "share of the tokens")


QUESTIONS = (
    Question(
        "who is dropped",
        ask={
            "en": "Switch layer with E = {E} experts of C = {C} places each. Tokens in their order, with the expert each chose and its probability:\n{listed}\nWhich tokens are dropped?",
            "ko": "expert E = {E}개, 자리 C = {C}개씩인 Switch 층이다. 토큰의 순서대로 고른 expert와 그 확률:\n{listed}\n버려지는 토큰은 몇 번들인가?",
        },
        vary={"T": (8, 9, 10), "E": (3, 4), "C": (2, 3), "seed": range(1000)},
        told={"listed": _listed},
        kind=ROWS,
        most=lambda v: v.T,
        run=_routes,
        read=_dropped,
        show=_map,
        fits=lambda v: 1 <= int((~_routes(v).kept).sum()) <= 4,
        opens=lambda v: {"T": 8, "E": v.E},
        wrong=(
            Misconception(
                "first come, first served",
                {
                    "en": "You let the least probable go. Places are given in the order of the tokens, whatever their probabilities are.",
                    "ko": "확률이 낮은 토큰을 버렸다. 확률과 상관없이 토큰의 순서대로 자리를 준다.",
                },
                run=lambda v: _routes(v, "likely"),
            ),
            Misconception(
                "each expert has places of its own",
                {
                    "en": "You dropped the last of all tokens. Each expert counts its own: dropped is who finds C before it at the same expert.",
                    "ko": "전체에서 마지막 토큰들을 버렸다. 자리는 expert마다 따로 센다. 같은 expert에 앞선 토큰이 C개 있으면 버려진다.",
                },
                run=lambda v: _routes(v, "last"),
            ),
        ),
    ),
    Question(
        "fate of a dropped token",
        ask={
            "en": "Switch layer, E = {E} experts: {fate}. What does the layer (before the residual is added) give for it?",
            "ko": "expert E = {E}개인 Switch 층에서 {fate} (residual을 더하기 전) 층이 그 토큰에 내는 값은?",
        },
        vary={"fate": ("full", "place"), "E": (2, 4, 8), "T": range(8, 17), "seed": range(1000)},
        words={
            "fate": {
                "full": {"en": "a token finds its expert full", "ko": "한 토큰이 고른 expert가 이미 꽉 찼다."},
                "place": {
                    "en": "a token finds a place at its expert, which it chose with probability p",
                    "ko": "한 토큰이 확률 p로 고른 expert에 자리를 얻었다.",
                },
            }
        },
        kind=CHOICE,
        say={
            "zero": {"en": "nothing: 0", "ko": "0, 곧 아무것도 없다"},
            "x": {"en": "the token itself, x", "ko": "토큰 자신 x"},
            "gated": {"en": "p × the output of the expert it chose", "ko": "p × 고른 expert의 출력"},
            "whole": {"en": "the output of the expert it chose", "ko": "고른 expert의 출력"},
        },
        run=_fate,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "the layer gives 0, the residual gives x",
                {
                    "en": "x comes with the residual, and would count twice. The layer adds the expert's output, or 0 where the token found no place.",
                    "ko": "x는 residual이 이어 가므로, 그러면 두 번 더해진다. 층은 expert의 출력을 더하고, 자리가 없던 토큰에는 0을 더한다.",
                },
                run=lambda v: _fate(v, "x"),
            ),
            Misconception(
                "a full expert takes nobody",
                {
                    "en": "An expert works only for the tokens that have one of its C places. The others are dropped: the layer gives 0 for them.",
                    "ko": "expert는 자리 C개를 얻은 토큰만 처리한다. 나머지는 버려지고, 층은 그 토큰에 0을 낸다.",
                },
                run=lambda v: _fate(v, "gated") if v.fate == "full" else None,
            ),
            Misconception(
                "a token with a place is served",
                {
                    "en": "0 is what dropped tokens get. This one has a place, so its expert works for it.",
                    "ko": "0은 버려진 토큰의 값이다. 이 토큰은 자리가 있으므로 expert가 처리한다.",
                },
                run=lambda v: _fate(v, "zero") if v.fate == "place" else None,
            ),
            Misconception(
                "the gate multiplies the output",
                {
                    "en": "The output of an expert is multiplied by the probability of its choice: through this factor the router gets a gradient. (And a token without a place gets no output at all.)",
                    "ko": "expert의 출력에는 고른 확률이 곱해진다. 이 곱 덕분에 router에 gradient가 간다. (자리가 없는 토큰은 출력 자체가 없다.)",
                },
                run=lambda v: _fate(v, "whole"),
            ),
        ),
    ),
    Question(
        "loss of balance",
        ask={
            "en": "The load-balancing loss is E·Σ f·P (share of the tokens × mean probability, over the experts). E = {E}, and {case}. What is it?",
            "ko": "load-balancing loss는 E·Σ f·P이다(expert마다 토큰의 비율 × 평균 확률). E = {E}이고 {case} 값은 얼마인가?",
        },
        vary={"E": (2, 3, 4, 6, 8, 12, 16), "case": ("one", "even")},
        words={
            "case": {
                "one": {
                    "en": "every token goes to the same expert, with probability 1",
                    "ko": "모든 토큰이 확률 1로 같은 expert에 간다.",
                },
                "even": {
                    "en": "every expert gets as many tokens, and all probabilities are equal",
                    "ko": "모든 expert가 같은 수의 토큰을 받고 확률도 모두 같다.",
                },
            }
        },
        tolerance=0.01,
        run=lambda v: _loss(v, v.case == "even"),
        read=lambda result, v: float(result.answer),
        show=bars,
        wrong=(
            Misconception(
                "balance is 1 when even, E when collapsed",
                {
                    "en": "That is the other case: 1 when the load is even, E when one expert has it all. So the loss pushes towards evenness.",
                    "ko": "그것은 반대의 경우이다. 고르면 1, 한 expert에 몰리면 E이다. 그래서 이 loss는 고르게 만든다.",
                },
                run=lambda v: _loss(v, v.case != "even"),
            ),
            Misconception(
                "the factor E makes 1 of even",
                {
                    "en": "You left out the factor E. It is there so that an even load gives 1 for any number of experts.",
                    "ko": "앞의 E를 빠뜨렸다. expert가 몇 개든 고를 때 1이 되도록 곱하는 것이다.",
                },
                run=lambda v: _loss(v, True, "without E") if v.case == "even" else None,
            ),
        ),
    ),
)
