"""An English sentence with a telling piece left out: a number, a marked word, the means, what it ends in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.english.findings import LINK
from cards.language.english.grammar import clause, tagged
from cards.language.finding import BLANK, Ask, Finding
from cards.language.text import SENTINEL, mask, with_ratios

_NUMBER = re.compile(
    r"(?<![\w.])(?:(?:about|around|roughly|at least|at most|up to|over|under|more than|less than|only|nearly|almost"
    r"|approximately|exactly|every)\s+)?(?:[$€£₩]\s?)?\d[\d,.]*(?:\s?(?:-|–|~|to)\s?\d[\d,.]*)?\s?"
    r"(?:%|°C?|(?:percent|per cent|degrees|times|bits?|bytes?|[kKMGT]i?B|[mnuµ]?s|Hz|[kM]?Hz|cm|mm|km|m|kg|g|mg|ml|l"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|people|dollars|euros|points?|pages?"
    r"|levels?|layers?|steps?|rows?|columns?|nodes?|characters?|parts?|litres?|liters?|grams?|metres?|meters?|miles?"
    r"|million|billion|thousand)\b(?:\s(?:years?|people|dollars|times|a|per)\b(?:\s\w+)?)?)?",
)


_WORDED = re.compile(
    r"\b(?:(?:about|around|at least|at most|up to|nearly|almost|roughly)\s+)?(?:(?:half|twice)(?=\sas\b)|(?:half|two"
    r"|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|a hundred"
    r"|a thousand)\s(?:an?\s)?(?:times|hours?"
    r"|days?|weeks?|months?|years?|decades|centuries|minutes?|seconds?|bits?|bytes?|metres?|meters?|miles?|degrees|percent))\b",
    re.I,
)


def gaps(text: str, strong: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The sentence with one telling piece left out, the most telling first.

    `strong` are the words that the writer set in bold. Never the first words, never inside mathematics.
    """
    text = text.strip()
    out: list[Finding] = []
    for start, end, sort in _spans(text, strong):
        piece = text[start:end].strip(" ,;:.")
        start = text.find(piece, start)
        end = start + len(piece)
        if not piece or text.count(piece) > 1 or len(piece) * 10 > len(text) * 6:
            continue
        if start < 4 and sort not in {"marked", "code"}:
            continue
        rest = (text[:start] + BLANK + text[end:]).strip()
        if len(rest.replace(BLANK, "").split()) >= 3 and not any(g.answer == piece for g in out):
            out.append(Finding(Ask.GAP, "", rest, piece, sort))
    return tuple(out)


_MEANS = frozenset({"by", "via", "using", "through", "instead of", "rather than", "without", "in order to"})


_NO_MEANS = re.compile(r"\b(?:of|is|are|was|with|towards|to|use|by|like|than|about|for|used|and|or)$", re.I)


def _spans(text: str, strong: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where a telling piece stands, and of what kind it is."""
    hidden = mask(text)
    for word in strong:
        at = text.find(word)
        if at >= 0 and len(word.split()) <= 6 and len(word) > 1:
            yield at, at + len(word), "marked"
    yield from _quantities(text, hidden)
    for match in re.finditer(r"`[^`\n]*`", text):
        if 4 <= len(match.group()) <= 42:
            yield *match.span(), "code"
    if more := re.match(
        r"^the (?:more|less|fewer|\w+er)\b.*?(?:,| -) the (?P<what>(?:more|less|fewer|\w+er)\b[^.;]*)", text, re.I
    ):
        yield *more.span("what"), "comparison"
    for match in LINK.finditer(hidden):
        mark = match["mark"].strip(" ,").lower()
        if mark in _MEANS and not _NO_MEANS.search(hidden[: match.start()]):
            ends = re.search(r"[,;]|\s(?:so|but|which|because|if|when|while)\s", hidden[match.end() :])
            stop = match.end() + ends.start() if ends else len(text)
            start = match.start() + len(match["mark"]) - len(match["mark"].lstrip(" ,"))
            if 1 <= len(text[match.end() : stop].split()) <= 11:
                yield start, stop, "contrast" if mark in {"instead of", "rather than"} else "means"
    yield from _complement(text)
    for match in reversed(
        list(re.finditer(r"(?<![\w.])(?:[A-Z][A-Z0-9]{1,6}s?|[A-Z][a-z]+[A-Z]\w*)(?![\w.])", hidden))
    ):
        yield *match.span(), "name"


def _quantities(text: str, hidden: str) -> Iterator[tuple[int, int, str]]:
    """Numbers, those with a unit first and of these the last."""
    shown = with_ratios(text, hidden)
    found = [m for m in _NUMBER.finditer(shown) if SENTINEL not in m.group() and _counts(text, m)]
    worded = [m for m in _WORDED.finditer(hidden) if SENTINEL not in m.group()]
    with_unit = [m for m in found if re.search(r"[a-z%°$€£₩]", m.group(), re.I)]
    years = [m for m in found if re.fullmatch(r"\s*1\d{3}|\s*20\d\d", m.group())]
    for match in [*reversed(with_unit), *years, *reversed(worded), *reversed(found)]:
        yield *match.span(), "number"


def _complement(text: str) -> Iterator[tuple[int, int, str]]:
    """What a sentence ends in: the object of its verb, or what follows the preposition behind it."""
    tokens = tagged(text)
    main = clause(tokens) if tokens else None
    if not tokens or main is None:
        return
    after = main.verb + 1
    while after < len(tokens) and tokens[after].tag.startswith(("V", "XX", "AV", "AJ", "AVP", "TO0")):
        after += 1
    if after < len(tokens) and tokens[after].tag.startswith("PR"):
        after += 1
    if tokens[0].tag == "EX0" or (after < len(tokens) and tokens[after].tag.startswith("CJ")):
        return
    if after < len(tokens):
        stop = next((t.start for t in tokens[after:] if t.text in ",;:"), len(text))
        if stop < len(text) and not re.match(
            r"[,;:]\s(?:which|so|but|because|while|whereas|and (?:it|they|the)|where)\b", text[stop:]
        ):
            return  # a list goes on behind the comma
        if 1 <= len(text[tokens[after].start : stop].split()) <= 9:
            yield tokens[after].start, stop, "complement"


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a quantity: no version, no reference, no ordinal in a list."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if re.search(
        r"(?:\b(?:version|v|chapter|figure|fig|section|page|step|item|table|HTTP|IPv|layer|type|class)\.?|[#/._\-=(\[])$",
        before,
        re.I,
    ):
        return False
    if not re.search(r"[a-z%°$€£₩]", match.group(), re.I) and not re.search(
        r"(?:\b(?:is|are|was|were|of|to|than|by|at|about|over|with|in|since|until|from|up|least|most|exactly|only|takes?|has|have|uses?)|=)$",
        before,
        re.I,
    ):
        return False  # "System 1", "Ubuntu 20"
    if after.startswith(("-bit", "-byte", ". ")) or after in {".", ")"}:
        return True
    return not after.startswith(("-", "/", "_", ".", ")", "]", "("))
