"""A card leads to the most specific demo it names, in the founding note, in the samples, and nowhere it should not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cards.card import Card, Kind
from cards.extract import extract
from cards.links import Link, link
from cards.markdown import read
from demos.catalog import ENTRIES

NAMES = {entry.id: entry.names for entry in ENTRIES}

# What the founding note calls each concept, and the demo that every card with that subject leads to.
CONCEPTS = {
    "Inductive bias": "inductive-bias",
    "CNN": "inductive-bias",
    "RNN": "inductive-bias",
    "Model efficiency": "complexity",
    "Model generalization": "data-hunger",
    "Model adaptation": "adaptation",
    "Scaled Dot Product Attention": "scaled-dot-product",
    "Multi-head Attention": "multi-head",
    "Self-attention": "self-attention",
    "Self-Attention": "complexity",
    "FFN": "complexity",
    "Masked self-attention": "causal",
    "Cross-attention": "cross-attention",
    "Global": "global",
    "Band": "band",
    "Dilated": "dilated",
    "Random": "random",
    "Block-local": "block-local",
    "Star-Transformer": "star-transformer",
    "Longformer": "longformer",
    "BigBird": "bigbird",
    "ETC": "etc",
    "Linearized Attention": "linear-attention",
    "Gaussian Prior": "gaussian-prior",
    "Syntax Prior": "syntax-prior",
    "Only Prior": "only-prior",
    "Dense Synthesizer": "synthesizer-dense",
    "Random Synthesizer": "synthesizer-random",
    "APE": "absolute-position",
    "RPE": "relative-position",
    "Post-LN": "layer-norm",
    "Pre-LN": "layer-norm",
    "ReZero": "rezero",
    "Swish": "activations",
    "GELU": "activations",
    "Mixture of Experts (MoE)": "moe",
    "Switch Transformer": "switch",
}


def demo_of(card: Card) -> str:
    found = link(card, NAMES)
    return found.demo if found else ""


def test_every_concept_card_of_the_founding_note_leads_to_its_own_demo(founding_note: Path) -> None:
    cards = extract(read(founding_note.read_text("utf-8"))).cards
    missing = set(CONCEPTS.values()) - set(NAMES)
    subjects = {card.subject for card in cards}
    assert set(CONCEPTS) <= subjects
    wrong = {
        (card.subject, demo_of(card), CONCEPTS[card.subject])
        for card in cards
        if card.subject in CONCEPTS
        and CONCEPTS[card.subject] not in missing
        and demo_of(card) != CONCEPTS[card.subject]
    }
    assert wrong == set()


def test_every_card_of_the_founding_note_and_the_samples_has_a_demo(founding_note: Path, samples: list[Path]) -> None:
    bare = [
        (path.stem, card.line, card.question)
        for path in (founding_note, *samples)
        for card in extract(read(path.read_text("utf-8"))).cards
        if not demo_of(card)
    ]
    assert bare == []


def test_the_samples_lead_to_every_demo(samples: list[Path]) -> None:
    led = {demo_of(card) for path in samples for card in extract(read(path.read_text("utf-8"))).cards}
    assert set(NAMES) - led == set()


@pytest.mark.parametrize(
    ("text", "demo"),
    [
        ("## Sparse Attention\n- 슬라이딩 윈도우: 이웃만 보는 어텐션\n", "band"),
        ("## 어텐션\n- 멀티헤드: 여러 head로 나눠 보는 것\n", "multi-head"),
        ("## Layer Normalization\n- Pre-LN: LN을 먼저 함\n", "layer-norm"),
        ("## Attention 종류\n- Self-attention: 자기끼리 보는 것\n", "self-attention"),
        ("## Git\n- git switch: 브랜치를 바꾸는 명령\n", ""),
        ("## Python\n- random: 난수를 만드는 모듈\n- global: 전역 변수를 쓰는 예약어\n", ""),
        ("## 요리\n- 반죽: 밀가루와 물을 섞은 것\n", ""),
    ],
)
def test_the_most_specific_name_wins_and_everyday_words_do_not_count(text: str, demo: str) -> None:
    cards = extract(read(text)).cards
    assert cards
    assert {demo_of(card) for card in cards} == {demo}


def card(question: str, answer: str = "x", subject: str = "", directive: str | None = None, *heads: str) -> Card:
    return Card(Kind.DEFINITION, question, answer, heads, 1, subject=subject, directive=directive)


def test_a_directive_decides_and_brings_parameters() -> None:
    asked = card("**Band** — 무엇인가?", subject="Band", directive="bigbird T=64 r=3")
    assert link(asked, NAMES) == Link("bigbird", {"T": "64", "r": "3"})


def test_a_directive_to_an_unknown_demo_is_as_none() -> None:
    asked = card("**Longformer** — 무엇인가?", subject="Longformer", directive="nothing x=1")
    assert link(asked, NAMES) == Link("longformer")


def test_the_subject_goes_before_the_answer_and_the_inner_heading_before_the_outer() -> None:
    heads = ("Longformer", "BigBird")
    assert link(card("**ReZero** — ?", "Swish 층", "ReZero", None, *heads), NAMES) == Link("rezero")
    assert link(card("무엇인가?", "어떤 층", "", None, *heads), NAMES) == Link("bigbird")


def test_without_names_there_is_no_link() -> None:
    assert link(card("**Band**"), {}) is None


def test_a_longer_name_in_the_question_wins_over_a_generic_one_in_the_subject() -> None:
    names = {"dense-synth": ["Synthesizer"], "random-synth": ["Random Synthesizer"]}

    def led(question: str) -> str:
        found = link(Card(Kind.DEFINITION, question, "a fixed table", ("Attention",), 1, (), "Synthesizer"), names)
        assert found is not None
        return found.demo

    assert led("**Synthesizer** — Random Synthesizer: what follows?") == "random-synth"
    assert led("**Synthesizer** — what is it?") == "dense-synth"
