"""Two things in one Korean sentence: what the one has over the other, how both differ, who of them is what."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.language.korean.endings import josa
from cards.language.korean.grammar import finished, is_pointing, tagged, without_lead
from cards.language.korean.phrases import is_noun
from cards.language.text import mask


class Pair(NamedTuple):
    """Two things and what is told of each."""

    one: str
    told: str
    other: str
    also: str


_ALIKE = re.compile(
    r"(?P<one>[^,]{1,30}?)[은는]\s(?P<other>[^,]{1,30}?)\s?[와과]\s(?:거의\s|완전히\s)?"
    r"(?:(?:동일|비슷|유사|흡사|똑같|같|마찬가지)(?:하게|하지만|지만|이지만|이나|하나|이|은|로|한)|마찬가지로)[\s,]"
)
_DIFFERS = re.compile(r"(?<=다)는 (?:점이?|것이?)\s?(?:다르다|다름|다릅니다|차이다|차이이다|차이점이다|차이가 있다)$")
_BUT = re.compile(r"(?<=[가-힣])지만,?\s")


def alike_but(text: str) -> tuple[str, str, str] | None:
    """ "호미는 괭이와 똑같이 흙을 파는 도구지만, 자루가 짧다": the two, and in what the first is another.

    >>> alike_but("호미는 괭이와 똑같이 흙을 파는 도구지만, 자루가 짧습니다.")
    ('호미', '괭이', '자루가 짧다')
    >>> alike_but("호미는 괭이와 비슷하지만 한 손으로 쓴다."), alike_but("호미는 괭이와 다르다.")
    (('호미', '괭이', '한 손으로 쓴다'), None)
    """
    text = without_lead(text.strip().rstrip(". "))
    match = _ALIKE.match(text)
    but = _BUT.search(mask(text), match.end("other")) if match is not None else None
    if match is None or but is None or not _is_bare(match["one"]) or not _is_bare(match["other"]):
        return None
    told = _DIFFERS.sub("", text[but.end() :].strip())
    if len(told) < 6 or _BUT.search(told) or is_pointing(told) or not _ends(told):
        return None
    return match["one"].strip(), match["other"].strip(), as_note(told)


def _is_bare(name: str) -> bool:
    """Whether words are a name alone, with no case ("입출력 방식으로") and nothing that describes it."""
    tokens = tagged(name) or ()
    inside = any(t.tag in {"ETM", "JKS", "JKO", "EC", "EF"} for t in tokens)
    return bool(tokens) and not tokens[-1].tag.startswith(("J", "E", "MA")) and not inside and not is_pointing(name)


def _ends(text: str) -> bool:
    """Whether words end as a sentence does."""
    tokens = tagged(text)
    return tokens is not None and len(tokens) > 0 and tokens[-1].tag in {"EF", "ETN"}


_CASES = re.compile(
    r"(?P<one>[^,]{1,30}?)의 경우(?:에는|에|는|엔)?,?\s(?P<told>\S[^,]{4,}?(?:고|며|지만|는데|반면|반면에)),?\s"
    r"(?P<other>[^,]{1,30}?)(?:의 경우(?:에는|에|는|엔)?,?|[은는])\s(?P<also>\S.{4,})"
)
_IF_SO = re.compile(
    r"(?P<one>[^,]{1,30}?)[은는이가]\s(?P<told>\S[^,]{4,}?(?:다면|라면)),\s(?P<other>[^,]{1,30}?)[은는]\s(?P<also>\S.{4,})"
)
_OF_TEXT = re.compile(r"^(?:앞서|앞에서|위에서)\s(?:설명|소개|언급|말|본)\S*\s")
_WAS = re.compile(r"(?:이?었|였|이)?(?:다면|라면)$")


def set_against(text: str) -> Pair | None:
    """ "여름의 경우는 …하고 겨울의 경우는 …한다", "대패가 …하는 도구라면, 끌은 …하는 도구다": what of each.

    >>> set_against("여름의 경우는 아침에 물을 주고 겨울의 경우는 한낮에 조금 줍니다.")
    Pair(one='여름', told='아침에 물을 준다', other='겨울', also='한낮에 조금 준다')
    >>> set_against("대패가 면을 깎는 도구였다면, 끌은 홈을 파는 도구이다.")
    Pair(one='대패', told='면을 깎는 도구', other='끌', also='홈을 파는 도구')
    >>> set_against("물이 부족하다면, 잎은 시든다.") is None
    True
    """
    bare = _OF_TEXT.sub("", without_lead(text.strip().rstrip(". ")))
    if " 경우" in bare and (match := _CASES.fullmatch(bare)) is not None:
        pair = Pair(match["one"].strip(), finished(match["told"]), match["other"].strip(), match["also"].strip())
    elif ("다면," in bare or "라면," in bare) and (match := _IF_SO.fullmatch(bare)) is not None:
        told = _as_told(match["told"], match["also"])
        pair = Pair(match["one"].strip(), told, match["other"].strip(), match["also"].strip())
    else:
        return None
    named = _is_bare(pair.one) and _is_bare(pair.other) and pair.one != pair.other
    return pair._replace(also=as_note(pair.also)) if named and pair.told else None


def as_note(text: str) -> str:
    """A polite sentence as a note ends it, so that two halves end alike ("합칩니다" → "합친다")."""
    tokens = tagged(text) or ()
    if len(tokens) > 2 and tokens[-2].tag == "VCP" and text.endswith(("이다", "입니다")):
        return text[: tokens[-2].start].strip()
    if len(tokens) < 3 or tokens[-1].tag != "EF" or not text.endswith("니다") or tokens[-2].tag == "EP":
        return text
    stem = tokens[-3] if tokens[-2].tag == "VCP" else tokens[-2]  # the tagger takes "합칩니다" for a noun with 이다
    return finished(f"{text[: stem.start]}{stem.text}고")


def _as_told(told: str, also: str) -> str:
    """A half that ends in 다면 or 라면, as what is so, where the other half ends alike; "" where it is a condition."""
    one, two = tagged(told) or (), tagged(also) or ()
    if len(one) < 3 or len(two) < 3:
        return ""
    named = _WAS.sub("", told)
    noun, copula = (tagged(named) or ())[-1:], any(t.tag == "VCP" for t in two[-3:])
    if noun and is_noun(noun[0]) and (copula or two[-1].tag.startswith("NN")):
        return named
    verb, same = (next((t.text for t in reversed(w) if t.tag.startswith(("VV", "XSV"))), "") for w in (one, two))
    if not verb or verb != same or any(t.tag.startswith(("VA", "XSA")) for t in one[-3:]):
        return ""
    nouns = [next((w[i - 1].text for i in range(len(w) - 1, 0, -1) if w[i].tag == "XSV"), "") for w in (one, two)]
    return told[:-1] if nouns[0] == nouns[1] and told.endswith("다면") else ""


_ROLE = re.compile(r"(?P<who>[^,]{1,50}?)[이가은는]\s(?P<role>[^,]{1,30})")
_PLAYS = re.compile(r"\s?(?:한다|합니다|함|(?:수행|담당)(?:한다|합니다|함)?|맡는다|맡습니다|맡음)$")


def sharing_roles(text: str) -> tuple[tuple[str, str, str], ...]:
    """Who has which role, and where, where one sentence gives two or more; () elsewhere.

    >>> sharing_roles("식당에서는 홀이 접수 역할을, 주방이 조리 역할을 맡는다.")
    (('홀', '접수', '식당'), ('주방', '조리', '식당'))
    """
    place = _PLACE.match(text)
    where = place["where"] if place is not None and _is_bare(place["where"]) else ""
    text = text[place.end() if place is not None else 0 :].strip().rstrip(". ")
    if text.count("역할") < 2 or not (end := _PLAYS.search(text)):
        return ()
    found = []
    for part in _NEXT.split(text[: end.start()]):
        match = _ROLE.fullmatch(part.strip().removesuffix("을").removesuffix("역할").strip())
        tokens = tagged(match["who"]) if match is not None else ()
        if match is None or not tokens or is_pointing(match["who"]):
            return ()
        if not all(is_noun(t) or t.tag.startswith(("S", "W", "JKG", "J_")) for t in tokens):
            return ()
        found.append((match["who"].strip(), match["role"].strip(), where))
    return tuple(found) if len(found) > 1 else ()


_NEXT = re.compile(r"(?<=\s)역할을?(?:\s?(?:하고|하며|맡고|맡으며|수행하고))?,\s")
_PLACE = re.compile(r"(?P<where>.{1,20}?)에서(?:는)?,?\s")


def asks_unlike(one: str, other: str) -> str:
    """What asks in what the first of two is another: "호미는 괭이와 어떻게 다른가"."""
    return f"{one}{josa(one, '은는')} {other}{josa(other, '과와')} 어떻게 다른가"
