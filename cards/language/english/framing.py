"""What stands around an English clause: where it holds, what is told in passing, and the subject that its heading
names."""

from __future__ import annotations

import re

from cards.language.english.asking import base
from cards.language.english.grammar import FINITE, clause, is_name, tagged
from cards.language.english.plurals import plural
from cards.language.english.stories import is_story
from cards.language.text import has_hangul

_FRAME = re.compile(
    r"(?P<where>(?:in|for|with|within|inside|on|under|at|during|across|among|between|outside|against|before|after)\s"
    r"(?!(?:this|these|that|those|such|it|its|their|our|your|my|addition|general|practice|fact|short|order|case|cases"
    r"|other words|contrast|particular|theory|reality|the (?:end|past|future|meantime|beginning|same|following)"
    r"|example|instance|average|the (?:other|contrary|case)|terms|now|all|most|some|many|\d{4}|now|first|last|once"
    r"|the \d)\b)"
    r"[^,.;:!?]{3,50}),\s(?P<rest>\S.{12,})$",
    re.I | re.S,
)
_PASSING = re.compile(r"(?P<subject>[^,;:.]{3,60}),\s(?P<passing>[^,;:.]{3,60}),\s(?P<rest>\S.*)$", re.S)
_THIS_IS = re.compile(
    r"(?P<one>it|this)\s(?=(?:is|has|can|may|must|will|was|\w{3,}s)\s)"
    r"|(?P<many>they|these)\s(?=(?:are|have|can|may|must|will|were|\w+)\s)",
    re.I,
)
_THIS_KIND = re.compile(
    r"this (?:type|kind|model|approach|method|attack|algorithm|pattern|technique|strategy|format|protocol|layer|mode"
    r"|function|command|structure|process|stage|phase|test|database|system|property|principle|law|theorem|operator"
    r"|keyword|class|language|tool|device|service|term|concept|metric|rule|permission|operation|option|flag|directive"
    r"|setting|component|library|framework|header|field|attribute|record|instruction|scheme|policy|variant|level)\s(?=(?:is|has|can|may|must|will|was|\w{3,}s)\s)",
    re.I,
)
_EXPLETIVE = re.compile(
    r"(?:it|this)\s(?:is|was|may be|can be|has been|means|happens|takes|seems|turns|depends|follows|helps|makes)\s"
    r"(?:\w+ly\s|not\s|very\s|more\s|also\s|often\s|why\s|where\s|how\s|what\s|because\s|when\s|if\s)*(?:\w+\s)?"
    r"(?:that|to|for|when|if|how|why|who|because|whether|where|sense|sure|clear)\b"
    r"|(?:it|this)\s(?:is|was)\s(?:because|why|where|what|how|all|also|so|similar|not|called|known|true|easy|hard"
    r"|important|possible|good|useful|done|the (?:same|only|most|case|reason|first|best|default|main|one))\b"
    r"|it (?:suffices|remains|pays|helps) to\b"
    r"|(?:this|these)\s(?:is|are|can|may|will)\s(?:my|an example|some|all|because|just)\b",
    re.I,
)


def is_expletive(text: str) -> bool:
    """Whether "it" or "this" at the start of a sentence stands for nothing that has a name ("It is important to …")."""
    return _EXPLETIVE.match(text) is not None


def with_comma(text: str) -> str:
    """A sentence with a comma behind the case that it names in front, where its writer set none and the words show it:
    a second noun begins behind the first one, and with it the clause.

    >>> with_comma("In summer the dough rises fast"), with_comma("In the shade of a tree moss grows")
    ('In summer, the dough rises fast', 'In the shade of a tree moss grows')
    """
    tokens = tagged(text) if _CASE.match(text) else None
    for i in range(2, min(9, len(tokens or ()) - 1)):
        word, before = (tokens or ())[i], (tokens or ())[i - 1]
        if before.text in {",", ";", ":"} or before.tag.startswith(("V", "CJ", "PN", "DTQ")):
            return text
        if word.tag in {"AT0", "PNP", "DPS"} and before.tag.startswith("NN"):
            found = clause(tokens or (), i)
            own = found is not None and (tokens or ())[found.verb].tag in _OWN
            return f"{text[: before.end]}, {text[word.start :]}" if own else text
    return text


def without_case(text: str) -> str:
    """A sentence without the case that it names in front.

    >>> without_case("In winter the dough rises slowly"), without_case("Dough rises slowly, in winter too")
    ('the dough rises slowly', 'Dough rises slowly, in winter too')
    """
    told = with_comma(text)
    rest = told.partition(", ")[2] if _CASE.match(told) else ""
    return rest if rest and clause(tagged(rest) or ()) is not None else text


_CASE = re.compile(r"(?:in|on|at|during|under|within|for|with|without|against|after|before)\s", re.I)
_OWN = FINITE - {"VVD", "VBD", "VHD", "VDD"}


def framed(text: str) -> tuple[str, str]:
    """Where a sentence holds, and the sentence without that; "" and the sentence where it does not say so in front.

    >>> framed("In an undirected graph, the degree of a node is the number of its edges")
    ('in an undirected graph', 'the degree of a node is the number of its edges')
    >>> framed("In practice, nobody reads it")
    ('', 'In practice, nobody reads it')
    """
    match = _FRAME.match(text)
    rest = tagged(match["rest"]) if match else None
    we = bool(rest) and rest is not None and rest[0].text.lower() in {"we", "you", "one"}
    others = ("CJ", "EX", "VV") if we else ("CJ", "PNP", "EX", "VV")
    if match is None or not rest or (clause(rest) is None and not we) or rest[0].tag.startswith(others):
        return "", text
    where = match["where"]
    return where[:1].lower() + where[1:], match["rest"]


def without_passing(text: str) -> str:
    """A sentence without what is told of its subject in passing, between two commas.

    >>> without_passing("The basal ganglia, near the center, recalls patterns")
    'The basal ganglia recalls patterns'
    >>> without_passing("Reads, writes, and deletes are logged")
    'Reads, writes, and deletes are logged'
    """
    match = _PASSING.match(text)
    if match is None or re.search(r"\b(?:and|or|but|if|when|while|because)$", match["passing"]):
        return text
    rest = tagged(match["rest"])
    if not rest or re.match(r"(?:and|or|but)\b", match["rest"]):
        return text
    first = next((t for t in rest if t.tag not in {"AV0", "XX0"}), rest[0])
    bare = f"{match['subject']} {match['rest']}"
    found = clause(tagged(bare) or ())
    at_verb = found is not None and found.rest[0] >= len(match["subject"])
    named = tagged(match["subject"]) or ()
    starts = bool(named) and named[0].tag.startswith(("AT", "NN", "NP", "AJ", "DPS", "UNC", "VVG"))
    return bare if first.tag in FINITE and at_verb and starts and found is not None else text


def implied(text: str, name: str) -> str:
    """A line with the name of its heading for the subject it lacks ("Useful for tests"), or calls only "this".

    >>> implied("This is a listwise algorithm", "LambdaMART"), implied("It is important to rest", "Sleep")
    ('LambdaMART is a listwise algorithm', 'It is important to rest')
    >>> implied("Can hold two tickets", "Purse")
    'Purse can hold two tickets'
    """
    many = plural(name)
    if re.match(r"\w+ing\s", name):
        return text
    if conceded := _CONCEDED.match(text):
        text = f"{conceded['it']} {_BE.get(conceded['is'], conceded['is']).strip()} {conceded['rest']}"
    if (match := _THIS_KIND.match(text)) and (clause(tagged(f"It {text[match.end() :]}") or ()) is not None):
        told = tagged(f"It {text[match.end() :]}") or ()
        acts = many and len(told) > 1 and told[1].tag == "VVZ"
        return (
            f"{name} {base(told[1])}{text[match.end() + len(told[1].text) :]}"
            if acts
            else f"{name} {text[match.end() :]}"
        )
    if match := _THIS_IS.match(text):
        agrees = many if match["many"] else not many
        return text if not agrees or _EXPLETIVE.match(text) else f"{name} {text[match.end() :]}"
    if _QUALITY.match(text) and clause(tagged(text) or ()) is None:
        tokens = tagged(text) or ()
        at = next((i for i, t in enumerate(tokens[:3]) if t.tag not in {"AV0", "XX0"}), 0)
        plain = text[1:2].islower() and not re.search(r"[A-Z]", text.split()[0][1:])
        if plain and at + 2 < len(tokens) and tokens[at].tag in {"AJ0", "AJS"} and tokens[at + 1].tag == "PRP":
            return f"{name} {'are' if many else 'is'} {text[:1].lower()}{text[1:]}"
    if (match := _MAY.match(text)) and not _POINTS.match(text, match.end()):
        may = tagged(text) or ()
        return f"{name} {text[:1].lower()}{text[1:]}" if len(may) > 3 and may[1].tag in {"VVI", "VBI"} else text
    return text


# "Though it is an old writ, it's still used": what is said of the name stands behind what is conceded of it.
_CONCEDED = re.compile(
    r"(?:even though|although|though|while)\s(?P<it>it|they)\s[^,;:]{4,60},\s"
    r"(?P=it)(?P<is>\s?['’](?:s|re)|\s(?:is|are))\s"
    r"(?P<rest>[a-z]\S*\s\S.{5,})$",
    re.I,
)
_BE = {"'s": "is", "’s": "is", "'re": "are", "’re": "are"}
_MAY = re.compile(r"(?:can|must|may|should|cannot|will)\s", re.I)
_POINTS = re.compile(r"(?:you|we|i|it|they|this)\b", re.I)
_QUALITY = re.compile(
    r"(?:(?:not|fully|only|highly|very|mostly|mainly)\s)?[A-Za-z-]+\s(?:for|to|with|from|on|against)\s", re.I
)


def states(heading: str) -> bool:
    """Whether an English heading is a whole sentence that says something of a thing it names.

    >>> states("Indexes slow down writes to a table"), states("How indexes work"), states("Writes to a table")
    (True, False, False)
    """
    if has_hangul(heading) or not 5 <= len(heading.split()) <= 20 or re.search(r"[?:=]|\.\.\.", heading):
        return False
    if is_story(heading) or re.match(r"(?:how|why|what|when|where|which|who)\b", heading, re.I):
        return False
    small = sum(word[:1].islower() for word in heading.split())
    if small * 2 < len(heading.split()):
        return False  # "Security Logging and Monitor Failures": a title, whatever its words are tagged
    tokens = tagged(heading)
    found = clause(tokens) if tokens else None
    if not tokens or found is None or tokens[found.verb].tag not in {"VVZ", "VVB", "VBZ", "VBB", "VM0"}:
        return False
    return is_name(tokens, found.subject) and not tokens[0].tag.startswith(("PN", "V"))
