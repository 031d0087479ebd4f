"""When an English answer is none: it bids where a deed is asked, names a goal for a reason, or praises for a gap."""

from __future__ import annotations

import re

from cards.asking.elsewhere import is_elsewhere
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.english.deeds import hides_verb
from cards.language.english.grammar import clause, tagged
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.text import key

_TOLD = frozenset({Ask.DOES, Ask.WHAT, Ask.PURPOSE})
_WAYS = frozenset({"way", "done", "advice", "means"})
_FORBIDS = re.compile(r"(?:never|must not|do ?n[o']t|avoid|not to do|what not to do|anti-?patterns?)\b", re.I)
_PROJECTS = re.compile(r"\b(?:practice|sample|example|side|beginner) projects?\b|\bproject ideas\b", re.I)
_CRIES = re.compile(r"(?:critical|important|mandatory|attention|beware|remember|must|never|always|required)\W*", re.I)
_SOME_CONCEPT = re.compile(r"an? (?:[\w-]+ ){0,4}(?:concept|term|feature|idea|topic|thing|word|tool|command)", re.I)
_BIDS_MANY = re.compile(
    r"(?:check|avoid|consider|remember|make sure|ensure|try|learn|start|look for|be careful|note|keep in mind)\s"
    r"(?:if|whether|that|to|out|for|the|your|you|with|by|using|about|not)\b",
    re.I,
)
# "how is the goal to keep the log dry?": what is done in that way is to keep it dry
_HOW_A_GOAL = re.compile(
    r"how (?:is|was|are|were) (?:the|its|their|one|our) (?:\w+ )?(?:goals?|aims?|idea|plan|task|job|point) to\b", re.I
)
# What a plan of study bids its reader: "Learn how to bend a rope", "Read about hulls".
_LEARNS = re.compile(
    r"(?:learn|study|explore|practi[cs]e|revise|master|get familiar|familiari[sz]e yourself|dive) (?:\w+ )?"
    r"(?:how|about|the|to|with|into|what|why|more|and|by|basic|using)\b|read (?:up |more )?(?:about|on)\b",
    re.I,
)
_CLICKS = re.compile(
    r"(?:(?:in|on|from|under|at) [^,.]{3,60}, )?(?:navigate|click|go to|scroll|choose|select|press|tap|open|log in)\b",
    re.I,
)
_ALL_OF_IT = re.compile(r"(?:all|everything|all of) (?:the|that|you|we|its)\b", re.I)
_LETS = re.compile(r"(?:let|allow|enable|help)s? (?:you|us|one|people|users|developers)(?: to)? do$", re.I)
# "As the world grows ever more connected": so a text begins or ends.
_OPENS_TEXT = re.compile(
    r"^as (?:\S+ ){1,8}?(?:more and more|ever more|increasingly"
    r"|continues? to (?:evolve|grow|change|develop)|(?:becomes?|grows?|gets?) more [\w-]+$|suggests?$|implies$|imply$)",
    re.I,
)
_TOLD_IN_TEXT = re.compile(r"\b(?:is|are) (?:\w+ly )?(?:discussed|covered|treated|mentioned|introduced)\b", re.I)
_FITS = re.compile(r"(?:when|if|whenever|where|wherever) (?:they|it) (?:fits?|applies|apply|matters?|helps?)", re.I)
_BETTER = re.compile(
    r"(?:an?|the) (?:\w+ )?(?:better|good|best|great|simple|simpler|faster|new|different) \w+(?: \w+)? "
    r"(?:is|are|becomes?) (?:possible|available|needed|required)",
    re.I,
)
_DEFINED_HERE = re.compile(
    r"(?:the |an? )?\[\.\.\.\] (?:is|are) (?:defined|described|shown|given|explained|discussed|listed)"
    r"(?: (?:here|below|above|next|later|in \w+))?",
    re.I,
)
_MAY_BE = re.compile(r"\b(?:can|may|might|could) (?:sometimes|often|also|even)\b|\bsometimes\b|\bamong \[", re.I)
_GOOD_TO_HAVE = re.compile(
    r"(?:(?:the|both|overall|better|more|its|their|system|user|application) )*"
    r"(?:experience|performance|efficiency|productivity|scalability|reliability|maintainability|readability|usability"
    r"|flexibility|quality|security|costs?|clarity|results?|code quality)\b",
    re.I,
)
# "Likelihood: What is the chance that it breaks", without its question mark.
_IS_ASKED = re.compile(
    r"(?:what|which|who|where|when|why|how(?: \w+)?) (?:is|are|do|does|did|can|will|should|would|was|were)\s", re.I
)
MOST_NAMES = 6  # of a row that one can be asked for at once


def doubt_of_answer(fact: Fact, answer: str, name: str, rule: str, scope: Scope) -> str:
    """Why what stands behind a question is no answer that one could give to it; "" where nothing tells."""
    if rule == "definition" and _FORBIDS.match(scope.heading) and fact.ask in _TOLD:
        return "it is an advice about its term, not what the term does"
    if fact.ask in _TOLD and any(map(_PROJECTS.search, (*scope.heads, scope.name))):
        return "it is an exercise"
    if fact.ask is Ask.WHAT and hides_verb(answer):
        return "it says something of another thing than its term"
    if fact.sort in _PIECES and _holds_second(fact, answer):
        return "its answer holds too many things"
    if _IS_ASKED.match(answer) and (fact.ask in _TOLD or fact.sort in {"of an aspect", "why so"}):
        return "its answer says nothing by itself"
    if fact.ask is Ask.OWN and _HOW_A_GOAL.match(fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.DOES and re.match(r"when it comes to\b", answer):
        return "its answer says nothing by itself"
    if rule in {"definition", "table"} and fact.ask in _TOLD and not fact.said and _LEARNS.match(answer):
        return "it is an advice about its term, not what the term does"
    if fact.ask in _TOLD and _SOME_CONCEPT.fullmatch(name):
        return "its term is no name"
    if _CRIES.fullmatch(name) and fact.about and name[:2].isupper():
        return "its term is a label, not a name"
    if fact.ask in {Ask.DOES, Ask.WHAT} and rule == "definition" and not fact.about.startswith("`"):
        if not fact.said and plural(name) and _BIDS_MANY.match(answer):
            return "it is an advice about its term, not what the term does"
        if _CLICKS.match(answer) and not fact.said and re.search(r",|\band\b|\bpage\b|\bbutton\b|\bmenu\b", answer):
            return "it is a row of clicks, not a meaning"
    if fact.ask is Ask.DOES and fact.said:
        if _LETS.search(fact.said) and key(fact.about) != key(scope.name):
            return "anything might be said of what it does"
        if _ALL_OF_IT.match(answer) and not re.search(r"[(]|\b(?:except|in|from|that)\b", answer):
            return "its answer says little"
        if answer.count(",") >= MOST_NAMES:
            return "its answer holds too many things"
    if fact.ask is Ask.OWN and _LETS.search(fact.said) and key(scope.name) not in key(fact.said):
        return "anything might be said of what it does"
    if fact.ask is Ask.WHY and _TO_NO_GOOD.match(answer):
        return "it tells what comes of it, not why it is so"
    if fact.ask is Ask.WHY and re.search(r"\bthere$", answer):
        return "it points at what is not there"
    if fact.ask is Ask.WHY and re.match(r"so that (?:we|you|it|they|there)\b", answer, re.I) and _is_state(fact.said):
        return "it tells what comes of it, not why it is so"
    if fact.ask is Ask.IF and _OPENS_TEXT.search(fact.said):
        return "its answer says little"
    if fact.ask is Ask.STEPS and re.search(r"^\W*\d+\. (?:how (?:many|much)|which|what|why)\b", answer, re.I | re.M):
        return "it is an exercise"
    if fact.ask is Ask.WHY and _TOLD_IN_TEXT.search(fact.said):
        return "its answer says little"  # where a text tells of a thing is nothing about it
    if fact.ask is Ask.OWN and fact.sort == "when" and _FITS.fullmatch(answer):
        return "its answer says little"
    if fact.ask is Ask.IF and _BETTER.fullmatch(answer):
        return "its answer says little"
    tells_way = fact.ask is Ask.HOW or (fact.ask in {Ask.OWN, Ask.GAP} and fact.sort in _WAYS)
    if tells_way and is_elsewhere(fact.said, answer):
        return "it points at what is not there"
    if fact.ask is Ask.STEPS and answer.count("```") > 2:
        return "its answer holds too many things"
    if rule == "sentence" and (why := _of_sentence(fact, answer, name, scope)):
        return why
    if fact.ask is Ask.GAP:
        return _of_gap(fact, answer, scope)
    return ""


_PIECES = frozenset({"object", "where", "when", "manner", "who", "piece", "count"})


def _holds_second(fact: Fact, answer: str) -> bool:
    """Whether behind a bare "and" an answer names a second thing with a place, measure or way of its own.

    "Felt is sold by weight and rolls by the piece": the preposition of the first comes again behind a noun.
    """
    first, _, second = answer.partition(" and ")
    tokens = tagged(answer) or ()
    opens = fact.said.rpartition(" ")[2] if fact.sort == "object" else answer.partition(" ")[0]
    opener = (tagged(f"it is {opens} it") or tokens)[2].tag if opens else ""
    told = tokens[len(tagged(first) or ()) + 1 :]
    at = next((i for i, token in enumerate(told) if token.text.lower() == opens), 0)
    if not second or not opener.startswith("PRP") or opens in first.split()[1:] or not at:
        return False
    return told[at - 1].tag.startswith(("NN", "NP")) and not any(
        t.tag.startswith(("V", "CJ", "DT", "PN")) for t in told
    )


def _of_sentence(fact: Fact, answer: str, name: str, scope: Scope) -> str:
    """What speaks against asking a sentence: it goes on about an example, or opens a text and tells nothing yet."""
    if fact.ask in _TOLD and (_ENDS_OPEN.search(name) or _OF_PICTURE.search(name)):
        return "its term is no name"
    if fact.ask is Ask.GAP and re.search(r"\bthe (?:above|below) [a-z]+\b", fact.said, re.I):
        return "it points at what is not there"
    if fact.ask is Ask.IF and _IN_EXAMPLE.match(scope.texts.get(fact.line, "")):
        return "it asks for one example of many"
    if fact.ask in {Ask.DOES, Ask.IF} and _PROOF.match(scope.heading):
        return "it is a step, not what its term is"
    if fact.ask is Ask.PURPOSE and _LIMITS.search(scope.heading):
        return "it says something of another thing than its term"  # what it is good for no more stands under "Limits"
    bare = fact.ask is Ask.DOES and key(fact.about) in {"", key(scope.name)} and fact.said.startswith(("can", "may"))
    if bare and not _AGENT.search(name) and any(map(_CONSEQUENCES.match, (*scope.heads[:-1], scope.above))):
        return "it says something of another thing than its term"  # what has the consequence does it
    if fact.ask is Ask.OWN and re.fullmatch(r"[a-z]+ (?:t?here|then|again)", answer):
        return "its answer says little"
    if fact.ask is Ask.OWN and fact.sort == "when" and _says_again(answer, fact.said):
        return "its answer says again what it asks"
    if fact.ask is Ask.WHY and re.search(r"\s(?:since|because|due to)\s", fact.said):
        return "it says two things at once"
    if fact.ask is Ask.WHY and _HARD_TO_LEARN.search(fact.said):
        return "its answer says little"
    everybody = fact.ask is Ask.DOES and fact.said.endswith((" supported by", " used by", " known by"))
    if (everybody and _NEARLY_ALL.match(answer)) or (fact.ask is Ask.DOES and _AT_THE_HEART.match(answer)):
        return "its answer says little"
    return ""


_ENDS_OPEN = re.compile(r"['’]s$|\s(?:on|of|for|with|to|by|from)$", re.I)
_OF_PICTURE = re.compile(r"\bthe (?:above|below|following) (?:diagram|image|figure|picture|table|example)\b", re.I)
_IN_EXAMPLE = re.compile(r"\W*in (?:this|the|our|the above) example\b", re.I)
_PROOF = re.compile(r"\W*proof\b", re.I)
_LIMITS = re.compile(r"\b(?:limits?|limitations?|drawbacks?|disadvantages?|caveats?|cons)$", re.I)
_CONSEQUENCES = re.compile(r"(?:consequences|causes|effects|impacts?|results?) of\b", re.I)
_AGENT = re.compile(r"\b[A-Z]?[a-z]{3,}(?:er|or)s?\b")
_HARD_TO_LEARN = re.compile(
    r"\b(?:learning|understanding|mastering|reading)\b.*\b(?:can|may) be (?:an? )?"
    r"(?:bit |quite |very |little |rather )*(?:intimidating|overwhelming|complex|complicated|confusing|daunting"
    r"|difficult|challenging|tricky|hard)\b",
    re.I,
)
_NEARLY_ALL = re.compile(r"(?:(?:nearly|almost|virtually|practically) )?(?:all|every|most|many)\b", re.I)
_AT_THE_HEART = re.compile(r"at the (?:intersection|heart|core|cent(?:er|re)|forefront) of\b", re.I)


def _says_again(answer: str, asked: str) -> bool:
    """Whether each longer word of an answer in words stands in its question in this or another form.

    >>> _says_again("if a locking rope joins them", "when are two ropes locked")
    False
    >>> _says_again("if a lock between them exists", "when are two ropes locked")
    True
    """
    if re.search(r"[\d$`]|\bnot?\b", answer):
        return False
    told = [word for word in re.findall(r"[a-z]{4,}", answer.lower()) if word not in _SAYS_NOTHING]
    heard = {word[:5] for word in re.findall(r"[a-z]{4,}", asked.lower())}
    return bool(told) and all(any(word[:5].startswith(h[:5]) or h.startswith(word[:5]) for h in heard) for word in told)


_SAYS_NOTHING = frozenset({"between", "them", "exists", "there", "their", "both", "only", "when", "each", "other"})


def _is_state(said: str) -> bool:
    """Whether a clause tells how a thing is, which nobody brought about to some end ("each entry is four bytes")."""
    tokens = tagged(said) or ()
    found = clause(tokens)
    if found is None or tokens[found.verb].tag not in {"VBZ", "VBB", "VBD"}:
        return False
    return not any(t.tag in {"VVN", "VVG"} for t in tokens[found.verb + 1 : found.verb + 3])


def _of_gap(fact: Fact, answer: str, scope: Scope) -> str:
    """What speaks against asking for a piece of a sentence: it is the label, the heading, or what anyone would say."""
    said = fact.said.strip(" .")
    if _DEFINED_HERE.fullmatch(said):
        return "it points at what is not there"
    if re.match(r"\[\.\.\.\]:\s", said):
        return "its term is a label, not a name"
    head = key(scope.name)
    if len(head) > 3 and " " not in scope.name and key(answer).startswith(head) and len(answer.split()) > 1:
        return "its answer stands in its heading"
    if _MAY_BE.search(said):
        return "it asks for one example of many"
    if fact.sort in {"result", "complement"} and _GOOD_TO_HAVE.match(answer):
        return "its answer says little"
    if re.match(r"(?:then|and then|so|but) (?:it|they|this|he|she)\b", said, re.I):
        return "it does not say of what it tells"
    return ""


# "… so that one lost packet stops them all": nobody does a thing for that.
_TO_NO_GOOD = re.compile(
    r"so that (?:[\w-]+\s){0,6}?(?:stops|blocks|stalls|breaks|loses|fails|delays|slows|spoils)\b", re.I
)
