"""What is asked about SwiGLU."""

from __future__ import annotations

import torch

from demos.ffn.swiglu import GATES, ffn, layer, swiglu
from demos.kit.asked import Counts, Maps, Run, bars, counted, maps, shape, steps, traced
from demos.kit.inputs import tokens
from demos.kit.trace import operations
from demos.question import CHOICE, SHAPE, Drawn, Misconception, Question


def _parameters(v: Drawn, how: str = "") -> Counts:
    """Numbers in the matrices of the layer, or of the usual one."""
    ours, usual = layer(v.D, v.d_ff, 0)
    found = {"W_gate": ours[0].numel(), "W_up": ours[1].numel(), "W_down": ours[2].numel()}
    if how == "two":
        del found["W_gate"]
    if how == "usual":
        found = {"W₁": usual[0].numel(), "W₂": usual[1].numel()}
    return Counts(found, sum(found.values()), "numbers")


def _unit(v: Drawn, how: str = "") -> Maps:
    """What one unit lets through, for a gate and a value of given sizes; W_down passes it on as it is."""
    x = torch.tensor([[[float(v.a), float(v.u)]]])
    pick, one = torch.eye(2), torch.ones(1, 1)
    gate = GATES["none" if how == "no gate" else "relu"]
    y = swiglu(x, (pick[:1], pick[1:], one), gate)
    if how == "added":
        y = gate(x[..., :1]) + x[..., 1:]
    if how == "both":
        y = gate(x[..., :1]) * gate(x[..., 1:])
    return Maps({"what passes": y[0], "x W_gate and x W_up": x[0]}, float(y), axes=("", "unit"))


def _run(v: Drawn) -> Run:
    ours, _ = layer(v.D, v.d_ff, 0)
    sizes = {"B": 1, "T": v.T, "D": v.D, "d_ff": v.d_ff}
    return traced(swiglu, tokens(v.T, v.D, seed=1), ours, letters=sizes)


def _work(v: Drawn, wide: int) -> Counts:
    """Operations of a SwiGLU of some width, and of the usual layer of 4D."""
    ours, usual = layer(v.D, wide, 0)
    x = tokens(8, v.D, seed=1)
    does = {f"SwiGLU, d_ff = {wide}": operations(swiglu, x, ours), "FFN of 4D": operations(ffn, x, *usual)}
    a, b = does.values()
    said = "same" if a == b else "more" if a > b else "fewer"
    return Counts(does, said)


QUESTIONS = (
    Question(
        "parameters",
        ask={
            "en": "A SwiGLU layer, width D = {D}, d_ff = {d_ff} units, no biases. How many parameters does it have?",
            "ko": "폭 D = {D}, unit d_ff = {d_ff}개, bias 없는 SwiGLU 층이다. parameter는 몇 개인가?",
        },
        vary={"D": (12, 16, 24, 32, 48), "d_ff": (32, 40, 64, 100, 128)},
        run=_parameters,
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "SwiGLU has three matrices",
                {
                    "en": "You counted two matrices. There are three: gate, up and down.",
                    "ko": "행렬을 둘로 세었다. gate, up, down 셋이다.",
                },
                run=lambda v: _parameters(v, "two"),
            ),
            Misconception(
                "d_ff need not be 4D",
                {
                    "en": "That is the usual FFN of width 4D. Here the width is d_ff = {d_ff}, and there are three matrices.",
                    "ko": "그것은 폭 4D인 보통의 FFN이다. 여기서 폭은 d_ff = {d_ff}이고 행렬은 셋이다.",
                },
                run=lambda v: _parameters(v, "usual"),
            ),
        ),
    ),
    Question(
        "what a unit lets through",
        ask={
            "en": "One unit of a gated layer with relu for the gate (ReGLU): x W_gate is {a} and x W_up is {u}. What does the unit pass on?",
            "ko": "gate로 relu를 쓰는 gated 층(ReGLU)의 unit 하나에서 x W_gate는 {a}, x W_up은 {u}이다. unit이 내보내는 값은?",
        },
        vary={"a": (-3, -2, -1, 1, 2, 3), "u": (-4, -2, 3, 5)},
        run=_unit,
        read=lambda result, v: int(result.answer),
        show=maps,
        opens=lambda v: {"gate": "relu"},
        wrong=(
            Misconception(
                "gate and up are multiplied",
                {
                    "en": "You added them. The gate multiplies what is given to it.",
                    "ko": "둘을 더했다. gate는 받은 값에 곱해진다.",
                },
                run=lambda v: _unit(v, "added"),
            ),
            Misconception(
                "only the gate has the function",
                {
                    "en": "You put relu on both. Only the gate goes through it; what may pass can be any number.",
                    "ko": "둘 다 relu를 씌웠다. gate만 relu를 지나고, 지나가는 값은 음수일 수도 있다.",
                },
                run=lambda v: _unit(v, "both") if v.a > 0 and v.u < 0 else None,
            ),
            Misconception(
                "a closed gate lets nothing through",
                {
                    "en": "That is without relu. For a negative number the gate is closed, and nothing passes.",
                    "ko": "relu가 없을 때이다. 음수이면 gate가 닫혀 아무것도 지나가지 못한다.",
                },
                run=lambda v: _unit(v, "no gate") if v.a < 0 else None,
            ),
        ),
    ),
    Question(
        "shape of the gate",
        ask={
            "en": "SwiGLU on x of (B, T, D) = (1, {T}, {D}) with d_ff = {d_ff}. What is the shape of the gate?",
            "ko": "(B, T, D) = (1, {T}, {D})인 x에 d_ff = {d_ff}인 SwiGLU를 한다. gate의 shape은?",
        },
        vary={"T": (8, 10, 16), "D": (24, 32, 48), "d_ff": (64, 100, 128)},
        kind=SHAPE,
        run=_run,
        read=shape("opened"),
        show=steps,
        wrong=(
            Misconception(
                "every unit of every token has a gate",
                {
                    "en": "That is the shape of the output. There is a gate for each unit of d_ff, before W_down.",
                    "ko": "그것은 출력의 shape이다. gate는 W_down 앞에서 unit마다, d_ff개 있다.",
                },
                read=shape("output"),
            ),
        ),
    ),
    Question(
        "as dear as an FFN",
        ask={
            "en": "Width D = {D}. A SwiGLU layer has d_ff = {d_ff}. Does it take more operations than the usual FFN of width 4D = {four}?",
            "ko": "폭 D = {D}. SwiGLU 층의 d_ff = {d_ff}이다. 폭 4D = {four}인 보통의 FFN보다 연산이 많은가?",
        },
        vary={"D": (24, 48, 96), "d_ff": lambda v: (8 * v.D // 3, 4 * v.D, 2 * v.D)},
        told={"four": lambda v: str(4 * v.D)},
        kind=CHOICE,
        say={
            "same": {"en": "just as many", "ko": "똑같다"},
            "more": {"en": "more", "ko": "더 많다"},
            "fewer": {"en": "fewer", "ko": "더 적다"},
        },
        run=lambda v: _work(v, v.d_ff),
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "SwiGLU has three matrices",
                {
                    "en": "Three matrices of D × d_ff against two of D × 4D: they are even at d_ff = 8D/3.",
                    "ko": "D × d_ff 행렬 셋과 D × 4D 행렬 둘이다. d_ff = 8D/3에서 같아진다.",
                },
                run=lambda v: _work(v, {8: 4 * v.D, 12: 8 * v.D // 3, 6: 8 * v.D // 3}[3 * v.d_ff // v.D]),
            ),
            Misconception(
                "more matrices are not more work by themselves",
                {
                    "en": "You compared one number only. What counts is 3·d_ff against 2·4D: here {d_ff}·3 against {four}·2.",
                    "ko": "한 수만 비교했다. 비교할 것은 3·d_ff와 2·4D, 여기서는 {d_ff}·3과 {four}·2이다.",
                },
                run=lambda v: _work(v, {8: 2 * v.D, 12: 2 * v.D, 6: 4 * v.D}[3 * v.d_ff // v.D]),
            ),
        ),
    ),
)
