"""An input for a path with completion: the suggestion is grey, Tab takes it, and other choices are listed."""

from __future__ import annotations

import asyncio
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.message import Message
from textual.suggester import Suggester

from cards.files import is_note
from studytui.keys import key
from studytui.widgets.field import Field

MOST = 2000  # entries of a folder that are looked at


def candidates(text: str) -> list[str]:
    """The folders and notes that `text` may become, as they would be typed; folders end in a slash."""
    folder, _, start = text.rpartition("/")
    if not text or (not folder and not text.startswith("/")):
        where, shown = (Path(), "") if text != "~" else (Path.home(), "~/")
        start = start if text != "~" else ""
    else:
        where, shown = Path(folder or "/").expanduser(), f"{folder}/"
    wanted = unicodedata.normalize("NFC", start).casefold()
    found: list[tuple[bool, str]] = []
    try:
        with os.scandir(where) as entries:
            for count, entry in enumerate(entries):
                if count >= MOST:
                    break
                name = entry.name
                if name.startswith(".") and not start.startswith("."):
                    continue
                if not unicodedata.normalize("NFC", name).casefold().startswith(wanted):
                    continue
                if entry.is_dir():
                    found.append((False, f"{shown}{name}/"))
                elif is_note(name):
                    found.append((True, f"{shown}{name}"))
    except OSError:
        return []
    return [name for _, name in sorted(found)]


def existing(text: str) -> Path | None:
    """The file or folder that `text` names, also where the disk spells Hangul in the other normal form."""
    text = text.strip().strip("'\"")
    if not text:
        return None
    for form in (text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        try:
            path = Path(form).expanduser()
            if path.exists():
                return path.absolute()
        except (OSError, RuntimeError, ValueError):
            continue
    return None


class _Suggester(Suggester):
    async def get_suggestion(self, value: str) -> str | None:
        found = await asyncio.to_thread(candidates, value)
        return next((each for each in found if each.startswith(value) and each != value), None)


class PathInput(Field):
    """The line for a path. Tab completes as far as it is certain; the choices are told in a message."""

    BINDINGS = [key("tab", "complete", "complete", help="Complete the path")]

    @dataclass
    class Choices(Message):
        """What the path may become."""

        names: list[str]

    @dataclass
    class Given(Message):
        """A path was given; `path` is None where nothing is there."""

        text: str
        path: Path | None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(suggester=_Suggester(use_cache=False, case_sensitive=True), select_on_focus=False, **kwargs)

    async def action_complete(self) -> None:
        """Take what all choices have in common; with nothing typed and nothing to choose, go on to the next widget."""
        if not self.value:
            self.screen.focus_next()
            return
        names = await asyncio.to_thread(candidates, self.value)
        common = os.path.commonprefix(names)  # noqa: RUF071 — characters are meant
        if len(names) == 1:
            common = names[0]
        if len(common) >= len(self.value) and common:
            self.value = common
            self.cursor_position = len(common)
        self.post_message(self.Choices(names if len(names) > 1 else []))

    async def action_submit(self) -> None:
        """Give the path."""
        path = await asyncio.to_thread(existing, self.value)
        self.post_message(self.Given(self.value.strip(), path))
