"""What is asked about RMSNorm."""

from __future__ import annotations

from itertools import combinations_with_replacement

import torch

from demos.depth.rms_norm import layer_norm, rms_norm
from demos.kit.asked import Maps, answer, maps
from demos.kit.asked import moved as changes
from demos.kit.inputs import tokens
from demos.question import CHOICE, Drawn, Misconception, Question


def _by_hand(v: Drawn, how: str = "") -> Maps:
    """Numbers of one token after the norm, and number j of them (from 1)."""
    x = torch.tensor([[float(n) for n in v.numbers.split(",")]])
    g = torch.ones(x.shape[1])
    y = layer_norm(x, g) if how == "LayerNorm" else x / x.square().sum().sqrt() if how == "unit" else rms_norm(x, g)
    return Maps({"normed": y, "x": x}, float(y[0, v.j - 1]), axes=("token", "feature"))


def _changed(v: Drawn, name: str) -> Maps:
    """A norm of x, and of x after something was done to it: the same?"""
    x, g = tokens(6, 16, seed=v.seed).double()[0], torch.ones(16, dtype=torch.float64)
    moved = v.c * x if v.what == "times" else x + v.c
    norm = {"RMSNorm": rms_norm, "LayerNorm": layer_norm}.get(name)
    before, after = (t if norm is None else norm(t, g) for t in (x, moved))
    said = "same" if torch.allclose(before, after, atol=1e-4) else "other"
    return Maps(changes(before, after, 1e-4), said, axes=("token", "feature"))


def _length(v: Drawn, how: str = "") -> Maps:
    """The length of a token's vector after the norm."""
    x = 3 * tokens(4, v.D, seed=v.seed)[0]
    y = rms_norm(x, torch.ones(v.D))
    if how == "unit":
        y = x / x.norm(dim=-1, keepdim=True)
    size = float(y[0].norm())
    if how == "square":
        size = float(y[0].square().sum())
    return Maps({"normed": y, "x": x}, size, axes=("token", "feature"), lit=0)


# Four numbers whose root mean square is whole: one can do it in one's head.
EASY = tuple(
    ", ".join(map(str, x))
    for x in combinations_with_replacement(range(1, 12), 4)
    if sum(n * n for n in x) in (4 * m * m for m in range(2, 9)) and len(set(x)) > 1
)

QUESTIONS = (
    Question(
        "by hand",
        ask={
            "en": "One token: {numbers}. RMSNorm with gain 1: what does number {j}, counted from 1, become? (Two decimals.)",
            "ko": "토큰 하나: {numbers}. gain 1인 RMSNorm을 하면 {j}번째 수는 얼마가 되는가? (소수 둘째 자리까지)",
        },
        vary={
            "numbers": EASY,
            "j": (1, 2, 3, 4),
        },
        tolerance=0.05,
        run=_by_hand,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "RMSNorm keeps the mean",
                {
                    "en": "That is LayerNorm, which takes the mean away first. RMSNorm divides by the root mean square, no more.",
                    "ko": "그것은 먼저 평균을 빼는 LayerNorm이다. RMSNorm은 제곱평균의 제곱근으로 나누기만 한다.",
                },
                run=lambda v: _by_hand(v, "LayerNorm"),
            ),
            Misconception(
                "the mean of the squares, not their sum",
                {
                    "en": "You divided by the length, the root of the sum of the squares. RMSNorm divides by the root of their mean, so that numbers stay about 1.",
                    "ko": "길이로 나누었다. 제곱의 합이 아니라 평균의 제곱근으로 나누어 수들이 1쯤에 머문다.",
                },
                run=lambda v: _by_hand(v, "unit"),
            ),
        ),
    ),
    Question(
        "what it forgets",
        ask={
            "en": "{change}, in every token. Does {which} give the same as before (gain 1, no bias)?",
            "ko": "토큰마다 {change}. {which}의 결과는 전과 같은가(gain 1, bias 없음)?",
        },
        vary={"which": ("RMSNorm", "LayerNorm"), "what": ("times", "plus"), "c": (2, 3, 5), "seed": range(1000)},
        told={
            "change": lambda v: {
                "en": f"Every feature is multiplied by {v.c}"
                if v.what == "times"
                else f"{v.c} is added to every feature",
                "ko": f"모든 feature를 {v.c}배 한다" if v.what == "times" else f"모든 feature에 수 {v.c}만큼 더한다",
            }
        },
        kind=CHOICE,
        say={
            "same": {"en": "yes, the same", "ko": "같다"},
            "other": {"en": "no", "ko": "다르다"},
        },
        run=lambda v: _changed(v, v.which),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "both forget the length, LayerNorm the mean as well",
                {
                    "en": "Both norms forget how long a vector was. A number added to all features only LayerNorm forgets, as it takes the mean away.",
                    "ko": "둘 다 vector의 길이는 잊는다. 모든 feature에 더한 수는, 평균을 빼는 LayerNorm만 잊는다.",
                },
                run=lambda v: _changed(
                    v, "none" if v.what == "times" else "LayerNorm" if v.which == "RMSNorm" else "RMSNorm"
                ),
            ),
        ),
    ),
    Question(
        "length after the norm",
        ask={
            "en": "RMSNorm with gain 1 over D = {D} features. How long is a token's vector ‖y‖ afterwards?",
            "ko": "feature D = {D}개에 gain 1인 RMSNorm을 한다. 그 뒤 토큰 vector의 길이 ‖y‖는?",
        },
        vary={"D": (4, 16, 36, 64, 100, 144, 256), "seed": range(1000)},
        tolerance=0.01,
        run=_length,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "the mean of the squares, not their sum",
                {
                    "en": "So it would be if it were divided by its length. The mean square becomes 1, the length √D.",
                    "ko": "길이로 나눈다면 그렇다. 제곱의 평균이 1이 되므로 길이는 √D이다.",
                },
                run=lambda v: _length(v, "unit"),
            ),
            Misconception(
                "the length is a root",
                {
                    "en": "That is the squared length: D numbers whose mean square is 1.",
                    "ko": "그것은 길이의 제곱이다. 제곱의 평균이 1인 수가 D개이다.",
                },
                run=lambda v: _length(v, "square"),
            ),
        ),
    ),
)
