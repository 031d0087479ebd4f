"""Every concept keeps a card that is asked by itself and leads to its demo, in the samples and in the founding note."""

from __future__ import annotations

from pathlib import Path

from cards.extract import extract
from cards.markdown import read
from studytui.actions import demo_of


def concepts(*notes: Path) -> tuple[set[str], set[str]]:
    """The demos that the cards of notes lead to, and those that asked ones do."""
    cards = [card for path in notes for card in extract(read(path.read_text("utf-8"), name=path.stem)).cards]
    led = [(to.demo, card) for card in cards if (to := demo_of(card))]
    return {demo for demo, _ in led}, {demo for demo, card in led if not card.held and not card.reverse}


def test_each_concept_of_the_samples_is_asked(samples: list[Path]) -> None:
    every, asked = concepts(*samples)
    assert len(every) >= 31
    assert every - asked == set()


def test_each_concept_of_the_founding_note_is_asked(founding_note: Path) -> None:
    every, asked = concepts(founding_note)
    assert len(every) >= 31
    assert every - asked == set()
