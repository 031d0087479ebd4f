"""The source of a demo as a learner reads it: its docstring, and the very functions it runs. Needs no torch.

The concept file is parsed, not imported: `source=(a, b)` in its DEMO names the functions of the mechanism, `folded`
those of its fast form; one that is imported from another module of ours is read there.
"""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path

from demos.catalog import BY_ID


def source(demo_id: str) -> str:
    """The docstring and the mechanism of a demo, as Python. Raises KeyError for an unknown id."""
    text, tree = _module(BY_ID[demo_id].module)
    docstring = ast.get_docstring(tree)
    parts = [f'"""{docstring}\n"""'] if docstring else []
    return "\n\n\n".join([*parts, *_functions("source", text, tree)]) + "\n"


def folded(demo_id: str) -> str:
    """The functions of the fast form, as Python; "" where a demo has none. Raises KeyError for an unknown id."""
    text, tree = _module(BY_ID[demo_id].module)
    found = _functions("folded", text, tree)
    return "\n\n\n".join(found) + "\n" if found else ""


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


def _functions(which: str, text: str, tree: ast.Module) -> list[str]:
    """The text of the functions named in `DEMO = Demo(…, which=(…))`."""
    return [found for name in _names(tree, which) if (found := _function(name, text, tree))]


def _names(tree: ast.Module, which: str) -> list[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Demo":
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            given |= dict(zip(("params", "run", "source"), node.args, strict=False))
            value = given.get(which)
            if isinstance(value, (ast.Tuple, ast.List)):
                return [element.id for element in value.elts if isinstance(element, ast.Name)]
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
