"""The commands review and settings."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from cards.translation import _
from studytui import config
from studytui.commands.context import aside, clock, database, open_app, put, say
from studytui.options import Unfit, parsed, spelled

if TYPE_CHECKING:
    from textual.screen import Screen

HERE = {"language": config.choose_language, "theme": config.choose_look}  # kept for this machine


def review(args: Namespace) -> int:
    """Today's cards: the app where there is a terminal, plain lines otherwise or when asked for."""
    from db.filters import unknown

    filter = " ".join(args.filter)
    if wrong := unknown(filter):
        aside(wrong)
        return 2
    if args.json:
        aside(
            _(
                "A review is a talk, not a document: `review --plain` asks in lines. "
                "`due --json` and `export` give data."
            )
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

    if args.price:
        return _prices(args)
    with database(args, make=args.value is not None) as db:
        present = store.load(db)
        known = {field.name: getattr(present, field.name) for field in fields(present)} | {
            "language": config.language(),
            "theme": config.look(),
        }
        if args.name is None:
            chosen = known
        elif args.name not in known:
            aside(_("There is no setting {name}; there are {names}.", name=args.name, names=", ".join(known)))
            return 2
        elif args.value is None:
            chosen = {args.name: known[args.name]}
        else:
            try:
                value = parsed(args.name, known[args.name], args.value)
            except Unfit as unfit:
                aside(str(unfit))
                return 2
            if args.name in HERE:
                HERE[args.name](value)
            else:
                store.save(db, replace(present, **{args.name: value}))
            chosen = {args.name: value}
    if args.json:
        put(chosen)
    else:
        say(*(f"{name} = {spelled(name, value)}" for name, value in chosen.items()))
    return 0


def _prices(args: Namespace) -> int:
    """What values of a setting would cost over a year; a value that is named is one of them. Nothing is changed."""
    import asyncio

    from db import pricing as reckoning
    from db import settings as store
    from studytui import pricing

    if args.name not in pricing.COMPARED:
        aside(
            _(
                "A price can be shown for {listed}. Name one of them before --price.",
                listed=", ".join(pricing.COMPARED),
            )
        )
        return 2
    with database(args) as db:
        present = store.load(db)
        now = getattr(present, args.name)
        try:
            wanted = () if args.value is None else (parsed(args.name, now, args.value),)
        except Unfit as unfit:
            aside(str(unfit))
            return 2
        compared = pricing.values(args.name, now, *wanted)
        wishes = [pricing.wish_of(present, args.name, value) for value in compared]
        request = reckoning.request(db, wishes, clock()())
    found = asyncio.run(pricing.played(request))
    if args.json:
        keys = ("value", "minutes", "known")
        rows = zip(compared, (price.minutes for price in found), (price.known for price in found), strict=True)
        put({"setting": args.name, "now": now, "prices": [dict(zip(keys, row, strict=True)) for row in rows]})
        return 0
    from studytui.widgets.price import Offered, price_table

    offers = [
        Offered(spelled(args.name, value), price.minutes, price.known, now=value == now)
        for value, price in zip(compared, found, strict=True)
    ]
    say(*(line.rstrip() for line in price_table(offers, 80).plain.split("\n")))
    return 0
