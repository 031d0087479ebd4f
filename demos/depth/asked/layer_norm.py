"""What is asked about layer normalisation."""

from __future__ import annotations

from itertools import combinations_with_replacement
from statistics import pstdev

import torch
from torch import Tensor

from demos.depth.layer_norm import post_ln, pre_ln, torchs_own
from demos.depth.residual import Block, Layer, T, attention, ffn, fresh, norm, stack
from demos.kit.asked import Maps, answer, maps
from demos.kit.inputs import generator, tokens
from demos.question import CHOICE, Drawn, Misconception, Question

BLOCKS: dict[str, Block] = {"Post-LN": post_ln, "Pre-LN": pre_ln}
OTHER = {"Post-LN": "Pre-LN", "Pre-LN": "Post-LN"}
LINES = {
    "Post-LN": "x = norm(x + attention(x));  x = norm(x + ffn(x))",
    "Pre-LN": "x = x + attention(norm(x));  x = x + ffn(norm(x))",
}


def _start(v: Drawn) -> tuple[Tensor, list[dict[str, Tensor]]]:
    """Tokens and the weights of the layers."""
    layers = fresh(v.L, 16, 1, generator(v.seed))
    return tokens(T, 16, seed=v.seed), [{name: t[0] for name, t in w.items()} for w in layers]


def _whose(v: Drawn, name: str) -> Maps:
    """Which of torch's two layers gives the same as ours."""
    x, layers = _start(v)
    y = BLOCKS[name](x, layers[0])
    gaps = {own: (torchs_own(x, layers[0], own == "Pre-LN") - y).abs()[0] for own in BLOCKS}
    found = min(gaps, key=lambda own: float(gaps[own].max()))
    return Maps({f"difference to torch's {own}": gap for own, gap in gaps.items()}, found, axes=("token", "feature"))


def _size(v: Drawn, name: str) -> Maps:
    """The size of the stream over depth: does it grow?"""
    x, layers = _start(v)
    sizes = [float(y.std(unbiased=False)) for y in stack(x, layers, BLOCKS[name])]
    said = "grows" if sizes[-1] > 1.3 else "one" if abs(sizes[-1] - 1) < 0.02 else "shrinks"
    line = tuple((float(n), s) for n, s in enumerate(sizes))
    return Maps({}, said, lines={f"σ, {name}": line}, line_axes=("layer", "σ"))


def _silent(v: Drawn, name: str) -> Maps:
    """What a stack makes of x when its sublayers say nothing."""
    x, layers = _start(v)
    x = 3 * x + 1  # so that a normalisation shows
    still: list[Layer] = [{**w, "o": 0 * w["o"], "down": 0 * w["down"]} for w in layers]
    y = stack(x, still, (lambda x, w: ffn(attention(x, w), w)) if name == "none" else BLOCKS[name])[-1]
    forms = {"x": x, "normed": norm(x), "zero": 0 * x}
    said = min(forms, key=lambda form: float((forms[form] - y).abs().max()))
    return Maps({"after the layers": y[0], "x": x[0]}, said, axes=("token", "feature"))


def _by_hand(v: Drawn, how: str = "") -> Maps:
    """Four numbers normalised, and what becomes of number j (from 1)."""
    x = torch.tensor([float(n) for n in v.numbers.split(",")])
    y = norm(x)
    if how == "centred":
        y = x - x.mean()
    if how == "divided":
        y = x / x.std(unbiased=False)
    return Maps({"LN(x)": y[None], "x": x[None]}, float(y[v.j - 1]), axes=("token", "feature"))


ARRANGED = {"which": tuple(BLOCKS), "L": (2, 3, 4, 6, 8), "seed": range(1000)}


# Four numbers whose mean and standard deviation are whole: one can do it in one's head.
EASY = tuple(
    ", ".join(map(str, x))
    for x in combinations_with_replacement(range(21), 4)
    if sum(x) % 4 == 0 and pstdev(x) in range(1, 11) and len(set(x)) > 2  # of two pairs all become ±1
)


def _opens(v: Drawn) -> dict[str, int]:
    return {"L": v.L, "D": 16, "seed": v.seed, "steps": 60}


QUESTIONS = (
    Question(
        "Pre or Post",
        ask={
            "en": "A Transformer layer is written so:\n{lines}\nWhich arrangement is it?",
            "ko": "Transformer 층을 이렇게 썼다:\n{lines}\n어느 방식인가?",
        },
        vary={"which": tuple(BLOCKS), "L": (1,), "seed": range(1000)},
        told={"lines": lambda v: LINES[v.which]},
        kind=CHOICE,
        run=lambda v: _whose(v, v.which),
        read=answer,
        show=maps,
        opens=_opens,
        wrong=(
            Misconception(
                "Pre-LN normalises what a sublayer reads",
                {
                    "en": "Pre-LN normalises what the sublayer reads and leaves the sum alone; Post-LN normalises the sum.",
                    "ko": "Pre-LN은 sublayer가 읽을 것을 정규화하고 합은 그대로 둔다. Post-LN은 합을 정규화한다.",
                },
                run=lambda v: _whose(v, OTHER[v.which]),
            ),
        ),
    ),
    Question(
        "size of the stream",
        ask={
            "en": "A stack of L = {L} layers, {which}, before training. What does the standard deviation of the stream x do, layer by layer?",
            "ko": "학습 전의 {which} 층 L = {L}개를 쌓았다. 층을 지나면서 stream x의 표준편차는 어떻게 되는가?",
        },
        vary={"which": tuple(BLOCKS), "L": (6, 8, 10, 12), "seed": range(1000)},
        kind=CHOICE,
        say={
            "one": {"en": "it is 1 after every layer", "ko": "층마다 1이다"},
            "grows": {"en": "it grows from layer to layer", "ko": "층마다 커진다"},
        },
        run=lambda v: _size(v, v.which),
        read=answer,
        show=maps,
        opens=_opens,
        wrong=(
            Misconception(
                "Pre-LN only adds to the stream",
                {
                    "en": "In Pre-LN nothing ever divides the stream, each sublayer only adds to it; in Post-LN every layer ends with a normalisation.",
                    "ko": "Pre-LN에서는 stream을 나누는 것이 없고 sublayer가 더하기만 한다. Post-LN에서는 층마다 정규화로 끝난다.",
                },
                run=lambda v: _size(v, OTHER[v.which]),
            ),
        ),
    ),
    Question(
        "silent sublayers",
        ask={
            "en": "{which}, L = {L} layers whose sublayers all give 0; norms with gain 1 and bias 0, no final norm after the stack. What comes out for an input x?",
            "ko": "{which}, 층 L = {L}개의 sublayer가 모두 0을 낸다. norm은 gain 1, bias 0이고 마지막 층 뒤에 final norm은 없다. 입력 x에 대해 나오는 것은?",
        },
        vary=ARRANGED,
        kind=CHOICE,
        say={
            "x": {"en": "x itself, bit for bit", "ko": "x 그대로, 비트 하나까지 같다"},
            "normed": {"en": "x normalised, LN(x)", "ko": "정규화한 x, LN(x)"},
            "zero": {"en": "nothing: 0", "ko": "0이다"},
        },
        run=lambda v: _silent(v, v.which),
        read=answer,
        show=maps,
        opens=_opens,
        wrong=(
            Misconception(
                "Pre-LN has an identity path",
                {
                    "en": "In Pre-LN the path from first to last layer has nothing on it but sums, so x passes; in Post-LN a normalisation stands on it.",
                    "ko": "Pre-LN의 길에는 더하기뿐이라 x가 그대로 지나간다. Post-LN에서는 그 길에 정규화가 있다.",
                },
                run=lambda v: _silent(v, OTHER[v.which]),
            ),
            Misconception(
                "a residual carries x past the sublayer",
                {
                    "en": "So it would be without the residual. x is added to what the sublayer says, here x + 0.",
                    "ko": "residual이 없다면 그렇다. sublayer의 출력에 x가 더해진다. 여기서는 x + 0이다.",
                },
                run=lambda v: _silent(v, "none"),
            ),
        ),
    ),
    Question(
        "by hand",
        ask={
            "en": "One token of four numbers: {numbers}. Layer normalisation with gain 1 and bias 0: what does number {j}, counted from 1, become? (Two decimals.)",
            "ko": "수 네 개인 토큰: {numbers}. gain 1, bias 0인 layer normalisation을 하면 {j}번째 수는 얼마가 되는가? (소수 둘째 자리까지)",
        },
        vary={"numbers": EASY, "j": (1, 2, 3, 4)},
        tolerance=0.02,
        run=_by_hand,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "LN also divides by the deviation",
                {
                    "en": "You only took the mean away. LN then divides by the standard deviation.",
                    "ko": "평균만 뺐다. LN은 표준편차로도 나누어 표준편차를 1로 만든다.",
                },
                run=lambda v: _by_hand(v, "centred"),
            ),
            Misconception(
                "LN also takes the mean away",
                {
                    "en": "You only divided. LN first takes the mean away.",
                    "ko": "나누기만 했다. LN은 먼저 평균을 빼서 평균을 0으로 만든다.",
                },
                run=lambda v: _by_hand(v, "divided"),
            ),
        ),
    ),
)
