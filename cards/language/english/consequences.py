"""What happens under a condition, asked of whoever does something then.

"What happens if the file is missing?" leaves open whose part is asked for: the caller, the program, the file. With who
acts in it, the question has one answer: "what does the loader do if the file is missing?". What becomes of a thing is
asked as it was: "what happens to the file if …?" gave more away than it told (readers called 10 of 23 good before and
5 with it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.asking import inside
from cards.language.english.grammar import FINITE, clause, is_name, is_pointing, piece_of, tagged
from cards.language.text import words
from cards.language.word import Word


def asked_under(condition: str, then: str) -> str:
    """A condition and what is so under it as a question without its mark.

    >>> asked_under("if the file is missing", "The loader raises an error")
    'what does the loader do if the file is missing'
    >>> asked_under("if it rains", "the tubs fill up"), asked_under("when a gate opens", "it creaks")
    ('what happens if it rains', 'what happens when a gate opens')
    >>> asked_under("when the tide turns", "The keeper may close both locks")
    'what may the keeper do when the tide turns'
    """
    tokens = tagged(then)
    found = clause(tokens) if tokens else None
    plain = f"what happens {condition}"
    if not tokens or found is None or _has_second_verb(tokens, found.verb):
        return plain
    subject, verb = piece_of(then, found.subject), tokens[found.verb]
    behind = [word for word in tokens[found.verb + 1 :] if word.tag != "AV0"]
    if is_pointing(subject) or not is_name(tokens, found.subject) or len(subject.split()) > 7:
        return plain
    if re.search(r"['’]s?$", subject):
        return plain  # the verb is none: "Jacquard's loom lifts a thread" was read as "Jacquard's loom"
    may = verb.text.lower() if verb.tag == "VM0" and verb.text.isalpha() and verb.text.lower() != "cannot" else ""
    if may and behind and behind[0].tag == "VVI":
        verb, behind = behind[0], behind[1:]
    elif may or verb.tag not in {"VVZ", "VVB"}:
        return plain
    if verb.lemma in _NO_DEEDS or not _takes(behind):
        return plain
    return f"what {may or ('does' if verb.tag == 'VVZ' else 'do')} {inside(subject, tokens[0])} do {condition}"


def _has_second_verb(tokens: Sequence[Word], verb: int) -> bool:
    """Whether the verb is none: another one stands behind it in the same clause ("capacity misses will occur")."""
    for word in tokens[verb + 1 :]:
        if word.tag.startswith(("CJ", "DTQ", "PN", "AVQ", "TO0", "EX")) or word.text in ",;:—–-(":
            return False
        if word.tag in FINITE and tokens[verb].tag in {"VVZ", "VVB"}:
            return True
    return False


def _takes(behind: Sequence[Word]) -> bool:
    """Whether a verb has an object behind it, or a second verb that may have one ("creates and calls")."""
    return bool(behind) and behind[0].tag.startswith(("AT", "CJC", "NN", "NP", "AJ", "DPS", "CRD", "DT", "VVG", "UNC"))


# Nobody does anything by what these tell.
_NO_DEEDS = words(
    "have need require contain hold include give mean get cause see notice receive suffer encounter indicate expect"
    " lose gain want know inherit become grow shrink rise fall drop increase decrease stay remain change turn be seem"
    " appear look occur happen exist depend belong equal tend cost last lie lead result serve represent describe"
)
