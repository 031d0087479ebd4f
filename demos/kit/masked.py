"""What every demo of masked attention shows: the same pieces, in the same order, so that a concept file stays short.

`dense` is the oracle. `show` runs the concept's function once under trace, compares it (and its other forms) with the
oracle under the same mask, draws the mask with the text's words on its sides, hands out one head stage by stage, and
times all forms over T beside torch's own. What is looked at has the T on the screen; what is timed goes to 4,096.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Flops, Param, Picture, Piece, Stat, Unfit
from demos.kit import words
from demos.kit.forms import gap
from demos.kit.pictures import heat, mask, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace
from demos.kit.walk import walk
from demos.words import N_

Attention = Callable[[Tensor, Tensor, Tensor], Tensor]
Inputs = Callable[[int], tuple[Tensor, Tensor, Tensor]]

DENSE_BYTES = 1e9  # what the T × T matrices of a dense form may take: beyond, a run would be stopped for its memory


def dense(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None) -> Tensor:
    """softmax(QKᵀ/√d + M) V with a boolean mask (True = attend); a row that may see nothing gives 0, as in torch's own.

    q (B, H, T_q, d), k and v (B, H, T_k, d), mask broadcastable to (B, H, T_q, T_k). 4·T_q·T_k·D operations. Where k
    and v have fewer heads, H of them share each.
    """
    k, v = (each_head(t, q.shape[1]) for t in (k, v))
    scores = q @ k.transpose(-2, -1) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
        weights = torch.softmax(scores, -1).masked_fill(~mask.any(-1, keepdim=True), 0.0)
    else:
        weights = torch.softmax(scores, -1)
    return weights @ v


def weights(q: Tensor, k: Tensor, mask: Tensor | None = None, scale: float | None = None) -> Tensor:
    """The attention weights alone: `dense` with the identity as values. (B, H, T_q, T_k)."""
    return dense(q, k, torch.eye(k.shape[-2], dtype=q.dtype).expand(*k.shape[:-2], -1, -1), mask, scale)


def each_head(t: Tensor, H: int) -> Tensor:
    """Keys or values (B, H_k, T, d) for H heads, H/H_k neighbours sharing one; themselves where H_k = H."""
    return t if t.shape[1] in (1, H) else t.repeat_interleave(H // t.shape[1], 1)


def params(*own: Param, T: int = 24, H: int = 4, d: int = 64, longest: int = 1024) -> tuple[Param, ...]:
    """The parameters of a masked attention demo: T, H and d, the concept's own, and the seed."""
    return (
        Param("T", T, 8, longest, 8, "tokens", doubling=True),
        *own,
        Param("H", H, 1, 16, 1, "heads", doubling=True),
        Param("d", d, 4, 128, 4, "width of a head", doubling=True),
        SEED,
    )


def windows_fit(values: Mapping[str, int], keys: int, name: str = "w", most: int = 512) -> None:
    """Refuse what gives each query its own copy of `keys` keys where all of them together are beyond `most` MB.

    `name` is the parameter that says how many keys there are.
    """
    T, H, d = (int(values[name]) for name in ("T", "H", "d"))
    size = 4 * H * T * keys * d / 2**20
    if size > most:
        told = f"{H} heads × {T} queries × {keys} keys × {d} numbers are {size:.0f} MB"
        raise Unfit(f"{name} is {values[name]}: {told}, and {most} MB is the most. Let {name}, T, H or d be smaller.")


def heads_fit(values: Mapping[str, Any]) -> None:
    """Refuse heads that cannot share the width evenly."""
    D, H = values["D"], values["H"]
    if D % H:
        raise Unfit(f"D is {D} and H is {H}: {H} heads cannot share {D} features evenly. Take an H that divides D.")


SEED = Param("seed", 0, 0, 9999, 1, "random numbers of the inputs")


@dataclass(frozen=True, slots=True)
class Cost:
    """What the formula says: the number (2 × multiply-adds) and how it is written."""

    flops: int
    expression: str


def show(
    values: Mapping[str, Any],
    *,
    plain: Attention,
    causes: Callable[[int], Tensor],
    legend: tuple[str, ...],
    drawn: Tensor | None = None,
    cost: Cost,
    letters: Mapping[str, int] | None = None,
    forms: Mapping[str, Attention] | None = None,
    inputs: Inputs | None = None,
    labels: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    lit: int | None = None,
    remark: str = "",
    idea: Sequence[Picture] = (),
    more: Iterator[Piece] | None = None,
    times: Iterator[Piece] | None = None,
    lengths: Sequence[int] = LENGTHS,
    tolerance: float = 1e-5,
) -> Iterator[Piece]:
    """The pieces of a masked attention demo at the sizes T, H, d and seed in `values`.

    `plain` is what is traced and must do exactly `cost` operations. `causes(T)` is the mask (T, T): boolean, or for
    each pair an index into `legend` (0 = blocked); or (H, T, T), a mask a head. `drawn` is drawn instead of it (of the
    first head's): any picture (T_q, T_k) of indices into `legend`; row `lit` stands out in it.
    `forms` are other ways to compute the same, named by what they are ("in blocks"): each is checked and timed, the
    first is the one that is judged. Without any, `plain` is timed. `letters` names further sizes ({"2w+1": 9}).
    `inputs(T)` makes q, k and v where they are not the text's words with T rows each (`words.qkv`): k and v may have
    other lengths, or fewer heads. `labels` are the names of rows and columns then.
    `idea` are pictures that carry the idea better than the mask, and come before it. `more` are the concept's own
    pieces, given before the timings, and `times` stand in their place. All must work for any T.
    """
    T, H, d = (int(values[name]) for name in ("T", "H", "d"))
    made = inputs or _inputs(values)
    sizes = {"B": 1, "H": H, "T": T, "d": d, **(letters or {})}
    rows, columns = labels if labels is not None else (words.labels(values),) * 2
    q, k, v = made(T)
    with torch.no_grad():
        run = trace(plain, q, k, v, letters=sizes)
    yield from run.steps
    cause = causes(T)
    allowed = cause > 0
    one = allowed if allowed.dim() == 2 else allowed[:1]  # what head 0 may see
    if drawn is None:
        drawn = cause if cause.dim() == 2 else cause[0]
    lit = words.lit(values, q.shape[2]) if lit is None else lit
    named: dict[str, Any] = {"rows": rows, "columns": columns, "lit": lit}
    yield from idea
    yield mask("mask", drawn, legend, remark=remark, role="" if idea else "idea", **named)
    with torch.no_grad():
        role = words.role(values, 0) if inputs is None else ""
        title = f"weights of head 0: {role}" if role else N_("weights of head 0")
        yield heat(title, weights(q[:, :1], k[:, :1], one)[0, 0], **named)
        stages = walk(q[0, 0], k[0, 0], v[0, 0], one.view(one.shape[-2:]), rows=rows, columns=columns, lit=lit)
        if stages is not None:
            yield stages
        yield output(run.result)
        yield Flops(run.flops, cost.flops, cost.expression)
        yield ran_in(lambda: plain(q, k, v))
        yield run.memory
        yield Check.of("counted operations = formula", run.flops / cost.flops - 1, 0.0)
        want = dense(q, k, v, allowed)
    yield Check.of("equal to the dense form under the mask", gap(run.result, want), tolerance)
    yield Check.of("equal to torch's own under the mask", gap(run.result, _torch(q, k, v, allowed)), tolerance)
    for name, form in (forms or {}).items():
        with torch.no_grad():
            yield Check.of(f"{name}: equal to the dense form", gap(form(q, k, v), want), tolerance)
    first = next(iter((forms or {"": plain}).values()))
    yield Check.of("gradients equal to the dense form's", gradient_gap(first, q, k, v, one), tolerance)
    yield Stat("pairs looked at", 100 * float(allowed.float().mean()), "%")
    yield from more or ()
    yield from times or timings(values, forms or {"as written": plain}, causes, lengths, inputs)


def timings(
    values: Mapping[str, Any],
    forms: Mapping[str, Attention],
    causes: Callable[[int], Tensor] | None = None,
    lengths: Sequence[int] = LENGTHS,
    inputs: Inputs | None = None,
) -> Iterator[Piece]:
    """The forms, then dense under the mask and torch's own, over all lengths and the T on the screen, with memory."""
    H, made = int(values["H"]), inputs or _inputs(values)

    def free(form: Attention) -> Callable[[int], Callable[[], object]]:
        def prepare(T: int) -> Callable[[], object]:
            q, k, v = made(T)
            return lambda: form(q, k, v)

        return prepare

    def masked(form: Callable[..., Tensor]) -> Callable[[int], Callable[[], object]]:
        def prepare(T: int) -> Callable[[], object]:
            q, k, v = made(T)
            allowed = causes(T) > 0 if causes is not None else None
            return lambda: form(q, k, v, allowed)

        return prepare

    every = {**{n: free(f) for n, f in forms.items()}, "dense": masked(dense), "torch": masked(_torch)}
    yield from sweep(
        every,
        lengths,
        here=int(values["T"]),
        longest={"dense": longest_dense(H), "torch": max(4096, longest_dense(H))},
        memory=True,
    )


def longest_dense(H: int) -> int:
    """The longest T at which a dense form, which holds three (H, T, T) float matrices at once, fits into memory."""
    return int((DENSE_BYTES / (3 * 4 * H)) ** 0.5)


def _torch(q: Tensor, k: Tensor, v: Tensor, allowed: Tensor | None) -> Tensor:
    if allowed is not None and allowed.dim() == 3:  # three axes would throw torch off its fast path
        allowed = allowed[None]
    return scaled_dot_product_attention(q, k, v, attn_mask=allowed, enable_gqa=k.shape[1] != q.shape[1])


def _inputs(values: Mapping[str, Any]) -> Inputs:
    """Queries, keys and values of T rows each, at the sizes and seed in `values`."""
    return lambda T: words.qkv(values, T)


def gradient_gap(form: Attention, q: Tensor, k: Tensor, v: Tensor, allowed: Tensor | None = None) -> float:
    """How far the gradients of a fixed loss over q, k and v are from the dense form's, of their size where above 1.

    The gradient at a key that all T queries see is a sum over T rows, and so is its rounding.
    """
    found = []
    shared = q.shape[1] // k.shape[1]  # queries that share the first head of keys
    for each in (form, lambda q, k, v: dense(q, k, v, allowed)):
        leaves = [t[:, :n].clone().requires_grad_() for t, n in ((q, shared), (k, 1), (v, 1))]
        y = each(*leaves)
        # A loss that weighs every number differently, and whose sums over T rows do not run far from 0 before they end.
        (y * torch.arange(y.numel()).cos().view_as(y)).sum().backward()  # type: ignore[no-untyped-call]
        found.append([t.grad for t in leaves])
    both = [(a, b) for a, b in zip(*found, strict=True) if a is not None and b is not None]
    return max(gap(a, b) / max(1.0, float(b.abs().max())) for a, b in both)
