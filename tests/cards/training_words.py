"""Learning what the words of a card tell: `python -m tests.cards.training_words ROWS` writes words.json or
words_english.json anew.

ROWS holds one card a line, as JSON: its question, its answer, its writer, and its score. It is not part of the project,
because it holds sentences of other people's notes; what is kept of them are weights of words that several writers use.

Verdicts alone told little of new writers: there are too few of them for so many words. So a sentence encoder for many
languages (multilingual-e5-small, MIT) learnt verdicts of readers, and before that what older weights told of 13,000
drafts. Then it scored drafts of notes of the same writers, and those scores are learnt here. On cards of writers that
neither has seen the words' scores and the encoder's correlate by .74, and the words need neither its 470 MB nor its
time. A score is the log-odds that a reader can use the card, and half of those that they call it good.

The English words are of an encoder that learnt 7,633 verdicts on cards of 181 writers and scored 35,600 English drafts.
In two blind rounds (45 new writers) readers could use 84 to 88 of 100 of the best 150 to 300 cards as these words rank
them, and 82 to 84 as the words before did. Korean words learnt in the same way ranked new notes of known writers
better, and those of new writers no better. So the Korean ones are still of an encoder that learnt 2,208 verdicts and
scored 38,200 drafts, with a ridge of 1.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from cards.asking.word_weights import Words, score, words_of
from cards.language.text import has_hangul

FOLDER = Path(__file__).parents[2] / "cards" / "asking"
LEAST_CARDS, LEAST_WRITERS = 8, 5
RIDGE = 2.0  # as if so much evidence spoke against each weight
KEPT = ("middle", "slope", "usual", "length", "kept")  # what is set by hand
ROUNDS, NOTHING = 60, 1e-9  # steps of the search at most, and what is left where it is done


class Row(NamedTuple):
    """A card with what it is worth to readers, as a number without a unit."""

    question: str
    answer: str
    writer: str
    score: float


def rows_of(path: Path) -> list[Row]:
    """The cards of a file."""
    out = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        out.append(Row(row["question"], row["answer"], row["writer"], float(row["score"])))
    return out


def known(texts: Sequence[Collection[str]], writers: Sequence[str], least: tuple[int, int]) -> dict[str, int]:
    """The words that so many texts of so many writers have, each with its place."""
    count: dict[str, int] = defaultdict(int)
    of: dict[str, set[str]] = defaultdict(set)
    for words, writer in zip(texts, writers, strict=True):
        for word in words:
            count[word] += 1
            of[word].add(writer)
    names = sorted(word for word in count if count[word] >= least[0] and len(of[word]) >= least[1])
    return {word: place for place, word in enumerate(names)}


def table(texts: Sequence[Collection[str]], names: Mapping[str, int], after: int) -> Iterable[tuple[int, int, float]]:
    """Row, column and value of each known word; a row has length 1, and columns begin `after`."""
    for row, words in enumerate(texts):
        places = [names[word] for word in words if word in names]
        for place in places:
            yield row, after + place, len(places) ** -0.5


def fit(rows: Sequence[Row]) -> Words:
    """The weights that come nearest to the scores of cards."""
    sides = [[words_of(row.question) for row in rows], [words_of(row.answer) for row in rows]]
    bias, (question, answer) = learnt(
        sides,
        [row.writer for row in rows],
        [row.score for row in rows],
        (LEAST_CARDS, LEAST_WRITERS),
        RIDGE,
    )
    return Words(bias, question, answer, 0.0, 1.0)


def learnt(
    sides: Sequence[Sequence[Collection[str]]],
    writers: Sequence[str],
    scores: Sequence[float],
    least: tuple[int, int],
    ridge: float,
) -> tuple[float, list[dict[str, float]]]:
    """A bias, and of each side its words' weights, that come nearest to the scores.

    By least squares with a ridge (conjugate gradients). In so many texts, of so many writers, a word stands at `least`.
    """
    names = [known(side, writers, least) for side in sides]
    after = [sum(map(len, names[:i])) for i in range(len(names) + 1)]
    cells = [cell for i, side in enumerate(sides) for cell in table(side, names[i], after[i])]
    at = torch.tensor([[row for row, _, _ in cells], [column for _, column, _ in cells]])
    size = (len(scores), after[-1])
    values = torch.tensor([value for _, _, value in cells]).double()
    found = torch.sparse_coo_tensor(at, values, size, check_invariants=True).coalesce()
    turned = found.t().coalesce()
    wanted = torch.tensor(scores).double()
    bias = wanted.mean()
    middle = torch.sparse.mm(turned, torch.ones(size[0], 1).double()).squeeze() / size[0]

    def times(by: torch.Tensor) -> torch.Tensor:
        each = torch.sparse.mm(found, by[:, None]).squeeze() - middle @ by
        return torch.sparse.mm(turned, each[:, None]).squeeze() - middle * each.sum() + ridge * by

    by = torch.zeros(size[1]).double()
    rest = torch.sparse.mm(turned, (wanted - bias)[:, None]).squeeze()
    step, left = rest.clone(), rest @ rest
    for _ in range(ROUNDS):
        if left < NOTHING:
            break
        moved = times(step)
        length = left / (step @ moved)
        by += length * step
        rest -= length * moved
        before, left = left, rest @ rest
        step = rest + left / before * step
    weights = [round(value, 1) for value in by.tolist()]
    told = [
        {word: weights[first + place] for word, place in side.items() if weights[first + place]}
        for side, first in zip(names, after, strict=False)
    ]
    return round(float(bias - middle @ by), 2), told


def main() -> None:
    """Fit, and write the weights of the language of the cards; what is set by hand stays as it was."""
    rows = rows_of(Path(sys.argv[1]))
    korean = sum(has_hangul(row.question) for row in rows) * 2 > len(rows)
    path = FOLDER / ("words.json" if korean else "words_english.json")
    before = json.loads(path.read_text("utf-8")) if path.exists() else {"middle": 0.0, "slope": 0.5}
    found = fit(rows)
    scores = sorted(score(row.question, row.answer, found) for row in rows)
    half = scores[len(rows) // 2]
    print(f"{len(rows)} cards, {len(found.question)} and {len(found.answer)} words, median score {half:.2f}")
    stored = found._replace(**{name: before[name] for name in KEPT if name in before})._asdict()
    path.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
