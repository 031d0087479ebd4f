"""The command due: today's numbers, for a person, a program, or a shell's prompt."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import datetime
from typing import Any

from cards.translation import _
from studytui import counted
from studytui.commands.context import aside, clock, place, put, say
from studytui.counted import FIELDS
from studytui.plaintext import plural, when
from studytui.summary import first_cards


def due(args: Namespace) -> int:
    """Today's numbers, of all cards or of those a filter finds."""
    form = "{total}" if args.prompt else args.format
    if form is not None and (wrong := sorted(set(re.findall(r"\{([^{}]*)\}", form)) - set(FIELDS))):
        names = ", ".join(f"{{{name}}}" for name in FIELDS)
        aside(_("There is no {name} in --format; there are {names}.", name=f"{{{wrong[0]}}}", names=names))
        return 2
    now, filter = clock()(), " ".join(args.filter)
    counts = _counts(args, filter, now)
    if args.json:
        put(counts)
    elif args.prompt:
        if counts["total"]:
            say(plural(counts["total"], "card"))
    elif form is not None:
        say(re.sub(r"\{([^{}]*)\}", lambda match: str(counts[match[1]] if counts[match[1]] is not None else "–"), form))
    else:
        _tell(args, counts, filter, now)
    return 0


def _counts(args: Namespace, filter: str, now: datetime) -> dict[str, Any]:
    """The numbers as they were kept beside the database, else as it has them now."""
    path = counted.path_of(place(args).url)
    if path is not None and (kept := counted.recall(path, filter, now)):
        return kept
    from studytui.commands.context import database

    before = counted.stamp(path) if path is not None else ""
    with database(args) as db:
        spans = counted.spans(db, now, filter)
    if path is not None:
        counted.keep(path, before, filter, spans)
    return spans[0].counts


def _tell(args: Namespace, counts: dict[str, Any], filter: str, now: datetime) -> None:
    if counts["total"]:
        numbers = {"due": counts["review"], "new": counts["new"], "learning": counts["learning"]}
        parts, cards = _("{due} due, {new} new, {learning} in learning", **numbers), plural(counts["total"], "card")
        if filter:
            say(_("{cards} today for {filter}: {parts}.", cards=cards, filter=filter, parts=parts))
        else:
            say(_("{cards} today: {parts}.", cards=cards, parts=parts))
        return
    if filter:
        from db.filters import unknown  # with all of SQLAlchemy, which kept numbers do without

        if wrong := unknown(filter):
            say(wrong)
            return
    none = _("Nothing is due for {filter}.", filter=filter) if filter else _("Nothing is due.")
    if counts["next_due"]:
        comes = when(datetime.fromisoformat(counts["next_due"]), now)
        say(f"{none} {_('The next card comes {when}.', when=comes)}")
    elif filter:
        say(f"{none} {_('`studytui search {filter}` shows whether there are such cards.', filter=filter)}")
    else:
        from db import looking
        from studytui.commands.context import database

        with database(args) as db:
            say(f"{none} {first_cards(looking.count(db))}")
