"""What several questions about sparse patterns need: a map of layers, the masks of all patterns, wrong diagonals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from demos.demo import Piece
from demos.kit.asked import Cells
from demos.kit.pictures import mask as picture
from demos.question import Drawn
from demos.sparse import bigbird, etc_, longformer, star_transformer
from demos.sparse.band import band_mask
from demos.sparse.global_ import global_places
from demos.sparse.masks import dilated, same_block, square, touches
from demos.sparse.random_ import random_mask
from demos.sparse.reach import joined

MOST = 8  # layers that have a colour of their own


def itself(T: int) -> Tensor:
    """The diagonal, (T, T) boolean."""
    return torch.eye(T, dtype=torch.bool)


@dataclass(frozen=True)
class Layers:
    """In which layer each pair is first connected, (T, T), 0 where never; and the pair that is asked about."""

    first: Tensor
    i: int
    j: int


def layer_by_layer(mask: Tensor, i: int, j: int, doubling: bool = False) -> Layers:
    """Through how many layers of the mask news travels; `doubling` is the wrong idea that each layer doubles the way."""
    known = mask
    first = mask.long()
    for n in range(2, len(mask) + 2):
        further = joined(known if doubling else mask, known)
        first[further & (first == 0)] = n
        if torch.equal(further, known):
            break
        known = further
    return Layers(first, i, j)


def number_of_layers(result: Layers, _v: Drawn) -> int:
    """The layers until query i has heard key j; 0 for never."""
    return int(result.first[result.i, result.j])


def layers(result: Layers, _other: Layers | None, _v: Drawn) -> Iterator[Piece]:
    """The map of layers; the asked pair is where its row, which is lit, crosses its column."""
    found = int(result.first.max())
    shown = result.first.clamp(max=MOST)
    names = [f"{n} layer{'s' if n > 1 else ''}" for n in range(1, min(found, MOST) + 1)]
    if found > MOST:
        names[-1] = f"{MOST} or more"
    yield picture("layer by layer", shown, ("never", *names), lit=result.i, role="idea")


def patterns(T: int, seed: int) -> dict[str, Tensor]:
    """A mask (T, T) of each pattern, small enough for four to stand side by side; T is a multiple of 4."""
    return {
        "band": band_mask(T, 2),
        "causal band": band_mask(T, 3, True),
        "dilated": square(T, dilated(2, 3)),
        "global": square(T, touches(global_places(T, 2))),
        "random": random_mask(T, 3, seed),
        "block-local": square(T, same_block(4)),
        "longformer": longformer.causes(T, 1, [1], 2)[0] > 0,
        "bigbird": bigbird.of_tokens(bigbird.causes(T // 2, 1, 1, seed), 2, T)[0] > 0,
        "star-transformer": star_transformer.causes(T - 1)[:, :T] > 0,
        "etc": etc_.causes(3, T - 3, 1) > 0,
    }


def pattern(name: str, v: Drawn) -> Cells:
    """One of the patterns, for a choice of pictures."""
    return Cells(patterns(v.T, v.seed)[name])


def cells_of(result: Cells, _v: Drawn) -> tuple[tuple[int, ...], ...]:
    """The mask as plain numbers, by which pictures are told apart."""
    return tuple(map(tuple, result.mask.long().tolist()))
