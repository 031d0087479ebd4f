"""What is asked about the Star-Transformer."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, number, row
from demos.question import PICTURE, SHAPE, Drawn, Misconception, Question
from demos.sparse.asked.drawn import Layers, cells_of, layer_by_layer, layers, number_of_layers, pattern
from demos.sparse.star_transformer import causes


def _seen(v: Drawn) -> Tensor:
    return causes(v.T) > 0


def _without_relay(v: Drawn) -> Layers:
    mask = _seen(v)[:, : v.T + 1].clone()
    mask[v.T], mask[:, v.T] = False, False
    return layer_by_layer(mask, v.i, v.j)


def _without_ring(v: Drawn) -> Layers:
    """The relay alone: a node sees itself and the relay."""
    at = torch.arange(v.T + 1)
    mask = (at == at[:, None]) | (at == v.T) | (at[:, None] == v.T)
    return layer_by_layer(mask, v.i, v.j)


def _side_by_side(v: Drawn) -> bool:
    return (v.i - v.j) % v.T in (1, v.T - 1)


QUESTIONS = (
    Question(
        "keys of a node",
        ask={
            "en": "Star-Transformer over T = {T} tokens: a ring of nodes and one relay; each node also sees its own token's embedding as a further key. How many keys does {whose} see, itself included?",
            "ko": "토큰 T = {T}개의 Star-Transformer: 고리를 이루는 node와 relay 하나가 있고, node마다 자기 토큰의 embedding도 key로 본다. {whose}는 자신까지 key를 몇 개 보는가?",
        },
        vary={"T": range(8, 21), "whose": ("node", "relay")},
        words={
            "whose": {
                "node": {"en": "one node", "ko": "node 하나"},
                "relay": {"en": "the relay", "ko": "relay"},
            }
        },
        run=lambda v: row(_seen(v), 3 if v.whose == "node" else v.T),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "a node also sees its own embedding",
                {
                    "en": "You counted the node, its two neighbours and the relay. In every layer a node also sees its own embedding: that makes 5.",
                    "ko": "자신, 두 이웃, relay만 세었다. node는 층마다 자기 embedding도 본다. 그래서 5개이다.",
                },
                run=lambda v: row(_seen(v)[:, : v.T + 1], 3) if v.whose == "node" else None,
            ),
            Misconception(
                "nodes see the relay",
                {
                    "en": "You left out the relay: every node sees it, and through it all the others.",
                    "ko": "relay를 빠뜨렸다. 모든 node가 relay를 보고, 그것을 거쳐 다른 모두와 이어진다.",
                },
                run=lambda v: row(_seen(v) & (torch.arange(2 * v.T + 1) < v.T), 3) if v.whose == "node" else None,
            ),
            Misconception(
                "the relay sees itself",
                {
                    "en": "You left out the relay itself: it sees the T nodes and its own last state.",
                    "ko": "relay 자신을 빠뜨렸다. relay는 node T개와 자기의 앞선 상태를 본다.",
                },
                run=lambda v: row(_seen(v)[:, : v.T], v.T) if v.whose == "relay" else None,
            ),
            Misconception(
                "the embeddings are for their nodes",
                {
                    "en": "You gave the relay the embeddings too. They are shown to their own nodes only.",
                    "ko": "relay가 embedding도 본다고 했다. embedding은 자기 node에게만 보인다.",
                },
                run=lambda v: (
                    row(_seen(v) | (torch.arange(v.T + 1)[:, None] == v.T), v.T) if v.whose == "relay" else None
                ),
            ),
        ),
    ),
    Question(
        "hops",
        ask={
            "en": "Star-Transformer over T = {T} tokens, numbered from 0 around the ring. After how many layers has node {i} heard of node {j}?",
            "ko": "토큰 T = {T}개(고리를 따라 0번부터)의 Star-Transformer. {i}번 node에는 몇 층 만에 {j}번 node의 정보가 닿는가?",
        },
        vary={
            "T": range(12, 25),
            "i": lambda v: range(v.T),
            "near": (True, False),
            "j": lambda v: [(v.i + n) % v.T for n in ((1, -1) if v.near else (v.T // 2, 4, -3))],
        },
        run=lambda v: layer_by_layer(_seen(v)[:, : v.T + 1], v.i, v.j),
        read=number_of_layers,
        show=layers,
        wrong=(
            Misconception(
                "the relay joins all nodes",
                {
                    "en": "You walked around the ring. Over the relay any two nodes are two steps apart at most.",
                    "ko": "고리를 따라 걸었다. relay를 거치면 어느 두 node도 많아야 두 걸음이다.",
                },
                run=lambda v: None if _side_by_side(v) else _without_relay(v),
            ),
            Misconception(
                "over the relay it takes two layers",
                {
                    "en": "You let a node see all others at once. It sees the relay, and the relay has to have heard of {j} first: one layer to it, one from it.",
                    "ko": "node가 다른 모두를 바로 본다고 했다. node가 보는 것은 relay이고, relay가 먼저 {j}번의 정보를 받아야 한다. 가는 데 한 층, 오는 데 한 층이다.",
                },
                run=lambda v: (
                    None
                    if _side_by_side(v)
                    else layer_by_layer(torch.ones(v.T + 1, v.T + 1, dtype=torch.bool), v.i, v.j)
                ),
            ),
            Misconception(
                "neighbours on the ring see each other",
                {
                    "en": "You went over the relay. {j} and {i} are neighbours on the ring (which is closed) and see each other directly.",
                    "ko": "relay를 거친다고 보았다. {j}번과 {i}번은 (닫힌) 고리의 이웃이라 서로를 바로 본다.",
                },
                run=lambda v: _without_ring(v) if _side_by_side(v) else None,
            ),
        ),
    ),
    Question(
        "shape of the mask",
        ask={
            "en": "Star-Transformer over T = {T} tokens: T nodes, one relay, and the tokens' own embeddings as further keys. What is the shape of the mask (rows of queries, columns of keys)?",
            "ko": "토큰 T = {T}개의 Star-Transformer: node T개, relay 하나, 그리고 토큰 자신의 embedding이 key로 더해진다. mask의 shape(query 행, key 열)은?",
        },
        vary={"T": range(8, 33)},
        kind=SHAPE,
        run=lambda v: Cells(_seen(v)),
        read=lambda result, v: tuple(result.mask.shape),
        show=cells,
        wrong=(
            Misconception(
                "the embeddings are keys, too",
                {
                    "en": "You left out the tokens' own embeddings: they are T further keys.",
                    "ko": "토큰 자신의 embedding을 빠뜨렸다. key가 T개 더 있다.",
                },
                run=lambda v: Cells(_seen(v)[:, : v.T + 1]),
            ),
            Misconception(
                "the relay asks, too",
                {
                    "en": "You left out the relay. It is updated like a node, so it has a row, and nodes see it, so it has a column.",
                    "ko": "relay를 빠뜨렸다. relay도 node처럼 갱신되므로 행이 있고, node가 보므로 열이 있다.",
                },
                run=lambda v: Cells(_seen(v)[: v.T, : v.T]),
            ),
            Misconception(
                "the embeddings ask nothing",
                {
                    "en": "You gave the embeddings rows. They are only looked at; they ask nothing and are never changed.",
                    "ko": "embedding에도 행을 주었다. embedding은 보이기만 하고, 묻지도 바뀌지도 않는다.",
                },
                run=lambda v: Cells(torch.cat((_seen(v), torch.zeros(v.T, 2 * v.T + 1, dtype=torch.bool)))),
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks (rows are queries). Which one is the Star-Transformer's, without the embeddings?",
            "ko": "mask 네 개이다(행이 query). embedding을 뺀 Star-Transformer의 mask는 어느 것인가?",
        },
        vary={"T": (12, 16), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("star-transformer", v),
        read=cells_of,
        show=cells,
        opens=lambda v: {"T": v.T - 1},
        wrong=(
            Misconception(
                "the relay joins all nodes",
                {
                    "en": "That is a band alone. The star has one full row and one full column more: the relay's.",
                    "ko": "그것은 band뿐이다. star에는 꽉 찬 행과 열이 하나씩 더 있다. relay의 것이다.",
                },
                run=lambda v: pattern("band", v),
            ),
            Misconception(
                "the star has one relay, beside its text",
                {
                    "en": "That has several globals at the beginning. The star has one relay, and its ring is closed: the first and the last node see each other.",
                    "ko": "앞에 global이 여럿 있다. star에는 relay가 하나뿐이고, 고리가 닫혀 있어 처음과 마지막 node가 서로를 본다.",
                },
                run=lambda v: pattern("etc", v),
            ),
            Misconception(
                "global and band differ",
                {
                    "en": "That is global attention alone: it lacks the ring, where everyone sees its neighbours.",
                    "ko": "그것은 global attention뿐이다. 이웃을 보는 고리가 없다.",
                },
                run=lambda v: pattern("global", v),
            ),
        ),
    ),
)
