"""What is asked about relative positions."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Maps, answer, maps, moved
from demos.kit.inputs import normal
from demos.position.relative import alibi_bias, offsets, rope, t5_bias, t5_bucket
from demos.question import CHOICE, Drawn, Misconception, Question

T = 24


def _stripes(v: Drawn) -> Tensor:
    """What a kind of relative position adds for each pair, or makes of equal vectors: (T, T)."""
    if v.kind == "ALiBi":
        return alibi_bias(8, T)[0]
    if v.kind == "T5":
        return t5_bias(normal(1, 32, seed=v.seed), T, 128)[0]
    one = normal(1, 1, 1, 16, seed=v.seed).expand(1, 1, T, 16)
    other = normal(1, 1, 1, 16, seed=v.seed + 1).expand(1, 1, T, 16)
    return (rope(one, 10000.0) @ rope(other, 10000.0).mT)[0, 0]


def _pairs(v: Drawn) -> dict[str, tuple[int, int]]:
    """Pairs (query, key) that might get the same as (i, j)."""
    return {"shifted": (v.i + v.s, v.j + v.s), "turned": (v.j, v.i), "query alone": (v.i, v.j + v.s)}


def _same(v: Drawn) -> Maps:
    stripes = _stripes(v)
    near = {name: float((stripes[pair] - stripes[v.i, v.j]).abs()) for name, pair in _pairs(v).items()}
    return Maps({"added to the score": stripes}, min(near, key=near.__getitem__), lit=v.i)


def _named(v: Drawn, name: str) -> str:
    i, j = _pairs(v)[name]
    return f"S({i}, {j})"


def _bucket(v: Drawn, how: str = "") -> Maps:
    """The bucket of an offset; as it is, or as it might be thought."""
    every = torch.arange(-v.far, v.far + 1)
    half, exact = v.buckets // 2, v.buckets // 4
    found = t5_bucket(every, v.buckets, v.far)
    if how == "one side":
        found = t5_bucket(-every.abs(), v.buckets, v.far)
    if how == "even":
        found = (every.abs() * half // (v.far + 1)).clamp(max=half - 1) + half * (every > 0)
    if how == "no log":
        found = every.abs().clamp(max=half - 1) + half * (every > 0)
    line = tuple((float(a), float(b)) for a, b in zip(every.tolist(), found.tolist(), strict=True))
    at = int(found[v.offset + v.far])
    assert exact > 0
    return Maps({}, at, lines={"bucket": line}, line_axes=("offset j − i", "bucket"))


def _slope(v: Drawn, slopes: Tensor | None = None) -> Maps:
    """By how much head h is punished for each place of distance."""
    bias = alibi_bias(v.H, T) if slopes is None else -slopes[:, None, None] * offsets(T).abs()
    return Maps({f"bias of head {v.h}": bias[v.h - 1]}, float(bias[v.h - 1, 0, 0] - bias[v.h - 1, 0, 1]), lit=0)


def _shifted(v: Drawn, turned: str) -> Maps:
    """What is asked about, for a text that begins at place 0 and at place s, where these of q, k and v are turned."""
    q, k, x = (normal(1, 1, v.T, 16, seed=v.seed + n) for n in range(3))
    found = []
    for begin in (0, v.s):
        a, b, c = (rope(t, 10000.0, begin) if n in turned else t for n, t in zip("qkv", (q, k, x), strict=True))
        scores = a @ b.mT * 16**-0.5
        parts = {"q": a, "k": b, "v": c, "scores": scores, "output": torch.softmax(scores, -1) @ c}
        found.append(parts[v.what][0, 0])
    first, other = found
    same = torch.allclose(first, other, atol=1e-4)
    return Maps(moved(first, other, 1e-4), "same" if same else "other", axes=("row", "column"))


def _as_if(v: Drawn, turned: str) -> Maps | None:
    """The same with others turned, where that makes a difference."""
    wrong = _shifted(v, turned)
    return None if wrong.answer == _shifted(v, "qk").answer else wrong


QUESTIONS = (
    Question(
        "equal pairs",
        ask={
            "en": "Relative positions ({kind}); all tokens are alike. S(i, j) is the score of query i with key j. Which score must be equal to S({i}, {j})?",
            "ko": "상대 위치({kind})를 쓰고 토큰은 모두 같다. S(i, j)는 query i와 key j의 score이다. S({i}, {j}) 값과 반드시 같은 score는?",
        },
        vary={
            "kind": ("T5", "RoPE"),
            "i": range(2, 9),
            "j": lambda v: [j for j in range(12) if abs(j - v.i) in (2, 3, 4, 5)],
            "s": range(3, 11),
            "seed": range(1000),
        },
        kind=CHOICE,
        run=_same,
        read=lambda result, v: _named(v, result.answer),
        show=maps,
        opens=lambda v: {"T": T, "kind": v.kind.lower(), "seed": v.seed},
        wrong=(
            Misconception(
                "the sign of the distance counts",
                {
                    "en": "There query and key have changed places. j − i has another sign: what is ahead and what is behind get different numbers.",
                    "ko": "query와 key가 자리를 바꾸었다. j − i의 부호가 다르다. query보다 먼저 나온 key와 나중에 나온 key는 다른 값을 받는다.",
                },
                read=lambda result, v: _named(v, "turned"),
            ),
            Misconception(
                "only the distance of two places counts",
                {
                    "en": "There the distance is another. What counts is j − i: both have to move alike.",
                    "ko": "거리가 다르다. 중요한 것은 j − i이다. 둘이 똑같이 움직여야 한다.",
                },
                read=lambda result, v: _named(v, "query alone"),
            ),
        ),
    ),
    Question(
        "T5 bucket",
        ask={
            "en": "T5 positions with {buckets} buckets up to a distance of {far}; i is the query, j the key. Buckets 0 … {buckets}/2 − 1 are for j ≤ i, buckets {buckets}/2 … {buckets} − 1 for j > i, and both halves count from distance 0; of each half the first half exact, the rest logarithmic. Which bucket has the offset j − i = {offset}?",
            "ko": "bucket {buckets}개, 거리 {far}까지의 T5 position, i는 query, j는 key의 자리이다. bucket 0 … {buckets}/2 − 1은 query 자신과 먼저 나온 key(j ≤ i), bucket {buckets}/2 … {buckets} − 1은 query보다 나중에 나온 key(j > i)를 위한 것이다. 두 절반 모두 거리 0부터 세고, 각 절반의 처음 반은 칸마다 하나, 나머지는 log 간격이다. offset j − i = {offset}의 bucket은 몇 번인가?",
        },
        vary={
            "buckets": (16, 32),
            "far": (64, 128),
            "exact": (True, False),
            "offset": lambda v: (
                [n for n in range(-v.buckets // 4 + 1, v.buckets // 4) if abs(n) > 1]
                if v.exact
                else [sign * v.buckets // 4 * 2**n for n in (0, 1) for sign in (-1, 1)]
            ),
        },
        run=_bucket,
        read=answer,
        show=maps,
        opens=lambda v: {"kind": "t5", "buckets": v.buckets, "far": v.far},
        wrong=(
            Misconception(
                "the sign of the distance counts",
                {
                    "en": "That is the bucket on the other side's numbering: keys later than the query (j > i) have the upper half of the buckets.",
                    "ko": "방향을 빼고 센 번호이다. query보다 나중에 나온 key는 번호가 큰 절반을 쓴다.",
                },
                run=lambda v: _bucket(v, "one side") if v.offset > 0 else None,
            ),
            Misconception(
                "near distances have a bucket each",
                {
                    "en": "You made all buckets equally wide. Near distances have one each, far ones share.",
                    "ko": "bucket의 폭이 모두 같다고 보았다. 가까운 거리는 칸마다 하나씩이고 먼 거리는 함께 쓴다.",
                },
                run=lambda v: _bucket(v, "even"),
            ),
            Misconception(
                "far distances share their buckets",
                {
                    "en": "You gave every distance its own bucket until they run out. From the first quarter on they widen with the logarithm.",
                    "ko": "다 쓸 때까지 거리마다 bucket을 하나씩 주었다. 처음 4분의 1 다음부터는 log로 넓어진다.",
                },
                run=lambda v: _bucket(v, "no log") if not v.exact else None,
            ),
        ),
    ),
    Question(
        "ALiBi slope",
        ask={
            "en": "ALiBi with H = {H} heads, counted from 1; the slopes are a geometric sequence whose first term equals its ratio and whose last (head H) is 2^(−8). How much does head {h} take off the score for each place of distance? (As a decimal or a fraction.)",
            "ko": "head H = {H}개(1부터)의 ALiBi이다. 기울기는 첫 항이 공비와 같고 마지막 항(head H)이 2^(−8)인 등비수열이다. {h}번 head는 거리 한 칸마다 score에서 얼마를 빼는가? (소수나 분수로)",
        },
        vary={"H": (2, 4, 8), "h": lambda v: range(1, min(v.H, 4) + 1)},
        tolerance=0.02,
        run=_slope,
        read=answer,
        show=maps,
        opens=lambda v: {"kind": "alibi", "H": v.H},
        wrong=(
            Misconception(
                "slopes are powers of two over 8/H",
                {
                    "en": "You took 1/h. The slopes are a geometric sequence: 2^(−8h/H), so that with 8 heads they halve each time.",
                    "ko": "1/h로 보았다. 기울기는 등비수열 2^(−8h/H)이다. head가 8개면 매번 절반이 된다.",
                },
                run=lambda v: _slope(v, 1.0 / torch.arange(1, v.H + 1)),
            ),
            Misconception(
                "the slopes end at 1/256 for any H",
                {
                    "en": "You took 2^(−h) for every H. The last head always has 2^(−8): with fewer heads the steps are larger.",
                    "ko": "H와 상관없이 2^(−h)로 보았다. 마지막 head는 언제나 2^(−8)이고, head가 적으면 걸음이 커진다.",
                },
                run=lambda v: _slope(v, 2.0 ** -torch.arange(1, v.H + 1)) if v.H != 8 else None,
            ),
        ),
        fits=lambda v: not (v.H == 8 and v.h == 1),
    ),
    Question(
        "what RoPE turns",
        ask={
            "en": "RoPE with T = {T} tokens. The same text begins at place {s} instead of place 0. Do {what} change?",
            "ko": "RoPE, 토큰 T = {T}개. 같은 글을 0번이 아니라 {s}번 자리에서 시작한다. {what} 바뀌는가?",
        },
        vary={
            "what": ("q", "k", "v", "scores", "output"),
            "T": range(8, 21),
            "s": range(2, 12),
            "seed": range(1000),
        },
        words={
            "what": {
                "q": {"en": "the queries, as they go into q·k,", "ko": "q·k에 들어가는 query가"},
                "k": {"en": "the keys, as they go into q·k,", "ko": "q·k에 들어가는 key가"},
                "v": {"en": "the values, as they are summed up,", "ko": "weight를 곱해 더하는 value가"},
                "scores": {"en": "the scores", "ko": "score가"},
                "output": {"en": "the outputs of the attention", "ko": "attention의 출력이"},
            }
        },
        kind=CHOICE,
        say={
            "other": {"en": "yes, their numbers change", "ko": "그렇다. 수가 바뀐다"},
            "same": {"en": "no, they stay the same (up to rounding)", "ko": "아니다. (반올림을 빼면) 그대로이다"},
        },
        run=lambda v: _shifted(v, "qk"),
        read=answer,
        show=maps,
        opens=lambda v: {"T": v.T, "kind": "rope", "seed": v.seed},
        wrong=(
            Misconception(
                "both sides of a score are turned",
                {
                    "en": "Queries and keys are both turned by their place, so each of them changes. In their product only j − i is left, which a shift does not touch.",
                    "ko": "query와 key는 둘 다 자리만큼 돌아가므로 각각은 바뀐다. 둘의 곱에는 j − i만 남고, 글을 통째로 옮겨도 j − i는 그대로이다.",
                },
                run=lambda v: (
                    _as_if(v, {"q": "k", "k": "q", "scores": "k"}[v.what]) if v.what in ("q", "k", "scores") else None
                ),
            ),
            Misconception(
                "values are not turned",
                {
                    "en": "Values are not turned: places belong into the scores alone. With v turned as well, the output would depend on where the text begins.",
                    "ko": "value는 돌리지 않는다. 자리는 score에만 들어간다. v까지 돌리면 출력이 글이 시작하는 자리에 따라 달라진다.",
                },
                run=lambda v: _as_if(v, "qkv") if v.what in ("v", "output") else None,
            ),
        ),
    ),
)
