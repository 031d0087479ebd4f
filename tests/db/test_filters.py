"""One grammar for searches, sessions and counts: what each word of it finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from cards.card import Card, Kind
from cards.language.particles import bare
from cards.schedule import Rating
from db import library, queue, reviews, wordings
from db.engine import Database
from db.filters import STANDING, unknown
from db.records import Source

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
Find = Callable[[str], set[str]]


def card(term: str, meaning: str, *, kind: Kind = Kind.DEFINITION, line: int = 1) -> Card:
    question = f"**{term}** — 무엇인가?"
    return Card(kind, question, meaning, ("자료", "구조"), line, subject=term, rule="definition")


def note(path: str, *cards: Card) -> Source:
    return Source(path, path.rpartition("/")[2], format(hash(cards), "x"), hash(cards), len(cards), cards)


@pytest.fixture
def find(db: Database) -> Find:
    """Four cards of two notes; the subjects of the cards that a filter finds."""
    sources = [
        note(
            "/til/os/locks.md",
            card("뮤텍스", "한 스레드만 들어가게 하는 잠금", line=3),
            card("세마포어", "정한 수까지", line=4),
        ),
        note(
            "/til/db/해시.md",
            card("해시테이블", "키를 자리로 바꾼다", line=3),
            card("LSM", "쓰기", kind=Kind.CLOZE, line=4),
        ),
    ]
    library.apply(db, library.plan(db, sources), NOW)
    return lambda text: {known.card.subject for known in library.search(db, text, NOW)}


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        ("스레드", {"뮤텍스"}),
        ("스레드는", {"뮤텍스"}),
        ("뮤텍스와", {"뮤텍스"}),
        ("해시테이블은", {"해시테이블"}),
        ("구조", {"뮤텍스", "세마포어", "해시테이블", "LSM"}),
        ("스레드 자료", {"뮤텍스"}),
        ("자료 스레드", {"뮤텍스"}),
        ("lsm 쓰기", {"LSM"}),
        ('"정한 수"', {"세마포어"}),
        ('"수 정한"', set()),
        ("note:locks", {"뮤텍스", "세마포어"}),
        ("note:스레드", set()),
        ("folder:db", {"해시테이블", "LSM"}),
        ("folder:til/os", {"뮤텍스", "세마포어"}),
        ("folder:/til", {"뮤텍스", "세마포어", "해시테이블", "LSM"}),
        ("folder:ti", set()),
        ("kind:cloze", {"LSM"}),
        ('is:new note:locks "한 스레드"', {"뮤텍스"}),
        ("is:due", set()),
        ("rated:3", set()),
        ("is:whatever", set()),
        ("", {"뮤텍스", "세마포어", "해시테이블", "LSM"}),
    ],
)
def test_what_a_filter_finds(find: Find, filter: str, found: set[str]) -> None:
    assert find(filter) == found


def test_where_a_card_stands(db: Database, find: Find) -> None:
    ids = {known.card.subject: known.id for known in library.search(db, "", NOW)}
    one, two, three, four = (ids[name] for name in ("뮤텍스", "세마포어", "해시테이블", "LSM"))
    reviews.record(db, one, Rating.EASY, NOW - timedelta(days=9), 900)
    reviews.record(db, two, Rating.AGAIN, NOW - timedelta(days=1), 900)
    reviews.suspend(db, three, NOW)
    reviews.reject(db, four, NOW)
    assert find("is:learning") == {"세마포어"}
    for name in STANDING:  # a session can be narrowed by each of them
        queue.counts(db, NOW, f"is:{name}")
    assert find("is:suspended") == {"해시테이블"}
    assert find("is:rejected") == {"LSM"}
    assert find("is:new") == set()
    assert find("rated:2") == {"세마포어"}
    assert find("rated:10") == {"뮤텍스", "세마포어"}
    due = {known.card.subject for known in library.search(db, "is:due", NOW + timedelta(days=60))}
    assert due == {"뮤텍스"}


def test_the_same_words_narrow_a_session_and_a_count(db: Database, find: Find) -> None:
    for filter in ("folder:db", "note:locks 한", "해시테이블은", "kind:cloze", "is:new", "is:due", "rated:7", "tag:db"):
        counted = queue.counts(db, NOW, filter).total
        assert counted == len(queue.today(db, NOW, filter)) == len(find(f"is:new {filter}"))


def test_own_words_are_found_and_what_they_replaced_still_is(db: Database, find: Find) -> None:
    (known,) = library.search(db, "뮤텍스", NOW)
    wordings.reword(db, known.id, "", "Nur EIN Faden darf hinein", NOW)
    assert find("faden") == {"뮤텍스"}
    assert find("스레드만") == {"뮤텍스"}
    wordings.reword(db, known.id, "", "", NOW)
    assert find("faden") == set()


def test_a_word_that_asks_for_what_there_is_not_is_told() -> None:
    assert unknown("heap is:due rated:7") == ""
    assert "is:duu" in unknown("is:duu")
    assert "rated:x" in unknown("rated:x")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("해시테이블은", "해시테이블"), ("스레드는", "스레드"), ("락을", "락을"), ("버퍼를", "버퍼"),
        ("서버로", "서버"), ("테이블로", "테이블"), ("커널으로", "커널"), ("큐에서는", "큐에서는"),
        ("커널에서는", "커널"), ("트라이", "트라이"), ("알고리즘이", "알고리즘"), ("회의", "회의"),
        ("메모리도", "메모리"), ("heap은", "heap은"), ("", ""), ("과", "과"),
    ],
)  # fmt: skip
def test_a_particle_is_told_by_the_sound_before_it(word: str, stem: str) -> None:
    assert bare(word) == stem
