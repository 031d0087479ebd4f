"""What every demo of masked attention shows: the same pieces, in the same order, so that a concept file stays short.

`dense` is the oracle. `show` runs the concept's function once under trace, compares it (and its fast form) with the
oracle under the same mask, draws the mask and the output, and sweeps all forms over T beside torch's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from demos.demo import Check, Flops, Param, Piece, Stat, Unfit
from demos.kit.forms import gap
from demos.kit.inputs import qkv
from demos.kit.pictures import heat, mask, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace

Attention = Callable[[Tensor, Tensor, Tensor], Tensor]
Inputs = Callable[[int], tuple[Tensor, Tensor, Tensor]]

# A dense form holds several (H, T, T) float matrices at once: beyond this T they no longer fit in two gigabytes.
LONGEST_DENSE = 2048


def dense(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None) -> Tensor:
    """softmax(QKᵀ/√d + M) V with a boolean mask (True = attend); a row that may see nothing gives 0, as in torch's own.

    q (B, H, T_q, d), k and v (B, H, T_k, d), mask broadcastable to (B, H, T_q, T_k). 4·T_q·T_k·D operations.
    """
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


def params(*own: Param, T: int = 128, longest: int = 1024) -> tuple[Param, ...]:
    """The parameters of a masked attention demo: T, H and d, the concept's own, and the seed."""
    return (
        Param("T", T, 8, longest, 8, "tokens", doubling=True),
        *own,
        Param("H", 8, 1, 16, 1, "heads", doubling=True),
        Param("d", 64, 4, 128, 4, "width of a head", doubling=True),
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


SEED = Param("seed", 0, 0, 9999, 1, "random numbers of the inputs")


@dataclass(frozen=True, slots=True)
class Cost:
    """What the formula says: the number (2 × multiply-adds) and how it is written."""

    flops: int
    expression: str


def show(
    values: Mapping[str, int],
    *,
    plain: Attention,
    causes: Callable[[int], Tensor],
    legend: tuple[str, ...],
    drawn: Tensor | None = None,
    cost: Cost,
    letters: Mapping[str, int] | None = None,
    fast: Attention | None = None,
    inputs: Inputs | None = None,
    remark: str = "",
    more: Iterator[Piece] | None = None,
    forms: Mapping[str, Attention] | None = None,
    lengths: Sequence[int] = LENGTHS,
    tolerance: float = 1e-5,
) -> Iterator[Piece]:
    """The pieces of a masked attention demo at the sizes T, H, d and seed in `values`.

    `plain` is what is traced and must do exactly `cost` operations. `causes(T)` is the mask (T, T): boolean, or for
    each pair an index into `legend` (0 = blocked); or (H, T, T), a mask a head, of which `drawn` or the first is drawn.
    `inputs(T)` makes q, k and v where not all have T rows; the mask is (T_q, T_k) then. `fast` is timed and checked
    where it is another function than `plain`. `letters` names further sizes, e.g. {"2w+1": 9}. `more` are the
    concept's own pieces, given before the timings. `forms` are further forms to time. All must work for any T.
    """
    T, H, d = (int(values[name]) for name in ("T", "H", "d"))
    sizes = {"B": 1, "H": H, "T": T, "d": d, **(letters or {})}
    q, k, v = (inputs or _inputs(values))(T)
    with torch.no_grad():
        run = trace(plain, q, k, v, letters=sizes)
    yield from run.steps
    cause = causes(T)
    allowed = cause > 0
    one = allowed if allowed.dim() == 2 else allowed[:1]  # what head 0 may see
    if drawn is None:
        drawn = cause if cause.dim() == 2 else cause[0]
    yield mask("mask", drawn, legend, remark=remark)
    with torch.no_grad():
        yield heat("weights of head 0", weights(q[:, :1], k[:, :1], one)[0, 0])
        yield output(run.result)
        yield Flops(run.flops, cost.flops, cost.expression)
        yield ran_in(lambda: plain(q, k, v))
        yield Stat("peak memory", run.peak_bytes / 1e6, "MB")
        yield Check.of("counted operations = formula", run.flops / cost.flops - 1, 0.0)
        want = dense(q, k, v, allowed)
    yield Check.of("equal to the dense form under the mask", gap(run.result, want), tolerance)
    yield Check.of("equal to torch's own under the mask", gap(run.result, _torch(q, k, v, allowed)), tolerance)
    if fast is not None:
        with torch.no_grad():
            yield Check.of("fast form equal to the dense form", gap(fast(q, k, v), want), tolerance)
    yield Check.of("gradients equal to the dense form's", gradient_gap(fast or plain, q, k, v, one), tolerance)
    yield Stat("pairs looked at", 100 * float(allowed.float().mean()), "%")
    yield from more or ()
    yield from timings(values, fast or plain, causes, forms or {}, lengths, inputs)


def timings(
    values: Mapping[str, int],
    fast: Attention,
    causes: Callable[[int], Tensor] | None,
    forms: Mapping[str, Attention],
    lengths: Sequence[int] = LENGTHS,
    inputs: Inputs | None = None,
) -> Iterator[Piece]:
    """Fast, further forms, dense under the mask and torch's own, over all lengths and the T on the screen."""
    here, made = int(values["T"]), inputs or _inputs(values)

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

    every = {
        "fast": free(fast),
        **{n: free(f) for n, f in forms.items()},
        "dense": masked(dense),
        "torch": masked(_torch),
    }
    smallest = min(here, *lengths)
    yield from sweep(
        every,
        sorted({here, *(T for T in lengths if smallest <= T)}),
        longest={"dense": LONGEST_DENSE, "torch": 2 * LONGEST_DENSE},
    )


def _torch(q: Tensor, k: Tensor, v: Tensor, allowed: Tensor | None) -> Tensor:
    if allowed is not None and allowed.dim() == 3:  # three axes would throw torch off its fast path
        allowed = allowed[None]
    return scaled_dot_product_attention(q, k, v, attn_mask=allowed)


def _inputs(values: Mapping[str, int]) -> Inputs:
    """Queries, keys and values of T rows each, at the sizes and seed in `values`."""
    return lambda T: qkv(T, int(values["d"]), H=int(values["H"]), seed=int(values["seed"]))


def gradient_gap(form: Attention, q: Tensor, k: Tensor, v: Tensor, allowed: Tensor | None = None) -> float:
    """How far the gradients of a fixed loss over q, k and v are from the dense form's, of their size where above 1.

    The gradient at a key that all T queries see is a sum over T rows, and so is its rounding.
    """
    found = []
    for each in (form, lambda q, k, v: dense(q, k, v, allowed)):
        leaves = [t[:, :1].clone().requires_grad_() for t in (q, k, v)]
        y = each(*leaves)
        # A loss that weighs every number differently, and whose sums over T rows do not run far from 0 before they end.
        (y * torch.arange(y.numel()).cos().view_as(y)).sum().backward()  # type: ignore[no-untyped-call]
        found.append([t.grad for t in leaves])
    both = [(a, b) for a, b in zip(*found, strict=True) if a is not None and b is not None]
    return max(gap(a, b) / max(1.0, float(b.abs().max())) for a, b in both)


__all__ = ["Attention", "Cost", "dense", "gap", "gradient_gap", "params", "show", "timings", "weights", "windows_fit"]
