"""What can be asked of a sentence, whatever its language: the readers of both languages give these."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Ask(StrEnum):
    """What a question wants to know. Each voice has one wording for each.

    WHAT       what a term means                    MEANT      which term has this meaning (backwards)
    CALLED     what something described is called   STANDS     what an abbreviation stands for
    ASPECT     an aspect of a thing (its goal)      EXAMPLE    an example of it
    WHY        the reason of what is said           IF         what happens under a condition
    FOLLOWS    what follows from what is said       PURPOSE    what a thing is for
    DOES       the object of a verb ("returns")     HOW        the means by which something is done
    LIST       the members of a kind                STEPS      the steps of a process, in order
    MADE_OF    the parts of a whole                 EQUATION   the equation of a thing, or of `aspect`
    BLANK      what belongs in an equation's blank  EQUALS     what a name or symbol equals
    DIFFER     how two things differ                CELL       a cell of a table by row and column
    IS_SO      whether a quality holds of a thing   COMMAND    the command that does what is said
    CODE       the code that does what is said      PRINTS     what a program prints
    TURNS      what something makes of what         GAP        the writer's sentence, a piece left out
    OWN        a question in the writer's words     MARKED     a card that the writer marked, word for word
    EFFECT     what follows from what, asked in words that fit both (language/korean/arrows.py)
    """

    WHAT = "what"
    MEANT = "meant"
    CALLED = "called"
    STANDS = "stands"
    ASPECT = "aspect"
    EXAMPLE = "example"
    WHY = "why"
    IF = "if"
    FOLLOWS = "follows"
    EFFECT = "effect"
    PURPOSE = "purpose"
    DOES = "does"
    HOW = "how"
    LIST = "list"
    STEPS = "steps"
    MADE_OF = "made-of"
    EQUATION = "equation"
    BLANK = "blank"
    EQUALS = "equals"
    DIFFER = "differ"
    CELL = "cell"
    IS_SO = "is-so"
    COMMAND = "command"
    CODE = "code"
    PRINTS = "prints"
    TURNS = "turns"
    GAP = "gap"
    OWN = "own"
    MARKED = "marked"


class Finding(NamedTuple):
    """One thing that a sentence says, as a reader of its language took it apart.

    ask     what can be asked of it
    about   the thing it is about, in the sentence's words; "" where the sentence leaves that to what stands above it
    said    what the question repeats: a clause, a condition, the sentence with a blank, a verb in its base form
    answer  the rest
    sort    what kind of piece was left out of a sentence ("number", "reason" …)
    """

    ask: Ask
    about: str
    said: str
    answer: str
    sort: str = ""


BLANK = "[...]"
