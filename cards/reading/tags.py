"""The tags of a note: those its front matter names, and words with a "#" before them in its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from cards.reading.marks import is_tag
from cards.reading.preamble import FENCE, Source

_HASHTAG = re.compile(r"(?<![^\s(,;])#(?=[\w/-]*[^\W\d_])[\w][\w/-]{0,79}(?![\w#(\[])")
_TIGHT_HEADING = re.compile(r"^\s{0,3}#{1,6}(?:\s|[^#\s]+\s+[^#\s])|^\s{0,3}#{2,6}\S")
# Bounded, so that no line takes longer than its length.
_VERBATIM = re.compile(
    r"``.{1,300}?``|`[^`]{1,300}`|\$[^$]{1,300}\$|\[\[[^\[\]]{1,300}\]\]|\]\([^()]{1,300}\)|<[^<>]{1,300}>"
)
MOST = 200  # of a note; more are no topics


def tags_of(source: Source) -> tuple[str, ...]:
    """Every tag of a note once, those of the front matter first; upper and lower case are the same.

    >>> from cards.reading.preamble import prepare
    >>> tags_of(prepare("---\\ntags: [cs, machine learning]\\n---\\n# 큐\\n#자료구조 `#no` #db/log, #CS"))
    ('cs', 'machine learning', '자료구조', 'db/log')
    """
    found: dict[str, str] = {}
    for name in (*_named(source.front.get("tags", "") or source.front.get("tag", "")), *_written(source.lines)):
        tag = unicodedata.normalize("NFC", " ".join(name.split()))
        found.setdefault(tag.lower(), tag)
    return tuple(found.values())[:MOST]


def _named(value: str) -> Iterator[str]:
    """The tags of front matter: a list with commas, whose names may hold spaces, or words."""
    parts = value.strip().strip("[]").split(",") if re.search(r"[\[,]", value) else value.split()
    for part in parts:
        if name := part.strip(" \"'#\t"):
            yield name


def _written(lines: Iterable[str]) -> Iterator[str]:
    """The words with a sign before them, outside code, formulas and links; what makes a line a heading is no tag."""
    fence = ""
    for line in lines:
        if match := FENCE.match(line) if "```" in line or "~~~" in line else None:
            if not fence:
                fence = match.group(1)
            elif match.group(1).startswith(fence) and not match.group(2).strip():
                fence = ""
            continue
        if fence or "#" not in line:
            continue
        text = _VERBATIM.sub(" ", line)
        if _TIGHT_HEADING.match(text) and not _all_tags(text):
            text = text.lstrip(" #")
        for found in _HASHTAG.finditer(text):
            if is_tag(found.group()):
                yield found.group()[1:].strip("/-")


def _all_tags(text: str) -> bool:
    return not text.lstrip().startswith("##") and all(word.startswith("#") for word in text.split())
