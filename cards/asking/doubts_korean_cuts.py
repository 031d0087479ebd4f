"""What makes a Korean card doubtful by where it was cut, or by what little is left: a step of one of several, a piece
with half of another clause in it, an answer that the heading gives, a condition with a second one behind it."""

from __future__ import annotations

import re

from cards.asking.doubts_korean_names import doubt_of_name
from cards.asking.doubts_korean_terms import OF_TERM
from cards.asking.fact import Fact
from cards.asking.restated import says_cell_again
from cards.asking.scope import Scope
from cards.asking.told_below import stops_short
from cards.card import Kind
from cards.language.aspects import is_aspect
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.grammar import tokens_of
from cards.language.text import has_hangul, key, words

_PIECES = frozenset({Ask.OWN, Ask.GAP})

_SIDES_OF_ONE = re.compile(r"(?:주요 ?)?(?:장점|단점|특징|이점|한계|문제점|주의점|역할|기능)들?")


def doubt_of_cut(fact: Fact, answer: str, scope: Scope) -> str:
    """Why a Korean draft may be half of what its line says; "" where it is whole."""
    if _POINTING_NAME.match(fact.about or scope.name):
        return "it points at what is not there"
    if _ASKS_RIGHT.search(scope.heading) or _BIDS_TO.search(scope.heading):
        return "it is an exercise"  # what stands below "다음 중 옳은 것은?" may be false
    if fact.sort == "question" and "\n" not in answer and all(is_aspect(part) for part in answer.split(", ")):
        return "it only leads to the list below it"  # "개념, 자원, 메모리" are the heads under which it is told
    if fact.sort == "question" and _is_over_more(fact, answer, scope):
        return "it only leads to the list below it"
    if why := doubt_of_name(fact, answer, scope):
        return why
    if fact.ask is Ask.IF:
        return _of_condition(fact, answer, scope)
    if fact.ask is Ask.WHY:
        return "it says two things at once" if _WITHOUT.match(answer) else ""
    if fact.ask is Ask.ASPECT and scope.lead and not scope.meant and _REASON_OF.fullmatch(fact.said):
        return "of what it is so is not said"  # the reason of the line above it, not of the heading's thing
    if fact.ask in {Ask.STEPS, Ask.LIST} and _OPEN_STEP.search(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask in OF_TERM:
        return _of_term(fact, answer, scope)
    if fact.ask is Ask.CELL:
        again = _says_row_again(fact, answer) or says_cell_again(fact, answer, scope)
        return "its answer says again what it asks" if again else ""
    if fact.ask is Ask.DIFFER and _SIDES_OF_ONE.fullmatch(scope.aspect):
        return "it asks again what another card asks"  # two advantages of one thing do not differ
    if fact.ask is Ask.DIFFER:
        return "its answer says little" if _BARE_SIDE.search(answer) else ""
    if fact.ask is Ask.CALLED or (fact.ask is Ask.OWN and fact.sort in _NAMES):
        return "its answer stands in its heading" if _is_named_above(fact, answer, scope) else ""
    if fact.ask in _PIECES:
        return _of_piece(fact, answer)
    return ""


def _is_over_more(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether a heading's question is answered by heads over what they tell, or by the first of what goes on."""
    if fact.said.rstrip("?？은는 ") != scope.question.rstrip("?？은는 "):
        return False
    if stops_short(scope.entries, fact.uses):
        return True
    if answer.startswith("- ") and "\n" not in answer:
        return True
    told = [e for e in scope.entries if e.line.number in fact.uses]
    over = sum(e.below is not None and not e.below.lines() <= fact.uses for e in told)
    return len(told) > 1 and over * 2 >= len(told)


_ASKS_RIGHT = re.compile(r"^다음\s.*(?:옳은|옳지\s않은|맞는|틀린|알맞은|잘못된|아닌)\s(?:것|설명|답)")
# "창고의 자료를 출력하세요" over its conditions; what an interviewer bids to explain is no exercise.
_BIDS_TO = re.compile(
    r"(?:출력|조회|작성|구현|계산|구|정렬|입력|삭제|수정)하(?:세요|시오|라)[.!]?$|만드(?:세요|시오)[.!]?$"
)
_REASON_OF = re.compile(r"이유|원인|목적|까닭|배경")
# "덮개가 없다면 물이 넘치기 때문": the reason is told of what is not so.
_WITHOUT = re.compile(r"\S+[을를이가]\s(?:\S+\s)?(?:없다면|없으면|[가-힣]지\s않(?:는다면|으면))\s")
_OPEN_STEP = re.compile(r"(?:^|\s)\S*[가-힣](?:이면|으면|하면|되면|스면)$")
_NAMES = frozenset({"most", "name", "term"})
# "해당 사용자", "여러 플랫폼": a thing that only the lines before it name, or no thing at all.
_POINTING_NAME = re.compile(r"(?:해당|이러한|그러한|이런|그런|여러|다양한|각각의|각|하나의|어떤)\s")


def _of_condition(fact: Fact, answer: str, scope: Scope) -> str:
    """What follows holds a second condition, says what its thing is called or used for, or only to take it."""
    if _AS_WELL.search(answer) or _SECOND.search(answer):
        return "it says two things at once"
    if _THAN.search(fact.said) or _USED_WHEN.search(answer):
        return "it was cut in the middle of a sentence"
    name = key(without_gloss(fact.about or scope.name))
    used = _USES.match(answer)
    if used and len(name) > 1 and key(without_gloss(used["what"])).endswith(name):
        return "its answer stands in its heading"
    return ""


# "상관없지만 복잡한 경우, …": what follows ends at the first half.
_AS_WELL = re.compile(r"^(?:상관|문제|관계|괜찮|무방|충분)\S*(?:\s\S+)?지만\s")
# "나르는 값보다 부술 때", "끝나면": "값을 셀 때 쓰인다"
_THAN = re.compile(r"[가-힣A-Za-z]보다\s\S+[을를]\s\S+(?:\s때|면|\s경우)$")
_USED_WHEN = re.compile(
    r"때\s(?:사용|이용)(?:된다|됩니다|됨)\.?$|^(?:사용|이용)하기\s\S+$|이?라고\s(?:하며|하고|부르며|부르고),?\s"
)
_USES = re.compile(
    r"(?:\S+\s){0,2}?(?P<what>\S+)[을를]\s(?:사용|이용|활용|선택)(?:하면 됩니다|하면 된다|하면 됨|한다|함|합니다)\.?$"
)
# "참을 거짓이면 거짓을 돌려준다"
_SECOND = re.compile(r"^\S+[을를]\s\S+(?:이면|이라면|일\s때)\s|려면\s.*[가-힣]\s때는\s")


def _of_term(fact: Fact, answer: str, scope: Scope) -> str:
    """What stands beside a name is a step of one of several, came to be, or is told of something else in it."""
    name = fact.about or scope.name
    if _RANGE.fullmatch(without_gloss(name)) or _EX.search(name):
        return "its term is no name"
    if fact.ask is Ask.WHAT and answer.startswith(f"`{name.strip('`')} "):
        return "its term is a command"  # "npm: `npm install sack`"
    if _THROWN.fullmatch(name.strip("`")) and not has_hangul(answer):
        return "it says something else than what its term is"  # the words of an error
    if fact.kind is not Kind.TABLE and fact.about and _recurs(fact, scope):
        return "it is a step, not what its term is"
    if fact.ask is not Ask.WHAT:
        return ""
    bare = without_gloss(answer).rstrip(". ")
    if _CAME.search(bare) and len(bare.split()) > 2:
        return "it tells what is so, not what its term is"
    if _OF_SIZE.match(bare):
        return "it reckons with figures"
    if _EACH.search(bare):
        return "it says something of another thing than its term"
    if fact.sort == "meaning" and bare.endswith(" 것") and _has_topic(bare):
        return "it says something of another thing than its term"
    return ""


_RANGE = re.compile(r"~?\s?\d[\d.,]*\s?~\s?(?:\d[\d.,]*)?|~\s?\d[\d.,]*")
_EX = re.compile(r"[가-힣A-Za-z]\s(?:ex|예|예시|e\.g)\.?$")
_THROWN = re.compile(r"[A-Z]\w*(?:Error|Exception|Warning)")
_CAME = re.compile(r"[가-힣](?<![을를의한된는은할될])\s(?:등장|출시|출현|대두)$")
_OF_SIZE = re.compile(r"\d[\d.,]*\s?[KMGT]i?B로\s(?!이루|구성|된)")
_EACH = re.compile(r"[가-힣](?:며|고),?\s각각\s")


def _recurs(fact: Fact, scope: Scope) -> bool:
    """Whether the name of a line stands over another line of its list too: who does what, step by step."""
    same = [e for e in scope.entries if e.parts and e.parts[0].sign == ":" and key(e.parts[0].term) == key(fact.about)]
    return len(same) > 1 and any(e.line.number == fact.line for e in same)


def _has_topic(text: str) -> bool:
    """Whether a clause has a topic of its own ("사람이 올 때 문은 그것을 알려야 하는 것")."""
    told = tokens_of(text)
    return any(
        t.tag == "JX" and t.text in {"은", "는"} and told[at - 1].tag.startswith(("NN", "SL"))
        for at, t in enumerate(told)
        if at
    )


def _says_row_again(fact: Fact, answer: str) -> bool:
    """Whether a cell says no more than the name of its row and the word over its column ("체": "체 도구 사용")."""
    bare = without_gloss(answer)
    name = key(without_gloss(fact.about))
    if len(name) < 2 or name not in key(bare) or not has_hangul(bare):
        return False
    own = re.escape(without_gloss(fact.about))
    return re.fullmatch(rf"(?:\S+\s)?{own}(?:\s\S+)?\s(?:사용|이용|활용)(?:함|한다)?", bare) is not None


_BARE_SIDE = re.compile(
    r"(?:^|\n)- [^:\n]+: (?:사용|이용|적용)(?:할 수 있다|할 수 있음|이? 가능하다|된다|한다)(?:$|\n)"
)


def _is_named_above(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether what is asked for is a word of the heading, with or without the kind that the question says."""
    bare = without_gloss(answer)
    words = bare.split()
    if len(words) > 1 and key(words[-1]) in key(fact.said):
        bare = " ".join(words[:-1])
    if len(key(bare)) < 2 or not has_hangul(bare):
        return False
    over = (scope.heading, *scope.heads[-1:])
    return any(re.search(rf"(?<![\w가-힣]){re.escape(bare)}(?:의\s|란?$|이?란|\s|$|\()", head) for head in over)


def _of_piece(fact: Fact, answer: str) -> str:
    """A piece left out that its sentence says again, or with the end of another clause or an object alone in it."""
    if _CLAUSE_IN.search(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and _echoes(fact, answer):
        return "its answer says again what it asks"
    if fact.ask is Ask.GAP and _TWO_TOPICS.search(fact.said) and ", " in answer:
        return "it was cut in the middle of a sentence"
    return "it was cut in the middle of a sentence" if _is_open(answer) else ""


# "문이 닫힌 직후, 사람", "구조의 특성상 벽": when, or since what, is said of the verb outside.
_CLAUSE_IN = re.compile(r"(?:직후|직전|이후|이전|[는은할]\s때|뒤|후),\s|(?:특성|성격|구조|편의|관례|원칙)상\s")
_TWO_TOPICS = re.compile(r"[은는]\s\[\.\.\.\][은는]\s")


def _echoes(fact: Fact, answer: str) -> bool:
    """Whether each Latin word of a piece stands in the rest of its sentence, and what else it says is only a kind."""
    bare = without_gloss(answer).strip("`")
    latin = re.findall(r"[A-Za-z]{3,}", bare)
    around = fact.said.replace("[...]", " ").lower()
    said = re.findall(r"[A-Za-z]{3,}", around)
    if not latin or any(word.lower() not in said for word in latin):
        return False
    return all(t.text in _KINDS for t in tokens_of(bare) if t.tag.startswith(("NN", "VV", "VA", "XR", "SN")))


_KINDS = words("서버 인터페이스 페이지 클래스 객체 메서드 함수 컨테이너 파일 데이터 코드 요청 응답 명령 프로토콜 태그")


def _is_open(answer: str) -> bool:
    """Whether an object stands in a piece without the verb that it belongs to ("물을 같은 통")."""
    told = [t for t in tokens_of(without_gloss(answer)) if not t.tag.startswith("S") or t.tag in {"SL", "SN"}]
    at = next((i for i, t in enumerate(told) if t.tag == "JKO"), -1)
    if at < 0 or len(told) < at + 2:
        return False
    behind = told[at + 1 :]
    return not any(t.tag.startswith(("VV", "XSV")) or t.text in {"위하", "대하"} for t in behind) and any(
        t.tag.startswith("NN") for t in behind
    )
