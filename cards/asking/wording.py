"""What speaks for and against a card, in words that its reader would use. Worth itself knows only named features."""

from __future__ import annotations

from collections.abc import Mapping

from cards.translation import N_, _, retold

TOLD = 0.25  # a feature that moves the log-odds by less is not worth a sentence
MOST = 4  # so many features are told; what moves a card less is lost among them

KEEPS = N_("you keep cards of its shape ({by})")
DROPS = N_("you drop or put aside cards of its shape ({by})")

# What the form of a card says of it: the rule that made it, what it asks, of what piece.
FINER = "form: "  # the finer form of an English card among its features
OF_FORM = ("asks ", "rule ", FINER)
FORM = {
    "+": N_("cards asked in this form were mostly kept by other readers"),
    "−": N_("cards asked in this form were often of no use to other readers"),
}

FEATURES: Mapping[str, str] = {
    "Latin words in a Korean answer": N_("its answer mixes Korean and English"),
    "a line of its own": N_("one line of the note says it all"),
    "a name of one word": N_("its term is one word"),
    "answer begins with a pronoun": N_("its answer begins with a pronoun"),
    "answer is what something costs": N_("its answer says what something costs"),
    "answer begins with an article": N_("its answer begins with an article"),
    "answer holds a code": N_("its answer holds code"),
    "answer holds a formula": N_("its answer holds a formula"),
    "answer holds a number": N_("its answer holds a number"),
    "answer is a bare number": N_("its answer is a number alone"),
    "answer is a clause": N_("its answer is a whole sentence"),
    "answer is a list": N_("its answer is a list"),
    "answer is a phrase": N_("its answer is a phrase"),
    "answer is a predicate": N_("its answer says what something does"),
    "answer is one capital name": N_("its answer is a name alone"),
    "answer is said again in the note": N_("the note says its answer again elsewhere"),
    "answer of four to eight words": N_("its answer has four to eight words"),
    "answer of long words": N_("its answer has telling words"),
    "answer of nine words or more": N_("its answer has nine words or more"),
    "answer of one word": N_("its answer is one word"),
    "answer of small words alone": N_("its answer has only small words"),
    "answer of two or three words": N_("its answer has two or three words"),
    "answer points back": N_("its answer points at something else (it, this, they)"),
    "answer told by half": N_("its question tells half of its answer or more"),
    "answer told by its question": N_("its question tells words of its answer"),
    "answer told by its question or headings": N_("its question or the headings above it tell words of its answer"),
    "answer with no new word": N_("its answer has no word that its question or headings lack"),
    "answer with one new word": N_("its answer has one word that its question and headings lack"),
    "answer with two new words": N_("its answer has two words that its question and headings lack"),
    "begins in lower case": N_("its sentence begins in lower case"),
    "begins with a verb": N_("its sentence begins with a verb"),
    "below a heading of a section": N_("it stands right under a heading"),
    "blank in front": N_("the blank stands at the beginning"),
    "blank near the end": N_("the blank stands near the end"),
    "deep in a list": N_("it stands below another line of a list"),
    "first person": N_("its sentence says we or you"),
    "heading of a deed": N_("its heading tells what to do, and names no thing"),
    "heading of no thing": N_("its heading names no thing"),
    "hedged": N_("it is said vaguely (maybe, things, etc.)"),
    "in a note of arrows": N_("its note joins words by arrows throughout"),
    "long answer": N_("its answer is long"),
    "long question": N_("its question is long"),
    "long sentence": N_("its sentence is long"),
    "many headings above it": N_("it stands below many headings"),
    "many lines under one heading": N_("many lines stand under its heading"),
    "many members": N_("its list has many members"),
    "mixed script": N_("its answer is written in two scripts"),
    "new words in the answer": N_("its answer has many words that its question and headings lack"),
    "no topic named": N_("it names no topic"),
    "parenthesis in the answer": N_("its answer has a remark in parentheses"),
    "question asks of the heading": N_("it asks of what its heading names"),
    "question points back": N_("its question points at something else (it, this, they)"),
    "quoted or linked": N_("it has a quotation or a link"),
    "right below its heading": N_("it is the first line under its heading"),
    "sentence names its subject": N_("its sentence names what it is about"),
    "sentence of advice": N_("it gives advice"),
    "several sentences": N_("its answer has several sentences"),
    "short sentence": N_("its sentence is short"),
    "spoken": N_("it is worded as one speaks"),
    "subject begins small": N_("its term begins in lower case"),
    "subject is said often": N_("the note speaks of it often"),
    "subject is the topic": N_("its sentence is about what its heading names"),
    "subject of long words": N_("its term is long"),
    "subject of one or two words": N_("its sentence is about a thing of one or two words"),
    "term is a code": N_("its term is a code or a letter"),
    "term marked by its writer": N_("its writer set the term off, in bold or as code"),
    "term of many words": N_("its term has many words"),
    "the note speaks to its reader": N_("its note speaks to its reader"),
    "the writer speaks of himself": N_("its writer speaks of themselves"),
    "told in the past": N_("it tells what happened once"),
    "topic in the sentence": N_("its sentence says what its heading names"),
    "under a sentence": N_("it stands below a sentence"),
    "under an example": N_("it stands under an example"),
    "very long answer": N_("its answer is very long"),
    "words in the answer": N_("its answer has many words"),
    "words in the question": N_("its question has many words"),
}


def reasons(found: Mapping[str, float], weights: Mapping[str, float]) -> tuple[str, ...]:
    """What speaks for and against a card, first what its form does: "+ cards asked …", "− its answer is long"."""
    by_name = {name: weights.get(name, 0.0) * amount for name, amount in found.items()}
    form = sum(by for name, by in by_name.items() if is_form(name))
    moved = [(by, FEATURES[name]) for name, by in by_name.items() if name in FEATURES and abs(by) >= TOLD]
    told = sorted(moved, key=lambda pair: -abs(pair[0]))[:MOST]
    first = (f"{_sign(form)} {FORM[_sign(form)]}",) if abs(form) >= TOLD else ()
    return (*first, *(f"{_sign(by)} {words}" for by, words in told))


def is_form(feature: str) -> bool:
    """Whether a feature says of which form a card is."""
    return feature.startswith(OF_FORM) or ": " in feature


def _sign(by: float) -> str:
    return "+" if by >= 0 else "−"


def shown(reason: str) -> str:
    """A reason in the reader's language."""
    return f"{reason[:1]} {retold(reason[2:], KEEPS, DROPS)}"


def needed_in_words(worth: float, needed: float) -> str:
    """How the worth of a card stands to the worth from which a card of its form is asked."""
    if not needed:
        return _("worth {worth:.2f}", worth=worth)  # what its writer marked is asked whatever it is worth
    return _("worth {worth:.2f}, asked from {needed:.2f}", worth=worth, needed=needed)
