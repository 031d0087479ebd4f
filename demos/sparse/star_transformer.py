"""Star-Transformer = band + global: the tokens stand in a ring, each sees its neighbours, and one relay in the middle.

    node i:  softmax over { h_{i−1}, h_i, h_{i+1}, s, e_i }     indices modulo T: the ring is closed
    relay:   softmax over { h_0, …, h_{T−1}, s }

h are the nodes, s is the relay, e the tokens' own embeddings, which every layer shows to its node anew.
Shapes: q (B, H, T+1, d): the nodes, then the relay; k and v (B, H, 2T+1, d): nodes, relay, embeddings.
Cost: 4·(5T + T+1)·D, O(T·D): the cheapest pattern that joins everything. Any two nodes are 2 hops apart, over the
relay, and all that they tell each other in one layer has to fit into that one vector.

Paper: Guo et al., "Star-Transformer", arXiv:1902.09113. It updates the nodes first, then the relay from the new nodes,
from s⁰ = the mean of e; `star_layers` below does. Elsewhere: fastNLP has the authors' code, where the ring is open:
the first and the last node have a key of zeros for the neighbour they lack, and it takes its share of the weight.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.inputs import normal
from demos.kit.masked import Cost, dense, params, show
from demos.kit.pictures import curves
from demos.kit.words import TEXT
from demos.sparse.masks import counted_once, pairs, union
from demos.sparse.reach import histogram

LEGEND = ("blocked", "ring", "relay", "own embedding")


def ring(T: int) -> Tensor:
    """The neighbours of each node, itself among them: (T, 3); fewer columns where the ring is too short for three."""
    around = sorted({-1 % T, 0, 1 % T})
    return (torch.arange(T)[:, None] + torch.tensor(around)) % T


def star_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """New nodes and new relay, (B, H, T+1, d): each node gathers its five keys, the relay looks at all nodes."""
    T = q.shape[2] - 1
    own = torch.arange(T)[:, None] + T + 1
    keys = torch.cat((ring(T), torch.full((T, 1), T), own), -1)  # T 5: neighbours, relay, own embedding
    nodes, relay, scale = q[:, :, :T], q[:, :, T:], q.shape[-1] ** -0.5
    weights = torch.softmax((nodes[..., None, :] @ k[:, :, keys].mT) * scale, -1)
    new_nodes = (weights @ v[:, :, keys])[..., 0, :]
    new_relay = torch.softmax(relay @ k[:, :, : T + 1].mT * scale, -1) @ v[:, :, : T + 1]
    return torch.cat((new_nodes, new_relay), 2)


def star_attention_fast(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """Nothing is gathered: the ring is the sequence itself, rolled by one to each side."""
    T = q.shape[2] - 1
    nodes = q[:, :, :T] * q.shape[-1] ** -0.5
    shifts = {1 % T, 0, -1 % T}

    def beside(t: Tensor) -> list[Tensor]:
        turned = [t[:, :, :T].roll(shift, 2) if shift else t[:, :, :T] for shift in shifts]
        return [*turned, t[:, :, T : T + 1], t[:, :, T + 1 :]]

    weights = torch.stack([(nodes * key).sum(-1, keepdim=True) for key in beside(k)]).softmax(0)
    new_nodes = torch.stack([weight * value for weight, value in zip(weights, beside(v), strict=True)]).sum(0)
    relay = scaled_dot_product_attention(q[:, :, T:], k[:, :, : T + 1], v[:, :, : T + 1])
    return torch.cat((new_nodes, relay), 2)


def star_layers(e: Tensor, layers: int) -> Tensor:
    """`layers` rounds without weights over embeddings (B, H, T, d): first the nodes, then the relay."""
    T, s = e.shape[2], e.mean(2, keepdim=True)
    h = e
    for _ in range(layers):
        rows, keys = torch.cat((h, s), 2), torch.cat((h, s, e), 2)
        h = star_attention_fast(rows, keys, keys)[:, :, :T]
        rows, keys = torch.cat((h, s), 2), torch.cat((h, s, e), 2)
        s = star_attention_fast(rows, keys, keys)[:, :, T:]
    return torch.cat((h, s), 2)


def causes(T: int) -> Tensor:
    """Which key a node or the relay sees and why, an index into the legend: (T+1, 2T+1)."""
    around, relay, own = (torch.zeros(T + 1, 2 * T + 1, dtype=torch.bool) for _ in range(3))
    around[:T].scatter_(1, ring(T), True)
    relay[:, T] = relay[T, : T + 1] = True
    own[:T, T + 1 :] = torch.eye(T, dtype=torch.bool)
    return union(around, relay, own)


def inputs(values: dict[str, Any], T: int) -> tuple[Tensor, Tensor, Tensor]:
    """q of T+1 rows, k and v of 2T+1, as in a later layer: a node is its word with a quarter of each neighbour."""
    rows = words.qkv(values, T)
    nodes = [(t + t.roll(1, 2) / 2 + t.roll(-1, 2) / 2) / 2 for t in rows]
    relay = [t.mean(2, keepdim=True) for t in rows]
    own = [rows[0][:, :, :0], *rows[1:]]  # keys and values alone
    q, k, v = (torch.cat(parts, 2) for parts in zip(nodes, relay, own, strict=True))
    return q, k, v


def labels(values: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of rows and columns: the words, the relay, and the words' own embeddings."""
    names = words.labels(values)
    return ((*names, "RELAY"), (*names, "RELAY", *(f"e·{name}" for name in names))) if names else ((), ())


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The mask of T+1 rows, hops, how far a token is heard after some layers, checks and timings."""
    T, H, d = (values[name] for name in ("T", "H", "d"))
    yield from show(
        values,
        plain=star_attention,
        forms={"rolled": star_attention_fast},
        inputs=lambda T: inputs(values, T),
        causes=causes,
        legend=LEGEND,
        labels=labels(values),
        cost=Cost(4 * (5 * T + T + 1) * H * d, "4·(5T + T+1)·D"),
        letters={"T+1": T + 1, "2T+1": 2 * T + 1, "5": 5},
        remark=f"Rows: {T} nodes, then the relay. Columns: the nodes, the relay, then the {T} embeddings.",
        more=_more(values),
    )


def _more(values: dict[str, Any]) -> Iterator[Piece]:
    """Two hops, the ring closed, and how much of each token reaches node 0."""
    T, H, d, layers, seed = (values[name] for name in ("T", "H", "d", "layers", "seed"))
    allowed = causes(T) > 0
    found, most = histogram(allowed[:, : T + 1])
    yield found
    yield Check.of("hops between the furthest pair − 2", most - 2, 0.0)
    yield Check.of("the ring is closed: node 0 sees node T−1", 1.0 - float(allowed[0, T - 1]), 0.0)
    yield pairs(allowed, 5 * T + T + 1, "5T + T+1")
    yield counted_once(star_attention_fast, allowed, H)
    e = normal(1, 1, T, d, seed=seed) * d**-0.25  # q·k/√d about 1 with itself: no node hears itself alone
    lines = {}
    for n in sorted({1, 2, layers}):
        leaf = e.clone().requires_grad_()
        (gradient,) = torch.autograd.grad(star_layers(leaf, n)[:, :, 0].sum(), leaf)
        heard = gradient[0, 0].norm(dim=-1)
        lines[f"{n} layer{'s' if n > 1 else ''}"] = [(float(j), float(x)) for j, x in enumerate(heard)]
    yield curves("how much token j moves node 0", lines, ("token j", "|∂h₀/∂eⱼ|"), log=False)
    unheard = sum(moved == 0 for _, moved in lines["2 layers"])
    yield Check.of("tokens that do not reach node 0 after 2 layers", float(unheard), 0.0)
    yield Check.of("stacked layers equal to the dense form's", _stack_gap(e, layers))
    yield Remark(
        "A node also sees its own embedding, in every layer: however much is mixed in, it does not forget its word."
    )


def _stack_gap(e: Tensor, layers: int) -> float:
    """The same rounds through dense attention under the mask."""
    T, h, s = e.shape[2], e, e.mean(2, keepdim=True)
    allowed = causes(T) > 0
    for _ in range(layers):
        keys = torch.cat((h, s, e), 2)
        h = dense(torch.cat((h, s), 2), keys, keys, allowed)[:, :, :T]
        keys = torch.cat((h, s, e), 2)
        s = dense(torch.cat((h, s), 2), keys, keys, allowed)[:, :, T:]
    return gap(torch.cat((h, s), 2), star_layers(e, layers))


DEMO = Demo(
    params=params(Param("layers", 3, 1, 12, 1, "rounds of nodes and relay"), TEXT, T=12),
    run=run,
    source=(ring, star_attention),
    folded=(star_attention_fast, star_layers, causes),
    presets={"a small ring": {"T": 12, "layers": 1}, "many rounds": {"T": 64, "layers": 12}},
)
