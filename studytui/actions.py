"""Things that both the screens and the plain mode do with a card: find its demo, name its place, spell its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from cards.card import Card
from cards.links import Link, link
from db.records import Known
from demos.catalog import ENTRIES


@lru_cache(maxsize=1)
def demo_names() -> Mapping[str, Sequence[str]]:
    """What notes call each demo, by its id."""
    return {entry.id: entry.names for entry in ENTRIES}


def demo_of(card: Card) -> Link | None:
    """The most specific demo of a card, with the parameters its note asks for."""
    return link(card, demo_names())


def place(known: Known) -> str:
    """Where a card stands, as `file.md:12`."""
    return f"{Path(known.path).name}:{known.card.line}"


def headings(card: Card) -> str:
    """The headings above a card on one line."""
    return " › ".join(card.context)
