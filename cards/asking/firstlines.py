"""What the first line below a name may be but its meaning: what only leads to the next line, or a principle told."""

from __future__ import annotations

import re

from cards.asking.scope import Scope
from cards.language.glosses import without_gloss
from cards.language.korean.kinds import is_rated
from cards.language.reader import reader_of
from cards.language.statement import sentences
from cards.language.text import has_hangul, key


def passes_by(text: str, scope: Scope) -> bool:
    """Whether the first line below a name leads to the next one: it says the name again, rates it or tells of another.

    "전통적인 물길 방식이다" tells it from no other thing, "둑이라는 것은 …" says what a part of it is.
    """
    if names_again(text, scope):
        return True
    if not has_hangul(text) or not scope.name:
        return False
    other = _THAT_IS.match(text)
    if other is not None and key(other["name"]) != key(without_gloss(scope.name)):
        return True
    meaning = reader_of(text).meaning_of(sentences(text)[0])
    return bool(meaning) and is_rated(meaning)


_THAT_IS = re.compile(r"^(?P<name>[^\s,]{2,})(?:이?라는\s?(?:건|것은|게)|이?란)\s")


_RULE = re.compile(r"^(?P<told>\S.{2,}[가-힣]다는\s?(?P<kind>원칙|원리|규칙|법칙))(?:이다|입니다|임)?\.?$")


def rule_of(text: str, scope: Scope) -> str:
    """What a principle says, where a line below its name tells it of the things that it is about; "" elsewhere.

    "모든 칸은 한 가지 물건만 담아야 한다는 원칙입니다" tells the principle above it, and not what "모든 칸" is.
    """
    rule = _RULE.match(text)
    if rule is None or not without_gloss(scope.heading).endswith(rule["kind"]):
        return ""
    return "" if key(without_gloss(scope.heading)) in key(text) else rule["told"]


def names_again(text: str, scope: Scope) -> bool:
    """Whether a line below a Latin name only says it in Korean ("권한 부여 코드 승인 타입"), and tells nothing."""
    if not has_hangul(text) or has_hangul(without_gloss(scope.name)) or len(scope.name.split()) < 2:
        return False
    tokens = reader_of(text).tagged(text) or ()
    return 1 < len(text.split()) <= 6 and all(t.tag.startswith(("NN", "SL", "XSN", "XPN", "SN")) for t in tokens)
