"""Beside other libraries, where they are installed (the extra `bench`): the same numbers under the same mask."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import torch

from demos.kit.inputs import normal, qkv
from demos.kit.masked import dense
from demos.sparse import bigbird, masks
from demos.sparse.band import band_attention_fast
from demos.sparse.bigbird import bigbird_attention_fast
from demos.sparse.block_local import block_local_attention_fast

T, H, D = 192, 4, 16


@pytest.fixture(scope="module")
def peers(root: Path) -> ModuleType:
    """tests/benchmarks is a folder of scripts, not a package."""
    spec = importlib.util.spec_from_file_location("sparse_peers", root / "tests" / "benchmarks" / "sparse_peers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def equal(theirs: object, ours: torch.Tensor, want: torch.Tensor) -> None:
    if not theirs:
        pytest.skip("the library is not installed (it is in the extra `bench`)")
    torch.testing.assert_close(ours, want, atol=1e-5, rtol=0.0)
    assert isinstance(theirs, dict)
    for name, form in theirs.items():
        torch.testing.assert_close(form(), want, atol=1e-5, rtol=0.0, msg=lambda m, name=name: f"{name}: {m}")


def test_local_attention_and_the_core_of_longformer_are_the_band(peers: ModuleType) -> None:
    q, k, v = qkv(T, D, H=H, seed=2)
    theirs = {**peers.local_attention(q, k, v, 32), **peers.longformer_core(q, k, v, 32)}
    equal(theirs, band_attention_fast(q, k, v, 32), dense(q, k, v, masks.square(T, masks.band(32))))


def test_local_attention_that_looks_nowhere_else_is_block_local(peers: ModuleType) -> None:
    q, k, v = qkv(T, D, H=H, seed=3)
    want = dense(q, k, v, masks.square(T, masks.same_block(32)))
    equal(peers.local_blocks(q, k, v, 32), block_local_attention_fast(q, k, v, 32), want)


def test_bigbirds_block_sparse_attention_over_our_lots(peers: ModuleType) -> None:
    q, k, v = qkv(T, D, H=H, seed=4)
    index = bigbird.bigbird_blocks(12, 2, H, 7)[0]
    want = dense(q, k, v, bigbird.of_tokens(bigbird.causes(12, 2, H, 7), 16, T) > 0)
    equal(peers.bigbird_core(q, k, v, 16, 2, index), bigbird_attention_fast(q, k, v, 16, 2, 7), want)


def test_longformers_layer_with_the_same_weights(peers: ModuleType) -> None:
    pair = peers.longformer_layer(normal(1, T, H * D, seed=5), H, 32, 5)
    if pair is None:
        pytest.skip("transformers is not installed (it is in the extra `bench`)")
    ours, theirs = pair
    with torch.no_grad():
        torch.testing.assert_close(ours(), theirs(), atol=1e-5, rtol=0.0)
