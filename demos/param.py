"""The parameters of a demo: knobs with bounds. Importable without torch."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demos.words import _

Value = int | float | str
Values = Mapping[str, Value]


class Unfit(ValueError):
    """A parameter that cannot be run; the message says which one, why, and what would fit."""


@dataclass(frozen=True, slots=True)
class Param:
    """One knob of a demo.

    A number has `minimum`, `maximum` and `step`; with `doubling` the step keys multiply and divide by two instead.
    A choice has `choices`, and no bounds. The default's type (int, float or str) is the parameter's type.
    """

    name: str
    default: Value
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    help: str = ""
    choices: tuple[str, ...] = ()
    doubling: bool = False

    def parse(self, text: Value) -> Value:
        """The value that `text` stands for, inside the bounds; raises Unfit with a sentence otherwise."""
        if self.choices:
            if str(text) not in self.choices:
                raise Unfit(
                    _(
                        "{name} is {text!s}; it can be {listed}.",
                        name=self.name,
                        text=text,
                        listed=", ".join(self.choices),
                    )
                )
            return str(text)
        try:
            value = float(text)
        except ValueError:
            raise Unfit(
                _(
                    "{name} is {text!r}, which is not a number; {bounds}.",
                    name=self.name,
                    text=text,
                    bounds=self.bounds(),
                )
            ) from None
        if not math.isfinite(value):
            raise Unfit(_("{name} is {text!s}; {bounds}.", name=self.name, text=text, bounds=self.bounds()))
        if isinstance(self.default, int):
            if value != int(value):
                raise Unfit(
                    _(
                        "{name} is {text!s}; it is a whole number, and {bounds}.",
                        name=self.name,
                        text=text,
                        bounds=self.bounds(),
                    )
                )
            value = int(value)
        if (self.minimum is not None and value < self.minimum) or (self.maximum is not None and value > self.maximum):
            raise Unfit(_("{name} is {value:g}; {bounds}.", name=self.name, value=value, bounds=self.bounds()))
        return value

    def bounds(self) -> str:
        """The bounds in words."""
        if self.choices:
            return _("it can be {names}", names=", ".join(self.choices))
        return _("it goes from {minimum:g} to {maximum:g}", minimum=self.minimum, maximum=self.maximum)

    def moved(self, value: Value, direction: int) -> Value:
        """The next value in `direction` (+1 or −1), held inside the bounds."""
        if self.choices:
            place = self.choices.index(str(value)) + direction
            return self.choices[place % len(self.choices)]
        assert not isinstance(value, str)
        assert self.minimum is not None
        assert self.maximum is not None
        raw = value * 2.0**direction if self.doubling else value + direction * (self.step or 1)
        kept = min(max(raw, self.minimum), self.maximum)
        return int(kept) if isinstance(self.default, int) else round(kept, 10)


def named(params: Sequence[Param], name: str) -> Param:
    """The parameter of this name; raises Unfit where there is none."""
    for param in params:
        if param.name == name:
            return param
    known = ", ".join(param.name for param in params) or "none"
    raise Unfit(_("There is no parameter {name}; this demo has {known}.", name=name, known=known))


def filled(params: Sequence[Param], given: Values) -> dict[str, Value]:
    """A value for each parameter, as given or its default; raises Unfit."""
    for name in given:
        named(params, name)
    return {param.name: param.parse(given.get(param.name, param.default)) for param in params}
