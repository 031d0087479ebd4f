"""Multi-head attention: H small attentions side by side, each on its own d = D/H features, and one matrix to mix them.

    head_h = softmax(Q_h K_hᵀ / √d) V_h        Q = x W_Qᵀ, K = x W_Kᵀ, V = x W_Vᵀ, cut into H slices of width d
    y      = concat(head_1 … head_H) W_Oᵀ      x, y: (B, T, D)      512 = 8 heads × 64

Cost: 8·T·D² for the four projections and 4·T²·D for the heads together: the number of heads is free. What H buys is H
different weight maps; what it costs is the width d that each of them compares by.

The cut is a view to (B, T, H, d) and then a transpose to (B, H, T, d). A view straight to (B, H, T, d) has the right
shape and the wrong numbers: it cuts the text into H pieces of T/H tokens instead of the features.

Paper: Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, section 3.2.2.
Elsewhere: nn.MultiheadAttention stacks W_Q, W_K, W_V into one in_proj_weight (3D, D), adds biases, and gives the mean
over the heads unless average_attn_weights=False.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Picture, Piece, Remark
from demos.kit import words
from demos.kit.forms import account, each, gap
from demos.kit.inputs import tokens, weights
from demos.kit.masked import SEED, dense, heads_fit
from demos.kit.pictures import heat, mask, text
from demos.kit.timing import sweep
from demos.kit.trace import trace
from demos.words import N_

Weights = tuple[Tensor, Tensor, Tensor, Tensor]


def split(x: Tensor, H: int) -> Tensor:
    """(B, T, D) → (B, H, T, d): the features are cut, every head keeps all T tokens."""
    B, T, D = x.shape
    return x.view(B, T, H, D // H).transpose(1, 2)


def merge(y: Tensor) -> Tensor:
    """(B, H, T, d) → (B, T, D), the inverse of `split`."""
    B, H, T, d = y.shape
    return y.transpose(1, 2).reshape(B, T, H * d)


def multi_head(x: Tensor, matrices: Weights, H: int) -> tuple[Tensor, Tensor]:
    """The layer on x (B, T, D), with W_Q, W_K, W_V, W_O of (D, D) each: y (B, T, D) and the weights (B, H, T, T)."""
    W_Q, W_K, W_V, W_O = matrices
    q = split(linear(x, W_Q), H)
    k = split(linear(x, W_K), H)
    v = split(linear(x, W_V), H)
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    A = torch.softmax(scores, -1)
    heads = A @ v
    y = linear(merge(heads), W_O)
    return y, A


def multi_head_fast(x: Tensor, matrices: Weights, H: int) -> Tensor:
    """The same with one product for Q, K and V, and torch's attention, which never holds all the weights at once."""
    q, k, v = (split(part, H) for part in torch.chunk(linear(x, torch.cat(matrices[:3])), 3, -1))
    return linear(merge(scaled_dot_product_attention(q, k, v)), matrices[3])


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Shapes, a map for each head, what H changes and what it does not."""
    T, D, H = (values[name] for name in ("T", "D", "H"))
    x, matrices = _text(values)
    with torch.no_grad():
        sizes = {"B": 1, "H": H, "T": T, "D": D, "d": D // H}
        run = trace(multi_head, x, matrices, H, letters=sizes, spelt=[(x, "B T D"), *((W, "D D") for W in matrices)])
    y, A = run.result
    yield from run.steps
    yield from _heads(values, A[0])
    yield from _cuts(H)
    formula = 8 * T * D * D + 4 * T * T * D
    yield from account(run, lambda: multi_head(x, matrices, H), formula, "8·T·D² + 4·T²·D")
    yield from _checks(x, matrices, H, y, A)
    yield from _by_heads(x, matrices)
    yield from _timings(values)


def _heads(values: dict[str, Any], A: Tensor) -> Iterator[Picture]:
    """What each head looks at: from one word of the text, in words; then the map of each."""
    T, D, H = (values[name] for name in ("T", "D", "H"))
    told = f"Each head compares by its own d = {D // H} of the {D} features, and so looks elsewhere."
    told = told if H > 1 else "One head: plain attention."
    names, lit = words.labels(values), min(words.lit(values, T + 1), T - 1)
    titles = [_title(values, head) for head in range(H)]
    read = words.sentence(values, T)
    if read:
        of, lines = names[lit], list(zip(titles, A[:, lit].tolist(), strict=True))
        yield text(f"where “{of}” looks, head by head", lines, read, remark=told, role="idea")
    more: dict[str, Any] = {"group": "head by head", "rows": names, "columns": names, "lit": lit}
    for title, seen in zip(titles, A, strict=True):
        yield heat(title, seen, remark=told, role="" if read else "idea", **more)


def _title(values: dict[str, Any], head: int) -> str:
    """What a head looks for; its number where it has no role, or has that of another."""
    role = words.role(values, head)
    return role if role and head < len(words.ROLES) else f"head {head} {role}".rstrip()


def _inputs(T: int, D: int, seed: int) -> tuple[Tensor, Weights]:
    """Noise."""
    W_Q, W_K, W_V, W_O = (weights(D, D, seed=1000 + 4 * seed + i) for i in range(4))
    return tokens(T, D, seed=seed), (W_Q, W_K, W_V, W_O)


def _text(values: dict[str, Any]) -> tuple[Tensor, Weights]:
    """Words, and projections with which head h looks for what its role says; or noise."""
    T, D, H, seed = (values[name] for name in ("T", "D", "H", "seed"))
    x, matrices = _inputs(T, D, seed)
    if values["text"] == "noise":
        return x, matrices
    return words.quartered(values, T, D), (*words.looking(D, H, seed), *matrices[2:])


def _cuts(H: int) -> Iterator[Piece]:
    """Which head gets which number of x, with the transpose and without it: 4·H tokens of 4·H features each."""
    numbers = torch.arange(16 * H * H).view(1, 4 * H, 4 * H)
    for title, cut in ((N_("view, transpose"), split(numbers, H)), (N_("view alone"), numbers.view(1, H, 4 * H, 4))):
        owner = torch.zeros(16 * H * H, dtype=torch.int64)
        owner[cut.flatten()] = torch.arange(1, H + 1).repeat_interleave(16 * H)
        yield mask(
            title,
            owner.view(4 * H, 4 * H),
            ("no head", *(f"head {h}" for h in range(H))),
            ("token", "feature"),
            "With the transpose a head gets some features of all tokens; without it all features of some tokens.",
            group="who gets what",
        )


def _layer(matrices: Weights, H: int) -> torch.nn.MultiheadAttention:
    """torch's layer with our weights in it."""
    layer = torch.nn.MultiheadAttention(matrices[0].shape[0], H, bias=False, batch_first=True).eval()
    layer.in_proj_weight.data = torch.cat(matrices[:3])
    layer.out_proj.weight.data = matrices[3]
    return layer


def _checks(x: Tensor, matrices: Weights, H: int, y: Tensor, A: Tensor) -> Iterator[Piece]:
    with torch.no_grad():
        own, maps = _layer(matrices, H)(x, x, x, average_attn_weights=False)
        yield Check.of("equal to nn.MultiheadAttention with these weights", gap(y, own))
        yield Check.of("its maps are ours", gap(A, maps))
        yield Check.of("fast form equal", gap(multi_head_fast(x, matrices, H), y))
        q, k, v = (linear(x, W) for W in matrices[:3])
        plain = linear(dense(q, k, v), matrices[3])
        yield Check.of("one head is plain attention", gap(multi_head(x, matrices, 1)[0], plain))
        cut = split(torch.arange(12.0).view(1, 3, 4), 2)[0, 1]  # three tokens of four features, two heads
        yield Check.of("head 1 of 2 gets features 2 and 3", gap(cut, torch.tensor([[2.0, 3], [6, 7], [10, 11]])), 0.0)
        yield Check.of("merge puts them back", gap(merge(split(x, H)), x), 0.0)
        wrong = q.view(x.shape[0], H, x.shape[1], -1)  # the right shape, the wrong numbers
        differ = gap(wrong, split(q, H))
        yield Check.of("a view without the transpose differs", 0.0 if (differ > 0.1) == (H > 1) else 1.0, 0.0)


def _by_heads(x: Tensor, matrices: Weights) -> Iterator[Piece]:
    """The same layer with other numbers of heads: the operations stay, the maps do not."""
    D = x.shape[-1]
    counts, spread = [], {}
    for H in (n for n in (1, 2, 4, 8, 16) if D % n == 0):
        with torch.no_grad():
            run = trace(multi_head, x, matrices, H, letters={})
        counts.append(run.flops)
        A = run.result[1][0]
        spread[H] = float((A - A.mean(0)).abs().sum(-1).mean() / 2)
    yield Check.of("operations do not depend on H", max(counts) / min(counts) - 1, 0.0)
    told = ", ".join(f"{H} heads {100 * share:.0f} %" for H, share in spread.items() if H > 1)
    if told:
        yield Remark(
            f"How much weight a head puts elsewhere than the mean of the heads: {told}. The operations are the same."
        )


def _timings(values: dict[str, Any]) -> Iterator[Piece]:
    D, H, seed = values["D"], values["H"], values["seed"]
    matrices = _text({**values, "T": 8})[1]
    layer = _layer(matrices, H)
    forms = {
        "torch in the middle": lambda x: multi_head_fast(x, matrices, H),
        "dense": lambda x: multi_head(x, matrices, H),
        "torch": lambda x: layer(x, x, x, need_weights=False),
    }
    over = each(lambda T: (tokens(T, D, seed=seed),), forms)
    yield from sweep(over, (64, 128, 256, 512, 1024, 2048), here=values["T"], longest={"dense": 2048})


DEMO = Demo(
    params=(
        Param("T", 11, 8, 512, 8, "tokens", doubling=True),
        Param("D", 256, 16, 1024, 16, "model width", doubling=True),
        Param("H", 4, 1, 16, 1, "heads"),
        words.TEXT,
        SEED,
    ),
    run=run,
    fit=heads_fit,
    source=(multi_head, split, merge),
    folded=(multi_head_fast,),
    presets={"one head": {"H": 1}, "sixteen narrow heads": {"H": 16}, "512 = 64 × 8": {"D": 512, "H": 8}},
)
