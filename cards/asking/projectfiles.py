"""Files of one project by their paths: what stands in them is known to who wrote it, and is nothing to learn."""

from __future__ import annotations

import re

from cards.language.glosses import without_gloss

_CODE = r"(?:[jt]sx?|mjs|vue|css|scss|py|java|kt|go|rs|md|json|ya?ml|html|c|h|cc|cpp|hpp|rst|sh|patch)"
# A path within a project, and not one from the root or the home folder; a test of one file.
_PATH = re.compile(
    rf"`?(?!/)(?:\w[\w.-]*/)+[\w.\[\]-]+\.{_CODE}`?|`?(?:\w[\w.-]*/){{2,}}`?|`?[\w.-]+\.(?:test|spec)\.{_CODE}`?"
)
# Folders that a framework or a build looks for by name: what lies there is the same in every project.
_KNOWN = re.compile(r"`?(?:(?:app|pages|public|static|config|bin|lib)/[^/]*|src/(?:main|test)/.*)`?")
_APART = re.compile(r",\s|\s?/\s(?=`)|(?<=`)/(?=`)|\s·\s")


def is_project_file(name: str) -> bool:
    """Whether a name is the path of a file or a folder within one project.

    >>> [is_project_file(name) for name in ("`src/barn/Door.tsx` (new)", "`/etc/fstab`", "`pages/_app.tsx`", "Node.js")]
    [True, False, False, False]
    """
    bare = without_gloss(name).strip()
    return _PATH.fullmatch(bare) is not None and not _KNOWN.fullmatch(bare)


def are_project_files(text: str) -> bool:
    """Whether a text is nothing but such paths.

    >>> are_project_files("`src/barn/Door.tsx`, `Door.css`"), are_project_files("`src/barn/Door.tsx` opens the barn")
    (True, False)
    """
    names = _APART.split(text.strip())
    return any(map(is_project_file, names)) and all(re.fullmatch(rf"`?[\w./-]+\.{_CODE}`?", name) for name in names)


_RUNS = re.compile(
    rf"`?(?:(?:python3?|node|bash|sh|ruby|streamlit run)\s+(?:\./)?|\./)(?:[\w.-]+/)*[\w-]+\.{_CODE}\b(?!\w).*"
)


def runs_project_file(command: str) -> bool:
    """Whether a command runs a script that lies in its project, and so is none that anybody else types.

    >>> [runs_project_file(text) for text in ("`python scripts/tide.py --all`", "`./row.sh`", "`python -m venv .venv`")]
    [True, True, False]
    """
    return _RUNS.match(command.strip()) is not None
