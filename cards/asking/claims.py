"""Whose a line is, decided once: each statement of a note gets one form, and each rule only the lines of its forms.

The table is ordered, as the table of rules of a Markdown parser is: the first test that holds decides. A rule therefore
never has to know what another one takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from cards.asking.cases import is_tried
from cards.asking.equalities import describes_and_names, is_equality, is_program_line, named_formula, parts_of
from cards.asking.flow import flow_of, is_message, ordered_steps
from cards.asking.meant_by_arrows import means
from cards.asking.measures import is_of_so_much, of_each, told_in_line
from cards.asking.quizzes import ANSWERED
from cards.asking.scope import Entry, Scope
from cards.asking.sole import meaning_below
from cards.asking.tabledata import holds_data
from cards.asking.values import value_of
from cards.language.aspects import is_collective, is_label
from cards.language.english.grammar import is_adverb, is_connective
from cards.language.english.labels import is_clause as is_english_clause
from cards.language.glosses import without_gloss
from cards.language.headings import is_question
from cards.language.korean.endings import is_clause as is_korean_clause
from cards.language.korean.grammar import STATE
from cards.language.korean.supposing import ends_in_condition
from cards.language.reader import reader_of
from cards.language.refused import is_exercise
from cards.language.statement import Statement, is_cost, sentences
from cards.language.tagging import is_noun
from cards.language.terms import is_attribute, is_described, is_name
from cards.language.text import has_hangul, mask, plain
from cards.note import Form as Mark
from cards.translation import N_


class Form(StrEnum):
    """What a statement of a note is."""

    CODE = "code"
    MATH = "math"
    TABLE = "table"
    DATA = "data"  # the data of an example, or what a run printed
    EXERCISE = "exercise"
    STORY = "story"  # what was done or felt
    QUESTION = "question"
    MESSAGE = "message"  # who sends what to whom
    STEP = "step"
    FLOW = "flow"  # A → B → C
    WHOLE = "whole"  # whole = part + part
    CONDITION = "condition"  # "gloss = 0: the wall looks flat"
    FORMULA = "formula"
    EXAMPLE = "example"  # "e.g. …" about the line above
    LABEL = "label"  # an aspect of what stands above it ("Goal: …")
    VALUE = "value"  # a name with a quantity, an abbreviation or a remark in parentheses
    ARROW = "arrow"  # what is so → what follows
    TERM = "term"  # a term and its meaning
    LEAD = "lead"  # a line over others that says what they are
    MEMBER = "member"  # a bare name in a list
    SENTENCE = "sentence"
    FRAGMENT = "fragment"


class Claim(NamedTuple):
    """A statement with its form, the line it stands on, and its place among the lines of its scope."""

    form: Form
    part: Statement
    entry: Entry
    at: int


class Place(NamedTuple):
    """What the tests of the table look at."""

    scope: Scope
    entry: Entry
    part: Statement
    at: int
    steps: frozenset[int]

    @property
    def alone(self) -> bool:
        """Whether it is all that stands below a line that names something."""
        scope = self.scope
        return not scope.section and scope.meant and not scope.told and bool(scope.name) and len(scope.entries) == 1

    @property
    def text(self) -> str:
        """The whole line."""
        return self.entry.line.text


REASONS = {
    Form.DATA: N_("it is the data of an example, not a fact"),
    Form.EXERCISE: N_("it is an exercise; an answer below it makes it a card"),
    Form.STORY: N_("it tells what was done or comes next, not what was learned"),
    Form.FRAGMENT: N_("it says nothing of a thing by itself; a whole sentence or `term: meaning` makes a card"),
}

_CONDITION = re.compile(
    r"^(?:if|when|unless|once)\s|(?:^|\s)[^\s\x01]{1,24}\s(?:=|==|<|>|≤|≥|<=|>=|≠|!=)\s[^\s\x01]{1,16}"
    r"(?:\s[가-힣]{1,8})?(?:이?면|일 때)?$"
    r"|[가-힣](?:이?면|[ㄹ일할될]\s?때|는\s?때|경우)$",
    re.I,
)
_WITH = re.compile(r"(?!if\b|when\b)[A-Za-z][\w -]*\swith\s\S{1,12}\s[=→<>≤≥]", re.I)
_ADVISES = re.compile(r"^(?:if|when|unless|once)\s[^,]+,\s\w", re.I)
_DATA = re.compile(
    r"^(?:`|\$)?\s*(?:[\[{(]\s*(?:[\"'\d\[{(-]|[a-z]\s?,)|[\"'“].{0,80}[\"'”]$|0x[0-9a-f]+$|(?:True|False|None|null)$)",
    re.I,
)
_EXAMPLE = re.compile(
    r"^(?:(?:e\.g\.|ex\.|eg\.|예\)|예시\)|ex\))\s*|(?:ex|example|for example|for instance|예|예시"
    r"|사례)\s?[:：,]\s*)(?P<what>\S.*)$",
    re.I,
)
_OUTPUT = re.compile(r"^(?:output|result|prints?|출력|결과|실행 ?결과|stdout)\b", re.I)


@lru_cache(4096)
def is_clause(text: str) -> bool:
    """Whether words say that something happens, rather than name something."""
    if has_hangul(text):
        return is_korean_clause(text)
    known = reader_of(text).has_verb(text)
    return is_english_clause(text) if known is None else known


def is_story(text: str) -> bool:
    """Whether a sentence tells what its writer did."""
    return reader_of(text).is_story(text)


_PROMPT = re.compile(
    r"(?:SQL|mysql|MariaDB \[\S+\]|sqlite|postgres=#|redis[\w.:]*|irb|ghci|PS [A-Z]:\S*|[A-Z]:\\\S*)>\s", re.I
)


# "[2, 3]" on a line of its own; "A: 1000 · 1.05³ = 1157.63"; "In [1]: len(a)"
_LITERAL = re.compile(r"[\[{(](?=\d+\]|[^\]})]*(?:\d\s?,|[\"']))[\d\s.,\"'\w:{}\[\]()-]*[\]})]")
_RECKONED_BODY = re.compile(
    r"[$(]*\d[\d.,]*[%)]*(?:\s?[+*/×·÷-]\s?[$(]*\d[\d.,²³]*[%)]*){1,6}\s?[=≈]\s?[$(]*[\d.,]+\s?\S{0,6}"
    r"|\d[\d.,]*(?:\s[+×]\s\d[\d.,]*){1,6}"
)
_PROMPTED = re.compile(r"(?:In|Out)\s?\[\d*\]\s?:")


def is_data(place: Place) -> bool:
    """Whether a line is the data of an example: a literal, a sum in figures, or any line of a list that traces one."""
    if ">" in place.text and _PROMPT.match(place.text):
        return True
    if _LITERAL.fullmatch(place.text.strip("`")) or (place.part.sign and _RECKONED_BODY.fullmatch(place.part.body)):
        return True
    if _PROMPTED.match(place.text):
        return True
    if place.part.sign == "=" and re.fullmatch(r"[\d\s.,+*/×()%-]+", place.part.term):
        return True
    if place.scope.is_example and not _prose(place.text):
        return True
    part = place.part
    if is_program_line(part):
        return True
    if part.sign in {":", "="} and _DATA.match(part.body) and not part.term.startswith("`"):
        return True
    return place.scope.traces and not _prose(place.text) and not _is_beside_trace(place)


def _is_beside_trace(place: Place) -> bool:
    """Whether a line before or behind the numbered list that traces an example tells of what it is an example of."""
    line = place.entry.line
    if line.ordered or _LITERAL.search(line.text) is not None:
        return False
    told = line.form is Mark.TEXT and not line.text.endswith((":", "："))
    return line.text.endswith(".") or (told and len(line.text.split()) >= 3 and not place.part.sign)


def _prose(text: str) -> bool:
    """Whether words are a sentence of some length."""
    return len(text.split()) >= 7 and is_clause(text)


def _question(place: Place) -> bool:
    part = place.part
    if part.sign and is_question(part.term):
        return True
    at = mask(place.text).find("?")
    return at > 0 and is_question(place.text[: at + 1])


def _answered(place: Place) -> bool:
    """Whether a line ends in the name it describes, as several around it do ("… 오르는 현상. A. 베어마켓랠리")."""
    return place.scope.answered and ANSWERED.match(place.text) is not None


_BIDS = re.compile(r"(?:설명|서술|나열|기술|비교|정의|열거|구분|논|말|적|쓰)(?:하|해\s?보)?(?:시오|라|세요|십시오)\.?$")


def _is_answered(place: Place) -> bool:
    """Whether a line that bids its reader explain something has the answer below it or in the next line."""
    if not _BIDS.search(place.text):
        return False
    if place.entry.below is not None:
        return True
    after = place.scope.entries[place.at + 1 : place.at + 2]
    near = after and after[0].line.form is Mark.TEXT and after[0].line.number <= place.entry.line.last + 2
    return bool(near) and not is_exercise(after[0].line.text)


def _condition(place: Place) -> bool:
    part = place.part
    if (part.sign == "=" and is_name(part.term)) or part.term.lower().startswith("when to "):
        return False
    if part.sign == "→" and _WITH.match(part.term):
        return False  # "Swish with β = 0 → …" names a thing
    if part.sign in {"-", ":"} and _ADVISES.match(part.term):
        return False  # "If awake for long, get up – the bed …" is an advice with its reason
    if part.sign == ":" and re.search(r"\s[=<>≤≥→]\s?-?[\d∞.,]+(?:\s?[^\s\d.,]{1,8})?$", part.term):
        return True
    if not part.sign or not part.body or is_noun(part.term):
        return False
    supposes = has_hangul(part.term) and ends_in_condition(part.term)
    return supposes or _CONDITION.search(mask(part.term)) is not None


def _whole(place: Place) -> bool:
    return len(parts_of(place.part)) > 1


_COUNTED = re.compile(r"(?:\d|[두세네])\s?가지$")


def _label(place: Place) -> bool:
    part = place.part
    if part.sign == "→":  # "전제 → …" and "방법 → …" below each other
        return place.scope.lists_arrows and not part.effects and place.scope.is_aspect(part.term)
    if part.sign not in {":", "-", "="} or not part.body or place.scope.aspect.endswith("용어"):
        return False
    # "예방", "회피", "탐지" under "해결 방법" are the ways themselves, as is what stands under "확인할 것 2가지"
    of_kinds = is_collective(place.scope.aspect) or _COUNTED.search(place.scope.heading) is not None
    if of_kinds and not place.scope.aspect and not place.scope.is_aspect(part.term):
        return False
    owned = (is_label(part.term) and not of_kinds) or (is_attribute(part.term) and not _is_defined(part))
    owned = owned or (part.sign == ":" and (place.scope.labels(part.term) or place.scope.is_sheet))
    return place.scope.is_aspect(part.term) or (owned and bool(place.scope.name))


def _is_defined(part: Statement) -> bool:
    """Whether a quantity of several words is told by its own last word ("탈출 속도: … 벗어날 수 있는 속도")."""
    last = part.term.split()[-1]
    return " " in part.term and part.body.rstrip(". ").endswith(f" {last}") and is_described(part.body)


def _value(place: Place) -> bool:
    """Whether a line is a name with something beside it: an abbreviation of Korean words, where its list is of such."""
    name, value, how = value_of(place.text, place.entry.line.strong)
    tokens = reader_of(name).tagged(name) if has_hangul(name) else None
    if tokens and tokens[-1].tag.startswith("MA") and not re.search(r"\s[-–—]\s", place.text):
        return False  # "항상 0 이상"
    if how == "in brackets":
        return of_each(place.scope) or is_of_so_much(name, value)
    if how != "abbreviation":
        return bool(how)
    beside = (entry.line for entry in place.scope.entries[max(0, place.at - 1) : place.at + 2])
    return sum(value_of(line.text, line.strong)[2] in {"abbreviation", "letters"} for line in beside) > 1


_NO_TERM = re.compile(
    r"^(?:another|other|also|then|this|that|these|those|some|more|many|finally|first|second|third|lastly|important|key|main|big|overview|example|result"
    r"|important note|note|in short|so|however|그 ?외|그 ?밖(?:에)?|이외|기타|비고|예시|참고|참고로|그리고|또한|결국"
    r"|정리하면|즉|개요)\b(?!-)(?:\s(?:point"
    r"|points|note|notes|thing|things|idea|example|one|shock|reason)\b.*)?$"
    r"|^(?:another|other|big|main)\s"
    r"|^(?:[a-z]+ )?(?:concept|remark|thought|question|side note|comment|caveat|irony|fun fact|tl;?dr)s?$",
    re.I,
)


# Before a link these say where to read or see on.
_MEDIUM = re.compile(
    r"(?:^|\s)(?:동?영상|유튜브|강의|블로그|글|자료|문서|링크|사이트|기사|논문|책|깃허브"
    r"|videos?|youtube|blogs?|articles?"
    r"|docs?|papers?|links?|github|repo|slides?)$",
    re.I,
)
_DEFINED = re.compile(r"[가-힣]는\s(?:일|것|방법|과정|장치|기술|기법|방식)$")


_CHAPTER = re.compile(
    r"제?\s?\d{1,3}\s?(?:장|강|절|부|주차|회차|일차|교시|차시)|(?:chapters?|ch|part|lecture|week|day|lesson|section|unit|episode|ep)\.?\s?\d{1,3}",
    re.I,
)


def _is_of_what(part: Statement) -> bool:
    """Whether a label says something of a thing that nothing above it names ("저자: 조영호")."""
    if not (is_label(part.term) or is_attribute(part.term)) or (has_hangul(part.body) and is_described(part.body)):
        return False
    return len(part.body.split()) <= 5 and re.match(r"(?:an?|the|any)\s", part.body, re.I) is None


_COMPARES = re.compile(r"[가-힣\w]\s(?:<=|>=|≤|≥|<|>|=)\s[가-힣\w]")


def _is_listed(place: Place) -> bool:
    """Whether an arrow stands in a list of its kind, or behind a marked name: then it says what the name is."""
    marked = place.part.term in place.entry.line.strong or place.part.term.startswith("`")
    return marked or place.scope.lists_arrows


def _ends_in_its_kind(part: Statement) -> bool:
    """Whether words are a meaning: they describe what the last word of the term names ("모둠 색인 → … 담는 색인")."""
    last = without_gloss(part.term).split()[-1:]
    return is_described(part.body) and part.body.rstrip(". ").split()[-1:] == last and not part.effects


def _term(place: Place) -> bool:
    part = place.part
    if re.match(r"^\[(?:image|img|그림|사진)|^[:!]|^(?:so|and|but|then|now|not)\b", part.term, re.I):
        return False
    if _NO_TERM.match(part.term) or (_MEDIUM.search(part.term) and "](http" in place.entry.line.raw):
        return False
    if is_tried(part.term) and place.entry.below is not None:
        return False  # "Trial A: linen warp" over what came of it
    if _CHAPTER.fullmatch(part.term) or (not place.scope.name and _is_of_what(part)):
        return False
    if part.sign == "-" and has_hangul(part.body) and _COMPARES.search(mask(part.body)):
        return False  # "낸 돈 - 받은 돈 <= 남은 돈" is a formula
    if part.term.endswith("ly") and part.term.isalpha() and is_adverb(part.term):
        return False  # "Historically: …"
    defined = _DEFINED.search(part.body) is not None or _ends_in_its_kind(part) or means(part)
    if part.sign == "→" and (len(without_gloss(part.term).split()) > 3 or not (defined or _is_listed(place))):
        return False  # "여러 FFN 중 일부만 선택 → …" tells what follows, not what it is
    if part.sign == "→" and re.match(r"\d{3,4}년?\s", part.term):
        return False  # "1636 병자호란 → …" tells what came of it
    if part.sign == "→" and place.alone:
        return False  # "Switch Transformer" over "MoE의 단순화 버전 → …": said of the name above, not a name itself
    if part.sign == ":" and is_cost(part.body) and not has_hangul(part.term):
        return True  # "Push when it is full: O(n)" is an operation, whatever words name it
    if part.sign == "=" and describes_and_names(part):
        return True
    if part.sign not in {":", "-", "→"} or not part.body or is_connective(part.term):
        return False
    if is_described(part.term) and not is_name(part.term):
        return part.sign == ":" and is_name(part.body) and len(part.body) <= 40  # what is described, and its name
    bare = without_gloss(part.term)
    word = bare != part.term and " " not in bare  # "가로면 (transverse plane)" is one word, and no condition
    return is_name(part.term) and (word or not is_clause(part.term))


def shows(entry: Entry) -> bool:
    """Whether a line gives an example of what the line above it says ("ex) …")."""
    return _EXAMPLE.match(entry.line.text) is not None and not entry.below


TABLE: tuple[tuple[Form, Callable[[Place], bool]], ...] = (
    (Form.CODE, lambda p: p.entry.line.form is Mark.CODE),
    (Form.MATH, lambda p: p.entry.line.form is Mark.MATH),
    (Form.DATA, lambda p: p.entry.line.form is Mark.TABLE and holds_data(p.entry.line, p.scope)),
    (Form.TABLE, lambda p: p.entry.line.form is Mark.TABLE),
    (Form.QUESTION, _answered),
    (Form.QUESTION, lambda p: _is_answered(p) and is_exercise(p.text)),
    (Form.EXERCISE, lambda p: is_exercise(p.text)),
    (Form.DATA, is_data),
    (Form.STORY, lambda p: not p.part.sign and len(sentences(p.text)) == 1 and is_story(p.text)),
    (Form.QUESTION, _question),
    (Form.CONDITION, _condition),
    (Form.MESSAGE, lambda p: is_message(p.part)),
    (Form.STEP, lambda p: p.entry.line.number in p.steps),
    (Form.FLOW, lambda p: bool(flow_of(p.entry))),
    (Form.WHOLE, _whole),
    (Form.EXAMPLE, lambda p: shows(p.entry)),
    (Form.FORMULA, lambda p: is_equality(p.text, p.part)),
    (Form.LABEL, _label),
    (Form.FORMULA, lambda p: named_formula(p.part) is not None),
    (
        Form.VALUE,
        lambda p: not p.part.sign and p.entry.below is None and _value(p),
    ),
    (Form.VALUE, lambda p: p.part.sign == ":" and len(told_in_line(p.part.term, p.part.body)) > 1),
    (Form.TERM, _term),
    (Form.ARROW, lambda p: p.part.sign == "→" or bool(p.part.sign and p.part.effects)),
    (
        Form.LEAD,
        lambda p: p.entry.below is not None and (is_tried(p.part.term) or (not p.part.sign and not _prose(p.text))),
    ),
    (Form.MEMBER, lambda p: not p.part.sign and is_name(p.text) and not is_clause(p.text) and not STATE.match(p.text)),
    (Form.SENTENCE, lambda p: len(plain(p.text).split()) >= 3),
    (Form.FRAGMENT, lambda p: True),
)


def claims(scope: Scope) -> Iterator[Claim]:
    """Every statement of a scope with its form."""
    steps = frozenset(entry.line.number for entry in ordered_steps(scope))
    for at, entry in enumerate(scope.entries):
        for part in meaning_below(scope, entry) or entry.parts or (Statement(entry.line.text),):
            place = Place(scope, entry, part, at, steps)
            form = next(form for form, holds in TABLE if holds(place))
            yield Claim(form, part, entry, at)


def example_of(text: str) -> str:
    """What stands behind "e.g."."""
    match = _EXAMPLE.match(text)
    return match["what"].strip() if match else ""


def is_output(text: str) -> bool:
    """Whether a line says that what follows was printed."""
    return _OUTPUT.match(text) is not None
