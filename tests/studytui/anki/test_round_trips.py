"""Out and in again: through a package for Anki, a table, a note, and an archive of all there is."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from cards.card import Card, Kind
from cards.schedule import Rating, State, study_day
from db import doctor, library, reviews, stars, wordings
from db.archive import TABLES, dump, load
from db.engine import Database, open_database
from db.exporting import exported
from db.imports.bring import bring
from db.imports.brought import Answered, Brought
from db.migrations import HEAD
from db.packages import reading, tables, writing
from db.records import Problem
from studytui.notes.survey import survey
from studytui.plaintext import as_json

Command = Callable[..., Any]
NOTE = """# 통계
- Mean?::`sum(x)` over $n$ (a < b)
- Median?::the value in the middle, 중앙값
- Mode?::the value that comes most often
- Range?::largest less smallest

Q: Which two?
A:
- one
- two
"""
NOON = datetime(2025, 5, 7, 3, 0, tzinfo=UTC)


@contextmanager
def opened(path: Path | str) -> Iterator[Database]:
    with closing(open_database(str(path))) as db:
        yield db


def cards(command: Command) -> dict[str, Any]:
    return {row["card"]["question"]: row for row in command("export").json}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once."""
    path = tmp_path_factory.mktemp("empty") / "study.sqlite"
    open_database(str(path)).close()
    return path


@pytest.fixture(scope="module")
def history(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A note with a history: a card in review, one that is learnt, one lapsed, a star, own words, one put aside."""
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("history") / "study.sqlite"))
    note = path.with_name("stats.md")
    note.write_text(NOTE, encoding="utf-8")
    with opened(path) as db:
        library.apply(db, survey(db, [note], NOON), NOON)
        found = {known.card.question: known.id for known in library.search(db, "", NOON)}
        mean, median, mode, width = (found[name] for name in ("Mean?", "Median?", "Mode?", "Range?"))
        reviews.record(db, mean, Rating.EASY, NOON - timedelta(days=20), 2500)
        reviews.record(db, mean, Rating.GOOD, NOON - timedelta(days=9), 1500)
        reviews.record(db, median, Rating.GOOD, NOON - timedelta(minutes=2))
        reviews.record(db, mode, Rating.EASY, NOON - timedelta(days=15))
        reviews.record(db, mode, Rating.AGAIN, NOON - timedelta(minutes=1))
        reviews.record(db, width, Rating.GOOD, NOON - timedelta(minutes=1))
        reviews.undo(db, NOON)
        stars.star(db, mean, True, NOON)
        wordings.reword(db, median, "Median, in a word?", "", NOON)
        reviews.suspend(db, width, NOON)
    return path


@pytest.fixture
def studied(history: Path, tmp_path: Path, on_a_file: None) -> Path:
    """A copy of it, as the database of this test."""
    return Path(shutil.copy(history, tmp_path / "study.sqlite"))


@pytest.fixture
def other(template: Path, tmp_path: Path) -> Path:
    """An empty database beside it."""
    return Path(shutil.copy(template, tmp_path / "other.sqlite"))


def test_a_package_brings_cards_history_and_due_days_to_another_database(
    command: Command, studied: Path, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "cards.apkg"
    assert command("export", "--format", "apkg", package).status == 0
    before = cards(command)
    monkeypatch.setenv("STUDYTUI_DB", str(other))
    said = command("import", package, "--json").json
    assert (said["new"], said["answers"]) == (5, 5)
    after = cards(command)
    assert after.keys() == before.keys()
    for question, row in after.items():
        was = before[question]
        assert row["path"] == "deck:Study TUI"
        assert row["card"]["answer"] == was["card"]["answer"]
        for name in ("state", "step", "due_day", "reps", "lapses", "stability", "difficulty"):
            assert row["schedule"][name] == pytest.approx(was["schedule"][name]), (question, name)
        assert (row["suspended"], row["starred"]) == (was["suspended"], was["starred"])
    assert command("doctor").status == 0
    # A second time nothing is left to bring, and in the first database each card is known.
    again = command("import", package, "--json").json
    assert (again["new"], again["changed"], again["same"], again["answers"]) == (0, 0, 5, 0)
    monkeypatch.setenv("STUDYTUI_DB", str(tmp_path / "study.sqlite"))
    home = command("import", package, "--json").json
    assert (home["new"], home["noted"], home["answers"]) == (0, 5, 0)
    assert cards(command) == before


@pytest.mark.parametrize("name", ["cards.apkg", "cards.tsv", "cards.csv"])
def test_cards_that_were_never_answered_go_out_and_come_in(
    command: Command, template: Path, other: Path, tmp_path: Path, on_a_file: None, name: str
) -> None:
    shutil.copy(template, tmp_path / "study.sqlite")
    (tmp_path / "stats.md").write_text(NOTE, encoding="utf-8")
    command("import", tmp_path / "stats.md")
    assert command("export", "--format", name.rpartition(".")[2], tmp_path / name).status == 0
    assert command("--db", other, "import", tmp_path / name, "--json").json["new"] == 5


def test_such_an_import_is_taken_back_as_a_whole(command: Command, studied: Path, other: Path, tmp_path: Path) -> None:
    package = tmp_path / "cards.apkg"
    command("export", "--format", "apkg", package)
    command("--db", other, "import", package)
    assert "Taken back" in command("--db", other, "import", "--undo").out
    with opened(other) as db, db.read() as connection:
        rows = {table.name: connection.execute(select(table)).all() for table in TABLES}
    assert not any(rows[name] for name in ("cards", "notes", "reviews", "stars", "guids", "card_tags", "identities"))
    assert command("--db", other, "doctor").status == 0
    assert command("--db", other, "import", package, "--json").json["new"] == 5


def test_an_archive_gives_back_an_equal_database(command: Command, studied: Path, other: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.jsonl"
    command("settings", "new_per_day", 7)
    command("settings", "new_order", "mixed")  # a word by itself, as the file to sync with is
    assert command("sync", tmp_path / "shared.sqlite", "--set").status == 0
    assert command("export", "--format", "jsonl", archive).status == 0
    assert "all of all.jsonl: 5 cards" in command("--db", other, "import", archive).out
    with opened(tmp_path / "study.sqlite") as one, opened(other) as two:
        for table in TABLES:
            query = select(table).order_by(*table.primary_key.columns)
            with one.read() as here, two.read() as there:
                assert here.execute(query).all() == there.execute(query).all(), table.name
        assert all(finding.ok for finding in doctor.examine(two))
        assert library.search(two, "중앙값", NOON)
    refused = command("--db", other, "import", archive)
    assert refused.status == 1
    assert "--db new.sqlite" in refused.err


HEADER = json.dumps({"format": "studytui", "revision": HEAD})


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "is empty"),
        (['{"card": 1}'], "is no archive"),
        (['{"format": "studytui", "revision": "9999"}'], "newer version"),
        ([HEADER, "nonsense"], "Line 2 of x.jsonl"),
        ([HEADER, '{"table": "secrets"}'], "no table that is known"),
        (
            [HEADER, '{"table": "folders", "path": "/x", "added_at": "soon"}'],
            "added_at of folders is 'soon'",
        ),
        (
            [HEADER, '{"table": "cards", "id": 1, "note_id": 7}'],
            "holds what cannot be|cannot be",
        ),
    ],
)
def test_a_damaged_archive_is_refused_and_nothing_stored(template: Path, lines: list[str], said: str) -> None:
    with opened(template) as db:
        with pytest.raises(Problem, match=said):
            load(db, lines, "x.jsonl")
        assert not library.notes(db, NOON)


def test_a_note_of_marked_cards_is_read_as_the_same_cards(
    command: Command, studied: Path, other: Path, tmp_path: Path
) -> None:
    note = tmp_path / "out.md"
    with opened(tmp_path / "study.sqlite") as db:
        (mean,) = library.search(db, "Mean?", NOON)
        wordings.reword(
            db, mean.id, "**Mean** of _x_?", "3. *first* `sum(x)`\n4. ~~not~~ over $n$\n\n> a <b>b</b>", NOON
        )
    command("export", "--format", "markdown", note)
    text = note.read_text("utf-8")
    assert text.startswith("---\nstudy: as written\n---\n\n# 통계\n\nQ: **Mean** of _x_?\nA:\n3. *first* `sum(x)`\n")
    command("--db", other, "import", note)
    before = {q: row for q, row in cards(command).items() if not row["suspended"]}
    after = {row["card"]["question"]: row for row in command("--db", other, "export").json}
    assert len(after) == len(before) == 4
    assert {q: row["card"]["answer"] for q, row in after.items()} == {
        q: row["card"]["answer"] for q, row in before.items()
    }
    assert all(row["card"]["context"] == ["통계"] for row in after.values())
    assert command("export", "--format", "markdown", note).status == 1, "a note is never written over"


@pytest.mark.parametrize(("form", "separator"), [("tsv", "\t"), ("csv", ",")])
def test_a_table_comes_back_as_the_cards_it_was_made_of(
    command: Command, studied: Path, other: Path, tmp_path: Path, form: str, separator: str
) -> None:
    file = tmp_path / "cards.txt"
    command("export", "--format", form, file)
    text = file.read_text("utf-8")
    rows = list(csv.reader(io.StringIO("".join(text.splitlines(keepends=True)[4:])), delimiter=separator))
    assert [len(row) for row in rows] == [4] * 4
    assert all(cell[:1] not in tuple("=+-@") for row in rows for cell in row)
    assert command("import", file, "--json").json["noted"] == 4
    said = command("--db", other, "import", file, "--json").json
    assert (said["new"], said["doubles"]) == (4, 0)
    found = command("--db", other, "search", "Mean", "tag:question", "--json").json
    assert [row["question"] for row in found] == ["Mean?"]


def test_a_filter_chooses_what_goes_out(command: Command, studied: Path, other: Path, tmp_path: Path) -> None:
    command("export", tmp_path / "some.apkg", "중앙값", "--format", "apkg")
    assert command("--db", other, "import", tmp_path / "some.apkg", "--json").json["new"] == 1
    assert len(command("export", "-", "is:suspended").json) == 1
    assert command("export", "--format", "apkg").status == 2
    assert command("export", "--format", "jsonl", "-", "mean").status == 2
    assert command("export", "-", "is:nothing").status == 2


def test_what_a_terminal_shows_of_a_collection(command: Command, studied: Path, other: Path, tmp_path: Path) -> None:
    """Its cards are found by its name, in a review too, and can be reworded; it is no note that is gone."""
    package = tmp_path / "cards.apkg"
    command("export", "--format", "apkg", package)
    dry = command("--db", other, "import", package, "--dry-run")
    assert "Would import cards.apkg: 5 new, 5 answers." in dry.out
    command("--db", other, "import", package)
    assert "Which two?" in command("--db", other, "review", "--plain", "Study", "TUI", stdin="").out
    with opened(other) as db:
        (note,) = library.notes(db, NOON)
        assert (note.title, note.collection) == ("Study TUI", True)
        (one,) = library.search(db, "Median", NOON)
        wordings.reword(db, one.id, "Middle?", "", NOON)
    assert command("--db", other, "import", package, "--json").json["same"] == 5
    assert "Middle?" in cards_of(command, other)


def test_a_collection_travels_to_another_machine(
    command: Command, studied: Path, other: Path, template: Path, tmp_path: Path
) -> None:
    package, third = tmp_path / "cards.apkg", Path(shutil.copy(template, tmp_path / "third.sqlite"))
    command("export", "--format", "apkg", package)
    command("--db", other, "import", package)
    command("--db", other, "sync", tmp_path / "shared.sqlite")
    done = command("--db", third, "sync", tmp_path / "shared.sqlite")
    assert "clock" not in done.out + done.err, "answers are no older than their cards"
    assert command("--db", third, "import", package, "--json").json["same"] == 5, "they are known by their names"
    assert command("--db", third, "search", "Mean", "tag:question", "--json").json[0]["path"] == "deck:Study TUI"


def cards_of(command: Command, path: Path) -> set[str]:
    return {row["card"]["question"] for row in command("--db", path, "export").json}


@pytest.fixture
def empty(place: str, template: Path) -> str:
    """An empty database where the tests run: a file, or a schema on a server."""
    return place if "://" in place else str(shutil.copy(template, place))


DAY = study_day(NOON)


def brought(guid: str, question: str, *ratings: tuple[int, Rating], **more: Any) -> Brought:
    """A card of elsewhere, answered on so many days before today, each time due ten days later."""
    answers = []
    was = State.NEW
    for back, rating in ratings:
        at, day = NOON - timedelta(days=back), DAY - back
        answers.append(Answered(at, day, rating, 1000, was, State.REVIEW, 0, day + 10, None, f"{guid} {back}"))
        was = State.REVIEW
    card = Card(Kind.QUESTION, question, "a", (), 1, rule="anki")
    return Brought(guid, "deck:D", "D", card, answers=tuple(answers), **more)


def test_a_later_file_adds_what_happened_since(empty: str, other: Path) -> None:
    with opened(empty) as db:
        first = [brought("x", "X?", (20, Rating.GOOD)), brought("y", "Y?")]
        assert bring(db, first, "1", NOON).answers == 1
        mine = library.search(db, "X", NOON)[0].id
        reviews.record(db, mine, Rating.GOOD, NOON - timedelta(days=4))
        later = [
            brought("x", "X, reworded?", (20, Rating.GOOD), (10, Rating.HARD)),
            brought("y", "Y?", suspended=True, changed_at=NOON),
        ]
        came = bring(db, later, "2", NOON)
        assert (came.new, came.changed, came.same, came.answers) == (0, 1, 1, 1)
        found = {known.card.question: known for known in library.search(db, "", NOON)}
        assert found["X, reworded?"].schedule.reps == 3
        assert [line.rating for line in reviews.log(db, mine)] == [Rating.GOOD, Rating.HARD, Rating.GOOD]
        assert found["Y?"].suspended
        assert all(finding.ok for finding in doctor.examine(db))
        whole = [as_json(row) for row in dump(db, NOON)]
        with opened(other) as copy:
            assert load(copy, whole, "x.jsonl") == 2
            assert [as_json(row) for row in dump(copy, NOON)] == whole
        assert len(list(exported(db, NOON, "tag:nothing"))) == 0
        assert [one.guid for one in exported(db, NOON, every=True)] == ["x", "y"]
        library.undo_import(db, came.import_id, NOON)
        found = {known.card.question: known for known in library.search(db, "", NOON)}
        assert found["X?"].schedule.reps == 2, "an answer given here stays"
        assert not found["Y?"].suspended
        assert all(finding.ok for finding in doctor.examine(db))


def test_what_is_no_package_is_a_sentence(command: Command, studied: Path, tmp_path: Path) -> None:
    made = tmp_path / "x.apkg"
    for content in (b"", b"PK\x03\x04 nonsense", b"SQLite format 3\x00"):
        made.write_bytes(content)
        done = command("import", made)
        assert (done.status, "Traceback" in done.err) == (1, False)
        assert "Nothing was imported" in done.err
    for name, content in (("collection.anki21b", b"no zstd"), ("collection.anki21", b"no database"), ("x", b"")):
        with zipfile.ZipFile(made, "w") as package:
            package.writestr(name, content)
        done = command("import", made)
        assert done.status == 1
        assert "Nothing was imported" in done.err
    assert command("import", tmp_path / "gone.apkg").status == 1


def test_the_newer_tables_are_read_as_the_older(tmp_path: Path) -> None:
    """A collection of the older version, brought to the tables of the newer one by hand, says the same."""
    import sqlite3

    basic = tables.NoteType(5, "Basic", False, ("Front", "Back"), [tables.Template("Card 1", "{{Front}}", "{{Back}}")])
    note = tables.NoteRow(1, "guid", 5, 1, " a ", ("q", "a"))
    card = tables.CardRow(1, 1, 7, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, "{}")
    made = tables.Collection(1_700_000_000, -540, 4, [basic], {1: "Default", 7: "A::B"}, [note], [card], [])
    path = tmp_path / "c.sqlite"
    writing.write(path, made, 1)
    older = reading.read(path, "x")
    assert (older.decks, older.offset, older.notes[0].fields) == (made.decks, -540, ["q", "a"])
    raw = sqlite3.connect(path)
    raw.create_collation("unicase", lambda a, b: (a > b) - (a < b))
    raw.executescript(
        "UPDATE col SET ver = 18, conf = '', models = '', decks = '';"
        "CREATE TABLE config (key text PRIMARY KEY, usn int, mtime_secs int, val blob) WITHOUT ROWID;"
        "CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, config blob);"
        "CREATE UNIQUE INDEX names ON notetypes (name);"
        "CREATE TABLE fields (ntid int, ord int, name text COLLATE unicase, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;"
        "CREATE TABLE templates (ntid int, ord int, name text, config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;"
        "CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase);"
        "INSERT INTO fields VALUES (5, 0, 'Front'), (5, 1, 'Back');"
        "INSERT INTO decks VALUES (1, 'Default'), (7, 'A' || char(31) || 'B');"
    )
    config = json.dumps(-540).encode()
    raw.execute("INSERT INTO config VALUES ('creationOffset', 0, 0, ?)", (config,))
    raw.execute("INSERT INTO notetypes VALUES (5, 'Basic', ?)", (b"\x08\x00",))
    raw.execute("INSERT INTO templates VALUES (5, 0, 'Card 1', ?)", (b"\n\x09{{Front}}\x12\x08{{Back}}",))
    raw.commit()
    raw.close()
    newer = reading.read(path, "x")
    assert (newer.decks, newer.offset, newer.notes, newer.cards) == (older.decks, -540, older.notes, older.cards)
    assert [(t.cloze, list(t.fields), list(t.templates)) for t in newer.types] == [
        (False, ["Front", "Back"], [tables.Template("Card 1", "{{Front}}", "{{Back}}")])
    ]
