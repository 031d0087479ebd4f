"""Formulas that a note shows as pictures: the services that draw them are given the TeX in the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote_plus

_PICTURE = re.compile(
    r"!\[[^\]\n]{0,300}\]\(https?://(?:latex\.codecogs\.com/[a-z.]{3,12}\?|render\.githubusercontent\.com/render/math\?math="
    r"|chart\.(?:apis\.)?google(?:apis)?\.com/chart\?cht=tx&chl=|math\.vercel\.app/\?from=)(?P<tex>[^()\s]{1,600})\)"
)
_LOOKS = re.compile(r"\\(?:inline|large|Large|LARGE|huge|Huge|small|bg_\w+|fn_\w+|dpi\{\d+\}|displaystyle)\s?")
_ALONE = re.compile(r"^(?P<lead>[\s>]*)\$(?P<tex>[^$]+)\$\s*$")


def with_tex(lines: Sequence[str]) -> list[str]:
    """The lines with "$v=s/t$" for a picture of it, as a block of its own where it stands alone.

    >>> with_tex(["> ![v](https://latex.codecogs.com/png.latex?%5Clarge%20v%3Ds/t)", "![a](b.png)"])
    ['> $$v=s/t$$', '![a](b.png)']
    """
    return [_ALONE.sub(r"\g<lead>$$\g<tex>$$", _PICTURE.sub(_as_tex, row)) if "![" in row else row for row in lines]


def _as_tex(match: re.Match[str]) -> str:
    tex = _LOOKS.sub("", unquote_plus(match["tex"].replace("+", "%2B"))).strip()
    whole = tex and "$" not in tex and "\n" not in tex
    balanced = all(tex.count(one) == tex.count(other) for one, other in ("()", "{}"))
    return f"${tex}$" if whole and balanced else match.group()


def are_in(text: str) -> bool:
    """Whether a text may hold such pictures."""
    return "latex?" in text or "render/math" in text or "cht=tx" in text or "math.vercel" in text or "codecogs" in text
