"""A line to type an answer into."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from textual.message import Message

from studytui.widgets.field import Field


class Typing(Field):
    """The line for a typed answer; Enter sends it, in NFC."""

    @dataclass
    class Answered(Message):
        """An answer was typed."""

        text: str

    async def action_submit(self) -> None:
        """Send what was typed; an empty line simply shows the answer."""
        self.post_message(self.Answered(unicodedata.normalize("NFC", self.value)))
