"""Switch Transformer: a mixture of experts with one expert a token: the cost of one FFN, however many there are.

    p = softmax(x W_r)      e = argmax p      y = p_e · E_e(x)      E_e(x) = W₂ relu(W₁ x)      x, y: (T, D)

Cost: 2·T·D·E for the router and 4·T·D·d_ff for the experts (d_ff = 4D here): one dense FFN and a little.

The gate stays p_e. It does not sum to 1, and that is the point: y depends on it, so the router learns. Divided by its
own sum it would be 1 always, with gradient 0.

An expert has C = ⌈capacity · T/E⌉ places, first come, first served; a dropped token gets 0 from the layer and goes on
by the residual alone. The loss of balance E·Σ_e f_e P_e (share of tokens × mean probability) is 1 when uniform, E when
collapsed on one expert.

Paper: Fedus, Zoph, Shazeer, "Switch Transformers", arXiv:2101.03961 (capacity 1 to 1.25, balance weight 0.01).
Elsewhere: transformers' SwitchTransformersSparseMLP counts places per sequence, and drops the same tokens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, relu

from demos.demo import Check, Demo, Param, Piece, Remark, Stat, Unfit
from demos.ffn.balance import balance, drawn_case, load_bars, loss_of_balance, map_of_routes, places, queues
from demos.ffn.moe import dispatch, kept_places, mixture, text_layer
from demos.kit.forms import account, each, gap
from demos.kit.inputs import tokens
from demos.kit.masked import SEED
from demos.kit.timing import sweep
from demos.kit.trace import trace
from demos.kit.training import down, leaf
from demos.kit.words import TEXT


def switch(x: Tensor, W_r: Tensor, W1: Tensor, W2: Tensor, C: int) -> tuple[Tensor, Tensor, Tensor]:
    """The layer on x (T, D), E experts of C places: y (T, D), the chosen expert (T, 1), the probabilities (T, E)."""
    p = torch.softmax(linear(x, W_r), -1)
    gate, chosen = p.max(-1, keepdim=True)
    y = dispatch(x, chosen, gate, lambda e, rows: linear(relu(linear(rows, W1[e])), W2[e]), len(W_r), C)
    return y, chosen, p


def fit(values: dict[str, Any]) -> None:
    """An expert needs a place."""
    if values["capacity"] == 0:
        raise Unfit("capacity is 0: every token would be dropped. Take 0.25 or more.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Routes, loads, dropped tokens; why the gate is not renormalised; what the loss of balance does."""
    T, D, E, seed = (values[name] for name in ("T", "D", "E", "seed"))
    x, W_r, W1, W2 = text_layer(values)
    C = places(values["capacity"], T, E)
    with torch.no_grad():
        sizes = {"T": T, "D": D, "E": E, "4D": 4 * D}
        spelt = [(W_r, "E D"), (W1, "E 4D D"), (W2, "E D 4D")]
        run = trace(switch, x, W_r, W1, W2, C, letters=sizes, spelt=spelt)
        _, chosen, p = run.result
        kept = kept_places(chosen, E, C)
        yield from run.steps
        yield from queues(values, chosen, C)
        yield map_of_routes(chosen, kept, E)
        yield load_bars(chosen, kept, E, C)
        done = int(kept.sum())
        formula = 2 * T * D * E + 16 * done * D * D
        written = f"2·T·D·E + 16·{f'(T − {T - done} dropped)' if done < T else 'T'}·D²"
        yield from account(run, lambda: switch(x, W_r, W1, W2, C), formula, written)
        yield Stat("tokens dropped", 100 * (1 - done / T), "%")
        yield Stat("E·Σ f·P", loss_of_balance(chosen, p))
        yield Stat("mean gate", float(p.max(-1).values.mean()))
    yield from _checks(x, W_r, W1, W2, C, run.result, kept)
    yield from _gates(x, W_r, W1, W2)
    yield from balance(E, 1, seed, values["balance"] or 0.01)
    yield from _timings(values)


def _checks(
    x: Tensor, W_r: Tensor, W1: Tensor, W2: Tensor, C: int, result: tuple[Tensor, Tensor, Tensor], kept: Tensor
) -> Iterator[Piece]:
    y, chosen, p = result
    T, E = p.shape
    with torch.no_grad():
        gates = p.max(-1, keepdim=True).values * kept
        some = slice(None, None, -(-T // 128))  # tokens do not need each other, and every expert costs an FFN
        loop = mixture(x[some], chosen[some], gates[some], lambda e, rows: linear(relu(linear(rows, W1[e])), W2[e]), E)
        yield Check.of("dispatch = loop over the experts", gap(y[some], loop))
        load = torch.bincount(chosen[kept], minlength=E)
        yield Check.of("no expert has more than C", float((load - C).clamp_min(0).max()), 0.0)
        yield from closed_forms()
        lost = y[~kept[:, 0]]
        yield Check.of("a dropped token gets 0", float(lost.abs().max()) if len(lost) else 0.0, 0.0)
        even = torch.full((T, E), 1 / E)
        yield Check.of("E·Σ f·P = 1 when uniform", loss_of_balance(torch.arange(T)[:, None] % E, even) - 1)
        one = torch.zeros(T, E).index_fill(1, torch.tensor([0]), 1.0)
        yield Check.of("E·Σ f·P = E when collapsed", loss_of_balance(one.argmax(-1, keepdim=True), one) - E)


def closed_forms() -> Iterator[Piece]:
    """Numbers that can be reckoned by hand: the gate of a token, who is dropped, and the loss of an uneven load."""
    odds, one = torch.tensor([[4.0, 2.0, 1.0, 1.0]]).log(), torch.eye(4)[:, None]
    y, _, p = switch(odds, torch.eye(4), one.abs(), one.mT, 1)
    yield Check.of("odds 4 : 2 : 1 : 1: y = ½ · E₀(x)", gap(y, torch.tensor([[math.log(4) / 2, 0, 0, 0]])))
    routes, capacity, found = drawn_case()
    served = kept_places(routes, 4, places(capacity, 10, 4))[:, 0]
    yield Check.of("10 tokens, 4 experts, C = ⌈3.125⌉: 2 dropped", float((served != torch.tensor(found)).sum()), 0.0)
    # Three of four tokens at expert 0, which all of them give ½: 4·(¾·½ + ¼·⅙) = 5/3.
    p = torch.tensor([[1 / 2, 1 / 6, 1 / 6, 1 / 6]]).expand(4, 4)
    uneven = loss_of_balance(torch.tensor([[0], [0], [0], [1]]), p)
    yield Check.of("E·Σ f·P of ¾ and ¼ at ½ and ⅙ = 5/3", uneven - 5 / 3)


def _gates(x: Tensor, W_r: Tensor, W1: Tensor, W2: Tensor) -> Iterator[Piece]:
    """The router's gradient with the gate as it is, and with the gate divided by its sum."""
    found = []
    for renormalised in (False, True):
        router = leaf(W_r)
        gate, chosen = torch.softmax(linear(x, router), -1).max(-1, keepdim=True)
        gate = gate / gate.sum(-1, keepdim=True) if renormalised else gate
        y = dispatch(x, chosen, gate, lambda e, rows: linear(relu(linear(rows, W1[e])), W2[e]), len(W_r), len(x))
        down(y.square().sum())
        assert router.grad is not None
        found.append(float(router.grad.norm()))
    kept, lost = found
    yield Stat("router's gradient", kept)
    yield Check.of("renormalised, the router's gradient is gone", lost / kept if kept else 0.0)
    if len(W_r) > 1 and lost < 1e-3 * kept:
        yield Remark(
            f"Top-1 gates do not sum to 1. Divided by their sum they would be 1, and the router's gradient would fall "
            f"from {kept:.3g} to {lost:.3g}: nothing left to learn from."
        )


def _timings(values: dict[str, Any]) -> Iterator[Piece]:
    """One expert a token, beside one dense FFN of the same active parameters, and all experts on all tokens."""
    D, E, seed = values["D"], values["E"], values["seed"]
    _, W_r, W1, W2 = text_layer(values)

    def expert(e: int, rows: Tensor) -> Tensor:
        return linear(relu(linear(rows, W1[e])), W2[e])

    def inputs(T: int) -> tuple[Tensor, Tensor, Tensor]:
        x = tokens(T, D, seed=seed)[0]
        _, chosen, p = switch(x, W_r, W1, W2, T)
        return x, chosen, p.max(-1, keepdim=True).values

    forms = {
        "dispatched": lambda x, chosen, gate: switch(x, W_r, W1, W2, places(values["capacity"], len(x), E)),
        "dense": lambda x, chosen, gate: mixture(x, chosen, gate, expert, E),
        "one FFN": lambda x, chosen, gate: expert(0, x),
    }
    yield from sweep(each(inputs, forms), (128, 256, 512, 1024, 2048))


DEMO = Demo(
    params=(
        Param("T", 16, 8, 1024, 8, "tokens", doubling=True),
        Param("E", 4, 1, 16, 1, "experts"),
        Param("capacity", 1.0, 0.0, 8.0, 0.25, "places of an expert, in shares of T/E"),
        Param("balance", 0.1, 0.0, 1.0, 0.05, "weight of the balance loss in the training below"),
        Param("D", 128, 16, 512, 16, "model width", doubling=True),
        TEXT,
        SEED,
    ),
    run=run,
    fit=fit,
    source=(switch, kept_places),
    folded=(dispatch,),
    presets={"roomy": {"capacity": 2}, "tight": {"capacity": 0.5}, "many experts": {"E": 16}},
)
