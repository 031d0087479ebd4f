"""What a run did: steps in order with letters, operations counted, memory at its peak."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import linear

from demos.kit.letters import spell
from demos.kit.trace import operations, trace

SIZES = {"B": 1, "H": 4, "T": 16, "d": 8}


def attention(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    scores = q @ k.transpose(-2, -1)
    weights = torch.softmax(scores, -1)
    return weights @ v


def mixed(x: Tensor, W: Tensor) -> Tensor:
    total = torch.zeros_like(x)
    for _ in range(3):
        total = total + helper(x, W)
    if x.shape[0] > 0 and x.dim() == 2 and x.is_contiguous():
        total[0] = 0.0
    return total


def helper(x: Tensor, W: Tensor) -> Tensor:
    return linear(x, W).relu()


def inputs() -> tuple[Tensor, Tensor, Tensor]:
    q, k, v = torch.randn(3, 1, 4, 16, 8)
    return q, k, v


def test_steps_are_the_operations_with_shapes_labels_and_lines() -> None:
    run = trace(attention, *inputs(), letters=SIZES)
    assert [(s.op, s.label) for s in run.steps] == [
        ("transpose", "scores"),
        ("matmul", "scores"),
        ("softmax", "weights"),
        ("matmul", "output"),
    ]
    assert [s.letters for s in run.steps] == ["B H d T", "B H T T", "B H T T", "B H T d"]
    assert run.steps[1].inputs == ((1, 4, 16, 8), (1, 4, 8, 16))
    assert run.steps[1].output == (1, 4, 16, 16)
    assert "q @ k.transpose" in run.steps[1].code
    assert run.steps[0].line < run.steps[3].line
    assert torch.equal(run.result, attention(*inputs())) or run.result.shape == (1, 4, 16, 8)


def test_equal_sizes_keep_their_letters() -> None:
    q, k, v = torch.randn(3, 1, 4, 8, 8)
    run = trace(attention, q, k, v, letters={"B": 1, "H": 4, "T": 8, "d": 8})
    assert [s.letters for s in run.steps] == ["B H d T", "B H T T", "B H T T", "B H T d"]


def test_a_loop_is_one_step_and_looking_is_none() -> None:
    run = trace(mixed, torch.randn(5, 8), torch.randn(8, 8), letters={"T": 5, "D": 8})
    ops = {(s.op, s.times) for s in run.steps}
    assert ("linear", 3) in ops
    assert ("relu", 3) in ops
    assert ("add", 3) in ops
    assert ("store", 1) in ops
    assert not {"size", "dim", "is_contiguous", "shape"} & {s.op for s in run.steps}


def test_what_a_helper_returns_belongs_to_the_line_that_called_it() -> None:
    run = trace(mixed, torch.randn(5, 8), torch.randn(8, 8), letters={"T": 5, "D": 8})
    step = next(s for s in run.steps if s.op == "linear")
    assert step.label == "total"
    assert "helper(x, W)" in step.code


def test_operations_are_those_of_the_formula() -> None:
    run = trace(attention, *inputs(), letters=SIZES)
    assert run.flops == 2 * 2 * 4 * 16 * 16 * 8
    assert operations(attention, *inputs()) == run.flops
    assert operations(torch.relu, torch.ones(3)) == 0


def test_operations_of_a_backward_pass_count_too() -> None:
    def there_and_back(x: Tensor, W: Tensor) -> None:
        linear(x, W).sum().backward()  # type: ignore[no-untyped-call]

    x, W = torch.randn(5, 8, requires_grad=True), torch.randn(7, 8, requires_grad=True)
    assert operations(there_and_back, x, W) == 3 * 2 * 5 * 8 * 7


def test_the_peak_counts_what_lives_and_forgets_what_is_gone() -> None:
    def kept(x: Tensor) -> Tensor:
        return torch.cat([x + i for i in range(8)])

    def dropped(x: Tensor) -> Tensor:
        for i in range(8):
            x = x + i
        return x

    x = torch.zeros(1000)
    most = trace(kept, x, letters={}).peak_bytes
    least = trace(dropped, x, letters={}).peak_bytes
    assert most == 4 * 1000 * (1 + 8 + 8)
    assert least == 4 * 1000 * 3
    assert trace(lambda x: x.view(10, 100).T, x, letters={}).peak_bytes == 4 * 1000, "a view costs nothing"


def test_letters_follow_moves_of_axes() -> None:
    x = torch.randn(1, 16, 4, 8)

    def moves(x: Tensor) -> Tensor:
        a = x.permute(0, 2, 1, 3)
        b = a.mT
        c = b[0, :, :, None]
        d = torch.einsum("hdot,hdot->hd", c, c)
        return d

    run = trace(moves, x, letters={"B": 1, "T": 16, "H": 4, "d": 8})
    assert [s.letters for s in run.steps] == ["B H T d", "B H d T", "H d 1 T", "H d"]


def test_a_list_of_equal_tensors_is_told_once_and_unequal_ones_each() -> None:
    x = torch.randn(5, 8)
    run = trace(lambda x: torch.stack(list(x.unbind(0)), 0), x, letters={"T": 5, "D": 8})
    stack = next(s for s in run.steps if s.op == "stack")
    assert stack.inputs == ((8,),)
    assert stack.letters == "T D"
    run = trace(lambda x: torch.cat([x, x[:2], x]), x, letters={"T": 5, "D": 8})
    assert next(s for s in run.steps if s.op == "cat").inputs == ((5, 8), (2, 8), (5, 8))
    run = trace(lambda x: torch.cat((x, x)), x, letters={"T": 5, "D": 8})
    assert next(s for s in run.steps if s.op == "cat").inputs == ((5, 8), (5, 8)), "two are quickly read"


def test_an_unknown_size_is_its_number_and_spelt_letters_win() -> None:
    assert spell((1, 7, 8), SIZES) == ("B", "7", "d")
    W = torch.randn(8, 8)
    run = trace(lambda x: linear(x, W), torch.randn(5, 8), letters={"T": 5, "D": 8}, spelt=[(W, "out in")])
    assert run.steps[0].letters == "T D"
