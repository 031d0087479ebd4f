"""Reasons in English sentences: what stands behind "because", "as it is …" and "so"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.deeds import UNFINISHED, orders
from cards.language.english.grammar import FINITE, Clause, clause, is_pointing, piece_of, tagged, without_article
from cards.language.english.plurals import plural
from cards.language.finding import Ask, Finding

REASONS = frozenset({"because", "because of", "b/c", "since", "due to", "thanks to", "owing to"}) | {
    "as a result of",
    "as a consequence of",
}
_ONLY_PARTLY = re.compile(
    r"[\s,]+(?:precisely|mainly|mostly|partly|simply|largely|primarily|probably|perhaps|often)$", re.I
)
_DOING_LAST = re.compile(r",\s(?:thereby |thus )?\w+ing\s[^,]{3,50}$")
_ASIDE = re.compile(
    r"\s?[–—]\s?(?:ideally|usually|typically|generally|preferably|otherwise|although|though|but)\s.*$", re.I | re.S
)
_BUT = re.compile(r",\s(?:but|so|and so|which is why)\s")
_NOT_ONLY = re.compile(r"\bnot (?:just|only|merely|simply|solely)\b", re.I)
_AS = re.compile(
    r"(?P<comma>,)?\sas\s(?!(?:an?\s(?:whole|group|unit|pair|single|result|rule)|one)\b)"
    r"(?=(?P<first>it|they|there|the|an?|this|these|no|[a-z]+s?)\b)",
    re.I,
)
_AS_ELSE = re.compile(
    r"\b(?:so|just|same|such|much|many|well|long|soon|far|known|used|seen|defined|treated|act|acts|serve|serves|work"
    r"|works|available|sold|shipped|released|offered|installed|packaged|published|regarded|described|stored|represented"
    r"|proposed|introduced|designed|developed|presented|conceived|intended|meant|built|considered|given|even|exactly|only|not|as(?:\s\w+){1,3})$",
    re.I,
)
_TIME = re.compile(
    r"\d{4}|the \d|the (?:last|first|beginning|start|launch|release|introduction|early|late)\s"
    r"(?!\w+\s(?:is|are|was|were|has)\b)"
    r"|then\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d"
)
_STATES = frozenset({"VBZ", "VBB", "VHZ", "VHB", "VM0", "VDZ", "VDB"})


def reason(mark: str, before: str, after: str) -> Iterator[Finding]:
    """Why what stands before such a word is so."""
    if mark == "since" and (_TIME.match(after) or re.search(r"\b(?:ha[sd]|have) (?:been|not)\b", before)):
        return
    if mark == "due to" and _DOING_LAST.search(before):
        return  # "levels the deck, removing tilt due to waves" tells which tilt
    before, after = _ONLY_PARTLY.sub("", before), _first_of(after)
    if is_sentence(before) and not UNFINISHED.search(before):
        yield Finding(Ask.WHY, "", before, after, "reason")


def _first_of(after: str) -> str:
    """A reason without what is told behind it; "not only salt, but brine as well" is one reason.

    >>> _first_of("it is dry, but it smells"), _first_of("it holds not only salt, but brine")
    ('it is dry', 'it holds not only salt, but brine')
    """
    first = _BUT.split(after)[0]
    return after if _NOT_ONLY.search(first) else first


def as_reason(text: str, hidden: str, main: Clause | None) -> Iterator[Finding]:
    """The reason behind "as", where the word neither compares nor says when.

    A comma in front of it says so, or a state: what is, has or cannot gives a reason for what is so or should be.

    >>> says = "The hull is painted red as it is easy to see"
    >>> [(f.said, f.answer) for f in as_reason(says, says, clause(tagged(says)))]
    [('The hull is painted red', 'it is easy to see')]
    >>> list(as_reason("The hull dries as it is painted", "The hull dries as it is painted", None))
    []
    """
    if main is None:
        return
    for match in _AS.finditer(hidden):
        before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip()
        told = tagged(after)
        found = clause(told) if told else None
        if not told or len(after.split()) < 3 or match.start() < main.rest[0] or _AS_ELSE.search(before):
            continue
        at = found.verb if found is not None else 1 if told[0].tag == "PNP" and told[1].tag in FINITE else -1
        names = (*_NAMES, "VVG") if match["comma"] else _NAMES
        if at < 0 or not told[0].tag.startswith(names) or re.match(r"(?:you|we|i)\b", after, re.I):
            continue
        grows = told[at].tag in {"VBZ", "VBB"} and at + 1 < len(told) and told[at + 1].tag in {"VVN", "VVG"}
        state = told[at].tag in _STATES and not grows
        acts = told[at].tag in {"VVZ", "VVB"} and told[0].tag == "PNP" and _is_so(text, main)
        may_be = (state or acts) and not re.search(r"[,;]", before)
        if (match["comma"] or may_be) and told[at].tag not in _PAST and len(before.split()) > 2:
            if not UNFINISHED.search(before):
                yield Finding(Ask.WHY, "", before, _first_of(after), "reason")
            return


_NAMES = ("PNP", "EX0", "AT0", "DT0", "DPS", "NN2", "NP0")
_PAST = frozenset({"VVD", "VBD", "VHD", "VDD"})


def _is_so(text: str, main: Clause) -> bool:
    """Whether a clause says how something is, or what is done with it, and not that something goes on."""
    words = [token for token in tagged(text) or () if token.start >= main.rest[0]]
    said = next((token for token in words[1:] if token.tag not in {"AV0", "XX0"}), None)
    return words[0].tag in {"VBZ", "VBB"} and said is not None and said.tag in {"VVN", "AJ0", "AJC"}


_SO_THAT = re.compile(
    r"\sso\s(?!that\b|as\b|on\b|forth\b|far\b|much\b|many\b|called\b)(?=(?:(?:the|an?|no|its|their|it|they|each|every)\s)?[a-z]{2,}\s)"
)


def aim(text: str, hidden: str, main: Clause | None) -> Iterator[Finding]:
    """ "Brining is done so the rind hardens": to what end something is done; "so" behind a state tells its result.

    >>> says = "Brining is done so the rind hardens early"
    >>> [(f.said, f.answer) for f in aim(says, says, clause(tagged(says)))]
    [('Brining is done', 'so that the rind hardens early')]
    >>> says = "A punt is flat so it floats in shallow water"
    >>> [(f.said, f.answer) for f in aim(says, says, clause(tagged(says)))]
    [('the punt floats in shallow water', 'A punt is flat')]
    """
    so = _SO_THAT.search(hidden)
    tokens = tagged(text) if so is not None and main is not None else None
    if so is None or main is None or not tokens or so.start() < main.rest[0] + 2:
        return
    behind = tagged(text[so.end() :]) or ()
    whole = clause(behind) is not None or (behind[:1] and behind[0].tag == "PNP" and behind[1].tag in FINITE)
    how = behind[0].tag.startswith(("AJ", "AV")) if behind else True  # "so fast we can watch it"
    before = text[: so.start()].strip(" ,")
    if not whole or how or UNFINISHED.search(before) or "," in before or len(before.split()) < 3:
        return
    verb, said = tokens[main.verb], tokens[main.verb + 1 : main.verb + 4]
    told = next((t for t in said if t.tag not in {"AV0", "XX0"}), verb)
    comes = any(token.text.lower() == "will" for token in behind[:6])
    if comes or (verb.tag in {"VBZ", "VBB"} and told.tag.startswith(("AJ", "NN", "AT"))):
        yield from result(text, so, main)
    elif verb.tag in {"VVZ", "VVB", "VBZ", "VBB"} and not is_pointing(piece_of(text, main.subject)):
        yield Finding(Ask.WHY, "", before, f"so that {text[so.end() :].strip(' .')}", "reason")


def result(text: str, so: re.Match[str], main: Clause | None) -> Iterator[Finding]:
    """ "X, so Y": why Y? Its pronoun becomes the subject of X where they agree."""
    before, after = text[: so.start()].strip(), text[so.end() :].strip()
    case = _CASE.match(before)
    if case is not None and is_sentence(case["rest"]) and not re.match(r"(?:it|they)\b", case["rest"], re.I):
        before, main = case["rest"], None  # "Without it, the ink runs, so …": that is asked, too
    subject = piece_of(text, main.subject) if main is not None else ""
    if pronoun := re.match(r"(?P<it>it|they)(?:'s| is)?\s", after, re.I):
        many = pronoun["it"].lower() == "they"
        if not subject or is_pointing(subject) or plural(without_article(subject)) != many or "'" in pronoun.group():
            return
        named = re.sub(r"^(?:an?|every|each)\s+", "the ", subject.removesuffix(" itself"), flags=re.I)
        after = f"{named} {after[len(pronoun['it']) :].strip()}"
    if (
        is_sentence(after)
        and is_sentence(before)
        and not orders(after)
        and (after.lower().startswith("no ") or not is_pointing(after))
    ):
        where = f" {case['case'][:1].lower()}{case['case'][1:]}" if case is not None and before == case["rest"] else ""
        yield Finding(Ask.WHY, "", _ASIDE.sub("", after).rstrip(". ") + where, before, "so")


_CASE = re.compile(
    r"(?P<case>(?:without|with|in|on|at|under|during|within|inside|outside|after|before)\s"
    r"(?!(?:addition|general|practice|fact|short|contrast|other words|this case|turn|principle|theory)\b)"
    r"[^,;:]{2,50}),\s"
    r"(?P<rest>[^;:]{8,})$",
    re.I,
)


def is_sentence(text: str) -> bool:
    """Whether some word of a text is a finite verb."""
    return any(token.tag in FINITE for token in tagged(text) or ())
