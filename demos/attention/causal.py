"""Causal (masked) self-attention: a token looks at itself and at what came before it, never at what comes after.

    y_i = Σ_{j ≤ i} softmax_j(q_i · k_j / √d) v_j          M_ij = (j ≤ i)          q, k, v, y: (B, H, T, d)

Cost: 4·T²·D operations with a mask, of which nearly half are computed only to be thrown away; in blocks of b queries
that stop at their own last key, 2·T·(T+b)·D.

With this mask a text can be learnt at all T places in one pass, and can be written on: what stands at i never depends
on what is put after it, so keys and values are computed once and kept.

Paper: Vaswani et al., "Attention Is All You Need", arXiv:1706.03762, section 3.2.3.
Elsewhere: torch's is_causal=True is aligned to the top left corner: with T_q ≠ T_k (new tokens after a kept past) it
hides the wrong keys, and a mask must be given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.autograd.functional import jacobian
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Demo, Piece, Remark
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.inputs import normal
from demos.kit.masked import Cost, dense, params, show
from demos.kit.pictures import heat


def causal_mask(T: int) -> Tensor:
    """Who may look at whom, (T, T) boolean: the lower triangle, j ≤ i."""
    return torch.ones(T, T, dtype=torch.bool).tril()


def causal_attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """The formula with the mask: the future gets −∞ before the softmax, so that the rest still sums to 1."""
    scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
    future = ~causal_mask(q.shape[2])
    weights = torch.softmax(scores.masked_fill(future, float("-inf")), -1)
    return weights @ v


def causal_attention_fast(q: Tensor, k: Tensor, v: Tensor, b: int = 128) -> Tensor:
    """In blocks of b queries, each with the keys up to its own end: only the last b × b of them need the mask."""
    B, H, T, d = q.shape
    queries, keys, values = (t.reshape(B * H, T, d) for t in (q, k, v))
    # Above the diagonal of the last block; added to the scores. Rows of a shorter last block use its upper left part.
    corner = torch.full((b, b), float("-inf"), dtype=q.dtype).triu(1)
    rows = []
    for start in range(0, T, b):
        end = min(start + b, T)
        scores = queries[:, start:end] * d**-0.5 @ keys[:, :end].transpose(-2, -1)
        scores[..., start:] += corner[: end - start, : end - start]
        rows.append(torch.softmax(scores, -1) @ values[:, :end])
    return torch.cat(rows, 1).view(B, H, T, d)


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """The triangle, and what it promises: the past does not change."""
    T, H, d = (values[name] for name in ("T", "H", "d"))
    named, edit = words.labels(values), _edited_word(values)
    word = named[edit] if named else f"token {edit}"
    told = f"{word} was replaced by noise: the rows above it are as they were."
    used = f"{T * (T + 1) // 2} of {T * T} pairs are used."
    yield from show(
        values,
        plain=causal_attention,
        causes=causal_mask,
        legend=("future", "as before the edit", "changed by the edit"),
        drawn=causal_mask(T) * (1 + _changed(values, edit).long()[:, None]),
        lit=edit,
        cost=Cost(4 * T * T * H * d, "4·T²·D, masked pairs included"),
        remark=f"{told} {used}",
        forms={
            "in blocks": causal_attention_fast,
            "torch is_causal": lambda q, k, v: scaled_dot_product_attention(q, k, v, is_causal=True),
        },
        more=_promises(values),
    )


def _edited_word(values: dict[str, Any]) -> int:
    """The place of the word that is edited: about the middle, a telling one."""
    return words.lit(values, values["T"])


def _changed(values: dict[str, Any], edit: int) -> Tensor:
    """Which outputs are others, (T,) boolean, where the word at `edit` has another query, key and value."""
    q, k, v = words.qkv(values)
    others = [t.clone() for t in (q, k, v)]
    for i, tensor in enumerate(others):
        tensor[:, :, edit] = normal(*tensor.shape[1::2], seed=700 + 3 * values["seed"] + i)
    with torch.no_grad():
        moved = causal_attention(*others) - causal_attention(q, k, v)
    found: Tensor = moved.abs().amax((0, 1, 3)) > 1e-6
    return found


def _promises(values: dict[str, Any]) -> Iterator[Piece]:
    T, H, d, seed = (values[name] for name in ("T", "H", "d", "seed"))
    q, k, v = words.qkv(values)
    middle = T // 2
    with torch.no_grad():
        y = causal_attention(q, k, v)
        yield Check.of("equal to torch's is_causal", gap(y, scaled_dot_product_attention(q, k, v, is_causal=True)))
        edited = [t.clone() for t in (q, k, v)]
        for i, tensor in enumerate(edited):
            tensor[:, :, middle:] = normal(1, H, T - middle, d, seed=500 + 3 * seed + i)
        later = causal_attention(*edited)
        kept = gap(later[:, :, :middle], y[:, :, :middle])
        yield Check.of("an edit of the future leaves the past as it was", kept, 1e-6)
        free = dense(edited[0], edited[1], edited[2])[:, :, :middle]
        moved = gap(free, dense(q, k, v)[:, :, :middle])
        yield Remark(
            f"The second half was replaced. The first half moves by up to {moved:.2f} unmasked, by {kept:.2g} masked."
        )
        even = causal_attention(0 * q[:, :1], k[:, :1], torch.eye(T)[None, None])[0, 0]
        yield Check.of("equal scores: row i gives each of its i + 1 keys 1/(i + 1)", gap(even, _shares(T)))
        yield Check.of("the first token sees itself alone", gap(y[:, :, 0], v[:, :, 0]), 1e-6)
        new = scaled_dot_product_attention(q[:, :, middle:], k, v, is_causal=True)
        wrong = gap(new, y[:, :, middle:])
        yield Remark(
            f"The last {T - middle} queries against all {T} keys with is_causal=True are off by {wrong:.2f}: "
            "it counts from the top left."
        )
    edit = _edited_word(values)
    moved_rows = _changed(values, edit)
    yield Check.of("a word replaced: no row above it changes", float(moved_rows[:edit].sum()), 0.0)
    yield Check.of("… and its own does", float(~moved_rows[edit]), 0.0)
    yield _influence(q, k, v)


def _shares(T: int) -> Tensor:
    """1/(i + 1) where j ≤ i, written out row by row."""
    return torch.tensor([[1 / (i + 1)] * (i + 1) + [0.0] * (T - i - 1) for i in range(T)])


def _influence(q: Tensor, k: Tensor, v: Tensor) -> Piece:
    """How much the input at j moves the output at i: ‖∂y_i/∂(k, v)_j‖, for up to 48 tokens of head 0."""
    few = [t[:, :1, :48] for t in (q, k, v)]

    def outputs(keys: Tensor, values: Tensor) -> Tensor:
        return causal_attention(few[0], keys, values)[0, 0].sum(-1)

    blocks = jacobian(outputs, (few[1], few[2]))  # type: ignore[no-untyped-call]
    size = sum(block[:, 0, 0].square().sum(-1) for block in blocks)
    assert isinstance(size, Tensor)
    return heat("influence of j on i", size.sqrt(), ("output i", "input j"), ("‖∂y_i/∂x_j‖",), "0 above the diagonal.")


DEMO = Demo(
    params=params(words.TEXT),
    run=run,
    source=(causal_mask, causal_attention),
    folded=(causal_attention_fast,),
    presets={"small enough to read": {"T": 16, "H": 1, "d": 16}, "long": {"T": 1024}},
)
