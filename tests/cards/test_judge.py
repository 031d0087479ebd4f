"""Judgements are kept as they were given, in bulk and one by one, and go only when asked to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cards import judge, judgements
from tests.cards.judgements import Judgement, Verdict, every, load, save

# Marked cards are asked whatever they are worth.
NOTE = (
    "# Signs\n\nWhat is `\\t`? :: a tab\n\nHow moves a rook? :: along rows\n\nHow moves a bishop? :: along diagonals\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of notes with one note, and no judgement yet."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "signs.md").write_text(NOTE, "utf-8")
    for module in (judge, judgements):
        monkeypatch.setattr(module, "NOTES", notes)
    monkeypatch.setattr(judgements, "JUDGED", tmp_path / "judged")
    return tmp_path


def filled(folder: Path, verdict: str) -> Path:
    """The list of the unjudged cards with this verdict in every row."""
    head, *rows = judge.listed(every()).splitlines()
    path = folder / "list.tsv"
    path.write_text("\n".join([head, *(row.rpartition("\t\t")[0] + f"\t{verdict}\tsaid" for row in rows)]), "utf-8")
    return path


def test_a_filled_list_judges_every_card(folder: Path) -> None:
    asked = len(every()[0].asked)
    assert asked >= 3
    assert judge.take(filled(folder, "good")).startswith(f"{asked} verdicts taken, 0 of them")
    (note,) = every()
    assert note.unjudged() == []
    assert set(note.said.values()) == {Judgement(Verdict.GOOD, "said")}


def test_a_list_with_an_unknown_verdict_is_refused_whole(folder: Path) -> None:
    path = filled(folder, "good")
    path.write_text(path.read_text("utf-8").rpartition("\tgood\t")[0] + "\tnice\tsaid", "utf-8")
    with pytest.raises(SystemExit, match="no verdict is called nice"):
        judge.take(path)
    assert load("signs") == {}


def test_line_breaks_tabs_and_backslashes_come_back(folder: Path) -> None:
    said = {("a\tb", "c\nd\\n"): Judgement(Verdict.TOO_LONG, "\\")}
    save(every()[0], said)
    assert load("signs") == said


def test_the_judgement_of_a_card_that_is_gone_stays_until_pruned(folder: Path) -> None:
    judge.take(filled(folder, "g"))
    before = len(load("signs"))
    (folder / "notes" / "signs.md").write_text(NOTE.replace("diagonals", "white squares"), "utf-8")
    assert every()[0].unjudged() != []
    assert len(load("signs")) == before
    judge.prune(every())
    assert 0 < len(load("signs")) < before


def test_a_key_judges_the_card_shown(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = every()[0].unjudged()[0]
    monkeypatch.setattr("sys.stdin", io.StringIO("w\nq\n"))
    judge.ask(every())
    assert load("signs") == {judgements.key(first): Judgement(Verdict.WRONG)}
