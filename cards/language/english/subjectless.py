"""English lines below a name that leave it out: "Stored on the client", "Can be replayed", "Useful for tests"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.english.grammar import clause, tagged
from cards.language.english.plurals import plural
from cards.language.english.predicates import predicate_end
from cards.language.finding import Ask, Finding
from cards.language.mending import infinitive
from cards.language.text import words
from cards.language.word import Word

_PLACED = frozenset(
    words(
        "stored located found kept held hosted placed saved situated defined declared installed written executed run"
        " used created seen produced made built deployed performed cached loaded mounted taught born published spoken"
        " grown"
    )
)
_PLACES = frozenset(words("in on at inside within under between across near above below outside"))
_PARTICLES = frozenset(words("up down out off over away"))
_NAMING = frozenset(words("called named termed known"))
_TIMES = frozenset(words("when whenever if once after before during while until"))
_OTHERS = frozenset(words("by on upon in with to from into as of for at against through via within"))
_USING = frozenset(words("used intended designed meant useful"))
_TOLD = frozenset(
    words(
        "changed evolved moved switched migrated grown read covered discussed"
        " mentioned described explained noted graded edited updated taken cited adapted"
    )
)
_GOOD = {
    word: frozenset(links)
    for good, links in (
        ("useful suitable responsible necessary essential good ideal prone resistant", ("for", "to", "against")),
        ("capable incapable aware independent tolerant", ("of",)),
        ("vulnerable sensitive insensitive robust immune similar specific equivalent identical", ("to", "against")),
        ("dependent reliant", ("on",)),
        ("compatible consistent", ("with",)),
        ("different distinct", ("from",)),
    )
    for word in words(good)
}
_LEADS = frozenset(
    words("first also often usually mainly mostly typically commonly generally primarily normally always")
)
_OPENS_ELSE = re.compile(r"(?:this|that|these|those|it|them|you|your|us|my|which|as follows|the following)\b", re.I)
_JOINED = re.compile(r"(?P<as>on top of|up of|up from|out of|in terms of|away from|instead of)\s")
SHORTEST = 4


def lacking(text: str, name: str) -> Finding | None:
    """What a line says of the name above it, where it leaves that out and opens with a participle; None elsewhere.

    >>> lacking("Stored on the client", "Cookies")[2:4], lacking("Also called the moat jar", "Crock")[2:4]
    (('are stored', 'on the client'), ('what else is it called', 'the moat jar'))
    >>> lacking("Can be opened by the owner", "Log")[2:4], lacking("Plants a seed", "Gardener")
    (('can be opened by', 'the owner'), None)
    """
    bare = text.strip(" :").rstrip(". ")
    if _OF_IT.search(bare):
        return None  # "kept at 24 degrees, it doubles in six hours"
    tokens = tagged(bare) if _may_lack(bare) else None
    if not tokens or len(tokens) < 3 or "?" in bare:
        return None
    many = plural(name)
    at, be = 0, "are" if many else "is"
    if tokens[0].tag == "VM0" and tokens[1].text.lower() == "be":
        be, at = f"{tokens[0].text.lower()} be", 2
    while at < len(tokens) - 2 and tokens[at].text.lower() in _LEADS:
        at += 1
    verb = tokens[at]
    if (verb.tag == "AJ0" and verb.text.lower() in _GOOD) or (verb.tag == "AJC" and tokens[at + 1].text == "than"):
        return _good(bare, tokens, at, be)
    if verb.tag == "AJ0" and at + 2 < len(tokens) and (found := _when_or_where(bare, tokens, at, be)):
        return found
    named = verb.text.lower() in _NAMING and verb.tag in {"VVN", "VVD"}
    if (verb.tag != "VVN" and not named) or at + 2 > len(tokens) - 1:
        return _done_together(bare, tokens, many) if at == 0 else None
    return _passive(bare, tokens, at, be)


_IN_YEAR = re.compile(r"\sin (?P<year>1\d{3}|20\d\d)$")
_OF_IT = re.compile(r"^\w+\s[^,;:]{4,45},\s(?:it|they)\s")


def _may_lack(text: str) -> bool:
    """Whether a line may open with a participle, "can" or two verbs, as far as its letters tell without a tagger."""
    first = next((word for word in text.lower().split()[:4] if word not in _LEADS), "").strip(",")
    together = first.endswith("s") and " and " in text[:70]
    if together or _SO_WHEN.match(text):
        return True
    return first.endswith(("ed", "er")) or first in _IRREGULAR or first in _GOOD or first in _MODALS


_MODALS = words("can could may might must should will would cannot can't won't")
_IRREGULAR = words(
    """
    found kept held built sent set made written given taken shown known seen led put run drawn bound bought brought
    caught chosen done driven fed frozen grown heard hidden hit laid left lit lost meant met paid sold said shut spent
    spoken spread stolen struck stuck taught told thrown understood won woven wound split cut cast born worn hung dug
    spun swept swung torn begun broken forgiven sewn sown read
    """
)


_AS_PART = re.compile(r"as (?:an? |the )?(?:\w+ )?(?:part|step|result|side effect|consequence)\b", re.I)  # tells when


def _passive(text: str, tokens: Sequence[Word], at: int, be: str) -> Finding | None:
    """What was done to the name, by the word behind the participle: where, when, by what."""
    verb, behind = tokens[at].text.lower(), tokens[at + 1]
    if verb in _TOLD:
        return None
    if behind.tag == "AVP" and behind.text.lower() in _PARTICLES and at + 3 < len(tokens):
        verb, behind, at = f"{verb} {behind.text.lower()}", tokens[at + 2], at + 1  # "drawn up by"
    small = behind.text.lower()
    calls = verb in _NAMING and (behind.tag.startswith(("NN", "NP", "AT", "AJ")) or small == "as")
    if calls and _AS_PART.match(text, behind.start):
        return None
    if calls or (verb == "referred" and small == "to"):
        start = at + 1 + (small == "as") + 2 * (verb == "referred")
        told = text[tokens[start].start : predicate_end(tokens, start)] if start < len(tokens) else ""
        they = "are they" if be == "are" else "is it"
        return _made(Ask.OWN, f"what else {they} called", told, "which one") if "be" not in be.split() else None
    end = predicate_end(tokens, at + 1)
    told = text[tokens[at + 2].start : end].strip(" ,;:")
    with_preposition = text[behind.start : end].strip(" ,;:")
    if verb == "named" and small == "after":
        return _made(Ask.DOES, f"{be} named after", told, "object")
    if (year := _IN_YEAR.search(text)) and be in {"is", "are"} and small in {"by", "into", "from", "as", "to", "on"}:
        was = "were they" if be == "are" else "was it"
        first = "first " if tokens[0].text.lower() == "first" else ""
        done = f"{first}{verb} {text[behind.start : year.start()].strip()}"
        return _made(Ask.OWN, f"when {was} {done}", f"in {year['year']}", "when")
    if small in {"only", "just", "right", "shortly"} and tokens[at + 2].text.lower() in _TIMES:
        small = tokens[at + 2].text.lower()
    if small in _TIMES:
        return _made(Ask.DOES, f"{be} {verb}", with_preposition, "when")
    if small == "by" and re.match(r"\w+ing\b", told):
        return _made(Ask.DOES, f"{be} {verb}", with_preposition, "manner")
    if verb in _USING and small in {"for", "to", "as"}:
        bid = re.match(
            r"to (?:use|be|have|do)\b|for (?:(?:over|about|around|many|several|a long) |\d)", with_preposition
        )
        plainly = be in {"is", "are"} and small != "as" and not bid
        return _made(Ask.PURPOSE, "", with_preposition, "purpose") if plainly else None
    if verb in _PLACED and small in _PLACES and not re.match(r"(?:top|terms|order|case|general)\b", told):
        return _made(Ask.DOES, f"{be} {verb}", with_preposition, "where")
    if joined := _JOINED.match(text, behind.start):
        return _made(Ask.DOES, f"{be} {verb} {joined['as']}", text[joined.end() : end], "object")
    if small == "to" and verb in {"required", "needed"}:
        return _made(Ask.PURPOSE, "", with_preposition, "purpose")
    if small == "to" and (behind.tag == "TO0" or tokens[at + 2].tag == "VVI"):
        return _made(Ask.DOES, f"{be} {verb} to do", told, "object")
    if small == "using" and tokens[at + 2].tag.startswith(("NN", "NP", "AT", "AJ", "UNC")):
        return _made(Ask.DOES, f"{be} {verb}", with_preposition, "manner")
    if small in _OTHERS and behind.tag.startswith(("PR", "CJS", "TO0", "AVP")) and not re.match(r"\w+ing\b", told):
        return _made(Ask.DOES, f"{be} {verb} {small}", told, "object")
    return None


# "Useless if a page can run scripts", "Visible in the log"
_SO_WHEN = re.compile(
    r"(?:\w+ly )?[a-z]+(?:less|ful|ble|ive|ous|ory|ent|ant|ic|al|fe|id) (?:only )?(?:if|when|unless|while|in|at|on)\s",
    re.I,
)
_SEEN = frozenset(words("visible accessible reachable present readable writable"))


def _when_or_where(text: str, tokens: Sequence[Word], at: int, be: str) -> Finding | None:
    """ "Useless if the key is known": when it is useless; "Visible in the log": where it is visible."""
    behind = tokens[at + 1].text.lower()
    behind = tokens[at + 2].text.lower() if behind == "only" and at + 3 < len(tokens) else behind
    said = f"{be} {text[: tokens[at + 1].start].strip().lower()}"
    told = text[tokens[at + 1].start :]
    if behind in {"if", "when", "unless", "while"} and len(told.split()) >= 3:
        return _made(Ask.DOES, said, told, "when")
    where = behind in {"in", "at", "on"} and tokens[at].text.lower() in _SEEN
    return _made(Ask.DOES, said, told, "where") if where else None


def _good(text: str, tokens: Sequence[Word], at: int, be: str) -> Finding | None:
    """ "Useful for X": what it is useful for."""
    behind = tokens[at + 1].text.lower()
    if behind not in _GOOD.get(tokens[at].text.lower(), {"than"}) or tokens[at + 2].tag == "VVI":
        return None
    told = text[tokens[at + 2].start : predicate_end(tokens, at + 2)].strip(" ,;:")
    return _made(Ask.DOES, f"{be} {tokens[at].text.lower()} {behind}", told, "object")


def _done_together(text: str, tokens: Sequence[Word], many: bool) -> Finding | None:
    """ "Opens, keeps and closes connections": what it does that to."""
    match = re.match(r"(?P<verbs>[A-Za-z]+s(?:, [a-z]+s){0,3},? and [a-z]+s)\s(?P<rest>\S.*)$", text)
    if match is None:
        return None
    small = f"it {text[:1].lower()}{text[1:]}"
    told = tagged(small) or ()
    deeds = [t for t in told if t.start < len(match["verbs"]) + 3 and t.text.endswith("s")]
    behind = next((t for t in told if t.start >= len(match["verbs"]) + 4), None)
    if not all(t.tag in {"VVZ", "NN2"} for t in deeds) or sum(t.tag == "VVZ" for t in deeds) * 2 < len(deeds):
        return None
    if behind is None or not behind.tag.startswith(("NN", "NP", "AT", "AJ", "DPS", "CRD", "VVG")):
        return None
    bases = [_base(t) for t in deeds]
    joined = f"{', '.join(bases[:-1])} and {bases[-1]}"
    end = predicate_end(told, told.index(behind)) - 3
    return _made(Ask.DOES, f"{'do' if many else 'does'} {joined}", text[behind.start - 3 : end], "object")


def _base(verb: Word) -> str:
    """The base form of a verb that ends in "s"."""
    if verb.tag == "VVZ" and verb.lemma and verb.text.lower().startswith(verb.lemma[:2]):
        return verb.lemma.lower()
    return infinitive(verb.text.lower())


_GOES_ON = re.compile(
    r"\s(?:and|or)\s|,\s(?:where|which|who|when|while|such|like|including|e\.g|i\.e|except|\w+ing)\b|\(", re.I
)


def _made(ask: Ask, said: str, told: str, sort: str) -> Finding | None:
    """The finding, where its answer says something by itself."""
    told = re.split(r",\s(?:no|not|so|but|then|and then)\s", told)[0].strip(" ,;:")
    if not _GOES_ON.search(told):
        told = told.partition(", ")[0]  # "in rows, lack variety" says two things
    bare = re.sub(r"^(?:on|in|at|by|for|to|of|inside|within|under|when|if|after|before)\s", "", told)
    if (len(bare) < SHORTEST and bare.islower()) or len(told.split()) > 18 or _OPENS_ELSE.match(bare):
        return None
    parts = told.split(", ")
    if any(clause(tagged(part) or ()) for part in (parts if sort == "object" else parts[1:])):
        return None  # "Stored in memory, the queue allows …" tells that of the queue
    return Finding(ask, "", said, told, sort)
