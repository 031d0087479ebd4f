"""What is asked about band attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, column, next_row, number, queries, row, row_above
from demos.question import ROWS, Drawn, Misconception, Question
from demos.sparse.asked.drawn import itself, layer_by_layer, layers, number_of_layers
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
            "en": "Band attention over T = {T} tokens: each sees itself and the w = {w} nearest {causal}. How many (query, key) pairs does the mask keep?",
            "ko": "토큰 T = {T}개의 band attention: 각 토큰은 자기 자신과 {causal} w = {w}칸까지의 이웃을 본다. mask에 남는 (query, key) 쌍은 모두 몇 개인가?",
        },
        vary={"T": range(8, 25), "w": lambda v: (*range(1, (v.T + 1) // 2), v.T - 2, v.T - 1), "causal": ("no", "yes")},
        words=SIDES,
        run=lambda v: Cells(_mask(v)),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "tokens at the ends have fewer keys",
                {
                    "en": "You gave every token a full window, but beyond the ends of the text there is nobody to see.",
                    "ko": "모든 토큰의 window가 꽉 찬다고 보았다. 글의 양 끝 바깥에는 볼 토큰이 없다.",
                },
                run=lambda v: Cells(_ring(v)) if 2 * v.w < v.T else None,
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the diagonal: a token also sees itself.",
                    "ko": "대각선을 빼고 세었다. 토큰은 자기 자신도 본다.",
                },
                run=lambda v: Cells(_mask(v) & ~itself(v.T)),
            ),
            Misconception(
                "which side the window is on",
                {
                    "en": "Those are other sides: here a token sees its neighbours {causal}.",
                    "ko": "window의 방향을 혼동했다. 여기서는 {causal} 본다.",
                },
                run=lambda v: Cells(band_mask(v.T, v.w, v.causal == "no")),
            ),
        ),
    ),
    Question(
        "who sees",
        ask={
            "en": "Band attention over T = {T} tokens, numbered from 0: each sees itself and the w = {w} nearest {causal}. Which queries see key {j}?",
            "ko": "토큰 T = {T}개(0번부터)의 band attention: 각 토큰은 자기 자신과 {causal} w = {w}칸까지의 이웃을 본다. {j}번 key를 보는 query는 몇 번들인가?",
        },
        vary={
            "T": range(8, 17),
            "w": range(1, 4),
            "causal": ("no", "yes"),
            "j": lambda v: range(v.w + 1, v.T - v.w - 1),
        },
        words=SIDES,
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: column(_mask(v), v.j),
        read=queries,
        show=cells,
        wrong=(
            Misconception(
                "rows and columns of a mask",
                {
                    "en": "You listed the keys that token {j} sees. The question was which queries see it: when everyone looks left, a token is seen from its right.",
                    "ko": "{j}번 토큰이 보는 key를 골랐다. 물은 것은 {j}번을 보는 query이다. 모두가 왼쪽을 보면, 한 토큰은 그 오른쪽의 토큰들에게 보인다.",
                },
                run=lambda v: column(_mask(v).T, v.j) if v.causal == "yes" else None,
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out token {j} itself: the diagonal belongs to the band.",
                    "ko": "{j}번 토큰 자신을 빠뜨렸다. 대각선도 band에 속한다.",
                },
                run=lambda v: column(_mask(v) & ~itself(v.T), v.j),
            ),
            Misconception(
                "w is one side, not the whole width",
                {
                    "en": "You took w for the width of the whole window; here it is the reach to one side.",
                    "ko": "w를 window 전체의 폭으로 보았다. 여기서 w는 한쪽으로 닿는 거리이다.",
                },
                run=lambda v: column(_mask(v, v.w // 2), v.j),
            ),
        ),
    ),
    Question(
        "layers",
        ask={
            "en": "A stack of band attention layers, w = {w} on each side, over T = {T} tokens. After how many layers does the last token first hear of the first one?",
            "ko": "양쪽으로 w = {w}칸을 보는 band attention을 토큰 T = {T}개 위에 쌓는다. 몇 층을 지나야 마지막 토큰에 첫 토큰의 정보가 처음 닿는가?",
        },
        vary={"w": range(1, 6), "T": lambda v: range(max(8, 3 * v.w + 2), min(25, 7 * v.w + 2))},
        run=lambda v: layer_by_layer(band_mask(v.T, v.w), v.T - 1, 0),
        read=number_of_layers,
        show=layers,
        wrong=(
            Misconception(
                "reach adds up, layer by layer",
                {
                    "en": "You let each layer double the reach. Every layer adds w = {w} places, no more.",
                    "ko": "층마다 닿는 거리가 두 배가 된다고 보았다. 한 층은 w = {w}칸씩 더할 뿐이다.",
                },
                run=lambda v: layer_by_layer(band_mask(v.T, v.w), v.T - 1, 0, doubling=True),
            ),
            Misconception(
                "w is one side, not the whole width",
                {
                    "en": "You let news travel the whole window of 2w + 1 places a layer. From one end to the other only one side of it counts: w.",
                    "ko": "한 층에 window 전체(2w + 1칸)만큼 간다고 보았다. 한쪽 끝에서 다른 끝으로 갈 때는 한쪽, w칸만 간다.",
                },
                run=lambda v: layer_by_layer(band_mask(v.T, 2 * v.w + 1), v.T - 1, 0),
            ),
        ),
    ),
    next_row(
        _mask,
        ask={
            "en": "Here are the first {i} rows of a band mask with w = {w}, {causal}, over T = {T} tokens. Draw row {i}: which keys does it keep?",
            "ko": "토큰 T = {T}개, w = {w}({causal})인 band mask의 처음 {i}개 행이다. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={
            "T": range(8, 17),
            "w": range(1, 4),
            "causal": ("no", "yes"),
            "i": lambda v: range(v.w + 1, v.T),
        },
        words=SIDES,
        wrong=(
            row_above(_mask),
            Misconception(
                "which side the window is on",
                {
                    "en": "Those are other sides: here a token sees its neighbours {causal}.",
                    "ko": "window의 방향을 혼동했다. 여기서는 {causal} 본다.",
                },
                run=lambda v: row(band_mask(v.T, v.w, v.causal == "no"), v.i),
            ),
        ),
    ),
)
