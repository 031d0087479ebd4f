"""When a line below a name is one of several things that the name holds, and no meaning of the name.

A card that asks what "Knots" is must not be answered by the first knot of the list below it.
"""

from __future__ import annotations

import re

from cards.asking.scope import Entry, Scope
from cards.language.english.plurals import plural
from cards.language.glosses import without_gloss
from cards.language.korean.arrows import is_kind
from cards.language.reader import reader_for
from cards.language.terms import is_described, is_name
from cards.language.text import has_hangul, key
from cards.note import Form as Mark

_IF = re.compile(r"(?:\S+\s){0,3}?\S*[가-힣](?:면|라면|다면)\s(?=\S)")
_CASE = re.compile(r"(?<=\S)\s(?:경우|상황|때)$")


def is_one_of_several(entry: Entry, scope: Scope) -> bool:
    """Whether a line is the first of numbered ones, of cases, or of a few words each: its heading names all of them."""
    if entry.line.form is not Mark.ITEM:
        return False
    others = [e for e in scope.entries if e is not entry and e.line.form is Mark.ITEM]
    if entry.line.ordered and any(other.line.ordered for other in others):
        return True
    text = entry.line.text.rstrip(". ")
    if _CASE.search(text) and any(_CASE.search(other.line.text.rstrip(". ")) for other in others):
        return True
    if _IF.match(text) and any(_IF.match(other.line.text) for other in others):
        return True  # "새 문이면 달고", "새 문이 아니면 고친다"
    if any(_are_members(text, other.line.text.rstrip(". "), scope.name) for other in others):
        return True
    if not has_hangul(text + scope.name) and plural(scope.name.split()[-1]) and others and _ONE.match(text):
        return all(_names_one(other.line.text.rstrip(". ")) for other in (entry, *others))  # "a scar", "swollen glands"
    if has_hangul(text) and others and _are_all_things(scope):
        return True
    if has_hangul(text) and any(_ends_alike(text, other.line.text.rstrip(". ")) for other in others):
        return True  # "못으로 박는 방법", "홈을 파는 방법"
    brief = has_hangul(text) and len(others) > 1 and len(text.split()) <= 3
    return brief and all(len(other.line.text.split()) <= 4 and other.below is None for other in others)


def names_a_list(entry: Entry) -> bool:
    """Whether a line of a few words names the kind of the names below it ("안전한 메서드" over GET and HEAD)."""
    below = entry.below.entries if entry.below is not None else ()
    few = len(entry.line.text.split()) <= FEW and not (entry.parts and entry.parts[0].sign)
    return few and len(below) > 1 and all(e.line.form is Mark.ITEM and is_name(e.line.text) for e in below)


FEW = 4  # words of the name of a kind
_MEANT_AND_NAMED = re.compile(r"\S+\s\S.*\s?[(（](?P<name>[^()（）:,;]{1,40})[)）]")
_ONE = re.compile(r"an?\s", re.I)


def _are_members(one: str, other: str, name: str) -> bool:
    """Whether two lines below a name each describe a thing of that kind, and name it or speak of one of many.

    "A loop that holds (bowline)" and "a bend for two ropes (reef knot)"; "a shelf …" and "a list …" below "Rules".
    """
    if has_hangul(one) != has_hangul(other):
        return False
    named = [_MEANT_AND_NAMED.fullmatch(text) for text in (one, other)]
    if all(found is not None and key(found["name"]) != key(without_gloss(name)) for found in named):
        return True
    return not has_hangul(one) and plural(name) and all(map(_ONE.match, (one, other)))


_CLAUSE = ("VVZ", "VVB", "VVD", "VB", "VH", "VM", "CJT", "PNQ", "DTQ")


def _names_one(text: str) -> bool:
    """Whether a line is no more than a few words that name something, with no clause that says what it is."""
    tokens = reader_for(False).tagged(text) or ()
    clause = bool(tokens) and tokens[0].tag.startswith("VVN")  # "tied with short lines"
    clause = clause or any(
        token.tag.startswith(("VVZ", "VVB", "VVD", "VB", "VH", "VM", "CJT", "PNQ", "DTQ")) for token in tokens
    )
    return len(text.split()) <= BRIEF and not clause


def _are_all_things(scope: Scope) -> bool:
    """Whether all lines below a name are short and each describes another thing: "활로 켜는 해금", "뜯는 가야금"."""
    texts = [entry.line.text.rstrip(". ") for entry in scope.entries]
    if not all(is_described(text) and not is_kind(text) and len(text.split()) <= BRIEF for text in texts):
        return False
    last = {text.split()[-1] for text in texts}
    return len(last) == len(texts) and not any(w in _ANY_MEANING or key(w) in key(scope.name) for w in last)


BRIEF = 7  # words of a line that describes one thing and names it


_ANY_MEANING = frozenset({"것", "말", "뜻", "의미"})  # a meaning may end so, and what is said of it too


def _ends_alike(one: str, other: str) -> bool:
    """Whether two phrases end in the same noun."""
    last = one.split()[-1]
    is_noun = last not in _ANY_MEANING and not last.endswith(("다", "요", "음", "함", "됨", "임"))
    return is_noun and len(one.split()) > 1 and other.split()[-1:] == [last]
