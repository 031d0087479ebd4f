"""What is asked about the Dense Synthesizer."""

from __future__ import annotations

import torch

from demos.kit.asked import Maps, Run, answer, maps, shape, steps, traced
from demos.kit.inputs import tokens, weights
from demos.prior.synthesizer_dense import dense_scores, mlp
from demos.question import ROWS, SHAPE, Drawn, Misconception, Question

D = 16


def _moved(v: Drawn, how: str = "") -> Maps:
    """The scores before and after token k was replaced, and the rows that moved."""
    x = tokens(v.T, D, seed=v.seed)
    other = x.clone()
    other[:, v.k] = tokens(1, D, seed=v.seed + 9)[:, 0]
    if how:  # dot products: every row has a score for the edited key
        wq, wk = weights(D, D, seed=1), weights(D, D, seed=2)
        before, after = ((t @ wq.T) @ (t @ wk.T).mT * D**-0.5 for t in (x, other))
        before, after = before[0], after[0]
    else:
        net = mlp(1, D, 8, v.N, v.seed)
        before, after = (dense_scores(t, *net)[0, 0] for t in (x, other))
    change = (after - before).abs()
    if how == "column":
        rows = (change > 1e-5).all(0).nonzero()[:, 0]
        change = change * (torch.arange(v.T) == rows).float()
    found = frozenset((change.amax(-1) > 1e-5).nonzero()[:, 0].tolist())
    return Maps({"change of the scores": change}, found, lit=v.k)


def _scores(v: Drawn) -> Run:
    x, net = tokens(v.T, D, seed=0), mlp(v.H, D, 8, v.N, 0)
    return traced(dense_scores, x, *net, letters={"B": 1, "H": v.H, "T": v.T, "D": D, "f": 8, "N": v.N})


def per_token(x: torch.Tensor, W1: torch.Tensor, b1: torch.Tensor, W2: torch.Tensor, b2: torch.Tensor) -> torch.Tensor:
    """The scores before they are cut to the text: N for each token, whatever T is."""
    hidden = torch.relu(x[:, None] @ W1.mT + b1[:, None])
    scores = hidden @ W2.mT + b2[:, None]
    return scores


def _uncut(v: Drawn) -> Run:
    x, net = tokens(v.T, D, seed=0), mlp(v.H, D, 8, v.N, 0)
    return traced(per_token, x, *net, letters={"B": 1, "H": v.H, "T": v.T, "D": D, "f": 8, "N": v.N})


def _length(v: Drawn, how: str = "") -> Maps:
    """The scores that each token of a text gets, where its length is not the one that was trained for."""
    x = tokens(v.T, D, seed=0)
    if how == "dot":
        scores = x[0] @ x[0].T
    elif how == "uncut":
        scores = per_token(x, *mlp(1, D, 8, v.N, 0))[0, 0]
    else:
        scores = dense_scores(x, *mlp(1, D, 8, v.N, 0))[0, 0]
    return Maps({f"scores, {scores.shape[0]} × {scores.shape[1]}": scores}, scores.shape[1])


QUESTIONS = (
    Question(
        "one token edited",
        ask={
            "en": "Dense Synthesizer over T = {T} tokens, numbered from 0. Token {k} is replaced by another word. Which rows of the scores change?",
            "ko": "토큰 T = {T}개(0번부터)의 Dense Synthesizer이다. {k}번 토큰을 다른 단어로 바꾼다. score에서 바뀌는 행은 몇 번들인가?",
        },
        vary={"T": range(8, 17), "N": (16, 32), "k": lambda v: range(v.T), "seed": range(1000)},
        kind=ROWS,
        most=lambda v: v.T,
        run=_moved,
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "N": v.N, "seed": v.seed},
        wrong=(
            Misconception(
                "a token writes its row from itself alone",
                {
                    "en": "So it is with dot products, where every query meets the new key. Here no token meets another: row i comes from token i alone.",
                    "ko": "모든 query가 새 key를 만나는 내적이라면 그렇다. 여기서는 토큰끼리 만나지 않는다. i번 행은 i번 토큰에서만 나온다.",
                },
                run=lambda v: _moved(v, "dot"),
            ),
        ),
    ),
    Question(
        "shape of the scores",
        ask={
            "en": "Dense Synthesizer made for texts up to N = {N}, H = {H} heads, B = 1. A text of T = {T} tokens goes in. What is the shape of its scores after they are cut to the text?",
            "ko": "길이 N = {N}까지의 글을 위해 만든 Dense Synthesizer, head H = {H}개, B = 1. 토큰 T = {T}개인 글이 들어온다. 글에 맞게 자른 뒤 score의 shape은?",
        },
        vary={"N": (32, 64, 128), "H": (2, 4, 8), "T": range(8, 30)},
        kind=SHAPE,
        run=_scores,
        read=shape("output"),
        show=steps,
        wrong=(
            Misconception(
                "N scores are written, T are used",
                {
                    "en": "The MLP writes N = {N} scores for each token, but a text of {T} tokens uses the first {T} of them.",
                    "ko": "MLP는 토큰마다 score N = {N}개를 쓰지만, 토큰 {T}개인 글은 그중 앞의 {T}개만 쓴다.",
                },
                run=_uncut,
                read=shape("scores"),
            ),
            Misconception(
                "the hidden layer is not the scores",
                {
                    "en": "That is the hidden layer of the MLP. W₂ makes scores of it.",
                    "ko": "그것은 MLP의 hidden이다. W₂를 곱해야 score가 된다.",
                },
                read=shape("hidden"),
            ),
        ),
        fits=lambda v: v.T < v.N and v.T != 8,
    ),
    Question(
        "a longer text",
        ask={
            "en": "A Dense Synthesizer was trained for texts of at most N = {N} tokens. A text of T = {T} tokens comes in. How many keys does each token give a score to?",
            "ko": "최대 길이 N = {N}에 맞춰 학습한 Dense Synthesizer에 토큰 T = {T}개인 글이 들어온다. 토큰 하나가 score를 주는 key는 몇 개인가?",
        },
        vary={
            "N": (16, 24, 32),
            "longer": (True, False),
            "T": lambda v: range(v.N + 1, v.N + 17) if v.longer else range(8, v.N),
        },
        run=_length,
        read=answer,
        show=maps,
        opens=lambda v: {"T": min(v.T, v.N), "N": v.N},
        wrong=(
            Misconception(
                "N is fixed with the weights",
                {
                    "en": "So it is with dot products, which can be taken of any two tokens. The MLP's last matrix has N = {N} rows, and that is all it can write: the keys after the N-th get no score.",
                    "ko": "어느 두 토큰이든 곱할 수 있는 내적이라면 그렇다. MLP의 마지막 행렬은 행이 N = {N}개이고 그 이상은 쓰지 못한다. N번째 뒤의 key는 score를 받지 못한다.",
                },
                run=lambda v: _length(v, "dot") if v.longer else None,
            ),
            Misconception(
                "N scores are written, T are used",
                {
                    "en": "The MLP writes N = {N} scores for each token, but a text of {T} tokens has only {T} keys: the rest is cut off.",
                    "ko": "MLP는 토큰마다 score N = {N}개를 쓰지만, 토큰 {T}개인 글에는 key도 {T}개뿐이다. 나머지는 잘린다.",
                },
                run=lambda v: None if v.longer else _length(v, "uncut"),
            ),
        ),
    ),
)
