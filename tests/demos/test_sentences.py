"""Every sentence a demo says is known here, and where it has a number or a comparison it holds for the run it is of.

`HOLDS` gives for a sentence what must be true of the run, reckoned from the parameters, the pictures and the numbers of
the report rather than by the demo's own code. `PLAIN` are sentences that no setting touches. A concept that is not in
`HOLDS` may say what has no number in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demos.catalog import BY_ID
from demos.child import demo
from demos.demo import Picture, Report, Unfit
from demos.kit.timing import allowed
from tests.demos.drawn import BRIEF, fitting

Holds = Callable[[dict[str, Any], list[float], Report, str], bool]


def picture(report: Report, title: str) -> Picture:
    return next(p for p in report.pictures if p.title == title)


def line(report: Report, title: str, name: str) -> list[tuple[float, float]]:
    """The points of a curve."""
    found = picture(report, title)
    return list(found.values[next(i for i, each in enumerate(found.legend) if each.startswith(name))])


def cells(report: Report, title: str) -> int:
    """How many cells of a mask or a map are above 0."""
    return sum(x > 0 for row in picture(report, title).values for x in row)


def stat(report: Report, name: str) -> float:
    return next(s.value for s in report.stats if s.name == name)


def near(found: float, said: float, digits: float = 0.006) -> bool:
    """Whether a number is what was said, as far as it was written out."""
    return abs(found - said) <= digits * max(1.0, abs(said))


def entropy_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    bits = {name: line(r, "entropy against d", name) for name in ("q·k/√d", "q·k")}
    raw, scaled = picture(r, "entropy against d").values[1][-1][1], bits["q·k/√d"][-1][1]
    slopes = picture(r, "slope against d").values
    shares = [slopes[1][i][1] / slopes[0][i][1] for i in (1, -1)]
    return (
        near(raw, n[1])
        and near(scaled, n[2])
        and ("almost one-hot" in said) == (raw < 1)
        and near(shares[1], n[-3])
        and near(shares[0], n[-1])
    )


def dips(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    return all((min(y for _, y in line(r, "derivative", name)) < -1e-6) == (name in said) for name in ("Swish", "GELU"))


def depth_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    words = {"shrinks": (0, 0.9), "hardly changes": (0.9, 1.1), "grows": (1.1, math.inf)}
    for name, word, share in re.findall(r"(\S+)'s (shrinks|grows|hardly changes) \(× ([\d.]+)\)", said):
        points = line(r, "gradient of the last layer against L", name)
        low, high = words[word]
        ratio = points[-1][1] / points[0][1]
        if not (low - 1e-4 <= ratio <= high + 1e-4 and near(ratio, float(share))):
            return False
    return True


def unseen(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    rows = picture(r, "mask").values
    alone = sum(not any(row[j] for i, row in enumerate(rows) if i != j) for j in range(len(rows)))
    return n[0] == alone > 0


def heads_see(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    return cells(r, "blocks of head 0") == n[1] < n[2]


def best_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    shares = {m: stat(r, f"{m}: right on the new task") for m in ("from scratch", "head only", "full", "low-rank")}
    named = [m for m in shares if re.search(rf"\b{m}\b", said.split(":")[0].removeprefix("With"))] or list(shares)
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


def only_two_change(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    rows = picture(r, "what changed").values
    return all(max(map(abs, row)) < 1e-4 for i, row in enumerate(rows) if i not in (v["T"] // 4, 3 * v["T"] // 4))


def most_weight(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    drawn = picture(r, "who asks whom")
    assert drawn.lit is not None
    row = drawn.values[drawn.lit]
    return near(max(row), n[-1]) and f"“{drawn.rows[drawn.lit]}” gives “{drawn.columns[row.index(max(row))]}” " in said


def waiting_told(v: dict[str, Any], n: list[float], r: Report, said: str) -> bool:
    rows, limit = (drawn := picture(r, "who waits where")).values, drawn.limit
    if said.startswith("No expert"):
        return limit is not None and max(map(len, rows)) <= limit
    last = ", ".join(drawn.ticks[i] for i in rows[int(n[0])][limit:])
    return n[1] == limit and n[2] == max(map(len, rows)) == len(rows[int(n[0])]) and f" times: {last} came" in said


def features(v: dict[str, Any]) -> int:
    return int(v["d"] if v["phi"] == "elu+1" else v["r"])


WAITING = (r"Expert .* has|No expert is asked", waiting_told)

HOLDS: dict[str, list[tuple[str, Holds]]] = {
    "scaled-dot-product": [
        (r"scores (÷ √d|as they are): a row", lambda v, n, r, s: 0 <= n[0] <= math.log2(v["T"]) + 0.01),
        (r"At d = 1024 .* is .* times", entropy_told),
        (r"√d pays when d is large", lambda v, n, r, s: (
            (y := picture(r, "slope against d").values)[1][-1][1] / y[0][-1][1] < y[1][1][1] / y[0][1][1]
        )),
        (r"In the Frobenius norm", lambda v, n, r, s: (n[0] > 1) == ("larger" in s)),
        (r"This run uses", lambda v, n, r, s: ("as it is" in s) == (v["scale"] == "none")),
    ],
    "multi-head": [
        (r"Each head compares", lambda v, n, r, s: n == [v["D"] // v["H"], v["D"]] and v["H"] > 1),
        (r"One head: plain", lambda v, n, r, s: v["H"] == 1),
        (r"How much weight a head", lambda v, n, r, s: all(v["D"] % h == 0 for h in n[::2])),
    ],
    "self-attention": [
        (r".* are swapped", only_two_change),
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
        (r"A rectangle: .* gives", most_weight),
        (r"Keys and values are pairs", lambda v, n, r, s: n[0] >= 0.01 and v["T_k"] > 1),
    ],
    "grouped-query": [
        (r".* heads of queries", lambda v, n, r, s: n == [v["H"], v["H_k"], v["H"] // v["H_k"]]),
        (r"After .* tokens", lambda v, n, r, s: n[0] == v["T"] and near(n[1], v["H_k"] * v["T"] * v["d"] / 125) and (
            len(n) == 2 or near(n[2] / n[1], v["H"] / v["H_k"])
        )),
        (r"H_k = H:", lambda v, n, r, s: v["H"] == v["H_k"]),
        (r"The cache is", lambda v, n, r, s: n == [v["H"] // v["H_k"], v["H"]] and n[0] > 1),
    ],
    "online-softmax": [
        (r".* tiles of up to", lambda v, n, r, s: n == [-(-v["T"] // v["b"]), v["b"]]),
        (r"The last row is", lambda v, n, r, s: near(sum(r.pictures[0].values[-1]), 1.0)),
        (r"Of the last query", lambda v, n, r, s: n[0] > n[1]),
    ],
    "complexity": [
        (r"Scores and A V meet", lambda v, n, r, s: n[1] == v["r"] * v["D"] and ("projections" in s) == (v["r"] > 2)),
        (r"By the operations", lambda v, n, r, s: n == [v["r"] - 2, (v["r"] - 2) * v["D"]]),
    ],
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
        (r"By lot: every pair", lambda v, n, r, s: line(r, "reach", "random")[-1] == (n[0], 100)),
        (r"By lot: not every pair, ever:", unseen),
        (r"By lot: not every pair, ever\.", lambda v, n, r, s: line(r, "reach", "random")[-1][1] < 100),
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
        (r"Once the first token", lambda v, n, r, s: n[1] == v["s"] > 0 and (n[2] <= n[0] or "no less" in s)),
    ],
    "moe": [
        WAITING,
        (r"An even load", lambda v, n, r, s: near(n[0], v["k"] * v["T"] / v["E"])),
        (r"With k = 1", lambda v, n, r, s: v["k"] == 1),
        (r"After .* steps", lambda v, n, r, s: 1 <= n[2] <= v["E"] + 0.05 and 1 <= n[3] <= v["E"] + 0.05),
        (r"The task's error", lambda v, n, r, s: min(n) >= 0),
    ],
    "switch": [
        WAITING,
        (r"An even load", lambda v, n, r, s: near(n[0], v["T"] / v["E"])),
        (r"Top-1 gates do not", lambda v, n, r, s: v["E"] > 1 and stat(r, "mean gate") < 1),
        (r"Divided by their sum", lambda v, n, r, s: n[-1] < n[-2] / 100 and near(stat(r, "router's gradient"), n[-2])),
        (r"After .* steps", lambda v, n, r, s: 1 <= n[2] <= v["E"] + 0.05 and 1 <= n[3] <= v["E"] + 0.05),
        (r"The task's error", lambda v, n, r, s: min(n) >= 0),
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
        (r"With .* random features", lambda v, n, r, s: n[0] == v["r"] and (len(n) == 2 or n[2] <= n[1])),
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
        (r"Long and short", lambda v, n, r, s: v["spread"] > 1 and n == [v["shift"]] * (v["shift"] > 0)),
        (r"Tokens", lambda v, n, r, s: v["spread"] == 1 and n == [v["shift"]] * (v["shift"] > 0)),
        (r"LayerNorm takes the mean", lambda v, n, r, s: all(
            abs(y) < 1e-3 for _, y in line(r, "mean of each token", "LayerNorm")
        )),
        (r"After either norm every token", lambda v, n, r, s: all(
            near(y, 1.0, 0.01) for name in ("RMSNorm", "LayerNorm") for _, y in line(r, "length of each token", name)
        )),
        (r"The longest token", lambda v, n, r, s: n[0] >= n[1] and near(n[1], 1.0, 0.011)),
        (r"The cosine", lambda v, n, r, s: n[0] > 0.9999),
    ],
    "swiglu": [
        (r"At x W_gate = ", lambda v, n, r, s: all(
            near(max(abs(x) for x in row), told, 0.05)
            for row, told in zip(picture(r, "a unit with a gate").values[::16], n[1::2], strict=True)
        )),
        (r".* of the gates", lambda v, n, r, s: v["d_ff"] > 32 or near(100 * closed(r), n[0], 0.51)),
        (r"No function", lambda v, n, r, s: v["gate"] == "none"),
        (r"With d_ff", lambda v, n, r, s: n[:2] == [v["d_ff"], v["D"]] and all(
            near(3 * v["d_ff"] / (8 * v["D"]), told) for told in (n[2], n[-1])
        )),
    ],
    "activations": [
        (r"ReLU has no slope", dips),
        (r"GELU's tanh form", lambda v, n, r, s: 4e-4 < n[0] < 4.8e-4),
        (r"What most code calls", lambda v, n, r, s: near(n[1], v["beta"])),
    ],
    "inductive-bias": [
        (r"A band:", lambda v, n, r, s: n == [v["L"], v["kernel"], v["L"] * (v["kernel"] // 2)]),
        (r"Full after one layer", lambda v, n, r, s: cells(r, "Jacobian: attention") == v["T"] ** 2),
        (r"The causal mask cuts", lambda v, n, r, s: v["causal"] == "yes"),
        (r"Attention's bias is weak", lambda v, n, r, s: n[0] < 1e-4),
        (r"A causal mask alone", lambda v, n, r, s: n[0] > 1e-3),
    ],
    "data-hunger": [(r"With .* samples", lambda v, n, r, s: n[0] == v["n"] and n[1:4] == sorted(n[1:4], reverse=True))],
    "adaptation": [(r"With .* samples", best_told)],
    "layer-norm": [
        (r"From L = ", lambda v, n, r, s: n[:2] == [2, 16]),
        (r"Pre-LN's gradients", lambda v, n, r, s: n[2] == 2 * max(2, v["L"]) and (
            "almost" in s or max(n[:2]) > 1.05 * min(n[:2])
        )),
        (r"The last layer's", depth_told),
    ],
    "rezero": [(r"After .* steps", lambda v, n, r, s: n[0] == v["steps"] and near(
        max(abs(points[-1][1]) for points in picture(r, "α while training").values), n[1]
    ))],
}  # fmt: skip

# Definitions, and what holds of the mechanism or of a paper whatever the parameters are.
PLAIN = re.compile(
    r"""^(?:
    Measured\ here|A\ cell\ is\ the\ largest|The\ operations\ are\ the\ same|Every\ token\ sees\ every|
    The\ second\ half\ was|0\ above\ the\ diagonal|A\ rectangle|The\ clock\ need\ not|A\ global\ row\ sees|
    An\ ordinary\ token|A\ band\ in\ every\ other|Longformer\ (?:used|had)\ gaps|Blocks\ on\ the\ diagonal|
    Depth\ does\ not|A\ node\ also\ sees|Drawn\ anew|BigBird\ draws|Two\ softmaxes|What\ a\ text\ token|
    Never\ formed|The\ same\ queries|Softmax\ has\ no|The\ future\ leaks|What\ the\ keys|What\ is\ expected|
    The\ log\ of\ the\ prior|σ\ is\ the\ knob|The\ tree\ decides|Edges\ between|The\ same\ for\ every|
    What\ a\ token\ takes|The\ diagonal\ alone|A\ token\ writes|
    Fetch\ the|Each\ row\ is\ the|Stripes|Untrained|Equal\ along|q\ =\ k\ everywhere|RoPE\ adds|
    With\ the\ transpose\ a|Of\ normal\ q|Computed\ once|A\ word\ writes|Another\ word\ for|Head\ 0\.|
    The\ map\ is\ a|A\ triangle|
    On\ new\ texts|Chance\ is|Means\ o|Another\ number|Every\ head\ has\ this|What\ is\ shared\ are|
    A\ higher\ score|Units\ by\ how|A\ unit\ of\ the\ usual|
    Two\ numbers\ a\ query|The\ quick\ pairs\ tell|What\ may\ pass|What\ passes|Post-LN\ holds|
    Before\ training|Letters\ backwards|The\ losses\ hold|Flat\ only|Writing)""",
    re.VERBOSE,
)


def sentences(report: Report) -> Iterator[str]:
    texts = [remark.text for remark in report.remarks] + [picture.remark for picture in report.pictures]
    for text in texts:
        yield from filter(None, re.split(r"(?<=[.!?…])\s+(?=[^\W\d_a-z]|…)", text))


def numbers(sentence: str) -> list[float]:
    return [float(x) for x in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", sentence)]


@pytest.mark.parametrize("demo_id", list(BY_ID))
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_what_is_said_holds(demo_id: str, data: st.DataObject) -> None:
    chosen = demo(demo_id)
    values = {**data.draw(fitting(chosen)), **BRIEF.get(demo_id, {})}
    try:
        known = chosen.values(values)
    except Unfit:
        return
    report = Report(demo_id, "", dict(known))
    with allowed(0.0, 16):
        for piece in chosen.run(dict(known)):
            report.add(piece)
    for sentence in sentences(report):
        claims = [holds for begins, holds in HOLDS.get(demo_id, []) if re.match(begins, sentence)]
        known_plain = PLAIN.match(sentence) or (demo_id not in HOLDS and not numbers(sentence))
        assert claims or known_plain, f"say in HOLDS when this is true: {sentence}"
        for holds in claims:
            assert holds(dict(known), numbers(sentence), report, sentence), (sentence, known)
