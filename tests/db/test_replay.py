"""Whatever a person does, and on whatever day: the stored schedules are what the log says."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import servers
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cards.schedule import Rating, Settings
from db import doctor, queue, reviews, settings
from db.engine import Database, open_database
from db.records import Known
from tests.db.conftest import put_cards

CARDS = 5
START = datetime(2025, 3, 28, 23, tzinfo=ZoneInfo("Europe/Berlin"))  # two nights before the clock is changed
card_ids = st.integers(1, CARDS)


class Life(RuleBasedStateMachine):
    """A person, some cards, and a clock that only a traveller turns back."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.lent = servers.lent()
        self.url = self.lent.__enter__()
        if self.url is None:
            shutil.copy(self.template, self.folder / "study.sqlite")
        self.db: Database = self.open()
        if self.url is not None:
            put_cards(self.db, CARDS, 1, 1)
        self.now = START
        self.past: list[Known] = []  # each card as it was before an event that stands

    def open(self) -> Database:
        return open_database(self.url or str(self.folder / "study.sqlite"))

    def teardown(self) -> None:
        assert [finding for finding in doctor.examine(self.db) if not finding.ok] == []
        self.db.close()
        self.lent.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    def remember(self, card_id: int) -> None:
        self.past.append(queue.card(self.db, card_id))

    @initialize(steps=st.sampled_from([(), (1.0,), (1.0, 10.0), (5.0, 1440.0)]), rollover=st.sampled_from([0, 2, 4]))
    def choose(self, steps: tuple[float, ...], rollover: int) -> None:
        settings.save(self.db, Settings(learning_steps=steps, rollover_hour=rollover))

    @rule(card_id=card_ids, rating=st.sampled_from(Rating))
    def rate(self, card_id: int, rating: Rating) -> None:
        self.remember(card_id)
        reviews.record(self.db, card_id, rating, self.now)

    @rule(card_id=card_ids, act=st.sampled_from([reviews.suspend, reviews.resume, reviews.bury]))
    def put_aside(self, card_id: int, act: object) -> None:
        self.remember(card_id)
        assert callable(act)
        act(self.db, card_id, self.now)

    @rule()
    def undo(self) -> None:
        card = reviews.undo(self.db, self.now)
        assert card == (self.past.pop() if self.past else None)

    @rule(hours=st.integers(1, 24 * 40))
    def wait(self, hours: int) -> None:
        self.now = (self.now.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(self.now.tzinfo)

    @rule(zone=st.sampled_from(["Asia/Seoul", "America/Los_Angeles", "Europe/Berlin"]))
    def travel(self, zone: str) -> None:
        self.now = self.now.astimezone(ZoneInfo(zone))

    @rule(retention=st.sampled_from([0.8, 0.9, 0.95]))
    def change_mind(self, retention: float) -> None:
        settings.save(self.db, Settings(desired_retention=retention))

    @rule()
    def restart(self) -> None:
        self.db.close()
        self.db = self.open()

    @invariant()
    def the_log_is_the_truth(self) -> None:
        for card_id in range(1, CARDS + 1):
            card = queue.card(self.db, card_id)
            assert card.schedule == reviews.replayed(self.db, card_id)

    @invariant()
    def the_numbers_are_those_of_the_queue(self) -> None:
        counts, ids = queue.counts(self.db, self.now), queue.today(self.db, self.now)
        assert counts.total == counts.due + counts.new == len(ids) == len(set(ids))
        assert (counts.learning + counts.review) == counts.due
        first = queue.glance(self.db, self.now)[1]
        assert (first.id if first else None) == (ids[0] if ids else None)
        if counts.total:
            assert counts.next_due is None
        elif counts.next_due is not None:
            assert counts.next_due > self.now
            assert queue.counts(self.db, counts.next_due.astimezone(self.now.tzinfo)).total > 0


@pytest.fixture(autouse=True, scope="module")
def template_of_lives(five_cards: Path) -> None:
    Life.template = five_cards


TestLife = Life.TestCase
TestLife.settings = hypothesis_settings(max_examples=15, stateful_step_count=20, deadline=None)
