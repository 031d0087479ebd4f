"""The FSRS-6 engine behind the schedule: memory states and the chance of recall.

The engine is imported when the first rating is near, so that counting what is due does without it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fsrs_rs_python import FSRS

DEFAULT_DECAY = 0.1542  # the last of the engine's default parameters
FSRS5_DECAY = 0.5  # what the engine fills in for parameters of the versions before FSRS-6
FSRS6_LENGTH = 21


class Memory(NamedTuple):
    """What FSRS keeps of a card, and the days until its chance of recall falls to the desired retention."""

    stability: float
    difficulty: float
    interval: float


@lru_cache(maxsize=8)
def engine(parameters: tuple[float, ...]) -> FSRS:
    """The engine for these parameters; none means its defaults. Raises ValueError for what it cannot use."""
    from fsrs_rs_python import FSRS

    try:
        return FSRS(list(parameters))
    except ValueError:
        raise ValueError(f"FSRS cannot use these {len(parameters)} parameters; it needs 21 numbers, or none.") from None


def after_each_rating(
    parameters: tuple[float, ...], retention: float, stability: float | None, difficulty: float | None, days: int
) -> tuple[Memory, Memory, Memory, Memory]:
    """The memory after Again, Hard, Good and Easy, `days` study days after the last rating (0: on the same day)."""
    from fsrs_rs_python import MemoryState

    memory = None if stability is None or difficulty is None else MemoryState(stability, difficulty)
    states = engine(parameters).next_states(memory, retention, max(0, days))
    again, hard, good, easy = (
        Memory(state.memory.stability, state.memory.difficulty, state.interval)
        for state in (states.again, states.hard, states.good, states.easy)
    )
    return again, hard, good, easy


def recall(parameters: tuple[float, ...], stability: float, days: float) -> float:
    """The chance (0–1) of recalling a memory of this stability after `days`: the FSRS-6 forgetting curve."""
    decay = DEFAULT_DECAY
    if parameters:
        decay = parameters[-1] if len(parameters) == FSRS6_LENGTH else FSRS5_DECAY
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(0.0, days) / stability) ** -decay)
