"""What a function did, seen while it ran: each operation with its shapes, the floating point operations, the memory.

`trace` runs the function once. Nothing is guessed from its text but two names: the variable a line assigns to (the
step's label) and the line itself. Letters ("B H T d") are carried from the inputs through the operations.
"""

from __future__ import annotations

import ast
import inspect
import sys
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry

from demos.demo import Stat, Step
from demos.kit.letters import Letters, spell

RETURNED = "output"  # the label of what a return statement computes
# Calls that only look, or that hand back the tensor they were given.
QUIET = {"size", "dim", "stride", "item", "tolist", "numel", "is_contiguous", "requires_grad_", "__len__", "__bool__"}
NAMES = {
    "__getitem__": "index",
    "__setitem__": "store",
    "__matmul__": "matmul",
    "__rmatmul__": "matmul",
    "__rsub__": "sub",
    "__rtruediv__": "div",
    "truediv": "div",
    "__rpow__": "pow",
    "__invert__": "not",
}


@dataclass(frozen=True, slots=True)
class Traced:
    """One traced run: the result, the steps, 2 × multiply-adds, bytes at the peak. Not its time: tracing takes most."""

    result: Any
    steps: tuple[Step, ...]
    flops: int
    peak_bytes: int

    @property
    def memory(self) -> Stat:
        """The peak as a number to show."""
        return Stat("peak memory", self.peak_bytes / 1e6, "MB", "memory")


def trace(
    function: Callable[..., Any],
    *args: Any,
    letters: Mapping[str, int],
    spelt: Sequence[tuple[Tensor, str]] = (),
    **kwargs: Any,
) -> Traced:
    """Run `function(*args, **kwargs)` once and tell what it did.

    `letters` names sizes in the usual order of axes, e.g. {"B": 1, "H": 8, "T": 128, "d": 64, "2w+1": 9}. `spelt` gives
    the letters of tensors that are no arguments (weights in a closure), or that sizes alone do not tell: (W, "E D").
    """
    steps = Steps(function, dict(letters))
    with Meter() as meter:
        for value in (*args, *kwargs.values()):
            steps.learn(value)
            meter.keep(value)
        for tensor, written in spelt:
            steps.remember(tensor, tuple(written.split()))
        with steps:
            result = function(*args, **kwargs)
    return Traced(result, tuple(steps.found.values()), meter.flops, meter.peak)


def prepare(file: str) -> None:
    """Read a concept file before it runs, so that its first run need not. Runs no operation."""
    _lines(file)


def operations(function: Callable[..., Any], *args: Any) -> int:
    """How many floating point operations (2 × multiply-adds) `function(*args)` does, counted while it does them."""
    with Meter() as meter:
        function(*args)
    counted: int = meter.flops
    return counted


class Steps(TorchFunctionMode):
    """Collects the operations called from the file of the traced function; one step a line, operation and shape."""

    def __init__(self, function: Callable[..., Any], sizes: dict[str, int]) -> None:
        super().__init__()
        self.file = inspect.unwrap(getattr(function, "func", function)).__code__.co_filename
        self.sizes = sizes
        self.found: dict[tuple[Any, ...], Step] = {}
        # Letters of living tensors. A tensor's id is free again once it is gone, so the entry goes with it.
        self.known: dict[int, Letters] = {}

    def learn(self, value: Any) -> None:
        """Give an input its letters."""
        if isinstance(value, Tensor):
            self.remember(value, spell(tuple(value.shape), self.sizes))

    def remember(self, tensor: Tensor, letters: Letters) -> None:
        """Keep the letters of a tensor for as long as it lives."""
        self.known[id(tensor)] = letters
        weakref.finalize(tensor, self.known.pop, id(tensor), None)

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        name = getattr(func, "__name__", "")
        if name == "__get__":  # an attribute: only the transposed views are operations
            name = getattr(getattr(func, "__self__", None), "__name__", "")
            if name not in {"T", "mT"}:
                return result
        if name in QUIET:
            return result
        given = _tensors((args, kwargs or {}))
        told = [t for value in (*args, *(kwargs or {}).values()) for t in _alike_once(value)]
        if name == "__setitem__":
            self.note(NAMES[name], told[1:], given[0])
            return result
        for out in _tensors(result):
            letters = spell(tuple(out.shape), self.sizes, name, args, [self.known.get(id(t), ()) for t in given])
            if all(out is not t for t in given):
                self.remember(out, letters)
            self.note(NAMES.get(name, name.strip("_")), told, out)
        return result

    def line(self) -> int:
        """The line of the learner's file that is running; what a helper returns belongs to the line that called it."""
        frame: Any = sys._getframe(3)
        line = 0
        while frame is not None and frame.f_code is not trace.__code__:
            if frame.f_code.co_filename == self.file and frame.f_code.co_name != "<lambda>":
                line = frame.f_lineno
                if _lines(self.file).get(line, ("", ""))[0] != RETURNED:
                    break
            frame = frame.f_back
        return line

    def note(self, op: str, given: list[Tensor], out: Tensor) -> None:
        """Add a step; a step seen before (a loop) counts up instead."""
        line = self.line()
        inputs = tuple(tuple(t.shape) for t in given)
        letters = self.known.get(id(out), ())
        # Experts or blocks of several sizes are one step: a size without a letter does not tell steps apart.
        key = (line, op, tuple(_nameless(self.known.get(id(t), ())) for t in given), _nameless(letters))
        if key in self.found:
            seen = self.found[key]
            same = (a if n == m else "n" for a, n, m in zip(letters, seen.output, out.shape, strict=False))
            spelt = " ".join(same) if seen.output != tuple(out.shape) else seen.letters
            self.found[key] = replace(seen, times=seen.times + 1, letters=spelt)
            return
        label, source = _lines(self.file).get(line, ("", ""))
        self.found[key] = Step(op, inputs, tuple(out.shape), label, " ".join(letters), source, line)


class Meter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Counts below autograd: 2 × multiply-adds of every product and convolution, and the bytes that are alive."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Torch would import its compiler for a second at the first operation, only to switch it off here."""
        return False

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.flops = self.alive = self.peak = 0
        self.seen: set[int] = set()

    def keep(self, value: Any) -> None:
        """Count a storage in, and out again when it is freed."""
        if not isinstance(value, Tensor):
            return
        storage = value.untyped_storage()
        key, size = storage._cdata, storage.nbytes()
        if key in self.seen:
            return
        self.seen.add(key)
        self.alive += size
        self.peak = max(self.peak, self.alive)
        weakref.finalize(storage, self.freed, key, size)

    def freed(self, key: int, size: int) -> None:
        """A storage has gone."""
        self.seen.discard(key)
        self.alive -= size

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **(kwargs or {}))
        count = flop_registry.get(func._overloadpacket)
        if count is not None:
            self.flops += count(*args, **(kwargs or {}), out_val=result)
        # A view of a tensor that was there before holds nothing new, nor does a result written into one.
        given = {t.untyped_storage()._cdata for t in _tensors((args, kwargs or {}))}
        for out in _tensors(result):
            if out.untyped_storage()._cdata not in given:
                self.keep(out)
        return result


def _tensors(value: Any) -> list[Tensor]:
    """The tensors in an argument list, at any depth of lists and dicts."""
    if isinstance(value, Tensor):
        return [value]
    if isinstance(value, (tuple, list)):
        return [t for item in value for t in _tensors(item)]
    if isinstance(value, dict):
        return [t for item in value.values() for t in _tensors(item)]
    return []


def _alike_once(value: Any) -> list[Tensor]:
    """The tensors of one argument; of a list that is all of one shape (what `stack` takes) the first stands for all."""
    found = _tensors(value)
    return found[:1] if len(found) > 2 and len({t.shape for t in found}) == 1 else found


def _nameless(letters: Letters) -> Letters:
    return tuple("n" if a.isdigit() and a != "1" else a for a in letters)


@lru_cache(maxsize=64)
def _lines(file: str) -> dict[int, tuple[str, str]]:
    """For every line of a file: the variable its statement assigns to (or "output" where it returns), and its text."""
    try:
        with open(file, encoding="utf-8") as opened:
            text = opened.read()
    except OSError:
        return {}
    lines = text.splitlines()
    found: dict[int, tuple[str, str]] = {}
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Assign(targets=[target]) | ast.AugAssign(target=target):
                label = ast.unparse(target).strip("()")
            case ast.Return():
                label = RETURNED
            case ast.Expr():
                label = ""
            case _:
                continue
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            found[line] = (label, lines[line - 1].strip())
    return found
