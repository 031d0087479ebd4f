"""An Anki package as a file: a zip with a collection in it, compressed by zstd in newer ones, and media beside it.

Packages come from strangers: what is unpacked is bounded, one file is read of it, and nothing is unpacked by its name.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from cards.translation import _
from cards.translation.system import why
from db.records import Problem

if TYPE_CHECKING:
    from db.packages.tables import Collection

# The collections a package may hold, the newest first: in those that hold several, the older ones only say that a newer
# program is needed.
NAMES = ("collection.anki21b", "collection.anki21", "collection.anki2")
LARGEST = 4 << 30  # bytes of an unpacked collection; nobody's memory is so large
CHUNK = 1 << 20
META = b"\x08\x02"  # the version of the package: one with collection.anki21 in it


def read(path: Path) -> tuple[Collection, int]:
    """The collection of a package, and how many media files lie beside it. Raises Problem where it cannot be read."""
    from db.packages import reading

    with _spoken(path), zipfile.ZipFile(path) as package, TemporaryDirectory(prefix="studytui-") as folder:
        there = set(package.namelist())
        name = next((each for each in NAMES if each in there), None)
        if name is None:
            raise Problem(_("{path} is no package of Anki: it holds no collection. Nothing was imported.", path=path))
        file = Path(folder, "collection.sqlite")
        with package.open(name) as source, file.open("wb") as out:
            _unpack(source, out, path, zstd=name.endswith("b"))
        return reading.read(file, str(path)), sum(each.isdecimal() for each in there)


def write(out: IO[bytes], collection: Collection, now_s: int) -> None:
    """Write a package with this collection, which every version of Anki since 2.1 takes in."""
    from db.packages import writing

    with TemporaryDirectory(prefix="studytui-") as folder:
        file = Path(folder, "collection.sqlite")
        writing.write(file, collection, now_s)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as package:
            package.writestr("meta", META)
            package.write(file, "collection.anki21")
            package.writestr("media", "{}")


def _unpack(source: IO[bytes], out: IO[bytes], path: Path, *, zstd: bool) -> None:
    reader: IO[bytes] = source
    if zstd:
        import zstandard

        reader = zstandard.ZstdDecompressor().stream_reader(source, read_across_frames=True)
    size = 0
    while piece := reader.read(CHUNK):
        size += len(piece)
        if size > LARGEST:
            raise Problem(
                _(
                    "{path} unpacks to more than {size} GB, so it was not read. Nothing was imported.",
                    path=path,
                    size=LARGEST >> 30,
                )
            )
        out.write(piece)


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    """Turn what goes wrong while a package is read into a sentence."""
    try:
        yield
    except OSError as error:
        raise Problem(
            _("{path} cannot be read: {reason}. Nothing was imported.", path=path, reason=why(error))
        ) from error
    except (Problem, KeyboardInterrupt):
        raise
    except Exception as error:  # zipfile and zstandard have many names for a file that is damaged
        raise Problem(
            _(
                "{name} is damaged, or no package of Anki ({reason}). Nothing was imported.",
                name=os.path.basename(path),
                reason=str(error)[:80],
            )
        ) from error
