"""A Korean predicate below a name that tells no deed of it, asked in its own words.

The clause is made whole again, its name in front as its topic, and one telling piece of it put in question: "상관계수:
편차가 클 때 유용함" is asked "상관계수는 언제 유용한가?". Such a question is right by grammar, whatever the verb.
"""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.korean.acting import has_subject, is_act, may_act, tells_deed
from cards.language.korean.clauses import asked_in_place
from cards.language.korean.effects import is_effect
from cards.language.korean.endings import josa
from cards.language.korean.endings import without_gloss as without_more
from cards.language.korean.predicates import asked_of, is_side
from cards.language.text import has_hangul, key, plain

_BESIDE = re.compile(r"[^\s,]+(?:\s[^\s,]+)?(?<![고며서여해때우로면에]),\s")
_ENDED = re.compile(r"[가-힣](?:다|[함됨음임짐킴김])\.?$")
LONGEST = 120  # letters of a predicate that is asked at a glance


def has_question(name: str, told: str) -> bool:
    """Whether a name and its predicate answer "무엇을 하나?", or a question that the predicate's form has."""
    if is_side(name, told) or asked_of(name, told) or not has_hangul(told):
        return True
    return may_act(name) and tells_deed(told)


def in_place(fact: Fact) -> Fact:
    """A fact that has a question as it is; of another predicate, the question that stands in its own clause."""
    name, told = fact.about, fact.answer
    if not name or not has_hangul(told) or asked_of(name, told) or is_side(name, told):
        return fact
    if fact.ask is Ask.WHAT and (fact.sort not in {"predicate", "clause"} or not _ENDED.search(told)):
        return fact
    if tells_deed(told):
        by_it = is_act(name, told) and not is_effect(name, told)
        ask = Ask.HOW if by_it else Ask.DOES if may_act(name) else fact.ask
        return fact if ask is fact.ask else fact._replace(ask=ask, sort="predicate", exact=False)
    bare, told = without_gloss(name), without_more(told).rstrip(". ")
    if len(told) > LONGEST or ". " in told or not may_act(name) or key(bare) in key(told) or has_subject(told):
        return fact
    if _BESIDE.match(told):
        return fact  # "클레임, 암호화되지 않는다" says two things of it
    found = asked_in_place(f"{bare}{josa(bare, '은는')} {told}")
    if found is None or key(bare) not in key(found.said):
        return fact
    return fact._replace(
        ask=found.ask,
        kind=Kind.RELATION,
        about="",
        said=found.said,
        answer=found.answer,
        sort=found.sort,
        subject=plain(bare),
        accepted=accepted_for(found.answer),
        exact=False,
    )
