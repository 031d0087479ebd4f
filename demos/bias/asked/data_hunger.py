"""What is asked about data hunger. Nothing is trained here: that takes longer than a question may."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.bias.data_hunger import T as LENGTH
from demos.bias.data_hunger import Weights, accuracy, cnn, fresh, rnn, samples, transformer
from demos.kit.asked import Counts, Maps, answer, bars, counted, maps, moved
from demos.kit.inputs import generator
from demos.question import CHOICE, Drawn, Misconception, Question

MODELS = {"CNN": cnn, "RNN": rnn, "Transformer": transformer}


def _share(right: int, n: int) -> float:
    """What `accuracy` says of a model that is right on so many of n texts."""
    x, y = samples(1, n, generator(0))

    def model(w: Weights, x: Tensor) -> Tensor:
        answer = torch.where(torch.arange(n) < right, y[0], 1 - y[0])
        return torch.nn.functional.one_hot(answer, 2).float() + 0 * w["none"]

    return float(accuracy(model, {"none": torch.zeros(1)}, x, y)[0])


def _gap(v: Drawn, how: str = "") -> Counts:
    """Accuracy on old and new texts, and the gap in points."""
    old, new = 100 * _share(v.right, v.n), 100 * _share(v.found, v.m)
    gap = {"": old - new, "error": 100 - new, "chance": old - 50}[how]
    return Counts({"trained on": old, "new": new, "chance": 50}, round(gap, 4), "% right")


def _order(v: Drawn, name: str) -> Maps:
    """The answers of an untrained model to texts and to the same letters in another order."""
    g = generator(v.seed)
    kind = "Transformer" if name.startswith("Transformer") else name
    w = {key: t[0] for key, t in fresh(kind, 1, g).items()}
    if name == "Transformer without positions":
        w["place"] = 0 * w["place"]
    x = samples(1, 8, g)[0][0]
    order = torch.randperm(LENGTH, generator=g)
    before, after = MODELS[kind](w, x), MODELS[kind](w, x[:, order])
    said = "same" if torch.allclose(before, after, atol=1e-5) else "other"
    return Maps(moved(before, after, 1e-5), said, axes=("text", "answer"))


def _bag(v: Drawn, how: str = "letters") -> Counts:
    """How often a guess is right: the best that sees the letters only, or their places too; a coin's, always yes."""
    x, y = (t[0] for t in samples(1, 400, generator(v.seed)))
    yes, no = (y == 1).nonzero()[:, 0], (y == 0).nonzero()[:, 0]
    kept = torch.cat((yes[: 2 * v.share], no[: 200 - 2 * v.share]))  # 200 texts, so many percent of them "yes"
    where, y = x[kept].argmax(-1), y[kept]
    a, b = ((where == n).float().argmax(-1) for n in (0, 1))
    often = int(v.share > 50)  # an a and a b are in every text: all that can be told apart is which answer is frequent
    guess = torch.full_like(y, often)
    if how == "places":
        guess = (b - a == 1).long()
    if how == "yes":
        guess = torch.ones_like(y)
    if how == "coin":
        guess = torch.arange(len(y)) % 2
    share = 100 * float((guess == y).float().mean())
    return Counts({"right": share}, round(share, 4), "% right")


QUESTIONS = (
    Question(
        "the gap",
        ask={
            "en": "A model is right on {right} of the n = {n} texts it was trained on, and on {found} of {m} new ones; guessing would be right half the time. How large is its generalization gap, in percentage points?",
            "ko": "어떤 모델이 학습한 글 n = {n}개 중 {right}개, 새 글 {m}개 중 {found}개를 맞혔다. 찍으면 절반을 맞힌다. generalization gap은 몇 %p인가?",
        },
        vary={
            "n": (8, 16, 32, 64),
            "right": lambda v: (v.n, v.n - v.n // 8),
            "m": (200,),
            "found": range(104, 181, 4),
        },
        tolerance=0.005,
        fits=lambda v: v.right / v.n > v.found / v.m + 0.02,
        run=_gap,
        read=counted,
        show=bars,
        wrong=(
            Misconception(
                "the gap is train minus test",
                {
                    "en": "That is the error on new texts. The gap compares the two accuracies.",
                    "ko": "그것은 새 글에서의 오류율이다. gap은 두 정확도의 차이이다.",
                },
                run=lambda v: _gap(v, "error") if v.right < v.n else None,
            ),
            Misconception(
                "chance is no part of the gap",
                {
                    "en": "You compared with guessing. The gap compares old texts with new ones.",
                    "ko": "찍기와 비교했다. gap은 배운 글과 새 글을 비교한다.",
                },
                run=lambda v: _gap(v, "chance"),
            ),
        ),
    ),
    Question(
        "who sees the order",
        ask={
            "en": "The task: does the letter b stand right after a? Take {which}, randomly initialised and not yet trained. Does its answer stay the same when the letters are put in another order?",
            "ko": "글자 b가 a 바로 뒤에 있는지 묻는 과제이다. 난수로 초기화하고 아직 학습하지 않은 모델, 곧 {which}에서 글자의 순서를 바꾸어도 답이 그대로인가?",
        },
        vary={"which": ("CNN", "RNN", "Transformer", "Transformer without positions"), "seed": range(1000)},
        words={
            "which": {
                "CNN": {"en": "a CNN with a mean at the end", "ko": "끝에서 평균을 내는 CNN"},
                "RNN": {"en": "an RNN", "ko": "RNN"},
                "Transformer": {
                    "en": "a Transformer with learned positions, without a mask, with a mean at the end",
                    "ko": "위치를 학습하고 mask 없이 끝에서 평균을 내는 Transformer",
                },
                "Transformer without positions": {
                    "en": "a Transformer without positions or mask, with a mean at the end",
                    "ko": "위치 정보도 mask도 없고 끝에서 평균을 내는 Transformer",
                },
            }
        },
        kind=CHOICE,
        say={
            "same": {
                "en": "yes: it sees which letters there are, not where they stand",
                "ko": "그렇다. 어떤 글자가 있는지만 보고 어디에 있는지는 모른다",
            },
            "other": {"en": "no: its answer depends on the order", "ko": "아니다. 답이 순서에 따라 달라진다"},
        },
        run=lambda v: _order(v, v.which),
        read=answer,
        show=maps,
        opens=lambda v: {"seed": v.seed},
        wrong=(
            Misconception(
                "only positions tell attention the order",
                {
                    "en": "Attention and a mean know no order: without positions a Transformer sees a bag of letters. Kernels, a recurrence or positions each bring the order in.",
                    "ko": "attention과 평균은 순서를 모른다. 위치 정보가 없는 Transformer에게 글은 순서 없는 글자 모음이다. kernel, recurrence, 위치 정보는 저마다 순서를 알려 준다.",
                },
                run=lambda v: _order(v, "Transformer" if "without" in v.which else "Transformer without positions"),
            ),
        ),
    ),
    Question(
        "letters alone",
        ask={
            "en": "Every text has exactly one a and one b among its {length} letters; the other letters are random. In {share} % of the texts b stands right after a, and that is the question. A model that sees which letters there are, but not their order: how often is it right at best, in percent?",
            "ko": "글마다 글자 {length}개 가운데 a와 b가 하나씩 있고 나머지 글자는 무작위이다. 글의 {share} %에서 b가 a 바로 뒤에 있고, 바로 그것을 묻는다. 어떤 글자가 있는지만 보고 순서는 모르는 모델은 많아야 몇 %를 맞히는가?",
        },
        vary={"share": (10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90), "seed": range(1000)},
        told={"length": lambda v: str(LENGTH)},
        tolerance=0.01,
        run=_bag,
        read=counted,
        show=bars,
        opens=lambda v: {"seed": v.seed},
        wrong=(
            Misconception(
                "the letters are the same in both kinds of text",
                {
                    "en": "So it is when the places are seen. The letters alone are the same in both kinds of text: an a and a b.",
                    "ko": "자리를 본다면 그렇다. 글자만으로는 두 종류의 글이 똑같다. 어느 쪽에나 a와 b가 있다.",
                },
                run=lambda v: _bag(v, "places"),
            ),
            Misconception(
                "the more frequent answer is the best guess",
                {
                    "en": "That is a toss of a coin. Whoever sees no difference still knows which answer is the more frequent, and always gives that one.",
                    "ko": "그것은 동전 던지기이다. 차이를 못 보더라도 어느 답이 더 잦은지는 알 수 있고, 언제나 그 답을 하면 된다.",
                },
                run=lambda v: _bag(v, "coin") if v.share != 50 else None,
            ),
            Misconception(
                "one may answer no",
                {
                    "en": "That is how often yes is right. Where no is the more frequent answer, a model that always says no is right more often.",
                    "ko": "그것은 '그렇다'가 맞는 비율이다. '아니다'가 더 잦으면 언제나 '아니다'라고 하는 쪽이 더 많이 맞힌다.",
                },
                run=lambda v: _bag(v, "yes") if v.share < 50 else None,
            ),
        ),
    ),
)
