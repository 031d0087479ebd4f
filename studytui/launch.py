"""Starting the app with its database, clock and demo runner; the day's backup follows a moment later."""

from __future__ import annotations

import os
import threading
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.translation import _
from studytui import background, config, counted
from studytui.interpreter import python
from studytui.private import close_to_others

if TYPE_CHECKING:
    from textual.screen import Screen

    from db.engine import Database
    from demos.runner import Runner
    from studytui.notes.readers import Readers

BACKUP_AFTER_S = 3.0  # today's numbers come first


def launch(args: Namespace, start: Callable[[], Screen[Any]] | None = None) -> int:
    """Open the app on Today, or on the screen that `start` makes; its exit status."""
    place, now = config.place(args.db, os.environ), config.clock(os.environ)
    look, environ = config.look(), dict(os.environ)
    answer = background.ask(environ) if look == "auto" else None
    try:
        from studytui.app import StudyApp  # first of all: it sets what Textual reads when it is imported
    finally:
        heard = answer() if answer is not None else background.Heard()
    if heard.ground is not None:
        environ["COLORFGBG"] = heard.ground

    def opener() -> Any:
        db = opened(place, now)
        later = threading.Timer(BACKUP_AFTER_S, _back_up, (db,))
        later.daemon = True
        later.start()
        return db

    def runner() -> Runner:
        from demos.runner import Runner

        return Runner(command=python("demos.worker"))

    def readers() -> Readers:
        from studytui.notes.readers import Readers

        return Readers()

    def kept() -> dict[str, Any] | None:
        path = counted.path_of(place.url)
        return counted.recall(path, "", now()) if path is not None else None

    keymap, told = chosen_keys()
    app = StudyApp(
        opener=opener,
        kept=kept,
        clock=now,
        runner=runner,
        readers=readers,
        samples=samples(),
        start=start,
        keymap=keymap,
        told=told,
        typed=heard.typed,
        look=look,
        keep_look=config.choose_look,
        environ=environ,
    )
    app.run()
    return app.return_code or 0


def chosen_keys() -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The keys a person chose, and what is wrong with the file that says so."""
    path = config.settings_file(os.environ)
    if not path.exists():
        return {}, ()
    from studytui.keymap import read

    chosen = read(path)
    return chosen.keymap, chosen.wrong


def opened(place: config.Place, now: config.Clock, *, make: bool = True) -> Database:
    """The user's database, backed up first where its tables are older than this program.

    Where one was named that is not there, it is made in a folder that is there, and only for `make`; the one in the
    data folder is made always. Raises Problem.
    """
    from db import address, backup
    from db.engine import open_database

    if place.named:
        address.expect(place.url, make=make)
    db = open_database(
        place.url, now=now, before_migrating=backup.before_migrating, make=make, copies=config.server_copies()
    )
    if db.path is not None and db.path.parent == config.data_folder():
        close_to_others(db.path.parent)
    return db


def at_the_end(args: Namespace) -> str | None:
    """Give what was answered to the file that is set, if one is, and keep the numbers that the next start shows at
    once; a sentence where a sync cannot be.
    """
    place, now = config.place(args.db, os.environ), config.clock(os.environ)
    from db import address

    if address.absent(place.url):
        return None
    sentence = _sync(place, now)
    _keep_numbers(place, now)
    return sentence


def _sync(place: config.Place, now: config.Clock) -> str | None:
    from db import sync
    from db.records import Problem

    try:
        db = opened(place, now)
        try:
            if (to := sync.target_of(db)) is not None:
                sync.sync(db, to, now())
        finally:
            db.close()
    except KeyboardInterrupt:
        return _("The sync was stopped; the next one makes up for it.")
    except Problem as problem:
        return _("Not synced: {problem}", problem=problem)
    return None


def _keep_numbers(place: config.Place, now: config.Clock) -> None:
    """Keep today's numbers and those of the coming days, where the database is a file."""
    from db.records import Problem

    path = counted.path_of(place.url)
    if path is None:
        return
    with suppress(Problem, KeyboardInterrupt):
        before = counted.stamp(path)
        db = opened(place, now)
        try:
            spans = counted.spans(db, now(), days=counted.DAYS)
        finally:
            db.close()
        counted.keep(path, before, "", spans)


def _back_up(db: Database) -> None:
    """Make the day's first backup; a failure does not stop the app."""
    from db import backup
    from db.records import Problem

    with suppress(Problem):
        backup.daily(db)


def samples() -> Path:
    """The folder of sample notes that comes with the program."""
    import cards

    assert cards.__file__ is not None
    return Path(cards.__file__).parent / "samples"
