"""What a person decides moves the worth of cards of a shape, a little, and for them alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from cards.asking.taste import Taste, for_a_taste
from cards.asking.worth import model
from cards.card import Card, Extraction, Kind
from cards.schedule import Settings
from db import library, settings
from db.engine import Database
from db.schema import cards
from db.taste import MOST, moved, taste

Filled = Callable[..., Database]
SHAPE = "sentence/gap/number"
counts = st.integers(0, 500)


def change(db: Database, up_to: int, **columns: Any) -> Database:
    """Change the cards up to this id."""
    with db.begin() as connection:
        connection.execute(cards.update().where(cards.c.id <= up_to).values(**columns))
    return db


def test_without_a_decision_nothing_moves(filled: Filled) -> None:
    db = filled(10, shape=SHAPE, held=True)
    change(db, 5, held=False, reps=4)
    assert taste(db) == Taste()


@pytest.mark.parametrize(
    ("columns", "direction"),
    [
        ({"decision": "taken"}, 1),
        ({"decision": "dropped"}, -1),
        ({"suspended": True}, -1),
        ({"rejected": True}, -1),
        ({"lapses": 8, "reps": 20}, -1),
        ({"lapses": 7, "reps": 20}, 0),
        ({"decision": "taken", "suspended": True}, -1),
    ],
)
def test_each_decision_moves_its_shape_and_no_other(filled: Filled, columns: dict[str, Any], direction: int) -> None:
    db = change(filled(10, shape=SHAPE), 4, **columns)
    change(db, 1, shape="value/cell")
    found = taste(db).shifts
    assert {shape: (by > 0) - (by < 0) for shape, by in found.items()} == (
        {SHAPE: direction, "value/cell": direction} if direction else {}
    )
    if direction:
        assert abs(found["value/cell"]) < abs(found[SHAPE]), "one card says less than three"


def test_without_leeches_a_forgotten_card_says_nothing(filled: Filled) -> None:
    db = change(filled(10, shape=SHAPE), 4, lapses=8, reps=20)
    settings.save(db, Settings(leech_lapses=0))
    assert taste(db) == Taste()


@pytest.mark.usefixtures("on_a_file")  # the plan is SQLite's
def test_what_is_asked_with_every_saved_note_walks_no_table(filled: Filled) -> None:
    """A hundred thousand cards of which nobody decided anything cost nothing; those a note says are counted along an
    index."""
    db, asked = filled(10, shape=SHAPE), []
    with db.engine.connect() as connection:
        event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
        taste(db)
        library.plan(db, [], unchanged=["a.md"], known=["a.md"])
        steps = [
            (query, step[3])
            for query, values in list(asked)
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
        ]
    assert any("ix_cards_decided" in step for _, step in steps)
    assert not [(query, step) for query, step in steps if step.startswith("SCAN cards") and "INDEX" not in step]


def test_cards_that_were_learnt_steady_the_figure(filled: Filled) -> None:
    db = change(filled(40, shape=SHAPE), 3, decision="dropped", held=True)
    alone = taste(db).shifts[SHAPE]
    with db.begin() as connection:
        connection.execute(cards.update().where(cards.c.id > 10).values(reps=3))
    assert alone < taste(db).shifts[SHAPE] < 0


def test_old_cards_without_a_shape_say_nothing(filled: Filled) -> None:
    assert taste(change(filled(10), 10, suspended=True)) == Taste()


@given(counts, counts, counts)
def test_the_move_is_bounded_and_follows_the_balance(kept: int, refused: int, learnt: int) -> None:
    by = moved(kept, refused, kept + refused + learnt)
    assert abs(by) < MOST
    assert (by > 0) - (by < 0) in ((kept > refused) - (kept < refused), 0)
    assert moved(kept + 1, refused, kept + refused + learnt + 1) >= by


LINE = model().line
CARD = Card(Kind.CLOZE, "q", "a", ("T",), 40, rule="sentence", worth=round(LINE + 0.05, 4), shape=SHAPE)
MARKED = replace(CARD, rule="explicit", worth=1.0, shape="explicit/marked")


def found(*of: Card) -> Extraction:
    return Extraction(of, (), tuple(("+ a number left out",) for _ in of))


def test_the_worth_of_a_shape_moves_and_the_reason_says_so() -> None:
    down = for_a_taste(found(CARD, MARKED), Taste(shifts={SHAPE: -0.2, "explicit/marked": -0.2}))
    assert [card.worth for card in down.cards] == [pytest.approx(LINE - 0.15), 1.0]
    assert [card.held for card in down.cards] == [True, False]
    assert down.reasons[0][-1] == "− you drop or put aside cards of its shape (-0.20)"
    assert down.reasons[1] == ("+ a number left out",), "what a writer marked is asked whatever they think of others"
    up = for_a_taste(found(CARD), Taste(shifts={SHAPE: 0.2}))
    assert up.cards[0].worth == pytest.approx(min(1.0, LINE + 0.25))
    assert up.reasons[0][-1] == "+ you keep cards of its shape (+0.20)"


def test_no_taste_changes_nothing() -> None:
    held = found(replace(CARD, held=True))
    assert for_a_taste(held, Taste()) is held


def test_another_amount_asks_more_or_less_of_the_notes_that_are_there(filled: Filled) -> None:
    worth = LINE
    db = filled(6, rule="table", shape="table/what", worth=worth, held=True)
    change(db, 1, held=False, reps=1)
    change(db, 2, decision="dropped")

    def held() -> list[int]:
        with db.read() as connection:
            return sorted(connection.execute(cards.select().where(cards.c.held)).scalars())

    settings.save(db, Settings(questions_per_note="many"))
    assert taste(db).amount == "many"
    assert held() == [2]
    settings.save(db, Settings(questions_per_note="few"))
    assert held() == [2, 3, 4, 5, 6]
