"""Questions about a demo in lines, or as JSON: each is drawn, answered by a line, marked, and the truth is shown."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Mapping
from typing import TextIO

from cards.translation import _
from demos.demo import Unfit, named, shape_text
from demos.marking import mark
from demos.question import Asked, Beside
from demos.questions import of
from demos.runner import Failed, Refused, Runner
from studytui.asking import SHOW, Given
from studytui.commands.context import aside, put, say
from studytui.commands.report import picture_lines, step_line
from studytui.interpreter import python
from studytui.told import told, words

MOST = 1000


def asking(demo_id: str, number: int, given: Mapping[str, str], *, as_json: bool) -> int:
    """`demo ID --ask N`: N questions, all of the demo's in turn. `--seed S` draws the same ones again; `--lang ko`.

    Parameters of the demo (`--T 12`) are taken for the draw where they are among its values.
    """
    ids = [question.id for question in of(demo_id)]
    if not given.get("seed", "0").isdecimal() or given.get("lang", "en") not in ("en", "ko"):
        aside(_("With --ask, --seed is a whole number and --lang is en or ko."))
        return 2
    if not 1 <= number <= MOST:
        aside(_("--ask goes from 1 to {MOST:,}.", MOST=MOST))
        return 2
    if not ids:
        aside(_("There are no questions about {demo_id} yet.", demo_id=demo_id))
        return 1
    seed = int(given.get("seed") or random.SystemRandom().randrange(1 << 20))
    draws = [(ids[i % len(ids)], seed + i // len(ids)) for i in range(number)]
    language = given.get("lang") or _language()
    like = {name: text for name, text in given.items() if name not in ("seed", "lang")}
    try:
        return asyncio.run(_all(demo_id, draws, like, language, sys.stdin, as_json))
    except Refused as refused:
        aside(str(refused))
        return 2
    except Failed as failure:
        aside(str(failure))
        return 1


async def _all(
    demo_id: str,
    draws: list[tuple[str, int]],
    given: Mapping[str, str],
    language: str,
    answers: TextIO,
    as_json: bool,
) -> int:
    runner = Runner(command=python("demos.worker"))
    try:
        params = await runner.params(demo_id) if given else ()
        try:
            like = {name: named(params, name).parse(text) for name, text in given.items()}
        except Unfit as unfit:
            raise Refused(str(unfit)) from None
        if as_json:
            put([(await runner.ask(demo_id, *draw, like)).as_json() for draw in draws])
            return 0
        for number, draw in enumerate(draws, 1):
            asked = await runner.ask(demo_id, *draw, like)
            say("", f"{number}/{len(draws)}  {asked.text(language)}", *question_lines(asked, language))
            option = _answered(asked, language, answers)
            beside = await runner.beside(demo_id, *draw, option, like)
            say(*beside_lines(asked, beside, language, idea=False))
        return 0
    finally:
        await runner.close()


def _answered(asked: Asked, language: str, answers: TextIO) -> str:
    """Read lines until one is an answer, and say what it is worth; the option, "" for another answer or at the end."""
    for line in answers:
        if line.strip() == SHOW:
            break
        marked = mark(asked, line)
        if not marked.understood:
            say(f"{marked.shown} {_('? shows the answer.')}")
            continue
        found = told(Given(asked, line, marked), language)
        say(*(text for text in (f"{found.sign} {found.head} {found.more}".strip(), found.idea) if text))
        return marked.option
    say(words(language, "shown", answer=asked.option(asked.answer, language)))
    return ""


def question_lines(asked: Asked, language: str) -> list[str]:
    """The pictures of a question, and its options where one is chosen."""
    out: list[str] = []
    for picture in asked.pictures:
        out += ["", *picture_lines(picture)]
    if not asked.typed:
        out += [f"  {place}) {asked.option(option, language)}" for place, option in enumerate(asked.options, 1)]
    return out


def beside_lines(asked: Asked, beside: Beside, language: str, *, idea: bool = True) -> list[str]:
    """The truth's run, and the misconception's; its sentence before them, unless it was said (`idea`)."""
    out: list[str] = []
    if beside.wrong is not None and idea:
        out.append(asked.sentence(beside.misconception, language))
    right, given = (asked.option(option, language) for option in (beside.answer, beside.option))
    sides = [(words(language, "truth", answer=right), beside.answer, beside.truth)]
    if beside.wrong is not None:
        sides.append((words(language, "idea", given=given), beside.option, beside.wrong))
    for title, option, report in sides:
        pictures = [line for picture in report.pictures for line in picture_lines(picture)]
        steps = [step_line(step) + "  ◀" * (shape_text(step.output) == option) for step in report.steps]
        if pictures or steps:
            out += ["", title, *(f"  {line}" for line in (*steps, *pictures))]
    return out


def _language() -> str:
    """Korean where the system speaks it, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "ko" if spoken.startswith("ko") else "en"
