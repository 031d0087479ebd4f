"""Names: what a heading is called without its number, which headings mean something only with their parent, glosses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cards.language.aspects import ASPECTS_EN, ASPECTS_KO, MADE_OF, is_aspect, is_label
from cards.language.english.letters import spelled_out
from cards.language.english.titles import led_to
from cards.language.tagging import is_noun
from cards.language.text import EDGE, has_hangul, words

_NUMBER = re.compile(
    r"^(?:0\d\s?-\s?\d{1,2}\s+|\d\d_(?=[A-Za-z가-힣])|\d{1,2}(?:[.\-]\d{1,2})+[.)]?\s+|\d{1,2}[.)]\s*(?!\d)|\(\d{1,2}\)\s*|\[\d{1,2}\]\s*"
    r"|[①-⑳❶-❿]\s*"
    r"|[IVX]{1,4}[.)]\s+|[가나다라마바사아자차카타파하A-Za-z][.)]\s+"
    r"|(?:chapter|ch|section|sec)\.?\s?\d+(?:\.\d+)+\s*[.:\-–—)]?\s*(?=\D)|(?:chapter|ch)\.?\s?\d+\s+(?=[A-Z가-힣])"
    r"|(?:chapter|ch|part|step|day|week|lecture|lesson|module|unit|session|section|point|제)\.?\s?\d+(?:장|강|절|부)?\s*[.:\-–—)]\s*"
    r"|(?:제\s?)?\d{1,2}(?:장|강|절|주차|일차|차시)[.:\s\-–—]+(?=\S)"
    r"|(?:chapter|part|section|book|act)\s(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|[IVX]{1,4})\s*[.:\-–—)]\s*)",
    re.I,
)
_ID = re.compile(r"^[a-z]{2,12}(?:-[a-z]{2,12}){0,3}-\d{2,4}\s?[:：]\s+(?=\S)")  # "wine-fact-003: 타닌"
# "서버 렌더링이 검색에 유리한 이유": what stands below says why.
_REASON = re.compile(r"^.{2,60}\s\S*(?:[가-힣]는|[한할된될난린큰긴운른은던])\s(?:이유|까닭)$")
_DATED = re.compile(
    r"^\W*(?:(?:TIL|WIL|Today I Learned)\b[\s:·|_\-–—]*)?(?:[\[(]?(?:\d{4}"
    r"|\d{2})\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}일?[\])]?|[\[(]?\d{8}[\])]?|[\[(]?\d{6}[\])]?"
    r"|\d{1,2}월\s?\d{1,2}일|\d{1,2}/\d{1,2})?"
    r"\s*(?:[(\[][월화수목금토일](?:요일)?[)\]]|[(\[]?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[)\]]?(?=\W"
    r"|$))?[\s:·|_,\-–—]*(?:(?:TIL|WIL|Today I Learned)\b)?[\s:·|_\-–—]*",
    re.I,
)

# "주간 회의 2026-02-03", "Standup (3 Feb 2026)"
_DATED_BEHIND = re.compile(
    r"(?<=[^\W\d])\s*[-–—·|,(\[]*\s*(?:\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}일?\s?(?:[(\[]?[월화수목금토일](?:요일)?[)\]]?)?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s\d{4})\s*[)\]]?$"
)

# A heading of these words alone says what is told about its parent, not what it is about.
_SUFFIXED = re.compile(
    r"^(?P<topic>.+?)(?P<join>의\s+|\s+)(?P<aspect>(?:(?:주요|기본|핵심|대표적인|전체|동작|작동|사용|해결"
    r"|발생|시간|공간|등장|구성|필요|필수|공통)\s?)?(?:"
    + "|".join(sorted((*ASPECTS_KO, *MADE_OF), key=len, reverse=True))
    + r")(?:[과와,/및\s]+(?:장점|단점|특징|특성|예시|종류|한계|방법|원리))?)$"
)
_COUNT = re.compile(r"\s(?:\d+|두|세|네|다섯|여섯|일곱)\s?(?:가지|개|단계)\s")
_COUNTED_OF = re.compile(r"\s?의\s\d+$")
_JOINED = re.compile(r"(?:[&/,·]|[가-힣][와과]|\s(?:및|vs\.?))$", re.I)
_ADNOMINAL_END = re.compile(r"(?:[본한할된될던볼쓸온간]|[가-힣]는|[있없좋많]은)$")
_TAIL = re.compile(
    r"^(?P<topic>.+?)\s+(?P<aspect>overview|summary|basics|introduction|intro|notes?|fundamentals|cheat ?sheet)$", re.I
)
_OF = re.compile(
    r"^(?:the\s+)?(?P<aspect>(?:(?:key|main|core|common|basic|four|three|two|five)\s+)?(?:"
    + "|".join(sorted(ASPECTS_EN, key=len, reverse=True))
    + r"))\s+(?:of|for|in)\s+(?P<topic>.+)$",
    re.I,
)
_ASKING = tuple(
    words(
        "란 인가 인가요 일까 일까요 할까요 뭘까요 뭔가요 무엇 무엇인가 무엇인가요 하는가 되는가 있는가 "
        "없는가 한가 한가요 될까 될까요 나요 까요 는가 은가 을까 뭐지 뭐야 이유는 차이는 차이점은"
    )
)
_ASKS_KO = re.compile(r"^(?:왜|어떻게|언제|무엇[을이]|어디[서에]|누가|어떤)\s.*[가까나지요]$")
_ASKS = re.compile(r"^(?:what|why|how|which|who)\s+[a-z`]", re.I)
# "Computer networks: 10 questions" is about computer networks.
_COUNTED = re.compile(
    r"[:,–—-]\s+(?:top\s|the\s)?\d{1,3}\s(?:[\w-]{1,20}\s){0,3}"
    r"(?:questions|answers|facts|tips|things|concepts|terms|points)(?:\s(?:and|&)\s\w+)?$",
    re.I,
)
# "Explain the difference between flow control and congestion control": an exam's question.
_BIDS = re.compile(
    r"^(?:explain|describe|compare|discuss|differentiate|distinguish)\s"
    r"(?:the|an?|how|why|what|when|between|[A-Z]\S*(?:\s\S+){0,4}\s(?:and|with|vs\.?))\s",
    re.I,
)
_RAN = re.compile(
    r"^(?P<topic>.{1,60}?)\s?(?:이란|란|은|는|이|가)?\s?(?:무엇인가요?|무엇일까요?|무엇|뭘까요?|뭔가요"
    r"|뭐지|뭐야|뭘까)?\s*[?？]?$"
)
# "트라이란" is what a trie (트라이) is, while many write "데이터이란" for "데이터란".
_NAME_IN_I = re.compile(r"(?:라|레|파|웨|베|와|메|케|제)$")
_WHAT_IS = re.compile(r"^what(?:'s| is| are|’s)\s+(?:an?\s+|the\s+)?(?P<topic>[^?]{1,60}?)\s*\??$", re.I)

# "What is it used for?" asks more than what it is.
_ASKS_OF_IT = re.compile(
    r"\s(?:(?:used|good|needed|made|built|stored|called|composed|meant|responsible|known|based)\s?(?:for|of|on|in|by|to|as|from)?"
    r"|for|like|about|doing|happening)\s*\?*$",
    re.I,
)


_TWICE = re.compile(r"\sand\s(?:why|how|what|when|where)\s", re.I)  # two questions in one name nothing by themselves


@dataclass(frozen=True, slots=True)
class Topic:
    """What a heading is about: a name, and the aspect of it that is told ("TCP", "장점"). Either may be empty."""

    name: str = ""
    aspect: str = ""
    question: bool = False


_TICK = re.compile(
    r"^(?:[✔✓✅☑▶►▷▸■□◆◇●○◎※☞◽◾▪▫◻◼▣▢◈◉⬛⬜]\ufe0f?\s*)+(?=\w)"
)  # set before a title as often as before a point


_BRACKETED = re.compile(r"^\[\s?([^\[\]]*[^\W\d][^\[\]]*?)\s?\]$")  # "[ Pump ]" is the pump
_ALSO = re.compile(r"^(?P<name>[가-힣][가-힣 ]{0,28}) \| (?P<other>[A-Za-z][A-Za-z ,-]{1,60})$")


@lru_cache(4096)
def heading_text(text: str) -> str:
    """A heading without its number, its date, or signs at its edges.

    >>> heading_text("4. LLM 수업 복습"), heading_text("2025-05-06 TIL: 어텐션의 뼈대"), heading_text("3-way handshake")
    ('LLM 수업 복습', '어텐션의 뼈대', '3-way handshake')
    >>> heading_text("Ch 4.3 Slice"), heading_text("Chapter 3 Ownership"), heading_text("Section 2 doors")
    ('Slice', 'Ownership', 'Section 2 doors')
    """
    text = text.strip()
    dated = _DATED.sub("", text, count=1) if re.search(r"\d|TIL|WIL|learned", text[:40], re.I) else text
    # Only a date, or TIL itself, is cut off: "10/20 규칙" begins with numbers that belong to it.
    if dated != text and re.match(
        r"^\W*(?:TIL|WIL|Today|[\[(]?\d{4}(?:\W|년)|[\[(]?\d{2}[-./]\d{1,2}[-./]|[\[(]?\d{6}|\d{1,2}월)", text, re.I
    ):
        text = dated
        text = re.sub(r"^[월화수목금토일](?:요일)?$", "", text)
    if match := _DATED_BEHIND.search(text):
        text = text[: match.start()]
    text = _BRACKETED.sub(r"\1", _TICK.sub("", text))
    if text.startswith("`") and text.endswith("`") and text.count("`") == 2 and has_hangul(text):
        text = text.strip("`")  # Korean words set as code only to stand out
    for _ in range(2):
        text = _NUMBER.sub("", text, count=1).strip()
    if text[:1].islower():
        text = _ID.sub("", text, count=1)
    if (match := _ALSO.match(text)) is not None:  # "정의 | Definition"
        text = match["name"] if is_aspect(match["name"]) else f"{match['name']} ({match['other']})"
    text = re.sub(r"^(?:Q|질문)\s?\d{0,2}\s?[.:)]\s*", "", text)
    if text[:1] == "." and text[1:2].isalpha():
        return text.rstrip(EDGE)  # .gitignore
    text = re.sub(r"(?<=\S)\s+[~=-]+>$", "", text)  # "WSDL ~>"
    return text.strip(EDGE) if not re.search(r"(?:\+\+|C#|F#|\.\.\.)$", text) else text.strip(" \t:：")


_ASKS_ITSELF = re.compile(
    r"^(?:왜|어떻게|언제|어디|누가|무엇|뭐|what|why|how|when|where|who|which|is|are|do|does|can)\b|[가-힣](?:면|은|는|이|가|나|지|까|을|를|요"
    r"|다|도|에|로|때)$"
    r"|^왜|어떻게|차이|이유",
    re.I,
)
_COMPOUND = words(
    "원칙 규칙 전략 방식 메서드 메소드 명령어 상태 변수 이론 단위 기호 표현 계층 도구 코드 분류 처리 연산 구현"
    " 평가 진단 치료 비용"
)
_EMPTY = words(
    """
    정리 요약 소개 개요 기초 기본 내용 이론 심화 상세 설명 기본기 overview summary introduction intro basics
    notes note fundamentals
    """
)
_MERELY = words("핵심 주요 간단 전체 빠른")
_TELL_ME = re.compile(
    r"^(?P<what>.{2,40}?)(?:을|를|에 대해서?|에 대하여)\s?(?:간단히\s|자세히\s)?(?:설명|이야기|말|비교"
    r"|소개|얘기)\s?(?:해|하)\s?"
    r"(?:주세요|보세요|세요|주십시오|십시오|보시오|시오|라|봐|주실 수 있나요|볼까요|보자)[.?!]*$"
)
_ASIDE = re.compile(
    r"\s*[(（](?:[^()]*[가-힣](?:다|요|까봐|함|음|봐)|[\d./\s]+|\d+일차|\d+주차|\d+강|[^()]*복습"
    r"|[^()]*강의|작성 ?중|wip)[)）]\s*$",
    re.I,
)


_KINDS_OF_CODE = frozenset({"키워드", "명령", "명령어", "옵션", "속성", "메서드", "메소드", "연산", "함수", "도구"})
# "분산의 기본 개념", "분산에 대한 이해": the heading is about its thing, and says nothing of what it tells.
_ABOUT_IT = re.compile(
    r"(?<=[가-힣A-Za-z)])(?<!적)(?:의|에 대한)?\s"
    r"(?:이해(?:하기)?|(?:기본|기초|핵심)\s?개념|알아보기|살펴보기|톺아보기|파헤치기|정복하기)$"
)


_SO_MANY = re.compile(r"(?<=[가-힣] )(\d) (단계|가지)$")  # "발효 5 단계"


@lru_cache(4096)
def topic_of(heading: str) -> Topic:
    """What a heading names.

    >>> topic_of("TCP의 장점")
    Topic(name='TCP', aspect='장점', question=False)
    >>> topic_of("프로세스란?")
    Topic(name='프로세스', aspect='', question=True)
    >>> topic_of("Motivation").aspect, topic_of("CNN 정리").name
    ('Motivation', 'CNN')
    """
    heading = led_to(_COUNTED.sub("", _ASIDE.sub("", heading)).strip())
    heading = heading if heading.startswith("[") else _ABOUT_IT.sub("", heading)
    heading = _SO_MANY.sub(r"\1\2", heading)
    if not heading:
        return Topic()
    if is_aspect(heading) or heading in MADE_OF:
        return Topic("", heading.strip("?？ "))
    asks = _WHAT_IS.match(heading) if not _ASKS_OF_IT.search(heading) else None
    if (match := asks) and not _TWICE.search(heading):
        name, aspect = split_aspect(match.group("topic"))
        return Topic(name, aspect, True)
    if re.search(
        r"(?:이?란\s?(?:무엇인가요?|무엇일까요?|무엇|뭘까요?|뭔가요|뭐지|뭐야)?\s*[?？]?|(?:은|는|이"
        r"|가)?\s?(?:무엇인가요?|무엇일까요?|뭘까요?|뭔가요"
        r"|뭐지|뭐야)\s*[?？]?)$",
        heading,
    ):
        match = _RAN.match(heading)
        if match and match.group("topic") != heading and not _is_noun_in_ran(heading):
            told = match.group("topic").strip()
            told += "이" if _NAME_IN_I.search(told) and heading.startswith(f"{told}이란") else ""
            name, aspect = split_aspect(told)
            return Topic(name, aspect, True)
    if match := _TELL_ME.match(heading):
        name, aspect = split_aspect(match.group("what").strip())
        return Topic(name, aspect, True)
    if is_question(heading):
        bare = heading.rstrip("?？ ")
        if len(bare.split()) <= 2 and not is_question(bare) and not _ASKS_ITSELF.search(bare):
            return Topic(bare, "", True)  # "Redis?" asks what it is
        return Topic("", "", True)
    if _REASON.match(heading):
        return Topic("", "", True)
    if named := _named_beside(heading):
        return topic_of(named)
    name, aspect = split_aspect(heading)
    if aspect and heading.endswith(f"의 {aspect}") and aspect == "내용":
        return Topic(heading)  # "패킷의 내용" is what it holds, where "CNN 내용" only says CNN
    if aspect and all(word in _EMPTY or word in _MERELY for word in aspect.lower().split()):
        # "CNN 정리" is about CNN, and says nothing of what it tells.
        return Topic(name)
    return Topic(name) if not aspect else Topic(name, aspect)


_BESIDE = re.compile(r"^(?P<first>[\w가-힣][\w가-힣 ()/.+#'-]{1,34}?)\s?[:：]\s+(?P<rest>\S.*)$")
# What stands behind these says how something is, where a name stands behind "해결" and "예".
_QUALITY = re.compile(
    r"장점|단점|특징|특성|성질|이유|원인|결과|한계|효과|영향|목적|목표|주의|정의|의미|개념|차이|비교|요약|정리"
)


def _named_beside(heading: str) -> str:
    """The name in a Korean heading of two halves: behind a label ("해결: 뮤텍스"), else before what explains it."""
    match = _BESIDE.match(heading) if has_hangul(heading) else None
    if match is None or match["first"].count("(") != match["first"].count(")"):
        return ""
    first, rest = match["first"], match["rest"]
    if is_aspect(first):
        whole = _QUALITY.search(first) or is_aspect(rest) or rest.endswith(("다", "요")) or len(rest.split()) > 5
        return "" if whole else rest
    if is_aspect(rest) or is_label(first) or first.endswith(("다", "요", "면", "는")) or len(first.split()) > 4:
        return ""
    return first


@lru_cache(4096)
def split_aspect(text: str) -> tuple[str, str]:
    """A name and the aspect behind it, or the name alone.

    >>> split_aspect("인덱스의 동작 원리"), split_aspect("Advantages of B-Trees"), split_aspect("Key Idea")
    (('인덱스', '동작 원리'), ('B-Trees', 'Advantages'), ('Key Idea', ''))
    >>> split_aspect("Rule of Thumb (RoT)")
    ('Rule of Thumb (RoT)', '')
    """
    if has_hangul(text):
        if (at := text.find(": ")) > 0 and is_aspect(text[at + 2 :]):
            return text[:at].strip(), text[at + 2 :].strip()
        match = _SUFFIXED.match(_COUNT.sub(" ", text))
        if match and _ADNOMINAL_END.search(match.group("topic")) and not match.group("join").startswith("의"):
            match = None
        if match and _JOINED.search(match.group("topic")):
            match = None  # "면접 질문 & 답변", "시간 복잡도 vs 공간 복잡도"
        if match and match.group("aspect") in _KINDS_OF_CODE and match.group("topic").endswith("`"):
            match = None  # "`final` 키워드": what its code is, not what is told of it
        if match and match.group("aspect") in _COMPOUND and not match.group("join").startswith("의"):
            match = None  # "확률 변수" is one name
        if (
            match
            and (match["join"].startswith("의") or is_aspect(match["aspect"]) or match["aspect"] in MADE_OF)
            and len(match.group("topic")) <= 40
        ):
            topic = (
                _COUNTED_OF.sub("", match.group("topic")).rstrip("의 ")
                if match.group("join").startswith("의")
                else match.group("topic")
            )
            return topic.strip(), match.group("aspect").strip()
    if (match := _TAIL.match(text)) and len(match.group("topic")) <= 40:
        return match.group("topic").strip(), match.group("aspect").strip()
    if (match := _OF.match(text)) and not any(text.startswith(name) for _, name in spelled_out(text)):
        return match.group("topic").strip(), match.group("aspect").strip()
    return text, ""


def _is_noun_in_ran(text: str) -> bool:
    """Whether the last word of a heading is a noun in -란 ("임진왜란"), and no 란 that asks what something is."""
    if not text.endswith("란"):
        return False
    last = text.rsplit(" ", 1)[-1]
    return re.fullmatch(r"(?:메모|트|브|베테|프|호)란", last) is not None or is_noun(last)


_WANTED = re.compile(
    r"^(?P<what>[^?？]{2,40}?)(?:(?:은|는)\s?[?？]?|(?:은|는|이|가|을|를)\s(?:왜|어떻게|무엇|언제|어디|어떤|얼마나|몇)[^?？]*[?？])$"
)


def wanted(question: str) -> str:
    """What a Korean heading that asks names first; "" where that is no thing.

    >>> wanted("REST와 gRPC 차이는?"), wanted("캐시 무효화 방법은?"), wanted("왜 느린가?"), wanted("쓰는 이유는?")
    ('REST와 gRPC', '캐시 무효화', '', '')
    >>> wanted("재시도 제한은 왜 필요한가요?")
    '재시도 제한'
    """
    match = _WANTED.match(question) if has_hangul(question) else None
    if match is None or _ADNOMINAL.search(match["what"]):
        return ""
    name, aspect = split_aspect(match["what"])
    described = aspect and _ADNOMINAL_END.search(name)
    return "" if described or is_aspect(name) or len(name.split()) > 5 else name


_ADNOMINAL = re.compile(r"^(?:왜|어떻게|언제|무엇|어떤)|(?:[가-힣]는|[한할된될])\s")


def is_bidding(text: str) -> bool:
    """Whether a heading tells its reader to explain something, as an exam does, in place of asking it."""
    return _BIDS.match(text) is not None and len(text.split()) <= 30


@lru_cache(4096)
def is_question(text: str) -> bool:
    """Whether a heading or a line asks something."""
    text = text.strip()
    if text.endswith(("?", "？")) or (text.endswith(_ASKING) and not _is_noun_in_ran(text)):
        return True
    if text[:1] in "eEdDcC" and is_bidding(text):
        return True
    if text[:1] in "왜어언무누" and _ASKS_KO.match(text):
        return True
    return (
        text[:1] in "wWhH"
        and _ASKS.match(text) is not None
        and not text.endswith(".")
        and "," not in text
        and len(text.split()) <= 12
    )
