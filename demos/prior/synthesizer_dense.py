"""Dense Synthesizer: each token writes its own row of attention, without meeting a single key.

    B_i = W₂ relu(W₁ x_i + b₁) + b₂   ∈ R^N            y_i = Σ_j softmax_j(B_i) v_j,  j < T ≤ N

Shapes: x (B, T, D); for every head W₁ (f, D), W₂ (N, f); scores (B, H, T, N), cut to (B, H, T, T); y (B, H, T, d).
The input is the token X, not a query Q: there is no QKᵀ. Row i depends on x_i alone, so a token cannot ask "who
matches me?", it can only say "from what I am, I look there". N, the longest text, is fixed when the weights are made.
Cost: still O(T²D) for the sum over v, plus 2T(D + N)fH for the scores; QKᵀ and its projections fall away.

Paper: Tay et al. 2020, "Synthesizer: Rethinking Self-Attention in Transformer Models" (arXiv 2005.00743). Where this
differs: the paper also mixes it with dot products (the best of its variants); here it stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import relu, scaled_dot_product_attention

from demos.demo import Check, Demo, Param, Piece, Remark, Stat, Unfit
from demos.kit import words
from demos.kit.forms import account, gap, over_lengths
from demos.kit.inputs import normal, tokens, weights
from demos.kit.masked import params
from demos.kit.pictures import heat
from demos.kit.timing import Form, sweep
from demos.kit.trace import trace


def dense_scores(x: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> Tensor:
    """Row i of the scores from x_i alone: x (B, T, D), W1 (H, f, D), W2 (H, N, f) → (B, H, T, T)."""
    hidden = relu(x[:, None] @ W1.transpose(-2, -1) + b1[:, None])
    scores: Tensor = hidden @ W2.transpose(-2, -1) + b2[:, None]
    return scores[..., : x.shape[1]]


def dense_synthesizer(x: Tensor, v: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> Tensor:
    """Attention whose weights come from an MLP on each token: v and the result are (B, H, T, d)."""
    scores = dense_scores(x, W1, b1, W2, b2)
    weights = torch.softmax(scores, -1)
    return weights @ v


def mlp(H: int, D: int, f: int, N: int, seed: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """W1, b1, W2, b2 of one small MLP a head; scaled so that the scores spread like those of scaled dot products."""
    W1, W2 = weights(H, f, D, seed=seed + 101) * 2**0.5, weights(H, N, f, seed=seed + 102)
    return W1, 0.1 * normal(H, f, seed=seed + 103), W2, 0.1 * normal(H, N, seed=seed + 104)


def fit(values: dict[str, Any]) -> None:
    """A text longer than N has no scores for its end."""
    if values["T"] > values["N"]:
        raise Unfit(f"T is {values['T']} and N is {values['N']}: the MLP writes N scores a token, so T ≤ N.")


def run(values: dict[str, Any]) -> Iterator[Piece]:
    """Two texts, two maps; what an edit of one token does; where the gradient of a row goes."""
    T, H, d, N, f, seed = (values[name] for name in ("T", "H", "d", "N", "hidden", "seed"))
    D = H * d
    x = words.embedded({**values, "D": D})
    v = (x @ weights(D, D, seed=seed + 105).T).view(1, T, H, d).transpose(1, 2)
    net = mlp(H, D, f, N, seed)
    traced = trace(dense_synthesizer, x, v, *net, letters={"B": 1, "H": H, "T": T, "d": d, "D": D, "f": f, "N": N})
    yield from traced.steps
    scores = dense_scores(x, *net)
    jacobian = gradient(x[:, :128], [w[:1] for w in net])
    yield from _idea(values, x, net, scores, jacobian)
    cost = 2 * T * (D + N) * f * H + 2 * T * T * D
    yield from account(traced, lambda: dense_synthesizer(x, v, *net), cost, "2T(D + N)fH + 2T²D")
    yield Check.of("rows sum to 1", gap(torch.softmax(scores, -1).sum(-1), torch.ones(1, H, T)))
    by_hand = dense_scores(torch.tensor([[[2.0, -1], [0, 0]]]), *(t[None] for t in _reckoned()))[0, 0, 0]
    yield Check.of("an MLP by hand: B = W₂·relu(W₁x + b₁) + b₂ = (7, −2)", gap(by_hand, torch.tensor([7.0, -2])))
    yield Check.of("∂B_i/∂x_k = 0 for k ≠ i", float((jacobian - jacobian.diagonal().diag()).abs().max()), 0.0)
    edited, slot = x.clone(), T // 2
    edited[:, slot] += 1
    moved = (dense_scores(edited, *net) - scores).abs().amax((0, 1, 3))
    yield Check.of("an edit of one token leaves the other rows", float(moved[torch.arange(T) != slot].max()), 1e-6)
    yield Stat("the edited token's own row moved by", float(moved[slot]))
    yield Stat("parameters of the scores", sum(w.numel() for w in net))
    yield Remark(
        "A token writes its row from x itself: there is no query, and it meets no key. It is O(T²D) all the same: the "
        f"sum over v does 2T²D operations, {100 * 2 * T * T * D / cost:.0f} % of those here."
    )
    yield Remark(f"N = {N} is fixed with the weights: a text of {N + 1} tokens has no scores for its end.")
    yield from sweep(timed(values), (64, 128, 256, 512, 1024))


def _idea(
    values: dict[str, Any], x: Tensor, net: tuple[Tensor, ...], scores: Tensor, jacobian: Tensor
) -> Iterator[Piece]:
    """The rows that the tokens write, what one other word changes in them, and where the gradient of a row goes."""
    T, names, slot = x.shape[1], words.labels(values), words.lit(values, x.shape[1])
    weights_ = torch.softmax(scores, -1)[0, 0]
    edited = x.clone()
    edited[:, slot] = normal(x.shape[-1], seed=values["seed"] + 108)
    moved = (torch.softmax(dense_scores(edited, *net), -1)[0, 0] - weights_).abs()
    sides: dict[str, Any] = {"rows": names, "columns": names, "role": "idea", "group": "each token writes its row"}
    word = names[slot] if names else f"token {slot}"
    yield heat("weights", weights_, remark="Head 0. A word writes the same row wherever it stands.", lit=slot, **sides)
    said = f"Another word for {word} changes its own row and no other."
    yield heat("what an edit changes", moved, remark=said, lit=slot, **sides)
    axes = ("score row i", "token k")
    yield heat("∂ row i / ∂ token k", jacobian, axes, ("‖∂B_i/∂x_k‖",), "The diagonal alone.", **sides)
    first = {word: i for i, word in reversed(list(enumerate(names)))}
    if names:
        twins = torch.tensor([first[word] for word in names])
        yield Check.of("the same word writes the same row", gap(scores, scores[:, :, twins]))
    others = moved.sum(-1)
    yield Check.of("another word changes no other row", float(others[torch.arange(T) != slot].max()), 1e-6)


def _reckoned() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """W₁, b₁, W₂, b₂ of two hidden numbers: x = (2, −1) gives relu(3, −1) = (3, 0), and then (2·3 + 1, −3 + 1)."""
    W1, b1 = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([1.0, 0.0])
    return W1, b1, torch.tensor([[2.0, 5.0], [-1.0, 5.0]]), torch.tensor([1.0, 1.0])


def gradient(x: Tensor, net: list[Tensor]) -> Tensor:
    """‖∂(B_i·u)/∂x_k‖ for a random direction u, every row i and token k of one head, (T, T); a backward pass a row."""
    leaf = x.clone().requires_grad_()
    scores = dense_scores(leaf, *net)[0, 0]
    mixed = scores @ normal(scores.shape[-1], seed=1)
    return torch.stack([torch.autograd.grad(one, leaf, retain_graph=True)[0][0].norm(dim=-1) for one in mixed])


def timed(values: dict[str, Any]) -> dict[str, Form]:
    """The synthesizer with N = T, and torch's own attention with the two projections the synthesizer does without."""
    H, d, f, seed = (values[name] for name in ("H", "d", "hidden", "seed"))
    D = H * d

    def synthesizer(T: int) -> Callable[[Tensor, Tensor, Tensor], object]:
        x, net = tokens(T, D, seed=seed), mlp(H, D, f, T, seed)
        return lambda q, k, v: dense_synthesizer(x, v, *net)

    def own(T: int) -> Callable[[Tensor, Tensor, Tensor], object]:
        x, wq, wk = tokens(T, D, seed=seed), weights(D, D, seed=seed + 106), weights(D, D, seed=seed + 107)

        def call(q: Tensor, k: Tensor, v: Tensor) -> object:
            q, k = ((x @ w.T).view(1, T, H, d).transpose(1, 2) for w in (wq, wk))
            return scaled_dot_product_attention(q, k, v)

        return call

    return over_lengths(values, {"synthesizer": synthesizer, "torch": own})


DEMO = Demo(
    params=params(
        Param("N", 256, 8, 1024, 8, "longest text, fixed with the weights", doubling=True),
        Param("hidden", 32, 4, 256, 4, "width f of the MLP", doubling=True),
        words.TEXT,
        T=16,
        longest=512,
    ),
    run=run,
    fit=fit,
    source=(dense_scores, dense_synthesizer),
    presets={"as long as it may be": {"T": 64, "N": 64}, "a narrow MLP": {"hidden": 8}},
)
