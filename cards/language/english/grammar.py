"""The grammar of an English sentence as far as cards need it: its clause, its subject, what kind of words it is.

The tags are those of the British National Corpus: NN noun, AJ adjective, V verb (VB be, VH have, VD do, VM can and its
like, VV any other; then B, Z, D finite, I infinitive, G -ing, N participle), PR preposition, CJ conjunction, PN
pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cards.language.english.stories import is_story
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


LEADING = re.compile(
    r"^(?:note that|remember that|the authors? (?:states?|says?|argues?|claims?) that|it turns out that"
    r"|keep in mind that|in other words|in practice|in general|in short|basically|also|so"
    r"|in simple (?:terms|words)|simply put|put simply|essentially|formally"
    r"|(?:in (?:(?:plain|layman['’]s) )?(?:words|terms|english)|in (?:a nutshell|brief|essence|sum|summary|effect)"
    r"|(?:simply|differently|briefly|formally|informally) (?:put|stated|said|speaking)"
    r"|(?:put|stated|said) (?:differently|briefly|formally|informally|another way|plainly))(?=\s*[,:])"
    r"|thus"
    r"|therefore|hence|however|moreover|furthermore|in fact|for example|for instance|that is|importantly|additionally"
    r"|as a result(?!\s+of\b)|and|but|(?:yes|no|ok|well)(?=\s*,)|then"
    r"|finally|(?:first|second|next)(?=\s*[,:]|\s(?:we|you|it|they|i|an?|the|there|one|all)\b)|firstly|secondly|lastly"
    r"|similarly|likewise"
    r"|(?:(?:dozens of|many|some|several|recent|numerous) )?(?:studies|experiments|surveys|results|research|evidence"
    r"|data"
    r"|researchers|experts|scientists|economists) (?:shows?|suggests?|found|finds?|indicates?|says?|believes?"
    r"|argues?) that"
    r"|TIL(?: that)?|today i learned(?: that)?|turns out(?: that)?)\s*[,:]?\s+(?=\S)",
    re.I,
)


_BEFORE_NOUN = ("AT", "DPS", "AJ", "PRF", "PRP", "CRD")  # behind these no verb is finite: "a series of linked commits"


_OPENS_NOUN = frozenset({"a", "an", "some", "any", "every"})


class Clause(NamedTuple):
    """A clause: its subject, its first finite verb and where that ends, and what follows, as spans of the sentence."""

    subject: tuple[int, int]
    verb: int
    rest: tuple[int, int]


def is_connective(words: str) -> bool:
    """Whether words only lead over to what follows ("In other words")."""
    return LEADING.match(f"{words}, x") is not None and len(words.split()) <= 4


def is_adverb(word: str) -> bool:
    """Whether a word says how or when ("Historically"), and names nothing ("Assembly")."""
    tokens = tagged(word.lower())
    return tokens is not None and len(tokens) == 1 and tokens[0].tag == "AV0"


def tagged(text: str) -> tuple[Word, ...] | None:
    """The words of a sentence with what is hidden in it as one name each; None without a tagger.

    A full stop is put behind the words without it: a sentence is often looked at with it and without, and tagging both
    took longer than all rules together.
    """
    hidden = mask(text)
    if not hidden.endswith(".") or not hidden[-2:-1].isalnum():
        return words(hidden)
    end = len(hidden)
    found = words(hidden[:-1])
    return None if found is None else (*found, Word(".", "PUN", end - 1, end, "."))


def clause(tokens: Sequence[Word], start: int = 0) -> Clause | None:
    """The first clause from a token on: a noun phrase and the finite verb behind it; None where there is none."""
    noun = False
    for i in range(start, len(tokens)):
        word = tokens[i]
        if word.tag in {"VVD", "VVZ"} and i > start and tokens[i - 1].tag.startswith(_BEFORE_NOUN):
            noun = noun or word.tag == "VVZ"  # "linked commits"
            continue
        if noun and word.text in _OPENS_NOUN and tokens[i - 1].tag.startswith(("NN", "UNC")):
            return None  # "each node denontes some reef": two names side by side, and the verb between them is misspelt
        if word.tag == "VVB" and i > start and word.text[:1].isupper() and tokens[i - 1].tag.startswith("PR"):
            noun = True  # "a gate in Moor using …": a name, though a verb is written so
            continue
        if word.tag in FINITE:
            if not noun or i == start or (word.tag in {"VVB", "VVD"} and i + 1 == len(tokens)):
                return None
            named = i - 1
            while (
                named > start
                and not _is_of_subject(tokens, start, named)
                and (tokens[named].tag == "AV0" or tokens[named].text in {"first", "then", "also"})
            ):
                named -= 1  # "also", "often" belong to the verb
            return Clause((tokens[start].start, tokens[named].end), i, (word.start, tokens[-1].end))
        if word.tag == "PNQ" and i > start:
            return None  # "logic that reacts to events": the verb is that of the relative clause
        if word.tag.startswith(("NN", "NP", "PN", "UNC", "ZZ0", "EX0")) or word.tag == "VVG":
            noun = True
        elif (
            word.tag.startswith(_LINKS)
            or word.text in ",;:"
            or not (word.tag.startswith((*_IN_NAME, "PRP", "TO0", "XX0")) or _is_cut_off(tokens, i))
        ):
            return None
    return None


def _is_cut_off(tokens: Sequence[Word], at: int) -> bool:
    """Whether a particle belongs to the participle before it ("channels cut off from the sea")."""
    return at > 0 and tokens[at].tag == "AVP" and tokens[at - 1].tag == "VVN"


def _is_of_subject(tokens: Sequence[Word], start: int, at: int) -> bool:
    """Whether a word that looks like an adverb ends a subject: "each other", "turning the wheels daily"."""
    word = tokens[at].text.lower()
    return word == "other" or (tokens[start].tag == "VVG" and word in {"daily", "weekly", "monthly", "yearly", "early"})


def may_be_done(tokens: Sequence[Word], verb: int) -> bool:
    """Whether the verb of a clause may be a participle that tells of its subject ("leaves dropped in autumn rot")."""
    word, behind = tokens[verb], tokens[verb + 1].tag if verb + 1 < len(tokens) else ""
    return (word.tag == "VVD" or (word.tag == "VVB" and word.text in _SAME_FORMS)) and behind.startswith(("PR", "AVP"))


_SAME_FORMS = frozenset({"cut", "set", "put", "split", "cast", "spread", "hit", "shut", "let", "shed", "run"})


def has_verb(text: str) -> bool | None:
    """Whether words make a clause; None without a tagger to tell."""
    tokens = tagged(text)
    return None if tokens is None else clause(tokens) is not None


def piece_of(text: str, span: tuple[int, int]) -> str:
    """The words of a span, without the signs at its edges."""
    return text[span[0] : span[1]].strip(" ,;:")


def without_article(subject: str) -> str:
    """A subject without its article."""
    return re.sub(
        r"^(?:(?:each|any|all) of (?:the\s+)?|(?:all\s+)?(?:an?|the|every|each|any|all)\s+)", "", subject, flags=re.I
    )


def is_pointing(subject: str) -> bool:
    """Whether a subject only points at what was named before."""
    pieces = subject.split()
    first = re.split("['’]", pieces[0].lower())[0] if pieces else "it"  # "it's"
    if first in {"each", "every"} and len(pieces) > 1:
        return False
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
    if _ONLY_IF.search(bare) or hides_clause(tokens) or (text[:4] == "The " and _acts(bare, tokens)):
        return ""
    return bare if shape_of(bare) == "phrase" else ""


def _acts(text: str, tokens: Sequence[Word]) -> bool:
    """Whether a word in -s behind a noun, with a noun behind it, is a verb ("The outer seal encrypts letters")."""
    for before, word, behind in zip(tokens[1:], tokens[2:], tokens[3:], strict=False):
        if before.tag == "NN1" and word.tag == "NN2" and behind.tag.startswith(("NN", "AT", "DPS")):
            told = tagged(f"it {text[word.start :]}") or ()
            return len(told) > 2 and told[1].tag == "VVZ"
        if not before.tag.startswith(("NN", "AJ", "NP")):
            return False
    return False


_TAKES_TWO = frozenset({"given", "called", "named", "assigned", "granted", "offered", "considered", "allotted"})


_SPANS = frozenset({"year", "day", "week", "month", "hour", "minute", "second", "time", "head", "piece", "side"})


def hides_clause(tokens: Sequence[Word]) -> bool:
    """Whether words that seem to name something tell what was done, by a verb that looks like a noun or a participle.

    >>> hides_clause(tagged("The network administrator implemented a store")), hides_clause(tagged("a bus plan"))
    (True, False)
    >>> hides_clause(tagged("a pointer given the name of a list")), hides_clause(tagged("a value the user types"))
    (False, False)
    """
    for i, (one, two) in enumerate(pairwise(tokens)):
        behind = tokens[i + 2].text.lower().rstrip("s") if i + 2 < len(tokens) else ""
        article = two.text.lower() in {"a", "an"} and behind not in _SPANS  # "one millimetre a year"
        if one.tag == "VVN" and (article or two.text.lower() == "the") and one.text.lower() not in _TAKES_TWO:
            return True
        if article and one.tag in {"NN1", "NN2"} and two.tag == "AT0":
            return True
    return False


# that says when, not what
_ONLY_IF = re.compile(
    r"^[^,]{2,40}\sonly\s(?:\w+\s){0,2}(?:if|when|once|after)\s"
    r"|^[^,]{2,60}\s(?:unless|even (?:if|though))\s\w+\s\w",
    re.I,
)


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


_IN_NAMES_TOO = frozenset({"any", "all", "each", "most", "least", "very", "more", "less", "too", "highly"})
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
    if inside and (inside[0].tag.startswith("PR") or inside[-1].tag == "CJC"):
        return False  # "on a miss"; "the kernel schedules threads and", where a verb was taken for a noun
    if len(inside) > 1 and inside[0].tag == "VVN" and inside[1].tag == "PRP":
        return False  # "built on Erlang"
    if not 1 <= len(heavy) <= 5 or not all(
        t.tag.startswith(_PARTS_OF_NAME) or t.text.lower() in _IN_NAMES_TOO or _is_cut_off(inside, i)
        for i, t in enumerate(inside)
    ):
        return False
    # "the type of connection the client …" is two names, with a clause of the second about the first.
    return not any(b.tag == "AT0" and a.tag.startswith(("NN", "NP")) for a, b in pairwise(inside))
