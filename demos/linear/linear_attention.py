"""Linearised attention: write the weight as φ(q)·φ(k), and the brackets may be moved.

    y_i = φ(q_i) Σ_j φ(k_j)ᵀ v_j  /  φ(q_i) Σ_j φ(k_j)          φ(q)(φ(K)ᵀV) instead of (φ(q)φ(K)ᵀ)V

Shapes: q, k (B, H, T, d) → φ(q), φ(k) (B, H, T, r); the state Σ φ(k)ᵀv is (B, H, r, d), whatever T is.
Cost: 4TrD and no T × T matrix; one more token costs 4rD (softmax attention: 4TD).
The denominator belongs to it: without it the weights of a row do not sum to 1.

Causal: the sum runs over j ≤ i. One token at a time this is a recurrent network with the state as its memory; in
chunks of C tokens it is tril(φ(Q)φ(K)ᵀ)V inside the chunk plus φ(Q) times the state before the chunk.

Paper: Katharopoulos et al. 2020, "Transformers are RNNs" (arXiv 2006.16236). Where this differs from libraries:
fast-transformers has kernels of its own (C++ and CUDA) that walk over the tokens; performer-pytorch uses the CUDA one,
and without it sums an (r, d) matrix for every token; the chunks here need T/C of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from demos.demo import Check, Demo, Flops, Param, Piece, Remark, Stat
from demos.kit import words
from demos.kit.forms import gap, over_lengths
from demos.kit.masked import SEED
from demos.kit.pictures import heat, mask, output
from demos.kit.timing import LENGTHS, ran_in, sweep
from demos.kit.trace import trace
from demos.linear.features import Phi, elu_plus_one, maps, orthogonal_rows, random_features
from demos.linear.quality import attention_weights, error_curves, singular_values, spectrum
from demos.words import N_


def kernel_weights(q: Tensor, k: Tensor, phi_q: Phi, phi_k: Phi, causal: bool) -> Tensor:
    """The weights (B, H, T, T) that linear attention never forms: φ(q)·φ(k), each row divided by its sum."""
    scores: Tensor = phi_q(q) @ phi_k(k).transpose(-2, -1)
    if causal:
        scores = scores.tril()
    return scores / scores.sum(-1, keepdim=True)


def parallel(q: Tensor, k: Tensor, v: Tensor, phi_q: Phi = elu_plus_one, phi_k: Phi = elu_plus_one) -> Tensor:
    """Every query reads the same state: (B, H, T, d) in 4TrD."""
    fq, fk = phi_q(q), phi_k(k)
    state = fk.transpose(-2, -1) @ v
    total = fk.sum(-2).unsqueeze(-1)
    return (fq @ state).div_(fq @ total)


def states(k: Tensor, v: Tensor, phi_k: Phi = elu_plus_one) -> Iterator[tuple[Tensor, Tensor]]:
    """What is remembered after each token: Σ φ(k)ᵀv, (…, r, d), and Σ φ(k)ᵀ, (…, r, 1), as large after any of them."""
    fk = phi_k(k)
    state = fk.new_zeros(*fk.shape[:-2], fk.shape[-1], v.shape[-1])
    total = fk.new_zeros(*fk.shape[:-2], fk.shape[-1], 1)
    for t in range(k.shape[-2]):
        kt, vt = fk[..., t : t + 1, :], v[..., t : t + 1, :]
        state = state + kt.transpose(-2, -1) @ vt
        total = total + kt.transpose(-2, -1)
        yield state, total


def recurrent(q: Tensor, k: Tensor, v: Tensor, phi_q: Phi = elu_plus_one, phi_k: Phi = elu_plus_one) -> Tensor:
    """Causal, a token at a time, as it runs when text is generated: the memory is the state, not the past keys."""
    fq = phi_q(q)
    outputs = []
    for t, (state, total) in enumerate(states(k, v, phi_k)):
        qt = fq[..., t : t + 1, :]
        outputs.append((qt @ state) / (qt @ total))
    return torch.cat(outputs, -2)


def chunked(
    q: Tensor, k: Tensor, v: Tensor, phi_q: Phi = elu_plus_one, phi_k: Phi = elu_plus_one, C: int = 64
) -> Tensor:
    """Causal, C tokens at a time: exact, and made of matrix products. A column of ones in v carries the denominator."""
    T, d = v.shape[-2:]
    n = -(-T // C)
    more = n * C - T  # keys whose features are 0 fill the last chunk and change nothing
    fq, fk, v1 = phi_q(q), phi_k(k), F.pad(v, (0, 1, 0, more), value=1.0)
    if more:
        fq, fk = F.pad(fq, (0, 0, 0, more)), F.pad(fk, (0, 0, 0, more))
    fq, fk, v1 = (x.reshape(*x.shape[:-2], n, C, x.shape[-1]) for x in (fq, fk, v1))
    states: Tensor = (fk.transpose(-2, -1) @ v1).cumsum(-3)
    before = F.pad(states[..., :-1, :, :], (0, 0, 0, 0, 1, 0))
    sums: Tensor = fq @ before + (fq @ fk.transpose(-2, -1)).tril() @ v1
    sums = sums.flatten(-3, -2)[..., :T, :]
    return sums[..., :d] / sums[..., d:]


def formula(T: int, H: int, d: int, r: int, phi: str, causal: bool, C: int = 64) -> tuple[int, str]:
    """2 × multiply-adds of the form that runs, and how they are written."""
    features = 4 * T * r * d * H if phi == "random features" else 0
    tail = " + 4TrD for the features" if features else ""
    if not causal:
        return features + 4 * T * r * d * H + 2 * T * r * H, "4TrD + 2TrH" + tail
    full = -(-T // C) * C
    return features + full * H * (4 * r * (d + 1) + 2 * C * (r + d + 1)), "4Tr(D+H) + 2TC(rH+D+H)" + tail


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Weights, errors, rank and time of one linear attention, beside softmax attention on the same inputs."""
    T, H, d, phi, seed = (values[name] for name in ("T", "H", "d", "phi", "seed"))
    causal = values["causal"] == "yes"
    phi_q, phi_k, r = maps(phi, d, values["r"], seed=seed)
    q, k, v = words.qkv(values, T)
    q, k = q * values["scale"], k * values["scale"]
    sizes = {"B": 1, "H": H, "T": T, "d": d, "r": r, "d+1": d + 1, "T/C": -(-T // 64), "C": 64}
    form = chunked if causal else parallel
    traced = trace(form, q, k, v, phi_q, phi_k, letters=sizes)
    yield from traced.steps
    weights, softmax = kernel_weights(q, k, phi_q, phi_k, causal), attention_weights(q, k, causal)
    yield from memory(values, k, v, phi_k)
    names = words.labels(values)
    sides: dict[str, Any] = {"rows": names, "columns": names, "lit": words.lit(values, T), "group": "weights"}
    yield heat("linear", weights[0, 0], remark="Never formed by the fast form; drawn here from φ(Q)φ(K)ᵀ.", **sides)
    yield heat("softmax", softmax[0, 0], remark="The same queries and keys through softmax(QKᵀ/√d).", **sides)
    yield output(traced.result)
    yield Flops(traced.flops, *formula(T, H, d, r, phi, causal))
    yield ran_in(lambda: form(q, k, v, phi_q, phi_k))
    yield traced.memory
    yield Stat("state", r * (d + 1), "numbers a head, whatever T is")
    yield from by_hand(d)
    yield from checks(values, (q, k, v), (phi_q, phi_k), traced.result, weights)
    linear = singular_values(kernel_weights(q, k, phi_q, phi_k, False)[0, 0])
    yield Check.of("rank of the weights ≤ r: next singular value", max(linear[r:], default=0.0))
    yield spectrum(linear, singular_values(attention_weights(q, k, False)[0, 0]), r)
    if causal:
        yield Remark("The rank is that of the whole φ(Q)φ(K)ᵀ: the triangle j ≤ i cut out of it has full rank.")
    sums = phi_q(q) @ phi_k(k).sum(-2).unsqueeze(-1)
    yield Remark(
        f"The short formula φ(Q)(φ(K)ᵀV) leaves out the denominator: its rows of weights would sum to anything from "
        f"{float(sums.min()):.3g} to {float(sums.max()):.3g} here, and not to 1."
    )
    if phi == "random features":
        yield from leak(q, k, v, values["r"], seed)
    if phi == "elu+1":
        yield Remark(f"elu+1 keeps the width of the head, so r = d = {d}; the parameter r is for random features.")
    yield from error_curves(q[:, :1, :256], k[:, :1, :256], phi, values["r"], causal, seed)
    yield from sweep(timed(values), LENGTHS, longest={"recurrent": 512, "weights": 2048})


def memory(values: dict[str, Any], k: Tensor, v: Tensor, phi_k: Phi, most: int = 48) -> Iterator[Piece]:
    """What a head remembers after each token: softmax attention its keys and values, linear attention a state.

    A cell is what one token adds to the cache, 2d numbers. Counted from the tensors that each of them keeps.
    """
    k, v = k[0, 0, :most], v[0, 0, :most]
    held = [state.numel() + total.numel() for state, total in states(k, v, phi_k)]
    cache = [k[: t + 1].numel() + v[: t + 1].numel() for t in range(len(k))]
    cell = cache[0]
    columns = torch.arange(math.ceil(max(*cache, *held) / cell))
    names = words.labels(values, len(cache))
    more = next((t for t, (a, b) in enumerate(zip(cache, held, strict=True)) if a > b), len(cache))
    told = f"The cache grows by {cell} numbers a token; the state has {held[0]} after each of them."
    then = f"After {more + 1} tokens the cache is larger." if more < len(cache) else "So far the state is larger."
    told = f"{told} {then}"
    for title, sizes in ((N_("KV cache"), cache), ("state φ(K)ᵀV", held)):
        full = torch.tensor(sizes)[:, None] > columns * cell
        yield mask(
            title,
            full,
            ("nothing", f"{cell} numbers"),
            ("token t", "numbers kept"),
            told,
            role="idea",
            group="what is kept",
            rows=names,
        )
    yield Check.of("the state is as large after the last token as after the first", held[-1] - held[0], 0.0)
    yield Check.of("the cache has 2d numbers a token", cache[-1] - 2 * v.shape[-1] * len(cache), 0.0)


def checks(
    values: dict[str, Any], qkv: tuple[Tensor, Tensor, Tensor], phi: tuple[Phi, Phi], y: Tensor, weights: Tensor
) -> Iterator[Piece]:
    """Every form gives the same numbers, the weights are weights, and the past stays the past."""
    q, k, v = qkv
    # An output is a mean of values, and float32 rounds it by a share of their size; normal values reach 4 and 5.
    close = 1e-5 * max(1.0, float(v.abs().max()))
    yield Check.of("fast form = weights times V", gap(y, weights @ v), close)
    yield Check.of("rows sum to 1", gap(weights.sum(-1), torch.ones(())))
    causal = kernel_weights(q, k, *phi, True) @ v
    step_by_step = recurrent(q[:, :1], k[:, :1], v[:, :1], *phi)
    yield Check.of("recurrent = causal weights times V, head 0", gap(step_by_step, causal[:, :1]), close)
    yield Check.of("chunked = causal weights times V", gap(chunked(q, k, v, *phi), causal), close)
    if values["causal"] == "yes":
        half = q.shape[-2] // 2
        q, k, v = (torch.cat((x[..., :half, :], 3 * x[..., half:, :] + 1), -2) for x in (q, k, v))
        moved = gap(chunked(q, k, v, *phi)[..., :half, :], y[..., :half, :])
        yield Check.of("an edit of the second half leaves the first unchanged", moved)


def by_hand(d: int) -> Iterator[Piece]:
    """Feature maps at places where they can be reckoned, and weights that follow from them."""
    at = elu_plus_one(torch.tensor([-math.log(2), 0.0, 1.0]))
    yield Check.of("elu(x) + 1 at −ln 2, 0, 1 = ½, 1, 2", gap(at, torch.tensor([0.5, 1, 2])))
    q, k = torch.zeros(1, 1, 1, 1), torch.tensor([[[[2.0], [0.0]]]])
    A = kernel_weights(q, k, elu_plus_one, elu_plus_one, False)[0, 0, 0]
    yield Check.of("φ(k) of 3 and 1: weights ¾ and ¼", gap(A, torch.tensor([3 / 4, 1 / 4])))
    omega, x = orthogonal_rows(4096, d, seed=1), torch.full((1, d), 0.5 * d**-0.25)  # x·x/√d = ¼
    found = float(random_features(x, omega).square().sum().log())
    yield Check.of("4,096 random features: ln φ(x)·φ(x) = x·x/√d = ¼, within 0.12", found - 0.25, 0.12)


def leak(q: Tensor, k: Tensor, v: Tensor, r: int, seed: int) -> Iterator[Piece]:
    """What stabilising keys by a maximum over all of them does to causal attention, with and without an ε after it."""
    omega, T, half = orthogonal_rows(r, q.shape[-1], seed=seed).double(), q.shape[-2], q.shape[-2] // 2
    phi_q = partial(random_features, omega=omega, query=True)
    q, k, v = (x[:, :1].double() for x in (q, k, v))

    def stabilised(k: Tensor, epsilon: float) -> Tensor:
        scaled = k * k.shape[-1] ** -0.25
        logits = scaled @ omega.T - scaled.square().sum(-1, keepdim=True) / 2
        features: Tensor = (logits - logits.amax()).exp() + epsilon
        return features

    # A later key along the longest row of Ω has by far the largest feature: the maximum is its now.
    longest = omega[omega.norm(dim=1).argmax()] * k.shape[-1] ** 0.25
    edited = torch.cat((k[..., :half, :], longest.expand_as(k[..., half:, :])), -2)

    def moved(epsilon: float) -> float:
        phi_k = partial(stabilised, epsilon=epsilon)
        before, after = (kernel_weights(q, keys, phi_q, phi_k, True)[..., :half, :] @ v for keys in (k, edited))
        return gap(before, after)

    yield Check.of("a maximum over all keys, without an ε, cancels in the fraction", moved(0.0), 1e-6)
    if (by := moved(1e-4)) > 1e-5:
        yield Remark(
            "Some libraries keep causal random features small by a maximum over all keys, and add 1e-4 after it. The "
            "maximum cancels in the fraction, the 1e-4 does not: an edit of the second half of "
            f"{T} tokens moves outputs of the first half by {by:.2g}. The future leaks."
        )


def timed(values: dict[str, Any]) -> dict[str, Callable[[int], Callable[[], object]]]:
    """The forms to time: the fast one, the T × T weights, the recurrent one where it is causal, and torch's SDPA."""
    causal = values["causal"] == "yes"
    phi = maps(values["phi"], values["d"], values["r"], seed=values["seed"])[:2]
    form = chunked if causal else parallel
    forms: dict[str, Callable[[int], Callable[[Tensor, Tensor, Tensor], object]]] = {
        N_("in chunks") if causal else N_("state first"): lambda T: lambda q, k, v: form(q, k, v, *phi),
        "weights": lambda T: lambda q, k, v: kernel_weights(q, k, *phi, causal) @ v,
        "torch": lambda T: lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=causal),
    }
    if causal:
        forms["recurrent"] = lambda T: lambda q, k, v: recurrent(q, k, v, *phi)
    return over_lengths(values, forms)


DEMO = Demo(
    params=(
        Param("T", 16, 8, 1024, 8, "tokens", doubling=True),
        Param("phi", "elu+1", choices=("elu+1", "random features"), help="the feature map φ"),
        Param("r", 64, 4, 512, 4, "number of random features", doubling=True),
        Param("scale", 1.0, 0.125, 2.0, 0.125, "factor on q and k"),
        Param("causal", "no", choices=("no", "yes"), help="look back only"),
        words.TEXT,
        Param("H", 4, 1, 16, 1, "heads", doubling=True),
        Param("d", 16, 4, 128, 4, "width of a head", doubling=True),
        SEED,
    ),
    run=run,
    source=(kernel_weights, parallel, elu_plus_one),
    folded=(recurrent, chunked, random_features),
    presets={
        "random features, small norms": {"phi": "random features", "r": 256, "scale": 0.5},
        "random features, large norms": {"phi": "random features", "r": 256, "scale": 2.0},
        "as a recurrent network": {"causal": "yes"},
        "rank 8": {"phi": "random features", "r": 8, "scale": 0.5},
    },
)
