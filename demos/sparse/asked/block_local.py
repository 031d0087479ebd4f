"""What is asked about block-local attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, next_row, number, row
from demos.question import CHOICE, PICTURE, Drawn, Misconception, Question
from demos.sparse.asked.drawn import Layers, cells_of, layer_by_layer, layers, pattern
from demos.sparse.band import band_mask
from demos.sparse.masks import same_block, square


def _mask(v: Drawn) -> Tensor:
    return square(v.T, same_block(v.b))


def _padded(v: Drawn) -> Tensor:
    """The mask of a text filled up to whole blocks."""
    return square(-(-v.T // v.b) * v.b, same_block(v.b))


def _both(v: Drawn) -> Tensor:
    """Own block and the one before it."""
    at = torch.arange(v.T) // v.b
    away = at[:, None] - at
    seen: Tensor = (away == 0) | (away == 1)
    return seen


def _over_one(v: Drawn) -> Tensor:
    """Blocks in which all see one token of theirs, neither i nor j, and that one sees all."""
    at = torch.arange(v.T)
    block = v.i // v.b * v.b
    hub = at == next(n for n in range(block, block + v.b) if n not in (v.i, v.j))
    seen: Tensor = _mask(v) & (hub | hub[:, None] | (at == at[:, None]))
    return seen


def _when(result: Layers, _v: Drawn) -> str:
    n = int(result.first[result.i, result.j])
    return "never" if n == 0 else "one" if n == 1 else "later"


QUESTIONS = (
    Question(
        "pairs",
        ask={
            "en": "Block-local attention: T = {T} tokens in blocks of b = {b}, the last block may be shorter. How many (query, key) pairs does the mask keep?",
            "ko": "block-local attention: 토큰 T = {T}개를 b = {b}개씩 block으로 자른다. 마지막 block은 더 짧을 수 있다. mask에 남는 (query, key) 쌍은 몇 개인가?",
        },
        vary={"T": range(8, 25), "b": lambda v: [b for b in range(3, v.T // 2 + 1) if v.T % b]},
        run=lambda v: Cells(_mask(v)),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "a shorter block has fewer pairs",
                {
                    "en": "You gave every token b = {b} keys, T·b in all. The last block is shorter, and so are its rows.",
                    "ko": "모든 토큰의 key를 b = {b}개로 보아 T·b로 세었다. 마지막 block은 짧아서 그 행도 짧다.",
                },
                run=lambda v: Cells(_padded(v)[: v.T]),
            ),
            Misconception(
                "a padded block is not counted",
                {
                    "en": "You counted the last block as a full one. Beyond the end of the text there are no tokens.",
                    "ko": "마지막 block도 꽉 찬 것으로 세었다. 글이 끝난 뒤에는 토큰이 없다.",
                },
                run=lambda v: Cells(_padded(v)),
            ),
        ),
    ),
    Question(
        "across a border",
        ask={
            "en": "Only block-local attention, b = {b}, over T = {T} tokens numbered from 0, in every layer the same blocks. After how many layers does token {i} hear of token {j}?",
            "ko": "모든 층이 같은 block의 block-local attention뿐이다(b = {b}, 토큰 T = {T}개, 0번부터). {i}번 토큰에는 몇 층 만에 {j}번 토큰의 정보가 닿는가?",
        },
        vary={
            "b": (3, 4, 5, 6),
            "T": lambda v: range(max(8, 2 * v.b), 25),
            "border": (True, False),
            "j": lambda v: [j for j in range(v.T - 1) if (j % v.b == v.b - 1) == v.border],
            "i": lambda v: (v.j + 1,),
        },
        kind=CHOICE,
        say={
            "one": {"en": "after 1 layer", "ko": "1층 만에 닿는다"},
            "later": {"en": "after 2 layers", "ko": "2층 만에 닿는다"},
            "never": {"en": "never", "ko": "결코 닿지 않는다"},
        },
        run=lambda v: layer_by_layer(_mask(v), v.i, v.j),
        read=_when,
        show=layers,
        wrong=(
            Misconception(
                "neighbours across a border are strangers",
                {
                    "en": "{j} and {i} stand side by side but in different blocks, and nothing crosses a border. A band would join them.",
                    "ko": "{j}번과 {i}번은 나란히 있지만 block이 다르고, 경계를 넘는 것은 없다. band라면 이어진다.",
                },
                run=lambda v: layer_by_layer(band_mask(v.T, v.b - 1), v.i, v.j) if v.border else None,
            ),
            Misconception(
                "depth does not cross a border",
                {
                    "en": "You hoped that depth helps. The blocks are the same in every layer, so what is cut off stays cut off.",
                    "ko": "층을 쌓으면 된다고 보았다. 층마다 block이 같으므로 끊어진 것은 끊어진 채로 있다.",
                },
                run=lambda v: _by_two(v) if v.border else None,
            ),
            Misconception(
                "within a block all see each other",
                {
                    "en": "{j} and {i} are in one block: each sees the whole block at once.",
                    "ko": "{j}번과 {i}번은 같은 block에 있다. block 안에서는 한 층에 모두 서로를 본다.",
                },
                run=lambda v: None if v.border else layer_by_layer(square(v.T, same_block(1)), v.i, v.j),
            ),
            Misconception(
                "a block needs no go-between",
                {
                    "en": "You sent the news over a third token. {j} and {i} are in one block, where each sees every other directly.",
                    "ko": "다른 토큰을 거친다고 보았다. {j}번과 {i}번은 같은 block에 있고, block 안에서는 서로를 바로 본다.",
                },
                run=lambda v: None if v.border else layer_by_layer(_over_one(v), v.i, v.j),
            ),
        ),
    ),
    next_row(
        _mask,
        ask={
            "en": "Here are the first {i} rows of a block-local mask with b = {b} over T = {T} tokens. Draw row {i}: which keys does it keep?",
            "ko": "토큰 T = {T}개, b = {b}인 block-local mask의 처음 {i}개 행이다. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={"b": (3, 4, 5), "T": lambda v: range(max(8, 2 * v.b), 21), "i": lambda v: range(v.b, v.T)},
        wrong=(
            Misconception(
                "a block is not a window",
                {
                    "en": "You moved the window along with the row. A block stands still: all its rows see the same keys.",
                    "ko": "window처럼 행을 따라 옮겼다. block은 움직이지 않는다. 한 block의 행은 모두 같은 key를 본다.",
                },
                run=lambda v: row(band_mask(v.T, v.b - 1, True), v.i) if v.i % v.b != v.b - 1 else None,
            ),
            Misconception(
                "neighbours across a border are strangers",
                {
                    "en": "You added the block before. Here a token sees its own block alone.",
                    "ko": "앞의 block까지 더했다. 여기서는 자기 block만 본다.",
                },
                run=lambda v: row(_both(v), v.i),
            ),
        ),
    ),
    Question(
        "picture",
        ask={
            "en": "Four masks over T = {T} tokens (rows are queries). Which one is block-local attention?",
            "ko": "토큰 T = {T}개의 mask 네 개이다(행이 query). 어느 것이 block-local attention인가?",
        },
        vary={"T": (16,), "seed": range(1000)},
        kind=PICTURE,
        run=lambda v: pattern("block-local", v),
        read=cells_of,
        show=cells,
        wrong=(
            Misconception(
                "a block is not a window",
                {
                    "en": "That is a band: its window moves with every row. Blocks stand still.",
                    "ko": "그것은 band이다. 행마다 window가 움직인다. block은 움직이지 않는다.",
                },
                run=lambda v: pattern("band", v),
            ),
            Misconception(
                "BigBird's blocks are joined",
                {
                    "en": "That is BigBird: it works in blocks too, but joins them by global, neighbouring and random ones.",
                    "ko": "그것은 BigBird이다. block 단위이지만 global, 이웃, 무작위 block으로 서로 이어진다.",
                },
                run=lambda v: pattern("bigbird", v),
            ),
            Misconception(
                "gaps follow the diagonal, blocks do not",
                {
                    "en": "That is dilated attention: gaps that move with the row.",
                    "ko": "그것은 dilated attention이다. 간격이 행을 따라 움직인다.",
                },
                run=lambda v: pattern("dilated", v),
            ),
        ),
    ),
)


def _by_two(v: Drawn) -> Layers:
    """Blocks that are shifted by half a block in every other layer (as in Swin): then two layers do cross a border."""
    shifted = square(v.T + v.b, same_block(v.b))[v.b // 2 : v.b // 2 + v.T, v.b // 2 : v.b // 2 + v.T]
    first = _mask(v).long()
    first[(first == 0) & (shifted.float() @ _mask(v).float() > 0)] = 2
    return Layers(first, v.i, v.j)
