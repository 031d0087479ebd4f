"""Draws a question and reads its answer from a run; runs in the worker's child, since the concept needs torch.

A draw is made from the seed alone. One whose options coincide, or that the demo could not be opened with, is drawn
again, from the same seed: so the same seed gives the same question everywhere.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from demos.catalog import BY_ID
from demos.demo import Demo, Picture, Report, Unfit, Values, shape_text
from demos.marking import rows_text
from demos.question import LANGUAGES, NUMBER, PICTURE, Asked, Beside, Drawn, Misconception, Question, Text
from demos.questions import module, there
from demos.words import _

NOTHING: Values = {}
ATTEMPTS = 60  # draws until a question is held to be impossible
ROUGH = 0.1  # a tolerance from which on a number is told as about so large
LETTERS = "ABCDEFGH"


class NoDraw(Unfit):
    """A question of which no draw gives different options."""


def questions(demo_id: str) -> dict[str, Question]:
    """The questions of a demo by their ids, imported now. Needs torch."""
    found: tuple[Question, ...] = importlib.import_module(module(demo_id)).QUESTIONS if there(demo_id) else ()
    return {question.id: question for question in found}


def ask(demo_id: str, question_id: str, seed: int, like: Values = NOTHING) -> Asked:
    """One draw of a question, with the values of `like` where they can be had. Raises Unfit for one not known."""
    return _draw(demo_id, question_id, seed, like)[0]


def beside(demo_id: str, question_id: str, seed: int, option: str, like: Values = NOTHING) -> Beside:
    """What is looked at after `option` was answered at this draw: the truth, and the misconception that gives it."""
    asked, v, runs = _draw(demo_id, question_id, seed, like)
    question = questions(demo_id)[question_id]
    name = asked.misconceptions.get(option, "")
    truth, other = runs[""], runs[name] if name else None
    right = _report(asked, question, v, truth, other)
    wrong = _report(asked, question, v, other, truth) if name else None
    return Beside(asked.answer, option, right, wrong, name, asked.sentences.get(name, {}))


def _draw(demo_id: str, question_id: str, seed: int, like: Values) -> tuple[Asked, Drawn, dict[str, Any]]:
    """The draw, its values, and what was run: the truth under "", each misconception under its name."""
    known = questions(demo_id)
    if question_id not in known:
        raise Unfit(
            _("There is no question {question_id} about {title}.", question_id=question_id, title=BY_ID[demo_id].title)
        )
    question, demo = known[question_id], importlib.import_module(BY_ID[demo_id].module).DEMO
    like = question.reads(like) if like else like
    for attempt in range(ATTEMPTS):
        dice = random.Random(f"{demo_id}/{question_id}/{seed}/{attempt}")
        v = _values(question, dice, like if attempt < ATTEMPTS // 2 else NOTHING)
        if v is None or not question.fits(v):
            continue
        opens = _opens(question, demo, v)
        if opens is None:
            continue
        runs = {"": question.run(v)}
        values = {"": question.read(runs[""], v)}
        for idea in question.wrong:
            result, read = runs[""] if idea.run is None else idea.run(v), idea.read or question.read
            if result is not None:
                runs[idea.name], values[idea.name] = result, read(result, v)
        if _differ(question, list(values.values())):
            return _asked(demo_id, question, seed, v, opens, runs, values, dice), v, runs
    raise NoDraw(
        _(
            "The question {question_id} about {title} found no numbers to ask with.",
            question_id=question_id,
            title=BY_ID[demo_id].title,
        )
    )


def _values(question: Question, dice: random.Random, like: Values) -> Drawn:
    """A value for each parameter, those that depend on earlier ones after them; None where one can have no value.

    What `like` gives is taken where it is among the choices.
    """
    v = SimpleNamespace()
    for name, given in question.vary.items():
        choices = given(v) if callable(given) else given
        if not len(choices):
            return None
        drawn = choices[int(dice.random() * len(choices))]  # the dice are thrown anyway: the others stay as they are
        wanted = [choice for choice in choices if name in like and choice == like[name]]
        setattr(v, name, wanted[0] if wanted else drawn)
    return v


def _opens(question: Question, demo: Demo, v: Drawn) -> dict[str, Any] | None:
    """The parameters the demo is opened with to see this draw; None where it could not be opened so."""
    names = {param.name for param in demo.params}
    given = dict(question.opens(v)) if question.opens else {k: x for k, x in vars(v).items() if k in names}
    try:
        demo.values(given)
    except Unfit:
        return None
    return given


def _differ(question: Question, values: list[Any]) -> bool:
    """Whether there are two options at least, and no two are the same, or as near as a number may be written."""
    if len(values) < 2:
        return False
    if question.kind == NUMBER and question.tolerance:
        near = sorted(values)
        return all(b - a > 2 * question.tolerance * max(abs(a), abs(b)) for a, b in pairwise(near))
    return len(set(values)) == len(values)


def _asked(
    demo_id: str,
    question: Question,
    seed: int,
    v: Drawn,
    opens: Mapping[str, Any],
    runs: Mapping[str, Any],
    values: Mapping[str, Any],
    dice: random.Random,
) -> Asked:
    order = sorted(values, key=lambda name: dice.random())
    pictures: tuple[Picture, ...]
    if question.kind == PICTURE:
        keys = {name: LETTERS[place] for place, name in enumerate(order)}
        pictures = tuple(_unnamed(question, runs[name], v, keys[name]) for name in order)
    else:
        keys = {name: named(question, value) for name, value in values.items()}
        pieces = question.picture(runs[""], v) if question.picture else ()
        pictures = tuple(piece for piece in pieces if isinstance(piece, Picture))
    ideas = {idea.name: idea for idea in question.wrong if idea.name in values}
    return Asked(
        demo=demo_id,
        id=question.id,
        seed=seed,
        texts=_filled(question, v, question.ask),
        kind=question.kind,
        options=tuple(keys[name] for name in order),
        answer=keys[""],
        params=dict(vars(v)),
        misconceptions={keys[name]: name for name in order if name},
        sentences={name: _said(question, v, idea) for name, idea in ideas.items()},
        shown={keys[name]: _shown(question, values[name], keys[name]) for name in order},
        opens=dict(opens),
        pictures=pictures,
        tolerance=question.tolerance,
        most=question.most(v) if question.most else 0,
    )


def _unnamed(question: Question, result: Any, v: Drawn, letter: str) -> Picture:
    """The first picture of a run as an option: a letter is all that tells it from the others."""
    assert question.show is not None
    first = next(piece for piece in question.show(result, None, v) if isinstance(piece, Picture))
    return replace(first, title=letter, remark="", role="", group="options")


def named(question: Question, value: Any) -> str:
    """An option as it is named, logged and compared."""
    if isinstance(value, frozenset):
        return rows_text(value)
    if isinstance(value, tuple):
        return shape_text(value)
    if value in question.say:
        return question.say[value]["en"]
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _shown(question: Question, value: Any, key: str) -> Text:
    if question.kind != PICTURE:
        if isinstance(value, str) and value in question.say:
            return dict(question.say[value])
        if isinstance(value, str):
            korean = key
            for english, word in question.korean.items():
                korean = korean.replace(english, word)
            return {"en": key, "ko": korean}
        if question.tolerance >= ROUGH:
            return dict.fromkeys(LANGUAGES, f"≈ {float(f'{value:.3g}'):,g}")
        if key == "none":
            return {"en": "none", "ko": "없음"}
        if isinstance(value, int) and value >= 10_000:
            return dict.fromkeys(LANGUAGES, f"{value:,}")
    return dict.fromkeys(LANGUAGES, key)


def _said(question: Question, v: Drawn, idea: Misconception) -> Text:
    return _filled(question, v, idea.said)


def _filled(question: Question, v: Drawn, text: Text) -> Text:
    """A text of both languages with what was drawn in its places."""

    def words(language: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in vars(v).items():
            said = question.words.get(name, {}).get(value)
            found[name] = value if said is None else said[language]
        for name, tell in question.told.items():
            told = tell(v)
            found[name] = told if isinstance(told, str) else told[language]
        return found

    return {language: text[language].format(**words(language)) for language in LANGUAGES}


def _report(asked: Asked, question: Question, v: Drawn, result: Any, other: Any) -> Report:
    report = Report(asked.demo, BY_ID[asked.demo].title, dict(asked.opens))
    if question.kind == PICTURE:
        other = None  # two patterns differ nearly everywhere: each is looked at as it is
    for piece in question.show(result, other, v) if question.show else ():
        report.add(piece)
    return report


def obey(order: Mapping[str, Any]) -> dict[str, Any]:
    """What an order for a question gives: {"asked": …}, or {"beside": …} where it names an option. Raises Unfit."""
    draw, like = (order["demo"], order["question"], order["seed"]), order.get("like", NOTHING)
    if "option" in order:
        return {"beside": beside(*draw, order["option"], like).as_json()}
    return {"asked": ask(*draw, like).as_json()}
