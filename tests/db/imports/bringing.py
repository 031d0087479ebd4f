"""Notes of a few cards, and ways to import them and to look at what is remembered."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from cards.card import Card, Kind
from db import library, schema
from db.engine import Database
from db.records import Known, Plan, Source

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def card(term: str, meaning: str, *headings: str, line: int = 1) -> Card:
    context = headings or ("TIL", "Patterns")
    return Card(Kind.DEFINITION, f"**{term}** — 무엇인가?", meaning, context, line, subject=term, rule="definition")


def note(path: str, *cards: Card) -> Source:
    return Source(path, path.rpartition("/")[2], format(hash(cards), "x"), hash(cards), len(cards), cards)


GLOBAL = card("Global", "특정 토큰이 모든 토큰과 연결된다", line=3)
BAND = card("Band", "이웃한 토큰 4개와 연결된다", line=4)
SWISH = card("Swish", "x에 sigmoid를 곱한 부드러운 함수", "TIL", "FFN", line=7)


def bring(db: Database, *sources: Source, missing: tuple[str, ...] = (), now: datetime = NOW) -> Plan:
    """Import these notes, with the choices a script makes."""
    plan = library.plan(db, sources, missing=missing)
    library.apply(db, plan, now)
    return plan


def known(db: Database, term: str, *, retired: bool = False) -> Known:
    (one,) = [k for k in library.search(db, "", NOW, retired=True) if k.card.subject == term and k.retired is retired]
    return one


def everything(db: Database) -> list[tuple[object, ...]]:
    """All rows of cards, notes, folders and the log."""
    with db.read() as connection:
        tables = (schema.cards, schema.notes, schema.folders, schema.reviews)
        return [tuple(row) for table in tables for row in connection.execute(select(table).order_by(table.c[0]))]


def changes(plan: Plan) -> list[tuple[str, str]]:
    return [(row.change.value, (row.card or row.known.card).subject) for row in plan.rows]  # type: ignore[union-attr]
