"""A line or a heading that asks, and the words that answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cards.asking.answers import ANSWER, ended, listed, shortened
from cards.asking.choices import Choice, asked_with, choice_of
from cards.asking.claims import Claim, Form, shows
from cards.asking.fact import Fact, own
from cards.asking.quizzes import ANSWERED
from cards.asking.scope import Scope
from cards.asking.told_below import LONGEST, going_on, labelled, led_to, lines_below, of_side, runs_on, with_heads
from cards.asking.whys import WHY_ALONE, said_before
from cards.card import Kind
from cards.language.aspects import is_aspect
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import Topic, is_bidding, is_question, topic_of
from cards.language.korean.endings import josa, trimmed
from cards.language.refused import is_exercise
from cards.language.statement import sentences
from cards.language.text import has_hangul, key, mask, plain
from cards.note import Form as Mark
from cards.note import Line

MOST_TOLD = 3  # lines that answer a question together
WHOLE = 300  # letters that the Korean answer to a writer's own question may have: it is asked as it was written
FORMS = frozenset({Form.QUESTION, Form.SENTENCE, Form.MEMBER, Form.FRAGMENT, Form.TERM, Form.LABEL, Form.LEAD})

EXAMPLES = (
    ("## 인덱스\n- 왜 빠른가? → 정렬되어 있어서\n", (("**인덱스** — 왜 빠른가?", "정렬되어 있어서"),)),
    (
        "## Git\n- Why rebase? It keeps the history straight.\n",
        (("**Git** — Why rebase?", "It keeps the history straight"),),
    ),
    (
        "## Why are tides late?\nThe sea floor slows the bulge.\n",
        (("Why are tides late?", "The sea floor slows the bulge"),),
    ),
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """A card for each question that its own line, the next one, or the text below it answers."""
    yield from _heading(scope, claims)
    asking = [c for c in claims if c.form is Form.QUESTION]
    after = {c.at: c for c in claims}
    for claim in asking:
        part, line = claim.part, claim.entry.line
        if scope.answered and (match := ANSWERED.match(line.text)):
            yield _named(match["told"], match["asked"], match["name"].strip(), line, scope)
            continue
        if part.sign and is_question(part.term):
            yield _fact(
                part.term, listed([ended(p) for p in (part.body, *part.effects)]), line.number, own(line), scope
            )
            continue
        text = line.text
        at = mask(text).find("?")
        following = after.get(claim.at + 1)
        if following is not None and _GLOSS.fullmatch(text[at + 1 :]) and following.entry.line.form is Mark.TEXT:
            continue  # "How many sails are there? (each of its own cloth)", and the text below answers
        found = _answered(claim, _told_after(claim, after), at)
        if found is None:
            continue
        asked, answer, uses = found
        if WHY_ALONE.fullmatch(asked) and (said := said_before(text[: at + 1], after.get(claim.at - 1), scope)):
            answer = _ANSWERS.sub("", answer)
            yield Fact(Ask.WHY, Kind.RELATION, "", answer, line.number, uses, said, "asked", rank=2)
        else:
            yield _fact(asked, answer, line.number, uses, scope)


def _told_after(claim: Claim, after: Mapping[int, Claim]) -> list[Claim]:
    """The line behind one that asks; with the one or two behind it, where they are all that is left before the next
    question and short. Never looks further than that, however long the note is."""
    told: list[Claim] = []
    near, at = claim.entry.line.last, claim.at + 1
    while (one := after.get(at)) is not None and one.form is not Form.QUESTION and len(told) <= MOST_TOLD:
        line = one.entry.line
        if line.form is not Mark.TEXT or one.part.sign or line.children or line.number > near + 2:
            return [*told, one][:1]
        told.append(one)
        near, at = line.last, at + 1
    whole = len(told) <= MOST_TOLD and sum(len(one.entry.line.text) for one in told) <= ANSWER
    return told if whole else told[:1]


def _answered(claim: Claim, told_after: Sequence[Claim], at: int) -> tuple[str, str, frozenset[int]] | None:
    """What a line asks, what answers it on the line, below it or on the next one, and the lines that hold both."""
    line, text = claim.entry.line, claim.entry.line.text
    lean = tuple(c for c in line.children if c.form is Mark.LEAN)
    if 1 < at < len(text) - 3:
        told, uses = shortened(text[at + 1 :]), own(line)
        if len(line.children) == 1 and not lean and _is_piece(told) and _is_piece(line.children[0].text):
            told, uses = f"{told}, {ended(line.children[0].text)}", uses | own(line.children[0])
        return sentences(text[: at + 1])[-1], told, uses
    if lean and len(lean) == len(line.children):
        return text, listed([ended(c.text) for c in lean]), own(line).union(*map(own, lean))
    below = claim.entry.below
    if below is not None:
        rows = [ended(e.line.text) for e in below.entries]
        whole = len(rows) <= 3 and all(e.below is None and e.line.form is not Mark.CODE for e in below.entries)
        uses = own(line).union(*(own(e.line) for e in below.entries))
        return (text, listed(rows), uses) if whole and WHY_ALONE.fullmatch(text) else None
    if not told_after:
        return None
    following, told_on = told_after[0], told_after[0].entry.line
    near = told_on.form is Mark.TEXT and told_on.number <= line.last + 2
    if near and following.form is not Form.QUESTION and not following.part.sign:
        lines = [c.entry.line for c in told_after]
        answer = shortened(told_on.text) if len(lines) == 1 else listed([ended(one.text) for one in lines])
        return text, answer, own(line).union(*map(own, lines))
    return None


def _is_piece(text: str) -> bool:
    """Whether an answer is a few words that may be half of it: "계산이 n번" over "O(n)"."""
    return len(text) <= 30 and not text.rstrip(". ").endswith(("다", "요"))


_GLOSS = re.compile(r"\s*\([^()]*\)[\s.]*")
_ANSWERS = re.compile(r"^(?:(?:A|답|정답)\s?[.:]|`?(?:정의|설명|답변|의미|개념)`?\s?:)\s*(?=[^\W\d])")
_OPENS = re.compile(r"^(?P<name>[^.,]{2,40}?)이?란,?\s(?=\S+\s\S)")  # "노란 …" asked what 노 is: said once more


def _named(told: str, asked: str, name: str, line: Line, scope: Scope) -> Fact:
    """What is described, or asked for, by the line that its name ends."""
    said = trimmed(ended(told))
    whole = asked or said.endswith(("은", "는"))
    ask, kind = (Ask.OWN, Kind.QUESTION) if whole else (Ask.MEANT, Kind.DEFINITION)
    sort = "answered"
    return Fact(ask, kind, "", name, line.number, own(line), said, sort, 0, "", name, accepted_for(name), rank=2)


def _heading(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """A heading that asks, and a short text below it that answers."""
    asked = topic_of(scope.question) if scope.section else Topic()
    if (
        not scope.question
        or WHY_ALONE.fullmatch(scope.question)
        or not claims
        or (asked.name and not (asked.aspect and has_hangul(asked.aspect)))
    ):
        return
    if (choice := choice_of([entry.line for entry in scope.entries])) is not None:
        if choice.right:
            yield _chosen(scope, choice)
        return
    every = [c for c in claims if c.form is not Form.QUESTION]
    told = labelled(every)
    if (side := of_side(scope.entries, scope.question)) and sum(map(len, side)) <= LONGEST:
        yield _fact(scope.question, listed(side), told[0].entry.line.number, lines_below(told) | {scope.number}, scope)
        return
    if len(told) < len(every) and len(told) == 1 and told[0].entry.below is not None:
        return  # the head of one half of the answer
    aside = next((len(told) - i for i, c in enumerate(told) if i and is_aspect(c.entry.line.text.rstrip(": "))), 0)
    told = told[: len(told) - aside]  # "장점" below the reasons tells of something else
    # Code and an example beside an answer show it.
    shown = sum(entry.line.form is not Mark.CODE and not shows(entry) for entry in scope.entries)
    if not 1 <= len(told) <= 5 or (len(told) == len(every) - aside and len(told) != shown - aside):
        return
    if asked.aspect and len(told) > 1 and all(c.form is Form.TERM for c in told):
        return  # each of them is asked by itself, and their names as a list
    first = told[0].entry.line
    sides = all(c.entry.line.form is Mark.TEXT for c in told) and asked.aspect.startswith(("차이", "비교", "장단점"))
    alone = (first.form is Mark.TEXT and not sides) or len(told) == 1
    whole = _with_below(told, alone, scope.question) if has_hangul(scope.question) else []
    if whole and sum(map(len, whole)) <= LONGEST:
        yield _fact(scope.question, listed(whole), first.number, lines_below(told) | {scope.number}, scope)
        return
    limit = WHOLE if scope.korean and alone else 160
    many = going_on(told, limit) if alone and scope.korean else 1
    if many > 1 and sum(len(c.entry.line.text) for c in told[:many]) > limit:
        if runs_on(first, told[1].entry.line):
            return  # what its first line tells is not whole
        many = 1
    told = told[:many] if alone else told
    rows = [shortened(_reason(c.entry.line.text, scope.question), limit) for c in told]
    answer = _joined(rows) if alone else listed(rows)
    if len(answer) > max(260, limit):
        return
    uses = frozenset(n for c in told for n in own(c.entry.line)) | {scope.number}
    yield _fact(scope.question, answer, first.number, uses, scope)


def _with_below(told: Sequence[Claim], alone: bool, told_of: str) -> list[str]:
    """What a Korean answer is with the lines below its own: those that it leads to, or of which it gives the heads."""
    if alone:
        return led_to(told[0].entry) if len(told) == 1 else []
    return with_heads(told) if "차이" in told_of else []


def _joined(paragraphs: list[str]) -> str:
    """Paragraphs that go on with one another, as one."""
    *first, last = paragraphs
    return " ".join([*(p if p.endswith((".", "!", ")")) else f"{p}." for p in first), last])


def _chosen(scope: Scope, choice: Choice) -> Fact:
    """The heading's question with the right one of the choices below it."""
    lines = [entry.line for entry in scope.entries[: choice.taken]]
    uses = frozenset({scope.number}).union(*map(own, lines))
    return _fact(asked_with(scope.question, choice), choice.right, lines[0].number, uses, scope)


def unanswered(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The heading's own question over a text of which no rule made anything: that text answers it, as it stands."""
    told = [c for c in claims if c.form in _TELLING]
    if not scope.question or not scope.section or not told or told[0].at or len(told) != len(claims):
        return
    first = told[0].entry.line
    alone = first.form is Mark.TEXT or len(told) == 1
    rows = [_reason(first.text, scope.question)] if alone else [ended(c.entry.line.text) for c in told]
    limit = WHOLE if scope.korean else ANSWER
    answer = shortened(rows[0], limit) if alone else listed(rows)
    if len(answer) > limit or any(row.endswith((":", "?", "？")) for row in rows) or any(c.entry.below for c in told):
        return
    uses = frozenset(n for c in (told[:1] if alone else told) for n in own(c.entry.line)) | {scope.number}
    yield _fact(scope.question, answer, first.number, uses, scope)


_TELLING = frozenset({Form.SENTENCE, Form.MEMBER, Form.FRAGMENT, Form.LEAD})
_BECAUSE = re.compile(r"^(?:(?!because\b)[^.;:]{3,80}?\s)?because\s(?P<why>(?!of\b)\w[^.]{12,})\.?$", re.I)


def _reason(text: str, question: str) -> str:
    """The reason alone where a heading asks for it and the text begins by saying the heading again."""
    match = _BECAUSE.match(text) if re.match(r"why\b", question, re.I) else None
    return match["why"] if match else text


_ASKS_ON = re.compile(
    r"(?:설명|말씀|서술|비교)?해 ?(?:주세요|보세요|주십시오|보시오)\.?$|(?:[인한는은]가요|[나까]요|[습입]니까)\??$"
)
_BOTH_SIDES = re.compile(r"장단점|장점과 단점|장/단점|장점 및 단점")
_OTHER_SIDE = re.compile(r"단점|반면|하지만|그러나|다만|지만|대신|반대로|불편|어렵|위험")


# "뜻을 모름", "나중에 찾아보기", "Still to look up.": its writer had no answer yet.
_UNKNOWN = re.compile(
    r"(?:(?!.*,)[^.]{0,20}\s)?(?:잘\s)?(?:모름|모르겠음|모르겠다|모르겠습니다|모른다)\.?"
    r"|(?:나중에|추후|더|다시|아직)(?: \S+)? ?"
    r"(?:찾아\s?보기|알아\s?보기|공부하기|정리|추가|확인|조사|예정)(?: 예정)?\W*"
    r"|(?:(?:still|yet|needs?) to (?:be )?(?:look|check|find|fill|do|ask|read|decide|research)\w*(?: \w+){0,3}"
    r"|(?:to (?:be )?(?:look(?:ed)? up|decided|done|checked|filled in)|tbd|todo|unknown|no idea|not sure)"
    r"(?: (?:yet|later|still|now))?)\W*",
    re.I,
)
# "왜 안 되지? 하는 생각이 들었다": the question is quoted, and what stands behind it is no answer.
_QUOTED = re.compile(
    r"(?:이?라는|하는|이?라고|하고|란)\s(?:\S+\s){0,2}?(?:생각|순간|의문|의구심|질문|고민|궁금|느낌)|(?:싶었|싶어|궁금)\S*\s"
)


def _is_part(asked: str, answer: str) -> bool:
    """Whether a text is only the begin of an answer: the good sides where both are asked, or a label over it."""
    if any(_ASKS_ON.search(row.strip()) for row in answer.split("\n")):
        return True  # a list of questions without their answers
    return is_aspect(answer) or (_BOTH_SIDES.search(asked) is not None and not _OTHER_SIDE.search(answer))


def _fact(text: str, answer: str, line: int, uses: frozenset[int], scope: Scope) -> Fact:
    answer = _ANSWERS.sub("", answer)
    if (opens := _OPENS.match(answer)) and key(without_gloss(opens["name"])) == key(re.sub(r"\s?이?란\??$", "", text)):
        answer = answer[opens.end() :]
    if text != scope.question and "\n" not in answer:
        answer = answer.removeprefix("- ")
    if (
        answer.endswith(("?", "？"))
        or is_exercise(answer)
        or re.search(r"TODO|\?\s|[해봐]야 ?(?:함|하고|한다|겠)", answer)
    ):
        answer = ""  # what only asks on tells nothing
    if _UNKNOWN.fullmatch(answer) or (has_hangul(text) and (_is_part(text, answer) or _QUOTED.match(answer))):
        answer = ""
    asked = text if is_bidding(text) else text.rstrip("?？ ")
    asked += josa(asked, "은는") if asked.endswith((" 이유", " 까닭")) else ""
    return Fact(
        Ask.OWN,
        Kind.QUESTION,
        "",
        answer,
        line,
        uses,
        asked,
        "question",
        subject=plain(scope.name),
        accepted=accepted_for(answer),
        rank=2,
    )
