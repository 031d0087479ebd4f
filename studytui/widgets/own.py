"""Own words beside the note's: what the note says, and what it said when they were written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.content import Content
from textual.widgets import Static

from cards.translation import _
from db.records import Known
from studytui.widgets.plan import compared
from studytui.widgets.text import flat


class OwnWords(Static):
    """Below a card: that its note says something else by now than the person's own words, and both. Else nothing."""

    DEFAULT_CSS = "OwnWords { height: auto; margin: 1 0 0 0; display: none; }"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(markup=False, **kwargs)

    def show(self, known: Known | None, revealed: bool) -> None:
        """Follow the card. What the note says is told with the answer, as it may name it."""
        self.display = is_outdated(known)
        if known is None or not self.display:
            return
        head = Content.styled(_("Your note says something else by now; these are your words."), "$accent")
        keys = Content.assemble(
            *(("t", "bold $primary"), (f" {_('take the note’s')}   ", "$muted")),
            *(("o", "bold $primary"), (f" {_('keep your own')}", "$muted")),
        )
        self.update(Content("\n").join([head, *differences(known), keys]) if revealed else head)


def is_outdated(known: Known | None) -> bool:
    """Whether the note says something else by now where a person's own words stand."""
    return known is not None and known.own is not None and known.own.outdated


def noted(known: Known) -> Content:
    """What the note says, where a card is in own words; nothing otherwise."""
    return (
        Content("\n").join([Content.styled(_("Your note says"), "$muted"), *differences(known)])
        if known.own
        else Content()
    )


def differences(known: Known) -> Iterator[Content]:
    """The note's words of each side that a person gave others; what changed in them since is marked."""
    own = known.own
    if own is None:
        return
    for name, mine, before, now in zip("QA", (own.question, own.answer), own.above, own.noted, strict=True):
        if mine is None:
            continue
        if before == now:
            yield Content.assemble((f"  {name} ", "$muted"), (flat(now), "$foreground"))
        else:
            was, became = compared(flat(before), flat(now))
            yield Content.assemble((f"− {name} ", "$error"), was)
            yield Content.assemble((f"+ {name} ", "$success"), became)


def said_of(known: Known, undo: str) -> str:
    """What became of a card's words, in a sentence; `undo` is the key that takes it back."""
    if known.own is None:
        return _("The card is in its note's words. {u} takes that back.", u=undo)
    return _("The card is in your own words; your note stays as it is. {u} takes that back.", u=undo)
