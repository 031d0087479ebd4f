"""Questions that are answered by running the concept: what a concept's file writes, and what is asked of a person.

A `Question` lies in `asked/` beside its concept: demos/sparse/band.py is asked about by `QUESTIONS` in
demos/sparse/asked/band.py. Its numbers are drawn anew each time, its answer is read from a run with these numbers, and
a wrong option is what a wrong mechanism gives when it is run with the same. An `Asked` is one draw of it, with texts in
both languages, as it is shown, logged and marked. Nothing here needs torch.

Who uses what:
    demos.questions.listed()        which questions there are, by demo, with their texts; reads files, imports nothing
    Runner.ask(demo, id, seed)      → Asked        the same for the same seed, always (`seed_of` makes one); with
                                                   like={"T": 12} a question about what stands on the screen
    demos.marking.mark(asked, text) → Marked       at once, without the worker
    Runner.beside(demo, id, seed, option) → Beside the truth and, where the option is a misconception's, what it runs
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from demos.demo import Picture, Piece, Report, from_json, to_json

LANGUAGES = ("en", "ko")
Text = Mapping[str, str]  # language → text

# Kinds of answers. All but the last two are typed; a `choice` is one of the options, a `picture` one of A, B, C, D.
NUMBER, SHAPE, ROWS, CELLS, CHOICE, PICTURE = "number", "shape", "rows", "cells", "choice", "picture"
KINDS = (NUMBER, SHAPE, ROWS, CELLS, CHOICE, PICTURE)

Drawn = Any  # the drawn parameters as attributes: v.T, v.w
Reading = Callable[[Any, Drawn], Any]
Drawing = Callable[[Any, Any, Drawn], Iterable[Piece]]


def same(result: Any, _drawn: Drawn) -> Any:
    """The reading of a run that gives the answer itself."""
    return result


@dataclass(frozen=True)
class Misconception:
    """A wrong idea about a concept: what it is called, how one says it, and the mechanism as it would be.

    `run(v)` is the mutated mechanism; `read` is given where the run is right and its reading wrong. A `run` that
    returns None says that the idea changes nothing at this draw. `said` may use the placeholders of the question.
    """

    name: str
    said: Text
    run: Callable[[Drawn], Any] | None = None
    read: Reading | None = None


@dataclass(frozen=True)
class Question:
    """One question about a concept, to be drawn again and again.

    `id` is unique within the concept and never changes: cards hang on it. `ask` has {placeholders} of what is drawn.
    `vary` gives each parameter the values it can have, or a function of those drawn before it. `run(v)` runs the
    mechanism, `read(result, v)` reads the answer from it: a whole or decimal number, a shape (tuple), rows (frozenset),
    or for a choice a text, or a key of `say`. `kind` says how it is answered. `wrong` are the misconceptions.

    `words` gives a drawn value the words of both languages ({"causal": {"yes": {"en": …, "ko": …}}}); `told` computes
    further placeholders. `say` are the options of a choice in both languages; where they are put together
    of words and numbers ("work ×2"), `korean` translates the words. `picture(result, v)` is drawn with the
    question, `show(result, other, v)` after the answer: the run, and how it differs from the other side's (None where
    there is none). A number is right within `tolerance` (of its size). `most` is what the number of a row stays below.
    `opens(v)` gives the demo's parameters where they are not named as drawn, `reads(values)` what is drawn of them.
    `fits(v)` refuses draws.
    """

    id: str
    ask: Text
    vary: Mapping[str, Sequence[Any] | Callable[[Drawn], Sequence[Any]]]
    run: Callable[[Drawn], Any]
    wrong: tuple[Misconception, ...]
    kind: str = NUMBER
    read: Reading = same
    words: Mapping[str, Mapping[Any, Text]] = field(default_factory=dict)
    told: Mapping[str, Callable[[Drawn], str | Text]] = field(default_factory=dict)
    say: Mapping[Any, Text] = field(default_factory=dict)
    korean: Mapping[str, str] = field(default_factory=dict)
    picture: Callable[[Any, Drawn], Iterable[Piece]] | None = None
    show: Drawing | None = None
    tolerance: float = 0.0
    most: Callable[[Drawn], int] | None = None
    opens: Callable[[Drawn], Mapping[str, Any]] | None = None
    reads: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda values: values
    fits: Callable[[Drawn], bool] = lambda v: True


@dataclass(frozen=True)
class Asked:
    """One draw of a question. Everything in it is plain data: `as_json` and `from_json` are inverse.

    `options` are the right answer and those of the misconceptions, in the order drawn; they are shown for a `choice` or
    a `picture` (whose options are the titles of `pictures`) and only known for the others. `answer` is one of them.
    An option is named by its English text, `shown` says it in both languages. `misconceptions` tells which idea gives
    an option, `sentences` how one says the idea. `params` is the draw, `opens` what the demo is opened with to see it.
    """

    demo: str
    id: str
    seed: int
    texts: Text
    kind: str
    options: tuple[str, ...]
    answer: str
    params: Mapping[str, Any]
    misconceptions: Mapping[str, str]
    sentences: Mapping[str, Text]
    shown: Mapping[str, Text]
    opens: Mapping[str, Any] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    tolerance: float = 0.0
    most: int = 0

    @property
    def typed(self) -> bool:
        """Whether the answer is written, not chosen."""
        return self.kind not in (CHOICE, PICTURE)

    def text(self, language: str = "en") -> str:
        """The question in a language; English where it is not known."""
        return self.texts.get(language) or self.texts["en"]

    def option(self, option: str, language: str = "en") -> str:
        """An option in a language."""
        return self.shown.get(option, {}).get(language) or option

    def sentence(self, name: str, language: str = "en") -> str:
        """How one says a misconception; "" for one that is not known (any more)."""
        said = self.sentences.get(name, {})
        return said.get(language) or said.get("en", "")

    def as_json(self) -> dict[str, Any]:
        """Plain data, with `text` in English beside the texts of all languages."""
        return {**asdict(self), "text": self.text(), "pictures": [to_json(picture) for picture in self.pictures]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Asked:
        """The draw that `as_json` gave."""
        given = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        given["options"] = tuple(given["options"])
        given["pictures"] = tuple(from_json(picture) for picture in given.get("pictures", ()))
        return cls(**given)


@dataclass(frozen=True)
class Beside:
    """What is looked at after an answer: the truth's run, and beside it the run of the misconception, if it was one.

    Both are reports of pictures, steps and numbers drawn from the run itself; in a mask the asked cells and those that
    only one side has are causes of their own (the legend names them); of steps, those are meant whose output is the
    side's `answer` or `option`. `sentence` says the misconception.
    """

    answer: str
    option: str
    truth: Report
    wrong: Report | None
    misconception: str = ""
    sentence: Text = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        sides = {name: None if side is None else _side(side) for name, side in self._sides().items()}
        said = {"misconception": self.misconception, "sentence": dict(self.sentence)}
        return {"answer": self.answer, "option": self.option, **said, **sides}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Beside:
        """What `as_json` gave."""
        sides = {name: None if data[name] is None else _report(data[name]) for name in ("truth", "wrong")}
        return cls(**{**data, **sides})

    def _sides(self) -> dict[str, Report | None]:
        return {"truth": self.truth, "wrong": self.wrong}


def seed_of(*parts: object) -> int:
    """The seed of a draw from what it belongs to (a card and its repetition): the same on every machine."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:4], "big")


def _side(report: Report) -> dict[str, Any]:
    pieces: list[Piece] = [*report.steps, *report.pictures, *report.stats, *report.remarks]
    head = {"demo": report.demo, "title": report.title, "params": dict(report.params)}
    return {**head, "pieces": [to_json(piece) for piece in pieces]}


def _report(data: Mapping[str, Any]) -> Report:
    report = Report(data["demo"], data["title"], dict(data["params"]))
    for piece in data["pieces"]:
        report.add(from_json(piece))
    return report
