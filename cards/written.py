"""Notes whose cards are taken letter for letter: `study: as written` in front, `Q:` and `A:` at the margin.

Elsewhere reading takes the markup off a card that is marked so, and numbers its lists anew. Here nothing is read:
what the program writes as a note comes back as the same cards. `spelled` writes a text so that `extraction` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.card import Card, Extraction, Kind, Unused
from cards.language.glosses import accepted_for
from cards.note import Note
from cards.translation import N_

_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*$")
_MARK = re.compile(r"(Q|A):(?:\s+|$)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
# Lines that would begin something else, and those that begin so behind backslashes already.
_BEGINS = re.compile(r"\\*(?:Q:|A:|#|\s*```|\s*~~~)")


def spelled(mark: str, text: str) -> str:
    """A question or an answer as it stands in such a note: what would begin another one gets a backslash before it.

    >>> print(spelled("A", "- **a**\\nQ: no question"))
    A:
    - **a**
    \\Q: no question
    """
    lines = text.strip().split("\n")
    fences = _fenced(lines)
    told = "\n".join(
        line if fenced or not _BEGINS.match(line) else f"\\{line}" for line, fenced in zip(lines, fences, strict=True)
    )
    apart = len(lines) > 1 if mark == "A" else _FENCE.match(told) is not None
    return f"{mark}:{chr(10) if apart else ' '}{told}"


def extraction(note: Note) -> Extraction:
    """The cards of a note that front matter calls written, with the lines that are none."""
    cards: list[Card] = []
    stray: list[Unused] = []
    headings: list[tuple[int, str]] = []
    told: dict[str, list[str]] = {}
    known: set[tuple[tuple[str, ...], str, str]] = set()
    begun = 0

    def close() -> None:
        question, answer = (_read(told.get(mark, [])) for mark in "QA")
        if question and answer:
            context = tuple(text for _, text in headings)
            if (context, question, answer) in known:
                told.clear()
                return
            known.add((context, question, answer))
            accepted = tuple(accepted_for(answer))
            cards.append(
                Card(
                    Kind.QUESTION, question, answer, context, begun, accepted, rule="explicit", shape="explicit/marked"
                )
            )
        elif told:
            stray.append(
                Unused(begun, note.source[begun - 1], N_("it is a question without an answer; write `A: …` below it"))
            )
        told.clear()

    body = list(enumerate(note.source, 1))[_front(note.source) :]
    fences = _fenced([line for _, line in body])
    for (number, line), fenced in zip(body, fences, strict=True):
        mark = None if fenced else _MARK.match(line)
        heading = None if fenced else _HEADING.match(line)
        if heading is not None:
            close()
            level = len(heading[1])
            headings = [above for above in headings if above[0] < level] + [(level, heading[2])]
        elif mark is not None and mark[1] == "Q":
            close()
            begun = number
            told["Q"] = [_plain(line[mark.end() :])]
        elif mark is not None and "Q" in told and "A" not in told:
            told["A"] = [_plain(line[mark.end() :])]
        elif told:
            told["A" if "A" in told else "Q"].append(line if fenced else _plain(line))
        elif line.strip():
            stray.append(Unused(number, line, N_("it stands before the first `Q:`")))
    close()
    return Extraction(tuple(cards), tuple(stray))


def _plain(line: str) -> str:
    return line[1:] if line.startswith("\\") and _BEGINS.match(line) else line


def _read(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip()


def _front(source: Sequence[str]) -> int:
    """The lines of the front matter, its two rules among them."""
    first = next(i for i, line in enumerate(source) if line.strip())
    return next(i for i in range(first + 1, len(source)) if source[i].strip() in ("---", "+++", "...")) + 1


def _fenced(lines: Sequence[str]) -> Iterator[bool]:
    """For each line whether it is a fence or within one; a fence that no line closes before a mark is none."""
    at = 0
    while at < len(lines):
        found = _FENCE.match(lines[at])
        end = (_closed(lines, at, found[1]) if found else 0) or at
        yield from (end > at for _ in range(at, end + 1))
        at = end + 1


def _closed(lines: Sequence[str], at: int, fence: str) -> int:
    """Where a fence that a line opens is closed; 0 where it is not."""
    for end in range(at + 1, len(lines)):
        line = lines[end].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return end
        if _MARK.match(lines[end]):
            return 0
    return 0
