"""What a run shows as text: steps, costs, checks, timings, plots, bars, the source, the knobs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from demos import growth
from demos.demo import Check, Flops, Param, Picture, Remark, Report, Stat, Step, Timing
from studytui import theme
from studytui.demo.bars import bars
from studytui.demo.braille import Canvas
from studytui.demo.checks import checks_brief, checks_page
from studytui.demo.curves import Series, curves, geometric, plot
from studytui.demo.gallery import first_picture, pages, remarks_text, strip
from studytui.demo.legend import number
from studytui.demo.params import knobs_text
from studytui.demo.raster import DEPTHS
from studytui.demo.run import Knobs
from studytui.demo.shades import Shades, character, letters
from studytui.demo.source import source_page
from studytui.demo.steps import steps_brief, steps_page
from studytui.demo.timing import milliseconds, table, timing_page

DARK = theme.DARK
NAMED = {
    **theme.DEFAULTS,
    **DARK.variables,
    **{
        name: str(getattr(DARK, name))
        for name in ("primary", "accent", "secondary", "success", "error", "surface", "background")
    },
}
SHADES = Shades(NAMED)


def report() -> Report:
    made = Report("band", "Band", {"T": 128})
    made.add(Step("matmul", ((1, 8, 128, 64), (1, 8, 64, 128)), (1, 8, 128, 128), "scores", "B H T T"))
    made.add(Step("softmax", ((1, 8, 128, 128),), (1, 8, 128, 128), "weights", "B H T T"))
    made.add(Step("matmul", ((1, 8, 128, 128), (1, 8, 128, 64)), (1, 8, 128, 64), "y", "B H T d"))
    made.add(Flops(4_456_448, 4_456_448, "4·T·(2w+1)·D"))
    made.add(Stat("peak memory", 4.2, "MB"))
    made.add(Check.of("rows sum to 1", 2.4e-7))
    made.add(Check.of("equal to the dense form", math.nan))
    return made


def widest(content: Content) -> int:
    return max(cell_len(line) for line in content.plain.split("\n"))


@pytest.mark.parametrize("width", [36, 50, 76, 110])
def test_shapes_stand_beside_their_letters_and_fit(width: int) -> None:
    text = steps_page(report(), width).plain
    assert "(1, 8, 128, 128)" in text
    assert "B H T T" in text
    assert "(1, 8, 128, 64)" in text
    assert "4,456,448 counted" in text
    assert "4·T·(2w+1)·D" in text
    assert "✓ the same" in text
    assert "peak memory 4.2 MB" in text
    first = text.split("\n\n")[0]
    assert max(cell_len(line) for line in first.split("\n")) <= width


def test_counted_operations_that_differ_from_the_formula_are_not_said_to_be_the_same() -> None:
    made = report()
    made.add(Flops(300, 100, "T"))
    text = steps_page(made, 80).plain
    assert "3 ×" in text
    assert "the same" not in text


def test_a_glance_at_the_steps_counts_what_it_leaves_out() -> None:
    assert steps_brief(report(), 30, 8).plain.count("\n") == 2
    assert "1 8 128 64" in steps_brief(report(), 30, 8).plain
    assert "… 2 more" in steps_brief(report(), 30, 2).plain


def test_a_check_that_is_not_a_number_fails_in_sight() -> None:
    page = checks_page(report(), 60).plain
    assert "✗ equal to the dense form" in page
    assert "NaN" in page
    assert "1 of 2 holds" in page
    assert checks_brief(report(), 24, 1)[0].plain.startswith("…")
    assert checks_brief(report(), 40, 2)[0].plain.startswith("✗"), "what failed comes first"


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_short(value: float) -> None:
    assert 1 <= len(number(value)) <= 9


def sweep() -> Report:
    made = report()
    for T in (128, 256, 512, 1024):
        made.add(Timing("in blocks", T, T / 100))
        made.add(Timing("dense", T, (T / 256) ** 2))
    return made


def test_a_sweep_has_its_exponents_and_its_crossing() -> None:
    lines = growth.lines(sweep().timings)
    assert growth.crossing(lines["in blocks"], lines["dense"]) == pytest.approx(655.36, rel=1e-3)
    page = timing_page(sweep(), 76, 26, SHADES, False, False).plain
    assert "in blocks beside dense: pays from T ≈ 660" in page
    assert "∝ T^1.0" in page
    assert "∝ T^2.0" in page
    assert "10.2 ms" in page


def test_the_quickest_of_a_row_is_bold_whatever_it_is_called() -> None:
    lines = table(sweep(), [128, 256, 512, 1024], 76, 10)
    bold = {
        line.plain[span.start : span.end].strip() for line in lines for span in line.spans if "bold" in str(span.style)
    }
    assert bold == {"0.25 ms", "1.00 ms", "4.00 ms", "10.2 ms"}, "dense, dense, dense, in blocks"


def test_the_length_of_the_picture_and_the_sizes_are_said() -> None:
    page = timing_page(sweep(), 76, 26, SHADES, False, False).plain
    assert "▸    128" in page
    assert "T of the picture: 128" in page


def test_memory_stands_beside_the_times_where_it_was_measured() -> None:
    made = report()
    for T in (128, 1024):
        made.add(Timing("in blocks", T, 1.0, peak_bytes=T * 1000))
        made.add(Timing("dense", T, 2.0, peak_bytes=T * T * 4))
    page = timing_page(made, 76, 26, SHADES, False, False).plain
    assert "memory at T = 1,024: in blocks 1.02 MB · dense 4.19 MB" in page


@pytest.mark.parametrize(("width", "height"), [(49, 19), (80, 34), (30, 10)])
def test_timings_fit_their_pane(width: int, height: int) -> None:
    page = timing_page(sweep(), width, height, SHADES, False, True)
    assert page.plain.count("\n") < height + 4
    assert widest(page) <= width


def test_one_length_is_a_table_without_a_plot() -> None:
    made = report()
    made.add(Timing("in blocks", 128, 0.5))
    page = timing_page(made, 60, 20, SHADES, False, False).plain
    assert "0.50 ms" in page
    assert "∝" not in page
    assert timing_page(report(), 60, 20, SHADES, False, False).plain == ""


def test_times_are_read_at_a_glance() -> None:
    assert [milliseconds(ms) for ms in (0.00243, 0.0561, 0.4211)] == ["2.4 µs", "56 µs", "0.42 ms"]
    assert [milliseconds(ms) for ms in (12.34, 222.2, 1234.0)] == ["12.3 ms", "222 ms", "1.23 s"]


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(allow_nan=True, allow_infinity=True)), max_size=40),
    st.integers(16, 100),
    st.integers(5, 40),
    st.booleans(),
    st.booleans(),
)
def test_any_curve_is_drawn_inside_its_pane(
    points: list[tuple[float, float]], width: int, height: int, log: bool, plain: bool
) -> None:
    content = plot([Series("loss", tuple(points))], width, height, SHADES, logx=log, logy=log, plain=plain)
    assert content.plain.count("\n") < height + 1


def test_a_rising_line_rises_and_series_differ_without_colours() -> None:
    picture = Picture(
        "loss",
        "curves",
        ("step", "loss"),
        ("a rising one", "flat"),
        (tuple((x, x) for x in range(30)), ((0, 5), (29, 5))),
    )
    rows = curves(picture, 60, 16, SHADES, True).plain.split("\n")
    assert "a a rising one" in rows[-1]
    assert "b flat" in rows[-1]
    body = [row[8:] for row in rows[1:-2]]
    first = [next((c for c, mark in enumerate(row) if mark not in " ⠀"), None) for row in body]
    assert first[0] is not None
    assert first[-1] is not None
    assert first[-1] < first[0], "the line goes from the lower left to the upper right"


def test_a_curve_that_is_not_finite_says_so() -> None:
    picture = Picture("loss", "curves", ("step", "loss"), ("loss",), (((0, 1.0), (1, math.nan), (2, math.inf)),))
    assert "2 not finite" in curves(picture, 60, 16, SHADES, False).plain
    empty = Picture("loss", "curves", ("step", "loss"), ("loss",), (((1, math.nan),),))
    assert "no point is finite" in curves(empty, 60, 16, SHADES, False).plain


def test_lengths_that_double_suit_a_logarithmic_axis() -> None:
    assert geometric([64, 128, 256, 512])
    assert not geometric([1, 2, 3, 4, 5, 6, 7, 8])
    assert not geometric([0, 1, 10, 100])


def test_few_bars_lie_and_many_stand() -> None:
    few = Picture("load", "bars", ("expert", "tokens"), ("kept", "dropped"), ((12.0, 4.0), (0.0, 3.0)), ("e0", "e1"))
    text = bars(few, 50, 10, SHADES, False).plain
    assert "e0" in text
    assert "kept" in text
    assert "dropped" in text
    assert " 12" in text
    rows = text.split("\n")
    assert rows[0].count("█") == 3 * rows[3].count("█") or rows[0].count("█") > rows[3].count("█")
    many = Picture(
        "logits",
        "bars",
        ("value", "count"),
        ("n",),
        (tuple(float(n) for n in range(200)),),
        tuple(map(str, range(200))),
    )
    standing = bars(many, 50, 10, SHADES, False)
    assert "tallest of 5" in standing.plain
    assert widest(standing) <= 64
    assert standing.plain.count("\n") < 10


def test_a_histogram_shows_its_smallest_count() -> None:
    counts = (1.0, *[5000.0] * 30)
    picture = Picture("h", "bars", ("value", "count"), ("n",), (counts,), tuple(map(str, range(31))))
    text = bars(picture, 60, 8, SHADES, False).plain
    assert "▁" in text


def test_the_canvas_keeps_inside_its_cells() -> None:
    canvas = Canvas(4, 2)
    canvas.line(-5, -5, 20, 20, "red")
    canvas.write(3, 1, "long", "red")
    for row in range(2):
        assert sum(len(text) for text, _ in canvas.runs(row)) == 4


def test_causes_have_letters_of_their_own() -> None:
    assert letters(("blocked", "band")) == ("·", "█")
    assert letters(("blocked", "global", "band", "gap", "블록")) == ("·", "G", "B", "A", "0")
    shown = {character(code, False, True, ()) for code in range(64)}
    assert {"≡", "█", " "} <= shown


def test_causes_stay_apart_in_sixteen_colours() -> None:
    from rich.color import Color, ColorSystem

    def shown(colour: str) -> int | None:
        return Color.parse(colour).downgrade(ColorSystem.STANDARD).number

    plain = Shades(NAMED, sixteen=True)
    for depth in range(DEPTHS):
        causes = [shown(plain.colour(cause * DEPTHS + depth, True, False)) for cause in range(1, 7)]
        assert len(set(causes)) == 6, "six causes, six colours"
    lit, dimmed = (shown(plain.colour(DEPTHS + depth, True, False)) for depth in (DEPTHS - 1, 1))
    assert lit != dimmed, "the lit row stands out"
    assert len({shown(colour) for colour in plain.ramp}) == 5


def test_the_source_reads_as_a_page() -> None:
    said = '"""Band attention: a token looks at its\nneighbours.\n\n    y = softmax(s) v\n\nCost: linear.\n"""\n'
    code = f"{said}\n\ndef band(q, k, v):\n    return q\n"
    text = source_page(code, 60).plain
    assert "Band attention: a token looks at its neighbours." in text
    assert "\n    y = softmax(s) v\n" in text
    assert "def band(q, k, v):" in text
    assert '"""' not in text
    assert text.index("y = softmax(s) v") < text.index("def band") < text.index("Cost: linear."), "mechanism first"


def test_the_fast_form_is_folded_and_says_how_long_it_is() -> None:
    mechanism, fast = '"""Band."""\n\n\ndef band(q):\n    return q\n', "def band_fast(q):\n    return q\n"
    folded = source_page(mechanism, 60, fast).plain
    assert "▸ the fast form: 1 function, 2 lines" in folded
    assert "def band_fast" not in folded
    assert "def band_fast" in source_page(mechanism, 60, fast, unfolded=True).plain


def test_pictures_of_heads_share_a_page_and_the_sweep_has_its_own_tab() -> None:
    made = report()
    for head in range(4):
        made.add(Picture(f"head {head}", "heat", ("i", "j"), ("w",), ((1.0,),), group="heads"))
    made.add(Picture("how long", "curves", ("T", "ms"), ("dense",), (((128, 1.0),),), log=True, role="sweep"))
    made.add(Picture("what comes out", "heat", ("T", "d"), ("v",), ((1.0,),), role="output"))
    assert [(page.title, len(page.pictures)) for page in pages(made)] == [("heads", 4), ("what comes out", 1)]
    assert len(pages(made, apart=True)) == 5


def test_the_picture_that_carries_the_idea_comes_first() -> None:
    made = report()
    made.add(Picture("what comes out", "heat", ("T", "d"), ("v",), ((1.0,),), role="output"))
    made.add(Picture("weights", "heat", ("i", "j"), ("w",), ((1.0,),)))
    assert first_picture(made) is made.pictures[1], "an output tells nothing by itself"
    made.add(Picture("load", "bars", ("expert", "tokens"), ("kept",), ((1.0,),), ("0",), role="idea"))
    assert first_picture(made) is made.pictures[2]
    assert [page.title for page in pages(made)] == ["load", "what comes out", "weights"]


@pytest.mark.parametrize("place", range(12))
def test_the_present_title_is_always_in_sight(place: int) -> None:
    titles = [f"weights of head {n}" for n in range(12)]
    shown = strip(titles, place, 48)
    assert titles[place] in shown.plain
    assert cell_len(shown.plain) <= 48


def test_remarks_are_cut_with_an_ellipsis() -> None:
    text = remarks_text([Remark("a word " * 40).text, "another"], 30, 3).plain
    assert text.count("\n") == 2
    assert text.endswith("…")


def test_the_knobs_fit_and_the_focused_one_is_in_sight() -> None:
    knobs = Knobs([Param(f"p{n}", n, 0, 100, 1, help="what it does") for n in range(20)])
    knobs.place = 17
    text = knobs_text(knobs, 22, height=12).plain
    assert text.count("\n") < 12
    assert "▸ p17" in text
    assert "what it does" in text
