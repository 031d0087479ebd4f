"""What makes a list doubtful: its heading does not say of what kind its members are."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.flow import promises_order
from cards.asking.listcolumns import COLUMN
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.asking.ways import heads_ways, is_way, names_ways
from cards.language.aspects import STRONG, is_collective, promises_points
from cards.language.english.grammar import tagged
from cards.language.english.plurals import plural
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.headings import is_question
from cards.language.korean.rows import KINDS_KO, are_kinds, counts
from cards.language.text import has_hangul, key


def doubt_of_list(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A list that its heading does not promise."""
    if fact.ask is Ask.STEPS and fact.after and not draft.korean and not promises_order(scope):
        return "its heading does not say of what kind its members are"  # tips and axioms have numbers, too
    if fact.ask is Ask.STEPS and not draft.korean and _CLICKED.search(draft.answer):
        return "it is a row of clicks, not a meaning"
    if fact.ask is not Ask.LIST or fact.after:
        return ""
    kind = without_gloss(fact.said or fact.about)
    members = [without_gloss(part.removeprefix("- ").strip()) for part in re.split(r"\n|, ", draft.answer)]
    if any(_OF_NOTE.fullmatch(member) for member in members):
        return "it speaks of the note itself"
    if len(members) == 2 and key(members[1]) in key(members[0]) and re.search(r"[.(]", members[0]):
        return "its members are told, not named"  # a line of code, and what it sets
    if (
        fact.sort in {"numbered", COLUMN}
        or counts(fact.about, fact.many)
        or (fact.said == "종류" and are_kinds(fact.about, tuple(members)))
    ):
        return ""
    if all(member.startswith("`") for member in members) and not (fact.said and is_collective(fact.said)):
        return "which of the many commands or names is not said"
    if re.match(r"(?:this|that|these|it|they)\s", fact.about, re.I):
        return "of which one it tells is not said"
    if draft.korean and any(_CHAPTER.search(member) for member in members):
        return "its members are told, not named"  # "GC의 동작 원리" beside "GC의 종류" are chapters
    if draft.korean and _are_the_things(fact, members):
        return "its heading does not say of what kind its members are"
    if draft.korean and (_PLANNED.search(kind) or re.search(r"[가-힣]별$", fact.about)):
        return "its heading names no thing"
    if fact.said == "종류" and _each_is_a_name(members, scope):
        return "its heading does not say of what kind its members are"
    brief = len(members) <= 4 and all(len(member.split()) <= 8 for member in members)
    sides = not draft.korean and brief and _SIDES.fullmatch(fact.said) is not None
    sides = sides or (draft.korean and len(members) <= 5 and promises_points(kind))
    sides = sides or (brief and is_way(scope))
    if not sides and sum(len(member.split()) > 3 for member in members) * 2 > len(members):
        return "its members are told, not named"
    if not draft.korean and not fact.said and no_members(kind, members) and not is_way(scope):
        return "its heading does not say of what kind its members are"
    if not draft.korean and not fact.said and is_question(scope.heading) and key(fact.about) not in key(scope.heading):
        return "its heading does not say of what kind its members are"
    if (fact.said and is_collective(fact.said)) or are_ways(fact, scope):
        return ""
    last = key(kind.split()[-1]) if kind.split() else ""
    if len(last) > 1 and all(last.removesuffix("s") in key(member) for member in members):
        return ""
    if draft.korean and re.match(rf"\*\*(?:[\d.-]+ )?(?:{KINDS_KO})\*\*(?: \(| —)", draft.question):
        return "its heading names no thing"  # "알고리즘" of what
    if draft.korean and not fact.said and _MAY_BE_ONE.search(kind) and not _are_named(kind, members):
        return "its heading does not say of what kind its members are"
    if _COUNTED.search(kind) or _KINDS.search(kind):
        return ""
    if not draft.korean and names_kind(kind, members):
        return ""
    return "its heading does not say of what kind its members are"


def _are_the_things(fact: Fact, members: list[str]) -> bool:
    """Whether what is compared stands below the words for its sides ("돛과 노의 장단점" over 돛 and 노)."""
    joined = re.split(r"(?:[과와]|,|\s및|\s?vs\.?|/)\s", fact.about, flags=re.I)
    return bool(fact.said) and len(joined) > 1 and any(key(member) == key(one) for member in members for one in joined)


def _each_is_a_name(members: list[str], scope: Scope) -> bool:
    """Whether each member has only another name beside it ("서쪽: LASH", "동쪽: moor"): who calls it so is no kind."""
    told = [entry.parts[0] for entry in scope.entries if entry.parts]
    named = [part for part in told if part.sign == ":" and re.fullmatch(r"`?[A-Za-z][\w ]{1,14}`?", part.body)]
    return len(named) == len(members) > 1 and not any(has_hangul(part.term) for part in named)


_PLANNED = re.compile(r"(?:고자 ?하는|려는|려고 ?하는|예정인)\s\S+$")
_CLICKED = re.compile(r"\bclick (?:on|the|[\"“*`])|\byou (?:should|will) see\b|\blocalhost:\d", re.I)
_CHAPTER = re.compile(r"\S\s?(?:종류|동작 원리|개요|비교|장단점)$")
# What names one thing as often as a kind: "페이징 기법" has qualities, "정렬 알고리즘" has members.
_MAY_BE_ONE = re.compile(r"(?:기법|알고리즘|방식|방법|전략|패턴|프로토콜|자료구조|모드|구조|모델)$")


def _are_named(kind: str, members: list[str]) -> bool:
    """Whether half of some members are names that Latin letters or a word of their kind show to be of that kind."""
    words = [word for word in kind.split() if len(word) > 1]
    shown = sum(re.match(r"`?[A-Z]", one) is not None or any(word in one for word in words) for one in members)
    return shown * 2 >= len(members)


BRIEF = 6  # words of what is done in one of several ways


def are_ways(fact: Fact, scope: Scope) -> bool:
    """Whether what stands below what one does are the ways to do it: short names, each with what it is below it.

    "위염 치료" over 약물, 식이, 제균; "fighting erosion" over terraces, cover crops, windbreaks.
    """
    over = without_gloss(fact.said or fact.about)
    if not fact.after and is_way(scope):
        return 2 <= fact.many <= 4 and all(_is_done_or_named(e.line.text.rstrip(".:： ")) for e in scope.entries)
    named = scope.section or scope.meant
    if scope.members and fact.many == len(scope.members) and not fact.after:
        short = all(len(name.split()) <= 3 and not re.search(r"[:=]", name) for name, _ in scope.members)
        return short and heads_ways(scope.heading)
    told = [entry for entry in scope.entries if entry.below is not None]
    if not named or fact.after or len(told) < 2 or len(told) < len(scope.entries) or fact.many != len(told):
        return False
    texts = [entry.line.text.rstrip(":： ") for entry in told]
    brief = all(len(text.split()) <= 3 and not re.search(r"[:=]", text) for text in texts)
    return brief and (names_ways(over) or (bool(fact.said) and names_ways(f"{without_gloss(fact.about)} {fact.said}")))


def _is_done_or_named(member: str) -> bool:
    """Whether a line below a way is a deed or a name, so that several of them are of one kind.

    >>> [_is_done_or_named(one) for one in ("두 번 창문 열기", "항생제 병용 요법", "대부분에서 채택", "빈을 등록할 때")]
    [True, True, False, False]
    >>> [_is_done_or_named(one) for one in ("line the wall with cork", "beta blockers", "Takes an event")]
    [True, True, False]
    """
    if len(member.split()) > BRIEF:
        return False
    if has_hangul(member):
        return member.endswith("기") or _TOLD_KO.search(member) is None
    first = (tagged(member.lower()) or ())[:1]
    return not first or first[0].tag not in {"VVZ", "VVD", "VVN", "VBZ", "VHZ", "CRD"}


_TOLD_KO = re.compile(r"[가-힣A-Za-z)](?:은|는|이|가|을|를|에|에서|에게|으로|로)\s|[다함됨음]$|\s시\s|(?:때|경우)$|,")


def names_kind(kind: str, members: list[str]) -> bool:
    """Whether English words over a list name a kind, and what stands below them are short names ("Common kernels").

    >>> names_kind("Common kernels", ["Linear", "Gaussian"]), names_kind("Lab sessions", ["Half adder", "Latch"])
    (True, False)
    """
    if not 2 <= len(members) <= 6 or _NO_KIND.search(kind) or not plural(kind) or re.search(r"\sand\s", kind):
        return False
    return kind[:1].isupper() and all(len(member.split()) <= 3 and member[:1].isalpha() for member in members)


def no_members(kind: str, members: list[str]) -> bool:
    """Whether one of the names below an English kind is none of that kind: a side of it ("Function"), what is done
    or was done ("Stored on the stack", "Creating threads"), how many there are, or the kind's own words again.

    >>> no_members("Value types", ["Copied by value", "Short-lived"]), no_members("Lipids", ["Steroid", "Function"])
    (True, True)
    >>> no_members("Link types", ["Edge", "Shared"]), no_members("Basic signals", ["Unit step", "Unit impulse"])
    (False, False)
    """
    if _OTHERS.match(kind):
        return True
    if any(member.lower() in STRONG or _COUNTS.match(member) or _SIDE.fullmatch(member) for member in members):
        return True
    above = {word.removesuffix("s") for word in re.findall(r"\w+", kind.lower())}
    if all({w.removesuffix("s") for w in re.findall(r"\w+", member.lower())} <= above for member in members):
        return True
    deeds = _OF_DEEDS.search(kind) is not None
    return any(_is_deed(member, deeds) for member in members)


def _is_deed(member: str, of_deeds: bool) -> bool:
    """Whether a member is a participle with what it goes with, or, where no deeds are promised, a deed."""
    words = [word for word in tagged(member.lower()) or () if not word.tag.startswith("PU")]
    if len(words) < 2:
        return False
    if words[0].tag in {"VVN", "VVD"} and not words[1].tag.startswith(("NN", "NP", "AJ")):
        return True
    if words[-1].tag in {"VVN", "VVD"} and words[0].tag.startswith("NN"):
        return True
    gerund = words[0].tag == "VVG" and not words[1].tag.startswith("NN1")
    return not of_deeds and (gerund or _DONE_TO.match(member) is not None)


_OTHERS = re.compile(r"(?:better|other|additional|more|further|remaining|next|favou?rite|beloved)\s", re.I)
_SIDE = re.compile(r"functions?|structures?|roles?|(?:general )?polic(?:y|ies)", re.I)
_DONE_TO = re.compile(r"[A-Za-z]+ (?:the|an?|all|your|its)\s", re.I)
_COUNTS = re.compile(r"(?:two|three|four|five|six|seven|several|no|not|\d+)\s", re.I)
_OF_DEEDS = re.compile(
    r"\b(?:step|way|operation|method|technique|strateg|practice|phase|stage|principle|task|rule)", re.I
)
_OF_NOTE = re.compile(r"(?:recorded|created) date|notion|작성일|기록일|작성자|출처|참고 ?자료", re.I)
_SIDES = re.compile(
    r"(?:pros|cons|(?:dis)?advantages|benefits|drawbacks|upsides|downsides|strengths|weaknesses|uses|use cases|goals)",
    re.I,
)
_NO_KIND = re.compile(
    r"(?:examples?|sections?|conventions|contents?|sessions?|lessons?|topics|chapters|terms|basics|notes|links|resources"
    r"|preferences|considerations|specifics|details|questions|exercises|assumptions)\b|[:&]|\b(?:this|these|it|my|our|your)\b",
    re.I,
)


def named_alike(draft: Draft, scope: Scope) -> bool:
    """Whether the members of a list all say its name ("Dense Synthesizer" under "Synthesizer")."""
    name = key(without_gloss(scope.name))
    return bool(name) and all(name in key(member) for member in draft.answer.split(", "))


_COUNTED = re.compile(
    r"\d\s?(?:가지|대|단계|개|원칙|종류|계층)|[두세네]\s?(?:가지|개)|\b(?:two|three|four|five|six|seven)\b", re.I
)
_KINDS = re.compile(
    r"(?:종류|유형|방식|방법|기법|조건|원칙|특성|특징|장점|단점|이점|이유|까닭|목적|타입|옵션|도구|지표|연산|규칙|문제점|이슈|사례|단계|계층|요인|(?:때|위해|려면)\s.*것|알고리즘|자료구조|프로토콜|패턴|모드|상태|요소|전략|속성"
    r"|(?:algorithm|type|kind|method|pattern|rule|principle|step|part|way|state|level|layer|phase|protocol|operator|structure"
    r"|model|strategie|technique|propertie|component|element|function|mode|form|law|stage|approache|criteria|categorie|variant"
    r"|factor|cause|effect|condition|role|format|service)s?)$",
    re.I,
)
