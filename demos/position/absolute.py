"""Absolute position embedding (APE): a vector for every place, added to the token that stands there.

    sinusoidal    PE[p, 2i] = sin(p / base^(2i/D)),  PE[p, 2i+1] = cos(p / base^(2i/D))
    learned       PE[p] = E[p], a row of a table (N, D) that is trained

Shapes: PE (T, D), x + PE (B, T, D). Cost: O(TD). Without any of it attention is permutation-equivariant: shuffle the
tokens, and the outputs are the same vectors, shuffled.

Every pair (sin, cos) is a clock hand; pair i turns once in 2π·base^(2i/D) places. So ‖PE‖² = D/2 everywhere, the
inner product of two places depends on their distance alone, and a shift is one rotation, the same for all places.

Paper: Vaswani et al. 2017, "Attention Is All You Need" (arXiv 1706.03762); learned: Gehring et al. 2017 (arXiv
1705.03122). Where this differs: tensor2tensor and fairseq put all sines first and all cosines after them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat, Unfit
from demos.kit.forms import gap
from demos.kit.inputs import generator, normal, tokens, weights
from demos.kit.masked import SEED
from demos.kit.pictures import curves, heat, output
from demos.kit.timing import LENGTHS, Form, ran_in, sweep
from demos.kit.trace import trace
from demos.words import N_


def sinusoidal(T: int, D: int, base: float) -> Tensor:
    """The sinusoidal table (T, D), D even."""
    place = torch.arange(T, dtype=torch.float64)[:, None]
    angle = place / base ** (torch.arange(0, D, 2, dtype=torch.float64) / D)
    pairs = torch.stack((angle.sin(), angle.cos()), -1)
    return pairs.flatten(-2).float()


def learned(T: int, table: Tensor) -> Tensor:
    """The first T rows of a table (N, D)."""
    return table[:T]


def attend(x: Tensor, wq: Tensor, wk: Tensor, wv: Tensor) -> Tensor:
    """One head of self-attention over x (B, T, D), with nothing that knows about places."""
    q, k, v = x @ wq.T, x @ wk.T, x @ wv.T
    scores = q @ k.transpose(-2, -1) * x.shape[-1] ** -0.5
    return torch.softmax(scores, -1) @ v


def with_places(x: Tensor, places: Tensor, wq: Tensor, wk: Tensor, wv: Tensor) -> Tensor:
    """The same over x + PE."""
    placed = x + places
    return attend(placed, wq, wk, wv)


def rotation(D: int, base: float, by: int) -> Tensor:
    """The matrix (D, D) that turns every clock hand by `by` places: PE[p + by] = PE[p] @ rotation."""
    angle = by / base ** (torch.arange(0, D, 2, dtype=torch.float64) / D)
    blocks = [torch.tensor([[a.cos(), -a.sin()], [a.sin(), a.cos()]], dtype=torch.float64) for a in angle]
    turn: Tensor = torch.block_diag(*blocks)  # type: ignore[no-untyped-call]
    return turn


def fit(values: dict[str, Any]) -> None:
    """Sines and cosines come in pairs; a learned table ends."""
    if values["D"] % 2:
        raise Unfit(f"D is {values['D']}: sines and cosines come in pairs, so D is even.")
    if values["kind"] == "learned" and values["T"] > values["N"]:
        raise Unfit(f"T is {values['T']} and N is {values['N']}: a learned table has a row for N places, so T ≤ N.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The table, its Gram matrix, and what attention can and cannot tell without it."""
    T, D, base, seed = (values[name] for name in ("T", "D", "base", "seed"))
    sines = values["kind"] == "sinusoidal"
    table = normal(values["N"], D, seed=seed + 301) * 0.02
    x = tokens(T, D, seed=seed)
    wq, wk, wv = (weights(D, D, seed=seed + 302 + i) for i in range(3))
    sizes = {"B": 1, "T": T, "D": D, "D/2": D // 2, "N": values["N"]}
    made = trace(sinusoidal, T, D, base, letters=sizes) if sines else trace(learned, T, table, letters=sizes)
    places = made.result
    traced = trace(with_places, x, places, wq, wk, wv, letters=sizes)
    yield from (*made.steps, *traced.steps)
    gram = places.double() @ places.double().T
    told = "Each row is the name of a place."
    yield heat("position embedding", places, ("place p", "D"), ("value",), told, role="idea")
    yield heat(
        "Gram matrix",
        gram,
        ("place p", "place q"),
        ("PE[p]·PE[q]",),
        "Stripes: only the distance counts." if sines else "",
    )
    if sines:
        waves = [(i, 2 * torch.pi * base ** (2 * i / D)) for i in range(D // 2)]
        yield curves("wavelength of each pair", {"2π·base^(2i/D)": waves}, ("pair i", "places a turn"))
    yield output(traced.result)
    yield Flops(made.flops, 0, "O(TD): sines, cosines and one sum" if sines else "O(TD): one sum")
    yield ran_in(lambda: with_places(x, sinusoidal(T, D, base) if sines else learned(T, table), wq, wk, wv))
    yield from invariants(places, gram, base) if sines else of_a_table(places, table)
    shuffle = torch.randperm(T, generator=generator(seed))
    blind = gap(attend(x[:, shuffle], wq, wk, wv), attend(x, wq, wk, wv)[:, shuffle])
    yield Check.of("without it attention is permutation-equivariant", blind)
    seeing = gap(with_places(x[:, shuffle], places, wq, wk, wv), traced.result[:, shuffle])
    yield Stat("with it a shuffle changes the outputs by", seeing)
    yield Check.of("with it the order matters (1 = it does not)", float(seeing <= blind), 0.0)
    yield from sweep(timed(values), LENGTHS, here=T)


def invariants(places: Tensor, gram: Tensor, base: float) -> Iterator[Piece]:
    """What holds for sines and cosines, whatever the base."""
    D, T = places.shape[-1], len(places)
    yield Check.of("‖PE‖² = D/2", gap(gram.diagonal(), torch.tensor(D / 2).double()))
    yield Check.of("the Gram matrix is Toeplitz", gap(gram[1:, 1:], gram[:-1, :-1]))
    tenth = sinusoidal(11, 4, 100.0)[10, 2:]  # the slower pair of two turns by 1/√100 a place
    yield Check.of(
        "base 100, D = 4: the second pair at place 10 is (sin 1, cos 1)", gap(tenth, torch.tensor([0.841471, 0.540302]))
    )
    by = max(1, T // 4)
    turned = places[:-by].double() @ rotation(D, base, by)
    yield Check.of(f"a shift by {by} is one rotation for all places", gap(turned, places[by:].double()))
    yield Remark(
        f"The slowest pair needs {2 * torch.pi * base ** ((D - 2) / D):.0f} places for a turn; nothing is trained."
    )


def of_a_table(places: Tensor, table: Tensor) -> Iterator[Piece]:
    """What holds for a learned table before it is trained."""
    one_hot = torch.eye(len(table))[: len(places)]
    yield Check.of("looking a place up = one-hot times the table", gap(places, one_hot @ table))
    yield Stat("parameters", table.numel())
    yield Remark(f"Untrained, its rows are noise. It ends at place {len(table) - 1}: a longer text has no rows there.")


def timed(values: dict[str, Any]) -> dict[str, Form]:
    """x + PE from a table of sines, with sines computed for every call, and from a learned table."""
    D, base, seed = (values[name] for name in ("D", "base", "seed"))

    def kept(T: int) -> Callable[[], object]:
        x, table = tokens(T, D, seed=seed), sinusoidal(T, D, base)
        return lambda: x + learned(T, table)

    def anew(T: int) -> Callable[[], object]:
        x = tokens(T, D, seed=seed)
        return lambda: x + sinusoidal(T, D, base)

    def of_table(T: int) -> Callable[[], object]:
        x, table = tokens(T, D, seed=seed), normal(T, D, seed=seed + 301)
        return lambda: x + learned(T, table)

    return {N_("table of sines"): kept, N_("sines computed"): anew, N_("learned table"): of_table}


DEMO = Demo(
    params=(
        Param("T", 24, 8, 512, 8, "tokens", doubling=True),
        Param("D", 24, 4, 512, 4, "width", doubling=True),
        Param("kind", "sinusoidal", choices=("sinusoidal", "learned"), help="computed, or a table"),
        Param("base", 10000.0, 10.0, 100000.0, 10, "the slowest pair turns about once in 2π·base places"),
        Param("N", 512, 8, 1024, 8, "rows of the learned table", doubling=True),
        SEED,
    ),
    run=run,
    fit=fit,
    source=(sinusoidal, learned, with_places),
    folded=(attend, rotation),
    presets={"quick clocks": {"base": 100.0}, "learned": {"kind": "learned"}, "wide": {"D": 256, "T": 256}},
)
