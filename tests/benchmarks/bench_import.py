"""A folder of 10,000 notes: the first import, a note saved while a reader is warm, and coming again beside a walk with
stat; a rewritten note matched. Notes are read in processes, as the app and the commands do.

Coming again is measured in processor time of this process, as the walk is: what else the machine does stretches the two
unevenly, and making the cards of a changed note has a goal of its own above."""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cards.card import Card, Kind
from cards.identity import Change, match
from cards.matching.places import Placed
from db import library
from db.engine import Database, open_database
from studytui.notes.readers import Readers
from studytui.notes.survey import look, look_at, survey

NOTES = int(os.environ.get("BENCH_NOTES", "10000"))
SIZE = 2000  # bytes of a note
ROUNDS = 7
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def write_notes(folder: Path) -> None:
    """Notes of SIZE bytes out of the paragraphs of our samples, each with words of its own, 100 to a folder."""
    root = Path(__file__).resolve().parents[2]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "cards" / "samples").glob("*.md")))
    sections = [section for section in text.split("\n#") if len(section) > 40]
    rng = random.Random(1)
    for number in range(NOTES):
        parts, size = [f"# {number}\n\n- 낱말{number}: 이 노트에만 나오는 뜻 {rng.random()}\n"], 0
        while size < SIZE:
            section = rng.choice(sections).encode()[: SIZE - size].decode(errors="ignore")
            parts.append(f"\n#{section}\n")
            size += len(parts[-1].encode())
        path = folder / f"{number // 100:03}" / f"{number:05}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(parts), encoding="utf-8")


def walked(folder: Path) -> float:
    """Processor seconds of a plain walk with a stat of each file."""
    start = time.process_time()
    for here, _, files in os.walk(folder):
        for name in files:
            os.stat(os.path.join(here, name))
    return time.process_time() - start


def rewritten(count: int) -> tuple[list[Placed], list[Placed]]:
    """A note of so many cards in one section, and the same with every term and every meaning touched."""
    rng = random.Random(2)
    letters = "가나다라마바사아자차카타파하abcdefghij"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 7))) for _ in range(3000)]
    old, new = [], []
    for number in range(count):
        term, meaning = rng.choices(words, k=2), rng.choices(words, k=14)
        changed = [*meaning[:3], rng.choice(words), *meaning[5:], rng.choice(words)]
        for cards, name, says, ident in ((old, term, meaning, number + 1), (new, [term[0] + "s", term[1]], changed, 0)):
            subject = " ".join(name)
            card = Card(Kind.DEFINITION, f"**{subject}** — ?", " ".join(says), ("T",), number + 1, subject=subject)
            cards.append(Placed(card, "a.md", number + 1, ident))
    return old, new


def saved(db: Database, folder: Path, readers: Readers) -> float:
    """Seconds until a note that was just saved is in the database; the median of some."""
    took = []
    for number in range(ROUNDS + 1):
        path = folder / "000" / f"{number:05}.md"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n- 덧붙인 낱말 {number}: 방금 적은 뜻\n")
        start = time.perf_counter()
        plan = look_at(db, [str(path)], NOW, reading=readers.read)
        library.apply(db, plan, NOW)
        took.append(time.perf_counter() - start)
        assert len(plan.sources) == 1
    return statistics.median(took[1:])  # the first may have started the reader


def main() -> None:
    """Print rates and ratios, the goal beside each."""
    old, new = rewritten(1000)
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = match(old, new)
        took.append(time.perf_counter() - start)
    right = sum(one.change is Change.REWORDED and one.old.position == one.new.position for one in found)  # type: ignore[union-attr]
    print(f"matching 1,000 rewritten cards {statistics.median(took):7.2f} s     goal < 1 s ({right:,} of 1,000 found)")

    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / "notes"
        folder.mkdir()
        write_notes(folder)
        db = open_database(str(Path(top) / "memory.sqlite"))
        readers = Readers()
        start = time.perf_counter()
        plan = survey(db, [folder], NOW, reading=readers.read)
        read = time.perf_counter() - start
        library.apply(db, plan, NOW)
        took_all = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        cards = len(plan.rows)
        assert not plan.failed, plan.failed[:3]
        assert len(plan.sources) == NOTES
        del plan
        print(f"first import, {NOTES:,} notes   {NOTES / took_all:7.0f} /s    goal ≥ 100 /s on two cores")
        print(f"  of it reading and planning   {read:7.1f} s     {cards:,} cards; applying {took_all - read:.1f} s")
        print(f"  most memory held             {peak:7.0f} MB")
        print(f"one saved note, reader warm    {saved(db, folder, readers) * 1e3:7.0f} ms    goal < 500 ms")

        rng = random.Random(3)
        ratios: dict[str, list[float]] = {"one note changed": [], "none changed": []}
        for number in range(ROUNDS):
            for name, times in ratios.items():
                if name == "one note changed":
                    with (folder / "003" / f"003{number:02}.md").open("a", encoding="utf-8") as file:
                        file.write(f"\n- 새 낱말 {number}: 나중에 적은 뜻 {rng.random()}\n")
                plain = walked(folder)
                start = time.process_time()
                plan = look(db, NOW, reading=readers.read)
                took_look = time.process_time() - start
                library.apply(db, plan, NOW)
                times.append(took_look / plain)
                assert len(plan.sources) == (name == "one note changed")
        for name, times in ratios.items():
            print(f"coming again, {name:17}{statistics.median(times):7.2f} ×     goal ≤ 2 × a walk with stat")
        print(f"  a plain walk with stat       {walked(folder) * 1e3:7.0f} ms")
        readers.close()
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  most memory of a reader      {largest:7.0f} MB")
        db.close()


if __name__ == "__main__":
    main()
