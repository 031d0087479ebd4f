"""What a layer costs: one forward and backward pass of each order of normalisation over T, beside torch's own layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import torch
from torch import Tensor

from demos.demo import Piece
from demos.depth.residual import Block, H, Layer, T
from demos.kit.forms import each
from demos.kit.inputs import tokens
from demos.kit.timing import sweep


def torchs_layer(w: Layer, pre: bool) -> torch.nn.Module:
    """torch.nn.TransformerEncoderLayer with these weights; in training mode, whose path hides nothing."""
    D = w["q"].shape[-1]
    own = torch.nn.TransformerEncoderLayer(D, H, 4 * D, dropout=0.0, batch_first=True, norm_first=pre, bias=False)
    with torch.no_grad():
        own.self_attn.in_proj_weight.copy_(torch.cat([w[name] for name in "qkv"]))
        for there, here in ((own.self_attn.out_proj, "o"), (own.linear1, "up"), (own.linear2, "down")):
            there.weight.copy_(w[here])
    return own.train()


def layer_times(blocks: Mapping[str, Block], w: Layer, seed: int) -> Iterator[Piece]:
    """Each block with the weights w, and Pre-LN in torch: forward and backward over T, with the memory it takes."""
    D = w["q"].shape[-1]
    leaves = {name: t.detach().clone().requires_grad_() for name, t in w.items()}
    own = torchs_layer(w, True)

    def there_and_back(layer: Callable[[Tensor], Tensor], trained: list[Tensor]) -> Callable[[Tensor], object]:
        def call(x: Tensor) -> object:
            with torch.enable_grad():
                return torch.autograd.grad(layer(x).sum(), trained, allow_unused=True)

        return call

    forms = {
        name: there_and_back(lambda x, block=block: block(x, leaves), list(leaves.values()))  # type: ignore[misc]
        for name, block in blocks.items()
    }
    forms["torch"] = there_and_back(own, list(own.parameters()))
    lengths = (16, 64, 256, 1024)
    yield from sweep(each(lambda T: (tokens(T, D, seed=seed),), forms), lengths, here=T, memory=True)
