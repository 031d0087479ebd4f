"""What a verb says of its subject: its object ("prevents Y"), or what stands behind its preposition ("leads to Y")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cards.language.english.adverbials import Told, told_behind
from cards.language.english.asking import base
from cards.language.english.grammar import Clause, clause, is_name, is_pointing, piece_of, tagged, without_article
from cards.language.english.indirect import asks_within
from cards.language.english.plurals import plural
from cards.language.english.predicates import predicate_end
from cards.language.english.times import is_span
from cards.language.finding import Ask, Finding
from cards.language.word import Word

# "What does it take?" asks nothing: these verbs say something only together with what follows them.
_LIGHT_WORDS = (
    "be have do get make take give go come seem become let keep try want like tend play appear happen exist look feel"
    " start begin end put set lie stand remain stay continue move last live run mean refer denote see think know hope"
    " help call git tell ask"
)
_LIGHT = frozenset(_LIGHT_WORDS.split())
_SAYING_WORDS = (
    "say state claim suggest show predict assert argue imply guarantee ensure require assume believe propose indicate"
    " demonstrate find reveal"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_PARTICLES = frozenset({"down", "up", "apart", "off", "out", "together"})
_DENYING = frozenset({"never", "hardly", "rarely", "seldom", "scarcely", "no", "neither", "nobody", "nothing"})
_STRIVING = frozenset({"tend", "aim", "seek", "try", "attempt", "strive", "help", "want"})
_OBJECT = ("AT", "NN", "NP", "AJ", "CRD", "DPS", "ORD", "VVG", "CJT", "AVQ", "DTQ")
_EMPTY = re.compile(
    r"(?:this|that|these|those|it|them|each other|one another|itself|themselves|a lot|a bit|(?:more|less) than"
    r"|the same|things?|others?$|another$|(?:each|every) (?:time|day|week|month|year|hour|minute|second)$)\b"
    r"|(?:two|three|four|five|six|\d|several|many|some|different|various) (?:\w+ )?"
    r"(?:parts|things|components|types|kinds"
    r"|ways|elements|steps|stages|categories|groups)$",
    re.I,
)

# "— it relies on …", ", Redis does …": another clause.
_ELSE = re.compile(
    r"\s[–—]\s(?=(?:it|this|they|that|these|so|but|which)\b)|,\sbut\s(?=(?:it|this|that|they|these|there|not|you|we|the)\b)"
    r"|,\s(?=[A-Z]\w*\s(?:do|does|is|are|can|will|has)\s)"
)
_ASKING = ("which ", "what ", "how ", "where ", "whether ")  # a list of questions goes on behind its commas
_NOT_WHOLLY = re.compile(r"\b(?:until|unless|because|only|necessarily|just|always|simply|really|even|too)\b", re.I)
_MANNER = re.compile(r".*(?<=\w)(?=\sby\s\w+ing(?:\s\S+\s?\S|(?P<last>)$))")

_WITH = {
    "to": "lead belong point map respond correspond apply contribute listen connect amount react adapt",
    "on": "depend rely focus operate act build draw rest concentrate",
    "upon": "depend rely build",
    "in": "result consist participate",
    "into": "divide turn translate",
    "of": "consist",
    "from": "derive come result suffer originate inherit differ benefit stem arise",
    "for": "account look wait search check allow",
    "with": "deal cope communicate interact interfere compete correspond",
    "as": "act serve function work",
    "between": "distinguish switch",
}
_DONE = {
    "of": "composed made comprised built",
    "into": "divided split broken converted turned translated compiled grouped organized transformed",
    "on": "based built modeled modelled",
    "in": "stored kept held written measured expressed",
    "from": "derived built made obtained calculated computed inherited",
    "by": "caused determined defined driven influenced controlled triggered affected limited governed measured managed"
    " handled regulated produced assigned made",
    "with": "associated filled combined",
    "to": "attached proportional related connected assigned mapped limited",
    "as": "defined represented stored seen implemented",
}
WITH = {prep: frozenset(verbs.split()) for prep, verbs in _WITH.items()}
DONE = {prep: frozenset(verbs.split()) for prep, verbs in _DONE.items()}


def does(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """The object of the verb of a clause, where its subject is a name that a question can be about."""
    subject = piece_of(text, main.subject)
    if is_pointing(subject) or not is_name(tokens, main.subject):
        return
    if told := _tells(text, tokens, main):
        yield Finding(Ask.DOES, without_article(subject), *told, "object")
        return
    at = main.verb
    first = tokens[at]
    denied = first.tag in {"VDZ", "VDB"} and at + 2 < len(tokens) and tokens[at + 1].tag == "XX0"
    if denied:
        opening = "doesn't" if first.tag == "VDZ" else "don't"
        at = _past_adverbs(tokens, at + 2)
    elif first.tag in {"VM0", "VBB", "VBZ"}:
        opening = first.text
        at = _past_adverbs(tokens, at + 1)
    else:
        code = subject.startswith("`") and subject.endswith("`") and subject.count("`") == 2
        opening = "do" if first.tag in {"VVB", "VHB"} and not code else "does"
    if first.tag == "VM0" and at < len(tokens) and tokens[at].lemma == "be":
        opening, at = f"{opening} be", _past_adverbs(tokens, at + 1)
    verb = tokens[at] if at < len(tokens) else None
    if verb is None or at + 1 >= len(tokens):
        return
    asked, start = _verb(tokens, at, passive=first.tag in {"VBB", "VBZ"} or opening.endswith(" be"))
    verb_of, _, link = asked.partition(" ")
    if not asked or (
        denied and ((link and verb_of not in WITH.get(link, ())) or _NOT_WHOLLY.search(text[first.end :]))
    ):
        return
    if tokens[start].text.lower() in {"when", "if", "once", "unless", "whenever"} and asked not in _DECIDING:
        return  # "falls when rates rise" falls no "when"
    end = predicate_end(tokens, start)
    for before, token in pairwise(tokens[start:]):
        if token.start < end and before.text == ":":
            end = tokens[-1].end  # "involves a trade-off: while it …" goes on behind the colon
            break
        if token.start < end and token.text.lower() in {"if", "when", "once", "unless", "whenever"}:
            return  # what happens then is asked for
        if token.start < end and token.text.lower() in {"because", "since", "although", "while", "so"}:
            end = token.start
    if any(t.text in _PARTICLES for t in tokens[start + 1 : start + 4] if t.start < end):
        return  # "breaks glucose down" is no breaking of glucose
    if any(t.text.lower() in _DENYING for t in tokens[:start]):
        return  # "never changes a row": asked without its "never" it says the opposite
    if _is_compared(tokens, start, end):
        return  # "loosens a heap better than grass": how much better is told, and of which heap
    said = _ELSE.split(text[tokens[start].start : end].partition(" - ")[0], maxsplit=1)[0].strip(" ,;:")
    if (at_which := said.find(", which ")) > 0 and len(said.split()) > 9 and not said.startswith(_ASKING):
        said = said[:at_which]
    if ": " in said and tokens[start].tag != "CJT":
        said = text[tokens[start].start :].strip(" ,;")  # what a colon leads to is not cut inside
    said = re.sub(r",\s(?:and|or|but)$|,?\s(?:which|that)\s[a-z]+\sthat$", "", said)
    if tokens[start].tag == "CJT":
        said = text[tokens[start + 1].start : len(text)].strip(" ,;:") if start + 1 < len(tokens) else ""
    adverbial = told_behind(text, tokens, start, tokens[start].start + len(said), asked)
    if adverbial is not None and tokens[start].tag != "CJT" and asked != "try to do":
        yield from _behind(text, tokens, main, adverbial, f"{opening} {asked}")
        return
    how = _MANNER.match(said)
    if how and how["last"] is not None and tokens[-1].tag != "VVG":
        how = None  # "opens by evening"
    if how and asked != "try to do" and len(said[: how.end()].split()) <= 8:
        # "secures the connection by layering …": how it does that is asked, and what it does it to said.
        done = f"{opening} {asked} {said[: how.end()]}"
        yield Finding(Ask.DOES, without_article(subject), done, said[how.end() :].strip(), "manner")
        return
    if asked.endswith(" for") and is_span(said):
        return  # "waits for an hour" says how long
    if said.startswith("("):
        return  # "Different transmission rates (bandwidth)" names something
    if asked in _DECIDING and (whether := re.match(r"(?:if|whether) ", said)):
        said = f"whether {re.split(r';|, (?:but|so|and)', text[tokens[start].start :])[0][whether.end() :].strip(' .')}"
    most = 30 if asked == "defined as" else 18  # a definition is whole or none
    if len(said) > 3 and len(said.split()) <= most and not _EMPTY.match(said):
        yield Finding(Ask.DOES, without_article(subject), f"{opening} {asked}", said, "object")


def _is_compared(tokens: tuple[Word, ...], start: int, end: int) -> bool:
    """Whether behind an object it is told how much faster or better that is done than by another ("faster than …")."""
    inside = [t for t in tokens[start:] if t.start < end]
    than = next((i for i, t in enumerate(inside) if t.text == "than"), 0)
    for at in range(1, than):
        how, named = inside[at], inside[at - 1]
        if named.text in {"much", "far", "even", "slightly", "more", "less"} and at > 1:
            named = inside[at - 2]
        more = how.tag in {"AJC", "AVC"} or how.text in _MORE or (how.tag == "AV0" and how.text.endswith(("er", "ly")))
        if more and named.tag.startswith(("NN", "NP")) and named.text not in _MEASURES:
            return True
    return False


_MORE = frozenset({"more", "less", "better", "worse", "faster", "longer", "higher", "lower", "further", "farther"})
_MEASURES = frozenset({"percent", "times", "years", "days", "hours", "degrees", "metres", "meters", "points"})


def _behind(text: str, tokens: tuple[Word, ...], main: Clause, told: Told, does: str) -> Iterator[Finding]:
    """What is told behind the object: what something uses for its end, what it is done for, how or by how much."""
    name = without_article(piece_of(text, main.subject))
    if told.kind == "used":
        yield Finding(Ask.DOES, name, f"{does} {told.rest}", told.object, "object")
    elif told.kind == "result":
        makes, _, made = told.rest.removeprefix("to ").partition(" ")
        yield Finding(Ask.DOES, name, f"{does} {told.object} to {makes}", made, "object")
    elif told.kind == "link":
        link, _, behind = told.rest.partition(" ")
        doing = " doing" if re.match(r"\w{2,}ing\b", behind) and link == "from" else ""
        yield Finding(Ask.DOES, name, f"{does} {told.object} {link}{doing}", behind, "object")
    elif told.kind == "lets":
        yield Finding(Ask.DOES, name, f"{does} {told.object} to do", told.rest.removeprefix("to "), "object")
    elif told.kind == "end":
        end = text.find(told.rest, tokens[main.verb].end)
        yield Finding(Ask.PURPOSE, "", text[:end].strip(), told.rest, "purpose")
    else:
        sort = {"much": "much", "place": "where"}.get(told.kind, "manner")
        yield Finding(Ask.DOES, name, f"{does} {told.object}", told.rest, sort)


def acts(text: str, tokens: tuple[Word, ...], main: Clause) -> Finding | None:
    """All that a sentence says its subject does, where no shorter question fits ("recalls and acts on patterns")."""
    subject, verb = piece_of(text, main.subject), tokens[main.verb]
    if verb.tag not in {"VVZ", "VVB"} or verb.lemma in _STATES or is_pointing(subject):
        return None
    if not is_name(tokens, main.subject) or len(subject.split()) > 5:
        return None
    denied = any(t.text.lower() in _DENYING for t in tokens[: main.verb])
    if verb.tag == "VVB" and not plural(without_article(subject)):
        return None  # "the `start()` call to open it" names one thing, and its verb would be of several
    if re.fullmatch(r"\s?\([^()]*\)\s?", text[verb.end :]):
        return None  # "Performance measures (and their weights)" names things
    if denied or (verb.lemma == "take" and not re.search(r"\btakes? place\b", text)):
        return None
    if "'" in subject or "’" in subject or _begins_with_deed(text) or _is_plural_noun(text, tokens, main.verb):
        return None
    rest = text[predicate_end(tokens, main.verb + 1) :]
    if rest.strip(" .") and not re.match(r",?\s(?:and\s)?(?:\w+ing|thereby|which)\b", rest):
        return None  # "stays here, the public key goes there"
    if any(t.text == "," and clause(tokens, i + 1) is not None for i, t in enumerate(tokens[:-2])):
        return None
    told = text[verb.start :].strip(" .,;:")
    least = 3 if verb.lemma in {"make", "keep", "speed", "slow"} else 4
    if not least <= len(told.split()) <= 22 or re.search(r"[;:?]|\s(?:if|when|unless|but|because|so)\s", told):
        return None
    return Finding(Ask.DOES, without_article(subject), "", told, "deed")


def _is_plural_noun(text: str, tokens: tuple[Word, ...], at: int) -> bool:
    """Whether a verb in -s is a noun, since the word behind it is the verb ("Packet switches forward packets")."""
    if tokens[at].tag != "VVZ" or at + 2 >= len(tokens) or tokens[at + 1].tag not in {"AV0", "NN1", "AJ0"}:
        return False
    told = tagged(f"they {text[tokens[at + 1].start :]}")
    return (
        bool(told)
        and len(told or ()) > 2
        and (told or ())[1].tag == "VVB"
        and tokens[at + 2].tag.startswith(("NN", "AT", "PR"))
    )


def _begins_with_deed(text: str) -> bool:
    """Whether the first word may be a verb, and no noun ("Supports stacking commits for review")."""
    first, _, rest = text.partition(" ")
    if not first.endswith("s") or not first[:1].isupper():
        return first.lower() in {"lets", "let", "thanks", "engineer", "stay", "help"}
    told = tagged(f"it {first.lower()} {rest}")
    return first.lower() in {"lets", "helps", "thanks"} or bool(told and len(told) > 2 and told[1].tag == "VVZ")


_STATES = frozenset(
    [
        "be",
        "consist",
        "have",
        "seem",
        "appear",
        "remain",
        "become",
        "exist",
        "mean",
        "think",
        "see",
        "know",
        "want",
        "need",
        "like",
        "happen",
    ]
)
_DECIDING = _SAYING | frozenset(
    {"show", "tell", "know", "decide", "choose", "determine", "indicate", "see", "check", "report", "mark", "track"}
)


def _tells(text: str, tokens: tuple[Word, ...], main: Clause) -> tuple[str, str] | None:
    """ "The probe tells you if the soil is dry": what does it tell you?"""
    verb = tokens[main.verb]
    asks, code = asks_within(text, tokens, main), text[slice(*main.subject)].startswith("`")
    if asks is not None and (not code or asks[1].startswith(("whether ", "when "))):
        return asks  # what a command tells is all that it does
    if verb.tag not in {"VVZ", "VVB"} or verb.lemma not in {"tell", "show", *_GIVING} or main.verb + 4 >= len(tokens):
        return None
    whom, what = tokens[main.verb + 1], tokens[main.verb + 2]
    opening = "do" if verb.tag == "VVB" else "does"
    if verb.lemma in _GIVING and whom.text.lower() in {"you", "us", "them"} and what.tag.startswith(_OBJECT):
        said = text[what.start : predicate_end(tokens, main.verb + 2)].strip(" ,")
        return f"{opening} {verb.lemma} {whom.text.lower()}", said
    if verb.lemma in _GIVING or whom.text.lower() not in {"you", "us"} or what.text.lower() not in _ASKS:
        return None
    said = re.sub(r"^if ", "whether ", text[what.start :].strip(), flags=re.I)
    return f"{opening} {verb.lemma} {whom.text.lower()}", said


_GIVING = frozenset({"give", "offer", "grant", "teach", "cost", "save"})
_ASKS = frozenset({"if", "whether", "how", "what", "which", "when", "where", "why", "who", "that"})


def _past_adverbs(tokens: tuple[Word, ...], at: int) -> int:
    while at < len(tokens) and tokens[at].tag == "AV0":
        at += 1
    return at


def _verb(tokens: tuple[Word, ...], at: int, passive: bool) -> tuple[str, int]:
    """The verb as a question repeats it, with its preposition, and where its object begins; "" where it tells
    nothing."""
    verb, after = tokens[at], tokens[at + 1]
    behind = after.text.lower()
    if passive:
        found = verb.text.lower() if verb.text.lower() in DONE.get(behind, ()) else ""
        return (f"{found} {behind}", at + 2) if found and at + 2 < len(tokens) else ("", 0)
    if verb.tag not in {"VVZ", "VVB", "VVI", "VHZ", "VHB"}:
        return "", 0
    behind_adverb = at + 2 < len(tokens) and after.text.endswith("ly")
    if behind_adverb:
        after = tokens[at + 2]
        behind = after.text.lower()
    plain = base(verb)
    if plain in _STRIVING and behind == "to" and at + 2 < len(tokens) and tokens[at + 2].tag == "VVI":
        return f"{plain} to do", at + 2
    start = at + 2 + behind_adverb
    if plain in WITH.get(behind, ()) and start < len(tokens):
        return f"{plain} {behind}", start
    if behind_adverb:
        return "", 0
    if after.tag == "AVP" and at + 2 < len(tokens) and tokens[at + 2].tag.startswith(_OBJECT):
        return f"{plain} {behind}", at + 2  # "give off oxygen"
    if after.text == "very" and at + 2 < len(tokens):
        after = tokens[at + 2]
    objects = after.tag.startswith(_OBJECT) or after.text.lower() in {"each", "every", "all", "any", "both"}
    if plain == "have" and objects and tokens[-1].tag.startswith("NN"):
        rest = tokens[at + 1 :]
        if sum(t.text == "," for t in rest) > 1 and any(t.text == "and" for t in rest):
            return plain, at + 1  # "has a keel, a mast, and two sails"
    objects = objects or (after.tag == "UNC" and after.text[:1].isupper())  # "supports Redis modules"
    objects = objects or (behind in {"if", "whether"} and plain in _DECIDING and at + 3 < len(tokens))
    if objects and behind in {"if", "whether"}:
        return plain, at + 1
    if plain in _LIGHT or not objects or (after.tag == "CJT" and plain not in _SAYING):
        return "", 0
    return (plain, at + 1) if _has_noun(tokens, at + 1) else ("", 0)


def _has_noun(tokens: tuple[Word, ...], at: int) -> bool:
    """Whether a noun, a question word or "that" comes before anything that ends an object."""
    for token in tokens[at : at + 6]:
        named = token.text[:1].isupper() or token.text.startswith("\x01")
        if named or token.tag.startswith(("NN", "NP", "VVG", "UNC", "AVQ", "DTQ", "CJT", "ZZ0")):
            return True
        if token.tag.startswith(("PR", "CJ", "PU")):
            return False
    return False
