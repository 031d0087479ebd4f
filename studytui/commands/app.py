"""Opening the app."""

from __future__ import annotations

import sys
from argparse import Namespace

from cards.translation import _
from studytui.commands.context import aside, open_app


def run(args: Namespace) -> int:
    """Open the app; without a terminal, the plain review."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return open_app(args)
    aside(_("There is no terminal here, so this is the review in plain lines. Run studytui in a terminal for the app."))
    from studytui.commands.study import review

    return review(Namespace(**{**vars(args), "plain": True, "limit": None, "filter": []}))
