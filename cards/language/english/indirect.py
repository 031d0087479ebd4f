"""What a clause behind a verb of asking, telling or deciding tells: "must ask if he has eaten" asks whether he has.

Such a clause is what the verb takes, and no time or condition of the sentence. Which verbs take one is known; who is
asked or told may stand in between, and what something is there for may be such a verb again ("to find out if …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.asking import base
from cards.language.english.deeds import says
from cards.language.english.grammar import Clause, is_name, is_pointing, piece_of, tagged, without_article
from cards.language.english.persons import is_person
from cards.language.finding import Ask, Finding
from cards.language.text import words
from cards.language.word import Word

# What behind these a clause with "if" tells is whether it is so.
_ASKING = words(
    """
    ask say tell know note check see show report decide record determine signal indicate test judge learn verify
    guess predict choose find figure work reveal sense detect
    """
)
# These take a clause with "when", "where" or "how", but none with "if" that says whether.
_SETTING = words("set select pick control govern regulate fix adjust specify define establish mark track")
_OUT = words("find figure work")  # "find out if"
_TOLD = words("ask tell show teach")  # these name whom: "asks the donor whether …"
_QUESTIONS = words("if whether when where how why what which who")
_WHETHER = words("if whether")
_GOES_ON = re.compile(r"[;:]|,\s(?:but|so|and)\s|,?\s(?:because|since|although|though)\s")
_NAMES = ("AT", "DPS", "NN", "NP", "AJ", "CRD", "PNP", "UNC")
_FOR = words("needed used there meant made required kept built run serves")
_HANDLED = words("turn press push pull flip slide tap click twist move hold set rotate drag use")
LONGEST = 16  # words of what is told


def asks_within(text: str, tokens: Sequence[Word], main: Clause) -> tuple[str, str] | None:
    """What a sentence's verb is asked with, and the clause that it takes; None where it takes none.

    >>> says = "The nurse must ask if the donor has eaten"
    >>> asks_within(says, tagged(says), Clause((0, 9), 2, (10, 41)))
    ('must ask', 'whether the donor has eaten')
    """
    first, at = tokens[main.verb], main.verb
    opening = {"VVB": "do", "VHB": "do", "VVZ": "does", "VHZ": "does"}.get(first.tag, first.text.lower())
    if first.tag not in {"VVB", "VHB", "VVZ", "VHZ", "VM0"}:
        return None
    said = [] if first.tag == "VM0" else [base(first)]
    if first.tag == "VM0":
        at = _past_adverbs(tokens, at + 1)
        said.append(tokens[at].text.lower() if at < len(tokens) else "")
    if said[-1] in {"let", "help", "make"}:
        whom = _before_asking(tokens, at + 1) or _name_end(tokens, at + 1)
        knows = tokens[whom] if whom < len(tokens) else None
        made = knows is not None and said[-1] == "make" and knows.text.lower() == "aware"
        asks = knows is not None and knows.text.lower() in _ASKING
        if knows is None or not (made or ((asks or knows.tag == "VVI") and said[-1] != "make") or knows.tag == "TO0"):
            return None
        said.append(text[tokens[at + 1].start : knows.start].strip())
        at = whom + (knows.tag == "TO0")
        said.extend(["to"] * (knows.tag == "TO0"))
        said.append("aware of" if made else tokens[at].text.lower())
        if made:
            told = _clause_at(text, tokens, at + 1, True)
            return (" ".join((opening, *filter(None, said))), told) if told else None
    elif said[-1] in {"have", "need", "try", "want"} and at + 2 < len(tokens) and tokens[at + 1].tag == "TO0":
        at += 2
        said += ["to", tokens[at].text.lower()]
    found = _taken(text, tokens, at, said[-1])
    return (" ".join((opening, *filter(None, said[:-1]), found[0])), found[1]) if found else None


def for_finding_out(text: str, tokens: Sequence[Word], main: Clause | None) -> Finding | None:
    """What something is there for, where that is to find out or to set something; None where it is for something else.

    >>> says = "Turn the dial to set when the lamps come on"
    >>> for_finding_out(says, tagged(says), None)[1:4]
    ('dial', '', 'to set when the lamps come on')
    """
    if main is not None:
        subject = piece_of(text, main.subject)
        at = main.verb + 1 - (tokens[main.verb].text.lower() == "serves")
        if tokens[main.verb].tag not in {"VBZ", "VBB", "VVZ"} or at + 3 >= len(tokens):
            return None
        if tokens[at].text.lower() not in _FOR or tokens[at + 1].tag != "TO0" or is_pointing(subject):
            return None
        if not is_name(tokens, main.subject):
            return None
    else:
        at = _name_end(tokens, 1) - 1
        if tokens[0].text.lower() not in _HANDLED or not 0 < at < len(tokens) - 3 or tokens[at + 1].tag != "TO0":
            return None
        subject = text[tokens[1].start : tokens[at].end]
        if is_pointing(subject):
            return None
    verb = tokens[at + 2]
    found = _taken(text, tokens, at + 2, verb.text.lower())
    if found is None:
        return None
    return Finding(Ask.PURPOSE, without_article(subject), "", f"to {found[0]} {found[1]}", "purpose")


def asks_clause(said: str) -> bool:
    """Whether what a question asks of its subject ends in a verb that a clause answers, or in whom that tells.

    >>> asks_clause("must ask the donor"), asks_clause("does decide"), asks_clause("does move the mast")
    (True, True, False)
    """
    return _ENDS_ASKING.search(said) is not None


_ENDS_ASKING = re.compile(
    rf"\b(?:(?:{'|'.join(sorted((_ASKING | _SETTING) - _OUT))}|{'|'.join(sorted(_OUT))} out|aware of)|"
    rf"(?:{'|'.join(sorted(_TOLD))})(?:\s\w+){{1,2}})$"
)
_WHOLE = re.compile(r"(?:to [a-z]+ (?:out )?)?(?:how|what|which|who|where|whether|when)\s(?P<rest>\S+\s.+)$", re.I)


def is_whole_clause(answer: str) -> bool:
    """Whether an answer is a clause that asks with its own verb, so that it may end in "on" or "by".

    >>> is_whole_clause("to set when the lamps come on"), is_whole_clause("whether the rope is held by")
    (True, True)
    >>> is_whole_clause("how to"), is_whole_clause("the lamps on")
    (False, False)
    """
    clause_of = _WHOLE.match(answer)
    return clause_of is not None and any(t.tag.startswith(("V", "NN2")) for t in tagged(clause_of["rest"]) or ())


def _taken(text: str, tokens: Sequence[Word], at: int, verb: str) -> tuple[str, str] | None:
    """A verb with whom it asks, and the clause that it takes; None where it takes none."""
    if verb not in _ASKING | _SETTING:
        return None
    behind = at + 1
    if verb in _OUT:
        if behind >= len(tokens) or tokens[behind].text.lower() != "out":
            return None
        behind += 1
    if verb in _TOLD and (end := _name_end(tokens, behind)) > behind:
        whom = text[tokens[behind].start : tokens[end - 1].end]
        if tokens[behind].tag == "PNP" or verb != "show" or is_person(whom):
            behind = end
    told = _clause_at(text, tokens, behind, verb in _ASKING)
    return (f"{verb}{text[tokens[at].end : tokens[behind].start]}".strip(), told) if told else None


def _clause_at(text: str, tokens: Sequence[Word], at: int, may_ask: bool) -> str:
    """A clause that asks, from a word on, with "whether" for "if"; "" where none stands there."""
    mark = tokens[at].text.lower() if at + 2 < len(tokens) else ""
    if mark not in _QUESTIONS or (mark in _WHETHER and not may_ask):
        return ""
    rest = _GOES_ON.split(text[tokens[at].end :].strip(" ."))[0].strip(" ,")
    if len(rest.split()) > LONGEST or not (says(rest) or tokens[at + 1].tag == "TO0" or mark not in _WHETHER):
        return ""
    if re.match(r"(?:necessary|needed|possible|required|so|not|any)\b", rest) or len(rest.split()) < 2:
        return ""
    return f"{'whether' if mark == 'if' else mark} {rest}"


def _before_asking(tokens: Sequence[Word], at: int) -> int:
    """Where behind "lets" or "helps" a verb of asking stands, though tagged as a noun; 0 where none does."""
    for i in range(at + 1, min(at + 5, len(tokens) - 2)):
        asks = tokens[i].text.lower() in _ASKING - _OUT and not tokens[i - 1].tag.startswith("AT")
        if asks and tokens[i + 1].text.lower() in _QUESTIONS:
            return i
    return 0


def _name_end(tokens: Sequence[Word], at: int) -> int:
    """Behind the few words of a name that begins at a word; that word itself where none begins there."""
    end = at
    while end < len(tokens) and end - at < 4 and tokens[end].tag.startswith(_NAMES) and tokens[end].text != "aware":
        end += 1
    return end if end > at and tokens[end - 1].tag.startswith(("NN", "NP", "PNP", "UNC")) else at


def _past_adverbs(tokens: Sequence[Word], at: int) -> int:
    while at < len(tokens) and tokens[at].tag in {"AV0", "XX0"}:
        at += 1
    return at
