"""When what is said of sparse attention is true of a run."""

from __future__ import annotations

from typing import Any

from demos.demo import Report
from tests.demos.said.report import Holds, cells, line, near, numbers, picture


def unseen(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    rows = picture(r, "mask").values
    alone = sum(not any(row[j] for i, row in enumerate(rows) if i != j) for j in range(len(rows)))
    return n[0] == alone > 0


def heads_see(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    return cells(r, "blocks of head 0") == n[1] < n[2]


def lost(r: Report) -> float:
    """By how many per cent the outputs of a window without sinks are off, as was said."""
    return next(numbers(remark.text)[0] for remark in r.remarks if remark.text.startswith("Once the first token"))


HOLDS: dict[str, list[tuple[str, Holds]]] = {
    "band": [
        (r"A token sees only", lambda v, n, r, s: v["w"] < v["T"] - 1),
        (r"The window reaches", lambda v, n, r, s: v["w"] == v["T"] - 1),
        (r"Each layer carries", lambda v, n, r, s: n == [v["w"]]),
        (r"One layer carries", lambda v, n, r, s: n == [v["w"], -(-(v["T"] - 1) // v["w"])]),
    ],
    "global": [
        (r"Through the global tokens", lambda v, n, r, s: sum(picture(r, "hops between pairs").values[0][2:]) == 0),
        (r"Any two tokens", lambda v, n, r, s: n == [2, v["g"]]),
    ],
    "dilated": [
        (r"A colour is a remainder", lambda v, n, r, s: n == [v["delta"]]),
        (r"One δ:", lambda v, n, r, s: v["delta"] > 1 and line(r, "reach", "dilated")[-1][1] < 100),
        (r"δ = 1:", lambda v, n, r, s: v["delta"] == 1),
        (r"As many keys", lambda v, n, r, s: n == [v["w"], v["w"] * v["delta"]]),
        (r"One fixed δ", lambda v, n, r, s: n[0] > 1 and near(n[2], line(r, "reach", "dilated")[-1][1], 0.51)),
    ],
    "random": [
        (r".* keys? a row, drawn", lambda v, n, r, s: n == [v["r"], v["seed"]]),
        (r"By lot every pair", lambda v, n, r, s: line(r, "reach", "random")[-1] == (n[0], 100)),
        (r"By lot not every pair", lambda v, n, r, s: line(r, "reach", "random")[-1][1] < 100),
        (r"Tokens that no other", unseen),
        (r"A band of", lambda v, n, r, s: line(r, "reach", "band")[-1][0] == n[1]),
    ],
    "block-local": [
        (r"However many layers", lambda v, n, r, s: near(
            100 * (v["T"] // v["b"] * v["b"] ** 2 + (v["T"] % v["b"]) ** 2) / v["T"] ** 2, n[0], 0.51
        )),
    ],
    "star-transformer": [(r"(Rows|Columns):", lambda v, n, r, s: n == [v["T"]])],
    "longformer": [(r"All heads together", lambda v, n, r, s: n[0] + n[1] == v["H"])],
    "bigbird": [
        (r"(Head 0\. )?\d+ blocks of", lambda v, n, r, s: n[-3:] == [-(-v["T"] // v["b"]), v["b"], 5 + v["r"]]),
        (r"Head 0 sees", heads_see),
        (r"Between inner blocks", lambda v, n, r, s: "no way" in s or n[0] <= n[1]),
    ],
    "etc": [(r"The first .* rows", lambda v, n, r, s: n == [v["g"]])],
    "attention-sinks": [
        (r"Whatever T is", lambda v, n, r, s: n == [v["w"] + 1 + v["s"]] == [
            max(sum(x > 0 for x in row) for row in picture(r, "mask").values)
        ]),
        (r"As many keys each", lambda v, n, r, s: n == [v["w"] + 1 + v["s"]]),
        (r"The plain window drops", lambda v, n, r, s: n == [v["w"] + v["s"] + 1]),
        (r"Without sinks", lambda v, n, r, s: v["s"] == 0),
        (r"Once the first token", lambda v, n, r, s: v["s"] > 0 and n[0] >= 0),
        (r"With as many keys", lambda v, n, r, s: n[0] == v["s"] and (n[1] <= lost(r)) >= ("no less" not in s)),
    ],
}  # fmt: skip
