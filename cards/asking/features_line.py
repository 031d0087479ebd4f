"""What the line of a Korean card says of its worth: where it stands among others, how it is written, and how much of it
the card takes.

A phrase below a heading is its meaning where it stands alone, and one of several points where others like it follow; a
card that does not take all of its sentence may have been cut wrongly. Of English cards these told nothing that their
finer forms do not tell, so they are learnt for Korean ones only.
"""

from __future__ import annotations

import re

from cards.asking.echo import stems
from cards.asking.features_marks import ARROW
from cards.asking.questions import Draft
from cards.asking.scope import Entry, Scope
from cards.note import Form

_DASH = re.compile(r"\s[-–—]\s")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_ENDS_SENTENCE = re.compile(r"\s*[`*)]*[.!?;]")
_CLOSING = " .!?)`*"
LONG = 100  # characters of a line


def of_line(draft: Draft, scope: Scope) -> dict[str, float]:
    """The features of a draft by the line it was made of; none where it was made of no line of its scope alone."""
    entries = scope.entries
    at = next((i for i, e in enumerate(entries) if e.line.number <= draft.fact.line <= e.line.last), None)
    if at is None:
        return {}
    entry, count = entries[at], len(entries)
    found = {
        "the only line there": float(count == 1),
        "two or three lines there": float(2 <= count <= 3),
        "four to eight lines there": float(4 <= count <= 8),
        "the first line there": float(at == 0),
        "the first of several lines there": float(at == 0 and count > 1),
        "more stands below its line": float(entry.below is not None or bool(entry.line.children)),
        f"line: {entry.line.form.value}": 1.0,
        "an item with a number": float(entry.line.ordered),
    }
    if entry.line.form in (Form.TEXT, Form.ITEM):
        return found | _written(entry.line.text) | _taken(draft, entry.line.text)
    if entry.line.form is Form.TABLE and entry.line.rows:
        return found | _of_table(entry)
    return found


def _written(text: str) -> dict[str, float]:
    """How a line is written."""
    return {
        "line of many signs": min(2.0, len(text) / LONG),
        "short line": float(len(text) < LONG / 4),
        "line ends in a full stop": float(text.rstrip().endswith(".")),
        "line with an arrow": float(ARROW.search(text) is not None),
        "line with a parenthesis": float("(" in text),
        "line with a colon": float(": " in text),
        "line with a dash": float(_DASH.search(text) is not None),
        "line with a slash": float("/" in text),
    }


def _taken(draft: Draft, text: str) -> dict[str, float]:
    """How much of its line a card takes, and from where to where its answer goes."""
    answer = draft.answer
    sentences = [one for one in _SENTENCES.split(text) if one.strip()]
    at = next((i for i, one in enumerate(sentences) if answer[:12] in one), -1)
    told, about = stems(answer), draft.fact.about
    found = {
        "line of one sentence": float(len(sentences) == 1),
        "line of four sentences or more": float(len(sentences) >= 4),
        "from the first sentence of several": float(at == 0 and len(sentences) > 1),
        "takes all of its sentence": float(stems(sentences[at] if at >= 0 else text) <= stems(draft.question) | told),
        "share of its answer from elsewhere": len(told - stems(text)) / max(1, len(told)),
        "term stands in its line": float(bool(about) and about in text),
    }
    start = text.find(answer)
    if start < 0:
        return found | {"answer is not said so in its line": 1.0}
    after = text[start + len(answer) :]
    return found | {
        "answer goes to the end of its line": float(not after.strip(_CLOSING)),
        "answer goes to the end of its sentence": float(_ENDS_SENTENCE.match(after) is not None),
        "answer goes to a comma": float(after.lstrip().startswith(",")),
        "answer begins its line": float(start == 0),
    }


def _of_table(entry: Entry) -> dict[str, float]:
    """How the table of a cell is made; a first column that says a thing twice does not name its rows."""
    rows = entry.line.rows
    first = [row[0].strip() for row in rows[1:] if row]
    return {
        "table of two columns": float(len(rows[0]) == 2),
        "table of three columns": float(len(rows[0]) == 3),
        "table of more columns": float(len(rows[0]) > 3),
        "first column says a thing twice": float(len(set(first)) < len(first)),
        "table of few rows": float(len(rows) <= 3),
    }
