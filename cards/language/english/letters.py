"""What letters stand for, where a text spells them out beside them: "the Container Runtime Interface (CRI)"."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"\s\((?P<letters>[A-Z][A-Za-z]{0,5}[A-Z]s?)\)")
_SPELLED = re.compile(r"(?<![\w(`])(?P<letters>[A-Z][A-Za-z]{0,4}[A-Z])\s\((?P<name>[A-Za-z][A-Za-z'’ -]{5,60})\)")
_SMALL = frozenset({"of", "and", "for", "the", "in", "to", "on", "a", "an", "with", "by", "as", "or"})


def spelled_out(text: str) -> list[tuple[str, str]]:
    """The letters that a text spells out, each with the words they stand for; their initials must agree.

    >>> spelled_out("It uses the Container Runtime Interface (CRI) and a lock (TTL).")
    [('CRI', 'Container Runtime Interface')]
    >>> spelled_out("A CDN (content delivery network) and TCP (layer 4) of the Internet of Things (IoT)")
    [('IoT', 'Internet of Things'), ('CDN', 'content delivery network')]
    >>> spelled_out("WHO (the World Health Organization) met")
    [('WHO', 'World Health Organization')]
    >>> spelled_out("an exporter tracking Time-To-First-Token (TTFT)")
    [('TTFT', 'Time-To-First-Token')]
    >>> spelled_out("authentication, authorization and accounting (AAA)")
    []
    """
    found: list[tuple[str, str]] = []
    for match in _LETTERS.finditer(text):
        letters = match["letters"].removesuffix("s")
        if name := _name_before(text[: match.start()], letters):
            found.append((letters, name))
    for match in _SPELLED.finditer(text):
        name = re.sub(r"^(?:an?|the)\s", "", match["name"].strip(), flags=re.I)
        if _agree(match["letters"], re.split(r"[\s-]+", name)):
            found.append((match["letters"], name))
    return found


def _name_before(text: str, letters: str) -> str:
    """The words at the end of a text whose initials these letters are."""
    pieces = list(re.finditer(r"[A-Za-z][\w'’]*", text[-120:]))
    for count in range(2, min(len(pieces), len(letters) + 4) + 1):
        start = pieces[-count].start()
        name = text[-120:][start:]
        if re.search(r"[^\w\s'’/&-]", name):
            return ""
        if pieces[-count].group().lower() not in _SMALL and _agree(letters, [p.group() for p in pieces[-count:]]):
            return name.strip()
    return ""


def _agree(letters: str, pieces: list[str]) -> bool:
    """Whether letters are the initials of words, small words left out or in."""
    wanted = letters.upper()
    if len(pieces) < 2:
        return False
    if wanted == "".join(p[0] for p in pieces if p.lower() not in _SMALL).upper():
        return True
    # "IoT": a small word has a letter of its own where that is small too.
    whole = wanted == "".join(p[0] for p in pieces).upper()
    return whole and all(c.islower() for c, p in zip(letters, pieces, strict=True) if p in _SMALL)


_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_SHORT = re.compile(r"[A-Za-z][A-Za-z0-9]{1,6}")
_BARE = re.compile(r"[b-df-hj-np-tv-xz]{2,5}")  # a word without its vowels: "tbsp"


def spells(short: str, name: str) -> bool:
    """Whether a short form is put together of the beginnings of all words of a name, or of one word's consonants.

    >>> spells("k2tog", "Knit two together"), spells("ssk", "Slip, slip, knit"), spells("tbsp", "Tablespoon")
    (True, True, True)
    >>> spells("red", "Tomato"), spells("SF", "Ada Byron"), spells("slip", "Slip knot")
    (False, False, False)
    """
    words = re.findall(r"[a-z]+|\d+", name.lower())
    if not _SHORT.fullmatch(short) or not words or re.search(r"[^\w\s,'’&/-]", name):
        return False
    if len(words) == 1:
        left = iter(words[0])
        skeleton = _BARE.fullmatch(short) is not None and 2 * len(short) <= len(words[0])
        return skeleton and short[0] == words[0][0] and all(letter in left for letter in short)
    return short.lower() not in words and _begins(short.lower(), words)


def _begins(short: str, words: list[str]) -> bool:
    """Whether letters are the beginnings of words one after the other; small words may be left out."""
    if not words:
        return not short
    word = words[0]
    if word in _SMALL and _begins(short, words[1:]):
        return True
    if short[:1] == _NUMBERS.get(word) and _begins(short[1:], words[1:]):
        return True
    most = next((i for i, (a, b) in enumerate(zip(short, word, strict=False)) if a != b), min(len(short), len(word)))
    return any(_begins(short[count:], words[1:]) for count in range(most, 0, -1))
