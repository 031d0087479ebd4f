"""The measure of good cards: facts a student would want to be asked, and cards nobody wants to be asked.

Each note in notes/ has a .facts file: a line `about; about | answer; answer` is a fact. It is asked when a clean card's
question or headings hold every `about` and its answer every `answer`, or the other way round. Run this file to see the
figures, with `-v` for every fact that was missed and every bad card:

    python tests/cards/test_measure.py -v [NAME …]
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from cards.card import Card
from cards.extract import extract
from cards.files import read_text
from cards.markdown import read

NOTES = Path(__file__).with_name("notes")
GENERIC = re.compile(
    r"(?:장점|단점|특징|정의|개념|종류|예시|목적|이유|방법|원리|과정|구조|motivation|definition|features|pros|cons|key|idea|types"
    r"|advantages|disadvantages|example|usage|무엇인가|어떤|것인가|그|결과는|그래서|알아|둘|점은|what|is|it)[은는]?"
)


def folded(text: str) -> str:
    """Text for comparing: NFC, no case, no markup, no spaces."""
    return re.sub(r"[\s*`$]+", "", unicodedata.normalize("NFC", text)).casefold()


@dataclass(frozen=True)
class Fact:
    about: tuple[str, ...]
    answer: tuple[str, ...]

    def asked_by(self, card: Card) -> bool:
        """Whether a card asks this fact, forwards or backwards."""
        question = folded(" ".join((*card.context, card.question)))
        answer = folded(card.answer)
        forwards = all(a in question for a in self.about) and all(a in answer for a in self.answer)
        return forwards or (all(a in question for a in self.answer) and all(a in answer for a in self.about))


def fact(line: str) -> Fact:
    """The fact that a line `about; about | answer, answer` states."""
    about, answer = line.split(" | ", 1)
    return Fact(*(tuple(map(folded, re.split(r"[;,] ", side.strip()))) for side in (about, answer)))


def facts_of(path: Path) -> list[Fact]:
    """The facts beside a note."""
    return [fact(line) for line in path.with_suffix(".facts").read_text("utf-8").splitlines() if line.strip()]


def words(text: str) -> str:
    """A text without code and math, in which every sign is allowed."""
    text = re.sub(r"```.*?```", " ", text, flags=re.S)
    return re.sub(r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", " ", text, flags=re.S)


def flaw(card: Card, cards: list[Card]) -> str:
    """What makes a card bad, by the list of the issue; "" when it is good."""
    question, answer = card.question.strip(), card.answer.strip()
    if not question or not answer or not re.search(r"\w", answer):
        return "an empty side"
    wanted = folded(answer)
    if not answer.startswith("```"):
        for text in (question, *card.context):
            inside = (
                wanted in folded(text)
                if len(wanted) > 2
                else re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text.casefold())
            )
            if inside:
                return "the answer stands in the question or its headings"
    bare = re.findall(r"[\w가-힣]+", re.sub(r"\*\*", "", question).casefold())
    if all(GENERIC.fullmatch(word) for word in bare):
        return "no subject"
    if any(o is not card and folded(o.question) == folded(question) and folded(o.answer) != wanted for o in cards):
        return "the same question with different answers"
    if len(answer) > 600 or len(question) > 600:
        return "too long"
    said = words(answer) + " \n " + words(question)
    if re.search(r"!\[|\]\(|<!--|</?\w+[^>]*>|^#+ |==\w|\[\[|~~|&nbsp;|\\\*|^\s*>|\{\{|\[\^|\[ \]|\[x\]", said, re.M):
        return "leftover markup"
    if re.search(r"(?<!\*)\*\*(?!\*)", words(answer)) or words(question).count("**") % 2:
        return "leftover bold"
    if re.search(r"→(?!∞)|⇒|➡|←|[├└│┌┐]|(?<![-\w])->|=>|ㄴ ", said):
        return "leftover arrow or tree"
    if not re.sub(r"(?:https?://|www\.)\S+|[\W_]+", "", answer) and "http" in answer:
        return "links"
    if words(answer).count("(") != words(answer).count(")") or words(question).count("(") != words(question).count(")"):
        return "cut inside parentheses"
    if re.search(r"구하시오|풀어 보시오|solve the", answer):
        return "an exercise"
    return ""


@dataclass(frozen=True)
class Measure:
    name: str
    facts: int
    missed: list[Fact]
    cards: list[Card]
    bad: list[tuple[Card, str]]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / max(1, self.facts)

    @property
    def bad_share(self) -> float:
        return len(self.bad) / max(1, len(self.cards))


def measure(path: Path, facts: list[Fact] | None = None) -> Measure:
    """The figures of one note."""
    wanted = facts_of(path) if facts is None else facts
    cards = list(extract(read(read_text(path), name=path.stem)).cards)
    bad = [(card, why) for card in cards if (why := flaw(card, cards))]
    dirty = {id(card) for card, _ in bad}
    clean = [card for card in cards if id(card) not in dirty and (len(card.answer) <= 200 or "```" in card.answer)]
    return Measure(path.stem, len(wanted), [f for f in wanted if not any(f.asked_by(c) for c in clean)], cards, bad)


def every() -> list[Path]:
    return sorted(NOTES.glob("*.md"))


@pytest.fixture(scope="module")
def measures() -> list[Measure]:
    return [measure(path) for path in every()]


def test_there_are_enough_notes_and_facts(measures: list[Measure]) -> None:
    assert len(measures) >= 25
    assert sum(m.facts for m in measures) >= 600


def test_nearly_all_facts_are_asked(measures: list[Measure]) -> None:
    asked = sum(m.facts - len(m.missed) for m in measures) / sum(m.facts for m in measures)
    assert asked >= 0.95


def test_no_note_falls_far_behind(measures: list[Measure]) -> None:
    assert {m.name: round(m.recall, 2) for m in measures if m.recall < 0.85} == {}


def test_almost_no_card_is_bad(measures: list[Measure]) -> None:
    bad = [(m.name, why, card.question, card.answer) for m in measures for card, why in m.bad]
    assert len(bad) <= 0.005 * sum(len(m.cards) for m in measures), bad


def main(arguments: list[str]) -> None:
    """Print the figures, and with -v what they are made of."""
    loud = "-v" in arguments
    names = [a for a in arguments if not a.startswith("-")]
    total: Counter[str] = Counter()
    for path in every():
        if names and path.stem not in names:
            continue
        m = measure(path)
        total.update(facts=m.facts, asked=m.facts - len(m.missed), cards=len(m.cards), bad=len(m.bad))
        print(f"{m.name:20} {m.recall:6.1%} of {m.facts:3} facts   {len(m.cards):3} cards   {len(m.bad)} bad")
        if loud:
            for fact in m.missed:
                print(f"      missed: {'; '.join(fact.about)} | {'; '.join(fact.answer)}")
            for card, why in m.bad:
                print(f"      bad ({why}): {card.question} = {card.answer}")
    share, facts = total["asked"] / total["facts"], total["facts"]
    print(f"{'all':20} {share:6.1%} of {facts:3} facts   {total['cards']:3} cards   {total['bad']} bad")


if __name__ == "__main__":
    main(sys.argv[1:])
