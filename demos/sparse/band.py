"""Band (local) attention: a token looks at its w neighbours on each side, and at itself.

    y_i = Σ_{|i−j| ≤ w} softmax_j(q_i · k_j / √d) v_j          q, k, v, y: (B, H, T, d)

Cost: 4·T·(2w+1)·D operations and H·T·(2w+1) weights, against 4·T²·D and H·T²: linear in T. The price is reach: one
layer carries news w tokens far, so ⌈(T−1)/w⌉ layers are needed from one end to the other.

Paper: Beltagy, Peters, Cohan, "Longformer: The Long-Document Transformer", arXiv:2004.05150 (its sliding window).
Elsewhere: Longformer's `attention_window` counts both sides (2w) and wants T to be a multiple of it; here w is one
side and T is free. local-attention needs `exact_windowsize=True, autopad=True` to mean the same, and
a mask: else what it pads with takes weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit import words
from demos.kit.masked import Cost, params, show, windows_fit
from demos.kit.words import TEXT
from demos.sparse.blocks import attend, attend_blocks, attend_windows
from demos.sparse.masks import band, counted_once, pairs, square
from demos.sparse.reach import by_layer, reach


def band_mask(T: int, w: int, causal: bool = False) -> Tensor:
    """Which pairs look at each other, (T, T) boolean: |i − j| ≤ w, and with `causal` also j ≤ i."""
    return square(T, band(w, causal))


def band_attention(q: Tensor, k: Tensor, v: Tensor, w: int, causal: bool = False) -> Tensor:
    """Each query with its own window of keys: (B, H, T, 2w+1) scores instead of (B, H, T, T)."""
    T, right = q.shape[2], 0 if causal else w
    inside = pad(torch.ones(T, dtype=torch.bool), (w, right)).unfold(0, w + 1 + right, 1)  # the ends have fewer
    keys = pad(k, (0, 0, w, right)).unfold(2, w + 1 + right, 1)  # B H T d 2w+1: overlapping views, nothing copied
    values = pad(v, (0, 0, w, right)).unfold(2, w + 1 + right, 1)
    scores = (q[..., None, :] @ keys)[..., 0, :] * q.shape[-1] ** -0.5
    weights = torch.softmax(scores.masked_fill(~inside, float("-inf")), -1)
    return (values @ weights[..., None])[..., 0]


def band_attention_fast(q: Tensor, k: Tensor, v: Tensor, w: int, causal: bool = False) -> Tensor:
    """The same in blocks of 32 queries, which share 32 + 2w keys: some masked products more, but large ones."""
    return attend_windows(q, k, v, w, 0 if causal else w)


def fit(values: dict[str, Any]) -> None:
    """The window must be smaller than the text, and all windows together must fit into memory."""
    if values["w"] >= values["T"]:
        raise Unfit(f"w is {values['w']} and T is {values['T']}: a window of T or more sees everything, so w < T.")
    windows_fit(values, 2 * values["w"] + 1)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Mask, reach, checks and timings of a band of w."""
    T, H, d, w, causal = (values[name] for name in ("T", "H", "d", "w", "causal"))
    causal = causal == "yes"
    keys = w + 1 if causal else 2 * w + 1
    name = "w+1" if causal else "2w+1"
    yield from show(
        values,
        plain=lambda q, k, v: band_attention(q, k, v, w, causal),
        forms={"in blocks": lambda q, k, v: band_attention_fast(q, k, v, w, causal)},
        causes=lambda T: band_mask(T, w, causal),
        legend=("blocked", "band"),
        cost=Cost(4 * T * keys * H * d, f"4·T·({name})·D"),
        letters={name: keys},
        remark="A token sees only the diagonal's neighbourhood; what lies further away takes more layers."
        if w < T - 1
        else "The window reaches from one end to the other.",
        more=_more(T, H, w, causal, words.labels(values)),
    )


def _more(T: int, H: int, w: int, causal: bool, names: tuple[str, ...]) -> Iterator[Piece]:
    """How far news travels, and that the windows at the ends count nothing twice."""
    mask = band_mask(T, w, causal)
    yield by_layer("layer by layer", [mask], names, remark=f"Each layer carries news {w} token{'s' * (w > 1)} further.")
    inner = T // 2  # the row in the middle has all its keys, where the text is long enough
    yield Check.of("keys of the middle row", float(mask[inner].sum()) - _keys(T, inner, w, causal), 0.0)
    picture, hops = reach(mask, causal)
    yield picture
    yield Check.of("layers to full reach = ⌈(T−1)/w⌉", hops - -(-(T - 1) // w), 0.0)
    yield Remark(
        f"One layer carries news {w} token{'s' * (w > 1)} far: "
        f"{hops} layer{'s are' if hops > 1 else ' is'} needed from one end to the other."
    )
    number = T * (w + 1) - w * (w + 1) // 2 if causal else T * (2 * w + 1) - w * (w + 1)
    yield pairs(mask, number, "T·(w+1) − w·(w+1)/2" if causal else "T·(2w+1) − w·(w+1)")
    yield counted_once(lambda q, k, v: band_attention_fast(q, k, v, w, causal), mask, H)


def _keys(T: int, i: int, w: int, causal: bool) -> int:
    """How many tokens lie within w of token i, the ends of the text cut off."""
    return min(w, i) + 1 + (0 if causal else min(w, T - 1 - i))


DEMO = Demo(
    params=params(
        Param("w", 2, 1, 256, 1, "neighbours on each side"),
        Param("causal", "no", choices=("no", "yes"), help="look back only"),
        TEXT,
    ),
    run=run,
    fit=fit,
    source=(band, band_attention),
    folded=(band_attention_fast, attend_windows, attend_blocks, attend),
    presets={"look back only": {"w": 4, "causal": "yes"}, "a wide window": {"T": 512, "w": 128}},
)
