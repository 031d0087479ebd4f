"""Letters for axes: which size is T and which is d, carried through operations so that T = d = 64 stays readable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from demos.demo import Shape

Letters = tuple[str, ...]


def spell(
    shape: Shape, sizes: Mapping[str, int], op: str = "", args: Sequence[Any] = (), given: Sequence[Letters] = ()
) -> Letters:
    """The letters of a tensor's axes; an axis of an unknown size is its number.

    `given` are the letters of the operation's input tensors. Where the operation says how axes move, they move;
    otherwise each axis takes the first letter of its size, those of the inputs first, each once where that is possible.
    """
    moved = _moved(op, args, given)
    if (
        moved is not None
        and len(moved) == len(shape)
        and all(_fits(a, n, sizes) for a, n in zip(moved, shape, strict=True))
    ):
        return moved
    for letters in given:  # elementwise: the shape of an input is kept
        if len(letters) == len(shape) and all(_fits(a, n, sizes) for a, n in zip(letters, shape, strict=True)):
            return letters
    for letters in given:  # an axis that kept its place and size keeps its letter
        if len(letters) == len(shape) and any(_fits(a, n, sizes) for a, n in zip(letters, shape, strict=True)):
            kept = [a if _fits(a, n, sizes) else "" for a, n in zip(letters, shape, strict=True)]
            left = [a for a in sizes if a not in kept]
            return tuple(
                a or next((b for b in left if sizes[b] == n), str(n)) for a, n in zip(kept, shape, strict=True)
            )
    if op in {"reshape", "view", "unflatten"} and given:
        cut = _cut(given[0], sizes)
        if len(cut) == len(shape) and all(_fits(a, n, sizes) for a, n in zip(cut, shape, strict=True)):
            return cut
    order = [*dict.fromkeys(a for letters in given for a in letters if a in sizes), *sizes]
    left = list(dict.fromkeys(order))
    spelt = []
    for n in shape:
        of_size = [a for a in left if sizes[a] == n] or [a for a in sizes if sizes[a] == n and n != 1]
        spelt.append(of_size[0] if of_size else str(n))
        if spelt[-1] in left:
            left.remove(spelt[-1])
    return tuple(spelt)


def _fits(letter: str, n: int, sizes: Mapping[str, int]) -> bool:
    return sizes.get(letter, -1) == n or letter == str(n)


def _cut(letters: Letters, sizes: Mapping[str, int]) -> Letters:
    """The letters once an axis T is cut into T/C parts of C, where such sizes have been named."""
    parts = {name.partition("/")[0]: name for name in sizes if name.partition("/")[2] in sizes}
    return tuple(b for a in letters for b in ((parts[a], parts[a].partition("/")[2]) if a in parts else (a,)))


def _moved(op: str, args: Sequence[Any], given: Sequence[Letters]) -> Letters | None:
    """The output's letters where the operation itself says how axes move."""
    first = given[0] if given else ()
    rest = tuple(args[1:])
    if op in {"T", "mT"} and len(first) >= 2:
        return (*first[:-2], first[-1], first[-2])
    if op in {"transpose", "swapaxes"} and len(rest) == 2 and first:
        letters = list(first)
        a, b = rest
        letters[a], letters[b] = letters[b], letters[a]
        return tuple(letters)
    if op == "permute" and first:
        order = rest[0] if len(rest) == 1 and isinstance(rest[0], (tuple, list)) else rest
        return tuple(first[i] for i in order)
    if op in {"matmul", "__matmul__", "bmm"} and len(given) >= 2 and len(given[0]) >= 2 and len(given[1]) >= 2:
        return (*given[0][:-1], given[1][-1])
    if op == "baddbmm" and len(given) >= 3 and len(given[1]) == 3 and len(given[2]) == 3:
        return (*given[1][:-1], given[2][-1])
    if op == "linear" and len(given) >= 2 and given[0] and len(given[1]) == 2:
        return (*given[0][:-1], given[1][0])
    if op == "__getitem__" and first and rest:
        return _indexed(first, rest[0], given[1:])
    if op == "einsum" and rest and isinstance(args[0], str) and "." not in args[0] and "->" in args[0]:
        sides, out = args[0].replace(" ", "").split("->")
        named = {
            c: a
            for side, letters in zip(sides.split(","), given, strict=False)
            for c, a in zip(side, letters, strict=False)
        }
        return tuple(named.get(c, c) for c in out)
    return None


def _indexed(first: Letters, index: Any, given: Sequence[Letters]) -> Letters | None:
    """The letters of x[index]; None where the index is of a kind that is not followed here."""
    parts = list(index) if isinstance(index, tuple) else [index]
    tensors = [p for p in parts if hasattr(p, "shape")]
    if len(tensors) > 1 or (
        tensors and (not given or len(given[0]) != tensors[0].dim() or tensors[0].is_floating_point())
    ):
        return None
    if tensors and not (tensors[0].dtype.is_signed and len(tensors[0].shape)):  # a boolean mask, or a number
        return None
    taken = sum(1 for p in parts if p is not None and p is not Ellipsis)
    if not any(p is Ellipsis for p in parts):
        parts.append(Ellipsis)
    letters: list[str] = []
    place = 0
    for part in parts:
        if part is Ellipsis:
            rest = len(first) - taken
            letters += first[place : place + rest]
            place += rest
        elif part is None:
            letters.append("1")
        elif hasattr(part, "shape"):
            letters += given[0]
            place += 1
        elif isinstance(part, slice):
            letters.append(first[place] if place < len(first) else "")
            place += 1
        else:  # a single place of the axis
            place += 1
    return tuple(letters)
