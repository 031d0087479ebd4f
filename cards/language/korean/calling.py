"""What a Korean sentence says a thing is called: "X를 Y라고 한다", "Y라고도 한다"."""

from __future__ import annotations

import re

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import final
from cards.language.korean.grammar import finished, is_pointing
from cards.language.korean.phrases import is_noun
from cards.language.korean.sentence import Sentence

_CALLED = re.compile(
    r"^(?P<what>이|.{4,140}?)(?P<mark>을|를|은|는|이|가)\s+(?P<name>[^,.]{1,40}?)\s?(?:(?:이?라고|이?라)(?P<also>도)?|(?P<too>으?로도))\s?"
    r"(?:한다|합니다|함|해요|하며|하고|부른다|부릅니다|부름|부르며|부르고|불린다|불립니다|불림|불러요|칭한다|말한다|말합니다|일컫는다)$"
)
_ALSO = re.compile(
    r"^(?P<name>[^,.]{1,40}?)\s?(?:이?라고도|으?로도)\s?(?:한다|합니다|함|부른다|부릅니다|부름|불린다|불립니다|불림)$"
)
_SPEAKERS = re.compile(r"(?:문헌|말|사람|분야|책|논문|흔히|보통|영어)(?:들)?(?:에서|로)?$|에서$")


def called(one: Sentence) -> Finding | None:
    """ "X를 Y라고 한다", "(X는) Y라고도 한다"."""
    match = _CALLED.match(one.text)
    if match is None:
        also = _ALSO.match(one.text)
        if also is None or len(also["name"].split()) > 4:
            return None
        return Finding(Ask.OWN, "", "다른 이름은", _bare(also["name"]), "name")
    if match["what"] == "이":
        return Finding(Ask.CALLED, "", "", _bare(match["name"]), "name") if match["mark"] == "를" else None
    match = _last_match(one.text, match)
    what, name = match["what"].strip(), _bare(match["name"])
    what = re.sub(r"는데,?\s(?:이것|그것|이|이러한 것)$", "는 것", what)
    if told := _SO_CALLED.match(what):
        what = _as_deed(finished(told["told"]))  # "모두 실패해야 하며, 이를 원자성이라고 한다"
    if not what or _LAST_HALF.search(what) or re.search(r"\s(?:이|이것|그것)$", what):
        return None  # "있는 것은 히트이고, 없는 것은 미스라고 한다"
    before = [t for t in one.tokens if t.end <= match.end("what")]
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
    for cut in re.finditer(r"(?:을|를|은|는)\s+", text[begin : match.end("name")]):
        at = begin + cut.start()
        again = re.compile(_CALLED.pattern.replace(".{4,140}?", f".{{{at}}}")).match(text)
        match = again or match
    return match


def _bare(name: str) -> str:
    return name.strip(" '\"“”‘’`*")
