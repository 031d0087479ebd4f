"""What a person does to a card names what was seen, and is refused where the card is another one by now."""

from __future__ import annotations

import pytest

from cards.schedule import Rating
from db import library, reviews, schema
from db.engine import Database
from db.records import Known, Stale
from tests.db.imports.bringing import GLOBAL, NOW, bring, everything, known, note


@pytest.mark.parametrize("act", ["rate", "suspend", "resume", "bury", "reject", "accept"])
def test_what_is_done_to_a_card_that_says_something_else_by_now_is_refused(db: Database, act: str) -> None:
    def do(seen: Known) -> object:
        if act == "rate":
            return reviews.record(db, seen.id, Rating.EASY, NOW, seen=seen)
        if act in ("reject", "accept"):
            return {"reject": reviews.reject, "accept": reviews.accept}[act](db, seen.id, NOW, seen=seen)
        return {"suspend": reviews.suspend, "resume": reviews.resume, "bury": reviews.bury}[act](
            db, seen.id, NOW, seen=seen
        )

    bring(db, note("/a.md", GLOBAL))
    seen = known(db, "Global")
    with db.begin() as connection:  # as a restore of another database would leave it
        connection.execute(schema.cards.update().values(question="**Band** — 무엇인가?", answer="이웃한 토큰"))
    before = everything(db)
    with pytest.raises(Stale, match="says something else"):
        do(seen)
    assert everything(db) == before
    with db.begin() as connection:  # other spaces are no other text
        connection.execute(schema.cards.update().values(question=f" {seen.card.question}", answer=seen.card.answer))
    do(seen)


def test_what_is_done_to_a_card_that_was_taken_out_is_refused(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL))
    seen = known(db, "Global")
    library.undo_import(db, 1, NOW)
    for act in (reviews.suspend, reviews.bury):
        with pytest.raises(Stale, match="taken out"):
            act(db, seen.id, NOW, seen=seen)
    with pytest.raises(Stale, match="taken out"):
        reviews.record(db, seen.id, Rating.EASY, NOW, seen=seen)
