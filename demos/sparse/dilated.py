"""Dilated attention: a band with gaps. With as many keys as a band of w it looks δ times as far.

    y_i = Σ_{j ∈ N(i)} softmax_j(q_i · k_j / √d) v_j     N(i) = {j : |i − j| ≤ wδ and δ divides i − j}

Shapes: q, k, v, y (B, H, T, d). Cost: 4·T·(2w+1)·D, as a band.

What it gives up: i and j with different remainders modulo δ never meet, in however many layers of the same δ. The
pattern is δ bands side by side that know nothing of each other. So models mix: a band in one layer or head, gaps in
the next. That is also the fast form: the tokens of one remainder, taken out, are a band.

Paper: Beltagy, Peters, Cohan, "Longformer", arXiv:2004.05150, section 3.1, after the dilated convolutions of WaveNet
(arXiv:1609.03499). Elsewhere: transformers' Longformer has no dilation at all; Longformer's own CUDA kernel has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.masked import Cost, params, show, windows_fit
from demos.kit.pictures import curves
from demos.kit.words import TEXT
from demos.sparse.band import band_attention_fast
from demos.sparse.masks import band, counted_once, dilated, pairs, square
from demos.sparse.reach import by_layer, shares, spread

MOST = 5  # remainders that have a colour each


def dilated_attention(q: Tensor, k: Tensor, v: Tensor, w: int, delta: int) -> Tensor:
    """Each query with its own keys, every δ-th of a window of wδ on each side: (B, H, T, 2w+1) scores."""
    T, far = q.shape[2], w * delta
    inside = pad(torch.ones(T, dtype=torch.bool), (far, far)).unfold(0, 2 * far + 1, 1)[:, ::delta]
    keys = pad(k, (0, 0, far, far)).unfold(2, 2 * far + 1, 1)[..., ::delta]  # B H T d 2w+1
    values = pad(v, (0, 0, far, far)).unfold(2, 2 * far + 1, 1)[..., ::delta]
    scores = (q[..., None, :] @ keys)[..., 0, :] * q.shape[-1] ** -0.5
    weights = torch.softmax(scores.masked_fill(~inside, float("-inf")), -1)
    return (values @ weights[..., None])[..., 0]


def dilated_attention_fast(q: Tensor, k: Tensor, v: Tensor, w: int, delta: int) -> Tensor:
    """The tokens of each remainder modulo δ are a band of w among themselves."""
    y = torch.empty_like(v)
    for rest in range(min(delta, q.shape[2])):
        one = slice(rest, None, delta)
        y[:, :, one] = band_attention_fast(q[:, :, one], k[:, :, one], v[:, :, one], w)
    return y


def fit(values: dict[str, Any]) -> None:
    """The furthest key must lie inside the text."""
    w, delta, T = values["w"], values["delta"], values["T"]
    if w * delta >= T:
        raise Unfit(
            f"w is {w} and delta is {delta}: the furthest key is {w * delta} away, and T is {T}; w · delta < T."
        )
    windows_fit(values, 2 * w + 1)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Mask, reach beside a band's, checks and timings of a band with gaps."""
    T, H, d, w, delta = (values[name] for name in ("T", "H", "d", "w", "delta"))
    yield from show(
        values,
        plain=lambda q, k, v: dilated_attention(q, k, v, w, delta),
        forms={"by remainder": lambda q, k, v: dilated_attention_fast(q, k, v, w, delta)},
        causes=lambda T: square(T, dilated(w, delta)),
        drawn=_classes(T, w, delta),
        legend=_legend(delta),
        cost=Cost(4 * T * (2 * w + 1) * H * d, "4·T·(2w+1)·D"),
        letters={"2w+1": 2 * w + 1},
        remark=" ".join(_told(w, delta)),
        more=_more(T, H, d, w, delta, words.labels(values)),
    )


def _told(w: int, delta: int) -> Iterator[str]:
    yield f"As many keys as a band of {w}, spread over {w * delta} tokens on each side."
    if 1 < delta <= MOST:
        yield f"A colour is a remainder of i modulo {delta}: no token sees one of another."


def _classes(T: int, w: int, delta: int) -> Tensor:
    """The mask with a cause for each remainder of i modulo δ, as far as there are colours for them."""
    remainder = torch.arange(T)[:, None] % delta if delta <= MOST else torch.zeros(T, 1, dtype=torch.int64)
    return square(T, dilated(w, delta)) * (1 + remainder)


def _legend(delta: int) -> tuple[str, ...]:
    return ("blocked", *(f"{n} mod {delta}" for n in range(delta))) if 1 < delta <= MOST else ("blocked", "dilated")


def _more(T: int, H: int, d: int, w: int, delta: int, names: tuple[str, ...]) -> Iterator[Piece]:
    """Reach of a band, of gaps, and of both in turn; who meets whom; δ = 1."""
    near, far = square(T, band(w)), square(T, dilated(w, delta))
    gaps = "One δ: the colours never fill the gaps." if delta > 1 else "δ = 1: a band, without gaps."
    yield by_layer("gaps alone", [far], names, group="layer by layer", remark=gaps)
    yield by_layer("gaps, then a band", [far, near], names, group="layer by layer")
    middle = T // 2
    seen = sum(0 <= middle + n * delta < T for n in range(-w, w + 1))
    yield Check.of("keys of the middle row", float(far[middle].sum()) - seen, 0.0)
    lines = {"band": shares([near]), "dilated": shares([far]), "band and dilated in turn": shares([near, far])}
    yield curves("reach", lines, ("layers", "% of pairs"))
    i = torch.arange(T)
    strangers = spread(far)[1] & ((i[:, None] - i) % delta != 0)
    yield Check.of("pairs that met across remainders modulo δ", float(strangers.sum()), 0.0)
    if delta > 1:
        yield Remark(
            f"One fixed δ never joins the {delta} classes of i mod {delta}: its curve ends at "
            f"{lines['dilated'][-1][1]:.0f} %. A band in every other layer mends that."
        )
    q, k, v = torch.randn(3, 1, H, T, d, generator=torch.Generator().manual_seed(1))
    plain = gap(dilated_attention_fast(q, k, v, w, 1), band_attention_fast(q, k, v, w))
    yield Check.of("with δ = 1 equal to the band", plain)
    yield pairs(far, T * (2 * w + 1) - delta * w * (w + 1), "T·(2w+1) − δ·w·(w+1)")
    yield counted_once(lambda q, k, v: dilated_attention_fast(q, k, v, w, delta), far, H)
    yield Remark("Longformer used gaps in the upper layers of its character model alone, and for few heads.")


DEMO = Demo(
    params=params(
        Param("w", 2, 1, 64, 1, "keys on each side"), Param("delta", 3, 1, 64, 1, "δ: every δ-th token is a key"), TEXT
    ),
    run=run,
    fit=fit,
    source=(dilated, dilated_attention),
    folded=(dilated_attention_fast, band_attention_fast),
    presets={"no gaps: a band": {"delta": 1}, "wide gaps": {"T": 256, "w": 3, "delta": 16}},
)
