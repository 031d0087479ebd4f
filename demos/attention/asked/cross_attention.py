"""What is asked about cross-attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.attention.cross_attention import Weights, _inputs, cross_attention
from demos.attention.multi_head import split
from demos.kit.asked import Maps, Run, answer, maps, shape, steps, traced
from demos.kit.inputs import generator
from demos.question import CHOICE, SHAPE, Drawn, Misconception, Question

D = 16


def _sizes(v: Drawn) -> dict[str, int]:
    return {"B": 1, "H": v.H, "T_q": v.T_q, "T_k": v.T_k, "D": D, "d": D // v.H}


def _run(v: Drawn, how: str = "") -> Run:
    """The layer as it is, with the roles of the two texts swapped, or with the decoder's text alone."""
    y, x, matrices = _inputs(v.T_q, v.T_k, D, 0)
    y, x = {"": (y, x), "swapped": (x, y), "self": (y, y)}[how]
    return traced(cross_attention, y, x, matrices, v.H, letters=_sizes(v))


def _z(y: Tensor, keys: Tensor, values: Tensor, matrices: Weights) -> Tensor:
    """Cross-attention with keys and values from two texts of one length."""
    q, k, v = split(y @ matrices[0].T, 1), split(keys @ matrices[1].T, 1), split(values @ matrices[2].T, 1)
    return (torch.softmax(q @ k.mT * D**-0.5, -1) @ v)[0, 0]


def _shuffled(v: Drawn, what: str) -> Maps:
    """The output before and after something was shuffled, and what became of it."""
    y, x, matrices = _inputs(v.T_q, v.T_k, D, v.seed)
    turn = torch.randperm(v.T_q, generator=generator(v.seed + 1))
    order = torch.randperm(v.T_k, generator=generator(v.seed + 2))
    before = cross_attention(y, x, matrices, 1)[0][0, 0]
    y2, keys, values = y, x, x
    if what == "y":
        y2 = y[:, turn]
    if what in ("x", "keys"):
        keys = x[:, order]
    if what == "x":
        values = keys
    after = _z(y2, keys, values, matrices)
    said = "other"
    if torch.allclose(after, before, atol=1e-4):
        said = "unchanged"
    elif torch.allclose(after, before[turn], atol=1e-4):
        said = "moved"
    return Maps({"output after": after, "before": before}, said, axes=("query", "feature"))


def _moves(v: Drawn) -> bool:
    """Whether the shuffles move something at all."""
    found = [torch.randperm(n, generator=generator(v.seed + i)) for i, n in ((1, v.T_q), (2, v.T_k))]
    return all(not torch.equal(order, torch.arange(len(order))) for order in found)


LENGTHS = {"T_q": range(3, 9), "T_k": range(9, 17)}

QUESTIONS = (
    Question(
        "shape of the weights",
        ask={
            "en": "Cross-attention, B = 1, H = {H} heads: a decoder of T_q = {T_q} tokens reads an encoder's T_k = {T_k}. What is the shape of the weights A? (order: B, H, tokens, …)",
            "ko": "cross-attention, B = 1, head H = {H}개: 토큰 T_q = {T_q}개인 decoder가 encoder의 토큰 T_k = {T_k}개를 읽는다. weight A의 shape은? (B, H, 토큰, … 순서)",
        },
        vary={"H": (2, 4, 8), **LENGTHS},
        kind=SHAPE,
        run=_run,
        read=shape("A"),
        show=steps,
        opens=lambda v: {"T_q": v.T_q, "T_k": v.T_k, "D": D, "H": v.H},
        wrong=(
            Misconception(
                "queries are rows, keys are columns",
                {
                    "en": "You swapped rows and columns. The decoder asks, so it has the rows; the encoder's keys are the columns.",
                    "ko": "행과 열을 바꾸었다. 묻는 쪽인 decoder가 행이고 encoder의 key가 열이다.",
                },
                run=lambda v: _run(v, "swapped"),
            ),
            Misconception(
                "keys come from the other text",
                {
                    "en": "That is self-attention of the decoder. Here the keys come from the encoder's text.",
                    "ko": "그것은 decoder의 self-attention이다. 여기서 key는 encoder의 글에서 온다.",
                },
                run=lambda v: _run(v, "self"),
            ),
        ),
    ),
    Question(
        "shape of the output",
        ask={
            "en": "Cross-attention, B = 1, D = 16, H = {H} heads: T_q = {T_q} decoder tokens read T_k = {T_k} encoder tokens. What is the shape of the heads' output A·V, before the heads are merged? (order: B, H, tokens, …)",
            "ko": "cross-attention, B = 1, D = 16, head H = {H}개: decoder 토큰 T_q = {T_q}개가 encoder 토큰 T_k = {T_k}개를 읽는다. head를 합치기 전 A·V의 shape은? (B, H, 토큰, … 순서)",
        },
        vary={"H": (2, 4, 8), **LENGTHS},
        kind=SHAPE,
        run=_run,
        read=shape("z"),
        show=steps,
        opens=lambda v: {"T_q": v.T_q, "T_k": v.T_k, "D": D, "H": v.H},
        wrong=(
            Misconception(
                "one output row for each query",
                {
                    "en": "You gave the output a row for each encoder token. There is one for each that asks: T_q = {T_q}.",
                    "ko": "encoder 토큰마다 출력 행을 주었다. 행은 묻는 토큰마다 하나, T_q = {T_q}개이다.",
                },
                run=lambda v: _run(v, "swapped"),
            ),
            Misconception(
                "weights are not yet the output",
                {
                    "en": "Those are the weights. Multiplied by V they become vectors of the head's width d.",
                    "ko": "그것은 weight이다. V를 곱하면 head의 폭 d인 vector가 된다.",
                },
                read=shape("A"),
            ),
        ),
        fits=lambda v: v.T_k != D // v.H,
    ),
    Question(
        "what a shuffle does",
        ask={
            "en": "Cross-attention without positions: decoder tokens ask, encoder tokens answer. {what} put into another order. What happens to the decoder's output?",
            "ko": "위치 정보가 없는 cross-attention이다. decoder 토큰이 묻고 encoder 토큰이 답한다. {what} 순서를 섞는다. decoder의 출력은 어떻게 되는가?",
        },
        vary={"what": ("x", "keys", "y"), "T_q": range(4, 9), "T_k": range(8, 13), "seed": range(1000)},
        words={
            "what": {
                "x": {"en": "Before the layer, the encoder's tokens are", "ko": "층에 들어가기 전에 encoder 토큰들의"},
                "keys": {
                    "en": "V stays as it is, but the rows of K (one for each encoder token) are",
                    "ko": "V는 그대로 두고 K의 행(encoder 토큰마다 하나)만",
                },
                "y": {"en": "Before the layer, the decoder's tokens are", "ko": "층에 들어가기 전에 decoder 토큰들의"},
            }
        },
        kind=CHOICE,
        say={
            "unchanged": {"en": "nothing, it stays the same", "ko": "그대로이다"},
            "moved": {"en": "the same rows, in the new order", "ko": "행은 같고 순서만 새 순서를 따른다"},
            "other": {"en": "its numbers change", "ko": "수 자체가 바뀐다"},
        },
        fits=_moves,
        run=lambda v: _shuffled(v, v.what),
        read=answer,
        show=maps,
        opens=lambda v: {"T_q": v.T_q, "T_k": v.T_k, "D": D, "H": 1, "seed": v.seed},
        wrong=(
            Misconception(
                "keys and values travel in pairs",
                {
                    "en": "Each value is found by its own key. Where both move together, the sum over keys is the same; only moving one without the other changes it.",
                    "ko": "value는 자기 key로 찾는다. 둘이 함께 움직이면 key에 대한 합은 그대로이다. 하나만 움직이면 달라진다.",
                },
                run=lambda v: _shuffled(v, {"x": "keys", "keys": "x", "y": "x"}[v.what]),
            ),
            Misconception(
                "rows of the output follow the queries",
                {
                    "en": "The rows of the output belong to the decoder's tokens, and follow their order alone.",
                    "ko": "출력의 행은 decoder 토큰의 것이고, decoder의 순서만 따른다.",
                },
                run=lambda v: _shuffled(v, {"x": "y", "keys": "y", "y": "keys"}[v.what]),
            ),
        ),
    ),
)
