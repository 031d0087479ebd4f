"""When an English phrase is no meaning of its term: it tells, bids, asks, points on, or likens the term to something.

"What is it?" has one answer only where the phrase says of what kind the term is. Whatever else a writer sets behind a
term is one of the many things that can be told of it, and a card with that question could not be answered.
"""

from __future__ import annotations

import re

from cards.asking.doubts_english_cells import is_numbered
from cards.asking.fact import Fact
from cards.asking.formula_below import stays_open
from cards.asking.praised import is_measured, praises
from cards.asking.scope import Scope
from cards.language.english.deeds import is_event, is_law
from cards.language.english.grammar import clause, tagged
from cards.language.english.meanings import is_of_many, is_order, kind_of
from cards.language.english.naming import is_row
from cards.language.english.plurals import plural
from cards.language.english.telling import asks, bids, has_main, tells
from cards.language.finding import Ask

SO = "it tells what is so, not what its term is"
ELSE = "it says something else than what its term is"


def doubt_of_what(fact: Fact, answer: str, name: str, rule: str, scope: Scope) -> str:
    """Why a card that asks what a term is, or is for, waits; "" where its answer may well be that."""
    if fact.ask is Ask.PURPOSE:
        if has_main(answer):
            return "it says what is done, not what its term is"
        short = rule == "definition" and (len(fact.said.split()) <= 5 or re.search(r"\byour\b", fact.said))
        if fact.said and (short or _AIM.match(fact.said)):
            return ELSE  # "Target: `name` tells the package to install" is no aim of a target
        if re.fullmatch(r"\$[^$]+\$", name) or re.match(r"eq\b", name, re.I):
            return ELSE  # an equation that the next step is reckoned with
        return "it was cut in the middle of a sentence" if fact.said and _HANGS.search(fact.said) else ""
    if fact.ask is Ask.STANDS and re.match(r"\d+[.)]\s", answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.CALLED and re.match(r"(?:after|for|by|without|when)\s", answer):
        return ELSE  # "are called after their finder"
    if fact.ask is Ask.CALLED:
        return "of which one it tells is not said" if _PRODUCED.fullmatch(fact.said) else ""
    if fact.ask is not Ask.WHAT:
        return ""
    if why := _of_term(name, fact, rule, scope):
        return why
    if sum(c.isalpha() and c > "\u0400" for c in answer) * 4 > len(answer):
        return "it is told in another language than its note"
    if rule == "definition" and _NEXT_TERM.search(answer):
        return "it tells of several things at once"
    if _POINTS_ON.search(answer):
        return "it points at what is not there"
    if rule == "sentence" and _OF_SUCH.search(answer):
        return "it points at what is not there"
    if (
        rule == "sentence"
        and re.search(r"\b(?:to|of|for|with) (?:\w+ )?(?:it|them)$", answer)
        and len(answer.split()) < 9
    ):
        return "it points at what is not there"  # "the command used to configure it"
    if rule == "sentence" and re.match(r"an? (?:[\w-]+ ){1,4}(?:(?:of|to|for) \S+ )?(?:\S+ ){0,3}if \S", answer):
        return "it says when, not what"  # "a hull is a round hull if its ribs are"
    if rule == "sentence" and (_is_cut(answer, scope.texts.get(fact.line, "")) or stays_open(fact, scope)):
        return "it was cut in the middle of a sentence"
    if praises(answer):
        return "it praises its term, and does not say what it is"
    if _YEAR.match(answer):
        return "it tells of a time"
    if _EXAMPLE.match(answer) or (rule == "sentence" and _IN_A_CASE.match(scope.heading)):
        return "it asks for one example of many"
    if rule == "sentence" and _BECAUSE.match(answer):
        return SO
    if rule == "definition" and _tells_of_owner(answer, name):
        return "it says something of another thing than its term"
    if is_measured(answer) and not fact.about.startswith("`"):
        return "more or less than what is not said"
    if re.match(r"(?:yes|no)\b(?:$|\s?[(,;–—-])", answer, re.I):
        return "yes or no can be guessed"
    if re.match(r"none\b", answer, re.I) or (rule == "value" and re.match(r"(?:not|but)\b", answer, re.I)):
        return ELSE
    if _IS_SOMEHOW.match(answer):
        return ELSE
    if re.match(r"1[.)]\s.*\s2[.)]\s", answer):
        return "it tells of several things at once"
    if fact.sort == "opening" and _is_sentence(answer):
        return SO  # "The salt trade led to wealth" below "Ghana"
    code = fact.about.startswith("`")
    kind = kind_of(answer)
    if fact.sort.startswith("clause"):
        if is_law(name) or is_event(name, answer) or _QUALITY.search(name) or code:
            return ""
        if kind in {"clause", "deed", "condition", "order"} and rule != "table":
            return SO
    if rule == "equation" and not code and (kind in {"deed", "clause"} or _SINCE.search(answer)):
        return SO
    if asks(answer):
        return ELSE
    if bids(answer) and not code:
        return "it is an advice about its term, not what the term is"
    if kind == "same" and not code and rule == "definition" and not re.match(r"(?:the )?same\b", answer, re.I):
        return "it sets its term among others, and does not say what it is"
    if kind in {"bare", "names"} and rule == "definition" and is_order(scope.heading):
        return "it is a row of clicks, not a meaning"  # "Storage type: SSD" under "Configure the instance"
    if _ONE_OF_A_SORT.fullmatch(answer):
        return "it sets its term among others, and does not say what it is"
    if kind == "condition" and (has_main(answer) or _then(answer)):
        return "it says when, not what"
    if kind == "use" and has_main(answer):
        return "it says what is done, not what its term is"
    if (
        rule in {"definition", "sentence"}
        and fact.sort not in {"that", "described"}
        and kind != "condition"
        and not _NOTION.match(answer)
        and tells(answer)
    ):
        return SO
    if rule == "table" and not code and _can(answer):
        return SO
    if (kind == "names" and is_row(answer)) or (_is_long_row(answer) and not plural(name)):
        return "it lists things, and does not say what its term is"
    if kind in {"narrowed", "bare"} and not code and _is_of_more(answer, name) and fact.sort != "arrow":
        return ELSE
    return ""


# "the notion that boats pass one by one: they never meet": what is told behind "that" is what the term stands for.
_NOTION = re.compile(
    r"(?:the|an?)\s(?:\w+\s){0,2}(?:notion|idea|promise|property|principle|concept|guarantee|rule|theory|belief|assumption"
    r"|requirement|hypothesis|claim)\s(?:that|of)\b",
    re.I,
)


def _of_term(name: str, fact: Fact, rule: str, scope: Scope) -> str:
    """What of the term itself speaks against asking what it is."""
    if _FILE.search(name):
        return "it stands in a list of people or works"
    if re.search(r"\svs\.?\s", name):
        return "it sets two things against each other"
    if _BY.search(name):
        return "it tells of a time or of a book"
    if _OF_A_PICTURE.search(name):
        return "it points at what is not there"
    if " | " in name or re.match(r"\d[\d.,–-]*\s[a-z]+$", name):
        return "its term is no name"
    if rule == "definition" and len(_FIELDS.findall(scope.texts.get(fact.line, ""))) > 1:
        return "its term is a label, not a name"
    if rule in {"equation", "value"} and _is_told(name):
        return "its term is told, not named"
    if rule == "sentence" and _is_deed(name):
        return "its term is a deed, not a name"
    if rule == "sentence" and (_is_sample(name, fact.answer) or _PROOF.match(" ".join(scope.heads[-1:]))):
        return "of which one it tells is not said"
    return ""


def _is_sample(name: str, answer: str) -> bool:
    """Whether a name is one of a picture's ("Server A"), or numbered as those are that tell of it ("Berth 1").

    >>> _is_sample("Device A", ""), _is_sample("Berth 1", "what lies by Quay 2"), _is_sample("Python 3", "a language")
    (True, True, False)
    """
    return _SAMPLE.fullmatch(name) is not None or (is_numbered(name) and _NUMBERED.search(answer) is not None)


def _tells_of_owner(answer: str, name: str) -> bool:
    """Whether a phrase says what the thing does that its term begins with ("Cog rules": "Cog keeps the hull dry").

    >>> _tells_of_owner("Cog keeps the hull dry", "Cog rules"), _tells_of_owner("Rules of the house", "Cog rules")
    (True, False)
    """
    owner, _, rest = name.partition(" ")
    if not rest or owner.lower() in {"a", "an", "the"} or not answer.startswith(f"{owner} "):
        return False
    return clause(tagged(f"It{answer[len(owner) :]}") or ()) is not None


def _is_cut(answer: str, text: str) -> bool:
    """Whether a meaning ends among the conditions of its "where", or goes on with a clause of another thing."""
    if re.search(r",\sand\s(?:as an?\s[^,]+,|it\s|they\s|this\s|you\s|we\s)", answer):
        return True
    _, found, behind = text.partition(answer[-40:])
    if not found:
        return False
    if re.match(r",\s(?:it|they)\s(?:then|also|next|does|do)\b", behind) or (
        _LISTS_CLAUSES.search(answer) and re.match(r",?\sand\s", behind)
    ):
        return True
    if re.search(r"[:;,]\s(?:if|when|whenever|since)\s[^,]*$", answer) and behind.startswith(","):
        return True  # "what flows make: if a boat floats, so does its bell"
    return " where $" in answer and re.match(r",\s(?!which|so|but)", behind) is not None


# "the rules that the rim is open, each seam is open": the last of them is cut off
_LISTS_CLAUSES = re.compile(r"\b(?:that|where)\s[^,]+\s(?:is|are)\s[^,]+,\s[^,]+\s(?:is|are)\s[^,]+$")


def _is_deed(name: str) -> bool:
    """Whether a subject is what one does to something ("Learning a language") and not the name of a process."""
    tokens = tagged(name) or ()
    if len(tokens) < 3 or not tokens[0].text.lower().endswith("ing") or tokens[1].text[:1].isupper():
        return False
    return tokens[1].tag.startswith(("AT", "DPS", "DT0", "PRP", "AV0"))


def _is_long_row(answer: str) -> bool:
    """Whether a meaning is a row of five or more things, none of which is told to be a kind of its term."""
    parts = re.split(r",\s", re.sub(r"\s?\([^()]*\)", "", answer))
    return len(parts) > 4 and not re.search(r"^\w+ing\b|\b(?:that|which|such as|like|of|for)\b", parts[0])


def _is_sentence(answer: str) -> bool:
    """Whether a first line below a name is a sentence of its own, though its verb looks like a participle."""
    if re.match(r"the\s(?:\S+\s){7}", answer, re.I) and not _TOLD_OF.match(answer):
        return True
    if _ACTS.match(answer):
        return True
    tokens = tagged(answer.rstrip(". ")) or ()
    opened = False
    for i, word in enumerate(tokens[1:], 1):
        opened = opened or word.tag.startswith(("CJT", "PNQ", "DTQ", "AVQ", "CJS"))
        last = i + 1 == len(tokens)
        if last and word.tag == "VVN" and tokens[i - 1].tag == "NN2" and len(tokens) > 6:
            return True  # "A blending of western and eastern cultures flourished"
        if word.tag == "VVD" and not opened and tokens[i - 1].tag.startswith(("NN2", "NP")):
            return last or tokens[i + 1].tag.startswith(("AT", "DPS", "PR", "AVP", "AV"))
    return False


def _is_told(name: str) -> bool:
    """Whether words beside "=" or in front of a remark say what happens or what one does ("Push harder")."""
    tokens = tagged(name) or ()
    if len(tokens) < 2 or name.startswith(("$", "`")):
        return False
    return tokens[0].tag == "VVG" or clause(tokens) is not None or is_order(name)


def _then(answer: str) -> bool:
    """Whether words begin with an adverb and what it goes with ("Shortly after the war")."""
    tokens = tagged(answer) or ()
    return len(tokens) > 2 and tokens[0].tag == "AV0" and tokens[1].tag.startswith(("PR", "CJS"))


def _can(answer: str) -> bool:
    tokens = tagged(answer) or ()
    return len(tokens) > 2 and tokens[0].tag == "VM0"


def _is_of_more(answer: str, name: str) -> bool:
    """Whether a phrase names several things, or all of them, while the term is one thing."""
    if (
        plural(name)
        or name.endswith("(s)")
        or name.startswith("$")
        or re.match(r"[$`\d]|\w+ing\b", answer)
        or name.isupper()
    ):
        return False
    if re.match(r"all\s(?!of\b)", answer, re.I):
        return True
    return is_of_many(answer) and _TOLD_APART.match(answer) is None


_PRODUCED = re.compile(r"(?:[\w-]+\s){1,4}(?:produced|formed|used|created|made|given|obtained|involved)", re.I)
_IS_SOMEHOW = re.compile(
    r"(?:becoming|being)\s|(?:an? )?(?:\w+ )?part of\b(?!.*\b(?:that|which|where|used)\b)"
    r"|(?:an? )?well[- ]known fact\b",
    re.I,
)
_TOLD_OF = re.compile(
    r"the\s(?:[\w'’-]+,?\s){1,5}?(?:of|that|which|who|whose|used|where|in|on|at|between|for|to|by|from|when|with|behind"
    r"|\w{2,}ed|\w+ing)\b",
    re.I,
)
# "The process of tarring a hull involves several coats": a verb outside of every clause that tells which one
_ACTS = re.compile(
    r"(?:the|an?)\s(?:(?!that\b|which\b|who\b|whose\b|where\b|it\b|when\b|how\b|you\b|we\b|they\b|one\b)\S+\s){1,10}?"
    r"[a-z]{3,}(?<!s)s\s(?:an?|the|several|many|its|their|each|every|all|two|three|some)\s",
    re.I,
)
_OF_A_PICTURE = re.compile(
    r"\bon the other hand$|\bin the (?:picture|figure|image|diagram|example)\b|^(?:left|right)[- ]hand side$"
    r"|^(?:all|diagram|figure|schematic)\s|^more on\b",
    re.I,
)
_PROOF = re.compile(r"\W*(?:proof|derivation)\b", re.I)
_QUALITY = re.compile(r"(?:ity|ness|ism|[a-z]{2}ed|[a-z]ent|able|ible|[a-z]{3}al)$", re.I)
_SINCE = re.compile(r"\s(?:since|because)\s", re.I)
_BY = re.compile(r",\sby\s[A-Z]")  # "Soils, by A. Writer": a book
_AIM = re.compile(r"the (?:main |primary )?(?:purpose|goal|aim|role|idea|job) of\b", re.I)
_NEXT_TERM = re.compile(r"[a-z]\s[A-Z][A-Za-z-]{2,}:\s")  # "… come in POSTROUTING: packets …": the next line's term
_FILE = re.compile(r"\.(?:md|txt|pdf|html?|docx?|pptx?|xlsx?|ipynb|png|jpe?g|svg|csv)`?$", re.I)
_FIELDS = re.compile(r"(?:^|\|)\s*[A-Z][^|:`]{1,30}:\s(?=[^|]*(?:\||$))")  # "Total marks: 15 | Sections: two"
_HANGS = re.compile(
    r"\b(?:able|unable|allowed|required|obliged|obligated|supposed|likely|ready|free|forced|pressured|enough|possible"
    r"|wanted|asked|told|easy|hard|difficult|important|necessary|capacity|ability|right|which \w+|whose \w+)$",
    re.I,
)
_POINTS_ON = re.compile(r"\b(?:the following|as follows|listed here|shown here)\b|\b(?:below|above)(?=[.,;)]|$)", re.I)
# "a type of rope": which one is not told.
_ONE_OF_A_SORT = re.compile(r"an?\s(?:\w+\s)?(?:type|kind|form|sort|family|class) of (?:[\w-]+\s?){1,3}", re.I)
_OF_SUCH = re.compile(r"\b(?:of|for|from|by|to|with|in) (?:all )?such (?!as\b)\w+", re.I)
_SAMPLE = re.compile(
    r"(?:device|node|host|user|client|server|machine|computer|person|process|thread|router|team|company|party|point"
    r"|file|page|transaction|account|station|player|city) [A-Z]",
    re.I,
)
_BECAUSE = re.compile(r"(?:(?!that\b|which\b|where\b|who\b)\S+ ){2,7}because\b", re.I)
_NUMBERED = re.compile(r"\b[A-Z][a-z]{2,} \d+\b")
_YEAR = re.compile(r"(?:in |c\.\s?|since |from )?(?:1[5-9]\d\d|20\d\d)\b(?!\s?(?:bytes|bits|MB|ms))")
_EXAMPLE = re.compile(r"(?:ex|eg|e\.g)\b\.?[:,]?\s|an? (?:\w+ )?examples? (?:where|in which|when)\b", re.I)
_IN_A_CASE = re.compile(r"in (?:this|our|the above) (?:case|example|command|snippet|diagram|picture)\b", re.I)
# What tells which of several things are meant, so that their kind in the plural says what one of them is, too.
_TOLD_APART = re.compile(
    r"(?:[\w/-]+\s){1,4}(?:that|which|who|whose|where|used|made|in which|between|of|for|with|to|on|in|from|about"
    r"|\w+ing|\w+ed (?:into|by|from|in|to|for|with|on|at))\s\S",
    re.I,
)
