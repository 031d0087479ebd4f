"""Key bindings that also work in Hangul mode, where a letter key sends a jamo: every letter is bound as both.

Each binding has a name, `review.undo`, by which a person may give it other keys in the settings file (`keymap.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from textual.binding import Binding

from cards.translation import N_

Keymap = Mapping[str, str]  # the name of a binding → the keys a person chose for it, as in `key`

# The two-set (dubeolsik) layout: what each letter key sends in Hangul mode, and with shift where that differs.
JAMO = dict(
    zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True)
) | dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))


def both(keys: str) -> str:
    """`"d,5"` → `"d,ㅇ,5"`: each single letter followed by the jamo that the same key sends."""
    out: list[str] = []
    for key in keys.split(","):
        out.append(key)
        if jamo := JAMO.get(key):
            out.append(jamo)
    return ",".join(out)


def key(
    keys: str, action: str, label: str, *, shown: str = "", hint: bool = True, help: str = "", name: str = ""
) -> Binding:
    """A binding under all its keys. `shown` is what hints call the key, `help` the longer text of the help screen,
    `name` what the settings file calls it: the action, where nothing is said.

    >>> key("t", "decide('taken')", "take").id
    'decide-taken'
    """
    first = keys.split(",")[0]
    named = name or re.sub(r"\W+", "-", action.replace("(-1)", "-back")).strip("-")
    return Binding(both(keys), action, label, show=hint, key_display=shown or first, tooltip=help or label, id=named)


def named_for(owner: str, bindings: Iterable[object]) -> list[object]:
    """The bindings of a screen with its name before theirs: `review.undo`."""
    return [
        replace(each, id=f"{owner}.{each.id}") if isinstance(each, Binding) and each.id and "." not in each.id else each
        for each in bindings
    ]


def as_chosen(binding: Binding, keymap: Keymap) -> Binding:
    """The binding under the keys that a person chose for it."""
    keys = keymap.get(binding.id or "")
    if not keys:
        return binding
    return replace(binding, key=both(keys), key_display=NAMES.get(first := keys.split(",")[0], first))


# What keys are called on the screen where their own name is longer.
NAMES = {
    "space": N_("space"), "enter": N_("enter"), "escape": "esc", "question_mark": "?", "slash": "/",
    "pageup": N_("page up"), "pagedown": N_("page down"), "left_square_bracket": "[", "right_square_bracket": "]",
    "plus": "+", "minus": "-", "equals_sign": "=", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "full_stop": ".", "comma": ",", "delete": "del", "backspace": "⌫", "asterisk": "*",
}  # fmt: skip
