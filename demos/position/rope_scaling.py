"""RoPE scaling: how a model that was trained on L places reads s·L of them: its pairs of numbers turn more slowly.

    RoPE       pair i of q and k at place p is turned by p·θ_i          θ_i = base^(−2i/d), i = 0 … d/2 − 1
    linear     θ_i / s                                                  every pair s times slower
    ntk        θ_i with base·s^(d/(d−2)) for base                       the quickest as before, the slowest as in linear
    yarn       γ_i·θ_i + (1 − γ_i)·θ_i/s, q and k times 0.1·ln s + 1    γ from 0 (never round within L) to 1 (β times)

A pair that comes round within L places has shown the model every angle. A slow one has not: beyond L it stands at
angles the model has never seen, and there the scores go wrong. Divided by s all angles are old ones, but neighbours,
which the quick pairs tell apart, then stand closer than ever. ntk and yarn slow down the slow pairs most.

Shapes: θ (d/2,), q and k (B, H, T, d) → the same. Cost: O(TD), as for RoPE: the angles are other numbers, no more.

Papers: Chen et al. 2023, position interpolation (arXiv:2306.15595); Peng et al. 2023, YaRN, which also tells of ntk
(arXiv:2309.00071), where β is 32. Elsewhere: transformers calls them "linear", "dynamic" and "yarn"; its yarn puts
the ramp over the index of the pairs and rounds its ends, here it runs over the turns within L, as in the paper.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Picture, Piece, Remark, Stat, Unfit
from demos.kit.forms import each, gap
from demos.kit.inputs import qkv
from demos.kit.masked import params
from demos.kit.pictures import curves, mask, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace
from demos.position.relative import rope
from demos.words import N_

LEGEND = ("comes round", "seen", "never seen")


def speeds(d: int, base: float) -> Tensor:
    """θ: by how much each pair turns from one place to the next, (d/2,) float64."""
    return base ** -(torch.arange(0, d, 2, dtype=torch.float64) / d)


def linear(d: int, base: float, s: float) -> Tensor:
    """Position interpolation: every pair s times slower."""
    return speeds(d, base) / s


def ntk(d: int, base: float, s: float) -> Tensor:
    """A larger base, so large that the slowest pair turns exactly s times slower; the quickest turns as before."""
    return speeds(d, base * s ** (d / (d - 2)))


def yarn(d: int, base: float, s: float, L: int, beta: float = 32.0) -> Tensor:
    """Pairs that turn β times within L stay as they are, those that never come round are slowed down by s."""
    theta = speeds(d, base)
    turns = L * theta / (2 * math.pi)
    gamma = ((turns - 1) / (beta - 1)).clamp(0, 1)
    return gamma * theta + (1 - gamma) * theta / s


def louder(kind: str, s: float) -> float:
    """What yarn multiplies q and k by: over more keys a softmax is flatter, and this sharpens it again."""
    return 0.1 * math.log(s) + 1 if kind == "yarn" else 1.0


def turned(x: Tensor, theta: Tensor, by: float = 1.0) -> Tensor:
    """Turn pair i of the vector at place p by p·θ_i: (B, H, T, d) → (B, H, T, d), times `by`."""
    angle = torch.arange(x.shape[-2], dtype=torch.float64)[:, None] * theta
    cos, sin = (by * angle.cos()).to(x.dtype), (by * angle.sin()).to(x.dtype)
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


def every(d: int, base: float, s: float, L: int, beta: float = 32.0) -> dict[str, Tensor]:
    """θ of each kind."""
    theta = speeds(d, base)
    return {"none": theta, "linear": linear(d, base, s), "ntk": ntk(d, base, s), "yarn": yarn(d, base, s, L, beta)}


def fit(values: dict[str, Any]) -> None:
    """Pairs need an even width, and ntk more than one of them; there is something beyond L."""
    d, L, T = values["d"], values["L"], values["T"]
    if d % 2:
        raise Unfit(f"d is {d}: RoPE turns pairs of numbers, so d is even.")
    if values["L"] >= values["T"]:
        raise Unfit(f"L is {L} and T is {T}: what was trained on L places reads T of them, so L < T.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Which angles are new beyond the trained length, before and after scaling, and what holds for each kind."""
    T, H, d, L, s, kind = (values[name] for name in ("T", "H", "d", "L", "s", "kind"))
    q, k, _ = qkv(T, d, H=H, seed=values["seed"])
    kinds = every(d, values["base"], s, L, values["beta"])
    plain, theta = kinds["none"], kinds[kind]
    loud = louder(kind, s)
    traced = trace(turned, q, theta, loud, letters={"B": 1, "H": H, "T": T, "d": d, "d/2": d // 2})
    yield from traced.steps
    before, after = (unseen(each_pair, plain, L, T) for each_pair in (plain, theta))
    slow = plain * L < 2 * math.pi
    some = "Beyond L the slow pairs stand at angles they never had."
    yield angles(N_("angles as trained"), before, slow, L, some if before.any() else "Every pair comes round within L.")
    share = float(after[:, L:].float().mean())
    title = N_(f"scaled angles, {kind}") if kind != "none" else N_("angles, not scaled")
    yield angles(title, after, slow, L, f"New beyond L: {share:.0%}.")
    lines = {name: [(float(i), float(y)) for i, y in enumerate(each_pair)] for name, each_pair in kinds.items()}
    yield curves(
        "how far a pair turns in one place", lines, ("pair i", "θ_i"), "The quick pairs tell neighbours apart."
    )
    far = {N_("as trained"): likeness(plain, T), kind if kind != "none" else N_("not scaled"): likeness(theta, T)}
    yield curves("score of equal vectors over distance", far, ("distance", "q·k / |q||k|"))
    yield output(traced.result)
    yield ran_in(lambda: turned(q, theta, loud))
    yield traced.memory
    yield Stat("angles never seen, as trained", 100 * float(before[:, L:].float().mean()), "% of those beyond L")
    yield Stat("angles never seen, as scaled", 100 * share, "% of those beyond L")
    yield from checks(values, q, k, theta, loud)
    yield Remark(told(float(before[:, L:].float().mean()), share, float(theta[0] / plain[0]), kind))
    yield from timings(values, theta, loud)


def unseen(theta: Tensor, trained: Tensor, L: int, T: int) -> Tensor:
    """For each pair and place, (d/2, T): whether it is turned by as much as L places turned it in training, or more.

    A pair that came round within L has seen every angle.
    """
    most = trained * L
    return (theta[:, None] * torch.arange(T) >= most[:, None] * (1 - 1e-9)) & (most < 2 * math.pi)[:, None]


def angles(title: str, new: Tensor, slow: Tensor, L: int, remark: str) -> Picture:
    """Pairs × places: where a slow pair stands at an angle of the training, and where at a new one."""
    pairs, T = new.shape
    return mask(
        title,
        torch.where(new, 2, slow[:, None].long()),
        LEGEND,
        ("pair i, the quickest first", "place p"),
        remark,
        role="idea",
        group="angles",
        rows=tuple(f"pair {i}" for i in range(pairs)),
        columns=tuple(str(p) if p != L else f"{p} = L" for p in range(T)),
    )


def likeness(theta: Tensor, T: int) -> list[tuple[float, float]]:
    """What is left of the score of two equal vectors at a distance: the mean cosine over the pairs."""
    return [(float(m), float((m * theta).cos().mean())) for m in range(T)]


def checks(values: dict[str, Any], q: Tensor, k: Tensor, theta: Tensor, loud: float) -> Iterator[Piece]:
    """What holds for this kind of scaling, and numbers that can be reckoned."""
    d, L, s, base, kind = (values[name] for name in ("d", "L", "s", "base", "kind"))
    plain = speeds(d, base)
    yield Check.of("not scaled: RoPE as it is", gap(turned(q, plain), rope(q, base)))
    here = turned(q.double(), theta, loud) @ turned(k.double(), theta, loud).mT
    moved = [torch.cat((torch.zeros_like(t[:, :, :3]), t), 2).double() for t in (q, k)]
    there = (turned(moved[0], theta, loud) @ turned(moved[1], theta, loud).mT)[:, :, 3:, 3:]
    yield Check.of("scores depend on the distance alone: the same three places on", gap(here, there), 1e-5 * loud**2)
    norms = gap(turned(q, theta, loud).norm(dim=-1), loud * q.norm(dim=-1))
    yield Check.of("norms as before, times what q and k are multiplied by", norms)
    if kind == "linear":
        far, near = (torch.tensor([y for _, y in likeness(t, n)]) for t, n in ((theta, 4 * L), (plain, 4 * L)))
        apart = [abs(float(far[round(m * s)] - near[m])) for m in range(L) if m * s < 4 * L and m * s == round(m * s)]
        yield Check.of("linear: at distance s·m the score of distance m", max(apart))
    for name, same in every(d, base, 1.0, L, values["beta"]).items():
        yield Check.of(f"{name}: with s = 1 nothing changes", gap(same, plain), 1e-9)
    yield from by_hand()


def by_hand() -> Iterator[Piece]:
    """d = 4, base 100: θ = 1 and 1/10. With s = 4 linear gives ¼ and 1/40; ntk takes base 1,600: 1 and 1/40."""
    for name, want in (("linear", (1 / 4, 1 / 40)), ("ntk", (1.0, 1 / 40))):
        found = every(4, 100.0, 4.0, 8)[name]
        yield Check.of(
            f"{name}, base 100, s = 4: θ = {want[0]:g}, {want[1]:g}", gap(found, torch.tensor(want).double()), 1e-7
        )
    often, never = (float(yarn(2, 100.0, 4.0, L)[0]) for L in (256, 6))  # θ = 1: 41 turns in 256 places, 0.95 in 6
    off = max(abs(often - 1), abs(never - 0.25))
    yield Check.of("yarn, β = 32, s = 4: 41 turns within L stay, less than one is divided by 4", off, 1e-9)
    yield Check.of("yarn, s = 4: q and k times 1.13863", louder("yarn", 4.0) - 1.138629, 1e-6)
    one = turned(torch.tensor([1.0, 0, 1, 0]).expand(1, 1, 11, 4), speeds(4, 100.0))[0, 0]
    yield Check.of("place 10 of the slower pair: turned by 1", gap(one[10, 2:], torch.tensor([0.540302, 0.841471])))


def told(before: float, after: float, quick: float, kind: str) -> str:
    """How much of what lies beyond L is new, and what the quickest pair paid for it."""
    if kind == "none":
        return f"Beyond L {before:.0%} of the angles were never seen in training."
    paid = (
        "The quickest pair turns as before."
        if quick > 0.99
        else f"The quickest pair turns {1 / quick:.3g} times slower."
    )
    return " ".join((f"Beyond L {before:.0%} of the angles were never seen; scaled, {after:.0%}.", paid))


def timings(values: dict[str, Any], theta: Tensor, loud: float) -> Iterator[Piece]:
    """torch's attention after turning q and k with the scaled angles, with the plain ones, and without any."""
    H, d, base, seed = (values[name] for name in ("H", "d", "base", "seed"))
    plain = speeds(d, base)

    def after(theta: Tensor, by: float) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
        return lambda q, k, v: scaled_dot_product_attention(turned(q, theta, by), turned(k, theta, by), v)

    forms = {"scaled RoPE": after(theta, loud), "RoPE": after(plain, 1.0), "no positions": scaled_dot_product_attention}
    yield from sweep(each(lambda T: qkv(T, d, H=H, seed=seed), forms), LENGTHS, here=values["T"])


DEMO = Demo(
    params=params(
        Param("kind", "linear", choices=("none", "linear", "ntk", "yarn"), help="what is done to the angles"),
        Param("L", 16, 2, 256, 2, "places of the training", doubling=True),
        Param("s", 2.0, 1.0, 32.0, 1.0, "how many times longer a text is to be read", doubling=True),
        Param("base", 30.0, 10.0, 1000000.0, 10, "the slowest pair turns once in about 2π·base places"),
        Param("beta", 2.0, 1.5, 64.0, 0.5, "yarn's β: pairs that turn so often within L are left as they are"),
        T=32,
        longest=512,
        d=32,
    ),
    run=run,
    fit=fit,
    source=(speeds, linear, ntk, yarn, louder, turned),
    folded=(unseen,),
    presets={
        "not scaled": {"kind": "none"},
        "ntk-aware": {"kind": "ntk"},
        "YaRN": {"kind": "yarn"},
        "longer": {"T": 512, "L": 128, "s": 4.0, "base": 10000.0, "d": 128, "beta": 32.0},
    },
)
