"""Whether a line goes on with the one before it: wrapped at a width, or left off in the middle of a sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.language.aspects import is_aspect, is_label
from cards.language.english.grammar import FINITE
from cards.language.tagging import words
from cards.language.terms import is_described, is_title
from cards.language.text import has_hangul, mask
from cards.note import Form
from cards.reading.labels import STEP_LABEL, tells_an_aspect
from cards.reading.outline import STRUCTURE, Node

_GOES_ON = re.compile(
    r"(?:[을를은는의에와과며면]|에서|으로|하고|하여|해서|지만|는데|거나|또는|혹은|및|,|[a-z],|\b(?:a|an"
    r"|the|of|to|in|on|for|and|or|with"
    r"|by|that|which|is|are|as|from|at|into|its?|this|not|be|than))$"
)
# Ends that leave a sentence open: a particle, a clause that another follows, a word that describes the next.
_OPEN_END = re.compile(
    r"(?:(?<![가마])을|[를은는에와며]|(?<![정주회강논동합문예])의|(?<![결효성학사초통경투부])과|에서|[가-힣]으로|하고|되고|하여|해서|지만|는데|거나|또는|혹은|및|대로"
    r"|까지|부터|보다|처럼|만큼|마다|위해|통해|따라|대해|비해|의해|도록|면서|[하되리히기우]게|[받나모놓찾]아|[두주]어|(?<![제권기무상최북남극국])한|[가-힣][된던]"
    r"|모든|여러|다른|같은|매우"
    r"|\b(?:an?|the|of|to|in|on|for|and|or|with|by|that|which|who|whose|whom|where|when|while|is|are|was|were|be|been|as|from|at|into"
    r"|onto|its?|their|this|these|those|not|than|via|per|over|under|between|among|through|about|after|before|until|because|so|if|but"
    r"|has|have|had|can|may|must|will|should|does|do|any|each|every|all|some|both|no|more|most|only|without|within|against))$"
)
_JOINING = re.compile(r"[가-힣](?:어|아|여|려|워|와|져|켜|서|게|고|러)$")
_OPEN_START = re.compile(
    r"^(?:and|or|of|to|in|on|for|with|that|which|who|whose|by|from|at|as|but|when|if|because|so|than|is|are|was|were|has|have|into|over"
    r"|under|while|until|after|before|without|within|between|among|through|during|where|via|per)\b"
)
_ENDED = re.compile(r"[다음함됨요][\"')\]”’]?$")
_WHOLE = re.compile(r"^(?:\S+\s){0,3}?\S*[가-힣](?:은|는|이|가)\s.*[가-힣][다요]$")
_STOPPED = re.compile(r"[.!。][\"')\]”’]?$")
_MARKED = re.compile(r"^(?:Q|A|C|질문|답)\s?\d{0,3}\s?[.:：)]\s|\s:::?\s")
_TIGHT = re.compile(r"[^:`]{1,60}:::?\S")
_TIGHT_SAID = re.compile(
    r"[^:`]{0,60}(?:[\s?？][^:`]{0,59}[^\s:`]|[?？가-힣]):::?\S"
)  # begins with no path of a program
# What is marked as a card, whatever stands behind the mark.
_CARD = re.compile(rf"[^`]{{1,80}}?\s:::?\s|{_TIGHT_SAID.pattern}|[\w-]{{1,40}}:::?(?:an?|the|any|one)\s", re.I)
_CLOZE = re.compile(r"\{\{(?:[cC]?\d{1,3}::)?((?:(?!::|[{}]).)*)(?:::[^{}]*)?\}\}")
FAR = 120  # characters: a sign further into a line parts no term from what is said of it
WIDE = 100  # columns: no writer wraps a line by hand as far out as this
NARROW = 28  # columns: a line of fewer ends where its writer ended it, unless its words go on


class Break(NamedTuple):
    """A line break in a paragraph: the source lines on both sides, and what is known of the paragraph.

    `widest` are the columns of its widest line; `wrap` says that it was wrapped at a width as a whole, `hung` that the
    second line is indented below the mark of its item, as CommonMark wants a line that goes on; `set` that its writer
    set the break with `<br>`, `bold` that bold runs over it.
    """

    above: str
    below: str
    widest: int
    wrap: bool
    hung: bool
    set: bool = False
    bold: bool = False

    @property
    def forced(self) -> bool:
        """Whether the first word of the second line no longer fitted above, as far as the widest line tells."""
        return width(self.above) + 1 + width(self.below.strip().split(" ", 1)[0]) > self.widest


def told_on(last: Node, node: Node, at: Break) -> str:
    """What parts the meaning of a term from more of it behind a `<br>`: a space or a comma; "" where it is no more.

    "봄: 씨를 뿌리는 철<br>꽃이 피는 철" says two things of one term, and neither may be lost.
    """
    before, text = last.text, node.text
    plain = node.form is Form.TEXT and not (node.bold or node.anew or node.task or last.bold or last.children)
    if not at.set or not plain or not _NAMED.match(before) or len(before) + len(text) > 300:
        return ""
    if STRUCTURE.search(mask(text)) or _STOPPED.search(before) or _ENDED.search(before) or "?" in text:
        return ""
    if has_hangul(text):
        return "" if _WHOLE.match(text) or before.endswith("다") else " " if _describes(before) else ", "
    if not text[:1].islower():
        return ""
    return " " if _OPEN_START.match(text) else ", "


_NAMED = re.compile(r"[^:：]{1,40}[:：]\s\S")


def width(text: str) -> int:
    """The columns that a line takes: two for a wide letter."""
    return sum(2 if c >= "\u1100" else 1 for c in text.strip())


def is_wrapped(rows: list[str]) -> bool:
    """Whether a paragraph was wrapped at a width: its lines, all but the last, are long and of about one length."""
    if len(rows) < 2:
        return False
    widths = [width(row) for row in rows[:-1]]
    return min(widths) >= (55 if len(rows) > 2 else 72) and max(widths) - min(widths) <= 25


def joins(last: Node, node: Node, at: Break) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    before, text = last.text, node.text
    if len(before) > 1500:
        return False
    if "{{" in before and before.count("{{") > before.count("}}"):
        return node.form is Form.TEXT  # a cloze over two lines
    if "{{" in before or "{{" in text:
        before, text = _CLOZE.sub(r"\1", before), _CLOZE.sub(r"\1", text)
    if at.bold and node.form is Form.TEXT and not before.endswith((".", "!", "?", ":")):
        return True
    one, other = _LETTERED.match(before), _LETTERED.match(text)
    if one and other and ord(other["sign"]) == ord(one["sign"]) + 1:
        return False  # "A. …" and "B. …": choices, however long their lines are
    if STEP_LABEL.match(text):
        return False
    if (_TIGHT.match(before) and _TIGHT.match(text)) or (_MARKED.search(before) and _TIGHT_SAID.match(text)):
        return False  # "abandon::버리다" and the card below it
    if ":" in before and _GLOSSED.match(before) and _GLOSSED.fullmatch(text):
        return False  # "원본 창고 (leader) : …" and the name below it, of which nothing is said
    if node.form is not Form.TEXT or node.bold or node.anew or (last.bold and not text.startswith(":")):
        return False
    if text.startswith(("예:", "예시:", "ex:")) and tells_an_aspect(before):
        return False  # "조건: …" and "예: …" are two sides of the thing above them
    if text.startswith(("(예:", "(e.g.", "예:", "예시:", "ex:")) and not last.bold:
        return len(before) + len(text) < 300
    if text.startswith(":"):
        return len(before) <= 60 and ":" not in before
    if before.count("(") > before.count(")"):
        return True
    if at.set:
        return _OPEN_END.search(before[-FAR:]) is not None
    if last.form is Form.LEAN and not at.wrap:
        return False
    if before[-1:].isascii() and _stands_alone(before, text, at):
        return False
    if before[-1:].isascii() and before[-1:].isalnum() and width(at.above) >= 60 and _OPEN_START.match(text):
        return True  # "… a part that is driven" / "through the pipe: a piston …": no name begins so
    if STRUCTURE.search(mask(before[:FAR])) or _CARD.match(before):
        if _says_on(before, text, at):
            return True
    elif (at.hung and _goes_on(before, text)) or (
        (at.hung or (at.forced and not before[:1].islower())) and _goes_on_to_a_dash(before, text, at)
    ):
        return True
    return _in_prose(before, text, at.wrap)


_LETTERED = re.compile(r"\(?(?P<sign>[A-Ha-h])[.)]\s\S")
_GLOSSED = re.compile(r"[가-힣][^:.()]{1,30}?\s?\([A-Za-z][\w .-]{0,40}\)(?=\s*(?:[:：]\s|$))")


def _stands_alone(before: str, text: str, at: Break) -> bool:
    """Whether an English line begins anew, though the line before it has no full stop.

    It begins as a sentence does, it is indented by a tab in a paragraph that is not, or both lines are notes in small
    letters.
    """
    if (not before[-1:].isalnum() and before[-1:] not in ")]}`'\"") or not text[:1].isascii():
        return False
    if _OPEN_END.search(before[-FAR:]) or _OPEN_START.match(text):
        return False
    if _SENTENCE_OPENS.match(text):
        return True
    if (opens := re.match(r"([A-Z][a-z]+)\s[a-z]+\s(?:is|are|can|has|have)\s", text)) and (
        not at.forced or (words(opens[1].lower()) or words(text) or ())[0].tag in {"AJ0", "AJS", "NN2"}
    ):
        return True  # "… as a whole" / "Basic operations are Read and Write", and there was room for "Basic" above
    if at.below[:1] == "\t" and not at.hung:
        return True
    small = before[:1].islower() and text[:1].islower() and not at.hung and "." not in before[-FAR:]
    return small and len(text.split()) > 3 and (not at.forced or width(at.above) >= WIDE)


_SENTENCE_OPENS = re.compile(
    r"(?:The|This|These|Those|It|They|There|If|When|We|You|Each|However|Also|Because|Since|For example)\s[a-z`]"
)


def _says_on(before: str, text: str, at: Break) -> bool:
    """Whether a line goes on with what was said of a term ("Lease: a lock that ends by itself" / "after a time")."""
    if _MARKED.search(text) or before.endswith(("?", "？")):
        return False
    if before.endswith((":", "：")):
        return at.hung and STRUCTURE.search(mask(before[:-1])) is not None and _explains(before, text)
    if _OPEN_END.search(before[-FAR:]) or _connects(before, at.hung):
        return True
    if _CARD.match(before) and (_TIGHT.match(text) or _ENDED.search(before)):
        return False
    if STRUCTURE.search(mask(text)):
        return False  # "큐: …" under "스택: …" begins anew, however long the line before it is
    if before[-1:].isalpha() and text[:1].isalpha() and _describes(before):
        return True
    wide = width(at.above) >= NARROW and at.forced
    if _STOPPED.search(before):
        return at.hung and wide
    if text[:1].islower() and before[-1:].isascii():
        # Who writes whole lines in small letters begins new ones so too.
        return at.hung or at.above.lstrip()[:1].isupper() or _OPEN_START.match(text) is not None
    if _ENDED.search(before):
        return False
    if _WHOLE.match(text) and is_described(before):
        return False  # "락: … 막는 장치" is whole, and "뮤텍스가 있다" below it a sentence of its own
    return wide and (at.hung or text[:1] in "(`$")


def _connects(before: str, hung: bool = False) -> bool:
    """Whether Korean words end in a particle or a verb that another follows ("나누어"), not in a noun like it ("언어").

    Who indents the next line goes on behind an adverb ("먼저") too, and behind any verb that may end a clause ("읽어").
    """
    if not "가" <= before[-1:] <= "힣":
        return False
    tokens = words(before.rsplit(".", 1)[-1][-24:])
    if not tokens:
        return False
    tag = tokens[-1].tag
    if tag.startswith("J"):
        return True
    if not hung or _ENDED.search(before):
        return tag == "EC" and _JOINING.search(before) is not None
    return tag in {"EC", "ETM", "MAG"} or (tag == "EF" and _JOINING.search(before) is not None)


def _explains(before: str, text: str) -> bool:
    """Whether a line says what the colon at the end of a term's line leads to: an English clause, no list's member."""
    if STRUCTURE.search(mask(text)) or len(text.split()) < 3 or has_hangul(before + text):
        return False
    return text[:1].islower() and any(word.tag in FINITE for word in (words(text) or ())[1:])


def _describes(before: str) -> bool:
    """Whether words end in what describes a thing that is not named yet ("the rise of the shaped", "물에 키운")."""
    tokens = words(mask(before[-60:])) or ()
    if len(tokens) < 3:
        return False
    *_, one, last = tokens
    if last.tag == "ETM":
        return one.tag.startswith(("VV", "VA", "VX", "XSV", "XSA", "EP"))
    if last.tag.startswith(("AT", "DPS")):
        return True
    return last.tag in {"AJ0", "VVN", "ORD"} and one.tag.startswith(("AT", "DPS"))


def _is_ended(before: str) -> bool:
    """Whether Korean words end as a sentence ends ("크기라 함"), not in a particle of the same letters ("물보다")."""
    tokens = words(before[-24:])
    return tokens is not None and len(tokens) > 0 and tokens[-1].tag in {"EF", "ETN"}


def _goes_on(before: str, text: str) -> bool:
    """Whether a line in an item goes on with a sentence that the line before it leaves open."""
    if _MARKED.search(text) or STRUCTURE.search(mask(text)[:40]) or before.endswith((".", "!", "?", ":", "。")):
        return False
    words = len(before.split())
    if has_hangul(before):
        open_end = _OPEN_END.search(before[-FAR:]) is not None
        return (
            words >= 4 and not _ENDED.search(before) and (open_end or not is_title(before) or _connects(before, True))
        )
    return text[:1].islower() and (words >= 5 or (words >= 3 and _OPEN_START.match(text) is not None))


def _goes_on_to_a_dash(before: str, text: str, at: Break) -> bool:
    """Whether an English line goes on with a long one, though a dash stands in it: "into something / better — …"."""
    if width(at.above) < 60 or len(before.split()) < 8 or has_hangul(before) or not before[-1:].isalnum():
        return False
    return text[:1].islower() and re.search(r"[:=→←]", text[:40]) is None


def _in_prose(before: str, text: str, wrap: bool) -> bool:
    if STRUCTURE.search(mask(text)[:40]):
        return False
    if before.endswith((".", "!", "?", ":", "。", "다", "음", "함", "됨", "요")) and not wrap:
        return False
    if wrap and "." not in before and _ENDED.search(before) and _is_ended(before):
        return False  # who sets no full stops ends a sentence with its line
    if before.endswith((".", "!", "?", ":")):
        return wrap and not STRUCTURE.search(mask(text[:30]))
    if STRUCTURE.search(mask(text)) and not wrap:
        return False
    if wrap:
        return True
    if len(before) >= 40 and text[:1].islower() and not STRUCTURE.search(mask(before[:FAR])):
        return True
    if before[-1:].isascii() and len(before.split()) >= 4 and _OPEN_START.match(text) and not before.endswith(","):
        return not STRUCTURE.search(mask(before[:FAR]))
    return (
        len(before) >= 12
        and not STRUCTURE.search(mask(before[:FAR]))
        and (_GOES_ON.search(before[-FAR:]) is not None or _connects(before))
    )


_ANEW = re.compile(
    r"^(?:Q|A|C|Question|Answer|질문|답|정답|답변)\s?\d{0,3}\s?[.:：]\s|^\*\[[^\]\n]{1,40}\]:\s|^\?{1,2}$"
)
_TITLE = re.compile(r"\*\*[^*:]{2,40}(?::\*\*|\*\*\s?:)\s*$")  # "**Cons:**" at the margin below a list begins another
_GOING_ON = re.compile(
    r"\b(?:a|an|the|of|in|on|to|for|with|by|from|and|or|is|are|as|at|than|that|which|called|like|using)$", re.I
)


def _is_label(before: str, raw: str) -> bool:
    """Whether a line is no more than a label: set in bold, with a colon at its end, or a side of the thing above."""
    bare = raw.strip().strip("*_ ")
    if not bare or (has_hangul(before[-1:] + bare[:1]) and _OPEN_END.search(before)):
        return False
    name = bare.rstrip(":： *_")
    if len(name) > 40 or STRUCTURE.search(mask(name)) or _GOING_ON.search(before) or before.endswith(","):
        return False
    if bare != name or (raw.strip()[:2] == "**" and raw.rstrip().endswith("**") and raw.count("**") == 2):
        return not name[:1].islower() or is_aspect(name) or is_label(name)
    return (not name[:1].islower() or before[-1:] in ".!?") and (is_aspect(name) or is_label(name))


_BREAKS = re.compile(r"(?:<br\s?/?>\s*)+", re.I)


def begins_anew(before: str, raw: str, over: bool = False) -> bool:
    """Whether a line at the margin below a short item is no wrap of that: a label, or an English sentence.

    `over` says that another list begins right below it, which a label stands over ("Cons", "단점:").
    """
    if _ANEW.match(raw) or _TITLE.match(raw) or (before[:1] == "<" and _BREAKS.fullmatch(before)):
        return True
    if over and _is_label(before, raw):
        return True
    if not raw[:1].isupper() or not raw.isascii() or not before.isascii() or len(before) > 60:
        return False
    return before.endswith(("  ", ".")) or (
        before[-1:].isalnum()
        and re.match(r"(?:The|An?|It)?\s?\w+\s\w+", raw) is not None
        and not _GOING_ON.search(before)
    )
