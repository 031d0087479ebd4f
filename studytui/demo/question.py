"""A question of a demo on the screen: its text with the drawn numbers, its options, and its mark once answered."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widgets import Static

from demos.question import CHOICE, PICTURE, Asked
from studytui.asking import Given
from studytui.told import told

NONE = Content("")
ROOMY = 30  # rows of a window in which an answered question needs no close setting


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
    """What came of the answer, in colours."""
    mark = told(given, language, listed=given.asked.kind == CHOICE)
    colour = {"✓": "$success", "✗": "$error"}.get(mark.sign, "$ink")
    head = Content.assemble(
        (f"{mark.sign} " if mark.sign else "", f"bold {colour}"),
        (mark.head, f"bold {colour if mark.sign == '✓' else '$ink'}"),
        (f" {mark.more}" if mark.more else "", "$muted"),
    )
    return Content("\n").join([head, Content.styled(mark.idea, "$accent")]) if mark.idea else head


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
