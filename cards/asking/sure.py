"""Sorts of question that are asked without a doubt, whatever their words are worth.

What a card is worth is learnt over all cards of its form. Of some sorts nearly all were of use to readers where the
sentence has the plain form that is named here, or say so much more surely what they ask than the form they are
likened to; these need no more than a floor.
"""

from __future__ import annotations

import re

from cards.asking.doubts_lists import are_ways
from cards.asking.fact import Fact
from cards.asking.flow import is_told_in_order
from cards.asking.measures import is_case
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.asking.subforms import standing
from cards.asking.values import value_of
from cards.language.clauses import shares_verb
from cards.language.english.asking import questioned
from cards.language.english.deeds import happens
from cards.language.english.indirect import asks_clause
from cards.language.english.retold import stands_for
from cards.language.english.turning import PIECE
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.statement import sentences

# What a condition or its consequence leaves open, or says of what was told before.
_OPEN = re.compile(
    r"\b(?:these|this|those|that|such|it|them|things?|several|following|similar|problems?|issues?|examples?|equations?"
    r"|more|now|using|may|might|good|bad|better|important)\b",
    re.I,
)
_THE_MORE = re.compile(r"^the (?:more|less|fewer) ", re.I)
_LEANS = re.compile(r"(?:there|this|that|these|they tend|so that)\b", re.I)
_LEANS_KO = re.compile(
    r"지만|는데|(?:^|\s)(?:둘[을은이]|이번에는|이번|이젠|이제|이때|그때|각각|해당|다른|또한?|모든)\s"
)
_SEVERAL = re.compile(r",|\s[-–—]\s|\b(?:and|or|however|same|case)\b")
_WORD = re.compile(r"[a-z]{4,}|[^\sa-z]{2,}")
_BEGINS = re.compile(r"(?:it|they|you|we|there|all|this|that|then)\b|(?:he|she|one|who)\b", re.I)
_SPEAKS = re.compile(r"\b(?:you|your|we|our|I)\b", re.I)
_MAY = re.compile(
    r"^(?!therefore|thus|so\b).*\b(?:can|may|when|if|that|which)\b", re.I
)  # a case, and so one with a name
# Where a thing is kept, set or used has one answer, other than what it has, uses or keeps.
_KEPT = re.compile(
    r"\b(?:(?:stored|kept|saved|located|found|defined|declared|configured|documented|used|placed|mounted|installed"
    r"|registered|maintained|cached|written|exist|live|reside|happen)$|(?:store|save|cache|record|persist|place|install)\s)"
)
_PLACE = re.compile(
    r"(?:in|on|under|inside|at|within|below|behind|next to|between) "
    r"(?!(?:\w+ )?(?:conjunction|combination|addition|many|most|some|various|different|several|general|practice|both)\b"
    r"|[A-Z]\w+ et al\b|[^,]*\bthan\b)"
)
# What is told is an answer to a question that one knows then: "whether water has come in", "to choose when to drain".
_WHETHER = re.compile(r"(?:to [a-z]+ (?:out )?)?(?:whether|if|when|where|which)\s\S+\s\S", re.I)
_COST = re.compile(r"[OΘΩ]\((?:[^()]|\([^()]*\))+\)")


# From this worth on readers could use 88 of 100 equations, conditions and qualities; below it 71.
LIKELY = 0.65
COST = 0.6  # what a way costs is short, and its words tell nothing of its worth
OFTEN = 3  # so often a note writes letters whose meaning it wants to be known


def is_sure(draft: Draft, rule: str, scope: Scope, worth: float, text: str) -> bool:
    """Whether a draft of which there is no doubt is asked by what it is alone; `worth` is what its words are worth.

    `text` is that of the whole note.
    """
    fact = draft.fact
    if draft.reverse:
        return False
    if rule == "table" and fact.ask is Ask.CELL:  # "Insertion sort — best?", beside the cost of other ways
        return worth >= COST and _COST.fullmatch(draft.answer.strip("`$ ")) is not None and not is_case(fact.about)
    if rule == "code" and fact.ask is Ask.EQUATION:  # reckoned from other names, and no setting or list
        return worth >= 0.5 and re.search(r"(?:=|<-|←)\s?[A-Za-z_]\w*\s[-+*/]\s[\w(]", draft.answer) is not None
    if rule == "equation" and fact.ask is Ask.EQUATION:
        return worth >= LIKELY
    if rule == "code" and fact.sort == "bid":  # a whole sentence over the one command that does it
        return worth >= 0.42
    if fact.ask is Ask.LIST:
        return are_ways(fact, scope)
    if fact.ask is Ask.STEPS:
        return rule == "steps" and not fact.after and is_told_in_order(draft.answer, scope) and worth >= 0.25
    if draft.korean:
        return _is_sure_korean(draft, scope, worth)
    if rule == "sentence" and fact.ask is Ask.OWN and fact.sort == PIECE:
        return worth >= 0.55 and _is_plain_piece(fact, draft.answer, scope)
    if rule == "sentence" and fact.ask in {Ask.PURPOSE, Ask.DOES} and fact.about and worth >= 0.6:
        tells = fact.ask is Ask.PURPOSE or asks_clause(fact.said)
        if tells and _WHETHER.match(draft.answer):
            return True
    if rule == "sentence" and fact.ask is Ask.DOES and fact.sort == "where" and worth >= LIKELY:
        return _KEPT.search(fact.said) is not None and _PLACE.match(draft.answer) is not None
    if rule == "sentence" and fact.ask is Ask.OWN and fact.sort == "when":
        return worth >= 0.3 and _is_defined(fact.said, draft.answer, scope)
    if fact.sort in {"done", "done why"}:
        return True
    if fact.sort == "built":  # "when was the TSB transmitter built", or of the heading above
        return (worth >= 0.5 and (scope.meant and bool(scope.name))) or re.search(r"[A-Z]{2}", fact.said) is not None
    if rule == "letters":  # spelled out in passing, and used all over the note
        return worth >= 0.5 and len(re.findall(rf"\b{re.escape(fact.about)}s?\b", text)) >= OFTEN
    if fact.ask is Ask.STANDS:
        if rule == "sentence" and stands_for(without_gloss(fact.about), draft.answer):
            return worth >= LIKELY  # what the letters of a heading stand for, told in its first line
        told = sum(value_of(entry.line.text)[2] == "letters" for entry in scope.entries)
        return rule == "value" and told > 1 and told == len(scope.entries)  # a list of names with their letters
    if rule == "label" and fact.ask is Ask.ASPECT and fact.sort == "example":
        return worth >= 0.52 and len(draft.answer.split()) <= 6 and not re.search(r"\d", draft.answer)
    if rule == "sentence" and fact.ask is Ask.CALLED and fact.sort in {"so called", "names"}:
        short = len(draft.answer.split()) <= 4 and len(fact.said.split()) <= 22
        return worth >= 0.45 and short and (fact.sort == "names" or _MAY.search(fact.said) is not None)
    if rule == "sentence" and fact.ask is Ask.IF and fact.sort == "condition":
        return worth >= LIKELY and _is_plain_condition(fact.said, draft.answer)
    if fact.sort == "in a state":  # "when it is kept at 24 degrees"
        return rule == "sentence" and worth >= 0.55 and bool(scope.name) and scope.meant
    if rule == "sentence" and fact.ask is Ask.DOES and fact.sort == "quality":
        return worth >= LIKELY
    if rule == "sentence" and fact.ask is Ask.WHY and fact.sort == "reason":
        plain = worth >= 0.45 and _is_plain_reason(fact.said, draft.answer)
        return plain or (worth >= 0.56 and _is_turned_reason(fact.said, draft.answer))
    return False


def _is_defined(said: str, when: str, scope: Scope) -> bool:
    """Whether what is asked for ends in the words that its writer set in bold, as what is defined there, and by a whole
    condition ("A hull is a **round hull** if its ribs are bent")."""
    bold = any(said.endswith(f" {words}") for words in scope.strong if len(words) > 3)
    return bold and when.startswith("if ") and 5 <= len(when.split()) <= 24 and not _HANGS_ON.search(when)


_HANGS_ON = re.compile(
    r"(?:\bi\.?e|\be\.?g|\bsatisfying|\bconditions?|\bthat|\bwhere)\.?$|\b(?:below|above|following)\b", re.I
)


def _is_sure_korean(draft: Draft, scope: Scope, worth: float) -> bool:
    fact = draft.fact
    if fact.ask is Ask.TURNS:
        return re.search(r"\d", draft.answer) is None  # "센불 40분 + 뜸 20분" is not turned into anything
    if fact.ask is Ask.IF and fact.sort == "at a value":
        return re.match(r"(?:if|when)\s", fact.said) is None
    if fact.ask is not Ask.OWN:
        return False
    if fact.sort == "question" and len(draft.answer) <= 200:
        return worth >= 0.43 and _WHOLE.search(fact.said) is not None and not _SHORT_OF.search(draft.answer)
    if fact.sort in {"how done", "most"}:
        return True
    if fact.sort == "amount" and worth >= 0.55:  # "몇 도에서 발효시키나": short, and nothing is set against it
        return len(fact.said) <= 40 and _LEANS_KO.search(fact.said) is None
    if fact.sort == "subject" and len(draft.answer) <= 20 and worth >= 0.42:
        return any(shares_verb(text) for text in sentences(scope.texts.get(fact.line, "")))  # one of two in turn
    return False


# "SSR이 검색에 유리한 이유는", "은행원 알고리즘이란": a question that names what it is of, asked by its writer.
_WHOLE = re.compile(
    r"^(?!그렇|그런데|그럼|그러|하지만|이렇|이런|이게|왜 |but\b|.*(?:관한|대한|따른) (?:이유|까닭|경우))"
    r"(?=.*[가-힣A-Za-z0-9)`][이가을를에]\s)"
    r".*[은는한할된될인른운]\s(?:이유|까닭|경우)[는은]$"
    r"|^(?!좀 |이 |그 |그렇|그럼).{2,30}[^\s.:]\s?(?:이란|란)(?: 무엇인가요?| 무엇인지 설명해 ?주세요)?$"
)
_SHORT_OF = re.compile(r"(?:아니라|[^가-힣]이유는 .*(?:단순|간단)\S*|가설|판단 근거|다음과 같\S+|아래\S*|\.{3}|:)\.?$")


def _is_plain_piece(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether a clause asked for its last piece is of a named thing, says what that does, and its answer is new."""
    if standing(fact._replace(about=fact.subject), answer, scope, False) == "plain" or len(fact.said.split()) > 16:
        return False
    if _OPEN.search(f"{fact.said} {answer}") or _SPEAKS.search(answer):
        return False
    known = set(_WORD.findall(f"{fact.said} {scope.heading}".lower()))
    return len(set(_WORD.findall(answer.lower())) - known) > 1 or answer.startswith(("`", "$"))


def _is_plain_condition(said: str, then: str) -> bool:
    """Whether a condition and what happens under it are short and name what they speak of."""
    if len(said.split()) > 14 or not 3 <= len(then.split()) <= 14 or _OPEN.search(f"{_THE_MORE.sub('', said)} {then}"):
        return False
    return not _BEGINS.match(then) and not _SPEAKS.search(said)


def _is_plain_reason(said: str, why: str) -> bool:
    """Whether something happens because something else does: "Rye wakes a starter faster, as it carries yeast"."""
    if not 4 <= len(why.split()) <= 14 or _SPEAKS.search(f"{said} {why}") or len(said.split()) > 14:
        return False
    return not _LEANS.match(why) and not _OPEN.search(said) and happens(said)


def _is_turned_reason(said: str, why: str) -> bool:
    """Whether a clause can be asked as a question ("why are the leaves narrow?"), and the reason is new."""
    if not 4 <= len(why.split()) <= 20 or len(said.split()) > 14 or _SPEAKS.search(f"{said} {why}"):
        return False
    if _LEANS.match(why) or _OPEN.search(said) or _SEVERAL.search(said) or not questioned("why", said):
        return False
    known = set(_WORD.findall(said.lower()))
    return len(set(_WORD.findall(why.lower())) - known) > 1
