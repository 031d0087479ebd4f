"""The members of a list that can be asked for as one: of a kind, under a heading or a line that names the kind."""

from __future__ import annotations

import re
from typing import NamedTuple

from cards.asking.answers import ended
from cards.asking.cases import are_unlike, is_tried
from cards.asking.measures import of_each
from cards.asking.scope import Entry, Scope
from cards.asking.values import value_of
from cards.asking.ways import heads_ways, is_way
from cards.language.aspects import DEGREE, is_aspect, is_collective, is_label, promises_points
from cards.language.english.deeds import is_bidden
from cards.language.english.meanings import is_task
from cards.language.glosses import without_gloss
from cards.language.korean.verbal import may_be_done
from cards.language.reader import reader_of
from cards.language.refused import skipped
from cards.language.tagging import is_noun
from cards.language.tagging import words as tagged
from cards.language.terms import is_name
from cards.language.text import has_hangul, key
from cards.note import Form

LONGEST = 12
BIDDEN = 8  # words of a deed that is one of several ways
_ASKING = re.compile(r"^(?:questions?|faq|q&a|질문|notes?|examples?)$", re.I)
_VERSUS = re.compile(r"\bvs\b|차이|비교|differen", re.I)
_COUNTED = re.compile(
    r"\d\s?(?:가지|대|단계|개)|[두세네]\s?가지|(?:종류|유형|패턴|알고리즘|자료구조|원칙|기법|명령어|자료형)$"
)
_KIND = re.compile(
    r"(?:[a-z]{2}s|들|패턴|구조|메서드|메소드|명령어?|상태|수준|단계|계층|연산자?|함수|자료형|타입"
    r"|알고리즘|기법|방법|전략|모델|지표|조건|원칙|키워드|속성|프로토콜"
    r"|모드|유형|종류|요소|\d+\s?가지|[두세네]\s?가지|다섯\s?가지|[2-9]\s?(?:개|대|단계|원칙))$",
    re.I,
)
_STEP = re.compile(r"[:：→]|\.\s")
_LEFT_OVER = re.compile(
    r"^(?:[QA]\d*\.?|질문|답변|기타|그 ?외|etc|others?|misc|ex|예시?|summary|요약|정리|참고|notes?)\.?$",
    re.I,
)
_CLOSING = re.compile(r"(?:종합|결론|마무리|총평|총정리|맺음말|정리)(?:하며|하기)?")  # the last heading below others
_BECAUSE = re.compile(r"[가-힣]\s?때문(?:에|이다|임|입니다)?\.?$")
_ONE_OF_A_KIND = re.compile(r"^[A-Za-z0-9./-]+\s(?:패턴|구조|모델|알고리즘|기법|방법|방식|전략|프로토콜|함수|연산자?)$")
_NUMBERED = re.compile(
    r"^(?:제\s?)?\d+\s?(?:계층|단계|장|부|주차|일차|레벨)(?:\s?[-:–—.]\s?|\s)\S|^(?:layer|level|step|part|stage|phase)\s\d",
    re.I,
)
_KIND_EN = re.compile(
    r"(?:algorithms|types|kinds|methods|patterns|rules|principles|steps|parts|ways|reasons|states|levels|layers|phases|protocols|commands"
    r"|operators|structures|models|strategies|techniques|tools|properties|classes|components|elements|functions|modes|forms|laws|stages"
    r"|approaches|criteria|categories|variants|options|factors|causes|effects|conditions|goals|roles|fields|formats|events|services)$",
    re.I,
)
_PLURAL_OF = re.compile(r"(?:[A-Z]?[a-z]+\s)?[A-Z]?[a-z]{2,}(?<!s)s\sof\s")  # "Layers of the skin"
_QUANTITY = re.compile(r"\s~?\d[\d,.]*\s?(?:%|[a-zA-Z]{1,4})?$")
_CLASSED = re.compile(
    r"\b(?:kinds?|types?|ways?|forms?|parts?|levels?|modes?|states?|phases?|classes|categories|properties|rules)\b",
    re.I,
)


_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s")  # "2.3.1 Cradle" is the cradle of a section of that number


class Members(NamedTuple):
    """The names of a list, and the entries they stand on (none where they are headings)."""

    names: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    lines: frozenset[int] = frozenset()


def members_of(scope: Scope) -> Members | None:
    """The members of a scope where they can be asked for as one list; None where they are unlike points."""
    return _headings(scope) or _items(scope)


def _headings(scope: Scope) -> Members | None:
    """The headings below one that stands for a collection ("4대 특성")."""
    terms = [name for name, _ in scope.members if not _CLOSING.fullmatch(name)]
    if scope.stepped or not 2 <= len(terms) <= 9 or len(scope.entries) > 2 or not scope.name or not scope.section:
        return None
    if told := _points(scope, terms):
        return Members(told, (), frozenset(number for _, number in scope.members))
    if any(not is_name(t) or is_aspect(t) or _happens(t) or skipped(t) for t in terms) or are_unlike(terms):
        return None
    kinds = len(terms) > 2 and scope.meant and _KINDS_KO.search(scope.heading) is not None and not _overlap(terms)
    promised = (
        kinds
        or is_collective(scope.aspect)
        or (scope.meant and not scope.entries and heads_ways(scope.heading))
        or (scope.meant and (_COUNTED.search(scope.heading) or is_acronym(scope.name, terms)))
    )
    if not promised:
        return None
    return Members(tuple(terms), (), frozenset(number for _, number in scope.members))


def _points(scope: Scope, terms: list[str]) -> tuple[str, ...]:
    """Korean headings that are the points which the one above them promises ("장점" over "날씨를 타지 않는다")."""
    promised = bool(scope.aspect) and promises_points(scope.aspect) and not scope.question and len(terms) <= 6
    told = tuple(ended(term) for term in terms)
    fit = all(has_hangul(t) and len(t) <= 48 and not _STEP.search(t) and not is_aspect(t) for t in told)
    return told if promised and fit and not any(map(skipped, terms)) and any(map(_happens, terms)) else ()


# "격리 수준" over headings that are names of nothing else: what stands below are its levels.
_KINDS_KO = re.compile(r"[가-힣A-Za-z]\s(?:수준|단계|계층|모드|상태|연산|전략|기법|지표|속성|프로토콜|메서드)$")


def _overlap(terms: list[str]) -> bool:
    """Whether one of some headings tells of the others ("격리 수준 비교"), and is none of a kind with them."""
    return any(_VERSUS.search(term) or len(term.split()) > 4 for term in terms)


def _items(scope: Scope) -> Members | None:
    items = [e for e in scope.entries if e.line.form is Form.ITEM]
    if items and all("](" in e.line.raw or "http" in e.line.raw for e in items):
        return None  # links, whatever they are called
    if len(items) > 1 and all(map(_is_task_over_code, items)):
        return None  # "create a role" and "give it read access", each over its command, are no roles
    listable = items if len(items) > 1 else [e for e in scope.entries if _name_of(e, scope)]
    if len(listable) < 2 or len(listable) > LONGEST:
        return None
    names = [_SECTION.sub("", _name_of(e, scope)) for e in listable]
    if (at := _mnemonic(names)) >= 0:
        del listable[at], names[at]
    if any(value_of(n)[2] == "quantity" or _QUANTITY.search(n) for n in names):
        return None
    if of_each(scope) and all(value_of(n)[2] == "in brackets" for n in names):
        return None
    if not all(names):
        names = _phrases(listable, scope)
    if not names or not all(names) or any(map(_LEFT_OVER.match, names)) or any(map(_BECAUSE.search, names)):
        return None
    if are_unlike(names) or all(map(is_tried, names)):
        return None  # what came of each is to be known
    if any(map(scope.labels, names)):
        return None  # "Class" and "Use" of a medicine are no kinds of it
    if 4 * sum(map(scope.is_aspect, names)) >= len(names):
        return None  # one "Application" among seven layers is a layer
    if all(map(is_label, names)) and not is_collective(scope.aspect):
        return None  # "방지법" and "증상" belong to what they stand under
    if all(map(DEGREE.fullmatch, names)):
        return None  # "최대" and "최소" are no parts of what has them
    if len(set(map(key, names))) < len(names) or not _of_a_kind(scope, listable, names):
        return None
    if sum(len(n) for n in names) > 240:
        names = [without_gloss(n) for n in names]
    names = _told_whole(names)
    if len(names) < 2:
        return None
    lines = frozenset(n for e in listable for n in range(e.line.number, e.line.last + 1))
    return Members(tuple(names), tuple(listable), lines)


def _is_task_over_code(entry: Entry) -> bool:
    """Whether an item says what the code below it does, and names nothing."""
    if entry.below is None or not any(e.line.form is Form.CODE for e in entry.below.entries):
        return False
    text = entry.line.text.rstrip(" :：")
    return _TASK_KO.search(text) is not None if has_hangul(text) else is_task(text)


_TASK_KO = re.compile(r"[가-힣](?:을|를|에|로|에서|에게)\s(?:[가-힣]+\s)?[가-힣]+기$")  # "밧줄을 새로 감기"


# "즉, 자리가 바뀔 수 있다" below "안정적이지 않다" is no second point.
_SAYS_MORE = re.compile(r"(?:즉|다시 말해|이로 인해|이 때문에|따라서|그래서|그러므로|그 결과)[,\s]")


def _told_whole(names: list[str]) -> list[str]:
    """The points of a list, each with the line below it that only goes on with it.

    >>> _told_whole(["안정적이지 않다", "즉, 자리가 바뀐다", "느리다"])
    ['안정적이지 않다. 즉, 자리가 바뀐다', '느리다']
    """
    whole: list[str] = []
    for name in names:
        if whole and _SAYS_MORE.match(name):
            whole[-1] = f"{whole[-1]}. {name}"
        else:
            whole.append(name)
    return whole


def _mnemonic(names: list[str]) -> int:
    """Where a list holds a word of a syllable of each of its other members ("입출명" over 입력, 출력, 명령), or -1."""
    for at, word in enumerate(names):
        others = names[:at] + names[at + 1 :]
        told = has_hangul(word) and len(word) == len(others) > 2
        if told and all(syllable in name for syllable, name in zip(word, others, strict=True)):
            return at
    return -1


def _name_of(entry: Entry, scope: Scope) -> str:
    """The name that a line of a list stands for, "" where it is a sentence."""
    if len(entry.parts) != 1 or entry.line.form not in (Form.ITEM, Form.TEXT):
        return ""
    part = entry.parts[0]
    term = part.term if part.sign else entry.line.text.rstrip(":： ")
    if part.sign == "=" or (part.sign == "→" and part.effects):
        return ""
    if not term or len(term) > 45 or not is_name(term) or _happens(term):
        return ""
    return term


def _phrases(entries: list[Entry], scope: Scope) -> list[str]:
    """Short lines without a sentence in them, under a name or an aspect that they belong to."""
    points = promises_points(scope.promise)
    if scope.name and (scope.aspect or points) and 2 <= len(entries) <= (5 if points else 4):
        texts = [ended(e.line.text) for e in entries if e.below is None or _is_head(e)]
        if scope.aspect in _OF_THINGS and all(map(_happens, texts)):
            return []  # "구조" over what one does in a rescue
        if len(texts) == len(entries) and all(len(t) <= 48 and not _STEP.search(t) for t in texts):
            return texts  # "장점" of two short sentences
    if not (scope.aspect and scope.name) and scope.section and not is_way(scope):
        return []
    texts = [ended(e.line.text) if not e.parts[0].sign or not e.parts[0].term else "" for e in entries if e.parts]
    bidden = is_way(scope) and all(not has_hangul(t) and is_bidden(t) and len(t.split()) <= BIDDEN for t in texts)
    if len(texts) != len(entries) or len(texts) > 5 or not (bidden or all(map(_is_phrase, texts))):
        return []
    return texts


_OF_THINGS = frozenset({"구조", "구성", "구성 요소", "구성요소", "요소", "종류", "유형", "계층", "도구"})


def _is_head(entry: Entry) -> bool:
    """Whether all of a line is set in bold or as a heading, over what explains it."""
    return has_hangul(entry.line.text) and entry.line.strong[:1] == (entry.line.text,)


def _is_phrase(text: str) -> bool:
    """Whether a line is a short phrase: no sentence, no number, no list of its own."""
    return (
        0 < len(text) <= 40
        and len(text.split()) <= 5
        and not re.search(r"[\d,;]|\(.*\s.*\)", text)
        and not _happens(text)
    )


def _happens(text: str) -> bool:
    reader = reader_of(text)
    if has_hangul(text):
        return re.search(r"[가-힣](?:다|요|[함됨])\.?$", text) is not None
    return " " in text.strip() and bool(reader.has_verb(text))  # "Transport" alone is a name


def is_acronym(name: str, terms: list[str]) -> bool:
    """Whether a name is made of the first letters of what it stands for.

    >>> is_acronym("ACID", ["원자성(Atomicity)", "일관성(Consistency)", "격리성(Isolation)", "지속성(Durability)"])
    True
    """
    letters = without_gloss(name).strip()
    if not letters.isupper() or len(letters) != len(terms):
        return False
    return all(re.search(rf"(?:^|[^A-Za-z]){re.escape(c)}", t, re.I) for c, t in zip(letters, terms, strict=True))


def _narrows(kind: str) -> bool:
    """Whether Korean words narrow a noun by what stands before it ("물에 사는 새"), and so may name a kind."""
    tokens = tagged(kind) if has_hangul(kind) and 2 <= len(kind.split()) <= 5 else None
    if not tokens or tokens[-1].tag != "NNG" or may_be_done(tokens[-1].text):
        return False
    return tokens[-2].tag.startswith("NN") or tokens[-2].tag == "JKG" or tokens[-2].text in {"는", "은", "ᆫ"}


def _of_a_kind(scope: Scope, entries: list[Entry], names: list[str]) -> bool:
    """Whether the heading or the line above promises several things of a kind."""
    if scope.lead:
        return not _VERSUS.search(scope.lead) and (scope.titled or _CLASSED.search(scope.lead) is not None)
    if scope.aspect:
        promised = is_collective(scope.aspect) or promises_points(scope.aspect)
        return bool(scope.name) and promised and not _ASKING.match(scope.aspect)
    if not scope.meant or not scope.name or _VERSUS.search(scope.heading):
        return False
    if promises_points(scope.name):
        return True
    if is_acronym(scope.name, names):
        return True
    if any(e.line.form in (Form.CODE, Form.TABLE) for e in scope.entries):
        return False
    kind = without_gloss(scope.heading or scope.name)
    bare = not any(e.parts[0].sign for e in entries)
    if _ONE_OF_A_KIND.match(kind) or _NUMBERED.match(kind):
        return False  # "MVC 패턴" is one pattern, "2계층 - 링크" one layer, and what stands under it its sides
    if bare and _PLURAL_OF.match(kind) and all(" " not in n or n.split()[-1].islower() for n in names):
        return True  # but no authors below the title of a book
    if _KIND.search(kind) and (bare or has_hangul(kind[-1:]) or _KIND_EN.search(kind)):
        return True
    if (not scope.section and not scope.told) or is_way(scope):
        return True  # names right below a name are what it consists of
    over = all(e.below is not None for e in entries)
    if over and len(entries) >= 2:
        return True
    if all(e.line.ordered for e in entries) and not any(e.parts[0].sign for e in entries):
        return True
    marked = len(entries) >= 3 and len(entries) == len(scope.entries)
    if marked and all(name in e.line.strong or name.startswith("`") for e, name in zip(entries, names, strict=True)):
        return True
    if bare and len(scope.entries) == len(entries) > 2 and _narrows(kind) and all(map(is_noun, names)):
        return True
    tail = key(scope.name.split()[-1])
    return len(tail) > 2 and all(tail in key(name) for name in names)
