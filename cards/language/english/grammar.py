"""The grammar of an English sentence as far as cards need it: its clause, its subject, what kind of words it is.

The tags are those of the British National Corpus: NN noun, AJ adjective, V verb (VB be, VH have, VD do, VM can and its
like, VV any other; then B, Z, D finite, I infinitive, G -ing, N participle), PR preposition, CJ conjunction, PN
pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cards.language.tagging import words
from cards.language.text import mask
from cards.language.word import Word

FINITE = frozenset({"VBB", "VBZ", "VBD", "VM0", "VHB", "VHZ", "VHD", "VDB", "VDZ", "VDD", "VVZ", "VVD", "VVB"})


_IN_NAME = ("NN", "NP", "AJ", "AT", "DT0", "DPS", "CRD", "ORD", "POS", "PRF", "CJC", "UNC", "ZZ0", "VVG", "VVN", "AV0")


_LINKS = ("CJS", "CJT", "DTQ", "PNQ", "AVQ")


_POINTING = frozenset(
    [
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "he",
        "she",
        "we",
        "you",
        "i",
        "there",
        "one",
        "both",
        "each",
        "some",
        "most",
        "many",
        "no",
        "none",
        "another",
        "such",
        "others",
        "everyone",
        "everything",
        "nothing",
        "anything",
    ]
)


_STORY = re.compile(
    r"^TIL (?:how|what|about|why)\b|(?<!\bType )(?<!\bPart )(?<!\bClass )(?<!\bPhase )(?<!\bWar )"
    r"\b(?:I|I'm|I've|my|me|let's|today|yesterday|this (?:post|article|chapter|section"
    r"|lecture|course|book|week|note"
    r"|time))\b"
)


LEADING = re.compile(
    r"^(?:note that|remember that|the authors? (?:states?|says?|argues?|claims?) that|it turns out that"
    r"|keep in mind that|in other words|in practice|in general|in short|basically|also|so"
    r"|thus"
    r"|therefore|hence|however|moreover|furthermore|in fact|for example|for instance|that is|importantly|additionally"
    r"|as a result|and|but|yes|no|ok|well|then|next|finally|first|second|firstly|secondly|lastly|similarly|likewise"
    r"|(?:(?:dozens of|many|some|several|recent|numerous) )?(?:studies|experiments|surveys|results|research|evidence"
    r"|data"
    r"|researchers|experts|scientists|economists) (?:shows?|suggests?|found|finds?|indicates?|says?|believes?"
    r"|argues?) that"
    r"|TIL(?: that)?|today i learned(?: that)?|turns out(?: that)?)\s*[,:]?\s+(?=\S)",
    re.I,
)


_BEFORE_NOUN = ("AT", "DPS", "AJ", "PRF", "PRP", "CRD")  # behind these no verb is finite: "a series of linked commits"


class Clause(NamedTuple):
    """A clause: its subject, its first finite verb and where that ends, and what follows, as spans of the sentence."""

    subject: tuple[int, int]
    verb: int
    rest: tuple[int, int]


@lru_cache(4096)
def is_story(text: str) -> bool:
    """Whether a sentence tells what its writer did or speaks of the text itself, rather than of the world."""
    return _STORY.search(text) is not None


_OF_TEXT = re.compile(
    r"^(?:the (?:following|top|bottom|first|second|third|left|right|above|next)\s(?:example|row|column|figure|picture"
    r"|image|diagram|code"
    r"|table|snippet|section|chapter|graph)|here(?:'s| is| are)\b|(?:figure|table|see|below|above|as shown"
    r"|in this (?:example|case|section))\b"
    r"|this (?:example|figure|picture|code|table|snippet|diagram)\b|there (?:is|are) (?:an?|some|many|two|three"
    r"|several)\b[^.]*:$)",
    re.I,
)


def speaks_of_text(text: str) -> bool:
    """Whether a sentence speaks of a figure, a table or the text around it."""
    return _OF_TEXT.match(text) is not None


def is_connective(words: str) -> bool:
    """Whether words only lead over to what follows ("In other words")."""
    return LEADING.match(f"{words} x") is not None and len(words.split()) <= 4


def is_adverb(word: str) -> bool:
    """Whether a word says how or when ("Historically"), and names nothing ("Assembly")."""
    tokens = tagged(word.lower())
    return tokens is not None and len(tokens) == 1 and tokens[0].tag == "AV0"


def tagged(text: str) -> tuple[Word, ...] | None:
    """The words of a sentence with what is hidden in it as one name each; None without a tagger."""
    return words(mask(text))


def clause(tokens: Sequence[Word], start: int = 0) -> Clause | None:
    """The first clause from a token on: a noun phrase and the finite verb behind it; None where there is none."""
    noun = False
    for i in range(start, len(tokens)):
        word = tokens[i]
        if word.tag in {"VVD", "VVZ"} and i > start and tokens[i - 1].tag.startswith(_BEFORE_NOUN):
            noun = noun or word.tag == "VVZ"  # "linked commits"
            continue
        if word.tag in FINITE:
            if not noun or i == start or (word.tag in {"VVB", "VVD"} and i + 1 == len(tokens)):
                return None
            named = i - 1
            while named > start and (tokens[named].tag == "AV0" or tokens[named].text in {"first", "then", "also"}):
                named -= 1  # "also", "often" belong to the verb
            return Clause((tokens[start].start, tokens[named].end), i, (word.start, tokens[-1].end))
        if word.tag == "PNQ" and i > start:
            return None  # "logic that reacts to events": the verb is that of the relative clause
        if word.tag.startswith(("NN", "NP", "PN", "UNC", "ZZ0", "EX0")) or word.tag == "VVG":
            noun = True
        elif (
            word.tag.startswith(_LINKS)
            or word.text in ",;:"
            or not word.tag.startswith((*_IN_NAME, "PRP", "TO0", "XX0"))
        ):
            return None
    return None


def has_verb(text: str) -> bool | None:
    """Whether words make a clause; None without a tagger to tell."""
    tokens = tagged(text)
    return None if tokens is None else clause(tokens) is not None


def piece_of(text: str, span: tuple[int, int]) -> str:
    """The words of a span, without the signs at its edges."""
    return text[span[0] : span[1]].strip(" ,;:")


def without_article(subject: str) -> str:
    """A subject without its article."""
    return re.sub(r"^(?:all\s+)?(?:an?|the|every|each|any|all)\s+", "", subject, flags=re.I)


def is_pointing(subject: str) -> bool:
    """Whether a subject only points at what was named before."""
    first = subject.split()[0].lower() if subject.split() else "it"
    return first in _POINTING or first in {"its", "their", "his", "her", "our", "your"}


def subject_of(text: str) -> str:
    """The subject of a sentence, without its article; "" where it has none, or one that only points back."""
    tokens = tagged(text)
    if not tokens:
        return ""
    found = clause(tokens)
    subject = piece_of(text, found.subject) if found is not None else ""
    return "" if not subject or is_pointing(subject) else without_article(subject)


def meaning_of(text: str) -> str:
    """What a line without a verb of its own says a thing is ("A brown seaweed that grows …"); "" where it says else."""
    bare = text.strip(" :").rstrip(". ")
    tokens = tagged(bare)
    if not tokens or tokens[0].tag != "AT0" or (tokens[0].text.lower() == "the" and len(tokens) < 5) or is_story(bare):
        return ""
    return bare if shape_of(bare) == "phrase" else ""


def shape_of(text: str) -> str:
    """What words are: a "phrase", a "predicate" that begins with its verb, or a "clause"; "" where nothing tells."""
    tokens = tagged(text)
    if not tokens:
        return ""
    first = next((t for t in tokens if not t.tag.startswith(("PU", "AV"))), tokens[0])
    if first.tag in {"VVZ", "VVB", "VHZ", "VDZ", "VM0", "VBZ", "VVD"}:
        return "predicate"
    at = next((i for i, t in enumerate(tokens[:3]) if t.tag in {"PNP", "EX0"}), -1)
    if at > 0 and tokens[at - 1].tag.startswith("NN") and tokens[0].tag.startswith("AT"):
        return "phrase"  # "the commit you stand on"
    if at >= 0 or clause(tokens) is not None:
        return "clause"
    relative = False
    for before, token in pairwise((tokens[0], *tokens)):
        if token.tag.startswith(("DTQ", "CJT", "PNQ", "AVQ", "CJS")) or token.text == "that":
            relative = True
        elif token.tag in {"VVD", "VVZ"} and before.tag.startswith(_BEFORE_NOUN):
            continue  # "a named series of commits"
        elif token.tag in FINITE and not relative:
            return "clause"
    return "phrase"


def plural(name: str) -> bool:
    """Whether a name is more than one thing: "actors", "Classes and Objects", not "modulus" or "Kubernetes"."""
    head = re.split(
        r"\s(?:of|for|in|with|from|to|on|that|which|inside|within|at|by|around|between|under|over|as|defined|used"
        r"|called|based|made|\w{2,}ing)\s|\s?\(",
        name,
        maxsplit=1,
    )[0]
    if re.search(r"\S\sand\s\S", head):
        return True
    if head.endswith(("`", "S")) or re.search(r"\.\w+$", head) or (head.startswith("`") and head.count("`") == 1):
        return False  # a code is one thing, and so is "CaaS"
    tokens = tagged(head.lower())
    last = tokens[-1] if tokens else None
    if re.search(r"[A-Z]{2}s$", head):
        return True  # "APIs"
    if last is None or last.text in _IRREGULAR:
        return last is not None
    many = last.tag == "NN2" or (last.tag == "VVZ" and len(tokens or ()) > 1)  # "MongoDB documents"
    return many and last.text.endswith("s") and not last.text.endswith(("ss", "us", "is", *_FIELDS))


_FIELDS = ("matics", "physics", "tistics", "nomics", "namics", "litics", "ethics", "guistics", "mantics", "mechanics")
_IRREGULAR = frozenset(
    {
        "people",
        "children",
        "men",
        "women",
        "criteria",
        "phenomena",
        "vertices",
        "data",
        "bacteria",
        "fungi",
        "algae",
        "larvae",
        "nuclei",
        "mitochondria",
        "stimuli",
        "spectra",
        "quanta",
        "strata",
        "ova",
        "feet",
        "teeth",
        "mice",
        "geese",
        "hypotheses",
        "analyses",
        "matrices",
        "indices",
        "axes",
        "parentheses",
        "police",
    }
)


_PARTS_OF_NAME = (
    "AT",
    "NN",
    "NP",
    "AJ",
    "PR",
    "CRD",
    "ORD",
    "POS",
    "UNC",
    "ZZ0",
    "VVG",
    "VVN",
    "CJC",
    "PUN",
    "DPS",
    "NULL",
)


def is_name(tokens: Sequence[Word], span: tuple[int, int]) -> bool:
    """Whether the words of a span are a name of few words, that a question can be about."""
    inside = [t for t in tokens if span[0] <= t.start < span[1]]
    heavy = [t for t in inside if not t.tag.startswith(("AT", "PR", "PUN", "DT0", "AV0"))]
    if inside and inside[0].tag.startswith("PR"):
        return False  # "on a miss"
    if len(inside) > 1 and inside[0].tag == "VVN" and inside[1].tag == "PRP":
        return False  # "built on Erlang"
    if not 1 <= len(heavy) <= 5 or not all(
        t.tag.startswith(_PARTS_OF_NAME) or t.text.lower() in {"any", "all", "each", "most", "least"} for t in inside
    ):
        return False
    # "the type of connection the client …" is two names, with a clause of the second about the first.
    return not any(b.tag == "AT0" and a.tag.startswith(("NN", "NP")) for a, b in pairwise(inside))


def predicate_end(tokens: Sequence[Word], start: int) -> int:
    """Where what a verb says ends: before a second clause or a second verb, and before what is told in passing."""
    relative = False
    for i in range(start, len(tokens) - 1):
        word = tokens[i]
        if word.text in {";", "!", "?"} or (word.text == "." and tokens[i + 1].text[:1].isupper()):
            return word.start
        if word.text == "so" and i > start and clause(tokens, i + 1) is not None:
            return word.start
        if word.tag in {"CJT", "PNQ", "DTQ"} or word.text in {"that", "which", "who", "where"}:
            relative = True
        goes_on = relative and tokens[i + 1].text == "but" and clause(tokens, i + 2) is None
        if word.text == "," and not goes_on and _breaks(tokens, i + 1) and not _lists_deeds(tokens, start, i):
            return word.start
        joins = word.text in {"and", "but"} and i > start and not relative and not _lists_deeds(tokens, start, i)
        if joins and (_second(tokens, i + 1) or clause(tokens, i + 1) is not None):
            return word.start
    return tokens[-1].end


def _lists_deeds(tokens: Sequence[Word], start: int, comma: int) -> bool:
    """Whether a comma stands in a list of what is to be done ("to define a family, encapsulate each, and make …")."""
    deeds = [t for t in tokens[start - 1 : comma] if t.tag in {"TO0", "VVI"}]
    return len(deeds) >= 2 and any(t.text == "," for t in tokens[start:comma])


def _second(tokens: Sequence[Word], at: int) -> bool:
    """Whether a second verb of the same subject stands here."""
    if at + 1 >= len(tokens) and tokens[at].text.endswith("s") and at > 1 and tokens[at - 2].tag == "NN2":
        return False  # "timers and retries": the last of several nouns
    while tokens[at].tag in {"AV0", "XX0"} and at + 1 < len(tokens):
        at += 1  # "and never touches your rows"
    if tokens[at].text in {"have", "are", "do"}:
        return True
    if tokens[at].tag in {"VVB", "VVI"}:
        return at + 1 < len(tokens) and tokens[at + 1].tag.startswith(("AT", "PRP", "PNP", "AV", "DPS", "DT0"))
    return tokens[at].tag in {"VVZ", "VBZ", "VBB", "VHZ", "VHB", "VDZ", "VDB", "VM0"}


_PASSING = frozenset({"so", "while", "whereas", "yet", "because", "although", "though", "thus", "hence", "making"})


def _breaks(tokens: Sequence[Word], at: int) -> bool:
    """Whether a new clause begins behind a comma."""
    word = tokens[at]
    if word.text.lower() in _PASSING or word.tag == "PNP":
        return True
    if word.tag == "NN2" and at + 2 < len(tokens) and tokens[at + 1].tag == "VVB":
        return True  # "interfaces use this, types use that"
    if word.tag == "VVZ" and word.text.islower() and at + 1 < len(tokens) and tokens[at + 1].text != ",":
        return True
    if word.text.lower() == "as" and at + 1 < len(tokens) and tokens[at + 1].tag in {"EX0", "PNP"}:
        return True
    if word.text.lower() in {"and", "but", "or"} and at + 1 < len(tokens):
        if tokens[at - 2].tag in {"VVI", "VVB"} and tokens[at + 1].tag in {"VVI", "VVB"}:
            return False  # "to create, integrate, and manage": a list goes on
        return _second(tokens, at + 1) or clause(tokens, at + 1) is not None
    return False


def carried(text: str, before: str) -> str:
    """A sentence with the noun in place of the pronoun it begins with, where the sentence before names it for sure.

    >>> carried("They are assigned by an ISP.", "Public IP addresses are registered on the internet.")
    'Public IP addresses are assigned by an ISP.'
    """
    match = _PRONOUN.match(text)
    tokens = tagged(before) if match and before else None
    found = clause(tokens) if tokens else None
    if match is None or found is None or _EXPLETIVE.match(text):
        return text
    subject = piece_of(before, found.subject)
    if (
        is_pointing(subject)
        or len(subject.split()) > 6
        or plural(without_article(subject)) != (match["they"] is not None)
    ):
        return text
    named = re.sub(r"^(?:an?|every|each|any)\s+", "The ", subject, flags=re.I)
    return named[:1].upper() + named[1:] + " " + text[match.end() :]


_PRONOUN = re.compile(r"^(?:it|(?P<they>they))\s+(?=[a-z])", re.I)
_EXPLETIVE = re.compile(
    r"^it\s+(?:(?:is|was|can be|may be|will be|seems|appears|turns out|would be|should be)\s+(?:\w+ly\s+|not\s+|very\s+"
    r"|more\s+|also\s+|often\s+)?(?:\w+\s+)?(?:that|to|for|when|if|how|why|who|because)\b|takes\b|depends\b"
    r"|follows\b|helps\b)",
    re.I,
)
