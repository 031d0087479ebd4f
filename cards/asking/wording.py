"""What speaks for and against a card, in words that its reader would use. Worth itself knows only named features."""

from __future__ import annotations

from collections.abc import Mapping

from cards.translation import N_, _, retold

TOLD = 0.25  # a feature that moves the log-odds by less is not worth a sentence
MOST = 4  # so many features are told; what moves a card less is lost among them

KEEPS = N_("you keep cards of its shape ({by})")
DROPS = N_("you drop or put aside cards of its shape ({by})")

# What the form of a card says of it: the rule that made it, what it asks, of what piece.
FINER = "form: "  # the whole form of a card among its features, of an English one the finer form
OF_FORM = ("asks ", "rule ", FINER)
FORM = {
    "+": N_("cards asked in this form were mostly kept by other readers"),
    "−": N_("cards asked in this form were often of no use to other readers"),
}

FEATURES: Mapping[str, str] = {
    "Latin words in a Korean answer": N_("its answer mixes Korean and English"),
    "a bracket or quotation is left open": N_("a bracket or a quotation in it is left open"),
    "a line of its own": N_("one line of the note says it all"),
    "a name of one word": N_("its term is one word"),
    "an item with a number": N_("its line is a numbered one of a list"),
    "answer begins its line": N_("its answer is the beginning of its line"),
    "answer begins with a pronoun": N_("its answer begins with a pronoun"),
    "answer begins with an article": N_("its answer begins with an article"),
    "answer ends in a full stop": N_("its answer ends in a full stop"),
    "answer ends in a plural": N_("its answer ends in a plural"),
    "answer goes to a comma": N_("its answer goes to a comma"),
    "answer goes to the end of its line": N_("its answer goes to the end of its line"),
    "answer goes to the end of its sentence": N_("its answer goes to the end of its sentence"),
    "answer holds a code": N_("its answer holds code"),
    "answer holds a formula": N_("its answer holds a formula"),
    "answer holds a number": N_("its answer holds a number"),
    "answer is a bare number": N_("its answer is a number alone"),
    "answer is a clause": N_("its answer is a whole sentence"),
    "answer is a list": N_("its answer is a list"),
    "answer is a phrase": N_("its answer is a phrase"),
    "answer is a predicate": N_("its answer says what something does"),
    "answer is not said so in its line": N_("its line does not say its answer in these words"),
    "answer is one capital name": N_("its answer is a name alone"),
    "answer is said again in the note": N_("the note says its answer again elsewhere"),
    "answer is what something costs": N_("its answer says what something costs"),
    "answer of four to eight words": N_("its answer has four to eight words"),
    "answer of long words": N_("its answer has telling words"),
    "answer of nine words or more": N_("its answer has nine words or more"),
    "answer of one word": N_("its answer is one word"),
    "answer of small words alone": N_("its answer has only small words"),
    "answer of two or three words": N_("its answer has two or three words"),
    "answer points back": N_("its answer points at something else (it, this, they)"),
    "answer that joins": N_("its answer joins several things"),
    "answer told by half": N_("its question tells half of its answer or more"),
    "answer told by its question": N_("its question tells words of its answer"),
    "answer told by its question or headings": N_("its question or the headings above it tell words of its answer"),
    "answer with a colon": N_("its answer has a colon"),
    "answer with a comma": N_("its answer has a comma"),
    "answer with a name": N_("its answer has a name"),
    "answer with a quotation": N_("its answer has a quotation"),
    "answer with an adjective": N_("its answer has an adjective"),
    "answer with an arrow": N_("its answer has an arrow"),
    "answer with no new word": N_("its answer has no word that its question or headings lack"),
    "answer with one new word": N_("its answer has one word that its question and headings lack"),
    "answer with two new words": N_("its answer has two words that its question and headings lack"),
    "answer without a verb": N_("its answer has no verb"),
    "begins in lower case": N_("its sentence begins in lower case"),
    "begins with a verb": N_("its sentence begins with a verb"),
    "below a heading of a section": N_("it stands right under a heading"),
    "blank in front": N_("the blank stands at the beginning"),
    "blank near the end": N_("the blank stands near the end"),
    "deep in a list": N_("it stands below another line of a list"),
    "first column says a thing twice": N_("the first column of its table says a thing twice"),
    "first person": N_("its sentence says we or you"),
    "four to eight lines there": N_("four to eight lines stand under its heading"),
    "from the first sentence of several": N_("more sentences follow the one it is made of"),
    "heading of a deed": N_("its heading tells what to do, and names no thing"),
    "heading of no thing": N_("its heading names no thing"),
    "hedged": N_("it is said vaguely (maybe, things, etc.)"),
    "in a note of arrows": N_("its note joins words by arrows throughout"),
    "line ends in a full stop": N_("its line ends in a full stop"),
    "line of four sentences or more": N_("its line has four sentences or more"),
    "line of many signs": N_("its line is long"),
    "line of one sentence": N_("its line is one sentence"),
    "line with a colon": N_("its line has a colon"),
    "line with a dash": N_("its line has a dash"),
    "line with a parenthesis": N_("its line has something in parentheses"),
    "line with a slash": N_("its line has a slash"),
    "line with an arrow": N_("its line has an arrow"),
    "long answer": N_("its answer is long"),
    "long question": N_("its question is long"),
    "long sentence": N_("its sentence is long"),
    "many headings above it": N_("it stands below many headings"),
    "many lines under one heading": N_("many lines stand under its heading"),
    "many members": N_("its list has many members"),
    "mixed script": N_("its answer is written in two scripts"),
    "more stands below its line": N_("more is told below its line"),
    "new words in the answer": N_("its answer has many words that its question and headings lack"),
    "no topic named": N_("it names no topic"),
    "parenthesis in the answer": N_("its answer has a remark in parentheses"),
    "question asks of the heading": N_("it asks of what its heading names"),
    "question points back": N_("its question points at something else (it, this, they)"),
    "question repeats nothing": N_("it asks of its term alone"),
    "question with a code": N_("its question has code"),
    "question with a comma": N_("its question has a comma"),
    "question with a digit": N_("its question has a figure"),
    "question with a formula": N_("its question has a formula"),
    "question with an arrow": N_("its question has an arrow"),
    "quoted or linked": N_("it has a quotation or a link"),
    "right below its heading": N_("it is the first line under its heading"),
    "sentence names its subject": N_("its sentence names what it is about"),
    "sentence of advice": N_("it gives advice"),
    "several sentences": N_("its answer has several sentences"),
    "share of its answer from elsewhere": N_("its line lacks words of its answer"),
    "short line": N_("its line is short"),
    "short sentence": N_("its sentence is short"),
    "spoken": N_("it is worded as one speaks"),
    "subject begins small": N_("its term begins in lower case"),
    "subject is said often": N_("the note speaks of it often"),
    "subject is the topic": N_("its sentence is about what its heading names"),
    "subject of long words": N_("its term is long"),
    "subject of one or two words": N_("its sentence is about a thing of one or two words"),
    "table of few rows": N_("its table has few rows"),
    "table of more columns": N_("its table has many columns"),
    "table of three columns": N_("its table has three columns"),
    "table of two columns": N_("its table has two columns"),
    "takes all of its sentence": N_("it takes all of its sentence"),
    "term in Latin letters": N_("its term is written in Latin letters"),
    "term is a code": N_("its term is a code or a letter"),
    "term marked by its writer": N_("its writer set the term off, in bold or as code"),
    "term of many words": N_("its term has many words"),
    "term stands in its line": N_("its line says its term"),
    "term that is of something": N_("its term names what it belongs to"),
    "term with a comma": N_("its term has a comma"),
    "term with a digit": N_("its term has a figure"),
    "term with a parenthesis": N_("its term has something in parentheses"),
    "term with a slash": N_("its term has a slash"),
    "the first line there": N_("it is the first line under its heading, or the only one"),
    "the first of several lines there": N_("other lines follow it under its heading"),
    "the note speaks to its reader": N_("its note speaks to its reader"),
    "the only line there": N_("it is the only line under its heading"),
    "the writer speaks of himself": N_("its writer speaks of themselves"),
    "told in the past": N_("it tells what happened once"),
    "topic in the sentence": N_("its sentence says what its heading names"),
    "two or three lines there": N_("two or three lines stand under its heading"),
    "under a sentence": N_("it stands below a sentence"),
    "under an example": N_("it stands under an example"),
    "verbs in the answer": N_("its answer says what is done"),
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
