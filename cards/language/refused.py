"""Lines that ask nothing and say so: tasks, diary, exercises, what is said of the course."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.language.text import EDGE
from cards.translation import N_

TASK = N_("it stands among exercises; an answer below each question makes it a card")

_SOURCE = re.compile(
    r"^(?:출처|자료 출처|이미지 출처|원문|참고 ?(?:자료|문헌|링크|도서|서적)"
    r"|sources?|references?|refs?|credits?|via)\s*[:：]\s*\S",
    re.I,
)
_TAGS = re.compile(r"^(?:#{1,6}\s*)?(?:tags?|keywords|aliases|topics?)\s*[:：]\s*(?:`|#|\[)")
_MAYBE_SOURCE = re.compile(r"^(?:참고|참조|see(?: also)?|cf\.?)\s*[:：]\s*(?P<what>\S.*)$", re.I)
_WORK = re.compile(r"://|www\.|책|강의|도서|문서|블로그|교재|\d+\s?(?:장|강|쪽|p)\b|docs?$|book|paper|^\S+$", re.I)
_TO_DO = re.compile(
    r"^(?:TODO|FIXME|homework|assignments?|숙제|과제"
    r"|to-?do|(?:still )?unclear|open questions?|questions? to ask|to read|read later|next time|next week"
    r"|tomorrow|내일|다음 ?(?:주|시간|글|번)|할 ?일|더 ?(?:알아볼|공부할|찾아볼|볼) ?(?:것|점|내용)"
    r"|찾아볼 것|궁금한 ?(?:것|점)"
    r"|모르겠는 ?(?:것|점)|의문점?)\s*(?:[:：]\s*\S|$)",
    re.I,
)


_BEGINNINGS = frozenset(
    "출자이원참srcvfwtoqnuSRCVFWTOQNU내다할더찾궁모의오느소회후감총한기컨아잘반공mghbldMGHBLD날수식점저운aA숙과통흔"
)  # of all of these
_DIARY = re.compile(
    r"^(?:오늘(?:의|도)?\s?)?(?:느낀 ?점|느낌|소감|회고|후기|감상|총평|한 ?줄 ?평|기분|컨디션|아쉬운 ?점|잘한 ?점"
    r"|잘못한 ?점|반성|(?:총 ?)?공부 ?시간|기상 ?시간|grateful for|highlight of the day)\s*[:：]\s*\S"
    r"|^(?:오늘의? ?)?(?:날씨|수면(?: ?시간)?|식사|운동|weather|sleep|coffee|mood|energy)\s*[:：]\s*"
    r"(?:\d\S*(?:\s\S+){0,2}|좋음|나쁨|보통|맑음|흐림|비|눈|더움|추움|안 함|good|bad|ok(?:ay)?|fine"
    r"|rain\w*|sun\w*|cloud\w*|snow\w*"
    r"|cold|hot)\W*$"
    r"|^(?:오늘 ?)?(?:아침|점심|저녁)\s*[:：]\s*[가-힣]+(?:\s[가-힣]+)?$",
    re.I,
)


# What stands under it or behind its colon is false, and the truth comes next.
_UNTRUE = re.compile(
    r"(?:(?:a )?(?:common |popular )?(?:misconception|myth|fallacy)|(?:흔한 |대표적인 )?(?:오해|통념)"
    r"|잘못된 (?:생각|상식|믿음))(?:\s?#?\d+)?",
    re.I,
)
_SAYS_UNTRUE = re.compile(rf"{_UNTRUE.pattern}\s*[:：]\s*\S", re.I)


def unasked(text: str) -> str:
    """Why a clean line holds no fact, whatever it looks like: a source, or something still to do. "" where it may.

    >>> unasked("출처: 운영체제 강의 3강"), unasked("TODO: read RFC 9111")
    ('it says where this comes from', 'it is a task, not a fact')
    >>> unasked("참고: 이 값은 커널마다 다르다")
    ''
    """
    if text[:1] not in _BEGINNINGS:
        return ""
    if _TAGS.match(text):
        return N_("it says where this comes from")
    if _SOURCE.match(text):
        return N_("it says where this comes from")
    if (match := _MAYBE_SOURCE.match(text)) and _WORK.search(match.group("what")) and not text.endswith("다"):
        return N_("it says where this comes from")
    if _DIARY.match(text):
        return N_("it tells what was done or comes next, not what was learned")
    if _SAYS_UNTRUE.match(text):
        return N_("it tells what is not so")
    return N_("it is a task, not a fact") if _TO_DO.match(text) else ""


_SKIPPED = re.compile(
    r"^(?:참고(?:\s?(?:자료|문헌|링크|사이트|블로그|한 글))?\)?|참고.*\s(?:링크|사이트)"
    r"|출처\s?(?:및|/)\s?참고(?:\s?자료)?|참조|출처|레퍼런스|references?|links?|링크"
    r"|관련\s?(?:글|링크|자료)|see also"
    r"|(?:(?:grading|marking|assessment) )?rubrics?|(?:grading|marking|assessment) (?:criteria|scheme|guide)"
    r"|(?:text)?(?:book|course|lecture|video) references?"
    r"|(?:further|additional|more|extra) (?:reading|resources|links|references)|what to (?:learn|read) next"
    r"|where to go next"
    r"|learn more|read more|sources?|bibliography|목차|차례|contents|table of contents|index of contents|toc"
    r"|읽(?:을|은|고\s?있는|고\s?싶은)\s?(?:책|글|거리|것|논문)(?:\s?(?:목록|리스트))?"
    r"|(?:독서|책|도서|추천 ?도서)\s?(?:목록|리스트)|추천\s?(?:책|도서)"
    r"|(?:my\s)?(?:reading|book|watch) ?list|books?(?:\s(?:i\s)?(?:have\s)?read)|(?:want )?to read"
    r"|related(?: (?:notes?|topics?|concepts?|pages?|articles?|links?))?"
    r"|(?:연관|관련)\s?(?:노트|문서|글|개념|주제|학습)|연결\s?문서"
    r"|resources|books?\s(?:mentioned|referenced|to read)|(?:recommended|suggested) reading|credits?)$",
    re.I,
)


_TOLD_OF_A_DAY = re.compile(
    r"^(?:(?:오늘의?\s?)?(?:회고|느낀\s?점|느낀점|소감|감상|일기|후기|반성|일정|할\s?일|계획)(?:록"
    r"|\s?정리)?|내일\s?(?:할\s?(?:것|일)|계획)"
    r"|오늘\s?(?:한\s?(?:것|일)|할\s?일|읽은\s?것)|todos?|to-?do(?: list)?|to do tomorrow|tomorrow|reflections?"
    r"|retrospective|diary|journal|schedule|next(?: steps)?|plan|마무리|하루\s?요약|kpt|keep"
    r"|다음\s?(?:할\s?일|목표|계획)|(?:오늘의\s)?학습\s?(?:목표|계획)"
    r"|(?:추천\s)?(?:학습|공부)\s?(?:순서|경로|로드맵)"
    r"|(?:(?:primary|key|main) )?(?:learning|chapter|course|lesson|lecture|module|unit) (?:objectives|outcomes|goals)"
    r"|(?:[월주일]차?별|주간|월간|팀|프로젝트|개발|스터디)\s?(?:계획|일정)(?:표)?|일정표|역할\s?(?:분담|배분)"
    r"|(?:weekly|monthly|sprint|study|project) (?:plan|schedule|timeline)"
    r"|action items?|decisions made|follow-?ups?|액션\s?아이템|결정\s?사항|다음\s?회의"
    r"|잡담|마치며|글을\s?마치며|기타\s?메모)$",
    re.I,
)


_CHANGES = re.compile(
    r"^(?:change ?log|release notes?|version history|revision history|patch notes"
    r"|변경\s?(?:내역|이력|로그)|수정\s?(?:내역|이력)"
    r"|릴리[스즈]\s?노트|업데이트\s?(?:내역|이력)|패치\s?노트|커밋\s?(?:기록|내역|로그|목록)|버전\s?(?:기록|이력))$",
    re.I,
)


# "Problem sheet 4", "운영체제 과제 2"
_SHEET = re.compile(
    r"^(?:.{1,40}?[\s,:–-]+)?(?:(?:problem|exercise|homework|work) ?(?:sheet|set)s?\s?#?\d*"
    r"|(?:homework|assignment|practice (?:test|exam|quiz|problem|session)|mock (?:test|exam))\s?#?\d+"
    r"|(?:과제|숙제)\s?#?\d+(?:번)?|(?:연습|기출|모의) ?문제\s?\d*)$",
    re.I,
)


_EXERCISE = re.compile(
    r"^(?:(?:연습|기출|실습|확인|예상|생각해 ?볼|풀어 ?볼|스스로 ?풀)\s?(?:문제|거리|것)"
    r"|(?:스스로\s)?(?:더\s)?(?:생각해|해|풀어|직접)\s?볼\s?(?:거리|것|문제|점)(?:\s?\([^()]*\))?|퀴즈|quiz|과제|숙제"
    r"|문제\s?풀이?|(?:손으로\s|직접\s)?풀어\s?보기(?:\s?\([^()]*\))?|(?:관련\s)?연습"
    r"|exercises?|homeworks?|assignments?|problems? to (?:try|solve)|problem (?:statement|description)"
    r"|function description|(?:input|output) format|sample (?:input|output|case)s?|입출력 ?예시?(?: 설명)?"
    r"|(?:mini )?practice(?: (?:problems?|prompts|questions|tasks|exercises|tests?|exams?))?"
    r"|try it)(?:\s?\d+)?$",
    re.I,
)


# "연결 문서 (Related documents)", "Practice problems (harder and harder)"
_OTHER_NAME = re.compile(r"(?<=[가-힣])\s?\([A-Za-z][A-Za-z ]*\)$|(?<=[a-z])\s\([A-Za-z][A-Za-z ]*\)$")


def is_contents(heading: str) -> bool:
    """Whether a heading stands over a list of the others, so that those below it are no part of it."""
    return re.match(r"^(?:목차|차례|(?:table of |index of )?contents|toc)$", heading.strip(EDGE), re.I) is not None


_MAY_BE_TOPIC = re.compile(r"(?:링크|참조|links?|sources?|resources|references?|related.*|연관.*|연결.*|관련.*)$", re.I)


def may_be_topic(heading: str) -> bool:
    """Whether a heading over references may also name what was learned ("링크", "sources")."""
    return _MAY_BE_TOPIC.match(heading.strip(EDGE)) is not None


def skipped(heading: str) -> str:
    """Why a section of this heading is not learned from, or "".

    >>> skipped("참고 자료"), skipped("TCP")
    ('it stands in a list of references', '')
    """
    bare = _OTHER_NAME.sub("", heading.strip(EDGE + "?"))
    if _SKIPPED.match(bare):
        return N_("it stands in a list of references")
    if _UNTRUE.fullmatch(bare):
        return N_("it tells what is not so")
    if _TOLD_OF_A_DAY.match(bare):
        return N_("it stands in a diary or a plan, not in what was learned")
    if _CHANGES.match(bare):
        return N_("it tells what changed from version to version")
    if _EXERCISE.match(bare) or _SHEET.match(bare):
        return TASK
    return ""


# What a programming task is set by: any of these alone may be a topic, two of them side by side are no notes on one.
_POSED = {
    "task": re.compile(r"문제(?:\s?설명)?|problem(?: (?:statement|description))?"),
    "in": re.compile(r"입력(?:\s?(?:값|형식|조건))?|input(?: format)?"),
    "out": re.compile(r"출력(?:\s?(?:값|형식|조건))?|output(?: format)?"),
    "bounds": re.compile(r"(?:제한|제약)\s?(?:사항|조건)?|constraints?"),
    "sample": re.compile(
        r"(?:입출력\s?예제?|(?:예제|예시)\s?(?:입력|출력|입출력))(?:\s?\d+|\s?설명)*"
        r"|(?:sample )?(?:input|output) \d|sample (?:input|output)"
    ),
}


def posed(headings: Sequence[str]) -> frozenset[str]:
    """Those of the headings side by side under which a programming task is set, and nothing was learned.

    >>> sorted(posed(["문제", "입력", "출력", "풀이"])), posed(["입력", "버퍼"])
    (['문제', '입력', '출력'], frozenset())
    """
    found = {
        heading: kind
        for heading in headings
        for kind, said in _POSED.items()
        if said.fullmatch(heading.strip(EDGE).lower())
    }
    kinds = set(found.values())
    return frozenset(found) if kinds & {"in", "out"} and len(kinds) > 2 else frozenset()


_EXAMPLE_HEAD = re.compile(
    r"^(?:(?:simple|worked|code|full|usage|another|the|an?)\s)?(?:examples?|demo|sample(?: (?:data|input|output"
    r"|run))?|e\.?g\.?)(?:\s?\d+)?\s*[:.]?$"
    r"|^(?:(?:간단한|실행|사용|코드|입력|출력|구체적인)\s)?(?:예|예시|예제|샘플|(?:예시|예제|샘플) ?(?:데이터|자료|표)"
    r"|실행 결과|출력 결과|예를 들어"
    r"|예를 들면)(?:\s?\d+)?\s*[:.]?$",
    re.I,
)
_BIDS_KO = re.compile(
    r"(?:보라|보여라|보이라|증명하라|밝혀라|그려라|계산하라"
    r"|보시오|하시오|구하라|쓰시오|답하라|풀어라|적어라|설명하라|서술하라|나열하라|논하라|보자|해 ?볼 것"
    r"|봅시다|보세요"
    r"|설명하세요|서술하세요|나열하세요)\s*[.!]?$"
)
_BIDS_EN = re.compile(
    r"^(?:\(\S{1,2}\)\s)?(?:give (?:an?|some) example|try to|prove that|show that|find (?:an?|the)|compute the"
    r"|write (?:a|the|your)"
    r"|explain why|implement|exercise|compute all|find all|determine (?:whether|all|the)"
    r"|evaluate the (?:integral|limit|sum)"
    r"|sketch the|solve (?:the|for)|let\s[^.]{3,120}\.\s(?:prove|show|find|compute))\b.*[.?]$"
    r"|[.?]\s(?:explain|justify|why|prove (?:it|this)|give (?:a )?reasons?)(?: your answer)?[.?]$",
    re.I,
)
_NUMBERED_TASK = re.compile(
    r"^\(?(?:exercise|problem|task|(?:연습 ?)?문제|과제|실습|예제)\s?\d{1,3}\)?(?:\s*\([^()]{1,30}\))?\s*[.:)：]", re.I
)


def is_example(heading: str) -> bool:
    """Whether a heading or a line over others says that they are an example.

    >>> is_example("Example:"), is_example("예시"), is_example("Examples of use")
    (True, True, False)
    """
    return _EXAMPLE_HEAD.match(heading.strip()) is not None


# The colour: behind a sign or what describes it, where no verb and no object stands in front ("빨강 + 파랑 → 보라").
_VIOLET = re.compile(r"(?:^|[→+,:=/·-]\s*|[한운진빛른]\s)보라(?:색|빛)?$|(?:^|\s)(?:남|연|진|청|회)보라$")


def is_exercise(text: str) -> bool:
    """Whether a line tells its reader to do something and leaves the answer open.

    >>> is_exercise("비교 횟수를 구해 보라."), is_exercise("값을 구한다.")
    (True, False)
    """
    if _NUMBERED_TASK.match(text):
        return True
    bids = _BIDS_KO.search(text) is not None and not _VIOLET.search(text.rstrip(" ."))
    return bids or (_BIDS_EN.search(text) is not None and ":" not in text)
