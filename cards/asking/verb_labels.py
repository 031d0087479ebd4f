"""Lines of a word that are the verb of the name above them, over what that holds ("records" below "Black box")."""

from __future__ import annotations

from cards.asking.scope import Scope
from cards.language.english.plurals import plural
from cards.language.glosses import without_gloss
from cards.language.tagging import words
from cards.language.text import has_hangul
from cards.language.text import words as word_set
from cards.language.word import Word

_HOLDS = word_set("hold include contain provide require use support store need offer allow keep list show")


def verb_of(scope: Scope) -> str:
    """ "does hold" for a line "holds" over a list, below a name."""
    if scope.section or not scope.above or has_hangul(scope.heading) or len(scope.heading.split()) > 2:
        return ""
    tokens = words(f"It {scope.heading.lower().rstrip(': ')} things")
    if not tokens or len(tokens) < 3 or not (tokens[1].lemma in _HOLDS or _is_verb(scope, tokens[1])):
        return ""
    return f"does {tokens[1].lemma}"


def _is_verb(scope: Scope, word: Word) -> bool:
    """Whether a label of one word is the verb of the one thing above it, and not the noun of the same form.

    "emits" is a verb alone; "records" is one below a name with a capital, since it has none itself.
    """
    label = scope.heading.rstrip(": ")
    if word.tag != "VVZ" or " " in label or plural(without_gloss(scope.above)):
        return False
    noun = words(f"The {label.lower()} are here")
    return (
        bool(noun)
        and noun is not None
        and (noun[1].tag == "VVZ" or (word.lemma in _TAKES_DOWN and label.islower() and scope.above[:1].isupper()))
    )


_TAKES_DOWN = frozenset({"record", "log", "measure", "track", "count", "display", "monitor", "report"})
