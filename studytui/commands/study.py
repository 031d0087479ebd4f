"""The commands review and settings."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from studytui.commands.context import aside, clock, database, open_app, put, say
from studytui.options import Unfit, parsed, spelled

if TYPE_CHECKING:
    from textual.screen import Screen


def review(args: Namespace) -> int:
    """Today's cards: the app where there is a terminal, plain lines otherwise or when asked for."""
    from db.filters import unknown

    filter = " ".join(args.filter)
    if wrong := unknown(filter):
        aside(wrong)
        return 2
    if args.json:
        aside(
            "A review is a talk, not a document: `review --plain` asks in lines. `due --json` and `export` give data."
        )
        return 2
    if not args.plain and sys.stdin.isatty() and sys.stdout.isatty():
        return _in_the_app(args)
    from studytui.commands.lines import review as plain_review

    with database(args, make=True) as db:
        plain_review(db, clock(), sys.stdin, sys.stdout, filter=filter, limit=args.limit, everything=args.all)
    return 0


def _in_the_app(args: Namespace) -> int:

    def screen() -> Screen[None]:
        from studytui.screens.review import ReviewScreen

        return ReviewScreen(filter=" ".join(args.filter), limit=args.limit, everything=args.all)

    return open_app(args, start=screen)


def settings(args: Namespace) -> int:
    """Show all settings or one, or set one."""
    from db import settings as store

    with database(args, make=args.value is not None) as db:
        present = store.load(db)
        known = {field.name: getattr(present, field.name) for field in fields(present)}
        if args.name is None:
            chosen = known
        elif args.name not in known:
            aside(f"There is no setting {args.name}; there are {', '.join(known)}.")
            return 2
        elif args.value is None:
            chosen = {args.name: known[args.name]}
        else:
            try:
                value = parsed(args.name, known[args.name], args.value)
            except Unfit as unfit:
                aside(str(unfit))
                return 2
            store.save(db, replace(present, **{args.name: value}))
            chosen = {args.name: value}
    if args.json:
        put(chosen)
    else:
        say(*(f"{name} = {spelled(name, value)}" for name, value in chosen.items()))
    return 0
