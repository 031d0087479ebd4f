"""Drawing lots: r different numbers for every row at once, in time that does not grow with what is drawn from."""

from __future__ import annotations

import torch
from torch import Tensor


def lots(chance: Tensor, below: Tensor) -> Tensor:
    """r different whole numbers from 0 … below−1 for each row of `chance` (…, r), which are in [0, 1); below is (…).

    Floyd's way: the n-th number is drawn from one more than the one before it, and where it is taken already, the
    newest takes its place; so every choice of r is equally likely. Where below < r the first r − below lots are −1.
    """
    drawn = torch.empty(*chance.shape[:-1], 0, dtype=torch.int64)
    for n in range(chance.shape[-1]):
        newest = (below - chance.shape[-1] + n).expand(chance.shape[:-1])
        pick = torch.minimum((chance[..., n] * (newest + 1)).long(), newest)
        taken = (drawn == pick[..., None]).any(-1)
        number = torch.where(taken, newest, pick).clamp_min(-1)
        drawn = torch.cat((drawn, torch.where(newest < 0, -1, number)[..., None]), -1)
    return drawn
