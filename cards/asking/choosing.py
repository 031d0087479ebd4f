"""Asked or held: the cards of a note that are asked by themselves are those worth it, each by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from cards.asking.doubles import doubles
from cards.asking.doubles_english import doubles as doubles_english
from cards.asking.worth import model, promise
from cards.card import Card, Kind
from cards.language.text import has_hangul, key

SAFE = (
    0.85  # a form of which so many cards are usable is asked above the line; a worse one needs more, a better one less
)
# How far the promise of its form moves the worth a card needs. So many English cards were judged that their worth knows
# their forms already; a Korean one still leans on what its form promises.
STRICTER = 1.6
STRICTER_ENGLISH = 0.5
HIGHEST = 0.97
MANY = 4  # questions of its writer's own from which a note is a list of questions and answers, to be asked as such
HEADINGS = 2  # so many where they are Korean headings
DOUBTED = 0.42  # a draft of which there is a doubt is worth no more
OWN = 0.43  # what a Korean question of its writer's own is worth at least, where there is no doubt of it
MOST_OF_TABLE = 24  # cards of one table that are asked; whole columns beyond it wait
LONG = 300  # letters of an answer that is more than an answer to one question
_OPEN = re.compile(
    r"(?:still |yet )?(?:to (?:be )?(?:look|check|find|fill|do|ask|read|decide)|tbd|todo|unknown|\?)", re.I
)
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
    least = DOUBTED if moved > -DOUBTED / 2 else 0.0  # what is doubtful is not asked because its form is promised much
    written = [card for card in cards if _is_written(card)]
    are_many = len(written) >= MANY or sum(map(_heads, written)) >= HEADINGS
    asked = [
        card.rule == "explicit"  # what its writer marked is always asked
        or card.worth >= max(least, needed(card, moved))
        or (
            are_many
            and _is_written(card)
            and card.worth > (DOUBTED if has_hangul(card.question + card.answer) else 0.3)
        )
        for card in cards
    ]
    asked = _within(cards, _with_brothers(cards, asked, moved))
    said = {card.answer.strip() for card, is_asked in zip(cards, asked, strict=True) if is_asked}
    answers = [card.answer for card in written] if len(written) >= MANY else []
    held = {i for i, is_asked in enumerate(asked) if not is_asked or _is_said(cards[i], said)}
    held |= {
        i for i, card in enumerate(cards) if card.rule == "sentence" and any(card.answer in one for one in answers)
    }
    held |= {i for i, card in enumerate(cards) if card.rule == "question" and _is_in_parts(card, said)}
    left = [i for i, card in enumerate(cards) if i not in held and has_hangul(card.question)]
    held |= {left[place] for place in doubles([cards[i] for i in left])}
    left = [i for i, card in enumerate(cards) if i not in held and not has_hangul(card.question)]
    held |= {left[place] for place in doubles_english([cards[i] for i in left])}
    return tuple(card if card.held == (i in held) else replace(card, held=i in held) for i, card in enumerate(cards))


class Brothers(NamedTuple):
    """When cards of one list are asked because others of it are: of which rule, language and kind, whether their
    questions are worded alike, what share of them is asked already and how many at least, and what such a card is
    worth at least.
    Where none need be asked, each card of the rule is that is worth so much, and whose question is worded as
    the pattern `worded`. `across` headings beside each other what is asked of one thing is asked of the next.
    """

    rule: str
    korean: bool
    alike: bool
    share: float
    taken: int
    worth: float
    kind: Kind | None = None
    worded: str = ""
    across: bool = False


# Lists of what a thing has, as few as one can say: of those that were held readers could use nine of ten.
_SIDES = (
    r" — which [2-6] (?:(?:main|key|core|basic|common) )?(?:pros|cons|(?:dis)?advantages|benefits|drawbacks|strengths"
    r"|weaknesses|limitations|properties|components|elements|types|kinds|modes|steps)\?$"
)
# Of held English cards that are worth so much readers could use nine of ten rows whose table had others asked, eight of
# ten meanings, and nine of ten commands; a Korean card has to be worth nearly what it needs by itself. Figures beside
# the names of a list are asked together. Of equations of which there is no doubt readers could use eight of ten in both
# languages.
BROTHERS = (
    Brothers("equation", False, alike=False, share=0.0, taken=0, worth=0.55),
    Brothers("equation", True, alike=False, share=0.0, taken=0, worth=DOUBTED, kind=Kind.EQUATION),
    Brothers("code", False, alike=False, share=0.0, taken=0, worth=0.58, kind=Kind.CODE, worded=r" which command\?$"),
    Brothers("enumeration", False, alike=False, share=0.0, taken=0, worth=0.53, worded=_SIDES),
    Brothers("table", False, alike=False, share=0.0, taken=0, worth=0.6, worded=r"^\*\*\d{3}\*\*.* what is it\?$"),
    Brothers("value", False, alike=True, share=0.0, taken=0, worth=0.6),
    Brothers("table", False, alike=False, share=0.0, taken=1, worth=0.5),
    Brothers("definition", False, alike=True, share=0.0, taken=1, worth=0.6),
    Brothers("definition", False, alike=True, share=0.5, taken=2, worth=0.49),
    Brothers("table", True, alike=True, share=0.5, taken=1, worth=DOUBTED),
    Brothers("definition", True, alike=True, share=0.5, taken=2, worth=0.5),
    Brothers("definition", True, alike=False, share=0.33, taken=2, worth=0.5),
    Brothers("label", True, alike=True, share=0.0, taken=1, worth=0.43, across=True),
    Brothers("code", False, alike=False, share=0.0, taken=1, worth=0.58, kind=Kind.EQUATION),
    Brothers("code", True, alike=False, share=0.0, taken=1, worth=0.55, kind=Kind.EQUATION),
    Brothers("table", True, alike=False, share=0.33, taken=2, worth=0.5),
)


_OF_THING = re.compile(r"^\*\*[^*]+\*\*(?=의\s)")  # "**풀**의 단점은?" asks the same of another thing


def _with_brothers(cards: Sequence[Card], asked: Sequence[bool], moved: float) -> list[bool]:
    """What is asked, with the members of a list that are asked because their brothers are."""
    out = list(asked)
    of_rule: dict[tuple[str, bool], list[tuple[int, Card]]] = {}
    for i, card in enumerate(cards):
        if not card.reverse:
            of_rule.setdefault((card.rule, has_hangul(card.question)), []).append((i, card))
    for one in BROTHERS:
        lists: dict[tuple[object, ...], list[int]] = {}
        for i, card in of_rule.get((one.rule, one.korean), ()):
            if (one.kind is None or card.kind is one.kind) and re.search(one.worded, card.question):
                worded = _OF_THING.sub("", card.question).rpartition(" — ")[2] if one.alike else ""
                context = card.context[:-1] if one.across else card.context
                lists.setdefault((context, card.kind, worded), []).append(i)
        for members in lists.values():
            taken = sum(asked[i] for i in members)
            if taken < one.taken or taken < one.share * len(members):
                continue
            for i in members:
                out[i] = out[i] or cards[i].worth >= one.worth + moved
    return out


def _within(cards: Sequence[Card], asked: Sequence[bool]) -> list[bool]:
    """What is asked, without the columns by which a table would ask more than anybody answers; the first one stays."""
    tables: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for i, card in enumerate(cards):
        if asked[i] and card.rule == "table" and not card.reverse:
            column = card.question.rpartition(" — ")[2]
            tables.setdefault(card.context, {}).setdefault(column, []).append(i)
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


def _doubted(card: Card) -> float:
    """What a written question with a doubt is worth at most; names alone have the language of their answer."""
    return DOUBTED if has_hangul(card.question + card.answer) else 0.3


def _is_written(card: Card) -> bool:
    """Whether the writer asked this in a whole sentence and answered it; a heading may end like one and be none."""
    answered = len(card.answer) <= LONG and not _OPEN.match(card.answer)
    return card.rule == "question" and answered and _ASKED.search(card.question) is not None


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


def _line(card: Card) -> float:
    """The worth above which a card of its language is asked."""
    return model(has_hangul(card.question)).line


def needed(card: Card, moved: float = 0.0) -> float:
    """The worth from which a card of this form is asked; `moved` is by how much a person moved the line."""
    return 0.0 if card.rule == "explicit" else min(HIGHEST, _line(card) + moved + stricter(card))


def stricter(card: Card) -> float:
    """By how much a card must be worth more than the line, since cards of its form often fail, or less."""
    korean = has_hangul(card.question)
    leans = korean or card.reverse  # few questions back to a term were judged
    return (STRICTER if leans else STRICTER_ENGLISH) * (SAFE - promise(card.shape, korean))
