"""What makes an English equation doubtful: what it is called by is no name, its signs do not close, it says nothing.

An equation is asked by the name of what it reckons. The words over it are often no such name: they lead to it ("since
the kernel is even"), they say where it holds ("in the time domain"), or they weigh it ("an easier way").
"""

from __future__ import annotations

import re
from collections import Counter

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.grammar import clause, tagged
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.text import key

_LEADS = ("PRP", "PRF", "CJ", "AVQ", "PN", "EX", "TO", "XX", "VVB", "VVI", "VM", "AJC", "AJS")
_INNER_MATH = re.compile(r"(?<!\$)\$(?!\$)")
_ONE_SYMBOL = re.compile(r"(?:\\[a-z]+\s*)?\{?\\?[A-Za-z]\w*\}?(?:[_^](?:\{[^{}]*\}|\w))*")
_TWO_SYMBOLS = re.compile(r"(?:\}|\w)\s+\\?[A-Za-z]|\^T\s*\\?[A-Z]")
# What a title begins with that says where, when or how well; the tagger takes the verbs of a title wrongly.
_OPENS = re.compile(
    r"(?:in|at|on|for|since|because|if|when|where|while|as|by|with|without|from|after|before|to|then|thus|hence|given|let|suppose"
    r"|so|therefore|assume|including|using|assuming|considering|solving|deriving|proving|computing|finding|easier|better|another|this"
    r"|these|that|inside|under|over|subject to"
    r"|such that|write|recall|define|take|choose|put|set|consider|observe|note)(?:\s|$)",
    re.I,
)
# "Write", "Note again": what its writer bids the reader do.
_TASK = re.compile(r"(?:calculate|compute|evaluate|find|determine|show|prove|solve|derive)\W*", re.I)
_BIDS = re.compile(
    r"(?:write|rewrite|let|note|consider|define|recall|observe|suppose|assume|take|fix|choose|pick|put|set|plug|apply|expand"
    r"|substitute|simplify|differentiate|integrate|multiply|solve)"
    r"(?:$|,|\s(?:an?|the|that|this|these|again|us|both|each|now|it|for|in)\b|\s\$)",
    re.I,
)
_SECOND = re.compile(r"[|,;]\s*(?:[A-Z]\w*|[a-z]{3,}) = ")
_COMMAND = re.compile(r"\\\\[A-Za-z]+")
# "g: A \\to B" says between what a map goes; what it does to a member is not said.
_MAPS = re.compile(r"(?:[^=<>{}:]|\{[^{}]*\}){1,40}:(?!=)[^=]*\\(?:to|rightarrow)\b(?!.*(?:=|\\mapsto))")
_WORDS_IN_SET = re.compile(r"=\s*\\?\\\{\s*(?:[A-Z]?[a-z]{2,}[\w\\ ]*,\s*){2,}")  # a set of an example's own members
# "A = {heads in the first toss}" of an example
_EVENT = re.compile(r"[$\s]*[A-Z]\s*=\s*(?:\\\\?)?(?:set)?\{.*\\text\s?\{")
_UNNAMED = re.compile(r"[A-Za-z]|[a-z]\w{0,2}\(\w\)")


def doubt_of_english_equation(fact: Fact, answer: str, scope: Scope) -> str:
    """Why an equation, a blank in one, or what a name equals waits for its reader's look; "" where nothing tells."""
    name = without_gloss(fact.about).strip("*` ")
    if name.count("$") % 2 or _is_open(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.EQUALS:
        if _UNNAMED.fullmatch(name.strip("$")):
            return "of which one it tells is not said"
        if _SECOND.search(answer):
            return "it holds several equations"
        if len(re.findall(r"\d+", answer)) > max(2, len(re.findall(r"[A-Za-z]+", _COMMAND.sub(" ", answer)))):
            return "it reckons with figures"
        if re.search(r"\.\.\.,?\s(?:is|are|be)\s|,\s(?:is|are)\s\w+ (?:by|as|in)\s", answer):
            return "it was cut in the middle of a sentence"
        prose = "$" not in answer and "`" not in answer
        return "it tells of several things at once" if prose and re.search(r"[.;]\s.*=", answer) else ""
    worded = re.match(r"\$\\text\{[^{}]{3,}\}", fact.said) is not None
    title = key(name) == key(without_gloss(scope.name)) or name in scope.heads
    if not re.search(r"[A-Za-zα-ωΑ-Ω$]", name) or _BIDS.match(name) or _TASK.fullmatch(name):
        return "its heading names no thing"
    if not worded and (_OPENS.match(name) if title else _is_no_name(name)):
        return "its heading names no thing"
    if fact.ask is Ask.EQUATION and not fact.said and _MAPS.match(answer.strip("$ ")):
        return "it is no equation"
    if _WORDS_IN_SET.search(answer) or _EVENT.match(answer):
        return "it asks for one example of many"
    left, _, right = answer.strip("$` ").partition("=")
    if right and _is_read_off(left, right):
        return "its answer says again what it asks"
    if right and _ONE_SYMBOL.fullmatch(right.strip(" ,.$")) and _TWO_SYMBOLS.search(left.strip()):
        return "its left side is no name"
    return ""


def _is_read_off(left: str, right: str) -> bool:
    """Whether a short right side holds only the letters of its left side and an index ("h_max = max h_i").

    >>> _is_read_off("h_{max}", "max\\\\ h_i"), _is_read_off("H", "sum h_i"), _is_read_off("y(t)", "x(t)")
    (True, False, False)
    """
    if re.search(r"[-+*/\d]|\\frac", right):
        return False
    told, asked = (Counter(re.sub(r"[^A-Za-z]", "", side)) for side in (right, left))
    return asked.total() > 3 and not asked - told and (told - asked).total() == 1


def _is_open(answer: str) -> bool:
    """Whether the signs of a formula do not close, or words of the text beside it got into it."""
    math = answer.strip().removeprefix("$$").removesuffix("$$")
    if answer.startswith("$$") and _INNER_MATH.search(math):
        return True
    if math.count("{") - math.count("\\{") != math.count("}") - math.count("\\}"):
        return True
    return math.count("\\begin") != math.count("\\end") or (
        math.count("(") != math.count(")") and not re.search(r"[\[\]]|\\[lr]?brack", math)
    )


def _is_no_name(name: str) -> bool:
    """Whether the words over an equation lead to it, and name nothing that it could be the equation of."""
    tokens = [token for token in tagged(name) or () if not token.tag.startswith("PU")]
    if not tokens or "$" in tokens[0].text:
        return False
    first, *rest = tokens
    if first.tag.startswith(_LEADS) and len(tokens) > 1:
        return True
    if first.tag in {"VVG", "VVN"} and rest and rest[0].tag.startswith(("AT", "PR", "DPS", "DT", "AV", "NN2", "CJ")):
        return True  # "averaging over all angles", "given a relation"
    if first.text.lower() in {
        *("given", "let", "suppose", "assume", "consider", "then", "hence", "where", "this", "thus", "so", "therefore")
    }:
        return True
    return clause(tokens) is not None
