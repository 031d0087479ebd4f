"""Arrows of every make ("->", "=>", "⇒") as the two that rules read."""

from __future__ import annotations

import re

_RIGHT = re.compile(
    r"\s*(?:={1,3}>|-{2,}>|[→⇒➡⟶⟹➔➜➝➞⇨⭢⮕⇛↦]\ufe0f?|(?<![A-Za-z0-9_)\]\-<])->|->(?![A-Za-z0-9_])"
    r"|(?<=[A-Z])->(?=[A-Z])|(?<=[)\]])->(?=[A-Z가-힣]))\s*"
)
_LEFT = re.compile(r"\s*(?:<={2,}|<-{2,}|[←⇐⬅⟵]\ufe0f?|(?<=\s)<-(?=\s)|^<-)\s*")
_OTHER_ARROWS = re.compile(r"[⇒➡⟶⟹➔➜➝➞⇨⭢⮕⇛↦]")
_OTHER_LEFT = re.compile(r"[⇐⬅⟵]")
_LABELLED_ARROW = re.compile(r"-{2,}\s?\([^()\n]{1,30}\)\s?-+>")


_IN_MATH = re.compile(r"^(?P<before>[^()$]{2,}\s)\$\s?\\(?:long)?(?:[rR]ightarrow|to|implies)\s?\$(?=\s)")


def without_math(text: str) -> str:
    r"""A text whose first arrow is no math, where it stands alone behind words.

    >>> without_math(r"Mooring $\rightarrow$ rope"), without_math(r"$a \to b$"), without_math(r"Tide (low $\to$ high)")
    ('Mooring → rope', '$a \\to b$', 'Tide (low $\\to$ high)')
    """
    return _IN_MATH.sub(r"\g<before>→", text)


def arrows(text: str) -> str:
    """A text with "→" and "←" for arrows of every make.

    >>> arrows("a => b ==> c"), arrows("p->next")
    ('a → b → c', 'p->next')
    """
    if ")-" in text or ") -" in text:
        text = _LABELLED_ARROW.sub(" → ", text)
    if "→" in text:
        text = text.replace("→", " → ").replace("→  ∞", "→∞")
    if ">" in text or (not text.isascii() and _OTHER_ARROWS.search(text)):
        text = _RIGHT.sub(" → ", text)
    if "<" in text or "←" in text or (not text.isascii() and _OTHER_LEFT.search(text)):
        text = _LEFT.sub(" ← ", text)
    return text.replace("→ ∞", "→∞") if "∞" in text else text
