"""Cases of a kind of fault: small notes with what must be asked of each, and what must not. Tests and a tool read them.

A case file says first what the kind is, then holds notes, each with sections:

    === note        the note's text
    === ask         facts (see facts.py); each must be asked by a clean card
    === never       regular expressions that no asked card, written `question ⇒ answer`, may match
    === unused      `text | reason`: a line holding the text is unused for a reason that matches
    === same        the note as it is written elsewhere: it gives the same cards under the same headings

A line under ask, never and unused, and `=== same` itself, may begin with `[open]` (it fails today) or `[held]` (its
card is held, not asked; in a report that is as good). The marks must tell the truth: a line that does better than its
mark fails the test too. To see each case with its cards, or to take away the marks of what holds by now:

    python -m tests.cards.cases [--settle] [PART OF A FILE'S NAME …]
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cards.card import Card, Extraction
from cards.extract import extract
from cards.markdown import read
from tests.cards.facts import Fact, State, clean, fact, held, state_of, unasked

HERE = Path(__file__).parent
FOLDERS = (HERE / "asking" / "kinds", HERE / "reading" / "reports")
MARKED = re.compile(r"\[(open|held)\] ")
MARKS = {"open": State.OPEN, "held": State.HELD, "": State.ASKED}
NAMES = {state: name for name, state in MARKS.items()}


@dataclass(frozen=True)
class Wish:
    """One thing that is wanted, its mark and its line in the file; the text of a `same` is a whole note."""

    sort: str
    text: str
    mark: State
    number: int

    def marked(self, state: State) -> str:
        """Its line in the file with the mark of this state."""
        line = "=== same" if self.sort == "same" else self.text
        return f"[{NAMES[state]}] {line}" if NAMES[state] else line


@dataclass(frozen=True)
class Case:
    """One note of a case file with its wishes."""

    path: Path
    place: int
    note: str
    wishes: tuple[Wish, ...]

    @property
    def name(self) -> str:
        return f"{self.path.stem}/{self.place}"

    def made(self) -> Extraction:
        return extract(read(self.note, name="note"))

    def states(self) -> list[tuple[Wish, State]]:
        """Each wish with what has become of it."""
        made = self.made()
        facts = [fact(w.text) for w in self.wishes if w.sort == "ask"]
        found = [(wish, _state(wish, made, facts)) for wish in self.wishes]
        if self.path.parent.name != "reports":
            return found
        # A report is about how a note is read; whether a card of it is worth asking is another matter.
        return [(wish, State.ASKED if state is State.HELD else state) for wish, state in found]


def _state(wish: Wish, made: Extraction, facts: list[Fact]) -> State:
    if wish.sort == "unused":
        text, why = wish.text.split(" | ", 1)
        return State.ASKED if any(text in u.text and re.search(why, u.why) for u in made.unused) else State.OPEN
    if wish.sort == "never":
        found = any(re.search(wish.text, written(card), re.I) for card in made.cards if not held(card))
        return State.OPEN if found else State.ASKED
    if wish.sort == "same":
        return State.ASKED if _texts(made) == _texts(extract(read(wish.text, name="note"))) else State.OPEN
    wanted = fact(wish.text)
    sound = [card for card in made.cards if not unasked(card)] if wanted.exact else clean(made.cards)
    return state_of(wanted, sound, facts)


def _texts(made: Extraction) -> list[tuple[tuple[str, ...], str, str, bool]]:
    return sorted((card.context, card.question, card.answer, held(card)) for card in made.cards)


def written(card: Card) -> str:
    return f"{card.question} ⇒ {card.answer}".replace("**", "")


def cases_in(folder: Path) -> list[Case]:
    return [case for path in sorted(folder.glob("*.txt")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    parts = re.split(r"^((?:\[open\] )?=== .*)$", path.read_text("utf-8"), flags=re.M)
    note, wishes, place, number = "", list[Wish](), 0, parts[0].count("\n") + 1
    for head, text in zip(parts[1::2], parts[2::2], strict=True):
        mark, section = State.OPEN if head.startswith("[") else State.ASKED, head.partition("=== ")[2]
        assert section in ("note", "ask", "never", "unused", "same"), f"{path}:{number}: no section is called {section}"
        if section == "note":
            if place:
                yield Case(path, place, note, tuple(wishes))
            note, wishes, place = text.lstrip("\n"), [], place + 1
        elif section == "same":
            wishes.append(Wish(section, text.lstrip("\n"), mark, number))
        else:
            wishes += _wishes(section, text, number)
        number += text.count("\n")
    yield Case(path, place, note, tuple(wishes))


def _wishes(section: str, text: str, number: int) -> Iterator[Wish]:
    for at, line in enumerate(text.split("\n"), number):
        if line.strip():
            mark = MARKED.match(line)
            yield Wish(section, MARKED.sub("", line, count=1), MARKS[mark[1] if mark else ""], at)


def complaints(case: Case) -> list[str]:
    """What a case's marks say wrongly, in sentences."""
    out = []
    for wish, state in case.states():
        line = f"{case.path.name}:{wish.number} {wish.sort}: {wish.text.splitlines()[0]}"
        if state < wish.mark:
            out.append(f"{line} — no longer holds")
        elif state > wish.mark:
            out.append(f"{line} — does better than its mark: python -m tests.cards.cases --settle takes it away")
    return out


def settle(case: Case, worse: bool = False) -> int:
    """Take away the marks of what holds by now; with `worse`, also mark what does not. Gives how many lines changed."""
    lines = case.path.read_text("utf-8").splitlines()
    changed = 0
    for wish, state in case.states():
        if state > wish.mark or (worse and state < wish.mark):
            lines[wish.number - 1] = wish.marked(state)
            changed += 1
    case.path.write_text("\n".join(lines) + "\n", "utf-8")
    return changed


def main(arguments: list[str]) -> None:
    """Show the cases with their cards, or settle their marks."""
    names = [a for a in arguments if not a.startswith("-")]
    counts = dict.fromkeys(State, 0)
    for case in [c for folder in FOLDERS for c in cases_in(folder)]:
        if names and not any(name in case.name for name in names):
            continue
        if "--settle" in arguments:
            changed = settle(case, worse="--worse" in arguments)
            print(f"{case.name}: {changed} marks changed" if changed else f"{case.name}: as it was")
            continue
        print(f"\n{case.name}")
        for card in case.made().cards:
            print(f"    {card.line:3} {'held ' if held(card) else 'asked'} {written(card)!r}")
        for wish, state in case.states():
            counts[state] += 1
            print(f"    {state.name.lower():5} {wish.sort}: {wish.text.splitlines()[0]}")
    if "--settle" not in arguments:
        print("\n" + ", ".join(f"{count} {state.name.lower()}" for state, count in counts.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
