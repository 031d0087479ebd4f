"""What English words over a command say that it is for: "To list all drives run:" is "List all drives"."""

from __future__ import annotations

import re

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
