"""What of a card may speak for or against it: features with names that a person can read, each 0 to 1 or near it."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.asking.echo import told_in_question
from cards.asking.fact import Fact
from cards.asking.features_line import of_line
from cards.asking.features_marks import ARROW, of_marks
from cards.asking.likened import is_measured, likened
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.asking.subforms import subform
from cards.asking.wording import FINER, is_form
from cards.language.finding import BLANK, Ask
from cards.language.reader import reader_for
from cards.language.tagging import tagger_of
from cards.language.text import has_hangul, key, words
from cards.note import Note

_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|this|these|those|above|below|former|latter|he|she|his|her)\b|^(?:that|such)\b", re.I
)
_POINTS_BACK_KO = re.compile(
    r"(?:^|\s)(?:이|그|저|이것|그것|이를|이는|그는|해당|위의?|아래의?|앞의?|이런|그런|이러한|그러한|여기|거기|이때|그때)(?=[\s은는이가을를에의])"
)
_SPOKEN = re.compile(r"(?:요|죠|네|까)$|\b(?:you|your|we|our|us|let's|gonna|kinda)\b", re.I)
_HEDGED = re.compile(r"\b(?:maybe|perhaps|probably|etc|and so on|something|stuff|things?)\b|등등|아마|것 같|뭔가", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed)\b(?! by)")
_PAST_KO = re.compile(r"[었았였했됐웠]다|[었았였했됐웠]습니다")
_WE = re.compile(r"\b(?:we|us|our|you|your)\b|우리|여러분", re.I)
_VAGUE = re.compile(
    r"^(?:(?:many|various|several) different\b.*|important|useful|good|bad|better|fast|slow|easy|hard|many|various"
    r"|different|중요하다|좋다|빠르다|느리다|다양하다|필요하다|유용하다|많다)\W*$",
    re.I,
)


OF_ARROWS = "in a note of arrows"
ARROWED = "arrows: "  # before the form of a card in such a note
LOOKED_THROUGH = 50_000  # signs of a note in which words are looked for again: each card looks through them


def text_of(note: Note) -> str:
    """What of a note is looked through for words that are said again."""
    return " ".join(" ".join(note.source).split())[:LOOKED_THROUGH]


@lru_cache(8)
def is_of_arrows(text: str) -> bool:
    """Whether a note's writer joins words by arrows throughout, so that an arrow there is no slip but their verb."""
    arrows = len(ARROW.findall(text))
    return arrows >= 10 and arrows * 24 >= len(text.split())


_ORDER = re.compile(r"[OΘΩ]\([^()]{1,30}\)")  # "O(n^2)" names a growth, and is no figure to remember
# How a thing does something is worth what is worth its object, several names what one is worth.
_ALIKE = {"manner": "object", "names": "name", "so called": "name"}


def features(draft: Draft, rule: str, scope: Scope, text: str = "") -> dict[str, float]:
    """The features of a draft that was made by a rule for the lines of a scope of a note; `text` is all of the note."""
    # What is asked for as an amount is not left out of its sentence.
    amount = draft.fact.sort.endswith(("amount", "limit")) or is_measured(draft)
    draft, rule = likened(draft, rule)
    fact, answer, question = draft.fact, draft.answer, draft.question
    said, asks = fact.said, fact.ask.value
    units = len(answer.split()) if not draft.korean else len(answer) / 4
    found: dict[str, float] = {
        f"asks {asks}": 1,
        f"rule {rule}": 1,
        OF_ARROWS: float(rule != "sentence" and is_of_arrows(text)),
    }
    if fact.sort:
        found[f"{asks}: {_ALIKE.get(fact.sort, fact.sort)}"] = 1
    plainly = draft.korean and not re.search(r",\s|^여기서?\s|^\$", said) and not re.match(r"\d", answer)
    named = fact.ask is Ask.CALLED and plainly  # a name may be one word
    found["answer of one word"] = float(units <= 1.3 and not amount and not named)
    found["long answer"] = min(2.0, max(0.0, (units - 12) / 12))
    found["very long answer"] = float(units > 28)
    found["long question"] = min(2.0, max(0.0, (len(question) - (70 if draft.korean else 120)) / 80))
    found["no topic named"] = float(not scope.name and not fact.about)
    found["topic in the sentence"] = float(bool(scope.name) and key(scope.name) in key(said))
    points = _POINTS_BACK_KO if draft.korean else _POINTS_BACK
    found["question points back"] = float(points.search(said.replace(BLANK, "")) is not None)
    found["answer points back"] = float(points.search(answer) is not None)
    found["spoken"] = float(_SPOKEN.search(said) is not None)
    found["hedged"] = float(_HEDGED.search(said + " " + answer) is not None)
    found["vague answer"] = float(_VAGUE.match(answer) is not None)
    found["below a heading of a section"] = float(scope.section)
    found["deep in a list"] = float(not scope.section)
    found["under a sentence"] = float(bool(scope.lead) and not scope.titled)
    found["quoted or linked"] = float("http" in question + answer or '"' in answer)
    found["parenthesis in the answer"] = float("(" in answer)
    found["several sentences"] = float(". " in answer or "\n" in answer)
    found["mixed script"] = float(has_hangul(answer) and re.search(r"[A-Za-z]{3}", answer) is not None)
    found["told in the past"] = float(
        _PAST_KO.search(said) is not None if draft.korean else _PAST.search(said) is not None
    )
    found["first person"] = float(_WE.search(said) is not None)
    if fact.ask is Ask.GAP:
        found["blank near the end"] = float(said.find(BLANK) > len(said) * 0.6)
        found["blank in front"] = float(said.find(BLANK) < len(said) * 0.2)
        found["short sentence"] = float(len(said) < (25 if draft.korean else 45))
        found["long sentence"] = float(len(said) > (80 if draft.korean else 150))
    if fact.ask in (Ask.LIST, Ask.STEPS):
        found["many members"] = min(2.0, max(0.0, (fact.many - 4) / 3))
    if fact.ask in (Ask.WHAT, Ask.CELL, Ask.ASPECT, Ask.EQUALS):
        about = fact.about
        found["term of many words"] = float(len(about.split()) > 3)
        found["answer is a bare number"] = float(re.fullmatch(r"[\d\s.,%]+", answer) is not None)
        reader = reader_for(draft.korean)
        found["answer is a clause"] = float(bool(reader.has_verb(answer)))
    found["term is a code"] = float(re.fullmatch(r"`?[A-Za-z]{1,2}\d{0,2}(?:[-.(]\S*)?`?", fact.about) is not None)
    found["read without a tagger"] = float(tagger_of(draft.korean) is None)
    found.update(_of_sentence(draft, scope))
    found.update(_of_answer(answer, draft, scope, text))
    found.update(of_marks(draft))
    if amount or (rule == "code" and fact.ask is Ask.EQUATION):
        found["answer holds a number"] = 0.0
    if draft.korean:
        found[FINER + ", ".join(part for part in (rule, asks, _ALIKE.get(fact.sort, fact.sort)) if part)] = 1
        found.update(of_line(draft, scope))
    else:
        found.update(_of_english(draft, rule, scope, text))
    if found[OF_ARROWS]:  # there each arrow means what the others do, so that its forms are no guesses
        found = {f"{ARROWED}{name}" if is_form(name) else name: value for name, value in found.items()}
    return {name: value for name, value in found.items() if value}


_EXAMPLE = re.compile(r"\bexamples?\b|\bex\.|예시|예제|실습|\boutput\b|\bcase study\b", re.I)
_CHAPTER = re.compile(
    r"^(?:lecture|chapter|day|week|part|step|section|lesson|ch|general|notes?|summary|questions?)\b|\d+(?:강|장|주차"
    r"|일차)|정리$|요약$",
    re.I,
)
_IMPERATIVE = frozenset({"VVB", "VVI", "VBB", "VDB"})


def _of_sentence(draft: Draft, scope: Scope) -> dict[str, float]:
    """What of the words themselves speaks for or against a card."""
    fact, answer = draft.fact, draft.answer
    said = fact.said.replace(BLANK, "it")
    reader = reader_for(draft.korean)
    pieces = len(answer.split())
    shape = reader.shape_of(answer) if len(answer) < 200 and "\n" not in answer else "list"
    heads = " ".join(scope.heads[-2:]) + " " + scope.heading
    found: dict[str, float] = {
        f"answer is a {shape or 'riddle'}": 1,
        "answer of two or three words": float(2 <= pieces <= 3),
        "answer of four to eight words": float(4 <= pieces <= 8),
        "under an example": float(_EXAMPLE.search(heads) is not None),
        "heading of no thing": float(bool(scope.heading) and _CHAPTER.search(scope.heading) is not None),
        "term marked by its writer": float(_is_marked(fact, scope, draft.korean)),
        "answer begins with an article": float(_ARTICLE.match(answer) is not None),
        "a name of one word": float(bool(fact.about) and len(fact.about.split()) == 1),
        "question asks of the heading": float(bool(scope.name) and key(fact.about) == key(scope.name)),
    }
    if fact.ask in (Ask.GAP, Ask.WHY, Ask.IF, Ask.FOLLOWS):
        subject = reader.subject_of(said) if fact.ask is not Ask.IF else ""
        found["sentence names its subject"] = float(bool(subject))
        found["subject of one or two words"] = float(0 < len(subject.split()) <= 2)
        found["subject is the topic"] = float(bool(subject) and bool(scope.name) and key(scope.name) in key(subject))
        tokens = reader.tagged(said) or ()
        found["begins with a verb"] = float(any(token.tag in _IMPERATIVE for token in tokens[:1]))
        found["begins in lower case"] = float(said[:1].islower() and fact.ask is Ask.GAP)
        if fact.ask is Ask.GAP and fact.sort:
            found[f"gap: {fact.sort}, short"] = float(pieces <= 2)
    return found


def shape_of(draft: Draft, rule: str, scope: Scope, text: str) -> str:
    """The form of a card: the rule that made it, what it asks and of what piece, and whether its note is of arrows."""
    draft, rule = likened(draft, rule)
    shape = "/".join(
        part for part in (rule, draft.fact.ask.value, _ALIKE.get(draft.fact.sort, draft.fact.sort)) if part
    )
    if rule != "sentence" and is_of_arrows(text):
        return f"{shape}, arrows"
    return ", ".join((shape, *(() if draft.korean else _finer(draft, rule, scope))))


def _finer(draft: Draft, rule: str, scope: Scope) -> tuple[str, ...]:
    """The finer form of an English card."""
    if draft.reverse:
        return ()
    return subform(draft.fact, draft.answer, rule, scope, _is_marked(draft.fact, scope, korean=False))


def _of_english(draft: Draft, rule: str, scope: Scope, text: str) -> dict[str, float]:
    """What only English cards are looked at for: their finer form, and how much of the note is its writer's story."""
    fact, answer = draft.fact, draft.answer
    finer = ", ".join(_finer(draft, rule, scope))
    words, own, yours = told_by_one(text)
    pieces = len(answer.split())
    found = {
        "the writer speaks of himself": min(1.5, own * 60 / words),
        "the note speaks to its reader": min(1.5, yours * 60 / words),
        "answer begins with a pronoun": float(_PRONOUN.match(answer) is not None),
        "answer is what something costs": float(_ORDER.match(answer.strip("`$")) is not None),
        "answer of nine words or more": float(pieces >= 9),
        "question ends in a colon": float(fact.said.rstrip().endswith(":")),
        "sentence of advice": float(_ADVICE.search(fact.said + " " + answer) is not None),
        "answer is one capital name": float(pieces <= 2 and answer[:1].isupper()),
        "heading of a deed": float(_DEED.match(scope.heading) is not None),
    }
    if finer:
        found[f"{FINER}{finer}"] = 1
    return found


_PRONOUN = re.compile(r"(?:it|they|this|that|these|those|you|we|he|she|there)\b", re.I)
_ADVICE = re.compile(r"\b(?:should|must|always|never|make sure|try to|avoid|consider|prefer|need to|want to)\b", re.I)
_DEED = re.compile(r"(?:\W|\d)*(?:\w+ing|how to|to)\s", re.I)
_OWN = re.compile(
    r"\b(?:(?<!War )(?<!Type )(?<!Class )(?<!Phase )(?<!Part )(?<!Complex )I(?= [a-z])"
    r"|I'm|I've|my|me|we|we're|our|us|let's)\b"
)
_YOURS = re.compile(r"\b(?:you|your|you're|you'll)\b", re.I)


@lru_cache(8)
def told_by_one(text: str) -> tuple[int, int, int]:
    """The words of a note, and how many of them are "I" or "we", and "you"."""
    return max(60, len(text.split())), len(_OWN.findall(text)), len(_YOURS.findall(text))


_ARTICLE = re.compile(r"(?:an?|the)\s", re.I)


def _is_marked(fact: Fact, scope: Scope, korean: bool) -> bool:
    """Whether the writer set the term off from its meaning, in bold or as code."""
    if not fact.about:
        return False
    if fact.about.startswith("`") or fact.about in scope.strong:
        return True
    return not korean and any(words.rstrip(" :.–—-") == fact.about for words in scope.strong)


def _in_one_line(fact: Fact, scope: Scope) -> bool:
    """Whether a fact says something of one line alone, over however many source lines that is wrapped."""
    return min(fact.uses) == fact.line and max(fact.uses) <= scope.ends.get(fact.line, 0)


def _of_answer(answer: str, draft: Draft, scope: Scope, text: str) -> dict[str, float]:
    """How telling the words of an answer are: in figures, in long words, said again elsewhere in the note."""
    fact = draft.fact
    telling = [word for word in re.findall(r"[A-Za-z가-힣]+", answer) if word.lower() not in _SMALL]
    length = sum(map(len, telling)) / len(telling) if telling else 0.0
    again = text.count(answer) if 2 < len(answer) <= 40 else 0
    found = {
        "answer holds a number": float(
            re.search(r"\d", _ORDER.sub("", answer) if draft.korean else answer) is not None
        ),
        "Latin words in a Korean answer": float(draft.korean and re.search(r"[A-Za-z]{2}", answer) is not None),
        "answer of long words": min(
            1.5, max(0.0, length - (2.5 if draft.korean else 5.5)) / (1.5 if draft.korean else 2.5)
        ),
        "answer of small words alone": float(not telling and not re.search(r"[\d`$]", answer)),
        "answer is said again in the note": float(again > 1),
        "right below its heading": float(scope.section and 0 < fact.line - scope.number <= 2),
        "many lines under one heading": float(len(scope.entries) > 8),
        "answer holds a code": float("`" in answer),
        "answer holds a formula": float("$" in answer),
        "many headings above it": min(1.5, len(scope.heads) / 4),
        "a line of its own": float(len(fact.uses) == 1 or _in_one_line(fact, scope)),
    }
    found |= told_in_question(draft.question, answer, " ".join((*scope.heads, scope.heading)))
    subject = fact.about or scope.name
    if subject:
        found["subject is said often"] = float(text.count(subject) >= 3)
        found["subject begins small"] = float(not draft.korean and subject[:1].islower())
        found["subject of long words"] = min(1.5, max(0.0, len(subject) - 12) / 12)
    return found


_SMALL = words(
    """
    the a an of to in on at by for with and or but not no is are was were be been it its this that these
    those they them their we you he she one two all any some most more less very as if when so than then into
    from can will would may do does did have has had which who what how there here only also other same such
    out up down over under about
    """
)
