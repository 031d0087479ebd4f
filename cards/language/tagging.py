"""Parts of speech: what kind of word each word of a sentence is, by real taggers that are loaded when first needed.

Word lists cannot tell that "orders" is a noun in "batch in orders of ten" and a verb in "sorts and orders". Kiwi knows
Korean (morphemes, Sejong tags), HanTa English (words, tags of the British National Corpus). Either may be missing: then
`words` gives None and the note is read by its form alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from cards.language.text import has_hangul

TAGGED = 1200  # characters: a sentence beyond this is read by its form alone

_ENGLISH_TOKEN = re.compile(r"\x01+|[A-Za-z][A-Za-z']*(?:[-/.][A-Za-z0-9]+)*|\d[\d.,:]*\d|\d|[^\w\s]|\w+")
_SPACES = re.compile(r"\s")


class Word(NamedTuple):
    """A word or morpheme: its text, its tag, where it stands in the sentence, its base form."""

    text: str
    tag: str
    start: int
    end: int
    lemma: str = ""


Tagger = Callable[[str], tuple[Word, ...]]

_loaded: dict[bool, Tagger | None] = {}
_missing: dict[bool, str] = {}


@lru_cache(4096)
def words(text: str) -> tuple[Word, ...] | None:
    """The words of a sentence with their tags; None without a tagger for its language, or for a text too long.

    What `mask` hid (code, mathematics, quotations) is one proper noun.
    """
    if len(text) > TAGGED:
        return None
    korean = has_hangul(text)
    tagger = tagger_of(korean)
    if tagger is None:
        return None
    try:
        return tagger(text)
    except Exception as error:  # a tagger of somebody else's may fail in any way, and costs its own judgement only
        _missing[korean] = _sentence(korean, error)
        return None


def tagger_of(korean: bool) -> Tagger | None:
    """The tagger of a language, loaded on the first call; None where it cannot be loaded."""
    if korean not in _loaded:
        try:
            _loaded[korean] = _kiwi() if korean else _hanta()
        except Exception as error:  # ImportError, a damaged model, too little memory
            _loaded[korean] = None
            _missing[korean] = _sentence(korean, error)
    return _loaded[korean]


def missing() -> tuple[str, ...]:
    """A sentence for each tagger that could not be used in this process, for a person to read."""
    return tuple(_missing[korean] for korean in sorted(_missing))


def forget() -> None:
    """Load the taggers anew on the next call, and forget what they said."""
    _loaded.clear()
    _missing.clear()
    words.cache_clear()


def _sentence(korean: bool, error: Exception) -> str:
    name, package = ("Korean", "kiwipiepy") if korean else ("English", "HanTa")
    return (
        f"The {name} tagger could not be used ({type(error).__name__}: {error}), so {name} sentences were read by "
        f"their form alone and more of their cards are held. Install {package} to change that."
    )


def _hanta() -> Tagger:
    from HanTa.HanoverTagger import HanoverTagger

    tagger: Any = HanoverTagger("morphmodel_en.pgz")
    # A note says the same words again and again, and its morphemes are the dear part.
    tagger.analyze_forward = lru_cache(20_000)(tagger.analyze_forward)

    @lru_cache(20_000)
    def base(word: str, tag: str) -> str:
        found: str = tagger.analyze(word, pos=tag)[0]
        return found

    def tag(text: str) -> tuple[Word, ...]:
        pieces = [(m.group(), m.start(), m.end()) for m in _ENGLISH_TOKEN.finditer(text)]
        if not pieces:
            return ()
        shown = ["Xcode" if piece[0] == "\x01" else piece for piece, _, _ in pieces]
        tags: Sequence[str] = tagger.tag_sent(shown, taglevel=0)
        return _mended(
            [
                Word(piece, "NP0", start, end, piece)
                if piece[0] == "\x01"
                else Word(piece, tag, start, end, base(piece.lower(), tag) if tag[0] == "V" else piece.lower())
                for (piece, start, end), tag in zip(pieces, tags, strict=True)
            ]
        )

    return tag


_MAY_BE_VERB = {
    word: base
    for base in [
        "map",
        "store",
        "hash",
        "return",
        "cache",
        "index",
        "sort",
        "order",
        "mean",
        "cause",
        "block",
        "lock",
        "loop",
        "queue",
        "stack",
        "schedule",
        "process",
        "signal",
        "log",
        "name",
        "type",
        "point",
        "reference",
        "copy",
        "link",
        "list",
        "mark",
        "match",
        "measure",
        "need",
        "note",
        "number",
        "offer",
        "pass",
        "place",
        "plan",
        "play",
        "produce",
        "program",
        "reach",
        "record",
        "release",
        "report",
        "request",
        "require",
        "rest",
        "result",
        "return",
        "rule",
        "run",
        "scale",
        "search",
        "seed",
        "set",
        "shape",
        "share",
        "shift",
        "show",
        "sign",
        "sort",
        "split",
        "start",
        "state",
        "step",
        "stop",
        "store",
        "stream",
        "string",
        "structure",
        "sum",
        "support",
        "swap",
        "switch",
        "target",
        "test",
        "time",
        "trace",
        "track",
        "transfer",
        "transport",
        "trust",
        "update",
        "use",
        "value",
        "view",
        "visit",
        "wait",
        "walk",
        "watch",
        "work",
        "wrap",
        "yield",
        "limit",
        "count",
    ]
    for word in (f"{base}s", f"{base}es")
}
_OBJECT = ("AT", "NN", "NP", "AJ", "DT0", "DPS", "CRD", "PNP", "VVG", "AV0", "AVQ", "DTQ")
_NEGATED = {
    f"{verb}n't": tag
    for verb, tag in {
        "does": "VDZ", "do": "VDB", "did": "VDD", "is": "VBZ", "are": "VBB", "was": "VBD", "were": "VBD", "has": "VHZ",
        "have": "VHB", "had": "VHD", "ca": "VM0", "wo": "VM0", "could": "VM0", "would": "VM0", "should": "VM0",
        "must": "VM0", "need": "VM0",
    }.items()
} | {"cannot": "VM0"}  # fmt: skip


def _mended(found: list[Word]) -> tuple[Word, ...]:
    """Tags with the mistakes mended that hide a verb: "maps" is no noun in "a table maps keys to values"."""
    for i, word in enumerate(found):
        lower = word.text.lower().replace("’", "'")
        if lower in _NEGATED:
            found[i] = word._replace(tag=_NEGATED[lower], lemma=lower.removesuffix("n't"))
        elif word.tag in {"VVB", "VVI"} and i and found[i - 1].tag == "AT0":
            found[i] = word._replace(tag="NN1")  # "the commit"
        elif word.tag == "VVI" and _before(found, i) in {"NN2", "NP0", "ZZ0"}:
            found[i] = word._replace(tag="VVB")  # "goroutines communicate over channels"
    if len(found) > 2 and found[0].tag in {"VVB", "VVI"} and found[1].tag == "NN1" and found[2].tag in {"VVZ", "VBZ"}:
        found[0] = found[0]._replace(tag="NN1")  # "merge sort divides"
    for i in range(1, len(found) - 1):
        word = found[i]
        before, after = found[i - 1], found[i + 1]
        may_be = word.text in _MAY_BE_VERB or word.text == "means" or after.tag == "AT0"
        if word.tag not in {"NN2", "NN0"} or not may_be or not word.text.endswith("s"):
            continue
        finite = any(w.tag in _FINITE for w in found[: i + 4])
        named = before.text.endswith("ing") or (i == 1 and not any(w.tag in _FINITE for w in found))
        if before.tag == "AJ0" and named and after.tag.startswith(_OBJECT) and not finite:
            found[i - 1] = before = before._replace(tag="NN1")  # "hashing maps keys", "cyanide blocks an enzyme"
        single = before.tag == "NN2" and not before.text.endswith("s")
        if (
            (single or before.tag in {"NN1", "NP0", "VVG", "PNP", "NN0", "UNC"})
            and after.tag.startswith(_OBJECT)
            and not finite
        ):
            found[i] = word._replace(tag="VVZ", lemma=_MAY_BE_VERB.get(word.text, word.text[:-1].lower()))
    return tuple(found)


def _before(found: Sequence[Word], at: int) -> str:
    """The tag of the word before one, adverbs passed over ("they also act")."""
    while at > 1 and found[at - 1].tag == "AV0":
        at -= 1
    return found[at - 1].tag if at else ""


_FINITE = frozenset({"VBB", "VBZ", "VBD", "VM0", "VHB", "VHZ", "VHD", "VDB", "VDZ", "VDD", "VVZ", "VVD", "VVB"})


def _kiwi() -> Tagger:
    from kiwipiepy import Kiwi

    kiwi: Any = Kiwi(num_workers=1)

    def tag(text: str) -> tuple[Word, ...]:
        shown, places = _joined(text)
        found = [Word("X" * (end - start), "SL", start, end) for start, end in _glosses(text)]
        for token in kiwi.tokenize(shown):
            start = places[token.start]
            end = places[token.start + token.len - 1] + 1 if token.len else start
            found.append(Word(token.form, str(token.tag), start, end, token.lemma))
        return tuple(sorted(found, key=lambda word: word.start))

    return tag


_GLOSS = re.compile(r"(?<=[^\W\x01])\x01+")
_PARTED = re.compile(r"(?<=[A-Za-z0-9\x01]) (?=(?:을|를|은|는|이|가|와|과|의|에|로|으로|에서)(?:\s|$))")


def _glosses(text: str) -> list[tuple[int, int]]:
    """Where parentheses stand right behind a word: "도커(Docker)는"."""
    return [match.span() for match in _GLOSS.finditer(text)]


def _joined(text: str) -> tuple[str, list[int]]:
    """A text as Kiwi reads it best, and the place in the text of each of its characters.

    Without the gloss between a word and its particle, and without the space before one ("API 를"): with them it cuts
    the word to pieces. What else is hidden is a word in Latin letters.
    """
    skipped = {at for start, end in _glosses(text) for at in range(start, end)}
    skipped |= {match.start() for match in _PARTED.finditer(text)}
    places = [at for at in range(len(text)) if at not in skipped]
    return "".join("X" if text[at] == "\x01" else text[at] for at in places), places
