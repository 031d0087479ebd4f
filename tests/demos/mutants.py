"""Wrong mechanisms, each a change of one line in a concept's file, and the check of its demo that must go red."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """`old` becomes `new` in demos/`file`; run at `values`, the check whose name begins with `red` must fail.

    `quick` ones run in the ordinary suite; the others with `make mutants`.
    """

    demo: str
    file: str
    old: str
    new: str
    red: str
    values: Mapping[str, Any] = field(default_factory=dict)
    quick: bool = False


SMALL = {"T": 16, "H": 2, "d": 8}
WIDE = {"T": 16, "H": 2, "D": 16}
ROOT = "q.shape[-1] ** -0.5"
WRONG_ROOT = "q.shape[-1] ** -1.0"
LONG = {"n": 8, "seeds": 1, "steps": 60}
ONE_STEP = {"L": 1, "steps": 1}
FEW = {"n": 8, "base": 1, "steps": 3}
DENSE = "equal to the dense form under the mask"


def of(demo: str, file: str, *changes: tuple[str, str, str], quick: bool = False, **values: Any) -> list[Mutant]:
    return [Mutant(demo, file, old, new, red, values, quick) for old, new, red in changes]


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
        "complexity",
        "bias/complexity.py",
        ('"scores and A V": 4 * T * T * D,', '"scores and A V": 2 * T * T * D,', "counted operations"),
        ('"Q, K, V, O": 8 * T', '"Q, K, V, O": 6 * T', "counted operations"),
        ('"FFN": 4 * r * T * D * D}', '"FFN": 2 * r * T * D * D}', "counted operations"),
        T=16,
        D=32,
    ),
    *of(
        "band",
        "sparse/masks.py",
        ("lambda i, j: (i - j).abs() <= w\n", "lambda i, j: (i - j).abs() < w\n", "pairs that see"),
        w=3,
        quick=True,
        **SMALL,
    ),
    *of("band", "sparse/masks.py", ("(i - j <= w)", "(i - j < w)", "pairs that see"), w=3, causal="yes", **SMALL),
    *of("band", "sparse/band.py", (ROOT, WRONG_ROOT, DENSE), w=3, **SMALL),
    *of(
        "band",
        "sparse/band.py",
        ("v, w, 0 if causal else w)", "v, w, w)", "in blocks: equal"),
        w=3,
        causal="yes",
        **SMALL,
    ),
    *of(
        "dilated",
        "sparse/masks.py",
        ("((i - j) % step == 0)", "((i - j) % step <= 1)", "pairs that see"),
        ("((i - j).abs() <= w * step)", "((i - j).abs() < w * step)", "pairs that see"),
        w=2,
        delta=3,
        **SMALL,
    ),
    *of(
        "dilated",
        "sparse/dilated.py",
        (ROOT, WRONG_ROOT, DENSE),
        ("v[:, :, one], w)", "v[:, :, one], w + 1)", "by remainder: equal"),
        w=2,
        delta=3,
        **SMALL,
    ),
    *of(
        "global",
        "sparse/masks.py",
        ("isin(i, places) | torch", "isin(i, places) & torch", "pairs that see"),
        g=2,
        **SMALL,
    ),
    *of(
        "global",
        "sparse/global_.py",
        ("q[:, :, places] @ k.mT * scale", "q[:, :, places] @ k.mT", DENSE),
        ("torch.cat((places, rows)).argsort()", "torch.cat((places, rows))", DENSE),
        g=2,
        place="spread",
        **SMALL,
    ),
    *of(
        "random",
        "sparse/lots.py",
        ("[..., None]).any(-1)", "[..., None]).any(-1) & False", "keys in a row"),
        r=6,
        **SMALL,
    ),
    *of(
        "random",
        "sparse/random_.py",
        (ROOT, WRONG_ROOT, DENSE),
        ("min(r, T), gen", "min(r + 1, T), gen", "pairs that see"),
        ("for t in (every_k, every_v))", "for t in (every_v, every_k))", "gathered: equal"),
        r=4,
        **SMALL,
    ),
    *of(
        "block-local",
        "sparse/masks.py",
        ("i // b == j // b", "(i - j).abs() < b", "pairs that see"),
        b=5,
        quick=True,
        **SMALL,
    ),
    *of(
        "block-local",
        "sparse/block_local.py",
        ("(weights @ values).flatten(2, 3)", "(weights.mT @ values).flatten(2, 3)", DENSE),
        ("attend_blocks(queries, keys,", "attend_blocks(keys, queries,", "in blocks: equal"),
        b=5,
        **SMALL,
    ),
    *of(
        "star-transformer",
        "sparse/star_transformer.py",
        ("sorted({-1 % T, 0, 1 % T})", "sorted({0, 1 % T})", "pairs that see"),
        ("torch.eye(T, dtype=torch.bool)", "torch.eye(T, dtype=torch.bool).flip(0)", DENSE),
        ("k[:, :, : T + 1], v[:, :, : T + 1])", "k[:, :, :T], v[:, :, :T])", "rolled: equal"),
        **SMALL,
    ),
    *of(
        "longformer",
        "sparse/masks.py",
        ("(i < g) | (j < g)", "(i < 0) | (j < g)", "pairs that see"),
        w=2,
        g=2,
        delta=2,
        gapped=1,
        **SMALL,
    ),
    *of(
        "longformer",
        "sparse/longformer.py",
        ("place < g, float", "place < 0, float", DENSE),
        ("since=-(-max(g - rest, 0) // delta)", "since=0", "in blocks: equal"),
        w=2,
        g=2,
        delta=2,
        gapped=1,
        **SMALL,
    ),
    *of(
        "bigbird",
        "sparse/bigbird.py",
        ("always, row > 1, always", "always, row > 0, always", DENSE),
        ("row - 1, row, row + 1,", "row - 1, row, row,", DENSE),
        ("square(n, band(1)).expand", "square(n, band(2)).expand", "pairs that see"),
        **{**SMALL, "T": 32, "b": 4, "r": 1},
    ),
    *of(
        "etc",
        "sparse/etc_.py",
        ("pieces[n_g:, :n_g] = 1, 2, 3", "pieces[n_g:, :n_g] = 1, 2, 0", "pairs that see"),
        ("torch.softmax(of_globals * scale, -1)", "torch.softmax(of_globals, -1)", DENSE),
        ("torch.softmax(of_text * scale, -1)", "torch.softmax(of_text, -1)", DENSE),
        w=2,
        g=2,
        **SMALL,
    ),
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
        "layer-norm",
        "depth/layer_norm.py",
        ("x = norm(x + attention(x, w))", "x = x + attention(x, w)", "Post-LN = torch's own"),
        ("x = x + attention(norm(x), w)", "x = x + attention(x, w)", "Pre-LN = torch's own"),
        ("return x + ffn(norm(x), w)", "return norm(x) + ffn(norm(x), w)", "Pre-LN: silent"),
        **ONE_STEP,
    ),
    *of(
        "layer-norm",
        "depth/residual.py",
        ("layer_norm(x, x.shape[-1:])", "layer_norm(x, x.shape[-1:], eps=1.0)", "LN of 1, 2, 3, 4"),
        **ONE_STEP,
    ),
    *of(
        "rezero",
        "depth/rezero.py",
        ('x = x + w["alpha"] * attention(x, w)', "x = x + attention(x, w)", "at α = 0 the stack"),
        ('return x + w["alpha"] * ffn(x, w)', "return x + ffn(x, w)", "at α = 0 the stack"),
        ('x = x + w["alpha"] * attention(x, w)', 'x = x + w["alpha"] ** 2 * attention(x, w)', "at α = ½"),
        **ONE_STEP,
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
