"""A question of a demo on the screen: its text with the drawn numbers, its options, and its mark once answered."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widgets import Static

from demos.marking import rows_text
from demos.question import PICTURE, Asked
from studytui.asking import SHOW, Given

NONE = Content("")
ROOMY = 30  # rows of a window in which an answered question needs no close setting
# What is said around a question, in the language it is asked in.
WORDS = {
    "en": {
        "right": "Right.",
        "wrong": "No: it is {answer}.",
        "shown": "It is {answer}.",
        "you": "You answered {given}.",
        "missing": "Left out: {cells}.",
        "extra": "Too many: {cells}.",
        "truth": "as it is: {answer}",
        "idea": "as you answered: {given}",
        "drawing": "The numbers are being drawn …",
        "loading": "PyTorch is being loaded …",
    },
    "ko": {
        "right": "맞았다.",
        "wrong": "틀렸다. 답은 {answer}.",
        "shown": "답은 {answer}.",
        "you": "쓴 답: {given}.",
        "missing": "빠뜨린 것: {cells}.",
        "extra": "더 들어간 것: {cells}.",
        "truth": "실제: {answer}",
        "idea": "답한 대로: {given}",
        "drawing": "숫자를 뽑는 중 …",
        "loading": "PyTorch를 불러오는 중 …",
    },
}


def words(language: str, name: str, **values: str) -> str:
    """A sentence around a question, in its language."""
    return WORDS.get(language, WORDS["en"])[name].format(**values)


def asked_text(asked: Asked, language: str, given: Given | None) -> Content:
    """The question, and its options where one is chosen; the right one and the given one are marked once it is
    answered.
    """
    parts = [Content.styled(asked.text(language), "bold $ink")]
    if asked.typed or asked.kind == PICTURE:
        return parts[0]
    parts.append(NONE)
    for place, option in enumerate(asked.options, 1):
        sign, colour = " ", "$foreground"
        if given is not None and option == asked.answer:
            sign, colour = "✓", "bold $success"
        elif given is not None and option == given.option:
            sign, colour = "✗", "$error"
        elif given is not None:
            colour = "$muted"
        parts.append(
            Content.assemble(
                (f"{sign} ", colour), (f"{place} ", "bold $primary"), (asked.option(option, language), colour)
            )
        )
    return Content("\n").join(parts)


def mark_text(given: Given, language: str) -> Content:
    """What came of the answer: right or wrong, what was right, and the misconception that the answer betrays."""
    asked, marked = given.asked, given.marked
    answer = asked.option(asked.answer, language)
    if marked.right:
        return Content.assemble(("✓ ", "bold $success"), (words(language, "right"), "bold $success"), f" {answer}")
    if given.text.strip() == SHOW:
        return Content.styled(words(language, "shown", answer=answer), "bold $ink")
    said = [words(language, "you", given=asked.option(marked.shown, language))] if asked.typed else []
    for name, cells in (("missing", marked.missing), ("extra", marked.extra)):
        if cells and not marked.misconception:
            said.append(words(language, name, cells=rows_text(frozenset(cells))))
    head = Content.assemble(
        ("✗ ", "bold $error"),
        (words(language, "wrong", answer=answer), "bold $ink"),
        (" " + " ".join(said) if said else "", "$muted"),
    )
    idea = asked.sentence(marked.misconception, language) if marked.misconception else ""
    return Content("\n").join([head, Content.styled(idea, "$accent")]) if idea else head


class QuestionText(Static):
    """The question of a demo, and what came of the answer."""

    DEFAULT_CSS = "QuestionText { height: auto; max-width: 92; }"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(markup=False, **kwargs)

    def show(self, asked: Asked, language: str, given: Given | None) -> None:
        """Draw a question, with its mark once it is answered."""
        parts = [asked_text(asked, language, given)]
        if given is not None:
            roomy = self.app.size.height >= ROOMY
            parts += [*([NONE] if roomy else []), mark_text(given, language)]
        self.update(Content("\n").join(parts))

    def wait(self, title: str, why: str) -> None:
        """Draw a question that is not drawn yet, and what it waits for."""
        lines = [Content.styled(title, "$muted"), NONE, Content.styled(why, "italic $muted")]
        self.update(Content("\n").join(lines))
