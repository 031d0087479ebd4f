"""English sentences that set one growth beside another: "The finer the gravel, the easier the walk"."""

from __future__ import annotations

import re

from cards.language.english.grammar import FINITE, tagged
from cards.language.english.plurals import plural
from cards.language.finding import Ask, Finding

_THE_MORE = re.compile(
    r"^(?P<first>the\s(?P<how>more|less|fewer|\w+er)\b[^,;]{2,70}),\s(?P<then>the\s(?:more|less|fewer|\w+er)\b[^;]{2,110})$",
    re.I,
)
_COMPARING = frozenset({"AJC", "AVC", "AV0", "DT0", "AJ0"})


def the_more(text: str) -> Finding | None:
    """What happens the more there is of something; None where a sentence says nothing of that form.

    >>> the_more("The finer the gravel, the easier the walk").said
    'the finer the gravel is'
    >>> the_more("The server, the user and the proxy")
    """
    match = _THE_MORE.match(text)
    tokens = tagged(match["first"]) if match else None
    if match is None or not tokens or tokens[1].tag not in _COMPARING:
        return None
    first = match["first"][:1].lower() + match["first"][1:]
    rest = first[match.end("how") :].strip()
    if not any(token.tag in FINITE or token.tag.startswith(("VV", "VM")) for token in tokens[2:]):
        some = not rest.startswith("the ") and tokens[1].tag in {"AV0", "DT0"}
        be = "are" if plural(rest.removeprefix("the ")) else "is"
        first = f"{first} there {be}" if some else f"{first} {be}"
    return Finding(Ask.IF, "", first, match["then"], "condition")
