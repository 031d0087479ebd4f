"""What a Korean sentence says that has a question word of its own: when or why something happens, what it must be,
how many at most, what alone may do it, in what it is ahead of another, and what its examples are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import final
from cards.language.korean.grammar import is_pointing
from cards.language.korean.phrases import as_state, is_noun, last_verb, phrase, questioned
from cards.language.korean.sentence import Sentence
from cards.language.text import words as words_of
from cards.language.word import Word

LONGEST = 90

_HAPPENS = {"발생": "발생하나", "생기": "생기나", "일어나": "일어나나", "나타나": "나타나나"}
_TURNS = frozenset({"지만", "는데", "ᆫ데", "은데", "으나", "나"})
_AND_MORE = re.compile(r"(?<=등)\s(?:다양한|여러|여러 가지)\s(?:원인|이유|요인|문제)$")


def happens(one: Sentence) -> Finding | None:
    """ "습기가 많을 때 발생", "과로로 인해 생긴다": when, why or where it happens."""
    at = last_verb(one.tokens) if one.tokens[-1].text != "발생" else len(one.tokens) - 1
    verb = one.tokens[at].text if at > 2 else ""
    if verb not in _HAPPENS or is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    before, begin = one.tokens[at - 1], one.lead
    if before.text in {"때", "경우", "시"} and one.tokens[at - 2].tag in {"ETM", "NNG"}:
        word, end = "언제", before.end
    elif before.text in {"어", "어서"} and one.tokens[at - 2].text in {"인하", "의하"}:
        word, end = "무엇 때문에", one.tokens[at - 3].start
    elif before.tag == "JKB" and before.text == "에서" and one.tokens[at - 2].text == "곳":
        word, end = "어디에서", before.start
    else:
        return None
    inside = [t for t in one.tokens[:at] if t.start >= begin]
    answer = _AND_MORE.sub("", one.text[begin:end].strip(" ,"))
    if not 4 <= len(answer) <= LONGEST or any(t.tag == "EC" and t.text in _TURNS for t in inside):
        return None
    if any(t.tag == "JX" and t.text in {"은", "는"} for t in inside):
        return None
    front = f"{one.text[:begin].strip()} " if one.about else ""
    return Finding(Ask.OWN, "", f"{front}{word} {_HAPPENS[verb]}", answer, "occasion")


_GOOD = re.compile(
    r"(?P<when>\S.{3,70}?(?:[^\s,]\s(?:때|경우)|\s(?:뒤|후|전|다음))(?:에는|에)?),?\s"
    r"(?P<deed>(?:[가-힣]{1,6}\s)?[가-힣]{1,5}(?:면|는 것이|는 게|기에))\s"
    r"(?P<how>좋|유용|유리|편리|효과적|바람직|적합|안전)(?:다|습니다|음|함|하다|합니다|이다|입니다)$"
)
_ASKS_GOOD = {"좋": "좋은가", "효과적": "효과적인가"}


def good_when(one: Sentence) -> Finding | None:
    """ "가지치기는 잎이 진 뒤에 하는 것이 좋다", "정렬은 값이 적을 때 쓰면 유용하다": when is it good to do so?"""
    match = _GOOD.fullmatch(one.text[one.lead :].strip(" ,"))
    if match is None or is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    end = one.lead + one.text[one.lead :].index(match["when"]) + len(match["when"])
    inside = [t for t in one.tokens if one.lead <= t.start < end]
    if any(t.tag == "EC" and t.text in _TURNS for t in inside) or any(
        t.text in {"은", "는"} and t.tag == "JX" for t in inside
    ):
        return None
    how = _ASKS_GOOD.get(match["how"], f"{match['how']}한가")
    said = f"{one.text[: one.lead].strip()} 언제 {match['deed']} {how}".strip()
    return Finding(Ask.OWN, "", said, match["when"].removesuffix("에는").removesuffix("에"), "occasion")


_ADVERBS = ("MA", "SP")


def must_be(one: Sentence) -> Finding | None:
    """ "가시가 있는 묘목은 반드시 바깥 화단이어야 한다": what must it be?"""
    tokens = one.tokens
    at = len(tokens) - 4
    if at < 2 or tokens[at].tag != "VCP" or tokens[at + 1].text not in {"여야", "어야", "야", "이어야"}:
        return None
    if tokens[at + 2].text not in {"하", "되"} or not one.about or not is_noun(tokens[at - 1]):
        return None
    if is_pointing(one.text) or any(t.tag == "EC" and t.text in _TURNS for t in tokens[:at]):
        return None
    first, _ = phrase(tokens[:at], at - 1)
    if tokens[first - 1].tag == "ETM":
        first = next(i for i, t in enumerate(tokens) if t.start >= one.lead)
    while first < at - 1 and (tokens[first].tag.startswith(_ADVERBS) or tokens[first].start < one.lead):
        first += 1
    start, end = tokens[first].start, tokens[at].start
    told = one.text[start:end].strip()
    between = [t for t in tokens[:first] if t.start >= one.lead]
    if not 2 <= len(told) <= 60 or told in {"것", "상태", "이상", "이하"} or any(t.tag == "EC" for t in between):
        return None
    asked = "얼마여야" if re.match(r"(?:약\s|최소\s|최대\s)?[\d.]+\s?[^\d.\s]", told) else "무엇이어야"
    asked = "어떠해야" if tokens[at - 1].tag == "XSN" and tokens[at - 1].text == "적" else asked
    return Finding(Ask.OWN, "", f"{one.text[:start]}{asked} 하나", told, "must")


_COUNTED = frozenset({"한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"})


def at_most(one: Sentence) -> Finding | None:
    """ "작업대에 도구를 5개밖에 두지 못한다", "하루에 세 번까지만 쓸 수 있다": how many at most?"""
    tokens = one.tokens
    for i in range(2, len(tokens) - 1):
        mark = tokens[i]
        if mark.tag != "JX" or mark.text not in {"밖에", "까지"} or mark.start < one.lead:
            continue
        number = _number_before(tokens, i)
        verb = last_verb(tokens)
        if number is None or number[0].start < one.lead or verb < i or is_pointing(one.text):
            return None
        clause = tokens[i + 1 : verb]
        if any(t.tag in {"EC", "ETM", "ETN"} for t in clause) or not (one.about or one.topic is None):
            return None
        start, unit = number[0].start, number[1].text
        noun = one.text[number[1].end : mark.start]
        end = tokens[i + 1].end if tokens[i + 1].tag == "JX" else mark.end
        if mark.text == "밖에":
            can = _can(one.text, tokens, verb)
            rest = f"까지{one.text[mark.end : can[0]]}{can[1]}" if can else ""
        else:
            asked = questioned(one.text, tokens)
            rest = f"까지{asked[end:]}" if asked and re.search(r"수 있나$|가능한가$|[들받담놓쓰]\S*나$", asked) else ""
        if not rest:
            return None
        said = f"{one.text[:start]}몇 {unit}{noun}{rest}"
        return Finding(Ask.OWN, "", said, one.text[start : number[1].end], "limit")
    return None


def _number_before(tokens: Sequence[Word], at: int) -> tuple[Word, Word] | None:
    """The number and its unit in the noun phrase that ends before a morpheme ("세 가지 동작", "7개의 항목", "3번")."""
    for i in range(at - 1, max(0, at - 6), -1):
        unit = tokens[i]
        if not is_noun(unit) and unit.tag != "JKG":
            return None
        if unit.tag in {"NNB", "NNG"} and i and (tokens[i - 1].tag == "SN" or tokens[i - 1].text in _COUNTED):
            return tokens[i - 1], unit
    return None


def _can(text: str, tokens: Sequence[Word], verb: int) -> tuple[int, str] | None:
    """Where a verb that is denied ends, and its stem as "…할 수 있나"; None where it is none that somebody does."""
    stem = tokens[verb + 1] if verb + 1 < len(tokens) and tokens[verb + 1].tag == "XSV" else tokens[verb]
    denied = any(t.text in {"못하", "없"} for t in tokens[verb + 1 :])
    if not denied or not stem.tag.startswith(("VV", "XSV")):
        return None
    last = stem.text[-1]
    closed = final(last)
    tail = chr(ord(last) + 8) if closed == 0 else last if closed == 8 else f"{last}을"
    return stem.start, f"{stem.text[:-1]}{tail} 수 있나"


def only(one: Sentence) -> Finding | None:
    """ "특권 명령은 운영체제만 수행할 수 있다": what alone?"""
    tokens, verb = one.tokens, last_verb(one.tokens)
    at = verb - 1
    while at > 1 and tokens[at].tag in {"JKS", "JKO", "JKB"}:
        at -= 1
    if at < 2 or tokens[at].tag != "JX" or tokens[at].text != "만" or not one.about or is_pointing(one.text):
        return None
    first, _ = phrase(tokens[:at], at - 1)
    while first < at - 1 and tokens[first].start < one.lead:
        first += 1
    start, end = tokens[first].start, tokens[at].start
    told, asked = one.text[start:end].strip(), questioned(one.text, tokens)
    if not asked or not re.search(r"수 있나$|가능한가$", asked) or len(told) < 2 or tokens[first].tag == "SN":
        return None
    if tokens[first - 1].tag == "ETM" and tokens[first - 1].end > one.lead:
        first = next(i for i, t in enumerate(tokens) if t.start >= one.lead)  # "등록한 농가만"
        if any(t.tag in {"JX", "MAG", "SP"} for t in tokens[first:at]):
            return None
        start = tokens[first].start
        told = one.text[start:end].strip()
    if not is_noun(tokens[at - 1]):
        return None
    if any(t.tag == "EC" for t in tokens[:first] if t.start >= one.lead):
        return None
    return Finding(Ask.OWN, "", f"{one.text[:start]}무엇{asked[end:].lstrip()}", told, "only")


def compared(one: Sentence) -> Finding | None:
    """ "수경 재배는 토양 재배보다 성장 속도가 빠르다": in what is it ahead?"""
    tokens, verb = one.tokens, last_verb(one.tokens)
    at = verb - 1
    while at > 2 and tokens[at].tag == "MAG":
        at -= 1
    if at < 3 or not one.about or tokens[at].tag != "JKS" or not tokens[verb].tag.startswith(("VA", "XR", "NNG")):
        return None
    if not tokens[verb].tag.startswith("VA") and not (verb + 1 < len(tokens) and tokens[verb + 1].tag == "XSA"):
        return None
    first, _ = phrase(tokens[:at], at - 1)
    before = tokens[first - 1]
    beside = before.text == "보다" or (before.text in {"어", "어서"} and tokens[first - 2].text == "비하")
    asked = as_state(questioned(one.text, tokens), tokens)
    if not beside or not asked or before.start < one.lead or tokens[verb].text in {"없", "있"}:
        return None
    inside = [t for t in tokens[:first] if t.start >= one.lead]
    if any(t.tag == "EC" and t is not before for t in inside) or is_pointing(one.text):
        return None
    start, end = tokens[first].start, tokens[at].start
    return Finding(Ask.OWN, "", f"{one.text[:start]}무엇이{asked[tokens[at].end :]}", one.text[start:end], "compared")


_KIND = r"(?P<kind>(?:대표적인|좋은|흔한)\s(?:예시?|사례)|예시?)(?:이다|다|입니다|임)?$"
_EXAMPLE_OF = re.compile(rf"^(?P<of>[^,]{{2,30}}의)\s{_KIND}")
_IN_FRONT = re.compile(rf"^(?P<list>.{{2,80}}?)[이가]\s(?:(?P<of>[^,]{{2,30}}의)\s)?{_KIND}")


def exemplified(one: Sentence) -> Finding | None:
    """ "발효 식품은 김치나 치즈가 대표적인 예이다", "김치는 발효 식품의 대표적인 예이다"."""
    rest = one.text[one.lead :].strip()
    if is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    if (match := _EXAMPLE_OF.match(rest)) is not None:
        of, answer = match["of"], one.about
    elif (match := _IN_FRONT.match(rest)) is not None and bool(match["of"]) != bool(one.about):
        of, answer = match["of"] or f"{one.about}의", match["list"]
    else:
        return None
    told = [t for t in one.tokens if t.start >= one.lead]
    if not answer or is_pointing(answer) or any(t.tag == "EC" and t.text in _TURNS for t in told):
        return None
    return Finding(Ask.OWN, "", f"{of} {match['kind']}는", answer.strip(), "examples")


_MAKES = words_of("제안 고안 개발 발명 발견 발표 창시 설계 설립 창안 주창 정립 제정 창설 작곡 도입")
_IN_YEAR = re.compile(r"^\d{3,4}년대?(?:에|경|쯤)?\s")


def made_by(one: Sentence) -> Finding | None:
    """ "관계형 모델은 1970년 에드거 코드가 제안했다", "피터 첸에 의해 제안": who made it?"""
    tokens = one.tokens
    at = next((i for i in range(len(tokens) - 1, 1, -1) if tokens[i].text in _MAKES and tokens[i].tag == "NNG"), 0)
    done = "".join(t.text for t in tokens[at + 1 :])
    if at < 2 or is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    case = at - 1
    while case > 1 and tokens[case].tag == "MAG":
        case -= 1
    by = tokens[case].text in {"어", "어서"} and tokens[case - 1].text == "의하" and tokens[case - 2].text == "에"
    if by and re.fullmatch(r"(?:되(?:었|ᆫ)?\S{0,3})?", done):
        end = case - 2
    elif tokens[case].tag == "JKS" and one.about and re.fullmatch(r"하(?:었|였|ᆫ)\S{0,4}", done):
        end = case
    else:
        return None
    first, _ = phrase(tokens[:end], end - 1)
    start = max(tokens[first].start, one.lead)
    told = one.text[start : tokens[end].start].strip()
    if year := _IN_YEAR.match(told):
        start, told = start + year.end(), told[year.end() :]
    before = [t for t in tokens if one.lead <= t.start < start]
    if not 2 <= len(told) <= 40 or is_pointing(told) or any(t.tag in {"EC", "ETM", "JKS"} for t in before):
        return None
    return Finding(Ask.OWN, "", f"{one.text[:start]}누가 {tokens[at].text}했나", told, "maker")


def alike(one: Sentence) -> Finding | None:
    """ "지게차 방식과 유사" below a name, "접기는 주름 접기와 비슷하다" of a name: to what is it alike?"""
    match = _ALIKE.match(one.text[one.lead :].strip()) if one.topic is None or one.about else None
    if match is None or is_pointing(match["told"]) or match["told"].endswith((" 이", " 그", " 저")):
        return None
    if any(t.tag in {"JKS", "EC"} or (t.tag == "JX" and t.text == "도") for t in one.tokens):
        return None  # "굴뚝의 모양도 이와 비슷하다" has a subject of its own
    front = one.text[: one.lead].strip()
    return Finding(Ask.OWN, "", f"{front} 무엇과 {match['how']}한가".strip(), match["told"], "alike")


_ALIKE = re.compile(r"^(?P<told>.{0,40}[가-힣A-Za-z)`])[와과]\s(?P<how>유사|동일|비슷)(?:하다|함|합니다)?$")
SIDES = frozenset({"must", "limit", "only", "compared"})  # what is so of a thing, beside what it is


def asked(one: Sentence) -> Iterator[Finding]:
    """The first of these that a sentence answers."""
    for read in (must_be, at_most, only, compared, alike):
        if (found := read(one)) is not None:
            yield found
            return
