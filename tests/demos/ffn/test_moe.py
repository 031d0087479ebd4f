"""Mixtures of experts: dispatch against a loop token by token, capacity, balance, and what is refused."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn.functional import linear, relu

from demos.child import demo
from demos.demo import Unfit
from demos.ffn.balance import balance_term, loss_of_balance, map_of_routes, places, train
from demos.ffn.moe import dispatch, kept_places, layer, mixture, route
from demos.ffn.switch import switch

cases = st.tuples(st.integers(1, 40), st.integers(1, 6), st.integers(1, 6), st.integers(0, 99))


def slowly(x: Tensor, chosen: Tensor, gates: Tensor, W: Tensor, C: int) -> Tensor:
    """Token by token, first come, first served: the definition."""
    y, taken = torch.zeros_like(x), [0] * len(W)
    for t in range(len(x)):
        for e, gate in zip(chosen[t].tolist(), gates[t], strict=True):
            if taken[e] < C:
                taken[e] += 1
                y[t] += gate * (W[e] @ x[t])
    return y


@settings(max_examples=40)
@given(cases, st.integers(1, 40))
def test_dispatch_is_the_definition(case: tuple[int, int, int, int], C: int) -> None:
    T, E, k, seed = case
    k = min(k, E)
    x, W_r, _, _ = layer(T, 8, E, seed)
    W = torch.randn(E, 8, 8, generator=torch.Generator().manual_seed(seed))
    chosen, gates, p = route(x, W_r, k)
    torch.testing.assert_close(gates.sum(-1), torch.ones(T))
    torch.testing.assert_close(p.sum(-1), torch.ones(T))
    y = dispatch(x, chosen, gates, lambda e, rows: linear(rows, W[e]), E, C)
    torch.testing.assert_close(y, slowly(x, chosen, gates, W, C), atol=1e-5, rtol=1e-5)
    kept = kept_places(chosen, E, C)
    assert int(torch.bincount(chosen[kept], minlength=E).max()) <= C
    every = mixture(x, chosen, gates * kept, lambda e, rows: linear(rows, W[e]), E)
    torch.testing.assert_close(y, every, atol=1e-5, rtol=1e-5)


@given(cases)
@settings(max_examples=15)
def test_all_experts_are_the_dense_mixture(case: tuple[int, int, int, int]) -> None:
    T, E, _, seed = case
    x, W_r, W1, _ = layer(T, 8, E, seed)
    chosen, gates, p = route(x, W_r, E)
    y = dispatch(x, chosen, gates, lambda e, rows: linear(rows, W1[e]).narrow(1, 0, 8), E, T)
    full = sum(p[:, e, None] * linear(x, W1[e]).narrow(1, 0, 8) for e in range(E))
    torch.testing.assert_close(y, full, atol=1e-5, rtol=1e-5)


def test_gradients_go_through_dispatch() -> None:
    x, W_r, _, _ = layer(12, 8, 4, 0)
    W = torch.randn(4, 8, 8)
    found = []
    for fast in (True, False):
        x_, W_r_, W_ = (t.clone().requires_grad_() for t in (x, W_r, W))

        def expert(e: int, rows: Tensor, W: Tensor = W_) -> Tensor:
            return linear(rows, W[e])

        chosen, gates, _ = route(x_, W_r_, 2)
        y = dispatch(x_, chosen, gates, expert, 4, 24) if fast else mixture(x_, chosen, gates, expert, 4)
        found.append(torch.autograd.grad(y.square().sum(), (x_, W_r_, W_)))
    for a, b in zip(*found, strict=True):
        torch.testing.assert_close(a, b, atol=1e-4, rtol=1e-4)


def test_a_dropped_token_gets_nothing_and_the_first_comers_stay() -> None:
    x, _, W1, W2 = layer(10, 8, 4, 0)
    W_r = torch.zeros(4, 8)  # every token prefers the first expert
    y, chosen, _ = switch(x, W_r, W1, W2, 3)
    assert chosen.flatten().tolist() == [0] * 10
    assert float(y[3:].abs().max()) == 0.0
    assert bool((y[:3].abs().sum(-1) > 0).all())


def test_switch_costs_one_expert_and_multiplies_by_its_probability() -> None:
    x, W_r, W1, W2 = layer(16, 8, 4, 1)
    y, chosen, p = switch(x, W_r, W1, W2, 16)
    for t in range(16):
        e = int(chosen[t])
        assert e == int(p[t].argmax())
        torch.testing.assert_close(y[t], p[t, e] * (W2[e] @ relu(W1[e] @ x[t])), atol=1e-5, rtol=1e-5)


def test_balance_is_one_when_even_and_E_when_collapsed() -> None:
    E, T = 5, 50
    even = torch.full((T, E), 1 / E)
    assert loss_of_balance(torch.arange(T)[:, None] % E, even) == pytest.approx(1)
    one = torch.zeros(T, E)
    one[:, 2] = 1
    assert loss_of_balance(torch.full((T, 1), 2), one) == pytest.approx(E)
    assert balance_term(torch.zeros(T, 1, dtype=torch.int64), even.requires_grad_()).requires_grad


def test_the_loss_of_balance_balances() -> None:
    loads, _ = list(train(8, 1, (0.0, 0.5), (0, 100, 200), steps=60))[-1].mean(-1).tolist()
    assert loads[1] < loads[0]


def test_runs_that_train_side_by_side_know_nothing_of_each_other() -> None:
    both = list(train(4, 2, (0.0, 0.3), (1, 2), steps=5))[-1]
    alone = list(train(4, 2, (0.3,), (2,), steps=5))[-1]
    assert torch.allclose(both[:, 1, 1], alone[:, 0, 0], atol=1e-5)


def test_routes_are_drawn_with_those_that_found_no_place() -> None:
    chosen = torch.tensor([[0, 1], [0, 2], [0, 1]])
    picture = map_of_routes(chosen, kept_places(chosen, 3, 2), 3)
    assert picture.values == ((1, 2, 0), (1, 0, 2), (3, 2, 0))
    single = map_of_routes(chosen[:, :1], kept_places(chosen[:, :1], 3, 2), 3)
    assert single.values == ((1, 0, 0), (1, 0, 0), (2, 0, 0))
    assert single.legend == ("not chosen", "chosen", "dropped")


def test_places_are_rounded_up() -> None:
    assert places(1.0, 10, 4) == 3
    assert places(1.25, 128, 8) == 20
    assert places(1.25, 10, 4) == 4, "3.125 is rounded up, and not 12.5 before the division"
    assert places(1.1, 100, 10) == 11, "1.1 as it is written, not as the nearest binary number"
    assert places(0.25, 2 * 8, 16) == 1


@pytest.mark.parametrize(
    ("demo_id", "values", "words"),
    [
        ("moe", {"k": 5, "E": 4}, "k is 5 and E is 4"),
        ("moe", {"capacity": 0}, "capacity is 0"),
        ("switch", {"capacity": 0}, "capacity is 0"),
    ],
)
def test_contradictions_are_refused(demo_id: str, values: dict[str, int], words: str) -> None:
    with pytest.raises(Unfit, match=words):
        demo(demo_id).values(values)
