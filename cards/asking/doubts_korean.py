"""What makes a Korean card doubtful whatever its words are worth: it says nothing new, praises its term, or its
condition belongs to another half of the sentence."""

from __future__ import annotations

import re

from cards.asking.doubts_korean_beside import doubt_beside
from cards.asking.doubts_korean_cuts import doubt_of_cut
from cards.asking.doubts_korean_forms import doubt_of_form
from cards.asking.doubts_korean_hollow import doubt_of_hollow
from cards.asking.doubts_korean_leaning import doubt_of_korean_leaning
from cards.asking.doubts_korean_pieces import doubt_of_piece
from cards.asking.doubts_korean_sides import doubt_of_side
from cards.asking.doubts_korean_terms import doubt_of_korean_term
from cards.asking.fact import Fact
from cards.asking.restated import echoes, restates
from cards.asking.scope import Scope
from cards.asking.whys import WHY_ALONE
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.verbal import may_be_done
from cards.language.reader import reader_for
from cards.language.text import has_hangul, key, words

# "데이터를 이용할 수 없기에 …", "성능이 저하될 수 있으므로 …": the condition ends there, and what is to be done
# does not follow from it alone.
_SINCE = re.compile(r"^.{2,60}(?:수 (?:있|없)|않|되|하|없)(?:으므로|므로|기에|기 때문에|어서)[\s,]")
_PRAISED = re.compile(
    r"(?:가장|제일)\s(?:\S+(?:고|며|면서)\s)?(?:단순|간단|대중|흔|널리|많이|기본|일반|유명|인기|보편|중요|쉬|쉽|효과|효율)\S*"
    r"(?:\s(?:\S*쓰이는|\S*사용되는|\S*사용하는|알려진))?\s\S+$"
    r"|\s(?:훌륭한|좋은|최고의|최선의|완벽한|이상적인|탁월한)\s(?:선택|방법|대안|해결책|출발점)$"
)

# "… 제안한 모델", "… 저서에서 정립된 아키텍처": who made it, and when, is not what it is.
_MADE_BY = re.compile(
    r"(?:[이가]|에서|에 의해|저서\S*)\s(?:\S+\s){0,2}?"
    r"(?:정립|제안|고안|발표|창시|명명|발명|설립|창안|주창)(?:된|한|했던|하였던)\s\S+$"
)
# A row of clicks: "Prototype - Device 선택 - Present", "설정 > 일반".
_CLICKS = re.compile(r"(?:\S\s[->]\s\S.*){2}|^[A-Za-z][\w ]*\s[->]\s[A-Za-z가-힣]")
_ONE_VALUE = re.compile(r"(?:값|데이터|입력|키|수)\S*\s\d+(?:인|일|이면|이라면)(?:\s|$)|(?<![\d.])\d{6,}(?![\d.])")
_BARE_DEED = re.compile(r"(?:해결|개선|강화|향상|동일|상동|같음|비슷|보통|있음|없음|좋음|나쁨)")
_USED_FOR = re.compile(
    r"(?:(?:[A-Z]\S*\s)?\S+(?:으로|에|에서)\s)?(?:널리\s|주로\s|많이\s)?(?:쓰이는|사용되는|사용하는)\s\S+"
)
_PERSON = re.compile(r"(?:사용자|개발자|관리자|해커|공격자|유저|고객|손님|회원|학생|사람|클라이언트|개인|환자)$")
_IN_ORDER = re.compile(r"순회|순서|우선 ?순위|계층|traversal|order|priority", re.I)  # "왼쪽 > 가운데 > 오른쪽"
_ROW = re.compile(r"\s[<>]\s|^or\s|^(?:\S+\s/\s){2}")
_CLICKED = re.compile(r"(?:클릭|선택|누르기|입력|체크|드래그|스크롤|탭|호버)$")
_VERSION = re.compile(
    r"(?:v|ver\.?|version|버전|ES|HTTP/|Java|Python|JDK|PHP|C\+\+|CSS|HTML|TLS|SSL)?\s?\d+(?:\.\d+)*(?:\s?\(.*\))?$",
    re.I,
)
_BROUGHT = re.compile(
    r"(?:추가|도입|지원|개선|변경|제거|발표|출시|공개|등장|통합|표준화|강화|확장|가능|향상|적용)\S{0,2}$"
)
_ELSEWHERE = re.compile(
    r"(?:아래|다음|위)(?:의|와|과)?\s?(?:같|그림|코드|예|표|사진|이미지|내용|글)|(?:보겠|살펴|알아보|해보)\S*(?:다|자|까요?)\.?$|말입니다\.?$"
)
_TALK = re.compile(
    r"(?:어떨까|벌어질까|볼까|해야 ?할까|할 수 있을까|진행할까|공부할까|하니|라면|다면|의미할까|않을까)요?\?*$"
    r"|그렇지 않은가\?*$|^왜 (?:그런가|그럴까)요?\?*$"
    r"|^(?:그렇다면|그럼|그러면|그래서|그런데|그러나|하지만|이것[은이])[,\s]|://|\S/$"
)
# "위와 같은 굴뚝은?", "아래는 왜 다른가?"
_UP_THERE = re.compile(
    r"(?:^|\s)(?:위|앞|아래)(?:의|와|에서|는|은|에)\s(?!층|쪽|방향)|(?:^|\s)(?:상기|상술한|전술한)\s"
)
_FILLS = re.compile(
    r"^(?:정답은|해답은|답은|바로|역시|마찬가지로)\s|[!~]$|^(?:네|아니요?|그렇다|맞다)[.,!]?$|(?:여쭤|물어|찾아|알아)\s?보기$"
)
_OF_WHAT = re.compile(
    r"^(?:해결책|해결 ?방법|방법|종류|예시|이유|원인|장점|단점|특징|결과|대안|문제점?)(?:으로|에)?[은는]?\s"
)

# "서비스가 멈춘다는 문제를 해결하기 위해 …": what follows ends there.
_SOLVED = re.compile(r"(?:다는|라는)\s문제\S*\s(?:해결|막|피)")
_SIDES = re.compile(r"(?:종류|장점|단점|특징)(?:으로)?[은는]\s")


def _owns(fact: Fact, scope: Scope) -> bool:
    """Whether a thing is named above whose kinds or qualities are asked for: every thing has its own."""
    return bool(scope.name) and scope.meant and _SIDES.match(fact.said) is not None


_MEANING_OF = re.compile(r"^[^=:]{1,20}=\s?[^=:]{1,30}의\s?(?:의미|뜻)(?:\s?:|$)")


def doubt_of_korean(fact: Fact, answer: str, rule: str, scope: Scope) -> str:
    """Why a Korean draft waits for its reader's look; "" where nothing speaks against it."""
    if restates(fact, answer, scope):
        return "its meaning says no more than its name"
    if echoes(fact, answer):
        return "its answer says again what it asks"
    if fact.ask is Ask.IF and _SINCE.match(answer) and len(answer) > 20:
        return "its condition says when, and the answer why"
    if fact.ask in {Ask.WHAT, Ask.EQUALS} and _half_named(fact, scope):
        return "its term is only the first half of its line's name"
    tests = (
        doubt_of_korean_term,
        _of_meaning,
        doubt_of_form,
        doubt_of_cut,
        doubt_of_piece,
        doubt_beside,
        doubt_of_korean_leaning,
    )
    if why := next(filter(None, (test(fact, answer, scope) for test in tests)), "") or doubt_of_side(fact, scope):
        return why
    if why := doubt_of_hollow(fact, answer, rule, scope):
        return why
    if fact.sort == "question" and (_ELSEWHERE.search(answer) or _FILLS.search(answer) or _TALK.search(fact.said)):
        return "its question is asked only to go on, and its answer points elsewhere"
    if fact.sort == "question" and (WHY_ALONE.fullmatch(f"{fact.said}?") or _UP_THERE.search(fact.said)):
        return "it points at what is not there"
    if fact.ask in {Ask.IF, Ask.WHY, Ask.FOLLOWS} and _ELSEWHERE.search(answer):
        return "it points at what is not there"
    if fact.ask is Ask.IF and _SOLVED.search(answer):
        return "it says two things at once"
    if fact.ask in {Ask.WHY, Ask.IF} and _hangs(fact, scope):
        return "of what it is so is not said"
    if fact.ask is Ask.WHY and re.match(r"(?:그렇|이렇|그러|이러)", answer):
        return "it points at what is not there"
    if fact.ask is Ask.WHY and _SOME_REASONS.fullmatch(answer):
        return "its answer says little"
    if fact.ask is Ask.WHY and _is_told_above(answer, scope):
        return "its answer stands in its heading"
    if fact.ask is Ask.IF and re.fullmatch(r"(?:주로|많이|자주|널리)\s\S+", answer):
        return "its answer says little"
    if fact.ask is Ask.IF and _ONE_VALUE.search(fact.said):
        return "it tells of an exercise"
    if fact.ask is Ask.CELL and _BARE_DEED.fullmatch(answer):
        return "more or less than what is not said"
    if fact.ask is Ask.LIST and re.search(r"[가-힣](?:과|와)\s|\s및\s|,\s", fact.said):
        return "it lists what its heading tells of several things"
    glossed = re.search(r"\(([A-Za-z][^()]+)\)$", answer)
    if fact.ask in {Ask.GAP, Ask.OWN, Ask.CALLED} and glossed and key(glossed[1]) == key(without_gloss(scope.name)):
        return "its answer stands in its heading"
    if fact.ask in {Ask.GAP, Ask.OWN} and _says_little(fact, answer, scope):
        return "its answer says little"
    if _ABOVE.match(answer):
        return "it points at what is not there"
    if fact.ask in {Ask.GAP, Ask.OWN} and re.match(r"(?:그|이|저|해당|이런|그런)\s", answer):
        return "it points at what is not there"
    if _POINTS.match(answer) or _POINTS_UP.search(fact.said):
        return "it points at what is not there"
    if fact.ask is Ask.WHAT and re.search(r"라는 (?:의미|뜻)(?:로|의|을)\s.*(?:용어|단어|말|표현)$", answer):
        return "it says something else than what its term is"
    if fact.ask is Ask.WHAT and _RANKED.fullmatch(answer):
        return "it sets its term among others, and does not say what it is"
    if (
        fact.ask is Ask.OWN
        and fact.sort in {"parts", "examples"}
        and _OF_WHAT.match(fact.said)
        and not _owns(fact, scope)
    ):
        return "of what it is so is not said"
    if fact.ask is Ask.WHAT and _PRAISED.search(answer):
        return "it praises its term, and does not say what it is"
    return ""


def _of_meaning(fact: Fact, answer: str, scope: Scope) -> str:
    """Why what stands as a meaning may be none: who made it, where to click, what a version brought."""
    if fact.ask not in {Ask.WHAT, Ask.DOES}:
        return ""
    name = without_gloss(fact.about or scope.name)
    if fact.ask is Ask.DOES and fact.sort == "use" and _PERSON.search(name):
        return "it says something of another thing than its term"  # of "개발자" something else is used
    if fact.sort in {"opening", "use"} and _ROLES.fullmatch(name):
        return "its term is a label, not a name"
    if fact.ask is Ask.WHAT and _AFTER.search(answer) and len(answer.split()) <= 5:
        return "it sets its term among others, and does not say what it is"
    if fact.ask is Ask.DOES and re.match(r"[A-Z가-힣][^\s:]{1,12}: ", answer):
        return "it says something else than what its term is"
    if fact.ask is Ask.WHAT and re.match(r"사실\s|(?:현재|이미|아직)\s.*상태$", answer):
        return "it tells what is so, not what its term is"
    if fact.ask is Ask.WHAT and fact.sort == "meaning" and answer.endswith("것") and _PERSON.search(name):
        return "it tells what is so, not what its term is"
    if fact.ask is Ask.WHAT and _MADE_BY.search(answer) and not re.search(r"위해|위한", answer):
        return "it says who made it, not what it is"
    if fact.ask is Ask.WHAT and (_USED_FOR.fullmatch(answer) or re.search(r"\S: .*\s-\s.*\S: ", answer)):
        return "it says where its term is used, not what it is"
    if (
        (_CLICKS.search(answer) and not _IN_ORDER.search(fact.about))
        or _CLICKED.search(name)
        or (fact.ask is Ask.DOES and _ROW.search(answer))
    ):
        return "it is a row of clicks, not a meaning"
    if _VERSION.search(name) and _BROUGHT.search(answer):
        return "it tells what a version brought, not what its term is"
    if fact.ask is Ask.WHAT and re.search(r"\s중\s?(?:가장\s.*|제일\s.*|하나(?:의\s\S+)?)$", answer):
        return "it sets its term among others, and does not say what it is"
    if fact.ask is Ask.WHAT and (_is_circular(name, answer) or _is_translated(name, answer)):
        return "its meaning says no more than its name"
    return ""


# One side of an exchange ("A -> B"), or what is told of a thing that stands further above.
_ROLES = re.compile(r"[A-Z]|사용처|활용처|용도|쓰임새?")
# "첫 물레의 단점을 보완한 물레": which drawback that was is not said.
_AFTER = re.compile(r"의\s(?:단점|문제점?|한계|약점)[을를]?\s(?:보완|개선|극복)(?:한|하는|하기 위한)\s\S+$")
_LIGHT = words("원칙 기반 서비스 설계 준수 이용 사용 활용 기준 방식 구현 개발 작성 구성 기본 개념 것 방법")


def _is_circular(name: str, answer: str) -> bool:
    """Whether a quality is only named again: "데이터의 무결성": "오류가 없는 무결성"."""
    said = [key(word) for word in name.split()]
    if len(said) > 1 and len(answer) <= 34 and all(word in key(answer) for word in said):
        nouns = [t.text for t in reader_for(True).tagged(answer) or () if t.tag.startswith(("NN", "SL"))]
        if all(key(noun) in key(name) or noun in _LIGHT for noun in nouns):
            return True  # "REST API": "REST의 원칙을 기반으로 설계된 API"
    noun, _, last = name.rpartition("의 ")
    told = without_gloss(answer)
    return bool(noun) and len(last) > 1 and told.endswith(f" {last}") and len(told) <= len(last) + 8


_SOME_REASONS = re.compile(r"(?:여러|다양한|많은|몇)\s?(?:가지의?\s)?\S+?(?:(?:으로|로) 인해|\s때문에?)")
_POINTS = re.compile(
    r"(?:이|그|저)\s(?:부분|때|방법|방식|값|경우|과정|점|문제|말)\S*\s|다음\s(?:질문|내용|예시?|코드|표|그림|문장|명령)\S*\s"
)
_POINTS_UP = re.compile(r"(?:^|\s)(?:위|앞|아래)에서\s(?:배운|본|말한|설명한|언급한|만든|다룬|살펴본|소개한)\s")
_RANKED = re.compile(r"(?:가장|제일)\s\S+[은는한른난킨]\s\S+(?:\s\S+)?")
_ABOVE = re.compile(r"(?:위|아래|앞|앞서)(?:의|에서|에|와)\s(?!층|쪽|방향)")


def _says_little(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether what is left out is one verbal noun ("전달"), with or without a gloss, that its writer did not mark."""
    bare = without_gloss(answer)
    marked = fact.sort.endswith(("marked", "code", "list", "number")) or bare in scope.strong
    return not marked and len(bare.split()) == 1 and may_be_done(bare)


def _is_told_above(answer: str, scope: Scope) -> bool:
    """Whether a reason only says the name above again ("비 연결성이기 때문" below "비 연결성")."""
    name = key(without_gloss(scope.name))
    nouns = [t.text for t in reader_for(True).tagged(answer) or () if t.tag.startswith(("NN", "SL", "XR", "VV", "VA"))]
    told = [noun for noun in nouns if noun not in {"때문", "되", "있", "하", "덕분"}]
    return len(name) > 1 and 0 < len(told) <= 4 and all(key(noun) in name for noun in told)


def _hangs(fact: Fact, scope: Scope) -> bool:
    """Whether a few words tell of something that only the sentence before names ("효율성이 떨어진다")."""
    said = fact.said.split()
    if fact.ask is Ask.WHY:
        named = bool(scope.name) and scope.meant and len(said) > 1
        return not named and len(said) <= 3 and re.search(r"[가-힣A-Za-z)`](?:은|는)\s", f"{fact.said} ") is None
    named = bool(fact.about) or (bool(scope.name) and (scope.meant or fact.sort.startswith(("clear", "sure"))))
    return _POINTS_TO.search(fact.said) is not None or (not named and len(said) <= 3)


_POINTS_TO = re.compile(r"(?:^|\s)(?:이렇|그렇|저렇|이러|그러)(?:게|다|면|하면|할)")


def _is_translated(name: str, answer: str) -> bool:
    """Whether a Latin name of several words is only said in Korean ("권한 부여 코드 승인 타입")."""
    if has_hangul(name) or len(name.split()) < 3 or not 2 < len(answer.split()) <= 6:
        return False
    tokens = reader_for(True).tagged(answer) or ()
    return bool(tokens) and all(t.tag.startswith(("NN", "SL", "XSN", "XPN", "SN")) for t in tokens)


def _half_named(fact: Fact, scope: Scope) -> bool:
    """Whether a line speaks of more than its term: "α = 0.05의 의미: …" says nothing of α."""
    text = scope.texts.get(fact.line, "")
    return bool(fact.about) and text.startswith(f"{fact.about} =") and _MEANING_OF.search(text) is not None
