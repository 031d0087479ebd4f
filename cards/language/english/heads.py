"""The head of a column as a question about the thing of a row: "Used for" asks "what is it used for?".

A head that is a name of an aspect ("Download speed") is asked as it stands. One that is the rest of a sentence about
the thing is put back into one: a participle or an adjective with its preposition, a verb in the third person, a
question word without its subject, and what is answered by yes or no.
"""

from __future__ import annotations

import re

from cards.language.aspects import is_aspect
from cards.language.english.asking import base
from cards.language.english.grammar import tagged
from cards.language.word import Word

_PREPOSITIONS = "for|by|in|on|to|with|from|of|at|as|against|between|into|over|about|via|like|through|without|under"
_ENDS_OPEN = re.compile(rf"(?P<said>[a-z][a-z' -]*?) ?\b(?P<to>{_PREPOSITIONS})", re.I)
_HOW = re.compile(r"(?P<how>when|where|how|why) to (?P<done>[a-z]+)(?P<rest>(?: [a-z]+)*)", re.I)
_PASSIVE = re.compile(r"(?P<how>when|where|how|why|who) (?P<done>[a-z]+(?:ed|en|wn|lt|und|ade|ept|eld|uilt|ut))", re.I)
_DEED = re.compile(r"(?P<verb>[A-Za-z]{3,}s)(?: (?P<rest>[a-z][a-z -]*))?", re.I)
_JUDGED = re.compile(
    r"(?:yes|no|true|false)(?=\W*$|[,;:.]|\s?[-–—(])"
    r"|(?:partly|partially|mostly|only|always|never|not|sometimes|rarely|usually|optional(?:ly)?)\b",
    re.I,
)
_PLACED = re.compile(
    r"(?:\w+ly )?(?:located|found|stored|kept|placed|situated|seen|used|observed|spoken|grown|sold)", re.I
)
_YEAR = re.compile(r"(?:in |around |c\. ?)?(?:1[0-9]|20)\d\d\b")
_SAME = re.compile(r"(?:is|are|has|have|can|does|do) (?P<rest>.+)", re.I)


def asked_of(head: str, several: bool, answer: str) -> str:
    """What a head asks of "it", or of "them", without its question mark; "" where it is a name and asked as it stands.

    >>> asked_of("Used For", False, "finding a key"), asked_of("Responsible for", True, "the routes")
    ('what is it used for', 'what are they responsible for')
    >>> asked_of("When to use", False, "for short lists"), asked_of("Where stored", True, "in the heap")
    ('when to use it', 'where are they stored')
    >>> asked_of("Description", False, "Counts the boats"), asked_of("Definition", True, "walls of a basin")
    ('what does it do', 'what are they')
    >>> asked_of("Depends on", False, "the order"), asked_of("Supports transactions", False, "yes (since 4.0)")
    ('what does it depend on', 'does it support transactions')
    >>> asked_of("Mutable?", False, "No, copied"), asked_of("Introduced in", False, "1995")
    ('is it mutable', 'when was it introduced')
    >>> asked_of("Seen in", False, "bread, beer")
    'where is it seen'
    >>> asked_of("Retrieved", False, "True positive")
    ''
    >>> asked_of("Uses addresses?", False, "IPv4"), asked_of("Has a schema", True, "no")
    ('which addresses does it use', 'do they have a schema')
    >>> asked_of("Download speed", False, "5 MB/s"), asked_of("Uses", False, "sorting"), asked_of("Cost of", False, "5")
    ('', '', '')
    """
    said = head.strip(" ?:.").lower() if not head.isupper() else ""
    they, be, do = ("they", "are", "do") if several else ("it", "is", "does")
    them = "them" if several else "it"
    if says_what(head):
        does = re.match(r"[A-Za-z]+s\s(?P<its>(?:an?|the|its|their)\s)?", answer)
        deed = does is not None and (does["its"] is not None or _tags(answer)[:1] in (["VVZ"], ["VHZ"]))
        alone = re.match(r"an?\s", answer, re.I) or _tags(answer)[:1] in (["NN1"], ["NN0"])  # one thing, by any name
        return f"what {do} {they} do" if deed else "what is it" if alone else f"what {be} {they}"
    if match := _HOW.fullmatch(said):
        done = match["done"] + match["rest"]
        done = re.sub(r"\b(?:it|them)$", them, done) if re.search(r" (?:it|them)$", done) else f"{done} {them}"
        return f"{match['how']} to {done}"
    if (match := _PASSIVE.fullmatch(said)) and _tags(match["done"])[:1] in (["VVN"], ["VVD"], ["AJ0"]):
        return f"{match['how']} {be} {they} {match['done']}"
    if match := _ENDS_OPEN.fullmatch(said):
        return _open(match["said"].strip(), match["to"], (they, be, do), answer)
    if _JUDGED.match(answer.strip("*_` ")):
        return _judged(said, (they, be, do))
    match = _DEED.fullmatch(said) if head.strip().endswith("?") else None
    rest = match["rest"] or "" if match else ""
    if match and rest.endswith("s") and (verb := _verb_before(match["verb"], rest)):
        return f"which {rest} {do} {they} {base(verb)}"
    return ""


def says_what(head: str) -> bool:
    """Whether a head only announces what its thing is, so that "what is it?" asks for it."""
    return head.strip(" ?:.").lower() in {"definition", "description", "meaning"}


def _open(said: str, to: str, words: tuple[str, str, str], answer: str) -> str:
    """A head that ends in its preposition: "Used for", "Best for", "Depends on"."""
    they, be, do = words
    if not said:
        return f"what {be} {they} for" if to == "for" else ""
    tokens = tagged(f"it is {said} {to} them") or ()
    inner = tokens[2 : 2 + len(said.split())]
    if len(inner) != len(said.split()):
        return ""
    if _is_quality(inner):
        was = {"is": "was", "are": "were"}[be]
        if to == "in" and _YEAR.match(answer):
            return f"when {was} {they} {said}"
        if to in {"in", "at", "on"} and _PLACED.fullmatch(said):
            return f"where {be} {they} {said}"
        return f"what {be} {they} {said} {to}"
    verb = _verb(said.split()[0]) if said.split()[0].endswith("s") and len(said.split()) <= 2 else None
    if verb is None or (to == "of" and not said.startswith("consists")):
        return ""
    rest = said.partition(" ")[2]
    return f"what {do} {they} {base(verb)} {rest + ' ' if rest else ''}{to}"


def _is_quality(inner: tuple[Word, ...]) -> bool:
    """Whether words behind "is" end in a participle or an adjective, with nothing but adverbs in front of it."""
    *before, last = inner
    if not last.tag.startswith(("VVN", "VVD", "AJ")) and not re.fullmatch(r"[a-z]{3,}ed", last.text):
        return False
    return all(token.tag.startswith(("AV", "AJ")) or token.text.endswith("ly") for token in before)


def _verb(word: str) -> Word | None:
    """A word in -s as a verb, where it is one behind "it", and no name of an aspect."""
    if is_aspect(word) or is_aspect(word.removesuffix("s")) or word.endswith("ss"):
        return None
    found = next((t for t in (tagged(f"it {word} them") or ()) if t.text == word), None)
    return found if found is not None and found.tag == "VVZ" else None


def _judged(said: str, words: tuple[str, str, str]) -> str:
    """A head that is answered by yes or no: "Mutable", "Supports transactions", "Has a schema"."""
    they, be, do = words
    if match := _SAME.fullmatch(said):
        begins, rest = said.split()[0], match["rest"]
        if begins in {"has", "have"}:
            return f"{do} {they} have {rest}"
        return f"{be if begins in {'is', 'are'} else do if begins in {'do', 'does'} else 'can'} {they} {rest}"
    if (match := _DEED.fullmatch(said)) and match["rest"] and (verb := _verb_before(match["verb"], match["rest"])):
        return f"{do} {they} {base(verb)} {match['rest']}"
    tokens = tagged(f"it is very {said}") or ()
    one = len(said.split()) == 1 and len(tokens) == 4
    if one and (tokens[3].tag in {"AJ0", "VVN"} or re.search(r"(?:able|ible|ed|ful|less)$", said)):
        return f"{be} {they} {said}"
    return ""


def _verb_before(word: str, rest: str) -> Word | None:
    found = next((t for t in (tagged(f"it {word} {rest}") or ()) if t.text == word), None)
    return found if found is not None and found.tag == "VVZ" else None


def _tags(text: str) -> list[str]:
    return [token.tag for token in tagged(text) or ()]


_TITLED = re.compile(r"\(?[A-Z][a-z]+(?:-[A-Za-z]+)*[),]?")
_PROPER = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+(?:ish|ian|ese)")


def lowered(head: str) -> str:
    """The name of an aspect as it stands inside a question: with the capitals of names and abbreviations alone.

    >>> lowered("Download Speed"), lowered("Time (worst)"), lowered("American English"), lowered("OSI Model")
    ('download speed', 'time (worst)', 'American English', 'OSI Model')
    """
    names = {token.text for token in tagged(head) or () if token.tag == "NP0"}
    if any(_PROPER.fullmatch(piece) or piece in names for piece in head.split()):
        return head
    return " ".join(piece.lower() if _TITLED.fullmatch(piece) else piece for piece in head.split(" "))
