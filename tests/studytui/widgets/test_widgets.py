"""The widgets that screens are made of, each by itself."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console
from textual.app import App, ComposeResult
from textual.content import Content

from studytui.keys import both, key
from studytui.widgets.bars import KeyHints, TopBar, breadcrumb
from studytui.widgets.calendar import calendar, level
from studytui.widgets.markdown import Palette, draw
from studytui.widgets.paths import PathInput, candidates, existing
from studytui.widgets.rows import Rows
from studytui.widgets.text import bar, first_seen, hanging, one_line, padded

PALETTE = Palette("#ffffff", "#888888", "#444444", "#222222", "#ffcc00", True)


def printed(text: str, width: int = 60) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    console.print(draw(text, PALETTE))
    return "\n".join(line.rstrip() for line in console.export_text().splitlines())


def test_markdown_of_a_card() -> None:
    assert printed("**굵게**와 `code`") == "굵게와 code"
    assert printed("1. 하나\n2. 둘\n   - 안쪽") == "1. 하나\n2. 둘\n   • 안쪽"
    assert printed("| a | b |\n| --- | ---: |\n| 가 | 1 |").split()[:2] == ["a", "b"]
    assert "가" in printed("| a | b |\n| --- | ---: |\n| 가 | 1 |")
    assert "def f():" in printed("```python\ndef f():\n    return 1\n```")
    assert "├─ 가지" in printed("```text\n뿌리\n├─ 가지\n```")
    assert printed("a\nb") == "a\nb"


@pytest.mark.parametrize("text", ["[red]x[/red]", "<b>x</b>", "a [link](http://x) b", "{{c1::x}}", "[0, :]", "[x][y]"])
def test_markup_of_any_kind_is_text(text: str) -> None:
    shown = printed(text)
    assert "x" in shown or "0" in shown or "link" in shown
    if text.startswith(("[red]", "<b>", "[0", "{{")):
        assert shown == text


def test_escapes_are_shown_as_pictures() -> None:
    assert "\x1b" not in printed("a \x1b[31m b \x07")
    assert "␛[31m" in printed("a \x1b[31m b")


def test_a_formula_in_running_text_and_one_of_its_own() -> None:
    assert printed("값 $x^2$ 는") == "값 x² 는"
    assert printed("$$\n\\frac{a}{b}\n$$").splitlines()[1].strip() == "───"


def test_pieces_are_cut_in_cells() -> None:
    assert one_line("가나다라", 5) == "가나…"
    assert cell_len(padded("가나다라", 6)) == 6
    assert bar(0.001, 10) == "▏"
    assert bar(0, 10) == ""
    assert bar(1, 3) == "███"


def test_the_inner_headings_stay_where_not_all_fit() -> None:
    headings = ["2025-05-13 TIL: 덜 보고도 멀리 보기", "Sparse Attention", "위치 기반 패턴"]
    assert breadcrumb(headings, 80).plain == " › ".join(headings)
    assert breadcrumb(headings, 40).plain == "… › Sparse Attention › 위치 기반 패턴"
    assert breadcrumb(headings, 8).cell_length <= 8


def test_every_letter_is_bound_with_its_jamo() -> None:
    assert both("d,5") == "d,ㅇ,5"
    assert key("u,ctrl+z", "undo", "undo").key == "u,ㅕ,ctrl+z"


def test_the_calendar_ends_today_and_begins_on_a_monday() -> None:
    today = date(2025, 5, 13).toordinal()  # a Tuesday
    rows = calendar({today: 5, today - 1: 1}, today, 3).plain.split("\n")
    assert len(rows) == 8
    assert rows[1].split() == ["Mon", "·", "·", "▒"]
    assert rows[2].split() == ["·", "·", "█"]
    assert rows[3].split() == ["Wed", "·", "·"]
    assert [level(n, [1, 8]) for n in (0, 1, 8)] == [0, 2, 4]
    assert [level(n, [10, 20, 30, 40, 4000]) for n in (10, 20, 30, 40, 4000)] == [1, 2, 3, 4, 4], "no great day fades"


def test_paths_are_completed_in_either_form_of_hangul(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "노트").mkdir()
    (tmp_path / "노트.md").write_text("x")
    (tmp_path / "other.pdf").write_text("x")
    (tmp_path / ".hidden.md").write_text("x")
    assert candidates(f"{tmp_path}/") == [f"{tmp_path}/노트/", f"{tmp_path}/노트.md"]
    assert candidates(f"{tmp_path}/노") == [f"{tmp_path}/노트/", f"{tmp_path}/노트.md"]
    assert candidates(f"{tmp_path}/노") == candidates(f"{tmp_path}/노"), "NFD finds the same"
    assert candidates(f"{tmp_path}/.h") == [f"{tmp_path}/.hidden.md"]
    assert candidates(f"{tmp_path}/none/x") == []
    assert existing(f"'{tmp_path}/노트.md' ") == tmp_path / "노트.md"
    assert existing("") is None
    assert existing("\0") is None
    monkeypatch.setenv("HOME", str(tmp_path))
    assert candidates("~/노")[0] == "~/노트/"


class Bench(App[None]):
    def __init__(self, *widgets: Any) -> None:
        super().__init__()
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self.widgets


async def test_tab_completes_a_path_and_tells_the_choices(tmp_path: Path) -> None:
    (tmp_path / "alpha").mkdir()
    (tmp_path / "alpine").mkdir()
    (tmp_path / "beta.md").write_text("x")
    told: list[Any] = []

    class Paths(Bench):
        def on_path_input_choices(self, message: PathInput.Choices) -> None:
            told.append([name.rpartition(f"{tmp_path}/")[2] for name in message.names])

        def on_path_input_given(self, message: PathInput.Given) -> None:
            told.append(message.path)

    field = PathInput()
    async with Paths(field).run_test() as pilot:
        field.focus()
        field.value = f"{tmp_path}/a"
        await pilot.press("tab")
        assert field.value == f"{tmp_path}/alp"
        await pilot.press("i", "tab")
        assert field.value == f"{tmp_path}/alpine/"
        await pilot.press("enter")
        await pilot.pause()
        field.value = f"{tmp_path}/gone"
        await pilot.press("enter")
        await pilot.pause()
    assert told == [["alpha/", "alpine/"], [], tmp_path / "alpine", None]


async def test_ten_thousand_rows_are_drawn_where_they_are_seen() -> None:
    drawn: list[int] = []

    def row(number: int, width: int) -> Content:
        drawn.append(number)
        return Content(f"행 {number} [red]")

    rows: Rows[int] = Rows(row, range(10_000))
    async with Bench(rows).run_test(size=(40, 12)) as pilot:
        rows.focus()
        await pilot.pause()
        assert max(drawn) < 30
        await pilot.press("end")
        await pilot.pause()
        assert rows.chosen == 9_999
        assert 9_999 in drawn
        assert len(drawn) < 100
        await pilot.press("up", "pageup", "home", "down")
        assert rows.chosen == 1
        await pilot.click(rows, offset=(5, 3))
        assert rows.chosen == 3
        rows.show([], 0)
        await pilot.pause()
        assert rows.chosen is None


async def test_bars_fit_any_width() -> None:
    top, hints = TopBar("왼쪽 " * 30, "오른쪽"), KeyHints([("a", "alpha"), ("b", "beta"), ("?", "help")])
    async with Bench(top, hints).run_test(size=(24, 5)) as pilot:
        await pilot.pause()
        assert top.render().cell_length == top.size.width
        assert top.render().plain.endswith("오른쪽")
        assert hints.render().plain == "a alpha   ? help"


def test_widths_in_pictures_are_counted_in_cells(root: Path) -> None:
    sys.path.insert(0, str(root / "docs"))
    try:
        from svgwidths import correct_widths
    finally:
        sys.path.pop(0)
    shown = correct_widths('<text class="a" x="0" textLength="36.6" clip-path="url(#l)">한글a</text>')
    assert 'textLength="61.0"' in shown
    assert ">한글a</text>" in shown
    plain = '<text class="a" x="0" textLength="24.4" clip-path="url(#l)">&amp;b</text>'
    assert 'textLength="24.4"' in correct_widths(plain)


def test_of_a_row_of_labels_the_chosen_one_is_seen() -> None:
    labels = [" 변경 863 ", " 보류 1,360 ", " 새 카드 863 ", ""]
    assert first_seen(labels, 2, 60) == 0
    assert first_seen(labels, 0, 20) == 0
    assert first_seen(labels, 2, 30) == 1
    assert first_seen(labels, 2, 10) == 2


def test_a_text_goes_on_below_itself() -> None:
    rows = [(Content(" 9 "), Content("가나다 라마바 사아자")), (Content("10 "), Content("short"))]
    assert hanging(rows, 17).plain == " 9 가나다 라마바\n   사아자\n10 short"
    assert all(cell_len(line) <= 17 for line in hanging(rows, 17).plain.splitlines())
