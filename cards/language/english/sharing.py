"""English clauses that share a verb: "Oak is dried for two years and pine for one" says of pine what it says of oak.

The second clause leaves out what the first has said: its verb, its subject where a case stands in front ("in winter
for three"), its noun ("the lower one", "those with teeth") or the noun of its number ("for one"). All of
that is put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cards.language.english.asking import base
from cards.language.english.framing import with_comma
from cards.language.english.grammar import FINITE, clause, is_name, is_pointing, piece_of, tagged, without_article
from cards.language.english.plurals import plural
from cards.language.english.times import is_time
from cards.language.text import words
from cards.language.word import Word

_BE = frozenset({"VBZ", "VBB"})
_NOUNS = ("NN", "NP", "UNC", "ZZ0")
_ONES = words("one ones those that")
_OPENS_SAID = ("PR", "CJS", "CRD", "AT", "DPS")
_IN_VERB = frozenset({"VVN", "VBI", "VVI", "AV0", "AVP", "VVG", "XX0"})
_NAMES = words("called named termed")


class Said(NamedTuple):
    """A clause taken apart: its case in front, its subject, its verb with all that belongs to it, and the rest."""

    case: str
    subject: str
    verb: str
    rest: str
    many: bool
    first: Word
    told: tuple[Word, ...]


def sharing(text: str) -> tuple[str, ...]:
    """Both clauses whole; () where the second shares no verb with the first, or where that is not sure.

    >>> sharing("Oak is dried for two years and pine for one.")
    ('Oak is dried for two years', 'Pine is dried for one year')
    >>> sharing("In summer the dough proves for one hour, in winter for three.")
    ('In summer, the dough proves for one hour', 'In winter, the dough proves for three hours')
    >>> sharing("Leaves with smooth edges are called entire, those with teeth serrate.")
    ('Leaves with smooth edges are called entire', 'Leaves with teeth are called serrate')
    >>> sharing("Ropes are kept in the loft and the shed in winter.")
    ()
    >>> sharing("Lace is woven in Ghent, a town in Flanders")
    ()
    """
    text = text.strip().rstrip(".").strip()
    if re.search(r"[;:()?!]", text):
        return ()
    tokens = tagged(text) or ()
    for at, behind in _joints(tokens):
        begins = tokens[behind].start
        one, two = text[: tokens[at].start].strip(), text[begins:].strip()
        if not 3 <= len(one.split()) <= 18 or not 2 <= len(two.split()) <= 12:
            continue
        first = _said(one)
        for words_of in (tagged(two) or (), tuple(_moved(tokens[behind:], begins))) if first is not None else ():
            rest = _aligned(words_of, first)
            if rest and first is not None and (second := _second(first, two, rest, tokens[at].text == "and")):
                return (f"{first.case}, {first.subject} {first.verb} {first.rest}" if first.case else one, second)
    return ()


def _moved(tokens: Sequence[Word], by: int) -> Iterator[Word]:
    return (token._replace(start=token.start - by, end=token.end - by) for token in tokens)


def _joints(tokens: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where the first clause may end, and where the second may begin."""
    for i in range(3, len(tokens) - 2):
        word, behind = tokens[i], tokens[i + 1]
        joined = behind.text.lower() in {"and", "but", "while", "whereas"}
        if word.text == "," and joined and i + 3 < len(tokens):
            # ", but break in storms" may be a verb
            if not (tokens[i + 2].tag in {"NN1", "NN0", "VVB"} and tokens[i + 3].tag.startswith("PR")):
                yield i, i + 2
        elif (word.text == "," and not joined) or (word.text == "and" and tokens[i - 1].text != ","):
            yield i, i + 1


def _said(text: str) -> Said | None:
    """A clause taken apart; None where it has no name for a subject or leaves no doubt about its verb."""
    case, comma, bare = with_comma(text).partition(", ")
    if not comma:
        case, bare = "", text
    tokens = _of_several(tagged(bare) or ())
    main = clause(tokens)
    if main is None or any(t.tag in {"CJT", "DTQ", "PNQ", "AVQ", "CJC"} or t.text in ",;:" for t in tokens):
        return None
    pronoun = tokens[0].tag == "PNP" and bool(case)
    subject = piece_of(bare, main.subject)
    if (is_pointing(subject) or not is_name(tokens, main.subject)) and not pronoun:
        return None
    last = main.verb
    while last + 1 < len(tokens) and (tokens[last + 1].tag in _IN_VERB or _is_particle(tokens, last + 1)):
        last += 1
    told = tokens[last + 1 :]
    if not told or sum(t.tag in FINITE for t in tokens) > 1 + (told[0].tag == "CJS"):
        return None
    many = plural(without_article(subject)) or tokens[main.verb].tag in {"VVB", "VBB", "VHB"}
    verb, rest = bare[main.subject[1] : told[0].start].strip(), bare[told[0].start :].strip()
    return Said(case, subject, verb, rest, many, tokens[main.verb], told)


def _is_particle(tokens: Sequence[Word], at: int) -> bool:
    """Whether a preposition belongs to the verb, since another stands behind it ("tied in at 20 knots")."""
    return at + 1 < len(tokens) and all(t.tag == "PRP" for t in tokens[at : at + 2])


def _of_several(tokens: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a clause whose first names several, though it looks like a verb ("Reads go to the replica")."""
    if len(tokens) > 2 and tokens[0].tag == "VVZ" and tokens[1].tag in {"VVB", "VVI"}:
        return (tokens[0]._replace(tag="NN2"), tokens[1]._replace(tag="VVB"), *tokens[2:])
    return tokens


def _aligned(tokens: tuple[Word, ...], first: Said | None) -> tuple[Word, ...]:
    """The words of a second clause; () where it has a verb of its own or a clause that it waits for."""
    if len(tokens) > 1 and tokens[0].tag == "VVZ" and first is not None and first.many:
        tokens = (tokens[0]._replace(tag="NN2"), *tokens[1:])  # "writes to the leader"
    opened = next((i for i, t in enumerate(tokens) if t.tag == "CJS"), len(tokens))
    inside = tokens[:opened]
    if (
        not inside
        or any(t.tag in _NOT_INSIDE or t.tag in FINITE or t.text in ",;:" for t in inside)
        or clause(inside) is not None
    ):
        return ()
    done = any(a.tag == "VVN" and not b.tag.startswith(("NN", "CRD")) for a, b in pairwise((*inside, inside[-1])))
    return () if done else tokens


_NOT_INSIDE = frozenset({"CJT", "PNQ", "DTQ", "AVQ", "CJC", "TO0"})


def _second(first: Said, text: str, tokens: tuple[Word, ...], bare: bool) -> str:
    """The second clause with what it left to the first; "" where its words do not stand as those of the first do."""
    if first.case:
        return _other_case(first, text, tokens)
    at = _where_said(first, tokens)
    if not at:
        return ""
    subject, rest = text[: tokens[at].start].strip(), text[tokens[at].start :].strip()
    if len(subject.split()) > 6 or (is_pointing(subject) and tokens[0].text.lower() not in _ONES):
        return ""
    named = _in_full(subject, tokens[:at], first.subject)
    span = (tokens[0].start, tokens[at - 1].end)
    if not named or (named == subject and not is_name(tokens, span)):
        return ""
    if (bare and not _stand_alike(first, tokens, at, named != subject, rest)) or _is_apposed(first, tokens, at):
        return ""
    named = _with_noun(tagged(first.subject) or (), first.subject, tokens[:at], named)
    told = _with_noun(first.told, first.rest, tokens[at:], rest)
    many = plural(without_article(named)) or tokens[at - 1].tag == "NN2"
    named = named[:1].upper() + named[1:] if first.subject[:1].isupper() else named
    return f"{named} {_agreeing(first, many)} {told}"


def _is_apposed(first: Said, tokens: Sequence[Word], at: int) -> bool:
    """Whether the second noun may tell of what was named last: "is woven in Ghent, a town in Flanders"."""
    return (
        tokens[0].text.lower() in {"a", "an"}
        and tokens[at].tag.startswith("PR")
        and first.subject[:2].lower() not in {"a ", "an"}
    )


def _where_said(first: Said, tokens: Sequence[Word]) -> int:
    """Where what is said of the second subject begins; 0 where nothing shows it."""
    opens = first.told[0]
    if first.verb.split()[-1].lower() in _NAMES and not opens.tag.startswith("AT"):
        alone = len(first.told) == 1 and tokens[-1].tag.startswith(("AJ", "NN", "NP", "VV", "UNC"))
        behind = any(t.tag.startswith("PR") for t in tokens[:-1]) or tokens[0].text.lower() == "the"
        return len(tokens) - 1 if alone and behind and len(tokens) > 2 else 0
    ones = any(t.text.lower() in _ONES for t in tokens[:3])
    head = first.subject.split()[-1].lower()
    for i in range(1, len(tokens)):
        word, before = tokens[i], tokens[i - 1]
        # "indigo at 50 °C", "the swift in towers"
        alone = before.tag.startswith("AJ") and (i == 1 or tokens[i - 2].tag == "AT0") and word.tag.startswith("PR")
        named = alone or before.tag.startswith((*_NOUNS, "ORD")) or before.text.lower() in _ONES
        named = named or (ones and before.tag == "CRD")
        if not named:
            continue
        if before.text.lower() == head and not word.tag.startswith(("NN", "V")):
            return i  # "cold fronts short showers": the noun of the first is the last of the second, too
        linked = opens.tag.startswith(("PR", "CJS"))
        alike = word.text.lower() == opens.text.lower() if linked else _sort(word) == _sort(opens)
        about = (
            _is_about(tokens, i) and _is_about(first.told, 0) and (not linked or not word.tag.startswith("PR") or alike)
        )
        other = (
            ones
            and i + 1 < len(tokens)
            and word.tag == "PRP" == opens.tag
            and before.text.lower() in _ONES - {"those", "that"}
        )
        if (alike and word.tag.startswith(_OPENS_SAID)) or about or other:
            return i
    return 0


def _sort(word: Word) -> str:
    return word.tag[:2] if not word.tag.startswith("CRD") else "CRD"


def _is_about(tokens: Sequence[Word], at: int) -> bool:
    """Whether a number begins here, with "about" or not."""
    return tokens[at].tag == "CRD" or (at + 1 < len(tokens) and tokens[at + 1].tag == "CRD" and tokens[at].tag != "PRF")


def _stand_alike(first: Said, tokens: Sequence[Word], at: int, ones: bool, rest: str) -> bool:
    """Whether behind a bare "and" both subjects and what is said of them are of one sort, so that the second is no part
    of what is said of the first ("in the loft and the shed in winter")."""
    opens = tokens[at]
    if ones:
        return opens.tag.startswith(("PR", "CJS"))
    article = first.subject.split()[0].lower() in {"a", "an", "the"}
    if article != (tokens[0].tag == "AT0") or first.many != plural(without_article(tokens[at - 1].text)):
        return False
    if not opens.tag.startswith(("PR", "CJS")) or opens.tag == "PRF":
        return False
    numbers = any(t.tag == "CRD" for t in first.told) and any(t.tag == "CRD" for t in tokens[at:])
    return opens.tag == "CJS" or numbers or (is_time(first.rest) and is_time(rest))


def _in_full(subject: str, tokens: Sequence[Word], first: str) -> str:
    """A subject with the noun of the first for its "one" or "those"; "" where that noun is not sure.

    >>> _in_full("the lower one", tagged("the lower one"), "The upper value")
    'the lower value'
    """
    at = next((i for i, t in enumerate(tokens) if t.text.lower() in _ONES), -1)
    if at < 0 and tokens[-1].tag != "ORD":
        return subject
    told = tagged(first) or ()
    end = next((i for i, t in enumerate(told) if t.tag.startswith(("PR", "VVN", "VVG")) and i), len(told))
    head = told[end - 1] if end else None
    if head is None or not head.tag.startswith("NN"):
        return ""
    if at < 0:
        return f"{subject} {head.text}"  # "the second"
    several = tokens[at].text.lower() in {"ones", "those"}
    if several != plural(head.text):
        return ""
    if tokens[at].text.lower() in {"those", "that"} or at == 0:
        if at or not any(t.tag.startswith("PR") for t in tokens):
            return ""
        kind = first[: head.end]
        kind = kind if len(kind.split()) < 3 or end == 1 else head.text
        return f"{kind}{subject[tokens[0].end :]}"
    return re.sub(rf"\b{tokens[at].text}\b", lambda _: head.text, subject, count=1)


def _agreeing(first: Said, many: bool) -> str:
    """The verb of the first clause as it stands behind the second subject."""
    before, verb, rest = first.verb.partition(first.first.text)
    if first.first.tag in _BE:
        return f"{before}{'are' if many else 'is'}{rest}"
    if first.first.tag == "VVZ" and many:
        return f"{before}{base(first.first)}{rest}"
    if first.first.tag == "VVB" and not many:
        one = re.sub(r"(?<=[^aeiou])y$", "ie", verb)
        return f"{before}{one}{'es' if re.search(r'(?:s|x|z|ch|sh|o)$', one) else 's'}{rest}"
    if first.first.tag in {"VHZ", "VHB"}:
        return f"{before}{'have' if many else 'has'}{rest}"
    return first.verb


def _with_noun(before: Sequence[Word], said: str, tokens: Sequence[Word], rest: str) -> str:
    """Words that end in a number, with the noun behind the number of the words before them ("for one": year)."""
    if tokens[-1].tag != "CRD":
        return rest
    at = next((i for i, t in enumerate(before) if t.tag == "CRD"), -1)
    noun = said[before[at].end - before[0].start :].strip() if at >= 0 else ""
    if not noun or not before[-1].tag.startswith("NN") or len(noun.split()) > 2:
        return rest
    one = tokens[-1].text.lower() in {"one", "1"}
    if one and noun.endswith("s") and not noun.endswith("ss"):
        noun = noun[:-1]
    elif not one and before[at].text.lower() in {"one", "1"} and not noun.endswith("s"):
        noun = f"{noun}s"
    return f"{rest} {noun}"


def _other_case(first: Said, text: str, tokens: tuple[Word, ...]) -> str:
    """ "In summer the dough proves for one hour, in winter for three": the subject is shared as well."""
    opens = first.told[0]
    same = tokens[0].text.lower() == first.case.split()[0].lower()
    if not tokens[0].tag.startswith("PR") or tokens[0].tag == "PRF":
        return ""
    for i in range(2, len(tokens)):
        word, before = tokens[i], tokens[i - 1]
        alike = word.text.lower() == opens.text.lower() if opens.tag.startswith("PR") else _sort(word) == _sort(opens)
        bare = opens.tag.startswith(("NN", "AJ")) and word.tag == "AT0"
        alike = alike and word.tag.startswith(_OPENS_SAID)
        if before.tag.startswith(_NOUNS) and (alike or (bare and same)) and (same or word.tag == "CRD"):
            case = text[: word.start].strip()
            rest = _with_noun(first.told, first.rest, tokens[i:], text[word.start :].strip())
            return f"{case[:1].upper()}{case[1:]}, {first.subject} {first.verb} {rest}"
    return ""
