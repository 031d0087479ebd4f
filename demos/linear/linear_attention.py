"""Linearised attention: write the weight as φ(q)·φ(k), and the brackets may be moved.

    y_i = φ(q_i) Σ_j φ(k_j)ᵀ v_j  /  φ(q_i) Σ_j φ(k_j)          φ(q)(φ(K)ᵀV) instead of (φ(q)φ(K)ᵀ)V

Shapes: q, k (B, H, T, d) → φ(q), φ(k) (B, H, T, r); the state Σ φ(k)ᵀv is (B, H, r, d), whatever T is.
Cost: 4TrD and no T × T matrix; one more token costs 4rD (softmax attention: 4TD).
The denominator belongs to it: without it the weights of a row do not sum to 1.

Causal: the sum runs over j ≤ i. One token at a time this is a recurrent network with the state as its memory; in
chunks of C tokens it is tril(φ(Q)φ(K)ᵀ)V inside the chunk plus φ(Q) times the state before the chunk.

Paper: Katharopoulos et al. 2020, "Transformers are RNNs" (arXiv 2006.16236). Where this differs from its library
(fast-transformers, and performer-pytorch): they call a CUDA kernel for the causal sum and fall back to one T-long
cumsum of (r, d) matrices; the chunks here need T/C of them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from demos.demo import Demo, Param
from demos.linear.features import Phi, elu_plus_one


def kernel_weights(q: Tensor, k: Tensor, phi_q: Phi, phi_k: Phi, causal: bool) -> Tensor:
    """The weights (B, H, T, T) that linear attention never forms: φ(q)·φ(k), each row divided by its sum."""
    scores = phi_q(q) @ phi_k(k).transpose(-2, -1)
    if causal:
        scores = scores.tril()
    return scores / scores.sum(-1, keepdim=True)


def parallel(q: Tensor, k: Tensor, v: Tensor, phi_q: Phi = elu_plus_one, phi_k: Phi = elu_plus_one) -> Tensor:
    """Every query reads the same state: (B, H, T, d) in 4TrD."""
    fq, fk = phi_q(q), phi_k(k)
    state = fk.transpose(-2, -1) @ v
    total = fk.sum(-2).unsqueeze(-1)
    return (fq @ state) / (fq @ total)


def recurrent(q: Tensor, k: Tensor, v: Tensor, phi_q: Phi = elu_plus_one, phi_k: Phi = elu_plus_one) -> Tensor:
    """Causal, a token at a time, as it runs when text is generated: the memory is the state, not the past keys."""
    fq, fk = phi_q(q), phi_k(k)
    state = fk.new_zeros(*fk.shape[:-2], fk.shape[-1], v.shape[-1])
    total = fk.new_zeros(*fk.shape[:-2], fk.shape[-1], 1)
    outputs = []
    for t in range(q.shape[-2]):
        qt, kt, vt = fq[..., t : t + 1, :], fk[..., t : t + 1, :], v[..., t : t + 1, :]
        state = state + kt.transpose(-2, -1) @ vt
        total = total + kt.transpose(-2, -1)
        outputs.append((qt @ state) / (qt @ total))
    return torch.cat(outputs, -2)


def chunked(
    q: Tensor, k: Tensor, v: Tensor, phi_q: Phi = elu_plus_one, phi_k: Phi = elu_plus_one, C: int = 64
) -> Tensor:
    """Causal, C tokens at a time: exact, and made of matrix products. A column of ones in v carries the denominator."""
    T, d = v.shape[-2:]
    n = -(-T // C)
    fill = (0, 0, 0, n * C - T)  # keys of zeros after the end change nothing
    fq, fk = (F.pad(x, fill).unflatten(-2, (n, C)) for x in (phi_q(q), phi_k(k)))
    ones = F.pad(F.pad(v, (0, 1), value=1.0), fill).unflatten(-2, (n, C))
    states = (fk.transpose(-2, -1) @ ones).cumsum(-3)
    before = torch.cat((torch.zeros_like(states[..., :1, :, :]), states[..., :-1, :, :]), -3)
    sums = fq @ before + (fq @ fk.transpose(-2, -1)).tril() @ ones
    sums = sums.flatten(-3, -2)[..., :T, :]
    return sums[..., :d] / sums[..., d:]
