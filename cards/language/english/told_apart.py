"""English sentences that tell one thing apart, so that it can be asked for by what is told of it.

"Every hull has one beam that carries the mast": what the hull has is told apart by what it does. "Dry wood is crucial
to bend a rib": what one needs for it stands in front. What is asked for is named, and all else stands in the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.grammar import FINITE, Clause, is_name, is_pointing, piece_of
from cards.language.english.plurals import plural
from cards.language.english.turning import is_telling, turned
from cards.language.finding import Ask, Finding
from cards.language.word import Word

APART = "apart"  # the sort of what is told apart by a relative clause

_NEEDED = re.compile(
    r"(?P<be>is|are)\s(?P<how>(?:(?:absolutely|also|always|particularly|especially|often|usually)\s)?"
    r"(?:crucial|essential|necessary|vital|indispensable|invaluable|mandatory|required|needed|responsible|sufficient))\s"
    r"(?P<for>(?:to\s(?:\w+ly\s)?[a-z]{2,}\s|for\s(?!example|instance|this|that|it|them)\S)[^;:]{4,120})$"
)
_IN_PASSING = re.compile(r",\s(?:especially|particularly|even|such as|like|including|as|since|so|but|which|and)\b.*$")
_RELATIVE = re.compile(r"(?:that|which|whose)\s", re.I)
_LEANS = re.compile(r"\b(?:this|these|those|such|here|my|our|above|below|following|previous)\b", re.I)
_ENDS = re.compile(
    r"[;:?!]|,\s(?:and|but|so|while|because|since|which|who|where|\w+ing)\b|\s[–—-]\s|—|\.\s|\s\(|\betc\b"
)


def told_apart(text: str, tokens: tuple[Word, ...], main: Clause) -> Finding | None:
    """The question for what such a sentence tells apart; None where it has none of these forms.

    >>> from cards.language.english.grammar import clause, tagged
    >>> def asked(told): return (told_apart(told, tagged(told), clause(tagged(told))) or ("",) * 4)[2:4]
    >>> asked("Every hull has at least one beam that carries the mast")
    ('what does every hull have that carries the mast', 'at least one beam')
    >>> asked("Dry wood is crucial to bend a rib, especially in winter")
    ('what is crucial to bend a rib', 'Dry wood')
    >>> asked("It has a beam that carries the mast"), asked("A beam is wood that bends")
    (('', ''), ('', ''))
    """
    subject = piece_of(text, main.subject)
    if is_pointing(subject) or _LEANS.search(subject) or tokens[0].tag.startswith(("PR", "CJ", "AV", "TO")):
        return None
    if (needed := _NEEDED.match(text, tokens[main.verb].start)) and tokens[main.verb].start >= main.subject[1]:
        told = _IN_PASSING.sub("", needed["for"]).strip()
        if _LEANS.search(told) or len(told.split()) < 3:
            return None
        return Finding(Ask.OWN, "", f"what {needed['be']} {needed['how']} {told}", subject, "subject")
    if not is_name(tokens, main.subject):
        return None
    return _by_clause(text, tokens, main, subject)


def _by_clause(text: str, tokens: Sequence[Word], main: Clause, subject: str) -> Finding | None:
    """What the object of the verb is, asked by the clause that tells which one it is."""
    verb = tokens[main.verb]
    if verb.tag not in {"VVZ", "VVB", "VHZ", "VHB"} or verb.lemma in _NOT or len(subject.split()) > 5:
        return None
    at = next((i for i in range(main.verb + 2, len(tokens)) if _RELATIVE.match(text, tokens[i].start)), 0)
    if not at or at + 3 >= len(tokens) or tokens[at + 1].tag not in FINITE or tokens[at - 1].text == ",":
        return None
    inside = tokens[main.verb + 1 : at]
    named = text[inside[0].start : inside[-1].end]
    if (inside[0].tag.startswith("PR") and "at " not in named) or re.match(r"the same\b", named):
        return None
    if not inside[-1].tag.startswith(("NN", "NP")) or not all(t.tag.startswith(_PARTS) for t in inside):
        return None
    link = sum(t.tag.startswith("PR") and t.tag != "PRF" for t in inside)
    if link > ("at least" in named) + ("at most" in named) or not is_telling(named) or len(named.split()) > 8:
        return None
    clause = text[tokens[at].start :].strip(" .")
    cut = _ENDS.search(clause)
    clause = clause[: cut.start()].strip() if cut else clause
    if not 4 <= len(clause.split()) <= 18 or _LEANS.search(f"{named} {clause}"):
        return None
    # Of several, and of persons, "what does it swap that are loose?" is no question: all that is said of them answers.
    agrees = tokens[at + 1].tag in {"VVZ", "VBZ", "VHZ", "VM0"} and not plural(named)
    asked = turned("what", text[: verb.end].strip()) if agrees else ""
    return Finding(Ask.OWN, "", f"{asked} {clause}", named, APART) if asked else None


_PARTS = ("AT", "DPS", "AJ", "NN", "NP", "CRD", "ORD", "UNC", "ZZ0", "VVG", "VVN", "CJC", "PRF", "POS", "PRP", "AV0")
_NOT = frozenset(
    {"mean", "say", "show", "think", "know", "believe", "take", "make", "do", "get", "become", "seem", "look", "go"}
)
