"""Names: what a heading is called without its number, which headings mean something only with their parent, glosses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cards.inline import has_hangul, plain


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:[.\-]\d{1,2})+[.)]?\s+|\d{1,2}[.)]\s*(?!\d)|\(\d{1,2}\)\s*|\[\d{1,2}\]\s*|[①-⑳❶-❿]\s*|[IVX]{1,4}[.)]\s+|[가나다라마바사아자차카타파하A-Za-z][.)]\s+"
    r"|(?:chapter|ch|part|step|day|week|lecture|section|제)\.?\s?\d+(?:장|강|절|부)?\s*[.:\-–—)]\s*)",
    re.I,
)
_DATED = re.compile(
    r"^\W*(?:(?:TIL|WIL|Today I Learned)\b[\s:·|_\-–—]*)?(?:[\[(]?(?:\d{4}|\d{2})\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}일?[\])]?|[\[(]?\d{8}[\])]?|[\[(]?\d{6}[\])]?|\d{1,2}월\s?\d{1,2}일|\d{1,2}/\d{1,2})?"
    r"\s*(?:[(\[][월화수목금토일](?:요일)?[)\]]|[(\[]?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[)\]]?(?=\W|$))?[\s:·|_,\-–—]*(?:(?:TIL|WIL|Today I Learned)\b)?[\s:·|_\-–—]*",
    re.I,
)
_EDGE = " \t:：-–—·.,;*#|_~!"

# A heading of these words alone says what is told about its parent, not what it is about.
_ASPECTS_KO = words(
    """
    장점 단점 장단점 특징 특성 정의 개념 종류 유형 분류 예시 예제 예 사례 목적 이유 필요성 역할 구조 구성 구성요소 요소 원리 동작 동작원리 동작방식 작동방식 작동원리 과정 순서 절차 방법
    방식 사용법 사용방법 사용예시 용도 쓰임 쓰임새 활용 기능 성질 문제 문제점 한계 한계점 해결 해결책 해결법 해결방법 해결방안 조건 필요조건 발생조건 주의 주의점 주의사항 참고사항 정리 요약
    비교 차이 차이점 공통점 시간복잡도 공간복잡도 복잡도 성능 문법 형식 결과 배경 등장배경 의미 뜻 핵심 설명 개요 단계 수식 공식 식 원인 효과 기준 규칙 원칙 전략 대책 예방 옵션 명령어
    속성 메서드 메소드 연산 소개 이론 내용 기본 기초 심화 상세 알고리즘설명 구현 코드 사용시기 사용이유 쓰는이유 왜쓰나 동기 아이디어 직관 관계 표현 변수 매개변수 파라미터 인자 입력 출력
    반환값 비용 단위 크기 범위 상태 기호 표기 가정 전제 오류 에러 증상 진단 평가 영향 대안 팁 도구 계층 키워드 용어 용어정리 질문 답변 답 정답
    """
)
_ASPECTS_EN = words(
    """
    advantage advantages disadvantage disadvantages pros cons benefit benefits drawback drawbacks feature
    features characteristic characteristics property properties definition concept concepts type types kind
    kinds category categories example examples usage use uses use-case use-cases purpose goal goals motivation
    background why what how when where role structure component components part parts element elements
    principle principles mechanism process procedure step steps stage stages phase phases method methods
    approach limitation limitations problem problems issue issues solution solutions fix cause causes effect
    effects condition conditions requirement requirements caveat caveats note notes gotcha gotchas pitfall
    pitfalls tip tips summary overview introduction intro comparison difference differences similarity
    similarities complexity performance cost costs syntax format result results formula formulas equation
    equations idea ideas intuition insight detail details option options flag flags command commands rule
    rules strategy strategies basics fundamentals meaning description explanation terms terminology notation
    parameters arguments inputs outputs levels symptoms trade-offs tradeoffs takeaway takeaways implementation
    code faq question questions answer answers variants
    """
)
_FILLER = words(
    """
    주요 기본 핵심 대표 대표적인 주된 상세 세부 전체 일반 일반적인 추가 기타 그 및 와 과 의 간단 간단한 자세한 key main core basic general common other
    more important big the a an of and its in and/or & / vs +
    """
)
ASPECTS = _ASPECTS_KO | _ASPECTS_EN
_SUFFIXED = re.compile(
    r"^(?P<topic>.+?)(?P<join>의\s+|\s+)(?P<aspect>(?:(?:주요|기본|핵심|대표적인|전체|동작|작동|사용|해결|발생|시간|공간|등장|구성|필요)\s?)?(?:"
    + "|".join(sorted(_ASPECTS_KO, key=len, reverse=True))
    + r")(?:[과와,/및\s]+(?:장점|단점|특징|특성|예시|종류|한계|방법|원리))?)$"
)
_COUNT = re.compile(r"\s(?:\d+|두|세|네|다섯|여섯|일곱)\s?(?:가지|개|단계)\s")
_ADNOMINAL_END = re.compile(r"(?:[본한할된될던볼쓸온간]|[가-힣]는|[있없좋많]은)$")
_TAIL = re.compile(
    r"^(?P<topic>.+?)\s+(?P<aspect>overview|summary|basics|introduction|intro|notes?|fundamentals|cheat ?sheet)$", re.I
)
_OF = re.compile(
    r"^(?:the\s+)?(?P<aspect>(?:(?:key|main|core|common|basic|four|three|two|five)\s+)?(?:"
    + "|".join(sorted(_ASPECTS_EN, key=len, reverse=True))
    + r"))\s+(?:of|for|in)\s+(?P<topic>.+)$",
    re.I,
)
_EN_SUFFIXED = re.compile(
    r"^(?P<topic>.+?)\s+(?P<aspect>(?:key|main|core|common)?\s?(?:"
    + "|".join(sorted((a for a in _ASPECTS_EN if len(a) > 3), key=len, reverse=True))
    + r"))$",
    re.I,
)
_QUESTION = re.compile(
    r"[?？]$|(?:이?란|이란 무엇인가요?|무엇인가요?|무엇일까요?|뭘까요?|뭔가요|인가요?|인가|일까요?|할까요?|하는가|되는가|있는가|없는가|나요|까요|는가|은가|을까|ㄹ까|뭐지|뭐야|이유는|차이는|차이점은)$",
    re.I,
)
_EITHER = re.compile(r"\s+(?:또는|혹은|or)\s+|\s+/\s+|(?<=[가-힣A-Za-z]{2})/(?=[가-힣A-Za-z]{2})")
_OTHERS = re.compile(r"[()（/`$]|또는|혹은| or ")
_PLAIN = re.compile(r"[A-Za-z가-힣][A-Za-z가-힣 \-]+")
_PARENTHESES = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"[\s,/&+·]+")
_PARTICLE = re.compile(r"(?:들|과|와|의|및|은|는)$")
_COUNTING = re.compile(r"\d+(?:대|가지|개)?")
_ASKS = re.compile(r"^(?:what|why|how|which|who)\s+[a-z`]", re.I)
_RAN = re.compile(
    r"^(?P<topic>.{1,60}?)\s?(?:이란|란|은|는|이|가)?\s?(?:무엇인가요?|무엇일까요?|무엇|뭘까요?|뭔가요|뭐지|뭐야|뭘까)?\s*[?？]?$"
)
_WHAT_IS = re.compile(r"^what(?:'s| is| are|’s)\s+(?:an?\s+|the\s+)?(?P<topic>[^?]{1,60}?)\s*\??$", re.I)
_GLOSS = re.compile(r"^(?P<name>[^()（）]{1,70})[(（](?P<gloss>[^()（）]{1,60})[)）]$")
_NO_GLOSS = re.compile(
    r"^(?:기본값|기본|default|필수|선택|권장|deprecated|예|ex|e\.g|i\.e|단|즉|참고|또는|vs|약|최대|최소|\d)|[=<>→:]|다$|[?!]$",
    re.I,
)
_SKIPPED = re.compile(
    r"^(?:참고(?:\s?(?:자료|문헌|링크|사이트|한 글))?|참조|출처|레퍼런스|references?|links?|링크|관련\s?(?:글|링크|자료)|see also|further reading|sources?|bibliography|목차|차례|contents|table of contents|index of contents|toc|resources)$",
    re.I,
)
_DIARY = re.compile(
    r"^(?:(?:오늘의?\s?)?(?:회고|느낀\s?점|느낀점|소감|감상|일기|후기|반성|일정|할\s?일|계획)(?:록|\s?정리)?|내일\s?(?:할\s?(?:것|일)|계획)|오늘\s?(?:한\s?(?:것|일)|할\s?일|읽은\s?것)|todos?|to-?do(?: list)?|to do tomorrow|tomorrow|reflections?|retrospective|diary|journal|schedule|next(?: steps)?|plan|마무리|하루\s?요약|kpt|keep|다음\s?(?:할\s?일|목표|계획)|잡담|기타\s?메모)$",
    re.I,
)
_EXERCISE = re.compile(
    r"^(?:(?:연습|기출|실습|확인|예상)\s?문제|과제|숙제|문제\s?풀이?|풀어\s?보기|exercises?|homework|assignments?|practice(?: problems)?|problems? to (?:try|solve)|try it)(?:\s?\d+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a heading is about: a name, and the aspect of it that is told ("TCP", "장점"). Either may be empty."""

    name: str = ""
    aspect: str = ""
    question: bool = False


COLLECTIVE = frozenset(
    words(
        """종류 유형 분류 방법 방식 구성 구성요소 요소 단계 과정 순서 절차 조건 필요조건 발생조건 기능 역할 원칙 규칙 전략 연산 명령어
        옵션 속성 메서드 메소드 예시 예 사례 특징 특성 장점 단점 문제 문제점 한계 한계점 이유 쓰임 용도 구조 해결책 해결방법 해결방안 성질 기준 계층 상태 도구 대책 원인 효과 변수
        파라미터 매개변수 활용 types type kinds kind categories advantages disadvantages pros cons benefits drawbacks features characteristics properties examples uses goals components parts elements
        principles steps stages phases methods limitations problems issues solutions causes effects conditions requirements caveats pitfalls tips options flags commands rules strategies levels variants parameters"""
    )
)


# Whatever stands beside it, each of these tells of the name above it. Other aspects beside names are names themselves.
STRONG = words(
    "장점 단점 장단점 특징 특성 정의 의미 뜻 개념 종류 예시 예 목적 이유 원리 시간복잡도 공간복잡도 복잡도 주의 주의점 주의사항 한계 한계점 문제점 용도 사용법 핵심"
    " advantage advantages disadvantage disadvantages pros cons definition example examples usage note notes summary purpose why drawback drawbacks benefit benefits complexity"
)


@lru_cache(4096)
def is_collective(aspect: str) -> bool:
    """Whether an aspect promises several things with names ("종류"), rather than one thing told ("복잡도").

    >>> is_collective("주요 종류"), is_collective("시간 복잡도")
    (True, False)
    """
    if aspect.replace(" ", "") in COLLECTIVE:
        return True
    bare = [re.sub(r"(?:과|와)$", "", word) for word in aspect.lower().split()]
    return any(word in COLLECTIVE or (word.endswith("s") and word[:-1] in ASPECTS) for word in bare)


@lru_cache(4096)
def heading_text(text: str) -> str:
    """A heading without its number, its date, or signs at its edges.

    >>> heading_text("4. LLM 수업 복습"), heading_text("2025-05-06 TIL: 어텐션의 뼈대"), heading_text("3-way handshake")
    ('LLM 수업 복습', '어텐션의 뼈대', '3-way handshake')
    """
    text = text.strip()
    dated = _DATED.sub("", text, count=1) if re.search(r"\d|TIL|WIL|learned", text[:40], re.I) else text
    # Only a date, or TIL itself, is cut off: "10/20 규칙" begins with numbers that belong to it.
    if dated != text and re.match(
        r"^\W*(?:TIL|WIL|Today|[\[(]?\d{4}\W|[\[(]?\d{2}[-./]\d{1,2}[-./]|[\[(]?\d{6}|\d{1,2}월)", text, re.I
    ):
        text = dated
    for _ in range(2):
        text = _NUMBER.sub("", text, count=1).strip()
    text = re.sub(r"^(?:Q|질문)\s?\d{0,2}\s?[.:)]\s*", "", text)
    return text.strip(_EDGE) if not re.search(r"(?:\+\+|C#|F#|\.\.\.)$", text) else text.strip(" \t:：")


@lru_cache(4096)
def is_aspect(name: str) -> bool:
    """Whether a heading or label means something only with its parent.

    >>> is_aspect("주요 특징"), is_aspect("Key Idea"), is_aspect("장점과 단점"), is_aspect("Dilated")
    (True, True, True, False)
    """
    if "(" in name and without_gloss(name) != name:
        return False  # "역할(Role)": what has another name beside it is a thing of its own
    if len(name) > 60:
        return False
    bare = plain(name)
    if "(" in bare:
        bare = _PARENTHESES.sub("", bare)
    bare = bare.strip(_EDGE + "?？").lower()
    if not bare:
        return False
    if bare in ASPECTS or bare.replace(" ", "") in ASPECTS:
        return True
    found = [w for w in _BETWEEN.split(bare) if w]
    if not found or len(found) > 5:
        return False
    hits = 0
    for word in found:
        if word in ASPECTS or word.rstrip("s") in ASPECTS or _PARTICLE.sub("", word) in ASPECTS:
            hits += 1
        elif word not in _FILLER and not _COUNTING.fullmatch(word):
            return False
    return hits > 0


_EMPTY = words(
    "정리 요약 소개 개요 기초 기본 내용 이론 심화 상세 설명 기본기 overview summary introduction intro basics notes note fundamentals"
)
_ASIDE = re.compile(
    r"\s*[(（](?:[^()]*[가-힣](?:다|요|까봐|함|음|봐)|[\d./\s]+|\d+일차|\d+주차|\d+강|[^()]*복습|[^()]*강의|작성 ?중|wip)[)）]\s*$",
    re.I,
)


@lru_cache(4096)
def topic_of(heading: str) -> Topic:
    """What a heading names.

    >>> topic_of("TCP의 장점"), topic_of("프로세스란?"), topic_of("Motivation")
    (Topic(name='TCP', aspect='장점', question=False), Topic(name='프로세스', aspect='', question=True), Topic(name='', aspect='Motivation', question=False))
    """
    heading = _ASIDE.sub("", heading)
    if not heading:
        return Topic()
    if is_aspect(heading):
        return Topic("", heading.strip("?？ "))
    if match := _WHAT_IS.match(heading):
        name, aspect = split_aspect(match.group("topic"))
        return Topic(name, aspect, True)
    if re.search(
        r"(?:이?란\s?(?:무엇인가요?|무엇일까요?|무엇|뭘까요?|뭔가요|뭐지|뭐야)?\s*[?？]?|(?:은|는|이|가)?\s?(?:무엇인가요?|무엇일까요?|뭘까요?|뭔가요|뭐지|뭐야)\s*[?？]?)$",
        heading,
    ):
        match = _RAN.match(heading)
        if (
            match
            and match.group("topic") != heading
            and not re.match(r"^(?:메모|트|브|베테|프|호)$", match.group("topic"))
        ):
            name, aspect = split_aspect(match.group("topic").strip())
            return Topic(name, aspect, True)
    if is_question(heading):
        return Topic("", "", True)
    name, aspect = split_aspect(heading)
    if aspect and all(word in _EMPTY for word in aspect.lower().split()):
        # "CNN 정리" is about CNN, and says nothing of what it tells.
        return Topic(name)
    return Topic(name) if not aspect else Topic(name, aspect)


@lru_cache(4096)
def split_aspect(text: str) -> tuple[str, str]:
    """A name and the aspect behind it, or the name alone.

    >>> split_aspect("인덱스의 동작 원리"), split_aspect("Advantages of B-Trees"), split_aspect("Key Idea")
    (('인덱스', '동작 원리'), ('B-Trees', 'Advantages'), ('Key Idea', ''))
    """
    if has_hangul(text):
        if (at := text.find(": ")) > 0 and is_aspect(text[at + 2 :]):
            return text[:at].strip(), text[at + 2 :].strip()
        match = _SUFFIXED.match(_COUNT.sub(" ", text))
        if match and _ADNOMINAL_END.search(match.group("topic")) and not match.group("join").startswith("의"):
            match = None
        if (
            match
            and (match.group("join").startswith("의") or is_aspect(match.group("aspect")))
            and len(match.group("topic")) <= 40
        ):
            topic = match.group("topic").rstrip("의 ") if match.group("join").startswith("의") else match.group("topic")
            return topic.strip(), match.group("aspect").strip()
    if (match := _TAIL.match(text)) and len(match.group("topic")) <= 40:
        return match.group("topic").strip(), match.group("aspect").strip()
    if match := _OF.match(text):
        return match.group("topic").strip(), match.group("aspect").strip()
    return text, ""


@lru_cache(4096)
def is_question(text: str) -> bool:
    """Whether a heading or a line asks something."""
    text = text.strip()
    if _QUESTION.search(text):
        return True
    return _ASKS.match(text) is not None and not text.endswith(".") and "," not in text and len(text.split()) <= 12


def skipped(heading: str) -> str:
    """Why a section of this heading is not learned from, or "".

    >>> skipped("참고 자료"), skipped("TCP")
    ('it stands in a list of references', '')
    """
    bare = heading.strip(_EDGE + "?")
    if _SKIPPED.match(bare):
        return "it stands in a list of references"
    if _DIARY.match(bare):
        return "it stands in a diary or a plan, not in what was learned"
    if _EXERCISE.match(bare):
        return "it stands among exercises; an answer below each question makes it a card"
    return ""


@lru_cache(4096)
def accepted_for(answer: str) -> tuple[str, ...]:
    """Other answers that count as right: both halves of a gloss, each of two alternatives.

    >>> accepted_for("지역성(locality)"), accepted_for("Mixture of Experts (MoE)"), accepted_for("O(n)")
    (('지역성', 'locality'), ('Mixture of Experts', 'MoE'), ())
    """
    if len(answer) > 90 or not _OTHERS.search(answer) or "\n" in answer:
        return ()
    text = plain(answer).strip().rstrip(".")
    found: list[str] = []
    name = without_gloss(text) if text.endswith((")", "）")) else text
    if name != text:
        found.append(name)
        gloss = text[len(name) :].strip()[1:-1].strip()
        if len(name.split()) <= 4 and "`" not in answer[len(name) :] and ("," not in gloss or len(name.split()) == 1):
            found += [part for piece in re.split(r"\s*[,;/]\s*", gloss) if _is_other_name(name, part := piece.strip())]
    if "/" not in text and "또는" not in text and "혹은" not in text and " or " not in text:
        alternatives: list[str] = []
    else:
        alternatives = _EITHER.split(text)
    if len(text) <= 50 and 1 < len(alternatives) <= 3 and all(_PLAIN.fullmatch(a) for a in alternatives):
        found += [part.strip() for part in alternatives if part.strip()]
    if "`" in answer or "$" in answer:
        found.append(text)
    return tuple(dict.fromkeys(f for f in found if f and f != answer))


def _is_other_name(name: str, gloss: str) -> bool:
    """Whether a gloss names the same thing again, rather than remark on it."""
    words = gloss.split()
    if not words or len(gloss) < 2 or len(words) > 5 or _NO_GLOSS.search(gloss) or re.search(r"[\d=+*/^<>]{2}", gloss):
        return False
    if has_hangul(name) != has_hangul(gloss):
        return not has_hangul(gloss) or len(words) <= 3
    return len(words) == 1 and (gloss.isupper() or not has_hangul(gloss) or name.isascii())


@lru_cache(4096)
def without_gloss(name: str) -> str:
    """A name without what stands in parentheses behind it.

    >>> without_gloss("Mixture of Experts (MoE)"), without_gloss("f(x)"), without_gloss("FFN(Feedforward)")
    ('Mixture of Experts', 'f(x)', 'FFN')
    """
    if ")" not in name and "）" not in name:
        return name
    match = _GLOSS.match(name.strip())
    if not match:
        return name
    before, gloss = match.group("name"), match.group("gloss")
    if before[-1:].isspace() or has_hangul(before[-1:]) or has_hangul(gloss):
        return before.strip()
    # f(x), O(n), print(hello) are calls; FFN(Feedforward) is a name with a gloss.
    is_call = (
        len(gloss) < 3 or not gloss.replace(" ", "").replace("-", "").isalpha() or before.islower() or len(before) == 1
    )
    return name if is_call else before.strip()
