"""Online softmax: attention one tile of keys after the other, as in FlashAttention, and never a whole row of scores.

    after each tile      m′ = max(m, max S)                    the largest score so far
                         ℓ′ = e^(m−m′)·ℓ + Σ e^(S−m′)          the sum so far
                         o′ = e^(m−m′)·o + e^(S−m′) V          the values so far
    at the end           y = o/ℓ                               exactly softmax(QKᵀ/√d) V

Shapes: q, k, v, y (B, H, T, d); S (B, H, T, b) for a tile of b keys; m, ℓ (B, H, T, 1); o (B, H, T, d).

A softmax needs the sum over all keys before it can give the first weight. But a wrong sum can be put right later: when
a tile brings a larger score, all that was gathered before is multiplied by e^(m−m′). So b keys at a time are enough,
and with b queries at a time b·b scores are alive instead of T·T. The operations stay 4·T²·D; what is saved is memory,
and the time it takes to write and read it.

Papers: Milakov and Gimelshein 2018 (arXiv:1805.02867); Rabe and Staats 2021 (arXiv:2112.05682); Dao et al. 2022,
FlashAttention (arXiv:2205.14135), which keeps a tile in a GPU's fast memory. Elsewhere: torch's
scaled_dot_product_attention does this in C++ on a CPU as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from demos.attention.causal import causal_mask
from demos.demo import Check, Demo, Param, Picture, Piece, Remark, Stat, Unfit
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.masked import Cost, dense, params, show
from demos.kit.pictures import bars, curves, heat
from demos.kit.words import TEXT
from demos.words import N_

FEW = 24  # tiles up to which the numbers of each are drawn
State = tuple[Tensor, Tensor, Tensor]


def online_attention(q: Tensor, k: Tensor, v: Tensor, b: int, causal: bool = False) -> Tensor:
    """All queries at once, over the keys in tiles of b."""
    state = beginning(q, v)
    for start in range(0, k.shape[2], b):
        tile = slice(start, start + b)
        scores = q @ k[:, :, tile].mT * q.shape[-1] ** -0.5
        if causal:
            scores = scores.masked_fill(~causal_mask(k.shape[2])[:, tile], float("-inf"))
        state = one_more(state, scores, v[:, :, tile])
    _, total, gathered = state
    return gathered / total


def one_more(state: State, scores: Tensor, v: Tensor) -> State:
    """What is known after one more tile: the largest score m, the sum ℓ and the values o, all relative to e^m."""
    m, total, gathered = state
    highest = torch.maximum(m, scores.amax(-1, keepdim=True))
    shares = torch.exp(scores - highest)
    shrink = torch.exp(m - highest)  # what was gathered before, put right
    return highest, shrink * total + shares.sum(-1, keepdim=True), shrink * gathered + shares @ v


def beginning(q: Tensor, v: Tensor) -> State:
    """Before the first tile: no score, no sum, no values."""
    nothing = q.new_zeros(*q.shape[:-1], 1)
    return nothing - math.inf, nothing, q.new_zeros(*q.shape[:-1], v.shape[-1])


def in_tiles(q: Tensor, k: Tensor, v: Tensor, b: int = 128, causal: bool = False) -> Tensor:
    """Queries in tiles as well, head by head: a tile stays in the cache. Tiles that lie in the future are skipped."""
    B, H, T, d = q.shape
    queries, keys, values = (t.reshape(B * H, -1, t.shape[-1]) for t in (q * d**-0.5, k, v))
    corner = torch.full((b, b), float("-inf"), dtype=q.dtype).triu(1)
    rows = []
    for h in range(B * H):
        for top in range(0, T, b):
            block = queries[h, top : top + b]
            state = beginning(block, v)
            for left in range(0, top + 1 if causal else k.shape[2], b):
                scores = block @ keys[h, left : left + b].T
                if causal and left == top:
                    scores = scores + corner[: len(block), : scores.shape[-1]]
                state = one_more(state, scores, values[h, left : left + b])
            rows.append(state[2] / state[1])
    return torch.cat(rows).view(B, H, T, -1)


def fit(values: dict[str, Any]) -> None:
    """Tiles are shorter than the text."""
    if values["b"] >= values["T"]:
        raise Unfit(f"b is {values['b']} and T is {values['T']}: one tile holds every key, so b < T.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """One query's weights as tile after tile comes in, and that the end is the softmax."""
    T, H, d, b, causal = (values[name] for name in ("T", "H", "d", "b", "causal"))
    causal = causal == "yes"
    q, k, v = words.qkv(values)
    at, names = words.lit(values, T), words.labels(values)
    yield from show(
        values,
        plain=lambda q, k, v: online_attention(q, k, v, b, causal),
        forms={"in tiles": lambda q, k, v: in_tiles(q, k, v, causal=causal)},
        causes=lambda T: causal_mask(T) if causal else torch.ones(T, T, dtype=torch.bool),
        drawn=tiles(T, b, causal),
        legend=("future", "odd tiles", "even tiles") if causal else ("blocked", "odd tiles", "even tiles"),
        cost=Cost(4 * T * T * H * d, "4·T²·D, as without tiles"),
        letters={"b": b, "T mod b": T % b},
        remark=f"{-(-T // b)} tiles of up to {b} keys, one after the other.",
        idea=tuple(
            pictures(q[0, 0, at], k[0, 0, : at + 1 if causal else T], b, names[at] if names else str(at), names)
        ),
        more=_more(q, k, v, b, causal),
        tolerance=1e-5 * max(1.0, (T / b) ** 0.5 / 8),  # every one of the T/b sums rounds
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one query after a tile: the weights of all keys (T,), 0 where none was seen, and its numbers."""

    weights: Tensor
    top: float  # the tile's own largest score
    m: float
    shrink: float  # what was known before is multiplied by it
    total: float  # ℓ


def known(q: Tensor, k: Tensor, b: int) -> list[Known]:
    """What is known of one query (d,) after each tile of the keys (T, d)."""
    found, state, T = [], beginning(q[None], torch.eye(len(k))), len(k)
    for start in range(0, T, b):
        scores, before = q[None] @ k[start : start + b].mT * q.shape[-1] ** -0.5, state[0]
        state = m, total, gathered = one_more(state, scores, torch.eye(T)[start : start + b])
        numbers = (float(scores.max()), float(m), float((before - m).exp()), float(total))
        found.append(Known((gathered / total)[0], *numbers))
    return found


def pictures(q: Tensor, k: Tensor, b: int, of: str, names: tuple[str, ...]) -> Iterator[Picture]:
    """The numbers that are kept of a query, tile by tile; then its weights as far as they are known, a row a tile."""
    T, steps = len(k), known(q, k, b)
    ends = [min((n + 1) * b, T) for n in range(len(steps))]
    few = len(steps) <= FEW
    if few:
        columns = {
            N_("largest new S"): [one.top for one in steps],
            N_("m so far"): [one.m for one in steps],
            "e^(m−m′)": [one.shrink for one in steps],
            N_("ℓ so far"): [one.total for one in steps],
        }
        for n, (title, row) in enumerate(columns.items()):
            ticks = [f"{b * tile}–{end - 1}" if n == 0 else "" for tile, end in enumerate(ends)]
            told = f"“{of}” reads its keys {b} at a time: a higher score shrinks what came before it." if n == 0 else ""
            more = {"role": "idea", "group": N_("tile by tile")}
            yield bars(title, {"value": [round(x, 3) for x in row]}, ticks, ("keys", "value"), told, **more)
    yield heat(
        f"weights of {of}, after each tile",
        torch.stack([one.weights for one in steps]),
        ("seen", "key j"),
        remark="A higher score shrinks what came before it. The last row is the softmax.",
        role="" if few else "idea",
        rows=tuple(map(str, ends)),
        columns=names[:T],
    )
    lines = {
        "largest score m": [(float(end), one.m) for end, one in zip(ends, steps, strict=True)],
        "ln Σ e^S": [(float(end), one.m + math.log(one.total)) for end, one in zip(ends, steps, strict=True)],
    }
    yield curves("what is kept of the keys seen", lines, ("keys seen", "score"), "Two numbers a query, beside o.")


def tiles(T: int, b: int, causal: bool) -> Tensor:
    """Which scores are computed together: the tiles of keys in two colours, (T, T)."""
    colours = (torch.arange(T) // b % 2 + 1).expand(T, T)
    return colours * causal_mask(T) if causal else colours


def _more(q: Tensor, k: Tensor, v: Tensor, b: int, causal: bool) -> Iterator[Piece]:
    """Neither the size nor the order of the tiles matters, nor how large the scores are."""
    T = q.shape[2]
    with torch.no_grad():
        exact = (q.double(), k.double(), v.double())  # a thousand sums after each other round in float32
        y = online_attention(*exact, b, causal)
        for size, name in ((1, "one key at a time"), (T, "one tile")):
            yield Check.of(f"{name}: the same", gap(online_attention(*exact, size, causal), y))
        mask = causal_mask(T)[None, None] if causal else None
        back = online_attention(exact[0], exact[1].flip(2), exact[2].flip(2), b)
        yield Check.of("tiles from the last to the first: the same", gap(back, dense(*exact)))
        loud = (1000 * exact[0], *exact[1:])
        loudest = gap(online_attention(*loud, b, causal), dense(*loud, mask))
        yield Check.of("scores 1,000 times as large: no overflow", loudest)
        yield from by_hand()
        first, *_, last = known(q[0, 0, -1], k[0, 0], b)
    lost = float(first.weights.max() - last.weights[:b].max())
    yield Stat("scores alive at once, a head", min(b, T) * T, f"of {T * T:,}")
    if lost > 0.01:
        yield Remark(
            f"Of the last query the largest weight of the first tile was {float(first.weights.max()):.2f} after that "
            f"tile, and is {float(last.weights[:b].max()):.2f} at the end: it was put right, not computed anew."
        )


def by_hand() -> Iterator[Piece]:
    """Scores 0 | ln 3 in two tiles, values 8 and 4: after the second m = ln 3, ℓ = 1/3 + 1, and y = (8/3 + 4)/(4/3)."""
    state = beginning(torch.zeros(1, 1), torch.zeros(1, 1))
    for score, value in ((0.0, 8.0), (math.log(3), 4.0)):
        state = one_more(state, torch.tensor([[score]]), torch.tensor([[value]]))
    m, total, gathered = (float(t) for t in state)
    yield Check.of("scores 0 | ln 3: m = ln 3, ℓ = 4/3", max(abs(m - math.log(3)), abs(total - 4 / 3)), 1e-6)
    yield Check.of("… and values 8 | 4 mix to 5", gathered / total - 5, 1e-5)
    row = online_attention(torch.zeros(1, 1, 3, 2), torch.zeros(1, 1, 3, 2), torch.eye(3)[None, None], 2, True)[0, 0, 2]
    yield Check.of("three equal scores: a third each", gap(row, torch.full((3,), 1 / 3)), 1e-6)


DEMO = Demo(
    params=params(
        Param("b", 4, 1, 256, 1, "keys of a tile", doubling=True),
        Param("causal", "no", choices=("no", "yes"), help="look back only"),
        TEXT,
    ),
    run=run,
    fit=fit,
    source=(online_attention, one_more, beginning),
    folded=(in_tiles,),
    presets={"one key at a time": {"b": 1}, "causal": {"causal": "yes"}, "long": {"T": 1024, "b": 128}},
)
