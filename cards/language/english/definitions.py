"""What an English sentence defines: what a thing is, what it is called, what it stands for, what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.english.calling import called, goes_by
from cards.language.english.grammar import Clause, clause, is_name, is_pointing, piece_of, without_article
from cards.language.english.persons import is_person
from cards.language.english.plurals import plural
from cards.language.english.predicates import predicate_end
from cards.language.english.quantities import measured
from cards.language.finding import Ask, Finding
from cards.language.word import Word

_BE = frozenset({"VBB", "VBZ", "VBD"})
_USED = re.compile(
    r"(?:(?:mainly|mostly|often|usually|commonly|primarily|still|now|widely|typically|generally|also) )*used"
    r" (?P<what>(?:to\s[a-z]|for\s|as\s(?!needed)).{3,})$"
)
_USED_WHEN = re.compile(r"(?:mainly |mostly |often |usually |commonly |only )?used (?P<what>(?:when|if)\s.{8,})$")
_CAN_BE_USED = re.compile(r"be (?:also |often )?used (?P<what>(?:to\s[a-z]|for\s).{5,})$")
_SHOULD_WHEN = re.compile(
    r"be (?P<done>(?:used|chosen|preferred|avoided|considered|called|applied|run|set|enabled|disabled)(?!\sonly\b)"
    r"|\w{2,}(?:ed|en|wn|ut|pt|nt|ld|ght|un)(?=\sonly\s)) (?P<when>(?:only )?(?:when|if|whenever|once)\s.{8,})$"
)
_DESIGNED = re.compile(r"(?:designed|intended|meant|made|built) (?P<what>(?:to\s[a-z]|for\s).{3,})$")
# What such a noun stands for is told by what follows it, if by anything.
_NOT_DEFINING = re.compile(
    r"(?:an?|the|one)\s(?:(?!that\b|which\b|who\b)\w+\s){0,2}?(?:way|thing|part|step|cornerstone|reason|example|matter|deal|concern|problem"
    r"|issue"
    r"|question|skill|topic|point|hallmark|choice|challenge|advantage|disadvantage|idea|component|element|aspect"
    r"|functionality|member|requirement|result|consequence|enhancement|win|similar|ingredient|addition"
    r"|starting point|tall order|must|same)"
    r"(?!\s(?:that|which|to|in which|where|for|(?:designed|used|built|responsible) (?:for|to))\b)\b",
    re.I,
)
_PART = re.compile(r"(?P<part>(?:an? |the )?(?:part|member) of)\s(?P<whole>[^,;:]{3,60})$")
_PRAISE = re.compile(
    r"^(?:an?|the)\s(?:very |really )?(?:great|good|best|bad|nice|huge|big|popular|cheapest|useful|important|key)\b",
    re.I,
)
_NARROWED = re.compile(r"\s(?:of|for|that|which|who|where|in which|used|with|between|to|by|in|from|on|\w+ing|\w+ed)\s")


def defined(text: str, tokens: tuple[Word, ...], main: Clause) -> Iterator[Finding]:
    """ "X is a …", "X means …", "X refers to …", "X is called Y", "X is used to …"."""
    subject, verb = piece_of(text, main.subject), tokens[main.verb]
    if main.verb + 1 >= len(tokens):
        return
    name = without_article(subject) if is_name(tokens, main.subject) and not is_pointing(subject) else ""
    said = text[verb.end : predicate_end(tokens, main.verb + 1)].strip(" ,;:")
    if verb.tag in _BE:
        yield from _is(text, tokens, main, subject, name, said)
    elif verb.tag == "VM0" and name and (used := _CAN_BE_USED.match(said)):
        yield Finding(Ask.DOES, name, f"{verb.text} be used for", used["what"], "purpose")
    elif verb.tag == "VM0" and name and (used := _SHOULD_WHEN.match(said)):
        yield Finding(
            Ask.OWN, "", f"when {verb.text} {_lower(subject, tokens)} be {used['done']}", used["when"], "when"
        )
    elif (must := _must(tokens, main.verb)) and not is_pointing(subject) and len(subject.split()) >= 3:
        yield Finding(Ask.OWN, "", f"what {must} {said}", subject, "subject")
    elif name and (other := goes_by(subject, text[verb.start :].rstrip(" ."), plural(name))) is not None:
        yield other
    elif name:
        yield from _means(text, tokens, main, name, said)


def _must(tokens: tuple[Word, ...], at: int) -> str:
    """ "must", or "has" where "to be" stands behind it ("the weight of each load has to be written down"); else ""."""
    if tokens[at].tag in {"VHZ", "VHB"} and [t.tag for t in tokens[at + 1 : at + 4]] == ["TO0", "VBI", "VVN"]:
        return "has"
    return "must" if tokens[at].text == "must" else ""


def _is(text: str, tokens: tuple[Word, ...], main: Clause, subject: str, name: str, said: str) -> Iterator[Finding]:
    after = tokens[main.verb + 1 :]
    if (by_name := called(subject, tokens[main.verb].text, said, text[tokens[main.verb].end :].strip())) is not None:
        yield by_name
        return
    if (how_much := measured(subject, said)) and text.rstrip(".").endswith(said):
        yield how_much
        return
    if not name:
        return
    if tokens[main.verb].tag == "VBD" and (_USED.match(said) or _DESIGNED.match(said)):
        return  # "Fibonacci numbers were used to model rabbits" is history, not what they are for
    if used := _USED.match(said) or _DESIGNED.match(said):
        yield Finding(Ask.PURPOSE, name, "", used["what"], "purpose")
        return
    if used := _USED_WHEN.match(said):
        be = tokens[main.verb].text
        yield Finding(Ask.OWN, "", f"when {be} {_lower(subject, tokens)} used", used["what"], "when")
        return
    if (one := _ONE_IF.match(said)) and not re.search(
        r"\b(?:tests|checks|tells|says|shows|decides)$", one["one"].strip()
    ):
        asked = f"when {tokens[main.verb].text} {_lower(subject, tokens)} {one['one'].strip()}"
        yield Finding(Ask.OWN, "", asked, one["if"], "when")  # "A hull is a round hull if its ribs are bent"
        return
    head = after[0]
    if _ONLY_ONE.match(said) and not re.match(r"an?\s", subject, re.I) and not plural(name) and len(said.split()) <= 16:
        yield Finding(
            Ask.OWN, "", f"{'who' if is_person(said) else 'what'} {tokens[main.verb].text} {said}", subject, "which one"
        )
        return
    if part := _PART.match(said):
        yield Finding(Ask.DOES, name, f"{tokens[main.verb].text} {part['part']}", part["whole"], "object")
        return
    if quality := _quality(text, after, said):
        yield Finding(Ask.DOES, name, f"{tokens[main.verb].text} {quality[0]}", quality[1], "quality")
        return
    if head.tag == "PRP" and re.match(r"for\s+\w+ing\b", said):
        yield Finding(Ask.PURPOSE, name, "", said, "purpose")
    elif head.tag == "CJT" and (" " not in name or name.startswith("other ")):
        return  # "A limitation is that …": of what?
    elif head.tag == "CJT":
        yield Finding(Ask.WHAT, name, "", text[head.end :].strip(" ,"), "that")
    elif _DESCRIBES.match(subject) and _short_name(after, said) and not _TELLS_WHICH.match(said):
        yield Finding(Ask.WHAT, name, "", said, "described")
    elif re.fullmatch(r"[A-Za-z-]+ing", name) and head.tag == "VVG" and len(said.split()) > 3:
        yield Finding(Ask.WHAT, name, "", said, "meaning")  # "Fulling is beating the cloth until it felts"
    elif _is_meaning(after, said):
        sort = "meaning" if len(said.split()) > 3 or _NARROWED.search(said) else "kind"
        name = _DEFINITION_OF.sub("", name) if not plural(name) else name
        yield Finding(Ask.WHAT, name, "", _whole(said), sort)


# "The formal definition of a bight is a slack part of rope": that is what a bight is.
_DEFINITION_OF = re.compile(r"^(?:(?!no\b|my\b|our\b)[\w-]+ )?(?:definition|meaning) of (?:an? |the )?(?=\S)", re.I)
_ONE_IF = re.compile(
    r"(?P<one>an? (?:(?!if|when)[\w-]+ ){1,4}?(?:(?:of|to|for|along|in|on) \$[^$]+\$ )*)"
    r"(?P<if>if(?: and only if)? \S+ \S.*)$"
)


def _quality(text: str, after: tuple[Word, ...], said: str) -> tuple[str, str] | None:
    """ "resistant to" and "outliers": an adjective that says something only with what stands behind its preposition."""
    at = next((i for i, t in enumerate(after[:3]) if t.tag not in {"AV0", "XX0"}), 0)
    if at + 2 < len(after) and after[at].tag == "AJC" and after[at + 1].text.lower() == "than":
        told = text[after[at + 2].start : after[0].start + len(said)].strip()
        told = re.split(r",\s|\s(?:because|since|as|when|if|but|and (?:is|are|has|have|can))\s", told)[0]
        whole = 1 <= len(told.split()) <= 14 and not is_pointing(told) and not re.match(r"(?:what|how|when)\b", told)
        return (text[after[0].start : after[at + 1].end], told) if whole else None
    if at + 2 >= len(after) or after[at].tag != "AJ0" or after[at + 1].tag not in {"PRP", "PRF", "TO0"}:
        return None
    if after[at + 1].tag == "TO0" and after[at].text.lower() not in _TO_A_THING:
        return None  # "is able to float"
    link = after[at + 1]
    of_its_like = after[at].text == "similar" and re.match(r"to th(?:at|ose) of\s", text[link.start :]) is not None
    if (
        (after[at].text.lower() in _OPINION and not of_its_like)
        or not after[at].text.islower()
        or link.text.lower() not in {"to", "for", "with", "from", "on", "against", "of"}
    ):
        return None
    end = after[0].start + len(said)
    told = re.split(r",?\s(?:because|since)\s", text[link.end : end].strip())[0]
    points = is_pointing(told) and not re.match(r"th(?:at|ose) of\s", told)
    if not 1 <= len(told.split()) <= 14 or points or re.search(r"[;:]", told):
        return None
    return text[after[0].start : link.end], told


_TO_A_THING = frozenset(
    ["sensitive", "similar", "close", "equal", "equivalent", "resistant", "immune", "related", "identical", "parallel"]
)


_OPINION = frozenset(
    [
        "important",
        "useful",
        "crucial",
        "essential",
        "necessary",
        "critical",
        "key",
        "same",
        "due",
        "common",
        "popular",
        "great",
        "perfect",
        "handy",
        "nice",
        "different",
        "fundamental",
        "akin",
        "similar",
    ]
)
_ONLY_ONE = re.compile(
    r"the (?:(?:single|very|by far the) )?(?:most|least|largest|smallest|biggest|fastest|slowest|highest|lowest|longest"
    r"|shortest|oldest|newest|simplest|strongest|weakest|cheapest|nearest|deepest|only|first|last|main|primary|default)"
    r"\s(?!(?:\w+\s)?(?:way|thing|reason|problem|time|one|step|part|issue|point|question|case|choice|option)s?\b"
    r"(?!\s(?:of|for|that|to)\b))\w.*\s(?:of|in|for|that|to|on|with|by|from|ever)\s\S",
    re.I,
)


def _short_name(after: tuple[Word, ...], said: str) -> bool:
    """Whether what follows "is" names the thing that a description stands for."""
    kinds = [t.tag for t in after if t.start < after[0].start + len(said)]
    noun = next(
        (i for i, kind in enumerate(kinds) if not kind.startswith(("AT", "AJ", "AV", "ORD", "CRD"))), len(kinds)
    )
    return (
        noun < len(kinds) <= 7
        and kinds[noun].startswith(("NN", "NP", "VVG"))
        and "," not in said
        and not kinds[-1].startswith(("AJ", "AV", "PR", "VVN"))
        and not _PRAISE.match(said)
        and not _NOT_DEFINING.match(said)
    )


def _whole(said: str) -> str:
    """A meaning without what is told in passing, where that would make it long."""
    at = said.find(", which ")
    return said[:at] if at > 0 and len(said.split()) > 18 else said


_TELLS_WHICH = re.compile(r"(?:an?|the)\s(?:\w+\s){1,3}(?:of|that|which|between|by)\s", re.I)


# "The fundamental task of a nerve cell", "the most common cause": a description that one thing answers to.
_DESCRIBES = re.compile(
    r"the\s(?:(?:\w+\s){0,3}?(?:most|least|only|main|fundamental|basic|primary|best|\w{3,}est)\s|(?:\w+\s){1,3}(?:of"
    r"|for)\s)",
    re.I,
)


def _is_meaning(after: tuple[Word, ...], said: str) -> bool:
    """Whether what follows "is" says what a thing is, rather than how it is or what one thinks of it."""
    head = after[0]
    article = head.tag == "AT0" or head.lemma in {"a", "an", "the", "one"}
    if re.match(r"where\s", said) and len(after) > 4 and clause(after, 1) is not None:
        return True  # "The develop branch is where features are tested"
    if re.match(r"(?:what (?:percentage|share|part|fraction)|how (?:many|much|often|long|well))\s", said):
        return len(after) > 4
    if head.text.lower() == "one" and len(after) > 3 and _ONE_IN_WHICH.match(said):
        return True
    if article:
        if len(after) < 3 or not after[1].tag.startswith(
            ("NN", "NP", "AJ", "VVG", "VVN", "AV", "ORD", "CRD", "UNC", "ZZ0")
        ):
            return False
        return not _NOT_DEFINING.match(said) and not _PRAISE.match(said) and len(said.split()) >= 3
    # "independent programs that …": without an article only what is narrowed says what a thing is.
    if _PRAISED.match(said):
        return False
    kinds = [t.tag for t in after[:6]]
    noun = next((i for i, tag in enumerate(kinds) if tag in {"NN2", "NN1", "NN0"}), -1)
    if noun < 0 or not all(tag.startswith(("AJ", "NN")) for tag in kinds[: noun + 1]):
        return noun > 0 and kinds[noun] == "NN2" and kinds[:noun] == ["VVN"] and _narrows(kinds[noun + 1 : noun + 2])
    if re.match(r"(?:\S+\s){1,4}(?:that|which|who|used|where|whose|of)\s", said):
        return True
    last = next((i for i, tag in enumerate(kinds[noun:], noun) if not tag.startswith("NN")), len(kinds)) - 1
    return kinds[last] == "NN2" and len(said.split()) >= 6 and _narrows(kinds[last + 1 : last + 2])


_PRAISED = re.compile(
    r"(?:very |really |most )?(?:good|great|powerful|useful|important|popular|common|essential|key|critical|best|main"
    r"|handy|nice|bad|poor)\s",
    re.I,
)


def _narrows(kinds: list[str]) -> bool:
    """Whether the word behind a plural noun says which of them are meant ("constraints on properties")."""
    return bool(kinds) and kinds[0].startswith(("PRP", "PRF", "CJT", "DTQ", "PNQ", "VVG", "VVN"))


_ONE_IN_WHICH = re.compile(r"one\s(?:(?:in|for|of|to|by|with)\swhich|where|that|which|whose|who)\s", re.I)


def _means(text: str, tokens: tuple[Word, ...], main: Clause, name: str, said: str) -> Iterator[Finding]:
    verb, after = tokens[main.verb], tokens[main.verb + 1]
    if verb.lemma in {"refer", "stand"} and after.lemma in {"to", "for"}:
        ask = Ask.STANDS if verb.lemma == "stand" else Ask.WHAT
        told = text[after.end : predicate_end(tokens, main.verb + 2)].strip(" ,;:")
        told = _IS_THAT.split(told)[0] if ask is Ask.STANDS else told  # "stands for Hull Oil Pump is a pump"
        yield Finding(ask, name, "", told, "meaning")
    elif verb.lemma in {"mean", "denote", "represent"} and verb.tag in {"VVZ", "VVB"} and said:
        if said.startswith("that ") or clause(tokens, main.verb + 1) is not None:
            told = text[after.end :].strip() if said.startswith("that ") else said
            yield Finding(Ask.DOES, name, "do mean" if plural(name) else "does mean", told, "object")
        elif verb.lemma == "represent" and (taken := _TAKEN_AS.match(said)):
            does = "do" if plural(name) else "does"
            yield Finding(Ask.DOES, name, f"{does} represent {taken['what']} as", taken["as"], "object")
        else:
            yield Finding(Ask.WHAT, name, "", said, "meaning")


_IS_THAT = re.compile(r"\s(?:is|are)\s(?:an?|the)\s")
_TAKEN_AS = re.compile(r"(?P<what>(?!such\b)[^,;:]{2,60}?)\sas\s(?P<as>(?:an?|the)\s.{4,})$")


def _lower(subject: str, tokens: tuple[Word, ...]) -> str:
    """A subject inside a question: its article or plain noun small."""
    if re.match(r"(?:The|An?|Each|Every|All|Any)\s", subject):
        return subject[:1].lower() + subject[1:]
    return subject[:1].lower() + subject[1:] if tokens[0].tag.startswith(("AT", "NN", "AJ")) else subject
