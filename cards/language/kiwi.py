"""Korean words by Kiwi: morphemes with Sejong tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from cards.language.word import Tagger, Word

NOT_KNOWN = 64  # Kiwi gives a word that is in no dictionary of its the number of its tag
_GLOSS = re.compile(r"(?<=[^\W\x01])\x01+")  # parentheses right behind a word: "도커(Docker)는"
_PARTED = re.compile(r"(?<=[A-Za-z0-9\x01]) (?=(?:을|를|은|는|이|가|와|과|의|에|로|으로|에서)(?:\s|$))")


def load() -> Tagger:
    """Kiwi, ready to tag a sentence."""
    from kiwipiepy import Kiwi

    kiwi: Any = Kiwi(num_workers=1)

    def tag(text: str) -> tuple[Word, ...]:
        glosses = [match.span() for match in _GLOSS.finditer(text)] if "\x01" in text else []
        shown, places = _joined(text, glosses)
        found = [Word("X" * (end - start), "SL", start, end) for start, end in glosses]
        before: Any = None
        for token in kiwi.tokenize(shown):
            start = places[token.start]
            end = places[token.start + token.len - 1] + 1 if token.len else start
            kind = str(token.tag)
            if (
                kind == "VCP"
                and not token.len
                and before is not None
                and before.id < NOT_KNOWN
                and found[-1].text[1:].endswith("이")
            ):
                noun = found[-1]  # "페이징이다": "페이징이" is no noun that Kiwi knows
                found[-1] = noun._replace(text=noun.text[:-1], end=noun.end - 1, lemma=noun.lemma[:-1])
                start = noun.end - 1
            form = token.form
            if kind == "JKB" and form.startswith("로") and found and found[-1].text == "으" and found[-1].end == start:
                start, form = found.pop().start, f"으{form}"  # "2.0으로": Kiwi takes 으 for a noun
            if kind == "ETM" and form == "는" and found and found[-1].tag == "VCP" and found[-1].start == found[-1].end:
                found.pop()  # "고수는": the copula describes a noun as 인, never as 는
                kind = "JX"
            found.append(Word(form, kind, start, end, token.lemma))
            before = token
        return tuple(sorted(found, key=attrgetter("start")))

    return tag


def _joined(text: str, glosses: list[tuple[int, int]]) -> tuple[str, Sequence[int]]:
    """A text as Kiwi reads it best, and the place in the text of each of its characters.

    Without the gloss between a word and its particle, and without the space before one ("API 를"): with them it cuts
    the word to pieces. What else is hidden is a word in Latin letters.
    """
    skipped = {at for start, end in glosses for at in range(start, end)}
    skipped |= {match.start() for match in _PARTED.finditer(text)}
    if not skipped:
        return text.replace("\x01", "X"), range(len(text))
    places = [at for at in range(len(text)) if at not in skipped]
    return "".join("X" if text[at] == "\x01" else text[at] for at in places), places
