"""What a Korean sentence tells under a condition: an if, a time or a case, what must be done for an aim, what stays so.

A condition is asked whole: with what is done first, with the second one right behind it, with its topic in front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import final
from cards.language.korean.grammar import is_pointing, tagged
from cards.language.korean.phrases import is_noun
from cards.language.korean.sentence import Sentence
from cards.language.korean.suppositions import supposes_too
from cards.language.word import Word

IF = frozenset({"면", "으면", "ᆫ다면", "는다면", "다면", "라면", "ᆯ수록", "을수록"})
THE_MORE = frozenset({"ᆯ수록", "을수록"})
_CASES = frozenset({"때", "경우"})
DONE_FIRST = frozenset({"고", "며", "으며"})


def ends_in_condition(text: str) -> bool:
    """Whether words in front of a sign say when or under which condition, and so are no name.

    >>> [ends_in_condition(text) for text in ("실이 굵을수록", "물이 끓을 때", "잎이 마른 경우", "꽃이 피면")]
    [True, True, True, True]
    >>> [ends_in_condition(text) for text in ("최악의 경우", "화면", "먹을 것")]
    [False, False, False]
    """
    tokens = tagged(text.rstrip(" ,")) or ()
    while len(tokens) > 1 and tokens[-1].tag in {"JX", "JKB"}:
        tokens = tokens[:-1]
    if len(tokens) < 2:
        return False
    last, before = tokens[-1], tokens[-2]
    return last.text in IF if last.tag == "EC" else last.text in _CASES and before.tag == "ETM"


def condition_at(one: Sentence, i: int, end: int) -> str:
    """A condition that ends at the morpheme `i`, without what is said of the topic before it ("…고, …면")."""
    cut, listed = one.lead, False
    for j in range(1, i):
        token = one.tokens[j]
        joins = token.tag == "EC" and token.text in {"고", "며", "으며", "지만", "는데", "ᆫ데", "은데"}
        inside = any(t.tag in {"ETM", "ETN"} for t in one.tokens[j + 1 : i - 1])
        # "수익률만 보고 투자하면": what is done first is half of the condition, where it is not said of another thing.
        before, behind = one.text[cut : token.end].strip(" ,"), one.text[token.end : end].strip(" ,")
        listed = listed or (joins and supposes_too(before, behind))
        first = token.text in DONE_FIRST and (listed or _is_done_first(one.tokens[:j], cut))
        if (
            joins
            and not first
            and token.start >= one.lead
            and not one.tokens[j + 1].tag.startswith("VX")
            and not inside
        ):
            cut = token.end
    front = one.text[: one.lead].strip() if cut > one.lead else ""
    begin = cut if cut > one.lead else 0
    said = re.sub(r"(?<=고), (?=.*면$|.*경우)", " ", one.text[begin:end].strip(" ,"))
    return f"{front} {said}".strip()


def in_order_to(one: Sentence) -> Finding | None:
    """What must be done so that something can be: "문을 열기 위해서는 열쇠를 돌려야 한다" answers "문을 열려면?"."""
    for i in range(2, len(one.tokens) - 3):
        stem, end, aim = one.tokens[i - 1], one.tokens[i], one.tokens[i + 1]
        if end.tag != "ETN" or aim.text != "위하" or not stem.tag.startswith(("VV", "XSV", "VX")):
            continue
        if one.tokens[i + 2].tag == "ETM" or _aims_inside(one.tokens[i + 2 :]):
            return None  # "재기 위한 자가 정해진 뒤 …", "짐을 풀기 위해 힘을 쓰는 정도까지 생각해야 한다"
        after = one.text[aim.end :]
        then = re.sub(r"^\S*\s", "", after).strip(" ,")
        located = one.topic is not None and not one.about  # "시스템에는 …를 수용하기 위해 …"
        if (
            len(then) < 6
            or not _MUST.search(then)
            or _BUT.search(then)
            or is_pointing(one.text)
            or end.start < one.lead
            or located
        ):
            return None
        body = one.text[: stem.start] + stem.text
        if stem.tag.endswith("-I") and final(body[-1]) == 17:
            body = f"{body[:-1]}{chr(ord(body[-1]) - 17)}우"  # 굽다: 구우려면
        front = Finding(Ask.IF, "", one.text[: len(one.text) - len(then)].strip(" ,"), then, "condition")
        if (both := with_second(one, i + 2, front)) is not front:
            return both  # "칸을 나누기 위해 벽이 필요하다면 …"
        return Finding(Ask.IF, "", body + ("려면" if final(body[-1]) in {0, 8} else "으려면"), then, "condition")
    return None


_ALONG = frozenset({"어", "아", "고", "며", "으며", "면서", "지", "게"})


def so_that(one: Sentence) -> Finding | None:
    """What is done so that something is or is not so: "돛이 찢어지지 않도록 일찍 줄인다".

    >>> from cards.language.korean.sentence import read
    >>> found = so_that(read("실이 엉키지 않게 밀랍을 바른다"))
    >>> (found.said, found.answer) if found else None
    ('실이 엉키지 않게', '밀랍을 바른다')
    >>> so_that(read("문을 더 크게 만든다")), so_that(read("누구나 볼 수 있게 한다"))
    (None, None)
    """
    tokens = one.tokens
    for i in range(2, len(tokens) - 2):
        token, stem = tokens[i], tokens[i - 1]
        if token.tag != "EC" or token.text not in {"도록", "게"} or token.end <= one.lead:
            continue
        if token.text == "게" and not (stem.text == "않" or (stem.text == "있" and tokens[i - 2].text == "수")):
            continue
        told = one.text[token.end :].strip(" ,")
        rest = tokens[i + 1 :]
        verb = next((t for t in reversed(rest) if t.tag.startswith(("VV", "XSV"))), None)
        named = any(t.tag in {"JKS", "JX"} or (t.tag == "EC" and t.text not in _ALONG) for t in rest)
        if verb is None or named or len(told.split()) < 2 or any(t.tag == "EP" for t in rest):
            return None
        if rest[0].tag.startswith(("VX", "VV")) or verb.text in {"되", "있", "만들", "돕"} or rest[-1].tag != "EF":
            return None
        return Finding(Ask.IF, "", one.text[: token.end].strip(), told, "condition")
    return None


def _aims_inside(then: Sequence[Word]) -> bool:
    """Whether what is aimed at belongs to a verb with its own object that only describes a noun."""
    verb = next((k for k, t in enumerate(then) if k and t.tag.startswith(("VV", "XSV"))), 0)
    if not verb or verb + 2 >= len(then) or then[verb + 1].tag != "ETM" or then[verb + 2].text in {"수", "것", "등"}:
        return False
    return any(t.tag == "JKO" for t in then[:verb])


_BUT = re.compile(r"[가-힣](?:지만|는데|으나),?\s")  # what must be is said of the other half
_MUST = re.compile(r"[가-힣]야\s?(?:만 )?(?:한다|함|합니다|된다|됨|됩니다)$|필요(?:하다|함|합니다)?$")
_WISHES = re.compile(r"싶\S*$|(?:해야|[아어여]야)\s?(?:한다|함|합니다|된다|됨)$|원(?:한다|함)$")


def _is_done_first(before: Sequence[Word], start: int) -> bool:
    """Whether a clause says what whoever does the rest does first: it has an object right before its verb."""
    own = [t for t in before if t.start >= start]
    if any(t.tag == "JKS" or t.text in {"은", "는"} for t in own):
        return False
    if own and own[-1].text == "않":
        return True  # "밖에 내놓지 않고 말리려면"
    last = next((k for k in range(len(own) - 1, -1, -1) if own[k].tag.startswith("JK") or own[k].text == "만"), -1)
    return last >= max(0, len(own) - 5) and (own[last].tag == "JKO" or own[last].text == "만")


def even_if(one: Sentence, i: int) -> Finding | None:
    """What stays so though something happens, asked as what happens then: "등이 꺼져도 시계는 그대로 돈다".

    "…하더라도 어떻게 되나?" is no question that anybody asks, and under a condition that is put for the sake of
    contrast alone ("아무리 …해도", "…한다 해도"), what is so is no answer to it.
    """
    stem, after = one.tokens[i - 1], one.text[one.tokens[i].end :].strip(" ,")
    if one.tokens[i + 1].tag.startswith(("VX", "VA")) or is_pointing(one.text) or not stem.tag.startswith(("V", "XS")):
        return None
    if after.startswith(("되", "된", "됨", "좋", "괜찮", "상관", "돼")) or _WISHES.search(after):
        return None  # "없어도 된다"
    body = one.text[: stem.start] + stem.text
    stays = _STAYS.search(after) is not None or _comes_about(one.tokens[:i])
    if not stays or _ONLY_IF.search(after) or _WHATEVER.search(body) or _is_put(one.tokens[: i + 1]):
        return None
    if final(stem.text[-1]) == 17 and stem.tag.endswith("-I"):
        return Finding(Ask.IF, "", f"{body[:-1]}{chr(ord(body[-1]) - 17)}우면", after, "condition")
    said = body + ("으면" if final(body[-1]) not in {0, 8} else "면")
    return Finding(Ask.IF, "", said, after, "condition")


_STAYS = re.compile(
    r"(?:지|진)\s?(?:는|도|를)?\s?(?:않|못)|없|그대로|유지|변함|동일|같은|반드시|여전히|계속|보장|안전|남[아는]|복구|살아"
)
_WHATEVER = re.compile(
    r"(?:^|\s)(?:어떤|어떠한|어느|아무|아무런|아무리|무슨|몇|비록|설령|설사|누가|무엇|어디|굳이)(?:\s|[가-힣]{0,2}\s)"
)


_ONLY_IF = re.compile(r"[가-힣]야\s|(?:것|게|건)\s?(?:은|는|이)?\s?아니")


def _comes_about(tokens: Sequence[Word]) -> bool:
    """Whether a condition is an event with its own subject ("서버가 내려가-"), or the least that is enough."""
    before = [t.tag for t in tokens[: -2 if tokens[-1].tag.startswith("XS") else -1] if t.tag not in {"MAG", "NR"}]
    event = tokens[-1].tag.startswith(("VV", "XSV")) and tokens[-1].text not in {"있", "갖", "가지"}
    least = any(t.tag == "JX" and t.text == "만" for t in tokens)  # "한 모금만 마셔도"
    return event and (least or before[-1:] == ["JKS"])


def _is_put(tokens: Sequence[Word]) -> bool:
    """Whether a condition does not happen: "…하지 않아도", "…가 아니어도", "…한다고 해도", "…라 하더라도"."""
    stem = tokens[-2]
    if stem.text in {"않", "없", "못하", "아니", "모르", "이"} or (stem.tag.startswith("VX") and stem.text != "주"):
        return True
    return stem.text == "하" and stem.tag.startswith("VV") and len(tokens) > 2 and not tokens[-3].tag.startswith("J")


def when(one: Sentence, i: int) -> Finding | None:
    """What is so at the time or in the case that ends at the morpheme `i`."""
    tokens, text, j = one.tokens, one.text, i + 1
    end = tokens[i].end
    if text[end:].startswith(("보다", "까지", "부터", "처럼", "와 ", "과 ")):
        return None  # "…때보다", "…경우와 비교하여"
    while j < len(tokens) and tokens[j].tag in {"JKB", "JX"}:
        end, j = tokens[j].end, j + 1
    then = text[end:].strip(" ,")
    if j >= len(tokens) or len(then) < 5 or tokens[j].tag in {"JKG", "VCP", "JKO", "JKS", "JKC"}:
        return None
    if tokens[i + 1].text in {"은", "는"} and any(t.tag == "VCP" for t in tokens[i + 2 : i + 6]) and "으로" not in then:
        return None  # "가장 나쁜 경우는 O(n)이고 …": it says which value there is, not what happens
    if _is_described(tokens[j:]):
        return None  # "문이 열릴 때 실행되는 단계이다" says what something is
    if tokens[j].tag.startswith("VA") or is_pointing(text):
        return None  # "…하는 경우 많다"
    return with_second(one, i, Finding(Ask.IF, "", condition_at(one, i, end), then, "condition"))


_LONGEST_WITH_SECOND = 62  # letters of two conditions that are asked together


def with_second(one: Sentence, i: int, found: Finding) -> Finding:
    """A condition with the one that stands right behind it: "짐을 실은 경우 줄을 당기면 …" asks under both."""
    begin = one.text.rfind(found.answer)
    for k in range(i + 1, len(one.tokens) - 2):
        token = one.tokens[k]
        if token.start < begin:
            continue
        if token.tag in {"SP", "JX"} and token.text in {",", "은", "는"}:
            return found
        if token.tag != "EC" or token.text in {"어", "아", "게", "지"}:
            continue
        then = one.text[token.end :].strip(" ,")
        said = f"{found.said} {one.text[begin : token.end]}"
        follows = one.tokens[k + 1].text in {"되", "안", "좋", "하", "않"}
        follows = follows or (one.tokens[k - 1].tag == "VCP" and any(t.tag == "JKO" for t in one.tokens[i:k]))
        if token.text not in IF - THE_MORE or follows or len(then) < 5 or len(said) > _LONGEST_WITH_SECOND:
            return found
        return found._replace(said=re.sub(r"(?<=경우)(?:에는|에|는)(?=\s)", "", said), answer=then)
    return found


def _is_described(then: Sequence[Word]) -> bool:
    """Whether what stands behind a time is a noun and a verb that describes it, and nothing that is so then."""
    rest = [t for t in then if t.tag not in {"VCP", "EF", "SF"}]
    last = next((i for i in range(len(rest) - 1, -1, -1) if rest[i].tag == "ETM"), -1)
    if last < 1 or last > 4 or rest[-1].text in {"것", "수"} or not all(is_noun(t) for t in rest[last + 1 :]):
        return False
    return last + 1 < len(rest) and all(t.tag.startswith(("NN", "XSV", "VV", "MAG")) for t in rest[:last])
