"""Before Markdown: front matter, comments and what no reader sees are taken out of a note, its lines kept in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cards.reading.admonitions import TIPS, with_callouts
from cards.reading.commands import MARKS, without_commands
from cards.reading.tex import with_dollars

FENCE = re.compile(r"^(?:[ \t>]|[-*+] |\d{1,9}[.)] )*(`{3,}|~{3,})([^`\n]*)$")
_QUOTES = re.compile(r"^((?:\s{0,3}>){8})(?:\s{0,3}>)+")
_MATH_BARS = re.compile(r"\$[^$\n]{1,300}\$")
_HIDES = re.compile(r"(?:^|(?<=[\s>]))%%")
_HIDDEN_TO = 500  # lines within which a remark has to end
_PRE = re.compile(r"^\s{0,3}<pre(?:\s[^<>]{0,200})?>(?:<code(?:\s[^<>]{0,200})?>)?\s*$", re.I)
_PRE_END = re.compile(r"^\s{0,3}(?:</code>)?</pre>\s*$", re.I)
_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{40,}")
_DIRECTIVE = re.compile(r"^\s*(study|demo)\s*:\s*(.*?)\s*$", re.S | re.I)
_KEY = re.compile(r"^([A-Za-z_][\w-]*(?: [a-z][\w-]*){0,2})\s*[:=]\s*(.*)$")  # "date modified: …" too
_ADMONITIONS = ("!!! ", "??? ", "???+ ", '=== "', ":::", "```{", "~~~{", "``` {", *TIPS)
LONGEST = 4000  # characters; a longer line is data, not a sentence


@dataclass(slots=True)
class Source:
    """The lines that Markdown reads, and what was found on the way.

    `directives` are (0-based line, "study" or "demo", value); `quiet` are 0-based lines that say nothing themselves.
    """

    lines: list[str]
    front: dict[str, str] = field(default_factory=dict)
    directives: list[tuple[int, str, str]] = field(default_factory=list)
    quiet: set[int] = field(default_factory=set)
    long: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)  # 0-based lines below a mark that hides them and is never closed


def prepare(text: str) -> Source:
    """Split `text` into lines, and blank out front matter, comments, scripts and overlong data.

    >>> s = prepare("<!-- demo: band T=64 -->\\n# A")
    >>> s.directives, s.lines
    ([(0, 'demo', 'band T=64')], ['', '# A'])
    """
    source = Source(text.split("\n"))
    _front_matter(source)
    lines = source.lines
    if any(mark in text for mark in MARKS):
        source.quiet |= without_commands(lines)
    if any(mark in text for mark in _ADMONITIONS):
        source.quiet |= with_callouts(lines)
    if "> > >" in text or ">>>" in text:
        for i, line in enumerate(lines):
            if line.lstrip().startswith(">"):
                # Deeper than this nobody quotes, and each level costs a pass over all lines in it.
                lines[i] = _QUOTES.sub(r"\1", line)
    if "<pre" in text:
        _fenced(lines)
    if "%%" in text:
        _remarks(source)
    if "<" in text:
        _comments(source)
    if "\\" in text and any(mark in text for mark in ("\\(", "\\[", "\\begin{")):
        with_dollars(lines)
    for i, line in enumerate(lines):
        if "$" in line and line.count("|") > 2 and line.lstrip().startswith("|"):
            # A bar inside math parts no cells.
            lines[i] = line = _MATH_BARS.sub(lambda m: m.group().replace("\\|", "|").replace("|", "\\|"), line)
        if len(line) > LONGEST:
            short = _DATA.sub("", line)
            lines[i] = short if len(short) <= LONGEST else ""
            if not lines[i]:
                source.long.add(i)
    return source


def _front_matter(source: Source) -> None:
    lines = source.lines
    first = next((i for i, line in enumerate(lines[:5]) if line.strip()), None)
    if first is None or lines[first].strip() not in {"---", "+++"}:
        return
    mark = lines[first].strip()
    end = next((i for i in range(first + 1, min(len(lines), first + 200)) if lines[i].strip() in {mark, "..."}), None)
    if end is None:
        return
    body = lines[first + 1 : end]
    # A rule at the top of a note is no front matter: that has keys, and nothing but keys and their values.
    if not any(_KEY.match(line) for line in body) or any(
        line.strip() and not _KEY.match(line) and not re.match(r"^\s*(?:-|#|\s\S|[\]}\"'])", line) for line in body
    ):
        return
    key = ""
    for line in body:
        if match := _KEY.match(line):
            key = match.group(1).lower()
            source.front[key] = match.group(2).strip().strip("\"'")
        elif key and line.strip().startswith("-"):
            # The comma at the end says that it is a list, also where it has one member alone.
            source.front[key] = f"{source.front[key]} {line.strip()[1:].strip()},".lstrip()
        elif key and source.front[key].startswith("[") and "]" not in source.front[key]:
            source.front[key] += f" {line.strip()}"
    for i in range(first, end + 1):
        lines[i] = ""
        source.quiet.add(i)


def _fenced(lines: list[str]) -> None:
    """Put the code between `<pre>` and `</pre>`, each on a line of its own, between the marks of a fence."""
    begin = -1
    for i, line in enumerate(lines):
        if begin < 0 and _PRE.match(line):
            begin = i
        elif begin >= 0 and _PRE_END.match(line):
            lines[begin], lines[i], begin = "```", "```", -1
        elif begin >= 0 and ("```" in line or i - begin > _HIDDEN_TO):
            begin = -1


def _remarks(source: Source) -> None:
    """Blank out what Obsidian hides: all between `%%` and `%%`, over several lines too, outside code."""
    lines = source.lines
    fence, hidden, ahead = "", False, 0
    for i, line in enumerate(lines):
        if hidden:
            at = line.find("%%")
            hidden = at < 0
            lines[i] = line = "" if hidden else line[at + 2 :]
            if not line.strip():
                source.quiet.add(i)
            if hidden:
                continue
        if ("```" in line or "~~~" in line) and (match := FENCE.match(line)):
            if not fence:
                fence = match.group(1)
            elif match.group(1).startswith(fence) and not match.group(2).strip():
                fence = ""
            continue
        if fence or "%%" not in line:
            continue
        start = 0
        while match := _HIDES.search(line, start):
            at = match.start()
            end = line.find("%%", at + 2)
            start = at + 2
            if line[:at].count("`") % 2 or line.rfind("<!--", 0, at) > line.rfind("-->", 0, at):
                continue
            if end >= 0:
                if not line[end + 2 : end + 3].isalnum():
                    line, start = line[:at] + line[end + 2 :], at
                continue
            if ahead <= i:
                ahead = next((j for j in range(i + 1, len(lines)) if "%%" in lines[j]), len(lines))
            tight = line[at + 2 : at + 3].strip() and line[:at].strip(" >-*+\t")
            if ahead == len(lines) and line.strip(" >") == "%%":
                source.hidden.update(j for j in range(i + 1, len(lines)) if lines[j].strip())
                lines[i:] = [""] * (len(lines) - i)
                source.quiet.add(i)
                return
            if not ahead < min(len(lines), i + _HIDDEN_TO):
                line = line if line[:at].strip(" >-*+\t") else line[:at]  # never closed: it hides its own line
                break
            if tight and not lines[ahead].rstrip().endswith("%%"):
                break
            line, hidden = line[:at], True
            break
        lines[i] = line
        if not line.strip(" >"):
            source.quiet.add(i)


def _comments(source: Source) -> None:
    """Blank out HTML comments, scripts and styles outside fences, and note the directives among them."""
    lines = source.lines
    fence = ""
    closing = ""
    ahead: dict[str, int] = {}  # where each closing mark stands next, so that looking for it costs one pass
    buffer: list[str] = []
    start = 0
    for i, line in enumerate(lines):
        if closing:
            at = line.lower().find(closing)
            if at < 0:
                buffer.append(line)
                lines[i] = ""
                source.quiet.add(i)
                continue
            buffer.append(line[:at])
            _directive(source, start, "\n".join(buffer))
            rest = line[at + len(closing) :]
            closing = ""
            lines[i] = line = rest
            if not rest.strip():
                source.quiet.add(i)
        if fence:
            if (match := FENCE.match(line)) and match.group(1).startswith(fence) and not match.group(2).strip():
                fence = ""
            continue
        if "<" not in line:
            if ("```" in line or "~~~" in line) and (match := FENCE.match(line)):
                fence = match.group(1)
            continue
        while (at := _opening(line)) >= 0:
            mark = (
                "-->" if line.startswith("<!--", at) else ("</script>" if line[at + 2].lower() == "c" else "</style>")
            )
            end = line.lower().find(mark, at + 4)
            if end < 0:
                if ahead.get(mark, 0) <= i:
                    ahead[mark] = next((j for j in range(i + 1, len(lines)) if mark in lines[j].lower()), len(lines))
                # A comment that never ends, or not within a few pages, hides nothing.
                if ahead[mark] - i > 500:
                    break
                closing, start, buffer = mark, i, [line[at + 4 :]]
                lines[i] = line = line[:at]
                break
            if mark == "-->":
                _directive(source, i, line[at + 4 : end])
            lines[i] = line = line[:at] + line[end + len(mark) :]
        if not line.strip():
            source.quiet.add(i)


def _opening(line: str) -> int:
    at = line.find("<!--")
    if at < 0:
        match = re.search(r"<(?:script|style)[\s>]", line, re.I)
        return match.start() if match else -1
    # A comment in a code span is an example of one.
    return -1 if line[:at].count("`") % 2 else at


def _directive(source: Source, line: int, comment: str) -> None:
    if match := _DIRECTIVE.match(comment):
        source.directives.append((line, match.group(1).lower(), match.group(2)))
