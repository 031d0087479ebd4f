"""What is asked about BigBird."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor

from demos.demo import Piece
from demos.kit.asked import Cells, cells, next_row, number, row, row_above
from demos.kit.pictures import mask as picture
from demos.question import CHOICE, PICTURE, Drawn, Misconception, Question
from demos.sparse.asked.drawn import cells_of, pattern
from demos.sparse.bigbird import LEGEND, causes
from demos.sparse.masks import band, square


def _blocks(v: Drawn) -> Tensor:
    """Which blocks each row of blocks sees, and why."""
    return causes(v.n, v.r, 1, v.seed)[0]


def _parts(v: Drawn) -> tuple[Tensor, Tensor, Tensor]:
    """Globals, band and lots, each by itself."""
    at = torch.arange(v.n)
    border = (at == 0) | (at == v.n - 1)
    return border[:, None] | border, square(v.n, band(1)), _blocks(v) == 3


def _ends(v: Drawn) -> Tensor:
    """The columns of the two global blocks."""
    at = torch.arange(v.n)
    ends: Tensor = (at == 0) | (at == v.n - 1)
    return ends.expand(v.n, -1)


def _fixed(v: Drawn) -> Tensor:
    """Globals and band: what no lot decides."""
    return square(v.n, band(1)) | _ends(v) | _ends(v).T


def _added(v: Drawn) -> Tensor:
    """How often a block would be counted if the three patterns were simply added."""
    every = [part.int() for part in _parts(v)]
    return every[0] + every[1] + every[2]


def _twice(v: Drawn, wrong: bool = False) -> Tensor:
    """The blocks, (2, n, n), of two heads, or those of one head for two texts; or what they are wrongly taken for."""
    heads = causes(v.n, v.r, 2, v.seed)
    if v.what == "heads":
        return heads[:1].expand(2, -1, -1) if wrong else heads
    first, second = (causes(v.n, v.r, 1, v.seed + int(wrong and text == "second")) for text in ("first", "second"))
    return torch.cat((first, second))


def _alike(result: Tensor, _v: Drawn) -> str:
    return "same" if torch.equal(result[0], result[1]) else "own"


def _two(result: Tensor, _other: Tensor | None, v: Drawn) -> Iterator[Piece]:
    for n, blocks in enumerate(result):
        title = f"head {n}" if v.what == "heads" else f"text {n + 1}"
        yield picture(title, blocks, LEGEND, ("query block", "key block"), group="heads", role="idea")


BLOCKS: dict[str, Any] = {"n": lambda v: range(5 + v.r, 15), "seed": range(1000)}


def _opens(v: Drawn) -> dict[str, int]:
    return {"T": 2 * v.n, "b": 2, "r": v.r, "seed": v.seed}


def _reads(values: Mapping[str, Any]) -> dict[str, Any]:
    """The blocks of what stands on the screen."""
    return {**values, "n": -(-values["T"] // values["b"])} if {"T", "b"} <= set(values) else dict(values)


QUESTIONS = (
    Question(
        "blocks of a row",
        ask={
            "en": "BigBird with n = {n} blocks, numbered from 0: the first and the last are global, every row has its band of 3 blocks and further random ones (r = {r}). How many different blocks does row {i} see?",
            "ko": "block n = {n}개(0번부터)의 BigBird: 처음과 마지막 block이 global이고, 행마다 3개 block의 band와 이와 겹치지 않는 무작위 block r = {r}개가 있다. {i}번 행이 보는 서로 다른 block은 몇 개인가?",
        },
        vary={
            "r": (1, 2, 3),
            "n": lambda v: range(6 + v.r, 16),
            "seed": range(1000),
            "edge": (True, False),
            "i": lambda v: (1, v.n - 2) if v.edge else range(2, v.n - 2),
        },
        run=lambda v: row(_blocks(v) > 0, v.i),
        read=number,
        show=cells,
        opens=_opens,
        reads=_reads,
        wrong=(
            Misconception(
                "where two patterns overlap, a pair counts once",
                {
                    "en": "You counted a block twice: the neighbour of row {i} is also global. What is there for two reasons is seen once.",
                    "ko": "block 하나를 두 번 세었다. {i}번 행의 이웃 하나는 global이기도 하다. 이유가 둘이어도 한 번만 본다.",
                },
                run=lambda v: row(_added(v), v.i) if v.edge else None,
            ),
            Misconception(
                "everyone sees the globals",
                {
                    "en": "You counted band and random blocks, and forgot the two global ones.",
                    "ko": "band와 무작위 block만 세고 global block 둘을 빠뜨렸다.",
                },
                run=lambda v: row(_parts(v)[1] | _parts(v)[2], v.i),
            ),
            Misconception(
                "BigBird has random blocks, too",
                {
                    "en": "You forgot the random blocks.",
                    "ko": "무작위 block을 빠뜨렸다.",
                },
                run=lambda v: row(_parts(v)[0] | _parts(v)[1], v.i),
            ),
        ),
        fits=lambda v: v.r != 1 or not v.edge,
    ),
    Question(
        "two heads",
        ask={
            "en": "BigBird, n = {n} blocks, r = {r} by lot for a row. {what} Are the random blocks the same both times?",
            "ko": "block n = {n}개, 행마다 무작위 block r = {r}개인 BigBird이다. {what} 두 경우의 무작위 block은 같은가?",
        },
        vary={"what": ("heads", "texts"), "r": (1, 2, 3), **BLOCKS},
        words={
            "what": {
                "heads": {"en": "Two heads of one layer read a text.", "ko": "한 층의 두 head가 글 하나를 읽는다."},
                "texts": {
                    "en": "One head reads two texts of the same length.",
                    "ko": "head 하나가 길이가 같은 두 글을 읽는다.",
                },
            }
        },
        kind=CHOICE,
        say={
            "same": {"en": "yes, the same blocks", "ko": "같다"},
            "own": {"en": "no, other blocks are drawn", "ko": "다르다. 다른 block이 뽑힌다"},
        },
        run=_twice,
        read=_alike,
        show=_two,
        opens=_opens,
        reads=_reads,
        wrong=(
            Misconception(
                "every head draws its own lots",
                {
                    "en": "Lots are drawn anew for each head and each row of blocks: together the heads cover more.",
                    "ko": "무작위 block은 head마다, 행마다 새로 뽑는다. 그래서 head를 합치면 더 넓게 본다.",
                },
                run=lambda v: _twice(v, wrong=True) if v.what == "heads" else None,
            ),
            Misconception(
                "lots are drawn before any text is read",
                {
                    "en": "The lots are drawn once, when the layer is made. They are part of its mask and do not look at the text.",
                    "ko": "무작위 block은 층을 만들 때 한 번 뽑는다. mask의 일부이므로 글을 보지 않는다.",
                },
                run=lambda v: _twice(v, wrong=True) if v.what == "texts" else None,
            ),
        ),
    ),
    Question(
        "blocks in all",
        ask={
            "en": "BigBird with n = {n} blocks: first and last global, a band of 3 blocks, and for each row further random blocks (r = {r}). How many (query block, key block) pairs does one head keep in all?",
            "ko": "block n = {n}개의 BigBird: 처음과 마지막이 global, 3개 block의 band, 행마다 이와 겹치지 않는 무작위 block r = {r}개. head 하나에 남는 (query block, key block) 쌍은 모두 몇 개인가?",
        },
        vary={"r": (1, 2), **BLOCKS},
        run=lambda v: Cells(_blocks(v) > 0),
        read=number,
        show=cells,
        opens=_opens,
        reads=_reads,
        wrong=(
            Misconception(
                "where two patterns overlap, a pair counts once",
                {
                    "en": "You added the three patterns up. Band and globals overlap, near the corners and along the border.",
                    "ko": "세 pattern을 그대로 더했다. band와 global은 모서리와 가장자리에서 겹친다.",
                },
                run=lambda v: Cells(_added(v)),
            ),
            Misconception(
                "a global token sees all and is seen by all",
                {
                    "en": "You gave every row the same number of blocks. The first and the last row see all n = {n}.",
                    "ko": "모든 행의 block 수가 같다고 보았다. 처음과 마지막 행은 n = {n}개를 모두 본다.",
                },
                run=lambda v: Cells((_blocks(v) > 0) & _inner(v)),
            ),
        ),
    ),
    next_row(
        _fixed,
        ask={
            "en": "BigBird with n = {n} blocks, numbered from 0, without its random ones: the first and the last block are global, and every row has its band of 3 blocks. Here are the first {i} rows of blocks. Draw row {i}: which blocks does it keep?",
            "ko": "block n = {n}개(0번부터)인 BigBird에서 무작위 block을 뺀 mask의 처음 {i}개 행이다. 처음과 마지막 block이 global이고 행마다 3개 block의 band가 있다. 다음 행({i}번)을 그려 보라. 남는 block은 몇 번들인가?",
        },
        vary={
            "n": range(8, 15),
            "edge": (True, False),
            "i": lambda v: (v.n - 2, v.n - 1) if v.edge else range(3, v.n - 2),
        },
        opens=lambda v: {"T": 2 * v.n, "b": 2},
        wrong=(
            row_above(_fixed),
            Misconception(
                "everyone sees the globals",
                {
                    "en": "You drew the band alone. Every row also sees the first and the last block, which are global.",
                    "ko": "band만 그렸다. 모든 행은 global인 처음과 마지막 block도 본다.",
                },
                run=lambda v: row(square(v.n, band(1)), v.i) if v.i < v.n - 1 else None,
            ),
            Misconception(
                "a global token sees all and is seen by all",
                {
                    "en": "Row {i} is the last one, which is global: it sees every block.",
                    "ko": "{i}번은 마지막 행이고 global이다. 모든 block을 본다.",
                },
                run=lambda v: row(square(v.n, band(1)) | _ends(v), v.i) if v.i == v.n - 1 else None,
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks over T = {T} tokens (rows are queries). Which one is BigBird?",
            "ko": "토큰 T = {T}개의 mask 네 개이다(행이 query). 어느 것이 BigBird인가?",
        },
        vary={"T": (16,), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("bigbird", v),
        read=cells_of,
        show=cells,
        wrong=(
            Misconception(
                "BigBird has lots, Longformer has none",
                {
                    "en": "That is Longformer: band and globals, but no random blocks.",
                    "ko": "그것은 Longformer이다. band와 global은 있지만 무작위 block이 없다.",
                },
                run=lambda v: pattern("longformer", v),
            ),
            Misconception(
                "BigBird has more than its lots",
                {
                    "en": "That is random attention alone: no band, no full rows.",
                    "ko": "그것은 random attention뿐이다. band도 꽉 찬 행도 없다.",
                },
                run=lambda v: pattern("random", v),
            ),
            Misconception(
                "BigBird's blocks are joined",
                {
                    "en": "That is block-local attention: nothing joins its blocks.",
                    "ko": "그것은 block-local attention이다. block끼리 이어지지 않는다.",
                },
                run=lambda v: pattern("block-local", v),
            ),
        ),
    ),
)


def _inner(v: Drawn) -> Tensor:
    """The first and the last row cut down to what the others see: globals, band and lots."""
    keep = torch.ones(v.n, v.n, dtype=torch.bool)
    keep[0, 2 + v.r : v.n - 1] = False
    keep[v.n - 1, 1 : v.n - 2 - v.r] = False
    return keep
