"""The commands about notes: import, cards, search, export."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studytui import streams
from studytui.commands.context import aside, clock, database, database_to_plan, place, put, say
from studytui.plaintext import plural, unmarked

if TYPE_CHECKING:
    from cards.asking.taste import Taste
    from db.records import Failure, Plan, PlanRow, Source


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
        aside("Import what? Give a note or a folder of notes.")
        return 2
    paths = [Path(path) for path in args.paths]
    with database_to_plan(args) if args.dry_run else database(args, make=True) as db:
        progress = _progress() if sys.stderr.isatty() else None
        with closing(Readers(kept_s=0)) as readers:
            plan = survey(db, paths, now, progress=progress, force=args.force, reading=readers.read)
        if args.interactive and not args.dry_run:
            from studytui.commands.doubts import settle

            plan = settle(plan)
        if not args.dry_run:
            library.apply(db, plan, now)
    failed = [{"path": failure.path, "reason": failure.reason} for failure in plan.failed]
    if args.json:
        counts: dict[str, Any] = {change.value: plan.count(change) for change in Change}
        unused = sum(len(source.unused) for source in plan.sources)
        notes = len(plan.sources) + plan.unchanged
        counts |= {"held": plan.held, "unused": unused, "notes": notes}
        put({**counts, "failed": failed, "plan": [_row(row) for row in plan.rows]})
    else:
        _tell(plan, applied=not args.dry_run)
    for notice in plan.notices:
        aside(notice)
    for failure in failed:
        aside(
            f"{failure['path']}: {failure['reason']}" if failure["path"] not in failure["reason"] else failure["reason"]
        )
    return 1 if failed else 0


def _undo(args: Namespace) -> int:
    """Take the last import back as a whole; with --dry-run say which one that would be."""
    from db import library
    from db.imports.undo import undo_import

    with database(args) as db:
        last = next((each for each in library.history(db) if not each.undone), None)
        if last is None:
            aside("There is no import to take back.")
            return 1
        if not args.dry_run:
            undo_import(db, last.id, clock()())
    if args.json:
        undone = None if args.dry_run else last.id
        put({"undone": undone, "import": last.id, "made": last.made, "changed": last.changed,
             "notes": list(last.notes)})  # fmt: skip
    else:
        what = f"the import of {last.at.astimezone():%Y-%m-%d %H:%M}"
        count = f"{plural(last.made, 'new card')}, {plural(last.changed, 'changed card')}"
        say(f"{'Would take back' if args.dry_run else 'Taken back'}: {what}, {count}.")
    return 0


def _tell(plan: Plan, *, applied: bool) -> None:
    """The plan in lines: what changes, each with its card, then every line that became nothing."""
    from db.records import Change

    if not plan.rows and not plan.sources:
        if plan.unchanged:
            say(f"Nothing changed in {plural(plan.unchanged, 'note')}.")
        return
    if plan.empty and all(not source.unused for source in plan.sources):
        say("Nothing changed.")
        return
    marks = {Change.NEW: "+", Change.REWORDED: "~", Change.MOVED: ">", Change.GONE: "-", Change.RETURNED: "<"}
    doubts = set(plan.doubts)
    for number, row in enumerate(plan.rows):
        if row.change in marks:
            card = row.card or (row.known.card if row.known else None)
            assert card is not None
            doubt = "  (doubtful: --interactive asks)" if number in doubts else ""
            held = "  (held)" if row.held else ""
            say(f"{marks[row.change]} {_flat(card.question)} — {_flat(card.answer)}{held}{doubt}")
    unused = [(source.path, line) for source in plan.sources for line in source.unused]
    if unused:
        say("", "Lines that became nothing:")
        for path, line in unused:
            say(f"  {Path(path).name}:{line.line}: {_flat(line.text, 60)}  ({line.why})")
    counts = ", ".join(f"{plan.count(change)} {change.value}" for change in Change if plan.count(change))
    held = f", {plan.held} of them held until you take them" if plan.held else ""
    done = "Imported" if applied else "Would import"
    say("", f"{done}: {counts or 'no cards'}{held}; {plural(len(unused), 'line')} unused.")


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
        line = f"{done:,}/{total:,} notes, about {left:.0f} s left" if done < total else ""
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    return show


def cards(args: Namespace) -> int:
    """The cards of notes, or their unused lines; only `--why` looks into a database, for one's own taste."""
    from db.records import Failure
    from studytui.actions import demo_of

    rows: list[dict[str, Any]] = []
    status = 0
    several = len(args.paths) > 1 or Path(args.paths[0]).is_dir()
    taste = _taste(args)
    for found in _read(args.paths, taste):
        path = found.path
        if isinstance(found, Failure):
            aside(found.reason)
            status = 1
            continue
        if args.unused:
            for unused in found.unused:
                row: dict[str, Any] = {"line": unused.line, "text": unused.text, "why": unused.why}
                rows.append({**row, "path": path} if several else row)
            continue
        for notice in found.notices:
            aside(notice)
        for card, reasons in zip(found.cards, found.reasons, strict=True):
            to = demo_of(card)
            rows.append(
                {
                    "question": card.question,
                    "answer": card.answer,
                    "accepted": list(card.accepted),
                    "kind": card.kind.value,
                    "context": list(card.context),
                    "line": card.line,
                    "demo": to.demo if to else None,
                    "worth": card.worth,
                    "held": card.held,
                    "reverse": card.reverse,
                    "rule": card.rule,
                    "path": path,
                }
                | ({"why": list(reasons)} if args.why else {})
            )
    if args.json:
        put(rows)
        return status
    if args.unused:
        for row in rows:
            where = f"{Path(row['path']).name}:{row['line']}:" if several else f"{row['line']:>4} "
            say(f"{where} {_flat(row['text'], 60)}  ({row['why']})")
        return status
    held = [row for row in rows if row["held"]]
    for row in rows:
        if not row["held"]:
            _say_card(row, " ")
    if held:
        say("", "Held, until you take them:")
    for row in held:
        _say_card(row, "·")
    return status


def _say_card(row: dict[str, Any], mark: str) -> None:
    """One card in a line, and in a second one what speaks for and against it where that was asked for."""
    say(f"{mark}{row['line']:>4}  {row['kind']:<12} {_flat(row['question'])} — {_flat(row['answer'])}")
    if "why" in row:
        why = "; ".join(row["why"]) or "nothing speaks clearly for or against it"
        say(f"       [{row['rule']}] worth {row['worth']:.2f}: {why}")


def _taste(args: Namespace) -> Taste:
    """How this person's decisions and choice move the worth of cards, for `--why`; a database is neither made nor
    changed for it."""
    from cards.asking.taste import Taste
    from db.migrations import HEAD
    from db.sqlite import parse, path_of, revision_of
    from db.taste import taste

    if args.why:
        path = path_of(parse(place(args).url))
        if path is not None and path.is_file() and revision_of(path) == HEAD:
            with database(args) as db:
                return taste(db)
    return Taste()


def _read(paths: list[str], taste: Taste) -> Iterator[Source | Failure]:
    """Each note with what it gives, or the sentence why it gives nothing."""
    from cards.files import no_notes, unseen, walk
    from db.records import Failure
    from studytui.notes.reading import Wanted, read

    for given in paths:
        if not Path(given).is_dir():
            found: list[tuple[str, object]] = [(given, None)]
        elif not (found := sorted(walk(given), key=lambda each: Path(each[0]))):
            yield Failure(given, no_notes(given))
        for path, at in found:
            result = Failure(path, unseen(path, at)) if isinstance(at, OSError) else read(Wanted(path), taste)
            if result is not None:
                yield result


def search(args: Namespace) -> int:
    """Find cards by their words."""
    from db import library

    with database(args) as db:
        found = library.search(db, " ".join(args.words), clock()())
    if args.json:
        put([{"id": k.id, "question": k.card.question, "answer": k.card.answer, "kind": k.card.kind.value,
              "context": list(k.card.context), "path": k.path, "line": k.card.line, "suspended": k.suspended,
              "retired": k.retired, "held": k.card.held, "state": k.schedule.state.value} for k in found])  # fmt: skip
        return 0
    for known in found:
        marks = {"suspended": known.suspended, "retired": known.retired, "held": known.card.held}
        mark = next((f" ({name})" for name, is_so in marks.items() if is_so), "")
        where = f"{Path(known.path).name}:{known.card.line}"
        say(f"{_flat(known.card.question)} — {_flat(known.card.answer)}{mark}  {where}")
    if not found:
        aside("No card holds these words.")
    return 0


def export(args: Namespace) -> int:
    """Write all cards, with their schedules and history, to a file or stdout."""
    from db import library
    from studytui.commands import export as writing
    from studytui.output import target

    with database(args) as db:
        if args.file is None:
            streams.file()
            writing.write(db, sys.stdout, args.format, clock()())
            return 0
        keep = [*([db.path] if db.path else []), *map(Path, library.fingerprints(db))]
        with target(Path(args.file), keep=keep) as out:
            count = writing.write(db, out, args.format, clock()())
    aside(f"Wrote {plural(count, 'card')} to {args.file}.")
    return 0


def _flat(text: object, longest: int = 200) -> str:
    """`text` on one line."""
    flat = unmarked(" ".join(str(text).split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
