"""Linear attention beside torch's own softmax attention, the naive causal sum, and performer's core where installed.

    python -m tests.benchmarks linear

float32, B = 1, H = 8, d = 64, two threads. Medians of rounds in which all forms take turns, so that a busy moment falls
on each of them. performer-pytorch comes from the extra `bench`; where it is missing its rows are left out. Its core
adds no constants to the features here, so that the same φ is compared; errors are the largest differences.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter

# Only the start of a process can tell the allocator to keep its pages. Without it, attention with temporaries mostly
# waits for fresh ones, and ratios over it come out two to three times too good.
KEEP_PAGES = {"MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "17179869184"}
H, D, T, C = 8, 64, 4096, 64
ROUNDS = 9
LENGTHS = (1024, 2048, 4096, 8192)

Call = Callable[[], object]


def take_turns(calls: Mapping[str, Call], rounds: int = ROUNDS) -> dict[str, float]:
    """Median milliseconds of each call over rounds in which they take turns, after one warm-up each."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            start = perf_counter()
            call()
            times[name].append((perf_counter() - start) * 1e3)
    return {name: median(found) for name, found in times.items()}


def main() -> None:
    """Print both tables and the growth over T."""
    import torch
    from torch.nn.functional import scaled_dot_product_attention as sdpa

    from demos.growth import exponent
    from demos.kit.inputs import qkv
    from demos.linear.features import elu_plus_one as phi
    from demos.linear.linear_attention import chunked, kernel_weights, parallel

    torch.set_num_threads(2)

    def naive(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
        """The causal sum as one writes it: a T-long cumsum of (r, d) matrices, (B, H, T, r, d) in memory."""
        fq, fk = phi(q), phi(k)
        states = (fk[..., :, None] * v[..., None, :]).cumsum(2)
        sums = (fq[..., None, :] @ states)[..., 0, :]
        return sums / (fq * fk.cumsum(2)).sum(-1, keepdim=True)

    def report(name: str, ms: Mapping[str, float], ours: str, goals: Mapping[str, float]) -> None:
        print(f"\n{name}: {ms[ours]:.1f} ms")
        for other, goal in goals.items():
            if other in ms:
                ratio = ms[other] / ms[ours]
                met = "" if ratio >= goal * 0.85 else "  below"
                print(f"  {other:34} {ms[other]:8.1f} ms {ratio:7.2f} ×   goal {goal:g} ×{met}")

    with torch.no_grad():
        square = torch.randn(1024, 1024)
        q, k, v = qkv(T, D, H=H, seed=0)
        performer = performer_core(q, k, v, phi)
        print(f"torch {torch.__version__}, {os.cpu_count()} processors, T = {T}, H = {H}, d = {D}; {installed()}")
        small = tuple(x[:, :, :1024] for x in (q, k, v))
        whole = take_turns(
            {
                "matmul": lambda: square @ square,
                "ours": lambda: parallel(q, k, v),
                "SDPA": lambda: sdpa(q, k, v),
                **{n: c for n, c in performer.items() if "causal" not in n},
            }
        )
        report("elu+1", whole, "ours", {"SDPA": 23, "performer's core": 1})
        causal = take_turns(
            {
                "matmul": lambda: square @ square,
                "ours": lambda: chunked(q, k, v, C=C),
                "SDPA causal": lambda: sdpa(q, k, v, is_causal=True),
                **{n: c for n, c in performer.items() if "causal" in n},
            }
        )
        report(f"elu+1, causal, chunks of {C}", causal, "ours", {"SDPA causal": 6.5, "performer's causal fallback": 15})
        short = take_turns({"ours": lambda: chunked(*small, C=C), "naive cumsum, T = 1024": lambda: naive(*small)})
        report("elu+1, causal, T = 1024", short, "ours", {"naive cumsum, T = 1024": 29})
        rate = 2 * 1024**3 / whole["matmul"]
        flops = 4 * T * D * D * H + 2 * T * D * H
        chunks = T * H * (4 * D * (D + 1) + 2 * C * (2 * D + 1))
        print(
            f"\nof the rate of a 1024³ product: elu+1 {flops / whole['ours'] / rate:.0%}, "
            f"causal {chunks / causal['ours'] / (2 * 1024**3 / causal['matmul']):.0%}"
        )
        exact = kernel_weights(*(x[:, :, :1024] for x in (q, k)), phi, phi, True) @ small[2]
        print(
            f"error at T = 1024: chunks {gap(chunked(*small, C=C), exact):.1e}, naive {gap(naive(*small), exact):.1e}"
        )
        for name, call in performer.items():
            ours = chunked(q, k, v) if "causal" in name else parallel(q, k, v)
            print(f"error of {name} against ours: {gap(call(), ours):.1e}")
        growth: dict[str, list[tuple[float, float]]] = {"elu+1": [], "causal": [], "SDPA": []}
        for n in LENGTHS:
            a = qkv(n, D, H=H, seed=0)
            ms = take_turns(
                {
                    "elu+1": lambda a=a: parallel(*a),
                    "causal": lambda a=a: chunked(*a, C=C),
                    "SDPA": lambda a=a: sdpa(*a),
                },
                7,
            )
            for name, line in growth.items():
                line.append((n, ms[name]))
        print(f"\ngrowth over T = {LENGTHS[0]} … {LENGTHS[-1]} (goal for the linear forms 1.15)")
        for name, line in growth.items():
            print(f"  {name:10} T^{exponent(line):.2f}   " + "  ".join(f"{x:.0f}: {y:.1f} ms" for x, y in line))


def gap(a: object, b: object) -> float:
    """The largest difference of two tensors."""
    return float((a - b).abs().max())  # type: ignore[operator]


def installed() -> str:
    """Whether performer-pytorch is there, with its version."""
    try:
        return f"performer-pytorch {version('performer-pytorch')}"
    except PackageNotFoundError:
        return "no performer-pytorch"


def performer_core(q: object, k: object, v: object, phi: Callable[..., object]) -> dict[str, Call]:
    """performer-pytorch's own products over the same features; the causal one is its fallback without a CUDA kernel."""
    try:
        from performer_pytorch.performer_pytorch import causal_linear_attention_noncuda, linear_attention
    except ImportError:
        return {}
    return {
        "performer's core": lambda: linear_attention(phi(q), phi(k), v),
        "performer's causal fallback": lambda: causal_linear_attention_noncuda(phi(q), phi(k), v),
    }


if __name__ == "__main__":
    if any(os.environ.get(name) != value for name, value in KEEP_PAGES.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **KEEP_PAGES})
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
