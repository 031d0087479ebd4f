"""What is asked about linear attention."""

from __future__ import annotations

import torch

from demos.kit.asked import Counts, Maps, Run, answer, bars, counted, maps, steps, times, traced
from demos.kit.inputs import qkv
from demos.kit.trace import operations
from demos.linear.features import elu_plus_one
from demos.linear.features import maps as feature_maps
from demos.linear.linear_attention import kernel_weights, parallel
from demos.question import CHOICE, Drawn, Misconception, Question


def by_weights(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """The brackets unmoved: (φ(Q)φ(K)ᵀ)V, which forms all T × T weights."""
    return kernel_weights(q, k, elu_plus_one, elu_plus_one, False) @ v


def cached(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """Softmax attention as it writes: every key and value is kept."""
    keys = k.contiguous().clone()
    values = v.contiguous().clone()
    return torch.softmax(q @ keys.mT * q.shape[-1] ** -0.5, -1) @ values


def _kept(v: Drawn, T: int, form: str) -> int:
    """Numbers kept a head for the next token: the state and its sum, or all keys and values."""
    q, k, x = qkv(T, v.d)
    if form == "cache":
        return k.numel() + x.numel()
    run = traced(parallel, q, k, x)
    return sum(_size(run, label) for label in ("state", "total"))


def _size(run: Run, label: str) -> int:
    """Numbers of what a line assigns to."""
    found = 1
    for n in run.step(label).output:
        found *= n
    return found


def _growth(v: Drawn, does: str, keeps: str) -> Counts:
    """Operations and what is kept, before and after the text grows.

    It works with the brackets moved ("sums"), by all T × T "weights", or for "one" query alone; it keeps "sums" or a
    "cache" of keys and values.
    """
    worked, kept = [], []
    for T in (32, 32 * v.factor):
        q, k, x = qkv(T, v.d)
        q = q[:, :, :1] if does == "one" else q
        worked.append(operations(parallel if does == "sums" else by_weights, q, k, x))
        kept.append(_kept(v, T, keeps))
    counts = {
        "operations before": worked[0],
        "operations after": worked[1],
        "kept before": kept[0],
        "kept after": kept[1],
    }
    return Counts(counts, f"operations {times(worked[1] / worked[0])}, kept {times(kept[1] / kept[0])}", "number")


def _is(v: Drawn) -> tuple[str, str]:
    """How a kind of attention works, and what it keeps."""
    return ("sums", "sums") if v.which == "linear" else ("weights", "cache")


def _state(v: Drawn) -> Run:
    q, k, x = qkv(v.T, v.d)
    phi_q, phi_k, r = feature_maps(v.phi, v.d, v.r, seed=1)
    return traced(parallel, q, k, x, phi_q, phi_k, letters={"B": 1, "H": 1, "T": v.T, "d": v.d, "r": r})


def _both(run: Run, _v: Drawn) -> int:
    return _size(run, "state") + _size(run, "total")


def _rank(v: Drawn, softmax: bool = False) -> Maps:
    """The weights of one head and their rank, counted by singular values."""
    q, k, _ = (t.double() for t in qkv(v.T, v.d, seed=v.seed))
    if softmax:
        A = torch.softmax(q @ k.mT * v.d**-0.5, -1)[0, 0]
    else:
        phi_q, phi_k, _ = feature_maps("random features", v.d, v.r, seed=v.seed)
        A = kernel_weights(q.float(), k.float(), phi_q, phi_k, False)[0, 0].double()
    sizes = torch.linalg.svdvals(A)
    line = tuple((float(n), float(s)) for n, s in enumerate((sizes / sizes[0]).tolist(), 1))
    return Maps(
        {"weights": A},
        int((sizes > 1e-6 * sizes[0]).sum()),
        lines={"singular values": line},
        line_axes=("number", "size"),
    )


def _width(v: Drawn) -> Maps:
    """The rank of Q itself, of T × d numbers."""
    q = qkv(v.T, v.d, seed=v.seed)[0][0, 0].double()
    return Maps({"Q": q}, int(torch.linalg.matrix_rank(q)), axes=("token", "feature"))


QUESTIONS = (
    Question(
        "growth",
        ask={
            "en": "{which} attention, not causal: the text grows to {factor} times its length. How many times as many are the operations for the whole text, and the numbers that have to be kept for one more query?",
            "ko": "causal이 아닌 {which} attention에서 글의 길이가 {factor}배가 된다. 글 전체의 연산, 그리고 query가 하나 더 올 때를 위해 간직할 수는 각각 몇 배가 되는가?",
        },
        vary={"which": ("linear", "softmax"), "factor": (2, 3, 4), "d": (8, 16, 32)},
        words={
            "which": {
                "linear": {"en": "Linear", "ko": "linear"},
                "softmax": {"en": "Softmax", "ko": "softmax"},
            }
        },
        kind=CHOICE,
        run=lambda v: _growth(v, *_is(v)),
        korean={"operations": "연산", "kept": "간직하는 수"},
        read=counted,
        show=bars,
        opens=lambda v: {"T": 32, "d": v.d, "H": 1},
        wrong=(
            Misconception(
                "the T × T weights are never formed",
                {
                    "en": "So it is as long as the T × T weights are formed. With the brackets moved, φ(K)ᵀV comes first, and everything is linear in T.",
                    "ko": "T × T weight를 만들 때의 이야기이다. 괄호를 옮겨 φ(K)ᵀV를 먼저 구하면 모두 T에 비례한다.",
                },
                run=lambda v: _growth(v, "weights", "sums") if v.which == "linear" else None,
            ),
            Misconception(
                "a state is no cache of keys",
                {
                    "en": "So grows a cache of keys and values. The state is a sum over them, r × d numbers, however long the text is.",
                    "ko": "key와 value를 모두 간직하는 cache가 그렇게 커진다. state는 그것들의 합이라 글이 아무리 길어도 r × d개이다.",
                },
                run=lambda v: _growth(v, "sums", "cache") if v.which == "linear" else None,
            ),
            Misconception(
                "softmax keeps every key",
                {
                    "en": "A softmax leaves no sum that could be kept: a further query meets every key again, so all keys and values are kept.",
                    "ko": "softmax에는 간직할 합이 없다. query가 더 오면 다시 모든 key와 만나므로 key와 value를 모두 간직한다.",
                },
                run=lambda v: _growth(v, "weights", "sums") if v.which == "softmax" else None,
            ),
            Misconception(
                "attention is quadratic in T",
                {
                    "en": "That is the work of one query. All T queries meet all T keys: T × T scores.",
                    "ko": "그것은 query 하나의 연산이다. query T개가 모두 key T개와 만나므로 score는 T × T개이다.",
                },
                run=lambda v: _growth(v, "one", "cache") if v.which == "softmax" else None,
            ),
            Misconception(
                "brackets move only without a softmax",
                {
                    "en": "That is the other kind. φ(q)·φ(k) lets the brackets move, so that keys and values are summed up once; exp(q·k) does not, and every pair has to be formed.",
                    "ko": "그것은 다른 쪽 attention이다. φ(q)·φ(k)이면 괄호를 옮겨 key와 value를 한 번만 더하면 되지만, exp(q·k)로는 그럴 수 없어 모든 쌍을 만들어야 한다.",
                },
                run=lambda v: _growth(v, *(("sums", "sums") if v.which == "softmax" else ("weights", "cache"))),
            ),
        ),
    ),
    Question(
        "size of the state",
        ask={
            "en": "Linear attention, one head of width d = {d} (queries, keys and values); {features}. After T = {T} tokens: how many numbers does it keep for the next token, numerator and denominator together?",
            "ko": "linear attention, 폭 d = {d}인 head 하나(query, key, value 모두), {features}. 토큰 T = {T}개가 지난 뒤, 다음 토큰을 위해 간직하는 수는 분자와 분모를 합쳐 몇 개인가?",
        },
        vary={"d": (4, 8, 16, 32), "phi": ("elu+1", "random features"), "r": (12, 20, 40, 64), "T": (24, 48, 100)},
        told={
            "features": lambda v: {
                "en": f"φ(x) consists of {v.r} random features"
                if v.phi != "elu+1"
                else "φ(x) = elu(x) + 1, component by component",
                "ko": f"φ(x)의 성분은 random feature {v.r}개" if v.phi != "elu+1" else "성분마다 φ(x) = elu(x) + 1",
            }
        },
        run=_state,
        read=_both,
        show=steps,
        wrong=(
            Misconception(
                "the denominator is kept, too",
                {
                    "en": "You forgot the denominator: Σ φ(k), one number for each feature.",
                    "ko": "분모를 빠뜨렸다. feature마다 수 하나인 Σ φ(k)도 간직한다.",
                },
                read=lambda run, v: _size(run, "state"),
            ),
            Misconception(
                "a state is no cache of keys",
                {
                    "en": "That is a cache of all {T} keys and values. The state is their sum and does not grow.",
                    "ko": "그것은 key와 value {T}개씩을 모두 간직하는 cache이다. state는 그 합이라 커지지 않는다.",
                },
                run=lambda v: traced(cached, *qkv(v.T, v.d), letters={"B": 1, "H": 1, "T": v.T, "d": v.d}),
                read=lambda run, v: _size(run, "keys") + _size(run, "values"),
            ),
        ),
    ),
    Question(
        "rank",
        ask={
            "en": "Linear attention with r = {r} random features, head width d = {d}, T = {T} tokens, not causal. What is the rank of the T × T matrix of weights?",
            "ko": "random feature r = {r}개, head의 폭 d = {d}, 토큰 T = {T}개인 (causal이 아닌) linear attention이다. T × T weight 행렬의 rank는?",
        },
        vary={"r": (4, 5, 6, 8), "d": (12, 16, 20), "T": (24, 28, 32), "seed": range(1000)},
        run=_rank,
        read=answer,
        show=maps,
        opens=lambda v: {"phi": "random features", "r": v.r, "d": v.d, "T": v.T, "seed": v.seed},
        wrong=(
            Misconception(
                "a product is no richer than its thin side",
                {
                    "en": "So it is with a softmax. φ(Q)φ(K)ᵀ is a product of T × r and r × T, and dividing rows by their sums adds nothing: the rank is r at most.",
                    "ko": "softmax라면 그렇다. φ(Q)φ(K)ᵀ는 T × r과 r × T의 곱이고 행을 합으로 나누어도 늘지 않는다. rank는 많아야 r이다.",
                },
                run=lambda v: _rank(v, softmax=True),
            ),
            Misconception(
                "features decide, not the head's width",
                {
                    "en": "That is the width of q and k. Between the two sides of the product stand the r = {r} features.",
                    "ko": "그것은 q와 k의 폭이다. 곱의 두 쪽 사이에 있는 것은 feature r = {r}개이다.",
                },
                run=_width,
            ),
        ),
    ),
)
