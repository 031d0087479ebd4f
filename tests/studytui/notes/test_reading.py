"""Many notes read in processes of their own: the same as read here, and nothing is left running."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records import Failure, Source
from studytui.notes import reading


def many(folder: Path, count: int) -> list[reading.Wanted]:
    for number in range(count):
        text = f"# Note {number}\n\n## Part\n- Term {number}: 뜻이 {number}번째인 낱말\n"
        (folder / f"{number:04}.md").write_text(text, encoding="utf-8")
    return [reading.Wanted(str(folder / f"{number:04}.md")) for number in range(count)]


def test_processes_read_the_same_as_one(tmp_path: Path) -> None:
    wanted = many(tmp_path, 40)
    (tmp_path / "0007.md").write_bytes(bytes(range(256)) * 50)
    alone = [(one.path, reading.read(one)) for one in wanted]
    together = sorted(reading._in_processes(wanted, 2), key=lambda result: result[0])
    assert together == alone
    assert isinstance(dict(together)[wanted[7].path], Failure)
    assert sum(isinstance(result, Source) for _, result in together) == 39


def test_a_reader_that_dies_costs_one_note_and_leaves_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = many(tmp_path, 12)
    started: list[object] = []
    start = reading._start

    def dying() -> object:
        process = start()
        if not started:
            process.kill()
        started.append(process)
        return process

    monkeypatch.setattr(reading, "_start", dying)
    results = dict(reading._in_processes(wanted, 2))
    assert len(results) == 12
    (failure,) = [result for result in results.values() if isinstance(result, Failure)]
    assert "broke" in failure.reason
    assert all(process.poll() is not None for process in started)  # type: ignore[attr-defined]


def test_giving_up_ends_the_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    start = reading._start
    monkeypatch.setattr(reading, "_start", lambda: started.append(start()) or started[-1])
    results = reading._in_processes(many(tmp_path, 60), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert started
    assert all(process.poll() is not None for process in started)  # type: ignore[attr-defined]
