"""The source of a concept as a page to read: what its docstring says, then the very functions that ran, highlighted."""

from __future__ import annotations

import ast

from textual.content import Content


def source_page(text: str, width: int) -> Content:
    """The docstring as prose, its paragraphs filled to `width` cells and its formulas as they stand; then the code."""
    from textual.highlight import highlight  # Pygments is loaded when the first source is read

    said, code = parts(text)
    lines: list[Content] = []
    for paragraph, formula in prose(said):
        if formula or not paragraph:
            lines.append(Content.styled(paragraph, "$accent"))
        else:
            lines += [line.rstrip() for line in Content.styled(paragraph, "$foreground").wrap(width)]
    rule = [Content(""), Content.styled("─" * min(width, 60), "$faint"), Content("")] if lines else []
    return Content("\n").join([*lines, *rule, highlight(code.strip("\n") + "\n", language="python")])


def parts(text: str) -> tuple[str, str]:
    """The docstring at the head of a source, and what follows it."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return "", text
    said = ast.get_docstring(tree)
    if not said:
        return "", text
    end = tree.body[0].end_lineno or 0
    return said, "\n".join(text.splitlines()[end:])


def prose(said: str) -> list[tuple[str, bool]]:
    """Paragraphs, with True for a line that keeps its place (a formula, a row of a table); "" parts them."""
    out: list[tuple[str, bool]] = []
    for line in said.splitlines():
        if not line.strip():
            out.append(("", False))
        elif line.startswith("  "):
            out.append((line.rstrip(), True))
        elif out and out[-1][0] and not out[-1][1]:
            out[-1] = (f"{out[-1][0]} {line.strip()}", False)
        else:
            out.append((line.strip(), False))
    return out
