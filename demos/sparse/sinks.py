"""A sliding window with sinks: the last w tokens and the first s, so that a text may go on without end.

    j ≤ i  and  (i − j ≤ w  or  j < s)          i: the query's place, j: the key's, w: the window, s: the sinks

Shapes: q, k, v, y (B, H, T, d). Cost: 4·T·(w+1+s)·D. While a text is written, the cache holds w+1+s tokens, however
long the text is: the key that leaves the window is dropped, the first s never are.

Why the first: weights of a softmax sum to 1, even where a head finds nothing to look at. Trained models leave that rest
to the first tokens, which every later token can see, and whose values they keep small. A window that slides past them
takes the sink away: the rest falls on ordinary tokens, and the outputs break just when the first token is dropped.

Paper: Xiao et al. 2023, StreamingLLM (arXiv:2309.17453), with s = 4. Elsewhere: there positions are counted within
the cache, here none are; gpt-oss has a trained number a head in the softmax in place of sink tokens. The inputs here
are given what training would make: each query scores the first s keys higher by `pull`, and their values are 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import pad

from demos.demo import Check, Demo, Param, Piece, Remark, Stat, Unfit
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.masked import Cost, dense, params, show, windows_fit
from demos.kit.pictures import curves
from demos.kit.words import TEXT
from demos.sparse.blocks import attend_windows
from demos.sparse.masks import band, counted_once, pairs, square, union

LEGEND = ("blocked", "sink", "window")
Cache = tuple[Tensor, Tensor]


def sink_attention(q: Tensor, k: Tensor, v: Tensor, w: int, s: int) -> Tensor:
    """Each query with its window of w keys before it and itself, and the s sinks; one softmax over both."""
    T = q.shape[2]
    place = pad(torch.arange(T), (w, 0), value=-1).unfold(0, w + 1, 1)  # which keys a window holds; −1: none
    keys = pad(k, (0, 0, w, 0)).unfold(2, w + 1, 1)  # B H T d w+1
    values = pad(v, (0, 0, w, 0)).unfold(2, w + 1, 1)
    near = (q[..., None, :] @ keys)[..., 0, :].masked_fill(place < s, float("-inf"))  # a sink counts as a sink
    late = torch.arange(s) > torch.arange(T)[:, None]
    sinks = (q @ k[:, :, :s].mT).masked_fill(late, float("-inf"))
    weights = torch.softmax(torch.cat((sinks, near), -1) * q.shape[-1] ** -0.5, -1)
    return weights[..., :s] @ v[:, :, :s] + (values @ weights[..., s:, None])[..., 0]


def write_on(cache: Cache, q: Tensor, k: Tensor, v: Tensor, *, w: int, s: int) -> tuple[Tensor, Cache]:
    """One more token (B, H, 1, d): it joins the cache, and where that is full the oldest key that is no sink leaves."""
    keys, values = (torch.cat((old, new), 2) for old, new in zip(cache, (k, v), strict=True))
    if keys.shape[2] > s + w + 1:
        keys, values = (torch.cat((t[:, :, :s], t[:, :, s + 1 :]), 2) for t in (keys, values))
    return dense(q, keys, values), (keys, values)


def sink_attention_fast(q: Tensor, k: Tensor, v: Tensor, w: int, s: int) -> Tensor:
    """Blocks of queries share their windows, with the sinks beside them; then the sinks' own rows, which see fewer."""
    y = attend_windows(q, k, v, w, 0, (k[:, :, :s], v[:, :, :s]) if s else None, since=s)
    if s:
        triangle = torch.ones(s, s, dtype=torch.bool).tril()
        y = torch.cat((dense(q[:, :, :s], k[:, :, :s], v[:, :, :s], triangle), y[:, :, s:]), 2)
    return y


def causes(T: int, w: int, s: int) -> Tensor:
    """The cause of each pair, an index into the legend: (T, T)."""
    return union(square(T, lambda i, j: (j <= i) & (j < s)), square(T, band(w, causal=True)))


def fit(values: dict[str, Any]) -> None:
    """Sinks and window together are shorter than the text."""
    T, w, s = (values[name] for name in ("T", "w", "s"))
    if w + 1 + s >= T:
        raise Unfit(f"w is {w}, s is {s} and T is {T}: w + 1 + s keys would hold everything, so w + 1 + s < T.")
    windows_fit(values, w + 1)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The mask by cause, what a window without sinks does to the outputs, and the cache that stays as it is."""
    T, H, d, w, s = (values[name] for name in ("T", "H", "d", "w", "s"))
    yield from show(
        values,
        plain=lambda q, k, v: sink_attention(q, k, v, w, s),
        forms={"in blocks": lambda q, k, v: sink_attention_fast(q, k, v, w, s)},
        causes=lambda T: causes(T, w, s),
        inputs=lambda T: trained(values, T),
        labels=(words.labels(values),) * 2,
        legend=LEGEND,
        cost=Cost(4 * T * (w + 1 + s) * H * d, "4·T·(w+1+s)·D"),
        letters={"w+1": w + 1, "s": s, "w+1+s": w + 1 + s},
        remark=f"Whatever T is, a token sees at most {w + 1 + s} keys.",
        more=_more(values),
    )


def trained(values: dict[str, Any], T: int) -> tuple[Tensor, Tensor, Tensor]:
    """q, k, v in which the first s tokens are sinks: every query scores them higher by `pull`, their values are 0.

    One number of q and k serves for that, and is 0 in k elsewhere. With s = 0 the first token is a sink all the same:
    that is what a window without sinks then loses.
    """
    q, k, v = (t.clone() for t in words.qkv(values, T))
    s = max(values["s"], 1)
    q[..., 0], k[..., 0] = 1.0, 0.0
    k[:, :, :s] *= 0.1
    k[:, :, :s, 0] = values["pull"] * q.shape[-1] ** 0.5
    v[:, :, :s] = 0
    return q, k, v


def _more(values: dict[str, Any]) -> Iterator[Piece]:
    """Errors along the text with sinks and without, the rolling cache, and keys counted by hand."""
    T, H, w, s = (values[name] for name in ("T", "H", "w", "s"))
    q, k, v = trained(values, T)
    with torch.no_grad():
        whole = dense(q, k, v, square(T, band(T, causal=True)))
        lines = {
            f"window of {w + 1 + s}": _off(sink_attention(q, k, v, w + s, 0), whole),
            f"window of {w + 1} + {s} sink{'s' * (s != 1)}": _off(sink_attention(q, k, v, w, s), whole),
        }
        yield curves(
            "how far from looking at everything",
            lines,
            ("token i", "‖y − y of all keys‖ / ‖y‖"),
            f"As many keys each: {w + 1 + s}. The plain window drops the first token at i = {w + s + 1}.",
        )
        rows = []
        cache = (k[:, :, :0], v[:, :, :0])
        for t in range(T):
            y, cache = write_on(cache, *(x[:, :, t : t + 1] for x in (q, k, v)), w=w, s=s)
            rows.append(y)
        yield Check.of("written token by token = all at once", gap(torch.cat(rows, 2), sink_attention(q, k, v, w, s)))
    yield Check.of(f"tokens in the cache at the end: w + 1 + s = {w + 1 + s}", cache[0].shape[2] - (w + 1 + s), 0.0)
    mask = causes(T, w, s)
    yield Check.of("keys of the last row: w + 1 + s", float((mask[-1] > 0).sum()) - (w + 1 + s), 0.0)
    beyond = T - 1 - w  # rows that see sinks outside of their window: the first sees one, the next two, at most s
    number = T * (w + 1) - w * (w + 1) // 2 + s * beyond - s * (s - 1) // 2
    yield pairs(mask > 0, number, "T(w+1) − w(w+1)/2 + s(T−1−w) − s(s−1)/2")
    yield counted_once(lambda q, k, v: sink_attention_fast(q, k, v, w, s), mask > 0, H)
    plain = counted_once(lambda q, k, v: sink_attention(q, k, v, w, s), mask > 0, H)
    yield replace(plain, name="one by one: no key counted twice")  # values of sinks are 0: outputs do not tell
    yield Stat("cache", w + 1 + s, "tokens, whatever T is")
    yield Remark(told([y for _, y in lines[f"window of {w + 1 + s}"]], [y for _, y in [*lines.values()][1]], w, s))


def _off(ours: Tensor, whole: Tensor) -> list[tuple[float, float]]:
    """How far each token's output is from that over all keys before it, as a share of its length; all heads."""
    error = (ours - whole).norm(dim=-1).mean((0, 1)) / whole.norm(dim=-1).mean((0, 1)).clamp_min(1e-6)
    return [(float(i), float(e)) for i, e in enumerate(error)]


def told(without: list[float], kept: list[float], w: int, s: int) -> str:
    """What the sinks change once the first token has left the plain window."""
    after = range(w + s + 1, len(kept))
    lost, left = (sum(line[i] for i in after) / len(after) for line in (without, kept))
    if not s:
        return f"Without sinks, once the first token is gone the outputs are off by {lost:.0%} on average."
    first = f"Once the first token has left a plain window, the outputs are off by {lost:.0%} on average."
    then = f"With as many keys, {s} of them sinks, they are off by {left:.0%}, which is no less."
    if left < lost - 0.005:
        then = f"With as many keys, {s} of them sinks, they are off by {left:.0%}, which is less."
    return f"{first} {then}"


DEMO = Demo(
    params=params(
        Param("w", 5, 1, 256, 1, "tokens before it that a token sees"),
        Param("s", 2, 0, 16, 1, "sinks: first tokens that are always kept"),
        Param("pull", 4.0, 0.0, 8.0, 1.0, "how much higher every query scores a sink"),
        TEXT,
    ),
    run=run,
    fit=fit,
    source=(sink_attention, write_on),
    folded=(sink_attention_fast, attend_windows, causes),
    presets={
        "without sinks": {"s": 0},
        "nothing rests on the first token": {"pull": 0.0},
        "as in StreamingLLM": {"T": 512, "w": 60, "s": 4},
    },
)
