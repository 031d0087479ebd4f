"""Wrong mechanisms of the family linear."""

from __future__ import annotations

from tests.demos.mutants.mutant import SMALL, Mutant, of

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "linear-attention",
        "linear/features.py",
        ("F.elu(x).add_(1)", "F.elu(x).add_(2)", "elu(x) + 1 at"),
        ("keepdim=True) / 2", "keepdim=True) / 1", "4,096 random features"),
        ("x * d**-0.25", "x * d**-0.5", "4,096 random features"),
        **SMALL,
    ),
    *of(
        "linear-attention",
        "linear/linear_attention.py",
        (
            "return scores / scores.sum(-1, keepdim=True)",
            "return scores / scores.sum(-2, keepdim=True)",
            "φ(k) of 3 and 1",
        ),
        ("-1)).tril() @ v1", "-1)).tril(-1) @ v1", "chunked ="),
        **SMALL,
    ),
)
