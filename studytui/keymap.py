"""The keys a person chose, read from the settings file: which there are, and a sentence for each that cannot be.

[keys.review]
good = "g, 3"
suspend = ["z", "7"]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.binding import Binding

from cards.translation import N_, _
from studytui.keys import Keymap, as_chosen, both, named_for

LIST = "list"  # what the section of all lists is called
# Keys that are written by a name; every other one is its sign.
NAMED = {
    *("space", "enter", "escape", "tab", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right", "comma", *(f"f{number}" for number in range(1, 13))),
}
SIGNS = {
    "?": "question_mark", "/": "slash", "[": "left_square_bracket", "]": "right_square_bracket", "+": "plus",
    "-": "minus", "=": "equals_sign", ".": "full_stop", "*": "asterisk",
}  # fmt: skip
NO_NAME = N_('A key is one sign ("u"), or space, enter, escape, tab, up, home, pageup, delete, f2, ctrl+u, shift+up …')


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the file holds: the keys by the names of their bindings, and what is wrong with it, in sentences."""

    keymap: Keymap
    wrong: tuple[str, ...] = ()


def read(path: Path) -> Chosen:
    """The keys chosen in a settings file; none where there is no file. What is wrong is left out, the rest holds."""
    import tomllib

    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Chosen({})
    except (OSError, ValueError) as error:
        return Chosen({}, (_("{path} cannot be read ({error}). The keys are as they come.", path=path, error=error),))
    sections = said.get("keys", {})
    if not isinstance(sections, dict):
        return Chosen({}, (_("{path}: keys are written in sections, such as [keys.review].", path=path),))
    keymap: dict[str, str] = {}
    wrong = [
        _("{path}: nothing is set by {name}; keys stand under [keys.review].", path=path, name=name)
        for name in said.keys() - {"keys"}
    ]
    for name, chosen in sections.items():
        here = bindings_of(name)
        if here is None or not isinstance(chosen, dict):
            wrong.append(
                _(
                    "{path}: there is no screen {name}; there are {screens}.",
                    path=path,
                    name=name,
                    screens=", ".join(sections_known()),
                )
            )
            continue
        found, told = _section(name, here, chosen)
        keymap |= found
        wrong += [f"{path}: {each}" for each in told]
    return Chosen(keymap, tuple(wrong))


def _section(
    name: str, here: Mapping[str, list[Binding]], chosen: Mapping[str, Any]
) -> tuple[dict[str, str], list[str]]:
    """The keys of one section that can be, and a sentence for each that cannot."""
    keymap, wrong = {}, []
    for action, said in chosen.items():
        full = f"{name}.{action}"
        if full not in here:
            names = ", ".join(each.partition(".")[2] for each in here)
            wrong.append(
                _(
                    "in [keys.{name}] there is no {action}; there are {names}.",
                    **{"name": name, "action": action, "names": names},
                )
            )
            continue
        keys = [_spelled(each) for each in (said if isinstance(said, list) else str(said).split(","))]
        if not keys or None in keys:
            wrong.append(
                _("in [keys.{name}] {action} = {said} is no key.", name=name, action=action, said=repr(said))
                + f" {_(NO_NAME)}"
            )
            continue
        keymap[full] = ",".join(each for each in keys if each)
    for full in list(keymap):
        if (clash := _clash(full, here, keymap)) is not None:
            key, other = clash
            mine, its = (each.partition(".")[2] for each in (full, other))
            wrong.append(
                _(
                    "in [keys.{name}] {key} is the key of {mine} and of {other}. Give one of them another; until then "
                    "{mine} has the keys it comes with.",
                    **{"name": name, "key": key, "mine": mine, "other": its},
                )
            )
            del keymap[full]
    return keymap, wrong


def _clash(full: str, here: Mapping[str, list[Binding]], keymap: Keymap) -> tuple[str, str] | None:
    """A key of this binding that another one has as well, and that one's name."""
    mine = set(both(keymap[full]).split(","))
    for other, bindings in here.items():
        if other != full:
            its = {key for binding in bindings for key in as_chosen(binding, keymap).key.split(",")}
            its = {SIGNS.get(key, key) for key in its}
            if common := sorted(mine & its):
                return common[0], other
    return None


def _spelled(said: object) -> str | None:
    """A key as Textual names it; None where there is no such key."""
    text = str(said).strip()
    *with_, last = text.split("+") if len(text) > 1 else [text]
    last = {"esc": "escape", "return": "enter", "del": "delete", "page_up": "pageup"}.get(last.lower(), last)
    known = last.lower() in NAMED or (len(last) == 1 and last.isprintable() and last not in " ,")
    if not known or any(each not in ("ctrl", "shift", "alt") for each in with_):
        return None
    last = last.lower() if last.lower() in NAMED else SIGNS.get(last, last)
    return "+".join([*with_, last])


def sections_known() -> list[str]:
    """The names of all sections."""
    from studytui.app import SCREENS

    return ["today", *SCREENS, LIST]


def bindings_of(name: str) -> dict[str, list[Binding]] | None:
    """The bindings of a section by their names; None where there is none of this name."""
    from importlib import import_module

    from studytui.app import SCREENS

    if name == LIST:
        from studytui.widgets.rows import Rows

        owner: type = Rows
    elif name == "today" or name in SCREENS:
        module, _, cls = SCREENS.get(name, "today:TodayScreen").partition(":")
        owner = getattr(import_module(f"studytui.screens.{module}"), cls)
    else:
        return None
    found: dict[str, list[Binding]] = {}
    for binding in named_for(name, owner.__dict__.get("BINDINGS", ())):
        if isinstance(binding, Binding) and binding.id:
            found.setdefault(binding.id, []).append(binding)
    return found


def lines(keymap: Keymap) -> Iterator[str]:
    """A settings file that says what holds: what comes with the program stands behind a #."""
    for name in sections_known():
        here = bindings_of(name) or {}
        yield f"[keys.{name}]"
        for full, bindings in here.items():
            binding = bindings[0]
            keys = ", ".join(_written(key) for key in as_chosen(binding, keymap).key.split(",") if not _is_jamo(key))
            mark = "" if full in keymap else "# "
            yield f'{mark}{full.partition(".")[2]} = "{keys}"  # {_(binding.tooltip or binding.description)}'
        yield ""


def _written(key: str) -> str:
    return {name: sign for sign, name in SIGNS.items()}.get(key, key)


def _is_jamo(key: str) -> bool:
    return len(key) == 1 and "ㄱ" <= key <= "ㅣ"
