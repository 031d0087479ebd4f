"""What the demos say themselves, in the reader's language: English, unless the program around them names a translation.

The demos import nothing of that program. It names the module whose `_` translates in the environment, which reaches the
processes that run demos too.
"""

from __future__ import annotations

import os
from importlib import import_module

VARIABLE = "STUDYTUI_TRANSLATION"


def _(text: str, /, **values: object) -> str:
    """A text in the reader's language, with the values in their places."""
    if module := os.environ.get(VARIABLE):
        translated: str = import_module(module)._(text, **values)
        return translated
    return text.format(**values) if values else text


def N_(text: str) -> str:
    """The text itself: marked to be translated where it is shown."""
    return text
