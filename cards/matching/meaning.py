"""Did the meaning of a text change, or only its wording? Numbers, negations, opposites and names decide."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz import fuzz

from cards.translation import N_

WORD = re.compile(r"\w+")
NUMERIC = re.compile(r"\w*[^\W\D]\w*|\w*[²³¹⁰-₟ᵀ]\w*")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
HANGUL = re.compile(r"[가-힣]")
PARTICLE = re.compile(r"(?<=[가-힣])(?:은|는|이|가|을|를|만|도|의|에|로|과|와)$")
LATIN = re.compile(r"[A-Za-z]")

# What turns a statement round. Hangul endings are looked for inside words, English ones as whole words.
NEGATION = re.compile(
    r"(?:^|\s)(?:안|못)\s|않|없|아니(?!라)|아님|못하|못한|불가능|금지|\(X\)"
    r"|\b(?:not|no|never|none|nor|without|cannot|neither)\b|n['’]t\b",
    re.IGNORECASE,
)
OPPOSITES = tuple(
    tuple(re.compile(side, re.IGNORECASE) for side in pair)
    for pair in (
        (r"증가|늘어|늘린", r"감소|줄어|줄인|줄임"),
        (r"크다|큰|커지|커진", r"작다|작은|작아"),
        (r"빠르|빠른|빨라", r"느리|느린|느려"),
        (r"높다|높은|높이|높아", r"낮다|낮은|낮추|낮아"),
        (r"많다|많은|많이|많아", r"적다|적은|적게|적어"),
        (r"강한|강하|강함", r"약한|약하|약함"),
        (r"안정", r"불안정"),
        (r"먼저|앞에|이전", r"나중|뒤에|이후"),
        (r"같은|같다|동일", r"다른|다르"),
        (r"최대|최댓", r"최소|최솟"),
        (r"오름차순", r"내림차순"),
        (r"있다|있음|있는", r"없다|없음|없는"),
        (r"장점", r"단점"),
        (r"\bincreas\w*|\bmore\b|\bgrow\w*", r"\bdecreas\w*|\bless\b|\bfewer\b|\bshrink\w*"),
        (r"\bfast\w*", r"\bslow\w*"),
        (r"\bhigh\w*", r"\blow\w*"),
        (r"\bbefore\b|\bfirst\b", r"\bafter\b|\blast\b"),
        (r"\balways\b|\ball\b", r"\bnever\b|\bnone\b"),
        (r"\bmax\w*", r"\bmin\w*"),
        (r"\bsame\b", r"\bdifferent\b"),
        (r"\blarge\w*|\bbig\w*", r"\bsmall\w*"),
        (r"\bstable\b", r"\bunstable\b"),
        (r"\bstrong\w*", r"\bweak\w*"),
        (r"\bpre\b", r"\bpost\b"),
        (r"\bpros\b|\badvantages?\b", r"\bcons\b|\bdisadvantages?\b"),
        (r"\btrue\b", r"\bfalse\b"),
    )
)

SIDES = re.compile("|".join(side.pattern for pair in OPPOSITES for side in pair), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def numbers(text: str) -> Counter[str]:
    """The words of a text that hold a digit or a raised or lowered one: what must not differ in a rewording."""
    return Counter(match.group().casefold() for match in NUMERIC.finditer(THOUSANDS.sub("", text)))


def turned(before: str, after: str) -> bool:
    """True when one text denies what the other says, or says its opposite."""
    before, after = _difference(before, after), _difference(after, before)
    if bool(NEGATION.search(before)) != bool(NEGATION.search(after)):
        return True
    if not SIDES.search(before) or not SIDES.search(after):
        return False
    for one, other in OPPOSITES:
        said, says = _sides(one, other, before), _sides(one, other, after)
        if (said, says) in {((True, False), (False, True)), ((False, True), (True, False))}:
            return True
    return False


def conflict(before: str, after: str) -> bool:
    """True when two texts cannot be two wordings of one thing: other numbers, a negation, an opposite."""
    return before != after and (numbers(before) != numbers(after) or turned(before, after))


def change(before: str, after: str) -> str | None:
    """How the meaning changed, in a few words, or None when only the wording did.

    A text that lost two of five words and gained as many says something else; so does one in which a name (CNN, GELU)
    gave way to another. Words that were only added or left out are no change.
    """
    if before == after:
        return None
    if numbers(before) != numbers(after):
        return N_("a number is different")
    if turned(before, after):
        return N_("it says the opposite")
    old, new = WORD.findall(before), WORD.findall(after)
    lost, gained = _only(old, new), _only(new, old)
    if 5 * len(lost) >= 2 * len(old) and 5 * len(gained) >= 2 * len(new):
        return N_("a term is different") if max(len(old), len(new)) <= 4 else N_("it says something else")
    if any(map(_is_name, lost)) and any(map(_is_name, gained)):
        return N_("a term is different")
    return None


def _difference(text: str, other: str) -> str:
    """The words of a text that the other one has not: what both say cannot make them differ."""
    known = set(other.split())
    return " ".join(word for word in text.split() if word not in known)


def _sides(one: re.Pattern[str], other: re.Pattern[str], text: str) -> tuple[bool, bool]:
    """Which of two opposites a text holds. The longer one may hold the shorter ("불안정"), and then counts alone."""
    rest, hits = other.subn(" ", text)
    return bool(one.search(rest)), bool(hits)


def exchanged(before: str, after: str) -> bool:
    """True when words of a text gave way to others that are no relatives of theirs ("Merge sort", "Heap sort")."""
    old, new = WORD.findall(before), WORD.findall(after)
    return bool(_only(old, new)) and bool(_only(new, old))


def _only(words: list[str], others: list[str]) -> list[str]:
    """The words without a near relative among the others (a typo, another particle, a part of a longer word)."""
    joined = " ".join(others).casefold()
    return [word for word in words if word.casefold() not in joined and not _related(word, others)]


def _related(word: str, others: list[str]) -> bool:
    """True when one of the words is this one with a typo or another ending."""
    word = PARTICLE.sub("", word.casefold())
    for other in (PARTICLE.sub("", other.casefold()) for other in others):
        if word == other:
            return True
        if HANGUL.match(word) and word[:2] == other[:2]:
            return True
        if fuzz.ratio(word, other) >= (60 if HANGUL.search(word) else 75):
            return True
    return False


def _is_name(word: str) -> bool:
    """True for a word that names something: capitals inside or in front, or Latin letters where prose is Hangul."""
    return len(word) > 1 and bool(LATIN.match(word)) and word != word.lower()
