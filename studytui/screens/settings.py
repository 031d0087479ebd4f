"""The settings, each with its meaning; a change is stored at once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from cards.schedule import Settings
from cards.translation import _
from cards.translation.system import why
from studytui import config, pricing
from studytui.keys import key
from studytui.options import LANGUAGE, LOOK, OPTIONS, Option, Unfit, parsed, shown, spelled, stepped
from studytui.screens.base import StudyScreen
from studytui.widgets.bars import KeyHints, TopBar
from studytui.widgets.field import Field
from studytui.widgets.price import Offered, price_table
from studytui.widgets.rows import Rows
from studytui.widgets.text import one_line, padded

if TYPE_CHECKING:
    from db.engine import Database
    from db.pricing import Price, Wish

REST_S = 0.5  # how long the cursor rests on a line before it is reckoned what its values cost


def change(db: Database, name: str, value: Any) -> Settings:
    """Keep one setting, whatever another window chose meanwhile for the others; runs in a thread. Raises Problem."""
    from db import settings

    chosen = replace(settings.load(db), **{name: value})
    settings.save(db, chosen)
    return chosen


def request(db: Database, wishes: list[Wish], now: datetime) -> str:
    """What has to be known to play these wishes; runs in a thread. Raises Problem."""
    from db import pricing

    return pricing.request(db, wishes, now)


def default(name: str) -> Any:
    """The value the program came with."""
    return "auto" if name in (LANGUAGE.name, LOOK.name) else getattr(Settings(), name)


def target_of(db: Database) -> str | None:
    """The file or server this machine syncs with, as it may be shown: without a password."""
    from db import address, sync

    to = sync.target_of(db)
    return None if to is None else address.shown(to)


def set_target(db: Database, typed: str) -> str | None:
    """Sync with what was typed, or with nothing; what stood there already stays, with the password it has."""
    from db import sync

    if not typed or typed != target_of(db):
        sync.set_target(db, typed or None)
    return target_of(db)


LINES = (*OPTIONS, LANGUAGE, LOOK)


class SettingsScreen(StudyScreen[None]):
    """The settings, a line each; the arrows change one, Enter types it."""

    CSS_PATH = "settings.tcss"
    BINDINGS = [
        key("left,minus", "change(-1)", "less", hint=False, help="Less, or off", name="less"),
        key("right,plus,space", "change(1)", "change", shown="←→", help="More, or on", name="more"),
        key("enter,1", "type", "type", help="Type a value"),
        key("delete,backspace,9", "default", "default", shown="del", help="Reset to default"),
        key("y", "target", "sync file", help="The file to sync with at the start and the end; an empty line is none"),
        key("escape,q,comma", "back", "back", shown="esc", help="Back; what was changed is kept already"),
        key("?,f1,0,h", "help", "help", shown="?", help="The keys of this screen"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Settings | None = None
        self.target: str | None = None  # the file this machine syncs with
        self._naming = False  # whether the line takes that file
        self._turn = asyncio.Lock()
        self._before = Settings()  # as they were when the screen was opened
        self._prices: dict[Wish, Price] = {}

    def compose(self) -> ComposeResult:
        """The list, the meaning of the line under the cursor, and a line to type into."""
        kept = Content.styled(_("kept as you change them"), "$muted")
        yield TopBar(Content.styled(_("Settings"), "bold $primary"), kept)
        yield Rows(self.draw, id="settings")
        yield Field(id="value")
        yield Static(id="about", markup=False)
        yield Static(id="price", markup=False)
        yield KeyHints(self.hints())
        yield self.small()

    def on_mount(self) -> None:
        """Read what is chosen."""
        self.query_one(Rows).focus()
        self.job(self._load(), "settings")

    async def _load(self) -> None:
        from db import settings

        self._before = await self.ask(settings.load)
        self.show(self._before)
        self.target = await self.ask(target_of)
        self.show_target()

    def show(self, chosen: Settings) -> None:
        """The settings as they are now."""
        self.chosen = chosen
        self.query_one(Rows).show(LINES)
        self.fit()

    def fit(self) -> None:
        """As many lines of the list as leave room for what is said below it."""
        share = 0.6 if self.size.height >= 30 else 0.42
        self.query_one(Rows).styles.height = min(len(LINES), max(4, int(self.size.height * share)))
        self.price()

    def on_resize(self) -> None:
        """The list follows the window."""
        if self.chosen is not None:
            self.fit()

    def show_target(self) -> None:
        """Say at the top which file this machine syncs with."""
        said = _("syncs with {file}", file=self.target) if self.target else _("kept as you change them")
        said = one_line(said, self.size.width - 16)
        self.query_one(TopBar).show(Content.styled(_("Settings"), "bold $primary"), Content.styled(said, "$muted"))

    def draw(self, option: Option, width: int) -> Content:
        """A setting and its value."""
        value = self.value(option.name)
        own = value != default(option.name)
        return Content.assemble(
            (padded(_(option.label), min(22, max(width // 2, 8))), "$foreground"),
            (shown(option.name, value), "bold $primary" if own else "$foreground"),
        )

    @property
    def line(self) -> Option:
        """The setting under the cursor."""
        return LINES[self.query_one(Rows).cursor]

    def value(self, name: str) -> Any:
        """What is chosen now."""
        if name == LOOK.name:
            return self.study.look
        return config.language() if name == LANGUAGE.name else getattr(self.chosen, name)

    def on_rows_moved(self) -> None:
        """Say what the setting under the cursor means."""
        self.say("")
        self.close_typing()
        self.price()

    def on_rows_chosen(self) -> None:
        """A click on the line under the cursor types its value."""
        self.action_type()

    def say(self, wrong: str) -> None:
        """The meaning of a setting, or what is wrong with a value."""
        option = self.line
        reset = _("Default: {value}.", value=shown(option.name, default(option.name)))
        bounds = _("One of {words}.", words=option.bounds) if option.words else ""
        if option.high:
            bounds = _("From {bounds}.", bounds=option.bounds)
        about = " ".join(part for part in (_(option.about), bounds, reset) if part)
        text = Content.styled(wrong, "$error") if wrong else Content(about)
        self.query_one("#about", Static).update(text)

    # -- what values cost ------------------------------------------------------------------------------------------

    def price(self) -> None:
        """Show what the values of the line under the cursor cost; what is not known yet is reckoned after a rest."""
        room = not self.has_class("-short")
        shown_now = room and self.chosen is not None and self.line.name in pricing.COMPARED
        self.query_one("#price").display = shown_now
        if shown_now:
            self.call_after_refresh(self.draw_price)
            self.job(self._reckon(), "price")

    def offered(self) -> list[tuple[Any, Wish]]:
        """The values of this line that are compared, each with all that is wished then."""
        name = self.line.name
        if self.chosen is None or name not in pricing.COMPARED:
            return []
        found = pricing.values(name, getattr(self.chosen, name), getattr(self._before, name))
        return [(value, pricing.wish_of(self.chosen, name, value)) for value in found]

    async def _reckon(self) -> None:
        from db.records import Problem

        await asyncio.sleep(REST_S)
        wishes = [wish for _, wish in self.offered() if wish not in self._prices]
        if not wishes:
            return
        try:
            played = await pricing.played(await self.ask(request, wishes, self.study.clock()))
        except Problem:  # there is no card yet, say: a setting can be changed without its price
            self.query_one("#price").display = False
            return
        self._prices |= dict(zip(wishes, played, strict=True))
        self.draw_price()

    def draw_price(self) -> None:
        """Put the comparison between the meaning and the keys, as far as there is room."""
        if self.chosen is None or not self.is_open:  # a price may come when the screen has gone
            return
        name = self.line.name
        if name not in pricing.COMPARED:
            return
        present, before = getattr(self.chosen, name), getattr(self._before, name)
        offers = []
        for value, wish in self.offered():
            cost = self._prices.get(wish)
            said = Offered(spelled(name, value), *((cost.minutes, cost.known) if cost else (None,)))
            offers.append(replace(said, now=value == present, before=value == before))
        panel, foot = self.query_one("#price", Static), self.query_one(KeyHints)
        room = foot.region.y - self.query_one("#about").region.bottom - 1
        while len(offers) > max(room - 1, 0):  # what lies farthest from the present value goes first
            here = next(place for place, each in enumerate(offers) if each.now)
            offers.pop(0 if here > len(offers) - 1 - here else -1)
            if len(offers) == 1:
                offers.clear()
                break
        panel.update(price_table(offers, self.size.width - 6) if offers else Content())

    def put(self, name: str, value: Any) -> None:
        """Keep a value."""
        if name == "language":
            self.put_language(value)
        elif name == LOOK.name:
            self.study.choose_look(value)
            self.query_one(Rows).redraw()
        elif self.chosen is not None and value != getattr(self.chosen, name):
            self.chosen = replace(self.chosen, **{name: value})  # keys that follow one another add up
            self.query_one(Rows).redraw()
            self.price()
            # The app's, as leaving the screen right after a key must not leave the change behind.
            self.job(self._put(name, value), "settings", exclusive=False, owner=self.app)

    def put_language(self, chosen: str) -> None:
        """Speak another language from now on, here and on Today."""
        if chosen == config.language():
            return
        try:
            config.choose_language(chosen)
            config.use_language(self.study.environ)
        except OSError as error:
            self.study.notice(_("The language cannot be kept: {reason}.", reason=why(error)), wrong=True)
        self.show_target()
        self.query_one(Rows).redraw()
        self.say("")
        self.show_hints()

    async def _put(self, name: str, value: Any) -> None:
        try:
            async with self._turn:  # in the order of the keys
                await self.ask(change, name, value)
        except Exception:
            if self.is_attached:
                await self._load()  # it was not kept: show what is
            raise

    def action_change(self, direction: int) -> None:
        """One step more or less."""
        if self.chosen is not None:
            name = self.line.name
            self.put(name, stepped(name, self.value(name), direction))
            if isinstance(self.value(name), tuple):
                self.action_type()

    def action_default(self) -> None:
        """The value the program came with."""
        self.put(self.line.name, default(self.line.name))

    def action_type(self) -> None:
        """Open a line to type the value into."""
        if self.chosen is None:
            return
        field, name = self.query_one(Input), self.line.name
        field.value = spelled(name, self.value(name))
        field.border_title = _(self.line.label)
        field.add_class("-shown")
        field.focus()

    def action_target(self) -> None:
        """Open the line to type the file to sync with into."""
        self._naming = True
        field = self.query_one(Input)
        field.value = self.target or ""
        field.border_title = _("sync with the file")
        field.add_class("-shown")
        field.focus()

    async def _set_target(self, typed: str) -> None:
        self.target = await self.ask(set_target, typed.strip())
        if self.is_attached:
            self.close_typing()
            self.show_target()
        self.study.sync(asked=True)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep what was typed, or say what it may be."""
        message.stop()
        if self._naming:
            self.job(self._set_target(message.value), "target", owner=self.app)
            return
        name, label = self.line.name, _(self.line.label)
        try:
            value = parsed(name, default(name), message.value)
        except Unfit as unfit:
            self.say(str(unfit).replace(name, label, 1))
            return
        self.close_typing()
        self.put(name, value)
        self.say("")

    def close_typing(self) -> bool:
        """Put the line away; False where there was none."""
        field = self.query_one(Input)
        if not field.has_class("-shown"):
            return False
        field.remove_class("-shown")
        self._naming = False
        self.query_one(Rows).focus()
        return True

    async def action_back(self) -> None:
        """Close the line, or leave."""
        if self.close_typing():
            self.say("")
            return
        async with self._turn:  # what comes next counts by what was chosen here
            self.dismiss()
