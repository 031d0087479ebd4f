"""English sentences that name what the one before them told: "We call this weight decay", "this step is called X"."""

from __future__ import annotations

import re

from cards.language.english.grammar import clause, may_be_done, piece_of, tagged
from cards.language.finding import Ask, Finding

_DEED = (
    r"(?:technique|method|process|practice|phenomenon|effect|approach|procedure|strategy|trick|operation|behaviou?r"
    r"|principle|rule|stage|step|phase|state|condition|way|work|art|craft|habit|custom|kind of \w+|sort of \w+)s?"
)
_THIS = rf"(?:such\san?\s\w+|(?:this|that|these|those|it|they|them|such)(?:\s{_DEED}|\s\w+(?=\san?\s))?)"
_HOW = r"(?:(?:also|often|usually|then|commonly|sometimes|generally)\s)?"
_CALLED = re.compile(
    rf"{_THIS}(?:\sis|['’]s|\sare|['’]re)\s{_HOW}(?:called|known as|named|termed|referred to as)\s"
    r"(?P<name>(?:an?\s|the\s)?(?:(?!\s(?:because|since|if|when)\s)[^,;:.]){2,50})"
    r"(?:,?\s(?:because|since)\s(?P<why>\S.{8,}))?$",
    re.I,
)
_WE_CALL = re.compile(
    rf"(?:we|people|one|they|[a-z]+(?:ers|ors|ists|men|women|ians))\s{_HOW}calls?\s{_THIS}\s"
    r"(?P<name>(?:an?\s|the\s)?(?:(?!\s(?:because|since|if|when)\s)[^,;:.]){2,50})"
    r"(?:,?\s(?:because|since)\s(?P<why>\S.{8,}))?$",
    re.I,
)
_NO_NAME = re.compile(
    rf"(?:{_DEED}|functions?|methods?|hooks?|endpoints?|constructors?|callbacks?|it|that|this)\b", re.I
)


def named_so(text: str) -> tuple[Finding, ...]:
    """The name that such a sentence gives, and why; what is named and what it is so called for are left empty or begin
    with the pronoun, for the sentence before to fill. () elsewhere.

    >>> [f.answer for f in named_so("This technique is called early stopping")]
    ['early stopping']
    >>> [f[2:4] for f in named_so("We call this felting because the hairs mat.")]
    [('', 'felting'), ('this is called felting', 'the hairs mat')]
    >>> named_so("We call this function twice"), named_so("We call it once")
    ((), ())
    """
    text = text.rstrip(". ")
    match = _CALLED.match(text) or _WE_CALL.match(text)
    if match is None:
        return ()
    name = re.sub(r"^(?:an?|the)\s", "", match["name"])
    told = tagged(name) or ()
    loose = match.re is _WE_CALL and any(t.tag.startswith(("AV", "PR", "CJ", "TO")) for t in told)
    if _NO_NAME.match(name) or loose:
        return ()
    points = re.match(r"(?:they(?:\s(?!call)|['’])|these|those)|.*\bcalls?\s(?:them|these|those)\s", text, re.I)
    called = Finding(Ask.CALLED, "", "", name, "names" if points else "so called")
    pronoun = "they are" if points else "this is"
    why = Finding(Ask.WHY, "", f"{pronoun} called {match['name']}", match["why"], "reason") if match["why"] else None
    return (called,) if why is None else (called, why)


def subject_in_full(text: str) -> str:
    """The subject of a sentence with all that tells which one is meant; "" where that is not sure.

    >>> subject_in_full("Birds that cannot fly have small wings."), subject_in_full("Salt raises the pressure.")
    ('Birds that cannot fly', 'Salt')
    """
    tokens = tagged(text.rstrip(". ")) or ()
    found = clause(tokens)
    if found is not None and not tokens[0].tag.startswith("PR"):
        return "" if may_be_done(tokens, found.verb) else piece_of(text, found.subject)
    at = next((i for i, t in enumerate(tokens) if t.tag in {"CJT", "PNQ"} or (i and t.text == "that")), 0)
    if not at or not all(t.tag.startswith(("AT", "NN", "AJ", "CRD", "PRF", "NP")) for t in tokens[:at]):
        return ""
    verbs = [i for i in range(at + 1, len(tokens)) if tokens[i].tag in _VERBS and not _is_joined(tokens[i - 1].tag)]
    if len(verbs) != 2 or any(t.text in ",;:" for t in tokens[: verbs[1]]):
        return ""
    return text[: tokens[verbs[1]].start].strip()


_VERBS = frozenset({"VVZ", "VVB", "VBZ", "VBB", "VHZ", "VHB", "VM0", "VDZ", "VDB"})


def _is_joined(tag: str) -> bool:
    return tag in {"CJC", "VM0", "AT0", "XX0"}
