"""What two English lines say of one thing with the same verb: each is half of an answer, both together are all of it.

"Depends on the tide" and "Depends on the wind" under one name ask one question, and either line alone is half of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from cards.asking.fact import Fact
from cards.language.english.named_kinds import which_kind
from cards.language.finding import Ask
from cards.language.text import has_hangul, key

MOST = 3  # answers that can be told as one
LONGEST = 8  # words of each of them


def put_together(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts with those that ask the same of one thing told as one, where the first of them stands."""
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_asks(fact), []).append(fact)
    out = []
    for fact in facts:
        group = groups[_asks(fact)]
        if not _is_of_several(group):
            out.append(fact)
        elif fact is group[0]:
            uses = frozenset[int]().union(*(one.uses for one in group))
            out.append(fact._replace(answer=_listed([one.answer for one in group]), uses=uses, accepted=()))
    return tuple(out)


def _asks(fact: Fact) -> tuple[str, str, str]:
    return key(fact.about), fact.said, fact.sort


def _is_of_several(group: Sequence[Fact]) -> bool:
    """Whether facts are short answers to one question, of different lines."""
    first = group[0]
    if not 1 < len(group) <= MOST or first.ask is not Ask.DOES or first.sort != "object" or not first.said:
        return False
    if first.about.startswith("`"):
        return False  # two calls of one name, of things of two kinds
    if any(which_kind(one.said, one.answer) for one in group):
        return False  # each is asked for its own kind
    if has_hangul(first.said + first.answer) or len({key(one.answer) for one in group}) < len(group):
        return False
    return all(one.ask is Ask.DOES and len(one.answer.split()) <= LONGEST and "," not in one.answer for one in group)


def _listed(answers: Sequence[str]) -> str:
    *first, last = answers
    return f"{', '.join(first)} and {last}"
