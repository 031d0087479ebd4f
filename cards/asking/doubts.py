"""What makes a card doubtful whatever its words are worth: it is held until its reader looks at it.

A fault (faults.py) is refused, since no reader would want it. A doubt is of a form that some writers use for what can
be asked and as many for something else: an arrow to a bare name, a list under a heading that names no kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cards.asking.cases import set_off
from cards.asking.doubts_cells import doubt_of_cell
from cards.asking.doubts_english import doubt_of_english
from cards.asking.doubts_english_equations import doubt_of_english_equation
from cards.asking.doubts_korean import doubt_of_korean
from cards.asking.doubts_korean_sides import doubt_of_arrow
from cards.asking.doubts_lists import doubt_of_list, named_alike
from cards.asking.doubts_meanings import doubt_of_definition
from cards.asking.everyday import is_known_thing
from cards.asking.fact import Fact
from cards.asking.projectfiles import are_project_files, is_project_file, runs_project_file
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.asking.told_below import is_begun
from cards.language.finding import BLANK, Ask
from cards.language.glosses import without_gloss
from cards.language.korean.formulas import is_call
from cards.language.reader import reader_for
from cards.language.text import has_hangul

DOUBTFUL = 0.4  # the most that a doubtful card is worth
LONGEST = 105  # letters of a Korean meaning; what its writer set into several sentences is asked piece by piece
DOUBTED_QUESTION = 0.3  # and an English question of the note's own, of which more are asked where the note holds many

_ROLE = re.compile(
    r"^(?:ex|eg|기존|현재|이전|이후|나머지|확인|위치|반례|발표자|참석자?|참여자?|시험|진행|일정|날짜|준비|무시|기본|처음|마지막"
    r"|(?:그\s)?다음(?:\s.*)?|내가\s.*|(?:첫|두|세|네)\s?(?:번째|째)(?:\s.*)?"
    r"|(?:방법|문제|질문|결론|가정|사례|경우|단계|서버|클라이언트|사용자)\s?\d+|case\s?\d+|option\s?\d+|method\s?\d+|step\s?\d+"
    r"|exam|today|before|after|then|now|later|instead|again|usually|also|this|that|it|first|second|third|last|next"
    r"|(?:two|three|four|five|six|several|some|many|other)\s(?:things|ways|points|reasons|parts|kinds|types|steps)"
    r"|실행|사용|설치|설정|적용|구현|활용|결과|비교|정리|예|예시|.*(?:예시|사전적 의미|비유)"
    r"|upstream|downstream|up|down|previous|prev|back|home|contents"
    r"|table of contents|related|parent|see|via"
    r"|author|publisher|isbn|출판사|저자|지은이|옮긴이|speaker|rows?|keys?|note|notes|theorem|proof|lemma)$",
    re.I,
)
_LABEL = re.compile(r"`(?:정의|설명|답변|의미|개념|특징|장점|단점|종류|이유|목적|용도)`")
_COUNTS = re.compile(
    r"(?:two|three|four|five|six|seven|\d+|first|second|third|fourth|last|next|another|other|early|earlier|later)\s[a-z]"
    r"|(?:예시|참고|주의)\s?[:：]",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:introduction|intro|overview|summary|conclusions?|background|related|theorem|definitions?|notes?|instructions"
    r"|architecture|general|basics|details|advantages|disadvantages|pros|cons|examples?|references?|discussion|results"
    r"|preface|motivation|takeaways?|key points?|key takeaways?|brain dump|tl;?dr|misc|questions?|answers?"
    r"|title|wip|to-?do|draft|untitled|my thoughts|critical analysis|deep dive|how-?to|hints?|tbd|insights?"
    r"|proof(?: sketch)?(?:\(\w\))?"
    r"|(?:part|chapter|lecture|day|week|step)[ -](?:\w|\d\S*|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"|class[ -]\d\S*|서론|결론|요약|정리|개요|소개|배경|기타|느낀 점|참고"
    r"|예시|예제|문제|(?:학습 |공부 |수업 )?후기|회고|소감|배운 ?점|할 ?일|답변|이슈"
    r"|풀이|실습|본론|들어가며|마치며|삽질 기록|기록|메모|인사이트|(?:새로 )?알게 ?된 ?(?:것|점)|배운 ?것)$",
    re.I,
)
_EXAMPLE = re.compile(
    r"^(?:examples?|예시?|예제|사용 ?예시?|e\.g\.?|ex)\b|\bexample (?:of|usage)\b|(?:예시|예제)$", re.I
)
_SAID_OF_ONE = re.compile(
    r"(?:^|[\s(\"“])(?<!War )(?<!Type )(?<!Part )(?<!Class )I(?:['’]\w+)?\s[a-z]+|\b(?:me|my|myself)\b"
    r"|(?:^|\s)내\s(?:화면|경우|컴퓨터|생각|노트북|환경)"
    r"|^(?:나는|나의|내가|저는|제가|우리는|우리가|당신의|여러분의)\s|(?:^|\s)(?:필자|저자)[는가의]\s"
)
# "kubectl create web \\", "cat > note << 'END'": the command goes on in the next line
_GOES_ON = re.compile(r"\\\s*`?$|<<-?\s*['\"]?\w+['\"]?\s*`?$")
_SAMPLE_HOST = re.compile(r"\b(?:example|another|test|your|my)[\w-]*\.(?:com|org|net|kr|io)\b", re.I)
_SIGNS = re.compile(r"`[^`]*`|\$[^$]*\$")
_BEGINS_OPEN = re.compile(
    r"(?:here|for|from|by|with|into|about|following|above|below|these|those|what|how|why|when|if|so|but|and|then|n\.b|you|we|we'll|let's"
    r"|using|rearranging|applying|note that"
    r"|as (?:mentioned|noted|seen|said|shown|stated|described|discussed|explained|usual|always|you|we))\b|\W*n\.b"
    r"|(?:따라서|그래서|그러므로|그리고|그러나|하지만|즉|결국|만약|또한|반면)\s",
    re.I,
)
_TO_DO = re.compile(r"(?:how to|when)\s", re.I)  # "How to graft — which 3 steps, in order?"
_PICTURE = re.compile(r"[\s\U00017000-\U00018181]+")  # the letters that stand for emoji (language/standins.py)
_TASK = re.compile(
    r"^(?:입력|출력|풀이|시험 ?범위|시험|과제|제출|마감|제한 ?(?:사항|조건)?|표기|기호|답|정답|해답"
    r"|notation|input|output|constraints)$",
    re.I,
)
_SOLVED = re.compile(
    r"\b(?:BOJ|boj\.kr|solved on|leetcode|programmers|umpire)\b|\bquiz(?: ?\d+)?$|백준|프로그래머스|^\d{1,3}번$", re.I
)
# What the names of the example above it are.
_OF_CASE = re.compile(
    r"(?:in|for) (?:this|our) (?:case|example)|(?:이|위|위의|앞의) (?:경우|예(?:제|시)?)(?:에서|에)?는?", re.I
)


# "다음 설명 중 틀린 것은?": what stands below are choices, and some of them are false.
_CHOICES = re.compile(
    r"(?:다음|아래|보기)\S*\s(?:\S+\s){0,6}?(?:중\S*\s)?(?:\S+\s){0,4}?(?:틀린|옳은|맞는|올바른|잘못된|아닌|않은|적절한|해당하는|옳게\s\S+)"
    r"\s(?:것|설명|보기|문장|항목|코드)[은를]?\b"
)


_EMPTY_PLACE = re.compile(r"(?<![\w`])_{4,}(?![\w`])")  # "O( ____ )": to be filled in
# "`int depth`", "`if (!visited[i])`": of one program.
_DECLARED = re.compile(
    r"`(?:(?:(?:final|const|let|var|static)\s)?(?:int|long|char|bool(?:ean)?|double|float|[Ss]tring|T)(?:\[\])*\s\w+(?:\s?=.*)?;?"
    r"|(?:if|while|for)\s?\(.*\)\s?\{?)`"
)
_FILLED_IN = re.compile(r"\{{1,2}\s?[\w .-]+\s?\}{1,2}|<%.*%>")


@lru_cache(64)
def _is_solved(heads: tuple[str, ...]) -> bool:
    """Whether headings are over an exercise."""
    return any(map(_SOLVED.search, heads)) or any(map(_CHOICES.search, heads))


def doubted_worth(draft: Draft, rule: str) -> float:
    """The most that a draft with a doubt is worth."""
    return DOUBTED_QUESTION if rule == "question" and not draft.korean else DOUBTFUL


# "Issue #1234: the boiler leaked": what a tracker counts is an event.
_TICKET = re.compile(r"(?:issue|ticket|bug|pr|pull request|incident|이슈|티켓|버그|장애)\s?#?\d{1,7}번?", re.I)


def doubt(draft: Draft, rule: str, scope: Scope, of_arrows: bool = False) -> str:
    """Why a draft waits for its reader's look; "" where nothing but its worth decides.

    The reason is said to the reader, as those that speak against a card are. In a note of arrows each of them means
    what the others do, so that a short name behind one is no riddle.
    """
    fact = draft.fact
    if fact.ask is Ask.MARKED or rule == "explicit":
        return ""
    case = set_off(fact.about, "")  # "Run 1 (no dropout)" is no bare label
    name = case or without_gloss(fact.about or scope.name)
    if fact.ask is not Ask.GAP and (_EMPTY_PLACE.search(fact.said) or _EMPTY_PLACE.search(draft.answer)):
        return "it tells of an exercise"
    if fact.ask in {Ask.WHAT, Ask.DOES} and _DECLARED.fullmatch(name):
        return "it is data of an example"
    if _FILLED_IN.fullmatch(name.strip("* ")):
        return "its heading names no thing"  # "{title}" of a template
    if _is_solved((*scope.heads, scope.heading)):
        return "it tells of an exercise"
    if (
        fact.ask is Ask.WHAT
        and _OF_CASE.fullmatch(scope.heading.strip(" *_:,"))
        and not fact.about.startswith(("-", "`-"))
    ):
        return "it is data of an example"
    told = [_SIGNS.sub(" ", text) for text in (fact.said, draft.answer, name)]
    if any(_SAID_OF_ONE.search(text.strip()) for text in told):
        return "it tells of one person"
    if (
        (not fact.about and _PICTURE.fullmatch(name))
        or (_BEGINS_OPEN.match(name) and not name.isupper() and not (fact.ask is Ask.STEPS and _TO_DO.match(name)))
        or re.search(r"\byour?\b|^in (?:this|that|these|those) \w+$", name, re.I)
    ):
        return "its term is no name"
    if _TICKET.fullmatch(fact.about):
        return "its term is no name"
    counted = _COUNTS.match(name) and not re.match(r"[1-5]\d\d [A-Z][a-z]", name)  # "404 Not Found" is one status
    if fact.ask in _NAMED and counted and name == (fact.about or scope.name):
        return "its term is one of several, not a name"
    if re.fullmatch(r"(?:\w+ ){0,4}(?:them|it|this|that|these|those)", draft.answer, re.I) and not (
        case or (fact.ask is Ask.WHAT and re.match(r"\w+ing \w+ (?:before|after|without|by) \w+ing it$", draft.answer))
    ):
        return "it points at what is not there"
    if fact.ask is Ask.COMMAND and "\n" not in draft.answer and _GOES_ON.search(draft.answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and _SAMPLE_HOST.search(draft.answer):
        return "it is data of an example"
    if fact.ask is Ask.PURPOSE and len(fact.said.split()) > 12:
        return "its question is too long to be read at a glance"
    if (fact.ask in _OF_NAME and is_project_file(fact.about)) or (
        fact.ask is Ask.ASPECT and are_project_files(draft.answer)
    ):
        return "it tells of the files of one project"
    of_file = is_call(fact.about) and is_project_file(scope.label or scope.name)
    if (fact.ask is Ask.COMMAND and runs_project_file(draft.answer)) or (fact.ask in _OF_NAME and of_file):
        return "it tells of the files of one project"
    if fact.ask is Ask.WHAT and is_known_thing(fact.about or scope.name):
        return "everybody knows it"
    if fact.ask in _NAMED and (_ROLE.match(name.strip("`")) or _LABEL.fullmatch(name)):
        return "its term is a label, not a name"
    if _GENERIC.match(name.strip("*_ ")) and fact.ask not in {Ask.OWN, Ask.CALLED, Ask.WHY, Ask.COMMAND}:
        return "its heading names no thing"
    if draft.reverse and fact.ask is Ask.MEANT and rule == "composition":
        return "it asks again what another card asks"
    if draft.reverse and draft.korean and fact.ask is Ask.MEANT and re.search(r"[,(:]|예를", fact.said):
        return "its meaning says several things, and the term is not the only one they fit"
    if fact.ask in {Ask.COMMAND, Ask.CODE, Ask.CELL} and _EXAMPLE.search(fact.said):
        return "it asks for one example of many"
    latin = fact.ask is Ask.ASPECT and draft.korean and fact.sort in {"label", "shared"} and not has_hangul(fact.said)
    if latin and not _LATIN_ASPECT.fullmatch(fact.said):
        return "its label may be a name"
    if fact.ask in {Ask.ASPECT, Ask.CELL} and _TASK.match(fact.said):
        return "it tells of an exercise"
    if fact.ask is Ask.IF and scope.korean and not draft.korean and _SIDES.search(fact.said):
        return "it is a row of steps, not what its term is"  # in a Korean note "Server > Client: ACK" says who to whom
    if fact.ask is Ask.LIST and draft.korean and fact.many == 2 and not fact.said and named_alike(draft, scope):
        return "each of its two members says the name that they have together"
    if rule == "question" and is_begun(scope, fact.said, draft.answer, fact.uses):
        return "its answer is only the beginning of what stands below it"
    if draft.korean and not draft.reverse and (why := doubt_of_korean(fact, draft.answer, rule, scope)):
        return why
    if draft.korean and not of_arrows and (why := doubt_of_arrow(fact, scope)):
        return why
    if not draft.korean and not draft.reverse and (why := doubt_of_english(fact, draft.answer, rule, scope, of_arrows)):
        return why
    listed = (doubt_of_list,) if draft.korean or not of_arrows else ()  # headings are no members in Korean, either
    tests: tuple[Callable[[Draft, Fact, Scope], str], ...] = (*listed, doubt_of_cell, _relation, _equation, _long)
    for test in tests if of_arrows else (doubt_of_definition, *tests):
        if why := test(draft, fact, scope):
            return why
    return ""


_LATIN_ASPECT = re.compile(
    r"(?:goals?|motivation|cost|pros|cons|purpose|definition|(?:time |space )?complexity|key idea|idea|use cases?)",
    re.I,
)
_SIDES = re.compile(r"[A-Za-z]\s[<>]\s[A-Za-z]")
_OF_NAME = frozenset({Ask.WHAT, Ask.DOES, Ask.HOW, Ask.ASPECT, Ask.CELL, Ask.EFFECT, Ask.FOLLOWS, Ask.TURNS, Ask.LIST})
_NAMED = frozenset({Ask.WHAT, Ask.ASPECT, Ask.CELL, Ask.PURPOSE, Ask.HOW, Ask.DOES, Ask.EQUALS, Ask.LIST})


_OPERATORS = re.compile(r"\\(?:[dt]?frac|times|cdot|div|left|right|sqrt)|_?\{?\(\d\)\}?")


def _equation(draft: Draft, fact: Fact, scope: Scope) -> str:
    """An equation of figures, one whose left side is no name, several at once, or none at all."""
    if fact.ask in {Ask.EQUATION, Ask.EQUALS, Ask.WHAT} and len(re.findall(r"[*×]\s?\d{3,}", draft.answer)) > 1:
        return "it reckons with figures"
    if fact.ask not in {Ask.EQUATION, Ask.BLANK, Ask.EQUALS}:
        return ""
    left = fact.said.strip("$` ")
    if left and not re.search(r"[A-Za-zα-ωΑ-Ω가-힣]", _OPERATORS.sub("", left)):
        return "it reckons with figures"
    closed = left.count("(") == left.count(")") and left.count("{") == left.count("}")
    if fact.ask is Ask.EQUATION and (not closed or re.search(r":|\\;", left)):
        return "its left side is no name"
    if not draft.korean and (why := doubt_of_english_equation(fact, draft.answer, scope)):
        return why
    if draft.korean and fact.ask is Ask.EQUATION and re.search(r"[+*/]|(?<=\w)\s?-\s?\w|\\(?:cdot|times)", left):
        return "its left side is no name"
    return _of_math(draft.answer, f"{fact.about} {scope.heading}") if fact.ask is Ask.EQUATION else ""


_RELATES = re.compile(r"[=<>≈≤≥∝]|\\(?:leq?|geq?|to|approx|equiv|propto|sim|in|le|ge|iff|Leftrightarrow)\b")
# What of a formula of figures is no symbol: units, functions, signs.
_NO_SYMBOL = re.compile(
    r"\d\s?(?:%|V|A|W|Hz|[num]?s|[kcm]?m|k?g|bits?|bytes?|bps)\b|\\text\{[^{}]*\}|\b(?:sin|cos|tan|log|ln|exp|max|min|sqrt)"
    r"|\\(?!(?:alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|pi|rho|sigma|tau|phi|psi|omega)\b)[A-Za-z]+",
    re.I,
)
_OF_A_CASE = re.compile(
    r"\b(?:examples?|problems?|exercises?|solve|solutions?|convert\w*|proof|derivation|quote|step \d)\b"
    r"|예제|예시|풀이|문제|증명|유도",
    re.I,
)


def _of_math(answer: str, over: str) -> str:
    """What of a formula speaks against asking it; `over` is what it stands under."""
    math = answer.strip("$`")
    relation = _RELATES.search(math)
    if relation is None or len(re.findall(r"[가-힣]{2,}", math)) > 5:
        return "it is no equation"
    rows = [row for row in math.split("\\\\") if _RELATES.search(row)]
    if sum(1 for row in rows if not re.match(r"[\s&]*(?:[=<>≈]|\\(?:leq?|geq?|approx)\b)", row)) > 1:
        return "it holds several equations"
    told = math[relation.end() :]
    if re.search(r"\d", told) and not re.search(r"[A-Za-zα-ωΑ-Ω가-힣]|\\[A-Za-z]", _NO_SYMBOL.sub("", told)):
        return "it reckons with figures"
    return "its heading names no thing" if _OF_A_CASE.search(over) else ""


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
    """A question that takes longer to read than to answer, or a Korean meaning of more than can be recalled at once."""
    if draft.korean and fact.ask in {Ask.WHAT, Ask.DOES} and len(draft.answer) > LONGEST and "```" not in draft.answer:
        return "its answer holds too many things"
    said = fact.said.replace(BLANK, "")
    longest = 95 if draft.korean else 260 if fact.ask is Ask.GAP and fact.sort == "marked" else 170
    if len(said) > longest and fact.ask not in {Ask.EQUATION, Ask.BLANK, Ask.COMMAND, Ask.CODE}:
        return "its question is too long to be read at a glance"
    return ""
