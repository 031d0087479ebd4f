"""English lines whose subject is their heading ("Supports TLS" below "Broker"), read with a stand-in for it.

A heading may be anything: "Layer 4 - Transport", "`path`", "ATX". A tagger reads the line rightly behind "the engine",
and what it says is then said of the heading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cards.language.english.asking import base
from cards.language.english.deeds import is_bidden
from cards.language.english.findings import told_by
from cards.language.english.framing import implied
from cards.language.english.grammar import clause, is_adverb, tagged
from cards.language.english.meanings import is_order
from cards.language.english.plurals import plural
from cards.language.english.turning import PIECE
from cards.language.finding import Ask, Finding
from cards.language.mending import infinitive
from cards.language.text import words
from cards.language.word import Word

ONE, MANY = "The engine", "The engines"
_STANDIN = re.compile(r"\b(?:the )?engines?\b", re.I)
# Before these a verb of the heading is meant by few words that are no nouns too.
_FIRST = re.compile(
    r"[A-Za-z][a-z]+s\b|(?:can|could|may|might|must|should|will|cannot|does|has)\b|[a-z]+n['’]t\b", re.I
)
_OPENS = re.compile(r"(?:also|usually|often|typically|generally|mainly|mostly|always|only|partly|then)\s", re.I)
_NO_DEED = words("lets gets thanks means takes goes seems looks happens says is was has")
_BEHIND = tuple(words("AT DPS DT0 CRD AJ NN NP TO0 CJT CJS AVQ DTQ PRP PRF VVG VVN AV UNC PNI"))
_AUXILIARY = frozenset({"VM0", "VDZ", "VDB"})
_SAYS_LITTLE = frozenset({Ask.WHAT, Ask.FOLLOWS, Ask.CALLED, Ask.GAP})


# What stands below "Delivery methods" is one of them, and says nothing of all.
OF_KINDS = re.compile(
    r"\b(?:methods|types|kinds|ways|forms|techniques|approaches|examples|options|modes|strategies|theories|causes|reasons)$",
    re.I,
)


@lru_cache(2048)
def tells_a_deed(name: str) -> bool:
    """Whether a heading says what is done and names nothing that could do more ("Add user stories", "Manages jobs").

    >>> tells_a_deed("Manages the life of jobs"), tells_a_deed("Add tests"), tells_a_deed("Graph databases")
    (True, True, False)
    """
    if " " not in name or name.startswith("`"):
        return False
    if name.partition(" ")[0].endswith("s"):
        return len(name.split()) > 2 and is_bidden(name)
    tokens = tagged(name) or ()
    return is_order(name) and len(tokens) > 1 and tokens[1].tag.startswith(("AT", "DPS", "NN", "NP", "CRD", "PRP"))


def _is_person(text: str) -> bool:
    """Whether a line is a name of two or three words ("Ada Lovelace"), however its first word ends."""
    named = re.fullmatch(r"[A-Z][a-z'’-]+(?:\s[A-Z][a-z'’-]+){1,2}", text) is not None
    tokens = tagged(text) if named else None
    return bool(tokens) and (tokens or ())[0].tag == "NP0"


class Spoken(NamedTuple):
    """A sentence with a stand-in for its subject, and its words with their tags."""

    text: str
    tokens: tuple[Word, ...]


def understood(text: str, name: str, beside: bool = False) -> tuple[str, Spoken | None]:
    """A line with the name of its heading for the subject it lacks, and the same with a stand-in, where it has a verb.

    `beside` says that other lines of its list are deeds of that name.

    >>> understood("Injected by a router", "Delivery methods"), understood("Johannes Schmidt", "Wave theory")
    (('Injected by a router', None), ('Johannes Schmidt', None))

    >>> understood("Draws little power", "ITX board")[0], understood("Draws a map", "Boards")[0]
    ('ITX board draws little power', 'Boards draw a map')
    """
    if OF_KINDS.search(name) or _is_person(text):
        return text, None
    said, full = spoken(text, name, beside), implied(text, name)
    if said is not None and full == text:
        full = f"{name}{said.text[len(MANY if plural(name) else ONE) :]}"
    return full, said


def spoken(text: str, name: str, beside: bool = False) -> Spoken | None:
    """A line with a stand-in for the subject that it leaves to its heading; None where it has one, or no verb.

    "Cuts load on the mast" may say that cuts load it: where `beside` it stand deeds of the name, it is one too.

    >>> spoken("Suffers from long queues", "Till").text, spoken("Supports two ciphers", "Gateways").text
    ('The engine suffers from long queues', 'The engines support two ciphers')
    >>> spoken("Blocks splash of mud", "Mat").text, spoken("Cuts load on the mast", "Stay")
    ('The engine blocks splash of mud', None)
    >>> spoken("Cuts load on the mast", "Stay", beside=True).text
    'The engine cuts load on the mast'
    >>> spoken("Cannot be split as it is sealed", "Cell").text
    'The engine cannot be split as it is sealed'
    >>> spoken("Writes are kept in memory", "Store"), spoken("Notes from a lecture", "Store")
    (None, None)
    """
    opens = _OPENS.match(text)
    bare = text[opens.end() :] if opens else text
    first = bare.partition(" ")[0].lower()
    if first in _NO_DEED or first in name.lower() or not 2 <= len(text.split()) <= 40 or "::" in text:
        return None
    if tells_a_deed(name) or is_adverb(name) or (text.split()[0].isupper() and len(text.split()[0]) > 2):
        return None  # "ETS storage" is no deed
    many = plural(name)
    small = f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() else text
    if not _FIRST.match(bare):
        return _of_several(text, small, name) if many else None
    told = _of_nouns(tagged(f"{ONE} {small}") or ())
    at = next((i for i in range(2, min(5, len(told))) if told[i].tag != "AV0"), 0)
    if not at or at + 1 >= len(told):
        return None
    if not first.endswith("s") or first == "does":
        return _with_auxiliary(small, told, at, many)
    verb = told[at]
    if not told[at + 1].tag.startswith(_BEHIND) or _is_noun(bare, told, at, beside):
        return None
    if verb.tag != "VVZ" and not (verb.tag == "NN2" and _acts(verb.text.lower(), told[at + 1])):
        return None
    if not many:
        return _read(f"{ONE} {small}", at, verb._replace(tag="VVZ"))
    if " and " in name:
        return None  # "Omits the black market" below "GDP and well-being" is said of one of them
    start = verb.start - len(ONE) - 1
    one = base(verb._replace(tag="VVZ"))
    return _read(f"{MANY} {small[:start]}{one}{small[start + len(verb.text) :]}", at, Word(one, "VVB", 0, 0, one))


def _read(text: str, at: int, verb: Word) -> Spoken | None:
    """A sentence whose word at a place is this verb, whatever the tagger takes it for ("stores large files")."""
    tokens = _of_nouns(tagged(text) or ())
    if at >= len(tokens):
        return None
    found = tokens[at]
    lemma = verb.lemma if verb.lemma and verb.lemma != verb.text.lower() else infinitive(verb.text.lower())
    retagged = found._replace(tag=verb.tag, lemma=lemma if verb.tag == "VVZ" else found.text)
    return Spoken(text, (*tokens[:at], retagged, *tokens[at + 1 :]))


_OF_VERBS = frozenset(words("consist speak think smell taste die dream hear know complain dispose approve talk tell"))


def _of_nouns(tokens: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a sentence with what stands before "of" as a noun ("blocks splash of mud"), where it seems a verb.

    Few verbs have "of" behind them, and nothing else shows which of two words in a row is the verb.
    """
    of = {i for i, token in enumerate(tokens[1:]) if token.tag == "PRF"}
    return tuple(
        t._replace(tag="NN1") if i in of and t.tag in {"VVB", "VVI"} and t.text.lower() not in _OF_VERBS else t
        for i, t in enumerate(tokens)
    )


def _acts(plain: str, behind: Word) -> bool:
    """Whether a plural noun is a verb after all: what stands behind it is an object, and one can do it."""
    if not behind.tag.startswith(("AT", "DPS", "AJ", "CRD", "NN", "NP", "CJS", "DT0")) or behind.text[:1].isupper():
        return False
    if behind.text in {"if", "whether"}:
        return True
    told = tagged(f"to {plain.removesuffix('s')} {behind.text} it")
    return bool(told) and len(told or ()) > 2 and (told or ())[1].tag == "VVI"


def _with_auxiliary(small: str, told: tuple[Word, ...], at: int, many: bool) -> Spoken | None:
    """ "Cannot be split", "does not check the name"."""
    verb = told[at]
    if verb.tag not in _AUXILIARY and not verb.text.lower().endswith(("n't", "n’t")):
        return None
    inside = next((t for t in told[at + 1 : at + 5] if t.tag not in {"AV0", "XX0"}), verb)
    if inside.tag not in {"VVI", "VBI", "VHI", "VVB"} or verb.tag == "VDB":
        return None  # "Do not share it" bids its reader
    text = f"{MANY if many else ONE} {re.sub(r'^does', 'do', small) if many else small}"
    tokens = tagged(text)
    return Spoken(text, tokens) if tokens else None


def _of_several(text: str, small: str, name: str) -> Spoken | None:
    """The same for what several do ("Relate classes to classes"), where nothing says that it is told to do that."""
    if not re.match(r"[A-Za-z][a-z]+\s", text) or _TOLD_TO_DO.search(name) or re.search(r"\byour?\b", text):
        return None  # "Find colours that you like" bids its reader
    if len(text.split()) > 2 and all(w[0].isupper() or not w.isalpha() for w in text.split() if len(w) > 3):
        return None  # "Hook Theory I & II" is a title
    if small.partition(" ")[2].startswith("`") and not small.startswith(("contain", "hold", "have", "return")):
        return None  # "Use `sed -n` to show lines"
    told = tagged(f"{MANY} {small}") or ()
    if len(told) < 4 or told[2].text.lower() in _ASKED_OF_READERS or not told[3].tag.startswith(_BEHIND):
        return None
    verb, behind = told[2], told[3]
    acts = verb.tag == "VVB" or (verb.tag == "NN1" and behind.tag.startswith(("AT", "DPS", "NN2")))
    if not acts or behind.tag == "VVN" or not is_order(text) or _is_of_noun(told, 3):
        return None
    return _read(f"{MANY} {small}", 2, verb._replace(tag="VVB"))


def _is_of_noun(told: tuple[Word, ...], at: int) -> bool:
    """Whether what looks like an object has a verb of its own ("merge conflicts can happen")."""
    while at + 1 < len(told) and told[at].tag.startswith(("AT", "AJ", "NN", "NP")):
        at += 1
    return told[at - 1].tag.startswith("NN") and told[at].tag in {"VM0", "VBZ", "VBB", "VHZ", "VHB"}


_ASKED_OF_READERS = words("consider note see let suppose assume recall remember check try imagine think look")
# What stands under these is done by whoever reads them, and not by the things they name.
_TOLD_TO_DO = re.compile(
    r"(?:ations?|ments|[st]ions|tips?|steps|practices|objectives|goals|rules|scenarios|requests|criteria|precautions"
    r"|strategies|commands?|skills|problems|issues|challenges|ideas|tasks|exercises|methods|ways|techniques|notes"
    r"|remarks|trends|programs|usages?|topics|basics|principles|tactics|guidelines|habits|activities|phases|stages|modes"
    r"|patterns|processes|procedures|operations|questions|answers|examples|files|lists|things|follow-ups|meetings"
    r"|takeaways|concepts|points|projects|credits|fixes|checks|tests|cases|outcomes|competencies|responsibilities|duties)$"
    r"|['’]s$|^(?:additional|other|more|final|key|important|general|useful)\b|^(?:to|for|how|when|what|why|\w+ing)\b|\b(?:and|or|with|in|on|at|to|for|from)\b",
    re.I,
)


def _may_be_deed(told: tuple[Word, ...], at: int) -> bool:
    """Whether a word in -s, a word without its article and a preposition tell a deed, read behind a subject."""
    return [t.tag for t in told[at : at + 3]] == ["VVZ", "NN1", "PRP"]


def is_open(text: str) -> bool:
    """Whether nothing tells the subject of a line from its verb: "cuts load on it" is a deed, or the cuts load.

    >>> is_open("cuts load on the mast"), is_open("boats sail on the lake"), is_open("Waves break on the mole")
    (True, False, False)
    """
    first, told = tagged(text) or (), tagged(f"{ONE} {text}") or ()
    return text[:1].islower() and first[:1] != () and first[0].tag == "NN2" and _may_be_deed(told, 2)


def _is_noun(text: str, told: tuple[Word, ...], at: int, beside: bool) -> bool:
    """Whether the word in -s names things: what stands behind it is their verb, or tells which they are."""
    alone = _of_nouns(tagged(text) or ())
    behind = told[at + 1]
    if beside and _may_be_deed(told, at):
        return False
    if not alone or (tagged(f"these many {told[at].text} are") or alone)[2].tag != "NN2":
        return False
    if clause(alone) is not None or (behind.text.startswith("\x01") and alone[0].tag == "NN2"):
        return True  # "Files `kebab-case.ts`" says how they are named
    if behind.tag == "NN1" and at + 2 < len(told) and told[at + 2].tag.startswith(("PRP", "AT")):
        does = tagged(f"they {text[text.find(' ') + 1 :]}") or alone
        return does[1].tag in {"VVB", "VVI"}  # "Merges result in the tables going down"
    asks = behind.text in {"if", "whether"}
    return not asks and behind.tag.startswith(("PRP", "PRF", "VVN", "CJS")) and alone[0].tag == "NN2"


def said_of(said: Spoken, name: str) -> tuple[Finding, ...]:
    """What a line with a stand-in says, said of the name that it stands for.

    A bare deed ("what does it do?") is none of these: of several below one name each would be an answer.
    """
    own = _STANDIN.search(said.text, len(ONE)) is not None  # "builds in the Docker engine" speaks of one itself
    return tuple(
        f._replace(
            about=name if _STANDIN.search(f.about) else f.about,
            said=_named(f.said, name),
            answer=f.answer if own else _named(f.answer, "they" if plural(name) else "it"),
        )
        for f in told_by(said.text, said.tokens)
        if f.sort not in {"deed", PIECE} and f.ask not in _SAYS_LITTLE
    )


def _named(text: str, name: str) -> str:
    """Words with the name in place of what stood in for it."""
    return _STANDIN.sub(lambda _: name, text, count=1)
