"""Whether an English name is more than one thing."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.english.grammar import tagged


@lru_cache(4096)
def plural(name: str) -> bool:
    """Whether a name is more than one thing: "actors", "Classes and Objects", not "modulus" or "Kubernetes".

    >>> plural("actors"), plural("Combinatorics"), plural("tutorials")
    (True, False, True)
    """
    head = re.split(
        r"\s(?:of|for|in|with|without|from|to|on|that|which|inside|within|at|by|along|across|through|per|into|among"
        r"|around|between|under|over|as|defined|used"
        r"|called|based|made|\w{2,}ing)\s|\s?\(|\s\$[^$]+\$$",
        name,
        maxsplit=1,
    )[0]
    if re.search(r"\S\sand\s\S", head) and not _is_spelled(head, name):
        return True
    if re.fullmatch(r"X-[\w-]+|[A-Z]\w+(?:-[A-Z]\w+){2,}", head):
        return False  # "X-Frame-Options", "Access-Control-Allow-Headers"
    if head.endswith(("`", "S")) or re.search(r"\.\w+$", head) or (head.startswith("`") and head.count("`") == 1):
        return False  # a code is one thing, and so is "CaaS"
    tokens = tagged(head.lower())
    while tokens and len(tokens) > 1 and tokens[-1].tag in _DONE and re.match("NN2.+s", tokens[0].tag + tokens[0].text):
        tokens = tokens[:-1]  # "plants grown", "channels cut off"
    last = tokens[-1] if tokens else None
    if re.search(r"[A-Z]{2}s$", head):
        return True  # "APIs"
    if _ONE_NAME.fullmatch(head.split()[-1] if head.split() else ""):
        return False  # "DomainDnsZones"
    if last is not None and (last.text in _SINGULAR or re.fullmatch(r"[b-df-hj-np-tv-z]+", last.text)):
        return False
    if last is None or last.text in _IRREGULAR:
        return last is not None
    if re.search(r"[a-z]{3}(?:er|or|ion|ment|ist|ive|ance|ence)s$", last.text) and last.tag.startswith(
        ("NN", "NP", "CRD")
    ):
        return True  # "forwarders", which the tagger does not know
    many = last.tag == "NN2" or (last.tag == "VVZ" and len(tokens or ()) > 1)  # "MongoDB documents"
    return many and last.text.endswith("s") and not last.text.endswith(("ss", "us", "is", *_FIELDS))


_DONE = frozenset({"VVN", "VVD", "VVB", "AVP"})


def _is_spelled(head: str, name: str) -> bool:
    """Whether the letters behind a name are its first ones: "Arithmetic and Logic Unit (ALU)" is one thing."""
    letters = re.search(r"\(([A-Z]{2,})\)", name)
    return letters is not None and letters[1] == "".join(word[0].upper() for word in head.split() if word != "and")


# A name of a program put together of words with capitals is one thing however its last word ends.
_ONE_NAME = re.compile(r"(?:[A-Z][a-z]+){3,}|[a-z]+(?:[A-Z][a-z]+)+")
_FIELDS = (
    "matics",
    "physics",
    "tistics",
    "nomics",
    "namics",
    "litics",
    "ethics",
    "guistics",
    "mantics",
    "mechanics",
    "ensics",
    "maths",
    "tronics",
    "torics",
)
_SINGULAR = frozenset({"kerberos", "chaos", "cosmos", "ethos", "pathos", "canvas", "atlas", "alias"})
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
