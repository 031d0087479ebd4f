"""A card → the demo it is about: the most specific of the names it is given, wherever the card says one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cards.card import Card
from cards.language.text import plain, words

# Everyday words: they name a concept only where the talk is of neural networks.
_EVERYDAY = words(
    """
    global local band random switch head heads scaling dilated star etc dense prior ape rpe expert experts
    swish star activation activations adaptation generalization complexity efficiency moe gating
    bias cross causal full window
    """
)
_FIELD = re.compile(
    r"attention|transformer|어텐션|트랜스포머|softmax|llm|embedding|임베딩|토큰|token|expert|neural|신경망|딥러닝|deep "
    r"learning|ffn|feed-?forward|cnn|rnn|gradient|layer norm|inductive|gpt|bert|모델|학습|activation|활성화",
    re.I,
)


# What nearly every concept is about: where another name stands as well, that one is meant.
_BROAD = words("self-attention attention transformer")


@dataclass(frozen=True, slots=True)
class Link:
    """The demo of a card, and the parameters that a directive asks for."""

    demo: str
    params: Mapping[str, str] = field(default_factory=dict)


def link(card: Card, names: Mapping[str, Sequence[str]]) -> Link | None:
    """The demo a card leads to, None where it names none. `names` maps each demo to what notes call it.

    A directive decides; then the subject, the question, the answer, and the headings from the innermost out.
    In each of them the longest name wins, and over it a longer one in the question that holds it.
    """
    if card.directive and (chosen := _directed(card.directive, names)):
        return chosen
    index = _index(tuple((demo, tuple(called)) for demo, called in names.items()))
    everything = " ".join((card.subject, card.question, card.answer, *card.context))
    at_home = _FIELD.search(everything) is not None
    second = ""
    for text in (card.subject, card.question, card.answer, *reversed(card.context)):
        name = index.best(text, at_home)
        demo = index.demos.get(name, "")
        if demo and demo not in _BROAD:
            # "Synthesizer" says less than the "Random Synthesizer" that the question is about.
            return Link(index.demos[index.wider(name, card.question)])
        second = second or demo
    return Link(second) if second else None


def _directed(directive: str, names: Mapping[str, Sequence[str]]) -> Link | None:
    words = directive.split()
    if not words or words[0] not in names:
        return None
    params = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    return Link(words[0], params)


class _Index:
    """All names in one pattern, the longest first."""

    def __init__(self, names: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self.demos: dict[str, str] = {}
        for demo, called in names:
            for word in (demo.replace("-", " "), *called):
                self.demos.setdefault(_fold(word), demo)
        forms = sorted((f for f in self.demos if f), key=len, reverse=True)
        body = "|".join(re.escape(form) for form in forms)
        self.pattern = re.compile(rf"(?<![a-z0-9])(?:{body})(?![a-z0-9])") if forms else None

    def best(self, text: str, at_home: bool) -> str:
        """The longest name in a text, folded; "" where there is none."""
        if self.pattern is None or not text:
            return ""
        found = [m.group() for m in self.pattern.finditer(_fold(text))]
        known = [f for f in found if at_home or f not in _EVERYDAY]
        return max(known, key=len, default="")

    def wider(self, name: str, text: str) -> str:
        """The one longer name in a text that holds this name; the name itself where none or several do."""
        if self.pattern is None:
            return name
        found = {m.group() for m in self.pattern.finditer(_fold(text))}
        longer = {f for f in found if f"{name} " in f or f" {name}" in f}
        return longer.pop() if len({self.demos[f] for f in longer}) == 1 else name


@lru_cache(8)
def _index(names: tuple[tuple[str, tuple[str, ...]], ...]) -> _Index:
    return _Index(names)


def _fold(text: str) -> str:
    return re.sub(r"[\s\-_*‐‑–]+", " ", plain(text)).casefold().strip()
