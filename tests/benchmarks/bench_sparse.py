"""The sparse forms beside dense masked attention, torch's own with a boolean mask, and what libraries are installed.

    python -m tests.benchmarks sparse              all groups and the growth over T
    python tests/benchmarks/bench_sparse.py band   only the groups that are named
    … --cpu                                        one thread, and its processor time: for a busy machine
    … --flex                                       torch.compile'd flex_attention too (compiles for a minute)

float32, B = 1, H = 8, d = 64, T = 4096, two threads. Medians of rounds in which all forms take turns, so that a busy
moment falls on each of them. "%" is the formula's operations a second, over those of a 1024³ matrix product in the same
rounds. Libraries come from the extra `bench`; one that is missing is left out. Their error is the largest difference
from the dense form.
"""

from __future__ import annotations

import math
import os
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, thread_time

import sparse_peers as peers
import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.kit.inputs import normal, qkv
from demos.sparse import bigbird, etc_, longformer, masks, star_transformer
from demos.sparse.band import band_attention_fast
from demos.sparse.block_local import block_local_attention_fast
from demos.sparse.dilated import dilated_attention_fast
from demos.sparse.global_ import global_attention_fast, global_places
from demos.sparse.random_ import random_attention_fast, random_keys

# The allocator decides the baseline: with fresh pages for every temporary, dense attention mostly waits for the kernel,
# and ratios over it come out two to three times too good. On a busy machine a thread that spins keeps the one it waits
# for off the processor, so there it sleeps, as in the demos' worker; on a quiet one waking up would cost the small
# products a quarter of their speed. All of it is read when a process starts.
ENVIRONMENT = {
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "17179869184",
}
BUSY = 2.0  # load from which threads had better sleep while they wait

Call = Callable[[], Tensor]
H, D, T = 8, 64, 4096
ROUNDS = 9
LENGTHS = (1024, 2048, 4096, 8192)


@dataclass
class Group:
    """A form, the mask it means, its operations, what it is compared with, and the goals: × dense, × SDPA, × a peer."""

    name: str
    fast: Call
    mask: Tensor
    flops: int
    others: dict[str, Call] = field(default_factory=dict)
    goals: dict[str, float] = field(default_factory=dict)
    inputs: tuple[Tensor, Tensor, Tensor] = ()  # type: ignore[assignment]


def naive(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Dense masked attention as one writes it, without a guard for empty rows."""
    scores = (q @ k.mT * q.shape[-1] ** -0.5).masked_fill(~mask, float("-inf"))
    return torch.softmax(scores, -1) @ v


def groups(flex: bool) -> list[Callable[[], Group]]:
    """Each group, made when its turn comes: a mask of T × T is 16 MB, eight of them 128 MB."""
    q, k, v = qkv(T, D, H=H, seed=0)
    all_ = (q, k, v)

    def band() -> Group:
        mask = masks.square(T, masks.band(128))
        others = {**peers.local_attention(*all_, 128), **peers.longformer_core(*all_, 128)}
        if flex:
            others |= peers.flex(*all_, lambda b, h, i, j: (i - j).abs() <= 128)
        goals = {"dense": 16, "SDPA": 9.5, "local-attention": 1.9, "Longformer core": 2.2, "compiled flex": 1}
        return Group("band w=128", lambda: band_attention_fast(*all_, 128), mask, T * 257, others, goals)

    def block() -> Group:
        mask = masks.square(T, masks.same_block(128))
        goals = {"dense": 45, "local-attention": 2}
        others = peers.local_blocks(*all_, 128)
        return Group("block-local b=128", lambda: block_local_attention_fast(*all_, 128), mask, T * 128, others, goals)

    def dilated() -> Group:
        mask = masks.square(T, masks.dilated(32, 4))
        others = peers.flex(*all_, lambda b, h, i, j: ((i - j).abs() <= 128) & ((i - j) % 4 == 0)) if flex else {}
        goals = {"dense": 30, "SDPA": 16, "compiled flex": 1}
        return Group("dilated w=32 δ=4", lambda: dilated_attention_fast(*all_, 32, 4), mask, T * 65, others, goals)

    def hubs() -> Group:
        mask = masks.square(T, masks.band(128)) | masks.square(T, masks.first(16))
        fast = lambda: longformer.longformer_attention_fast(*all_, 128, [1] * H, 16)  # noqa: E731
        return Group("global 16 + band 128", fast, mask, T * (257 + 32), {}, {"dense": 13})

    def birds() -> Group:
        mask = bigbird.of_tokens(bigbird.causes(64, 3, H, 0), 64, T) > 0
        others = peers.bigbird_core(*all_, 64, 3, bigbird.bigbird_blocks(64, 3, H, 0)[0])
        fast = lambda: bigbird.bigbird_attention_fast(*all_, 64, 3, 0)  # noqa: E731
        goals = {"dense": 8, "BigBird core": 2.4}
        return Group("BigBird b=64 r=3", fast, mask[None], 62 * 64 * 64 * 8 + 128 * T, others, goals)

    def etc() -> Group:
        x = qkv(T + 16, D, H=H, seed=0)
        mask = etc_.causes(16, T, 128) > 0
        fast = lambda: etc_.joined(etc_.etc_attention_fast, 16, 128)(*x)  # noqa: E731
        return Group("ETC n_g=16 w=128", fast, mask, 16 * (16 + T) + T * (16 + 257), {}, {"dense": 13}, x)

    def star() -> Group:
        x = star_transformer.inputs({"H": H, "d": D, "seed": 0, "text": "noise"}, T)
        mask = star_transformer.causes(T) > 0
        return Group("Star-Transformer", lambda: star_transformer.star_attention_fast(*x), mask, 6 * T + 1, {}, {}, x)

    def hub() -> Group:
        places = global_places(T, 16)
        mask = masks.square(T, masks.touches(places))
        return Group("global g=16", lambda: global_attention_fast(*all_, places), mask, 16 * (2 * T - 16))

    def lots() -> Group:
        keys = random_keys(T, 16, 0)
        mask = torch.zeros(T, T, dtype=torch.bool).scatter_(1, keys, True)
        return Group("random r=16", lambda: random_attention_fast(*all_, keys), mask, T * 16)

    return [band, block, dilated, hubs, birds, etc, star, hub, lots]


def timed(calls: dict[str, Call], rounds: int = ROUNDS) -> dict[str, float]:
    """Median milliseconds of each call over rounds in turn, after one call each to warm up."""
    clock = thread_time if torch.get_num_threads() == 1 else perf_counter
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(rounds + 1):
        for name, call in calls.items():
            start = clock()
            call()
            if turn:
                times[name].append((clock() - start) * 1e3)
    return {name: median(found) for name, found in times.items()}


def show(group: Group, square: Tensor) -> None:
    """One group's lines: the fast form's time and rate, then each comparison with its ratio and goal."""
    q, k, v = group.inputs or qkv(T, D, H=H, seed=0)
    calls: dict[str, Call] = {
        "fast": group.fast,
        "dense": lambda: naive(q, k, v, group.mask),
        "SDPA": lambda: scaled_dot_product_attention(q, k, v, attn_mask=group.mask),
        **group.others,
        "product": lambda: square @ square,
    }
    want = calls["dense"]()
    errors = {name: float((call() - want).abs().max()) for name, call in calls.items() if name != "product"}
    found = timed(calls)
    rate = 4 * group.flops * H * D / found["fast"]
    share = rate / (2 * 1024**3 / found["product"])
    print(f"{group.name:22} {found['fast']:8.2f} ms  {share:4.0%}  error {errors['fast']:.0e}")
    for name in calls:
        if name in ("fast", "product"):
            continue
        goal = group.goals.get(name)
        ratio = found[name] / found["fast"]
        mark = (
            "" if goal is None else f"   goal {goal:g} ×  {'reached' if ratio >= goal else f'{ratio / goal:.0%} of it'}"
        )
        print(f"   {name:19} {found[name]:8.2f} ms {ratio:6.2f} ×  error {errors[name]:.0e}{mark}", flush=True)


def layer() -> None:
    """The whole Longformer layer, projections and all, beside transformers' own with the same weights."""
    pair = peers.longformer_layer(normal(1, T, H * D, seed=7), H, 128, 16)
    if pair is None:
        return
    ours, theirs = pair
    error = float((ours() - theirs()).abs().max())
    found = timed({"ours": ours, "theirs": theirs})
    ratio = found["theirs"] / found["ours"]
    mark = "reached" if ratio >= 1.4 else f"{ratio / 1.4:.0%} of it"
    print(f"Longformer layer       {found['ours']:8.2f} ms")
    print(f"   transformers' layer {found['theirs']:8.2f} ms {ratio:6.2f} ×  error {error:.0e}   goal 1.4 ×  {mark}")


def growth() -> None:
    """The fitted exponent of every fast form over T = 1024 … 8192; the forms take turns at each length."""

    def made(length: int) -> dict[str, Call]:
        q, k, v = qkv(length, D, H=H, seed=0)
        beside, star = (
            qkv(length + 16, D, H=H, seed=0),
            star_transformer.inputs({"H": H, "d": D, "seed": 0, "text": "noise"}, length),
        )
        places, keys = global_places(length, 16), random_keys(length, 16, 0)
        return {
            "band w=128": lambda: band_attention_fast(q, k, v, 128),
            "block-local b=128": lambda: block_local_attention_fast(q, k, v, 128),
            "dilated w=32 δ=4": lambda: dilated_attention_fast(q, k, v, 32, 4),
            "global 16 + band 128": lambda: longformer.longformer_attention_fast(q, k, v, 128, [1] * H, 16),
            "BigBird b=64 r=3": lambda: bigbird.bigbird_attention_fast(q, k, v, 64, 3, 0),
            "ETC n_g=16 w=128": lambda: etc_.joined(etc_.etc_attention_fast, 16, 128)(*beside),
            "Star-Transformer": lambda: star_transformer.star_attention_fast(*star),
            "global g=16": lambda: global_attention_fast(q, k, v, places),
            "random r=16": lambda: random_attention_fast(q, k, v, keys),
        }

    forms = {length: made(length) for length in LENGTHS}
    every = {(name, length): call for length in LENGTHS for name, call in forms[length].items()}
    found = timed({f"{name}|{length}": call for (name, length), call in every.items()})
    print(
        f"\n{'growth over T':22} " + " ".join(f"{length:>8}" for length in LENGTHS) + "   exponent, goal at most 1.15"
    )
    for name in forms[LENGTHS[0]]:
        line = [found[f"{name}|{length}"] for length in LENGTHS]
        print(f"{name:22} " + " ".join(f"{ms:8.2f}" for ms in line) + f"   {slope(line):.2f}")


def slope(times: list[float]) -> float:
    """The exponent of T that fits the times best."""
    points = [(math.log(x), math.log(y)) for x, y in zip(LENGTHS, times, strict=True)]
    mx, my = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    return sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)


def main(words: list[str]) -> None:
    """Print the tables."""
    torch.set_num_threads(1 if "--cpu" in words else 2)
    chosen = [word for word in words if not word.startswith("--")]
    square = normal(1024, 1024, seed=1)
    product = timed({"product": lambda: square @ square})["product"]
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, load {os.getloadavg()[0]:.1f}; ", end="")
    print(f"a 1024³ product runs at {2 * 1024**3 / product / 1e9:.2f} Tflop/s")
    print(f"T = {T}, H = {H}, d = {D}, float32, medians of {ROUNDS}; {peers.installed()}\n")
    with torch.no_grad():
        for make in groups("--flex" in words):
            if not chosen or any(word in make.__name__ for word in chosen):
                show(make(), square)
        if not chosen or "layer" in chosen:
            layer()
        if not chosen or "growth" in chosen:
            growth()


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
        waiting = {"OMP_WAIT_POLICY": "PASSIVE" if os.getloadavg()[0] > BUSY else "ACTIVE"}
        os.execve(sys.executable, [sys.executable, *sys.argv], {**waiting, **os.environ, **ENVIRONMENT})
    main(sys.argv[1:])
