"""A session with cards that demos ask: each is drawn from its card, marked, kept, and waits where no demo can ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import questions

from cards.card import Card, Kind
from cards.schedule import Rating
from db import answers, doctor, queue, reviews
from db.engine import Database
from db.records import Problem, Stale
from studytui import asking
from studytui.session import Session


@pytest.fixture
def db(tmp_path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database in which the concept of two questions is known, a day later."""
    db = questions.learnt(tmp_path / "study.sqlite", clock, monkeypatch)
    yield db
    db.close()


def begun(db: Database, clock: Callable[[], datetime], **given: Any) -> Session:
    """A session whose first card is a question that is drawn."""
    session = Session(db, clock, **given)
    session.begin()
    draw = session.draw
    assert draw is not None
    session.drawn(draw, questions.asked(draw.demo, draw.question, draw.seed))
    return session


def right(session: Session) -> str:
    assert session.question is not None
    return session.question.answer


def wrong(session: Session) -> str:
    assert session.question is not None
    return next(iter(session.question.misconceptions))


def test_a_right_answer_suggests_good_or_easy_and_is_logged_with_its_draw(db: Database, clock: Any) -> None:
    seconds = [0.0]
    session = begun(db, clock, timer=lambda: seconds[0])
    card, asked = session.current, session.question
    assert card is not None
    assert asked is not None
    assert (card.card.subject, asked.seed) == ("band/pairs", asking.draw_of(card).seed)  # type: ignore[union-attr]
    seconds[0] = 30.0
    assert session.answer(right(session)).right
    assert session.suggested() is Rating.GOOD
    assert session.revealed
    session.rate(Rating.GOOD)
    [kept] = answers.of_card(db, card.id)
    assert (kept.correct, kept.given, kept.seed, kept.asked["answer"]) == (True, asked.answer, asked.seed, asked.answer)
    assert kept.review_id == reviews.log(db, card.id)[-1].id
    quick = begun(db, clock)
    quick.answer(right(quick))
    assert quick.suggested() is Rating.EASY


def test_a_wrong_answer_suggests_again_and_may_be_overruled(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    marked = session.answer(wrong(session))
    assert (marked.right, marked.misconception) == (False, questions.IDEA)
    assert session.suggested() is Rating.AGAIN
    card = session.current
    assert card is not None
    assert not session.answer(right(session)).right, "the answer that was given stands"
    for _ in range(3):
        session.rate(Rating.EASY)
        assert session.undo()
    assert answers.misconceptions(db, least=1) != []
    session.rate(Rating.EASY)
    assert answers.misconceptions(db, least=1) == [], "overruled, it betrays nothing"
    assert reviews.log(db, card.id)[-1].rating is Rating.EASY


def test_what_cannot_be_read_is_asked_again_and_never_wrong(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    for text in ("", "many", "12 or so"):
        marked = session.answer(text)
        assert not marked.understood
        assert marked.shown.endswith((".", "3/4."))
    assert session.given is None
    assert not session.revealed
    session.reveal()
    assert not session.revealed, "its answer is shown by answering"
    assert answers.waiting(db, session.current) is None  # type: ignore[arg-type]


def test_who_does_not_know_is_shown_the_answer(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    session.answer("?")
    assert session.suggested() is Rating.AGAIN
    session.rate(Rating.AGAIN)
    assert answers.misconceptions(db, least=1) == []


def test_an_answer_that_was_marked_is_there_after_a_kill(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    given = wrong(session)
    session.answer(given)
    again = Session(db, clock)  # the first one is gone, and nothing of it was rated
    again.begin()
    assert again.current == session.current
    assert again.given is not None
    assert (again.given.text, again.given.marked, again.revealed) == (given, session.given.marked, True)  # type: ignore[union-attr]
    assert again.draw is None, "nothing has to be drawn"
    again.rate(Rating.AGAIN)
    assert all(finding.ok for finding in doctor.examine(db))


def test_undo_shows_the_same_draw_with_the_answer(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    asked = session.question
    session.answer(wrong(session))
    session.rate(Rating.AGAIN)
    assert session.undo()
    assert session.question == asked
    assert session.given is not None
    assert session.suggested() is Rating.AGAIN
    # Another repetition has another draw, and the same on every machine.
    card = queue.card(db, session.current.id)  # type: ignore[union-attr]
    assert asking.draw_of(card) == asking.Draw("band", "pairs", asked.seed)  # type: ignore[union-attr]
    session.rate(Rating.AGAIN)
    assert asking.draw_of(queue.card(db, card.id)) != asking.draw_of(card)


def test_an_option_is_chosen_by_its_number_and_then_a_digit_rates(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    session.digit(2)
    assert session.given is None, "a typed answer is not chosen"
    draw = asking.draw_of(session.current)  # type: ignore[arg-type]
    session.question = questions.asked(draw.demo, "who sees", draw.seed)  # type: ignore[union-attr]
    with pytest.raises(Problem, match="none of the options"):
        session.digit(4)
    session.digit(2)
    assert session.given is not None
    assert session.given.marked.misconception == questions.IDEA
    before = session.current
    session.digit(1)
    assert reviews.log(db, before.id)[-1].rating is Rating.AGAIN  # type: ignore[union-attr]


def test_where_no_demo_can_ask_its_cards_wait_and_the_others_go_on(db: Database, clock: Any) -> None:
    clock.on(days=60)  # the cards of the note are due as well
    session = Session(db, clock)
    session.begin()
    session.cannot_ask("PyTorch cannot be loaded.")
    subjects = []
    while session.current is not None:
        subjects.append(session.current.card.subject)
        session.rate(Rating.EASY)
    assert subjects == ["Band", "TCP"]
    assert session.left == 0
    clock.on(days=1)
    again = Session(db, clock)
    again.begin()
    again.cannot_ask("PyTorch cannot be loaded.")
    assert again.current is None
    assert again.coming(again.summary()) == "1 card waits. PyTorch cannot be loaded."
    again.begin()
    assert again.current is not None


def test_an_answer_to_a_card_that_another_window_rated_is_not_stored(db: Database, clock: Any) -> None:
    session = begun(db, clock)
    card = session.current
    assert card is not None
    reviews.record(db, card.id, Rating.GOOD, clock())
    with pytest.raises(Stale):
        session.answer(right(session))
    assert answers.of_card(db, card.id) == []


def test_the_next_question_is_known_ahead(db: Database, clock: Any) -> None:
    clock.on(days=2)
    session = Session(db, clock)
    session.begin()
    past = session.current.id if session.current else None
    assert asking.ahead(db, clock(), past=past) == []  # of one line one a day
    [draw] = asking.ahead(db, clock())
    session.drawn(draw, questions.asked(draw.demo, draw.question, draw.seed))
    assert session.knows(draw)


def test_a_question_is_asked_in_the_language_of_its_card() -> None:
    assert asking.language_of(questions.BAND) == "ko"
    assert asking.language_of(Card(Kind.DEFINITION, "Band?", "near keys", (), 1)) == "en"


def test_looking_for_questions_is_given_up_where_nobody_waits_and_made_up_for(
    db: Database, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_edition", lambda: "the next version")
    assert not asking.attend(db, clock(), left=lambda: True)
    looked: list[Card] = []
    monkeypatch.setattr(asking, "_lead", lambda card: looked.append(card))
    asking.attend(db, clock())
    assert looked
