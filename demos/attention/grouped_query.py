"""Grouped-query attention: H heads of queries share H_k heads of keys and values, and so a smaller KV cache.

    y_h = softmax(q_h K_gᵀ / √d) V_g        g = ⌊h · H_k/H⌋: the H/H_k neighbouring heads of a group read one K and V

Shapes: q, y (B, H, T, d); k, v (B, H_k, T, d). H_k = H is multi-head attention, H_k = 1 multi-query attention.

A text is written token by token. Keys and values of the tokens before are kept, for they never change: the KV cache,
2·H_k·T·d numbers a layer, H/H_k times fewer than with multi-head attention. A new token costs 4·T·H·d operations,
whatever H_k is; but it reads the whole cache, and reading is what takes the time. The H/H_k queries of a group are
rows of one matrix, so that each key is read once for all of them.

Papers: Ainslie et al. 2023, GQA (arXiv:2305.13245); Shazeer 2019, one head of keys (arXiv:1911.02150).
Elsewhere: torch's scaled_dot_product_attention groups in the same way with enable_gqa=True; transformers' repeat_kv
copies each head H/H_k times first. Llama 3 8B has 32 heads of queries and 8 of keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.attention.causal import causal_mask
from demos.demo import Check, Demo, Param, Picture, Piece, Remark, Stat, Unfit
from demos.kit import words
from demos.kit.forms import each, gap
from demos.kit.inputs import qkv
from demos.kit.masked import Cost, each_head, params, show
from demos.kit.pictures import curves, mask
from demos.kit.timing import sweep
from demos.kit.trace import trace
from demos.kit.words import TEXT

Cache = tuple[Tensor, Tensor]
COLOURS = 4  # groups that have a colour each; further ones take turns


def grouped_query(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """A whole text at once, causal: the heads of a group look at the same keys."""
    groups = q.reshape(q.shape[0], k.shape[1], -1, *q.shape[2:])  # B H_k H/H_k T d
    scores = groups @ k[:, :, None].mT * q.shape[-1] ** -0.5
    future = ~causal_mask(q.shape[2])
    weights = torch.softmax(scores.masked_fill(future, float("-inf")), -1)
    return (weights @ v[:, :, None]).flatten(1, 2)


def write_on(cache: Cache, q: Tensor, k: Tensor, v: Tensor) -> tuple[Tensor, Cache]:
    """One more token: q (B, H, 1, d); its k and v (B, H_k, 1, d) join the cache (B, H_k, T, d), which it then reads."""
    keys = torch.cat((cache[0], k), 2)
    values = torch.cat((cache[1], v), 2)
    y = attend_one(q, keys, values)
    return y, (keys, values)


def attend_one(q: Tensor, keys: Tensor, values: Tensor) -> Tensor:
    """One token over the cache. The heads of a group are rows of one product, so each key is read once for them."""
    rows = q.reshape(q.shape[0], keys.shape[1], -1, q.shape[-1])  # B H_k H/H_k d
    weights = torch.softmax(rows @ keys.mT * q.shape[-1] ** -0.5, -1)
    return (weights @ values).reshape(q.shape)


def grouped_rows(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """A whole text at once with the T rows of all heads of a group in one product."""
    B, H, T, d = q.shape
    rows = q.reshape(B, k.shape[1], -1, d)  # B H_k T·H/H_k d
    scores = (rows @ k.mT * d**-0.5).unflatten(2, (-1, T))
    weights = torch.softmax(scores.masked_fill(~causal_mask(T), float("-inf")), -1)
    return (weights.flatten(2, 3) @ v).reshape(B, H, T, d)


def fit(values: dict[str, Any]) -> None:
    """Every head of keys serves as many heads of queries."""
    H, H_k = values["H"], values["H_k"]
    if H % H_k:
        raise Unfit(f"H is {H} and H_k is {H_k}: every head of keys serves as many heads of queries, so H_k divides H.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Who reads whose keys, the cache as it grows, and what one more token takes."""
    T, H, d, H_k = (values[name] for name in ("T", "H", "d", "H_k"))
    q, k, v = words.qkv(values, H_k=H_k)
    past = (k[:, :, :-1], v[:, :, :-1])
    one = [t[:, :, -1:] for t in (q, k, v)]
    sizes = {"B": 1, "H": H, "H_k": H_k, "H/H_k": H // H_k, "T": T, "d": d, "T-1": T - 1, "1": 1}
    spelt = [(one[0], "B H 1 d"), *((t, "B H_k 1 d") for t in one[1:]), *((t, "B H_k T-1 d") for t in past)]
    with torch.no_grad():
        yield from trace(write_on, past, *one, letters=sizes, spelt=spelt).steps
    yield from show(
        values,
        plain=grouped_query,
        forms={"group as rows": grouped_rows},
        inputs=lambda T: words.qkv(values, T, H_k=H_k),
        labels=(words.labels(values),) * 2,
        causes=causal_mask,
        legend=("future", "past and present"),
        cost=Cost(4 * T * T * H * d, "4·T²·D, whatever H_k is"),
        letters={"H_k": H_k, "H/H_k": H // H_k},
        remark="Every head has this mask. What is shared are keys and values, not who sees whom.",
        idea=(readers(H, H_k), growing(values)),
        more=_more(values, (q, k, v)),
        times=_times(values),
    )


def readers(H: int, H_k: int) -> Picture:
    """Which head of queries reads which head of keys and values, coloured by group."""
    groups = torch.arange(H) * H_k // H
    causes = torch.zeros(H, H_k, dtype=torch.int64)
    causes[torch.arange(H), groups] = groups % COLOURS + 1
    return mask(
        "who reads whose keys",
        causes,
        ("not read", *(f"K, V {g}" + (" …" if H_k > COLOURS else "") for g in range(min(H_k, COLOURS)))),
        ("head of queries", "head of keys and values"),
        f"{H} heads of queries, {H_k} of keys and values: {H // H_k} to each.",
        role="idea",
        group="sharing",
        rows=tuple(f"q {h}" for h in range(H)),
        columns=tuple(f"K, V {g}" for g in range(H_k)),
    )


def written(q: Tensor, k: Tensor, v: Tensor) -> Iterator[tuple[Tensor, Cache]]:
    """The text token by token, from an empty cache: each output (B, H, 1, d), and the cache after it."""
    cache = (k[:, :, :0], v[:, :, :0])
    for t in range(q.shape[2]):
        y, cache = write_on(cache, *(x[:, :, t : t + 1] for x in (q, k, v)))
        yield y, cache


def growing(values: dict[str, Any]) -> Picture:
    """What the cache of a layer holds after each token, in kB of float32, beside multi-head and multi-query."""
    T, H, H_k = (values[name] for name in ("T", "H", "H_k"))
    held = {
        n: [sum(t.nbytes for t in cache) / 1e3 for _, cache in written(*words.qkv(values, H_k=n))]
        for n in sorted({1, H_k, H}, reverse=True)
    }
    lines = {f"H_k = {n}": [(t + 1.0, size) for t, size in enumerate(sizes)] for n, sizes in held.items()}
    told = f"After {T} tokens the cache holds {held[H_k][-1]:.4g} kB a layer."
    if H_k < H:
        told += " " + f"With {H} heads of keys it would hold {held[H][-1]:.4g} kB."
    return curves("KV cache as the text grows", lines, ("tokens", "kB a layer"), told, role="idea", group="sharing")


def _more(values: dict[str, Any], inputs: tuple[Tensor, Tensor, Tensor]) -> Iterator[Piece]:
    """Written token by token it is the same; who shares with whom; what is kept."""
    T, H, d, H_k = (values[name] for name in ("T", "H", "d", "H_k"))
    q, k, v = inputs
    with torch.no_grad():
        at_once, steps = grouped_query(q, k, v), list(written(q, k, v))
        yield Check.of("token by token with the cache = all at once", gap(torch.cat([y for y, _ in steps], 2), at_once))
        kept = sum(t.numel() for t in steps[-1][1])
        yield Check.of(f"numbers in the cache: 2·H_k·T·d = {2 * H_k * T * d:,}", kept - 2 * H_k * T * d, 0.0)
        repeated = scaled_dot_product_attention(q, each_head(k, H), each_head(v, H), is_causal=True)
        yield Check.of("= multi-head attention on keys and values copied to all heads", gap(at_once, repeated))
        yield Check.of("equal to torch's enable_gqa", gap(at_once, _torchs(q, k, v, is_causal=True)))
        yield from by_hand()
    saved = "H_k = H: this is multi-head attention, nothing is shared."
    if H_k < H:
        saved = f"The cache is {H // H_k} times smaller than with {H} heads of keys; the operations are the same."
    yield Stat("KV cache a layer, float32", 4 * kept / 1e3, "kB")
    yield Remark(saved)


def by_hand() -> Iterator[Piece]:
    """Four heads of queries on two of keys whose values are 0 and 1: heads 0 and 1 give 0, heads 2 and 3 give 1."""
    q, k = torch.zeros(1, 4, 3, 2), torch.zeros(1, 2, 3, 2)
    v = torch.arange(2.0)[None, :, None, None].expand(1, 2, 3, 2)
    found = torch.cat((grouped_query(q, k, v)[0, :, -1, 0], attend_one(q[:, :, -1:], k, v)[0, :, 0, 0]))
    yield Check.of("4 heads on K, V 0 and 1: they read 0, 0, 1, 1", gap(found, torch.tensor([0.0, 0, 1, 1] * 2)), 1e-6)


def _torchs(q: Tensor, k: Tensor, v: Tensor, is_causal: bool = False) -> Tensor:
    return scaled_dot_product_attention(q, k, v, is_causal=is_causal, enable_gqa=True)


def _times(values: dict[str, Any]) -> Iterator[Piece]:
    """One new token over a cache of T, with the heads of keys as they are, with H of them, and in torch."""
    H, d, H_k, seed = (values[name] for name in ("H", "d", "H_k", "seed"))

    def inputs(T: int) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        q, k, v = qkv(1, d, H=H, seed=seed, T_k=T)
        return q, k[:, :H_k].contiguous(), v[:, :H_k].contiguous(), k, v

    forms = {
        "grouped": lambda q, k, v, *all_heads: attend_one(q, k, v),
        "multi-head": lambda q, k, v, *all_heads: attend_one(q, *all_heads),
        "torch, grouped": lambda q, k, v, *all_heads: _torchs(q, k, v),
    }
    yield from sweep(each(inputs, forms), (64, 256, 1024, 4096, 8192), here=values["T"])


DEMO = Demo(
    params=params(
        Param("H_k", 2, 1, 16, 1, "heads of keys and values", doubling=True),
        TEXT,
        H=8,
        longest=512,
    ),
    run=run,
    fit=fit,
    source=(grouped_query, write_on, attend_one),
    folded=(grouped_rows, causal_mask),
    presets={
        "multi-head: nothing shared": {"H_k": 8},
        "multi-query: one for all": {"H_k": 1},
        "as in Llama 3 8B": {"H": 16, "H_k": 4, "d": 128},
    },
)
