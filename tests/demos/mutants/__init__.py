"""Wrong mechanisms, three or more a concept: a file a family."""

from __future__ import annotations

from tests.demos.mutants import attention, bias, depth, ffn, linear, position, prior, sparse
from tests.demos.mutants.mutant import Mutant

MUTANTS: tuple[Mutant, ...] = (
    *attention.MUTANTS,
    *bias.MUTANTS,
    *depth.MUTANTS,
    *ffn.MUTANTS,
    *linear.MUTANTS,
    *position.MUTANTS,
    *prior.MUTANTS,
    *sparse.MUTANTS,
)
