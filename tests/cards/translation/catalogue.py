"""Collects the texts that are shown into `cards/translation/ko.po`, and says what is wrong with it.

    python -m tests.cards.translation.catalogue            (make words) bring the catalogue to what the code says
    python -m tests.cards.translation.catalogue --check    only say what is missing, fuzzy or unused

New texts stand in the catalogue with an empty translation. What the code says no more is taken out.
"""

from __future__ import annotations

import ast
import io
import re
import string
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from cards.translation import OF_A_RUN
from demos import source
from demos.catalog import ENTRIES

ROOT = Path(__file__).resolve().parents[3]
PO = ROOT / "cards" / "translation" / "ko.po"
PACKAGES = ("studytui", "db", "cards", "demos")

# Calls whose arguments are texts: their places, and their names.
CALLS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "_": ((0,), ()),
    "N_": ((0,), ()),
    "key": ((2,), ("help",)),  # studytui/keys.py
    "Option": ((1, 2), ("label", "about")),  # studytui/options.py
    "Choice": ((1, 2), ("label", "about")),  # studytui/screens/part.py
    "Param": ((5,), ("help",)),  # demos/param.py
}
# What demos say of a run. Where it holds numbers its f-string is a text with places, which screens find again in what
# was put together (`studytui/demo/retelling.py`).
SAID: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "Check": ((0,), ()),
    "of": ((0,), ()),  # Check.of
    "Stat": ((0,), ()),
    "Remark": ((0,), ()),
    **dict.fromkeys(("heat", "mask", "text", "curves", "bars", "Picture"), ((0,), ("title", "remark", "group"))),
    "show": ((), ("remark",)),
    **dict.fromkeys(("by_layer", "picture"), ((0,), ("remark", "group"))),  # demos/sparse/reach.py
}

# Where names stand that are shown: of forms, of a legend, of what is drawn, of axes.
NAMED = ("legend", "forms", "LEGEND", "METHODS", "lines", "over", "axes", "stages", "columns")
DRAWN = ("heat", "mask", "text", "curves", "bars", "each", "sweep", "timings", "over_lengths", "Timing", "foretold")

CONCEPTS = r"demos/(?!kit/asked)(kit|attention|sparse|linear|prior|position|depth|ffn|bias)/[^/]+\.py"


@dataclass
class Text:
    """A text of the code: its plural, its context, and the files it stands in."""

    one: str
    many: str = ""
    context: str = ""
    files: set[str] = field(default_factory=set)


class Unclear(Exception):
    """A call whose text cannot be read off the code."""


def texts(code: str, path: str) -> Iterator[Text]:
    """The texts of a file. Raises Unclear where a text is computed, or where a function gives `_` another meaning."""
    tree = ast.parse(code)
    if re.match(CONCEPTS, path):
        yield from _sentences(tree)
        yield from _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and path != "cards/translation/__init__.py":
            _refuse_shadow(node, path)
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        literal = [_literal(each) for each in node.args]
        if path.startswith("demos/") and name in SAID:
            places, names = SAID[name]
            said = [node.args[place] for place in places if place < len(node.args)]
            said += [each.value for each in node.keywords if each.arg in names]
            yield from (text for each in said for text in _of_a_run(each))
        elif name in CALLS and not isinstance(node.func, ast.Attribute):
            places, names = CALLS[name]
            if name == "N_" and isinstance(node.args[0], ast.JoinedStr):  # of a demo: screens find it again by its form
                yield from _of_a_run(node.args[0])
                continue
            if name == "N_" and len(literal) == 2:
                yield Text(literal[0], context=literal[1])
                continue
            found = [literal[place] for place in places if place < len(literal)]
            found += [_literal(each.value) for each in node.keywords if each.arg in names]
            if name == "_" and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                raise Unclear(f"{path}:{node.lineno}: the text of _() is put together before it is translated")
            yield from (Text(each) for each in found if each)
        elif name == "ngettext" and path not in ("studytui/plaintext.py", "cards/translation/__init__.py"):
            if not (literal[0] and literal[1]):
                raise Unclear(f"{path}:{node.lineno}: the texts of ngettext() stand elsewhere")
            yield Text(literal[0], many=literal[1])
        elif name == "plural" and len(literal) == 2 and literal[1]:
            yield Text(f"{{count}} {literal[1]}", many=f"{{count}} {literal[1]}s")
        elif name == "pgettext" and literal[0] and literal[1]:
            yield Text(literal[1], context=literal[0])


def _sentences(tree: ast.Module) -> Iterator[Text]:
    """What a concept file says beside the calls in `SAID`: what ends as a sentence does and is no docstring, the names
    of groups of pictures, and those of its presets.
    """
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
        for part in node.values if isinstance(part, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):  # further fields of a picture
            fields = zip(node.keys, node.values, strict=True)
            yield from (
                Text(_literal(value)) for key, value in fields if key and _literal(key) == "group" and _literal(value)
            )
        elif isinstance(node, ast.keyword) and node.arg == "presets" and isinstance(node.value, ast.Dict):
            yield from (text for key in node.value.keys if key for text in _of_a_run(key))
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in bare | pieces:
            end = node.values[-1] if isinstance(node, ast.JoinedStr) else node
            if _literal(end).endswith((".", "?")):
                yield from (text for text in _of_a_run(node) if " " in text.one)


def _names(tree: ast.Module) -> Iterator[Text]:
    """The names of forms and axes, and those in legends: in pairs of texts and keys of a dictionary that are drawn or
    timed, or that stand under one of the names in `NAMED`.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in NAMED:
            found = [node.value]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found = [node.value] * any(getattr(target, "id", "") in NAMED for target in targets)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found = [each for each in node.args if isinstance(each, ast.Tuple | ast.Dict)] * (called in DRAWN)
        else:
            continue
        for each in found:
            yield from (name for name in _each_name(each) if re.search(r"[a-z]{3}", name.one))


def _each_name(node: ast.expr) -> Iterator[Text]:
    """The names in a tuple or list, the keys of a dictionary, or those of either of two."""
    if isinstance(node, ast.IfExp):
        yield from (*_each_name(node.body), *_each_name(node.orelse))
    parts = node.keys if isinstance(node, ast.Dict) else node.elts if isinstance(node, ast.Tuple | ast.List) else []
    for part in parts:
        if isinstance(part, ast.Constant | ast.JoinedStr):
            yield from _of_a_run(part)


def _of_a_run(node: ast.expr) -> Iterator[Text]:
    """What is said: a text, one with places for what is put in, or one of two."""
    if isinstance(node, ast.IfExp):
        yield from (*_of_a_run(node.body), *_of_a_run(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        said = ""
        for number, part in enumerate(node.values):
            if isinstance(part, ast.FormattedValue):
                said += f"{{{part.value.id if isinstance(part.value, ast.Name) else f'v{number}'}}}"
            else:
                said += _literal(part).replace("{", "{{").replace("}", "}}")
        if re.search(r"[^\W\d_]{4}", re.sub(r"\{\w+\}", " ", said)):
            yield Text(said, context=OF_A_RUN)
    elif any(sign.isalpha() for sign in _literal(node)):
        yield Text(_literal(node))


def _refuse_shadow(function: ast.FunctionDef | ast.AsyncFunctionDef, path: str) -> None:
    """A function that binds `_` cannot call it."""
    inside = list(_own(function))
    bound = any(isinstance(each, ast.Name) and each.id == "_" and isinstance(each.ctx, ast.Store) for each in inside)
    called = any(isinstance(each, ast.Call) and getattr(each.func, "id", "") == "_" for each in inside)
    if bound and called:
        raise Unclear(f"{path}:{function.lineno}: {function.name} binds _ and calls it")


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without the scopes within it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.comprehension | ast.ListComp
                          | ast.SetComp | ast.DictComp | ast.GeneratorExp):  # fmt: skip
            yield child
            yield from _own(child)


def _literal(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def collected() -> list[Text]:
    """Every text of the packages once, with the files it stands in, in the order of files and lines."""
    found: dict[tuple[str, str], Text] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for text in texts(path.read_text("utf-8"), name):
                known = found.setdefault((text.context, text.one), text)
                known.many = known.many or text.many
                known.files.add(name)
    for summary in filter(None, (source.summary(entry.id) for entry in ENTRIES)):
        found.setdefault(("", summary), Text(summary)).files.add("demos/catalog.py")
    return list(found.values())


def kept() -> Catalog:
    """The catalogue as it is kept."""
    return read_po(io.BytesIO(PO.read_bytes() if PO.exists() else b""), locale="ko", domain="studytui")


def template() -> Catalog:
    """The texts of the code, without translations."""
    made = Catalog(domain="studytui")
    for text in collected():
        places = [(name, None) for name in sorted(text.files)]
        made.add((text.one, text.many) if text.many else text.one, locations=places, context=text.context or None)
    return made


def update() -> None:
    """Bring the kept catalogue to what the code says."""
    catalogue = kept()
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue)


def write(catalogue: Catalog) -> None:
    """Keep a catalogue sorted by its texts, without their places, so that two people seldom change one line."""
    for message in catalogue:
        message.flags &= {"fuzzy"}
        message.previous_id = []
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, sort_output=True, omit_header=True)
    header = 'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    PO.write_bytes((header + '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n').encode() + out.getvalue())


def placeholders(text: str) -> set[str]:
    """The names in braces, each with its form."""
    return {f"{name}!{turn or ''}:{form}" for _, name, form, turn in string.Formatter().parse(text) if name is not None}


def faults() -> list[str]:
    """What is wrong with the catalogue, a sentence each."""
    wrong = []
    said = {(message.context or "", _first(message.id)): message for message in kept() if message.id}
    there = {(text.context, text.one): text for text in collected()}
    for place, text in there.items():
        message = said.get(place)
        translated = _first(message.string) if message is not None else ""
        if message is None or not translated:
            wrong.append(f"not translated: {text.one!r} ({', '.join(sorted(text.files))})")
            continue
        if message.fuzzy:
            wrong.append(f"fuzzy: {text.one!r}")
        # Of a run, an English plural is put in as well (`token{'s' * (w > 1)}`), which Korean does without.
        fits = set.issubset if text.context == OF_A_RUN else set.__eq__
        if _fills(text, translated) and not fits(placeholders(translated), placeholders(text.many or text.one)):
            wrong.append(f"other placeholders: {text.one!r} → {translated!r}")
    return wrong + [f"not used: {text!r}" for context, text in said if (context, text) not in there]


def _fills(text: Text, translated: str) -> bool:
    """Whether values are put in; a text without any may have braces that mean themselves."""
    try:
        return bool(placeholders(text.one) | placeholders(translated))
    except ValueError:
        return False


def _first(id: object) -> str:
    return str(id[0]) if isinstance(id, tuple | list) else str(id or "")


def main() -> int:
    """Update or check, as the command line says."""
    if "--check" not in sys.argv:
        update()
    by_kind: dict[str, int] = defaultdict(int)
    for fault in faults():
        by_kind[fault.partition(":")[0]] += 1
        print(fault)
    print(", ".join(f"{count} {kind}" for kind, count in by_kind.items()) or "The catalogue is whole.")
    return bool(by_kind)


if __name__ == "__main__":
    raise SystemExit(main())
