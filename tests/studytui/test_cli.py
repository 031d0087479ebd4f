"""The command line: its JSON, its exit status, and a clear sentence for every bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import servers

from demos.catalog import ENTRIES

pytestmark = pytest.mark.usefixtures("everything_is_asked")

Command = Callable[..., Any]

NOTE = """# 2025-05-01 TIL

## Attention
- Band → 가까운 이웃만 봄
- BigBird = Band + Global + Random
- 내일 다시
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "노트.md"
    path.write_text(NOTE, "utf-8")
    return path


def test_a_note_s_way_from_plan_to_nothing_changed(command: Command, note: Path) -> None:
    planned = command("import", note, "--dry-run", "--json")
    assert planned.status == 0
    assert planned.json["new"] > 0
    assert servers.WANTED or command("due", "--json").status == 1, "a dry run makes no database"
    applied = command("import", note, "--json").json
    assert applied["new"] == planned.json["new"] == len([r for r in applied["plan"] if r["change"] == "new"])
    assert applied["notes"] == 1
    assert applied["failed"] == []
    again = command("import", note, "--json").json
    assert again["new"] == again["reworded"] == again["moved"] == again["gone"] == 0
    assert "Nothing changed" in command("import", note).out
    due = command("due", "--json").json
    assert set(due) == {"due", "new", "learning", "review", "total", "next_due"}
    assert due["total"] == due["due"] + due["new"] > 0


def test_a_reworded_line_is_a_reworded_card(command: Command, note: Path) -> None:
    command("import", note)
    note.write_text(NOTE.replace("가까운 이웃만 봄", "가까운 이웃 토큰만 봄"), "utf-8")
    again = command("import", note, "--json").json
    assert again["reworded"] >= 1
    assert again["gone"] == 0
    row = next(r for r in again["plan"] if r["change"] == "reworded")
    assert row["was"]["question"] != row["question"] or row["was"]["answer"] != row["answer"]


def test_an_import_can_be_taken_back_and_forced(command: Command, note: Path) -> None:
    assert command("import", "--undo").status == 1
    assert command("import").status == 2
    made = command("import", note, "--json").json["new"]
    assert command("import", note, "--force", "--json").json["kept"] == made
    assert command("import", "--undo", "--json").json["made"] == made
    assert command("due", "--json").json["total"] == 0
    assert command("import", note, "--force", "--json").status == 0
    assert command("due", "--json").json["total"] > 0


def test_cards_needs_no_database(command: Command, note: Path, tmp_path: Path) -> None:
    rows = command("cards", note, "--json").json
    assert not (tmp_path / "study.sqlite").exists()
    band = next(row for row in rows if "Band" in row["question"] and row["line"] == 4)
    assert band["answer"] == "가까운 이웃만 봄"
    assert band["demo"] == "band"
    assert band["context"][-1] == "Attention"
    assert {"question", "answer", "accepted", "kind", "context", "line", "demo"} <= set(band)
    unused = command("cards", note, "--unused", "--json").json
    assert all({"line", "text", "why"} == set(row) and row["why"] for row in unused)
    assert "[" in command("cards", note, "--why").out
    other = note.with_name("other.md")
    other.write_text("## Attention\n- Dilated → 건너뛴 이웃\n", "utf-8")
    lines = command("cards", note.parent).out.split("\n")
    assert sorted((lines.index(str(note)), lines.index(str(other))))[0] == 0, "each note stands above its cards"
    assert str(note) not in command("cards", note).out
    other.unlink()


def test_search_export_and_stats(command: Command, note: Path, tmp_path: Path) -> None:
    command("import", note)
    found = command("search", "bigbird", "--json").json
    assert found
    assert all("bigbird" in json.dumps(row).lower() for row in found)
    command("review", "--plain", stdin="3\n")
    whole = json.loads(command("export").out)
    assert sum(len(row["log"]) for row in whole) == 1
    target = tmp_path / "cards.tsv"
    assert command("export", target, "--format", "tsv").status == 0
    assert all(line.count("\t") == 3 for line in target.read_text("utf-8").splitlines() if line[0] != "#")
    assert command("stats", "--json").status == 0
    said = command("stats").out
    assert "Wednesday, 7 May 2025" in said
    assert "Cards     " in said
    assert "{" not in said


def test_backup_restore_and_doctor(command: Command, note: Path, tmp_path: Path) -> None:
    command("import", note)
    made = command("backup", tmp_path / "backups", "--json").json["backup"]
    command("review", "--plain", stdin="3\n3\n")
    after = command("due", "--json").json
    assert command("restore", made).status == 0
    assert command("due", "--json").json["new"] == after["new"] + 2
    report = command("doctor", "--json").json
    assert report["ok"]
    assert all({"name", "ok", "detail"} == set(check) for check in report["checks"])


def test_settings_are_kept_and_bounded(command: Command) -> None:
    assert command("settings", "new_per_day", "5").status == 0
    assert command("settings", "new_per_day", "--json").json == {"new_per_day": 5}
    assert command("settings", "learning_steps", "1, 10, 30").status == 0
    for name, wrong in (("new_per_day", "-1"), ("new_per_day", "many"), ("desired_retention", "2"), ("colour", "red")):
        refused = command("settings", name, wrong)
        assert refused.status == 2
        assert name in refused.err
    assert command("settings", "new_per_day", "--json").json == {"new_per_day": 5}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("import", "nowhere.md"), 1, "nowhere.md"),
        (("cards", "nowhere.md"), 1, "nowhere.md"),
        (("demo", "bend"), 2, "band"),
        (("demo", "band", "--w"), 2, "--w"),
        (("demo", "band", "--w", "x"), 2, "not a number"),
        (("demo", "band", "--w", "100000"), 2, "from"),
        (("demo", "band", "--colour", "1"), 2, "colour"),
        (("review", "--plain", "--limit", "0"), 2, "--limit"),
        (("restore", "nowhere.sqlite"), 1, "nowhere.sqlite"),
        (("fly",), 2, "fly"),
        (("due", "--frobnicate"), 2, "--frobnicate"),
        (("due", "--db", "/dev/null/study.sqlite"), 1, "study.sqlite"),
    ],
)
def test_bad_input_is_a_sentence_on_stderr(command: Command, words: tuple[str, ...], status: int, said: str) -> None:
    ran = command(*words)
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_clock_that_is_none_is_a_sentence(command: Command) -> None:
    for wrong in ("tomorrow", "2025-05-07T09:00:00"):
        ran = command("due", now=wrong)
        assert ran.status == 1
        assert "STUDYTUI_NOW" in ran.err


def test_bad_notes_cost_the_good_ones_nothing(command: Command, note: Path, tmp_path: Path) -> None:
    folder = tmp_path / "til"
    folder.mkdir()
    note.rename(folder / "good.md")
    (folder / "binary.md").write_bytes(bytes(range(256)) * 40)
    (folder / "empty.md").write_bytes(b"")
    (folder / "loop").symlink_to(folder)
    ran = command("import", folder, "--json")
    assert ran.status == 1
    assert ran.json["new"] > 0
    assert [Path(failure["path"]).name for failure in ran.json["failed"]] == ["binary.md", "empty.md"]
    assert "binary.md" in ran.err
    empty = tmp_path / "no notes"
    empty.mkdir()
    nothing = command("import", empty)
    assert nothing.status == 1
    assert "no notes" in nothing.err


def test_a_note_cannot_act_on_the_terminal(command: Command, tmp_path: Path) -> None:
    note = tmp_path / "hostile.md"
    note.write_text("# T\n## [red]Sub[/red]\n- Evil \x1b]0;owned\x07 → [bold]clear\x1b[2J[/bold]\n", "utf-8")
    command("import", note)
    shown = command("review", "--plain", stdin="\n3\n").out + command("cards", note).out
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "[bold]" in shown


def test_a_demo_as_json_and_as_a_picture(command: Command, tmp_path: Path) -> None:
    ran = command("demo", "band", "--T", "32", "--w=2", "--d", "8", "--json", "--svg", tmp_path / "band.svg")
    assert ran.status == 0
    document = ran.json
    assert {"demo", "title", "params", "steps", "pictures", "timings", "flops", "checks"} <= set(document)
    assert document["params"]["w"] == 2
    assert {"op", "inputs", "output", "label"} <= set(document["steps"][0])
    assert {"title", "kind", "axes", "legend", "values"} <= set(document["pictures"][0])
    assert {"form", "T", "median_ms"} <= set(document["timings"][0])
    assert document["flops"]["counted"] == document["flops"]["formula"] > 0
    assert all(check["ok"] for check in document["checks"])
    assert (tmp_path / "band.svg").read_text("utf-8").startswith("<svg")


def test_every_demo_is_listed_with_its_parameters(command: Command) -> None:
    listed = command("demo", "--list", "--json").json
    assert [entry["id"] for entry in listed] == [entry.id for entry in ENTRIES]
    for entry in listed:
        assert {"id", "title", "names", "params"} <= set(entry)
        for param in entry["params"].values():
            assert {"default", "min", "max", "step", "help"} <= set(param)
    assert "bigbird" in command("demo", "--list").out


def test_what_a_setting_would_cost_is_told_and_changes_nothing(command: Any, samples: list[Path]) -> None:
    assert command("settings", "fuzz", "--price").status == 2
    assert command("import", samples[0]).status == 0
    found = command("settings", "desired_retention", "0.97", "--price", "--json").json
    rows = {row["value"]: row for row in found["prices"]}
    assert found["now"] == 0.9
    assert rows[0.97]["known"] >= rows[0.9]["known"] > 0
    assert sum(rows[0.97]["minutes"]) > sum(rows[0.9]["minutes"])
    assert command("settings", "desired_retention").out == "desired_retention = 0.9\n"


def test_a_card_is_reworded_and_split_by_its_number(command: Command, note: Path) -> None:
    assert command("import", note).status == 0
    card = next(row for row in command("search", "Band", "--json").json if row["kind"] != "run")
    said = command("reword", card["id"], "--answer", "옆만 봄", "--json").json
    assert said == {"id": card["id"], "question": card["question"], "answer": "옆만 봄"}
    assert command("reword", card["id"], "--json").json["answer"] == card["answer"], "the note's words again"
    assert command("split", card["id"], "a? :: b").status == 2
    parts = command("split", card["id"], "첫째? :: 하나", "둘째? :: 둘", "--json").json["parts"]
    assert [row["id"] for row in command("search", "둘째?", "--json").json] == parts[1:]
    assert command("split", card["id"], "a? :: b", "c? :: d").status == 1
    assert command("reword", 9999, "--answer", "x").status == 1
