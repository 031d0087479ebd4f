"""The source of a demo as a learner reads it: its docstring, and the very functions it runs. Needs no torch.

The concept file is parsed, not imported: `source=(a, b)` in its DEMO names the functions; one that is imported from
another module of ours is read there.
"""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

from demos.catalog import BY_ID


def source(demo_id: str) -> str:
    """The docstring and the functions of a demo, as Python. Raises KeyError for an unknown id."""
    text, tree = _module(BY_ID[demo_id].module)
    parts = []
    docstring = ast.get_docstring(tree)
    if docstring:
        parts.append(f'"""{docstring}\n"""')
    parts += [found for name in _names(tree) if (found := _function(name, text, tree))]
    return "\n\n\n".join(parts) + "\n"


def summary(demo_id: str) -> str:
    """The first line of a demo's docstring."""
    _, tree = _module(BY_ID[demo_id].module)
    return (ast.get_docstring(tree) or "").splitlines()[0] if ast.get_docstring(tree) else ""


def _module(name: str) -> tuple[str, ast.Module]:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    text = Path(spec.origin).read_text("utf-8")
    return text, ast.parse(text)


def _names(tree: ast.Module) -> list[str]:
    """The names in `DEMO = Demo(…, source=(…))`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Demo":
            for keyword in node.keywords:
                if keyword.arg == "source" and isinstance(keyword.value, (ast.Tuple, ast.List)):
                    return [element.id for element in keyword.value.elts if isinstance(element, ast.Name)]
    return []


def _function(name: str, text: str, tree: ast.Module) -> str:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            return "\n".join(text.splitlines()[first - 1 : node.end_lineno])
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("demos."):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    assert node.module is not None
                    return _function(alias.name, *_module(node.module))
    return ""
