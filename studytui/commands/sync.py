"""The command sync: this database and another one, brought to the same state."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from cards.translation import _, ngettext
from studytui.commands.context import aside, clock, database, put, say
from studytui.plaintext import plural

if TYPE_CHECKING:
    from db.sync import Synced
    from db.syncing.merging import Moved


def sync(args: Namespace) -> int:
    """Sync with a file, or with the one that is set; exit status 1 where a conflict copy had to be left."""
    from db import sync as syncing
    from db.records import Problem

    with database(args, make=True) as db:
        if args.off:
            syncing.set_target(db, None)
            put({"target": None}) if args.json else say(_("The app does not sync by itself any more."))
            return 0
        to = args.target or syncing.target_of(db)
        if to is None:
            raise Problem(_("No file is set to sync with. Give one: `studytui sync FILE` (with --set for the app)."))
        if args.set:
            syncing.set_target(db, to)
        done = syncing.sync(db, to, clock()())
    if args.json:
        put(document(done))
    else:
        say(*sentences(done))
    for sentence in done.left:
        aside(sentence)
    return 1 if done.left else 0


def document(done: Synced) -> dict[str, object]:
    """A sync for scripts."""
    merged = done.merged
    return {
        "target": done.target,
        "at": done.at.isoformat(),
        "made": done.made,
        "came": _numbers(merged.came),
        "went": _numbers(merged.went),
        "both": merged.both,
        "settings": sorted({*merged.came.settings, *merged.went.settings}),
        "ahead": merged.ahead,
        "behind": merged.behind,
        "unsound": merged.unsound,
        "conflicts": list(done.conflicts),
        "left": list(done.left),
    }


def _numbers(moved: Moved) -> dict[str, int]:
    return {
        "answers": moved.answers,
        "lines": moved.lines,
        "new": moved.new,
        "changed": moved.changed,
        "joined": moved.joined,
        "beside": moved.beside,
    }


def sentences(done: Synced) -> list[str]:
    """A sync for people: what came, what went, what was decided."""
    merged = done.merged
    said = [
        _("{target} was made, with all that is here.", target=done.target)
        if done.made
        else _("Synced with {target}.", target=done.target)
    ]
    came, went = _words(merged.came), _words(merged.went)
    if came or not done.made:
        said.append(_("Came: {value}.", value=came or "nothing new"))
    said.append(_("Went: {value}.", value=went or "nothing new"))
    if merged.both:
        cards = plural(merged.both, "card")
        said.append(_("{cards} had been changed on both sides; the later change holds.", cards=cards))
    if merged.came.settings:
        said.append(
            _(
                "Chosen later on the other side, and taken over: {listed}.",
                listed=", ".join(sorted(merged.came.settings)),
            )
        )
    if merged.went.settings:
        said.append(
            _(
                "Chosen later here, and given to the other side: {listed}.",
                listed=", ".join(sorted(merged.went.settings)),
            )
        )
    if merged.ahead:
        said.append(
            _(
                "{answers} carried a date after now: the clock of a machine was wrong. Such an "
                "answer counts from today, so its card comes back in time.",
                answers=plural(merged.ahead, "answer"),
            )
        )
    if merged.behind:
        said.append(
            _(
                "{answers} carried a date more than a day before the card was made: the clock of "
                "a machine may have been behind. Nothing is lost by it.",
                answers=plural(merged.behind, "answer"),
            )
        )
    if merged.unsound:
        said.append(
            _(
                "{rows} could not be read, and stayed where they are. `studytui doctor` on either machine tells more.",
                rows=plural(merged.unsound, "row"),
            )
        )
    said += [_("Merged a conflict copy, which is now {name}.", name=name) for name in done.conflicts]
    return said


def _words(moved: Moved) -> str:
    joined, beside = moved.joined, moved.beside
    numbers = (
        (moved.answers, plural(moved.answers, "answer")),
        (moved.lines - moved.answers, plural(moved.lines - moved.answers, "other decision")),
        (moved.new, plural(moved.new, "new card")),
        (moved.changed, plural(moved.changed, "changed card")),
        (joined, ngettext("{count} double card joined", "{count} double cards joined", joined)),
        (beside, ngettext("{count} own wording or demo answer", "{count} own wordings or demo answers", beside)),
    )
    return ", ".join(said for count, said in numbers if count)
