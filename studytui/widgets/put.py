"""Updating a Static only when its text changed: a layout costs more than drawing."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static


def put(static: Static, text: Content | str, *, layout: bool = False) -> None:
    """Show a text, unless it is shown already. `layout` where the widget's height follows its text.

    A running demo updates its texts thirty times a second.
    """
    content = text if isinstance(text, Content) else Content(text)
    shown = static.content
    if not (isinstance(shown, Content) and shown.is_same(content)):
        static.update(content, layout=layout)


def stands(widget: Widget) -> bool:
    """Whether a widget can still be drawn; one that is being removed has lost its children already."""
    return widget.is_attached and not (widget._pruning or widget._closing)
