"""What is asked about causal attention."""

from __future__ import annotations

import torch
from torch import Tensor

from demos.attention.causal import causal_attention, causal_mask
from demos.kit.asked import Cells, Maps, answer, cells, column, maps, moved, next_row, number, queries, row
from demos.kit.inputs import normal, qkv
from demos.kit.masked import dense
from demos.question import ROWS, Drawn, Misconception, Question


def _strict(T: int) -> Tensor:
    """The wrong triangle that leaves out the token itself."""
    return torch.ones(T, T, dtype=torch.bool).tril(-1)


def _edited(v: Drawn, mask: Tensor | None) -> Maps:
    """The outputs before and after token i was replaced, and the first that is not the same; T where none is."""
    q, k, x = qkv(v.T, 8, seed=v.seed)
    edited = [t.clone() for t in (q, k, x)]
    for n, tensor in enumerate(edited):
        tensor[:, :, v.i] = normal(8, seed=v.seed + 50 + n)
    if mask is not None and bool(mask.diagonal().all()):
        before, after = causal_attention(q, k, x), causal_attention(*edited)
    else:  # the query stays as it is, so that what changes comes through keys and values
        before, after = dense(q, k, x, mask), dense(q, edited[1], edited[2], mask)
    change = (after - before)[0, 0].abs()
    later = (change.amax(-1) > 1e-5).nonzero()[:, 0].tolist()
    return Maps(
        moved(before[0, 0], after[0, 0], 1e-5),
        min(later, default=v.T),
        axes=("token", "feature"),
    )


def _sums(v: Drawn, before: bool = False, strict: bool = False) -> Maps:
    """Equal scores: the weights where the future is set to 0 after the softmax, or to −∞ before it."""
    scores = torch.zeros(v.T, v.T)
    allowed = _strict(v.T) if strict else causal_mask(v.T)
    if before:
        A = torch.softmax(scores.masked_fill(~allowed, float("-inf")), -1)
    else:
        A = torch.softmax(scores, -1) * allowed
    return Maps({"weights": A}, float(A[v.i].sum()), lit=v.i)


QUESTIONS = (
    Question(
        "who sees",
        ask={
            "en": "Causal attention over T = {T} tokens, numbered from 0. Which queries can see key {i}?",
            "ko": "토큰 T = {T}개(0번부터)의 causal attention이다. {i}번 key를 볼 수 있는 query는 몇 번들인가?",
        },
        vary={"T": range(8, 17), "i": lambda v: range(1, v.T - 2)},
        kind=ROWS,
        most=lambda v: v.T,
        run=lambda v: column(causal_mask(v.T), v.i),
        read=queries,
        show=cells,
        wrong=(
            Misconception(
                "rows and columns of a mask",
                {
                    "en": "Those are the keys that token {i} sees. It is seen by those that come after it, and by itself.",
                    "ko": "그것은 {i}번이 보는 key들이다. {i}번을 보는 것은 그 뒤의 토큰들과 자기 자신이다.",
                },
                run=lambda v: column(causal_mask(v.T).T, v.i),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out token {i} itself. The diagonal is kept: else token 0 would see nothing, and its softmax would be NaN.",
                    "ko": "{i}번 자신을 빠뜨렸다. 대각선은 남는다. 없으면 0번 토큰은 볼 것이 없어 softmax가 NaN이 된다.",
                },
                run=lambda v: column(_strict(v.T), v.i),
            ),
            Misconception(
                "a causal mask hides the future",
                {
                    "en": "So it would be without a mask: tokens before {i} would see it, though for them it is the future.",
                    "ko": "mask가 없을 때의 답이다. {i}번보다 앞의 토큰에게 {i}번은 미래이므로 보이지 않는다.",
                },
                run=lambda v: column(torch.ones(v.T, v.T, dtype=torch.bool), v.i),
            ),
        ),
    ),
    Question(
        "pairs",
        ask={
            "en": "Causal attention over T = {T} tokens: how many (query, key) pairs does the mask keep?",
            "ko": "토큰 T = {T}개의 causal attention: mask에 남는 (query, key) 쌍은 몇 개인가?",
        },
        vary={"T": range(8, 41)},
        run=lambda v: Cells(causal_mask(v.T)),
        read=number,
        show=cells,
        wrong=(
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the diagonal: every token also sees itself.",
                    "ko": "대각선을 빼고 세었다. 토큰은 자기 자신도 본다.",
                },
                run=lambda v: Cells(_strict(v.T)),
            ),
            Misconception(
                "a causal mask hides the future",
                {
                    "en": "That is T²: nothing is hidden.",
                    "ko": "그것은 T²이다. 아무것도 가리지 않았다.",
                },
                run=lambda v: Cells(torch.ones(v.T, v.T, dtype=torch.bool)),
            ),
            Misconception(
                "the diagonal is in one half, not split",
                {
                    "en": "You took exactly half of T². The diagonal is not cut in two: it belongs to the kept half whole.",
                    "ko": "T²의 정확히 절반이라고 했다. 대각선은 반으로 나뉘지 않고 남는 쪽에 모두 들어간다.",
                },
                run=lambda v: Cells(_half(v.T)) if v.T % 2 == 0 else None,
            ),
        ),
    ),
    Question(
        "first change",
        ask={
            "en": "Causal attention over T = {T} tokens, numbered from 0. Only token {i} is replaced. What is the first row of the output that changes?",
            "ko": "토큰 T = {T}개(0번부터)의 causal attention이다. {i}번 토큰만 바꾼다. 출력에서 처음으로 바뀌는 행은 몇 번인가?",
        },
        vary={"T": range(8, 17), "i": lambda v: range(1, v.T - 1), "seed": range(1000)},
        run=lambda v: _edited(v, causal_mask(v.T)),
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "a causal mask hides the future",
                {
                    "en": "So it would be without a mask. With it, nothing before {i} has seen token {i}.",
                    "ko": "mask가 없을 때의 답이다. mask가 있으면 {i}번 앞의 어떤 토큰도 {i}번을 보지 못했다.",
                },
                run=lambda v: _edited(v, None),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "Row {i} changes itself: a token sees its own key and value.",
                    "ko": "{i}번 행부터 바뀐다. 토큰은 자기 자신의 key와 value를 본다.",
                },
                run=lambda v: _edited(v, _strict(v.T)),
            ),
        ),
    ),
    Question(
        "mask after the softmax",
        ask={
            "en": "T = {T} tokens with equal scores. Someone applies the causal mask too late: the future's weights are set to 0 after the softmax. What do the weights of row {i} (from 0) sum to? (A fraction like 5/7 will do.)",
            "ko": "score가 모두 같은 토큰 T = {T}개. 누군가 causal mask를 늦게 적용했다. softmax를 한 뒤에 미래의 weight를 0으로 만든 것이다. {i}번 행(0번부터)의 weight 합은? (5/7 같은 분수도 된다)",
        },
        vary={"T": (8, 10, 16, 20), "i": lambda v: range(v.T - 1)},
        tolerance=0.01,
        run=_sums,
        read=answer,
        show=maps,
        wrong=(
            Misconception(
                "a mask after the softmax leaves rows short",
                {
                    "en": "They sum to 1 where the future is set to −∞ before the softmax. Afterwards its share is simply lost.",
                    "ko": "softmax 앞에서 미래를 −∞로 만들어야 합이 1이다. 뒤에서 지우면 그 몫은 그냥 사라진다.",
                },
                run=lambda v: _sums(v, before=True),
            ),
            Misconception(
                "a token sees itself",
                {
                    "en": "You left out the token itself: row {i} keeps {i} + 1 keys.",
                    "ko": "자기 자신을 빠뜨렸다. {i}번 행에는 key가 {i} + 1개 남는다.",
                },
                run=lambda v: _sums(v, strict=True) if v.i else None,
            ),
        ),
    ),
    next_row(
        lambda v: causal_mask(v.T),
        ask={
            "en": "Here are the first {i} rows of a causal mask over T = {T} tokens. Draw row {i}: which keys does it keep?",
            "ko": "토큰 T = {T}개인 causal mask의 처음 {i}개 행이다. 다음 행({i}번)을 그려 보라. 남는 key는 몇 번들인가?",
        },
        vary={"T": range(8, 17), "i": lambda v: range(2, v.T)},
        wrong=(
            Misconception(
                "each row sees one token more",
                {
                    "en": "You repeated the row above. Each row sees one token more than the one before: itself.",
                    "ko": "바로 위의 행을 그대로 옮겼다. 행마다 토큰 하나, 곧 자기 자신을 더 본다.",
                },
                run=lambda v: row(_strict(v.T), v.i),
            ),
            Misconception(
                "rows and columns of a mask",
                {
                    "en": "You drew the future. A row keeps what is to the left of the diagonal, and the diagonal.",
                    "ko": "미래를 그렸다. 행에 남는 것은 대각선과 그 왼쪽이다.",
                },
                run=lambda v: row(causal_mask(v.T).T, v.i),
            ),
        ),
    ),
)


def _half(T: int) -> Tensor:
    """Exactly half of all pairs: of the diagonal every other token."""
    kept = _strict(T)
    kept[range(0, T, 2), range(0, T, 2)] = True
    return kept
