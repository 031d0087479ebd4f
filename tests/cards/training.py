"""Learning what a card is worth from the judgements of readers: `make worth` writes cards/asking/worth.json and
worth_english.json anew; `python -m tests.cards.training english` only the second.

Two sources: judgements of our own notes (judged/*.tsv, with the features their cards have today), and judged.jsonl and
judged_english.jsonl, which hold the features and verdicts of cards of other people's notes, without a word of them.
Each language is learnt from its own cards. The rules were made on
our own notes, so a form that works there proves little: other people's notes count more, and most those read with the
rules of today (`fresh`). A good card counts 1, an awkward one 0.65 (it is answerable, but a reader stumbles), any other
nearly nothing. The fit is a logistic regression with a ridge; what it is worth is told on notes left out of the fit, a
fifth at a time. Beside the weights stands what each form promises: its share of usable cards, few cards counting for
little.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cards.asking.choosing import SAFE, STRICTER, STRICTER_ENGLISH
from cards.asking.doubts import doubt
from cards.asking.features import FINER, OF_ARROWS, features, is_of_arrows, text_of
from cards.asking.likened import parent_of
from cards.asking.unused import Account
from cards.asking.worth import UNKNOWN, Model, worth_of
from cards.extract import drafts_of
from cards.markdown import read
from tests.cards.judgements import NOTES, load

HERE = Path(__file__).parent
OTHERS, OTHERS_ENGLISH = HERE / "judged.jsonl", HERE / "judged_english.jsonl"
WEIGHTS = HERE.parents[1] / "cards" / "asking" / "worth.json"
WEIGHTS_ENGLISH = WEIGHTS.with_name("worth_english.json")
VALUE = {"good": 1.0, "awkward": 0.65, "trivial": 0.05, "too long": 0.1, "redundant": 0.1}
RIDGE, STEPS, RATE, SELDOM = 0.004, 400, 0.5, 6
OURS, THEIRS, FRESH = 0.2, 1.0, 3.0  # how much a judgement counts, by where it is from
OURS_ENGLISH = 0.8  # terse notes as students write them are few among the English ones of others
USABLE = ("good", "awkward")
MOST_OF_ONE = 3  # cards of one form in one note that count
PRIOR, DOUBT = 0.65, 4.0  # a form of which nothing is known promises this much, as if so many cards had shown it


class Example(NamedTuple):
    """A judged card: the note it is from, its verdict, its features."""

    note: str
    verdict: str
    found: Mapping[str, float]
    weight: float = THEIRS
    shape: str = ""


def examples() -> list[Example]:
    """Every judged card there is."""
    out = [
        Example(
            row["note"],
            row["verdict"],
            row["features"],
            FRESH if row.get("fresh") else THEIRS,
            shape_of(row["features"]),
        )
        for path in (OTHERS, OTHERS_ENGLISH)
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]
    for path in sorted(NOTES.glob("*.md")):
        verdicts = load(path.stem)
        note = read(path.read_text("utf-8"))
        text = text_of(note)
        for rule, draft, scope, _, why in drafts_of(note, Account(note)):
            judgement = verdicts.get((draft.question, draft.answer))
            # What is doubted is held whatever its form promises: it says nothing of those of its form that are not.
            doubted = not draft.korean and doubt(draft, rule, scope, is_of_arrows(text))
            if judgement and not why and rule != "explicit" and not doubted:
                found = features(draft, rule, scope, text)
                out.append(
                    Example(
                        path.stem,
                        judgement.verdict.value,
                        found,
                        OURS if draft.korean else OURS_ENGLISH,
                        shape_of(found),
                    )
                )
    return out


def shape_of(found: Mapping[str, float]) -> str:
    """The form of a card with its language, as its features tell."""
    rule = next(name.removeprefix("rule ") for name in found if name.startswith("rule "))
    ask = next(name.removeprefix("asks ") for name in found if name.startswith("asks ") and "," not in name)
    sort = next((name.removeprefix(f"{ask}: ") for name in found if name.startswith(f"{ask}: ")), "")
    apart = ", arrows" if found.get(OF_ARROWS) else ""
    finer = next((name.removeprefix(FINER) for name in found if name.startswith(FINER)), "")
    if finer and not apart:
        apart = f", {finer}"
    return f"{'/'.join(part for part in (rule, ask, sort) if part)}{apart} {'ko' if found.get('Korean') else 'en'}"


def promises(judged: Sequence[Example]) -> dict[str, float]:
    """What each form promises, by its name."""
    counts: dict[str, list[float]] = {}
    several = Counter((example.note, example.shape) for example in judged)
    for example in judged:
        count = counts.setdefault(example.shape, [0.0, 0.0])
        # One note with a table of thirty rows says no more of a form than three of its cards.
        share = example.weight * min(1.0, MOST_OF_ONE / several[example.note, example.shape])
        count[0] += share
        count[1] += share * (example.verdict in USABLE)
    whole: dict[str, list[float]] = {}
    for shape, (n, u) in counts.items():
        both = whole.setdefault(_whole(shape), [0.0, 0.0])
        both[0] += n
        both[1] += u
    known = {shape: (u + PRIOR * DOUBT) / (n + DOUBT) for shape, (n, u) in whole.items()}
    known |= {shape: (u + _before(shape, known, counts) * DOUBT) / (n + DOUBT) for shape, (n, u) in counts.items()}
    return {shape: round(share, 3) for shape, share in sorted(known.items())}


def _before(shape: str, known: Mapping[str, float], counts: Mapping[str, Sequence[float]]) -> float:
    """What a form promises before it was read: what the form does from which it was parted."""
    name, language = shape.rsplit(" ", 1)
    if language == "en":
        return known[_whole(shape)]
    n, u = counts.get(f"{parent_of(name)} ko", (0.0, 0.0))
    return (u + PRIOR * DOUBT) / (n + DOUBT)


def _whole(shape: str) -> str:
    """The form that a finer one of English is a part of ("sentence/does/object" of "sentence/does/object, topic")."""
    name, language = shape.rsplit(" ", 1)
    return f"{name.partition(',')[0]} en" if language == "en" and not name.endswith(", arrows") else shape


def fit(judged: Sequence[Example], line: float) -> Model:
    """The weights that tell these verdicts best, by gradient descent with steps of their own for each weight."""
    seen: dict[str, int] = {}
    for example in judged:
        for name in example.found:
            seen[name] = seen.get(name, 0) + 1
    weights = {name: 0.0 for name, count in sorted(seen.items()) if count >= SELDOM}
    squares = dict.fromkeys(weights, 1e-8)
    bias, bias_square = 0.0, 1e-8
    total = sum(e.weight for e in judged)
    rows = [
        (VALUE.get(e.verdict, 0.0), e.weight / total, [(n, v) for n, v in e.found.items() if n in weights])
        for e in judged
    ]
    for _ in range(STEPS):
        slopes = {name: RIDGE * weight for name, weight in weights.items()}
        slope = 0.0
        for value, share, found in rows:
            odds = bias + sum(weights[name] * amount for name, amount in found)
            error = (1 / (1 + math.exp(-odds)) - value) * share
            slope += error
            for name, amount in found:
                slopes[name] += error * amount
        bias_square += slope * slope
        bias -= RATE * slope / math.sqrt(bias_square)
        for name, by in slopes.items():
            squares[name] += by * by
            weights[name] -= RATE * by / math.sqrt(squares[name])
    kept = {n: round(w, 3) for n, w in weights.items() if abs(w) >= 0.02}
    return Model(round(bias, 3), kept, line, promises(judged))


def told(judged: Sequence[Example], line: float) -> Iterable[str]:
    """What the model says of notes it was not fitted on, as rows of a table."""
    stricter = STRICTER if judged[0].found.get("Korean") else STRICTER_ENGLISH
    names = sorted({example.note for example in judged if example.weight >= THEIRS})
    scored: list[tuple[float, str]] = []
    for k in range(5):
        out = set(names[k::5])
        model = fit([e for e in judged if e.note not in out], line)
        scored += [
            (worth_of(e.found, model) - stricter * (SAFE - model.promises.get(e.shape, UNKNOWN)), e.verdict)
            for e in judged
            if e.note in out
        ]
    scored.sort(reverse=True)
    yield f"{len(scored)} judgements of {len(names)} notes of others; of notes left out of the fit:"
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0):
        best = scored[: int(len(scored) * share)]
        count = {
            verdict: sum(1 for _, v in best if v == verdict) / len(best) for verdict in ("good", "awkward", "wrong")
        }
        yield (
            f"the best {share:4.0%}, {best[-1][0]:.2f} or more: {count['good']:.0%} good, "
            f"{count['good'] + count['awkward']:.0%} usable, {count['wrong']:.0%} wrong"
        )


def main(languages: Sequence[str]) -> None:
    """Fit, tell, and write the weights of each language."""
    judged = examples()
    for language in languages:
        path = WEIGHTS if language == "korean" else WEIGHTS_ENGLISH
        own = [e for e in judged if bool(e.found.get("Korean")) == (language == "korean")]
        line = json.loads(path.read_text("utf-8"))["line"]
        print(language, *told(own, line), sep="\n")
        model = fit(own, line)
        stored = {"bias": model.bias, "line": model.line, "weights": model.weights, "promises": model.promises}
        path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or ("korean", "english"))
