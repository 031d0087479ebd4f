"""What stands before a Korean meaning and is no term: the label of an answer or a demand, a placeholder, a choice of a
menu, a key of a program that nothing names, half of a sentence, what somebody typed in."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.grammar import tagged
from cards.language.text import has_hangul

OF_TERM = frozenset({Ask.WHAT, Ask.DOES, Ask.HOW})
# "R3", "FR-2": a demand by its number; "A1.": the answer to a question by its number.
_NUMBERED = re.compile(r"TMI|(?:(?:N?FR|R|REQ|UC|US|TC|AC)[-_ ]?\d{1,3}|[QA]\d{1,2})\.?")
_PLACEHOLDER = re.compile(r"<[^<>]*[가-힣 ][^<>]*>")
_CHOICE = re.compile(r"[\"“'‘][^\"”'’]{1,20}[\"”'’]")
_LETTERS = re.compile(r"(?:[A-Z][ ,])+ ?[A-Z]")
_KEY = re.compile(
    r"[A-Za-z]|esc|enter|tab|space(?: ?bar)?|엔터|스페이스바?|(?:클릭|더블 ?클릭)(?: (?:or|또는|/) \w+)?", re.I
)
_KEYS_ABOVE = re.compile(
    r"단축키|키\b|키보드|바인딩|명령|편집기|에디터|모드|\bkeys?\b|short ?cuts?|hot ?keys?|\bn?vim?\b", re.I
)
# "가 수행": a particle alone, whose word stands in what was taken for the term.
_PARTICLE = re.compile(r"(?:가|를|을|은|는|의|로|으로|와|과|에서|에|도|만)\s")
_WITHIN = re.compile(r"(?:내부|외부|안|밖|위|아래|앞|뒤)(?:의|에|에서|에는)\s")
_TYPED_IN = re.compile(r"(?:ID|PW|PWD|password|passwd|user ?name|e-?mail|아이디|비밀번호|패스워드|이메일)", re.I)
_TO_CONSIDER = re.compile(r"(?:고려|유의|주의)\s?(?:할\s)?(?:사항|점)$")
_MEDIUM = re.compile(r"\s(?:영상|강연|발표|포스트|세미나|팟캐스트|인터뷰)$")
_CHANGE = re.compile(r"[가-힣A-Za-z]\s(?:증가|감소|향상|저하|가능|불가)$")
_FELT = re.compile(r"\s(?:느낌|기분)(?:이다|임|이랄까)?\.?$")
LONG = 95  # letters of a meaning that may still be whole
_LONG_ASIDE = re.compile(r"\([^()]{45,}\)")
_ARROW = re.compile(r"[-=ㅡ─]+>|→")
_LABEL_IN = re.compile(r"[가-힣)]\s?:\s\S")  # "엣지(확정 방식): 노드" is a label with the word behind it
_IN_YEARS = re.compile(r"(?:^|\s)(?:19|20)\d\d\s?[/.~-]\s?\d{1,2}\s?[~-]")
_COUNTED = re.compile(r"(?P<stem>[가-힣]{2,})\d{1,2}")
_NOTHING = re.compile(r"(?:코드|프로그램|작업|명령|요청|기능)[을를]\s(?:실행|수행|처리)(?:함|한다|합니다)?\.?")
_CALLED = re.compile(r"`?[\w.]+\(\)`?")
_PAIRED = re.compile(
    r"[A-Z]\w*\s(?:구조|모델|방식|아키텍처|아키텍쳐|관계|패턴|통신|환경)(?:[로을를이가의은는]|으로|에서|$)"
)
_RATED = re.compile(
    r"가장\s(?:큰|중요한)\s(?:이점|장점|단점|특징|차이점?)$|(?:썩|별로|딱히|그닥)\s.*(?:않|없|안)\S*\.?$|^(?:예쁜|멋진|귀여운|깔끔한|괜찮은|편한|쉬운|좋은)\s\S+$"
)


def doubt_of_korean_term(fact: Fact, answer: str, scope: Scope) -> str:
    """Why what a Korean card asks by may be no term; "" where it is one."""
    if fact.ask in {Ask.FOLLOWS, Ask.EFFECT, Ask.IF} and answer.endswith("?"):
        return "it is a row of steps, not what its term is"  # "(맞는가?)" asks where the row may go next
    if fact.ask is Ask.ASPECT and _ARROW.search(fact.about):
        return "its term is no name"  # "A -> B" stands over each step that leads so
    if fact.ask is Ask.GAP and _LABEL_IN.search(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask not in OF_TERM or not fact.about:
        return ""
    text = scope.texts.get(fact.line, "")
    if fact.sort.endswith("then more") and len(_ARROW.findall(re.sub(r"`[^`]*`", "", text))) > 1:
        # What stands before the first arrow is only where it begins.
        return "it is a row of steps, not what its term is"
    if _TO_CONSIDER.search(scope.heading) or _TO_CONSIDER.search(scope.lead):
        return "it is an advice about its term, not what the term is"
    name = without_gloss(fact.about).strip("`* ")
    if _NUMBERED.fullmatch(name) or _LETTERS.fullmatch(name):
        return "its term is a label, not a name"
    if _IN_YEARS.search(name):
        return "it tells of a time or of a book"
    if _one_of_many(name, scope):
        return "its term is one of several, not a name"
    if _NOTHING.fullmatch(answer):
        return "its answer says little"
    if _PLACEHOLDER.fullmatch(name) or _CHOICE.fullmatch(name):
        return "its term is no name"
    if fact.ask is Ask.DOES and _KEY.fullmatch(name) and not _tells_of_keys(scope):
        return "of which field it is a word is not said"
    if _PARTICLE.match(answer) or (fact.about.startswith("`") and _WITHIN.match(answer)) or _is_told(name):
        return "it was cut in the middle of a sentence"
    if _TYPED_IN.fullmatch(name) and not has_hangul(answer):
        return "it is data of an example"
    if not has_hangul(f"{name}{answer}") and _CALLED.fullmatch(answer):
        return "a bare name beside a name may mean anything"
    if fact.ask is Ask.WHAT and (why := _of_meaning(name, answer)):
        return why
    if re.fullmatch(r"[A-Z]\w*", name) and _PAIRED.match(answer) and re.match(rf"{re.escape(name)}\s+[-–]\s", text):
        return "its term is only the first half of its line's name"
    return "it praises its term, and does not say what it is" if _RATED.search(answer) else ""


def _of_meaning(name: str, answer: str) -> str:
    """What speaks against a meaning: its term is a talk or a change, it is a feeling, a log of what was noted."""
    if _MEDIUM.search(name):
        return "it tells of a time or of a book"
    if _CHANGE.search(name) and not answer.endswith(("것", "현상", "상태", "경우")):
        return "its term is told, not named"
    if _FELT.search(answer):
        return "it tells of one person"
    if re.search(r"[,\s]\S+\s정리\.?$", answer) and not name.endswith("정리"):
        return "it speaks of the note itself"
    if re.match(r"[A-Z][a-z]+[A-Z]?\w*\s테이블$", name) and re.search(r"저장하는\s테이블$", answer):
        return "it tells of the files of one project"
    return "its answer holds too many things" if len(answer) > LONG and _LONG_ASIDE.search(answer) else ""


def _one_of_many(name: str, scope: Scope) -> bool:
    """Whether a made-up name with a number stands beside another of its kind ("일꾼1", "일꾼2")."""
    counted = _COUNTED.fullmatch(name)
    return (
        counted is not None and len(set(re.findall(rf"{counted['stem']}\d{{1,2}}", " ".join(scope.texts.values())))) > 1
    )


def _tells_of_keys(scope: Scope) -> bool:
    """Whether a heading names what a letter may be a part of ("P" of a lock), or says that keys stand there."""
    return (scope.meant and bool(scope.name)) or any(map(_KEYS_ABOVE.search, (*scope.heads, scope.heading)))


def _is_told(name: str) -> bool:
    """Whether a name has its topic in it and goes on: "수문의 쓰임은 물과 흙".

    >>> _is_told("수문의 쓰임은 물과 흙"), _is_told("깎은 돌")
    (True, False)
    """
    told = (tagged(name) if has_hangul(name) and " " in name else None) or ()
    return any(t.tag == "JX" and t.text in {"은", "는"} and t.end < len(name) for t in told)
