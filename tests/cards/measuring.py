"""How many of the facts of our notes have a card: asked, or at least held for a look.

A fact counts when a clean card asks it alone (facts.py says what that is): a card that lists unlike points, or gives
away a second fact in its answer, counts for none. So the figure cannot be raised by catch-all cards. To see it, with
`-v` for every fact without a card and every card with a visible flaw:

    python -m tests.cards.measuring [-v] [NAME …]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cards.card import Card
from cards.extract import extract
from cards.files import read_text
from cards.markdown import read
from tests.cards.facts import Fact, State, clean, facts_of, flaw, held, state_of

NOTES = Path(__file__).with_name("notes")


@dataclass(frozen=True)
class Measure:
    """What one note's facts and cards came to. `bad` are the asked cards with a visible flaw."""

    name: str
    states: dict[Fact, State]
    asked: list[Card]
    held: list[Card]
    bad: list[tuple[Card, str]]

    def share(self, least: State) -> float:
        """The share of the facts that came at least so far."""
        return share([self], least)


def share(measures: Iterable[Measure], least: State) -> float:
    """The share of the facts of all these notes that came at least so far."""
    states = [state for m in measures for state in m.states.values()]
    return sum(state >= least for state in states) / max(1, len(states))


def measure(path: Path, facts: list[Fact] | None = None) -> Measure:
    """The figures of one note, by the facts beside it or by these."""
    wanted = facts_of(path) if facts is None else facts
    cards = extract(read(read_text(path), name=path.stem)).cards
    asked = [card for card in cards if not held(card)]
    sound = clean(cards)
    states = {f: state_of(f, sound, wanted) for f in wanted}
    bad = [(card, why) for card in asked if (why := flaw(card, asked))]
    return Measure(path.stem, states, asked, [card for card in cards if held(card)], bad)


def every() -> list[Path]:
    """The notes that have facts beside them."""
    return sorted(path for path in NOTES.glob("*.md") if path.with_suffix(".facts").exists())


def main(arguments: list[str]) -> None:
    """Print the figures, and with -v what they are made of."""
    names = [a for a in arguments if not a.startswith("-")]
    measures = [measure(path) for path in every() if not names or any(name in path.stem for name in names)]
    for m in measures:
        figures = f"{m.share(State.ASKED):6.1%} asked {m.share(State.HELD):6.1%} asked or held"
        counts = f"{len(m.asked):3} cards asked {len(m.held):3} held {len(m.bad):2} bad"
        print(f"{m.name:20} {figures}, of {len(m.states):3} facts   {counts}")
        if "-v" in arguments:
            for fact, state in m.states.items():
                if state < State.ASKED:
                    print(f"      {state.name.lower():5} {fact.text}")
            for card, why in m.bad:
                print(f"      bad ({why}): {card.question} = {card.answer}")
    figures = f"{share(measures, State.ASKED):6.1%} asked {share(measures, State.HELD):6.1%} asked or held"
    print(f"{'all':20} {figures}, of {sum(len(m.states) for m in measures)} facts")


if __name__ == "__main__":
    main(sys.argv[1:])
