"""Out and in: 100,000 cards in each form (aim: under 20 s), and 10,000 cards with 100,000 answers there and back.

Sizes stand beside the times. The floor of a round trip is the file itself: writing its bytes and reading them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cards.card import Card, Kind
from cards.schedule import Rating, Settings, State, study_day
from db import archive, doctor, library
from db.engine import Database, open_database
from db.imports.bring import bring
from db.imports.brought import Answered, Brought
from studytui.anki import incoming, package
from studytui.commands.export import write, write_package

NOW = datetime(2025, 3, 27, 12, tzinfo=UTC)
TODAY = study_day(NOW)
WORDS = (
    "attention",
    "어텐션",
    "`softmax`",
    "**head**",
    "$d_k$",
    "메모리",
    "cache",
    "길이",
    "token",
    "층",
    "gradient",
    "a<b",
)
T = TypeVar("T")


def made(count: int, answers: int) -> list[Brought]:
    """Cards with text of both languages, formulas and code, each answered so often over the last year."""
    chance = random.Random(5)
    found = []
    for number in range(count):
        question = f"{' '.join(chance.choices(WORDS, k=7))} {number}?"
        card = Card(Kind.QUESTION, question, " ".join(chance.choices(WORDS, k=12)), ("LLM", "Attention"), number + 1)
        days = sorted(chance.sample(range(1, 365), answers), reverse=True)
        lines, was = [], State.NEW
        for place, (back, following) in enumerate(zip(days, [*days[1:], -chance.randrange(1, 90)], strict=True)):
            at = NOW - timedelta(days=back, milliseconds=number)
            due, rating = TODAY - following, Rating(chance.choices((1, 2, 3, 4), (1, 2, 8, 2))[0])
            key = f"{number} {place}"
            lines.append(Answered(at, study_day(at), rating, 4000, was, State.REVIEW, 0, due, None, key))
            was = State.REVIEW
        found.append(Brought(f"guid {number}", f"deck:D{number % 50}", "D", card, ("llm",), tuple(lines)))
    return found


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of this process that a call took, and what it gave: where others are busy, the clock says more."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def out(db: Database, path: Path, form: str) -> float:
    """Seconds that an export took."""
    if form == "apkg":
        with path.open("wb") as package_file:
            return timed(lambda: write_package(db, package_file, NOW))[0]
    with path.open("w", encoding="utf-8") as text:
        return timed(lambda: write(db, text, form, NOW))[0]


def back(db: Database, path: Path, form: str) -> None:
    """Import what was exported."""
    if form == "jsonl":
        with path.open(encoding="utf-8") as lines:
            archive.load(db, lines, path.name)
        return
    collection, _ = package.read(path)
    bring(db, list(incoming.brought(collection, NOW, Settings(), incoming.Told())), "1", NOW)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(open_database(str(folder / "large.sqlite"))) as db:
            bring(db, made(100_000, 1), "1", NOW)
            print("100,000 cards with an answer each, out:")
            for form in ("json", "jsonl", "apkg", "tsv", "csv", "markdown"):
                file = folder / f"large.{form}"
                spent = out(db, file, form)
                print(f"  {form:<9}{spent:6.1f} s {file.stat().st_size / 1e6:7.1f} MB")
        with closing(open_database(str(folder / "ten.sqlite"))) as db:
            spent, _ = timed(lambda: bring(db, made(10_000, 10), "1", NOW))
            print(f"10,000 cards with 100,000 answers, stored in {spent:.1f} s:")
            held = _logged(db)
            for form in ("apkg", "jsonl"):
                file = folder / f"ten.{form}"
                went = out(db, file, form)
                with closing(open_database(str(folder / f"{form}.sqlite"))) as other:
                    came, _ = timed(lambda: back(other, file, form))  # noqa: B023
                    same = _logged(other) == held and all(finding.ok for finding in doctor.examine(other))
                floor, _ = timed(lambda: (folder / "copy").write_bytes(file.read_bytes()))  # noqa: B023
                size = file.stat().st_size / 1e6
                sound = f"copied in {floor:.2f} s; {'whole' if same else 'NOT the same'}"
                print(f"  {form:<6} out {went:5.1f} s, in {came:5.1f} s, {size:5.1f} MB, {sound}")


def _logged(db: Database) -> list[Any]:
    """Each card's answers and schedule, in the order of their questions."""
    cards = library.search(db, "", NOW, limit=1_000_000)
    return sorted((k.card.question, k.schedule.reps, k.schedule.due_day, k.schedule.lapses) for k in cards)


if __name__ == "__main__":
    main()
