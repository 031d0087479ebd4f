"""What is asked about ETC."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from demos.demo import Piece
from demos.kit.asked import Cells, Run, cells, number, shape, steps, traced
from demos.kit.inputs import qkv
from demos.kit.pictures import mask as picture
from demos.question import CHOICE, SHAPE, Drawn, Misconception, Question
from demos.sparse.etc_ import LEGEND, Rows, causes, etc_attention
from demos.sparse.masks import band, square


def _sequences(v: Drawn) -> tuple[Rows, Rows]:
    """q, k, v of the global tokens and of the text."""
    return qkv(v.g, 8, H=v.H, seed=1), qkv(v.T, 8, H=v.H, seed=2)


def _run(v: Drawn) -> Run:
    glob, text = _sequences(v)
    return traced(etc_attention, glob, text, v.w, letters=_sizes(v))


def _sizes(v: Drawn) -> dict[str, int]:
    own = {"B": 1, "H": v.H, "n_g": v.g, "n_l": v.T, "d": 8}
    return {**own, "2w+1": 2 * v.w + 1, "n_g+2w+1": v.g + 2 * v.w + 1, "n_g+n_l": v.g + v.T}


def full_text(glob: Rows, text: Rows) -> Tensor:
    """The wrong form in which the text looks at all of itself."""
    (_, k_g, _), (q_l, k_l, _) = glob, text
    of_text = torch.cat((q_l @ k_g.mT, q_l @ k_l.mT), -1)
    return of_text


def _pieces(v: Drawn, banded: str) -> Tensor:
    """The map of pieces with the band in one of them; as it is, in l2l."""
    if banded == "l2l":
        return causes(v.g, v.T, v.w).long()
    pieces = causes(v.g, v.T, v.T).long()
    where = pieces == LEGEND.index(banded)
    near = square(v.g + v.T, band(v.w + v.g))
    pieces[where & ~near] = 0
    return pieces


def _cut(result: Tensor, v: Drawn) -> str:
    """The piece of which something is blocked."""
    whole = causes(v.g, v.T, v.T)
    (name,) = {LEGEND[piece] for piece in set(whole[result == 0].tolist())}
    return name


def _drawn(result: Tensor, _other: Tensor | None, _v: Drawn) -> Iterator[Piece]:
    yield picture("pieces", result, LEGEND, role="idea")


def _asked_piece(result: Tensor, v: Drawn) -> str:
    """The piece that is asked about: the one with a band, or the one in which one sequence reads the other."""
    if v.what == "band":
        return _cut(result, v)
    text = v.g + v.T // 2
    return LEGEND[int(result[text, 0] if v.what == "text" else result[0, text])]


QUESTIONS = (
    Question(
        "shape of the scores",
        ask={
            "en": "ETC with n_g = {g} global tokens beside a text of n_l = {T}, window w = {w} on each side, H = {H} heads, B = 1. No matrix of all tokens by all tokens is masked: for each row of the text only the keys in its window (2w + 1 places, padded at the ends) and the global tokens are gathered, one softmax over them. What is the shape of these scores (B, H, rows, keys)?",
            "ko": "길이 n_l = {T}인 글 곁에 global 토큰 n_g = {g}개가 있는 ETC, window는 양쪽으로 w = {w}, head H = {H}개, B = 1. 전체 행렬을 mask로 가리는 것이 아니라, 글의 행마다 window 안의 key(2w + 1칸, 양 끝은 padding)와 global 토큰만 모아 softmax 하나에 넣는다. 이 score의 shape (B, H, 행, key)은?",
        },
        vary={"g": range(2, 7), "T": range(16, 33), "w": (1, 2, 3), "H": (2, 4, 8)},
        kind=SHAPE,
        run=_run,
        read=shape("of_text"),
        show=steps,
        wrong=(
            Misconception(
                "the text sees a band of itself",
                {
                    "en": "You let the text see all of itself. It sees a band of 2w + 1 and the global tokens.",
                    "ko": "글이 글 전체를 본다고 했다. 글은 2w + 1칸의 band와 global 토큰을 본다.",
                },
                run=lambda v: traced(full_text, *_sequences(v), letters=_sizes(v)),
            ),
            Misconception(
                "globals and neighbours share one softmax",
                {
                    "en": "You left the global tokens out. They stand in the same softmax as the neighbours.",
                    "ko": "global 토큰을 빠뜨렸다. 이웃과 같은 softmax에 들어간다.",
                },
                read=shape("l2l"),
            ),
            Misconception(
                "the two sequences have rows of their own",
                {
                    "en": "Those are the scores of the global rows: they see all n_g + n_l tokens.",
                    "ko": "그것은 global 행의 score이다. global은 n_g + n_l개를 모두 본다.",
                },
                read=shape("of_globals"),
            ),
        ),
    ),
    Question(
        "which piece is banded",
        ask={
            "en": "ETC cuts attention over {g} global tokens and a text of {T} (window w = {w}) into four pieces: g2g, g2l, l2g and l2l. {what}",
            "ko": "ETC는 global 토큰 {g}개와 길이 {T}인 글(window w = {w}) 위의 attention을 g2g, g2l, l2g, l2l 네 조각으로 나눈다. {what}",
        },
        vary={"what": ("band", "text", "globals"), "g": range(2, 7), "T": range(16, 29), "w": (1, 2, 3)},
        words={
            "what": {
                "band": {
                    "en": "Three of them are full, one is a band. Which?",
                    "ko": "셋은 꽉 차 있고 하나는 band이다. 어느 것인가?",
                },
                "text": {
                    "en": "In which one does the text read the global tokens?",
                    "ko": "글이 global 토큰을 읽는 조각은 어느 것인가?",
                },
                "globals": {
                    "en": "In which one do the global tokens read the text?",
                    "ko": "global 토큰이 글을 읽는 조각은 어느 것인가?",
                },
            }
        },
        kind=CHOICE,
        run=lambda v: _pieces(v, "l2l"),
        read=_asked_piece,
        show=_drawn,
        wrong=(
            Misconception(
                "globals read the whole text",
                {
                    "en": "In g2l the globals read the whole text: that is what they are for. Only l2l, the text reading itself, would be quadratic, so that is where the band is.",
                    "ko": "g2l에서는 global이 글 전체를 읽는다. 그러라고 있는 것이다. 글이 글을 읽는 l2l만이 제곱으로 커지므로 band는 거기에 있다.",
                },
                run=lambda v: _pieces(v, "g2l") if v.what == "band" else None,
            ),
            Misconception(
                "the whole text reads the globals",
                {
                    "en": "In l2g every token of the text reads all globals, wherever it stands. The band is in l2l.",
                    "ko": "l2g에서는 글의 모든 토큰이 어디에 있든 모든 global을 읽는다. band는 l2l에 있다.",
                },
                run=lambda v: _pieces(v, "l2g") if v.what == "band" else None,
            ),
            Misconception(
                "who asks stands first",
                {
                    "en": "You turned it round. A piece is named by who asks and who is read: l2g is the text (long) reading the globals, g2l the globals reading the text.",
                    "ko": "방향을 바꾸었다. 조각의 이름은 묻는 쪽, 읽히는 쪽의 순서이다. l2g는 글(long)이 global을 읽는 것, g2l은 global이 글을 읽는 것이다.",
                },
                run=lambda v: None if v.what == "band" else _pieces(v, "l2l").T,
            ),
            Misconception(
                "the two sequences have rows of their own",
                {
                    "en": "l2l is the text reading itself, through its window. Between the two sequences lie g2l and l2g.",
                    "ko": "l2l은 글이 window로 글 자신을 읽는 것이다. 두 sequence 사이에 있는 것은 g2l과 l2g이다.",
                },
                run=lambda v: None if v.what == "band" else torch.full((v.g + v.T,) * 2, LEGEND.index("l2l")),
            ),
        ),
    ),
    Question(
        "pairs",
        ask={
            "en": "ETC: n_g = {g} global tokens and a text of n_l = {T} with w = {w} on each side. How many (query, key) pairs are there in all four pieces together?",
            "ko": "ETC: global 토큰 n_g = {g}개와 길이 n_l = {T}인 글, 양쪽으로 w = {w}. 네 조각을 합치면 (query, key) 쌍은 모두 몇 개인가?",
        },
        vary={"g": range(2, 5), "T": range(8, 17), "w": (1, 2)},
        run=lambda v: Cells(causes(v.g, v.T, v.w) > 0),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "globals see each other",
                {
                    "en": "You left out g2g: the globals also see each other.",
                    "ko": "g2g를 빠뜨렸다. global끼리도 서로를 본다.",
                },
                run=lambda v: Cells(causes(v.g, v.T, v.w) > 1),
            ),
            Misconception(
                "the text reads the globals and they read it",
                {
                    "en": "You counted one direction only. The text reads the globals, and the globals read the text: g2l and l2g.",
                    "ko": "한 방향만 세었다. 글이 global을 읽고 global도 글을 읽는다. g2l과 l2g이다.",
                },
                run=lambda v: Cells((causes(v.g, v.T, v.w) > 0) & (causes(v.g, v.T, v.w) != 3)),
            ),
            Misconception(
                "tokens at the ends have fewer keys",
                {
                    "en": "You gave every token of the text a full window; at its ends there are fewer neighbours.",
                    "ko": "글의 모든 토큰에 꽉 찬 window를 주었다. 양 끝에는 이웃이 더 적다.",
                },
                run=lambda v: Cells(_closed(v)),
            ),
        ),
    ),
)


def _closed(v: Drawn) -> Tensor:
    """The pieces with the text's ends joined into a ring."""
    seen = causes(v.g, v.T, v.w) > 0
    away = (torch.arange(v.T)[:, None] - torch.arange(v.T)) % v.T
    seen[v.g :, v.g :] = (away <= v.w) | (away >= v.T - v.w)
    return seen
