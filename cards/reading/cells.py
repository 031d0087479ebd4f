"""Line breaks set with `<br>`: in a cell one is a wrap where its words go on, else it begins a line of its own."""

from __future__ import annotations

import re

from cards.language.tagging import words
from cards.language.text import has_hangul, mask
from cards.reading.inline import clean

BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_OPEN = re.compile(
    r"[가-힣](?:은|는|을|를|의|에|고|며|한|된|이나|거나)$|[,:(/+]$"
    r"|\b(?:an?|the|of|to|in|on|for|and|or|with|by|that|which|is|are|as|from|at|into|its?|not|than)$"
)
_LINKS = ("J", "EC", "ETM", "MA", "VV", "VA", "XSV")
_LEADS_ON = ("DT", "DPS", "PR", "CJ", "TO", "AVQ", "PNQ", "DTQ", "VVN", "VVG", "AVP")
_WAITS = ("AJ", "VVZ", "VVB", "VVI", "VVG", "VBZ", "VBB", "AV0")
_BEGINS_DEED = ("VVZ", "VBZ", "VHZ", "VM")
_TAIL = 60  # letters of a line that tell whether it goes on
# A star before words that another star ends is no mark of a list, but sets them off: "**차례가 있는** 모음".
_LEADS = re.compile(r"^(?:[-•·‣▶]|\*(?!\*)(?![^\s*][^*]*\*)|\d{1,2}[.)]|[①-⑳])\s*(?=\S)")


def parted(raw: str) -> list[str]:
    """A line at the breaks that its writer set in the middle of it, code and mathematics left whole.

    >>> parted("**VAN**: 부가가치 통신망<br>정보를 더한 통신망<br>"), parted("`a<br>b`")
    (['**VAN**: 부가가치 통신망', '정보를 더한 통신망'], ['`a<br>b`'])
    """
    if "<br" not in raw.lower():
        return [raw]
    out, at = [], 0
    for match in BREAK.finditer(mask(raw)):
        if raw[at : match.start()].strip():
            out.append(raw[at : match.start()])
        at = match.end()
    return [*out, raw[at:]] if raw[at:].strip() else out or [raw]


def cell(raw: str, names: bool = False) -> str:
    """The words of a cell without markup, its lines parted by line breaks; where it `names` a thing, by spaces.

    >>> cell("모두 연결해 만들어진 <br/>새로운 표"), cell("상호 작용<br>HTTP, FTP"), cell("`사물`<br>`Things`")
    ('모두 연결해 만들어진 새로운 표', '상호 작용\\nHTTP, FTP', '사물(Things)')
    >>> cell("`<br>`"), cell("**차례가 있는** 모음<br>배의 **중복 허용**"), cell("* 첫째 배<br>* 둘째 배")
    ('`<br>`', '차례가 있는 모음\\n배의 중복 허용', '첫째 배\\n둘째 배')
    """
    if "<" not in raw or not BREAK.search(mask(raw)):
        return clean(raw).text  # "`<br>`" names the tag
    lines: list[str] = []
    for piece in parted(raw):
        text = clean(_LEADS.sub("", piece.strip())).text
        if not text:
            continue
        if lines and _goes_on(lines[-1], text, piece):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
    return _glossed(lines) or (" " if names else "\n").join(lines)


def _goes_on(before: str, text: str, raw: str) -> bool:
    """Whether a line goes on with the words before it."""
    if _LEADS.match(raw.strip()):
        return False
    if text.startswith(("(", "→")) or before.count("(") > before.count(")"):
        return True
    if has_hangul(before) and (tokens := words(before[-_TAIL:])):
        return tokens[-1].tag.startswith(_LINKS) or before.endswith((",", ":", "/", "+"))
    if _OPEN.search(before):
        return True
    small = text[:1].islower() and before[-1:].isalpha() and before.isascii() and text.isascii()
    return small and not _are_entries(before, text)


def _are_entries(before: str, text: str) -> bool:
    """Whether an English line in small letters is another entry beside the one before it.

    Words wrap where a line is full and has something left to name: behind an adjective or a verb, or before a word that
    leads on. Else a line that begins as the one before it does, both in small letters or both with a verb, is an entry.

    >>> _are_entries("resists pulling", "needs no nails"), _are_entries("a drum that is turned by", "a crank")
    (True, False)
    """
    one, other = words(before) or (), words(text) or ()
    if not one or not other or other[0].tag.startswith(_LEADS_ON):
        return False
    if other[0].tag.startswith("AT"):  # "diagonal ribs", "a firm hand"; not "gives the sail", "a push"
        return one[-1].tag.startswith("NN") and not one[0].tag.startswith("V")
    if len(one) > 3 and one[-1].tag.startswith(_WAITS) and other[0].tag.startswith(("NN", "NP", "AJ")):
        return False
    return before[:1].islower() or all(line[0].tag.startswith(_BEGINS_DEED) for line in (one, other))


def _glossed(lines: list[str]) -> str:
    """A name and the same in another script as one, with its gloss; "" for other lines."""
    if len(lines) != 2 or has_hangul(lines[0]) == has_hangul(lines[1]):
        return ""
    one, other = (line.strip("`") for line in lines)
    if any(len(line.split()) > 4 or re.search(r"[,.()\d]", line) for line in (one, other)):
        return ""
    return f"{one}({other})"
