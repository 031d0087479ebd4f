"""Parts of speech: what kind of word each word of a sentence is, by real taggers that are loaded when first needed.

Word lists cannot tell that "orders" is a noun in "batch in orders of ten" and a verb in "sorts and orders". Kiwi knows
Korean (morphemes, Sejong tags), HanTa English (words, tags of the British National Corpus). Either may be missing: then
`words` gives None and the note is read by its form alone.
"""

from __future__ import annotations

from functools import lru_cache

from cards.language.text import SENTINEL, has_hangul, mask
from cards.language.word import Tagger, Word

TAGGED = 1200  # characters: a sentence beyond this is read by its form alone


_loaded: dict[bool, Tagger | None] = {}
_missing: dict[bool, str] = {}


@lru_cache(4096)
def words(text: str) -> tuple[Word, ...] | None:
    """The words of a sentence with their tags; None without a tagger for its language, or for a text too long.

    What `mask` hid (code, mathematics, quotations) is one proper noun.
    """
    if len(text) > TAGGED:
        return None
    korean = has_hangul(text)
    tagger = tagger_of(korean)
    if tagger is None:
        return None
    try:
        return tagger(text)
    except Exception as error:  # a tagger of somebody else's may fail in any way, and costs its own judgement only
        _missing[korean] = _sentence(korean, error)
        return None


def words_shown(text: str) -> tuple[Word, ...] | None:
    """The words of a sentence in which what `mask` hides is one name each, with the letters that stand there.

    A tagger sees letters of no meaning in their place; as the text of a word they would get into questions.
    """
    hidden = mask(text)
    found = words(hidden)
    if not found or SENTINEL not in hidden:
        return found
    return tuple(
        word._replace(text=text[word.start : word.end]) if SENTINEL in hidden[word.start : word.end] else word
        for word in found
    )


_NOUNS = ("NN", "XSN", "XPN", "SL", "SH", "SN", "W_")
_LEANS = frozenset({"때", "경우", "반면", "한편", "면", "다", "까", "함", "됨", "임"})


@lru_cache(4096)
def is_noun(text: str) -> bool:
    """Whether a word or two of Korean are nouns and nothing else, so that no ending is to be sought in them.

    "물냉면" ends in no 면, "람다" in no 다, "임진왜란" in no 란. False without a tagger.
    """
    if len(text) > 24 or text.count(" ") > 2 or not has_hangul(text):
        return False
    tokens = words(text) or ()
    return bool(tokens) and all(t.tag.startswith(_NOUNS) for t in tokens) and tokens[-1].text not in _LEANS


def tagger_of(korean: bool) -> Tagger | None:
    """The tagger of a language, loaded on the first call; None where it cannot be loaded."""
    if korean not in _loaded:
        try:
            _loaded[korean] = _load(korean)
        except Exception as error:  # ImportError, a damaged model, too little memory
            _loaded[korean] = None
            _missing[korean] = _sentence(korean, error)
    return _loaded[korean]


def missing() -> tuple[str, ...]:
    """A sentence for each tagger that could not be used in this process, for a person to read."""
    return tuple(_missing[korean] for korean in sorted(_missing))


def forget() -> None:
    """Load the taggers anew on the next call, and forget what they said."""
    _loaded.clear()
    _missing.clear()
    words.cache_clear()


def _sentence(korean: bool, error: Exception) -> str:
    name, package = ("Korean", "kiwipiepy") if korean else ("English", "HanTa")
    return (
        f"The {name} tagger could not be used ({type(error).__name__}: {error}), so {name} sentences were read by "
        f"their form alone and more of their cards are held. Install {package} to change that."
    )


def _load(korean: bool) -> Tagger:
    """A tagger with its package, which takes half a second or more to import."""
    if korean:
        from cards.language.kiwi import load
    else:
        from cards.language.hanta import load
    return load()
