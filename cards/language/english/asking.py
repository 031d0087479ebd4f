"""An English clause turned into a question: "how does X keep Y", "when is X used", "how can you avoid Y"."""

from __future__ import annotations

import re

from cards.language.english.grammar import Clause, clause, is_pointing, piece_of, tagged
from cards.language.english.joined import without_second
from cards.language.mending import infinitive
from cards.language.word import Word

_KEEPS = ("AT", "DPS", "AJ", "NN", "DT", "CRD", "ORD", "VVG")  # words that are small inside a sentence


def questioned(asks: str, text: str) -> str:
    """A clause as a question of it, without its question mark; "" where its order cannot be turned for sure.

    >>> questioned("how", "Willpower becomes a habit"), questioned("how", "the lock can be taken")
    ('how does willpower become a habit', 'how can the lock be taken')
    >>> questioned("when", "A probe is restarted"), questioned("how", "You make a song seem familiar")
    ('when is a probe restarted', 'how do you make a song seem familiar')
    >>> questioned("how", "Running away"), questioned("how", "It grows")
    ('', '')
    """
    text = text.strip(" ,;:.")
    tokens = _with_verb(tagged(text) or ())
    found = _clause(tokens) if tokens else None
    if not tokens or found is None or tokens[found.verb - 1].tag == "CJC":
        return ""
    subject = piece_of(text, found.subject)
    verb = tokens[found.verb]
    if tokens[0].tag == "VVN" and tokens[1].tag.startswith("NN"):
        tokens = (tokens[0]._replace(tag="AJ0"), *tokens[1:])  # "distributed systems"
    if tokens[0].tag.startswith(("PR", "TO", "AV", "VVN", "CJ")) or "'" in subject or _UNSURE.match(text[verb.end :]):
        return ""
    if (is_pointing(subject) and subject.lower() not in {"you", "we"}) or len(subject.split()) > 8:
        return ""
    subject = _with_article(inside(subject, tokens[0]), tokens)
    before = text[found.subject[1] : verb.start].strip()  # an adverb in front of the verb
    behind = text[verb.end :].strip()
    if behind in {"be", "is", "are"} or (not behind and verb.tag in {"VM0", "VBZ", "VBB"}):
        return ""  # "the gap could be": what it is stood behind
    next_one = next((t for t in tokens[found.verb + 1 :] if t.tag not in {"AV0", "XX0"}), verb)
    if asks == "how" and verb.tag in {"VBB", "VBZ"} and next_one.tag.startswith(("NN", "NP", "AT", "AJ0")):
        return ""  # "these sheds are stores made by hand": how they are made is no question of what they are
    if verb.tag in {"VVZ", "VVB"} and _VERB_LATER.match(behind):
        return ""  # "normalizing flows (two kinds) are …": "flows" was no verb
    helper = verb.text.lower() if verb.tag in {"VM0", "VBB", "VBZ"} else "does"
    kept = without_second(behind, helper, asks)
    if kept is None:
        return ""
    behind = kept
    adverb = f"{before} " if before and before.lower() not in {"then", "first", "also", "thus", "therefore"} else ""
    if verb.tag in {"VM0", "VBB", "VBZ"} and "'" not in verb.text:
        if verb.text.lower() == "cannot":
            return f"{asks} can {subject} not {adverb}{behind}"
        return f"{asks} {verb.text.lower()} {subject} {adverb}{behind}"
    if verb.tag in {"VHZ", "VHB"} and next_one.tag in {"VVN", "VBN"} and verb.text.lower() in {"has", "have"}:
        return f"{asks} {verb.text.lower()} {subject} {adverb}{behind}"
    if verb.tag in {"VVZ", "VVB", "VHZ", "VHB"}:
        one = verb.tag in {"VVZ", "VHZ"}
        return f"{asks} {'does' if one else 'do'} {subject} {adverb}{base(verb)} {behind}".strip()
    return ""


def _with_article(subject: str, tokens: tuple[Word, ...]) -> str:
    """A subject with the article that a note leaves out before what is said of another thing ("age of each task").

    >>> questioned("how often", "age of each task should be checked"), questioned("why", "part of the sail may tear")
    ('how often should the age of each task be checked', 'why may part of the sail tear')
    """
    first, of, which = (*tokens[:3], *tokens[:1] * 3)[:3]
    known = which.tag in {"AT0", "DPS"} or which.text.lower() in {"each", "every", "this"}
    bare = first.tag == "NN1" and of.tag == "PRF" and known and first.text.lower() not in _AMOUNTS
    return f"the {subject}" if bare and subject[:1].islower() else subject


_AMOUNTS = frozenset(
    {"part", "half", "most", "all", "any", "much", "none", "one", "some", "plenty", "little", "nothing"}
)
_VERB_LATER = re.compile(r"(?:\([^()]*\)\s)?(?:is|are|was|were|has|have|can|will|must|should)\s")
_UNSURE = re.compile(r"\s?(?:not|n't|either|also|only|never|just)\b|[’']")


def _clause(tokens: tuple[Word, ...]) -> Clause | None:
    """The clause of these words; "you" and "we" are subjects here too."""
    if tokens[0].text.lower() in {"you", "we"} and len(tokens) > 1 and tokens[1].tag in {"VVB", "VVI", "VM0", "VHB"}:
        return Clause((tokens[0].start, tokens[0].end), 1, (tokens[1].start, tokens[-1].end))
    return clause(tokens)


def _with_verb(tokens: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a clause, a word in -s its verb where its subject would end in "and" ("the fish stays raw and must
    be salted")."""
    found = clause(tokens)
    if found is None or tokens[found.verb - 1].tag != "CJC":
        return tokens
    acts = next((i for i in range(1, found.verb - 1) if tokens[i].tag == "NN2" and _is_verb(tokens, i)), 0)
    verb = tokens[acts]._replace(tag="VVZ", lemma=infinitive(tokens[acts].text.lower()))
    return (*tokens[:acts], verb, *tokens[acts + 1 :]) if acts else tokens


def _is_verb(tokens: tuple[Word, ...], at: int) -> bool:
    """Whether a word in -s behind a noun is read as a verb behind "it"."""
    told = tagged(f"it {' '.join(t.text for t in tokens[at:])}") or ()
    return tokens[at - 1].tag.startswith(("NN", "NP")) and len(told) > 1 and told[1].tag == "VVZ"


def base(verb: Word) -> str:
    """A verb as it stands behind "does"."""
    word = verb.text.lower()
    if verb.tag in {"VVB", "VVI", "VHB"}:
        return word
    return verb.lemma if word.startswith(verb.lemma[:2]) else infinitive(word)


_OWNER = re.compile(r"[A-Z][a-z]{2,}['’]s?(?:\s|$)")
_OWNERS_AT_LARGE = re.compile(
    r"(?:today|tomorrow|yesterday|people|children|women|men|one|user|person|everyone|nobody|someone|nature)['’]", re.I
)


def is_owner(text: str) -> bool:
    """Whether words begin with whose they are, and that is a name: "Newton's method", but no "Today's tide"."""
    return _OWNER.match(text) is not None and _OWNERS_AT_LARGE.match(text) is None


def small(name: str) -> str:
    """A name as it stands inside a sentence ("learning rate warmup", "Adam")."""
    tokens = tagged(name)
    return inside(name, tokens[0]) if tokens else name


def inside(text: str, first: Word) -> str:
    """A subject as it stands inside a sentence, by its first word: its first letter small, unless it is a name.

    >>> inside("The lock", tagged("The lock")[0]), inside("IP packets", tagged("IP packets")[0])
    ('the lock', 'IP packets')
    >>> inside("Newton's method", tagged("Newton's method")[0]), inside("Today's tide", tagged("Today's tide")[0])
    ("Newton's method", "today's tide")
    """
    if not first.tag.startswith((*_KEEPS, "PNP")) or is_owner(text):
        return text
    article = re.match(r"(?:The|An?|Each|Every|All|Any|Your|Its|Their)\b", text)
    return text[:1].lower() + text[1:] if article or re.match(r"[A-Z][a-z]*\b(?!\s[A-Z])", text) else text
