"""What the catalogue says of one demo: its id, its title, and what notes call it. Importable without torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One demo, and what notes call it (without case, hyphens or spaces counting; plurals are found by themselves).

    `names` mean this demo in any note. `shared` ones belong to other trades too (RoPE, LoRA) and count only where the
    text speaks of the demo's `field` (`demos/field.py` says which words show that); `everyday` words must also stand
    alone, for "global" is one thing and "global batch size" another. `larger` subjects lead here where nothing more
    precise is named. `general` is for a demo whose name nearly every text of its field uses: any other goes before it.
    """

    id: str
    title: str
    family: str
    names: tuple[str, ...]
    module: str
    shared: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    larger: tuple[str, ...] = ()
    field: str = "attention"
    general: bool = False

    @property
    def called(self) -> tuple[str, ...]:
        """Everything a note may call it, for lists and for searching."""
        return tuple(dict.fromkeys((*self.names, *self.shared, *self.everyday, *self.larger)))
