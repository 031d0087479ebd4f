"""What a reader thought of each asked card of our notes, kept beside the notes in judged/NAME.tsv.

A judgement is keyed by the exact question and answer: a card that a change of the rules words otherwise is a new
card, and is read again. A row is `verdict, question, answer, remark`, parted by tabs; in a field `\\n`, `\\t` and
`\\\\` stand for a line break, a tab and a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cards.card import Card
from cards.extract import extract
from cards.files import read_text
from cards.language.text import has_hangul
from cards.markdown import read
from tests.cards.facts import held

NOTES = Path(__file__).with_name("notes")
JUDGED = Path(__file__).with_name("judged")
HEAD = ("verdict", "question", "answer", "remark")


class Verdict(StrEnum):
    """What a reader says of a card; the first two are usable."""

    GOOD = "good"
    AWKWARD = "awkward"  # answerable, with a wording one would change
    AMBIGUOUS = "ambiguous"  # several answers fit, or the subject is missing
    TRIVIAL = "trivial"  # the question gives its answer away, or nobody would want to know it
    WRONG = "wrong"  # it says what the note does not
    REDUNDANT = "redundant"  # another card of the note asks the same
    TOO_LONG = "too long"  # the answer is more than one can say from memory
    VAGUE = "vague"  # it asks for points, details, what is true
    SLICE = "slice"  # it asks for a part of a list without saying which


USABLE = (Verdict.GOOD, Verdict.AWKWARD)
Key = tuple[str, str]


@dataclass(frozen=True)
class Judgement:
    verdict: Verdict
    remark: str = ""


@dataclass(frozen=True)
class Judged:
    """A note with its asked cards, the held ones beside them, and what was said of either, gone ones included.

    A held card was asked once, or will be when the line moves: what a reader said of it is kept, and teaches what
    cards are worth.
    """

    path: Path
    korean: bool
    asked: tuple[Card, ...]
    said: dict[Key, Judgement]
    held: tuple[Card, ...] = ()

    @property
    def name(self) -> str:
        return self.path.stem

    def unjudged(self) -> list[Card]:
        return [card for card in self.asked if key(card) not in self.said]

    def gone(self) -> set[Key]:
        """What was judged and is made no more."""
        return self.said.keys() - {key(card) for card in (*self.asked, *self.held)}

    def verdicts(self) -> list[Verdict]:
        return [self.said[key(card)].verdict for card in self.asked if key(card) in self.said]


def key(card: Card) -> Key:
    return card.question, card.answer


def judged(path: Path) -> Judged:
    """A note as the rules read it today, with the judgements kept of it."""
    text = read_text(path)
    cards = extract(read(text, name=path.stem)).cards
    asked, waiting = (tuple(card for card in cards if held(card) is kept) for kept in (False, True))
    return Judged(path, has_hangul(text), asked, load(path.stem), waiting)


def every(names: Iterable[str] = ()) -> list[Judged]:
    """All our notes, or those whose names hold one of `names`."""
    wanted = list(names)
    paths = sorted(NOTES.glob("*.md"))
    return [judged(path) for path in paths if not wanted or any(name in path.stem for name in wanted)]


def load(name: str) -> dict[Key, Judgement]:
    """The judgements kept of a note, in the order of the file."""
    path = JUDGED / f"{name}.tsv"
    if not path.exists():
        return {}
    said: dict[Key, Judgement] = {}
    for number, row in enumerate(path.read_text("utf-8").splitlines()[1:], 2):
        fields = [unescaped(field) for field in row.split("\t")]
        assert len(fields) == len(HEAD), f"{path}:{number}: a row has {len(HEAD)} fields parted by tabs"
        verdict, question, answer, remark = fields
        assert (question, answer) not in said, f"{path}:{number}: this card has a judgement above"
        said[question, answer] = Judgement(Verdict(verdict), remark)
    return said


def save(note: Judged, said: Mapping[Key, Judgement]) -> None:
    """Write judgements in the order of the cards, those of cards that are gone last; no judgement leaves no file."""
    order = {key(card): at for at, card in enumerate(note.asked)}
    rows = sorted(said.items(), key=lambda item: order.get(item[0], len(order)))
    path = JUDGED / f"{note.name}.tsv"
    if not rows:
        path.unlink(missing_ok=True)
        return
    JUDGED.mkdir(exist_ok=True)
    lines = ["\t".join(HEAD)]
    for (question, answer), judgement in rows:
        lines.append("\t".join(map(escaped, (judgement.verdict, question, answer, judgement.remark))))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def unescaped(text: str) -> str:
    signs = {"n": "\n", "t": "\t", "\\": "\\"}
    return re.sub(r"\\([nt\\])", lambda match: signs[match[1]], text)


def shares(notes: Iterable[Judged]) -> dict[Verdict, float]:
    """The share of each verdict among the judged cards."""
    verdicts = [verdict for note in notes for verdict in note.verdicts()]
    return {verdict: verdicts.count(verdict) / max(1, len(verdicts)) for verdict in Verdict}
