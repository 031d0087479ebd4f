"""The catalog: every concept is there once, no name leads to two demos, and sources are read without torch."""

from __future__ import annotations

import unicodedata
from importlib.util import find_spec

import pytest

from demos.catalog import BY_ID, ENTRIES
from demos.source import source, summary

CONCEPTS = {
    "attention": "scaled-dot-product multi-head self-attention causal cross-attention grouped-query online-softmax",
    "sparse": "global band dilated random block-local star-transformer longformer bigbird etc attention-sinks",
    "linear": "linear-attention",
    "prior": "gaussian-prior syntax-prior only-prior synthesizer-dense synthesizer-random",
    "position": "absolute-position relative-position rope-scaling",
    "depth": "layer-norm rezero rms-norm",
    "ffn": "activations moe switch swiglu",
    "bias": "inductive-bias data-hunger adaptation complexity",
}


def test_every_concept_has_its_demo() -> None:
    for family, ids in CONCEPTS.items():
        assert {entry.id for entry in ENTRIES if entry.family == family} >= set(ids.split())
    assert len(ENTRIES) == len(BY_ID), "an id is there twice"


def test_no_name_leads_to_two_demos() -> None:
    owners: dict[str, list[str]] = {}
    for entry in ENTRIES:
        for name in {name.casefold() for name in entry.names}:
            owners.setdefault(name, []).append(entry.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_is_whole(entry: object) -> None:
    from demos.catalog import Entry

    assert isinstance(entry, Entry)
    assert entry.title
    assert entry.family
    assert entry.names
    assert all(name == name.strip() == unicodedata.normalize("NFC", name) and name for name in entry.names)
    spec = find_spec(entry.module)
    assert spec is not None
    assert entry.module.split(".")[1] == entry.family, "a concept file stands in the folder of its family"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_the_source_starts_with_one_line_that_says_what_it_is(entry: object) -> None:
    from demos.catalog import Entry

    assert isinstance(entry, Entry)
    assert 20 < len(summary(entry.id)) <= 120
    assert source(entry.id).count("def ") >= 1
    assert "arXiv" in source(entry.id), "the paper is missing"
