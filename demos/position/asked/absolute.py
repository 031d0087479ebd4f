"""What is asked about absolute positions."""

from __future__ import annotations

import math

import torch

from demos.kit.asked import Maps, answer, maps
from demos.kit.inputs import generator, tokens, weights
from demos.position.absolute import attend, sinusoidal
from demos.question import CHOICE, Drawn, Misconception, Question


def _turn(v: Drawn, table: torch.Tensor) -> Maps:
    """How many places pair i of a table needs for one whole turn, from the angle between two neighbouring places."""
    sin, cos = table[:, 2 * v.i].double(), table[:, 2 * v.i + 1].double()
    angle = torch.atan2(sin[1:] * cos[:-1] - cos[1:] * sin[:-1], cos[1:] * cos[:-1] + sin[1:] * sin[:-1])
    line = tuple((float(p), float(s)) for p, s in enumerate(sin.tolist()))
    places = 2 * math.pi / float(angle.mean())
    return Maps(
        {},
        places,
        axes=("place p", "D"),
        lines={f"sine of pair {v.i}": line},
        line_axes=("place", "value"),
    )


def _flat(v: Drawn, exponent: float, once: float = 1.0) -> torch.Tensor:
    """A table in which every pair turns by 1/base^exponent a place, times `once`."""
    angle = once * torch.arange(32, dtype=torch.float64)[:, None] / v.base**exponent
    return torch.stack((angle.sin(), angle.cos()), -1).flatten(-2).repeat(1, v.D // 2).float()


def _gram(v: Drawn) -> Maps:
    """PE[p]·PE[q] of all pairs of places."""
    table = sinusoidal(32, v.D, 10000.0).double()
    return Maps({"PE[p]·PE[q]": table @ table.T}, axes=("place p", "place q"), lit=v.a)


def _equal(result: Maps, v: Drawn) -> str:
    """Which of the pairs has the same product as (a, b)."""
    (gram,) = result.tensors.values()
    pairs = {"shifted": (v.a + v.s, v.b + v.s), "scaled": (v.a, v.b + v.s), "summed": (v.a + 1, v.b - 1)}
    return min(pairs, key=lambda name: float((gram[v.a, v.b] - gram[pairs[name]]).abs()))


def _norm(v: Drawn, how: str = "") -> Maps:
    """The squared length of a place's vector."""
    table = sinusoidal(32, v.D, 10000.0)
    if how == "all":  # as if each of the D numbers had the size 1
        table = table.sign()
    if how == "unit":
        table = table / table.norm(dim=-1, keepdim=True)
    return Maps({"table": table}, float(table[v.p].square().sum()), axes=("place p", "D"), lit=v.p)


def _shuffled(v: Drawn, places: bool, kept: bool = False) -> Maps:
    """Self-attention over tokens in another order: with positions, or without."""
    x, (wq, wk, wv) = tokens(v.T, 16, seed=v.seed), (weights(16, 16, seed=v.seed + n) for n in range(3))
    order = torch.randperm(v.T, generator=generator(v.seed))
    own = sinusoidal(v.T, 16, 10000.0) if places else torch.zeros(v.T, 16)
    before, after = attend(x + own, wq, wk, wv)[0], attend(x[:, order] + own, wq, wk, wv)[0]
    if kept:
        after = before
    same = torch.allclose(after, before, atol=1e-5)
    said = "same" if same else "moved" if torch.allclose(after, before[order], atol=1e-4) else "other"
    return Maps({"output after": after, "before": before}, said, axes=("place", "feature"))


QUESTIONS = (
    Question(
        "a whole turn",
        ask={
            "en": "Sinusoidal positions of width D = {D} with base {base}. After about how many places has pair i = {i} (counted from 0) gone round once? (Within a twentieth.)",
            "ko": "폭 D = {D}, base {base}인 sinusoidal position이다. i = {i}번 pair(0부터)는 약 몇 칸마다 한 바퀴를 도는가? (20분의 1까지 틀려도 정답이다)",
        },
        vary={"D": (8, 16), "base": (16.0, 100.0, 10000.0), "i": lambda v: (v.D // 8, v.D // 4)},
        words={
            "base": {
                16.0: {"en": "16", "ko": "16"},
                100.0: {"en": "100", "ko": "100"},
                10000.0: {"en": "10,000", "ko": "10,000"},
            }
        },
        tolerance=0.05,
        run=lambda v: _turn(v, sinusoidal(32, v.D, v.base)),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "a turn is 2π, not 1",
                {
                    "en": "You forgot 2π. In base^(2i/D) places the hand moves by 1 radian; a whole turn is 2π of them.",
                    "ko": "2π를 빠뜨렸다. base^(2i/D)칸에 1 radian을 돈다. 한 바퀴는 2π radian이다.",
                },
                run=lambda v: _turn(v, _flat(v, 2 * v.i / v.D, 2 * math.pi)),
            ),
            Misconception(
                "pair i stands at 2i of D",
                {
                    "en": "You took the exponent i/D. There are D/2 pairs, so pair i turns with 2i/D.",
                    "ko": "지수를 i/D로 보았다. pair는 D/2개이므로 i번 pair의 지수는 2i/D이다.",
                },
                run=lambda v: _turn(v, _flat(v, v.i / v.D)),
            ),
        ),
    ),
    Question(
        "equal products",
        ask={
            "en": "Sinusoidal positions of width D = {D}. PE[{a}]·PE[{b}] is the same number as which of these?",
            "ko": "폭 D = {D}인 sinusoidal position이다. PE[{a}]·PE[{b}] 값은 다음 중 어느 것과 같은가?",
        },
        vary={"D": (8, 16, 32), "a": range(1, 10), "b": lambda v: range(v.a + 3, v.a + 8), "s": range(3, 12)},
        kind=CHOICE,
        run=_gram,
        read=lambda result, v: _pair(v, _equal(result, v)),
        show=maps,
        wrong=(
            Misconception(
                "only the distance of two places counts",
                {
                    "en": "There the distance is another. The product depends on b − a alone: moving both by the same number of places keeps it.",
                    "ko": "거리가 다르다. 내적은 b − a만으로 정해진다. 둘을 똑같이 옮기면 그대로이다.",
                },
                read=lambda result, v: _pair(v, "scaled"),
            ),
            Misconception(
                "the sum of two places does not count",
                {
                    "en": "There the sum of the places is the same, but their distance is not, and only that counts.",
                    "ko": "자리의 합은 같지만 거리가 다르다. 거리만 중요하다.",
                },
                read=lambda result, v: _pair(v, "summed"),
            ),
        ),
    ),
    Question(
        "length of a place",
        ask={
            "en": "Sinusoidal positions of width D = {D}. What is the squared length ‖PE[p]‖² of place p = {p}?",
            "ko": "폭 D = {D}인 sinusoidal position이다. p = {p} 자리의 길이의 제곱 ‖PE[p]‖²은?",
        },
        vary={"D": (8, 16, 32, 64, 128), "p": range(1, 32)},
        tolerance=0.01,
        run=_norm,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "sin² + cos² is 1 for each pair",
                {
                    "en": "You gave every one of the D numbers the size 1. sin² + cos² = 1 is for a pair, and there are D/2.",
                    "ko": "D개의 수마다 크기를 1로 보았다. sin² + cos² = 1은 한 쌍의 합이고, 쌍은 D/2개이다.",
                },
                run=lambda v: _norm(v, "all"),
            ),
            Misconception(
                "a position is no unit vector",
                {
                    "en": "It is not divided by its length: every pair adds 1.",
                    "ko": "길이로 나누지 않는다. 쌍마다 1씩 더해진다.",
                },
                run=lambda v: _norm(v, "unit"),
            ),
        ),
    ),
    Question(
        "without positions",
        ask={
            "en": "Self-attention without a mask over T = {T} tokens, {how}. The tokens of the input are shuffled. What happens to the output?",
            "ko": "mask가 없는 self-attention, 토큰 T = {T}개. {how}. 입력 토큰의 순서를 섞는다. 출력은 어떻게 되는가?",
        },
        vary={"T": range(8, 17), "places": (True, False), "seed": range(1000)},
        told={
            "how": lambda v: {
                "en": "with a position added to each place" if v.places else "without any positions",
                "ko": "자리마다 position을 더한다" if v.places else "위치 정보는 없다",
            }
        },
        kind=CHOICE,
        say={
            "moved": {"en": "the same vectors, in the new order", "ko": "vector는 같고 순서만 바뀐다"},
            "other": {"en": "the vectors themselves change", "ko": "vector 자체가 바뀐다"},
            "same": {"en": "nothing changes", "ko": "아무것도 바뀌지 않는다"},
        },
        run=lambda v: _shuffled(v, v.places),
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "D": 16, "seed": v.seed},
        wrong=(
            Misconception(
                "attention does not know the order",
                {
                    "en": "Without positions attention cannot tell the order, and the outputs move with their tokens; with positions a token in another place is another vector.",
                    "ko": "위치 정보가 없으면 attention은 순서를 모르고 출력은 토큰을 따라간다. 위치 정보가 있으면 다른 자리의 토큰은 다른 vector이다.",
                },
                run=lambda v: _shuffled(v, not v.places),
            ),
            Misconception(
                "outputs move with their tokens",
                {
                    "en": "Each row of the output belongs to the token that stands there, so it cannot stay.",
                    "ko": "출력의 행은 그 자리 토큰의 것이므로 그대로일 수 없다.",
                },
                run=lambda v: _shuffled(v, v.places, kept=True),
            ),
        ),
    ),
)


def _pair(v: Drawn, name: str) -> str:
    """One of the three pairs, as an option."""
    a, b = {"shifted": (v.a + v.s, v.b + v.s), "scaled": (v.a, v.b + v.s), "summed": (v.a + 1, v.b - 1)}[name]
    return f"PE[{a}]·PE[{b}]"
