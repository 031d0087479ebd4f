"""A picture of numbers as pixels: which part of it is seen, and how many values a pixel stands for.

A value takes a pixel or more, and a picture that is larger than its pane is seen through a window: pooled, a mask's
pattern would be lost. In the overview, which is asked for, a pixel stands for several values and shows the strongest:
the largest |value| of a heat map, the rarest cause of a mask. A diagonal one value wide therefore stays a line at any
size; how full its block is shows in its depth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from demos.demo import Picture

LEVELS = 64
DEPTHS = 4  # how full a mask's block is, in quarters
OUTSIDE, NAN, PLUS, MINUS = -1, -2, -3, -4  # codes of a pixel that has no level
LARGEST = 6  # pixels a value at most, where a whole map fits


@dataclass(frozen=True, slots=True)
class Span:
    """One axis of a view. `scale` ≥ 1 is pixels a value; below −1 it is values a pixel, negated. `first` is a value."""

    count: int
    scale: int
    first: int = 0

    @classmethod
    def fitting(cls, count: int, pixels: int) -> Span:
        """All of `count` values in at most `pixels` pixels."""
        if count <= pixels:
            return cls(count, min(max(pixels // max(count, 1), 1), LARGEST))
        per = -(-count // max(pixels, 1))
        return cls(count, -per if per > 1 else 1)

    @classmethod
    def window(cls, count: int, pixels: int, each: int = 1) -> Span:
        """At least `each` pixels a value, as many values as there is room for."""
        return cls(count, min(max(pixels // max(count, 1), each), LARGEST * each))

    @property
    def per(self) -> int:
        """Values a pixel, 1 when a value takes a pixel or more."""
        return -self.scale if self.scale < 0 else 1

    def pixels(self, room: int) -> int:
        """How many of `room` pixels the values from `first` on take."""
        left = self.count - self.first
        return min(room, left * self.scale if self.scale > 0 else -(-left // self.per))

    def values(self, room: int) -> int:
        """How many values, from `first` on, are seen in `room` pixels."""
        seen = -(-room // self.scale) if self.scale > 0 else room * self.per
        return min(seen, self.count - self.first)

    def block(self, pixel: int) -> tuple[int, int]:
        """The values [start, stop) that a pixel stands for; empty outside."""
        start = self.first + (pixel // self.scale if self.scale > 0 else pixel * self.per)
        return min(start, self.count), min(start + self.per, self.count)

    def pixel(self, value: int) -> int:
        """The first pixel that stands for a value; may lie outside the room."""
        away = value - self.first
        return away * self.scale if self.scale > 0 else away // self.per

    def zoomed(self, direction: int) -> Span:
        """One step nearer (+1) or farther (−1)."""
        scale = self.scale
        if direction > 0:
            scale = scale + 1 if scale > 0 else (-(-scale // 2) if scale < -3 else scale + 1)
            scale = 1 if scale in (0, -1) else min(scale, 2 * LARGEST)
        else:
            scale = scale - 1 if scale > 1 else (-2 if scale == 1 else scale * 2 if scale <= -4 else scale - 1)
        return Span(self.count, scale, self.first)

    def around(self, value: int, room: int) -> Span:
        """The same span with `value` in the middle of `room` pixels, as far as the ends allow."""
        return Span(self.count, self.scale, max(value - self.values_in(room) // 2, 0)).showing(value, room)

    def values_in(self, room: int) -> int:
        """How many values `room` pixels can show."""
        return max(room // self.scale, 1) if self.scale > 0 else max(room, 1) * self.per

    def showing(self, value: int, room: int) -> Span:
        """The same span moved as little as it takes for `value` to be seen in `room` pixels."""
        whole = self.values_in(room)
        first = min(self.first, value)
        if value >= first + whole:
            first = value - whole + 1
        first = min(first, max(self.count - whole, 0))
        if self.scale < 0:
            first -= first % self.per
            if value >= first + whole:
                first += self.per
        return Span(self.count, self.scale, first)


def fitted(rows: int, columns: int, high: int, wide: int, across: int = 1) -> tuple[Span, Span]:
    """Spans for a map in `high` × `wide` pixels, a pixel or more a value: where it is larger, a window of it is seen.

    Values are square, unless the map is much longer than wide. `across` pixels side by side make one square.
    """
    y, x = Span.window(rows, high), Span.window(columns, wide, across if columns * across <= wide else 1)
    if 0.6 <= rows / max(columns, 1) <= 1.7:
        scale = min(y.scale, max(x.scale // across, 1))
        return Span(rows, scale), Span(columns, min(scale * across, max(wide // max(columns, 1), 1)))
    return y, x


def overview(rows: int, columns: int, high: int, wide: int) -> tuple[Span, Span]:
    """Spans for a whole map in `high` × `wide` pixels, several values a pixel where it is larger."""
    y, x = Span.fitting(rows, high), Span.fitting(columns, wide)
    if 0.6 <= rows / max(columns, 1) <= 1.7:
        scale = min(y.scale, x.scale)
        scale = 1 if scale == -1 else scale
        return Span(rows, scale), Span(columns, scale)
    return y, x


@dataclass(slots=True)
class Raster:
    """The values of a mask or heat picture, ready to be looked up a block at a time."""

    mask: bool
    rows: int
    columns: int
    low: float = 0.0
    high: float = 1.0
    signed: bool = False
    finite: bool = True
    lines: list[Sequence[float]] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    order: list[int] = field(default_factory=list)  # causes, the rarest first

    @classmethod
    def of(cls, picture: Picture) -> Raster:
        """Read a picture of kind mask or heat."""
        lines = list(picture.values)
        columns = max((len(row) for row in lines), default=0)
        if picture.kind == "mask":
            marks = [bytes(min(max(int(v), 0), 255) for v in row).ljust(columns, b"\0") for row in lines]
            totals = {c: sum(line.count(c) for line in marks) for c in range(1, max(len(picture.legend), 2))}
            order = sorted((c for c, n in totals.items() if n), key=lambda c: totals[c])
            return cls(True, len(lines), columns, marks=marks, order=order)
        padded = [row if len(row) == columns else (*row, *[math.nan] * (columns - len(row))) for row in lines]
        real = [v for row in padded for v in row if math.isfinite(v)]
        low, high = min(real, default=0.0), max(real, default=0.0)
        signed = low < 0
        if signed:
            high = max(abs(low), abs(high))
            low = -high
        elif low < high / 2:
            low = 0.0
        finite = len(real) == len(padded) * columns
        return cls(False, len(lines), columns, low, high, signed, finite, lines=list(padded))

    def level(self, value: float) -> int:
        """The level (0 … 63) of a value, or one of the codes for NaN and the infinities."""
        if not math.isfinite(value):
            return NAN if value != value else PLUS if value > 0 else MINUS
        if self.signed:
            share = value / self.high if self.high else 0.0
            return round((LEVELS - 1) * (0.5 + math.copysign(math.sqrt(min(abs(share), 1.0)), share) / 2))
        spread = self.high - self.low
        if not spread:
            return LEVELS - 1 if self.high > 0 else 0
        return round((LEVELS - 1) * math.sqrt(min(max((value - self.low) / spread, 0.0), 1.0)))

    def at_level(self, share: float) -> float:
        """The value whose colour stands at `share` (0–1) of the ramp; the inverse of `level`."""
        if self.signed:
            away = 2 * share - 1
            return self.high * math.copysign(away * away, away)
        return self.low + (self.high - self.low) * share * share

    def strongest(self, top: int, bottom: int, left: int, right: int) -> tuple[int, int, float]:
        """The row, column and value that stand for a block. A NaN outweighs all, then an infinity, then |value|."""
        best = (top, left, self.value(top, left))
        weight = -1.0
        for i in range(top, bottom):
            for j in range(left, right):
                value = self.value(i, j)
                new = self._weight(value)
                if new > weight:
                    best, weight = (i, j, value), new
        return best

    def value(self, i: int, j: int) -> float:
        """The value at a row and a column; a mask's is the number of its cause."""
        return self.marks[i][j] if self.mask else float(self.lines[i][j])

    def _weight(self, value: float) -> float:
        if self.mask:
            cause = int(value)
            return len(self.order) - self.order.index(cause) if cause in self.order else 0.0
        if value != value:
            return math.inf
        return 0.0 if value == -math.inf else abs(value)

    def pixels(self, y: Span, x: Span, high: int, wide: int) -> list[list[int]]:
        """Codes of `high` × `wide` pixels: a level, or cause × 4 + depth for a mask, or one of the special codes."""
        columns = [x.block(p) for p in range(wide)]
        out: list[list[int]] = []
        seen: dict[int, list[int]] = {}
        for p in range(high):
            top, bottom = y.block(p)
            if top >= bottom:
                out.append([OUTSIDE] * wide)
                continue
            if top not in seen:
                seen[top] = self._line(top, bottom, columns)
            out.append(seen[top])
        return out

    def _line(self, top: int, bottom: int, columns: Sequence[tuple[int, int]]) -> list[int]:
        if self.mask:
            return [self._cause(top, bottom, left, right) if left < right else OUTSIDE for left, right in columns]
        if bottom - top == 1 and all(right - left <= 1 for left, right in columns):
            row = self.lines[top]
            return [self.level(row[left]) if left < right else OUTSIDE for left, right in columns]
        rows = self.lines[top:bottom]
        return [
            self.level(_strong([v for row in rows for v in row[left:right]])) if left < right else OUTSIDE
            for left, right in columns
        ]

    def _cause(self, top: int, bottom: int, left: int, right: int) -> int:
        if bottom - top == 1 and right - left == 1:
            cause = self.marks[top][left]
            return cause * DEPTHS + (DEPTHS - 1)
        block = b"".join(line[left:right] for line in self.marks[top:bottom])
        free = block.count(0)
        if free == len(block):
            return DEPTHS - 1
        depth = math.ceil((len(block) - free) / len(block) * DEPTHS) - 1
        return next((c for c in self.order if c in block), 0) * DEPTHS + depth


def _strong(values: Sequence[float]) -> float:
    real = [v for v in values if math.isfinite(v)]
    if len(real) == len(values):
        return max(real, key=abs)
    if any(v != v for v in values):
        return math.nan
    return math.inf if math.inf in values else max(real, key=abs, default=-math.inf)
