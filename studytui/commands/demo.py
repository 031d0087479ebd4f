"""The command that runs a demo: in the app where there is a terminal, as lines, JSON or SVG otherwise."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.translation import _
from demos.catalog import BY_ID, ENTRIES, unknown
from studytui.commands.context import aside, open_app, put, say
from studytui.interpreter import python

if TYPE_CHECKING:
    from textual.screen import Screen

    from demos.demo import Report


def demo(args: Namespace) -> int:
    """Run one demo, or name all of them."""
    if args.list:
        return _list(args)
    if args.id is None:
        if _terminal(args):
            return _all_in_the_app(args)
        aside(_("Which demo? `studytui demo --list` names them."))
        return 2
    if args.id not in BY_ID:
        aside(f"{unknown(args.id)} {_('`studytui demo --list` names all of them.')}")
        return 2
    given = _parameters(args.rest)
    if isinstance(given, str):
        aside(str(given))
        return 2
    if args.ask is not None:
        from studytui.commands.asking import asking

        return asking(args.id, args.ask, given, as_json=args.json)
    return _run(args, given)


def _run(args: Namespace, given: dict[str, str]) -> int:
    """Check the parameters, run, and show the run in the form that was asked for."""
    from demos.runner import Failed, Refused
    from studytui.demo.retelling import sentence

    if _terminal(args):
        return _in_the_app(args, given)
    try:
        report = _drawn(args, given) if args.svg else _ran(args, given)
    except Refused as refused:
        aside(sentence(str(refused)))
        return 2
    except Failed as failure:
        aside(sentence(str(failure)))
        return 1
    if args.json:
        put(report.as_json())
    elif not args.svg:
        from studytui.commands.report import lines

        say(*lines(report))
    return 0 if all(check.ok for check in report.checks) else 1


def _ran(args: Namespace, given: Mapping[str, str]) -> Report:
    from demos.runner import run_once

    return run_once(args.id, given, command=python("demos.worker"))


def _drawn(args: Namespace, given: Mapping[str, str]) -> Report:
    """Run, and write the picture. A place that nothing is written to is refused before the seconds of the run."""
    from demos.svg import picture_svg
    from studytui.output import target

    with target(Path(args.svg)) as out:
        report = _ran(args, given)
        out.write(picture_svg(report))
    aside(_("Wrote {file}.", file=args.svg))
    return report


def _in_the_app(args: Namespace, given: Mapping[str, str]) -> int:
    """The demo's own screen, over Today."""

    def screen() -> Screen[Any]:
        from studytui.screens.demo import DemoScreen

        return DemoScreen(args.id, given)

    return open_app(args, start=screen)


def _all_in_the_app(args: Namespace) -> int:
    """The list of demos, over Today."""

    def screen() -> Screen[Any]:
        from studytui.screens.demos import DemosScreen

        return DemosScreen()

    return open_app(args, start=screen)


def _list(args: Namespace) -> int:
    """All demos with their names and parameters."""
    from demos.runner import describe_once

    described = describe_once(python("demos.worker"))
    if args.json:
        put(
            [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "family": entry.family,
                    "names": list(entry.called),
                    "params": {
                        p.name: {
                            "default": p.default,
                            "min": p.minimum,
                            "max": p.maximum,
                            "step": p.step,
                            "help": p.help,
                        }
                        | ({"choices": list(p.choices)} if p.choices else {})
                        for p in described[entry.id].params
                    },
                }
                for entry in ENTRIES
            ]
        )
        return 0
    family = ""
    for entry in ENTRIES:
        if entry.family != family:
            family = entry.family
            say("", family)
        knobs = "  ".join(f"--{p.name} {p.default}" for p in described[entry.id].params)
        say(f"  {entry.id:<20} {entry.title}", f"  {'':<20} {knobs}")
    return 0


def _parameters(words: list[str]) -> dict[str, str] | str:
    """`--T 64 --w=4` as a dictionary, or a sentence about what cannot be read."""
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or word == "--":
            return _("{word!r} is not a parameter; write --NAME VALUE.", word=word)
        name, equals, value = word[2:].partition("=")
        if not equals:
            if not rest:
                return _("--{name} needs a value.", name=name)
            value = rest.pop(0)
        given[name] = value
    return given


def _terminal(args: Namespace) -> bool:
    plain = args.json or args.svg or args.plain
    return not plain and sys.stdin.isatty() and sys.stdout.isatty()
