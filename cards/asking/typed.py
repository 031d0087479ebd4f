"""What is typed in a shell: which code is a command, and the command without its prompt and what was printed."""

from __future__ import annotations

import re
from dataclasses import replace

from cards.note import Line

SHELL = frozenset(
    [
        "bash",
        "sh",
        "shell",
        "zsh",
        "console",
        "terminal",
        "cmd",
        "powershell",
        "sql",
        "mysql",
        "postgresql",
        "git",
        "vim",
        "redis",
        "dockerfile",
        "docker",
    ]
) | {""}
COMMENT = re.compile(r"^\s*(?:#|//|--|/\*|::)\s*(?P<says>\S.*?)(?:\s*\*/)?$")
COMMAND = re.compile(
    r"\$\s|(?:sudo|apt|apt-get|yum|brew|git|docker|kubectl|npm|npx|yarn|pip|python3?|cd|ls|cp|mv|rm|mkdir|cat|chmod|chown|ssh|curl|wget|tar|export|source|systemctl|conda|java|javac|node|vi|vim|grep|find|ps|kill|echo)\s?(?:\s|$)"
)


def is_shell(line: Line, code: str) -> bool:
    """Whether a line of code is a command: in a shell's block, or in one without a name and without signs of code."""
    if COMMAND.match(code):
        return True
    return line.info in SHELL and (
        bool(line.info) or not re.search(r"[;{}]\s*$|^\s*(?:var|let|const|def|class|int)\s", code)
    )


def typed_of(line: Line) -> Line:
    """Code without the prompt in front of what is typed, and without what is printed between such rows."""
    rows = line.text.split("\n")
    if line.info not in SHELL or not any(map(_DOLLAR.match, rows)) or any(map(COMMENT.match, rows)):
        return line
    typed = [_DOLLAR.sub("", row) for row in rows if _DOLLAR.match(row)]
    return replace(line, text="\n".join(typed)) if len(typed) == 1 or len(typed) == len(rows) else line


_DOLLAR = re.compile(r"^\s*\$\s+(?=[a-z./~])")
