"""How alike two cards are, by name and by meaning, and which pairs stand out clearly enough to be the same card."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from rapidfuzz import fuzz

from cards.card import Card
from cards.matching.meaning import HANGUL, LATIN, WORD, conflict, exchanged, numbers

ALL_PAIRS = 10_000  # up to so many pairs every one is compared; beyond, those that share rare words
NEAREST = 8  # how many candidates a card has then
COMMON = 100  # a word that more cards have tells little; of those cards the ones in about the same place are looked at
MARGIN = 6.0  # by how much a pair must be better than any other with one of its two cards
LONG = 20  # from this length on an answer says enough to know a card by it alone
# How many a list has is told by its answer. That a question counts them must not make it another one.
COUNTED = re.compile(r"(?: ?\d+ ?(?:가지|개)(?:은|는)?|은|는| \(\d+\))(?=\?)|(?<=\bwhich )\d+ ")
GLOSS = re.compile(r"[()（）/,]")


@dataclass(frozen=True, slots=True)
class Face:
    """What a card is compared by. A backwards one is turned round: its name is its answer, its meaning the question."""

    name: str
    names: frozenset[str]  # the name without and inside its parentheses, and what else counts as it
    asked: str  # the whole question of a forward card
    meaning: str
    reverse: bool
    kind: str

    @classmethod
    def of(cls, card: Card) -> Face:
        """The face of a card; texts with whitespace folded and case kept."""
        question, answer = fold(card.question), fold(card.answer)
        name = fold(card.subject) or (answer if card.reverse else question)
        other = card.accepted if card.reverse else ()
        names = frozenset(part.strip().casefold() for text in (name, *other) for part in GLOSS.split(text))
        return cls(
            name,
            names - {""},
            "" if card.reverse else COUNTED.sub("", question),
            question if card.reverse else answer,
            card.reverse,
            card.kind,
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards compared: how alike their names and meanings are (0–100), and what all of it comes to."""

    old: int
    new: int
    name: float
    meaning: float
    total: float

    @property
    def likeness(self) -> float:
        """How alike the two are as a person sees it, 0–1: where they stand does not count."""
        return (self.name + self.meaning) / 200


Sure = Callable[[Face, Face, Pair], bool]


def fold(text: str) -> str:
    """The text with every run of whitespace made one space."""
    return " ".join(text.split())


def compare(old: Face, new: Face) -> tuple[float, float]:
    """How alike the names are and how alike the meanings are, each 0–100."""
    name = 100.0 if old.names & new.names else fuzz.ratio(old.name.casefold(), new.name.casefold())
    if old.asked != new.asked and name >= 60:
        # Questions share their pattern ("X — what does it connect?"), so they count only once the names are alike.
        name = (name + fuzz.ratio(old.asked, new.asked)) / 2
    if old.meaning == new.meaning:
        return name, 100.0
    return name, max(fuzz.ratio(old.meaning, new.meaning), fuzz.token_sort_ratio(old.meaning, new.meaning))


def likeness(old: Face, new: Face) -> float:
    """How alike two cards are as a person sees it, 0–1."""
    name, meaning = compare(old, new)
    return (name + meaning) / 200


def renamed(old: Face, new: Face, *, one_meaning: bool = True) -> bool:
    """For two cards of one meaning in one place: is the new name another word for the same thing, or another thing?

    A long meaning is a card's own; one that only resembles it (not `one_meaning`) is not. A short one ("O(n log n)")
    may belong to several; then the name has to be alike, or the old one in the other script, which is what translating
    a term looks like.
    """
    if numbers(old.name) != numbers(new.name):
        return False
    # A backwards card's meaning is a whole question, some of which every such question has.
    if (one_meaning and len(old.meaning) >= (2 * LONG if old.reverse else LONG)) or old.names & new.names:
        return True
    scripts = {(bool(HANGUL.search(face.name)), bool(LATIN.search(face.name))) for face in (old, new)}
    if scripts == {(True, False), (False, True)}:
        return True
    return not exchanged(old.name, new.name)


def sure_here(old: Face, new: Face, pair: Pair) -> bool:
    """Is a pair from one place certainly one card?"""
    if conflict(old.asked or old.name, new.asked or new.name) and pair.meaning < 95:
        return False
    if pair.meaning >= 95:
        return renamed(old, new) and not (old.name != new.name and conflict(old.meaning, new.meaning))
    if pair.name >= 85 and not exchanged(old.name, new.name):
        return pair.meaning >= 40
    if pair.meaning >= 85:
        return pair.name >= 50 and renamed(old, new, one_meaning=False)
    return pair.name >= 65 and pair.meaning >= 65 and not exchanged(old.name, new.name)


def sure_anywhere(old: Face, new: Face, pair: Pair) -> bool:
    """Is a pair from two places certainly one card? Place says nothing for it, so the texts must say more."""
    if conflict(old.asked or old.name, new.asked or new.name):
        return False
    if pair.name >= 85 and pair.meaning >= 70:
        return not exchanged(old.name, new.name)
    if old.asked and old.asked == new.asked and not conflict(old.meaning, new.meaning):
        # One question, and an answer that was only added to or shortened.
        shorter, longer = sorted((old.meaning, new.meaning), key=len)
        if len(shorter) >= 3 and shorter in longer:
            return True
    return pair.meaning >= 92 and pair.name >= 50 and renamed(old, new, one_meaning=pair.meaning >= 95)


class Likeness:
    """Compares old faces with new ones, each pair at most once."""

    def __init__(self, olds: Sequence[Face], news: Sequence[Face], bonus: Callable[[int, int], float]) -> None:
        self.olds = olds
        self.news = news
        self._bonus = bonus
        self._seen: dict[tuple[int, int], Pair | None] = {}

    def pair(self, old: int, new: int) -> Pair | None:
        """The two cards compared; None when they are not even of one form."""
        key = (old, new)
        if key not in self._seen:
            one, other = self.olds[old], self.news[new]
            if one.reverse is not other.reverse:
                self._seen[key] = None
            else:
                name, meaning = compare(one, other)
                total = (name + meaning) / 2 + self._bonus(old, new) - (5 if one.kind != other.kind else 0)
                self._seen[key] = Pair(old, new, name, meaning, total)
        return self._seen[key]

    def assign(
        self,
        olds: Iterable[int],
        news: Iterable[int],
        open_olds: set[int],
        open_news: set[int],
        sure: Sure,
        floor: float,
    ) -> tuple[list[Pair], list[Pair]]:
        """The pairs of open cards that are certainly one card, and the others from `floor` on.

        A pair is certain when `sure` says so and no other pair with one of its cards comes within MARGIN, also not
        with a card that has found its partner: among look-alikes likeness proves nothing.
        """
        rivals: dict[tuple[bool, int], list[Pair]] = {}  # the best two of each card, old ones and new ones
        pairs: dict[tuple[int, int], Pair] = {}
        for old, new in self._candidates(list(olds), list(news), open_olds, open_news):
            pair = self.pair(old, new)
            if pair is None or pair.total < 40:
                continue
            for key in ((True, old), (False, new)):
                rivals[key] = sorted([*rivals.get(key, ()), pair], key=lambda p: -p.total)[:2]
            if old in open_olds and new in open_news:
                pairs[old, new] = pair
        certain: list[Pair] = []
        perhaps: list[Pair] = []
        for pair in sorted(pairs.values(), key=lambda p: (-p.total, p.old, p.new)):
            others = [p for p in rivals[True, pair.old] + rivals[False, pair.new] if p is not pair]  # the best of them
            clear = all(pair.total >= p.total + MARGIN for p in others)
            if clear and sure(self.olds[pair.old], self.news[pair.new], pair):
                certain.append(pair)
            elif pair.total >= floor:
                perhaps.append(pair)
        return certain, perhaps

    def _candidates(
        self, olds: list[int], news: list[int], open_olds: set[int], open_news: set[int]
    ) -> Iterable[tuple[int, int]]:
        """The pairs worth comparing: those with an open card; in a large place only those that share rare words."""
        asking_new = [new for new in news if new in open_news]
        asking_old = [old for old in olds if old in open_olds]
        if len(asking_new) * len(olds) + len(asking_old) * len(news) <= ALL_PAIRS:
            return dict.fromkeys(
                [(old, new) for new in asking_new for old in olds] + [(old, new) for old in asking_old for new in news]
            )
        found: dict[tuple[int, int], None] = {}
        by_word = _index((old, self.olds[old]) for old in olds)
        for place, new in enumerate(news):
            if new in open_news:
                near = _nearest(self.news[new], by_word, place / len(news))
                found.update(dict.fromkeys((old, new) for old in near))
        by_word = _index((new, self.news[new]) for new in news)
        for place, old in enumerate(olds):
            if old in open_olds:
                near = _nearest(self.olds[old], by_word, place / len(olds))
                found.update(dict.fromkeys((old, new) for new in near))
        return found


def _words(face: Face) -> set[str]:
    """What a face is indexed by: its words, Hangul ones by their first two syllables, so that particles count less."""
    text = f"{face.name} {face.asked} {face.meaning}".casefold()
    return {word[:2] if HANGUL.match(word) else word for word in WORD.findall(text)}


def _index(faces: Iterable[tuple[int, Face]]) -> dict[str, list[int]]:
    """Word → the cards that have it."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, face in faces:
        for word in sorted(_words(face)):
            index[word].append(number)
    return index


def _nearest(face: Face, index: dict[str, list[int]], place: float) -> list[int]:
    """The cards that share most with a face, a rare word weighing more than a common one.

    `place` (0–1) is where among its cards the face stands. A bounded number of cards is looked at, however many share
    a word, so that a long note costs what its length does.
    """
    weights: dict[int, float] = defaultdict(float)
    shared = sorted((len(index[word]), word) for word in _words(face) if word in index)
    for number, (_, word) in enumerate(shared):
        cards = index[word]
        if number >= 3 and len(cards) > COMMON:
            break
        weight = 1 / math.log(2 + len(cards))
        if len(cards) > COMMON:
            first = min(max(int(place * len(cards)) - COMMON // 2, 0), len(cards) - COMMON)
            cards = cards[first : first + COMMON]
        for card in cards:
            weights[card] += weight
    return [card for card, _ in nlargest(NEAREST, weights.items(), key=itemgetter(1))]
