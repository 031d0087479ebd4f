"""Signs that mean themselves and nothing else: each stands as a letter while the rules read, and comes back later.

A writer who escapes a sign ("A\\:B"), leaves a star open ("*args") or explains an emoji ("🔴: stop") means that sign.
No rule may read structure into it, and a name made of it alone is still a name. So `clean` puts a letter of a script
that no note is written in in its place (Linear A for ASCII, Tangut for emoji), and `extract` puts the sign back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import punctuation

_LETTERS = 0x10600  # Linear A: one letter for each ASCII sign
_TANGUT = 0x17000
# Emoji, what joins them and signs of mathematics, block by block: where it begins and ends, and its stand-ins begin.
_BLOCKS = (
    (0x1F000, 0x1FAFF, _TANGUT),
    (0x2190, 0x21FF, _TANGUT + 0xB00),
    (0x2300, 0x27BF, _TANGUT + 0xB80),
    (0x2B00, 0x2BFF, _TANGUT + 0x1080),
    (0xFE0F, 0xFE0F, _TANGUT + 0x1180),
    (0x200D, 0x200D, _TANGUT + 0x1181),
    (0x2200, 0x22FF, _TANGUT + 0x1190),
    (0xA1, 0xBF, _TANGUT + 0x1290),
    (0xD7, 0xD7, _TANGUT + 0x12B0),
    (0xF7, 0xF7, _TANGUT + 0x12B1),
    (0x2016, 0x205E, _TANGUT + 0x12B2),
)
_HIDE = {ord(c): chr(_LETTERS + ord(c)) for c in punctuation} | {
    code: chr(begin + code - first) for first, last, begin in _BLOCKS for code in range(first, last + 1)
}
_SHOW = {ord(letter): chr(code) for code, letter in _HIDE.items()}
_ANY = re.compile(f"[{chr(_LETTERS)}-{chr(_LETTERS + 127)}{chr(_TANGUT)}-{chr(_TANGUT + 0x12FA)}]")
_STAR = _HIDE[ord("*")]
# Stars that would set what stands between them in italics, or make a list.
_EMPHASIS = re.compile(r"\*(?=[^\s*])[^\n]*?(?<=[^\s*])\*|^\*\s|\x02\*|\*\x02", re.M)
# In bold a star of its own would end that: "**max(*args, **kw)**".
_IN_BOLD = re.compile(rf"\*\*[^*\n]*(?:{_STAR}(?=[^\s*])|(?<=[^\s*]){_STAR})[^*\n]*\*\*")
# "__init__" would be "init" in bold; in code and formulas it is as it is written.
_DUNDER = re.compile(
    r"```.*?(?:```|$)|``[^\n]*?``|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|(?<![\w\\])__(?P<name>[^\W_](?:\w*[^\W_])?)__(?!\w)",
    re.S,
)
# For each sign whether Markdown would act on it in this text, as it is written and with its signs put back.
_ACTS: dict[str, Callable[[str, str], bool]] = {
    "*": lambda text, _: (
        _EMPHASIS.search(text.replace("*", "\x02").replace(_STAR, "*")) is not None or _IN_BOLD.search(text) is not None
    ),
    "`": lambda _, raw: raw.count("`") > 1,
    "$": lambda _, raw: raw.count("$") > 1,
    "~": lambda _, raw: "~~" in raw,
    "_": lambda _, raw: re.search(r"(?<!\w)_\S[^\n]*\S_(?!\w)", raw) is not None,
    "[": lambda _, raw: "](" in raw,
    "<": lambda _, raw: "://" in raw or "@" in raw,
    "#": lambda _, raw: raw.startswith("#"),
    "\\": lambda _, raw: re.search(r"\\[!-/:-@\[-`{-~]", raw) is not None,
}


def stand_in(text: str) -> str:
    """The text with a letter for each of its signs.

    >>> any(sign in stand_in("A:B") for sign in ":="), stand_in("🔴").isalnum()
    (False, True)
    """
    return text.translate(_HIDE)


def shown(text: str) -> str:
    """The text with its signs as they are, for where no Markdown is read.

    >>> shown(stand_in("**kwargs"))
    '**kwargs'
    """
    return text.translate(_SHOW) if not text.isascii() and _ANY.search(text) else text


def as_markdown(text: str) -> str:
    r"""The text with its signs as Markdown that shows them: those it would act on are escaped.

    >>> as_markdown(stand_in("*args: 🔴")), as_markdown(stand_in("*loud*")), as_markdown(f"**{stand_in('*')}**")
    ('*args: 🔴', '\\*loud\\*', '**\\***')
    >>> as_markdown("**__init__** makes `__dict__`"), as_markdown(f"**f({stand_in('*')}a, {stand_in('**')}b)**")
    ('**\\_\\_init\\_\\_** makes `__dict__`', '**f(\\*a, \\*\\*b)**')
    """
    if "__" in text:
        text = _DUNDER.sub(lambda m: rf"\_\_{m['name']}\_\_" if m["name"] else m.group(), text)
    if text.isascii() or not _ANY.search(text):
        return text
    raw = shown(text)
    acting = {ord(_HIDE[ord(sign)]): f"\\{sign}" for sign, acts in _ACTS.items() if sign in raw and acts(text, raw)}
    return text.translate(_SHOW | acting)


def is_signs(text: str) -> bool:
    """Whether a text is made of stand-ins alone.

    >>> is_signs(stand_in("🔴 🟢")), is_signs(stand_in("🔴 red"))
    (True, False)
    """
    return not text.isascii() and not _ANY.sub("", text).strip()
