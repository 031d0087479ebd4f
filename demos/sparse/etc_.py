"""ETC = band + external global: beside the text runs a short sequence of global tokens that are no words of it.

    global row:  softmax over [g2g, g2l]   n_g global and all n_l long keys
    long row:    softmax over [l2g, l2l]   n_g global keys and a band of w

Two sequences, two softmaxes, four pieces. Shapes: q, k, v of the globals (B, H, n_g, d), of the text (B, H, n_l, d).
Cost: 4·(n_g·(n_g+n_l) + n_l·(n_g+2w+1))·D: linear in the text.

"External": a global token may stand for a sentence, a section or nothing in particular; structure comes in by masking
g2l and l2g, so that a sentence's token reads its own sentence (here they read all). Each piece may have projections
of its own. With tied ones and a band as wide as the text, it is full attention on [g; l].

Paper: Ainslie et al., "ETC: Encoding Long and Structured Inputs in Transformers", arXiv:2004.08483. It adds relative
position labels to every piece. Elsewhere: transformers has no ETC; BigBird's ETC variant was not ported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad, scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.inputs import qkv
from demos.kit.masked import Cost, params, show, windows_fit
from demos.kit.words import TEXT
from demos.sparse.blocks import attend_windows
from demos.sparse.masks import band, counted_once, pairs, square
from demos.sparse.reach import histogram

LEGEND = ("blocked", "g2g", "g2l", "l2g", "l2l")
Rows = tuple[Tensor, Tensor, Tensor]  # q, k, v of one of the two sequences


def etc_attention(glob: Rows, text: Rows, w: int) -> tuple[Tensor, Tensor]:
    """New globals (B, H, n_g, d) and new text (B, H, n_l, d), piece by piece."""
    (q_g, k_g, v_g), (q_l, k_l, v_l) = glob, text
    n_g, n_l, scale = k_g.shape[2], k_l.shape[2], q_l.shape[-1] ** -0.5
    of_globals = torch.cat((q_g @ k_g.mT, q_g @ k_l.mT), -1)  # g2g and g2l
    weights = torch.softmax(of_globals * scale, -1)
    y_g = weights[..., :n_g] @ v_g + weights[..., n_g:] @ v_l
    inside = pad(torch.ones(n_l, dtype=torch.bool), (w, w)).unfold(0, 2 * w + 1, 1)
    near_k, near_v = (pad(t, (0, 0, w, w)).unfold(2, 2 * w + 1, 1) for t in (k_l, v_l))
    l2l = (q_l[..., None, :] @ near_k)[..., 0, :].masked_fill(~inside, float("-inf"))
    of_text = torch.cat((q_l @ k_g.mT, l2l), -1)  # l2g and l2l
    weights = torch.softmax(of_text * scale, -1)
    y_l = weights[..., :n_g] @ v_g + (near_v @ weights[..., n_g:, None])[..., 0]
    return y_g, y_l


def etc_attention_fast(glob: Rows, text: Rows, w: int) -> tuple[Tensor, Tensor]:
    """Global rows through torch's own attention; the text in windows with the globals beside them."""
    (q_g, k_g, v_g), (q_l, k_l, v_l) = glob, text
    y_g = scaled_dot_product_attention(q_g, torch.cat((k_g, k_l), 2), torch.cat((v_g, v_l), 2))
    return y_g, attend_windows(q_l, k_l, v_l, w, w, (k_g, v_g))


def causes(n_g: int, n_l: int, w: int) -> Tensor:
    """Which piece a pair of [g; l] belongs to, an index into the legend: (n_g+n_l, n_g+n_l)."""
    pieces = torch.zeros(n_g + n_l, n_g + n_l, dtype=torch.uint8)
    pieces[:n_g, :n_g], pieces[:n_g, n_g:], pieces[n_g:, :n_g] = 1, 2, 3
    pieces[n_g:, n_g:] = square(n_l, band(w)) * 4
    return pieces


def joined(form: Any, n_g: int, w: int) -> Any:
    """The form as a function of q, k, v of [g; l], all with the same projections."""

    def on_both(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        glob, text = ((q[:, :, at], k[:, :, at], v[:, :, at]) for at in (slice(n_g), slice(n_g, None)))
        return torch.cat(form(glob, text, w), 2)

    return on_both


def fit(values: dict[str, Any]) -> None:
    """The window must be smaller than the text."""
    if values["w"] >= values["T"]:
        raise Unfit(f"w is {values['w']} and T is {values['T']}: a window of T or more sees everything, so w < T.")
    windows_fit(values, 2 * values["w"] + 1)


def inputs(values: dict[str, Any], T: int) -> tuple[Tensor, Tensor, Tensor]:
    """q, k, v of [g; l]: globals that mean nothing in particular, and the words of the text."""
    g, H, d, seed = (values[name] for name in ("g", "H", "d", "seed"))
    q, k, v = (torch.cat(both, 2) for both in zip(qkv(g, d, H=H, seed=seed), words.qkv(values, T), strict=True))
    return q, k, v


def labels(values: dict[str, Any]) -> tuple[str, ...]:
    """Names of the globals, g1 …, and the words of the text."""
    names = words.labels(values)
    return (*(f"g{n}" for n in range(1, values["g"] + 1)), *names) if names else ()


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The 2 × 2 map of pieces, hops, checks and timings. T counts the text alone."""
    T, H, d, w, g = (values[name] for name in ("T", "H", "d", "w", "g"))
    pairs = g * (g + T) + T * (g + 2 * w + 1)
    yield from show(
        values,
        plain=joined(etc_attention, g, w),
        forms={"in blocks": joined(etc_attention_fast, g, w)},
        inputs=lambda T: inputs(values, T),
        causes=lambda T: causes(g, T, w),
        legend=LEGEND,
        labels=(labels(values),) * 2,
        lit=g + T // 2,
        cost=Cost(4 * pairs * H * d, "4·(n_g·(n_g+n_l) + n_l·(n_g+2w+1))·D"),
        letters={"n_l": T, "n_g": g, "n_g+n_l": g + T, "2w+1": 2 * w + 1, "n_g+2w+1": g + 2 * w + 1},
        remark=f"The first {g} rows and columns are no words of the text: they are a sequence of their own. "
        "g2l: globals read the text; l2g: the text reads them; l2l: the text's own band.",
        more=_more(values),
    )


def _more(values: dict[str, Any]) -> Iterator[Piece]:
    """Hops, and the limit in which this is full attention."""
    T, H, d, w, g, seed = (values[name] for name in ("T", "H", "d", "w", "g", "seed"))
    mask = causes(g, T, w) > 0
    found, most = histogram(mask)
    yield found
    yield Check.of("hops between the furthest pair − 2, over the globals", max(most - 2, 0), 0.0)
    q, k, v = qkv(g + T, d, H=H, seed=seed)
    full = scaled_dot_product_attention(q, k, v)
    with torch.no_grad():
        yield Check.of(
            "with w = T equal to full attention on [g; l]", gap(joined(etc_attention_fast, g, T)(q, k, v), full)
        )
    yield pairs(
        causes(g, T, w) > 0, g * (g + 2 * T) + T * (2 * w + 1) - w * (w + 1), "n_g·(n_g+2n_l) + n_l·(2w+1) − w·(w+1)"
    )
    yield counted_once(joined(etc_attention_fast, g, w), mask, H)
    yield Remark(
        "Two softmaxes: the globals weigh [g2g, g2l], the text weighs [l2g, l2l]. What a text token gives to "
        "globals it takes from its neighbours."
    )


DEMO = Demo(
    params=params(
        Param("g", 3, 1, 64, 1, "global tokens n_g, beside the text"),
        Param("w", 2, 1, 256, 1, "neighbours on each side"),
        TEXT,
        T=20,
    ),
    run=run,
    fit=fit,
    source=(etc_attention,),
    folded=(etc_attention_fast, attend_windows, causes),
    presets={"one global": {"g": 1, "T": 64}, "a global for every 8 words": {"T": 128, "g": 16}},
)
