"""Wrong mechanisms of the family attention."""

from __future__ import annotations

from tests.demos.mutants.mutant import ROOT, SMALL, WRONG_ROOT, Mutant, of

WIDE = {"T": 16, "H": 2, "D": 16}

MUTANTS: tuple[Mutant, ...] = (
    *of(
        "scaled-dot-product",
        "attention/scaled_dot_product.py",
        (f"({ROOT} if scale is None", f"({WRONG_ROOT} if scale is None", "scores 2·ln 3"),
        (
            "    weights = torch.softmax(scores, -1)\n    y = weights",
            "    weights = torch.softmax(scores, -2)\n    y = weights",
            "rows of A sum to 1",
        ),
        ("y = weights @ v", "y = weights.mT @ v", "equal to torch's own"),
        ("block * scale @", "block @", "in blocks equal"),
        **SMALL,
    ),
    *of(
        "multi-head",
        "attention/multi_head.py",
        ("x.view(B, T, H, D // H).transpose(1, 2)", "x.reshape(B, H, T, D // H)", "head 1 of 2"),
        ("y.transpose(1, 2).reshape(B, T, H * d)", "y.reshape(B, T, H * d)", "merge puts them back"),
        (
            f"k.transpose(-2, -1) * {ROOT}",
            "k.transpose(-2, -1) * x.shape[-1] ** -0.5",
            "equal to nn.MultiheadAttention",
        ),
        quick=True,
        **WIDE,
    ),
    *of(
        "self-attention",
        "attention/self_attention.py",
        (ROOT, WRONG_ROOT, "two tokens"),
        ("v = split(linear(x, W_V), H)", "v = split(linear(x, W_K), H)", "two tokens"),
        ("A = torch.softmax(scores, -1)", "A = torch.softmax(scores, -2)", "rows of A sum to 1"),
        **WIDE,
    ),
    *of(
        "causal",
        "attention/causal.py",
        (".bool).tril()", ".bool).tril(1)", "equal scores"),
        ('masked_fill(future, float("-inf"))', "masked_fill(future, 0.0)", "equal scores"),
        (".triu(1)\n", ".triu(2)\n", "in blocks: equal"),
        **SMALL,
    ),
    *of(
        "cross-attention",
        "attention/cross_attention.py",
        ("v = split(linear(x, W_V), H)", "v = split(linear(x, W_K), H)", "scores 2·ln 3"),
        (ROOT, WRONG_ROOT, "scores 2·ln 3"),
        ("A = torch.softmax(scores, -1)", "A = torch.softmax(scores, -2)", "rows of A sum to 1"),
        T_q=12,
        T_k=16,
        D=16,
        H=2,
    ),
    *of(
        "grouped-query",
        "attention/grouped_query.py",
        (
            "q.reshape(q.shape[0], k.shape[1], -1, *q.shape[2:])",
            "q.unflatten(1, (-1, k.shape[1])).transpose(1, 2)",
            "equal to the dense form",
        ),
        (f"@ k[:, :, None].mT * {ROOT}", f"@ k[:, :, None].mT * {WRONG_ROOT}", "equal to the dense form"),
        ("torch.cat((cache[1], v), 2)", "torch.cat((v, cache[1]), 2)", "token by token"),
        ("@ k.mT * d**-0.5)", "@ k.mT * d**-1.0)", "group as rows: equal"),
        H_k=2,
        **{**SMALL, "H": 4},
    ),
    *of(
        "online-softmax",
        "attention/online_softmax.py",
        ("shrink * total +", "total +", "scores 0 | ln 3"),
        ("shrink * gathered +", "gathered +", "… and values"),
        ("torch.maximum(m, scores.amax(-1, keepdim=True))", "m.clamp(0, 0)", "scores 1,000 times"),
        ("if causal and left == top:", "if causal and left == -1:", "in tiles: equal"),
        b=4,
        causal="yes",
        **SMALL,
    ),
)
