"""What several rules need of answers: short enough, and whole."""

from __future__ import annotations

import re

from cards.language.english.grammar import tagged
from cards.language.statement import sentences
from cards.language.text import has_hangul

ANSWER = 200  # characters that an answer may have


def shortened(text: str, limit: int = ANSWER) -> str:
    """As many whole sentences of a text as fit; the text itself where not even one does.

    >>> shortened("하나이다. 둘이다.", 6)
    '하나이다'
    """
    text = text.strip()
    if len(text) > limit:
        kept = ""
        for sentence in sentences(text):
            if len(kept) + len(sentence) + 1 > limit:
                break
            kept = f"{kept} {sentence}".strip()
        text = kept or text
    return ended(text)


JOINED = 170  # characters up to which a sentence takes along the one that goes on with it
_GOES_ON = re.compile(r"(?:fails|cannot|otherwise|if not)\b", re.I)


def joined(told: list[str]) -> list[str]:
    """English sentences, the second with the first where it has no subject of its own and goes on with the same thing.

    >>> joined(["Holds one boat.", "Fails at low tide.", "It is old."])
    ['Holds one boat. Fails at low tide.', 'It is old.']
    >>> joined(["Holds one boat.", "Boats wait there."])
    ['Holds one boat.', 'Boats wait there.']
    """
    if len(told) < 2 or len(told[0]) + len(told[1]) > JOINED or has_hangul(told[0] + told[1]):
        return told
    tokens = tagged(told[1]) or ()
    deed = len(tokens) > 2 and tokens[0].tag in {"VVZ", "VHZ"} and tokens[1].tag not in {"VBZ", "VM0", "VVZ"}
    return [f"{told[0]} {told[1]}", *told[2:]] if deed or _GOES_ON.match(told[1]) else told


_REMARK = re.compile(
    r"\((?:중요도\s?\S{1,4}|별로 안 중요\S*|(?:안|매우|아주)?\s?중요|시험\s?\S{1,8}|암기|외우기|꼭 외우기)\s?[!~★☆]*\)"
)


# "… as a bar e.g." before a picture, "(see chapter 3)": what they lead to is not there.
_LEADS_ON = re.compile(r"[\s,]+e\.?g\.?$|\s\((?:see|cf\.)\s[^()]{2,60}\)$", re.I)


def ended(text: str) -> str:
    """A text without the stop behind its only sentence, and without signs that led to it.

    >>> ended(": 천을 잇는 일."), ended("a list, of two;")
    ('천을 잇는 일', 'a list, of two')
    """
    text = text.strip().rstrip(",;:").removesuffix(" -").lstrip(":：,; ")
    if text.endswith(")") and (remark := text.rfind("(")) > 0 and _REMARK.fullmatch(text[remark:]):
        text = text[:remark].rstrip()
    text = _LEADS_ON.sub("", text)
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") and ". " not in text else text


def listed(items: list[str]) -> str:
    """Short items on one line, others one a line.

    >>> listed(["Global", "Band (Local)"])
    'Global, Band (Local)'
    """
    if len(items) == 1:
        return items[0]
    if all(len(i) <= 24 and "," not in i for i in items) and sum(map(len, items)) <= 100:
        return ", ".join(items)
    return "\n".join(f"- {i}" for i in items)


_EXAMPLE = re.compile(r"(?:예|예시|ex|e\.g)\s?[.:)]", re.I)


_MARK = re.compile(r"^[-*•·]\s+")
_ROWS = re.compile(r"[*•]\s(?=.*\s[*•]\s\S)")


def first_of(value: str) -> str:
    """What a cell says first: lines below it say more, or give examples, and one fact is asked at a time."""
    lines = [_MARK.sub("", line) for line in value.split("\n")]
    return ", ".join(lines[:2]) if len(lines[0]) < 6 else lines[0]


def lines_of(value: str) -> str:
    """The lines of a cell as one answer, without those that only give names or an example of what the first says."""
    if (marked := _ROWS.match(value)) and "\n" not in value:
        value = value.replace(f" {marked[0].strip()} ", "\n")  # "* 첫째 * 둘째": the rows of a list in one line
    first, *more = (_MARK.sub("", line) for line in value.split("\n"))
    told = [line for line in more if not _EXAMPLE.match(line) and has_hangul(line) == has_hangul(first)]
    return listed([ended(line) for line in (first, *told)]) if told else shortened(first)
