"""Wrong mechanisms of the family ffn."""

from __future__ import annotations

from tests.demos.mutants.mutant import Mutant, of

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "activations",
        "ffn/activations.py",
        ("torch.sigmoid(beta * x)", "torch.sigmoid(x)", "Swish with β = 0"),
        ("math.sqrt(2))", "math.sqrt(3))", "GELU of 1"),
        ("0.044715 * x**3", "0.04 * x**3", "tanh form ="),
        quick=True,
        T=8,
        D=16,
    ),
    *of(
        "moe",
        "ffn/balance.py",
        ("math.ceil(Fraction", "math.floor(Fraction", "10 tokens, 4 experts"),
        ("Fraction(str(capacity)) * choices / E", "round(capacity * choices) / E", "10 tokens, 4 experts"),
        T=16,
        D=16,
        E=4,
    ),
    *of(
        "moe",
        "ffn/moe.py",
        ("gates = kept / kept.sum(-1, keepdim=True)", "gates = kept", "kept gates sum to 1"),
        ("(before < C)", "(before <= C)", "10 tokens, 4 experts"),
        ("served = asked[:C]", "served = asked[-C:]", "… and get 0"),
        T=16,
        D=16,
        E=4,
    ),
    *of(
        "switch",
        "ffn/switch.py",
        (
            "W2[e]), len(W_r), C)",
            "W2[e]), len(W_r), C) / gate",
            "odds 4 : 2",
        ),
        T=16,
        D=16,
        E=4,
    ),
    *of(
        "switch",
        "ffn/balance.py",
        ("E * (f * p.mean(0)).sum()", "E * (p.mean(0) * p.mean(0)).sum()", "E·Σ f·P of ¾"),
        ("Fraction(str(capacity)) * choices / E", "round(capacity * choices) / E", "10 tokens, 4 experts"),
        T=16,
        D=16,
        E=4,
    ),
    *of(
        "swiglu",
        "ffn/swiglu.py",
        ("linear(opened * up, W_down)", "linear(opened + up, W_down)", "a gate of 0"),
        ("up = linear(x, W_up)\n    return", "up = gate(linear(x, W_up))\n    return", "1·σ(1)"),
        ("opened, up = linear(x, both).chunk", "up, opened = linear(x, both).chunk", "gate and up in one product"),
        quick=True,
        T=8,
        D=16,
        d_ff=8,
    ),
)
