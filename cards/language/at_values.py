"""A line that tells what is so at a value: "fire = 9 - the oil smokes", "습도 = 9이면 - 김이 서린다".

Its sign of equality makes no equation of it, nor its dash a difference: nothing can be taken from a number that happens
itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.reader import reader_of
from cards.language.text import has_hangul
from cards.language.word import Word

_VALUE = (
    r"[-+]?\d(?:[\d.,]*\d)?\s?(?:%|[^\s\d,:=\-–—→]{1,7})?"
    r"|(?:on|off|true|false|yes|no|max|min|zero|none|null)|(?P<word>[a-z]{3,12})"
    r"|참|거짓|높음|낮음|켜짐|꺼짐|있음|없음|많음|적음|큼|작음|최대|최소|∞"
)
_AT = re.compile(
    r"(?P<tick>`?)(?:(?P<if>if|when)\s|(?:만약|만일)에?\s)?"
    r"(?P<name>(?!(?:let|where|with|for|suppose|given|at|set|so|then|and|as|by|assume|if|when)\s)"
    r"[^\W\d_][\w-]{0,20}(?:\s[\w-]{1,20}){0,3}?)"
    rf"(?P<is>\s?(?:(?P<compares>[<>≤≥≠]|[<>!]=)|==?)\s?(?:{_VALUE}|(?<=[<>≤≥≠]\s)[\w.]+(?:\s[가-힣]{{2,}})?))"
    r"(?P<end>이?라?면|일\s?(?:때|경우))?(?P=tick)"
    r"(?P<link>\s+[-–—]\s+|\s?[:,]\s+|\s+(?=\S))(?P<told>\S.+)$",
    re.I,
)
_POINTS = re.compile(r"(?:this|that|which|these|those)\b|it is (?:an?|the)\s|[a-z] (?:is|are|denotes)\s", re.I)


def at_value(text: str) -> tuple[str, str] | None:
    """The condition of such a line, and what is so under it; None for any other.

    >>> at_value("fire = 9 - the oil smokes."), at_value("만약 습도 = 0 - 나무가 갈라진다")
    (('fire = 9', 'the oil smokes.'), ('습도 = 0', '나무가 갈라진다'))
    >>> at_value("accuracy = 1 - the error rate"), at_value("port = 80 - the web server")
    (None, None)
    """
    if not ("=" in text or re.search(r"[<>≤≥≠]", text)) or (match := _AT.match(text)) is None:
        return None
    told, link = match["told"], match["link"].strip()
    ended = match["end"] or ""
    if (match["if"] and link not in {"-", "–", "—"}) or not (link or ended):
        return None  # a sentence
    if match["tick"] and not match["is"].startswith(" "):
        return None  # `acks=0` is a setting, and its name in code
    if match["word"] and not _is_quality(match["word"]):
        return None
    if not ended and not tells(told.partition("→")[0].strip()):
        return None
    front = f"{match['if']} " if match["if"] else ""
    return f"{front}{match['name']}{match['is']}{ended}", told


def _is_quality(word: str) -> bool:
    """Whether a thing can be so ("leech = tight"), and is not that ("CPU = brain")."""
    return (reader_of(word).tagged(f"the top is {word}") or ())[-1:][0].tag.startswith("AJ")


def tells(text: str) -> bool:
    """Whether words tell that something happens to something, so that nothing can be taken from a number by them.

    >>> [tells(text) for text in ("the light returns", "sales fall", "김이 서린다", "배우지 않음")]
    [True, True, True, True]
    >>> [tells(text) for text in ("the error rate", "the port used by it", "오류율이다", "it is the default")]
    [False, False, False, False]
    """
    tokens = reader_of(text).tagged(text) or ()
    if has_hangul(text):
        return _happens(tokens)
    if len(tokens) < 2 or _POINTS.match(text):
        return False
    return bool(reader_of(text).has_verb(text)) or _has_verb(tokens)


def _happens(tokens: Sequence[Word]) -> bool:
    """Whether Korean words end in a verb, or say of something of their own what it is."""
    last = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].tag.startswith(("V", "XSV", "XSA"))), -1)
    if last < 0 or not any(t.tag in {"EF", "ETN", "EC"} for t in tokens[last + 1 :]):
        return False
    return tokens[last].tag != "VCP" or any(t.tag in {"JKS", "JX"} for t in tokens[:last])


def _has_verb(tokens: Sequence[Word]) -> bool:
    """Whether a noun has a verb behind it that the tagger took for its plural ("the light returns", "sales fall")."""
    first = tokens[0].tag
    if first == "NN2" and tokens[1].tag == "VVB":
        return True
    one, verb = tokens[1], tokens[2] if len(tokens) > 2 else None
    named = first.startswith(("AT", "DPS")) and one.tag.startswith(("NN1", "NN0", "AJ0"))
    if not named or verb is None or verb.tag != "NN2" or re.search(r"[^s]s$", one.text):
        return False
    return len(tokens) == 3 or tokens[3].tag.startswith(("AV", "PR", "PU"))
