"""What the signs of a card say of its worth: commas and brackets in its term, arrows in its answer, and of an English
answer the kind of its first and last word."""

from __future__ import annotations

import re

from cards.asking.questions import Draft
from cards.language.reader import reader_for

ARROW = re.compile(r"→|⇒|➡|[-=]>")
_JOINED = re.compile(r"\b(?:and|or)\b|[와과] |및|또는|이나 ")
_QUOTED = re.compile("[\"“']")
_DIGIT = re.compile(r"\d")
_OF = re.compile(r"\bof\b|의 ")
_VERBS = ("VV", "VB", "VH", "VD", "VM")
_PAIRS = ("()", "[]", "{}", "“”")


def of_marks(draft: Draft) -> dict[str, float]:
    """The features of a draft by its signs."""
    return _of_term(draft) | (_of_signs(draft) if draft.korean else _of_english_answer(draft.answer))


def _of_term(draft: Draft) -> dict[str, float]:
    about = draft.fact.about
    return {
        "term with a comma": float("," in about),
        "term that is of something": float(_OF.search(about) is not None),
        "term with a parenthesis": float("(" in about),
        "term with a slash": float("/" in about),
        "term with a digit": float(_DIGIT.search(about) is not None),
        "term in Latin letters": float(draft.korean and bool(about) and about.isascii()),
        "question repeats nothing": float(not draft.fact.said),
    }


def _of_signs(draft: Draft) -> dict[str, float]:
    question, answer, said = draft.question, draft.answer, draft.fact.said
    return {
        "a bracket or quotation is left open": float(_left_open(question) or _left_open(answer)),
        "answer with a comma": float(", " in answer),
        "answer that joins": float(_JOINED.search(answer) is not None),
        "answer with a colon": float(": " in answer),
        "answer with an arrow": float(ARROW.search(answer) is not None),
        "answer with a quotation": float(_QUOTED.search(answer) is not None),
        "answer ends in a full stop": float(answer.rstrip().endswith(".")),
        "question with a comma": float(", " in said),
        "question with an arrow": float(ARROW.search(question) is not None),
        "question with a formula": float("$" in question),
        "question with a code": float("`" in question),
        "question with a digit": float(_DIGIT.search(question) is not None),
    }


def _left_open(text: str) -> bool:
    uneven = any(text.count(pair[0]) != text.count(pair[1]) for pair in _PAIRS)
    return uneven or text.count('"') % 2 == 1 or text.count("`") % 2 == 1


def _of_english_answer(answer: str) -> dict[str, float]:
    """Of which kind its words are, by the tags of the British National Corpus."""
    tags = [word.tag for word in reader_for(False).tagged(answer) or ()] if len(answer) < 300 else []
    if not tags:
        return {}
    verbs = sum(tag.startswith(_VERBS) for tag in tags)
    return {
        "verbs in the answer": min(2.0, verbs / 2),
        "answer without a verb": float(not verbs),
        "answer with an adjective": float(any(tag.startswith("AJ") for tag in tags)),
        "answer with a name": float(any(tag.startswith("NP0") for tag in tags)),
        "answer ends in a plural": float(tags[-1] == "NN2"),
        f"answer begins: {tags[0][:2]}": 1.0,
        f"answer ends: {tags[-1][:2]}": 1.0,
    }
