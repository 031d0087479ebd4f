"""Study days: where a day turns, in every time zone and on the nights the clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards.schedule import day_start, study_day

SEOUL, BERLIN, NEW_YORK, LORD_HOWE = (
    ZoneInfo(name) for name in ("Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
)


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@pytest.mark.parametrize(
    ("at", "rollover", "expected"),
    [
        (datetime(2025, 3, 27, 3, 59, 59, tzinfo=SEOUL), 4, "2025-03-26"),
        (datetime(2025, 3, 27, 4, 0, tzinfo=SEOUL), 4, "2025-03-27"),
        (datetime(2025, 3, 28, 0, 30, tzinfo=SEOUL), 4, "2025-03-27"),
        (datetime(2025, 3, 27, 0, 0, tzinfo=SEOUL), 0, "2025-03-27"),
        (datetime(2025, 1, 1, 2, 0, tzinfo=UTC), 4, "2024-12-31"),
        # The night of 30 March has no hour from two to three in Berlin; that of 26 October has it twice.
        (datetime(2025, 3, 30, 1, 59, tzinfo=BERLIN), 4, "2025-03-29"),
        (datetime(2025, 3, 30, 4, 0, tzinfo=BERLIN), 4, "2025-03-30"),
        (datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=1), 4, "2025-10-25"),
        (datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=0), 2, "2025-10-26"),
        (datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN, fold=1), 2, "2025-10-26"),
        (datetime(2025, 3, 27, 3, 30, tzinfo=timezone(timedelta(hours=-9, minutes=-30))), 4, "2025-03-26"),
    ],
)
def test_the_day_turns_at_the_rollover_on_the_wall_clock(at: datetime, rollover: int, expected: str) -> None:
    assert study_day(at, rollover) == day(expected)


@pytest.mark.parametrize("zone", [UTC, SEOUL, BERLIN, NEW_YORK, LORD_HOWE])
@given(days=st.integers(day("2020-01-01"), day("2035-01-01")), rollover=st.integers(0, 23))
def test_a_day_starts_where_the_one_before_ends(zone: ZoneInfo, days: int, rollover: int) -> None:
    start = day_start(days, zone, rollover)
    assert study_day(start, rollover) == days
    # One second earlier as an instant, and not on the wall clock.
    before = (start.astimezone(UTC) - timedelta(seconds=1)).astimezone(zone)
    assert study_day(before, rollover) == days - 1


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(0, 23), st.integers(1, 10**7))
def test_days_never_run_backwards_where_one_stays(at: datetime, rollover: int, seconds: int) -> None:
    first = at.replace(tzinfo=UTC)
    days = [study_day(t.astimezone(BERLIN), rollover) for t in (first, first + timedelta(seconds=seconds))]
    assert days == sorted(days)


def test_without_a_zone_a_day_starts_on_this_machine() -> None:
    start = day_start(day("2025-03-27"), None, 4)
    assert start.tzinfo is not None
    assert (start.hour, start.day) == (4, 27)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        study_day(datetime(2025, 3, 27, 12))
