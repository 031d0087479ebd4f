"""The commands backup, restore, doctor and optimize."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cards.translation import N_, _, pgettext
from studytui.commands.context import clock, database, place, put, say
from studytui.config import server_copies
from studytui.interpreter import python
from studytui.plaintext import plural


def backup(args: Namespace) -> int:
    """Copy the database into a file, while it may be in use."""
    from db import backup as backups

    if args.list:
        found = [str(path) for path in backups.backups(place(args).url, server_copies())]
        put(found) if args.json else say(*(found or [_("There is no backup yet.")]))
        return 0
    with database(args) as db:
        made = backups.make(db, Path(args.folder) if args.folder else None)
    put({"backup": str(made), "bytes": made.stat().st_size}) if args.json else say(_("Copied to {made}.", made=made))
    return 0


def restore(args: Namespace) -> int:
    """Bring a backup back. What it replaces is kept, and the sentence says where."""
    from db.address import expect
    from db.restore import restore as bring_back

    given = place(args)
    if given.named:
        expect(given.url, make=True)
    replaced = bring_back(given.url, Path(args.file), server_copies())
    if args.json:
        put({"restored": args.file, "replaced": None if replaced is None else str(replaced)})
    else:
        kept = (
            _("There was nothing before.")
            if replaced is None
            else _("What was there before is kept in {replaced}.", replaced=replaced)
        )
        say(_("Restored from {file}.", file=args.file), kept)
    return 0


# What the checks are called in lines; in JSON they keep their names.
CHECKS = {
    "file": N_("file", "a check"),
    "references": N_("references", "a check"),
    "tables": N_("tables", "a check"),
    "log held": N_("log held", "a check"),
    "undos": N_("undos", "a check"),
    "answers": N_("answers", "a check"),
    "replay": N_("replay", "a check"),
    "search": N_("search", "a check"),
    "values": N_("values", "a check"),
    "clock": N_("clock", "a check"),
    "sync": N_("sync", "a check"),
}


def doctor(args: Namespace) -> int:
    """Check the database, replay the log and compare; exit status 1 where anything is wrong."""
    from db import doctor as doctors
    from db import sync

    with database(args) as db:
        done = []
        if args.repair:
            from db.repair import repair

            done = repair(db, clock()()) + sync.repair(db, clock()())
        findings = [*doctors.examine(db), *sync.examine(db, clock()())]
    ok = all(finding.ok for finding in findings)
    if args.json:
        more = {"repaired": done} if args.repair else {}
        put(more | {"ok": ok, "checks": [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in findings]})
    else:
        names = {f.name: pgettext("a check", CHECKS.get(f.name, f.name)) for f in findings}
        say(*done, *(f"{'✓' if f.ok else '✗'} {names[f.name]}: {f.detail}" for f in findings))
    return 0 if ok else 1


def optimize(args: Namespace) -> int:
    """Fit the scheduler's parameters to the review log; keep them where they predict better."""
    from dataclasses import replace

    from db import optimising, settings

    with database(args) as db:
        fit = optimising.fit(db, python("cards.fitting"))
        if fit.better:
            settings.save(db, replace(settings.load(db), parameters=fit.parameters))
    if args.json:
        put({"kept": fit.better, "recalls": fit.recalls, "before": fit.before, "after": fit.after,
             "parameters": fit.parameters})  # fmt: skip
        return 0
    learned = _(
        "(log loss {before:.4f} before, {after:.4f} after, over {recalls})",
        before=fit.before,
        after=fit.after,
        recalls=plural(fit.recalls, "recall"),
    )
    if fit.better:
        say(
            _(
                "The new parameters are kept: they predict your answers {value:.0%} better {learned}.",
                value=1 - fit.after / fit.before,
                learned=learned,
            )
        )
    else:
        say(_("The present parameters stay: fitted ones predict your answers no better {learned}.", learned=learned))
    return 0
