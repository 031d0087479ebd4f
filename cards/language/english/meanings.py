"""Of what kind the words are that stand behind an English term: a name that is narrowed, a deed, a use, a condition."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from cards.language.english.grammar import FINITE, clause, hides_clause, tagged
from cards.language.english.plurals import plural
from cards.language.mending import infinitive
from cards.language.text import has_hangul, words
from cards.language.word import Word

_CONDITION = re.compile(
    r"(?:only )?(?:if|when|whenever|unless|once|because|since|so that|so|while|where|by|with)\s", re.I
)
_SAME = re.compile(
    r"(?:the )?(?:same|ditto|similar|like|see|also|as|similarly|unlike|not|no|more|less|very|much)\b", re.I
)
_USE = re.compile(
    r"(?:(?:is|are|mainly|mostly|often|usually|commonly|primarily|generally|typically|also|can be|may be)\s)*"
    r"(?:used|useful|utilized|intended|designed|meant)\s(?P<what>(?:to|for|as|in|when|by)\s\S.*)$",
    re.I | re.S,
)
_FOR = re.compile(r"(?:for\s\S|to\s[a-z]+\s\S)", re.I)
_LED = re.compile(r"\w+\s(?:\w+ly\s)?(?:in|within|by|with|for|on|at|from|as|to|when|if|of|through|under)\b", re.I)
_ARTICLE = re.compile(r"(?:an?|the|any|one|another)\s", re.I)
_LINKS = ("CJT", "PNQ", "DTQ", "PRF", "PRP", "VVG", "VVN", "TO0", "AVQ")


@lru_cache(4096)
def kind_of(text: str) -> str:
    """Which of KINDS a meaning is; "" without a tagger.

    >>> kind_of("a cipher that changes itself"), kind_of("recovering the data with a key"), kind_of("if it is full")
    ('article', 'gerund', 'condition')
    >>> kind_of("immutable records of a fact"), kind_of("restarts the service"), kind_of("used to train a model")
    ('narrowed', 'deed', 'use')
    """
    text = text.strip()
    if _USE.match(text) or _FOR.match(text):
        return "use"
    if _CONDITION.match(text):
        return "condition"
    if _SAME.match(text):
        return "same"
    tokens = tagged(text)
    if not tokens:
        return ""
    first = next((t for t in tokens if not t.tag.startswith(("PU", "AV"))), tokens[0])
    if first.tag in {"PNP", "EX0", "DT0"} and first.text.lower() not in {"all", "any", "each", "every", "many"}:
        return "clause"
    if first is tokens[0] and first.tag == "NN2" and len(tokens) > 1 and tokens[1].tag in {"AT0", "DPS"}:
        return "deed"  # "Copies the string pointed to by …", however the rest is read
    if clause(tokens) is None and _goes_on(tokens):
        return "clause"
    if _ARTICLE.match(text):
        return "article" if clause(tokens) is None else "clause"
    if is_order(text):
        return "order"
    if first.tag.startswith("AJ") and len(tokens) > 2 and _after_adverbs(tokens).tag.startswith("PRP"):
        return "same"  # "reachable only inside the cluster"
    if first.tag.startswith("PR") or (first.tag == "VVN" and tokens[-1] is not first and _LED.match(text)):
        return "condition"  # "in most browsers", "used in many frameworks"
    if first.tag in FINITE or first.tag == "VVD" or _is_deed(text):
        return "deed"
    if clause(tokens) is not None:
        return "clause"
    if first.tag == "VVG":
        return "gerund"
    return _of_noun(text, tokens)


_OPENS_CLAUSE = frozenset(
    {"that", "when", "if", "where", "because", "while", "since", "although", "until", "unless", "once", "how"}
)


def _after_adverbs(tokens: tuple[Word, ...]) -> Word:
    """What stands behind the first word and its adverbs."""
    return next((t for t in tokens[1:] if not t.tag.startswith("AV")), tokens[-1])


def _goes_on(tokens: tuple[Word, ...]) -> bool:
    """Whether a finite verb stands outside of every relative clause ("A review that is fresh is more likely to …")."""
    relative = verbs = 0
    for i, (before, word) in enumerate(pairwise(tokens), 1):
        if word.tag.startswith(("CJT", "PNQ", "DTQ", "AVQ")) or word.text.lower() in _OPENS_CLAUSE:
            relative += 1
        told_of_many = word.tag == "VVB" and not relative and before.tag.startswith(("NN", "NP"))
        if told_of_many and i + 1 < len(tokens) and tokens[i + 1].tag in {"AT0", "DPS"}:
            return True  # "classes like these implement the pattern"
        if word.tag == "PNP" and not relative and before.tag.startswith(("NN", "NP")):
            relative += 1  # "the commit you stand on"
        if word.tag in {"VBZ", "VBB", "VM0", "VHZ", "VHB", "VVZ", "VBD", "VDZ", "VDB"} and before.text not in {
            "and",
            "or",
        }:
            verbs += 1
            if verbs > relative and (relative == 0 or before.tag.startswith(("NN", "NP", "VV"))):
                return word.tag in {"VBZ", "VBB", "VM0", "VHZ", "VBD"}
        if word.text == "," and before.tag.startswith("NN") and tokens[0].tag.startswith("PR"):
            return True
    return False


def _of_noun(text: str, tokens: tuple[Word, ...]) -> str:
    parts = [part.strip() for part in re.split(r",\s|\s/\s|;\s", text)]
    if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts):
        return "names"
    linked = any(t.tag.startswith(_LINKS) for t in tokens[1:]) or tokens[0].tag in {"DTQ", "AVQ"}
    return "narrowed" if linked and len(tokens) >= 3 else "bare"


def is_order(text: str) -> bool:
    """Whether words begin with a verb as one tells somebody to do it ("access another database")."""
    if has_hangul(text):
        return False
    small = text[:1].lower() + text[1:]
    told = tagged(f"to {small}")
    if not told or len(told) < 3 or told[1].tag != "VVI":
        return False
    alone = tagged(text)
    if alone and alone[0].tag in {"VVI", "VVB", "VDB"}:
        return True
    return told[2].tag.startswith(("AT", "DPS", "DT0")) and not told[2].text.lower().startswith("of")


def is_task(text: str, least: int = 2) -> bool:
    """Whether words over a command say what it is to do: a verb and what it does that to."""
    small = re.sub(r"^only ", "", text[:1].lower() + text[1:])
    tokens = tagged(f"to {small}") or ()
    if len(tokens) < 3 or len(text.split()) < least or text.endswith(":") or tokens[2].tag in FINITE:
        return False
    if tokens[1].tag in {"NN1", "AJ0"} and tokens[2].tag in {"AT0", "DPS"}:
        return True  # "Partition the drive": no noun stands before an article
    # "List roles": a noun elsewhere, over a command it is what that does.
    bidden = tokens[1].text.lower() in _BIDDEN and tokens[2].tag.startswith(("NN", "NP", "AT", "AJ", "DT"))
    return tokens[1].tag == "VVI" or bidden


_BIDDEN = frozenset(
    words(
        "list show display access backup query view check dump filter sort search test log copy print"
        " uninstall unmount mount format partition"
    )
)


def _is_deed(text: str) -> bool:
    """Whether words begin with a verb that says what something does ("lists all databases")."""
    first, _, rest = text.partition(" ")
    if not rest or not first.endswith("s") or not first.isalpha():
        return False
    told = tagged(f"it {first.lower()} {rest}")
    return (
        bool(told)
        and len(told or ()) > 2
        and (told or ())[1].tag == "VVZ"
        and (told or ())[2].tag.startswith(("AT", "DPS", "DT0", "CRD", "AJ", "PRP", "TO0", "CJS", "AVQ", "DTQ", "NN"))
    )


def named_kind(text: str, name: str) -> str:
    """What a line without an article or a verb of its own says that the name above it is ("Algorithm that uses …").

    >>> named_kind("Algorithm that uses the gain to rank pairs.", "LambdaRank")
    'Algorithm that uses the gain to rank pairs'
    >>> named_kind("Pruning of weights", "Trees"), named_kind("Rules that nobody reads", "LambdaRank")
    ('', '')
    """
    bare = text.strip(" :").rstrip(". ")
    match = _KIND.match(bare)
    if match is None or not 4 <= len(bare.split()) <= 24 or kind_of(bare) != "narrowed":
        return ""
    tokens = tagged(bare) or ()
    finite = [t for before, t in pairwise(tokens) if t.tag in FINITE and before.text not in {"and", "or"}]
    told = len(finite) - any(t.tag in {"CJT", "DTQ", "PNQ", "AVQ"} for t in tokens)
    if told > 0 or tokens[0].tag.startswith(("V", "PN", "AV", "DT", "CJ")) or is_order(bare) or " used to be" in bare:
        return ""
    return bare if is_of_many(bare) == plural(name) else ""


# A noun of a kind, and what tells which: "named entity that represents an interest".
_KIND = re.compile(
    r"(?:[A-Za-z][\w-]*\s){0,3}?(?P<noun>[A-Za-z][\w-]*)\s(?:that|which|who|where|whose|used (?:to|for|by|in)"
    r"|for \w+ing|of|between)\s"
    r"|(?:[A-Za-z][\w-]*\s){0,3}?(?:attempt|ability|way|method|process|tool|effort|means|technique|mechanism|algorithm"
    r"|system|program|software|device|agreement|tendency|right|duty|practice)\sto\s[a-z]"
    r"|(?:[A-Za-z][\w-]*\s){0,2}?[A-Za-z]+\s(?:taken|required|needed|spent|left)\sto\s[a-z]",
)


_RUNS = re.compile(
    r"(?P<does>runs|fires|triggers|executes|occurs|happens|starts|begins|stops|ends|fails|expires|appears|applies)\s"
    r"(?P<when>(?:only |right |just |directly )?(?:when|whenever|if|once|after|before|every)\s\S.*)$"
    r"|(?P<done>triggered|called|executed|invoked|run|raised|thrown|fired|emitted|sent|set|created|returned)\s"
    r"(?P<then>(?:only |right |just )?(?:when|whenever|if|once|after|before)\s\S.*)$"
    r"|(?P<bare>(?:when|whenever)\s\S.*)$",
    re.I,
)


_GOES_ON = re.compile(r",\s(?!and\b|or\b|\w+ing\b)|\. ")


def when_of(meaning: str) -> tuple[str, str] | None:
    """ "does run" and "when a message comes" of a meaning that says when something is so; None where it says else.

    >>> when_of("Runs when a message comes"), when_of("Called after the request"), when_of("a queue")
    (('does run', 'when a message comes'), ('is called', 'after the request'), None)
    """
    if where := _SITS.match(meaning.strip()):
        return f"does {_infinitive(where['does'].lower())}", _one_deed(where["where"])
    if (comes := _COMES.match(meaning.strip())) and len(meaning.split()) <= 20:
        be = comes["how"].lower()
        asked = f"does {_FROM[be]} from" if comes["link"].lower() == "from" else f"is {be} by"
        return asked, comes["what"]
    match = _RUNS.match(meaning.strip())
    if match is None or len(meaning.split()) < 4 or _GOES_ON.search(meaning):
        return None
    if match["bare"]:
        return "does happen", match["bare"][:1].lower() + match["bare"][1:]
    if match["done"]:
        return f"is {match['done'].lower()}", match["then"]
    return f"does {_infinitive(match['does'].lower())}", match["when"]


def _one_deed(where: str) -> str:
    """Where a thing is, without what else it does there ("in front of a rack and cools it")."""
    for found in re.finditer(r",?\sand\s(?=[a-z]+s\s)", where):
        told = tagged(f"it {where[found.end() :]}") or ()
        if len(told) > 2 and (told[1].tag == "VVZ" or told[2].tag.startswith(("AT", "DPS", "PNP"))):
            return where[: found.start()]
    return where


def sort_of(answer: str) -> str:
    """Whether such an answer says "when" or "where"."""
    if re.match(r"(?:in|at|on|inside|within|between|under|above|below|outside)\s", answer, re.I):
        return "where"
    return "when" if _SAYS_WHEN.match(answer) else "object"


_SAYS_WHEN = re.compile(r"(?:(?:only|right|just|directly)\s)*(?:when|whenever|if|once|after|before|every)\b", re.I)
_FROM = {"arising": "arise", "resulting": "result", "coming": "come", "stemming": "stem", "originating": "originate"}
_COMES = re.compile(
    r"(?P<how>arising|resulting|coming|stemming|originating|caused)\s(?P<link>from|by)\s(?P<what>\S.{3,})$", re.I
)


def _infinitive(does: str) -> str:
    """ "take place" of "takes place", "apply" of "applies"."""
    verb, _, rest = does.partition(" ")
    return f"{infinitive(verb)} {rest}".strip()


_SITS = re.compile(
    r"(?P<does>takes place|sits|lives|resides|happens|occurs|runs|stands|lies)\s"
    r"(?P<where>(?:in|at|on|inside|within|between|under|above|below|outside)\s\S.{3,})$",
    re.I,
)


def said_of(text: str, name: str) -> tuple[str, str]:
    """What the first line below a name says of it without naming it, and of what sort that is; "" where it says else.

    >>> said_of("Phishing over the phone", "Vishing"), said_of("Calculates a sum", "Reducer")
    (('Phishing over the phone', 'gerund'), ('Calculates a sum', 'deed'))
    >>> said_of("To stress the system", "Fuzz testing"), said_of("Link that limits the rate", "Bottleneck")
    (('To stress the system', 'use'), ('Link that limits the rate', 'kind'))
    """
    bare = text.strip(" :").rstrip(". ")
    tokens, pieces = tagged(bare), len(bare.split())
    if not tokens or not 3 <= pieces <= 26 or re.search(r"[:;?]\s", bare) or clause(tokens) is not None:
        return "", ""
    if kind := named_kind(bare, name):
        return kind, "kind"
    first, second = tokens[0], tokens[1] if len(tokens) > 1 else tokens[0]
    small = first.text.lower()
    if first.tag == "TO0" and second.tag == "VVI" and ", " not in bare and not any(t.tag in FINITE for t in tokens):
        return bare, "use"
    last = (tagged(name) or tokens)[-1]
    if is_order(name) or re.search(r"\s(?:either|or|and)$", name):
        return "", ""
    if plural(name) or first.tag == "PNP" or last.tag.startswith(("VVZ", "VVB", "PR", "TO")) or name.startswith("$"):
        return "", ""
    if small.endswith("ing") and first.tag in {"VVG", "VDG", "NN1"} and second.tag.startswith(_DONE_TO):
        if hides_clause(tokens[2:]):
            return "", ""  # "Moving charges experience a force"
        return ("", "") if small in {"during", "according", "depending", "using"} else (bare, "gerund")
    if small not in _LEADS and second.tag != "TO0" and _is_deed(bare):
        return bare, "deed"
    return "", ""


_DONE_TO = ("AT", "DPS", "DT0", "AJ", "NN", "NP", "PRP", "AV0", "VVG", "CRD")
_LEADS = frozenset({"lets", "gets", "thanks", "means", "says", "notes", "examples", "includes", "uses", "has", "looks"})


def use_in(text: str) -> str:
    """What something is used for, where that is all its meaning says; "" elsewhere.

    >>> use_in("Used to evaluate a candidate"), use_in("for parsing dates"), use_in("a tool for parsing")
    ('to evaluate a candidate', 'for parsing dates', '')
    """
    text = text.strip()
    if (match := _USE.match(text)) and re.match(r"(?:to|for|as)\s", match["what"], re.I):
        return match["what"]
    if not _FOR.match(text) or any(clause(tagged(part) or ()) for part in text.split(", ")[1:]):
        return ""  # "for decreasing f, both behave the same" is a condition
    return text[:1].lower() + text[1:]


def is_of_many(meaning: str) -> bool:
    """Whether a meaning names several things without an article ("huge tables that are ordered").

    >>> is_of_many("huge tables that are ordered"), is_of_many("state of a component"), is_of_many("a set of tables")
    (True, False, False)
    """
    noun = ""
    for token in tagged(meaning) or ():
        if token.tag.startswith(("NN", "NP")):
            noun = token.tag
        elif not token.tag.startswith(("AJ", "AV", "VVG", "VVN", "CRD")):
            break
    return noun == "NN2"


def parted(meaning: str) -> tuple[str, list[str]]:
    """A meaning, and the clauses that its writer set behind it with a semicolon.

    >>> parted("makes a key pair; the comment only helps to tell keys apart")
    ('makes a key pair', ['the comment only helps to tell keys apart'])
    >>> parted("a list (or a set; see below)"), parted("no; never")
    (('a list (or a set; see below)', []), ('no; never', []))
    """
    first, *more = re.split(r";\s", meaning)
    held = first.count("(") != first.count(")") or first.count("$") % 2 or first.count("`") % 2
    if not more or held or len(first.split()) < 3 or not all(clause(tagged(part) or ()) for part in more):
        return meaning, []
    return first, more
