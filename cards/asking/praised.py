"""Whether an English meaning praises its term, or measures it against what is not named, and tells no kind by that."""

from __future__ import annotations

import re


def praises(answer: str) -> bool:
    """Whether a meaning says how good its term is, or how much it counts, and not what it is.

    >>> praises("a very handy little boat"), praises("the hero of all knots"), praises("a popular knot by sailors")
    (True, True, True)
    >>> praises("a popular knot that joins two ropes"), praises("a very small boat that carries the crew ashore")
    (False, False)
    """
    return any((_PRAISED.fullmatch(answer), _LIKENS.match(answer), _VERY.fullmatch(answer)))


def is_measured(answer: str) -> bool:
    """Whether a short meaning sets its term above another one of the kind, and does not say which.

    >>> is_measured("a broader frame for harbours"), is_measured("a larger boat than a dinghy")
    (True, False)
    """
    return len(answer.split()) <= SHORT and _MORE.match(answer) is not None and not re.search(r"\bthan\b|,", answer)


SHORT = 8  # words of a meaning in which what it is measured against leaves no room for anything else

# Of what kind a thing is, with praise in front and nothing behind that tells it from others of the kind.
_PRAISED = re.compile(
    r"(?:an?|the) (?:\w+ly )?(?:(?:best|most|well)[- ])?(?:widely used|popular|known|famous|leading|best|common|modern"
    r"|powerful|written)(?:,? (?!(?:that|which|for|used|to|with|where|when|in|on|at|by|from)\b)[\w-]+){1,6}"
    r"(?: (?:by|for|from|in) (?:the )?[\w-]+(?: [\w-]+)?)?",
    re.I,
)
# "a very simple concept", "a really useful tool for sailors": what stands behind is no clause that tells which one.
_VERY = re.compile(
    r"an? (?:small but )?(?:very|really|quite|pretty|rather|incredibly|extremely) \w+"
    r"(?:,? (?!(?:that|which|where|who|of)\b)[\w-]+){1,5}"
    r"(?: (?:for|in|to|when)(?: (?!(?:that|which|where|who)\b)[^ ]+){1,6})?",
    re.I,
)
_MORE = re.compile(
    r"an? (?:more \w+|broader|newer|simpler|better|faster|larger|bigger|smaller|easier|cheaper|safer|stronger|weaker"
    r"|cleaner|nicer|lighter|heavier|older|wider|narrower|deeper|shorter|longer|slower) \w",
    re.I,
)
# What a thing is to its speaker: a picture of how much it counts. Its kind is not told by that.
_LIKENS = re.compile(
    r"(?:an?|the)\s(?:[\w-]+\s){0,2}?(?:backbone|heart|core|soul|brain|engine|glue|cornerstone|bedrock|lifeblood"
    r"|workhorse|powerhouse|gold standard|foundation|holy grail|sweet spot|bread and butter|recipe|escape hatch"
    r"|rulebook|enemy|friend|hero|magician|wizard|magic|trick|catch|responsibility"
    r"|job|duty|reward|way to go)"
    r"(?=\s(?:of|for|to|when|where|in|behind|between|among)\b|[,.;]|$)"
    r"|(?:an?|the)\s(?:most\s)?natural (?:home|setting|place|habitat|language|framework|generali[sz]ation|extension)\b"
    r"|(?:(?:an?|the)\s)?(?:\w+\s)?(?:fundamental|essential|basic|main|core|key|primary|integral) building blocks?\b"
    r"|(?:(?:an?|the)\s)?(?:fundamental|essential|integral|crucial|vital) (?:elements?|components?|parts?|aspects?)\b"
    r"|(?:an?|the)\s(?:very\s)?"
    r"(?:central|general|important|main|key|broad|vague|classic|basic) (?:invariant|term|notion"
    r"|topic|subject|object|theme|question|problem)s? (?:of|in)\b(?!.*\b(?:that|which|whose|where)\b)"
    r"|(?:an?|the)\s(?:fundamental|core|key|central|essential|basic|important) (?:concepts?|ideas?|principles?)"
    r" (?:of|in|for)\b(?!.*\b(?:that|which|whose|where|used|to)\b)"
    r"|king (?:in|of|when)\b|the standard in\b|.{3,40}\bjust like any other\b"
    r"|.{3,60}\bfor (?:demonstration|illustration)(?: purposes)?$"
    r"|the\s(?:[\w-]+\s)?ones?\b|the\s(?:two|three|four|five|six|\d)\s|a bit like\b|(?:more|just) like\b|like an?\b"
    r"|an? (?:(?:very|really|quite|thoroughly|most|rewarding) )*(?:interesting|excellent|marvell?ous|lovely"
    r"|fun|cool|amazing|wonderful|fascinating|brilliant)\b",
    re.I,
)
