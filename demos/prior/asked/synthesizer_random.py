"""What is asked about the Random Synthesizer."""

from __future__ import annotations

import torch

from demos.kit.asked import Counts, Maps, answer, bars, counted, maps, moved
from demos.kit.inputs import qkv
from demos.prior.biased import biased_weights
from demos.prior.synthesizer_dense import dense_scores, mlp
from demos.prior.synthesizer_random import composed, factors, map_of, random_synthesizer
from demos.question import CHOICE, Drawn, Misconception, Question


def _two(v: Drawn, which: str) -> Maps:
    """The map beside two texts: a parameter, written by each token, or found by comparing queries and keys."""
    texts = [qkv(v.T, 8, seed=v.seed + n) for n in (0, 1)]
    if which == "attention":
        found = [biased_weights(q, k, torch.zeros(v.T, v.T))[0, 0] for q, k, _ in texts]
    elif which == "dense":
        net = mlp(1, 8, 8, v.N, v.seed)
        found = [torch.softmax(dense_scores(x[0], *net)[0, 0], -1) for _, _, x in texts]
    else:
        R = composed(factors(1, v.N, 0, v.seed))
        found = [map_of(x, R)[0] for _, _, x in texts]
    same = "same" if torch.allclose(found[0], found[1], atol=1e-6) else "other"
    return Maps(moved(found[0], found[1], 1e-6), same)


def _parameters(v: Drawn, how: str = "") -> Counts:
    """Numbers that a head has: R, its factors, or what it might be taken for."""
    parts = [part[0] for part in factors(1, v.N, v.rank, 0)]
    if how == "one":
        parts = parts[:1]
    if how == "whole":
        parts = [composed(factors(1, v.N, v.rank, 0))[0]]
    if how == "keys":
        parts = [torch.zeros(v.N, v.d)]
    every = {f"{tuple(part.shape)}" + " " * n: part.numel() for n, part in enumerate(parts)}
    return Counts(every, sum(part.numel() for part in parts), "numbers")


def _doubled(v: Drawn, how: str = "") -> Maps:
    """The token vectors are multiplied; what does the output do?"""
    x = qkv(v.T, 8, seed=v.seed)[2]
    R = composed(factors(1, v.N, 0, v.seed))
    looks = v.which == "attention" and how != "normed"
    if looks != (how == "swapped"):  # one text is query, key and value
        before, after = (biased_weights(t, t, torch.zeros(v.T, v.T)) @ t for t in (x, v.factor * x))
    else:
        before, after = random_synthesizer(x, R), random_synthesizer(v.factor * x, R)
    if how == "normed":
        before, after = (torch.nn.functional.layer_norm(t, (8,)) for t in (before, after))
    said = "more"
    if torch.allclose(after, before, atol=1e-3):
        said = "same"
    elif not torch.allclose(after, v.factor * before, atol=1e-3):
        said = "other"
    return Maps({"output after": after[0, 0], "before": before[0, 0]}, said, axes=("token", "feature"))


QUESTIONS = (
    Question(
        "two texts",
        ask={
            "en": "Two different texts of T = {T} tokens go through {which}, which is not trained in between. Is the attention map the same for both?",
            "ko": "토큰 T = {T}개인 서로 다른 두 글이 {which} 지난다. 그 사이에 학습은 없다. attention map은 같은가?",
        },
        vary={
            "which": ("random", "random", "dense", "attention"),
            "T": range(8, 25),
            "N": (32, 64),
            "seed": range(1000),
        },
        words={
            "which": {
                "random": {"en": "a Random Synthesizer", "ko": "Random Synthesizer를"},
                "dense": {"en": "a Dense Synthesizer", "ko": "Dense Synthesizer를"},
                "attention": {"en": "self-attention", "ko": "self-attention을"},
            }
        },
        kind=CHOICE,
        say={
            "same": {"en": "the same", "ko": "같다"},
            "other": {"en": "each text has its own", "ko": "글마다 다르다"},
        },
        run=lambda v: _two(v, v.which),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "the map is a parameter",
                {
                    "en": "Only in the Random Synthesizer is the map a parameter, which training changes and a text does not. A Dense Synthesizer writes it from the tokens, attention compares them.",
                    "ko": "map이 parameter인 것은 Random Synthesizer뿐이다. 학습은 그것을 바꾸지만 글은 바꾸지 않는다. Dense Synthesizer는 토큰에서 map을 쓰고, attention은 토큰을 비교한다.",
                },
                run=lambda v: _two(v, "attention" if v.which == "random" else "random"),
            ),
        ),
    ),
    Question(
        "parameters",
        ask={
            "en": "Random Synthesizer for texts up to N = {N}, head width d = {d}. {how} How many parameters does the map of one head have?",
            "ko": "길이 N = {N}까지의 Random Synthesizer, head의 폭 d = {d}. {how} head 하나의 map에는 parameter가 몇 개인가?",
        },
        vary={"N": (16, 32, 64, 128), "d": (8, 20, 40), "rank": (0, 2, 3, 4)},
        told={
            "how": lambda v: {
                "en": f"R is factorised, with rank {v.rank}." if v.rank else "R is one matrix.",
                "ko": f"R은 rank {v.rank}짜리 두 인수로 분해되어 있다." if v.rank else "R은 행렬 하나이다.",
            }
        },
        run=_parameters,
        read=counted,
        show=bars,
        opens=lambda v: {"N": v.N, "rank": v.rank},
        wrong=(
            Misconception(
                "a factorised matrix has two factors",
                {
                    "en": "You counted one factor. R = R₁R₂ᵀ has two of N × r numbers.",
                    "ko": "인수 하나만 세었다. R = R₁R₂ᵀ에는 N × r인 인수가 둘이다.",
                },
                run=lambda v: _parameters(v, "one") if v.rank else None,
            ),
            Misconception(
                "factors stand in for the matrix",
                {
                    "en": "You counted N². Factorised, R is never stored: only its two thin factors are.",
                    "ko": "N²으로 세었다. 분해하면 R은 저장하지 않고 얇은 인수 둘만 저장한다.",
                },
                run=lambda v: _parameters(v, "whole") if v.rank else None,
            ),
            Misconception(
                "the map pairs places, not features",
                {
                    "en": "You counted a vector of d for each place. The map has a number for each pair of places: N × N.",
                    "ko": "자리마다 길이 d인 vector로 세었다. map에는 자리의 쌍마다 수가 하나씩, N × N개 있다.",
                },
                run=lambda v: _parameters(v, "keys"),
            ),
        ),
    ),
    Question(
        "the values doubled",
        ask={
            "en": "All token vectors that go into {which} are multiplied by {factor} (T = {T}). What happens to the output?",
            "ko": "{which} 들어가는 토큰 vector를 모두 {factor}배 한다(T = {T}). 출력은 어떻게 되는가?",
        },
        vary={
            "which": ("random", "attention"),
            "T": range(8, 25),
            "N": (32,),
            "factor": (2, 3, 10),
            "seed": range(1000),
        },
        words={
            "which": {
                "random": {"en": "a Random Synthesizer", "ko": "Random Synthesizer에"},
                "attention": {
                    "en": "self-attention (as queries, keys and values)",
                    "ko": "self-attention에 (query, key, value로)",
                },
            }
        },
        kind=CHOICE,
        say={
            "more": {"en": "it is multiplied by the same number", "ko": "출력에도 같은 수가 곱해진다"},
            "same": {"en": "it stays the same", "ko": "그대로이다"},
            "other": {
                "en": "it changes in another way, since the weights change too",
                "ko": "weight도 바뀌므로 다르게 변한다",
            },
        },
        run=_doubled,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "the map is a parameter",
                {
                    "en": "In a Random Synthesizer the weights are parameters: they stay, and the output is linear in the tokens. In self-attention the scores grow with the square of the factor, and the weights change.",
                    "ko": "Random Synthesizer의 weight는 parameter라 그대로이고 출력은 토큰에 대해 선형이다. self-attention에서는 score가 곱한 수의 제곱만큼 커져 weight도 바뀐다.",
                },
                run=lambda v: _doubled(v, "swapped"),
            ),
            Misconception(
                "weights that sum to 1 do not fix the size",
                {
                    "en": "The weights of a row sum to 1, so the output is a mean of the values: where they grow, it grows.",
                    "ko": "행의 weight 합이 1이므로 출력은 value의 평균이다. value가 커지면 평균도 커진다.",
                },
                run=lambda v: _doubled(v, "normed"),
            ),
        ),
    ),
)
