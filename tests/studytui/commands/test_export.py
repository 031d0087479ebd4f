"""The export for other programs: what Anki reads, and nothing that acts in a spreadsheet or on a terminal."""

from __future__ import annotations

import csv
import html as entities
import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from studytui.anki.table import cell as _cell
from studytui.anki.tohtml import html

pytestmark = pytest.mark.usefixtures("everything_is_asked")

Command = Callable[..., Any]
NOW = datetime(2025, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**Generic** (Java)", "<strong>Generic</strong> (Java)"),
        ("`List<String>` holds strings, a < b & c", "<code>List&lt;String&gt;</code> holds strings, a &lt; b &amp; c"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("$\\mu$ of the sample", "\\(\\mu\\) of the sample"),
        ("$a < b$", "\\(a &lt; b\\)"),
        ("$$\na = b\n+ c\n$$", "\\[a = b<br>+ c\\]"),
        ("is $$x^2$$", "is \\[x^2\\]"),
        ("```python\nif a < b:\n\treturn\n```", "<pre><code>if a &lt; b:<br>\treturn</code></pre>"),
        ("one\ntwo", "one<br>two"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("![cat](https://example.org/cat.png)", "cat"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("a\x1b[31mb", "a␛[31mb"),
    ],
)
def test_markdown_becomes_html_in_one_line(text: str, made: str) -> None:
    assert html(text) == made


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '"quoted"', "'x"])
def test_a_cell_is_text_to_a_spreadsheet_and_to_the_next_row(text: str) -> None:
    cell = _cell(html(text))
    assert cell[0] not in "=+-@\"'"
    assert entities.unescape(cell) == text


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "java.md"
    path.write_text(
        "# Java 언어\n\n## Types\n- Generic?::`List<String>` holds strings, a < b & c\n- Mean: $\\mu$ of the sample\n"
        '- Formula: =1+1 is what a cell of a spreadsheet reckons\n- Quote: "what a writer said, word for word"\n',
        encoding="utf-8",
    )
    return path


def rows(text: str) -> list[list[str]]:
    """The cards of an export as Anki reads them: quotation marks count."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.reader(io.StringIO("".join(lines)), delimiter="\t"))


def test_the_file_is_what_anki_imports(command: Command, note: Path) -> None:
    command("import", note)
    text = command("export", "--format", "tsv").out
    assert text.splitlines()[:4] == ["#separator:tab", "#html:true", "#guid column:1", "#tags column:4"]
    found = rows(text)
    assert len(found) == len(command("export").json) >= 4
    assert all(len(row) == 4 for row in found)
    assert len({row[0] for row in found}) == len(found)
    assert any(row[2] == "<code>List&lt;String&gt;</code> holds strings, a &lt; b &amp; c" for row in found)
    assert any(row[2] == "\\(\\mu\\) of the sample" for row in found)
    assert all("Java_언어::Types" in row[3].split() for row in found)
    assert all(cell[0] not in "=+-@\"'" for row in found for cell in row)


def test_a_second_export_brings_no_doubles(command: Command, note: Path) -> None:
    command("import", note)
    before = {row[2]: row[0] for row in rows(command("export", "--format", "tsv").out)}
    note.write_text(note.read_text("utf-8").replace("holds strings", "holds only strings"), encoding="utf-8")
    command("import", note)
    after = {row[2]: row[0] for row in rows(command("export", "--format", "tsv").out)}
    assert set(after.values()) == set(before.values())
    assert after != before


def test_what_is_not_to_be_asked_is_left_out(command: Command, note: Path, place: str) -> None:
    from db import library, reviews
    from db.engine import open_database

    command("import", note)
    before = rows(command("export", "--format", "tsv").out)
    db = open_database(place)
    first, *_ = library.search(db, "Generic", NOW)
    reviews.reject(db, first.id, NOW)
    db.close()
    command("review", "--plain", stdin="s\n")
    after = rows(command("export", "--format", "tsv").out)
    assert len(after) == len(before) - 2
    assert len(command("export").json) == len(before), "the JSON holds everything"
