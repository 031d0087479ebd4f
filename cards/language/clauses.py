"""A sentence of two halves as two sentences, each with its own subject."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language import korean
from cards.language.english.halves import halves
from cards.language.korean.each_if import each_if
from cards.language.korean.endings import josa
from cards.language.korean.grammar import finished, is_pointing, names_subject, said_to_be, tagged, topic_of
from cards.language.korean.kinds import in_full, kind_in_front
from cards.language.korean.possessed import with_owner
from cards.language.korean.sharing import sharing
from cards.language.korean.suppositions import supposes_too
from cards.language.text import has_hangul, mask

_KOREAN = re.compile(
    r"(?<=[가-힣])(?P<end>(?<![라다자냐])고(?!\s+(?:있|싶|받[는을은아고습]))|며|지만|(?<=[았었였갔왔했됐])으나"
    r"|는 반면(?:에)?|ᆫ 반면(?:에)?|[은한]\s?반면(?:에)?|는데|(?<=[가-힣])인데|;),?\s+"
)


@lru_cache(4096)
def clauses(text: str) -> tuple[str, ...]:
    """The halves of a sentence where each says something of a subject of its own; else the sentence alone.

    >>> clauses("The moon raises two bulges, and the sun pulls half as strong.")
    ('The moon raises two bulges', 'the sun pulls half as strong.')
    """
    return _korean(_WHILE.sub("는 반면, ", text)) if has_hangul(text) else halves(text)


_WHILE = re.compile(
    r"(?<=[가-힣])는 데(?:에)? (?:반해|비해|반하여|비하여)(?:서)?,?\s"
)  # "찬물에 빠는 데 비해 삼베는 …"


def shares_verb(text: str) -> bool:
    """Whether a Korean sentence says of two things in turn what one verb at its end says of both."""
    return bool(sharing(text.rstrip(". ")))


def _goes_on(clause: str) -> bool:
    """Whether a clause ends in a verb that goes on, not in a particle of the same letters ("절반까지만")."""
    if clause.endswith(("반면", "반면에", ";")):
        return True
    tokens = tagged(clause.removesuffix("에"))
    return not tokens or tokens[-1].tag in {"EC", "ETM", "SP"}


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


def _grows_too(one: str, two: str) -> bool:
    """Whether both halves say when one thing is more: "가벼울수록 크고 온도가 높을수록 크다"."""
    if "수록" not in one or "수록" not in two or re.search(r"[은는]\s", two):
        return False
    first, second = (
        next((t.text for t in reversed(tagged(half) or ()) if t.tag in {"VV", "VA", "VV-I", "VA-I"}), "")
        for half in (one, two)
    )
    return first == second != ""


# "물을 붓지 않고 보관이 가능하다": without doing so.
_MAY_BE = re.compile(r"(?:\S+\s)?\S+[이가]\s?불?가능")


_REASON = re.compile(r"[가-힣](?:기 때문에|므로)[\s,]")
_BOTH_WHY = re.compile(r"[가-힣]기 때문(?:이다|입니다|임|이에요|이죠)?[.!]*$")


def _gives_reason_too(one: str, two: str) -> bool:
    """Whether the second half is one more reason of what follows, or both are one of what stands before.

    "값이 싸고, 무게가 가볍기 때문에 널리 쓰인다"; "소는 수레를 끌고 말은 사람을 태우기 때문이다"
    """
    if one.endswith(("고", "며")) and _BOTH_WHY.search(two):
        return True
    reason = _REASON.search(two)
    if reason is None or not one.endswith(("고", "며")):
        return False
    return re.search(r"[가-힣A-Za-z)`][은는면]\s", two[: reason.start()]) is None


_MEANS_AND = re.compile(r"[을를]\s(?P<means>말|의미|뜻|지칭)하(?:며|고),?\s")
_ALSO = re.compile(r"(?:이?라고도|으?로도)\s?(?:한다|합니다|함|부른다|부릅니다|부름|불린다|불립니다|불림)\.?$")
_SUPPOSES = re.compile(r"(?:만약|만일)(?:에)?[\s,].{4,}(?:면|경우|때)[\s,에]")
_LAST_NAME = re.compile(r"[을를]\s((?:(?![을를]\s)[^,]){1,20})$")
_AMONG = re.compile(r"^[그이]\s?중(?:에서)?\s")  # "공약수라 하고, 그 중 가장 큰 수를 …"
_BOTH_DEPEND = re.compile(r"(?:(?![은는]\s)[^,]){1,20}에 따라서?\s")  # "자리에 따라 재산이 늘고 빚이 준다"
# "짐을 더 실으면 값은 오르지만 배는 느려진다": both come of the one condition, and half of it is no answer.
_UNDER_ONE = re.compile(r"[^,]{2,40}[가-힣]면,?\s\S+[은는]\s[^,]{2,30}지만,?$")
_OTHER_TOPIC = re.compile(r"(?!.*[가-힣]면\s)\S+(?:\s\S+)?[은는]\s")
_IN_CASE = re.compile(r"[^,]{1,30}의 경우")
_SHORT_FOR = re.compile(r"(?P<short>의 (?:약자|약어|줄임말|준말))(?:로서|로|이며|이고|인데),?\s+")
_NAMED = re.compile(r"(?<=[가-힣)'\"”’`\x01])(?:이?라고|이?라)\s?(?:하|부르|정의하|칭하)(?:는데|며|고),?\s+")


def _korean(text: str) -> tuple[str, ...]:
    hidden = mask(text)
    if (
        (named := _NAMED.search(hidden))
        and (named.start() >= 8 or is_pointing(text))
        and len(hidden) - named.end() >= 6
    ):
        name = _LAST_NAME.search(text[: named.start()].rstrip())
        rest = text[named.end() :].strip()
        # A function, since a name may be a formula, whose backslashes a replacement would read as its own.
        rest = _AMONG.sub(lambda _: f"{name[1]} 중 ", rest) if name else rest
        return (finished(text[: named.end()].strip(" ,")), *_korean(rest))
    if shared := sharing(text):
        return shared
    if (short := _SHORT_FOR.search(hidden)) and len(hidden) - short.end() >= 8:
        topic = topic_of(text, tagged(text) or ())
        if topic is not None and topic.text and topic.rest < short.start():
            return (
                f"{text[: short.end('short')]}이다",
                *_korean(f"{text[: topic.rest].strip()} {text[short.end() :]}"),
            )
    if (means := _MEANS_AND.search(hidden)) and means.start() >= 8 and _ALSO.search(hidden[means.end() :]):
        topic = topic_of(text, tagged(text) or ())
        if topic is not None and topic.text and not topic.begin and topic.rest < means.start():
            also = text[means.end() :].strip()  # "저울이란 무게를 재는 것을 말하며, 천칭이라고도 한다"
            return (f"{text[: means.end('means')]}한다", f"{topic.text}{josa(topic.text, '은는')} {also}")
    if in_turn := each_if(text):
        return in_turn
    for match in _KOREAN.finditer(hidden):
        one, two = text[: match.end("end")].strip(), text[match.end() :].strip()
        if _SUPPOSES.match(two) and len(one) >= 8 and len(two) >= 12 and _goes_on(one):
            return (finished(one), *_korean(two))  # "둑은 돌로 쌓는데, 만약 비가 오면 …"
        if len(one) < 8 or len(two) < 6 or _BOTH_DEPEND.match(one) or not _goes_on(one):
            continue
        if _UNDER_ONE.match(one) and _OTHER_TOPIC.match(two):
            continue
        if (
            not korean.subject_of(one)
            or not (names_subject(two) or _IN_CASE.match(two))
            or korean.subject_of(one) == korean.subject_of(two)
        ):
            continue
        if _describes_too(one, two) or _gives_reason_too(one, two) or _grows_too(one, two):
            continue
        if supposes_too(one, two) or (one.endswith("지 않고") and _MAY_BE.match(two)):
            continue
        first = finished(one)
        return (*(sharing(first) or (first,)), *_korean(with_owner(one, two)))
    return (text,)


# "판소리는 …공연이고, 2003년 유산에 올랐다", "가지치기는 꽃이 진 뒤에 하며, 7월까지 끝낸다"
_GOES_ON = re.compile(r"(?<=[가-힣])(?:이고|이며|며|지만),?\s+(?=\S+\s\S)")


@lru_cache(4096)
def halves_of_topic(text: str) -> tuple[str, ...]:
    """The halves of a Korean sentence of one topic, which the last half leaves out, each with it; () elsewhere.

    >>> halves_of_topic("온돌은 바닥을 데우는 난방이고, 2018년 국가무형문화재에 올랐다.")
    ('온돌은 바닥을 데우는 난방이다', '온돌은 2018년 국가무형문화재에 올랐다.')
    >>> halves_of_topic("온돌은 바닥을 데우고 화덕은 솥을 데운다.")
    ()
    """
    ends = list(_GOES_ON.finditer(mask(text)))
    topic = topic_of(text, tagged(text) or ()) if len(ends) < 2 and has_hangul(text) else None
    if topic is not None and topic.text and (front := _kind_of(text[topic.rest :].strip())):
        behind = text[text.index(front, topic.rest) + len(front) :]
        is_so = re.sub(r"^(?:으?로서?|이?자|이며|이고),?\s+", "", behind)
        tokens = tagged(is_so.rstrip(". ")) or ()
        own = topic_of(is_so, tokens)
        if own is None and len(is_so) >= 8 and is_so != behind and tokens and tokens[-1].tag == "EF":
            return f"{text[: topic.rest].strip()} {front}이다", f"{text[: topic.rest].strip()} {is_so}"
    if topic is None and len(ends) == 1:
        return _of_what_is_above(text, ends[0].end())
    if topic is None or not ends or topic.begin or not topic.text or len(topic.text.split()) > 3:
        return ()
    one, two = text[: ends[0].end()].strip(" ,"), text[ends[0].end() :].strip()
    if topic.rest > ends[0].start() or len(one) - topic.rest < 4 or len(two) < 8 or names_subject(two):
        return ()
    if re.search(r"[가-힣A-Za-z)`](?:은|는)\s", two) or "때문" in two or not re.search(r"다\.?$", two):
        return ()
    if _describes_too(one, two):
        return ()
    return finished(one), f"{text[: topic.rest].strip()} {two}"


def _kind_of(told: str) -> str:
    """What a thing is, where the noun for it says enough and the sentence goes on with what is so of it."""
    cut = _KIND_ENDS.search(told)
    front = kind_in_front(told) or (kind_in_front(f"{told[: cut.start()]}이며{told[cut.end() :]}") if cut else "")
    goes_on = re.match(r"(?:으?로서?,|이?자,?|이며,?|이고,?)\s", told[len(front) :])
    return front if front and goes_on and told.startswith(front) and in_full(front, told) == front else ""


_KIND_ENDS = re.compile(r"(?<=[가-힣])이?자(?=,\s)")


def _of_what_is_above(text: str, at: int) -> tuple[str, ...]:
    """Two deeds of what stands before or above: "무게를 줄이며 더 큰 돛을 허용한다"; () elsewhere."""
    one, two = text[:at].strip(" ,"), text[at:].strip()
    told = [tagged(half.rstrip(". ")) or () for half in (one, two)]
    if not one.endswith("며") or len(two) < 8 or not all(tokens and tokens[-2].tag != "VCP" for tokens in told):
        return ()
    if any(
        t.tag in {"JKS", "ETN", "NP"} or t.text in {"은", "는"} for tokens in told for t in tokens if t.tag != "ETM"
    ):
        return ()
    takes = all(any(t.tag == "JKO" for t in tokens) for tokens in told)
    return (finished(one), two) if takes and told[1][-1].tag == "EF" and told[0][-1].tag == "EC" else ()
