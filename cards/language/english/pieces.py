"""One piece of an English clause asked for, all else of the clause kept in the question.

"Plants compete with each other for light" says little as "what do plants do?". Turned as a whole, the clause asks for
its last piece: "what do plants compete with each other for?" That is right by its grammar, whatever its words mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cards.language.english.asking import questioned
from cards.language.english.grammar import FINITE, Clause, is_name, is_pointing, piece_of, tagged
from cards.language.english.times import is_span, is_way
from cards.language.english.turning import EMPTY, ENDS, STRANDED, SURE, WHERE, is_telling, made, turned
from cards.language.finding import Finding
from cards.language.text import words
from cards.language.word import Word

_HOW = words("through via using")
_WHEN = words("during before after until since")
_PARTS = ("AT", "DPS", "AJ", "NN", "NP", "CRD", "ORD", "UNC", "ZZ0", "VVG", "VVN", "CJC", "PRF", "POS", "PUN", "DT0")


def asked_piece(text: str, tokens: Sequence[Word], main: Clause) -> Finding | None:
    """The question for the last piece of a clause; None where it has no piece that says something by itself.

    >>> from cards.language.english.grammar import clause, tagged
    >>> def asked(told): return asked_piece(told, tagged(told), clause(tagged(told)))[2:4]
    >>> asked("Barnacles compete with each other for places on the rock")
    ('what do barnacles compete with each other for', 'places on the rock')
    >>> asked("The clerk always stamps the red form")
    ('what does the clerk always stamp', 'the red form')
    """
    subject, verb = piece_of(text, main.subject), tokens[main.verb]
    if is_pointing(subject) or not is_name(tokens, main.subject) or len(subject.split()) > 6:
        return None
    cut = _PASSING.search(text, verb.end)
    if cut is not None:
        text = text[: cut.start()]
        tokens = [t for t in tokens if t.end <= cut.start()]
    if len(tokens) < main.verb + 2 or re.search(r"[:;?!]", text) or verb.tag not in {"VVZ", "VVB", "VM0"}:
        return None
    if verb.tag == "VM0" and verb.text.lower() not in SURE:
        return None  # what may be is one of many things
    if let := _lets(text, tokens, main):
        return let
    inside = [t for t in tokens[main.verb + 1 :] if t.tag != "PUN" or t.text == ","]
    if len(inside) < 2 or any(
        t.text.lower() in ENDS or t.tag in FINITE or t.tag in {"TO0", "PNP", "CJT"} for t in inside
    ):
        return None
    at = _last_piece(tokens, main.verb + 1 + (verb.tag == "VM0"))
    if at < 0:
        return None
    link, told = tokens[at], text[tokens[at].start :].strip(" .,;")
    bare = text[tokens[at + 1].start :].strip(" .,;") if link.tag.startswith("PR") else told
    empty = EMPTY.match(bare) is not None and not is_span(bare)
    if not 1 <= len(bare.split()) <= 12 or len(bare) < 5 or empty or told.count("(") != told.count(")"):
        return None
    before = text[: link.start].strip()
    doing = link.tag.startswith("PR") and link.text.lower() != "by" and tokens[at + 1].tag == "VVG"
    if doing or (not link.tag.startswith("PR") and link.tag in {"VVN", "VVG"} and tokens[at - 1].tag == "AV0"):
        return None  # "bridges geographically separated nets"
    if link.text.lower() == "from" and " to " in bare:
        return None
    if not (is_telling(bare) or is_span(bare)) or (link.text.lower() == "to" and _is_verb(bare)):
        return None
    if _DENIES.search(before) or any(t.tag == "CJC" for t in tokens[main.verb : at]):
        return None
    if not link.tag.startswith("PR"):
        return made(subject, turned("what", before), told)
    small = link.text.lower()
    if small == "by":
        return made(subject, turned("how", before), told) if re.match(r"\w+ing\b", bare) else None
    if small in _HOW:
        return made(subject, turned("how", before), told)
    if small in _WHEN:
        return made(subject, turned("until when" if small == "until" else "when", before), told)
    if is_span(bare):
        upto = small == "to" and before.endswith(" up")
        if upto or small in {"for", "between"}:
            long = f"up {told}" if upto else told
            return made(subject, turned("how long", before.removesuffix(" up") if upto else before), long)
        return made(subject, turned("when", before), told) if small in {"in", "within"} else None
    if small == "to" and before.endswith(" up") and is_way(bare):
        # "glide up to a hundred metres": "up to" belongs to the number, and a way is the only thing it measures here
        bare_verb = re.sub(r"(?:\s(?:for|over|across))?\sup$", "", before)
        return made(subject, turned("how far", bare_verb), f"up {told}")
    alone = at == main.verb + 1 + (verb.tag == "VM0") or tokens[at - 1].tag == "AV0"
    if small in WHERE and alone and _is_place(tokens[at + 1]):
        return made(subject, turned("where", before), told)
    if small in STRANDED or small in WHERE:
        return made(subject, turned("what", f"{before} {small}"), bare)
    return None


def is_surely_turned(said: str) -> bool:
    """Whether a turned clause leaves no doubt which word is its verb: its subject is marked as a name, and its verb
    says something by itself.

    >>> is_surely_turned("what does the still send the vapour through"), is_surely_turned("what does test smell around")
    (True, False)
    >>> is_surely_turned("what do lists allow you to do"), is_surely_turned("what does `tee` take")
    (True, False)
    """
    if _LETS_DO.search(said):
        return True
    asked = re.match(
        r"(?:what|how|how long|how far|when|where|until when) (?P<does>do|does|will|must) (?P<rest>.+)$", said
    )
    if asked is None:
        return False
    tokens = tagged(f"what {asked['does']} {asked['rest']}") or ()
    verb = next((t for t in tokens[2:] if t.tag in {"VVI", "VVB"}), None)
    long = said.startswith("how long ")  # needs no object, whatever verb it has
    if verb is None or (not long and (verb.text in _LIGHT or tokens[-1].text == verb.text)):
        return False
    first = tokens[2]
    named = first.tag in {"AT0", "DPS", "DT0", "NP0"} or first.text[:1].isupper() or asked["rest"].startswith("`")
    return named or (asked["does"] == "do" and any(t.tag == "NN2" for t in tokens[2:] if t.start < verb.start))


_LETS_DO = re.compile(r" (?:do|does|will) [^,]+ (?:allow|enable|let|help|permit|force) (?:you|us|one) (?:to )?do$")
_LIGHT = words(
    "come happen allow enable let help permit force take have keep get make do go put be give seem become look"
)


def _lets(text: str, tokens: Sequence[Word], main: Clause) -> Finding | None:
    """ "Lists allow you to store sets": what do lists allow you to do?"""
    at = main.verb + (tokens[main.verb].tag == "VM0")
    subject = piece_of(text, main.subject)
    if tokens[at].lemma not in _LETTING or at + 3 >= len(tokens):
        return None
    at += 1
    if tokens[at].text.lower() in {"you", "us", "one"}:
        at += 1
    do = at + (tokens[at].tag == "TO0")
    if do + 1 >= len(tokens) or tokens[do].tag not in {"VVI", "VVB"} or do == main.verb + 1:
        return None
    told = text[tokens[do].start :].strip(" .,;")
    before = text[: tokens[do].start].strip()
    if not 3 <= len(told.split()) <= 18 or _DENIES.search(before) or re.search(r"\b(?:this|these|it|them)\b", told):
        return None
    return made(subject, questioned("what", f"{before} do"), told)


_LETTING = words("allow enable let help permit force")
_DENIES = re.compile(r"\b(?:not|never|no|only|just)\b|n['’]t\b")
# What is told in passing behind a clause.
_PASSING = re.compile(
    r"\s\([^()]*\)$|,\s(?:which|\w+ing|thus|so|but|thereby|while)\b|\sas (?:it|they)\s|\s[—–-]\s|—|\.\s"
)


def _is_verb(told: str) -> bool:
    """Whether what stands behind "to" is a verb after all ("a way to group objects")."""
    tokens = tagged(f"to {told}") or ()
    return len(tokens) > 2 and tokens[1].tag == "VVI"


def _is_place(word: Word) -> bool:
    """Whether a place is named ("in the coil"), and not how something is done ("in sympathy with it")."""
    return word.tag in {"AT0", "DPS", "CRD", "NP0"} or word.text[:1].isupper() or word.text.startswith("\x01")


def _last_piece(tokens: Sequence[Word], start: int) -> int:
    """Where the piece to ask for begins: when or how it is done, else the first preposition behind which something is
    named ("for places on the rock"), else the object; -1 where there is none."""
    end = len(tokens)
    while end and tokens[end - 1].tag == "PUN":
        end -= 1
    links = [i for i in range(start, end - 1) if tokens[i].tag == "PRP"]
    last = tokens[links[-1]].text.lower() if links else ""
    lasts = last == "for" and is_span(" ".join(t.text for t in tokens[links[-1] + 1 : end]))
    if lasts or last in _WHEN | _HOW | {"by"}:
        links = links[-1:]
    for i in links:
        if _is_bound(tokens, i, end):
            continue
        return i if _is_named(tokens[i + 1 : end]) else -1
    if links:
        return -1
    first = start
    while first < end and tokens[first].tag in {"AV0", "AVP"}:
        first += 1
    return first if first > start - 1 and _is_named(tokens[first:end]) else -1


def _is_bound(tokens: Sequence[Word], at: int, end: int) -> bool:
    """Whether nothing is named behind a preposition that another follows ("with each other for light")."""
    stop = next((i for i in range(at + 1, end) if tokens[i].tag == "PRP"), end)
    return stop < end and not any(t.tag.startswith(("NN", "NP", "UNC")) for t in tokens[at + 1 : stop])


def _is_named(inside: Sequence[Word]) -> bool:
    """Whether words are a name, or several joined by commas and "and"."""
    if not inside or not inside[0].tag.startswith(
        ("AT", "DPS", "AJ", "NN", "NP", "CRD", "ORD", "UNC", "VVG", "DT0", "ZZ0")
    ):
        return False
    nouns = any(t.tag.startswith(("NN", "NP", "UNC")) for t in inside)
    doing = any(two.tag == "VVG" and one.tag.startswith("NN") for one, two in pairwise(inside))  # "a table using it"
    return nouns and not doing and all(t.tag.startswith((*_PARTS, "PRP")) for t in inside)
