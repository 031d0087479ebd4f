"""English answers that send their reader elsewhere: to what stands beside them in the note, or to another text.

Who asks how a thing is done wants to hear it. "By using these tools", "the below can be used", "use the table as
follows", "there are several ways" and "refer to the manual" are said to someone who goes on reading; on a card nothing
stands behind them.
"""

from __future__ import annotations

import re

from cards.language.text import key

_POINTED = re.compile(
    r"\b(?:this|these|those)\s(?!who\b|that\b|which\b|of\b)[`*]*(?P<what>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2})", re.I
)
_BESIDE = re.compile(
    r"^(?:the )?(?:below|above|following)(?: [\w-]+){0,2} (?:can|could|may|must|should|is|are|will)\b"
    r"|\b(?:as follow(?:s|ed|ing)?|like (?:this|that|so))$",
    re.I,
)
_SOME_WAYS = re.compile(
    r"there (?:is|are) (?:[\w-]+ ){1,3}?(?:ways?|methods?|options?|possibilit(?:y|ies)|approach(?:es)?|solutions?)$",
    re.I,
)
_REFERS = re.compile(
    r"(?:please |you can |just |simply )*(?:refer to|consult|check out|have a look at|take a look at|see also)\s", re.I
)


def is_elsewhere(said: str, answer: str) -> bool:
    """Whether an answer that should tell a way points at what stands neither in it nor in its question.

    >>> said = "how can you open the valve"
    >>> is_elsewhere(said, "by using these levers"), is_elsewhere(said, "by turning the left lever")
    (True, False)
    >>> is_elsewhere(said, "there are several ways"), is_elsewhere(said, "by oiling this valve")
    (True, False)
    """
    if any(form.search(answer) for form in (_BESIDE, _SOME_WAYS)) or _REFERS.match(answer):
        return True
    return any(not _is_named(match["what"], f"{said} {answer[: match.start()]}") for match in _POINTED.finditer(answer))


def _is_named(what: str, before: str) -> bool:
    """Whether one of the words behind "these" was said before them ("those earlier rooms" of "the rooms")."""
    return any(key(word).removesuffix("s") in key(before) for word in what.split() if len(word) > 3)
