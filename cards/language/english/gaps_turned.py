"""A gap of an English sentence asked for by the whole clause: "A lock has [...] chambers": how many does it have?"""

from __future__ import annotations

import re

from cards.language.english.grammar import FINITE, LEADING, clause, is_name, is_pointing, piece_of, tagged
from cards.language.english.turning import ENDS, STRANDED, SURE, WHERE, is_telling, made, turned
from cards.language.finding import BLANK, Finding
from cards.language.word import Word

_TAIL = re.compile(
    r",?\s?(?:but|so|and (?:it|they|this|that)|which|because|since|although|though|while|whereas|—|–|\()\s?.*$", re.I
)

_KEPT = re.compile(
    r"(?:when|if|for|in|on|at|with|by|to|from|of|per|every|before|after|during|while using|as|under|between|into)\b"
)

_COUNT = re.compile(
    r"(?:(?:about|around|at least|at most|up to|over|under|more than|less than|roughly|nearly)\s)?[\d][\d,.]*"
)


def asked_gap(gap: Finding) -> Finding | None:
    """The question for what was left out of a sentence; None where its clause cannot be turned for sure.

    >>> from cards.language.finding import Ask
    >>> asked_gap(Finding(Ask.GAP, "", "The law gives [...] when a gas is heated", "the rise of its pressure"))[2:4]
    ('what does the law give when a gas is heated', 'the rise of its pressure')
    >>> asked_gap(Finding(Ask.GAP, "", "A lock has [...] chambers", "3", "number"))[2:4]
    ('how many chambers does a lock have', '3')
    >>> asked_gap(Finding(Ask.GAP, "", "It grows in [...]", "the dark")) is None
    True
    """
    before, _, after = gap.said.partition(BLANK)
    while leads := LEADING.match(before):
        before = before[leads.end() :]
    before, after = before.rstrip(), _TAIL.sub("", after).rstrip(" .,;")
    answer = gap.answer.strip()
    tokens = tagged(f"{before} things{after}")
    main = clause(tokens) if tokens else None
    if not tokens or main is None or re.search(r"[,;:(]|\b(?:not|never|no|only|just)\b|n['’]t\b|[\"“]$", before):
        return None
    subject = piece_of(before, main.subject)
    if (
        is_pointing(subject)
        or not is_name(tokens, main.subject)
        or len(subject.split()) > 6
        or main.rest[0] > len(before)
    ):
        return None
    verb, link = tokens[main.verb], next((t for t in reversed(tokens) if t.end <= len(before)), tokens[0])
    inside = [t for t in tokens[main.verb + 1 :] if t.end <= len(before)]
    if any(t.text.lower() in ENDS or t.tag in {"CJT", "PNP", "CJC"} or t.tag in FINITE for t in inside):
        return None
    if verb.tag == "VM0" and verb.text.lower() not in SURE:
        return None
    copula = verb.tag.startswith("VB") and not any(t.tag in {"VVN", "AJ0", "AJC", "VVG"} for t in inside)
    if copula or verb.tag in {"VVD", "VBD", "VHD", "VDB", "VDZ", "VDD"} or not is_telling(answer):
        return None
    after = after.strip()
    if re.match(r"(?:if|when)\b", after) and not any(t.tag in FINITE or t.tag == "VVG" for t in tagged(after) or ()):
        return None  # "if chosen depth"
    if re.search(r"\s[−–—-]\s", before) or (link.text.lower() == "from" and " to " in answer):
        return None
    if gap.sort == "number":
        return _counted(subject, before, after, answer, link)
    if after and (not _KEPT.match(after) or len(after.split()) > 9 or link.tag.startswith("PR")):
        return None
    small = link.text.lower()
    if small in {"be", "become"} or re.match(r"(?:seem|tend|appear)", verb.text):
        return None
    if link.tag.startswith(("PR", "TO")) and small not in STRANDED | WHERE | {"by", "about"}:
        return None
    if gap.sort == "means":
        opens = answer.partition(" ")[0].lower()
        return (
            made(subject, turned("how", before), answer)
            if not after and opens in {"by", "through", "using", "via"}
            else None
        )
    if not (link.tag.startswith(("PR", "V", "AVP")) or link is verb):
        return None
    return made(subject, turned("what", f"{before} {after}".strip()), answer)


def _counted(subject: str, before: str, after: str, answer: str, link: Word) -> Finding | None:
    """ "A lock has [...] chambers": how many chambers does a lock have?"""
    tokens = tagged(after) or ()
    if not _COUNT.fullmatch(answer) or not tokens or tokens[0].tag != "NN2" or link.tag.startswith("PR"):
        return None
    rest = after[tokens[0].end :].strip()
    if rest and not _KEPT.match(rest):
        return None
    return made(subject, turned(f"how many {tokens[0].text}", f"{before} {rest}".strip()), answer)
