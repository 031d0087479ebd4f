"""An English sentence with a telling piece left out: a number, a marked word, the means, what it ends in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.english.grammar import clause, tagged
from cards.language.english.links import LINK
from cards.language.english.predicates import predicate_end
from cards.language.english.times import NUMBER
from cards.language.finding import BLANK, Ask, Finding
from cards.language.text import CODE, SENTINEL, mask, with_ratios
from cards.language.word import Word

_NUMBER = re.compile(
    r"(?<![\w.])(?:(?:about|around|roughly|at least|at most|up to|over|under|more than|less than|only|nearly|almost"
    r"|approximately|exactly|every)\s+)?(?:[$€£₩]\s?)?\d[\d,.]*(?:\s?(?:-|–|~|to|or)\s?\d[\d,.]*)?\s?"
    r"(?:%|°C?|(?:percent|per cent|degrees|times|bits?|bytes?|[kKMGT]i?B|[mnuµ]?s|Hz|[kM]?Hz|cm|mm|km|m|kg|g|mg|ml|l"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|people|dollars|euros|points?|pages?"
    r"|levels?|layers?|steps?|rows?|columns?|nodes?|characters?|parts?|litres?|liters?|grams?|metres?|meters?|miles?"
    r"|million|billion|thousand)\b(?:\s(?:years?|people|dollars|times|a|per)\b(?:\s\w+)?)?)?(?![A-Za-z])",
)


_WORDED = re.compile(
    r"\b(?:(?:about|around|at least|at most|only|up to|nearly|almost|roughly)\s+)?(?:(?:half|twice)(?=\sas\b)"
    rf"|(?:half|(?:(?:one|{NUMBER})\s(?:to|or)\s)?{NUMBER}|(?<=between )(?:one|{NUMBER})\sand\s{NUMBER})"
    r"\s(?:an?\s)?(?:times|hours?|days?|weeks?|months?|years?|decades|centuries|minutes?|seconds?|bits?|bytes?|metres?|meters?|miles?|degrees"
    r"|percent))\b",
    re.I,
)


def gaps(text: str, strong: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The sentence with one telling piece left out, the most telling first.

    `strong` are the words that the writer set in bold. Never the first words, never inside mathematics.
    """
    text = text.strip()
    formulas = [m.span() for m in re.finditer(r"\$[^$\n]*\$", text)]
    out: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for start, end, sort in _spans(text, strong):
        piece = text[start:end].strip(" ,;:.")
        start = text.find(piece, start)
        end = start + len(piece)
        if not piece or text.count(piece) > 1 or len(piece) * 10 > len(text) * 6 or _EMPTY.match(piece):
            continue
        if any(start < other_end and other < end for other, other_end in taken):
            continue  # one piece of a sentence is asked for once
        if start < 4 and sort not in {"marked", "code"}:
            continue
        if any(low < start and end < high for low, high in formulas):
            continue
        if (piece[0].isalnum() and text[start - 1 : start].isalnum()) or (
            piece[-1].isalnum() and text[end : end + 1].isalnum()
        ):
            continue  # "1" of "10pm"
        rest = (text[:start] + BLANK + text[end:]).strip()
        if len(rest.replace(BLANK, "").split()) >= 3 and not any(g.answer == piece for g in out):
            out.append(Finding(Ask.GAP, "", rest, piece, sort))
            taken.append((start, end))
    return tuple(out)


# Not one of these can be told from the rest of a sentence, or is worth telling.
_EMPTY = re.compile(
    r"(?:(?:an?|the)\s)?(?:bit|lot|same|way|time|thing|things|it|them|this|that|these|those|default|hand|far|itself"
    r"|themselves|you|us|me|others|example|instance|similar|different|one|number)(?:\s(?:way|ways|time|thing"
    r"|reasons?))?$"
    r"|\(|by (?:far|hand|default|definition|nature|itself|themselves|its|their|the way)\b"
    r"|without (?:it|them|this|that)\b|(?:a|the|no) (?:\w+ )?(?:disaster|mess|problem|guarantee|deal)\b",
    re.I,
)
_MEANS = frozenset({"by", "via", "using", "through", "without"})
_CONTRAST = frozenset({"instead of", "rather than"})
_CONDITION = frozenset({"unless", "until"})
_NO_MEANS = re.compile(
    r"\b(?:of|is|are|was|with|towards|to|use|by|like|than|about|for|used|and|or|not|go|goes|step|steps)$", re.I
)
_STOPS = re.compile(
    r"[,;:]|\s(?:so|but|which|because|if|when|while|than|rather)\s|\sand\s(?=\w+\s(?:is|are|can|will)\s)"
)
_NOT_BUT = re.compile(
    r"\bnot (?:only |just |merely |simply |in |on |by |at |from |with )?(?P<no>[^,;]{3,60}?),? but (?:also |rather )?"
    r"(?P<but>[^,;.]{4,90})$",
    re.I,
)
_RESULT = re.compile(
    r",\s(?:thus |thereby |hence )?(?:leading to|resulting in|causing|making|allowing(?: for)?|enabling|reducing"
    r"|increasing|preventing|avoiding|ensuring|improving|giving|creating|producing|forcing|requiring|removing"
    r"|eliminating"
    r"|meaning(?: that)?|fostering)\s(?P<what>[^,;]{6,100})$",
    re.I,
)
_THAN = re.compile(
    r"\b(?:(?:more|less|fewer)(?:\s\w+){0,3}|(?!rather|other)\w{2,}er(?:\s\w+)?)\sthan\s(?P<what>(?!that\b|those\b"
    r"|it\b|they\b|what\b|you\b|we\b)"
    r"[^,;.]{4,70})$",
    re.I,
)


def _spans(text: str, strong: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where a telling piece stands, and of what kind it is."""
    hidden = mask(text)
    for word in strong:
        at = text.find(word)
        if at >= 0 and (_IN_LIST.search(text[:at]) or _GOES_ON_LIST.match(text[at + len(word) :])):
            continue  # one name of several tells too little
        if at >= 0 and len(word.split()) <= 6 and len(word) > 1 and not _is_verb(word, text):
            yield at, at + len(word), "marked"
    yield from _quantities(text, hidden)
    for match in CODE.finditer(text):
        in_list = text[: match.start()].endswith((", ", "e.g. ", "or ")) or text[match.end() :].startswith(
            (", `", " or `")
        )
        if 4 <= len(match.group()) <= 42 and not in_list:
            yield *match.span(), "code"
    for pattern, group, sort in (
        (_NOT_BUT, "but", "contrast"),
        (_RESULT, "what", "result"),
        (_THAN, "what", "than"),
    ):
        found = pattern.search(hidden)
        if found and not (sort == "contrast" and clause(tagged(text[slice(*found.span(group))]) or ())):
            yield *found.span(group), sort
    counted = list(_counts_of(text))
    yield from (span for span in counted if span[2] == "list")
    links = list(_links(text, hidden))
    yield from (link for link in links if link[2] != "until")
    yield from _complement(text)
    yield from (link for link in links if link[2] == "until")
    yield from counted
    for match in reversed(list(_NAME.finditer(hidden))):
        if not _is_stressed(match.group()) and _NAMES.search(hidden[: match.start()]):
            yield *match.span(), "name"


_IN_LIST = re.compile(r"(?:\blike|\bsuch as|e\.g\.,?|\bor|,)\s+$", re.I)
_GOES_ON_LIST = re.compile(r"(?:,\s\w+)?,?\sor\s")
# A name in capitals that is no member of a list and owns nothing.
_NAME = re.compile(
    r"(?<![\w.,/-])(?<!, )(?<!\bor )(?<!\band )(?:[A-Z][A-Z0-9]{1,6}s?|(?!Mc)[A-Z][a-z]+[A-Z]\w{0,30})"
    r"(?![\w./'’-]|,\s\w|\s(?:or|and)\s)"
)


# A name can be told only where the sentence leads to it ("… is called LIFO"), not in the middle of what is told.
_NAMES = re.compile(
    r"\b(?:called|named|known as|termed|by|as|with|from|like|than|uses?|of|is|are|to)\s(?:an?\s|the\s)?$", re.I
)


def _is_stressed(word: str) -> bool:
    """Whether a word in capitals is an everyday word said loudly ("NOT", "MANY", "VS")."""
    tokens = tagged(word.lower())
    return word == "VS" or bool(
        tokens and tokens[0].tag.startswith(("AT", "AV", "CJ", "DT", "PR", "XX", "VM", "VB", "PN"))
    )


def _is_verb(word: str, text: str) -> bool:
    """Whether a word set in bold is one that happens, stressed rather than named ("how we *organize* what we do")."""
    at = text.find(word)
    return " " not in word and any(
        token.start == at and token.tag.startswith(("VV", "VM", "VB", "AV", "XX", "PR", "CJ", "DT0"))
        for token in tagged(text) or ()
    )


def _links(text: str, hidden: str) -> Iterator[tuple[int, int, str]]:
    """What stands behind a word that links: the means, what something is set against, until when it goes on."""
    for match in LINK.finditer(hidden):
        mark = match["mark"].strip(" ,").lower()
        sort = "means" if mark in _MEANS else "contrast" if mark in _CONTRAST else "until" if mark in _CONDITION else ""
        before = hidden[: match.start()].rstrip()
        if not sort or before.endswith((";", ":")) or _NO_MEANS.search(before):
            continue
        stop, goes_on = len(text), False
        if ends := _STOPS.search(hidden, match.end()):
            stop = ends.start()
            goes_on = ends.group() == ":" or (
                ends.group() == ","
                and not re.match(
                    r",\s(?:which|so|but|because|while|whereas|and (?:it|they|the)|where|it|they|the)\b", text[stop:]
                )
            )
        start = match.start() + len(match["mark"]) - len(match["mark"].lstrip(" ,"))
        if goes_on or not 1 <= len(text[match.end() : stop].split()) <= 11:
            continue
        if sort == "contrast" and (chosen := next(_complement(text[: len(before)]), None)) and chosen[1] == len(before):
            yield (
                chosen[0],
                chosen[1],
                sort,
            )  # "rests on [...] rather than results": what is so, with what is not so as its clue
        else:
            yield start, stop, sort


def _quantities(text: str, hidden: str) -> Iterator[tuple[int, int, str]]:
    """Numbers, those with a unit first and of these the last."""
    shown = with_ratios(text, hidden)
    found = [m for m in _NUMBER.finditer(shown) if SENTINEL not in m.group() and _counts(text, m)]
    worded = [m for m in _WORDED.finditer(hidden) if SENTINEL not in m.group()]
    with_unit = [m for m in found if re.search(r"[a-z%°$€£₩]", m.group(), re.I)]
    years = [m for m in found if re.fullmatch(r"\s*1\d{3}|\s*20\d\d", m.group())]
    for match in [*reversed(with_unit), *years, *reversed(worded), *reversed(found)]:
        yield *match.span(), "number"


def _counts_of(text: str) -> Iterator[tuple[int, int, str]]:
    """How many there are of something ("has three hearts"), or which, where the sentence ends in their names."""
    tokens = tagged(text) or ()
    for i, token in enumerate(tokens[1:-1], 1):
        if token.tag != "CRD" or not token.text.isalpha() or token.text.lower() == "one":
            continue
        if listed := _THESE.match(text[token.start :]):
            yield token.start + listed.start("list"), token.start + listed.end("list"), "list"
        elif tokens[i + 1].tag in {"NN2", "AJ0"} and tokens[i - 1].lemma in _HOLDS:
            yield token.start, token.end, "number"


_HOLDS = frozenset({"have", "contain", "need", "take", "use", "comprise", "require", "into"})
_THESE = re.compile(
    r"\w+(?:\s\w+){1,3}\s?(?:[:,–—-]|, namely)\s"
    r"(?P<list>[^,.;:]{3,40}(?:,[^,.;:]{2,40}){0,4},? and [^,.;:]{3,60})$"
)


def _complement(text: str) -> Iterator[tuple[int, int, str]]:
    """What a sentence ends in: the object of its verb, or what follows the preposition behind it."""
    tokens = tagged(text)
    main = clause(tokens) if tokens else None
    if not tokens or main is None:
        return
    first = tokens[main.verb]
    after = main.verb + 1
    while after < len(tokens) and tokens[after].tag.startswith(("V", "XX", "AV0", "AVP", "TO0")):
        after += 1
    if after + 1 < len(tokens) and tokens[after].tag.startswith("AJ") and tokens[after + 1].tag.startswith("PR"):
        after += 1  # "is prevalent in": what it is prevalent in
    object_of = tokens[after - 1].lemma
    if behind := after < len(tokens) and (tokens[after].tag.startswith("PR") or tokens[after].text == "as"):
        after += 1
    if after >= len(tokens) or tokens[0].tag == "EX0" or _points(tokens[after]):
        return
    if (
        not behind
        and first.tag in {"VBB", "VBZ"}
        and all(t.tag in {"AV0", "XX0"} for t in tokens[main.verb + 1 : after])
        and tokens[after].tag not in {"NN2", "NP0", "NN0"}
    ):
        return  # "is a great step": what one thinks of a thing can be told in many ways
    if not behind and object_of in _IDIOMS and tokens[after].tag in {"NN0", "NN1", "NN2"}:
        return  # "takes care of it"
    stop = next((t.start for t in tokens[after:] if t.text in ",;:—–" or t.text.lower() in _ENDS), len(text))
    if stop < len(text) and not _GOES_ON.match(text[stop:]):
        return  # a list goes on behind the comma
    stop = min(stop, predicate_end(tokens, after))
    inside = [t for t in tokens[after:] if t.start < stop]
    named = any(t.tag.startswith(("NN", "NP", "VVG", "UNC", "CRD")) for t in inside)
    if named and len(inside) <= 10 and not inside[-1].tag.startswith(("CJ", "PR", "AT")):
        yield tokens[after].start, stop, "complement"


_IDIOMS = frozenset({"take", "make", "keep", "have", "get", "give", "jump", "put", "play", "pay", "go", "come"})
_ENDS = frozenset({"until", "unless", "because", "if", "when", "while", "so", "although", "whereas"})
_GOES_ON = re.compile(
    r"[,;:]\s(?:which|so|but|because|while|whereas|and (?:it|they|the)|where)\b|[—–]"
    r"|until|unless|because|if|when|while|so|although",
    re.I,
)


def _points(word: Word) -> bool:
    """Whether an object begins with what points at something else, or with a clause."""
    return word.tag.startswith(("CJ", "PNP", "DTQ", "AVQ")) or word.text.lower() in {
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
    }


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a quantity: no version, no reference, no ordinal in a list."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if before.endswith("back to"):
        return False
    if re.search(
        r"(?:\b(?:version|v|chapter|figure|fig|section|page|step|item|table|HTTP|IPv|layer|type|class)\.?"
        r"|[#/._\-=(\[])$",
        before,
        re.I,
    ):
        return False
    if not re.search(r"[a-z%°$€£₩]", match.group(), re.I) and not re.search(
        r"(?:\b(?:is|are|was|were|of|to|than|by|at|about|over|with|in|since|until|from|up|least|most|exactly|only"
        r"|takes?|has|have|uses?)|=)$",
        before,
        re.I,
    ):
        return False  # "System 1", "Ubuntu 20"
    if after.startswith(("-bit", "-byte", ". ")) or after in {".", ")"}:
        return True
    return not after.startswith(("-", "/", "_", ".", ")", "]", "("))
