"""What is asked about self-attention."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import linear

from demos.attention.self_attention import Weights, _inputs, self_attention
from demos.kit.asked import Counts, Maps, answer, bars, counted, maps, moved
from demos.kit.inputs import normal, tokens
from demos.kit.trace import operations
from demos.question import ROWS, Drawn, Misconception, Question


def _changed(before: Tensor, after: Tensor) -> Maps:
    """The outputs before and after, and the rows that are not the same any more."""
    rows = frozenset(((before - after).abs().amax(-1) > 1e-9).nonzero()[:, 0].tolist())
    return Maps(moved(before, after), rows, axes=("token", "feature"))


def _start(v: Drawn) -> tuple[Tensor, Weights]:
    """Tokens and matrices in double precision: a change may be small, and is still one."""
    x, (W_Q, W_K, W_V) = _inputs(v.T, 16, v.seed)
    return x.double(), (W_Q.double(), W_K.double(), W_V.double())


def _outputs(x: Tensor, matrices: Weights, mask: Tensor | None = None) -> Tensor:
    return self_attention(x, matrices, 1, mask)[0][0, 0]


def _swapped(v: Drawn, places: bool = False) -> Maps:
    """Two tokens change places; with `places` each place has something of its own added first."""
    x, matrices = _start(v)
    order = torch.arange(v.T)
    order[[v.i, v.j]] = order[[v.j, v.i]]
    own = normal(1, v.T, 16, seed=v.seed + 1) if places else 0
    return _changed(_outputs(x + own, matrices), _outputs(x[:, order] + own, matrices))


def _content(v: Drawn) -> Maps:
    """The outputs compared as a set: each is still there, wherever."""
    found = _swapped(v)
    before, after = (found.tensors[name] for name in ("before", "after"))
    after = after[torch.cdist(before, after).argmin(-1)]
    return _changed(before, after)


def _edited(v: Drawn, how: str = "") -> Maps:
    """One token is replaced by another; in self-attention, or in a layer as it is thought."""
    x, matrices = _start(v)
    other = x.clone()
    other[:, v.i] = tokens(1, 16, seed=v.seed + 5)[0, 0].double()
    if how == "alone":
        return _changed(linear(x, matrices[2])[0], linear(other, matrices[2])[0])
    mask = torch.ones(v.T, v.T, dtype=torch.bool).tril() if how == "causal" else None
    return _changed(_outputs(x, matrices, mask), _outputs(other, matrices, mask))


def _projections(v: Drawn, how: str = "") -> Counts:
    """Operations of the projections of x, counted while they run; or of others."""
    x, matrices = _inputs(v.T, v.D, 0)
    every = {name: operations(linear, x, W) for name, W in zip("QKV", matrices, strict=True)}
    if how == "output":
        every["O"] = operations(linear, x, matrices[0])
    if how == "scores":
        every = {name: operations(torch.matmul, x, x.mT) for name in every}
    return Counts(every, sum(every.values()))


QUESTIONS = (
    Question(
        "two tokens swapped",
        ask={
            "en": "Self-attention without a mask and without positions over T = {T} tokens, numbered from 0. Tokens {i} and {j} of the input change places. Which rows of the output are different now?",
            "ko": "mask가 없는 self-attention, 위치 정보도 없다. 토큰 T = {T}개(0번부터). 입력의 {i}번과 {j}번 토큰이 자리를 바꾼다. 출력에서 달라지는 행은 몇 번들인가?",
        },
        vary={
            "T": range(8, 13),
            "i": lambda v: range(v.T - 1),
            "j": lambda v: range(v.i + 1, v.T),
            "seed": range(1000),
        },
        kind=ROWS,
        most=lambda v: v.T,
        run=_swapped,
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "D": 16, "H": 1, "seed": v.seed},
        wrong=(
            Misconception(
                "attention does not know the order",
                {
                    "en": "So it would be with positions in the tokens. Without them every other token sees the same set of keys as before.",
                    "ko": "토큰에 위치 정보가 있다면 그렇다. 없으면 다른 토큰이 보는 key의 집합은 전과 같다.",
                },
                run=lambda v: _swapped(v, places=True),
            ),
            Misconception(
                "outputs move with their tokens",
                {
                    "en": "The outputs are the same vectors, but in other places: rows {i} and {j} are swapped like their tokens.",
                    "ko": "출력 vector들은 그대로지만 자리가 바뀐다. {i}번과 {j}번 행은 토큰처럼 서로 바뀐다.",
                },
                run=_content,
            ),
        ),
    ),
    Question(
        "one token edited",
        ask={
            "en": "Self-attention without a mask over T = {T} tokens, numbered from 0. Only token {i} is replaced by another word. Which rows of the output change?",
            "ko": "mask가 없는 self-attention, 토큰 T = {T}개(0번부터). {i}번 토큰만 다른 단어로 바꾼다. 출력에서 바뀌는 행은 몇 번들인가?",
        },
        vary={"T": range(8, 13), "i": lambda v: range(1, v.T - 1), "seed": range(1000)},
        kind=ROWS,
        most=lambda v: v.T,
        run=_edited,
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "D": 16, "H": 1, "seed": v.seed},
        wrong=(
            Misconception(
                "everyone reads every token",
                {
                    "en": "So it would be in a feed-forward layer, where tokens do not meet. Here every token reads the new key and value.",
                    "ko": "토큰끼리 만나지 않는 feed-forward 층이라면 그렇다. 여기서는 모든 토큰이 새 key와 value를 읽는다.",
                },
                run=lambda v: _edited(v, "alone"),
            ),
            Misconception(
                "without a mask the past sees the future",
                {
                    "en": "So it would be with a causal mask. Without one, the tokens before {i} see it, too.",
                    "ko": "causal mask가 있다면 그렇다. 없으면 {i}번보다 앞의 토큰도 그것을 본다.",
                },
                run=lambda v: _edited(v, "causal"),
            ),
        ),
    ),
    Question(
        "cost of the projections",
        ask={
            "en": "T = {T} tokens of width D = {D}. How many operations (2 for each multiply-add) do the projections to Q, K and V take together?",
            "ko": "폭 D = {D}인 토큰 T = {T}개. Q, K, V를 만드는 projection의 연산은 모두 몇 번인가? (곱하고 더하기 한 번을 연산 2번으로 센다)",
        },
        vary={"T": (8, 10, 20, 30, 50, 100), "D": (16, 32, 64)},
        run=_projections,
        read=counted,
        show=bars,
        opens=lambda v: {"T": v.T, "D": v.D},
        wrong=(
            Misconception(
                "a multiply-add is two operations",
                {
                    "en": "You counted a multiplication with its addition as one. Operations are 2 × multiply-adds: 6·T·D².",
                    "ko": "곱하고 더하는 것을 하나로 세었다. 연산은 그 두 배, 6·T·D²이다.",
                },
                read=lambda result, v: result.answer // 2,
            ),
            Misconception(
                "a projection is linear in T",
                {
                    "en": "You counted T × T products. A projection meets each token by itself: T times a D × D matrix.",
                    "ko": "T × T의 곱을 세었다. projection은 토큰마다 따로 한다. D × D 행렬을 T번 곱한다.",
                },
                run=lambda v: _projections(v, "scores"),
            ),
            Misconception(
                "W_O is not among Q, K, V",
                {
                    "en": "You counted W_O, too. Q, K and V are three projections.",
                    "ko": "W_O까지 세었다. Q, K, V는 projection 셋이다.",
                },
                run=lambda v: _projections(v, "output"),
            ),
        ),
    ),
)
