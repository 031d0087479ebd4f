"""What is asked about ReZero."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.depth.residual import Block, T, fresh, stack
from demos.depth.rezero import plain, residual, rezero, with_alpha
from demos.kit.asked import Counts, Maps, answer, bars, counted, maps
from demos.kit.inputs import generator, normal, tokens
from demos.question import CHOICE, Drawn, Misconception, Question

D = 16


def _layers(v: Drawn, alpha: float) -> list[dict[str, Tensor]]:
    layers = with_alpha(fresh(v.L, D, 1, generator(v.seed)), alpha)
    return [{name: t[0] for name, t in w.items()} for w in layers]


def _slopes(v: Drawn, alpha: float, silent: bool = False) -> Maps:
    """Whether the first step moves the weights, and whether it moves α."""
    x = tokens(T, D, seed=v.seed)
    layers = _layers(v, alpha)
    if silent:  # both factors at 0: then neither sees the other
        layers = [{**w, "o": 0 * w["o"], "down": 0 * w["down"]} for w in layers]
    leaves = [{name: t.clone().requires_grad_() for name, t in w.items()} for w in layers]
    with torch.enable_grad():
        loss = (stack(x, leaves, rezero)[-1] * normal(*x.shape, seed=7)).sum()
        of_w = torch.autograd.grad(loss, [w["down"] for w in leaves], retain_graph=True)
        of_alpha = torch.autograd.grad(loss, [w["alpha"] for w in leaves])
    sizes = [max(float(t.abs().max()) for t in found) for found in (of_w, of_alpha)]
    said = ", ".join(f"∂/∂{name} {'=' if size == 0 else '≠'} 0" for name, size in zip("Wα", sizes, strict=True))
    return Maps({"∂/∂W of layer 1": of_w[0], "∂/∂α of each layer": torch.stack(of_alpha)[None]}, said, axes=("", ""))


def _end(v: Drawn, block: Block, alpha: float) -> Maps:
    """The size of the stream over depth, against that of the input."""
    x = tokens(T, D, seed=v.seed)
    sizes = [float(y.std()) for y in stack(x, _layers(v, alpha), block)]
    ratio = sizes[-1] / sizes[0]
    said = "same" if ratio == 1 else "grows" if ratio > 1.2 else "fades" if ratio < 0.8 else "near"
    line = tuple((float(n), s) for n, s in enumerate(sizes))
    return Maps({}, said, lines={"σ of the stream": line}, line_axes=("layer", "σ"))


def _numbers(v: Drawn, how: str = "") -> Counts:
    """Numbers that are trained beside the sublayers' own."""
    if how == "LN":
        norms = [torch.nn.LayerNorm(v.D) for _ in range(2 * v.L)]
        return Counts(
            {"two LNs a layer": 2 * v.L * 2 * v.D}, sum(p.numel() for n in norms for p in n.parameters()), "numbers"
        )
    layers = with_alpha(fresh(v.L, 8, 1, generator(0)), 0.0)
    found = sum(w["alpha"].numel() for w in layers) * (2 if how == "each" else 1)
    return Counts({"α": found}, found, "numbers")


QUESTIONS = (
    Question(
        "the first step",
        ask={
            "en": "ReZero, L = {L} layers, every α starts at {alpha:g}. In the very first step: is the gradient of the sublayers' weights W zero, and is that of α?",
            "ko": "층 L = {L}개인 ReZero, 모든 α는 {alpha:g}에서 시작한다. 첫 step에서 sublayer의 weight W의 gradient와 α의 gradient는 0인가?",
        },
        vary={"L": (2, 4, 6), "alpha": (0.0, 0.3), "seed": range(1000)},
        kind=CHOICE,
        run=lambda v: _slopes(v, v.alpha),
        read=answer,
        show=maps,
        opens=lambda v: {"L": v.L, "D": D, "alpha": v.alpha, "seed": v.seed},
        wrong=(
            Misconception(
                "α multiplies the gradient of W",
                {
                    "en": "The gradient of W is multiplied by α: it is 0 exactly where α is 0, here α = {alpha:g}. The gradient of α is what the sublayer says, so α moves first and opens the door.",
                    "ko": "W의 gradient에는 α가 곱해진다. α가 0일 때만 0이다(여기서 α = {alpha:g}). α의 gradient는 sublayer의 출력이므로, α가 먼저 움직여 문을 연다.",
                },
                run=lambda v: _slopes(v, 0.3 if v.alpha == 0 else 0.0),
            ),
            Misconception(
                "only one of two factors starts at 0",
                {
                    "en": "So it would be if the sublayers also started at 0: then neither would ever move. Only α starts at 0.",
                    "ko": "sublayer까지 0에서 시작한다면 그렇다. 그러면 둘 다 움직이지 못한다. 0에서 시작하는 것은 α뿐이다.",
                },
                run=lambda v: _slopes(v, 0.0, silent=True),
            ),
        ),
    ),
    Question(
        "signal at the start",
        ask={
            "en": "ReZero before training, L = {L} layers, every α is {alpha:g}. How large is the signal after the last layer, against the input?",
            "ko": "학습 전의 ReZero, 층 L = {L}개, 모든 α는 {alpha:g}이다. 마지막 층을 지난 신호는 입력에 비해 얼마나 큰가?",
        },
        vary={"L": range(4, 13), "alpha": (0.0, 0.0, 1.0), "seed": range(1000)},
        kind=CHOICE,
        say={
            "same": {"en": "exactly the same", "ko": "정확히 같다"},
            "grows": {"en": "larger: every layer adds something", "ko": "더 크다. 층마다 무언가를 더한다"},
            "fades": {"en": "smaller: it fades with depth", "ko": "더 작다. 깊어질수록 약해진다"},
        },
        run=lambda v: _end(v, rezero, v.alpha),
        read=answer,
        show=maps,
        opens=lambda v: {"L": v.L, "D": D, "alpha": v.alpha, "seed": v.seed, "steps": 30},
        wrong=(
            Misconception(
                "at α = 0 every layer is the identity",
                {
                    "en": "Every sublayer is multiplied by α: at α = 0 x passes untouched, at α = 1 it is a plain residual stack, to which every layer adds.",
                    "ko": "sublayer마다 α가 곱해진다. α = 0이면 x가 그대로 지나가고, α = 1이면 층마다 더해지는 보통의 residual이다.",
                },
                run=lambda v: _end(v, residual if v.alpha == 0 else rezero, 1.0 - v.alpha),
            ),
            Misconception(
                "a residual carries x past the sublayer",
                {
                    "en": "So it is without a residual. The residual carries x past every sublayer.",
                    "ko": "residual이 없다면 그렇다. residual이 x를 sublayer 너머로 이어 준다.",
                },
                run=lambda v: _end(v, plain, 1.0),
            ),
        ),
    ),
    Question(
        "what it adds",
        ask={
            "en": "A Transformer of L = {L} layers, width D = {D}, attention and FFN in each. ReZero replaces the layer norms; attention and FFN of a layer share one α. How many trained numbers does it add?",
            "ko": "층 L = {L}개(층마다 attention과 FFN), 폭 D = {D}인 Transformer에서 layer norm을 ReZero로 바꾼다. 한 층의 attention과 FFN은 α 하나를 함께 쓴다. ReZero가 더하는 학습 parameter는 모두 몇 개인가?",
        },
        vary={"L": range(2, 25), "D": (32, 64, 128, 256)},
        run=_numbers,
        read=counted,
        show=bars,
        opens=lambda v: {"L": min(v.L, 12), "steps": 30},
        wrong=(
            Misconception(
                "one α a layer, shared by both sublayers",
                {
                    "en": "You gave attention and FFN an α each. Here, as in the authors' code, they share the layer's one.",
                    "ko": "attention과 FFN에 α를 하나씩 주었다. 여기서는 저자들의 코드처럼 한 층이 α 하나를 함께 쓴다.",
                },
                run=lambda v: _numbers(v, "each"),
            ),
            Misconception(
                "α is one number, not one a feature",
                {
                    "en": "That is what two layer norms a layer have, gain and bias. α is a single number.",
                    "ko": "그것은 층마다 두 개인 layer norm의 gain과 bias이다. α는 수 하나이다.",
                },
                run=lambda v: _numbers(v, "LN"),
            ),
        ),
    ),
)
