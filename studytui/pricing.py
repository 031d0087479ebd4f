"""What a wish would cost: which values are compared, and the process beside the app that plays their years."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studytui.interpreter import python

if TYPE_CHECKING:
    from cards.schedule import Settings
    from db.pricing import Price, Wish

# What is compared for each setting that has a price, beside the value that holds.
COMPARED: dict[str, tuple[float, ...]] = {
    "new_per_day": (0, 5, 10, 20, 40),
    "reviews_per_day": (30, 60, 100, 200, 9999),
    "desired_retention": (0.75, 0.8, 0.85, 0.9, 0.95),
}
PATIENCE_S = 60.0


def values(name: str, *present: Any, most: int = 6) -> list[Any]:
    """The values of a setting whose price is shown, in order: the `present` ones, and those nearest to the first."""
    wanted = list(dict.fromkeys(present))[:most]
    near = sorted((each for each in COMPARED[name] if each not in wanted), key=lambda each: abs(each - wanted[0]))
    return sorted(wanted + near[: most - len(wanted)])


def wish_of(settings: Settings, name: str, value: Any) -> Wish:
    """The settings with another value, as a wish."""
    from db.pricing import Wish

    return Wish.of(replace(settings, **{name: value}))


async def played(request: str) -> list[Price]:
    """The prices of a request (`db.pricing.request`). The process ends with whoever waits for it. Raises Problem."""
    from db.pricing import prices

    process = await asyncio.create_subprocess_exec(
        *python("cards.pricing"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        said, _ = await asyncio.wait_for(process.communicate(request.encode()), PATIENCE_S)
    except TimeoutError:
        said = b""
    finally:
        with suppress(ProcessLookupError):
            process.kill()
    return prices(said.decode())
