"""What is asked about global attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, keys, next_row, number, row
from demos.question import PICTURE, ROWS, Drawn, Misconception, Question
from demos.sparse.asked.drawn import cells_of, itself, pattern
from demos.sparse.global_ import global_places
from demos.sparse.masks import square, touches


def _places(v: Drawn) -> Tensor:
    return global_places(v.T, v.g, v.place)


def _mask(v: Drawn) -> Tensor:
    return square(v.T, touches(_places(v)))


def _twice(v: Drawn) -> Tensor:
    """Rows of the globals plus their columns: where they cross, a pair is there twice."""
    chosen = torch.isin(torch.arange(v.T), _places(v)).int()
    return chosen[:, None] + chosen[None]


def _named(v: Drawn) -> str:
    return ", ".join(map(str, _places(v).tolist()))


QUESTIONS = (
    Question(
        "pairs",
        ask={
            "en": "Global attention alone over T = {T} tokens, with g = {g} global: a pair is kept if its query or its key is global. How many (query, key) pairs are kept?",
            "ko": "global attention만 있다. 토큰 T = {T}개 중 g = {g}개가 global이고, query나 key가 global인 쌍만 남는다. 남는 (query, key) 쌍은 몇 개인가?",
        },
        vary={"T": range(8, 25), "g": range(1, 5), "place": ("spread", "first")},
        run=lambda v: Cells(_mask(v)),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "where two patterns overlap, a pair counts once",
                {
                    "en": "You counted the pairs between two globals twice: once in their rows, once in their columns.",
                    "ko": "global끼리의 쌍을 행에서 한 번, 열에서 한 번, 두 번 세었다.",
                },
                run=lambda v: Cells(_twice(v)),
            ),
            Misconception(
                "a global token sees all and is seen by all",
                {
                    "en": "You counted only the rows of the globals. Every other token sees them too: their columns are full as well.",
                    "ko": "global의 행만 세었다. 다른 모든 토큰도 global을 보므로 열도 꽉 찬다.",
                },
                run=lambda v: Cells(torch.isin(torch.arange(v.T), _places(v))[:, None].expand(v.T, v.T).clone()),
            ),
        ),
    ),
    Question(
        "an ordinary token",
        ask={
            "en": "Global attention alone over T = {T} tokens, numbered from 0; global: {named}. A pair is kept only if its query or its key is global. Token {i} is an ordinary one. Which keys does it see?",
            "ko": "토큰 T = {T}개(0번부터)에 global attention만 있다. global 토큰: {named}. query나 key가 global인 쌍만 남는다. {i}번은 보통 토큰이다. {i}번이 보는 key는 몇 번들인가?",
        },
        vary={
            "T": range(8, 25),
            "g": range(1, 4),
            "place": ("spread", "first"),
            "i": lambda v: [i for i in range(v.T) if i not in _places(v).tolist()],
        },
        told={"named": _named},
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: row(_mask(v), v.i),
        read=keys,
        show=cells,
        wrong=(
            Misconception(
                "an ordinary token does not see itself here",
                {
                    "en": "You added token {i} itself. The pattern keeps a pair only if one of the two is global; that is why a band is put beside it.",
                    "ko": "{i}번 자신을 더했다. 이 pattern은 둘 중 하나가 global인 쌍만 남긴다. 그래서 band와 함께 쓴다.",
                },
                run=lambda v: row(_mask(v) | itself(v.T), v.i),
            ),
            Misconception(
                "only global tokens see everything",
                {
                    "en": "You let an ordinary token see everything. Only a global one does.",
                    "ko": "보통 토큰이 모든 것을 본다고 했다. 모든 것을 보는 것은 global 토큰뿐이다.",
                },
                run=lambda v: row(torch.ones(v.T, v.T, dtype=torch.bool), v.i),
            ),
        ),
    ),
    next_row(
        _mask,
        ask={
            "en": "Here are the first {i} rows of a mask of global attention alone, T = {T} tokens numbered from 0; global: {named}. Draw row {i}: which keys does it keep?",
            "ko": "global attention만 있는 mask의 처음 {i}개 행이다. 토큰 T = {T}개(0번부터), global 토큰: {named}. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={
            "T": range(8, 17),
            "g": (2, 3),
            "place": ("spread",),
            "full": (True, False),
            "i": lambda v: [i for i in range(2, v.T) if (i in _places(v).tolist()) == v.full],
        },
        told={"named": _named},
        wrong=(
            Misconception(
                "a global token sees all and is seen by all",
                {
                    "en": "Token {i} is global itself: its row is full, not only its column.",
                    "ko": "{i}번은 스스로 global이다. 열만이 아니라 행도 꽉 찬다.",
                },
                run=lambda v: row(_mask(v) & torch.isin(torch.arange(v.T), _places(v)), v.i) if v.full else None,
            ),
            Misconception(
                "only global tokens see everything",
                {
                    "en": "You filled the whole row. Token {i} is an ordinary one and sees the globals alone.",
                    "ko": "행을 모두 채웠다. {i}번은 보통 토큰이고 global만 본다.",
                },
                run=lambda v: None if v.full else row(torch.ones(v.T, v.T, dtype=torch.bool), v.i),
            ),
            Misconception(
                "an ordinary token does not see itself here",
                {
                    "en": "You added token {i} itself. The pattern keeps a pair only if one of the two is global; that is why a band is put beside it.",
                    "ko": "{i}번 자신을 더했다. 이 pattern은 둘 중 하나가 global인 쌍만 남긴다. 그래서 band와 함께 쓴다.",
                },
                run=lambda v: None if v.full else row(_mask(v) | itself(v.T), v.i),
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks over T = {T} tokens (rows are queries). Which one is global attention alone?",
            "ko": "토큰 T = {T}개의 mask 네 개이다(행이 query). 어느 것이 global attention만 있는 mask인가?",
        },
        vary={"T": (12, 16), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("global", v),
        read=cells_of,
        show=cells,
        wrong=(
            Misconception(
                "global and band differ",
                {
                    "en": "That is a band: everyone sees its neighbours. Global attention is a few full rows and columns.",
                    "ko": "그것은 band이다. 모두가 이웃을 본다. global attention은 꽉 찬 행과 열 몇 개이다.",
                },
                run=lambda v: pattern("band", v),
            ),
            Misconception(
                "global alone has no diagonal",
                {
                    "en": "That is Longformer's: global rows and columns with a band. Global attention alone has no diagonal.",
                    "ko": "그것은 global에 band를 더한 Longformer의 mask이다. global만 있으면 대각선이 없다.",
                },
                run=lambda v: pattern("longformer", v),
            ),
            Misconception(
                "blocks are no globals",
                {
                    "en": "That is block-local attention: nothing joins the blocks. A global token joins everything.",
                    "ko": "그것은 block-local attention이다. block끼리 이어 주는 것이 없다. global 토큰은 모두를 잇는다.",
                },
                run=lambda v: pattern("block-local", v),
            ),
        ),
    ),
)
