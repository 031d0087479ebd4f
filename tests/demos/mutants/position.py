"""Wrong mechanisms of the family position."""

from __future__ import annotations

from tests.demos.mutants.mutant import SMALL, Mutant, of

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "absolute-position",
        "position/absolute.py",
        ("angle = place / base **", "angle = place * base **", "base 100"),
        ("torch.stack((angle.sin(), angle.cos()), -1)", "torch.stack((angle.cos(), angle.sin()), -1)", "base 100"),
        ("pairs.flatten(-2)", "pairs.mT.flatten(-2)", "base 100"),
        T=16,
        D=16,
    ),
    *of(
        "absolute-position",
        "position/absolute.py",
        ("return table[:T]", "return table[-T:]", "looking a place up"),
        T=16,
        D=16,
        kind="learned",
    ),
    *of(
        "relative-position",
        "position/relative.py",
        ("torch.arange(1, H + 1) / H", "torch.arange(H) / H", "ALiBi, 8 heads"),
        ("* (half - exact)", "* half", "T5: offsets"),
        ("half * (offset > 0)", "half * (offset < 0)", "T5: offsets"),
        ("even * sin + odd * cos", "odd * cos - even * sin", "RoPE, base 100"),
        quick=True,
        **SMALL,
    ),
    *of(
        "rope-scaling",
        "position/rope_scaling.py",
        ("speeds(d, base) / s", "speeds(d, base) * s", "linear, base 100"),
        ("s ** (d / (d - 2))", "s", "ntk, base 100"),
        ("gamma * theta + (1 - gamma) * theta / s", "(1 - gamma) * theta + gamma * theta / s", "yarn, β = 32"),
        ("0.1 * math.log(s) + 1", "0.1 * math.log(s)", "yarn, s = 4: q"),
        ("even * sin + odd * cos", "even * sin - odd * cos", "not scaled: RoPE"),
        L=8,
        **SMALL,
    ),
)
