"""TeX as text: what a learner reads on a card."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studytui.math import tex as tex_text

LINES = {
    r"\frac{QK^\top}{\sqrt{d}}": "QKᵀ/√d",
    r"\frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}}": "(x − μ)/√(σ² + ε)",
    r"O(n^2)": "O(n²)",
    r"\sum_{i=1}^{n} x_i^2": "∑ᵢ₌₁ⁿ xᵢ²",
    r"\sum_{i \in S} w_i": "∑_(i∈S) wᵢ",
    r"e^{-x^2/2}": "e^(−x²/2)",
    r"d_{model}": "d_model",
    r"\text{가중치의 합} = 1": "가중치의 합 = 1",
    r"\mathbb{R}^{n \times d}": "ℝ^(n×d)",
    r"\hat{y} = \sigma(\mathbf{W}x + b)": "ŷ = σ(Wx + b)",
    r"\operatorname{softmax}(z)_i": "softmax(z)ᵢ",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(a b; c d)",
    r"x \cdot \operatorname{sigmoid}(\beta x)": "x · sigmoid(βx)",
    r"50\% \leq p": "50% ≤ p",
    r"\left(\frac{a}{b}\right)": "(a/b)",
    r"-x_1 + (-1)": "−x₁ + (−1)",
    r"\mathcal{L} = -\log p_\theta(x)": "ℒ = −log p_θ(x)",
}


@pytest.mark.parametrize(("tex", "shown"), LINES.items())
def test_a_formula_in_one_line(tex: str, shown: str) -> None:
    assert tex_text.line(tex) == unicodedata.normalize("NFC", shown)


def test_a_fraction_stands_on_its_line() -> None:
    assert tex_text.block(r"y = \frac{a + b}{c}") == "     a + b\ny = ───────\n       c"


def test_a_matrix_has_brackets_as_tall_as_itself() -> None:
    assert tex_text.block(r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}") == "⎡ 1  0 ⎤\n⎣ 0  1 ⎦"


def test_aligned_lines_stay_aligned() -> None:
    shown = tex_text.block(r"\begin{aligned} a &= b + c \\ dd &= e \end{aligned}")
    assert shown == " a = b + c\ndd = e"


@pytest.mark.parametrize(
    "text",
    [
        "score(q, k) = softmax(QKᵀ / √d)",
        "x_l+1 = x_l + α · F(x_l)    (α는 배우는 값)",
        "φ(Q) · (φ(K)ᵀ · V)",
        "가격은 100",
    ],
)
def test_what_is_unicode_already_comes_through_as_it_stands(text: str) -> None:
    assert tex_text.line(text) == text
    assert tex_text.block(text) == text


@pytest.mark.parametrize("tex", [r"\frac{a", r"\frac", "}{", "\\", r"\begin{pmatrix} a"])
def test_what_cannot_be_read_is_shown_as_it_was_written(tex: str) -> None:
    assert set(tex_text.line(tex).split()) & set(tex.split()) or "a" in tex_text.line(tex)


def test_a_formula_too_wide_for_the_window_takes_one_line() -> None:
    tex = r"\frac{aaaaaaaaaaaaaaaa}{b}"
    assert "\n" in tex_text.block(tex, 40)
    assert tex_text.block(tex, 10) == "aaaaaaaaaaaaaaaa/b"


@given(st.text(alphabet=r"\{}[]()^_&%$#~ abx12+-=/,.'가" + "\n", max_size=40))
def test_any_text_gives_text(tex: str) -> None:
    assert isinstance(tex_text.line(tex), str)
    block = tex_text.block(tex, 40)
    assert isinstance(block, str)
    if tex.strip():
        assert block.strip() or not tex.strip("\n ")


@given(
    st.recursive(
        st.sampled_from(["a", "x", "QK", r"\alpha", "12", r"\text{값}"]),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
            inner.map(lambda p: rf"\sqrt{{{p}}}"),
            st.tuples(inner, inner).map(lambda p: f"{p[0]}^{{{p[1]}}}"),
            st.tuples(inner, inner).map(lambda p: rf"\begin{{pmatrix}}{p[0]} & {p[1]}\end{{pmatrix}}"),
        ),
        max_leaves=6,
    )
)
def test_no_part_of_a_formula_is_lost(tex: str) -> None:
    """Every letter of the source is in both forms, and the rows of a block are one rectangle."""
    for shown in (tex_text.line(tex), tex_text.block(tex)):
        assert "\\" not in shown
        if "값" in tex:
            assert shown.count("값") == tex.count("값")
    assert max(cell_len(row) for row in tex_text.block(tex).split("\n")) > 0
