"""Mixture of experts: many FFNs, of which each token uses k. Parameters grow with E, the work of a token only with k.

    p = softmax(x W_r)         S = the k experts with the largest p
    y = Σ_{e ∈ S} g_e E_e(x)   g_e = p_e / Σ_{S} p     E_e(x) = W₂ gelu(W₁ x)      x, y: (T, D)

Cost: 2·T·D·E for the router and 4·k·T·D·d_ff for the experts (d_ff = 4D here), whatever E is. A dense mixture of all
experts would do 4·E·T·D·d_ff.

An expert has C = ⌈capacity · k·T/E⌉ places, first come, first served; a token whose expert is full does without it.
Nothing makes the router spread the tokens by itself: it learns what pays at once, and the rich get richer. So a second
loss, E·Σ_e f_e P_e (share of tokens × mean probability), is added; it is 1 when all experts get the same.

Paper: Shazeer et al., "Outrageously Large Neural Networks", arXiv:1701.06538 (noise is added to the logits there).
Elsewhere: Mixtral (arXiv:2401.04088) has no capacity and SwiGLU experts; its gates are the same softmax over the k
chosen logits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import gelu, linear

from demos.demo import Check, Demo, Param, Piece, Remark, Stat, Unfit
from demos.ffn.balance import balance, drawn_case, load_bars, loss_of_balance, map_of_routes, places, queues, router
from demos.kit import words
from demos.kit.forms import account, each, gap
from demos.kit.inputs import generator, tokens, weights
from demos.kit.masked import SEED
from demos.kit.timing import sweep
from demos.kit.trace import trace

Expert = Callable[[int, Tensor], Tensor]


def route(x: Tensor, W_r: Tensor, k: int, noise: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
    """The k experts of each token: chosen (T, k), their gates (T, k), which sum to 1, and all probabilities (T, E)."""
    logits = linear(x, W_r)
    if noise is not None:
        logits = logits + noise
    p = torch.softmax(logits, -1)
    kept, chosen = torch.topk(p, k)
    gates = kept / kept.sum(-1, keepdim=True)
    return chosen, gates, p


def dispatch(x: Tensor, chosen: Tensor, gates: Tensor, expert: Expert, E: int, C: int) -> Tensor:
    """Each expert on its own tokens: sorted by expert they lie side by side, so that an expert is one slice.

    A slice longer than C is cut: the sort is stable, so whoever came first stays. Gives y like x.
    """
    k = chosen.shape[1]
    order = torch.argsort(chosen.flatten(), stable=True)
    counts = torch.bincount(chosen.flatten(), minlength=E).tolist()
    y = torch.zeros_like(x)
    for e, asked in enumerate(torch.split(order, counts)):
        served = asked[:C]
        rows = served // k
        out = expert(e, x[rows]) * gates.flatten()[served, None]
        y.index_add_(0, rows, out)
    return y


def mixture(x: Tensor, chosen: Tensor, gates: Tensor, expert: Expert, E: int) -> Tensor:
    """The dense form: every expert on every token, times a gate that is mostly 0. What `dispatch` is compared with."""
    every = torch.zeros(len(x), E, dtype=x.dtype).scatter(1, chosen, gates)
    return torch.stack([every[:, e, None] * expert(e, x) for e in range(E)]).sum(0)


def kept_places(chosen: Tensor, E: int, C: int) -> Tensor:
    """Which of the (T, k) choices find a place: those with fewer than C before them at the same expert."""
    hot = torch.nn.functional.one_hot(chosen.flatten(), E)
    before = (hot.cumsum(0) - hot).gather(1, chosen.flatten()[:, None])
    return (before < C).view_as(chosen)


def fit(values: dict[str, Any]) -> None:
    """k experts out of E, and room for at least some tokens."""
    if values["k"] > values["E"]:
        raise Unfit(f"k is {values['k']} and E is {values['E']}: a token cannot have more experts than there are.")
    if values["capacity"] == 0:
        raise Unfit("capacity is 0: no expert would have a place for any token. Take 0.25 or more.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Routes, loads, drops, and how training balances them."""
    T, D, E, k, seed = (values[name] for name in ("T", "D", "E", "k", "seed"))
    x, W_r, W1, W2 = text_layer(values)
    noise = torch.randn(T, E, generator=generator(seed + 7)) * values["noise"] if values["noise"] else None
    C = places(values["capacity"], k * T, E)

    def expert(e: int, rows: Tensor) -> Tensor:
        return linear(gelu(linear(rows, W1[e])), W2[e])

    def moe(x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        chosen, gates, p = route(x, W_r, k, noise)
        y = dispatch(x, chosen, gates, expert, E, C)
        return y, chosen, gates, p

    with torch.no_grad():
        sizes = {"T": T, "D": D, "E": E, "k": k, "4D": 4 * D, "T·k": T * k}
        run = trace(moe, x, letters=sizes, spelt=[(W_r, "E D"), (W1, "E 4D D"), (W2, "E D 4D")])
        y, chosen, gates, p = run.result
        kept = kept_places(chosen, E, C)
        yield from run.steps
        yield from queues(values, chosen, C)
        yield map_of_routes(chosen, kept, E)
        yield load_bars(chosen, kept, E, C)
        done = int(kept.sum())
        formula = 2 * T * D * E + 16 * done * D * D
        name = "2·T·D·E + 16·k·T·D²" if done == k * T else f"2·T·D·E + 16·(k·T − {k * T - done} dropped)·D²"
        yield from account(run, lambda: moe(x), formula, name)
        yield Stat("choices dropped", 100 * (1 - done / (k * T)), "%")
        yield Stat("E·Σ f·P", loss_of_balance(chosen, p))
        yield Check.of("kept gates sum to 1", gap(gates.sum(-1), torch.ones(T)))
        load = torch.bincount(chosen[kept], minlength=E)
        yield Check.of("no expert has more than C", float((load - C).clamp_min(0).max()), 0.0)
        yield from closed_forms()
        some = slice(None, None, -(-T // 128))  # tokens do not need each other, and every expert costs an FFN
        loop = mixture(x[some], chosen[some], (gates * kept)[some], expert, E)
        yield Check.of("dispatch = loop over the experts", gap(y[some], loop))
        every, shares, _ = (t[some] for t in route(x, W_r, E, noise))
        full = sum(p[some, e, None] * expert(e, x[some]) for e in range(E))
        assert isinstance(full, Tensor)
        yield Check.of("k = E is the dense mixture", gap(dispatch(x[some], every, shares, expert, E, T), full))
    if k == 1:
        yield Remark(
            "With k = 1 a gate divided by its own sum is always 1, and the router learns nothing from the output."
        )
    yield from balance(E, k, seed)
    yield from timings(values)


def closed_forms() -> Iterator[Piece]:
    """Numbers that can be reckoned by hand: a token's gates, and who is dropped in a drawn case."""
    odds = torch.tensor([[4.0, 2.0, 1.0, 1.0]])
    chosen, gates, p = route(odds.log(), torch.eye(4), 2)
    yield Check.of("odds 4 : 2 : 1 : 1, k = 2: gates 2/3 and 1/3", gap(gates, torch.tensor([[2 / 3, 1 / 3]])))
    yield Check.of("… of probabilities 1/2 and 1/4", gap(p.gather(1, chosen), torch.tensor([[1 / 2, 1 / 4]])))
    routes, capacity, found = drawn_case()
    served = kept_places(routes, 4, places(capacity, 10, 4))[:, 0]
    yield Check.of("10 tokens, 4 experts, C = ⌈3.125⌉: 2 dropped", float((served != torch.tensor(found)).sum()), 0.0)
    y = dispatch(torch.ones(10, 1), routes, torch.ones(10, 1), lambda e, rows: rows * (e + 1), 4, 4)[:, 0]
    want = (routes[:, 0] + 1) * torch.tensor(found)
    yield Check.of("… and get 0, the others their own expert's", gap(y, want), 0.0)


def layer(T: int, D: int, E: int, seed: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Noise: tokens (T, D), the router (E, D), and the experts' matrices (E, 4D, D) and (E, D, 4D)."""
    W1, W2 = (weights(E, *shape, seed=2000 + 2 * seed + i) for i, shape in enumerate(((4 * D, D), (D, 4 * D))))
    return tokens(T, D, seed=seed)[0], weights(E, D, seed=3000 + seed), W1, W2


def text_layer(values: dict[str, Any]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The same for the words of a text, with a router that knows kinds of words; noise where that is wanted."""
    x, W_r, W1, W2 = layer(*(values[name] for name in ("T", "D", "E", "seed")))
    if values["text"] == "noise":
        return x, W_r, W1, W2
    return words.embedded(values)[0], router(values, W_r), W1, W2


def timings(values: dict[str, Any]) -> Iterator[Piece]:
    """Dispatch beside the dense mixture, and beside one FFN that does as much work for a token."""
    D, E, k, seed = (values[name] for name in ("D", "E", "k", "seed"))
    _, W_r, W1, W2 = text_layer(values)
    wide1, wide2 = W1[:k].flatten(0, 1), W2[:k].transpose(0, 1).flatten(1).contiguous()

    def expert(e: int, rows: Tensor) -> Tensor:
        return linear(gelu(linear(rows, W1[e])), W2[e])

    forms = {
        "dispatched": lambda x: dispatch(x, *route(x, W_r, k)[:2], expert, E, len(x) * k),
        "dense": lambda x: mixture(x, *route(x, W_r, k)[:2], expert, E),
        f"FFN of {4 * k}D": lambda x: linear(gelu(linear(x, wide1)), wide2),
    }
    yield from sweep(each(lambda T: (tokens(T, D, seed=seed)[0],), forms), (128, 256, 512, 1024, 2048))


DEMO = Demo(
    params=(
        Param("T", 12, 8, 1024, 8, "tokens", doubling=True),
        Param("E", 4, 1, 16, 1, "experts"),
        Param("k", 2, 1, 8, 1, "experts of a token"),
        Param("capacity", 1.0, 0.0, 8.0, 0.25, "places of an expert, in shares of k·T/E"),
        Param("noise", 0.0, 0.0, 4.0, 0.5, "standard deviation of noise on the router's logits"),
        Param("D", 128, 16, 512, 16, "model width", doubling=True),
        words.TEXT,
        SEED,
    ),
    run=run,
    fit=fit,
    source=(route, mixture, kept_places),
    folded=(dispatch,),
    presets={"as in Mixtral": {"E": 8, "k": 2, "capacity": 8}, "tight": {"capacity": 0.5}, "noisy": {"noise": 2}},
)
