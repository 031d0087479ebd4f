"""The cards that demos ask: one a question while a note names its concept, once that is known, a few new ones a day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cards.card import Card, Change, Kind
from cards.schedule import Rating, Settings, State
from db import answers, backup, doctor, library, queue, repair, reviews, runs, settings, stats, wordings
from db.engine import Database, open_database
from db.records import Known, Problem, Source, Stale
from db.runs import Offered

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
TITLE = {"pairs": "How many pairs are kept?", "reach": "How far does it see?", "cost": "What does it cost?"}


def offered(*names: str) -> list[Offered]:
    """Questions, as `band/pairs`."""
    return [
        Offered(*name.split("/"), lambda card, name=name: (TITLE[name.split("/")[1]], "It is computed."))
        for name in names
    ]


PAIRS = offered("band/pairs")


def lead(card: Card) -> str | None:
    """A card leads to the demo of its subject's first word."""
    word = card.subject.split(" ")[0].lower()
    return word if word in ("band", "ring") else None


def card(subject: str, line: int = 3, kind: Kind = Kind.DEFINITION, says: str = "") -> Card:
    return Card(kind, f"**{subject}** — what is it?{says}", f"{subject} it is", ("Patterns",), line, subject=subject)


def bring(db: Database, path: str, *said: Card) -> int:
    source = Source(path, path, format(hash((path, said)), "x"), 1, 1, said)
    return library.apply(db, library.plan(db, [source]), NOW)


def attend(db: Database, asks: list[Offered] = PAIRS, edition: str = "1") -> bool:
    return runs.attend(db, lead, lambda: asks, edition, NOW)


def asked_by_demos(db: Database, *, retired: bool = False) -> dict[str, Known]:
    found = library.search(db, "", NOW, retired=True)
    return {one.card.subject: one for one in found if one.card.kind is Kind.RUN and one.retired is retired}


def today(db: Database, now: datetime = LATER, filter: str = "kind:run") -> list[str]:
    return [queue.card(db, number).card.subject for number in queue.today(db, now, filter)]


def learn(db: Database, subject: str, rating: Rating = Rating.EASY, now: datetime = NOW) -> None:
    [one] = [each for each in library.search(db, "", NOW) if each.card.subject == subject]
    reviews.record(db, one.id, rating, now)


def sound(db: Database) -> bool:
    return all(finding.ok for finding in doctor.examine(db))


def test_a_question_is_one_card_under_the_first_note_that_names_its_concept(db: Database) -> None:
    bring(db, "/b.md", card("Band", 7), card("Else", 9))
    bring(db, "/c.md", card("Band", 3, says=" Again."))
    assert attend(db, offered("band/pairs", "band/reach", "ring/cost"))
    found = asked_by_demos(db)
    assert set(found) == {"band/pairs", "band/reach"}
    one = found["band/pairs"]
    assert (one.path, one.card.line, one.card.context) == ("/b.md", 7, ("Patterns",))
    assert (one.card.question, one.card.answer) == ("How many pairs are kept?", "It is computed.")
    assert not attend(db, offered("band/pairs", "band/reach", "ring/cost")), "nothing is left to do"
    assert sound(db)


def test_it_is_asked_once_a_definition_has_left_its_learning_steps(db: Database) -> None:
    bring(db, "/a.md", card("Band"), card("Band told", 5, Kind.CLOZE))
    attend(db)
    assert today(db) == []
    learn(db, "Band told")
    assert today(db) == [], "another card of the concept does not do, where a definition is asked"
    learn(db, "Band", Rating.GOOD)
    assert today(db) == [], "it is still being learnt"
    learn(db, "Band", Rating.EASY)
    assert today(db, NOW) == [], "of one line one card a day"
    assert today(db) == ["band/pairs"]
    reviews.undo(db, NOW)
    assert today(db) == []


def test_where_no_definition_is_asked_any_card_of_the_concept_does(db: Database) -> None:
    bring(db, "/a.md", card("Band"), card("Band told", 5, Kind.CLOZE))
    attend(db)
    [definition] = [each for each in library.search(db, "", NOW) if each.card.subject == "Band"]
    reviews.suspend(db, definition.id, NOW)
    learn(db, "Band told")
    assert today(db) == ["band/pairs"]


def test_so_many_new_ones_a_day_beside_the_new_cards_of_notes(db: Database) -> None:
    asks = offered("band/pairs", "ring/reach", "ring/cost")
    bring(db, "/a.md", card("Band", 3), card("Ring", 4), *(card(f"Term {n}", 10 + n) for n in range(5)))
    attend(db, asks)
    settings.save(db, Settings(new_per_day=3))
    learn(db, "Band")
    learn(db, "Ring")
    first = today(db, filter="")
    assert first[:2] == ["band/pairs", "ring/reach"], "one of a line; they come first, as they are about what is known"
    assert len(first) == 2 + 3, "no new card of a note gives way"
    assert queue.counts(db, LATER).new == 5
    learn(db, "band/pairs", Rating.GOOD, LATER)
    assert today(db) == ["ring/reach"], "one was begun"
    settings.save(db, Settings(new_per_day=3, runs_per_day=1))
    assert today(db) == ["band/pairs"], "the one that is being learnt"
    settings.save(db, Settings(runs_per_day=0))
    assert today(db, LATER + timedelta(days=1)) == ["band/pairs"]
    settings.save(db, Settings(new_per_day=0))
    assert len(today(db, LATER)) == 1, "who wants nothing new gets none of these"


def test_the_other_cards_of_a_line_are_not_held_up_by_a_question_that_was_never_asked(db: Database) -> None:
    bring(db, "/a.md", card("Band", 3), replace(card("Else", 3), reverse=False))
    attend(db)
    learn(db, "Band")
    assert set(today(db, filter="")) == {"Else"} | set(today(db))


def test_an_import_leaves_it_alone_and_its_plan_does_not_name_it(db: Database) -> None:
    bring(db, "/a.md", card("Band", 3))
    attend(db)
    learn(db, "Band")
    learn(db, "band/pairs", now=LATER)
    before = asked_by_demos(db)["band/pairs"]
    source = Source("/a.md", "a", "other", 2, 2, (card("New", 1), replace(card("Band", 5), context=("Moved",))))
    plan = library.plan(db, [source])
    assert plan.count(Change.GONE) == 0
    assert not any(row.known and row.known.card.kind is Kind.RUN for row in plan.rows)
    library.apply(db, plan, LATER)
    assert asked_by_demos(db)["band/pairs"] == before
    assert attend(db), "it follows its concept"
    after = asked_by_demos(db)["band/pairs"]
    assert (after.card.line, after.card.context, after.schedule) == (5, ("Moved",), before.schedule)
    assert library.plan(db, [], unchanged=["/a.md"], known=["/a.md"]).still == 2
    assert sound(db)


def test_it_is_retired_with_its_concept_and_comes_back_with_its_history(db: Database) -> None:
    bring(db, "/a.md", card("Band", 3))
    attend(db)
    learn(db, "Band")
    learn(db, "band/pairs", now=LATER)
    history = asked_by_demos(db)["band/pairs"].schedule
    bring(db, "/a.md", card("Else", 3))
    attend(db)
    assert asked_by_demos(db) == {}
    bring(db, "/b.md", card("Band", 9, says=" Elsewhere."))
    attend(db)
    back = asked_by_demos(db)["band/pairs"]
    assert (back.path, back.card.line, back.schedule) == ("/b.md", 9, history)
    bring(db, "/a.md", card("Band", 3))
    attend(db)
    assert asked_by_demos(db)["band/pairs"].path == "/b.md", "it stays where it is for as long as it may"
    attend(db, [])
    assert asked_by_demos(db) == {}, "the question is no longer asked"
    assert asked_by_demos(db, retired=True)["band/pairs"].schedule == history
    assert sound(db)


def test_rejected_and_suspended_it_stays_so(db: Database) -> None:
    bring(db, "/a.md", card("Band", 3))
    attend(db)
    one = asked_by_demos(db)["band/pairs"]
    reviews.reject(db, one.id, NOW)
    learn(db, "Band")
    assert today(db) == []
    bring(db, "/a.md", card("Band", 4))
    attend(db)
    assert asked_by_demos(db)["band/pairs"].rejected
    reviews.accept(db, one.id, NOW)
    reviews.bury(db, one.id, LATER)
    assert today(db) == []
    assert today(db, LATER + timedelta(days=1)) == ["band/pairs"]
    reviews.suspend(db, one.id, LATER)
    assert today(db, LATER + timedelta(days=1)) == []


def test_undoing_an_import_takes_its_questions_with_it(db: Database) -> None:
    bring(db, "/a.md", card("Else", 3))
    number = bring(db, "/b.md", card("Band", 3))
    attend(db)
    library.undo_import(db, number, NOW)
    assert [note.path for note in library.notes(db, NOW)] == ["/a.md"]
    assert asked_by_demos(db) == asked_by_demos(db, retired=True) == {}
    attend(db)
    assert sound(db)


def test_an_answered_question_of_an_undone_import_waits_for_another_note(db: Database) -> None:
    number = bring(db, "/b.md", card("Band", 3))
    attend(db)
    learn(db, "Band")
    learn(db, "band/pairs", now=LATER)
    history = asked_by_demos(db)["band/pairs"].schedule
    library.undo_import(db, number, NOW)
    attend(db)
    assert asked_by_demos(db, retired=True)["band/pairs"].schedule == history
    bring(db, "/c.md", card("Band", 8, says=" New."))
    attend(db)
    assert asked_by_demos(db)["band/pairs"].schedule == history
    assert sound(db)


def test_only_what_imports_changed_is_looked_at_again(db: Database) -> None:
    seen = []

    def watched(card: Card) -> str | None:
        seen.append(card.subject)
        return lead(card)

    bring(db, "/a.md", card("Band", 3), card("Else", 4))
    runs.attend(db, watched, lambda: PAIRS, "1", NOW)
    assert sorted(seen) == ["Band", "Else"]
    seen.clear()
    number = bring(db, "/b.md", card("Ring", 3))
    runs.attend(db, watched, lambda: PAIRS, "1", NOW)
    assert seen == ["Ring"]
    library.undo_import(db, number, NOW)
    seen.clear()
    runs.attend(db, watched, lambda: PAIRS, "1", NOW)
    assert seen == []
    runs.attend(db, watched, lambda: PAIRS, "2", NOW)
    assert sorted(seen) == ["Band", "Else"], "another edition may lead elsewhere"


def test_a_question_moves_when_only_a_held_card_names_its_concept_and_when_that_is_taken(db: Database) -> None:
    bring(db, "/a.md", replace(card("Band", 3), held=True))
    attend(db)
    assert asked_by_demos(db) == {}
    [held] = library.search(db, "", NOW)
    reviews.take(db, held.id, NOW)
    attend(db)
    assert list(asked_by_demos(db)) == ["band/pairs"]


def test_it_has_no_words_of_one_s_own(db: Database) -> None:
    bring(db, "/a.md", card("Band", 3))
    attend(db)
    with pytest.raises(Problem, match="no words to change"):
        wordings.reword(db, asked_by_demos(db)["band/pairs"].id, "mine", "", NOW)


ASKED = {"texts": {"en": "How many pairs?"}, "answer": "30", "params": {"T": 8}}


@pytest.fixture
def question(db: Database) -> Known:
    """The card of a question whose concept is known."""
    bring(db, "/a.md", card("Band", 3))
    attend(db)
    learn(db, "Band")
    return asked_by_demos(db)["band/pairs"]


def put(db: Database, card: Known, given: str = "22", name: str | None = "ends") -> answers.Answer:
    correct = given == ASKED["answer"]
    said = None if correct else name
    return answers.put(db, card, given, LATER, seed=5, asked=ASKED, correct=correct, misconception=said)


def test_an_answer_is_on_disk_before_it_is_rated_and_the_rating_names_it(db: Database, question: Known) -> None:
    kept = put(db, question)
    assert answers.waiting(db, question) == kept
    assert put(db, question, "30") == kept, "what was answered first stands"
    after = reviews.record(db, question.id, Rating.AGAIN, LATER, seen=question)
    assert answers.waiting(db, after) is None
    [stored] = answers.of_card(db, question.id)
    [line] = reviews.log(db, question.id)
    assert stored == replace(kept, review_id=line.id)
    assert (stored.seed, stored.asked, stored.given, stored.repetition) == (5, ASKED, "22", 0)
    assert sound(db)


def test_an_answer_whose_rating_was_taken_back_waits_for_another(db: Database, question: Known) -> None:
    put(db, question)
    reviews.record(db, question.id, Rating.AGAIN, LATER)
    back = reviews.undo(db, LATER)
    assert back is not None
    kept = answers.waiting(db, back)
    assert kept is not None
    assert kept.given == "22"
    reviews.record(db, question.id, Rating.GOOD, LATER)
    [stored] = answers.of_card(db, question.id)
    assert stored.review_id == max(line.id for line in reviews.log(db, question.id))
    assert answers.waiting(db, asked_by_demos(db)["band/pairs"]) is None
    assert sound(db)


def test_an_answer_to_a_card_that_was_rated_meanwhile_is_refused(db: Database, question: Known) -> None:
    reviews.record(db, question.id, Rating.GOOD, LATER)
    with pytest.raises(Stale):
        put(db, question)
    assert answers.of_card(db, question.id) == []


def test_a_misconception_met_three_times_is_told(db: Database, question: Known) -> None:
    for day in range(3):
        assert answers.misconceptions(db) == []
        put(db, asked_by_demos(db)["band/pairs"])
        reviews.record(db, question.id, Rating.AGAIN, LATER + timedelta(days=20 * day))
    put(db, asked_by_demos(db)["band/pairs"], "30")
    [met] = answers.misconceptions(db)
    assert (met.name, met.times, met.asked, met.question) == ("ends", 3, ASKED, "How many pairs are kept?")
    [told] = stats.summary(db, LATER)["misconceptions"]
    assert told == {"name": "ends", "times": 3, "demo": "", "question": met.question, "sentence": {}}


@pytest.mark.usefixtures("on_a_file")  # a server keeps no bytes where a text belongs
def test_the_doctor_proves_it_and_a_repair_keeps_it(db: Database, question: Known) -> None:
    put(db, question)
    reviews.record(db, question.id, Rating.AGAIN, LATER)
    reviews.rebuild(db)
    assert sound(db)
    with db.begin() as connection:
        connection.exec_driver_sql(f"UPDATE leads SET demo = x'ff' WHERE card_id = {question.id}")
        connection.exec_driver_sql("UPDATE answers SET review_id = 1")  # a rating of another card
    names = {finding.name for finding in doctor.examine(db) if not finding.ok}
    assert names == {"values", "answers"}
    repair.repair(db, LATER)
    assert sound(db)
    assert len(answers.of_card(db, question.id)) == 1
    attend(db)
    assert today(db, LATER + timedelta(days=1)) == ["band/pairs"]
    copy = backup.make(db)
    assert copy.exists()
    assert stats.summary(db, LATER)["cards"]["learning"] == 1
    assert asked_by_demos(db)["band/pairs"].schedule.state is State.LEARNING


def test_a_database_of_the_version_before_gains_its_questions_and_keeps_its_queue(tmp_path: Path) -> None:
    path = tmp_path / "study.sqlite"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(Path(__file__).with_name("made_by_0003.sql").read_text("utf-8"))
        kept = {}
        for table in ("cards", "reviews"):
            found = raw.execute(f"SELECT * FROM {table}")
            names = ", ".join(column for column, *_ in found.description)  # later versions have more of them
            kept[f"SELECT {names} FROM {table}"] = found.fetchall()
    db = open_database(str(path))
    month = NOW + timedelta(days=30)
    before = today(db, month, "")
    assert before == ["Ring", "Band", "Band two", "More"]
    attend(db, offered("band/pairs", "ring/cost"))
    assert today(db, month, "kind:definition") == before
    assert today(db, month) == [], "its line is asked already"
    assert today(db, LATER) == ["band/pairs"], "the other concept is not known yet"
    with db.read() as connection:
        for query, rows in kept.items():
            assert connection.exec_driver_sql(query).all()[: len(rows)] == rows
    assert sound(db)
    db.close()
