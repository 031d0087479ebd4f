"""Glosses: the other name in parentheses behind a name, and what else counts as the same answer."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.text import has_hangul, plain

_EITHER = re.compile(r"\s+(?:또는|혹은|or)\s+|\s+/\s+|(?<=[가-힣A-Za-z]{2})/(?=[가-힣A-Za-z]{2})")
_SPACED = re.compile(r"\s(?:또는|혹은|or|/)\s")
_JOINED = re.compile(r"\S/\S")
_NAME = re.compile(r"[A-Z]+/[A-Z]+")  # TCP/IP, I/O: one name
_OTHERS = re.compile(r"[()（/`$]|또는|혹은| or ")
_PLAIN = re.compile(r"[A-Za-z가-힣][A-Za-z가-힣 \-]+")
_GLOSS = re.compile(r"^(?P<name>[^()（）]{1,70})[(（](?P<gloss>[^()（）]{1,60})[)）]$")
_NO_GLOSS = re.compile(
    r"^(?:기본값|기본|default|필수|선택|권장|deprecated|예|ex|e\.g|i\.e|단|즉|참고|또는|vs|약|최대|최소"
    r"|\d)|[=<>→:]|다$|[?!]$",
    re.I,
)


@lru_cache(4096)
def accepted_for(answer: str) -> tuple[str, ...]:
    """Other answers that count as right: both halves of a gloss, each of two alternatives.

    >>> accepted_for("지역성(locality)"), accepted_for("Mixture of Experts (MoE)"), accepted_for("O(n)")
    (('지역성', 'locality'), ('Mixture of Experts', 'MoE'), ())
    >>> accepted_for("TCP/IP 프로토콜 중 하나"), accepted_for("heap / stack")
    ((), ('heap', 'stack'))
    """
    if len(answer) > 90 or not _OTHERS.search(answer) or "\n" in answer:
        return ()
    text = plain(answer).strip().rstrip(".")
    found: list[str] = []
    name = without_gloss(text) if text.endswith((")", "）")) else text
    if name != text:
        found.append(name)
        gloss = text[len(name) :].strip()[1:-1].strip()
        if len(name.split()) <= 4 and "`" not in answer[len(name) :] and ("," not in gloss or len(name.split()) == 1):
            found += [part for piece in re.split(r"\s*[,;/]\s*", gloss) if _is_other_name(name, part := piece.strip())]
    if "/" not in text and "또는" not in text and "혹은" not in text and " or " not in text:
        alternatives: list[str] = []
    elif " " in text and _JOINED.search(text) and not _SPACED.search(text):
        alternatives = []  # the slash joins one word of several: "TCP/IP 프로토콜 중 하나"
    else:
        alternatives = [] if _NAME.fullmatch(text) else _EITHER.split(text)
    if len(text) <= 50 and 1 < len(alternatives) <= 3 and all(_PLAIN.fullmatch(a) for a in alternatives):
        found += [part.strip() for part in alternatives if part.strip()]
    if "`" in answer or "$" in answer:
        found.append(text)
    return tuple(dict.fromkeys(f for f in found if f and f != answer))


def _is_other_name(name: str, gloss: str) -> bool:
    """Whether a gloss names the same thing again, rather than remark on it."""
    words = gloss.split()
    if not words or len(gloss) < 2 or len(words) > 5 or _NO_GLOSS.search(gloss) or re.search(r"[\d=+*/^<>]{2}", gloss):
        return False
    if has_hangul(name) != has_hangul(gloss):
        return not has_hangul(gloss) or len(words) <= 3
    return len(words) == 1 and (gloss.isupper() or not has_hangul(gloss) or name.isascii())


@lru_cache(4096)
def without_gloss(name: str) -> str:
    """A name without what stands in parentheses behind it.

    >>> without_gloss("Mixture of Experts (MoE)"), without_gloss("f(x)"), without_gloss("FFN(Feedforward)")
    ('Mixture of Experts', 'f(x)', 'FFN')
    >>> without_gloss("RQS(Rise Quickly / Sink Slowly)")
    'RQS'
    """
    if ")" not in name and "）" not in name:
        return name
    match = _GLOSS.match(name.strip())
    if not match:
        return name
    before, gloss = match.group("name"), match.group("gloss")
    if before[-1:].isspace() or has_hangul(before[-1:]) or has_hangul(gloss):
        return before.strip()
    # f(x), O(n), print(hello) are calls; FFN(Feedforward) is a name with a gloss.
    letters = gloss.replace(" / ", "").replace(" ", "").replace("-", "")
    is_call = len(gloss) < 3 or not letters.isalpha() or before.islower() or len(before) == 1
    return name if is_call else before.strip()
