"""What two machines know of each other after a sync: notes in other folders, rewording, joins, clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import servers
from sqlalchemy import select
from syncing_machines import Machine, card, machine, meet, sound, source, state

from cards.card import Change
from cards.schedule import Rating
from db import library, reviews, schema, scopes, settings, wordings
from db.records import Problem

Make = Callable[[str], Machine]
BAND = card("Band", "창 안에서만 연결한다", 1)
DILATED = card("Dilated", "간격을 띄워 연결한다", 2)
GLOBAL = card("Global", "모두와 연결한다", 3)


@pytest.fixture
def make(template: Path, tmp_path: Path) -> Iterator[Make]:
    """A function that makes a machine. Where the tests run on a server, it keeps the first one's cards."""
    made: list[Machine] = []
    with servers.lent() as url:

        def of(name: str) -> Machine:
            made.append(machine(template, tmp_path, name, None if made else url))
            return made[-1]

        yield of
        for each in made:
            each.close()


def test_a_new_machine_takes_everything_and_then_finds_its_own_files(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source("/home/kim/til/2026/band.md", [BAND, DILATED]))
    laptop.rate(laptop.cards()[0])
    meet(desktop.db, laptop.db, laptop.now)
    assert [one.schedule.reps for one in desktop.cards()] == [1, 0]
    assert library.fingerprints(desktop.db) == {}, "no file is missed that never was here"
    plan = library.plan(desktop.db, [source("/Users/kim/notes/band.md", [BAND, replace(DILATED, answer="띄운 연결")])])
    assert [row.change for row in plan.rows] == [Change.KEPT, Change.REWORDED]
    library.apply(desktop.db, plan, desktop.now + timedelta(hours=1))
    assert {one.path for one in desktop.cards()} == {"/Users/kim/notes/band.md"}
    meet(desktop.db, laptop.db, laptop.now)
    assert [one.card.answer for one in laptop.cards()] == [BAND.answer, "띄운 연결"]
    assert {one.path for one in laptop.cards()} == {"/home/kim/til/2026/band.md"}
    assert state(laptop.db) == state(desktop.db)


def test_a_file_of_the_same_name_with_other_cards_is_another_note(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source("/home/kim/a/index.md", [BAND, DILATED]))
    meet(desktop.db, laptop.db, laptop.now)
    plan = library.plan(desktop.db, [source("/home/lee/b/index.md", [GLOBAL])])
    assert [row.change for row in plan.rows] == [Change.NEW]
    library.apply(desktop.db, plan, desktop.now)
    assert len(desktop.cards()) == 3


def test_a_note_imported_on_both_is_one_and_follows_a_rewording(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    for each in (laptop, desktop):
        each.bring_in(source(each.note(1), [BAND, DILATED]))
        each.rate(each.cards()[0])
        each.now += timedelta(days=1)
    laptop.bring_in(source(laptop.note(1), [BAND, replace(DILATED, answer="간격을 두고 연결한다")]))
    found = meet(laptop.db, desktop.db, laptop.now)
    assert (found.came.answers, found.went.answers, found.came.new, found.went.changed) == (1, 1, 0, 1)
    assert [one.schedule.reps for one in desktop.cards()] == [2, 0]
    assert desktop.cards()[1].card.answer == "간격을 두고 연결한다"
    assert state(laptop.db) == state(desktop.db)
    assert sound(laptop.db) == sound(desktop.db) == []


def test_one_that_skipped_a_version_arrives_at_the_same_card(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source(laptop.note(1), [BAND]))
    laptop.rate(laptop.cards()[0])
    laptop.now += timedelta(hours=1)
    laptop.bring_in(source(laptop.note(1), [replace(BAND, answer="창 안의 것과 연결한다")]))
    desktop.bring_in(source(desktop.note(1), [replace(BAND, answer="창 안의 것과 연결한다")]))
    desktop.rate(desktop.cards()[0])
    meet(laptop.db, desktop.db, laptop.now)
    (one,) = laptop.cards()
    assert one.schedule.reps == 2
    assert state(laptop.db) == state(desktop.db)


def test_two_rows_that_a_third_machine_knows_as_one_are_joined(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    first, second = card("Band", "창 안에서만", 1), card("Window", "이웃한 토큰끼리 본다는 뜻이다", 1)
    laptop.bring_in(source("/a/x.md", [first]))
    laptop.rate(laptop.cards()[0])
    laptop.bring_in(source("/a/y/x.md", [second]))
    laptop.rate(laptop.cards()[1])
    assert len(laptop.cards()) == 2
    desktop.bring_in(source("/b/x.md", [first]))
    (row,) = library.plan(desktop.db, [source("/b/x.md", [second])]).rows[:1]
    desktop.now += timedelta(hours=1)
    plan = library.plan(desktop.db, [source("/b/x.md", [second])])
    if row.change is Change.NEW:
        from db.imports.decisions import link

        plan = link(plan, 0, 1)
    library.apply(desktop.db, plan, desktop.now)
    found = meet(desktop.db, laptop.db, desktop.now)
    assert found.went.joined == 1
    (one,) = laptop.cards()
    assert one.schedule.reps == 2
    assert state(laptop.db) == state(desktop.db)
    assert sound(laptop.db) == []


def test_undo_takes_back_what_was_done_last_wherever_and_only_once(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    for each in (laptop, desktop):
        each.bring_in(source(each.note(1), [BAND, DILATED]))
    laptop.rate(laptop.cards()[0])
    meet(laptop.db, desktop.db, laptop.now)
    for each in (laptop, desktop):
        each.now += timedelta(minutes=5)
        reviews.undo(each.db, each.now)
    meet(laptop.db, desktop.db, laptop.now)
    assert laptop.cards()[0].schedule.reps == 0
    assert state(laptop.db) == state(desktop.db)
    assert reviews.undo(laptop.db, laptop.now) is None


def test_what_an_import_holds_after_an_answer_is_held_on_every_machine(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source(laptop.note(1), [replace(BAND, held=True)]))
    meet(laptop.db, desktop.db, laptop.now)
    reviews.drop(laptop.db, laptop.cards()[0].id, laptop.now)
    laptop.rate(laptop.cards()[0])
    laptop.bring_in(source(laptop.note(1), [replace(BAND, answer="창 안의 것과 연결한다", held=True)]))
    assert laptop.cards()[0].card.held, "it was dropped"
    meet(laptop.db, desktop.db, laptop.now)
    assert state(laptop.db) == state(desktop.db)
    desktop.now += timedelta(minutes=1)
    reviews.take(desktop.db, desktop.cards()[0].id, desktop.now)
    meet(laptop.db, desktop.db, desktop.now)
    assert [one.cards()[0].card.held for one in (laptop, desktop)] == [False, False]


def test_settings_and_own_words_hold_as_they_were_chosen_last_each_by_itself(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    for each in (laptop, desktop):
        each.bring_in(source(each.note(1), [BAND]))
    settings.save(laptop.db, replace(settings.load(laptop.db), new_per_day=5, leech_lapses=3))
    wordings.reword(laptop.db, laptop.cards()[0].id, "띠는?", "", laptop.now)
    desktop.now += timedelta(minutes=1)
    settings.save(desktop.db, replace(settings.load(desktop.db), new_per_day=7))
    wordings.reword(desktop.db, desktop.cards()[0].id, "", "창 안", desktop.now)
    found = meet(laptop.db, desktop.db, desktop.now)
    assert (found.came.settings, found.went.settings) == (("new_per_day",), ("leech_lapses",))
    assert settings.load(laptop.db) == settings.load(desktop.db)
    assert (settings.load(laptop.db).new_per_day, settings.load(laptop.db).leech_lapses) == (7, 3)
    assert [one.cards()[0].card.answer for one in (laptop, desktop)] == ["창 안", "창 안"]
    assert laptop.cards()[0].card.question == BAND.question


def test_what_was_chosen_for_a_part_of_the_cards_travels(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    scopes.choose(laptop.db, scopes.Scope("tag:cs", new_per_day=3))
    assert meet(laptop.db, desktop.db, laptop.now).went.settings == ("scopes",)
    desktop.now += timedelta(minutes=1)
    scopes.choose(desktop.db, scopes.Scope("tag:cs", paused=True))
    meet(laptop.db, desktop.db, desktop.now)
    assert scopes.load(laptop.db) == scopes.load(desktop.db) == (scopes.Scope("tag:cs", paused=True),)


def test_an_answer_dated_after_now_makes_no_card_due_in_a_year(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    for each in (laptop, desktop):
        each.bring_in(source(each.note(1), [BAND, DILATED]))
    here = laptop.now
    laptop.now += timedelta(days=1460)
    laptop.rate(laptop.cards()[0], Rating.EASY)
    laptop.now = here + timedelta(hours=1)
    found = meet(desktop.db, laptop.db, laptop.now)
    assert found.ahead == 1
    for each in (laptop, desktop):
        due = each.cards()[0].schedule.due_day
        assert due is not None
        assert due - here.date().toordinal() < 60
        assert sound(each.db) == []
    assert state(laptop.db) == state(desktop.db)
    assert meet(desktop.db, laptop.db, laptop.now).ahead == 0
    laptop.now += timedelta(days=2)
    laptop.rate(laptop.cards()[0])
    reviews.undo(laptop.db, laptop.now)
    assert laptop.cards()[0].schedule.reps == 1, "an undo takes back the answer of today, not the one of another year"
    assert sound(laptop.db) == []


@pytest.mark.usefixtures("on_a_file")  # of the command line
def test_the_doctor_finds_a_wrong_clock_and_a_repair_counts_from_today(make: Make, command: Callable[..., Any]) -> None:
    laptop = make("study")
    laptop.bring_in(source(laptop.note(1), [BAND]))
    here = laptop.now
    laptop.now += timedelta(days=1460)
    laptop.rate(laptop.cards()[0], Rating.EASY)
    now = (here + timedelta(hours=1)).isoformat()
    assert "answers dated after now: 1" in command("doctor", now=now).out
    repaired = command("doctor", "--repair", now=now)
    assert "count from today (1)" in repaired.out
    assert repaired.status == 0
    due = laptop.cards()[0].schedule.due_day
    assert due is not None
    assert due - here.date().toordinal() < 60


@pytest.mark.usefixtures("on_a_file")  # of the command line
def test_what_is_kept_for_other_machines_is_made_anew_where_it_cannot_be_read(
    make: Make, command: Callable[..., Any]
) -> None:
    laptop, desktop = make("study"), make("desktop")
    laptop.bring_in(source(laptop.note(1), [BAND]))
    meet(laptop.db, desktop.db, laptop.now)
    with laptop.db.begin() as connection:
        connection.exec_driver_sql("UPDATE versions SET changed_at = 'soon'")
        connection.exec_driver_sql("UPDATE meetings SET stamp = -1")
    assert command("doctor").status == 1
    assert command("doctor", "--repair").status == 0
    laptop.now += timedelta(minutes=1)
    laptop.rate(laptop.cards()[0])
    meet(laptop.db, desktop.db, laptop.now)
    assert desktop.cards()[0].schedule.reps == 1
    assert sound(laptop.db) == []


def test_a_clock_that_is_behind_ones_own_answers_syncs_nothing(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source(laptop.note(1), [BAND]))
    for _ in range(3):
        laptop.now += timedelta(days=2)
        laptop.rate(laptop.cards()[0])
    with pytest.raises(Problem, match=r"Set the clock.*Nothing was changed"):
        meet(laptop.db, desktop.db, laptop.now - timedelta(days=400))
    assert desktop.cards() == []


def test_a_card_taken_out_with_its_import_does_not_come_back(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source(laptop.note(1), [BAND]))
    meet(laptop.db, desktop.db, laptop.now)
    laptop.now += timedelta(hours=1)
    library.undo_import(laptop.db, laptop.imported[-1], laptop.now)
    meet(laptop.db, desktop.db, laptop.now)
    assert laptop.cards() == desktop.cards() == []


def test_rows_that_cannot_be_read_stay_where_they_are_and_stop_nothing(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    desktop.bring_in(source(desktop.note(1), [BAND, DILATED, replace(GLOBAL, answer="x" * 300_000)]))
    desktop.rate(desktop.cards()[1])
    with desktop.db.begin() as connection:
        connection.exec_driver_sql("UPDATE cards SET kind = 'dragon' WHERE id = 1")
    found = meet(laptop.db, desktop.db, laptop.now)
    assert [one.card.subject for one in laptop.cards()] == ["Dilated"]
    assert found.unsound == 2
    assert laptop.cards()[0].schedule.reps == 1
    assert sound(laptop.db) == []


def test_a_meeting_without_news_writes_nothing(make: Make) -> None:
    laptop, desktop = make("laptop"), make("desktop")
    laptop.bring_in(source(laptop.note(1), [BAND]))
    meet(laptop.db, desktop.db, laptop.now)
    with laptop.db.read() as connection:
        before = connection.execute(select(schema.meetings.c.uid)).scalars().all()
    found = meet(laptop.db, desktop.db, laptop.now)
    assert not found.came.anything
    assert not found.went.anything
    with laptop.db.read() as connection:
        assert connection.execute(select(schema.meetings.c.uid)).scalars().all() == before
