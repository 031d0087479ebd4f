"""What is easily taught wrong is told beside the picture: each truth in the demo it belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from demos.child import demo
from demos.demo import Picture, Remark
from demos.kit.timing import allowed

# The demo, the parameters it is told at, and words that its remarks must hold.
TRUTHS: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "operations cross at 4D and 2D": ("complexity", {}, ("T = 4D = 512", "T = 2D = 256", "The clock need not agree")),
    "√d matters at large d": ("scaled-dot-product", {}, ("d = 1024", "almost one-hot", "at d = 16 it is")),
    "weak in locality, exact in permutation": (
        "inductive-bias",
        {"T": 8},
        ("locality", "permuted", "causal mask alone"),
    ),
    "order needs a mask": ("self-attention", {}, ("no idea of order", "causal mask alone breaks")),
    "gaps in upper layers": ("longformer", {}, ("upper layers", "character model", "two heads")),
    "gaps in few heads": ("dilated", {}, ("upper layers", "few heads")),
    "lots by block and head": ("bigbird", {}, ("blocks, not tokens", "for each head")),
    "two sequences, two softmaxes": ("etc", {}, ("sequence of their own", "Two softmaxes")),
    "a node sees its own embedding": ("star-transformer", {}, ("own embedding",)),
    "elu+1 is another kernel": (
        "linear-attention",
        {},
        ("replaces it", "denominator", "grows exponentially", "equal weights on all keys"),
    ),
    "a maximum leaks": (
        "linear-attention",
        {"phi": "random features", "causal": "yes"},
        ("cancels in the fraction", "The future leaks"),
    ),
    "from x, still T²": ("synthesizer-dense", {}, ("no query", "2T²D", "is fixed with the weights")),
    "added to the logits": ("gaussian-prior", {}, ("added to the logits",)),
    "not flat": ("layer-norm", {"steps": 1}, ("not flat", "Pre-LN: that of the last layer shrinks")),
    "tanh form and SiLU": ("activations", {}, ("off by at most 4.7e-04", "SiLU")),
    "top-1 gates": ("switch", {}, ("do not sum to 1", "nothing left to learn")),
    "top-1 gates of a mixture": ("moe", {"k": 1}, ("router learns nothing",)),
}


@pytest.mark.parametrize("truth", TRUTHS)
def test_a_truth_is_told_where_it_belongs(truth: str) -> None:
    demo_id, values, words = TRUTHS[truth]
    chosen = demo(demo_id)
    with allowed(0.0, 64):
        pieces = list(chosen.run(dict(chosen.values(values))))
    texts = [piece.text for piece in pieces if isinstance(piece, Remark)]
    texts += [piece.remark for piece in pieces if isinstance(piece, Picture)]
    said = "\n".join(texts)
    assert [word for word in words if word not in said] == [], said


@pytest.mark.parametrize("values", [{}, {"phi": "random features"}, {"phi": "random features", "scale": 0.25, "T": 32}])
def test_the_leak_is_measured_and_ours_has_none(values: dict[str, Any]) -> None:
    chosen = demo("linear-attention")
    with allowed(0.0, 64):
        pieces = list(chosen.run(dict(chosen.values({**values, "causal": "yes"}))))
    told = [piece.text for piece in pieces if isinstance(piece, Remark) and "leaks" in piece.text]
    assert bool(told) == (values.get("phi") == "random features")
    if told:
        moved = float(told[0].split(" by ")[-1].split(". ")[0])
        assert moved > 1e-5
