"""What an English sentence tells with "we": what is done in a case ("In satin weave we pass it over four threads"),
and why. Who tells how a thing is done says "we" as readily as "one", so that it alone makes no diary of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.adverbials import told_behind
from cards.language.english.asking import small
from cards.language.english.grammar import clause, is_pointing, tagged
from cards.language.english.plurals import plural
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
# "We call the step size the learning rate", "We call a knot that slips a noose"
_WE_CALL = re.compile(
    r"(?:(?:in|on|at)\s[^,;:]{2,40}?,?\s)?we\s"
    r"(?:(?:often|usually|also|then|commonly|sometimes|simply|just|may|can|will)\s)*"
    r"(?:(?:call|name|term|dub)\s(?P<what>(?:the|an?|all|every|each|any)\s[^,;:]{3,70})"
    r"(?<!\sof)(?<!\sin)(?<!\son)(?<!\sat)(?<!\sto)(?<!\sby)(?<!with)(?<!from)(?<!\sfor)(?<!that)(?<!over)(?<!\sand)\s"
    r"(?:(?:the|an?)\s|(?=[\"“*`\x01]))(?P<name>(?:(?!\s(?:because|since|when|if)\s)[^,;:]){2,40}?)"
    r"|refer\sto\s(?P<other>(?:the|an?|all|every|each|any)\s[^,;:]{3,70}?)\sas\s(?:the\s|an?\s)?(?P<as>[^,;:]{2,40}?))"
    r"(?:,?\s(?:because|since)\s.+)?$",
    re.I,
)
_DEED = re.compile(
    r"(?:(?:so|then|thus|now|here|first|finally|next|also|instead),?\s)*"
    r"(?:(?P<frame>(?:in|for|with|on|at|when|whenever|if|once|before|after|during|under)\s[^,;:]{2,70}?),?\s)?"
    r"we\s(?:(?:then|first|already|now|also|usually|often|always|typically|generally|just|simply|next|finally"
    r"|therefore|thus|hence|mostly|normally|instead|still)\s)*"
    r"(?P<aux>(?:are going|have|need|want)\sto\s|(?:must|should|cannot|can|may|will)\s)?(?:also\s|then\s)?"
    r"(?P<verb>[a-z]{2,})\s(?P<rest>\S.{3,})$",
    re.I,
)
_WHY = re.compile(
    r",?\s(?P<why>(?:because|since)\s|so that\s|in order to\s"
    r"|so\s(?!as\b|on\b|far\b|much\b|many\b|that\b)(?=\w+\s\w+\s\w))"
)
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
_OF_US = re.compile(
    r"(?:(?:in|for|with|on|at|under|during|before|after)\s[^,;:]{2,60}?,?\s)?(?:\w+\s)?we\s"
    r"(?P<it>[a-z]+\s(?:it|them)\b)?",
    re.I,
)
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
    if (call := _WE_CALL.match(text)) and not re.search(r"\s(?:when|if|whenever)\s", text):
        name = (call["name"] or call["as"]).strip(' ."“”')
        return Finding(Ask.CALLED, "", call["what"] or call["other"], name, "name")
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
            opens = {"because": "", "since": "", "so": "so that "}.get(why["why"].strip(), why["why"])
            return Finding(
                Ask.OWN, "", f"why {do} {verb} {told}{f' {frame}' if frame else ''}", opens + answer, "done why"
            )
    if (instead := _INSTEAD.match(rest)) and (done := _at_its_side(instead, f"{do} {verb}", frame)) is not None:
        return done
    place = frame or ("in practice" if re.match(r"(?:so,? )?in practice\b", text, re.I) else "")
    if not place or len(rest.split()) > 18 or re.search(r"[;:]", rest):
        return None
    if instead := _INSTEAD.match(rest):
        other = _named(instead["other"], instead["what"])
        asked = f"what {do} {verb} {place} {instead['link']} {other}"
        return Finding(Ask.OWN, "", asked, instead["what"], "done")
    return _to_its_end(place, do, verb, rest) or Finding(Ask.OWN, "", f"what {do} do {place}", f"{verb} {rest}", "done")


_SIDE = re.compile(r"(?P<link>before|after|during|in|on|at|over|under|into|onto|from|with|by)\s\S", re.I)
_WHEN_LINKS = frozenset({"before", "after", "during"})


def _at_its_side(instead: re.Match[str], do: str, frame: str) -> Finding | None:
    """When, where or how a thing is done where another time, place or means is left aside ("before dawn instead of
    after it"); None where a thing is."""
    other, what = _SIDE.match(instead["other"]), instead["what"]
    links = [m for m in re.finditer(r"\s(?=\w+\s\S)", what) if _SIDE.match(what, m.end())]
    if other is None or not links:
        return None
    thing, side = what[: links[-1].start()], what[links[-1].end() :]
    link = side.split()[0].lower()
    if (link in _WHEN_LINKS) != (other["link"].lower() in _WHEN_LINKS):
        return None
    asks = "when" if link in _WHEN_LINKS else "how" if link in {"with", "by"} else "where"
    return Finding(Ask.OWN, "", f"{asks} {do} {thing}{f' {frame}' if frame else ''}", side, "done why")


def _to_its_end(place: str, do: str, verb: str, rest: str) -> Finding | None:
    """How something is reached in a place, where it is told to what end one does a thing there: many are done there."""
    told = f"we {verb} {rest}"
    tokens = tagged(told) or ()
    found = told_behind(told, tokens, 2, len(told), verb) if len(tokens) > 3 and _PLACE.match(place) else None
    if found is None or found.kind not in {"end", "used"} or not found.rest.startswith("to "):
        return None
    return Finding(Ask.OWN, "", f"{place}, how {do} {found.rest[3:]}", f"{verb} {found.object}", "done")


def with_object(text: str, before: str, name: str = "") -> str:
    """A deed to "it" with the thing that the line before does something to ("we pass the weft over …", "we pass it …"),
    else with the name above.

    >>> with_object("In satin weave we pass it over four", "In plain weave we pass the weft over one")
    'In satin weave we pass the weft over four'
    >>> with_object("In small batches we avoid it, since it drifts", "", "Batch norm")
    'In small batches we avoid batch norm, since it drifts'
    """
    match = _DEED.match(text)
    points = re.match(r"(?P<it>it|them)(?=[\s,])", match["rest"], re.I) if match is not None else None
    if match is None or points is None:
        return text
    many = points["it"].lower() == "them"
    things = [thing for thing in (_object(before), _as_object(name)) if thing]
    thing = next((t for t in things if plural(re.sub(r"^(?:the|an?)\s", "", t)) == many), "")
    if not thing:
        return text
    at = match.start("rest")
    return f"{text[:at]}{thing}{text[at + points.end() :]}"


def with_name(text: str, name: str) -> str:
    """A sentence that gives a reason, with the name above for the "it" or "them" of what the reason is of.

    Nothing else in that clause could be meant: its subject would be "itself", and no noun stands before the pronoun.

    >>> with_name("Noisy photos grow under it, because runs are short", "Run-length encoding")
    'Noisy photos grow under run-length encoding, because runs are short'
    >>> with_name("The mate ties the rope to it because it holds", "Cleat"), with_name("Frost cracks it", "Clay")
    ('The mate ties the rope to it because it holds', 'Frost cracks it')
    """
    link = _REASON.search(text)
    tokens = tagged(text[: link.start()]) or () if link is not None else ()
    main = clause(tokens) if tokens else None
    thing = small(name) if re.fullmatch(r"[A-Za-z][\w -]{2,40}", name) and not is_pointing(name) else ""
    if main is None or not thing or tokens[0].tag == "PNP":
        return text
    said = tokens[main.verb + 1 :]
    at = next((i for i, t in enumerate(said) if t.text in {"it", "them"}), -1)
    named = any(t.tag.startswith(("NN", "NP", "CJ", "DTQ", "PNQ")) for t in said[: max(at, 0)])
    if at < 0 or named or plural(thing) != (said[at].text == "them"):
        return text
    return f"{text[: said[at].start]}{thing}{text[said[at].end :]}"


_REASON = re.compile(r",?\s(?:because|since|as)\s(?=\S+\s\S)")


def _object(before: str) -> str:
    """What a line does something to; "" where that is not told for sure."""
    told = _DEED.match(before)
    tokens = tagged(f"we {told['verb']} {told['rest']}") or () if told is not None else ()
    if told is None or len(tokens) < 4 or not tokens[2].tag.startswith(("AT", "NN", "DPS", "DT")):
        return ""
    end = next((t.start for t in tokens[2:] if t.tag.startswith(("PR", "CJ", "AV", "PU"))), 0)
    return told["rest"][: end - len(told["verb"]) - 4].strip() if end else ""


def _as_object(name: str) -> str:
    """A name above as the object of a deed; "" where it is a deed itself ("Sharpening"), or no name of one thing."""
    if not re.fullmatch(r"[A-Za-z][\w -]{2,40}", name) or name.lower().endswith("ing") or is_pointing(name):
        return ""
    return name[:1].lower() + name[1:] if re.match(r"[A-Z][a-z]+(?:\s[a-z]|$)", name) else name


def leans(found: Sequence[Finding]) -> bool:
    """Whether what was found asks what "we" do to an "it" that nothing names ("In rain we cover it — why?")."""
    return any(f.ask is Ask.WHY and (us := _OF_US.match(f.said)) and us["it"] for f in found)


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
