"""What the words before an equation say it is the equation of."""

from __future__ import annotations

import re

from cards.language.english.grammar import has_verb, is_pointing, without_article

_GIVES = re.compile(
    r"[,;]?\s*(?:(?:and|which|that)\s)?(?:it\s)?(?:(?:is|are|was|can be|may be)\s)?(?:then\s)?"
    r"(?:given|defined|calculated|computed|expressed|written|described|determined|found|measured)\s"
    r"(?:by|as|with|using|from)(?:\s(?:follows|the (?:following )?(?:formula|equation|expression)))?$"
    r"|\s(?:is|are|equals)(?: equal to)?$",
    re.I,
)
_EQUATION_OF = re.compile(
    r"^(?:the\s)?(?:general\s)?(?:equation|formula|expression)\s"
    r"(?:for|of|to (?:calculate|compute|find|get|determine))\s",
    re.I,
)
_CALLED = re.compile(r"^(?:this|it|that|these)\s(?:is|are)\s(?:called|known as|named)\s(?P<name>[^,]+)$", re.I)
_DEFINED = re.compile(r"^(?:we\s)?(?:now\s)?define\s(?:an?|the)\s(?P<name>[^,]+?)(?:\s(?:by|as|to be))?$", re.I)
_DERIVED = re.compile(
    r"^(?:substitut|expand|solv|rearrang|plugg|simplify|integrat|differentiat|combin|multiply|divid)ing\b"
    r"|^(?:so|thus|hence|therefore|then|now|in that case|similarly|likewise)\b"
    r"|\b(?:we|you|i|this|which)\s(?:then\s|also\s)?(?:get|have|obtain|arrive at|find|see|know|gives?|yields?)"
    r"(?: that)?$",
    re.I,
)


def name_before_formula(lead: str) -> str:
    """What an equation is of, as the words before it say ("Lens power is defined as"); "" where they name nothing."""
    text = lead.strip().rstrip(":.")
    if (defined := _DEFINED.match(text)) and len(defined["name"].split()) <= 6:
        return defined["name"]
    gives = _GIVES.search(text)
    if gives is None:
        return ""
    text = text[: gives.start()].strip()
    if called := _CALLED.match(text):
        text = called["name"]
    text = without_article(_EQUATION_OF.sub("", text))
    is_named = text and not is_pointing(text) and len(text.split()) <= 6
    return text if is_named and not has_verb(text) else ""


def is_derived(lead: str) -> bool:
    """Whether the words before an equation say that it is a step of a derivation ("Substituting this we get")."""
    return _DERIVED.search(lead.strip().rstrip(":.")) is not None
