"""Korean sentences that set two things side by side, asked as one: how they differ, or who of them has which role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended
from cards.asking.fact import Fact, own
from cards.asking.scope import Entry, Scope
from cards.asking.sentences import facts_of
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.korean.grammar import topic_of
from cards.language.korean.manners import how_done
from cards.language.korean.pairs import Pair, alike_but, asks_unlike, set_against, sharing_roles
from cards.language.reader import reader_of
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, plain

LONGEST = 240


def halves(text: str, pieces: Sequence[str], scope: Scope, entry: Entry) -> Iterator[Fact]:
    """What a sentence says of two things together; nothing where each of its `pieces` is better asked by itself."""
    if not has_hangul(text) or len(text) > LONGEST or reader_of(text).is_story(text):
        return
    if (alike := alike_but(text)) is not None and _names(alike[0]) and _names(alike[1]):
        one, other, told = alike
        yield _own(asks_unlike(one, other), one, told, entry, "unlike")
        return
    if roles := sharing_roles(text):
        for who, role, where in roles:
            asked = "누가" if _PERSON.search(who) else "무엇이"
            yield _own(f"{role} 역할은 {asked} 하나", where, who, entry, "agent")
        return
    if (pair := set_against(text)) is not None and _names(pair.one) and _names(pair.other):
        yield _differ(pair, entry, "against")
        return
    manners = [how_done(piece) for piece in pieces] if len(pieces) == 2 else []
    if manners and all(manners) and len({m.said for m in manners if m}) == 2:
        for manner in manners:
            if manner is not None:
                yield _own(manner.said, "", manner.answer, entry, manner.sort)
        return
    if any(manners):
        sides = [
            [_own(manner.said, "", manner.answer, entry, manner.sort)]
            if manner
            else list(facts_of(piece, scope, entry))
            for manner, piece in zip(manners, pieces, strict=True)
        ]
        if all(sides) and all(fact.ask is Ask.OWN for side in sides for fact in side):
            yield from (side[0] for side in sides)
            return
    if (apart := _contrast(text, pieces, scope, entry)) is not None:
        yield apart


_PERSON = re.compile(r"(?:[팀자원측]|사람|부서|선생님|학생|회사)$")


def _names(text: str) -> bool:
    return is_name(text) and len(text.split()) <= 4


def _own(said: str, about: str, told: str, entry: Entry, sort: str) -> Fact:
    subject, line = plain(without_gloss(about)), entry.line
    accepted = accepted_for(told)
    return Fact(
        Ask.OWN, Kind.CONTRAST if sort == "unlike" else Kind.RELATION, about, told, line.number, own(line), said, sort,
        subject=subject, accepted=accepted, rank=4,
    )  # fmt: skip


def _differ(pair: Pair, entry: Entry, sort: str) -> Fact:
    line, subject = entry.line, plain(without_gloss(pair.one))
    answer = f"- {pair.one}: {ended(pair.told)}\n- {pair.other}: {ended(pair.also)}"
    return Fact(
        Ask.DIFFER, Kind.CONTRAST, pair.one, answer, line.number, own(line), pair.other, sort, subject=subject, rank=4
    )


def _contrast(text: str, pieces: Sequence[str], scope: Scope, entry: Entry) -> Fact | None:
    """The halves of a Korean sentence, each of a thing of its own, where one of them alone leaves nothing to ask.

    "커밋은 바뀐 것을 남기지만, 롤백은 되돌린다": how do they differ?
    """
    if len(pieces) != 2 or sum(map(len, pieces)) > 160:
        return None
    sides, verbs = [], []
    for piece in pieces:
        piece = piece.rstrip(". ")
        reader = reader_of(piece)
        tokens = reader.tagged(piece) or ()
        topic = topic_of(piece, tokens)
        if topic is None or topic.begin or not _names(topic.text):
            return None
        if reader.is_pointing(topic.text) or reader.findings(piece) or reader.is_story(piece):
            return None
        sides.append((topic.text, ended(piece[topic.rest :].strip())))
        verbs.append(next((t.text for t in reversed(tokens) if t.tag.startswith(("VV", "VA", "XSV", "XSA"))), ""))
    if not (_AGAINST.search(text[: text.rfind(pieces[1])]) or verbs[0] == verbs[1]):
        return None  # "…를 만들고 …는 공유한다" tells of two things, and sets neither against the other
    if all(any(True for _ in facts_of(piece, scope, entry)) for piece in pieces):
        return None
    (one, told), (other, also) = sides
    if key(one) == key(other) or one.endswith(("때", "경우", "것")) or not told or not also:
        return None
    return _differ(Pair(one, told, other, also), entry, "halves")


_AGAINST = re.compile(r"(?:지만|반면에?|으나|는데),?\s*$")
