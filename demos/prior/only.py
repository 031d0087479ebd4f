"""Only prior: no queries, no keys; the weights are decided before any token is seen.

    average       A_tj = 1/n_t over the n_t keys in sight           y_t = mean(v_1 … v_t) when causal
    decay         A_tj ∝ γ^|t−j|                                    an exponentially weighted mean
    gaussian      A_tj ∝ exp(−(t−j)²/2σ²)                           a fixed local window

Shapes: A (T, T), one for every head and input; v, y (B, H, T, d).
Cost: the causal average is a running sum divided by a running count, O(TD) instead of 4T²D; the decay is a recurrence,
also O(TD); the Gaussian as a matrix costs 2T²D, half of attention, because nothing has to be scored.

Papers: Zhang et al. 2018, "Accelerating Neural Transformer via an Average Attention Network" (arXiv 1805.00631); You et
al. 2020, "Hard-Coded Gaussian Attention" (arXiv 2005.00742). Where this differs: AAN puts a gate and an FFN behind the
average; You centres the Gaussian on t − 1, t or t + 1; here it is t.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Flops, Param, Piece, Remark
from demos.kit import words
from demos.kit.forms import gap, over_lengths
from demos.kit.masked import params
from demos.kit.pictures import curves, heat, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace
from demos.words import N_

PRIORS = (N_("average"), N_("decay"), N_("gaussian"))


def fixed_weights(T: int, prior: str, width: float, causal: bool) -> Tensor:
    """The weights (T, T): the prior's logits through a softmax, with no word from the tokens."""
    i, j = torch.arange(T)[:, None], torch.arange(T)
    far = (i - j).abs().float()
    logits = {"average": 0 * far, "decay": -far / width, "gaussian": -far.square() / (2 * width**2)}[prior]
    if causal:
        logits = logits.masked_fill(j > i, float("-inf"))
    return torch.softmax(logits, -1)


def by_matrix(v: Tensor, weights: Tensor) -> Tensor:
    """y = AV with the fixed weights: 2T²D."""
    return weights @ v


def running_mean(v: Tensor) -> Tensor:
    """The causal average in O(TD): cumsum(v) / t."""
    count = torch.arange(1, v.shape[-2] + 1, dtype=v.dtype)[:, None]
    return v.cumsum(-2) / count


def whole_mean(v: Tensor) -> Tensor:
    """The average over everything: every token gets the same row."""
    return v.mean(-2, keepdim=True).expand_as(v)


def running_decay(v: Tensor, width: float) -> Tensor:
    """The causal decay as a recurrence, O(TD): sum ← γ·sum + v_t, count ← γ·count + 1, with γ = exp(−1/width)."""
    gamma = math.exp(-1 / width)
    total, count, y = torch.zeros_like(v[..., 0, :]), 0.0, torch.empty_like(v)
    for t in range(v.shape[-2]):
        total = gamma * total + v[..., t, :]
        count = gamma * count + 1
        y[..., t, :] = total / count
    return y


def fast_form(prior: str, width: float, causal: bool) -> Callable[[Tensor], Tensor] | None:
    """The form that needs no T × T matrix, where there is one."""
    if prior == "average":
        return running_mean if causal else whole_mean
    if prior == "decay" and causal:
        return lambda v: running_decay(v, width)
    return None


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The fixed weights, the output, and the fast form against the matrix."""
    T, H, d, prior, width = (values[name] for name in ("T", "H", "d", "prior", "width"))
    causal = values["causal"] == "yes"
    _, _, v = words.qkv(values, T)
    weights = fixed_weights(T, prior, width, causal)
    fast = fast_form(prior, width, causal)
    form = fast or (lambda v: by_matrix(v, weights))
    traced = trace(form, v, letters={"B": 1, "H": H, "T": T, "d": d})
    yield from traced.steps
    names = words.labels(values)
    told = "The same for every head, every input and every layer that uses it."
    for kind in (prior, *(other for other in PRIORS if other != prior)):
        seen = fixed_weights(T, kind, width, causal)
        more: dict[str, Any] = {"rows": names, "columns": names, "lit": words.lit(values, T)}
        yield heat(kind, seen, remark=told, role="idea", group="weights before any token is seen", **more)
    rows = {f"t = {t + 1}": list(enumerate(weights[t].tolist())) for t in sorted({0, T // 4, T // 2, T - 1})}
    yield curves("rows of the weights", rows, ("key j", "weight"), "What a token takes from each place.")
    yield output(traced.result)
    yield ran_in(lambda: form(v))
    yield traced.memory
    yield Flops(traced.flops, 0 if fast else 2 * T * T * H * d, "no products: O(TD) sums" if fast else "2T²D")
    yield Check.of("rows sum to 1", gap(weights.sum(-1), torch.ones(T)))
    matrix = by_matrix(v, weights)
    zero = torch.zeros_like(v)
    i = torch.arange(T)
    if prior == "average":
        same = scaled_dot_product_attention(zero, zero, v, is_causal=causal)
        yield Check.of("= attention on logits that are all 0", gap(matrix, same))
        mean = v.cumsum(-2) / (i + 1.0)[:, None] if causal else v.mean(-2, keepdim=True)
        yield Check.of("= cumsum(v)/t" if causal else "= the mean of all values", gap(matrix, mean))
    else:
        same = scaled_dot_product_attention(zero, zero, v, attn_mask=weights.log().expand(1, H, T, T))
        yield Check.of("= attention on zero logits plus the log prior", gap(matrix, same))
    yield from by_hand()
    if fast is not None:
        yield Check.of("fast form = matrix form", gap(fast(v), matrix))
    if causal:
        edited = torch.cat((v[..., : T // 2, :], v[..., T // 2 :, :] + 1), -2)
        moved = by_matrix(edited, weights)[..., : T // 2, :] - matrix[..., : T // 2, :]
        yield Check.of("a future edit leaves the past unchanged", float(moved.abs().max()))
        if prior == "average":
            yield Remark(f"Each row is 1/t: the last of {T} tokens gives every token the weight {1 / T:.4f}.")
    yield from sweep(timed(values, fast), LENGTHS, longest={"dense": 4096, "torch": 4096})


def by_hand() -> Iterator[Piece]:
    """Rows that can be reckoned: thirds, and what is left at one width from the token itself."""
    thirds = fixed_weights(8, "average", 4.0, True)[2, :4]
    yield Check.of("average: row 3 is ⅓, ⅓, ⅓, 0", gap(thirds, torch.tensor([1 / 3, 1 / 3, 1 / 3, 0])))
    for prior, at_width in (("decay", math.exp(-1)), ("gaussian", math.exp(-1 / 2))):
        row = fixed_weights(9, prior, 4.0, False)[4]
        name = "1/e" if prior == "decay" else "e^(−½)"
        yield Check.of(f"{prior}: weight one width away over its own = {name}", float(row[8] / row[4]) - at_width)
    v = torch.tensor([[6.0], [2.0], [1.0]])
    yield Check.of("running mean of 6, 2, 1 = 6, 4, 3", gap(running_mean(v)[:, 0], torch.tensor([6.0, 4, 3])))


def timed(values: dict[str, Any], fast: Callable[[Tensor], Tensor] | None) -> dict[str, Any]:
    """The form without a matrix, the matrix form, and torch's full attention on the same sizes."""
    prior, width, causal = values["prior"], values["width"], values["causal"] == "yes"

    def dense(T: int) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
        weights = fixed_weights(T, prior, width, causal)
        return lambda q, k, v: by_matrix(v, weights)

    forms: dict[str, Callable[[int], Callable[[Tensor, Tensor, Tensor], object]]] = {}
    if fast is not None:
        forms[N_("running sums")] = lambda T: lambda q, k, v: fast(v)
    forms |= {
        "dense": dense,
        "torch": lambda T: lambda q, k, v: scaled_dot_product_attention(q, k, v, is_causal=causal),
    }
    return over_lengths(values, forms)


DEMO = Demo(
    params=params(
        Param("prior", "average", choices=PRIORS, help="the fixed weights"),
        Param("width", 4.0, 1.0, 256.0, 1, "reach of decay and gaussian, in tokens", doubling=True),
        Param("causal", "yes", choices=("yes", "no"), help="look back only"),
        words.TEXT,
        T=16,
    ),
    run=run,
    source=(fixed_weights, by_matrix),
    folded=(running_mean, whole_mean, running_decay),
    presets={
        "mean of everything": {"causal": "no"},
        "decay": {"prior": "decay"},
        "a fixed window": {"prior": "gaussian", "causal": "no", "width": 2.0},
    },
)
