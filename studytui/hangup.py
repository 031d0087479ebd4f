"""The end of a terminal: a window that was closed, or a connection that broke, ends the app as well.

A terminal that controls the app sends it SIGHUP. One that does not (under a supervisor, in a container) only comes to
an end of input, which Textual reads again and again without ever telling anybody.
"""

from __future__ import annotations

import os
import select
import threading
import time
from collections.abc import Callable

EVERY_S = 0.5  # between two looks
LONGEST_END_S = 3.0  # for an orderly end; writing to a terminal that is gone may wait for ever


def gone(descriptor: int) -> bool:
    """Whether the terminal behind a file descriptor is gone; False where the system cannot say (Windows)."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(descriptor, 0)  # these signs come unasked; POLLNVAL is left out, as macOS gives it for any terminal
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


def watch(descriptor: int, leave: Callable[[], object]) -> None:
    """Call `leave` once the terminal is gone, and end the process where that does not lead to its end soon.

    Every answer is on disk before the next card is shown, so nothing is lost by the hard way.
    """
    while not gone(descriptor):
        time.sleep(EVERY_S)
    leave()
    time.sleep(LONGEST_END_S)
    os._exit(1)


def start(descriptor: int, leave: Callable[[], object]) -> None:
    """Watch in a thread of its own, for as long as the process lives."""
    threading.Thread(target=watch, args=(descriptor, leave), name="hang-up", daemon=True).start()
