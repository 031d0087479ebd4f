"""Fitting FSRS to a person's ratings, as a program of its own: JSON in on stdin, JSON out on stdout.

The engine holds the interpreter's lock for seconds while it learns, so no screen could move beside it.

    {"histories": [[[rating, study day], …], …], "parameters": [present ones, or none]}
    → {"parameters": [21 numbers], "before": log loss, "after": log loss, "ratings": how many it learned from}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any, TextIO

History = Sequence[tuple[int, int]]


def fit(histories: Sequence[History], parameters: Sequence[float] = ()) -> dict[str, Any]:
    """The fitted parameters, and how well (log loss, less is better) both sets foresee these ratings.

    Each history is a card's (rating 1–4, study day) in order. What does not foresee better than the present
    parameters is not taken. Takes seconds.
    """
    from fsrs_rs_python import FSRS

    items, owners = _items(histories)
    present = FSRS(list(parameters))
    if not items:
        return {"parameters": list(parameters), "before": None, "after": None, "ratings": 0}
    fitted = present.compute_parameters(items, owners)
    before, after = present.evaluate(items).log_loss, FSRS(fitted).evaluate(items).log_loss
    if after >= before:
        fitted, after = list(parameters), before
    return {"parameters": list(fitted), "before": before, "after": after, "ratings": len(items)}


def _items(histories: Sequence[History]) -> tuple[list[Any], list[int]]:
    """What the engine learns from: each recall after a night, with all that went before it."""
    from fsrs_rs_python import FSRSItem, FSRSReview

    items, owners = [], []
    for owner, history in enumerate(histories):
        reviews = []
        for place, (rating, day) in enumerate(history):
            gap = max(0, day - history[place - 1][1]) if place else 0
            reviews.append(FSRSReview(int(rating), gap))
            if gap:  # a step within one day teaches nothing by itself
                items.append(FSRSItem(list(reviews)))
                owners.append(owner)
    return items, owners


def main(source: TextIO, target: TextIO) -> None:
    """Read one request, write one answer."""
    request = json.load(source)
    json.dump(fit(request["histories"], request["parameters"]), target)


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
