"""What is asked about the syntax prior."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.kit.asked import Cells, cells, keys, number, row
from demos.prior.syntax import parents, sentence, syntax_prior, tree_distance
from demos.question import CHOICE, ROWS, Drawn, Misconception, Question


def _words(v: Drawn) -> tuple[str, ...]:
    return sentence(v.text)[0]


def _parent(v: Drawn) -> Tensor:
    return parents("sentence", len(_words(v)), 0, v.text)


def _near(parent: Tensor, hops: int) -> Tensor:
    """Which words see each other: those within so many edges of the tree."""
    return syntax_prior(tree_distance(parent), hops, "mask").isfinite()


def _written(T: int, hops: int) -> Tensor:
    """The mask of a chain: the neighbours in writing, whatever the tree is."""
    return _near(parents("chain", T, 0), hops)


def _row(mask: Tensor, v: Drawn) -> Cells:
    return row(mask, v.i, rows=_words(v), columns=_words(v))


def _upwards(v: Drawn) -> Tensor:
    """The wrong tree in which a word sees its parent, and that one's, but not its children."""
    parent = _parent(v).tolist()
    seen = torch.eye(len(parent), dtype=torch.bool)
    for i, above in enumerate(parent):
        for _ in range(v.h):
            if above >= 0:
                seen[i, above] = True
                above = parent[above]
    return seen


def _tree(v: Drawn) -> str:
    """Each word's number with its parent's."""
    return "  ".join(
        f"{i} {word}" + (f"→{above}" if above >= 0 else " (root)")
        for i, (word, above) in enumerate(zip(_words(v), _parent(v).tolist(), strict=True))
    )


def _looks(result: Cells, v: Drawn) -> str:
    """What a mask looks like: a band, a triangle, or everything."""
    mask, i = result.mask, torch.arange(v.T)
    away = (i[:, None] - i).abs()
    if bool(mask.all()):
        return "full"
    if torch.equal(mask, away <= int(away[mask].max())):
        return "band"
    return "causal" if torch.equal(mask, torch.ones_like(mask).tril()) else "other"


QUESTIONS = (
    Question(
        "who a word sees",
        ask={
            "en": "A sentence as a tree, each word with the number of its parent:\n{tree}\nThe mask keeps words within h = {h} edges. Which words, by number, does word {i} ({word}) see?",
            "ko": "문장을 tree로 그렸다. 단어마다 부모의 번호가 붙어 있다:\n{tree}\nmask는 edge h = {h}개 안의 단어만 남긴다. {i}번 단어({word})가 보는 단어는 몇 번들인가?",
        },
        vary={"text": ("en", "ko"), "h": (1, 2), "i": lambda v: range(len(_words(v)))},
        told={"tree": _tree, "word": lambda v: _words(v)[v.i]},
        kind=ROWS,
        most=lambda v: len(_words(v)),
        run=lambda v: _row(_near(_parent(v), v.h), v),
        read=keys,
        show=cells,
        opens=lambda v: {"tree": "sentence", "T": len(_words(v)), "hops": v.h, "text": v.text},
        wrong=(
            Misconception(
                "near in the tree is not near in writing",
                {
                    "en": "You took the written neighbours. Near means few edges away in the tree: up to parents and down to children.",
                    "ko": "옆에 쓰인 단어를 골랐다. 가깝다는 것은 tree에서 edge가 적은 것이다. 위로 부모, 아래로 자식을 따라간다.",
                },
                run=lambda v: _row(_written(len(_words(v)), v.h), v),
            ),
            Misconception(
                "an edge works both ways",
                {
                    "en": "You only went up, to the parent. An edge of the tree joins both ends: children are near as well.",
                    "ko": "부모 쪽으로만 올라갔다. tree의 edge는 양쪽을 모두 이으므로 자식도 가깝다.",
                },
                run=lambda v: _row(_upwards(v), v) if bool((_parent(v) == v.i).any()) else None,
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the word itself: it is 0 edges away.",
                    "ko": "자기 자신을 빠뜨렸다. 자신까지는 edge가 0개이다.",
                },
                run=lambda v: _row(_near(_parent(v), v.h) & ~torch.eye(len(_words(v)), dtype=torch.bool), v),
            ),
        ),
    ),
    Question(
        "a chain",
        ask={
            "en": "T = {T} words whose tree is one chain: each word's parent is the word before it. The mask keeps words within h = {h} edges. What does the mask look like?",
            "ko": "단어 T = {T}개의 tree가 사슬 하나이다. 단어마다 부모는 바로 앞 단어이다. mask는 edge h = {h}개 안의 단어를 남긴다. mask는 어떤 모양인가?",
        },
        vary={"T": range(8, 25), "h": lambda v: (1, 2, 3, 4, v.T - 1, v.T, v.T + 1, v.T + 2)},
        kind=CHOICE,
        say={
            "band": {"en": "a band about the diagonal", "ko": "대각선 둘레의 band"},
            "causal": {"en": "a lower triangle: only the words before", "ko": "아래 삼각형. 앞의 단어들만 보인다"},
            "full": {"en": "full: every word sees every other", "ko": "꽉 찬 mask. 모든 단어가 서로를 본다"},
        },
        run=lambda v: Cells(_near(parents("chain", v.T, 0), v.h)),
        read=_looks,
        show=cells,
        opens=lambda v: {"tree": "chain", "T": v.T, "hops": v.h},
        wrong=(
            Misconception(
                "an edge works both ways",
                {
                    "en": "The parent is before the word, but an edge is walked in both directions.",
                    "ko": "부모는 앞에 있지만 edge는 양쪽으로 다닐 수 있다.",
                },
                run=lambda v: Cells(torch.ones(v.T, v.T, dtype=torch.bool).tril()),
            ),
            Misconception(
                "joined is not near",
                {
                    "en": "All words are joined, but over many edges. Only those within h = {h} are kept.",
                    "ko": "모두 이어져 있지만 멀다. edge h = {h}개 안의 것만 남는다.",
                },
                run=lambda v: Cells(_near(parents("chain", v.T, 0), v.T)) if v.h < v.T - 1 else None,
            ),
            Misconception(
                "a chain of T words has T − 1 edges",
                {
                    "en": "From the first word to the last there are T − 1 edges, and h = {h} reaches as far: nothing is left out.",
                    "ko": "첫 단어에서 마지막 단어까지 edge는 T − 1개이고 h = {h}개면 거기까지 닿는다. 빠지는 것이 없다.",
                },
                run=lambda v: Cells(_near(parents("chain", v.T, 0), v.T // 2)) if v.h >= v.T - 1 else None,
            ),
        ),
    ),
    Question(
        "words in reach",
        ask={
            "en": "T = {T} words in a binary tree: word 0 is the root, the children of word i are 2i + 1 and 2i + 2. How many words are within h = {h} edges of word {i}, itself included?",
            "ko": "단어 T = {T}개의 binary tree: 0번이 root이고 i번의 자식은 2i + 1번과 2i + 2번이다. {i}번에서 edge h = {h}개 안에 있는 단어는 자신까지 몇 개인가?",
        },
        vary={"T": (15, 20, 24, 31), "h": (1, 2, 3), "i": lambda v: range(v.T)},
        run=lambda v: row(_near(parents("binary", v.T, 0), v.h), v.i),
        read=number,
        show=cells,
        opens=lambda v: {"tree": "binary", "T": v.T, "hops": v.h},
        wrong=(
            Misconception(
                "near in the tree is not near in writing",
                {
                    "en": "You counted written neighbours, h on each side. Count along the edges of the tree.",
                    "ko": "글에서의 이웃을 양쪽으로 h개씩 세었다. tree의 edge를 따라 세어야 한다.",
                },
                run=lambda v: row(_written(v.T, v.h), v.i),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the word itself.",
                    "ko": "자기 자신을 빠뜨렸다.",
                },
                run=lambda v: row(_near(parents("binary", v.T, 0), v.h) & ~torch.eye(v.T, dtype=torch.bool), v.i),
            ),
        ),
    ),
)
