"""Planning an import of paths: finding the notes, seeing which changed, reading those. Writes nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from cards.files import misnamed, no_notes, unseen, walk
from cards.translation import _
from db import library
from db.engine import Database
from db.records import Failure, Plan, Source
from db.taste import taste
from studytui.notes.copies import without_conflicts, without_doubles
from studytui.notes.reading import Reading, Wanted, here

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class _Found:
    """What lies below the paths: note files with their stat, the folders that were asked for, what is no longer there,
    and what could not be looked at: what is `broken`, and all below it, is not gone because it was not seen.
    """

    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    failed: list[Failure] = field(default_factory=list)


def survey(
    db: Database,
    paths: Iterable[Path | str],
    now: datetime,
    progress: Progress | None = None,
    *,
    force: bool = False,
    reading: Reading = here,
) -> Plan:
    """What importing these notes and folders would do. Unchanged notes cost a stat, unless `force` reads them again.

    A note that cannot be read becomes a Failure with a sentence, and the others go on. `progress(done, total, path)`
    is called for each note that is read; what it raises ends the survey. `reading` reads the notes, in this process if
    nothing else is given. Raises Problem only for the database.
    """
    found = _Found()
    for path in paths:
        _find(found, os.path.abspath(os.path.expanduser(path)))
    below = _below(library.folders(db))
    remember = [folder for folder in found.folders if not (folder + os.sep).startswith(below)]
    return _plan(db, found, library.fingerprints(db), progress, reading, remember=remember, force=force, told=True)


def look(db: Database, now: datetime, progress: Progress | None = None, *, reading: Reading = here) -> Plan:
    """The same over what was imported before: the remembered folders, and notes that were imported by themselves.

    Notes with the text they had in an undone import are left alone until they change.
    """
    found = _Found()
    known = library.fingerprints(db)
    roots = library.folders(db)
    for folder in roots:
        _find(found, folder)
    below = _below(roots)
    for path in known.keys() - found.files.keys():
        if not path.startswith(below):
            _take(found, path)
    return _plan(db, found, known, progress, reading, refused=library.refused(db))


def look_at(db: Database, paths: Iterable[str], now: datetime, *, reading: Reading = here) -> Plan:
    """The same over these notes alone, as the watcher names them: saved, made or taken away just now."""
    found = _Found()
    for path in paths:
        _take(found, path)
    return _plan(db, found, library.fingerprints(db), None, reading, refused=library.refused(db))


def _plan(
    db: Database,
    found: _Found,
    known: dict[str, tuple[int, int, str]],
    progress: Progress | None,
    reading: Reading,
    *,
    remember: Iterable[str] = (),
    refused: dict[str, str] | None = None,
    force: bool = False,
    told: bool = False,
) -> Plan:
    """The plan over what was found. `told` says what was left out, to a person who named the paths."""
    below, unseen = _below(found.folders), _below(found.broken)
    for path in known.keys() - found.files.keys():
        if path.startswith(below) and not path.startswith(unseen):
            _take(found, path)  # gone, unless it is a note that a walk leaves out and that was imported by name
    _once(found, known)
    wanted: list[Wanted] = []
    unchanged: list[str] = []
    paths, conflicts = without_conflicts(found.files, known)
    for path in paths:
        at = found.files[path]
        before = known.get(path)
        if before is not None and before[:2] == (at.st_mtime_ns, at.st_size) and not force:
            unchanged.append(path)
        else:
            digest = "" if before is None or force else before[2]
            wanted.append(Wanted(path, digest, (refused or {}).get(path, "")))
    wanted.sort()
    missing = known.keys() & found.gone
    sources: list[Source] = []
    touched: list[Source] = []
    failed = list(found.failed)
    asked = {one.path: one.known for one in wanted}
    for done, (path, result) in enumerate(reading(wanted, taste(db)) if wanted else (), start=1):
        if isinstance(result, Failure):
            failed.append(result)
        elif result is not None:
            (touched if result.digest == asked[path] else sources).append(result)
        if progress is not None:
            progress(done, len(wanted), path)
    unchanged += [source.path for source in touched]
    failed.sort(key=lambda failure: failure.path)
    sources, doubles = without_doubles(sources, known)
    made = library.plan(
        db, sources, failed, unchanged=unchanged, missing=missing, touched=touched, folders=remember, known=known
    )
    return replace(made, told=(*conflicts, *doubles)) if told else made


def _find(found: _Found, path: str) -> None:
    """Take what lies at or below a path that was asked for."""
    if not os.path.isdir(path):
        if os.path.lexists(path):
            _take(found, path)
        else:
            found.failed.append(Failure(path, _("There is no file or folder {path}. Check the path.", path=path)))
            found.broken.append(path)
        return
    if wrong := misnamed(path):
        found.failed.append(Failure(path, unseen(path, wrong)))
        return
    found.folders.append(path)
    count = len(found.files)
    broken = len(found.broken)
    for inside, at in walk(path):
        if isinstance(at, OSError):
            found.broken.append(inside)
            found.failed.append(_unseen(inside, at))
        else:
            found.files[inside] = at
    if len(found.files) == count and len(found.broken) == broken:
        found.failed.append(Failure(path, no_notes(path)))


def _take(found: _Found, path: str) -> None:
    """Take one note, whatever its name."""
    if wrong := misnamed(path):
        found.failed.append(Failure(path, unseen(path, wrong)))
        return
    try:
        at = os.stat(path)
    except FileNotFoundError:
        found.gone.add(path)
        return
    except OSError as error:
        found.failed.append(_unseen(path, error))
        return
    found.files[path] = at


def _once(found: _Found, known: Iterable[str]) -> None:
    """What several paths lead to, by links, is one note: the one that is known, else the one without links."""
    new = found.files.keys() - known
    if not new:
        return
    places = {path: (at.st_dev, at.st_ino) for path, at in found.files.items()}
    owners: dict[tuple[int, int], str] = {}
    for path in known:
        if path not in places:
            try:
                at = os.stat(path)
            except OSError:
                continue
            places[path] = (at.st_dev, at.st_ino)
        owners.setdefault(places[path], path)
    count = Counter(places[path] for path in new)
    linked = {path for path in new if count[places[path]] > 1 and os.path.realpath(path) != path}
    for path in sorted(new, key=lambda path: (path in linked, path)):
        owner = owners.setdefault(places[path], path)
        if owner != path and places[path][1]:
            found.files.setdefault(owner, found.files.pop(path))


def _unseen(path: str, error: OSError) -> Failure:
    return Failure(path, f"{unseen(path, error)} {_('What is known of it stays as it is.')}")


def _below(folders: Iterable[str]) -> tuple[str, ...]:
    """What the paths of files below these folders start with."""
    return tuple(folder.rstrip(os.sep) + os.sep for folder in folders)
