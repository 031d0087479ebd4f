"""A sentence of two halves as two sentences, each with its own subject."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language import english, korean
from cards.language.english.grammar import FINITE
from cards.language.korean.grammar import finished, names_subject, said_to_be, tagged, topic_of
from cards.language.text import has_hangul, mask

_ENGLISH = re.compile(r"\s*(?:;|,\s+(?:and|but|while|whereas)(?=\s)|,(?=\s\x01))\s*")
_KOREAN = re.compile(
    r"(?<=[가-힣])(?P<end>(?<![라다자냐])고(?!\s+(?:있|싶))|며|지만|(?<=[았었였갔왔했됐])으나|는 반면(?:에)?"
    r"|ᆫ 반면(?:에)?|[은한]\s?반면(?:에)?|는데|(?<=[가-힣])인데|;),?\s+"
)


@lru_cache(4096)
def clauses(text: str) -> tuple[str, ...]:
    """The halves of a sentence where each says something of a subject of its own; else the sentence alone.

    >>> clauses("The moon raises two bulges, and the sun pulls half as strong.")
    ('The moon raises two bulges', 'the sun pulls half as strong.')
    """
    return _korean(text) if has_hangul(text) else _english(text)


def _english(text: str) -> tuple[str, ...]:
    hidden = mask(text)
    if (beside := _BESIDE.match(hidden)) and (halves := _set_against(text, beside)):
        return halves
    if re.match(r"(?:if|when|because|since|although|while|once|as|to|in order)\b", text, re.I):
        return (text,)
    for match in _ENGLISH.finditer(hidden):
        one, two = text[: match.start()].strip(), text[match.end() :].strip()
        if len(one.split()) < 3 or len(two.split()) < 3 or _ends_in_names(one) or _waits(one):
            continue
        if english.has_verb(one) and english.subject_of(two):
            return (one, *_english(two))
    return _joined(text, hidden)


def _ends_in_names(text: str) -> bool:
    """Whether a clause ends in names of a list that goes on ("keeps lenses in crates and wicks, globes")."""
    before, comma, last = text.rpartition(",")
    return bool(comma) and len(last.split()) <= 3 and english.has_verb(last) is False and " and " in before


def _waits(text: str) -> bool:
    """Whether a clause behind "how" or "that" has no verb yet ("explains how bays with narrow mouths, muddy beds")."""
    tokens = english.tagged(text) or ()
    at = max((i for i, token in enumerate(tokens) if token.tag in {"AVQ", "DTQ", "CJT"}), default=-1)
    return (
        0 <= at < len(tokens) - 1
        and tokens[at + 1].tag != "TO0"
        and not any(token.tag in FINITE for token in tokens[at:])
    )


_BESIDE = re.compile(
    r"(?:while|whereas)\s(?P<first>[^,;]{8,90}),\s(?P<second>[^;]{8,120})$|(?P<one>[^,;]{8,90})\swhereas\s(?P<two>[^;]{8,120})$",
    re.I,
)


def _set_against(text: str, beside: re.Match[str]) -> tuple[str, ...]:
    """ "While a punt is poled, a skiff is rowed": two things side by side; () where one thing is conceded."""
    spans = [beside.span(name) for name in ("first", "second", "one", "two") if beside.span(name)[0] >= 0]
    one, two = (text[start:end].strip() for start, end in spans)
    first, second = english.subject_of(one), english.subject_of(two)
    if not first or not second or first.lower() in second.lower() or second.lower() in first.lower():
        return ()
    return (one[:1].upper() + one[1:], two)


_AND = re.compile(r"\sand\s(?=(?:the|an?|each|every|all)\s)", re.I)
_DEPENDS = re.compile(
    r"\b(?:if|when|because|since|that|which|who|whose|where|while|until|unless|so|as|how|what|to)\b", re.I
)


def _joined(text: str, hidden: str) -> tuple[str, ...]:
    """ "The hull is sanded and the deck is oiled": the halves of a sentence of two; the sentence alone elsewhere."""
    found = list(_AND.finditer(hidden))
    if len(found) != 1 or "," in hidden or _DEPENDS.search(hidden):
        return (text,)
    one, two = text[: found[0].start()].strip(), text[found[0].end() :].strip()
    whole = english.subject_of(one) and english.subject_of(two) and not _done(two)
    return (one, two) if whole and len(one.split()) > 3 and len(two.split()) > 3 else (text,)


def _done(text: str) -> bool:
    """Whether the first verb of a clause may be a participle ("a pointer called next")."""
    tokens = english.tagged(text) or ()
    verb = next((token for token in tokens if token.tag.startswith("V")), None)
    return verb is not None and verb.tag in {"VVD", "VVN", "VVG", "VBD", "VHD"}


_SHARED = re.compile(
    r"^(?P<one>[^,]{1,40}(?:은|는)\s[^,]{1,40}(?:이|가|을|를|에|로|에서|에게)),\s(?P<two>[^,]{1,40}(?:은|는)\s.{4,})$"
)


def _sharing(text: str) -> tuple[str, ...]:
    """ "저온에서는 A가, 고온에서는 B가 우세하다": both halves take the verb at the end; () elsewhere."""
    match = _SHARED.match(text)
    if match is None:
        return ()
    halves = [topic_of(match[half], tagged(match[half]) or ()) for half in ("one", "two")]
    if any(half is None or half.begin or half.rest > 25 for half in halves):
        return ()
    case = (tagged(match["one"]) or ())[-1:]
    taken = next((t for t in tagged(match["two"]) or () if case and t.tag == case[0].tag), None)
    if taken is None or not taken.tag.startswith("JK"):
        return ()
    return (match["one"] + match["two"][taken.end :], match["two"])


def _goes_on(clause: str) -> bool:
    """Whether a clause ends in a verb that goes on, not in a particle of the same letters ("절반까지만")."""
    tokens = tagged(clause.removesuffix("에"))
    return not tokens or tokens[-1].tag in {"EC", "ETM", "SP"} or clause.endswith(("반면", "반면에", ";"))


def _describes_too(one: str, two: str) -> bool:
    """Whether both halves describe the noun at the end: "A는 서버가 끊고, 서버는 저장하지 않는 방식이다" tells of A."""
    before = tagged(one) or ()
    if len(before) < 2 or before[-1].text not in {"고", "며", "으며"} or before[-2].tag == "VCP":
        return False
    tokens = tagged(two) or ()
    start, stop = said_to_be(two, tokens)
    inside = [t for t in tokens if start <= t.start < stop]
    if korean.subject_of(two) not in one:
        return False  # "쿠키는 …에 저장되고, 세션은 …에 저장되는 데이터이다" sets two things side by side
    return len(inside) > 2 and inside[-1].tag.startswith("NN") and any(t.tag == "ETM" for t in inside[-4:-1])


_REASON = re.compile(r"[가-힣](?:기 때문에|므로)[\s,]")


def _gives_reason_too(one: str, two: str) -> bool:
    """Whether the second half is one more reason of what follows: "값이 싸고, 무게가 가볍기 때문에 널리 쓰인다"."""
    reason = _REASON.search(two)
    if reason is None or not one.endswith(("고", "며")):
        return False
    return re.search(r"[가-힣A-Za-z)`][은는면]\s", two[: reason.start()]) is None


_LAST_NAME = re.compile(r"[을를]\s([^,]{1,20})$")
_AMONG = re.compile(r"^[그이]\s?중(?:에서)?\s")  # "공약수라 하고, 그 중 가장 큰 수를 …"
_BOTH_DEPEND = re.compile(r"(?:(?![은는]\s)[^,]){1,20}에 따라서?\s")  # "자리에 따라 재산이 늘고 빚이 준다"
_IN_CASE = re.compile(r"[^,]{1,30}의 경우")
_SHORT_FOR = re.compile(r"(?P<short>의 (?:약자|약어|줄임말|준말))(?:로서|로|이며|이고|인데),?\s+")
_NAMED = re.compile(r"(?<=[가-힣)'\"”’`\x01])(?:이?라고|이?라)\s?(?:하|부르|정의하|칭하)(?:는데|며|고),?\s+")


def _korean(text: str) -> tuple[str, ...]:
    hidden = mask(text)
    if (named := _NAMED.search(hidden)) and named.start() >= 8 and len(hidden) - named.end() >= 6:
        name = _LAST_NAME.search(text[: named.start()].rstrip())
        rest = text[named.end() :].strip()
        rest = _AMONG.sub(f"{name[1]} 중 ", rest) if name else rest
        return (finished(text[: named.end()].strip(" ,")), *_korean(rest))
    if shared := _sharing(text):
        return shared
    if (short := _SHORT_FOR.search(hidden)) and len(hidden) - short.end() >= 8:
        topic = topic_of(text, tagged(text) or ())
        if topic is not None and topic.text and topic.rest < short.start():
            return (
                f"{text[: short.end('short')]}이다",
                *_korean(f"{text[: topic.rest].strip()} {text[short.end() :]}"),
            )
    for match in _KOREAN.finditer(hidden):
        one, two = text[: match.end("end")].strip(), text[match.end() :].strip()
        if len(one) < 8 or len(two) < 6 or not _goes_on(one) or _BOTH_DEPEND.match(one):
            continue
        if (
            not korean.subject_of(one)
            or not (names_subject(two) or _IN_CASE.match(two))
            or korean.subject_of(one) == korean.subject_of(two)
        ):
            continue
        if _describes_too(one, two) or _gives_reason_too(one, two):
            continue
        return (finished(one), *_korean(two))
    return (text,)
