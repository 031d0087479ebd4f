"""Texts put into their place without work that changes nothing."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static


def put(static: Static, text: Content | str, *, layout: bool = False) -> None:
    """Show a text, unless it stands there already. `layout` where the widget's height follows its text.

    Laying the screen out anew costs more than drawing it, and a run has something new to say thirty times a second.
    """
    content = text if isinstance(text, Content) else Content(text)
    shown = static.content
    if not (isinstance(shown, Content) and shown.is_same(content)):
        static.update(content, layout=layout)


def stands(widget: Widget) -> bool:
    """Whether a widget can still be drawn; while it is taken away, its children are already gone."""
    return widget.is_attached and not (widget._pruning or widget._closing)
