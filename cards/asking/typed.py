"""What is typed in a shell: which code is a command, and the command without its prompt and what was printed."""

from __future__ import annotations

import re
from dataclasses import replace

from cards.language.english.meanings import is_task
from cards.language.korean.acting import tells_deed
from cards.language.statement import sentences
from cards.language.text import has_hangul
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


def is_bid_over(above: Line, code: Line) -> bool:
    """Whether a whole sentence says what the one command right below it does ("22번 포트를 연다.", "Fetch a tag.")."""
    rows = [row for row in code.text.split("\n") if row.strip()]
    shell = code.info in SHELL and (bool(code.info) or (bool(rows) and COMMAND.match(rows[0]) is not None))
    if len(rows) != 1 or not shell or COMMENT.match(rows[0]) or not 1 <= code.number - above.last <= 2:
        return False
    told = above.text.rstrip(". ")
    if "`" in told or len(told) > 60 or len(sentences(above.text)) != 1:
        return False
    return tells_deed(told) and told.endswith("다") if has_hangul(told) else is_task(told, 2)
