"""A quantity in a Korean sentence as a question for it: "몇 년인가", "얼마 동안 우려내나", "언제 폐지되었나"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import closed, josa
from cards.language.korean.phrases import as_state, is_noun, last_verb, questioned
from cards.language.korean.quantities import SPANS
from cards.language.korean.sentence import Sentence
from cards.language.word import Word

LONGEST = 64
_AMOUNT = re.compile(
    r"^(?:약|대략|최대|최소|평균|총)?\s?(?P<figure>[\d,.]+(?:\s?[~\-–]\s?[\d,.]+)?|[한두세네]|다섯|여섯|일곱|여덟|아홉|열)\s?"
    r"(?P<unit>퍼센트|시간|분|초|일|주|개월|달|년|도|배|번|회|명|단계|바이트|비트|자리|글자|차원|미터|그램|리터|%|°C?"
    r"|마리|그루|권|잔|컵|겹|장|쪽|살|원|달러|층|칸|쌍|줄|개|[kKMGT]i?B|ms|Hz|bits?|bytes?|cm|mm|km|kg|mg|ml)(?P<bound>\s?(?:이상|이하|미만|초과|이내|정도|안팎))?$"
)
_RATIO = re.compile(r"^\d+:\d+(?P<word> 비율)?$")
# What may stand behind a quantity that the verb itself takes, or the end of the sentence.
_BEHIND = re.compile(
    r"^(?:(?P<is>이다|입니다|임)?$|\s?(?P<last>동안|마다|안에|만에|이내에|까지(?:는)?|부터|에서|에|[으]?로|이?면|[이가을를만]|당|쯤|씩"
    r"|\s)\s?(?=\S))"
)
_BARE = re.compile(r"^(?:약 )?\d+(?:\.\d+)?(?:\s?[~–-]\s?\d+(?:\.\d+)?)?$")
_COMPOSED = re.compile(r"(?:약\s|총\s)?\d+\s?[가-힣]+\s\d+\s?[가-힣]+")
_YEAR = re.compile(r"^(?:1\d|20)\d\d년$")


def asked_for(one: Sentence, start: int, end: int) -> Finding | None:
    """The sentence as a question for the quantity that stands here; None where its verb does not take it.

    >>> from cards.language.korean.sentence import read
    >>> one = read("상사 채권의 시효는 5년이다")
    >>> asked_for(one, 11, 13).said
    '상사 채권의 시효는 몇 년인가'
    """
    told, behind = one.text[start:end].strip(), one.text[end:]
    start = one.text.find(told, start)
    asked, match = _wh(told), _BEHIND.match(behind)
    if not asked and _BARE.match(told) and one.topic is not None and behind.startswith(("로 ", "으로 ")):
        asked = "얼마"  # "산도는 5.5~6.5로 맞춘다"
    if not asked or match is None or len(one.text) > LONGEST:
        return None
    spent = match["last"] == "만에" or behind.startswith(" 만에")  # "10년을 내다본 둑이 3년 만에 섰다": what it took
    if not spent and re.search(r"\d", one.text[:start] + behind):
        return None
    if _takes_bare(one.tokens):
        return None  # "하루 두 번 창문 열기"
    before, after = one.text[:start], one.tokens[-1].end
    named = one.topic is None or not one.topic.begin
    if not named or one.lead > start or _is_inside(one.tokens, start, end):
        return None
    if match["is"] is not None or not behind:
        near = [t for t in one.tokens if one.lead <= t.start < start]
        if near and is_noun(near[-1]):
            return None  # "생막걸리는 냉장 10일"
        return Finding(Ask.OWN, "", f"{before}{asked}인가", told, "amount")
    question = as_state(questioned(one.text, one.tokens), one.tokens)
    if any(t.tag == "ETM" and t.end in {start, start - 1} and t.start >= one.lead for t in one.tokens):
        return None  # "시장 평균인 4년이어야 한다"
    if not question or after < end:
        return None
    if asked == "언제":
        question = question[: len(before) + len(told)] + re.sub(r"^에(?:는)?", "", question[len(before) + len(told) :])
    elif match["last"] == "동안" or behind.startswith((" 동안", " 만에")):
        asked = "얼마"
    rest = question[len(before) + len(told) :]
    if match["last"] in {"면", "이면"}:
        rest = re.sub(r"^이?면", "이면" if closed(asked) else "면", rest)  # "하루면 마른다": "며칠이면"
    if (case := re.match(r"[을를](?=\s)", rest)) is not None:
        rest = josa(asked, "을를") + rest[case.end() :]
    return Finding(Ask.OWN, "", f"{before}{asked}{rest}", told, "amount")


_OF_TIME = frozenset({"시간", "분", "초", "일", "주", "주일", "개월", "달", "년"})


def takes_span(one: Sentence, i: int) -> bool:
    """Whether the 면 at a morpheme says how much time something takes ("이틀이면 마른다"), and no condition.

    >>> from cards.language.korean.sentence import read
    >>> [takes_span(read(text), 5) for text in ("봄에는 이틀이면 마른다", "값은 그 수가 0이면 같다")]
    [True, False]
    """
    tokens = one.tokens
    if i < 3 or tokens[i].text not in {"면", "으면"} or tokens[i - 1].tag != "VCP":
        return False
    counted = tokens[i - 3].tag in {"SN", "NR", "MM"} and tokens[i - 2].text in _OF_TIME
    named = any(t.tag == "JKS" for t in tokens[:i] if t.start >= one.lead)
    return (tokens[i - 2].text in SPANS or counted) and not named


def _takes_bare(tokens: Sequence[Word]) -> bool:
    """Whether a deed ends in a noun form, and its object stands without a particle."""
    verb = last_verb(tokens)
    deed = verb > 0 and tokens[-1].tag == "ETN" and tokens[-1].text == "기"
    return deed and is_noun(tokens[verb - 1]) and tokens[verb - 1].end < tokens[verb].start


_ELAPSED = re.compile(
    r"(?P<amount>(?:약 |최대 |최소 )?[\d,.]+\s?(?P<unit>시간|분|초|일|주|개월|달|년|도|회|번|명|%))(?P<case>[이가]?)\s"
    r"(?P<verb>지나면|넘으면|되면|초과하면)\s"
)


def elapsed(one: Sentence) -> Finding | None:
    """ "세션은 30분이 지나면 끊긴다": after how many minutes? The condition gives its quantity away otherwise."""
    match = _ELAPSED.search(one.text)
    if match is None or one.topic is None or one.topic.begin or match.start() < one.lead or len(one.text) > LONGEST:
        return None
    question = questioned(one.text, one.tokens)
    if not question or len(re.findall(r"\d[\d,.]*", one.text)) > 1 or "," in one.text[one.lead :]:
        return None
    asked = f"{_wh(match['amount'])}{match['case']}"
    said = f"{one.text[: match.start()]}{asked}{question[match.end('case') :]}"
    return Finding(Ask.OWN, "", said, match["amount"], "amount")


def _wh(told: str) -> str:
    """What asks for a quantity; "" where it is a bare number, or counts things of no measure."""
    if _YEAR.match(told):
        return "언제"
    if ratio := _RATIO.match(told):
        return "어떤 비율" if ratio["word"] else ""
    match = _AMOUNT.match(told)
    if _COMPOSED.fullmatch(told) or "분의" in told:
        return "얼마"
    if match and match["unit"] == "일":
        return "며칠"
    if re.sub(r"^약\s|\s\S+$", "", told) in SPANS:
        return "얼마" if "나절" in told else "며칠"
    return f"몇 {match['unit']}" if match else ""


def _is_inside(tokens: Sequence[Word], at: int, end: int) -> bool:
    """Whether what stands here belongs to a clause that describes a noun, is a condition, or is joined to another."""
    verb = last_verb(tokens)
    for i, token in enumerate(tokens):
        alone = token.tag == "ETM" and tokens[i - 1].tag.startswith("VA") and tokens[i - 2].tag == "EC"
        if alone or (token.tag == "JKG" and token.start < end):
            continue  # "바퀴 8개로 힘을 나누어 무거운 돌을 든다", "3분의 1"
        if token.start < at or (verb >= 0 and i >= verb):
            continue
        span = token.tag == "EC" and tokens[i - 1].tag == "VCP" and tokens[i - 2].start <= at + 4 and token.text == "면"
        if span and all(t.tag.startswith(("SN", "NN", "NR", "VCP")) for t in tokens if at <= t.start < token.start):
            continue  # "이틀이면 마른다"
        by_doing = token.tag == "EC" and token.text in {"어", "아", "여"}  # "희석해 마신다"
        if (token.tag in {"ETM", "EC", "JC"} and not by_doing) or (token.tag == "JKG" and token.start < at + 12):
            return True
    return False
