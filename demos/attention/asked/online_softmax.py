"""What is asked about the online softmax."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import Tensor

from demos.attention.online_softmax import beginning, one_more, online_attention
from demos.demo import Piece
from demos.kit.asked import Counts, Maps, answer, bars, counted, maps, moved, times, traced
from demos.kit.inputs import qkv
from demos.kit.masked import dense
from demos.kit.trace import operations
from demos.question import CHOICE, Drawn, Misconception, Question


def _sum(v: Drawn, how: str = "") -> Maps:
    """The running sum after a second tile, for scores that are logarithms of whole numbers."""
    tiles = [torch.tensor([[math.log(float(n)) for n in part.split(",")]]) for part in (v.first, v.second)]
    state = beginning(torch.zeros(1, 1), torch.zeros(2, 1))
    for scores in tiles:
        before = state
        state = one_more(before, scores, torch.zeros(scores.shape[1], 1))
        if how == "unshrunk":
            state = (state[0], before[1] + torch.exp(scores - state[0]).sum(-1, keepdim=True), state[2])
    total = state[1]
    if how == "raw":
        total = torch.cat(tiles, 1).exp().sum(-1, keepdim=True)
    every = torch.cat(tiles, 1)
    return Maps({"e^(S − m)": torch.exp(every - state[0]), "scores": every}, float(total), axes=("", "key"))


def _alive(v: Drawn, b: int) -> Tensor:
    """The largest scores alive at once, of online attention in tiles of b keys; of plain attention where b = T."""
    q, k, x = qkv(v.T, 8, H=v.H)
    run = traced(online_attention, q, k, x, b)
    sizes = [torch.zeros(step.output) for step in run.steps if step.label == "scores" and step.op == "matmul"]
    return max(sizes, key=torch.Tensor.numel)


def _scores(result: Tensor, _other: Tensor | None, _v: Drawn) -> Iterator[Piece]:
    yield from bars(Counts({"scores alive": result.numel()}, unit="numbers"), None, None)


def _against(v: Drawn, how: str = "") -> Maps:
    """The outputs of attention in tiles beside those of the whole softmax: are they the same?"""
    q, k, x = (t.double() for t in qkv(v.T, 8, seed=v.seed))
    want, parts = dense(q, k, x), range(0, v.T, v.b)
    if how == "each tile":  # a softmax in each tile, and their mean
        found = torch.stack([dense(q, k[:, :, i : i + v.b], x[:, :, i : i + v.b]) for i in parts]).mean(0)
    else:
        found = online_attention(q, k, x, v.b)
    off = float((found - want).abs().max())
    said = "exact" if off < 1e-9 else "near"
    return Maps(moved(want[0, 0], found[0, 0]), said, axes=("query", "feature"))


def _work(v: Drawn, what: str, one_tile: bool = False) -> Counts:
    """Operations before and after the tiles or the text grew; with `one_tile` each query meets the first tile only."""
    does = {}
    for name, factor in (("before", 1), ("after", v.factor)):
        T, b = (v.T, v.b * factor) if what == "b" else (v.T * factor, v.b)
        seen = v.b * factor if one_tile and what == "b" else v.b
        q, k, x = qkv(T, 8)
        keys = (k[:, :, :seen], x[:, :, :seen]) if one_tile else (k, x)
        does[name] = operations(online_attention, q, *keys, b)
    return Counts(does, times(does["after"] / does["before"]))


QUESTIONS = (
    Question(
        "the running sum",
        ask={
            "en": "One query, keys in two tiles. e^S is {first} in the first tile and {second} in the second. After both tiles: what is the running sum ℓ = Σ e^(S − m), where m is the largest score so far?",
            "ko": "query 하나, key는 두 tile이다. 첫 tile의 e^S는 {first}, 둘째 tile은 {second}이다. 두 tile 뒤에 running sum ℓ = Σ e^(S − m)은 얼마인가? (m은 지금까지 가장 큰 score)",
        },
        vary={
            "first": ("1, 2", "2, 1, 1", "4, 2", "1, 1", "3, 1"),
            "second": ("8, 4", "4, 8", "8, 8", "16, 4", "6, 3"),
        },
        tolerance=0.01,
        run=_sum,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "a larger score shrinks what came before",
                {
                    "en": "You added the new tile to the old sum as it stood. When a larger score comes, the old sum is first multiplied by e^(m − m′).",
                    "ko": "예전 합에 그대로 더했다. 더 큰 score가 오면 예전 합에 먼저 e^(m − m′)을 곱한다.",
                },
                run=lambda v: _sum(v, "unshrunk"),
            ),
            Misconception(
                "the sum is relative to the largest score",
                {
                    "en": "That is Σ e^S. The sum is kept relative to e^m, so that it never overflows.",
                    "ko": "그것은 Σ e^S이다. 합은 넘치지 않도록 e^m에 대한 비로 간직한다.",
                },
                run=lambda v: _sum(v, "raw"),
            ),
        ),
    ),
    Question(
        "scores alive",
        ask={
            "en": "Online softmax with B = 1, H = {H} and T = {T}: all queries are taken at once, the keys in tiles of b = {b}, one tile after another. How many scores have to be in memory at the same time?",
            "ko": "B = 1, head H = {H}개, 토큰 T = {T}개인 online softmax이다. query는 모두 한꺼번에 보고, key는 b = {b}개짜리 tile을 하나씩 차례로 본다. 동시에 메모리에 있어야 하는 score는 몇 개인가?",
        },
        vary={"H": (1, 2, 4), "T": (16, 24, 32, 48), "b": (2, 4, 8)},
        run=lambda v: _alive(v, v.b),
        read=lambda result, v: result.numel(),
        show=_scores,
        wrong=(
            Misconception(
                "only one tile of scores is alive",
                {
                    "en": "Those are all scores. Only those of one tile are needed at a time: T × b a head.",
                    "ko": "그것은 score 전체이다. 메모리에는 한 tile의 것, head마다 T × b개만 있으면 된다.",
                },
                run=lambda v: _alive(v, v.T),
            ),
            Misconception(
                "every head has scores of its own",
                {
                    "en": "That is one head. All H = {H} heads have scores of their own.",
                    "ko": "그것은 head 하나의 것이다. head H = {H}개마다 score가 따로 있다.",
                },
                run=lambda v: _alive(v, v.b)[:, :1] if v.H > 1 else None,
            ),
        ),
    ),
    Question(
        "how exact",
        ask={
            "en": "Attention over T = {T} tokens is computed in tiles of b = {b} keys. {how} How near is the result to the softmax over the whole row?",
            "ko": "토큰 T = {T}개의 attention을 key b = {b}개짜리 tile로 나누어 계산한다. {how} 결과는 행 전체의 softmax에 얼마나 가까운가?",
        },
        vary={"how": ("running", "each"), "T": (16, 24, 32), "b": (2, 4, 5, 8), "seed": range(1000)},
        words={
            "how": {
                "running": {
                    "en": "A running maximum and sum go along, and what was added up before is scaled whenever the maximum grows.",
                    "ko": "running maximum과 sum을 두고, maximum이 커질 때마다 앞에서 더한 것을 다시 맞춘다.",
                },
                "each": {
                    "en": "Each tile takes a softmax over its own keys, and the results of the tiles are averaged.",
                    "ko": "tile마다 자기 key만으로 softmax를 하고, tile들의 결과를 평균한다.",
                },
            }
        },
        kind=CHOICE,
        say={
            "exact": {"en": "it is the same, up to rounding", "ko": "반올림을 빼면 같다"},
            "near": {
                "en": "it is an approximation, exact only for a single tile",
                "ko": "근사이다. tile이 하나일 때만 정확하다",
            },
        },
        run=lambda v: _against(v, "each tile" if v.how == "each" else ""),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "tiles are put right, not averaged",
                {
                    "en": "A running sum is put right with every tile, so its end is exact. A softmax in each tile gives every tile as much weight as the others, whatever its scores are.",
                    "ko": "running sum은 tile마다 바로잡으므로 마지막에는 정확하다. tile마다 softmax를 따로 하면 score가 어떻든 모든 tile의 몫이 같아진다.",
                },
                run=lambda v: _against(v, "" if v.how == "each" else "each tile"),
            ),
        ),
    ),
    Question(
        "larger tiles",
        ask={
            "en": "Online softmax over T = {T} tokens in tiles of b = {b} keys. {what} made {factor} times the size, all else stays. How many times as many operations do the products QKᵀ and A·V take?",
            "ko": "토큰 T = {T}개를 key b = {b}개짜리 tile로 나눈 online softmax이다. 다른 것은 그대로 두고 {what} {factor}배로 키운다. QKᵀ와 A·V의 연산은 몇 배가 되는가?",
        },
        vary={"what": ("b", "T"), "T": (16, 24, 32), "b": (4, 8), "factor": (2, 4)},
        words={
            "what": {
                "b": {"en": "The tiles are", "ko": "tile만"},
                "T": {"en": "The text is", "ko": "글의 길이만"},
            }
        },
        fits=lambda v: v.b * v.factor <= v.T,
        kind=CHOICE,
        run=lambda v: _work(v, v.what),
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "tiles save memory, not work",
                {
                    "en": "So it would be if a query looked at one tile only. Every query goes through all tiles, whatever their size.",
                    "ko": "query가 tile 하나만 본다면 그렇다. 크기와 상관없이 query마다 모든 tile을 지나간다.",
                },
                run=lambda v: _work(v, v.what, one_tile=True),
            ),
            Misconception(
                "larger tiles are fewer tiles",
                {
                    "en": "All T × T pairs are computed, however they are cut into tiles: larger tiles are only fewer, but a text {factor} times as long has {factor} × {factor} times the pairs.",
                    "ko": "어떻게 나누든 T × T개의 쌍을 모두 계산한다. tile이 커지면 tile 수가 줄 뿐이고, 글이 {factor}배 길어지면 쌍은 {factor} × {factor}배가 된다.",
                },
                run=lambda v: _work(v, "T" if v.what == "b" else "b"),
            ),
        ),
    ),
)
