"""What makes a Korean card doubtful by where it was cut, or by what little is left: a step of one of several, a piece
with half of another clause in it, an answer that the heading gives, a condition with a second one behind it."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key
from cards.language.word import Word

_PIECES = frozenset({Ask.OWN, Ask.GAP})
_OF_TERM = frozenset({Ask.WHAT, Ask.DOES, Ask.HOW})


def doubt_of_cut(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean draft may be half of what its line says; "" where it is whole."""
    if _POINTING_NAME.match(fact.about or scope.name):
        return "it points at what is not there"
    if fact.ask is Ask.IF:
        return _of_condition(fact, answer)
    if fact.ask in _OF_TERM:
        return _of_term(fact, answer, scope)
    if fact.ask is Ask.CELL:
        return "its answer says again what it asks" if _says_row_again(fact, answer) else ""
    if fact.ask is Ask.DIFFER:
        return "its answer says little" if _BARE_SIDE.search(answer) else ""
    if fact.ask is Ask.CALLED or (fact.ask is Ask.OWN and fact.sort in _NAMES):
        return "its answer stands in its heading" if _is_named_above(fact, answer, scope) else ""
    if fact.ask in _PIECES:
        return _of_piece(fact, answer)
    return ""


_NAMES = frozenset({"most", "name", "term"})
# "해당 사용자", "여러 플랫폼": a thing that only the lines before it name, or no thing at all.
_POINTING_NAME = re.compile(r"(?:해당|이러한|그러한|이런|그런|여러|다양한|각각의|각)\s")


def _of_condition(fact: Fact, answer: str) -> str:
    """What follows holds a second condition, or the case at hand is one row of data."""
    if re.search(r"(?<![\d-])\d{5,}(?![\d-])", fact.said):
        return "it tells of an exercise"  # a number by which one row of a table is known
    if _AS_WELL.search(answer) or _SECOND.search(answer):
        return "it says two things at once"
    return ""


# "상관없지만 복잡한 경우, …": what follows ends at the first half.
_AS_WELL = re.compile(r"^(?:상관|문제|관계|괜찮|무방|충분)\S*(?:\s\S+)?지만\s")
# "참을 거짓이면 거짓을 돌려준다"
_SECOND = re.compile(r"^\S+[을를]\s\S+(?:이면|이라면|일\s때)\s")


def _of_term(fact: Fact, answer: str, scope: Scope) -> str:
    """What stands beside a name is a step of one of several, came to be, or is told of something else in it."""
    name = fact.about or scope.name
    if _RANGE.fullmatch(without_gloss(name)):
        return "its term is no name"
    if fact.kind is not Kind.TABLE and fact.about and _recurs(fact, scope):
        return "it is a step, not what its term is"
    if fact.ask is not Ask.WHAT:
        return ""
    bare = without_gloss(answer).rstrip(". ")
    if _CAME.search(bare) and len(bare.split()) > 2:
        return "it tells what is so, not what its term is"
    if _OF_SIZE.match(bare):
        return "it reckons with figures"
    if _EACH.search(bare):
        return "it says something of another thing than its term"
    if fact.sort == "meaning" and bare.endswith(" 것") and _has_topic(bare):
        return "it says something of another thing than its term"
    return ""


_RANGE = re.compile(r"~?\s?\d[\d.,]*\s?~\s?(?:\d[\d.,]*)?|~\s?\d[\d.,]*")
_CAME = re.compile(r"[가-힣](?<![을를의한된는은할될])\s(?:등장|출시|출현|대두)$")
_OF_SIZE = re.compile(r"\d[\d.,]*\s?(?:[KMGT]i?B|bytes?|바이트|비트)로\s")
_EACH = re.compile(r"[가-힣](?:며|고),?\s각각\s")


def _recurs(fact: Fact, scope: Scope) -> bool:
    """Whether the name of a line stands over another line of its list too: who does what, step by step."""
    same = [e for e in scope.entries if e.parts and e.parts[0].sign == ":" and key(e.parts[0].term) == key(fact.about)]
    return len(same) > 1 and any(e.line.number == fact.line for e in same)


def _has_topic(text: str) -> bool:
    """Whether a clause has a topic of its own ("사람이 올 때 문은 그것을 알려야 하는 것")."""
    told = _tagged(text)
    return any(
        t.tag == "JX" and t.text in {"은", "는"} and told[at - 1].tag.startswith(("NN", "SL"))
        for at, t in enumerate(told)
        if at
    )


def _says_row_again(fact: Fact, answer: str) -> bool:
    """Whether a cell says no more than the name of its row and the word over its column ("체": "체 도구 사용")."""
    bare = without_gloss(answer)
    name = key(without_gloss(fact.about))
    if len(name) < 2 or name not in key(bare) or not has_hangul(bare):
        return False
    own = re.escape(without_gloss(fact.about))
    return re.fullmatch(rf"(?:\S+\s)?{own}(?:\s\S+)?\s(?:사용|이용|활용)(?:함|한다)?", bare) is not None


_BARE_SIDE = re.compile(
    r"(?:^|\n)- [^:\n]+: (?:사용|이용|적용)(?:할 수 있다|할 수 있음|이? 가능하다|된다|한다)(?:$|\n)"
)


def _is_named_above(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether what is asked for is a word of the heading, with or without the kind that the question says."""
    bare = without_gloss(answer)
    words = bare.split()
    if len(words) > 1 and key(words[-1]) in key(fact.said):
        bare = " ".join(words[:-1])
    if len(key(bare)) < 2 or not has_hangul(bare):
        return False
    over = (scope.heading, *scope.heads[-1:])
    return any(re.search(rf"(?<![\w가-힣]){re.escape(bare)}(?:의\s|란?$|이?란|\s|$|\()", head) for head in over)


def _of_piece(fact: Fact, answer: str) -> str:
    """A piece left out that holds the end of another clause, or a case whose verb stands outside it."""
    if _CLAUSE_IN.search(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and _TWO_TOPICS.search(fact.said) and ", " in answer:
        return "it was cut in the middle of a sentence"
    return "it was cut in the middle of a sentence" if _is_open(answer) else ""


# "문이 닫힌 직후, 사람", "구조의 특성상 벽": when, or since what, is said of the verb outside.
_CLAUSE_IN = re.compile(r"(?:직후|직전|이후|이전|[는은할]\s때|뒤|후),\s|(?:특성|성격|구조|편의|관례|원칙)상\s")
_TWO_TOPICS = re.compile(r"[은는]\s\[\.\.\.\][은는]\s")


def _is_open(answer: str) -> bool:
    """Whether an object stands in a piece without the verb that it belongs to ("물을 같은 통")."""
    told = [t for t in _tagged(without_gloss(answer)) if not t.tag.startswith("S") or t.tag in {"SL", "SN"}]
    at = next((i for i, t in enumerate(told) if t.tag == "JKO"), -1)
    if at < 0 or len(told) < at + 2:
        return False
    behind = told[at + 1 :]
    return not any(t.tag.startswith(("VV", "XSV")) or t.text in {"위하", "대하"} for t in behind) and any(
        t.tag.startswith("NN") for t in behind
    )


def _tagged(text: str) -> tuple[Word, ...]:
    return tuple(reader_for(True).tagged(text) or ()) if has_hangul(text) else ()
