"""What is asked about the Random Synthesizer."""

from __future__ import annotations

import torch

from demos.kit.asked import Counts, Maps, answer, bars, counted, maps, moved
from demos.kit.inputs import qkv
from demos.prior.biased import biased_weights
from demos.prior.synthesizer_random import composed, factors, map_of, random_synthesizer
from demos.question import CHOICE, Drawn, Misconception, Question


def _two(v: Drawn, looks: bool) -> Maps:
    """The map beside two texts: a parameter, or found by looking."""
    texts = [qkv(v.T, 8, seed=v.seed + n) for n in (0, 1)]
    if looks:
        found = [biased_weights(q, k, torch.zeros(v.T, v.T))[0, 0] for q, k, _ in texts]
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
    """The values are multiplied; what does the output do?"""
    x = qkv(v.T, 8, seed=v.seed)[2]
    R = composed(factors(1, v.N, 0, v.seed))
    if how == "looks":  # one text is query, key and value
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
            "en": "A Random Synthesizer (trained or not), texts of T = {T} tokens. Two different texts go in. Is the attention map the same for both?",
            "ko": "Random Synthesizer(학습했든 아니든), 토큰 T = {T}개. 서로 다른 두 글이 들어온다. attention map은 같은가?",
        },
        vary={"T": range(8, 25), "N": (32, 64), "seed": range(1000)},
        kind=CHOICE,
        say={
            "same": {"en": "the same", "ko": "같다"},
            "other": {"en": "each text has its own", "ko": "글마다 다르다"},
        },
        run=lambda v: _two(v, False),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "the map is a parameter",
                {
                    "en": "So it is where queries meet keys. Here the map is a parameter like any weight: training changes it, a text does not.",
                    "ko": "query와 key를 비교한다면 그렇다. 여기서 map은 여느 weight 같은 parameter이다. 학습은 바꾸지만 글은 바꾸지 않는다.",
                },
                run=lambda v: _two(v, True),
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
                "ko": f"R은 rank {v.rank}로 분해되어 있다." if v.rank else "R은 행렬 하나이다.",
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
            "en": "All values that go into a Random Synthesizer are multiplied by {factor} (T = {T}). What happens to the output?",
            "ko": "Random Synthesizer에 들어가는 모든 value에 {factor}을(를) 곱한다(T = {T}). 출력은 어떻게 되는가?",
        },
        vary={"T": range(8, 25), "N": (32,), "factor": (2, 3, 10), "seed": range(1000)},
        kind=CHOICE,
        say={
            "more": {"en": "it is multiplied by the same number", "ko": "출력에도 같은 수가 곱해진다"},
            "same": {"en": "it stays the same", "ko": "그대로이다"},
            "other": {
                "en": "it changes in another way, as the weights change too",
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
                    "en": "So it is in self-attention, where the same tokens are compared. Here the weights stay, so the output is linear in V.",
                    "ko": "같은 토큰을 비교하는 self-attention이라면 그렇다. 여기서는 weight가 그대로이므로 출력은 V에 대해 선형이다.",
                },
                run=lambda v: _doubled(v, "looks"),
            ),
            Misconception(
                "weights that sum to 1 do not fix the size",
                {
                    "en": "The weights of a row sum to 1, so the output is a mean of the values: and it grows as they do.",
                    "ko": "행의 weight 합이 1이므로 출력은 value의 평균이다. value가 커지면 평균도 커진다.",
                },
                run=lambda v: _doubled(v, "normed"),
            ),
        ),
    ),
)
