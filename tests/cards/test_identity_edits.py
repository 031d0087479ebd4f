"""Many random edits, of facts easily taken for each other and of our sample notes: whose history goes where."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cards.card import Card, Kind
from cards.extract import extract
from cards.identity import Change, match
from cards.markdown import read
from cards.matching.places import Placed

FACTS = {
    "HTTP 401": "인증이 필요하다",
    "HTTP 403": "권한이 없어서 거절한다",
    "HTTP 404": "찾는 것이 없다",
    "Merge sort": "O(n log n)",
    "Heap sort": "O(n log n)",
    "Quick sort": "평균 O(n log n)",
    "Post-LN": "residual 뒤에 LN을 적용한다",
    "Pre-LN": "residual 앞에 LN을 적용한다",
    "Dense Synthesizer": "MLP가 만든 점수를 쓴다",
    "Random Synthesizer": "고정된 랜덤 행렬을 쓴다",
    "Global": "특정 토큰이 모든 토큰과 연결된다",
    "Band": "이웃한 토큰과 연결된다",
    "Dilated": "간격을 띄운 토큰과 연결된다",
    "TCP": "a reliable protocol with a handshake",
    "UDP": "a fast protocol without a handshake",
    "BFS": "큐를 쓰는 그래프 탐색",
    "DFS": "스택을 쓰는 그래프 탐색",
    "L1": "sum of absolute values",
    "L2": "sum of squares",
}
BEFORE = ["", "보통 ", "언제나 ", "흔히 말해 "]
AFTER = ["", " (기본)", " 라고 한다", " 방식", " 구조를 말한다"]
Fact = tuple[str, str, str, bool]  # the term, what it means, its heading, and whether it is asked backwards too


def placed(files: dict[str, list[Fact]]) -> list[Placed]:
    found: list[Placed] = []
    for path in sorted(files):
        cards: list[Card] = []
        for line, (term, meaning, heading, backwards) in enumerate(files[path], start=1):
            question, context = f"**{term}** — 무엇인가?", ("TIL", heading)
            card = Card(Kind.DEFINITION, question, meaning, context, line, subject=term, rule="definition")
            cards.append(card)
            if backwards:
                cards.append(replace(card, question=f"{meaning} — 무엇인가?", answer=term, reverse=True))
        found += [Placed(card, path, position) for position, card in enumerate(cards, start=1)]
    return found


def edit(files: dict[str, list[Fact]], spare: list[str], rng: random.Random) -> None:
    """One edit a person might make."""
    path = rng.choice(sorted(files))
    lines = files[path]
    number = rng.randrange(len(lines))
    term, meaning, heading, backwards = lines[number]
    kind = rng.choice(["reword", "reword", "heading", "shuffle", "move", "delete", "write", "split", "merge"])
    if kind == "reword":
        lines[number] = term, rng.choice(BEFORE) + FACTS[term] + rng.choice(AFTER), heading, backwards
    elif kind == "heading":
        lines[number] = term, meaning, rng.choice("가나"), backwards
    elif kind == "shuffle":
        rng.shuffle(lines)
    elif kind in ("move", "delete"):
        del lines[number]
        if kind == "move":
            files.setdefault(rng.choice("abc") + ".md", []).append((term, meaning, heading, backwards))
    elif kind == "write" and spare:
        new = spare.pop()
        lines.insert(number, (new, FACTS[new], heading, backwards))
    elif kind == "split":
        half = len(lines) // 2
        files.setdefault(rng.choice("cde") + ".md", []).extend(lines[half:])
        del lines[half:]
    elif kind == "merge":
        lines += files.pop(rng.choice(sorted(files.keys() - {path}))) if len(files) > 1 else []
    for name in [name for name in files if not files[name]]:
        del files[name]


def test_look_alikes_never_get_each_others_history_and_next_to_none_is_lost() -> None:
    count: Counter[str] = Counter()
    for seed in range(400):
        rng = random.Random(seed)
        terms = rng.sample(sorted(FACTS), len(FACTS))
        files: dict[str, list[Fact]] = {}
        for term in terms[: rng.randint(4, 16)]:
            line = term, FACTS[term], rng.choice("가나"), rng.random() < 0.5
            files.setdefault(rng.choice("ab") + ".md", []).append(line)
        spare = terms[16:]
        old = [replace(card, id=number) for number, card in enumerate(placed(files), start=1)]
        for _ in range(rng.randint(1, 6)):
            if files:
                edit(files, spare, rng)
        for one in match(old, placed(files)):
            if one.old and one.new:
                was, now = ((p.card.subject, p.card.reverse) for p in (one.old, one.new))
                assert was == now, f"seed {seed}: {one.why}"
                count[one.change] += 1
            elif one.new:
                about = one.new.card.subject, one.new.card.reverse
                count["lost"] += any((p.card.subject, p.card.reverse) == about for p in old)
    assert count[Change.REWORDED] > 200, "there was something to find"
    assert count["lost"] < 0.02 * count[Change.REWORDED], count


ITEM = re.compile(r"\s*(?:[-*]|\d+[.)]) ")
EXTRA = ["정말", "주로", "대개", "약간"]


def edited(lines: list[tuple[int, str]], rng: random.Random) -> None:
    """One edit of a line or two of a note; each line carries the number it had."""
    at = rng.randrange(len(lines))
    number, line = lines[at]
    kind = rng.choice(["delete", "extra", "extra", "drop", "typo", "swap"])
    words = line.split(" ")
    if line.startswith(("#", "```", "|", "$$", "---", "<!--")):
        return
    if kind == "delete":
        del lines[at]
    elif kind == "swap" and at + 1 < len(lines) and ITEM.match(line) and ITEM.match(lines[at + 1][1]):
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    elif len(words) > 3 and kind in ("extra", "drop", "typo"):
        where = rng.randrange(2, len(words))
        if kind == "extra":
            words.insert(where, rng.choice(EXTRA))
        elif kind == "drop":
            del words[where]
        else:
            words[where] = words[where][:1] + "x" + words[where][2:]
        lines[at] = number, " ".join(words)


def test_edited_sample_notes_keep_their_histories(samples: list[Path]) -> None:
    count: Counter[str] = Counter()
    for path in samples:
        text = path.read_text(encoding="utf-8")
        cards = extract(read(text, name=path.stem)).cards
        old = [Placed(card, "a.md", number, number) for number, card in enumerate(cards, start=1)]
        for seed in range(8):
            rng = random.Random(seed)
            lines = list(enumerate(text.split("\n"), start=1))
            for _ in range(rng.randint(1, 8)):
                edited(lines, rng)
            after = extract(read("\n".join(line for _, line in lines), name=path.stem)).cards
            for one in match(old, [Placed(card, "a.md", number) for number, card in enumerate(after, start=1)]):
                count[one.change] += 1
                if one.change is Change.REWORDED and one.old and one.new:
                    count["astray"] += one.old.card.line != lines[one.new.card.line - 1][0]
    # A list or a contrast may begin at another line than before; what is about one line must not go astray.
    assert count[Change.REWORDED] > 50, "there was something to find"
    assert count["astray"] <= 0.02 * count[Change.REWORDED], count
    assert count[Change.NEW] <= 0.1 * count[Change.REWORDED], count


@pytest.mark.parametrize("count", [300])
def test_a_wholly_rewritten_section_is_matched_by_likeness_alone(count: int) -> None:
    rng = random.Random(5)
    words = ["".join(rng.choices("가나다라마바사아자차카타파하", k=rng.randint(2, 5))) for _ in range(900)]
    old, new = [], []
    for number in range(count):
        term, meaning = rng.choices(words, k=3), rng.choices(words, k=12)
        changed = [*meaning[:4], rng.choice(words), *meaning[6:]]
        for cards, name, says in ((old, term, meaning), (new, [*term[:2], term[2] + "임"], changed)):
            subject = " ".join(name)
            card = Card(Kind.DEFINITION, f"**{subject}**?", " ".join(says), ("T",), number + 1, subject=subject)
            cards.append(Placed(card, "a.md", number, number + 1))
    rng.shuffle(new)
    found = match(old, new)
    joined = [one for one in found if one.old and one.new]
    assert len(joined) >= 0.99 * count
    assert all(one.old.id == one.new.id for one in joined)  # type: ignore[union-attr]
