"""When an English card has an answer that does not tell what its term is or does.

Such answers say that the term is important, how many steps it has or what it does besides; they are learnt for nothing.
"""

from __future__ import annotations

import re

from cards.asking.doubt_rows import Row, first_doubt, of
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask

_CUT = "it was cut in the middle of a sentence"
_NOWHERE = "it points at what is not there"
_NO_ANSWER = "its answer is no answer to its question"
_TASK = "it is an exercise"
_EXAMPLE = "it is data of an example"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


def _has(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_ROWS = (
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"^(?:do not|don['’]t)\s"),
        "it is an advice about its term, not what the term does",
    ),
    Row(of(Ask.WHAT, Ask.DOES), "answer", _has(r"\b(?:all|any|each|both|most) of the above\b"), _NOWHERE),
    # "`rope list`: `O(V + E)`": what it costs
    Row(
        of(Ask.WHAT, Ask.DOES, Ask.TURNS, Ask.ASPECT, Ask.FOLLOWS),
        "answer",
        _has(r"^`?[OΘΩ]\("),
        _NO_ANSWER,
        frozenset({"definition", "leaning"}),
    ),
    # "Tide law: connects to the rules of harbours": where else one may look
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"^(?:\w+ly )?(?:connects? to|aligns? with|mirrors|parallels|relates? to|ties? in(?:to)?)\b"),
        "it tells what is so of its term, not what the term does",
    ),
    Row(of(Ask.PURPOSE), "said", _has(r"\bnot$"), _CUT),
    Row(
        of(Ask.DOES),
        "answer",
        _has(rf"\sin (?:{_MONTH} )?(?:1\d|20)\d\d$"),
        "it tells of a time",
        frozenset({"sentence"}),
    ),
    # "Signal | What we do": a clause is no quality of its row
    Row(
        of(Ask.CELL),
        "said",
        _has(r"^(?:what|how|when|where|why) (?:we|you|i|they) \w+$"),
        "its column is told, not named",
    ),
    Row(of(Ask.CELL), "said", _has(r"^(?:limit|avoid|late|leave at home)$"), "its column is told, not named"),
    Row(of(Ask.WHAT, Ask.EQUALS), "name", _has(r"\s[x×*]\s?\d+$"), "its left side is no name"),
    Row(of(Ask.DOES), "name", _has(r"^`<[^<>]+>`$"), "its term is no name"),
    Row(
        of(Ask.WHAT, Ask.DOES),
        "name",
        _has(r"^(?:file |parent )?folder$|^file ?name$|^date modified$"),
        "its term is a label, not a name",
    ),
    # "Hot | Cold" over clauses: what is told under a quality is no list that one could name
    Row(of(Ask.ASPECT, Ask.LIST), "said", _has(r"^points? on "), "its members are told, not named"),
    # "Primary key: underlined": how it is shown, and nothing that it does
    Row(
        of(Ask.DOES),
        "answer",
        _has(
            r"^(?!(?:need|feed|seed|embed|exceed|succeed|proceed|speed|shed|breed|bleed|spread|heed|weed|wed)\b)"
            r"[a-z]{2,}ed\b(?! (?:a|an|the|its|their|his|her|by|in|on|at|to|from|with|as|into|\d)\b)"
        ),
        "it tells what is so of its term, not what the term does",
        frozenset({"definition"}),
    ),
    # "Religion: Louis IX made the island Catholic": what somebody did
    Row(
        of(Ask.WHAT),
        "answer",
        re.compile(
            r"^(?:[A-Z][\w.’'-]+ ){1,3}(?:made|formed|gave|took|began|became|led|sent|built|had|was|were|did|won|lost"
            r"|found|founded|wrote|created|used|introduced|established|declared|signed|ordered)\b"
            r"|^[A-Z]?[a-z]+ing [^,]{5,60}, (?:[A-Z][\w.’'-]+ ){1,3}[a-z]+ed\b"
        ),
        "it tells what is so, not what its term is",
        frozenset({"definition"}),
    ),
    # "named Odo as his heir": no other name of the one who did it
    Row(of(Ask.OWN), "answer", re.compile(r"^[A-Z]\w+ as (?:his|her|their|an?|the) "), _NO_ANSWER),
    # "Closed at dusk", "opened by mid-morning as soon as …": when, and by or at nothing
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"^(?:mid-?|early |late )?(?:morning|noon|midday|dusk|dawn|night|midnight|sunset|sunrise|evening)\b"),
        _NO_ANSWER,
        frozenset({"sentence"}),
    ),
    # "uses the sums of the batch, at test time those of the run": the other case is another fact
    Row(
        of(Ask.DOES),
        "answer",
        _has(r"\S, (?:at|in|during|on) (?:\w+ ){0,2}(?:time|training|testing|inference|summer|winter|spring|autumn)\b"),
        "it tells of several things at once",
        frozenset({"sentence"}),
    ),
    Row(of(Ask.EQUATION), "answer", _has(r"^\$+\s*="), "it is no equation"),
    Row(
        of(Ask.EQUATION),
        "answer",
        _has(r"=.*\\(?:iff|Leftrightarrow|implies)\b.*=|\\(?:iff|implies)\b.*\\text"),
        "it is no equation",
    ),
    Row(
        of(Ask.WHY),
        "answer",
        _has(r"^so that (?:we|you|i|they) (?:want|need|must|have to|should)\b"),
        "it tells what comes of it, not why it is so",
    ),
    Row(of(Ask.MADE_OF), "answer", _has(r"^`?[OΘΩ]\("), _NO_ANSWER),
    Row(
        of(Ask.CELL),
        "said",
        _has(
            r"^(?:effort|priority|status|match(?:es)?|why missing|owner|eta|to-?do|done|elaborations?"
            r"|why (?:is )?(?:it|this|they)(?:['’]?s|['’]?re)? (?:wrong|right|correct|incorrect))\??$"
        ),
        "its column tells how the note is kept, not what its row is",
    ),
    # "consists of five steps that are repeated": the steps themselves are what one wants to know
    Row(
        of(Ask.DOES, Ask.WHAT),
        "answer",
        _has(
            r"^(?:two|three|four|five|six|seven|several|various|multiple|\d) (?:\w+ ){0,2}"
            r"(?:steps|phases|stages|parts|components|layers|levels|elements) (?:that|which)\b"
        ),
        "its answer says little",
    ),
    Row(
        of(Ask.DOES, Ask.WHAT, Ask.OWN),
        "name",
        _has(
            r"^(?:the )?(?:first|second|third|last|penultimate|next|previous|above|final) "
            r"(?:lines?|equations?|figures?|rows?|terms?|slides?|images?|diagrams?|pictures?|plots?|graphs?)$"
        ),
        _NOWHERE,
    ),
    # "Ease of use", "High throughput", whatever it is that has them
    Row(
        of(Ask.WHAT, Ask.DOES),
        "name",
        _has(
            r"^`?(?:ease of use|impacts?|security|reliability|scalability|flexibility|performance|efficiency|simplicity"
            r"|availability|durability|portability|usability|cost[- ]effective\w*"
            r"|(?:high|low|improved|better|enhanced) (?:\w+ )?(?:throughput|performance|latency|availability|security"
            r"|cost|efficiency|accuracy|quality|reliability))`?$"
        ),
        "its term is a quality, not a name",
        frozenset({"definition", "sentence"}),
    ),
    Row(
        of(Ask.GAP),
        "said",
        _has(r"^given an? (?:\w+ )?(?:array|string|list|integer|number|tree|graph|matrix)\b"),
        _TASK,
    ),
    Row(of(Ask.WHAT, Ask.DOES), "name", _has(r"^#?\d{1,2}[.)]?$"), "its heading names no thing"),
    # "If a graph has a loop, it is called cyclic": how it is called, not what happens
    Row(
        of(Ask.IF),
        "answer",
        _has(r"^(?:it|this|they) (?:is|are) (?:then )?(?:called|known as|referred to as)\b"),
        _NO_ANSWER,
    ),
    Row(
        of(Ask.WHAT),
        "answer",
        _has(
            r"^an? (?:powerful|fundamental) (?:tool|principle|concept|idea|technique|feature)\b"
            r"|\b(?:predominantly|widely|generally|commonly)[- ]accepted\b"
            r"|^an? novel (?:contribution|approach|way|method)\b"
            r"|\b(?:that|which)(?:['’]s| is) (?:fundamental|essential|central|important|crucial|key)"
            r" (?:in|to|for)\b[^,]*$"
        ),
        "it praises its term, and does not say what it is",
    ),
    Row(
        of(*Ask) - of(Ask.GAP),
        "answer",
        _has(
            r",\s(?:we|you|they|it)$|\bwhich gives? us$"
            r"|\ban?\s(?:fixed|given|certain|specific|particular|single|new|different|large|small)$"
        ),
        _CUT,
    ),
)
_LIKENED = _has(r"\b(?:analogy|analogies|metaphors?)\b")
_ONE_EXAMPLE = _has(r"\bexample\b(?! of\b)")
_CHAIN = re.compile(r"(?:→|->).+\s.+(?:→|->)")
_PROBLEM = _has(r"(?:the )?(?:problem|task|question)(?: statement)?\??")
_POSED = _has(r"(?:design|implement|write|build|given) an?\s")
_TITLE = _has(r"\s[—–]\s|\b(?:questions|notes|cheat ?sheet)$")
_TELLS_ITSELF = _has(r"(?:[\w-]+ ){1,3}(?:is|are|can be) used (?:for|to|in)\b|you can\b")
_A_YEAR = _has(r"(?:in )?(?:1\d|20)\d\d\b")
_ALSO = _has(r"\b(?:is|are|can|be) also\b")
_THEN = _has(r"(?:^|\. )(?:it|they) then\b")


def doubt_of_hollow(fact: Fact, answer: str, name: str, rule: str, scope: Scope) -> str:
    """Why an English card asks for what says nothing; "" where its answer tells something."""
    if why := first_doubt(_ROWS, fact, answer, name, rule):
        return why
    if rule == "sentence" and fact.ask is Ask.DOES and fact.sort != "when" and _A_YEAR.match(answer):
        return _NO_ANSWER  # "discovered in 1928 by …": when and by whom, and not in what
    if fact.ask in {Ask.WHAT, Ask.DOES} and rule == "definition" and _CHAIN.search(scope.texts.get(fact.line, "")):
        return "it is a row of steps, not what its term is"  # "**Dry rot** → the planks give → the boat leaks"
    if fact.ask in {Ask.CELL, Ask.ASPECT} and _PROBLEM.fullmatch(fact.said) and _POSED.match(answer):
        return _TASK
    if rule == "table" and fact.ask is Ask.CELL and len(answer.split()) <= 3 and _is_spelt_out(name, answer):
        return "its meaning says no more than its name"
    if fact.sort == "of a head" and (_TITLE.search(name) or _TELLS_ITSELF.match(answer)):
        return "its heading names no thing"  # "Keys — Interview Questions", "GenImage: frequency analysis is used to …"
    heads = (*scope.heads[1:], *((scope.heading,) if scope.section else ()))  # the title of a note names it whole
    if any(map(_LIKENED.search, heads)):
        return "it asks for one example of many"  # what a thing is likened to is not what is learnt of it
    named = rule == "definition" and fact.about in scope.strong  # a term that its writer marked there holds elsewhere
    if fact.ask not in {Ask.COMMAND, Ask.CODE} and not named and any(map(_ONE_EXAMPLE.search, heads)):
        return _EXAMPLE
    if rule == "sentence" and fact.ask in {Ask.DOES, Ask.PURPOSE}:
        text = scope.texts.get(fact.line, "")
        if _ALSO.search(text):
            return "anything might be said of what it does"
        if fact.ask is Ask.DOES and _THEN.search(text):
            return "it is a step, not what its term is"
    return ""


def _is_spelt_out(name: str, answer: str) -> bool:
    """Whether a short cell only spells out the name of its row: "`random`": "Random number generation"."""
    stems = [word[:4] for word in re.findall(r"[a-z]{4,}", name.lower())]
    return bool(stems) and all(re.search(rf"\b{stem}", answer.lower()) for stem in stems)
