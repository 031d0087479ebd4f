"""Cards that ask what another card of their note asks: a table and the list above it tell the same of one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cards.card import Card
from cards.language.glosses import accepted_for, without_gloss
from cards.language.particles import bare
from cards.language.text import key, plain

SAME = 0.75  # share of the shorter answer's words from which two answers about one name say the same
PART = 0.35  # and this share where one asks what the name means and the other what it does
FEW = 2  # words of an answer that a second one about the same name may hold by chance
LONG = 4  # words of an answer that no two names share by chance
MOST = 12  # cards of one name, or with one word, that are compared with each other
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*|\d[\d.,]*|[가-힣]+")
_NAMED = re.compile(r"\*\*(?P<name>.+?)\*\*(?:의|$| — \S+(?: \S+)?$| \([^()]*\) — )")
_CALLED = re.compile(r"\w\([^()]*[,'\"=][^()]*\)|[<>=]")
_ASKS = re.compile(r"[a-z]+/(?:what|does|cell|aspect|called|own)\b")


def doubles(cards: Sequence[Card]) -> set[int]:
    """Places of the cards whose question another of these cards asks already.

    Of two the later one is held, unless it says what a thing is and the earlier one less.
    """
    out = {*_any_deed(cards), *_one_for_all(cards), *_in_same_words(cards)}
    for first, second in _pairs(cards):
        if first not in out and second not in out:
            fuller = len(stems(cards[first].answer)) < len(stems(cards[second].answer))
            defines = fuller and "/what/" in cards[second].shape and "/what/" not in cards[first].shape
            out.add(first if defines else second)
    return out


ROWS = 3  # rows of a column with one answer that make it the same question each time


def _one_for_all(cards: Sequence[Card]) -> Iterator[int]:
    """Cells of a column in which nearly all have one answer: who knows one knows them all."""
    columns: dict[tuple[tuple[str, ...], str], list[int]] = {}
    for place, card in enumerate(cards):
        if "/cell" in card.shape and not card.reverse:
            columns.setdefault((card.context, card.asks), []).append(place)
    for places in columns.values():
        answer, rows = Counter(cards[place].answer for place in places).most_common(1)[0]
        if rows >= ROWS and rows * 4 >= len(places) * 3:
            yield from (place for place in places if cards[place].answer == answer)


_BARE = re.compile(r" — 무엇을 (?:하나|쓰나)\?$")


def _any_deed(cards: Sequence[Card]) -> Iterator[int]:
    """Cards that ask only what a thing does, where another asks what it is: any of its deeds would answer."""
    meant = {match["name"] for card in cards if "/what" in card.shape and (match := _NAMED.match(card.question))}
    for place, card in enumerate(cards):
        match = _NAMED.match(card.question) if "/does/" in card.shape and _BARE.search(card.question) else None
        if match and match["name"] in meant and match.end() == len(card.question):
            yield place


_WITH_TOPIC = re.compile(r"^\*\*[^*]+\*\*(?: \([^()]*\))? — (?P<asked>\S+[은는](?: \S+)+\?)$")


def _in_same_words(cards: Sequence[Card]) -> Iterator[int]:
    """Later cards whose question is in the words of an earlier one, its subject among them, and so is half its answer.

    An overview and the part below it say one sentence each, and only the heading above them differs.
    """
    asked: dict[str, list[Card]] = {}
    for place, card in enumerate(cards):
        match = _WITH_TOPIC.match(card.question)
        if match is None or card.reverse or card.rule != "sentence":
            continue
        earlier = asked.setdefault(key(match["asked"]), [])
        mine = stems(card.answer)
        if any(len(mine & stems(other.answer)) * 2 >= min(len(mine), len(stems(other.answer))) for other in earlier):
            yield place
        elif len(earlier) < MOST:
            earlier.append(card)


_MEANS = re.compile(r"\*\* (?:\((?P<where>[^()]*)\) )?— (?:무엇인가|무엇을 (?P<deed>하나)|어디에 (?P<use>쓰나))\?$")


def _deed_told(one: Card, other: Card) -> bool:
    """Whether one of two cards about one name asks what it does, and its answer is what the other says it is or is for.

    Two that stand in two places ("키 (배)", "키 (건반)") are two things.
    """
    first, second = _MEANS.search(one.question), _MEANS.search(other.question)
    if first is None or second is None or one.line == other.line or not (first["deed"] or second["deed"]):
        return False
    if first["where"] and second["where"] and first["where"] != second["where"]:
        return False
    mine, told = stems(one.answer), stems(other.answer)
    common = len(mine & told)
    return common >= FEW and common >= PART * min(len(mine), len(told))


def _pairs(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """Two places each that tell the same, the earlier one first."""
    named: dict[str, list[int]] = {}
    told: dict[str, int] = {}
    words: dict[str, list[int]] = {}
    wholes: dict[int, frozenset[str]] = {}
    for place, card in enumerate(cards):
        if card.reverse or card.rule in {"explicit", "equation", "question"} or "$" in card.answer:
            continue
        answer = key(card.answer)
        if len(stems(card.answer)) >= LONG:
            first = told.setdefault(answer, place)
            if first != place and not _CALLED.search(card.question):
                yield first, place
        for name in _names(card):
            for first in named.get(name, ())[-MOST:]:
                if _same(cards[first], card) or _deed_told(cards[first], card):
                    yield first, place
            named.setdefault(name, []).append(place)
        wholes[place] = stems(f"{card.question} {card.answer}")
        for first in _telling(place, cards, wholes, words):
            yield first, place
        for word in wholes[place]:
            words.setdefault(word, []).append(place)


def _telling(
    place: int, cards: Sequence[Card], wholes: dict[int, frozenset[str]], words: dict[str, list[int]]
) -> Iterator[int]:
    """Earlier cards that hold all that a cell tells, or are a cell that this one holds."""
    card, mine, whole = cards[place], _told(cards[place]), wholes[place]
    rarest = sorted(whole, key=lambda word: (len(words.get(word, ())), word))  # the same in every process
    seen: set[int] = set()
    for word in rarest[:MOST]:
        for first in words.get(word, ())[-MOST:]:
            other = cards[first]
            if first in seen or (card.rule == "table") == (other.rule == "table"):
                continue
            seen.add(first)
            less, more = (mine, wholes[first]) if card.rule == "table" else (_told(other), whole)
            if len(less) > FEW and less <= more:
                yield first


def _names(card: Card) -> set[str]:
    """The names by which a card asks for what its thing is or does."""
    match = _NAMED.match(card.question)
    if match is None or not _ASKS.match(card.shape):
        return set()
    name = plain(match["name"])
    if _CALLED.search(name):
        return {name}  # "LEFT(문자열, 개수)" and "LEFT(문자열)" may be two functions
    return {key(name), key(without_gloss(name)), *map(key, accepted_for(name))} - {""}


def _same(one: Card, other: Card) -> bool:
    """Whether two cards about one name have one answer."""
    first, second = stems(one.answer), stems(other.answer)
    if key(one.answer) == key(other.answer):
        return one.context != other.context and len(key(one.answer)) >= LONG
    common = len(first & second)
    return one.line != other.line and common >= FEW and common >= SAME * min(len(first), len(second))


def _told(card: Card) -> frozenset[str]:
    """The words of what a card tells: its name's and its answer's."""
    match = _NAMED.match(card.question)
    return stems(f"{without_gloss(plain(match['name']))} {card.answer}") if match else frozenset()


@lru_cache(512)
def stems(text: str) -> frozenset[str]:
    """The words of a text without particles, two syllables of each."""
    return frozenset(bare(word)[:2] if word[0] >= "가" else word.casefold() for word in _WORD.findall(text))


def alike(one: str, other: str) -> bool:
    """Whether two answers share half of the words of the shorter one."""
    first, second = ({word for word in text.lower().split() if len(word) > 1} for text in (one, other))
    return len(first & second) * 2 >= min(len(first), len(second)) > 0
