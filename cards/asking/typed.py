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
BY_HEART = 72  # letters: nobody types a longer command by heart
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


# A command as one types it: a program in small letters and what it is told, whole; no line of another language.
_TYPED = re.compile(
    r"`(?:[$%>#]\s)?(?:sudo\s)?(?!(?:print|from|import|if|for|while|return|const|let|var|def|class|function|public"
    r"|private"
    r"|new|else|try|with|await|async|select|create|insert|update|delete|drop|alter|end|use|using|set|case|when|then)\b)"
    r"[a-z][a-z0-9_.+-]*(?:\s[^`]*)?`$"
    r"|`:[a-z][\w-]*(?:\s[^`]*)?`$"
    r"|`\\[a-z]{1,3}\+?(?:\s[^`]*)?`$"
    r"|`(?:SELECT|CREATE|INSERT|UPDATE|DELETE|DROP|ALTER|GRANT|SHOW)\b[^`]*;`$"
    r"|`set\s[-+]o?\s?\w[^`]*`$"
)
_REDIRECTS = re.compile(r"`[^`=]*(?:\d?>{1,2}(?:&\d|\s?[\w/])|<\s?[\w/])[^`=]*`$")
_OF_A_PROGRAM = re.compile(r"\s=\s|\(will\b|[,(]`$")


def is_typed(answer: str) -> bool:
    """Whether an answer in code is a command that one types, and not a setting or a line of a program.

    >>> is_typed("`rope show`"), is_typed("`KeepAlive 300`"), is_typed("`ROPE=y`"), is_typed("`SELECT 1;`")
    (True, False, False, True)
    """
    typed = _TYPED.match(answer) or _REDIRECTS.match(answer)
    return typed is not None and not _OF_A_PROGRAM.search(answer)


_SETTING = re.compile(
    r"`[A-Z]\w+(?:\s+[\w./:-]+){1,3}`$|`[A-Za-z][\w.-]*=[\w./:-]+`$|`[A-Za-z][\w.-]*\s[^`;(){}=]*\[[\w|-]+\]`$"
)


def is_setting(answer: str) -> bool:
    """Whether an answer in code is a line of a file of settings: a name and its value.

    >>> is_setting("`KeepAlive 300`"), is_setting("`ROPE=y`"), is_setting("`x = f(1)`")
    (True, True, False)
    """
    return _SETTING.match(answer) is not None
