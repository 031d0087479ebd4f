"""Texts of our own, Korean and English, as inputs in which attention has something to find.

A word has a vector of its own and shares one with the words like it (cat, dog, 새: animals), so that q·k says how alike
two words are. The heads have roles that a learner can name (`ROLES`); `qkv` makes their queries, keys and values.
Both languages use one vocabulary: `cat` and `고양이가` are one word here, which is what cross-attention needs.

A concept file takes `words.TEXT` as a parameter (`masked.params` has it), its inputs from `qkv` or `embedded`, and the
names of rows and columns from `labels`. With text = noise all of them are as before: normal numbers, no names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import torch
from torch import Tensor

from demos.demo import Param
from demos.kit import inputs
from demos.words import N_

TEXT = Param("text", "en", choices=("en", "ko", "noise"), help="the words of the text: English, Korean, or noise")
ROLES = (N_("like words"), N_("previous word"), N_("same word"), N_("next word"))
READ = 32  # words that are read as a sentence
MATCH = 4.0  # the score, after √d, of a query and a key that match: a softmax over 24 keys then gives it about 0.7

# A word as it is written, which word it is, and what it is like.
ENGLISH = """
the:the:little small:small:quality cat:cat:animal watched:watch:deed the:the:little black:black:quality
bird:bird:animal the:the:little old:old:quality dog:dog:animal slept:sleep:deed near:near:place the:the:little
warm:warm:quality window:window:place when:when:little it:it:little rained:rain:weather the:the:little
cat:cat:animal ran:run:deed to:to:little the:the:little dog:dog:animal and:and:little the:the:little
bird:bird:animal sang:sing:deed in:in:place the:the:little green:green:quality garden:garden:place
"""
KOREAN = """
작은:small:quality 고양이가:cat:animal 까만:black:quality 새를:bird:animal 보았다:watch:deed
늙은:old:quality 개는:dog:animal 따뜻한:warm:quality 창가에서:window:place 잤다:sleep:deed
비가:rain:weather 오자:come:deed 고양이는:cat:animal 개에게:dog:animal 달려갔다:run:deed
그리고:and:little 새는:bird:animal 초록:green:quality 마당에서:garden:place 노래했다:sing:deed
개는:dog:animal 눈을:eye:body 떴고:open:deed 고양이는:cat:animal 그:the:little 옆에:near:place 누웠다:lie:deed
새도:bird:animal 노래를:song:sound 멈추고:stop:deed 밤이:night:weather 왔다:come:deed
"""
TEXTS = {"en": ENGLISH, "ko": KOREAN}

Word = tuple[str, str, str]


@cache
def text(language: str) -> tuple[Word, ...]:
    """The words of a text: as written, which word, what it is like."""
    return tuple(_word(entry) for entry in TEXTS[language].split())


def _word(entry: str) -> Word:
    written, which, like = entry.split(":")
    return written, which, like


def first(T: int, language: str) -> list[Word]:
    """The first T words; the text begins anew after its end."""
    words = text(language)
    return [words[i % len(words)] for i in range(T)]


def labels(values: Mapping[str, Any], T: int | None = None) -> tuple[str, ...]:
    """The words that name the rows of a run, T of them (the run's own T unless given); () for noise."""
    language = values.get("text", "noise")
    if language == "noise":
        return ()
    return tuple(written for written, _, _ in first(int(values["T"]) if T is None else T, language))


def sentence(values: Mapping[str, Any], T: int | None = None) -> tuple[str, ...]:
    """The words of a text that is short enough to be read at one glance; () for longer ones and for noise."""
    named = labels(values, T)
    return named if len(named) <= READ else ()


def lit(values: Mapping[str, Any], T: int) -> int:
    """The row to look at first: the middle one, or the next that is more than a little word (the, and, when)."""
    language = values.get("text", "noise")
    if language == "noise":
        return T // 2
    return next((i for i, word in enumerate(first(T, language)) if i >= T // 2 and word[2] != "little"), T // 2)


def role(values: Mapping[str, Any], head: int) -> str:
    """What a head looks for; "" for noise."""
    return "" if values.get("text", "noise") == "noise" else ROLES[head % len(ROLES)]


@cache
def _vocabulary() -> tuple[dict[str, int], dict[str, int]]:
    """A number for each word, and one for each kind of words, over both languages."""
    words = [word for language in TEXTS for word in text(language)]
    own, kinds = (dict.fromkeys(word[part] for word in words) for part in (1, 2))
    return {w: n for n, w in enumerate(own)}, {k: n for n, k in enumerate(kinds)}


def own(T: int, d: int, language: str, seed: int = 0) -> Tensor:
    """A vector of length 1 for each of T words, the same wherever the word stands: (T, d)."""
    numbers, _ = _vocabulary()
    vectors = _directions(len(numbers), d, seed)
    found: Tensor = vectors[[numbers[which] for _, which, _ in first(T, language)]]
    return found


def meanings(T: int, d: int, language: str, seed: int = 0) -> Tensor:
    """Vectors of length 1 in which like words are alike: (T, d). Their product is near 0.6 for two animals."""
    _, kinds = _vocabulary()
    shared = _directions(len(kinds), d, seed + 1)[[kinds[like] for _, _, like in first(T, language)]]
    return _unit(0.8 * shared + 0.6 * own(T, d, language, seed))


def kinds(D: int, seed: int = 0) -> dict[str, Tensor]:
    """The direction (D,) that words of a kind share in `meanings`, by the name of the kind (animal, deed, place …)."""
    _, names = _vocabulary()
    return dict(zip(names, _directions(len(names), D, seed + 1), strict=True))


def positions(T: int, d: int) -> Tensor:
    """Vectors of length 1 for the places 0 … T−1: (T, d), orthogonal where two places are less than d apart."""
    half = -(-d // 2)
    angles = torch.arange(T)[:, None] * torch.pi * (torch.arange(half) + 0.5) / half
    return torch.cat((angles.cos(), angles.sin()), -1)[:, :d].mul_(half**-0.5)


def qkv(values: Mapping[str, Any], T: int | None = None, *, H_k: int | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """Queries (1, H, T, d), keys and values (1, H or H_k, T, d) of heads with roles; noise where that is wanted.

    Head h has the role h mod 4; a role that comes again is half as sharp. With fewer heads of keys, the first H_k.
    """
    T = int(values["T"]) if T is None else T
    H, d, seed = (int(values[name]) for name in ("H", "d", "seed"))
    language = values.get("text", "noise")
    if language == "noise":
        q, k, v = inputs.qkv(T, d, H=H, seed=seed)
    else:
        word, same = meanings(T, d, language, seed), own(T, d, language, seed)
        place, before = positions(T, d), positions(T + 1, d).roll(1, 0)[:T]
        pairs = [(word, word), (before, place), (same, same), (place, before)]
        sharp = [(MATCH * 0.5 ** (h // len(pairs)) * d**0.5) ** 0.5 for h in range(H)]
        q, k = (torch.stack([pairs[h % 4][side] * sharp[h] for h in range(H)])[None] for side in (0, 1))
        v = torch.stack([word @ inputs.weights(d, d, seed=7 * seed + h).mul_(d**0.5) for h in range(H)])[None]
    return (q, k, v) if H_k is None else (q, k[:, :H_k], v[:, :H_k])


def embedded(values: Mapping[str, Any], T: int | None = None, D: int | None = None) -> Tensor:
    """Token vectors (1, T, D), about normal in size: words in which like ones are alike, or noise."""
    T, D = (int(values["T"]) if T is None else T), (int(values["D"]) if D is None else D)
    language, seed = values.get("text", "noise"), int(values["seed"])
    if language == "noise":
        return inputs.tokens(T, D, seed=seed)
    return meanings(T, D, language, seed)[None].mul_(D**0.5)


def quartered(values: Mapping[str, Any], T: int, D: int) -> Tensor:
    """Token vectors (1, T, D) whose quarters say what a word is like, which it is, where it stands, and what is before.

    `looking` makes the projections with which heads read one quarter each. With text = noise normal numbers.
    """
    language, seed = values.get("text", "noise"), int(values["seed"])
    if language == "noise":
        return inputs.tokens(T, D, seed=seed)
    quarter = D // 4
    before = positions(T + 1, quarter).roll(1, 0)[:T]
    parts = (meanings(T, quarter, language, seed), own(T, quarter, language, seed), positions(T, quarter), before)
    return torch.nn.functional.pad(torch.cat(parts, -1), (0, D - 4 * quarter))[None].mul_(D**0.5 / 2)


def looking(D: int, H: int, seed: int) -> tuple[Tensor, Tensor]:
    """W_Q and W_K (D, D) of heads with the roles of `ROLES` over `quartered` tokens: head h reads quarters alone."""
    d, quarter = D // H, D // 4
    sharp = (4 * MATCH * d**0.5 / D) ** 0.5
    W = torch.zeros(2, H, d, D)
    for h in range(H):
        narrow = d < quarter  # fewer numbers than the quarter has: they are mixed at random
        read = inputs.normal(d, quarter, seed=seed + 40 + h) * d**-0.5 if narrow else torch.eye(d, quarter)
        for side, part in enumerate(((0, 0), (3, 2), (1, 1), (2, 3))[h % 4]):
            W[side, h, :, part * quarter : (part + 1) * quarter] = sharp * read
    return W[0].reshape(D, D), W[1].reshape(D, D)


def _directions(count: int, d: int, seed: int) -> Tensor:
    """`count` seeded directions, vectors of length 1: (count, d)."""
    return _unit(inputs.normal(count, d, seed=1000 + seed))


def _unit(vectors: Tensor) -> Tensor:
    return vectors.div_(vectors.norm(dim=-1, keepdim=True))
