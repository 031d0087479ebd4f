"""What a Korean sentence says: what it defines, what a thing consists of, why, when, what for."""

from __future__ import annotations

from collections.abc import Iterator

from cards.language.finding import Finding
from cards.language.korean import asked, states
from cards.language.korean.amounts import elapsed
from cards.language.korean.calling import called
from cards.language.korean.definitions import defined
from cards.language.korean.grammar import STATE, is_pointing
from cards.language.korean.influences import influenced
from cards.language.korean.links import linked, reason_of_before
from cards.language.korean.listed import listed_in
from cards.language.korean.moments import at_moment
from cards.language.korean.parts import described, made_of, there_are
from cards.language.korean.sentence import Sentence, read
from cards.language.korean.sides import aim, done_by, either, grounds, side_told, used, value_told
from cards.language.korean.supposing import so_that


def findings(text: str) -> tuple[Finding, ...]:
    """What a sentence says, the surest first. Empty where it tells a story or says nothing that can be asked.

    >>> [f.ask.value for f in findings("온도가 낮을수록 발효가 느리게 진행된다.")]
    ['if']
    """
    one = read(text)
    return tuple(_found(one)) if one is not None else ()


def _found(one: Sentence) -> Iterator[Finding]:
    if name := called(one):
        yield name
        return
    if reason := reason_of_before(one):
        yield reason
        return
    if one.topic is not None and is_pointing(one.topic.text):
        return
    if told := asked.exemplified(one) or asked.happens(one) or asked.good_when(one) or asked.made_by(one):
        yield told
        return
    if one.about and (meanings := tuple(defined(one))):
        yield from meanings
        return
    if side := side_told(one) or value_told(one) or used(one) or aim(one):
        yield side
        return
    if by := influenced(one):
        yield by
        return
    yield from listed_in(one)
    yield from made_of(one)
    yield from there_are(one)
    if after := elapsed(one):
        yield after
        return
    links = tuple(linked(one)) or tuple(filter(None, [at_moment(one) or so_that(one)]))
    yield from links or tuple(done_by(one)) or tuple(grounds(one)) or tuple(either(one)) or asked.asked(one)
    if timed := states.timed(one):
        yield timed
    if one.topic is None:
        yield from described(one.text)
        state = STATE.match(one.text)
        if state and not state["what"].endswith("도"):
            yield states.asked(one.text, state)
