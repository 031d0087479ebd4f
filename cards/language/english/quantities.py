"""How many there are of what an English sentence counts ("has 6 transistors"), and how much a measure is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.asking import questioned
from cards.language.english.grammar import Clause, is_pointing, piece_of
from cards.language.finding import Ask, Finding
from cards.language.text import words
from cards.language.word import Word

_ABOUT = re.compile(
    r"(?:about|around|roughly|at least|at most|up to|over|under|more than|less than|fewer than|only|nearly|almost"
    r"|approximately|exactly|just)\s$",
    re.I,
)
# "two parts", "three things": what is counted is not said.
_NOT_COUNTED = words(
    """
    things parts types kinds ways sorts forms points reasons steps options choices cases categories classes examples
    components elements properties features aspects factors stages phases groups methods approaches questions problems
    issues times goals sections principles rules concepts ideas variants modes versions values others people numbers
    states
    """
)
_MEASURE = re.compile(
    r"\b(?:size|length|limit|number|rate|interval|timeout|default|maximum|minimum|speed|distance|age|duration|cost|price"
    r"|port|temperature|width|height|depth|weight|mass|period|delay|latency|capacity|ratio|threshold|frequency"
    r"|pressure|voltage|range|factor|lifetime|value|radius|area|volume|charge|resistance|dose|count|share|average|mean"
    r"|population|bandwidth|priority|distance|level)\b",
    re.I,
)
_GOES_ON = re.compile(r"[:;,]|\b(?:and|or|which|that|who|so|because|but|when|if|where|can|may|will|must|is|are)\b")
_QUANTITY = re.compile(
    r"(?:(?:about|around|roughly|at least|at most|up to|over|under|more than|less than|only|nearly|almost"
    r"|approximately|exactly|usually|typically|typical|normally|by default)\s)*"
    r"[~≈]?[$€£₩]?\d[\d,.]*(?:\s?(?:-|–|~|to|x|×)\s?\d[\d,.]*)?\s?(?:%|°\s?C?|[A-Za-zµ]{1,12}(?:/[a-z]{1,3})?)?"
    r"(?:\s\([^()]{1,40}\))?(?:\sper\s\w+)?$"
)


def counted(text: str, tokens: tuple[Word, ...], main: Clause | None) -> Iterator[Finding]:
    """How many there are of what stands behind the verb.

    >>> from cards.language.english.grammar import clause, tagged
    >>> [[(f.said, f.answer) for f in counted(t, tagged(t), clause(tagged(t)))] for t in (
    ... "Each intersection has 6 transistors", "There are eight pins in a cable", "It has two parts")]
    [[('how many transistors does each intersection have', '6 transistors')],\
 [('how many pins are there in a cable', 'eight pins')], []]
    """
    there = tokens[0].tag == "EX0" and len(tokens) > 4
    if main is None and not there:
        return
    verb = 1 if there else main.verb if main is not None else 0
    if there and tokens[1].tag not in {"VBB", "VBZ"}:
        return
    if not there and (main is None or is_pointing(piece_of(text, main.subject)) or tokens[verb].tag == "VVD"):
        return
    at = verb + 1
    while at < len(tokens) and tokens[at].tag in {"VVI", "VBI", "VHI", "AV0", "PRP", "DT0", "CJS"} and at < verb + 5:
        at += 1
    if at + 1 >= len(tokens) or tokens[at].tag != "CRD" or tokens[at].text.lower() == "one":
        return
    if any(t.text.lower() in {"when", "if", "once", "until", "than", "as", "because"} for t in tokens[verb + 1 : at]):
        return  # "occur when two threads wait"
    if any(t.tag == "PRP" and t.text.lower() not in {"of", "into", "about"} for t in tokens[verb + 1 : at]):
        return  # "settles after six turns" says when
    if re.fullmatch(r"[12]\d{3}", tokens[at].text) or (tokens[verb].tag.startswith("VB") and not there):
        return
    last = at
    while last + 1 < len(tokens) and tokens[last + 1].tag.startswith(("NN", "AJ", "VVN", "VVG")):
        last += 1
    if tokens[last].tag != "NN2" or last == at or tokens[last].text.lower() in _NOT_COUNTED:
        return
    about = _ABOUT.search(text[: tokens[at].start])
    start = about.start() if about else tokens[at].start
    what, rest = text[tokens[at + 1].start : tokens[last].end], text[tokens[last].end :].strip(" .")
    said, number = text[:start].strip(), text[start : tokens[last].end]
    if len(rest.split()) > 8 or _GOES_ON.search(rest):
        return
    rest = re.sub(r"\s?\([^()]*\)", "", rest)
    if there:
        asked = f"how many {what} are there {rest}".strip()
    else:
        asked = questioned(f"how many {what}", f"{said} {rest}".strip())
        asked = asked or questioned(f"how many {what}", f"{said} these").removesuffix(" these")  # "adults need"
    if asked:
        yield Finding(Ask.OWN, "", asked, number, "count")


_BOUND = re.compile(
    r"(?P<said>.+\b(?:must|should|may|can|shall))\s(?P<never>not\s|never\s)?(?P<act>exceed|reach"
    r"|(?:stay|remain|be|be kept|fall|rise|drop|sink|climb|go|lie)\s(?:below|above|under|over))\s"
    r"(?P<much>[-−–]?\d[\d.,]*%?(?:\s(?!and\b|or\b|when\b|if\b|for\b|in\b|at\b|to\b)[^\s,;:]+){0,2})$"
)


def bounded(text: str, main: Clause | None) -> Finding | None:
    """The bound that something must not pass, asked with what may not pass it; None where a text sets none.

    >>> from cards.language.english.grammar import clause, tagged
    >>> told = "The brine must stay below 4 °C"
    >>> bounded(told, clause(tagged(told)))[2:4]
    ('what must the brine stay below', '4 °C')
    """
    match = _BOUND.match(text)
    if match is None or main is None or is_pointing(piece_of(text, main.subject)):
        return None
    asked = questioned("what", f"{match['said']} {match['act']}")
    said = f"{asked.removesuffix(match['act'])}{match['never'] or ''}{match['act']}"
    return Finding(Ask.OWN, "", said, match["much"], "count") if asked else None


def measured(subject: str, said: str) -> Finding | None:
    """What a measure is ("the maximum size is 400 KB"), asked in words; None where it says else.

    >>> measured("The maximum size of an item", "400 KB").said, measured("The server", "404")
    ('what is the maximum size of an item', None)
    """
    if not _MEASURE.search(subject) or not _QUANTITY.match(said) or is_pointing(subject) or len(said) < 2:
        return None
    named = subject[:1].lower() + subject[1:] if re.match(r"[A-Z][a-z]+\b(?!\s[A-Z])|An?\s", subject) else subject
    return Finding(Ask.OWN, "", f"what is {named}", said, "count")
