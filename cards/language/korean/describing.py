"""A Korean sentence as what describes a noun: "물을 머금는다" → "물을 머금는", for "이런 흙을 …라 한다" behind it."""

from __future__ import annotations

import re

from cards.language.korean.endings import final, josa
from cards.language.korean.grammar import is_pointing, tagged, topic_of, without_lead
from cards.language.korean.phrases import is_noun, phrase

_NIEUN, _RIEUL, _BIEUP = 4, 8, 17
_SUCH = re.compile(
    r"^(?:이런|이러한|그런|그러한|이와 같은|이 같은|위와 같은|이렇게 \S{1,8}?[는한된])\s(?P<kind>[^,]{1,24}?)[을를]\s"
)
_THIS = re.compile(r"^(?:[이그](?:것|때|곳)?|[이그]\s(?P<kind>[^,]{1,12}?))[을를]\s")
_BE = frozenset({"있", "존재하", "생기", "남", "나타나", "생겨나", "이루어지", "만들어지", "드러나", "태어나"})


def adnominal(sentence: str) -> str:
    """A sentence with the ending that describes a noun behind it; "" where it has none that is known.

    >>> adnominal("물을 오래 머금을 수 있다."), adnominal("알이 굵습니다"), adnominal("물을 만든다")
    ('물을 오래 머금을 수 있는', '알이 굵은', '물을 만드는')
    """
    text = sentence.strip().rstrip(". ")
    tokens = [t for t in tagged(text) or () if t.tag not in {"SF", "SS"}]
    if len(tokens) < 2 or tokens[-1].tag not in {"EF", "ETN"}:
        return ""
    stem = tokens[-2]
    if not stem.tag.startswith(("VV", "VA", "VX", "XS", "VCP", "VCN")) or not stem.text:
        return ""
    body = text[: stem.start] + stem.text
    last, end = body[-1], final(body[-1])
    if end < 0:
        return ""
    helped = tokens[-4] if stem.text in {"않", "못하"} and len(tokens) > 4 else stem
    acts = helped.tag.startswith(("VV", "XSV", "VX")) or stem.text in {"있", "없"}
    if acts and end == _RIEUL:
        return f"{body[:-1]}{chr(ord(last) - _RIEUL)}는"
    if acts:
        return f"{body}는"
    if stem.tag.endswith("-I") and end == _BIEUP:
        return f"{body[:-1]}{chr(ord(last) - _BIEUP)}운"
    return f"{body}은" if end and end != _RIEUL else f"{body[:-1]}{chr(ord(last) - (end or 0) + _NIEUN)}"


def _there_is(sentence: str) -> str:
    """A sentence that tells that there is something, or that it comes about, as that thing; "" for another one.

    >>> _there_is("물이 솟는 굴이 있다."), _there_is("비가 오면 웅덩이가 남는다"), _there_is("굴은 물이 솟는 곳에 있다")
    ('물이 솟는 굴', '비가 오면 남는 웅덩이', '')
    """
    text = without_lead(sentence.strip().rstrip(". "))
    tokens = [t for t in tagged(text) or () if t.tag not in {"SF", "SS"}]
    case = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].tag == "JKS"), 0)
    if (
        not case
        or not tokens[case - 1].tag.startswith(("N", "SL", "XSN"))
        or any(t.tag == "JX" and t.text in {"은", "는"} for t in tokens)
    ):
        return ""
    verb = tokens[case + 1 :]
    stem = "".join(t.text for t in verb[: 2 if verb[1:] and verb[1].tag == "XSV" else 1])
    if stem not in _BE or verb[-1].tag != "EF" or len(verb) > 4:
        return ""
    first = phrase(tokens[:case], case - 1)[0] if is_noun(tokens[case - 1]) else case - 1
    noun, front = text[tokens[first].start : tokens[case].start], text[: tokens[first].start].strip()
    if stem in {"있", "존재하"}:
        return f"{front} {noun}" if first and tokens[first - 1].tag == "ETM" else ""
    came = adnominal(f"{front} {text[tokens[case].end :].strip()}") if front else ""
    if stem in {"생기", "생겨나", "이루어지", "만들어지", "태어나"} and came.endswith("는"):
        came = f"{came[:-2]}{chr(ord(came[-2]) + _NIEUN)}"  # "바람이 쌓여 생기는": it has come about
    return f"{came} {noun}" if came else ""


def such(before: str, text: str) -> str:
    """What a sentence names that begins "이런 흙을 …라 한다", described by the sentence before it; "" elsewhere.

    >>> such("봄철 논의 흙은 물을 오래 머금는다.", "이런 흙을 점질토라 한다.")
    '물을 오래 머금는 흙'
    >>> such("누름돌은 배추를 물에 잠기게 한다.", "이러한 방식을 눌림이라 한다.")
    '누름돌이 배추를 물에 잠기게 하는 방식'
    >>> such("바람이 모래를 쌓아 언덕이 생긴다.", "이것을 사구라 한다.")
    '바람이 모래를 쌓아 생긴 언덕'
    """
    match = _SUCH.match(text)
    there = _there_is(before) if match is not None or _THIS.match(text) else ""
    if there and not is_pointing(there):
        return there
    described = adnominal(without_lead(before)) if match is not None else ""
    if match is None or not described:
        return ""
    kind = match["kind"].strip()
    topic = topic_of(described, tagged(described) or ())
    if topic is not None and topic.text and not topic.begin:
        if is_pointing(topic.text):
            return ""
        same = topic.text.split()[-1] == kind.split()[-1]
        rest = described[topic.rest :].strip()
        described = rest if same else f"{topic.text}{josa(topic.text, '이가')} {rest}"
    return f"{described} {kind}"
