"""Scaled dot-product attention: every token asks, every token answers, and the answers are mixed by likeness.

    A = softmax(Q Kᵀ / √d)        y = A V          q, k, v, y: (B, H, T, d)      A: (B, H, T, T)

Cost: 4·T²·D operations (2·T²·D for the scores, as many for A V) and H·T² weights in memory.

Why √d: with components of variance 1, q·k has variance d. Unscaled, the largest of T scores runs away from the others
as d grows, the softmax becomes almost one-hot, and the trace of its Jacobian, Σ_j A_j (1 − A_j), dies. Divided by √d
the scores have variance 1 whatever d is. In the Frobenius norm of the Jacobian it is another story: T scaled weights
near 1/T move little each, so that for long texts the unscaled norm is the larger one.

Paper: Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, section 3.2.1.
Elsewhere: torch's scaled_dot_product_attention takes True = attend, nn.MultiheadAttention takes True = blocked. A row
that may see nothing is 0 in the former and NaN in the formula.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Picture, Piece, Remark, Stat
from demos.kit import words
from demos.kit.forms import account, gap
from demos.kit.inputs import qkv
from demos.kit.masked import gradient_gap, params, timings
from demos.kit.pictures import bars, curves, heat, histogram
from demos.kit.trace import trace
from demos.kit.walk import walk
from demos.words import N_

ONE_ROW = 24  # tokens up to which one row is drawn as bars


def attention(q: Tensor, k: Tensor, v: Tensor, scale: float | None = None) -> tuple[Tensor, Tensor]:
    """The formula, line by line: y and the weights A. `scale` is 1/√d unless given."""
    scores = q @ k.transpose(-2, -1)
    scores = scores * (q.shape[-1] ** -0.5 if scale is None else scale)
    weights = torch.softmax(scores, -1)
    y = weights @ v
    return y, weights


def attention_in_blocks(q: Tensor, k: Tensor, v: Tensor, scale: float | None = None, b: int = 64) -> Tensor:
    """The same for b queries of one head at a time: b·T weights live at once instead of H·T², and stay in the cache."""
    B, H, T, d = q.shape
    scale = d**-0.5 if scale is None else scale
    queries, keys, values = (t.reshape(B * H, -1, t.shape[-1]) for t in (q, k, v))
    rows = []
    for h in range(B * H):
        for block in torch.split(queries[h], b):
            rows.append(torch.softmax(block * scale @ keys[h].T, -1) @ values[h])
    return torch.cat(rows).view(B, H, T, -1)


def entropy(weights: Tensor) -> float:
    """How many bits a row is undecided by, on average: log₂ T when all are equal, 0 when one has everything."""
    return float(-(weights * weights.clamp_min(1e-30).log2()).sum(-1).mean())


def slope(weights: Tensor) -> float:
    """How much the softmax still moves: the trace Σ A(1 − A) of its Jacobian diag(A) − AAᵀ, mean over rows."""
    return float((weights * (1 - weights)).sum(-1).mean())


def frobenius(weights: Tensor) -> float:
    """The same in another measure: the Frobenius norm of the Jacobian, mean over rows."""
    squares, cubes = weights.square().sum(-1), weights.pow(3).sum(-1)
    return float((squares - 2 * cubes + squares.square()).clamp_min(0).sqrt().mean())


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Shapes, weights, the distribution of the logits, and what √d does over d."""
    T, H, d, seed = (values[name] for name in ("T", "H", "d", "seed"))
    scale = d**-0.5 if values["scale"] == "1/√d" else 1.0
    q, k, v = words.qkv(values, T)
    with torch.no_grad():
        run = trace(attention, q, k, v, scale, letters={"B": 1, "H": H, "T": T, "d": d})
    y, weights = run.result
    yield from run.steps
    yield from _beside(values, q, k, v)
    yield from account(run, lambda: attention(q, k, v, scale), 4 * T * T * H * d, "4·T²·D")
    yield Check.of("rows of A sum to 1", gap(weights.sum(-1), torch.ones(1, H, T)))
    yield Check.of("equal to torch's own", gap(y, scaled_dot_product_attention(q, k, v, scale=scale)))
    yield by_hand()
    yield Check.of("in blocks equal to the formula", gap(attention_in_blocks(q, k, v, scale), y))
    if values["scale"] == "1/√d":
        yield Check.of("gradients in blocks equal to the formula's", gradient_gap(attention_in_blocks, q, k, v))
    yield from _logits(*qkv(T, d, H=H, seed=seed)[:2], values["scale"])
    yield from _over_d(T, seed)
    yield from timings(values, {"in blocks": lambda q, k, v: attention_in_blocks(q, k, v, scale)})


def _beside(values: dict[str, Any], q: Tensor, k: Tensor, v: Tensor) -> Iterator[Piece]:
    """One row of head 0, stage by stage; all of its rows with the scores divided by √d and as they are."""
    T, d = q.shape[2:]
    names, lit = words.labels(values), words.lit(values, T)
    if T <= ONE_ROW:
        yield from one_row(q[0, 0, lit], k[0, 0], names[lit] if names else str(lit), names or tuple(map(str, range(T))))
    role = "" if T <= ONE_ROW else "idea"
    sides: dict[str, Any] = {"rows": names, "columns": names, "lit": lit, "role": role, "group": "√d"}
    for title, scale in ((N_("scores ÷ √d"), d**-0.5), (N_("scores as they are"), 1.0)):
        A = attention(q, k, v, scale)[1][0, 0]
        yield heat(title, A, remark=f"{title}: a row is undecided by {entropy(A):.2f} bits.", **sides)
    scale = None if values["scale"] == "1/√d" else 1.0
    followed = walk(q[0, 0], k[0, 0], v[0, 0], scale=scale, rows=names, lit=lit)
    if followed is not None:
        yield followed


def one_row(q: Tensor, k: Tensor, of: str, names: tuple[str, ...]) -> Iterator[Picture]:
    """What one query (d,) makes of the keys (T, d): a bar a key at each stage, and what comes of scores not divided."""
    scores, d = q @ k.mT, len(q)
    A, raw = torch.softmax(scores * d**-0.5, -1), torch.softmax(scores, -1)
    first = names[int(A.argmax())]
    most, sharp = float(A.max()), float(raw.max())
    told = f"“{of}” gives “{first}” {most:.2f} of its weight; without ÷ √d it would be {sharp:.2f}."
    stages = {f"{of}: q·k": scores, "÷ √d": scores * d**-0.5, "softmax": A.round(decimals=3)}
    stages[N_("without ÷ √d")] = raw.round(decimals=3)
    for n, (title, row) in enumerate(stages.items()):
        ticks, more = names if n == 0 else [""] * len(names), {"role": "idea", "group": N_("one row, stage by stage")}
        yield bars(title, {"value": row.tolist()}, ticks, ("key j", "value"), told if n == 0 else "", **more)


def by_hand() -> Check:
    """Two keys, d = 4: q·k is 2·ln 3 and 0, over √4 that is ln 3 and 0, and e^(ln 3) : e⁰ = 3 : 1."""
    q, k = torch.tensor([[2.0, 0, 0, 0]]), torch.tensor([[math.log(3), 0, 0, 0], [0, 0, 0, 0]])
    y, A = attention(q, k, torch.tensor([[8.0], [4.0]]))
    got, want = torch.cat((A[0], y[0])), torch.tensor([3 / 4, 1 / 4, 7])
    return Check.of("scores 2·ln 3 and 0 at d = 4: weights ¾ and ¼, and 8 and 4 mix to 7", gap(got, want))


def _logits(q: Tensor, k: Tensor, scale: str) -> Iterator[Piece]:
    """The scores as they are and divided by √d, and their variance against the d that theory says."""
    _, H, T, d = q.shape
    raw = q @ k.transpose(-2, -1)
    here = "This run divides by √d." if scale == "1/√d" else "This run does not divide."
    remark = " ".join(("Of normal q and k.", here))
    yield histogram("logits", {"q·k": raw.flatten(), "q·k/√d": (raw / d**0.5).flatten()}, "score", remark)
    ratio = float(raw.square().mean()) / d
    yield Stat("variance of q·k, over d", ratio)
    # Pairs share their vectors, so the estimate is rougher than H·T² numbers would have it: five of its deviations.
    yield Check.of("variance of q·k ≈ d", ratio - 1, 5 * ((4 / (d * T) + 2 / T**2) / H) ** 0.5)


def _over_d(T: int, seed: int) -> Iterator[Piece]:
    """Entropy and slope of the softmax for d from 4 to 1024, scaled and not."""
    found: dict[str, list[tuple[float, float, float, float]]] = {"q·k/√d": [], "q·k": []}
    for d in (4, 16, 64, 256, 1024):
        q, k, _ = qkv(T, d, seed=seed)
        for name, scale in (("q·k/√d", d**-0.5), ("q·k", 1.0)):
            weights = torch.softmax(q @ k.transpose(-2, -1) * scale, -1)
            found[name].append((d, entropy(weights), slope(weights), frobenius(weights)))
    yield curves(
        "entropy against d", {name: [(d, y) for d, y, *_ in line] for name, line in found.items()}, ("d", "bits")
    )
    yield curves(
        "slope against d", {name: [(d, y) for d, _, y, _ in line] for name, line in found.items()}, ("d", "Σ A(1 − A)")
    )
    yield Remark(told(*found.values()))


def told(scaled: Sequence[Sequence[float]], raw: Sequence[Sequence[float]]) -> str:
    """What dividing by √d did at d = 16 and d = 1024, in both measures; rows are (d, bits, trace, Frobenius norm)."""
    (_, few, *_), (_, bits, *_) = raw[-1], scaled[-1]
    shares = [raw[i][2] / scaled[i][2] for i in (1, -1)]
    norm = raw[-1][3] / scaled[-1][3]
    said = [
        f"At d = 1024 {few:.2f} bits are left of {bits:.2f} without the scale.",
        f"The trace of the softmax's Jacobian, Σ A(1 − A), is then {shares[1]:.2f} times the scaled one's; "
        f"at d = 16 it is {shares[0]:.2f} times.",
    ]
    if few < 1:
        said.insert(1, "The unscaled rows are almost one-hot.")
    if shares[1] < shares[0]:
        said.append("√d pays when d is large.")
    said.append(f"In the Frobenius norm it is {norm:.2f} times at d = 1024.")
    if norm > 1:
        said.append("That is more, since of many scaled weights each moves little.")
    return " ".join(said)


DEMO = Demo(
    params=params(
        Param("scale", "1/√d", choices=("1/√d", "none"), help="divide the scores by √d, or not"), words.TEXT, T=8
    ),
    run=run,
    source=(attention,),
    folded=(attention_in_blocks, entropy, slope, frobenius),
    presets={"unscaled, wide": {"d": 128, "scale": "none"}, "small enough to read": {"T": 16, "H": 1, "d": 16}},
)
