"""Of which kind an object names one: "structured control flow" answers which kind of control flow is used.

"What does it use?" leaves open what sort of thing is meant, and any other thing it uses would answer it as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.grammar import tagged
from cards.language.text import words
from cards.language.word import Word

_OPEN = re.compile(r"\w+ (?:not )?(?:use|employ|utili[sz]e|follow|adopt|rely on)$")
# "a variety of knots, such as bends": of which kind the examples are stands in front of them.
_SHOWN = re.compile(
    r"(?:(?:an? )?(?:wide |broad |large |great )?(?:variety|range|number|array|set|series|host) of|various|many|several"
    r"|numerous|different) (?P<kind>(?:other |different )?(?:[a-z-]+ ){0,2}[a-z]+s),? (?:such as|including|like|e\.g\.?"
    r"|for example,?|for instance,?) ",
)
# "a tug, Old Grey": the name behind the comma is what it is called.
_IS_ONE = re.compile(r"an? (?:[a-z-]+ )*?(?P<kind>(?:[a-z-]+ )?[a-z]+), (?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*)*$")
_LETTERED = re.compile(r"[^(,]+\s\([A-Z][A-Za-z]*[A-Z]\)")  # letters stand for the whole name, its last word too
_TELLS_LITTLE = words(
    """
    single same own new different various multiple several special specific certain simple good better efficient
    powerful similar other many some own following internal additional separate whole
    """
)
_NO_KIND = words("thing things one ones way ways number set kind kinds type types sort sorts lot bit")
_NAMED = words("called named known")


def which_kind(said: str, answer: str) -> str:
    """The kind that a question can name before its verb; "" where the verb tells enough or the object names no kind.

    >>> which_kind("does use", "structured control flow (`if`, `loop`)"), which_kind("do use", "the greedy target")
    ('which kind of control flow', 'which target')
    >>> which_kind("does use", "key lengths of 128 or 256 bits"), which_kind("does use", "its own `oar` rope engine")
    ('which key lengths', 'which rope engine')
    >>> which_kind("does follow", "a one-way data flow"), which_kind("does use", "a character called Line Feed")
    ('which kind of data flow', 'which character')
    >>> which_kind("does use", "ropes and sails"), which_kind("does contain", "the green target")
    ('', '')
    >>> which_kind("does use", "dead reckoning (DR)"), which_kind("does use", "its own old engine")
    ('', 'which kind of engine')
    >>> which_kind("does sell", "a range of knots, such as bends and hitches"), which_kind("does sell", "many knots")
    ('which knots', '')
    >>> which_kind("does own", "a small tug, Old Grey"), which_kind("does own", "a tug, barges, and Old Grey")
    ('which small tug', '')
    """
    if shown := _SHOWN.match(answer) or _IS_ONE.match(answer):
        return f"which {shown['kind']}"
    if _OPEN.match(said) is None or _LETTERED.match(answer):
        return ""
    tokens = (tagged(f"it uses {re.sub(r'[ ]?[(].*$', '', answer)}") or ())[2:]
    end = next((i for i, t in enumerate(tokens) if not _is_part(t)), len(tokens))
    name, behind = tokens[:end], tokens[end : end + 2]
    first = name[0] if name else None
    if first is None or not name[-1].tag.startswith("NN") or not re.fullmatch(r"[a-z-]+", name[-1].text):
        return ""
    if name[-1].text in _NO_KIND or (behind and not behind[0].tag.startswith(("PR", "VVN", "VVD", "CJS"))):
        return ""
    own = first.text.lower() == "the"
    inside = [t for t in name if t.tag not in {"AT0", "DPS", "DT0"}]
    if behind and behind[0].text.lower() in _NAMED and len(behind) > 1:
        return f"which {inside[-1].text}"
    if behind and behind[0].tag == "PRF":
        told = len(behind) > 1 and behind[1].text[:1].isdigit() and name[-1].tag == "NN2"
        return f"which {_said(inside)}" if told and not own else ""
    nouns = next((i for i, t in enumerate(reversed(inside)) if not t.tag.startswith(("NN", "VVG"))), len(inside))
    head = inside[-2:] if len(inside) > 2 and nouns == 2 else inside[-1:]  # of more the last alone is sure
    telling = [t for t in inside[: len(inside) - len(head)] if t.text.lower() not in _TELLS_LITTLE]
    if not telling:
        return ""
    named = own or any(t.tag == "NP0" or t.text.startswith("\x01") for t in telling)
    return f"which {_said(head)}" if named else f"which kind of {_said(head)}"


def _is_part(token: Word) -> bool:
    """Whether a word may belong to a name: an article, an adjective, a noun, a word in code."""
    return (
        token.tag.startswith(("AT0", "DPS", "AJ", "NN", "NP", "DT0", "ORD", "UNC", "VVG")) or token.text[:1] == "\x01"
    )


def _said(tokens: Sequence[Word]) -> str:
    return " ".join(token.text for token in tokens)
