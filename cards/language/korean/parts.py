"""What a Korean sentence says a thing consists of, and what it says there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import endings
from cards.language.korean.grammar import finished
from cards.language.korean.phrases import are_nouns, is_joined, is_noun, last_verb, phrase, questioned
from cards.language.korean.sentence import Sentence
from cards.language.tagging import words_shown
from cards.language.word import Word

_PARTS = re.compile(
    r"^(?:구성|분류|구분|구성되|이루어지|이뤄지|나뉘|나뉘어지|분류되|구분되|나누어지|분류하|구분하|나누|구성하|구별되)$"
)


def made_of(one: Sentence) -> Iterator[Finding]:
    """ "X는 A와 B로 구성된다": what is it made of?"""
    verb = last_verb(one.tokens)
    if verb < 2:
        return
    stem = one.tokens[verb].text
    if verb + 1 < len(one.tokens) and one.tokens[verb + 1].tag == "XSV":
        stem += one.tokens[verb + 1].text
    case = one.tokens[verb - 1]
    if not _PARTS.match(stem) or case.text not in {"로", "으로"} or not is_noun(one.tokens[verb - 2]):
        return
    first, last = phrase(one.tokens, verb - 2)
    start, end = one.tokens[first].start, one.tokens[last].end
    asked = questioned(one.text, one.tokens)
    if not asked or not is_joined(one.tokens, first, last) or start < one.lead:
        return
    said = f"{one.text[:start]}무엇으로{asked[case.end :]}"
    if one.tokens[-1].tag == "NNG":
        said = said.removesuffix("하나") + "되나"  # "A와 B로 구성"
    yield Finding(Ask.OWN, "", said, one.text[start:end], "parts")


_THERE = re.compile(r"\s?(?P<open>등)?(?:이|가|도)?\s(?:있다|있음|있습니다|존재한다|있으며)$")


_BETWEEN = frozenset({"관련", "관련성", "관계", "연관", "연관성", "차이", "차이점", "공통점", "상관", "상관관계"})
_EXAMPLES = re.compile(
    r"^(?:(?P<of>.{2,30}?)(?:에는|으로는|로는|로|은|는|의 예로는?|의 예시로는?)\s)?"
    r"(?:대표적으로|대표적인 예로|예로|예시로|주로)?$"
)


def there_are(one: Sentence) -> Iterator[Finding]:
    """ "X에는 A, B, C가 있다"; "대표적으로 A, B 등이 있다"."""
    there = _THERE.search(one.text)
    if there is None:
        return
    before = [i for i, t in enumerate(one.tokens) if t.end <= there.start()]
    if not before or not is_noun(one.tokens[before[-1]]):
        return
    first, last = phrase(one.tokens, before[-1])
    start, end = one.tokens[first].start, one.tokens[last].end
    if one.tokens[last].text in _BETWEEN:
        return  # "열쇠는 자물쇠와 관계가 있다"
    if not is_joined(one.tokens, first, last) or any(t.tag == "ETM" for t in one.tokens[first : last + 1]):
        return
    lead = one.text[:start].strip(" ,:")
    examples = _EXAMPLES.match(lead)
    answer = re.sub(r"\s(?:[두세네]|다섯|여섯|\d+)\s?(?:가지|개|종류)$", "", one.text[start:end])
    if examples is not None and (there["open"] or "예" in lead or "대표" in lead):
        of = examples["of"] or ""
        yield Finding(Ask.OWN, "", f"{of}의 예는" if of else "예는", answer, "examples")
    elif one.topic is not None and one.topic.rest >= len(lead):
        yield Finding(Ask.OWN, "", f"{lead} 무엇이 있나", answer, "parts")


def _named(pieces: Sequence[Word]) -> Sequence[Word]:
    """The nouns of a name, without the quality before them."""
    return pieces[2:] if len(pieces) > 2 and [p.tag for p in pieces[:2]] == ["VA", "ETM"] else pieces


_NAME_BEHIND = re.compile(r"^(?P<name>[가-힣A-Za-z][^,()]{0,20}?(?:\s?\([A-Za-z][A-Za-z \-]{1,40}\))?)$")
_NO_NAMES = frozenset(
    endings("사람 쪽 곳 경우 때 것 점 방법 방식 부분 문제 상황 이유 특징 과정 상태 단계 정도 말 뜻 용어 단어 개념 명칭")
)
_ENDS_IN_NAME = re.compile(r"[가-힣]\s?\([A-Za-z][A-Za-z \-]{1,40}\)$|[가-힣]는\s[A-Z][A-Za-z]{1,15}$")
_SEVERAL_THERE = re.compile(r"(?:이|가|\s?등이)\s(?:있다|있음|있습니다|존재한다)$")


_GLOSS = re.compile(r"\s?\([A-Za-z][A-Za-z \-]{1,40}\)$")


_IS_NAME = re.compile(r"(?P<told>[^,]{3,60}[가-힣](?<!적))인\s(?P<name>[가-힣]{2,10}(?:\s?\([^()]{2,30}\))?)")


def named_kinds(text: str) -> Iterator[Finding]:
    """Two names or more behind what they are: "천의 세로 방향 실인 날실, 가로 방향 실인 씨실"."""
    found = [_IS_NAME.fullmatch(part.strip()) for part in text.split(", ")]
    if len(found) < 2 or not all(found):
        return
    for match in found:
        told = words_shown(match["told"]) if match else None
        if match is None or not told or len(told) < 3 or not is_noun(told[-1]) or match["name"] in _NO_NAMES:
            return
    for match in found:
        if match is not None:
            yield Finding(Ask.WHAT, match["name"], "", match["told"].strip(), "meaning")


def _apart(text: str) -> list[str]:
    """What is listed, each with what describes it: cut at commas, and at 와 or 과 before the next description."""
    out = []
    for part in re.split(r",\s+(?:그리고\s)?", text):
        pieces = words_shown(part) or ()
        ends = [i for i, p in enumerate(pieces) if p.tag == "ETM"]
        cuts = [
            pieces[i].end
            for i in range(1, len(pieces) - 1)
            if pieces[i].tag == "JC"
            and (is_noun(pieces[i - 1]) or pieces[i - 1].tag == "ETN")
            and any(at < i for at in ends)
            and any(at > i and any(p.tag == "JKO" for p in pieces[i:at]) for at in ends)
        ]
        begin = 0
        for cut in cuts:
            out.append(re.sub(r"[와과]$", "", part[begin:cut]).strip())
            begin = cut
        out.append(part[begin:].strip())
    return out


def _ends_as_name(pieces: Sequence[Word]) -> bool:
    """Whether the pieces of one word end as a noun does, be it one made of a verb ("밀기", "엮음")."""
    last = pieces[-1]
    return (is_noun(last) or (last.tag == "ETN" and last.text in {"기", "음", "ᆷ"})) and all(
        not p.tag.startswith(("J", "EF")) for p in pieces
    )


def described(text: str, listed: bool = False) -> Iterator[Finding]:
    """Names behind what describes them: "반죽을 쉬게 하는 휴지, 표면을 윤기 나게 하는 달걀물 칠이 있다".

    `listed` says that the lines around name such things too; then a line may be a single one, without a gloss.
    """
    if kinds := tuple(named_kinds(text)):
        yield from kinds
        return
    there = _SEVERAL_THERE.search(text)
    if not there and not listed and not _ENDS_IN_NAME.search(text):
        return
    found = []
    for part in _apart(_SEVERAL_THERE.sub("", text)) if there else [text]:
        pieces = words_shown(_GLOSS.sub("", part)) or ()
        at = next((i for i in range(len(pieces) - 1, -1, -1) if pieces[i].tag == "ETM"), -1)
        if at > 3 and pieces[at - 1].tag == "VA" and pieces[at - 2].tag == "ETM":
            at -= 2  # "배경을 흐리게 하는 얕은 심도": the quality is part of the name
        verb = at > 1 and pieces[at - 1].tag.startswith(("VV", "XSV", "VX"))
        acts = verb and any(p.tag == "JKO" for p in pieces[:at])
        behind = pieces[at + 1 :]
        # "꼬박밀기", "누름돌": one word is a name whatever the tagger cuts it into
        one_word = bool(behind) and " " not in part[pieces[at].end :].strip() and _ends_as_name(behind)
        if pieces[at].text in {"ᆯ", "을"} or not acts or not (one_word or are_nouns(_named(behind))):
            return
        name = _NAME_BEHIND.match(part[pieces[at].end :].strip())
        if name is None or name["name"].split("(")[0].strip() in _NO_NAMES:
            return
        does = re.sub(r"^(?:이|그)\s?(?:외|밖)에도?\s", "", part[: pieces[at].end].strip())
        found.append((name["name"].strip(), finished(does)))
    if there and len(found) < 2:
        return
    for name_, does in found:
        yield Finding(Ask.DOES, name_, "", does, "described")
