"""English titles that only lead to their topic ("A gentle introduction to kilns"), and headings that only sum it up."""

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


_SUMS_UP = re.compile(
    r"abstract|tl;?\s?dr|(?:in )?(?:a )?nutshell|in (?:short|brief|sum|summary|essence)|at a glance|synopsis|recap"
    r"|brain ?-?dump|dump|scratch ?(?:pad)?|(?:my|our|raw|rough|quick|personal|general|full|main) notes"
    r"|(?:the )?(?:gist|big picture|short (?:version|answer|story)|one[- ]liner)"
    r"|(?:quick|executive|short|brief|tl;?dr) (?:summary|overview|introduction|recap|answer)"
    r"|title|in one (?:line|sentence)|one[- ]line (?:summary|answer)|(?:key ?)?takeaways?|my thoughts"
    r"|how-?to|hints?",
    re.I,
)


def sums_up(heading: str) -> bool:
    """Whether a heading stands over what a text says in short, so that its lines are about what the text is about.

    >>> sums_up("Abstract"), sums_up("TL;DR"), sums_up("In a nutshell"), sums_up("Abstract class")
    (True, True, True, False)
    >>> sums_up("Brain Dump:"), sums_up("Dump files")
    (True, False)
    """
    return heading.isascii() and _SUMS_UP.fullmatch(heading.strip(" :.")) is not None
