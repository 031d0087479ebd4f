"""What an English sentence says: what it defines, what its verb says of its subject, why, when, what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.antecedents import without_concession
from cards.language.english.comparisons import the_more
from cards.language.english.deeds import says
from cards.language.english.definitions import defined
from cards.language.english.framing import framed, with_comma, without_passing
from cards.language.english.grammar import (
    FINITE,
    LEADING,
    Clause,
    clause,
    is_pointing,
    piece_of,
    tagged,
    without_article,
)
from cards.language.english.indirect import for_finding_out
from cards.language.english.links import SO, happens_alone, linked
from cards.language.english.namesakes import named_in
from cards.language.english.openings import OPENS, OPENS_CODE, OPENS_LONG, OPENS_WE, bare_opening, opening
from cards.language.english.passives import done
from cards.language.english.patterns import bidden_for, built, formed
from cards.language.english.pieces import asked_piece
from cards.language.english.plurals import plural
from cards.language.english.pointed import named_so
from cards.language.english.predicates import predicate_end
from cards.language.english.quantities import bounded, counted
from cards.language.english.reasons import aim
from cards.language.english.stories import is_story
from cards.language.english.told_apart import told_apart
from cards.language.english.turns import turns
from cards.language.english.verbs import acts, does
from cards.language.english.we import leans, only_of_us, plainly, told_with_we
from cards.language.finding import Ask, Finding
from cards.language.text import mask
from cards.language.word import Word

_USE_WHEN = re.compile(
    r"^(?:you should |only )?(?P<do>use|choose|prefer|pick|select)\s"
    r"(?P<what>(?!it\b|this\b|them\b|of\b)(?:(?!\sto\s)[^,]){2,40}?)\s"
    r"(?P<when>(?:only )?(?:when|if|whenever)\s.{8,})$",
    re.I,
)
_USE_AS = re.compile(
    r"^use\s(?P<what>(?!it\b|this\b|them\b)[^,;:]{2,50}?)\sas\s(?P<role>(?:an?|the|its|your)\s[^,;:]{3,40})$", re.I
)
_USE = re.compile(
    r"^use\s+(?P<what>(?!of\b)(?:an?\s|the\s)?[^,]{2,40}?)\s(?P<for>(?:to\s+\w+|for\s|when\s|if\s).{4,})$", re.I
)
# "we use X to …" is a fact of X.
_WE_USE = re.compile(
    r"^(?:we|you|one|people|developers|programmers|engineers)\s(?:(?:can|could|may|will|would|should|must|often|usually"
    r"|then|also|typically|generally|commonly|normally|mostly)\s){0,2}use\s"
    r"(?P<what>(?!it\b|this\b|them\b|that\b|th[eo]se\b|their\b|your\b|our\b|one\b|another\b)(?:an?\s|the\s)?"
    r"(?:(?!\sto\s|\sfor\s)[^,;:]){2,50})\s"
    r"(?P<for>(?:in order )?to\s(?!the\b|an?\b|it\b|our\b|your\b)[a-z]{2,}\s.{4,}|for\s\w+ing\b.{4,})$",
    re.I,
)
# "call `wait()` to …" says how something is done.
_DO_TO = re.compile(
    r"^(?:(?:you|we|one|can|could|should|must|then|just|simply|finally|next|also)\s){0,4}"
    r"(?P<do>run|call|type|execute|invoke|enter|press|add|set|pass|append|include|try)\s"
    r"(?P<what>[^,;:`]{0,25}`[^`\n]+`[^,;:`]{0,30}?)\s(?P<to>to\s(?!the\b|an?\b|your\b|it\b|`)[a-z]{2,}\s.{6,110})$",
    re.I,
)
# These lean on the sentence before: what is left empty is that sentence.
_THEREFORE = re.compile(
    r"^(?:therefore|thus|hence|consequently|as a result(?! of\b)|because of this|for this reason"
    r"|(?:this|that)(?:'s| is) why),?\s+(?P<then>\S.{8,})$",
    re.I,
)
# "The vat is stirred by hand, a step we call punching down"
_CALLED_BEHIND = re.compile(
    r"(?P<told>(?!(?:this|that|these|it|they|he|she|we|if|when|once)\b)[^,;:]{12,110}),\s(?:an?|the)\s(?:\w+\s){1,2}?"
    r"(?:(?:that |which )?(?:we|people|one|\w+ists|\w+ers)\scalls?"
    r"|(?:that is |which is )?(?:called|known as|named))\s"
    r"(?:the\s|an?\s)?(?P<name>[^,;:.]{2,40})$",
    re.I,
)
_THIS_BECAUSE = re.compile(r"^(?:this|that)(?: is|'s) (?:mostly |mainly |partly )?because\s+(?P<why>\S.{8,})$", re.I)
# "This is done to slow the mould": why the sentence before is so.
_THIS_DONE = re.compile(
    r"^(?:this|that) is (?:usually |often |mainly |mostly |typically |only )?done (?:mainly |mostly |only )?"
    r"(?P<why>(?:so(?: that)?|because|in order to|to|since)\s(?!as to\b)\S.{8,})$",
    re.I,
)
_THIS_MEANS = re.compile(
    r"^this (?P<verb>means(?: that)?|allows|enables|prevents|ensures|guarantees|causes|makes|reduces|increases"
    r"|improves|leads to|results in|avoids|helps|keeps|stops|saves|forces|lets|lowers|raises|limits|removes|simplifies"
    r"|speeds up|slows down|protects|minimi[sz]es|maximi[sz]es|eliminates|creates|produces|gives)\s+(?P<rest>\S.{8,})$",
    re.I,
)
_KINDS = re.compile(
    r"^there are (?P<what>(?:two|three|four|five|six|seven|eight|\d)\s(?:\w+\s){0,3}?(?:types|kinds|ways|forms|sorts"
    r"|classes|modes|states|parts|phases|stages|methods|approaches|categories|levels|reasons)(?:\s[^,:;–—-]{2,50})?)\s?"
    r"(?:[,:;–—-]|, namely)\s(?P<list>[^.]{5,150}\b(?:and|or)\b[^.]{2,80})$",
    re.I,
)


# What a thing is set beside in front of the sentence: it holds without that, too.
_BESIDE = re.compile(
    r"^(?:unlike|compared (?:to|with)|in contrast to|as opposed to|similar to)\s[^,;:]{2,60},\s(?=\S+\s\S)", re.I
)
# "If $C$ is our concept class space" tells what a letter stands for, and is no condition.
_IS_SYMBOL = re.compile(
    r"(?:if|where)\s(?P<name>\$[^$]{1,24}\$|`[^`]{1,24}`)\s(?:is|are|denotes)\s(?P<told>(?:our|the|an?)\s[^,;]{4,})$",
    re.I,
)
# "n = 2 means twice the output": what a value tells is told by a sentence whose subject is the equality.
_VALUE_MEANS = re.compile(
    r"(?P<value>[A-Za-zα-ω][\w-]*(?:\s[\w-]+){0,2}?\s?(?:[=<>≤≥≠]|[<>!=]=)\s?-?[\w.,]*\w%?)\s"
    r"(?P<verb>mean|impl(?:y|ie)|indicate|signal|suggest|give|yield|produce|denote|cause)s\s(?:that\s)?(?P<told>\S.{4,})$"
)
_ALSO_KNOWN = re.compile(
    r"(?P<what>(?:an?\s|the\s)?[\w][\w' -]{2,40}?)\s?[,(]\s?(?:also|otherwise|sometimes|commonly|often)\s"
    r"(?:known as|called|referred to as|named)\s(?:an?\s|the\s)?(?P<other>[^,;:()]{2,50})[,)]\s"
    r"(?P<rest>[a-z]{2,}\s.{8,})$",
    re.I,
)


def findings(text: str) -> tuple[Finding, ...]:
    """What a sentence says, the surest first. Empty where it tells a story or says nothing that can be asked.

    What is left empty in a finding is what the sentence before says.

    >>> [f.ask.value for f in findings("Spring tides are strong because the sun pulls along with the moon.")]
    ['why']
    """
    text = text.strip().rstrip(".!:").strip()
    if is_story(text):
        return ()
    if (more := the_more(text)) is not None:
        return (more,)
    if (apposed := _CALLED_BEHIND.match(text)) and any(t.tag in FINITE for t in tagged(apposed["told"]) or ()):
        return (Finding(Ask.CALLED, "", apposed["told"], apposed["name"], "so called"),)
    if leaning := _leaning(text):
        return (leaning,)
    if named := named_so(text):
        return named
    whole = plainly(text)
    text = whole
    while leading := LEADING.match(text):
        text = text[leading.end() :]
    found = _within(plainly(_BESIDE.sub("", without_concession(text))))
    done = told_with_we(whole) if only_of_us(found) else None
    if done is None and leans(found):
        return ()
    return (done,) if done is not None else found


def _within(text: str) -> tuple[Finding, ...]:
    """What a sentence says in the place or case that it names in front."""
    where, bare = framed(with_comma(text))
    if where and (told := tuple(f for f in _told(bare) if f.about or f.sort == "count")):
        return tuple(_framed(f, where) for f in told)
    return _told(text)


def _framed(finding: Finding, where: str) -> Finding:
    """A finding with the case in which it holds: behind the question that it is, or else behind its name."""
    if finding.ask is Ask.OWN:
        return finding._replace(said=f"{finding.said} {where}")
    return finding._replace(about=f"{finding.about} {where}")


def _told(text: str) -> tuple[Finding, ...]:
    if (named := _ALSO_KNOWN.match(text)) and not is_pointing(named["what"]):
        what = re.sub(r"^(?:[A-Z](?=[a-z]+\s[a-z])|The\s|An?\s)", lambda m: m.group().lower(), named["what"])
        be = "are" if plural(without_article(what)) else "is"
        asked = Finding(Ask.OWN, "", f"what else {be} {what} called", named["other"].strip(), "which one")
        return (asked, *_told(f"{named['what']} {named['rest']}"))
    text = without_passing(text)
    tokens = tagged(text) if len(text.split()) >= 3 else None
    return tuple(_found(text, tokens)) if tokens else ()


def told_by(text: str, tokens: tuple[Word, ...]) -> tuple[Finding, ...]:
    """The same for a sentence whose words are tagged by somebody who knows better than the tagger."""
    return () if is_story(text) else tuple(_found(text.strip().rstrip(".!:").strip(), tokens))


def _leaning(text: str) -> Finding | None:
    """What follows from the sentence before this one, or is its reason."""
    if found := _THEREFORE.match(text):
        then = found["then"]
        return None if is_pointing(then) else Finding(Ask.WHY, "", then, "", "so")
    if found := _THIS_BECAUSE.match(text):
        why = found["why"]
        return Finding(Ask.WHY, "", "", f"because {why}" if why.startswith("of ") else why, "reason")
    if found := _THIS_DONE.match(text):
        return Finding(Ask.WHY, "", "", re.sub(r"^so (?!that\b)", "so that ", found["why"]), "reason")
    if found := _THIS_MEANS.match(text):
        verb, rest = found["verb"].lower(), found["rest"]
        return Finding(Ask.FOLLOWS, "", "", rest if verb.startswith("means") else f"it {verb} {rest}", "this")
    return None


# "Use `sed` to replace or `cut -f 2` to select a column"
_OR_ELSE = re.compile(r"(?P<for>to\s[^`]+?)\s?,?\s(?:or|and)\s(?P<other>`[^`\n]+`)\s(?P<else>(?:to|for)\s.{3,})$")


def _each(what: str, two: re.Match[str]) -> tuple[tuple[str, str], ...]:
    """Each of two things with what it is used for."""
    return (what, two["for"]), (two["other"], two["else"])


# "kept at 24 degrees, it doubles in six hours": of the name above, in the state that stands in front
_WHEN_DONE = re.compile(
    r"(?P<state>[A-Za-z]+\s(?:at|in|to|on|for|with|under|into|from|over|near|by|without|before|after)\s[^,;:]{2,40}),\s"
    r"(?P<then>(?P<who>it|they)\s\S[^;:]{6,100})$",
    re.I,
)
_ORIGIN = re.compile(
    r"(?:founded|developed|released|introduced|created|established|built|launched|designed|invented|published|written"
    r"|based|located|named|known|born|first|originally|inspired|derived)\b|.*\b(?:1\d|20)\d\d\b",
    re.I,
)
_EVEN_IF = re.compile(r"^(?P<held>[^,;]{6,80}?),?\s+(?P<mark>even (?:if|when))\s(?P<if>[^,;]{6,80})$", re.I)
_THOUGH = re.compile(r"^(?P<held>[^,;]{6,80}?),?\s+(?P<mark>(?:even )?though|although)\s(?P<if>[^,;]{6,80})$", re.I)


def _found(text: str, tokens: tuple[Word, ...]) -> Iterator[Finding]:
    main = clause(tokens, 1 if tokens[0].tag == "PUN" else 0)
    hidden = mask(text)
    if symbol := _IS_SYMBOL.match(text):
        yield Finding(Ask.WHAT, symbol["name"], "", symbol["told"], "meaning")
        return
    if value := _VALUE_MEANS.match(text):
        verb = re.sub(r"ie$", "y", value["verb"])
        yield Finding(Ask.DOES, value["value"], f"does {verb}", value["told"], "object")
        return
    opened = OPENS_LONG.match(hidden) or OPENS.match(hidden) or OPENS_CODE.match(hidden) or OPENS_WE.match(hidden)
    if opened and not (opened["mark"].lower() == "without" and SO.search(opened["then"])):
        yield from opening(text, opened)
        return
    if tokens[0].text.lower() in {"if", "when", "once", "whenever"} and (
        bare := next(bare_opening(text, tokens), None)
    ):
        yield bare
        return
    if (at_first := _WHEN_DONE.match(text)) and tokens[0].tag in {"VVN", "VVD"}:
        if _ORIGIN.match(at_first["state"]):
            return  # "Founded in 1912 by two sailors, it rents boats": that is no state it is in
        who, state = at_first["who"].lower(), at_first["state"][:1].lower() + at_first["state"][1:]
        be = "is" if who == "it" else "are"
        yield Finding(Ask.IF, "", f"when {who} {be} {state}", at_first["then"], "in a state")
        return
    if held := _holds_though(text, tokens, _EVEN_IF):
        yield held
        return
    if used := _USE_WHEN.match(text):
        yield Finding(Ask.OWN, "", f"when do you {used['do'].lower()} {used['what']}", used["when"], "when")
        return
    if used := _USE_AS.match(text):
        yield Finding(Ask.OWN, "", f"what is used as {used['role']}", used["what"], "role")
        return
    if used := _WE_USE.match(text):
        yield Finding(Ask.PURPOSE, without_article(used["what"]), "", used["for"], "purpose")
        return
    if (told := _DO_TO.match(text)) and told["to"].count("`") % 2 == 0 and " and " not in told["what"]:
        yield Finding(Ask.HOW, "", told["to"], f"{told['do'].lower()} {told['what']}", "means")
        return
    if used := _USE.match(text):
        two = _OR_ELSE.match(used["for"])
        for what, what_for in ((used["what"], used["for"]),) if two is None else _each(used["what"], two):
            yield Finding(Ask.PURPOSE, without_article(what), "", what_for, "purpose")
        return
    if kinds := _KINDS.match(text):
        yield Finding(Ask.OWN, "", f"which {kinds['what'].strip()} are there", kinds["list"].strip(), "kinds")
        return
    if made := built(text):
        yield from made
        return
    if form := for_finding_out(text, tokens, main) or formed(text, tokens) or bidden_for(text, tokens):
        yield form
        return
    said = False
    counts = tuple(counted(text, tokens, main)) or tuple(filter(None, (bounded(text, main),)))
    if counts:
        yield from counts
        return
    if main is not None:
        for finding in (*defined(text, tokens, main), *does(text, tokens, main), *_second(text, tokens, main)):
            said = True
            yield finding
    for finding in linked(text, hidden, tokens, main, said):
        said = True
        yield finding
    if not said:
        for finding in (*(done(text, tokens, main) if main is not None else ()), *turns(text)):
            said = True
            yield finding
    if not said and " so " in hidden:
        for finding in aim(text, hidden, main):
            said = True
            yield finding
    if said or main is None:
        return
    if held := _holds_though(text, tokens, _THOUGH):
        yield held
        return
    if deed := told_apart(text, tokens, main) or asked_piece(text, tokens, main) or acts(text, tokens, main):
        yield deed


def _holds_though(text: str, tokens: tuple[Word, ...], form: re.Pattern[str]) -> Finding | None:
    """What is so all the same, though something else is ("The pump runs on even if the mains fail")."""
    held = form.match(text)
    if held is None or is_pointing(held["held"]):
        return None
    own = tuple(t for t in tokens if t.end <= held.end("held"))
    if not says(held["held"]) and not happens_alone(held["held"], own):
        return None
    under = named_in(held["if"], held["held"], own)
    return Finding(Ask.IF, "", f"{held['mark'].lower()} {under}", held["held"], "condition")


def _second(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """What a second verb says of the same subject ("takes sugar up and sets alcohol free")."""
    rest = text[predicate_end(tokens, main.verb + 1) :].lstrip(" ,")
    if not rest.lower().startswith("and "):
        return
    half = f"{piece_of(text, main.subject)} {rest[4:]}"
    inside = tagged(half)
    found = clause(inside) if inside else None
    if inside and found is not None and inside[found.verb].start == len(half) - len(rest[4:]):
        yield from does(half, inside, found)
