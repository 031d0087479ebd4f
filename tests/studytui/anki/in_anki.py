"""What Anki itself makes of packages. Run by an interpreter that has `anki`, never by ours: `in_anki.py WORK ARGS…`.

It prints one JSON document.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from anki.collection import (  # type: ignore[import-not-found]
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)


def take(*packages: str) -> dict[str, Any]:
    """Import packages one after the other into an empty collection; what it holds then."""
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder, "collection.anki2")))
        col.set_config("fsrs", True)
        logs = []
        for package in packages:
            options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
            done = col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
            logs.append({name: len(getattr(done.log, name)) for name in ("new", "updated", "duplicate", "conflicting")})
        said = held(col) | {"imports": logs, "problems": col.fix_integrity()[0]}
        col.close()
        return said


def held(col: Any) -> dict[str, Any]:
    """Every card of a collection, in the order of their questions."""
    today = col.sched.today
    cards = []
    for number in col.find_cards(""):
        card = col.get_card(number)
        note = card.note()
        state = card.memory_state
        log = col.db.all("select id, ease, ivl, type, time from revlog where cid = ? order by id", number)
        cards.append(
            {
                "fields": list(note.fields),
                "tags": sorted(note.tags),
                "guid": note.guid,
                "deck": col.decks.name(card.did),
                "type": card.type,
                "queue": card.queue,
                "due": card.due - today if card.queue in (2, 3) or (card.queue < 0 and card.type == 2) else card.due,
                "interval": card.ivl,
                "reps": card.reps,
                "lapses": card.lapses,
                "stability": state.stability if state else None,
                "difficulty": state.difficulty if state else None,
                "log": log,
                "shown": card.question()[:20_000],
            }
        )
    return {"cards": sorted(cards, key=lambda card: json.dumps(card["fields"])), "due": col.sched.counts()}


def make(folder: str) -> dict[str, Any]:
    """A collection with notes of the usual kinds and a history; exported in every form."""
    place = Path(folder)
    col = Collection(str(place / "made.anki2"))
    col.set_config("fsrs", True)
    deck = col.decks.id("Korean::Verbs")
    notes = [
        ("Basic", ["<b>Mean</b> of \\(x_1\\)", "a<div>b</div>"], ["stats::mean", "marked"]),
        ("Basic (and reversed card)", ["가다", "to go"], []),
        ("Basic (type in the answer)", ["보다", "to see"], []),
        ("Cloze", ["물은 {{c1::100}}도에서 {{c2::끓는다::verb}}", ""], ["물리"]),
        ("Basic", ['<img src="cat.png">', "cat"], []),
        ("Basic", ["2 * 3", "<b>6</b>"], []),
    ]
    for kind, fields, tags in notes:
        note = col.new_note(col.models.by_name(kind))
        note.fields[: len(fields)] = fields
        note.tags = tags
        col.add_note(note, deck)
    col.decks.select(deck)
    for rating in (3, 4, 1, 2):
        found = col.sched.get_queued_cards(fetch_limit=1).cards
        card = col.get_card(found[0].card.id)
        card.start_timer()
        col.sched.answerCard(card, rating)
    col.sched.suspend_cards([col.find_cards("가다")[0]])
    # A card that was learnt weeks ago.
    old = col.get_card(col.find_cards('"보다"')[0])
    day = 86_400_000
    for back, ease, interval, kind in ((40, 3, -600, 0), (39, 3, 4, 0), (35, 3, 12, 1), (23, 2, 30, 1)):
        moment = int(col.crt) * 1000 - back * day + 3_600_000
        line = "insert into revlog values (?, ?, -1, ?, ?, 0, 2500, 4000, ?)"
        col.db.execute(line, moment, old.id, ease, interval, kind)
    old.type, old.queue, old.ivl, old.due, old.reps, old.factor = 2, 2, 30, col.sched.today + 7, 5, 2500
    col.update_card(old)
    for legacy in (True, False):
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=legacy)
        name = str(place / f"{'old' if legacy else 'new'}.apkg")
        col.export_anki_package(out_path=name, options=options, limit=None)
    col.export_note_csv(
        out_path=str(place / "notes.txt"), limit=None, with_html=True, with_tags=True, with_deck=True,
        with_notetype=True, with_guid=True,
    )  # fmt: skip
    said = held(col)
    col.export_collection_package(str(place / "all.colpkg"), include_media=False, legacy=False)
    return said


def answer(package: str, out: str, count: str) -> int:
    """Import a package, answer so many cards, and export it again; how many were answered."""
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder, "collection.anki2")))
        col.set_config("fsrs", True)
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
        col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
        col.decks.select(col.decks.id("Study TUI"))
        for _ in range(int(count)):
            card = col.get_card(col.sched.get_queued_cards(fetch_limit=1).cards[0].card.id)
            card.start_timer()
            col.sched.answerCard(card, 3)
        exported = ExportAnkiPackageOptions(
            with_scheduling=True, with_media=False, with_deck_configs=False, legacy=False
        )
        col.export_anki_package(out_path=out, options=exported, limit=None)
        col.close()
        return int(count)


def table(path: str) -> dict[str, Any]:
    """Import a table of notes by what its first lines say; how many notes came, and what they say."""
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder, "collection.anki2")))
        from anki.collection import CsvMetadata, ImportCsvRequest  # type: ignore[import-not-found]

        found: CsvMetadata = col.get_csv_metadata(path, delimiter=None)
        col.import_csv(ImportCsvRequest(path=path, metadata=found))
        said = held(col)
        col.close()
        return said


if __name__ == "__main__":
    work, *given = sys.argv[1:]
    print(json.dumps({"take": take, "make": make, "table": table, "answer": answer}[work](*given)))
