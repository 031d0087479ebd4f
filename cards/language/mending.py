"""Tags of English words, with the mistakes mended that hide a verb or the name in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.text import words
from cards.language.word import Word

_BASES = (
    "map store hash return cache index sort order mean cause block lock loop queue stack schedule process "
    "signal log name type point reference copy link list mark match measure need note number offer pass "
    "place plan play produce program reach record release report request require rest result rule run "
    "scale search seed set shape share shift show sign split start state step stop stream string "
    "structure sum support swap switch target test time trace track transfer transport trust update use "
    "value view visit wait walk watch work wrap yield limit count associate help parse filter monitor guard handle "
    "control influence force trigger transform record repeat reply render prompt print push load launch estimate"
)
_MAY_BE_VERB = {form: base for base in _BASES.split() for form in (f"{base}s", f"{base}es")}
_OBJECT = ("AT", "NN", "NP", "AJ", "DT0", "DPS", "CRD", "PNP", "VVG", "AV0", "AVQ", "DTQ")
_NEGATED = {
    f"{verb}n't": tag
    for verb, tag in {
        "does": "VDZ", "do": "VDB", "did": "VDD", "is": "VBZ", "are": "VBB", "was": "VBD", "were": "VBD", "has": "VHZ",
        "have": "VHB", "had": "VHD", "ca": "VM0", "wo": "VM0", "could": "VM0", "would": "VM0", "should": "VM0",
        "must": "VM0", "need": "VM0",
    }.items()
} | {"cannot": "VM0"}  # fmt: skip
_JOINED_NAME = re.compile(
    r"(?!(?:re|pre|un|de|over|under|out|mis|co|auto|self|double|hot|hand|live|cross|fine|type|time)-)[a-z]+-[a-z]+"
)
UNREAD = "!!!"  # what the tagger says of a word that it cannot take apart
_FINITE = frozenset({"VBB", "VBZ", "VBD", "VM0", "VHB", "VHZ", "VHD", "VDB", "VDZ", "VDD", "VVZ", "VVD", "VVB"})


def infinitive(verb: str) -> str:
    """The base of a verb in -s that no dictionary told: "do" of "does", "copy" of "copies", "store" of "stores"."""
    if verb.endswith(("oes", "sses", "shes", "xes")):
        return verb[:-2]
    return f"{verb[:-3]}y" if verb.endswith("ies") and len(verb) > 4 else verb.removesuffix("s")


def mended(found: list[Word]) -> tuple[Word, ...]:
    """Tags with the mistakes mended that hide a verb: "maps" is no noun in "a table maps keys to values"."""
    _ranges(found)
    for i, word in enumerate(found):
        lower = word.text.lower().replace("’", "'")
        if word.tag in {"VVB", "VVI"} and _JOINED_NAME.fullmatch(word.text):
            found[i] = word._replace(tag="AJ0")  # "caches table-view cells"
        elif word.tag == UNREAD and word.text.isalpha():
            found[i] = word._replace(tag="NP0")  # letters that the tagger finds nothing for are a name: "BI tools"
        elif lower in _NEGATED:
            found[i] = word._replace(tag=_NEGATED[lower], lemma=lower.removesuffix("n't"))
        elif word.tag in {"VVB", "VVI"} and i and found[i - 1].tag == "AT0":
            found[i] = word._replace(tag="NN1")  # "the commit"
        elif word.tag == "VVI" and _before(found, i) in {"NN2", "NP0", "ZZ0"}:
            found[i] = word._replace(tag="VVB")  # "goroutines communicate over channels"
        elif _is_deed_behind_to(found, i):
            found[i - 1] = found[i - 1]._replace(tag="TO0")
            found[i] = word._replace(tag="VVI", lemma=word.text)
    if len(found) > 2 and found[0].tag in {"VVB", "VVI"} and found[1].tag == "NN1" and found[2].tag in {"VVZ", "VBZ"}:
        found[0] = found[0]._replace(tag="NN1")  # "merge sort divides"
    for i in range(1, len(found) - 1):
        word = found[i]
        before, after = found[i - 1], found[i + 1]
        may_be = word.text in _MAY_BE_VERB or word.text == "means" or after.tag == "AT0"
        if word.tag not in {"NN2", "NN0"} or not may_be or not word.text.endswith("s"):
            continue
        finite = any(w.tag in _FINITE for w in found[: i + 4])
        named = before.text.endswith("ing") or (i == 1 and not any(w.tag in _FINITE for w in found))
        named = named or (i > 1 and found[i - 2].tag == "AT0" and word.text in _MAY_BE_VERB)
        if before.tag == "AJ0" and named and after.tag.startswith(_OBJECT) and not finite:
            found[i - 1] = before = before._replace(tag="NN1")  # "hashing maps keys", "cyanide blocks an enzyme"
        single = before.tag == "NN2" and not before.text.endswith("s")
        if (
            (single or before.tag in {"NN1", "NP0", "VVG", "PNP", "NN0", "UNC"})
            and after.tag.startswith(_OBJECT)
            and not finite
        ):
            found[i] = word._replace(tag="VVZ", lemma=_MAY_BE_VERB.get(word.text, infinitive(word.text.lower())))
    for i in range(1, len(found) - 2):
        done = found[i].tag == "AJ0" and found[i].text.endswith("ed") and found[i + 1].text in _BEHIND_DONE
        if done and found[i - 1].tag in {"VBZ", "VBB", "VBD", "VBI"}:
            found[i] = found[i]._replace(tag="VVN")  # "is oiled by the mate"
        if found[i].text in _COMPARED and found[i].tag == "AV0" and found[i + 1].tag.startswith("NN"):
            found[i] = found[i]._replace(tag="AJC")  # "supports faster transfer rates"
    _nouns_behind_all(found)
    _noun_with_verb_behind(found)
    _verb_behind_phrase(found)
    _verb_in_s(found)
    _verb_of_one(found)
    _noun_behind_article(found)
    _participle_of_subject(found)
    _name_in_front(found)
    _verb_of_many(found)
    return tuple(found)


def _ranges(found: list[Word]) -> None:
    """Two numbers of which the second is more become one number ("40 to 50", "three or four"): no question parts them.

    Behind "from" they may be a change, from one to the other.
    """
    for i in range(len(found) - 3, -1, -1):
        if i + 3 > len(found):
            continue  # what stood behind was joined
        one, link, other = found[i : i + 3]
        small = link.text.lower()
        before = found[i - 1].text.lower() if i else ""
        parts = small == "/" and one.end == link.start and link.end == other.start
        if parts and one.tag == other.tag == "CRD" and (i + 3 == len(found) or found[i + 3].text != "/"):
            text = f"{one.text}/{other.text}"  # "140/90"
            found[i : i + 3] = [Word(text, "CRD", one.start, other.end, text)]
            continue
        joins = small in {"to", "or"} or (small == "and" and before == "between")
        if joins and before != "from" and one.tag == other.tag == "CRD" and -1 < _amount(one) < _amount(other):
            text = f"{one.text} {link.text} {other.text}"
            found[i : i + 3] = [Word(text, "CRD", one.start, other.end, text.lower())]


def _amount(number: Word) -> float:
    """How much a number is, in figures or in one word; -1 where that is not known."""
    figures = number.text.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", figures):
        return float(figures)
    return _NUMBERS.index(number.text.lower()) + 1 if number.text.lower() in _NUMBERS else -1


# In their order, which is all that is asked of them: behind twenty they go by tens.
_NUMBERS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety",
]  # fmt: skip


def _noun_with_verb_behind(found: list[Word]) -> None:
    """A noun inside a name, taken for a verb: behind the name stands its verb ("a database commit log is …").

    One thing does not "commit" but "commits"; "ok" behind "is" tells how a thing is.
    """
    for i in range(1, len(found) - 2):
        word, before = found[i], found[i - 1]
        if word.text.lower() in {"ok", "okay"} and before.tag in {"VBZ", "VBB", "VBD", "VBI"}:
            found[i] = word._replace(tag="AJ0")
        if word.tag not in {"VVB", "VVI"} or before.tag != "NN1" or any(w.text == "and" for w in found[:i]):
            continue
        behind = next((w for w in found[i + 1 : i + 4] if not w.tag.startswith(("NN", "NP"))), None)
        if found[i + 1].tag == "NN1" and behind is not None and behind.tag in {"VBZ", "VBD", "VHZ", "VM0"}:
            found[i] = word._replace(tag="NN1", lemma=word.text.lower())


_COMPARED = words("faster slower harder higher lower longer shorter earlier later better worse tighter deeper closer")
_OF_MANY = frozenset({"all", "these", "those", "both", "several", "many", "few"})


def _nouns_behind_all(found: list[Word]) -> None:
    """A plural taken for a verb of one thing, and the one joined to it ("the node for all reads and writes")."""
    for i in range(2, len(found)):
        many = found[i - 2].tag.startswith("PR") and found[i - 1].text.lower() in _OF_MANY
        if found[i].tag != "VVZ" or not many:
            continue
        found[i] = found[i]._replace(tag="NN2")
        joined = [w.tag for w in found[i + 1 : i + 3]] == ["CJC", "VVZ"]
        if joined and (i + 3 == len(found) or found[i + 3].tag.startswith(("PR", "PU"))):
            found[i + 2] = found[i + 2]._replace(tag="NN2")


def _is_deed_behind_to(found: Sequence[Word], at: int) -> bool:
    """Whether a word behind "to" is a verb: no noun has an article or "its" right behind it ("to power its mills")."""
    word = found[at]
    before, behind = found[at - 1 : at], found[at + 1 : at + 2]
    if word.tag not in {"NN1", "NN0", "AJ0", "NP0"} or not word.text.isalpha() or not word.text.islower():
        return False
    return (
        bool(before and behind) and before[0].tag == "PRP" and before[0].text == "to" and behind[0].tag in _OPENS_NOUN
    )


_OPENS_NOUN = frozenset({"AT0", "DPS"})
_BEHIND_DONE = frozenset({"by", "into", "every", "in", "inside", "across", "onto", "between"})


def _verb_behind_phrase(found: list[Word]) -> None:
    """The verb of a plural subject with a phrase behind its noun, or of two ("enzymes in the rind break down fats")."""
    for i, word in enumerate(found):
        if word.tag in _FINITE or word.tag in {"TO0", "EX0", "PNP", "CJS", "CJT", "DTQ", "PNQ", "AVQ"}:
            return
        if word.tag == "VVI":
            phrase = next((j for j, w in enumerate(found[:i]) if w.tag.startswith("PR")), i)
            many = found[phrase - 1].tag == "NN2" if phrase else False
            both = any(w.text == "and" for w in found[:phrase]) and all(
                w.tag.startswith(("NN", "NP", "AJ", "AT", "CJC", "UNC")) for w in found[:phrase]
            )
            if i > 1 and found[i - 1].tag.startswith(("NN", "NP")) and (many or both):
                found[i] = word._replace(tag="VVB", lemma=word.text)
            return


def _verb_in_s(found: list[Word]) -> None:
    """A verb in -s behind a noun, taken for an adjective or a plural ("the router forwards packets", "speeds up")."""
    if any(word.tag in _FINITE for word in found[:5]):
        return
    for i in range(1, min(5, len(found) - 1)):
        word, before, behind = found[i], found[i - 1], found[i + 1]
        ends = word.text.islower() and word.text.endswith("s") and not word.text.endswith(("ss", "us"))
        if not ends or not before.tag.startswith(("NN", "NP", "VVG")) or before.text.endswith("s"):
            continue
        acts = word.tag == "AJ0" and behind.tag in {"NN2", "AT0", "DPS", "CRD", "NN0"}
        if acts or (word.tag == "NN2" and behind.tag == "AVP" and i + 2 < len(found)):
            found[i] = word._replace(tag="VVZ", lemma=infinitive(word.text))
            return


def _verb_of_one(found: list[Word]) -> None:
    """A verb in -s behind one thing, taken for a plural, which neither "a" nor the clause of a "while" leaves room for:
    "and a stalactite gains ten centimetres", "while the heart contracts"."""
    for i in range(2, len(found)):
        word, before = found[i], found[i - 1]
        ends = word.text.islower() and word.text.endswith("s") and not word.text.endswith(("ss", "us", "ics"))
        if word.tag != "NN2" or not ends or word.text in _ONE_TOO or before.text in _COUNTS:
            continue
        first = i - 1
        while first and found[first].tag in {"NN1", "AJ0"}:
            first -= 1
        opens, behind = found[first], found[i + 1].tag if i + 1 < len(found) else "PUN"
        if first == i - 1 or opens.tag != "AT0" or behind.startswith(("NN", "NP", "V")):
            continue
        if first and found[first - 1].tag.startswith("PR"):
            continue  # "the height of a typeface's letters": what stands behind "of" is no subject
        one = opens.text.lower() in {"a", "an", "every"} and behind.startswith(_TAKEN)
        waits = first and found[first - 1].text.lower() in _WAITS_FOR and before.tag == "NN1"
        if waits and any(w.tag in _FINITE for w in _up_to_end(found, i)):
            continue
        if one or waits:
            found[i - 1] = before._replace(tag="NN1")
            found[i] = word._replace(tag="VVZ", lemma=_MAY_BE_VERB.get(word.text, infinitive(word.text)))


def _noun_behind_article(found: list[Word]) -> None:
    """One thing that "is" or does something behind its article is a noun, though it looks like a quality ("the swift
    is a bird"); so is what begins a sentence and has something done to it ("Madder is simmered at 70 °C")."""
    for i in range(1, len(found) - 1):
        done = i == 1 and [w.tag for w in found[1:3]] == ["VBZ", "VVN"]
        done = done and (len(found) == 3 or found[3].tag.startswith(("PR", "PU")))
        acts = i > 1 and found[i - 2].tag == "AT0" and found[i].tag in {"VBZ", "VHZ", "VVZ"}
        if found[i - 1].tag in {"AJ0", "AJC"} and (done or acts):
            found[i - 1] = found[i - 1]._replace(tag="NN1")


def _participle_of_subject(found: list[Word]) -> None:
    """A participle behind the first noun, taken for the verb that stands further on ("channels cut off from the sea by
    bars turn brackish", "boats built of oak last long")."""
    at = next((i for i, w in enumerate(found) if w.tag in _FINITE), 0)
    word = found[at] if at else None
    if word is None or word.tag not in {"VVD", "VVB"} or not found[at - 1].tag.startswith("NN"):
        return
    may_be = word.tag == "VVD" or word.text in _AS_DONE or word.text in {"put", "hit", "let", "shut"}
    if not may_be or at + 2 >= len(found) or not found[at + 1].tag.startswith(("PR", "AVP")):
        return
    if any(not w.tag.startswith(("AT", "NN", "AJ", "CRD", "DT0", "ORD")) for w in found[:at]):
        return
    for i in range(at + 2, len(found)):
        if found[i].tag.startswith(("CJ", "PU", "PN", "DTQ", "AVQ", "TO0", "EX")):
            return
        if found[i].tag in _FINITE - {"VVD"} and found[i - 1].tag.startswith(("NN", "AV")):
            found[at] = word._replace(tag="VVN")
            return


def _up_to_end(found: Sequence[Word], at: int) -> list[Word]:
    """The words behind one, up to the end of its clause."""
    end = next((j for j in range(at + 1, len(found)) if found[j].tag in {"CJC", "PUN"}), len(found))
    return list(found[at + 1 : end])


_TAKEN = ("PR", "AT", "CRD", "DPS", "AV", "AJ", "PUN", "CJC", "CJS", "TO0")
_WAITS_FOR = frozenset({"while", "when", "whenever", "if", "because", "until", "unless", "whereas", "although"})
_ONE_TOO = words("means series species works headquarters crossroads barracks gallows news goods")
_COUNTS = words("dozen couple few many hundred thousand million lot pair number")


# Adverbs that a sentence may begin with before "is": "Here is a list".
_OPENS = words(
    """
    here there now then also only still thus hence so not just even below above left right inside outside behind beyond
    ahead next instead never always often sometimes maybe perhaps far first last yet how when where why either neither
    """
)
_NOUN_OF = {"VVB": "NN1", "VVI": "NN1", "AV0": "NN1", "VVN": "NN1", "VVD": "NN1", "UNC": "NN1", "VVZ": "NN2"}


def _name_in_front(found: list[Word]) -> None:
    """The one word in front of "is" or of a verb is a name, whatever else it may be ("Rigging is a craft").

    A participle may stand there too ("Attached is the file"), and an adjective, unless "a" follows.
    """
    if len(found) < 3:
        return
    first, verb, behind = found[:3]
    small = first.text.lower()
    if not first.text.isalpha() or len(small) < 3 or small in _OPENS or small.endswith(("ed", "wn", "en", "ly")):
        return
    if verb.tag in {"VBZ", "VBB", "VBD"} and first.tag in _NOUN_OF and (first.tag != "VVZ" or verb.tag == "VBB"):
        found[0] = first._replace(tag=_NOUN_OF[first.tag], lemma=small)
        return
    quality = verb.tag == "VBZ" and first.tag == "AJ0" and behind.text.lower() in {"a", "an"}
    if quality or (verb.tag == "VVZ" and first.tag == "AV0" and verb.text.islower()):
        found[0] = first._replace(tag="NN1")


_BASE_FORMS = frozenset(_BASES.split())
_BEHIND = frozenset({"AT0", "DPS", "NN2", "NN0", "CRD", "AJ0"})
_AS_DONE = frozenset({"run", "set", "split", "cut", "cast", "spread", "come", "become"})  # the participle is the base


def _verb_of_many(found: list[Word]) -> None:
    """The verb of a plural subject, where it was taken for a noun or a participle ("Databases store rows on pages")."""
    if any(word.tag in _FINITE or word.tag in {"TO0", "EX0", "PNP", "CJS"} for word in found):
        return
    for i in range(1, min(5, len(found) - 1)):
        before, word, behind = found[i - 1], found[i], found[i + 1]
        many = before.tag == "NN2" or (before.tag == "NP0" and before.text[-1:] == "s" and before.text[-2:-1].isupper())
        if not many or not before.text.endswith("s") or any(w.tag.startswith(("PR", "CJ")) for w in found[:i]):
            continue
        acts = word.tag == "NN1" and word.text in _BASE_FORMS and behind.tag in _BEHIND
        stays = word.tag in {"VVN", "VVD"} and word.text in _AS_DONE and behind.tag == "PRP" and behind.text != "by"
        if acts or stays:
            found[i] = word._replace(tag="VVB", lemma=word.text)
            return


def _before(found: Sequence[Word], at: int) -> str:
    """The tag of the word before one, adverbs passed over ("they also act")."""
    while at > 1 and found[at - 1].tag == "AV0":
        at -= 1
    return found[at - 1].tag if at else ""
