"""What is shown, in the reader's language: English as it stands in the code, or the Korean of `ko.po`.

    _("{name} cannot be read.", name=path)         a sentence; the values are put in after it was translated
    ngettext("{count} card", "{count} cards", n)   one that counts; Korean has one form
    pgettext("a rating", "good")                   a word that one language has and another needs two for
    N_("again")                                    a constant, marked here and translated where it is shown

A text is translated when it is shown, never when it is stored or compared. `make words` collects the texts
(`python -m tests.cards.translation.catalogue`, which says which calls it knows).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from functools import lru_cache

LANGUAGES = ("en", "ko")
OF_A_RUN = "of a run"  # the context of what demos put together of a run's numbers
VARIABLE = "STUDYTUI_LANGUAGE"  # what was chosen in the settings, for this process and those it starts
_READ = (VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that says something, as gettext has it

_language: str | None = None
_texts: Mapping[str, str] = {}


def preferred(environ: Mapping[str, str]) -> str:
    """The language the environment asks for: of the first variable that is set, the first language that there is."""
    named = next((value for name in _READ if (value := environ.get(name))), "")
    for each in named.split(":"):
        code = each.partition(".")[0].partition("_")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def language() -> str:
    """The language in use, `en` or `ko`."""
    if _language is None:
        use(preferred(os.environ))
    assert _language is not None
    return _language


def use(chosen: str) -> None:
    """Use a language from now on; one that there is not is English."""
    global _language, _texts
    if chosen == _language:
        return
    if chosen == "ko":
        from cards.translation.po import read

        _texts = read(chosen)
    else:
        chosen, _texts = "en", {}
    _language = chosen


def _(text: str, /, **values: object) -> str:
    """A text in the reader's language, with the values in their places."""
    if _language is None:
        language()
    said = _texts.get(text, text)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """A text that counts, in the reader's language; `{count}` in it is the count, with commas."""
    if _language is None:
        language()
    said = _texts.get(one) or (one if count == 1 else many)
    return said.format(count=f"{count:,}", **values)


def pgettext(context: str, text: str, /, **values: object) -> str:
    """A text that the context alone makes clear; the reader sees the text without it."""
    if _language is None:
        language()
    said = _texts.get(f"{context}\4{text}", text)
    return said.format(**values) if values else said


def retold(said: str, *texts: str, context: str = "", inner: Collection[str] = ()) -> str:
    """A text that was put together in English, as what is stored was; one of none of the `texts` is looked up whole.

    Of what was put in, `inner` names what is a text of ours itself: the rest is a person's words, or a number.
    """
    for text in texts:
        if found := _pattern(text).fullmatch(said):
            values = {name: _(value) if name in inner else value for name, value in found.groupdict().items()}
            return pgettext(context, text, **values) if context else _(text, **values)
    return _(said)


def known(context: str) -> tuple[str, ...]:
    """The texts of a context that this language has, the longest first: what fits several is the one that says most."""
    start = f"{context}\4"
    found = (text[len(start) :] for text in _texts if text.startswith(start))
    return tuple(sorted(found, key=len, reverse=True))


@lru_cache(maxsize=1000)
def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", text)
    written = dict.fromkeys(parts[1::2], 0)
    pattern = ""
    for place, part in enumerate(parts):
        if place % 2 == 0:
            pattern += re.escape(part.replace("{{", "{").replace("}}", "}"))
        else:
            pattern += f"(?P={part})" if written[part] else f"(?P<{part}>.*?)"
            written[part] += 1
    return re.compile(pattern, re.DOTALL)


def N_(text: str, context: str = "") -> str:
    """The text itself: marked to be translated where it is shown, by `_`, or by `pgettext` where it has a context."""
    return text
