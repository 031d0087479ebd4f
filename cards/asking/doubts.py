"""What makes a card doubtful whatever its words are worth: it is held until its reader looks at it.

A fault (faults.py) is refused, since no reader would want it. A doubt is of a form that some writers use for what can
be asked and as many for something else: an arrow to a bare name, a list under a heading that names no kind.
"""

from __future__ import annotations

import re

from cards.asking.doubts_english import doubt_of_english
from cards.asking.doubts_korean import doubt_of_korean
from cards.asking.fact import Fact
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.language.aspects import is_collective
from cards.language.finding import BLANK, Ask
from cards.language.glosses import without_gloss
from cards.language.korean.formulas import is_call
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key

DOUBTFUL = 0.4  # the most that a doubtful card is worth

_ROLE = re.compile(
    r"^(?:ex|eg|기존|현재|이전|이후|나머지|확인|위치|반례|발표자|참석자?|참여자?|시험|진행|일정|날짜|준비|무시|기본|처음|마지막"
    r"|(?:그\s)?다음(?:\s.*)?|내가\s.*|(?:첫|두|세|네)\s?(?:번째|째)(?:\s.*)?"
    r"|(?:방법|문제|질문|결론|가정|사례|경우|단계|서버|클라이언트|사용자)\s?\d+|case\s?\d+|option\s?\d+|method\s?\d+|step\s?\d+"
    r"|exam|today|before|after|then|now|later|instead|again|usually|also|this|that|it|first|second|third|last|next"
    r"|(?:two|three|four|five|six|several|some|many|other)\s(?:things|ways|points|reasons|parts|kinds|types|steps)"
    r"|실행|사용|설치|설정|적용|구현|활용|결과|비교|정리|예|예시|.*(?:예시|사전적 의미)"
    r"|upstream|downstream|up|down|related|parent|see|via|author|speaker|rows?|keys?|note|notes|theorem|proof|lemma)$",
    re.I,
)
_COUNTS = re.compile(
    r"(?:two|three|four|five|six|seven|\d+|first|second|third|fourth|last|next|another|other|early|earlier|later)\s[a-z]"
    r"|(?:예시|참고|주의)\s?[:：]",
    re.I,
)
_BIDS = re.compile(
    r"(?:말고|말\s?것|[할둘쓸볼]\s것|권장(?:하지|되지)?(?:\s않\S*|함|한다|된다)?|추천\S*|금지|지양\S*|지향\S*|두자|하자|좋다|좋음)\W*$"
    r"|^(?:do not|don't|avoid|never|always|prefer|make sure|be careful)\b",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:introduction|intro|overview|summary|conclusions?|background|related|theorem|definitions?|notes?|instructions"
    r"|architecture|general|basics|details|advantages|disadvantages|pros|cons|examples?|references?|discussion|results"
    r"|preface|motivation|takeaways?|key points?|key takeaways?|brain dump|tl;?dr|misc|questions?|answers?|part \w+"
    r"|chapter \w+|lecture \w+|class \w+|day \w+|week \w+|step \w+|서론|결론|요약|정리|개요|소개|배경|기타|느낀 점|참고"
    r"|예시|예제|문제"
    r"|풀이|실습|본론|들어가며|마치며|삽질 기록|기록|메모)$",
    re.I,
)
_EXAMPLE = re.compile(
    r"^(?:examples?|예시?|예제|사용 ?예시?|e\.g\.?|ex)\b|\bexample (?:of|usage)\b|(?:예시|예제)$", re.I
)
_SAID_OF_ONE = re.compile(
    r"\b(?:I|me|my|myself)\b|(?:^|\s)내\s(?:화면|경우|컴퓨터|생각|노트북|환경)|^(?:나는|나의|내가|저는|제가|우리는|우리가)\s|(?:^|\s)(?:필자|저자)[는가의]\s"
)
_SIGNS = re.compile(r"`[^`]*`|\$[^$]*\$")
_BEGINS_OPEN = re.compile(
    r"(?:here|for|from|by|with|into|about|following|above|below|these|those|what|how|why|when|if|so|but|and|then|n\.b|you|we|we'll|let's"
    r"|using|rearranging|applying|note that)\b|\W*n\.b"
    r"|(?:따라서|그래서|그러므로|그리고|그러나|하지만|즉|결국|만약|또한|반면)\s",
    re.I,
)
_PICTURE = re.compile(r"[\s\U00017000-\U00018181]+")  # the letters that stand for emoji (language/standins.py)
_TASK = re.compile(
    r"^(?:입력|출력|풀이|시험 ?범위|시험|과제|제출|마감|제한 ?(?:사항|조건)?|표기|기호"
    r"|notation|input|output|constraints)$",
    re.I,
)
_SOLVED = re.compile(r"\b(?:BOJ|boj\.kr|solved on|leetcode|programmers)\b|백준|프로그래머스|^\d{1,3}번$", re.I)
_BARE_LATIN = re.compile(r"[A-Z][\w.+#/-]*(?:\s[A-Za-z0-9][\w.+#/-]*){0,3}")


def doubt(draft: Draft, rule: str, scope: Scope, of_arrows: bool = False) -> str:
    """Why a draft waits for its reader's look; "" where nothing but its worth decides.

    The reason is said to the reader, as those that speak against a card are. In a note of arrows each of them means
    what the others do, so that a short name behind one is no riddle.
    """
    fact = draft.fact
    if fact.ask is Ask.MARKED or rule == "explicit":
        return ""
    name = without_gloss(fact.about or scope.name)
    if any(_SOLVED.search(head) for head in (*scope.heads, scope.heading)):
        return "it tells of an exercise"
    told = [_SIGNS.sub(" ", text) for text in (fact.said, draft.answer, name)]
    if any(_SAID_OF_ONE.search(text.strip()) for text in told):
        return "it tells of one person"
    if (
        (not fact.about and _PICTURE.fullmatch(name))
        or (_BEGINS_OPEN.match(name) and not name.isupper())
        or re.search(r"\byour?\b", name, re.I)
    ):
        return "its term is no name"
    if fact.ask in _NAMED and _COUNTS.match(name):
        return "its term is one of several, not a name"
    if re.fullmatch(r"(?:\w+ ){0,4}(?:them|it|this|that|these|those)", draft.answer, re.I):
        return "it points at what is not there"
    if fact.ask is Ask.PURPOSE and len(fact.said.split()) > 12:
        return "its question is too long to be read at a glance"
    if fact.ask in _NAMED and _ROLE.match(name):
        return "its term is a label, not a name"
    if _GENERIC.match(name.strip("*_ ")) and fact.ask not in {Ask.OWN, Ask.CALLED, Ask.WHY, Ask.COMMAND}:
        return "its heading names no thing"
    if draft.reverse and fact.ask is Ask.MEANT and rule == "composition":
        return "it asks again what another card asks"
    if draft.reverse and draft.korean and fact.ask is Ask.MEANT and re.search(r"[,(:]|예를", fact.said):
        return "its meaning says several things, and the term is not the only one they fit"
    if fact.ask in {Ask.COMMAND, Ask.CODE, Ask.CELL} and _EXAMPLE.search(fact.said):
        return "it asks for one example of many"
    latin = fact.ask is Ask.ASPECT and draft.korean and fact.sort == "label" and not has_hangul(fact.said)
    if latin and not _LATIN_ASPECT.fullmatch(fact.said):
        return "its label may be a name"
    if fact.ask in {Ask.ASPECT, Ask.CELL} and _TASK.match(fact.said):
        return "it tells of an exercise"
    if fact.ask is Ask.LIST and draft.korean and fact.many == 2 and _named_alike(draft, scope):
        return "each of its two members says the name that they have together"
    if draft.korean and not draft.reverse and (why := doubt_of_korean(fact, draft.answer, scope)):
        return why
    if not draft.korean and not draft.reverse and (why := doubt_of_english(fact, draft.answer, rule, scope, of_arrows)):
        return why
    tests = (_cell, _relation, _equation, _long)
    for test in tests if of_arrows else (_definition, _list, *tests):
        if why := test(draft, fact, scope):
            return why
    return ""


_LATIN_ASPECT = re.compile(
    r"(?:goals?|motivation|cost|pros|cons|purpose|definition|(?:time |space )?complexity|key idea|idea|use cases?)",
    re.I,
)
_NAMED = frozenset({Ask.WHAT, Ask.ASPECT, Ask.CELL, Ask.PURPOSE, Ask.HOW, Ask.DOES, Ask.EQUALS, Ask.LIST})


def _definition(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A meaning that may be none: a bare name, a list of names, an advice."""
    if fact.ask is not Ask.WHAT or draft.reverse:
        return ""
    answer = draft.answer
    if re.match(r"\$\s", fact.about):
        return "its term is a command"
    if not draft.korean and _OF_PEOPLE.match(answer):
        return "it tells what is so, not what its term is"
    if draft.korean and _OFFERS.search(without_gloss(answer)) and not fact.about.startswith("`"):
        return "it says what its term offers, not what it is"
    if draft.korean and _USED.search(without_gloss(answer)):
        return "it says where its term is used, not what it is"
    if draft.korean and fact.sort == "opening" and _TELLS_OF.search(without_gloss(fact.about)):
        return "its heading tells of a thing, and names none"
    name = without_gloss(fact.about or scope.name)
    if draft.korean and fact.sort == "meaning" and not has_hangul(answer) and len(answer.split()) > 5:
        return "it is told in another language than its note"
    if draft.korean and (_NO_TERM_KO.search(name) or _POINTS_KO.match(answer) or _HOW_KO.search(answer)):
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
    if " | " in answer:
        return "its term is no name"
    if draft.korean:
        if why := _korean_meaning(name, answer, fact):
            return why
    elif re.search(r"\b(?:this|these|those) [a-z]+\b|\byour?\b", f"{name} {answer}", re.I):
        return "it points at what is not there"
    if (fact.sort == "opening" or draft.korean) and len(key(name)) > 3 and key(name) in key(answer):
        return "its meaning says its own name"
    if _says_no_more(fact.about or scope.name, answer):
        return "its meaning says no more than its name"
    if fact.sort == "opening" and re.match(r"\d+\s?단계|(?:step|stage|phase) \d", scope.heading, re.I):
        return "its heading is a step, not a name"
    if fact.sort == "opening" and _DONE.search(without_gloss(fact.about)):
        return "its heading is a deed, not a name"
    if fact.sort == "that":
        return "it tells what is so, not what its term is"
    if fact.sort.startswith("clause") and _speaks_of_else(draft, fact):
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
    elif len(answer.split()) <= 3 and _BARE_LATIN.fullmatch(answer) and not _initials(fact.about, answer):
        return "a bare name beside a name may mean anything"
    return ""


_OF_PEOPLE = re.compile(r"(?:you|we|they|it|he|she|I|there|your|our)\b", re.I)
_OFFERS = re.compile(r"(?:^|\s)(?:지원|제공|담당|\S*가능|불가능|구현|교체|동작|완료|권장|예정)$")
_USED = re.compile(
    r"(?:때|에|데|에서|경우)\s?(?:\S+\s)?(?:사용|활용|이용)(?:된다|됨|한다|함|됩니다|합니다)?$|^주로\s.*(?:사용|활용)\S*$"
)
_TELLS_OF = re.compile(
    r"(?:중요성|필요성|부족|실패|한계|이점|관련|배경|효과|영향|사례|비교|차이|관계|이슈|에러|오류|문제|발생|증가|감소|예방|등장|도입|추가|변경|완료|종료|가능|시)$"
)
_NO_TERM_KO = re.compile(r"^(?:본|이번|지난|다음)\s|\s중\s|^\d+\s?[~-]|#\d|\bsolved\b|^(?:BOJ|백준)\b|풀이 ?완료|강의$")
_POINTS_KO = re.compile(
    r"(?:이런|그런|이러한|그러한|이와|해당|위의?|아래)\s|\S+[와과] (?:거의 )?(?:동일|비슷)한 (?:것|개념)$|형태$"
)
_HOW_KO = re.compile(r"[가-힣A-Za-z)](?:으로|로|에서|에게|까지|부터)$")
_LISTED = re.compile(
    r"^(?:publications?|names?(?: \w+)?|people|authors?|resources?|books?|tools(?: \w+)?|links?|references?"
    r"|further \w+|courses?|papers?"
    r"|reading list|참고\s?\S*|출처|레퍼런스|사람|인물|도서|추천 \S+)$",
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
_SMALL = frozenset(["것", "때", "수", "위", "중", "대", "등", "곳", "한", "등등", "여러"])


_SIGN_TAGS = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SE", "SO", "SW"})


def _korean_meaning(name: str, answer: str, fact: Fact) -> str:
    """What of a Korean meaning speaks against it: it tells a deed or a contrast, or is two bare nouns."""
    if re.match(r"[^\s:]{1,10}: ", answer):
        return "it says something else than what its term is"
    if re.search(r"[가-힣]지만[\s,]", answer):
        return "it sets two things against each other"
    term = reader_for(True).tagged(name) or ()
    if any(t.tag == "JKO" or (t.tag == "JX" and t.end < len(name)) for t in term):
        return "its term is told, not named"
    told = len(name.split()) > 1 or name.endswith(("다", "기", "음"))
    if told and term and term[-1].tag in {"EC", "EF", "ETN"}:  # the tagger takes "어셈블러" for a clause
        return "its term is told, not named"
    if len(name.split()) > 3 and any(t.tag == "ETM" for t in term):
        return "its term is told, not named"
    tokens = [t for t in reader_for(True).tagged(without_gloss(answer)) or () if t.tag not in _SIGN_TAGS]
    marks = [i for i, t in enumerate(tokens) if t.tag.startswith("J") or t.tag in {"ETM", "EC"}]
    last = marks[-1] if marks else -1
    deed = (
        last >= 0 and tokens[last].tag in {"JKO", "JKB", "EC"} and tokens[-1].tag == "NNG" and len(tokens) - last <= 3
    )
    # "PEST 분석": "… 나누어 분석", "고정 분할 기법": "… 파티션으로 분할"
    kind_of_deed = (len(name.split()) > 1 and tokens and name.endswith(tokens[-1].text)) or _DOES.search(name)
    if deed and not kind_of_deed and not fact.about.startswith("`") and not is_call(fact.about):
        return "it says what is done, not what its term is"
    plain = not any(t.tag in {"ETM", "JKG", "JKO", "JKB", "JC", "VV", "VA"} for t in tokens)
    if plain and len(answer.split()) <= 3 and len(name) > 2 and name[0] not in "$`0123456789":
        return "two bare nouns say little of a name"
    return ""


# What a thing of such a name is, is what is done by it.
_DOES = re.compile(
    r"(?:기법|방법|방식|기술|알고리즘|전략|정책|연산자?|함수|모델|패턴|법|처리|스케줄링|분석|검사|테스트|명령어?|조인|모드|다이어그램|[A-Za-z]ing)$"
)


def _says_no_more(name: str, answer: str) -> bool:
    """Whether the nouns of a meaning all stand in its term already ("변수 선언: 변수를 생성하는 것")."""
    if not has_hangul(answer):
        return False
    nouns = [t.text for t in reader_for(True).tagged(answer) or () if t.tag.startswith(("NN", "SL"))]
    told = [noun for noun in nouns if noun not in _SMALL]
    new = [noun for noun in told if key(noun) not in key(name)]
    return bool(told) and (not new or (len(new) == 1 and len(told) <= 3 and len(answer) <= 16 and new[0] in _PLAIN))


_PLAIN = frozenset(["자료형", "타입"]) | frozenset(
    ["관리", "생성", "저장", "처리", "위치", "경로", "사용", "실행", "기계", "장치", "자원", "방법", "과정"]
)


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


def _cell(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A cell whose one sign says nothing without the cell beside it ("小", "多")."""
    if fact.ask is Ask.CELL and len(draft.answer) == 1 and not draft.answer.isascii():
        return "one sign says nothing without the cell beside it"
    if fact.ask in {Ask.CELL, Ask.ASPECT} and _COMPARED.fullmatch(without_gloss(draft.answer)):
        return "more or less than what is not said"
    if fact.ask is Ask.CELL and _OUTPUT.fullmatch(fact.said.strip()) and re.search(r",\s?\S", draft.answer):
        return "what it is the result of is not said"
    row = reader_for(True).tagged(fact.about) if fact.ask is Ask.CELL and has_hangul(fact.about) else None
    if row and row[-1].tag == "EF":
        return "its row is told, not named"
    if fact.ask is Ask.IS_SO:
        return "yes or no can be guessed"
    return ""


_OUTPUT = re.compile(
    r"(?:실행|출력|매칭|매치|검색)?\s?결과|출력|결괏값|(?:sample )?(?:results?|outputs?|matches)", re.I
)
_COMPARED = re.compile(
    r"(?:(?:매우|더|가장|상대적으로|비교적)\s)?(?:높음|낮음|많음|적음|빠름|느림|큼|작음|좋음|나쁨|쉬움|어려움|중간|보통|가능|불가능|있음|없음"
    r"|높다|낮다|많다|적다|빠르다|느리다|크다|작다|좋다|나쁘다|쉽다|어렵다|있다|없다)(?:\s?[~/-]\s?\S+)?"
    r"|(?:very |more |most |less )?(?:high|low|medium|fast|slow|good|bad|large|small|easy|hard|higher|lower"
    r"|faster|slower|better|worse"
    r"|more|less|yes|no|none|optional|required)",
    re.I,
)


def _equation(draft: Draft, fact: Fact, scope: Scope) -> str:
    """An equation of figures, or one whose left side is no name."""
    if fact.ask not in {Ask.EQUATION, Ask.BLANK, Ask.EQUALS}:
        return ""
    left = fact.said.strip("$` ")
    if left and not re.search(r"[A-Za-zα-ωΑ-Ω가-힣]", re.sub(r"\\[a-z]+|_?\{?\(\d\)\}?", "", left)):
        return "it reckons with figures"
    if fact.ask is Ask.EQUATION and re.search(r"[+*/]|(?<=\w)\s?-\s?\w|\\(?:cdot|times)", left):
        return "its left side is no name"
    return ""


def _is_bare(name: str) -> bool:
    """Whether words are a name without anything that describes it."""
    if has_hangul(name):
        return len(name.split()) == 1 and not any(t.tag == "ETM" for t in reader_for(True).tagged(name) or ())
    return len(name.split()) <= 2


def _initials(term: str, meaning: str) -> bool:
    """Whether a term is the initials of its meaning."""
    letters = re.sub(r"[^a-z]", "", term.lower())
    return letters == "".join(word[0] for word in re.split(r"[\s-]+", meaning.lower()) if word)


def _list(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A list that its heading does not promise."""
    if fact.ask is not Ask.LIST or fact.after:
        return ""
    kind = without_gloss(fact.said or fact.about)
    members = [without_gloss(part.removeprefix("- ").strip()) for part in re.split(r"\n|, ", draft.answer)]
    if all(member.startswith("`") for member in members) and not (fact.said and is_collective(fact.said)):
        return "which of the many commands or names is not said"
    if sum(len(member.split()) > 3 for member in members) * 2 > len(members):
        return "its members are told, not named"
    if fact.said and is_collective(fact.said):
        return ""
    last = key(kind.split()[-1]) if kind.split() else ""
    if len(last) > 1 and all(last.removesuffix("s") in key(member) for member in members):
        return ""
    if _COUNTED.search(kind) or _KINDS.search(kind):
        return ""
    return "its heading does not say of what kind its members are"


def _named_alike(draft: Draft, scope: Scope) -> bool:
    """Whether the members of a list all say its name ("Dense Synthesizer" under "Synthesizer")."""
    name = key(without_gloss(scope.name))
    return bool(name) and all(name in key(member) for member in draft.answer.split(", "))


_COUNTED = re.compile(
    r"\d\s?(?:가지|대|단계|개|원칙|종류|계층)|[두세네]\s?(?:가지|개)|\b(?:two|three|four|five|six|seven)\b", re.I
)
_KINDS = re.compile(
    r"(?:종류|유형|방식|방법|기법|조건|원칙|특성|특징|장점|단점|단계|계층|알고리즘|자료구조|프로토콜|패턴|모드|상태|요소|전략|속성"
    r"|(?:algorithm|type|kind|method|pattern|rule|principle|step|part|way|state|level|layer|phase|protocol|operator|structure"
    r"|model|strategie|technique|propertie|component|element|function|mode|form|law|stage|approache|criteria|categorie|variant"
    r"|factor|cause|effect|condition|role|format|service)s?)$",
    re.I,
)


def _relation(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A cause or a condition that may be told of something else."""
    bare = fact.ask is Ask.IF and not draft.korean and fact.sort == "arrow"
    if bare and not reader_for(False).has_verb(draft.answer):
        return "what follows the arrow says nothing that happens"
    linked = fact.ask in {Ask.WHY, Ask.IF, Ask.FOLLOWS, Ask.EFFECT, Ask.PURPOSE} and draft.korean
    if linked and re.search(r"[,;]\s\S+[은는]\s", fact.said):
        return "it says two things at once"
    return ""


def _long(draft: Draft, fact: Fact, scope: Scope) -> str:
    """A question that takes longer to read than to answer."""
    said = fact.said.replace(BLANK, "")
    if len(said) > (95 if draft.korean else 170) and fact.ask not in {Ask.EQUATION, Ask.BLANK, Ask.COMMAND, Ask.CODE}:
        return "its question is too long to be read at a glance"
    return ""
