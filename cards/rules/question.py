"""A line that asks, and the words that answer it: "왜 느린가? → …", "왜 느린가? 디스크를 읽어서."."""

from __future__ import annotations

from collections.abc import Iterator

from cards.asking.answers import ended, shortened
from cards.asking.draft import Draft, own
from cards.asking.scope import Scope
from cards.asking.wording import listed, with_name
from cards.card import Kind
from cards.language.glosses import accepted_for
from cards.language.headings import is_question
from cards.language.statement import sentences
from cards.language.text import mask
from cards.note import Form

EXAMPLES = (
    ("## 인덱스\n- 왜 빠른가? → 정렬되어 있어서\n", (("**인덱스** — 왜 빠른가?", "정렬되어 있어서"),)),
    (
        "## Git\n- Why rebase? It keeps the history straight.\n",
        (("**Git** — Why rebase?", "It keeps the history straight"),),
    ),
)


def cards(scope: Scope) -> Iterator[Draft]:
    """A card for each question that its own line, or the next, answers."""
    entries = scope.entries
    for i, entry in enumerate(entries):
        line = entry.line
        if line.form not in (Form.TEXT, Form.ITEM) or len(entry.parts) != 1 or line.task:
            continue
        part = entry.parts[0]
        if part.sign and is_question(part.term):
            answer = listed([ended(p) for p in (part.body, *part.effects)])
            yield Draft(
                Kind.QUESTION,
                _ask(part.term, scope),
                answer,
                line.number,
                scope.name,
                own(line),
                accepted_for(answer),
                rank=3,
            )
            continue
        if part.sign:
            continue
        text = part.body
        at = mask(text).find("?")
        if 1 < at < len(text) - 3 and is_question(text[: at + 1]):
            answer = shortened(text[at + 1 :])
            yield Draft(
                Kind.QUESTION,
                _ask(sentences(text[: at + 1])[-1], scope),
                answer,
                line.number,
                scope.name,
                own(line),
                accepted_for(answer),
                rank=3,
            )
        elif (
            text.endswith("?")
            and entry.below is None
            and not line.children
            and line.form is Form.TEXT
            and i + 1 < len(entries)
        ):
            after = entries[i + 1]
            near = after.line.form is Form.TEXT and after.line.number <= line.last + 2
            if near and len(after.parts) == 1 and not after.parts[0].sign and not is_question(after.line.text):
                answer = shortened(after.line.text)
                yield Draft(
                    Kind.QUESTION,
                    _ask(text, scope),
                    answer,
                    line.number,
                    scope.name,
                    own(line) | own(after.line),
                    accepted_for(answer),
                    rank=3,
                )
        elif text.endswith("?") and line.children and all(c.form is Form.LEAN for c in line.children):
            answer = listed([ended(c.text) for c in line.children])
            uses = own(line).union(*(own(c) for c in line.children))
            yield Draft(
                Kind.QUESTION, _ask(text, scope), answer, line.number, scope.name, uses, accepted_for(answer), rank=3
            )


def _ask(text: str, scope: Scope) -> str:
    return with_name(text.rstrip("?？ "), scope) + "?"
