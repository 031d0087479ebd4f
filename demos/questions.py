"""Which questions there are, by demo, with their texts. Reads the files and imports none of them, so it needs no torch.

The questions of demos/sparse/band.py are in demos/sparse/asked/band.py: a literal `Question("id", ask={…}, …)` each, or
the call of a function in demos/kit/asked.py that makes one (`next_row(ask={…}, …)`); misconceptions likewise.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from demos.catalog import BY_ID, ENTRIES
from demos.question import Text

HOUSE = Path(__file__).parent


@dataclass(frozen=True)
class Listed:
    """A question as lists and searches show it: its id, its texts as written, and its misconceptions' by name."""

    demo: str
    id: str
    ask: Text
    sentences: Mapping[str, Text] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """The question with … in place of what is drawn."""
        return _general(self.ask, language)

    def sentence(self, name: str, language: str = "en") -> str:
        """How one says a misconception, with … in place of what is drawn; "" for one that is not known."""
        return _general(self.sentences[name], language) if name in self.sentences else ""


def _general(text: Text, language: str) -> str:
    return " ".join(re.sub(r"\{\w+(:\w+)?\}", "…", text.get(language) or text["en"]).split())


def module(demo_id: str) -> str:
    """The module that holds a demo's questions, whether there is one or not."""
    family, _, name = BY_ID[demo_id].module.rpartition(".")
    return f"{family}.asked.{name}"


def there(demo_id: str) -> bool:
    """Whether a demo has questions."""
    return demo_id in BY_ID and _path(demo_id).is_file()


def _path(demo_id: str) -> Path:
    return HOUSE.joinpath(*module(demo_id).split(".")[1:]).with_suffix(".py")


@cache
def listed() -> Mapping[str, tuple[Listed, ...]]:
    """The questions of every demo that has some, in the order in which they are written."""
    return {entry.id: found for entry in ENTRIES if (found := of(entry.id))}


@cache
def of(demo_id: str) -> tuple[Listed, ...]:
    """The questions of one demo; () where it has none, or is not known."""
    if not there(demo_id):
        return ()
    calls = [call for call in _calls(ast.parse(_path(demo_id).read_text("utf-8"))) if _made(call, "Question")]
    return tuple(_listed(demo_id, call) for call in sorted(calls, key=lambda call: call.lineno))


def _listed(demo_id: str, call: ast.Call) -> Listed:
    """A question from the text that makes it."""
    ideas = [made for inner in _calls(call) if (made := _made(inner, "Misconception"))]
    sentences = {ast.literal_eval(idea.args[0]): ast.literal_eval(idea.args[1]) for idea in ideas}
    texts = next(word.value for word in call.keywords if word.arg == "ask")
    made = _made(call, "Question")
    assert made is not None
    return Listed(demo_id, ast.literal_eval(made.args[0]), ast.literal_eval(texts), sentences)


def _calls(node: ast.AST) -> list[ast.Call]:
    return [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]


def _made(call: ast.Call, kind: str) -> ast.Call | None:
    """The `Question(…)` or `Misconception(…)` that a call is, or that the shared function it calls makes."""
    if not isinstance(call.func, ast.Name):
        return None
    return call if call.func.id == kind else _shared().get((call.func.id, kind))


@cache
def _shared() -> Mapping[tuple[str, str], ast.Call]:
    """What the functions of demos/kit/asked.py make, by their names and the kind of what they make."""
    functions = ast.parse((HOUSE / "kit" / "asked.py").read_text("utf-8")).body
    return {
        (function.name, call.func.id): call
        for function in functions
        if isinstance(function, ast.FunctionDef)
        for call in _calls(function)
        if isinstance(call.func, ast.Name) and call.func.id in ("Question", "Misconception")
    }
