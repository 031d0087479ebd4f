"""Why the system refused something, in the reader's language."""

from __future__ import annotations

from cards.translation import N_, _

# What the system says of files most often; anything else is shown as the system says it.
REASONS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("Directory not empty"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Disk quota exceeded"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("Device or resource busy"),
    N_("Too many open files"),
    N_("Too many levels of symbolic links"),
)


def why(error: OSError) -> str:
    """What the system said, without the number and the path."""
    return _(error.strerror) if error.strerror else str(error)
