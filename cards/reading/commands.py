"""Lines that tell another program something, not a reader: tags of Jekyll, Hugo and GitBook, keywords of Org."""

from __future__ import annotations

import re

MARKS = ("{%", "{{<", "{{%", "{:", "#+", ":PROPERTIES:", ":LOGBOOK:", "SCHEDULED:", "DEADLINE:", "CLOCK:")
_LEAD = r"^(?P<lead>[ \t>]*)"
_TAG = re.compile(
    _LEAD + r"(?:\{%(?!%)[^%\n]{1,300}%\}|\{\{[<%][^{}\n]{1,300}[>%]\}\}|\{:[^{}\n]{1,200}\}"
    r"|#\+[A-Za-z_]{3,30}(?::.*|(?:[ \t].*)?)|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):[ \t]*[<\[].*)[ \t]*$"
)
_CODE = re.compile(
    _LEAD + r"(?:\{%-?\s*highlight\s+(?P<language>\w+)[^%\n]{0,100}%\}"
    r"|#\+(?i:begin_(?:src|example))(?:[ \t]+(?P<source>\w+))?.*)[ \t]*$"
)
_CODE_END = re.compile(_LEAD + r"(?:\{%-?\s*endhighlight\s*-?%\}|#\+(?i:end_(?:src|example)))[ \t]*$")
_DRAWER = re.compile(r"^[ \t>]*:(?:PROPERTIES|LOGBOOK):[ \t]*$")
_DRAWER_END = re.compile(r"^[ \t>]*:END:[ \t]*$")
_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<mark>`{3,}|~{3,})[^`]*$")
LONGEST = 300  # lines of code, or of a drawer


def without_commands(lines: list[str]) -> set[int]:
    """Blank out such lines, in place, and set code between the marks of a fence; gives the lines that were blanked.

    >>> rows = ["{: .prompt-tip }", "Lease: a lock", "{% highlight sh %}", "ls", "{% endhighlight %}"]
    >>> sorted(without_commands(rows)), rows
    ([0], ['', 'Lease: a lock', '```sh', 'ls', '```'])
    """
    quiet: set[int] = set()
    fence, i = "", -1
    while (i := i + 1) < len(lines):
        line = lines[i]
        if ("```" in line or "~~~" in line) and (match := _FENCE.match(line)):
            stripped = line.strip(" \t>")
            if not fence:
                fence = match["mark"]
            elif stripped.startswith(fence) and not stripped.strip(fence[0]):
                fence = ""
        elif fence or not any(sign in line for sign in ("{", "#+", ":")):
            continue
        elif match := _CODE.match(line):
            end = next((k for k in range(i + 1, min(len(lines), i + LONGEST)) if _CODE_END.match(lines[k])), 0)
            if end:
                lines[i] = f"{match['lead']}```{match['language'] or match['source'] or ''}"
                lines[end] = f"{match['lead']}```"
                i = end
        elif _DRAWER.match(line):
            end = next((k for k in range(i + 1, min(len(lines), i + LONGEST)) if _DRAWER_END.match(lines[k])), 0)
            for k in range(i, end + 1):
                lines[k] = ""
                quiet.add(k)
            i = max(i, end)
        elif match := _TAG.match(line):
            lines[i] = match["lead"].rstrip()
            quiet.add(i)
    return quiet
