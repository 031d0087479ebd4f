"""Other libraries' sparse attention, put to the same task: each function gives what it can, nothing when not installed.

They come from the extra `bench` of pyproject.toml and are needed by nothing but the benchmarks and one test.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, scaled_dot_product_attention

from demos.sparse.blocks import attend_windows

Call = Callable[[], Tensor]
logging.getLogger("transformers").setLevel(logging.ERROR)


def installed() -> str:
    """Which of the libraries there are, with their versions."""
    found = []
    for name in ("local-attention", "transformers"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


def local_attention(q: Tensor, k: Tensor, v: Tensor, w: int) -> dict[str, Call]:
    """LocalAttention as a band of w on each side. Without `dim` it adds no rotary positions."""
    try:
        from local_attention import LocalAttention
    except ImportError:
        return {}
    form = LocalAttention(w, look_backward=1, look_forward=1, exact_windowsize=True, autopad=True)
    return {"local-attention": lambda: form(q, k, v)}


def local_blocks(q: Tensor, k: Tensor, v: Tensor, b: int) -> dict[str, Call]:
    """LocalAttention that looks into no other block."""
    try:
        from local_attention import LocalAttention
    except ImportError:
        return {}
    form = LocalAttention(b, look_backward=0, look_forward=0, autopad=True)
    return {"local-attention": lambda: form(q, k, v)}


def longformer_module(H: int, d: int, w: int) -> Any:
    """transformers' LongformerSelfAttention in eval mode, None when not installed. Its window counts both sides."""
    try:
        from transformers.models.longformer.configuration_longformer import LongformerConfig
        from transformers.models.longformer.modeling_longformer import LongformerSelfAttention
    except ImportError:
        return None
    config = LongformerConfig(hidden_size=H * d, num_attention_heads=H, attention_window=[2 * w], num_hidden_layers=1)
    return LongformerSelfAttention(config, layer_id=0).eval()


def longformer_core(q: Tensor, k: Tensor, v: Tensor, w: int) -> dict[str, Call]:
    """Longformer's two products of sliding chunks, without projections and global tokens."""
    module = longformer_module(q.shape[1], q.shape[3], w)
    if module is None:
        return {}
    queries, keys, values = (t.transpose(1, 2).contiguous() for t in (q, k, v))  # its order is (B, T, H, d)

    def core() -> Tensor:
        scores = module._sliding_chunks_query_key_matmul(queries * q.shape[3] ** -0.5, keys, w)
        weights = torch.softmax(scores, -1)
        result: Tensor = module._sliding_chunks_matmul_attn_probs_value(weights, values, w).transpose(1, 2)
        return result

    return {"Longformer core": core}


def longformer_layer(x: Tensor, H: int, w: int, g: int) -> tuple[Call, Call] | None:
    """Our layer and transformers' with the same six projections, over x (B, T, D) with g global tokens in front."""
    torch.manual_seed(0)
    module = longformer_module(H, x.shape[-1] // H, w)
    if module is None:
        return None
    B, T, D = x.shape
    mask = torch.zeros(B, T)
    mask[:, :g] = 1.0

    def theirs() -> Tensor:
        found: Tensor = module(
            x,
            attention_mask=mask,
            is_index_masked=mask < 0,
            is_index_global_attn=mask > 0,
            is_global_attn=True,
        )[0]
        return found

    def heads(part: Any, rows: Tensor) -> Tensor:
        return linear(rows, part.weight, part.bias).view(B, -1, H, D // H).transpose(1, 2)

    def ours() -> Tensor:
        q, k, v = (heads(part, x) for part in (module.query, module.key, module.value))
        near = attend_windows(q, k, v, w, w, (k[:, :, :g], v[:, :, :g]), since=g)
        hub_q, hub_k, hub_v = module.query_global, module.key_global, module.value_global
        hub = scaled_dot_product_attention(heads(hub_q, x[:, :g]), heads(hub_k, x), heads(hub_v, x))
        near[:, :, :g] = hub
        return near.transpose(1, 2).reshape(B, T, D)

    return ours, theirs


def bigbird_core(q: Tensor, k: Tensor, v: Tensor, b: int, r: int, index: Tensor) -> dict[str, Call]:
    """transformers' block sparse attention over our lots, index (H, n−2, 5+r): the drawing itself is not timed.

    It draws only when it trains; in eval mode it takes block 0 each time and counts it again.
    """
    try:
        from transformers.models.big_bird.configuration_big_bird import BigBirdConfig
        from transformers.models.big_bird.modeling_big_bird import BigBirdBlockSparseAttention, BigBirdModel
    except ImportError:
        return {}
    B, H, T, d = q.shape
    config = BigBirdConfig(hidden_size=H * d, num_attention_heads=H, block_size=b, num_random_blocks=r)
    module = BigBirdBlockSparseAttention(config).eval()
    lots = index[..., 5:].numpy()
    turn = [0]

    def next_head(*args: Any, **kwargs: Any) -> Any:
        turn[0] += 1
        return lots[(turn[0] - 1) % H]

    module._bigbird_block_rand_mask = next_head
    module._bigbird_block_rand_mask_with_head = lambda *args, **kwargs: list(lots)
    blocked, band, rows, columns = BigBirdModel.create_masks_for_block_sparse_attn(torch.ones(B, T), b)

    def core() -> Tensor:
        result: Tensor = module.bigbird_block_sparse_attention(
            q, k, v, band, rows, columns, blocked, blocked, H, r, d, b, b, B, T, T,
            seed=0, plan_from_length=None, plan_num_rand_blocks=None,
        )[0]  # fmt: skip
        return result.transpose(1, 2) if result.shape[1] == T else result

    return {"BigBird core": core}


def flex(q: Tensor, k: Tensor, v: Tensor, mask: Callable[..., Tensor]) -> dict[str, Call]:
    """torch.compile'd flex_attention; none where there is no C++ compiler. The first call compiles."""
    from torch.nn.attention.flex_attention import create_block_mask, flex_attention

    T = q.shape[2]
    blocks = create_block_mask(mask, None, None, T, T, device="cpu")
    compiled = torch.compile(flex_attention)
    try:
        compiled(q, k, v, block_mask=blocks)
    except Exception as error:  # every backend fails in its own way
        print(f"   flex_attention does not compile here: {type(error).__name__}")
        return {}
    return {"compiled flex": lambda: compiled(q, k, v, block_mask=blocks)}
