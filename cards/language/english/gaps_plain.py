"""A plain English sentence of which nothing else can be asked: what its verb says, left out of it.

"You can bundle several parts into one crate" has no number, no marked word and no code, and no form says what it
answers. What it tells stands behind its verb: all of it where that is short, else the piece it ends in. Such a card is
no sure one, and waits for its reader; but a fact that has a card can be taken, and one that has none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.english.grammar import FINITE, LEADING, clause, tagged
from cards.language.english.turning import EMPTY
from cards.language.finding import BLANK, Ask, Finding
from cards.language.text import words
from cards.language.word import Word

PLAIN = "plain"  # the sort of such a gap
LONGEST = 12  # words of what is left out
LEAST = 7  # words of a sentence that says enough to be asked

_NOTE = re.compile(r"(?:note|nb|tip|important|remember|fact)\s?[:,]\s+(?=\w)", re.I)
# Where or when the clause behind the comma holds: it is asked with it.
_FRAME = re.compile(
    r"(?:in|for|with|by|at|on|under|among|within|unlike|like|during|after|before|from|as|when|where|once|if|given|to"
    r"|without|while|although|since|because|instead of|besides|apart from|depending on|compared (?:to|with)|due to"
    r"|thanks to|according to|\w+ly|often|sometimes)\b[^,.;:!?]{0,90},\s(?=\S)",
    re.I,
)
# These lean on the sentence before, or speak of an example or of no thing at all.
_NO_FACT = re.compile(
    r"(?:ex|e\.g|eg)\.?\s|imagine|//|\W*\w+ \(.*;|as we\b|let\b|say\b|in (?:this|each|that) case\b|in order for\b"
    r"|(?:catch|if|for) \(|where\b|for this\b|the irony"
    r"|(?:but|so|instead|again|then|otherwise|more importantly|from here|for example|for instance|despite (?:them|it)"
    r"|along with (?:that|this)|here|in fact|to me|anyway|similarly|likewise|meanwhile|furthermore|moreover"
    r"|in other words|therefore|thus|now|both (?:these|such|of)|this (?:shows|means)|obviously|specifically|finally"
    r"|(?:this|it) is (?:an?|the|one|simpler|strictly|not|especially)|the (?:lesson|goal is|idea|trick|resulting"
    r"|corresponding|point|paradigm))\b",
    re.I,
)
_FOREIGN = re.compile(r"[\u00c0-\u024f]")  # the tagger reads English alone
_MODAL = words("can should must may could cannot shall")
_ONE = words("you we one")
_POINTS = words("it they this these that those such he she here there")
_STANDS_IN = words("it they this these")
_PAST = frozenset({"VVD", "VBD", "VHD", "VDD"})
_VERBAL = ("AV", "XX", "VVI", "VBI", "VHI", "VDI", "VVN", "VBN", "VVG", "AVP")
_CLAUSES = ("CJS", "CJT", "DTQ", "PNQ", "AVQ")
_BOUND = re.compile(
    r"[;:?!]|\s[–—-]\s|—|,\s(?:which|who|where|so|but|while|whereas|because|since|although|though|and\s(?:it|they|this"
    r"|the|we|you)|thus|hence)\b|\s(?:because|so that|whereas|unless|until)\s|\.\s"
    r"|\sand\s(?:is|are|can|will|has|have|often|then|must|may|should|does|do)\b"
)
_UNTOLD = re.compile(
    r"\b(?:above|below|following|previous|earlier|later on|this|these|those|here|i|my|our|others?|etc|follows?|e\.g"
    r"|i\.e|(?:in|as) the form)\b|\.\.|\?",
    re.I,
)
_BEGINS = ("PRP", "TO0")
_EITHER = words("either both")
_NOT_ONLY = words("just only merely simply not")
_NOT_ALONE = words("of than as like such among")


def plain_gaps(text: str, named: bool = False) -> Iterator[Finding]:
    """The sentence without what its verb says of its subject; nothing where that would say nothing by itself.

    `named` tells that what its "it" or "this" stands for is said in front of it.

    >>> [(g.said, g.answer) for g in plain_gaps("You can bundle several small parts into one sealed crate")]
    [('You can bundle several small parts into [...]', 'one sealed crate')]
    >>> [(g.said, g.answer) for g in plain_gaps("On a ship with square rigs, a spar is a pole that carries a sail")]
    [('On a ship with square rigs, a spar is [...]', 'a pole that carries a sail')]
    >>> list(plain_gaps("We went into the old town with all of our things")), list(plain_gaps("It can go into a crate"))
    ([], [])
    """
    text = text.strip().rstrip(" .")
    if _NO_FACT.match(text) or "**" in text or text.count("$") > 4 or _FOREIGN.search(text):
        return
    start = _opening(text)
    told = text[start:]
    tokens = tagged(told) or ()
    verb = _verb(tokens)
    if verb <= 0 or len(text.split()) < LEAST or not _is_told(told, tokens, verb, named):
        return
    bound = _BOUND.search(told, tokens[verb].end)
    if bound and re.match(r":|\s[–—-]|—", bound.group()):
        return  # what follows says it once more, in other words
    stop = bound.start() if bound else len(told)
    for low in _starts(tokens, verb, stop):
        piece = told[low:stop].strip(" ,")
        low = told.find(piece, low)
        if _says_something(piece, text):
            rest = f"{text[: start + low]}{BLANK}{told[low + len(piece) :]}"
            yield Finding(Ask.GAP, "", rest.strip(), piece, PLAIN)
            return


def _opening(text: str) -> int:
    """Where the clause begins, behind words that lead over to it and those that say where it holds."""
    start = 0
    while match := _NOTE.match(text[start:]) or LEADING.match(text[start:]) or _FRAME.match(text[start:]):
        if start + match.end() > len(text) - 20:
            break
        start += match.end()
    return start


def _verb(tokens: Sequence[Word]) -> int:
    """The place of the main verb; 0 where none is found."""
    if (found := clause(tokens)) is not None:
        return found.verb
    relative = noun = False
    for i, word in enumerate(tokens):
        if word.tag.startswith(_CLAUSES):
            if not noun:
                return 0
            relative = True
        elif word.tag in FINITE and noun and i + 1 < len(tokens):
            if not relative and tokens[i - 1].tag != "CJC":
                return i
            relative = False
        elif word.tag in FINITE:
            return 0
        noun = noun or word.tag.startswith(("NN", "NP", "UNC", "PNP", "DT0", "VVG", "ZZ0", "EX"))
    return 0


def _is_told(told: str, tokens: Sequence[Word], verb: int, named: bool) -> bool:
    """Whether a clause says for good something of what it names, or of what one can or must do."""
    first, main = tokens[0].text.lower(), tokens[verb]
    if (
        main.tag in _PAST
        or re.search(r"\b(?:i|my|our|us)\b", told, re.I)
        or tokens[0].tag.startswith(("EX", "CJ", "AVQ"))
    ):
        return False
    if first in _ONE and verb == 1:
        return main.text.lower() in _MODAL
    return first not in _POINTS or (named and first in _STANDS_IN and verb == 1)


def _starts(tokens: Sequence[Word], verb: int, stop: int) -> Iterator[int]:
    """Where what is left out may begin, the likeliest first: right behind the verb, else at the pieces that follow."""
    after = verb + 1
    while after < len(tokens) and (tokens[after].tag.startswith(_VERBAL) or tokens[after].text.lower() in _EITHER):
        if tokens[after].text.lower() in _NOT_ONLY:
            return
        if tokens[after].tag == "VVN" and tokens[after + 1 : after + 2] and tokens[after + 1].text in {",", "or"}:
            break  # "may be sawn, split or hewn"
        after += 1
    if after >= len(tokens) or tokens[after].start >= stop:
        return
    if tokens[after].tag.startswith(("PR", "TO0")) and after + 1 < len(tokens):
        after += tokens[after].tag != "TO0"
    yield tokens[after].start
    for at in range(after + 1, len(tokens) - 1):
        word = tokens[at]
        if word.start < stop and word.tag in _BEGINS and word.text.lower() not in _NOT_ALONE:
            yield tokens[at + 1].start if word.tag == "PRP" else word.start


def _says_something(piece: str, text: str) -> bool:
    """Whether a piece can be told from the rest of its sentence, and is worth telling."""
    count = len(piece.split())
    if not 1 <= count <= LONGEST or len(piece) < 4 or len(piece) * 100 > len(text) * 62 or text.count(piece) > 1:
        return False
    if _UNTOLD.search(piece) or EMPTY.match(piece) or any(piece.count(sign) % 2 for sign in '$`"') or "**" in piece:
        return False
    if piece.count("(") != piece.count(")") or re.match(
        r"(?:it|its|them|they|their|that|this|him|us|and|or|than|of|any|such|the same|each|way)\b", piece, re.I
    ):
        return False
    told = tagged(piece) or ()
    if all(t.tag.startswith(("AJ", "AV", "CJC", "XX")) for t in told) and " or " not in piece:
        return False  # how a thing is can be told in many words
    _, comma, behind = piece.partition(", ")
    if comma and any(t.tag in FINITE for t in tagged(behind) or ()):
        return False
    if len(told) == 1 and told[0].tag.startswith(("AJ", "AV", "VV")):
        return False  # how a thing is can be told in many words
    return any(t.tag.startswith(("NN", "NP", "AJ", "VV", "UNC", "CRD")) for t in told) and not told[-1].tag.startswith(
        ("PR", "CJ", "AT", "TO", "DT", "VM", "DPS")
    )
