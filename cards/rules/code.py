"""Code: a command with the comment that says what it does, short code under words that say what it does, its output."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.asking.answers import ended
from cards.asking.draft import ANSWER, Draft, own
from cards.asking.scope import Entry, Scope
from cards.asking.wording import bold, is_clause
from cards.card import Kind
from cards.language.text import has_hangul, key
from cards.note import Form, Line
from cards.reading.inline import clean

EXAMPLES = (
    (
        "## Git\n```bash\n# 마지막 커밋 고치기\ngit commit --amend\n```\n",
        (("**Git** — 마지막 커밋 고치기: 명령은?", "`git commit --amend`"),),
    ),
    (
        "## Git\n```sh\ngit stash   # put the changes aside\n```\n",
        (("**Git** — put the changes aside: which command?", "`git stash`"),),
    ),
)
_SHELL = frozenset(
    [
        "",
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
        "git",
        "vim",
        "redis",
        "dockerfile",
        "docker",
    ]
)
_COMMENT = re.compile(r"^\s*(?:#|//|--)\s*(?P<says>\S.*)$")
_BEHIND = re.compile(r"^(?P<code>\S.*?)\s+(?:#|//|--\s)\s*(?P<says>[^#]*\S)\s*$")
_TELLS = re.compile(r"(?:it|this|they|that)\s", re.I)  # what stands above is no name for the code
_DIVIDER = re.compile(r"^[\W_]*$|^\d+[.)]?$")
_PRINTS = re.compile(r"\b(?:print|println|printf|console\.log|puts|echo|cout|fmt\.Print\w*|System\.out)\b")
_TOLD = re.compile(r"^(?:출력|결과|실행 ?결과|output|result|prints?)\s*(?:값)?\s*[:：=]>?\s*(?P<what>\S.*)$", re.I)


def cards(scope: Scope) -> Iterator[Draft]:
    """The commands and short programs of a scope."""
    entries = scope.entries
    for i, entry in enumerate(entries):
        line = entry.line
        if line.form is not Form.CODE:
            continue
        pairs = list(_told(line))
        if pairs and (line.info in _SHELL or len(pairs) == _statements(line)):
            for number, says, code in pairs:
                question = _question(says, scope, "명령은?" if has_hangul(says) or scope.korean else "which command?")
                yield Draft(
                    Kind.CODE,
                    question,
                    f"`{code}`" if "\n" not in code else f"```{line.info}\n{code}\n```",
                    number,
                    scope.name,
                    frozenset({number, number + 1}) | own(line),
                    rank=3,
                )
            continue
        above = entries[i - 1] if i else None
        after = entries[i + 1] if i + 1 < len(entries) else None
        if printed := _printed(line, after):
            code, output, used = printed
            ask = "출력은?" if scope.korean else "what does it print?"
            yield Draft(
                Kind.CODE,
                f"{_of(scope)}{ask}\n```{line.info}\n{code}\n```",
                output,
                line.number,
                scope.name,
                used,
                rank=4,
            )
            continue
        says = ""
        uses = own(line)
        if (
            above is not None
            and above.line.form in (Form.TEXT, Form.ITEM)
            and above.line.last >= line.number - 2
            and len(above.line.text) <= 90
        ):
            if not (is_clause(above.line.text) or _TELLS.match(above.line.text)) or above.line.text.endswith(
                (":", "：")
            ):
                says = above.line.text.rstrip(":： .")
                uses |= own(above.line)
        elif scope.lead or (scope.question and not i):
            says = scope.lead or scope.question
        elif scope.name and i == 0 and len(entries) <= 2:
            says = scope.name
        body = line.text.strip("\n")
        if not says or len(body) > ANSWER or body.count("\n") > 7 or not body.strip():
            continue
        tail = "코드로 쓰면?" if scope.korean else "how is it written?"
        yield Draft(
            Kind.CODE,
            _question(says, scope, tail),
            f"```{line.info}\n{body}\n```",
            line.number,
            scope.name,
            uses,
            rank=4,
        )


def _printed(line: Line, after: Entry | None) -> tuple[str, str, frozenset[int]] | None:
    """A program, what it prints, and the lines that say so: in a comment at its end, or in the line below it."""
    rows = line.text.strip("\n").split("\n")
    if len(line.text) > ANSWER + 100 or len(rows) > 12 or not _PRINTS.search(line.text):
        return None
    if after is not None and after.line.number <= line.last + 2 and (match := _TOLD.match(after.line.text)):
        return line.text.strip("\n"), match.group("what").strip(), own(line) | own(after.line)
    match = _COMMENT.match(rows[-1]) if len(rows) > 1 else None
    if match is None or len(match.group("says")) > 40:
        return None
    told = _TOLD.match(match.group("says"))
    says = told.group("what") if told else match.group("says").lstrip("=> ")
    if not told and sum(c.isalpha() for c in says) > 8:
        return None
    return "\n".join(rows[:-1]), says.strip(), own(line)


def _of(scope: Scope) -> str:
    return f"{bold(scope.name)} — " if scope.name else ""


def _statements(line: Line) -> int:
    """The rows of code that are more than a comment."""
    return sum(1 for row in line.text.split("\n") if row.strip() and not _COMMENT.match(row))


def _told(line: Line) -> Iterator[tuple[int, str, str]]:
    """Each command with what its comment says, and the source line it stands on."""
    waiting = ""
    rows = line.text.split("\n")
    if len(rows) > 200:
        return
    first = line.number + (1 if line.last - line.number >= len(rows) else 0)
    for number, row in enumerate(rows, first):
        if match := _COMMENT.match(row):
            says = clean(match.group("says")).text.strip(" =-#*")
            waiting = "" if _DIVIDER.match(says) or len(says) > 90 else says
        elif (match := _BEHIND.match(row)) and len(match.group("says")) > 2:
            says = clean(match.group("says")).text
            yield number, ended(says), match.group("code").strip()
            waiting = ""
        elif row.strip():
            if waiting and len(row.strip()) <= 120 and not row.startswith((" ", "\t")):
                yield number, ended(waiting), row.strip().removeprefix("$ ")
            waiting = ""


def _question(says: str, scope: Scope, tail: str) -> str:
    if not scope.name or key(scope.name) in key(says):
        return f"{says if key(says) != key(scope.name) else bold(says)} — {tail}"
    return f"{bold(scope.name)} — {says}: {tail}"
