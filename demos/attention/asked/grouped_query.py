"""What is asked about grouped-query attention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch

from demos.attention.grouped_query import grouped_query, readers, write_on
from demos.demo import Picture, Piece
from demos.kit.asked import Counts, bars, counted, times
from demos.kit.inputs import qkv
from demos.kit.trace import operations
from demos.question import CHOICE, ROWS, Drawn, Misconception, Question


@dataclass(frozen=True)
class Sharing:
    """Who reads whose keys, as a picture, and the heads of queries that read the asked one."""

    picture: Picture
    heads: frozenset[int]


def _sharing(v: Drawn, how: str = "") -> Sharing:
    """The heads that read head g of keys: found by changing its values and looking whose output moves."""
    q, k, x = qkv(4, 8, H=v.H, seed=1)
    k, x = k[:, : v.H_k], x[:, : v.H_k]
    other = x.clone()
    other[:, v.g] += 1
    if how == "in turn":  # heads dealt out one by one: h mod H_k
        order = torch.arange(v.H).view(-1, v.H_k).T.flatten()
        back = order.argsort()
        before, after = (grouped_query(q[:, order], k, t)[:, back] for t in (x, other))
    else:
        before, after = (grouped_query(q, k, t) for t in (x, other))
    moved = (before - after).abs().amax((0, 2, 3)) > 1e-4
    return Sharing(readers(v.H, v.H_k), frozenset(moved.nonzero()[:, 0].tolist()))


def _shown(result: Sharing, _other: Sharing | None, v: Drawn) -> Iterator[Piece]:
    drawn = tuple(tuple(int(h in result.heads) if column == v.g else 0 for column in range(v.H_k)) for h in range(v.H))
    yield Picture(
        "who reads it",
        "mask",
        ("head of queries", "head of keys and values"),
        ("not asked about", "reads it"),
        drawn,
        rows=result.picture.rows,
        columns=result.picture.columns,
    )


def _cache(v: Drawn, H_k: int, queries: bool = False, half: bool = False) -> Counts:
    """Numbers that one layer keeps after T tokens, written one by one."""
    q, k, x = qkv(v.T, v.d, H=v.H)
    k, x = k[:, :H_k], x[:, :H_k]
    cache = (k[:, :, :0], x[:, :, :0])
    for t in range(v.T):
        _, cache = write_on(cache, *(a[:, :, t : t + 1] for a in (q, k, x)))
    kept = {"keys": cache[0].numel(), "values": cache[1].numel()}
    if queries:
        kept["queries"] = q.numel()
    if half:
        del kept["values"]
    return Counts(kept, sum(kept.values()), "numbers kept")


def _work(v: Drawn, how: str = "") -> Counts:
    """Operations and cache of multi-head attention, and with fewer heads of keys and values, or fewer of all."""
    q, k, x = qkv(16, 8, H=v.H)
    few = v.H_k
    does = [operations(grouped_query, q, k, x), operations(grouped_query, q, k[:, :few], x[:, :few])]
    keeps = [2 * k.numel(), 2 * k[:, :few].numel()]
    if how == "fewer queries":
        does[1] = operations(grouped_query, q[:, :few], k[:, :few], x[:, :few])
    if how == "copies":
        keeps[1] = 2 * k[:, :few].repeat_interleave(v.H // few, 1).numel()
    said = f"operations {times(does[1] / does[0])}, cache {times(keeps[1] / keeps[0])}"
    names = ("operations before", "operations after", "cache before", "cache after")
    return Counts(dict(zip(names, (*does, *keeps), strict=True)), said, "number")


HEADS: dict[str, Any] = {"H": (4, 8, 16), "H_k": lambda v: [n for n in (1, 2, 4) if n < v.H]}

QUESTIONS = (
    Question(
        "who shares",
        ask={
            "en": "Grouped-query attention: H = {H} heads of queries, H_k = {H_k} of keys and values, all numbered from 0; consecutive heads of queries form a group. Which heads of queries read head {g} of keys?",
            "ko": "grouped-query attention: query head H = {H}개, key와 value head H_k = {H_k}개(모두 0번부터). 이웃한 query head끼리 한 그룹이다. {g}번 key head를 읽는 query head는 몇 번들인가?",
        },
        vary={"H": (4, 8, 16), "H_k": lambda v: [n for n in (2, 4) if n < v.H], "g": lambda v: range(v.H_k)},
        kind=ROWS,
        most=lambda v: v.H,
        run=_sharing,
        read=lambda result, v: result.heads,
        show=_shown,
        wrong=(
            Misconception(
                "neighbouring heads share",
                {
                    "en": "You dealt the heads out in turn. The heads of a group are neighbours: {H}/{H_k} heads side by side read one head of keys.",
                    "ko": "head를 번갈아 나누었다. 한 그룹은 이웃한 head들이다. 나란한 {H}/{H_k}개가 key head 하나를 읽는다.",
                },
                run=lambda v: _sharing(v, "in turn"),
            ),
        ),
    ),
    Question(
        "size of the cache",
        ask={
            "en": "Grouped-query attention, H = {H} heads of queries, H_k = {H_k} of keys and values, head width d = {d}. After T = {T} tokens: how many numbers does the KV cache of one layer hold, keys and values together?",
            "ko": "grouped-query attention, query head H = {H}개, key와 value head H_k = {H_k}개, head의 폭 d = {d}. 토큰 T = {T}개 뒤에 한 층의 KV cache에는 key와 value를 합쳐 수가 몇 개 있는가?",
        },
        vary={**HEADS, "d": (4, 8, 16), "T": (8, 10, 20, 30)},
        run=lambda v: _cache(v, v.H_k),
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "only heads of keys are kept",
                {
                    "en": "You counted all H = {H} heads: that is multi-head attention. Here only H_k = {H_k} heads of keys and values are kept.",
                    "ko": "head H = {H}개를 모두 세었다. 그것은 multi-head이다. 여기서는 key와 value head H_k = {H_k}개만 남긴다.",
                },
                run=lambda v: _cache(v, v.H),
            ),
            Misconception(
                "keys and values are kept",
                {
                    "en": "You counted the keys or the values. Both are kept.",
                    "ko": "key와 value 가운데 하나만 세었다. 둘 다 남긴다.",
                },
                run=lambda v: _cache(v, v.H_k, half=True),
            ),
            Misconception(
                "queries are not kept",
                {
                    "en": "You counted the queries, too. A query is used once and never again.",
                    "ko": "query까지 세었다. query는 한 번 쓰고 만다.",
                },
                run=lambda v: _cache(v, v.H_k, queries=True),
            ),
        ),
    ),
    Question(
        "what it saves",
        ask={
            "en": "{what} How many times as large do the operations of the scores and A·V become, and the KV cache?",
            "ko": "{what} score와 A·V의 연산, 그리고 KV cache는 각각 몇 배가 되는가?",
        },
        vary={"saves": ("shared", "fewer"), **HEADS},
        told={
            "what": lambda v: {
                "shared": {
                    "en": f"The H = {v.H} query heads, which had keys and values of their own, now share H_k = {v.H_k} for keys and values.",
                    "ko": f"key와 value를 따로 갖던 query head H = {v.H}개가 이제 key와 value head H_k = {v.H_k}개를 나눠 쓴다.",
                },
                "fewer": {
                    "en": f"Of H = {v.H} heads, each with queries, keys and values of its own, only {v.H_k} {'is' if v.H_k == 1 else 'are'} left, as wide as before.",
                    "ko": f"query, key, value를 따로 갖는 head H = {v.H}개 가운데 {v.H_k}개만 남긴다. head의 폭은 그대로이다.",
                },
            }[v.saves]
        },
        kind=CHOICE,
        run=lambda v: _work(v, "" if v.saves == "shared" else "fewer queries"),
        korean={"operations": "연산"},
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "every query still scores",
                {
                    "en": "Every head of queries that is left scores every key: sharing keys saves memory, and reading it, but no operation. Operations go only with heads of queries.",
                    "ko": "남아 있는 query head는 저마다 모든 key와 곱해진다. key를 나눠 쓰면 메모리와 그것을 읽는 일이 줄 뿐, 연산은 query head가 줄어야 준다.",
                },
                run=lambda v: _work(v, "fewer queries" if v.saves == "shared" else ""),
            ),
            Misconception(
                "shared keys are not copied",
                {
                    "en": "The cache holds heads of keys and values. There are fewer of them now, and a shared one is kept once, not copied for its readers.",
                    "ko": "cache에 남는 것은 key와 value head이고, 이제 그 수가 줄었다. 함께 쓰는 head도 읽는 쪽마다 복사하지 않고 한 번만 남긴다.",
                },
                run=lambda v: _work(v, "copies"),
            ),
        ),
    ),
)
