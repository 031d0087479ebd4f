"""Asked or held: the cards of a note that are asked by themselves are those worth it, each by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from cards.asking.doubles import doubles
from cards.asking.doubles_english import doubles as doubles_english
from cards.asking.doubles_questions import told_by_questions
from cards.asking.moulds import of_one_mould
from cards.asking.worth import model
from cards.card import Card, Kind
from cards.language.text import has_hangul, key

HIGHEST = 0.97  # no card needs more
MANY = 4  # questions of its writer's own from which a note is a list of questions and answers, to be asked as such
HEADINGS = 2  # so many where they are Korean headings
DOUBTED = 0.42  # a draft of which there is a doubt is worth no more
FEW, ENOUGH = 5, 10  # of so few cards nothing has to be chosen, and of so many the best
SHORT, LONG_NOTE = 15, 25  # a note whose last card stands in such a line is short, or long enough to choose from
EASED = 0.15
BACKWARDS = 0.2  # a question back to a term needs so much more: few of them were judged
OWN = 0.43  # what a Korean question of its writer's own is worth at least, where there is no doubt of it
MOST_OF_TABLE = 24  # cards of one table that are asked; whole columns beyond it wait
LONG = 300  # letters of an answer that is more than an answer to one question
_ASKED = re.compile(
    r"\S (?:\S+ )+\S*(?:[는은인던한른운큰긴]가요?|[나까]요|까|는지)\?$|\S (?:\S+ )*\S*(?:시오|하라|세요)\.?$"
    r"|\S (?:\S+ )*\S*(?:방법|해결[법책]|이유|차이점?|원리|장단점)[은는]\?$"
    r"|(?:^|— )(?:what|why|how|when|where|which|who|can|could|does|do|did|is|are|was|were|should)(?: \S+){2,}\?$"
    r"|(?:^|— )\S+(?: \S+){0,3} (?:vs\.?|versus) \S+(?: \S+){0,3}\?$",
    re.I,
)


def ask_or_hold(cards: Sequence[Card], line: float | None = None) -> tuple[Card, ...]:
    """The cards with `held` set where they are not asked by themselves. What a writer marked is always asked."""
    moved = 0.0 if line is None else line - model().line
    least = DOUBTED if moved > -DOUBTED / 2 else 0.0  # what is doubtful is asked only where a person wants very much
    moved = eased(cards, moved)
    written = [card for card in cards if _is_written(card)]
    are_many = len(written) >= MANY or sum(map(_heads, written)) >= HEADINGS
    asked = [
        card.rule == "explicit"  # what its writer marked is always asked
        or card.worth >= max(least, needed(card, moved))
        or (are_many and _is_written(card) and card.worth > DOUBTED)
        for card in cards
    ]
    asked = _within(cards, asked)
    said = {card.answer.strip() for card, is_asked in zip(cards, asked, strict=True) if is_asked}
    answers = [card.answer for card in written] if len(written) >= MANY else []
    held = {i for i, is_asked in enumerate(asked) if not is_asked or _is_said(cards[i], said)}
    held |= {
        i for i, card in enumerate(cards) if card.rule == "sentence" and any(card.answer in one for one in answers)
    }
    held |= {i for i, card in enumerate(cards) if card.rule == "question" and _is_in_parts(card, said)}
    held |= of_one_mould(cards)
    left = [i for i in range(len(cards)) if i not in held]
    held |= {left[place] for place in told_by_questions([cards[i] for i in left])}
    left = [i for i, card in enumerate(cards) if i not in held and has_hangul(card.question)]
    held |= {left[place] for place in doubles([cards[i] for i in left])}
    left = [i for i, card in enumerate(cards) if i not in held and not has_hangul(card.question)]
    held |= {left[place] for place in doubles_english([cards[i] for i in left])}
    return tuple(card if card.held == (i in held) else replace(card, held=i in held) for i, card in enumerate(cards))


def eased(cards: Sequence[Card], moved: float = 0.0) -> float:
    """How far the line of a note is moved in all: by its reader's own setting, and lower for a short note of few cards.

    `moved` is what the setting moves it by. Above zero the reader wants fewer cards, and no note is eased.

    A short note is asked nearly whole: what somebody writes down in a few lines is what they want to keep. A long note
    of which few cards were made is another matter: readers could use 60 to 76 of 100 cards that were asked there for
    the lower line alone.
    """
    if moved > 0:
        return moved
    many = sum(1 for card in cards if card.worth > DOUBTED and not card.reverse)
    last = max((card.line for card in cards), default=0)
    return moved - EASED * _part(many, FEW, ENOUGH) * _part(last, SHORT, LONG_NOTE)


def _part(count: int, whole: int, none: int) -> float:
    """How much of the easing is left: all of it (1.0) up to `whole`, nothing from `none` on, a share in between."""
    return min(1.0, max(0.0, (none - count) / (none - whole)))


def _within(cards: Sequence[Card], asked: Sequence[bool]) -> list[bool]:
    """What is asked, without the columns by which a table would ask more than anybody answers; the first one stays."""
    tables: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for i, card in enumerate(cards):
        if asked[i] and card.rule == "table" and not card.reverse:
            tables.setdefault(card.context, {}).setdefault(card.asks, []).append(i)
    out = list(asked)
    for columns in tables.values():
        count = 0
        for places in columns.values():
            if count and count + len(places) > MOST_OF_TABLE:
                for i in places:
                    out[i] = False
            else:
                count += len(places)
    return out


def _is_in_parts(card: Card, said: set[str]) -> bool:
    """Whether each line of a Korean answer is asked by itself: "차이는?" over the meanings of both."""
    rows = card.answer.split("\n") if has_hangul(card.question) else []
    return len(rows) > 1 and all(row.rpartition(": ")[2].strip() in said for row in rows)


def _is_written(card: Card) -> bool:
    """Whether the writer asked this in a whole sentence and answered it; a heading may end like one and be none."""
    return card.rule == "question" and len(card.answer) <= LONG and _ASKED.search(card.question) is not None


def _heads(card: Card) -> bool:
    """Whether a written question is the Korean heading that its answer stands under."""
    return bool(card.context) and has_hangul(card.question) and key(card.context[-1]).endswith(key(card.question))


def _is_said(card: Card, said: Collection[str]) -> bool:
    """Whether a contrast puts together what its two sides are asked by themselves."""
    if card.kind is not Kind.CONTRAST or card.rule == "explicit":
        return False
    sides = [line.partition(": ")[2].strip() for line in card.answer.splitlines()]
    # "원래 구조, 학습 불안정": what a side means and what follows from it, each asked by itself
    return all(side in said or all(piece in said for piece in side.split(", ")) for side in sides)


def needed(card: Card, moved: float = 0.0) -> float:
    """The worth from which a card is asked; `moved` is by how much a person or a note of few cards moved the line."""
    if card.rule == "explicit":
        return 0.0
    line = model(has_hangul(card.question)).line + (BACKWARDS if card.reverse else 0.0)
    return min(HIGHEST, line + moved)
