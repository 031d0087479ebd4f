"""Notes as text, as Anki exports them: lines that begin with # say what the columns are, the rest is a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from cards.translation import _
from cards.translation.system import why
from db.imports.brought import Brought
from db.packages.tables import NoteType, Template
from db.records import Problem
from db.uids import digest
from studytui.anki import fields
from studytui.anki.fields import OURS
from studytui.anki.incoming import MARKED, Told, place, tags_of
from studytui.anki.tomarkdown import Reading

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
HEADS = ("#separator:", "#html:", "#tags:", "#columns:", "#notetype", "#deck", "#guid column:", "#tags column:")
COLUMNS = ("guid", "notetype", "deck", "tags")
LARGEST = 200_000_000  # bytes
BASIC = NoteType(0, "", False, ("Front", "Back"), (Template("", "{{Front}}", "{{Back}}"),))
BOTH = BASIC._replace(templates=(*BASIC.templates, Template("", "{{Back}}", "{{Front}}")))
CLOZE = NoteType(0, "", True, ("Text",), (Template("", "{{cloze:Text}}", ""),))


def is_table(path: Path) -> bool:
    """Whether a text file begins as Anki's do; another one is a note."""
    try:
        with path.open("rb") as file:
            head = file.read(200).decode("utf-8-sig", "replace").lower()
    except OSError:
        return False
    return head.startswith(HEADS)


def brought(path: Path, told: Told) -> Iterator[Brought]:
    """The cards of such a file; it holds no history. Raises Problem where it cannot be read."""
    head, rows = _read(path)
    columns = {name: int(head[f"{name} column"]) - 1 for name in COLUMNS if head.get(f"{name} column", "").isdecimal()}
    html = head.get("html", "false").lower() == "true"
    reading = Reading()
    everywhere = head.get("tags", "").split()
    for line, row in enumerate(rows, start=1):
        said = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
        values = [value if html else _as_html(value) for at, value in enumerate(row) if at not in columns.values()]
        named = said.get("notetype") or head.get("notetype", "")
        kind = CLOZE if "{{c" in values[0] else BOTH if "reversed" in named.lower() else BASIC
        tags = [*everywhere, *said.get("tags", "").split()]
        where, title = place(said.get("deck") or head.get("deck") or "Anki")
        for number in _numbers(kind, values[0]):
            before = reading.media
            found = fields.sides(kind, values, number, reading)
            told.media += reading.media - before
            if found is None:
                told.empty += 1
            elif max(map(len, found[:2])) > fields.LONGEST:
                told.long += 1
            else:
                guid = said.get("guid") or digest("text", values[0])
                ours = named.startswith(OURS) or "studytui" in tags
                starred = MARKED in tags
                name = guid if ours else digest("anki", guid, number)
                yield Brought(name, where, title, fields.card(found, (), line), tuple(tags_of(tags)), starred=starred)


def _numbers(kind: NoteType, text: str) -> list[int]:
    """The numbers of the cards a note makes."""
    if not kind.cloze:
        return list(range(len(kind.templates)))
    import re

    return sorted({int(number) - 1 for number in re.findall(r"\{\{c(\d{1,3})::", text)})


def _read(path: Path) -> tuple[dict[str, str], list[list[str]]]:
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(
                _(
                    "{path} is larger than {size} MB, so it was not read. Nothing was imported.",
                    path=path,
                    size=LARGEST // 10**6,
                )
            )
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise Problem(
            _("{path} cannot be read: {reason}. Nothing was imported.", path=path, reason=why(error))
        ) from error
    except UnicodeDecodeError as error:
        raise Problem(_("{path} is not UTF-8. Export it again in Anki. Nothing was imported.", path=path)) from error
    head: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    while lines and lines[0].startswith("#"):
        name, _colon, value = lines.pop(0)[1:].rstrip("\r\n").partition(":")
        head[name.strip().lower()] = value if value.strip() == "" else value.strip()
    given = head.get("separator", "tab")
    separator = SEPARATORS.get(given.lower(), given if len(given) == 1 else "\t")
    csv.field_size_limit(10_000_000)
    try:
        rows = [row for row in csv.reader(io.StringIO("".join(lines)), delimiter=separator) if any(row)]
    except csv.Error as error:
        raise Problem(
            _("{path} is no table that can be read ({reason}). Nothing was imported.", path=path, reason=error)
        ) from error
    return head, rows


def _as_html(text: str) -> str:
    from html import escape

    return escape(text, quote=False).replace("\n", "<br>")
