"""Learning what a card is worth from the judgements of readers: `make worth` writes cards/asking/worth.json anew.

Two sources: judgements of our own notes (judged/*.tsv, with the features their cards have today), and judged.jsonl,
which holds the features and verdicts of cards of other people's notes, without a word of them. A good card counts 1,
an awkward one 0.65 (it is answerable, but a reader stumbles), any other nearly nothing. The fit is a logistic
regression with a ridge; what it is worth is told on notes left out of the fit, a fifth at a time.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cards.asking.features import features, text_of
from cards.asking.unused import Account
from cards.asking.worth import Model, worth_of
from cards.extract import drafts_of
from cards.markdown import read
from tests.cards.judgements import NOTES, load

HERE = Path(__file__).parent
OTHERS = HERE / "judged.jsonl"
WEIGHTS = HERE.parents[1] / "cards" / "asking" / "worth.json"
VALUE = {"good": 1.0, "awkward": 0.65, "trivial": 0.05, "too long": 0.1, "redundant": 0.1}
RIDGE, STEPS, RATE, SELDOM = 0.004, 800, 0.5, 4


class Example(NamedTuple):
    """A judged card: the note it is from, its verdict, its features."""

    note: str
    verdict: str
    found: Mapping[str, float]


def examples() -> list[Example]:
    """Every judged card there is."""
    out = [
        Example(row["note"], row["verdict"], row["features"])
        for row in map(json.loads, OTHERS.read_text("utf-8").splitlines())
    ]
    for path in sorted(NOTES.glob("*.md")):
        verdicts = load(path.stem)
        note = read(path.read_text("utf-8"))
        text = text_of(note)
        for rule, draft, scope, _, why in drafts_of(note, Account(note)):
            judgement = verdicts.get((draft.question, draft.answer))
            if judgement and not why and rule != "explicit":
                out.append(Example(path.stem, judgement.verdict.value, features(draft, rule, scope, text)))
    return out


def fit(judged: Sequence[Example], line: float) -> Model:
    """The weights that tell these verdicts best, by gradient descent with steps of their own for each weight."""
    seen: dict[str, int] = {}
    for example in judged:
        for name in example.found:
            seen[name] = seen.get(name, 0) + 1
    weights = {name: 0.0 for name, count in sorted(seen.items()) if count >= SELDOM}
    squares = dict.fromkeys(weights, 1e-8)
    bias, bias_square = 0.0, 1e-8
    rows = [(VALUE.get(e.verdict, 0.0), [(n, v) for n, v in e.found.items() if n in weights]) for e in judged]
    for _ in range(STEPS):
        slopes = {name: RIDGE * weight for name, weight in weights.items()}
        slope = 0.0
        for value, found in rows:
            odds = bias + sum(weights[name] * amount for name, amount in found)
            error = (1 / (1 + math.exp(-odds)) - value) / len(rows)
            slope += error
            for name, amount in found:
                slopes[name] += error * amount
        bias_square += slope * slope
        bias -= RATE * slope / math.sqrt(bias_square)
        for name, by in slopes.items():
            squares[name] += by * by
            weights[name] -= RATE * by / math.sqrt(squares[name])
    return Model(round(bias, 3), {n: round(w, 3) for n, w in weights.items() if abs(w) >= 0.02}, line)


def told(judged: Sequence[Example], line: float) -> Iterable[str]:
    """What the model says of notes it was not fitted on, as rows of a table."""
    names = sorted({example.note for example in judged})
    scored: list[tuple[float, str]] = []
    for k in range(5):
        out = set(names[k::5])
        model = fit([e for e in judged if e.note not in out], line)
        scored += [(worth_of(e.found, model), e.verdict) for e in judged if e.note in out]
    scored.sort(reverse=True)
    yield f"{len(scored)} judgements of {len(names)} notes; of notes left out of the fit:"
    for share in (0.2, 0.3, 0.4, 0.5, 0.7, 1.0):
        best = scored[: int(len(scored) * share)]
        count = {
            verdict: sum(1 for _, v in best if v == verdict) / len(best) for verdict in ("good", "awkward", "wrong")
        }
        yield (
            f"the best {share:4.0%}, worth {best[-1][0]:.2f} or more: {count['good']:.0%} good, "
            f"{count['good'] + count['awkward']:.0%} usable, {count['wrong']:.0%} wrong"
        )


def main(line: float) -> None:
    """Fit, tell, and write the weights."""
    judged = examples()
    print(*told(judged, line), sep="\n")
    model = fit(judged, line)
    stored = {"bias": model.bias, "line": model.line, "weights": model.weights}
    WEIGHTS.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else json.loads(WEIGHTS.read_text("utf-8"))["line"])
