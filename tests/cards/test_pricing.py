"""What a wish costs: held against the engine's own simulator, and the ways it must go."""

from __future__ import annotations

import io
import json

import pytest
from fsrs_rs_python import DEFAULT_PARAMETERS, default_simulator_config, simulate

from cards.pricing import DAYS, Habits, main, year

GOOD = (0.0, 0.0, 1.0, 0.0)


def test_new_cards_cost_what_the_engine_says() -> None:
    config = default_simulator_config()
    config.deck_size, config.learn_limit, config.max_cost_perday = 1000, 10, 1e9
    config.learning_step_count = config.relearning_step_count = 0
    engine = simulate(list(DEFAULT_PARAMETERS), 0.9, config, 1)
    first, passed = tuple(config.first_rating_prob), tuple(config.review_rating_prob)
    ours = year(Habits((), first, passed, (0, 60, 60), 36500), [], 1000, 1, (0.9, 10, 9999))
    reviews = sum(ours["minutes"]) / 12 * DAYS  # each takes a minute
    assert reviews == pytest.approx(sum(engine.review_cnt_per_day), rel=0.05)
    assert ours["known"] == pytest.approx(engine.memorized_cnt_per_day[-1], rel=0.01)


def test_more_of_anything_costs_more_and_what_is_known_already_counts() -> None:
    known = [(20.0, 5.0, 10, place % 20) for place in range(60)]
    request = {"cards": known, "unasked": 60, "each": 2, "parameters": [], "first": GOOD, "passed": [0, 1, 0]}
    request |= {"seconds": [30, 10, 25], "maximum_interval": 36500}
    wishes = [(0.9, 1, 9999), (0.95, 1, 9999), (0.9, 4, 9999), (0.9, 1, 2), (0.9, 0, 9999)]
    answer = io.StringIO()
    main(io.StringIO(json.dumps(request | {"wishes": wishes})), answer)
    plain, keener, more, less, none = json.loads(answer.getvalue())
    cost = [sum(found["minutes"]) for found in (plain, keener, more, less, none)]
    assert cost[1] > cost[0]
    assert more["minutes"][0] > plain["minutes"][0]
    assert cost[3] < cost[0]
    assert less["known"] < plain["known"] < keener["known"] <= 240
    assert 0 < none["known"] <= 120, "nothing new is learnt"
