"""English sentences that open with their condition, their reason or their purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.english.asking import questioned
from cards.language.english.deeds import UNFINISHED, orders, says
from cards.language.english.grammar import FINITE, clause, is_name, is_pointing, shape_of, tagged
from cards.language.english.meanings import is_order
from cards.language.english.reasons import REASONS
from cards.language.finding import Ask, Finding
from cards.language.word import Word

OPENS_CODE = re.compile(r"^(?P<mark>if|when|once)\s(?P<first>\x01+)\s+(?P<then>.{4,})$", re.I)
OPENS = re.compile(
    r"^(?P<mark>because of|because|since|due to|as a (?:result|consequence) of|thanks to|owing to|if|when|whenever"
    r"|unless|once|as soon as|as long as|as|even if|to|in order to|by|without|instead of)\s+(?P<first>[^,]{3,110}),\s+"
    r"(?:then\s+)?(?P<then>.{4,})$",
    re.I,
)


# "To let the dough rise we keep it warm": no comma parts what is wanted from who does what for it.
OPENS_WE = re.compile(
    r"^(?P<mark>to|in order to)\s(?P<first>(?!(?:what|which|whom)\b)[^,]{6,90}?)\s"
    r"(?P<then>(?:we|you)\s(?!can\b|are\b|were\b|want\b|need\b|have\b|had\b|\w+ed\b)[a-z]+\s\S.{3,})$",
    re.I,
)
# Commas may stand in a condition where "then" tells its end.
OPENS_LONG = re.compile(r"^(?P<mark>if|when|once)\s(?P<first>[^;:]{12,190}?),\s+then\s+(?P<then>.{4,})$", re.I)


def opening(text: str, opened: re.Match[str]) -> Iterator[Finding]:
    """A sentence that opens with its condition, its reason or its purpose."""
    mark = opened["mark"].lower()
    first, then = (text[slice(*opened.span(name))].strip() for name in ("first", "then"))
    then = re.split(r",\s(?:but|and)\s(?=(?:if|when|unless)\s)", then)[0]
    if re.match(r"(?:or|and|but)\b", then) or re.search(r"\bthen\W*$", then):
        return  # a second condition or reason, not what follows from the first
    whole = text[: opened.end("first")].strip()
    condition = whole[:1].lower() + whole[1:]
    if mark in REASONS:
        if not (mark == "since" and re.match(r"(?:\d{4}|then)\b", first)):
            yield Finding(Ask.WHY, "", then, first, "reason")
    elif mark in {"to", "in order to"}:
        yield from _to_do(first, condition, then)
    elif mark == "by" and re.match(r"(?:not\s)?\w+ing\b", first) and (asked := questioned("how", then)):
        yield Finding(Ask.OWN, "", asked, f"by {first}", "way")
    elif mark == "without" and _is_thing(first) and clause(tagged(then) or ()) is not None and not orders(then):
        yield Finding(Ask.IF, "", condition, then, "condition")
    elif mark in {"by", "without", "instead of", "unless"}:
        return
    elif mark == "as" and not _changes(first):
        return  # "As we saw, …"
    elif (wish := _WISH.match(first)) and mark in {"if", "when", "whenever"}:
        yield from _to_do(wish["deed"], f"to {wish['deed']}", then)
    elif says(first) or mark == "as":
        if orders(then):
            yield Finding(Ask.OWN, "", f"what should be done {condition}", then, "advice")
        elif (bidden := _bidden(then)) and bidden[0]:
            may, deed = bidden
            yield Finding(Ask.OWN, "", f"what {may} be done {condition}", deed, "advice")
        elif named := _SPEAK_OF.fullmatch(then):
            yield Finding(Ask.CALLED, "", whole[:1].upper() + whole[1:], named["name"], "so called")
        elif _is_whole(then) and (not UNFINISHED.search(then) or _ends_in_particle(then)) and len(then.split()) >= 3:
            yield Finding(Ask.IF, "", condition, then, "condition")


def bare_opening(text: str, tokens: Sequence[Word]) -> Iterator[Finding]:
    """A sentence that opens with its condition and sets no comma behind it ("Once the vat is full it is emptied").

    >>> [(f.said, f.answer) for f in bare_opening(_FULL, tagged(_FULL))]
    [('once the vat is full', 'it is emptied')]
    """
    for i in range(4, len(tokens) - 1):
        word, before, behind = tokens[i], tokens[i - 1], tokens[i + 1]
        acts = behind.tag in FINITE or (behind.tag == "NN2" and word.text.lower() == "it")
        own = word.text.lower() in {"it", "they", "you", "we"} and acts and i + 2 < len(tokens)
        named = word.tag == "AT0" and clause(tokens, i) is not None
        named = named and (before.tag in {"AJ0", "VVN", "AV0"} or before.tag.startswith("NN"))
        if not own and not named:
            continue
        first = clause(tokens[1:i])
        verb = (tokens[1:i])[first.verb] if first is not None else None
        state = verb is not None and verb.tag in {"VBZ", "VBB"} and before.tag in _STATE
        state = state or (verb is not None and _is_over(tokens, i, first.verb + 1 if first else 0))
        sudden = named and before.tag == "AV0" and _SUDDEN.match(text[tokens[1].start : before.end]) is not None
        if not state and not sudden and not (own and first is not None and before.tag.startswith(("NN", "VVZ"))):
            return
        condition = re.sub(r",?\sthen$", "", text[: before.end].strip())
        then = text[word.start :].strip(" .")
        if (
            (sudden or says(condition.partition(" ")[2]))
            and "," not in condition
            and not orders(then)
            and len(then.split()) > 2
        ):
            yield Finding(Ask.IF, "", condition[:1].lower() + condition[1:], then, "condition")
        return


# "When one side breaks it early, lawyers speak of an anticipatory breach": what that is called.
_SPEAK_OF = re.compile(
    r"(?:we|one|they|people|[a-z]{4,}s) (?:speaks?|talks?) of (?:an? )?(?P<name>[\w-]+(?: [\w-]+){0,3})"
)


def _is_over(tokens: Sequence[Word], at: int, verb: int) -> bool:
    """Whether what a verb of change takes ends before a word: an adverb, or a time or place ("within 30 days")."""
    acts = tokens[verb].tag in {"VVZ", "VVB"} and tokens[verb].lemma not in _GIVING
    behind = tokens[verb + 1 : at]
    adverb = bool(behind) and behind[-1].tag == "AV0" and len(behind) == 1
    placed = len(behind) > 1 and behind[0].tag.startswith("PR") and behind[-1].tag.startswith("NN")
    return acts and (adverb or placed)


# "the lamp blinks twice": a tagger may take the verb for a noun
_SUDDEN = re.compile(r"(?:the|an?|every|no)\s(?:[\w-]+\s){1,2}[a-z]{3,}s\s(?:once|twice|again|slowly|[a-z]+ly)$", re.I)
_GIVING = frozenset({"give", "tell", "show", "send", "offer", "hand", "bring", "make", "keep", "find"})
_FULL = "Once the vat is full it is emptied"
_STATE = frozenset({"AJ0", "AJC", "VVN", "AV0", "NN1", "NN2"})


def _changes(first: str) -> bool:
    """Whether a clause behind "as" says that something changes ("the length increases"), so that something follows."""
    tokens = tagged(first)
    found = clause(tokens) if tokens else None
    if found is None and tokens and ends_in_change(tokens):
        return True
    if not tokens or found is None or tokens[0].tag.startswith(("PN", "EX")):
        return False
    done = tokens[found.verb].tag in {"VBZ", "VBB"} and any(t.tag == "VVN" for t in tokens[found.verb + 1 :][:2])
    return tokens[found.verb].tag in {"VVZ", "VVB"} or done or _MORE.search(first) is not None


def ends_in_change(tokens: Sequence[Word]) -> bool:
    """Whether the last word is the verb of a few words in front of it, though it looks like a noun ("a cheese ages",
    "temperatures rise")."""
    last, before = tokens[-1], tokens[-2] if len(tokens) > 1 else tokens[-1]
    if not 2 <= len(tokens) <= 7 or not before.tag.startswith("NN") or not last.tag.startswith(("NN", "VV")):
        return False
    told = tagged(f"{'they' if before.tag == 'NN2' else 'it'} {last.text}") or ()
    return len(told) == 2 and told[1].tag == ("VVB" if before.tag == "NN2" else "VVZ")


_MORE = re.compile(r"\b(?:gets?|becomes?|is|are) (?:more|less|\w+er|consumed|added|used)\b", re.I)


def _is_thing(text: str) -> bool:
    """Whether words name something, which may be lacking ("rennet", "a lock"), and no more than that."""
    tokens = tagged(text) or ()
    return 0 < len(tokens) <= 7 and not is_pointing(text) and is_name(tokens, (0, len(text))) and tokens[0].tag != "VVG"


def _is_whole(then: str) -> bool:
    """Whether words behind a condition say what happens: a clause of their own, or what is to be done."""
    tokens = tagged(then)
    if (
        not tokens
        or tokens[0].tag.startswith("CJ")
        or (tokens[0].tag == "CRD" and clause(tokens) is None)
        or tokens[-1].tag in {"VM0", "TO0", "AT0"}
    ):
        return False
    return clause(tokens) is not None or tokens[-1].tag in FINITE or shape_of(then) == "predicate"


def _ends_in_particle(then: str) -> bool:
    """Whether a clause ends in what belongs to its participle ("dry leaves should be mixed in")."""
    done = [token.tag for token in (tagged(then.rstrip(".")) or ())[-3:-1]]
    return len(done) == 2 and done[1] == "VVN" and done[0].startswith(("VB", "AV")) and then.endswith(_PARTICLES)


_PARTICLES = (" in", " on", " off", " out", " over", " by", " with", " for", " to")


def _to_do(first: str, whole: str, then: str) -> Iterator[Finding]:
    """ "To track them, the router keeps a table": what is done for it."""
    if _begins_as_noun(first) or ";" in first or re.match(r"(?:be|have|me|us|some|that|this)\b", first, re.I):
        return
    if needed := re.match(
        r"(?:you|we|one)\s(?:(?:will|may|would)\s)?(?P<verb>need|must have|require)s?\s(?!to\b)(?P<what>.{3,})$", then
    ):
        yield Finding(Ask.OWN, "", f"what do you need {whole}", needed["what"], "means")
    elif not _lacks_subject(then) and not UNFINISHED.search(then):
        then = re.sub(r"^(?:just|simply|you just|you simply)\s(?=[a-z])", "", then)
        yield Finding(Ask.HOW, "", whole, (_bidden(then) or ("", then))[1], "means")


# "If you want to undo it, …" asks how that is done, not what happens then.
_WISH = re.compile(
    r"(?:you|we|one)\s(?:(?:ever|really|only|just)\s)?(?:want|need|would like|wish|have) to (?P<deed>\w+\s\S.*)$", re.I
)
_BIDS = re.compile(
    r"(?:we|you|one|i)\s(?:(?:just|simply|first|then|only|also|usually|often|typically|normally|would|will|may)\s)*"
    r"(?P<may>can|could|should|must|have to|has to|need to)?\s?(?:(?:just|simply|first|then|also)\s)?"
    r"(?P<deed>[a-z]{2,}\s.{3,})$",
    re.I,
)


def _bidden(then: str) -> tuple[str, str] | None:
    """ "can" and "flip the bits" of "we can flip the bits": what one does, as it is told somebody; None elsewhere."""
    match = _BIDS.match(then)
    told = tagged(f"to {match['deed']}") if match else None
    if match is None or not (is_order(match["deed"]) or (match["may"] and told and told[1].tag == "VVI")):
        return None
    may = (match["may"] or "").lower()
    return ("can" if may in {"can", "could"} else "should" if may else ""), match["deed"]


def _lacks_subject(then: str) -> bool:
    tokens = tagged(then)
    return not tokens or tokens[0].tag in {"VM0", "VVZ", "VBZ", "VHZ"}


def _begins_as_noun(text: str) -> bool:
    """Whether words begin as a noun does, so that "to" before them leads to no verb ("To the untrained eye")."""
    tokens = tagged(text)
    return bool(tokens) and tokens is not None and tokens[0].tag.startswith(("AT", "DPS", "DT0", "PN", "NP"))
