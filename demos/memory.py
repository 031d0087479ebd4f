"""How much memory this process holds, and giving back what it no longer needs. Needs no torch."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import sys


def resident() -> int:
    """Bytes of memory this process holds; the most it ever held, or 0, where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as opened:
            return int(opened.read().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return _most_resident()


def _most_resident() -> int:
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def give_back() -> None:
    """Give free memory back to the system, where that can be done.

    The allocator of a demo process keeps its pages (`process.SURROUNDINGS`), also those that lie in pieces too small
    for what comes next, and these count toward the limit of a run.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # glibc alone has it
        ctypes.CDLL(None).malloc_trim(0)
