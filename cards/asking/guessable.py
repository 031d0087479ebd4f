"""What an English question gives away, and what its answer does not answer: the term is repeated, the heading or the
command's own flags say it already, a step stands for a meaning, a noun was read as a verb."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.names_taken_up import spells_out, takes_up_name
from cards.asking.scope import Scope
from cards.language.english.grammar import tagged, without_article
from cards.language.finding import Ask
from cards.language.terms import is_container
from cards.language.text import plain, words

TOLD = frozenset({Ask.DOES, Ask.WHAT, Ask.PURPOSE})
_ERA = re.compile(r"(?:(?:early|late|mid)[- ])?(?:the )?\d{4}s?\b", re.I)  # "1990s onward" says when, not of what
_THEN = re.compile(
    r"(?:finally|next|then|first|afterwards?),?\s|(?:the\s)?\w+(?:\s\w+)?\s(?:then|next|finally)\s\w+s\b", re.I
)
_WORD = re.compile(r"[a-z]{4,}")
_LITTLE = words("that with from which this into their they have been being such more most also used using large number")


def guessable(fact: Fact, answer: str, name: str, scope: Scope) -> str:
    """Why an English card asks for what can be read off it, or gets no answer to what it asks; "" where it is fair."""
    more = _tells_more(answer, f"{fact.about} {scope.name}")
    if (
        fact.ask in TOLD
        and not more
        and _is_told_twice(answer, f"{fact.about} {scope.name} {scope.heading} {fact.said}")
    ):
        return "its meaning says its own name"
    if fact.ask in TOLD and takes_up_name(fact, answer, name, scope):
        return "its meaning says its own name"
    if fact.ask is Ask.DOES and fact.said and (spells_out(answer, name) or _is_asked(answer, f"{name} {fact.said}")):
        return "its meaning says its own name"
    if fact.sort == "why so":
        told = {word[:6] for word in _WORD.findall(answer.lower())}
        said = [word[:6] for word in _WORD.findall(name.lower())]
        if said and all(word in told for word in said):
            return "its meaning says its own name"  # "Better grip — how so?": it betters the grip
    if fact.ask is Ask.WHAT and _is_circular(answer, name):
        return "its meaning says its own name"
    if fact.ask in TOLD and _is_said_again(answer, name):
        return "its meaning says its own name"
    if fact.ask in TOLD and (
        _says_nothing(answer, fact.said) or (fact.ask is Ask.PURPOSE and re.fullmatch(r"to \w+", answer))
    ):
        return "its answer says little"
    if fact.ask in TOLD and _OF_THE_PAPER.search(name):
        return "it tells of a time or of a book"
    if fact.ask is Ask.DOES and _acts_as_named(fact.said, name):
        return "its verb is a name there"
    if fact.ask in TOLD and not fact.said and _is_spelled(answer, name):
        return "its command says itself what it does"
    if fact.ask in TOLD and not fact.said and _is_subcommand(answer, name):
        return "its command says itself what it does"
    if fact.ask is Ask.HOW and not fact.said and _is_told_twice(answer, name):
        return "its meaning says its own name"
    if fact.ask in TOLD and not fact.said and not more and _is_taken_apart(answer, name):
        return "its meaning says its own name"
    if fact.ask is Ask.GAP and _is_told_twice(answer, f"{fact.about} {scope.name} {scope.heading} {scope.lead}"):
        return "its answer stands in its heading"
    if fact.ask in _NAMED_THEN and says_only(answer, f"{name} {scope.heading}"):
        return "its answer stands in its heading"
    if fact.ask in TOLD and name.startswith("`") and _is_flag(answer, name):
        return "its command says itself what it does"
    if fact.ask is Ask.WHAT and _THEN.match(answer):
        return "it is a step, not what its term is"
    if fact.ask is Ask.DOES and fact.sort == "object" and _is_noun_as_verb(answer, name):
        return "its verb is a name there"
    if fact.ask in TOLD and is_container(name):
        return "its heading names no thing"
    bare = name == fact.about and name.isalpha() and name[1:].islower()
    if fact.ask is Ask.WHAT and not scope.name and bare and _of_no_field(scope):
        return "of which field it is a word is not said"
    if fact.ask is Ask.GAP and _ERA.match(scope.heading):
        return "of which one it tells is not said"
    return ""


_NAMED_THEN = frozenset({Ask.IF, Ask.FOLLOWS, Ask.EFFECT, Ask.CALLED})
_IDLE = words(
    "typically usually often then always generally used needed required necessary called known useful helpful will"
    " would"
)


def says_only(answer: str, asked: str) -> bool:
    """Whether an answer has no word of its own beside those that are read above it.

    >>> says_only("a dry dock is typically used", "Dry dock"), says_only("no dry dock is used", "Dry dock")
    (True, False)
    """
    if re.search(r"[\d$`]|\b(?:no|not|never|un\w+)\b", answer):
        return False
    known = {word[:6] for word in re.findall(r"[a-z]{3,}", asked.lower())}
    told = [word for word in re.findall(r"[a-z]{3,}", answer.lower()) if word not in _LITTLE and word not in _IDLE]
    return len(told) > 1 and all(word[:6] in known or word in {"the", "are", "and"} for word in told)


def says_again(answer: str, name: str) -> bool:
    """Whether three of four words of a longer answer in plain words stand in its name already.

    >>> says_again("Searches the pages of the harbour book", "Searching harbour book pages")
    True
    """
    told = {word[:6] for word in _WORD.findall(answer.lower()) if word not in _LITTLE}
    said = {word[:6] for word in _WORD.findall(name.lower())}
    return len(told) > 3 and not re.search(r"[\d$`]", answer) and len(told & said) * 4 >= len(told) * 3


_NOTHING_SAID = re.compile(
    r"(?:(?:an?|the) (?:\w+ )?(?:combination|set|series|number|variety|range|collection|mix|group) of (?:\w+ )?"
    r"(?:techniques|methods|tools|steps|processes|factors|components|elements|mechanisms|technologies|things|strategies"
    r"|rules|features|ways|operations|functions)"
    r"|an? (?:structured|systematic|specific|certain|particular|simple|standard|good|better|different|common|clear"
    r"|consistent|logical) (?:process|approach|way|method|manner|format|structure|set|pattern|compromise|solution))\.?",
    re.I,
)
_OF_THE_PAPER = re.compile(
    r"\b(?:of|in) (?:the|this|our) (?:paper|article|book|course|lecture|post|report)\b"
    r"|\b(?:in|of) (?:lab|week|lecture) \d",
    re.I,
)


def _says_nothing(answer: str, said: str) -> bool:
    """Whether an answer only says that there is one ("a combination of techniques", "a structured process")."""
    if re.search(r"\bbe (?:used|treated) (?:by|as)$", said) and _ANYBODY.fullmatch(answer.strip()):
        return True
    return _NOTHING_SAID.fullmatch(answer.strip()) is not None


# Who uses a thing, or as what it can be taken, where that is everybody and anything.
_ANYBODY = re.compile(
    r"(?:(?:many|most|all|any|other|the|modern|large|small) )*(?:enterprises|companies|businesses|organi[sz]ations"
    r"|people|developers|users|programmers|teams|engineers|firms|everyone|anyone|customers)|any other \w+",
    re.I,
)


def _acts_as_named(said: str, name: str) -> bool:
    """Whether a thing does just what it is called ("`$limit` — what does it limit?", "Marker: what does it mark?")."""
    verb = said.partition(" ")[2].partition(" ")[0].lower()
    stem = verb[: max(4, len(verb) - 2)]
    return (
        len(verb) > 3
        and " " not in name
        and any(
            w.startswith(stem) or (name.startswith("`") and verb.startswith(w)) for w in _WORD.findall(name.lower())
        )
    )


def _is_asked(answer: str, question: str) -> bool:
    """Whether each word of an answer stands in its question ("Rope lines — what do they join? their lines")."""
    if re.search(r"[\d$`]|\bnot?\b", answer):
        return False
    asked = {word[:6].rstrip("s") for word in _WORD.findall(question.lower())}
    told = [word for word in re.findall(r"[a-z]{3,}", answer.lower()) if word not in _LITTLE and word not in _SMALL]
    return bool(told) and all(word[:6].rstrip("s") in asked for word in told)


def _tells_more(answer: str, asked: str) -> bool:
    """Whether an answer says so much beside the words of its term that it cannot be read off that."""
    stems = {word[:4] for word in _WORD.findall(asked.lower())}
    return len({w[:4] for w in _WORD.findall(answer.lower()) if w not in _LITTLE} - stems) >= 5


def _of_no_field(scope: Scope) -> bool:
    """Whether a term stands in a glossary that says nowhere of what it is one, as "Skewness" may."""
    return bool(scope.heads) and all(is_container(head) or len(head) == 1 for head in scope.heads)


_IDENTIFIES = re.compile(r"\bunique(?:ly)?\b.*\bidentif|\bidentif\w+.*\bunique", re.I)  # what every "id" is
_ENDS_THERE = re.compile(r"s?\b(?!-)")


def _is_circular(answer: str, name: str) -> bool:
    """Whether a meaning begins with its term ("claim: a claim about …"), or explains one word by its own stem."""
    told = re.sub(r"^(?:an?|the)\s", "", answer.lower())
    if re.search(r"\bids?$", name.strip("`"), re.I) and _IDENTIFIES.search(answer):
        return True
    term = plain(without_article(name)).lower().strip()
    term = term.strip("`$")
    if len(told.split()) <= 4 and len(term) > 2 and term in told.split():
        return True  # "false: the keyword false"
    if len(term) > 2 and " " not in term and term in told.split()[1:3]:
        return True  # "`data`: the actual data of the node"
    if len(term) > 2 and told.startswith(term) and _ENDS_THERE.match(told, len(term)):
        return True
    stem = term[: max(5, len(term) - 3)] if term.isalpha() and len(term) > 5 else ""
    return bool(stem) and any(word.startswith(stem) for word in told.split()[:4])


def _is_said_again(answer: str, name: str) -> bool:
    """Whether a meaning has the one word of its term in it and little else ("`end`: return iterator to end").

    >>> _is_said_again("an individual sailor in the crew", "Sailor"), _is_said_again("reads log files", "`readlog`")
    (True, True)
    >>> _is_said_again("records the ID of the crew", "Crew ID"), _is_said_again("a boat rowed by four", "Row boat")
    (True, False)
    >>> _is_said_again("provides balance across all of the decks and their masts", "Balance")
    True
    >>> _is_said_again("a plain component that is designed to be used as a custom node", "`CustomNode` component")
    True
    >>> _is_said_again("a sailor who has crossed the line and knows the ropes", "Sailor")
    False
    """
    term = re.split(r"[./:]", re.sub(r"\([^()]*\)|[`*$]", "", name).strip())[-1]
    term = (_PARTS.sub(" ", term) if " " in term else term).lower()
    if " " in term:
        inside, said = set(re.findall(r"[a-z]{2,}", term)), re.findall(r"[a-z]{2,}", _bare(answer).lower())
        more = [word for word in said if word not in inside and word not in _LITTLE and word not in _SMALL]
        return len(inside) > 1 and inside <= set(said) and len([word for word in more if len(word) > 2]) <= 3
    if not term.isalpha() or len(term) < 3:
        return False
    if re.match(rf"{_BRINGS} (?:\w+ )?{term}\b", answer, re.I):
        return True
    bare = re.sub(r"\s?\([^()]*\)", "", answer).lower()
    told = [word for word in re.findall(r"[a-z]{3,}", bare) if word not in _LITTLE and word not in _SMALL]
    stem = term if len(term) < 5 else term[: max(5, len(term) - 3)]
    same = [word for word in told if word == term or (len(term) > 4 and word.startswith(stem))]
    if same and len(told) - len(same) <= 2:
        return True
    pieces = [word for word in told if word.removesuffix("s") in term]
    return len(pieces) > 1 and len(told) - len(pieces) <= 1


# "that is designed to be used as": of what kind a thing is follows, and nothing is told by it.
_KIND_OF = re.compile(
    r"\b(?:(?:that|which) (?:is|are) )?(?:designed|meant|intended|supposed|made|built) "
    r"to (?:be used as|serve as|act as|be)\b"
    r"|\b(?:type|kind|sort)s? (?:of|in)\b",
    re.I,
)


_BRINGS = r"(?:provide|ensure|improve|enhance|offer|give|bring|allow|support|maintain|increase|enable|add|help)s?"


def _bare(answer: str) -> str:
    """A meaning without of what kind it is made, and without where it holds and what it brings about."""
    return _BEHIND.sub("", _KIND_OF.sub(" ", answer))


_BEHIND = re.compile(r"(?:\s(?:with)?in (?:your|the|an?)\s[^,]*)?,\s\w+ing\s.*$", re.I)
_SMALL = words(
    "the and for its any all one sets set settings you your it's not but can has are was were will only also"
)


def _is_spelled(answer: str, name: str) -> bool:
    """Whether a name in a program spells out what it means ("`take()`: take some")."""
    match = re.fullmatch(r"`?([A-Za-z]\w*)(?:\(\))?`?", name)
    if match is None or not (name.endswith((")", ")`")) or re.search(r"[a-z][A-Z]", name)):
        return False
    pieces = [piece.lower() for piece in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", match[1])]
    said = [piece[:5] for piece in pieces if len(piece) > 2 and piece not in {"exception", "error", "get", "set", "is"}]
    told = re.findall(r"[a-z]{3,}", answer.lower())
    found = [piece for piece in said if any(word.startswith(piece) for word in told)]
    brief = len(told) <= 3 * len(said) + 3  # what takes many words says more than its name
    return bool(said) and brief and len(found) * 3 >= len(said) * 2


def _is_subcommand(answer: str, name: str) -> bool:
    """Whether what a command does is told by its own verb and little beside it ("`git push`: pushes the changes")."""
    match = re.match(r"`\w+ (?P<verb>[a-z]{4,})\b[^`]*`$", name)
    first, _, rest = answer.lower().partition(" ")
    if match is None or not first.startswith(match["verb"][:5]) or len(first) > len(match["verb"]) + 2:
        return False
    more = [word for word in _WORD.findall(rest) if word not in _LITTLE]
    return len(more) <= 2 and not re.search(r"\b(?:without|all|only|every|new|last|not|if|when|as)\b", rest)


def _is_taken_apart(answer: str, name: str) -> bool:
    """Whether a meaning only takes its term apart ("Iris scanner: scans the iris")."""
    stems = [word.removeprefix("re")[:4] for word in _WORD.findall(plain(name).lower()) if word not in _LITTLE]
    told = [word[:4] for word in _WORD.findall(answer.lower())]
    if len(stems) == 1 and len(name.split()) == 1:
        return name.lower().startswith("re") and len(name) > 8 and stems[0] in told
    return len(stems) > 1 and sum(stem in told for stem in stems) * 4 >= len(stems) * 3 and len(told) <= 12


def _is_flag(answer: str, name: str) -> bool:
    """Whether a command's own words say what it does ("`throttle --stop`"), or what it does is a bare word."""
    said = {word[:6] for word in re.findall(r"[a-z]{4,}", name.lower())}
    heard = [word[:6] for word in _WORD.findall(answer.lower()) if word not in _LITTLE]
    if len(heard) > 1 and sum(word in said for word in heard) * 3 >= len(heard) * 2:
        return True  # "`:resize-pane -U`": resize the pane up
    if not re.search(r"[\s`]--?\w", name):
        return False
    told = _WORD.findall(answer.lower())
    flags = {flag[:5] for flag in re.findall(r"--([a-z]{3,})", name.lower())}
    return len(answer.split()) < 2 or any(word[:5] in flags for word in told) or bool(re.search(r"\s\d+\s-", name))


def _is_noun_as_verb(answer: str, name: str) -> bool:
    """Whether a verb was a noun ("Active processes use energy"): an adjective in front, the true verb behind it."""
    if " " in name:
        return False
    before = tagged(f"they are very {name.lower()}") or ()
    if len(before) != 4 or before[3].tag != "AJ0":
        return False
    behind = tagged(f"they {answer}") or ()
    return len(behind) > 2 and behind[1].tag in {"VVB", "VVD", "VBB", "VHB", "VM0"}


_PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|_")  # between the words of a name in code


def _is_told_twice(answer: str, question: str) -> bool:
    """Whether most of what an answer says stands in its question or heading already ("theme: a custom theme")."""
    asked = {word[:6] for word in _WORD.findall(_PARTS.sub(" ", question).lower())}
    told = [word[:6] for word in _WORD.findall(_PARTS.sub(" ", answer).lower()) if word not in _LITTLE]
    return len(told) > 1 and sum(word in asked for word in told) * 5 >= len(told) * 3
