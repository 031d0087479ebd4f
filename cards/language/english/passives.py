"""What is done to the subject of an English sentence: where, by whom, from what ("is made in the liver")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.english.adverbials import OF_NOUN
from cards.language.english.asking import questioned
from cards.language.english.grammar import Clause, is_name, is_pointing, piece_of, tagged, without_article
from cards.language.english.persons import is_person
from cards.language.english.predicates import predicate_end
from cards.language.english.times import is_span
from cards.language.finding import Ask, Finding
from cards.language.text import words
from cards.language.word import Word

_BE = frozenset({"VBZ", "VBB", "VBD"})
_WHERE = frozenset({"in", "on", "at", "inside", "within", "between", "across", "under", "above", "below", "behind"})
_WITH = frozenset({"from", "to", "with", "into", "as", "against", "by", "for", "onto", "of"})
# What is said, wanted or held of a thing is not done to it; some preposition belongs to its verb, and asks nothing.
_NOT_DONE = words(
    """
    said thought believed considered supposed expected known called named meant based going interested involved
    limited compared due done given gone seen left born designed intended faced concerned needed required set put
    referred meant related associated focused supposed
    """
)
_SERVES = frozenset({"given", "left", "set", "put", "needed", "required"})  # "given as a shield" says what it serves as
# "in reverse order", "under pressure": not where something is done, but how.
_HOW = re.compile(
    r"(?:in|on|at|under|within)\s(?:(?:[\w-]+|\$[^$\s]+\$)\s){0,4}?"
    r"(?:processes|fractions|percentages|hierarchy|ring|passes|rounds|order|form|manner|parallel|detail|scale|basis|chunks|steps?|stages?|phases?|batches|random|demand|reflux"
    r"|tension|pressure|sequence|speed|rate|pairs|groups|terms of|isolation|turns?)\b"
    r"|under\s[a-z]+$|within\s(?:\w+\s)?(?:seconds|minutes|hours|days|weeks|months|years)\b",
    re.I,
)
_BY_ITSELF = re.compile(
    r"by (?:nature|default|design|definition|convention|chance|accident|hand|law|name|itself)", re.I
)
# "in general", "in this case", "at least": neither where nor how.
_NOWHERE = re.compile(
    r"(?:in|on|at|under|within)\s(?:(?:an?|the|this|that|some|any|each|such|its|their|both|different|same|most|many"
    r"|all|other|two|three|certain|\d+)\s)*"
    r"(?:ways?|terms|cases?|time|times|advance|general|practice|use|place|part|parts|question|favou?r|addition|common"
    r"|fact|total|average|once|least|most|purpose|top|circumstances|conditions|situations|style|mind|line|contrast"
    r"|response|accordance|light|behalf|account|effect|context|particular|respect|spirit|hands?|error|grip|verge|process|lead|mood|know|making|interest|topology|example"
    r"|diagram|figure|image|picture)\b",
    re.I,
)
_WHEN = re.compile(
    r"(?:in|on|at|by|from|since)\s(?:(?:the )?(?:early|late|mid|end of)[\s-]*)?(?:the\s)?[12]\d{3}s?\b"
    r"|at (?:run|compile|build|load|boot|link)[ -]?time\b|at start-?up\b",
    re.I,
)
_PASSING = re.compile(
    r",\s(?:\w+ly\s)?\w+ing\s(?!.*,?\sand\s\w+ing\s)|,?\s(?:and|but)"
    r"\s(?:that|this|it|they|go|goes|come)\s|,\s(?:which|but|though)\s"
)
_ENDS = frozenset(
    {"because", "since", "although", "while", "so", "if", "when", "once", "unless", "whenever", "whereas"}
)


def done(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """What stands behind the participle of a passive clause, where its subject is a name that a question can be about.

    >>> from cards.language.english.grammar import clause, tagged
    >>> told = "Nascent VLDL are assembled in the liver"
    >>> [(f.said, f.answer, f.sort) for f in done(told, tagged(told), clause(tagged(told)))]
    [('are assembled', 'in the liver', 'where')]
    """
    subject = piece_of(text, main.subject)
    if is_pointing(subject) or not is_name(tokens, main.subject) or re.match(r"(?:no|none|few)\b", subject, re.I):
        return
    at, be = main.verb + 1, tokens[main.verb].text.lower()
    if (where := _stands(text, tokens, main)) is not None:
        yield where
        return
    if tokens[main.verb].tag == "VM0" and at + 1 < len(tokens) and tokens[at].text == "never":
        at, be = at + 1, f"{be} never"
    if tokens[main.verb].tag == "VM0" and at < len(tokens) and tokens[at].text == "be":
        at, be = at + 1, f"{be} be"
    elif tokens[main.verb].tag not in _BE:
        return
    while at < len(tokens) and tokens[at].tag == "AV0":
        at += 1
    if (manner := _done_so(text, tokens, at)) is not None:
        yield Finding(Ask.DOES, without_article(subject), f"{be} {tokens[at].text.lower()}", manner, "manner")
        return
    if at + 2 >= len(tokens) or tokens[at].tag not in {"VVN", "VVD"}:
        return
    as_one = tokens[at].text in _SERVES and tokens[at + 1].text == "as" and tokens[at + 2].tag == "AT0"
    if (
        tokens[at].text.lower() in _NOT_DONE
        and not as_one
        and not (tokens[at].text == "designed" and tokens[at + 1].text == "by")
    ):
        return
    if tokens[at].text.lower() == "used" and tokens[at + 1].text.lower() not in {"in", "on", "at", "within", "by"}:
        return
    participle = tokens[at].text.lower()
    if tokens[at + 1].tag == "AVP" and at + 3 < len(tokens):
        participle, at = f"{participle} {tokens[at + 1].text.lower()}", at + 1  # "made up of"
    link = tokens[at + 1]
    preposition = link.text.lower()
    if preposition == "every" and (asked := questioned("how often", text[: link.start])):
        yield Finding(Ask.OWN, "", asked, text[link.start : predicate_end(tokens, at + 1)].strip(" .,;"), "when")
        return
    if not link.tag.startswith(("PR", "CJS", "TO")) or tokens[at + 2].tag.startswith(("VVI", "VBI", "CJ", "PNP")):
        return
    end = predicate_end(tokens, at + 2)
    for i, token in enumerate(tokens[at + 2 :], at + 2):
        goes_on = (
            token.text == "when" and i + 1 < len(tokens) and tokens[i + 1].tag == "VVG"
        )  # "it meets when moving on"
        stops = token.text.lower() in _ENDS or token.text == ";" or _is_done_too(tokens, i)
        if token.start < end and not goes_on and stops:
            end = token.start
            break
    said = _PASSING.split(text[tokens[at + 2].start : end].partition(" - ")[0], maxsplit=1)[0].strip(" ,;:")
    said = _without_end(tokens, at + 2, said)
    whole = text[link.start : link.end] + " " + said
    if (
        not 1 <= len(said.split()) <= 16
        or (is_pointing(said) and not is_span(said))
        or re.search(r"[:;]|^(?:each|one an)other\b|^each other\b", said)
    ):
        return
    about = without_article(subject)
    if (how_much := _by_measure(f"{subject} {be} {participle}", preposition, said)) is not None:
        yield how_much
        return
    if _NOWHERE.match(whole) or _BY_ITSELF.fullmatch(whole):
        return
    if _WHEN.match(whole) or _WHEN_ALSO.match(whole) or said.startswith("the time ") or preposition in _BEFORE:
        yield Finding(Ask.DOES, about, f"{be} {participle}", whole, "when")
    elif preposition in _WHERE and _HOW.match(whole):
        yield Finding(Ask.DOES, about, f"{be} {participle}", whole, "manner")
    elif preposition == "on" and participle in _RECKONED:
        yield Finding(Ask.DOES, about, f"{be} {participle} on", said, "object")
    elif preposition in _WHERE and not re.search(r"\w+ing\b", said.split()[0]):
        yield Finding(Ask.DOES, about, f"{be} {participle}", whole, "where")
    elif preposition == "by" and re.match(r"(?:\w+ly\s|not\s)?\w+ing\b", said):
        yield Finding(Ask.DOES, about, f"{be} {participle}", whole, "manner")
    elif preposition in _WITH and len(said) > 3:
        by_whom = preposition == "by" and (is_person(said) or (participle in _BY_PEOPLE and said[:1].isupper()))
        said = _THEN.split(said)[0] if preposition == "by" else said  # "by Knuth in 1968"
        yield Finding(Ask.DOES, about, f"{be} {participle} {preposition}", said, "who" if by_whom else "object")


def _done_so(text: str, tokens: Sequence[Word], at: int) -> str | None:
    """The state in which something is done, where that is all that is said behind its participle; None elsewhere.

    >>> _done_so("Jars are filled hot", tagged("Jars are filled hot"), 2)
    'hot'
    >>> _done_so("Silk is ironed inside out", tagged("Silk is ironed inside out"), 2)
    'inside out'
    >>> _done_so("It is considered safe", tagged("It is considered safe"), 2)  # what it is thought to be
    """
    if not 0 < len(tokens) - at - 1 <= 2 or tokens[at].tag != "VVN" or tokens[at].lemma in _THOUGHT:
        return None
    behind = text[tokens[at].end :].strip(" .")
    alone = len(tokens) == at + 2 and not behind.endswith("ly")
    states = alone and (tagged(f"the {behind} thing") or tokens)[1].tag in {"AJ0", "VVN"}
    return behind if states or _TURNED.fullmatch(behind) else None


_THOUGHT = words(
    "consider deem render call think believe find leave prove say assume make know suppose hold use set mark"
)
_TURNED = re.compile(
    r"inside out|upside down|face (?:up|down)|head first|alone|whole|\w+(?:wise|ways)(?<!always)", re.I
)


def _by_measure(done: str, preposition: str, said: str) -> Finding | None:
    """How warm, how long or how soon something is done: "at 31 °C" is no place, and "within 45 minutes" no way.

    >>> _by_measure("Pork is roasted", "at", "160 °C for two hours")[2:4]
    ('at what temperature is pork roasted for two hours', '160 °C')
    >>> _by_measure("Oak is dried", "for", "two years")[2:4], _by_measure("Oak is dried", "in", "a kiln")
    (('how long is oak dried', 'for two years'), None)
    """
    if degrees := _DEGREES.match(said):
        asked = (
            questioned(f"{preposition} what temperature", f"{done} {said[degrees.end() :].strip()}")
            if preposition in _AT
            else ""
        )
        return Finding(Ask.OWN, "", asked, degrees.group(), "count") if asked else None
    asks = {"for": "how long", "within": "how soon"}.get(preposition, "")
    asked = questioned(asks, done) if asks and is_span(said) and len(said.split()) < 6 else ""
    return Finding(Ask.OWN, "", asked, f"{preposition} {said}", "count") if asked else None


_AT = words("at above below under over around between to")
_DEGREES = re.compile(
    r"(?:(?:about|around|roughly|at least|at most) )?[-−–]?\d[\d.,]*(?:\s?(?:-|–|to|and)\s?[-−–]?\d[\d.,]*)?"
    r"\s?(?:°\s?[CF]\b|degrees(?:\s(?:Celsius|Fahrenheit))?\b(?! of)|K\b)"
)


def _is_done_too(tokens: tuple[Word, ...], i: int) -> bool:
    """Whether "and" leads to a second thing done to the subject ("was built by masons and opened to the public")."""
    if tokens[i].text.lower() != "and" or tokens[i - 1].tag.startswith(("AJ", "VVN", "AV")):
        return False  # "by trained and tested pilots"
    then = i + 1
    while then < len(tokens) and tokens[then].tag == "AV0":
        then += 1
    return (
        then + 1 < len(tokens) and tokens[then].tag in {"VVN", "VVD"} and tokens[then + 1].tag.startswith(("PR", "TO"))
    )


def _lies(text: str, tokens: tuple[Word, ...], main: Clause) -> Finding | None:
    """Where something is ("The mill is usually on the bank of the river")."""
    at = main.verb + 1
    while at < len(tokens) - 2 and tokens[at].tag == "AV0":
        at += 1
    if at + 2 >= len(tokens) or tokens[at].text.lower() not in _SPOTS or tokens[at + 1].tag != "AT0":
        return None
    if tokens[at + 1].text.lower() != "the":
        return None  # "is in a hurry"
    end = predicate_end(tokens, at + 1)
    whole = _PASSING.split(text[tokens[at].start : end], maxsplit=1)[0].strip(" ,;:.")
    if not 3 <= len(whole.split()) <= 14 or _NOWHERE.match(whole) or _HOW.match(whole) or _WHEN.match(whole):
        return None
    adverb = text[tokens[main.verb].end : tokens[at].start].strip()
    said = f"{tokens[main.verb].text.lower()} {f'{adverb} ' if adverb in _OFTEN else ''}located"
    return Finding(Ask.DOES, without_article(piece_of(text, main.subject)), said, whole, "where")


_OFTEN = words("usually often typically generally mostly normally always")
_SPOTS = frozenset({"in", "on", "at", "inside", "between", "behind", "above", "below", "under"})
_RECKONED = words("paid charged levied spent computed calculated performed applied tested trained evaluated measured")
# "at the start of the view, before other code runs" is when; "at the start of the file" is where.
_WHEN_ALSO = re.compile(
    r"at the (?:very )?(?:start|beginning|end)\b.*\b(?:before|after|until|during|when|once)\b", re.I
)


def _without_end(tokens: tuple[Word, ...], at: int, said: str) -> str:
    """What stands behind the preposition without the purpose behind it ("in a middle tier to keep clients small")."""
    for i in range(at + 1, len(tokens) - 2):
        if tokens[i].start >= tokens[at].start + len(said):
            break
        named = tokens[i - 1].tag.startswith(("NN", "NP", "VVN")) and tokens[i - 1].text.lower() not in OF_NOUN
        if named and tokens[i].tag == "TO0" and tokens[i + 1].tag == "VVI":
            return said[: tokens[i].start - tokens[at].start].strip(" ,;:")
    return said


_BY_PEOPLE = words("invented founded discovered written designed introduced proposed coined developed created")
# "by Knuth in 1968", "by the committee for the new line": when and what for is not who.
_THEN = re.compile(
    r"\s(?:in|around|on)\s(?=(?:the\s)?(?:early\s|late\s)?(?:\d{3,4}|[A-Z][a-z]{2,8}\s\d))|\sfor\s(?=the\s)"
)
_STANDS = words(
    "occur happen run live reside sit stand lie start begin end appear exist belong grow operate take arise"
)
_BEFORE = words("during after before until throughout")
_TIMES = words("during after before until throughout upon every")


def _stands(text: str, tokens: tuple[Word, ...], main: Clause) -> Finding | None:
    """When or where something happens or is ("occurs during sleep", "takes place in the cytosol")."""
    verb = tokens[main.verb]
    at = main.verb + 1
    if verb.tag in {"VBZ", "VBB"}:
        return _lies(text, tokens, main)
    if verb.tag not in {"VVZ", "VVB"} or verb.lemma not in _STANDS or at + 1 >= len(tokens):
        return None
    said = verb.lemma
    if verb.lemma == "take":
        if tokens[at].text.lower() != "place":
            return None
        said, at = "take place", at + 1
    while at < len(tokens) - 1 and tokens[at].tag == "AV0" and tokens[at].text.endswith("ly"):
        at += 1
    link = tokens[at].text.lower()
    if link not in _WHERE and link not in _TIMES:
        return None
    end = predicate_end(tokens, at + 1)
    for token in tokens[at + 1 :]:
        if token.start < end and (token.text.lower() in _ENDS or token.text == ";"):
            end = token.start
            break
    whole = _PASSING.split(text[tokens[at].start : end], maxsplit=1)[0].strip(" ,;:.")
    if not 2 <= len(whole.split()) <= 16 or re.search(r"[:;]", whole) or _NOWHERE.match(whole):
        return None
    sort = "when" if link in _TIMES or _WHEN.match(whole) else "manner" if _HOW.match(whole) else "where"
    does = "do" if verb.tag == "VVB" else "does"
    return Finding(Ask.DOES, without_article(piece_of(text, main.subject)), f"{does} {said}", whole, sort)
