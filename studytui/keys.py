"""Key bindings that also work in Hangul mode, where a letter key sends a jamo: every letter is bound as both."""

from __future__ import annotations

from textual.binding import Binding

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


def key(keys: str, action: str, label: str, *, shown: str = "", hint: bool = True, help: str = "") -> Binding:
    """A binding under all its keys. `shown` is what hints call the key, `help` the longer text of the help screen."""
    first = keys.split(",")[0]
    return Binding(both(keys), action, label, show=hint, key_display=shown or first, tooltip=help or label)
