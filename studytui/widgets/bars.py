"""The line at the top of a screen and the keys at its foot: one widget each, drawn from cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from cards.translation import _
from studytui.widgets.text import flat


class TopBar(Widget):
    """A title on the left and details on the right; the title is cut when both do not fit."""

    left: reactive[Content] = reactive(Content)
    right: reactive[Content] = reactive(Content)

    def __init__(self, left: str | Content = "", right: str | Content = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.set_reactive(TopBar.left, _content(left))
        self.set_reactive(TopBar.right, _content(right))

    def show(self, left: str | Content, right: str | Content = "") -> None:
        """Set both sides."""
        self.left, self.right = _content(left), _content(right)

    def render(self) -> Content:
        """Both sides on one line, in the widget's width."""
        width = self.size.width
        right = self.right
        room = width - right.cell_length - (2 if right.cell_length else 0)
        if room < 8:
            return self.left.truncate(width, ellipsis=True)
        left = self.left.truncate(room, ellipsis=True)
        return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


def searching() -> tuple[tuple[str, str], ...]:
    """The keys to show at the foot while words are typed: letters are words there."""
    return (_("enter"), _("to the cards")), ("esc", _("back"))


class KeyHints(Widget):
    """`key label` pairs. What does not fit is left out from the end, but the last one (help) always stays."""

    @dataclass
    class Hit(Message):
        """A key was clicked, by what it is called at the foot."""

        key: str

    hints: reactive[tuple[tuple[str, str], ...]] = reactive(())

    def __init__(self, hints: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.set_reactive(KeyHints.hints, tuple(hints))

    def render(self) -> Content:
        """The pairs that fit, three cells apart."""
        parts: list[str | Content | tuple[str, str]] = []
        for place, (key, label) in enumerate(self._fitting()):
            if place:
                parts.append("   ")
            parts.append((key, "bold $primary"))
            parts.append((f" {label}", "$muted"))
        return Content.assemble(*parts)

    def _fitting(self) -> list[tuple[str, str]]:
        """The pairs that there is room for."""
        pairs = list(self.hints)
        while len(pairs) > 1 and sum(_cells(pair) + 3 for pair in pairs) - 3 > self.size.width:
            pairs.pop(-2)
        return pairs

    def on_click(self, event: events.Click) -> None:
        """A click on a pair is its key."""
        at, place = 0, event.get_content_offset(self)
        if place is None:
            return
        for pair in self._fitting():
            if at <= place.x < at + _cells(pair):
                self.post_message(self.Hit(pair[0]))
                return
            at += _cells(pair) + 3


def breadcrumb(headings: Sequence[str], cells: int) -> Content:
    """The headings above a card, outermost first. The outer ones give way where not all fit."""
    shown = [flat(heading) for heading in headings]
    left_out = False
    while len(shown) > 1 and sum(cell_len(each) + 3 for each in shown) - 3 + 4 * left_out > cells:
        shown.pop(0)
        left_out = True
    parts: list[str | Content | tuple[str, str]] = [("… › ", "$faint")] if left_out else []
    for place, heading in enumerate(shown):
        parts += [(" › ", "$faint")] if place else []
        parts.append((heading, "$foreground" if place == len(shown) - 1 else "$muted"))
    return Content.assemble(*parts).truncate(max(cells, 1), ellipsis=True)


def _content(text: str | Content) -> Content:
    return text if isinstance(text, Content) else Content(text)


def _cells(pair: tuple[str, str]) -> int:
    return cell_len(pair[0]) + 1 + cell_len(pair[1])
