"""Which questions there are, by demo, with their texts. Reads the files and imports none of them, so it needs no torch.

The questions of demos/sparse/band.py are in demos/sparse/asked/band.py: a literal `Question("id", ask={…}, …)` each.
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
    calls = [node for node in ast.walk(ast.parse(_path(demo_id).read_text("utf-8"))) if isinstance(node, ast.Call)]
    found = sorted((call for call in calls if _makes(call, "Question")), key=lambda call: call.lineno)
    return tuple(_listed(demo_id, call) for call in found)


def _listed(demo_id: str, call: ast.Call) -> Listed:
    """A question from the text that makes it."""
    ideas = [node for node in ast.walk(call) if isinstance(node, ast.Call) and _makes(node, "Misconception")]
    sentences = {ast.literal_eval(idea.args[0]): ast.literal_eval(idea.args[1]) for idea in ideas}
    texts = next(word.value for word in call.keywords if word.arg == "ask")
    return Listed(demo_id, ast.literal_eval(call.args[0]), ast.literal_eval(texts), sentences)


def _makes(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == name
