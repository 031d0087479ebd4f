"""The commands of a day: due, review, stats, settings."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import fields, replace
from typing import Any

from studytui.commands.context import aside, clock, database, put, say
from studytui.plaintext import plural, when


def due(args: Namespace) -> int:
    """Counts of today."""
    from db import queue

    now = clock()()
    with database(args) as db:
        counts = queue.counts(db, now)
    if args.json:
        put({"due": counts.due, "new": counts.new, "learning": counts.learning, "review": counts.review,
             "total": counts.total, "next_due": counts.next_due.isoformat() if counts.next_due else None})  # fmt: skip
    elif counts.total:
        parts = f"{counts.review} due, {counts.new} new, {counts.learning} in learning"
        say(f"{plural(counts.total, 'card')} today: {parts}.")
    elif counts.next_due:
        say(f"Nothing is due. The next card comes {when(counts.next_due, now)}.")
    else:
        say("Nothing is due. `studytui import PATH` makes cards from notes.")
    return 0


def review(args: Namespace) -> int:
    """Today's cards: the app where there is a terminal, plain lines otherwise or when asked for."""
    if args.limit is not None and args.limit < 1:
        aside(f"studytui: --limit is {args.limit}; it is a number of cards, 1 or more.")
        return 2
    if not args.plain and sys.stdin.isatty() and sys.stdout.isatty():
        from studytui.commands.app import launch

        return launch(args, start=("review", {"filter": " ".join(args.filter), "limit": args.limit}))
    from studytui.plain import review as plain_review

    with database(args) as db:
        plain_review(db, clock(), sys.stdin, sys.stdout, filter=" ".join(args.filter), limit=args.limit)
    return 0


def stats(args: Namespace) -> int:
    """Days, retention and forecast."""
    from db import stats as numbers

    now = clock()()
    with database(args) as db:
        summary: dict[str, Any] = numbers.summary(db, now)
    if args.json:
        put(summary)
        return 0
    for name, value in summary.items():
        if isinstance(value, dict):
            say(f"{name.replace('_', ' ')}:", *(f"  {key}: {_short(each)}" for key, each in value.items()))
        elif isinstance(value, list):
            say(f"{name.replace('_', ' ')}: {', '.join(_short(each) for each in value)}")
        else:
            say(f"{name.replace('_', ' ')}: {_short(value)}")
    return 0


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, dict):
        return " ".join(_short(each) for each in value.values())
    return "–" if value is None else str(value)


def settings(args: Namespace) -> int:
    """Show all settings or one, or set one."""
    from db import settings as store

    with database(args) as db:
        present = store.load(db)
        known = {field.name: getattr(present, field.name) for field in fields(present)}
        if args.name is None:
            chosen = known
        elif args.name not in known:
            aside(f"studytui: there is no setting {args.name}; there are {', '.join(known)}.")
            return 2
        elif args.value is None:
            chosen = {args.name: known[args.name]}
        else:
            value = _parsed(args.name, known[args.name], args.value)
            if value is None:
                return 2
            store.save(db, replace(present, **{args.name: value}))
            chosen = {args.name: value}
    if args.json:
        put(chosen)
    else:
        say(*(f"{name} = {_spelled(value)}" for name, value in chosen.items()))
    return 0


# What each number may be: least, most, and what it stands for.
_BOUNDS: dict[str, tuple[float, float, str]] = {
    "desired_retention": (0.7, 0.99, "the share of cards you want to remember when they come"),
    "new_per_day": (0, 9999, "new cards a day"),
    "rollover_hour": (0, 23, "the hour at which a study day begins"),
    "maximum_interval": (1, 36500, "days"),
    "leech_lapses": (1, 99, "lapses after which a card counts as a leech"),
    "learning_steps": (0.1, 1440, "minutes, separated by commas"),
    "relearning_steps": (0.1, 1440, "minutes, separated by commas"),
}


def _parsed(name: str, present: Any, text: str) -> Any:
    """The value `text` stands for, or None after a sentence on stderr."""
    if isinstance(present, bool):
        if text.lower() in ("on", "off", "true", "false", "yes", "no"):
            return text.lower() in ("on", "true", "yes")
        aside(f"studytui: {name} is {text!r}; it can be on or off.")
        return None
    if name == "parameters":
        if text.lower() in ("default", ""):
            return ()
        aside("studytui: the parameters come from `studytui optimize`; `default` takes the engine's own.")
        return None
    low, high, meaning = _BOUNDS[name]
    listed = isinstance(present, tuple)
    try:
        numbers = [float(part) for part in text.split(",") if part.strip()] if listed else [float(text)]
    except ValueError:
        numbers = []
    whole = isinstance(present, int) and any(number != int(number) for number in numbers)
    if (not numbers and not (listed and not text.strip())) or whole or any(not low <= n <= high for n in numbers):
        kind = "a whole number" if isinstance(present, int) else "numbers" if listed else "a number"
        aside(f"studytui: {name} is {text!r}; it is {kind} from {low:g} to {high:g} ({meaning}).")
        return None
    if listed:
        return tuple(numbers)
    return int(numbers[0]) if isinstance(present, int) else numbers[0]


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(f"{each:g}" for each in value) or "default"
    return f"{value:g}" if isinstance(value, float) else str(value)
