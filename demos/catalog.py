"""The demos there are: id, title, family, the names a note may use for it (both languages), and where it lives.

Importable without torch. Adding a concept is one file and one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One demo. `names` are what notes call it; links.py matches them without case, and prefers the longest."""

    id: str
    title: str
    family: str
    names: tuple[str, ...]
    module: str


ENTRIES: tuple[Entry, ...] = (
    Entry(
        "scaled-dot-product",
        "Scaled dot-product attention",
        "attention",
        (
            "scaled dot product attention",
            "scaled dot-product attention",
            "스케일드 닷 프로덕트",
            "√d",
            "sdpa",
            "scaling",
        ),
        "demos.attention.scaled_dot_product",
    ),
    Entry(
        "multi-head",
        "Multi-head attention",
        "attention",
        ("multi-head attention", "multi-head", "multihead", "멀티헤드", "멀티 헤드", "head"),
        "demos.attention.multi_head",
    ),
    Entry(
        "band",
        "Band (local) attention",
        "sparse",
        ("band", "band attention", "local attention", "sliding window", "슬라이딩 윈도우", "인접 토큰"),
        "demos.sparse.band",
    ),
    Entry(
        "switch",
        "Switch Transformer",
        "ffn",
        ("switch transformer", "switch", "스위치 트랜스포머", "1-of-n"),
        "demos.ffn.switch",
    ),
    Entry(
        "linear-attention",
        "Linearised attention",
        "linear",
        (
            "linearized attention",
            "linearised attention",
            "linear attention",
            "선형 어텐션",
            "선형 attention",
            "kernel attention",
            "random features",
            "performer",
            "elu+1",
        ),
        "demos.linear.linear_attention",
    ),
)

BY_ID: dict[str, Entry] = {entry.id: entry for entry in ENTRIES}
