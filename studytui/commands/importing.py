"""The command import: the plan, the question before many cards, what came of it, and taking it back."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.translation import N_, _
from studytui.anki.taking import foreign
from studytui.asking import attend
from studytui.commands.bringing import bring
from studytui.commands.context import agreed, aside, at_terminal, clock, database, database_to_plan, put, say
from studytui.plaintext import CHANGES, flat, plural, reason

if TYPE_CHECKING:
    from cards.card import Unused
    from db.records import Plan, PlanRow

MANY = 200  # new cards beyond which a person at a terminal is asked first
SHOWN = 5  # notes that the question names
FEW = 20  # changed cards that are listed without being asked for


def import_(args: Namespace) -> int:
    """Plan an import, show the plan, and apply it in one transaction."""
    from db import library
    from db.records import Change
    from studytui.notes.readers import Readers
    from studytui.notes.survey import survey

    now = clock()()
    if args.undo:
        return _undo(args)
    if not args.paths:
        aside(_("Import what? Give a note, a folder of notes, or an Anki package."))
        return 2
    if others := [path for path in args.paths if foreign(path)]:
        if len(others) < len(args.paths):
            aside(_("Import notes and files of other programs one after the other."))
            return 2
        return bring(args)
    with database_to_plan(args) if args.dry_run else database(args, make=True) as db:
        progress = _progress() if sys.stderr.isatty() else None
        with closing(Readers(kept_s=0)) as readers:
            plan = survey(db, args.paths, now, progress=progress, force=args.force, reading=readers.read)
        if args.interactive and not args.dry_run:
            from studytui.commands.doubts import settle

            plan = settle(plan)
        if not args.dry_run:
            if not _agreed(plan, args):
                aside(_("Nothing was imported. `--dry-run` shows the whole plan; the app shows it too."))
                return 1
            library.apply(db, plan, now)
            attend(db, now)
    if args.json:
        counts: dict[str, Any] = {change.value: plan.count(change) for change in Change}
        unused = sum(len(source.unused) for source in plan.sources)
        counts |= {"held": plan.held, "unused": unused, "notes": len(plan.sources) + plan.unchanged}
        failed = [{"path": failure.path, "reason": failure.reason} for failure in plan.failed]
        put({**counts, "failed": failed, "plan": [_row(row) for row in plan.rows]})
    else:
        _tell(plan, applied=not args.dry_run, whole=args.verbose or args.dry_run)
    for notice in plan.notices:
        aside(notice)
    for failure in plan.failed:
        aside(failure.reason if failure.path in failure.reason else f"{failure.path}: {failure.reason}")
    return 1 if plan.failed else 0


def _agreed(plan: Plan, args: Namespace) -> bool:
    """Whether to go on: a person at a terminal is asked before many cards are made, by note so that one sees where."""
    from db.records import Change

    new = [row for row in plan.rows if row.change is Change.NEW]
    if args.yes or args.json or len(new) <= MANY or not at_terminal():
        return True
    notes = Counter(row.path for row in new)
    held = sum(row.held for row in new)
    cards, many = plural(len(new), "new card"), plural(len(notes), "note")
    aside(_("This makes {cards} of {notes}; {held:,} of them are held.", cards=cards, notes=many, held=held))
    for path, count in notes.most_common(SHOWN):
        aside(f"  {count:>6,}  {path}")
    if len(notes) > SHOWN:
        aside("          " + _("and {notes}", notes=plural(len(notes) - SHOWN, "more note")))
    return agreed(_("Import them?"))


def _undo(args: Namespace) -> int:
    """Take the last import back as a whole; with --dry-run say which one that would be."""
    from db import library
    from db.imports.undo import undo_import

    with database(args) as db:
        last = next((each for each in library.history(db) if not each.undone), None)
        if last is None:
            aside(_("There is no import to take back."))
            return 1
        if not args.dry_run:
            undo_import(db, last.id, clock()())
            attend(db, clock()())
    if args.json:
        undone = None if args.dry_run else last.id
        put({"undone": undone, "import": last.id, "made": last.made, "changed": last.changed,
             "notes": list(last.notes)})  # fmt: skip
    else:
        count = f"{plural(last.made, 'new card')}, {plural(last.changed, 'changed card')}"
        said = (
            N_("Would take back: the import of {at:%Y-%m-%d %H:%M}, {cards}.")
            if args.dry_run
            else N_("Taken back: the import of {at:%Y-%m-%d %H:%M}, {cards}.")
        )
        say(_(said, at=last.at.astimezone(), cards=count))
    return 0


def _tell(plan: Plan, *, applied: bool, whole: bool) -> None:
    """What came of it in a line; before it, where it is short or the `whole` was asked for, each card that changes and
    every line that became nothing."""
    from db.records import Change

    if not plan.rows and not plan.sources:
        if plan.unchanged:
            say(_("Nothing changed in {notes}.", notes=plural(plan.unchanged, "note")))
        return
    if plan.empty and all(not source.unused for source in plan.sources):
        say(_("Nothing changed."))
        return
    changed = [row for row in plan.rows if row.change is not Change.KEPT]
    unused = [(source.path, line) for source in plan.sources for line in source.unused]
    listed = whole or len(changed) <= FEW
    if listed:
        _list(plan, unused)
    counts = ", ".join(
        _("{count:,} {what}", count=plan.count(change), what=_(CHANGES[change]))
        for change in Change
        if plan.count(change)
    )
    counts = counts or _("no cards")
    if plan.held:
        counts = _("{counts}, {held:,} of them held until you take them", counts=counts, held=plan.held)
    if not listed:
        say(
            _("`import --verbose` lists every card and every line that became nothing; `cards NOTE` those of one note.")
        )
    said = {
        (True, True): N_("Imported: {counts}; {lines} unused."),
        (True, False): N_("Imported from {notes}: {counts}; {lines} unused."),
        (False, True): N_("Would import: {counts}; {lines} unused."),
        (False, False): N_("Would import from {notes}: {counts}; {lines} unused."),
    }[applied, len(plan.sources) == 1]
    say(_(said, notes=plural(len(plan.sources), "note"), counts=counts, lines=plural(len(unused), "line")))


def _list(plan: Plan, unused: list[tuple[str, Unused]]) -> None:
    """Each card that changes, and the lines that became nothing."""
    from db.records import Change

    marks = {Change.NEW: "+", Change.REWORDED: "~", Change.MOVED: ">", Change.GONE: "-", Change.RETURNED: "<"}
    doubts = set(plan.doubts)
    for number, row in enumerate(plan.rows):
        if row.change in marks:
            card = row.card or (row.known.card if row.known else None)
            assert card is not None
            doubt = "  " + _("(doubtful: --interactive asks)") if number in doubts else ""
            held = "  " + _("(held)") if row.held else ""
            say(f"{marks[row.change]} {flat(card.question)} — {flat(card.answer)}{held}{doubt}")
    if unused:
        say("", _("Lines that became nothing:"))
        for path, line in unused:
            say(f"  {Path(path).name}:{line.line}: {flat(line.text, 60)}  ({reason(line.why)})")
    say("")


def _row(row: PlanRow) -> dict[str, Any]:
    """One row of a plan as JSON."""
    was, now = row.known.card if row.known else None, row.card
    card = now or was
    assert card is not None
    return {
        "change": row.change.value,
        "path": row.path,
        "line": card.line,
        "question": card.question,
        "answer": card.answer,
        "was": {"question": was.question, "answer": was.answer} if was and now and was != now else None,
        "likeness": row.likeness,
        "doubtful": row.doubtful,
        "worth": card.worth,
        "held": row.held,
    }


def _progress() -> Any:
    """A progress line on stderr with an estimate, at most five times a second."""
    import time

    started = shown = time.monotonic()

    def show(done: int, total: int, path: str) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - shown < 0.2 and done < total:
            return
        if now - started < 0.5:  # too quick to be worth a line
            return
        shown = now
        left = (now - started) / done * (total - done) if done else 0.0
        line = ""
        if done < total:
            line = _("{done:,}/{total:,} notes, about {left:.0f} s left", done=done, total=total, left=left)
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    return show
