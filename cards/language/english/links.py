"""What stands behind a word that links two halves of an English sentence: the reason, the condition, the purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.asking import base, inside, questioned
from cards.language.english.deeds import UNFINISHED, orders, says
from cards.language.english.grammar import (
    FINITE,
    Clause,
    clause,
    is_pointing,
    piece_of,
    shape_of,
    tagged,
    without_article,
)
from cards.language.english.namesakes import named_in
from cards.language.english.openings import OPENS, ends_in_change, opening
from cards.language.english.predicates import predicate_end
from cards.language.english.reasons import REASONS, as_reason, is_sentence, reason, result
from cards.language.finding import Ask, Finding
from cards.language.mending import infinitive
from cards.language.word import Word

LINK = re.compile(
    r"(?P<mark>,\s+since|,?\s+(?:if and only if|iff|because of|because|b/c|since|due to|thanks to|owing to|so that"
    r"|in order to|even if|even though|although|if|when|whenever|unless|until|once|as soon as|as long as|by|instead of"
    r"|rather than|through|without|via|using))\s+",
    re.I,
)
_CONDITIONS = frozenset({"even if", "if", "when", "whenever", "once", "as soon as", "as long as", "unless"})
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
    r"\b(?:say|tell|know|check|test|verify|see|show|ask|choose|decide|determine|find out|specif(?:y|ies)|indicate)"
    r"(?:s|es|ed|ing)?"
    r"(?:\s(?:you|us|them|whether|me|exactly))?$|\b(?:define|control|detect|evaluate|assess|establish|verify)s?$|\beven$",
    re.I,
)
_ASKS_ALSO = re.compile(
    r"\b(?:decide|determine|define|know|check|choose|tell|specify|control)s?\s"
    r"(?:if|whether|what|which|when|how|where|who)\b"
)  # "decides which jobs run, when they run, and where"
_WAS = re.compile(r"^(?P<what>[\w-]+(?:\s[\w-]+){0,4}?)\s(?P<be>is|are)\s(?P<done>\w{2,}(?:ed|en|wn|ut|pt|nt|ld))$")
_ONLY = re.compile(r"\bonly\b", re.I)
SO = re.compile(
    r",\s+(?:hence|which is|that is|that's) why\s+|,\s+(?:and\s+)?so\s+(?!that\b|as\b|on\b|forth\b|far\b|much\b|many\b)"
)


def linked(text: str, hidden: str, tokens: tuple[Word, ...], main: Clause | None, said: bool) -> Iterator[Finding]:
    """What stands behind a word that links: the reason, the condition, the result, the purpose.

    `said` tells that the clause itself said something already: a condition inside that is no card of its own.
    """
    if so := SO.search(hidden):
        yield from result(text, so, main)
        return
    for match in LINK.finditer(hidden):
        if match.start() < 6:
            continue
        mark = match["mark"].strip(" ,").lower()
        before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip()
        bare = len(after.split()) < 2 and not (mark in _CONDITIONS and _ONLY.search(before))
        times = mark == "once" and after.startswith("(")  # "runs only once (at dawn)"
        if bare or times or len(before.split()) < 2 or before.endswith((":", ";")):
            continue
        if mark in {"if and only if", "iff"}:
            if says(after) and (asked := questioned("when", before)):
                yield Finding(Ask.OWN, "", asked, f"{mark} {after}", "when")
            return
        if mark in REASONS:
            yield from reason(mark, before, after)
            return
        if mark in _MEANS or mark == "until":
            if not said and (how := _how(mark, before, after)):
                yield how
                return
            continue
        if mark in {"so that", "in order to"}:
            after = re.split(r",\s(?:and|but)\s(?=(?:in|on|later|then|\w+ed)\b)", after)[0]
            if not UNFINISHED.search(before) and is_sentence(before):
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
            asks = _ASKS_WHETHER.search(before) or _ASKS_ALSO.search(before)
            own = tuple(t for t in tokens if t.end <= match.start())
            if main is None and not said and says(after) and (acting := _acting(text, own)):
                who, does = acting
                if mark == "unless":
                    yield Finding(Ask.IF, "", f"unless {after}", before, "condition")
                else:
                    yield Finding(Ask.OWN, "", f"when does {who} {does}", f"{mark} {after}", "when")
                return
            if said or asks or main is None or match.start() < main.rest[0] or ", " in before:
                return
            yield from _condition(mark, before, after, own)
            return
    if not said and (why := next(as_reason(text, hidden, main), None)):
        yield why
        return
    if not said and main is not None and (to := _purpose(tokens, main.verb)):
        at = next(i for i, token in enumerate(tokens) if token.start == to)
        yield Finding(Ask.PURPOSE, "", text[:to].strip(), text[to : predicate_end(tokens, at)].strip(" ,;"), "purpose")


def _how(mark: str, before: str, after: str) -> Finding | None:
    """How, or until when, something is done, asked of the clause before "by", "using", "until"."""
    if re.search(r"[,;:]", before) or UNFINISHED.search(before) or len(after.split()) > 18 or re.search(r"[;:]", after):
        return None
    if re.search(r"\b(?:unless|if|when|where|that|which|because|while)\b", before):
        return None
    if mark == "through" and not re.match(r"\w+ing\b", after) and not _talks(before, after):
        return None
    if mark == "by" and re.search(r"\bby\s.*\b(?:or|and)\s", before):
        return None  # "moved by walking or turned by holding a key": two deeds, each with its way
    if mark == "by" and not re.match(r"(?:\w+ly\s|not\s)?\w+ing\b", after):
        return None
    if mark == "until":
        if after.startswith("then"):
            return None
        after = re.split(r",\s(?!and\b|or\b|not\b)", after)[0]
        before = re.sub(r"\sfor (?:an?|some|a certain|a short|a while) ?(?:time|while|period)?$", "", before)
    asked = questioned("until when" if mark == "until" else "how", before)
    if len(asked.split()) < 5:
        return None
    return Finding(Ask.OWN, "", asked, f"{mark} {after}", "until" if mark == "until" else "way")


_MEANS = frozenset({"by", "through", "via", "using"})


def _talks(before: str, after: str) -> bool:
    """Whether a clause tells that things talk or work together, so that "through" names the means and no place."""
    return _TALKS.search(before) is not None and len(after.split()) <= 10


_TALKS = re.compile(r"\b(?:communicat|interact|connect|exchang|access|authenticat|implement|configur|manag)\w*\b")


def _purpose(tokens: tuple[Word, ...], verb: int) -> int:
    """Where the purpose of what is done begins ("is hashed to spread the load"); 0 where none is told."""
    done = next((i for i in range(verb + 1, min(verb + 4, len(tokens))) if tokens[i].tag == "VVN"), 0)
    if is_pointing(tokens[0].text) and tokens[0].tag == "PNP":
        return 0
    if tokens[verb].tag not in {"VBB", "VBZ"} or not done or tokens[done].text in _NO_PURPOSE:
        return 0
    for i in range(done + 1, len(tokens) - 2):
        word = tokens[i]
        if word.text == "for":
            return 0  # "the capacity for a function to be differentiable"
        if word.text in ",;:" or word.tag in FINITE or word.text in _NO_PURPOSE or word.tag.startswith(("CJ", "DTQ")):
            return 0
        if word.tag == "TO0" and tokens[i + 1].tag == "VVI" and tokens[i - 1].text not in _NO_PURPOSE:
            return word.start
    return 0


def _condition(mark: str, before: str, after: str, own: tuple[Word, ...]) -> Iterator[Finding]:
    """What is so under a condition, or when it is so; `own` are the words before it, as tagged in their sentence."""
    if before.endswith(("—", "–", " -")):
        # "… share a shaft — if one fails, another turns it": a sentence of its own stands behind the dash.
        if opened := OPENS.match(f"{mark} {after}"):
            yield from opening(f"{mark} {after}", opened)
        return
    _, comma, behind = after.partition(", ")
    if comma and clause(tagged(behind) or ()) is not None and not re.match(r"(?:and|or|which|who|but)\b", behind):
        return  # "… if the line is tapped, they can read it": what follows stands behind the comma
    if only := _ONLY.search(before):
        # "X only happens if …" says when it does, and not what follows from the condition.
        bare = f"{before[: only.start()]} {before[only.end() :]}".strip()
        if mark == "even if":
            return  # "only lifts one boat, even if there are two winches": that is no condition of it
        asked = questioned("when", re.sub(r"\s{2,}", " ", bare))
        alone = [t.tag[:2] for t in tagged(after) or ()] == ["AJ"]  # "only when empty"
        if asked and (says(after) or after.lower().startswith("there ") or alone):
            yield Finding(Ask.OWN, "", asked, f"only {mark} {after}", "when")
        return
    if is_ := re.match(r"^(?P<what>(?:an?\s|the\s)?(?:[\w-]+\s){1,3})(?:is|are|occurs|happens)$", before):
        yield Finding(Ask.WHAT, without_article(is_["what"].strip()), "", f"{mark} {after}", "meaning")
        return
    if mark == "unless":
        told = named_in(after, before, own)
        if says(told) and not is_pointing(before) and not UNFINISHED.search(before) and not orders(before):
            yield Finding(Ask.IF, "", f"unless {told}", before, "condition")
        return
    if mark == "even if":
        return  # what holds all the same is asked where the sentence is read
    if was := _WAS.match(before):
        what = (
            was["what"][:1].lower() + was["what"][1:]
            if re.match(r"(?:An?\s|[A-Z][a-z]+\b(?!\s[A-Z]))", was["what"])
            else was["what"]
        )
        if not is_pointing(what):
            yield Finding(Ask.OWN, "", f"when {was['be']} {what} {was['done']}", f"{mark} {after}", "when")
        return
    if (state := _is_so(before)) and says(after):
        yield Finding(Ask.OWN, "", f"when {state}", f"{mark} {after}", "when")
        return
    if (does := happens_alone(before, own)) and says(after):
        yield Finding(Ask.OWN, "", f"when {does}", f"{mark} {after}", "when")
        return
    if mark != "as long as" and re.match(r"(?:it|they)\b", after) and (asked := _asks_when(before)):
        yield Finding(Ask.OWN, "", asked, f"{mark} {_AND_DOES.split(after)[0]}", "when")
        return
    if mark == "as long as":
        before = before.removesuffix(" for")
    if (
        shape_of(before) == "phrase"
        or not says(after)
        or len(before.split()) < 3
        or UNFINISHED.search(before)
        or is_pointing(before)
        or _says_only_which(before)
    ):
        return
    if orders(before):
        yield Finding(Ask.OWN, "", f"what should be done {mark} {after}", before, "advice")
    else:
        yield Finding(Ask.IF, "", f"{mark} {after}", before, "condition")


_AND_DOES = re.compile(r",\s(?:and|but|then)\s(?=[a-z]+\s)")


def _says_only_which(before: str) -> bool:
    """Whether words name a thing and say only which one ("Paint that is not to be mixed"), and nothing of it."""
    tokens = tagged(before) or ()
    verbs = [i for i, token in enumerate(tokens) if token.tag in FINITE]
    return bool(verbs) and all(i and tokens[i - 1].text in {"that", "which", "who"} for i in verbs)


def _asks_when(before: str) -> str:
    """When something happens, where its condition calls it "it": what that is stands in the question."""
    tokens = tagged(before)
    found = clause(tokens) if tokens else None
    if not tokens or found is None or UNFINISHED.search(before) or len(before.split()) < 4:
        return ""
    return "" if is_pointing(piece_of(before, found.subject)) else questioned("when", before)


def _is_so(before: str) -> str:
    """ "is a pool single-user" of "a pool is single-user": how a thing is, in a word; else ""."""
    tokens = tagged(before)
    found = clause(tokens) if tokens else None
    if not tokens or found is None or tokens[found.verb].tag not in {"VBZ", "VBB"} or found.verb != len(tokens) - 2:
        return ""
    last = tokens[-1]
    held = last.text.startswith("\x01") or before.rstrip().endswith(("'", '"', "’", "”"))
    if not (last.tag.startswith("AJ") or held) or is_pointing(piece_of(before, found.subject)):
        return ""
    return questioned("", before).strip()


def _acting(text: str, own: tuple[Word, ...]) -> tuple[str, str] | None:
    """Who acts and what it does, where the verb at the end of a few words looks like a noun ("The scale beeps")."""
    if not own or own[0].tag != "AT0" or not 2 < len(own) <= 6:
        return None
    bare = [t.tag for t in own[1:-1]]
    beside = own[-1].tag == "NN2" and bare[-1] == "NN1" and all(tag in {"NN1", "AJ0"} for tag in bare)
    if not beside and not ends_in_change(own):
        return None
    return inside(text[: own[-1].start].strip(), own[0]), infinitive(own[-1].text.lower())


def happens_alone(before: str, tokens: tuple[Word, ...]) -> str:
    """ "does the probe fire" of "the probe fires": a subject and its verb alone; "" where there is more or less.

    By itself a tagger takes "a siren sounds" for two nouns; in its sentence it does not.
    """
    end = len(tokens) - 1
    while end > 1 and (tokens[end].tag == "AV0" or (tokens[end].tag == "AVP" and end == len(tokens) - 1)):
        end -= 1
    found = clause((*tokens, Word("", "PUN", len(before), len(before), ""))) if end > 0 else None
    if found is None or found.verb != end or tokens[end].tag not in {"VVZ", "VVB"}:
        return ""
    subject = piece_of(before, found.subject)
    if is_pointing(subject):
        return ""
    small = subject[:1].lower() + subject[1:] if tokens[0].tag.startswith(("AT", "NN", "AJ")) else subject
    behind = before[tokens[end].end :]
    return f"{'does' if tokens[end].tag == 'VVZ' else 'do'} {small} {base(tokens[end])}{behind}"
