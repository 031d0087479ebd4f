"""How questions are put, in Korean and in English, so that each names its subject and reads as a person would ask."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.asking.scope import Scope
from cards.language import endings, english
from cards.language.aspects import is_aspect
from cards.language.glosses import without_gloss
from cards.language.headings import split_aspect, topic_of
from cards.language.terms import _ATTRIBUTE_EN, is_attribute, is_described, is_name, overlap
from cards.language.text import has_hangul, key

_AS_ASKED = {"주의": "주의할 점", "참고": "참고할 점", "해결": "해결 방법"}
_BIDS = ("주세요", "보세요", "주십시오", "시오", "보자", "봐", "하라")  # how one asks without a question mark


def bold(term: str) -> str:
    """A term in bold, where its own signs allow it."""
    term = term.strip()
    return f"**{term}**" if "*" not in term and term else term


def about(term: str, scope: Scope, *, named: bool = False) -> str:
    """A term as the subject of a question: with the name it belongs to, where it does not say that itself.

    An aspect alone ("장점") belongs to its name ("**TCP**의 장점"); without a name it is no subject, and "" comes back.
    `named` says that the term is the subject of a sentence, and so names something.
    """
    term = term.strip()
    if not named and scope.is_aspect(term):
        if not scope.name:
            return ""
        return f"{bold(scope.name)}의 {term}" if scope.korean else f"{bold(scope.name)} ({term})"
    label = scope.label
    label = without_gloss(label)
    if key(label) in key(term):
        return bold(term)
    if not label or overlap(term, label) or (scope.name and not scope.aspect and overlap(term, scope.name)):
        return bold(term)
    return f"{bold(term)} ({label})"


@lru_cache(4096)
def is_clause(text: str) -> bool:
    """Whether words say that something happens, in either language."""
    return endings.is_clause(text) if has_hangul(text) else english.is_clause(text)


def what(term: str, scope: Scope, *, loose: bool = False) -> str:
    """ "What is TERM?"; `loose` where what follows describes the term rather than defines it."""
    subject = about(term, scope)
    if not subject:
        return ""
    if scope.is_aspect(term):
        asked = _AS_ASKED.get(term, term)
        if asked != term and scope.korean:
            return f"{bold(scope.name)}의 {asked}{endings.josa(asked, '은는')}?"
        return (
            f"{subject}{endings.josa(term, '은는')}?"
            if scope.korean and has_hangul(term)
            else (f"{subject} — 무엇인가?" if scope.korean else f"{bold(scope.name)} — {term.lower()}?")
        )
    if _ATTRIBUTE_EN.match(term) and scope.name and not scope.korean and not scope.lead:
        return f"{bold(without_gloss(scope.name))} — {term.lower()}?"
    if is_attribute(term) and scope.name and scope.korean and not scope.lead and not overlap(term, scope.name):
        return f"{bold(without_gloss(scope.name))}의 {term}{endings.josa(term, '은는')}?"
    if scope.korean:
        if loose and len(term.split()) > 1 and has_hangul(term[-1:]):
            return _of_topic(f"{bold(term)}{endings.josa(term, '은는')}?", term, scope)
        return f"{subject} — {'어떤 것인가?' if loose else '무엇인가?'}"
    return f"{subject} — what is it?"


_DOES = re.compile(r"[을를에로서]\s[가-힣]{2,5}$")  # "벡터로 압축"


def follows(cause: str, scope: Scope) -> str:
    """ "What follows from CAUSE?" for a clause; "what is it?" where the cause is the name of something."""
    if is_name(cause) and not is_clause(cause):
        return what(cause, scope, loose=True)
    topic = _of_topic("", cause, scope)
    if scope.korean or has_hangul(cause):
        condition = (
            endings.as_condition(cause)
            if not re.search(r"(?:때|경우|뒤|후|안 [됨돼]|안 된다|불가|금지|[없않](?:음|다|는다))$", cause)
            else ""
        )
        if re.search(r"(?:때|경우|뒤|후)$", cause):
            return f"{topic}{cause}{endings.josa(cause, '은는')}?"
        if condition:
            return f"{topic}{condition} 어떻게 되나?"
        if endings.is_clause(cause) or not is_described(cause) or _DOES.search(cause):
            return f"{topic}{cause.rstrip('. ')}. 그래서?"
        noun = cause.rstrip(". ")
        return f"{topic}{noun}{endings.josa(noun, '은는')}?" if has_hangul(noun[-1:]) else f"{topic}{noun}: 무엇인가?"
    is_noun = re.match(r"^(?:[\w\-]+ ){0,3}[\w\-]+ (?:of|for) ", cause) and not re.search(
        r"\b(?:is|are|when|if|while)\b", cause
    )
    return f"{topic}{cause.rstrip('. ')}: {'what is it?' if is_noun else 'what follows?'}"


def _of_topic(question: str, text: str, scope: Scope) -> str:
    """A question with the name of its scope in front, where its own words do not say it."""
    named = not scope.name or overlap(text, scope.name) or key(without_gloss(scope.name)) in key(text)
    return question if named else f"{bold(scope.name)} — {question}"


def points(scope: Scope, count: int, part: tuple[int, int] | None = None) -> str:
    """The question that asks for what is listed under a name, an aspect or a sentence; "" without a subject."""
    ko = scope.korean
    some = "" if part is None else f" ({part[0]}/{part[1]})"
    if scope.question:
        text = scope.question.rstrip("?？ ")
        return f"{with_name(text, scope)}{'.' if text.endswith(_BIDS) else '?'}{some}"
    if scope.lead:
        topic = "" if not scope.name or key(scope.name) in key(scope.lead) else f"{bold(scope.name)} — "
        lead = scope.lead.rstrip(".: ")
        if scope.titled:
            if ko and has_hangul(lead):
                many = f" {count}가지" if count > 1 and not re.search(r"\d\s?(?:가지|개|단계)|가지$", lead) else ""
                return f"{topic}{lead}{many}{endings.josa(many or lead, '은는')}?{some}"
            return f"{topic}{lead}{f' ({count})' if count > 1 else ''}?{some}"
        tail = "자세히는?" if ko else "in detail?"
        return f"{topic}{scope.lead.rstrip('.: ')}: {tail}{some}"
    if scope.aspect:
        if not scope.name:
            return ""
        if ko and has_hangul(scope.aspect):
            many = f" {count}가지" if count > 1 and not re.search(r"\d|가지", scope.aspect) else ""
            whole = key(scope.label) == key(scope.name + scope.aspect)
            subject = bold(scope.label) if whole else f"{bold(scope.name)}의 {scope.aspect}"
            return f"{subject}{many}{endings.josa(many or scope.aspect, '은는')}?{some}"
        if ko:
            return f"{bold(scope.name)} — {scope.aspect}{f' {count}가지' if count > 1 else ''}?{some}"
        many = f" ({count})" if count > 1 else ""
        return (
            f"{bold(scope.name)} — {scope.aspect.lower() if scope.aspect[1:].islower() else scope.aspect}{many}?{some}"
        )
    if not scope.name:
        return ""
    if ko:
        return f"{bold(scope.name)} — 알아 둘 점{f' {count}가지' if count > 1 else ''}은?{some}".replace(
            "가지은", "가지는"
        )
    tail = f"which {count} points are worth knowing?" if count > 1 else "what is worth knowing?"
    return f"{bold(scope.name)} — {tail}{some}"


def order(scope: Scope, part: tuple[int, int] | None = None) -> str:
    """The question that asks for the steps of a process in their order; "" without a subject."""
    some = "" if part is None else f" ({part[0]}/{part[1]})"
    if scope.question:
        return points(scope, 1, part)
    ask = "순서대로 대면?" if scope.korean else "what are the steps, in order?"
    if scope.titled and not overlap(scope.lead, scope.name):
        return f"{_of_topic('', scope.lead, scope)}{scope.lead.rstrip('.: ')} — {ask}{some}"
    if not scope.name:
        return ""
    if scope.aspect and scope.korean and has_hangul(scope.aspect):
        return f"{bold(scope.name)}의 {scope.aspect}{endings.josa(scope.aspect, '을를')} {ask}{some}"
    return f"{bold(scope.name)} — {'단계를 ' if scope.korean else ''}{ask}{some}"


def _self_named(question: str) -> bool:
    """Whether a question asks what the thing it names is ("콜백 지옥이란")."""
    topic = topic_of(question)
    return topic.question and bool(topic.name)


def with_name(question: str, scope: Scope) -> str:
    """A question with its subject in front, where it does not name it.

    A question of one's own words is left as it is; only a bare one ("왜 쓰나") needs the name above it.
    """
    if not scope.name or key(without_gloss(scope.name)) in key(question) or _self_named(question):
        return question
    if len(question.split()) >= 4 or (
        len(question.split()) >= 3 and re.search(r"[A-Za-z`]{2}", question) and has_hangul(question)
    ):
        return question  # it has words enough to say what it asks about
    return f"{bold(scope.label if scope.aspect and scope.label else scope.name)} — {question}"


def members(scope: Scope, count: int) -> str:
    """The question that asks for the names of a collection."""
    if scope.aspect and scope.name:
        return points(scope, count)
    if scope.lead and scope.korean and re.search(r"(?:\d|[두세네])\s?(?:가지|개|종류|단계)$", scope.lead):
        return _of_topic(f"{scope.lead}{endings.josa(scope.lead, '은는')}?", scope.lead, scope)
    if scope.lead and scope.korean and has_hangul(scope.lead):
        return _of_topic(f"{scope.lead.rstrip('.: ')} {count}가지는?", scope.lead, scope)
    if scope.lead or scope.question:
        return points(scope, count)
    if not scope.name:
        return ""
    if re.search(r"\d+\s?(?:가지|단계|대|개)|[두세네]\s?가지|다섯\s?가지", scope.name) and scope.korean:
        return f"{bold(scope.name)} — 무엇무엇인가?"
    return f"{bold(scope.name)} — {count}가지는?" if scope.korean else f"{bold(scope.name)} — which {count} are there?"


def listed(items: list[str]) -> str:
    """Short items on one line, others one a line.

    >>> listed(["Global", "Band (Local)"])
    'Global, Band (Local)'
    """
    if len(items) == 1:
        return items[0]
    if all(len(i) <= 24 and "," not in i for i in items) and sum(map(len, items)) <= 100:
        return ", ".join(items)
    return "\n".join(f"- {i}" for i in items)


_PROPERTY = re.compile(r"(?:이유|원인|방법|때|경우|것|결과|공식|조건|수|값|시점|목적|곳|차이)$|\b(?:of|for)\b")


def reversible(term: str, meaning: str) -> bool:
    """Whether a meaning can be asked backwards: it says enough, and does not say the term."""
    if not is_name(term) or is_aspect(term) or len(term) > 40 or len(meaning) > 120 or "\n" in meaning:
        return False
    if "의 " in term or split_aspect(term)[1] or _PROPERTY.search(term):
        return False
    if is_attribute(term):
        return False
    enough = len(meaning) >= 6 if has_hangul(meaning) else len(meaning) >= 14 and " " in meaning
    shared = {key(w) for w in without_gloss(term).split() if len(key(w)) > 1}
    return enough and not overlap(term, meaning) and not any(w in key(meaning) for w in shared)


def backwards(meaning: str, scope: Scope) -> str:
    """The question from a meaning to its term."""
    where = f" ({without_gloss(scope.label)})" if scope.label else ""
    meaning = meaning.rstrip(". ")
    return f"{meaning} — 무엇을 말하나?{where}" if scope.korean else f"{meaning} — which term is it?{where}"


BLANK = "[...]"
