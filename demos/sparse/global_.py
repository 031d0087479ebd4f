"""Global attention: a few chosen tokens look at everything, and everything looks at them.

    pairs:  i ∈ G or j ∈ G          G: the g global tokens
    y_i = softmax over all T keys for i ∈ G, over the g keys of G for every other i

Shapes: q, k, v, y (B, H, T, d). Cost: 4·g·(2T−g)·D: g rows of T keys and T−g rows of g keys; linear in T.

A global token is a notice board: one layer writes on it, the next reads from it. So any two tokens are at most 2 hops
apart, but everything between ordinary tokens has to fit into g vectors. That is why it is one part of a mixture
(Star-Transformer, Longformer, BigBird, ETC) and never the whole.

Papers: Guo et al., "Star-Transformer", arXiv:1902.09113; Beltagy et al., "Longformer", arXiv:2004.05150.
Elsewhere: Longformer gives global tokens projections of their own (query_global …); here q, k, v are what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit import words
from demos.kit.masked import Cost, params, show
from demos.kit.words import TEXT
from demos.sparse.masks import counted_once, pairs, square, touches
from demos.sparse.reach import by_layer, histogram, hops


def global_places(T: int, g: int, place: str = "spread") -> Tensor:
    """Which tokens are global, (g,) ascending: the first g, or g in the middle of equal stretches."""
    if place == "first":
        return torch.arange(g, dtype=torch.int32)
    return ((2 * torch.arange(g) + 1) * T // (2 * g)).int()


def global_attention(q: Tensor, k: Tensor, v: Tensor, places: Tensor) -> Tensor:
    """Two small attentions: the global rows over all keys, the other rows over the global keys."""
    others = torch.ones(q.shape[2], dtype=torch.bool)
    others[places] = False
    rows, scale = others.nonzero()[:, 0], q.shape[-1] ** -0.5
    hub = torch.softmax(q[:, :, places] @ k.mT * scale, -1) @ v  # B H g T scores
    rest = torch.softmax(q[:, :, rows] @ k[:, :, places].mT * scale, -1) @ v[:, :, places]  # B H T-g g scores
    y = torch.cat((hub, rest), 2)
    return y[:, :, torch.cat((places, rows)).argsort()]


def global_attention_fast(q: Tensor, k: Tensor, v: Tensor, places: Tensor) -> Tensor:
    """The same through torch's own attention, which forms no scores: every row over G, then the rows of G anew."""
    y = scaled_dot_product_attention(q, k[:, :, places], v[:, :, places])
    return y.index_copy(2, places.long(), scaled_dot_product_attention(q[:, :, places], k, v))


def fit(values: dict[str, Any]) -> None:
    """Not every token can be global."""
    if values["g"] >= values["T"]:
        raise Unfit(
            f"g is {values['g']} and T is {values['T']}: with T global tokens this is full attention, so g < T."
        )


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The cross-shaped mask, hops, checks and timings."""
    T, H, d, g, place = (values[name] for name in ("T", "H", "d", "g", "place"))
    places = global_places(T, g, place)
    yield from show(
        values,
        plain=lambda q, k, v: global_attention(q, k, v, places),
        forms={"in two parts": lambda q, k, v: global_attention_fast(q, k, v, global_places(q.shape[2], g, place))},
        causes=lambda T: square(T, touches(global_places(T, g, place))),
        legend=("blocked", "global"),
        cost=Cost(4 * g * (2 * T - g) * H * d, "4·g·(2T−g)·D"),
        letters={"g": g, "T-g": T - g},
        remark="A global row sees all, a global column is seen by all; two ordinary tokens never see each other.",
        more=_more(T, H, g, place, words.labels(values)),
    )


def _more(T: int, H: int, g: int, place: str, names: tuple[str, ...]) -> Iterator[Piece]:
    """Every pair within two hops."""
    places = global_places(T, g, place)
    mask = square(T, touches(places))
    yield by_layer("layer by layer", [mask], names, remark="Through the global tokens every pair is joined by layer 2.")
    picture, most = histogram(mask)
    yield picture
    yield Check.of("pairs of the mask − g·(2T−g)", float(mask.sum()) - g * (2 * T - g), 0.0)
    yield Check.of("pairs more than 2 hops apart", float((~hops(mask, most=2)[-1]).sum()), 0.0)
    yield pairs(mask, g * (2 * T - g), "g·(2T − g)")
    yield counted_once(lambda q, k, v: global_attention_fast(q, k, v, places), mask, H)
    yield Remark(
        f"Any two tokens are at most {most} hops apart, through one of {g} tokens: short ways, but a narrow door. An "
        "ordinary token does not even see itself here; that is what the band in Longformer and BigBird is for."
    )


DEMO = Demo(
    params=params(
        Param("g", 2, 1, 64, 1, "global tokens"),
        Param("place", "spread", choices=("spread", "first"), help="where they stand: in between, or in front"),
        TEXT,
    ),
    run=run,
    fit=fit,
    source=(touches, global_attention),
    folded=(global_attention_fast, global_places),
    presets={"one, like [CLS]": {"g": 1, "place": "first"}, "many": {"g": 8}},
)
