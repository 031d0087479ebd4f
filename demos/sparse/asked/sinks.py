"""What is asked about a window with sinks."""

from __future__ import annotations

from torch import Tensor

from demos.kit.asked import Counts, bars, cells, counted, keys, next_row, row, row_above
from demos.kit.inputs import qkv
from demos.question import ROWS, Drawn, Misconception, Question
from demos.sparse.band import band_mask
from demos.sparse.sinks import causes, write_on


def _mask(v: Drawn) -> Tensor:
    return causes(v.T, v.w, v.s) > 0


def _cache(v: Drawn, w: int, s: int, T: int | None = None) -> Counts:
    """Tokens in the cache after a text was written one by one."""
    q, k, x = qkv(v.T if T is None else T, 4)
    cache = (k[:, :, :0], x[:, :, :0])
    for t in range(q.shape[2]):
        _, cache = write_on(cache, *(a[:, :, t : t + 1] for a in (q, k, x)), w=w, s=s)
    kept = cache[0].shape[2]
    return Counts({"tokens in the cache": kept}, kept, "tokens")


QUESTIONS = (
    Question(
        "keys of a row",
        ask={
            "en": "A causal window with sinks: a token sees itself, the w = {w} before it, and the first s = {s}. T = {T}, numbered from 0. Which keys does query {i} see?",
            "ko": "sink가 있는 causal window: 토큰은 자신과 앞의 w = {w}개, 그리고 맨 앞의 s = {s}개를 본다. T = {T}(0번부터). {i}번 query가 보는 key는 몇 번들인가?",
        },
        vary={"T": range(12, 21), "w": (2, 3, 4), "s": (1, 2, 3), "i": lambda v: range(v.w + v.s + 1, v.T)},
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: row(_mask(v), v.i),
        read=keys,
        show=cells,
        wrong=(
            Misconception(
                "sinks stay in sight",
                {
                    "en": "That is the window alone. The first s = {s} tokens stay in sight however far the window has gone.",
                    "ko": "그것은 window뿐이다. 맨 앞의 s = {s}개는 window가 아무리 멀리 가도 계속 보인다.",
                },
                run=lambda v: row(band_mask(v.T, v.w, True), v.i),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You counted the token itself as one of the w before it. The window is w + 1 wide.",
                    "ko": "자신을 앞의 w개에 넣었다. window의 폭은 w + 1이다.",
                },
                run=lambda v: row(causes(v.T, v.w - 1, v.s) > 0, v.i),
            ),
            Misconception(
                "which side the window is on",
                {
                    "en": "You let the window reach ahead. It is causal: it looks back only.",
                    "ko": "window가 앞날까지 닿는다고 보았다. causal이므로 뒤만 본다.",
                },
                run=lambda v: row(_mask(v) | band_mask(v.T, v.w), v.i) if v.i < v.T - 1 else None,
            ),
        ),
    ),
    Question(
        "size of the cache",
        ask={
            "en": "A text of T = {T} tokens is written with a window of w = {w} tokens before the present one and s = {s} sinks. How many tokens does the KV cache hold when the last one attends, its own key included?",
            "ko": "토큰 T = {T}개인 글을, 지금 토큰 앞의 w = {w}개 window와 sink s = {s}개로 쓴다. 마지막 토큰이 attention을 할 때, 그 토큰의 key까지 KV cache에는 토큰이 몇 개 있는가?",
        },
        vary={"w": range(3, 11), "s": range(1, 5), "T": lambda v: range(v.w + v.s + 2, 41)},
        run=lambda v: _cache(v, v.w, v.s),
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "sinks stay in sight",
                {
                    "en": "You forgot the sinks: they are never dropped.",
                    "ko": "sink를 빠뜨렸다. sink는 버리지 않는다.",
                },
                run=lambda v: _cache(v, v.w, 0),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You forgot the token itself, beside the w before it.",
                    "ko": "앞의 w개 말고 토큰 자신을 빠뜨렸다.",
                },
                run=lambda v: _cache(v, v.w - 1, v.s),
            ),
            Misconception(
                "the oldest key that is no sink leaves",
                {
                    "en": "That is the whole text. When the window moves on, the oldest key that is no sink leaves the cache.",
                    "ko": "그것은 글 전체이다. window가 나아가면 sink가 아닌 가장 오래된 key가 cache를 떠난다.",
                },
                run=lambda v: _cache(v, v.T, v.s),
            ),
        ),
    ),
    next_row(
        _mask,
        ask={
            "en": "Here are the first {i} rows of a causal window with sinks over T = {T} tokens: itself, the w = {w} before it, and the first s = {s}. Draw row {i}: which keys does it keep?",
            "ko": "sink가 있는 causal window mask의 처음 {i}개 행이다. 토큰 T = {T}개, 자신과 앞의 w = {w}개, 맨 앞의 s = {s}개를 본다. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={"T": range(12, 18), "w": (2, 3, 4), "s": (1, 2, 3), "i": lambda v: range(v.w + v.s + 1, v.T)},
        wrong=(
            row_above(_mask),
            Misconception(
                "sinks stay in sight",
                {
                    "en": "You drew the window alone. The first s = {s} tokens stay in sight however far the window has gone.",
                    "ko": "window만 그렸다. 맨 앞의 s = {s}개는 window가 아무리 멀리 가도 계속 보인다.",
                },
                run=lambda v: row(band_mask(v.T, v.w, True), v.i),
            ),
        ),
    ),
)
