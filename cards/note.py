"""What a note is once its Markdown is read: sections of lines, each with the source lines it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

AS_WRITTEN = "as written"  # `study:` in the front matter of a note whose cards are taken letter for letter


class Form(StrEnum):
    """What a line of a note is made of."""

    TEXT = "text"
    ITEM = "item"  # of a list, a tree, or a line that begins with an ordinal
    LEAN = "lean"  # a line that begins with an arrow and leans on what stands before it
    CODE = "code"
    MATH = "math"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a note, its markup off.

    `number` and `last` are its 1-based source lines, `children` what is indented below it (or leans on it).
    `info` is the language of code; `rows` are the cells of a table, the header first, `numbers` their source lines.
    `strong` and `high` are the words in it that were set in bold or italics, or highlighted. `raw` is the source text
    of a line, wanted where markup itself carries the meaning. `ruled` says that a rule stands right above it, `quoted`
    in how many quotes it stands.
    """

    text: str
    number: int
    last: int
    form: Form = Form.TEXT
    children: tuple[Line, ...] = ()
    ordered: bool = False
    info: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    strong: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    raw: str = ""
    task: bool = False
    ruled: bool = False
    quoted: int = 0

    def walk(self) -> Iterator[Line]:
        """This line and all below it, in the order of the note."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. The outermost section of a note has level 0 and no heading.

    A line in bold alone, a summary or the title of a callout that stands over other lines is a heading of level 7, and
    of a higher level inside a quote.
    `skip`, `only` and `demo` are what directives in it ask for: no cards, cards of these kinds alone, this demo.
    """

    heading: str
    level: int
    number: int
    lines: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    skip: bool = False
    only: tuple[str, ...] = ()
    demo: str | None = None

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in the order of the note."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Note:
    """A note as read: its title (first heading, front matter or name), its tree, its source lines, and its tags.

    `quiet` holds the source lines that are structure alone (fence marks, rules, front matter, comments), and nothing
    a person would miss. `aside` holds lines that reading itself set aside (pictures, links), each with the reason.
    `study` is False where front matter says so, `written` True where it says that cards are taken letter for letter.
    """

    title: str
    root: Section
    source: tuple[str, ...]
    tags: tuple[str, ...] = ()
    study: bool = True
    written: bool = False
    quiet: frozenset[int] = frozenset()
    aside: Mapping[int, str] = field(default_factory=dict)
