"""What stands in a fence: a tree or prose becomes lines, math an equation, a drawing is set aside, the rest is code."""

from __future__ import annotations

from cards.drawing import drawn, prose_lines
from cards.note import Form
from cards.reading.outline import Node
from cards.reading.paragraphs import spread

_DIAGRAMS = frozenset(
    {"mermaid", "plantuml", "dot", "graphviz", "ditaa", "wavedrom", "chart", "math-diagram", "puml", "svg"}
)
_MATH = frozenset({"math", "latex", "tex", "katex"})
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "tree", "md", "markdown", "output", "note", "ascii"})


def fenced(info: str, body: list[str], line: int, last: int, aside: dict[int, str], quiet: set[int]) -> list[Node]:
    """The nodes of a fence whose mark stands on the 0-based `line`; what asks nothing goes to `aside`, with why."""
    while body and not body[-1].strip():
        body.pop()
    if not body:
        return []
    if info in _DIAGRAMS:
        rows = range(line + 1, line + 1 + len(body))
        aside.update(dict.fromkeys(rows, "it is a drawing; write beside it what it shows"))
        return []
    if info in _MATH:
        return [Node("\n".join(body).strip(), line + 2, line + 1 + len(body), form=Form.MATH)]
    if info in _PLAIN and (nodes := drawn(body, line + 2, aside)) is not None:
        return nodes
    if info in _PLAIN and prose_lines(body):
        return spread([(line + 1 + k, row.strip()) for k, row in enumerate(body) if row.strip()], aside, quiet)
    return [Node("\n".join(body), line + 1, last + 1, form=Form.CODE, info=info)]
