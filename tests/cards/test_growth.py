"""No note costs more than its size: a note twice as long is read in about twice the time, whatever its shape.

By default calls are counted, which is the same on every machine. What spends its time inside one call, such as a
pattern that tries every place again, only shows in time: that is measured in the long run, as ratios within one
process, and measured again before it counts as slow.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from cards_shapes import FULL, SHAPES

from cards.card import Card, Kind
from cards.extract import extract
from cards.identity import match
from cards.markdown import read
from cards.matching.places import Placed

STEEPEST = 1.3  # the time (or the calls) of a note grow no faster than its length to this power


def exponent(cost: Callable[[Any], float], small: Any, large: Any, size: Callable[[Any], int] = len) -> float:
    """How the cost grows with the size: 1 in proportion, 2 with its square."""
    return math.log(cost(large) / cost(small)) / math.log(size(large) / size(small))


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those written in C too."""
    count = 0

    def profile(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the least of three, each without what the one before remembers.

    A long note has more sentences than are remembered, a short one has not: with memory their times do not compare.
    """
    times = []
    for _ in range(3):
        for cached in CACHES:
            cached.cache_clear()
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) + 1e-4


def steepness(text: Callable[[int], str], sizes: tuple[int, int]) -> float:
    """The exponent in time of reading a note and making its cards; what looks steep is measured up to four times."""
    small, large = map(text, sizes)

    def cost(note: str) -> float:
        return seconds(lambda: extract(read(note)))

    found = math.inf
    for _ in range(4):
        found = min(found, exponent(cost, small, large))
        if found <= STEEPEST:
            break
    return found


def _caches() -> list[Any]:
    names = [name for name in sys.modules if name == "cards" or name.startswith("cards.")]
    values = [value for name in names for value in vars(sys.modules[name]).values()]
    return list({id(value): value for value in values if hasattr(value, "cache_clear")}.values())


CACHES = _caches()


def test_there_are_sixty_shapes_and_more() -> None:
    assert len(SHAPES) >= 60
    assert all(len(shape(1024)) > 1.5 * len(shape(512)) for shape in SHAPES.values())


@pytest.mark.parametrize("shape", list(SHAPES.values()), ids=list(SHAPES))
def test_reading_a_note_calls_in_proportion(shape: Callable[[int], str]) -> None:
    small, large = shape(FULL // 8), shape(FULL // 2)
    assert exponent(lambda text: calls(lambda: read(text)), small, large) < STEEPEST


@pytest.mark.soak
@pytest.mark.parametrize("shape", list(SHAPES.values()), ids=list(SHAPES))
def test_a_note_twice_as_long_takes_about_twice_as_long(shape: Callable[[int], str], tell: Callable[..., None]) -> None:
    tell(shapes=1)
    assert steepness(shape, (FULL // 4, FULL)) < STEEPEST
    if len(shape(4 * FULL)) / 20 > 4 * 3900:
        return  # lines any longer are data, and not read as sentences
    assert steepness(shape, (FULL, 4 * FULL)) < STEEPEST


def placed(count: int, question: str, answer: str, heading: str = "H") -> list[Placed]:
    """Cards in the order of their note; {i} is the number of each."""

    def spelled(text: str, number: int) -> str:
        return text.replace("{i}", str(number))

    return [
        Placed(
            Card(Kind.DEFINITION, spelled(question, i), spelled(answer, i), ("N", spelled(heading, i)), i, (), "T"),
            "note.md",
            i,
            i + 1,
        )
        for i in range(count)
    ]


EDITS = {
    "reworded": (("T{i} what?", "the meaning {i} of it"), ("T{i} what?", "the other meaning {i} of this")),
    "all other": (("T{i} what?", "the meaning {i} of it"), ("W{i}x which?", "some sense {i}x of that")),
    "the same words": (("cause {i} leads to?", "effect {i}"), ("cause {i}0 leads to?", "effect {i}0")),
    "one question": (("the question", "a{i}"), ("the question", "b{i}")),
    "no rare word": (("the question", "the answer"), ("the question", "the other answer")),
    "other sections": (("T{i} what?", "meaning {i}", "S{i}"), ("T{i} what?", "a meaning {i}", "P{i}")),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_matching_a_note_with_what_is_known_calls_in_proportion(edit: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    # Up to a hundred cards each is compared with each, so it is beyond that where it has to grow no faster.
    def cost(count: int) -> float:
        return calls(lambda: match(placed(count, *edit[0]), placed(count, *edit[1])))

    assert exponent(cost, 250, 750, size=int) < STEEPEST
