"""What an English sentence says: what it defines, what its verb says of its subject, why, when, what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.definitions import defined
from cards.language.english.grammar import (
    FINITE,
    LEADING,
    Clause,
    clause,
    is_pointing,
    is_story,
    piece_of,
    plural,
    predicate_end,
    shape_of,
    tagged,
    without_article,
)
from cards.language.english.verbs import does
from cards.language.finding import Ask, Finding
from cards.language.text import mask
from cards.language.word import Word

LINK = re.compile(
    r"(?P<mark>,?\s+(?:because of|because|since|due to|thanks to|owing to|so that|in order to|even if|even though"
    r"|although|if|when|whenever|unless|until|once|as soon as|as long as|by|instead of|rather than|through"
    r"|without|via|using))\s+",
    re.I,
)
_REASONS = frozenset({"because", "because of", "since", "due to", "thanks to", "owing to"})
_CONDITIONS = frozenset({"even if", "if", "when", "whenever", "once", "as soon as", "as long as"})
_OPENS_CODE = re.compile(r"^(?P<mark>if|when|once)\s(?P<first>\x01+)\s+(?P<then>.{4,})$", re.I)
_OPENS = re.compile(
    r"^(?P<mark>because of|because|since|due to|if|when|whenever|unless|once|as soon as|as long as|even if|to"
    r"|in order to|by|without|instead of)\s+(?P<first>[^,]{3,110}),\s+(?:then\s+)?(?P<then>.{4,})$",
    re.I,
)
_USE = re.compile(r"^use\s+(?P<what>(?:an?\s|the\s)?[^,]{2,40}?)\s(?P<for>(?:to\s+\w+|for\s|when\s|if\s).{4,})$", re.I)
# These lean on the sentence before: what is left empty is that sentence.
_THEREFORE = re.compile(
    r"^(?:therefore|thus|hence|consequently|as a result|because of this|for this reason"
    r"|(?:this|that)(?:'s| is) why),?\s+(?P<then>\S.{8,})$",
    re.I,
)
_THIS_BECAUSE = re.compile(r"^(?:this|that)(?: is|'s) (?:mostly |mainly |partly )?because\s+(?P<why>\S.{8,})$", re.I)
_THIS_MEANS = re.compile(
    r"^this (?P<verb>means(?: that)?|allows|enables|prevents|ensures|guarantees|causes|makes|reduces|increases"
    r"|improves|leads to|results in|avoids|helps)\s+(?P<rest>\S.{8,})$",
    re.I,
)
_KINDS = re.compile(
    r"^there are (?P<what>(?:two|three|four|five|six|seven|eight|\d)\s(?:\w+\s){0,3}?(?:types|kinds|ways|forms|sorts"
    r"|classes|modes|states|parts|phases|stages|methods|approaches|categories|levels|reasons)(?:\s[^,:;–—-]{2,50})?)\s?"
    r"(?:[,:;–—-]|, namely)\s(?P<list>[^.]{5,150}\b(?:and|or)\b[^.]{2,80})$",
    re.I,
)
_SO = re.compile(r",\s+(?:and\s+)?so\s+(?!that\b|as\b|on\b|forth\b|far\b|much\b|many\b)")
# "is expected to be", "is able to run": no purpose stands behind these.
_NO_PURPOSE_WORDS = (
    "used allowed required expected supposed needed forced set known said thought believed considered found told asked"
    " designed intended meant going able unable likely free ready sent compared limited encouraged permitted tempted"
    " inclined left guaranteed way ways ability need easier harder easy hard difficult possible how what where whether"
    " order prior next time chance access assumed shown seen proven estimated bound"
    " attracted exposed close prone due similar equal tied attached compared"
)
_NO_PURPOSE = frozenset(_NO_PURPOSE_WORDS.split())
_ASKS_WHETHER = re.compile(
    r"\b(?:say|tell|know|check|see|show|ask|choose|decide|determine|test|find out|specif(?:y|ies)|indicate)(?:s|es|ed"
    r"|ing)?"
    r"(?:\s(?:you|us|them|whether|me|exactly))?$|\beven$",
    re.I,
)
_WAS = re.compile(r"^(?P<what>[\w-]+(?:\s[\w-]+){0,4}?)\s(?P<be>is|are)\s(?P<done>\w{2,}(?:ed|en|wn|ut|pt|nt|ld))$")
_UNFINISHED = re.compile(
    r"\b(?:that|in|of|for|to|with|at|by|from|as|than|and|or|but|is|are|was|the|an?|only|not|even|except"
    r"|like|this|these|those|it|them|so|due|because|if|when|however|therefore|thus)$",
    re.I,
)
_ONLY_PARTLY = re.compile(
    r"[\s,]+(?:precisely|mainly|mostly|partly|simply|largely|primarily|probably|perhaps|often)$", re.I
)


_BUT = re.compile(r",\s(?:but|so|and so|which is why)\s")


def findings(text: str) -> tuple[Finding, ...]:
    """What a sentence says, the surest first. Empty where it tells a story or says nothing that can be asked.

    What is left empty in a finding is what the sentence before says.

    >>> [f.ask.value for f in findings("Spring tides are strong because the sun pulls along with the moon.")]
    ['why']
    """
    text = text.strip().rstrip(".!:").strip()
    if is_story(text):
        return ()
    if leaning := _leaning(text):
        return (leaning,)
    while leading := LEADING.match(text):
        text = text[leading.end() :]
    tokens = tagged(text) if len(text.split()) >= 3 else None
    return tuple(_found(text, tokens)) if tokens else ()


def _leaning(text: str) -> Finding | None:
    """What follows from the sentence before this one, or is its reason."""
    if found := _THEREFORE.match(text):
        then = found["then"]
        return None if is_pointing(then) else Finding(Ask.WHY, "", then, "", "so")
    if found := _THIS_BECAUSE.match(text):
        return Finding(Ask.WHY, "", "", found["why"], "reason")
    if found := _THIS_MEANS.match(text):
        verb, rest = found["verb"].lower(), found["rest"]
        return Finding(Ask.FOLLOWS, "", "", rest if verb.startswith("means") else f"it {verb} {rest}", "this")
    return None


def _found(text: str, tokens: tuple[Word, ...]) -> Iterator[Finding]:
    main = clause(tokens, 1 if tokens[0].tag == "PUN" else 0)
    hidden = mask(text)
    if opened := _OPENS.match(hidden) or _OPENS_CODE.match(hidden):
        yield from _opening(text, opened)
        return
    if used := _USE.match(text):
        yield Finding(Ask.PURPOSE, without_article(used["what"]), "", used["for"], "purpose")
        return
    if kinds := _KINDS.match(text):
        yield Finding(Ask.OWN, "", f"which {kinds['what'].strip()} are there", kinds["list"].strip(), "kinds")
        return
    said = False
    if main is not None:
        for finding in (*defined(text, tokens, main), *does(text, tokens, main), *_second(text, tokens, main)):
            said = True
            yield finding
    yield from _linked(text, hidden, tokens, main, said)


def _second(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """What a second verb says of the same subject ("takes sugar up and sets alcohol free")."""
    rest = text[predicate_end(tokens, main.verb + 1) :].lstrip(" ,")
    if not rest.lower().startswith("and "):
        return
    half = f"{piece_of(text, main.subject)} {rest[4:]}"
    inside = tagged(half)
    found = clause(inside) if inside else None
    if inside and found is not None and inside[found.verb].start == len(half) - len(rest[4:]):
        yield from does(half, inside, found)


def _opening(text: str, opened: re.Match[str]) -> Iterator[Finding]:
    """A sentence that opens with its condition, its reason or its purpose."""
    mark = opened["mark"].lower()
    first, then = (text[slice(*opened.span(name))].strip() for name in ("first", "then"))
    if re.match(r"(?:or|and|but)\b", then):
        return  # a second condition or reason, not what follows from the first
    whole = text[: opened.end("first")].strip()
    condition = whole[:1].lower() + whole[1:]
    if mark in _REASONS:
        if not (mark == "since" and re.match(r"(?:\d{4}|then)\b", first)):
            yield Finding(Ask.WHY, "", then, first, "reason")
    elif mark in {"to", "in order to"}:
        yield from _to_do(first, condition, then)
    elif mark in {"by", "without", "instead of", "unless"}:
        return
    elif _says(first):
        if _orders(then):
            yield Finding(Ask.OWN, "", f"what should be done {condition}", then, "advice")
        elif _is_whole(then) and not _UNFINISHED.search(then) and len(then.split()) >= 3:
            yield Finding(Ask.IF, "", condition, then, "condition")


def _is_whole(then: str) -> bool:
    """Whether words behind a condition say what happens: a clause of their own, or what is to be done."""
    tokens = tagged(then)
    if not tokens or tokens[0].tag.startswith(("CJ", "CRD")) or tokens[-1].tag in {"VM0", "TO0", "AT0"}:
        return False
    return clause(tokens) is not None or tokens[-1].tag in FINITE or shape_of(then) == "predicate"


def _to_do(first: str, whole: str, then: str) -> Iterator[Finding]:
    """ "To track them, the router keeps a table": what is done for it."""
    if _begins_as_noun(first) or re.match(r"(?:be|have|me|us|some|that|this)\b", first, re.I):
        return
    if needed := re.match(
        r"(?:you|we|one)\s(?:(?:will|may|would)\s)?(?P<verb>need|must have|require)s?\s(?!to\b)(?P<what>.{3,})$", then
    ):
        yield Finding(Ask.OWN, "", f"what do you need {whole}", needed["what"], "means")
    elif not _lacks_subject(then) and not _UNFINISHED.search(then):
        yield Finding(Ask.HOW, "", whole, then, "means")


def _lacks_subject(then: str) -> bool:
    tokens = tagged(then)
    return not tokens or tokens[0].tag in {"VM0", "VVZ", "VBZ", "VHZ"}


def _orders(then: str) -> bool:
    """Whether a clause tells the reader what to do."""
    tokens = tagged(then)
    words = [t for t in tokens or () if not t.tag.startswith(("AV", "PU", "ORD"))]
    if len(words) < 2:
        return False
    if words[0].tag in {"AJ0", "NN1", "NN0"}:
        return words[1].tag == "AT0"  # "open the valve"
    return words[0].tag in {"VVB", "VVI", "VDB"} and words[1].tag.startswith(_OBJECT)


_OBJECT = ("AT", "NN", "DPS", "AJ", "PRP", "DT0", "CRD", "PNP")


def _says(condition: str) -> bool:
    """Whether a condition says of what it holds: "the buffer is full", not "it is not" or "written to a topic"."""
    if condition.startswith("`") or "\x01" in mask(condition)[:3]:
        return True
    tokens = tagged(condition)
    found = clause(tokens) if tokens else None
    if tokens and found is None and len(tokens) <= 5 and tokens[0].tag == "AT0":
        return [t.tag for t in tokens[-2:]] == ["NN1", "NN2"]  # "the pressure drops": behind "if" it is a verb
    if not tokens or found is None or tokens[found.verb].tag in {"VVD", "VBD", "VHD", "VDD"}:
        return False  # what happened once is a story
    if re.match(r"(?:this|that|these|those|such|both of)\b", condition, re.I):
        return False
    return tokens[0].tag not in {"PNP", "EX0"} or len(tokens) > 5


def _begins_as_noun(text: str) -> bool:
    """Whether words begin as a noun does, so that "to" before them leads to no verb ("To the untrained eye")."""
    tokens = tagged(text)
    return bool(tokens) and tokens is not None and tokens[0].tag.startswith(("AT", "DPS", "DT0", "PN", "NP"))


def _linked(text: str, hidden: str, tokens: tuple[Word, ...], main: Clause | None, said: bool) -> Iterator[Finding]:
    """What stands behind a word that links: the reason, the condition, the result, the purpose.

    `said` tells that the clause itself said something already: a condition inside that is no card of its own.
    """
    if so := _SO.search(hidden):
        yield from _result(text, so, main)
        return
    for match in LINK.finditer(hidden):
        if match.start() < 6:
            continue
        mark = match["mark"].strip(" ,").lower()
        before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip()
        if len(after.split()) < 2 or len(before.split()) < 2 or before.endswith((":", ";")):
            continue
        if mark in _REASONS:
            yield from _reason(mark, before, after)
            return
        if mark in {"so that", "in order to"}:
            after = re.split(r",\s(?:and|but)\s(?=(?:in|on|later|then|\w+ed)\b)", after)[0]
            if not _UNFINISHED.search(before) and _is_sentence(before):
                ask = Ask.WHY if mark == "so that" else Ask.PURPOSE
                yield Finding(
                    ask,
                    "",
                    before,
                    f"{'so that' if mark == 'so that' else 'to'} {after}",
                    "reason" if mark == "so that" else "purpose",
                )
            return
        if mark in _CONDITIONS:
            asks = _ASKS_WHETHER.search(before)
            if said or asks or main is None or match.start() < main.rest[0] or ", " in before:
                return
            yield from _condition(mark, before, after)
            return
    if not said and main is not None and (to := _purpose(tokens, main.verb)):
        yield Finding(Ask.PURPOSE, "", text[:to].strip(), text[to:].strip(), "purpose")


def _purpose(tokens: tuple[Word, ...], verb: int) -> int:
    """Where the purpose of what is done begins ("is hashed to spread the load"); 0 where none is told."""
    done = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].tag == "VVN"), 0)
    if is_pointing(tokens[0].text) and tokens[0].tag == "PNP":
        return 0
    if tokens[verb].tag not in {"VBB", "VBZ"} or not done or tokens[done].text in _NO_PURPOSE:
        return 0
    for i in range(done + 1, len(tokens) - 2):
        word = tokens[i]
        if word.text in ",;:" or word.tag in FINITE or word.text in _NO_PURPOSE or word.tag.startswith(("CJ", "DTQ")):
            return 0
        if word.tag == "TO0" and tokens[i + 1].tag == "VVI" and tokens[i - 1].text not in _NO_PURPOSE:
            return word.start
    return 0


def _result(text: str, so: re.Match[str], main: Clause | None) -> Iterator[Finding]:
    """ "X, so Y": why Y? Its pronoun becomes the subject of X where they agree."""
    before, after = text[: so.start()].strip(), text[so.end() :].strip()
    subject = piece_of(text, main.subject) if main is not None else ""
    if pronoun := re.match(r"(?P<it>it|they)(?:'s| is)?\s", after, re.I):
        many = pronoun["it"].lower() == "they"
        if not subject or is_pointing(subject) or plural(without_article(subject)) != many or "'" in pronoun.group():
            return
        named = re.sub(r"^(?:an?|every|each)\s+", "the ", subject, flags=re.I)
        after = f"{named} {after[len(pronoun['it']) :].strip()}"
    if (
        _is_sentence(after)
        and _is_sentence(before)
        and not _orders(after)
        and (after.lower().startswith("no ") or not is_pointing(after))
    ):
        yield Finding(Ask.WHY, "", after.rstrip(". "), before, "so")


def _reason(mark: str, before: str, after: str) -> Iterator[Finding]:
    if mark == "since" and (
        re.match(r"\d{4}|the \d|then\b", after) or re.search(r"\b(?:ha[sd]|have) (?:been|not)\b", before)
    ):
        return
    before, after = _ONLY_PARTLY.sub("", before), _BUT.split(after)[0]
    if _is_sentence(before) and not _UNFINISHED.search(before):
        yield Finding(Ask.WHY, "", before, after, "reason")


def _condition(mark: str, before: str, after: str) -> Iterator[Finding]:
    if is_ := re.match(r"^(?P<what>(?:an?\s|the\s)?(?:[\w-]+\s){1,3})(?:is|are|occurs|happens)$", before):
        yield Finding(Ask.WHAT, without_article(is_["what"].strip()), "", f"{mark} {after}", "meaning")
        return
    if was := _WAS.match(before):
        what = (
            was["what"][:1].lower() + was["what"][1:]
            if re.match(r"[A-Z][a-z]+\b(?!\s[A-Z])", was["what"])
            else was["what"]
        )
        if not is_pointing(what):
            yield Finding(Ask.OWN, "", f"when {was['be']} {what} {was['done']}", f"{mark} {after}", "when")
        return
    if mark == "as long as":
        before = before.removesuffix(" for")
    if (
        shape_of(before) == "phrase"
        or not _says(after)
        or len(before.split()) < 3
        or _UNFINISHED.search(before)
        or is_pointing(before)
    ):
        return
    if _orders(before):
        yield Finding(Ask.OWN, "", f"what should be done {mark} {after}", before, "advice")
    else:
        yield Finding(Ask.IF, "", f"{mark} {after}", before, "condition")


def _is_sentence(text: str) -> bool:
    """Whether some word of a text is a finite verb."""
    return any(token.tag in FINITE for token in tagged(text) or ())
