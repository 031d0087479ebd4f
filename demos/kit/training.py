"""Training in a few lines: Adam on a list of tensors. torch.optim would import torch's compiler first, for a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import torch
from torch import Tensor

from demos.demo import Guess


class Adam:
    """Adam (arXiv:1412.6980) over leaf tensors that want gradients; `step` uses and clears their gradients."""

    def __init__(
        self, tensors: Sequence[Tensor], rate: float = 1e-2, betas: tuple[float, float] = (0.9, 0.999)
    ) -> None:
        self.tensors, self.rate, self.betas = list(tensors), rate, betas
        self.first = [torch.zeros_like(t) for t in self.tensors]
        self.second = [torch.zeros_like(t) for t in self.tensors]
        self.steps = 0

    @torch.no_grad()
    def step(self) -> None:
        """One update: the mean gradient divided by the root of its mean square, both corrected for their start at 0."""
        self.steps += 1
        one, two = self.betas
        for tensor, first, second in zip(self.tensors, self.first, self.second, strict=True):
            if tensor.grad is None:
                continue
            first.mul_(one).add_(tensor.grad, alpha=1 - one)
            second.mul_(two).addcmul_(tensor.grad, tensor.grad, value=1 - two)
            root = (second / (1 - two**self.steps)).sqrt_().add_(1e-8)
            tensor.addcdiv_(first, root, value=-self.rate / (1 - one**self.steps))
            tensor.grad = None


def foretold(
    picture: str, line: str, axes: tuple[str, str], steps: int, high: float, ask: str, start: float | None = None
) -> Iterator[Guess]:
    """What a learner may draw before a training of so many steps: six places of its curve, from 0 to `high`."""
    places = sorted({round(1 + n * (steps - 1) / 5) for n in range(6)})
    if len(places) > 2:  # a shorter training draws no line
        yield Guess(picture, line, axes, tuple(map(float, places)), 0.0, high, ask, start)


def leaf(tensor: Tensor) -> Tensor:
    """A copy that wants gradients."""
    return tensor.detach().clone().requires_grad_()


def down(loss: Tensor) -> float:
    """Backpropagate a scalar loss; gives its value."""
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss.detach())
