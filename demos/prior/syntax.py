"""Syntax prior: words that stand close in the parse tree look at each other, however far apart they are written.

    A_ij = softmax_j( q_i·k_j/√d + P_ij )     D_ij = number of edges between words i and j in the tree
    mask:  P_ij = 0 where D_ij ≤ h, −∞ elsewhere          (hard: only words within h hops)
    bias:  P_ij = −D_ij/h                                 (soft: every hop costs 1/h)

Shapes: parents (T,), D (T, T), q, k, v, y (B, H, T, d). Cost: O(T²) additions on top of 4T²D; the distances are found
once a sentence. Where the tree is one chain of words, D_ij = |i − j| and the mask is a band of width h.

Papers: Bai et al. 2021, "Syntax-BERT" (arXiv 2103.04350), masks by tree distance; Strubell et al. 2018, LISA (arXiv
1804.08199), one head trained to look at the parent. Where this differs: they take trees from a parser and use several
masks (ancestors, children, siblings); here the tree is given or drawn at random, and one distance serves all heads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from demos.demo import Check, Demo, Param, Picture, Piece, Stat, Unfit
from demos.kit import words
from demos.kit.forms import account, gap
from demos.kit.inputs import generator, qkv
from demos.kit.masked import params
from demos.kit.pictures import heat, mask
from demos.kit.trace import trace
from demos.prior.biased import against_torch, biased_attention, biased_weights, timings
from demos.words import N_

MOST = 32  # words whose arcs are drawn
ALL = 64  # hops from which on nothing is cut: the parameter's largest value stands for ∞

# Two sentences: each word, and the number of the word it belongs to; −1 marks the root, the verb.
SENTENCES = {
    "en": "The:1 note:4 I:3 wrote:1 helped:-1 the:6 learner:7 remember:4",
    "ko": "어제:1 적은:2 노트가:7 처음:4 배우는:5 사람을:6 도와:7 주었다:-1",
}


def sentence(text: str, T: int = 8) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """T words in a language, and the parent of each; English where no words are wanted.

    A longer text says the sentence again, and its verb belongs to the one before. T is a multiple of its 8 words.
    """
    pairs = [word.rsplit(":", 1) for word in SENTENCES["ko" if text == "ko" else "en"].split()]
    words_, once = [word for word, _ in pairs], [int(parent) for _, parent in pairs]
    above = [
        parent + n if parent >= 0 else n - len(once) + i if n else -1
        for n in range(0, T, len(once))
        for i, parent in enumerate(once)
    ]
    return tuple(words_ * (T // len(once))), tuple(above)


WORDS = sentence("en")[0]


def parents(kind: str, T: int, seed: int, text: str = "en") -> Tensor:
    """The parent of each word, (T,), −1 at the root: a chain, a binary tree, a random one, or a parsed sentence."""
    i = torch.arange(T)
    if kind == "chain":
        return i - 1
    if kind == "binary":
        return torch.where(i == 0, -1, (i - 1) // 2)
    if kind == "sentence":
        return torch.tensor(sentence(text, T)[1])
    above = (torch.rand(T, generator=generator(seed)) * i).long()
    return torch.where(i == 0, -1, above)


def tree_distance(parent: Tensor) -> Tensor:
    """Edges between every two words, (T, T): walk outwards from each word, one edge a round."""
    T = len(parent)
    edges = torch.zeros(T, T)
    child = (parent >= 0).nonzero()[:, 0]
    edges[child, parent[child]] = edges[parent[child], child] = 1.0
    seen, distance, hops = torch.eye(T), torch.zeros(T, T), 0
    while not seen.all():
        hops += 1
        wider = ((seen + seen @ edges) > 0).float()
        distance += hops * (wider - seen)
        seen = wider
    return distance


def syntax_prior(distance: Tensor, h: int, kind: str) -> Tensor:
    """What is added to the logits, (T, T): a cut beyond h hops, or a cost of 1/h a hop."""
    if h >= ALL:
        return torch.zeros_like(distance)
    if kind == "mask":
        return torch.zeros_like(distance).masked_fill(distance > h, float("-inf"))
    return -distance / h


def syntax_attention(q: Tensor, k: Tensor, v: Tensor, distance: Tensor, h: int, kind: str) -> Tensor:
    """Attention that prefers words close in the tree."""
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    prior = syntax_prior(distance, h, kind)
    weights = torch.softmax(scores + prior, -1)
    return weights @ v


def fit(values: dict[str, Any]) -> None:
    """A sentence is said as a whole."""
    long, T = len(sentence(values["text"])[0]), values["T"]
    if values["tree"] == "sentence" and T % long:
        raise Unfit(
            f"T is {T}, and the sentence has {long} words: T is a multiple of {long} there, or take another tree."
        )


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The tree, its distances, the prior made of them, and the attention that comes out."""
    T, H, d, h, kind, seed = (values[name] for name in ("T", "H", "d", "hops", "prior", "seed"))
    parent = parents(values["tree"], T, seed, values["text"])
    named = sentence(values["text"], T)[0] if values["tree"] == "sentence" and values["text"] != "noise" else ()
    sides: dict[str, Any] = {"rows": named, "columns": named}
    distance = tree_distance(parent)
    q, k, v = qkv(T, d, H=H, seed=seed)
    traced = trace(syntax_attention, q, k, v, distance, h, kind, letters={"B": 1, "H": H, "T": T, "d": d})
    yield from traced.steps
    bias = syntax_prior(distance, h, kind)
    yield from _idea(values, parent, distance, bias, sides)
    yield mask("tree", drawn(parent, distance), ("nothing", "word", "root"), ("depth", "word"), ticks=named)
    yield heat("tree distance", distance, ("word i", "word j"), ("hops",), "Edges between two words.", **sides)
    weights = biased_weights(q, k, bias)
    yield heat("weights", weights[0, 0], ("word i", "word j"), **sides)
    yield from account(traced, lambda: syntax_attention(q, k, v, distance, h, kind), 4 * T * T * H * d, "4T²D")
    yield from against_torch(traced, q, k, v, bias)
    yield Check.of("distance is symmetric", gap(distance, distance.T), 0.0)
    around = (distance[:, :, None] + distance[None]).amin(1)
    yield Check.of("no detour is shorter (triangle inequality)", float((distance - around).clamp(min=0).max()), 0.0)
    unbounded = syntax_attention(q, k, v, distance, ALL, kind)
    yield Check.of("hops = ∞ is plain attention", gap(unbounded, biased_attention(q, k, v, torch.zeros(T, T))))
    yield from by_hand()
    i = torch.arange(T)
    chain = syntax_prior(tree_distance(i - 1), h, "mask").isfinite()
    band = ((i[:, None] - i).abs() <= h) | (h >= ALL)
    yield Check.of("a chain tree masks like a band of width hops", float((chain != band).sum()), 0.0)
    yield Stat("pairs within reach", float(bias.isfinite().float().mean() * 100), "%")
    yield Stat("longest way in the tree", float(distance.max()), "edges")
    yield from timings(values, lambda T: syntax_prior(tree_distance(parents("random", T, seed)), h, kind), 512)


def _idea(
    values: dict[str, Any], parent: Tensor, distance: Tensor, bias: Tensor, sides: dict[str, Any]
) -> Iterator[Piece]:
    """The sentence with its arcs, who is near in the tree, and beside it a band: who is as near in the sentence."""
    T, h = len(parent), values["hops"]
    words_ = sides["rows"] or tuple(str(i) for i in range(T))
    together: dict[str, Any] = {"role": "idea", "group": "near in the tree"}
    told = "The tree decides, not the place in the sentence."
    if T <= MOST:
        yield Picture(
            "the tree", "arcs", ("word", N_("its parent")), ("word", "root"), (plain(parent),), words_, told, **together
        )
    places = torch.arange(T)
    apart = (places[:, None] - places).abs()
    hops = ("blocked", N_("itself"), "1 hop", "2 hops", "3 hops", N_("4 or more"))
    for title, far, cut in ((N_("in the tree"), distance, bias.isfinite()), (N_("in a band"), apart, apart <= h)):
        near = torch.where(cut, far.clamp(max=4) + 1, 0).long()
        yield mask(title, near, hops, ("word i", "word j"), told, lit=T // 2, **sides, **together)


def plain(parent: Tensor) -> tuple[int, ...]:
    """The parents as whole numbers."""
    return tuple(int(above) for above in parent)


def by_hand() -> Iterator[Piece]:
    """A chain of nine words with equal scores: what a word of the middle sees."""
    far = tree_distance(torch.arange(9) - 1)
    yield Check.of("on a chain words 2 and 7 are 5 edges apart", float(far[2, 7]) - 5, 0.0)
    one, words = torch.zeros(1, 1, 9, 4), torch.eye(9)[None, None]
    soft, cut = (syntax_attention(one, one, words, far, 2, kind)[0, 0, 4] for kind in ("bias", "mask"))
    yield Check.of(
        "a cost of 1/h a hop: weight at h hops over its own = 1/e", gap(soft[[2, 6]] / soft[4], torch.tensor(0.367879))
    )
    yield Check.of("a cut at h = 2: five words share the weight", gap(cut[2:7], torch.full((5,), 0.2)))
    yield Check.of("… and the others have none", float(cut[[0, 1, 7, 8]].abs().max()), 0.0)


def drawn(parent: Tensor, distance: Tensor) -> Tensor:
    """The tree as rows of depth: 1 where a word stands, 2 at the root, 0 elsewhere; (depth, T)."""
    depth = distance[int((parent < 0).nonzero()[0, 0])].long()
    rows = torch.zeros(int(depth.max()) + 1, len(parent), dtype=torch.long)
    rows[depth, torch.arange(len(parent))] = torch.where(parent < 0, 2, 1)
    return rows


DEMO = Demo(
    params=params(
        Param("tree", "sentence", choices=("sentence", "random", "chain", "binary"), help="the tree over the words"),
        Param("prior", "mask", choices=("mask", "bias"), help="cut beyond hops, or a cost of 1/hops an edge"),
        Param("hops", 2, 1, ALL, 1, f"how far to see in the tree; {ALL} means without end"),
        words.TEXT,
        T=8,
        longest=256,
    ),
    run=run,
    fit=fit,
    source=(parents, tree_distance, syntax_prior, syntax_attention),
    presets={
        "a sentence": {"tree": "sentence", "T": 8, "hops": 2},
        "a chain is a band": {"tree": "chain", "hops": 2},
        "a random tree": {"tree": "random", "T": 64},
        "soft": {"prior": "bias", "hops": 1},
        "no limit": {"hops": ALL},
    },
)
