"""What an English sentence tells with "we": what is done in a case ("In satin weave we pass it over four threads"),
and why. Who tells how a thing is done says "we" as readily as "one", so that it alone makes no diary of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.adverbials import told_behind
from cards.language.english.grammar import clause, tagged
from cards.language.finding import Ask, Finding
from cards.language.text import words
from cards.language.word import Word

_OPENS = re.compile(
    r"(?:as we (?:have |just |can )*(?:see|saw|seen|know|discussed|noted|said|learned|learnt|mentioned),?\s"
    r"|(?:here |then |again )?we (?:can |now |also |then |have |just )*"
    r"(?:see|saw|seen|know|note|observe|observed|noted|learned|learnt|found)\sthat\s|recall that\s)(?=\S+\s\S)",
    re.I,
)
_WHAT_WE_CALL = re.compile(
    r"what we call (?P<what>(?:an?\s|the\s)?(?:(?!\s(?:is|are)\s)[^,;:]){2,50}?)\s(?:is|are)\s(?P<told>[^;]{10,})$",
    re.I,
)
_DEED = re.compile(
    r"(?:(?:so|then|thus|now|here|first|finally|next|also|instead),?\s)*"
    r"(?:(?P<frame>(?:in|for|with|on|at|when|whenever|if|once|before|after|during|under)\s[^,;:]{2,70}?),?\s)?"
    r"we\s(?:(?:then|first|already|now|also|usually|often|always|typically|generally|just|simply|next|finally)\s)*"
    r"(?P<aux>(?:are going|have|need|want)\sto\s|(?:must|should|cannot|can|may|will)\s)?(?:also\s|then\s)?"
    r"(?P<verb>[a-z]{2,})\s(?P<rest>\S.{3,})$",
    re.I,
)
_WHY = re.compile(r",?\s(?P<why>(?:because|since)\s|so that\s|in order to\s)")
_INSTEAD = re.compile(
    r"(?P<what>[^,;:]{4,80}?)\s(?P<link>instead of|rather than|in place of)\s(?P<other>[^,;:]{3,60})$", re.I
)
# What a lecture or a derivation does with its own text and formulas, and what a person merely has in mind.
_OF_TEXT = words(
    """
    see look consider discuss assume suppose know note say learn focus cover explore start begin want need think talk
    mention define denote let get obtain find show prove derive write have had want hope try plan decide go be do
    conclude observe notice recall remember return continue come arrive end finish describe introduce study
    examine review take make understand expect believe call refer treat wish like love
    """
)
_NO_CASE = re.compile(
    r"\b(?:given|this|these|that|those|such|it|them|our|my|your|above|below|following|next|previous|last|lecture|chapter"
    r"|section|post|class|course|example|figure|paper|words|today|now|here|first|end|I|you)\b"
    r"|^in (?:fact|general|short|addition|other words|particular|order|theory|case|turn|total|all|both|most)\b",
    re.I,
)
_PLACE = re.compile(r"(?:in|for|with|on|at|under)\s", re.I)
_OF_US = re.compile(r"(?:\w+\s)?we\s", re.I)
_PRONOUN = re.compile(r"(?:it|them|this|these|that|those|here|one another|each other)\b", re.I)


def plainly(text: str) -> str:
    """A sentence without the words by which its writers speak of themselves in passing.

    >>> plainly("As we have seen, a sharp cut rings in time"), plainly("The drilling we have described is slow")
    ('a sharp cut rings in time', 'The drilling is slow')
    >>> plainly("The loss we minimize is convex")
    'The loss we minimize is convex'
    """
    if " we " not in f" {text[:120].lower()}" and not text.lower().startswith("recall"):
        return text
    if opens := _OPENS.match(text):
        return text[opens.end() :]
    tokens = tagged(text) or ()
    for i, token in enumerate(tokens):
        if token.text == "we" and i and tokens[i - 1].tag.startswith("NN") and (end := _told_in_passing(tokens, i)):
            bare = f"{text[: token.start].rstrip()} {text[tokens[end].start :]}"
            found = clause(tagged(bare) or ())
            return bare if found is not None and found.rest[0] >= token.start else text
    return text


def _told_in_passing(tokens: Sequence[Word], at: int) -> int:
    """Where the sentence goes on behind "we tried"; 0 where it does not, or where that tells which one is meant."""
    verb = at + 1
    has = verb < len(tokens) and tokens[verb].text.lower() in {"have", "had", "just"}
    verb += has
    if verb + 1 >= len(tokens) or not tokens[verb].tag.startswith("VV"):
        return 0
    past = has or tokens[verb].tag in {"VVD", "VVN"} or tokens[verb].text == "use"
    return verb + 1 if past and tokens[verb + 1].tag.startswith(("V", "AV", "AJ", "NN")) else 0


def told_with_we(text: str) -> Finding | None:
    """What we do in a case, or why we do it; None where a sentence says neither.

    >>> told_with_we("In garter stitch we knit every row")[2:4]
    ('what does one do in garter stitch', 'knit every row')
    >>> told_with_we("We smoke the hive before opening it, because smoke makes bees fill up on honey")[2:4]
    ('why does one smoke the hive before opening it', 'smoke makes bees fill up on honey')
    >>> told_with_we("On the frame, we tie a cord to keep the spools apart")[2:4]
    ('on the frame, how does one keep the spools apart', 'tie a cord')
    >>> told_with_we("In this lecture we study bees"), told_with_we("We tried three hives")
    (None, None)
    """
    if what := _WHAT_WE_CALL.match(text):
        return Finding(Ask.WHAT, re.sub(r"^(?:an?|the)\s", "", what["what"], flags=re.I), "", what["told"], "meaning")
    match = _DEED.match(text)
    if (
        match is None
        or match["verb"].lower() in _OF_TEXT
        or _PRONOUN.match(match["rest"])
        or match["rest"].startswith("to ")
    ):
        return None
    frame = (match["frame"] or "").strip()
    frame = "" if frame.lower() in {"in practice", "in general", "in short"} else frame
    if (frame and _NO_CASE.search(frame)) or not _is_present(match):
        return None
    frame = frame[:1].lower() + frame[1:]
    aux = (match["aux"] or "").strip().lower()
    aux = aux if aux in {"must", "should", "cannot", "can", "may"} else ""
    do = f"{aux or 'does'} one" if aux != "cannot" else "can one not"
    verb, rest = match["verb"].lower(), match["rest"].strip(" .")
    if (
        (why := _WHY.search(rest))
        and len(rest[why.end() :].split()) >= 2
        and 1 <= len(rest[: why.start()].split()) < 16
    ):
        told, answer = rest[: why.start()].strip(" ,"), rest[why.end() :]
        if not re.search(r"[,;:]|(?<!ing)\s(?:it|them)$", told):
            opens = "" if why["why"].strip() in {"because", "since"} else why["why"]
            return Finding(
                Ask.OWN, "", f"why {do} {verb} {told}{f' {frame}' if frame else ''}", opens + answer, "done why"
            )
    place = frame or ("in practice" if re.match(r"(?:so,? )?in practice\b", text, re.I) else "")
    if not place or len(rest.split()) > 18 or re.search(r"[;:]", rest):
        return None
    if instead := _INSTEAD.match(rest):
        other = _named(instead["other"], instead["what"])
        asked = f"what {do} {verb} {place} {instead['link']} {other}"
        return Finding(Ask.OWN, "", asked, instead["what"], "done")
    return _to_its_end(place, do, verb, rest) or Finding(Ask.OWN, "", f"what {do} do {place}", f"{verb} {rest}", "done")


def _to_its_end(place: str, do: str, verb: str, rest: str) -> Finding | None:
    """How something is reached in a place, where it is told to what end one does a thing there: many are done there."""
    told = f"we {verb} {rest}"
    tokens = tagged(told) or ()
    found = told_behind(told, tokens, 2, len(told), verb) if len(tokens) > 3 and _PLACE.match(place) else None
    if found is None or found.kind not in {"end", "used"} or not found.rest.startswith("to "):
        return None
    return Finding(Ask.OWN, "", f"{place}, how {do} {found.rest[3:]}", f"{verb} {found.object}", "done")


def with_object(text: str, before: str) -> str:
    """A deed to "it" with what the line before does the same to ("we pass the weft over …", "we pass it under …").

    >>> with_object("In satin weave we pass it over four", "In plain weave we pass the weft over one")
    'In satin weave we pass the weft over four'
    """
    match, told = _DEED.match(text), _DEED.match(before)
    if match is None or told is None or match["verb"].lower() != told["verb"].lower():
        return text
    points = re.match(r"(?:it|them)\s", match["rest"], re.I)
    tokens = tagged(f"we {told['verb']} {told['rest']}") or ()
    end = next((t.start for t in tokens[2:] if t.tag.startswith(("PR", "CJ", "AVP", "PU"))), 0)
    thing = told["rest"][: end - len(told["verb"]) - 4].strip() if end else ""
    if points is None or not thing or not tokens[2].tag.startswith(("AT", "NN", "DPS", "DT")):
        return text
    at = match.start("rest")
    return f"{text[:at]}{thing} {text[at + points.end() :]}"


def only_of_us(found: Sequence[Finding]) -> bool:
    """Whether all that was found of a sentence asks about "we" ("We smoke the hive — why?"), or nothing was."""
    return all(
        (f.ask is Ask.WHY and _OF_US.match(f.said)) or (f.ask is Ask.IF and f.answer.lower().startswith("we "))
        for f in found
    )


def _is_present(match: re.Match[str]) -> bool:
    """Whether the verb says what is done, not what was done once."""
    if match["aux"]:
        return True
    told = tagged(match.string[match.start("verb") - 3 :]) or ()
    verb = told[1] if len(told) > 1 else None
    return verb is not None and (verb.tag in {"VVB", "VVI", "NN1", "AJ0"} or verb.lemma == verb.text.lower())


def _named(other: str, what: str) -> str:
    """What is left aside, with the noun that its "one" stands for ("one wide one" beside "several holes")."""
    head = what.split()[-1]
    if match := re.search(r"\s(?P<one>ones?)$", other):
        return f"{other[: match.start()]} {head if match['one'] == 'ones' else _single(head)}"
    return other


def _single(noun: str) -> str:
    """One of several ("holes", "boxes", "berries"); irregular ones stay."""
    if re.search(r"(?:x|ch|sh|ss)es$", noun):
        return noun[:-2]
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
