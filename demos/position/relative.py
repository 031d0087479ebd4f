"""Relative position (RPE): what counts is not where two tokens stand but how far apart they are.

    T5 bias   S_ij + b[bucket(j − i)]     one trained number a bucket and head; buckets widen with distance
    ALiBi     S_ij − m_h·|i − j|          a slope a head, m_h = 2^(−8h/H); nothing is trained
    RoPE      (R_i q_i)·(R_j k_j)         turn q and k by their place; the product keeps only R_(j−i)

Shapes: bias (H, T, T), added to scores (B, H, T, T); RoPE turns q and k, (B, H, T, d) → the same.
Cost: a bias HT² additions, RoPE O(TD); both beside the 4T²D of attention.

Papers: T5, Raffel et al. 2019 (arXiv 1910.10683); ALiBi, Press et al. 2021 (arXiv 2108.12409); RoPE, Su et al. 2021
(arXiv 2104.09864); the idea, Shaw et al. 2018 (arXiv 1803.02155). Where this differs: ALiBi was made for causal models,
here it looks both ways, and where H is no power of two its authors mix the slopes of two powers, while here the formula
stands for every H; T5 does not divide by √d, here it is; many libraries (GPT-NeoX, transformers' Llama) turn
dimension i with i + d/2, here as in the paper 2i with 2i + 1: the same up to the order of dimensions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Unfit
from demos.kit import words
from demos.kit.forms import account, gap, over_lengths
from demos.kit.inputs import normal, qkv
from demos.kit.masked import params
from demos.kit.pictures import curves, heat
from demos.kit.timing import LENGTHS, Form, sweep
from demos.kit.trace import trace
from demos.prior.biased import against_torch, biased_weights, timings
from demos.words import N_


def t5_bucket(offset: Tensor, buckets: int, far: int) -> Tensor:
    """The bucket of offset j − i: half ahead and half back, of each half exact and half logarithmic up to `far`."""
    half, exact = buckets // 2, buckets // 4
    distance = offset.abs()
    wide = exact + (distance.clamp(min=1) / exact).log() / math.log(far / exact) * (half - exact)
    bucket = torch.where(distance < exact, distance, wide.long().clamp(max=half - 1))
    return bucket + half * (offset > 0)


def offsets(T: int) -> Tensor:
    """j − i for every pair, (T, T)."""
    return torch.arange(T) - torch.arange(T)[:, None]


def t5_bias(table: Tensor, T: int, far: int) -> Tensor:
    """A number from the table (H, buckets) for every pair: (H, T, T)."""
    return table[:, t5_bucket(offsets(T), table.shape[1], far)]


def alibi_bias(H: int, T: int) -> Tensor:
    """−m_h·|i − j| with slopes 2^(−8/H), 2^(−16/H) … 2^(−8): (H, T, T)."""
    slopes = 2.0 ** (-8 * torch.arange(1, H + 1) / H)
    return -slopes[:, None, None] * offsets(T).abs()


def rope(x: Tensor, base: float, start: int = 0) -> Tensor:
    """Turn the pair (2i, 2i+1) of the vector at place p by p / base^(2i/d): (B, H, T, d) → (B, H, T, d)."""
    T, d = x.shape[-2:]
    place = torch.arange(start, start + T, dtype=torch.float64)[:, None]
    angle = place / base ** (torch.arange(0, d, 2, dtype=torch.float64) / d)
    cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
    even, odd = x[..., 0::2], x[..., 1::2]
    turned = torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1)
    return turned.flatten(-2)


def rope_attention(q: Tensor, k: Tensor, v: Tensor, base: float) -> Tensor:
    """Attention on turned queries and keys; the values are not turned."""
    q, k = rope(q, base), rope(k, base)
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    weights = torch.softmax(scores, -1)
    return weights @ v


def relative_attention(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Attention whose logits get a number that depends on j − i."""
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    weights = torch.softmax(scores + bias, -1)
    return weights @ v


def fit(values: dict[str, Any]) -> None:
    """Pairs need an even width; buckets need room."""
    if values["kind"] == "rope" and values["d"] % 2:
        raise Unfit(f"d is {values['d']}: RoPE turns pairs of dimensions, so d is even.")
    if values["buckets"] % 4:
        raise Unfit(f"buckets is {values['buckets']}: two directions, each with two halves, need a multiple of 4.")
    if values["far"] <= values["buckets"] // 4:
        raise Unfit(
            f"far is {values['far']}, but logarithmic buckets start at {values['buckets'] // 4}: far lies beyond that."
        )


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The stripes of one kind of relative position, and attention with them."""
    T, H, d, kind, seed = (values[name] for name in ("T", "H", "d", "kind", "seed"))
    q, k, v = words.qkv(values, T)
    sizes = {"B": 1, "H": H, "T": T, "d": d, "d/2": d // 2}
    if kind == "rope":
        whole = partial(rope_attention, q, k, v, values["base"])
        traced = trace(rope_attention, q, k, v, values["base"], letters=sizes)
        stripes = turned(H, T, d, values["base"])
        q, k, bias = rope(q, values["base"]), rope(k, values["base"]), torch.zeros(H, T, T)
        title = N_("score of equal vectors")
        remark = "q = k everywhere: what is left is the turn between the two places."
    else:
        t5 = (t5_bias, table_of(values), T, values["far"])
        made = trace(*(t5 if kind == "t5" else (alibi_bias, H, T)), letters={**sizes, "buckets": values["buckets"]})
        yield from made.steps
        bias = stripes = made.result
        whole = partial(relative_attention, q, k, v, bias)
        traced = trace(relative_attention, q, k, v, bias, letters=sizes)
        title, remark = "bias", "Equal along each diagonal: only j − i counts."
    yield from traced.steps
    yield from _three(values, title, stripes[0], remark)
    heads = {f"head {h}": [(j - T // 2, float(stripes[h, T // 2, j])) for j in range(T)] for h in {0, H // 2, H - 1}}
    yield curves(f"{title} over distance", heads, ("j − i", "value"))
    names = words.labels(values)
    yield heat("weights", biased_weights(q, k, bias)[0, 0], rows=names, columns=names, lit=words.lit(values, T))
    yield from account(traced, whole, 4 * T * T * H * d, "4T²D")
    yield from against_torch(traced, q, k, v, bias)
    yield from by_hand()
    yield Check.of(f"{title} is Toeplitz", gap(stripes[:, 1:, 1:], stripes[:, :-1, :-1]))
    if kind == "rope":
        yield from turns(values, *qkv(T, d, H=H, seed=seed)[:2])
        yield from sweep(timed(values), LENGTHS[:5])
    if kind == "t5":
        used = len(set(t5_bucket(offsets(T), values["buckets"], values["far"]).flatten().tolist()))
        yield Remark(
            f"T = {T} uses {used} of {values['buckets']} buckets; from a distance of "
            f"{last_bucket(values['buckets'], values['far'])} on all share one."
        )
        yield from timings(values, lambda T: t5_bias(table_of(values), T, values["far"]), 1024)
    if kind == "alibi":
        yield from timings(values, lambda T: alibi_bias(H, T), 1024)


def turned(H: int, T: int, d: int, base: float) -> Tensor:
    """The scores of equal vectors after RoPE, (H, T, T): what the turn alone does to them."""
    ones = rope(torch.ones(1, H, T, d) * d**-0.5, base)
    scores: Tensor = (ones @ ones.mT)[0]
    return scores


def _three(values: dict[str, Any], title: str, own: Tensor, remark: str) -> Iterator[Piece]:
    """The stripes of the kind on the screen, and beside them those of the two others, of head 0."""
    T, H, d = (values[name] for name in ("T", "H", "d"))
    names, chosen = {"t5": "T5", "alibi": "ALiBi", "rope": "RoPE"}, values["kind"]
    others: dict[str, Callable[[], Tensor]] = {
        "t5": lambda: t5_bias(table_of(values), T, values["far"])[0],
        "alibi": lambda: alibi_bias(H, T)[0],
        "rope": lambda: turned(1, T, d - d % 2, values["base"])[0],
    }
    more: dict[str, Any] = {"role": "idea", "group": "three kinds"}
    for kind in (chosen, *(kind for kind in names if kind != chosen)):
        stripes = own if kind == chosen else others[kind]()
        of, what = names[kind], title if kind == chosen else "score of equal vectors" if kind == "rope" else "bias"
        said = f"{of}: {what}"
        legend = ("q·k",) if kind == "rope" else ("added to the logit",)
        yield heat(said, stripes, remark=remark if kind == chosen else "", legend=legend, **more)


def by_hand() -> Iterator[Piece]:
    """One number of each kind that can be reckoned."""
    slopes = -alibi_bias(8, 2)[[0, 7], 0, 1]
    yield Check.of("ALiBi, 8 heads: slopes from 1/2 to 1/256", gap(slopes, torch.tensor([1 / 2, 1 / 256])), 1e-7)
    buckets = t5_bucket(torch.tensor([0, -7, -8, -16, 16, 1]), 32, 128)
    want = torch.tensor([0, 7, 8, 10, 26, 17])  # 8 is the first on the logarithm, 16 lies a quarter of the way to 128
    yield Check.of("T5: offsets 0, −7, −8, −16, 16, 1 in buckets 0, 7, 8, 10, 26, 17", gap(buckets, want), 0.0)
    turned = rope(torch.tensor([[1.0, 0.0, 1.0, 0.0]]).expand(11, 4), 100.0)[[1, 10], [[0, 2], [1, 3]]]
    yield Check.of("RoPE, base 100: place 1 turns pair 0, place 10 pair 1, by 1", gap(turned, _turn()))


def _turn() -> Tensor:
    """cos 1 and sin 1 of both pairs."""
    return torch.tensor([[0.540302], [0.841471]]).expand(2, 2)


def last_bucket(buckets: int, far: int) -> int:
    """The distance from which all offsets of one direction share a bucket; it lies below `far`."""
    found = t5_bucket(-torch.arange(far + 1), buckets, far).tolist()
    return int(found.index(found[-1]))


def table_of(values: dict[str, Any]) -> Tensor:
    """The untrained T5 table (H, buckets)."""
    return normal(values["H"], values["buckets"], seed=values["seed"] + 401)


def turns(values: dict[str, Any], q: Tensor, k: Tensor) -> Iterator[Piece]:
    """What turning keeps, and what it forgets."""
    base, q, k = values["base"], q.double(), k.double()
    here = rope(q, base) @ rope(k, base).transpose(-2, -1)
    there = rope(q, base, 1000) @ rope(k, base, 1000).transpose(-2, -1)
    yield Check.of("scores depend on i − j alone: the same 1000 places on", gap(here, there))
    yield Check.of("turning keeps every norm", gap(rope(q, base).norm(dim=-1), q.norm(dim=-1)))
    yield Remark("RoPE adds nothing and has no parameters: it turns q and k, and leaves v as it is.")


def timed(values: dict[str, Any]) -> dict[str, Form]:
    """RoPE with the explicit attention, before torch's own, and torch's own without it."""
    base = values["base"]
    return over_lengths(
        values,
        {
            "dense": lambda T: lambda q, k, v: rope_attention(q, k, v, base),
            "torch": lambda T: lambda q, k, v: scaled_dot_product_attention(rope(q, base), rope(k, base), v),
            "torch without RoPE": lambda T: scaled_dot_product_attention,
        },
    )


DEMO = Demo(
    params=params(
        Param("kind", "t5", choices=("t5", "alibi", "rope"), help="how distance enters the score"),
        Param("buckets", 32, 4, 128, 4, "T5: buckets of distance, both directions together", doubling=True),
        Param("far", 128, 2, 1024, 16, "T5: where the logarithm ends; the last bucket begins before it", doubling=True),
        Param("base", 10000.0, 10.0, 1000000.0, 10, "RoPE: the slowest pair turns once in about 2π·base places"),
        words.TEXT,
        T=16,
        longest=512,
    ),
    run=run,
    fit=fit,
    source=(t5_bucket, t5_bias, alibi_bias, rope, rope_attention, relative_attention),
    presets={"ALiBi": {"kind": "alibi"}, "RoPE": {"kind": "rope"}, "few buckets": {"buckets": 8, "far": 32}},
)
