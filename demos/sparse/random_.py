"""Random attention: every token looks at r keys drawn by lot.

    y_i = Σ_{j ∈ R(i)} softmax_j(q_i · k_j / √d) v_j          R(i): r different keys, drawn once from a seed

Shapes: q, k, v, y (B, H, T, d). Cost: 4·T·r·D, and r gathered keys a query.

Why at all: a random graph has short ways. With r keys a row about r² tokens are two hops away, r³ three; about
log T / log r layers join everything, where a band of as many keys needs about 2T/(r−1). Nothing about it is local.

Why it is slow: no two rows share their keys, so each key is fetched on its own and used once; the machine waits for
memory, not for arithmetic. BigBird therefore draws whole blocks of keys for whole blocks of queries.

Paper: Zaheer et al., "Big Bird", arXiv:2007.14062. Elsewhere: transformers' BigBird draws blocks, and only when it
trains; in eval mode it takes block 0 each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit.inputs import generator
from demos.kit.masked import Cost, params, show, windows_fit
from demos.kit.pictures import curves
from demos.kit.words import TEXT
from demos.sparse.blocks import attend, wants_grad
from demos.sparse.lots import lots
from demos.sparse.masks import band, counted_once, pairs, square
from demos.sparse.reach import histogram, shares


def random_keys(T: int, r: int, seed: int) -> Tensor:
    """r different keys (all, if T < r) for each of T rows: (T, r)."""
    chance = torch.rand(T, min(r, T), generator=generator(seed), dtype=torch.float64)
    return lots(chance, torch.tensor(T))


def random_mask(T: int, r: int, seed: int) -> Tensor:
    """(T, T), boolean: r keys a row."""
    return torch.zeros(T, T, dtype=torch.bool).scatter_(1, random_keys(T, r, seed), True)


def random_attention(q: Tensor, k: Tensor, v: Tensor, keys: Tensor) -> Tensor:
    """Each query gathers its r keys: (B, H, T, r) scores."""
    scores = (q[..., None, :] @ k[:, :, keys].mT)[..., 0, :] * q.shape[-1] ** -0.5
    weights = torch.softmax(scores, -1)
    return (weights[..., None, :] @ v[:, :, keys])[..., 0, :]


def random_attention_fast(q: Tensor, k: Tensor, v: Tensor, keys: Tensor, rows: int = 512) -> Tensor:
    """The same, 512 rows of a head at a time, so that what is gathered is used before it leaves the cache."""
    B, H, T, _ = q.shape
    queries, every_k, every_v = (t.reshape(B * H, T, 1, -1) for t in (q, k, v))
    result = None if wants_grad(q, k, v) else q.new_empty(B * H, T, 1, v.shape[-1])
    bias, parts = q.new_zeros(1, 1, 1), []
    for h in range(B * H):
        for start in range(0, T, rows):
            some = slice(start, start + rows)
            near_k, near_v = (t[h, :, 0].index_select(0, keys[some].flatten()) for t in (every_k, every_v))
            near_k, near_v = (t.view(-1, keys.shape[1], t.shape[-1]) for t in (near_k, near_v))
            out = None if result is None else result[h, some]
            parts.append(attend(queries[h, some], near_k, near_v, bias, None, out))
    return (torch.cat(parts) if result is None else result).view(B, H, T, -1)


def fit(values: dict[str, Any]) -> None:
    """There must be r different keys."""
    if values["r"] >= values["T"]:
        raise Unfit(f"r is {values['r']} and T is {values['T']}: r different keys of T would be all of them, so r < T.")
    windows_fit(values, values["r"], "r", most=256)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The lots, hops beside a band of as many keys, checks and timings."""
    T, H, d, r, seed = (values[name] for name in ("T", "H", "d", "r", "seed"))
    keys = random_keys(T, r, seed)
    yield from show(
        values,
        plain=lambda q, k, v: random_attention(q, k, v, keys),
        forms={"gathered": lambda q, k, v: random_attention_fast(q, k, v, random_keys(q.shape[2], r, seed))},
        causes=lambda T: random_mask(T, r, seed),
        legend=("blocked", "random"),
        cost=Cost(4 * T * r * H * d, "4·T·r·D"),
        letters={"r": r},
        remark=f"{r} keys a row, drawn from seed {seed}; the same for every head.",
        more=_more(T, H, r, seed),
    )


def _more(T: int, H: int, r: int, seed: int) -> Iterator[Piece]:
    """Hops, reach beside a band with as many keys, and the same seed again."""
    mask = random_mask(T, r, seed)
    picture, most = histogram(mask)
    yield picture
    w = max(1, (r - 1) // 2)
    lines = {"random": shares([mask]), f"band of {2 * w + 1} keys": shares([square(T, band(w))])}
    yield curves("reach", lines, ("layers", "% of pairs"))
    yield Check.of("keys in a row − r", float((mask.sum(-1) - r).abs().max()), 0.0)
    again = random_mask(T, r, seed)
    yield Check.of("pairs that differ when drawn again from the seed", float((mask != again).sum()), 0.0)
    yield pairs(mask, T * r, "T·r")
    yield counted_once(lambda q, k, v: random_attention_fast(q, k, v, random_keys(T, r, seed)), mask, H)
    layers = lines[f"band of {2 * w + 1} keys"][-1][0]
    unseen = int(((mask & ~torch.eye(T, dtype=torch.bool)).sum(0) == 0).sum())
    whole = f"By lot every pair is joined within {most} layers." if most else "By lot not every pair is ever joined."
    why = f"Tokens that no other sees: {unseen}."
    beside = f"A band of {2 * w + 1} keys needs {layers:.0f} layers."
    yield Remark(" ".join([whole, *([why] if unseen and not most else []), beside]))


DEMO = Demo(
    params=params(Param("r", 3, 1, 64, 1, "keys a row"), TEXT),
    run=run,
    fit=fit,
    source=(random_attention, random_keys),
    folded=(random_attention_fast, lots, attend),
    presets={"two keys only": {"r": 2, "T": 64}, "many": {"r": 16, "T": 256}},
)
