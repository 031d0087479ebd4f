"""Files that are copies of other notes: what a sync program leaves beside a note, and the same text a second time."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping

from cards.translation import _
from db.records import Source

# What sync programs write into the name of a copy: Syncthing, Dropbox, Nextcloud, ownCloud, Seafile.
CONFLICT = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}(-\w+)?"
    r"|[ _]?\([^()]*(?:conflicted copy|case conflict|충돌하는 복사본|충돌된 사본|충돌)[^()]*\)"
    r"|_conflict-\d{8}-\d{6}"
    r"|[ _]\(SFConflict[^()]*\)",
    re.IGNORECASE,
)


def conflicting(path: str) -> str | None:
    """The note that a sync program's copy at `path` lies beside; None where it is none."""
    folder, name = os.path.split(path)
    plain, count = CONFLICT.subn("", name)
    original = os.path.join(folder, plain)
    return original if count and os.path.lexists(original) else None


def without_conflicts(paths: Iterable[str], known: Collection[str]) -> tuple[list[str], list[str]]:
    """The paths without new conflict copies, and a sentence for each of these."""
    kept, told = [], []
    for path in paths:
        original = conflicting(path) if path not in known else None
        if original is None:
            kept.append(path)
        else:
            told.append(
                _(
                    "{path} was left out: it is what a sync program kept of {basename} when both sides had "
                    "changed. Move what you need of it into the note, then delete it.",
                    path=path,
                    basename=os.path.basename(original),
                )
            )
    return kept, told


def without_doubles(
    sources: Iterable[Source], known: Mapping[str, tuple[int, int, str]]
) -> tuple[list[Source], list[str]]:
    """The notes without new ones whose text is that of another, and a sentence for each of these.

    `known` are the fingerprints of the known notes (path → mtime_ns, size, digest); one that has changed or gone since
    is no original: then the other is the note itself, moved or renamed.
    """
    ordered = sorted(sources, key=lambda source: (source.path not in known, source.path))
    if all(source.path in known for source in ordered):
        return ordered, []
    read = {source.path for source in ordered}
    owners = {digest: path for path, (_, _, digest) in sorted(known.items(), reverse=True) if path not in read}
    kept, told = [], []
    for source in ordered:
        owner = owners.get(source.digest)
        if owner is not None and source.path not in known and (owner in read or _as_before(owner, known[owner])):
            told.append(
                _(
                    "{path} was left out: its text is that of {owner}, whose cards are asked already.",
                    path=source.path,
                    owner=owner,
                )
            )
        else:
            owners[source.digest] = source.path
            kept.append(source)
    return kept, told


def _as_before(path: str, fingerprint: tuple[int, int, str]) -> bool:
    """Whether the file is still there and unchanged."""
    try:
        at = os.stat(path)
    except OSError:
        return False
    return (at.st_mtime_ns, at.st_size) == fingerprint[:2]
