"""What both the screens and the plain review need of a card: its demo, its place in the note, its headings."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cards.card import Card, Kind
from cards.links import Called, Link, Links, Speaking
from db.records import Known
from demos.catalog import ENTRIES
from demos.field import BESIDE, FIELDS


@lru_cache(maxsize=1)
def _links() -> Links:
    """The catalog's names, as the cards package takes them."""
    called = [Called(e.id, e.names, e.shared, e.everyday, e.larger, e.field, e.general) for e in ENTRIES]
    fields = {name: Speaking(f.decide, f.demos, f.hint, f.against, f.idioms, f.spelt) for name, f in FIELDS.items()}
    return Links(called, fields, BESIDE)


def demo_of(card: Card) -> Link | None:
    """The most specific demo of a card, with the parameters its note asks for; the demo that asks it, if one does."""
    if card.kind is Kind.RUN:
        return Link(card.subject.partition("/")[0])
    return _links().of(card)


def place(known: Known) -> str:
    """Where a card stands, as `file.md:12`."""
    return f"{Path(known.path).name}:{known.card.line}"


def headings(card: Card) -> str:
    """The headings above a card on one line."""
    return " › ".join(card.context)
