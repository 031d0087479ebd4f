"""What a rating does: the promises the four keys make."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.schedule import (
    Outcome,
    Rating,
    Schedule,
    Settings,
    State,
    after,
    day_start,
    outcomes,
    retrievability,
    study_day,
    why_due,
    words,
)

NOON = datetime(2025, 3, 27, 12, tzinfo=UTC)
PLAIN = Settings(fuzz=False)

steps = st.lists(st.floats(0.5, 4000), max_size=4).map(tuple)
choices = st.builds(
    Settings,
    desired_retention=st.floats(0.7, 0.99),
    learning_steps=steps,
    relearning_steps=steps,
    rollover_hour=st.integers(0, 23),
    maximum_interval=st.integers(1, 36500),
    fuzz=st.booleans(),
)
# What a person did: a rating, and how many minutes passed since the card was due.
histories = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 60 * 24 * 90)), max_size=12)


def lived(history: list[tuple[Rating, int]], settings: Settings, seed: int = 1) -> tuple[Schedule, datetime]:
    """A card after this history, and a time at which it may be rated."""
    schedule, now = Schedule(), NOON
    for rating, late in history:
        schedule = after(schedule, rating, now, settings, seed=seed)
        now = due(schedule, settings) + timedelta(minutes=late)
    return schedule, now


def due(schedule: Schedule, settings: Settings) -> datetime:
    if schedule.due_at is not None:
        return schedule.due_at
    assert schedule.due_day is not None
    return day_start(schedule.due_day, UTC, settings.rollover_hour)


@given(histories, choices, st.integers(1, 10**6))
def test_what_is_shown_is_what_a_rating_does(history: list[tuple[Rating, int]], settings: Settings, seed: int) -> None:
    schedule, now = lived(history, settings, seed)
    for shown in outcomes(schedule, now, settings, seed=seed):
        assert after(schedule, shown.rating, now, settings, seed=seed) == shown.schedule


@given(histories, choices, st.integers(1, 10**6))
def test_a_better_rating_never_comes_back_sooner(
    history: list[tuple[Rating, int]], settings: Settings, seed: int
) -> None:
    schedule, now = lived(history, settings, seed)
    four = outcomes(schedule, now, settings, seed=seed)
    times = [due(o.schedule, settings) for o in four]
    assert times == sorted(times)
    # Days are told apart while there are days left to tell them apart by.
    days = [o.schedule.due_day for o in four if o.schedule.due_day is not None]
    for sooner, later in itertools.pairwise(days):
        assert sooner < later or later - study_day(now, settings.rollover_hour) == settings.maximum_interval


@given(histories, choices)
def test_the_state_says_what_the_other_fields_hold(history: list[tuple[Rating, int]], settings: Settings) -> None:
    schedule, now = lived(history, settings)
    today = study_day(now, settings.rollover_hour)
    for rating, shown in zip(Rating, outcomes(schedule, now, settings, seed=1), strict=True):
        got = shown.schedule
        assert shown.rating is rating
        assert got.reps == schedule.reps + 1
        assert got.last_day == today
        assert got.lapses - schedule.lapses == (schedule.state is State.REVIEW and rating is Rating.AGAIN)
        assert got.stability is not None
        assert got.stability > 0
        assert got.difficulty is not None
        assert 1 <= got.difficulty <= 10
        if got.state is State.REVIEW:
            assert got.due_at is None
            assert got.due_day is not None
            assert 1 <= got.due_day - today <= settings.maximum_interval
        else:
            assert got.state in {State.LEARNING, State.RELEARNING}
            assert got.due_day is None
            assert got.due_at is not None
            assert got.due_at > now
            assert got.due_at.tzinfo is UTC


@given(histories.filter(len), st.floats(0.7, 0.98))
def test_asking_for_more_retention_brings_cards_back_sooner(
    history: list[tuple[Rating, int]], retention: float
) -> None:
    lazy, keen = (Settings(desired_retention=r, fuzz=False) for r in (retention, retention + 0.01))
    schedule, now = lived(history, lazy)
    for later, sooner in zip(outcomes(schedule, now, lazy, seed=1), outcomes(schedule, now, keen, seed=1), strict=True):
        assert due(sooner.schedule, keen) <= due(later.schedule, lazy)


@pytest.mark.parametrize("longest", [1, 2])
@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_the_order_holds_where_the_longest_interval_is_shorter_than_a_step(longest: int, hour: int) -> None:
    half_days = Settings(learning_steps=(720.0, 1440.0), relearning_steps=(720.0, 2880.0), maximum_interval=longest)
    now = NOON.replace(hour=hour)
    for schedule in (Schedule(), after(Schedule(), Rating.GOOD, now, half_days, seed=1)):
        times = [due(o.schedule, half_days) for o in outcomes(schedule, now, half_days, seed=1)]
        assert times == sorted(times)
        assert times[-1] <= day_start(study_day(now) + longest, UTC)


@given(histories, choices, st.integers(1, 10**6), st.floats(0, 1))
def test_a_review_passed_before_it_was_due_never_shortens_its_interval(
    history: list[tuple[Rating, int]], settings: Settings, seed: int, share: float
) -> None:
    schedule, _ = lived([*history, (Rating.EASY, 0)], settings, seed)
    assert schedule.due_day is not None
    assert schedule.last_day is not None
    had = schedule.due_day - schedule.last_day
    early = day_start(schedule.last_day + int(share * (had - 1)), UTC, settings.rollover_hour)
    for outcome in outcomes(schedule, early, settings, seed=seed)[1:]:
        assert outcome.schedule.due_day is not None
        assert outcome.schedule.due_day - study_day(early, settings.rollover_hour) >= had


def test_a_hard_review_before_its_time_keeps_the_interval() -> None:
    schedule = Schedule(State.REVIEW, 0, 48.0, 7.0, study_day(NOON) + 50, None, study_day(NOON) - 5, 6, 0)
    hard = outcomes(schedule, NOON, PLAIN, seed=1)[1].schedule
    assert hard.due_day == study_day(NOON) + 55


@given(st.integers(1, 10**6))
def test_fuzz_moves_a_long_interval_a_little_and_the_same_each_time(seed: int) -> None:
    schedule = Schedule(State.REVIEW, 0, 100.0, 5.0, study_day(NOON), None, study_day(NOON) - 100, 5, 0)
    exact = due(outcomes(schedule, NOON, PLAIN, seed=seed)[2].schedule, PLAIN)
    fuzzed = due(outcomes(schedule, NOON, Settings(), seed=seed)[2].schedule, PLAIN)
    days = (exact - NOON).days
    assert abs((fuzzed - exact).days) <= 3 + days * 0.1
    assert fuzzed == due(outcomes(schedule, NOON + timedelta(minutes=67), Settings(), seed=seed)[2].schedule, PLAIN)


def test_fuzz_spreads_cards_that_were_learned_together() -> None:
    schedule = Schedule(State.REVIEW, 0, 30.0, 5.0, study_day(NOON), None, study_day(NOON) - 30, 5, 0)
    days = {after(schedule, Rating.GOOD, NOON, Settings(), seed=seed).due_day for seed in range(1, 200)}
    assert len(days) >= 5
    # Nor does one card fall on the same side of its interval each time.
    again = {after(replace(schedule, reps=reps), Rating.GOOD, NOON, Settings(), seed=1).due_day for reps in range(50)}
    assert len(again) >= 5


def intervals(four: tuple[Outcome, ...]) -> list[str]:
    return [shown.interval for shown in four]


def test_a_new_card_walks_through_its_steps() -> None:
    first = outcomes(Schedule(), NOON, PLAIN, seed=1)
    assert intervals(first) == ["1m", "6m", "10m", "8d"]
    second = outcomes(first[2].schedule, NOON, PLAIN, seed=1)
    assert intervals(second)[:2] == ["1m", "10m"]
    assert [o.schedule.state for o in second] == [State.LEARNING, State.LEARNING, State.REVIEW, State.REVIEW]
    assert second[0].schedule.step == 0


def test_a_forgotten_card_is_learned_again() -> None:
    known, now = lived([(Rating.EASY, 0), (Rating.GOOD, 0)], PLAIN)
    forgot = after(known, Rating.AGAIN, now, PLAIN, seed=1)
    assert (forgot.state, forgot.lapses, forgot.due_at) == (State.RELEARNING, 1, now + timedelta(minutes=10))
    back = after(forgot, Rating.GOOD, now, PLAIN, seed=1)
    assert back.state is State.REVIEW
    assert back.lapses == 1
    assert back.stability is not None
    assert known.stability is not None
    assert back.stability < known.stability


def test_without_steps_every_rating_gives_days() -> None:
    bare = Settings(learning_steps=(), relearning_steps=(), fuzz=False)
    days = [o.schedule.due_day for o in outcomes(Schedule(), NOON, bare, seed=1)]
    today = study_day(NOON)
    assert [day - today for day in days if day] == [1, 2, 3, 8]


def test_a_step_of_a_day_ends_with_the_night() -> None:
    late = NOON + timedelta(hours=10)
    got = after(Schedule(), Rating.AGAIN, late, Settings(learning_steps=(1440.0,)), seed=1)
    assert got.due_at == datetime(2025, 3, 28, 4, tzinfo=UTC)


def test_a_clock_that_went_back_is_the_same_day() -> None:
    known, now = lived([(Rating.EASY, 0)], PLAIN)
    early = now - timedelta(days=30)
    assert after(known, Rating.GOOD, early, PLAIN, seed=1).stability == pytest.approx(
        after(known, Rating.GOOD, day_start(known.last_day or 0, UTC, 4), PLAIN, seed=1).stability
    )


def test_fewer_steps_than_yesterday_are_no_trouble() -> None:
    second = after(Schedule(), Rating.GOOD, NOON, Settings(learning_steps=(1.0, 10.0, 30.0)), seed=1)
    assert second.step == 1
    got = outcomes(second, NOON, Settings(learning_steps=(5.0,), fuzz=False), seed=1)
    assert got[2].schedule.state is State.REVIEW


def test_retrievability_falls_and_is_ninety_percent_at_the_stability() -> None:
    known = Schedule(State.REVIEW, 0, 10.0, 5.0, 110, None, 100, 3, 0)
    chances = [retrievability(known, day, PLAIN) for day in (100, 105, 110, 200)]
    assert chances[0] == 1.0
    assert chances[2] == pytest.approx(0.9)
    assert chances == sorted(chances, key=lambda c: c or 0, reverse=True)
    assert retrievability(Schedule(), 100, PLAIN) is None


def test_the_curve_is_the_engines_own() -> None:
    from fsrs_rs_python import FSRS

    for retention in (0.7, 0.8, 0.95):
        days = FSRS([]).next_interval(10.0, retention, 3)
        known = Schedule(State.REVIEW, 0, 10.0, 5.0, 110, None, 0, 3, 0)
        assert retrievability(known, round(days), PLAIN) == pytest.approx(retention, abs=0.01)


def test_parameters_that_fsrs_cannot_use_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="21 numbers"):
        outcomes(Schedule(), NOON, Settings(parameters=(1.0, 2.0)), seed=1)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0.5, "<1m"),
        (1, "1m"),
        (5.5, "6m"),
        (59, "59m"),
        (59.7, "1h"),
        (90, "1.5h"),
        (1440, "1d"),
        (1440 * 30, "30d"),
        (1440 * 64, "2.1mo"),
        (1440 * 365.25, "1y"),
        (1440 * 500, "1.4y"),
    ],
)
def test_intervals_in_words(minutes: float, said: str) -> None:
    assert words(minutes) == said


@given(histories, choices)
def test_why_due_is_always_a_sentence(history: list[tuple[Rating, int]], settings: Settings) -> None:
    schedule, now = lived(history, settings)
    for when in (now, now - timedelta(days=1), now + timedelta(days=40)):
        said = why_due(schedule, when, settings)
        assert said.endswith(".")
        assert said[0].isupper()
        assert "None" not in said


def test_why_due_tells_the_cases_apart() -> None:
    known = Schedule(State.REVIEW, 0, 10.0, 5.0, study_day(NOON), None, study_day(NOON) - 10, 3, 0)
    said = {
        why_due(Schedule(), NOON, PLAIN),
        why_due(after(Schedule(), Rating.GOOD, NOON, PLAIN, seed=1), NOON, PLAIN),
        *(why_due(known, NOON + timedelta(days=days), PLAIN) for days in (-2, 0, 3)),
    }
    assert len(said) == 5
    assert any("due today" in each and "90%" in each for each in said)
    assert any("has been due for 3 days" in each for each in said)
