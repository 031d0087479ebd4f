"""What a Korean sentence says its topic is: a meaning, a kind, a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.language.finding import Ask, Finding
from cards.language.korean.endings import josa
from cards.language.korean.grammar import is_noun_of_verb, is_pointing, names_kind, said_to_be
from cards.language.korean.kinds import in_full, kind_in_front
from cards.language.korean.links import CAUSAL
from cards.language.korean.sentence import Sentence
from cards.language.text import has_hangul
from cards.language.word import Word

_QUALITY = re.compile(
    r"(?:이유|까닭|원인|목적|목표|장점|단점|특징|특성|역할|의미|기준|핵심|조건|예|예시|차이|차이점|한계|문제점|방법|종류"
    r"|결과|효과|용도|원리|단위|이름|값|수|크기|길이|속도|시간|범위|비율|주소|포트|기간|시기|대상|주체|해결책)$"
)
# What names no thing, but what is to be thought of beside another: it is asked of the thing above.
_POINT = re.compile(r"이슈|쟁점|관건|과제|고민|고민거리|요점|결론|골자|요지|의의|취지|포인트|문제")
_OF_ONE_CASE = re.compile(r"\s*\d[\d.,]*\s?[A-Za-z가-힣%°]{0,3}?(?:으로|로)\s")


def defined(one: Sentence) -> Iterator[Finding]:
    """What the topic is, or what its quality is ("목적은 …이다"), or what it comes to ("핵심은 …다는 것이다")."""
    found = tuple(_defined(one))
    yield from found
    that = _THAT.match(one.text[one.lead :].strip(" ,")) if not found else None
    if that is not None and not is_pointing(one.about) and not that["told"].endswith("겠다"):
        asked = " 무엇을 뜻하나" if one.about.endswith("것") else ""
        yield Finding(Ask.OWN, "", f"{one.about}{josa(one.about, '은는')}{asked}", that["told"], "value")


def _defined(one: Sentence) -> Iterator[Finding]:
    if letters := _LETTERS.match(one.text[one.lead :].strip()):
        yield Finding(Ask.STANDS, one.about, "", letters["full"].strip(), "letters")
        return
    start, stop = said_to_be(one.text, [t for t in one.tokens if t.start >= one.lead])
    if front := kind_in_front(one.text[one.lead :].strip(" ,")):
        start = one.text.index(front, one.lead)
        stop = start + len(front)
    if stop and (value := _OF_ONE_CASE.match(one.text[start:stop])):
        begin = start + value.end()
        rest = [t for t in one.tokens if begin <= t.start < stop]
        if not any(t.tag == "ETM" for t in rest) or any(t.tag == "JKS" for t in rest[:3]):
            start = begin  # "눈금은 30cm로 물의 깊이를 나타낸다"
    meaning = one.text[start:stop].strip()
    if not stop and one.text.endswith("때문") and re.search(r"(?:이유|까닭|원인)$", one.about):
        yield Finding(Ask.OWN, "", f"{one.about}{josa(one.about, '은는')}", one.text[one.lead :].strip(" ,"), "reason")
        return
    if not meaning or not 2 <= len(meaning) <= 200:
        return
    about = one.about
    if about.count('"') % 2:
        return  # cut inside a quotation: "CI/CD의 "CI"는 …"
    if about in {"나", "너", "저", "우리", "본인"}:
        return
    as_topic = f"{about}{josa(about, '은는')}"
    if re.search(r"(?:[할둘쓸볼갈될]|[가-힣]ㄹ|을)(?:\s것|\s?거)$", meaning):
        return  # "사용하지 말고 MFA를 걸어둘 것" bids
    if _OF_SEVERAL.match(about) or _TOLD_APART.search(meaning):
        return
    if meaning.endswith(("때문", "덕분", "탓")):
        if _QUALITY.search(about):
            yield Finding(Ask.OWN, "", as_topic, meaning, "reason")
        return
    rest = [t for t in one.tokens if one.lead <= t.start < stop]
    head = rest[-1] if rest else None
    if any(t.tag == "JX" and t.text in {"은", "는"} and not _is_described_by(rest, i) for i, t in enumerate(rest)):
        return  # "`<p>`는 단락, `<h1>`은 제목"
    if (
        head is None
        or not (names_kind(head) or is_noun_of_verb(rest))
        or _goes_on(rest)
        or any(t.text == "때문" for t in rest)
    ):
        return
    if _QUALITY.search(about) or _POINT.fullmatch(about) or not has_hangul(meaning):
        yield Finding(Ask.OWN, "", as_topic, meaning, "value")
        return
    name = [t for t in one.tokens if t.end <= one.lead]
    if len(name) > 2 and (name[0].tag == "MAG" or name[1].tag == "JKB") and not any(t.tag == "ETM" for t in name):
        return  # "기존에 캐시는 …" tells what it was at a time
    if any(t.tag == "ETM" for t in name[:-1]):
        if len(meaning.split()) <= 3 and not any(t.tag == "ETM" for t in rest):
            yield Finding(Ask.OWN, "", as_topic, meaning, "value")
        return
    plain = not any(t.tag in {"ETM", "JKG", "JC"} for t in rest)
    if any(t.tag == "JC" for t in name) or len(about.split()) > 4 or (plain and head.tag == "NNB"):
        return
    nouns = [t for t in rest if t.tag.startswith(("NN", "SL"))]
    if plain and len(meaning) <= 12 and len(nouns) == 2 and head.tag.startswith("NN") and len(head.text) > 1:
        kind = head.text
        yield Finding(Ask.OWN, "", f"{as_topic} 어떤 {kind}인가", meaning, "kind")
    elif not plain or len(nouns) > 1 or len(meaning) > 4:
        if _MOST.search(meaning) and len(about) <= 25:
            yield Finding(Ask.OWN, "", f"{meaning}{josa(meaning, '은는')}", about, "most")
        yield Finding(Ask.WHAT, about, "", in_full(front, one.text[start:]) if front else meaning, "meaning")


# "핵심은 목수만 말해야 한다는 것이다": what it comes to is a sentence of its own.
_THAT = re.compile(r"^(?P<told>[^,].{7,}[가-힣]다)는\s(?:것|점|사실)(?:이다|임|입니다|이에요)?$")
# What is said of each of a kind, of a place in a picture or of the first of two says not what that is.
_OF_SEVERAL = re.compile(
    r"(?:모든|각|각각의|한|어떤|어느|여러|다른|기존|이전|이후|대부분의?|일부)\s"
    r"|(?:왼쪽|오른쪽|위쪽|아래쪽|앞쪽|뒤쪽|전자|후자|한\s?가지|다른\s?(?:하나|한\s?가지)|(?:첫|두|세)\s?번째)$"
)
# A clause with a subject of its own: "문을 닫는 것이 옳은 길", "돌이 모자랐고, 이를 위해 나온 둑이 흙둑".
_TOLD_APART = re.compile(
    r"[가-힣]\s것이\s(?!아니|아닌|\S+\s\S*(?:는|은|ㄴ|인)\s(?:자료\s?구조|구조|방식|기법|알고리즘|규칙|방법|체계))|[가-힣][고며],\s이(?:를|에|로)\s.*[가-힣A-Za-z)`][이가]\s"
    r"|[가-힣A-Za-z]\s(?:방식|방법|기법|구조|알고리즘|자료구조)\s(?:사용|이용|활용|채택|적용)$"
)
_MOST = re.compile(r"(?:^|\s)(?:가장|제일)\s")
_LETTERS = re.compile(
    r"^[`'\"“(]?(?P<full>[A-Z][A-Za-z]+(?:[\s-][A-Za-z]+){1,6}|[A-Z][a-z]+(?:[A-Z][A-Za-z]*)+|[가-힣]{2,}(?:\s[가-힣]{2,}){0,4})"
    r"[`'\"”)]?의 "
    r"(?:약자|약어|줄임말|준말|머리글자)(?:이다|임|입니다|다)?$"
)


def _is_described_by(rest: Sequence[Word], at: int) -> bool:
    """Whether a topic inside a meaning, named before, is that of a clause which describes its noun.

    "서버가 보내고 서버는 두지 않는 방식"
    """
    linked = any(t.tag == "EC" and t.text in {"고", "며", "으며"} for t in rest[:at])
    named = any(t.text == rest[at - 1].text for t in rest[: at - 1]) if at else False
    return linked and named and any(t.tag == "ETM" for t in rest[-4:-1])


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether a clause in a meaning is none that describes its noun: a cause, a condition, a contrast."""
    for i, token in enumerate(rest):
        behind = rest[i + 1 :]
        describes = any(t.tag == "ETM" for t in behind) and not any(t.tag in {"JKS", "JX", "SP"} for t in behind)
        if token.tag == "EC" and token.text == "지만" and describes:
            continue  # "움직이지만 나아가지 못하는 상태"
        if token.tag == "EC" and token.text in CAUSAL | {"지만", "는데"}:
            return True  # "쿼리이므로, 여럿을 묶는 단위"
        if token.tag == "ETN" and behind and behind[0].text in {"으로써", "로써"}:
            return True  # "문이 달려 있음으로써 바람을 막는 방식으로 …"
        linked = token.tag == "EC" and token.text not in {"고", "며", "으며", "게", "지"}
        if linked and not any(t.tag == "ETM" for t in rest[i + 1 :]):
            return True
    return False
