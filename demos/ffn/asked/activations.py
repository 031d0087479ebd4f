"""What is asked about activation functions."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from demos.ffn.activations import derivative, gelu, relu, swish
from demos.kit.asked import Maps, answer, maps
from demos.question import CHOICE, Drawn, Misconception, Question

Curve = Callable[[Tensor], Tensor]


def _one(x: float) -> Tensor:
    return torch.tensor(float(x), dtype=torch.float64)


def _line(f: Curve, left: float = -6, right: float = 6) -> tuple[tuple[float, float], ...]:
    x = torch.linspace(left, right, 49, dtype=torch.float64)
    return tuple(zip(x.tolist(), f(x).tolist(), strict=True))


def _value(v: Drawn, name: str, f: Curve) -> Maps:
    """A curve and its value at x."""
    return Maps({}, float(f(_one(v.x))) + 0.0, lines={name: _line(f)}, line_axes=("x", "f(x)"))


CURVES: dict[str, Curve] = {"ReLU": relu, "SiLU": swish, "GELU": gelu}


def _slope(v: Drawn, taken: str = "") -> Maps:
    """The derivatives at x, and whose is 0, or furthest below; `taken` is one whose curve is taken for that one."""
    slope = dict.fromkeys(CURVES, 0.0)
    with torch.enable_grad():
        for name, f in CURVES.items():
            slope[name] = float(derivative(f, _one(v.x)))
        shown = {name: _line(f) for name, f in CURVES.items() if not taken or name == taken}
    found = min(slope, key=lambda name: abs(slope[name]) if v.which == "zero" else slope[name])
    return Maps({}, taken or found, lines=shown, line_axes=("x", "f(x)"))


def _unless(v: Drawn, name: str) -> Maps | None:
    """That curve as the answer, by itself; None where it is the right one."""
    return None if _slope(v).answer == name else _slope(v, name)


def _deepest(beta: float) -> Maps:
    """How low Swish and GELU go, and which goes lower."""
    x = torch.linspace(-8 / min(beta, 1.0), 0, 2001, dtype=torch.float64)
    found = {"swish": float(swish(x, beta).min()), "gelu": float(gelu(x).min())}
    said = min(found, key=found.__getitem__)
    if abs(found["gelu"] - found["swish"]) < 2e-3:
        said = "same"
    return Maps(
        {},
        said,
        lines={f"Swish, β = {beta:g}": _line(lambda x: swish(x, beta)), "GELU": _line(gelu)},
        line_axes=("x", "f(x)"),
    )


QUESTIONS = (
    Question(
        "the ends of Swish",
        ask={
            "en": "Swish(x) = x·σ(βx). β is {which}. What is Swish({x})?",
            "ko": "Swish(x) = x·σ(βx). β는 {which}. Swish({x})의 값은?",
        },
        vary={"which": ("zero", "huge"), "x": (-6, -4, -3, -2, 2, 3, 4, 6)},
        words={
            "which": {
                "zero": {"en": "0", "ko": "0이다"},
                "huge": {"en": "very large, say 10,000", "ko": "10,000처럼 아주 크다"},
            }
        },
        tolerance=0.01,
        run=lambda v: _value(v, "Swish", lambda x: swish(x, 0.0 if v.which == "zero" else 1e4)),
        read=answer,
        show=maps,
        opens=lambda v: {"beta": 0.0 if v.which == "zero" else 32.0},
        wrong=(
            Misconception(
                "σ(0) is a half",
                {
                    "en": "σ(0) = ½, neither 0 nor 1: with β = 0 Swish is the line x/2.",
                    "ko": "σ(0)은 0도 1도 아닌 ½이다. β = 0이면 Swish는 직선 x/2이다.",
                },
                run=lambda v: _value(v, "x", lambda x: x) if v.which == "zero" else None,
            ),
            Misconception(
                "a steep gate is a step",
                {
                    "en": "You took β = 0. A very steep gate is a step from 0 to 1, and x times a step is ReLU.",
                    "ko": "β = 0일 때의 값이다. 아주 가파른 gate는 0에서 1로 뛰는 계단이고, x에 계단을 곱하면 ReLU이다.",
                },
                run=lambda v: _value(v, "x/2", lambda x: swish(x, 0.0)) if v.which == "huge" else None,
            ),
            Misconception(
                "ReLU comes at large β, a line at 0",
                {
                    "en": "That would be ReLU, which comes at the other end, for very large β.",
                    "ko": "그것은 ReLU이다. ReLU는 반대쪽, β가 아주 클 때 나온다.",
                },
                run=lambda v: _value(v, "ReLU", relu) if v.which == "zero" and v.x < 0 else None,
            ),
        ),
    ),
    Question(
        "no slope",
        ask={
            "en": "ReLU, SiLU and GELU at x = {x:g}: whose derivative is {which}?",
            "ko": "x = {x:g}에서 ReLU, SiLU, GELU 가운데 {which} 것은?",
        },
        vary={
            "which": ("zero", "lowest"),
            "x": lambda v: (-3, -2.5, -2, -1.5, -1, -0.5) if v.which == "zero" else (-3, -2.5, -1.5, -1.25, -1),
        },
        words={
            "which": {
                "zero": {
                    "en": "exactly 0, so that such a unit learns nothing",
                    "ko": "미분이 정확히 0이라 아무것도 배우지 못하는",
                },
                "lowest": {"en": "the furthest below 0", "ko": "미분이 0보다 가장 많이 작은"},
            }
        },
        kind=CHOICE,
        run=_slope,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "smooth curves keep a slope below 0",
                {
                    "en": "GELU has its lowest point at x = −0.75: left of it its slope is below 0 and soon nearly 0, as it comes back quickly; but it is never flat.",
                    "ko": "GELU의 가장 낮은 점은 x = −0.75이다. 그 왼쪽에서 미분은 음수이고, 빨리 돌아오므로 곧 0에 가까워지지만 평평해지지는 않는다.",
                },
                run=lambda v: _unless(v, "GELU"),
            ),
            Misconception(
                "Swish dips and comes back",
                {
                    "en": "SiLU has its lowest point at x = −1.28 and comes back slowly. Right of that point it still rises, left of it its slope is below 0; it is never flat.",
                    "ko": "SiLU의 가장 낮은 점은 x = −1.28이고 천천히 돌아온다. 그 오른쪽에서는 아직 올라가고 왼쪽에서는 미분이 음수이다. 평평해지지는 않는다.",
                },
                run=lambda v: _unless(v, "SiLU"),
            ),
            Misconception(
                "ReLU is flat below 0",
                {
                    "en": "ReLU is 0 for all x < 0: its derivative there is 0, neither above nor below.",
                    "ko": "ReLU는 x < 0에서 언제나 0이다. 미분도 0이고, 크지도 작지도 않다.",
                },
                run=lambda v: _unless(v, "ReLU"),
            ),
        ),
    ),
    Question(
        "the deeper dip",
        ask={
            "en": "Both curves dip below 0 for negative x. Which goes deeper: Swish with β = {beta:g}, or GELU?",
            "ko": "둘 다 음수에서 0 아래로 내려간다. β = {beta:g}인 Swish와 GELU 중 더 깊이 내려가는 것은?",
        },
        vary={"beta": (0.5, 0.75, 1.0, 1.25, 2.5, 3.0, 4.0)},
        kind=CHOICE,
        say={
            "swish": {"en": "Swish", "ko": "Swish"},
            "gelu": {"en": "GELU", "ko": "GELU"},
            "same": {"en": "both go equally deep", "ko": "같은 깊이이다"},
        },
        run=lambda v: _deepest(v.beta),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "a small β makes a wide and deep dip",
                {
                    "en": "The dip of Swish is 0.278/β deep, GELU's 0.170. So Swish goes deeper as long as β is below about 1.6.",
                    "ko": "Swish의 골짜기는 0.278/β, GELU는 0.170 깊이이다. β가 1.6쯤보다 작으면 Swish가 더 깊다.",
                },
                run=lambda v: _deepest(4.0 if v.beta < 1.5 else 1.0),
            ),
            Misconception(
                "GELU is near Swish at β = 1.7 only",
                {
                    "en": "They nearly agree for β = 1.7. For this β they do not.",
                    "ko": "β = 1.7이면 거의 같다. 이 β에서는 그렇지 않다.",
                },
                run=lambda v: _deepest(0.278465 / 0.169971),
            ),
        ),
    ),
    Question(
        "GELU of a number",
        ask={
            "en": "Φ is the normal distribution function, Φ({size:g}) = {phi}. What is GELU({x:g})? (Three decimals.)",
            "ko": "Φ는 표준정규분포함수이고 Φ({size:g}) = {phi}이다. GELU({x:g})의 값은? (소수 셋째 자리까지)",
        },
        vary={"x": (-1.5, -1.2, -1.0, -0.8, -0.5, 0.5, 0.8, 1.2, 1.5, 2.0, 2.5), "size": lambda v: (abs(v.x),)},
        told={"phi": lambda v: f"{float(torch.special.ndtr(_one(v.size))):.3f}"},
        tolerance=0.02,
        run=lambda v: _value(v, "GELU", gelu),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "GELU is x times Φ",
                {
                    "en": "That is Φ(x) alone. GELU(x) = x·Φ(x).",
                    "ko": "그것은 Φ(x)이다. GELU(x) = x·Φ(x)이다.",
                },
                run=lambda v: _value(v, "Φ", lambda x: torch.special.ndtr(x)),
            ),
            Misconception(
                "Φ(−x) is 1 − Φ(x)",
                {
                    "en": "You took Φ of the positive number. Φ(−x) = 1 − Φ(x), which is small.",
                    "ko": "양수의 Φ를 썼다. Φ(−x) = 1 − Φ(x)이고, 작은 값이다.",
                },
                run=lambda v: _value(v, "x·Φ(|x|)", lambda x: x * torch.special.ndtr(x.abs())) if v.x < 0 else None,
            ),
        ),
    ),
)
