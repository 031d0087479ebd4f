"""Ending the app when its terminal is gone: a closed window, a broken connection, or a signal.

The app then leaves as if asked to: its terminal is put right again, and its demo processes end. A terminal that
controls the app sends it SIGHUP. One that does not (under a supervisor, in a container) only comes to an end of input,
which Textual reads again and again without ever telling anybody.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress

EVERY_S = 0.5  # between two looks
LONGEST_END_S = 3.0  # for an orderly end; writing to a terminal that is gone may wait for ever
HANGUP = 1  # the number of SIGHUP, which Windows does not have


def gone(descriptor: int) -> bool:
    """Whether the terminal behind a file descriptor is gone; False where the system cannot say (Windows)."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(descriptor, 0)  # these signs come unasked; POLLNVAL is left out, as macOS gives it for any terminal
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0))


def watch(descriptor: int, leave: Callable[[int], object]) -> None:
    """Call `leave` with the exit status once the terminal is gone; end the process where it does not end soon by that.

    Every answer is on disk before the next card is shown, so nothing is lost by the hard way.
    """
    while not gone(descriptor):
        time.sleep(EVERY_S)
    _end(HANGUP, leave)


def start(descriptor: int, leave: Callable[[int], object]) -> None:
    """Watch in a thread of its own, for as long as the process lives; heed the signals that ask for an end.

    `leave` gets the exit status, 128 and the number of the signal as shells count, and may be called from any thread.
    To be called inside the event loop.
    """
    threading.Thread(target=watch, args=(descriptor, leave), name="hang-up", daemon=True).start()
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        with suppress(NotImplementedError):  # the event loop of Windows takes no signals
            if number is not None:
                loop.add_signal_handler(number, _leave_soon, number, leave)


def _leave_soon(number: int, leave: Callable[[int], object]) -> None:
    threading.Thread(target=_end, args=(number, leave), name="signal", daemon=True).start()


def _end(number: int, leave: Callable[[int], object]) -> None:
    leave(128 + number)
    time.sleep(LONGEST_END_S)
    os._exit(128 + number)
