"""Judge the asked cards of our notes, one after another or in bulk. `make judge` runs it.

python -m tests.cards.judge [NAME …]          show each unjudged card beside its lines and take a verdict
python -m tests.cards.judge --list [NAME …]   the unjudged cards as TSV, with empty columns for verdict and remark
python -m tests.cards.judge --take FILE       take the verdicts of such a list
python -m tests.cards.judge --prune [NAME …]  drop the judgements of cards that no longer exist
python -m tests.cards.judge --shares [NAME …] the share of each verdict, by language and by rule
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from cards.card import Card
from tests.cards.judgements import (
    NOTES,
    USABLE,
    Judged,
    Judgement,
    Key,
    Verdict,
    escaped,
    every,
    judged,
    key,
    save,
    shares,
    unescaped,
)

KEYS = {
    "g": Verdict.GOOD,
    "a": Verdict.AWKWARD,
    "m": Verdict.AMBIGUOUS,
    "t": Verdict.TRIVIAL,
    "w": Verdict.WRONG,
    "r": Verdict.REDUNDANT,
    "l": Verdict.TOO_LONG,
    "v": Verdict.VAGUE,
    "s": Verdict.SLICE,
}
COLUMNS = ("path", "line", "source", "context", "question", "answer", "kind", "rule", "verdict", "remark")


def ask(notes: list[Judged]) -> None:
    """Show the unjudged cards one after another; each verdict is on disk before the next card is shown."""
    left = sum(len(note.unjudged()) for note in notes)
    print(f"{left} cards to judge. " + "  ".join(f"{letter} {verdict}" for letter, verdict in KEYS.items()))
    print("A capital letter asks for a remark too. Space leaves a card for later, q stops.")
    for note in notes:
        said = dict(note.said)
        lines = note.path.read_text("utf-8").splitlines()
        for card in note.unjudged():
            print(f"\n{'─' * 60}\n{note.name}  ({left} left)   {card.kind} by {card.rule}")
            for number in range(max(1, card.line - 2), min(len(lines), card.line + 3) + 1):
                print(f"{'>' if number == card.line else ' '} {number:3} {lines[number - 1]}")
            print(f"\n{' › '.join(card.context)}\nQ  {card.question}\nA  {card.answer}")
            letter = pressed()
            if letter in ("q", ""):
                return
            left -= 1
            if verdict := KEYS.get(letter.lower()):
                remark = input("remark: ").strip() if letter.isupper() else ""
                said[key(card)] = Judgement(verdict, remark)
                save(note, said)
                print(f"   {verdict}")


def pressed() -> str:
    """The next key that means something; a line's first letter where there is no terminal, "" at its end."""
    while True:
        letter = _key() if sys.stdin.isatty() else sys.stdin.readline()[:1]
        if letter in ("", " ", "\n", "q") or letter.lower() in KEYS:
            return letter


def _key() -> str:
    try:
        import termios
        import tty
    except ImportError:  # Windows: a line and Enter
        return input("verdict: ")[:1] or " "
    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def listed(notes: list[Judged]) -> str:
    """The unjudged cards as TSV, fields escaped as in the store."""
    rows = ["\t".join(COLUMNS)]
    for note in notes:
        lines = note.path.read_text("utf-8").splitlines()
        rows += ["\t".join(map(escaped, _row(note, card, lines))) for card in note.unjudged()]
    return "\n".join(rows)


def _row(note: Judged, card: Card, lines: list[str]) -> tuple[str, ...]:
    source = lines[card.line - 1] if 0 < card.line <= len(lines) else ""
    heads = " › ".join(card.context)
    return note.name, str(card.line), source, heads, card.question, card.answer, card.kind, card.rule, "", ""


def take(path: Path) -> str:
    """Keep the verdicts of a filled list; a row that cannot be read stops before any is kept."""
    rows = path.read_text("utf-8").splitlines()
    head = rows[0].split("\t")
    if missing := {"path", "question", "answer", "verdict"} - set(head):
        raise SystemExit(f"{path}: the first row must name the columns; missing: {', '.join(sorted(missing))}")
    found: dict[str, dict[Key, Judgement]] = defaultdict(dict)
    empty = 0
    for number, row in enumerate(rows[1:], 2):
        fields = dict(zip(head, map(unescaped, row.split("\t")), strict=False))
        name, said = fields["path"], fields.get("verdict", "").strip().lower()
        if not said:
            empty += 1
            continue
        verdict = KEYS.get(said, said)
        if verdict not in list(Verdict):
            raise SystemExit(f"{path}:{number}: no verdict is called {said}; there are {', '.join(Verdict)}")
        if not (NOTES / f"{name}.md").exists():
            raise SystemExit(f"{path}:{number}: there is no note {name} under {NOTES}")
        found[name][fields["question"], fields["answer"]] = Judgement(
            Verdict(verdict), fields.get("remark", "").strip()
        )
    gone = 0
    for name, said_of in found.items():
        note = judged(NOTES / f"{name}.md")
        gone += len(said_of.keys() - {key(card) for card in note.asked})
        save(note, {**note.said, **said_of})
    taken = sum(map(len, found.values()))
    return f"{taken} verdicts taken, {gone} of them of cards that are not asked now; {empty} rows without a verdict"


def prune(notes: list[Judged]) -> str:
    """Drop the judgements of cards that no longer exist."""
    dropped = 0
    for note in notes:
        gone = note.gone()
        kept = {k: judgement for k, judgement in note.said.items() if k not in gone}
        dropped += len(note.said) - len(kept)
        save(note, kept)
    return f"{dropped} judgements dropped"


def table(notes: list[Judged]) -> str:
    """The share of each verdict in all, by language and by rule, and how many cards were judged."""
    korean, english = [n for n in notes if n.korean], [n for n in notes if not n.korean]
    rows = [_shares("all", notes), _shares("Korean", korean), _shares("English", english)]
    rules = sorted({card.rule for note in notes for card in note.asked})
    for rule in rules:
        of_rule = [Judged(n.path, n.korean, tuple(c for c in n.asked if c.rule == rule), n.said) for n in notes]
        rows.append(_shares(rule, of_rule))
    return "\n".join(rows)


def _shares(name: str, notes: list[Judged]) -> str:
    found = shares(notes)
    usable = sum(found[verdict] for verdict in USABLE)
    asked, unjudged = sum(len(n.asked) for n in notes), sum(len(n.unjudged()) for n in notes)
    parts = [f"{verdict} {share:.1%}" for verdict, share in found.items() if share]
    return f"{name:12} {asked:5} asked {unjudged:5} unjudged   usable {usable:6.1%}   {', '.join(parts)}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Judge the asked cards of our notes.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only notes whose name holds this")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help="print the unjudged cards as TSV")
    way.add_argument("--take", type=Path, metavar="FILE", help="take the verdicts of a filled list")
    way.add_argument("--prune", action="store_true", help="drop judgements of cards that no longer exist")
    way.add_argument("--shares", action="store_true", help="print the share of each verdict")
    given = parser.parse_args()
    if given.take:
        print(take(given.take))
    elif given.list:
        print(listed(every(given.names)))
    elif given.prune:
        print(prune(every(given.names)))
    elif given.shares:
        print(table(every(given.names)))
    else:
        ask(every(given.names))


if __name__ == "__main__":
    main()
