"""What a Korean sentence says a thing is called: "X를 Y라고 한다", "Y라고도 한다"."""

from __future__ import annotations

import re

from cards.language.finding import Ask, Finding
from cards.language.glosses import without_gloss
from cards.language.korean.endings import final
from cards.language.korean.grammar import finished, is_pointing, tagged
from cards.language.korean.phrases import are_nouns, is_noun
from cards.language.korean.sentence import Sentence
from cards.language.korean.verbal import may_be_done

_CALLED = re.compile(
    r"^(?P<what>이|(?:이|그)(?:것|때|곳)|.{4,140}?)(?P<mark>을|를|은|는|이|가)\s+(?P<name>[^,.]{1,40}?)\s?(?:(?:이?라고|이?라)(?P<also>도)?|(?P<too>으?로도))\s?"
    r"(?:한다|합니다|함|해요|하며|하고|부른다|부릅니다|부름|부르며|부르고|불린다|불립니다|불림|불러요|칭한다|말한다|말합니다|일컫는다|정의한다|정의함|정의합니다)$"
)
_ALSO = re.compile(
    r"^(?P<name>[^,.]{1,40}?)\s?(?:이?라고도|으?로도)\s?(?:한다|합니다|함|부른다|부릅니다|부름|불린다|불립니다|불림)$"
)
# "구름에 떠 있는 모양이라고 해서 하늘섬으로도 불린다"
_SINCE = re.compile(
    r"(?:라고|다고) (?:해서|하여)\s(?P<name>[^,.]{1,30}?)\s?(?:이?라고도?|으?로도?)\s"
    r"(?:불\S{1,4}|부르\S*|부른다|한다|합니다)$"
)
# "삯의 합이 가장 적은 길을 찾는 것이 바로 배정 문제이다"
_JUST = re.compile(
    r"^(?P<what>[^,]{4,100}(?<!이러)(?<!그러)[가-힣]\s것)이\s(?P<just>바로\s)?(?P<name>[^,.]{2,30}?)(?:이다|다|입니다|임|이에요|예요)?$"
)
_NO_OTHER = re.compile(
    r"(?:중요|필요|유리|가능|특징|장점|단점|목적|목표|문제|방법|이유|핵심|원칙|일반적|기본|좋|낫|맞|편)"
)


def _is_sure(just: re.Match[str], one: Sentence) -> bool:
    """Whether what stands behind "…는 것이" is the name of what is described: said to be just that, or in letters."""
    if just["just"]:
        return True
    copula = one.tokens[-1].tag == "EF" and one.tokens[-2].tag == "VCP"
    name = re.fullmatch(r"`?[A-Za-z][\w/+.-]*`?(?:\s[가-힣A-Za-z]{2,8})?", just["name"]) is not None
    return copula and name and len(just["what"]) >= 12 and _NO_OTHER.search(just["name"]) is None


_SPEAKERS = re.compile(r"(?:문헌|말|사람|분야|책|논문|흔히|보통|영어)(?:들)?(?:에서|로)?$|에서$")


def called(one: Sentence) -> Finding | None:
    """ "X를 Y라고 한다", "(X는) Y라고도 한다"."""
    if one.about and not is_pointing(one.about) and (since := _SINCE.search(one.text[one.lead :])):
        return Finding(Ask.OWN, "", f"{one.about}의 다른 이름은", _bare(since["name"]), "name")
    if (just := _JUST.match(one.text)) is not None and not is_pointing(just["what"]) and _is_sure(just, one):
        return Finding(Ask.WHAT, _bare(just["name"]), "", just["what"], "meaning")
    match = _CALLED.match(one.text)
    if match is None and (said := _name_of(one)) is not None:
        return said
    if match is None:
        also = _ALSO.match(one.text)
        if also is None or len(also["name"].split()) > 4:
            return None
        return Finding(Ask.OWN, "", "다른 이름은", _bare(also["name"]), "name")
    if match["what"] == "이":
        return Finding(Ask.CALLED, "", "", _bare(_whole(one, match)), "name") if match["mark"] == "를" else None
    if "정의" in one.text[match.end("name") :] and (said := _as_defined(one, match)) is not None:
        return said
    match = _last_match(one.text, match)
    what, name = match["what"].strip(), _bare(_whole(one, match).removeprefix("가리켜 "))
    if "때문" in name or without_gloss(name).endswith("적") or what.endswith(" 또"):
        return None  # "환상적이라 한다" judges; "덮개 또는 뚜껑이라고 한다" says two names of one thing
    what = _last_of_two(what)
    what = re.sub(r"^.*(?:이때|이 때),?\s", "", re.sub(r"(?<=[은는ㄴ진된한])\s걸\s(?:우리|저희)$", " 것", what))
    what = re.sub(r"는데,?\s(?:이것|그것|이|이러한 것)$", "는 것", what)
    if told := _SO_CALLED.match(what):
        what = _as_deed(finished(told["told"]))  # "모두 실패해야 하며, 이를 원자성이라고 한다"
    if not what or _LAST_HALF.search(what) or _NAMES_TOO.search(what) or re.search(r"\s(?:이|이것|그것)$", what):
        return None  # "있는 것은 히트이고, 없는 것은 미스라고 한다"
    before = [t for t in one.tokens if t.end <= match.end("what")]
    if re.match(r"[그이]\s?중\s\S", what):
        return None  # of several that only the sentence before names
    if (match["also"] or match["too"]) and _SPEAKERS.search(what) and len(name.split()) <= 4:
        return Finding(Ask.OWN, "", "다른 이름은", name, "name")
    if is_pointing(what) and not (match["also"] or match["too"]) and not re.search(r"[을를]\s", name):
        return Finding(Ask.CALLED, "", "", name, "name")
    named = [t for t in one.tokens if match.start("name") <= t.start < match.end("name")]
    if not before or not is_noun(before[-1]) or any(t.tag in {"EF", "EC", "JKO", "JX"} for t in named):
        return None  # "…를 한다고 한다" tells what is said
    if match["also"] or match["too"]:
        described = any(t.tag in {"ETM", "JKB"} for t in named) or any(t.tag in {"JKS", "JKB"} for t in before)
        if match["mark"] in {"이", "가"} or len(name.split()) > 3 or described:
            return None
        about = "" if _SPEAKERS.search(what) or is_pointing(what) else what
        return Finding(Ask.OWN, "", f"{about}의 다른 이름은" if about else "다른 이름은", name, "name")
    if is_pointing(what):
        return Finding(Ask.CALLED, "", "", name, "name")
    return Finding(Ask.CALLED, "", what, name, "name")


def _as_defined(one: Sentence, match: re.Match[str]) -> Finding | None:
    """ "반죽을 물과 가루를 섞은 덩어리라고 정의한다": what the thing is, where what stands behind describes a noun."""
    named = [t for t in one.tokens if match.start("name") <= t.start < match.end("name")]
    if not any(t.tag == "ETM" for t in named) or not is_noun(named[-1]) or is_pointing(match["what"]):
        return None
    about = re.sub(r"^(?:흔히|보통|일반적으로)\s", "", match["what"])
    meaning = match["name"].strip(" '\"“”‘’")
    return Finding(Ask.WHAT, about, "", meaning, "meaning") if len(about.split()) <= 4 else None


_IS = re.compile(r"^(?P<what>.{6,100}?)(?P<mark>이|가)\s(?P<name>[^,.]{2,24}?)(?:이다|다|임|입니다)$")
_NO_NAME = re.compile(
    r"(?:목적|목표|핵심|특징|특성|장점|단점|문제|이유|원인|방법|방식|기본|필수|원칙|관례|전부|최선|최고|대부분|중요|일반적|포인트|상태|경우|정도|사실"
    r"|이득|이익|손해|도움|필요|가능|다음|과정|단계|결과|차이|관건|정답|답|일|것|수|편|점|중)"
)


_NO_HEAD = frozenset(
    [
        "점",
        "장점",
        "단점",
        "특징",
        "이유",
        "원인",
        "목적",
        "문제",
        "경우",
        "때",
        "결과",
        "차이",
        "핵심",
        "부분",
        "사람",
        "쪽",
    ]
)
_POINTS = re.compile(r"(?:이때|여기서?|이를|그|이|이런|이러한|그래서|따라서|즉|결국)[\s,]")


def _name_of(one: Sentence) -> Finding | None:
    """A noun that is described, and the name it has: "셔터가 열려 있는 시간이 셔터 속도다"."""
    match = _IS.match(one.text)
    if match is None or _NO_NAME.fullmatch(match["name"]) or one.topic is not None:
        return None
    before = [t for t in one.tokens if t.end <= match.end("what")]
    name = [t for t in one.tokens if match.start("name") <= t.start < match.end("name")]
    if len(before) < 4 or not name or any(t.tag == "NNB" for t in name) or not are_nouns(name):
        return None
    head = before[-1]
    what = match["what"]
    if any(t.tag == "EC" and t.text.endswith("면") for t in before) or match["name"].endswith("적"):
        return None  # "무거운 작업이라면 서버에서 하는 것이 최선이다" judges
    if before[-2].tag != "ETM" or before[-2].text in {"ᆯ", "을"} or head.text in _NO_HEAD:
        return None
    if not any(t.tag in {"JKO", "JKB", "JKS", "MAG"} for t in before[:-2]) or _POINTS.match(what):
        return None  # "이때 사용하는 것이 …" tells of what stands before it
    return Finding(Ask.CALLED, "", what, match["name"].strip(), "name")


_NAMES_TOO = re.compile(r"[가-힣](?:이라|라)고?\s?(?:하|부르|불리)")
# "바깥 칸을 겉칸, 안쪽 칸을 속칸이라 한다": of two things the last one has its name behind it.
_NAMED_BEFORE = re.compile(
    r"^(?P<of>\S+[이가]\s)?(?P<first>\S.*?[가-힣A-Za-z)])[을를]\s(?P<name>[^,]{2,20}),\s(?:그리고\s)?(?P<last>\S+\s\S.*)$"
)


def _last_of_two(what: str) -> str:
    """Of two things that get their names in one sentence the last one, with the subject that both have.

    >>> _last_of_two("결이 굵은 널을 겉널, 가는 널"), _last_of_two("널을 깎아, 결을 맞춘 판")
    ('결이 가는 널', '널을 깎아, 결을 맞춘 판')
    """
    match = _NAMED_BEFORE.match(what)
    named = (tagged(match["name"]) if match else None) or ()
    if match is None or not are_nouns(named) or may_be_done(named[-1].text):
        return what
    own = re.search(r"[가-힣][이가]\s", match["last"]) is not None
    if not own and not match["of"] and re.search(r"[가-힣][이가]\s", match["first"]):
        return what  # of what both are told stands somewhere before it
    return match["last"] if own else f"{match['of'] or ''}{match['last']}"


_SO_CALLED = re.compile(r"(?P<told>.{8,}[가-힣](?:며|고)),?\s(?:이|이것|그것|이러한 것)$")
_LAST_HALF = re.compile(r"[가-힣](?:이고|이며|는데),\s")


def _as_deed(sentence: str) -> str:
    """A sentence as what is done in it ("모두 실패해야 한다": "모두 실패해야 하는 것"); "" where it tells no deed."""
    if not sentence.endswith("다") or final(sentence[-2]) != _NIEUN:
        return ""
    return f"{sentence[:-2]}{chr(ord(sentence[-2]) - _NIEUN)}는 것"


_NIEUN = 4


def _last_match(text: str, match: re.Match[str]) -> re.Match[str]:
    """The match with the shortest name: "표를 나누는 것을 샤딩이라고 한다" names 샤딩."""
    begin = match.start("name")
    for cut in re.finditer(r"(?<!또)(?:을|를|은|는)\s+", text[begin : match.end("name")]):
        at = begin + cut.start()
        again = re.compile(_CALLED.pattern.replace(".{4,140}?", f".{{{at}}}")).match(text)
        match = again or match
    return match


def _whole(one: Sentence, match: re.Match[str]) -> str:
    """The name with the 이 that is its own ("손잡이라고": 손잡이, not 손잡; "막구이라고": 이라고 follows no vowel)."""
    end, name = match.end("name"), match["name"]
    if one.text[end : end + 1] != "이":
        return name
    own = any(t.start < end < t.end and t.tag.startswith("NN") and t.text.endswith("이") for t in one.tokens)
    if not own and final(name[-1]) == 0:
        begin = match.start("name") + len(name) - len(name.split()[-1])
        parts = [t for t in one.tokens if begin <= t.start < end]
        # The tagger cuts a name that it does not know ("막구" in two); "해시이라고" is written for "해시라고".
        cut = len(parts) > 1 and len(parts[-1].text) == 1 and parts[-1].tag.startswith("NN")
        own = len(parts) > 0 and (cut or (len(parts[-1].text) > 1 and f"{name[-1]}이" in _END_IN_I))
    return name + ("이" if own else "")


# Nouns in 이 behind a vowel, which the last word of a name may be ("숯불구이", "물오이").
_END_IN_I = frozenset(["구이", "사이", "아이", "오이", "차이", "나이", "모이", "누이", "파이"])


def _bare(name: str) -> str:
    return name.strip(" '\"“”‘’`*")


_NAMING = re.compile(
    r"^(?P<what>.{6,}[가-힣])[을를]\s[^,]{1,30}?이?라고?\s?(?:한다|함|합니다|부른다|부름|부릅니다|칭한다|말한다)$"
)


def what_is_called(text: str) -> str:
    """What a sentence gives a name to; the sentence itself where it names nothing.

    >>> what_is_called("결을 따라 쪼갠 판을 너와라고 한다"), what_is_called("판을 쪼갠다")
    ('결을 따라 쪼갠 판', '판을 쪼갠다')
    """
    match = _NAMING.match(text.rstrip(". "))
    return match["what"] if match else text
