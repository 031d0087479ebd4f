"""Where what an English verb says ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cards.language.english.grammar import FINITE, clause
from cards.language.text import words
from cards.language.word import Word


def predicate_end(tokens: Sequence[Word], start: int) -> int:
    """Where what a verb says ends: before a second clause or a second verb, and before what is told in passing."""
    relative, inserted, waits, when, listed = False, -1, False, False, False
    third = any(t.tag in _THIRD for t in tokens[max(0, start - 2) : start])  # a verb that agrees with one thing
    for i in range(start, len(tokens) - 1):
        word = tokens[i]
        if word.text == "," and i > start and tokens[i - 1].text in {"that", "which", "who", "where"}:
            # "an expense that, over a range, remains the same": what stands between the commas is inserted.
            inserted = next((j for j in range(i + 1, len(tokens)) if tokens[j].text == ","), i)
        leans = word.text == "," and i > start and tokens[i - 1].text in _PREPOSITIONS
        if leans and tokens[i + 1].text in {"and", "or"}:
            # "news of, and control over, the fleet": what both prepositions go with stands behind the second comma.
            inserted = next((j for j in range(i + 2, len(tokens) - 1) if tokens[j].text == ","), i)
        if i <= inserted:
            continue
        if i > start and word.tag in FINITE:
            waits = False
        if word.tag in {"AVQ", "DTQ", "CJT"} and tokens[i + 1].tag != "TO0":
            waits = True  # "how firms with low costs, low fees and low rents win": the verb of it is still to come
        if word.tag == "CJS" and word.text in {"because", "since", "although"} and i > start:
            waits = True  # "for small ports because the keeper and the crew can read it"
        when = when or (i > start and word.text in {"when", "where", "if"})
        if word.text in {";", "!", "?"} or (word.text == "." and _stops(tokens, i)):
            return word.start
        if word.tag in {"CJT", "PNQ", "DTQ"} or word.text in {"that", "which", "who", "where"}:
            relative = relative or not _stands_for_deed(tokens, i)
        if word.text in _TAKES_CLAUSE and _opens_clause(tokens, i + 1):
            relative = True  # "the number of times the keeper rang and the bell was heard"
        if waits:
            continue
        if word.text == "so" and i > start and clause(tokens, i + 1) is not None:
            return word.start
        goes_on = relative and tokens[i + 1].text == "but" and clause(tokens, i + 2) is None
        if word.text == "," and i > start + 1 and tokens[i - 2].text == "," and _goes_on_alike(tokens, i, relative):
            continue
        if word.text == "," and _is_verb_of_list(tokens, i + 1):
            if not relative:
                return word.start
            listed = True  # "a call that opens a lock, lets the boat in, and then shuts it"
            continue
        ends_list = (word.text == "and" or tokens[i + 1].text == "and") and _is_last_verb(tokens, i + 1)
        if ends_list and (listed or (relative and word.text == ",")):
            listed = True  # "an algorithm which turns a matrix, and thereby finds its rank"
            continue
        if (word.text == "," or tokens[i - 1].text == ",") and _ends_list(tokens, start, i + (word.text == ",")):
            continue
        if word.text == "," and not goes_on and _breaks(tokens, i + 1) and not _lists_deeds(tokens, start, i):
            return word.start
        if word.text == "and" and (_is_between(tokens, start, i) or (when and _opens_clause(tokens, i + 1))):
            continue
        or_does = word.text == "or" and tokens[start - 1].tag == "VVI" and tokens[i + 1].tag in {"VVI", "VVB"}
        joins = (
            (word.text in {"and", "but"} or or_does)
            and i > start
            and not relative
            and not _lists_deeds(tokens, start, i)
        )
        if joins and all(token.text.startswith("\x01") for token in (tokens[i - 1], tokens[i + 1])):
            continue  # "`mount` and `automount` points": two names in code, whatever stands behind them
        if joins and tokens[i - 1].text in _ACCESSES and tokens[i + 1].text in _ACCESSES:
            continue  # "serves all reads and writes": two nouns
        if joins and third and tokens[i + 1].tag in {"VVB", "VVI"}:
            continue  # "governs how devices share and access a channel": that verb is of several
        if joins and (_second(tokens, i + 1) or _opens_clause(tokens, i + 1)):
            return word.start
        if joins and third and _acts_too(tokens, i + 1):
            return word.start
    return tokens[-1].end


def _goes_on_alike(tokens: Sequence[Word], comma: int, relative: bool) -> bool:
    """Whether a list of single words goes on behind its last comma: "that simplifies, speeds, and lightens the work",
    "quickly, easily, and safely moves"."""
    if comma + 2 >= len(tokens) or tokens[comma + 1].text not in {"and", "or"}:
        return False
    before, behind = tokens[comma - 1].tag, tokens[comma + 2].tag
    return before == behind == "AV0" or (relative and before == behind == "VVZ")


def _stands_for_deed(tokens: Sequence[Word], at: int) -> bool:
    """Whether "that" stands for what was told before ("how to make that happen"), and opens no clause."""
    return tokens[at].text == "that" and tokens[at - 1].text in {"make", "let"} and tokens[at + 1].tag in {"VVB", "VVI"}


def _ends_list(tokens: Sequence[Word], start: int, at: int) -> bool:
    """Whether an "and" before a verb ends a list of three names or more, whose last member that verb is then.

    "uses oak, tar, hemp, and closes with a ring" has no other "and" for its list. Behind "such as" each word that
    ends the sentence is a member ("things such as ropes, anchors, or prompts").
    """
    inside = tokens[start : at - 1]
    last = at + 1 < len(tokens) and (at + 2 == len(tokens) or tokens[at + 2].text in {".", ";"})
    if (
        last
        and tokens[at].text in {"and", "or"}
        and any(a.text == "such" and b.text == "as" for a, b in pairwise(inside))
    ):
        return re.fullmatch(r"[a-z]+s", tokens[at + 1].text) is not None
    if tokens[at].text != "and":
        return False
    commas = [i for i, t in enumerate(inside) if t.text == ","]
    if len(commas) < 2 or any(t.tag in FINITE or t.tag.startswith(("CJ", "DTQ", "PNQ", "AVQ")) for t in inside):
        return False
    return all(inside[i + 1].tag.startswith(("AT", "NN", "NP", "AJ", "DPS", "CRD")) for i in commas)


def _stops(tokens: Sequence[Word], at: int) -> bool:
    """Whether a full stop ends its sentence, and not the initial of a name ("made by Ada L. Byron")."""
    initial = at > 0 and re.fullmatch(r"[A-Z]", tokens[at - 1].text) is not None and tokens[at - 1].tag == "NP0"
    return tokens[at + 1].text[:1].isupper() and not initial


_PREPOSITIONS = words("about over to of for with from on in into against by between")
_THIRD = frozenset({"VVZ", "VBZ", "VHZ", "VDZ"})


# Of two plural nouns in a row the first is a verb, but for these: "sales figures".
_BEFORE_NOUNS = words(
    "sales savings systems sports goods parts arms operations communications graphics economics clothes"
)


_ACCESSES = words(
    "reads writes loads stores inserts updates deletes gets puts pushes pops sends receives uploads downloads"
)


def _acts_too(tokens: Sequence[Word], at: int) -> bool:
    """Whether a word that may be a plural noun is a second verb ("identifies devices and routes packets")."""
    if at + 1 >= len(tokens) or tokens[at].tag != "NN2" or not re.fullmatch(r"[a-z]{3,}s", tokens[at].text):
        return False
    if tokens[at + 1].tag in {"AT0", "DPS", "PNP"}:
        return True
    return tokens[at + 1].tag == "NN2" and tokens[at].text not in _BEFORE_NOUNS


def _is_verb_of_list(tokens: Sequence[Word], at: int) -> bool:
    """Whether a verb stands behind this comma, and another behind the last: "reads rows, sorts them, and sends …"."""
    if at + 2 >= len(tokens) or not re.fullmatch(r"[a-z]{2,}s", tokens[at].text):
        return False
    if not tokens[at + 1].tag.startswith(("NN", "AT", "DPS", "PNP", "AJ", "CRD", "DT0")):
        return False
    for i in range(at + 2, len(tokens) - 2):
        if tokens[i].text == "and":
            return tokens[i - 1].text == "," and _is_last_verb(tokens, i + 1)
    return False


def _is_last_verb(tokens: Sequence[Word], at: int) -> bool:
    """Whether the last verb of a list stands here, or behind its "and" or "then" ("and then shuts it")."""
    while at + 1 < len(tokens) and (tokens[at].text == "and" or tokens[at].tag == "AV0"):
        at += 1
    return tokens[at].tag == "VVZ"


def _names_several(tokens: Sequence[Word], at: int) -> bool:
    """Whether several names with commas are the subject of a verb here ("and rows, keys, and pages are locked")."""
    commas = 0
    for i in range(at, min(at + 12, len(tokens))):
        if tokens[i].tag in {"VBB", "VM0", "VHB"}:
            return commas > 0
        if not tokens[i].tag.startswith(("NN", "NP", "AJ", "AT", "CJC", "PUN")) or tokens[i].text in ";:":
            return False
        commas += tokens[i].text == ","
    return False


def _is_between(tokens: Sequence[Word], start: int, at: int) -> bool:
    """Whether an "and" is that of "between A and B"."""
    for token in reversed(tokens[start:at]):
        if token.text == "between":
            return True
        if token.text in {"and", ",", ";"}:
            return False
    return False


def _lists_deeds(tokens: Sequence[Word], start: int, comma: int) -> bool:
    """Whether a comma or an "and" stands in a list of what is to be done ("to define a family and make each …")."""
    deeds = [t for t in tokens[start - 1 : comma] if t.tag in {"TO0", "VVI"}]
    at = comma + 1 + (tokens[comma].text == "," and tokens[comma + 1].text.lower() in {"and", "or"})
    goes_on = at < len(tokens) and tokens[at].tag in {"VVI", "VVB"} and tokens[at].text.islower()
    return len(deeds) >= 2 and (goes_on or any(t.text == "," for t in tokens[start:comma]))


def _opens_clause(tokens: Sequence[Word], at: int) -> bool:
    """Whether a clause begins here, and not a noun with a participle behind it ("reporting related to a business")."""
    found = clause(tokens, at)
    if found is None:
        return _names_several(tokens, at)
    behind = tokens[found.verb + 1].tag if found.verb + 1 < len(tokens) else ""
    return not (tokens[found.verb].tag == "VVD" and behind.startswith(("PR", "TO")))  # "and port used to reach it"


def _second(tokens: Sequence[Word], at: int) -> bool:
    """Whether a second verb of the same subject stands here."""
    if at + 1 >= len(tokens) and tokens[at].text.endswith("s") and at > 1 and tokens[at - 2].tag == "NN2":
        return False  # "timers and retries": the last of several nouns
    first = at
    while tokens[at].tag in {"AV0", "XX0"} and at + 1 < len(tokens):
        at += 1  # "and never touches your rows"
    if at > first and at + 1 == len(tokens) and tokens[at].tag == "NN1" and tokens[at - 1].text in _SCARCELY:
        return True  # "use oxygen and hardly tire"
    if tokens[at].text in {"have", "are", "do"}:
        return True
    if tokens[at].tag in {"VVB", "VVI"}:
        objects = ("AT", "PRP", "PNP", "AV", "DPS", "DT0", *(("AJ", "NN") if at > first else ()))
        return at + 1 < len(tokens) and tokens[at + 1].tag.startswith(objects)  # "and even build small boats"
    return tokens[at].tag in {"VVZ", "VBZ", "VBB", "VHZ", "VHB", "VDZ", "VDB", "VM0"}


_TAKES_CLAUSE = frozenset({"time", "times", "way", "moment", "reason", "cases", "everything", "anything"})
_SCARCELY = frozenset({"hardly", "never", "rarely", "seldom", "scarcely", "barely", "always", "often", "soon"})
_PASSING = frozenset({"so", "while", "whereas", "yet", "because", "although", "though", "thus", "hence", "making"})


def _is_spliced(tokens: Sequence[Word], at: int) -> bool:
    """Whether a clause of its own stands behind a bare comma ("runs in the background, Python programs will exit")."""
    found = clause(tokens, at) if tokens[at - 2].tag.startswith("NN") else None
    if found is None or found.verb - at > 4 or any(t.tag == "CJC" for t in tokens[at : found.verb]):
        return False
    return tokens[found.verb].tag in {"VM0", "VBZ", "VBB", "VHZ", "VHB"}


def _breaks(tokens: Sequence[Word], at: int) -> bool:
    """Whether a new clause begins behind a comma."""
    word = tokens[at]
    if word.text.lower() in _PASSING or word.tag == "PNP" or (word.text == "its" and tokens[at + 1].tag == "AT0"):
        return True
    if word.tag == "NN2" and at + 2 < len(tokens) and tokens[at + 1].tag == "VVB":
        return True  # "interfaces use this, types use that"
    if (
        word.tag.startswith(("NP", "NN", "AT", "AJ"))
        and tokens[at - 2].tag.startswith("NN")
        and _is_spliced(tokens, at)
    ):
        return True
    if word.tag == "VVZ" and word.text.islower() and at + 1 < len(tokens) and tokens[at + 1].text != ",":
        return True
    if word.tag == "VVB" and at + 1 < len(tokens) and tokens[at + 1].text in {"as", "to", "for"}:
        return True  # "oars set the pace, serve as levers": a second verb behind a bare comma
    if word.text.lower() == "as" and at + 1 < len(tokens) and tokens[at + 1].tag in {"EX0", "PNP"}:
        return True
    if word.text.lower() in {"and", "but", "or"} and at + 1 < len(tokens):
        if tokens[at - 2].tag in {"VVI", "VVB"} and tokens[at + 1].tag in {"VVI", "VVB"}:
            return False  # "to create, integrate, and manage": a list goes on
        return _second(tokens, at + 1) or _opens_clause(tokens, at + 1)
    return False
