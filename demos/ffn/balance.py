"""How evenly a router spreads its tokens: pictures of it, the loss that rewards it, a small training that shows it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import torch
from torch import Tensor

from demos.demo import Check, Picture, Piece, Remark
from demos.kit import words
from demos.kit.inputs import normal, weights
from demos.kit.pictures import bars, curves, mask
from demos.kit.training import Adam, down, foretold, leaf
from demos.words import N_

MOST = 32  # tokens whose names fit into queues
WITHOUT = N_("without balance loss")
SHARP = 4.0  # how much a router prefers the expert of a word's kind, in logits


def places(capacity: float, choices: int, E: int) -> int:
    """C = ⌈capacity · choices/E⌉ places of an expert, where the tokens make `choices` = k·T choices together."""
    return math.ceil(Fraction(str(capacity)) * choices / E)  # as written: 1.1 is 11/10, rounded up once, at the end


def drawn_case() -> tuple[Tensor, float, list[bool]]:
    """Routes of 10 tokens to 4 experts, a capacity for which C = ⌈3.125⌉ = 4, and who finds a place: counted by hand.

    Expert 0 is asked six times, so the last two of those go without; the others have room to spare.
    """
    routes = torch.tensor([0, 1, 0, 0, 2, 0, 0, 3, 0, 1])[:, None]
    return routes, 1.25, [True, True, True, True, True, True, False, True, False, True]


def loss_of_balance(chosen: Tensor, p: Tensor) -> float:
    """E·Σ_e f_e·P_e of the choices (T, k) and the probabilities (T, E): 1 when uniform, E when one expert has all."""
    return float(balance_term(chosen, p).detach())


def balance_term(chosen: Tensor, p: Tensor) -> Tensor:
    """The same as a tensor: f is counted and has no gradient, P carries it."""
    E = p.shape[1]
    f = torch.bincount(chosen.flatten(), minlength=E) / chosen.numel()
    return E * (f * p.mean(0)).sum()


def router(values: Mapping[str, Any], noise: Tensor) -> Tensor:
    """The router's matrix (E, D): each kind of words has its expert, the n-th expert n mod E, and some noise."""
    E, D, seed = (int(values[name]) for name in ("E", "D", "seed"))
    W_r = 0.6 * noise
    for n, direction in enumerate(words.kinds(D, seed).values()):
        W_r[n % E] += SHARP * D**-0.5 * direction
    return W_r


def experts(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A name for each expert: its number, and the kinds of words that are its own in this text."""
    E, text = int(values["E"]), values["text"]
    if text == "noise":
        return tuple(str(e) for e in range(E))
    there = {like for _, _, like in words.first(int(values["T"]), text)}
    own: list[list[str]] = [[] for _ in range(E)]
    for n, kind in enumerate(words.kinds(1)):
        own[n % E] += [kind] if kind in there else []
    return tuple(f"{e} {', '.join(kinds)}".rstrip() for e, kinds in enumerate(own))


def queues(values: Mapping[str, Any], chosen: Tensor, C: int) -> Iterator[Picture]:
    """The tokens of each expert in the order they come, of (T, k) choices, and the line of its C places; up to 32."""
    T, k = chosen.shape
    if T > MOST:
        return
    E, names = int(values["E"]), experts(values)
    tokens = words.labels(values) or tuple(f"token {i}" for i in range(T))
    order = torch.argsort(chosen.flatten(), stable=True)
    rows = [(part // k).tolist() for part in torch.split(order, torch.bincount(chosen.flatten(), minlength=E).tolist())]
    full = [e for e, row in enumerate(rows) if len(row) > C]
    told = "No expert is asked more often than it has places: nobody is dropped."
    if full:
        e = max(full, key=lambda e: len(rows[e]))
        last = ", ".join(tokens[i] for i in rows[e][C:])
        told = (
            f"Expert {names[e]} has {C} places and is asked {len(rows[e])} times. Dropped, as they came last: {last}."
        )
    yield Picture(
        "who waits where",
        "queues",
        ("expert", "place"),
        (N_("served"), N_("dropped")),
        tuple(map(tuple, rows)),
        tokens,
        told,
        role="idea",
        rows=names,
        limit=C,
    )


def map_of_routes(chosen: Tensor, kept: Tensor, E: int) -> Picture:
    """Which token goes where: tokens × experts, by the rank of the choice; choices that found no place stand out."""
    T, k = chosen.shape
    causes = torch.zeros(T, E, dtype=torch.int64)
    for rank in range(k):
        causes.scatter_(1, chosen[:, rank, None], torch.where(kept[:, rank, None], min(rank, 1) + 1, 3))
    legend: tuple[str, ...] = ("not chosen", "first choice", "further choice", "dropped")
    if k == 1:
        causes[causes == 3] = 2
        legend = ("not chosen", "chosen", "dropped")
    return mask("routes", causes, legend, ("token", "expert"), role="" if T <= MOST else "idea")


def load_bars(chosen: Tensor, kept: Tensor, E: int, C: int) -> Picture:
    """Tokens served and dropped by each expert, beside its capacity."""
    asked = torch.bincount(chosen.flatten(), minlength=E)
    served = torch.bincount(chosen[kept], minlength=E)
    rows = {"served": served.tolist(), "dropped": (asked - served).tolist(), N_("capacity"): [C] * E}
    even = chosen.numel() / E
    return bars(
        "load", rows, [f"expert {e}" for e in range(E)], ("expert", "tokens"), f"An even load would be {even:g}."
    )


def train(E: int, k: int, factors: Sequence[float], seeds: Sequence[int], steps: int = 80) -> Iterator[Tensor]:
    """Train E small experts on two kinds of tokens, a run for each factor of the balance loss and each seed.

    Each step yields the busiest expert's share × E and the task's error of every run: (2, factors, seeds). The runs
    know nothing of each other; they are one batch because a step of one is too small to be worth its overhead.
    """
    T, D, R = 192, 16, len(factors) * len(seeds)
    kind = torch.arange(T) % 2

    def every(make: Callable[[int], Tensor]) -> Tensor:
        return torch.stack([make(seed) for seed in seeds]).repeat(len(factors), *[1] * make(seeds[0]).dim())

    x = every(lambda seed: normal(2, D, seed=seed)[kind] + normal(T, D, seed=seed + 1))
    want = torch.einsum("rtd,rtdo->rto", x, every(lambda seed: weights(2, D, D, seed=seed + 2)[kind]))
    W_r, W = (
        leaf(every(lambda seed: weights(E, D, seed=seed + 3))),
        leaf(every(lambda seed: weights(E, D, D, seed=seed + 4))),
    )
    weight = torch.tensor(factors).repeat_interleave(len(seeds))
    adam = Adam([W_r, W], 0.05)
    for _ in range(steps):
        p = torch.softmax(x @ W_r.mT, -1)
        kept, chosen = torch.topk(p, k)
        gates = torch.zeros_like(p).scatter(-1, chosen, kept if k == 1 else kept / kept.sum(-1, keepdim=True))
        y = (gates[..., None] * torch.einsum("rtd,redo->rteo", x, W)).sum(-2)
        error = (y - want).square().mean((1, 2))
        asked = torch.zeros(R, E).scatter_add_(1, chosen.flatten(1), torch.ones(R, T * k))
        balanced = E * (asked / (T * k) * p.mean(1)).sum(-1)  # `balance_term` of each run
        down((error + weight * balanced).sum())
        adam.step()
        busiest = asked.amax(1) * E / (T * k)
        yield torch.stack((busiest, error.detach())).view(2, len(factors), len(seeds))


def balance(E: int, k: int, seed: int, weight: float = 0.1, seeds: int = 3, steps: int = 80) -> Iterator[Piece]:
    """Training with and without the loss of balance, the mean of three seeds, drawn as it goes on."""
    if E == 1:
        return
    title, axes = N_("balance while training"), ("step", N_("load of the busiest expert, 1 = even"))
    yield from foretold(
        *(title, WITHOUT, axes, steps, float(E)),
        f"The router of {E} experts learns without a loss of balance. How many times an even load does the busiest "
        f"expert get? At most {E}. Draw the line that you expect.",
    )
    lines: dict[str, list[tuple[float, float]]] = {WITHOUT: [], f"with {weight:g} × balance loss": []}
    errors: list[float] = []
    for step, found in enumerate(train(E, k, (0.0, weight), [100 * seed + s for s in range(seeds)], steps), 1):
        shares, errors = found.mean(-1).tolist()
        for line, share in zip(lines.values(), shares, strict=True):
            line.append((step, share))
        if step % 20 == 0:
            yield curves(title, lines, axes)
    free, held = (line[-1][1] for line in lines.values())
    yield Check.of("loads lie between even and all", 0.0 if all(1 - 1e-6 <= y <= E for y in (free, held)) else 1.0, 0.0)
    yield Remark(
        f"After {steps} steps ({seeds} seeds, two kinds of tokens) the busiest expert has {free:.1f} × its even share "
        f"without the loss of balance and {held:.1f} × with it. The task's error: {errors[0]:.3f} and {errors[1]:.3f}."
    )
