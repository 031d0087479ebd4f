"""What a demo says of a run is Korean where the program is, at its defaults and at settings that say other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from cards.translation import use
from demos.catalog import BY_ID
from demos.child import demo
from demos.demo import Unfit
from demos.kit.words import text
from studytui.demo.retelling import sentence
from tests.demos.test_ideas import run

ENGLISH = re.compile(r"(?:\b[a-z]{2,} ){2}[a-z]{2,}\b")  # a run of words that are no terms
WORDS = {written for language in ("en", "ko") for written, *_ in text(language)}
# Settings at which another sentence is said than at the defaults.
OTHERS = {
    "scaled-dot-product": {"scale": "none"},
    "grouped-query": {"H_k": "8"},
    "multi-head": {"H": "1"},
    "dilated": {"w": "2", "delta": "1"},
    "inductive-bias": {"causal": "yes"},
    "swiglu": {"gate": "none"},
    "rope-scaling": {"kind": "none"},
    "linear-attention": {"phi": "random features"},
    "attention-sinks": {"s": "0"},
}


@pytest.fixture(autouse=True)
def _korean() -> Iterator[None]:
    use("ko")
    yield
    use("en")


def said(demo_id: str, **given: str) -> list[str]:
    report = run(demo_id, **given)
    told = [picture.remark for picture in report.pictures] + [remark.text for remark in report.remarks]
    return [text for text in [*told, *(guess.ask for guess in report.guesses)] if text]


@pytest.mark.parametrize("demo_id", BY_ID)
def test_every_sentence_of_a_run_is_korean(demo_id: str) -> None:
    for given in ({}, OTHERS.get(demo_id, {})):
        for each in said(demo_id, **given):
            told = sentence(each)
            assert re.search("[가-힣]", told), each
            assert not ENGLISH.search(re.sub(r"“.*?”", "", told)), (each, told)
    for name in (*demo(demo_id).presets, *(picture.group for picture in run(demo_id).pictures if picture.group)):
        assert not ENGLISH.search(f"{sentence(name)} "), name


def test_of_several_sentences_each_is_told_by_itself() -> None:
    told = sentence("So far the state is larger. New beyond L: 4%. Nobody knows this one.")
    assert told == "여기까지는 state가 더 커요. L 너머에서 처음 보는 비율: 4%. Nobody knows this one."


def test_what_does_not_fit_is_said_in_korean() -> None:
    with pytest.raises(Unfit) as unfit:
        demo("band").values({"T": 24, "w": 30})
    assert sentence(str(unfit.value)) == "w = 30, T = 24: window가 T 이상이면 전부 보이므로 w < T여야 해요."


@pytest.mark.parametrize("demo_id", BY_ID)
def test_forms_legends_and_axes_are_korean_and_words_of_a_text_are_left_alone(demo_id: str) -> None:
    report = run(demo_id)
    named = {name for picture in report.pictures for name in (*picture.legend, *picture.axes)}
    for name in named | {timing.form for timing in report.timings}:
        assert not re.search(r"(?<!σ )\b(?:in|of|by|the|not|yet|as|alone|without|with|kept)\b", sentence(name)), name
    for word in WORDS:
        assert sentence(word) == word
