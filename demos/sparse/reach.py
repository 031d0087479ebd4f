"""How far news travels: the share of pairs that are connected after 1, 2, 3 … layers of the same mask."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.demo import Picture
from demos.pictures import curves


def hops(mask: Tensor, most: int = 4096) -> list[Tensor]:
    """Which pairs (i, j) are connected after 1, 2, … layers, each (T, T) boolean; ends when nothing new is reached."""
    one = mask.float()
    found = [mask]
    while len(found) < most:
        further = found[-1] | (found[-1].float() @ one > 0)
        if torch.equal(further, found[-1]):
            break
        found.append(further)
    return found


def reach(mask: Tensor, causal: bool = False) -> tuple[Picture, int]:
    """The curve of reach over layers, and the layers until everything that can be reached is; 0 when it never is."""
    T = mask.shape[-1]
    pairs = T * (T + 1) // 2 if causal else T * T
    shares = [100 * int(seen.sum()) / pairs for seen in hops(mask)]
    line = [(layer + 1.0, share) for layer, share in enumerate(shares)]
    return curves("reach", {"pairs connected": line}, ("layers", "% of pairs")), len(line) if shares[-1] == 100 else 0
