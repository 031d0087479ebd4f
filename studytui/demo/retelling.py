"""What a demo says of a run, in the reader's language; what holds a number of it is as the demo put it together."""

from __future__ import annotations

from dataclasses import replace

from demos.demo import Piece
from demos.piece import Check, Picture, Remark, Stat
from translation import _


def spoken(piece: Piece) -> Piece:
    """A piece of a run with its sentences translated. Titles stay, as pictures are known by them, and are translated
    where they are shown.
    """
    match piece:
        case Check() | Stat():
            return replace(piece, name=_(piece.name))
        case Remark():
            return replace(piece, text=_(piece.text))
        case Picture(remark=remark) if remark:
            return replace(piece, remark=_(remark))
    return piece
