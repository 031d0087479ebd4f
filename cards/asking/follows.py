"""What follows from what: the question that an arrow answers, by what stands on either side of it.

Several rules meet arrows (between two lines, behind a meaning, below an equation), and each asks by these forms. What
no form fits is asked as it stands, and is worth little.
"""

from __future__ import annotations

from cards.asking.answers import ended
from cards.asking.fact import Fact
from cards.card import Kind
from cards.language.english import arrows as english
from cards.language.finding import Ask
from cards.language.glosses import accepted_for
from cards.language.korean import arrows, conditions
from cards.language.text import has_hangul


def followed(fact: Fact, cause: str) -> Fact:
    """A fact that asks what follows from a cause, with the question that fits both; itself where none does."""
    cause, effect = ended(cause), fact.answer
    if not has_hangul(cause + effect):
        told = english.told_of(cause, effect) if fact.ask is Ask.FOLLOWS else ""
        return fact._replace(about=cause[:1].upper() + cause[1:], said="", sort=told) if told else fact
    if not arrows.is_tidy(cause, effect):
        return _value(fact, cause)
    if instead := arrows.instead_of(cause):
        return _effect(fact, instead, "instead")
    if before := arrows.was(cause, effect):
        return _effect(fact, before, "change")
    kind, condition = arrows.kind_of(effect), conditions.condition(cause)
    if len(effect.split()) == 1 and has_hangul(effect) and not arrows.is_change(effect):
        return _value(fact, cause)  # a bare noun behind an arrow may be anything else
    if kind == "becomes" and not arrows.says_something(cause):
        return _effect(fact, cause, "becomes")
    if condition and kind == "name":
        doing = conditions.while_doing(condition)
        return _effect(fact, doing, "tool") if doing else fact
    if condition and fact.ask is not Ask.IF and arrows.is_kind(effect):
        return fact._replace(ask=Ask.WHAT, kind=Kind.DEFINITION, about=cause, said="", sort="arrow")
    if condition and kind == "effect" and arrows.is_bare(effect):
        return _value(fact, cause)  # "차원이 축소 → 트랜스포머 인코더" is a flow
    if condition and (fact.ask is not Ask.IF or kind in {"risk", "need"}):
        return _effect(fact, condition, "if")
    if fact.ask is not Ask.IF and kind == "deed" and not arrows.is_named(cause):
        return _effect(fact, cause, "then" if arrows.says_something(cause) else "doer")
    return _value(fact, cause)


def _value(fact: Fact, cause: str) -> Fact:
    """What a thing is or comes to, where an arrow leads from its name: "점수 행렬의 크기 → T × T"."""
    named = fact.ask is Ask.FOLLOWS and has_hangul(cause) and arrows.asks_for(cause) and arrows.is_terse(cause)
    return _effect(fact, cause, "value") if named else fact


def of_meaning(fact: Fact, term: str, meaning: str) -> Fact:
    """A fact that asks what follows from what a term means: "Post-LN: 원래 구조 → 학습 불안정"."""
    effect = fact.answer
    if not has_hangul(term + meaning + effect) or not arrows.is_tidy(meaning, effect):
        return fact
    kind = arrows.kind_of(effect)
    if kind == "name" and not has_hangul(meaning):
        return fact
    if kind in {"use", "name"}:
        return _effect(fact, "", "of")
    if arrows.is_named(effect):
        return fact if has_hangul(meaning) else _effect(fact, ended(meaning), "brief")
    if kind == "deed" and not arrows.says_something(meaning):
        return _effect(fact, "", "of")
    asked = followed(fact, meaning)
    if asked.ask is Ask.EFFECT or kind != "effect":
        return asked
    return _effect(fact, "", "of")


def of_name(term: str, part: str, effect: str, fact: Fact) -> tuple[Fact, ...]:
    """What a line alone below a name tells: "MoE의 단순화 버전 → 하나만 사용" says what it is, and how it works."""
    told = fact._replace(kind=Kind.DEFINITION, about=term, answer=ended(part), said="", accepted=accepted_for(part))
    if arrows.is_tidy(part, effect) and arrows.is_named(part):
        works = (_effect(fact, ended(part), "role"),) if arrows.kind_of(effect) == "deed" else ()
        return (told._replace(ask=Ask.WHAT, sort="arrow"), *works)
    return (followed(fact, part),)


def _effect(fact: Fact, said: str, sort: str) -> Fact:
    return fact._replace(ask=Ask.EFFECT, said=said, sort=sort)
