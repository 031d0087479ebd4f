"""What the library tells: searching, the notes with their counts, remembered folders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cards.card import Card, Kind
from cards.schedule import Rating
from db import library, queue, reviews
from db.engine import Database
from db.records import Problem, Source

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def card(term: str, meaning: str, *headings: str, line: int = 1) -> Card:
    context = headings or ("TIL", "Patterns")
    return Card(Kind.DEFINITION, f"**{term}** — 무엇인가?", meaning, context, line, subject=term, rule="definition")


def note(path: str, *cards: Card) -> Source:
    return Source(path, path.rpartition("/")[2], format(hash(cards), "x"), hash(cards), len(cards), cards)


GLOBAL = card("Global", "특정 토큰이 모든 토큰과 연결된다", line=3)
BAND = card("Band", "이웃한 토큰 4개와 연결된다", line=4)
SWISH = card("Swish", "x에 sigmoid를 곱한 부드러운 함수", "TIL", "FFN", line=7)


def bring(db: Database, *sources: Source) -> None:
    library.apply(db, library.plan(db, sources), NOW)


def test_search_finds_every_word_in_any_case(db: Database) -> None:
    bring(db, note("/notes/Été.md", GLOBAL, card("100% CPU", 'say "hi" \\ x_y', "TIL", "Größe"), SWISH))

    def names(text: str) -> list[str]:
        return [k.card.subject for k in library.search(db, text, NOW)]

    assert names("토큰 GLOBAL") == ["Global"]
    assert names("sigmoid ffn") == ["Swish"]
    assert names("ÉTÉ.md swish") == ["Swish"]
    assert names("GRÖSSE") == []
    assert names("grÖße 100%") == ["100% CPU"]
    assert names('"hi"') == names("x_y") == names("\\") == ["100% CPU"]
    assert names("%") == ["100% CPU"]
    assert names("_") == ["100% CPU"]
    assert names("토큰") == ["Global"], "decomposed Hangul is put together"
    assert names("nothing like it") == []
    assert len(names("")) == 3
    assert len(library.search(db, "", NOW, limit=2)) == 2


def test_search_puts_what_is_named_so_first(db: Database) -> None:
    bring(db, note("/a.md", replace(SWISH, answer="Band 곱하기 x"), BAND))
    assert [k.card.subject for k in library.search(db, "band", NOW)] == ["Band", "Swish"]


def test_notes_tell_what_is_due(db: Database) -> None:
    bring(db, note("/a.md", GLOBAL, BAND), note("/b.md", SWISH))
    reviews.record(db, 1, Rating.GOOD, NOW, 900)
    later = NOW + timedelta(hours=1)
    assert [(n.path, n.cards, n.due, n.new) for n in library.notes(db, later)] == [
        ("/a.md", 2, 1, 1),
        ("/b.md", 1, 0, 1),
    ]
    reviews.suspend(db, 2, NOW)
    assert [n.new for n in library.notes(db, later)] == [0, 1]


def test_folders_are_remembered_and_forgotten(db: Database) -> None:
    library.remember(db, "/notes", NOW)
    library.remember(db, "/notes", NOW)
    assert library.folders(db) == ["/notes"]
    library.forget(db, "/notes")
    assert library.folders(db) == []


def test_rejecting_a_card_that_is_not_there_says_so(db: Database) -> None:
    with pytest.raises(Problem, match="no card 7"):
        reviews.reject(db, 7, NOW)


@pytest.mark.parametrize("signs", ['"', "%", "_", "'", "\\", "[", "]", ",", '"["', "%_\"'\\"])
def test_a_sign_is_looked_for_as_it_stands(db: Database, signs: str) -> None:
    odd = card("Odd", f"a meaning with {signs} in it", line=9)
    library.apply(db, library.plan(db, [note("/til/a.md", GLOBAL, BAND, odd)]), NOW)
    assert [known.card.subject for known in library.search(db, signs, NOW)] == ["Odd"]


def test_more_words_than_a_search_can_hold_are_a_sentence(db: Database) -> None:
    with pytest.raises(Problem, match=r"These are 1,200 words; a search takes at most 100\."):
        library.search(db, " ".join(f"word{number}" for number in range(1200)), NOW)
    with pytest.raises(Problem, match="1,200 words"):
        queue.today(db, NOW, filter=" ".join(f"word{number}" for number in range(1200)))
    assert library.search(db, "word " * 1200, NOW) == [], "one word, however often"
