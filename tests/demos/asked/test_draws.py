"""Every question, drawn many times: options that differ, an answer that a formula confirms, texts in both languages."""

from __future__ import annotations

import importlib
import json
import re
import string
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from demos import asking
from demos.catalog import BY_ID
from demos.marking import mark
from demos.question import CELLS, CHOICE, KINDS, LANGUAGES, PICTURE, ROWS, Asked, Beside
from demos.questions import listed
from tests.demos.asked.formulas.kind import Formulas

EVERY = [(demo, question.id) for demo, questions in listed().items() for question in questions]
FEW, MANY = 12, 300


def formulas() -> Formulas:
    found: dict = {}
    for path in sorted(Path(__file__).with_name("formulas").glob("*.py")):
        found |= getattr(importlib.import_module(f"tests.demos.asked.formulas.{path.stem}"), "FORMULAS", {})
    return found


FORMULAS = formulas()


@pytest.mark.parametrize(("demo", "question"), EVERY)
def test_a_question_holds_for_its_first_draws(demo: str, question: str) -> None:
    gives_nothing_away([tried(demo, question, seed, look=seed < 2) for seed in range(FEW)])


@pytest.mark.mutants
@pytest.mark.parametrize(("demo", "question"), EVERY)
def test_a_question_holds_for_many_draws(demo: str, question: str) -> None:
    asked = [tried(demo, question, 1000 + seed, look=seed < FEW) for seed in range(MANY)]
    assert len({json.dumps(one.params) for one in asked}) >= 4, "the same few draws: there is nothing to work out"
    gives_nothing_away(asked)


def gives_nothing_away(draws: list[Asked]) -> None:
    """Hold the draws of a question to this: who saw a few of them cannot answer the next without working it out."""
    told = f"{draws[0].demo}/{draws[0].id}"
    assert len({one.answer for one in draws}) > 1, f"{told}: the answer is always {draws[0].answer}"
    if draws[0].kind != CHOICE:
        return
    assert len({len(one.options) for one in draws}) == 1, f"{told}: the number of options tells which is right"

    def form(option: str) -> str:  # numbers may differ from draw to draw; 1 is what stays as it was
        return re.sub(r"\d+", lambda found: found[0] if found[0] == "1" else "n", option)

    for shape in {form(one.answer) for one in draws}:
        chosen = [[option for option in one.options if form(option) == shape] for one in draws]
        always = all(fitting == [one.answer] for fitting, one in zip(chosen, draws, strict=True))
        assert not always, f"{told}: an answer of the form {shape} is always right"


def tried(demo: str, question_id: str, seed: int, look: bool = True) -> Asked:
    """One draw, held to everything a draw must be; with `look` also what is seen after each answer."""
    question = asking.questions(demo)[question_id]
    with torch.no_grad():
        asked = asking.ask(demo, question_id, seed)
    told = f"{demo}/{question_id} {dict(asked.params)}"

    assert asked.kind in KINDS
    assert len(set(asked.options)) == len(asked.options) >= 2, told
    assert asked.answer in asked.options
    assert set(asked.misconceptions) == set(asked.options) - {asked.answer}
    assert set(asked.sentences) == set(asked.misconceptions.values())
    for language in LANGUAGES:
        for text in (asked.texts, *asked.sentences.values(), *(asked.shown[option] for option in asked.options)):
            assert text[language].strip(), told
            assert not set("{}") & set(text[language].replace("{}", "")), told
    assert Asked.from_json(json.loads(json.dumps(asked.as_json()))) == asked

    v = SimpleNamespace(**asked.params, pictures=asked.pictures, said=asked.text())
    for name in ("", *asked.misconceptions.values()):
        formula = FORMULAS.get((demo, question_id, *([name] if name else [])))
        given = next((o for o in asked.options if asked.misconceptions.get(o, "") == name), "")
        assert formula or name, f"{demo}/{question_id}: its answer has no formula in tests/demos/asked/formulas/"
        if formula is not None and question.kind == PICTURE:
            drawn = next(picture for picture in asked.pictures if picture.title == given)
            assert formula(v)([[cell > 0 for cell in row] for row in drawn.values]), told
        elif formula is not None:
            want = formula(v)
            right = want(given) if callable(want) else given == asking.named(question, want)
            assert right, f"{told}: {name or 'the answer'} is {given}"

    if question.kind in (ROWS, CELLS):
        assert asked.most > 0
    for option in asked.options:
        marked = mark(asked, asked.option(option, "ko"))
        assert marked.understood, (told, option)
        assert (marked.right, marked.option) == (option == asked.answer, option), (told, option)
        assert marked.misconception == asked.misconceptions.get(option), told
        if not look:
            continue
        with torch.no_grad():
            beside = asking.beside(demo, question_id, seed, option)
        assert Beside.from_json(json.loads(json.dumps(beside.as_json()))).answer == asked.answer
        assert (beside.wrong is None) == (option == asked.answer)
        for side in (beside.truth, beside.wrong):
            assert side is None or side.pictures or side.steps or side.stats, f"{told}: nothing is seen of it"
    if question.kind == PICTURE:
        assert [picture.title for picture in asked.pictures] == list(asked.options)
        assert len({str(picture.values) for picture in asked.pictures}) == len(asked.options), told
    if question.kind == CHOICE:
        assert not any(option.isdecimal() for option in asked.options), "2 would be an option and the place of one"
    return asked


@pytest.mark.parametrize("demo", sorted(listed()))
def test_the_list_that_needs_no_torch_is_what_the_file_gives(demo: str) -> None:
    loaded = asking.questions(demo)
    assert [question.id for question in listed()[demo]] == list(loaded)
    for question in listed()[demo]:
        written = loaded[question.id]
        assert question.ask == written.ask
        assert question.sentences == {idea.name: idea.said for idea in written.wrong}
        for language in LANGUAGES:
            assert not set("{}") & set(question.text(language))
        holes = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in question.ask.values()]
        assert holes[0] == holes[1], f"{demo}/{question.id}: one language tells of a number and the other does not"


def test_the_concepts_are_asked_about() -> None:
    few = sorted(demo for demo, questions in listed().items() if not 2 <= len(questions) <= 6)
    assert not few, few
    assert len(listed()) >= 37
    assert set(listed()) <= set(BY_ID)


def test_no_formula_is_left_over() -> None:
    known = {
        (demo, question.id, *name)
        for demo, all_ in listed().items()
        for question in all_
        for name in [(), *((n,) for n in question.sentences)]
    }
    assert set(FORMULAS) - known == set()


def test_a_draw_takes_what_stands_on_the_screen_where_it_can() -> None:
    for seed in range(6):
        params = asking.ask("band", "pairs", seed, {"T": 20, "w": 3, "causal": "yes", "H": 4}).params
        assert params == {"T": 20, "w": 3, "causal": "yes"}
        assert asking.ask("band", "pairs", seed, {"T": 1024}).params["T"] in range(8, 25)
        assert (
            asking.ask("band", "pairs", seed, {"causal": "yes"}).params["T"]
            == asking.ask("band", "pairs", seed).params["T"]
        )
    assert asking.ask("bigbird", "blocks in all", 1, {"T": 22, "b": 2, "r": 1}).params["n"] == 11
    option = asking.ask("band", "pairs", 1, {"T": 20}).options[0]
    assert len(asking.beside("band", "pairs", 1, option, {"T": 20}).truth.pictures[0].values) == 20


def test_the_same_seed_asks_the_same_and_others_ask_otherwise() -> None:
    assert asking.ask("band", "pairs", 7) == asking.ask("band", "pairs", 7)
    assert len({asking.ask("band", "pairs", seed).answer for seed in range(12)}) > 6
