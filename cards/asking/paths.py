"""Whether a tight "::" joins a path of a program (`std::vector`) or parts a question from its answer."""

from __future__ import annotations

import re

from cards.language.aspects import STRONG
from cards.language.text import words

_CALL = re.compile(r"[a-z_]\w*\s*[(<:]")
# A name in code with a Korean particle behind it: "move는" in "std::move는 값을 옮긴다".
_NAMED = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*(?:\(\))?(?:은|는|이|가|을|를|의|로|으로|에|에서|와|과|도)(?=\s|$)")
_OF_TYPE = re.compile(r"[&*]\s|^(?:const|void|int|bool|char|auto|unsigned|static|template|struct|class)\b")
_TYPE = re.compile(r"[A-Za-z_][\w:<>,&'*]*")
# What begins with one of these is said of something, and no member of it.
_SAID = re.compile(
    r"(?:an?|the|to|in|on|at|by|for|with|from|as|when|if|because|since|no|not|it|its|any|every|each|all|what|how|where|one|two)\s"
    r"|(?!\w+::)[a-z]+\s(?:of|that|which|who|whose)\s",
    re.I,
)
SPACES = words("std boost crate self super core alloc tokio fs io mem env ops fmt absl folly chrono ranges")


# "Bridge::joins two nets": what comes behind "::" does something, and is no member of it.
_DOES = re.compile(r"[a-z]{3,}s\s(?:an?|the|its|their|one|two|each|every|all|any|no)\s")
_FIELD = re.compile(r"[(\[]\s?[\w -]{1,30}$")


def is_field(left: str, right: str) -> bool:
    """Whether "::" stands in brackets that hold nothing else: what a program keeps of a note ("(Module:: CM1)")."""
    opened = _FIELD.search(left)
    return opened is not None and ")]"["([".index(opened.group()[0])] in right


def is_path(left: str, right: str) -> bool:
    """Whether a tight "::" joins a path: std::vector and Foo::bar are paths, "capital of France::Paris" is a card.

    >>> is_path("Foo", "bar takes two"), is_path("Loom", "holds the warp"), is_path("Definition", "cut on the bias")
    (True, False, False)
    """
    if left.endswith(("?", "？", ".")) or not (left[-1:].isascii() and right[:1].isascii()):
        return False
    if right[:1].isdigit() and left[-1:] != "`":
        return False  # no name begins with a digit: "Port::53"
    if _NAMED.match(right) or right.rstrip().endswith("{") or (_OF_TYPE.search(left) and _CALL.match(right)):
        return True
    if (_SAID.match(right) or _DOES.match(right)) and left.split()[-1] not in SPACES:
        return False
    if " " in right and left.lower() in STRONG:
        return False  # "Definition::sorted by pivots"
    last, first, more = left.split()[-1], right.split()[0], " " in right
    if last.endswith("`"):
        # Behind a name in code a member follows; behind a command or a call, words do.
        name = left[left.rfind("`", 0, -1) + 1 : -1]
        if "::" in name and re.fullmatch(r"`[^`]*::[^`]*`", right):
            return False  # "`a::b`::`c::d`" names two whole things
        return _TYPE.fullmatch(name) is not None and (name in SPACES or not name[:1].islower() or not more)
    if first.startswith("`"):
        return " " not in left
    if " " not in left or _CALL.match(right) or last in SPACES:
        return True
    return more and "`" not in left + right and last.islower() and first.islower()
