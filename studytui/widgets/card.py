"""A card on the screen: its question, a rule, and its answer once it is revealed."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text
from textual.app import App
from textual.message import Message
from textual.widgets import Static

from cards.card import Card
from cards.matching.flags import translated
from cards.translation import _
from studytui.plaintext import harmless
from studytui.widgets.markdown import Palette, draw


def palette_of(app: App[Any]) -> Palette:
    """The colours of the app's present theme."""
    named = app.theme_variables
    return Palette(
        ink=named["ink"],
        muted=named["muted"],
        faint=named["faint"],
        tint=named["tint"],
        accent=named["accent"],
        dark=app.current_theme.dark,
    )


TYPED = 400  # characters of a typed answer that are shown, so that the card's own stays in view


class CardView(Static):
    """One card. `show` draws it; the answer is left out until it is revealed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(markup=False, **kwargs)
        self.card: Card | None = None
        self.revealed = False
        self.flag: str | None = None
        self.typed: tuple[str, str] | None = None  # what was typed, and the verdict

    def on_mount(self) -> None:
        """Draw again in the colours of a new theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.show(self.card, self.revealed, self.flag))

    class Clicked(Message):
        """The card was clicked."""

    def on_click(self) -> None:
        """Say so, unless some of its text was selected."""
        if not self.screen.get_selected_text():
            self.post_message(self.Clicked())

    def show(self, card: Card | None, revealed: bool, flag: str | None = None) -> None:
        """Draw a card, with its answer when `revealed`. `flag` says how its meaning changed; it may name the answer."""
        if card is not self.card and (card is None or card != self.card):
            self.typed = None
        self.card, self.revealed, self.flag = card, revealed, flag
        if card is None:
            self.update("")
            return
        palette = palette_of(self.app)
        parts: list[RenderableType] = [draw(card.question, palette, strong=True)]
        if revealed and self.typed:
            text, verdict = self.typed
            line = Text.assemble(
                (verdict, Style(color=palette.ink, bold=True)), (f"  {_('you wrote:')} ", palette.muted)
            )
            shown = text if len(text) <= TYPED else text[:TYPED].rstrip() + "…"
            parts += [Text(), line.append(harmless(shown), Style(color=palette.ink))]
        if revealed:
            parts += [Text(), Text("─" * 24, Style(color=palette.faint)), Text(), draw(card.answer, palette)]
            extra = card.also
            if extra:
                parts += [
                    Text(),
                    Text(harmless(_("also: {answers}", answers=", ".join(extra))), Style(color=palette.muted)),
                ]
        if flag:
            said = (
                translated(flag)
                if revealed
                else _("Your note says something else about this since you were last asked.")
            )
            parts += [Text(), Text(harmless(said), Style(color=palette.accent))]
        self.update(Group(*parts))
