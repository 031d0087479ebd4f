"""A card → the demo it is about. The names, and the words that decide whether a name counts, are given to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from cards.card import Card
from cards.language.text import plain, words


@dataclass(frozen=True, slots=True)
class Link:
    """The demo of a card, and the parameters that a directive asks for."""

    demo: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Called:
    """What notes call a demo.

    `names` count anywhere, `shared` ones only where the text speaks of `field`, `everyday` ones where they also stand
    alone, `larger` subjects only where nothing more precise is named. Any other demo goes before a `general` one.
    """

    demo: str
    names: tuple[str, ...]
    shared: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()
    field: str = ""
    general: bool = False


@dataclass(frozen=True, slots=True)
class Speaking:
    """When a text speaks of a field: one of `decide` or two of `hint` stand in it, and none of `against`.

    What stands in `idioms` is no sign of anything ("pay attention"). The `names` of demos whose field is in `demos` are
    a sign as well, and so is what is `spelt` letter for letter as no other trade spells it ("RoPE").
    """

    decide: tuple[str, ...]
    demos: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    spelt: tuple[str, ...] = ()


class _Rank(IntEnum):
    """How much a name says; the lower goes first."""

    NAME = 0
    EVERYDAY = 1
    PASSING = 2  # an everyday name within a longer phrase: "capacity of one expert"
    LARGER = 3
    GENERAL = 4


# Where a name is looked for, place after place, and the least it may say there.
_ORDER = (
    ("asked", _Rank.EVERYDAY),
    ("above", _Rank.NAME),
    ("asked", _Rank.PASSING),
    ("asked", _Rank.LARGER),
    ("above", _Rank.PASSING),
    ("told", _Rank.EVERYDAY),
    ("above", _Rank.LARGER),
    ("asked", _Rank.GENERAL),
    ("told", _Rank.GENERAL),
    ("above", _Rank.GENERAL),
    ("listed", _Rank.NAME),
)


class _Form(NamedTuple):
    """A name as it is looked for: its demo, its rank, and the field that must be spoken of ("" for none)."""

    demo: str
    rank: _Rank
    field: str


# Words that may stand around a name without making another name of it.
_AROUND = "|".join(
    words(
        """
        a an the of in on for from by with without and or vs versus as is are was were do does did has have can how
        why what when which each every one few many much only alone both than to it its differ differs
        """
    )
)
_COUNTS = "한|두|세|각|모든|여러|이|그|어떤"
_PARTICLES = "은|는|이|가|을|를|에|에서|에는|의|만|과|와|도|란|이란|마다|끼리"


class _Signs:
    """The words of a field as patterns."""

    def __init__(self, speaking: Speaking, called: Sequence[Called]) -> None:
        own = [each for each in called if each.field in speaking.demos]
        doubtful = {name for each in own for name in (*each.shared, *each.everyday)}
        self.names = _pattern({name for each in own for name in (*each.names, *each.larger)} - doubtful)
        self.decide = _pattern(speaking.decide)
        self.hint = _pattern(speaking.hint)
        self.against = _pattern(speaking.against)
        self.idioms = _pattern(speaking.idioms)
        spelt = "|".join(map(re.escape, speaking.spelt))
        self.spelt = re.compile(rf"(?<!\w)(?:{spelt})(?![A-Za-z])" if spelt else r"(?!)")


class Links:
    """Finds the demo of a card. Made once: it holds all names in one pattern, the longest first."""

    def __init__(self, called: Sequence[Called], fields: Mapping[str, Speaking], beside: Sequence[str] = ()) -> None:
        self.demos = frozenset(each.demo for each in called)
        self.forms: dict[str, _Form] = {}
        for each in called:
            fielded = {_spaced(_fold(name)) for name in (*each.shared, *each.everyday)}
            known = _Rank.GENERAL if each.general else _Rank.NAME
            ranked = [(name, _Rank.LARGER) for name in each.larger]
            ranked += [(name, known) for name in (*each.names, *each.shared)]
            ranked += [(name, _Rank.EVERYDAY) for name in each.everyday]
            for name, rank in ranked:
                form = _spaced(_fold(name))
                self.forms.setdefault(form, _Form(each.demo, rank, each.field if form in fielded else ""))
        self.pattern = _pattern(self.forms)
        self.doubtful = _pattern(form for form, found in self.forms.items() if found.field)
        self.signs = {name: _Signs(each, called) for name, each in fields.items()}
        company = "|".join(re.escape(word) for word in beside)
        self.before = re.compile(
            rf"(?:^|[¦+]|\d[.)]|(?:{_PARTICLES}|(?<![가-힣])(?:{_COUNTS}))\s|(?<![a-z0-9])(?:{_AROUND}|(?:{company})s?))\s*$"
        )
        self.after = re.compile(
            rf"\s*(?:$|[¦+,.?!])|(?:{_PARTICLES})(?=\s|$|[¦,.?!])|\s+(?:{_AROUND})(?![a-z0-9])|\s+(?:{company})s?(?![a-z0-9])"
        )

    def of(self, card: Card) -> Link | None:
        """The demo a card leads to, None where it names none. A directive of the note decides.

        Then its subject, its question, its headings from the innermost out, and its answer, where that names one demo
        alone; `_ORDER` says what goes before what.
        """
        if card.directive and (chosen := self._directed(card.directive)):
            return chosen
        answer = _fold(card.answer)
        asked = [_fold(card.subject), _fold(card.question)]
        above = [_fold(head) for head in reversed(card.context)]
        everything = " ¦ ".join((*asked, *above, answer))
        if self.pattern.search(everything) is None:
            return None
        written = " ".join((card.subject, card.question, *card.context, card.answer))
        spoken = {name: self._speaks(everything, written, signs) for name, signs in self.signs.items()}
        told = self._told(answer, spoken)
        best: dict[str, Sequence[_Form | None]] = {
            "asked": [self._best(text, spoken) for text in asked],
            "above": [self._best(text, spoken) for text in above],
            "told": told if len({form.demo for form in told}) == 1 else [],
            "listed": told,
        }
        for place, most in _ORDER:
            for form in best[place]:
                if form and form.rank <= most:
                    return Link(form.demo)
        return None

    def _directed(self, directive: str) -> Link | None:
        given = directive.split()
        if not given or given[0] not in self.demos:
            return None
        return Link(given[0], dict(word.split("=", 1) for word in given[1:] if "=" in word))

    def _speaks(self, text: str, written: str, signs: _Signs) -> bool:
        """Whether a text speaks of a field, by its own words or by the name of a demo that no other trade uses."""
        if signs.against.search(text):
            return False
        if signs.names.search(text) or signs.spelt.search(written):
            return True
        # A name in doubt is no sign of what it is in doubt about ("global attention").
        text = signs.idioms.sub("¦", self.doubtful.sub("¦", text))
        return signs.decide.search(text) is not None or len({m.group(1) for m in signs.hint.finditer(text)}) >= 2

    def _forms(self, text: str, spoken: Mapping[str, bool]) -> list[_Form]:
        """The names in a text that count, in their order."""
        found = []
        for match in self.pattern.finditer(text):
            form = self.forms[_spaced(match.group(1))]
            if not form.field:
                found.append(form)
            elif not spoken.get(form.field, True):
                continue
            elif form.rank != _Rank.EVERYDAY:
                found.append(form)
            elif self._alone(text, match):
                before, behind = text[: match.start()].rstrip(), text[match.end() :].lstrip()
                whole = before[-1:] in ("", "¦") and behind[:1] in ("", "¦")
                found.append(form if whole else form._replace(rank=_Rank.PASSING))
        return found

    def _best(self, text: str, spoken: Mapping[str, bool]) -> _Form | None:
        """The name that says most; of several the first."""
        return min(self._forms(text, spoken), key=lambda form: form.rank, default=None)

    def _told(self, answer: str, spoken: Mapping[str, bool]) -> list[_Form]:
        """What an answer names, general names only where it names nothing else.

        An everyday name or a larger subject counts where it is the whole answer.
        """
        whole = _spaced(answer) in self.forms
        forms = [form for form in self._forms(answer, spoken) if whole or form.rank in (_Rank.NAME, _Rank.GENERAL)]
        return [form for form in forms if form.rank < _Rank.GENERAL] or forms

    def _alone(self, text: str, match: re.Match[str]) -> bool:
        """Whether a name is a word of its own rather than part of another ("random seed")."""
        if self.before.search(text, max(0, match.start() - 24), match.start()) is None:
            return False
        return self.after.match(text, match.end()) is not None


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, in the plural too, with spaces or hyphens; group 1 is the word."""
    found = sorted({_spaced(_fold(form)) for form in forms}, key=len, reverse=True)
    body = "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in found if form)
    return re.compile(rf"(?<![a-z0-9])({body})(?:e?s)?(?![a-z0-9])" if body else r"(?!)()")


def _fold(text: str) -> str:
    """A text without case and marks; what parts it into phrases becomes ¦, a hyphen within a word stays."""
    text = re.sub(r"\\sqrt\s*\{?\s*(?=\w)", "√", text)  # as it is written in TeX
    text = re.sub(r"\s*[()\[\]{}:;·—|=→↔/<>]\s*", " ¦ ", plain(text))
    text = re.sub(r"(?<=\w)[‐‑–-](?=\w)", "-", text)
    text = re.sub(r"\s*\+\s*", "+", re.sub(r"(?:[\s_*‐‑–\\]|(?<!\w)-|-(?!\w))+", " ", text))
    return text.casefold().strip(" ¦")


def _spaced(folded: str) -> str:
    """A folded name as it is known, however it was hyphenated."""
    return folded.replace("-", " ")
