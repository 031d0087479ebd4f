"""What is said around a demo's question, in the language it is asked in, on screens and in plain lines alike."""

from __future__ import annotations

from dataclasses import dataclass

from demos.marking import rows_text
from studytui.asking import SHOW, Given

# What is said around a question, in the language it is asked in.
WORDS = {
    "en": {
        "right": "Right.",
        "no": "No.",
        "wrong": "No: it is {answer}.",
        "shown": "It is {answer}.",
        "you": "You answered {given}.",
        "missing": "Left out: {cells}.",
        "extra": "Too many: {cells}.",
        "truth": "as it is: {answer}",
        "idea": "as you answered: {given}",
        "drawing": "The numbers are being drawn …",
        "loading": "PyTorch is being loaded …",
        "row drawn": "as you drew it",
        "row is": "as it is",
        "cell right": "right",
        "cell missing": "left out",
        "cell extra": "too many",
        "row empty": "The row is empty: space fills a cell. For no cell at all, write none.",
    },
    "ko": {
        "right": "맞았다.",
        "no": "틀렸다.",
        "wrong": "틀렸다. 답은 {answer}.",
        "shown": "답은 {answer}.",
        "you": "쓴 답: {given}.",
        "missing": "빠뜨린 것: {cells}.",
        "extra": "더 들어간 것: {cells}.",
        "truth": "실제: {answer}",
        "idea": "답한 대로: {given}",
        "drawing": "숫자를 뽑는 중 …",
        "loading": "PyTorch를 불러오는 중 …",
        "row drawn": "그린 행",
        "row is": "실제",
        "cell right": "맞음",
        "cell missing": "빠뜨림",
        "cell extra": "더 들어감",
        "row empty": "아직 빈 행이다. space로 칸을 채운다. 정말 한 칸도 없다면 none이라고 쓴다.",
    },
}


def words(language: str, name: str, **values: str) -> str:
    """A sentence around a question, in its language."""
    return WORDS.get(language, WORDS["en"])[name].format(**values)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of an answer: a sign for right or wrong, what was right, what was answered, and the misconception."""

    sign: str
    head: str
    more: str = ""
    idea: str = ""


def told(given: Given, language: str, *, listed: bool = False) -> Told:
    """What came of an answer, in words. Where the options are `listed` with their marks, only what these do not say."""
    asked, marked = given.asked, given.marked
    answer = asked.option(asked.answer, language)
    if marked.right:
        return Told("✓", words(language, "right"), answer)
    if given.text.strip() == SHOW:
        return Told("", words(language, "shown", answer=answer))
    idea = asked.sentence(marked.misconception, language) if marked.misconception else ""
    if listed:
        return Told("✗", words(language, "no"), idea=idea)
    more = [words(language, "you", given=asked.option(marked.shown, language))]
    for name, cells in (("missing", marked.missing), ("extra", marked.extra)):
        if cells and not marked.misconception:
            more.append(words(language, name, cells=rows_text(frozenset(cells))))
    return Told("✗", words(language, "wrong", answer=answer), " ".join(more), idea)
