"""What makes the cell of a table doubtful: it says nothing without the cells beside it, or can be guessed."""

from __future__ import annotations

import re

from cards.asking.doubts_korean_tables import doubt_of_table
from cards.asking.fact import Fact
from cards.asking.questions import Draft
from cards.asking.scope import Entry, Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.reader import reader_for
from cards.language.text import has_hangul


def doubt_of_cell(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A cell whose one sign says nothing without the cell beside it ("小", "多")."""
    if fact.ask is Ask.CELL and len(draft.answer) == 1 and not draft.answer.isascii():
        return "one sign says nothing without the cell beside it"
    explained = not draft.korean and fact.ask is Ask.CELL and without_gloss(draft.answer) != draft.answer
    explained = explained or (draft.korean and fact.ask is Ask.CELL and _rates(fact, draft.answer))
    if not explained and fact.ask in {Ask.CELL, Ask.ASPECT} and _COMPARED.fullmatch(without_gloss(draft.answer)):
        return "more or less than what is not said"
    if fact.ask is Ask.CELL and _OUTPUT.fullmatch(fact.said.strip()) and re.search(r",\s?\S", draft.answer):
        return "what it is the result of is not said"
    row = reader_for(True).tagged(fact.about) if fact.ask is Ask.CELL and has_hangul(fact.about) else None
    if row and row[-1].tag == "EF":
        return "its row is told, not named"
    if fact.ask is Ask.CELL and (yes := _YES_OR_NO.fullmatch(draft.answer.strip())):
        same = yes["deed"] in fact.said or any(_said_of_it(row, yes["deed"]) for row in scope.entries)
        if same:
            return "yes or no can be guessed"
    if fact.ask is Ask.CELL and _IS_CALLED.search(fact.about) and _TRUTH.fullmatch(draft.answer.strip("`")):
        return "yes or no can be guessed"
    if fact.ask is Ask.IS_SO:
        return "yes or no can be guessed"
    return doubt_of_table(fact, draft.answer, scope) if draft.korean and not draft.reverse else ""


_IS_CALLED = re.compile(r"(?:^|[.\s`])(?:is|has|can|contains|equals|exists|includes)(?:[A-Z]\w*)?\([^()]*\)")
_TRUTH = re.compile(r"(?:true|false)(?:\s?(?:/|,|or|또는|혹은)\s?(?:true|false))?|bool(?:ean)?|참\s?/\s?거짓", re.I)


def _rates(fact: Fact, answer: str) -> bool:
    """Whether a rating tells a thing from those in the other rows: one that has a name ("TCP"), not "빠른 배"."""
    if _BETWEEN.fullmatch(answer) or _TOLD_OF.search(fact.said):
        return False
    row = reader_for(True).tagged(fact.about) if has_hangul(fact.about) else None
    return not any(t.tag == "ETM" for t in row or ())


_TOLD_OF = re.compile(
    r"(?:하는 일|역할|기능|설명|정의|의미|특징|용도|비고)$"
)  # what stands there is no rating, but a remark
_YES_OR_NO = re.compile(r"(?P<deed>[가-힣]{2,3}?)(?:\s?[XxOo×○]|함|됨|하지 ?않음|되지 ?않음|\s?안 ?함|\s?못 ?함)?")


def _said_of_it(entry: Entry, deed: str) -> bool:
    """Whether another cell of a table says of its thing that this is not done ("보장" beside "보장 X")."""
    told = {cell.strip() for row in entry.line.rows for cell in row}
    return any(cell != deed and cell.startswith(deed) and _YES_OR_NO.fullmatch(cell) for cell in told)


_OUTPUT = re.compile(
    r"(?:실행|출력|매칭|매치|검색)?\s?결과|출력|결괏값|(?:sample )?(?:results?|outputs?|matches)", re.I
)
_BETWEEN = re.compile(r"(?:비교적\s)?(?:보통|중간)")  # a rating that tells nothing apart
_COMPARED = re.compile(
    r"(?:(?:매우|더|가장|상대적으로|비교적)\s)?(?:높음|낮음|많음|적음|빠름|느림|큼|작음|좋음|나쁨|쉬움|어려움|중간|보통|가능|불가능|있음|없음"
    r"|높다|낮다|많다|적다|빠르다|느리다|크다|작다|좋다|나쁘다|쉽다|어렵다|있다|없다)(?:\s?[~/-]\s?\S+)?"
    r"|(?:very |more |most |less )?(?:high|low|medium|fast|slow|good|bad|large|small|easy|hard|higher|lower"
    r"|faster|slower|better|worse"
    r"|more|less|yes|no|none|optional|required)",
    re.I,
)
