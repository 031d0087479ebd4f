"""What stands below one of several ways to do a thing ("식재" below "산사태 막기"): what it brings about, or what is
done. Neither is the meaning of its name."""

from __future__ import annotations

import re

from cards.asking.answers import ANSWER, ended, listed
from cards.asking.fact import Fact
from cards.asking.scope import Entry, Scope
from cards.card import Kind
from cards.language.english.grammar import tagged as tagged_english
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.acting import has_subject, tells_deed
from cards.language.korean.endings import final
from cards.language.korean.grammar import tagged
from cards.language.korean.phrases import last_verb
from cards.language.korean.verbal import may_be_done
from cards.language.statement import sentences
from cards.language.text import has_hangul, words
from cards.note import Form as Mark

MOST = 5  # sentences of one answer
_ENDS_KO = words(
    "치료 예방 방지 대책 대처 퇴치 관리 보호 방법 요령 수칙 방안 처치 돌봄 법 치료법 예방법 관리법 대처법 나기"
)
_CARE = words("care treatment treatments management prevention control relief therapy remedies protection")
_WAYS = re.compile(
    r"(?:\w+ )?(?:ways|methods|how) (?:to|of) [a-z]\w+|(?:treat|preven|manag|protec)\w+ (?:of|against) \w+", re.I
)
_BY_PEOPLE = words("쓰 먹 마시 바르 피하 끊 삼가 입 신 자 쉬 참 걷 뛰 씻 앉 눕 사용하 복용하 섭취하 이용하 하")


def names_ways(heading: str) -> bool:
    """Whether words name what one does, so that the names below them are the ways to do it.

    >>> [names_ways(heading) for heading in ("산사태 막기", "관절염 관리", "모기 쫓는 법", "쓰기", "온실", "관리")]
    [True, True, True, False, False, False]
    >>> [names_ways(heading) for heading in ("Keeping bread fresh", "Migraine care", "Treatment of gout", "Sailing")]
    [True, True, True, False]
    """
    bare = without_gloss(heading).strip(":： ")
    if not bare or not has_hangul(bare):
        return _names_ways_english(bare)
    tokens = tagged(bare) or ()
    if len(tokens) < 2 or len(bare.split()) > 5:
        return False
    if tokens[-1].tag == "ETN":
        return tokens[-1].text == "기" and " " in bare
    return tokens[-1].text in _ENDS_KO and " " in bare


def heads_ways(heading: str) -> bool:
    """Whether a heading over others says that ways stand there, and is not the name of a field ("메모리 관리").

    >>> heads_ways("결로 대책"), heads_ways("메모리 관리"), heads_ways("화덕 돌보기"), heads_ways("Keeping bees")
    (True, False, False, False)
    """
    return names_ways(heading) and _FIELD.search(without_gloss(heading).rstrip(":： ")) is None


_FIELD = re.compile(r"(?:관리|보호|기|management|control|protection)$|^\w+ing\b", re.I)


def _names_ways_english(heading: str) -> bool:
    told = heading.split()
    if not 2 <= len(told) <= 6:
        return False
    if _WAYS.match(heading):
        return True
    tokens = tagged_english(heading.lower()) or ()
    gerund = bool(tokens) and tokens[0].tag == "VVG" and not re.search(r"[,:&]|\b(?:and|in|with|for)\b", heading)
    return gerund or (len(told) <= 3 and told[-1].lower() in _CARE)


def is_way(scope: Scope) -> bool:
    """Whether lines stand below the name of one of several ways to do what is named above it."""
    if scope.section and not (scope.heads[-2:-1] and heads_ways(scope.heads[-2])):
        return False
    above = scope.heads[-2:-1] if scope.section else (scope.above, *scope.heads[-1:])
    named = scope.meant and bool(scope.name) and not (scope.members or scope.aspect or scope.told or scope.question)
    return named and any(map(names_ways, filter(None, above)))


def asked_of_way(name: str, told: list[str]) -> str:
    """What Korean sentences below a way answer: what it brings about, how it is done, or what it does; "" for none."""
    bare = [one.rstrip(". ") for one in told]
    if not all(has_hangul(one) and (one.endswith("다") or final(one[-1]) == _MIEUM) and " " in one for one in bare):
        return ""
    if all(has_subject(one) or _STATE.search(one) for one in bare):
        return "어떤 효과가 있나"
    if not all(map(_has_object, bare)):
        return ""
    if may_be_done(without_gloss(name)) or any(map(_by_people, bare)):
        return "어떻게 하나"
    return "무엇을 하나" if len(bare) == 1 else "어떤 일을 하나"


_MIEUM = 16
_STATE = re.compile(r"(?:지 않|지 못|어도 되|아도 되|어도 된|아도 된|게 되|게 된|[가-힣]진다$|[가-힣]된다$)")


def _has_object(told: str) -> bool:
    """Whether a sentence without a subject tells what is done to something."""
    return tells_deed(told) or (_OBJECT.search(told) is not None and not has_subject(told))


_OBJECT = re.compile(r"[가-힣A-Za-z)][을를]\s")


def _by_people(told: str) -> bool:
    """Whether the last verb of a sentence tells what people do ("수면제를 짧게 쓴다")."""
    tokens = tagged(told) or ()
    at = last_verb(tokens)
    made = "".join(t.text for t in tokens[at + 1 : at + 2] if t.tag == "XSV") if at >= 0 else ""
    return at > 0 and f"{tokens[at].text}{made}" in _BY_PEOPLE


def told_of_way(scope: Scope) -> Fact | None:
    """The two sentences or more below a way as one fact; None where they are of unlike kinds."""
    items: list[Entry] = [e for e in scope.entries if e.line.form is Mark.ITEM]
    if not 2 <= len(items) <= MOST or len(items) != len(scope.entries) or not is_way(scope):
        return None
    if any(e.below is not None or len(sentences(e.line.text)) > 1 or e.parts[0].sign for e in items):
        return None
    told = [ended(e.line.text) for e in items]
    asked = asked_of_way(scope.name, told)
    if not asked or len(listed(told)) > ANSWER:
        return None
    lines = frozenset(n for e in items for n in range(e.line.number, e.line.last + 1)) | {scope.number}
    name = without_gloss(scope.name)
    return Fact(Ask.DOES, Kind.ENUMERATION, name, listed(told), scope.number, lines, asked, "list", rank=1)
