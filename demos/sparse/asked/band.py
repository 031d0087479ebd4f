"""What is asked about band attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, column, number, queries
from demos.question import ROWS, Drawn, Misconception, Question
from demos.sparse.band import band_mask

SIDES = {
    "causal": {
        "no": {"en": "on each side", "ko": "양쪽으로"},
        "yes": {"en": "to the left only (causal)", "ko": "왼쪽으로만 (causal)"},
    }
}


def _mask(v: Drawn, w: int | None = None) -> Tensor:
    return band_mask(v.T, v.w if w is None else w, v.causal == "yes")


def _ring(v: Drawn) -> Tensor:
    """The band of a text whose ends are joined: token 0 stands beside the last."""
    away = (torch.arange(v.T)[:, None] - torch.arange(v.T)) % v.T
    seen: Tensor = away <= v.w if v.causal == "yes" else (away <= v.w) | (away >= v.T - v.w)
    return seen


QUESTIONS = (
    Question(
        "pairs",
        ask={
            "en": "Band attention over T = {T} tokens: each sees itself and w = {w} neighbours {causal}. "
            "How many (query, key) pairs does the mask keep?",
            "ko": "토큰 T = {T}개의 band attention에서 각 토큰은 자기 자신과 {causal} w = {w}칸까지의 이웃을 본다. "
            "mask에 남는 (query, key) 쌍은 모두 몇 개인가?",
        },
        vary={"T": range(8, 25), "w": lambda v: range(1, (v.T - 1) // 2 + 1), "causal": ("no", "yes")},
        words=SIDES,
        run=lambda v: Cells(_mask(v)),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "ends have fewer keys",
                {
                    "en": "You gave every token a full window, but the tokens at the ends have no neighbours beyond the text.",
                    "ko": "모든 토큰의 window가 꽉 찬다고 보았지만, 양 끝의 토큰은 글 바깥에 이웃이 없다.",
                },
                run=lambda v: Cells(_ring(v)),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the diagonal: a token also sees itself.",
                    "ko": "대각선을 빼고 세었다. 토큰은 자기 자신도 본다.",
                },
                run=lambda v: Cells(_mask(v) & ~torch.eye(v.T, dtype=torch.bool)),
            ),
            Misconception(
                "which sides w counts",
                {
                    "en": "You counted w on the wrong sides: here it goes {causal}.",
                    "ko": "w를 세는 쪽을 혼동했다. 여기서는 {causal} 센다.",
                },
                run=lambda v: Cells(band_mask(v.T, v.w, v.causal == "no")),
            ),
        ),
    ),
    Question(
        "who sees",
        ask={
            "en": "Band attention over T = {T} tokens (0 to {last}), w = {w} {causal}. Which queries see key {j}?",
            "ko": "토큰 T = {T}개(0번부터 {last}번까지)의 band attention, w = {w} {causal}. {j}번 key를 보는 query는 몇 번들인가?",
        },
        vary={
            "T": range(8, 17),
            "w": range(1, 4),
            "causal": ("no", "yes"),
            "j": lambda v: range(v.w + 1, v.T - v.w - 1),
        },
        words=SIDES,
        told={"last": lambda v: str(v.T - 1)},
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: column(_mask(v), v.j),
        read=queries,
        show=cells,
        wrong=(
            Misconception(
                "rows and columns",
                {
                    "en": "You listed the keys that token {j} sees; asked were the queries that see it. Looking back only, "
                    "a token is seen by those after it.",
                    "ko": "{j}번 토큰이 보는 key를 골랐다. 물은 것은 {j}번을 보는 query이다. 왼쪽만 보므로 뒤에 오는 토큰들이 본다.",
                },
                run=lambda v: column(_mask(v).T, v.j) if v.causal == "yes" else None,
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out token {j} itself: the diagonal belongs to the band.",
                    "ko": "{j}번 토큰 자신을 빠뜨렸다. 대각선도 band에 속한다.",
                },
                run=lambda v: column(_mask(v) & ~torch.eye(v.T, dtype=torch.bool), v.j),
            ),
            Misconception(
                "w is the whole width",
                {
                    "en": "You took w for the width of the whole window; it is the reach to one side.",
                    "ko": "w를 window 전체의 폭으로 보았다. w는 한쪽으로 닿는 거리이다.",
                },
                run=lambda v: column(_mask(v, v.w // 2), v.j),
            ),
        ),
    ),
)
