"""English sentences that say what there is, and of each of it what it does: "There is the warp, which holds …"."""

from __future__ import annotations

import re

from cards.language.english.grammar import FINITE, is_name, tagged
from cards.language.english.plurals import plural
from cards.language.text import mask

_THERE = re.compile(r"there (?:is|are|exists?)\s(?=\S)", re.I)
_WHICH = re.compile(r",?\s(?:which|that|who)\s")
_NEXT = re.compile(r",\s(?:and\s)?(?=[^,]{2,50},\s(?:which|who)\s)|\sand\s(?=[^,]{2,50},\s(?:which|who)\s)")


def there_are(text: str) -> tuple[str, ...]:
    """Each thing with what it does, as a sentence; () where one of them is no name or does nothing.

    >>> there_are("There are mordants, which fix the dye, and resists, which keep it out.")
    ('Mordants fix the dye', 'Resists keep the dye out')
    >>> there_are("There is a rule that nobody keeps."), there_are("There are two masts.")
    ((), ())
    """
    match = _THERE.match(text)
    if match is None or len(text) > 280:
        return ()
    bare = text[match.end() :].strip().rstrip(".")
    parts = [part.strip(" ,") for part in _NEXT.split(bare)]
    if len(parts) < 2 or "\x01" in mask(bare):
        return ()
    out: list[str] = []
    before = ""
    for part in parts:
        named = _WHICH.split(part, maxsplit=1)
        if len(named) != 2:
            return ()
        name, does = named[0].strip(), named[1].strip()
        tokens = tagged(name) or ()
        acts = any(
            len(told) > 2 and told[1].tag in FINITE for told in (tagged(f"they {does}"), tagged(f"it {does}")) if told
        )
        is_noun = bool(tokens) and (is_name(tokens, (0, len(name))) or [t.tag for t in tokens] == ["VVZ"])  # "resists"
        if not is_noun or not acts:
            return ()
        does = with_object(does, before)
        before = does
        out.append(f"{name[:1].upper()}{name[1:]} {does}")
    return tuple(out)


def with_object(does: str, before: str) -> str:
    """What is done to "it" or "them" with what is done to it before.

    >>> with_object("lowers it", "raises the pressure"), with_object("grow in it", "fills the lock")
    ('lowers the pressure', 'grow in it')
    """
    match = re.match(r"(?P<verb>\w+)\s(?P<it>it|them)(?=\W*$|\s\w+\W*$)", does)
    tokens = tagged(f"they {before}") if match is not None and before else None
    end = next((t.start for t in (tokens or ())[2:] if t.tag.startswith(("PR", "CJ", "AV", "PU"))), len(before) + 5)
    thing = f"they {before}"[(tokens or ())[2].start : end].strip() if tokens and len(tokens) > 2 else ""
    if match is None or not thing or plural(thing) != (match["it"] == "them") or len(thing.split()) > 4:
        return does
    return f"{does[: match.start('it')]}{thing}{does[match.end('it') :]}"
