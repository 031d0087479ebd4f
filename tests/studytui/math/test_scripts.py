"""Raised and lowered digits: where they are meant so, and nowhere else."""

from __future__ import annotations

import pytest

from studytui.math.scripts import scripts


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("H_2O, and E = mc^2", "H₂O, and E = mc²"),
        ("H_2SO_4.", "H₂SO₄."),
        ("CH_3COOH", "CH₃COOH"),
        ("x_1 + x_12", "x₁ + x₁₂"),
        ("2^10, 10^-3, (a+b)^2", "2¹⁰, 10⁻³, (a+b)²"),
        ("max_2, snake_case_1, HTTP_2, utf_8", "max_2, snake_case_1, HTTP_2, utf_8"),
        ("a_1.txt, src/x_1, --no_2", "a_1.txt, src/x_1, --no_2"),
        ("W_q, a^b, x^2y", "W_q, a^b, x^2y"),
        ("H_2O는 m^2로 잰다", "H₂O는 m²로 잰다"),
        ("PO_4^(3-), Fe^(3+)이다, Na^+ and Cl^-", "PO₄³⁻, Fe³⁺이다, Na⁺ and Cl⁻"),
        ("^235U, (^14C), ^2H is heavy", "²³⁵U, (¹⁴C), ²H is heavy"),
        ("[^a-z], ^1Foo, e^(f(x)), x^-y", "[^a-z], ^1Foo, e^(f(x)), x^-y"),
        ("x_(i+1), the 2^(nd) law, e^(x+1), a^(q+1)", "xᵢ₊₁, the 2ⁿᵈ law, eˣ⁺¹, a^(q+1)"),
    ],
)
def test_digits_are_raised_and_lowered_where_they_are_meant_so(written: str, shown: str) -> None:
    assert scripts(written) == shown
