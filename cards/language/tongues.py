"""In which language a text is: whether it is asked in Korean, and whether it is in one that is read here at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.text import has_hangul, words

MANY = 30  # words from which the language of a text shows
FEW = 0.14  # share of the commonest English words that an English text passes, whatever it is about
MARKED = 0.08  # share of words with marked letters ("é", "č"), or of other languages, that no English text reaches
SOME, THEIRS_LINE = 3, 0.15  # words of other languages in a line, and their share, that no English line reaches
OTHER = 0.3  # share of letters of other scripts, beyond the signs of a formula
KOREAN = 0.1  # share of lines with Hangul that a Korean note passes, however many of its terms are English
_COMMON = words(
    """
    the of and to in is a for that it as are with on by be this an or from which can not at has have if you when used
    we but one all its they was there each will also use into than then so what how do
    """
)
# The commonest of German, Dutch, French, Spanish, Portuguese, Italian, Indonesian, Turkish and the languages of
# Scandinavia that are no English words.
_THEIRS = words(
    """
    der das und ist nicht ein eine mit von zu den dem sich auf het een van en dat op te zijn met voor niet aan
    le la les des et est un une que dans pour qui sur el los las y por con para del se da di il che una nel della
    os uma em na yang dan untuk dengan ini dari atau itu tidak pada adalah bisa jika karena dalam akan oleh juga agar
    ke kalau secara ve bir bu olarak gibi veya att och som det av till ett eller jest hai ka ki aur mein nahi kya
    ko hain ho hota hoti karta karte karne liye jab yeh bhi aap aapka aapko apne raha wala koi
    """
)
_NO_WORDS = re.compile(r"```.*?```|`[^`\n]*`|\$\$[^$]*\$\$|\$[^$\n]*\$|\b\w{2,12}://\S+|\[\[[^\]\[\n]*\]\]", re.S)
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[à-öø-žÀ-ÖØ-Ž]")
_OTHER = re.compile(r"[\u0400-\u1fff\u3040-\u9fff]")  # Cyrillic and further scripts, kana, Chinese; no Greek


def is_korean(text: str, share: float = KOREAN) -> bool:
    """Whether a text is Korean by so many of its lines, code and addresses left out.

    One "참고" before an address makes no Korean note of an English one.

    >>> is_korean("Locks lift boats.\\n" * 12 + "- 참고: https://example.org")
    False
    >>> is_korean("lock: 배를 들어 올린다\\nsluice gate: lets water in")
    True
    """
    told = [line for line in _NO_WORDS.sub(" ", text).splitlines() if _WORD.search(line)]
    return sum(map(has_hangul, told)) > share * len(told)


def is_foreign_line(text: str) -> bool:
    """Whether a line without Hangul, of a note whose headings and terms may be English, is in another language.

    >>> is_foreign_line("Lock gate — Yeh gate tab khulta hai jab paani ka level dono taraf barabar hota hai")
    True
    >>> is_foreign_line("Lock gate — it opens only when the water has the same level on both of its sides")
    False
    >>> is_foreign_line("Which 3 are there? — Gödel, Poincaré, Schrödinger")
    False
    """
    if has_hangul(text):
        return False
    found = _words(text)
    theirs = sum(word in _THEIRS for word in found)  # a row of names may have marked letters: "Gödel, Poincaré"
    return theirs >= SOME and theirs > max(_common(found), THEIRS_LINE * len(found))


def is_foreign(text: str) -> bool:
    """Whether a text without Hangul is in a language other than English.

    >>> is_foreign("Une écluse est un ouvrage qui élève ou abaisse les bateaux à côté d'une chute. " * 3)
    True
    >>> is_foreign("Een sluis brengt schepen omhoog of omlaag en ligt aan het einde van een kanaal. " * 3)
    True
    >>> is_foreign("Pintu air tidak bisa dibuka jika kapal akan lewat, karena air di dalam kanal lebih tinggi. " * 3)
    True
    >>> is_foreign("船闸: 让船只通过水位不同的河段的设施")
    True
    >>> is_foreign("A lock raises or lowers boats at a place where the level of the water changes. " * 3)
    False
    """
    if has_hangul(text):
        return False
    found = _words(text)
    if len(_OTHER.findall("".join(found))) > OTHER * sum(map(len, found)):
        return True
    if len(found) < MANY:
        return False
    theirs = sum(word in _THEIRS or _MARKED.search(word) is not None for word in found)
    return _common(found) < FEW * len(found) and theirs >= MARKED * len(found)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_NO_WORDS.sub(" ", text))]


def _common(found: Sequence[str]) -> int:
    """How many are among the commonest of English."""
    return sum(word in _COMMON for word in found)
