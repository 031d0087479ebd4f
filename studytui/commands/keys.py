"""The command keys: what each key does, as a settings file that can be changed."""

from __future__ import annotations

import os
from argparse import Namespace

from cards.translation import _
from studytui import config
from studytui.commands.context import aside, put, say


def keys(args: Namespace) -> int:
    """Print the keys that hold, and on stderr what is wrong with the settings file; 1 where something is."""
    from studytui import keymap

    path = config.settings_file(os.environ)
    chosen = keymap.read(path)
    if args.json:
        put({"file": str(path), "keys": dict(chosen.keymap), "wrong": list(chosen.wrong)})
    else:
        head = (
            _("What stands behind a # comes with the program."),
            _("To change a key, write its line into {path}", path=path),
        )
        say(*(f"# {line}" for line in head), "", *keymap.lines(chosen.keymap))
    for sentence in chosen.wrong:
        aside(sentence)
    return 1 if chosen.wrong else 0
