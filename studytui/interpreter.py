"""The one place that starts Python: the command of every program of ours that runs beside the app.

A person starts the app where their notes are, so a file random.py or torch.py in the current folder must never be
imported in place of the module that is meant. It stands here and not below: cards, db and demos may not import one
another, so what they start is handed to them.
"""

import os
import sys  # and nothing else: `python -m studytui` looks into the current folder until this has been called

# `-I` alone would miss what is neither in the standard library nor among the installed packages: a clone that is run
# without being installed, PYTHONPATH, a person's own site-packages. So it imports from where this process does.
_START = """\
import runpy, sys
paths, sys.argv[:2] = sys.argv[1], []
sys.path[:] = paths.split({separator!r})
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


def python(module: str, *words: str) -> tuple[str, ...]:
    """The command that runs one of our modules as a program, in an interpreter that takes nothing from this folder.

    >>> python("cards.fitting")[-1]
    'cards.fitting'
    """
    start = _START.format(separator=os.pathsep)
    return (sys.executable, "-I", "-c", start, os.pathsep.join(_paths()), module, *words)


def forget_current_folder() -> None:
    """Take the current folder, which `python -m` puts first, out of where this process imports from."""
    sys.path[:] = _paths()


def _paths() -> list[str]:
    """Where this process imports from, without the current folder; our own packages are there in any case."""
    ours = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # the folder is gone, and nothing can be imported from it
        here = ""
    kept = [path for path in sys.path if os.path.isabs(path) and os.path.realpath(path) != here]
    if ours not in kept:  # the clone itself is the current folder: behind the standard library, where it hides nothing
        installed = (at for at, path in enumerate(kept) if os.path.basename(path) in ("site-packages", "dist-packages"))
        kept.insert(next(installed, len(kept)), ours)
    return kept
