"""How far news travels: the share of pairs that are connected after 1, 2, 3 … layers of masks."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from demos.demo import Picture
from demos.pictures import bars, curves


def hops(*layers: Tensor, most: int = 4096) -> list[Tensor]:
    """Which pairs (i, j) are connected after 1, 2, … layers, each (T, T) boolean; ends when nothing new is reached.

    Several masks take turns, layer by layer.
    """
    links = [layer.float() for layer in layers]
    found, still = [layers[0]], 0
    while len(found) < most and still < len(layers):
        # What a token knows it passes on to whom looks at it: layer n sees through what was known below.
        further = found[-1] | (links[len(found) % len(links)] @ found[-1].float() > 0)
        still = still + 1 if torch.equal(further, found[-1]) else 0
        found.append(further)
    return found[: len(found) - still]


def shares(layers: Sequence[Tensor], pairs: int = 0) -> list[tuple[float, float]]:
    """(layers, % of pairs connected) until nothing new is reached. `pairs` is T² unless given."""
    every = pairs or layers[0].shape[-1] ** 2
    return [(n + 1.0, 100 * int(seen.sum()) / every) for n, seen in enumerate(hops(*layers))]


def reach(mask: Tensor, causal: bool = False) -> tuple[Picture, int]:
    """The curve of reach over layers, and the layers until everything that can be reached is; 0 when it never is."""
    T = mask.shape[-1]
    line = shares([mask], T * (T + 1) // 2 if causal else T * T)
    return curves("reach", {"pairs connected": line}, ("layers", "% of pairs")), len(line) if line[-1][1] == 100 else 0


def histogram(mask: Tensor) -> tuple[Picture, int]:
    """How many pairs are 1, 2, 3 … hops apart, and the hops after which all are connected; 0 when some never are."""
    found = hops(mask)
    counts = [int(seen.sum()) for seen in found]
    new = [after - before for before, after in zip([0, *counts], counts, strict=False)]
    never = mask.numel() - counts[-1]
    ticks = [str(n + 1) for n in range(len(new))]
    if never:
        new, ticks = [*new, never], [*ticks, "never"]
    return bars("hops between pairs", {"pairs": new}, ticks, ("hops", "pairs")), 0 if never else len(found)
