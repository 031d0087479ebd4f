"""What "it" and "they" mean at the start of an English sentence: what the one before was about, where that is sure."""

from __future__ import annotations

import re

from cards.language.english.framing import is_expletive, with_comma, without_case
from cards.language.english.grammar import clause, is_name, is_pointing, may_be_done, piece_of, tagged
from cards.language.english.plurals import plural
from cards.language.text import key

_IT = re.compile(
    r"(?:(?:and|but|so|also|however|moreover|furthermore|additionally|instead|therefore|thus|in addition|then|hence"
    r"|finally|usually|often|typically|generally|normally)\b,?\s)?"
    r"(?:(?P<own>its|their)\s(?=[a-z]+\s(?:\w+\s)?(?:is|are|can|has|have|was|must|consists?|contains?)\s)"
    r"|(?P<it>it|they)(?P<is>['’]s|['’]re)?\s(?=(?:an?|is|are|was|were|has|have|can|cannot|could|may|must|should|will|would|does"
    r"|do|did|\w{3,})\s))",
    re.I,
)
_SIDE_OF = re.compile(
    r"(?:(?:the|an?|its|one|our)\s)?(?:\w+\s)?(?:essence|point|idea|goal|aim|purpose|heart|trick|gist|crux|reason|benefit"
    r"|advantage|drawback|downside|problem|definition|meaning|difference)\s(?:of|behind|with)\s",
    re.I,
)
_BE = frozenset({"VBZ", "VBB", "VBD"})


def antecedent(text: str, topic: str) -> str:
    """What the sentence behind this one may call "it" or "they", as it is named there; "" where that is not sure.

    It is the subject: of a sentence that says what that is or how it is, or of one whose verb takes nothing else that
    "it" could be. `topic` is what the heading names.

    >>> antecedent("A lease is a lock that ends by itself.", ""), antecedent("The broker keeps an index.", "")
    ('the lease', '')
    >>> antecedent("The broker keeps an index.", "Broker"), antecedent("The broker runs on the JVM.", "")
    ('the broker', 'the broker')
    >>> antecedent("A lease is a lock.", "Leases")
    'Leases'
    >>> antecedent("The point of nursing is patience.", "")  # "it" may be the nursing
    ''
    """
    text = without_case(text.strip())
    tokens = tagged(text.rstrip(". "))
    found = clause(tokens) if tokens else None
    if not tokens or found is None or (tokens[0].tag == "NN2" and may_be_done(tokens, found.verb)):
        return ""
    subject = piece_of(text, found.subject)
    if (
        is_side(subject)
        or is_pointing(subject)
        or not is_name(tokens, found.subject)
        or len(subject.split()) > 7
        or "," in subject
    ):
        return ""
    named = re.sub(r"^(?:an?|every|each|the)\s+", "the ", subject, flags=re.I)
    if topic and _is_same(topic, subject):
        return topic if plural(topic) else named
    if tokens[found.verb].tag in _BE:
        return named
    many = plural(subject)
    for token in tokens[found.verb + 1 :]:
        if token.tag.startswith(("PR", "CJ")):
            break
        if (token.tag.startswith("NN") and (token.tag == "NN2") == many) or token.tag in {"NN0", "NP0"}:
            return ""
    return named


def is_side(subject: str) -> bool:
    """Whether a subject is one side of a thing ("the essence of berthing"): "it" may stand for the thing behind it."""
    return _SIDE_OF.match(subject) is not None


def points_back(text: str) -> bool:
    """Whether a sentence begins with what points at the one before it, so that it names nothing for the next."""
    return _BACK.match(_parted(text)[1]) is not None


_BACK = re.compile(r"(?:this|that|these|it|they|its|their)\b", re.I)


def says_it(text: str) -> bool:
    """Whether a sentence begins with an "it" or "they" that may stand for what the sentence before is about."""
    return _IT.match(_parted(text)[1]) is not None


def says_it_acts(text: str) -> bool:
    """Whether "it" or "they" does something: then it is what the sentences before told of, and not a thing in them."""
    tokens = tagged(_parted(text)[1]) or ()
    return len(tokens) > 2 and tokens[0].tag == "PNP" and tokens[1].tag in {"VVZ", "VVB"}


def _is_same(topic: str, subject: str) -> bool:
    bare = re.sub(r"^(?:an?|the|every|each)\s+", "", subject, flags=re.I)
    return key(bare).removesuffix("s") == key(topic).removesuffix("s")


def resolved(text: str, named: str) -> str:
    """A sentence with the name for its "it" or "they"; the sentence itself where the two do not agree.

    >>> resolved("It ends after ten seconds.", "the lease"), resolved("They end.", "the lease")
    ('The lease ends after ten seconds.', 'They end.')
    >>> resolved("It's a lock with an end.", "the lease")
    'The lease is a lock with an end.'
    >>> resolved("Its length is ten seconds.", "the lease"), resolved("It is important to rest.", "the lease")
    ('The length of the lease is ten seconds.', 'It is important to rest.')
    >>> resolved("In winter it sleeps in mud", "the toad")
    'In winter, the toad sleeps in mud'
    """
    case, text = _parted(text)
    told = _resolved(text, named)
    if not case:
        return told
    return f"{case}, {told[:1].lower() if told[:4] == 'The ' else told[:1]}{told[1:]}"


def _parted(text: str) -> tuple[str, str]:
    """The case in front of an "it" or "they", and the sentence from there; "" and the sentence where none stands there.

    >>> _parted("In winter it sleeps in mud"), _parted("It sleeps in winter")
    (('In winter', 'it sleeps in mud'), ('', 'It sleeps in winter'))
    """
    bare = without_case(text)
    case = with_comma(text).removesuffix(bare).rstrip(", ") if bare != text and _IT.match(bare) else ""
    return (case, bare) if case else ("", text)


def _resolved(text: str, named: str) -> str:
    match = _IT.match(text)
    if match is None or not named:
        return text
    word = (match["it"] or match["own"]).lower()
    many = plural(re.sub(r"^the\s", "", named))
    if many != (word in {"they", "their"}):
        return text
    rest = text[match.end() :]
    if match["own"]:
        noun, _, rest = rest.partition(" ")
        return f"The {noun} of {named} {rest}"
    verb = {"'s": "is ", "'re": "are ", "’s": "is ", "’re": "are "}.get((match["is"] or "").lower(), "")
    if is_expletive(f"{word} {verb}{rest}"):
        return text
    return f"{named[:1].upper()}{named[1:]} {verb}{rest}"


_CONCEDES = re.compile(
    r"(?:while|although|though|even though|whereas)\s(?P<first>[^,]{6,90}),\s(?P<rest>\S.{10,})$", re.I
)


def without_concession(text: str) -> str:
    """What a sentence says behind what it concedes, with its subject named.

    >>> without_concession("While the sextant is an old instrument, it's still used as a check")
    'The sextant is still used as a check'
    >>> without_concession("While we wait, the kettle boils slowly")
    'the kettle boils slowly'
    """
    match = _CONCEDES.match(text)
    if match is None:
        return text
    tokens = tagged(match["first"])
    found = clause(tokens) if tokens else None
    if found is None:
        return match["rest"] if not _IT.match(match["rest"]) else text
    named = re.sub(r"^(?:an?|every|each|the)\s+", "the ", piece_of(match["first"], found.subject), flags=re.I)
    told = match["rest"] if is_pointing(named) else resolved(match["rest"], named)
    return text if _IT.match(told) else told
