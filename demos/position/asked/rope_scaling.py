"""What is asked about RoPE scaling."""

from __future__ import annotations

from demos.kit.asked import Maps, answer, maps
from demos.position.rope_scaling import linear, ntk, speeds
from demos.question import CHOICE, Drawn, Misconception, Question


def _slowed(v: Drawn, kind: str) -> Maps:
    """By how much a kind of scaling slows down the quickest and the slowest pair."""
    plain = speeds(v.d, v.base)
    theta = {"linear": linear(v.d, v.base, v.s), "ntk": ntk(v.d, v.base, v.s), "none": plain}[kind]
    by = plain / theta
    quick, slow = (abs(float(by[i]) - 1) < 1e-6 for i in (0, -1))
    said = "neither" if quick and slow else "slow" if quick else "both"
    line = tuple((float(i), float(b)) for i, b in enumerate(by))
    return Maps({}, said, lines={f"{kind}: slower by": line}, line_axes=("pair", "times"))


def _seen(v: Drawn, s: float) -> Maps:
    """The place in training whose angle a place has now."""
    theta, plain = linear(v.d, v.base, s), speeds(v.d, v.base)
    return Maps(
        {},
        float(v.p * theta[0] / plain[0]),
        lines={"place in training": tuple((float(p), float(p * theta[0] / plain[0])) for p in range(65))},
        line_axes=("place", "place"),
    )


QUESTIONS = (
    Question(
        "the old place",
        ask={
            "en": "A RoPE model trained on L = {L} places is to read {s:g} times as many, with linear scaling (position interpolation). Place {p} is turned as which place was in training? (Places count from 0; a fraction is possible.)",
            "ko": "L = {L}자리로 학습한 RoPE 모델이 linear scaling(position interpolation)으로 {s:g}배 긴 글을 읽는다. {p}번 자리는 학습 때의 몇 번 자리처럼 돌아가는가? (자리는 0번부터, 소수일 수도 있다)",
        },
        vary={
            "L": (16, 32),
            "s": (2.0, 4.0),
            "p": lambda v: range(v.L, int(v.L * v.s), 2),
            "d": (16,),
            "base": (100.0,),
        },
        tolerance=0.005,
        run=lambda v: _seen(v, v.s),
        read=answer,
        show=maps,
        opens=lambda v: {"kind": "linear", "L": v.L, "s": v.s, "T": int(v.L * v.s)},
        wrong=(
            Misconception(
                "scaling turns more slowly",
                {
                    "en": "You let it turn faster. Every pair turns {s:g} times more slowly, so that far places get angles that were seen in training.",
                    "ko": "더 빨리 돈다고 보았다. pair마다 {s:g}배 느리게 돌아, 먼 자리도 학습 때 본 각도를 갖는다.",
                },
                run=lambda v: _seen(v, 1 / v.s),
            ),
            Misconception(
                "scaled places are not the old ones",
                {
                    "en": "So it is without scaling: beyond L the slow pairs then stand at angles that they never had.",
                    "ko": "scaling이 없을 때이다. 그러면 L을 넘는 자리에서 느린 pair는 본 적 없는 각도에 선다.",
                },
                run=lambda v: _seen(v, 1.0),
            ),
        ),
    ),
    Question(
        "who is slowed down",
        ask={
            "en": "RoPE, head width d = {d}, base {base:g}, scaled for a text {s:g} times as long with the method “{kind}”. Which pairs turn more slowly than before?",
            "ko": "RoPE, head의 폭 d = {d}, base {base:g}. {s:g}배 긴 글을 위해 “{kind}” 방법으로 scaling한다. 전보다 느리게 도는 pair는?",
        },
        vary={"kind": ("linear", "ntk"), "d": (16, 32, 64), "base": (100.0, 10000.0), "s": (2.0, 4.0, 8.0)},
        kind=CHOICE,
        say={
            "both": {"en": "all of them, the quickest one too", "ko": "가장 빠른 pair까지 모두"},
            "slow": {
                "en": "not the quickest; the slower a pair, the more",
                "ko": "가장 빠른 pair는 그대로이고, 느린 pair일수록 더 느려진다",
            },
            "neither": {"en": "none of them, only the scores are scaled", "ko": "없다. score만 나눈다"},
        },
        run=lambda v: _slowed(v, v.kind),
        read=answer,
        show=maps,
        opens=lambda v: {"kind": v.kind, "s": v.s, "d": v.d, "base": v.base},
        wrong=(
            Misconception(
                "linear slows all, ntk the slow ones",
                {
                    "en": "Linear scaling divides every angle by s, neighbours included; ntk takes a larger base, which leaves the quickest pair as it is.",
                    "ko": "linear는 이웃을 구별하는 각도까지 모든 각도를 s로 나눈다. ntk는 base를 키우므로 가장 빠른 pair는 그대로이다.",
                },
                run=lambda v: _slowed(v, "ntk" if v.kind == "linear" else "linear"),
            ),
            Misconception(
                "scaling changes the angles",
                {
                    "en": "So it is without scaling. What is scaled are the angles by which q and k are turned.",
                    "ko": "scaling이 없을 때이다. 바뀌는 것은 q와 k를 돌리는 각도이다.",
                },
                run=lambda v: _slowed(v, "none"),
            ),
        ),
    ),
)
