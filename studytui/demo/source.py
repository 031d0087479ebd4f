"""The source of a concept as a page to read: the mechanism first, then what is said of it, the fast form folded."""

from __future__ import annotations

import ast

from textual.content import Content

from cards.translation import _
from studytui.plaintext import plural


def source_page(text: str, width: int, folded: str = "", unfolded: bool = False) -> Content:
    """What the concept is and its formula, the mechanism highlighted, the rest of its docstring, then the fast form.

    Paragraphs are filled to `width` cells, formulas stand as they are. `folded` is a line that says how much there is
    of it, unless `unfolded`.
    """
    from textual.highlight import highlight  # Pygments is loaded when the first source is read

    said, code = parts(text)
    told = prose(said)
    cut = _head(told)
    rule = [Content(""), Content.styled("─" * min(width, 60), "$faint"), Content("")]
    lines = _filled(told[:cut], width)
    lines += [*(rule if lines else []), highlight(code.strip("\n") + "\n", language="python")]
    if rest := _filled(told[cut:], width):
        lines += [*rule, *rest]
    if folded:
        count = sum(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in ast.parse(folded).body)
        size = f"{plural(count, 'function')}, {plural(len(folded.splitlines()), 'line')}"
        said = _("the fast form: {size}", size=size)
        lines += [*rule, Content.styled(f"{'▾' if unfolded else '▸'} {said}   o", "bold $primary")]
        lines += [Content(""), highlight(folded, language="python")] if unfolded else []
    return Content("\n").join(lines)


def _head(told: list[tuple[str, bool]]) -> int:
    """How much of the docstring stands above the code: its first paragraph, and the formula that follows it."""
    at = next((n for n, (line, _) in enumerate(told) if not line), len(told))
    formula = at
    while formula + 1 < len(told) and told[formula + 1][1]:
        formula += 1
    return formula + 1 if formula > at else at


def _filled(told: list[tuple[str, bool]], width: int) -> list[Content]:
    lines: list[Content] = []
    for paragraph, formula in told:
        if formula or not paragraph:
            lines.append(Content.styled(paragraph, "$accent"))
        else:
            lines += [line.rstrip() for line in Content.styled(paragraph, "$foreground").wrap(width)]
    while lines and not lines[0].plain:
        lines = lines[1:]
    return lines


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
