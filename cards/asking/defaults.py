"""What an option is set to where nobody sets it: "Defaults to `false`", "`true` (default)" behind its name."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.text import has_hangul, plain

_VALUE = (
    r"(?P<value>`[^`\n]{1,40}`|\"[^\"\n]{1,30}\"|(?:true|false|none|null|on|off|yes|no|enabled|disabled|empty|auto)\b"
    r"|-?\d(?:[\d.,:_]*\d)?(?:\s?(?:%|ms|s|[kMG]i?B|seconds?|minutes?|hours?|days?|bytes?|px|MB|characters?))?)(?!\w)"
)
_BEHIND = re.compile(
    rf"(?:^|[.;,(]\s?|\s)(?:the\s)?(?:defaults?\sto|default(?:\svalue)?(?:\sis|\s?[:=]))\s?{_VALUE}", re.I
)
_BEFORE = re.compile(rf"{_VALUE}\s\((?:the\s|by\s)?default\)", re.I)
_OPTION = re.compile(r"`[^`\s]+(?:\s[^`]*)?`|-{1,2}[A-Za-z][\w-]*|[a-z]+(?:[A-Z]\w*)+|\w+_\w+|[a-z][\w.-]*")


def default_of(term: str, body: str, line: int, uses: frozenset[int]) -> Fact | None:
    """The default that a line tells of the option it begins with; None where it tells none, or several.

    >>> default_of("`sails`", "If `true`, they are set. Defaults to `false`", 3, frozenset()).answer
    '`false`'
    >>> default_of("knots", "how fast it goes, 12 (default)", 3, frozenset()).answer
    '12'
    >>> default_of("The master", "defaults to 12", 3, frozenset()) is None
    True
    """
    name = without_gloss(term).strip()
    if has_hangul(term + body) or not _OPTION.fullmatch(name):
        return None
    found = {match["value"] for pattern in (_BEHIND, _BEFORE) for match in pattern.finditer(body)}
    if len(found) != 1:
        return None
    value = found.pop()
    said = f"what is the default of {name}"
    return Fact(
        Ask.OWN,
        Kind.DEFINITION,
        "",
        value,
        line,
        uses,
        said,
        "default",
        subject=plain(name),
        accepted=accepted_for(value),
        rank=4,
    )
