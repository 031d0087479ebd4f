"""What makes a meaning doubtful in either language: a bare name, a list of names, an advice, a term that is no name."""

from __future__ import annotations

import re

from cards.asking.columns import cell_at
from cards.asking.doubts_korean_defining import doubt_of_defining
from cards.asking.doubts_korean_meanings import doubt_of_korean_meaning, says_no_more
from cards.asking.fact import Fact
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.card import Kind
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.uses import asked_of_use, tells_of_use
from cards.language.reader import reader_for
from cards.language.standins import shown
from cards.language.text import has_hangul, key
from cards.reading.emoji import CROSSES, TICKS

_BIDS = re.compile(
    r"(?:말고|말\s?것|[할둘쓸볼]\s것|권장(?:하지|되지)?(?:\s않\S*|함|한다|된다)?|추천\S*|금지|지양\S*|지향\S*|두자|하자|좋다|좋음)\W*$"
    r"|^(?:do not|don't|avoid|never|always|prefer|make sure|be careful)\b",
    re.I,
)
_BARE_LATIN = re.compile(r"[A-Z][\w.+#/-]*(?:\s[A-Za-z0-9][\w.+#/-]*){0,3}")


def doubt_of_definition(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A meaning that may be none: a bare name, a list of names, an advice."""
    if fact.ask in {Ask.WHAT, Ask.PURPOSE} and not draft.reverse and not draft.korean and _is_linked(fact, scope):
        return "it stands in a list of people or works"
    if draft.korean and fact.ask in {Ask.WHAT, Ask.DOES} and fact.sort == "opening" and _OF_PLANS.search(fact.about):
        return "its heading names no thing"
    if fact.ask is not Ask.WHAT or draft.reverse or (fact.sort == "code" and fact.kind is Kind.TABLE):
        return ""
    answer = draft.answer
    if not shown(answer).strip(TICKS + CROSSES + "\ufe0f "):
        return "its term is no name, or its meaning none"
    if re.match(r"\$\s", fact.about):
        return "its term is a command"
    if not draft.korean and _OF_PEOPLE.match(answer):
        return "it tells what is so, not what its term is"
    if draft.korean and _OFFERS.search(without_gloss(answer)) and not fact.about.startswith("`"):
        return "it says what its term offers, not what it is"
    if draft.korean and tells_of_use(without_gloss(answer)) and not asked_of_use(answer):
        return "it says where its term is used, not what it is"
    if (
        draft.korean
        and fact.sort == "opening"
        and _TELLS_OF.search(without_gloss(fact.about))
        and not _IN_ENGLISH.search(fact.about)
    ):
        return "its heading tells of a thing, and names none"
    below = next((e.below for e in scope.entries if e.line.number == fact.line), None)
    if draft.korean and fact.sort == "opening" and below is not None and _LEADS_TO.search(answer):
        return "it only leads to the list below it"
    name = without_gloss(fact.about or scope.name)
    if draft.korean and _QUANTITY.fullmatch(answer):
        return "its term is no name, or its meaning none"
    if draft.korean and fact.sort == "meaning" and not has_hangul(answer) and len(answer.split()) > 5:
        return "it is told in another language than its note"
    if draft.korean and (_NO_TERM_KO.search(name) or _POINTS_KO.match(answer) or _tells_how(answer)):
        return "its term is no name, or its meaning none"
    if len(re.split(r"\s>\s|\s?→\s?", answer)) > 2:
        return "it is a row of steps, not what its term is"
    if _LISTED.match(scope.heading):
        return "it stands in a list of people or works"
    if _OF_A_TIME.fullmatch(name) or "『" in name or "《" in name:
        return "it tells of a time or of a book"
    if fact.sort in {"described", "opening"} and _LEADS_ON.search(answer):
        return "it only leads to the list below it"
    if not draft.korean and _SUPERLATIVE.match(name):
        return "of what it is so is not said"
    if re.match(r"['\"‘“(]|약\s\d|가장\s|(?:예시|참고|주의)(?:\s|:)", name) or re.search(r"\s등$|[가-힣]\d+`?$", name):
        return "its term is no name"
    if " | " in answer or re.search(r"(?:^|\s)<\w[^<>]*$", name):
        return "its term is no name"
    if draft.korean:
        if why := doubt_of_korean_meaning(name, answer, fact) or (
            doubt_of_defining(name, answer, fact, scope) if _ASKS_MEANING.search(draft.question) else ""
        ):
            return why
    elif re.search(r"\byour?\b", name, re.I) or re.search(r"\b(?:this|these|those) [a-z]+\b", f"{name} {answer}", re.I):
        return "it points at what is not there"
    if (fact.sort == "opening" or draft.korean) and _says_name(name, answer):
        return "its meaning says its own name"
    if says_no_more(fact.about or scope.name, answer):
        return "its meaning says no more than its name"
    if fact.sort == "opening" and re.match(r"\d+\s?단계|(?:step|stage|phase) \d", scope.heading, re.I):
        return "its heading is a step, not a name"
    if fact.sort == "opening" and _DONE.search(without_gloss(fact.about)):
        return "its heading is a deed, not a name"
    if fact.sort == "that":
        return "it tells what is so, not what its term is"
    whole = not draft.korean and len(answer.split()) >= 6 and _QUALITY.search(name) is not None
    whole = whole or (not draft.korean and _SIGNS.fullmatch(fact.about) is not None)
    if fact.sort.startswith("clause") and not whole and _speaks_of_else(draft, fact):
        return "it says something of another thing than its term"
    if fact.sort == "remark" and not draft.korean and _begins_with_verb(fact.about):
        return "its term is a deed, not a name"
    if _BIDS.search(answer):
        return "it is an advice about its term, not what the term is"
    names = [part.strip() for part in re.split(r",\s|·|\s/\s", without_gloss(answer))]
    short = len(names) > 3 and all(len(name.split()) <= 2 for name in names)
    if len(names) > 1 and (short or all(_is_bare(name) for name in names)):
        return "it lists things, and does not say what its term is"
    if draft.korean:
        if fact.sort == "arrow" and (len(answer.split()) == 1 or not has_hangul(answer) or "의 " in fact.about):
            return "an arrow to a bare name may mean anything"
    elif fact.sort == "arrow" and "/" in name and not re.search(r"[a-z]{3}", name):
        return "an arrow to a bare name may mean anything"  # "C/r/VC → CV/r/C"
    elif len(answer.split()) <= 3 and _BARE_LATIN.fullmatch(answer) and not _initials(fact.about, answer):
        return "a bare name beside a name may mean anything"
    return ""


def _says_name(name: str, answer: str) -> bool:
    """Whether a meaning says its term: as a word where that is Latin, for "deque" is none of "dequeue".

    >>> _says_name("deque", "양쪽에서 dequeue가 되는 줄"), _says_name("가로등지기", "가로등지기는 불을 켠다")
    (False, True)
    """
    if len(key(name)) <= 3 or key(name) not in key(answer):
        return False
    return (
        re.fullmatch(r"[a-z]+", name) is None
        or re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", answer, re.I) is not None
    )


_ASKS_MEANING = re.compile(r"무엇(?:인가|을 뜻하나)\?$")
_OF_PEOPLE = re.compile(r"(?:you|we|they|it|he|she|I|there|your|our)\b", re.I)
# Of what stands below these the first line is one of many, and no meaning.
_OF_PLANS = re.compile(
    r"(?:가이드|요구\s?사항|실습|과제|로드맵|체크리스트|대상|우선순위|로직|복습|예습|발생|계획|할\s일"
    r"|상태\s?\d+|(?<![가-힣] )테스트|(?:동작|적용|실행|호출) ?(?:시점|시기|위치|순서|조건))(?:\s?\([^()]*\))?$"
)
_LEADS_TO = re.compile(r"(?:유형|종류|목록|항목|예시)$")  # "배포하기 위한 패키지 유형" over a list
_OFFERS = re.compile(
    r"(?:^|(?<![가-힣][는은한할된될])\s)(?:지원|제공|담당|\S*가능|불가능|구현|교체|동작|완료|권장|예정)$"
)
_QUANTITY = re.compile(r"\d[\d,.~\s-]*(?:개|명|번|회|가지|건)(?:\s[가-힣]{1,4})?")
_TELLS_OF = re.compile(
    r"(?:중요성|필요성|부족|실패|한계|이점|관련|배경|효과|영향|사례|비교|차이|관계|이슈|에러|오류|문제|발생|증가|감소|예방|등장|도입|추가|변경|완료|종료|가능|시)$"
)
_IN_ENGLISH = re.compile(r"\s?\([A-Z][A-Za-z-]+(?:\s[A-Za-z-]+){0,3}\)$")  # "부수 효과 (Side Effect)" is a name
_NO_TERM_KO = re.compile(
    r"^(?:본|이번|지난|다음)\s|\s중\s|^\d+\s?(?:~|-(?![A-Za-z가-힣]))|#\d|\bsolved\b|^(?:BOJ|백준)\b|풀이 ?완료|강의$"
)
_POINTS_KO = re.compile(
    r"(?:이런|그런|이러한|그러한|이와|위의?|아래)\s|\S+[와과] (?:거의 )?(?:동일|비슷)한 (?:것|개념)$|형태$"
)
_HOW_KO = re.compile(r"[가-힣A-Za-z)](?:으로|로|에서|에게|까지|부터)만?$|이?나$")
_LISTED = re.compile(
    r"^(?:publications?|names?(?: \w+)?|people|authors?|resources?|books?|tools(?: \w+)?|links?|references?"
    r"|further \w+|courses?|papers?|connections?|see also|related(?: \w+)?|published work.*|bibliography"
    r"|research areas?|future work|next steps|syllabus|agenda|(?:key )?topics(?: covered)?"
    r"|(?:read|learn) more"
    r"|reading list|참고\s?\S*|출처|레퍼런스|사람|인물|도서|추천 \S+)$",
    re.I,
)
# What stands beside these names is a remark on why one looks there, and says nothing of what they are.
_LINKS = re.compile(
    r"(?:connections?|connected|links?|related)(?: (?:to|with|units?|topics?|notes?|concepts?|ideas?|pages?)(?: .*)?)?"
    r"|see also",
    re.I,
)
_OF_A_TIME = re.compile(
    r"(?:이제|지금|요즘|현재|과거|최근|오늘날|먼저|우선|보통|일반적|기본적|\d+세기|\d{4}년대?|\d+\s?단계)(?:으로|에|에는)?"
    r"|(?:step|stage|phase|part|level) \d+"
)
_LEADS_ON = re.compile(
    r"(?:해야\s?(?:하는|할) 것|대략적인 \S+|다음과 같\S*|아래와 같\S*|\S+ 순서"
    r"|[았었일할을될볼]\s?것|하게 되는 것)$|as follows|the following"
)
_SUPERLATIVE = re.compile(
    r"(?:\w+ )?(?:most|least|best|worst|main|biggest|prerequisite)\s|.*\b(?:like|such as|e\.g\.)\s", re.I
)
_DONE = re.compile(r"(?:전송|방법|생성|검사|설정|등록|확인|설치|실행|사용|적용|구현|추가|삭제|작성|만들기|하기)$")


def _tells_how(answer: str) -> bool:
    """Whether a meaning ends in a particle ("소문자로", "둘 중 하나나"); "회로" and "하나" only look like that."""
    if not _HOW_KO.search(answer):
        return False
    told = reader_for(True).tagged(answer) or ()
    return not told or told[-1].tag.startswith("J")


# What these mean is told of what has them: "High cardinality: the key should have many values".
_QUALITY = re.compile(r"(?:[a-z]ity|ness|cy|[ae]nce|ation|ism|[a-z]{3}al|[a-z]{2}ed|[a-z]ent|able|ible)$", re.I)


def _is_linked(fact: Fact, scope: Scope) -> bool:
    """Whether a name stands in a list or in a table of what the note's subject is connected with."""
    if _LINKS.fullmatch(scope.heading.strip(" *_:")):
        return True
    cell = cell_at(fact.line, "", scope)
    return cell is not None and bool(cell.header) and _LINKS.fullmatch(cell.header[0].strip(" *_:")) is not None


_SIGNS = re.compile(r"`(?:[^`\w]+\w?|-{1,2}[\w-]+)`")  # of a sign or an option it is told what happens: "`##`", "`-f`"


def _speaks_of_else(draft: Draft, fact: Fact) -> bool:
    """Whether the clause behind a term has a topic of its own ("성능: 컨테이너는 가볍다")."""
    tokens = reader_for(draft.korean).tagged(draft.answer) or ()
    if not draft.korean:
        return bool(re.match(r"(?:it|this|that|there|they|he|she|your?|we|the)\s", draft.answer, re.I))
    at = next((i for i, t in enumerate(tokens) if t.tag == "JX" and t.text in {"은", "는"}), 0)
    return bool(at) and key(draft.answer[: tokens[at].start]) not in key(fact.about)


def _begins_with_verb(text: str) -> bool:
    tokens = reader_for(False).tagged(text) or ()
    return len(tokens) > 1 and tokens[0].tag in {"VVB", "VVI", "VBB", "VDB"}


def _is_bare(name: str) -> bool:
    """Whether words are a name without anything that describes it."""
    if has_hangul(name):
        return len(name.split()) == 1 and not any(t.tag == "ETM" for t in reader_for(True).tagged(name) or ())
    return len(name.split()) <= 2


def _initials(term: str, meaning: str) -> bool:
    """Whether a term is the initials of its meaning."""
    letters = re.sub(r"[^a-z]", "", term.lower())
    return letters == "".join(word[0] for word in re.split(r"[\s-]+", meaning.lower()) if word)
