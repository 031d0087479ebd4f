"""The laws of meeting: whoever meets whom, in any order and any number of times, all arrive at the same state."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from datetime import timedelta
from itertools import combinations, permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import servers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from syncing_machines import ACTS, Machine, act, hurry, log, machine, meet, shown, sound, state

from db.engine import Database, open_database

SHARE = float(os.environ.get("STUDYTUI_SOAK", "1"))
WHO = ("laptop", "desktop", "server")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("act"), st.sampled_from(range(3)), st.sampled_from(ACTS)),
        st.tuples(st.just("meet"), st.sampled_from(range(3)), st.sampled_from(range(3))),
    ),
    min_size=5,
    max_size=30,
)


def live(machines: list[Machine], steps: list[tuple[str, int, object]], seed: int) -> None:
    """Let the machines do what these steps say; `now` goes on, mostly."""
    chance = random.Random(seed)
    for what, who, more in steps:
        one = machines[who % len(machines)]
        if chance.random() < 0.7:
            for each in machines:
                each.now += timedelta(minutes=1)
        if what == "act":
            act(one, str(more), chance)
        else:
            other = machines[int(str(more)) % len(machines)]
            if other is not one:
                meet(one.db, other.db, max(one.now, other.now))


def all_meet(machines: list[Machine]) -> None:
    """Let everybody meet everybody, twice: what the last one knew has to reach the first."""
    now = max(each.now for each in machines)
    for _ in range(2):
        for one, other in combinations(machines, 2):
            meet(one.db, other.db, now)


def check_days(template: Path, steps: list[tuple[str, int, object]], seed: int, count: int) -> None:
    """Machines that did all this and then met know the same, every answer once, and each row is what its log says."""
    with TemporaryDirectory() as folder, servers.lent() as url:
        machines = [machine(template, Path(folder), name, None if name != WHO[0] else url) for name in WHO[:count]]
        try:
            live(machines, steps, seed)
            all_meet(machines)
            states = [state(each.db) for each in machines]
            for other in states[1:]:
                assert shown(other) == shown(states[0])
            answered = Counter(name for each in machines for name in each.answered)
            held = Counter(line[0] for line in log(machines[0].db))
            assert all(held[name] == times == 1 for name, times in answered.items())
            for each in machines:
                assert sound(each.db) == []
        finally:
            for each in machines:
                each.close()


@given(STEPS, st.integers(0, 2**32), st.sampled_from((2, 3)))
@settings(max_examples=18, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_machines_that_met_know_the_same(
    template: Path, steps: list[tuple[str, int, object]], seed: int, count: int
) -> None:
    check_days(template, steps, seed, count)


@given(STEPS, st.integers(0, 2**32))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_meeting_is_commutative_associative_and_idempotent(
    template: Path, steps: list[tuple[str, int, object]], seed: int
) -> None:
    check_orders(template, steps, seed)


def check_orders(template: Path, steps: list[tuple[str, int, object]], seed: int) -> None:
    """Three databases united in every order are one; united once more, they stay it, and nothing is written."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        machines = [machine(template, folder, each) for each in WHO]
        live(machines, steps, seed)
        now = max(each.now for each in machines)
        for each in machines:
            each.close()
        found = []
        for number, order in enumerate(permutations(machines)):
            opened: list[Database] = []
            for each in order:
                copy = shutil.copy(each.path, folder / f"{number}-{each.name}.sqlite")
                opened.append(open_database(str(copy)))
                hurry(opened[-1])
            one, two, three = opened
            if number % 2:
                meet(one, two, now)
                meet(one, three, now)
            else:
                meet(two, three, now)
                meet(one, two, now)
            found.append(state(one))
            again = meet(one, two, now)
            assert state(one) == found[-1]
            if not number % 2:
                assert (again.came.anything, again.went.anything) == (False, False)
            for each in opened:
                each.close()
        for other in found[1:]:
            assert shown(other) == shown(found[0])


@pytest.mark.soak
def test_two_thousand_histories(template: Path) -> None:
    chance = random.Random(13)
    for _ in range(max(1, round(2000 * SHARE))):
        steps: list[tuple[str, int, object]] = [
            ("act", chance.randrange(3), chance.choice(ACTS))
            if chance.random() < 0.75
            else ("meet", chance.randrange(3), chance.randrange(3))
            for _ in range(chance.randrange(5, 40))
        ]
        check_days(template, steps, chance.getrandbits(32), chance.choice((2, 3)))
