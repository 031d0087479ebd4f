"""What the first line below a name says that the name is or does, without saying the name again."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from cards.asking.answers import ended
from cards.asking.claims import is_clause
from cards.asking.fact import Fact, own
from cards.asking.firstlines import rule_of
from cards.asking.scope import Entry, Scope
from cards.asking.sentences import JUDGES, SEVERAL
from cards.asking.several import is_one_of_several, names_a_list
from cards.asking.subjects import MEANS
from cards.asking.verb_labels import verb_of
from cards.asking.ways import is_way
from cards.card import Kind
from cards.language.actions import is_action
from cards.language.clauses import clauses
from cards.language.english.deeds import is_event, is_whole
from cards.language.english.framing import without_passing
from cards.language.english.grammar import is_pointing
from cards.language.english.halves import goes_on
from cards.language.english.headings import tells
from cards.language.english.meanings import kind_of, said_of, sort_of, when_of
from cards.language.english.retold import stands_for
from cards.language.english.understood import tells_a_deed
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question, topic_of
from cards.language.korean.deeds import deed_of
from cards.language.korean.kinds import in_full, kind_in_front
from cards.language.korean.parts import described
from cards.language.korean.rows import ends_in_deed
from cards.language.reader import reader_of
from cards.language.statement import sentences
from cards.language.terms import is_described
from cards.language.text import has_hangul, key, plain
from cards.note import Form as Mark

_UNTELLING = re.compile(
    r"^[\[:!]|안내$|^(?:lecture|chapter|day|week|part|step|section|lesson|ch)\b|\d(?:강|장|주차|일차)$"
    r"|^do(?:n['’]?t)?['’]?s?$",
    re.I,
)

_GOES_ON = re.compile(
    r"[가-힣](?:길|크|작|많|적|높|낮|하|되|있|없|이)?면\s.*,\s|지만\s|므로\s|는데\s(?!필요|사용|이용|쓰|도움|걸리)|^\S+[이가]\s[^,]*면\s"
)


# A heading that tells what of its thing stands below it names nothing that could be defined.
_OF_OTHERS = re.compile(
    r"^(?:quick|relations?|evidence|issues?|performance (?:vs|versus|considerations)|real-world"
    r"|common)\b"
    r"|\s(?:vs\.?|versus)\s|\b(?:use cases?|summary|contained in|considerations|mistakes|best practices)$"
    r"|\bcontained in\b",
    re.I,
)


_LEADS_TO = re.compile(r"(?:^|\s)(?:아래|다음)\S*\s.*다\.?$")
# "To list all drives run:" says which command does that.
_TO_RUN = re.compile(
    r"^(?:in order )?to\s.+\s(?:run|use|type|enter|execute)(?: the following| this)?(?: command)?\s?:?$", re.I
)


def opening(scope: Scope, entry: Entry) -> Fact | None:
    """The first line below a heading where it says what the heading names without naming it again."""
    text = sentences(entry.line.text)[0]
    if scope.label and (rule := rule_of(text, scope)):
        return _told(Ask.WHAT, rule, replace(scope, name=scope.label), entry)
    asks_else = scope.question and not topic_of(scope.question).name
    told_else = scope.aspect and not MEANS.fullmatch(scope.aspect)  # "정의" over a name's meaning tells just that
    if told_else and scope.section and names_its_kind(text, scope):
        scope, told_else = (
            replace(scope, name=scope.label, aspect=""),
            False,
        )  # "물이 차면 실행되는 단계" under "시동 단계"
    if not scope.name or not scope.meant or scope.is_example or told_else or scope.lead or asks_else:
        return None
    if _UNTELLING.search(scope.name) or (not has_hangul(scope.name) and is_pointing(scope.name)) or is_question(text):
        return None
    if not scope.section and key(scope.name) not in key(scope.heading) and _LEADS_TO.search(scope.heading):
        return None  # "수레는 다음과 같은 일을 빠르게 한다" over what it does
    if entry.line.form is Mark.ITEM and (names_a_list(entry) or (scope.name.islower() and verb_of(scope))):
        return None
    defines = is_described(text) and len(text.split()) >= WORDS_OF_MEANING
    if entry.line.form is Mark.ITEM and not defines and (scope.section or len(scope.entries) > 1) and is_way(scope):
        return None  # what is done so, or one of several such things
    if scope.point and not is_described(text) and re.match(r"(?:an?|the)\s", text, re.I) is None:
        return None
    if _heads_formula(entry, scope):
        return None
    if is_one_of_several(entry, scope) or (not has_hangul(scope.name) and _OF_OTHERS.search(scope.name)):
        return None
    if not has_hangul(scope.name) and (tells(scope.name) or tells_a_deed(without_gloss(scope.name))):
        return None  # "ABAC can weigh many parameters", "Used in most shells"
    if has_hangul(text) and entry.below is not None and entry.line.raw.rstrip().endswith((":", "：")):
        return None  # "경도에 영향을 주는 요인:" over a list says what that holds
    if not has_hangul(text + scope.name):
        if spelled := _spelled(text, scope, entry):
            return spelled
        text = _IS_A.sub("", text)
    meaning, sort, front = reader_of(text).meaning_of(text), "opening", ""
    if has_hangul(text) and not meaning and entry.line.raw.lstrip()[:1] in {":", "："} and len(text) > 6:
        # Its writer set it as the meaning of the heading above.
        meaning = text.lstrip(":： ")
        sort = "state" if is_clause(meaning) else sort
    elif has_hangul(text):
        if (
            entry.line.form is Mark.ITEM
            and key(scope.name) not in key(text)
            and any(key(found.about) not in key(scope.name) for found in described(text))
        ):
            return None  # "때를 물에 띄우는 계면활성제 (surfactant)" names another thing
        if entry.line.form is Mark.ITEM and _name_others(scope, entry):
            named = next(described(text, listed=True), None)
            if named is not None and key(named.about) not in key(scope.name):
                about = replace(scope, name=named.about)
                return _told(Ask.DOES, named.answer, about, entry)._replace(sort="described", rank=4)
        if first := _SAID_FIRST.match(text):
            text = f"{first['told']}한다"
            meaning = reader_of(text).meaning_of(text)
        if joined := _JOINED.match(text):
            text = text[joined.end() :]
            meaning = reader_of(text).meaning_of(text)
        front = kind_in_front(text)
        meaning = _SAID_AGAIN.sub("", front or meaning)
        if not meaning:
            return _deed(text, scope, entry)
    if meaning and not has_hangul(text) and without_passing(meaning) != meaning:
        return None  # "A staircase lock, also known as a riser, lifts boats": a sentence with a subject of its own
    mishap = not has_hangul(text) and _MISHAP.search(without_gloss(scope.name)) is not None
    if not meaning and mishap and entry.line.form is Mark.ITEM and is_event("a deadlock", text):
        return _told(Ask.WHAT, text, scope, entry)._replace(sort="clause")
    if _TO_RUN.search(text):
        return None
    if not meaning and not has_hangul(text + scope.name) and not goes_on(reader_of(text).tagged(text) or ()):
        meaning, sort = said_of(text, without_gloss(scope.name))
        if meaning and _is_said_of_part(text, sort, entry, scope):
            return None
        if sort == "gerund" and not scope.heading and entry.line.form is Mark.TEXT:
            return None  # "mending nets" at the head of a note without a heading is its title
    if not meaning or len(meaning) < 6 or len(meaning) > 200 or JUDGES.search(meaning):
        return None
    if has_hangul(text) and _GOES_ON.search(meaning):
        return None  # "TTL이 길면 질의가 줄지만 …, 짧으면 그 반대"
    if has_hangul(text) and ends_in_deed(without_gloss(scope.name), meaning):
        return None if _DOER.match(meaning) else _told(Ask.DOES, meaning, scope, entry)
    if not has_hangul(text) and sort == "opening" and (kind_of(meaning) != "article" or is_whole(meaning)):
        return None
    if front and meaning == front:
        meaning = in_full(front, text)
    line = entry.line
    ask = Ask.DOES if sort == "deed" else Ask.PURPOSE if sort == "use" else Ask.WHAT
    said = ""
    if sort == "deed":
        sort = "opening"
        if asked := when_of(meaning):
            (said, meaning), sort = asked, sort_of(asked[1])
    return Fact(
        ask,
        Kind.DEFINITION,
        scope.name,
        ended(meaning),
        line.number,
        own(line),
        said,
        sort,
        subject=plain(without_gloss(scope.name)),
        accepted=accepted_for(meaning),
        rank=2,
    )


def _heads_formula(entry: Entry, scope: Scope) -> bool:
    """Whether a line names what the one formula in code right below it computes ("the force on a sail")."""
    below = next((e.line for e in scope.entries if e.line.number > entry.line.last), None)
    if below is None or below.form is not Mark.CODE or below.info or below.number > entry.line.last + 2:
        return False
    return re.fullmatch(r"\s*[\w/ ()^*.-]{1,20}\s=\s[^=;{}\"\n]+\s*", below.text) is not None


def _is_said_of_part(text: str, sort: str, entry: Entry, scope: Scope) -> bool:
    """Whether a first line below a name is no more than one of several like it, or leads to the lines below it."""
    leads = entry.line.raw.rstrip().endswith((":", "："))
    if leads and (sort == "use" or _ITS.search(text)):
        return True  # "To move an account:" over the steps; "Subset of its commands:" over these
    if sort not in {"gerund", "use"} or entry.line.form is not Mark.ITEM:
        return False
    others = [e.line.text for e in islice(scope.entries, 8) if e is not entry and e.line.form is Mark.ITEM]
    alike = _TO if sort == "use" else _DOING
    return len(others) > 0 and all(alike.match(other) for other in others)


_TO = re.compile(r"to\s", re.I)
_DOING = re.compile(r"(?!During|According|Depending|Using|Nothing|Something|Everything)[A-Z][a-z]+ing\s")
_ITS = re.compile(r"^[^,]*?\b(?:its|their)\b")


def names_its_kind(text: str, scope: Scope) -> bool:
    """Whether a line ends in the last word of its heading, which then names a thing and no aspect of one."""
    ends = text.rstrip(". ").removesuffix("입니다").removesuffix("이다").removesuffix("다").endswith(f" {scope.aspect}")
    return ends and scope.heading.endswith(f" {scope.aspect}") and bool(reader_of(text).meaning_of(text))


def _name_others(scope: Scope, entry: Entry) -> bool:
    """Whether the other lines below a heading name things of its field, so that the first one may name one too."""
    for other in scope.entries:
        text = other.line.text.rstrip(". ")
        if other is entry or other.line.form is not Mark.ITEM or not text.endswith(_NAMES):
            continue
        found = reader_of(text).findings(text)
        if any(f.sort == "described" or (f.ask is Ask.CALLED and f.said) for f in found):
            return all(key(f.answer) not in key(scope.name) for f in found)
    return False


_NAMES = (")", "있다", "한다", "부른다", "불린다", "합니다", "있음")


# What goes wrong is told by what happens then: "two tasks wait for each other" below "Deadlock".
_MISHAP = re.compile(
    r"(?:deadlock|live-?lock|starvation|race(?: condition)?|overflow|underflow|leak|thrashing|collision|anomaly|fault"
    r"|failure)s?$",
    re.I,
)
_IS_A = re.compile(r"^(?:is|are|refers? to)\s(?=(?:an?|the|one|any)\s)", re.I)


_FOR = re.compile(
    r"(?:(?:it|which) )?(?:is |are )?"
    r"(?:stands? for|short for|(?:an? )?(?:abbreviation|acronym|initialism) (?:of|for)):?\s",
    re.I,
)


def _spelled(text: str, scope: Scope, entry: Entry) -> Fact | None:
    """What the letters of a heading stand for, where the line below it begins with that ("Border Gateway …")."""
    name, full = without_gloss(scope.name), text.partition(",")[0].strip(" .")
    if told := _FOR.match(full):
        full = full[told.end() :].strip(' "“”')
    if not stands_for(name, full) and not (told and len(full.split()) > 1):
        return None
    line = entry.line
    return Fact(
        Ask.STANDS,
        Kind.DEFINITION,
        scope.name,
        full,
        line.number,
        own(line),
        sort="meaning",
        subject=plain(name),
        rank=2,
    )


MANY = 5  # points below a name of which the first says no more than its share
WORDS_OF_MEANING = 4  # with so many a phrase below one of several ways says what the way is, and not what it needs


def deed(scope: Scope, entry: Entry) -> Fact | None:
    """What the thing that the heading names does, where the one line that says it has no subject of its own."""
    named = scope.name and scope.meant and not (scope.aspect or scope.question or scope.lead or scope.is_example)
    if not named or scope.told or len(scope.entries) > 6 or _UNTELLING.search(scope.name):
        return None
    if not has_hangul(scope.name) and (_OF_OTHERS.search(scope.name) or tells_a_deed(without_gloss(scope.name))):
        return None
    if has_hangul(scope.name) and _OF_DEED.search(without_gloss(scope.name)):
        return None  # "풍기대 설치" is a deed itself, and the line below it a step
    acting = [e for e in scope.entries if _acts(e, scope.name)] or [e for e in scope.entries if _acts(e, wide=True)]
    if is_one_of_several(entry, scope) or acting != [entry]:
        return None  # of several deeds none is the answer
    text, line = sentences(entry.line.text)[0], entry.line
    told = (found for part in clauses(text) for found in reader_of(part).findings(part))
    if any(found.ask in _SAYS_MORE and not found.said.endswith(" 시") for found in told):
        return None  # a name, a reason or a condition in it is better asked for
    ask = Ask.HOW if is_action(scope.name, text) else Ask.DOES
    answer = ended(text if has_hangul(text) else text[:1].lower() + text[1:])
    subject = plain(without_gloss(scope.name))
    return Fact(
        ask, Kind.DEFINITION, scope.name, answer, line.number, own(line), "", "predicate", subject=subject, rank=3
    )


_SAYS_MORE = frozenset({Ask.CALLED, Ask.WHY, Ask.IF, Ask.FOLLOWS, Ask.EFFECT})
_MUST = frozenset({"어야", "아야", "여야", "야"})
_NO_DEEDS = frozenset({"있", "없", "되", "지", "보", "이", "같"})  # what can be, is done to it, or was tried


def _acts(entry: Entry, name: str = "", wide: bool = False) -> bool:
    """Whether a line begins with a sentence that says what something does and names nothing else that does it.

    A `wide` look takes "커밋된 데이터만 읽는다" for one, too.
    """
    text = sentences(entry.line.text)[0].rstrip(". ")
    if entry.line.form not in (Mark.TEXT, Mark.ITEM) or (entry.parts and entry.parts[0].sign) or len(text) > 140:
        return False
    if entry.line.raw.rstrip().endswith(":"):
        return False  # "Steps to descale a kettle:" announces what stands below it
    reader = reader_of(text)
    if not has_hangul(text):
        if not re.match(r"[A-Za-z]{2,}s\s(?!place\b)", text) or kind_of(text) != "deed":
            return False
        tokens = reader.tagged(text) or ()
        noun = len(tokens) > 3 and tokens[1].tag == "NN1" and tokens[2].tag.startswith("PRP")  # "Merges result in …"
        several = len(tokens) > 1 and tokens[0].tag == "NN2" and tokens[1].tag == "VVB"  # "Phenols slow down bacteria"
        several = several and key(tokens[0].text) not in key(name)
        own = any(t.tag in {"VBZ", "VBB"} and t.start for t in tokens[1:4])  # "Bayes optimal error is the least"
        acts = not own and not noun and not several and len(tokens) > 2 and not tokens[1].tag.startswith(("PR", "AVP"))
        return acts and len(clauses(text)) == 1 and not goes_on(tokens)
    if not text.endswith(("다", "음", "함")) or re.search(r"\s[은는]\s", text) or reader.is_story(text):
        return False
    tokens = reader.tagged(text) or ()
    done = any(t.tag == "EP" and t.text in {"었", "았", "였"} for t in tokens)
    wide = wide and "," not in text and text.endswith("다")
    takes = any(t.tag == "JKO" or (wide and t.tag == "JX" and t.text in {"만", "도"}) for t in tokens)
    acts = takes and reader.shape_of(text) == "predicate" and not done
    verb = next((t.text for t in reversed(tokens) if t.tag.startswith(("V", "XSV"))), "")
    must = any(t.tag == "EC" and t.text in _MUST for t in tokens[-4:])  # what is to be done, it does not do itself
    return acts and not must and verb not in _NO_DEEDS


_SAID_FIRST = re.compile(r"(?P<told>.{8,}[가-힣](?:을|를) (?:말|뜻|의미))하(?:며|고),?\s.{6,}$")
_JOINED = re.compile(r"^(?:이란|란|이라는 것은)\s(?=\S)")  # the heading is the first half of the sentence below it
_SAID_AGAIN = re.compile(r"^\S+?(?:\([^()]*\))?이?란\s(?=\S)")
_OF_DEED = re.compile(
    r"(?:방법|생성|검사|설정|등록|확인|설치|실행|사용|적용|구현|추가|삭제|작성|기|과정|절차|단계|이유|원인|종류|차이|비교|문제|결과|예시|예제|구성|환경|개요|배경"
    r"|준비|주의|목적|정리|요약|중요성|필요성|장점|단점|특징)$"
)


_DOER = re.compile(r"\S+[가-힣A-Za-z](?:이|가)\s")  # "서버가 … 열쇠 복호화" is a step, and no deed of its heading


def _deed(text: str, scope: Scope, entry: Entry) -> Fact | None:
    """The first line below a name where it says what its thing does: "조건을 만족하는 레코드로 새 릴레이션을 생성"."""
    deed = deed_of(text)
    if not deed or _OF_DEED.search(without_gloss(scope.name)) or SEVERAL.search(scope.name) or JUDGES.search(deed):
        return None
    many = sum(other.line.form is Mark.ITEM for other in scope.entries) > MANY
    if entry.line.form is Mark.ITEM and (many or any(o is not entry and _acts(o) for o in scope.entries)):
        return None  # of several deeds none is the answer
    return _told(Ask.HOW if is_action(scope.name, deed) else Ask.DOES, deed, scope, entry)


def _told(ask: Ask, told: str, scope: Scope, entry: Entry) -> Fact:
    """What the first line below a name tells of it."""
    name, line = scope.name, entry.line.number
    return Fact(
        ask,
        Kind.DEFINITION,
        name,
        ended(told),
        line,
        own(entry.line),
        "",
        "opening",
        subject=plain(without_gloss(name)),
        accepted=accepted_for(told),
        rank=2,
    )
