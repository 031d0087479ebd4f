"""The grammar of a Korean sentence as far as cards need it: its topic, its end, what kind of words it is.

The tags are those of the Sejong corpus: NN noun, NR numeral, VV verb, VA adjective, VX auxiliary, VCP 이다, JX 은 and
는 and their like, JK case particles, EC connecting ending, EF final ending, ETM adnominal ending, ETN nominal ending,
SN number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cards.language.tagging import Word, words
from cards.language.text import mask

_STORY_ENDS = re.compile(
    r"(?:배웠다|배웠습니다|공부했다|공부하였다|해 ?[봤보]았?다|느꼈다|싶다|것 같다|겠다|겠습니다|하자|보자|해야지"
    r"|정리했다|모르겠다|헷갈[린렸]다|어려웠다"
    r"|재[밌미]\S*다|힘들었다|[ㅠㅋㅎ]+|풀었다|들었다|읽었다|시작했다|끝냈다|복습함|공부함|알아본다|알아보[겠자]\S*|살펴[본보]\S*|감사합니다|바랍니다"
    r"|알고 있[음다]|[은는을ㄹ할될한인] 듯(?:하다|함)?|모르겠음|애매(?:하다|함)|생각(?:함|한다|된다)|좋겠다|궁금하다"
    r"|기억난다|생각했다|했었다|였었다|같아요|더라|거든요?|네요)$"
)


_STORY_STARTS = re.compile(
    r"^(?:안녕하세요|오늘은? |어제 |내일은? |이번 (?:주|글|장|포스팅|시간)|이 (?:글|장|포스팅)에서|다음 (?:글|시간)"
    r"|내가 |제가 |나는 |저는 |우리 팀|지난 )"
)


_POINTING = re.compile(
    r"^(?:이|그|저|이것|그것|이는|그는|여기|이들|그들|둘|나머지|모두|이중|이 중|그중|그 중|각각|하나|이런|그런|이러한"
    r"|그러한|해당)(?:$|\s|[은는이가을를도])"
)


class Topic(NamedTuple):
    """The topic of a sentence: its words, the particle that marks it, and where the predicate begins."""

    text: str
    particle: str
    rest: int


def is_story(text: str) -> bool:
    """Whether a sentence tells what its writer did or felt, rather than what is so."""
    return _STORY_ENDS.search(text.rstrip(" .!~?)")) is not None or _STORY_STARTS.match(text) is not None


_OF_TEXT = re.compile(
    r"^(?:아래|위|다음|이|앞|본)(?:의|와 같은|에서)?\s?(?:그림|사진|코드|표|예시|예제|이미지|예|글|책|장|절|포스트"
    r"|포스팅|post|문서|노트)\S*\s|^(?:책"
    r"|글)의\s(?:구성|내용|단점|장점)|^(?:그림|표|사진)\s?\d"
    r"|(?:살펴보|알아보|다루|소개하)(?:자|겠다|겠습니다|도록 하)"
)


def speaks_of_text(text: str) -> bool:
    """Whether a sentence speaks of a figure, a table, a book or the text around it."""
    return _OF_TEXT.search(text) is not None


def tagged(text: str) -> tuple[Word, ...] | None:
    """The morphemes of a sentence with what is hidden in it as one name each; None without a tagger."""
    return words(mask(text))


def has_verb(text: str) -> bool | None:
    """Whether words say that something happens or is so; None without a tagger to tell."""
    tokens = tagged(text)
    if tokens is None:
        return None
    return any(t.tag == "EF" for t in tokens) or (bool(tokens) and tokens[-1].tag in {"EC", "ETN"})


def topic_of(text: str, tokens: Sequence[Word]) -> Topic | None:
    """What the sentence is about: the words before the first 은, 는 or 란 that stands behind a noun."""
    for i, token in enumerate(tokens):
        if token.tag == "EC" and i + 1 < len(tokens) and token.text not in {"고", "아", "어"}:
            return None
        if token.tag != "JX" or token.text not in {"은", "는", "란", "이란"} or not i:
            continue
        before = tokens[i - 1]
        if not before.tag.startswith(("NN", "NR", "NP", "XSN", "SL", "SN", "SS", "SW", "ETN", "W_", "X", "SH", "XR")):
            if before.tag == "JKB":
                return Topic("", text[: token.end], token.end)
            continue
        subject = text[: token.start].strip(" ,\"'“”‘’")
        if len(subject) > 45 or token.end >= len(text.rstrip()):
            return None
        return Topic(subject, token.text, token.end)
    return None


def is_pointing(subject: str) -> bool:
    """Whether a subject only points at what was named before."""
    return _POINTING.match(subject) is not None


def meaning_of(text: str) -> str:
    """What a line without a subject says a thing is ("천을 실로 잇는 일"); "" where it says something else."""
    bare = text.strip(" :：").rstrip(". ")
    tokens = tagged(bare)
    if not tokens or is_story(bare) or topic_of(bare, tokens) is not None:
        return ""
    if any(t.tag == "JKS" for t in tokens[:3]):
        return ""
    copula = next((t for t in reversed(tokens) if t.tag == "VCP"), None)
    if copula is not None and tokens[-1].tag == "EF":
        return bare[: copula.start].strip()
    plain = re.sub(r"\s?\([^()]*\)$", "", bare)
    inner = tagged(plain)
    if inner and inner[-1].tag.startswith("NN") and any(t.tag == "ETM" for t in inner):
        return bare
    return ""


def subject_of(text: str) -> str:
    """The topic of a sentence, or its subject in front; "" where it has none, or one that only points back."""
    tokens = tagged(text)
    if not tokens:
        return ""
    topic = topic_of(text, tokens)
    if topic is not None:
        return "" if is_pointing(topic.text) else (topic.text or topic.particle)
    for token in tokens[:6]:
        if token.tag == "JKS":
            subject = text[: token.start].strip()
            return "" if is_pointing(subject) else subject
    return ""


def finished(clause: str) -> str:
    """A clause that goes on (…하고, …지만, …는 반면), ended as a sentence.

    >>> finished("물을 뿌리지만"), finished("값이 크고")
    ('물을 뿌린다', '값이 크다')
    """
    bare = re.sub(r"\s?반면에?$", "", clause.rstrip(", "))
    tokens = words(mask(bare))
    if not tokens or tokens[-1].tag not in {"EC", "ETM"}:
        return bare
    stem, ending = tokens[-2], tokens[-1]
    past = stem.tag == "EP"
    verb = stem.tag.startswith(("VV", "XSV")) or (
        stem.tag.startswith("VX") and stem.text not in {"않", "못하", "싶", "있", "없"}
    )
    verb = verb and stem.text not in {"있", "없"}
    body = bare[: ending.start] if ending.start >= stem.end else bare[: stem.start] + stem.text
    if not body or not "가" <= body[-1] <= "힣":
        return bare
    closed = (ord(body[-1]) - 0xAC00) % 28
    if past or not verb:
        return body + "다"
    if closed == 8:  # 만들 → 만든다
        return body[:-1] + chr(ord(body[-1]) - 4) + "다"
    return body + "는다" if closed else body[:-1] + chr(ord(body[-1]) + 4) + "다"


def shape_of(text: str) -> str:
    """What words are: "phrase" that ends in a noun, "predicate" without a subject, "clause" with one; "" unknown."""
    tokens = tagged(text.rstrip(". "))
    if not tokens:
        return ""
    last = next((t for t in reversed(tokens) if not t.tag.startswith(("S", "W"))), tokens[-1])
    verbal = last.tag in {"EF", "EC", "ETN"} or (last.tag == "VCP")
    if not verbal:
        return "phrase"
    if topic_of(text, tokens) is not None or any(t.tag == "JKS" for t in tokens[:5]):
        return "clause"
    copula = any(t.tag == "VCP" for t in tokens[-3:])
    return "phrase" if copula else "predicate"


# What is so of a thing, said without a verb: "유연성 높음".
STATE = re.compile(
    r"^(?P<what>(?:[가-힣A-Za-z][가-힣A-Za-z0-9]*,?\s){0,3}[가-힣A-Za-z][가-힣A-Za-z0-9]*(?<![을를은는이가에로의고며]))\s"
    r"(?P<how>(?:매우 |더 |훨씬 )?(?:높음|낮음|필요|불필요|가능|불가능|유지|감소|증가|향상|안정|불안정|생략|없음|있음"
    r"|많음|적음|빠름|느림|좋음|나쁨|큼|작음|쉬움|어려움))"
    r"(?:\s?\([^()]*\))?$"
)


def carried(text: str, before: str) -> str:
    """The sentence as it is: Korean leaves its subject out rather than point back to it."""
    return text
