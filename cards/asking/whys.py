"""A bare "Why?": it is asked of the sentence before it, and is no question without that."""

from __future__ import annotations

import re

from cards.asking.answers import ended
from cards.asking.claims import Claim, Form
from cards.asking.scope import Scope
from cards.language.english.asking import questioned
from cards.language.korean.reasons import asked_why
from cards.language.reader import reader_of
from cards.language.statement import sentences
from cards.language.text import has_hangul
from cards.note import Form as Mark

WHY_ALONE = re.compile(
    r"(?:(?:근데|그런데|그럼|but|so)\s)?"
    r"(?:왜(?:냐|지|죠|요|일까요?| (?:그럴까|그런가|그렇지)요?)?|이유는?|why(?: is (?:that|this|it)| so)?)\s?[?？]+",
    re.I,
)


def said_before(begun: str, above: Claim | None, scope: Scope) -> str:
    """The statement that "why?" asks about, "" where it is none: on its line, on the line above, or over its own."""
    told = sentences(begun)[:-1]
    if not told and above is not None:
        plain = above.entry.line.form in {Mark.TEXT, Mark.ITEM} and above.entry.below is None
        told = sentences(above.entry.line.text) if plain and above.form is not Form.QUESTION else []
    elif not told and not scope.section:
        told = sentences(scope.heading)
    said = _WILL.sub(" 것이다", _OPENS.sub("", ended(told[-1]))) if told else ""
    if not has_hangul(said):
        return said if questioned("why", said) or reader_of(said).has_verb(said) else ""
    said = f"{said}하다" if _STATE.search(said) else said
    return said if asked_why(said) else ""


_WILL = re.compile(r"(?<=[가-힣])\s?(?:거다|거임|것임)$")  # "가라앉을거다"
_OPENS = re.compile(r"^(?:사실|즉|결국|그래서|따라서|하지만|근데|그런데)(?:은|상)?,?\s")
_STATE = re.compile(r"\S\s(?:불?가능|불?필요|중요|유리|불리|위험|안전|불?편|편리|유용)$")
