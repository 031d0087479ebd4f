"""When an English card leans on what it does not show: a pronoun that names nothing, a second half, a list left out."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.grammar import tagged
from cards.language.english.meanings import is_order
from cards.language.english.plurals import plural
from cards.language.finding import Ask

_SOME_LABEL = re.compile(
    r"(?:results?|outcomes?|impacts?|implications?|consequences?|effects?|summary|background|motivation|significance"
    r"|problems?|solutions?|approach|insights?|findings?|conclusions?|status|actions?|context|notes?|details?|evidence"
    r"|goals?|inputs?|outputs?)",
    re.I,
)
_ASKED_WITH = frozenset({Ask.WHY, Ask.OWN, Ask.HOW})
# "reaches forward the same way": the way stands in the sentence before.
_LIKEWISE = re.compile(r"(?:\b(?:in )?the same (?:way|manner|fashion)|\blikewise|\bsimilarly|, too)$", re.I)
_THINGS = re.compile(
    r"\b(?:two|three|four|five|six|several|these|the following|\d) (?:main |key |different |other )?"
    r"(?:things|parts|ideas|points|ways|steps|pieces|ingredients|components|goals|problems|questions|reasons)$",
    re.I,
)
# "It explains that the mast is short because …": the reason is one of what is explained, not of explaining it.
_REPORTS = re.compile(
    r"\b(?:explains?|says?|states?|notes?|argues?|claims?|mentions?|points? out|suggests?|adds?|stresse?s?) that\b",
    re.I,
)
_TELLS_OF_NOTE = re.compile(
    r"an? (?:[\w-]+,? ){0,4}(?:guide|tutorial|walk-?through|primer|overview|summary|introduction|cheat ?sheet|recap)"
    r" (?:to|for|of|on|about)\b",
    re.I,
)
_TRIED = re.compile(r"(?:is|are|was|were) (?:only )?(?:tested|verified|tried|checked) (?:on|with|against|under|in)$")
_ROUTE = re.compile(r"`?(?:GET|POST|PUT|PATCH|DELETE) /")
_OF_USES = re.compile(r"\b(?:use[- ]cases?|applications?|real[- ]world (?:uses?|examples?|scenarios?))\b", re.I)
_DOING = re.compile(r"[A-Z]?[a-z]{3,}ing\s(?!of\b)")
_SOMEBODY_DOES = re.compile(
    r"(?:the|our) (?:team|company|users?|developers?|attackers?|authors?|chip|app|system) [a-z]+s\b", re.I
)
_ANY_PROGRAM = re.compile(
    r"(?:(?:run|start|launch|execute) (?:the |your |an? )?(?:application|app|program|project|script|code|example)"
    r"|install (?:the |all )?(?:required|necessary|needed) (?:libraries|dependencies|packages|requirements|tools))",
    re.I,
)
_MEANS = frozenset({Ask.WHAT, Ask.DOES, Ask.GAP})
_SAME_THING = re.compile(
    r"\bthe same (?:(?:web ?)?page|command|file|thing|code|example|error|problem)\b(?! as\b)", re.I
)
_ENDS_NEARLY = re.compile(
    r"\b(?:lose|gain|take|cost|weigh|hold|use|need|cover|last|have|grow|fall|rise|drop|keep|spend|save) "
    r"(?:about|around|roughly|nearly|almost|approximately)$"
)
_FITTING = re.compile(
    r"(?:an? |the )?(?:correct|right|appropriate|proper|suitable|best|relevant|necessary|required|desired|certain) \w+",
    re.I,
)
_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b", re.I)


def doubt_of_leaning(fact: Fact, answer: str, name: str, rule: str, scope: Scope) -> str:
    """Why a card says less than its sentence did; "" where it stands by itself."""
    if re.match(r"same\s", name, re.I) and fact.about:
        return "of which one it tells is not said"  # "… later in the same ledger — the harbour's board"
    parts = re.split(r"\s?/\s?|\s(?:&|and)\s", name) if fact.about and rule != "sentence" else []
    if len(parts) > 1 and all(map(_SOME_LABEL.fullmatch, parts)):
        return "its term is a label, not a name"
    if fact.about and rule == "definition" and _EACH_OTHER.search(name):
        return "its term is a deed, not a name"
    if fact.ask in {Ask.DOES, Ask.WHAT} and _LIKEWISE.search(answer):
        return "its answer says nothing by itself"
    if fact.ask is Ask.WHAT and _THINGS.search(answer):
        return "it only leads to the list below it"
    if fact.ask is Ask.DOES and _ROUTE.match(name):
        return "its command says itself what it does"
    if fact.ask is Ask.WHAT and rule == "definition" and _OF_USES.search(scope.heading) and _DOING.match(answer):
        return "it says something of another thing than its term"  # "Shops: preventing bots" under "Use cases"
    if fact.ask is Ask.PURPOSE and re.match(r"for (?:example|instance)\b", answer, re.I):
        return "it asks for one example of many"
    if fact.ask is Ask.WHAT and _SOMEBODY_DOES.match(answer):
        return "it tells what is so, not what its term is"
    if rule == "question" and len(re.findall(r"^\W*(?:what|how|why|when)\b", answer, re.I | re.M)) > 1:
        return "it only leads to the list below it"  # what is to be told, not what answers
    if fact.ask is Ask.COMMAND and _ANY_PROGRAM.fullmatch(fact.said.strip()):
        return "it does not say of what it tells"
    if fact.ask in _MEANS and re.search(r"\sso$|\((?:see )?(?:above|below)\)$", answer):
        return "it was cut in the middle of a sentence"
    if re.search(r"\smeans$", name) and fact.ask is Ask.DOES:
        return "its verb is a name there"
    if fact.ask in {Ask.IF, Ask.WHY} and _SAME_THING.search(fact.said):
        return "it points at what is not there"
    if fact.ask is Ask.WHY and _REPORTS.search(fact.said):
        return "it says two things at once"
    if fact.ask is Ask.WHY and re.match(r"so that (?:it|they)['’\s]", answer, re.I) and _CAN.search(fact.said):
        return "it tells what comes of it, not why it is so"
    if fact.ask in {Ask.DOES, Ask.OWN} and _ENDS_NEARLY.search(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.DOES and _TRIED.search(fact.said):
        return "it tells of one person"
    if rule == "sentence" and fact.sort == "meaning" and len(scope.heads) <= 1 and _TELLS_OF_NOTE.match(answer):
        return "it speaks of the note itself"
    if fact.ask is Ask.PURPOSE and re.search(r"\b(?:these|those|this|that) [a-z]+$", answer):
        return "it points at what is not there"
    if fact.ask is Ask.DOES and re.search(r"\bapproach$", fact.said) and " as " in answer:
        return "it was cut in the middle of a sentence"
    if fact.ask in {Ask.CELL, Ask.ASPECT} and re.search(r"\bthe following\b", name, re.I):
        return "its heading names no thing"
    if fact.ask is Ask.GAP and _FITTING.fullmatch(answer):
        return "its answer says little"
    if fact.ask is Ask.DOES and not fact.said and plural(name) and is_order(name.lower()) and is_order(answer):
        return "it is a step, not what its term is"  # "Handle Responses: use …"
    if fact.ask is Ask.PURPOSE and re.match(r"for (?:every|each|all|any)\b", answer, re.I):
        return "it says something else than what its term is"  # "Zero boats — for every harbour"
    if fact.ask is Ask.WHY and (_OPENS_AGAINST.match(answer) or _AS_SAID.search(answer)):
        return "its reason leans on a sentence before it"
    if fact.ask is Ask.IF and re.search(r",\s(?:or\s)?else\b", fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.PURPOSE and re.search(r"\sand\s\S+(?:\s\S+){0,3}\sfor\s", answer):
        return "it tells of several things at once"
    if rule == "code" and fact.ask is Ask.COMMAND and _ADAPTS.match(fact.said):
        return "it does not say of what it tells"
    if fact.ask is Ask.COMMAND and any(f" {flag}" in answer for flag in re.findall(r"`(--?[a-z][\w-]*)`", fact.said)):
        return "its answer stands in its heading"  # "by adding the `--no-check` flag: which command?"
    if fact.ask in {Ask.PURPOSE, Ask.DOES} and _TO_PROVE.match(answer) and any(map(_EXERCISES.search, scope.heads)):
        return "it is an exercise"
    if fact.ask is Ask.EQUALS and re.search(r"\w\.\w+\(|\w\([\"']", answer):
        return "it is a line of a program"
    if rule == "question" and re.match(r"for (?:further|more)\b|(?:see also|check out)\b", answer, re.I):
        return "its question is asked only to go on, and its answer points elsewhere"
    if rule == "question" and _EXAMPLE_CUT.search(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.OWN and fact.sort == "way" and _NOT_SO.search(fact.said):
        return "it says two things at once"
    if fact.ask in _ASKED_WITH and _hangs(fact.said, fact.about or scope.name):
        return "it does not say of what it tells"
    return ""


# "how can a knot not come loose merely? by pulling", "how does it hold in calm and can also hold in storms?"
_NOT_SO = re.compile(r"\bnot\b|n't\b|\band (?:can|may|will|is|are|has|have|also)\b")
_OPENS_AGAINST = re.compile(r"(?:but|yet|however|compounding|despite|unlike)\b", re.I)
_AS_SAID = re.compile(r"\bas (?:we|you|i) (?:\w+ )?(?:covered|discussed|saw|mentioned|said|noted|learned)\b", re.I)
# "replace the name of the boat" beside a command bids its writer, and says nothing of what the command does
_ADAPTS = re.compile(r"(?:replace|substitute|fill in|note|remember|make sure|use your)\b", re.I)
_TO_PROVE = re.compile(
    r"to (?:prove|show|simplify|find|compute|calculate|solve|derive|determine|evaluate|verify|sketch)\b", re.I
)
_EXERCISES = re.compile(r"\b(?:questions?|exercises?|problems?|homework|assignment)\b", re.I)
_EXAMPLE_CUT = re.compile(r"(?:^|\. )For (?:example|instance), (?:when|if|suppose|imagine)\b[^,]*$")
_CAN = re.compile(r"\b(?:can|could|may|might)\b")


def _hangs(said: str, name: str) -> bool:
    """Whether a question has "them" for several things none of which it names.

    >>> _hangs("making them easy reduces the overhead", "Tidiness"), _hangs("sailors coil ropes and dry them", "")
    (True, False)
    """
    match = re.search(r"\bthem\b", said)
    if match is None:
        return False
    before = tagged(f"{said[: match.start()]}{match[0]}") or ()
    named = any(word.tag in {"NN2", "NN0", "NP0", "CJC"} or word.text.startswith("\x01") for word in before)
    return bool(before) and not named and (tagged(name) or (before[0],))[-1].tag != "NN2"
