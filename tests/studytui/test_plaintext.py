"""Texts for where nothing can be drawn: harmless, without asterisks, times as one says them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from studytui.plaintext import about, clock_time, harmless, plural, unmarked, when

KST = timezone(timedelta(hours=9))
NOW = datetime(2025, 5, 7, 9, 0, tzinfo=KST)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**BigBird** (섞어 쓰는 구조)", "BigBird (섞어 쓰는 구조)"),
        ("*Learning bias*라고도", "Learning bias라고도"),
        ("**A**와 **B**", "A와 B"),
        ("2 ** 3 ** 4 and a * b * c", "2 ** 3 ** 4 and a * b * c"),
        ("`**x**` and $a*b*c$", "`**x**` and $a*b*c$"),
        ("**`[]`** (useEffect)", "`[]` (useEffect)"),
        (r"**\*** and \*loud\* cost \$5", "* and *loud* cost $5"),
        (r"a ball: $$B = \{x : \|x\| \le 1\}\;$$ **open**", r"a ball: $$B = \{x : \|x\| \le 1\}\;$$ open"),
        ("**H_2SO_4** in `H_2O`, $m^2$, m^2", "H₂SO₄ in `H_2O`, $m^2$, m²"),
    ],
)
def test_asterisks_go_where_they_are_markup(text: str, shown: str) -> None:
    assert unmarked(text) == shown


def test_nothing_in_a_text_acts_on_a_terminal() -> None:
    assert harmless("a\x1b[31mb\x07\r\nc\u202ed\x9bm") == "a␛[31mb␇\nc\ufffdd\ufffdm"
    assert harmless("가") == "가"  # NFD in, NFC out


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ({"seconds": 20}, "now"),
        ({"minutes": 1}, "in 1 minute"),
        ({"minutes": 59}, "in 59 minutes"),
        ({"hours": 3}, "today at 12:00"),
        ({"hours": 19}, "tomorrow at 04:00"),
        ({"days": 3}, "on Saturday"),
        ({"days": 30}, "on 6 Jun"),
    ],
)
def test_an_instant_is_said_as_one_would(later: dict[str, int], said: str) -> None:
    assert when((NOW + timedelta(**later)).astimezone(UTC), NOW) == said


def test_counts_and_times() -> None:
    assert (plural(1, "card"), plural(1200, "card")) == ("1 card", "1,200 cards")
    assert (clock_time(67), clock_time(3729)) == ("1:07", "1:02:09")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "about 1 minute"), (36.4, "about 36 minutes"), (119, "about 119 minutes"), (1673, "about 28 hours")],
)
def test_a_length_of_time_is_said_in_hours_where_minutes_would_be_many(minutes: float, said: str) -> None:
    assert about(minutes) == said
