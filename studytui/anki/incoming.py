"""An Anki collection as cards of ours, each in a collection with the name of its deck, with tags and history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from cards.schedule import Settings
from db.imports.brought import Answered, Brought
from db.packages.tables import AnswerRow, CardRow, Collection, NoteRow, NoteType
from db.records import COLLECTION
from db.uids import digest
from studytui.anki import fields, history
from studytui.anki.tomarkdown import Reading
from studytui.plaintext import harmless

MARKED = "marked"  # Anki's own star is a tag
PREFIX = f"{fields.OURS}::"  # our export puts collections below a deck of its own
LOST = frozenset(["leech", "studytui"])  # tags that say what the program did, not what the card is about


@dataclass(slots=True)
class Told:
    """What could not be taken: cards with an empty side, cards that are too long, media by their number."""

    empty: int = 0
    long: int = 0
    media: int = 0
    unanswered: int = 0


def brought(collection: Collection, now: datetime, settings: Settings, told: Told) -> Iterator[Brought]:
    """The cards of a collection, note by note. What could not be taken is counted in `told`."""
    steps = (len(settings.learning_steps), len(settings.relearning_steps))
    calendar = history.calendar(collection, now, settings.rollover_hour, steps)
    types = {one.id: one for one in collection.types}
    logs = _logs(collection.answers)
    of_note = {nid: list(found) for nid, found in groupby(collection.cards, key=lambda card: card.nid)}
    reading = Reading()
    for line, note in enumerate(collection.notes, start=1):
        kind = types.get(note.type)
        for card in of_note.get(note.id, []) if kind else []:
            assert kind is not None
            before = reading.media
            found = fields.sides(kind, list(note.fields), card.ord, reading)
            told.media += reading.media - before
            if found is None:
                told.empty += 1
            elif max(map(len, found[:2])) > fields.LONGEST:
                told.long += 1
            else:
                guid = _guid(note, kind, card)
                answers = history.answers(card, logs.get(card.id, ()), calendar, guid)
                told.unanswered += len(answers) == 1 and answers[0].key.endswith(" once")
                yield _one(guid, note, card, found, line, collection, answers)


def _one(
    guid: str,
    note: NoteRow,
    card: CardRow,
    found: fields.Sides,
    line: int,
    collection: Collection,
    answers: list[Answered],
) -> Brought:
    deck = collection.decks.get(card.odid or card.did, "Anki")
    path, title = place(deck)
    tags = note.tags.split()
    changed = datetime.fromtimestamp(min(max(card.mod, note.changed_at, 0), 250_000_000_000), UTC)
    return Brought(
        guid,
        path,
        title,
        fields.card(found, (), line),
        tuple(tags_of(tags)),
        tuple(answers),
        suspended=card.queue == history.SUSPENDED,
        starred=MARKED in map(str.lower, tags),
        changed_at=changed,
    )


def place(deck: str) -> tuple[str, str]:
    """The path and the title of the collection for a deck: `Korean::Verbs` is “Korean › Verbs”."""
    name = " ".join(harmless(deck).removeprefix(PREFIX).split()) or "Anki"
    return f"{COLLECTION}{name}", " › ".join(part for part in name.split("::") if part) or name


def _guid(note: NoteRow, kind: NoteType, card: CardRow) -> str:
    """What a card is called: the name of its note, where that is one of ours; else made of it and the card's number."""
    return note.guid if kind.name.startswith(fields.OURS) else digest("anki", note.guid, card.ord)


def tags_of(tags: Sequence[str]) -> Iterator[str]:
    """Tags as notes have them: a slash between their levels."""
    for tag in tags:
        name = harmless(tag).lower().replace("::", "/").strip("/")
        if name and name != MARKED and name not in LOST:
            yield name


def _logs(answers: Sequence[AnswerRow]) -> dict[int, list[AnswerRow]]:
    found: dict[int, list[AnswerRow]] = {}
    for line in answers:
        found.setdefault(line.cid, []).append(line)
    return found
