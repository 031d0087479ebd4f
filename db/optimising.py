"""Fitting the FSRS parameters to the review log, in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cards.translation import _
from db import settings as chosen
from db.records import Problem
from db.rows import IN_ORDER, LOG, sound_log
from db.schema import reviews
from db.stats import STANDING

if TYPE_CHECKING:
    from db.engine import Database

LEAST = 400  # reviews on a later day; fewer would fit noise
PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters fitted to a log: how many recalls they were learned from, and the log loss before and after."""

    parameters: tuple[float, ...]
    recalls: int
    before: float
    after: float

    @property
    def better(self) -> bool:
        """True when they predict the ratings better than the present ones."""
        return self.after < self.before


def histories(db: Database) -> list[list[tuple[int, int]]]:
    """For each card its (rating, study day) pairs in order, without undone ratings."""
    query = LOG.where(STANDING).order_by(reviews.c.card_id, *IN_ORDER)
    with db.read() as connection:
        sound = list(sound_log(connection.execute(query)))
    rated = [(line.card_id, (int(line.rating), line.study_day)) for line in sound if line.rating is not None]
    return [[pair for _, pair in each] for _, each in groupby(rated, key=lambda line: line[0])]


def fit(db: Database, command: Sequence[str]) -> Fit:
    """Parameters fitted to all ratings; `settings.save` keeps them. Takes seconds.

    `command` starts cards/fitting.py in an interpreter of its own.

    Raises Problem when there is too little to learn from, or when the process that learns fails.
    """
    past = histories(db)
    recalls = sum(a[1] < b[1] for history in past for a, b in pairwise(history))
    if recalls < LEAST:
        raise Problem(
            _(
                "There are {recalls} recalls to learn from, and it takes {LEAST}. Study on, and try again later.",
                recalls=recalls,
                LEAST=LEAST,
            )
        )
    request = json.dumps({"histories": past, "parameters": chosen.load(db).parameters})
    try:
        done = subprocess.run(command, input=request, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
        answer = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Problem(
            _("The parameters could not be fitted ({kind}). Nothing was changed.", kind=type(error).__name__)
        ) from error
    return Fit(tuple(answer["parameters"]), answer["ratings"], answer["before"], answer["after"])
