"""What a Korean meaning is by its last noun: one that is described ("값을 담는 상자") defines, a bare name does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from cards.language.actions import IS_DONE
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.deeds import deed_of
from cards.language.korean.grammar import tagged
from cards.language.korean.verbal import HAPPENS, OF_DEEDS, may_be_done
from cards.language.text import has_hangul
from cards.language.word import Word


class Head(StrEnum):
    """How a meaning ends.

    DESCRIBED  a noun behind a clause: "값을 담는 상자"      OWNED  a noun behind 의: "열의 이름"
    DEED       a noun for what is done: "값을 정렬"           OPEN   a noun behind a particle: "열이 이름"
    BARE       nouns alone: "색인 파일"                       TOLD   a sentence: "값이 바뀐다"
    FOREIGN    no Korean word: "UPDATE"
    """

    DESCRIBED = "described"
    OWNED = "owned"
    DEED = "deed"
    OPEN = "open"
    BARE = "bare"
    TOLD = "told"
    FOREIGN = "foreign"


_STOP = re.compile(r"(?<=[가-힣)])\.\s")
_PARENTHESES = re.compile(r"\s?\([^()]*\)")
_NOUNS = ("NN", "NR", "NP", "SL", "SN", "SH", "XSN", "XPN", "XR", "W_", "MM", "JC", "MAJ")
_JOINS = frozenset({"및", "또는", "혹은", "이나", "or", "and"})
_BEFORE_DEEDS = frozenset({"JKO", "JKB", "EC", "JX", "JKS", "MAG", "JKC"})
DEFINING = frozenset({Head.DESCRIBED, Head.OWNED})


def head_of(meaning: str) -> Head:
    """How a meaning ends; where it goes on behind a comma, its first piece decides if that defines.

    >>> head_of("값을 담는 상자"), head_of("열의 이름, 길이는 열 자"), head_of("색인 파일"), head_of("낮은 값부터 정렬")
    (<Head.DESCRIBED: 'described'>, <Head.OWNED: 'owned'>, <Head.BARE: 'bare'>, <Head.DEED: 'deed'>)
    """
    text = _PARENTHESES.sub("", _STOP.split(without_gloss(meaning))[0]).strip(" .")
    found = _of(text)
    first, comma, _ = text.partition(", ")
    if comma and found not in DEFINING and _of(first) in DEFINING:
        return _of(first)
    return found


def _of(text: str) -> Head:
    if not has_hangul(text):
        return Head.FOREIGN
    tokens = _words(text)
    if not tokens:
        return Head.BARE
    last = tokens[-1]
    if last.tag[0] == "E":
        return Head.TOLD
    at = _before_noun(tokens)
    before = tokens[at].tag if at >= 0 else ""
    if before == "ETM" and any(t.text in _TIMES for t in tokens[at + 1 : -1]) and may_be_done(last.text):
        return Head.OPEN  # "칸이 없을 때 발생"
    if before == "ETM" or (before == "JX" and _AS_ADNOMINAL.search(text[: tokens[at].end])):
        return Head.DESCRIBED
    if before == "JKG":
        return Head.OWNED
    if before in _BEFORE_DEEDS:
        done = before == "JKO" or may_be_done(last.text) or text.endswith(("화", *OF_DEEDS))
        return Head.DEED if done and last.text not in _MAY else Head.OPEN
    if before:
        return Head.OPEN
    return Head.DEED if _are_deeds(text) else Head.BARE


_AS_ADNOMINAL = re.compile(r"(?:^|\s)[나도사여가오우]는$")  # "끝에서 나는 소리": the tagger reads "나" and "는"
_TIMES = frozenset({"때", "경우", "후", "뒤", "시", "중"})
_MAY = frozenset({"가능", "불가능", "필요"})


def _are_deeds(text: str) -> bool:
    """Whether bare nouns tell what is done to what: "파일 삭제", and each of several: "열 추가, 행 삭제"."""
    for piece in text.split(", "):
        tokens = tagged(piece) or ()
        last = tokens[-1].text if tokens else ""
        alone = len(tokens) < 2 or tokens[-1].start == tokens[-2].end or not tokens[-2].tag.startswith(("NN", "SL"))
        if alone or not may_be_done(last) or last in HAPPENS:
            return False
    return True


def _words(text: str) -> list[Word]:
    """The words of a meaning without signs and without "이다" at the end."""
    return without_copula([t for t in tagged(text) or () if t.tag in {"SL", "SN", "SH"} or t.tag[0] != "S"])


def _before_noun(tokens: Sequence[Word]) -> int:
    """Where what stands before the last noun phrase ends; -1 where that is all."""
    at = len(tokens) - 2  # the tagger takes the end of a foreign noun for a verb: "인터럽트", "인자"
    while at >= 0 and (tokens[at].tag.startswith(_NOUNS) or tokens[at].text in _JOINS):
        at -= 1
    return at


def asked_of_deed(term: str, meaning: str) -> Ask | None:
    """What asks for a meaning that tells a deed without its doer: what its term does to what, or how it is done.

    >>> asked_of_deed("서랍", "칸에 값을 저장"), asked_of_deed("암호화", "같은 열쇠로 암호화")
    (<Ask.DOES: 'does'>, <Ask.HOW: 'how'>)
    >>> asked_of_deed("서랍", "칸에 값이 저장")
    """
    text = _PARENTHESES.sub("", _STOP.split(without_gloss(meaning))[0]).strip(" .")
    head = head_of(text)
    if head is Head.TOLD:
        return Ask.DOES if deed_of(text) else None
    if head is not Head.DEED:
        return None
    tokens = _words(text)
    described = max((i for i, t in enumerate(tokens) if t.tag == "ETM"), default=-1)
    if any(t.tag in {"JKS", "JX", "JKC"} for t in tokens[described + 1 :]):
        return None
    own = tokens[_before_noun(tokens) + 1 :]  # of "핀 번호 인증" the deed is the last word
    named = any(t.start < text.rfind(" ") and t.tag in {"NNG", "NNP", "SL"} for t in own)
    if named or any(t.tag == "JKO" for t in tokens[described + 1 :]):
        return Ask.DOES
    by = any(t.tag == "EC" or (t.tag == "JKB" and t.text in _BY) for t in tokens[described + 1 :])
    done = by and ", " not in text and tokens[-1].text not in _USED
    return Ask.HOW if done and (IS_DONE.search(term) or term.endswith("화")) else None


_BY = frozenset({"로", "으로", "에서"})
_USED = frozenset({"사용", "이용", "활용"})


def without_copula(tokens: Sequence[Word]) -> list[Word]:
    """The words without "이다" at their end."""
    at = len(tokens)
    while at and tokens[at - 1].tag in {"EF", "EP", "ETN"}:
        at -= 1
    return list(tokens[: at - 1] if at and at < len(tokens) and tokens[at - 1].tag == "VCP" else tokens)
