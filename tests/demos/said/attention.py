"""When what is said of attention itself is true of a run."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

from demos.demo import Report
from tests.demos.said.report import Holds, cells, near, picture


def slopes(r: Report) -> list[float]:
    """The trace of the unscaled softmax's Jacobian over the scaled one's, at d = 16 and d = 1024."""
    scaled, raw = picture(r, "slope against d").values
    return [raw[i][1] / scaled[i][1] for i in (1, -1)]


def bits(r: Report) -> list[float]:
    """What a row is undecided by at d = 1024, unscaled and scaled."""
    scaled, raw = picture(r, "entropy against d").values
    return [raw[-1][1], scaled[-1][1]]


def only_two_change(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    rows = picture(r, "what changed").values
    return all(max(map(abs, row)) < 1e-4 for i, row in enumerate(rows) if i not in (v["T"] // 4, 3 * v["T"] // 4))


def same_words(r: Report) -> bool:
    """Whether each word of a text gives the same weights to the same words with two of them swapped."""
    drawn = picture(r, "a text reads itself")
    seen = [sorted(zip(drawn.words(i), row, strict=True)) for i, row in enumerate(drawn.values)]
    return all(
        word == other and near(x, y, 1e-3)
        for line, swapped in zip(seen[::2], seen[1::2], strict=True)
        for (word, x), (other, y) in zip(line, swapped, strict=True)
    )


def most_weight(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    drawn = picture(r, "who asks whom")
    assert drawn.lit is not None
    row = drawn.values[drawn.lit]
    return near(max(row), n[-1]) and f"“{drawn.rows[drawn.lit]}” gives “{drawn.columns[row.index(max(row))]}” " in said


def most_of_a_row(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    of, first = re.findall(r"“(.*?)”", said)
    weights, raw = (picture(r, title).values[0] for title in ("softmax", "without ÷ √d"))
    row = dict.fromkeys(picture(r, f"{of}: q·k").ticks, 0.0)
    for word, weight in zip(picture(r, f"{of}: q·k").ticks, weights, strict=True):
        row[word] = max(row[word], weight)
    return near(max(weights), n[-2]) and near(max(raw), n[-1]) and row[first] > max(weights) - 2e-3


def shrinks(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    m, by = (picture(r, title).values[0] for title in ("m so far", "e^(m−m′)"))
    grown = [after > before for before, after in itertools.pairwise(m)]
    return f" {v['b']} at a time" in said and all(x <= 1 and (g or x == 1) for g, x in zip(grown, by[1:], strict=True))


HOLDS: dict[str, list[tuple[str, Holds]]] = {
    "scaled-dot-product": [
        (r"“.*” gives “", most_of_a_row),
        (r"scores (÷ √d|as they are): a row", lambda v, n, r, s: 0 <= n[0] <= math.log2(v["T"]) + 0.01),
        (r"At d = 1024", lambda v, n, r, s: all(near(x, told) for x, told in zip(bits(r), n[1:], strict=True))),
        (r"The unscaled rows are almost", lambda v, n, r, s: bits(r)[0] < 1),
        (r"The trace of", lambda v, n, r, s: near(slopes(r)[1], n[-3]) and near(slopes(r)[0], n[-1])),
        (r"√d pays when d is large", lambda v, n, r, s: slopes(r)[1] < slopes(r)[0]),
        (r"In the Frobenius norm", lambda v, n, r, s: n[0] >= 0),
        (r"That is more", lambda v, n, r, s: any(
            float(told) >= 1 for m in r.remarks for told in re.findall(r"Frobenius norm it is ([\d.]+)", m.text)
        )),
        (r"This run divides", lambda v, n, r, s: v["scale"] == "1/√d"),
        (r"This run does not divide", lambda v, n, r, s: v["scale"] == "none"),
    ],
    "multi-head": [
        (r"Each head compares", lambda v, n, r, s: n == [v["D"] // v["H"], v["D"]] and v["H"] > 1),
        (r"One head: plain", lambda v, n, r, s: v["H"] == 1),
        (r"How much weight a head", lambda v, n, r, s: all(v["D"] % h == 0 for h in n[::2])),
    ],
    "self-attention": [
        (r".* are swapped", only_two_change),
        (r"With .* swapped", lambda v, n, r, s: same_words(r)),
        (r"Self-attention has no idea", lambda v, n, r, s: n[0] < 1e-4),
        (r"A causal mask alone", lambda v, n, r, s: n[0] >= 0.01),
    ],
    "causal": [
        (r".* pairs are used", lambda v, n, r, s: n[-2:] == [cells(r, "mask"), v["T"] ** 2]),
        (r".* was replaced by noise", lambda v, n, r, s: (
            (p := picture(r, "mask")).lit is not None and max(max(row) for row in p.values[: p.lit + 1]) == 2
            and all(max(row) == 1 for row in p.values[: p.lit])
        )),
        (r"The first half moves", lambda v, n, r, s: n[0] > n[1] and n[1] < 1e-5),
        (r"The last .* queries", lambda v, n, r, s: n[:2] == [v["T"] - v["T"] // 2, v["T"]] and n[2] > 0),
    ],
    "cross-attention": [
        (r"“.*” gives", most_weight),
        (r"Keys and values are pairs", lambda v, n, r, s: n[0] >= 0.01 and v["T_k"] > 1),
    ],
    "grouped-query": [
        (r".* heads of queries", lambda v, n, r, s: n == [v["H"], v["H_k"], v["H"] // v["H_k"]]),
        (r"After .* tokens", lambda v, n, r, s: n[0] == v["T"] and near(n[1], v["H_k"] * v["T"] * v["d"] / 125)),
        (r"With .* heads of keys", lambda v, n, r, s: (
            n[0] == v["H"] > v["H_k"] and near(n[1], v["H"] * v["T"] * v["d"] / 125)
        )),
        (r"H_k = H:", lambda v, n, r, s: v["H"] == v["H_k"]),
        (r"The cache is", lambda v, n, r, s: n == [v["H"] // v["H_k"], v["H"]] and n[0] > 1),
    ],
    "online-softmax": [
        (r"“.*” reads its keys", shrinks),
        (r".* tiles of up to", lambda v, n, r, s: n == [-(-v["T"] // v["b"]), v["b"]]),
        (r"The last row is", lambda v, n, r, s: any(
            near(sum(p.values[-1]), 1.0) for p in r.pictures if p.title.endswith("after each tile")
        )),
        (r"Of the last query", lambda v, n, r, s: n[0] > n[1]),
    ],
}  # fmt: skip
