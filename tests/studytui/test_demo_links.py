"""A card leads to the demo it names, by the catalog's names: labelled pairs, the founding note, the samples."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from cards.card import Card, Kind
from cards.extract import extract
from cards.language.text import has_hangul
from cards.markdown import read
from demos.catalog import BY_ID
from demos.field import FIELDS
from studytui.actions import demo_of

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
    "FFN (Feedforward)": "complexity",
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


class Pair(NamedTuple):
    """A card and the demo it leads to, "none" for no demo."""

    demo: str
    card: Card
    text: str


def labelled() -> list[Pair]:
    lines = Path(__file__).with_name("link_pairs.txt").read_text("utf-8").splitlines()
    return [pair(line) for line in lines if line and not line.startswith("#")]


def pair(line: str) -> Pair:
    demo, heads, subject, question, answer = (part.strip() for part in line.split("|"))
    asked = question or f"**{subject}** — {'무엇인가?' if has_hangul(line) else 'what is it?'}"
    return Pair(demo, Card(Kind.DEFINITION, asked, answer, tuple(heads.split(" › ")), 1, subject=subject), line)


def led(card: Card) -> str:
    found = demo_of(card)
    return found.demo if found else "none"


PAIRS = labelled()


def test_the_pairs_are_many_name_every_demo_and_half_are_traps() -> None:
    assert len(PAIRS) >= 200
    assert {*CONCEPTS.values(), "none"} <= {each.demo for each in PAIRS} <= {*BY_ID, "none"}
    assert sum(each.demo == "none" for each in PAIRS) >= len(PAIRS) / 2
    assert len({each.text for each in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize(
    "pairs",
    [[each for i, each in enumerate(PAIRS) if i % 4 != 3], PAIRS[3::4]],
    ids=["tuned on", "kept back"],
)
def test_links_are_right_and_few_are_missed(pairs: list[Pair]) -> None:
    wrong = [(led(each.card), each.text) for each in pairs if led(each.card) != each.demo]
    right = sum(led(each.card) == each.demo != "none" for each in pairs)
    made = sum(led(each.card) != "none" for each in pairs)
    due = sum(each.demo != "none" for each in pairs)
    assert right / made >= 0.98, wrong
    assert right / due >= 0.95, wrong


def test_every_concept_card_of_the_founding_note_leads_to_its_own_demo(founding_note: Path) -> None:
    cards = extract(read(founding_note.read_text("utf-8"))).cards
    assert set(CONCEPTS.values()) <= set(BY_ID)
    assert set(CONCEPTS) <= {card.subject for card in cards}
    wrong = {
        (card.subject, led(card), CONCEPTS[card.subject])
        for card in cards
        if led(card) != CONCEPTS.get(card.subject, led(card))
    }
    assert wrong == set()


def bare(path: Path) -> list[tuple[str, int, str]]:
    """The cards of a note without a demo."""
    cards = extract(read(path.read_text("utf-8"))).cards
    return [(path.stem, card.line, card.question) for card in cards if demo_of(card) is None]


def test_every_card_of_the_samples_has_a_demo(samples: list[Path]) -> None:
    assert [each for path in samples for each in bare(path)] == []


def test_every_card_of_the_founding_note_has_a_demo(founding_note: Path) -> None:
    assert bare(founding_note) == []


def test_the_samples_lead_to_every_demo_of_the_founding_note(samples: list[Path]) -> None:
    found = {led(card) for path in samples for card in extract(read(path.read_text("utf-8"))).cards}
    assert set(CONCEPTS.values()) - found == set()


@pytest.mark.parametrize(
    ("begins", "demo"),
    [
        ("Global 토큰을 하나 ", "global"),
        ("Dilated에서 δ를", "dilated"),
        ("Block-local만", "block-local"),
        ("Random에 같은 seed를", "random"),
        ("ReZero in place of Layer Normalization", "rezero"),
    ],
)
def test_in_the_samples_a_card_of_a_larger_section_leads_to_what_it_asks_about(
    samples: list[Path], begins: str, demo: str
) -> None:
    cards = [card for path in samples for card in extract(read(path.read_text("utf-8"))).cards]
    asked = [card for card in cards if begins in card.question.replace("*", "")]
    assert asked
    assert {led(card) for card in asked} == {demo}


@pytest.mark.parametrize(
    ("text", "demo"),
    [
        ("## Sparse Attention\n- 슬라이딩 윈도우: 이웃만 보는 어텐션\n", "band"),
        ("## 어텐션\n- 멀티헤드: 여러 head로 나눠 보는 것\n", "multi-head"),
        ("## Layer Normalization\n- Pre-LN: LN을 먼저 함\n", "layer-norm"),
        ("## Attention 종류\n- Self-attention: 자기끼리 보는 것\n", "self-attention"),
        ("## Git\n- git switch: 브랜치를 바꾸는 명령\n", "none"),
        ("## Python\n- random: 난수를 만드는 모듈\n- global: 전역 변수를 쓰는 예약어\n", "none"),
        ("## 요리\n- 반죽: 밀가루와 물을 섞은 것\n", "none"),
    ],
)
def test_a_section_leads_where_its_words_say(text: str, demo: str) -> None:
    cards = extract(read(text)).cards
    assert cards
    assert {led(card) for card in cards} == {demo}


def test_every_field_of_the_catalog_has_words_that_show_it() -> None:
    assert {entry.field for entry in BY_ID.values()} <= set(FIELDS)
    assert {demo for field in FIELDS.values() for demo in field.demos} <= set(FIELDS)
