"""English cards that ask what another card of their note asks: an overview, a table and a list of take-aways tell the
same of one thing, each in words of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from cards.card import Card
from cards.language.glosses import accepted_for, without_gloss
from cards.language.text import key, plain, words

SAME = 0.75  # share of the shorter answer's words from which two answers about one name tell the same
PART = 0.33  # and this share where one asks what it is and the other what it means, measures or holds
ALL = 0.85  # share of a card's words that the cards above it tell between them
LONG = 3  # words of an answer that are told of one name only once, whatever is asked of it
MOST = 12  # cards of one name that are compared with each other
_NAMED = re.compile(r"\*\*(?P<name>[^*]+)\*\*")
_ELSE = re.compile(r"\bwhat else (?:is|are) (?:an? |the )?(?P<name>[^*?]+) called\?$", re.I)
_LETTERS = re.compile(r"\(([A-Z]{2,}[\w-]*)\)")
_WHAT = re.compile(r" — what (?:is it|are they)\?$")
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){1,4}")
_TAIL = re.compile(r"\s(?:in|of|for|on)\s.+$")  # "in JavaScript", "of a ship": where it is one
_WORD = re.compile(r"[a-z][a-z0-9+#]*|\d[\d.,]*")
_LITTLE = words(
    """
    a an the of to in on at by for from with and or as is are be it its they their that this which into via can may
    all any each used uses use using between through
    """
)
_QUESTION = words("what whi how when where who do does did you one of")
_RULES = frozenset({"explicit", "equation", "question", "code"})


def doubles(cards: Sequence[Card]) -> set[int]:
    """Places of the cards that ask again what another of these cards asks; of two the later one.

    A card that says what a thing is stands above one that asks for a side of it.
    """
    out = set(_meant_twice(cards))
    out |= set(_formulas_told(cards, out))
    named: dict[str, list[int]] = {}
    for place, card in enumerate(cards):
        for name in _names(card):
            for first in named.get(name, ())[-MOST:]:
                if first not in out and place not in out and _deed_told(cards[first], card):
                    out.add(place if "/what" in cards[first].shape else first)
                elif first not in out and place not in out and _same(cards[first], card):
                    defines = "/what" in card.shape and "/what" not in cards[first].shape
                    out.add(first if defines else place)
            named.setdefault(name, []).append(place)
    return out | set(_letters_told(cards)) | set(_named_again(cards)) | set(_told_by_all(cards, out))


def _told_by_all(cards: Sequence[Card], held: set[int]) -> Iterator[int]:
    """What a summary says a thing does, where the cards above it tell all of that between them."""
    told: dict[str, list[Card]] = {}
    for place, card in enumerate(cards):
        if place in held:
            continue
        for name in _names(card):
            above = [other for other in told.get(name, ()) if other.context != card.context]
            mine = stems(card.answer) - stems(name)
            known = frozenset().union(*(stems(f"{other.question} {other.answer}") for other in above))
            does = "/does/" in card.shape or "/what" in card.shape
            if does and len(above) > 1 and len(mine) > LONG and len(mine & known) >= ALL * len(mine):
                yield place
                break
        for name in _names(card):
            told.setdefault(name, []).append(card)


_OF_NAMES = re.compile(r"(?:.* — )(?:.*\b)?(?:terms?|names?|equivalents?|synonyms?|alias(?:es)?|known as)\?$")
_NAMING = re.compile(r"[a-z]{3,}", re.I)


def _named_again(cards: Sequence[Card]) -> Iterator[int]:
    """Cells whose other name for a thing is the name it has in the row, and what a call gives, told by its name."""
    for place, card in enumerate(cards):
        called = _CALL.search(card.question) if "/does/" in card.shape else None
        if called is not None and is_in_name(card.answer, called["name"]):
            yield place
        match = _NAMED.match(card.question) if "/cell" in card.shape and _OF_NAMES.match(card.question) else None
        if match is not None and names_it_again(plain(card.answer), without_gloss(plain(match["name"]))):
            yield place


_CALL = re.compile(r"^\*\*`(?P<name>\w+)(?:\(\))?`\*\*.* — what does it (?:return|give|yield|produce|create|get)\?$")


def is_in_name(answer: str, name: str) -> bool:
    """Whether what a call gives is told by its name, whatever that is.

    >>> is_in_name("a rope list, which names each rope", "GetRopeList"), is_in_name("a list of ropes", "GetRopes")
    (True, False)
    """
    pieces = {piece.lower() for piece in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
    given = re.split(r",\s(?:which|that|where)\b", re.sub(r"^(?:an?|the)\s", "", answer))[0].lower().split()
    return len(given) > 1 and all(word.strip("`") in pieces for word in given)


def names_it_again(answer: str, name: str) -> bool:
    """Whether another name of a thing has the word that tells the thing from others; letters in it are new, though.

    >>> names_it_again("Dry-dock yard", "Dry dock"), names_it_again("Graving yard", "Dry dock")
    (True, False)
    >>> names_it_again("Dock; basin", "Floating dock"), names_it_again("Floating dock basin (FDB)", "Floating dock")
    (True, False)
    """
    known = [word.lower()[:5] for word in _NAMING.findall(name)]
    first = re.split(r"[;,/]\s|\s[–—/]\s", re.sub(r"\([^()]*\)", "", answer))[0]
    told = [word.lower()[:5] for word in _NAMING.findall(first)]
    if not known or not told or re.search(r"\([A-Z]{2,}\)", answer):
        return False
    return known[0] in told or all(word in known for word in told)


def _letters_told(cards: Sequence[Card]) -> Iterator[int]:
    """Letters whose words are a title above them."""
    for place, card in enumerate(cards):
        if "/stands/" in card.shape and stems(card.answer) in [stems(without_gloss(head)) for head in card.context]:
            yield place


def _meant_twice(cards: Sequence[Card]) -> Iterator[int]:
    """Cards that ask what a thing is, where an earlier one asks that of the same thing by another of its names.

    "ropes" and "rope", "rope (RP)" and "rope of a ship", "OS" and "Operating Systems": a remark under one of them is no
    second meaning.
    """
    meant: set[str] = set()
    spelled: set[str] = set()
    short: set[str] = set()
    for place, card in enumerate(cards):
        if card.reverse or not _WHAT.search(card.question):
            continue
        names, letters, initials = _all_names(card.question)
        again = names & meant or letters & spelled or initials & short
        if again and card.rule != "explicit":
            yield place
        meant |= names
        spelled |= initials
        short |= letters


def _all_names(question: str) -> tuple[set[str], set[str], set[str]]:
    """The names of what a question asks about, those of letters among them, and the first letters of the others.

    >>> [sorted(part) for part in _all_names("**Sail Plans of a ship** — what are they?")]
    [['sailplan', 'sailplansofaship'], [], ['sp', 'spoas']]
    >>> [sorted(part) for part in _all_names("**OS** — what is it?")]
    [['os'], ['os'], []]
    """
    match = _NAMED.match(question)
    if match is None or match["name"].startswith(("$", "`")):
        return set(), set(), set()
    name = plain(match["name"])
    forms = {name, without_gloss(name), *accepted_for(name), *_LETTERS.findall(name)}
    forms |= {without_gloss(_TAIL.sub("", form)) for form in forms}
    letters = {form.lower() for form in forms if form.isupper() and form.isalpha() and 1 < len(form) < 6}
    initials = {"".join(word[0] for word in form.split()).lower() for form in forms if _PLAIN.fullmatch(form)}
    return {_one(key(form)) for form in forms} - {""}, letters, initials


def _formulas_told(cards: Sequence[Card], out: Collection[int]) -> Iterator[int]:
    """Cards that ask for a formula which a meaning holds that is asked, too."""
    kept = (card for place, card in enumerate(cards) if place not in out)
    meanings = [card.answer for card in kept if card.rule == "sentence" and "$" in card.answer]
    for place, card in enumerate(cards):
        math = card.answer.strip("$").rstrip(" .,;") if card.rule == "equation" else ""
        if len(math) > 8 and any(math in meaning for meaning in meanings):
            yield place


def _names(card: Card) -> set[str]:
    """The names of what a card asks about."""
    match = _ELSE.search(card.question) or _NAMED.match(card.question)
    if match is None or card.reverse or card.rule in _RULES or "$" in card.answer:
        return set()
    name = plain(match["name"])
    letters = _LETTERS.findall(name)
    return {_one(key(form)) for form in (name, without_gloss(name), *accepted_for(name), *letters)} - {""}


def _one(name: str) -> str:
    return name.removesuffix("s") if len(name) > 4 else name


def _same(one: Card, other: Card) -> bool:
    """Whether two cards about one name, of different places in a note, have one answer."""
    if one.line == other.line or (one.context == other.context and one.rule == other.rule == "table"):
        return False
    first, second = stems(one.answer), stems(other.answer)
    if first == second and first:
        return len(first) > 1 or one.question == other.question or _asks(one) == _asks(other)
    if (_calls(one) or _calls(other)) and (first <= second or second <= first):
        return bool(first and second) and _calls(one) == _calls(other)
    if "/if" in one.shape or "/if" in other.shape:
        return False  # what happens in one case and in the other is told in the same words
    whole, more = first | _asked(one), second | _asked(other)
    return _share(first, second, LONG) or _share(whole, more, LONG + 1)


_DEED = re.compile(r" — what do(?:es)? (?:it|they) (?:mean|represent|denote|refer to|describe|measure|store|hold)\?$")


def _deed_told(one: Card, other: Card) -> bool:
    """Whether one of two cards about one name says what it is, and the other asks for that by a verb of meaning."""
    asks = [bool(_DEED.search(card.question)) for card in (one, other)]
    says = [bool(_WHAT.search(card.question)) for card in (one, other)]
    if not (asks[0] and says[1]) and not (asks[1] and says[0]):
        return False
    first, second = stems(one.answer), stems(other.answer)
    return len(first & second) >= max(2, PART * min(len(first), len(second)))


def _calls(card: Card) -> bool:
    """Whether a card asks how a thing is called, or what its letters stand for."""
    return (
        _ELSE.search(card.question) is not None
        or "/stands/" in card.shape
        or _OF_NAMES.match(card.question) is not None
    )


def _share(one: frozenset[str], other: frozenset[str], few: int) -> bool:
    least = min(len(one), len(other))
    return least >= few and len(one & other) >= SAME * least


def _asked(card: Card) -> frozenset[str]:
    """The words of what is asked of the name."""
    return stems(_NAMED.sub(" ", card.question, count=1)) - _QUESTION


def _asks(card: Card) -> str:
    return card.asks.split()[-1].lower()


@lru_cache(512)
def stems(text: str) -> frozenset[str]:
    """The words of a text that tell something, without their endings.

    >>> sorted(stems("Maps an IPv4 address to a MAC address")), stems("mapping")
    (['addre', 'ipv4', 'mac', 'map'], frozenset({'map'}))
    """
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _LITTLE)


def _stem(word: str) -> str:
    bare = re.sub(r"(?<=[a-z]{3})(?:ing|ed|es|s)$", "", word)
    bare = re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", bare)
    return bare[:5]
