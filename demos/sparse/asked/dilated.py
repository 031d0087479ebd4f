"""What is asked about dilated attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import cells, keys, next_row, number, row, row_above
from demos.question import CHOICE, PICTURE, ROWS, Drawn, Misconception, Question
from demos.sparse.asked.drawn import Layers, cells_of, layer_by_layer, layers, pattern
from demos.sparse.band import band_mask
from demos.sparse.masks import dilated, square


def _mask(v: Drawn) -> Tensor:
    return square(v.T, dilated(v.w, v.delta))


def _shifted(v: Drawn) -> Tensor:
    """Every δ-th token of the text, whichever row looks: not every δ-th from the row itself."""
    i, j = torch.arange(v.T)[:, None], torch.arange(v.T)
    seen: Tensor = ((i - j).abs() <= v.w * v.delta) & (j % v.delta == 0)
    return seen


def _meet(result: Layers, _v: Drawn) -> str:
    return "yes" if int(result.first[result.i, result.j]) else "never"


QUESTIONS = (
    Question(
        "keys of a row",
        ask={
            "en": "Dilated attention over T = {T} tokens, numbered from 0: a query sees itself and, on each side, the w = {w} tokens at distances δ, 2δ, …, with δ = {delta}. Which keys does query {i} see?",
            "ko": "토큰 T = {T}개(0번부터)의 dilated attention: 자기 자신과, 양쪽으로 거리가 δ, 2δ, …인 토큰 w = {w}개씩을 본다(δ = {delta}). {i}번 query가 보는 key는 몇 번들인가?",
        },
        vary={
            "T": range(16, 25),
            "w": (1, 2, 3),
            "delta": (2, 3, 4),
            "i": lambda v: range(v.w * v.delta, v.T - v.w * v.delta),
        },
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: row(_mask(v), v.i),
        read=keys,
        show=cells,
        wrong=(
            Misconception(
                "a gap leaves keys out",
                {
                    "en": "You took every token as far as wδ. Dilation leaves gaps: only every δ-th of them is a key.",
                    "ko": "wδ칸까지의 모든 토큰을 골랐다. dilation은 사이를 비운다. δ칸마다 하나만 key이다.",
                },
                run=lambda v: row(band_mask(v.T, v.w * v.delta), v.i),
            ),
            Misconception(
                "w counts keys, not places",
                {
                    "en": "You took a plain band of w places. With gaps the same number of keys reaches δ times as far.",
                    "ko": "w칸짜리 band로 보았다. 간격을 두면 같은 개수의 key로 δ배 멀리 닿는다.",
                },
                run=lambda v: row(band_mask(v.T, v.w), v.i),
            ),
            Misconception(
                "gaps are counted from the query",
                {
                    "en": "You took the multiples of δ in the text. The gaps are counted from the query itself: i − j is a multiple of δ.",
                    "ko": "글에서 δ의 배수 자리를 골랐다. 간격은 query에서부터 센다. i − j가 δ의 배수이다.",
                },
                run=lambda v: row(_shifted(v), v.i) if v.i % v.delta else None,
            ),
        ),
    ),
    Question(
        "keys in number",
        ask={
            "en": "Dilated attention with w = {w} on each side and δ = {delta}, far from the ends of a text of T = {T}: how many keys does a query have, itself included?",
            "ko": "양쪽으로 key w = {w}개씩, δ = {delta}인 dilated attention. 길이 T = {T}인 글의 양 끝에서 먼 query의 key는 자기 자신까지 몇 개인가?",
        },
        vary={"T": (32,), "w": range(1, 6), "delta": lambda v: range(2, 15 // v.w + 1)},
        run=lambda v: row(_mask(v), v.T // 2),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "a gap leaves keys out",
                {
                    "en": "You counted the gaps as keys: from one end of the window to the other there are 2wδ + 1 places, but only every δ-th is a key.",
                    "ko": "빈칸까지 key로 세었다. window의 끝에서 끝까지는 2wδ + 1칸이지만 δ칸마다 하나만 key이다.",
                },
                run=lambda v: row(band_mask(v.T, v.w * v.delta), v.T // 2),
            ),
            Misconception(
                "w is one side, not the whole width",
                {
                    "en": "You counted one side only; w keys lie on each side.",
                    "ko": "한쪽만 세었다. w개는 양쪽에 각각 있다.",
                },
                run=lambda v: row(_mask(v).tril(), v.T // 2),
            ),
        ),
    ),
    Question(
        "who ever meets",
        ask={
            "en": "All layers are dilated attention with w = {w} and the same δ = {delta}, T = {T} tokens. Can token {i} ever hear of token {j}, if there are enough layers?",
            "ko": "모든 층이 w = {w}, δ = {delta}인 똑같은 dilated attention이다(토큰 T = {T}개). 층을 충분히 쌓으면 {i}번 토큰에 {j}번 토큰의 정보가 닿는가?",
        },
        vary={
            "T": range(16, 25),
            "w": (1, 2),
            "delta": (2, 3, 4),
            "i": lambda v: range(v.T // 2, v.T),
            "j": lambda v: range(v.T // 2 - 2),
        },
        kind=CHOICE,
        say={
            "yes": {"en": "yes, after enough layers", "ko": "그렇다. 층이 충분하면 닿는다"},
            "never": {"en": "no, never", "ko": "아니다. 결코 닿지 않는다"},
        },
        fits=lambda v: v.i - v.j > v.w * v.delta,
        run=lambda v: layer_by_layer(_mask(v), v.i, v.j),
        read=_meet,
        show=layers,
        wrong=(
            Misconception(
                "one δ never joins all tokens",
                {
                    "en": "Depth does not help here: every step goes a multiple of δ = {delta}, so tokens with different remainders never meet. A plain band with as many keys would join them.",
                    "ko": "여기서는 깊이가 소용없다. 모든 걸음이 δ = {delta}의 배수여서, 나머지가 다른 토큰은 만나지 못한다. 같은 수의 key를 가진 band라면 이어진다.",
                },
                run=lambda v: layer_by_layer(band_mask(v.T, v.w), v.i, v.j) if (v.i - v.j) % v.delta else None,
            ),
            Misconception(
                "tokens of one remainder do meet",
                {
                    "en": "You looked at one layer only. The distance of {i} and {j} is a multiple of δ = {delta}, so step by step the news arrives; cut off are tokens whose remainders differ.",
                    "ko": "한 층만 보았다. {i}번과 {j}번의 거리는 δ = {delta}의 배수이므로 한 걸음씩 가면 닿는다. 끊어지는 것은 나머지가 다른 토큰들이다.",
                },
                run=lambda v: None if (v.i - v.j) % v.delta else Layers(_mask(v).long(), v.i, v.j),
            ),
        ),
    ),
    next_row(
        _mask,
        ask={
            "en": "Here are the first {i} rows of a dilated mask over T = {T} tokens: w = {w} on each side, δ = {delta} apart. Draw row {i}: which keys does it keep?",
            "ko": "토큰 T = {T}개인 dilated mask의 처음 {i}개 행이다. 양쪽으로 w = {w}개씩, 간격 δ = {delta}. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={
            "T": range(12, 19),
            "w": (1, 2),
            "delta": (2, 3),
            "i": lambda v: range(v.w * v.delta, v.T),
        },
        wrong=(
            row_above(_mask),
            Misconception(
                "a gap leaves keys out",
                {
                    "en": "You filled the gaps. Dilation keeps only every δ-th token, counted from the query.",
                    "ko": "빈칸을 채웠다. dilation은 query에서부터 δ칸마다 하나만 남긴다.",
                },
                run=lambda v: row(band_mask(v.T, v.w * v.delta), v.i),
            ),
            Misconception(
                "gaps are counted from the query",
                {
                    "en": "You took the multiples of δ in the text. The gaps are counted from the query itself: i − j is a multiple of δ.",
                    "ko": "글에서 δ의 배수 자리를 골랐다. 간격은 query에서부터 센다. i − j가 δ의 배수이다.",
                },
                run=lambda v: row(_shifted(v), v.i) if v.i % v.delta > 1 else None,
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks over T = {T} tokens (rows are queries). Which one is dilated attention?",
            "ko": "토큰 T = {T}개의 mask 네 개이다(행이 query). 어느 것이 dilated attention인가?",
        },
        vary={"T": (12, 16), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("dilated", v),
        read=cells_of,
        show=cells,
        wrong=(
            Misconception(
                "a gap leaves keys out",
                {
                    "en": "That is a band without gaps.",
                    "ko": "그것은 빈칸이 없는 band이다.",
                },
                run=lambda v: pattern("band", v),
            ),
            Misconception(
                "gaps are regular, lots are not",
                {
                    "en": "Those keys are drawn by lot. Dilated attention keeps the same distances in every row.",
                    "ko": "그 key들은 무작위로 뽑은 것이다. dilated attention은 행마다 간격이 같다.",
                },
                run=lambda v: pattern("random", v),
            ),
            Misconception(
                "gaps follow the diagonal, blocks do not",
                {
                    "en": "Those are blocks. In dilated attention every row is the one above it, moved by one.",
                    "ko": "그것은 block이다. dilated attention의 각 행은 바로 위의 행을 한 칸 옮긴 것이다.",
                },
                run=lambda v: pattern("block-local", v),
            ),
        ),
    ),
)
