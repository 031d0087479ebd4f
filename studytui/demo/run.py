"""A demo as a screen needs it, without the screen: its knobs, and a run that is started anew whenever one is turned.

A held key asks for many runs; they are paced, the one that is under way is ended, and what an old one still gives is
dropped. What is shown stays until the newer run has something to show, so that a picture changes and does not flicker.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, cast

from cards.translation import _
from demos.catalog import BY_ID, unknown
from demos.demo import Param, Piece, Report, Unfit, Value, Values, named
from studytui.demo.retelling import sentence, spoken

if TYPE_CHECKING:
    from demos.runner import Described

PACE = 0.06  # seconds between two starts while a key is held
PATIENCE = 0.3  # seconds that an older picture may stand while the newer run has none
FRAME = 1 / 30  # seconds between two drawings while pieces come in


class Face(Protocol):
    """What is asked of a runner; `demos.runner.Runner` is one, and a test's own may be another."""

    @property
    def ready(self) -> bool:
        """Whether torch is loaded."""

    def run(self, demo_id: str, values: Values, **limits: Any) -> AsyncIterator[Piece]:
        """The pieces of one run as they come; raises Failed with a sentence."""

    async def describe(self) -> dict[str, Described]:
        """The parameters and presets of every demo; raises Failed with a sentence."""


class State(StrEnum):
    """Where a run stands."""

    IDLE = "idle"
    LOADING = "loading"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Knobs:
    """The parameters of a demo with their present values, and which one the keys act on.

    `given` is what a note or another screen asked for, perhaps as text; what does not fit is left at its default and
    told in `problems`, a sentence each.
    """

    def __init__(
        self, params: Sequence[Param], presets: Mapping[str, Values] | None = None, given: Values | None = None
    ) -> None:
        self.params = tuple(params)
        self.presets = dict(presets or {})
        self.values: dict[str, Value] = {p.name: p.default for p in self.params}
        self.problems: list[str] = []
        self.place = 0
        self.preset = ""
        for name, value in (given or {}).items():
            try:
                self.put(name, value)
            except Unfit as unfit:
                self.problems.append(str(unfit))

    @property
    def focused(self) -> Param | None:
        """The parameter the keys act on; None where a demo has none."""
        return self.params[self.place] if self.params else None

    def choose(self, step: int) -> None:
        """Go to the next parameter, or with −1 to the one before."""
        if self.params:
            self.place = (self.place + step) % len(self.params)

    def focus(self, name: str) -> bool:
        """Go to a parameter by name; False where there is none of that name."""
        for place, param in enumerate(self.params):
            if param.name == name:
                self.place = place
                return True
        return False

    def change(self, direction: int) -> bool:
        """Turn the focused parameter one step; True when that changed something."""
        param = self.focused
        if param is None:
            return False
        old = self.values[param.name]
        self.values[param.name] = param.moved(old, direction)
        return self._changed(self.values[param.name] != old)

    def put(self, name: str, text: Value) -> bool:
        """Set a parameter by name; raises Unfit with a sentence. True when that changed something."""
        value = named(self.params, name).parse(text)
        changed = value != self.values[name]
        self.values[name] = value
        return self._changed(changed)

    def reset(self) -> bool:
        """Every parameter back to its default."""
        return self._take({p.name: p.default for p in self.params}, "")

    def next_preset(self) -> str:
        """Take the next of the named settings and give its name; "" where a demo has none."""
        names = list(self.presets)
        if not names:
            return ""
        name = names[(names.index(self.preset) + 1) % len(names)] if self.preset in names else names[0]
        self._take({p.name: p.default for p in self.params} | dict(self.presets[name]), name)
        return name

    def reseed(self) -> bool:
        """Another seed, the next of a fixed scrambled row, so that it needs no source of chance."""
        for param in self.params:
            if param.name == "seed" and isinstance(seed := self.values["seed"], int):
                low, high = int(param.minimum or 0), int(param.maximum or 999)
                self.values["seed"] = low + (seed * 421 + 167) % (high - low + 1)
                return self._changed(self.values["seed"] != seed)
        return False

    def _take(self, values: dict[str, Value], preset: str) -> bool:
        changed = values != self.values
        self.values, self.preset = values, preset
        return changed

    def _changed(self, changed: bool) -> bool:
        if changed:
            self.preset = ""
        return changed


async def knobs_of(runner: Face, demo_id: str, given: Values | None = None) -> Knobs:
    """The knobs of a demo, set as `given` says. Raises Failed when the demo cannot be had."""
    from demos.runner import Failed

    if demo_id not in BY_ID:
        raise Failed(f"{unknown(demo_id)} {_('The list of demos shows what there is.')}")
    described = (await runner.describe())[demo_id]
    if described.error:
        raise Failed(_("The demo {demo_id} cannot be loaded: {error}.", demo_id=demo_id, error=described.error))
    return Knobs(described.params, described.presets, given)


class DemoRun:
    """The present run of one demo. `changed` is called when there is something new to draw; `limits` go to the runner.

    `report` is what is to be shown, `asked` the values asked for last, and `sentence` what went wrong, if anything did.
    """

    def __init__(self, runner: Face, demo_id: str, changed: Callable[[], None], **limits: Any) -> None:
        self.runner = runner
        self.demo_id = demo_id
        self.title = BY_ID[demo_id].title if demo_id in BY_ID else demo_id
        self.changed = changed
        self.limits = limits
        self.report = Report(demo_id, self.title, {})
        self.state = State.IDLE
        self.sentence = ""
        self.began = 0.0
        self.asked: dict[str, Value] = {}
        self._fresh = self.report
        self._wanted: dict[str, Value] | None = None
        self._wake = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None
        self._job: asyncio.Task[None] | None = None
        self._drawing: asyncio.TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether a run is under way."""
        return self.state in (State.LOADING, State.RUNNING)

    @property
    def seconds(self) -> float:
        """How long the present run has been under way."""
        return asyncio.get_running_loop().time() - self.began

    def request(self, values: Values) -> None:
        """Run with these values, now or as soon as the pace allows; the last request wins."""
        self._wanted = dict(values)
        self.asked = dict(values)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        else:
            self._wake.set()

    def stop(self) -> None:
        """End the run and keep what it gave."""
        self._wanted = None
        if self._job is not None and not self._job.done():
            self._job.cancel()

    async def close(self) -> None:
        """End the run and forget it; nothing is drawn any more."""
        self.changed = lambda: None
        self._wanted = None
        tasks = [t for t in (self._serving, self._job) if t is not None and not t.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.state = State.IDLE

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        while self._wanted is not None:
            values, self._wanted = self._wanted, None
            self._wake.clear()
            self.began = loop.time()
            self._job = asyncio.create_task(self._collect(values))
            woken = asyncio.create_task(self._wake.wait())
            try:
                await asyncio.wait({self._job, woken}, return_when=asyncio.FIRST_COMPLETED)
                if self._wanted is not None:
                    await asyncio.sleep(max(0.0, self.began + PACE - loop.time()))
            finally:
                woken.cancel()
                self._job.cancel()
                with suppress(asyncio.CancelledError):
                    await asyncio.wait({self._job})

    async def _collect(self, values: dict[str, Value]) -> None:
        from demos.runner import Failed

        loop = asyncio.get_running_loop()
        fresh = Report(self.demo_id, self.title, values)
        self._fresh, self.sentence = fresh, ""
        self.state = State.RUNNING if self.runner.ready else State.LOADING
        if not self.report.params:
            self.report = fresh
        patience = loop.call_later(PATIENCE, self._swap, fresh)
        self._draw(now=True)
        try:
            running = cast("AsyncGenerator[Piece, None]", self.runner.run(self.demo_id, values, **self.limits))
            async with aclosing(running) as pieces:
                async for piece in pieces:
                    self.state = State.RUNNING
                    fresh.add(spoken(piece))
                    if fresh.pictures and self.report is not fresh:
                        self._swap(fresh)
                    elif self.report is fresh:
                        self._draw()
            self._end(fresh, State.DONE)
        except Failed as failed:
            self._end(fresh, State.FAILED, sentence(str(failed)))
        except asyncio.CancelledError:
            if self._wanted is None:
                self._end(fresh, State.STOPPED)
            raise
        except Exception as error:
            self._end(
                fresh,
                State.FAILED,
                _("The demo ended in a way nobody foresaw ({error!r}). Run it again.", error=error),
            )
        finally:
            patience.cancel()

    def _end(self, fresh: Report, state: State, sentence: str = "") -> None:
        self.state, self.sentence = state, sentence
        self._swap(fresh)

    def _swap(self, fresh: Report) -> None:
        if fresh is self._fresh:
            self.report = fresh
            self._draw(now=True)

    def _draw(self, now: bool = False) -> None:
        if now:
            if self._drawing is not None:
                self._drawing.cancel()
            self._drawn()
        elif self._drawing is None:
            self._drawing = asyncio.get_running_loop().call_later(FRAME, self._drawn)

    def _drawn(self) -> None:
        self._drawing = None
        self.changed()
