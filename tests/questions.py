"""A question of a demo with its two sides, made by hand, for tests of what is done with one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cards.card import Card, Kind
from cards.schedule import Rating
from db import library, reviews
from db.engine import Database, open_database
from db.records import Source
from db.runs import Offered
from demos.demo import Picture, Report
from demos.question import CHOICE, NUMBER, Asked, Beside

NAMES = ("pairs", "who sees")
IDEA = "the diagonal"
SAID = {"en": "You left out the diagonal.", "ko": "대각선을 빼고 세었다."}


def offer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only these two are asked, however many a demo has by now."""
    from studytui import asking

    mine = [Offered("band", name, lambda card, name=name: (f"{name}: 몇 개인가?", "demo가 계산한다")) for name in NAMES]
    monkeypatch.setattr(asking, "_offered", lambda: mine)


BAND = Card(Kind.DEFINITION, "**Band** — 무엇을 보나?", "가까운 이웃", ("Sparse Attention",), 3, subject="Band")
OTHER = Card(Kind.DEFINITION, "**TCP** — 무엇인가?", "연결 지향", ("네트워크",), 9, subject="TCP")


def learnt(path: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database in which Band was learnt yesterday: its first question, card 3, is asked today."""
    from studytui import asking

    offer(monkeypatch)
    db = open_database(str(path), now=clock)
    library.apply(db, library.plan(db, [Source("/a.md", "a", "x", 1, 1, (BAND, OTHER))]), clock())
    assert asking.attend(db, clock())
    for card in (1, 2):
        reviews.record(db, card, Rating.EASY, clock())
    clock.on(days=1)
    return db


def asked(demo: str = "band", question: str = "pairs", seed: int = 1, kind: str = "") -> Asked:
    """How many pairs a band of T tokens keeps; of `who sees`, which option is right."""
    T = 5 + seed % 4
    kind = kind or (CHOICE if question == "who sees" else NUMBER)
    options = ("as many", "twice as many") if kind == CHOICE else (str(3 * T - 2), str(2 * T - 2))
    return Asked(
        demo=demo,
        id=question,
        seed=seed,
        texts={"en": f"How many pairs are kept of T = {T}?", "ko": f"T = {T}에서 남는 쌍은 몇 개인가?"},
        kind=kind,
        options=options,
        answer=options[0],
        params={"T": T},
        misconceptions={options[1]: IDEA},
        sentences={IDEA: SAID},
        shown={option: {"en": option, "ko": option} for option in options},
        opens={"T": T, "w": 1},
    )


def beside(asked: Asked, option: str) -> Beside:
    """The truth, and the band without its diagonal where that was answered."""
    name = asked.misconceptions.get(option, "")
    wrong = _side(asked, 0) if name else None
    return Beside(asked.answer, option, _side(asked, 3 if name else 1), wrong, name, asked.sentences.get(name, {}))


def _side(asked: Asked, diagonal: int) -> Report:
    T = int(asked.params["T"])
    rows = tuple(tuple(diagonal if i == j else int(abs(i - j) <= 1) for j in range(T)) for i in range(T))
    report = Report(asked.demo, "Band", dict(asked.params))
    report.add(Picture("mask", "mask", ("i", "j"), ("blocked", "seen", "asked about", "only here"), rows, role="idea"))
    return report
