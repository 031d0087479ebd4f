"""When what is said of everything else: experts, priors, positions, layers, training is true of a run."""

from __future__ import annotations

import math
import re
from typing import Any

from demos.demo import Report
from tests.demos.said.report import Holds, cells, line, near, picture, stat


def dips(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    return all((min(y for _, y in line(r, "derivative", name)) < -1e-6) == (name in said) for name in ("Swish", "GELU"))


def depth_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    words = {"shrinks": (0, 0.9), "hardly changes": (0.9, 1.1), "grows": (1.1, math.inf)}
    for name, word, share in re.findall(r"(\S+): .* (shrinks|grows|hardly changes) .*\(× ([\d.]+)\)", said):
        points = line(r, "gradient of the last layer against L", name)
        low, high = words[word]
        ratio = points[-1][1] / points[0][1]
        if not (low - 1e-4 <= ratio <= high + 1e-4 and near(ratio, float(share))):
            return False
    return True


def best_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    shares = {m: stat(r, f"{m}: right on the new task") for m in ("from scratch", "head only", "full", "low-rank")}
    named = (
        [m for m in shares if re.search(rf"\b{m}\b", said.split("; from")[0])]
        if said.startswith("Best")
        else list(shares)
    )
    return all((max(shares.values()) - share < 0.5) == (m in named) for m, share in shares.items())


def equal_weights(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    known = {name: line(r, "error against r", name)[0][1] for name in ("elu+1", "equal weights")}
    return near(known["equal weights"], n[-1] / 100, 0.0051) and (
        "elu+1" not in said or near(known["elu+1"], n[-2] / 100, 0.0051)
    )


def new_angles(v: dict[str, Any], r: Report) -> list[float]:
    """The share of angles beyond L, in %, that are new as trained, and as scaled."""
    maps = [p for p in r.pictures if p.group == "angles"]
    beyond = [[x == 2 for row in p.values for x in row[v["L"] :]] for p in maps]
    return [100 * sum(cells) / len(cells) for cells in beyond]


def closed(r: Report) -> float:
    """The share of gates below a tenth."""
    flat = [abs(x) for p in r.pictures if p.title.endswith("x W_gate)") for row in p.values for x in row]
    return sum(x < 0.1 for x in flat) / len(flat)


def waiting_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    rows, limit = (drawn := picture(r, "who waits where")).values, drawn.limit
    if said.startswith("No expert"):
        return limit is not None and max(map(len, rows)) <= limit
    return n[1] == limit and n[2] == max(map(len, rows)) == len(rows[int(n[0])])


def dropped_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    drawn = picture(r, "who waits where")
    longest = max(drawn.values, key=len)
    return said.endswith(f": {', '.join(drawn.ticks[i] for i in longest[drawn.limit :])}.")


def features(v: dict[str, Any]) -> int:
    return int(v["d"] if v["phi"] == "elu+1" else v["r"])


WAITING = [(r"Expert .* has|No expert is asked", waiting_told), (r"Dropped, as they", dropped_told)]


HOLDS: dict[str, list[tuple[str, Holds]]] = {
    "complexity": [
        (r"Scores and A V meet", lambda v, n, r, s: n[1] == v["r"] * v["D"]),
        (r"Attention with its", lambda v, n, r, s: v["r"] > 2 and n[1] == (v["r"] - 2) * v["D"]),
        (r"By the operations", lambda v, n, r, s: n == [v["r"] - 2, (v["r"] - 2) * v["D"]]),
    ],
    "inductive-bias": [
        (r"A band: through", lambda v, n, r, s: n == [v["L"], v["kernel"], v["L"] * (v["kernel"] // 2)]),
        (r"Full after one layer", lambda v, n, r, s: cells(r, "Jacobian: attention") == v["T"] ** 2),
        (r"The causal mask cuts", lambda v, n, r, s: v["causal"] == "yes"),
        (r"Attention's bias is weak", lambda v, n, r, s: n[0] < 1e-4),
        (r"A causal mask alone", lambda v, n, r, s: n[0] > 1e-3),
    ],
    "data-hunger": [(r"With .* samples", lambda v, n, r, s: n[0] == v["n"] and n[1:4] == sorted(n[1:4], reverse=True))],
    "adaptation": [(r"(Best with|With) .* samples", best_told)],
    "moe": [
        *WAITING,
        (r"An even load", lambda v, n, r, s: near(n[0], v["k"] * v["T"] / v["E"])),
        (r"With k = 1", lambda v, n, r, s: v["k"] == 1),
        (r"After .* steps", lambda v, n, r, s: 1 <= n[2] <= v["E"] + 0.05 and 1 <= n[3] <= v["E"] + 0.05),
        (r"The task's error", lambda v, n, r, s: min(n) >= 0),
    ],
    "switch": [
        *WAITING,
        (r"An even load", lambda v, n, r, s: near(n[0], v["T"] / v["E"])),
        (r"Top-1 gates do not", lambda v, n, r, s: v["E"] > 1 and stat(r, "mean gate") < 1),
        (r"Divided by their sum", lambda v, n, r, s: n[-1] < n[-2] / 100 and near(stat(r, "router's gradient"), n[-2])),
        (r"After .* steps", lambda v, n, r, s: 1 <= n[2] <= v["E"] + 0.05 and 1 <= n[3] <= v["E"] + 0.05),
        (r"The task's error", lambda v, n, r, s: min(n) >= 0),
    ],
    "swiglu": [
        (r"At x W_gate = ", lambda v, n, r, s: all(
            near(max(abs(x) for x in row), told, 0.05)
            for row, told in zip(picture(r, "a unit with a gate").values[::16], n[1::2], strict=True)
        )),
        (r".* of the gates", lambda v, n, r, s: v["d_ff"] > 32 or near(100 * closed(r), n[0], 0.51)),
        (r"No function", lambda v, n, r, s: v["gate"] == "none"),
        (r"d_ff = ", lambda v, n, r, s: n[:2] == [v["d_ff"], v["D"]] and all(
            near(3 * v["d_ff"] / (8 * v["D"]), told) for told in (n[2], n[-1])
        )),
    ],
    "activations": [
        (r"Below 0 there", dips),
        (r"GELU's tanh form", lambda v, n, r, s: 4e-4 < n[0] < 4.8e-4),
        (r"What most code calls", lambda v, n, r, s: near(n[1], v["beta"])),
    ],
    "linear-attention": [
        (r"φ\(Q\)φ\(K\)ᵀ is a product", lambda v, n, r, s: n[0] == n[1] == (v["d"] if v["phi"] == "elu+1" else v["r"])),
        (r"The cache grows", lambda v, n, r, s: n == [2 * v["d"], features(v) * (v["d"] + 1)]),
        (r"After .* tokens the cache", lambda v, n, r, s: (
            (n[0] - 1) * 2 * v["d"] <= features(v) * (v["d"] + 1) < n[0] * 2 * v["d"]
        )),
        (r"So far the state", lambda v, n, r, s: min(v["T"], 48) * 2 * v["d"] <= features(v) * (v["d"] + 1)),
        (r"The short formula", lambda v, n, r, s: n[0] <= n[1]),
        (r"elu\+1 keeps the width", lambda v, n, r, s: v["phi"] == "elu+1" and n[1] == v["d"]),
        (r"From r = 4 to 512", lambda v, n, r, s: near(line(r, "error against r", "rand")[-1][1], n[3] / 100, 0.0051)),
        (r"Random features misplace", lambda v, n, r, s: n[0] < n[2]),
        (r"elu\+1 does not approximate", equal_weights),
        (r"Equal weights on all keys", equal_weights),
        (r"With .* random features", lambda v, n, r, s: n[0] == v["r"] and len(n) == 2),
        (r"With q and k half", lambda v, n, r, s: n[0] <= 100),
        (r"The maximum cancels", lambda v, n, r, s: n[1] == v["T"] and n[2] > 1e-5),
        (r"Some libraries keep", lambda v, n, r, s: v["phi"] == "random features"),  # of causal ones, shown with either
        (r"The rank is that of the whole", lambda v, n, r, s: v["causal"] == "yes"),
    ],
    "only-prior": [(r"Each row is 1/t", lambda v, n, r, s: n[1] == v["T"] and near(1 / v["T"], n[2], 6e-5))],
    "synthesizer-dense": [
        (r"It is O", lambda v, n, r, s: r.flops is not None and near(
            100 * 2 * v["T"] ** 2 * v["H"] * v["d"] / r.flops.formula, n[-1], 0.51
        )),
        (r"N = ", lambda v, n, r, s: n == [v["N"], v["N"] + 1]),
    ],
    "synthesizer-random": [
        (r"R is fixed", lambda v, n, r, s: v["R"] == "fixed"),
        (r"In .* steps", lambda v, n, r, s: n[0] == v["steps"] and ("fell" not in s or n[1] >= n[2])),
    ],
    "absolute-position": [
        (r"The slowest pair", lambda v, n, r, s: near(line(r, "wavelength of each pair", "2π")[-1][1], n[0], 0.06)),
        (r"It ends at place", lambda v, n, r, s: n == [v["N"] - 1]),
    ],
    "relative-position": [
        (r"T = .* uses", lambda v, n, r, s: n[1] <= n[2] == v["buckets"] and n[3] <= v["far"]),
    ],
    "rope-scaling": [
        (r"Beyond L the slow", lambda v, n, r, s: new_angles(v, r)[0] > 0),
        (r"Every pair comes round", lambda v, n, r, s: cells(r, "angles as trained") == 0),
        (r"New beyond L", lambda v, n, r, s: near(new_angles(v, r)[1], n[0], 0.51)),
        (r"Beyond L .* of the angles", lambda v, n, r, s: all(
            near(share, told, 0.51) for share, told in zip(new_angles(v, r), n, strict=False)
        )),
        (r"The quickest pair turns as before", lambda v, n, r, s: v["kind"] != "linear" or v["s"] == 1),
        (r"The quickest pair turns .* times slower", lambda v, n, r, s: 1 < n[0] <= v["s"]),
    ],
    "rms-norm": [
        (r"LayerNorm takes the mean", lambda v, n, r, s: all(
            abs(y) < 1e-3 for _, y in line(r, "mean of each token", "LayerNorm")
        )),
        (r"After either norm every token", lambda v, n, r, s: all(
            near(y, 1.0, 0.01) for name in ("RMSNorm", "LayerNorm") for _, y in line(r, "length of each token", name)
        )),
        (r"The longest token", lambda v, n, r, s: n[0] >= n[1] and near(n[1], 1.0, 0.011)),
        (r"The cosine", lambda v, n, r, s: n[0] > 0.9999),
    ],
    "layer-norm": [
        (r"From L = ", lambda v, n, r, s: n[:2] == [2, 16]),
        (r"Pre-LN's gradients", lambda v, n, r, s: n[2] == 2 * max(2, v["L"]) and (
            "almost" in s or max(n[:2]) > 1.05 * min(n[:2])
        )),
        (r".*: that of the last layer", depth_told),
    ],
    "rezero": [(r"After .* steps", lambda v, n, r, s: n[0] == v["steps"] and near(
        max(abs(points[-1][1]) for points in picture(r, "α while training").values), n[1]
    ))],
}  # fmt: skip
