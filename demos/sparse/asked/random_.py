"""What is asked about random attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, Counts, bars, cells, column, counted, number, row
from demos.question import CHOICE, PICTURE, Drawn, Misconception, Question
from demos.sparse.asked.drawn import cells_of, pattern
from demos.sparse.band import band_mask
from demos.sparse.random_ import random_mask
from demos.sparse.reach import joined


def _layers(mask: Tensor, v: Drawn) -> int:
    """The layers until every token has heard of those it is asked about; 0 where that never comes."""
    away = (torch.arange(v.T)[:, None] - torch.arange(v.T)).abs()
    wanted = away <= 1 if v.of == "next" else away >= 0
    known = mask
    for n in range(1, v.T):
        if bool(known[wanted].all()):
            return n
        known = joined(mask, known)
    return 0


def _hops(v: Drawn, dice: bool, band: bool) -> Counts:
    """Layers that lots and a band of as many keys need; each as it is or as it is thought."""
    lots = _layers(random_mask(v.T, v.r, v.seed) if dice else band_mask(v.T, v.r // 2), v)
    near = _layers(band_mask(v.T, v.r // 2) if band else random_mask(v.T, v.r, v.seed), v)
    said = "lots" if lots < near else "band" if near < lots else "same"
    return Counts({f"{v.r} keys by lot": lots, f"band of {v.r} keys": near}, said, "layers that it takes")


def _reached(v: Drawn) -> bool:
    """Whether these lots reach what is asked about at all, and not in as many layers as the band."""
    lots = _layers(random_mask(v.T, v.r, v.seed), v)
    return lots > 0 and lots != _layers(band_mask(v.T, v.r // 2), v)


QUESTIONS = (
    Question(
        "pairs",
        ask={
            "en": "Random attention over T = {T} tokens: every query draws r = {r} different keys. How many (query, key) pairs does the mask of one head keep?",
            "ko": "토큰 T = {T}개의 random attention: query마다 서로 다른 key를 r = {r}개씩 뽑는다. head 하나의 mask에 남는 (query, key) 쌍은 몇 개인가?",
        },
        vary={"T": range(8, 33), "r": range(2, 6), "seed": range(1000)},
        run=lambda v: Cells(random_mask(v.T, v.r, v.seed)),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "lots bind one direction",
                {
                    "en": "You let every link work both ways. That i drew j does not mean that j sees i.",
                    "ko": "연결이 양방향이라고 보았다. i가 j를 뽑았다고 j가 i를 보는 것은 아니다.",
                },
                run=lambda v: Cells(random_mask(v.T, v.r, v.seed) | random_mask(v.T, v.r, v.seed).T),
            ),
            Misconception(
                "the lots are all there is",
                {
                    "en": "You added the diagonal. In random attention alone a token sees itself only if it drew itself.",
                    "ko": "대각선을 더했다. random attention만 있으면 자기 자신도 뽑혀야만 본다.",
                },
                run=lambda v: Cells(random_mask(v.T, v.r, v.seed).int() + torch.eye(v.T, dtype=torch.int32)),
            ),
        ),
    ),
    Question(
        "seen by",
        ask={
            "en": "Random attention over T = {T} tokens, r = {r} keys a query; here is what was drawn. How many queries see key {j}?",
            "ko": "토큰 T = {T}개, query마다 key r = {r}개인 random attention이다. 뽑힌 결과가 그림과 같을 때, {j}번 key를 보는 query는 몇 개인가?",
        },
        vary={"T": range(8, 17), "r": range(2, 5), "seed": range(1000), "j": lambda v: range(v.T)},
        run=lambda v: column(random_mask(v.T, v.r, v.seed), v.j),
        read=number,
        picture=lambda result, v: cells(Cells(result.mask), None, v),
        show=cells,
        wrong=(
            Misconception(
                "every query has r keys, not every key r queries",
                {
                    "en": "You gave the row. Every query has r = {r} keys, but how often a key is drawn is chance: count its column.",
                    "ko": "행을 세었다. query마다 key는 r = {r}개지만, 한 key가 몇 번 뽑히는지는 우연이다. 열을 세어야 한다.",
                },
                run=lambda v: row(random_mask(v.T, v.r, v.seed), v.j),
            ),
        ),
    ),
    Question(
        "against a band",
        ask={
            "en": "T = {T} tokens. Each query has {r} keys: once drawn by lot (so that in the end every token is reached), once its nearest ones and itself (a band). Which needs fewer layers until every token has heard of {of}?",
            "ko": "토큰 T = {T}개, query마다 key는 {r}개이다. 한 번은 무작위로 뽑고(층을 쌓으면 모든 토큰에 닿도록 뽑혔다), 한 번은 자신과 가장 가까운 것들(band)이다. 모든 토큰이 {of} 정보를 받기까지 층이 더 적게 드는 쪽은?",
        },
        vary={"of": ("all", "next"), "T": (48, 64, 96), "r": (5, 7), "seed": range(1000)},
        words={
            "of": {
                "all": {"en": "every other", "ko": "다른 모든 토큰의"},
                "next": {"en": "the tokens right beside it", "ko": "바로 옆 토큰의"},
            }
        },
        kind=CHOICE,
        say={
            "lots": {"en": "the keys drawn by lot", "ko": "무작위로 뽑은 key"},
            "band": {"en": "the band", "ko": "band"},
            "same": {"en": "both the same: it is the number of keys that counts", "ko": "같다. key의 개수가 정한다"},
        },
        fits=_reached,
        run=lambda v: _hops(v, True, True),
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "lots make short ways",
                {
                    "en": "The number of keys is the same, but not where they lie. By lot, two layers reach about r² tokens anywhere, in a band about 2r around the query; but the neighbours are in a band at once.",
                    "ko": "key의 수는 같아도 놓인 자리가 다르다. 무작위 연결은 두 층이면 어디든 r²개쯤 닿고, band는 주변 2r개쯤 닿는다. 그러나 바로 옆 토큰은 band라면 첫 층에서 보인다.",
                },
                run=lambda v: _hops(v, False, True),
            ),
            Misconception(
                "near is not quick",
                {
                    "en": "It is the other way round. Lots jump, so that far tokens come into reach soon; a band crawls along the text, but its neighbours are there from the first layer on.",
                    "ko": "반대이다. 무작위 연결은 뛰어넘으므로 먼 토큰에 빨리 닿는다. band는 글을 따라 조금씩 나아가지만 이웃은 첫 층부터 본다.",
                },
                run=lambda v: _hops(v, False, False),
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks over T = {T} tokens (rows are queries). Which one is random attention?",
            "ko": "토큰 T = {T}개의 mask 네 개이다(행이 query). 어느 것이 random attention인가?",
        },
        vary={"T": (16,), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("random", v),
        read=cells_of,
        show=cells,
        wrong=(
            Misconception(
                "BigBird has more than its lots",
                {
                    "en": "That is BigBird: beside the lots it has global rows and columns and a band.",
                    "ko": "그것은 BigBird이다. 무작위 연결 외에 global 행과 열, band가 있다.",
                },
                run=lambda v: pattern("bigbird", v),
            ),
            Misconception(
                "gaps are regular, lots are not",
                {
                    "en": "Those gaps are regular: it is dilated attention.",
                    "ko": "간격이 일정하다. 그것은 dilated attention이다.",
                },
                run=lambda v: pattern("dilated", v),
            ),
            Misconception(
                "global and random differ",
                {
                    "en": "Those are full rows and columns: global attention. Lots give every query as many keys.",
                    "ko": "꽉 찬 행과 열이다. 그것은 global attention이다. 무작위로 뽑으면 query마다 key의 수가 같다.",
                },
                run=lambda v: pattern("global", v),
            ),
        ),
    ),
)
