"""The base of all screens: the app with its type, key hints, and background work whose errors become notices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import finalize

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from cards.translation import _
from studytui.keys import NAMES, as_chosen, named_for
from studytui.plaintext import unforeseen
from studytui.widgets.bars import KeyHints
from studytui.widgets.covering import Covering

if TYPE_CHECKING:
    from db.engine import Database
    from studytui.ports import Study

R = TypeVar("R")
T = TypeVar("T")
P = ParamSpec("P")


def section(cls: type) -> str:
    """What the settings file calls a screen: `review` for ReviewScreen."""
    return cls.__name__.removesuffix("Screen").lower()


class StudyScreen(Screen[R]):
    """A screen of the study app."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-normal"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Covering()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Name the bindings for their screen before Textual takes them in."""
        if "BINDINGS" in cls.__dict__:
            cls.BINDINGS = named_for(section(cls), cls.__dict__["BINDINGS"])  # type: ignore[assignment]  # a class reads them once
        super().__init_subclass__(**kwargs)

    @property
    def study(self) -> Study:
        """The app, with its type."""
        return cast("Study", self.app)

    @property
    def is_open(self) -> bool:
        """Whether this screen is open, be it under another one. Work for it may end after it, or the app, was left."""
        return self.app.is_running and self.is_attached and self in self.app.screen_stack

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Leave this screen, and what was opened over it. A second key to leave, typed in haste, leaves no other."""
        if not self.is_open:
            return AwaitComplete()
        self._close_what_lies_over()
        return super().dismiss(result)

    def give_way(self, screen: Screen[Any]) -> None:
        """Put another screen in the place of this one, unless it was left meanwhile."""
        if self.is_open:
            self._close_what_lies_over()
            self.app.switch_screen(screen)

    def _close_what_lies_over(self) -> None:
        while self.app.screen is not self:
            self.app.pop_screen()

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message. One that comes while the screen is taken away finds its widgets gone, and says nothing."""
        try:
            await super()._dispatch_message(message)
        except NoMatches:
            if self.is_open:
                raise

    def small(self) -> Static:
        """The hint that is shown while the window is small; style sheets hide it otherwise."""
        return Static(_("Small window; 60 × 16 shows all."), markup=False, classes="small-hint")

    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys to show at the foot: the bindings of this screen that want to be shown."""
        seen: dict[str, str] = {}
        for binding in type(self).BINDINGS:
            if isinstance(binding, Binding) and binding.show and self.available(binding.action):
                binding = as_chosen(binding, self.study.keymap)
                seen[_(binding.key_display or binding.key)] = self.label(binding)
        return tuple(seen.items())

    def label(self, binding: Binding) -> str:
        """What a key is called at the foot; screens may call one something else for a while."""
        return _(binding.description)

    def key_of(self, name: str) -> str:
        """What the key of a binding is called, by the binding's name without the screen."""
        full = f"{section(type(self))}.{name}"
        named = [each for each in type(self).BINDINGS if isinstance(each, Binding) and each.id == full]
        key = as_chosen(named[0], self.study.keymap).key_display or named[0].key
        return _(NAMES.get(key, key))

    async def on_key_hints_hit(self, message: KeyHints.Hit) -> None:
        """A click on a key at the foot does what the key does."""
        message.stop()
        for binding in type(self).BINDINGS:
            if isinstance(binding, Binding):
                chosen = as_chosen(binding, self.study.keymap)
                if _(chosen.key_display or chosen.key) == message.key:
                    await self.app.run_action(binding.action, self)
                    return

    def available(self, action: str) -> bool:
        """Whether an action makes sense now; screens narrow this."""
        return True

    def show_hints(self) -> None:
        """Draw the key hints again, after the available actions have changed."""
        for bar in self.query(KeyHints):
            bar.hints = self.hints()

    async def ask(self, work: Callable[Concatenate[Database, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`work(db, …)` in a thread. Raises Problem."""
        return await self.study.ask(work, *args, **kwargs)

    def job(
        self, work: Coroutine[Any, Any, Any], group: str, *, exclusive: bool = True, owner: DOMNode | None = None
    ) -> None:
        """Run `work` in the background; a Problem becomes a notice.

        A newer job of the group replaces it, unless it is not `exclusive`. It ends with its `owner`, this screen if
        nothing else is said.
        """

        async def begin() -> None:
            await self.guarded(work)

        worker: Worker[None] = (owner or self).run_worker(begin, group=group, exclusive=exclusive, exit_on_error=False)
        finalize(worker, work.close)  # one that was replaced before it began would be reported as never awaited

    async def guarded(self, work: Awaitable[Any]) -> None:
        """Wait for `work`; a Problem becomes a notice, and so does any unexpected error."""
        try:
            await work
        except Exception as error:  # the app goes on; what nobody foresaw is named, to be reported
            from db.records import Problem  # imported late: fifteen dataclasses are a tenth of the first paint

            if isinstance(error, Problem):
                self.study.notice(str(error), wrong=True)
            elif self.is_open or not isinstance(error, NoMatches):
                self.study.notice(unforeseen(error), wrong=True)

    def notes_imported(self, sentence: str) -> None:
        """Called when saved notes were imported while this screen is open; screens that show cards read them again."""

    def synced(self) -> None:
        """Called when a sync is over that brought nothing; Today shows when that was."""

    def action_help(self) -> None:
        """Show the keys of this screen."""
        self.study.said_no_more()
        self.study.open("help", self)

    def action_back(self) -> Awaitable[None] | None:
        """Leave this screen."""
        self.dismiss()
        return None
