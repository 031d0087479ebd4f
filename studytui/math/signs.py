"""The signs of formulas: which characters TeX's macros, superscripts and subscripts become."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

SUP = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′*∗,. ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′**\u2009· ",
        strict=True,
    )
)
del SUP[","], SUP["."], SUP[" "]
SUB = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ,", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ,", strict=True))

# What pylatexenc's own table lacks, or says otherwise than these notes do.
SYMBOLS = {
    "phi": "φ", "varphi": "φ", "epsilon": "ε", "ne": "≠", "gets": "←", "iff": "⇔", "implies": "⇒", "neg": "¬",
    "land": "∧", "lor": "∨", "Re": "Re", "Im": "Im", "|": "‖", "prime": "′", "bmod": "mod", "mod": "mod", "colon": ":",
    "lbrace": "{",
    "rbrace": "}", "lbrack": "[", "rbrack": "]", "lvert": "|", "rvert": "|", "vert": "|", "%": "%", "_": "_", "&": "&",
    "#": "#", "$": "$", "{": "{", "}": "}", "dots": "…", "dotsc": "…", "dotsb": "⋯", "Longrightarrow": "⟹", "Vert": "‖",
    "square": "□", "lt": "<", "gt": ">", "ge": "≥", "le": "≤", "coloneqq": "≔", "argmax": "argmax", "argmin": "argmin",
}  # fmt: skip
RELATIONS = set("=≈≤≥<>≠∼≃≅≡∝→←↔⇒⇐⇔⟹↦∈∉⊂⊆⊃⊇≪≫∣≔:")
BRACKETS = dict.fromkeys("([{⟨⌊⌈", "open") | dict.fromkeys(")]}⟩⌋⌉", "close")
BINARY = set("+-−±∓×·÷∗⋆∘⊕⊗⊙∪∩∧∨")
BIG = {"sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁", "coprod": "∐"}
LIMITED = {"lim", "max", "min", "sup", "inf", "argmax", "argmin", "limsup", "liminf"}
SPACES = {",": " ", ";": " ", ":": " ", ">": " ", " ": " ", "quad": "  ", "qquad": "    ", "!": "", "/": "", "~": " "}
PLAIN = {"mathrm", "text", "textrm", "textsf", "texttt", "mathit", "mathsf", "mathtt", "mathbf", "boldsymbol", "bm",
          "textbf", "textit", "operatorname", "operatorname*", "mbox", "hbox", "boxed", "emph"}  # fmt: skip
ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
            "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "overline": "\u0305",
            "underline": "\u0332", "check": "\u030c"}  # fmt: skip
IGNORED = {"displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "label", "nonumber", "notag", "hline",
            "big", "bigl", "bigr", "Big", "Bigl", "Bigr", "bigg", "biggl", "biggr", "Bigg", "mathstrut"}  # fmt: skip
MATRIX = {
    "pmatrix": "()",
    "bmatrix": "[]",
    "Bmatrix": "{}",
    "vmatrix": "||",
    "Vmatrix": "‖‖",
    "matrix": "",
    "smallmatrix": "",
}
ARGUMENTS = {"frac": 2, "dfrac": 2, "tfrac": 2, "cfrac": 2, "binom": 2, "sqrt": 1, "underset": 2, "overset": 2,
              "stackrel": 2, "underbrace": 1, "overbrace": 1, "substack": 1, "mathbb": 1, "mathcal": 1, "pmod": 1,
              "mathfrak": 1, "mathscr": 1, "not": 1, "tag": 1} | dict.fromkeys((*PLAIN, *ACCENTS), 1)  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> Any:
    from pylatexenc.latex2text import get_default_latex_context_db

    return get_default_latex_context_db()


def symbol(name: str) -> str | None:
    """The character(s) that a macro without arguments stands for, or None."""
    if name in SYMBOLS:
        return SYMBOLS[name]
    spec = _table().get_macro_spec(name)
    shown = getattr(spec, "simplify_repl", None)
    return shown if isinstance(shown, str) and "%" not in shown else None


def converted(text: str, table: dict[str, str]) -> str | None:
    """`text` in the characters of `table`, or None where one of them is missing."""
    return "".join(table[c] for c in text) if all(c in table for c in text) else None


def styled(name: str, text: str) -> str:
    """Letters in a style such as `mathbb` (ℝ)."""
    from pylatexenc.latex2text import LatexNodes2Text

    return str(LatexNodes2Text().latex_to_text(f"\\{name}{{{text}}}")) if text.isascii() and text.isalnum() else text
