"""English as far as the rules need it: what a sentence is about, and how it says so."""

from __future__ import annotations

import re

from cards.korean import Sentence

_STORY = re.compile(r"\b(?:I|I'm|I've|I'll|we|we'll|let's|my|today|yesterday|tomorrow)\b", re.I)
_IS = re.compile(
    r"^(?:(?:a|an|the)\s+)?(?P<s>[^,;:]{1,60}?)\s+(?P<verb>is|are|means|refers to|stands for|describes|represents|denotes|consists of|is called|was)\s+(?P<p>.+)$",
    re.I,
)
_DOES = re.compile(
    r"^(?:(?:a|an|the)\s+)?(?P<s>[^,;:]{1,50}?)\s+(?P<p>(?:(?:also|only|always|never|usually|often|simply|just)\s+)?(?:can|cannot|can't|must|does not|doesn't|do not|don't|has|have|will|should|may|might|uses?|lets?|allows?|provides?|stores?|returns?|creates?|removes?|deletes?"
    r"|adds?|moves?|copies|copy|makes?|gives?|takes?|keeps?|holds?|contains?|sends?|receives?|reads?|writes?|runs?|maps?|turns?|converts?|computes?|measures?|checks?|prevents?|avoids?|requires?|needs?|works?|shows?|sorts?|guarantees?|ensures?"
    r"|enables?|supports?|reduces?|increases?|decreases?|improves?|grows?|changes?|replaces?|loads?|calls?|waits?|blocks?|starts?|stops?|ends?|splits?|joins?|merges?|rewrites?|applies|apply|assigns?|ignores?|happens?|occurs?|becomes?|causes?|leads? to|depends? on|belongs? to|points? to|expires?|inherits?|overrides?|drops?|skips?|fails?|costs?|produces?|generates?|normali[sz]es?|multiplies|divides?|encrypts?|decrypts?|listens?|binds?|locks?|releases?|allocates?|frees?|copies|matches|catches|fetches|pushes|caches|hashes|searches|tries|carries|modif(?:y|ies)|treats?|yields?|raises?|throws?|prints?|evaluates?|executes?|handles?|manages?|updates?|tracks?|records?|saves?|resolves?|exposes?|forwards?|assumes?|minimi[sz]es?|maximi[sz]es?|learns?|predicts?|fits?|trains?)\b.*)$",
    re.I,
)
_IF = re.compile(
    r"^(?P<if>(?:if|when|once|unless|whenever|before|after|without|as soon as)\s+[^,]{3,90}),\s*(?:then\s+)?(?P<then>.{4,})$",
    re.I,
)
_BECAUSE = re.compile(r"^(?P<then>.{6,110}?),?\s+(?P<why>(?:because|since)\s+.{4,})$", re.I)
_PRONOUN = re.compile(
    r"^(?:it|this|that|these|those|they|there|he|she|you|one|here|what|which|who|if|when|while|as|so|but|and|or|to|for|in|on|at|by|from|with|note|each|both|all|some|most|many|another|everything|nothing|anything|it's|not)\b",
    re.I,
)
_NAME = re.compile(r"^[\w`$][^.!?]{0,58}$")
_CLAUSY = re.compile(r"\b(?:that|which|who|because|if|when|while|but|so|and then|is|are|was|has|have|can|does)\b", re.I)
_DEFINED = re.compile(r"^(?:an?|the|one of|any|every|some kind of|short for|how|what|when|where)\b", re.I)


def analyse(text: str) -> Sentence:
    """What an English sentence is about.

    >>> analyse("A process is a program in execution.")
    Sentence(form='definition', subject='process', predicate='a program in execution')
    >>> analyse("If the buffer is full, the writer waits.").subject
    'If the buffer is full'
    """
    text = text.strip()
    if _STORY.search(text[:60]):
        return Sentence("story")
    if match := _IF.match(text):
        return Sentence("condition", match.group("if").strip(), match.group("then").strip())
    whole = text.rstrip(".")
    text = re.sub(
        r"^(?:also|however|therefore|thus|hence|so|but|and|in short|in general|usually|generally|typically|basically|in practice|by default),?\s+",
        "",
        whole,
        flags=re.I,
    )
    match = _IS.match(text)
    if match and _is_subject(match.group("s")):
        verb, predicate = match.group("verb").lower(), match.group("p").strip()
        if verb in {"is", "are", "was"} and not _DEFINED.match(predicate):
            return Sentence("topic", match.group("s").strip(), f"{match.group('verb')} {predicate}")
        if verb in {"consists of"}:
            return Sentence("topic", match.group("s").strip(), f"{match.group('verb')} {predicate}")
        return Sentence("definition", match.group("s").strip(), predicate)
    if (because := _BECAUSE.match(whole)) and not _PRONOUN.match(because.group("then")):
        return Sentence("cause", because.group("why").strip(), because.group("then").strip())
    match = _DOES.match(text)
    if match and _is_subject(match.group("s")) and len(match.group("s").split()) <= 5:
        return Sentence("topic", match.group("s").strip(), match.group("p").strip())
    return Sentence("")


def _is_subject(words: str) -> bool:
    return (
        bool(_NAME.match(words))
        and not _PRONOUN.match(words)
        and not _CLAUSY.search(words)
        and len(words.split()) <= 7
        and words.count("(") == words.count(")")
    )


def is_clause(text: str) -> bool:
    """Whether the words say that something happens, rather than name something."""
    words = text.split()
    # "largest error of the tanh form": a noun, however long.
    if re.match(r"^(?:[\w\-]+ ){0,3}[\w\-]+ (?:of|for) ", text) and not re.search(
        r"\b(?:is|are|when|if|goes|becomes|has)\b", text
    ):
        return False
    if len(words) > 2 and re.search(r"\b(?:at|with|without|when|if)\b", text, re.I):
        return True
    return len(words) > 7 or (
        len(words) > 3
        and re.search(
            r"\b(?:is|are|was|were|with|has|have|does|goes|becomes|grows|when|if|at|not|without)\b", text, re.I
        )
        is not None
        and not re.match(r"^(?:\w+ ){0,4}(?:of|for)\b", text)
    )
