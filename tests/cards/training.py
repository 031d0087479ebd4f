"""Learning what a card is worth from the judgements of readers: `make worth` writes cards/asking/worth.json,
worth_english.json and company_english.json anew.

Four sources. judged.jsonl holds a row for each note of other people whose cards were read by somebody who knew no
rule, asked ones and held ones: how the note is written, and of each card its features and its verdict, without a word
of either. By many of them rules were mended since; the cards of writers who were read later tell more of the next
writer's and count LATE times. The case files say which cards are right and which are none, in many forms that are rare
elsewhere. And there are the judgements of our own notes (judged/*.tsv). The rules were made on these, so a card that is
good there proves little: it counts less. Of the samples that come with the program every card of which there is no
doubt counts as good: they stand for the hand that joins words by arrows, which hardly any note of others has.

Each language is learnt from its own cards, by a logistic regression with a ridge of "a reader can use it"; of English
ones together with what their note says of them. A card of no use counts COST times. What the fit is worth is told on
notes of writers who were left out of it, a fifth at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import torch

from cards.asking.company import lean
from cards.asking.doubts import doubt
from cards.asking.features import features, is_of_arrows, text_of
from cards.asking.questions import Draft
from cards.asking.unused import Account
from cards.asking.worth import Model, worth_of
from cards.extract import drafts_of
from cards.language.standins import as_markdown
from cards.markdown import read
from cards.note import Note
from tests.cards.cases import FOLDERS, cases_in, written
from tests.cards.facts import State, clean, fact, state_of
from tests.cards.judgements import NOTES, load

HERE = Path(__file__).parent
OTHERS = HERE / "judged.jsonl"
SAMPLES = HERE.parents[1] / "cards" / "samples"
WEIGHTS = HERE.parents[1] / "cards" / "asking" / "worth.json"
WEIGHTS_ENGLISH = WEIGHTS.with_name("worth_english.json")
COMPANY_ENGLISH = WEIGHTS.with_name("company_english.json")
USABLE = ("good", "awkward")
COST = 2.5  # a card of no use counts so many times: it costs its reader more than a fact that is not asked
LATE = 2.0  # so many times counts what was read after most rules were made
OURS = 0.3  # how much a judgement of our own notes counts beside one of other people's
# And a right card of a case file, of whose form little else may be known, and one that must not be asked.
OF_CASES, OF_CASES_BAD = 2.5, 4.0
OF_SAMPLES = 2.6
SELDOM = 5  # a feature that the cards of fewer notes have is not learnt, but for those of the samples
RIDGE = 5.0  # as if so many units of evidence spoke against each weight
LEAST = 0.01  # a weight that moves the odds by less is not stored
FOLDS = 5


class Example(NamedTuple):
    """A judged card: its note, whether a reader could use it, its features, how its note is written, how much it
    counts, which of the other people wrote the note ("" for our own), and whether they were read late."""

    note: str
    korean: bool
    usable: bool
    found: Mapping[str, float]
    company: Mapping[str, float]
    weight: float = 1.0
    writer: str = ""
    late: bool = False


class Fit(NamedTuple):
    """What was learnt of a language: the model of its cards, and what their note adds."""

    model: Model
    company: Mapping[str, float]

    def score(self, example: Example) -> float:
        """The log-odds of a card by its own and by its note, for ranking."""
        worth = worth_of(example.found, self.model)
        return float(torch.logit(torch.tensor(worth, dtype=torch.float64))) + lean(example.company, self.company)


def examples() -> list[Example]:
    """Every judged card of which there is no doubt."""
    return [*_of_others(), *_of_cases(), *_of_ours(), *_of_samples()]


def _of_others() -> Iterator[Example]:
    """The first row names the features; a card tells by their numbers which it has, and how much of those not 1."""
    first, *rows = map(json.loads, OTHERS.read_text("utf-8").splitlines())
    names = first["features"]
    for row in rows:
        late = row["late"]
        for verdict, whole, parts in row["cards"]:
            found = {names[at]: 1.0 for at in whole} | {names[int(at)]: value for at, value in parts.items()}
            usable, counts = verdict in USABLE, LATE if late else 1.0
            yield Example(row["note"], row["korean"], usable, found, row["company"], counts, row["writer"], late)


def _of_cases() -> Iterator[Example]:
    for case in cases_in(FOLDERS[0]):
        made = {(as_markdown(d.question), as_markdown(d.answer)): (d, found) for d, found in _made(read(case.note))}
        never = [wish.text for wish in case.wishes if wish.sort == "never"]
        facts = [fact(wish.text) for wish in case.wishes if wish.sort == "ask"]
        for card in case.made().cards:
            if card.reverse or (card.question, card.answer) not in made:
                continue
            one = [replace(card, held=False)]
            bad = any(re.search(text, written(card), re.I) for text in never)
            if bad or any(state_of(f, one if f.exact else clean(one), facts) is State.ASKED for f in facts):
                draft, found = made[card.question, card.answer]
                yield Example(case.name, draft.korean, not bad, found, {}, OF_CASES_BAD if bad else OF_CASES)


def _of_ours() -> Iterator[Example]:
    for path in sorted(NOTES.glob("*.md")):
        verdicts = load(path.stem)
        for draft, found in _made(read(path.read_text("utf-8"))):
            if judgement := verdicts.get((draft.question, draft.answer)):
                yield Example(path.stem, draft.korean, judgement.verdict in USABLE, found, {}, OURS)


def _of_samples() -> Iterator[Example]:
    for path in sorted(SAMPLES.glob("*.md")):
        for draft, found in _made(read(path.read_text("utf-8"), name=path.stem)):
            yield Example(path.stem, draft.korean, True, found, {}, OF_SAMPLES)


def _made(note: Note) -> Iterator[tuple[Draft, Mapping[str, float]]]:
    """The drafts of a note of which there is no doubt, with their features."""
    text = text_of(note)
    for rule, draft, scope, _, why in drafts_of(note, Account(note)):
        if not why and rule != "explicit" and not doubt(draft, rule, scope, is_of_arrows(text)):
            yield draft, features(draft, rule, scope, text)


def fit(judged: Sequence[Example], line: float) -> Fit:
    """The weights that tell these verdicts best."""
    notes: dict[str, set[str]] = {}
    for example in judged:
        for name in example.found:
            notes.setdefault(name, set()).add(example.note)
    of_samples = {path.stem for path in SAMPLES.glob("*.md")}
    names = sorted(name for name, of in notes.items() if len(of) >= SELDOM or of & of_samples)
    of_note = sorted({name for example in judged for name in example.company})
    whole = [example.company for example in judged if example.company]
    middle = {name: sum(company.get(name, 0.0) for company in whole) / len(whole) for name in of_note}
    # A note without numbers stands where the mean one does.
    rows = [
        [
            *(e.found.get(n, 0.0) for n in names),
            *((e.company.get(n, 0.0) - middle[n]) * bool(e.company) for n in of_note),
        ]
        for e in judged
    ]
    found = torch.tensor(rows, dtype=torch.float64)
    kept = torch.tensor([float(e.usable) for e in judged], dtype=torch.float64)
    counting = torch.tensor([e.weight * (1.0 if e.usable else COST) for e in judged], dtype=torch.float64)
    by = torch.zeros(found.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    search = torch.optim.LBFGS([by], max_iter=500, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        search.zero_grad()
        odds = by[0] + found @ by[1:]
        each = torch.nn.functional.binary_cross_entropy_with_logits(odds, kept, reduction="none")
        missed = (each * counting).sum() + RIDGE * (by[1:] ** 2).sum()
        missed.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
        return missed

    search.step(loss)  # type: ignore[no-untyped-call]  # nor this
    bias, *slopes = by.detach().tolist()
    learnt = dict(zip((*names, *of_note), slopes, strict=True))
    weights = {name: round(learnt[name], 3) for name in names if abs(learnt[name]) >= LEAST}
    company = {name: round(learnt[name], 3) for name in of_note}
    if company:
        company[""] = round(-sum(company[name] * middle[name] for name in of_note), 3)
    return Fit(Model(round(bias, 3), weights, line), dict(sorted(company.items())))


def told(judged: Sequence[Example], line: float) -> Iterable[str]:
    """What the fit says of writers who were read late, when it is made without them, as rows of a table."""
    names = sorted({example.writer for example in judged if example.late})
    scored: list[tuple[float, bool]] = []
    for k in range(FOLDS):
        out = set(names[k::FOLDS])
        found = fit([e for e in judged if e.writer not in out], line)
        scored += [(found.score(e), e.usable) for e in judged if e.late and e.writer in out]
    scored.sort(reverse=True)
    yield f"{len(scored)} judgements of cards of {len(names)} writers who were read late, by a fit without them:"
    for share in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0):
        best = scored[: int(len(scored) * share)]
        yield f"the best {share:4.0%}: {sum(usable for _, usable in best) / len(best):.1%} usable"


def main() -> None:
    """Fit, tell, and write the weights of each language."""
    judged = examples()
    for korean, path in ((True, WEIGHTS), (False, WEIGHTS_ENGLISH)):
        own = [example for example in judged if example.korean is korean]
        line = json.loads(path.read_text("utf-8"))["line"]
        print("Korean" if korean else "English", *told(own, line), sep="\n")
        found = fit(own, line)
        stored = {"bias": found.model.bias, "line": line, "weights": found.model.weights}
        path.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", "utf-8")
        if not korean:
            COMPANY_ENGLISH.write_text(json.dumps(found.company, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
