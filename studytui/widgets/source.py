"""The source of a concept: the very functions that ran, highlighted."""

from __future__ import annotations

from textual.content import Content


def source_page(code: str) -> Content:
    """Python code with the theme's colours; highlighting is loaded when it is first asked for."""
    from textual.highlight import highlight

    return highlight(code.rstrip() + "\n", language="python")
