"""Notes read in processes of their own: the same as read here, one stays for the next note, and none is left over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cards.asking.taste import Taste
from db.records import Failure, Source
from studytui.notes import readers
from studytui.notes.readers import Process, Readers
from studytui.notes.reading import Wanted, here

TASTE = Taste("few", {"definition/what": 0.1})


MARKED = "# Note {0}\n\n## Part\nTerm {0} :: the word of number {0}\n"  # read without a tagger: quickly
TAGGED = "# Note {0}\n\n## Part\n- Term {0}: 뜻이 {0}번째인 낱말\n"


def many(folder: Path, count: int, text: str = MARKED) -> list[Wanted]:
    for number in range(count):
        (folder / f"{number:04}.md").write_text(text.format(number), encoding="utf-8")
    return [Wanted(str(folder / f"{number:04}.md")) for number in range(count)]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Process]]:
    """The readers that a test starts."""
    found: list[Process] = []
    start = readers.start

    def noted() -> Process:
        found.append(start())
        return found[-1]

    monkeypatch.setattr(readers, "start", noted)
    yield found
    assert [process for process in found if process.poll() is None] == [], "a reader is left over"


def test_processes_read_the_same_as_one(tmp_path: Path, started: list[Process]) -> None:
    wanted = many(tmp_path, 40)
    (tmp_path / "0003.md").write_text(TAGGED.format(3), encoding="utf-8")
    (tmp_path / "0007.md").write_bytes(bytes(range(256)) * 50)
    alone = list(here(wanted, TASTE))
    with closing(Readers()) as reader:
        together = sorted(reader.read(wanted, TASTE, workers=2), key=lambda result: result[0])
    assert together == alone
    assert isinstance(dict(together)[wanted[7].path], Failure)
    assert sum(isinstance(result, Source) for _, result in together) == 39
    assert len(started) == 2


def test_a_reader_stays_for_the_next_note(tmp_path: Path, started: list[Process]) -> None:
    wanted = many(tmp_path, 2)
    with closing(Readers()) as reader:
        first = list(reader.read(wanted[:1], TASTE))
        second = list(reader.read(wanted[1:], TASTE))
        assert len(started) == 1
        assert started[0].poll() is None
    assert [*first, *second] == list(here(wanted, TASTE))


def test_of_many_readers_one_stays(tmp_path: Path, started: list[Process]) -> None:
    with closing(Readers()) as reader:
        assert len(list(reader.read(many(tmp_path, 30), TASTE, workers=3))) == 30
        assert sum(process.poll() is None for process in started) == 1


def test_a_reader_that_nobody_needs_ends(tmp_path: Path, started: list[Process]) -> None:
    with closing(Readers(kept_s=0.05)) as reader:
        list(reader.read(many(tmp_path, 1), TASTE))
        assert started[0].wait(10) is not None
    with closing(Readers(kept_s=0)) as reader:
        list(reader.read(many(tmp_path, 1), TASTE))
        assert started[1].poll() is not None


def test_a_reader_that_died_while_it_waited_is_replaced(tmp_path: Path, started: list[Process]) -> None:
    wanted = many(tmp_path, 2)
    with closing(Readers()) as reader:
        list(reader.read(wanted[:1], TASTE))
        started[0].kill()
        started[0].wait()
        assert list(reader.read(wanted[1:], TASTE)) == list(here(wanted[1:], TASTE))
        assert len(started) == 2


def test_a_reader_that_dies_costs_one_note(tmp_path: Path, started: list[Process]) -> None:
    wanted = many(tmp_path, 12)
    (tmp_path / "0001.md").write_text(TAGGED.format(1), encoding="utf-8")  # it is killed while it loads the tagger
    with closing(Readers()) as reader:
        results = {}
        for path, result in reader.read(wanted, TASTE, workers=1):
            if not results:
                started[0].kill()
            results[path] = result
    assert len(results) == 12
    (failure,) = [result for result in results.values() if isinstance(result, Failure)]
    assert "broke" in failure.reason


def test_giving_up_leaves_no_reader_but_the_one_that_stays(tmp_path: Path, started: list[Process]) -> None:
    with closing(Readers()) as reader:
        results = reader.read(many(tmp_path, 60), TASTE, workers=2)
        next(results)
        results.close()  # type: ignore[attr-defined]
        assert sum(process.poll() is None for process in started) <= 1
    assert started


def test_a_reader_that_died_is_ended_with_words_for_it_unwritten(started: list[Process]) -> None:
    process = readers.start()
    process.kill()
    process.wait()
    assert process.stdin is not None
    process.stdin.write(b"what it was to read")
    readers.end(process)
    assert process.stdin.closed
