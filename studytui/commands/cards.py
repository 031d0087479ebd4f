"""The commands reword and split: a card by its number, as `search --json` tells it."""

from __future__ import annotations

from argparse import Namespace

from cards.translation import ngettext
from studytui.commands.context import aside, clock, database, put, say
from studytui.plaintext import flat


def reword(args: Namespace) -> int:
    """Have a card say something else, above its note; without words it says what its note does again."""
    from db import queue, wordings

    with database(args) as db:
        one = queue.card(db, args.card)
        question, answer = (
            given if given is not None else there
            for given, there in zip((args.question, args.answer), (one.card.question, one.card.answer), strict=True)
        )
        if args.question is None and args.answer is None:
            question = answer = ""
        after = wordings.reword(db, args.card, question, answer, clock()())
    if args.json:
        put({"id": after.id, "question": after.card.question, "answer": after.card.answer})
    else:
        say(f"{flat(after.card.question)} — {flat(after.card.answer)}")
    return 0


def split(args: Namespace) -> int:
    """Make several cards of one."""
    from db import queue, splits
    from db.records import Problem

    try:
        parts = splits.read("\n".join(args.parts))
    except Problem as problem:
        aside(str(problem))
        return 2
    with database(args) as db:
        done = splits.split(db, args.card, parts, clock()(), seen=queue.card(db, args.card))
    if args.json:
        put({"id": args.card, "parts": list(done.parts)})
    else:
        count = len(done.parts)
        say(ngettext("{count} card in place of one.", "{count} cards in place of one.", count))
    return 0
