"""Aspects: headings and labels that tell of their parent ("장점", "Motivation") rather than name a thing."""

from __future__ import annotations

import re
from functools import lru_cache

from cards.language.glosses import without_gloss
from cards.language.text import EDGE, plain, words

ASPECTS_KO = words(
    """
    장점 단점 이점 장단점 특징 특성 정의 개념 종류 유형 분류 예시 예제 예 사례 목적 목표 이유 필요성 역할 구조 구성
    구성요소 요소 원리 동작 동작원리 동작방식 작동방식 작동원리 과정 순서 절차 방법 방식 사용법 사용방법
    사용예시 용도 쓰임 쓰임새 활용 기능 성질 문제 문제점 한계 한계점 해결 해결책 해결법 해결방법 해결방안 조건
    필요조건 발생조건 주의 주의점 주의사항 참고사항 정리 요약 비교 차이 차이점 공통점 시간복잡도 공간복잡도
    복잡도 성능 문법 형식 결과 배경 등장배경 의미 뜻 핵심 설명 개요 단계 수식 공식 식 원인 효과 기준 규칙 원칙
    전략 대책 예방 옵션 명령어 속성 메서드 메소드 연산 소개 이론 내용 기본 기초 심화 상세 알고리즘설명 구현
    코드 사용시기 사용이유 쓰는이유 왜쓰나 동기 아이디어 직관 관계 표현 변수 매개변수 파라미터 인자 입력 출력
    반환값 비용 단위 크기 범위 상태 기호 표기 가정 전제 오류 에러 증상 진단 평가 영향 대안 팁 도구 계층 키워드
    중요성 계산식 용어 용어정리 질문 답변 답 정답 대응 대응책 대응방법 대응방안 대응기법
    """
)
# What a thing is made of, or what is needed for it: behind its name in a heading ("비누 재료").
MADE_OF = words("재료 준비물 부품 성분 원료 구성원 구성품 부속품")
ASPECTS_EN = words(
    """
    advantage advantages disadvantage disadvantages pros cons benefit benefits drawback drawbacks feature
    features characteristic characteristics property properties definition concept concepts type types kind
    kinds category categories example examples usage use uses use-case use-cases usecase usecases purpose goal
    goals motivation
    background why what how when where role structure component components part parts element elements
    principle principles mechanism process procedure step steps stage stages phase phases method methods
    approach limitation limitations problem problems issue issues solution solutions fix cause causes effect
    effects condition conditions requirement requirements caveat caveats note notes gotcha gotchas pitfall
    pitfalls tip tips summary overview introduction intro comparison difference differences similarity
    similarities complexity performance cost costs syntax format result results formula formulas equation
    equations computation calculation derivation idea ideas intuition insight detail details option options flag flags
    command commands rule rules strategy strategies basics fundamentals meaning description explanation terms
    terminology notation parameters arguments inputs outputs levels symptoms trade-offs tradeoffs takeaway takeaways
    implementation application applications proof code faq question questions answer answers variants
    """
)
_FILLER = words(
    """
    주요 기본 핵심 대표 대표적인 주된 상세 세부 전체 일반 일반적인 추가 기타 그 및 와 과 의 간단 간단한 자세한
    key main core basic general common other more important big real-world practical typical the a an of and its in
    formal informal simplified simple intuitive quick brief short additional further technical distinguishing
    and/or & / vs +
    """
)
ASPECTS = ASPECTS_KO | ASPECTS_EN
_CLAUSES = frozenset({"WHERE", "WHEN", "TYPE", "KEY"})  # words of SQL, in capitals
_PARENTHESES = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"[\s,/&+·]+")
_PARTICLE = re.compile(r"(?:들|과|와|의|및|은|는)$")
_COUNTING = re.compile(r"\d+(?:대|가지|개)?")
COLLECTIVE = frozenset(
    words(
        """
    종류 유형 분류 방법 방식 구성 구성요소 요소 단계 과정 순서 절차 조건 필요조건 발생조건 기능 역할 원칙 규칙
    전략 연산 명령어 옵션 속성 메서드 메소드 예시 예 사례 특징 특성 장점 단점 이점 문제 문제점 한계 한계점 이유 목표
    쓰임 용도 구조 해결 해결책 해결방법 해결방안 성질 기준 계층 상태 도구 대책 원인 효과 변수 파라미터 매개변수 활용
    대응 대응책 대응방법 대응방안 대응기법 증상 쓰임새 대안 오류 에러 가정 전제 영향 인자 입력 출력 용어 키워드
    types type kinds kind categories advantages disadvantages pros cons benefits drawbacks features
    characteristics properties examples uses goals components parts elements principles steps stages phases
    methods limitations problems issues solutions causes effects conditions requirements caveats pitfalls tips
    options flags commands rules strategies levels variants parameters symptoms arguments inputs outputs
    """
    )
)


# What stands under these is told in short sentences, any of which may come first ("전선이 갖추어야 할 조건").
_TOLD = re.compile(
    r"(?:^|[\s가-힣])(?:장점|단점|이점|특징|특성|(?:구비|필요|성립|발생|전제|제약|필수)?\s?조건|요건|원칙|규칙|이유|효과|목적|유의점|유의사항"
    r"|주의점|주의\s?사항|[주유]의할 점|고려할 점|한계점?|문제점|증상)(?:\s?(?:\d|[두세네])\s?(?:가지|개))?$"
)


@lru_cache(4096)
def promises_points(name: str) -> bool:
    """Whether a name promises several points in no order, each of which may be a sentence.

    >>> promises_points("받침이 갖추어야 할 조건"), promises_points("조건부 확률"), promises_points("연결 절차")
    (True, False, False)
    """
    return _TOLD.search(without_gloss(name).rstrip("?？: ")) is not None


# Whatever stands beside it, each of these tells of the name above it. Other aspects beside names are names themselves.
STRONG = words(
    """
    장점 단점 이점 장단점 특징 특성 정의 의미 뜻 개념 종류 예시 예 목적 이유 원리 시간복잡도 공간복잡도 복잡도 주의
    주의점 주의사항 원인 한계 한계점 문제점 용도 사용법 핵심 advantage advantages disadvantage disadvantages pros
    cons definition example examples usage note notes summary purpose why drawback drawbacks benefit benefits
    complexity
    """
)


@lru_cache(4096)
def is_collective(aspect: str) -> bool:
    """Whether an aspect promises several things with names ("종류"), rather than one thing told ("복잡도").

    >>> is_collective("주요 종류"), is_collective("시간 복잡도")
    (True, False)
    """
    if aspect.replace(" ", "") in COLLECTIVE or aspect in MADE_OF:
        return True
    bare = [re.sub(r"(?:과|와)$", "", word) for word in aspect.lower().split()]
    return any(word in COLLECTIVE or (word.endswith("s") and word[:-1] in ASPECTS) for word in bare)


# "주의할 점": what of the thing above is to be heeded.
TO_HEED = re.compile(
    r"(?:(?:사용|설계|구현|적용) ?시 )?(?:주의|유의|고려|조심|명심|확인|점검)(?:해야 )?할 (?:점|것|사항)"
)


@lru_cache(4096)
def is_aspect(name: str) -> bool:
    """Whether a heading or label means something only with its parent.

    >>> is_aspect("주요 특징"), is_aspect("Key Idea"), is_aspect("장점과 단점"), is_aspect("Dilated")
    (True, True, True, False)
    >>> is_aspect("Command 1"), is_aspect("`Command + 1`")
    (True, False)
    """
    if name.startswith("`") and name.endswith("`"):
        return False  # what is typed or pressed is a name, whatever its words
    if "(" in name and without_gloss(name) != name:
        return False  # "역할(Role)": what has another name beside it is a thing of its own
    if len(name) > 60:
        return False
    bare = plain(name)
    if "(" in bare:
        bare = _PARENTHESES.sub("", bare)
    bare = bare.strip(EDGE + "?？").lower()
    if not bare or name in _CLAUSES:
        return False
    if bare in ASPECTS or bare.replace(" ", "") in ASPECTS or TO_HEED.fullmatch(bare):
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


_LABELS = words(
    """
    data baseline baselines dataset datasets setup result results finding findings conclusion conclusions hypothesis
    assumption assumptions objective task metric metrics metrics input output author year date price time place
    location size length weight age cost owner status version origin source reason reasons symptom treatment cause
    aim aims sample ingredients
    issue holding held ruling verdict facts method observation outcome
    trade-off hint moral lesson lessons implication implications significance strengths weaknesses strength weakness
    default defaults when where who why how what preferred recommended
    결론 결과 데이터 기준선 가설 가정 목표 지표 과제 강점 약점 의의 시사점 교훈 저자 연도 가격 위치 장소 시기 대상 재료
    준비물 유래 기원 어원
    전개 결말 계기 업적 쟁점 판시 증상 치료 처방 원산지 출처 별명 다른이름 영문 정답률 소요시간 기간 무게
    나이 값
    """
)


# "Made of", "used in", "when to use": a label that only says how what follows belongs to the name above.
_OF_WHAT = re.compile(
    r"(?:when|how|where|why) to \w+"
    r"|(?:also |mostly |often |mainly )?(?:made|used|found|written|known|invented|built|based|named|created"
    r"|developed|located|released"
    r"|published|introduced|measured|caused|discovered|produced|formed|derived|founded|part|good|bad|best|useful)"
    r" (?:of|in|for|by|with|from|at|on|as|up of)",
    re.I,
)


DEGREE = re.compile(r"최(?:대|소|고|저|장|단|다|강|약)")  # how much of something a thing has, by which it is named

# "방지법", "예방 대책": what is done against the thing above, whatever the word that ends it.
_AGAINST = re.compile(
    r"(?:방지|예방|대처|극복|완화|개선|퇴치)(?:법|책|방법|방안|대책|조치|수단|요령)?|(?:치료|해결|보완|제거|회피|복구)(?:법|책|방법|방안|대책)"
)


@lru_cache(4096)
def is_label(term: str) -> bool:
    """Whether a term labels something of the thing above it ("Conclusion", "baseline"), and names nothing by itself."""
    if term.isupper() and len(term) > 1:
        return False  # "WHERE" is a word of SQL
    if _OF_WHAT.fullmatch(term.strip(EDGE)):
        return True
    bare = re.sub(r"\s+", "", plain(term)).lower().strip(EDGE)
    return bare in _LABELS or _AGAINST.fullmatch(bare) is not None
