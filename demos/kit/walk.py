"""One head, stage by stage, for a screen that follows one query: q·k → ÷ √d → mask → softmax → Σ a·v."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from demos.demo import Walk
from demos.kit.pictures import plain

MOST = 64  # rows and columns up to which a walk is made: more would be a wait for a row nobody reads
NUMBERS = 8  # how many numbers of a value and of an output are kept


def walk(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    allowed: Tensor | None = None,
    *,
    scale: float | None = None,
    added: Mapping[str, Tensor] | None = None,
    rows: tuple[str, ...] = (),
    columns: tuple[str, ...] = (),
    lit: int | None = None,
    title: str = "head 0",
) -> Walk | None:
    """The stages of one head: q (T_q, d), k and v (T_k, d), `allowed` (T_q, T_k) boolean. None beyond 64 rows.

    `added` are stages between scale and mask, each a (T_q, T_k) matrix added to the scores (a prior, a position bias).
    """
    if max(q.shape[0], k.shape[0]) > MOST:
        return None
    factor = q.shape[-1] ** -0.5 if scale is None else scale
    scores = q @ k.mT
    stages = {"q·k": scores}
    scores = scores * factor
    stages["÷ √d" if scale is None else f"× {factor:.3g}"] = scores
    for name, matrix in (added or {}).items():
        scores = scores + matrix
        stages[name] = scores
    if allowed is not None:
        scores = scores.masked_fill(~allowed, float("-inf"))
        stages["mask"] = scores
    weights = torch.softmax(scores, -1).nan_to_num(0.0)
    stages["softmax"] = weights
    middle = q.shape[0] // 2 if lit is None else lit
    return Walk(
        stages=tuple(stages),
        matrices=tuple(plain(matrix) for matrix in stages.values()),
        v=plain(v[:, :NUMBERS]),
        y=plain((weights @ v)[:, :NUMBERS]),
        rows=rows,
        columns=columns or rows,
        lit=middle,
        title=title,
    )
