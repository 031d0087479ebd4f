"""Random Synthesizer: the attention map is a parameter. It does not look at the text at all.

    y = softmax(R) V        R (H, N, N) random and fixed, or trained like any weight
    factorised: R = R₁R₂ᵀ with R₁, R₂ (H, N, r): 2Nr parameters a head instead of N²

Shapes: v, y (B, H, T, d); a text of T ≤ N tokens uses the upper left T × T of R. Cost: 2T²D for the sum, nothing for
the scores. Since the map is the same for every text, the layer is linear in V: it mixes places, as MLP-Mixer does.

Paper: Tay et al. 2020, "Synthesizer: Rethinking Self-Attention in Transformer Models" (arXiv 2005.00743): trained R
came close to dot products on translation, fixed R stayed behind. The task below is ours and much smaller: R learns to
fetch the token to the left, on random texts that are new at every step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Stat, Unfit
from demos.kit import words
from demos.kit.forms import account, gap, over_lengths
from demos.kit.inputs import normal
from demos.kit.masked import params
from demos.kit.pictures import curves, heat
from demos.kit.timing import Form, sweep
from demos.kit.trace import trace
from demos.kit.training import Adam, down, leaf
from demos.words import N_


def random_synthesizer(v: Tensor, R: Tensor) -> Tensor:
    """softmax(R)V: v (B, H, T, d), R (H, N, N) → (B, H, T, d). There is no other input."""
    T = v.shape[-2]
    weights = torch.softmax(R[:, :T, :T], -1)
    return weights @ v


def factors(H: int, N: int, rank: int, seed: int) -> list[Tensor]:
    """R itself, or two factors (H, N, rank) whose product it is; the entries of R have variance 1."""
    if rank == 0:
        return [normal(H, N, N, seed=seed + 201)]
    return [normal(H, N, rank, seed=seed + 201 + i) * rank**-0.25 for i in (0, 1)]


def composed(parts: list[Tensor]) -> Tensor:
    """R (H, N, N) from itself or from its factors."""
    return parts[0] if len(parts) == 1 else parts[0] @ parts[1].transpose(-2, -1)


def training(parts: list[Tensor], T: int, steps: int, seed: int) -> Generator[Piece, None, Tensor]:
    """R of head 0 learns to fetch v_(t−1) for every t: the loss as it falls; gives the R it ends with, (1, N, N)."""
    leaves = [leaf(part[:1]) for part in parts]
    adam = Adam(leaves, rate=0.2)
    line: list[tuple[float, float]] = []
    for step in range(steps + 1):
        v = normal(4, 1, T, 8, seed=10_000 * (seed + 1) + step)
        loss = (random_synthesizer(v, composed(leaves)) - v.roll(1, -2))[..., 1:, :].square().mean()
        line.append((step, down(loss)))
        if step % 10 == 0 or step == steps:
            yield curves("training R", {"loss": line}, ("step", "mean squared error"), "Fetch the token to the left.")
        adam.step()
    learned = map_of(v, composed(leaves).detach())
    yield Stat("weight on the token to the left, after training", float(learned.diagonal(-1, -2, -1).mean()))
    yield Check.of("training lowers the loss", max(0.0, line[-1][1] - line[0][1]), 0.0)
    moved = "fell" if line[-1][1] < line[0][1] else "went"
    yield Remark(
        f"In {steps} steps the error {moved} from {line[0][1]:.2f} to {line[-1][1]:.2f}; an output of 0 costs 1."
    )
    return composed(leaves).detach()


def map_of(v: Tensor, R: Tensor) -> Tensor:
    """The map the layer really used beside v, (H, T, T): its answer to one-hot columns appended to v."""
    H, T, d = v.shape[-3:]
    return random_synthesizer(torch.cat((v[:1], torch.eye(T).expand(1, H, T, T)), -1), R)[0, ..., d:]


def fit(values: dict[str, Any]) -> None:
    """R has no rows for a longer text, and its factors have at most N columns."""
    if values["T"] > values["N"]:
        raise Unfit(f"T is {values['T']} and N is {values['N']}: R is N × N, so T ≤ N.")
    if values["rank"] > values["N"]:
        raise Unfit(f"rank is {values['rank']} and N is {values['N']}: an N × N matrix has no higher rank than N.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The same map for two texts, and what training R does to it."""
    T, H, d, N, rank, seed = (values[name] for name in ("T", "H", "d", "N", "rank", "seed"))
    parts = factors(H, N, rank, seed)
    R = composed(parts)
    v, other = (words.qkv({**values, **text}, T)[2] for text in _two_texts(values))
    traced = trace(random_synthesizer, v, R, letters={"B": 1, "H": H, "T": T, "d": d, "N": N})
    yield from traced.steps
    trained = values["R"] == "trained"
    learned = (yield from training(parts, T, values["steps"], seed)) if trained else R[:1]
    yield from _idea(values, v[:, :1], other[:, :1], learned)
    first, second = map_of(v, R), map_of(other, R)
    yield from account(traced, lambda: random_synthesizer(v, R), 2 * T * T * H * d, "2T²D")
    yield Check.of("rows sum to 1", gap(first.sum(-1), torch.ones(H, T)))
    yield Check.of("the map does not depend on the text", gap(second, first))
    mixed = random_synthesizer(2 * v - 3 * other, R)
    apart = 2 * random_synthesizer(v, R) - 3 * random_synthesizer(other, R)
    yield Check.of("the output is linear in V", gap(mixed, apart))
    odds = torch.tensor([[[math.log(3), 0.0], [0.0, 0.0]]])
    mixed = random_synthesizer(torch.tensor([[[[8.0], [4.0]]]]), odds)[0, 0, :, 0]
    yield Check.of("R of ln 3 and 0: weights ¾ and ¼, and 8 and 4 mix to 7", gap(mixed, torch.tensor([7.0, 6])))
    half = [torch.full((1, 2, 3), 0.5), torch.ones(1, 2, 3)]
    yield Check.of("factors of ½ and 1 with rank 3 make entries of 3/2", gap(composed(half), torch.tensor(1.5)))
    yield Stat("parameters a head", sum(part[0].numel() for part in parts))
    if rank:
        sizes = torch.linalg.svdvals(R[0].double())
        yield Check.of("next singular value of R after its rank", float(max(sizes[rank:] / sizes[0], default=0.0)))
    if not trained:
        yield Remark("R is fixed: no gradient reaches it, and where it looks is chance.")
    yield from sweep(timed(values), (64, 128, 256, 512, 1024))


def _two_texts(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The text on the screen, and the one in the other language (or noise of another seed)."""
    if values["text"] == "noise":
        return {}, {"seed": values["seed"] + 1}
    return {}, {"text": "en" if values["text"] == "ko" else "ko"}


def _idea(values: dict[str, Any], v: Tensor, other: Tensor, R: Tensor) -> Iterator[Piece]:
    """The map of head 0 as two texts find it."""
    titles = {"en": N_("English text"), "ko": N_("Korean text")}
    for text, given, noise in zip(_two_texts(values), (v, other), ("a text", "another text"), strict=True):
        here = {**values, **text}
        names = words.labels(here)
        more: dict[str, Any] = {"rows": names, "columns": names, "role": "idea", "group": "one map for all texts"}
        told = "The map is a parameter: it does not look at the text."
        yield heat(titles.get(here["text"], noise), map_of(given, R)[0], remark=told, **more)
    yield Check.of("two texts, the same map", gap(map_of(v, R), map_of(other, R)))


def timed(values: dict[str, Any]) -> dict[str, Form]:
    """The synthesizer with N = T beside torch's own attention, which has to score as well."""

    def synthesizer(T: int) -> Callable[[Tensor, Tensor, Tensor], object]:
        R = composed(factors(values["H"], T, values["rank"], values["seed"]))
        return lambda q, k, v: random_synthesizer(v, R)

    return over_lengths(values, {"synthesizer": synthesizer, "torch": lambda T: scaled_dot_product_attention})


DEMO = Demo(
    params=params(
        Param("N", 256, 8, 512, 8, "longest text, fixed with R", doubling=True),
        Param("R", "trained", choices=("trained", "fixed"), help="chance, or a parameter that learns"),
        Param("rank", 0, 0, 64, 1, "0: R itself; else the columns of its two factors"),
        Param("steps", 60, 10, 200, 10, "training steps, where R is trained"),
        words.TEXT,
        T=16,
        longest=512,
    ),
    run=run,
    fit=fit,
    source=(random_synthesizer,),
    folded=(factors, composed, training),
    presets={
        "fixed": {"R": "fixed"},
        "factorised": {"rank": 8},
        "trained factors": {"R": "trained", "rank": 4},
    },
)
