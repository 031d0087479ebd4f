"""Cards that say again what a question of the note's own asks: one of the two is enough, and the writer's stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.doubles import stems
from cards.card import Card
from cards.language.text import key

ALL = 0.75  # share of the words of a written answer which a card's question and answer tell between them
# "… 하기 위함" says what "… 하기 위해서다" says.
_END = re.compile(r"\s?(?:위함|위해서?(?:다|이다|입니다)?|위한 것|때문(?:에|이다|입니다)?)[.]?$")
_WHAT = re.compile(r"무엇|뭔가|뭐(?:예|에)요")  # "큐가 무엇이며 왜 쓰나요?" asks what it is, and more
_ROW = re.compile(r"^(?:[-*•]|\d+[.)])\s+")


def told_by_questions(cards: Sequence[Card]) -> Iterator[int]:
    """Places of the cards made of the lines that answer a written question, which tell all that its answer tells."""
    answering: dict[int, list[Card]] = {}
    for card in cards:
        if card.rule == "question" and not card.reverse:
            for line in range(card.line, card.line + card.answer.count("\n") + 3):  # a blank line may part them
                answering.setdefault(line, []).append(card)
    for place, card in enumerate(cards):
        if card.rule in {"question", "explicit"} or card.reverse:
            continue
        answer = key(_END.sub("", _ROW.sub("", card.answer)))
        told = stems(f"{card.question} {card.answer}")
        for asked in answering.get(card.line, ()):
            wanted = stems(asked.answer)
            told_whole = len(told & wanted) >= ALL * len(wanted)
            asks_too = "/what/" in card.shape and _WHAT.search(asked.question) is not None
            if answer and answer in key(asked.answer) and (told_whole or asks_too):
                yield place
                break
