"""An English sentence of two halves as two sentences, each with its own subject and its own verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.antecedents import antecedent, resolved, says_it
from cards.language.english.asking import base
from cards.language.english.grammar import (
    FINITE,
    clause,
    has_verb,
    is_name,
    is_pointing,
    piece_of,
    subject_of,
    tagged,
    without_article,
)
from cards.language.english.plurals import plural
from cards.language.english.pointed import named_so
from cards.language.english.sharing import sharing
from cards.language.english.there import there_are, with_object
from cards.language.text import mask
from cards.language.word import Word

_JOINT = re.compile(r"\s*(?:;|,\s+(?:and|but|while|whereas)(?=\s)|,(?=\s\x01))\s*")
_LEANS = re.compile(r"(?:if|when|because|since|although|while|once|as|to|in order)\b", re.I)


def halves(text: str) -> tuple[str, ...]:
    """The halves of a sentence where each says something of a subject of its own; else the sentence alone.

    >>> halves("The moon raises two bulges, and the sun pulls half as strong.")
    ('The moon raises two bulges', 'the sun pulls half as strong.')
    """
    hidden = mask(text)
    if (beside := _BESIDE.match(hidden)) and (two := _set_against(text, beside)):
        return two
    if _LEANS.match(text):
        return (text,)
    if two := there_are(text) or _of_one_kind(text, hidden):
        return two
    for match in _JOINT.finditer(hidden):
        one, other = text[: match.start()].strip(), text[match.end() :].strip()
        if len(one.split()) < 3 or len(other.split()) < 3 or _ends_in_names(one) or _waits(one) or _IFF.search(one):
            continue
        names_it = hidden[match.start() : match.end()].strip() == ";" and bool(named_so(other))
        if says_it(other) and not names_it and not _LIKENS.search(one):
            other = resolved(other, antecedent(one, ""))
        other = _same_object(one, _called_too(one, other))
        if (has_verb(one) and subject_of(other)) or names_it:
            return (one, *halves(other))
    return _each_its_own(text, hidden) or sharing(text) or _spliced(text, hidden) or _joined(text, hidden)


_IFF = re.compile(r"\b(?:if and only if|iff)\s[^;]*$")  # all that follows belongs to the condition


def _same_object(one: str, other: str) -> str:
    """The second half with the object of the first for its "it" ("salt raises the pressure, but potash lowers it"), or
    with the subject of the first for what is a part of it ("and half of it is gone")."""
    if (part := _PART_OF_IT.match(other)) and (named := antecedent(one, "")):
        return (
            f"{part['part']} of {named[:1].lower() + named[1:] if one[:1].isupper() else named} {other[part.end() :]}"
        )
    first, second = tagged(one) or (), tagged(other) or ()
    main, too = clause(first), clause(second)
    if main is None or too is None or first[main.verb].tag != second[too.verb].tag or first[main.verb].tag[:2] != "VV":
        return other
    at, begins = second[too.verb].start, first[main.verb].start
    return f"{other[:at]}{with_object(other[at:], one[begins:])}"


_PART_OF_IT = re.compile(
    r"(?P<part>half|most|some|a (?:third|quarter|tenth|part)|the rest) of (?:it|them)\s(?=is|are|has|have)", re.I
)


def _called_too(one: str, other: str) -> str:
    """ "A swell over six metres is known as high; one under three is low": so is the second called."""
    called = re.search(r"\s(?:is|are) (?P<called>called|known as|termed)\s", one)
    is_named = re.search(r"\s(?:is|are)\s(?=[\w-]+\.?$)", other)
    tokens = tagged(other) or ()
    names = bool(tokens) and tokens[-1 - (tokens[-1].text == ".")].tag.startswith("NN")
    if called is None or is_named is None or not names:
        return other
    return f"{other[: is_named.end()]}{called['called']} {other[is_named.end() :]}"


_LIKENS = re.compile(r"\b(?:like|same as|similar to)\b")  # "are like punts, but they hold more": how do they differ?
_ONE = re.compile(
    r"(?P<one>(?P<what>(?:(?P<article>an?|every|each)\s)?(?:[\w-]+\s){0,2}?[\w-]+)\s(?:of|from|with|without|in|on|by|for|that|which"
    r"|whose|made)\s[^;]{6,110}?)(?:;|,)\s(?:(?:and|but|while|whereas)\s)?(?P<these>ones?|those)\s"
    r"(?P<rest>(?:of|from|with|without|in|on|by|for|that|which|whose|made)\s[^;]{6,110})$",
    re.I,
)


def _of_one_kind(text: str, hidden: str) -> tuple[str, ...]:
    """Two things of a kind of which the second is "one of …", with the name of the kind in both; () elsewhere.

    >>> says = "A wind from the sea is a sea breeze; one from the land is a land breeze."
    >>> _of_one_kind(says, says)
    ('A wind from the sea is a sea breeze', 'A wind from the land is a land breeze.')
    """
    match = _ONE.match(hidden)
    if match is None:
        return ()
    what, several = match["what"], match["these"].lower() != "one"
    tokens = tagged(what) or ()
    last = tokens[-1] if tokens else None
    if last is None or not last.tag.startswith("NN") or several != (last.tag == "NN2" or plural(what)):
        return ()
    told = tagged(match["rest"]) or ()
    if not any(t.tag in FINITE for t in told) or (not several and not match["article"]):
        return ()
    rest = text[match.start("rest") :]
    if re.search(r"\s(?:is|are) called\s", match["one"]):  # and so is the other, though that says only "is"
        rest = re.sub(r"\s(is|are)\s(?=(?:an?\s)?[\w-]+(?:\s[\w-]+)?\.?$)", r" \1 called ", rest)
    return (text[: match.end("one")], f"{what[:1].upper()}{what[1:]} {rest}")


def _ends_in_names(text: str) -> bool:
    """Whether a clause ends in names of a list that goes on ("keeps lenses in crates and wicks, globes")."""
    before, comma, last = text.rpartition(",")
    return bool(comma) and len(last.split()) <= 3 and has_verb(last) is False and " and " in before


def _waits(text: str) -> bool:
    """Whether a clause behind "how" or "that" has no verb yet ("explains how bays with narrow mouths, muddy beds")."""
    tokens = tagged(text) or ()
    at = max((i for i, token in enumerate(tokens) if token.tag in {"AVQ", "DTQ", "CJT"}), default=-1)
    return (
        0 <= at < len(tokens) - 1
        and tokens[at + 1].tag != "TO0"
        and not any(token.tag in FINITE for token in tokens[at:])
    )


_BESIDE = re.compile(
    r"(?:while|whereas)\s(?P<first>[^,;]{8,90}),\s(?P<second>[^;]{8,120})$"
    r"|(?P<one>[^,;]{8,90})\s(?P<link>whereas|while)\s(?P<two>[^;]{8,120})$",
    re.I,
)


def _set_against(text: str, beside: re.Match[str]) -> tuple[str, ...]:
    """ "While a punt is poled, a skiff is rowed": two things side by side; () where one thing is conceded, or where
    one goes on during the other ("waits while the lock is held")."""
    spans = [beside.span(name) for name in ("first", "second", "one", "two") if beside.span(name)[0] >= 0]
    one, two = (text[start:end].strip() for start, end in spans)
    first, second = subject_of(one).lower(), subject_of(two).lower()
    if not first or not second or first == second:
        return ()
    if (beside["link"] or "").lower() == "while":
        if not _are_alike(one, two):
            return ()
    elif first in second or second in first:
        return ()
    return (one[:1].upper() + one[1:], two)


def _are_alike(one: str, two: str) -> bool:
    """Whether two clauses tell of the same side of two things: by the same verb, or with the same words behind it."""
    first, second = tagged(one) or (), tagged(two) or ()
    main, other = clause(first), clause(second)
    if main is None or other is None:
        return False
    verb, verb_too = first[main.verb], second[other.verb]
    states = verb.tag in _BE and verb_too.tag in _BE
    behind, behind_too = first[main.verb + 1 :], second[other.verb + 1 :]
    if states and behind[:1] and behind_too[:1] and behind[0].tag == behind_too[0].tag == "VVN":
        return [t.text for t in behind[1:2]] == [t.text for t in behind_too[1:2]]  # "by hand", "by steam"
    return bool(_names_in(behind) & _names_in(behind_too)) or (verb.lemma == verb_too.lemma and not states)


def _names_in(tokens: tuple[Word, ...]) -> set[str]:
    return {token.text.lower() for token in tokens if token.tag.startswith(("NN", "AJ"))}


_BE = frozenset({"VBZ", "VBB"})


def _agreeing(verb: str, first: Word, many: bool) -> str:
    """A verb as it stands behind one subject or several."""
    if first.tag in _BE:
        return f"{'are' if many else 'is'}{verb[len(first.text) :]}"
    if first.tag == "VVZ" and many:
        return base(first) + verb[len(first.text) :]
    if first.tag == "VVB" and not many:
        one = re.sub(r"(?<=[^aeiou])y$", "ie", first.text)
        return f"{one}{'es' if re.search(r'(?:s|x|z|ch|sh|o)$', one) else 's'}{verb[len(first.text) :]}"
    return verb


_SPLICE = re.compile(r"(?P<one>[^,;:]{8,110}),\s(?P<two>[^,;:]{8,110})$")


def _spliced(text: str, hidden: str) -> tuple[str, ...]:
    """ "Kilns fire clay, ovens bake bread": two whole clauses with a bare comma between them; () elsewhere."""
    match = _SPLICE.match(hidden)
    if match is None:
        return ()
    one, two = (text[slice(*match.span(name))] for name in ("one", "two"))
    first, second = tagged(one) or (), tagged(two.rstrip(". ")) or ()
    main, other = clause(first), clause(second)
    if main is None or other is None or any(t.tag.startswith(("CJ", "DTQ", "PNQ", "AVQ")) for t in (*first, *second)):
        return ()
    subjects = [piece_of(half, found.subject) for half, found in ((one, main), (two, other))]
    whole = all(len(s.split()) <= 4 and not is_pointing(s) for s in subjects)
    acts = all(ts[c.verb].tag in _ACTS and ts[0].tag != "VVG" for ts, c in ((first, main), (second, other)))
    return (one, two) if whole and acts and is_name(second, other.subject) and is_name(first, main.subject) else ()


def goes_on(tokens: Sequence[Word]) -> bool:
    """Whether behind a bare comma a second clause stands with a subject of its own ("lift threads, reeds beat them").

    >>> goes_on(tagged("Looms lift threads, reeds beat them")), goes_on(tagged("Reads rows, sorts them"))
    (True, False)
    """
    for i, token in enumerate(tokens[:-2]):
        found = clause(tokens, i + 1) if token.text == "," and tokens[i + 1].tag in {"NN2", "NP0"} else None
        if found is not None and found.verb <= i + 3:
            return True
    return False


_ACTS = frozenset({"VVZ", "VVB", "VBZ", "VBB", "VM0", "VHZ", "VHB"})
_LISTED = re.compile(r",\s(?:and\s)?|\sand\s")
_RESPECTIVELY = re.compile(r",?\srespectively\.?$")


def _each_its_own(text: str, hidden: str) -> tuple[str, ...]:
    """ "A and B are kept on C and D respectively": each with its own; () elsewhere.

    >>> says = "Clean and dirty pages are put on a free list and a write list respectively."
    >>> _each_its_own(says, says)
    ('Clean pages are put on a free list', 'Dirty pages are put on a write list')
    """
    end = _RESPECTIVELY.search(hidden)
    tokens = tagged(text[: end.start()]) if end is not None else None
    main = clause(tokens) if tokens else None
    if end is None or not tokens or main is None:
        return ()
    begins = _objects(tokens, main.verb)
    told = _LISTED.split(text[begins : end.start()]) if begins else []
    names = _shared_noun(_LISTED.split(piece_of(text, main.subject)))
    if not 2 <= len(names) == len(told) <= 4 or any(is_pointing(name) or not name for name in names):
        return ()
    if any((tagged(one) or tokens)[-1].tag.startswith("PR") for one in told):
        return ()  # "carry blood from and to the heart": the verb takes both
    verb, first = text[tokens[main.verb].start : begins].strip(), tokens[main.verb]
    out = []
    for name, one in zip(names, told, strict=True):
        acts = _agreeing(verb, first, plural(without_article(name)))
        out.append(f"{name[:1].upper()}{name[1:]} {acts} {one.strip()}")
    return tuple(out)


def _shared_noun(names: list[str]) -> list[str]:
    """ "Clean", "dirty pages": "Clean pages", "dirty pages"."""
    last = names[-1].split()
    first = tagged(names[0].lower()) or ()
    if len(last) > 1 and first and first[-1].tag.startswith(("AJ", "VVN", "ORD")):
        return [*(f"{name} {last[-1]}" for name in names[:-1]), names[-1]]
    return names


def _objects(tokens: tuple[Word, ...], verb: int) -> int:
    """Where the two things begin that stand behind a verb, its participle and its preposition."""
    at = verb + 1
    while at < len(tokens) and tokens[at].tag in {"VVN", "VBI", "VVI", "AV0", "AVP"}:
        at += 1
    if at < len(tokens) and tokens[at].tag.startswith("PR"):
        at += 1
    return tokens[at].start if at < len(tokens) else 0


_AND = re.compile(r"\sand\s(?=(?:the|an?|each|every|all)\s)", re.I)
_DEPENDS = re.compile(
    r"\b(?:if|when|because|since|that|which|who|whose|where|while|until|unless|so|as|how|what|to)\b", re.I
)


def _joined(text: str, hidden: str) -> tuple[str, ...]:
    """ "The hull is sanded and the deck is oiled": the halves of a sentence of two; the sentence alone elsewhere."""
    found = list(_AND.finditer(hidden))
    if len(found) != 1 or "," in hidden or _DEPENDS.search(hidden):
        return (text,)
    one, two = text[: found[0].start()].strip(), text[found[0].end() :].strip()
    whole = subject_of(one) and subject_of(two) and not _done(two)
    return (one, two) if whole and len(one.split()) > 3 and len(two.split()) > 3 else (text,)


def _done(text: str) -> bool:
    """Whether the first verb of a clause may be a participle ("a pointer called next")."""
    tokens = tagged(text) or ()
    verb = next((token for token in tokens if token.tag.startswith("V")), None)
    return verb is not None and verb.tag in {"VVD", "VVN", "VVG", "VBD", "VHD"}
