"""What other programs write into a line for themselves: block ids ("^id"), tags ("#topic"), times of a recording."""

from __future__ import annotations

import re

from cards.language.text import words

_ID_ALONE = re.compile(r"^\s*\^(?=[\d-]*[A-Za-z]|\d{6})[A-Za-z0-9-]{2,80}\s*$")
_ID = re.compile(r"(?<=\S)\s+\^(?P<id>[A-Za-z0-9][A-Za-z0-9-]{0,80})\s*$")
_BASE = re.compile(r"(?:^|[\s(])(?:\w|\d+)$|[)\]}]$")  # what stands before a power: a letter, a number, a bracket
_WORD = re.compile(r"(?:[가-힣]{2}|\b[a-z]{4,})[.!?]?$")
_NAME = r"#(?=[^\W\d_])[\w/-]{1,80}(?![\w#(\[])"
_ANY_NAME = (
    r"#(?=[\w/-]*[^\W\d_])[\w/-]{1,80}(?![\w#(\[])"  # "#3주차": where it stands it can be no rank ("the #1-ranked")
)
_LEADING = re.compile(rf"^\s*((?:{_NAME}\s*){{1,20}})")
_IN_BRACKETS = re.compile(rf"\s*[(（]\s*({_ANY_NAME}(?:[,\s]\s*{_ANY_NAME}){{0,20}})\s*[)）](?=\s*(?:$|[.:：=]))")
_BEHIND_COMMA = re.compile(rf"(?<=[^\s,]),\s*({_ANY_NAME}(?:,?\s*{_ANY_NAME}){{0,20}})\s*$")
_TRAILING = re.compile(rf"(?<=\S)((?:\s+{_ANY_NAME}){{1,20}})(?=\s*(?:[:：=→|]|[-–—]\s|$))")
_AFTER_STOP = re.compile(rf"(?<=[.!?])((?:\s+{_NAME}){{1,20}})(?=\s)")
_INSIDE = re.compile(rf"(?:(?<=^)|(?<=[\s(]))({_NAME})")
_COLOUR = re.compile(r"^(?:[0-9a-f]{3}|(?=[a-f]*\d)[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$", re.I)
_DIRECTIVES = words("include define undef ifdef ifndef if elif else endif pragma error line import")
_SIGN = re.compile(r"^\s*(?:[:：=→|]|[-–—]\s|$)")
_VERB = re.compile(r"^\s*(?:is|are|was|were|has|have|can|will|does|uses?|means)\b")
_WANTS_MORE = re.compile(r"\b(?:an?|the|of|to|in|on|for|and|or|with|by|is|are|as|from|via|uses?|called)$")
_PARTICLE = re.compile(r"[가-힣](?:은|는|이|가|을|를|의|에서|으로)$")


def is_block_id(raw: str) -> bool:
    """Whether a line is the name of the block above it.

    >>> is_block_id("^table-1"), is_block_id("x ^2")
    (True, False)
    """
    return "^" in raw and _ID_ALONE.match(raw) is not None


def without_id(text: str) -> str:
    """A line without the block id at its end; a power stays.

    >>> without_id("a named log ^topic1"), without_id("2 ^10"), without_id("e ^ix")
    ('a named log', '2 ^10', 'e ^ix')
    """
    match = _ID.search(text)
    if not match:
        return text
    name, before = match["id"], text[: match.start()]
    if len(name) == 1 and _WORD.search(before):
        return before if name.islower() else text  # "a commit ^r"
    powers = _BASE.search(before) and not before.endswith("}}")
    is_id = len(name) >= 6 if name.isdigit() else len(name) >= (4 if powers else 2)
    return before if is_id else text


# "[00:01:54]", with or without ticks and a link to the recording.
_STAMP = re.compile(
    r"\s*`?\[\d{1,2}:\d{2}(?::\d{2})?(?:\s?[-–]\s?\d{1,2}:\d{2}(?::\d{2})?)?\]`?(?:\(https?://[^()\s]{1,200}\))?(?=\s*[.,;]?\s*$)"
)
_LINKED_AGAIN = re.compile(r"\*\*(?P<name>[^*\[\]\n]{2,40})\*\*\s*\[\[(?P<link>[^\[\]|#\n]{2,40})\]\]")


def without_references(text: str) -> str:
    """A line without the time of a recording at its end, and without a link that only says the bold name before it.

    >>> without_references("Data of a parent `[00:01:54]`."), without_references("**Switches** [[Switch]] join hosts")
    ('Data of a parent.', '**Switches** join hosts')
    >>> without_references("`a[10:20]` is a slice"), without_references("**Ships** [[Harbour]]")
    ('`a[10:20]` is a slice', '**Ships** [[Harbour]]')
    """
    text = _STAMP.sub("", text) if ":" in text else text
    return _LINKED_AGAIN.sub(_once, text) if "]]" in text and "**" in text else text


def _once(match: re.Match[str]) -> str:
    name, link = match["name"].lower(), match["link"].lower()
    short, long = sorted((name, link), key=len)
    return f"**{match['name']}**" if long.startswith(short) and len(long) - len(short) <= 2 else match.group()


def without_tags(text: str) -> str:
    """A line without the tags before it, behind it or its term; a tag that is a word of it loses only its sign.

    >>> without_tags("#kafka Partition: a part of a topic"), without_tags("Topic #kafka: a log of records #db/log")
    ('Partition: a part of a topic', 'Topic: a log of records')
    >>> without_tags("C# and #ff0000 and #1234"), without_tags("uses #raft for agreement")
    ('C# and #ff0000 and #1234', 'uses raft for agreement')
    """
    if match := _LEADING.match(text):
        rest = text[match.end() :]
        names = match[1].split()
        if not rest:
            return text  # tags alone
        said = _SIGN.match(rest) or _VERB.match(rest) or _PARTICLE.search(names[-1])
        if not said and all(map(is_tag, names)):
            text = rest
    text = _BEHIND_COMMA.sub(_all_tags, _IN_BRACKETS.sub(_all_tags, text))
    text = _AFTER_STOP.sub(_trailing, _TRAILING.sub(_trailing, text))
    text = _INSIDE.sub(lambda m: m[1][1:] if is_tag(m[1]) else m[1], text)
    return without_id(text) if "^" in text else text  # "… a log ^id #tag"


def _all_tags(match: re.Match[str]) -> str:
    """Nothing in the place of tags; what holds another word with a "#" stays."""
    return "" if all(map(is_tag, re.split(r"[,\s]+", match[1]))) else match.group()


def _trailing(match: re.Match[str]) -> str:
    """What stays of the tags behind some words: colours and the like, and the word that a sentence still wants."""
    names = match[1].split()
    while names and is_tag(names[-1]):
        names.pop()
    if not names and _WANTS_MORE.search(match.string[: match.start()]):
        names = [match[1].split()[0][1:]]
    return f" {' '.join(names)}" if names else ""


def is_tag(name: str) -> bool:
    """Whether a word with "#" before it is a tag, not a colour or a line of C."""
    return not _COLOUR.match(name[1:]) and name[1:] not in _DIRECTIVES
