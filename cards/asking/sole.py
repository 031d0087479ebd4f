"""The only line below a name as the meaning of that name: "Lazy" over "값이 처음 쓰일 때까지 계산을 미룸"."""

from __future__ import annotations

import re

from cards.asking.cases import set_off
from cards.asking.scope import Entry, Scope
from cards.asking.ways import asked_of_way, is_way
from cards.language.actions import is_done, is_principle, is_state
from cards.language.clauses import clauses
from cards.language.glosses import without_gloss
from cards.language.headings import is_question
from cards.language.korean.grammar import points_back, tagged
from cards.language.korean.heads import Head, head_of
from cards.language.korean.parts import described
from cards.language.reader import reader_of
from cards.language.statement import Statement, sentences
from cards.language.terms import is_described, is_name
from cards.language.text import has_hangul

_SEVERAL = re.compile(r"[와과]\s|\bvs\b|\s및\s|,\s|\s/\s", re.I)
# Below such a heading stands what is done or thought, not what its words mean.
_OF_SIDES = re.compile(
    r"(?:방법|설치|설정|예시|예제|정리|요약|회고|소감|느낀 점|의견|구절|주장|생각|결론|소개|개요"
    r"|준비|목표|문제|풀이|결과|우선순위|[가-힣]기)$"
)


def meaning_below(scope: Scope, entry: Entry) -> tuple[Statement, ...]:
    """The only line below a bare name as the meaning of that name, where it says nothing else; () for any other."""
    bare = not scope.aspect and len(entry.parts) == 1 and not entry.parts[0].sign
    text = entry.line.text
    effect = scope.section and len(scope.entries) == 1 and is_way(scope) and asked_of_way(scope.name, [text])
    if bare and (_is_outcome(scope, text) or (effect and len(sentences(text)) == 1)):
        return (Statement(text, scope.name, ":"),)
    bare = bare and scope.glossed
    if not bare or not scope.meant or not has_hangul(text) or is_question(text) or len(sentences(text)) > 1:
        return ()
    if (scope.section and not _is_of_heading(text, scope.name)) or (scope.point and not is_described(text)):
        return ()
    if is_way(scope) and head_of(text) is Head.BARE:
        return ()  # "인지 행동 치료" below "상담" is what one takes, and says not what that is
    reader = reader_of(text)
    if any(reader.findings(piece) for piece in clauses(text)) or (reader.meaning_of(text) and not any(described(text))):
        return ()
    if (
        reader.shape_of(text) == "phrase"
        and not is_described(text)
        and _is_deed(text)
        and not is_done(scope.name, text)
    ):
        return ()
    return (Statement(text, scope.name, ":"),)


def _is_outcome(scope: Scope, text: str) -> bool:
    """Whether the one line below a numbered case tells what came of it ("only wrens get in")."""
    below = scope.meant and not scope.section and len(scope.entries) == 1 and bool(set_off(scope.name, ""))
    return below and len(text.split()) > 1 and len(sentences(text)) == 1 and not is_question(text)


def _is_deed(text: str) -> bool:
    """Whether words end in what is done after something else was ("DNA를 잘라 유전자 지도 완성")."""
    tokens = tagged(text) or ()
    after = next((i for i in reversed(range(len(tokens))) if tokens[i].tag == "EC"), len(tokens))
    return after < len(tokens) and tokens[after].text in _AFTER and all(t.tag != "ETM" for t in tokens[after:])


_AFTER = frozenset({"아", "어", "여", "아서", "어서", "여서"})


def _is_of_heading(text: str, name: str) -> bool:
    """Whether the one line below a heading tells what that is: it speaks of nothing else, or says what must be so."""
    bare = without_gloss(name)
    tokens = tagged(text)
    if not tokens or _OF_SIDES.search(bare) or _SEVERAL.search(bare) or is_name(text) or points_back(tokens):
        return False
    if any(t.tag == "EP" for t in tokens) or tokens[0].tag.startswith(("MA", "J", "E", "NP", "NR", "SN")):
        return False
    if tokens[-1].tag in {"EC", "SP"}:
        return False
    if not any(t.tag == "JKS" or (t.tag == "JX" and t.text in {"은", "는"}) for t in tokens):
        return True
    return is_principle(bare) and is_state(bare, text)
