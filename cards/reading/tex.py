r"""Mathematics between `\(` and `\)`, `\[` and `\]`, and bare environments: put between dollars, which are read."""

from __future__ import annotations

import re

_PREFIX = r"^(?P<prefix>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)"
_NAMES = (
    r"equation|align|aligned|alignat|flalign|gather|gathered|multline|eqnarray|split|cases|dcases|array|matrix"
    r"|smallmatrix|[pbvBV]matrix"
)
_BEGIN = re.compile(_PREFIX + rf"(?P<math>\\begin\{{(?P<name>(?:{_NAMES})\*?)\}}.*)$")
_WITHIN = re.compile(rf"\\begin\{{(?P<name>(?:{_NAMES})\*?)\}}.{{0,600}}?\\end\{{(?P=name)\}}")
_OPEN = re.compile(_PREFIX + r"(?P<mark>\\{1,2})\[(?P<math>.*)$")
_INLINE = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`{1,8})(?!`).{1,300}?(?<!`)(?P=ticks)(?!`)|\$\$?[^$]{1,500}\$\$?)"
    r"|(?<![\\\w])(?P<mark>\\{1,2})(?P<round>\()(?P<math>[^$`]{1,500}?)(?P=mark)\)"
    r"|(?<![\\\w])(?P<other>\\{1,2})\[(?P<block>[^$`]{1,500}?)(?P=other)\](?!\()"
)
_FENCE = re.compile(r"^(?:[ \t>]|[-*+] |\d{1,9}[.)] )*(`{3,}|~{3,})([^`]*)$")
_TEX = re.compile(
    r"\\[A-Za-z]+|[\^_=<>+*/|{}]|\d\s*[-,]\s*\d|^[A-Za-zα-ωΑ-Ω]'?$|^\d+(?:\.\d+)?%?$|^[A-Za-z]\([^()]*\)$|^[A-Za-z]\s?-\s?\w$"
    r"|^\(?[A-Za-zα-ωΑ-Ω]\s?[-!](?:[\s\d(),!-]|(?<![A-Za-z])[A-Za-zα-ωΑ-Ω](?![A-Za-z]))*$"
)
LONGEST = 60  # lines


def with_dollars(lines: list[str]) -> None:
    r"""Put mathematics of other delimiters between dollars, outside code, line by line in place.

    >>> rows = [r"Speed: \(v = f\lambda\)", r"\[", "E = hf", r"\]", r"f\(x\) and \(see below\)"]
    >>> with_dollars(rows)
    >>> rows
    ['Speed: $v = f\\lambda$', '$$', 'E = hf', '$$', 'f\\(x\\) and \\(see below\\)']
    """
    fence, inside, i = "", False, -1
    while (i := i + 1) < len(lines):
        line = lines[i]
        if ("```" in line or "~~~" in line) and (match := _FENCE.match(line)):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence) and not match[2].strip():
                fence = ""
            continue
        if fence:
            continue
        if "$$" in line:
            inside ^= line.count("$$") % 2 == 1
            continue
        if inside or "\\" not in line:
            continue
        last = _environment(lines, i) or _display(lines, i)
        if last:
            i = last - 1
        else:
            lines[i] = _WITHIN.sub(_dollared, _INLINE.sub(_inline, line))


def _environment(lines: list[str], at: int) -> int:
    """Put an environment that begins a line between dollars; the line after it, 0 where none begins."""
    match = _BEGIN.match(lines[at])
    if match is None:
        return 0
    end = f"\\end{{{match['name']}}}"
    for last in range(at, min(len(lines), at + LONGEST)):
        if (stop := lines[last].find(end)) >= 0:
            stop += len(end)
            lines[last] = f"{lines[last][:stop]}$${lines[last][stop:]}"
            begin = match.start("math")
            lines[at] = f"{lines[at][:begin]}$${lines[at][begin:]}"
            return last + 1
    return 0


def _display(lines: list[str], at: int) -> int:
    r"""Put a display between `\[` and `\]` between dollars; the line after it, 0 where none begins."""
    match = _OPEN.match(lines[at])
    if match is None:
        return 0
    close = f"{match['mark']}]"
    body = ""
    for last in range(at, min(len(lines), at + LONGEST)):
        text = match["math"] if last == at else lines[last]
        stop = text.find(close)
        body += text if stop < 0 else text[:stop]
        if stop < 0:
            continue
        rest = text[stop + len(close) :]
        if len(rest.strip()) > 3 or rest.startswith("(") or not _TEX.search(body.strip()):
            return 0
        if last == at:
            lines[at] = f"{match['prefix']}$${text[:stop].strip()}$${rest}"
        else:
            lines[at] = f"{match['prefix']}$${match['math']}"
            lines[last] = f"{text[:stop]}$${rest}"
        return last + 1
    return 0


def _inline(match: re.Match[str]) -> str:
    if match["code"]:
        return match.group()
    math = (match["math"] or match["block"]).strip()
    if match["round"]:
        return f"${math}$" if _TEX.search(math) else match.group()
    return f"${math}$" if re.search(r"\\[A-Za-z]+|[\^_=]", math) else match.group()


def _dollared(match: re.Match[str]) -> str:
    inside = match.string[: match.start()].count("$") % 2 or match.string[: match.start()].count("`") % 2
    return match.group() if inside else f"${match.group()}$"
