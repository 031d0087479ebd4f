"""What is asked about attention by a prior alone."""

from __future__ import annotations

from itertools import product

import torch

from demos.kit.asked import Maps, answer, maps, moved
from demos.kit.inputs import qkv
from demos.prior.biased import biased_weights
from demos.prior.only import by_matrix, fixed_weights, running_mean
from demos.question import CHOICE, Drawn, Misconception, Question


def _weight(v: Drawn, how: str = "") -> Maps:
    """The weight of one key in row t (from 1) of the average; causal, over everything, or without the token itself."""
    A = fixed_weights(v.T, "average", 8.0, how != "all")
    if how == "strict":
        A = torch.cat((torch.zeros(1, v.T), A[:-1]))
    return Maps({"weights": A}, float(A[v.t - 1, 0]), lit=v.t - 1)


def _last(v: Drawn, how: str = "") -> Maps:
    """The output at the last place for values of one number each."""
    x = torch.tensor([float(n) for n in v.values.split(",")]).view(1, 1, -1, 1)
    T = x.shape[2]
    if how == "sum":
        y = x.cumsum(-2)
    elif how == "decay":
        y = by_matrix(x, fixed_weights(T, "decay", 1.0, True))
    elif how == "strict":
        y = torch.cat((torch.zeros(1, 1, 1, 1), running_mean(x)[:, :, :-1]), 2)
    else:
        y = running_mean(x)
    return Maps({"outputs": y[0, 0].T, "values": x[0, 0].T}, float(y[0, 0, -1, 0]), axes=("", "place"))


def _other(v: Drawn, how: str) -> Maps:
    """The weights for two texts: of the prior alone, or of the prior added to the scores of queries and keys."""
    texts = (v.seed, v.seed + 1)
    fixed = fixed_weights(v.T, v.prior, 4.0, True)
    if how == "alone":
        both = [fixed for _ in texts]
    else:
        both = [biased_weights(*qkv(v.T, 16, seed=text)[:2], fixed.log())[0, 0] for text in texts]
    same = "same" if torch.equal(*both) else "other"
    return Maps(moved(both[0], both[1]), same)


QUESTIONS = (
    Question(
        "weight in a row",
        ask={
            "en": "A causal average over T = {T} tokens: no queries, no keys, every token takes the mean of itself and all before it. Which weight does token {t}, counted from 1, give to each of them? (A fraction will do.)",
            "ko": "토큰 T = {T}개의 causal average이다. query도 key도 없이, 토큰마다 자신과 그 앞 전부의 평균을 낸다. {t}번째 토큰(1부터)이 그 하나하나에 주는 weight는? (분수도 된다)",
        },
        vary={"T": range(8, 33), "t": lambda v: range(2, v.T)},
        tolerance=0.01,
        run=_weight,
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "prior": "average", "causal": "yes"},
        wrong=(
            Misconception(
                "a causal average has t tokens, not T",
                {
                    "en": "You divided by the whole length T. Token {t} has only {t} tokens in sight.",
                    "ko": "전체 길이 T로 나누었다. {t}번째 토큰에게 보이는 것은 {t}개뿐이다.",
                },
                run=lambda v: _weight(v, "all"),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the token itself: it is one of the {t}.",
                    "ko": "자기 자신을 빠뜨렸다. 자신도 {t}개 가운데 하나이다.",
                },
                run=lambda v: _weight(v, "strict"),
            ),
        ),
    ),
    Question(
        "a running mean",
        ask={
            "en": "The values of a text are, in order, {values}. What does the causal average give at the last place?",
            "ko": "글의 value가 차례로 {values}이다. causal average의 마지막 자리의 출력은?",
        },
        vary={
            "values": [
                ", ".join(map(str, x)) for n in (3, 4) for x in product(range(0, 13, 2), repeat=n) if sum(x) % n == 0
            ]
        },
        tolerance=0.005,
        run=_last,
        read=answer,
        show=maps,
        opens=lambda v: {"prior": "average", "causal": "yes"},
        wrong=(
            Misconception(
                "weights sum to 1",
                {
                    "en": "You took the sum. The weights of a row sum to 1, so it is the mean.",
                    "ko": "합을 냈다. 행의 weight는 합이 1이므로 평균이다.",
                },
                run=lambda v: _last(v, "sum"),
            ),
            Misconception(
                "an average does not fade",
                {
                    "en": "You let earlier values fade. In the average all have the same weight.",
                    "ko": "앞의 value일수록 약해진다고 보았다. average에서는 모두 weight가 같다.",
                },
                run=lambda v: _last(v, "decay"),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the last value itself.",
                    "ko": "마지막 value 자신을 빠뜨렸다.",
                },
                run=lambda v: _last(v, "strict"),
            ),
        ),
    ),
    Question(
        "another text",
        ask={
            "en": "{how} (the prior: {prior}, causal; T = {T} tokens). Another text of the same length goes in. What happens to the weights?",
            "ko": "{how}(prior는 {prior}, causal, 토큰 T = {T}개). 길이가 같은 다른 글이 들어온다. weight는 어떻게 되는가?",
        },
        vary={
            "how": ("alone", "added"),
            "T": range(8, 25),
            "prior": ("average", "decay", "gaussian"),
            "seed": range(1000),
        },
        words={
            "how": {
                "alone": {"en": "The weights are a prior alone", "ko": "weight가 prior만으로 정해진다"},
                "added": {
                    "en": "The weights come from a prior added to the scores q·k",
                    "ko": "prior를 score q·k에 더해 weight를 구한다",
                },
            }
        },
        kind=CHOICE,
        say={
            "same": {"en": "they stay as they are", "ko": "그대로이다"},
            "other": {"en": "they change with the text", "ko": "글에 따라 바뀐다"},
        },
        run=lambda v: _other(v, v.how),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "a fixed prior sees no text",
                {
                    "en": "A prior is decided before any token is seen, and alone it gives the same weights to every text. Scores q·k look at the tokens: with them the weights change, prior or not.",
                    "ko": "prior는 토큰을 보기 전에 정해져 있어, prior만 있으면 어떤 글이든 weight가 같다. score q·k는 토큰을 본다. score가 있으면 prior가 있든 없든 weight가 바뀐다.",
                },
                run=lambda v: _other(v, "added" if v.how == "alone" else "alone"),
            ),
        ),
    ),
)
