"""What English words over a command say that it is for: "To list all drives run:" is "List all drives"."""

from __future__ import annotations

import re

from cards.language.english.grammar import clause, tagged
from cards.language.english.meanings import is_order

_LEADING = re.compile(
    r"^(?:for example|first(?:ly)?|then|next|finally|now|also|so|afterwards?|after that|lastly|alternatively),?"
    r"\s(?=\w)",
    re.I,
)
# "If the disk is raw, we need to partition it": what is needed is the task.
_NEEDED = re.compile(
    r"^(?:if [^,]+, )?(?:we|you)(?:'ll)? (?:can|need to|have to|must|should|want to)(?: now| then)? (?=[a-z])", re.I
)
# "Run the following command to list the pods": what it is to do is behind that.
_BID = re.compile(
    r"^(?:you can )?(?:run|use|type|enter|execute) (?:the following|this|the) (?:command|code)s?"
    r" (?:in order )?to (?=[a-z])",
    re.I,
)
_RUN = re.compile(
    r"(?<=[\w`)]),?\s(?:(?:and|or|then) )?(?:(?:you can|we|one has to|we'd|you|simply|just) )?"
    r"(?:run|use|type|enter|execute|do)"
    r"(?: (?:the following|this|the)(?: commands?)?)?$|\swith$",
    re.I,
)
_WITH = re.compile(
    r"(?<=\w), (?:(?:you can|we|you) )?use (?:the \S+(?: [A-Z]+`)?"
    r" (?:option|flag|command|statement|switch|tool|parameter)|`[^`]+`)$",
    re.I,
)
_AIM = re.compile(r"^(?:in order )?to (?=[a-z])", re.I)
_TAIL = re.compile(
    r"[.,]?\s(?:for example|e\.g\.?|like this|like so|as follows"
    r"|(?:using|with|by using|by running) (?:the following|this)(?: commands?)?)[,.]?$",
    re.I,
)


def task_of(text: str) -> str:
    """The task that such words name, beginning with its verb.

    >>> task_of("To list all drives run:"), task_of("Run the following command to install the tool:")
    ('List all drives', 'Install the tool')
    >>> task_of("For example, to tunnel one port, use the -L option:"), task_of("If it is raw, we must split the disk:")
    ('Tunnel one port', 'Split the disk')
    >>> task_of("Create a mount point. For example,:"), task_of("Gateway status")
    ('Create a mount point', 'Gateway status')
    """
    told = text.rstrip(":：,. ")
    if not told.isascii():
        return told
    for pattern in (_TAIL, _LEADING, _NEEDED, _BID, _RUN, _WITH, _AIM):
        short = pattern.sub("", told)
        told = told if pattern is _NEEDED and re.search(r"\b(?:it|them)\b", short) else short
    return told if told == text.rstrip(":：,. ") else f"{told[:1].upper()}{told[1:]}"


_FORBIDS = re.compile(r"(?P<how>never|don['’]t|do not|avoid|always)\s(?P<deed>[a-z]+\b.*)$", re.I)


def why_bidden(term: str, meaning: str) -> str:
    """The question for the reason that stands behind a colon where a term tells what must or must not be done.

    >>> why_bidden("Never knead it twice", "the crumb tears"), why_bidden("Don't tack there", "the tide is strong")
    ('why should you never knead it twice', 'why should you not tack there')
    >>> why_bidden("Never twice", "the crumb tears"), why_bidden("Avoid kneading it", "a wet dough, a hot room")
    ('', '')
    """
    match = _FORBIDS.match(term)
    told = tagged(meaning) if match else None
    if match is None or not told or len(meaning.split()) < 3 or is_order(meaning):
        return ""
    if clause(told) is None and ("," in meaning or match["how"].lower() == "always"):
        return ""
    how, deed = match["how"].lower(), match["deed"]
    acts = re.match(r"[a-z]{2,}ing\s", deed) is not None if how == "avoid" else is_order(deed)
    if not acts:
        return ""
    return f"why should you {how if how in {'never', 'avoid', 'always'} else 'not'} {deed}"
