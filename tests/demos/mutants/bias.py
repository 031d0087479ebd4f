"""Wrong mechanisms of the family bias."""

from __future__ import annotations

from tests.demos.mutants.mutant import Mutant, of

LONG = {"n": 8, "seeds": 1, "steps": 60}
FEW = {"n": 8, "base": 1, "steps": 3}

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "complexity",
        "bias/complexity.py",
        ('"scores and A V": 4 * T * T * D,', '"scores and A V": 2 * T * T * D,', "counted operations"),
        ('"Q, K, V, O": 8 * T', '"Q, K, V, O": 6 * T', "counted operations"),
        ('"FFN": 4 * r * T * D * D}', '"FFN": 2 * r * T * D * D}', "counted operations"),
        T=16,
        D=32,
    ),
    *of(
        "inductive-bias",
        "bias/layers.py",
        ("(0, 0, half, half)", "(0, 0, 2 * half, 0)", "a kernel of ones"),
        ("torch.tanh(moved + y @ U)", "torch.tanh(moved + y)", "a recurrence without"),
        T=8,
        D=4,
    ),
    *of("inductive-bias", "bias/layers.py", (".triu(1)", ".triu(2)", "attention: J = 0"), T=8, D=4, causal="yes"),
    *of(
        "data-hunger",
        "bias/data_hunger.py",
        ("accuracy(model, trained, test_x, test_y)", "accuracy(model, trained, x, y)", "Transformer: as good on"),
        ("torch.where(y == 1, 1, elsewhere)", "torch.where(y == 1, 2, elsewhere)", "yes means"),
        ("expand(seeds, n) % 2", "expand(seeds, n) % 3 % 2", "half of the answers"),
        **LONG,
    ),
    *of(
        "adaptation",
        "bias/adaptation.py",
        ('net[f"B{layer}"] @ net[f"A{layer}"]', '2 * net[f"B{layer}"] @ net[f"A{layer}"]', "W + BA of"),
        ("torch.zeros(SEEDS, F, rank)", "torch.ones(SEEDS, F, rank)", "low-rank starts as exactly"),
        ('return net, ("head", "bias")', 'return net, ("W2", "head", "bias")', "head only: frozen"),
        **FEW,
    ),
)
