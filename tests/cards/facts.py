"""Facts a note states, and which card asks one of them.

A fact is a line `about; about | answer; answer`: a card asks it when its question or headings hold every `about` and
its answer holds every `answer`, or the other way round. `==` in place of `|` wants exactly that answer, forwards. An
`about` that begins with `=` must be the card's subject, sign for sign. Forms parted by ` || ` ask the same fact.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from cards.card import Card

ANSWER = 200  # characters after which an answer is no longer one fact, unless it is code

VAGUE = re.compile(
    r"which \d+ points|worth knowing|what is true of it|in detail\?|알아 둘 점|어떤 특징이 있나|자세히는"
    r"|함께 기억할 점",
    re.I,
)
SLICE = re.compile(r"\(\d+/\d+\)")
GENERIC = re.compile(
    r"(?:장점|단점|특징|정의|개념|종류|예시|목적|이유|방법|원리|과정|구조|motivation|definition|features|pros|cons|key|idea|types"
    r"|advantages|disadvantages|example|usage|무엇인가|어떤|것인가|그|결과는|그래서|알아|둘|점은|what|is|it)[은는]?"
)


class State(IntEnum):
    """What became of a fact, from worst to best."""

    OPEN = 0
    HELD = 1
    ASKED = 2


def held(card: Card) -> bool:
    """Whether a card waits for a look instead of being asked."""
    return bool(getattr(card, "held", False))


def folded(text: str) -> str:
    """Text for comparing: NFC, no case, no markup, no spaces."""
    return re.sub(r"[\s*`$]+", "", unicodedata.normalize("NFC", text)).casefold()


def shown(text: str) -> str:
    """A Markdown text as a reader sees it: without escapes and bold."""
    bare = re.sub(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*", r"\1", unicodedata.normalize("NFC", text))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)


@dataclass(frozen=True)
class Form:
    """One way to ask a fact. `exact` wants the answer and nothing else."""

    about: tuple[str, ...]
    answer: tuple[str, ...]
    exact: bool = False

    def asked_by(self, card: Card) -> bool:
        """Whether a card asks this, forwards or, where it need not be exact, backwards."""
        question = folded(" ".join((*card.context, card.question)))
        answer = folded(card.answer)
        subjects = [piece[1:] for piece in self.about if piece.startswith("=")]
        if subjects and shown(card.subject) not in subjects:
            return False
        about = [folded(piece) for piece in self.about if not piece.startswith("=")]
        wanted = [folded(piece) for piece in self.answer]
        if self.exact:
            return all(a in question for a in about) and wanted[0] in (answer, folded(shown(card.answer)))
        forwards = all(a in question for a in about) and all(a in answer for a in wanted)
        return forwards or (all(a in question for a in wanted) and all(a in answer for a in about))


@dataclass(frozen=True)
class Fact:
    """A fact as its line states it, and the ways to ask it."""

    text: str
    forms: tuple[Form, ...]

    @property
    def listed(self) -> bool:
        """Whether the answer is a list, as one of the forms says."""
        return any(len(form.answer) > 1 for form in self.forms)

    @property
    def exact(self) -> bool:
        return any(form.exact for form in self.forms)

    def asked_by(self, card: Card) -> bool:
        return any(form.asked_by(card) for form in self.forms)

    def answered_in(self, card: Card) -> bool:
        """Whether the card's answer gives this fact away, whatever the card asks."""
        answer = folded(card.answer)
        told = folded(" ".join((card.question, card.answer)))
        return any(
            all(folded(a) in answer for a in form.answer)
            and all(folded(a.removeprefix("=")) in told for a in form.about)
            for form in self.forms
        )


def state_of(fact: Fact, cards: Sequence[Card], facts: Sequence[Fact]) -> State:
    """Whether a card asks the fact alone, or only one that is held does, or none; `facts` are all of the note."""
    found = [card for card in cards if fact.asked_by(card) and (fact.exact or alone(card, fact, facts))]
    if not found:
        return State.OPEN
    return State.HELD if all(held(card) for card in found) else State.ASKED


def alone(card: Card, asked: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a card neither lists unlike points nor gives away another fact than the one it asks."""
    if asked.listed:
        return True
    return "\n- " not in card.answer and not any(f != asked and f.answered_in(card) for f in facts)


def fact(line: str) -> Fact:
    """The fact that a line states."""
    forms = []
    for part in line.split(" || "):
        exact = " == " in part
        about, answer = part.split(" == " if exact else " | ", 1)
        answers = (answer.strip(),) if exact else tuple(re.split(r"[;,] ", answer.strip()))
        forms.append(Form(tuple(re.split(r"[;,] ", about.strip())), answers, exact))
    return Fact(line, tuple(forms))


def facts_of(path: Path) -> list[Fact]:
    """The facts beside a note."""
    return [fact(line) for line in path.with_suffix(".facts").read_text("utf-8").splitlines() if line.strip()]


def clean(cards: Sequence[Card]) -> list[Card]:
    """The cards that ask one thing and have no flaw that a program can see."""
    return [
        card
        for card in cards
        if not flaw(card, cards) and not unasked(card) and (len(card.answer) <= ANSWER or "```" in card.answer)
    ]


def unasked(card: Card) -> str:
    """What makes a question ask nothing in particular; "" where it asks something."""
    if VAGUE.search(card.question):
        return "vague"
    return "slice" if SLICE.search(card.question) else ""


def words(text: str) -> str:
    """A text without code and math, in which every sign is allowed."""
    text = re.sub(r"```.*?```", " ", text, flags=re.S)
    return re.sub(r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", " ", text, flags=re.S)


def flaw(card: Card, cards: Sequence[Card]) -> str:
    """What is visibly wrong with a card, without judging its sense; "" where nothing is."""
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
