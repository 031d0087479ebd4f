"""How far news travels: which pairs of tokens are connected after 1, 2, 3 … layers of masks.

Counting layer by layer would take T products of T × T where a mask is narrow. So the first layers are counted one by
one, and from there on the number of layers doubles: what 2n layers join is what n layers join, twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from demos.demo import Picture
from demos.kit.pictures import bars, curves
from demos.kit.pictures import mask as picture

SINGLY = 32  # layers counted one by one; even, so that two masks in turn start anew


def joined(late: Tensor, early: Tensor) -> Tensor:
    """What is connected through `early` layers and then `late` ones; a token also keeps what it knew."""
    return early | late | (late.float() @ early.float() > 0)


def hops(*layers: Tensor, most: int = SINGLY) -> list[Tensor]:
    """Which pairs (i, j) are connected after 1, 2, … `most` layers, each (T, T) boolean; ends when nothing is new.

    Several masks take turns, layer by layer, the first at the bottom.
    """
    found, still = [layers[0]], 0
    while len(found) < most and still < len(layers):
        further = joined(layers[len(found) % len(layers)], found[-1])
        still = still + 1 if torch.equal(further, found[-1]) else 0
        found.append(further)
    return found[: len(found) - still]


def spread(*layers: Tensor) -> tuple[list[tuple[int, Tensor]], Tensor]:
    """(layers, pairs connected) up to the layer from which on nothing is new, and the pairs connected then.

    The first layers one by one, then doubling, and the last one exactly.
    """
    found = list(enumerate(hops(*layers), 1))
    if len(found) < SINGLY:
        return found, found[-1][1]
    while True:
        count, known = found[-1]
        twice = joined(known, known)
        if torch.equal(twice, known):
            break
        found.append((2 * count, twice))
    final = found[-1][1]
    if len(found) > SINGLY:  # the last doubling may have overshot: walk up to it in ever smaller strides
        found.pop()
        count, known = found[-1]
        strides = [(n, pairs) for n, pairs in found if n < count and n & (n - 1) == 0 and n >= len(layers)]
        for stride, pairs in reversed(strides):
            further = joined(pairs, known)
            if not torch.equal(further, final):
                count, known = count + stride, further
        while not torch.equal(known, final):
            known = joined(layers[count % len(layers)], known)
            count += 1
        found.append((count, final))
    return found, final


def shares(layers: Sequence[Tensor], pairs: int = 0) -> list[tuple[float, float]]:
    """(layers, % of pairs connected) until nothing new is reached. `pairs` is T² unless given."""
    every = pairs or layers[0].shape[-1] ** 2
    return [(float(n), 100 * int(seen.sum()) / every) for n, seen in spread(*layers)[0]]


def by_layer(
    title: str, layers: Sequence[Tensor], names: tuple[str, ...] = (), *, most: int = 5, **more: Any
) -> Picture:
    """Which pairs are first connected after 1, 2, … `most` layers, as a mask whose causes are the layers."""
    known = torch.zeros(layers[0].shape, dtype=torch.int64)
    for n, seen in enumerate(hops(*layers, most=most), 1):
        known = torch.where((known == 0) & seen, n, known)
    found = int(known.max())
    legend = ("not yet", *(f"{n} layer{'s' if n > 1 else ''}" for n in range(1, found + 1)))
    return picture(title, known, legend, rows=names, columns=names, lit=len(known) // 2, role="idea", **more)


def reach(mask: Tensor, causal: bool = False) -> tuple[Picture, int]:
    """The curve of reach over layers, and the layers until everything that can be reached is; 0 when it never is."""
    T = mask.shape[-1]
    line = shares([mask], T * (T + 1) // 2 if causal else T * T)
    layers = int(line[-1][0]) if line[-1][1] == 100 else 0
    return curves("reach", {"pairs connected": line}, ("layers", "% of pairs")), layers


def histogram(mask: Tensor) -> tuple[Picture, int]:
    """How many pairs are 1, 2, 3 … hops apart, and the hops after which all are connected; 0 when some never are."""
    found, final = spread(mask)
    counts = [int(seen.sum()) for _, seen in found]
    new = [after - before for before, after in zip([0, *counts], counts, strict=False)]
    layers = [n for n, _ in found]
    ticks = [
        str(n) if n - before == 1 else f"{before + 1}–{n}" for before, n in zip([0, *layers], layers, strict=False)
    ]
    never = mask.numel() - int(final.sum())
    if never:
        new, ticks = [*new, never], [*ticks, "never"]
    return bars("hops between pairs", {"pairs": new}, ticks, ("hops", "pairs")), 0 if never else layers[-1]
