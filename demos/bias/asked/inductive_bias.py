"""What is asked about inductive bias."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from demos.bias.inductive_bias import deep, jacobian, stacks
from demos.demo import Piece
from demos.kit.asked import Maps, answer, maps, moved
from demos.kit.inputs import generator, normal
from demos.kit.pictures import heat
from demos.question import CHOICE, PICTURE, Drawn, Misconception, Question, Text

D = 4


def _model(v: Drawn, name: str, **other: Any) -> Any:
    """One of the models, with weights of its own."""
    values = {"D": D, "kernel": 3, "L": 1, "seed": 0, "cell": "tanh", "causal": "no", **vars(v), **other}
    if name == "causal attention":
        name, values = "attention", {**values, "causal": "yes"}
    layers = stacks(values)[name]
    return lambda x: deep(x, layers)


def _heard(v: Drawn, **other: Any) -> Maps:
    """How much place i hears of place j, and how far the middle one hears to one side."""
    with torch.enable_grad():
        J = jacobian(_model(v, "CNN", **other), normal(v.T, D, seed=v.seed))
    i = v.T // 2
    far = (torch.arange(v.T) - i).abs()
    return Maps({"‖∂y_i/∂x_j‖": J}, int(far[J[i] > 0].max()), lit=i, axes=("output i", "input j"))


def _picture(v: Drawn, name: str) -> Tensor:
    with torch.enable_grad():
        return jacobian(_model(v, name), normal(v.T, D, seed=v.seed))


def _shown(result: Tensor, _other: Tensor | None, _v: Drawn) -> Iterator[Piece]:
    yield heat("Jacobian", (result > 0).float(), ("output i", "input j"), ("hears",))


def _permuted(v: Drawn, name: str) -> Maps:
    """The outputs of shuffled tokens against the shuffled outputs."""
    x, model = normal(v.T, D, seed=v.seed), _model(v, name)
    order = torch.randperm(v.T, generator=generator(v.seed))
    after, before = model(x[order]), model(x)[order]
    said = "yes" if torch.allclose(after, before, atol=1e-5) else "no"
    return Maps(moved(before, after, 1e-5), said, axes=("token", "feature"))


MODELS = {
    "which": {
        "CNN": {"en": "a convolution of width 3", "ko": "폭 3인 convolution"},
        "RNN": {"en": "an RNN that reads from left to right", "ko": "왼쪽에서 오른쪽으로 읽는 RNN"},
        "attention": {"en": "self-attention without positions", "ko": "위치 정보가 없는 self-attention"},
        "causal attention": {
            "en": "causal self-attention without positions",
            "ko": "위치 정보가 없는 causal self-attention",
        },
    }
}


def _whose(v: Drawn) -> Text:
    """The model in words, a CNN with its number of layers."""
    if v.which == "CNN":
        return {
            "en": f"a CNN with kernels of width 3 (L = {v.L})",
            "ko": f"폭 3인 kernel을 L = {v.L}층 쌓은 CNN",
        }
    return MODELS["which"][v.which]


QUESTIONS = (
    Question(
        "how far a CNN hears",
        ask={
            "en": "A CNN with kernels of width K = {kernel}, number of layers L = {L}. How many places to each side does one output hear?",
            "ko": "폭 K = {kernel}인 kernel을 L = {L}층 쌓은 CNN이다. 출력 하나가 한쪽으로 몇 칸까지 듣는가?",
        },
        vary={"T": (40,), "kernel": (3, 5, 7), "L": (1, 2, 3), "seed": range(1000)},
        run=_heard,
        read=answer,
        show=maps,
        opens=lambda v: {"T": 40, "kernel": v.kernel, "L": v.L, "seed": v.seed, "D": 4},
        wrong=(
            Misconception(
                "a kernel reaches half its width to a side",
                {
                    "en": "You let each layer reach K places to each side. The kernel has its middle: (K − 1)/2 to each side.",
                    "ko": "층마다 한쪽으로 K칸 닿는다고 보았다. kernel에는 가운데가 있어 한쪽으로 (K − 1)/2칸이다.",
                },
                run=lambda v: _heard(v, kernel=2 * v.kernel + 1) if v.kernel * v.L < 20 else None,
            ),
            Misconception(
                "layers add their reach",
                {
                    "en": "That is one layer. Each further layer adds as much again.",
                    "ko": "그것은 한 층이다. 층마다 그만큼씩 더 멀리 듣는다.",
                },
                run=lambda v: _heard(v, L=1) if v.L > 1 else None,
            ),
        ),
    ),
    Question(
        "whose Jacobian",
        ask={
            "en": "Who hears whom: rows are outputs, columns inputs, T = {T}. Which picture belongs to {which}?",
            "ko": "누가 누구를 듣는가. 행은 출력, 열은 입력, T = {T}. 어느 그림이 {which}의 것인가?",
        },
        vary={"which": ("CNN", "RNN", "attention"), "T": range(10, 15), "L": (1, 2), "seed": range(1000)},
        words=MODELS,
        told={"which": _whose},
        kind=PICTURE,
        run=lambda v: _picture(v, v.which),
        read=lambda result, v: tuple(map(tuple, (result > 0).int().tolist())),
        show=_shown,
        opens=lambda v: {"T": v.T, "L": v.L, "seed": v.seed, "D": 4},
        wrong=(
            Misconception(
                "a CNN hears its neighbourhood",
                {
                    "en": "That is the CNN's: a band, since it hears its neighbourhood alone.",
                    "ko": "그것은 CNN의 것이다. 이웃만 들으므로 band 모양이다.",
                },
                run=lambda v: _picture(v, "CNN") if v.which != "CNN" else None,
            ),
            Misconception(
                "an RNN hears the past alone",
                {
                    "en": "That is the RNN's: a triangle, since it hears the past alone.",
                    "ko": "그것은 RNN의 것이다. 과거만 들으므로 삼각형이다.",
                },
                run=lambda v: _picture(v, "RNN") if v.which != "RNN" else None,
            ),
            Misconception(
                "attention hears everything at once",
                {
                    "en": "That is attention's: full after one layer, since no place is nearer than another.",
                    "ko": "그것은 attention의 것이다. 어느 자리도 더 가깝지 않으므로 한 층에 꽉 찬다.",
                },
                run=lambda v: _picture(v, "attention") if v.which != "attention" else None,
            ),
        ),
    ),
    Question(
        "shuffled tokens",
        ask={
            "en": "The T = {T} input tokens of {which} are shuffled. Are the outputs the same vectors, merely shuffled alike?",
            "ko": "{which}에 들어가는 토큰 T = {T}개의 순서를 섞는다. 출력은 같은 vector들이 똑같이 섞이기만 한 것인가?",
        },
        vary={"which": ("CNN", "RNN", "attention", "causal attention"), "T": range(8, 15), "seed": range(1000)},
        words=MODELS,
        kind=CHOICE,
        say={
            "yes": {"en": "yes, merely shuffled", "ko": "그렇다. 순서만 섞인다"},
            "no": {"en": "no, the vectors change", "ko": "아니다. vector가 바뀐다"},
        },
        run=lambda v: _permuted(v, v.which),
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "L": 1, "seed": v.seed, "D": 4, "causal": "yes" if "causal" in v.which else "no"},
        wrong=(
            Misconception(
                "only attention keeps a permutation",
                {
                    "en": "Only self-attention without positions and without a mask has no idea of order. A convolution keeps shifts, not permutations; an RNN and a causal mask go by the order.",
                    "ko": "순서를 모르는 것은 위치 정보도 mask도 없는 self-attention뿐이다. convolution은 밀기는 지켜도 섞기는 지키지 않고, RNN과 causal mask는 순서를 따른다.",
                },
                run=lambda v: _permuted(v, "CNN" if v.which == "attention" else "attention"),
            ),
        ),
    ),
)
