"""Questions in Korean: one wording for each thing that can be asked."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.voices.english import bold
from cards.card import Kind
from cards.language.aspects import TO_HEED, is_aspect
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.korean.arrows import as_role, kind_of
from cards.language.korean.effects import asked_of_motion, asked_on_the_way, is_effect
from cards.language.korean.endings import chosen, josa
from cards.language.korean.formulas import asked_of_equal, is_call, is_formula
from cards.language.korean.listed import are_examples
from cards.language.korean.outcomes import asked_if, in_front
from cards.language.korean.predicates import asked_of, is_side
from cards.language.korean.reasons import asked_why
from cards.language.korean.rows import KINDS_KO, counts
from cards.language.korean.states import asked_of_being, asked_of_state
from cards.language.korean.uses import asked_of_use
from cards.language.korean.verbal import may_be_done
from cards.language.text import has_hangul, key

_ASKED = {
    "주의": "주의할 점",
    "참고": "참고할 점",
    "해결": "해결 방법",
    "방지": "방지 방법",
    "예방": "예방 방법",
    "예": "예",
    "ex": "예",
    "e.g": "예",
}

# "언제: 충돌이 드물 때": a label that is a question word is asked as one.
_WORDS_ASKED = {
    "언제": "언제 쓰나?",
    "왜": "왜 쓰나?",
    "어디에": "어디에 쓰나?",
    "어디서": "어디에서 쓰나?",
    "어떻게": "어떻게 하나?",
}


def question(fact: Fact, topic: str, place: str) -> str:
    """The question a fact answers; "" where it has no subject. See the English voice."""
    about, said = fact.about or topic, fact.said.strip()
    subject = bold(about) + (f" ({place})" if fact.about and place else "")
    ask = fact.ask
    if ask is Ask.MARKED:
        return said
    if ask is Ask.OWN:
        bids = said.rstrip(".").endswith(("시오", "세요", "하라"))
        whole = fact.sort == "question" and (key(fact.subject) in key(said) or _OF_QUESTIONS.search(about))
        whole = whole or (fact.sort.endswith("parts") and not fact.about and _gives_away(topic, said, fact.answer))
        return f"{'' if whole else _lead(about, said)}{said.rstrip('?？')}{'' if bids else '?'}"
    if ask is Ask.GAP:
        return f"{_lead(about, said)}{said}"
    if ask is Ask.WHY and re.search(r"(?:까닭|이유|원인)$", said):
        return f"{_lead(about, said)}{said}{josa(said, '은는')}?"
    if ask is Ask.WHY:
        why = asked_why(said)
        return f"{_lead(about, said)}{why}?" if why else f"{_lead(about, said)}{said} — 왜?"
    if ask is Ask.EFFECT:
        return _effect(fact, about, said)
    if ask is Ask.FOLLOWS and not said:
        return f"{bold(about)} — 식에서 따라오는 것은?" if about else ""
    if ask is Ask.FOLLOWS:
        return f"{_lead(about, said)}{said} — 그래서 어떻게 되나?"
    if ask is Ask.IF:
        return f"{_lead(about, said)}{in_front(said)} {asked_if(said, fact.answer)}?"
    if ask is Ask.CALLED:
        named = key(fact.answer).startswith(key(without_gloss(topic)))  # "**확률** — …는 무엇이라고 하나?" would say it
        lead = "" if named else _lead(topic, said)
        return f"{lead}{said}{josa(said, '은는')} 무엇이라고 하나?" if said else ""
    if ask is Ask.HOW and said:
        return f"{_lead(about, said)}{said}{josa(said, '은는')} 어떻게 하나?"
    if ask is Ask.MEANT and fact.kind is Kind.COMPOSITION:
        return f"{said} — 합치면 무엇이 되나?"
    if ask is Ask.MEANT:
        return f"{said} — 무엇을 말하나?{f' ({place})' if place else ''}"
    if ask is Ask.PURPOSE and said:
        return f"{_lead(about, said)}{said} — 무엇을 위해서인가?"
    if ask in (Ask.COMMAND, Ask.CODE) and said.endswith("는"):
        return f"{_lead(about, said)}{said} {'명령은?' if ask is Ask.COMMAND else '코드는?'}"
    if ask in (Ask.COMMAND, Ask.CODE):
        return f"{_lead(about, said)}{said}: {'명령은?' if ask is Ask.COMMAND else '코드로 쓰면?'}"
    if not about:
        return ""
    if ask is Ask.ASPECT and said in _WORDS_ASKED:
        return f"{bold(about)} — {_WORDS_ASKED[said]}"
    if ask is Ask.ASPECT:
        asked = _ASKED.get(said, said)
        if fact.sort == "label" and " " in said and may_be_done(said.split()[-1]) and _DOES_SO.search(fact.answer):
            return f"{bold(about)} — {said}{josa(said, '은는')} 어떻게 하나?"  # "서버 교체: 한 대씩 멈추고 바꾼다"
        return f"{_of(about, asked)}{_many(asked, fact.many)}?"
    if ask is Ask.LIST:
        if fact.after:
            return f"{subject} — {fact.after} 다음은?"
        told = fact.answer.count("\n- " if "\n" in fact.answer else ", ") + 1
        if fact.many > told > 1:
            return f"{_of(about, said) if said else subject} — 처음 {told}가지는?"
        if said:
            return f"{_of(about, said)}{_many(said, fact.many)}?"
        if re.search(r"(?:\d+|[두세네]|다섯)\s?(?:가지|대|개|종류|단계|원칙)", about) or counts(about, fact.many):
            return f"{subject} — 무엇무엇인가?"
        if place and re.fullmatch(KINDS_KO, about) and not is_aspect(place):
            return f"{_of(place, about)}{_many(about, fact.many)}?"
        return f"{subject} — {fact.many}가지는?"
    if ask is Ask.STEPS:
        if fact.after:
            return f"{subject} — “{fact.after}” 다음 단계는?"
        many = "" if counts(about, fact.many) else f"{fact.many}단계를 "
        return f"{subject} — {many}순서대로 대면?"
    if ask is Ask.DIFFER:
        where = f" ({place})" if place else ""
        return f"{bold(fact.about)}{josa(fact.about, '과와')} {bold(said)}{where} — 어떻게 다른가?"
    if ask is Ask.CELL:
        quality = said.rstrip("?？ ")
        if quality == "종류" and "," not in fact.answer:
            return f"{subject} — 어떤 종류인가?"
        if asked := chosen(quality):
            return f"{subject} — {asked}?"
        if _ASKS_ITSELF.match(quality):
            return f"{subject} — {quality}{_ASKING_END.get(quality.split()[-1], '')}?"
        return f"{subject} — {quality}{josa(quality, '은는')}?"
    if ask is Ask.IS_SO and said.endswith(("나", "까", "여부")):
        return f"{subject} — {said}{'는' if said.endswith('여부') else ''}?"
    if ask is Ask.IS_SO:
        return f"{subject} — {said}: 그런가?"
    if ask is Ask.EQUATION:
        equation = "근사식" if re.search(r"≈|\\\\approx", fact.answer) else "식"
        return f"{subject} — {said}의 {equation}은?" if said else f"{subject} — {equation}은?"
    if ask is Ask.BLANK:
        return f"{bold(about)} — □에 들어갈 것은? {said}"
    if ask in {Ask.WHAT, Ask.DOES} and is_side(about, fact.answer):
        return f"{bold(about)}{josa(about, '은는')}?{f' ({place})' if place else ''}"
    if ask in {Ask.WHAT, Ask.EQUALS} and is_formula(fact.answer):
        return f"{subject} — 식은?"
    if ask is Ask.EQUALS and _DECIDED.search(place) and has_hangul(about):
        return f"{subject} — 무엇으로 정했나?"
    if ask is Ask.EQUALS and (equal := asked_of_equal(about, fact.answer)):
        return f"{subject} — {equal}"
    if ask is Ask.WHAT and re.search(r"[A-Za-z]의 (?:약자|약어|줄임말|준말)$", fact.answer):
        return f"{subject} — 무엇의 약자인가?"
    if ask is Ask.STANDS and has_hangul(about):
        return f"{subject} — 무엇의 준말인가?"
    if ask is Ask.WHAT and fact.answer.endswith("위한 것"):
        return f"{subject} — {_PLAIN[Ask.PURPOSE]}"
    if ask is Ask.WHAT and _PERSON.search(without_gloss(fact.answer)):
        return f"{subject} — 누구인가?"
    if ask is Ask.WHAT and fact.sort == "pattern":
        return f"{subject} — 무엇에 맞나?"
    if (
        ask is Ask.WHAT
        and (both := _BOTH.fullmatch(about))
        and all(re.search(rf"{re.escape(name)}[은는]\s", fact.answer) for name in both.groups())
    ):
        return f"{subject} — 어떻게 다른가?"
    if ask is Ask.WHAT and is_call(about) and has_hangul(fact.answer):
        return f"{subject} — 무엇을 하나?"
    if ask is Ask.DOES and said:
        return f"{subject} — {said}?"
    if ask is Ask.DOES:
        if _MADE_SO.match(fact.answer):
            return f"{subject} — 어떻게 만들어지나?"
        asked = asked_of(about, fact.answer)
        if not asked and fact.about and (there := asked_on_the_way(place, fact.answer)):
            return f"{bold(about)}{there}" if there.startswith("에서") else f"{subject}{there}"
        if is_effect(about, fact.answer):
            return f"{subject} — 어떤 효과가 있나?"
        holds = "무엇을 포함하나?" if _HOLDS.search(fact.answer) else ""
        return f"{subject} — {asked or asked_of_motion(fact.answer) or holds or _PLAIN[ask]}"
    if fact.sort in {"state", "predicate"} and (asked := asked_of_state(about, fact.answer)):
        return f"{subject} — {asked}"
    if ask is Ask.WHAT and (being := asked_of_being(fact.answer)):
        return f"{subject} — {being}"
    if ask is Ask.WHAT and _HOLDS.search(fact.answer):
        return f"{subject} — 무엇을 포함하나?"
    if ask is Ask.WHAT and _SAYS_IN_WORDS.search(fact.answer):
        return f"{subject} — 어떤 뜻인가?"
    if ask is Ask.WHAT and about[:1] not in "`/." and are_examples(fact.answer):
        return f"{_of(about, '예')}는?{f' ({place})' if fact.about and place else ''}"
    if ask is Ask.WHAT and _WHEN.search(fact.answer):
        used = fact.sort == "purpose" or _TOOL.search(about) or _WANTED.search(fact.answer)
        return f"{subject} — {'언제 쓰나?' if used else '어떤 경우인가?'}"
    if ask is Ask.WHAT and (fact.sort == "purpose" or _USED_FOR.search(fact.answer)):
        return f"{subject} — 어디에 쓰나?"
    if ask is Ask.WHAT and fact.sort == "state" and _CAN.search(fact.answer):
        return f"{subject} — 무엇을 할 수 있나?"
    if ask is Ask.WHAT and fact.sort in {"code", "state", "kind"}:
        return f"{subject} — 무엇을 뜻하나?"
    if ask is Ask.WHAT and (use := asked_of_use(fact.answer)):
        return f"{subject} — {use}"
    if ask is Ask.WHAT and _A_TIME.search(about) and _TIME.search(fact.answer):
        return f"{subject} — 언제인가?"
    if ask is Ask.WHAT and place and _PEOPLE.search(about):
        return f"{subject} — 누구인가?"
    if ask is Ask.EQUALS and has_hangul(fact.answer):
        ask = Ask.WHAT  # "무엇과 같은가" asks for a second name of it
    return f"{subject} — {_PLAIN[ask]}"


# A column called "언제 쓰나" or "무슨 일" asks by itself.
_ASKS_ITSELF = re.compile(
    r"(?:언제|어디|어떻게|왜|누가|얼마나|몇|무엇[이을]?|어떤|무슨)\s?.*(?:[나까가지]|일|때|무엇[을이]?)$|무엇을$|왜$"
)
_ASKING_END = {"일": "인가", "때": "인가", "무엇을": " 하나", "무엇이": " 있나", "무엇": "인가"}
_DECIDED = re.compile(r"(?:결정|결정 ?사항|정한 것|합의|합의 ?사항)(?:\s?\([^()]*\))?$")
_PERSON = re.compile(r"(?:창시자|설립자|창업자|발명가|학자|작가|화가|교수|사람|인물)$")
_OF_QUESTIONS = re.compile(r"(?:질문|면접|인터뷰|Q ?& ?A|FAQ|퀴즈)(?:\s(?:정리|모음|리스트|대비))?$", re.I)
_DOES_SO = re.compile(
    r"[을를](?:\s.*)?\s\S*(?:다|[함됨음]|[가-힣]{2})\.?$|[가-힣](?:하여|해서|하고|며)\s.*(?:다|[함됨음])\.?$"
)
# "임의 생성(16자)" says of what is made how it comes about, and of nothing what it makes.
_MADE_SO = re.compile(r"(?:랜덤|무작위|자동|임의)(?:으로)?\s생성(?:됨|된다)?\.?\s?(?:\(|$)")
_HOLDS = re.compile(r"(?:^[^,]*[\w가-힣)]|\s등)\s포함(?:함|한다|됨)?\.?$")  # "보낸 이의 이름, 날짜 등 포함"
_SAYS_IN_WORDS = re.compile(r"라는\s(?:의미|뜻)(?:이다|임)?\.?$")
_TOOL = re.compile(
    r"(?:알고리즘|방법|방식|기법|함수|명령어?|연산자|모드|도구|검정|검사|구문|조건문|반복문)(?:\s?\([^()]*\))?$"
)
# "순서를 바꾸고 싶을 때": nothing that happens, but what one reaches for it for.
_WANTED = re.compile(
    r"(?:고\s?싶을|고자\s?할|필요할|[을를]\s(?:쓸|사용할|이용할)"
    r"|(?:환경|상황)[인일]|도\s(?:되는|될))\s(?:경우|때)(?:\s?\([^()]*\))?\.?$"
)
_BOTH = re.compile(r"([^,]{2,20}?)[과와]\s([^,]{2,20})")
_WHEN = re.compile(r"(?:[가-힣]\s|[는한된])(?:경우|때)(?:\s?\([^()]*\))?\.?$")
_USED_FOR = re.compile(r"[가-힣](?<![비내사적이작허활운인채미포수식겸차징무효통응])용\.?$")
_A_TIME = re.compile(r"(?:[가-힣](?!파일|타일|메일|바일|제일|대일)[가-힣]일|날짜|일자|시기|시점|기한|마감|만기|일시)$")
_TIME = re.compile(r"\d|(?:월|일|년|요일|주|전|후|뒤|때|시점|날|시각|말|초|시|자정|정오)(?:에|까지)?$")
_CAN = re.compile(r"^(?!.*[가-힣][이가]\s).*[을를]\s\S*[가-힣]\s수\s?(?:있다|있음|있습니다)$")
_PEOPLE = re.compile(r"(?:이용자|참여자|참가자|관계자|대상자|당사자|수혜자|소비자|고객)$")


_PLAIN = {
    Ask.WHAT: "무엇인가?",
    Ask.STANDS: "무엇의 약자인가?",
    Ask.EXAMPLE: "예는?",
    Ask.PURPOSE: "무엇을 위한 것인가?",
    Ask.HOW: "어떻게 하나?",
    Ask.MADE_OF: "무엇으로 이루어지나?",
    Ask.EQUALS: "무엇과 같은가?",
    Ask.PRINTS: "출력은?",
    Ask.TURNS: "무엇을 무엇으로 바꾸나?",
    Ask.DOES: "무엇을 하나?",
}


_IF = {"risk": "어떤 위험이 있나?", "need": "무엇이 필요한가?"}
_OF = {"use": "어디에 쓰이나?", "name": "무엇으로 하나?", "deed": "무엇을 하나?"}
_BEHIND = {
    "instead": " 대신 어떻게 하나?",
    "change": "에서 어떻게 바뀌나?",
    "then": " — 그래서 어떻게 하나?",
    "formula": ": 이 식의 특징은?",
    "tool": " 무엇을 쓰나?",
}
_OF_TOPIC = {"becomes": " 무엇으로 바뀌나?", "doer": " 무엇을 하나?", "brief": " 한마디로 무엇인가?", "value": "?"}


def _effect(fact: Fact, about: str, said: str) -> str:
    """What follows from a cause, or from the thing itself; "" where neither is named."""
    kind = kind_of(fact.answer)
    if not said:
        return f"{bold(about)} — {_OF.get(kind, '어떤 결과로 이어지나?')}" if about else ""
    lead = _lead(about, said)
    if fact.sort == "role":
        return f"{lead}{as_role(said)} 어떻게 동작하나?"
    if fact.sort in _OF_TOPIC:
        return f"{lead}{said}{josa(said, '은는')}{_OF_TOPIC[fact.sort]}"
    if fact.sort in _BEHIND:
        return f"{lead}{said}{_BEHIND[fact.sort]}"
    return f"{lead}{in_front(said)} {_IF.get(kind, '어떻게 되나?')}"


_DESCRIBES = re.compile(r"[가-힣](?:적인|하는|되는|있는|없는|않는)$")
_WITH_ASPECT = frozenset(
    ["필요", "충분", "필요충분", "동작", "작동", "진행", "구성", "처리", "응용", "자료", "의존", "실행", "구현", "빌드"]
)


# "덧문의 장단점", "덧문 이슈": a heading over the sides of a thing, each of which is told of the thing.
_SIDE_OF = re.compile(r"(?<=\S)(?:의 종류|(?:의\s|\s)(?:장단점|이슈|개념))$")


def _of(about: str, aspect: str) -> str:
    """ "TCP의 장점", or "TCP — aspect" where the aspect is in Latin letters; the topic left out where it is said."""
    if key(about) in key(aspect):
        return aspect
    names = about.split()
    while len(names) > 1 and names[-1] in _WITH_ASPECT:  # "TDD 진행" + "방법": the 진행 방법 of TDD
        aspect = f"{names.pop()} {aspect}"
    about = _SIDE_OF.sub("", " ".join(names))
    if TO_HEED.fullmatch(aspect):
        return f"{bold(about)}에서 {aspect}"
    about = re.sub(r"(?:의)?\s(?:각|각각의|모든)$", "", about)  # "둑의 각" + "부분": the 부분 of 둑
    if _DESCRIBES.search(about) and has_hangul(aspect):
        return bold(f"{about} {aspect}")  # "물이 효율적인" + "이유"
    about = about.removesuffix("의") if len(names) > 1 and about.endswith("의") else about
    return (
        f"{bold(about)}의 {aspect}"
        if has_hangul(aspect) and not re.search(r"\s및$", about)
        else f"{bold(about)} — {aspect}"
    )


def _many(text: str, count: int) -> str:
    """The count and the particle behind a word."""
    if count > 1 and not re.search(r"\d\s?(?:가지|개|단계|대\s)|가지$", text):
        return f" {count}가지는"
    return josa(text, "은는")


_SUBJECT = re.compile(r"[가-힣A-Za-z)`](?<!무엇)(?<!누)(?:은|는|이|가)\s")
_COUNT = re.compile(r"\s(?:총\s)?(?:\d|[두세네])\s?(?:가지|개|종류).*$")


def _gives_away(topic: str, said: str, answer: str) -> bool:
    """Whether a heading says what is asked for, and the question can do without it, since it has its own subject.

    Under "맷돌과 절구": "곡식을 찧는 것은 무엇으로 나뉘나?" is asked without its heading.
    """
    if not topic or not _SUBJECT.search(said):
        return False
    name, told = key(without_gloss(topic)), without_gloss(answer)
    parts = re.split(r"[와과]\s|,\s?|\s및\s|\s?/\s?", _COUNT.sub("", told))
    named = len(parts) > 1 and all(len(key(part)) > 1 and key(part) in key(topic) for part in parts)
    return named or (len(name) > 2 and name in key(told))


def _lead(topic: str, said: str) -> str:
    """The topic in front of words that do not say it themselves."""
    if not topic or key(topic) in key(said):
        return ""
    return f"{bold(topic)} — "
