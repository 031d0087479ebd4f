"""The question that an English line over a list answers by that list: "A guild has six types of members:", "The kernel
enforces:", "Three conditions for an attack:"."""

from __future__ import annotations

import re

from cards.language.english.asking import questioned
from cards.language.english.framing import framed
from cards.language.english.grammar import FINITE, clause, is_pointing, piece_of, tagged
from cards.language.english.plurals import plural
from cards.language.english.stories import is_story
from cards.language.text import words
from cards.language.word import Word

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MANY = (
    r"(?:the )?(?:several|various|many|different|multiple|some|numerous)|a (?:few|number of|couple of|variety of)"
    r"|the following|these"
)
_COUNT = rf"(?:the |these |its |their )?(?:following )?(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_LINKS = r"in|of|on|into|with|by|from|for|around|between|to|at|through|as|across"
# "A guild has six types of members": what stands before the number, and from it on.
_OBJECT = re.compile(
    rf"(?P<before>.*?\S)\s(?P<many>{_COUNT}|{_MANY})\s"
    r"(?P<what>[^,:;.?!]{3,70})$",
    re.I,
)
_THERE = re.compile(
    rf"there (?:are|is|exist)(?: (?:actually|basically|mainly|generally|usually|only|typically))? "
    rf"(?:(?:{_COUNT}|{_MANY})\s)+(?P<what>[^,:;.?!]{{4,80}})$",
    re.I,
)
_FOLLOWING = re.compile(
    r",?\s(?:as follows|(?:are )?(?:as follows|listed below|the following|these|below|namely|such as|including|like))$"
    r"|,?\s(?:the following|as follows)$",
    re.I,
)
_OF_ONE = re.compile(
    r"\b(?:I|we|us|our|my|you|your|he|she|it|they|this|these|those|here|below|above|let's|now)\b"
    r"|\b(?:syllabus|course|book|chapter|lecture|module|article|video|exam)\b"
    r"|\bto (?:remember|note|know|consider|keep in mind)$",
    re.I,
)
_NO_LEAD = re.compile(
    r"(?:for (?:example|instance)|e\.g|example|examples|note|notes|notation|where|when|if|in|using|to|by|given|imagine"
    r"|suppose|although|even|while|because|as|with|since|from|after|before|once|the following|consider|see|step|quiz"
    r"|once|first|second|third|however|thus|so|and|but|or|also|then|now|some|other|another|sample|formula|code)\b",
    re.I,
)
_TITLE = re.compile(rf"(?:the )?(?P<count>(?:\d{{1,2}}|{'|'.join(_NUMBERS)})\s)?(?P<what>[A-Za-z].*)$", re.I)
_TELLS_OF = re.compile(r"\s(?:of|for|to|that|in|on|when|where|which)\s\S")
_OF = re.compile(r"\s(?:of|for|to|in order)\s\S")
_EMPTY = words("things points items aspects facts notes reasons ways options types kinds parts steps examples")
_WAYS = re.compile(r"(?P<ways>(?:\w+ )?ways) (?:that|in which) (?P<told>.+)$", re.I)


_RELATIVE = re.compile(r"(?P<who>.{2,60}?)\s(?:is|are)\s(?:an?|the|one)\s.{3,80}\s(?:that|which)\s(?P<does>\w+)$")
_STOPS = re.compile(r"\b(?:that|which|who)\s\w+$|\b(?:with|of|\w+(?:ed|able) to)$", re.I)
_SAID = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\b", re.I)


def stops_short(text: str) -> bool:
    """Whether a line over a list ends where only the list could go on: "A seal is a stamp that proves:".

    >>> stops_short("A shallow net with:"), stops_short("A guild keeps its ledgers:")
    (True, False)
    """
    return _STOPS.search(text.strip().rstrip(":： ")) is not None


def announced(text: str, count: int) -> str:
    """The question without its mark, "" where a line over a list asks none; `count` is how many stand below it.

    >>> announced("The guild keeps three kinds of ledgers", 3), announced("The harbour master enforces", 3)
    ('which three kinds of ledgers does the guild keep', 'what does the harbour master enforce')
    >>> announced("There are two ways that ferries dock", 2), announced("Fields of a waybill", 4)
    ('in which two ways do ferries dock', 'which are the four fields of a waybill')
    >>> announced("A seal is a stamp of wax that proves", 2), announced("A quorum is a majority needed to", 2)
    ('what does a seal prove', '')
    >>> announced("The quality of a rope depends on", 3), announced("For example, a rope has two ends", 2)
    ('what does the quality of a rope depend on', '')
    """
    text = _FOLLOWING.sub("", text.strip().rstrip(":： ").strip())
    where, bare = framed(text)
    if where:
        return ""
    text = bare
    if told := _RELATIVE.match(text):
        text = f"{told['who']} {told['does']}"  # "A seal is a stamp that proves" over a list: what does a seal prove?
    if (
        not 2 <= len(text.split()) <= 22
        or not 2 <= count <= 9
        or re.search(r"[:;?!]|\.\s|\(e\.g|(?:ed|able) to$", text)
    ):
        return ""
    many = _NUMBERS[count - 2]
    if (told := _SAID.search(text)) and told[1].lower() not in {many, str(count)}:
        return ""  # it counts something else
    if there := _THERE.match(text):
        return _there(there["what"].strip(), many)
    if _OF_ONE.search(text) or _NO_LEAD.match(text) or is_story(text):
        return ""
    if reason := re.match(r"(?P<what>.{12,}?) because$", text):
        return questioned("why", reason["what"])
    if able := re.match(r"(?P<who>[^,]{4,50}?) (?P<may>can|may|could|should|must|will)$", text):
        named = tagged(able["who"]) or ()
        whole = bool(named) and named[-1].tag.startswith(("NN", "NP")) and clause(named) is None
        return f"what {able['may']} {_small(able['who'])} do" if whole else ""
    if asked := _of_object(text, many):
        return asked
    tokens = tagged(text) or ()
    if not tokens or tokens[0].tag.startswith(("VVI", "VVB", "VDB", "PN", "TO", "VVG", "VVN")):
        return ""
    return _of_clause(text) or _of_title(text, many)


def _there(what: str, many: str) -> str:
    """ "which three kinds of ledgers are there": what is counted says itself of what it is one."""
    if not plural(what.split(" that ")[0]) or _OF_ONE.search(what):
        return ""
    if ways := _WAYS.match(what):
        asks, told = f"in which {many} {ways['ways'].lower()}", ways["told"]
        return questioned(asks, told) or questioned(asks, f"{told} it").removesuffix(" it")
    return f"which {many} {_small(what)} are there"


def _of_object(text: str, many: str) -> str:
    """ "which three kinds of ledgers does the guild keep"."""
    match = _OBJECT.match(text)
    if match is None or not plural(match["what"]) or any(t.tag in FINITE for t in tagged(match["what"]) or ()):
        return ""
    before, what = match["before"], match["what"].strip()
    link = re.search(rf"\s(?P<link>{_LINKS})$", before)
    tokens = tagged(f"{before} it") or ()
    found = clause(tokens) if tokens else None
    if found is None or is_pointing(piece_of(before, found.subject)):
        return ""
    asked = questioned("", f"{before} it").strip()
    if not asked.endswith(" it"):
        return ""
    asked = asked.removesuffix(" it")
    if link and not asked.endswith(f" {link['link']}"):
        return ""
    if not tokens[-2 - (link is not None)].tag.startswith(("V", "AJ")):
        return ""  # "have given a classification of the three kinds"
    if link and what.split()[0].lower() in {"ways", "forms", "cases", "respects"}:
        return f"{link['link']} which {many} {what} {asked.removesuffix(link['link']).strip()}"
    return f"which {many} {what} {asked}"


def _of_clause(text: str) -> str:
    """ "what does the kernel enforce": a clause that breaks off before its object."""
    if be := re.match(r"(?P<what>(?:the |its )?[^,]{4,70}?)\s(?:are|is)$", text, re.I):
        what = re.sub(r"^(?:the|its)\s", "", be["what"], flags=re.I)
        of_others = _TELLS_OF.search(what) or what != be["what"]
        if not of_others or not plural(what) or clause(tagged(what) or ()) is not None:
            return ""  # "Older ropes are": what follows says how they are
        return f"what are the {_small(what)}"
    last = text.rpartition(" ")[2].lower()
    tokens = tagged(f"{text} it") or ()
    found = clause(tokens) if tokens else None
    if found is None or len(tokens) < 3:
        return ""
    verb, before = tokens[found.verb], tokens[-2]
    breaks_off = found.verb == len(tokens) - 2 and (verb.tag in {"VHZ", "VHB"} or _acts(verb, tokens))
    if sum(t.tag in FINITE for t in tokens) > 1:
        return ""
    hangs = last in _LINKS.split("|") and before.tag.startswith(("PR", "AVP", "TO"))
    doing = before.tag == "VVG" and tokens[-3].text.lower() in {"for", "by", "of"}
    if last in {"by", "as"} or not (breaks_off or hangs or doing):
        return ""
    asked = questioned("what", f"{text} it")
    return asked.removesuffix(" it") if asked.endswith(" it") else ""


def _acts(verb: Word, tokens: tuple[Word, ...]) -> bool:
    """Whether the last word of a line is its verb, and not the noun that it could be ("Account types")."""
    if verb.tag not in {"VVZ", "VVB"}:
        return False
    noun = tagged(f"these many {verb.text} are") if verb.tag == "VVZ" else tagged(f"the {verb.text} is")
    named = bool(noun) and (noun or ())[-2].tag.startswith("NN")
    return not named or (verb.tag == "VVZ" and tokens[0].tag.startswith(("AT", "DPS")))


def _of_title(text: str, many: str) -> str:
    """ "which are the four fields of a waybill": a name of several things that says of what they are."""
    match = _TITLE.match(text)
    tokens = tagged(text) or ()
    if match is None or not _OF.search(text) or any(t.tag in FINITE for t in tokens):
        return ""
    what = match["what"]
    head = re.split(r"\s(?:of|for|to|that|in|on|when|where|which)\s", what)[0]
    if not plural(head) or head.lower() in _EMPTY or len(what.split()) > 14 or " and " in head:
        return ""
    return f"which are the {many} {_small(what)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+\b", text) else text
