"""What is asked about multi-head attention."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from demos.attention.multi_head import Weights, _inputs, multi_head, split
from demos.demo import Piece
from demos.kit.asked import Counts, Maps, bars, counted, maps, shape, steps, times, traced
from demos.kit.inputs import qkv, tokens
from demos.kit.masked import dense
from demos.kit.pictures import heat
from demos.kit.trace import operations
from demos.question import CHOICE, SHAPE, Drawn, Misconception, Question


def _sizes(v: Drawn) -> dict[str, int]:
    return {"B": 1, "H": v.H, "T": v.T, "D": v.D, "d": v.D // v.H}


def _x(v: Drawn) -> Tensor:
    return tokens(v.T, v.D, seed=1)


def untransposed(x: Tensor, H: int) -> Tensor:
    """The wrong cut that forgets the transpose."""
    q = x.view(x.shape[0], x.shape[1], H, -1)
    return q


def whole(x: Tensor, H: int) -> Tensor:
    """The wrong cut that gives every head all D features."""
    q = x[:, None].expand(-1, H, -1, -1)
    return q


def text_cut(x: Tensor, H: int) -> Tensor:
    """The wrong cut that divides the text among the heads instead of the features."""
    q = x.view(x.shape[0], H, x.shape[1] // H, -1)
    return q


def _core(v: Drawn, H: int, how: str = "") -> Counts:
    """Operations of scores and A·V with one head and with H, of one width together or of one each.

    `how` gives a wrong idea of it: heads that are "shared" or have their "own" width after all, or "one" of the heads.
    """
    own = v.stays == "d" if how == "" else how == "own"
    found = []
    for n in (1, H):
        width = v.d if own else v.d * H // n
        q, k, x = qkv(16, width, H=1 if how == "one" else n)
        found.append(operations(dense, q, k, x))
    return Counts({"1 head": found[0], f"{H} heads": found[1]}, times(found[1] / found[0]))


def _divided(v: Drawn, root: float | None = None) -> Maps:
    """By what the scores were divided, found from the weights: log A of two keys against their q·k."""
    one = torch.eye(v.D)
    x = tokens(8, v.D, seed=v.seed) * v.D**-0.25
    q = split(x, v.H)
    raw = (q @ q.mT)[0, 0]
    if root is None:
        matrices: Weights = (one, one, one, one)
        A = multi_head(x, matrices, v.H)[1][0, 0]
    else:
        A = torch.softmax(raw / root, -1)
    apart = float(raw.max() - raw.min())
    at, low = divmod(int(raw.argmax()), 8), divmod(int(raw[int(raw.argmax()) // 8].argmin()), 8)[1]
    apart = float(raw[at] - raw[at[0], low])
    return Maps({"weights": A, "q·k": raw}, apart / float(A[at].log() - A[at[0], low].log()))


def _view(v: Drawn, transposed: bool = False) -> Tensor:
    """Which token each row of each head holds, (H, T, d), after the cut without (or with) the transpose."""
    x = torch.arange(v.T)[None, :, None].expand(1, v.T, v.D).contiguous()
    return (split(x, v.H) if transposed else x.view(1, v.H, v.T, v.D // v.H))[0]


def _heads(result: Tensor, _other: Tensor | None, v: Drawn) -> Iterator[Piece]:
    axes = ("row of the head", "feature")
    yield heat(f"which token is in head {v.h}", result[v.h], axes, ("token",), lit=0, role="idea")


QUESTIONS = (
    Question(
        "shape of q",
        ask={
            "en": "x is (B, T, D) = (1, {T}, {D}), and there are H = {H} heads. What is the shape of q right before QKᵀ, when all tokens of each head are compared?",
            "ko": "x는 (B, T, D) = (1, {T}, {D})이고 head는 H = {H}개이다. head마다 토큰끼리 비교하는 QKᵀ 직전 q의 shape은?",
        },
        vary={"H": (2, 4, 8), "D": (128, 256, 512), "T": lambda v: (8, 16, 24, 40)},
        kind=SHAPE,
        run=lambda v: traced(multi_head, _x(v), _inputs(1, v.D, 0)[1], v.H, letters=_sizes(v)),
        read=shape("q"),
        show=lambda result, other, v: (step for step in steps(result, other, v) if step.label in ("q", "scores")),  # type: ignore[union-attr]
        wrong=(
            Misconception(
                "heads come before tokens",
                {
                    "en": "The heads stand before the tokens: after the view comes a transpose, so that each head has its T × d.",
                    "ko": "head가 토큰보다 앞에 온다. view 다음에 transpose가 있어, head마다 T × d를 갖는다.",
                },
                run=lambda v: traced(untransposed, _x(v), v.H, letters=_sizes(v)),
            ),
            Misconception(
                "heads share the width",
                {
                    "en": "You gave every head all D = {D} features. They share them: d = D/H each.",
                    "ko": "head마다 D = {D}개를 모두 주었다. head들은 폭을 나눠 가진다. 각각 d = D/H이다.",
                },
                run=lambda v: traced(whole, _x(v), v.H, letters=_sizes(v)),
            ),
            Misconception(
                "features are cut, not the text",
                {
                    "en": "You cut the text into H pieces. Every head keeps all T = {T} tokens; what is cut are the features.",
                    "ko": "글을 H조각으로 잘랐다. head마다 토큰 T = {T}개를 모두 가진다. 나뉘는 것은 feature이다.",
                },
                run=lambda v: traced(text_cut, _x(v), v.H, letters=_sizes(v)),
            ),
        ),
    ),
    Question(
        "cost of heads",
        ask={
            "en": "Instead of one head there are H = {H}; {stays} stays as it is. How many times as many operations do the scores and A·V of all heads together take?",
            "ko": "{stays} 그대로 두고 head를 1개에서 H = {H}개로 늘린다. 모든 head의 score와 A·V 연산은 합쳐서 몇 배인가?",
        },
        vary={"stays": ("D", "d"), "d": (8, 16, 32), "H": (2, 4, 8, 16)},
        words={
            "stays": {
                "D": {"en": "the width D of the model", "ko": "모델의 폭 D를"},
                "d": {"en": "the width d of a head", "ko": "head 하나의 폭 d를"},
            }
        },
        kind=CHOICE,
        run=lambda v: _core(v, v.H),
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "heads share the width",
                {
                    "en": "Where D stays, the heads share it: {H} heads of width D/{H} cost as much as one of width D. Where each keeps its width d, all of them are added up.",
                    "ko": "D가 그대로이면 head들이 폭을 나눠 가진다. 폭 D/{H}인 head {H}개는 폭 D인 하나와 연산이 같다. head마다 폭 d가 그대로이면 그만큼 더해진다.",
                },
                run=lambda v: _core(v, v.H, "own" if v.stays == "D" else "shared"),
            ),
            Misconception(
                "all heads are computed",
                {
                    "en": "That is what one of {H} heads costs that share the width. All {H} of them are computed.",
                    "ko": "그것은 폭을 나눠 가진 head {H}개 가운데 하나의 연산이다. {H}개를 모두 계산한다.",
                },
                run=lambda v: _core(v, v.H, "one"),
            ),
        ),
    ),
    Question(
        "what the scores are divided by",
        ask={
            "en": "D = {D}, H = {H} heads. By which number does each head divide its scores q·k before the softmax?",
            "ko": "D = {D}, head H = {H}개. head는 softmax 앞에서 score q·k를 어떤 수로 나누는가?",
        },
        vary={
            "D": (64, 128, 256, 512),
            "H": lambda v: [H for H in (1, 2, 4, 8, 16) if (v.D // H) in (4, 16, 64, 256) and H > 1],
            "seed": range(100),
        },
        tolerance=0.02,
        run=_divided,
        read=lambda result, v: float(result.answer),
        show=maps,
        wrong=(
            Misconception(
                "the scale belongs to the head's width",
                {
                    "en": "You divided by √D. A head compares only d = D/H features, so it is √d.",
                    "ko": "√D로 나누었다. head 하나가 비교하는 feature는 d = D/H개이므로 √d이다.",
                },
                run=lambda v: _divided(v, v.D**0.5),
            ),
            Misconception(
                "the scale is a root",
                {
                    "en": "You divided by d itself. The standard deviation of q·k is √d, so that is what it is divided by.",
                    "ko": "d로 나누었다. q·k의 표준편차가 √d이므로 √d로 나눈다.",
                },
                run=lambda v: _divided(v, float(v.D // v.H)),
            ),
        ),
        fits=lambda v: v.D // v.H > 1,
    ),
    Question(
        "a view without the transpose",
        ask={
            "en": "x is (1, T, D) = (1, {T}, {D}), H = {H}. Someone writes x.view(1, H, T, d), without a transpose. Which token do the numbers in row 0 of head {h} come from? (Tokens and heads are numbered from 0.)",
            "ko": "x는 (1, T, D) = (1, {T}, {D}), H = {H}. 누군가 transpose 없이 x.view(1, H, T, d)로 썼다. {h}번 head의 0번 행에 있는 수는 몇 번 토큰의 것인가? (토큰과 head는 0번부터)",
        },
        vary={"T": (8, 16, 24, 32), "H": (2, 4, 8), "D": (16, 32, 64), "h": lambda v: range(1, v.H)},
        run=_view,
        read=lambda result, v: int(result[v.h, 0, 0]),
        show=_heads,
        wrong=(
            Misconception(
                "a view alone cuts the text, not the features",
                {
                    "en": "So it should be, and is with the transpose. The view alone keeps the order of the numbers in memory: it cuts the text into H pieces.",
                    "ko": "transpose가 있으면 그렇다. view만 하면 메모리의 순서가 그대로여서 글이 H조각으로 잘린다.",
                },
                run=lambda v: _view(v, transposed=True),
            ),
        ),
    ),
)
