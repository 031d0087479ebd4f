"""What a demo says of a run, in the reader's language. The demo puts it together in English, which JSON keeps."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from cards.translation import OF_A_RUN, _, known, language, retold
from demos.demo import Piece
from demos.piece import Check, Guess, Picture, Remark, Stat

# Places in which names of the demos' own stand.
INNER = ("title", "of", "form", "ours", "theirs", "name")
END = re.compile(r"[.?!…] ")  # where a sentence may end


def spoken(piece: Piece) -> Piece:
    """A piece of a run with its sentences translated. Titles stay, as pictures are known by them, and are translated
    where they are shown.
    """
    match piece:
        case Check() | Stat():
            return replace(piece, name=sentence(piece.name))
        case Remark():
            return replace(piece, text=sentence(piece.text))
        case Guess():
            return replace(piece, ask=sentence(piece.ask))
        case Picture(remark=remark) if remark:
            return replace(piece, remark=sentence(remark))
    return piece


def sentence(said: str) -> str:
    """What a demo says, its numbers in the places of the translated sentence; of several sentences each by itself."""
    return _told(said, language()) if said else said


@lru_cache(maxsize=1000)
def _told(said: str, language: str) -> str:
    """The same, kept for each language: titles are asked for again with every redraw."""
    for end in (found.end() - 1 for found in END.finditer(said)):
        if (told := _one(said[:end])) != said[:end]:
            return f"{told} {sentence(said[end + 1 :])}"
    return _one(said)


def _one(said: str) -> str:
    if (whole := _(said)) != said:
        return whole
    told = retold(said, *known(OF_A_RUN), context=OF_A_RUN, inner=INNER)
    if told == said and ": " in said:  # "RoPE: bias": what a name says, and of what
        of, _colon, what = said.partition(": ")
        return f"{_(of)}: {sentence(what)}"
    return told
