"""Learning what the note a card stands in says of its worth: `make worth` writes company_english.json anew.

judged_company.jsonl holds a row for each note of other people whose cards readers judged, without a word of them: how
the note is written, what its drafts are, and of each judged card its worth, what its form promises, and the verdict.
The fit is a logistic regression with a ridge of "a reader can use it" on the card's place above the line and on the
note's numbers. What is stored moves the log-odds of a card's own worth, and leaves the mean note where it was.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from cards.asking.choosing import SAFE, STRICTER_ENGLISH
from cards.asking.company import lean

HERE = Path(__file__).parent
NOTES = HERE / "judged_company.jsonl"
WEIGHTS = HERE.parents[1] / "cards" / "asking" / "company_english.json"
USABLE = ("good", "awkward")
RIDGE = 0.005


class Judged(NamedTuple):
    """A judged note: its numbers, and of each of its cards the worth, the promise of its form and the verdict."""

    note: str
    company: dict[str, float]
    cards: list[tuple[float, float, str]]


def judged() -> list[Judged]:
    """Every judged note there is."""
    return [Judged(**json.loads(row)) for row in NOTES.read_text("utf-8").splitlines()]


def place(worth: float, promise: float) -> float:
    """Where a card stands to the line, in log-odds."""
    at = min(0.98, max(0.02, worth - STRICTER_ENGLISH * (SAFE - promise)))
    return math.log(at / (1 - at))


def fit(notes: Sequence[Judged]) -> dict[str, float]:
    """How much each number moves the log-odds of a card, and under "" what leaves the mean note where it was."""
    names = sorted({name for one in notes for name in one.company})
    rows = [
        ([one.company.get(name, 0.0) for name in names], place(worth, promise), verdict in USABLE)
        for one in notes
        for worth, promise, verdict in one.cards
    ]
    found = torch.tensor([row[0] for row in rows], dtype=torch.float64)
    own = torch.tensor([row[1] for row in rows], dtype=torch.float64)
    kept = torch.tensor([float(row[2]) for row in rows], dtype=torch.float64)
    middle, spread = found.mean(0), found.std(0) + 1e-6
    scaled = (found - middle) / spread
    by = torch.zeros(len(names) + 2, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([by], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = by[0] + by[1] * own + scaled @ by[2:]
        missed = torch.nn.functional.binary_cross_entropy_with_logits(odds, kept) + RIDGE * (by[2:] ** 2).sum()
        missed.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
        return missed

    search.step(loss)  # type: ignore[no-untyped-call]  # nor this
    moved = (by[2:] / spread / by[1]).detach()
    stored = {"": round(-float(moved @ middle), 3)}
    return stored | {name: round(float(by), 3) for name, by in zip(names, moved, strict=True)}


def told(notes: Sequence[Judged]) -> str:
    """How many cards of notes left out of the fit are usable, by their own worth alone and with that of their note."""
    alone: list[tuple[float, bool]] = []
    both: list[tuple[float, bool]] = []
    for k in range(5):
        chosen = fit([one for i, one in enumerate(notes) if i % 5 != k])
        for one in (one for i, one in enumerate(notes) if i % 5 == k):
            by = lean(one.company, chosen)
            for worth, promise, verdict in one.cards:
                alone.append((place(worth, promise), verdict in USABLE))
                odds = math.log(worth / (1 - worth)) + by
                both.append((place(1 / (1 + math.exp(-odds)), promise), verdict in USABLE))
    rows = []
    for share in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0):
        usable = []
        for found in (alone, both):
            best = sorted(found, reverse=True)[: int(len(found) * share)]
            usable.append(sum(is_usable for _, is_usable in best) / len(best))
        rows.append(f"the best {share:4.0%}: {usable[0]:.1%} usable by themselves, {usable[1]:.1%} with their note")
    return "\n".join((f"{len(alone)} cards of {len(notes)} notes", *rows))


def main() -> None:
    """Fit, tell, and write the weights."""
    notes = judged()
    print(told(notes))
    WEIGHTS.write_text(json.dumps(fit(notes), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
