"""When an English question is too loose: many answers would do, nobody knows of what it asks, or it says itself."""

from __future__ import annotations

import re

from cards.asking.doubt_rows import Row, first_doubt, of
from cards.asking.fact import Fact
from cards.language.finding import Ask

_WHICH = "of which one it tells is not said"
_NO_NAME = "its term is no name"
_LITTLE = "its answer says little"
_SENTENCE = frozenset({"sentence"})
_QUESTION = frozenset({"question"})
_SO = "it tells what is so, not what its term is"
_OPEN = "it does not say of what it tells"
_CUT = "it was cut in the middle of a sentence"


def _has(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_LABEL = _has(
    r"^(?:illustration|interpretation|intuition|remark|analogy|takeaway|insight|rationale|motivation|caveat|chosen|plan"
    r"|next|bottom line|(?:direct|key) criterion|critical bottleneck|(?:key|core) (?:idea|insight|point|takeaway)"
    r"|final (?:\w+ )?output|end of (?:module|chapter|week|lecture|section|part|day)\b.*)s?(?: \([^)]*\))?$"
)
_NO_QUESTION = _has(
    r"^what (?!(?:is|are|was|were|do|does|did|can|should|will|would|has|have|had)\b)"
    r"(?:\w+ ){0,2}(?:it|they|you|we) [a-z]+$"
)
_ROWS = (
    Row(
        of(Ask.DOES, Ask.WHAT), "name", _has(r"^(?:before|during|at the|in the|in an?|after (?:that|the))\s"), _NO_NAME
    ),
    Row(of(Ask.DOES, Ask.WHAT, Ask.PURPOSE, Ask.LIST), "name", _has(r"^(?:it|they|these|those) [a-z]"), _NO_NAME),
    Row(
        of(Ask.WHAT),
        "name",
        _has(
            r"^(?:the )?(?:only|main|key|biggest|first|second|third|last|final|other) (?:\(\w+\) )?"
            r"(?:differences?|things?|points?|columns?|rows?|lines?|parts?|steps?|reasons?|problems?|ones?|ideas?)$"
        ),
        _WHICH,
    ),
    # "fixed in size": what is told is how, not where.
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"^in (?:size|length|width|height|shape|scope|nature|number)\b"),
        _CUT,
        _SENTENCE,
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^an? (?:good|great|bad|best|common|useful|nice) (?:idea|way|practice|choice|option|thing) (?:to|for)\b"),
        "it is an advice about its term, not what the term is",
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^(?:an? |the )?(?:set|list|number|collection|series|group|sequence|bunch|kind|type) of [a-z-]+$"),
        _LITTLE,
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(r"^[\w-]+ (?:versus|vs\.?) [\w-]+$"),
        "it says something else than what its term is",
    ),
    # What a session of a course is about, beside its name.
    Row(
        of(Ask.WHAT, Ask.DOES),
        "answer",
        _has(
            r"^(?:understanding|learning|exploring|hands[- ]on|(?:a )?step-by-step|intro\b|introduction to|fundamentals"
            r"|basics of|an? (?:introduction|overview|intro)\b|overview of"
            r"|building (?:an? )?\w+ \w+ (?:and|using|with))"
        ),
        "it speaks of the note itself",
        frozenset({"definition", "table"}),
    ),
    # "recreate it, then": of what the command is, stands before; "List all: `docker ps`" is answered by itself.
    Row(of(Ask.COMMAND), "said", _has(r"(?:\bthen|\bnow|\bafter that)\W*$"), _OPEN),
    Row(of(Ask.COMMAND), "said", _has(r":\s`[^`]+`\W*$"), "its answer stands in its heading"),
    # "two special instructions": "Should be privileged" is none of them.
    Row(
        of(Ask.OWN),
        "answer",
        _has(r"^- (?:should|must|can|could|may|allows?|has|have|is|are|was|were)\b"),
        "its members are told, not named",
        _SENTENCE,
    ),
    # Of 23 such cards readers could use 11: what a letter stands for is known beside its formula alone.
    Row(of(Ask.WHAT), "name", _has(r"^\$[^$]+\$$"), "of which one it tells is not said", _SENTENCE),
    Row(
        of(Ask.WHAT), "answer", _has(r"^(?:when|if|once|while)\b[^,]*,\s"), "it tells what is so, not what its term is"
    ),
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"^(?:cannot|can not|can't|must|should|shouldn't|may not|is not|isn't)\b"),
        "it tells what is so of its term, not what the term does",
        frozenset({"definition", "table"}),
    ),
    Row(of(Ask.WHAT, Ask.DOES), "name", _LABEL, "its term is a label, not a name"),
    Row(
        of(Ask.OWN), "said", _has(r"\b(?:it's|it’s|they're|they’re|this is|you'll|you’ll|you will)\b"), _OPEN, _QUESTION
    ),
    Row(of(Ask.OWN), "said", _NO_QUESTION, _OPEN, _QUESTION),  # "What it solves", a heading
    # What stands in a pattern of code where the reader's own goes.
    Row(
        of(Ask.COMMAND, Ask.CODE),
        "said",
        _has(
            r"^\W*(?:(?:your |more |other |some )?(?:commands?|code|statements?|body|logic)(?: goes)? here\b"
            r"|section contents?\b|your (?:code|logic|commands?)\b|do something\b)"
        ),
        "it asks for one example of many",
    ),
    # "does not come from the quay but from the sea": of what is not so nothing more is to be known.
    Row(of(Ask.DOES), "answer", _has(r"\sbut\s(?:from|by|to|in|on|with|the|an?)\b"), _CUT, _SENTENCE),
    Row(of(Ask.COMMAND), "said", _has(r"\bsee\s`|\bfor more (?:options|info)"), _OPEN),
    Row(of(Ask.WHAT, Ask.DOES), "answer", _has(r"\band (?:after that(?: time)?|then|so|also|thus)$"), _CUT),
    Row(of(Ask.WHAT), "answer", _has(r" · .+ · "), "it lists things, and does not say what its term is"),
    Row(of(Ask.WHAT), "answer", _has(r"^[A-Z]$"), _LITTLE),
    Row(of(Ask.IF), "answer", _has(r"(?:,? too|as well)$"), "its answer says nothing by itself"),
    Row(of(Ask.GAP), "said", _has(r"^(?:where|which|whose)\s"), _CUT, _SENTENCE),  # "where M is the multiplier, …"
    Row(
        of(Ask.DOES, Ask.OWN),
        "answer",
        _has(r"^in (?:a variety of|a number of|many|different|various) ways\b"),
        _LITTLE,
    ),
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"^(?:has|have|provides?|comes? with) (?:very |really )?(?:nice|good|great|awesome|bad|poor|decent) "),
        "it is an advice about its term, not what the term is",
    ),
    # "or otherwise", "linkage methods-", "where in avg": what follows is not there.
    Row(
        of(Ask.WHAT, Ask.OWN, Ask.DOES, Ask.IF, Ask.WHY, Ask.PURPOSE, Ask.CELL, Ask.ASPECT, Ask.HOW),
        "answer",
        _has(r"\s(?:when|where|if|or otherwise|whereas|such as|that is|like|e\.g\.?|i\.e\.?)$|\w{3}[-–—]$"),
        _CUT,
    ),
)
_OFFERS = _has(r"\bhelp(?: (?:us|you|them))?(?: to)? do$|\b(?:provide|contain)(?: (?:us|you|them))?(?: with)?$")
_ARROWS = frozenset({"leads", "change"})  # of 24 such cards readers could use 4
_FLAG = re.compile(r"`?--(?P<first>\w)[\w-]*`?")


_EITHER = _has(r"\b(?P<one>\w{3,}) or (?P<other>\w{3,})\b")
_OPTION = re.compile(r"`(?P<flag>--?\w[\w-]*)`")


def _does_half(task: str, command: str) -> bool:
    """Whether a command does one of two things that its task names, or has not the option that it tells of.

    >>> _does_half("Abort merge or rebase", "git merge --abort"), _does_half("Pass `-u` to update", "npx npm-check")
    (True, True)
    >>> _does_half("Find files and folders", "find . -name x"), _does_half("Unpack with `-x`", "tar -xvf a.tar")
    (False, False)
    """
    words = set(re.findall(r"[\w-]+", command.lower()))
    if not all(_has_option(words, option["flag"].lower()) for option in _OPTION.finditer(task)):
        return True
    pair = _EITHER.search(task.lower())
    return pair is not None and (pair["one"] in words) != (pair["other"] in words)


def _has_option(words: set[str], flag: str) -> bool:
    """Whether a command has an option, be it among other letters ("-xvf" has "-x")."""
    short = len(flag) == 2
    return flag in words or (short and any(w[:1] == "-" and w[:2] != "--" and flag[1] in w for w in words))


def _itself(name: str) -> re.Pattern[str]:
    """What a thing does to itself, in the answer's first words."""
    return re.compile(rf"\w+s (?:an? |the )?{re.escape(name)}s?\b", re.I)


def doubt_of_loose(fact: Fact, answer: str, name: str, rule: str) -> str:
    """Why a question leaves open what it asks, or says it itself; "" where it does neither."""
    flag = _FLAG.match(name)
    if fact.ask is Ask.CELL and flag and answer.strip("` ") == f"-{flag['first']}":
        return "its answer stands in its heading"  # "`--title`: short?"
    if fact.ask is Ask.COMMAND and _does_half(fact.said, answer):
        return "its answer is no answer to its question"
    if fact.ask is Ask.FOLLOWS and fact.sort in _ARROWS:
        return "an arrow to a bare name may mean anything"
    if fact.ask is Ask.DOES and not fact.said and name and _itself(name).match(answer):
        return "its meaning says its own name"  # "Loss Function: It minimizes a loss function", of another thing
    if fact.ask is Ask.DOES and rule == "sentence" and _OFFERS.search(fact.said) and not name.startswith("`"):
        return "anything might be said of what it does"  # of 12 such cards readers could use 2
    return first_doubt(_ROWS, fact, answer, name, rule)
