"""Mixtures of experts: dispatch beside transformers' Mixtral and Switch blocks and beside one FFN of the same work.

    python -m tests.benchmarks moe

float32, B = 1, T = 4096, D = 512, 8 experts, two threads. Medians of rounds in which all forms take turns. Both sides
have the same weights and the same router; "error" is the largest difference of their outputs. transformers comes from
the extra `bench`; without it only the ratio to the plain FFN is printed.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, relu, silu

from demos.ffn.moe import dispatch, route
from demos.ffn.switch import places, switch
from demos.kit.inputs import tokens, weights

warnings.filterwarnings("ignore")
logging.getLogger("transformers").setLevel(logging.ERROR)

# With fresh pages for every temporary the kernel is what is measured, and with threads that spin, whoever else computes
# here. Only the start of a process can set this; the demos' own processes are started the same way.
SURROUNDINGS = {
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "17179869184",
    "OMP_WAIT_POLICY": "PASSIVE",
}
T, D, E, ROUNDS = 4096, 512, 8, 9
Call = Callable[[], Tensor]


def mixtral(x: Tensor, width: int = 1024, k: int = 2) -> tuple[Call, Call, dict[str, Call], int]:
    """Ours, one FFN of width k × `width`, the peers by name, and the operations of ours: SwiGLU experts."""
    W_r = weights(E, D, seed=1)
    up, down = weights(E, 2 * width, D, seed=2), weights(E, D, width, seed=3)

    def expert(e: int, rows: Tensor) -> Tensor:
        gate, value = linear(rows, up[e]).chunk(2, -1)
        return linear(silu(gate) * value, down[e])

    wide_up, wide_down = weights(2 * k * width, D, seed=4), weights(D, k * width, seed=5)

    def one_ffn() -> Tensor:
        gate, value = linear(x, wide_up).chunk(2, -1)
        return linear(silu(gate) * value, wide_down)

    def ours() -> Tensor:
        chosen, gates, _ = route(x, W_r, k)
        return dispatch(x, chosen, gates, expert, E, T * k)

    return ours, one_ffn, peer("mixtral", x, W_r, up, down), 2 * T * D * E + 6 * k * T * D * width


def switched(x: Tensor, width: int = 2048) -> tuple[Call, Call, dict[str, Call], int]:
    """The same for the Switch layer: relu experts, one a token, places for 1.25 × an even share."""
    W_r = weights(E, D, seed=1)
    W1, W2 = weights(E, width, D, seed=2), weights(E, D, width, seed=3)
    C = places(1.25, T, E)

    def one_ffn() -> Tensor:
        return linear(relu(linear(x, W1[0])), W2[0])

    peers = peer("switch", x, W_r, W1, W2, C)
    return lambda: switch(x, W_r, W1, W2, C)[0], one_ffn, peers, 2 * T * D * E + 4 * T * D * width


def peer(name: str, x: Tensor, W_r: Tensor, first: Tensor, second: Tensor, C: int = 0) -> dict[str, Call]:
    """transformers' block with our weights in it; empty where the library, or this version's block, is not there."""
    try:
        block: Any
        if name == "mixtral":
            from transformers import MixtralConfig
            from transformers.models.mixtral.modeling_mixtral import MixtralSparseMoeBlock

            config = MixtralConfig(hidden_size=D, intermediate_size=second.shape[-1], num_local_experts=E)
            block = MixtralSparseMoeBlock(config).eval()
            block.gate.weight.data = W_r
            block.experts.gate_up_proj.data, block.experts.down_proj.data = first, second
        else:
            from transformers import SwitchTransformersConfig
            from transformers.models.switch_transformers.modeling_switch_transformers import SwitchTransformersSparseMLP

            config = SwitchTransformersConfig(d_model=D, d_ff=second.shape[-1], num_experts=E, expert_capacity=C)
            block = SwitchTransformersSparseMLP(config).eval()
            block.router.classifier.weight.data = W_r
            for e in range(E):
                expert = block.experts[f"expert_{e}"]
                expert.wi.weight.data, expert.wo.weight.data = first[e], second[e]
    except (ImportError, AttributeError) as error:
        print(f"transformers' {name} block is left out: {error}")
        return {}

    def call() -> Tensor:
        found = block(x[None])
        y: Tensor = (found[0] if isinstance(found, tuple) else found)[0]
        return y

    return {"transformers": call}


def measured(calls: dict[str, Call]) -> dict[str, float]:
    """Median milliseconds, all forms in turn."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(ROUNDS):
        for name, call in calls.items():
            start = perf_counter()
            call()
            times[name].append((perf_counter() - start) * 1e3)
    return {name: median(found) for name, found in times.items()}


@torch.no_grad()
def main() -> None:
    """Print the table."""
    torch.set_num_threads(2)
    square = torch.randn(1024, 1024)
    x = tokens(T, D, seed=0)[0]
    print(f"torch {torch.__version__}, {torch.get_num_threads()} threads, T {T}, D {D}, E {E}")
    print(f"{'':10}{'ms':>8}{'% matmul':>10}{'FFN ms':>9}{'× FFN':>8}{'goal':>7}   transformers")
    for name, made, ffn_goal, goal in (("top-2 of 8", mixtral, 1.25, 1.05), ("Switch", switched, 1.25, 1.0)):
        ours, one_ffn, peers, operations = made(x)
        times = measured({"ours": ours, "ffn": one_ffn, "matmul": lambda: square @ square, **peers})
        rate = operations / times["ours"] / (2 * 1024**3 / times["matmul"])
        row = f"{name:10}{times['ours']:8.1f}{100 * rate:10.0f}{times['ffn']:9.1f}{times['ours'] / times['ffn']:8.2f}"
        row += f"{'≤' + format(ffn_goal, '.2f'):>7}"
        for label, call in peers.items():
            error = float((call() - ours()).abs().max())
            row += (
                f"   {times[label]:.1f} ms, {times[label] / times['ours']:.2f} × ours (goal {goal}), error {error:.0e}"
            )
        print(row)


if __name__ == "__main__":
    if any(os.environ.get(name) != value for name, value in SURROUNDINGS.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **SURROUNDINGS})
    main()
