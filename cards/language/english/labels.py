"""English as far as the rules need it: what a sentence is about, and how it says so."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.english.stories import is_of_name
from cards.language.korean.labels import Sentence
from cards.language.text import SENTINEL, mask

_STORY = re.compile(r"\b(?:(?-i:I)|I'm|I've|I'll|we|we'll|we're|let's|my|today|yesterday|tomorrow)\b", re.I)
_ANNOUNCING = re.compile(
    r"^(?:TIL\b|(?:some|a few|quick|random|short|rough) (?:\w+ )?notes?\b|notes? (?:from|on|about|while|to self)\b"
    r"|(?:in )?this (?:post|note|article|page|document|section|chapter) "
    r"|here (?:is|are) (?:some|my|a few) |still unclear"
    r"|not sure |need to |see also |more (?:on|about) )",
    re.I,
)
LEADING = re.compile(
    r"^(?:also|however|therefore|thus|hence|so|but|and|in short|in general|in other words|usually|generally|typically"
    r"|basically|in practice|by default|note that|remember that|as a result),?\s+",
    re.I,
)
_ENDS_IN_VERB = re.compile(
    r"\s(?:fails|dies|starts|stops|ends|expires|occurs|happens|exists|crashes|drops|rises|falls|works|finishes|exits|closes"
    r"|arrives|increases|decreases|grows|shrinks|disappears)$"
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.I)
_DEFINING = r"is|are|means|refers to|stands for|describes|represents|denotes|is called"
# Verbs in the third person before a word that only follows a verb, and the plain forms that plurals take.
_DOING = (
    r"(?:(?:also|only|always|never|often|just|still|[a-z]{3,12}ly)\s+)?"
    r"(?:can|cannot|can't|must|does not|doesn't|do not|don't|has|have|will|should|may|might|consists? of|depends? on"
    r"|implies|equals|requires|supports|contains|includes|handles|measures|diverges|converges|breaks"
    r"|belongs? to|points? to|leads? to|applies to|refers? to|[a-z]{2,14}(?<!s)(?<!u)(?<!i)s(?=\s+(?:an?"
    r"|the|to|from|that|how|where|what|its?"
    r"|their|each|all|any|every|only|one|two|three|no|on|in|into|by|with|for|at|as|them|up|out|off|over|if"
    r"|when|through|between"
    r"|more|less|most|both|of|until|after|before|once|but|and|keys|files|data|objects|values|new|same)\b)"
    r"|(?:use|let|allow|provide|store|return|create|remove|keep|hold|contain|send|receive|read|write|run"
    r"|need|require|work|order|share|take|make|give|replicate)\b)"
)
_IS = re.compile(rf"^(?P<s>[^,;:]{{1,60}}?)\s+(?P<verb>{_DEFINING})\s+(?P<p>\S.*)$", re.I)
_DOES = re.compile(rf"^(?P<s>[^,;:]{{1,50}}?)\s+(?P<p>{_DOING}\b.*)$")
_IF = re.compile(
    r"^(?P<if>(?:if|when|once|unless|whenever|before|after|without|as soon as"
    r"|with)\s+[^,]{3,110}),\s*(?:then\s+)?(?P<then>.{4,})$",
    re.I,
)
_SO = re.compile(r"^(?P<if>[^,;]{6,90}),\s+so\s+(?!that\b)(?P<then>.{4,})$", re.I)
_IF_BARE = re.compile(
    r"^(?P<if>(?:if|when|once|whenever)\s+.{3,80}?)\s+(?P<then>(?:the|an?|it|its|they|all|no)\s+(?:\w+\s+)?"
    r"(?:is|are|gets?|must|will|can|cannot|has|have|becomes?|goes)\b.{2,})$",
    re.I,
)
_PLAIN_VERB = re.compile(
    r"^(?P<s>[^,;:]{1,40}?)\s+(?P<p>[a-z]{2,12}(?<!s)(?<!u)(?<!i)s\s+(?!(?:is|are|was|were|can|cannot|has|have|do|does|will|must|should|may|of|that|which|and|or)\b)\w.*)$"
)
# "Runs side effects": who does it is the heading above.
_BEGINS = re.compile(
    r"^(?:Runs|Returns|Creates|Makes|Takes|Gives|Uses|Allows|Lets|Prevents|Stores|Keeps|Holds|Sends|Adds|Removes|Converts"
    r"|Checks|Reads|Writes|Sets|Gets|Causes|Caches|Copies|Moves|Deletes|Updates|Shows|Starts|Stops|Maps|Binds|Tells|Means"
    r"|Works|Finds|Splits|Merges|Sorts|Builds|Provides|Requires|Ensures|Guarantees|Avoids|Measures)\s"
)
_QUANTIFIED = re.compile(r"^(?:every|each|all|any)\s+", re.I)
_TRAILING = re.compile(r"\b(?:at|of|in|on|to|by|for|with|from|as|into|and|or|the|a|an|that|which|who)$", re.I)
_WHEN = re.compile(
    r"^(?P<then>[^,;]{8,90}?),?\s+(?P<if>(?:once|only when|only if|as soon as|unless|when|if)\s+.{4,90})$"
)
_BECAUSE = re.compile(r"^(?P<then>.{6,110}?),?\s+(?P<why>(?:because|since)\s+.{4,})$", re.I)
_PRONOUN = re.compile(
    r"^(?:it|this|that|these|those|they|there|he|she|you|one|here|what|which|who|if|when|while|as|so|but"
    r"|and|or|to|for|in|on|at"
    r"|by|from|with|note|each|both|all|some|most|many|another|everything|nothing|anything|it's|not|since"
    r"|because|after|before"
    r"|although|though|until|once|use|using|let|run|add|make|write|set|call|put|try|keep|avoid|prefer|see"
    r"|do|don't|never|always"
    r"|just|only|then|first|next|finally|now|where|how|why|whether|instead|unless|check|remember|think"
    r"|consider|say|take|get)\b",
    re.I,
)
_CLAUSY = re.compile(r"\b(?:because|if|when|while|but|so|and then|is|are|was|has|have|can|does|you|to|we|it)\b", re.I)
_DEFINED = re.compile(r"^(?:an?|the|one of|any|every|some kind of|short for|how|what|when|where)\b", re.I)


def _tells_a_story(text: str) -> bool:
    return any(m.group() != "I" or not is_of_name(text, *m.span()) for m in _STORY.finditer(text))


@lru_cache(4096)
def analyse(text: str) -> Sentence:
    """What an English sentence is about.

    >>> analyse("A process is a program in execution.")
    Sentence(form='definition', subject='process', predicate='a program in execution')
    >>> analyse("If the buffer is full, the writer waits.").subject
    'If the buffer is full'
    >>> analyse("HEAD points to the branch you are on.")
    Sentence(form='topic', subject='HEAD', predicate='points to the branch you are on')
    >>> analyse("`>` overwrites a file").subject
    '`>`'
    """
    text = text.strip()
    if _tells_a_story(text[:60]) or _ANNOUNCING.match(text):
        return Sentence("story")
    if len(text.split()) < 3:
        return Sentence("")
    text = LEADING.sub("", text.rstrip("."))
    if match := _IF.match(text):
        return Sentence("condition", match.group("if").strip(), match.group("then").strip())
    if match := _IF_BARE.match(text):
        return Sentence("condition", match.group("if").strip(), match.group("then").strip())
    if (so := _SO.match(text)) and not _PRONOUN.match(so.group("if")):
        return Sentence("so", so.group("if").strip(), so.group("then").strip())
    if (because := _BECAUSE.match(text)) and not _PRONOUN.match(because.group("then")):
        return Sentence("cause", because.group("why").strip(), because.group("then").strip())
    when = _WHEN.match(text)
    if when and not _PRONOUN.match(when.group("then")) and len(when.group("then").split()) >= 3:
        return Sentence("when", when.group("then").strip(), when.group("if").strip())
    article = _ARTICLE.match(text)
    start = article.end() if article else 0
    # What is hidden is one word here, whatever stands in it.
    shown = mask(text)[start:].replace(SENTINEL, "X")
    found = [m for m in (_IS.match(shown), _DOES.match(shown)) if m]
    plain = _PLAIN_VERB.match(shown) if article or text[:1] == "`" or text[:2].isupper() else None
    if plain:
        found.append(plain)
    if not found:
        return Sentence("")
    match = min(found, key=lambda m: len(m.group("s")))
    if _BEGINS.match(text):
        return Sentence("")
    subject = _QUANTIFIED.sub("", text[start : start + match.end("s")].strip())
    if not is_subject(subject):
        return Sentence("")
    predicate = text[start + match.start("p") :].strip()
    verb = match.groupdict().get("verb")
    if verb is None:
        return Sentence("topic", subject, predicate)
    if verb.lower() in {"is", "are"} and not _DEFINED.match(predicate):
        return Sentence("topic", subject, f"{verb} {predicate}")
    return Sentence("definition", subject, predicate)


_PRONOUN_VERB = re.compile(r"^(?:it|they|he|she)(?P<be>'s|'re|’s|’re)?\s+(?P<rest>\S.*)$", re.I | re.S)
_BOTH = re.compile(r"^(?P<one>[^,;]{6,100})[,;]\s+(?:while |whereas |but |and )?(?P<two>(?:`|[A-Z]|the |an? ).{6,})$")
_THERE_ARE = re.compile(
    r"^(?:there (?:are|is)|(?:it|we) (?:has|have))\s+(?:\w+\s+)?(?:(?:two|three|four|five|six|several|many|some|\d)\s+"
    r")?"
    r"(?P<what>(?:main |basic |common |different )?(?:kinds|types|ways|forms|parts|levels|modes|states|phases|steps"
    r"|rules"
    r"|properties|reasons)\b[^.:]*)[.:]?$",
    re.I,
)


def without_pronoun(text: str) -> str:
    """What a sentence says of the thing it calls "it".

    >>> without_pronoun("It means they are alike"), without_pronoun("It's used once"), without_pronoun("Its size is 2")
    ('means they are alike', 'is used once', 'Its size is 2')
    """
    match = _PRONOUN_VERB.match(text)
    if not match:
        return text
    be = match.group("be") or ""
    verb = "" if not be else ("is " if be.endswith("s") else "are ")
    return verb + match.group("rest")


def clauses(text: str) -> list[str]:
    """A sentence about two things as a sentence about each.

    >>> clauses("`a` caches a value, `b` caches a function.")
    ['`a` caches a value', '`b` caches a function.']
    """
    match = _BOTH.match(text) if "," in text or ";" in text else None
    if match:
        halves = [match.group("one").strip(), match.group("two").strip()]
        told = [analyse(half) for half in halves]
        if all(t.form in {"topic", "definition"} for t in told) and told[0].subject != told[1].subject:
            return halves
    return [text]


@lru_cache(4096)
def announced(text: str) -> str | None:
    """What a sentence over a list says the list is, None when it announces nothing.

    >>> announced("There are two kinds of validators:"), announced("There is no way back")
    ('kinds of validators', None)
    """
    match = _THERE_ARE.match(text.strip())
    return match.group("what").strip() if match else None


_OPENED = re.compile(
    r"(?:there(?:['’]s| (?:is|are|exists?)\b)|(?:here|below)(?:['’]s| (?:is|are)\b))"
    r"|.*\s(?:is|are|was|were|includes?|says?)$"
    r"|to (?!do\b)[a-z]+|after (?:that|this)"
    r"|(?-i:Then|Next|Finally|Alternatively|Optionally|Lastly|Now|Or)\b(?!\.)",
    re.I | re.S,
)


def is_opened(text: str) -> bool:
    """Whether a line over a list or a command only opens it, says when or what for, and so names nothing.

    >>> is_opened("The consequence of this fact is"), is_opened("There's several approaches"), is_opened("Side effects")
    (True, True, False)
    >>> is_opened("To suppress"), is_opened("After that, connect again"), is_opened("Next.js")
    (True, True, False)
    """
    return _OPENED.match(text.strip().rstrip(":： ")) is not None


def is_subject(words: str) -> bool:
    """Whether words before a verb name something."""
    bare = re.sub(r"`[^`]*`", "X", words)
    return (
        0 < len(bare.split()) <= 8
        and not _TRAILING.search(bare)
        and not _PRONOUN.match(bare)
        and not _CLAUSY.search(bare)
        and words.count("(") == words.count(")")
        and re.search(r"[.!?](?!\d)", bare) is None
    )


@lru_cache(4096)
def is_clause(text: str) -> bool:
    """Whether the words say that something happens, rather than name something."""
    words = text.split()
    # "largest error of the tanh form": a noun, however long.
    if re.match(r"^(?:[\w\-]+ ){0,3}[\w\-]+ (?:of|for) ", text) and not re.search(
        r"\b(?:is|are|when|if|goes|becomes|has)\b", text
    ):
        return False
    if re.search(r"\b(?:is|are|do|does|can|wo|was|has|have|should)n't\b", text):
        return True
    if len(words) > 2 and words[-1][:1].islower() and re.search(r"\b(?:at|with|without|when|if)\b", text, re.I):
        return True
    if len(words) > 1 and _ENDS_IN_VERB.search(text):
        return True
    return len(words) > 7 or (
        len(words) > 3
        and re.search(r"\b(?:is|are|was|were|has|have|does|goes|becomes|grows|not)\b", text, re.I) is not None
    )
