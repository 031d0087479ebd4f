"""English titles that only lead to their topic: "A gentle introduction to kilns" is about kilns."""

from __future__ import annotations

import re

_LEADS = re.compile(
    r"(?:an? |the )?(?:(?:brief|short|quick|gentle|basic) )?(?:introduction|intro|guide|primer|overview|deep dive)"
    r" (?:to|into|of|on) (?:the )?(?P<topic>[A-Z`]\S*(?: \S+){0,4})$"
    r"|(?:introduction to|intro to) (?P<other>\S+(?: \S+){0,3})$",
    re.I,
)


def led_to(title: str) -> str:
    """The topic that a title leads to; the title itself where it does not say so.

    >>> led_to("A gentle introduction to Kilns"), led_to("Intro to sails"), led_to("Introduction"), led_to("Kilns")
    ('Kilns', 'sails', 'Introduction', 'Kilns')
    """
    match = _LEADS.match(title) if title.isascii() else None
    return (match["topic"] or match["other"]) if match is not None else title
