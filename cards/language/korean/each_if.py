"""A Korean sentence with one condition after another, each with what comes of it: "켜지면 …하고 꺼지면 …한다"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.korean.grammar import finished, tagged, topic_of
from cards.language.korean.phrases import is_noun
from cards.language.korean.supposing import IF, THE_MORE
from cards.language.word import Word

_JOINS = frozenset({"고", "며", "으며", "지만", "는데", "ᆫ데", "은데", "으나"})
_TIMES = frozenset({"때", "경우"})
_MAY_BE_IF = re.compile(r"면|때|경우|수록")  # without two of these no tagger finds two conditions
_TURNED = re.compile(r"^(?:반대로|거꾸로|반면에?|한편)[\s,]+")


def each_if(text: str) -> tuple[str, ...]:
    """The sentence of each condition, with the topic of all of them; () where there are not two in turn.

    >>> each_if("밀랍은 데우면 녹고 식히면 굳는다")
    ('밀랍은 데우면 녹는다', '밀랍은 식히면 굳는다')
    >>> each_if("염도가 낮으면 상하고, 너무 높으면 느려진다")
    ('염도가 낮으면 상한다', '염도가 너무 높으면 느려진다')
    >>> each_if("돛은 젖고 얼면 찢어진다"), each_if("밀랍은 데우면 녹고 식히면 굳는 기둥이다")
    ((), ())
    """
    text = text.rstrip(". ")
    if len(_MAY_BE_IF.findall(text)) < 2:
        return ()
    tokens = tagged(text) or ()
    ifs = [i for i in range(1, len(tokens) - 1) if _is_if(tokens, i)]
    if len(ifs) < 2:
        return ()
    first = ifs[0]
    join = next((i for i in range(first + 1, ifs[-1]) if _joins(tokens, i)), 0)
    second = next((i for i in ifs if i > join), 0)
    then, own = tokens[first + 1 : join], tokens[join + 1 : second]
    if not join or not second or len(own) < 1 or not any(t.tag.startswith(("V", "XS")) for t in then):
        return ()
    if _has_topic(own) or _describe_noun(tokens[second + 1 :]) or _has_topic(tokens[first + 2 : join]):
        return ()
    if _grows_too(tokens, first, join, second):
        return ()
    front = _front(text, tokens, first, own)
    if front is None:
        return ()
    rest = _TURNED.sub("", text[tokens[join].end :].strip(" ,"))
    behind = f"{front} {rest}".strip()
    return (finished(text[: tokens[join].end]), *(each_if(behind) or (behind,)))


def _is_if(tokens: Sequence[Word], at: int) -> bool:
    """Whether a morpheme ends a condition or the time of what follows."""
    token, after = tokens[at], tokens[at + 1]
    if token.tag == "EC" and token.text in IF:
        return after.text not in {"되", "안", "않", "좋"} and not after.tag.startswith("VX")
    return token.text in _TIMES and tokens[at - 1].tag == "ETM" and after.tag not in {"VCP", "JKG", "JKO", "JKS"}


def _joins(tokens: Sequence[Word], at: int) -> bool:
    """Whether what a clause says is over here and another one follows."""
    token = tokens[at]
    if token.tag != "EC" or token.text not in _JOINS or tokens[at + 1].tag.startswith(("VX", "JX")):
        return False
    after = next((i for i in range(at + 1, len(tokens) - 1) if tokens[i].tag in {"ETM", "EC", "EF"}), at)
    described = tokens[after].tag == "ETM" and tokens[after + 1].text not in _TIMES
    return not (described and tokens[at - 1].tag.startswith(("VA", "XSA")))  # "얕고 좁은 물길을 갈 때"


def _has_topic(tokens: Sequence[Word]) -> bool:
    """Whether words speak of another thing: a topic that is no time ("클 때는")."""
    return any(
        t.tag == "JX" and t.text in {"은", "는"} and i and tokens[i - 1].text not in _TIMES | {"에", "면", "으면"}
        for i, t in enumerate(tokens)
    )


def _describe_noun(then: Sequence[Word]) -> bool:
    """Whether a sentence ends in a noun that all of it describes: it says what something is."""
    rest = [t for t in then if t.tag not in {"VCP", "EF", "SF"}]
    end = next((i for i in range(len(rest) - 1, -1, -1) if rest[i].tag == "ETM"), -1)
    return 0 <= end < len(rest) - 1 and all(is_noun(t) for t in rest[end + 1 :]) and rest[-1].text not in {"수", "것"}


def _grows_too(tokens: Sequence[Word], first: int, join: int, second: int) -> bool:
    """Whether both tell when one thing grows ("가벼울수록 크고 더울수록 크다"): one answer in two parts."""
    verbs = [t.text for t in (tokens[join - 1], tokens[-2])]
    return tokens[first].text in THE_MORE and tokens[second].text in THE_MORE and verbs[0] == verbs[1]


def _front(text: str, tokens: Sequence[Word], first: int, own: Sequence[Word]) -> str | None:
    """What both conditions are of; "" where each names that itself, None where that is not known."""
    topic = topic_of(text, tokens)
    lead = topic.rest if topic is not None and not topic.begin and topic.rest < tokens[first - 1].end else 0
    if topic is not None and not lead:
        return None
    subject = next((i for i, t in enumerate(tokens[:first]) if t.tag == "JKS" and t.start >= lead), -1)
    bare = not any(t.tag.startswith("JK") or is_noun(t) for t in own)  # "높으면", "너무 높으면"
    if subject >= 0 and bare and not any(t.tag == "ETM" for t in tokens[subject:first]):
        return text[: tokens[subject].end].strip()
    return text[:lead].strip()
