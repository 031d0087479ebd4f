"""What is asked about Longformer."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, column, next_row, number, queries, row, row_above
from demos.question import PICTURE, ROWS, Drawn, Misconception, Question
from demos.sparse.asked.drawn import cells_of, pattern
from demos.sparse.longformer import causes
from demos.sparse.masks import dilated, first, square


def _mask(v: Drawn, delta: int = 1) -> Tensor:
    """The union of window and globals in one head."""
    return causes(v.T, v.w, [delta], v.g)[0] > 0


def _window(v: Drawn, delta: int = 1) -> Tensor:
    return square(v.T, dilated(v.w, delta))


def _hub(v: Drawn) -> Tensor:
    return square(v.T, first(v.g))


def _of_head(v: Drawn, delta: int) -> Cells:
    """The keys of a row that the window has, in a head of this δ."""
    mask = causes(v.T, v.w, [delta], v.g)[0]
    asked = torch.zeros(v.T, v.T, dtype=torch.bool)
    asked[v.T // 2] = mask[v.T // 2] > 1
    return Cells(mask > 0, asked)


def _farthest(result: Cells, v: Drawn) -> int:
    """How far the farthest of the asked keys is from the row."""
    i, seen = v.T // 2, result.counted.any(0).nonzero()[:, 0]
    return int((seen - i).abs().max())


QUESTIONS = (
    Question(
        "keys of a row",
        ask={
            "en": "One Longformer head without dilation, T = {T} tokens numbered from 0: window w = {w} on each side, g = {g} global at the beginning. How many different keys does query {i} see?",
            "ko": "dilation이 없는 Longformer head 하나, 토큰 T = {T}개(0번부터): 양쪽으로 이웃 w = {w}개씩, 앞의 g = {g}개가 global이다. {i}번 query가 보는 서로 다른 key는 몇 개인가?",
        },
        vary={
            "T": range(12, 25),
            "w": (1, 2, 3),
            "g": (1, 2, 3),
            "near": (True, False),
            "i": lambda v: range(v.g, v.g + v.w) if v.near else range(v.g + v.w, v.T - v.w),
        },
        run=lambda v: row(_mask(v), v.i),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "where two patterns overlap, a pair counts once",
                {
                    "en": "You counted a global key inside the window twice. One softmax runs over both groups, and each key is in it once.",
                    "ko": "window 안에 있는 global key를 두 번 세었다. 두 그룹에 softmax는 하나이고, key는 한 번씩만 들어간다.",
                },
                run=lambda v: row(_window(v).int() + _hub(v).int(), v.i) if v.near else None,
            ),
            Misconception(
                "everyone sees the globals",
                {
                    "en": "You counted the window alone. Every token also sees the g = {g} globals.",
                    "ko": "window만 세었다. 모든 토큰은 global g = {g}개도 본다.",
                },
                run=lambda v: row(_window(v), v.i) if not v.near else None,
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out query {i} itself: it lies in the middle of its own window.",
                    "ko": "{i}번 자신을 빠뜨렸다. 자기 window의 가운데에 자신이 있다.",
                },
                run=lambda v: row(_mask(v) & ~torch.eye(v.T, dtype=torch.bool), v.i),
            ),
        ),
    ),
    Question(
        "who sees",
        ask={
            "en": "One Longformer head without dilation, T = {T} tokens numbered from 0: window w = {w} on each side, g = {g} global at the beginning. Which queries see key {j}, an ordinary token?",
            "ko": "dilation이 없는 Longformer head 하나, 토큰 T = {T}개(0번부터): 양쪽으로 w = {w}, 앞의 g = {g}개가 global이다. 보통 토큰인 {j}번 key를 보는 query는 몇 번들인가?",
        },
        vary={"T": range(12, 21), "w": (1, 2, 3), "g": (1, 2), "j": lambda v: range(v.g + v.w + 1, v.T - v.w)},
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: column(_mask(v), v.j),
        read=queries,
        show=cells,
        wrong=(
            Misconception(
                "a global token sees all and is seen by all",
                {
                    "en": "You left out the globals. They see every token, {j} among them.",
                    "ko": "global을 빠뜨렸다. global 토큰은 {j}번을 포함해 모든 토큰을 본다.",
                },
                run=lambda v: column(_window(v), v.j),
            ),
            Misconception(
                "only global tokens see everything",
                {
                    "en": "You let everyone see token {j}. That would hold for a global token; {j} is an ordinary one.",
                    "ko": "모두가 {j}번을 본다고 했다. global 토큰이라면 그렇지만 {j}번은 보통 토큰이다.",
                },
                run=lambda v: column(torch.ones(v.T, v.T, dtype=torch.bool), v.j),
            ),
        ),
    ),
    Question(
        "farthest key",
        ask={
            "en": "Longformer with H = {H} heads, numbered from 0: w = {w} on each side; from head {first} on the window is dilated by δ = {delta} (every δ-th token), the heads before it are without dilation. T = {T}. In head {h}, how far away is the farthest key in the window of query {middle}?",
            "ko": "head H = {H}개(0번부터)인 Longformer: 양쪽으로 w = {w}, {first}번 head부터는 window의 dilation이 δ = {delta}(δ칸마다 하나)이고, 그 앞은 dilation이 없다. T = {T}. {h}번 head에서 {middle}번 query의 window 안 가장 먼 key는 몇 칸 떨어져 있는가?",
        },
        vary={
            "T": (32,),
            "H": (2, 4, 8),
            "gapped": lambda v: range(1, v.H),
            "h": lambda v: (v.H - v.gapped - 1, v.H - v.gapped),
            "w": (1, 2, 3),
            "delta": (2, 3, 4),
            "g": (1, 2),
        },
        told={"middle": lambda v: str(v.T // 2), "first": lambda v: str(v.H - v.gapped)},
        run=lambda v: _of_head(v, v.delta if v.h >= v.H - v.gapped else 1),
        read=_farthest,
        show=cells,
        wrong=(
            Misconception(
                "gaps are a head's own",
                {
                    "en": "You took the wrong kind of head. Heads from {first} on are dilated, those before it have a plain band.",
                    "ko": "head의 종류를 혼동했다. {first}번 head부터 dilation이 있고, 그 앞은 dilation이 없는 band이다.",
                },
                run=lambda v: _of_head(v, 1 if v.h >= v.H - v.gapped else v.delta),
            ),
        ),
    ),
    next_row(
        _mask,
        ask={
            "en": "Here are the first {i} rows of a Longformer mask without dilation over T = {T} tokens: window w = {w} on each side, the first g = {g} global. Draw row {i}: which keys does it keep?",
            "ko": "dilation이 없는 Longformer mask의 처음 {i}개 행이다. 토큰 T = {T}개, 양쪽으로 w = {w}, 앞의 g = {g}개가 global. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={
            "T": range(12, 19),
            "w": (1, 2, 3),
            "g": (1, 2),
            "i": lambda v: range(v.g + v.w + 1, v.T),
        },
        wrong=(
            row_above(_mask),
            Misconception(
                "everyone sees the globals",
                {
                    "en": "You drew the window alone. Every token also sees the first g = {g}, which are global.",
                    "ko": "window만 그렸다. 모든 토큰은 앞의 global g = {g}개도 본다.",
                },
                run=lambda v: row(_window(v), v.i),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out query {i} itself: it lies in the middle of its own window.",
                    "ko": "{i}번 자신을 빠뜨렸다. 자기 window의 가운데에 자신이 있다.",
                },
                run=lambda v: row(_mask(v) & ~torch.eye(v.T, dtype=torch.bool), v.i),
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks over T = {T} tokens (rows are queries). Which one is a Longformer head without dilation?",
            "ko": "토큰 T = {T}개의 mask 네 개이다(행이 query). 어느 것이 dilation이 없는 Longformer head인가?",
        },
        vary={"T": (16,), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("longformer", v),
        read=cells_of,
        show=cells,
        wrong=(
            Misconception(
                "BigBird has lots, Longformer has none",
                {
                    "en": "That is BigBird: it has random blocks beside band and globals.",
                    "ko": "그것은 BigBird이다. band와 global 외에 무작위 block이 있다.",
                },
                run=lambda v: pattern("bigbird", v),
            ),
            Misconception(
                "Longformer has globals beside its band",
                {
                    "en": "That is the band alone; the rows and columns of the globals are missing.",
                    "ko": "그것은 band뿐이다. global의 행과 열이 없다.",
                },
                run=lambda v: pattern("band", v),
            ),
            Misconception(
                "Longformer has a band beside its globals",
                {
                    "en": "Those are globals alone; nobody sees its neighbours.",
                    "ko": "그것은 global뿐이다. 이웃을 보는 토큰이 없다.",
                },
                run=lambda v: pattern("global", v),
            ),
        ),
    ),
)
