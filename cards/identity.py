"""Cards of yesterday × cards of today: which of them are the same card.

Exact text comes first, then place (headings, and what the card is called there), then likeness. A history is handed on
only where nothing speaks against it; where something does, both cards stay and the match is left to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from cards.card import Card, Change
from cards.matching import flags, meaning
from cards.matching.likeness import Face, Likeness, Pair, fold, likeness, renamed, sure_anywhere, sure_here
from cards.matching.lines import asked_otherwise
from cards.matching.places import Placed, Section, Sections
from cards.translation import N_

PERHAPS = N_("perhaps another wording")

__all__ = ["Change", "Match", "Placed", "fingerprint", "flagged", "match"]


@dataclass(frozen=True, slots=True)
class Match:
    """What became of one card. `old` is yesterday's form (None when new), `new` today's (None when gone).

    `likeness` is 0–1, `why` a few words on what the match rests on. `flag` is a sentence when the meaning changed, so
    that it is to be asked again soon. `doubtful` marks a new or gone card that may be the same as `maybe`.
    """

    change: Change
    old: Placed | None
    new: Placed | None
    likeness: float = 1.0
    why: str = ""
    flag: str | None = None
    doubtful: bool = False
    maybe: Placed | None = None


def fingerprint(card: Card) -> str:
    """Sixteen hex digits that two cards share when they say the same, wherever they stand."""
    return blake2b(f"{fold(card.question)}\0{fold(card.answer)}".encode(), digest_size=8).hexdigest()


def match(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[Match, ...]:
    """One Match for each new card, in order, then one for each old card that is gone; a retired one cannot be."""
    matching = _Matching(old, new)
    matching.run()
    return matching.result()


def flagged(old: Card, new: Card) -> str | None:
    """A sentence that says how the meaning of a card changed; None when only its wording did."""
    one, other = Face.of(old), Face.of(new)
    how = meaning.change(one.meaning, other.meaning)
    if how is not None:
        if old.reverse:
            return flags.QUESTION_HOW.format(how=how, before=_short(old.question))
        return flags.ANSWER.format(how=how, before=_short(old.answer))
    if meaning.conflict(one.asked, other.asked):
        return flags.QUESTION.format(before=_short(old.question))
    return None


def _short(text: str) -> str:
    text = fold(text)
    return text if len(text) <= 120 else text[:119].rstrip() + "…"


class _Matching:
    """One matching under way. Cards are numbered; `new_of` and `old_of` hold what has been found so far."""

    def __init__(self, olds: Sequence[Placed], news: Sequence[Placed]) -> None:
        self.olds = olds
        self.news = news
        self.active = [i for i, old in enumerate(olds) if not old.retired]
        self.retired = sorted(
            (i for i, old in enumerate(olds) if old.retired), key=lambda i: (-olds[i].weight, -olds[i].id)
        )
        self.new_of: dict[int, int] = {}
        self.old_of: dict[int, int] = {}
        self.why: dict[int, tuple[str, float]] = {}  # by old number
        self.perhaps: list[Pair] = []

    def run(self) -> None:
        """Find all pairs, the surest first."""
        if not self.olds:
            return
        answered = [i for i in self.retired if self.olds[i].weight]
        self.exact(self.active)
        self.exact(answered)
        if self.open(self.news, self.old_of):
            self.by_likeness(self.active, answered)
        # A card that is gone and was never answered has nothing to hand on: it comes back last, and only word for word.
        hoping = {pair.new for pair in self.doubts if self.olds[pair.old].weight}
        self.exact([i for i in self.retired if not self.olds[i].weight], leaving=hoping)

    def by_likeness(self, *groups: list[int]) -> None:
        """Find the pairs among reworded cards; the groups of old cards are tried one after the other."""
        self.old_faces = [Face.of(old.card) for old in self.olds]
        self.new_faces = [Face.of(new.card) for new in self.news]
        for group in groups:
            if any(i not in self.new_of for i in group):
                self.sections = Sections(self.olds, self.news, group, self.new_of)
                ranks = range(min(3, self.sections.ranks))
                for rank in ranks:
                    self.named(group, rank)
                self.alike(group, ranks)
                self.siblings(group)
                self.same_line(group)

    @staticmethod
    def open(cards: Sequence[Placed], found: dict[int, int]) -> list[int]:
        """The cards that have no partner yet."""
        return [number for number in range(len(cards)) if number not in found]

    def join(self, old: int, new: int, why: str, likeness: float = 1.0) -> None:
        """These two are one card."""
        self.new_of[old] = new
        self.old_of[new] = old
        self.why[old] = why, likeness

    def exact(self, group: list[int], leaving: Collection[int] = ()) -> None:
        """Pair equal texts: under the same headings of the same file first, then in the file, then anywhere.

        `leaving` are new cards that are left alone.
        """
        prints = defaultdict(list)
        for i in group:
            prints[fingerprint(self.olds[i].card)].append(i)
        mine = defaultdict(list)
        for j in self.open(self.news, self.old_of):
            text = fingerprint(self.news[j].card)
            if text in prints and j not in leaving:
                mine[text].append(j)
        nearness: list[Callable[[Placed], Hashable]] = [
            lambda card: card.section,
            lambda card: card.path,
            lambda card: card.card.context,
            lambda card: None,
        ]
        for text, news in mine.items():
            for near in nearness:
                places = defaultdict(list)
                for i in prints[text]:
                    if i not in self.new_of:
                        places[near(self.olds[i])].append(i)
                for j in news:
                    here = places.get(near(self.news[j]))
                    if here and j not in self.old_of:
                        self.join(here.pop(0), j, N_("same text"))

    def named(self, group: list[int], rank: int) -> None:
        """Pair cards that go by the same name in the same place, then those that say the same there.

        A key counts only where it is unique in the place as it was and as it is, found cards included.
        """
        keys: list[tuple[str, Callable[[Card, Face], Hashable]]] = [
            (N_("same question in the same place"), lambda card, face: face.asked or None),
            (N_("same name in the same place"), lambda card, face: card.subject and (card.rule, face.name)),
            (N_("same name in the same place"), lambda card, face: (card.subject or card.reverse) and face.name),
            (N_("same answer in the same place"), lambda card, face: face.meaning),
        ]
        for number, (why, key) in enumerate(keys):
            olds = self._by_key(
                ((i, self.olds[i].card, self.old_faces[i], self.sections.of_old(i, rank)) for i in group), key
            )
            news = self._by_key(
                ((j, card.card, self.new_faces[j], card.section) for j, card in enumerate(self.news)), key
            )
            for place, here in olds.items():
                there = news.get(place, [])
                if len(here) != 1 or len(there) != 1 or here[0] in self.new_of or there[0] in self.old_of:
                    continue
                one, other = self.old_faces[here[0]], self.new_faces[there[0]]
                if number < 3 or renamed(one, other):
                    self.join(here[0], there[0], why, likeness(one, other))

    @staticmethod
    def _by_key(
        cards: Iterable[tuple[int, Card, Face, Section | None]], key: Callable[[Card, Face], Hashable]
    ) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = defaultdict(list)
        for number, card, face, section in cards:
            value = key(card, face)
            if value and section is not None:
                found[section, face.reverse, value].append(number)
        return found

    def alike(self, group: list[int], ranks: range) -> None:
        """Pair the cards that are clearly alike, place by place and then anywhere; note the doubtful ones."""
        faces = Likeness(self.old_faces, self.new_faces, self.sections.slots(self.new_of))
        old_places: dict[tuple[int, Section | None], list[int]] = defaultdict(list)
        new_places: dict[Section | None, list[int]] = defaultdict(list)
        for rank in ranks:
            for i in group:
                old_places[rank, self.sections.of_old(i, rank)].append(i)
        for j, card in enumerate(self.news):
            new_places[card.section].append(j)
        rounds = [(olds, new_places[place], True) for (_, place), olds in old_places.items() if place in new_places]
        for olds, news, here in [*rounds, (group, list(range(len(self.news))), False)]:
            open_olds = {i for i in olds if i not in self.new_of}
            open_news = {j for j in news if j not in self.old_of}
            if not open_olds or not open_news:
                continue
            sure, floor = (sure_here, 55.0) if here else (sure_anywhere, 70.0)
            certain, perhaps = faces.assign(olds, news, open_olds, open_news, sure, floor)
            for pair in certain:
                self.join(pair.old, pair.new, "alike", pair.likeness)
            self.perhaps += perhaps

    def siblings(self, group: list[int]) -> None:
        """Let the other cards of a line follow one that was found, where they bear its name and are the only pair."""
        lines: dict[Hashable, list[int]] = defaultdict(list)
        for j in self.open(self.news, self.old_of):
            face, new = self.new_faces[j], self.news[j]
            lines[new.path, new.card.line, face.name, face.reverse, face.kind].append(j)
        went: dict[Hashable, set[tuple[str, int, str]]] = defaultdict(set)
        waiting: dict[tuple[str, int, str, bool, str], list[int]] = defaultdict(list)
        for i in group:
            old, name = self.olds[i], self.old_faces[i].name
            if i in self.new_of:
                new = self.news[self.new_of[i]]
                went[old.path, old.card.line, name].add((new.path, new.card.line, self.new_faces[self.new_of[i]].name))
            else:
                waiting[old.path, old.card.line, name, self.old_faces[i].reverse, self.old_faces[i].kind].append(i)
        for (path, line, name, reverse, kind), olds in waiting.items():
            to = went.get((path, line, name), set())
            if len(olds) == len(to) == 1:
                news = lines.get((*next(iter(to)), reverse, kind), [])
                if len(news) == 1:
                    alike = likeness(self.old_faces[olds[0]], self.new_faces[news[0]])
                    self.join(olds[0], news[0], N_("same line as its sibling"), alike)

    def same_line(self, group: list[int]) -> None:
        """Pair cards of a line that says what it said, asked in another way."""
        olds, news = defaultdict(list), defaultdict(list)
        for i in group:
            olds[self.olds[i].path, self.olds[i].card.line].append(i)
        for j, new in enumerate(self.news):
            news[new.path, new.card.line].append(j)
        for place in olds.keys() & news.keys():
            here, there = olds[place], news[place]
            open_olds = [a for a, i in enumerate(here) if i not in self.new_of]
            open_news = [b for b, j in enumerate(there) if j not in self.old_of]
            if not open_olds or not open_news:
                continue
            one, other = [self.olds[i].card for i in here], [self.news[j].card for j in there]
            for a, b in asked_otherwise(one, other, open_olds, open_news):
                alike = likeness(self.old_faces[here[a]], self.new_faces[there[b]])
                self.join(here[a], there[b], N_("the same line, asked in another way"), alike)

    @property
    def doubts(self) -> list[Pair]:
        """Of the doubtful pairs that are still open, one for each card.

        Those with a history come first, then those whose questions do not contradict each other, then the likest.
        """

        def rank(pair: Pair) -> tuple[object, ...]:
            one, other = self.old_faces[pair.old], self.new_faces[pair.new]
            contradiction = meaning.conflict(one.asked or one.name, other.asked or other.name)
            return not self.olds[pair.old].weight, contradiction, -pair.total, pair.old, pair.new

        found: list[Pair] = []
        olds, news = set(self.new_of), set(self.old_of)
        for pair in sorted(self.perhaps, key=rank):
            if pair.old not in olds and pair.new not in news:
                olds.add(pair.old)
                news.add(pair.new)
                found.append(pair)
        return found

    def result(self) -> tuple[Match, ...]:
        """The matches, as sentences and changes."""
        found: list[Match] = []
        doubts = self.doubts
        by_old, by_new = {pair.old: pair for pair in doubts}, {pair.new: pair for pair in doubts}
        for j, new in enumerate(self.news):
            if j in self.old_of:
                i = self.old_of[j]
                found.append(self._matched(self.olds[i], new, *self.why[i]))
            elif j in by_new:
                maybe = self.olds[by_new[j].old]
                found.append(Match(Change.NEW, None, new, by_new[j].likeness, PERHAPS, doubtful=True, maybe=maybe))
            else:
                found.append(Match(Change.NEW, None, new, why=N_("no earlier card like it")))
        for i in self.active:
            if i in by_old:
                maybe, likeness = self.news[by_old[i].new], by_old[i].likeness
                found.append(Match(Change.GONE, self.olds[i], None, likeness, PERHAPS, doubtful=True, maybe=maybe))
            elif i not in self.new_of:
                found.append(Match(Change.GONE, self.olds[i], None, why=N_("no longer there")))
        return tuple(self._with_siblings(found))

    @staticmethod
    def _with_siblings(found: Sequence[Match]) -> Iterator[Match]:
        """Where a definition's meaning changed, its reverse is to be asked again too: it shows the same sentence."""

        def line(one: Match) -> Hashable:
            return one.new and (one.new.path, one.new.card.line, one.new.card.subject)

        changed = {line(one) for one in found if one.flag is not None}
        for one in found:
            if one.change is Change.REWORDED and one.flag is None and one.old and line(one) in changed:
                yield replace(one, flag=flags.WITH_NOTE.format(before=_short(one.old.card.question)))
            else:
                yield one

    def _matched(self, old: Placed, new: Placed, why: str, likeness: float) -> Match:
        same = fingerprint(old.card) == fingerprint(new.card)
        flag = None if same else flagged(old.card, new.card)
        if old.retired:
            change = Change.RETURNED
        elif not same:
            change = Change.REWORDED
        else:
            change = Change.KEPT if old.section == new.section else Change.MOVED
        return Match(change, old, new, likeness, why, flag)
