"""When an English card leans on what it does not show: a pronoun that names nothing, a second half, a list left out."""

from __future__ import annotations

import re

from cards.asking.doubt_rows import Row, first_doubt, of
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.grammar import tagged
from cards.language.english.meanings import is_order
from cards.language.english.plurals import plural
from cards.language.finding import Ask

_CUT = "it was cut in the middle of a sentence"
_NOWHERE = "it points at what is not there"
_OPEN = "it does not say of what it tells"
_LITTLE = "its answer says little"
_ELSE = "it says something else than what its term is"
_QUESTION = frozenset({"question"})


def _has(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_ROWS = (
    # "Turning the stern through it": what that is stands in the sentence before.
    Row(of(Ask.CALLED), "said", _has(r"^(?!.*\b(?:when|if|that|which|who|where)\b)[^,]*\s(?:it|them)$"), _NOWHERE),
    # "reaches forward the same way": the way stands in the sentence before.
    Row(
        of(Ask.DOES, Ask.WHAT),
        "answer",
        _has(r"(?:\b(?:in )?the same (?:way|manner|fashion)|\blikewise|\bsimilarly|, too)$"),
        "its answer says nothing by itself",
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(
            r"\b(?:two|three|four|five|six|several|these|the following|\d) (?:main |key |different |other )?"
            r"(?:things|parts|ideas|points|ways|steps|pieces|ingredients|components|goals|problems|questions|reasons)$"
        ),
        "it only leads to the list below it",
    ),
    # "a list of books on hold for more than [...]": a thing with its size, and nothing said of it
    Row(
        of(Ask.GAP),
        "said",
        _has(
            r"^an? (?:[\w-]+ ){1,3}(?:of|with|for|in|on|to|from|at) "
            r"(?:(?!\b(?:is|are|was|were|has|have|had|can|may|must|will|should|does|do|needs|takes|holds|weighs)\b)"
            r"[^.])*\[\.\.\.\]\.?$"
        ),
        _OPEN,
    ),
    # "In memory: No. A ptr[3] is an array": the answer to a question that stands elsewhere
    Row(of(Ask.WHAT, Ask.ASPECT, Ask.DOES), "answer", _has(r"^(?:yes|no|nope|yep)[.,;!] \S"), _ELSE),
    Row(
        of(Ask.WHY, Ask.OWN, Ask.DOES, Ask.IF),
        "said",
        _has(r"\bleft (?:as|to|for) (?:an? |the )?(?:exercise|homework|readers?|student)\b"),
        "it tells of an exercise",
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^(?:the|our) (?:team|company|users?|developers?|attackers?|authors?|chip|app|system) [a-z]+s\b"),
        "it tells what is so, not what its term is",
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^an? (?:\w+ ){0,3}field that (?:represents|stores|holds|contains) the\b"),
        "its meaning says no more than its name",  # "imgUrl": the url of the image
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^an? (?:large|big|major|huge|small|key|important) (?:portion|part|chunk|share|amount|piece) of\b"),
        "it tells what is so, not what its term is",
    ),
    Row(of(Ask.IF), "said", _has(r"^when\s.*\bwill\b"), _CUT),  # "poll at times when the load will be low"
    Row(of(Ask.WHAT, Ask.DOES, Ask.GAP), "answer", _has(r"\sso$|\((?:see )?(?:above|below)\)$"), _CUT),
    Row(of(Ask.DOES), "name", _has(r"^`?(?:GET|POST|PUT|PATCH|DELETE) /"), "its command says itself what it does"),
    # "the mechanisms just described", "how does it redress this imbalance?", "related feature": of which, stands above.
    Row(
        of(Ask.IF, Ask.OWN, Ask.DOES, Ask.WHY),
        "said",
        _has(r"\b(?:just|previously|already) (?:described|mentioned|discussed|seen|shown|introduced)\b"),
        _NOWHERE,
    ),
    Row(of(Ask.DOES), "said", _has(r"\b(?:this|these|those) [a-z]+$"), _NOWHERE),
    Row(of(Ask.WHAT), "answer", _has(r"\b(?:described|discussed|mentioned|seen) (?:so far|above|earlier)\b"), _NOWHERE),
    Row(of(Ask.WHAT, Ask.OWN, Ask.PURPOSE), "answer", _has(r"\bthe following(?: [a-z]+)?$"), _CUT),
    Row(
        of(Ask.DOES, Ask.WHAT, Ask.PURPOSE),
        "name",
        _has(r"^(?:related|similar|corresponding|aforementioned|resulting|respective) [a-z]+$"),
        "of which one it tells is not said",
    ),
    Row(of(Ask.LIST), "said", _has(r"^(?:definitions?|terms|concepts|topics|notations?)$"), _LITTLE),
    # What a picture or a block below shows, under the heading of the thing.
    Row(
        of(Ask.WHAT),
        "answer",
        _has(
            r"^(?:an? |the )?(?:simplified|simple|typical|basic|high-level|rough|visual|minimal) (?:\w+ ){0,2}"
            r"(?:flow|diagram|overview|view|picture|sketch|workflow|sequence|illustration|layout|version)$"
        ),
        "it speaks of the note itself",
    ),
    # What a thing is likened to is not what is learnt of it.
    Row(of(Ask.CELL), "said", _has(r"\b(?:analogy|metaphor|비유)\b"), "it asks for one example of many"),
    Row(of(Ask.DOES), "name", _has(r"\smeans(?:\s\S+)?$"), "its verb is a name there"),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^(?:more|less|much|very|far|slightly|somewhat) \w+(?:\s[-–—]\s|[,;]|$)"),
        "it tells what is so, not what its term is",  # "Back door = more private - nobody sees you"
    ),
    Row(
        of(Ask.DOES),
        "said",
        _has(r"(?:is|are|was|were) (?:only )?(?:tested|verified|tried|checked) (?:on|with|against|under|in)$"),
        "it tells of one person",
    ),
    Row(
        of(Ask.DOES, Ask.OWN),
        "said",
        _has(
            r"\b(?:lose|gain|take|cost|weigh|hold|use|need|cover|last|have|grow|fall|rise|drop|keep|spend|save) "
            r"(?:about|around|roughly|nearly|almost|approximately)$"
        ),
        _CUT,
    ),
    Row(
        of(Ask.GAP),
        "answer",
        _has(
            r"^(?:an? |the )?(?:correct|right|appropriate|proper|suitable|best|relevant|necessary|required|desired"
            r"|certain) \w+$"
        ),
        _LITTLE,
    ),
    Row(of(Ask.PURPOSE), "answer", _has(r"^for (?:example|instance)\b"), "it asks for one example of many"),
    Row(of(Ask.PURPOSE), "answer", _has(r"\b(?:these|those|this|that) [a-z]+$"), _NOWHERE),
    Row(of(Ask.PURPOSE), "answer", _has(r"^for (?:every|each|all|any)\b"), _ELSE),  # "Zero boats — for every harbour"
    Row(of(Ask.PURPOSE), "answer", _has(r"\sand\s\S+(?:\s\S+){0,3}\sfor\s"), "it tells of several things at once"),
    # "It explains that the mast is short because …": the reason is one of what is explained.
    Row(
        of(Ask.WHY),
        "said",
        _has(
            r"\b(?:explains?|says?|states?|notes?|argues?|claims?|mentions?|points? out|suggests?|adds?|stresse?s?)"
            r" that\b"
        ),
        "it says two things at once",
    ),
    Row(
        of(Ask.WHY),
        "answer",
        _has(
            r"^(?:but|yet|however|compounding|despite|unlike)\b"
            r"|\bas (?:we|you|i) (?:\w+ )?(?:covered|discussed|saw|mentioned|said|noted|learned)\b"
        ),
        "its reason leans on a sentence before it",
    ),
    Row(
        of(Ask.WHY, Ask.IF),
        "said",
        _has(r"\bthe same (?:(?:web ?)?page|command|file|thing|code|example|error|problem)\b(?! as\b)"),
        _NOWHERE,
    ),
    Row(of(Ask.IF), "said", _has(r",\s(?:or\s)?else\b"), _CUT),
    Row(of(Ask.EQUALS), "answer", _has(r"\w\.\w+\(|\w\([\"']"), "it is a line of a program"),
    Row(of(Ask.IF), "said", _has(r"^(?:if|when|once)\s(?:the\s|an?\s)?\w+\s(?:to|of|in|for|from)\sits\b"), _OPEN),
    Row(
        of(Ask.CELL),
        "said",
        _has(r"^(?:topics?|subject|chapter|week|date|lecturer|instructor|professor)$"),
        "its column tells how the note is kept, not what its row is",
    ),
    Row(of(Ask.COMMAND), "said", _has(r"^\s*(?:clean(?:ing)? ?up|run|test|usage|output|result)\s*$"), _OPEN),
    Row(of(Ask.CELL, Ask.ASPECT), "name", _has(r"\bthe following\b"), "its heading names no thing"),
    # "replace the name of the boat" beside a command bids its writer, and says nothing of what the command does.
    Row(
        of(Ask.COMMAND),
        "said",
        _has(r"^(?:replace|substitute|fill in|note|remember|make sure|use your)\b"),
        _OPEN,
        frozenset({"code"}),
    ),
    Row(
        of(Ask.COMMAND),
        "said",
        _has(
            r"^\s*(?:(?:run|start|launch|execute) (?:the |your |an? )?"
            r"(?:application|app|program|project|script|code|example)"
            r"|install (?:the |all )?(?:required|necessary|needed)"
            r" (?:libraries|dependencies|packages|requirements|tools))\s*$"
        ),
        _OPEN,
    ),
    Row(
        of(Ask.OWN, Ask.GAP),
        "answer",
        _has(
            r"^for (?:further|more)\b|^(?:see also|check out)\b|\bin this (?:link|article|video|post)\b"
            r"|^(?:some|useful|more) (?:\w+ )?(?:websites?|links?|resources|information|articles|videos)\b"
        ),
        "its question is asked only to go on, and its answer points elsewhere",
        _QUESTION,
    ),
    # "This is a great way to find out how people work": why to ask somebody this, and not what is so
    Row(
        of(Ask.OWN),
        "answer",
        _has(
            r"^this is an? (?:\w+ )?(?:question|way) (?:to (?:ask|find out)|of asking)\b|^instead of (?:\w+ )?asking\b"
            r"|^(?:you should |do )?not only ask\b|^you(?:'|’)?(?: wi)?ll find out whether\b"
        ),
        "its answer is no answer to its question",
        _QUESTION,
    ),
    Row(
        of(Ask.OWN, Ask.GAP),
        "answer",
        _has(r"(?:^|\. )For (?:example|instance), (?:when|if|suppose|imagine)\b[^,]*$"),
        _CUT,
        _QUESTION,
    ),
)
_SOME_LABEL = _has(
    r"(?:results?|outcomes?|impacts?|implications?|consequences?|effects?|summary|background|motivation|significance"
    r"|problems?|solutions?|approach|insights?|findings?|conclusions?|status|actions?|context|notes?|details?|evidence"
    r"|goals?|inputs?|outputs?)"
)
_ASKED_WITH = of(Ask.WHY, Ask.OWN, Ask.HOW)
_TELLS_OF_NOTE = _has(
    r"an? (?:[\w-]+,? ){0,4}(?:guide|tutorial|walk-?through|primer|overview|summary|introduction|cheat ?sheet|recap)"
    r" (?:to|for|of|on|about)\b"
)
_OF_USES = _has(r"\b(?:use[- ]cases?|applications?|real[- ]world (?:uses?|examples?|scenarios?))\b")
_OF_DEEDS = _has(
    r"^(?:\W*\d\S*\s)?(?:best practices|actions?|recommendations|guidelines|(?:what )?problems? (?:it|\w+) solves?)$"
)
_WRONGLY = _has(r"\b(?:mistakes?|misconceptions?|myths?|fallac(?:y|ies))\b")
_DOING = re.compile(r"[A-Z]?[a-z]{3,}ing\s(?!of\b)")
_EACH_OTHER = _has(r"\b(?:each other|one another)\b")
_TO_PROVE = _has(r"to (?:prove|show|simplify|find|compute|calculate|solve|derive|determine|evaluate|verify|sketch)\b")
_EXERCISES = _has(r"\b(?:questions?|exercises?|problems?|homework|assignment)\b")
# "how can a knot not come loose merely? by pulling", "how does it hold in calm and can also hold in storms?"
_NOT_SO = re.compile(r"\bnot\b|n't\b|\band (?:can|may|will|is|are|has|have|also)\b")
_CAN = re.compile(r"\b(?:can|could|may|might)\b")


def doubt_of_leaning(fact: Fact, answer: str, name: str, rule: str, scope: Scope) -> str:
    """Why a card says less than its sentence did; "" where it stands by itself."""
    return (
        first_doubt(_ROWS, fact, answer, name, rule)
        or _of_term(fact, answer, name, rule, scope)
        or _of_deed(fact, answer, name, scope)
        or _of_question(fact, answer, rule, scope)
    )


def _of_term(fact: Fact, answer: str, name: str, rule: str, scope: Scope) -> str:
    """What speaks against the term, or against its meaning under that heading."""
    if re.match(r"same\s", name, re.I) and fact.about:
        return "of which one it tells is not said"  # "… later in the same ledger — the harbour's board"
    parts = re.split(r"\s?/\s?|\s(?:&|and)\s", name) if fact.about and rule != "sentence" else []
    if len(parts) > 1 and all(map(_SOME_LABEL.fullmatch, parts)):
        return "its term is a label, not a name"
    if fact.about and rule == "definition" and _EACH_OTHER.search(name):
        return "its term is a deed, not a name"
    over = (scope.heading, scope.lead, *scope.heads[-2:])
    if fact.ask is Ask.WHAT and rule == "definition" and any(map(_OF_USES.search, over)) and _DOING.match(answer):
        return "it says something of another thing than its term"  # "Shops: preventing bots" under "Use cases"
    if fact.ask is Ask.WHAT and rule == "definition" and any(map(_OF_DEEDS.search, over[:2])):
        return "it tells what is so, not what its term is"
    label = fact.said if fact.ask is Ask.OWN and fact.sort in {"why so", "of an aspect"} else ""
    if rule == "definition" and _is_said(
        label or (name if fact.ask is Ask.WHAT and fact.sort == "clause" else ""), answer
    ):
        return "its meaning says no more than its name"  # "Reduced parameters: it reduces the parameters"
    if rule == "sentence" and fact.sort == "meaning" and len(scope.heads) <= 1 and _TELLS_OF_NOTE.match(answer):
        return "it speaks of the note itself"
    return ""


def _is_said(name: str, answer: str) -> bool:
    """Whether each longer word of a label comes again, in some form, in what is told of it."""
    parts = [word[:5] for word in re.findall(r"[a-z]{4,}", name.lower())]
    return len(parts) > 1 and all(re.search(rf"\b{part}", answer.lower()) for part in parts)


def _of_deed(fact: Fact, answer: str, name: str, scope: Scope) -> str:
    """What speaks against what a thing does, is for, or is typed for."""
    if fact.ask is Ask.DOES and re.search(r"\bapproach$", fact.said) and " as " in answer:
        return _CUT
    if fact.ask is Ask.DOES and not fact.said and plural(name) and is_order(name.lower()) and is_order(answer):
        return "it is a step, not what its term is"  # "Handle Responses: use …"
    if fact.ask in {Ask.PURPOSE, Ask.DOES} and _TO_PROVE.match(answer) and any(map(_EXERCISES.search, scope.heads)):
        return "it is an exercise"
    if fact.ask is Ask.COMMAND and any(f" {flag}" in answer for flag in re.findall(r"`(--?[a-z][\w-]*)`", fact.said)):
        return "its answer stands in its heading"  # "by adding the `--no-check` flag: which command?"
    return ""


def _of_question(fact: Fact, answer: str, rule: str, scope: Scope) -> str:
    """What speaks against a question of why, how or what else, or against one of the writer's own."""
    if rule == "question" and len(re.findall(r"^\W*(?:what|how|why|when)\b", answer, re.I | re.M)) > 1:
        return "it only leads to the list below it"  # what is to be told, not what answers
    if fact.ask is Ask.WHY and any(map(_WRONGLY.search, (scope.heading, *scope.heads[-1:]))):
        return "it tells what is not so"  # "Thinking that depth is unnecessary because …" under "Common mistakes"
    if fact.ask is Ask.WHY and re.match(r"so that (?:it|they)['’\s]", answer, re.I) and _CAN.search(fact.said):
        return "it tells what comes of it, not why it is so"
    if fact.ask is Ask.OWN and fact.sort == "way" and _NOT_SO.search(fact.said):
        return "it says two things at once"
    if fact.ask in _ASKED_WITH and _hangs(fact.said, fact.about or scope.name):
        return "it does not say of what it tells"
    return ""


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
