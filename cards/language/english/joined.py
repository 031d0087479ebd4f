"""Two predicates of one English clause ("the fish stays raw and must be salted") inside a question."""

from __future__ import annotations

from collections.abc import Sequence

from cards.language.english.grammar import FINITE, tagged
from cards.language.mending import infinitive
from cards.language.word import Word

_ENDS = ("CJT", "CJS", "DTQ", "PNQ", "AVQ", "PUN", "TO0")
_STATES = frozenset({"VBZ", "VBB", "VM0", "VHZ", "VHB", "VDZ", "VDB"})


def without_second(behind: str, helper: str, asks: str) -> str | None:
    """What stands behind the verb of a clause as it stands in its question, where a second verb follows "and".

    Behind "does" a second verb has its base form too, and "must" is "have to". What no helper in front can be said for,
    or has a subject of its own, is left out of a "why", which its reason answers as well; None of any other question.

    >>> without_second("raw and must be cut first", "does", "why"), without_second("raw and soft", "does", "why")
    ('raw and have to be cut first', 'raw and soft')
    >>> without_second("more and tears easily", "does", "how")
    'more and tear easily'
    >>> without_second("crisp and can be sold", "does", "why"), without_second("crisp and can be sold", "does", "how")
    ('crisp', None)
    >>> without_second("slowly and the loaf stays flat", "does", "why")
    'slowly'
    """
    tokens = tagged(behind) or ()
    found = _second(tokens)
    if found is None:
        return behind
    at, verb = found
    first, rest = behind[: tokens[at].start].rstrip(" ,"), behind[tokens[verb].end :].strip()
    joined = behind[tokens[at].start : tokens[verb].start]
    alone = all(t.tag == "AV0" for t in tokens[at + 1 : verb])
    if alone and helper in {"does", "do"}:
        if tokens[verb].text == "must":
            return f"{first} {joined}have to {rest}".strip()
        if tokens[verb].tag in {"VHZ", "VVZ"}:
            return f"{first} {joined}{'have' if tokens[verb].tag == 'VHZ' else _base(tokens[verb])} {rest}".strip()
        if tokens[verb].tag in {"VVB", "VHB"}:
            return behind
    return first if asks == "why" else None


def _second(tokens: Sequence[Word]) -> tuple[int, int] | None:
    """Where "and" stands before a second finite verb, and where that stands; None where it joins something else."""
    for at, token in enumerate(tokens):
        if token.tag.startswith(_ENDS) and token.text != ",":
            return None
        if token.tag != "CJC":
            continue
        for verb in range(at + 1, len(tokens)):
            if tokens[verb].tag.startswith(_ENDS) or tokens[verb].tag == "CJC":
                break
            if tokens[verb].tag in FINITE:
                own = any(not t.tag.startswith("AV") for t in tokens[at + 1 : verb])
                sure = _STATES | {"VVZ"} if own else _STATES | {"VVZ", "VVB"}
                if tokens[verb].tag in sure and (verb + 1 < len(tokens) or not own):
                    return at, verb
                break
    return None


def _base(verb: Word) -> str:
    word = verb.text.lower()
    return verb.lemma if verb.lemma != word and word.startswith(verb.lemma[:2]) else infinitive(word)
