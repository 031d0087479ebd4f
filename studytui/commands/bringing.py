"""The command import for files of other programs: Anki's packages and its text, and our own archives."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from studytui.anki.taking import take
from studytui.asking import attend
from studytui.commands.context import aside, clock, database, database_to_plan, put, say


def bring(args: Namespace) -> int:
    """Import such files, each as an import of its own that `import --undo` takes back."""
    documents: list[dict[str, Any]] = []
    with database_to_plan(args) if args.dry_run else database(args, make=True) as db:
        for path in map(Path, args.paths):
            taken = take(db, path, clock()(), dry=args.dry_run)
            documents.append(taken.document)
            if taken.cards and not args.dry_run:
                attend(db, clock()())
            if not args.json:
                say(taken.said)
                for sentence in taken.left:
                    aside(sentence)
    if args.json:
        put(documents[0] if len(documents) == 1 else documents)
    return 0
