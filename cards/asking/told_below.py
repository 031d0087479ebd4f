"""What stands below a Korean question, as its answer: what a line leads to, and what its heads are the heads of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.asking.answers import ended
from cards.asking.claims import Claim
from cards.asking.fact import own
from cards.asking.scope import Entry, Scope
from cards.language.korean.announcing import announcement
from cards.note import Form, Line

LEFT = 60  # letters that may be left below an answer
LEFT_SHARE = 0.6  # and how many more, for each letter of the answer
LONGEST = 260  # letters of an answer of several lines
_ANSWER = re.compile(r"(?:모범\s?)?(?:답변|답안|정답|해답|답|answer)\s?[:：]?", re.I)
_LABEL = re.compile(r"[^.:,?!]{1,24}")
# What goes on with the paragraph before it, which is only half of what is told without it.
_GOES_ON = re.compile(
    r"(?:하지만|그러나|반면|다만|따라서|그래서|그러므로|그렇기 때문에|이때|이 때|즉|결국|그런데)(?:에|은|는)?[,\s]"
)


def labelled(told: Sequence[Claim]) -> Sequence[Claim]:
    """The lines below "답변", up to the next label, where a question has its answer beside other things."""
    at = next((i for i, c in enumerate(told) if _is_text(c) and _ANSWER.fullmatch(c.entry.line.text)), -1)
    if at < 0:
        return told
    after = told[at + 1 :]
    items = bool(after) and after[0].entry.line.form is Form.ITEM
    end = next((i for i, c in enumerate(after) if items and _is_text(c) and _LABEL.fullmatch(c.entry.line.text)), None)
    return after[:end]


def _is_text(claim: Claim) -> bool:
    return claim.entry.line.form is Form.TEXT


def led_to(entry: Entry) -> list[str]:
    """The rows that a line over them only leads to ("…에 따라:", "다음과 같다"); [] where it says something itself."""
    text = entry.line.text.strip()
    leads = text.endswith((":", "：")) or announcement(text) is not None or _NEXT.search(text) is not None
    return _rows(entry) if leads else []


_NEXT = re.compile(r"(?:^|\s)(?:다음|아래)(?:의|과|와)?\s\S")


def _rows(entry: Entry) -> list[str]:
    if entry.below is None or any(e.below is not None or e.line.form is not Form.ITEM for e in entry.below.entries):
        return []
    return [ended(e.line.text) for e in entry.below.entries]


def with_heads(told: Sequence[Claim]) -> list[str]:
    """Lines of which most are heads, with what stands below each ("실: 가늘다, 옷을 짓는다"); [] where they are not."""
    over = [c for c in told if c.entry.below is not None]
    rows = [(ended(c.entry.line.text), _rows(c.entry)) for c in told]
    if (
        len(told) < 2
        or len(over) * 2 < len(told)
        or any(c.entry.below is not None and not r for c, (_, r) in zip(told, rows, strict=True))
    ):
        return []
    return [f"{head}: {', '.join(below)}" if below else head for head, below in rows]


def going_on(told: Sequence[Claim], limit: int) -> int:
    """How many paragraphs the first one of an answer takes along, as they go on with it ("하지만 …", "이때 …").

    So do the lines of one paragraph that its writer broke before a sentence was ended, and those that he broke behind
    each sentence, where they have no more letters together than the limit.
    """
    many = 1
    while many < len(told) and _is_text(told[many]) and _follows(told[many - 1].entry.line, told[many].entry.line):
        many += 1
    if many > 1 and sum(len(claim.entry.line.text) for claim in told[:many]) <= limit:
        return many
    many = 1
    while many < len(told) and _is_text(told[many]):
        before, text = told[many - 1].entry.line, told[many].entry.line
        if not runs_on(before, text) and not _GOES_ON.match(text.text):
            break
        many += 1
    return many


def runs_on(before: Line, line: Line) -> bool:
    """Whether a line ends what the line right before it left open."""
    return _follows(before, line) and not _ENDED.search(before.text)


def _follows(before: Line, line: Line) -> bool:
    """Whether a line stands right below another one, in one paragraph."""
    return line.number == before.last + 1


_ENDED = re.compile(r"(?:[다요음함임됨][.!]?|[.!?:])[)\"'”’]?$")


def stops_short(entries: Sequence[Entry], uses: frozenset[int]) -> bool:
    """Whether the paragraph behind those that an answer took goes on with them."""
    last = max((i for i, e in enumerate(entries) if e.line.number in uses), default=len(entries))
    after = entries[last + 1].line if last + 1 < len(entries) else None
    paragraph = after is not None and after.form is entries[last].line.form is Form.TEXT
    return after is not None and paragraph and _GOES_ON.match(after.text) is not None


def is_begun(scope: Scope, said: str, answer: str, uses: frozenset[int]) -> bool:
    """Whether an answer to a heading's question is only the beginning of what stands below: more is left than it takes.

    Of 20 such cards that were judged 8 were of use, of 36 whose answer is nearly all that stands there 28.
    """
    if not scope.section or said.rstrip("?？은는 ") != scope.question.rstrip("?？은는 "):
        return False
    told = sum(len(e.line.text) for e in scope.entries if e.line.number in uses)
    return _letters(scope, uses) + max(0, told - len(answer)) > max(LEFT, LEFT_SHARE * len(answer))


def _letters(scope: Scope, uses: frozenset[int]) -> int:
    """The letters of the lines of a scope, and of those below them, that an answer does not take."""
    here = sum(
        len(e.line.text) for e in scope.entries if e.line.form in {Form.TEXT, Form.ITEM} and e.line.number not in uses
    )
    return here + sum(_letters(e.below, uses) for e in scope.entries if e.below is not None)


def of_side(entries: Sequence[Entry], question: str) -> list[str]:
    """What stands below "차이점" where the differences are asked for, and what is alike stands beside it."""
    sides = [e for e in entries if re.fullmatch(r"차이(?:점)?\s?[:：]?", e.line.text)] if "차이" in question else []
    return _rows(sides[0]) if len(entries) > 1 and len(sides) == 1 else []


def lines_below(told: Sequence[Claim]) -> frozenset[int]:
    """The source lines of some lines and of those right below them."""
    below = (e.line for c in told if c.entry.below is not None for e in c.entry.below.entries)
    return frozenset(n for line in (*(c.entry.line for c in told), *below) for n in own(line))
