"""The syntax prior: distances in a tree, as a mask and as a bias."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Report, Unfit
from demos.kit.inputs import qkv
from demos.prior.syntax import ALL, DEMO, drawn, parents, sentence, syntax_attention, syntax_prior, tree_distance

trees = st.sampled_from(["random", "chain", "binary"])


@settings(max_examples=30)
@given(T=st.integers(1, 40), kind=trees, seed=st.integers(0, 99))
def test_distance_is_that_of_walking_up_to_the_common_ancestor(T: int, kind: str, seed: int) -> None:
    parent = parents(kind, T, seed).tolist()

    def ancestors(i: int) -> list[int]:
        return [i, *(ancestors(parent[i]) if parent[i] >= 0 else [])]

    distance = tree_distance(torch.tensor(parent))
    for i in range(T):
        for j in range(T):
            a, b = ancestors(i), ancestors(j)
            assert distance[i, j] == min(a.index(c) + b.index(c) for c in a if c in b)


@settings(max_examples=20)
@given(T=st.integers(2, 40), h=st.integers(1, 50))
def test_a_chain_is_a_band(T: int, h: int) -> None:
    i = torch.arange(T)
    prior = syntax_prior(tree_distance(parents("chain", T, 0)), h, "mask")
    assert torch.equal(prior == 0, (i[:, None] - i).abs() <= h)
    q, k, v = qkv(T, 4, seed=h)
    expected = scaled_dot_product_attention(q, k, v, attn_mask=(i[:, None] - i).abs() <= h)
    ours = syntax_attention(q, k, v, tree_distance(parents("chain", T, 0)), h, "mask")
    torch.testing.assert_close(ours, expected, atol=1e-5, rtol=1e-4)


def test_without_an_end_it_is_plain_attention() -> None:
    q, k, v = qkv(20, 4, H=2, seed=0)
    distance = tree_distance(parents("random", 20, 1))
    plain = scaled_dot_product_attention(q, k, v)
    for kind in ("mask", "bias"):
        torch.testing.assert_close(syntax_attention(q, k, v, distance, ALL, kind), plain, atol=1e-5, rtol=1e-4)
    assert not torch.allclose(syntax_attention(q, k, v, distance, 1, "mask"), plain, atol=1e-2)


def test_the_sentence_is_a_tree_over_its_words() -> None:
    for text, verb in (("en", "helped"), ("ko", "주었다")):
        for T in (8, 24):
            words, parent = sentence(text, T)[0], parents("sentence", T, 0, text)
            assert len(parent) == len(words) == T
            assert (parent < 0).sum() == 1
            rows = drawn(parent, tree_distance(parent))
            assert ((rows > 0).sum(0) == 1).all()
            assert words[int((rows[0] == 2).nonzero())] == verb


def test_a_sentence_of_another_length_is_refused_with_its_length() -> None:
    with pytest.raises(Unfit, match="T is 13, and the sentence has 8 words"):
        DEMO.values({"tree": "sentence", "T": 13})


@settings(max_examples=12)
@given(
    T=st.integers(8, 40),
    H=st.integers(1, 3),
    d=st.sampled_from([4, 16]),
    tree=trees,
    prior=st.sampled_from(["mask", "bias"]),
    hops=st.integers(1, ALL),
    seed=st.integers(0, 50),
)
def test_the_demo_holds_its_own_checks(report: Callable[..., Report], **given: object) -> None:
    found = report(DEMO, **given)
    assert [c for c in found.checks if not c.ok] == []
    assert {"tree", "in the tree", "in a band", "tree distance", "weights", "output"} <= {
        p.title for p in found.pictures
    }


def test_the_presets_run(report: Callable[..., Report]) -> None:
    for preset in DEMO.presets.values():
        assert [c for c in report(DEMO, **preset).checks if not c.ok] == []
