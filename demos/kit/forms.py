"""Small helpers that concept files share: how far two tensors are apart, what a run cost, forms ready for a sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from torch import Tensor

from demos.demo import Check, Flops, Piece
from demos.kit import words
from demos.kit.pictures import output
from demos.kit.timing import Call, Form, ran_in
from demos.kit.trace import Traced

Attention = Callable[[Tensor, Tensor, Tensor], object]


def gap(ours: Tensor, theirs: Tensor) -> float:
    """The largest absolute difference; NaN anywhere gives NaN."""
    return float((ours - theirs).abs().max())


def account(run: Traced, call: Call, flops: int, expression: str) -> Iterator[Piece]:
    """Output and cost of a traced run: its operations beside the formula's, its memory, and the time of one `call`.

    Of several results the first is the output.
    """
    yield output(run.result[0] if isinstance(run.result, tuple) else run.result)
    yield ran_in(call)
    yield run.memory
    yield Flops(run.flops, flops, expression)
    yield Check.of("counted operations = formula", run.flops / flops - 1 if flops else run.flops, 0.0)


def each(inputs: Callable[[int], tuple[Any, ...]], forms: Mapping[str, Callable[..., object]]) -> dict[str, Form]:
    """Forms for `demos.kit.timing.sweep` that take the same arguments: `inputs(T)` makes them, which is not timed."""

    def ready(form: Callable[..., object]) -> Form:
        def prepare(T: int) -> Callable[[], object]:
            given = inputs(T)
            return lambda: form(*given)

        return prepare

    return {name: ready(form) for name, form in forms.items()}


def over_lengths(values: Mapping[str, Any], forms: Mapping[str, Callable[[int], Attention]]) -> dict[str, Form]:
    """Forms for `demos.kit.timing.sweep`: each entry makes, for a length T, a function of q, k, v (1, H, T, d).

    What the entry prepares for its T (a bias, a mask) and the inputs are not timed.
    """

    def ready(make: Callable[[int], Attention]) -> Form:
        def prepare(T: int) -> Callable[[], object]:
            q, k, v = words.qkv(values, T)
            attention = make(T)
            return lambda: attention(q, k, v)

        return prepare

    return {name: ready(make) for name, make in forms.items()}
