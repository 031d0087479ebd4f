"""What a price is reckoned from: this person's cards, ratings and pace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cards.schedule import Rating, Settings
from db import pricing, reviews
from db.pricing import Wish
from db.records import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Database

    Filled = Callable[..., Database]


def test_cards_ratings_and_pace_are_ones_own_once_there_are_enough(
    db: Database, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = Wish.of(Settings())
    now = db.now()
    with pytest.raises(Problem, match="no card"):
        pricing.request(db, [wish], now)
    filled(8)
    for card in range(1, 5):
        reviews.record(db, card, Rating.EASY if card < 4 else Rating.GOOD, now, 4000)

    def asked() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(pricing.request(db, [wish, Wish(0.95, 5, 100)], now))
        return found

    few = asked()
    assert (len(few["cards"]), few["unasked"], few["each"]) == (4, 4, 1)
    assert few["first"] == list(pricing.FIRST), "four ratings say little"
    assert few["wishes"] == [[0.9, 20, 9999], [0.95, 5, 100]]
    monkeypatch.setattr(pricing, "ENOUGH", 4)
    monkeypatch.setattr(pricing, "MOST", 4)
    own = asked()
    assert own["first"] == [0, 0, 0.25, 0.75]
    assert own["seconds"][:2] == [4.0, 4.0], "a new card took four seconds, and so does a review until there are some"
    assert (len(own["cards"]), own["unasked"], own["each"]) == (2, 2, 2), "each stands for two"
