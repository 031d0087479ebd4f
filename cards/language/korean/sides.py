"""What a Korean sentence says of one side of its topic: "…하는 단점이 있다", "…에 의해 관리된다", "단위는 픽셀"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import josa
from cards.language.korean.grammar import finished, is_pointing, tagged
from cards.language.korean.phrases import WHETHER, as_state, is_noun, last_verb, phrase, questioned
from cards.language.korean.sentence import Sentence
from cards.language.korean.uses import asked_of_use
from cards.language.korean.verbal import may_be_done

_HAS = re.compile(
    r"\s(?P<side>단점|장점|한계점?|문제점?|특징|이점|약점|강점|제약|부작용)(?P<case>이|가|을|를)\s"
    r"(?:(?:(?:갖고|가지고|지니고)\s)?(?:있다|있음|있습니다)|존재한다|생긴다|갖는다|가진다|지닌다)$"
)


def side_told(one: Sentence) -> Finding | None:
    """ "공개 키 방식은 자원을 많이 쓰는 단점이 있다": what is its 단점?"""
    has = _HAS.search(one.text)
    told = one.text[one.lead : has.start()].strip(" ,") if has else ""
    if has is None or len(told) < 6 or is_pointing(one.text):
        return None
    inside = [t for t in one.tokens if one.lead <= t.start and t.end <= has.start()]
    if not inside or inside[-1].tag != "ETM" or any(t.tag == "EC" and t.text in _TURNS for t in inside):
        return None
    told = re.sub(r"(?<=다)는$", "", told)
    side = {"문제": "문제점", "한계": "한계점"}.get(has["side"], has["side"]) + "은"
    return Finding(Ask.OWN, "", f"{one.about}의 {side}" if one.about else side, finished(told), "side")


_TURNS = frozenset({"지만", "는데", "으나", "나"})
_BY = {"의하": ("에", "무엇에 의해"), "따르": ("에", "무엇에 따라"), "위하": ("을를", "무엇을 위해")}
_SORTS = {"의하": "agent", "따르": "depends", "위하": "purpose"}
LONGEST = 40


def done_by(one: Sentence) -> Iterator[Finding]:
    """ "페이지는 페이저에 의해 관리된다": by what is it done, on what does it depend, what is it used for?"""
    tokens = one.tokens
    for i in range(2, len(tokens) - 2):
        case, verb = tokens[i - 1], tokens[i]
        if (
            verb.text not in _BY
            or case.text not in _BY[verb.text][0]
            or tokens[i + 1].text not in {"어", "어서", "아", "아서", "여"}
        ):
            continue
        if verb.text == "따르" and (found := _on_whether(one, i)) is not None:
            yield found
            return
        first, _ = phrase(tokens[: i - 1], i - 2)
        start, end = tokens[first].start, tokens[i + 1].end
        if not is_noun(tokens[i - 2]) or start < one.lead or end - start > LONGEST:
            continue
        if any(t.tag in {"ETM", "EC", "ETN"} for t in tokens[i + 2 : -1] if t.text not in _HELPED):
            return  # it belongs to a clause inside the sentence
        if any(t.text == "고" and tokens[k + 1].tag != "VX" for k, t in enumerate(tokens[:-1]) if k > i + 1):
            return  # "자리에 따라 하나가 늘고 다른 것이 준다": half of what depends on it
        if first > 2 and tokens[first - 1].text == "라는":  # "컴파일러라는 프로그램에 의해"
            first, _ = phrase(tokens[: first - 2], first - 3)
            start = tokens[first].start
        described = first > 0 and tokens[first - 1].tag == "ETM"
        asked = as_state(questioned(one.text, tokens), tokens)
        if not asked and tokens[-1].tag == "NNG" and i + 2 == len(tokens) - 1:
            # "이온의 농도에 의해 결정", "원격 수업을 위해 필수", "…을 위해 중요"
            ending = "되나" if may_be_done(tokens[-1].text) else {"필수": "인가"}.get(tokens[-1].text, "한가")
            asked = f"{one.text}{'한가' if tokens[-1].text == '필요' else ending}"
        if verb.text == "따르" and any(t.tag == "JKO" for t in tokens[i + 2 :]):
            return  # "상황에 따라 결과를 정한다" is asked by its object
        if tokens[i - 2].text == "등":
            return
        bare = tokens[-1].tag == "NNG" and i + 3 == len(tokens)
        if described or not asked or (last_verb(tokens) < i + 2 and not bare) or is_pointing(one.text[start:]):
            return
        front = _front(one, first)
        if front is None:
            return
        said = f"{front} {_BY[verb.text][1]}{asked[_word_end(one.text, end) :]}".strip()
        yield Finding(Ask.OWN, "", said, one.text[start : case.start], _SORTS[verb.text])
        return


def _on_whether(one: Sentence, i: int) -> Finding | None:
    """ "둑은 물이 넘치는지에 따라 높은지 낮은지 나뉜다": on what does it depend?"""
    tokens, told = one.tokens, [t for t in one.tokens[: i - 1] if t.start >= one.lead]
    if not one.about or is_pointing(one.about) or not told or told[-1].tag != "EC" or told[-1].text not in WHETHER:
        return None
    if any(t.tag in {"EC", "SP"} for t in told[:-1]) or any(t.tag == "JKO" for t in tokens[i + 2 :]):
        return None
    if any(t.tag in {"ETM", "EC"} and t.text not in _HELPED | WHETHER for t in tokens[i + 2 : -1]):
        return None
    asked = as_state(questioned(one.text, tokens), tokens)
    answer = one.text[told[0].start : told[-1].end]
    if not asked or not 4 <= len(answer) <= LONGEST:
        return None
    rest = asked[_word_end(one.text, tokens[i + 1].end) :]
    return Finding(Ask.OWN, "", f"{one.text[: one.lead].strip()} 무엇에 따라{rest}", answer, "depends")


_HELPED = frozenset({"어", "아", "고", "을", "ᆯ", "지", "게", "어야", "아야"})  # "할 수 있다", "되고 있다"


def _front(one: Sentence, first: int) -> str | None:
    """What the question says before its 무엇: the topic, or the subject; None where a clause stands in between."""
    between = [t for t in one.tokens[:first] if t.start >= one.lead]
    joined = next((k for k in range(len(between) - 1, -1, -1) if between[k].tag == "EC"), -1)
    if joined >= 0:
        if between[joined].text not in {"고", "며", "으며"} or joined + 1 < len(between):
            return None
        return one.text[: one.lead].strip() if one.about else None
    return one.text[: one.tokens[first].start].strip()


def _word_end(text: str, at: int) -> int:
    """Where the word ends in which a morpheme ends ("의해", "위해서")."""
    end = text.find(" ", at)
    return end if end >= 0 else len(text)


_GROUNDS = frozenset({"기준", "바탕", "기반", "토대", "중심", "매개"})


def grounds(one: Sentence) -> Iterator[Finding]:
    """ "품삯은 마친 칸 수를 기준으로 정해진다": on what grounds, around what, by what in between?"""
    tokens = one.tokens
    for i in range(2, len(tokens) - 2):
        if tokens[i].text not in _GROUNDS or tokens[i - 1].tag != "JKO" or tokens[i + 1].text not in {"으로", "로"}:
            continue
        first, _ = phrase(tokens[: i - 1], i - 2)
        begin = next((k for k, t in enumerate(tokens) if t.start >= one.lead), 0)
        if first > begin and tokens[first - 1].tag == "ETM":
            if any(t.tag in {"EC", "JX", "SP"} for t in tokens[begin:first]):
                return
            first = begin  # "팻말이 놓인 곳을 기준으로"
            while tokens[first].tag.startswith("MA"):
                first += 1
        if first < begin or not is_noun(tokens[i - 2]) or tokens[first - 1].tag in {"JKO", "MM"}:
            return
        start, end = tokens[first].start, tokens[i + 1].end
        behind = tokens[i + 2 :]
        if end - start > LONGEST or any(t.tag in {"ETM", "EC", "ETN"} for t in behind[:-1] if t.text not in _HELPED):
            return
        asked, front = as_state(questioned(one.text, tokens), tokens), _front(one, first)
        if not asked or front is None or is_pointing(one.text[start:]) or last_verb(tokens) < i + 2:
            return
        said = f"{front} 무엇을 {tokens[i].text}으로{asked[end:]}".strip()
        yield Finding(Ask.OWN, "", said, one.text[start : tokens[i - 1].start].strip(), "depends")
        return


_EITHER = re.compile(
    r"(?P<when>(?:한 ?번에|동시에|한 시점에)는?)\s(?P<told>\S.{3,60}?(?:나|이나|또는|혹은)\s[^,]{2,40}?)"
    r"(?P<case>[이가은는만을를])\s(?P<rest>\S+(?:\s\S+)?\s수\s있\S{1,3})$"
)


def either(one: Sentence) -> Iterator[Finding]:
    """ "한 번에 새 책 한 권이나 헌 책 여러 권을 빌릴 수 있다": one of two at a time, and which they are."""
    match = _EITHER.match(one.text[one.lead :].strip(" ,"))
    if match is None or is_pointing(one.text) or (one.topic is not None and not one.about):
        return
    told = match["told"]
    if any(t.tag in {"EC", "EF"} for t in tagged(told) or ()):
        return
    rest = questioned(one.text, one.tokens)[-len(match["rest"]) - 2 :]
    at = rest.find(match["rest"][:2])
    if at >= 0:
        case = {"은": "이", "는": "이", "가": "이", "만": "을", "를": "을"}.get(match["case"], match["case"])
        front = f"{one.text[: one.lead].strip()} {match['when']}".strip()
        yield Finding(Ask.OWN, "", f"{front} 무엇{case} {rest[at:]}", told, "limit")


_AIM = re.compile(r"(?P<aim>[^.]{6,90}[가-힣](?:기|[을를])\s위)(?:함|함이다|한 것|한 것이다|해서|해서이다|해서다)$")


def aim(one: Sentence) -> Finding | None:
    """ "여러 기기가 한 주소로 나가기 위함": what the thing above it, or its topic, is for."""
    match = _AIM.search(one.text[one.lead :])
    if match is None or is_pointing(one.text) or (one.topic is not None and not one.about):
        return None
    return Finding(Ask.PURPOSE, one.about, "", f"{match['aim'].strip()}함", "aim")


def used(one: Sentence) -> Finding | None:
    """ "값을 찾을 때 쓴다" below a name or of its topic: when, where or for what that is used."""
    told = one.text[one.lead :].strip(" ,")
    if (first := _USED_FIRST.match(told)) is not None:
        told = f"{first['told']}{'된다' if first['does'] == '되' else '한다'}"
    if (one.topic is not None and not one.about) or not asked_of_use(told) or is_pointing(one.text):
        return None
    if one.about and not _IS_USED.search(told):
        return None  # "소비자는 일을 끝내기 위해 사용한다" tells what it uses
    tokens = [t for t in one.tokens if one.lead <= t.start < one.lead + len(told)]
    inside = max((i for i, t in enumerate(tokens) if t.tag in {"ETM", "ETN"}), default=-1)
    if any(t.tag == "JKS" for t in tokens[inside + 1 :]) or any(t.tag == "EC" and t.text in _JOINS for t in tokens):
        return None
    return Finding(Ask.DOES, one.about, "", told, "use")


_IS_USED = re.compile(
    r"(?:사용|활용|이용)(?:이 )?(?:되|된|됨|됩)\S*$|쓰[인임이]\S*$|(?:때|경우)\s(?:\S+\s)?(?:사용|활용|이용)\S*$"
)
# "짐을 나눌 때 사용되며, 열쇠가 필요하다": the first half says when.
_USED_FIRST = re.compile(
    r"(?P<told>.{4,}?\s(?:때|데|경우)\s(?:주로\s)?(?:사용|활용|이용))(?P<does>되|하)(?:며|고),?\s.{4,}"
)
_JOINS = frozenset({"고", "며", "으며", "지만", "는데", "면", "으면", "므로", "으므로"})
_SINGLE = re.compile(re.compile(r"(?:단위|기본값|포트|초깃값|초기값|확장자|자료형|반환 타입|반환값|복잡도|별명|약자)$"))


def value_told(one: Sentence) -> Finding | None:
    """ "단위는 픽셀(pixel)": a bare name behind a quality that has one value."""
    if not _SINGLE.search(one.about):
        return None
    rest = [t for t in one.tokens if t.start >= one.lead]
    told = one.text[one.lead :].strip(" ,")
    if not rest or not all(is_noun(t) or t.tag in {"SP", "JC", "SN", "SW"} for t in rest) or len(told) > 40:
        return None
    return Finding(Ask.OWN, "", f"{one.about}{josa(one.about, '은는')}", told, "value")
