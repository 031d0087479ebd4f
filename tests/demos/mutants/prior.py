"""Wrong mechanisms of the family prior."""

from __future__ import annotations

from tests.demos.mutants.mutant import SMALL, Mutant, of

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "gaussian-prior",
        "prior/gaussian.py",
        ("/ (2 * sigma**2)", "/ sigma**2", "weight at i ± σ"),
        ("-distance.square()", "-distance.abs()", "weight at i ± 2σ"),
        ("(q.shape[-2] - 1) * torch", "q.shape[-2] * torch", "a query of 0"),
        quick=True,
        **SMALL,
    ),
    *of(
        "syntax-prior",
        "prior/syntax.py",
        ("return -distance / h", "return -distance * h", "a cost of 1/h"),
        ("distance > h", "distance >= h", "a cut at h = 2"),
        ("distance += hops *", "distance += 1 *", "on a chain"),
        quick=True,
        **SMALL,
    ),
    *of(
        "only-prior",
        "prior/only.py",
        ('"decay": -far / width', '"decay": -far', "decay: weight"),
        ("/ (2 * width**2)", "/ width**2", "gaussian: weight"),
        ("torch.arange(1, v.shape[-2] + 1,", "torch.arange(2, v.shape[-2] + 2,", "running mean"),
        ("masked_fill(j > i,", "masked_fill(j > i + 1,", "average: row 3"),
        quick=True,
        **SMALL,
    ),
    *of(
        "synthesizer-dense",
        "prior/synthesizer_dense.py",
        (
            "hidden = relu(x[:, None] @ W1.transpose(-2, -1) + b1[:, None])",
            "hidden = x[:, None] @ W1.transpose(-2, -1) + b1[:, None]",
            "an MLP by hand",
        ),
        (" + b2[:, None]", "", "an MLP by hand"),
        ("relu(x[:, None] @", "relu(x[:, None].cumsum(-2) @", "∂B_i/∂x_k = 0"),
        N=16,
        hidden=4,
        **SMALL,
    ),
    *of(
        "synthesizer-random",
        "prior/synthesizer_random.py",
        ("torch.softmax(R[:, :T, :T], -1)", "torch.softmax(R[:, :T, :T], -2)", "rows sum to 1"),
        ("torch.softmax(R[:, :T, :T], -1)", "torch.softmax(R[:, :T, :T] * v.std(), -1)", "the map does not depend"),
        ("parts[0] @ parts[1].transpose(-2, -1)", "parts[0] @ parts[1].transpose(-2, -1) / 3", "factors of ½ and 1"),
        N=16,
        **SMALL,
    ),
)
