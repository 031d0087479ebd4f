"""What an English sentence says that a thing is called: its name, its other name, or when it has that name."""

from __future__ import annotations

import re

from cards.language.english.asking import is_owner
from cards.language.english.grammar import is_adverb, is_pointing, without_article
from cards.language.english.persons import is_person
from cards.language.english.turns import called_held
from cards.language.finding import Ask, Finding

_CALLED = re.compile(
    r"(?P<also>(?:also |otherwise |sometimes also )?)(?:often |usually |sometimes |commonly |generally )?"
    r"(?:called(?!\s(?:as|by|from|at|on|in|during|before|after|once|with|every|again|only|to)\b)"
    r"|known as|named(?! by\b)|referred to as|termed|said to be(?=\s\S+\s(?:if|when|iff)\b)"
    r"|(?:the )?so[- ]called)"
    r"\s+(?P<name>.+)$"
)
_WHEN = re.compile(
    r"(?P<name>(?:(?:an?|the)\s)?(?!by\b|when\b|if\b|on\b|with\b|from\b)[^,;:]{2,50}?)\s"
    r"(?P<if>(?:if and only if|only if|only when|iff|if|when|whenever|as long as)\s.{8,})$"
)
# A name may have an "and" of its own, with few words and no verb behind it ("simultaneous detection and segmentation").
_ENDS = re.compile(
    r"[;,:]|\s(?:because|since|when|if|in|by|where|which|that)\s"
    r"|\sand\s(?!(?:(?!(?:is|are|has|can|was|it)\b)[\w-]+\s?){1,3}$)"
)
_GOES_BY = re.compile(r"(?P<also>also )?(?:goes|go|went) by (?:the )?names? (?:of )?(?P<name>[^,;:.]{2,40})$")


def called(subject: str, verb: str, said: str, whole: str) -> Finding | None:
    """What such a sentence says; None where it says nothing of a name.

    `said` is what stands behind the verb as far as one clause goes, `whole` all that stands behind it.

    >>> called("A dough", "is", "called slack if it holds much water", "called slack if it holds much water")[2:4]
    ('when is a dough called slack', 'if it holds much water')
    >>> called("Rennet", "is", "also known as chymosin", "also known as chymosin")[2:4]
    ('what else is rennet called', 'chymosin')
    >>> called("The sum of the bands", "is", "called a spectrum", "called a spectrum")[2:4]
    ('The sum of the bands', 'spectrum')
    """
    match = _CALLED.match(said)
    if match is None:
        return None
    around = _CALLED.match(whole) or match
    conditioned = _WHEN.match(around["name"])
    if conditioned is not None and not is_adverb(conditioned["name"]):
        if is_pointing(subject) or len(subject.split()) > 8:
            return None
        asked = f"when {verb} {_small(subject)} {around.group().removesuffix(around['name'])}{conditioned['name']}"
        return Finding(Ask.OWN, "", asked, conditioned["if"].rstrip(" ."), "when")
    term = without_article(_ENDS.split(match["name"])[0].strip())
    if len(term.split()) > 6 or is_adverb(term):
        return None
    if is_pointing(subject):
        return Finding(Ask.CALLED, "", called_held(subject), term, "name")
    if match["also"] and len(subject.split()) <= 5 and not is_person(term):
        return _other(subject, verb, term)
    return Finding(Ask.CALLED, "", subject, term, "name")


def goes_by(subject: str, verb_and_rest: str, many: bool) -> Finding | None:
    """ "Chymosin goes by the name of rennet": what else it is called."""
    match = _GOES_BY.match(verb_and_rest)
    if match is None or is_pointing(subject):
        return None
    return _other(subject, "are" if many else "is", match["name"].strip())


def _other(subject: str, verb: str, name: str) -> Finding:
    return Finding(Ask.OWN, "", f"what else {verb} {_small(subject)} called", name, "which one")


def _small(subject: str) -> str:
    """A subject inside a question: its first letter small, unless it is a name or an abbreviation."""
    if is_owner(subject):
        return subject
    return subject[:1].lower() + subject[1:] if re.match(r"(?:An?\s|[A-Z][a-z]+\b(?!\s[A-Z]))", subject) else subject
